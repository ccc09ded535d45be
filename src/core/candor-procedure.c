/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#include "candor-procedure-private.h"

#include <string.h>

#include "candor-error.h"

static void
source_free (gpointer data)
{
  CandorSource *self = data;

  g_free (self->id);
  g_free (self->text);
  g_free (self->url);
  g_free (self);
}

static void
term_free (gpointer data)
{
  CandorTerm *self = data;

  g_free (self->id);
  g_free (self->word);
  g_free (self->meaning);
  g_free (self);
}

static void
figure_free (CandorFigure *self)
{
  g_free (self->file);
  g_free (self->alt);
  g_free (self->caption);
  g_ptr_array_unref (self->legend);
  g_free (self);
}

static void
effect_free (CandorEffect *self)
{
  g_free (self->id);
  g_free (self->name);
  g_free (self->how_often);
  g_free (self->how_long);
  g_strfreev (self->sources);
  g_free (self);
}

static void
block_free (gpointer data)
{
  CandorBlock *self = data;

  g_free (self->text);
  g_clear_pointer (&self->items, g_ptr_array_unref);
  g_clear_pointer (&self->figure, figure_free);
  g_clear_pointer (&self->effect, effect_free);
  g_free (self);
}

static void
section_free (gpointer data)
{
  CandorSection *self = data;

  g_free (self->id);
  g_free (self->about);
  g_free (self->title);
  g_free (self->key);
  g_ptr_array_unref (self->blocks);
  g_strfreev (self->sources);
  g_strfreev (self->topics);
  g_free (self);
}

static void
option_free (gpointer data)
{
  CandorOption *self = data;

  g_free (self->id);
  g_free (self->text);
  g_free (self);
}

static void
check_question_free (gpointer data)
{
  CandorCheckQuestion *self = data;

  g_free (self->id);
  g_free (self->section);
  g_free (self->text);
  g_ptr_array_unref (self->options);
  g_free (self);
}

static void
health_question_free (gpointer data)
{
  CandorHealthQuestion *self = data;

  g_free (self->id);
  g_free (self->text);
  g_free (self->help);
  g_free (self->detail_prompt);
  g_free (self->date_prompt);
  for (gsize i = 0; i < CANDOR_N_REPLIES; i++)
    g_free (self->rules[i].say);
  g_strfreev (self->sources);
  g_free (self);
}

static void
health_group_free (gpointer data)
{
  CandorHealthGroup *self = data;

  g_free (self->id);
  g_free (self->title);
  g_free (self->intro);
  g_ptr_array_unref (self->questions);
  g_free (self);
}

static void
age_rule_free (gpointer data)
{
  CandorAgeRule *self = data;

  g_free (self->say);
  g_strfreev (self->sources);
  g_free (self);
}

static void
care_step_free (gpointer data)
{
  CandorCareStep *self = data;

  g_free (self->id);
  g_free (self->text);
  g_free (self->reason);
  g_strfreev (self->sources);
  g_free (self);
}

static void
warning_free (gpointer data)
{
  CandorWarning *self = data;

  g_free (self->id);
  g_free (self->text);
  g_strfreev (self->sources);
  g_free (self);
}

static void
statement_free (gpointer data)
{
  CandorStatement *self = data;

  g_free (self->id);
  g_free (self->text);
  g_free (self);
}

CandorProcedure *
candor_procedure_new (void)
{
  CandorProcedure *self = g_new0 (CandorProcedure, 1);

  g_atomic_ref_count_init (&self->refs);
  self->sources = g_ptr_array_new_with_free_func (source_free);
  self->terms = g_ptr_array_new_with_free_func (term_free);
  self->sections = g_ptr_array_new_with_free_func (section_free);
  self->checks = g_ptr_array_new_with_free_func (check_question_free);
  self->health_groups = g_ptr_array_new_with_free_func (health_group_free);
  self->age_rules = g_ptr_array_new_with_free_func (age_rule_free);
  self->care_steps = g_ptr_array_new_with_free_func (care_step_free);
  self->warnings = g_ptr_array_new_with_free_func (warning_free);
  self->statements = g_ptr_array_new_with_free_func (statement_free);
  return self;
}

