/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * Looking through the file of a translator: each fault that was planted is found in its line, and a good
 * file has none.
 */
#include "help.h"

#include <string.h>

#include "core/candor-lint-po.h"

#define FILE_NAME "es.po"
#define PLACE "#: data/procedures/glimmer-brushing.xml\n"

/* Ten lines, and a blank one. */
#define HEAD                                                                                       \
  "msgid \"\"\n"                                                                                   \
  "msgstr \"\"\n"                                                                                  \
  "\"PO-Revision-Date: 2026-11-20 10:00+0000\\n\"\n"                                               \
  "\"Language: es\\n\"\n"                                                                          \
  "\"Content-Type: text/plain; charset=UTF-8\\n\"\n"                                               \
  "\"Plural-Forms: nplurals=2; plural=(n != 1);\\n\"\n"                                            \
  "\"X-Language-Name: Español\\n\"\n"                                                             \
  "\"X-Review: reviewed 2026-11-21\\n\"\n"                                                         \
  "\"X-Reviewer: Ana Inventada, nurse\\n\"\n"                                                      \
  "\"X-More: \\n\"\n\n"

/* From line 12 on. */
#define GOOD                                                                                       \
  HEAD "#: src/app/one.c\n"                                                                        \
       "msgid \"Next\"\n"                                                                          \
       "msgstr \"Siguiente\"\n"                                                                    \
       "\n"                                                                                        \
       "#, c-format\n"                                                                             \
       "msgid \"%u day, %s\"\n"                                                                    \
       "msgid_plural \"%u days, %s\"\n"                                                            \
       "msgstr[0] \"Día %2$s, %1$u\"\n"                                                           \
       "msgstr[1] \"%u días, %s\"\n"                                                              \
       "\n"                                                                                        \
       "msgid \" A line.\\n\"\n"                                                                   \
       "msgstr \" Una línea.\\n\"\n"                                                              \
       "\n"                                                                                        \
       "msgid \"Be <b>calm</b>.\"\n"                                                               \
       "msgstr \"Tenga <b>calma</b>.\"\n"

static CandorWording *
spanish_wording (void)
{
  g_autofree char *path = candor_data_find ("wording/es.ini");
  g_autoptr (GError) error = NULL;
  CandorWording *wording = candor_wording_load (path, &error);

  g_assert_no_error (error);
  return wording;
}

static CandorGlossary *
small_glossary (void)
{
  g_autoptr (GError) error = NULL;
  CandorGlossary *glossary
      = candor_glossary_parse ("glossary.md",
                               "# Words\n\n| term | meaning | es |\n|---|---|---|\n"
                               "| patient / patients | who is treated | paciente- |\n"
                               "| the seal | of a PDF | sello / sellos / … |\n",
                               &error);

  g_assert_no_error (error);
  return glossary;
}

static CandorPoLint *
lint (const char *text, CandorPo *template)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CandorPo) po = candor_po_parse (FILE_NAME, text, strlen (text), &error);
  g_autoptr (CandorWording) wording = spanish_wording ();
  g_autoptr (CandorGlossary) glossary = small_glossary ();
  g_autoptr (CandorProcedure) procedure = help_procedure (HELP_INVENTED);
  g_autoptr (GPtrArray) procedures = g_ptr_array_new ();

  g_assert_no_error (error);
  g_ptr_array_add (procedures, procedure);
  return candor_lint_po (po, &(CandorLintMeans){ .wording = wording,
                                                 .glossary = glossary,
                                                 .template = template,
                                                 .procedures = procedures });
}

/* A file that is no app's has no names of days; without them the small file is whole. */
static char *
small_file (void)
{
  return help_replace (GOOD, "#: src/app/one.c\n", "#: ui/one.ui\n");
}

/* @words: what the only entry of @list says, in @line */
static void
assert_one (GPtrArray *list, const char *what, int line, const char *words)
{
  const CandorFinding *finding = list->len > 0 ? list->pdata[0] : NULL;

  if (list->len != 1)
    g_test_fail_printf ("“%s” has %u findings, the first: %s", what, list->len,
                        finding != NULL ? finding->text : "none");
  else if (finding->line != line || strstr (finding->text, words) == NULL)
    g_test_fail_printf ("“%s” is found in line %d so: %s", what, finding->line, finding->text);
  else
    g_assert_cmpstr (finding->file, ==, FILE_NAME);
}

