/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * The order of the times of a visit. They are compared with one another and never with a clock, so
 * that a visit that is right once stays right; moments with their offsets from UTC, days without.
 */
#include "candor-times.h"

#include "candor-date.h"

/* A moment is a field, or when a role signed. */
#define SIGNED(role) (CANDOR_N_FIELDS + (role))

/* Of what a rule holds. In a check on the day of treatment the patient signs, and then the
 * practitioner, who has the last word; before a consent it is the other way about. */
typedef enum
{
  OF_BOTH,
  OF_VISIT,
  OF_DAY_CHECK,
} Scope;

/* What has to be over before what, by the stage that asks for the later one. The rules about one
 * moment stand together. A practitioner may sign again and the patient decide again, but everything
 * after that is then done again too. */
static const struct
{
  CandorStage stage;
  guint later;
  guint earlier;
  const char *sentence;
  Scope scope;
} rules[] = {
  { CANDOR_STAGE_TALK, CANDOR_FIELD_PATIENT_CONFIRMED, CANDOR_FIELD_STARTED_AT,
    /* Translators: this sentence and those that follow say that the times in a visit contradict one
       another. They are for staff, and say what does not fit. */
    N_ ("By its time, the patient confirmed name and date of birth before the visit began.") },
  { CANDOR_STAGE_DECIDE, CANDOR_FIELD_TALK_AT, CANDOR_FIELD_STARTED_AT,
    N_ ("By its time, the talk took place before the visit began.") },
  { CANDOR_STAGE_DECIDE, SIGNED (CANDOR_ROLE_PRACTITIONER), CANDOR_FIELD_STARTED_AT,
    N_ ("By its time, the practitioner signed before the visit began.") },
  { CANDOR_STAGE_DECIDE, SIGNED (CANDOR_ROLE_PRACTITIONER), CANDOR_FIELD_TALK_AT,
    N_ ("By its time, the practitioner signed to having had the talk before it took place.") },
  { CANDOR_STAGE_SIGN, CANDOR_FIELD_DECISION_AT, CANDOR_FIELD_STARTED_AT,
    N_ ("By its time, the patient decided before the visit began.") },
  { CANDOR_STAGE_SIGN, CANDOR_FIELD_DECISION_AT, CANDOR_FIELD_TALK_AT,
    N_ ("By its time, the patient decided before the talk with the practitioner took place."),
    OF_VISIT },
  { CANDOR_STAGE_COMPLETE, SIGNED (CANDOR_ROLE_PATIENT), CANDOR_FIELD_STARTED_AT,
    N_ ("By its time, the patient signed before the visit began.") },
  { CANDOR_STAGE_COMPLETE, SIGNED (CANDOR_ROLE_PATIENT), CANDOR_FIELD_DECISION_AT,
    N_ ("By its time, the patient signed before deciding.") },
  { CANDOR_STAGE_COMPLETE, SIGNED (CANDOR_ROLE_INTERPRETER), CANDOR_FIELD_STARTED_AT,
    N_ ("By its time, the interpreter signed before the visit began.") },
  { CANDOR_STAGE_COMPLETE, SIGNED (CANDOR_ROLE_WITNESS), CANDOR_FIELD_STARTED_AT,
    N_ ("By its time, the witness signed before the visit began.") },
  { CANDOR_STAGE_COMPLETE, CANDOR_FIELD_REVIEWED_AT, CANDOR_FIELD_STARTED_AT,
    N_ ("By its time, the patient confirmed the finished form before the visit began.") },
  { CANDOR_STAGE_COMPLETE, CANDOR_FIELD_REVIEWED_AT, CANDOR_FIELD_DECISION_AT,
    N_ ("By its time, the patient confirmed the finished form before deciding.") },
  { CANDOR_STAGE_COMPLETE, SIGNED (CANDOR_ROLE_PRACTITIONER), SIGNED (CANDOR_ROLE_PATIENT),
    N_ ("By its time, the practitioner signed before the patient."), OF_DAY_CHECK },
};

