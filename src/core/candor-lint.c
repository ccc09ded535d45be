/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * What is wrong in a procedure file that can be loaded: wording, scripts, and how hard it is to
 * read.
 */
#include "candor-lint.h"

#include <string.h>

#include "candor-error.h"
#include "candor-file.h"
#include "candor-procedure-private.h"

typedef struct
{
  CandorLint *lint;
  CandorWording *wording;
  const char *name;
  const char *xml;
  gsize length;
  GMarkupParseContext *context;
  GString *text;
  CandorLineTracker lines;
  gssize offset; /* where the element begins; -1 when the whole file is meant */
} Reader;

static void
finding_free (gpointer data)
{
  CandorFinding *self = data;

  g_free (self->file);
  g_free (self->text);
  g_free (self);
}

static void
readability_free (gpointer data)
{
  CandorReadability *self = data;

  g_free (self->section);
  g_free (self);
}

static void
add_to (Reader *self, GPtrArray *list, char *text)
{
  CandorFinding *finding = g_new0 (CandorFinding, 1);

  finding->file = g_strdup (self->name);
  if (self->offset >= 0)
    candor_procedure_position (self->xml, self->offset, &finding->line, &finding->column);
  finding->text = text;
  g_ptr_array_add (list, finding);
}

static void
add_finding (Reader *self, char *text)
{
  add_to (self, self->lint->findings, text);
}

/* A star opens or closes a word that is marked: one that is left over stays on the screen. */
static void
check_stars (Reader *self, const char *text)
{
  guint n_stars = 0;

  for (const char *at = text; *at != '\0'; at++)
    n_stars += *at == '*';
  if (n_stars % 2 == 1)
    add_to (self, self->lint->warnings,
            g_strdup ("One star “*” is left over: it marks no word, and is shown as it stands."));
}

/* A visit names its procedure by the id, and the file is looked for under that name. */
static void
check_file_name (Reader *self, CandorProcedure *procedure, const char *path)
{
  const char *id = candor_procedure_id (procedure);
  g_autofree char *file = g_path_get_basename (path);
  g_autofree char *wanted = g_strconcat (id, ".xml", NULL);

  self->offset = -1;
  if (!g_str_equal (file, wanted))
    add_to (self, self->lint->warnings,
            g_strdup_printf ("The id is “%s”, but the file is not called “%s”: a visit would not "
                             "find it under its id.",
                             id, wanted));
}

static void
check_scripts (Reader *self, const char *text)
{
  g_autofree char *word = candor_script_find_mixed (text, NULL);

  if (word != NULL)
    add_finding (self, g_strdup_printf (
                           "The word “%s” mixes letters of two scripts that look alike.", word));
}

static void
start_element_cb (GMarkupParseContext *context,
                  const char *name,
                  const char **attribute_names,
                  const char **attribute_values,
                  gpointer data,
                  GError **error)
{
  Reader *self = data;

  self->offset = candor_procedure_tag_offset (&self->lines, context, self->xml, self->length);
  g_string_truncate (self->text, 0);
  for (gsize i = 0; attribute_values[i] != NULL; i++)
    check_scripts (self, attribute_values[i]);
}

static void
end_element_cb (GMarkupParseContext *context, const char *name, gpointer data, GError **error)
{
  Reader *self = data;

  check_scripts (self, self->text->str);
  /* The title of a source is somebody else's wording. */
  if (!g_str_equal (name, "source"))
    {
      char *finding = candor_wording_check (self->wording, self->text->str);

      if (finding != NULL)
        add_finding (self, finding);
      check_stars (self, self->text->str);
    }
  g_string_truncate (self->text, 0);
}

static void
text_cb (
    GMarkupParseContext *context, const char *text, gsize length, gpointer data, GError **error)
{
  Reader *self = data;

  g_string_append_len (self->text, text, length);
}

static void
append_line (GString *text, const char *line)
{
  if (line != NULL)
    {
      g_string_append (text, line);
      g_string_append_c (text, '\n');
    }
}

/* The words that a section is read for: its heading and its pictures' legends are not sentences. */
static char *
reading_text (const CandorSection *section)
{
  GString *text = g_string_new (NULL);

  append_line (text, section->key);
  for (guint i = 0; i < section->blocks->len; i++)
    {
      const CandorBlock *block = section->blocks->pdata[i];

      if (block->kind == CANDOR_BLOCK_PARAGRAPH)
        append_line (text, block->text);
      for (guint j = 0; block->items != NULL && j < block->items->len; j++)
        append_line (text, block->items->pdata[j]);
      if (block->effect != NULL)
        {
          append_line (text, block->effect->name);
          append_line (text, block->effect->how_often);
          append_line (text, block->effect->how_long);
        }
    }
  return g_string_free (text, FALSE);
}

