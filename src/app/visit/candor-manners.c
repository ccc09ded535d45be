/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * What GTK itself offers over any field is not for somebody who was handed a tablet to read on: a
 * menu that they have never seen stands over their page, and they do not know how they came there.
 */
#include "candor-manners.h"

static void
pressed_cb (GtkGesture *gesture)
{
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
}

/* The keys that open such a menu, or the choice of emoji; and those by which a newer libadwaita tries
 * out the window in the size of a telephone. */
static gboolean
key_cb (GtkWidget *widget, guint key, guint code, GdkModifierType state)
{
  GdkModifierType held = state & gtk_accelerator_get_default_mod_mask ();

  if (held == (GDK_CONTROL_MASK | GDK_SHIFT_MASK) && gdk_keyval_to_lower (key) == GDK_KEY_m)
    return TRUE;
  return key == GDK_KEY_Menu || (key == GDK_KEY_F10 && held == GDK_SHIFT_MASK)
         || ((key == GDK_KEY_period || key == GDK_KEY_semicolon) && (held & GDK_CONTROL_MASK) != 0);
}

/**
 * candor_manners_keep:
 * @widget: something that a patient holds in the hands
 *
 * From now on no key and no button of a mouse opens a menu of GTK's own in it.
 */
void
candor_manners_keep (GtkWidget *widget)
{
  GtkGesture *click = gtk_gesture_click_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (click), GTK_PHASE_CAPTURE);
  g_signal_connect (click, "pressed", G_CALLBACK (pressed_cb), NULL);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (click));

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_cb), widget);
  gtk_widget_add_controller (widget, keys);
}
