/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * Reads a visit from JSON that anybody may have made. Whatever is not as data/visit.schema.json
 * says is refused with its place; unknown members are refused too, so that nothing that somebody
 * wrote is dropped in silence.
 */
#include "candor-visit-json-private.h"

#include <string.h>

#include "candor-date.h"
#include "candor-error.h"
#include "candor-file.h"
#include "candor-json.h"

/* A minute of writing at 1000 points a second, for each of four people, has fewer. */
#define MAX_VALUES 2000000
#define MAX_LIST_ENTRIES 2000

gboolean
candor_visit_reader_refuse (CandorVisitReader *self, const char *place, const char *format, ...)
{
  va_list arguments;
  g_autofree char *sentence = NULL;
  g_autofree char *shown = g_strndup (place, 100);
  g_autofree char *valid = g_utf8_make_valid (shown, -1);

  va_start (arguments, format);
  sentence = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  candor_error_set (self->error, CANDOR_ERROR, CANDOR_ERROR_INVALID, "%s: %s: %s", self->name,
                    valid, sentence);
  return FALSE;
}

const char *
candor_visit_reader_string (JsonNode *node)
{
  return node != NULL && JSON_NODE_HOLDS_VALUE (node)
                 && json_node_get_value_type (node) == G_TYPE_STRING
             ? json_node_get_string (node)
             : NULL;
}

gboolean
candor_visit_reader_words (CandorVisitReader *self,
                           JsonNode *node,
                           const char *place,
                           const char **text)
{
  if (JSON_NODE_HOLDS_NULL (node))
    {
      *text = NULL;
      return TRUE;
    }
  *text = candor_visit_reader_string (node);
  return *text != NULL
         || candor_visit_reader_refuse (self, place, "expected words in quotation marks");
}

static gboolean
is_date_field (CandorField field)
{
  return field == CANDOR_FIELD_PATIENT_BORN || field == CANDOR_FIELD_TREATMENT_DATE;
}

static gboolean
is_time_field (CandorField field)
{
  return field == CANDOR_FIELD_STARTED_AT || field == CANDOR_FIELD_PATIENT_CONFIRMED
         || field == CANDOR_FIELD_TALK_AT || field == CANDOR_FIELD_DECISION_AT
         || field == CANDOR_FIELD_REVIEWED_AT;
}

static gboolean
read_field (CandorVisitReader *self, CandorField field, JsonNode *node)
{
  const char *place = candor_visit_field_path (field);
  const char *text;
  CandorOutcome outcome;
  GDate date;
  g_autoptr (GDateTime) moment = NULL;

  if (!candor_visit_reader_words (self, node, place, &text))
    return FALSE;
  if (text == NULL || *text == '\0')
    return TRUE;
  if (is_date_field (field) && !candor_date_parse (&date, text))
    return candor_visit_reader_refuse (self, place, "expected a date such as 1984-05-03");
  if (is_time_field (field) && (moment = candor_time_parse (text)) == NULL)
    return candor_visit_reader_refuse (
        self, place, "expected a time with its offset such as 2026-11-22T14:05:00+01:00");
  if (field == CANDOR_FIELD_DECISION
      && (!candor_outcome_from_string (text, &outcome) || outcome == CANDOR_OUTCOME_OPEN
          || outcome == CANDOR_OUTCOME_STOP))
    return candor_visit_reader_refuse (self, place, "expected one of agree, not-now, no");
  if (field == CANDOR_FIELD_ID && !g_uuid_string_is_valid (text))
    return candor_visit_reader_refuse (self, place, "expected a UUID");

  candor_visit_set (self->visit, field, text);
  return TRUE;
}

static gboolean
find_field (const char *path, CandorField *field)
{
  for (gsize i = 0; i < CANDOR_N_FIELDS; i++)
    if (g_str_equal (candor_visit_field_path (i), path))
      {
        *field = i;
        return TRUE;
      }
  return FALSE;
}

static gboolean
read_group (CandorVisitReader *self, const char *group, JsonNode *node)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *member;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    return candor_visit_reader_refuse (self, group, "expected an object in braces");

  json_object_iter_init (&iter, json_node_get_object (node));
  while (json_object_iter_next (&iter, &name, &member))
    {
      g_autofree char *path = g_strconcat (group, ".", name, NULL);
      CandorField field;

      if (!find_field (path, &field))
        return candor_visit_reader_refuse (self, path, "a visit has nothing of this name");
      if (!read_field (self, field, member))
        return FALSE;
    }
  return TRUE;
}

