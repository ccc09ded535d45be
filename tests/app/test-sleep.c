/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * A lid that is closed. A login service of our own stands on a bus of our own, and speaks the real
 * one's interface. Catches: a tablet that falls asleep unlocked, or with the key still in its memory
 * because a task had not come to its end, or a passphrase was still being tried; one that asks for no time, or not again after the next
 * waking; one that holds the computer up when it was locked already; a clock that stood still with
 * the computer; a list that stays on the screen when it is locked in the moment of handing over.
 */
#include "staff-support.h"

#include <fcntl.h>
#include <gio/gunixfdlist.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "app/candor-window.h"
#include "app/session/candor-idle.h"
#include "app/staff/candor-staff-home.h"
#include "app/visit/candor-flow.h"
#include "core/candor-example.h"
#include "store-support.h"
#include "tablet-support.h"

typedef struct
{
  Tablet tablet;

  GDBusConnection *login; /* the service's end of the bus */
  guint object;
  guint owner;
  int lock;      /* our end of what was handed out; -1 while nobody has asked */
  guint n_asked; /* how often somebody asked for time */
} Fixture;

static const char interface_xml[]
    = "<node><interface name='org.freedesktop.login1.Manager'>"
      "<method name='Inhibit'><arg type='s' direction='in'/><arg type='s' direction='in'/>"
      "<arg type='s' direction='in'/><arg type='s' direction='in'/>"
      "<arg type='h' direction='out'/></method>"
      "<signal name='PrepareForSleep'><arg type='b'/></signal></interface></node>";

static void
inhibit_cb (GDBusConnection *bus,
            const char *sender,
            const char *object,
            const char *interface,
            const char *method,
            GVariant *parameters,
            GDBusMethodInvocation *invocation,
            gpointer data)
{
  Fixture *self = data;
  g_autoptr (GUnixFDList) list = g_unix_fd_list_new ();
  const char *what, *mode;
  int ends[2];

  g_variant_get (parameters, "(&s&s&s&s)", &what, NULL, NULL, &mode);
  g_assert_cmpstr (what, ==, "sleep");
  g_assert_cmpstr (mode, ==, "delay");
  g_assert_cmpint (pipe2 (ends, O_CLOEXEC | O_NONBLOCK), ==, 0);
  g_assert_cmpint (g_unix_fd_list_append (list, ends[1], NULL), ==, 0);
  close (ends[1]);
  if (self->lock >= 0)
    close (self->lock);
  self->lock = ends[0];
  self->n_asked++;
  g_dbus_method_invocation_return_value_with_unix_fd_list (invocation, g_variant_new ("(h)", 0),
                                                           list);
}

/* Whether somebody still makes the computer wait. */
static gboolean
is_held (Fixture *self)
{
  char byte;

  return read (self->lock, &byte, 1) != 0;
}

static void
owned_cb (GDBusConnection *bus, const char *name, gpointer data)
{
  *(gboolean *)data = TRUE;
}

static void
start_login (Fixture *self)
{
  static const GDBusInterfaceVTable table = { .method_call = inhibit_cb };
  g_autoptr (GDBusNodeInfo) node = NULL;
  g_autoptr (GError) error = NULL;
  static gboolean owned;

  self->lock = -1;
  self->login = g_dbus_connection_new_for_address_sync (
      g_getenv ("DBUS_SYSTEM_BUS_ADDRESS"),
      G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT
          | G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
      NULL, NULL, &error);
  g_assert_no_error (error);
  node = g_dbus_node_info_new_for_xml (interface_xml, &error);
  g_assert_no_error (error);
  self->object = g_dbus_connection_register_object (
      self->login, "/org/freedesktop/login1", node->interfaces[0], &table, self, NULL, &error);
  g_assert_no_error (error);
  owned = FALSE;
  self->owner
      = g_bus_own_name_on_connection (self->login, "org.freedesktop.login1",
                                      G_BUS_NAME_OWNER_FLAGS_NONE, owned_cb, NULL, &owned, NULL);
  staff_until (owned);
}

