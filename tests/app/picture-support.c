/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#include "picture-support.h"

#include "app/visit/candor-flow.h"
#include "look-support.h"
#include "staff-support.h"

/* The tablet that Candor is made for (pixels). */
#define TABLET_LONG 1280
#define TABLET_SHORT 800

static void
add_css (GtkCssProvider *provider)
{
  gtk_style_context_add_provider_for_display (gdk_display_get_default (),
                                              GTK_STYLE_PROVIDER (provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
}

static void
load (const char *name)
{
  g_autoptr (GtkCssProvider) provider = gtk_css_provider_new ();
  g_autofree char *path = g_strconcat ("/org/candor/Candor/", name, NULL);

  gtk_css_provider_load_from_resource (provider, path);
  add_css (provider);
}

/* As the application does: without it the pages have other sizes than those that people see. */
void
picture_load_style (void)
{
  load ("style.css");
  load ("staff.css");
}

static void
painted_cb (gboolean *painted)
{
  *painted = TRUE;
}

/* Styles count from the next frame on. */
static void
wait_for_frame (GtkWidget *window)
{
  gboolean painted = FALSE;
  GdkFrameClock *clock = gtk_widget_get_frame_clock (window);
  gulong handler
      = g_signal_connect_swapped (clock, "after-paint", G_CALLBACK (painted_cb), &painted);

  gtk_widget_queue_draw (window);
  staff_until (painted);
  g_signal_handler_disconnect (clock, handler);
}

static void
take_picture (GtkWidget *window, const char *name, const char *kind)
{
  g_autofree char *file = g_strdup_printf ("staff-%s%s.png", name, kind);
  g_autofree char *path = g_build_filename (g_getenv ("CANDOR_PICTURES"), file, NULL);
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (window);
  GdkFrameClock *clock = gtk_widget_get_frame_clock (window);
  g_autoptr (GdkTexture) texture = NULL;
  GskRenderNode *node = NULL;
  gint64 end = g_get_monotonic_time () + G_USEC_PER_SEC / 2;
  gboolean painted = FALSE;
  gulong handler
      = g_signal_connect_swapped (clock, "after-paint", G_CALLBACK (painted_cb), &painted);

  /* Colours change over some frames. */
  while (g_get_monotonic_time () < end)
    staff_turn ();
  /* A window that waits for its next layout has nothing to show. */
  while (node == NULL)
    {
      GtkSnapshot *snapshot = gtk_snapshot_new ();

      gtk_widget_queue_draw (window);
      painted = FALSE;
      staff_until (painted);
      gdk_paintable_snapshot (paintable, snapshot, gtk_widget_get_width (window),
                              gtk_widget_get_height (window));
      node = gtk_snapshot_free_to_node (snapshot);
    }
  g_signal_handler_disconnect (clock, handler);
  texture = gsk_renderer_render_texture (gtk_native_get_renderer (GTK_NATIVE (window)), node, NULL);
  g_assert_true (gdk_texture_save_to_png (texture, path));
  gsk_render_node_unref (node);
}

static void
turn (GtkWidget *window, int width, int height)
{
  gint64 end = g_get_monotonic_time () + G_USEC_PER_SEC / 2;

  gtk_window_set_default_size (GTK_WINDOW (window), width, height);
  while (g_get_monotonic_time () < end)
    staff_turn ();
  if (gtk_widget_get_width (window) != width || gtk_widget_get_height (window) != height)
    g_test_message ("%d×%d needs %d×%d", width, height, gtk_widget_get_width (window),
                    gtk_widget_get_height (window));
}

/* No window grows higher than the display that a run has. */
static gboolean
can_turn (GtkWidget *window, int width)
{
  g_autoptr (GdkMonitor) monitor
      = g_list_model_get_item (gdk_display_get_monitors (gtk_widget_get_display (window)), 0);
  GdkRectangle room;

  gdk_monitor_get_geometry (monitor, &room);
  return room.height >= width;
}

static void
set_large (GtkWidget *window, GtkCssProvider *large, gboolean is_set)
{
  GtkWidget *flow = staff_find_type (window, CANDOR_TYPE_FLOW);

  if (is_set)
    add_css (large);
  else
    gtk_style_context_remove_provider_for_display (gdk_display_get_default (),
                                                   GTK_STYLE_PROVIDER (large));
  /* A visit has a text size of its own. */
  if (flow != NULL)
    candor_flow_set_text_size (CANDOR_FLOW (flow),
                               is_set ? CANDOR_TEXT_SIZE_MAX : CANDOR_TEXT_SIZE_MIN);
  wait_for_frame (window);
}

/* Catches a page in large type that is cut: that needs more than the tablet has, held either way. */
static void
assert_fits (GtkWidget *window, const char *name)
{
  GtkWidget *content = gtk_window_get_child (GTK_WINDOW (window));
  const int sides[] = { TABLET_LONG, TABLET_SHORT };
  int width;

  gtk_widget_measure (content, GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL, NULL);
  if (width > TABLET_SHORT)
    g_error ("“%s” is %d pixels wide where there are %d", name, width, TABLET_SHORT);
  for (guint i = 0; i < G_N_ELEMENTS (sides); i++)
    {
      int height;

      gtk_widget_measure (content, GTK_ORIENTATION_VERTICAL, sides[i], &height, NULL, NULL, NULL);
      if (height > sides[1 - i])
        g_error ("“%s” is %d pixels high where there are %d", name, height, sides[1 - i]);
    }
}

static void
set_dark (GtkCssProvider *dark, gboolean is_set)
{
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                      is_set ? ADW_COLOR_SCHEME_FORCE_DARK
                                             : ADW_COLOR_SCHEME_DEFAULT);
  if (is_set)
    add_css (dark);
  else
    gtk_style_context_remove_provider_for_display (gdk_display_get_default (),
                                                   GTK_STYLE_PROVIDER (dark));
}

/* Catches words that are too pale for what is behind them, by day and by night. */
static void
assert_contrast (GtkWidget *window, const char *name, GtkCssProvider *dark)
{
  g_autoptr (GString) faults = g_string_new (NULL);

  /* Colours do not change over some frames then. */
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  look_hide_shadows (TRUE);
  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *where = g_strdup_printf ("%s (%s)", name, i == 0 ? "light" : "dark");

      if (i == 1)
        set_dark (dark, TRUE);
      wait_for_frame (window);
      look_at_contrast (window, where, faults);
    }
  set_dark (dark, FALSE);
  look_hide_shadows (FALSE);
  wait_for_frame (window);
  if (faults->len > 0)
    g_test_fail_printf ("%s", faults->str);
}

