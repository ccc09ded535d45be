/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * The head of a record, as the JSON file that stands first in it, and as a line of the index.
 */
#include "candor-record-head.h"

#include <json-glib/json-glib.h>
#include <string.h>

#include "candor-fold.h"
#include "core/candor-error.h"
#include "core/candor-json.h"
#include "core/candor-language.h"

#define VERSION 1
#define MAX_BYTES (32 * 1024)

/* Of one field: fifteen of them, in four bytes each and written as six, are far below the limit. */
#define MAX_CHARACTERS 300

/* Bytes: so that a text which is looked through is seldom copied while it grows. */
#define SOUGHT_SIZE 512

/* The columns of a line: its file and the fields. */
#define N_COLUMNS (CANDOR_HEAD_N_FIELDS + 1)

static const char *const kind_names[CANDOR_RECORD_N_KINDS] = {
  [CANDOR_RECORD_CONSENT] = "consent",
  [CANDOR_RECORD_WITHDRAWAL] = "withdrawal",
  [CANDOR_RECORD_DAY_CHECK] = "day-check",
  [CANDOR_RECORD_SCAN] = "scan",
};

static const char *const field_names[CANDOR_HEAD_N_FIELDS] = {
  [CANDOR_HEAD_ID] = "id",
  [CANDOR_HEAD_KIND] = "kind",
  [CANDOR_HEAD_OF] = "of",
  [CANDOR_HEAD_FILED_AT] = "filed_at",
  [CANDOR_HEAD_PATIENT_NAME] = "patient_name",
  [CANDOR_HEAD_PATIENT_BORN] = "patient_born",
  [CANDOR_HEAD_PROCEDURE] = "procedure",
  [CANDOR_HEAD_TITLE] = "title",
  [CANDOR_HEAD_PRACTITIONER] = "practitioner",
  [CANDOR_HEAD_TREATMENT_DATE] = "treatment_date",
  [CANDOR_HEAD_OUTCOME] = "outcome",
  [CANDOR_HEAD_LANGUAGE] = "language",
  [CANDOR_HEAD_REASON] = "reason",
  [CANDOR_HEAD_PDF_SHA256] = "pdf_sha256",
  [CANDOR_HEAD_SESSION] = "session",
};

/* What people read for an outcome or a kind, and so look for. The app shows the same words. */
static const struct
{
  const char *value;
  const char *context; /* (nullable): of @shown */
  const char *shown;
} shown_words[] = {
  /* Translators: how a visit ended, or what a record is, in the staff's list: a search finds these
     words. */
  { "agree", "outcome", NC_ ("outcome", "Agreed") },
  { "not-now", "outcome", NC_ ("outcome", "Not now") },
  { "no", "outcome", NC_ ("outcome", "Said no") },
  { "stop", "outcome", NC_ ("outcome", "Stopped") },
  { "withdrawal", NULL, N_ ("Withdrawal") },
  { "day-check", NULL, N_ ("Day-of check") },
  { "scan", NULL, N_ ("Paper form") },
};

/* The strings of a flat object are copies of names; nobody has them but the object, which goes now. */
static void
wipe_members (JsonNode *node)
{
  g_autoptr (GList) values = json_object_get_values (json_node_get_object (node));

  for (GList *at = values; at != NULL; at = at->next)
    if (JSON_NODE_HOLDS_VALUE (at->data) && json_node_get_value_type (at->data) == G_TYPE_STRING)
      {
        char *text = (char *)json_node_get_string (at->data);

        explicit_bzero (text, strlen (text));
      }
}

