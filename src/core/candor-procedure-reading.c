/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * What a patient reads, as plain text: the words that a visit's hash stands for.
 */
#include "candor-procedure-private.h"

/* Either the text in a language, or the messages that it is made of. */
typedef struct
{
  const CandorProcedure *procedure; /* (unowned) */
  const CandorLanguage *language;   /* (unowned) */
  GString *text;                    /* (unowned) */
  GPtrArray *messages;              /* (unowned) (nullable) */
} Reading;

/* Each line begins with a word that names its kind, so that moving a sentence from a paragraph into
 * a list is another text too. Light markup is part of the text. */
static void
add_line (Reading *reading, const char *kind, const char *message)
{
  if (message == NULL)
    return;
  if (reading->messages != NULL)
    g_ptr_array_add (reading->messages, (gpointer)message);
  else
    g_string_append_printf (reading->text, "%s: %s\n", kind,
                            candor_procedure_text (reading->procedure, reading->language, message));
}

/* A visit keeps answers by id: an id that moved to another question is another text too. */
static void
add_id (Reading *reading, const char *id)
{
  g_string_append_printf (reading->text, "id: %s\n", id);
}

static void
add_block (Reading *reading, const CandorBlock *block)
{
  const char *item_kind = block->kind == CANDOR_BLOCK_STEPS ? "step"
                          : block->kind == CANDOR_BLOCK_BOX ? "boxed"
                                                            : "item";

  add_line (reading, block->kind == CANDOR_BLOCK_BOX ? "box" : "text", block->text);
  for (guint i = 0; block->items != NULL && i < block->items->len; i++)
    add_line (reading, item_kind, block->items->pdata[i]);

  if (block->figure != NULL)
    {
      add_line (reading, "picture", block->figure->alt);
      add_line (reading, "caption", block->figure->caption);
      for (guint i = 0; i < block->figure->legend->len; i++)
        add_line (reading, "legend", block->figure->legend->pdata[i]);
    }

  if (block->effect != NULL)
    {
      add_line (reading, "effect", block->effect->name);
      add_line (reading, "how often", block->effect->how_often);
      if (block->effect->rate >= 0)
        g_string_append_printf (reading->text, "of 100: %d\n", block->effect->rate);
      add_line (reading, "how long", block->effect->how_long);
    }
}

static void
add_section (Reading *reading, const CandorSection *section)
{
  add_id (reading, section->id);
  add_line (reading, "section", section->title);
  add_line (reading, "key", section->key);
  for (guint i = 0; i < section->blocks->len; i++)
    add_block (reading, section->blocks->pdata[i]);
}

static void
add_question (Reading *reading, const CandorHealthQuestion *question)
{
  static const char *const replies[CANDOR_N_REPLIES] = { "yes", "no", "not sure" };

  add_id (reading, question->id);
  add_line (reading, "question", question->text);
  add_line (reading, "help", question->help);
  add_line (reading, "detail", question->detail_prompt);
  add_line (reading, "date", question->date_prompt);
  for (guint i = 0; i < CANDOR_N_REPLIES; i++)
    {
      g_string_append_printf (reading->text, "%s: %d %d\n", replies[i], question->rules[i].verdict,
                              question->rules[i].days);
      add_line (reading, replies[i], question->rules[i].say);
    }
}

