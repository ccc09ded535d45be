/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * The care sheet: one sheet of paper, printed on both sides, that the patient takes home. What to
 * do on which day, with boxes to tick; when to call, and whom; and the days for the phone.
 */
#include "candor-care-sheet.h"

#include "candor-care-calendar.h"
#include "candor-care-pictures.h"
#include "candor-form.h"
#include "candor-qr.h"
#include "core/candor-date.h"
#include "core/candor-error.h"
#include "core/candor-name.h"
#include "core/candor-schedule.h"
#include "core/candor-times.h"

/* A module of the code on paper, points: 0.4 to 0.8 mm. The whole code takes the same room, and
 * its modules are as large as that lets them be. */
#define QR_SIDE 144.0
#define QR_LEAST_MODULE (0.4 * 72 / 25.4)
#define QR_LARGEST_MODULE (0.8 * 72 / 25.4)

#define TICK_INDENT 1.55 /* of the size of the text */
#define BULLET_INDENT 1.0

/* Where the second page begins. */
typedef enum
{
  BREAK_BEFORE_AFTERCARE,
  BREAK_BEFORE_WARNINGS,
  BREAK_ANYWHERE, /* between two groups of steps */
  N_BREAKS,
} Break;

typedef struct
{
  CandorForm form;
  char *calendar; /* (owned) (nullable): what stands in the code */
  gboolean dated;
  GDate treatment;
  double body;
  double space;  /* what white space is multiplied with */
  gboolean airy; /* the warnings have all of theirs, whatever the steps have */
  Break second_page;
  CandorCarePictures *pictures; /* (owned) */
  guint n_pictures;             /* of them, the first so many */
} CareSheet;

static void
add_line (CareSheet *self, CandorTypeStyle style, const char *text, double before)
{
  candor_galley_text (self->form.galley, text,
                      &(CandorTextOptions){ .style = style, .before = before * self->space });
}

static void
open_part (CareSheet *self, const char *title)
{
  candor_galley_open (self->form.galley, "Sect");
  candor_galley_rule (self->form.galley, 14 * self->space, TRUE);
  candor_galley_space (self->form.galley, 3 * self->space);
  candor_galley_keep_last (self->form.galley);
  candor_galley_heading (self->form.galley, 2, CANDOR_COLUMN_FULL, title);
}

static void
close_part (CareSheet *self)
{
  candor_galley_close (self->form.galley, "Sect");
}

static void
add_item (CareSheet *self, const char *words, gboolean tick)
{
  candor_galley_open (self->form.galley, "LI");
  candor_galley_text (
      self->form.galley, candor_form_words (&self->form, words),
      &(CandorTextOptions){ .tag = "LBody",
                            .style = CANDOR_TYPE_BODY,
                            .indent = (tick ? TICK_INDENT : BULLET_INDENT) * self->body,
                            .tick = tick,
                            .marker = tick ? NULL : "•",
                            .before = (tick ? 4 : 1) * self->space,
                            .fixed = TRUE,
                            .marked = TRUE });
  candor_galley_close (self->form.galley, "LI");
}

/* The code stands at the end edge, beside what follows in the row. */
static gboolean
add_code (CareSheet *self, GError **error)
{
  CandorQr *qr = candor_qr_new (self->calendar, error);
  double module;
  double side;

  if (qr == NULL)
    return FALSE;
  module = CLAMP (QR_SIDE / candor_qr_get_size (qr), QR_LEAST_MODULE, QR_LARGEST_MODULE);
  side = module * candor_qr_get_size (qr);
  candor_galley_drawing (
      self->form.galley, CANDOR_COLUMN_END, side, side,
      candor_form_say (&self->form, N_ ("QR code: puts the days of this sheet into the "
                                        "calendar of a phone")),
      candor_qr_draw, qr, (GDestroyNotify)candor_qr_free);
  return TRUE;
}

static void
add_code_words (CareSheet *self)
{
  /* Translators: stands beside a code that a phone can read. */
  const char *words = N_ ("Point your phone’s camera here to put these days into its calendar. "
                          "Nothing about your health stands in it.");

  add_line (self, CANDOR_TYPE_BODY, candor_form_say (&self->form, words), 8);
}

