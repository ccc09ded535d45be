/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * One line of the log: a JSON object of which every byte is fixed by what it says, because the next
 * line holds its SHA-256.
 */
#include "candor-log.h"

#include <json-glib/json-glib.h>
#include <string.h>

#include "core/candor-error.h"
#include "core/candor-json.h"

/* Braces in braces, and values in one line: more than any line has. */
#define MAX_DEPTH 2
#define MAX_VALUES 64

static const char *const event_names[CANDOR_LOG_N_EVENTS] = {
  [CANDOR_LOG_CREATED] = "created",   [CANDOR_LOG_RECORD] = "record",
  [CANDOR_LOG_WITHDRAW] = "withdraw", [CANDOR_LOG_VIEW] = "view",
  [CANDOR_LOG_PRINT] = "print",       [CANDOR_LOG_EXPORT] = "export",
  [CANDOR_LOG_EXPIRE] = "expire",     [CANDOR_LOG_UNLOCK] = "unlock",
  [CANDOR_LOG_LOCK] = "lock",         [CANDOR_LOG_WRONG_PASSPHRASE] = "wrong-passphrase",
  [CANDOR_LOG_KEY] = "key",           [CANDOR_LOG_SETTING] = "setting",
  [CANDOR_LOG_APPROVE] = "approve",   [CANDOR_LOG_RECOVERED] = "recovered",
};

/* In the order of the line. */
static const char *const members[]
    = { "number", "time", "event", "file", "sha256", "pdf_sha256", "who", "detail", "previous" };

static void
append_string (GString *text, const char *value)
{
  if (value == NULL)
    {
      g_string_append (text, "null");
      return;
    }
  g_string_append_c (text, '"');
  for (const char *at = value; *at != '\0'; at++)
    if (*at == '"' || *at == '\\')
      g_string_append_printf (text, "\\%c", *at);
    else if (g_ascii_iscntrl (*at))
      g_string_append_printf (text, "\\u%04x", (guchar)*at);
    else
      g_string_append_c (text, *at);
  g_string_append_c (text, '"');
}

static void
append_detail (GString *text, char **detail)
{
  if (detail == NULL)
    {
      g_string_append (text, "null");
      return;
    }
  g_string_append_c (text, '{');
  for (gsize i = 0; detail[i] != NULL; i += 2)
    {
      if (i > 0)
        g_string_append_c (text, ',');
      append_string (text, detail[i]);
      g_string_append_c (text, ':');
      append_string (text, detail[i + 1]);
    }
  g_string_append_c (text, '}');
}

static gboolean
refuse (GError **error, const char *reason)
{
  g_set_error (error, CANDOR_ERROR, CANDOR_ERROR_INVALID, "This is no line of a log: %s.", reason);
  return FALSE;
}

static gboolean
is_hash (const char *text)
{
  return strlen (text) == CANDOR_LOG_N_DIGITS
         && strspn (text, "0123456789abcdef") == CANDOR_LOG_N_DIGITS;
}

/* Reads a member that is a string, or null where it may be. */
static gboolean
read_string (
    JsonObject *object, const char *name, gboolean may_be_null, char **value, GError **error)
{
  JsonNode *node = json_object_get_member (object, name);

  if (may_be_null && JSON_NODE_HOLDS_NULL (node))
    return TRUE;
  if (json_node_get_value_type (node) != G_TYPE_STRING)
    return refuse (error, name);
  *value = json_node_dup_string (node);
  return TRUE;
}

static gboolean
read_hash (JsonObject *object, const char *name, gboolean may_be_null, char **value, GError **error)
{
  if (!read_string (object, name, may_be_null, value, error))
    return FALSE;
  return *value == NULL || is_hash (*value) || refuse (error, name);
}