/* Reads an object whose members are all words; @names ends with NULL. */
static gboolean
read_words (CandorVisitReader *self,
            const char *place,
            JsonNode *node,
            const char *const *names,
            const char **texts)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *member;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    return candor_visit_reader_refuse (self, place, "expected an object in braces");

  json_object_iter_init (&iter, json_node_get_object (node));
  while (json_object_iter_next (&iter, &name, &member))
    {
      g_autofree char *path = g_strconcat (place, ".", name, NULL);
      gsize i = 0;

      while (names[i] != NULL && !g_str_equal (names[i], name))
        i++;
      if (names[i] == NULL)
        return candor_visit_reader_refuse (self, path, "a visit has nothing of this name");
      if (!candor_visit_reader_words (self, member, path, &texts[i]))
        return FALSE;
    }
  return TRUE;
}

static gboolean
read_answer (CandorVisitReader *self, const char *id, const char *place, JsonNode *node)
{
  static const char *const names[] = { "reply", "detail", "date", NULL };
  const char *texts[3] = { NULL };
  CandorReply reply;
  GDate date;

  if (candor_visit_reader_string (node) != NULL)
    texts[0] = candor_visit_reader_string (node);
  else if (!read_words (self, place, node, names, texts))
    return FALSE;

  if (texts[0] != NULL)
    {
      if (!candor_reply_from_string (texts[0], &reply))
        return candor_visit_reader_refuse (self, place, "expected one of yes, no, not-sure");
      candor_visit_set_reply (self->visit, id, reply);
    }
  if (texts[2] != NULL && *texts[2] != '\0' && !candor_date_parse (&date, texts[2]))
    return candor_visit_reader_refuse (self, place, "date: expected a date such as 2026-11-20");
  candor_visit_set_answer_detail (self->visit, id, texts[1]);
  candor_visit_set_answer_date (self->visit, id, texts[2]);
  return TRUE;
}

static gboolean
read_check (CandorVisitReader *self, const char *id, const char *place, JsonNode *node)
{
  static const char *const names[] = { "first", "latest", "talked", NULL };
  const char *texts[3] = { NULL };

  if (!read_words (self, place, node, names, texts))
    return FALSE;
  if (texts[0] != NULL && *texts[0] != '\0')
    candor_visit_choose_option (self->visit, id, texts[0]);
  if (texts[1] != NULL && *texts[1] != '\0')
    candor_visit_choose_option (self->visit, id, texts[1]);
  candor_visit_set_check_talked (self->visit, id, texts[2]);
  return TRUE;
}

static gboolean
read_settlement (CandorVisitReader *self, const char *id, const char *place, JsonNode *node)
{
  static const char *const names[] = { "decision", "reason", NULL };
  const char *texts[2] = { NULL };
  CandorSettled decision = CANDOR_SETTLED_OPEN;

  if (!read_words (self, place, node, names, texts))
    return FALSE;
  if (texts[0] != NULL && !candor_settled_from_string (texts[0], &decision))
    return candor_visit_reader_refuse (
        self, place, "decision: expected one of open, proceed, postpone, decline");
  candor_visit_settle (self->visit, id, decision, texts[1]);
  return TRUE;
}

static gboolean
read_choice (CandorVisitReader *self, const char *place, JsonNode *node, CandorChoice *choice)
{
  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_BOOLEAN)
    return candor_visit_reader_refuse (self, place, "expected true or false");
  *choice = json_node_get_boolean (node) ? CANDOR_CHOICE_YES : CANDOR_CHOICE_NO;
  return TRUE;
}

static gboolean
read_statement (CandorVisitReader *self, const char *id, const char *place, JsonNode *node)
{
  CandorChoice choice = CANDOR_CHOICE_OPEN;

  if (!read_choice (self, place, node, &choice))
    return FALSE;
  candor_visit_set_statement (self->visit, id, choice);
  return TRUE;
}

static gboolean
read_seconds (CandorVisitReader *self, const char *id, const char *place, JsonNode *node)
{
  gboolean whole = JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_INT64;
  gint64 seconds = whole ? json_node_get_int (node) : -1;

  if (seconds < 0 || seconds > CANDOR_MAX_SHOWN_SECONDS)
    return candor_visit_reader_refuse (self, place, "expected whole seconds, from 0 to %d",
                                       CANDOR_MAX_SHOWN_SECONDS);
  candor_visit_add_shown_seconds (self->visit, id, seconds);
  return TRUE;
}

