/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * What a patient reads, as plain text: the words that a visit's hash stands for. And where a
 * procedure's files are found.
 */
#include "candor-procedure-private.h"

#include <string.h>

#include "candor-error.h"

/* Each line begins with a word that names its kind, so that moving a sentence from a paragraph into
 * a list is another text too. Light markup is part of the text. */
static void
add_line (GString *text,
          const CandorProcedure *self,
          const CandorLanguage *language,
          const char *kind,
          const char *message)
{
  if (message != NULL)
    g_string_append_printf (text, "%s: %s\n", kind,
                            candor_procedure_text (self, language, message));
}

/* A visit keeps answers by id: an id that moved to another question is another text too. */
static void
add_id (GString *text, const char *id)
{
  g_string_append_printf (text, "id: %s\n", id);
}

static void
add_block (GString *text,
           const CandorProcedure *self,
           const CandorLanguage *language,
           const CandorBlock *block)
{
  const char *item_kind = block->kind == CANDOR_BLOCK_STEPS ? "step"
                          : block->kind == CANDOR_BLOCK_BOX ? "boxed"
                                                            : "item";

  add_line (text, self, language, block->kind == CANDOR_BLOCK_BOX ? "box" : "text", block->text);
  for (guint i = 0; block->items != NULL && i < block->items->len; i++)
    add_line (text, self, language, item_kind, block->items->pdata[i]);

  if (block->figure != NULL)
    {
      add_line (text, self, language, "picture", block->figure->alt);
      add_line (text, self, language, "caption", block->figure->caption);
      for (guint i = 0; i < block->figure->legend->len; i++)
        add_line (text, self, language, "legend", block->figure->legend->pdata[i]);
    }

  if (block->effect != NULL)
    {
      add_line (text, self, language, "effect", block->effect->name);
      add_line (text, self, language, "how often", block->effect->how_often);
      if (block->effect->rate >= 0)
        g_string_append_printf (text, "of 100: %d\n", block->effect->rate);
      add_line (text, self, language, "how long", block->effect->how_long);
    }
}

static void
add_section (GString *text,
             const CandorProcedure *self,
             const CandorLanguage *language,
             const CandorSection *section)
{
  add_id (text, section->id);
  add_line (text, self, language, "section", section->title);
  add_line (text, self, language, "key", section->key);
  for (guint i = 0; i < section->blocks->len; i++)
    add_block (text, self, language, section->blocks->pdata[i]);
}

static void
add_question (GString *text,
              const CandorProcedure *self,
              const CandorLanguage *language,
              const CandorHealthQuestion *question)
{
  static const char *const replies[CANDOR_N_REPLIES] = { "yes", "no", "not sure" };

  add_id (text, question->id);
  add_line (text, self, language, "question", question->text);
  add_line (text, self, language, "help", question->help);
  add_line (text, self, language, "detail", question->detail_prompt);
  add_line (text, self, language, "date", question->date_prompt);
  for (guint i = 0; i < CANDOR_N_REPLIES; i++)
    {
      g_string_append_printf (text, "%s: %d %d\n", replies[i], question->rules[i].verdict,
                              question->rules[i].days);
      add_line (text, self, language, replies[i], question->rules[i].say);
    }
}

/**
 * candor_procedure_text:
 * @self: a procedure
 * @language: the language to show it in
 * @message: a string of the procedure's file
 *
 * Returns: (transfer none): the text for @message in @language; @message itself where the
 *   procedure has no translation
 */
