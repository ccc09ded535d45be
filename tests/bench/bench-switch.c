/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * How long a patient's page takes to stand there in another language: everything built again, laid out
 * and painted, the direction turned round. The wait for the screen is not counted.
 */
#include <adwaita.h>
#include <glib/gstdio.h>
#include <stdlib.h>

#include "app/visit/candor-flow.h"
#include "app/visit/candor-page-table.h"
#include "core/candor-example.h"

#define MOST_MSEC 20.0
#define ROUNDS 9

/* Of one page, in milliseconds. */
typedef struct
{
  const char *id;
  double building[2 * ROUNDS]; /* pages and words, until the main loop goes on */
  double whole[2 * ROUNDS];    /* and the frame that follows */
} Page;

typedef struct
{
  gint64 start;
  double msec;
  gboolean is_painted;
} Frame;

static void
begin_cb (GdkFrameClock *clock, Frame *frame)
{
  frame->start = g_get_monotonic_time ();
}

static void
painted_cb (GdkFrameClock *clock, Frame *frame)
{
  frame->msec = (g_get_monotonic_time () - frame->start) / 1000.0;
  frame->is_painted = TRUE;
}

static void
settle (void)
{
  for (guint i = 0; i < 5; i++)
    {
      g_usleep (10 * 1000);
      while (g_main_context_iteration (NULL, FALSE))
        ;
    }
}

static void
switch_to (CandorFlow *flow, const char *code, Frame *frame, double *building, double *whole)
{
  gint64 start = g_get_monotonic_time ();

  candor_flow_set_language (flow, code);
  *building = (g_get_monotonic_time () - start) / 1000.0;
  frame->is_painted = FALSE;
  while (!frame->is_painted)
    g_main_context_iteration (NULL, TRUE);
  *whole = *building + frame->msec;
  settle ();
}

static int
compare (gconstpointer a, gconstpointer b)
{
  double x = *(const double *)a, y = *(const double *)b;

  return (x > y) - (x < y);
}

static double
median (double *msec, guint n)
{
  qsort (msec, n, sizeof *msec, compare);
  return msec[n / 2];
}

static void
measure (CandorFlow *flow, Frame *frame, Page *page)
{
  for (guint i = 0; i < ROUNDS; i++)
    {
      switch_to (flow, "ar", frame, &page->building[2 * i], &page->whole[2 * i]);
      switch_to (flow, "en", frame, &page->building[2 * i + 1], &page->whole[2 * i + 1]);
    }
}

/* The page that takes longest, and the one in the middle. */
static void
print_pages (Page *pages, guint n)
{
  double worst = 0.0, worst_building = 0.0;
  const char *heaviest = NULL;
  g_autofree double *all = g_new (double, n);

  for (guint i = 0; i < n; i++)
    {
      all[i] = median (pages[i].whole, 2 * ROUNDS);
      if (all[i] <= worst)
        continue;
      worst = all[i];
      worst_building = median (pages[i].building, 2 * ROUNDS);
      heaviest = pages[i].id;
    }
  g_print ("switching between English and Arabic, heaviest page\t%.2f\t1.00\t%.1f ms (%.1f of them "
           "building) on “%s”, of %u pages; %.1f ms on the one in the middle\n",
           worst / MOST_MSEC, worst, worst_building, heaviest, n, median (all, n));
}

int
main (int argc, char **argv)
{
  g_autoptr (AdwApplication) application
      = adw_application_new ("org.candor.Candor", G_APPLICATION_NON_UNIQUE);
  g_autofree char *folder = g_dir_make_tmp ("candor-switch-XXXXXX", NULL);
  g_autofree char *path
      = g_build_filename (g_getenv ("CANDOR_DATA_DIR"), "procedures", "microneedling.xml", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (CandorProcedure) procedure = candor_procedure_load (path, &error);
  g_autoptr (CandorSession) session = NULL;
  g_autoptr (CandorVisit) visit = NULL;
  g_autoptr (GArray) pages = g_array_new (FALSE, TRUE, sizeof (Page));
  CandorFlow *flow;
  GtkWidget *window;
  Frame frame = { 0 };
  gsize n_entries;
  const CandorPageEntry *entries;

  if (procedure == NULL || !g_application_register (G_APPLICATION (application), NULL, &error))
    g_error ("bench-switch: %s", error->message);
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  visit = candor_example_ready (procedure, &(CandorExample){ .name = "Jo Invented" });
  session = candor_session_new (folder);
  flow = candor_flow_new (procedure, visit, session);
  window = gtk_window_new ();
  gtk_window_set_child (GTK_WINDOW (window), GTK_WIDGET (flow));
  gtk_window_set_default_size (GTK_WINDOW (window), 1280, 800);
  gtk_window_present (GTK_WINDOW (window));
  g_signal_connect (gtk_widget_get_frame_clock (window), "before-paint", G_CALLBACK (begin_cb),
                    &frame);
  g_signal_connect (gtk_widget_get_frame_clock (window), "after-paint", G_CALLBACK (painted_cb),
                    &frame);
  settle ();

  entries = candor_page_table (&n_entries);
  for (gsize i = 0; i < n_entries; i++)
    if (entries[i].holder == CANDOR_HOLDER_PATIENT && candor_flow_show_page (flow, entries[i].id))
      {
        Page page = { entries[i].id, { 0 }, { 0 } };

        settle ();
        measure (flow, &frame, &page);
        g_array_append_val (pages, page);
      }
  print_pages ((Page *)(gpointer)pages->data, pages->len);
  gtk_window_destroy (GTK_WINDOW (window));
  g_rmdir (folder);
  return 0;
}