static gboolean
read_capacity (CandorVisitReader *self, const char *id, const char *place, JsonNode *node)
{
  CandorChoice choice = CANDOR_CHOICE_OPEN;

  for (gsize i = 0; i < CANDOR_N_CAPACITY; i++)
    if (g_str_equal (candor_capacity_to_string (i), id))
      {
        if (!read_choice (self, place, node, &choice))
          return FALSE;
        candor_visit_set_capacity (self->visit, i, choice);
        return TRUE;
      }
  return candor_visit_reader_refuse (self, place, "a visit has nothing of this name");
}

static gboolean
read_map (CandorVisitReader *self,
          const char *group,
          JsonNode *node,
          gboolean (*read) (CandorVisitReader *, const char *, const char *, JsonNode *))
{
  JsonObjectIter iter;
  const char *id;
  JsonNode *member;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    return candor_visit_reader_refuse (self, group, "expected an object in braces");

  json_object_iter_init (&iter, json_node_get_object (node));
  while (json_object_iter_next (&iter, &id, &member))
    {
      g_autofree char *place = g_strconcat (group, ".", id, NULL);

      if (!read (self, id, place, member))
        return FALSE;
    }
  return TRUE;
}

static gboolean
read_shown (CandorVisitReader *self, guint index, const char *place, JsonNode *node)
{
  const char *text = candor_visit_reader_string (node);

  if (text == NULL)
    return candor_visit_reader_refuse (self, place, "expected the id of a section");
  candor_visit_mark_shown (self->visit, text);
  return TRUE;
}

static gboolean
read_question (CandorVisitReader *self, guint index, const char *place, JsonNode *node)
{
  static const char *const names[] = { "question", "reply", NULL };
  const char *texts[2] = { candor_visit_reader_string (node), NULL };

  if (texts[0] == NULL && !read_words (self, place, node, names, texts))
    return FALSE;
  if (texts[0] == NULL || *texts[0] == '\0')
    return candor_visit_reader_refuse (self, place, "expected the words of the question");

  guint at = candor_visit_n_questions (self->visit);
  candor_visit_set_question (self->visit, at, texts[0]);
  candor_visit_set_question_reply (self->visit, at, texts[1]);
  return TRUE;
}

static gboolean
read_list (CandorVisitReader *self,
           const char *group,
           JsonNode *node,
           gboolean (*read) (CandorVisitReader *, guint, const char *, JsonNode *))
{
  JsonArray *array;

  if (!JSON_NODE_HOLDS_ARRAY (node))
    return candor_visit_reader_refuse (self, group, "expected a list in brackets");
  array = json_node_get_array (node);
  if (json_array_get_length (array) > MAX_LIST_ENTRIES)
    return candor_visit_reader_refuse (self, group, "there are more entries than in any visit (%d)",
                                       MAX_LIST_ENTRIES);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      g_autofree char *place = g_strdup_printf ("%s[%u]", group, i);

      if (!read (self, i, place, json_array_get_element (array, i)))
        return FALSE;
    }
  return TRUE;
}

static gboolean
read_member (CandorVisitReader *self, const char *name, JsonNode *node)
{
  static const struct
  {
    const char *name;
    gboolean (*read) (CandorVisitReader *, const char *, const char *, JsonNode *);
  } maps[] = {
    { "answers", read_answer },     { "check", read_check },
    { "settled", read_settlement }, { "statements", read_statement },
    { "capacity", read_capacity },  { "shown_seconds", read_seconds },
  };
  static const struct
  {
    const char *name;
    gboolean (*read) (CandorVisitReader *, guint, const char *, JsonNode *);
  } lists[] = {
    { "shown", read_shown },
    { "questions", read_question },
    { "signatures", candor_visit_reader_signature },
  };
  static const char *const groups[] = { "text",         "clinic",      "patient", "treatment",
                                        "practitioner", "interpreter", "witness", "talk" };
  CandorField field;

  if (g_str_equal (name, "format"))
    return g_strcmp0 (candor_visit_reader_string (node), CANDOR_VISIT_FORMAT) == 0
           || candor_visit_reader_refuse (self, name, "expected \"%s\"", CANDOR_VISIT_FORMAT);
  if (strchr (name, '.') == NULL && find_field (name, &field))
    return read_field (self, field, node);
  for (gsize i = 0; i < G_N_ELEMENTS (groups); i++)
    if (g_str_equal (groups[i], name))
      return read_group (self, name, node);
  for (gsize i = 0; i < G_N_ELEMENTS (maps); i++)
    if (g_str_equal (maps[i].name, name))
      return read_map (self, name, node, maps[i].read);
  for (gsize i = 0; i < G_N_ELEMENTS (lists); i++)
    if (g_str_equal (lists[i].name, name))
      return read_list (self, name, node, lists[i].read);
  return candor_visit_reader_refuse (self, name, "a visit has nothing of this name");
}

