/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * Times of a visit that contradict one another: refused at the place that is wrong, by the stage that
 * asks for it, in words; and times that are right are never refused, however they are written.
 */
#include "help.h"

#include <string.h>

#include "core/candor-date.h"
#include "core/candor-missing.h"
#include "core/candor-times.h"

/* What a time is set to, and what comes of it. The visit goes from 10:00 to 10:50 UTC. */
typedef struct
{
  const char *path; /* a field, or "signatures." and a role */
  const char *time;
  const char *sentence; /* (nullable): part of what is said; NULL when it is right */
  CandorStage stage;
} Case;

/* A visit in which every time stands that a visit can have. */
static const Case right[] = {
  { "started_at", "2026-03-10T10:00:00+00:00", NULL, 0 },
  { "patient.confirmed_at", "2026-03-10T10:05:00+00:00", NULL, 0 },
  { "talk.at", "2026-03-10T10:20:00+00:00", NULL, 0 },
  { "signatures.practitioner", "2026-03-10T10:20:00+00:00", NULL, 0 },
  { "decision_at", "2026-03-10T10:30:00+00:00", NULL, 0 },
  { "signatures.patient", "2026-03-10T10:40:00+00:00", NULL, 0 },
  { "signatures.interpreter", "2026-03-10T10:42:00+00:00", NULL, 0 },
  { "signatures.witness", "2026-03-10T10:44:00+00:00", NULL, 0 },
  { "reviewed_at", "2026-03-10T10:50:00+00:00", NULL, 0 },
};

static const Case cases[] = {
  { "patient.confirmed_at", "2026-03-10T09:59:59+00:00", "before the visit began",
    CANDOR_STAGE_TALK },
  { "talk.at", "2026-03-10T09:59:59+00:00", "talk took place before the visit began",
    CANDOR_STAGE_DECIDE },
  { "signatures.practitioner", "2026-03-10T09:59:59+00:00",
    "practitioner signed before the visit began", CANDOR_STAGE_DECIDE },
  { "signatures.practitioner", "2026-03-10T10:19:59+00:00", "before it took place",
    CANDOR_STAGE_DECIDE },
  { "decision_at", "1999-01-01T00:00:00+00:00", "decided before the visit began",
    CANDOR_STAGE_SIGN },
  { "decision_at", "2026-03-10T10:19:59+00:00", "decided before the talk", CANDOR_STAGE_SIGN },
  { "signatures.patient", "2026-03-10T09:59:59+00:00", "patient signed before the visit began",
    CANDOR_STAGE_COMPLETE },
  { "signatures.patient", "2026-03-10T10:29:59+00:00", "patient signed before deciding",
    CANDOR_STAGE_COMPLETE },
  { "signatures.interpreter", "2026-03-10T09:59:59+00:00",
    "interpreter signed before the visit began", CANDOR_STAGE_COMPLETE },
  { "signatures.witness", "2026-03-10T09:59:59+00:00", "witness signed before the visit began",
    CANDOR_STAGE_COMPLETE },
  { "reviewed_at", "1999-01-01T00:00:00+00:00", "finished form before the visit began",
    CANDOR_STAGE_COMPLETE },
  { "reviewed_at", "2026-03-10T10:29:59+00:00", "finished form before deciding",
    CANDOR_STAGE_COMPLETE },

  /* The moment counts, and not the figures: a clock that is set to another zone is no contradiction,
   * and a later figure may be an earlier moment. */
  { "decision_at", "2026-03-10T05:30:00-05:00", NULL, 0 },
  { "decision_at", "2026-03-11T00:15:00+13:45", NULL, 0 },
  { "decision_at", "2026-03-10T11:19:59+01:00", "decided before the talk", CANDOR_STAGE_SIGN },
  { "reviewed_at", "2026-03-12T08:00:00Z", NULL, 0 },
  /* At the same second is in order. */
  { "patient.confirmed_at", "2026-03-10T10:00:00+00:00", NULL, 0 },
  { "decision_at", "2026-03-10T10:20:00+00:00", NULL, 0 },
  { "signatures.patient", "2026-03-10T10:30:00+00:00", NULL, 0 },
  { "reviewed_at", "2026-03-10T10:30:00+00:00", NULL, 0 },
};

