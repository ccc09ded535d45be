/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * What binds a visit to its procedure: the words that were read, and that everything in it is about
 * something that the procedure has.
 */
#include "candor-visit-private.h"

#include "candor-error.h"

static gboolean
refuse_id (GError **error, const char *group, const char *id)
{
  candor_error_set (
      error, CANDOR_ERROR, CANDOR_ERROR_INVALID,
      "%s.%s: the procedure has nothing of this name. Nothing was changed; use the procedure "
      "file that the visit was made with.",
      group, id);
  return FALSE;
}

static gboolean
has_option (const CandorCheckQuestion *check, const char *id)
{
  if (id == NULL)
    return TRUE;
  for (guint i = 0; i < check->options->len; i++)
    if (g_str_equal (((CandorOption *)check->options->pdata[i])->id, id))
      return TRUE;
  return FALSE;
}

static gboolean
check_options (CandorVisit *self, CandorProcedure *procedure, GError **error)
{
  GHashTableIter iter;
  gpointer id, value;

  g_hash_table_iter_init (&iter, self->checks);
  while (g_hash_table_iter_next (&iter, &id, &value))
    {
      const CandorCheckAnswer *answer = value;
      const CandorCheckQuestion *check = candor_procedure_find_check (procedure, id);

      if (check == NULL)
        return refuse_id (error, "check", id);
      if (!has_option (check, answer->first) || !has_option (check, answer->latest))
        {
          candor_error_set (
              error, CANDOR_ERROR, CANDOR_ERROR_INVALID,
              "check.%s: the question has no such option. Nothing was changed; use the "
              "procedure file that the visit was made with.",
              check->id);
          return FALSE;
        }
    }
  return TRUE;
}

/* What the procedure does not know would be neither judged nor printed: it is not passed over. */
static gboolean
check_ids (CandorVisit *self, CandorProcedure *procedure, GError **error)
{
  GHashTableIter iter;
  gpointer id;

  for (guint i = 0; i < self->shown->len; i++)
    if (candor_procedure_find_section (procedure, self->shown->pdata[i]) == NULL)
      return refuse_id (error, "shown", self->shown->pdata[i]);
  g_hash_table_iter_init (&iter, self->shown_seconds);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    if (!candor_visit_was_shown (self, id))
      {
        candor_error_set (
            error, CANDOR_ERROR, CANDOR_ERROR_INVALID,
            "shown_seconds.%s: “shown” does not name this section. Nothing was changed; "
            "name it there too, or take its seconds away.",
            (char *)id);
        return FALSE;
      }
  if (!check_options (self, procedure, error))
    return FALSE;

  g_hash_table_iter_init (&iter, self->answers);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    if (candor_procedure_find_question (procedure, id) == NULL)
      return refuse_id (error, "answers", id);
  g_hash_table_iter_init (&iter, self->settled);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    if (!g_str_equal (id, "age") && candor_procedure_find_question (procedure, id) == NULL)
      return refuse_id (error, "settled", id);
  g_hash_table_iter_init (&iter, self->statements);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    if (candor_procedure_find_statement (procedure, id) == NULL)
      return refuse_id (error, "statements", id);
  return TRUE;
}

static gboolean
check_version (CandorVisit *self, CandorProcedure *procedure, GError **error)
{
  const char *version = self->fields[CANDOR_FIELD_PROCEDURE_VERSION];

  if (version == NULL || g_str_equal (version, candor_procedure_version (procedure)))
    return TRUE;
  candor_error_set (
      error, CANDOR_ERROR, CANDOR_ERROR_OTHER_TEXT,
      "procedure_version: this visit was signed for version “%s” of the text, and the "
      "procedure file is version “%s”. Use the procedure file of the day it was signed.",
      version, candor_procedure_version (procedure));
  return FALSE;
}

/* A stop that came up after the patient had decided: nobody is asked any more. */
void
candor_visit_drop_decision (CandorVisit *self)
{
  candor_visit_set (self, CANDOR_FIELD_DECISION, NULL);
  candor_visit_set (self, CANDOR_FIELD_DECISION_REASON, NULL);
  candor_visit_set (self, CANDOR_FIELD_DECISION_AT, NULL);
}

