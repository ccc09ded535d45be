/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * Whether a translation has room where it stands. Nobody here measures a screen: labels wrap, and the
 * tests of the pages look at each of them. What is far longer than its English is worth a second look.
 */
#include "candor-lint-po-private.h"

#include <string.h>

/* Buttons, captions and heads of a list have at most so many letters in English. */
#define LABEL_CELLS 30

/* One word of English may need two in another language; "Log" is "дневник событий". */
#define LABEL_ALLOWED 8

/* Languages need up to a third more letters than English; short sentences vary more. */
#define PROSE_ALLOWED 40

/* In half-widths: a Chinese character is as wide as two letters, and an accent adds nothing. */
static gsize
cells (const char *text)
{
  gsize n = 0;

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if (!g_unichar_iszerowidth (c))
        n += g_unichar_iswide (c) ? 2 : 1;
    }
  return n;
}

/* A few words without the end of a sentence, on a page of the app. */
static gboolean
is_label (const CandorPoEntry *entry, gsize wide)
{
  const char *places = entry->places != NULL ? entry->places : "";
  gsize length = strlen (entry->message);

  return wide <= LABEL_CELLS && strchr (".?!:", entry->message[length - 1]) == NULL
         && strchr (entry->message, '\n') == NULL
         && (strstr (places, "src/app/") != NULL || strstr (places, "ui/") != NULL);
}

/**
 * candor_po_check_room:
 * @entry: an entry
 * @form: which of its translations
 */
void
candor_po_check_room (CandorPoCheck *self, const CandorPoEntry *entry, guint form)
{
  const char *text = entry->texts->pdata[form];
  gsize english, wide = cells (text);
  gboolean label;

  if (*entry->message == '\0')
    return;
  english = cells (entry->message);
  label = is_label (entry, english);
  if (wide > 2 * english + (label ? LABEL_ALLOWED : PROSE_ALLOWED))
    candor_po_check_remark (self, g_array_index (entry->text_lines, int, form),
                            "“%s” has room for about %" G_GSIZE_FORMAT
                            " letters, and this has %" G_GSIZE_FORMAT ". Say it in fewer words%s.",
                            entry->message, 2 * english, wide,
                            label ? ": it stands on a button or in a list" : "");
}
