/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * The glossary of translators: one table of a markdown file, read as people read it. Its first column has
 * the English, its second what the term means, and each other one the forms of one language.
 */
#include "candor-glossary.h"

#include <string.h>

#include "candor-error.h"
#include "candor-file.h"
#include "candor-phrase.h"

#define MAX_BYTES (1u << 20)

/* The term and its meaning stand before the languages. */
#define FIRST_LANGUAGE 2

typedef struct
{
  char **cells;    /* (owned): as they stand in the table */
  char ***phrases; /* (owned): for each cell, its forms, folded */
} Row;

struct _CandorGlossary
{
  Row *head;       /* (owned) */
  GPtrArray *rows; /* (owned) (element-type Row) */
};

static void
row_free (gpointer data)
{
  Row *self = data;

  for (gsize i = 0; self->phrases[i] != NULL; i++)
    g_strfreev (self->phrases[i]);
  g_free (self->phrases);
  g_strfreev (self->cells);
  g_free (self);
}

static char **
phrases_of (const char *cell)
{
  char **phrases = g_strsplit (cell, " / ", -1);

  for (gsize i = 0; phrases[i] != NULL; i++)
    {
      char *folded = candor_phrase_fold (g_strstrip (phrases[i]));

      g_free (phrases[i]);
      phrases[i] = folded;
    }
  return phrases;
}

/* @line: "| one | two |" */
static Row *
row_new (const char *line)
{
  Row *self = g_new0 (Row, 1);
  g_autofree char *inner = g_strstrip (g_strdup (line));
  guint n;

  if (g_str_has_suffix (inner, "|"))
    inner[strlen (inner) - 1] = '\0';
  self->cells = g_strsplit (inner + (*inner == '|'), "|", -1);
  n = g_strv_length (self->cells);
  self->phrases = g_new0 (char **, n + 1);
  for (guint i = 0; i < n; i++)
    self->phrases[i] = phrases_of (g_strstrip (self->cells[i]));
  return self;
}

static gboolean
refuse (GError **error, const char *name, gsize line, const char *why)
{
  g_set_error (error, CANDOR_ERROR, CANDOR_ERROR_INVALID, "%s, line %" G_GSIZE_FORMAT ": %s.", name,
               line, why);
  return FALSE;
}

/* Under the head of a table stands a line of hyphens. */
static gboolean
is_ruler (const char *line)
{
  return line[strspn (line, "|-: \r")] == '\0';
}

static gboolean
read_row (CandorGlossary *self, const char *name, gsize number, const char *line, GError **error)
{
  Row *row = row_new (line);

  if (self->head == NULL)
    {
      self->head = row;
      if (g_strv_length (row->cells) > FIRST_LANGUAGE && g_str_equal (row->cells[0], "term"))
        return TRUE;
      return refuse (
          error, name, number,
          "the table must begin with the columns “term” and “meaning”, and then have one "
          "for each language");
    }
  g_ptr_array_add (self->rows, row);
  if (g_strv_length (row->cells) != g_strv_length (self->head->cells))
    return refuse (error, name, number,
                   "this line has not as many columns as the head of the table");
  for (gsize i = 0; row->cells[i] != NULL; i++)
    if (*row->cells[i] == '\0')
      return refuse (error, name, number, "a cell of the table is empty");
  return TRUE;
}

/**
 * candor_glossary_parse:
 * @name: the name of the file, for messages
 * @text: what is in it
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): its terms; otherwise %CANDOR_ERROR_INVALID
 */
CandorGlossary *
candor_glossary_parse (const char *name, const char *text, GError **error)
{
  g_autoptr (CandorGlossary) self = g_new0 (CandorGlossary, 1);
  g_auto (GStrv) lines = NULL;

  self->rows = g_ptr_array_new_with_free_func (row_free);
  if (!g_utf8_validate (text, -1, NULL))
    {
      refuse (error, name, 1, "this is not text in UTF-8; save the file as UTF-8");
      return NULL;
    }
  lines = g_strsplit (text, "\n", -1);
  for (gsize i = 0; lines[i] != NULL; i++)
    if (*lines[i] == '|' && !is_ruler (lines[i]) && !read_row (self, name, i + 1, lines[i], error))
      return NULL;
  if (self->rows->len == 0)
    {
      refuse (error, name, 1, "there is no table of terms");
      return NULL;
    }
  return g_steal_pointer (&self);
}

/**
 * candor_glossary_load:
 * @path: a file such as po/glossary.md
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): its terms, or %NULL with an error
 */
CandorGlossary *
candor_glossary_load (const char *path, GError **error)
{
  g_autofree char *name = g_filename_display_name (path);
  g_autofree char *bytes = NULL;
  gsize length;

  if (!candor_file_read (path, MAX_BYTES, &bytes, &length, error))
    return NULL;
  return candor_glossary_parse (name, bytes, error);
}

void
candor_glossary_free (CandorGlossary *self)
{
  g_clear_pointer (&self->head, row_free);
  g_ptr_array_unref (self->rows);
  g_free (self);
}

guint
candor_glossary_size (const CandorGlossary *self)
{
  return self->rows->len;
}

/* Returns: the column of @language; 0 if there is none */
static guint
find_column (const CandorGlossary *self, const char *language)
{
  for (guint i = FIRST_LANGUAGE; self->head->cells[i] != NULL; i++)
    if (g_str_equal (self->head->cells[i], language))
      return i;
  return 0;
}

gboolean
candor_glossary_has_language (const CandorGlossary *self, const char *language)
{
  return find_column (self, language) != 0;
}

/* A form that is "…" alone allows for a sentence that does without the word. */
static gboolean
has_any (const char *folded, char **phrases)
{
  for (gsize i = 0; phrases[i] != NULL; i++)
    if (g_str_equal (phrases[i], "…") || candor_phrase_is_in (folded, phrases[i]))
      return TRUE;
  return FALSE;
}

/**
 * candor_glossary_check:
 * @self: a glossary
 * @language: as the head of a column has it, such as "zh_CN"
 * @english: a message
 * @text: its translation
 *
 * Returns: (transfer full) (element-type CandorGlossaryMiss): the terms of @english of which @text has no
 *   form that the glossary allows
 */
GArray *
candor_glossary_check (const CandorGlossary *self,
                       const char *language,
                       const char *english,
                       const char *text)
{
  GArray *misses = g_array_new (FALSE, FALSE, sizeof (CandorGlossaryMiss));
  guint column = find_column (self, language);
  g_autofree char *source = candor_phrase_fold (english);
  g_autofree char *target = candor_phrase_fold (text);

  for (guint i = 0; column != 0 && i < self->rows->len; i++)
    {
      const Row *row = self->rows->pdata[i];
      CandorGlossaryMiss miss = { row->cells[0], row->cells[column] };

      if (has_any (source, row->phrases[0]) && !has_any (target, row->phrases[column]))
        g_array_append_val (misses, miss);
    }
  return misses;
}
