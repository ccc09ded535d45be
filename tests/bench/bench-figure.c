/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * What the pictures cost: their bytes together, and how much longer a page with one takes to be built
 * and painted than the same page with its words alone, the first time and after that.
 */
#include <adwaita.h>

#include "app/widgets/candor-section-view.h"

#define RUNS 15
#define MOST_BYTES 400000.0
#define MOST_MS 15.0

static void
painted_cb (gboolean *painted)
{
  *painted = TRUE;
}

/* Milliseconds from nothing to the end of the first frame that shows it. */
static double
show (GtkWidget *window, CandorProcedure *procedure, const CandorSection *section)
{
  gint64 start = g_get_monotonic_time ();
  gboolean painted = FALSE;
  GdkFrameClock *clock = gtk_widget_get_frame_clock (window);
  gulong id = g_signal_connect_swapped (clock, "after-paint", G_CALLBACK (painted_cb), &painted);

  gtk_window_set_child (
      GTK_WINDOW (window),
      candor_section_view_new (procedure, section, candor_language_english (), TRUE));
  while (!painted)
    g_main_context_iteration (NULL, TRUE);
  g_signal_handler_disconnect (clock, id);
  return (g_get_monotonic_time () - start) / 1000.0;
}

static int
compare_cb (gconstpointer one, gconstpointer other)
{
  double difference = *(const double *)one - *(const double *)other;

  return difference < 0 ? -1 : difference > 0 ? 1 : 0;
}

static double
median (GArray *times)
{
  g_array_sort (times, compare_cb);
  return g_array_index (times, double, times->len / 2);
}

/* The same section, with files for its pictures that are not there: all the words are. */
static CandorSection
without_pictures (const CandorSection *section, gboolean *has_picture)
{
  CandorSection bare = *section;

  *has_picture = FALSE;
  bare.blocks = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < section->blocks->len; i++)
    {
      CandorBlock *block = g_memdup2 (section->blocks->pdata[i], sizeof *block);

      if (block->kind == CANDOR_BLOCK_FIGURE)
        {
          block->figure = g_memdup2 (block->figure, sizeof *block->figure);
          block->figure->file = (char *)"no-such-picture.svg";
          *has_picture = TRUE;
        }
      g_ptr_array_add (bare.blocks, block);
    }
  return bare;
}

static void
tell (const char *what, GArray *with, GArray *without)
{
  double with_ms = median (with);
  double without_ms = median (without);

  g_print (
      "a page with a picture, %s\t%.2f\t%.2f\t%.1f ms against %.1f ms without, medians of %u\n",
      what, with_ms / without_ms, (without_ms + MOST_MS) / without_ms, with_ms, without_ms,
      with->len);
}

static void
measure_pages (CandorProcedure *procedure, GtkWidget *window)
{
  GPtrArray *sections = candor_procedure_sections (procedure);
  GArray *times[2][2];

  for (guint i = 0; i < 4; i++)
    times[i / 2][i % 2] = g_array_new (FALSE, FALSE, sizeof (double));
  /* The fonts and the style are in memory before anything is counted. */
  show (window, procedure, sections->pdata[0]);
  for (guint run = 0; run < RUNS; run++)
    for (guint i = 0; i < sections->len; i++)
      {
        const CandorSection *section = sections->pdata[i];
        gboolean has_picture;
        CandorSection bare = without_pictures (section, &has_picture);
        double ms;

        if (has_picture)
          {
            ms = show (window, procedure, &bare);
            g_array_append_val (times[run > 0][1], ms);
            ms = show (window, procedure, section);
            g_array_append_val (times[run > 0][0], ms);
          }
        g_ptr_array_unref (bare.blocks);
      }
  tell ("first", times[0][0], times[0][1]);
  tell ("again", times[1][0], times[1][1]);
  for (guint i = 0; i < 4; i++)
    g_array_unref (times[i / 2][i % 2]);
}

static void
measure_bytes (const char *data)
{
  g_autofree char *folder = g_build_filename (data, "illustrations", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  gsize bytes = 0;
  guint n = 0;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *text = NULL;
      gsize length;

      if (!g_str_has_suffix (name, ".svg") || !g_file_get_contents (path, &text, &length, NULL))
        continue;
      bytes += length;
      n++;
    }
  g_print ("all pictures against 400 KB\t%.2f\t1.00\t%.0f KB in %u files\n", bytes / MOST_BYTES,
           bytes / 1000.0, n);
}

int
main (void)
{
  const char *data = g_getenv ("CANDOR_DATA_DIR");
  g_autofree char *path = g_build_filename (data, "procedures", "microneedling.xml", NULL);
  g_autoptr (CandorProcedure) procedure = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (AdwApplication) application
      = adw_application_new ("org.candor.Candor", G_APPLICATION_NON_UNIQUE);
  GtkWidget *window;

  procedure = candor_procedure_load (path, &error);
  if (procedure == NULL || !g_application_register (G_APPLICATION (application), NULL, &error))
    g_error ("%s", error->message);
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (window), 1280, 800);
  gtk_window_present (GTK_WINDOW (window));
  measure_bytes (data);
  measure_pages (procedure, window);
  gtk_window_destroy (GTK_WINDOW (window));
  return 0;
}