/* Sees that words can be told from their ground, and that a page fits into the tablet in text of twice
 * the size, held either way. Where the test run asks for them, takes pictures for people to look at: light, dark, in large type, and on a
 * display that is as high as it is wide also with the tablet held upright. */
void
take_pictures (GtkWidget *window, const char *name)
{
  g_autoptr (GtkCssProvider) large = gtk_css_provider_new ();
  g_autoptr (GtkCssProvider) dark = gtk_css_provider_new ();
  int width, height;

  gtk_css_provider_load_from_data (large, ".staff { font-size: 32px; }", -1);
  gtk_css_provider_load_from_resource (dark, "/org/candor/Candor/style-dark.css");
  assert_contrast (window, name, dark);
  /* The pages of a visit choose their layout by the window that they are in, not before. */
  if (staff_find_type (window, CANDOR_TYPE_FLOW) == NULL)
    {
      set_large (window, large, TRUE);
      assert_fits (window, name);
      set_large (window, large, FALSE);
    }
  if (g_getenv ("CANDOR_PICTURES") == NULL)
    return;
  gtk_window_get_default_size (GTK_WINDOW (window), &width, &height);
  take_picture (window, name, "");
  set_dark (dark, TRUE);
  take_picture (window, name, "-dark");
  set_dark (dark, FALSE);
  set_large (window, large, TRUE);
  take_picture (window, name, "-200");
  if (can_turn (window, width))
    {
      turn (window, height, width);
      take_picture (window, name, "-200-upright");
    }
  set_large (window, large, FALSE);
  if (can_turn (window, width))
    {
      take_picture (window, name, "-upright");
      turn (window, width, height);
    }
}
