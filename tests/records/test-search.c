/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * The search is built for speed; here it is held against one that is not: every record by itself,
 * all that it says in one text, and each word looked for with strstr().
 */
#include <string.h>

#include "records/candor-index.h"
#include "records/candor-needle.h"
#include "records/candor-sought.h"

#define N_RECORDS 1500
#define N_QUERIES 1200
#define N_NEEDLES 200000

static const char *const names[]
    = { "Ana",       "Anna-Lena",  "Đorđe",  "Łucja",    "Zoë",           "Gül",       "İnci",
        "Straßer",   "O’Invented", "王小明", "王",       "小明",          "欧阳 样本", "نور",
        "أحمد",      "Оксана",     "Ґалина", "Вигадана", "Mustermann",    "Przykład",  "Ficticia",
        "Nguyễn Bá", "ＡＢＣ",     "ﷺ",      "𠮷野",     "Ｅｘａｍｐｌｅ" };
static const char *const titles[] = { "Microneedling", "微针", "Мікроголки", "Micro-aiguilles" };
static const char *const people[] = { "Dr Ada Sample", "Nurse Amber Quill", "王医生", "" };
static const char *const outcomes[] = { "agree", "no", "not-now", "stop", "" };
static const char *const languages[] = { NULL, "es", "fr", "de", "uk", "ar", "zh-CN" };
static const char *const days[]
    = { "3 May 19%02u",    "%02u.03.1971",      "1971-%02u",  "3 de febrero de 19%02u",
        "19%02u年2月3日",  "3. Februar 19%02u", "19%02u-02-", "%u/2/1971",
        "٣ فبراير ١٩%02u", "2026-%02u-03" };

static const char *
pick (GRand *random, const char *const *texts, gsize n)
{
  return texts[g_rand_int_range (random, 0, (gint32)n)];
}

#define PICK(texts) pick (random, texts, G_N_ELEMENTS (texts))

static CandorRecordHead *
random_head (GRand *random, guint number)
{
  g_autofree char *id = g_strdup_printf ("id-%u", number);
  g_autofree char *name = g_strconcat (PICK (names), " ", PICK (names), NULL);
  g_autofree char *born
      = g_strdup_printf ("19%02d-%02d-%02d", g_rand_int_range (random, 30, 100),
                         g_rand_int_range (random, 1, 13), g_rand_int_range (random, 1, 29));
  CandorRecordHead *head
      = candor_record_head_new (g_rand_int_range (random, 0, CANDOR_RECORD_N_KINDS), id);

  if (g_rand_int_range (random, 0, 20) > 0)
    candor_record_head_set (head, CANDOR_HEAD_PATIENT_NAME, name);
  if (g_rand_int_range (random, 0, 20) > 0)
    candor_record_head_set (head, CANDOR_HEAD_PATIENT_BORN, born);
  candor_record_head_set (head, CANDOR_HEAD_TITLE, PICK (titles));
  candor_record_head_set (head, CANDOR_HEAD_PRACTITIONER, PICK (people));
  candor_record_head_set (head, CANDOR_HEAD_OUTCOME, PICK (outcomes));
  if (g_rand_boolean (random))
    candor_record_head_set (head, CANDOR_HEAD_TREATMENT_DATE, "2026-02-03");
  return head;
}

static void
add_records (CandorIndex *index, GRand *random, guint from, guint to)
{
  for (guint i = from; i < to; i++)
    {
      g_autoptr (CandorRecordHead) head = random_head (random, i);
      g_autofree char *file = g_strdup_printf ("records/%u.age", i);

      candor_index_add (index, head, file);
    }
}

static void
remove_records (CandorIndex *index, GRand *random, guint n, guint among)
{
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *file
          = g_strdup_printf ("records/%d.age", g_rand_int_range (random, 0, (gint32)among));

      candor_index_remove (index, file);
    }
}

/* Some records were kept on the disk, some came later, and of both some have gone. */
static CandorIndex *
random_index (GRand *random)
{
  g_autoptr (CandorIndex) first = candor_index_new ();
  CandorLogPlace place = { .number = 1 };
  g_autoptr (GBytes) text = NULL;
  g_autoptr (GError) error = NULL;
  CandorIndex *index;

  memset (place.head, 'a', sizeof place.head - 1);
  add_records (first, random, 0, N_RECORDS / 2);
  remove_records (first, random, 20, N_RECORDS / 2);
  text = candor_index_write (first, &place);
  index = candor_index_read (text, &place, &error);
  g_assert_no_error (error);
  add_records (index, random, N_RECORDS / 2, N_RECORDS);
  remove_records (index, random, 60, N_RECORDS);
  return index;
}

/* Returns: (transfer full) (element-type utf8): all that each entry says; %NULL for what has gone */
static GPtrArray *
list_texts (CandorIndex *index)
{
  GPtrArray *texts = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GArray) all = candor_index_search (index, NULL, NULL, NULL);

  g_assert_cmpuint (all->len, ==, candor_index_size (index));
  g_ptr_array_set_size (texts, (gint)g_array_index (all, guint, 0) + 1);
  for (guint i = 0; i < texts->len; i++)
    {
      g_autoptr (CandorRecordHead) head = candor_index_get (index, i, NULL);

      texts->pdata[i] = head != NULL ? candor_record_head_dup_sought (head) : NULL;
    }
  return texts;
}

