/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * The papers beside the consent form in two languages: the withdrawal, the blank form and the check on the
 * day of treatment. What a paper says in one language, passage after passage, it says in two as well, the
 * patient's first, and each passage of the clinic's says that it is in that. Where CANDOR_PICTURES names a
 * folder, the papers are left there to be looked at.
 */
#include "check-ua.h"
#include "help-passages.h"
#include "help-seal.h"
#include "help.h"

#include <string.h>

#include "core/candor-error.h"
#include "document/candor-blank-form.h"
#include "document/candor-day-check-form.h"
#include "document/candor-withdrawal.h"

/* What nobody but a patient would say. */
#define TYPED "Zyxwv, 12 mm?"

#define HASH "aaaabbbbccccddddeeeeffff0000111122223333444455556666777788889999"

/* The patient's language and the clinic's: each script beside another, and each end of the line. */
static const char *const pairs[][2]
    = { { "ar", "en" }, { "zh-CN", "en" }, { "de", "uk" }, { "fr", "ar" }, { "en", "es" } };

/* A blank form has thirty pages: these are enough of them. */
#define N_LONG_PAIRS 3

/* Leaves a paper to be looked at. */
static void
keep (GBytes *pdf, const char *name, const char *const *pair)
{
  const char *folder = g_getenv ("CANDOR_PICTURES");
  g_autofree char *file = g_strdup_printf ("%s-%s-%s.pdf", name, pair[0], pair[1]);
  g_autofree char *path = folder != NULL ? g_build_filename (folder, file, NULL) : NULL;
  g_autoptr (GError) error = NULL;

  if (path == NULL)
    return;
  g_file_set_contents (path, g_bytes_get_data (pdf, NULL), g_bytes_get_size (pdf), &error);
  g_assert_no_error (error);
}

static const CandorLanguage *
language (const char *code)
{
  g_autoptr (GError) error = NULL;
  const CandorLanguage *found = candor_language_find (code, &error);

  g_assert_no_error (error);
  return found;
}

/* A bullet or the number of a step, in the order of the page: each language has its own. */
static gboolean
is_marker (const char *words)
{
  return g_regex_match_simple ("^([0-9]+\\.|\\.[0-9]+|•|)$", words, 0, 0);
}

/* Returns: (element-type utf8): the letters of each of @lines that says something. @typed: whether each
 *   begins with the type of its element */
static GPtrArray *
spoken (GPtrArray *lines, gboolean typed)
{
  GPtrArray *said = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < lines->len; i++)
    {
      const char *words = typed ? strchr (lines->pdata[i], ' ') + 1 : lines->pdata[i];
      g_autofree char *bare = g_strstrip (g_strdup (words));

      if (!is_marker (bare))
        g_ptr_array_add (said, help_letters (words));
    }
  return said;
}

static GPtrArray *
spoken_in (GBytes *pdf, const char *code)
{
  g_autoptr (GPtrArray) lines = check_ua_read_in (pdf, code);

  return spoken (lines, FALSE);
}

static gboolean
is_next (GPtrArray *said, guint at, const char *words)
{
  return at < said->len && g_str_equal (said->pdata[at], words);
}

/* Walks through a paper in two languages beside the two that say the same in one. Each passage must be
 * there in the patient's language, without a mark, and then in the clinic's, with its mark, unless both
 * say the same; nothing else may be there. @n_alone: how many are known to stand in the patient's alone */
