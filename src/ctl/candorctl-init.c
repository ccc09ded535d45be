/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#include "candorctl-store.h"

#include <string.h>

#include "core/candor-name.h"
#include "records/candor-unlock.h"

#define DEFAULT_CLINIC "Clinic"
#define DEFAULT_STAFF "Administrator"

/* Who is told of a failure would not know that there is a store now, without a key on paper. */
static int
tell (const char *folder, CandorAgeIdentity *recovery)
{
  g_autoptr (CandorSecretText) key = candor_age_identity_dup_secret (recovery);
  g_autofree char *shown = g_filename_display_name (folder);
  g_autofree char *store = candorctl_one_line (shown);
  g_autofree char *intro = g_strdup_printf (
      "The store is in %s.\n"
      "Recovery key. It opens every record, also when all passphrases are forgotten, and is shown "
      "only now. Write it on paper, lock the paper away, and delete this text:\n",
      store);
  int status = candorctl_write (intro, strlen (intro));

  if (status == CANDORCTL_DONE)
    status = candorctl_write (key, strlen (key));
  if (status == CANDORCTL_DONE)
    status = candorctl_write ("\n", 1);
  if (status != CANDORCTL_DONE)
    candorctl_error_line (
        "The store was made all the same, but its recovery key was not shown, and "
        "cannot be shown again. Delete the store, and make it anew.");
  return status;
}

static int
init (const CandorctlStore *store, const char *clinic)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CandorSecretText) passphrase
      = candor_secret_read_passphrase (store->passphrase_file, &error);
  g_autoptr (CandorAgeIdentity) recovery = NULL;
  CandorSetup setup = { .clinic = clinic != NULL ? clinic : DEFAULT_CLINIC,
                        .administrator = store->staff != NULL ? store->staff : DEFAULT_STAFF,
                        .passphrase = passphrase,
                        .cost = CANDOR_KEY_COST_DEFAULT };
  const char *const names[] = { setup.clinic, setup.administrator, NULL };

  if (passphrase == NULL || !candor_key_check_passphrase_for (passphrase, FALSE, names, &error)
      || !candor_setup_create (store->folder, &setup, &recovery, &error))
    return candorctl_fail (error);
  return tell (store->folder, recovery);
}

int
candorctl_init (GStrv *arguments)
{
  g_auto (CandorctlStore) store = { NULL };
  g_autofree char *clinic = NULL;
  int status;
  const GOptionEntry entries[] = {
    CANDORCTL_STORE_ENTRY (&store),
    { "passphrase-file", 'p', G_OPTION_FLAG_NONE, G_OPTION_ARG_FILENAME, &store.passphrase_file,
      "A file or a pipe whose first line is to be the passphrase of the first administrator",
      "FILE" },
    { "staff", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_FILENAME, &store.staff,
      "The name of the first administrator; “" DEFAULT_STAFF "” if none is given", "NAME" },
    { "clinic", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_FILENAME, &clinic,
      "The name of the clinic, which stands in every seal; “" DEFAULT_CLINIC "” if none is given",
      "NAME" },
    G_OPTION_ENTRY_NULL,
  };

  if (!candorctl_parse (arguments, "init", NULL,
                        "Makes a store: its keys, its first administrator, the clinic's seal and "
                        "the first lines of its log. The recovery key is printed, once.",
                        entries, &status)
      || !candorctl_store_check (&store, "init", TRUE, &status))
    return status;
  if (g_strv_length (*arguments) != 1)
    return candorctl_usage ("init takes no files. See “candorctl init --help”.");
  if ((store.staff != NULL && candor_name_is_blank (store.staff))
      || (clinic != NULL && (!g_utf8_validate (clinic, -1, NULL) || candor_name_is_blank (clinic))))
    return candorctl_usage ("a name is empty, or not valid UTF-8. No store was made.");
  return init (&store, clinic);
}
