/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#include "candor-visit-list.h"

#include "candor-staff-words.h"
#include "candor-visit-row.h"
#include "records/candor-records.h"

/* More rows than this make a list that nobody reads to its end. */
#define MAX_ROWS 200

struct _CandorVisitList
{
  AdwBin parent_instance;

  GtkLabel *ready_heading;
  GtkListBox *ready;
  GtkLabel *filed_heading;
  GtkLabel *filed_note;
  GtkListBox *filed;
  GtkLabel *folder_note;
  GtkLabel *seal_note;

  CandorProcedure *procedure;     /* (owned) */
  const CandorLanguage *language; /* (unowned) */
  char *folder;                   /* (owned) */
  GPtrArray *summaries;           /* (owned) (nullable): filed, as the rows stand */
  GPtrArray *visits;              /* (owned) (element-type CandorVisit): ready, as the rows stand */
  GCancellable *reading;          /* (owned) (nullable): stops a reading that is out of date */
};

G_DEFINE_FINAL_TYPE (CandorVisitList, candor_visit_list, ADW_TYPE_BIN)

enum
{
  HAND_OVER,
  OPEN_RECORD,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* What the thread needs; it must not touch a widget. */
typedef struct
{
  char *folder;
  CandorProcedure *procedure;
} Reading;

static void
reading_free (Reading *self)
{
  g_free (self->folder);
  candor_procedure_unref (self->procedure);
  g_free (self);
}

static gint
compare_newest_first (gconstpointer a, gconstpointer b)
{
  const CandorVisitSummary *one = *(CandorVisitSummary *const *)a;
  const CandorVisitSummary *other = *(CandorVisitSummary *const *)b;

  return (one->moment < other->moment) - (one->moment > other->moment);
}

static void
read_records (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Reading *reading = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records = candor_records_list (reading->folder, &error);
  g_autoptr (GPtrArray) summaries
      = g_ptr_array_new_with_free_func ((GDestroyNotify)candor_visit_summary_free);

  if (records == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  for (guint i = 0; i < records->len && !g_cancellable_is_cancelled (cancellable); i++)
    {
      const CandorRecord *record = g_ptr_array_index (records, i);
      g_autoptr (GError) fault = NULL;
      g_autoptr (CandorVisit) visit = candor_visit_load (record->visit_path, &fault);

      CandorVisitSummary *summary = visit != NULL
                                        ? candor_visit_summary_new (visit, reading->procedure)
                                        : candor_visit_summary_new_fault (fault->message);

      if (g_file_test (record->form_path, G_FILE_TEST_EXISTS))
        summary->form_path = g_strdup (record->form_path);
      summary->visit_path = g_strdup (record->visit_path);
      g_ptr_array_add (summaries, summary);
    }
  g_ptr_array_sort (summaries, compare_newest_first);
  g_task_return_pointer (task, g_steal_pointer (&summaries), (GDestroyNotify)g_ptr_array_unref);
}

static void
clear_rows (GtkListBox *box)
{
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (box))) != NULL)
    gtk_list_box_remove (box, row);
}

static void
show_note (CandorVisitList *self, const char *words)
{
  gtk_label_set_label (self->filed_note, words != NULL ? words : "");
  gtk_widget_set_visible (GTK_WIDGET (self->filed_note), words != NULL);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  CandorVisitList *self = CANDOR_VISIT_LIST (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) summaries = g_task_propagate_pointer (G_TASK (result), &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  clear_rows (self->filed);
  show_note (self, error != NULL               ? error->message
                   : summaries->len == 0       ? _ ("No visit has been filed yet.")
                   : summaries->len > MAX_ROWS ? _ ("Only the newest visits are shown here.")
                                               : NULL);
  for (guint i = 0; summaries != NULL && i < MIN (summaries->len, MAX_ROWS); i++)
    gtk_list_box_append (self->filed, candor_visit_row_new (g_ptr_array_index (summaries, i), FALSE,
                                                            self->language));
  gtk_widget_set_visible (GTK_WIDGET (self->filed), summaries != NULL && summaries->len > 0);
  g_clear_pointer (&self->summaries, g_ptr_array_unref);
  self->summaries = g_steal_pointer (&summaries);
}

static void
row_activated_cb (CandorVisitList *self, GtkListBoxRow *row)
{
  g_signal_emit (self, signals[OPEN_RECORD], 0,
                 g_ptr_array_index (self->summaries, gtk_list_box_row_get_index (row)));
}

static void
row_hand_over_cb (CandorVisitList *self, GtkListBoxRow *row)
{
  g_autoptr (CandorVisit) visit
      = g_object_ref (g_ptr_array_index (self->visits, gtk_list_box_row_get_index (row)));

  g_signal_emit (self, signals[HAND_OVER], 0, visit);
}

static void
update_ready (CandorVisitList *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->ready_heading), self->visits->len > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->ready), self->visits->len > 0);
}

static void
candor_visit_list_dispose (GObject *object)
{
  CandorVisitList *self = CANDOR_VISIT_LIST (object);

  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  g_clear_pointer (&self->procedure, candor_procedure_unref);
  g_clear_pointer (&self->folder, g_free);
  g_clear_pointer (&self->summaries, g_ptr_array_unref);
  g_clear_pointer (&self->visits, g_ptr_array_unref);
  G_OBJECT_CLASS (candor_visit_list_parent_class)->dispose (object);
}

