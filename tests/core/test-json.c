/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * A visit as JSON and back: nothing is lost, nothing is changed, and what people write by hand is
 * understood.
 */
#include "help.h"

#include <string.h>

static CandorVisit *
read_visit (const char *json)
{
  g_autoptr (GError) error = NULL;
  CandorVisit *visit = candor_visit_from_json ("visit.json", json, -1, &error);

  g_assert_no_error (error);
  g_assert_nonnull (visit);
  return visit;
}

static void
assert_same_again (CandorVisit *visit)
{
  gsize length, again_length;
  g_autofree char *json = candor_visit_to_json (visit, &length);
  g_autoptr (CandorVisit) read = read_visit (json);
  g_autofree char *again = candor_visit_to_json (read, &again_length);

  g_assert_cmpmem (json, length, again, again_length);
  g_assert_cmpuint (length, ==, strlen (json));
  g_assert_true (g_str_has_suffix (json, "}\n"));
  g_assert_true (g_utf8_validate (json, length, NULL));
}

/* Catches a value that is lost or changed on its way to the disk and back: complete visits of both
 * procedures with every outcome, byte by byte. */
static void
test_round_trip (void)
{
  static const char *const procedures[] = { HELP_REAL, HELP_INVENTED };

  for (gsize i = 0; i < G_N_ELEMENTS (procedures); i++)
    for (CandorOutcome outcome = CANDOR_OUTCOME_AGREE; outcome <= CANDOR_OUTCOME_STOP; outcome++)
      {
        g_autoptr (CandorProcedure) procedure = help_procedure (procedures[i]);
        g_autoptr (CandorVisit) visit = help_example (procedure, outcome);

        assert_same_again (visit);
      }
}

/* Catches a control character, pasted into a name, with which the visit is written and then never
 * read again. */
static void
test_control_characters (void)
{
  g_autoptr (CandorVisit) visit = candor_visit_new ();

  for (char c = 1; c < 0x7f; c++)
    {
      const char name[] = { 'A', c, 'B', '\0' };

      candor_visit_set (visit, CANDOR_FIELD_PATIENT_NAME, name);
      assert_same_again (visit);
    }
}

/* Catches the same for a visit in which every value that there can be is set, and for an empty one. */
static void
test_round_trip_of_all_and_nothing (void)
{
  g_autoptr (CandorProcedure) procedure = help_procedure (HELP_REAL);
  g_autoptr (CandorVisit) full = help_full_visit (procedure);
  g_autoptr (CandorVisit) empty = candor_visit_new ();

  assert_same_again (full);
  assert_same_again (empty);
}

/* Catches a single value that is written or read at another's place. */
static void
test_every_field (void)
{
  for (gsize i = 0; i < CANDOR_N_FIELDS; i++)
    {
      static const char *const tries[] = { "some words", "1984-05-03", "2026-11-22T14:05:00+01:00",
                                           "agree", "6ba7b810-9dad-11d1-80b4-00c04fd430c8" };
      guint read = 0;

      for (gsize j = 0; j < G_N_ELEMENTS (tries); j++)
        {
          g_autoptr (CandorVisit) visit = candor_visit_new ();
          g_autoptr (CandorVisit) again = NULL;
          g_autofree char *json = NULL;

          candor_visit_set (visit, i, tries[j]);
          json = candor_visit_to_json (visit, NULL);
          again = candor_visit_from_json ("visit.json", json, -1, NULL);
          if (again == NULL)
            continue;
          read++;
          for (gsize k = 0; k < CANDOR_N_FIELDS; k++)
            g_assert_cmpstr (candor_visit_get (again, k), ==, k == i ? tries[j] : NULL);
        }
      if (read == 0)
        g_error ("No value of “%s” is read.", candor_visit_field_path (i));
    }
}

/* Catches points of ink that are changed: each is evidence. A thousandth of a pixel and of a
 * millisecond is kept. */
