/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#include "candor-register-scan.h"

#include "app/candor-work.h"
#include "app/widgets/candor-date-field.h"
#include "app/widgets/candor-parts.h"
#include "candor-seal-check.h"
#include "candor-sheets.h"
#include "candor-staff-page.h"
#include "candor-staff-place.h"
#include "candor-staff-words.h"
#include "core/candor-error.h"
#include "core/candor-file.h"
#include "core/candor-markup.h"
#include "document/candor-scan.h"
#include "records/candor-register-papers.h"

struct _CandorRegisterScan
{
  AdwBin parent_instance;

  CandorStaffPage *page;         /* (unowned) */
  GtkBox *sheets;                /* (unowned): in the page */
  CandorSealCheck *check;        /* (unowned): in the page */
  CandorTextField *patient;      /* (unowned) */
  CandorDateField *born;         /* (unowned) */
  CandorTextField *title;        /* (unowned) */
  CandorDateField *date;         /* (unowned) */
  CandorTextField *practitioner; /* (unowned) */
  GtkBox *status;                /* (unowned) */
  GtkWidget *choose;             /* (unowned) */
  GtkWidget *file_it;            /* (unowned) */

  CandorRegister *records;    /* (owned) */
  CandorProcedure *procedure; /* (owned) */
  CandorStationery stationery;
  const CandorLanguage *language; /* (unowned) */
  GBytes *pdf;                    /* (owned) (nullable): what would be filed */
  gboolean is_shown;              /* somebody could see it */
};

G_DEFINE_FINAL_TYPE (CandorRegisterScan, candor_register_scan, ADW_TYPE_BIN)

enum
{
  BACK,
  FILED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* For the threads; they must not touch a widget. */
typedef struct
{
  char *path; /* (nullable): of the file that was chosen */
  CandorPaper paper;

  CandorRegister *records; /* (nullable): where it is filed, and as what */
  CandorProcedure *procedure;
  GBytes *pdf;
  char *patient;
  char *born;
  char *title;
  char *date;
  char *practitioner;
  char *language;
  gboolean is_procedure; /* the title is that of @procedure */
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_clear_pointer (&job->records, candor_register_unref);
  g_clear_pointer (&job->procedure, candor_procedure_unref);
  g_clear_pointer (&job->pdf, g_bytes_unref);
  g_free (job->path);
  g_free (job->patient);
  g_free (job->born);
  g_free (job->title);
  g_free (job->date);
  g_free (job->practitioner);
  g_free (job->language);
  g_free (job);
}

static void
read_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Job *job = data;
  GError *error = NULL;
  g_autoptr (GBytes) file = NULL;
  GBytes *pdf = NULL;
  char *bytes;
  gsize length;

  if (candor_file_read (job->path, CANDOR_SCAN_MAX_BYTES, &bytes, &length, &error))
    {
      file = g_bytes_new_take (bytes, length);
      pdf = candor_scan_to_pdf (file, job->paper, &error);
    }
  if (pdf != NULL)
    g_task_return_pointer (task, pdf, (GDestroyNotify)g_bytes_unref);
  else
    g_task_return_error (task, error);
}

static void
file_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Job *job = data;
  const CandorScanFacts facts
      = { .patient = job->patient,
          .born = job->born,
          .title = job->title,
          .date = job->date,
          .procedure = job->is_procedure ? candor_procedure_id (job->procedure) : NULL,
          .practitioner = job->practitioner,
          .language = job->language };
  GError *error = NULL;
  char *file = candor_register_file_scan (job->records, &facts, job->pdf, &error);

  if (file != NULL)
    g_task_return_pointer (task, file, g_free);
  else
    g_task_return_error (task, error);
}

static void
show_status (CandorRegisterScan *self, const char *title, const char *text)
{
  candor_parts_clear (GTK_WIDGET (self->status));
  if (title != NULL)
    gtk_box_append (self->status, candor_parts_note (CANDOR_TONE_TALK, title, text));
}

static void
show_progress (CandorRegisterScan *self, const char *words)
{
  show_status (self, NULL, NULL);
  gtk_box_append (self->status, candor_parts_progress (words));
}