static void
candor_visit_list_class_init (CandorVisitListClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = candor_visit_list_dispose;

  /**
   * CandorVisitList::hand-over:
   * @visit: a visit that is ready
   *
   * The patient may have the tablet.
   */
  signals[HAND_OVER] = g_signal_new ("hand-over", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 1, CANDOR_TYPE_VISIT);

  /**
   * CandorVisitList::open-record:
   * @summary: (type gpointer): a #CandorVisitSummary of a filed visit
   *
   * Staff want to see a filed visit.
   */
  signals[OPEN_RECORD] = g_signal_new ("open-record", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST,
                                       0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/candor/Candor/candor-visit-list.ui");
  gtk_widget_class_bind_template_child (widget_class, CandorVisitList, ready_heading);
  gtk_widget_class_bind_template_child (widget_class, CandorVisitList, ready);
  gtk_widget_class_bind_template_child (widget_class, CandorVisitList, filed_heading);
  gtk_widget_class_bind_template_child (widget_class, CandorVisitList, filed_note);
  gtk_widget_class_bind_template_child (widget_class, CandorVisitList, filed);
  gtk_widget_class_bind_template_child (widget_class, CandorVisitList, folder_note);
  gtk_widget_class_bind_template_child (widget_class, CandorVisitList, seal_note);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
candor_visit_list_init (CandorVisitList *self)
{
  self->visits = g_ptr_array_new_with_free_func (g_object_unref);
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * candor_visit_list_set_up:
 * @self: a list that was not set up yet
 * @procedure: what the visits are about
 * @language: the clinic's language
 * @data_folder: the clinic's data folder, where visits are filed; need not exist yet
 *
 * Gives the list its words. It stays empty until candor_visit_list_reload ().
 */
void
candor_visit_list_set_up (CandorVisitList *self,
                          CandorProcedure *procedure,
                          const CandorLanguage *language,
                          const char *data_folder)
{
  g_autofree char *shown = g_filename_display_name (data_folder);
  g_autofree char *where = NULL;

  g_return_if_fail (CANDOR_IS_VISIT_LIST (self));
  g_return_if_fail (self->procedure == NULL);

  self->procedure = candor_procedure_ref (procedure);
  self->language = language;
  self->folder = g_strdup (data_folder);

  gtk_label_set_label (self->ready_heading, _ ("Ready for the patient"));
  gtk_label_set_label (self->filed_heading, _ ("Filed visits"));
  /* Translators: %s is a folder on this computer. */
  where = g_strdup_printf (_ ("Filed visits are in %s"), shown);
  gtk_label_set_label (self->folder_note, where);
  candor_visit_list_set_sealed (self, FALSE);
  update_ready (self);
  show_note (self, NULL);
}

/**
 * candor_visit_list_set_sealed:
 * @self: a list
 * @sealed: whether forms that are filed from now on get the clinic's seal
 */
void
candor_visit_list_set_sealed (CandorVisitList *self, gboolean sealed)
{
  g_return_if_fail (CANDOR_IS_VISIT_LIST (self));

  gtk_label_set_label (self->seal_note,
                       sealed
                           ? _ ("Forms are sealed when they are filed.")
                           : _ ("This clinic has no seal yet: forms are filed unsealed, and each "
                                "page says so."));
}

/**
 * candor_visit_list_add_ready:
 * @self: a list
 * @visit: a visit that its patient can have
 *
 * A visit that is in the list already stays there once.
 */
void
candor_visit_list_add_ready (CandorVisitList *self, CandorVisit *visit)
{
  g_autoptr (CandorVisitSummary) summary = NULL;
  GtkWidget *row;

  g_return_if_fail (CANDOR_IS_VISIT_LIST (self));
  g_return_if_fail (CANDOR_IS_VISIT (visit));

  candor_visit_list_remove_ready (self, visit);
  summary = candor_visit_summary_new (visit, self->procedure);
  row = candor_visit_row_new (summary, TRUE, self->language);
  g_signal_connect_object (row, "hand-over", G_CALLBACK (row_hand_over_cb), self,
                           G_CONNECT_SWAPPED);
  g_ptr_array_add (self->visits, g_object_ref (visit));
  gtk_list_box_append (self->ready, row);
  update_ready (self);
}

/**
 * candor_visit_list_remove_ready:
 * @self: a list
 * @visit: a visit that need not be in it
 */
void
candor_visit_list_remove_ready (CandorVisitList *self, CandorVisit *visit)
{
  guint index;

  g_return_if_fail (CANDOR_IS_VISIT_LIST (self));

  if (!g_ptr_array_find (self->visits, visit, &index))
    return;
  gtk_list_box_remove (self->ready,
                       GTK_WIDGET (gtk_list_box_get_row_at_index (self->ready, index)));
  g_ptr_array_remove_index (self->visits, index);
  update_ready (self);
}

/**
 * candor_visit_list_reload:
 * @self: a list
 *
 * Reads in a thread what was filed, and shows it when it is read.
 */
void
candor_visit_list_reload (CandorVisitList *self)
{
  g_autoptr (GTask) task = NULL;
  Reading *reading;

  g_return_if_fail (CANDOR_IS_VISIT_LIST (self));

  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  self->reading = g_cancellable_new ();

  reading = g_new0 (Reading, 1);
  reading->folder = g_strdup (self->folder);
  reading->procedure = candor_procedure_ref (self->procedure);
  task = g_task_new (self, self->reading, read_cb, NULL);
  g_task_set_task_data (task, reading, (GDestroyNotify)reading_free);
  g_task_run_in_thread (task, read_records);
}

/**
 * candor_visit_list_count_begun:
 * @self: a list
 *
 * Returns: how many of the visits that are ready somebody has answered in already
 */
guint
candor_visit_list_count_begun (CandorVisitList *self)
{
  guint n = 0;

  g_return_val_if_fail (CANDOR_IS_VISIT_LIST (self), 0);

  for (guint i = 0; i < self->visits->len; i++)
    n += candor_visit_get (self->visits->pdata[i], CANDOR_FIELD_PATIENT_CONFIRMED) != NULL;
  return n;
}
