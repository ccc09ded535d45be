/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * How long a frame takes while staff scroll through a hundred thousand records: a flick of some rows,
 * and jumps to anywhere. Each frame is a real one of a window; the wait for it is not counted.
 *
 *     bench-scroll FOLDER-IN-MEMORY
 */
#include <adwaita.h>
#include <stdlib.h>
#include <time.h>

#include "app/staff/candor-register-list.h"
#include "records/candor-unlock.h"

#define PASSPHRASE "seven quiet herons by the lake"
#define N_RECORDS 100000
#define N_FRAMES 400
#define FLICK 180.0 /* pixels a frame */
#define FRAME_MSEC 16.0

/* Milliseconds. Others may be at work on the machine: the processor's time is what this program took. */
typedef struct
{
  double clock;
  double processor;
} Time;

typedef struct
{
  Time start;
  Time took; /* of the last frame */
  gboolean painted;
} Frame;

static Time
read_time (void)
{
  struct timespec now;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &now);
  return (Time){ (double)g_get_monotonic_time () / 1e3,
                 (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6 };
}

static Time
time_since (Time start)
{
  Time now = read_time ();

  return (Time){ now.clock - start.clock, now.processor - start.processor };
}

static void
check (gboolean done, GError *error)
{
  if (!done)
    g_error ("bench-scroll: %s", error->message);
}

static CandorRegister *
open_store (const char *folder)
{
  const CandorSetup setup = { .clinic = "Lakeside Skin Clinic",
                              .administrator = "Ada Sample",
                              .passphrase = PASSPHRASE,
                              .cost = { 8192, 1 } };
  g_autoptr (CandorAgeIdentity) recovery = NULL;
  g_autoptr (GPtrArray) staff = NULL;
  g_autoptr (GError) error = NULL;
  CandorRegister *opened;

  check (candor_setup_create (folder, &setup, &recovery, &error), error);
  staff = candor_unlock_list_staff (folder, &error);
  check (staff != NULL, error);
  opened = candor_unlock (folder, staff->pdata[0], PASSPHRASE, NULL, NULL, &error);
  check (opened != NULL, error);
  /* Only then is there a list to add to. */
  check (candor_register_refresh (opened, &error), error);
  return opened;
}

static void
add_records (CandorIndex *index)
{
  for (guint i = 0; i < N_RECORDS; i++)
    {
      g_autofree char *id = g_strdup_printf ("made-up-%06u", i);
      g_autofree char *file = g_strdup_printf ("records/2020/01/%s.age", id);
      g_autofree char *name = g_strdup_printf ("Patient Invented %06u", i);
      g_autoptr (CandorRecordHead) head = candor_record_head_new (CANDOR_RECORD_CONSENT, id);

      candor_record_head_set (head, CANDOR_HEAD_PATIENT_NAME, name);
      candor_record_head_set (head, CANDOR_HEAD_PATIENT_BORN, "1984-05-03");
      candor_record_head_set (head, CANDOR_HEAD_TITLE, "Microneedling");
      candor_record_head_set (head, CANDOR_HEAD_PRACTITIONER, "Dr Ada Sample");
      candor_record_head_set (head, CANDOR_HEAD_FILED_AT, "2020-01-02T03:04:05+00:00");
      candor_record_head_set (head, CANDOR_HEAD_OUTCOME, i % 9 == 0 ? "no" : "agree");
      candor_index_add (index, head, file);
    }
}

static void
begun_cb (GdkFrameClock *clock, Frame *frame)
{
  frame->start = read_time ();
}

static void
painted_cb (GdkFrameClock *clock, Frame *frame)
{
  frame->took = time_since (frame->start);
  frame->painted = TRUE;
}

/* Returns: (nullable): the first list inside @root */
static GtkWidget *
find_view (GtkWidget *root)
{
  if (GTK_IS_LIST_VIEW (root))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_view (child);

      if (found != NULL)
        return found;
    }
  return NULL;
}

