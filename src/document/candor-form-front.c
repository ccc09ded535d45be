/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * The front of the consent form: whose paper it is, what was decided, who and what.
 */
#include "candor-form.h"

#include "core/candor-date.h"

/* A logo beside two lines of text, points. */
#define NARROW_LOGO 38.0

/* What each outcome is called, and what it means in plain words. */
static const struct
{
  const char *title;
  const char *decided;
  const char *meaning;
} outcomes[] = {
  [CANDOR_OUTCOME_OPEN] = {
    /* Translators: title of a form that is not finished. */
    N_ ("Consent form"),
    N_ ("Nothing has been decided yet."),
    N_ ("This form is not finished. It is no consent to any treatment."),
  },
  [CANDOR_OUTCOME_AGREE] = {
    N_ ("Consent to treatment"),
    N_ ("The patient agreed to this treatment."),
    N_ ("You may change your mind at any time, also after you have signed. You need not give a "
        "reason. Tell your practitioner, or call the clinic."),
  },
  [CANDOR_OUTCOME_NOT_NOW] = {
    N_ ("Record of a visit: not now"),
    N_ ("The patient decided: not now."),
    N_ ("No treatment was agreed. Take all the time you need. You may come back, or not, as you "
        "wish."),
  },
  [CANDOR_OUTCOME_NO] = {
    N_ ("Record of a visit: no"),
    N_ ("The patient decided: no."),
    N_ ("No treatment was agreed. You need not give a reason. You may change your mind later if "
        "you wish."),
  },
  [CANDOR_OUTCOME_STOP] = {
    N_ ("Record of a visit: no treatment today"),
    N_ ("This treatment cannot be given today."),
    N_ ("The reason is under “Health questions”. The patient was not asked for a decision, and no "
        "treatment was agreed."),
  },
};

static void
add_centre_line (CandorForm *self, CandorTypeStyle style, const char *text, double before)
{
  candor_galley_text (
      self->galley, text,
      &(CandorTextOptions){ .style = style, .column = CANDOR_COLUMN_FULL, .before = before });
}

static void
add_logo (CandorForm *self, double max_height)
{
  CandorLogo *logo = self->stationery->logo;
  const char *clinic = candor_form_get (self, CANDOR_FIELD_CLINIC_NAME);
  /* Translators: says what a picture is; %s is the name of a clinic. */
  g_autofree char *alt = candor_form_print (self, N_ ("Logo of %s"), clinic != NULL ? clinic : "—");
  double width;
  double height;

  candor_logo_get_size (logo, &width, &height);
  if (height > max_height)
    {
      width *= max_height / height;
      height = max_height;
    }
  candor_galley_drawing (self->galley, CANDOR_COLUMN_END, width, height, alt, candor_logo_draw,
                         candor_logo_ref (logo), (GDestroyNotify)candor_logo_unref);
}

static void
add_numbers (CandorForm *self)
{
  const char *phone = candor_form_get (self, CANDOR_FIELD_CLINIC_PHONE);
  const char *emergency = candor_form_get (self, CANDOR_FIELD_CLINIC_EMERGENCY);
  g_autofree char *phone_line = NULL;
  g_autofree char *emergency_line = NULL;

  if (phone != NULL)
    phone_line = candor_form_number (self, N_ ("Phone: %s"), phone);
  if (emergency != NULL)
    /* Translators: in the letterhead; %s is the number that everybody calls in an emergency. */
    emergency_line = candor_form_number (self, N_ ("In an emergency: %s"), emergency);
  add_centre_line (self, CANDOR_TYPE_SMALL, phone_line, 0);
  add_centre_line (self, CANDOR_TYPE_SMALL, emergency_line, 0);
}

/* Whose paper it is: the clinic at the start, its logo at the end. The numbers may be left out
 * where they stand in large type further on. */
void
candor_form_add_letterhead (CandorForm *self, gboolean numbers)
{
  candor_galley_open_row (self->galley, FALSE, 0);
  if (self->stationery->logo != NULL)
    add_logo (self, numbers ? G_MAXDOUBLE : NARROW_LOGO);
  add_centre_line (self, CANDOR_TYPE_CLINIC, candor_form_get (self, CANDOR_FIELD_CLINIC_NAME), 0);
  add_centre_line (self, CANDOR_TYPE_SMALL, candor_form_get (self, CANDOR_FIELD_CLINIC_ADDRESS), 1);
  if (numbers)
    add_numbers (self);
  candor_galley_close_row (self->galley);
  candor_galley_rule (self->galley, 8, TRUE);
}

