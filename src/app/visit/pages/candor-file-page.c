/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#include "candor-file-page.h"

#include "app/candor-work.h"
#include "app/session/candor-unlock-box.h"
#include "app/visit/candor-page-words.h"
#include "app/widgets/candor-parts.h"
#include "records/candor-register-papers.h"
#include "core/candor-error.h"

struct _CandorFilePage
{
  CandorPage parent_instance;

  GtkBox *box;
  GtkBox *status;
  GtkButton *file;
  GtkBox *gate; /* asks for the passphrase, while the tablet is locked */
  gboolean busy;
};

G_DEFINE_FINAL_TYPE (CandorFilePage, candor_file_page, CANDOR_TYPE_PAGE)

/* Filed in a thread from a copy, so that the visit on the screen stays whole whatever happens. */
typedef struct
{
  CandorProcedure *procedure; /* (owned) */
  GObject *draft;             /* (owned): a visit, or a check */
  CandorStationery stationery;
  CandorRegister *opened;    /* (owned) */
  CandorDraftKeeper *drafts; /* (owned) */
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  candor_procedure_unref (job->procedure);
  g_object_unref (job->draft);
  candor_stationery_clear (&job->stationery);
  candor_register_unref (job->opened);
  g_object_unref (job->drafts);
  g_free (job);
}

static void
file_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  GError *error = NULL;
  const char *id = candor_draft_get_id (job->draft);
  CandorDayCheck *check = candor_draft_get_check (job->draft);
  char *file;

  candor_draft_keeper_stop (job->drafts, id);
  if (check != NULL)
    file = candor_register_file_day_check (job->opened, job->procedure, check, &job->stationery,
                                           &error);
  else
    file = candor_register_file_visit (
        job->opened, job->procedure, candor_draft_get_visit (job->draft), &job->stationery, &error);
  if (file != NULL)
    {
      g_task_return_pointer (task, file, g_free);
      return;
    }
  candor_draft_keeper_go_on (job->drafts, id);
  g_task_return_error (task, error);
}

static void file_cb (CandorFilePage *self);

/* What staff have to know who have the tablet now. */
static void
tell_trouble (CandorFilePage *self)
{
  CandorSession *session = candor_page_get_session (CANDOR_PAGE (self));
  g_autofree char *trouble = candor_draft_keeper_dup_trouble (
      candor_session_get_drafts (session), candor_page_get_staff_language (CANDOR_PAGE (self)));

  if (trouble == NULL)
    return;
  gtk_box_append (
      self->status,
      candor_parts_note (CANDOR_TONE_TALK,
                         for_staff (N_ ("This visit is not safe until it is filed.")),
                         for_staff (N_ ("It could not be saved on the way, and is in this tablet’s "
                                        "memory alone. Please file it now, and leave the tablet "
                                        "switched on until then."))));
  gtk_box_append (self->status, candor_parts_label (trouble, "quiet"));
}

/* The tablet is locked: the first thing is the passphrase, and filing follows by itself. */
static void
show_gate (CandorFilePage *self)
{
  CandorPage *page = CANDOR_PAGE (self);
  GtkWidget *unlock;

  candor_parts_clear (GTK_WIDGET (self->gate));
  unlock = candor_unlock_box_new (candor_page_get_session (page),
                                  candor_page_get_staff_language (page),
                                  for_staff (N_ ("Unlock and file the record")), NULL);
  g_signal_connect_object (unlock, "unlocked", G_CALLBACK (file_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (self->gate, unlock);
}

static void
show_status (CandorFilePage *self)
{
  CandorSession *session = candor_page_get_session (CANDOR_PAGE (self));
  gboolean filed = candor_page_get_record (CANDOR_PAGE (self)) != NULL;
  gboolean locked = candor_session_get_register (session) == NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->file), !filed && !locked);
  gtk_widget_set_visible (GTK_WIDGET (self->gate), !filed && locked);
  if (filed)
    {
      candor_parts_clear (GTK_WIDGET (self->status));
      gtk_box_append (self->status,
                      candor_parts_note (
                          CANDOR_TONE_KEY, for_staff (N_ ("Saved")),
                          for_staff (N_ ("The form and the record are on the disk, encrypted."))));
    }
}

static void
session_cb (CandorFilePage *self)
{
  if (candor_session_get_register (candor_page_get_session (CANDOR_PAGE (self))) == NULL)
    show_gate (self);
  show_status (self);
}

static void
show_failure (CandorFilePage *self, const GError *error)
{
  g_autofree char *words
      = candor_error_dup_sentence (error, candor_page_get_staff_language (CANDOR_PAGE (self)));

  candor_parts_clear (GTK_WIDGET (self->status));
  gtk_box_append (
      self->status,
      candor_parts_note (CANDOR_TONE_TALK, for_staff (N_ ("Not saved yet. Nothing is lost.")),
                         for_staff (N_ ("The whole visit is still on this tablet. Please leave it "
                                        "switched on, put right what is wrong, and try again."))));
  gtk_box_append (self->status, candor_parts_label (words, "quiet"));
  gtk_button_set_label (self->file, for_staff (N_ ("Try again")));
  candor_parts_wrap_button (self->file);
}

