/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * The certificate that everybody may have, and the passphrase that nobody else may know.
 */
#include "candorctl-store.h"
#include "records/candor-unlock.h"

static int
write_certificate (const char *folder)
{
  g_autofree char *keys = g_build_filename (folder, "keys", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) pem = candor_keys_load_certificate (keys, &error);

  if (pem == NULL)
    return candorctl_fail (error);
  return candorctl_write (g_bytes_get_data (pem, NULL), g_bytes_get_size (pem));
}

int
candorctl_certificate (GStrv *arguments)
{
  g_auto (CandorctlStore) store = { NULL };
  int status;
  const GOptionEntry entries[] = {
    CANDORCTL_STORE_ENTRY (&store),
    G_OPTION_ENTRY_NULL,
  };

  if (!candorctl_parse (arguments, "certificate", NULL,
                        "Writes the certificate of the clinic's seal, as PEM, to standard output. "
                        "Whoever has it can check every form; it is no secret.",
                        entries, &status)
      || !candorctl_store_check (&store, "certificate", FALSE, &status))
    return status;
  if (g_strv_length (*arguments) != 1)
    return candorctl_usage ("certificate takes no files. See “candorctl certificate --help”.");
  return write_certificate (store.folder);
}

/* Nobody may unlock with the own name, nor with that of the clinic. */
static gboolean
check_names (const CandorctlStore *store,
             CandorRegister *opened,
             const char *passphrase,
             GError **error)
{
  g_autofree char *path = g_build_filename (store->folder, "clinic.ini", NULL);
  g_autoptr (CandorClinic) clinic = candor_clinic_load (path, NULL);
  const char *const names[]
      = { candor_register_get_who (opened), clinic != NULL ? clinic->name : NULL, NULL };

  return candor_key_check_passphrase_for (passphrase, FALSE, names, error);
}

static int
change (const CandorctlStore *store, const char *new_file)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CandorSecretText) passphrase = candor_secret_read_passphrase (new_file, &error);
  g_autoptr (CandorRegister) opened = NULL;

  if (passphrase == NULL || !candor_key_check_passphrase (passphrase, FALSE, &error))
    return candorctl_fail (error);
  opened = candorctl_store_unlock (store, &error);
  if (opened == NULL || !check_names (store, opened, passphrase, &error)
      || !candor_register_set_passphrase (opened, passphrase, CANDOR_KEY_COST_DEFAULT, &error))
    return candorctl_fail (error);
  return CANDORCTL_DONE;
}

int
candorctl_passwd (GStrv *arguments)
{
  g_auto (CandorctlStore) store = { NULL };
  g_autofree char *new_file = NULL;
  int status;
  const GOptionEntry entries[] = {
    CANDORCTL_UNLOCK_ENTRIES (&store),
    { "new-passphrase-file", 'n', G_OPTION_FLAG_NONE, G_OPTION_ARG_FILENAME, &new_file,
      "A file or a pipe whose first line is to be the new passphrase", "FILE" },
    G_OPTION_ENTRY_NULL,
  };

  if (!candorctl_parse (arguments, "passwd", NULL,
                        "Changes the passphrase of a staff member. No record is touched.", entries,
                        &status)
      || !candorctl_store_check (&store, "passwd", TRUE, &status))
    return status;
  if (g_strv_length (*arguments) != 1)
    return candorctl_usage ("passwd takes no files. See “candorctl passwd --help”.");
  if (new_file == NULL || *new_file == '\0')
    return candorctl_usage ("passwd needs “--new-passphrase-file FILE”.");
  return change (&store, new_file);
}