static void
set_field (CandorVisit *visit, const char *path, const char *time)
{
  for (CandorField field = 0; field < CANDOR_N_FIELDS; field++)
    if (g_str_equal (candor_visit_field_path (field), path))
      {
        candor_visit_set (visit, field, time);
        return;
      }
  g_error ("There is no field “%s”.", path);
}

static void
set_time (CandorVisit *visit, const char *path, const char *time)
{
  static const CandorField names[CANDOR_N_ROLES] = {
    [CANDOR_ROLE_PATIENT] = CANDOR_FIELD_PATIENT_NAME,
    [CANDOR_ROLE_PRACTITIONER] = CANDOR_FIELD_PRACTITIONER_NAME,
    [CANDOR_ROLE_WITNESS] = CANDOR_FIELD_WITNESS_NAME,
    [CANDOR_ROLE_INTERPRETER] = CANDOR_FIELD_INTERPRETER_NAME,
  };

  if (!g_str_has_prefix (path, "signatures."))
    {
      set_field (visit, path, time);
      return;
    }
  for (CandorRole role = 0; role < CANDOR_N_ROLES; role++)
    if (g_str_equal (candor_role_to_string (role), path + strlen ("signatures.")))
      {
        CandorSignature *signature
            = candor_signature_new (role, candor_visit_get (visit, names[role]), "I mean it.");

        signature->method = CANDOR_METHOD_TYPED;
        signature->signed_at = g_strdup (time);
        candor_visit_take_signature (visit, signature);
      }
}

static CandorVisit *
right_visit (CandorProcedure *procedure)
{
  CandorVisit *visit = help_example (procedure, CANDOR_OUTCOME_AGREE);

  candor_visit_set (visit, CANDOR_FIELD_TREATMENT_DATE, "2026-03-20");
  candor_visit_set (visit, CANDOR_FIELD_INTERPRETER_NAME, "Ike Example");
  candor_visit_set (visit, CANDOR_FIELD_WITNESS_NAME, "Wanda Example");
  for (gsize i = 0; i < G_N_ELEMENTS (right); i++)
    set_time (visit, right[i].path, right[i].time);
  return visit;
}

/* Exactly the place of the case, from its stage on and not before. */
static void
assert_case (CandorProcedure *procedure, CandorVisit *visit, const Case *self)
{
  for (CandorStage up_to = CANDOR_STAGE_START; up_to <= CANDOR_STAGE_COMPLETE; up_to++)
    {
      g_autoptr (GPtrArray) list
          = candor_missing_list (procedure, visit, up_to, candor_language_english ());
      const CandorMissing *first = list->len > 0 ? list->pdata[0] : NULL;

      g_test_message ("%s at %s, stage %d: %s", self->path, self->time, up_to,
                      first != NULL ? first->text : "nothing");
      g_assert_cmpuint (list->len, ==, self->sentence != NULL && up_to >= self->stage ? 1 : 0);
      if (first == NULL)
        continue;
      g_assert_cmpstr (first->id, ==, self->path);
      g_assert_cmpint (first->stage, ==, self->stage);
      g_assert_nonnull (strstr (first->text, self->sentence));
    }
}

/* Catches a time that comes before what it must follow and is let through, and one that is right and
 * stops somebody. */
static void
test_order (void)
{
  g_autoptr (CandorProcedure) procedure = help_procedure (HELP_INVENTED);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (CandorVisit) visit = right_visit (procedure);

      set_time (visit, cases[i].path, cases[i].time);
      assert_case (procedure, visit, &cases[i]);
    }
}

