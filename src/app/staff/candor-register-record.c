/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * Opening a record is in the log before anything of it is shown; so are printing and exporting it.
 */
#include "candor-register-record.h"

#include "app/candor-work.h"
#include "app/print/candor-document-makers.h"
#include "app/widgets/candor-parts.h"
#include "candor-register-course.h"
#include "candor-register-facts.h"
#include "candor-register-job.h"
#include "candor-register-words.h"
#include "candor-seal-check.h"
#include "candor-sheets.h"
#include "candor-staff-page.h"
#include "candor-staff-place.h"
#include "candor-staff-words.h"
#include "candor-withdraw-card.h"
#include "core/candor-error.h"

struct _CandorRegisterRecord
{
  AdwBin parent_instance;

  AdwToastOverlay *overlay; /* (unowned) */
  CandorStaffPage *page;    /* (unowned) */
  GtkBox *status;           /* (unowned) (nullable): what became of the last thing that was done */
  CandorSealCheck *check;   /* (unowned) (nullable) */
  GtkWidget *actions;       /* (unowned) (nullable) */
  GtkWidget *withdrawing;   /* (unowned) (nullable): the card that asks */
  gboolean has_sheets;

  CandorRegister *records;    /* (owned) */
  char *file;                 /* (owned) */
  CandorRecordParts parts;    /* nothing before the log has it */
  CandorProcedure *procedure; /* (owned) */
  const CandorClinic *clinic; /* (unowned): outlives every window */
  CandorStationery stationery;
  const CandorLanguage *language; /* (unowned) */
};

G_DEFINE_FINAL_TYPE (CandorRegisterRecord, candor_register_record, ADW_TYPE_BIN)

enum
{
  BACK,
  OPEN_RECORD,
  DAY_CHECK,
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void show_record (CandorRegisterRecord *self);

static void
run (CandorRegisterRecord *self,
     const char *text,
     GTaskThreadFunc function,
     GAsyncReadyCallback done)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, done, NULL);
  CandorRegisterJob *job = g_new0 (CandorRegisterJob, 1);

  job->records = candor_register_ref (self->records);
  job->file = g_strdup (self->file);
  job->text = g_strdup (text);
  job->procedure = candor_procedure_ref (self->procedure);
  job->clinic = self->clinic;
  candor_stationery_assign (&job->stationery, &self->stationery);
  g_task_set_task_data (task, job, candor_register_job_free);
  candor_work_start (task, function);
}

static void
show_status (CandorRegisterRecord *self, const char *title, const char *text)
{
  candor_parts_clear (GTK_WIDGET (self->status));
  gtk_box_append (self->status, candor_parts_note (CANDOR_TONE_TALK, title, text));
}

static void
show_progress (CandorRegisterRecord *self, const char *words)
{
  candor_parts_clear (GTK_WIDGET (self->status));
  gtk_box_append (self->status, candor_parts_progress (words));
}

static void
show_error (CandorRegisterRecord *self, const char *title, const GError *error)
{
  g_autofree char *sentence = candor_error_dup_sentence (error, self->language);

  show_status (self, title, sentence);
}

static GBytes *
give_form (gpointer form, GError **error)
{
  return g_bytes_ref (form);
}

static gboolean
is_withdrawn (CandorRegisterRecord *self)
{
  CandorIndex *index = candor_register_get_index (self->records);
  guint entry;

  return index != NULL
         && candor_index_find (index, candor_record_head_get (self->parts.head, CANDOR_HEAD_ID),
                               &entry)
         && candor_index_is_withdrawn (index, entry);
}

static gboolean
is_agreed (CandorRegisterRecord *self)
{
  return g_strcmp0 (candor_record_head_get (self->parts.head, CANDOR_HEAD_OUTCOME),
                    candor_outcome_to_string (CANDOR_OUTCOME_AGREE))
         == 0;
}

