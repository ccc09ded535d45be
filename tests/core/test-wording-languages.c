/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * The lists of forbidden wording of other languages than English: what they must find, what they must let
 * through, that each entry can be found, and that the translations of the project pass them.
 */
#include "help-catalog.h"

#include <string.h>

#include "core/candor-lint-po.h"

static CandorWording *
load_wording (const char *language)
{
  g_autofree char *name = g_strdup_printf ("wording/%s.ini", language);
  g_autofree char *path = candor_data_find (name);
  g_autoptr (GError) error = NULL;
  CandorWording *wording = NULL;

  g_assert_nonnull (path);
  wording = candor_wording_load (path, &error);
  g_assert_no_error (error);
  return wording;
}

typedef struct
{
  const char *language;
  const char *text;
} Sentence;

/* Catches a sentence that tells somebody to stop a medicine, or that promises too much, and passes. */
static void
test_forbidden (void)
{
  static const Sentence sentences[] = {
    { "es", "Deje su medicina un día antes." },
    { "es", "Evite la aspirina." },
    { "es", "No tome anticoagulantes ese día." },
    { "es", "Es un tratamiento indoloro." },
    { "es", "Resultados garantizados" },
    { "es", "El 8 % de las personas" },
    { "fr", "Arrêtez votre médicament la veille." },
    { "fr", "Évitez l’aspirine la veille." },
    { "fr", "Ne prenez pas d’ibuprofène." },
    { "fr", "C’est sans douleur." },
    { "fr", "Environ 8 % des gens" },
    { "de", "Setzen Sie Ihr Medikament vorher ab." },
    { "de", "Verzichten Sie auf Aspirin." },
    { "de", "Nehmen Sie an diesem Tag keine Blutverdünner." },
    { "de", "Das ist schmerzfrei." },
    { "de", "8 Prozent sehen Flecken." },
    { "uk", "Припиніть приймати ліки за день." },
    { "uk", "Уникайте аспірину." },
    { "uk", "Не приймайте таблетки того дня." },
    { "uk", "Це безболісна процедура." },
    { "uk", "Результат гарантовано." },
    { "ar", "أوقف دواءك قبل يوم." },
    { "ar", "تجنب الأسبرين." },
    { "ar", "لا تأخذ أدويتك في ذلك اليوم." },
    { "ar", "علاج بلا ألم" },
    { "ar", "نتائج مضمونة" },
    { "ar", "8٪ من الناس" },
    { "zh", "请提前一天停药。" },
    { "zh", "避免服用阿司匹林。" },
    { "zh", "当天不要吃药" },
    { "zh", "完全无痛。" },
    { "zh", "8%的人" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (sentences); i++)
    {
      g_autoptr (CandorWording) wording = load_wording (sentences[i].language);
      g_autofree char *finding = candor_wording_check (wording, sentences[i].text);

      if (finding == NULL)
        g_test_fail_printf ("This passes: %s", sentences[i].text);
    }
}

/* Catches a sentence that is as it should be and is not let through. */
static void
test_allowed (void)
{
  static const Sentence sentences[] = {
    { "es", "Nunca deje una medicina por su cuenta." },
    { "es", "Evite el sol. Siga tomando su medicina." },
    { "es", "De cada 100 personas, 8: el 8 % de cada 100." },
    { "es", "Está al 50 %s" },
    { "fr", "N’arrêtez jamais un médicament de vous-même." },
    { "fr", "Évitez le soleil. Prenez votre médicament." },
    { "de", "Setzen Sie nie ein Medikament von sich aus ab." },
    { "de", "Meiden Sie die Sonne. Nehmen Sie Ihr Medikament weiter." },
    { "uk", "Ніколи самі не припиняйте приймати ліки." },
    { "uk", "Уникайте сонця. Приймайте свої ліки далі." },
    { "ar", "لا توقف أبدا أي دواء من تلقاء نفسك." },
    { "ar", "تجنب الشمس. خذ دواءك." },
    { "zh", "千万不要自行停药。" },
    { "zh", "避免日晒。请照常用药。" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (sentences); i++)
    {
      g_autoptr (CandorWording) wording = load_wording (sentences[i].language);
      g_autofree char *finding = candor_wording_check (wording, sentences[i].text);

      if (finding != NULL)
        g_test_fail_printf ("“%s”: %s", sentences[i].text, finding);
    }
}

/* A text in which the entry stands: a hyphen at its ends is for any letters, "…" for any words. */
static char *
dup_example (const char *entry)
{
  g_auto (GStrv) parts = g_strsplit (entry, "…", -1);

  for (gsize i = 0; parts[i] != NULL; i++)
    {
      gsize length = strlen (parts[i]);

      if (g_str_has_suffix (parts[i], "-"))
        parts[i][length - 1] = '\0';
      if (*parts[i] == '-')
        memmove (parts[i], parts[i] + 1, strlen (parts[i]));
    }
  return g_strjoinv (" x ", parts);
}

static void
check_entries (const char *language, const char *key, const char *format, gboolean found)
{
  g_autoptr (CandorWording) wording = load_wording (language);
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree char *name = g_strdup_printf ("wording/%s.ini", language);
  g_autofree char *path = candor_data_find (name);
  g_auto (GStrv) entries = NULL;

  g_assert_true (g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, NULL));
  entries = g_key_file_get_string_list (
      file, g_str_equal (key, "phrases") ? "never-say" : "medicine-stop", key, NULL, NULL);
  g_assert_cmpuint (g_strv_length (entries), >, 5);
  for (gsize i = 0; entries[i] != NULL; i++)
    {
      g_autofree char *example = dup_example (entries[i]);
      g_autofree char *sentence = g_strdup_printf (format, example);
      g_autofree char *finding = candor_wording_check (wording, sentence);

      if ((finding != NULL) != found)
        g_test_fail_printf ("%s, %s: “%s” %s", language, key, sentence,
                            found ? "passes" : "is found");
    }
}

/* Catches an entry that can never be found, because of how it is written in the list. */
static void
test_every_entry (void)
{
  static const struct
  {
    const char *language;
    const char *verb;     /* with a place for a medicine */
    const char *medicine; /* with a place for a verb */
    const char *excuse;   /* a sentence that is forbidden without it */
  } frames[] = {
    { "es", "deje %s", "%s aspirina", "deje la aspirina, %s" },
    { "fr", "arrêtez %s", "%s aspirine", "arrêtez l’aspirine, %s" },
    { "de", "stoppen %s", "%s aspirin", "aspirin stoppen, %s" },
    { "uk", "припиніть %s", "%s аспірин", "припиніть аспірин, %s" },
    { "ar", "أوقف %s", "%s أسبرين", "أوقف الأسبرين، %s" },
    { "zh", "停 %s", "%s 阿司匹林", "停阿司匹林，%s" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (frames); i++)
    {
      check_entries (frames[i].language, "medicines", frames[i].verb, TRUE);
      check_entries (frames[i].language, "verbs", frames[i].medicine, TRUE);
      check_entries (frames[i].language, "excuses", frames[i].excuse, FALSE);
      check_entries (frames[i].language, "phrases", "x %s.", TRUE);
    }
}

/* Catches a translation of the project that is not whole, or that says what nobody may say; and a check
 * that cries where nothing is wrong. */
static void
test_project (gconstpointer language)
{
  g_autofree char *path = g_strdup_printf (SOURCE_ROOT "/po/%s.po", (const char *)language);
  g_autoptr (GError) error = NULL;
  g_autoptr (CandorPoLint) lint = candor_lint_po_file (path, NULL, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < lint->findings->len; i++)
    {
      const CandorFinding *finding = lint->findings->pdata[i];

      g_test_message ("%s, line %d: %s", finding->file, finding->line, finding->text);
    }
  if (lint->findings->len > 0)
    g_test_fail_printf ("%u findings", lint->findings->len);
  /* Each thing that it is looked through with was found: nothing but the template was passed over. */
  for (guint i = 0; i < lint->remarks->len; i++)
    {
      const CandorFinding *remark = lint->remarks->pdata[i];

      g_assert_true (remark->line > 0 || strstr (remark->text, "“--template”") != NULL);
    }
}

int
main (int argc, char **argv)
{
  g_auto (GStrv) languages = help_po_languages ();

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wording-languages/forbidden", test_forbidden);
  g_test_add_func ("/wording-languages/allowed", test_allowed);
  g_test_add_func ("/wording-languages/every-entry", test_every_entry);
  for (gsize i = 0; languages[i] != NULL; i++)
    {
      g_autofree char *path = g_strconcat ("/wording-languages/project/", languages[i], NULL);

      g_test_add_data_func (path, languages[i], test_project);
    }
  return g_test_run ();
}
