/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * What the practitioner decides in a check on the day of treatment, and who signs it.
 */
#include "help.h"

#include "core/candor-day-check.h"

typedef struct
{
  const char *title;
  CandorDayOutcome outcome; /* of the check that it begins with */
  CandorChoice treat;
  const char *treat_reason;
  gboolean patient_signs;
  const char *not_signed;
  const char *id; /* what is missing, or contradicts itself; NULL for a good check */
} Practice;

static const Practice practices[] = {
  { "treated", CANDOR_DAY_TREAT, CANDOR_CHOICE_YES, NULL, TRUE, NULL, NULL },
  { "treated-with-a-reason", CANDOR_DAY_TREAT, CANDOR_CHOICE_YES, "Healed.", TRUE, NULL, NULL },
  { "nobody-decided", CANDOR_DAY_TREAT, CANDOR_CHOICE_OPEN, NULL, TRUE, NULL, "treat" },
  { "refused", CANDOR_DAY_TREAT, CANDOR_CHOICE_NO, "Sunburn.", TRUE, NULL, NULL },
  { "refused-without-reason", CANDOR_DAY_TREAT, CANDOR_CHOICE_NO, " ", TRUE, NULL, "treat_reason" },
  { "treated-and-not-signed", CANDOR_DAY_TREAT, CANDOR_CHOICE_YES, NULL, FALSE, "Broken hand.",
    "signatures.patient" },
  { "refused-and-not-signed", CANDOR_DAY_TREAT, CANDOR_CHOICE_NO, "Sunburn.", FALSE,
    "Did not want to.", NULL },
  { "refused-and-nothing-said", CANDOR_DAY_TREAT, CANDOR_CHOICE_NO, "Sunburn.", FALSE, NULL,
    "signatures.patient" },
  { "not-today", CANDOR_DAY_NOT_TODAY, CANDOR_CHOICE_OPEN, NULL, TRUE, NULL, NULL },
  { "not-today-but-treated", CANDOR_DAY_NOT_TODAY, CANDOR_CHOICE_YES, NULL, TRUE, NULL, "treat" },
  { "not-today-and-nothing-said", CANDOR_DAY_NOT_TODAY, CANDOR_CHOICE_OPEN, NULL, FALSE, NULL,
    "signatures.patient" },
  { "no-and-not-signed", CANDOR_DAY_NO, CANDOR_CHOICE_OPEN, NULL, FALSE, "Went away.", NULL },
  { "stop", CANDOR_DAY_NOT_TREATED, CANDOR_CHOICE_OPEN, NULL, TRUE, NULL, NULL },
  { "stop-but-treated", CANDOR_DAY_NOT_TREATED, CANDOR_CHOICE_YES, NULL, TRUE, NULL, "treat" },
  { "stop-and-nothing-said", CANDOR_DAY_NOT_TREATED, CANDOR_CHOICE_OPEN, NULL, FALSE, NULL,
    "signatures.patient" },
  { "signed-and-not-signed", CANDOR_DAY_NOT_TODAY, CANDOR_CHOICE_OPEN, NULL, TRUE, "Went away.",
    "not_signed" },
};

/* Catches a treatment that the practitioner never decided for, or decided for against an answer or
 * the patient; a refusal without a reason; and a signature that is not there without a word about
 * it, or that a word replaces though the patient is treated. */
static void
test_practice (gconstpointer data)
{
  const Practice *row = data;
  g_autoptr (CandorProcedure) procedure = help_procedure (HELP_INVENTED);
  g_autoptr (CandorDayCheck) with_all = help_day_check (procedure, CANDOR_DAY_TREAT);
  g_autoptr (CandorDayCheck) check = help_day_check (procedure, row->outcome);
  CandorVisit *today = candor_day_check_get_today (check);
  g_autoptr (GPtrArray) missing = NULL;
  g_autofree char *json = NULL;
  g_autofree char *again = NULL;
  g_autoptr (CandorDayCheck) read = NULL;
  g_autoptr (GError) error = NULL;

  candor_day_check_set_treat (check, row->treat, row->treat_reason);
  candor_day_check_set_not_signed (check, row->not_signed);
  if (!row->patient_signs)
    candor_visit_remove_signature (today, CANDOR_ROLE_PATIENT);
  else if (candor_visit_get_signature (today, CANDOR_ROLE_PATIENT) == NULL)
    candor_visit_take_signature (today,
                                 candor_signature_copy (candor_visit_get_signature (
                                     candor_day_check_get_today (with_all), CANDOR_ROLE_PATIENT)));
  missing = candor_day_check_missing (check, procedure, CANDOR_STAGE_COMPLETE,
                                      candor_language_english ());
  if (row->id == NULL)
    g_assert_cmpuint (missing->len, ==, 0);
  else
    {
      g_assert_cmpuint (missing->len, ==, 1);
      g_assert_cmpstr (((CandorMissing *)missing->pdata[0])->id, ==, row->id);
    }

  json = candor_day_check_to_json (check, NULL);
  read = candor_day_check_from_json ("check.json", json, -1, &error);
  g_assert_no_error (error);
  again = candor_day_check_to_json (read, NULL);
  g_assert_cmpstr (again, ==, json);
  g_assert_cmpint (candor_day_check_get_treat (read), ==, row->treat);
}

/* Catches a practitioner who signs before the patient has, and so for less than is filed. */
static void
test_last_word (void)
{
  g_autoptr (CandorProcedure) procedure = help_procedure (HELP_INVENTED);
  g_autoptr (CandorDayCheck) check = help_day_check (procedure, CANDOR_DAY_TREAT);
  CandorVisit *today = candor_day_check_get_today (check);
  CandorSignature *early
      = candor_signature_copy (candor_visit_get_signature (today, CANDOR_ROLE_PRACTITIONER));
  g_autoptr (GPtrArray) missing = NULL;

  g_free (early->signed_at);
  early->signed_at = g_strdup (candor_visit_get (today, CANDOR_FIELD_STARTED_AT));
  candor_visit_set (today, CANDOR_FIELD_TALK_AT, early->signed_at);
  candor_visit_take_signature (today, early);
  missing = candor_day_check_missing (check, procedure, CANDOR_STAGE_COMPLETE,
                                      candor_language_english ());
  g_assert_cmpuint (missing->len, ==, 1);
  g_assert_cmpstr (((CandorMissing *)missing->pdata[0])->id, ==, "signatures.practitioner");
  g_assert_cmpint (((CandorMissing *)missing->pdata[0])->stage, ==, CANDOR_STAGE_COMPLETE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (practices); i++)
    {
      g_autofree char *path = g_strconcat ("/day-check/practice/", practices[i].title, NULL);

      g_test_add_data_func (path, &practices[i], test_practice);
    }
  g_test_add_func ("/day-check/last-word", test_last_word);
  return g_test_run ();
}