/* A consent that holds: only then something can be filed about it. */
static gboolean
is_good_consent (CandorRegisterRecord *self)
{
  const CandorRecordHead *head = self->parts.head;

  return !is_withdrawn (self)
         && (head->kind == CANDOR_RECORD_SCAN
             || (head->kind == CANDOR_RECORD_CONSENT && is_agreed (self)));
}

static void
add_print (CandorRegisterRecord *self, GtkBox *side)
{
  GtkWidget *panel = candor_print_panel_new (
      self->language, candor_register_get_folder (self->records), self->stationery.paper);

  candor_print_panel_add_form (CANDOR_PRINT_PANEL (panel), _ ("Print the form"), self->records,
                               self->file);
  if (self->parts.head->kind == CANDOR_RECORD_CONSENT && is_agreed (self))
    candor_print_panel_add_care_sheet_of_record (CANDOR_PRINT_PANEL (panel),
                                                 _ ("Print the care sheet"), self->procedure,
                                                 self->records, self->file, &self->stationery);
  gtk_box_append (side, panel);
}

/* Only what the check found whole is drawn: drawing reads far more of a file than the check does. */
static void
checked_cb (CandorRegisterRecord *self, CandorSealCheck *check)
{
  GtkBox *sheets = candor_staff_page_get_main (self->page);

  if (self->has_sheets)
    return;
  if (!candor_seal_check_is_readable (check))
    {
      candor_parts_clear (GTK_WIDGET (sheets));
      gtk_box_append (
          sheets, candor_parts_label (_ ("The pages are shown when the file has been found whole."),
                                      "quiet"));
      return;
    }
  self->has_sheets = TRUE;
  candor_sheets_show (sheets, self->language, give_form, g_bytes_ref (self->parts.form),
                      (GDestroyNotify)g_bytes_unref);
}

static void
verify_cb (CandorRegisterRecord *self)
{
  candor_seal_check_start_bytes (self->check, self->parts.form);
}

static void
add_seal (CandorRegisterRecord *self, GtkBox *side)
{
  GtkWidget *check = candor_seal_check_new (self->language, &self->stationery);

  gtk_box_append (side, candor_parts_heading (_ ("Seal")));
  if (self->parts.head->kind == CANDOR_RECORD_SCAN)
    gtk_box_append (side, candor_parts_label (
                              _ ("This form was signed on paper and scanned. Candor did not make "
                                 "it, so it bears no seal of Candor. The log keeps its hash."),
                              NULL));
  gtk_box_append (side, check);
  self->check = CANDOR_SEAL_CHECK (check);
  g_signal_connect_object (check, "checked", G_CALLBACK (checked_cb), self, G_CONNECT_SWAPPED);
  candor_seal_check_start_bytes (CANDOR_SEAL_CHECK (check), self->parts.form);
}

static void
exported_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  CandorRegisterRecord *self = CANDOR_REGISTER_RECORD (source);
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_task_propagate_pointer (G_TASK (result), &error);
  g_autofree char *folder = path != NULL ? g_path_get_dirname (path) : NULL;
  g_autofree char *shown = folder != NULL ? g_filename_display_basename (folder) : NULL;
  g_autofree char *words = NULL;

  candor_parts_clear (GTK_WIDGET (self->status));
  if (path == NULL)
    {
      show_error (self, _ ("It was not exported."), error);
      return;
    }
  /* Translators: %s is the name of a folder. */
  words
      = g_strdup_printf (_ ("The form and the visit are in “%s”. They are not encrypted."), shown);
  adw_toast_overlay_add_toast (self->overlay, adw_toast_new (words));
}

static void
folder_cb (CandorRegisterRecord *self, int response, GtkFileChooser *chooser)
{
  g_autoptr (GFile) folder
      = response == GTK_RESPONSE_ACCEPT ? gtk_file_chooser_get_file (chooser) : NULL;

  if (folder != NULL)
    candor_register_record_export (self, folder);
}