CandorSection *
candor_section_new (void)
{
  CandorSection *self = g_new0 (CandorSection, 1);

  self->blocks = g_ptr_array_new_with_free_func (block_free);
  return self;
}

CandorBlock *
candor_block_new (CandorBlockKind kind)
{
  CandorBlock *self = g_new0 (CandorBlock, 1);

  self->kind = kind;
  if (kind == CANDOR_BLOCK_LIST || kind == CANDOR_BLOCK_STEPS || kind == CANDOR_BLOCK_BOX)
    self->items = g_ptr_array_new_with_free_func (g_free);
  return self;
}

CandorFigure *
candor_figure_new (void)
{
  CandorFigure *self = g_new0 (CandorFigure, 1);

  self->legend = g_ptr_array_new_with_free_func (g_free);
  return self;
}

CandorCheckQuestion *
candor_check_question_new (void)
{
  CandorCheckQuestion *self = g_new0 (CandorCheckQuestion, 1);

  self->options = g_ptr_array_new_with_free_func (option_free);
  return self;
}

CandorHealthGroup *
candor_health_group_new (void)
{
  CandorHealthGroup *self = g_new0 (CandorHealthGroup, 1);

  self->questions = g_ptr_array_new_with_free_func (health_question_free);
  return self;
}

CandorHealthQuestion *
candor_health_question_new (void)
{
  return g_new0 (CandorHealthQuestion, 1);
}

CandorProcedure *
candor_procedure_ref (CandorProcedure *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
candor_procedure_unref (CandorProcedure *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->refs))
    return;

  g_free (self->id);
  g_free (self->version);
  g_free (self->date);
  g_free (self->language);
  g_free (self->domain);
  g_free (self->title);
  g_free (self->also_called);
  g_free (self->not_about);
  g_free (self->folder);
  g_clear_pointer (&self->catalogs, g_hash_table_unref);
  g_clear_pointer (&self->measured, g_ptr_array_unref);
  g_free (self->reviewer);
  g_free (self->review_date);
  g_ptr_array_unref (self->sources);
  g_ptr_array_unref (self->terms);
  g_ptr_array_unref (self->sections);
  g_ptr_array_unref (self->checks);
  g_ptr_array_unref (self->health_groups);
  g_ptr_array_unref (self->age_rules);
  g_ptr_array_unref (self->care_steps);
  g_ptr_array_unref (self->warnings);
  g_ptr_array_unref (self->statements);
  g_free (self);
}

const char *
candor_procedure_id (const CandorProcedure *self)
{
  return self->id;
}

const char *
candor_procedure_version (const CandorProcedure *self)
{
  return self->version;
}

const char *
candor_procedure_date (const CandorProcedure *self)
{
  return self->date;
}

const char *
candor_procedure_language (const CandorProcedure *self)
{
  return self->language;
}

const char *
candor_procedure_title (const CandorProcedure *self)
{
  return self->title;
}

/**
 * candor_procedure_also_called:
 * @self: a procedure
 *
 * Returns: (transfer none) (nullable): other names that patients may have heard
 */
const char *
candor_procedure_also_called (const CandorProcedure *self)
{
  return self->also_called;
}

/**
 * candor_procedure_not_about:
 * @self: a procedure
 *
 * Returns: (transfer none) (nullable): one sentence about a like-sounding procedure that this is not
 */
const char *
candor_procedure_not_about (const CandorProcedure *self)
{
  return self->not_about;
}

/**
 * candor_procedure_folder:
 * @self: a procedure
 *
 * Returns: (transfer none) (nullable): the folder its file lies in
 */
const char *
candor_procedure_folder (const CandorProcedure *self)
{
  return self->folder;
}

/**
 * candor_procedure_is_approved:
 * @self: a procedure
 *
 * Returns: whether a clinician has approved this text for clinical use
 */
gboolean
candor_procedure_is_approved (const CandorProcedure *self)
{
  return self->approved;
}

/**
 * candor_procedure_reviewer:
 * @self: a procedure
 *
 * Returns: (transfer none) (nullable): name and role of who approved the text
 */
const char *
candor_procedure_reviewer (const CandorProcedure *self)
{
  return self->reviewer;
}

