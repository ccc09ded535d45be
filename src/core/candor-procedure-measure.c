/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * How hard each section of a procedure is to read.
 */
#include "candor-readability.h"

#include "candor-procedure-private.h"

static void
append_line (GString *text, const char *line)
{
  if (line != NULL)
    {
      g_string_append (text, line);
      g_string_append_c (text, '\n');
    }
}

static void
append_items (GString *text, GPtrArray *items)
{
  for (guint i = 0; items != NULL && i < items->len; i++)
    append_line (text, items->pdata[i]);
}

static const char *
translate (CandorTextFunc text_of, gpointer data, const char *message)
{
  return text_of != NULL && message != NULL ? text_of (message, data) : message;
}

/**
 * candor_section_dup_sentences:
 * @section: a section of a procedure
 * @text_of: (nullable) (scope call): gives the text for a message; %NULL for the message itself
 * @data: for @text_of
 *
 * The sentences of a section: its heading and its pictures' words are none, and would only make the
 * grade look better. The name of an effect is no sentence either: it is read with the next one.
 *
 * Returns: (transfer full): the sentences, with their light markup
 */
char *
candor_section_dup_sentences (const CandorSection *section, CandorTextFunc text_of, gpointer data)
{
  GString *text = g_string_new (NULL);

  append_line (text, translate (text_of, data, section->key));
  for (guint i = 0; i < section->blocks->len; i++)
    {
      const CandorBlock *block = section->blocks->pdata[i];

      if (block->kind == CANDOR_BLOCK_PARAGRAPH)
        append_line (text, translate (text_of, data, block->text));
      for (guint j = 0; block->items != NULL && j < block->items->len; j++)
        append_line (text, translate (text_of, data, block->items->pdata[j]));
      if (block->effect != NULL)
        {
          g_string_append_printf (text, "%s: ", translate (text_of, data, block->effect->name));
          append_line (text, translate (text_of, data, block->effect->how_often));
          append_line (text, translate (text_of, data, block->effect->how_long));
        }
    }
  return g_string_free (text, FALSE);
}

/* The words of a section that no sentence of it has: headings and pictures. */
static char *
words_beside (const CandorSection *section)
{
  GString *text = g_string_new (NULL);

  append_line (text, section->title);
  for (guint i = 0; i < section->blocks->len; i++)
    {
      const CandorBlock *block = section->blocks->pdata[i];

      if (block->kind == CANDOR_BLOCK_BOX)
        append_line (text, block->text);
      if (block->figure != NULL)
        {
          append_line (text, block->figure->caption);
          append_items (text, block->figure->legend);
        }
    }
  return g_string_free (text, FALSE);
}

/* A term of several words is left out word by word. */
static char **
defined_words (const CandorProcedure *procedure)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  GPtrArray *terms = candor_procedure_terms (procedure);

  for (guint i = 0; i < terms->len; i++)
    {
      g_auto (GStrv) words = g_strsplit_set (((CandorTerm *)terms->pdata[i])->word, " -", -1);

      g_strv_builder_addv (builder, (const char **)words);
    }
  return g_strv_builder_end (builder);
}

static guint
count_words (const char *text)
{
  CandorReadability figures = { 0 };

  candor_readability_measure (text, NULL, &figures);
  return figures.words;
}

static GPtrArray *
measure (const CandorProcedure *self, gboolean every_word)
{
  GPtrArray *figures = g_ptr_array_new_with_free_func ((GDestroyNotify)candor_readability_free);
  GPtrArray *sections = candor_procedure_sections (self);
  g_auto (GStrv) left_out = every_word ? NULL : defined_words (self);
  g_autoptr (GString) all = g_string_new (NULL);
  CandorReadability *whole = g_new0 (CandorReadability, 1);

  for (guint i = 0; i < sections->len; i++)
    {
      const CandorSection *section = sections->pdata[i];
      CandorReadability *part = g_new0 (CandorReadability, 1);
      g_autofree char *sentences = candor_section_dup_sentences (section, NULL, NULL);
      g_autofree char *beside = words_beside (section);

      part->section = g_strdup (section->id);
      candor_readability_measure (sentences, (const char *const *)left_out, part);
      part->on_page = part->words + count_words (beside);
      whole->on_page += part->on_page;
      g_string_append (all, sentences);
      g_ptr_array_add (figures, part);
    }
  candor_readability_measure (all->str, (const char *const *)left_out, whole);
  g_ptr_array_add (figures, whole);
  return figures;
}

/**
 * candor_procedure_measure:
 * @self: a procedure whose file is in English
 * @every_word: whether the words of the glossary count as they are, and not as one syllable
 *
 * Measures the words of the file itself, whichever language a patient reads. The figures with every
 * word stand on each form, so they are kept: a procedure does not change.
 *
 * Returns: (transfer full) (element-type CandorReadability): the figures of each section in turn,
 *   and last those of all their sentences as one text, whose section is %NULL; not to be changed
 */
GPtrArray *
candor_procedure_measure (CandorProcedure *self, gboolean every_word)
{
  static GMutex mutex;
  g_autoptr (GMutexLocker) locker = NULL;

  if (!every_word)
    return measure (self, FALSE);
  locker = g_mutex_locker_new (&mutex);
  if (self->measured == NULL)
    self->measured = measure (self, TRUE);
  return g_ptr_array_ref (self->measured);
}
