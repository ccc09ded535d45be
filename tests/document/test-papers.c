/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * The papers after the consent: the check on the day of treatment and the withdrawal. Each says what
 * it has to, in every outcome, sealed and not, and is a good PDF/UA-1 and PDF/A-3a. Where
 * CANDOR_PICTURES names a folder, the papers are left there to be looked at.
 */
#include "check-ua.h"
#include "help-seal.h"
#include "help.h"

#include <string.h>

#include "core/candor-date.h"
#include "core/candor-error.h"
#include "document/candor-day-check-form.h"
#include "document/candor-verification.h"
#include "document/candor-verify.h"
#include "document/candor-withdrawal.h"

#define HEAD "aaaabbbbccccddddeeeeffff0000111122223333444455556666777788889999"

static const CandorWithdrawal whole = {
  .id = "00000000-0000-4000-8000-000000000002",
  .clinic_name = "Lakeside Skin Clinic",
  .clinic_address = "1 Invented Lane, Exampleton EX1 1EX",
  .clinic_phone = "01632 960147",
  .clinic_emergency = "112",
  .patient_name = "Ana Example",
  .patient_born = "1984-05-03",
  .procedure_title = "Glimmer brushing",
  .practitioner_name = "Dr Ada Sample",
  .consent_record = "00000000-0000-4000-8000-000000000001",
  .consent_number = "17",
  .consent_filed_at = "2026-11-22T14:40:00+01:00",
  .consent_pdf_sha256 = HEAD,
  .withdrawn_at = "2026-12-01T09:30:00+01:00",
  .reason = "I have thought about it again.",
  .noted_by = "Ben Sample",
};

/* Leaves a paper to be looked at. */
static void
keep (GBytes *pdf, const char *name)
{
  const char *folder = g_getenv ("CANDOR_PICTURES");
  g_autofree char *file = g_strconcat (name, ".pdf", NULL);
  g_autofree char *path = folder != NULL ? g_build_filename (folder, file, NULL) : NULL;
  g_autoptr (GError) error = NULL;

  if (path == NULL)
    return;
  g_file_set_contents (path, g_bytes_get_data (pdf, NULL), g_bytes_get_size (pdf), &error);
  g_assert_no_error (error);
}

static CandorDayCheck *
example (CandorProcedure *procedure, CandorDayOutcome outcome)
{
  g_autoptr (CandorVisit) consent = help_example (procedure, CANDOR_OUTCOME_AGREE);
  g_autoptr (GError) error = NULL;
  CandorDayCheck *check = candor_example_day_check (procedure, consent, outcome, &error);

  g_assert_no_error (error);
  return check;
}

static GBytes *
render (CandorProcedure *procedure, CandorDayCheck *check, CandorPaper paper, CandorSeal *seal)
{
  const CandorSealing sealing = { .seal = seal, .number = "18", .previous_head = HEAD };
  g_autoptr (GError) error = NULL;
  GBytes *pdf = candor_day_check_render (procedure, check, &(CandorStationery){ .paper = paper },
                                         seal != NULL ? &sealing : NULL, &error);

  g_assert_no_error (error);
  return pdf;
}

static GBytes *
withdraw (const CandorWithdrawal *withdrawal, CandorPaper paper, CandorSeal *seal)
{
  const CandorSealing sealing = { .seal = seal, .number = "18", .previous_head = HEAD };
  g_autoptr (GError) error = NULL;
  GBytes *pdf = candor_withdrawal_render (withdrawal, &(CandorStationery){ .paper = paper },
                                          seal != NULL ? &sealing : NULL, &error);

  g_assert_no_error (error);
  return pdf;
}

static void
assert_seal (GBytes *pdf, CandorSeal *seal)
{
  g_autoptr (GBytes) certificate = help_certificate (seal);
  g_autoptr (CandorVerification) found = NULL;
  g_autoptr (GError) error = NULL;

  found = candor_verify_bytes (pdf, certificate, &error);
  g_assert_no_error (error);
  g_assert_cmpint (candor_verification_get_verdict (found), ==, CANDOR_SEAL_VALID);
}