const char *
candor_procedure_review_date (const CandorProcedure *self)
{
  return self->review_date;
}

GPtrArray *
candor_procedure_sources (const CandorProcedure *self)
{
  return self->sources;
}

GPtrArray *
candor_procedure_terms (const CandorProcedure *self)
{
  return self->terms;
}

GPtrArray *
candor_procedure_sections (const CandorProcedure *self)
{
  return self->sections;
}

GPtrArray *
candor_procedure_checks (const CandorProcedure *self)
{
  return self->checks;
}

GPtrArray *
candor_procedure_health_groups (const CandorProcedure *self)
{
  return self->health_groups;
}

GPtrArray *
candor_procedure_age_rules (const CandorProcedure *self)
{
  return self->age_rules;
}

GPtrArray *
candor_procedure_care_steps (const CandorProcedure *self)
{
  return self->care_steps;
}

GPtrArray *
candor_procedure_warnings (const CandorProcedure *self)
{
  return self->warnings;
}

GPtrArray *
candor_procedure_statements (const CandorProcedure *self)
{
  return self->statements;
}

guint
candor_procedure_n_sections_at (const CandorProcedure *self, CandorPlace place)
{
  guint n = 0;

  for (guint i = 0; i < self->sections->len; i++)
    n += ((CandorSection *)self->sections->pdata[i])->place == place;
  return n;
}

/**
 * candor_procedure_section_at:
 * @self: a procedure
 * @place: where the section is read
 * @index: from 0, among the sections of that place
 *
 * Returns: (transfer none) (nullable): the section
 */
const CandorSection *
candor_procedure_section_at (const CandorProcedure *self, CandorPlace place, guint index)
{
  for (guint i = 0; i < self->sections->len; i++)
    {
      const CandorSection *section = self->sections->pdata[i];

      if (section->place == place && index-- == 0)
        return section;
    }
  return NULL;
}

const CandorSource *
candor_procedure_find_source (const CandorProcedure *self, const char *id)
{
  for (guint i = 0; i < self->sources->len; i++)
    if (g_str_equal (((CandorSource *)self->sources->pdata[i])->id, id))
      return self->sources->pdata[i];
  return NULL;
}

/**
 * candor_procedure_find_term:
 * @self: a procedure
 * @word: a word as it stands between asterisks in a text
 *
 * Returns: (transfer none) (nullable): the glossary's term for it; the case does not matter
 */
const CandorTerm *
candor_procedure_find_term (const CandorProcedure *self, const char *word)
{
  g_autofree char *folded = g_utf8_casefold (word, -1);

  for (guint i = 0; i < self->terms->len; i++)
    {
      const CandorTerm *term = self->terms->pdata[i];
      g_autofree char *other = g_utf8_casefold (term->word, -1);

      if (g_str_equal (folded, other))
        return term;
    }
  return NULL;
}

const CandorSection *
candor_procedure_find_section (const CandorProcedure *self, const char *id)
{
  for (guint i = 0; i < self->sections->len; i++)
    if (g_str_equal (((CandorSection *)self->sections->pdata[i])->id, id))
      return self->sections->pdata[i];
  return NULL;
}

const CandorCheckQuestion *
candor_procedure_find_check (const CandorProcedure *self, const char *id)
{
  for (guint i = 0; i < self->checks->len; i++)
    if (g_str_equal (((CandorCheckQuestion *)self->checks->pdata[i])->id, id))
      return self->checks->pdata[i];
  return NULL;
}

const CandorHealthQuestion *
candor_procedure_find_question (const CandorProcedure *self, const char *id)
{
  for (guint i = 0; i < self->health_groups->len; i++)
    {
      const CandorHealthGroup *group = self->health_groups->pdata[i];

      for (guint j = 0; j < group->questions->len; j++)
        if (g_str_equal (((CandorHealthQuestion *)group->questions->pdata[j])->id, id))
          return group->questions->pdata[j];
    }
  return NULL;
}

const CandorStatement *
candor_procedure_find_statement (const CandorProcedure *self, const char *id)
{
  for (guint i = 0; i < self->statements->len; i++)
    if (g_str_equal (((CandorStatement *)self->statements->pdata[i])->id, id))
      return self->statements->pdata[i];
  return NULL;
}
