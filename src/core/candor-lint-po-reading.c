/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * How hard the sections of a procedure are to read in a translation.
 */
#include "candor-lint-po-private.h"

#include "candor-markup.h"

typedef struct
{
  const CandorPo *po;
  const CandorPoEntry
      *first;     /* (unowned) (nullable): of the section: where it begins in the file */
  gboolean whole; /* nothing of it is in English */
} Section;

static const char *
text_of (const char *message, gpointer data)
{
  Section *section = data;
  const CandorPoEntry *entry = candor_po_find (section->po, NULL, message);

  if (entry == NULL || !candor_po_says_something (entry, 0))
    {
      section->whole = FALSE;
      return message;
    }
  if (section->first == NULL)
    section->first = entry;
  return entry->texts->pdata[0];
}

/* Half of a section says nothing about the whole of it: what is missing is told elsewhere. */
static void
measure_section (CandorPoCheck *self, const CandorSection *section, GString *all)
{
  Section at = { self->po, NULL, TRUE };
  g_autofree char *marked = candor_section_dup_sentences (section, text_of, &at);
  g_autofree char *sentences = candor_markup_to_plain (marked);
  CandorReading *reading;

  if (!at.whole || at.first == NULL)
    return;
  reading = g_new0 (CandorReading, 1);
  reading->section = g_strdup (section->id);
  if (!candor_reading_measure (self->lint->language, sentences, reading))
    {
      candor_reading_free (reading);
      return;
    }
  g_ptr_array_add (self->lint->reading, reading);
  g_string_append (all, sentences);
  if (candor_reading_is_hard (reading))
    candor_po_check_fault (self, at.first->line,
                           "The section “%s”, which begins here, is too hard to read: %s is %.1f, "
                           "and may be %.1f at %s. Shorter sentences and shorter words help.",
                           section->id, reading->measure, reading->score, reading->bound,
                           reading->is_ease ? "least" : "most");
}

/**
 * candor_po_check_reading:
 *
 * Measures each section of each procedure, and last all sentences of a procedure as one text.
 */
void
candor_po_check_reading (CandorPoCheck *self)
{
  GPtrArray *procedures = self->means->procedures;

  for (guint i = 0; procedures != NULL && i < procedures->len; i++)
    {
      GPtrArray *sections = candor_procedure_sections (procedures->pdata[i]);
      g_autoptr (GString) all = g_string_new (NULL);
      CandorReading *whole = g_new0 (CandorReading, 1);

      for (guint j = 0; j < sections->len; j++)
        measure_section (self, sections->pdata[j], all);
      if (candor_reading_measure (self->lint->language, all->str, whole))
        g_ptr_array_add (self->lint->reading, whole);
      else
        candor_reading_free (whole);
    }
}
