/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * The clinic's file, whole and damaged, and the languages that text can be shown in.
 */
#include "help.h"

#include <string.h>
#include <unistd.h>

static const char whole[] = "[clinic]\nname=A\naddress=B\nphone=C\nemergency=112\nlanguage=en\n"
                            "[practitioner 1]\nname=D\nrole=E\nregistration=F\n"
                            "[practitioner 2]\nname=G\nrole=H\nregistration=I\n";

static CandorClinic *
load (const char *bytes, gssize length, char **path, GError **error)
{
  CandorClinic *clinic;
  int fd;

  *path = g_build_filename (g_get_tmp_dir (), "candor-clinic-XXXXXX", NULL);
  fd = g_mkstemp (*path);
  g_assert_cmpint (fd, >=, 0);
  close (fd);
  g_assert_true (g_file_set_contents (*path, bytes, length, NULL));
  clinic = candor_clinic_load (*path, error);
  unlink (*path);
  return clinic;
}

/* Catches a clinic's values that are lost or mixed up, on the way to the visit too. */
static void
test_whole (void)
{
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (CandorClinic) clinic = load (whole, -1, &path, &error);
  g_autoptr (CandorVisit) visit = candor_visit_new ();

  g_assert_no_error (error);
  g_assert_cmpuint (clinic->practitioners->len, ==, 2);
  g_assert_cmpstr (((CandorPractitioner *)clinic->practitioners->pdata[1])->registration, ==, "I");
  g_assert_cmpint (clinic->paper, ==, CANDOR_PAPER_A4);
  g_assert_null (clinic->logo);
  candor_clinic_apply (clinic, visit);
  g_assert_cmpstr (candor_visit_get (visit, CANDOR_FIELD_CLINIC_NAME), ==, "A");
  g_assert_cmpstr (candor_visit_get (visit, CANDOR_FIELD_CLINIC_ADDRESS), ==, "B");
  g_assert_cmpstr (candor_visit_get (visit, CANDOR_FIELD_CLINIC_PHONE), ==, "C");
  g_assert_cmpstr (candor_visit_get (visit, CANDOR_FIELD_CLINIC_EMERGENCY), ==, "112");
  g_assert_cmpstr (candor_visit_get (visit, CANDOR_FIELD_CLINIC_LANGUAGE), ==, "en");
  g_assert_cmpstr (candor_visit_get (visit, CANDOR_FIELD_PRACTITIONER_NAME), ==, "D");
  g_assert_cmpstr (candor_visit_get (visit, CANDOR_FIELD_PRACTITIONER_ROLE), ==, "E");
  g_assert_cmpstr (candor_visit_get (visit, CANDOR_FIELD_PRACTITIONER_REGISTRATION), ==, "F");
}

/* Catches paper of the wrong size, and a logo that is looked for somewhere else than beside the
 * clinic's file. */
static void
test_stationery (void)
{
  static const struct
  {
    const char *line;
    const char *logo;
  } cases[] = { { "logo=a/b.svg", "a/b.svg" }, { "logo=/a/b.png", NULL }, { "logo= ", "" } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = g_strconcat ("[clinic]\npaper=letter\n", cases[i].line,
                                           whole + strlen ("[clinic]"), NULL);
      g_autofree char *path = NULL;
      g_autoptr (GError) error = NULL;
      g_autoptr (CandorClinic) clinic = load (text, -1, &path, &error);
      g_autofree char *folder = g_path_get_dirname (path);
      g_autofree char *beside = g_build_filename (folder, cases[i].logo, NULL);

      g_assert_no_error (error);
      g_assert_cmpint (clinic->paper, ==, CANDOR_PAPER_LETTER);
      if (cases[i].logo == NULL)
        g_assert_cmpstr (clinic->logo, ==, "/a/b.png");
      else if (*cases[i].logo == '\0')
        g_assert_null (clinic->logo);
      else
        g_assert_cmpstr (clinic->logo, ==, beside);
    }
}

/* Catches a procedure that is not the one that the clinic wrote down, or one where it wrote none. */
static void
test_procedure (void)
{
  static const char *const lines[][2]
      = { { "procedure= moon-bath ", "moon-bath" }, { "procedure= ", NULL }, { "", NULL } };

  for (gsize i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_autofree char *text
          = g_strconcat ("[clinic]\n", lines[i][0], whole + strlen ("[clinic]"), NULL);
      g_autofree char *path = NULL;
      g_autoptr (GError) error = NULL;
      g_autoptr (CandorClinic) clinic = load (text, -1, &path, &error);

      g_assert_no_error (error);
      g_assert_cmpstr (clinic->procedure, ==, lines[i][1]);
    }
}