static void
announce (Fixture *self, gboolean sleep)
{
  g_autoptr (GError) error = NULL;

  g_dbus_connection_emit_signal (self->login, NULL, "/org/freedesktop/login1",
                                 "org.freedesktop.login1.Manager", "PrepareForSleep",
                                 g_variant_new ("(b)", sleep), &error);
  g_assert_no_error (error);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  start_login (self);
  tablet_set_up_shown (&self->tablet, NULL);
  staff_until (self->n_asked == 1);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  tablet_tear_down (&self->tablet, NULL);
  g_bus_unown_name (self->owner);
  g_dbus_connection_unregister_object (self->login, self->object);
  g_dbus_connection_close_sync (self->login, NULL, NULL);
  g_object_unref (self->login);
  close (self->lock);
}

static gboolean
is_open (Fixture *self)
{
  return staff_find_type (self->tablet.window, CANDOR_TYPE_STAFF_HOME) != NULL;
}

/* The delay ends after the key, and the key after the last one who works with it. */
static void
test_order (Fixture *self, gconstpointer data)
{
  CandorRegister *task = NULL;

  store_open (self->tablet.window, self->tablet.session);
  staff_until (is_open (self));
  task = candor_session_ref_register (self->tablet.session);
  g_assert_true (is_held (self));
  announce (self, TRUE);
  staff_until (!is_open (self));
  g_assert_null (candor_session_get_register (self->tablet.session));
  for (guint i = 0; i < 300; i++)
    staff_turn ();
  g_assert_true (candor_session_has_key (self->tablet.session));
  g_assert_true (is_held (self));

  candor_register_unref (task);
  staff_until (!is_held (self));
  g_assert_false (candor_session_has_key (self->tablet.session));
}

/* Keeps every passphrase from being tried, as another Candor does that tries one on the same store.
 * Returns: what is closed to let them go on */
static int
hold_tries (Fixture *self)
{
  g_autofree char *path = g_build_filename (self->tablet.folder, "keys", "tries", "lock", NULL);
  int fd = open (path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);

  g_assert_cmpint (fd, >=, 0);
  g_assert_cmpint (flock (fd, LOCK_EX), ==, 0);
  return fd;
}

/* The lid is closed right after the Enter: the passphrase is in memory, and the key is about to be. */
static void
try_and_sleep (Fixture *self, const char *passphrase)
{
  int lock;

  /* Once for a folder of counts that is there. */
  store_open (self->tablet.window, self->tablet.session);
  staff_until (is_open (self));
  candor_window_lock (CANDOR_WINDOW (self->tablet.window));
  staff_until (!candor_session_has_key (self->tablet.session));

  lock = hold_tries (self);
  store_type (self->tablet.window, passphrase);
  announce (self, TRUE);
  for (guint i = 0; i < 300; i++)
    staff_turn ();
  g_assert_true (candor_session_has_key (self->tablet.session));
  g_assert_true (is_held (self));

  close (lock);
  staff_until (!is_held (self));
  g_assert_false (candor_session_has_key (self->tablet.session));
  g_assert_null (candor_session_get_register (self->tablet.session));
  g_assert_false (is_open (self));
}

static void
test_while_trying (Fixture *self, gconstpointer data)
{
  try_and_sleep (self, STORE_PASSPHRASE);
}

static void
test_while_trying_wrong (Fixture *self, gconstpointer data)
{
  try_and_sleep (self, "seven invented lake bones");
}

/* To lock it by hand is no reason to let the next sleep come at once. */
static void
test_again (Fixture *self, gconstpointer data)
{
  store_open (self->tablet.window, self->tablet.session);
  staff_until (is_open (self));
  candor_window_lock (CANDOR_WINDOW (self->tablet.window));
  staff_until (!candor_session_has_key (self->tablet.session));
  for (guint i = 0; i < 100; i++)
    staff_turn ();
  g_assert_true (is_held (self));

  announce (self, TRUE);
  staff_until (!is_held (self));
  announce (self, FALSE);
  staff_until (self->n_asked == 2);
  g_assert_true (is_held (self));
  store_open (self->tablet.window, self->tablet.session);
  staff_until (is_open (self));
  announce (self, TRUE);
  staff_until (!is_held (self));
  g_assert_false (is_open (self));
}

