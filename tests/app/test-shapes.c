/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * Catches a picture of chances that shows another number than its words: people and steps are
 * counted from the pixels, as shapes that hang together, without knowing where they were drawn.
 */
#include <glib/gstdio.h>

#include "look-support.h"
#include "walk-support.h"

#include "app/widgets/candor-drawing.h"
#include "app/widgets/candor-icon-array.h"
#include "app/widgets/candor-often-steps.h"

/* So many pixels to one of the screen, and shapes smaller than this are edges (pixels). */
#define SCALE 4
#define SPECK 40

/* How far a colour may be from the one that is looked for: a blended edge is none of it. */
#define NEAR 40

static gboolean
is_near (guint32 colour, guint32 wanted)
{
  for (guint shift = 0; shift < 24; shift += 8)
    if (ABS ((int)(colour >> shift & 0xff) - (int)(wanted >> shift & 0xff)) > NEAR)
      return FALSE;
  return TRUE;
}

/* Takes one shape away, beginning at one of its pixels. Returns how large it was. */
static guint
take_away (LookPixels *pixels, guint32 wanted, int start)
{
  g_autoptr (GArray) open = g_array_new (FALSE, FALSE, sizeof (int));
  guint size = 0;

  g_array_append_val (open, start);
  while (open->len > 0)
    {
      int place = g_array_index (open, int, open->len - 1);
      int x = place % pixels->width;
      int around[] = { place - 1, place + 1, place - pixels->width, place + pixels->width };

      g_array_set_size (open, open->len - 1);
      if (!is_near (pixels->data[place], wanted))
        continue;
      pixels->data[place] = ~wanted;
      size++;
      for (guint i = 0; i < G_N_ELEMENTS (around); i++)
        if (around[i] >= 0 && around[i] < pixels->width * pixels->height && !(i == 0 && x == 0)
            && !(i == 1 && x == pixels->width - 1))
          g_array_append_val (open, around[i]);
    }
  return size;
}

static guint
count_shapes (LookPixels *pixels, guint32 wanted)
{
  guint n = 0;

  for (int i = 0; i < pixels->width * pixels->height; i++)
    if (is_near (pixels->data[i], wanted) && take_away (pixels, wanted, i) > SPECK)
      n++;
  return n;
}

static GtkWidget *
show (GtkWidget *child, const char *css)
{
  GtkWidget *window = gtk_window_new ();
  GtkCssProvider *provider = gtk_css_provider_new ();

  gtk_css_provider_load_from_data (provider, css, -1);
  gtk_style_context_add_provider (gtk_widget_get_style_context (child),
                                  GTK_STYLE_PROVIDER (provider), GTK_STYLE_PROVIDER_PRIORITY_USER);
  g_object_unref (provider);
  gtk_widget_set_halign (child, GTK_ALIGN_START);
  gtk_widget_set_valign (child, GTK_ALIGN_START);
  gtk_window_set_child (GTK_WINDOW (window), child);
  gtk_window_set_default_size (GTK_WINDOW (window), 600, 300);
  gtk_window_present (GTK_WINDOW (window));
  walk_settle ();
  return window;
}

#define ACCENT 0xff0000u

/* A person that is filled is a head and shoulders: two shapes. */
static guint
count_people (GtkWidget *array)
{
  GtkWidget *window = show (array, "@define-color accent_color #ff0000; * { color: #0000ff; }");
  LookPixels pixels = { NULL };
  guint n;

  look_take (array, SCALE, &pixels);
  n = count_shapes (&pixels, ACCENT);
  look_clear (&pixels);
  gtk_window_destroy (GTK_WINDOW (window));
  g_assert_cmpuint (n % 2, ==, 0);
  return n / 2;
}

static void
test_people (void)
{
  static const int rates[] = { 0, 1, 3, 50, 99, 100 };

  for (guint i = 0; i < G_N_ELEMENTS (rates); i++)
    {
      GtkWidget *array = candor_icon_array_new (rates[i], "So many of 100 people.");

      g_assert_cmpuint (count_people (array), ==, rates[i]);
      /* From the right, where that is where reading begins. */
      array = candor_icon_array_new (rates[i], "So many of 100 people.");
      gtk_widget_set_direction (array, GTK_TEXT_DIR_RTL);
      g_assert_cmpuint (count_people (array), ==, rates[i]);
    }
}