static void
filed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  CandorFilePage *self = CANDOR_FILE_PAGE (source);
  CandorPage *page = CANDOR_PAGE (self);
  g_autoptr (GError) error = NULL;
  g_autofree char *file = g_task_propagate_pointer (G_TASK (result), &error);

  self->busy = FALSE;
  gtk_widget_set_sensitive (GTK_WIDGET (self->file), TRUE);
  if (file != NULL)
    candor_page_set_record (page, file);
  else
    {
      show_failure (self, error);
      candor_draft_keeper_keep (candor_session_get_drafts (candor_page_get_session (page)),
                                candor_page_get_draft (page));
    }
  show_status (self);
  candor_page_state_changed (page);
}

static void
file_cb (CandorFilePage *self)
{
  CandorPage *page = CANDOR_PAGE (self);
  CandorSession *session = candor_page_get_session (page);
  CandorRegister *opened = candor_session_get_register (session);
  g_autoptr (GTask) task = NULL;
  g_autoptr (GError) error = NULL;
  GObject *copy;
  Job *job;

  if (self->busy || opened == NULL || candor_page_get_record (page) != NULL)
    return;
  copy = candor_draft_copy (candor_page_get_draft (page), &error);
  if (copy == NULL)
    {
      show_failure (self, error);
      return;
    }

  self->busy = TRUE;
  gtk_widget_set_sensitive (GTK_WIDGET (self->file), FALSE);
  candor_parts_clear (GTK_WIDGET (self->status));
  gtk_box_append (self->status,
                  candor_parts_progress (for_staff (N_ ("The record is being filed…"))));
  job = g_new0 (Job, 1);
  job->procedure = candor_procedure_ref (candor_page_get_procedure (page));
  job->draft = copy;
  candor_stationery_assign (&job->stationery, candor_page_get_stationery (page));
  job->opened = candor_register_ref (opened);
  job->drafts = g_object_ref (candor_session_get_drafts (session));
  task = g_task_new (self, NULL, filed_cb, NULL);
  g_task_set_task_data (task, job, job_free);
  candor_work_start (task, file_in_thread);
  candor_page_state_changed (page);
}

static void
candor_file_page_build (CandorPage *page)
{
  CandorFilePage *self = CANDOR_FILE_PAGE (page);
  GtkWidget *card = candor_parts_card ();
  GtkWidget *status
      = g_object_new (GTK_TYPE_BOX, "orientation", GTK_ORIENTATION_VERTICAL, "spacing", 12,
                      "accessible-role", GTK_ACCESSIBLE_ROLE_STATUS, NULL);
  GtkWidget *file = candor_parts_pill (for_staff (N_ ("File the record")));
  GtkWidget *gate = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->status = GTK_BOX (status);
  self->file = GTK_BUTTON (file);
  self->gate = GTK_BOX (gate);
  gboolean is_check = candor_page_get_check (page) != NULL;

  gtk_box_append (self->box,
                  candor_parts_label (
                      is_check ? _ ("Thank you. The check is finished.")
                               : _ ("Thank you. Please give the tablet back to a member of staff."),
                      "lead"));
  gtk_box_append (GTK_BOX (card), candor_parts_heading (for_staff (N_ ("For staff"))));
  gtk_box_append (
      GTK_BOX (card),
      candor_parts_label (for_staff (N_ ("Filing makes the form final and saves it. After that it "
                                         "can no longer be changed.")),
                          NULL));
  gtk_box_append (GTK_BOX (card), status);
  gtk_widget_add_css_class (file, "forward");
  g_signal_connect_object (file, "clicked", G_CALLBACK (file_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (card), file);
  gtk_box_append (GTK_BOX (card), gate);
  gtk_box_append (self->box, card);
}

/* Only now the page knows whom the tablet is with. */
static void
candor_file_page_shown (CandorPage *page)
{
  CandorFilePage *self = CANDOR_FILE_PAGE (page);
  CandorSession *session = candor_page_get_session (page);

  if (gtk_widget_get_first_child (GTK_WIDGET (self->gate)) == NULL)
    {
      g_signal_connect_object (session, "changed", G_CALLBACK (session_cb), self,
                               G_CONNECT_SWAPPED);
      tell_trouble (self);
      show_gate (self);
    }
  show_status (self);
}

static char *
candor_file_page_title (CandorPage *page)
{
  CandorFilePage *self = CANDOR_FILE_PAGE (page);
  return g_strdup (candor_page_get_check (page) != NULL ? for_staff (N_ ("File the check"))
                                                        : _ ("Give the tablet back"));
}

static char *
candor_file_page_missing (CandorPage *page)
{
  CandorFilePage *self = CANDOR_FILE_PAGE (page);
  if (candor_page_get_record (page) != NULL)
    return NULL;

  return g_strdup (_ ("The record is not filed yet. That is for staff, with their passphrase."));
}

static void
candor_file_page_show_missing (CandorPage *page)
{
  CandorFilePage *self = CANDOR_FILE_PAGE (page);
  if (gtk_widget_get_visible (GTK_WIDGET (self->file)))
    gtk_widget_grab_focus (GTK_WIDGET (self->file));
  else
    candor_unlock_box_focus (
        CANDOR_UNLOCK_BOX (gtk_widget_get_first_child (GTK_WIDGET (self->gate))));
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
  page_class->shown = candor_file_page_shown;
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