/* Returns: whether a column is the name of a kind, which needs no unfolding. */
static gboolean
is_kind (const char *start, gsize length)
{
  for (guint i = 0; i < CANDOR_RECORD_N_KINDS; i++)
    if (strlen (kind_names[i]) == length && memcmp (kind_names[i], start, length) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
kind_from_string (const char *name, CandorRecordKind *kind)
{
  for (guint i = 0; i < CANDOR_RECORD_N_KINDS; i++)
    if (g_strcmp0 (kind_names[i], name) == 0)
      {
        *kind = i;
        return TRUE;
      }
  return FALSE;
}

static gboolean
refuse (GError **error)
{
  candor_error_set_literal (
      error, CANDOR_ERROR, CANDOR_ERROR_INVALID,
      "The head of this record cannot be read. The record was left as it is; a "
      "newer version of Candor may know it.");
  return FALSE;
}

/* Returns: (transfer full) (nullable): %NULL for no text and for an empty one */
static char *
dup_member (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);
  const char *text
      = node != NULL && JSON_NODE_HOLDS_VALUE (node) ? json_node_get_string (node) : NULL;

  return text != NULL && *text != '\0' ? g_strdup (text) : NULL;
}

static gboolean
has_version (JsonObject *object)
{
  JsonNode *node = json_object_get_member (object, "version");

  return node != NULL && JSON_NODE_HOLDS_VALUE (node)
         && json_node_get_value_type (node) == G_TYPE_INT64 && json_node_get_int (node) == VERSION;
}

/* A head is read from the first part of a record: whatever is typed, it must fit in there. The whole
 * text is on the form and in the visit. */
static char *
clip (const char *value)
{
  char *start, *clipped;

  if (g_utf8_strlen (value, -1) <= MAX_CHARACTERS)
    return g_strdup (value);
  start = g_utf8_substring (value, 0, MAX_CHARACTERS - 1);
  clipped = g_strconcat (start, "…", NULL);
  candor_free_wiped (start);
  return clipped;
}

/* No tab and no line end may stand in a column. */
static void
append_column (GString *line, const char *value)
{
  for (const char *at = value != NULL ? value : ""; *at != '\0'; at++)
    switch (*at)
      {
      case '\\':
        g_string_append (line, "\\\\");
        break;
      case '\t':
        g_string_append (line, "\\t");
        break;
      case '\n':
        g_string_append (line, "\\n");
        break;
      default:
        g_string_append_c (line, *at);
      }
}

/* Returns: (transfer full) (nullable): %NULL for an empty column */
static char *
read_column (const char *start, gsize length)
{
  g_autoptr (GString) value = g_string_sized_new (length);

  for (gsize i = 0; i < length; i++)
    if (start[i] != '\\' || i + 1 == length)
      g_string_append_c (value, start[i]);
    else
      {
        i++;
        g_string_append_c (value, start[i] == 't' ? '\t' : start[i] == 'n' ? '\n' : start[i]);
      }
  return value->len == 0 ? NULL : g_string_free (g_steal_pointer (&value), FALSE);
}

/**
 * candor_record_kind_to_string:
 * @kind: a kind of record
 *
 * Returns: (transfer none): its name in files
 */
const char *
candor_record_kind_to_string (CandorRecordKind kind)
{
  g_return_val_if_fail (kind < CANDOR_RECORD_N_KINDS, NULL);

  return kind_names[kind];
}

/**
 * candor_record_head_field_name:
 * @field: a field
 *
 * Returns: (transfer none): its name in files
 */
const char *
candor_record_head_field_name (CandorHeadField field)
{
  g_return_val_if_fail (field < CANDOR_HEAD_N_FIELDS, NULL);

  return field_names[field];
}

/**
 * candor_record_head_new:
 * @kind: what the record is
 * @id: its own id
 *
 * Returns: (transfer full): a head in which nothing else is set
 */
CandorRecordHead *
candor_record_head_new (CandorRecordKind kind, const char *id)
{
  CandorRecordHead *self = g_new0 (CandorRecordHead, 1);

  self->kind = kind;
  self->values[CANDOR_HEAD_ID] = g_strdup (id);
  self->values[CANDOR_HEAD_KIND] = g_strdup (candor_record_kind_to_string (kind));
  return self;
}

/**
 * candor_record_head_of_visit:
 * @procedure: what the visit is about
 * @visit: a visit that is to be filed
 * @filed: when
 *
 * Returns: (transfer full): the head of its record
 */
CandorRecordHead *
candor_record_head_of_visit (CandorProcedure *procedure, CandorVisit *visit, GDateTime *filed)
{
  static const struct
  {
    CandorHeadField field;
    CandorField source;
  } copied[] = {
    { CANDOR_HEAD_PATIENT_NAME, CANDOR_FIELD_PATIENT_NAME },
    { CANDOR_HEAD_PATIENT_BORN, CANDOR_FIELD_PATIENT_BORN },
    { CANDOR_HEAD_PROCEDURE, CANDOR_FIELD_PROCEDURE },
    { CANDOR_HEAD_PRACTITIONER, CANDOR_FIELD_PRACTITIONER_NAME },
    { CANDOR_HEAD_TREATMENT_DATE, CANDOR_FIELD_TREATMENT_DATE },
    { CANDOR_HEAD_LANGUAGE, CANDOR_FIELD_LANGUAGE },
  };
  CandorRecordHead *self
      = candor_record_head_new (CANDOR_RECORD_CONSENT, candor_visit_get (visit, CANDOR_FIELD_ID));
  g_autofree char *filed_at = g_date_time_format (filed, "%Y-%m-%dT%H:%M:%S%:z");

  for (gsize i = 0; i < G_N_ELEMENTS (copied); i++)
    candor_record_head_set (self, copied[i].field, candor_visit_get (visit, copied[i].source));
  candor_record_head_set (self, CANDOR_HEAD_FILED_AT, filed_at);
  candor_record_head_set (self, CANDOR_HEAD_TITLE, candor_procedure_title (procedure));
  candor_record_head_set (self, CANDOR_HEAD_OUTCOME,
                          candor_outcome_to_string (candor_visit_outcome (visit, procedure)));
  return self;
}

/**
 * candor_record_head_get:
 * @self: a head
 * @field: one of its fields
 *
 * Returns: (transfer none) (nullable): what stands there
 */
const char *
candor_record_head_get (const CandorRecordHead *self, CandorHeadField field)
{
  g_return_val_if_fail (field < CANDOR_HEAD_N_FIELDS, NULL);

  return self->values[field];
}

/**
 * candor_record_head_set:
 * @self: a head
 * @field: one of its fields, but not its kind
 * @value: (nullable): what is to stand there; "" is the same as nothing
 */
void
candor_record_head_set (CandorRecordHead *self, CandorHeadField field, const char *value)
{
  g_return_if_fail (field < CANDOR_HEAD_N_FIELDS && field != CANDOR_HEAD_KIND);

  candor_free_wiped (self->values[field]);
  self->values[field] = value != NULL && *value != '\0' ? clip (value) : NULL;
}

/**
 * candor_record_head_to_json:
 * @self: a head
 *
 * Returns: (transfer full): one JSON object; the same head gives the same bytes. The caller wipes it
 */
char *
candor_record_head_to_json (const CandorRecordHead *self)
{
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), json_object_new ());
  JsonObject *object = json_node_get_object (node);
  char *json;

  json_object_unref (object);
  json_object_set_int_member (object, "version", VERSION);
  for (guint i = 0; i < CANDOR_HEAD_N_FIELDS; i++)
    if (self->values[i] != NULL)
      json_object_set_string_member (object, field_names[i], self->values[i]);
  json = candor_json_write (node, 2, NULL);
  wipe_members (node);
  return json;
}