/* Two hundred shapes in all, whatever the rate: nobody is left out of the hundred. */
static void
test_everybody (void)
{
  GtkWidget *array = candor_icon_array_new (30, "30 of 100 people.");
  GtkWidget *window = show (array, "@define-color accent_color #ff0000; * { color: #0000ff; }");
  LookPixels pixels = { NULL };
  guint n = 0;

  look_take (array, SCALE, &pixels);
  /* The empty ones are rings of a line that is half transparent over white or black. */
  for (int i = 0; i < pixels.width * pixels.height; i++)
    if ((pixels.data[i] >> 24) > 0)
      pixels.data[i] = ACCENT;
    else
      pixels.data[i] = 0x00ff00;
  n = count_shapes (&pixels, ACCENT);
  look_clear (&pixels);
  gtk_window_destroy (GTK_WINDOW (window));
  g_assert_cmpuint (n, ==, 200);
}

/* The counting itself: a shape that touches itself at an edge is one, a speck is none. */
static void
test_counting (void)
{
  LookPixels pixels = { g_new0 (guint32, 60 * 60), 60, 60, 1 };

  for (int y = 0; y < 20; y++)
    for (int x = 0; x < 60; x++)
      pixels.data[y * 60 + x] = x < 20 || x >= 40 ? ACCENT : 0;
  pixels.data[40 * 60 + 30] = ACCENT;
  g_assert_cmpuint (count_shapes (&pixels, ACCENT), ==, 2);
  look_clear (&pixels);
}

static const struct
{
  CandorOften often;
  guint filled;
  const char *words;
} steps[] = {
  { CANDOR_OFTEN_COMMON, 3, "Common" },
  { CANDOR_OFTEN_UNCOMMON, 2, "Less common" },
  { CANDOR_OFTEN_RARE, 1, "Rare" },
};

/* A filled step is inked in its middle and an empty one is not: no colour tells them apart. */
static void
test_steps (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (steps) * 2; i++)
    {
      const CandorLanguage *english = candor_language_english ();
      CandorOften often = steps[i / 2].often;
      GtkWidget *widget = candor_often_steps_new (often, english);
      LookPixels pixels = { NULL };
      GtkWidget *window;
      guint rings;
      guint filled = 0;

      gtk_widget_set_direction (widget, i % 2 ? GTK_TEXT_DIR_RTL : GTK_TEXT_DIR_LTR);
      window = show (widget, "* { color: #ff0000; font-size: 30px; }");
      look_take (widget, SCALE, &pixels);
      for (guint j = 0; j < 3; j++)
        {
          int x = pixels.width * (2 * j + 1) / 6;
          int y = pixels.height - pixels.height / 6;

          filled += is_near (pixels.data[y * pixels.width + x], ACCENT)
                            && pixels.data[y * pixels.width + x] >> 24 == 0xff
                        ? 1
                        : 0;
        }
      for (int j = 0; j < pixels.width * pixels.height; j++)
        pixels.data[j] = pixels.data[j] >> 24 > 128 ? ACCENT : 0x00ff00;
      rings = count_shapes (&pixels, ACCENT);
      g_assert_cmpuint (rings, ==, 3);
      g_assert_cmpuint (filled, ==, steps[i / 2].filled);
      g_assert_cmpuint (candor_often_steps_filled (often), ==, filled);
      g_assert_cmpstr (candor_often_steps_words (often, english), ==, steps[i / 2].words);
      gtk_test_accessible_assert_role (widget, GTK_ACCESSIBLE_ROLE_IMG);
      look_clear (&pixels);
      gtk_window_destroy (GTK_WINDOW (window));
    }
}

