/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#include "candor-signature-pad.h"

#include <adwaita.h>

#include "candor-ink-input.h"
#include "candor-ink-sheet.h"
#include "candor-signature-pad-private.h"

/* Sizes in logical pixels. */
#define MIN_WIDTH 240
#define NATURAL_WIDTH 760
#define MIN_HEIGHT 260
#define NATURAL_HEIGHT 300
#define MARGIN 18
#define NAME_GAP 6
#define LINE_MARGIN 0.06 /* of the width */
#define CROSS_SCALE 1.6  /* of the text */

/* Pause that is written between two strokes when nobody knows the real one. */
#define UNKNOWN_PAUSE 1

struct _CandorSignaturePad
{
  GtkWidget parent_instance;

  GPtrArray *strokes;    /* (owned) (element-type CandorStroke): finished ones */
  CandorStroke *current; /* (owned) (nullable): the one that grows */
  char *printed_name;    /* (owned) (nullable) */
  CandorInkSheet *sheet; /* (owned) */
  CandorInkInput *input; /* (owned) */
  double zoom;           /* logical pixels to the unit of the points; below 1 on a smaller sheet */
  guint32 event_origin;  /* time of the event that counts as time_origin */
  double time_origin;    /* milliseconds since the first point of the signature */
  gboolean has_origin;
};

G_DEFINE_FINAL_TYPE (CandorSignaturePad, candor_signature_pad, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_PRINTED_NAME,
  N_PROPS
};

