/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#include "keys-support.h"

#include <X11/XKBlib.h>
#include <X11/extensions/XTest.h>
#include <X11/keysym.h>
#include <gdk/x11/gdkx.h>

#include "app/candor-window.h"
#include "app/staff/candor-staff-home.h"
#include "core/candor-example.h"
#include "staff-support.h"
#include "store-support.h"

void
keys_settle (KeysFixture *self)
{
  XSync (self->display, False);
  for (guint i = 0; i < 5; i++)
    {
      while (g_main_context_iteration (NULL, FALSE))
        ;
      XSync (self->display, False);
    }
}

/* There is nobody but us to give a window the keyboard. */
void
keys_give (KeysFixture *self, GtkWidget *window)
{
  keys_settle (self);
  staff_until (gtk_widget_get_mapped (window));
  XSetInputFocus (self->display,
                  gdk_x11_surface_get_xid (gtk_native_get_surface (GTK_NATIVE (window))),
                  RevertToParent, CurrentTime);
  staff_until (gtk_window_is_active (GTK_WINDOW (window)));
}

static void
send_key (KeysFixture *self, KeySym key, gboolean down)
{
  XTestFakeKeyEvent (self->display, XKeysymToKeycode (self->display, key), down, CurrentTime);
}

/* Presses an accelerator as GTK writes it. */
void
keys_press (KeysFixture *self, GtkWidget *window, const char *keys)
{
  guint key;
  GdkModifierType held;
  KeyCode code;
  gboolean shifted;

  g_assert_true (gtk_accelerator_parse (keys, &key, &held));
  code = XKeysymToKeycode (self->display, key);
  shifted = XkbKeycodeToKeysym (self->display, code, 0, 0) != key
            && XkbKeycodeToKeysym (self->display, code, 0, 1) == key;
  keys_give (self, window);
  if ((held & GDK_CONTROL_MASK) != 0)
    send_key (self, XK_Control_L, TRUE);
  if (shifted)
    send_key (self, XK_Shift_L, TRUE);
  send_key (self, key, TRUE);
  send_key (self, key, FALSE);
  if (shifted)
    send_key (self, XK_Shift_L, FALSE);
  if ((held & GDK_CONTROL_MASK) != 0)
    send_key (self, XK_Control_L, FALSE);
  keys_settle (self);
}

/* In the language whose code is @data, or in English. */
void
keys_set_up (KeysFixture *self, gconstpointer data)
{
  self->clinic = staff_clinic ();
  g_free (self->clinic->language);
  self->clinic->language = g_strdup (data != NULL ? data : "en");
  self->procedure = staff_procedure ();
  self->scratch = staff_scratch ();
  self->folder = store_make (self->scratch);
  self->session = store_session (self->folder, FALSE);
  self->window = candor_window_new (NULL, self->procedure, self->clinic, self->session);
  gtk_window_set_default_size (GTK_WINDOW (self->window), 1280, 800);
  gtk_window_present (GTK_WINDOW (self->window));
  self->display = gdk_x11_display_get_xdisplay (gtk_widget_get_display (self->window));
}

void
keys_tear_down (KeysFixture *self, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (self->window));
  candor_draft_keeper_settle (candor_session_get_drafts (self->session));
  g_object_unref (self->session);
  candor_procedure_unref (self->procedure);
  candor_clinic_free (self->clinic);
  staff_remove (self->scratch);
  g_free (self->scratch);
  g_free (self->folder);
  gtk_widget_set_default_direction (GTK_TEXT_DIR_LTR);
}

/* Returns: (nullable): what stands over the window */
GtkWidget *
keys_find_over (KeysFixture *self)
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
keys_open (KeysFixture *self, const char *action)
{
  GtkWidget *home = staff_find_type (self->window, CANDOR_TYPE_STAFF_HOME);

  g_assert_true (gtk_widget_activate_action (home, action, NULL));
  g_assert_nonnull (keys_find_over (self));
  staff_until (gtk_widget_get_mapped (keys_find_over (self)));
  return keys_find_over (self);
}

CandorFlow *
keys_start_visit (KeysFixture *self)
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
