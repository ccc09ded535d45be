/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#include "candor-draft.h"

#include "candor-day-check-private.h"
#include "candor-visit-json-private.h"

/**
 * candor_draft_get_visit:
 * @draft: a visit, or a check
 *
 * Returns: (transfer none): the visit that is filled: of a check, the one of today
 */
CandorVisit *
candor_draft_get_visit (gpointer draft)
{
  return CANDOR_IS_DAY_CHECK (draft) ? candor_day_check_get_today (draft) : CANDOR_VISIT (draft);
}

/**
 * candor_draft_get_check:
 * @draft: a visit, or a check
 *
 * Returns: (transfer none) (nullable): the check, if it is one
 */
CandorDayCheck *
candor_draft_get_check (gpointer draft)
{
  return CANDOR_IS_DAY_CHECK (draft) ? draft : NULL;
}

/**
 * candor_draft_get_id:
 * @draft: a visit, or a check
 *
 * Returns: (transfer none) (nullable): its number, under which it is saved and filed
 */
const char *
candor_draft_get_id (gpointer draft)
{
  return candor_visit_get (candor_draft_get_visit (draft), CANDOR_FIELD_ID);
}

/**
 * candor_draft_bind_text:
 * @draft: a visit, or a check
 * @procedure: its procedure
 * @error: return location for an error
 *
 * Returns: whether it stands for these words now; see candor_visit_bind_text () and
 *   candor_day_check_bind_text ()
 */
gboolean
candor_draft_bind_text (gpointer draft, CandorProcedure *procedure, GError **error)
{
  if (CANDOR_IS_DAY_CHECK (draft))
    return candor_day_check_bind_text (draft, procedure, error);
  return candor_visit_bind_text (draft, procedure, error);
}

/**
 * candor_draft_missing:
 * @draft: a visit, or a check
 * @procedure: its procedure
 * @up_to: the last stage to ask
 * @language: the language of the sentences
 *
 * Returns: (transfer full) (element-type CandorMissing): what is missing; see candor_missing_list ()
 *   and candor_day_check_missing ()
 */
GPtrArray *
candor_draft_missing (gpointer draft,
                      CandorProcedure *procedure,
                      CandorStage up_to,
                      const CandorLanguage *language)
{
  if (CANDOR_IS_DAY_CHECK (draft))
    return candor_day_check_missing (draft, procedure, up_to, language);
  return candor_missing_list (procedure, draft, up_to, language);
}

/**
 * candor_draft_to_json:
 * @draft: a visit, or a check
 * @length: (out) (optional): how many bytes, without the zero behind them
 *
 * Returns: (transfer full): it as UTF-8 JSON with a new line at its end
 */
char *
candor_draft_to_json (gpointer draft, gsize *length)
{
  if (CANDOR_IS_DAY_CHECK (draft))
    return candor_day_check_to_json (draft, length);
  return candor_visit_to_json (draft, length);
}

/* Whether the JSON says of itself that it is a check. What is no JSON says nothing. */
static gboolean
is_check (const char *name, const char *json, gssize length)
{
  g_autoptr (JsonParser) parser = candor_visit_reader_parse (name, json, length, NULL);
  JsonNode *root = parser != NULL ? json_parser_get_root (parser) : NULL;
  JsonNode *format = root != NULL && JSON_NODE_HOLDS_OBJECT (root)
                         ? json_object_get_member (json_node_get_object (root), "format")
                         : NULL;

  return format != NULL
         && g_strcmp0 (candor_visit_reader_string (format), CANDOR_DAY_CHECK_FORMAT) == 0;
}

/**
 * candor_draft_from_json:
 * @name: what to call the file in messages
 * @json: the file's bytes
 * @length: how many, or -1 when they end with a zero
 * @error: return location for an error
 *
 * Reads a visit, or a check where the file says that it is one.
 *
 * Returns: (transfer full) (nullable) (type GObject): it, or %NULL with %CANDOR_ERROR_INVALID or
 *   %CANDOR_ERROR_TOO_LARGE
 */
gpointer
candor_draft_from_json (const char *name, const char *json, gssize length, GError **error)
{
  g_return_val_if_fail (name != NULL && json != NULL, NULL);

  if (is_check (name, json, length))
    return candor_day_check_from_json (name, json, length, error);
  return candor_visit_from_json (name, json, length, error);
}

/**
 * candor_draft_copy:
 * @draft: a visit, or a check
 * @error: return location for an error
 *
 * For a thread, so that what is on the screen stays whole whatever happens.
 *
 * Returns: (transfer full) (nullable) (type GObject): one that is equal; %CANDOR_ERROR_INVALID where
 *   it could not be read again
 */
gpointer
candor_draft_copy (gpointer draft, GError **error)
{
  gsize length;
  g_autofree char *json = candor_draft_to_json (draft, &length);

  return candor_draft_from_json ("visit", json, length, error);
}