/**
 * candor_record_head_from_json:
 * @json: the first file of a record; untrusted
 * @length: its length, in bytes
 * @error: return location for an error
 *
 * Members that this version does not know are left out.
 *
 * Returns: (transfer full) (nullable): the head, or %NULL with %CANDOR_ERROR_INVALID or
 *   %CANDOR_ERROR_TOO_LARGE
 */
CandorRecordHead *
candor_record_head_from_json (const char *json, gsize length, GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  g_autoptr (CandorRecordHead) self = NULL;
  JsonObject *object;
  JsonNode *root;

  if (length > MAX_BYTES || !candor_json_check ("record.json", json, length, 2, 64, error)
      || !json_parser_load_from_data (parser, json, length, error))
    {
      g_clear_error (error);
      refuse (error);
      return NULL;
    }
  root = json_parser_get_root (parser);
  object = root != NULL && JSON_NODE_HOLDS_OBJECT (root) ? json_node_get_object (root) : NULL;
  if (object == NULL || !has_version (object))
    {
      refuse (error);
      return NULL;
    }

  self = g_new0 (CandorRecordHead, 1);
  for (guint i = 0; i < CANDOR_HEAD_N_FIELDS; i++)
    self->values[i] = dup_member (object, field_names[i]);
  wipe_members (root);
  if (self->values[CANDOR_HEAD_ID] == NULL
      || !kind_from_string (self->values[CANDOR_HEAD_KIND], &self->kind))
    {
      refuse (error);
      return NULL;
    }
  return g_steal_pointer (&self);
}

static void
append_sought (GString *all, const char *value)
{
  char *folded = candor_fold (value);

  /* What is looked for has no such character, so that nothing is found across two fields. */
  if (*folded != '\0')
    g_string_append_printf (all, "%s\037", folded);
  candor_free_wiped (folded);
}

/* In every language: a list that is kept outlives the language in which it was made. */
static void
append_shown (GString *all, const char *value)
{
  gsize n_languages;
  const CandorLanguage *const *languages = candor_language_list (&n_languages);

  for (gsize i = 0; i < G_N_ELEMENTS (shown_words); i++)
    for (gsize j = 0; j < n_languages && g_str_equal (shown_words[i].value, value); j++)
      append_sought (all, candor_language_text_in_context (languages[j], shown_words[i].context,
                                                           shown_words[i].shown));
}

/**
 * candor_record_head_dup_own:
 * @self: a head
 *
 * Returns: (transfer full): what a search looks through of this record alone, folded
 */
char *
candor_record_head_dup_own (const CandorRecordHead *self)
{
  static const CandorHeadField own[] = {
    CANDOR_HEAD_PATIENT_NAME,
    CANDOR_HEAD_PATIENT_BORN,
    CANDOR_HEAD_TREATMENT_DATE,
  };
  GString *all = g_string_sized_new (SOUGHT_SIZE);

  for (gsize i = 0; i < G_N_ELEMENTS (own); i++)
    append_sought (all, self->values[own[i]]);
  return g_string_free (all, FALSE);
}