/* The day that all other days hang on. */
static void
add_day (CareSheet *self)
{
  CandorForm *form = &self->form;
  const CandorTextOptions plain = { .style = CANDOR_TYPE_BODY };

  candor_galley_open_box (form->galley, CANDOR_BOX_KEY, CANDOR_COLUMN_FULL);
  if (self->dated)
    {
      g_autofree char *date = candor_date_format_weekday (&self->treatment, form->language, TRUE);

      /* Translators: the day of treatment stands below it. */
      candor_galley_text (form->galley, candor_form_say (form, N_ ("Your treatment")), &plain);
      candor_galley_text (form->galley, date, &(CandorTextOptions){ .style = CANDOR_TYPE_STRONG });
    }
  else
    candor_galley_text (form->galley,
                        candor_form_say (form, N_ ("No day is fixed yet. Count the days from your "
                                                   "treatment.")),
                        &plain);
  candor_galley_close_box (form->galley);
}

/* Whose paper, whose sheet, which day; and the days for the phone. */
static gboolean
add_front (CareSheet *self, GError **error)
{
  CandorForm *form = &self->form;
  const char *patient = candor_form_get (form, CANDOR_FIELD_PATIENT_NAME);
  const char *title = candor_form_words (form, candor_procedure_title (form->procedure));
  g_autofree char *line = NULL;

  candor_form_add_letterhead (form, FALSE);
  candor_galley_space (form->galley, 8 * self->space);
  /* Translators: title of a sheet of paper that the patient takes home. */
  candor_galley_heading (form->galley, 1, CANDOR_COLUMN_FULL,
                         candor_form_say (form, N_ ("Your care sheet")));
  candor_galley_open_row (form->galley, FALSE, 0);
  if (self->calendar != NULL && !add_code (self, error))
    return FALSE;
  if (patient != NULL)
    /* Translators: below the title of the care sheet: a treatment, and the patient's name. */
    line = candor_form_print (form, N_ ("%1$s, for %2$s"), title, patient);
  add_line (self, CANDOR_TYPE_SUBTITLE, line != NULL ? line : title, 0);
  candor_galley_space (form->galley, 4 * self->space);
  add_day (self);
  if (self->calendar != NULL)
    add_code_words (self);
  candor_galley_close_row (form->galley);
  return TRUE;
}

/* A day counted from the treatment, in words that need no sums. */
static char *
count_day (CareSheet *self, int day)
{
  const CandorLanguage *language = self->form.language;
  gulong n = ABS (day);

  if (day == 0)
    /* Translators: heads what to do on that day; also the start or end of some days. */
    return g_strdup (candor_language_text_in_context (language, "heading", "Day of treatment"));
  if (day < 0)
    return g_strdup_printf (candor_language_plural (language, "%d day before", "%d days before", n),
                            (int)n);
  return g_strdup_printf (candor_language_plural (language, "%d day after", "%d days after", n),
                          (int)n);
}

static char *
format_days (CareSheet *self, const CandorScheduledStep *scheduled)
{
  const CandorCareStep *step = scheduled->step;
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;

  if (self->dated)
    return candor_schedule_format_weekdays (scheduled, g_date_get_year (&self->treatment),
                                            self->form.language);
  from = count_day (self, step->from_day);
  to = count_day (self, step->to_day);
  if (step->from_day == step->to_day)
    return g_steal_pointer (&from);
  /* Translators: counted days, both included: "14 days before to 1 day before". */
  return g_strdup_printf (
      candor_language_text_in_context (self->form.language, "counted days", "%1$s to %2$s"), from,
      to);
}

/* The first stretches of days have the pictures of their part beside them. */
static void
open_days (CareSheet *self, CandorCarePhase phase, guint index, const char *days)
{
  candor_galley_open_whole (self->form.galley);
  candor_galley_space (self->form.galley, 7 * self->space);
  candor_galley_open_row (self->form.galley, FALSE, 0);
  candor_care_pictures_add (self->pictures, &self->form,
                            phase == CANDOR_CARE_BEFORE ? CANDOR_CARE_PART_BEFORE
                                                        : CANDOR_CARE_PART_AFTER,
                            index, self->n_pictures);
  candor_galley_heading (self->form.galley, 3, CANDOR_COLUMN_FULL, days);
  candor_galley_open (self->form.galley, "L");
}

static void
close_days (CareSheet *self)
{
  candor_galley_close (self->form.galley, "L");
  candor_galley_close_row (self->form.galley);
  candor_galley_close_whole (self->form.galley);
}

