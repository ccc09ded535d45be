/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#include "candor-staff-page.h"

#include "candor-panes-layout.h"
#include "candor-staff-words.h"

struct _CandorStaffPage
{
  AdwBin parent_instance;

  AdwWindowTitle *title;
  GtkButton *back;
  GtkBox *side;
  GtkBox *main;

  const CandorLanguage *language; /* (unowned) */
};

G_DEFINE_FINAL_TYPE (CandorStaffPage, candor_staff_page, ADW_TYPE_BIN)

enum
{
  BACK,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
back_cb (CandorStaffPage *self)
{
  g_signal_emit (self, signals[BACK], 0);
}

static void
candor_staff_page_class_init (CandorStaffPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  /**
   * CandorStaffPage::back:
   *
   * Staff are done with the page.
   */
  signals[BACK] = g_signal_new ("back", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 0);

  g_type_ensure (CANDOR_TYPE_PANES_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/candor/Candor/candor-staff-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CandorStaffPage, title);
  gtk_widget_class_bind_template_child (widget_class, CandorStaffPage, back);
  gtk_widget_class_bind_template_child (widget_class, CandorStaffPage, side);
  gtk_widget_class_bind_template_child (widget_class, CandorStaffPage, main);
  gtk_widget_class_bind_template_callback (widget_class, back_cb);
}

static void
candor_staff_page_init (CandorStaffPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * candor_staff_page_new:
 * @language: the clinic's language
 * @title: what the page is for
 *
 * Returns: (transfer floating): an empty page
 */
GtkWidget *
candor_staff_page_new (const CandorLanguage *language, const char *title)
{
  CandorStaffPage *self = g_object_new (CANDOR_TYPE_STAFF_PAGE, NULL);

  self->language = language;
  adw_window_title_set_title (self->title, title);
  gtk_button_set_label (self->back, _ ("Back"));
  return GTK_WIDGET (self);
}

/**
 * candor_staff_page_get_side:
 * @self: a page
 *
 * Returns: (transfer none): where that goes which is to be done
 */
GtkBox *
candor_staff_page_get_side (CandorStaffPage *self)
{
  g_return_val_if_fail (CANDOR_IS_STAFF_PAGE (self), NULL);

  return self->side;
}

/**
 * candor_staff_page_get_main:
 * @self: a page
 *
 * Returns: (transfer none): where that goes which is to be looked at
 */
GtkBox *
candor_staff_page_get_main (CandorStaffPage *self)
{
  g_return_val_if_fail (CANDOR_IS_STAFF_PAGE (self), NULL);

  return self->main;
}