static const struct
{
  CandorDayOutcome outcome;
  const char *words;
} endings[] = {
  { CANDOR_DAY_TREAT, "The patient still wants this treatment today." },
  { CANDOR_DAY_NOT_TODAY, "The patient decided: not today." },
  { CANDOR_DAY_NO, "The patient decided: no." },
  { CANDOR_DAY_NOT_TREATED, "Not treated today." },
};

/* Catches an outcome whose form is no good PDF, or says another outcome, or leaves out what binds it
 * to the consent. */
static void
check_endings (const char *id)
{
  g_autoptr (CandorProcedure) procedure = help_procedure (id);
  g_autoptr (CandorSeal) seal = help_seal (HELP_CLINIC);

  for (gsize i = 0; i < G_N_ELEMENTS (endings); i++)
    for (CandorPaper paper = CANDOR_PAPER_A4; paper <= CANDOR_PAPER_LETTER; paper++)
      {
        g_autoptr (CandorDayCheck) check = example (procedure, endings[i].outcome);
        g_autoptr (GBytes) plain = render (procedure, check, paper, NULL);
        g_autoptr (GBytes) sealed = render (procedure, check, paper, seal);
        g_autofree char *name = g_strdup_printf ("day-check-%s-%s", id,
                                                 candor_day_outcome_to_string (endings[i].outcome));
        g_autofree char *text = help_text (sealed);
        g_autofree char *plain_text = help_text (plain);

        check_ua_assert (plain, name);
        check_ua_assert (sealed, name);
        assert_seal (sealed, seal);
        keep (sealed, name);
        for (gsize j = 0; j < G_N_ELEMENTS (endings); j++)
          if (j == i)
            help_assert_has (text, endings[j].words);
          else
            help_assert_lacks (text, endings[j].words);
        help_assert_has (text, candor_day_check_get (check, CANDOR_CONSENT_RECORD));
        help_assert_has (text, candor_day_check_get (check, CANDOR_CONSENT_PDF_SHA256));
        help_assert_has (text, "Session 2");
        help_assert_lacks (text, "Sources: ");
        help_assert_has (text, HEAD);
        help_assert_lacks (text, "This copy is not sealed");
        help_assert_has (plain_text, "This copy is not sealed");
        g_assert_cmpint (strstr (text, "The choices were: yes, not today, no.") != NULL, ==,
                         endings[i].outcome != CANDOR_DAY_NOT_TREATED);
      }
}

static void
test_real (void)
{
  check_endings (HELP_REAL);
}

static void
test_invented (void)
{
  check_endings (HELP_INVENTED);
}

/* Every question is on the paper with its answer of today, and what changed with the one of then. */
static void
test_answers (void)
{
  g_autoptr (CandorProcedure) procedure = help_procedure (HELP_INVENTED);
  g_autoptr (CandorDayCheck) check = example (procedure, CANDOR_DAY_TREAT);
  CandorVisit *then = candor_day_check_get_then (check);
  CandorVisit *today = candor_day_check_get_today (check);
  g_autoptr (GBytes) pdf = NULL;
  g_autofree char *text = NULL;

  candor_visit_set_answer_detail (then, "gh-wishes", "Nothing *then*");
  candor_visit_set_answer_detail (today, "gh-wishes", "Something *new*");
  candor_visit_set_reply (then, "gh-paint", CANDOR_REPLY_NO);
  candor_visit_set_reply (today, "gh-paint", CANDOR_REPLY_YES);
  candor_visit_set_answer_date (today, "gh-paint", "2026-01-10");
  pdf = render (procedure, check, CANDOR_PAPER_A4, NULL);
  check_ua_assert (pdf, "answers");
  text = help_text (pdf);
  help_assert_has (text, "No · Have you had glue on your arm in the last 10 days?");
  help_assert_has (text, "Something *new*");
  help_assert_has (text, "When the patient agreed, the answer was: Nothing *then*");
  help_assert_has (text, "When the patient agreed, the answer was: No");
  help_assert_has (text, "Clear: the wait was over on");
  help_assert_has (text, "The practitioner decided: go ahead.");
  help_assert_has (text, "Talked over again today; no reason against it was found.");
  help_assert_has (text, "The skin has healed well since the last session.");
  help_assert_has (text, "I still want this treatment today");
}