static void
test_points (void)
{
  g_autoptr (CandorVisit) visit = candor_visit_new ();
  g_autoptr (CandorVisit) again = NULL;
  g_autofree char *json = NULL;
  CandorSignature *signature = candor_signature_new (CANDOR_ROLE_PATIENT, "Ana Example", "Mine.");
  CandorStroke *stroke = candor_stroke_new (CANDOR_DEVICE_PEN);
  const CandorSignature *read;
  const CandorStroke *line;

  for (int i = 0; i < 10000; i++)
    candor_stroke_add (stroke, i / 7.0, -i / 1000.0, i % 2 ? -1 : i / 10000.0, i * 1.001);
  g_ptr_array_add (signature->strokes, stroke);
  candor_visit_take_signature (visit, signature);

  json = candor_visit_to_json (visit, NULL);
  again = read_visit (json);
  read = candor_visit_get_signature (again, CANDOR_ROLE_PATIENT);
  g_assert_cmpuint (read->strokes->len, ==, 1);
  line = read->strokes->pdata[0];
  g_assert_cmpint (line->device, ==, CANDOR_DEVICE_PEN);
  g_assert_cmpuint (line->points->len, ==, 10000);
  for (guint i = 0; i < line->points->len; i++)
    {
      const CandorPoint *point = &g_array_index (line->points, CandorPoint, i);
      const CandorPoint *given = &g_array_index (stroke->points, CandorPoint, i);

      g_assert_cmpfloat_with_epsilon (point->x, given->x, 0.00051);
      g_assert_cmpfloat_with_epsilon (point->y, given->y, 0.00051);
      g_assert_cmpfloat_with_epsilon (point->pressure, given->pressure, 0.00051);
      g_assert_cmpfloat_with_epsilon (point->time, given->time, 0.00051);
    }
}

/* Catches words that come back otherwise: quotation marks, line ends, other scripts, and words that
 * look like JSON. */
static void
test_words (void)
{
  static const char *const words[] = { "\"",
                                       "\\",
                                       "\\u0041",
                                       "\n",
                                       "\t",
                                       "{\"a\": [1, 2, 3, 4]}",
                                       "[\n1,\n2,\n3,\n4\n]",
                                       "[ 1, 2, 3, 4]",
                                       "ü",
                                       "语言",
                                       "😀",
                                       "اسم",
                                       "\x7f",
                                       "\x01",
                                       "</script>",
                                       "%s%n",
                                       " " };

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    {
      g_autoptr (CandorVisit) visit = candor_visit_new ();
      g_autoptr (CandorVisit) again = NULL;
      g_autofree char *json = NULL;

      candor_visit_set (visit, CANDOR_FIELD_PATIENT_NAME, words[i]);
      candor_visit_set_question (visit, 0, words[i]);
      candor_visit_set_answer_detail (visit, "q", words[i]);
      json = candor_visit_to_json (visit, NULL);
      again = read_visit (json);
      g_assert_cmpstr (candor_visit_get (again, CANDOR_FIELD_PATIENT_NAME), ==, words[i]);
      g_assert_cmpstr (candor_visit_get_question (again, 0)->question, ==, words[i]);
      g_assert_cmpstr (candor_visit_get_answer (again, "q")->detail, ==, words[i]);
    }
}

/* Catches text of a broken encoding that reaches the file, which could then never be read. */
static void
test_broken_words (void)
{
  g_autoptr (CandorVisit) visit = candor_visit_new ();

  candor_visit_set (visit, CANDOR_FIELD_PATIENT_NAME, "Ana \xff Example");
  candor_visit_set_question (visit, 0, "What \xc3?");
  assert_same_again (visit);
}