const char *
candor_procedure_text (const CandorProcedure *self,
                       const CandorLanguage *language,
                       const char *message)
{
  g_return_val_if_fail (self != NULL, message);

  /* A procedure from elsewhere names its own domain; the app's catalogue does not know it. */
  return self->domain == NULL ? candor_language_text (language, message) : message;
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
  GString *text = g_string_new (NULL);

  add_section (text, self, language, section);
  return g_string_free (text, FALSE);
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
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, "procedure: %s %s\n", self->id, self->version);
  add_line (text, self, language, "title", self->title);
  add_line (text, self, language, "also called", self->also_called);
  add_line (text, self, language, "not about", self->not_about);
  for (guint i = 0; i < self->terms->len; i++)
    {
      const CandorTerm *term = self->terms->pdata[i];

      add_line (text, self, language, "word", term->word);
      add_line (text, self, language, "meaning", term->meaning);
    }
  for (guint i = 0; i < self->sections->len; i++)
    add_section (text, self, language, self->sections->pdata[i]);
  for (guint i = 0; i < self->checks->len; i++)
    {
      const CandorCheckQuestion *check = self->checks->pdata[i];

      add_id (text, check->id);
      add_line (text, self, language, "check", check->text);
      for (guint j = 0; j < check->options->len; j++)
        {
          const CandorOption *option = check->options->pdata[j];

          add_id (text, option->id);
          add_line (text, self, language, option->correct ? "right" : "wrong", option->text);
        }
    }
  for (guint i = 0; i < self->age_rules->len; i++)
    {
      const CandorAgeRule *rule = self->age_rules->pdata[i];

      g_string_append_printf (text, "below: %d %d\n", rule->below, rule->verdict);
      add_line (text, self, language, "age", rule->say);
    }
  for (guint i = 0; i < self->health_groups->len; i++)
    {
      const CandorHealthGroup *group = self->health_groups->pdata[i];

      add_line (text, self, language, "group", group->title);
      add_line (text, self, language, "intro", group->intro);
      for (guint j = 0; j < group->questions->len; j++)
        add_question (text, self, language, group->questions->pdata[j]);
    }
  for (guint i = 0; i < self->care_steps->len; i++)
    {
      const CandorCareStep *step = self->care_steps->pdata[i];

      g_string_append_printf (text, "days: %d %d %d\n", step->phase, step->from_day, step->to_day);
      add_line (text, self, language, "care", step->text);
      add_line (text, self, language, "reason", step->reason);
    }
  for (guint i = 0; i < self->warnings->len; i++)
    {
      const CandorWarning *warning = self->warnings->pdata[i];

      add_line (text, self, language, warning->emergency ? "emergency" : "warning", warning->text);
    }
  for (guint i = 0; i < self->statements->len; i++)
    {
      const CandorStatement *statement = self->statements->pdata[i];

      add_id (text, statement->id);
      add_line (text, self, language, statement->photograph ? "photograph" : "statement",
                statement->text);
    }
  return g_string_free (text, FALSE);
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

/* The folders that hold Candor's data, the most particular first. */
static GPtrArray *
data_folders (void)
{
  GPtrArray *folders = g_ptr_array_new ();
  const char *chosen = g_getenv ("CANDOR_DATA_DIR");

  if (chosen != NULL)
    g_ptr_array_add (folders, (gpointer)chosen);
#ifdef CANDOR_SOURCE_DATADIR
  g_ptr_array_add (folders, (gpointer)CANDOR_SOURCE_DATADIR);
#endif
  g_ptr_array_add (folders, (gpointer)CANDOR_DATADIR);
  return folders;
}

/**
 * candor_data_find:
 * @name: a path inside the data folder, such as "wording/en.ini"
 *
 * Returns: (transfer full) (nullable): where that file is, or %NULL when there is none
 */
char *
candor_data_find (const char *name)
{
  g_autoptr (GPtrArray) folders = data_folders ();

  for (guint i = 0; i < folders->len; i++)
    {
      g_autofree char *path = g_build_filename (folders->pdata[i], name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_REGULAR))
        return g_steal_pointer (&path);
    }
  return NULL;
}

/**
 * candor_procedure_figure_path:
 * @self: a procedure
 * @figure: one of its figures
 *
 * Returns: (transfer full) (nullable): where the picture is: beside the procedure's file, or among
 *   Candor's illustrations
 */
char *
candor_procedure_figure_path (const CandorProcedure *self, const CandorFigure *figure)
{
  g_autofree char *name = g_build_filename ("illustrations", figure->file, NULL);

  if (self->folder != NULL)
    {
      g_autofree char *beside = g_build_filename (self->folder, figure->file, NULL);

      if (g_file_test (beside, G_FILE_TEST_IS_REGULAR))
        return g_steal_pointer (&beside);
    }
  return candor_data_find (name);
}

/**
 * candor_procedure_find_file:
 * @id: a procedure's id
 * @near: (nullable): a folder to look into first
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the path of the file ID.xml, or %NULL with
 *   %CANDOR_ERROR_NOT_FOUND
 */
char *
candor_procedure_find_file (const char *id, const char *near, GError **error)
{
  g_autofree char *file = NULL;
  g_autofree char *name = NULL;
  char *found;

  /* An id comes from a file: it must not lead out of the folder. */
  if (id == NULL || strpbrk (id, "/\\.") != NULL || strlen (id) > 64
      || !g_utf8_validate (id, -1, NULL))
    {
      g_set_error (error, CANDOR_ERROR, CANDOR_ERROR_NOT_FOUND,
                   "The visit does not name its procedure by an id, so its text cannot be found.");
      return NULL;
    }

  file = g_strconcat (id, ".xml", NULL);
  if (near != NULL)
    {
      g_autofree char *beside = g_build_filename (near, file, NULL);

      if (g_file_test (beside, G_FILE_TEST_IS_REGULAR))
        return g_steal_pointer (&beside);
    }

  name = g_build_filename ("procedures", file, NULL);
  found = candor_data_find (name);
  if (found == NULL)
    g_set_error (error, CANDOR_ERROR, CANDOR_ERROR_NOT_FOUND,
                 "There is no procedure file “%s”. Put it beside the visit, or name it with "
                 "--procedure.",
                 file);
  return found;
}