static void
assert_both (GBytes *both, GBytes *patients, GBytes *clinics, const char *code, guint n_alone)
{
  g_autoptr (GPtrArray) lines = check_ua_read (both);
  g_autoptr (GPtrArray) all = spoken (lines, TRUE);
  g_autoptr (GPtrArray) plain = spoken_in (both, "");
  g_autoptr (GPtrArray) marked = spoken_in (both, code);
  g_autoptr (GPtrArray) first = spoken_in (patients, "");
  g_autoptr (GPtrArray) second = spoken_in (clinics, "");
  guint at = 0;
  guint n_plain = 0;
  guint n_marked = 0;
  guint n_missing = 0;

  g_assert_cmpuint (first->len, ==, second->len);
  for (guint i = 0; i < first->len; i++)
    {
      if (!is_next (all, at, first->pdata[i]) || !is_next (plain, n_plain, first->pdata[i]))
        g_error ("Passage %u, “%s”, is not there in the patient’s language; there is “%s”.", i,
                 (const char *)first->pdata[i],
                 at < all->len ? (const char *)all->pdata[at] : "nothing");
      at++;
      n_plain++;
      if (is_next (all, at, second->pdata[i]) && is_next (marked, n_marked, second->pdata[i]))
        {
          at++;
          n_marked++;
          continue;
        }
      if (g_str_equal (first->pdata[i], second->pdata[i]))
        continue;
      g_test_message ("not in two languages: %s", (const char *)second->pdata[i]);
      n_missing++;
    }
  g_assert_cmpuint (n_missing, ==, n_alone);
  g_assert_cmpuint (at, ==, all->len);
  g_assert_cmpuint (n_plain, ==, plain->len);
  g_assert_cmpuint (n_marked, ==, marked->len);
  g_assert_cmpuint (n_marked, >, 10);
}

/* Returns: how many passages say that they are in another language than their document's. */
static guint
count_marked (GBytes *pdf)
{
  g_autoptr (GPtrArray) all = check_ua_read (pdf);
  g_autoptr (GPtrArray) plain = check_ua_read_in (pdf, "");

  return all->len - plain->len;
}

static CandorWithdrawal
withdrawal_of (CandorProcedure *procedure, const char *code, const char *clinic_code)
{
  const char *title = candor_procedure_title (procedure);
  CandorWithdrawal withdrawal = {
    .id = "00000000-0000-4000-8000-000000000002",
    .language = code,
    .clinic_language = clinic_code,
    .clinic_name = HELP_CLINIC,
    .clinic_address = "1 Invented Lane, Exampleton EX1 1EX",
    .clinic_phone = "01632 960147",
    .clinic_emergency = "112",
    .patient_name = "Ana Example",
    .patient_born = "1984-05-03",
    .practitioner_name = "Dr Ada Sample",
    .consent_record = "00000000-0000-4000-8000-000000000001",
    .consent_number = "17",
    .consent_filed_at = "2026-11-22T14:40:00+01:00",
    .consent_pdf_sha256 = HASH,
    .withdrawn_at = "2026-12-01T09:30:00+01:00",
    .noted_by = "Ben Sample",
    .not_approved = TRUE,
  };

  withdrawal.procedure_title = candor_procedure_text (procedure, language (code), title);
  if (clinic_code != NULL)
    withdrawal.clinic_title = candor_procedure_text (procedure, language (clinic_code), title);
  return withdrawal;
}

static GBytes *
withdraw (const CandorWithdrawal *withdrawal, CandorPaper paper, CandorSeal *seal)
{
  const CandorSealing sealing = { .seal = seal, .number = "18", .previous_head = HASH };
  g_autoptr (GError) error = NULL;
  GBytes *pdf = candor_withdrawal_render (withdrawal, &(CandorStationery){ .paper = paper },
                                          seal != NULL ? &sealing : NULL, &error);

  g_assert_no_error (error);
  return pdf;
}

/* Catches a withdrawal that staff cannot read, that puts the clinic's language first, or that is no good
 * PDF in two languages. */
