/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * What is wrong in a .po file, as its translator needs to know it: with the line, and with what to do.
 */
#include "candor-lint-po-private.h"

#include <stdarg.h>
#include <string.h>

#include "candor-date.h"
#include "candor-signs.h"

static void
finding_free (gpointer data)
{
  CandorFinding *self = data;

  g_free (self->file);
  g_free (self->text);
  g_free (self);
}

static void
add (CandorPoCheck *self, GPtrArray *list, int line, char *text)
{
  CandorFinding *finding = g_new0 (CandorFinding, 1);

  finding->file = g_strdup (self->po->name);
  finding->line = line;
  finding->text = text;
  g_ptr_array_add (list, finding);
}

/**
 * candor_po_check_fault:
 * @line: of the file, from 1; 0 when the whole file is meant
 * @format: a sentence
 *
 * Tells of something that must not stay so.
 */
void
candor_po_check_fault (CandorPoCheck *self, int line, const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  add (self, self->lint->findings, line, g_strdup_vprintf (format, arguments));
  va_end (arguments);
}

/**
 * candor_po_check_remark:
 * @line: of the file, from 1; 0 when the whole file is meant
 * @format: a sentence
 *
 * Tells of something that may be meant so.
 */
void
candor_po_check_remark (CandorPoCheck *self, int line, const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  add (self, self->lint->remarks, line, g_strdup_vprintf (format, arguments));
  va_end (arguments);
}

static void
check_whole (CandorPoCheck *self, const CandorPoEntry *entry, guint n_forms)
{
  guint wanted = entry->plural == NULL ? 1 : n_forms;

  if (entry->fuzzy)
    candor_po_check_fault (self, entry->line,
                           "This translation is marked as “fuzzy”: the English was changed, or it "
                           "is a guess. Look at it, and then take the word “fuzzy” away.");
  else if (!candor_po_is_translated (entry))
    candor_po_check_fault (self, entry->line, "This is not translated yet.");
  if (entry->texts->len != wanted)
    candor_po_check_fault (self, entry->line,
                           "There are %u forms of this plural; the line “Plural-Forms” says that "
                           "the language has %u.",
                           entry->texts->len, wanted);
}

static void
check_entry (CandorPoCheck *self, const CandorPoEntry *entry, guint n_forms)
{
  check_whole (self, entry, n_forms);
  for (guint i = 0; i < entry->texts->len; i++)
    {
      const char *text = entry->texts->pdata[i];

      if (!candor_po_says_something (entry, i))
        continue;
      candor_po_check_text (self, entry, i);
      /* What nobody would read to its end need not be read here either. */
      if (candor_signs_is_too_long (entry->message, strlen (text)))
        continue;
      candor_po_check_room (self, entry, i);
      candor_po_check_marks (self, entry, i);
      candor_po_check_glossary (self, entry, i);
      candor_po_check_numbers (self, entry, i);
    }
}

/* What could not be looked at must not look like praise. */
static void
tell_what_is_missing (CandorPoCheck *self)
{
  if (self->means->wording == NULL)
    candor_po_check_remark (self, 0,
                            "There is no list of forbidden wording for the language “%s” in "
                            "data/wording, so nobody looked for such words.",
                            self->lint->language);
  if (self->means->glossary == NULL && !candor_po_is_of_one_procedure (self->po))
    candor_po_check_remark (self, 0,
                            "There is no glossary.md beside the file, so nobody looked whether its "
                            "terms are the same everywhere.");
  else if (self->means->glossary != NULL
           && !candor_glossary_has_language (self->means->glossary, self->lint->language))
    candor_po_check_remark (self, 0,
                            "The glossary has no column “%s”, so nobody looked whether its terms "
                            "are the same everywhere.",
                            self->lint->language);
  if (self->means->template == NULL && candor_po_is_of_app (self->po))
    candor_po_check_remark (self, 0,
                            "No template was given with “--template”, so nobody looked for each "
                            "string of the pages of staff.");
  if (self->means->procedures == NULL)
    candor_po_check_remark (self, 0,
                            "No procedure file that this file translates was found, so nobody "
                            "looked at words that can be tapped, and at how hard it is to read.");
}

static int
compare_findings (gconstpointer a, gconstpointer b)
{
  const CandorFinding *const *left = a;
  const CandorFinding *const *right = b;

  return (*left)->line - (*right)->line;
}

/**
 * candor_lint_po:
 * @po: the translations of a language
 * @means: what to look with
 *
 * Returns: (transfer full): what is wrong in it, in the order of its lines
 */
CandorPoLint *
candor_lint_po (const CandorPo *po, const CandorLintMeans *means)
{
  CandorPoLint *lint = g_new0 (CandorPoLint, 1);
  CandorPoCheck self = { po, means, lint };
  guint n_forms;

  lint->findings = g_ptr_array_new_with_free_func (finding_free);
  lint->remarks = g_ptr_array_new_with_free_func (finding_free);
  lint->reading = g_ptr_array_new_with_free_func ((GDestroyNotify)candor_reading_free);
  lint->language = candor_po_dup_header (po, "Language");
  if (lint->language == NULL)
    lint->language = g_strdup ("");
  candor_po_check_head (&self, &n_forms);
  candor_po_check_dates (&self);
  for (guint i = 0; i < po->entries->len; i++)
    if (po->entries->pdata[i] != po->head)
      check_entry (&self, po->entries->pdata[i], n_forms);
  candor_po_check_template (&self);
  candor_po_check_length (&self);
  candor_po_check_reading (&self);
  /* As the file is read. */
  g_ptr_array_sort (lint->findings, compare_findings);
  g_ptr_array_sort (lint->remarks, compare_findings);
  tell_what_is_missing (&self);
  return lint;
}

void
candor_po_lint_free (CandorPoLint *self)
{
  g_free (self->language);
  g_ptr_array_unref (self->findings);
  g_ptr_array_unref (self->remarks);
  g_ptr_array_unref (self->reading);
  g_free (self);
}