/* A term of several words is left out word by word. */
static char **
defined_words (CandorProcedure *procedure)
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

static void
measure (CandorLint *lint, CandorProcedure *procedure)
{
  GPtrArray *sections = candor_procedure_sections (procedure);
  g_auto (GStrv) left_out = defined_words (procedure);

  for (guint i = 0; i < sections->len; i++)
    {
      const CandorSection *section = sections->pdata[i];
      g_autofree char *text = reading_text (section);
      CandorReadability *without = g_new0 (CandorReadability, 1);
      CandorReadability *with = g_new0 (CandorReadability, 1);

      without->section = g_strdup (section->id);
      with->section = g_strdup (section->id);
      candor_readability_measure (text, (const char *const *)left_out, without);
      candor_readability_measure (text, NULL, with);
      g_ptr_array_add (lint->readability, without);
      g_ptr_array_add (lint->all_words, with);
    }
}

static void
check_pictures (Reader *self, CandorProcedure *procedure)
{
  GPtrArray *sections = candor_procedure_sections (procedure);

  self->offset = -1;
  for (guint i = 0; i < sections->len; i++)
    {
      const CandorSection *section = sections->pdata[i];

      for (guint j = 0; j < section->blocks->len; j++)
        {
          const CandorBlock *block = section->blocks->pdata[j];
          g_autofree char *path = NULL;

          if (block->figure == NULL)
            continue;
          path = candor_procedure_figure_path (procedure, block->figure);
          if (path == NULL)
            add_finding (self, g_strdup_printf ("The picture “%s” of the section “%s” does not "
                                                "exist.",
                                                block->figure->file, section->id));
        }
    }
}

/* A chance in figures needs somebody who counted. */
static void
check_rates (Reader *self, CandorProcedure *procedure)
{
  GPtrArray *sections = candor_procedure_sections (procedure);

  for (guint i = 0; i < sections->len; i++)
    {
      const CandorSection *section = sections->pdata[i];

      for (guint j = 0; j < section->blocks->len; j++)
        {
          const CandorEffect *effect = ((CandorBlock *)section->blocks->pdata[j])->effect;

          if (effect != NULL && effect->rate >= 0 && effect->often == CANDOR_OFTEN_UNKNOWN)
            add_finding (self, g_strdup_printf ("The effect “%s” has a rate, but says that nobody "
                                                "knows how often it happens.",
                                                effect->id));
        }
    }
}

/**
 * candor_lint_procedure:
 * @path: a procedure file
 * @wording: the wording to look for
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): what is wrong in the file and how hard it is to read, or
 *   %NULL with an error when it cannot be loaded at all
 */
CandorLint *
candor_lint_procedure (const char *path, CandorWording *wording, GError **error)
{
  static const GMarkupParser callbacks = { start_element_cb, end_element_cb, text_cb, NULL, NULL };
  g_autoptr (CandorProcedure) procedure = candor_procedure_load (path, error);
  g_autofree char *name = g_filename_display_name (path);
  g_autofree char *bytes = NULL;
  CandorLint *lint;
  Reader self = { NULL, wording, name };
  gsize length;

  if (procedure == NULL
      || !candor_file_read (path, CANDOR_PROCEDURE_MAX_BYTES, &bytes, &length, error))
    return NULL;

  lint = g_new0 (CandorLint, 1);
  lint->findings = g_ptr_array_new_with_free_func (finding_free);
  lint->warnings = g_ptr_array_new_with_free_func (finding_free);
  lint->readability = g_ptr_array_new_with_free_func (readability_free);
  lint->all_words = g_ptr_array_new_with_free_func (readability_free);

  self.lint = lint;
  self.xml = bytes;
  self.length = length;
  self.text = g_string_new (NULL);
  self.context = g_markup_parse_context_new (&callbacks, G_MARKUP_TREAT_CDATA_AS_TEXT, &self, NULL);
  if (!g_markup_parse_context_parse (self.context, bytes, length, error))
    g_clear_pointer (&lint, candor_lint_free);
  g_markup_parse_context_free (self.context);
  g_string_free (self.text, TRUE);
  if (lint == NULL)
    return NULL;

  lint->language = g_strdup (candor_procedure_language (procedure));
  measure (lint, procedure);
  check_file_name (&self, procedure, path);
  check_pictures (&self, procedure);
  check_rates (&self, procedure);
  return lint;
}

void
candor_lint_free (CandorLint *self)
{
  g_free (self->language);
  g_ptr_array_unref (self->findings);
  g_ptr_array_unref (self->warnings);
  g_ptr_array_unref (self->readability);
  g_ptr_array_unref (self->all_words);
  g_free (self);
}
