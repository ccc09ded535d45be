/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#include "candor-day-start-page.h"

#include "app/candor-work.h"
#include "app/widgets/candor-parts.h"
#include "app/widgets/candor-text-field.h"
#include "candor-register-course.h"
#include "candor-staff-page.h"
#include "candor-staff-words.h"
#include "core/candor-date.h"
#include "core/candor-markup.h"
#include "core/candor-name.h"
#include "records/candor-register-papers.h"

/* The fields, in the order of the screen. */
typedef enum
{
  ENTRY_SESSION,
  ENTRY_AREA,
  ENTRY_DEPTH,
  ENTRY_PRODUCT,
  ENTRY_INTERPRETER,
  N_ENTRIES,
} Entry;

static const struct
{
  const char *path; /* of what is missing; see candor_day_check_missing () */
  CandorField field;
  const char *label;
} kinds[N_ENTRIES] = {
  /* Translators: the number of a day of treatment in a course. */
  [ENTRY_SESSION] = { "session", CANDOR_N_FIELDS, N_ ("Number of the session") },
  [ENTRY_AREA] = { "treatment.area", CANDOR_FIELD_TREATMENT_AREA, N_ ("Area to be treated") },
  [ENTRY_DEPTH] = { "treatment.depth", CANDOR_FIELD_TREATMENT_DEPTH, N_ ("Depth, if known") },
  [ENTRY_PRODUCT]
  = { "treatment.product", CANDOR_FIELD_TREATMENT_PRODUCT, N_ ("Product or device, if known") },
  [ENTRY_INTERPRETER]
  = { "interpreter.name", CANDOR_FIELD_INTERPRETER_NAME, N_ ("Interpreter’s name, if one helps") },
};

struct _CandorDayStartPage
{
  AdwBin parent_instance;

  CandorStaffPage *page;               /* (unowned) */
  CandorTextField *entries[N_ENTRIES]; /* (unowned) */
  GtkDropDown *practitioner;           /* (unowned) */
  GtkLabel *error;                     /* (unowned) */

  CandorRegister *records;        /* (owned) */
  char *file;                     /* (owned): the consent */
  CandorProcedure *procedure;     /* (owned) */
  const CandorClinic *clinic;     /* (unowned): outlives every window */
  const CandorLanguage *language; /* (unowned) */
  CandorDayCheck *check;          /* (owned) (nullable): until it is read */
};

G_DEFINE_FINAL_TYPE (CandorDayStartPage, candor_day_start_page, ADW_TYPE_BIN)

enum
{
  BACK,
  HAND_OVER,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* For the thread, which must not touch a widget. */
typedef struct
{
  CandorRegister *records;
  char *file;
  CandorProcedure *procedure;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  candor_register_unref (job->records);
  candor_procedure_unref (job->procedure);
  g_free (job->file);
  g_free (job);
}

static void
read_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Job *job = data;
  GError *error = NULL;
  CandorDayCheck *check
      = candor_register_start_day_check (job->records, job->file, job->procedure, 1, &error);

  if (check != NULL)
    g_task_return_pointer (task, check, g_object_unref);
  else
    g_task_return_error (task, error);
}

/* What stands in the fields goes into the check. Whoever is chosen is in the clinic's list; the last
 * choice is the practitioner of the consent, where that is nobody of the list. */
static void
apply (CandorDayStartPage *self)
{
  CandorVisit *today = candor_day_check_get_today (self->check);
  guint chosen = gtk_drop_down_get_selected (self->practitioner);
  g_autofree char *session = candor_text_field_get_text (self->entries[ENTRY_SESSION]);
  guint64 number = 0;

  if (!g_ascii_string_to_unsigned (session, 10, 1, CANDOR_MAX_SESSION, &number, NULL))
    number = 0;
  candor_day_check_set_session (self->check, number);
  for (guint i = ENTRY_SESSION + 1; i < N_ENTRIES; i++)
    {
      g_autofree char *text = candor_text_field_get_text (self->entries[i]);

      candor_visit_set (today, kinds[i].field, text);
    }
  if (chosen < self->clinic->practitioners->len)
    {
      const CandorPractitioner *one = self->clinic->practitioners->pdata[chosen];

      candor_visit_set (today, CANDOR_FIELD_PRACTITIONER_NAME, one->name);
      candor_visit_set (today, CANDOR_FIELD_PRACTITIONER_ROLE, one->role);
      candor_visit_set (today, CANDOR_FIELD_PRACTITIONER_REGISTRATION, one->registration);
    }
}