static void
show_error (CandorRegisterScan *self, const char *title, const GError *error)
{
  g_autofree char *sentence = candor_error_dup_sentence (error, self->language);

  show_status (self, title, sentence);
}

static char *
dup_procedure_title (CandorRegisterScan *self)
{
  return candor_markup_to_plain (candor_procedure_text (self->procedure, self->language,
                                                        candor_procedure_title (self->procedure)));
}

static GBytes *
give_pdf (gpointer pdf, GError **error)
{
  return g_bytes_ref (pdf);
}

/* Only what the check found whole is drawn: drawing reads far more of a file than the check does. */
static void
checked_cb (CandorRegisterScan *self)
{
  self->is_shown = candor_seal_check_is_readable (self->check);
  if (self->is_shown)
    candor_sheets_show (self->sheets, self->language, give_pdf, g_bytes_ref (self->pdf),
                        (GDestroyNotify)g_bytes_unref);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  CandorRegisterScan *self = CANDOR_REGISTER_SCAN (source);
  g_autoptr (GError) error = NULL;
  GBytes *pdf = g_task_propagate_pointer (G_TASK (result), &error);

  g_clear_pointer (&self->pdf, g_bytes_unref);
  self->pdf = pdf;
  self->is_shown = FALSE;
  candor_parts_clear (GTK_WIDGET (self->sheets));
  gtk_widget_set_visible (GTK_WIDGET (self->check), pdf != NULL);
  show_error (self, pdf == NULL ? _ ("This file cannot be filed.") : NULL, error);
  if (pdf != NULL)
    candor_seal_check_start_bytes (self->check, pdf);
}

static void
chosen_cb (CandorRegisterScan *self, int response, GtkFileChooser *chooser)
{
  g_autoptr (GFile) file
      = response == GTK_RESPONSE_ACCEPT ? gtk_file_chooser_get_file (chooser) : NULL;

  if (file != NULL)
    candor_register_scan_choose (self, file);
}

static void
choose_cb (CandorRegisterScan *self)
{
  g_autoptr (GtkFileChooserNative) chooser = gtk_file_chooser_native_new (
      _ ("Which file is the scan?"), GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
      GTK_FILE_CHOOSER_ACTION_OPEN, _ ("Choose"), _ ("Cancel"));
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_add_mime_type (filter, "application/pdf");
  gtk_file_filter_add_mime_type (filter, "image/jpeg");
  gtk_file_filter_add_mime_type (filter, "image/png");
  gtk_file_chooser_set_filter (GTK_FILE_CHOOSER (chooser), filter);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  g_signal_connect_object (chooser, "response", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
  /* It lives as long as the page or until another one is asked for. */
  g_object_set_data_full (G_OBJECT (self), "candor-chooser", g_steal_pointer (&chooser),
                          g_object_unref);
}

static gboolean
check_text (CandorRegisterScan *self, CandorTextField *field, const char *words)
{
  g_autofree char *text = candor_text_field_get_text (field);
  gboolean good = *text != '\0';

  candor_text_field_set_missing (field, good ? NULL : words);
  if (!good)
    candor_text_field_focus (field);
  return good;
}

static gboolean
check_date (CandorRegisterScan *self, CandorDateField *field)
{
  g_autofree char *iso = candor_date_field_get_iso (field);
  GDate date, today;
  const char *slip = NULL;

  candor_date_today (&today);
  if (iso == NULL || !candor_date_parse (&date, iso))
    slip = _ ("Please write a day, a month and a year, for example 3 May 1984.");
  else if (field == self->born && g_date_compare (&date, &today) > 0)
    slip = _ ("This day is still to come. Please check the date of birth.");
  candor_date_field_set_missing (field, slip);
  if (slip != NULL)
    candor_date_field_focus (field);
  return slip == NULL;
}

/* Says beside each entry what is wrong with it; the focus goes to the first of them. */
static gboolean
check_all (CandorRegisterScan *self)
{
  gboolean good = check_date (self, self->date);

  good = check_text (self, self->title, _ ("Please write what the treatment is.")) && good;
  good = check_date (self, self->born) && good;
  good = check_text (self, self->patient, _ ("Please write the patient’s name.")) && good;
  if (self->pdf != NULL && self->is_shown)
    return good;
  show_status (self, _ ("There is no scan yet."),
               _ ("Please choose a file and see whether all pages of the form can be read."));
  gtk_widget_grab_focus (self->choose);
  return FALSE;
}

static void
filed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  CandorRegisterScan *self = CANDOR_REGISTER_SCAN (source);
  g_autoptr (GError) error = NULL;
  g_autofree char *file = g_task_propagate_pointer (G_TASK (result), &error);

  gtk_widget_set_sensitive (self->file_it, TRUE);
  if (file != NULL)
    g_signal_emit (self, signals[FILED], 0, file);
  else if (!candor_staff_place_tell_if_left (GTK_WIDGET (self), self->language,
                                             _ ("The scan was not filed."), error))
    show_error (self, _ ("The scan was not filed."), error);
}