/* A change of the text is told, and then nothing is “the same as before”. */
static void
test_other_text (void)
{
  g_autoptr (CandorProcedure) procedure = help_procedure (HELP_INVENTED);
  g_autoptr (CandorDayCheck) check = NULL;
  g_autoptr (CandorVisit) consent = help_example (procedure, CANDOR_OUTCOME_AGREE);
  g_autoptr (GBytes) pdf = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  candor_visit_set (consent, CANDOR_FIELD_PROCEDURE_VERSION, "0.1-before");
  candor_visit_set (consent, CANDOR_FIELD_TEXT_SHA256, HEAD);
  check = candor_example_day_check (procedure, consent, CANDOR_DAY_TREAT, &error);
  g_assert_no_error (error);
  pdf = render (procedure, check, CANDOR_PAPER_A4, NULL);
  check_ua_assert (pdf, "other text");
  text = help_text (pdf);
  help_assert_has (text, "it was version 0.1-before, and is version 0.7-test today.");
  help_assert_lacks (text, "the same as before");
}

/* Catches a form of a check that is not complete, of somebody else, or with other words. */
static void
test_refused (void)
{
  g_autoptr (CandorProcedure) procedure = help_procedure (HELP_INVENTED);
  g_autoptr (CandorProcedure) other = help_procedure (HELP_REAL);
  static const struct
  {
    CandorField field;
    const char *value;
    CandorError code;
  } rows[] = {
    { CANDOR_FIELD_DECISION, NULL, CANDOR_ERROR_MISSING },
    { CANDOR_FIELD_TALK_AT, NULL, CANDOR_ERROR_MISSING },
    { CANDOR_FIELD_PATIENT_NAME, "Eve Other", CANDOR_ERROR_INVALID },
    { CANDOR_FIELD_TEXT_SHA256, HEAD, CANDOR_ERROR_OTHER_TEXT },
    { CANDOR_FIELD_TEXT_LANGUAGE, "xx", CANDOR_ERROR_NOT_FOUND },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (CandorDayCheck) check = example (procedure, CANDOR_DAY_TREAT);
      g_autoptr (GError) error = NULL;

      candor_visit_set (candor_day_check_get_today (check), rows[i].field, rows[i].value);
      g_assert_null (candor_day_check_render (
          procedure, check, &(CandorStationery){ .paper = CANDOR_PAPER_A4 }, NULL, &error));
      g_assert_error (error, CANDOR_ERROR, (gint)rows[i].code);
    }
  {
    g_autoptr (CandorDayCheck) check = example (procedure, CANDOR_DAY_TREAT);
    g_autoptr (GError) error = NULL;

    g_assert_null (candor_day_check_render (
        other, check, &(CandorStationery){ .paper = CANDOR_PAPER_A4 }, NULL, &error));
    g_assert_error (error, CANDOR_ERROR, CANDOR_ERROR_OTHER_TEXT);
  }
}

/* Where a patient who may not be treated says no as well, it is heard. */
static void
test_no_beside_stop (void)
{
  g_autoptr (CandorProcedure) procedure = help_procedure (HELP_INVENTED);
  g_autoptr (CandorDayCheck) check = example (procedure, CANDOR_DAY_NOT_TREATED);
  CandorVisit *today = candor_day_check_get_today (check);
  g_autoptr (GBytes) pdf = NULL;
  g_autofree char *text = NULL;

  candor_visit_set (today, CANDOR_FIELD_DECISION, "no");
  candor_visit_set (today, CANDOR_FIELD_DECISION_AT,
                    candor_visit_get (today, CANDOR_FIELD_STARTED_AT));
  candor_visit_set (today, CANDOR_FIELD_DECISION_REASON, "Enough is enough.");
  pdf = render (procedure, check, CANDOR_PAPER_A4, NULL);
  check_ua_assert (pdf, "no beside stop");
  text = help_text (pdf);
  help_assert_has (text, "Not treated today. The patient decided: no.");
  help_assert_has (text, "Enough is enough.");
}