enum
{
  CHANGED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

/* Paper stays paper in the dark, so that ink looks here as it will on the form. The style sheet of
 * the application may say otherwise. */
static const char style[] = "signature-pad {"
                            "  background: #ffffff;"
                            "  color: #12222e;"
                            "  border-radius: 12px;"
                            "  box-shadow: inset 0 0 0 1px alpha(#12222e, 0.25);"
                            "}"
                            "signature-pad:focus-visible {"
                            "  outline: 3px solid @accent_color;"
                            "  outline-offset: 2px;"
                            "}"
                            ".high-contrast signature-pad, signature-pad.high-contrast {"
                            "  color: #000000;"
                            "  box-shadow: inset 0 0 0 2px #000000;"
                            "}";

/* Draws all ink anew: only after undo, or when the sheet has another size or colour. */
static void
draw_strokes (CandorSignaturePad *self)
{
  candor_ink_sheet_clear (self->sheet);
  for (guint i = 0; i < self->strokes->len; i++)
    candor_ink_sheet_add_stroke (self->sheet, g_ptr_array_index (self->strokes, i));
  if (self->current != NULL)
    {
      candor_ink_sheet_begin (self->sheet, self->current->device);
      for (guint i = 0; i < self->current->points->len; i++)
        candor_ink_sheet_add (self->sheet, &g_array_index (self->current->points, CandorPoint, i));
    }
}

static void
redraw_strokes (CandorSignaturePad *self)
{
  draw_strokes (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* A sheet that became smaller, because the tablet was turned, shows its ink smaller too. The points
 * stay what they are. */
static double
zoom_for (CandorSignaturePad *self, int width, int height)
{
  double max_x = 0, max_y = 0;

  for (guint i = 0; i < self->strokes->len; i++)
    {
      const CandorStroke *stroke = g_ptr_array_index (self->strokes, i);

      for (guint j = 0; j < stroke->points->len; j++)
        {
          max_x = MAX (max_x, g_array_index (stroke->points, CandorPoint, j).x);
          max_y = MAX (max_y, g_array_index (stroke->points, CandorPoint, j).y);
        }
    }

  if (max_x <= width && max_y <= height)
    return 1;

  return MIN ((width - MARGIN) / MAX (max_x, 1), (height - MARGIN) / MAX (max_y, 1));
}

/* Brings the sheet to the size of the widget. */
static void
update_sheet (CandorSignaturePad *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);

  if (width > 0 && height > 0 && self->current == NULL)
    self->zoom = zoom_for (self, width, height);
  if (candor_ink_sheet_resize (self->sheet, width, height, gtk_widget_get_scale_factor (widget),
                               self->zoom))
    redraw_strokes (self);
}

/* Milliseconds since the first point of the signature. Events count in a 32-bit number that wraps. */
static double
time_of (CandorSignaturePad *self, guint32 event_time)
{
  if (!self->has_origin)
    {
      self->time_origin = 0;
      if (self->strokes->len > 0)
        {
          const CandorStroke *last = g_ptr_array_index (self->strokes, self->strokes->len - 1);

          if (last->points->len > 0)
            self->time_origin
                = g_array_index (last->points, CandorPoint, last->points->len - 1).time
                  + UNKNOWN_PAUSE;
        }
      self->event_origin = event_time;
      self->has_origin = TRUE;
    }

  return self->time_origin + (guint32)(event_time - self->event_origin);
}

/* On an empty sheet the next point is the first of a new signature; but a stroke that is being drawn
 * goes on, and its time must not run backwards. */
static void
forget_origin_if_empty (CandorSignaturePad *self)
{
  if (self->strokes->len == 0 && self->current == NULL)
    self->has_origin = FALSE;
}

static void
changed (CandorSignaturePad *self)
{
  forget_origin_if_empty (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
begin_cb (CandorSignaturePad *self, int device)
{
  gtk_widget_grab_focus (GTK_WIDGET (self));
  candor_signature_pad_begin_stroke (self, device);
}

static void
point_cb (CandorSignaturePad *self, double x, double y, double pressure, guint event_time)
{
  candor_signature_pad_add_point (self, x / self->zoom, y / self->zoom, pressure, event_time);
}

static void
contrast_changed_cb (CandorSignaturePad *self)
{
  if (adw_style_manager_get_high_contrast (adw_style_manager_get_default ()))
    gtk_widget_add_css_class (GTK_WIDGET (self), "high-contrast");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "high-contrast");
}

static gboolean
undo_shortcut_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  candor_signature_pad_undo (CANDOR_SIGNATURE_PAD (widget));

  return TRUE;
}

static void
candor_signature_pad_measure (GtkWidget *widget,
                              GtkOrientation orientation,
                              int for_size,
                              int *minimum,
                              int *natural,
                              int *minimum_baseline,
                              int *natural_baseline)
{
  gboolean horizontal = orientation == GTK_ORIENTATION_HORIZONTAL;

  *minimum = horizontal ? MIN_WIDTH : MIN_HEIGHT;
  *natural = horizontal ? NATURAL_WIDTH : NATURAL_HEIGHT;
  *minimum_baseline = *natural_baseline = -1;
}

static void
candor_signature_pad_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  update_sheet (CANDOR_SIGNATURE_PAD (widget));
}

/* The line to sign on, with a cross where to begin and the printed name under it. */
static void
snapshot_form (CandorSignaturePad *self, GtkSnapshot *snapshot, const GdkRGBA *color)
{
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  double left = width * LINE_MARGIN + MARGIN, right = width - left;
  g_autoptr (PangoLayout) name = gtk_widget_create_pango_layout (widget, self->printed_name);
  g_autoptr (PangoLayout) cross = gtk_widget_create_pango_layout (widget, "×");
  g_autoptr (PangoAttrList) large = pango_attr_list_new ();
  PangoRectangle name_box, cross_box;
  GdkRGBA faint = *color;
  double line_y;

  if (!gtk_widget_has_css_class (widget, "high-contrast"))
    faint.alpha *= 0.65;

  pango_layout_set_width (name, MAX (1, right - left) * PANGO_SCALE);
  pango_layout_set_ellipsize (name, PANGO_ELLIPSIZE_END);
  pango_layout_set_height (name, 0);
  pango_layout_get_pixel_extents (name, NULL, &name_box);
  pango_attr_list_insert (large, pango_attr_scale_new (CROSS_SCALE));
  pango_layout_set_attributes (cross, large);
  pango_layout_get_pixel_extents (cross, NULL, &cross_box);
  line_y = height - MAX (name_box.height + NAME_GAP + MARGIN, height * 0.24);

  gtk_snapshot_append_color (snapshot, &faint, &GRAPHENE_RECT_INIT (left, line_y, right - left, 1));

  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (left, line_y + NAME_GAP));
  gtk_snapshot_append_layout (snapshot, name, &faint);
  gtk_snapshot_restore (snapshot);

  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (rtl ? right - cross_box.width : left,
                                                          line_y - cross_box.height));
  gtk_snapshot_append_layout (snapshot, cross, &faint);
  gtk_snapshot_restore (snapshot);
}

static void
candor_signature_pad_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  CandorSignaturePad *self = CANDOR_SIGNATURE_PAD (widget);
  graphene_rect_t area
      = GRAPHENE_RECT_INIT (0, 0, gtk_widget_get_width (widget), gtk_widget_get_height (widget));
  GdkRGBA color;

  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &color);
  snapshot_form (self, snapshot, &color);

  if (candor_ink_sheet_set_color (self->sheet, &color))
    draw_strokes (self);
  gtk_snapshot_push_clip (snapshot, &area);
  candor_ink_sheet_snapshot (self->sheet, snapshot);
  gtk_snapshot_pop (snapshot);
}