static void
test_withdrawal (void)
{
  g_autoptr (CandorProcedure) procedure = help_procedure (HELP_REAL);
  g_autoptr (CandorSeal) seal = help_seal (HELP_CLINIC);

  for (gsize i = 0; i < G_N_ELEMENTS (pairs); i++)
    for (guint j = 0; j < 2; j++)
      {
        CandorPaper paper = j == 0 ? CANDOR_PAPER_A4 : CANDOR_PAPER_LETTER;
        CandorSeal *with = j == 0 ? seal : NULL;
        CandorWithdrawal in_two = withdrawal_of (procedure, pairs[i][0], pairs[i][1]);
        CandorWithdrawal in_first = withdrawal_of (procedure, pairs[i][0], NULL);
        CandorWithdrawal in_second = withdrawal_of (procedure, pairs[i][1], NULL);
        g_autoptr (GBytes) both = withdraw (&in_two, paper, with);
        g_autoptr (GBytes) patients = withdraw (&in_first, paper, with);
        g_autoptr (GBytes) clinics = withdraw (&in_second, paper, with);
        g_autoptr (GPtrArray) pages = help_pages (both);

        check_ua_assert (both, pairs[i][0]);
        keep (both, with != NULL ? "withdrawal-sealed" : "withdrawal", pairs[i]);
        assert_both (both, patients, clinics, pairs[i][1], 0);
        g_assert_cmpuint (pages->len, <=, 2);
        /* In its row and at the foot of the page, with its parts in their order. */
        if (candor_language_is_rtl (language (pairs[i][0])))
          g_assert_cmpuint (help_count (pages->pdata[0], in_two.consent_record), ==, 2);
      }
}

/* The reason is the patient's own words: it stands once, and in no language of ours. */
static void
test_withdrawal_typed (void)
{
  g_autoptr (CandorProcedure) procedure = help_procedure (HELP_REAL);
  CandorWithdrawal withdrawal = withdrawal_of (procedure, "ar", "en");
  g_autoptr (GBytes) pdf = NULL;
  g_autoptr (GPtrArray) plain = NULL;
  g_autoptr (GPtrArray) marked = NULL;
  guint n = 0;

  withdrawal.reason = TYPED;
  pdf = withdraw (&withdrawal, CANDOR_PAPER_A4, NULL);
  check_ua_assert (pdf, "typed");
  plain = check_ua_read_in (pdf, "");
  marked = check_ua_read_in (pdf, "en");
  for (guint i = 0; i < plain->len; i++)
    n += strstr (plain->pdata[i], TYPED) != NULL;
  g_assert_cmpuint (n, ==, 1);
  for (guint i = 0; i < marked->len; i++)
    g_assert_null (strstr (marked->pdata[i], TYPED));
}