static GArray *
search_plainly (GPtrArray *texts, const char *words, const CandorLanguage *language)
{
  g_autoptr (CandorSought) sought = candor_sought_new (words, language);
  GArray *found = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = texts->len; i > 0; i--)
    {
      guint number = i - 1;

      if (texts->pdata[number] != NULL && candor_sought_is_in (sought, texts->pdata[number]))
        g_array_append_val (found, number);
    }
  return found;
}

/* Returns: (transfer full): what somebody may have typed of @text: a part of it, perhaps in capitals */
static char *
dup_part (GRand *random, const char *text)
{
  glong length = g_utf8_strlen (text, -1);
  glong from = length > 0 ? g_rand_int_range (random, 0, (gint32)length) : 0;
  glong to = from + g_rand_int_range (random, 0, 6);
  g_autofree char *part = g_utf8_substring (text, from, MIN (to, length));

  return g_rand_boolean (random) ? g_utf8_strup (part, -1) : g_steal_pointer (&part);
}

static char *
random_words (GRand *random, GPtrArray *texts)
{
  GString *words = g_string_new (NULL);
  int n = g_rand_int_range (random, 1, 5);

  for (int i = 0; i < n; i++)
    {
      const char *text = texts->pdata[g_rand_int_range (random, 0, (gint32)texts->len)];
      g_autofree char *part = dup_part (random, text != NULL ? text : "gone");
      int what = g_rand_int_range (random, 0, 6);

      if (i > 0)
        g_string_append_c (words, ' ');
      if (what == 0)
        g_string_append_printf (words, PICK (days), g_rand_int_range (random, 1, 100));
      else if (what == 1)
        g_string_append (words, PICK (names));
      else
        g_string_append (words, part);
    }
  return g_string_free (words, FALSE);
}

static void
assert_same (GArray *found, GArray *plain, const char *words)
{
  if (found->len != plain->len
      || (found->len > 0 && memcmp (found->data, plain->data, found->len * sizeof (guint)) != 0))
    g_error ("“%s” finds %u records, and %u when each is looked at", words, found->len, plain->len);
}

/* Catches a search that finds other records than are there, whatever is typed in whatever script. */
static void
test_plain (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (20260310);
  g_autoptr (CandorIndex) index = random_index (random);
  g_autoptr (GPtrArray) texts = list_texts (index);
  guint n_some = 0;

  for (guint i = 0; i < N_QUERIES; i++)
    {
      g_autofree char *words = random_words (random, texts);
      const CandorLanguage *language = candor_language_find (PICK (languages), NULL);
      g_autoptr (GArray) found = candor_index_search (index, words, language, NULL);
      g_autoptr (GArray) plain = search_plainly (texts, words, language);

      assert_same (found, plain, words);
      n_some += plain->len > 0 && plain->len < candor_index_size (index);
    }
  /* Otherwise nothing was compared. */
  g_assert_cmpuint (n_some, >, N_QUERIES / 4);
}

/* Catches a key that loses or adds a record where the search goes on from the key before. */
static void
test_typed (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (20260311);
  g_autoptr (CandorIndex) index = random_index (random);
  g_autoptr (GPtrArray) texts = list_texts (index);

  for (guint i = 0; i < N_QUERIES / 20; i++)
    {
      g_autofree char *words
          = g_strconcat (PICK (names), " ", PICK (people), " ", PICK (titles), NULL);
      g_autoptr (GArray) found = NULL;

      for (const char *at = words; *at != '\0'; at = g_utf8_next_char (at))
        {
          g_autofree char *typed = g_strndup (words, (gsize)(g_utf8_next_char (at) - words));
          g_autoptr (GArray) plain = search_plainly (texts, typed, NULL);
          g_autoptr (GArray) before = g_steal_pointer (&found);

          found = candor_index_search (index, typed, NULL, before);
          assert_same (found, plain, typed);
        }
    }
}

/* Catches a word that is missed, or found behind the end of a text, wherever in it the word stands. */
static void
test_needle (void)
{
  static const char *const letters[] = { "a", "b", "ab", "\xd0\xb0", "\xd1\x80", "\xe7\x8e\x8b" };
  g_autoptr (GRand) random = g_rand_new_with_seed (20260312);
  guint n_found = 0;

  for (guint i = 0; i < N_NEEDLES; i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autoptr (GString) word = g_string_new (NULL);
      g_autofree char *exact = NULL;
      CandorNeedle needle;
      gboolean found;

      for (int n = g_rand_int_range (random, 0, 40); n > 0; n--)
        g_string_append (text, PICK (letters));
      for (int n = g_rand_int_range (random, 1, 9); n > 0; n--)
        g_string_append (word, PICK (letters));
      /* Behind it is the word itself, which is not a part of it, and not a byte more than promised. */
      exact = g_malloc (text->len + CANDOR_NEEDLE_MARGIN);
      memcpy (exact, text->str, text->len);
      for (gsize at = 0; at < CANDOR_NEEDLE_MARGIN; at++)
        exact[text->len + at] = word->str[at % word->len];
      candor_needle_init (&needle, word->str);
      found = candor_needle_is_in (&needle, exact, text->len);
      if (found != (strstr (text->str, word->str) != NULL))
        g_error ("“%s” is %s “%s”", word->str, found ? "found in" : "missed in", text->str);
      n_found += found;
    }
  g_assert_cmpuint (n_found, >, N_NEEDLES / 10);
  g_assert_cmpuint (n_found, <, N_NEEDLES * 9 / 10);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/records/search/needle", test_needle);
  g_test_add_func ("/records/search/plain", test_plain);
  g_test_add_func ("/records/search/typed", test_typed);
  return g_test_run ();
}
