/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * A check on the day of treatment as JSON; data/day-check.schema.json describes it. The same check
 * always gives the same bytes. Anybody may have made what is read: it is refused with its place
 * where it is not as the schema says.
 */
#include "candor-day-check-private.h"

#include <string.h>

#include "candor-date.h"
#include "candor-error.h"
#include "candor-visit-json-private.h"

#define SHA256_DIGITS 64
#define MAX_SAME 2000

static void
write_consent (CandorDayCheck *self, JsonObject *root)
{
  JsonObject *consent = json_object_new ();

  for (gsize i = 0; i < CANDOR_N_CONSENT_FIELDS; i++)
    if (self->consent[i] != NULL)
      json_object_set_string_member (consent, candor_consent_field_name (i), self->consent[i]);
  json_object_set_object_member (root, "consent", consent);
}

static void
write_same (CandorDayCheck *self, JsonObject *root)
{
  JsonArray *same = json_array_new ();
  g_autoptr (GList) ids = g_list_sort (g_hash_table_get_keys (self->same), (GCompareFunc)strcmp);

  for (GList *l = ids; l != NULL; l = l->next)
    if (candor_day_check_is_same (self, l->data))
      json_array_add_string_element (same, l->data);
  json_object_set_array_member (root, "same", same);
}

/* Only what the practitioner has written; @treat is a word of its own where it is decided. */
static void
write_practitioner (CandorDayCheck *self, JsonObject *root)
{
  if (self->treat != CANDOR_CHOICE_OPEN)
    json_object_set_string_member (root, "treat", self->treat == CANDOR_CHOICE_YES ? "yes" : "no");
  if (self->treat_reason != NULL)
    json_object_set_string_member (root, "treat_reason", self->treat_reason);
  if (self->not_signed != NULL)
    json_object_set_string_member (root, "not_signed", self->not_signed);
}

static char *
to_json (CandorDayCheck *self, gboolean with_strokes, gsize *length)
{
  g_autoptr (JsonObject) root = json_object_new ();

  json_object_set_string_member (root, "format", CANDOR_DAY_CHECK_FORMAT);
  write_consent (self, root);
  json_object_set_int_member (root, "session", self->session);
  write_same (self, root);
  write_practitioner (self, root);
  json_object_set_object_member (root, "then", candor_visit_to_object (self->then, with_strokes));
  json_object_set_object_member (root, "today", candor_visit_to_object (self->today, with_strokes));
  return candor_visit_print_json (root, with_strokes, length);
}

static gboolean
is_sha256 (const char *text)
{
  return strlen (text) == SHA256_DIGITS && strspn (text, "0123456789abcdef") == SHA256_DIGITS;
}

static gboolean
read_consent_field (CandorVisitReader *reader, CandorDayCheck *self, gsize field, JsonNode *node)
{
  g_autofree char *place = g_strconcat ("consent.", candor_consent_field_name (field), NULL);
  g_autoptr (GDateTime) moment = NULL;
  const char *text;

  if (!candor_visit_reader_words (reader, node, place, &text))
    return FALSE;
  if (text == NULL || *text == '\0')
    return TRUE;
  if (field == CANDOR_CONSENT_PDF_SHA256 && !is_sha256 (text))
    return candor_visit_reader_refuse (reader, place,
                                       "expected 64 hexadecimal digits in small letters");
  if (field == CANDOR_CONSENT_FILED_AT && (moment = candor_time_parse (text)) == NULL)
    return candor_visit_reader_refuse (
        reader, place, "expected a time with its offset such as 2026-11-22T14:05:00+01:00");
  candor_day_check_set (self, field, text);
  return TRUE;
}

static gboolean
read_consent (CandorVisitReader *reader, CandorDayCheck *self, JsonNode *node)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *member;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    return candor_visit_reader_refuse (reader, "consent", "expected an object in braces");

  json_object_iter_init (&iter, json_node_get_object (node));
  while (json_object_iter_next (&iter, &name, &member))
    {
      g_autofree char *place = g_strconcat ("consent.", name, NULL);
      gsize field = 0;

      while (field < CANDOR_N_CONSENT_FIELDS
             && !g_str_equal (candor_consent_field_name (field), name))
        field++;
      if (field == CANDOR_N_CONSENT_FIELDS)
        return candor_visit_reader_refuse (reader, place, "a check has nothing of this name");
      if (!read_consent_field (reader, self, field, member))
        return FALSE;
    }
  return TRUE;
}

static gboolean
read_session (CandorVisitReader *reader, CandorDayCheck *self, JsonNode *node)
{
  gint64 session;

  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_INT64)
    return candor_visit_reader_refuse (reader, "session", "expected a whole number");
  session = json_node_get_int (node);
  if (session < 0 || session > CANDOR_MAX_SESSION)
    return candor_visit_reader_refuse (reader, "session", "expected a number from 0 to %d",
                                       CANDOR_MAX_SESSION);
  candor_day_check_set_session (self, session);
  return TRUE;
}

static gboolean
read_same (CandorVisitReader *reader, CandorDayCheck *self, JsonNode *node)
{
  JsonArray *array;

  if (!JSON_NODE_HOLDS_ARRAY (node))
    return candor_visit_reader_refuse (reader, "same", "expected a list in brackets");
  array = json_node_get_array (node);
  if (json_array_get_length (array) > MAX_SAME)
    return candor_visit_reader_refuse (reader, "same",
                                       "there are more entries than in any check (%d)", MAX_SAME);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      g_autofree char *place = g_strdup_printf ("same[%u]", i);
      const char *id = candor_visit_reader_string (json_array_get_element (array, i));

      if (id == NULL || *id == '\0')
        return candor_visit_reader_refuse (reader, place, "expected the id of a health question");
      if (!g_hash_table_add (self->same, g_strdup (id)))
        return candor_visit_reader_refuse (reader, place, "this question stands there already");
    }
  return TRUE;
}