/* Catches what people write by hand and what is not understood, or not as it was meant. */
static void
test_written_by_hand (void)
{
  g_autoptr (CandorVisit) visit = read_visit (
      " {\"procedure\": \"microneedling\", \"patient\": {\"name\": \"Ana Example\", \"goal\": "
      "null},\n"
      "\"treatment\": {\"area\": \"\"}, \"decision\": null,\n"
      "\"answers\": {\"a\": \"yes\", \"b\": {\"reply\": \"not-sure\", \"detail\": \"perhaps\"},\n"
      "  \"c\": {\"detail\": \"words\"}, \"d\": {\"reply\": \"yes\", \"date\": \"2026-11-20\"}},\n"
      "\"check\": {\"e\": {\"latest\": \"b\"}},\n"
      "\"questions\": [\"Does it hurt?\", {\"question\": \"How long?\", \"reply\": \"Not "
      "long.\"}],\n"
      "\"signatures\": [{\"role\": \"patient\", \"strokes\": [[[1, 2], [3, 4.5, 0.5, 16]]]}]} \n");
  const CandorSignature *signature = candor_visit_get_signature (visit, CANDOR_ROLE_PATIENT);
  const CandorStroke *stroke;
  const CandorPoint *point;

  g_assert_cmpstr (candor_visit_get (visit, CANDOR_FIELD_PROCEDURE), ==, "microneedling");
  g_assert_null (candor_visit_get (visit, CANDOR_FIELD_PATIENT_GOAL));
  g_assert_null (candor_visit_get (visit, CANDOR_FIELD_TREATMENT_AREA));
  g_assert_null (candor_visit_get (visit, CANDOR_FIELD_DECISION));
  g_assert_cmpint (candor_visit_get_answer (visit, "a")->reply, ==, CANDOR_REPLY_YES);
  g_assert_cmpint (candor_visit_get_answer (visit, "b")->reply, ==, CANDOR_REPLY_NOT_SURE);
  g_assert_cmpstr (candor_visit_get_answer (visit, "b")->detail, ==, "perhaps");
  g_assert_false (candor_visit_get_answer (visit, "c")->given);
  g_assert_cmpstr (candor_visit_get_answer (visit, "d")->date, ==, "2026-11-20");
  g_assert_cmpstr (candor_visit_get_check (visit, "e")->first, ==, "b");
  g_assert_cmpuint (candor_visit_n_questions (visit), ==, 2);
  g_assert_null (candor_visit_get_question (visit, 0)->reply);
  g_assert_cmpstr (candor_visit_get_question (visit, 1)->reply, ==, "Not long.");

  g_assert_cmpint (signature->method, ==, CANDOR_METHOD_DRAWN);
  stroke = signature->strokes->pdata[0];
  g_assert_cmpint (stroke->device, ==, CANDOR_DEVICE_MOUSE);
  point = &g_array_index (stroke->points, CandorPoint, 0);
  g_assert_cmpfloat (point->pressure, ==, -1);
  g_assert_cmpfloat (point->time, ==, 0);
  point = &g_array_index (stroke->points, CandorPoint, 1);
  g_assert_cmpfloat (point->y, ==, 4.5);
  g_assert_cmpfloat (point->time, ==, 16);
}

/* Catches a signed visit that is shown with other words than those that were signed for. */
static void
test_bound_to_its_text (void)
{
  g_autoptr (CandorProcedure) procedure = help_procedure (HELP_REAL);
  g_autoptr (CandorProcedure) other = help_procedure (HELP_INVENTED);
  g_autoptr (CandorVisit) visit = help_example (procedure, CANDOR_OUTCOME_AGREE);
  g_autofree char *path = help_procedure_path (HELP_REAL);
  g_autofree char *xml = help_read (path);
  static const struct
  {
    const char *old;
    const char *new;
    gboolean same; /* the change is nothing that a patient reads */
  } changes[] = {
    { "<title>Microneedling</title>", "<title>Microneedling!</title>", FALSE },
    { "version=\"1.0\" encoding", "version=\"1.0\"  encoding", TRUE },
    { "<procedure ", "<!-- a comment --><procedure ", TRUE },
    { "<review status=\"not-reviewed\"/>",
      "<review status=\"approved\" by=\"A\" role=\"B\" date=\"2026-01-01\"/>", TRUE },
    { "<age below=\"18\"", "<age below=\"17\"", FALSE },
    { "<question id=\"keloid\"", "<question id=\"keloids\"", FALSE },
    { "<option id=\"a\">It puts", "<option id=\"d\">It puts", FALSE },
    { "phase=\"before\" from=\"-14\"", "phase=\"before\" from=\"-13\"", FALSE },
  };
  g_autoptr (GError) error = NULL;

  g_assert_true (candor_visit_check_text (visit, procedure, &error));
  g_assert_no_error (error);
  g_assert_true (candor_visit_bind_text (visit, procedure, &error));
  g_assert_false (candor_visit_check_text (visit, other, &error));
  g_assert_error (error, CANDOR_ERROR, CANDOR_ERROR_OTHER_TEXT);
  g_clear_error (&error);

  for (gsize i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_autofree char *changed = help_replace (xml, changes[i].old, changes[i].new);
      g_autoptr (CandorProcedure) newer = candor_procedure_parse ("p.xml", changed, -1, &error);

      g_assert_no_error (error);
      g_test_message ("%s", changes[i].new);
      g_assert_cmpint (candor_visit_check_text (visit, newer, &error), ==, changes[i].same);
      if (!changes[i].same)
        g_assert_error (error, CANDOR_ERROR, CANDOR_ERROR_OTHER_TEXT);
      g_assert_cmpint (candor_visit_bind_text (visit, newer, NULL), ==, changes[i].same);
      g_clear_error (&error);
    }

  /* A visit that nobody has signed is bound to nothing yet. */
  candor_visit_set (visit, CANDOR_FIELD_TEXT_SHA256, NULL);
  g_assert_true (candor_visit_check_text (visit, procedure, NULL));
}