static void
file_cb (CandorRegisterScan *self)
{
  g_autofree char *own = dup_procedure_title (self);
  g_autoptr (GTask) task = NULL;
  Job *job;

  show_status (self, NULL, NULL);
  if (!check_all (self))
    return;
  job = g_new0 (Job, 1);
  job->records = candor_register_ref (self->records);
  job->procedure = candor_procedure_ref (self->procedure);
  job->pdf = g_bytes_ref (self->pdf);
  job->patient = candor_text_field_get_text (self->patient);
  job->born = candor_date_field_get_iso (self->born);
  job->title = candor_text_field_get_text (self->title);
  job->date = candor_date_field_get_iso (self->date);
  job->practitioner = candor_text_field_get_text (self->practitioner);
  job->language = g_strdup (candor_language_code (self->language));
  job->is_procedure = g_str_equal (job->title, own);
  gtk_widget_set_sensitive (self->file_it, FALSE);
  show_progress (self, _ ("The form is being filed…"));
  candor_staff_place_remember (GTK_WIDGET (self));
  task = g_task_new (self, NULL, filed_cb, NULL);
  g_task_set_task_data (task, job, job_free);
  candor_work_start (task, file_in_thread);
}

static void
back_cb (CandorRegisterScan *self)
{
  g_signal_emit (self, signals[BACK], 0);
}

static void
candor_register_scan_dispose (GObject *object)
{
  CandorRegisterScan *self = CANDOR_REGISTER_SCAN (object);

  g_clear_pointer (&self->pdf, g_bytes_unref);
  g_clear_pointer (&self->records, candor_register_unref);
  g_clear_pointer (&self->procedure, candor_procedure_unref);
  candor_stationery_clear (&self->stationery);
  G_OBJECT_CLASS (candor_register_scan_parent_class)->dispose (object);
}