static gboolean
read_treat (CandorVisitReader *reader, CandorDayCheck *self, JsonNode *node)
{
  const char *word = candor_visit_reader_string (node);

  if (g_strcmp0 (word, "yes") != 0 && g_strcmp0 (word, "no") != 0)
    return candor_visit_reader_refuse (reader, "treat", "expected one of: yes, no");
  candor_day_check_set_treat (
      self, g_str_equal (word, "yes") ? CANDOR_CHOICE_YES : CANDOR_CHOICE_NO, self->treat_reason);
  return TRUE;
}

static gboolean
read_reason (CandorVisitReader *reader, CandorDayCheck *self, const char *name, JsonNode *node)
{
  const char *text;

  if (!candor_visit_reader_words (reader, node, name, &text))
    return FALSE;
  if (g_str_equal (name, "treat_reason"))
    candor_day_check_set_treat (self, self->treat, text);
  else
    candor_day_check_set_not_signed (self, text);
  return TRUE;
}

static gboolean
read_visit (CandorVisitReader *reader, const char *place, CandorVisit *visit, JsonNode *node)
{
  g_autofree char *name = g_strconcat (reader->name, ": ", place, NULL);
  CandorVisitReader inner = { name, visit, reader->error };

  return candor_visit_reader_visit (&inner, node);
}

static gboolean
read_member (CandorVisitReader *reader, CandorDayCheck *self, const char *name, JsonNode *node)
{
  if (g_str_equal (name, "format"))
    return g_strcmp0 (candor_visit_reader_string (node), CANDOR_DAY_CHECK_FORMAT) == 0
           || candor_visit_reader_refuse (reader, name, "expected \"%s\"", CANDOR_DAY_CHECK_FORMAT);
  if (g_str_equal (name, "consent"))
    return read_consent (reader, self, node);
  if (g_str_equal (name, "session"))
    return read_session (reader, self, node);
  if (g_str_equal (name, "same"))
    return read_same (reader, self, node);
  if (g_str_equal (name, "treat"))
    return read_treat (reader, self, node);
  if (g_str_equal (name, "treat_reason") || g_str_equal (name, "not_signed"))
    return read_reason (reader, self, name, node);
  if (g_str_equal (name, "then"))
    return read_visit (reader, name, self->then, node);
  if (g_str_equal (name, "today"))
    return read_visit (reader, name, self->today, node);
  return candor_visit_reader_refuse (reader, name, "a check has nothing of this name");
}

/* Who says that nothing has changed, and then something else, said one of them wrongly. */
static gboolean
check_same (CandorVisitReader *reader, CandorDayCheck *self)
{
  GHashTableIter iter;
  gpointer id;

  g_hash_table_iter_init (&iter, self->same);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    if (!candor_day_check_equals_then (self, id))
      {
        g_autofree char *place = g_strconcat ("same.", id, NULL);

        return candor_visit_reader_refuse (reader, place,
                                           "the answer of today is not the one of then");
      }
  return TRUE;
}

static gboolean
read_root (CandorVisitReader *reader, CandorDayCheck *self, JsonNode *root)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *member;

  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    return candor_visit_reader_refuse (reader, "the whole file",
                                       "expected a check, an object in braces");

  json_object_iter_init (&iter, json_node_get_object (root));
  while (json_object_iter_next (&iter, &name, &member))
    if (!read_member (reader, self, name, member))
      return FALSE;
  return check_same (reader, self);
}

/**
 * candor_day_check_to_json:
 * @self: a check
 * @length: (out) (optional): how many bytes, without the zero behind them
 *
 * Returns: (transfer full): the check as UTF-8 JSON with a new line at its end
 */
char *
candor_day_check_to_json (CandorDayCheck *self, gsize *length)
{
  g_return_val_if_fail (CANDOR_IS_DAY_CHECK (self), NULL);

  return to_json (self, TRUE, length);
}

/**
 * candor_day_check_to_evidence:
 * @self: a check
 *
 * The check as its form carries it inside: all but the raw ink, as candor_visit_to_evidence ().
 *
 * Returns: (transfer full): UTF-8 JSON with a new line at its end
 */
char *
candor_day_check_to_evidence (CandorDayCheck *self)
{
  g_return_val_if_fail (CANDOR_IS_DAY_CHECK (self), NULL);

  return to_json (self, FALSE, NULL);
}

/**
 * candor_day_check_from_json:
 * @name: what to call the file in messages
 * @json: the file's bytes
 * @length: how many, or -1 when they end with a zero
 * @error: return location for an error
 *
 * Reads a check. Nothing is half-loaded: an error names file and place and what was expected.
 *
 * Returns: (transfer full) (nullable): the check, or %NULL with %CANDOR_ERROR_INVALID or
 *   %CANDOR_ERROR_TOO_LARGE
 */
CandorDayCheck *
candor_day_check_from_json (const char *name, const char *json, gssize length, GError **error)
{
  g_autoptr (CandorDayCheck) self = candor_day_check_new ();
  g_autoptr (JsonParser) parser = NULL;
  CandorVisitReader reader = { name, NULL, error };

  g_return_val_if_fail (name != NULL && json != NULL, NULL);

  parser = candor_visit_reader_parse (name, json, length, error);
  if (parser == NULL || !read_root (&reader, self, json_parser_get_root (parser)))
    return NULL;
  return g_steal_pointer (&self);
}
