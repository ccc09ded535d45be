/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * The sheet with the recovery key, for a safe. It is read by somebody who types the key years later,
 * perhaps by somebody who was not there when it was made: it says what it is for and how it is used.
 */
#include "candor-key-sheet.h"

#include "candor-galley.h"

/* Points: letters that cannot be taken for one another from the other side of a table. */
#define BODY 13

#define _(message) candor_language_text (language, (message))

static void
add_text (CandorGalley *galley, CandorTypeStyle style, const char *text)
{
  candor_galley_text (
      galley, text,
      &(CandorTextOptions){ .style = style, .column = CANDOR_COLUMN_FULL, .before = 6 });
}

/* Two groups on a line, each behind its number. */
static void
add_groups (CandorGalley *galley, const char *start, const char *const *groups)
{
  candor_galley_open_whole (galley);
  candor_galley_open_box (galley, CANDOR_BOX_STRONG, CANDOR_COLUMN_FULL);
  add_text (galley, CANDOR_TYPE_TITLE, start);
  for (guint i = 0; groups[i] != NULL; i += 2)
    {
      g_autofree char *line
          = groups[i + 1] != NULL
                ? g_strdup_printf ("%u:  %s      %u:  %s", i + 1, groups[i], i + 2, groups[i + 1])
                : g_strdup_printf ("%u:  %s", i + 1, groups[i]);

      add_text (galley, CANDOR_TYPE_TITLE, line);
      if (groups[i + 1] == NULL)
        break;
    }
  candor_galley_close_box (galley);
  candor_galley_close_whole (galley);
}

/**
 * candor_key_sheet_render:
 * @clinic: the name of the clinic
 * @start: what the key begins with
 * @groups: the rest of it, in groups of letters
 * @paper: what lies in the printer
 * @language: of the sheet
 * @error: return location for an error
 *
 * Makes the sheet in memory: it is for a printer, and never for a file. For any thread.
 *
 * Returns: (transfer full) (nullable): the bytes of one PDF of one page; otherwise
 *   %CANDOR_ERROR_FAILED
 */
GBytes *
candor_key_sheet_render (const char *clinic,
                         const char *start,
                         const char *const *groups,
                         CandorPaper paper,
                         const CandorLanguage *language,
                         GError **error)
{
  g_autoptr (CandorGalley) galley = candor_galley_new (paper, language);
  const CandorFurniture furniture = {
    .title = _ ("Recovery key"),
    .author = clinic,
    /* Translators: at the foot of a page; the braces stay as they are. */
    .page_of = _ ("Page {page} of {pages}"),
  };

  g_return_val_if_fail (clinic != NULL && start != NULL && groups != NULL, NULL);

  candor_galley_set_large (galley, BODY);
  candor_galley_open (galley, "Sect");
  candor_galley_text (
      galley, clinic,
      &(CandorTextOptions){ .style = CANDOR_TYPE_CLINIC, .column = CANDOR_COLUMN_FULL });
  candor_galley_space (galley, 12);
  candor_galley_heading (galley, 1, CANDOR_COLUMN_FULL,
                         /* Translators: the title of a sheet of paper for a safe. */
                         _ ("Recovery key of the consent records"));
  add_text (
      galley, CANDOR_TYPE_BODY,
      _ ("If nobody knows a passphrase any more, this key alone opens the records. Whoever has "
         "it can read all of them. Keep this sheet in a safe, and not beside the tablet. Do "
         "not copy it, photograph it or send it."));
  candor_galley_space (galley, 12);
  add_groups (galley, start, groups);
  candor_galley_space (galley, 12);
  add_text (
      galley, CANDOR_TYPE_BODY,
      _ ("The whole key is the first line and behind it all groups, one after another, without "
         "spaces. The numbers only count the groups."));
  add_text (
      galley, CANDOR_TYPE_BODY,
      _ ("To open a record with it: write the key into a file and call “candorctl recover”, or "
         "the program “age”, which is public and free. The handbook of Candor says how."));
  candor_galley_close (galley, "Sect");
  return candor_galley_print (galley, &furniture, error);
}
