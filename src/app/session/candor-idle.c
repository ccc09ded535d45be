/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#include "candor-idle.h"

#include <errno.h>
#include <glib-unix.h>
#include <unistd.h>

#include "candor-boot-clock.h"

struct _CandorIdle
{
  GObject parent_instance;

  guint warn; /* milliseconds without a touch until the warning; 0 when nobody watches */
  guint end;  /* until the end */
  int timer;  /* of the boot clock */
  guint source;
  gboolean warned;
  gint64 touched; /* microseconds of the boot clock */
};

G_DEFINE_FINAL_TYPE (CandorIdle, candor_idle, G_TYPE_OBJECT)

enum
{
  WARN,
  AWAKE,
  END,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static gint64
idle_time (CandorIdle *self)
{
  return candor_boot_clock_get () - self->touched;
}

/* The timer comes once when it is due, and at once when it became due while the computer slept. */
static void
plan (CandorIdle *self)
{
  gint64 left = (gint64)(self->warned ? self->end : self->warn) * 1000;

  candor_boot_clock_set_timer (self->timer, self->end > 0 ? self->touched + left + 1 : 0);
}

static gboolean
is_over (CandorIdle *self)
{
  return self->end > 0 && idle_time (self) >= (gint64)self->end * 1000;
}

static void
end (CandorIdle *self)
{
  self->warned = FALSE;
  self->warn = self->end = 0;
  plan (self);
  g_signal_emit (self, signals[END], 0);
}

/* Touches only note the time: a timer of its own for each movement of a pen would cost more. */
static gboolean
due_cb (int fd, GIOCondition condition, gpointer data)
{
  CandorIdle *self = data;
  guint64 n_times;

  if (read (fd, &n_times, sizeof n_times) < 0)
    return G_SOURCE_CONTINUE;
  if (is_over (self))
    {
      end (self);
      return G_SOURCE_CONTINUE;
    }
  if (self->end > 0 && idle_time (self) >= (gint64)self->warn * 1000 && !self->warned)
    {
      self->warned = TRUE;
      g_signal_emit (self, signals[WARN], 0);
    }
  plan (self);
  return G_SOURCE_CONTINUE;
}

/* Whoever wakes the computer up touches it first: they come too late. */
static void
touch (CandorIdle *self)
{
  if (is_over (self))
    end (self);
  else
    candor_idle_touch (self);
}

static gboolean
event_cb (CandorIdle *self, GdkEvent *event)
{
  switch (gdk_event_get_event_type (event))
    {
    case GDK_BUTTON_PRESS:
    case GDK_KEY_PRESS:
    case GDK_MOTION_NOTIFY:
    case GDK_SCROLL:
    case GDK_TOUCH_BEGIN:
    case GDK_TOUCH_UPDATE:
    case GDK_PROXIMITY_IN:
      touch (self);
      break;
    default:
      break;
    }
  return GDK_EVENT_PROPAGATE;
}

static void
candor_idle_dispose (GObject *object)
{
  CandorIdle *self = CANDOR_IDLE (object);

  g_clear_handle_id (&self->source, g_source_remove);
  if (self->timer >= 0)
    close (self->timer);
  self->timer = -1;
  G_OBJECT_CLASS (candor_idle_parent_class)->dispose (object);
}

static void
candor_idle_class_init (CandorIdleClass *class)
{
  GType type = G_TYPE_FROM_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = candor_idle_dispose;

  /**
   * CandorIdle::warn:
   *
   * Nobody has touched the window for a while.
   */
  signals[WARN]
      = g_signal_new ("warn", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  /**
   * CandorIdle::awake:
   *
   * Somebody is there after all.
   */
  signals[AWAKE]
      = g_signal_new ("awake", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  /**
   * CandorIdle::end:
   *
   * Nobody is there. It stops watching.
   */
  signals[END] = g_signal_new ("end", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
candor_idle_init (CandorIdle *self)
{
  self->timer = candor_boot_clock_new_timer ();
  /* A tablet that would never lock itself must not begin to work. */
  if (self->timer < 0)
    g_error ("The tablet has no clock to lock itself by: %s", g_strerror (errno));
  self->source = g_unix_fd_add (self->timer, G_IO_IN, due_cb, self);
}

/**
 * candor_idle_new:
 * @window: the window whose touches count
 *
 * Returns: (transfer full): watches nothing yet
 */
CandorIdle *
candor_idle_new (GtkWidget *window)
{
  CandorIdle *self = g_object_new (CANDOR_TYPE_IDLE, NULL);
  GtkEventController *controller = gtk_event_controller_legacy_new ();

  /* First of all, or a widget that takes the event for itself would hide it. */
  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  g_signal_connect_object (controller, "event", G_CALLBACK (event_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (window, controller);
  return self;
}

/**
 * candor_idle_watch:
 * @self: an idle
 * @warn_msec: milliseconds without a touch until the warning
 * @end_msec: milliseconds without a touch until the end; 0 to watch no more
 *
 * Watches from now on.
 */
void
candor_idle_watch (CandorIdle *self, guint warn_msec, guint end_msec)
{
  g_return_if_fail (CANDOR_IS_IDLE (self));
  g_return_if_fail (warn_msec <= end_msec);

  self->warn = warn_msec;
  self->end = end_msec;
  candor_idle_touch (self);
  plan (self);
}

/**
 * candor_idle_touch:
 * @self: an idle
 *
 * Somebody is there. Assistive tools make no events: whoever sees that they did something says so.
 */
void
candor_idle_touch (CandorIdle *self)
{
  g_return_if_fail (CANDOR_IS_IDLE (self));

  self->touched = candor_boot_clock_get ();
  if (!self->warned)
    return;
  self->warned = FALSE;
  plan (self);
  g_signal_emit (self, signals[AWAKE], 0);
}
