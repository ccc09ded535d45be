/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * The head of a .po file, which says what language it is and who looked at it; and the names of months
 * and days, with which every date is written.
 */
#include "candor-lint-po-private.h"

#include <string.h>

#include "candor-date.h"
#include "candor-plural.h"
#include "candor-signs.h"

#define N_MONTHS 12

static void
check_language (CandorPoCheck *self, int line)
{
  g_autofree char *language = candor_po_dup_header (self->po, "Language");
  g_autofree char *name = candor_po_dup_header (self->po, "X-Language-Name");
  g_autofree char *charset = candor_po_dup_header (self->po, "Content-Type");
  g_autofree char *file = g_path_get_basename (self->po->name);
  g_autofree char *wanted = g_strconcat (language != NULL ? language : "", ".po", NULL);

  if (language == NULL || *language == '\0')
    candor_po_check_fault (self, line,
                           "The line “Language” is missing in the head: write the code of the "
                           "language, for example “Language: es”.");
  else if (!g_str_equal (file, wanted) && !candor_po_is_of_one_procedure (self->po))
    candor_po_check_remark (self, line,
                            "The head says “Language: %s”, but the file is not called "
                            "“%s”.",
                            language, wanted);
  if (name == NULL || *name == '\0')
    candor_po_check_fault (self, line,
                           "The line “X-Language-Name” is missing in the head: write the name of "
                           "the language as its own speakers write it.");
  if (charset == NULL || strstr (charset, "charset=UTF-8") == NULL)
    candor_po_check_fault (self, line,
                           "The head needs the line “Content-Type: text/plain; charset=UTF-8”.");
}

/* "reviewed 2026-11-23", and then who it was: "NAME, ROLE". Anything else means: nobody yet. */
static void
check_review (CandorPoCheck *self, int line)
{
  g_autofree char *review = candor_po_dup_header (self->po, "X-Review");
  g_autofree char *reviewer = candor_po_dup_header (self->po, "X-Reviewer");
  g_autofree char *changed = candor_po_dup_header (self->po, "PO-Revision-Date");
  GDate day;

  if (review == NULL || *review == '\0')
    {
      candor_po_check_fault (self, line,
                             "The line “X-Review” is missing in the head: write “X-Review: not "
                             "reviewed by a clinician” until one has reviewed it.");
      return;
    }
  if (!g_str_has_prefix (review, "reviewed"))
    return;
  if (review[strlen ("reviewed")] != ' '
      || !candor_date_parse (&day, review + strlen ("reviewed ")))
    candor_po_check_fault (self, line,
                           "“X-Review: %s” does not say when: write “X-Review: reviewed "
                           "YEAR-MONTH-DAY”, such as “reviewed 2026-11-23”.",
                           review);
  else if (changed != NULL && strncmp (changed, review + strlen ("reviewed "), 10) > 0)
    candor_po_check_remark (self, line,
                            "The file was changed on %.10s, after it had been reviewed.", changed);
  if (reviewer == NULL || strstr (reviewer, ", ") == NULL)
    candor_po_check_fault (self, line,
                           "The line “X-Reviewer” in the head must say who reviewed it: "
                           "“X-Reviewer: NAME, ROLE”.");
}

static void
check_hidden (CandorPoCheck *self, int line)
{
  const char *at = self->po->head != NULL ? self->po->head->texts->pdata[0] : "";

  for (; *at != '\0'; at = g_utf8_next_char (at))
    if (candor_signs_is_hidden (g_utf8_get_char (at)))
      {
        candor_po_check_fault (self, line,
                               "The sign U+%04X stands in the head: it cannot be seen, and the "
                               "language would not be offered, or be read from the wrong side. "
                               "Take it away.",
                               g_utf8_get_char (at));
        return;
      }
}

static void
check_plural (CandorPoCheck *self, int line, guint *n_forms)
{
  g_autofree char *header = candor_po_dup_header (self->po, "Plural-Forms");
  g_autofree char *rule = NULL;
  g_autoptr (GError) error = NULL;

  *n_forms = 2;
  if (header == NULL || *header == '\0')
    candor_po_check_fault (self, line,
                           "The line “Plural-Forms” is missing in the head. See po/README.md for "
                           "the line of each language.");
  else if (!candor_plural_read (header, &rule, n_forms, &error))
    candor_po_check_fault (self, line, "%s", error->message);
}

/**
 * candor_po_check_head:
 * @n_forms: (out): how many forms a plural has
 */
void
candor_po_check_head (CandorPoCheck *self, guint *n_forms)
{
  int line = candor_po_header_line (self->po);

  if (self->po->head == NULL)
    candor_po_check_fault (self, 0,
                           "The file has no head: its first entry must be msgid \"\", with "
                           "the lines that po/README.md names.");
  else if (self->po->head->fuzzy)
    candor_po_check_fault (self, line,
                           "The head is marked as “fuzzy”: take that word away, or "
                           "nothing of the file is used.");
  check_hidden (self, line);
  check_language (self, line);
  check_review (self, line);
  check_plural (self, line, n_forms);
}

/**
 * candor_po_is_of_app:
 *
 * A clinic's own procedure brings no words of the app.
 */
gboolean
candor_po_is_of_app (const CandorPo *po)
{
  for (guint i = 0; i < po->entries->len; i++)
    {
      const CandorPoEntry *entry = po->entries->pdata[i];

      if (entry->places != NULL && strstr (entry->places, "src/") != NULL)
        return TRUE;
    }
  return FALSE;
}

/**
 * candor_po_is_of_one_procedure:
 *
 * A clinic's own catalogue lies beside its procedure and is called "ID.LANGUAGE.po": it needs no glossary of
 * terms that are the same everywhere.
 */
gboolean
candor_po_is_of_one_procedure (const CandorPo *po)
{
  g_autofree char *language = candor_po_dup_header (po, "Language");
  g_autofree char *file = g_path_get_basename (po->name);
  g_autofree char *end = g_strconcat (".", language != NULL ? language : "", ".po", NULL);

  return language != NULL && *language != '\0' && g_str_has_suffix (file, end) && *file != '.'
         && !candor_po_is_of_app (po);
}

/**
 * candor_po_check_dates:
 *
 * A consent without its day is none: each name is there, and no two months or days are called the same.
 */
void
candor_po_check_dates (CandorPoCheck *self)
{
  g_autoptr (GHashTable) months = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) weekdays = g_hash_table_new (g_str_hash, g_str_equal);
  const char *name;

  if (!candor_po_is_of_app (self->po))
    return;
  for (guint i = 0; (name = candor_date_name (i)) != NULL; i++)
    {
      const CandorPoEntry *entry = candor_po_find (self->po, NULL, name);
      GHashTable *others = i < N_MONTHS ? months : weekdays;

      if (entry == NULL)
        candor_po_check_fault (self, 0, "“%s” is not in the file: no date can be written.", name);
      else if (candor_po_is_translated (entry)
               && !g_hash_table_add (others, entry->texts->pdata[0]))
        candor_po_check_fault (self, entry->line,
                               "“%s” is called “%s” here, and so is another one: a date would be "
                               "another day.",
                               name, (char *)entry->texts->pdata[0]);
    }
}