/* Steps of the same days stand under one heading. */
static void
add_phase (CareSheet *self, CandorCarePhase phase, const char *title)
{
  g_autoptr (GArray) schedule = candor_schedule_new (self->form.procedure, phase, &self->treatment);
  g_autofree char *last = NULL;
  guint n_days = 0;

  if (schedule->len == 0)
    return;

  open_part (self, candor_form_say (&self->form, title));
  for (guint i = 0; i < schedule->len; i++)
    {
      const CandorScheduledStep *step = &g_array_index (schedule, CandorScheduledStep, i);
      g_autofree char *days = format_days (self, step);

      if (g_strcmp0 (days, last) != 0)
        {
          if (last != NULL)
            close_days (self);
          open_days (self, phase, n_days++, days);
        }
      add_item (self, step->step->text, TRUE);
      g_free (last);
      last = g_steal_pointer (&days);
    }
  close_days (self);
  close_part (self);
}

static guint
count_warnings (CareSheet *self, gboolean emergency)
{
  GPtrArray *warnings = candor_procedure_warnings (self->form.procedure);
  guint n = 0;

  for (guint i = 0; i < warnings->len; i++)
    n += ((const CandorWarning *)warnings->pdata[i])->emergency == emergency ? 1 : 0;
  return n;
}

static void
add_warning_list (CareSheet *self, gboolean emergency, const char *head)
{
  CandorGalley *galley = self->form.galley;
  GPtrArray *warnings = candor_procedure_warnings (self->form.procedure);

  candor_galley_space (galley, 4 * self->space);
  candor_galley_open_whole (galley);
  candor_galley_open_row (galley, FALSE, 0);
  if (!emergency)
    candor_care_pictures_add (self->pictures, &self->form, CANDOR_CARE_PART_WARNINGS, 0,
                              self->n_pictures);
  candor_galley_open_box (galley, emergency ? CANDOR_BOX_STRONG : CANDOR_BOX_PLAIN,
                          CANDOR_COLUMN_FULL);
  candor_galley_heading (galley, 3, CANDOR_COLUMN_FULL, head);
  candor_galley_open (galley, "L");
  for (guint i = 0; i < warnings->len; i++)
    {
      const CandorWarning *warning = warnings->pdata[i];

      if (warning->emergency == emergency)
        add_item (self, warning->text, FALSE);
    }
  candor_galley_close (galley, "L");
  candor_galley_close_box (galley);
  candor_galley_close_row (galley);
  candor_galley_close_whole (galley);
}

/* The number is in the heading: nobody looks for it when it is needed. Where there is no list that
 * it could head, it stands by itself. */
static void
add_warnings (CareSheet *self)
{
  CandorForm *form = &self->form;
  const char *phone = candor_form_get (form, CANDOR_FIELD_CLINIC_PHONE);
  const char *emergency = candor_form_get (form, CANDOR_FIELD_CLINIC_EMERGENCY);
  g_autofree char *at_once = NULL;
  g_autofree char *same_day = NULL;

  open_part (self, candor_form_say (form, N_ ("When to call for help")));
  if (count_warnings (self, TRUE) > 0)
    {
      /* Translators: heads a list of warning signs; %s is the emergency number. */
      at_once = candor_form_number (form, N_ ("Call %s at once"), emergency);
      add_warning_list (self, TRUE, at_once);
    }
  else
    {
      at_once = candor_form_number (form, N_ ("In an emergency: %s"), emergency);
      add_line (self, CANDOR_TYPE_STRONG, at_once, 4);
    }
  if (count_warnings (self, FALSE) > 0)
    {
      /* Translators: heads a list of warning signs; %s is the clinic's telephone number. */
      same_day = candor_form_number (form, N_ ("Call us the same day: %s"), phone);
      add_warning_list (self, FALSE, same_day);
    }
  else
    {
      /* Translators: on the sheet that the patient takes home; %s is the clinic's number. */
      same_day = candor_form_number (form, N_ ("If anything worries you, call us: %s"), phone);
      add_line (self, CANDOR_TYPE_STRONG, same_day, 4);
    }
  close_part (self);
}

static gboolean
add_all (CareSheet *self, GError **error)
{
  CandorGalley *galley = self->form.galley;

  if (!add_front (self, error))
    return FALSE;
  add_phase (self, CANDOR_CARE_BEFORE, N_ ("Before your treatment"));
  if (self->second_page == BREAK_BEFORE_AFTERCARE)
    candor_galley_break (galley);
  add_phase (self, CANDOR_CARE_AFTER, N_ ("After your treatment"));
  if (self->second_page == BREAK_BEFORE_WARNINGS)
    candor_galley_break (galley);
  if (self->airy)
    self->space = 1;
  add_warnings (self);
  return TRUE;
}

