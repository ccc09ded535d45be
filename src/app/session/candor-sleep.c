/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#include "candor-sleep.h"

#include <gio/gunixfdlist.h>
#include <unistd.h>

#define SERVICE "org.freedesktop.login1"
#define OBJECT "/org/freedesktop/login1"
#define INTERFACE "org.freedesktop.login1.Manager"

struct _CandorSleep
{
  GObject parent_instance;

  GCancellable *cancellable; /* (owned) */
  GDBusConnection *bus;      /* (owned) (nullable) */
  guint subscription;
  gboolean falling; /* it was announced, and not allowed yet */
  int delay;        /* while it is open the computer waits for us; -1 when there is none */
};

G_DEFINE_FINAL_TYPE (CandorSleep, candor_sleep, G_TYPE_OBJECT)

enum
{
  FALLS_ASLEEP,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
let_go (CandorSleep *self)
{
  if (self->delay >= 0)
    close (self->delay);
  self->delay = -1;
}

static void
delay_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GUnixFDList) list = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply = g_dbus_connection_call_with_unix_fd_list_finish (
      G_DBUS_CONNECTION (source), &list, result, &error);
  CandorSleep *self;
  int index;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self = CANDOR_SLEEP (data);
  /* Nobody has to give us time: the tablet is locked all the same, perhaps a moment late. */
  if (reply == NULL || list == NULL)
    return;
  g_variant_get (reply, "(h)", &index);
  let_go (self);
  self->delay = g_unix_fd_list_get (list, index, NULL);
}

static void
ask_for_delay (CandorSleep *self)
{
  g_dbus_connection_call_with_unix_fd_list (
      self->bus, SERVICE, OBJECT, INTERFACE, "Inhibit",
      g_variant_new ("(ssss)", "sleep", "Candor", "Locks the records", "delay"),
      G_VARIANT_TYPE ("(h)"), G_DBUS_CALL_FLAGS_NONE, -1, NULL, self->cancellable, delay_cb, self);
}

static void
prepare_cb (GDBusConnection *bus,
            const char *sender,
            const char *object,
            const char *interface,
            const char *name,
            GVariant *parameters,
            gpointer data)
{
  CandorSleep *self = data;
  gboolean falls_asleep;

  if (!g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(b)")))
    return;
  g_variant_get (parameters, "(b)", &falls_asleep);
  self->falling = falls_asleep;
  if (!falls_asleep)
    {
      ask_for_delay (self);
      return;
    }
  g_signal_emit (self, signals[FALLS_ASLEEP], 0);
}

static void
bus_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  GDBusConnection *bus = g_bus_get_finish (result, &error);
  CandorSleep *self;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self = CANDOR_SLEEP (data);
  if (bus == NULL)
    return;
  self->bus = bus;
  self->subscription
      = g_dbus_connection_signal_subscribe (bus, SERVICE, INTERFACE, "PrepareForSleep", OBJECT,
                                            NULL, G_DBUS_SIGNAL_FLAGS_NONE, prepare_cb, self, NULL);
  ask_for_delay (self);
}

static void
candor_sleep_dispose (GObject *object)
{
  CandorSleep *self = CANDOR_SLEEP (object);

  g_cancellable_cancel (self->cancellable);
  if (self->subscription != 0)
    g_dbus_connection_signal_unsubscribe (self->bus, self->subscription);
  self->subscription = 0;
  let_go (self);
  g_clear_object (&self->bus);
  g_clear_object (&self->cancellable);
  G_OBJECT_CLASS (candor_sleep_parent_class)->dispose (object);
}

static void
candor_sleep_class_init (CandorSleepClass *class)
{
  G_OBJECT_CLASS (class)->dispose = candor_sleep_dispose;

  /**
   * CandorSleep::falls-asleep:
   *
   * The computer is about to sleep, and waits a few seconds for candor_sleep_allow ().
   */
  signals[FALLS_ASLEEP] = g_signal_new ("falls-asleep", G_TYPE_FROM_CLASS (class),
                                        G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
candor_sleep_init (CandorSleep *self)
{
  self->cancellable = g_cancellable_new ();
  self->delay = -1;
}

/**
 * candor_sleep_new:
 *
 * Where there is no system bus, or no login service on it, it stays silent.
 *
 * Returns: (transfer full): listens
 */
CandorSleep *
candor_sleep_new (void)
{
  CandorSleep *self = g_object_new (CANDOR_TYPE_SLEEP, NULL);

  g_bus_get (G_BUS_TYPE_SYSTEM, self->cancellable, bus_cb, self);
  return self;
}

/**
 * candor_sleep_allow:
 * @self: a sleep
 *
 * What must not lie in the memory of a sleeping computer is gone. Does nothing while nobody waits.
 */
void
candor_sleep_allow (CandorSleep *self)
{
  g_return_if_fail (CANDOR_IS_SLEEP (self));

  if (self->falling)
    let_go (self);
  self->falling = FALSE;
}