static gboolean
read_detail (JsonObject *object, CandorLogLine *line, GError **error)
{
  JsonNode *node = json_object_get_member (object, "detail");
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;

  if (JSON_NODE_HOLDS_NULL (node))
    return TRUE;
  if (!JSON_NODE_HOLDS_OBJECT (node))
    return refuse (error, "detail");
  json_object_iter_init_ordered (&iter, json_node_get_object (node));
  while (json_object_iter_next_ordered (&iter, &name, &value))
    {
      if (json_node_get_value_type (value) != G_TYPE_STRING)
        return refuse (error, "detail");
      g_strv_builder_add_many (builder, name, json_node_get_string (value), NULL);
    }
  line->detail = g_strv_builder_end (builder);
  return TRUE;
}

static gboolean
read_line (JsonObject *object, CandorLogLine *line, GError **error)
{
  g_autofree char *event = NULL;
  gint64 number;

  if (json_object_get_size (object) != G_N_ELEMENTS (members))
    return refuse (error, "it has too few members or too many");
  for (gsize i = 0; i < G_N_ELEMENTS (members); i++)
    if (!json_object_has_member (object, members[i]))
      return refuse (error, members[i]);

  if (json_node_get_value_type (json_object_get_member (object, "number")) != G_TYPE_INT64)
    return refuse (error, "number");
  number = json_object_get_int_member (object, "number");
  if (number < 1)
    return refuse (error, "number");
  line->number = number;

  if (!read_string (object, "event", FALSE, &event, error))
    return FALSE;
  if (!candor_log_event_from_string (event, &line->event))
    return refuse (error, "event");

  return read_string (object, "time", FALSE, &line->time, error)
         && read_string (object, "file", TRUE, &line->file, error)
         && read_hash (object, "sha256", TRUE, &line->sha256, error)
         && read_hash (object, "pdf_sha256", TRUE, &line->pdf_sha256, error)
         && read_string (object, "who", TRUE, &line->who, error)
         && read_detail (object, line, error)
         && read_hash (object, "previous", FALSE, &line->previous, error);
}

/**
 * candor_log_event_to_string:
 * @event: an event
 *
 * Returns: its name in the log
 */
const char *
candor_log_event_to_string (CandorLogEvent event)
{
  g_return_val_if_fail (event < CANDOR_LOG_N_EVENTS, NULL);

  return event_names[event];
}

/**
 * candor_log_event_from_string:
 * @name: the name of an event in the log
 * @event: (out): the event
 *
 * Returns: whether there is one of that name
 */
gboolean
candor_log_event_from_string (const char *name, CandorLogEvent *event)
{
  for (guint i = 0; i < CANDOR_LOG_N_EVENTS; i++)
    if (strcmp (name, event_names[i]) == 0)
      {
        *event = i;
        return TRUE;
      }
  return FALSE;
}

/**
 * candor_log_event_files_a_record:
 * @event: an event
 *
 * Returns: whether its line is the one that a file in the store stands on; other lines may name a
 *   file that was filed before
 */
gboolean
candor_log_event_files_a_record (CandorLogEvent event)
{
  return event == CANDOR_LOG_RECORD || event == CANDOR_LOG_WITHDRAW
         || event == CANDOR_LOG_RECOVERED;
}

/**
 * candor_log_line_new:
 * @event: what happened
 * @file: (nullable): the file that it happened to, from the store's folder
 * @who: (nullable): who did it
 * @detail: (nullable): a name, its text, the next name, …; ended by %NULL. Each name once, and
 *   nothing of a patient
 *
 * Returns: (transfer full): a line that has no place in the log yet
 */
CandorLogLine *
candor_log_line_new (CandorLogEvent event,
                     const char *file,
                     const char *who,
                     const char *const *detail)
{
  CandorLogLine *self = g_new0 (CandorLogLine, 1);

  self->event = event;
  self->file = g_strdup (file);
  self->who = who != NULL ? g_utf8_make_valid (who, -1) : NULL;
  self->detail = g_strdupv ((char **)detail);
  for (gsize i = 0; self->detail != NULL && self->detail[i] != NULL; i++)
    {
      char *text = self->detail[i];

      self->detail[i] = g_utf8_make_valid (text, -1);
      g_free (text);
    }
  return self;
}

/**
 * candor_log_line_parse:
 * @text: a line, without its end
 * @length: its length, in bytes
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): what it says; otherwise %CANDOR_ERROR_INVALID
 */