/* Says beside each field what is wrong with it, and takes the focus to the first. */
static gboolean
show_missing (CandorDayStartPage *self)
{
  g_autoptr (GPtrArray) missing
      = candor_day_check_missing (self->check, self->procedure, CANDOR_STAGE_START, self->language);
  g_autoptr (GString) elsewhere = g_string_new (NULL);
  int first = -1;

  for (guint i = 0; i < N_ENTRIES; i++)
    candor_text_field_set_missing (self->entries[i], NULL);
  for (guint i = 0; i < missing->len; i++)
    {
      const CandorMissing *item = missing->pdata[i];
      int entry = 0;

      while (entry < N_ENTRIES && !g_str_equal (kinds[entry].path, item->id))
        entry++;
      if (entry == N_ENTRIES)
        {
          g_string_append_printf (elsewhere, "%s%s", elsewhere->len > 0 ? "\n" : "", item->text);
          continue;
        }
      candor_text_field_set_missing (self->entries[entry], item->text);
      first = first < 0 ? entry : first;
    }
  gtk_label_set_label (self->error, elsewhere->str);
  gtk_widget_set_visible (GTK_WIDGET (self->error), elsewhere->len > 0);
  if (first >= 0)
    candor_text_field_focus (self->entries[first]);
  return missing->len > 0;
}

static void
hand_over_cb (CandorDayStartPage *self)
{
  apply (self);
  if (!show_missing (self))
    g_signal_emit (self, signals[HAND_OVER], 0, self->check);
}

static void
back_cb (CandorDayStartPage *self)
{
  g_signal_emit (self, signals[BACK], 0);
}

static void
candor_day_start_page_dispose (GObject *object)
{
  CandorDayStartPage *self = CANDOR_DAY_START_PAGE (object);

  g_clear_pointer (&self->records, candor_register_unref);
  g_clear_pointer (&self->procedure, candor_procedure_unref);
  g_clear_pointer (&self->file, g_free);
  g_clear_object (&self->check);
  G_OBJECT_CLASS (candor_day_start_page_parent_class)->dispose (object);
}

static void
candor_day_start_page_class_init (CandorDayStartPageClass *class)
{
  G_OBJECT_CLASS (class)->dispose = candor_day_start_page_dispose;

  /**
   * CandorDayStartPage::back:
   *
   * Staff do not begin a check.
   */
  signals[BACK] = g_signal_new ("back", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 0);

  /**
   * CandorDayStartPage::hand-over:
   * @check: the new check
   *
   * Everything that the start needs is there, and the patient may have the tablet.
   */
  signals[HAND_OVER] = g_signal_new ("hand-over", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 1, CANDOR_TYPE_DAY_CHECK);
}

static void
candor_day_start_page_init (CandorDayStartPage *self)
{
}

static void
add_person (CandorDayStartPage *self, GtkBox *side)
{
  CandorVisit *today = candor_day_check_get_today (self->check);
  CandorVisit *then = candor_day_check_get_then (self->check);
  const char *name = candor_visit_get (today, CANDOR_FIELD_PATIENT_NAME);
  g_autofree char *born = candor_date_format_iso (
      candor_visit_get (today, CANDOR_FIELD_PATIENT_BORN), self->language);
  g_autofree char *agreed
      = candor_time_format_iso (candor_visit_get (then, CANDOR_FIELD_DECISION_AT), self->language);
  g_autofree char *day = candor_date_format_iso (
      candor_visit_get (today, CANDOR_FIELD_TREATMENT_DATE), self->language);
  /* Translators: %s is a date. */
  g_autofree char *born_words = g_strdup_printf (_ ("Born on %s"), born != NULL ? born : "—");
  /* Translators: when the patient gave the consent; %s is a date with its time. */
  g_autofree char *agreed_words
      = g_strdup_printf (_ ("The patient agreed on %s"), agreed != NULL ? agreed : "—");
  /* Translators: a check on the day of treatment is always of this day; %s is a date. */
  g_autofree char *day_words = g_strdup_printf (_ ("Day of treatment: today, %s"), day);
  g_autofree char *title = candor_markup_to_plain (candor_procedure_text (
      self->procedure, self->language, candor_procedure_title (self->procedure)));

  gtk_box_append (side, candor_parts_label (name != NULL ? name : _ ("A record without a name"),
                                            "staff-title"));
  gtk_box_append (side, candor_parts_label (born_words, NULL));
  gtk_box_append (side, candor_parts_label (title, NULL));
  gtk_box_append (side, candor_parts_label (agreed_words, NULL));
  gtk_box_append (side, candor_parts_label (day_words, NULL));
  if (candor_day_check_text_changed (self->check, self->procedure))
    gtk_box_append (
        side, candor_parts_note (CANDOR_TONE_TALK, _ ("The text has changed since then."),
                                 _ ("Every question is asked anew, and the practitioner talks with "
                                    "the patient about what is new.")));
  gtk_box_append (
      side, candor_parts_label (_ ("The patient answers the health questions again and signs. Then "
                                   "the practitioner decides about today, and signs last."),
                                "quiet"));
}

