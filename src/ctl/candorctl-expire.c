/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * Takes away what nobody has to keep any longer: shown first, and only then, with another word, done.
 */
#include <string.h>

#include "candorctl-store.h"
#include "core/candor-date.h"
#include "core/candor-error.h"
#include "records/candor-retention.h"
#include "records/candor-settings.h"

/* One line a consent: its id, the last day that it is about, how many records go with it, the name. */
static int
write_lines (GPtrArray *expiring)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < expiring->len; i++)
    {
      const CandorExpiring *one = expiring->pdata[i];
      const char *name = candor_record_head_get (one->head, CANDOR_HEAD_PATIENT_NAME);
      g_autofree char *line = candorctl_one_line (name != NULL ? name : "-");

      g_string_append_printf (text, "%s\t%s\t%u\t%s\n",
                              candor_record_head_get (one->head, CANDOR_HEAD_ID), one->last,
                              one->files->len, line);
    }
  return candorctl_write (text->str, text->len);
}

static gboolean
check_allowed (CandorRegister *opened, const CandorSettings *settings, GError **error)
{
  if (!candor_register_is_administrator (opened))
    g_set_error_literal (error, CANDOR_ERROR, CANDOR_ERROR_MISSING,
                         "Only an administrator can let records expire. All of them are still "
                         "there.");
  else if (settings->retention == 0)
    g_set_error_literal (error, CANDOR_ERROR, CANDOR_ERROR_MISSING,
                         "This clinic has not decided for how many years records are kept, so none "
                         "expires. An administrator sets it in Candor, under “Settings”.");
  else if (candor_register_get_n_unread (opened) > 0)
    g_set_error_literal (
        error, CANDOR_ERROR, CANDOR_ERROR_STORAGE,
        "Some records cannot be read now, and one of them may be the reason to keep "
        "another. Nothing was taken away; see “candorctl audit”.");
  else
    return TRUE;
  return FALSE;
}

static int
expire (const CandorctlStore *store, gboolean do_it)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CandorRegister) opened = candorctl_store_open_list (store, &error);
  g_auto (CandorSettings) settings = { 0 };
  g_autoptr (GPtrArray) expiring = NULL;
  guint n_gone = 0;
  GDate today;
  int status;

  if (opened == NULL || !candor_settings_load (&settings, store->folder, &error)
      || !check_allowed (opened, &settings, &error))
    return candorctl_fail (error);
  candor_date_today (&today);
  expiring = candor_retention_list (opened, settings.retention, &today, &error);
  if (expiring == NULL)
    return candorctl_fail (error);
  status = write_lines (expiring);
  if (status != CANDORCTL_DONE || !do_it)
    return status;
  if (candor_retention_expire (opened, expiring, settings.retention, &today, &n_gone, &error))
    return CANDORCTL_DONE;
  if (n_gone > 0)
    {
      g_autofree char *text
          = g_strdup_printf ("Not all of them went. Records that are gone: %u.", n_gone);

      candorctl_error_line (text);
    }
  return candorctl_fail (error);
}

int
candorctl_expire (GStrv *arguments)
{
  g_auto (CandorctlStore) store = { NULL };
  gboolean yes = FALSE;
  int status;
  const GOptionEntry entries[] = {
    CANDORCTL_UNLOCK_ENTRIES (&store),
    { "yes", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_NONE, &yes,
      "Take them away for good; without it they are listed only", NULL },
    G_OPTION_ENTRY_NULL,
  };

  if (!candorctl_parse (arguments, "expire", NULL,
                        "Lists the consents that nobody has to keep any longer by the settings of "
                        "the store, each with the last day that it is about and with how many "
                        "records go with it. With “--yes” an administrator takes them away for "
                        "good; their lines and their hashes stay in the log.",
                        entries, &status)
      || !candorctl_store_check (&store, "expire", TRUE, &status))
    return status;
  if (g_strv_length (*arguments) != 1)
    return candorctl_usage ("expire takes no files. See “candorctl expire --help”.");
  return expire (&store, yes);
}