/* Returns: the number of pages, or 0 with an error. */
static guint
set_sheet (CareSheet *self, double body, double space, GError **error)
{
  g_clear_pointer (&self->form.galley, candor_galley_free);
  self->form.galley = candor_galley_new (self->form.stationery->paper, self->form.language);
  candor_galley_set_large (self->form.galley, body);
  self->body = body;
  self->space = space;
  return add_all (self, error) ? candor_galley_count_pages (self->form.galley) : 0;
}

static const double spaces[] = { 1, 0.8, 0.6, 0.5, 0.35 };

/*
 * Finds the roomiest way to set the sheet on two pages: large type with all its white space and a
 * second page that begins with a part; then less white space; then smaller type. The text is never
 * smaller than 12 points, and a patient never goes without a sheet: what is too much even then goes
 * on a second sheet, and candorctl says so.
 */
static gboolean
fit_text (CareSheet *self, CandorCareSheetFit *fit, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (spaces); i++)
    for (self->second_page = 0; self->second_page < N_BREAKS; self->second_page++)
      /* Where the steps have less white space, the warnings keep theirs if they can. */
      for (guint pass = i > 0 ? 0 : 1; pass < 2; pass++)
        {
          self->airy = pass == 0;
          fit->n_pages = set_sheet (self, fit->body, spaces[i], error);
          if (fit->n_pages <= 2)
            return TRUE;
        }
  return FALSE;
}

static gboolean
fit_sheet (CareSheet *self, CandorCareSheetFit *fit, GError **error)
{
  for (fit->body = CANDOR_CARE_SHEET_BODY; fit->body >= CANDOR_CARE_SHEET_LEAST_BODY; fit->body--)
    /* Pictures take what room there is, and never make the type smaller. */
    for (guint left_out = 0; left_out <= candor_care_pictures_count (self->pictures); left_out++)
      {
        self->n_pictures = candor_care_pictures_count (self->pictures) - left_out;
        if (fit_text (self, fit, error))
          return fit->n_pages > 0;
      }

  fit->body = CANDOR_CARE_SHEET_LEAST_BODY;
  return TRUE;
}

/* Nothing of the patient is in what lists and windows show. */
static GBytes *
print_sheet (CareSheet *self, GError **error)
{
  const CandorForm *form = &self->form;
  const char *title = candor_form_words (form, candor_procedure_title (form->procedure));
  const char *clinic = candor_form_get (form, CANDOR_FIELD_CLINIC_NAME);
  g_autofree char *footer = NULL;
  /* Translators: title of the file, for lists; %s is a treatment. */
  g_autofree char *name = candor_form_print (form, N_ ("Care sheet: %s"), title);
  CandorFurniture furniture = { .title = name };

  /* Translators: at the foot of the care sheet: the clinic, and the version of the text. */
  footer = candor_form_print (form, N_ ("%1$s · Text version %2$s"), clinic != NULL ? clinic : "—",
                              candor_procedure_version (form->procedure));
  furniture.footer = footer;
  furniture.page_of = candor_form_say (form, N_ ("Page {page} of {pages}"));
  if (!candor_procedure_is_approved (form->procedure))
    furniture.notice = candor_form_say (form, N_ ("Not approved for clinical use"));
  furniture.author = clinic;
  furniture.subject = title;
  furniture.created_at = candor_form_last_moment (form->visit);
  return candor_galley_print (form->galley, &furniture, error);
}

/* Who said no, or may not be treated, is not told how to get ready for it. */
static gboolean
check_outcome (CandorOutcome outcome, GError **error)
{
  if (outcome != CANDOR_OUTCOME_NO && outcome != CANDOR_OUTCOME_STOP)
    return TRUE;

  candor_error_set_literal (
      error, CANDOR_ERROR, CANDOR_ERROR_MISSING,
      outcome == CANDOR_OUTCOME_NO
          ? N_ ("There is no care sheet for this visit: the patient decided against "
                "the treatment. The visit is unchanged.")
          : N_ ("There is no care sheet for this visit: the treatment cannot be given. "
                "The visit is unchanged."));
  return FALSE;
}