/* Where the practitioner decides against a patient who wants to be treated, both are told, and so is
 * why somebody did not sign. */
static void
test_refusal (void)
{
  g_autoptr (CandorProcedure) procedure = help_procedure (HELP_INVENTED);
  g_autoptr (CandorDayCheck) check = example (procedure, CANDOR_DAY_TREAT);
  g_autoptr (GBytes) pdf = NULL;
  g_autofree char *text = NULL;

  candor_day_check_set_treat (check, CANDOR_CHOICE_NO, "The skin is still sore.");
  candor_day_check_set_not_signed (check, "Left for the bus.");
  candor_visit_remove_signature (candor_day_check_get_today (check), CANDOR_ROLE_PATIENT);
  pdf = render (procedure, check, CANDOR_PAPER_A4, NULL);
  check_ua_assert (pdf, "refusal");
  text = help_text (pdf);
  help_assert_has (text, "Not treated today. The patient wanted to be treated today.");
  help_assert_has (text, "Do not treat today · The skin is still sore.");
  help_assert_has (text, "Left for the bus.");
  help_assert_has (text, "Not signed.");
}

/* What people really write, and nothing where nothing has to be. */
static void
test_odd (void)
{
  static const char *const names[]
      = { "Ana \U0001f600 Example", "李小龙 王", "محمد علي",
          "<b>&amp;</b> *stars* \\ (paren) /Name", "Ana \u202egnorw\u202c Example" };
  g_autoptr (CandorProcedure) procedure = help_procedure (HELP_INVENTED);
  g_autoptr (CandorSeal) seal = help_seal (HELP_CLINIC);
  g_autofree char *long_name = g_strnfill (200, 'x');

  for (gsize i = 0; i <= G_N_ELEMENTS (names); i++)
    {
      const char *name = i < G_N_ELEMENTS (names) ? names[i] : long_name;
      g_autoptr (CandorDayCheck) check = example (procedure, CANDOR_DAY_TREAT);
      CandorVisit *today = candor_day_check_get_today (check);
      CandorWithdrawal withdrawal = whole;
      g_autoptr (GBytes) form = NULL;
      g_autoptr (GBytes) page = NULL;
      g_autofree char *what = g_strescape (name, NULL);

      candor_visit_set (candor_day_check_get_then (check), CANDOR_FIELD_PATIENT_NAME, name);
      candor_visit_set (today, CANDOR_FIELD_PATIENT_NAME, name);
      candor_visit_set (today, CANDOR_FIELD_TALK_NOTE, i % 2 == 0 ? name : NULL);
      candor_visit_set (today, CANDOR_FIELD_CLINIC_ADDRESS, NULL);
      candor_day_check_set (check, CANDOR_CONSENT_NUMBER, NULL);
      candor_day_check_set (check, CANDOR_CONSENT_FILED_AT, NULL);
      help_name_signatures (today);
      form = render (procedure, check, CANDOR_PAPER_LETTER, seal);
      check_ua_assert (form, what);

      withdrawal.patient_name = name;
      withdrawal.reason = name;
      withdrawal.noted_by = name;
      page = withdraw (&withdrawal, CANDOR_PAPER_LETTER, seal);
      check_ua_assert (page, what);
    }
}

