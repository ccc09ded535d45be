/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * The rows of a long list of records, while staff scroll through it. Catches: a row on the screen that is
 * empty, or that still says who stood there before; and rows that nobody sees and that are never filled.
 */
#include "register-support.h"
#include "staff-support.h"

#include "app/staff/candor-register-row.h"
#include "app/staff/candor-register-words.h"

#define N_RECORDS 3000
#define N_FRAMES 40
#define FLICK 300.0 /* pixels a frame */

typedef struct
{
  GtkWidget *view;
  guint n_seen;    /* rows that can be seen */
  guint n_waiting; /* rows that show nothing */
} Look;

/* Names of one, two and three lines, so that not all rows are as high as each other. */
static void
add_records (CandorRegister *records)
{
  g_autoptr (GError) error = NULL;

  candor_register_refresh (records, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < N_RECORDS; i++)
    {
      g_autofree char *id = g_strdup_printf ("made-up-%06u", i);
      g_autofree char *file = g_strdup_printf ("records/2020/01/%s.age", id);
      g_autoptr (GString) name = g_string_new (NULL);
      g_autoptr (CandorRecordHead) head = candor_record_head_new (CANDOR_RECORD_CONSENT, id);

      g_string_printf (name, "Patient Invented %06u", i);
      for (guint j = 0; j < i % 3 * 12; j++)
        g_string_append (name, " of the House");
      candor_record_head_set (head, CANDOR_HEAD_PATIENT_NAME, name->str);
      candor_record_head_set (head, CANDOR_HEAD_TITLE, "Microneedling");
      candor_record_head_set (head, CANDOR_HEAD_FILED_AT, "2020-01-02T03:04:05+00:00");
      candor_record_head_set (head, CANDOR_HEAD_OUTCOME, i % 9 == 0 ? "no" : "agree");
      candor_index_add (candor_register_get_index (records), head, file);
    }
}

static void
look_at_row (GtkWidget *row, Look *look)
{
  CandorRegisterItem *item = candor_register_row_get_item (CANDOR_REGISTER_ROW (row));
  gboolean waits = gtk_widget_get_opacity (row) < 1.0;
  graphene_rect_t place;

  g_assert_true (gtk_widget_compute_bounds (row, look->view, &place));
  look->n_waiting += waits;
  if (place.origin.y + place.size.height <= 0
      || place.origin.y >= (float)gtk_widget_get_height (look->view)
      || !gtk_widget_get_mapped (row))
    return;
  g_assert_false (waits);
  g_assert_nonnull (item);
  {
    g_autofree char *name = candor_register_dup_name (candor_register_item_get_head (item),
                                                      candor_language_english ());

    g_assert_nonnull (staff_find_label (row, name));
  }
  look->n_seen++;
}

static void
look_through (GtkWidget *widget, Look *look)
{
  if (CANDOR_IS_REGISTER_ROW (widget))
    {
      look_at_row (widget, look);
      return;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    look_through (child, look);
}

static void
painted_cb (gboolean *painted)
{
  *painted = TRUE;
}

/* What stands there when the next frame has been painted. */
static Look
next_frame (GtkWidget *view)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (view);
  gboolean painted = FALSE;
  gulong id = g_signal_connect_swapped (clock, "after-paint", G_CALLBACK (painted_cb), &painted);
  Look look = { .view = view };

  gtk_widget_queue_draw (view);
  while (!painted)
    g_main_context_iteration (NULL, TRUE);
  g_signal_handler_disconnect (clock, id);
  look_through (view, &look);
  return look;
}

static void
test_scrolling (RegisterFixture *self, gconstpointer data)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (11);
  GtkAdjustment *place;
  GtkWidget *view;
  gboolean any_waited = FALSE;

  add_records (self->store.records);
  register_present_list (self);
  view = staff_find_type (self->window, GTK_TYPE_LIST_VIEW);
  staff_until (gtk_widget_get_mapped (view) && gtk_widget_get_height (view) > 0);
  g_assert_cmpuint (next_frame (view).n_seen, >, 3);
  place = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (view));

  for (guint i = 0; i < N_FRAMES; i++)
    {
      Look look;

      gtk_adjustment_set_value (place, g_rand_double (random) * gtk_adjustment_get_upper (place));
      look = next_frame (view);
      g_assert_cmpuint (look.n_seen, >, 3);
      any_waited = any_waited || look.n_waiting > 0;
    }
  /* Or else nothing was looked at. */
  g_assert_true (any_waited);
  for (guint i = 0; i < N_FRAMES; i++)
    {
      gtk_adjustment_set_value (place,
                                gtk_adjustment_get_value (place) + (i % 4 < 3 ? FLICK : -FLICK));
      g_assert_cmpuint (next_frame (view).n_seen, >, 3);
    }
  staff_until (next_frame (view).n_waiting == 0);
}

/* A window that goes while rows still wait for what they show. */
static void
test_closing (RegisterFixture *self, gconstpointer data)
{
  GtkAdjustment *place;
  GtkWidget *view;

  add_records (self->store.records);
  register_present_list (self);
  view = staff_find_type (self->window, GTK_TYPE_LIST_VIEW);
  staff_until (gtk_widget_get_mapped (view) && gtk_widget_get_height (view) > 0);
  next_frame (view);
  place = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (view));
  gtk_adjustment_set_value (place, gtk_adjustment_get_upper (place) / 2);
  g_assert_cmpuint (next_frame (view).n_waiting, >, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add ("/app/register-rows/scrolling", RegisterFixture, NULL, register_set_up,
              test_scrolling, register_tear_down);
  g_test_add ("/app/register-rows/closing", RegisterFixture, NULL, register_set_up, test_closing,
              register_tear_down);

  return g_test_run ();
}
