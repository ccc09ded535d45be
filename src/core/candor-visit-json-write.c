/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * A visit as JSON; data/visit.schema.json describes it. The same visit always gives the same bytes.
 */
#include "candor-visit-json-private.h"

#include <string.h>

#include "candor-json.h"

static JsonObject *
member_object (JsonObject *parent, const char *name)
{
  JsonObject *child;

  if (json_object_has_member (parent, name))
    return json_object_get_object_member (parent, name);
  child = json_object_new ();
  json_object_set_object_member (parent, name, child);
  return child;
}

static void
set_text (JsonObject *object, const char *name, const char *text)
{
  if (text != NULL)
    json_object_set_string_member (object, name, text);
}

static GList *
sorted_ids (GHashTable *table)
{
  return g_list_sort (g_hash_table_get_keys (table), (GCompareFunc)strcmp);
}

static void
write_fields (CandorVisit *self, JsonObject *root)
{
  for (gsize i = 0; i < CANDOR_N_FIELDS; i++)
    {
      const char *path = candor_visit_field_path (i);
      const char *dot = strchr (path, '.');

      if (self->fields[i] == NULL)
        continue;
      if (dot == NULL)
        json_object_set_string_member (root, path, self->fields[i]);
      else
        {
          g_autofree char *group = g_strndup (path, dot - path);

          json_object_set_string_member (member_object (root, group), dot + 1, self->fields[i]);
        }
    }
}

static void
write_answers (CandorVisit *self, JsonObject *root)
{
  JsonObject *answers = json_object_new ();
  g_autoptr (GList) ids = sorted_ids (self->answers);

  for (GList *l = ids; l != NULL; l = l->next)
    {
      const CandorAnswer *answer = g_hash_table_lookup (self->answers, l->data);

      if (answer->given && answer->detail == NULL && answer->date == NULL)
        json_object_set_string_member (answers, l->data, candor_reply_to_string (answer->reply));
      else if (answer->given || answer->detail != NULL || answer->date != NULL)
        {
          JsonObject *object = member_object (answers, l->data);

          if (answer->given)
            set_text (object, "reply", candor_reply_to_string (answer->reply));
          set_text (object, "detail", answer->detail);
          set_text (object, "date", answer->date);
        }
    }
  json_object_set_object_member (root, "answers", answers);
}

static void
write_checks (CandorVisit *self, JsonObject *root)
{
  JsonObject *checks = json_object_new ();
  g_autoptr (GList) ids = sorted_ids (self->checks);

  for (GList *l = ids; l != NULL; l = l->next)
    {
      const CandorCheckAnswer *answer = g_hash_table_lookup (self->checks, l->data);
      JsonObject *object = member_object (checks, l->data);

      set_text (object, "first", answer->first);
      set_text (object, "latest", answer->latest);
      set_text (object, "talked", answer->talked);
    }
  json_object_set_object_member (root, "check", checks);
}

static void
write_talk (CandorVisit *self, JsonObject *root)
{
  JsonObject *settled = json_object_new ();
  JsonObject *capacity = json_object_new ();
  JsonObject *statements = json_object_new ();
  JsonArray *questions = json_array_new ();
  g_autoptr (GList) settled_ids = sorted_ids (self->settled);
  g_autoptr (GList) statement_ids = sorted_ids (self->statements);

  for (GList *l = settled_ids; l != NULL; l = l->next)
    {
      const CandorSettlement *settlement = g_hash_table_lookup (self->settled, l->data);
      JsonObject *object = member_object (settled, l->data);

      set_text (object, "decision", candor_settled_to_string (settlement->decision));
      set_text (object, "reason", settlement->reason);
    }

  for (guint i = 0; i < self->questions->len; i++)
    {
      const CandorPatientQuestion *question = self->questions->pdata[i];
      JsonObject *object = json_object_new ();

      set_text (object, "question", question->question);
      set_text (object, "reply", question->reply);
      json_array_add_object_element (questions, object);
    }

  for (gsize i = 0; i < CANDOR_N_CAPACITY; i++)
    if (self->capacity[i] != CANDOR_CHOICE_OPEN)
      json_object_set_boolean_member (capacity, candor_capacity_to_string (i),
                                      self->capacity[i] == CANDOR_CHOICE_YES);

  for (GList *l = statement_ids; l != NULL; l = l->next)
    {
      CandorChoice choice = candor_visit_get_statement (self, l->data);

      if (choice != CANDOR_CHOICE_OPEN)
        json_object_set_boolean_member (statements, l->data, choice == CANDOR_CHOICE_YES);
    }

  json_object_set_object_member (root, "settled", settled);
  json_object_set_array_member (root, "questions", questions);
  json_object_set_object_member (root, "capacity", capacity);
  json_object_set_object_member (root, "statements", statements);
}

static JsonArray *
strokes_to_json (const CandorSignature *signature)
{
  JsonArray *strokes = json_array_new ();

  for (guint i = 0; i < signature->strokes->len; i++)
    {
      const CandorStroke *stroke = signature->strokes->pdata[i];
      JsonObject *object = json_object_new ();
      JsonArray *points = json_array_new ();

      for (guint j = 0; j < stroke->points->len; j++)
        {
          const CandorPoint *point = &g_array_index (stroke->points, CandorPoint, j);
          JsonArray *numbers = json_array_sized_new (4);

          json_array_add_double_element (numbers, point->x);
          json_array_add_double_element (numbers, point->y);
          json_array_add_double_element (numbers, point->pressure);
          json_array_add_double_element (numbers, point->time);
          json_array_add_array_element (points, numbers);
        }
      set_text (object, "device", candor_device_to_string (stroke->device));
      json_object_set_array_member (object, "points", points);
      json_array_add_object_element (strokes, object);
    }
  return strokes;
}