CandorLogLine *
candor_log_line_parse (const char *text, gsize length, GError **error)
{
  g_autoptr (CandorLogLine) line = g_new0 (CandorLogLine, 1);
  g_autoptr (JsonParser) parser = NULL;
  JsonNode *root;

  if (length >= CANDOR_LOG_MAX_LINE)
    {
      refuse (error, "it is too long");
      return NULL;
    }
  if (!candor_json_check ("log", text, length, MAX_DEPTH, MAX_VALUES, error))
    return NULL;
  parser = json_parser_new_immutable ();
  if (!json_parser_load_from_data (parser, text, length, error))
    return NULL;
  root = json_parser_get_root (parser);
  if (!JSON_NODE_HOLDS_OBJECT (root))
    {
      refuse (error, "it is no object");
      return NULL;
    }
  return read_line (json_node_get_object (root), line, error) ? g_steal_pointer (&line) : NULL;
}

/**
 * candor_log_line_format:
 * @self: a line that has its number, time and previous hash
 * @error: return location for an error
 *
 * The one writer of the log: the same line is always the same bytes.
 *
 * Returns: (transfer full) (nullable): the line with its end; %CANDOR_ERROR_TOO_LARGE when it says
 *   more than a line holds
 */
char *
candor_log_line_format (const CandorLogLine *self, GError **error)
{
  const char *const values[] = { self->file, self->sha256, self->pdf_sha256, self->who };
  g_autoptr (GString) text = g_string_new ("{");

  g_string_append_printf (text, "\"%s\":%" G_GUINT64_FORMAT ",\"%s\":", members[0], self->number,
                          members[1]);
  append_string (text, self->time);
  g_string_append_printf (text, ",\"%s\":", members[2]);
  append_string (text, candor_log_event_to_string (self->event));
  for (gsize i = 0; i < G_N_ELEMENTS (values); i++)
    {
      g_string_append_printf (text, ",\"%s\":", members[3 + i]);
      append_string (text, values[i]);
    }
  g_string_append_printf (text, ",\"%s\":", members[7]);
  append_detail (text, self->detail);
  g_string_append_printf (text, ",\"%s\":", members[8]);
  append_string (text, self->previous);
  g_string_append (text, "}\n");

  if (text->len > CANDOR_LOG_MAX_LINE)
    {
      g_set_error_literal (error, CANDOR_ERROR, CANDOR_ERROR_TOO_LARGE,
                           "This is more text than a line of the log holds. Nothing was changed; "
                           "please shorten it.");
      return NULL;
    }
  return g_strdup (text->str);
}

/**
 * candor_log_line_get_detail:
 * @self: a line
 * @name: the name of a detail
 *
 * Returns: (nullable): its text
 */
const char *
candor_log_line_get_detail (const CandorLogLine *self, const char *name)
{
  for (gsize i = 0; self->detail != NULL && self->detail[i] != NULL; i += 2)
    if (strcmp (self->detail[i], name) == 0)
      return self->detail[i + 1];
  return NULL;
}

/**
 * candor_log_line_copy:
 * @self: a line
 *
 * Returns: (transfer full): one like it
 */
CandorLogLine *
candor_log_line_copy (const CandorLogLine *self)
{
  CandorLogLine *copy = g_new0 (CandorLogLine, 1);

  copy->number = self->number;
  copy->time = g_strdup (self->time);
  copy->event = self->event;
  copy->file = g_strdup (self->file);
  copy->sha256 = g_strdup (self->sha256);
  copy->pdf_sha256 = g_strdup (self->pdf_sha256);
  copy->who = g_strdup (self->who);
  copy->detail = g_strdupv (self->detail);
  copy->previous = g_strdup (self->previous);
  return copy;
}

/**
 * candor_log_line_free:
 * @self: (nullable): a line
 */
void
candor_log_line_free (CandorLogLine *self)
{
  if (self == NULL)
    return;
  g_free (self->time);
  g_free (self->file);
  g_free (self->sha256);
  g_free (self->pdf_sha256);
  g_free (self->who);
  g_strfreev (self->detail);
  g_free (self->previous);
  g_free (self);
}