/* Binds the visit to the words of @procedure, or makes sure that it is bound to them already. */
gboolean
candor_visit_bind_words (CandorVisit *self, CandorProcedure *procedure, GError **error)
{
  const CandorLanguage *language
      = candor_language_find (self->fields[CANDOR_FIELD_LANGUAGE], error);
  g_autofree char *hash = NULL;

  if (language == NULL)
    return FALSE;
  if (self->fields[CANDOR_FIELD_TEXT_SHA256] != NULL)
    return candor_visit_check_text (self, procedure, error);

  hash = candor_procedure_reading_hash (procedure, language);
  candor_visit_set (self, CANDOR_FIELD_PROCEDURE_VERSION, candor_procedure_version (procedure));
  candor_visit_set (self, CANDOR_FIELD_TEXT_LANGUAGE, candor_language_code (language));
  candor_visit_set (self, CANDOR_FIELD_TEXT_SHA256, hash);
  return TRUE;
}

/**
 * candor_visit_bind_text:
 * @self: a visit
 * @procedure: its procedure
 * @error: return location for an error
 *
 * Writes the hash of the text that was read into the visit, when the first signature is made. A
 * visit that is bound already must be bound to the same words. A decision that a STOP has overtaken
 * is taken away: a signature never stands for it.
 *
 * Returns: whether the visit stands for these words now
 */
gboolean
candor_visit_bind_text (CandorVisit *self, CandorProcedure *procedure, GError **error)
{
  if (candor_language_find (self->fields[CANDOR_FIELD_LANGUAGE], error) == NULL)
    return FALSE;
  if (candor_visit_outcome (self, procedure) == CANDOR_OUTCOME_STOP)
    candor_visit_drop_decision (self);
  return candor_visit_bind_words (self, procedure, error);
}

/**
 * candor_visit_check_text:
 * @self: a visit
 * @procedure: a procedure
 * @error: return location for an error
 *
 * Returns: whether the words of @procedure are those that were read in this visit; otherwise
 *   %CANDOR_ERROR_OTHER_TEXT. A visit that nobody has signed yet is bound to no words, but it must
 *   not hold anything about a question, section or statement that @procedure does not have:
 *   %CANDOR_ERROR_INVALID.
 */
gboolean
candor_visit_check_text (CandorVisit *self, CandorProcedure *procedure, GError **error)
{
  const char *read = self->fields[CANDOR_FIELD_TEXT_SHA256];
  const CandorLanguage *language;
  g_autofree char *hash = NULL;

  if (g_strcmp0 (self->fields[CANDOR_FIELD_PROCEDURE], candor_procedure_id (procedure)) != 0)
    {
      candor_error_set (error, CANDOR_ERROR, CANDOR_ERROR_OTHER_TEXT,
                        "This visit is about the procedure “%s”, and the text is about “%s”.",
                        self->fields[CANDOR_FIELD_PROCEDURE] ? self->fields[CANDOR_FIELD_PROCEDURE]
                                                             : "",
                        candor_procedure_id (procedure));
      return FALSE;
    }
  if (candor_language_find (self->fields[CANDOR_FIELD_LANGUAGE], error) == NULL
      || candor_language_find (self->fields[CANDOR_FIELD_CLINIC_LANGUAGE], error) == NULL)
    return FALSE;
  if (read == NULL)
    return check_ids (self, procedure, error);

  if (!check_version (self, procedure, error))
    return FALSE;
  language = candor_language_find (self->fields[CANDOR_FIELD_TEXT_LANGUAGE], error);
  if (language == NULL)
    return FALSE;
  hash = candor_procedure_reading_hash (procedure, language);
  if (g_ascii_strcasecmp (hash, read) == 0)
    return check_ids (self, procedure, error);

  candor_error_set (
      error, CANDOR_ERROR, CANDOR_ERROR_OTHER_TEXT,
      "This visit was signed for other words than the procedure file has now (signed for "
      "%.12s, the file has %.12s). Use the procedure file of the day it was signed.",
      read, hash);
  return FALSE;
}
