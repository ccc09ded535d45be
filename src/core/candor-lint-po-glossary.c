/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * Whether a translation calls a term by the name that the glossary gives it.
 */
#include "candor-lint-po-private.h"

/**
 * candor_po_check_glossary:
 * @entry: an entry
 * @form: which of its translations
 */
void
candor_po_check_glossary (CandorPoCheck *self, const CandorPoEntry *entry, guint form)
{
  g_autoptr (GArray) misses = NULL;

  if (self->means->glossary == NULL)
    return;
  misses = candor_glossary_check (self->means->glossary, self->lint->language, entry->message,
                                  entry->texts->pdata[form]);
  for (guint i = 0; i < misses->len; i++)
    {
      const CandorGlossaryMiss *miss = &g_array_index (misses, CandorGlossaryMiss, i);

      candor_po_check_remark (self, g_array_index (entry->text_lines, int, form),
                              "The glossary says “%s” for “%s”, and none of it stands here.",
                              miss->wanted, miss->term);
    }
}