/* Catches a decision of the far future under which a signature of today stands. */
static void
test_far_future (void)
{
  g_autoptr (CandorProcedure) procedure = help_procedure (HELP_INVENTED);
  g_autoptr (CandorVisit) visit = right_visit (procedure);
  g_autoptr (GPtrArray) list = NULL;

  candor_visit_set (visit, CANDOR_FIELD_DECISION_AT, "2090-01-01T00:00:00+00:00");
  list = candor_missing_list (procedure, visit, CANDOR_STAGE_COMPLETE, candor_language_english ());
  g_assert_cmpuint (list->len, ==, 2);
  g_assert_cmpstr (((CandorMissing *)list->pdata[0])->id, ==, "signatures.patient");
  g_assert_cmpstr (((CandorMissing *)list->pdata[1])->id, ==, "reviewed_at");
}

/* Catches a time that is missing and is taken for one that is wrong as well. */
static void
test_nothing_to_compare (void)
{
  g_autoptr (CandorProcedure) procedure = help_procedure (HELP_INVENTED);
  g_autoptr (CandorVisit) visit = right_visit (procedure);
  g_autoptr (GPtrArray) list = NULL;

  candor_visit_set (visit, CANDOR_FIELD_STARTED_AT, NULL);
  list = candor_missing_list (procedure, visit, CANDOR_STAGE_COMPLETE, candor_language_english ());
  g_assert_cmpuint (list->len, ==, 1);
  g_assert_cmpstr (((CandorMissing *)list->pdata[0])->id, ==, "started_at");
}

/* Catches a day of treatment that is judged in another time zone than that of the visit. */
static void
test_treatment (void)
{
  static const struct
  {
    const char *started;
    const char *treatment;
    gboolean refused;
  } days[] = {
    { "2026-03-10T00:10:00+14:00", "2026-03-10", FALSE },
    { "2026-03-10T00:10:00+14:00", "2026-03-09", TRUE },
    { "2026-03-10T23:59:00-05:00", "2026-03-10", FALSE },
    { "2026-03-10T10:00:00Z", "2027-01-01", FALSE },
    { "2026-03-10T10:00:00Z", "1999-01-01", TRUE },
    { NULL, "1999-01-01", FALSE },
    { "2026-03-10T10:00:00Z", NULL, FALSE },
  };
  g_autoptr (CandorVisit) visit = candor_visit_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (days); i++)
    {
      candor_visit_set (visit, CANDOR_FIELD_STARTED_AT, days[i].started);
      candor_visit_set (visit, CANDOR_FIELD_TREATMENT_DATE, days[i].treatment);
      g_test_message ("case %" G_GSIZE_FORMAT, i);
      g_assert_cmpint (candor_times_check_treatment (visit) != NULL, ==, days[i].refused);
    }
}

/* Catches a clock that was set back in the middle of a visit and makes a signed visit that can never be
 * filed; and a time that is not the clock's although nothing speaks against it. */
static void
test_clock_set_back (void)
{
  g_autoptr (CandorVisit) visit = candor_visit_new ();
  g_autofree char *before = candor_time_now_iso ();
  g_autofree char *now = NULL;
  g_autofree char *held = NULL;

  candor_visit_set (visit, CANDOR_FIELD_STARTED_AT, "2001-03-10T10:00:00+01:00");
  now = candor_times_now (visit);
  g_assert_cmpstr (now, >=, before);
  candor_visit_set (visit, CANDOR_FIELD_DECISION_AT, "2090-03-10T10:00:00+01:00");
  held = candor_times_now (visit);
  g_assert_cmpstr (held, ==, "2090-03-10T10:00:00+01:00");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/times/order", test_order);
  g_test_add_func ("/times/far-future", test_far_future);
  g_test_add_func ("/times/nothing-to-compare", test_nothing_to_compare);
  g_test_add_func ("/times/treatment", test_treatment);
  g_test_add_func ("/times/clock-set-back", test_clock_set_back);
  return g_test_run ();
}
