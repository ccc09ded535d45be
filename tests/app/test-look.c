/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * Catches, on every page of a visit: a text that is too pale for its ground, light, dark or in high
 * contrast; something to press that a finger misses; words that are cut, torn or pushed out of the
 * window in text of twice the size, the tablet held either way; a picture that says nothing to those
 * who do not see it; movement where somebody asked for none. Each is also shown to find a fault that
 * was planted for it.
 */
#include "look-support.h"
#include "walk-support.h"

#include "app/widgets/candor-figure-view.h"

static const char *const procedures[]
    = { "data/procedures/microneedling.xml", "tests/data/procedures/glimmer-brushing.xml" };

/* Between them they come to every page that there is. */
static const WalkPlan plans[] = {
  { .name = "all", .health = CANDOR_VERDICT_ASK, .mark = TRUE, .interpreter = TRUE },
  { .name = "stop", .health = CANDOR_VERDICT_STOP },
  { .name = "wait", .health = CANDOR_VERDICT_WAIT, .decision = 1 },
};

static void
set_dark (gboolean is_dark)
{
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                      is_dark ? ADW_COLOR_SCHEME_FORCE_DARK
                                              : ADW_COLOR_SCHEME_FORCE_LIGHT);
}

/* Walks both procedures in every way, with @look at each page; nothing may be found. */
static void
walk_all (void (*look) (Walk *walk, const char *name))
{
  g_autoptr (GString) faults = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (procedures) * G_N_ELEMENTS (plans); i++)
    {
      Walk *walk
          = walk_new (procedures[i / G_N_ELEMENTS (plans)], &plans[i % G_N_ELEMENTS (plans)]);

      walk->look = look;
      walk->look_data = faults;
      walk_to_end (walk);
      walk_free (walk);
    }
  if (faults->len > 0)
    g_test_fail_printf ("%s", faults->str);
}

/* Pages that are the same in every visit are looked at in the first one, those on which there is
 * nothing to fill in once, and of the made-up procedure only those that show what the other has not:
 * chances. */
static gboolean
was_seen (Walk *walk, const char *name)
{
  static const char *const again[] = { "verdict", "decision", "talk-answers", NULL };
  static const char *const still[] = { "learn", "before", "after", "warnings", NULL };
  static gpointer last;
  CandorPage *page = candor_flow_get_page (walk->flow);
  gboolean is_last = page == last;

  last = page;
  if (g_strv_contains (still, name) && is_last)
    return TRUE;
  if (!g_str_equal (candor_procedure_id (walk->procedure), "microneedling"))
    return !g_str_equal (walk->plan.name, "all") || !g_str_equal (name, "learn");
  return !g_str_equal (walk->plan.name, "all") && !g_strv_contains (again, name);
}

static void
contrast_look (Walk *walk, const char *name)
{
  if (was_seen (walk, name))
    return;
  for (guint mode = 0; mode < 4; mode++)
    {
      g_autofree char *where
          = g_strdup_printf ("%s/%s (%s%s)", candor_procedure_id (walk->procedure), name,
                             mode & 1 ? "dark" : "light", mode & 2 ? ", high contrast" : "");

      set_dark (mode & 1);
      candor_flow_set_high_contrast (walk->flow, (mode & 2) != 0);
      walk_settle ();
      look_at_contrast (walk->window, where, walk->look_data);
    }
  set_dark (FALSE);
  candor_flow_set_high_contrast (walk->flow, FALSE);
}

static void
test_contrast (void)
{
  look_hide_shadows (TRUE);
  walk_all (contrast_look);
  look_hide_shadows (FALSE);
}

static void
set_size (Walk *walk, int width, int height)
{
  GdkSurface *surface = gtk_native_get_surface (GTK_NATIVE (walk->window));

  /* A display need not be as high as a tablet held upright; a window that asks for it is. */
  gtk_widget_set_size_request (GTK_WIDGET (walk->flow), -1, height);
  gtk_window_set_default_size (GTK_WINDOW (walk->window), width, height);
  for (guint i = 0; i < 50 && gdk_surface_get_width (surface) != width; i++)
    walk_settle ();
  /* Parts are shown and hidden after the first layout in a new size. */
  walk_settle ();
  walk_wait_for_frame (walk->window);
  walk_settle ();
}