static void
add_outcome (CandorForm *self)
{
  const char *at = candor_form_get (self, CANDOR_FIELD_DECISION_AT);
  const char *reason = candor_form_get (self, CANDOR_FIELD_DECISION_REASON);
  /* Only a draft can have both: a stop, and a decision that was written down before it. */
  gboolean overtaken = self->outcome == CANDOR_OUTCOME_STOP
                       && candor_form_get (self, CANDOR_FIELD_DECISION) != NULL;
  const CandorTextOptions strong = { .style = CANDOR_TYPE_STRONG };
  const CandorTextOptions plain = { .style = CANDOR_TYPE_BODY, .before = 3 };

  candor_galley_space (self->galley, 8);
  candor_galley_open_whole (self->galley);
  candor_galley_open_box (
      self->galley, self->outcome == CANDOR_OUTCOME_AGREE ? CANDOR_BOX_KEY : CANDOR_BOX_STRONG,
      CANDOR_COLUMN_FULL);
  candor_galley_text (self->galley, candor_form_say (self, outcomes[self->outcome].decided),
                      &strong);
  if (at != NULL && self->outcome != CANDOR_OUTCOME_STOP)
    {
      g_autofree char *time = candor_time_format_iso (at, self->language);
      g_autofree char *line = candor_form_print (
          self, N_ ("The choices were: agree, not now, no. Decided: %s"), time);

      candor_galley_text (self->galley, line, &plain);
    }
  if (reason != NULL)
    {
      /* Translators: %s are the patient's own words. */
      g_autofree char *line = candor_form_quote (self, N_ ("The patient’s reason: “%s”"), reason);

      candor_galley_text (self->galley, line, &plain);
    }
  candor_galley_text (
      self->galley,
      candor_form_say (self, overtaken ? N_ ("A decision was written down before. It does "
                                             "not hold: no treatment was agreed.")
                                       : outcomes[self->outcome].meaning),
      &plain);
  candor_galley_close_box (self->galley);
  candor_galley_close_whole (self->galley);
}

void
candor_form_add_front (CandorForm *self)
{
  candor_form_add_letterhead (self, TRUE);
  candor_galley_space (self->galley, 16);
  candor_galley_heading (self->galley, 1, CANDOR_COLUMN_FULL,
                         candor_form_say (self, outcomes[self->outcome].title));
  add_centre_line (self, CANDOR_TYPE_SUBTITLE,
                   candor_form_words (self, candor_procedure_title (self->procedure)), 1);
  /* Whoever listens does not hear the frame at the head of the page. */
  if (self->draft)
    add_centre_line (self, CANDOR_TYPE_STRONG,
                     candor_form_say (self, N_ ("This is a draft. It does not count.")), 6);
  add_outcome (self);
}

static void
add_field (CandorForm *self, const char *label, CandorField field, gboolean always)
{
  const char *value = candor_form_get (self, field);

  if (value != NULL || always)
    candor_form_row (self, candor_form_say (self, label), value);
}

static void
add_date_field (CandorForm *self, const char *label, CandorField field, gboolean always)
{
  const char *value = candor_form_get (self, field);
  g_autofree char *date = candor_date_format_iso (value, self->language);

  if (date != NULL || always)
    candor_form_row (self, candor_form_say (self, label), date);
}

static void
add_time_field (CandorForm *self, const char *label, CandorField field, gboolean always)
{
  g_autofree char *time = candor_time_format_iso (candor_form_get (self, field), self->language);

  if (time != NULL || always)
    candor_form_row (self, candor_form_say (self, label), time);
}

void
candor_form_add_people (CandorForm *self)
{
  const char *goal = candor_form_get (self, CANDOR_FIELD_PATIENT_GOAL);

  candor_form_open_part (self, candor_form_say (self, N_ ("Who and what")));
  candor_form_open_table (self);
  add_field (self, N_ ("Patient"), CANDOR_FIELD_PATIENT_NAME, TRUE);
  add_date_field (self, N_ ("Date of birth"), CANDOR_FIELD_PATIENT_BORN, TRUE);
  candor_form_row (self, candor_form_say (self, N_ ("Treatment")),
                   candor_form_words (self, candor_procedure_title (self->procedure)));
  add_field (self, N_ ("Area"), CANDOR_FIELD_TREATMENT_AREA, TRUE);
  add_field (self, N_ ("Depth"), CANDOR_FIELD_TREATMENT_DEPTH, TRUE);
  add_field (self, N_ ("Product"), CANDOR_FIELD_TREATMENT_PRODUCT, TRUE);
  add_date_field (self, N_ ("Day of treatment"), CANDOR_FIELD_TREATMENT_DATE, TRUE);
  add_field (self, N_ ("Practitioner"), CANDOR_FIELD_PRACTITIONER_NAME, TRUE);
  add_field (self, N_ ("Their role"), CANDOR_FIELD_PRACTITIONER_ROLE, TRUE);
  add_field (self, N_ ("Their registration"), CANDOR_FIELD_PRACTITIONER_REGISTRATION, TRUE);
  candor_form_row (self, candor_form_say (self, N_ ("Interpreter")),
                   candor_form_get (self, CANDOR_FIELD_INTERPRETER_NAME) != NULL
                       ? candor_form_get (self, CANDOR_FIELD_INTERPRETER_NAME)
                       : candor_form_say (self, N_ ("No interpreter took part.")));
  add_field (self, N_ ("Witness"), CANDOR_FIELD_WITNESS_NAME, FALSE);
  candor_form_close_table (self);

  candor_form_open_part (self, candor_form_say (self, N_ ("What the patient hopes for")));
  candor_form_open_table (self);
  candor_form_row (self, candor_form_say (self, N_ ("In their own words")), goal);
  candor_form_close_table (self);

  candor_form_open_part (self, candor_form_say (self, N_ ("Time given")));
  candor_form_open_table (self);
  add_time_field (self, N_ ("Visit began"), CANDOR_FIELD_STARTED_AT, TRUE);
  add_time_field (self, N_ ("Name and birth date confirmed"), CANDOR_FIELD_PATIENT_CONFIRMED,
                  FALSE);
  add_time_field (self, N_ ("Talk finished"), CANDOR_FIELD_TALK_AT, FALSE);
  add_time_field (self, N_ ("Decision made"), CANDOR_FIELD_DECISION_AT, FALSE);
  add_time_field (self, N_ ("Form read and confirmed"), CANDOR_FIELD_REVIEWED_AT, FALSE);
  candor_form_close_table (self);
}