static void
export_cb (CandorRegisterRecord *self)
{
  g_autoptr (GtkFileChooserNative) chooser = gtk_file_chooser_native_new (
      _ ("Where is the form to go?"), GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
      GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER, _ ("Export"), _ ("Cancel"));

  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  g_signal_connect_object (chooser, "response", G_CALLBACK (folder_cb), self, G_CONNECT_SWAPPED);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
  /* It lives as long as the page or until another one is asked for. */
  g_object_set_data_full (G_OBJECT (self), "candor-chooser", g_steal_pointer (&chooser),
                          g_object_unref);
}

static void
day_check_cb (CandorRegisterRecord *self)
{
  g_signal_emit (self, signals[DAY_CHECK], 0, self->file);
}

static void
show_withdrawing (CandorRegisterRecord *self, gboolean asking)
{
  gtk_widget_set_visible (self->withdrawing, asking);
  gtk_widget_set_visible (self->actions, !asking);
}

static gboolean
focus_cb (gpointer card)
{
  if (gtk_widget_get_mapped (card))
    candor_withdraw_card_focus (CANDOR_WITHDRAW_CARD (card));
  return G_SOURCE_REMOVE;
}

static void
ask_withdraw_cb (CandorRegisterRecord *self)
{
  show_withdrawing (self, TRUE);
  /* Behind the frame in which it gets its place, so that the page scrolls there. */
  g_idle_add_full (G_PRIORITY_LOW, focus_cb, g_object_ref (self->withdrawing), g_object_unref);
}

static void
keep_cb (CandorRegisterRecord *self)
{
  show_withdrawing (self, FALSE);
  gtk_widget_child_focus (self->actions, GTK_DIR_TAB_FORWARD);
}

static void
withdrawn_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  CandorRegisterRecord *self = CANDOR_REGISTER_RECORD (source);
  g_autoptr (GError) error = NULL, unread = NULL;
  g_autofree char *file = g_task_propagate_pointer (G_TASK (result), &error);
  gboolean refreshed = candor_register_refresh (self->records, &unread);

  if (candor_staff_place_tell_if_left (GTK_WIDGET (self), self->language,
                                       file != NULL ? _ ("The withdrawal is filed.")
                                                    : _ ("The withdrawal was not filed."),
                                       error))
    return;
  gtk_widget_set_sensitive (self->withdrawing, TRUE);
  candor_parts_clear (GTK_WIDGET (self->status));
  /* A paper from before counts, though this try was refused: the list knows. */
  if (file == NULL && (!refreshed || is_good_consent (self)))
    show_error (self, _ ("The withdrawal was not filed."), error);
  else if (!refreshed)
    show_error (self, _ ("The withdrawal is filed, but the list could not be read."), unread);
  else
    {
      show_record (self);
      if (file == NULL)
        show_error (self, _ ("The withdrawal is filed."), error);
      else
        adw_toast_overlay_add_toast (self->overlay, adw_toast_new (_ ("The withdrawal is filed.")));
      g_signal_emit (self, signals[CHANGED], 0);
    }
}

static void
withdraw_cb (CandorRegisterRecord *self, const char *reason)
{
  /* It may have been withdrawn at another place since this page was opened. */
  if (!is_good_consent (self))
    {
      show_record (self);
      return;
    }
  gtk_widget_set_sensitive (self->withdrawing, FALSE);
  candor_staff_place_remember (GTK_WIDGET (self));
  show_progress (self, _ ("The withdrawal is being filed…"));
  run (self, reason, candor_register_job_withdraw, withdrawn_cb);
}

static GtkWidget *
add_button (CandorRegisterRecord *self, GtkWidget *box, const char *label, GCallback callback)
{
  GtkWidget *button = candor_parts_pill (label);

  g_signal_connect_object (button, "clicked", callback, self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), button);
  return button;
}

