/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#include "candor-ink-input.h"

#include "candor-palm-guard.h"

struct _CandorInkInput
{
  GObject parent_instance;

  GtkWidget *widget;      /* (unowned): owns this object */
  GtkGesture *drag;       /* (unowned): belongs to the widget */
  CandorPalmGuard *guard; /* (owned) (nullable): while the widget is in a window */
  CandorDevice device;    /* what draws now */
  gboolean drawing;
  gboolean has_pressure; /* whether the stroke has shown any */
  GPtrArray *held;       /* (owned) (element-type GtkScrolledWindow): pages that must not move */
};

G_DEFINE_FINAL_TYPE (CandorInkInput, candor_ink_input, G_TYPE_OBJECT)

enum
{
  BEGIN,
  POINT,
  END,
  DROP,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* The pressure of one place, or -1. Under X11 no tool says that it has pressure, and without it the
 * axis reads 0: so it counts from where it first is more. */
static double
pressure_of (CandorInkInput *self, GdkDeviceTool *tool, double value)
{
  gboolean announced
      = tool != NULL && (gdk_device_tool_get_axes (tool) & GDK_AXIS_FLAG_PRESSURE) != 0;

  if (announced || value > 0)
    self->has_pressure = TRUE;

  return self->has_pressure ? CLAMP (value, 0, 1) : -1;
}

/* Reports a place that is given in the coordinates of the surface, as events have them. */
static void
emit_point (CandorInkInput *self, double x, double y, double pressure, guint32 event_time)
{
  GtkNative *native = gtk_widget_get_native (self->widget);
  graphene_point_t origin;
  double native_x, native_y;

  /* Only the origin goes through the floats of graphene: a pen's places have more digits. */
  if (native == NULL
      || !gtk_widget_compute_point (GTK_WIDGET (native), self->widget, graphene_point_zero (),
                                    &origin))
    return;

  gtk_native_get_surface_transform (native, &native_x, &native_y);
  g_signal_emit (self, signals[POINT], 0, x - native_x + origin.x, y - native_y + origin.y,
                 pressure, event_time);
}

/* Reports the place of @event, and before it those that were folded into it since the last frame. */
static void
emit_event (CandorInkInput *self, GdkEvent *event)
{
  GdkDeviceTool *tool = gdk_event_get_device_tool (event);
  double x, y;
  double *axes = NULL;
  guint n_axes = 0;

  /* For any other event the call is a programming error. */
  if (gdk_event_get_event_type (event) == GDK_MOTION_NOTIFY)
    {
      guint n_coords = 0;
      g_autofree GdkTimeCoord *coords = gdk_event_get_history (event, &n_coords);

      for (guint i = 0; coords != NULL && i < n_coords; i++)
        {
          const GdkTimeCoord *coord = &coords[i];

          if ((coord->flags & GDK_AXIS_FLAG_X) != 0 && (coord->flags & GDK_AXIS_FLAG_Y) != 0)
            emit_point (self, coord->axes[GDK_AXIS_X], coord->axes[GDK_AXIS_Y],
                        pressure_of (self, tool, coord->axes[GDK_AXIS_PRESSURE]), coord->time);
        }
    }

  if (!gdk_event_get_position (event, &x, &y))
    return;
  /* Not every mouse has axes, and gdk_event_get_axis () reads them all the same. */
  if (!gdk_event_get_axes (event, &axes, &n_axes))
    axes = NULL;
  emit_point (
      self, x, y,
      pressure_of (self, tool,
                   axes != NULL && n_axes > GDK_AXIS_PRESSURE ? axes[GDK_AXIS_PRESSURE] : 0),
      gdk_event_get_time (event));
}

/* A page around the widget takes a touch away from it, to scroll, even when it was claimed here. */
static void
hold_pages (CandorInkInput *self)
{
  for (GtkWidget *widget = self->widget; widget != NULL; widget = gtk_widget_get_parent (widget))
    if (GTK_IS_SCROLLED_WINDOW (widget)
        && gtk_scrolled_window_get_kinetic_scrolling (GTK_SCROLLED_WINDOW (widget)))
      {
        gtk_scrolled_window_set_kinetic_scrolling (GTK_SCROLLED_WINDOW (widget), FALSE);
        g_ptr_array_add (self->held, g_object_ref (widget));
      }
}

static void
release_pages (CandorInkInput *self)
{
  for (guint i = 0; i < self->held->len; i++)
    gtk_scrolled_window_set_kinetic_scrolling (g_ptr_array_index (self->held, i), TRUE);
  g_ptr_array_set_size (self->held, 0);
}

static void
end (CandorInkInput *self, guint signal)
{
  if (!self->drawing)
    return;

  self->drawing = FALSE;
  release_pages (self);
  g_signal_emit (self, signals[signal], 0);
}

static void
begin (CandorInkInput *self, GtkGesture *gesture, GdkEvent *event, CandorDevice device)
{
  if (self->drawing)
    {
      gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_DENIED);
      return;
    }

  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  if (device == CANDOR_DEVICE_TOUCH)
    hold_pages (self);
  self->drawing = TRUE;
  self->device = device;
  self->has_pressure = FALSE;
  g_signal_emit (self, signals[BEGIN], 0, device);
  emit_event (self, event);
}

