/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * Whether a .po file has the strings that the source has: one that is older than the source, or that was
 * cut off, lacks some.
 */
#include "candor-lint-po-private.h"

#include <string.h>

/* The beginning of a message is enough to find it. */
#define SHOWN 60

/* Without a template: of 100 strings of another language, so many are there in a file that is whole. */
#define MIN_SHARE 95

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

static void
tell_missing (CandorPoCheck *self, const char *message)
{
  g_autofree char *shown = dup_short (message);

  candor_po_check_fault (self, 0, "The source has “%s”, and the file does not.", shown);
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
      tell_missing (self, ((CandorPoEntry *)template->entries->pdata[i])->message);
  for (guint i = 0; template != NULL && i < self->po->entries->len; i++)
    {
      const CandorPoEntry *entry = self->po->entries->pdata[i];

      if (!has (template, entry))
        candor_po_check_remark (self, entry->line, "The source does not have this any more.");
    }
}

/**
 * candor_po_check_length:
 *
 * What can be known of a file without the template: the strings that procedures and a consent need, and
 * how many a file of another language has. It would be as silent about a file that was cut off as about
 * a whole one.
 */
void
candor_po_check_length (CandorPoCheck *self)
{
  const CandorLintMeans *means = self->means;
  guint n = self->po->entries->len;

  for (guint i = 0; means->needed != NULL && i < means->needed->len; i++)
    {
      const char *key = means->needed->pdata[i];
      const char *context_end = strchr (key, CANDOR_PO_CONTEXT_END);

      if (!g_hash_table_contains (self->po->by_key, key))
        tell_missing (self, context_end != NULL ? context_end + 1 : key);
    }
  if (means->beside != NULL && n * 100 < means->beside->entries->len * MIN_SHARE)
    candor_po_check_fault (self, 0,
                           "The file has %u strings, and “%s” has %u: it was cut off, or is older "
                           "than the source. “--template” names what it lacks.",
                           n, means->beside->name, means->beside->entries->len);
}