/* Two names of one language, or none, are one language, and the page is the one that it always was. */
static void
test_withdrawal_same (void)
{
  g_autoptr (CandorProcedure) procedure = help_procedure (HELP_REAL);
  CandorWithdrawal alone = withdrawal_of (procedure, "zh-CN", NULL);
  CandorWithdrawal same = withdrawal_of (procedure, "zh-CN", "zh_Hans");
  CandorWithdrawal unknown = withdrawal_of (procedure, "zh-CN", NULL);
  g_autoptr (GBytes) one = withdraw (&alone, CANDOR_PAPER_A4, NULL);
  g_autoptr (GBytes) other = withdraw (&same, CANDOR_PAPER_A4, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (count_marked (one), ==, 0);
  g_assert_true (g_bytes_equal (one, other));
  unknown.clinic_language = "xx";
  g_assert_null (
      candor_withdrawal_render (&unknown, &(CandorStationery){ .logo = NULL }, NULL, &error));
  g_assert_error (error, CANDOR_ERROR, CANDOR_ERROR_NOT_FOUND);
}

/* Returns: the words of @pdf for machines. */
static char *
attached_text (GBytes *pdf)
{
  g_autofree char *path = help_write_temporary (pdf, "paper.pdf");
  const char *const command[]
      = { "pdfdetach", "-savefile", "text.txt", "-o", "/dev/stdout", path, NULL };
  g_autoptr (GBytes) nothing = g_bytes_new (NULL, 0);
  char *text = help_run (nothing, command);

  help_remove_temporary (path);
  return text;
}

/* The words for machines are those of both languages, one after the other, whole. */
static void
test_withdrawal_text (void)
{
  g_autoptr (CandorProcedure) procedure = help_procedure (HELP_REAL);
  CandorWithdrawal in_two = withdrawal_of (procedure, "de", "uk");
  CandorWithdrawal in_first = withdrawal_of (procedure, "de", NULL);
  CandorWithdrawal in_second = withdrawal_of (procedure, "uk", NULL);
  g_autoptr (GBytes) both = withdraw (&in_two, CANDOR_PAPER_A4, NULL);
  g_autoptr (GBytes) patients = withdraw (&in_first, CANDOR_PAPER_A4, NULL);
  g_autoptr (GBytes) clinics = withdraw (&in_second, CANDOR_PAPER_A4, NULL);
  g_autofree char *text = attached_text (both);
  g_autofree char *first = attached_text (patients);
  g_autofree char *second = attached_text (clinics);
  g_autofree char *wanted = g_strconcat (first, "\n", second, NULL);

  g_assert_cmpstr (text, ==, wanted);
}

static GBytes *
blank_form (CandorProcedure *procedure, const char *code, const char *clinic_code)
{
  g_autoptr (GError) error = NULL;
  GBytes *pdf = candor_blank_form_render (
      procedure, NULL, &(CandorStationery){ .paper = CANDOR_PAPER_A4 }, language (code),
      clinic_code != NULL ? language (clinic_code) : NULL, &error);

  g_assert_no_error (error);
  return pdf;
}

/* Catches a form on paper that was signed in a language that staff cannot read, a passage that only one
 * of the languages has, and lines to write on that stand twice. */
static void
test_blank_form (void)
{
  g_autoptr (CandorProcedure) procedure = help_procedure (HELP_REAL);

  for (gsize i = 0; i < N_LONG_PAIRS; i++)
    {
      g_autoptr (GBytes) both = blank_form (procedure, pairs[i][0], pairs[i][1]);
      g_autoptr (GBytes) patients = blank_form (procedure, pairs[i][0], NULL);
      g_autoptr (GBytes) clinics = blank_form (procedure, pairs[i][1], NULL);
      g_autofree char *flag
          = g_strdup (candor_language_text (language (pairs[i][1]), "Blank form"));
      g_autoptr (GPtrArray) pages = help_pages (both);

      check_ua_assert (both, pairs[i][0]);
      keep (both, "blank-form", pairs[i]);
      /* The name of the language that is read and the hash of its words: those of the patient's. */
      assert_both (both, patients, clinics, pairs[i][1], 2);
      if (!candor_language_is_rtl (language (pairs[i][1])))
        for (guint j = 0; j < pages->len; j++)
          help_assert_has (pages->pdata[j], flag);
    }
}

/* As the withdrawal: one language is what it always was, however it is called. */
static void
test_blank_form_same (void)
{
  g_autoptr (CandorProcedure) procedure = help_procedure (HELP_INVENTED);
  g_autoptr (GBytes) alone = blank_form (procedure, "zh-CN", NULL);
  g_autoptr (GBytes) same = blank_form (procedure, "zh-CN", "zh_Hans");
  g_autoptr (GBytes) again = blank_form (procedure, "ar", "de");
  g_autoptr (GBytes) twice = blank_form (procedure, "ar", "de");

  g_assert_cmpuint (count_marked (alone), ==, 0);
  g_assert_true (g_bytes_equal (alone, same));
  g_assert_true (g_bytes_equal (again, twice));
}

/* Days are counted from the treatment, and those before it have a sign, which stands at the left of its
 * number where lines are read from the right too: what a person sees from left to right is what poppler
 * finds from left to right. */
static void
test_days_before (void)
{
  g_autoptr (CandorProcedure) procedure = help_procedure (HELP_REAL);
  g_autoptr (GBytes) alone = blank_form (procedure, "ar", NULL);
  g_autoptr (GBytes) both = blank_form (procedure, "ar", "en");
  GBytes *const forms[] = { alone, both };

  for (gsize i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      g_autofree char *text = help_text (forms[i]);

      help_assert_has (text, " -7 ");
      help_assert_has (text, " -14 ");
      help_assert_lacks (text, " 7- ");
      help_assert_lacks (text, " 14- ");
    }
}

static GBytes *
check_form (CandorProcedure *procedure, CandorDayCheck *check, CandorSeal *seal)
{
  const CandorSealing sealing = { .seal = seal, .number = "18", .previous_head = HASH };
  g_autoptr (GError) error = NULL;
  GBytes *pdf = candor_day_check_render (
      procedure, check, &(CandorStationery){ .paper = CANDOR_PAPER_A4 }, &sealing, &error);

  g_assert_no_error (error);
  return pdf;
}

/* The same check, as if the patient had read the clinic's language. */
static void
read_clinics (CandorProcedure *procedure, CandorDayCheck *check, const char *code)
{
  CandorVisit *today = candor_day_check_get_today (check);
  g_autofree char *hash = candor_procedure_reading_hash (procedure, language (code));

  candor_visit_set (today, CANDOR_FIELD_LANGUAGE, code);
  candor_visit_set (today, CANDOR_FIELD_TEXT_LANGUAGE, code);
  candor_visit_set (today, CANDOR_FIELD_TEXT_SHA256, hash);
}

/* Whatever the check on the day of treatment says in the clinic's language alone, it says beside the
 * patient's as well. */
static void
test_day_check (void)
{
  g_autoptr (CandorProcedure) procedure = help_procedure (HELP_REAL);
  g_autoptr (CandorSeal) seal = help_seal (HELP_CLINIC);

  for (gsize i = 0; i < N_LONG_PAIRS; i++)
    {
      g_autoptr (CandorVisit) consent
          = help_example_in (procedure, CANDOR_OUTCOME_AGREE, pairs[i][0], pairs[i][1]);
      g_autoptr (GError) error = NULL;
      g_autoptr (CandorDayCheck) check
          = candor_example_day_check (procedure, consent, CANDOR_DAY_TREAT, &error);
      g_autoptr (GBytes) both = NULL;
      g_autoptr (GBytes) clinics = NULL;
      g_autoptr (GHashTable) plain = NULL;
      g_autoptr (GHashTable) marked = NULL;
      g_autoptr (GPtrArray) alone = NULL;
      guint n_missing = 0;

      g_assert_no_error (error);
      both = check_form (procedure, check, seal);
      check_ua_assert (both, pairs[i][0]);
      keep (both, "day-check", pairs[i]);
      plain = help_passages (both, "");
      marked = help_passages (both, pairs[i][1]);
      read_clinics (procedure, check, pairs[i][1]);
      clinics = check_form (procedure, check, seal);
      alone = spoken_in (clinics, "");
      g_assert_cmpuint (g_hash_table_size (marked), >, 30);
      for (guint j = 0; j < alone->len; j++)
        if (!g_hash_table_contains (marked, alone->pdata[j])
            && !g_hash_table_contains (plain, alone->pdata[j]))
          {
            g_test_message ("not in two languages: %s", (const char *)alone->pdata[j]);
            n_missing++;
          }
      /* The hash of the text, and sentences with words that somebody wrote: once, in the patient's. */
      g_assert_cmpuint (n_missing, <=, 3);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/bilingual-papers/withdrawal/both", test_withdrawal);
  g_test_add_func ("/bilingual-papers/withdrawal/typed-once", test_withdrawal_typed);
  g_test_add_func ("/bilingual-papers/withdrawal/one-language", test_withdrawal_same);
  g_test_add_func ("/bilingual-papers/withdrawal/text", test_withdrawal_text);
  g_test_add_func ("/bilingual-papers/blank-form/both", test_blank_form);
  g_test_add_func ("/bilingual-papers/blank-form/one-language", test_blank_form_same);
  g_test_add_func ("/bilingual-papers/blank-form/days-before", test_days_before);
  g_test_add_func ("/bilingual-papers/day-check/both", test_day_check);
  return g_test_run ();
}