static void
add_actions (CandorRegisterRecord *self, GtkBox *side)
{
  self->actions = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  self->withdrawing
      = candor_withdraw_card_new (self->language, candor_register_get_who (self->records));
  gtk_widget_set_visible (self->withdrawing, FALSE);
  g_signal_connect_object (self->withdrawing, "keep", G_CALLBACK (keep_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->withdrawing, "withdraw", G_CALLBACK (withdraw_cb), self,
                           G_CONNECT_SWAPPED);
  self->status = GTK_BOX (g_object_new (GTK_TYPE_BOX, "orientation", GTK_ORIENTATION_VERTICAL,
                                        "accessible-role", GTK_ACCESSIBLE_ROLE_STATUS, NULL));
  /* Where nobody can begin a day of treatment no button promises it. */
  if (is_good_consent (self) && self->parts.head->kind == CANDOR_RECORD_CONSENT
      && g_signal_has_handler_pending (self, signals[DAY_CHECK], 0, FALSE))
    add_button (self, self->actions, _ ("Start a day-of check"), G_CALLBACK (day_check_cb));
  add_button (self, self->actions, _ ("Check the seal again"), G_CALLBACK (verify_cb));
  add_button (self, self->actions, _ ("Export…"), G_CALLBACK (export_cb));
  if (is_good_consent (self))
    gtk_widget_add_css_class (
        add_button (self, self->actions, _ ("Withdraw the consent…"), G_CALLBACK (ask_withdraw_cb)),
        "stop-ink");
  gtk_box_append (side, self->actions);
  gtk_box_append (side, self->withdrawing);
  gtk_box_append (side, GTK_WIDGET (self->status));
}

static void
course_cb (CandorRegisterRecord *self, const char *file)
{
  g_signal_emit (self, signals[OPEN_RECORD], 0, file);
}

static void
add_course (CandorRegisterRecord *self, GtkBox *side)
{
  GtkWidget *course = candor_register_course_new (self->records, self->parts.head, self->language);

  if (course == NULL)
    return;
  gtk_box_append (side, candor_parts_heading (_ ("Course and later records")));
  g_signal_connect_object (course, "open-record", G_CALLBACK (course_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (side, course);
}

static void
show_record (CandorRegisterRecord *self)
{
  GtkBox *side = candor_staff_page_get_side (self->page);
  g_autofree char *name = candor_register_dup_name (self->parts.head, self->language);

  candor_parts_clear (GTK_WIDGET (side));
  gtk_box_append (side, candor_parts_label (name, "staff-title"));
  gtk_box_append (
      side, candor_register_states_new (self->parts.head, is_withdrawn (self), self->language));
  add_print (self, side);
  add_seal (self, side);
  add_actions (self, side);
  add_course (self, side);
  gtk_box_append (side, candor_parts_heading (_ ("Facts")));
  gtk_box_append (side, candor_register_facts_new (&self->parts, self->language));
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  CandorRegisterRecord *self = CANDOR_REGISTER_RECORD (source);
  GtkBox *side = candor_staff_page_get_side (self->page);
  g_autoptr (GError) error = NULL;
  g_autofree CandorRecordParts *parts = g_task_propagate_pointer (G_TASK (result), &error);

  if (parts == NULL)
    {
      candor_parts_clear (GTK_WIDGET (side));
      gtk_box_append (side, candor_parts_error_note (CANDOR_TONE_STOP,
                                                     _ ("This record cannot be opened."), error,
                                                     self->language));
      return;
    }
  self->parts = *parts;
  show_record (self);
}

static void
back_cb (CandorRegisterRecord *self)
{
  g_signal_emit (self, signals[BACK], 0);
}

static void
candor_register_record_dispose (GObject *object)
{
  CandorRegisterRecord *self = CANDOR_REGISTER_RECORD (object);

  g_clear_pointer (&self->records, candor_register_unref);
  g_clear_pointer (&self->procedure, candor_procedure_unref);
  g_clear_pointer (&self->file, g_free);
  candor_record_parts_clear (&self->parts);
  candor_stationery_clear (&self->stationery);
  G_OBJECT_CLASS (candor_register_record_parent_class)->dispose (object);
}

static guint
new_signal (GObjectClass *class, const char *name, guint n_arguments)
{
  return g_signal_new (name, G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                       G_TYPE_NONE, n_arguments, G_TYPE_STRING);
}

static void
candor_register_record_class_init (CandorRegisterRecordClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);

  object_class->dispose = candor_register_record_dispose;

  /**
   * CandorRegisterRecord::back:
   *
   * Staff are done with it.
   */
  signals[BACK] = new_signal (object_class, "back", 0);

  /**
   * CandorRegisterRecord::open-record:
   * @file: another record, from the store's folder
   *
   * Somebody wants to see that one.
   */
  signals[OPEN_RECORD] = new_signal (object_class, "open-record", 1);

  /**
   * CandorRegisterRecord::day-check:
   * @file: of a consent that holds
   *
   * A day of treatment begins. The button is there if anybody listens.
   */
  signals[DAY_CHECK] = new_signal (object_class, "day-check", 1);

  /**
   * CandorRegisterRecord::changed:
   *
   * Something was filed about the record: lists are to be brought up to date.
   */
  signals[CHANGED] = new_signal (object_class, "changed", 0);
}

static void
candor_register_record_init (CandorRegisterRecord *self)
{
  self->overlay = ADW_TOAST_OVERLAY (adw_toast_overlay_new ());
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->overlay));
}

