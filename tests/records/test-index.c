/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * A record is found by whatever somebody at a desk types, and comes out of its wrapping as it went
 * in. What is in a damaged wrapping never comes out as something else.
 */
#include <string.h>

#include "core/candor-error.h"
#include "core/candor-example.h"
#include "records/candor-fold.h"
#include "records/candor-index.h"
#include "records/candor-record-pack.h"

static CandorRecordHead *
new_head (const char *id, const char *name, const char *born, const char *practitioner)
{
  CandorRecordHead *head = candor_record_head_new (CANDOR_RECORD_CONSENT, id);

  candor_record_head_set (head, CANDOR_HEAD_PATIENT_NAME, name);
  candor_record_head_set (head, CANDOR_HEAD_PATIENT_BORN, born);
  candor_record_head_set (head, CANDOR_HEAD_PRACTITIONER, practitioner);
  candor_record_head_set (head, CANDOR_HEAD_TREATMENT_DATE, "2026-04-20");
  candor_record_head_set (head, CANDOR_HEAD_OUTCOME, "agree");
  return head;
}

static CandorIndex *
new_index (void)
{
  static const char *const people[][4] = {
    { "one", "Zoë Łukasiewicz-Øster", "1971-02-03", "Nurse Amber Quill" },
    { "two", "王小明", "1990-12-31", "Dr Basil Fernway" },
    { "three", "أحمد الكاتب", "1955-07-01", "Nurse Amber Quill" },
    { "four", "Anna Testperson", "2001-02-03", "Dr Basil Fernway" },
  };
  CandorIndex *index = candor_index_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (people); i++)
    {
      g_autoptr (CandorRecordHead) head
          = new_head (people[i][0], people[i][1], people[i][2], people[i][3]);
      g_autofree char *file = g_strdup_printf ("records/2026/04/%s.age", people[i][0]);

      candor_index_add (index, head, file);
    }
  return index;
}

/* Returns: (transfer full): the ids that are found, with a space between two */
static char *
search (CandorIndex *index, const char *words, const char *language)
{
  g_autoptr (GArray) found
      = candor_index_search (index, words, candor_language_find (language, NULL), NULL);
  GString *ids = g_string_new (NULL);

  for (guint i = 0; i < found->len; i++)
    {
      g_autoptr (CandorRecordHead) head
          = candor_index_get (index, g_array_index (found, guint, i), NULL);

      g_string_append_printf (ids, "%s%s", i > 0 ? " " : "",
                              candor_record_head_get (head, CANDOR_HEAD_ID));
    }
  return g_string_free (ids, FALSE);
}

static void
assert_finds_in (CandorIndex *index, const char *language, const char *words, const char *ids)
{
  g_autofree char *found = search (index, words, language);

  if (strcmp (found, ids) != 0)
    g_error ("“%s” finds “%s”, not “%s”", words, found, ids);
}

static void
assert_finds (CandorIndex *index, const char *words, const char *ids)
{
  assert_finds_in (index, NULL, words, ids);
}