static void
update (CandorInkInput *self, gpointer gesture, gboolean pen)
{
  GdkEvent *event = gtk_event_controller_get_current_event (gesture);

  /* GTK makes up a motion without a time when the layout changes under the pointer; no hand did it. */
  if (event != NULL && gdk_event_get_time (event) != GDK_CURRENT_TIME && self->drawing
      && (self->device == CANDOR_DEVICE_PEN) == pen)
    emit_event (self, event);
}

static void
drag_begin_cb (GtkGestureDrag *gesture, double x, double y, gpointer user_data)
{
  GdkEvent *event = gtk_event_controller_get_current_event (GTK_EVENT_CONTROLLER (gesture));

  /* The drag gesture sees pens too; they are the stylus gesture's. */
  if (event == NULL || candor_palm_guard_is_pen (event))
    {
      gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_DENIED);
      return;
    }

  begin (user_data, GTK_GESTURE (gesture), event,
         gdk_event_get_event_sequence (event) != NULL ? CANDOR_DEVICE_TOUCH : CANDOR_DEVICE_MOUSE);
}

static void
drag_update_cb (GtkGestureDrag *gesture, double x, double y, gpointer user_data)
{
  update (user_data, gesture, FALSE);
}

static void
drag_end_cb (GtkGestureDrag *gesture, double x, double y, gpointer user_data)
{
  CandorInkInput *self = CANDOR_INK_INPUT (user_data);

  if (self->device != CANDOR_DEVICE_PEN)
    end (self, END);
}

/* The system took the touch back: it was a palm, or a gesture of the shell. */
static void
drag_cancel_cb (GtkGesture *gesture, GdkEventSequence *sequence, gpointer user_data)
{
  CandorInkInput *self = CANDOR_INK_INPUT (user_data);

  if (self->device == CANDOR_DEVICE_TOUCH)
    end (self, DROP);
}

static void
pen_down_cb (GtkGestureStylus *gesture, double x, double y, gpointer user_data)
{
  GdkEvent *event = gtk_event_controller_get_current_event (GTK_EVENT_CONTROLLER (gesture));
  GdkDeviceTool *tool = event != NULL ? gdk_event_get_device_tool (event) : NULL;

  /* The other end of a pen leaves no ink. */
  if (tool == NULL || gdk_device_tool_get_tool_type (tool) == GDK_DEVICE_TOOL_TYPE_ERASER)
    {
      gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_DENIED);
      return;
    }

  begin (user_data, GTK_GESTURE (gesture), event, CANDOR_DEVICE_PEN);
}

static void
pen_motion_cb (GtkGestureStylus *gesture, double x, double y, gpointer user_data)
{
  update (user_data, gesture, TRUE);
}