static void
candor_signature_pad_set_property (GObject *object,
                                   guint property_id,
                                   const GValue *value,
                                   GParamSpec *pspec)
{
  CandorSignaturePad *self = CANDOR_SIGNATURE_PAD (object);

  switch (property_id)
    {
    case PROP_PRINTED_NAME:
      candor_signature_pad_set_printed_name (self, g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
candor_signature_pad_get_property (GObject *object,
                                   guint property_id,
                                   GValue *value,
                                   GParamSpec *pspec)
{
  CandorSignaturePad *self = CANDOR_SIGNATURE_PAD (object);

  switch (property_id)
    {
    case PROP_PRINTED_NAME:
      g_value_set_string (value, self->printed_name);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
candor_signature_pad_finalize (GObject *object)
{
  CandorSignaturePad *self = CANDOR_SIGNATURE_PAD (object);

  g_clear_pointer (&self->strokes, g_ptr_array_unref);
  g_clear_pointer (&self->current, candor_stroke_free);
  g_clear_pointer (&self->printed_name, g_free);
  g_clear_pointer (&self->sheet, candor_ink_sheet_free);
  g_clear_object (&self->input);

  G_OBJECT_CLASS (candor_signature_pad_parent_class)->finalize (object);
}

static void
candor_signature_pad_class_init (CandorSignaturePadClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  g_autoptr (GtkCssProvider) provider = gtk_css_provider_new ();

  object_class->set_property = candor_signature_pad_set_property;
  object_class->get_property = candor_signature_pad_get_property;
  object_class->finalize = candor_signature_pad_finalize;
  widget_class->measure = candor_signature_pad_measure;
  widget_class->size_allocate = candor_signature_pad_size_allocate;
  widget_class->snapshot = candor_signature_pad_snapshot;

  properties[PROP_PRINTED_NAME]
      = g_param_spec_string ("printed-name", NULL, NULL, NULL,
                             G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * CandorSignaturePad::changed:
   *
   * A stroke ended or was undone, or the sheet was cleared.
   */
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_add_binding (widget_class, GDK_KEY_z, GDK_CONTROL_MASK, undo_shortcut_cb, NULL);
  gtk_widget_class_set_css_name (widget_class, "signature-pad");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);

  gtk_css_provider_load_from_data (provider, style, -1);
  gtk_style_context_add_provider_for_display (gdk_display_get_default (),
                                              GTK_STYLE_PROVIDER (provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION - 1);
}

static void
candor_signature_pad_init (CandorSignaturePad *self)
{
  GtkWidget *widget = GTK_WIDGET (self);

  self->strokes = g_ptr_array_new_with_free_func ((GDestroyNotify)candor_stroke_free);
  self->sheet = candor_ink_sheet_new ();
  self->zoom = 1;

  self->input = candor_ink_input_new (widget);
  g_signal_connect_swapped (self->input, "begin", G_CALLBACK (begin_cb), self);
  g_signal_connect_swapped (self->input, "point", G_CALLBACK (point_cb), self);
  g_signal_connect_swapped (self->input, "end", G_CALLBACK (candor_signature_pad_end_stroke), self);
  g_signal_connect_swapped (self->input, "drop", G_CALLBACK (candor_signature_pad_drop_stroke),
                            self);

  g_signal_connect_swapped (self, "notify::scale-factor", G_CALLBACK (update_sheet), self);
  g_signal_connect_object (adw_style_manager_get_default (), "notify::high-contrast",
                           G_CALLBACK (contrast_changed_cb), self, G_CONNECT_SWAPPED);
  contrast_changed_cb (self);

  gtk_widget_set_focusable (widget, TRUE);
  gtk_widget_set_cursor_from_name (widget, "crosshair");
}

/**
 * candor_signature_pad_new:
 *
 * Returns: (transfer floating): an empty sheet. Give it an accessible label and description.
 */
GtkWidget *
candor_signature_pad_new (void)
{
  return g_object_new (CANDOR_TYPE_SIGNATURE_PAD, NULL);
}

/**
 * candor_signature_pad_get_strokes:
 * @self: a pad
 *
 * Returns: (transfer full) (element-type CandorStroke): copies of all finished strokes, raw
 */
GPtrArray *
candor_signature_pad_get_strokes (CandorSignaturePad *self)
{
  GPtrArray *strokes;

  g_return_val_if_fail (CANDOR_IS_SIGNATURE_PAD (self), NULL);

  strokes = g_ptr_array_new_with_free_func ((GDestroyNotify)candor_stroke_free);
  for (guint i = 0; i < self->strokes->len; i++)
    g_ptr_array_add (strokes, candor_stroke_copy (g_ptr_array_index (self->strokes, i)));

  return strokes;
}

/**
 * candor_signature_pad_set_strokes:
 * @self: a pad
 * @strokes: (transfer none) (nullable) (element-type CandorStroke): what the sheet shows
 *
 * For a page that is built again. It does not emit #CandorSignaturePad::changed.
 */
void
candor_signature_pad_set_strokes (CandorSignaturePad *self, GPtrArray *strokes)
{
  g_autoptr (GPtrArray) copies = NULL;

  g_return_if_fail (CANDOR_IS_SIGNATURE_PAD (self));

  copies = g_ptr_array_new_with_free_func ((GDestroyNotify)candor_stroke_free);
  for (guint i = 0; strokes != NULL && i < strokes->len; i++)
    g_ptr_array_add (copies, candor_stroke_copy (g_ptr_array_index (strokes, i)));

  g_clear_pointer (&self->current, candor_stroke_free);
  g_ptr_array_unref (self->strokes);
  self->strokes = g_steal_pointer (&copies);
  self->has_origin = FALSE;
  update_sheet (self);
  redraw_strokes (self);
}

/**
 * candor_signature_pad_is_empty:
 * @self: a pad
 *
 * Returns: whether there is no finished stroke
 */
gboolean
candor_signature_pad_is_empty (CandorSignaturePad *self)
{
  g_return_val_if_fail (CANDOR_IS_SIGNATURE_PAD (self), TRUE);

  return self->strokes->len == 0;
}

/**
 * candor_signature_pad_undo:
 * @self: a pad
 *
 * Takes the last finished stroke away.
 */
void
candor_signature_pad_undo (CandorSignaturePad *self)
{
  g_return_if_fail (CANDOR_IS_SIGNATURE_PAD (self));

  if (self->strokes->len == 0)
    return;

  g_ptr_array_set_size (self->strokes, self->strokes->len - 1);
  redraw_strokes (self);
  changed (self);
}

/**
 * candor_signature_pad_clear:
 * @self: a pad
 *
 * Takes all strokes away.
 */
void
candor_signature_pad_clear (CandorSignaturePad *self)
{
  g_return_if_fail (CANDOR_IS_SIGNATURE_PAD (self));

  if (self->strokes->len == 0)
    return;

  g_ptr_array_set_size (self->strokes, 0);
  redraw_strokes (self);
  changed (self);
}

/**
 * candor_signature_pad_set_printed_name:
 * @self: a pad
 * @name: (nullable): what stands under the line
 */
void
candor_signature_pad_set_printed_name (CandorSignaturePad *self, const char *name)
{
  g_return_if_fail (CANDOR_IS_SIGNATURE_PAD (self));

  if (g_strcmp0 (name, self->printed_name) == 0)
    return;

  g_free (self->printed_name);
  self->printed_name = g_strdup (name);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PRINTED_NAME]);
}

void
candor_signature_pad_begin_stroke (CandorSignaturePad *self, CandorDevice device)
{
  g_return_if_fail (CANDOR_IS_SIGNATURE_PAD (self) && self->current == NULL);

  self->current = candor_stroke_new (device);
  candor_ink_sheet_begin (self->sheet, device);
}

void
candor_signature_pad_add_point (
    CandorSignaturePad *self, double x, double y, double pressure, guint32 time)
{
  CandorPoint point = { x, y, pressure, 0 };

  g_return_if_fail (CANDOR_IS_SIGNATURE_PAD (self));

  /* The page was built again, or cleared, in the middle of a stroke. */
  if (self->current == NULL)
    return;

  point.time = time_of (self, time);
  candor_stroke_add (self->current, point.x, point.y, point.pressure, point.time);
  candor_ink_sheet_add (self->sheet, &point);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
candor_signature_pad_end_stroke (CandorSignaturePad *self)
{
  g_return_if_fail (CANDOR_IS_SIGNATURE_PAD (self));

  if (self->current == NULL)
    return;

  if (self->current->points->len == 0)
    {
      candor_signature_pad_drop_stroke (self);
      return;
    }

  candor_ink_sheet_end (self->sheet);
  g_ptr_array_add (self->strokes, g_steal_pointer (&self->current));
  changed (self);
}

void
candor_signature_pad_drop_stroke (CandorSignaturePad *self)
{
  g_return_if_fail (CANDOR_IS_SIGNATURE_PAD (self));

  g_clear_pointer (&self->current, candor_stroke_free);
  forget_origin_if_empty (self);
  redraw_strokes (self);
}
