/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * The stars of a procedure's words: each word that a reader of the English can tap can be tapped in the
 * translation too, and leads to the same meaning.
 */
#include "candor-lint-po-private.h"

#include <string.h>

#include "candor-markup.h"

typedef struct
{
  guint n_stars;
  guint n_lost;   /* marks that lead to no word */
  char *lost;     /* (owned) (nullable): the first of them */
  GPtrArray *ids; /* (owned) (element-type utf8): of the words that marks lead to */
} Marks;

/* What the translation calls a word of the glossary; in English, the word itself. */
static const char *
name_of (const CandorPo *po, const CandorTerm *term)
{
  const CandorPoEntry *entry = po != NULL ? candor_po_find (po, NULL, term->word) : NULL;

  return entry != NULL && candor_po_says_something (entry, 0) ? entry->texts->pdata[0] : term->word;
}

static const CandorTerm *
find_term (CandorProcedure *procedure, const CandorPo *po, const char *word)
{
  GPtrArray *terms = candor_procedure_terms (procedure);
  g_autofree char *folded = g_utf8_casefold (word, -1);

  for (guint i = 0; i < terms->len; i++)
    {
      g_autofree char *name = g_utf8_casefold (name_of (po, terms->pdata[i]), -1);

      if (g_str_equal (name, folded))
        return terms->pdata[i];
    }
  return NULL;
}

/* @po: (nullable): %NULL for the English */
static void
read_marks (Marks *self, CandorProcedure *procedure, const CandorPo *po, const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, "*", -1);

  self->n_stars = MAX (g_strv_length (parts), 1) - 1;
  self->n_lost = 0;
  self->lost = NULL;
  self->ids = g_ptr_array_new ();
  for (guint i = 1; i < self->n_stars; i += 2)
    {
      const CandorTerm *term = find_term (procedure, po, candor_markup_listed (parts[i]));

      if (term != NULL)
        g_ptr_array_add (self->ids, term->id);
      else if (self->n_lost++ == 0)
        self->lost = g_strdup (parts[i]);
    }
}

static void
marks_clear (Marks *self)
{
  g_free (self->lost);
  g_ptr_array_unref (self->ids);
}

static const CandorTerm *
find_missing (CandorProcedure *procedure, const Marks *wanted, const Marks *found)
{
  GPtrArray *terms = candor_procedure_terms (procedure);

  for (guint i = 0; i < terms->len; i++)
    {
      const char *id = ((CandorTerm *)terms->pdata[i])->id;

      if (g_ptr_array_find (wanted->ids, id, NULL) && !g_ptr_array_find (found->ids, id, NULL))
        return terms->pdata[i];
    }
  return NULL;
}

static void
check_words (CandorPoCheck *self,
             int line,
             CandorProcedure *procedure,
             const char *text,
             const char *english)
{
  Marks wanted, found;
  const CandorTerm *missing;

  read_marks (&wanted, procedure, NULL, english);
  read_marks (&found, procedure, self->po, text);
  missing = find_missing (procedure, &wanted, &found);
  if (found.n_stars % 2 == 0 && found.n_lost > wanted.n_lost)
    candor_po_check_fault (self, line,
                           "“*%s*” leads to no word of the procedure's glossary, so nobody can tap "
                           "it. Write the word as it was translated there, or “*form in this "
                           "sentence|word in the glossary*”.",
                           found.lost);
  else if (found.n_stars % 2 == 0 && missing != NULL)
    candor_po_check_fault (self, line,
                           "“%s” can be tapped in the English, and here it cannot. Put stars "
                           "around it: “*%s*”, or “*form in this sentence|%s*”.",
                           missing->word, name_of (self->po, missing), name_of (self->po, missing));
  marks_clear (&wanted);
  marks_clear (&found);
}

/* Returns: (nullable): the procedure that the entry stands in */
static CandorProcedure *
find_procedure (const CandorPoCheck *self, const CandorPoEntry *entry)
{
  GPtrArray *procedures = self->means->procedures;

  for (guint i = 0; procedures != NULL && entry->places != NULL && i < procedures->len; i++)
    {
      g_autofree char *file
          = g_strconcat (candor_procedure_id (procedures->pdata[i]), ".xml", NULL);

      if (strstr (entry->places, file) != NULL)
        return procedures->pdata[i];
    }
  return NULL;
}

static guint
count_stars (const char *text)
{
  guint n = 0;

  for (const char *at = text; *at != '\0'; at++)
    n += *at == '*';
  return n;
}

/**
 * candor_po_check_marks:
 * @entry: an entry
 * @form: which of its translations
 */
void
candor_po_check_marks (CandorPoCheck *self, const CandorPoEntry *entry, guint form)
{
  CandorProcedure *procedure = find_procedure (self, entry);
  const char *text = entry->texts->pdata[form];
  int line = g_array_index (entry->text_lines, int, form);
  guint n_english = count_stars (entry->message), n_stars = count_stars (text);

  if (n_stars % 2 != n_english % 2)
    candor_po_check_fault (self, line,
                           "One star “*” is left over: stars stand before and behind a word.");
  else if (procedure != NULL && (n_stars > 0 || n_english > 0))
    check_words (self, line, procedure, text, entry->message);
  else if (procedure == NULL && n_stars != n_english)
    candor_po_check_fault (self, line,
                           "The English has %u stars “*”, and this has %u: as many words are "
                           "strong.",
                           n_english, n_stars);
}