static void
write_signatures (CandorVisit *self, JsonObject *root, gboolean with_strokes)
{
  JsonArray *signatures = json_array_new ();

  for (gsize i = 0; i < CANDOR_N_ROLES; i++)
    {
      const CandorSignature *signature = self->signatures[i];
      JsonObject *object;

      if (signature == NULL)
        continue;
      object = json_object_new ();
      set_text (object, "role", candor_role_to_string (signature->role));
      set_text (object, "method", candor_method_to_string (signature->method));
      set_text (object, "name", signature->name);
      set_text (object, "meaning", signature->meaning);
      set_text (object, "signed_at", signature->signed_at);
      if (signature->pad_width > 0)
        {
          JsonObject *pad = member_object (object, "pad");

          json_object_set_double_member (pad, "width", signature->pad_width);
          json_object_set_double_member (pad, "height", signature->pad_height);
        }
      if (with_strokes)
        json_object_set_array_member (object, "strokes", strokes_to_json (signature));
      else
        {
          g_autofree char *hash = candor_signature_strokes_hash (signature);

          set_text (object, "strokes_sha256", hash);
        }
      json_array_add_object_element (signatures, object);
    }
  json_object_set_array_member (root, "signatures", signatures);
}

/* A point with three decimals: a thousandth of a pixel or of a millisecond. */
static gboolean
write_point_cb (const GMatchInfo *match, GString *result, gpointer data)
{
  for (int i = 1; i <= 4; i++)
    {
      g_autofree char *written = g_match_info_fetch (match, i);
      double number = g_ascii_strtod (written, NULL);

      g_string_append (result, i == 1 ? "[" : ", ");
      candor_number_append (result, number);
    }
  g_string_append_c (result, ']');
  return FALSE;
}

/* Puts each point on a line of its own. A string in JSON has no raw line ends, so that what looks
 * like a point in somebody's words stays as it was typed. */
static char *
fold_points (const char *json)
{
#define NUMBER "\\n\\s*(-?[0-9][-+.0-9eE]*)"
  g_autoptr (GRegex) regex = g_regex_new (
      "\\[" NUMBER "," NUMBER "," NUMBER "," NUMBER "\\n\\s*\\]", G_REGEX_OPTIMIZE, 0, NULL);
#undef NUMBER

  return g_regex_replace_eval (regex, json, -1, 0, 0, write_point_cb, NULL, NULL);
}

/* Not written where nothing was measured, as in visits of before. */
static void
write_shown (CandorVisit *self, JsonObject *root)
{
  JsonArray *shown = json_array_new ();
  JsonObject *seconds = json_object_new ();

  for (guint i = 0; i < self->shown->len; i++)
    {
      const char *section = self->shown->pdata[i];
      guint time = candor_visit_get_shown_seconds (self, section);

      json_array_add_string_element (shown, section);
      if (time > 0)
        json_object_set_int_member (seconds, section, time);
    }
  json_object_set_array_member (root, "shown", shown);
  if (json_object_get_size (seconds) > 0)
    json_object_set_object_member (root, "shown_seconds", seconds);
  else
    json_object_unref (seconds);
}

/* Returns: (transfer full): the visit; with a hash in the place of the ink unless @with_strokes. */
JsonObject *
candor_visit_to_object (CandorVisit *self, gboolean with_strokes)
{
  JsonObject *root = json_object_new ();

  json_object_set_string_member (root, "format", CANDOR_VISIT_FORMAT);
  write_fields (self, root);
  write_shown (self, root);
  write_checks (self, root);
  write_answers (self, root);
  write_talk (self, root);
  write_signatures (self, root, with_strokes);
  return root;
}

/* Returns: (transfer full): UTF-8 JSON with a new line at its end. */
char *
candor_visit_print_json (JsonObject *root, gboolean with_strokes, gsize *length)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  g_autofree char *json = NULL;
  g_autofree char *folded = NULL;
  char *whole;

  json_node_set_object (node, root);
  json = candor_json_write (node, 1, NULL);
  /* What nobody has signed is written at every start and has no points; looking for them takes half
   * a megabyte. */
  if (with_strokes && strstr (json, "\"strokes\"") != NULL)
    folded = fold_points (json);
  whole = g_strconcat (folded != NULL ? folded : json, "\n", NULL);
  if (length != NULL)
    *length = strlen (whole);
  return whole;
}

/**
 * candor_visit_to_json:
 * @self: a visit
 * @length: (out) (optional): how many bytes, without the zero behind them
 *
 * Returns: (transfer full): the visit as UTF-8 JSON with a new line at its end
 */
char *
candor_visit_to_json (CandorVisit *self, gsize *length)
{
  g_autoptr (JsonObject) root = NULL;

  g_return_val_if_fail (CANDOR_IS_VISIT (self), NULL);

  root = candor_visit_to_object (self, TRUE);
  return candor_visit_print_json (root, TRUE, length);
}

/**
 * candor_visit_to_evidence:
 * @self: a visit
 *
 * The visit as a form carries it inside: all but the raw ink, which stays in the record. In its
 * place stands candor_signature_strokes_hash ().
 *
 * Returns: (transfer full): UTF-8 JSON with a new line at its end
 */
char *
candor_visit_to_evidence (CandorVisit *self)
{
  g_autoptr (JsonObject) root = NULL;

  g_return_val_if_fail (CANDOR_IS_VISIT (self), NULL);

  root = candor_visit_to_object (self, FALSE);
  return candor_visit_print_json (root, FALSE, NULL);
}
