/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * Looking through procedure files: faults that were planted are found, with their place, and files
 * without a fault have none. And how hard a text is to read, against figures reckoned by hand.
 */
#include "help.h"

#include <math.h>
#include <string.h>
#include <unistd.h>

#include "core/candor-lint.h"

static CandorWording *
load_wording (void)
{
  g_autofree char *path = candor_data_find ("wording/en.ini");
  g_autoptr (GError) error = NULL;
  CandorWording *wording = candor_wording_load (path, &error);

  g_assert_no_error (error);
  return wording;
}

static CandorLint *
lint_text (const char *xml)
{
  g_autoptr (CandorWording) wording = load_wording ();
  g_autofree char *path = g_build_filename (g_get_tmp_dir (), "candor-lint-XXXXXX.xml", NULL);
  g_autoptr (GError) error = NULL;
  CandorLint *lint;
  int fd = g_mkstemp (path);

  g_assert_cmpint (fd, >=, 0);
  close (fd);
  g_file_set_contents (path, xml, -1, &error);
  g_assert_no_error (error);
  lint = candor_lint_procedure (path, wording, &error);
  g_assert_no_error (error);
  unlink (path);
  return lint;
}

static void
assert_clean (CandorLint *lint)
{
  for (guint i = 0; i < lint->findings->len; i++)
    {
      const CandorFinding *finding = lint->findings->pdata[i];

      g_test_fail_printf ("%s:%d:%d: %s", finding->file, finding->line, finding->column,
                          finding->text);
    }
}

#define OTHER "You can do nothing."
#define CAPTION "<caption>Look here.</caption>"

/* The small file of the tests has a picture that does not exist and has no caption, a term that
 * cannot be tapped and too few questions: here it has none of these. Its lines stay where they
 * are. */
static char *
clean_file (void)
{
  static const char *const changes[][2] = {
    { "small.svg", "skin-layers.svg" },
    { "picture.</alt>", "picture.</alt>" CAPTION },
    { "<word>thing</word>", "<word>gadget</word>" },
    { "<section id=\"what\"", "<section id=\"what\" about=\"nature\"" },
    { "<check>", "<section id=\"good\" about=\"benefits\" sources=\"book\"><title>Good</title>"
                 "<key>It may help.</key></section>"
                 "<section id=\"bad\" about=\"harms\" sources=\"book\"><title>Bad</title>"
                 "<key>It can hurt.</key></section>"
                 "<section id=\"other\" about=\"alternatives\" sources=\"book\">"
                 "<title>Other</title><key>" OTHER "</key></section><check>" },
    { "</check>",
      "<question id=\"c-good\" section=\"good\"><text>Does it help?</text>"
      "<option id=\"a\" correct=\"yes\">It may.</option><option id=\"b\">Yes.</option></question>"
      "<question id=\"c-bad\" section=\"bad\"><text>Can it hurt?</text>"
      "<option id=\"a\" correct=\"yes\">Yes.</option><option id=\"b\">No.</option></question>"
      "<question id=\"c-other\" section=\"other\"><text>What else?</text>"
      "<option id=\"a\" correct=\"yes\">Nothing.</option><option id=\"b\">This.</option>"
      "</question></check>" },
  };
  char *text = help_read (TEST_DATA "/core/smallest.xml");

  for (gsize i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      char *changed = help_replace (text, changes[i][0], changes[i][1]);

      g_free (text);
      text = changed;
    }
  return text;
}

/* @words: what the only finding says, or NULL where there is none. */
static void
assert_finding (const char *xml, const char *what, const char *words)
{
  g_autoptr (CandorLint) lint = lint_text (xml);
  const CandorFinding *finding = lint->findings->len > 0 ? lint->findings->pdata[0] : NULL;

  if (lint->findings->len != (words != NULL ? 1 : 0))
    g_test_fail_printf ("“%s” has %u findings, the first: %s", what, lint->findings->len,
                        finding != NULL ? finding->text : "none");
  else if (words != NULL && strstr (finding->text, words) == NULL)
    g_test_fail_printf ("“%s” is found so: %s", what, finding->text);
}

