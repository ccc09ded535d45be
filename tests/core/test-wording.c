/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * The words of data/wording/en.ini: what they must find, what they must let through, and that every
 * sentence of the app and of the procedures that it ships passes them.
 */
#include "help.h"

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

/* Catches a sentence that tells somebody to stop a medicine, or that promises too much, and passes. */
static void
test_forbidden (void)
{
  static const char *const sentences[] = {
    "Stop your blood thinner a week before.",
    "Please avoid aspirin.",
    "AVOID ASPIRIN",
    "Refrain from blood-thinners before the day.",
    "Pause your prescribed cream for 7 days.",
    "Skip your tablets that day.",
    "Cut  down\n on painkillers.",
    "Do not take ibuprofen.",
    "Don’t take ibuprofen.",
    "Stop the *retinoid* now",
    "We ask your prescriber. Then stop the warfarin.",
    "It is fine: discontinue the antibiotic.",
    "You may want to hold off on your medication",
    "It is painless.",
    "There is no downtime!",
    "It is safe for everyone.",
    "Safe for\teveryone",
    "Results are guaranteed.",
    "It is suitable for all skin types.",
    "An effective treatment",
    "This is not painless.",
    "8% of people see marks.",
    "About 8 percent of people see marks.",
    "12 per cent",
    "Out of 100 people, many. But 8% of them.",
  };
  g_autoptr (CandorWording) wording = load_wording ();

  for (gsize i = 0; i < G_N_ELEMENTS (sentences); i++)
    {
      g_autofree char *finding = candor_wording_check (wording, sentences[i]);

      if (finding == NULL)
        g_test_fail_printf ("This passes: %s", sentences[i]);
      else
        g_assert_true (g_str_has_suffix (finding, "."));
    }
}

/* Catches a sentence that is as it should be and is not let through. */
static void
test_allowed (void)
{
  static const char *const sentences[] = {
    "Never stop a medicine by yourself.",
    "Tell us about your blood thinner. Never stop it by yourself.",
    "We ask the person who prescribed it whether you may stop the aspirin.",
    "Keep taking your tablets.",
    "Avoid the sun. Take your medicine as always.",
    "Stop and rest: your skin is sore.",
    "Do not stop your medicine.",
    "Don’t stop your medicine.",
    "A stopper on the pillow, a nonstopping dosette.",
    "Most people feel some pain.",
    "Nothing is safe for every person.",
    "8% of people see marks: that is 8 out of 100.",
    "In a study, 8% (8 out of 100) saw marks.",
    "It has %s sections and is %d%% done.",
    "The effect is common.",
    "Ineffectiveness is not a word of ours.",
    "",
  };
  g_autoptr (CandorWording) wording = load_wording ();

  for (gsize i = 0; i < G_N_ELEMENTS (sentences); i++)
    {
      g_autofree char *finding = candor_wording_check (wording, sentences[i]);

      /* The sign and its people have to stand in one sentence; a colon ends one. */
      if (g_str_has_prefix (sentences[i], "8% of people see marks:"))
        g_assert_nonnull (finding);
      else if (finding != NULL)
        g_test_fail_printf ("“%s”: %s", sentences[i], finding);
    }
}

/* Catches a word of the list that can never be found, because of how it is written there. */
static void
test_every_entry_is_found (void)
{
  g_autoptr (CandorWording) wording = load_wording ();
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree char *path = candor_data_find ("wording/en.ini");
  g_auto (GStrv) verbs = NULL;
  g_auto (GStrv) medicines = NULL;
  g_auto (GStrv) excuses = NULL;
  g_auto (GStrv) phrases = NULL;

  g_assert_true (g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, NULL));
  verbs = g_key_file_get_string_list (file, "medicine-stop", "verbs", NULL, NULL);
  medicines = g_key_file_get_string_list (file, "medicine-stop", "medicines", NULL, NULL);
  excuses = g_key_file_get_string_list (file, "medicine-stop", "excuses", NULL, NULL);
  phrases = g_key_file_get_string_list (file, "never-say", "phrases", NULL, NULL);

  for (gsize i = 0; verbs[i] != NULL; i++)
    {
      g_autofree char *sentence = g_strdup_printf ("Please %s the tablets.", verbs[i]);
      g_autofree char *finding = candor_wording_check (wording, sentence);

      if (finding == NULL)
        g_test_fail_printf ("This passes: %s", sentence);
    }
  for (gsize i = 0; medicines[i] != NULL; i++)
    {
      g_autofree char *sentence = g_strdup_printf ("Stop *%s*, please.", medicines[i]);
      g_autofree char *finding = candor_wording_check (wording, sentence);

      if (finding == NULL)
        g_test_fail_printf ("This passes: %s", sentence);
    }
  for (gsize i = 0; excuses[i] != NULL; i++)
    {
      g_autofree char *sentence = g_strdup_printf ("Stop the tablets, %s.", excuses[i]);
      g_autofree char *finding = candor_wording_check (wording, sentence);

      if (finding != NULL)
        g_test_fail_printf ("%s: %s", sentence, finding);
    }
  for (gsize i = 0; phrases[i] != NULL; i++)
    {
      g_autofree char *sentence = g_strdup_printf ("It is %s.", phrases[i]);
      g_autofree char *finding = candor_wording_check (wording, sentence);

      if (finding == NULL)
        g_test_fail_printf ("This passes: %s", sentence);
    }
}

