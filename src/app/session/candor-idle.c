/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#include "candor-idle.h"

struct _CandorIdle
{
  GObject parent_instance;

  guint warn; /* milliseconds without a touch until the warning; 0 when nobody watches */
  guint end;  /* until the end */
  guint source;
  gboolean warned;
  gint64 touched; /* monotonic time */
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

static void plan (CandorIdle *self);

/* Touches only note the time: a timer of its own for each movement of a pen would cost more. */
static gboolean
due_cb (gpointer data)
{
  CandorIdle *self = data;
  gint64 idle = (g_get_monotonic_time () - self->touched) / 1000;

  self->source = 0;
  if (idle >= self->end)
    {
      self->warned = FALSE;
      self->warn = self->end = 0;
      g_signal_emit (self, signals[END], 0);
      return G_SOURCE_REMOVE;
    }
  if (idle >= self->warn && !self->warned)
    {
      self->warned = TRUE;
      g_signal_emit (self, signals[WARN], 0);
    }
  plan (self);
  return G_SOURCE_REMOVE;
}

static void
plan (CandorIdle *self)
{
  gint64 idle = (g_get_monotonic_time () - self->touched) / 1000;
  gint64 left = (self->warned ? self->end : self->warn) - idle;

  g_clear_handle_id (&self->source, g_source_remove);
  if (self->end > 0)
    self->source = g_timeout_add (MAX (left, 0) + 1, due_cb, self);
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
      candor_idle_touch (self);
      break;
    default:
      break;
    }
  return GDK_EVENT_PROPAGATE;
}

static void
candor_idle_dispose (GObject *object)
{
  g_clear_handle_id (&CANDOR_IDLE (object)->source, g_source_remove);
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

  self->touched = g_get_monotonic_time ();
  if (!self->warned)
    return;
  self->warned = FALSE;
  plan (self);
  g_signal_emit (self, signals[AWAKE], 0);
}