/**
 * candor_record_head_dup_common:
 * @self: a head
 *
 * Returns: (transfer full): what a search looks through besides and many records have the same, folded
 */
char *
candor_record_head_dup_common (const CandorRecordHead *self)
{
  static const CandorHeadField common[] = {
    CANDOR_HEAD_TITLE,
    CANDOR_HEAD_PRACTITIONER,
    CANDOR_HEAD_OUTCOME,
    CANDOR_HEAD_KIND,
  };
  GString *all = g_string_sized_new (SOUGHT_SIZE);

  for (gsize i = 0; i < G_N_ELEMENTS (common); i++)
    {
      const char *value = self->values[common[i]];

      append_sought (all, value);
      if (value != NULL && (common[i] == CANDOR_HEAD_OUTCOME || common[i] == CANDOR_HEAD_KIND))
        append_shown (all, value);
    }
  return g_string_free (all, FALSE);
}

/**
 * candor_record_head_dup_sought:
 * @self: a head
 *
 * Returns: (transfer full): all that a search looks through, folded
 */
char *
candor_record_head_dup_sought (const CandorRecordHead *self)
{
  char *own = candor_record_head_dup_own (self);
  char *common = candor_record_head_dup_common (self);
  char *all = g_strconcat (own, common, NULL);

  candor_free_wiped (own);
  candor_free_wiped (common);
  return all;
}

/**
 * candor_record_head_to_line:
 * @self: a head
 * @file: where its record is, from the store's folder
 *
 * Returns: (transfer full): a line of the index, without a line end
 */
char *
candor_record_head_to_line (const CandorRecordHead *self, const char *file)
{
  GString *line = g_string_new (NULL);

  append_column (line, file);
  for (guint i = 0; i < CANDOR_HEAD_N_FIELDS; i++)
    {
      g_string_append_c (line, '\t');
      append_column (line, self->values[i]);
    }
  return g_string_free (line, FALSE);
}

/**
 * candor_record_head_is_line:
 * @line: what should be a line of the index, without its end; need not be terminated
 * @length: its length, in bytes
 *
 * Looks without copying: this is done for each of 100,000 lines.
 *
 * Returns: whether candor_record_head_from_line () reads it
 */
gboolean
candor_record_head_is_line (const char *line, gsize length)
{
  const char *end = line + length;
  const char *at = line;

  if (memchr (line, '\0', length) != NULL)
    return FALSE;
  for (guint column = 0; column < N_COLUMNS; column++)
    {
      const char *tab = memchr (at, '\t', end - at);
      const char *stop = tab != NULL ? tab : end;

      if ((tab == NULL) != (column == N_COLUMNS - 1))
        return FALSE;
      if ((column == 0 || column == 1 + CANDOR_HEAD_ID) && stop == at)
        return FALSE;
      if (column == 1 + CANDOR_HEAD_KIND && !is_kind (at, stop - at))
        return FALSE;
      at = tab != NULL ? tab + 1 : end;
    }
  return TRUE;
}

/**
 * candor_record_head_from_line:
 * @line: a line of the index, without its end; need not be terminated
 * @length: its length, in bytes
 * @file: (out) (transfer full): where its record is, from the store's folder
 *
 * Returns: (transfer full) (nullable): the head; %NULL for what is no line of the index
 */
CandorRecordHead *
candor_record_head_from_line (const char *line, gsize length, char **file)
{
  g_autoptr (CandorRecordHead) self = NULL;
  const char *end = line + length;
  const char *at = line;

  if (!candor_record_head_is_line (line, length))
    return NULL;
  self = g_new0 (CandorRecordHead, 1);
  for (guint column = 0; column < N_COLUMNS; column++)
    {
      const char *tab = memchr (at, '\t', end - at);
      const char *stop = tab != NULL ? tab : end;
      char *value = read_column (at, stop - at);

      if (column == 0)
        *file = value;
      else
        self->values[column - 1] = value;
      at = tab != NULL ? tab + 1 : end;
    }
  kind_from_string (self->values[CANDOR_HEAD_KIND], &self->kind);
  return g_steal_pointer (&self);
}

/**
 * candor_record_head_free:
 * @self: (transfer full) (nullable): a head
 */
void
candor_record_head_free (CandorRecordHead *self)
{
  if (self == NULL)
    return;
  for (guint i = 0; i < CANDOR_HEAD_N_FIELDS; i++)
    candor_free_wiped (self->values[i]);
  g_free (self);
}