static void
candor_register_scan_class_init (CandorRegisterScanClass *class)
{
  G_OBJECT_CLASS (class)->dispose = candor_register_scan_dispose;

  /**
   * CandorRegisterScan::back:
   *
   * Staff are done with it.
   */
  signals[BACK] = g_signal_new ("back", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 0);

  /**
   * CandorRegisterScan::filed:
   * @file: the new record, from the store's folder
   *
   * It is on the disk and in the log.
   */
  signals[FILED] = g_signal_new ("filed", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
candor_register_scan_init (CandorRegisterScan *self)
{
}

static CandorTextField *
add_text (GtkBox *side, const char *label)
{
  GtkWidget *field = candor_text_field_new (label, NULL, FALSE);

  gtk_box_append (side, field);
  return CANDOR_TEXT_FIELD (field);
}

static CandorDateField *
add_date (CandorRegisterScan *self, GtkBox *side, const char *label)
{
  GtkWidget *field = candor_date_field_new (label, _ ("For example 3 May 1984."), self->language);

  gtk_box_append (side, field);
  return CANDOR_DATE_FIELD (field);
}

static void
add_fields (CandorRegisterScan *self, GtkBox *side, const CandorClinic *clinic)
{
  g_autofree char *title = dup_procedure_title (self);

  self->patient = add_text (side, _ ("Patient’s full name"));
  self->born = add_date (self, side, _ ("Date of birth"));
  self->title = add_text (side, _ ("Treatment"));
  candor_text_field_set_text (self->title, title);
  self->date = add_date (self, side, _ ("Date of treatment"));
  self->practitioner = add_text (side, _ ("Practitioner’s name"));
  if (clinic != NULL && clinic->practitioners->len == 1)
    {
      const CandorPractitioner *only = clinic->practitioners->pdata[0];

      candor_text_field_set_text (self->practitioner, only->name);
    }
}

/**
 * candor_register_scan_new:
 * @records: an unlocked store
 * @procedure: what the clinic's visits are about
 * @clinic: (nullable): who the clinic is
 * @stationery: what the clinic makes its papers with
 * @language: the clinic's language
 *
 * Returns: (transfer floating): a page
 */
GtkWidget *
candor_register_scan_new (CandorRegister *records,
                          CandorProcedure *procedure,
                          const CandorClinic *clinic,
                          const CandorStationery *stationery,
                          const CandorLanguage *language)
{
  CandorRegisterScan *self = g_object_new (CANDOR_TYPE_REGISTER_SCAN, NULL);
  GtkBox *side;

  self->language = language;
  self->records = candor_register_ref (records);
  self->procedure = candor_procedure_ref (procedure);
  candor_stationery_assign (&self->stationery, stationery);
  self->page = CANDOR_STAFF_PAGE (candor_staff_page_new (language, _ ("Paper form")));
  g_signal_connect_object (self->page, "back", G_CALLBACK (back_cb), self, G_CONNECT_SWAPPED);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->page));
  side = candor_staff_page_get_side (self->page);
  self->sheets = candor_staff_page_get_main (self->page);
  gtk_widget_add_css_class (GTK_WIDGET (self->sheets), "sheets");

  gtk_box_append (side, candor_parts_label (_ ("File a form on paper"), "staff-title"));
  gtk_box_append (side, candor_parts_label (
                            _ ("For a form that was signed by hand and scanned. It is filed as it "
                               "is, encrypted and in the log. It bears no seal: Candor did not "
                               "make it. Please keep the paper."),
                            NULL));
  self->choose = candor_parts_pill (_ ("Choose a PDF, JPEG or PNG file…"));
  g_signal_connect_object (self->choose, "clicked", G_CALLBACK (choose_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (side, self->choose);
  self->check = CANDOR_SEAL_CHECK (candor_seal_check_new (language, &self->stationery));
  gtk_widget_set_visible (GTK_WIDGET (self->check), FALSE);
  g_signal_connect_object (self->check, "checked", G_CALLBACK (checked_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (side, GTK_WIDGET (self->check));
  add_fields (self, side, clinic);
  self->status = GTK_BOX (g_object_new (GTK_TYPE_BOX, "orientation", GTK_ORIENTATION_VERTICAL,
                                        "accessible-role", GTK_ACCESSIBLE_ROLE_STATUS, NULL));
  gtk_box_append (side, GTK_WIDGET (self->status));
  self->file_it = candor_parts_pill (_ ("File this form"));
  gtk_widget_add_css_class (self->file_it, "forward");
  g_signal_connect_object (self->file_it, "clicked", G_CALLBACK (file_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (side, self->file_it);
  gtk_box_append (self->sheets,
                  candor_parts_label (_ ("The pages appear here before you file them."), "quiet"));
  return GTK_WIDGET (self);
}

/**
 * candor_register_scan_choose:
 * @self: a page
 * @file: what somebody chose
 *
 * Shows the file. Nothing is filed yet.
 */
void
candor_register_scan_choose (CandorRegisterScan *self, GFile *file)
{
  g_autoptr (GTask) task = NULL;
  Job *job;

  g_return_if_fail (CANDOR_IS_REGISTER_SCAN (self));

  job = g_new0 (Job, 1);
  job->path = g_file_get_path (file);
  job->paper = self->stationery.paper;
  if (job->path == NULL)
    {
      show_status (self, _ ("This file cannot be filed."),
                   _ ("It is not on this computer. Please copy it here first."));
      job_free (job);
      return;
    }
  show_progress (self, _ ("The file is being read…"));
  task = g_task_new (self, NULL, read_cb, NULL);
  g_task_set_task_data (task, job, job_free);
  candor_work_start (task, read_in_thread);
}
