/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#include "candor-palm-guard.h"

/* How long after its last sign of life a pen still counts as near. A hand that writes lifts the pen
 * between two strokes and comes back sooner. Milliseconds. */
#define NEAR_TIME 600

struct _CandorPalmGuard
{
  GObject parent_instance;

  GtkWidget *window;              /* (unowned) (nullable): cleared when it goes first */
  GtkEventController *controller; /* (unowned): belongs to the window */
  GHashTable *palms;              /* (owned) (element-type GdkEventSequence): touches to ignore */
  gint64 last_pen;                /* monotonic time of the last pen event, 0 before the first */
};

G_DEFINE_FINAL_TYPE (CandorPalmGuard, candor_palm_guard, G_TYPE_OBJECT)

enum
{
  PEN_NEAR,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static gboolean
is_near (CandorPalmGuard *self)
{
  return self->last_pen != 0 && g_get_monotonic_time () - self->last_pen < NEAR_TIME * 1000;
}

static gboolean
event_cb (GtkEventControllerLegacy *controller, GdkEvent *event, gpointer user_data)
{
  CandorPalmGuard *self = CANDOR_PALM_GUARD (user_data);
  GdkEventSequence *sequence;

  if (candor_palm_guard_is_pen (event))
    {
      gboolean was_near = is_near (self);

      self->last_pen = g_get_monotonic_time ();
      if (!was_near)
        g_signal_emit (self, signals[PEN_NEAR], 0);
      return GDK_EVENT_PROPAGATE;
    }

  sequence = gdk_event_get_event_sequence (event);
  if (sequence == NULL)
    return GDK_EVENT_PROPAGATE;

  switch ((guint)gdk_event_get_event_type (event))
    {
    case GDK_TOUCH_BEGIN:
      if (!is_near (self))
        return GDK_EVENT_PROPAGATE;
      g_hash_table_add (self->palms, sequence);
      return GDK_EVENT_STOP;
    case GDK_TOUCH_UPDATE:
      return g_hash_table_contains (self->palms, sequence) ? GDK_EVENT_STOP : GDK_EVENT_PROPAGATE;
    case GDK_TOUCH_END:
    case GDK_TOUCH_CANCEL:
      return g_hash_table_remove (self->palms, sequence) ? GDK_EVENT_STOP : GDK_EVENT_PROPAGATE;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

static void
candor_palm_guard_dispose (GObject *object)
{
  CandorPalmGuard *self = CANDOR_PALM_GUARD (object);

  if (self->window != NULL)
    gtk_widget_remove_controller (self->window, self->controller);
  g_clear_weak_pointer (&self->window);
  g_clear_pointer (&self->palms, g_hash_table_unref);

  G_OBJECT_CLASS (candor_palm_guard_parent_class)->dispose (object);
}

static void
candor_palm_guard_class_init (CandorPalmGuardClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = candor_palm_guard_dispose;

  /**
   * CandorPalmGuard::pen-near:
   *
   * A pen came near: what a finger draws just now was the palm.
   */
  signals[PEN_NEAR] = g_signal_new ("pen-near", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                    NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
candor_palm_guard_init (CandorPalmGuard *self)
{
  self->palms = g_hash_table_new (NULL, NULL);
}

/**
 * candor_palm_guard_new:
 * @window: the window to guard, for as long as the guard lives
 *
 * Returns: (transfer full): a guard
 */
CandorPalmGuard *
candor_palm_guard_new (GtkWidget *window)
{
  CandorPalmGuard *self = g_object_new (CANDOR_TYPE_PALM_GUARD, NULL);

  g_return_val_if_fail (GTK_IS_WIDGET (window), self);

  g_set_weak_pointer (&self->window, window);
  self->controller = gtk_event_controller_legacy_new ();
  gtk_event_controller_set_propagation_phase (self->controller, GTK_PHASE_CAPTURE);
  g_signal_connect_object (self->controller, "event", G_CALLBACK (event_cb), self, 0);
  gtk_widget_add_controller (window, self->controller);

  return self;
}

/**
 * candor_palm_guard_is_pen:
 * @event: any event
 *
 * Returns: whether a pen, by its tip or its other end, made @event
 */
gboolean
candor_palm_guard_is_pen (GdkEvent *event)
{
  GdkDeviceTool *tool = gdk_event_get_device_tool (event);

  if (tool == NULL)
    return FALSE;

  switch (gdk_device_tool_get_tool_type (tool))
    {
    case GDK_DEVICE_TOOL_TYPE_MOUSE:
    case GDK_DEVICE_TOOL_TYPE_LENS:
      return FALSE;
    case GDK_DEVICE_TOOL_TYPE_UNKNOWN:
    case GDK_DEVICE_TOOL_TYPE_PEN:
    case GDK_DEVICE_TOOL_TYPE_ERASER:
    case GDK_DEVICE_TOOL_TYPE_BRUSH:
    case GDK_DEVICE_TOOL_TYPE_PENCIL:
    case GDK_DEVICE_TOOL_TYPE_AIRBRUSH:
    default:
      return TRUE;
    }
}
