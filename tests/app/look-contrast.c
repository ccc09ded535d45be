/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * The contrast of every text, from the pixels that it was drawn with: what the style says is not
 * what stands on the screen where an opacity, a shade or another rule came in between.
 */
#include "look-support.h"

#include <math.h>

/* WCAG 2.2, 1.4.3. */
#define CONTRAST 4.5
#define CONTRAST_LARGE 3.0
/* Large is 18 points, or 14 in bold (CSS pixels). */
#define LARGE 24.0
#define LARGE_BOLD 18.66

/* Drawn so many times larger, the thinnest stem covers a whole pixel. */
#define SCALE 2

typedef struct
{
  GtkWidget *window;
  const char *name;
  GString *faults;
  LookPixels pixels;
  gboolean is_wanted; /* there is something to judge, and nothing is drawn yet */
  GHashTable *done;   /* (owned): labels that were seen whole */
} Look;

static void
painted_cb (gboolean *painted)
{
  *painted = TRUE;
}

static void
wait_for_frame (GtkWidget *window)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (window);
  gboolean painted = FALSE;
  gulong id = g_signal_connect_swapped (clock, "after-paint", G_CALLBACK (painted_cb), &painted);

  gtk_widget_queue_draw (window);
  while (!painted)
    g_main_context_iteration (NULL, TRUE);
  g_signal_handler_disconnect (clock, id);
}

/* Draws what @widget shows now. A widget that waits for its next layout has nothing to show. */
void
look_take (GtkWidget *widget, int scale, LookPixels *pixels)
{
  GtkWidget *window = GTK_WIDGET (gtk_widget_get_native (widget));
  GskRenderNode *node = NULL;
  cairo_surface_t *surface;
  cairo_t *cr;
  int width = 0;
  int height = 0;

  while (node == NULL)
    {
      g_autoptr (GdkPaintable) paintable = NULL;
      GtkSnapshot *snapshot = gtk_snapshot_new ();

      wait_for_frame (window);
      /* A window that has just been opened gets its size late on a busy machine. */
      width = gtk_widget_get_width (widget);
      height = gtk_widget_get_height (widget);
      paintable = gtk_widget_paintable_new (widget);
      gtk_snapshot_scale (snapshot, scale, scale);
      gdk_paintable_snapshot (paintable, snapshot, width, height);
      node = gtk_snapshot_free_to_node (snapshot);
    }
  pixels->scale = scale;
  pixels->width = width * scale;
  pixels->height = height * scale;
  pixels->data = g_new0 (guint32, (gsize)pixels->width * pixels->height);
  surface = cairo_image_surface_create_for_data ((guchar *)pixels->data, CAIRO_FORMAT_ARGB32,
                                                 pixels->width, pixels->height, pixels->width * 4);
  /* Straight into the pixels: a texture would be converted on its way here, which takes far longer. */
  cr = cairo_create (surface);
  gsk_render_node_draw (node, cr);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  gsk_render_node_unref (node);
}

void
look_clear (LookPixels *pixels)
{
  g_clear_pointer (&pixels->data, g_free);
}

static double
linear (guint32 value)
{
  double part = (value & 0xff) / 255.0;

  return part <= 0.04045 ? part / 12.92 : pow ((part + 0.055) / 1.055, 2.4);
}

static double
luminance (guint32 colour)
{
  return 0.2126 * linear (colour >> 16) + 0.7152 * linear (colour >> 8) + 0.0722 * linear (colour);
}

/* The ratio of WCAG 2.2, from 1 to 21. */
double
look_contrast (guint32 one, guint32 other)
{
  double first = luminance (one);
  double second = luminance (other);

  return (MAX (first, second) + 0.05) / (MIN (first, second) + 0.05);
}

static void
add_count (GHashTable *counts, guint32 colour, guint n)
{
  gpointer key = GUINT_TO_POINTER (colour);
  guint before = GPOINTER_TO_UINT (g_hash_table_lookup (counts, key));

  g_hash_table_insert (counts, key, GUINT_TO_POINTER (before + n));
}

/* Finds the colour behind a text, which most of its rectangle has, and that of the text: the one
 * farthest from it, blended edges left out because they lie between. Returns whether there are two. */