static GDateTime *
read_moment (CandorVisit *visit, guint moment)
{
  const CandorSignature *signature;

  if (moment < CANDOR_N_FIELDS)
    return candor_time_parse (candor_visit_get (visit, moment));
  signature = candor_visit_get_signature (visit, moment - CANDOR_N_FIELDS);
  return signature != NULL ? candor_time_parse (signature->signed_at) : NULL;
}

/* A time that is not there is what is missing, and no contradiction. */
static gboolean
is_before (CandorVisit *visit, guint moment, guint other)
{
  g_autoptr (GDateTime) one = read_moment (visit, moment);
  g_autoptr (GDateTime) two = read_moment (visit, other);

  return one != NULL && two != NULL && g_date_time_compare (one, two) < 0;
}

/**
 * candor_times_started_on:
 * @visit: a visit
 * @day: (out caller-allocates): the day on which it began, where it was
 *
 * Returns: whether the visit says so
 */
gboolean
candor_times_started_on (CandorVisit *visit, GDate *day)
{
  const char *started = candor_visit_get (visit, CANDOR_FIELD_STARTED_AT);
  g_autofree char *iso = started != NULL ? g_strndup (started, 10) : NULL;

  return candor_date_parse (day, iso);
}

/**
 * candor_times_check_treatment:
 * @visit: a visit
 *
 * Consent comes before the treatment, so the day of treatment is never before the visit.
 *
 * Returns: (nullable): a sentence in English, to be looked up in a language, when it is
 */
const char *
candor_times_check_treatment (CandorVisit *visit)
{
  GDate began, day;

  if (!candor_times_started_on (visit, &began)
      || !candor_date_parse (&day, candor_visit_get (visit, CANDOR_FIELD_TREATMENT_DATE))
      || g_date_compare (&day, &began) >= 0)
    return NULL;
  return N_ ("The date of the treatment is before the day on which the visit began.");
}

/**
 * candor_times_search:
 * @visit: a visit
 * @stage: the stage that asks
 * @is_day_check: whether it is the visit of today of a check
 * @found: is told of each time that cannot be right, at most once
 * @data: what it is given
 *
 * Finds the times of a stage that come before what they must follow.
 */
void
candor_times_search (CandorVisit *visit,
                     CandorStage stage,
                     gboolean is_day_check,
                     CandorTimesFound found,
                     gpointer data)
{
  Scope other = is_day_check ? OF_VISIT : OF_DAY_CHECK;
  guint last = G_MAXUINT;

  for (gsize i = 0; i < G_N_ELEMENTS (rules); i++)
    {
      g_autofree char *place = NULL;

      if (rules[i].stage != stage || rules[i].scope == other || rules[i].later == last
          || !is_before (visit, rules[i].later, rules[i].earlier))
        continue;
      last = rules[i].later;
      place
          = last < CANDOR_N_FIELDS
                ? g_strdup (candor_visit_field_path (last))
                : g_strconcat ("signatures.", candor_role_to_string (last - CANDOR_N_FIELDS), NULL);
      found (data, place, rules[i].sentence);
    }
}

/**
 * candor_times_now:
 * @visit: a visit
 *
 * The clock of a tablet may be set back in the middle of a visit. What happens next did not happen
 * before what is written down already, so it gets that time then: a visit that a patient has signed
 * can always be filed.
 *
 * Returns: (transfer full): now, or the latest time in @visit if the clock says an earlier one
 */
char *
candor_times_now (CandorVisit *visit)
{
  g_autoptr (GDateTime) latest = g_date_time_new_now_local ();

  for (gsize i = 0; i < G_N_ELEMENTS (rules); i++)
    for (int side = 0; side < 2; side++)
      {
        GDateTime *moment = read_moment (visit, side == 0 ? rules[i].later : rules[i].earlier);

        if (moment == NULL)
          continue;
        if (g_date_time_compare (moment, latest) > 0)
          {
            g_date_time_unref (latest);
            latest = g_date_time_ref (moment);
          }
        g_date_time_unref (moment);
      }
  return g_date_time_format (latest, "%Y-%m-%dT%H:%M:%S%:z");
}