static void
add_practitioners (CandorDayStartPage *self, GtkBox *main)
{
  CandorVisit *today = candor_day_check_get_today (self->check);
  const char *name = candor_visit_get (today, CANDOR_FIELD_PRACTITIONER_NAME);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  GtkWidget *choice = gtk_drop_down_new (NULL, NULL);
  GtkWidget *label = candor_parts_label (_ ("Practitioner"), "field-label");
  GtkWidget *place = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GPtrArray *all = self->clinic->practitioners;
  guint chosen = all->len;

  for (guint i = 0; i < all->len; i++)
    {
      const CandorPractitioner *one = all->pdata[i];

      gtk_string_list_append (names, one->name);
      if (chosen == all->len && name != NULL && candor_name_is_same (one->name, name))
        chosen = i;
    }
  if (chosen == all->len)
    gtk_string_list_append (names, name != NULL ? name : "—");
  self->practitioner = GTK_DROP_DOWN (choice);
  gtk_drop_down_set_model (self->practitioner, G_LIST_MODEL (names));
  gtk_drop_down_set_selected (self->practitioner, chosen);
  gtk_widget_add_css_class (choice, "staff-choice");
  gtk_label_set_mnemonic_widget (GTK_LABEL (label), choice);
  /* It is the button inside of the list that takes the focus. */
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_first_child (choice)),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Practitioner"), -1);
  gtk_box_append (GTK_BOX (place), label);
  gtk_box_append (GTK_BOX (place), choice);
  gtk_box_append (main, place);
}

static void
add_entries (CandorDayStartPage *self, GtkBox *main)
{
  guint next = candor_register_course_next_session (
      self->records, candor_day_check_get (self->check, CANDOR_CONSENT_RECORD));
  g_autofree char *session = g_strdup_printf ("%u", MIN (next, CANDOR_MAX_SESSION));

  for (guint i = 0; i < N_ENTRIES; i++)
    {
      GtkWidget *field = candor_text_field_new (_ (kinds[i].label), NULL, FALSE);

      self->entries[i] = CANDOR_TEXT_FIELD (field);
      candor_text_field_set_text (
          self->entries[i],
          i == ENTRY_SESSION
              ? session
              : candor_visit_get (candor_day_check_get_today (self->check), kinds[i].field));
      gtk_box_append (main, field);
    }
}

static void
show_check (CandorDayStartPage *self)
{
  GtkBox *main = candor_staff_page_get_main (self->page);
  GtkWidget *button = gtk_button_new_with_label (_ ("Hand to the patient"));
  GtkWidget *error = g_object_new (GTK_TYPE_LABEL, "accessible-role", GTK_ACCESSIBLE_ROLE_ALERT,
                                   "visible", FALSE, "xalign", 0.0, "wrap", TRUE, NULL);

  add_person (self, candor_staff_page_get_side (self->page));
  add_entries (self, main);
  add_practitioners (self, main);
  self->error = GTK_LABEL (error);
  gtk_widget_add_css_class (error, "missing-words");
  gtk_box_append (main, error);
  gtk_widget_set_halign (button, GTK_ALIGN_END);
  gtk_widget_add_css_class (button, "suggested-action");
  gtk_widget_add_css_class (button, "staff-strong");
  g_signal_connect_object (button, "clicked", G_CALLBACK (hand_over_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (main, button);
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    candor_text_field_focus (self->entries[ENTRY_SESSION]);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  CandorDayStartPage *self = CANDOR_DAY_START_PAGE (source);
  g_autoptr (GError) error = NULL;

  g_clear_object (&self->check);
  self->check = g_task_propagate_pointer (G_TASK (result), &error);
  /* It was locked meanwhile, and the page is gone. */
  if (self->records == NULL)
    return;
  if (self->check != NULL)
    show_check (self);
  else
    gtk_box_append (candor_staff_page_get_side (self->page),
                    candor_parts_error_note (CANDOR_TONE_STOP, _ ("The check cannot be started."),
                                             error, self->language));
}

/**
 * candor_day_start_page_new:
 * @records: an unlocked store whose list is up to date
 * @file: the consent, from the store's folder
 * @procedure: what the course is about
 * @clinic: (transfer none): who the clinic is; must outlive the widget
 * @language: the clinic's language
 *
 * Returns: (transfer floating): a page, which is filled when the consent is read
 */
GtkWidget *
candor_day_start_page_new (CandorRegister *records,
                           const char *file,
                           CandorProcedure *procedure,
                           const CandorClinic *clinic,
                           const CandorLanguage *language)
{
  CandorDayStartPage *self = g_object_new (CANDOR_TYPE_DAY_START_PAGE, NULL);
  g_autoptr (GTask) task = g_task_new (self, NULL, read_cb, NULL);
  Job *job = g_new0 (Job, 1);

  self->records = candor_register_ref (records);
  self->file = g_strdup (file);
  self->procedure = candor_procedure_ref (procedure);
  self->clinic = clinic;
  self->language = language;
  self->page
      = CANDOR_STAFF_PAGE (candor_staff_page_new (language, _ ("Check on the day of treatment")));
  g_signal_connect_object (self->page, "back", G_CALLBACK (back_cb), self, G_CONNECT_SWAPPED);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->page));
  job->records = candor_register_ref (records);
  job->file = g_strdup (file);
  job->procedure = candor_procedure_ref (procedure);
  g_task_set_task_data (task, job, job_free);
  candor_work_start (task, read_in_thread);
  return GTK_WIDGET (self);
}