/* Returns: (transfer none): where the list of records stands, which scrolls inside whatever is around it. */
static GtkAdjustment *
find_place (GtkWidget *list)
{
  GtkWidget *view = find_view (list);
  GListModel *rows
      = view != NULL ? G_LIST_MODEL (gtk_list_view_get_model (GTK_LIST_VIEW (view))) : NULL;

  if (rows == NULL || g_list_model_get_n_items (rows) != N_RECORDS)
    g_error ("bench-scroll: the list does not show all records");
  return gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (view));
}

static int
compare (gconstpointer a, gconstpointer b)
{
  double x = *(const double *)a, y = *(const double *)b;

  return (x > y) - (x < y);
}

/* Returns: the work until the frame that follows a change of the place was painted, the change with
 * it. */
static Time
scroll (GtkAdjustment *place, double value, Frame *frame)
{
  Time start = read_time ();
  Time changing;

  gtk_adjustment_set_value (place, value);
  changing = time_since (start);
  frame->painted = FALSE;
  while (!frame->painted)
    g_main_context_iteration (NULL, TRUE);
  return (Time){ changing.clock + frame->took.clock, changing.processor + frame->took.processor };
}

static void
print_frames (const char *name, const Time *frames)
{
  double clock[N_FRAMES], processor[N_FRAMES];

  for (guint i = 0; i < N_FRAMES; i++)
    {
      clock[i] = frames[i].clock;
      processor[i] = frames[i].processor;
    }
  qsort (clock, N_FRAMES, sizeof *clock, compare);
  qsort (processor, N_FRAMES, sizeof *processor, compare);
  printf ("%s\t%.2f\t1.00\tworst of %d frames %.1f ms, median %.1f ms; of the processor %.1f ms, "
          "median %.1f ms\n",
          name, clock[N_FRAMES - 1] / FRAME_MSEC, N_FRAMES, clock[N_FRAMES - 1],
          clock[N_FRAMES / 2], processor[N_FRAMES - 1], processor[N_FRAMES / 2]);
}

int
main (int argc, char **argv)
{
  g_autofree char *folder = g_build_filename (argv[1], "scroll", NULL);
  g_autoptr (CandorProcedure) procedure = NULL;
  g_autoptr (CandorRegister) records = NULL;
  g_autoptr (GRand) random = g_rand_new_with_seed (7);
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;
  Time frames[N_FRAMES];
  GtkWidget *window, *list;
  GtkAdjustment *place;
  Frame frame = { 0 };

  adw_init ();
  path = candor_procedure_find_file ("microneedling", NULL, &error);
  check (path != NULL, error);
  procedure = candor_procedure_load (path, &error);
  check (procedure != NULL, error);
  records = open_store (folder);
  add_records (candor_register_get_index (records));

  window = gtk_window_new ();
  list = candor_register_list_new (records, procedure, CANDOR_PAPER_A4, candor_language_english ());
  gtk_window_set_default_size (GTK_WINDOW (window), 1280, 800);
  gtk_window_set_child (GTK_WINDOW (window), list);
  gtk_window_present (GTK_WINDOW (window));
  while (!gtk_widget_get_mapped (list) || gtk_widget_get_width (list) == 0)
    g_main_context_iteration (NULL, TRUE);
  g_signal_connect (gtk_widget_get_frame_clock (list), "before-paint", G_CALLBACK (begun_cb),
                    &frame);
  g_signal_connect (gtk_widget_get_frame_clock (list), "after-paint", G_CALLBACK (painted_cb),
                    &frame);
  place = find_place (list);

  for (guint i = 0; i < N_FRAMES; i++)
    frames[i] = scroll (place, gtk_adjustment_get_value (place) + FLICK, &frame);
  print_frames ("flick through 100,000 records / frame of 16 ms", frames);
  for (guint i = 0; i < N_FRAMES; i++)
    frames[i] = scroll (place, g_rand_double (random) * gtk_adjustment_get_upper (place), &frame);
  print_frames ("jumps among 100,000 records / frame of 16 ms", frames);
  gtk_window_destroy (GTK_WINDOW (window));
  return 0;
}