static void
sizes_look (Walk *walk, const char *name)
{
  static const int sizes[][3] = { { 1280, 800, CANDOR_TEXT_SIZE_MIN },
                                  { 1280, 800, CANDOR_TEXT_SIZE_MAX },
                                  { 800, 1280, CANDOR_TEXT_SIZE_MAX } };

  if (was_seen (walk, name))
    return;
  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      const int *size = sizes[i];
      g_autofree char *where
          = g_strdup_printf ("%s/%s (%d×%d, %d %%)", candor_procedure_id (walk->procedure), name,
                             size[0], size[1], size[2]);

      candor_flow_set_text_size (walk->flow, size[2]);
      set_size (walk, size[0], size[1]);
      look_at_fit (walk->window, where, size[0], size[1], walk->look_data);
      look_at_targets (walk->window, where, walk->look_data);
      look_at_figures (walk->window, where, walk->look_data);
    }
  candor_flow_set_text_size (walk->flow, CANDOR_TEXT_SIZE_MIN);
  set_size (walk, 1280, 800);
}

static void
test_sizes (void)
{
  walk_all (sizes_look);
}

static void
height_cb (GtkWidget *widget, gpointer data)
{
  int height;

  if (!GTK_IS_LABEL (widget))
    return;
  pango_layout_get_pixel_size (gtk_label_get_layout (GTK_LABEL (widget)), NULL, &height);
  g_string_append_printf (data, "%s: %d\n", gtk_label_get_text (GTK_LABEL (widget)), height);
}

static char *
dup_heights (Walk *walk)
{
  GString *heights = g_string_new (NULL);

  for (guint i = 0; i < 3; i++)
    {
      walk_settle ();
      walk_wait_for_frame (walk->window);
    }
  look_through (walk->window, height_cb, heights);
  return g_string_free (heights, FALSE);
}

/* Words that give way to an icon while the text is large come back in the size of the others. */
static void
test_size_back (void)
{
  const WalkPlan plan = { .name = "back" };
  Walk *walk = walk_new (procedures[0], &plan);
  g_autofree char *before = dup_heights (walk);
  g_autofree char *large = NULL;
  g_autofree char *after = NULL;

  g_assert_nonnull (strstr (before, "Call staff: "));
  candor_flow_set_text_size (walk->flow, CANDOR_TEXT_SIZE_MAX);
  large = dup_heights (walk);
  g_assert_null (strstr (large, "Call staff: "));
  /* Meanwhile they are said in another language, and in the first again. */
  candor_flow_set_language (walk->flow, "ar");
  g_free (dup_heights (walk));
  candor_flow_set_language (walk->flow, "en");
  g_free (dup_heights (walk));
  candor_flow_set_text_size (walk->flow, CANDOR_TEXT_SIZE_MIN);
  after = dup_heights (walk);
  g_assert_cmpstr (after, ==, before);
  walk_free (walk);
}

/* A strip that slides takes a quarter of a second. So much slower it takes five, and is not over before
 * a busy machine has drawn the little that a still page asks for. */
#define SLOWER "20"

/* Milliseconds without a frame after which a page stands still, and how long that may keep us. */
#define REST 100
#define LONGEST 3000

/* Frames. A page that stands still asks for up to six; a quarter of a second has fifteen. */
#define MANY 12

static gboolean
over_cb (gpointer over)
{
  *(gboolean *)over = TRUE;
  return G_SOURCE_REMOVE;
}

/* Whether something on the screen goes on asking for frames. The watch comes after them in the order
 * of the loop: a frame that is due is drawn first, however slow the machine is. */
static gboolean
keeps_moving (GtkWidget *window, void (*act) (gpointer data), gpointer data)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (window);
  gint64 end = g_get_monotonic_time () + LONGEST * G_TIME_SPAN_MILLISECOND;
  guint n = 0;
  guint before = 0;
  gulong id;

  walk_settle ();
  id = g_signal_connect_swapped (clock, "update", G_CALLBACK (g_atomic_int_inc), &n);
  if (act != NULL)
    act (data);
  do
    {
      gboolean over = FALSE;

      before = n;
      g_timeout_add_full (G_PRIORITY_LOW, REST, over_cb, &over, NULL);
      while (!over)
        g_main_context_iteration (NULL, TRUE);
    }
  while (n > before && g_get_monotonic_time () < end);
  g_signal_handler_disconnect (clock, id);
  return n > before || n > MANY;
}

static void
next_cb (gpointer flow)
{
  candor_flow_next (flow);
}

static void
motion_look (Walk *walk, const char *name)
{
  g_autofree char *missing = NULL;

  if (was_seen (walk, name))
    return;
  if (keeps_moving (walk->window, NULL, NULL))
    g_string_append_printf (walk->look_data, "%s moves\n", name);
  /* A page that is not complete says so in a strip that comes in. */
  missing = candor_page_missing (candor_flow_get_page (walk->flow));
  if (missing != NULL && g_str_equal (name, "goal")
      && keeps_moving (walk->window, next_cb, walk->flow))
    g_string_append_printf (walk->look_data, "%s moves when something is missing\n", name);
}

