/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * How hard a text is to read in other languages than English: syllables of words that were counted by
 * hand, and figures that were reckoned by hand.
 */
#include "help.h"

#include <math.h>

#include "core/candor-reading.h"
#include "core/candor-syllables.h"

typedef struct
{
  const char *word;
  guint n;
} Counted;

static void
check_words (const Counted *words, gsize n_words, guint (*count) (const char *))
{
  for (gsize i = 0; i < n_words; i++)
    if (count (words[i].word) != words[i].n)
      g_test_fail_printf ("“%s” is counted as %u syllables, and has %u.", words[i].word,
                          count (words[i].word), words[i].n);
}

/* Catches a wrong diphthong, hiatus or silent letter. */
static void
test_spanish (void)
{
  static const Counted words[] = {
    { "casa", 2 },        { "tratamiento", 4 },  { "aguja", 3 },
    { "microagujas", 5 }, { "guía", 2 },         { "pingüino", 3 },
    { "queloide", 3 },    { "cicatriz", 3 },     { "día", 2 },
    { "país", 2 },        { "aéreo", 4 },        { "y", 1 },
    { "muy", 1 },         { "ley", 1 },          { "yo", 1 },
    { "ayuda", 3 },       { "ahora", 3 },        { "piel", 1 },
    { "anestésica", 5 },  { "cuidado", 3 },      { "limpiáis", 2 },
    { "oír", 2 },         { "causa", 2 },        { "búho", 2 },
    { "prohibir", 2 },    { "guerra", 2 },       { "agua", 2 },
    { "niño", 2 },        { "infección", 3 },    { "Uruguay", 3 },
    { "leer", 2 },        { "construcción", 3 }, { "consentimiento", 5 },
    { "mm", 1 },          { "oye", 2 },
  };

  check_words (words, G_N_ELEMENTS (words), candor_syllables_spanish);
}

static void
test_german (void)
{
  static const Counted words[] = {
    { "Haut", 1 },       { "Behandlung", 3 },   { "Narbe", 2 },
    { "Entzündung", 3 }, { "Nadeln", 2 },       { "Medikament", 4 },
    { "Patientin", 4 },  { "Patient", 3 },      { "verdient", 2 },
    { "dient", 1 },      { "Infektion", 4 },    { "Familie", 4 },
    { "Linie", 3 },      { "Bakterien", 4 },    { "Knie", 1 },
    { "sie", 1 },        { "vier", 1 },         { "Feuer", 2 },
    { "Bauer", 2 },      { "Quelle", 2 },       { "Risiko", 3 },
    { "System", 2 },     { "Blut", 1 },         { "Sonnenschutz", 3 },
    { "Eier", 2 },       { "reagieren", 4 },    { "Ärztin", 2 },
    { "Museum", 3 },     { "Häuser", 2 },       { "Betäubungscreme", 4 },
    { "See", 1 },        { "Haar", 1 },         { "spielen", 2 },
    { "Yoga", 2 },       { "Einwilligung", 4 }, { "groß", 1 },
  };

  check_words (words, G_N_ELEMENTS (words), candor_syllables_german);
}

static void
test_french (void)
{
  static const Counted words[] = {
    { "peau", 1 },       { "crème", 1 },      { "aiguille", 2 }, { "traitement", 3 },
    { "médicament", 4 }, { "cicatrice", 3 },  { "client", 2 },   { "patient", 2 },
    { "océan", 3 },      { "maïs", 2 },       { "naïf", 2 },     { "yeux", 1 },
    { "payer", 2 },      { "essuyer", 3 },    { "vie", 1 },      { "année", 2 },
    { "maladie", 3 },    { "peuvent", 1 },    { "souvent", 2 },  { "doivent", 1 },
    { "rougeur", 2 },    { "soleil", 2 },     { "oui", 1 },      { "feuille", 1 },
    { "fréquent", 2 },   { "les", 1 },        { "que", 1 },      { "infection", 3 },
    { "œil", 1 },        { "sœur", 1 },       { "crier", 2 },    { "aiguilles", 2 },
    { "moyen", 2 },      { "travailler", 3 }, { "guérir", 2 },   { "ça", 1 },
  };

  check_words (words, G_N_ELEMENTS (words), candor_syllables_french);
}