static guint
add_folder (GStrvBuilder *files, const char *folder)
{
  g_autofree char *path = g_build_filename (SOURCE_ROOT, folder, NULL);
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;
  guint n = 0;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *inner = g_build_filename (folder, name, NULL);
      g_autofree char *whole = g_build_filename (SOURCE_ROOT, inner, NULL);

      if (g_file_test (whole, G_FILE_TEST_IS_DIR))
        n += add_folder (files, inner);
      else if (g_str_has_suffix (name, ".c") || g_str_has_suffix (name, ".ui"))
        {
          g_strv_builder_add (files, inner);
          n++;
        }
    }
  return n;
}

/* Catches a sentence of the app that no patient should read. All sources are looked at, listed for
 * translators or not. */
static void
test_every_string_of_the_app (void)
{
  g_autoptr (CandorWording) wording = load_wording ();
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  guint n_files = add_folder (builder, "src") + add_folder (builder, "ui");
  g_auto (GStrv) files = g_strv_builder_end (builder);
  g_autoptr (GHashTable) strings = help_extract_strings ((const char *const *)files);
  GHashTableIter iter;
  gpointer string;

  g_test_message ("%u strings in %u files", g_hash_table_size (strings), n_files);
  g_assert_cmpuint (n_files, >, 20);
  g_assert_cmpuint (g_hash_table_size (strings), >, 50);
  g_hash_table_iter_init (&iter, strings);
  while (g_hash_table_iter_next (&iter, &string, NULL))
    {
      g_autofree char *finding = candor_wording_check (wording, string);
      g_autofree char *mixed = candor_script_find_mixed (string, NULL);

      if (finding != NULL)
        g_test_fail_printf ("“%s”: %s", (char *)string, finding);
      if (mixed != NULL)
        g_test_fail_printf ("“%s” mixes scripts in “%s”.", (char *)string, mixed);
    }
}

/* Catches a list of words that was damaged and then finds nothing: each list is needed. */
static void
test_damaged_list (void)
{
  static const char *const keys[]
      = { "verbs", "medicines", "excuses", "phrases", "signs", "needs", "words" };
  g_autofree char *path = candor_data_find ("wording/en.ini");
  g_autofree char *text = help_read (path);

  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      g_autofree char *line = g_strdup_printf ("\n%s=", keys[i]);
      g_autofree char *other = g_strdup_printf ("\nx%s=", keys[i]);
      g_autofree char *damaged = help_replace (text, line, other);
      g_autofree char *copy = g_build_filename (g_get_tmp_dir (), "candor-words-XXXXXX", NULL);
      g_autoptr (GError) error = NULL;
      int fd = g_mkstemp (copy);

      g_assert_cmpint (fd, >=, 0);
      close (fd);
      g_assert_true (g_file_set_contents (copy, damaged, -1, NULL));
      g_assert_null (candor_wording_load (copy, &error));
      help_assert_refused (error, copy, keys[i]);
      unlink (copy);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wording/forbidden", test_forbidden);
  g_test_add_func ("/wording/allowed", test_allowed);
  g_test_add_func ("/wording/every-entry-is-found", test_every_entry_is_found);
  g_test_add_func ("/wording/every-string-of-the-app", test_every_string_of_the_app);
  g_test_add_func ("/wording/damaged-list", test_damaged_list);
  return g_test_run ();
}
