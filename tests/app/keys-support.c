/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#include "keys-support.h"

#include <X11/XKBlib.h>
#include <gdk/x11/gdkx.h>

#include "app/staff/candor-staff-home.h"
#include "core/candor-example.h"
#include "hands-support.h"
#include "staff-support.h"
#include "store-support.h"

/* There is nobody but us to give a window the keyboard. */
void
keys_give (GtkWidget *window)
{
  hands_settle (window);
  staff_until (gtk_widget_get_mapped (window));
  hands_focus (window);
  staff_until (gtk_window_is_active (GTK_WINDOW (window)));
}

/* Presses an accelerator as GTK writes it. */
void
keys_press (GtkWidget *window, const char *keys)
{
  Display *display = gdk_x11_display_get_xdisplay (gtk_widget_get_display (window));
  KeySym held[HANDS_HELD] = { 0 };
  GdkModifierType modifiers;
  guint n_held = 0;
  KeyCode code;
  guint key;

  g_assert_true (gtk_accelerator_parse (keys, &key, &modifiers));
  code = XKeysymToKeycode (display, key);
  if ((modifiers & GDK_CONTROL_MASK) != 0)
    held[n_held++] = XK_Control_L;
  if (XkbKeycodeToKeysym (display, code, 0, 0) != key
      && XkbKeycodeToKeysym (display, code, 0, 1) == key)
    held[n_held++] = XK_Shift_L;
  keys_give (window);
  hands_press (window, held, key);
}

/* In the language whose code is @data, or in English. */
void
keys_set_up (Tablet *self, gconstpointer data)
{
  tablet_set_up (self, FALSE);
  g_free (self->clinic->language);
  self->clinic->language = g_strdup (data != NULL ? data : "en");
  tablet_show (self);
}

void
keys_tear_down (Tablet *self, gconstpointer data)
{
  tablet_tear_down (self, NULL);
  gtk_widget_set_default_direction (GTK_TEXT_DIR_LTR);
}

/* Returns: (nullable): what stands over the window */
GtkWidget *
keys_find_over (Tablet *self)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (window != self->window)
        return window;
    }
  return NULL;
}

GtkWidget *
keys_open (Tablet *self, const char *action)
{
  GtkWidget *home = staff_find_type (self->window, CANDOR_TYPE_STAFF_HOME);

  g_assert_true (gtk_widget_activate_action (home, action, NULL));
  g_assert_nonnull (keys_find_over (self));
  staff_until (gtk_widget_get_mapped (keys_find_over (self)));
  return keys_find_over (self);
}

CandorFlow *
keys_start_visit (Tablet *self)
{
  g_autoptr (CandorVisit) visit = candor_example_ready (
      self->procedure, &(CandorExample){ .clinic = self->clinic, .name = "Ana Example" });

  candor_draft_keeper_keep (candor_session_get_drafts (self->session), visit);
  store_open (self->window, self->session);
  staff_until (staff_find_button (self->window, "Hand over this visit") != NULL);
  staff_click (self->window, "Hand over this visit");
  staff_until (staff_find_type (self->window, CANDOR_TYPE_FLOW) != NULL);
  return CANDOR_FLOW (staff_find_type (self->window, CANDOR_TYPE_FLOW));
}