static gboolean
find_colours (const LookPixels *pixels, const graphene_rect_t *rect, guint32 *ink, guint32 *ground)
{
  g_autoptr (GHashTable) counts = g_hash_table_new (NULL, NULL);
  int left = MAX ((int)ceil (rect->origin.x * pixels->scale), 0);
  int top = MAX ((int)ceil (rect->origin.y * pixels->scale), 0);
  int right = MIN ((int)((rect->origin.x + rect->size.width) * pixels->scale), pixels->width);
  int bottom = MIN ((int)((rect->origin.y + rect->size.height) * pixels->scale), pixels->height);
  GHashTableIter iter;
  gpointer key, value;
  guint most = 0;
  double farthest = 1.0;

  for (int y = top; y < bottom; y++)
    for (int x = left, start = left; x < right; x++)
      {
        const guint32 *row = pixels->data + (gsize)y * pixels->width;

        /* Most neighbours have the same colour. */
        if (x + 1 < right && row[x + 1] == row[x])
          continue;
        add_count (counts, row[x], x + 1 - start);
        start = x + 1;
      }
  g_hash_table_iter_init (&iter, counts);
  while (g_hash_table_iter_next (&iter, &key, &value))
    if (GPOINTER_TO_UINT (value) > most)
      {
        most = GPOINTER_TO_UINT (value);
        *ground = GPOINTER_TO_UINT (key);
      }
  *ink = *ground;
  g_hash_table_iter_init (&iter, counts);
  while (g_hash_table_iter_next (&iter, &key, &value))
    if (look_contrast (GPOINTER_TO_UINT (key), *ground) > farthest)
      {
        farthest = look_contrast (GPOINTER_TO_UINT (key), *ground);
        *ink = GPOINTER_TO_UINT (key);
      }
  return g_hash_table_size (counts) > 1;
}

static gboolean
is_large (const PangoFontDescription *font)
{
  double size = pango_font_description_get_size (font) / (double)PANGO_SCALE;

  if (!pango_font_description_get_size_is_absolute (font))
    size *= 96.0 / 72.0;
  return size >= LARGE
         || (size >= LARGE_BOLD && pango_font_description_get_weight (font) >= PANGO_WEIGHT_BOLD);
}

static void
judge (Look *look, const char *words, const graphene_rect_t *rect, const PangoFontDescription *font)
{
  double least = is_large (font) ? CONTRAST_LARGE : CONTRAST;
  guint32 ink = 0;
  guint32 ground = 0;
  gboolean drawn;

  if (look->pixels.data == NULL)
    {
      look->is_wanted = TRUE;
      return;
    }
  drawn = find_colours (&look->pixels, rect, &ink, &ground);
  if (!drawn || look_contrast (ink, ground) < least)
    g_string_append_printf (look->faults, "%s: “%.40s” %.2f:1, #%06x on #%06x, at least %.1f\n",
                            look->name, words, look_contrast (ink, ground), ink & 0xffffff,
                            ground & 0xffffff, least);
}

/* What of @rect can be seen, in the places that scroll. */
static gboolean
is_in_sight (GtkWidget *widget, GtkWidget *window, const graphene_rect_t *rect)
{
  for (GtkWidget *place = widget; place != NULL; place = gtk_widget_get_parent (place))
    {
      graphene_rect_t bounds;

      if (place != window && !GTK_IS_SCROLLED_WINDOW (place) && !GTK_IS_VIEWPORT (place))
        continue;
      if (!gtk_widget_compute_bounds (place, window, &bounds)
          || !graphene_rect_contains_rect (&bounds, rect))
        return FALSE;
    }
  return TRUE;
}