static void
test_motion (void)
{
  g_object_set (gtk_settings_get_default (), "gtk-cursor-blink", FALSE, NULL);
  walk_all (motion_look);
}

static void
show_cb (gpointer revealer)
{
  gtk_revealer_set_reveal_child (revealer, !gtk_revealer_get_reveal_child (revealer));
}

/* Something that slides where nobody asked for stillness is seen to move; and it stands still for who did. */
static void
test_motion_planted (void)
{
  GtkSettings *settings = gtk_settings_get_default ();
  GtkWidget *window = gtk_window_new ();
  GtkWidget *revealer = gtk_revealer_new ();

  gtk_revealer_set_child (GTK_REVEALER (revealer), gtk_label_new ("It slides."));
  gtk_window_set_child (GTK_WINDOW (window), revealer);
  gtk_window_set_default_size (GTK_WINDOW (window), 400, 300);
  gtk_window_present (GTK_WINDOW (window));
  for (guint i = 0; i < 10; i++)
    walk_settle ();
  g_assert_false (keeps_moving (window, show_cb, revealer));
  g_object_set (settings, "gtk-enable-animations", TRUE, NULL);
  g_assert_true (keeps_moving (window, show_cb, revealer));
  g_object_set (settings, "gtk-enable-animations", FALSE, NULL);
  gtk_window_destroy (GTK_WINDOW (window));
}