/* Catches findings in files that have no fault: then nobody would look at findings any more. */
static void
test_clean_files (void)
{
  static const char *const ids[] = { HELP_REAL, HELP_INVENTED };
  g_autoptr (CandorWording) wording = load_wording ();
  g_autofree char *small = clean_file ();
  g_autoptr (CandorLint) small_lint = lint_text (small);

  assert_clean (small_lint);
  for (gsize i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      g_autofree char *path = help_procedure_path (ids[i]);
      g_autoptr (GError) error = NULL;
      g_autoptr (CandorLint) lint = candor_lint_procedure (path, wording, &error);

      g_assert_no_error (error);
      assert_clean (lint);
      g_assert_cmpuint (lint->readability->len, >, 5);
      g_assert_cmpuint (lint->readability->len, ==, lint->all_words->len);
    }
}

/* Catches a fault in a file that is not found, is found at another place, or hides behind another. */
static void
test_planted_faults (void)
{
  static const struct
  {
    const char *old;
    const char *new;
    int line;
    int column;
    const char *words;
  } faults[] = {
    { "Was there paint?", "Stop your tablets first.", 46, 9, "“stop” and “tablets”" },
    { "It is a small thing.", "It is painless.", 16, 5, "“painless” is never said" },
    { "Wash.", "Works for 90% of people.", 58, 7, "“%” stands without “out of 100”" },
    { "In the box.", "It is *safe for\n everyone*.", 23, 7, "“safe for everyone”" },
    { "It has to dry.", "It has to dry. Skip a dose.", 49, 9, "“skip” and “dose”" },
    { "A small picture.", "Results are guaranteed.", 26, 7, "“guaranteed”" },
    { "Look here.", "Look: no downtime.", 26, 34, "“no downtime”" },
    { CAPTION, "", 25, 5, "no caption" },
    /* A Cyrillic letter in a Latin word, and a Greek one. */
    { "It is a small thing.", "It is a small th\xD1\x96ng.", 16, 5,
      "mixes letters of two scripts" },
    { "A made-up book.", "A made-up b\xCE\xBFok.", 9, 5, "mixes letters of two scripts" },
    { "version=\"1\"", "version=\"1\xD0\xB5n\"", 5, 1, "mixes letters of two scripts" },
    { "skin-layers.svg", "no-such-picture.svg", 0, 0, "“no-such-picture.svg”" },
    { "often=\"rare\"", "often=\"unknown\" rate=\"3\"", 0, 0, "“e-tick” has a rate" },
  };
  g_autofree char *clean = clean_file ();

  for (gsize i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autofree char *xml = help_replace (clean, faults[i].old, faults[i].new);
      g_autoptr (CandorLint) lint = lint_text (xml);
      const CandorFinding *finding;

      if (lint->findings->len != 1)
        g_error ("“%s” has %u findings.", faults[i].new, lint->findings->len);
      finding = lint->findings->pdata[0];
      if (finding->line != faults[i].line || finding->column != faults[i].column
          || strstr (finding->text, faults[i].words) == NULL)
        g_test_fail_printf ("“%s” is found at %d, %d: %s", faults[i].new, finding->line,
                            finding->column, finding->text);
      g_assert_true (g_str_has_suffix (finding->file, ".xml"));
    }
}

/* Catches a gate that lets a text through that is too hard or too long, or stops one that is not. In
 * each text one figure alone is beyond its bound; the last two stand right on a bound. */