/**
 * candor_register_record_new:
 * @records: an unlocked store
 * @file: the record, from the store's folder
 * @procedure: what the clinic's visits are about
 * @clinic: (transfer none): who the clinic is; must outlive the widget
 * @stationery: what the clinic makes its papers with; with the store's own seal
 * @language: the clinic's language
 *
 * Opens a record: the log has it before anything is shown.
 *
 * Returns: (transfer floating): a page
 */
GtkWidget *
candor_register_record_new (CandorRegister *records,
                            const char *file,
                            CandorProcedure *procedure,
                            const CandorClinic *clinic,
                            const CandorStationery *stationery,
                            const CandorLanguage *language)
{
  CandorRegisterRecord *self = g_object_new (CANDOR_TYPE_REGISTER_RECORD, NULL);

  self->language = language;
  self->records = candor_register_ref (records);
  self->file = g_strdup (file);
  self->procedure = candor_procedure_ref (procedure);
  self->clinic = clinic;
  candor_stationery_assign (&self->stationery, stationery);
  self->page = CANDOR_STAFF_PAGE (candor_staff_page_new (language, _ ("Record")));
  g_signal_connect_object (self->page, "back", G_CALLBACK (back_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_css_class (GTK_WIDGET (candor_staff_page_get_main (self->page)), "sheets");
  adw_toast_overlay_set_child (self->overlay, GTK_WIDGET (self->page));
  gtk_box_append (candor_staff_page_get_side (self->page),
                  candor_parts_progress (_ ("The record is being opened…")));
  run (self, NULL, candor_register_job_open, opened_cb);
  return GTK_WIDGET (self);
}

/**
 * candor_register_record_export:
 * @self: a page whose record is open
 * @folder: a folder on this computer
 *
 * Writes the form and the visit there, after the log has that.
 */
void
candor_register_record_export (CandorRegisterRecord *self, GFile *folder)
{
  g_autofree char *path = g_file_get_path (folder);

  g_return_if_fail (CANDOR_IS_REGISTER_RECORD (self));
  g_return_if_fail (self->status != NULL);

  candor_parts_clear (GTK_WIDGET (self->status));
  if (path == NULL)
    show_status (self, _ ("It was not exported."),
                 _ ("This folder is not on this computer. Please choose another one."));
  else
    {
      show_progress (self, _ ("The form and the visit are being exported…"));
      run (self, path, candor_register_job_export, exported_cb);
    }
}