typedef struct
{
  const char *old;
  const char *new;
  int line;
  const char *words;
} Fault;

static void
check (const Fault *fault, gboolean is_remark)
{
  g_autofree char *small = small_file ();
  g_autofree char *text = help_replace (small, fault->old, fault->new);
  g_autoptr (CandorPoLint) result = lint (text, NULL);

  assert_one (is_remark ? result->remarks : result->findings, fault->new, fault->line,
              fault->words);
  if (is_remark)
    g_assert_cmpuint (result->findings->len, ==, 0);
}

/* Catches findings where nothing is wrong: then nobody would look at any. */
static void
test_good (void)
{
  g_autofree char *small = small_file ();
  g_autoptr (CandorPoLint) result = lint (small, NULL);

  g_assert_cmpstr (result->language, ==, "es");
  for (guint i = 0; i < result->findings->len; i++)
    g_test_fail_printf ("%s", ((CandorFinding *)result->findings->pdata[i])->text);
  for (guint i = 0; i < result->remarks->len; i++)
    g_test_fail_printf ("%s", ((CandorFinding *)result->remarks->pdata[i])->text);
}

/* Catches a fault that is not found, or is told with another line. */
static void
test_faults (void)
{
  static const Fault faults[] = {
    { "\"Siguiente\"", "\"\"", 13, "not translated" },
    { "\"Siguiente\"", "\" \u00a0\"", 13, "not translated" },
    { "\"Siguiente\"", "\"\u200b\u200f\"", 13, "not translated" },
    { "%u días, %s", "\u2060", 17, "not translated" },
    { "Name: Español", "Name: \u200fEspañol", 1, "U+200F stands in the head" },
    { "Name: Español", "Name: Espa\u202eñol", 1, "U+202E stands in the head" },
    { "Name: Español", "Name: \u2068Español\u2069", 1, "U+2068 stands in the head" },
    { "#: ui/one.ui\n", "#, fuzzy\n", 13, "“fuzzy”" },
    { "msgstr[1] \"%u días, %s\"\n", "", 17, "There are 1 forms" },
    { "%u días, %s", "%u días", 20, "placeholders" },
    { "%u días, %s", "%u días, %n", 20, "placeholders" },
    { "%u días, %s", "%s días, %u", 20, "placeholders" },
    { "Día %2$s, %1$u", "Día %2$s", 19, "placeholders" },
    { "Siguiente", "S\xd1\x96guiente", 14, "mixes letters of two scripts" },
    { "Siguiente", "Siguiente\xe2\x80\xae", 14, "U+202E" },
    { "Siguiente", "Si\xe2\x81\xa6guiente", 14, "U+2066" },
    { "Siguiente", "Siguiente\x01", 14, "U+0001" },
    { "Siguiente", "Siguiente\\r", 14, "U+000D" },
    { "Siguiente", "<big>Siguiente</big>", 14, "<big>" },
    { "Siguiente", "Siguiente&#8238;", 14, "&#8238;" },
    { "<b>calma</b>", "<b onclick='x'>calma</b>", 26, "onclick" },
    { "\" Una línea.\\n\"", "\"Una línea.\\n\"", 23, "begin with the same" },
    { "\" Una línea.\\n\"", "\" Una línea.\"", 23, "end with the same" },
    { "\"Siguiente\"", "\"Siguiente \"", 14, "end with the same" },
    { "Siguiente", "Deje la aspirina.", 14, "“dej-” and “aspirina”" },
    { "Siguiente", "Es indolora.", 14, "“indolor-” is never said" },
    { "Siguiente", "*Siguiente", 14, "One star" },
    { "Siguiente", "*Siguiente*", 14, "as many words are strong" },
    { "\"X-Language-Name: Español\\n\"\n", "", 1, "“X-Language-Name” is missing" },
    { "\"X-Review: reviewed 2026-11-21\\n\"\n", "", 1, "“X-Review” is missing" },
    { "reviewed 2026-11-21", "reviewed yesterday", 1, "does not say when" },
    { "Ana Inventada, nurse", "Ana", 1, "“X-Reviewer”" },
    { "\"Plural-Forms: nplurals=2; plural=(n != 1);\\n\"\n", "", 1, "“Plural-Forms” is missing" },
    { "plural=(n != 1)", "plural=(n != 1)*2", 1, "a form that there is not" },
    { "plural=(n != 1)", "plural=n n", 1, "its rule is not one" },
    { "plural=(n != 1)", "plural=n/0", 1, "its rule divides by zero" },
    { "plural=(n != 1)", "plural=7%(n-150) > 1", 1, "its rule divides by zero" },
    { "charset=UTF-8", "charset=CHARSET", 1, "charset=UTF-8" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (faults); i++)
    check (&faults[i], FALSE);
}

static void
test_remarks (void)
{
  static const Fault remarks[] = {
    { "\"Siguiente\"", "\"Avanzar a la página que sigue\"", 14, "on a button or in a list" },
    { "2026-11-20 10:00", "2026-11-22 10:00", 1, "after it had been reviewed" },
    { "msgid \"Next\"", "msgid \"Next patient\"", 14, "“paciente-” for “patient / patients”" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (remarks); i++)
    check (&remarks[i], TRUE);
}

/* Catches a megabyte in one translation that is taken, or that takes all day. */
static void
test_endless (void)
{
  g_autofree char *long_text = g_strnfill (1u << 20, 'a');
  g_autofree char *small = small_file ();
  g_autofree char *text = help_replace (small, "Siguiente", long_text);
  g_autoptr (CandorPoLint) result = lint (text, NULL);

  assert_one (result->findings, "a megabyte", 14, "so much longer");
}

/* Catches a date that cannot be written, and two months that cannot be told apart. */
static void
test_dates (void)
{
  g_autoptr (CandorPoLint) without = lint (GOOD, NULL);
  g_autofree char *same = g_strconcat (
      GOOD, "\nmsgid \"May\"\nmsgstr \"mayo\"\n\nmsgid \"June\"\nmsgstr \"mayo\"\n", NULL);
  g_autoptr (CandorPoLint) twice = lint (same, NULL);
  const CandorFinding *last = twice->findings->pdata[twice->findings->len - 1];

  g_assert_cmpuint (without->findings->len, ==, 12 + 7);
  g_assert_cmpuint (twice->findings->len, ==, 12 + 7 - 2 + 1);
  g_assert_nonnull (strstr (last->text, "“June” is called “mayo”"));
  g_assert_cmpint (last->line, ==, 31);
}

/* Catches a string of the source that the file lacks, and one that nobody uses any more. */
static void
test_template (void)
{
  static const char now[] = "msgid \"\"\nmsgstr \"\"\n\nmsgid \"Next\"\nmsgid_plural \"Nexts\"\n"
                            "msgstr[0] \"\"\nmsgstr[1] \"\"\n\nmsgid \"New\"\nmsgstr \"\"\n";
  g_autoptr (CandorPo) template = candor_po_parse ("candor.pot", now, strlen (now), NULL);
  g_autofree char *small = small_file ();
  g_autoptr (CandorPoLint) result = lint (small, template);

  g_assert_cmpuint (result->findings->len, ==, 2);
  g_assert_nonnull (strstr (((CandorFinding *)result->findings->pdata[0])->text,
                            "“Next”, and the file does not"));
  g_assert_nonnull (strstr (((CandorFinding *)result->findings->pdata[1])->text, "“New”"));
  g_assert_cmpuint (result->remarks->len, ==, 4);
}

/* Catches a last entry that was cut in its middle and passes for a whole one. */
static void
test_cut_off (void)
{
  static const char last[]
      = "\n#, c-format\nmsgid \"\"\n\"One line of %u words, \"\n\"and another.\"\n"
        "msgid_plural \"\"\n\"Lines of %u words, \"\n\"and others.\"\n"
        "msgstr[0] \"\"\n\"Una línea de %u palabras, \"\n\"y otra.\"\n"
        "msgstr[1] \"\"\n\"Líneas de %u palabras, \"\n\"y otras.\"\n";
  g_autofree char *small = small_file ();
  const char *entry = strstr (last, "msgid");

  for (gsize length = (gsize)(entry - last) + 1; length + 1 < strlen (last); length++)
    {
      g_autofree char *start = g_strndup (last, length);
      g_autofree char *text = g_strconcat (small, start, NULL);
      g_autoptr (CandorPo) po = candor_po_parse (FILE_NAME, text, strlen (text), NULL);
      g_autoptr (CandorPoLint) result = po != NULL ? lint (text, NULL) : NULL;

      if (result != NULL && result->findings->len == 0)
        g_test_fail_printf ("This passes: …%s", start);
    }
}

/* Catches a file that lacks strings which are known to be wanted, and one that is far shorter than another
 * language's, where nobody has a template. */
static void
test_without_template (void)
{
  g_autofree char *small = small_file ();
  g_autofree char *longer = g_strconcat (small, "\nmsgid \"More\"\nmsgstr \"Mehr\"\n", NULL);
  g_autoptr (CandorPo) po = candor_po_parse (FILE_NAME, small, strlen (small), NULL);
  g_autoptr (CandorPo) other = candor_po_parse ("de.po", longer, strlen (longer), NULL);
  g_autoptr (GPtrArray) needed = g_ptr_array_new ();
  g_autoptr (CandorPoLint) result = NULL;

  g_ptr_array_add (needed, (gpointer) "Next");
  g_ptr_array_add (needed, (gpointer) "button\004Next");
  g_ptr_array_add (needed, (gpointer) "Back");
  result = candor_lint_po (po, &(CandorLintMeans){ .needed = needed, .beside = other });

  g_assert_cmpuint (result->findings->len, ==, 3);
  g_assert_nonnull (strstr (((CandorFinding *)result->findings->pdata[0])->text,
                            "“Next”, and the file does not"));
  g_assert_nonnull (strstr (((CandorFinding *)result->findings->pdata[1])->text, "“Back”"));
  g_assert_nonnull (strstr (((CandorFinding *)result->findings->pdata[2])->text,
                            "has 5 strings, and “de.po” has 6"));
}

/* A file with one more message, which stands in line 37, and the two words that it may mark. */
static CandorPoLint *
lint_marked (const char *english, const char *spanish)
{
  g_autofree char *small = small_file ();
  g_autofree char *text = g_strdup_printf (
      "%s\n" PLACE "msgid \"glimmer\"\nmsgstr \"brillo\"\n\n" PLACE
      "msgid \"tickle spot\"\nmsgstr \"cosquilla\"\n\n" PLACE "msgid \"%s\"\nmsgstr \"%s\"\n",
      small, english, spanish);

  return lint (text, NULL);
}

/* Catches a word that patients can tap in English and not in the translation, and one that leads
 * nowhere: it needs the form of the glossary behind a bar. */
static void
test_marks (void)
{
  static const char english[] = "A warm arm takes the *glimmer* better.";
  static const struct
  {
    const char *english;
    const char *spanish;
    const char *words; /* NULL where nothing is wrong */
  } marks[] = {
    { english, "Así se ve mejor el *brillo*.", NULL },
    { english, "*Brillo* y *cosquillas|cosquilla*.", NULL },
    { english, "Así se ven mejor los *brillos|brillo*.", NULL },
    { "Only *on* the skin.", "Solo *en* la piel.", NULL },
    { english, "Así se ven mejor los *brillos*.", "“*brillos*” leads to no word" },
    { english, "Así se ve el *brillo|brillos*.", "“*brillo|brillos*” leads to no word" },
    { english, "Así se ve el *brillo|*.", "“*brillo|*” leads to no word" },
    { english, "Así se ve mejor el brillo.", "“glimmer” can be tapped in the English" },
    { english, "Así se ve la *cosquilla*.", "“glimmer” can be tapped in the English" },
    { english, "Así se ve el *brillo.", "One star" },
    { english, "Así se ve el *glimmer*.", "“*glimmer*” leads to no word" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (marks); i++)
    {
      g_autoptr (CandorPoLint) result = lint_marked (marks[i].english, marks[i].spanish);

      if (marks[i].words != NULL)
        assert_one (result->findings, marks[i].spanish, 38, marks[i].words);
      else if (result->findings->len != 0)
        g_test_fail_printf ("%s", ((CandorFinding *)result->findings->pdata[0])->text);
    }
}

/* Catches another dose, another number of hours or another chance than the English has; and an alarm for
 * a number that a language only writes in its own way. */
static void
test_numbers (void)
{
  static const struct
  {
    const char *english;
    const char *spanish;
    gboolean is_remark;
    const char *words; /* NULL where nothing is wrong */
  } numbers[] = {
    { "Up to 2.5 mm deep.", "Hasta 2,5 mm.", FALSE, NULL },
    { "Up to 2.5 mm deep.", "Hasta \u0662\u066b\u0665 mm.", FALSE, NULL },
    { "10,000 people.", "10.000 personas, 10\u202f000, 10000.", FALSE, NULL },
    { "After 48 hours, not before.", "Tras 48 horas; antes de 48, no.", FALSE, NULL },
    { "8 out of 100. 92 out of 100 do not.", "De 100, 8. No, 92.", FALSE, NULL },
    { "Two days before May 3.", "2 días antes del 3/5.", FALSE, NULL },
    { "Wait for 3 days.", "Espere tres días.", FALSE, NULL },
    { "Write 20 11 2026.", "Escriba 20.11.2026.", FALSE, NULL },
    { "At 14:30.", "A las 14.30.", FALSE, NULL },
    { "At 2 pm.", "A las 14 horas.", FALSE, NULL },
    { "Page %2$u of 50, %1$s.", "%1$s, de 50: %2$u.", FALSE, NULL },
    { "The hash of it.", "El SHA-256.", FALSE, NULL },
    { "10,000 people.", "1\u4e07\u4eba\u3002", FALSE, NULL },
    { "Up to 2.5 mm deep.", "Hasta 25 mm.", FALSE, "“25” stands here, and the English has “2.5”" },
    { "Up to 2.5 mm deep.", "Hasta 5,2 mm.", FALSE, "“5.2” stands here" },
    { "Up to 0.25 mm deep.", "Hasta 0,025 mm.", FALSE, "“0.025” stands here" },
    { "10,000 people.", "1.000 personas.", FALSE, "“1000” stands here" },
    { "After 48 hours.", "Tras 46 horas.", FALSE, "“46” stands here, and the English has “48”" },
    { "After 48 hours.", "Tras \u0664\u0666 horas.", FALSE, "“46” stands here" },
    { "From 2 to 3 days.", "De 3 a 3 días.", FALSE, "“3” stands here, and the English has “2”" },
    { "Wait for some days.", "Espere 14 días.", TRUE, "“14” stands here" },
    { "Wait for 48 hours.", "Espere dos días.", TRUE, "the number “48”" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      g_autoptr (CandorPoLint) result = lint_marked (numbers[i].english, numbers[i].spanish);

      g_test_message ("%s", numbers[i].spanish);
      if (numbers[i].words != NULL)
        assert_one (numbers[i].is_remark ? result->remarks : result->findings, numbers[i].spanish,
                    38, numbers[i].words);
      else
        g_assert_cmpuint (result->findings->len + result->remarks->len, ==, 0);
    }
}

/* Catches a section that no patient can read, and one that is judged although a half of it is English. */
static void
test_reading (void)
{
  static const char format[]
      = "%s\n" PLACE "msgid \"One visit takes about ten minutes.\"\nmsgstr \"%s\"\n\n" PLACE
        "msgid \"The shine fades in three nights. You can come back as often as you like.\"\n"
        "msgstr \"%s\"\n";
  static const char hard[]
      = "Posteriormente desaparecerá progresivamente la luminosidad superficial.";
  g_autofree char *small = small_file ();
  g_autofree char *bad = g_strdup_printf (format, small, hard, hard);
  g_autofree char *half = g_strdup_printf (format, small, hard, "");
  g_autofree char *easy = g_strdup_printf (format, small, "La cita dura diez minutos.",
                                           "El brillo se va en tres noches. Puede volver.");
  g_autoptr (CandorPoLint) found = lint (bad, NULL);
  g_autoptr (CandorPoLint) open = lint (half, NULL);
  g_autoptr (CandorPoLint) none = lint (easy, NULL);

  assert_one (found->findings, "a hard section", 29, "“g-course”, which begins here, is too hard");
  assert_one (open->findings, "half a section", 33, "not translated");
  g_assert_cmpuint (none->findings->len, ==, 0);
  g_assert_cmpuint (none->reading->len, ==, 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/lint-po/good", test_good);
  g_test_add_func ("/lint-po/faults", test_faults);
  g_test_add_func ("/lint-po/remarks", test_remarks);
  g_test_add_func ("/lint-po/endless", test_endless);
  g_test_add_func ("/lint-po/dates", test_dates);
  g_test_add_func ("/lint-po/template", test_template);
  g_test_add_func ("/lint-po/cut-off", test_cut_off);
  g_test_add_func ("/lint-po/without-template", test_without_template);
  g_test_add_func ("/lint-po/marks", test_marks);
  g_test_add_func ("/lint-po/numbers", test_numbers);
  g_test_add_func ("/lint-po/reading", test_reading);
  return g_test_run ();
}
