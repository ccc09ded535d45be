/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#include "candor-file-page.h"

#include "app/visit/candor-page-words.h"
#include "app/widgets/candor-parts.h"
#include "core/candor-date.h"
#include "records/candor-records.h"

struct _CandorFilePage
{
  CandorPage parent_instance;

  GtkBox *box;
  GtkBox *status;
  GtkButton *file;
  gboolean busy;
};

G_DEFINE_FINAL_TYPE (CandorFilePage, candor_file_page, CANDOR_TYPE_PAGE)

/* Filed in a thread from a copy, so that the visit on the screen stays whole whatever happens. */
typedef struct
{
  CandorProcedure *procedure; /* (owned) */
  CandorVisit *visit;         /* (owned) */
  CandorStationery stationery;
  char *folder; /* (owned) */
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  candor_procedure_unref (job->procedure);
  g_object_unref (job->visit);
  candor_stationery_clear (&job->stationery);
  g_free (job->folder);
  g_free (job);
}

static void
file_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  GError *error = NULL;
  CandorRecord *record
      = candor_records_file (job->folder, job->procedure, job->visit, &job->stationery, &error);

  if (record != NULL)
    g_task_return_pointer (task, record, (GDestroyNotify)candor_record_free);
  else
    g_task_return_error (task, error);
}

static void
show_status (CandorFilePage *self)
{
  gboolean filed = candor_page_get_record (CANDOR_PAGE (self)) != NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->file), !filed);
  if (filed)
    {
      candor_parts_clear (GTK_WIDGET (self->status));
      gtk_box_append (self->status,
                      candor_parts_note (CANDOR_TONE_KEY, _ ("Saved"),
                                         _ ("The form and the record are on the disk.")));
    }
}

static void
show_failure (CandorFilePage *self, const char *words)
{
  candor_parts_clear (GTK_WIDGET (self->status));
  gtk_box_append (self->status,
                  candor_parts_note (CANDOR_TONE_TALK, _ ("Not saved yet. Nothing is lost."),
                                     _ ("The whole visit is still on this tablet. Please leave it "
                                        "switched on, put right what is wrong, and try again.")));
  gtk_box_append (self->status, candor_parts_label (words, "quiet"));
  gtk_button_set_label (self->file, _ ("Try again"));
}

static void
filed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  CandorFilePage *self = CANDOR_FILE_PAGE (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (CandorRecord) record = g_task_propagate_pointer (G_TASK (result), &error);

  self->busy = FALSE;
  gtk_widget_set_sensitive (GTK_WIDGET (self->file), TRUE);
  if (record != NULL)
    candor_page_set_record (CANDOR_PAGE (self), record->form_path);
  else
    show_failure (self, error->message);
  show_status (self);
  candor_page_state_changed (CANDOR_PAGE (self));
}

static void
file_cb (CandorFilePage *self)
{
  CandorPage *page = CANDOR_PAGE (self);
  const char *folder = candor_page_get_records_folder (page);
  g_autoptr (GTask) task = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *json = NULL;
  CandorVisit *copy;
  gsize length;
  Job *job;

  if (self->busy || candor_page_get_record (page) != NULL)
    return;
  json = candor_visit_to_json (candor_page_get_visit (page), &length);
  copy = candor_visit_from_json ("visit", json, length, &error);
  if (copy == NULL || folder == NULL)
    {
      show_failure (self, error != NULL ? error->message
                                        : _ ("No folder for records is set up on this tablet."));
      g_clear_object (&copy);
      return;
    }

  self->busy = TRUE;
  gtk_widget_set_sensitive (GTK_WIDGET (self->file), FALSE);
  job = g_new0 (Job, 1);
  job->procedure = candor_procedure_ref (candor_page_get_procedure (page));
  job->visit = copy;
  candor_stationery_assign (&job->stationery, candor_page_get_stationery (page));
  job->folder = g_strdup (folder);
  task = g_task_new (self, NULL, filed_cb, NULL);
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, file_in_thread);
  candor_page_state_changed (page);
}

static void
candor_file_page_build (CandorPage *page)
{
  CandorFilePage *self = CANDOR_FILE_PAGE (page);
  GtkWidget *card = candor_parts_card ();
  GtkWidget *status = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *file = candor_parts_pill (_ ("File the record"));

  self->status = GTK_BOX (status);
  self->file = GTK_BUTTON (file);
  gtk_box_append (self->box,
                  candor_parts_label (_ ("Thank you. Please give the tablet back to a member of "
                                         "staff."),
                                      "lead"));
  gtk_box_append (GTK_BOX (card), candor_parts_heading (_ ("For staff")));
  gtk_box_append (GTK_BOX (card),
                  candor_parts_label (_ ("Filing makes the form final and saves it. After that it "
                                         "can no longer be changed."),
                                      NULL));
  gtk_box_append (GTK_BOX (card), status);
  gtk_widget_add_css_class (file, "forward");
  g_signal_connect_object (file, "clicked", G_CALLBACK (file_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (card), file);
  gtk_box_append (self->box, card);
  show_status (self);
}

static char *
candor_file_page_title (CandorPage *page)
{
  CandorFilePage *self = CANDOR_FILE_PAGE (page);
  return g_strdup (_ ("Give the tablet back"));
}

static char *
candor_file_page_missing (CandorPage *page)
{
  CandorFilePage *self = CANDOR_FILE_PAGE (page);
  if (candor_page_get_record (page) != NULL)
    return NULL;

  return g_strdup (_ ("The record is not filed yet. Staff press “File the record” first."));
}

static void
candor_file_page_show_missing (CandorPage *page)
{
  CandorFilePage *self = CANDOR_FILE_PAGE (page);
  gtk_widget_grab_focus (GTK_WIDGET (self->file));
}

/* What is being filed is a copy: a change now would be on the screen, and not in the record. */
static gboolean
candor_file_page_busy (CandorPage *page)
{
  return CANDOR_FILE_PAGE (page)->busy;
}

static void
candor_file_page_class_init (CandorFilePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  CandorPageClass *page_class = CANDOR_PAGE_CLASS (klass);

  page_class->build = candor_file_page_build;
  page_class->title = candor_file_page_title;
  page_class->missing = candor_file_page_missing;
  page_class->show_missing = candor_file_page_show_missing;
  page_class->busy = candor_file_page_busy;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/candor/Candor/candor-file-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CandorFilePage, box);
}

static void
candor_file_page_init (CandorFilePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