/* Everything that a withdrawal has to say stands on its one page, sealed and not. */
static void
test_withdrawal (void)
{
  static const char *const parts[] = { "Withdrawal of a consent",
                                       "The patient has withdrawn the consent to this treatment.",
                                       "Ana Example",
                                       "3 May 1984",
                                       "Glimmer brushing",
                                       "Dr Ada Sample",
                                       "00000000-0000-4000-8000-000000000001",
                                       "17",
                                       "22 November 2026",
                                       HEAD,
                                       "1 December 2026, 09:30:00 +01:00",
                                       "I have thought about it again.",
                                       "Ben Sample" };
  g_autoptr (CandorSeal) seal = help_seal (HELP_CLINIC);
  g_autoptr (GBytes) sealed = withdraw (&whole, CANDOR_PAPER_A4, seal);
  g_autoptr (GBytes) plain = withdraw (&whole, CANDOR_PAPER_LETTER, NULL);
  g_autoptr (GPtrArray) pages = help_pages (sealed);
  g_autoptr (GPtrArray) plain_pages = help_pages (plain);

  check_ua_assert (sealed, "withdrawal");
  check_ua_assert (plain, "withdrawal");
  assert_seal (sealed, seal);
  keep (sealed, "withdrawal");
  g_assert_cmpuint (pages->len, ==, 1);
  g_assert_cmpuint (plain_pages->len, ==, 1);
  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      help_assert_has (pages->pdata[0], parts[i]);
      help_assert_has (plain_pages->pdata[0], parts[i]);
    }
  help_assert_has (plain_pages->pdata[0], "Unsealed copy");
  help_assert_lacks (pages->pdata[0], "Unsealed copy");
  help_assert_lacks (pages->pdata[0], "Not approved for clinical use");
}

/* What need not be there leaves no gap that could be filled in later. */
static void
test_withdrawal_bare (void)
{
  CandorWithdrawal bare = whole;
  g_autoptr (CandorSeal) seal = help_seal (HELP_CLINIC);
  g_autoptr (GBytes) pdf = NULL;
  g_autofree char *text = NULL;

  bare.id = bare.clinic_address = bare.clinic_phone = bare.clinic_emergency = NULL;
  bare.practitioner_name = bare.consent_number = bare.consent_filed_at = NULL;
  bare.reason = " ";
  bare.not_approved = TRUE;
  pdf = withdraw (&bare, CANDOR_PAPER_A4, seal);
  check_ua_assert (pdf, "bare withdrawal");
  keep (pdf, "withdrawal-bare");
  {
    g_autoptr (GPtrArray) pages = help_pages (pdf);

    g_assert_cmpuint (pages->len, ==, 1);
    help_assert_has (pages->pdata[0], "No reason was given; none is needed.");
    help_assert_has (pages->pdata[0], "Filed on —");
    help_assert_has (pages->pdata[0], "Agreed with —");
    help_assert_has (pages->pdata[0], "Not approved for clinical use");
  }
}

/* Catches a page about nobody, or of no moment. */
static void
test_withdrawal_refused (void)
{
  static const gsize needed[] = { G_STRUCT_OFFSET (CandorWithdrawal, clinic_name),
                                  G_STRUCT_OFFSET (CandorWithdrawal, patient_name),
                                  G_STRUCT_OFFSET (CandorWithdrawal, patient_born),
                                  G_STRUCT_OFFSET (CandorWithdrawal, procedure_title),
                                  G_STRUCT_OFFSET (CandorWithdrawal, consent_record),
                                  G_STRUCT_OFFSET (CandorWithdrawal, consent_pdf_sha256),
                                  G_STRUCT_OFFSET (CandorWithdrawal, withdrawn_at),
                                  G_STRUCT_OFFSET (CandorWithdrawal, noted_by) };
  static const char *const empty[] = { NULL, "", " " };
  CandorWithdrawal bad_time = whole;
  CandorWithdrawal bad_language = whole;
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (needed); i++)
    for (gsize j = 0; j < G_N_ELEMENTS (empty); j++)
      {
        CandorWithdrawal cut = whole;
        g_autoptr (GError) missing = NULL;

        G_STRUCT_MEMBER (const char *, &cut, needed[i]) = empty[j];
        g_assert_null (
            candor_withdrawal_render (&cut, &(CandorStationery){ .logo = NULL }, NULL, &missing));
        g_assert_error (missing, CANDOR_ERROR, CANDOR_ERROR_MISSING);
      }
  bad_time.withdrawn_at = "yesterday";
  g_assert_null (
      candor_withdrawal_render (&bad_time, &(CandorStationery){ .logo = NULL }, NULL, &error));
  g_assert_error (error, CANDOR_ERROR, CANDOR_ERROR_INVALID);
  g_clear_error (&error);
  bad_language.language = "xx";
  g_assert_null (
      candor_withdrawal_render (&bad_language, &(CandorStationery){ .logo = NULL }, NULL, &error));
  g_assert_error (error, CANDOR_ERROR, CANDOR_ERROR_NOT_FOUND);
}