/* A window that shows one thing, with a rule of style for it. */
static GtkWidget *
plant (GtkWidget *child, const char *css)
{
  GtkWidget *window = gtk_window_new ();
  GtkCssProvider *provider = gtk_css_provider_new ();

  gtk_css_provider_load_from_data (provider, css, -1);
  gtk_style_context_add_provider_for_display (gtk_widget_get_display (window),
                                              GTK_STYLE_PROVIDER (provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_USER);
  g_object_set_data_full (G_OBJECT (window), "provider", provider, g_object_unref);
  gtk_widget_add_css_class (child, "planted");
  gtk_window_set_child (GTK_WINDOW (window), child);
  gtk_window_set_decorated (GTK_WINDOW (window), FALSE);
  gtk_window_set_default_size (GTK_WINDOW (window), 400, 300);
  gtk_window_present (GTK_WINDOW (window));
  walk_settle ();
  walk_wait_for_frame (window);
  return window;
}

static void
pull_out (GtkWidget *window)
{
  GtkStyleProvider *provider = g_object_get_data (G_OBJECT (window), "provider");

  gtk_style_context_remove_provider_for_display (gtk_widget_get_display (window), provider);
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_contrast_planted (void)
{
  static const struct
  {
    const char *css;
    gboolean is_bad;
  } grounds[] = {
    { ".planted { background: #fff; color: #767676; }", FALSE },
    { ".planted { background: #fff; color: #7a7a7a; }", TRUE },
    { ".planted { background: #fff; color: #000; opacity: 0.4; }", TRUE },
    { ".planted { background: #fff; color: #949494; font-size: 24px; }", FALSE },
    { ".planted { background: #fff; color: #949494; font-size: 23px; }", TRUE },
    { ".planted { background: #fff; color: #949494; font-size: 19px; font-weight: 700; }", FALSE },
    { ".planted { background: #fff; color: #999; font-size: 30px; }", TRUE },
    { ".planted { background: #0f766e; color: #fff; }", FALSE },
    { ".planted { background: #fff; } .planted > link { color: #7fb; }", TRUE },
    { ".planted { background: #fff; color: #fff; }", TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (grounds); i++)
    {
      GtkWidget *label = gtk_label_new (NULL);
      g_autoptr (GString) faults = g_string_new (NULL);
      GtkWidget *window;

      gtk_label_set_markup (GTK_LABEL (label), strstr (grounds[i].css, "link") != NULL
                                                   ? "Plain words, <a href=\"x\">linked words</a>"
                                                   : "Plain words");
      window = plant (label, grounds[i].css);
      look_at_contrast (window, "planted", faults);
      if ((faults->len > 0) != grounds[i].is_bad)
        g_error ("%s finds: %s", grounds[i].css, faults->str);
      pull_out (window);
    }
}

static void
test_targets_planted (void)
{
  g_autoptr (GString) faults = g_string_new (NULL);
  GtkWidget *button = gtk_button_new ();
  GtkWidget *window;

  gtk_widget_set_halign (button, GTK_ALIGN_START);
  gtk_widget_set_valign (button, GTK_ALIGN_START);
  window = plant (button, ".planted { min-width: 48px; min-height: 47px; padding: 0; border: 0; }");
  look_at_targets (window, "planted", faults);
  g_assert_nonnull (strstr (faults->str, "is a target of 48×47"));
  pull_out (window);

  g_string_set_size (faults, 0);
  button = gtk_button_new ();
  window = plant (button, ".planted { min-width: 48px; min-height: 48px; }");
  look_at_targets (window, "planted", faults);
  g_assert_cmpstr (faults->str, ==, "");
  pull_out (window);
}

static void
assert_unfit (GtkWidget *child, const char *css, const char *fault)
{
  g_autoptr (GString) faults = g_string_new (NULL);
  GtkWidget *window = plant (child, css);

  look_at_fit (window, "planted", 400, 300, faults);
  if (strstr (faults->str, fault) == NULL)
    g_error ("No “%s” in: %s", fault, faults->str);
  pull_out (window);
}

static void
test_fit_planted (void)
{
  GtkWidget *label
      = gtk_label_new ("Words that go on and on and do not end before the window ends");
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *fixed = gtk_fixed_new ();

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  assert_unfit (label, ".planted { font-size: 30px; }", "ends in an ellipsis");
  assert_unfit (gtk_label_new ("Words that go on and on and do not end before the window"),
                ".planted { font-size: 30px; }", "asks for");

  label = gtk_label_new ("Incomprehensibilities");
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  assert_unfit (label, ".planted { font-size: 60px; }", "is broken inside a word");

  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller),
                                 gtk_label_new ("Words that go on and on and do not end"));
  assert_unfit (scroller, ".planted { font-size: 40px; }", "scrolls sideways");

  gtk_fixed_put (GTK_FIXED (fixed), gtk_label_new ("Out of sight"), -20, 0);
  assert_unfit (fixed, ".planted { font-size: 20px; }", "stands at -20");
}

static void
hide_caption_cb (GtkWidget *widget, gpointer data)
{
  if (gtk_widget_has_css_class (widget, "caption-words"))
    gtk_widget_set_visible (widget, FALSE);
}

static void
test_figures_planted (void)
{
  g_autoptr (CandorProcedure) procedure = walk_procedure (procedures[1]);
  g_autoptr (GString) faults = g_string_new (NULL);
  g_autofree char *file = NULL;
  CandorFigure figure = { .file = (char *)"sun.svg", .alt = (char *)"A sun over a hat." };
  static const guint8 pixel[4] = { 0, 0, 0, 255 };
  g_autoptr (GBytes) bytes = g_bytes_new_static (pixel, sizeof pixel);
  g_autoptr (GdkTexture) texture
      = gdk_memory_texture_new (1, 1, GDK_MEMORY_DEFAULT, bytes, sizeof pixel);
  GtkWidget *window;

  window = plant (gtk_picture_new_for_paintable (GDK_PAINTABLE (texture)), "");
  look_at_figures (window, "planted", faults);
  g_assert_nonnull (strstr (faults->str, "is a picture without alternative text"));
  pull_out (window);

  /* A figure whose file names no caption stands with the words that describe it. */
  g_string_set_size (faults, 0);
  window = plant (candor_figure_view_new (procedure, &figure, candor_language_english ()), "");
  look_at_figures (window, "planted", faults);
  g_assert_cmpstr (faults->str, ==, "");
  look_through (window, hide_caption_cb, NULL);
  look_at_figures (window, "planted", faults);
  g_assert_nonnull (strstr (faults->str, "is a figure without a caption"));
  pull_out (window);
}

int
main (int argc, char *argv[])
{
  g_setenv ("GTK_SLOWDOWN", SLOWER, TRUE);
  walk_init (&argc, &argv);

  g_test_add_func ("/app/look/contrast-planted", test_contrast_planted);
  g_test_add_func ("/app/look/targets-planted", test_targets_planted);
  g_test_add_func ("/app/look/fit-planted", test_fit_planted);
  g_test_add_func ("/app/look/figures-planted", test_figures_planted);
  g_test_add_func ("/app/look/motion-planted", test_motion_planted);
  g_test_add_func ("/app/look/contrast", test_contrast);
  g_test_add_func ("/app/look/sizes", test_sizes);
  g_test_add_func ("/app/look/size-back", test_size_back);
  g_test_add_func ("/app/look/motion", test_motion);

  return walk_run ();
}