/* Catches a letter, a digit or a space that keeps a person from being found. */
static void
test_fold (void)
{
  static const char *const pairs[][2] = {
    { "Łódź", "lodz" },           { "  Zoë \t Ærø ", "zoe aero" }, { "STRASSE", "strasse" },
    { "Straße", "strasse" },      { "İstanbul", "istanbul" },      { "ＡＢＣ１２", "abc12" },
    { "٢٠٢٦", "2026" },           { "Ґалаґан", "галаган" },        { "يحيى", "يحيي" },
    { "مـحـمـد", "محمد" },        { "王小明", "王小明" },          { "", "" },
    { "O’Brien", "o'brien" },     { "OʼBrien", "o'brien" },        { "Anna‐Lena", "anna-lena" },
    { "a\xff", "a\xef\xbf\xbd" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      g_autofree char *folded = candor_fold (pairs[i][0]);

      g_assert_cmpstr (folded, ==, pairs[i][1]);
    }
}

/* Catches a search that misses somebody, or finds more than was asked for. */
static void
test_search (void)
{
  g_autoptr (CandorIndex) index = new_index ();

  assert_finds (index, "", "four three two one");
  assert_finds (index, "zoe", "one");
  assert_finds (index, "OSTER luka", "one");
  assert_finds (index, "小明", "two");
  assert_finds (index, "احمد", "three");
  assert_finds (index, "amber", "three one");
  assert_finds (index, "1971-02-03", "one");
  assert_finds (index, "3.2.1971", "one");
  assert_finds (index, "03/02/2001", "four");
  assert_finds (index, "amber 1955", "three");
  assert_finds (index, "agree", "four three two one");
  assert_finds (index, "anna amber", "");
  /* The end of one field and the start of the next are no word. */
  assert_finds (index, "nanna", "");
  assert_finds (index, "nobody", "");
}

/* Catches a day that is not found as people of a clinic write it, in one word or in several, and a word of
 * a date that finds whatever else it stands in. */
static void
test_dates (void)
{
  static const struct
  {
    const char *language;
    const char *words;
    const char *ids;
  } dates[] = {
    { NULL, "3 February 1971", "one" },
    { NULL, "zoe the 3rd of Feb 1971 luka", "one" },
    { NULL, "February 3, 1971", "one" },
    { NULL, "4 February 1971", "" },
    { NULL, "3 febrero 1971", "" },
    { "es", "3 de febrero de 1971", "one" },
    { "es", "Zoë 3 de febrero de 1971", "one" },
    { "es", "3 February 1971", "one" },
    { "es", "1971-02-03", "one" },
    { "fr", "3 février 1971", "one" },
    { "fr", "le 3 févr. 1971", "one" },
    { "de", "3. Februar 1971", "one" },
    { "uk", "3 лютого 1971 р.", "one" },
    { "ar", "٣ فبراير ١٩٧١", "one" },
    { "zh-CN", "1971年2月3日", "one" },
    { "zh-CN", "1971 年 2 月 3 日", "one" },
    { "zh-CN", "1971年2月4日", "" },
  };
  g_autoptr (CandorIndex) index = new_index ();

  for (gsize i = 0; i < G_N_ELEMENTS (dates); i++)
    assert_finds_in (index, dates[i].language, dates[i].words, dates[i].ids);
}

/* Catches a search that goes on from what was found before and ends elsewhere than a new one. */
static void
test_search_goes_on (void)
{
  g_autoptr (CandorIndex) index = new_index ();
  static const char typed[] = "Amber 19";
  g_autoptr (GArray) among = NULL;

  for (gsize n = 1; n <= strlen (typed); n++)
    {
      g_autofree char *words = g_strndup (typed, n);
      g_autoptr (GArray) anew = candor_index_search (index, words, NULL, NULL);
      GArray *found = candor_index_search (index, words, NULL, among);

      g_clear_pointer (&among, g_array_unref);
      among = found;
      g_assert_cmpmem (among->data, among->len * sizeof (guint), anew->data,
                       anew->len * sizeof (guint));
    }
  g_assert_cmpuint (among->len, ==, 2);
}

/* Catches a withdrawal that does not mark its consent, in whichever order the two are met. */
static void
test_withdrawn (void)
{
  for (int first = 0; first < 2; first++)
    {
      g_autoptr (CandorIndex) index = candor_index_new ();
      g_autoptr (CandorRecordHead) consent = new_head ("c", "Anna Testperson", NULL, NULL);
      g_autoptr (CandorRecordHead) other = new_head ("o", "Ben Testperson", NULL, NULL);
      g_autoptr (CandorRecordHead) withdrawal
          = candor_record_head_new (CANDOR_RECORD_WITHDRAWAL, "w");
      g_autoptr (GArray) about = NULL;
      guint entry;

      candor_record_head_set (withdrawal, CANDOR_HEAD_OF, "c");
      if (first)
        candor_index_add (index, withdrawal, "records/2026/05/w.age");
      candor_index_add (index, consent, "records/2026/04/c.age");
      candor_index_add (index, other, "records/2026/04/o.age");
      if (!first)
        candor_index_add (index, withdrawal, "records/2026/05/w.age");

      g_assert_true (candor_index_find (index, "c", &entry));
      g_assert_true (candor_index_is_withdrawn (index, entry));
      g_assert_true (candor_index_find (index, "o", &entry));
      g_assert_false (candor_index_is_withdrawn (index, entry));
      about = candor_index_about (index, "c");
      g_assert_cmpuint (about->len, ==, 1);
    }
}

/* Catches an index that loses a record, a letter or what has expired on its way through the disk. */
static void
test_kept (void)
{
  g_autoptr (CandorIndex) index = new_index ();
  g_autoptr (CandorIndex) again = NULL;
  g_autoptr (CandorRecordHead) odd = new_head ("odd", "Tab\tLine\nBack\\slash\\t", NULL, NULL);
  CandorLogPlace place = { .number = 77, .end = 12345 };
  CandorLogPlace read = { 0 };
  g_autoptr (GBytes) text = NULL;
  g_autoptr (CandorRecordHead) found = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *file = NULL;
  guint entry;

  memset (place.head, 'a', sizeof place.head - 1);
  candor_index_add (index, odd, "records/2026/06/odd.age");
  g_assert_true (candor_index_remove (index, "records/2026/04/two.age"));
  g_assert_false (candor_index_remove (index, "records/2026/04/two.age"));
  text = candor_index_write (index, &place);
  again = candor_index_read (text, &read, &error);
  g_assert_no_error (error);

  g_assert_cmpmem (&place, sizeof place, &read, sizeof read);
  g_assert_cmpuint (candor_index_size (again), ==, 4);
  assert_finds (again, "", "odd four three one");
  assert_finds (again, "小明", "");
  g_assert_true (candor_index_find (again, "odd", &entry));
  found = candor_index_get (again, entry, &file);
  g_assert_cmpstr (file, ==, "records/2026/06/odd.age");
  for (guint i = 0; i < CANDOR_HEAD_N_FIELDS; i++)
    g_assert_cmpstr (candor_record_head_get (found, i), ==, candor_record_head_get (odd, i));
}

/* Catches a damaged list that is taken for a whole one: it must be made again. */
static void
test_kept_cut (void)
{
  g_autoptr (CandorIndex) index = new_index ();
  CandorLogPlace place = { .number = 4, .end = 999 };
  g_autoptr (GBytes) text = NULL;
  gsize size;
  guint n_whole = 0;

  memset (place.head, 'b', sizeof place.head - 1);
  text = candor_index_write (index, &place);
  size = g_bytes_get_size (text);
  for (gsize n = 0; n < size; n++)
    {
      g_autoptr (GBytes) part = g_bytes_new_from_bytes (text, 0, n);
      g_autoptr (CandorIndex) read = candor_index_read (part, &place, NULL);

      n_whole += read != NULL;
    }
  g_assert_cmpuint (n_whole, ==, 0);
}

static void
pack_example (CandorRecordParts *parts, GBytes **packed)
{
  g_autofree char *path = g_build_filename (TEST_DATA, "procedures", "glimmer-brushing.xml", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (CandorProcedure) procedure = candor_procedure_load (path, &error);
  g_autoptr (CandorVisit) visit = NULL;
  g_autoptr (GDateTime) filed = g_date_time_new_utc (2026, 4, 20, 10, 0, 0);
  char *json;
  gsize length;

  g_assert_no_error (error);
  visit = candor_example_complete (procedure, &(CandorExample){ 0 }, &error);
  g_assert_no_error (error);
  json = candor_visit_to_json (visit, &length);
  parts->head = candor_record_head_of_visit (procedure, visit, filed);
  parts->form = g_bytes_new_static ("%PDF-1.7 form\0 with a zero", 26);
  parts->visit = g_bytes_new_take (json, length);
  *packed = candor_record_pack (parts, g_date_time_to_unix (filed), &error);
  g_assert_no_error (error);
}

/* Catches a record that comes out otherwise than it went in. */
static void
test_pack (void)
{
  g_auto (CandorRecordParts) parts = { NULL };
  g_auto (CandorRecordParts) again = { NULL };
  g_autoptr (GBytes) packed = NULL;
  g_autoptr (GBytes) start = NULL;
  g_autoptr (CandorRecordHead) head = NULL;
  g_autoptr (GError) error = NULL;

  pack_example (&parts, &packed);
  g_assert_true (candor_record_unpack (packed, &again, &error));
  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (again.form, parts.form));
  g_assert_true (g_bytes_equal (again.visit, parts.visit));
  start = g_bytes_new_from_bytes (packed, 0, 4096);
  head = candor_record_unpack_head (start, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < CANDOR_HEAD_N_FIELDS; i++)
    {
      g_assert_cmpstr (candor_record_head_get (again.head, i), ==,
                       candor_record_head_get (parts.head, i));
      g_assert_cmpstr (candor_record_head_get (head, i), ==,
                       candor_record_head_get (parts.head, i));
    }
  g_assert_cmpstr (candor_record_head_get (head, CANDOR_HEAD_OUTCOME), ==, "agree");
}

/* Catches a record that is acknowledged and can never be listed, because somebody typed a lot. */
static void
test_long_fields (void)
{
  g_autofree char *name = g_strnfill (100000, 'n');
  g_auto (CandorRecordParts) parts = { NULL };
  g_autoptr (CandorRecordHead) head = NULL;
  g_autoptr (GBytes) packed = NULL;
  g_autoptr (GBytes) start = NULL;
  g_autoptr (GError) error = NULL;

  parts.head = candor_record_head_new (CANDOR_RECORD_CONSENT, "long");
  parts.form = g_bytes_new_static ("%PDF", 4);
  for (guint i = 0; i < CANDOR_HEAD_N_FIELDS; i++)
    if (i != CANDOR_HEAD_ID && i != CANDOR_HEAD_KIND)
      candor_record_head_set (parts.head, i, name);
  packed = candor_record_pack (&parts, 0, &error);
  g_assert_no_error (error);
  start = g_bytes_new_from_bytes (packed, 0, MIN (65536, g_bytes_get_size (packed)));
  head = candor_record_unpack_head (start, &error);
  g_assert_no_error (error);
  g_assert_true (g_str_has_prefix (candor_record_head_get (head, CANDOR_HEAD_PATIENT_NAME), "nnn"));
}

/* Catches a record cut anywhere that is given out as if it were whole, or that crashes. */
static void
test_pack_cut (void)
{
  g_auto (CandorRecordParts) parts = { NULL };
  g_autoptr (GBytes) packed = NULL;
  gsize size;

  pack_example (&parts, &packed);
  size = g_bytes_get_size (packed);
  for (gsize n = 0; n < size; n += 97)
    {
      g_autoptr (GBytes) part = g_bytes_new_from_bytes (packed, 0, n);
      g_auto (CandorRecordParts) again = { NULL };

      if (candor_record_unpack (part, &again, NULL))
        g_assert_true (g_bytes_equal (again.form, parts.form));
    }
}

/* Catches a head that is no head: somebody with the keys of the clinic is not trusted either. */
static void
test_hostile_heads (void)
{
  static const char *const heads[] = { "",
                                       "[]",
                                       "{}",
                                       "{\"version\":1}",
                                       "{\"version\":2,\"id\":\"a\",\"kind\":\"consent\"}",
                                       "{\"version\":1,\"id\":\"a\",\"kind\":\"contract\"}",
                                       "{\"version\":1,\"id\":7,\"kind\":\"consent\"}",
                                       "{\"version\":1,\"kind\":\"consent\"}",
                                       "{\"version\":1,\"id\":\"a\",\"kind\":[\"consent\"]}",
                                       "{\"version\":1,\"id\":\"a\",\"kind\":\"consent\"",
                                       "{\"version\":1,\"id\":\"\xff\",\"kind\":\"consent\"}" };

  for (gsize i = 0; i < G_N_ELEMENTS (heads); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (CandorRecordHead) head
          = candor_record_head_from_json (heads[i], strlen (heads[i]), &error);

      g_assert_null (head);
      g_assert_error (error, CANDOR_ERROR, CANDOR_ERROR_INVALID);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/records/fold", test_fold);
  g_test_add_func ("/records/index/search", test_search);
  g_test_add_func ("/records/index/dates", test_dates);
  g_test_add_func ("/records/index/search-goes-on", test_search_goes_on);
  g_test_add_func ("/records/index/withdrawn", test_withdrawn);
  g_test_add_func ("/records/index/kept", test_kept);
  g_test_add_func ("/records/index/kept-cut", test_kept_cut);
  g_test_add_func ("/records/pack", test_pack);
  g_test_add_func ("/records/pack/long-fields", test_long_fields);
  g_test_add_func ("/records/pack/cut", test_pack_cut);
  g_test_add_func ("/records/head/hostile", test_hostile_heads);
  return g_test_run ();
}
