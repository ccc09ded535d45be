/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * Visits, and checks on a day of treatment, that are not filed: which there are, and taking one away.
 * The log has it first, in the words that the app uses.
 */
#include "candorctl-store.h"
#include "core/candor-draft.h"

#define REASONS "mistake, left, again or trial"

/* Returns: (nullable): what that word means */
static const CandorDiscardReason *
find_reason (const char *word)
{
  for (gsize i = 0; i < CANDOR_N_DISCARD_REASONS; i++)
    if (g_strcmp0 (candor_discard_reasons[i].word, word) == 0)
      return &candor_discard_reasons[i];
  return NULL;
}

/* One line each, with tabs between its columns. */
static int
write_lines (GPtrArray *drafts)
{
  static const CandorField columns[]
      = { CANDOR_FIELD_ID, CANDOR_FIELD_STARTED_AT, CANDOR_FIELD_PATIENT_NAME,
          CANDOR_FIELD_PATIENT_BORN, CANDOR_FIELD_PROCEDURE };
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < drafts->len; i++)
    {
      CandorVisit *visit = candor_draft_get_visit (drafts->pdata[i]);

      for (gsize j = 0; j < G_N_ELEMENTS (columns); j++)
        {
          const char *value = candor_visit_get (visit, columns[j]);
          g_autofree char *line = candorctl_one_line (value != NULL ? value : "-");

          g_string_append_printf (text, "%s%s", j > 0 ? "\t" : "", line);
        }
      g_string_append_c (text, '\n');
    }
  return candorctl_write (text->str, text->len);
}

static int
list (CandorRegister *opened)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) drafts = NULL;
  guint n_unreadable = 0;

  drafts = candor_register_list_drafts (opened, &n_unreadable, &error);
  if (drafts == NULL)
    return candorctl_fail (error);
  if (n_unreadable > 0)
    {
      g_autofree char *text = g_strdup_printf (
          "Drafts that cannot be read, and stay where they are: %u.", n_unreadable);

      candorctl_error_line (text);
    }
  return write_lines (drafts);
}

int
candorctl_drafts (GStrv *arguments)
{
  g_auto (CandorctlStore) store = { NULL };
  g_autofree char *id = NULL;
  g_autofree char *reason = NULL;
  g_autoptr (CandorRegister) opened = NULL;
  g_autoptr (GError) error = NULL;
  int status;
  const GOptionEntry entries[] = {
    CANDORCTL_UNLOCK_ENTRIES (&store),
    { "remove", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_FILENAME, &id,
      "Throw this visit away for good; the log says so", "ID" },
    { "reason", 'r', G_OPTION_FLAG_NONE, G_OPTION_ARG_FILENAME, &reason, "Why: " REASONS, "WORD" },
    G_OPTION_ENTRY_NULL,
  };

  if (!candorctl_parse (
          arguments, "drafts", NULL,
          "Lists the visits and the checks that are not filed: id, begin, name, date of birth and "
          "treatment. With “--remove” one of them is thrown away for good; nothing is "
          "left of it but a line in the log, without a name.",
          entries, &status)
      || !candorctl_store_check (&store, "drafts", TRUE, &status))
    return status;
  if (g_strv_length (*arguments) != 1)
    return candorctl_usage ("drafts takes no files. See “candorctl drafts --help”.");
  if ((id != NULL) != (reason != NULL) || (reason != NULL && find_reason (reason) == NULL))
    return candorctl_usage ("“--remove ID” and “--reason WORD” go together; the word is " REASONS
                            ".");
  opened = candorctl_store_unlock (&store, &error);
  if (opened == NULL)
    return candorctl_fail (error);
  if (id == NULL)
    return list (opened);
  return candor_register_throw_away (opened, id, find_reason (reason), &error)
             ? CANDORCTL_DONE
             : candorctl_fail (error);
}
