/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#include "candor-flow-private.h"

/* One press of a button, in percent. */
#define SIZE_STEP 25

/* Every button around a page is one of these actions, and so is every key. */

/* The second press of two, or a key that is held down, would pass a page that nobody has seen. */
static void
next_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CandorFlow *self = CANDOR_FLOW (widget);

  if (candor_flow_was_seen (self))
    candor_flow_next (self);
}

static void
back_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  candor_flow_back (CANDOR_FLOW (widget));
}

static void
smaller_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CandorFlow *self = CANDOR_FLOW (widget);

  candor_flow_set_text_size (self, candor_flow_get_text_size (self) - SIZE_STEP);
}

static void
larger_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CandorFlow *self = CANDOR_FLOW (widget);

  candor_flow_set_text_size (self, candor_flow_get_text_size (self) + SIZE_STEP);
}

static void
contrast_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  candor_flow_set_high_contrast (CANDOR_FLOW (widget),
                                 !gtk_widget_has_css_class (widget, "high-contrast"));
}

static void
language_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  candor_flow_ask_language (CANDOR_FLOW (widget), g_variant_get_string (parameter, NULL));
}

static void
call_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  candor_flow_call_staff (CANDOR_FLOW (widget));
}

static void
resume_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  candor_flow_resume (CANDOR_FLOW (widget));
}

static void
leave_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  candor_flow_leave (CANDOR_FLOW (widget));
}

static void
read_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  candor_flow_read (CANDOR_FLOW (widget));
}

static void
read_pause_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  candor_flow_pause_reading (CANDOR_FLOW (widget));
}

static void
read_slower_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  candor_flow_change_rate (CANDOR_FLOW (widget), -1);
}

static void
read_faster_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  candor_flow_change_rate (CANDOR_FLOW (widget), 1);
}

static void
read_stop_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  candor_flow_stop_reading (CANDOR_FLOW (widget));
}

/* Next and Back from anywhere on a page, for those who work with the keyboard alone. */
void
candor_flow_install_actions (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "flow.next", NULL, next_action);
  gtk_widget_class_install_action (klass, "flow.back", NULL, back_action);
  gtk_widget_class_install_action (klass, "flow.smaller", NULL, smaller_action);
  gtk_widget_class_install_action (klass, "flow.larger", NULL, larger_action);
  gtk_widget_class_install_action (klass, "flow.contrast", NULL, contrast_action);
  gtk_widget_class_install_action (klass, "flow.language", "s", language_action);
  gtk_widget_class_install_action (klass, "flow.call-staff", NULL, call_action);
  gtk_widget_class_install_action (klass, "flow.resume", NULL, resume_action);
  gtk_widget_class_install_action (klass, "flow.leave", NULL, leave_action);
  gtk_widget_class_install_action (klass, "flow.read", NULL, read_action);
  gtk_widget_class_install_action (klass, "flow.read-pause", NULL, read_pause_action);
  gtk_widget_class_install_action (klass, "flow.read-slower", NULL, read_slower_action);
  gtk_widget_class_install_action (klass, "flow.read-faster", NULL, read_faster_action);
  gtk_widget_class_install_action (klass, "flow.read-stop", NULL, read_stop_action);

  gtk_widget_class_add_binding_action (klass, GDK_KEY_Page_Down, GDK_CONTROL_MASK, "flow.next",
                                       NULL);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_Page_Up, GDK_CONTROL_MASK, "flow.back", NULL);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_plus, GDK_CONTROL_MASK, "flow.larger", NULL);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_minus, GDK_CONTROL_MASK, "flow.smaller",
                                       NULL);
}