/* Each stretch of one style by itself: a word of the glossary has a colour of its own. */
static void
judge_label (Look *look, GtkWidget *widget)
{
  PangoLayout *layout = gtk_label_get_layout (GTK_LABEL (widget));
  const char *text = pango_layout_get_text (layout);
  PangoLayoutIter *iter = pango_layout_get_iter (layout);
  gboolean whole = TRUE;
  int left;
  int top;

  gtk_label_get_layout_offsets (GTK_LABEL (widget), &left, &top);
  do
    {
      PangoLayoutRun *run = pango_layout_iter_get_run_readonly (iter);
      g_autofree char *words
          = run != NULL ? g_strndup (text + run->item->offset, run->item->length) : NULL;
      g_autofree char *stripped = words != NULL ? g_strstrip (g_strdup (words)) : NULL;
      PangoFontDescription *font;
      PangoRectangle extents;
      graphene_rect_t rect;
      double x, y;

      if (stripped == NULL || *stripped == '\0')
        continue;
      pango_layout_iter_get_run_extents (iter, NULL, &extents);
      pango_extents_to_pixels (&extents, NULL);
      gtk_widget_translate_coordinates (widget, look->window, left + extents.x, top + extents.y, &x,
                                        &y);
      graphene_rect_init (&rect, x, y, extents.width, extents.height);
      if (!is_in_sight (widget, look->window, &rect))
        {
          whole = FALSE;
          continue;
        }
      font = pango_font_describe_with_absolute_size (run->item->analysis.font);
      judge (look, stripped, &rect, font);
      pango_font_description_free (font);
    }
  while (pango_layout_iter_next_run (iter));
  pango_layout_iter_free (iter);
  if (whole && look->pixels.data != NULL)
    g_hash_table_add (look->done, widget);
}

static gboolean
has_text (GtkWidget *widget)
{
  GtkTextBuffer *buffer;

  if (GTK_IS_TEXT (widget))
    return gtk_entry_buffer_get_length (gtk_text_get_buffer (GTK_TEXT (widget))) > 0;
  if (!GTK_IS_TEXT_VIEW (widget))
    return FALSE;
  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (widget));
  return gtk_text_buffer_get_char_count (buffer) > 0;
}

static void
text_cb (GtkWidget *widget, gpointer data)
{
  Look *look = data;
  graphene_rect_t bounds;

  /* What cannot be pressed now may be pale (WCAG 1.4.3, inactive components). */
  if (g_hash_table_contains (look->done, widget) || !gtk_widget_is_sensitive (widget))
    return;
  if (GTK_IS_LABEL (widget) && gtk_widget_get_width (widget) > 0)
    judge_label (look, widget);
  if (has_text (widget) && look_bounds (widget, look->window, &bounds)
      && is_in_sight (widget, look->window, &bounds))
    {
      judge (look, G_OBJECT_TYPE_NAME (widget), &bounds,
             pango_context_get_font_description (gtk_widget_get_pango_context (widget)));
      if (look->pixels.data != NULL)
        g_hash_table_add (look->done, widget);
    }
}

static void
scroller_cb (GtkWidget *widget, gpointer data)
{
  if (GTK_IS_SCROLLED_WINDOW (widget))
    g_ptr_array_add (data, widget);
}

/* Draws only where there is a text to judge: most of a long page is the picture of a paper. */
static void
look_once (Look *look)
{
  /* What was scrolled stands in its new place after the next layout. */
  wait_for_frame (look->window);
  look->is_wanted = FALSE;
  look_through (look->window, text_cb, look);
  if (!look->is_wanted)
    return;
  look_take (look->window, SCALE, &look->pixels);
  look_through (look->window, text_cb, look);
  look_clear (&look->pixels);
}

/* Looks at the page from top to bottom, each time so far that the last lines are seen again. */
void
look_at_contrast (GtkWidget *window, const char *name, GString *faults)
{
  Look look = { .window = window, .name = name, .faults = faults };
  g_autoptr (GPtrArray) scrollers = g_ptr_array_new ();

  look.done = g_hash_table_new (NULL, NULL);
  look_once (&look);
  look_through (window, scroller_cb, scrollers);
  for (guint i = 0; i < scrollers->len; i++)
    {
      GtkAdjustment *down = gtk_scrolled_window_get_vadjustment (scrollers->pdata[i]);
      double page = gtk_adjustment_get_page_size (down);
      double start = gtk_adjustment_get_value (down);
      double step = page * 0.8;

      for (double top = step; page > 0 && top < gtk_adjustment_get_upper (down) - page + step;
           top += step)
        {
          gtk_adjustment_set_value (down, top);
          look_once (&look);
        }
      gtk_adjustment_set_value (down, start);
    }
  g_hash_table_unref (look.done);
}