/* Catches a sample clinic that does not load. */
static void
test_sample (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CandorClinic) clinic
      = candor_clinic_load (SOURCE_ROOT "/data/examples/clinic.ini", &error);

  g_assert_no_error (error);
  g_assert_cmpuint (clinic->practitioners->len, >, 0);
}

/* Catches a damaged file that is taken for a clinic, or refused without saying where. */
static void
test_damaged (void)
{
  static const struct
  {
    const char *old;
    const char *new;
    const char *words;
  } faults[] = {
    { "name=A", "", "the group [clinic] needs a line name=" },
    { "address=B", "address= ", "the group [clinic] needs a line address=" },
    { "phone=C", "fone=C", "the group [clinic] needs a line phone=" },
    { "phone=C", "phone=\xc2\xa0\xe2\x80\x8b", "the group [clinic] needs a line phone=" },
    { "emergency=112", "", "the group [clinic] needs a line emergency=" },
    { "language=en", "language=en\npaper=a5", "has to say a4 or letter" },
    { "language=en", "language=en\nseal_key=key.pem", "a seal needs both lines" },
    { "language=en", "language=en\ncertificate=c.pem", "a seal needs both lines" },
    { "language=en", "language=xx", "no texts in the language “xx”" },
    { "role=H", "", "the group [practitioner 2] needs a line role=" },
    { "[clinic]", "[clinics]", "the group [clinic] needs a line name=" },
    { "[clinic]", "clinic", "" },
    { "name=A", "name=\xFF", "this is not UTF-8 text" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autofree char *damaged = help_replace (whole, faults[i].old, faults[i].new);
      g_autofree char *path = NULL;
      g_autoptr (GError) error = NULL;

      g_assert_null (load (damaged, -1, &path, &error));
      help_assert_refused (error, path, faults[i].words);
    }
}

/* Catches a clinic without anybody in it, an empty or huge file, and one cut off after each byte. */
static void
test_cut_off (void)
{
  g_autofree char *alone = g_strndup (whole, strstr (whole, "[practitioner 1]") - whole);
  g_autofree char *huge = g_strnfill (300 * 1024, '\n');
  g_autofree char *path = NULL;
  g_autofree char *huge_path = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (load (alone, -1, &path, &error));
  help_assert_refused (error, path, "at least one group [practitioner 1]");
  g_clear_error (&error);
  g_assert_null (load (huge, -1, &huge_path, &error));
  help_assert_refused (error, huge_path, "larger than any file of its kind");
  g_clear_error (&error);

  for (gsize length = 0; length < sizeof whole; length++)
    {
      g_autofree char *cut_path = NULL;
      g_autoptr (GError) cut_error = NULL;
      g_autoptr (CandorClinic) clinic = load (whole, length, &cut_path, &cut_error);

      g_assert_true ((clinic == NULL) == (cut_error != NULL));
      if (clinic == NULL)
        help_assert_refused (cut_error, cut_path, "");
    }
}

/* Catches a language that is offered and not there, and a wish for one that is not there and is met
 * with another in silence. */
static void
test_languages (void)
{
  gsize n = 0;
  const CandorLanguage *const *languages = candor_language_list (&n);
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (n, >, 0);
  for (gsize i = 0; i < n; i++)
    {
      g_assert_true (candor_language_find (candor_language_code (languages[i]), NULL)
                     == languages[i]);
      g_assert_cmpstr (candor_language_name (languages[i]), !=, "");
    }
  g_assert_true (candor_language_find (NULL, NULL) == candor_language_english ());
  g_assert_null (candor_language_find ("xx", &error));
  help_assert_refused (error, "Candor has no texts in the language “xx”", "en");
  g_clear_error (&error);
  g_assert_null (candor_language_find ("en\n\xFF", &error));
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
}

/* Catches a plural that is the singular, or a message that is lost in the language of the source. */
static void
test_messages (void)
{
  const CandorLanguage *english = candor_language_english ();

  g_assert_cmpstr (candor_language_text (english, "A message."), ==, "A message.");
  g_assert_cmpstr (candor_language_text_in_context (english, "here", "A word"), ==, "A word");
  g_assert_cmpstr (candor_language_plural (english, "one", "many", 0), ==, "many");
  g_assert_cmpstr (candor_language_plural (english, "one", "many", 1), ==, "one");
  g_assert_cmpstr (candor_language_plural (english, "one", "many", 2), ==, "many");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/clinic/whole", test_whole);
  g_test_add_func ("/clinic/stationery", test_stationery);
  g_test_add_func ("/clinic/procedure", test_procedure);
  g_test_add_func ("/clinic/sample", test_sample);
  g_test_add_func ("/clinic/damaged", test_damaged);
  g_test_add_func ("/clinic/cut-off", test_cut_off);
  g_test_add_func ("/clinic/languages", test_languages);
  g_test_add_func ("/clinic/messages", test_messages);
  return g_test_run ();
}
