/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */

/* How much processor time a point of ink costs, from the event to the pixels: near the 100th point
 * of a stroke and near the 10,000th. A pen of 1000 points a second gives 16 or 17 to a frame; each
 * frame is a real one of a window. Waiting for frames is not counted, only work. */

#include <adwaita.h>
#include <math.h>
#include <time.h>

#include "app/widgets/candor-signature-pad-private.h"

#define N_POINTS 10000
#define POINTS_A_FRAME 16
#define EARLY 100
#define SPAN 960 /* points over which a figure is taken */
#define MAX_COST 100.0
#define MAX_GROWTH 1.5

static double
processor_time (void)
{
  struct timespec now;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &now);

  return now.tv_sec * 1e6 + now.tv_nsec / 1e3;
}

static void
after_paint_cb (GdkFrameClock *clock, gboolean *painted)
{
  *painted = TRUE;
}

static int
compare (gconstpointer a, gconstpointer b)
{
  double x = *(const double *)a, y = *(const double *)b;

  return (x > y) - (x < y);
}

/* The median over frames of the microseconds a point, from the point number @from on. */
static double
cost_of_point (const double *frames, guint from)
{
  double sorted[SPAN / POINTS_A_FRAME];

  for (guint i = 0; i < G_N_ELEMENTS (sorted); i++)
    sorted[i] = frames[from / POINTS_A_FRAME + i];
  qsort (sorted, G_N_ELEMENTS (sorted), sizeof *sorted, compare);

  return sorted[G_N_ELEMENTS (sorted) / 2] / POINTS_A_FRAME;
}

int
main (void)
{
  GtkWidget *window, *pad;
  GdkFrameClock *clock;
  gboolean painted = FALSE;
  double frames[N_POINTS / POINTS_A_FRAME];
  double early, late;
  guint n = 0;

  adw_init ();
  window = gtk_window_new ();
  pad = candor_signature_pad_new ();
  candor_signature_pad_set_printed_name (CANDOR_SIGNATURE_PAD (pad), "Ana Example");
  gtk_window_set_default_size (GTK_WINDOW (window), 1180, 320);
  gtk_window_set_child (GTK_WINDOW (window), pad);
  gtk_window_present (GTK_WINDOW (window));
  while (gtk_widget_get_width (pad) == 0 || !gtk_widget_get_mapped (pad))
    g_main_context_iteration (NULL, TRUE);
  clock = gtk_widget_get_frame_clock (pad);
  g_signal_connect (clock, "after-paint", G_CALLBACK (after_paint_cb), &painted);

  candor_signature_pad_begin_stroke (CANDOR_SIGNATURE_PAD (pad), CANDOR_DEVICE_PEN);
  for (guint frame = 0; frame < G_N_ELEMENTS (frames); frame++)
    {
      double start = processor_time ();

      for (guint i = 0; i < POINTS_A_FRAME; i++, n++)
        {
          double t = n * 0.002;

          candor_signature_pad_add_point (CANDOR_SIGNATURE_PAD (pad), 590 + 500 * sin (1.3 * t),
                                          150 + 120 * sin (7.1 * t), 0.5 + 0.4 * sin (t), n);
        }
      painted = FALSE;
      while (!painted)
        g_main_context_iteration (NULL, TRUE);
      frames[frame] = processor_time () - start;
    }
  candor_signature_pad_end_stroke (CANDOR_SIGNATURE_PAD (pad));

  early = cost_of_point (frames, EARLY);
  late = cost_of_point (frames, N_POINTS - SPAN);
  g_print ("ink, us a point, worst of early and late\t%.2f\t%.2f\t"
           "%.1f us at point %d, %.1f us at point %d\n",
           MAX (early, late), MAX_COST, early, EARLY, late, N_POINTS);
  g_print ("ink, growth from early to late\t%.2f\t%.2f\t \n", late / early, MAX_GROWTH);
  gtk_window_destroy (GTK_WINDOW (window));

  return 0;
}