static void
test_gates (void)
{
  /* "It is so." has 3 words, the heading has one. */
  g_autofree char *full = g_strdup ("It is.");
  g_autofree char *over = NULL;
  g_autofree char *clean = clean_file ();

  for (guint i = 0; i < 39; i++)
    {
      char *longer = g_strconcat (full, " It is so.", NULL);

      g_free (full);
      full = longer;
    }
  over = g_strconcat (full, " No.", NULL);
  const struct
  {
    const char *text;
    const char *words;
  } cases[] = {
    /* 13 words of 2 syllables: 0.39 x 13 + 11.8 x 2 - 15.59 = 13.08; no long word. */
    { "Seven little rabbits seldom wander under yellow summer flowers, never eating bitter paper.",
      "“other” is too hard to read: its Flesch-Kincaid grade is 13.1, and may be 6.0 at most" },
    /* 4 words, 6 syllables, one long word: 0.39 x 4 + 11.8 x 1.5 - 15.59 = 3.67; SMOG 8.84. */
    { "It is an area.", "“other” is too hard to read: its SMOG grade is 8.8, and may be 8.0" },
    /* 21 words of one syllable: 0.39 x 21 + 11.8 - 15.59 = 4.4. */
    { "The cat and the dog ran to the hill and sat in the sun till they were too hot to stay.",
      "“other” is too long: its longest sentence has 21 words, and may have 20" },
    { over, "“other” is too long: its page has 121 words, and may have 120" },
    { full, NULL },
    { "The cat and the dog ran to the hill and sat in the sun till they were too hot to.", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *xml = help_replace (clean, OTHER, cases[i].text);
      g_autofree char *french = help_replace (xml, "language=\"en\"", "language=\"fr\"");

      assert_finding (xml, cases[i].text, cases[i].words);
      /* The formulas are for English. */
      assert_finding (french, "French", NULL);
    }
}

/* Catches a place of a finding that an author would not find. */
static void
test_gate_has_its_place (void)
{
  g_autofree char *clean = clean_file ();
  g_autofree char *xml = help_replace (
      clean, "In the box.",
      "The cat and the dog ran to the hill and sat in the sun till they were too hot to stay.");
  g_autoptr (CandorLint) lint = lint_text (xml);
  const CandorFinding *finding;

  g_assert_cmpuint (lint->findings->len, ==, 1);
  finding = lint->findings->pdata[0];
  g_assert_cmpint (finding->line, ==, 14);
  g_assert_cmpint (finding->column, ==, 3);
}

/* Catches a hard word that nobody explains, or that is explained too late or cannot be tapped; and a
 * word that only looks like one. The list of hard words itself is data/wording/en.ini. */
static void
test_hard_words (void)
{
  static const struct
  {
    const char *text;
    const char *words;
  } cases[] = {
    { "See *gadget* (a thing) and latex.", "“latex” is a hard word, and is not in the glossary." },
    { "Small white bumps (milia) may come.", NULL },
    { "Some milia may come (white bumps).", "“milia” is a hard word, and is not in the glossary." },
    { "A gadget may help.", "“gadget” is in the glossary. Put it between stars" },
    { "A *gadget* is a gadget.", NULL },
    { "Two *Gadgets* are here.", NULL },
    { "A spf2 and a gadgety.", NULL },
  };
  static const char *const order[][2] = {
    { "A *latex* (a rubber) glove.", NULL },
    { "A *latex* glove (of rubber).", NULL },
    { "A *latex* glove.", "“latex” is a hard word. Say what it means where it first stands" },
    { "A *latex* glove. It is (like) rubber.", "“latex” is a hard word. Say what it means" },
    { "A glove of rubber (*latex*).", NULL },
  };
  g_autofree char *clean = clean_file ();
  g_autofree char *with_latex = help_replace (clean, "<word>gadget</word>", "<word>latex</word>");

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      /* Short sentences behind it, so that it is not too hard to read besides. */
      g_autofree char *easy = g_strconcat (cases[i].text, " So it is. So it is. So it is.", NULL);
      g_autofree char *xml = help_replace (clean, OTHER, easy);
      g_autoptr (CandorLint) lint = lint_text (xml);

      if (cases[i].words == NULL)
        assert_clean (lint);
      else if (lint->findings->len == 0
               || strstr (((CandorFinding *)lint->findings->pdata[0])->text, cases[i].words)
                      == NULL)
        g_test_fail_printf ("Not found: %s", cases[i].text);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (order); i++)
    {
      g_autofree char *xml = help_replace (with_latex, OTHER, order[i][0]);
      g_autofree char *later = help_replace (xml, "Was there paint?", "Was there *latex*?");
      g_autofree char *untapped = help_replace (xml, "Was there paint?", "Was there latex?");

      assert_finding (later, order[i][0], order[i][1]);
      if (order[i][1] == NULL)
        assert_finding (untapped, "latex on a later page", "“latex” is in the glossary");
    }
}