/* A day that is over before the visit begins: the same words as for the form. */
static gboolean
check_day (CandorVisit *visit, GError **error)
{
  const char *sentence = candor_times_check_treatment (visit);

  if (sentence != NULL)
    candor_error_set_because (
        error, CANDOR_ERROR, CANDOR_ERROR_MISSING, sentence,
        "There is no care sheet for this visit. %s: %s The visit is unchanged.",
        candor_visit_field_path (CANDOR_FIELD_TREATMENT_DATE), sentence);
  return sentence == NULL;
}

/* A patient never goes home without anybody to call. */
static gboolean
check_numbers (CandorVisit *visit, GError **error)
{
  const char *sentence = NULL;

  if (candor_name_is_blank (candor_visit_get (visit, CANDOR_FIELD_CLINIC_PHONE)))
    sentence = N_ ("There is no care sheet for this visit: the clinic’s telephone number "
                   "(clinic.phone) is missing. The visit is unchanged.");
  else if (candor_name_is_blank (candor_visit_get (visit, CANDOR_FIELD_CLINIC_EMERGENCY)))
    sentence = N_ ("There is no care sheet for this visit: the number to call in an emergency "
                   "(clinic.emergency) is missing. The visit is unchanged.");
  if (sentence != NULL)
    candor_error_set_literal (error, CANDOR_ERROR, CANDOR_ERROR_MISSING, sentence);
  return sentence == NULL;
}

/**
 * candor_care_sheet_render_on:
 * @procedure: the procedure that the visit is about
 * @visit: a visit
 * @stationery: what the clinic prints on
 * @fit: (out) (optional): how it came out
 * @error: return location for an error
 *
 * Makes the care sheet of a visit, in the language that the patient read: two pages in large type,
 * to be printed on one sheet. It needs no display, and may run in any thread as long as nobody else
 * uses @visit meanwhile. The same visit gives the same bytes.
 *
 * The day of treatment decides the dates. Without one, and for a patient who said "not now", for
 * whom no day stands, days are counted from the treatment and there is no code for the phone. Steps
 * that should have begun before the visit stand on the sheet with their days, to be ticked or talked
 * about; the code leaves out what is over, see candor_care_calendar_new ().
 *
 * Errors: %CANDOR_ERROR_MISSING for a visit that ended in "no" or STOP, has no number to call, or a
 * day of treatment before the visit; otherwise as
 * candor_consent_form_render (). A visit that is not finished has a care sheet: it may be read
 * before the decision.
 *
 * Returns: (transfer full) (nullable): the bytes of one PDF
 */
GBytes *
candor_care_sheet_render_on (CandorProcedure *procedure,
                             CandorVisit *visit,
                             const CandorStationery *stationery,
                             CandorCareSheetFit *fit,
                             GError **error)
{
  CareSheet self = { .form = { .procedure = procedure, .visit = visit, .stationery = stationery } };
  CandorCareSheetFit own_fit;
  GBytes *bytes = NULL;

  g_return_val_if_fail (procedure != NULL, NULL);
  g_return_val_if_fail (CANDOR_IS_VISIT (visit), NULL);
  g_return_val_if_fail (stationery != NULL, NULL);

  self.form.language = self.form.read = candor_form_language (visit, error);
  self.form.outcome = candor_visit_outcome (visit, procedure);
  if (self.form.language == NULL || !candor_visit_check_text (visit, procedure, error)
      || !check_outcome (self.form.outcome, error) || !check_numbers (visit, error)
      || !check_day (visit, error))
    return NULL;

  self.calendar = candor_care_calendar_new (procedure, visit, self.form.language, NULL);
  self.dated = self.form.outcome != CANDOR_OUTCOME_NOT_NOW
               && candor_date_parse (&self.treatment,
                                     candor_visit_get (visit, CANDOR_FIELD_TREATMENT_DATE));
  /* Any day does: only the order of the steps is taken from it then. */
  if (!self.dated)
    g_date_set_dmy (&self.treatment, 1, G_DATE_JANUARY, 2000);

  self.pictures = candor_care_pictures_new (procedure);
  if (fit_sheet (&self, fit != NULL ? fit : &own_fit, error))
    bytes = print_sheet (&self, error);
  candor_galley_free (self.form.galley);
  candor_care_pictures_free (self.pictures);
  g_free (self.calendar);
  return bytes;
}