static void
add_all (Reading *reading)
{
  const CandorProcedure *self = reading->procedure;

  g_string_append_printf (reading->text, "procedure: %s %s\n", self->id, self->version);
  add_line (reading, "title", self->title);
  add_line (reading, "also called", self->also_called);
  add_line (reading, "not about", self->not_about);
  for (guint i = 0; i < self->terms->len; i++)
    {
      const CandorTerm *term = self->terms->pdata[i];

      add_line (reading, "word", term->word);
      add_line (reading, "meaning", term->meaning);
    }
  for (guint i = 0; i < self->sections->len; i++)
    add_section (reading, self->sections->pdata[i]);
  for (guint i = 0; i < self->checks->len; i++)
    {
      const CandorCheckQuestion *check = self->checks->pdata[i];

      add_id (reading, check->id);
      add_line (reading, "check", check->text);
      for (guint j = 0; j < check->options->len; j++)
        {
          const CandorOption *option = check->options->pdata[j];

          add_id (reading, option->id);
          add_line (reading, option->correct ? "right" : "wrong", option->text);
        }
    }
  for (guint i = 0; i < self->age_rules->len; i++)
    {
      const CandorAgeRule *rule = self->age_rules->pdata[i];

      g_string_append_printf (reading->text, "below: %d %d\n", rule->below, rule->verdict);
      add_line (reading, "age", rule->say);
    }
  for (guint i = 0; i < self->health_groups->len; i++)
    {
      const CandorHealthGroup *group = self->health_groups->pdata[i];

      add_line (reading, "group", group->title);
      add_line (reading, "intro", group->intro);
      for (guint j = 0; j < group->questions->len; j++)
        add_question (reading, group->questions->pdata[j]);
    }
  for (guint i = 0; i < self->care_steps->len; i++)
    {
      const CandorCareStep *step = self->care_steps->pdata[i];

      g_string_append_printf (reading->text, "days: %d %d %d\n", step->phase, step->from_day,
                              step->to_day);
      add_line (reading, "care", step->text);
      add_line (reading, "reason", step->reason);
    }
  for (guint i = 0; i < self->warnings->len; i++)
    {
      const CandorWarning *warning = self->warnings->pdata[i];

      add_line (reading, warning->emergency ? "emergency" : "warning", warning->text);
    }
  for (guint i = 0; i < self->statements->len; i++)
    {
      const CandorStatement *statement = self->statements->pdata[i];

      add_id (reading, statement->id);
      add_line (reading, statement->photograph ? "photograph" : "statement", statement->text);
    }
}

/**
 * candor_procedure_section_reading:
 * @self: a procedure
 * @section: one of its sections
 * @language: the language it was read in
 *
 * Returns: (transfer full): the exact text of the section, a line each part
 */
char *
candor_procedure_section_reading (const CandorProcedure *self,
                                  const CandorSection *section,
                                  const CandorLanguage *language)
{
  Reading reading = { self, language, g_string_new (NULL), NULL };

  add_section (&reading, section);
  return g_string_free (reading.text, FALSE);
}

/**
 * candor_procedure_reading:
 * @self: a procedure
 * @language: the language it was read in
 *
 * Everything that a patient is shown or asked, with the rules that judge the answers, in a fixed
 * order. Two procedures with the same reading ask for the same consent.
 *
 * Returns: (transfer full): the exact text
 */
char *
candor_procedure_reading (const CandorProcedure *self, const CandorLanguage *language)
{
  Reading reading = { self, language, g_string_new (NULL), NULL };

  add_all (&reading);
  return g_string_free (reading.text, FALSE);
}

/**
 * candor_procedure_list_messages:
 * @self: a procedure
 *
 * Returns: (transfer container) (element-type utf8): every string that a patient is shown or asked, as
 *   it stands in the file; each is to be looked up with candor_procedure_text ()
 */
GPtrArray *
candor_procedure_list_messages (const CandorProcedure *self)
{
  g_autoptr (GString) rest = g_string_new (NULL);
  Reading reading = { self, NULL, rest, g_ptr_array_new () };

  add_all (&reading);
  return reading.messages;
}

/**
 * candor_procedure_reading_hash:
 * @self: a procedure
 * @language: the language it was read in
 *
 * Returns: (transfer full): SHA-256 of candor_procedure_reading (), in hexadecimal
 */
char *
candor_procedure_reading_hash (const CandorProcedure *self, const CandorLanguage *language)
{
  g_autofree char *text = candor_procedure_reading (self, language);

  return g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);
}