/* Catches a check of understanding that leaves out what somebody agrees to. */
static void
test_questions_that_are_missing (void)
{
  static const struct
  {
    const char *old;
    const char *new;
    const char *words;
  } cases[] = {
    { "id=\"c-size\" section=\"what\"", "id=\"c-size\" section=\"good\"", "what the treatment is" },
    { "id=\"c-good\" section=\"good\"", "id=\"c-good\" section=\"what\"", "what it may do" },
    { "id=\"c-bad\" section=\"bad\"", "id=\"c-bad\" section=\"what\"", "its risks" },
    { "id=\"c-other\" section=\"other\"", "id=\"c-other\" section=\"what\"", "other choices" },
    /* Risks may be told as effects; what the text does not tell of at home is not asked. */
    { "about=\"harms\"", "about=\"effects\"", NULL },
    { "<check>",
      "<section id=\"home\" about=\"home\" sources=\"book\"><title>Home</title><key>No.</key>"
      "</section><check>",
      "doing it at home" },
    { "<check>",
      "<section id=\"pills\" about=\"medicines\" sources=\"book\"><title>All</title>"
      "<key>Tell us.</key></section><check>",
      "medicines" },
  };
  g_autofree char *clean = clean_file ();

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *xml = help_replace (clean, cases[i].old, cases[i].new);

      assert_finding (xml, cases[i].new, cases[i].words);
    }
}

/* Catches the title of a source, which is somebody else's, being judged as our own wording. */
static void
test_sources_are_quoted (void)
{
  g_autofree char *clean = clean_file ();
  g_autofree char *xml = help_replace (clean, "A made-up book.", "Effective for 90% of people.");
  g_autoptr (CandorLint) lint = lint_text (xml);

  assert_clean (lint);
}

/* Catches only the first of several faults being told. */
static void
test_all_are_told (void)
{
  g_autofree char *clean = clean_file ();
  g_autofree char *one = help_replace (clean, "Wash.", "It is effective.");
  g_autofree char *two = help_replace (one, "It turns red.", "It is risk-free.");
  g_autoptr (CandorLint) lint = lint_text (two);

  g_assert_cmpuint (lint->findings->len, ==, 2);
}

/* Catches a file that cannot be loaded and is told to be without fault. */
static void
test_unreadable_file (void)
{
  g_autoptr (CandorWording) wording = load_wording ();
  g_autoptr (GError) error = NULL;

  g_assert_null (candor_lint_procedure ("/no/such/file.xml", wording, &error));
  help_assert_refused (error, "/no/such/file.xml", "could not be read");
}