/* The words for machines are those of the page, line by line, and nobody's words make a line. */
static void
test_withdrawal_text (void)
{
  CandorWithdrawal forging = whole;
  g_autoptr (GBytes) pdf = NULL;
  g_autofree char *page = NULL;
  g_autofree char *path = NULL;
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  forging.reason = "It was\nNoted by: Eve Other\r\nNo: nobody";
  pdf = withdraw (&forging, CANDOR_PAPER_A4, NULL);
  page = help_text (pdf);
  path = help_write_temporary (pdf, "withdrawal.pdf");
  {
    const char *const command[]
        = { "pdfdetach", "-savefile", "text.txt", "-o", "/dev/stdout", path, NULL };
    g_autoptr (GBytes) nothing = g_bytes_new (NULL, 0);

    text = help_run (nothing, command);
  }
  lines = g_strsplit (text, "\n", -1);
  help_remove_temporary (path);
  g_assert_cmpuint (g_strv_length (lines), >, 12);
  g_assert_cmpuint (help_count (text, "\nNoted by: "), ==, 1);
  g_assert_nonnull (strstr (text, "\nNoted by: Ben Sample\n"));
  for (gsize i = 0; lines[i] != NULL; i++)
    {
      const char *colon = strstr (lines[i], ": ");

      help_assert_has (page, colon != NULL ? colon + 2 : lines[i]);
    }
}

/* The same paper twice is the same bytes, where no seal brings its time. */
static void
test_twice (void)
{
  g_autoptr (CandorProcedure) procedure = help_procedure (HELP_INVENTED);
  g_autoptr (CandorDayCheck) check = example (procedure, CANDOR_DAY_TREAT);
  g_autoptr (GBytes) one = render (procedure, check, CANDOR_PAPER_A4, NULL);
  g_autoptr (GBytes) other = render (procedure, check, CANDOR_PAPER_A4, NULL);
  g_autoptr (GBytes) page = withdraw (&whole, CANDOR_PAPER_A4, NULL);
  g_autoptr (GBytes) again = withdraw (&whole, CANDOR_PAPER_A4, NULL);

  g_assert_true (g_bytes_equal (one, other));
  g_assert_true (g_bytes_equal (page, again));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/papers/day-check/real", test_real);
  g_test_add_func ("/papers/day-check/invented", test_invented);
  g_test_add_func ("/papers/day-check/answers", test_answers);
  g_test_add_func ("/papers/day-check/other-text", test_other_text);
  g_test_add_func ("/papers/day-check/refused", test_refused);
  g_test_add_func ("/papers/day-check/no-beside-stop", test_no_beside_stop);
  g_test_add_func ("/papers/day-check/refusal", test_refusal);
  g_test_add_func ("/papers/odd", test_odd);
  g_test_add_func ("/papers/withdrawal/whole", test_withdrawal);
  g_test_add_func ("/papers/withdrawal/bare", test_withdrawal_bare);
  g_test_add_func ("/papers/withdrawal/refused", test_withdrawal_refused);
  g_test_add_func ("/papers/withdrawal/text", test_withdrawal_text);
  g_test_add_func ("/papers/twice", test_twice);
  return g_test_run ();
}
