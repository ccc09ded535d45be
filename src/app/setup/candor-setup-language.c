/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * Which language a clinic speaks, asked for when its tablet is set up.
 */
#include "candor-setup-language.h"

#include "app/widgets/candor-choice-row.h"

#define _(message) candor_language_text (reads, (message))

/**
 * candor_setup_language_new:
 * @reads: what the question is read in
 * @chosen: (nullable): the code of the language that is chosen already
 *
 * The question is shown where there is but one language too: a clinic that needs another finds out now.
 *
 * Returns: (transfer floating): a #CandorChoiceRow with the languages in the order of their list, each by
 *   its own name
 */
GtkWidget *
candor_setup_language_new (const CandorLanguage *reads, const char *chosen)
{
  gsize n;
  const CandorLanguage *const *languages = candor_language_list (&n);
  GtkWidget *row = candor_choice_row_new (
      _ ("Language of your clinic"),
      n == 1
          ? _ ("For staff, and for the forms. Candor speaks this language alone so far; patients "
               "who read another one need an interpreter.")
          : _ ("For staff, and for the forms. Patients choose theirs on their first page."));

  for (gsize i = 0; i < n; i++)
    {
      candor_choice_row_add (CANDOR_CHOICE_ROW (row), candor_language_name (languages[i]));
      if (g_strcmp0 (candor_language_code (languages[i]), chosen) == 0)
        candor_choice_row_set_selected (CANDOR_CHOICE_ROW (row), (int)i);
    }
  return row;
}