static void
assert_score (const char *language, const char *text, const char *measure, double score)
{
  CandorReading reading = { 0 };

  g_assert_true (candor_reading_measure (language, text, &reading));
  g_assert_cmpstr (reading.measure, ==, measure);
  g_assert_cmpfloat_with_epsilon (reading.score, score, 0.001);
}

/* Catches a wrong factor, and words or sentences that are counted twice or not at all. */
static void
test_formulas (void)
{
  /* 7 words, 2 sentences, 10 syllables: La piel sa-na. No to-que la zo-na. */
  assert_score ("es", "La piel sana. No toque la zona.", "INFLESZ",
                206.835 - 62.3 * 10 / 7 - 7.0 / 2);
  /* 6 words, 2 sentences, 8 syllables: La peau gué-rit. Ne tou-chez pas. */
  assert_score ("fr", "La peau guérit. Ne touchez pas.", "Kandel-Moles",
                207.0 - 1.015 * 6 / 2 - 73.6 * 8 / 6);
  /* Of 6 words, two have 3 syllables or more, two more than 6 letters, two one syllable. */
  assert_score ("de", "Die Behandlung dauert. Nadeln sind eingepackt.", "Wiener Sachtextformel",
                0.1935 * 100 * 2 / 6 + 0.1672 * 6 / 2 + 0.1297 * 100 * 2 / 6 - 0.0327 * 100 * 2 / 6
                    - 0.875);
  /* 5 words, 2 sentences, one long word: the point in a number ends nothing. */
  assert_score ("uk", "Шкіра загоюється. Голка 0,25 мм", "LIX", 5.0 / 2 + 100.0 * 1 / 5);
  /* The Arabic question mark ends a sentence, and signs above letters are none. */
  assert_score ("ar", "هل تؤلم؟ مُعقَّم.", "LIX", 3.0 / 2);
  assert_score ("fr_CA", "L’eau.", "Kandel-Moles", 207.0 - 1.015 * 2 - 73.6 * 2 / 2);
}

/* Catches a gate that lets everything through, and one where there is none. */
static void
test_gates (void)
{
  static const char *const hard[][2] = {
    { "es",
      "La administración inadecuada ocasionaría complicaciones inflamatorias extraordinarias." },
    { "de", "Unsachgemäße Behandlungsmethoden verursachen Entzündungserscheinungen." },
    { "fr", "L’administration inappropriée occasionnerait des complications inflammatoires." },
  };
  static const char *const easy[][2] = {
    { "es", "La piel sana. No toque la zona." },
    { "de", "Die Haut heilt. Das tut gut." },
    { "fr", "La peau guérit. Ne touchez pas." },
  };
  CandorReading reading = { 0 };

  for (gsize i = 0; i < G_N_ELEMENTS (hard); i++)
    {
      g_assert_true (candor_reading_measure (hard[i][0], hard[i][1], &reading));
      g_assert_true (candor_reading_is_hard (&reading));
      g_assert_true (candor_reading_measure (easy[i][0], easy[i][1], &reading));
      g_assert_false (candor_reading_is_hard (&reading));
    }
  g_assert_true (candor_reading_measure ("uk", "Надзвичайноускладнене формулювання.", &reading));
  g_assert_false (candor_reading_is_hard (&reading));
  g_assert_false (candor_reading_measure ("zh_CN", "皮肤会愈合。", &reading));
  g_assert_false (candor_reading_measure ("es", "", &reading));
  g_assert_false (candor_reading_measure ("es", "… — !", &reading));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/reading/spanish", test_spanish);
  g_test_add_func ("/reading/german", test_german);
  g_test_add_func ("/reading/french", test_french);
  g_test_add_func ("/reading/formulas", test_formulas);
  g_test_add_func ("/reading/gates", test_gates);
  return g_test_run ();
}