/* Catches a visit that was signed in one language and says that its patient reads another: whichever of
 * the two a paper went by, it might not be the one that was read. */
static void
test_two_languages (void)
{
  static const struct
  {
    const char *language;
    const char *read; /* NULL: the file does not say */
    const char *hash;
    gboolean good;
  } visits[] = {
    { "\"language\": \"en\",", "en", "a1", TRUE },
    { "\"language\": \"es\",", "es", "a1", TRUE },
    { "\"language\": \"en-XA\",", NULL, NULL, TRUE },
    { "", "en", "a1", TRUE },
    { "\"language\": \"en-XA\",", "en", "a1", FALSE },
    { "\"language\": \"en\",", "ar-XB", "a1", FALSE },
    { "\"language\": \"en\",", "ar-XB", NULL, FALSE },
    { "\"language\": \"en-XA\",", NULL, "a1", FALSE },
    { "", "ar-XB", "a1", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (visits); i++)
    {
      g_autofree char *read
          = visits[i].read != NULL ? g_strdup_printf ("\"%s\"", visits[i].read) : g_strdup ("null");
      g_autofree char *hash
          = visits[i].hash != NULL ? g_strdup_printf ("\"%s\"", visits[i].hash) : g_strdup ("null");
      g_autofree char *json = g_strdup_printf (
          "{ %s \"text\": { \"language\": %s, \"sha256\": %s } }", visits[i].language, read, hash);
      g_autoptr (GError) error = NULL;
      g_autoptr (CandorVisit) visit = candor_visit_from_json ("v.json", json, -1, &error);

      g_test_message ("%s", json);
      if (visits[i].good)
        g_assert_no_error (error);
      else
        help_assert_refused (error, "v.json: text.language: ", "other words than those");
    }
}

/* Catches a page that is told of a change where there was none, or not told where there was. */
static void
test_changed (void)
{
  g_autoptr (CandorVisit) visit = candor_visit_new ();
  guint n = 0;

  g_signal_connect_swapped (visit, "changed", G_CALLBACK (g_atomic_int_inc), &n);
  candor_visit_set (visit, CANDOR_FIELD_PATIENT_NAME, "Ana Example");
  candor_visit_set (visit, CANDOR_FIELD_PATIENT_NAME, "Ana Example");
  g_assert_cmpuint (n, ==, 1);
  candor_visit_set (visit, CANDOR_FIELD_PATIENT_NAME, "");
  candor_visit_set (visit, CANDOR_FIELD_PATIENT_NAME, NULL);
  g_assert_cmpuint (n, ==, 2);
  candor_visit_set_reply (visit, "q", CANDOR_REPLY_YES);
  candor_visit_set_reply (visit, "q", CANDOR_REPLY_YES);
  candor_visit_set_reply (visit, "q", CANDOR_REPLY_NO);
  g_assert_cmpuint (n, ==, 4);
  candor_visit_set_capacity (visit, CANDOR_CAPACITY_WEIGHS, CANDOR_CHOICE_NO);
  candor_visit_set_statement (visit, "s", CANDOR_CHOICE_YES);
  candor_visit_mark_shown (visit, "a");
  candor_visit_mark_shown (visit, "a");
  candor_visit_choose_option (visit, "c", "a");
  candor_visit_choose_option (visit, "c", "b");
  candor_visit_settle (visit, "q", CANDOR_SETTLED_PROCEED, "Why.");
  candor_visit_settle (visit, "q", CANDOR_SETTLED_PROCEED, "Why.");
  g_assert_cmpuint (n, ==, 10);
  g_assert_cmpstr (candor_visit_get_check (visit, "c")->first, ==, "a");
  g_assert_cmpstr (candor_visit_get_check (visit, "c")->latest, ==, "b");
  candor_visit_set_question (visit, 0, "One?");
  candor_visit_set_question (visit, 1, "Two?");
  candor_visit_set_question (visit, 0, NULL);
  g_assert_cmpuint (candor_visit_n_questions (visit), ==, 1);
  g_assert_cmpstr (candor_visit_get_question (visit, 0)->question, ==, "Two?");
  candor_visit_remove_signature (visit, CANDOR_ROLE_PATIENT);
  g_assert_cmpuint (n, ==, 13);
  candor_visit_add_shown_seconds (visit, "a", 0);
  g_assert_cmpuint (n, ==, 13);
  candor_visit_add_shown_seconds (visit, "a", 5);
  g_assert_cmpuint (n, ==, 14);
}

/* Catches a section whose times on the screen are not added up, are lost on the way through JSON, run
 * over, or are taken from a file that has nonsense there. */
static void
test_shown_seconds (void)
{
  static const char *const nonsense[] = { "-1", "86401", "1.5", "\"5\"", "true", "null", "1e99" };
  g_autoptr (CandorVisit) visit = candor_visit_new ();
  g_autoptr (CandorVisit) again = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *without = NULL;
  g_autofree char *json = NULL;

  candor_visit_mark_shown (visit, "a");
  candor_visit_mark_shown (visit, "b");
  g_assert_cmpuint (candor_visit_get_shown_seconds (visit, "a"), ==, 0);
  without = candor_visit_to_json (visit, NULL);
  g_assert_null (strstr (without, "shown_seconds"));
  candor_visit_add_shown_seconds (visit, "a", 5);
  candor_visit_add_shown_seconds (visit, "a", 37);
  candor_visit_add_shown_seconds (visit, "b", G_MAXUINT);
  candor_visit_add_shown_seconds (visit, "b", 1);
  json = candor_visit_to_json (visit, NULL);
  again = candor_visit_from_json ("visit.json", json, -1, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (candor_visit_get_shown_seconds (again, "a"), ==, 42);
  g_assert_cmpuint (candor_visit_get_shown_seconds (again, "b"), ==, CANDOR_MAX_SHOWN_SECONDS);

  for (gsize i = 0; i < G_N_ELEMENTS (nonsense); i++)
    {
      g_autofree char *bad = g_strdup_printf (
          "{\"format\": \"candor-visit-1\", \"shown_seconds\": {\"a\": %s}}", nonsense[i]);
      g_autoptr (GError) refusal = NULL;

      g_assert_null (candor_visit_from_json ("visit.json", bad, -1, &refusal));
      help_assert_refused (refusal, "visit.json", "shown_seconds.a");
    }
}

/* Catches the copy inside a form that lost more than the ink, or that is taken for the visit. */
static void
test_evidence (void)
{
  g_autoptr (CandorProcedure) procedure = help_procedure (HELP_INVENTED);
  g_autoptr (CandorVisit) visit = help_full_visit (procedure);
  g_autofree char *whole = candor_visit_to_json (visit, NULL);
  g_autofree char *evidence = candor_visit_to_evidence (visit);
  g_autoptr (JsonNode) one = help_json (whole);
  g_autoptr (JsonNode) other = help_json (evidence);
  JsonArray *signatures = json_object_get_array_member (json_node_get_object (one), "signatures");
  g_autofree char *left = NULL;
  g_autofree char *right = NULL;
  g_autoptr (CandorVisit) read = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (strstr (evidence, "\"points\""));
  for (guint i = 0; i < json_array_get_length (signatures); i++)
    {
      JsonObject *signature = json_array_get_object_element (signatures, i);
      CandorRole role;
      g_autofree char *hash = NULL;

      g_assert_true (
          candor_role_from_string (json_object_get_string_member (signature, "role"), &role));
      hash = candor_signature_strokes_hash (candor_visit_get_signature (visit, role));
      json_object_remove_member (signature, "strokes");
      json_object_set_string_member (signature, "strokes_sha256", hash);
    }
  g_assert_cmpuint (json_array_get_length (signatures), >, 0);
  left = help_json_text (one);
  right = help_json_text (other);
  g_assert_cmpstr (left, ==, right);

  read = candor_visit_from_json ("copy", evidence, -1, &error);
  g_assert_null (read);
  help_assert_refused (error, "copy", "the visit itself is in the record");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/json/round-trip", test_round_trip);
  g_test_add_func ("/json/control-characters", test_control_characters);
  g_test_add_func ("/json/round-trip-of-all-and-nothing", test_round_trip_of_all_and_nothing);
  g_test_add_func ("/json/every-field", test_every_field);
  g_test_add_func ("/json/points", test_points);
  g_test_add_func ("/json/words", test_words);
  g_test_add_func ("/json/broken-words", test_broken_words);
  g_test_add_func ("/json/written-by-hand", test_written_by_hand);
  g_test_add_func ("/json/bound-to-its-text", test_bound_to_its_text);
  g_test_add_func ("/json/two-languages", test_two_languages);
  g_test_add_func ("/json/evidence", test_evidence);
  g_test_add_func ("/json/changed", test_changed);
  g_test_add_func ("/json/shown-seconds", test_shown_seconds);
  return g_test_run ();
}
