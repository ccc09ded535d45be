/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * Whether a .po file has the strings that the source has: one that is older than the source lacks some.
 */
#include "candor-lint-po-private.h"

/* The beginning of a message is enough to find it. */
#define SHOWN 60

static char *
dup_short (const char *message)
{
  g_autofree char *line = g_strdelimit (g_strdup (message), "\n", ' ');
  g_autofree char *start = NULL;

  if (g_utf8_strlen (line, -1) <= SHOWN)
    return g_steal_pointer (&line);
  start = g_utf8_substring (line, 0, SHOWN);
  return g_strconcat (start, "…", NULL);
}

/* Whether @po has it as the source does: a message became a plural, or the other way round */
static gboolean
has (const CandorPo *po, const CandorPoEntry *entry)
{
  const CandorPoEntry *other = candor_po_find (po, entry->context, entry->message);

  return other != NULL && g_strcmp0 (other->plural, entry->plural) == 0;
}

/**
 * candor_po_check_template:
 *
 * What the template has and the file has not stays English; what only the file has is not used.
 */
void
candor_po_check_template (CandorPoCheck *self)
{
  const CandorPo *template = self->means->template;

  for (guint i = 0; template != NULL && i < template->entries->len; i++)
    if (!has (self->po, template->entries->pdata[i]))
      {
        g_autofree char *message
            = dup_short (((CandorPoEntry *)template->entries->pdata[i])->message);

        candor_po_check_fault (self, 0, "The source has “%s”, and the file does not.", message);
      }
  for (guint i = 0; template != NULL && i < self->po->entries->len; i++)
    {
      const CandorPoEntry *entry = self->po->entries->pdata[i];

      if (!has (template, entry))
        candor_po_check_remark (self, entry->line, "The source does not have this any more.");
    }
}