static void
test_visit_is_covered (Fixture *self, gconstpointer data)
{
  g_autoptr (CandorVisit) visit = candor_example_ready (
      self->tablet.procedure,
      &(CandorExample){ .clinic = self->tablet.clinic, .name = "Ana Example" });

  candor_draft_keeper_keep (candor_session_get_drafts (self->tablet.session), visit);
  store_open (self->tablet.window, self->tablet.session);
  staff_until (staff_find_button (self->tablet.window, "Hand over this visit") != NULL);
  staff_click (self->tablet.window, "Hand over this visit");
  staff_until (staff_find_type (self->tablet.window, CANDOR_TYPE_FLOW) != NULL);
  announce (self, TRUE);
  staff_until (!is_held (self));
  g_assert_null (staff_find_type (self->tablet.window, CANDOR_TYPE_FLOW));
  g_assert_false (staff_shows (self->tablet.window, "Ana Example"));
}

/* Room is being made for the visit, and neither the list nor the visit may be left on the screen. */
static void
test_locked_while_reserving (Fixture *self, gconstpointer data)
{
  g_autoptr (CandorVisit) visit = candor_example_ready (
      self->tablet.procedure,
      &(CandorExample){ .clinic = self->tablet.clinic, .name = "Ana Example" });

  candor_draft_keeper_keep (candor_session_get_drafts (self->tablet.session), visit);
  store_open (self->tablet.window, self->tablet.session);
  staff_until (staff_find_button (self->tablet.window, "Hand over this visit") != NULL);
  staff_click (self->tablet.window, "Hand over this visit");
  g_assert_true (is_open (self));
  candor_window_lock (CANDOR_WINDOW (self->tablet.window));
  g_assert_false (is_open (self));
  g_assert_true (staff_shows (self->tablet.window, "This tablet is locked"));
  g_assert_false (staff_shows (self->tablet.window, "Ana Example"));
  for (guint i = 0; i < 300; i++)
    staff_turn ();
  g_assert_null (staff_find_type (self->tablet.window, CANDOR_TYPE_FLOW));

  store_open (self->tablet.window, self->tablet.session);
  staff_until (staff_find_button (self->tablet.window, "Hand over this visit") != NULL);
  staff_click (self->tablet.window, "Hand over this visit");
  staff_until (staff_find_type (self->tablet.window, CANDOR_TYPE_FLOW) != NULL);
}

/* Nobody can put a computer to sleep in a test; the kernel says by which clock a timer runs. */
static void
test_clock (Fixture *self, gconstpointer data)
{
  g_autoptr (GDir) dir = g_dir_open ("/proc/self/fdinfo", 0, NULL);
  const char *name;
  guint n_timers = 0;

  candor_window_set_idle_times (CANDOR_WINDOW (self->tablet.window),
                                &(CandorIdleTimes){ .staff = 60000, .visit = 60000 });
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename ("/proc/self/fdinfo", name, NULL);
      g_autofree char *text = NULL;

      n_timers
          += g_file_get_contents (path, &text, NULL, NULL) && strstr (text, "clockid: 7\n") != NULL;
    }
  g_assert_cmpuint (n_timers, ==, 1);
}

#define ADD(name, test) g_test_add ("/sleep/" name, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_autoptr (GTestDBus) bus = g_test_dbus_new (G_TEST_DBUS_NONE);
  g_autofree char *display = g_strdup (g_getenv ("DISPLAY"));
  int status;

  g_test_init (&argc, &argv, NULL);
  /* A bus of a test hides the display, which we have of our own too. */
  g_test_dbus_up (bus);
  g_setenv ("DISPLAY", display, TRUE);
  g_setenv ("DBUS_SYSTEM_BUS_ADDRESS", g_test_dbus_get_bus_address (bus), TRUE);
  adw_init ();

  ADD ("clock", test_clock);
  ADD ("order", test_order);
  ADD ("while-trying", test_while_trying);
  ADD ("while-trying-wrong", test_while_trying_wrong);
  ADD ("again", test_again);
  ADD ("visit-is-covered", test_visit_is_covered);
  ADD ("locked-while-reserving", test_locked_while_reserving);
  status = g_test_run ();
  g_test_dbus_stop (bus);
  return status;
}