/* The form is made in the language whose words the hash stands for, and care sheet, day check and list go
 * by the other: where the two differ, one of them is wrong, and nobody can know which. A language that
 * Candor does not have is refused where its words are needed. */
static gboolean
check_languages (CandorVisitReader *self)
{
  const char *read = candor_visit_get (self->visit, CANDOR_FIELD_TEXT_LANGUAGE);
  const char *code = candor_visit_get (self->visit, CANDOR_FIELD_LANGUAGE);
  const CandorLanguage *one, *other;

  if (read == NULL && candor_visit_get (self->visit, CANDOR_FIELD_TEXT_SHA256) == NULL)
    return TRUE;
  if (g_strcmp0 (read, code) == 0)
    return TRUE;
  one = candor_language_find (read, NULL);
  other = candor_language_find (code, NULL);
  return one == NULL || other == NULL || candor_language_is_same (one, other)
         || candor_visit_reader_refuse (
             self, candor_visit_field_path (CANDOR_FIELD_TEXT_LANGUAGE),
             "the text was read and signed in “%s”, and “language” says “%s”. Nothing was made of "
             "it: a form must not have other words than those that were read. Use the visit as "
             "it was saved",
             candor_language_code (one), candor_language_code (other));
}

gboolean
candor_visit_reader_visit (CandorVisitReader *self, JsonNode *root)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *member;

  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    return candor_visit_reader_refuse (self, "the whole file",
                                       "expected a visit, an object in braces");

  json_object_iter_init (&iter, json_node_get_object (root));
  while (json_object_iter_next (&iter, &name, &member))
    if (!read_member (self, name, member))
      return FALSE;
  return check_languages (self);
}

/* Parses what may be a visit, or something that holds visits; @length is -1 for a text that ends
 * with a zero. */
JsonParser *
candor_visit_reader_parse (const char *name, const char *json, gssize length, GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  g_autoptr (GError) cause = NULL;

  if (length < 0)
    length = strlen (json);
  if (length > CANDOR_VISIT_MAX_BYTES)
    {
      candor_error_set_plural (error, CANDOR_ERROR, CANDOR_ERROR_TOO_LARGE,
                               "%s is larger than any visit (at most %d byte); it was not read",
                               "%s is larger than any visit (at most %d bytes); it was not read",
                               CANDOR_VISIT_MAX_BYTES, name, CANDOR_VISIT_MAX_BYTES);
      return NULL;
    }
  if (!candor_json_check (name, json, length, CANDOR_VISIT_MAX_DEPTH, MAX_VALUES, error))
    return NULL;
  if (!json_parser_load_from_data (parser, json, length, &cause))
    {
      /* json-glib begins its messages with "<data>:LINE:COLUMN: ". */
      const char *place
          = g_str_has_prefix (cause->message, "<data>:") ? cause->message + 7 : cause->message;

      candor_error_set (error, CANDOR_ERROR, CANDOR_ERROR_INVALID, "%s:%s", name, place);
      return NULL;
    }
  return g_steal_pointer (&parser);
}

/**
 * candor_visit_from_json:
 * @name: what to call the file in messages
 * @json: the file's bytes
 * @length: how many, or -1 when they end with a zero
 * @error: return location for an error
 *
 * Reads a visit. Nothing is half-loaded: an error names file and place and what was expected.
 *
 * Returns: (transfer full) (nullable): the visit, or %NULL with %CANDOR_ERROR_INVALID or
 *   %CANDOR_ERROR_TOO_LARGE
 */
CandorVisit *
candor_visit_from_json (const char *name, const char *json, gssize length, GError **error)
{
  g_autoptr (CandorVisit) visit = candor_visit_new ();
  g_autoptr (JsonParser) parser = NULL;
  CandorVisitReader reader = { name, visit, error };

  g_return_val_if_fail (name != NULL && json != NULL, NULL);

  parser = candor_visit_reader_parse (name, json, length, error);
  if (parser == NULL || !candor_visit_reader_visit (&reader, json_parser_get_root (parser)))
    return NULL;
  return g_steal_pointer (&visit);
}

/**
 * candor_visit_load:
 * @path: a file with a visit as JSON
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the visit, or %NULL with an error
 */
CandorVisit *
candor_visit_load (const char *path, GError **error)
{
  g_autofree char *name = g_filename_display_name (path);
  g_autofree char *bytes = NULL;
  gsize length;

  if (!candor_file_read (path, CANDOR_VISIT_MAX_BYTES, &bytes, &length, error))
    return NULL;
  return candor_visit_from_json (name, bytes, length, error);
}