static void
pen_end_cb (CandorInkInput *self)
{
  if (self->device == CANDOR_DEVICE_PEN)
    end (self, END);
}

/* What a finger draws while the pen arrives was the palm. */
static void
pen_near_cb (CandorInkInput *self)
{
  if (!self->drawing || self->device != CANDOR_DEVICE_TOUCH)
    return;

  end (self, DROP);
  gtk_event_controller_reset (GTK_EVENT_CONTROLLER (self->drag));
}

static void
root_changed_cb (CandorInkInput *self)
{
  GtkRoot *root = gtk_widget_get_root (self->widget);

  g_clear_object (&self->guard);
  end (self, END);
  if (root == NULL)
    return;

  self->guard = candor_palm_guard_new (GTK_WIDGET (root));
  g_signal_connect_object (self->guard, "pen-near", G_CALLBACK (pen_near_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
candor_ink_input_dispose (GObject *object)
{
  CandorInkInput *self = CANDOR_INK_INPUT (object);

  if (self->held != NULL)
    release_pages (self);
  g_clear_pointer (&self->held, g_ptr_array_unref);
  g_clear_object (&self->guard);

  G_OBJECT_CLASS (candor_ink_input_parent_class)->dispose (object);
}

static void
candor_ink_input_class_init (CandorInkInputClass *klass)
{
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = candor_ink_input_dispose;

  /**
   * CandorInkInput::begin:
   * @device: a #CandorDevice, as a number
   *
   * A stroke begins. Its first point follows.
   */
  signals[BEGIN] = g_signal_new ("begin", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                 1, G_TYPE_INT);

  /**
   * CandorInkInput::point:
   * @x: logical pixels from the left edge of the widget
   * @y: logical pixels from its top edge
   * @pressure: 0 to 1, or -1 when the device has none
   * @time: the time of the event in milliseconds; it wraps
   *
   * The stroke goes on.
   */
  signals[POINT] = g_signal_new ("point", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                 4, G_TYPE_DOUBLE, G_TYPE_DOUBLE, G_TYPE_DOUBLE, G_TYPE_UINT);

  /**
   * CandorInkInput::end:
   *
   * The stroke is complete.
   */
  signals[END] = g_signal_new ("end", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  /**
   * CandorInkInput::drop:
   *
   * The stroke was none: the palm made it.
   */
  signals[DROP]
      = g_signal_new ("drop", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
candor_ink_input_init (CandorInkInput *self)
{
  self->held = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * candor_ink_input_new:
 * @widget: what is drawn on; it must own the returned object
 *
 * Returns: (transfer full): the hand above @widget
 */
CandorInkInput *
candor_ink_input_new (GtkWidget *widget)
{
  CandorInkInput *self = g_object_new (CANDOR_TYPE_INK_INPUT, NULL);
  GtkGesture *stylus = gtk_gesture_stylus_new ();

  g_return_val_if_fail (GTK_IS_WIDGET (widget), self);

  self->widget = widget;
  self->drag = gtk_gesture_drag_new ();
  g_signal_connect_object (self->drag, "drag-begin", G_CALLBACK (drag_begin_cb), self, 0);
  g_signal_connect_object (self->drag, "drag-update", G_CALLBACK (drag_update_cb), self, 0);
  g_signal_connect_object (self->drag, "drag-end", G_CALLBACK (drag_end_cb), self, 0);
  g_signal_connect_object (self->drag, "cancel", G_CALLBACK (drag_cancel_cb), self, 0);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (self->drag));

  g_signal_connect_object (stylus, "down", G_CALLBACK (pen_down_cb), self, 0);
  g_signal_connect_object (stylus, "motion", G_CALLBACK (pen_motion_cb), self, 0);
  g_signal_connect_object (stylus, "up", G_CALLBACK (pen_end_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (stylus, "cancel", G_CALLBACK (pen_end_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (stylus));

  g_signal_connect_object (widget, "notify::root", G_CALLBACK (root_changed_cb), self,
                           G_CONNECT_SWAPPED);
  root_changed_cb (self);

  return self;
}