/* What nobody knows has no steps at all, filled or empty. */
static void
test_unknown (void)
{
  GtkWidget *widget = candor_often_steps_new (CANDOR_OFTEN_UNKNOWN, candor_language_english ());
  GtkWidget *window = show (widget, "* { color: #ff0000; font-size: 30px; }");
  LookPixels pixels = { NULL };

  look_take (widget, SCALE, &pixels);
  for (int i = 0; i < pixels.width * pixels.height; i++)
    pixels.data[i] = pixels.data[i] >> 24 > 128 ? ACCENT : 0x00ff00;
  /* The bow of the question mark, and its dot. */
  g_assert_cmpuint (count_shapes (&pixels, ACCENT), ==, 2);
  g_assert_cmpuint (candor_often_steps_filled (CANDOR_OFTEN_UNKNOWN), ==, 0);
  look_clear (&pixels);
  gtk_window_destroy (GTK_WINDOW (window));
}

/* Catches a picture that is blurred on a screen with two pixels to one, or drawn larger than it is
 * shown; and one that cannot be drawn and is taken for one that can. */
static void
test_drawing (void)
{
  const char *data = g_getenv ("CANDOR_DATA_DIR");
  g_autofree char *path = g_build_filename (data, "illustrations", "skin-layers.svg", NULL);
  g_autofree char *other = g_build_filename (data, "procedures", "microneedling.xml", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (CandorDrawing) drawing = candor_drawing_load (path, &error);

  g_assert_no_error (error);
  for (int scale = 1; scale <= 2; scale++)
    {
      GtkSnapshot *snapshot = gtk_snapshot_new ();
      GskRenderNode *node;

      candor_drawing_set_scale (drawing, scale);
      gdk_paintable_snapshot (GDK_PAINTABLE (drawing), snapshot, 120, 90);
      node = gtk_snapshot_free_to_node (snapshot);
      g_assert_cmpint (gsk_render_node_get_node_type (node), ==, GSK_TEXTURE_NODE);
      g_assert_cmpint (gdk_texture_get_width (gsk_texture_node_get_texture (node)), ==,
                       120 * scale);
      g_assert_cmpint (gdk_texture_get_height (gsk_texture_node_get_texture (node)), ==,
                       90 * scale);
      gsk_render_node_unref (node);
    }
  g_assert_null (candor_drawing_load (other, &error));
  g_assert_nonnull (error);
}

static void
write_picture (const char *path, const char *width)
{
  g_autofree char *text = g_strdup_printf (
      "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%s\" height=\"10\"/>", width);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
}

/* Catches a picture that is read and drawn again each time that its page is built; and one that stays
 * on the page as it was after its file has changed, or has gone. */
static void
test_kept_drawing (void)
{
  g_autofree char *folder = g_dir_make_tmp ("candor-drawing-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "picture.svg", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (CandorDrawing) first = NULL;
  g_autoptr (CandorDrawing) again = NULL;
  g_autoptr (CandorDrawing) changed = NULL;

  write_picture (path, "20");
  first = candor_drawing_load (path, &error);
  again = candor_drawing_load (path, &error);
  g_assert_no_error (error);
  g_assert_true (first == again);

  /* Longer than the clock of any disk. */
  g_usleep (20 * 1000);
  write_picture (path, "30");
  changed = candor_drawing_load (path, &error);
  g_assert_no_error (error);
  g_assert_cmpint (gdk_paintable_get_intrinsic_width (GDK_PAINTABLE (changed)), ==, 30);

  g_assert_no_errno (g_unlink (path));
  g_assert_null (candor_drawing_load (path, &error));
  g_assert_nonnull (error);
  g_assert_no_errno (g_rmdir (folder));
}

int
main (int argc, char *argv[])
{
  walk_init (&argc, &argv);

  g_test_add_func ("/app/shapes/counting", test_counting);
  g_test_add_func ("/app/shapes/people", test_people);
  g_test_add_func ("/app/shapes/everybody", test_everybody);
  g_test_add_func ("/app/shapes/steps", test_steps);
  g_test_add_func ("/app/shapes/unknown", test_unknown);
  g_test_add_func ("/app/shapes/drawing", test_drawing);
  g_test_add_func ("/app/shapes/kept-drawing", test_kept_drawing);

  return walk_run ();
}