/* Catches a word of two scripts that passes, and a word of one script, or a unit, that does not. */
static void
test_mixed_scripts (void)
{
  static const struct
  {
    const char *text;
    const char *found;
    gsize offset;
  } cases[] = {
    { "plain words", NULL, 0 },
    { "\xD1\x81\xD0\xBB\xD0\xBE\xD0\xB2\xD0\xBE and word", NULL, 0 }, /* Cyrillic beside Latin */
    { "5 \xC2\xB5m and 5 \xCE\xBCm", "\xCE\xBCm", 12 }, /* micro sign is none, Greek mu is */
    { "na\xC3\xAFve caf\xC3\xA9", NULL, 0 },
    { "e\xCC\x81t\xC3\xA9", NULL, 0 },
    { "the m\xD0\xB5"
      "dicine",
      "m\xD0\xB5"
      "dicine",
      4 },
    { "\xD0\xB5nd", "\xD0\xB5nd", 0 },
    { "word (\xD0\x90lpha)", "\xD0\x90lpha", 6 },
    { "gro\xCE\xBFve.", "gro\xCE\xBFve", 0 },
    { "\xCE\xB1\xD0\xB1", "\xCE\xB1\xD0\xB1", 0 }, /* Greek with Cyrillic */
    { "latin\xE8\xAF\xAD", NULL, 0 },              /* scripts that do not look alike */
    { "", NULL, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gsize offset = 0;
      g_autofree char *found = candor_script_find_mixed (cases[i].text, &offset);

      g_assert_cmpstr (found, ==, cases[i].found);
      g_assert_cmpuint (offset, ==, cases[i].offset);
    }
}

/* Catches syllables that are counted otherwise than an ear counts them, in common words. */
static void
test_syllables (void)
{
  static const struct
  {
    const char *word;
    guint n;
  } words[] = {
    { "skin", 1 },     { "the", 1 },       { "needle", 2 },     { "needles", 2 },  { "make", 1 },
    { "makes", 1 },    { "wound", 1 },     { "wounds", 1 },     { "collagen", 3 }, { "heal", 1 },
    { "healed", 1 },   { "treated", 2 },   { "infection", 3 },  { "medicine", 3 }, { "area", 3 },
    { "sea", 1 },      { "idea", 3 },      { "scar", 1 },       { "table", 2 },    { "asked", 1 },
    { "changes", 2 },  { "a", 1 },         { "rhythm", 1 },     { "me", 1 },       { "video", 3 },
    { "people", 2 },   { "special", 2 },   { "serious", 3 },    { "usual", 3 },    { "quality", 3 },
    { "radio", 3 },    { "guard", 1 },     { "clean", 1 },      { "year", 1 },     { "likely", 2 },
    { "soreness", 2 }, { "elsewhere", 2 }, { "something", 2 },  { "society", 3 },  { "client", 2 },
    { "patient", 2 },  { "quiet", 2 },     { "doing", 2 },      { "variety", 4 },  { "element", 3 },
    { "safety", 2 },   { "movement", 2 },  { "supplement", 3 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (candor_readability_syllables (words[i].word) != words[i].n)
      g_test_fail_printf ("“%s” has %u syllables, not %u.", words[i].word,
                          candor_readability_syllables (words[i].word), words[i].n);
}

/* Catches numbers, units, initials and words with hyphens that are counted otherwise than they are
 * read aloud, as both methods ask: a number in figures must not look easier than in words. */
static void
test_read_aloud (void)
{
  static const struct
  {
    const char *text;
    guint words;
    guint syllables;
  } cases[] = {
    { "60", 1, 2 },      /* six-ty */
    { "24", 1, 3 },      /* twen-ty-four */
    { "17", 1, 3 },      /* se-ven-teen */
    { "100", 1, 3 },     /* one hun-dred */
    { "1,845", 1, 9 },   /* one thou-sand eight hun-dred for-ty-five */
    { "2,805", 1, 7 },   /* two thou-sand eight hun-dred five */
    { "2018", 1, 4 },    /* twen-ty eigh-teen */
    { "2000", 1, 3 },    /* two thou-sand */
    { "0.3", 1, 4 },     /* ze-ro point three */
    { "2.5 mm", 2, 7 },  /* two point five mil-li-me-tres */
    { "0", 1, 2 },       /* ze-ro */
    { "FDA", 1, 3 },     /* f d a */
    { "a fda", 2, 2 },   /* no initials in small letters: read as a word */
    { "make-up", 1, 2 }, /* one word */
    { "one - two", 2, 2 },
    { "fa\xC3\xA7"
      "ade",
      1, 2 },
    { "body\xE2\x80\x99s", 1, 2 },
    { "\xE2\x80\x9Cvampire\xE2\x80\x9D", 1, 2 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      CandorReadability result = { 0 };

      candor_readability_measure (cases[i].text, NULL, &result);
      if (result.words != cases[i].words || result.syllables != cases[i].syllables)
        g_test_fail_printf ("“%s” has %u words of %u syllables, not %u of %u.", cases[i].text,
                            result.words, result.syllables, cases[i].words, cases[i].syllables);
    }
}

static void
assert_figures (const char *text,
                const char *const *left_out,
                guint sentences,
                guint words,
                guint longest,
                double flesch_kincaid,
                double smog)
{
  CandorReadability result = { 0 };

  candor_readability_measure (text, left_out, &result);
  g_assert_cmpuint (result.sentences, ==, sentences);
  g_assert_cmpuint (result.words, ==, words);
  g_assert_cmpuint (result.longest, ==, longest);
  g_assert_cmpfloat_with_epsilon (result.flesch_kincaid, flesch_kincaid, 0.001);
  g_assert_cmpfloat_with_epsilon (result.smog, smog, 0.001);
}

/* Catches a formula that is not the published one. The figures stand beside each text:
 * grade = 0.39 words / sentences + 11.8 syllables / words - 15.59,
 * SMOG = 1.043 sqrt (30 long words / sentences) + 3.1291. */
static void
test_readability (void)
{
  static const char *const terms[] = { "collagen", "infection", NULL };

  /* 6 words, 2 sentences, 6 syllables: 0.39 x 3 + 11.8 - 15.59 = -2.62. No long word. */
  assert_figures ("The cat sat. The dog ran.", NULL, 2, 6, 3, -2.62, 3.1291);
  /* 8 words, 2 sentences; 1+1+3+1 1+1+1+3 = 12 syllables, 2 long words:
   * 0.39 x 4 + 11.8 x 1.5 - 15.59 = 3.67; 1.043 x sqrt (30) + 3.1291 = 8.8418. */
  assert_figures ("Your skin collagen heals. You have an infection!", NULL, 2, 8, 4, 3.67, 8.8418);
  /* The same with the two words defined: 8 syllables, 0.39 x 4 + 11.8 - 15.59 = -2.23. */
  assert_figures ("Your skin collagen heals. You have an infection!", terms, 2, 8, 4, -2.23,
                  3.1291);
  /* A line end ends a sentence, a dot in a number does not end one, and asterisks are no letters: 4
   * and 2 words. "It is 0.25 mm" has 1+1+5+4 syllables, "*Calm skin*" 1+1:
   * 0.39 x 3 + 11.8 x 13 / 6 - 15.59 = 11.1467; two long words, SMOG as above. */
  assert_figures ("It is 0.25 mm\n*Calm skin*", NULL, 2, 6, 4, 11.1467, 8.8418);
  /* Ten sentences, as a text for SMOG should have at least, with 3 long words (area, medicine, idea)
   * in 30 words of 36 syllables: 0.39 x 3 + 11.8 x 1.2 - 15.59 = -0.26;
   * 1.043 x sqrt (30 x 3 / 10) + 3.1291 = 6.2581. */
  assert_figures ("An area hurts. A medicine helps. An idea comes. It is so. It is so. It is so. "
                  "It is so. It is so. It is so. It is so.",
                  NULL, 10, 30, 3, -0.26, 6.2581);
  assert_figures ("", NULL, 0, 0, 0, 0, 0);
  assert_figures ("... !? \n", NULL, 0, 0, 0, 0, 0);
}

/* Catches a section whose pictures' words and headings are not counted as words to read, effects that
 * are counted as more sentences than there are, and a grade that headings make look better. */
static void
test_sections (void)
{
  g_autofree char *xml = clean_file ();
  g_autoptr (GError) error = NULL;
  g_autoptr (CandorProcedure) procedure = candor_procedure_parse ("small.xml", xml, -1, &error);
  g_autoptr (GPtrArray) figures = NULL;
  const CandorReadability *what, *all;

  g_assert_no_error (error);
  figures = candor_procedure_measure (procedure, TRUE);
  g_assert_cmpuint (figures->len, ==, 5);
  what = figures->pdata[0];
  all = figures->pdata[4];
  g_assert_cmpstr (what->section, ==, "what");
  /* "It is a small thing." "One." "Two." "In the box." "A tick: Rare." "A second." */
  g_assert_cmpuint (what->sentences, ==, 6);
  g_assert_cmpuint (what->words, ==, 15);
  g_assert_cmpuint (what->syllables, ==, 16);
  /* With the headings "What it is" and "A box", and the caption "Look here." */
  g_assert_cmpuint (what->on_page, ==, 22);
  g_assert_true (candor_readability_is_short (what));
  g_assert_null (all->section);
  /* With "It may help." "It can hurt." "You can do nothing." */
  g_assert_cmpuint (all->sentences, ==, 9);
  g_assert_cmpuint (all->words, ==, 25);
  g_assert_cmpuint (all->on_page, ==, 35);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/lint/clean-files", test_clean_files);
  g_test_add_func ("/lint/planted-faults", test_planted_faults);
  g_test_add_func ("/lint/gates", test_gates);
  g_test_add_func ("/lint/gate-has-its-place", test_gate_has_its_place);
  g_test_add_func ("/lint/hard-words", test_hard_words);
  g_test_add_func ("/lint/questions-that-are-missing", test_questions_that_are_missing);
  g_test_add_func ("/lint/sources-are-quoted", test_sources_are_quoted);
  g_test_add_func ("/lint/all-are-told", test_all_are_told);
  g_test_add_func ("/lint/unreadable-file", test_unreadable_file);
  g_test_add_func ("/lint/mixed-scripts", test_mixed_scripts);
  g_test_add_func ("/lint/syllables", test_syllables);
  g_test_add_func ("/lint/read-aloud", test_read_aloud);
  g_test_add_func ("/lint/readability", test_readability);
  g_test_add_func ("/lint/sections", test_sections);
  return g_test_run ();
}
