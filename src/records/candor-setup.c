/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * Makes a store: its keys, its first staff member, its seal and the first lines of its log. It comes
 * to be under another name and gets its own when it is whole, so that no half store is ever used.
 */
#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "candor-unlock.h"
#include "core/candor-error.h"
#include "document/candor-seal.h"
#include "vault/candor-audit.h"
#include "vault/candor-disk.h"

#define KEYS "keys"

/* The clock of a tablet may be behind that of whoever checks the first form. */
#define DAYS_BEFORE 1

/* Everything below @path, and @path. It was made a moment ago and holds nothing of anybody. */
static void
remove_all (const char *path)
{
  GStatBuf status;

  if (g_lstat (path, &status) != 0)
    return;
  if (S_ISDIR (status.st_mode))
    {
      g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
      const char *name;

      while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
        {
          g_autofree char *child = g_build_filename (path, name, NULL);

          remove_all (child);
        }
      g_rmdir (path);
    }
  else
    g_unlink (path);
}

static gboolean
make_seal (const char *keys, CandorAgeIdentity *identity, const char *clinic, GError **error)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (GDateTime) from = g_date_time_add_days (now, -DAYS_BEFORE);
  g_autoptr (CandorSeal) seal = candor_seal_new_self_signed (clinic, from, error);
  g_autoptr (GBytes) key = seal != NULL ? candor_seal_export_key_pem (seal, error) : NULL;
  g_autoptr (GBytes) certificate
      = key != NULL ? candor_seal_export_certificate_pem (seal, error) : NULL;

  return certificate != NULL && candor_keys_save_seal (keys, identity, key, certificate, error);
}

/* The hashes of what was made, so that an audit without a key sees whether somebody changed it. */
static gboolean
log_keys (const char *folder,
          const CandorKeyChange *administrator,
          const char *name,
          GError **error)
{
  const char *const staff[] = { "what",
                                "staff member added",
                                candor_key_change_get_file (administrator),
                                candor_key_change_get_sha256 (administrator),
                                "whose",
                                name,
                                NULL };
  g_autoptr (CandorDesk) desk = candor_desk_open (folder, error);
  g_auto (GStrv) hashes = NULL;
  g_autoptr (GPtrArray) seal = NULL;

  if (desk == NULL || !candor_desk_log (desk, CANDOR_LOG_KEY, name, staff, error))
    return FALSE;
  hashes = candor_audit_hash_keys (candor_desk_get_store (desk), error);
  if (hashes == NULL)
    return FALSE;
  seal = g_ptr_array_new ();
  g_ptr_array_add (seal, "what");
  g_ptr_array_add (seal, "seal made");
  for (gsize i = 0; hashes[i] != NULL; i++)
    g_ptr_array_add (seal, hashes[i]);
  g_ptr_array_add (seal, NULL);
  return candor_desk_log (desk, CANDOR_LOG_KEY, name, (const char *const *)seal->pdata, error);
}

static gboolean
fill (const char *folder, const CandorSetup *setup, CandorAgeIdentity **recovery, GError **error)
{
  g_autofree char *keys = g_build_filename (folder, KEYS, NULL);
  g_autoptr (CandorAgeIdentity) clinic = NULL;
  g_autoptr (CandorKeyChange) slot = NULL;

  if (!candor_store_create (folder, error) || !candor_keys_create (keys, &clinic, recovery, error))
    return FALSE;
  slot = candor_key_change_add (keys, clinic, setup->administrator, CANDOR_KEY_ROLE_ADMINISTRATOR,
                                setup->registration, setup->passphrase, setup->cost, error);
  return slot != NULL && candor_key_change_make (slot, error)
         && make_seal (keys, clinic, setup->clinic, error)
         && log_keys (folder, slot, setup->administrator, error);
}

static gboolean
give_name (const char *made, const char *folder, GError **error)
{
  g_autofree char *parent = g_path_get_dirname (folder);
  g_autofree char *name = NULL;
  int code = rename (made, folder) == 0 ? candor_disk_sync_folder (parent) : errno;

  if (code == 0)
    return TRUE;
  name = g_filename_display_name (folder);
  if (code == EEXIST || code == ENOTEMPTY || code == ENOTDIR)
    g_set_error (error, CANDOR_ERROR, CANDOR_ERROR_STORAGE,
                 "“%s” is there already, and not empty. It was left as it is; choose another "
                 "folder.",
                 name);
  else
    g_set_error (error, CANDOR_ERROR, CANDOR_ERROR_STORAGE,
                 "The folder “%s” could not be made: %s. Nothing was changed; choose another "
                 "folder.",
                 name, g_strerror (code));
  return FALSE;
}

/**
 * candor_setup_create:
 * @folder: where the store is to be; it must not exist, or be empty
 * @setup: what it is made with
 * @recovery: (out) (transfer full): the key that is kept on paper; it is nowhere else
 * @error: return location for an error
 *
 * Makes a store with one administrator.
 *
 * Returns: whether it is there, whole; otherwise %CANDOR_ERROR_STORAGE, or %CANDOR_KEY_ERROR_WEAK, and
 *   nothing was changed
 */
gboolean
candor_setup_create (const char *folder,
                     const CandorSetup *setup,
                     CandorAgeIdentity **recovery,
                     GError **error)
{
  g_autofree char *parent = g_path_get_dirname (folder);
  g_autofree char *made = g_build_filename (parent, ".candor-new-XXXXXX", NULL);
  g_autoptr (CandorAgeIdentity) paper = NULL;

  g_return_val_if_fail (folder != NULL && setup != NULL && recovery != NULL, FALSE);

  if (g_mkdir_with_parents (parent, 0700) != 0 || g_mkdtemp_full (made, 0700) == NULL)
    {
      g_autofree char *name = g_filename_display_name (parent);

      g_set_error (error, CANDOR_ERROR, CANDOR_ERROR_STORAGE,
                   "Nothing can be made in “%s”: %s. Nothing was changed; choose another folder.",
                   name, g_strerror (errno));
      return FALSE;
    }
  if (fill (made, setup, &paper, error) && give_name (made, folder, error))
    {
      *recovery = g_steal_pointer (&paper);
      return TRUE;
    }
  remove_all (made);
  return FALSE;
}

/**
 * candor_setup_accept:
 * @made: a store that candor_setup_create () made beside @folder, and that nobody uses yet
 * @folder: where it is to be; it must not exist, or be empty
 * @error: return location for an error
 *
 * Gives a store its place: from now on it is used.
 *
 * Returns: whether it is there; otherwise %CANDOR_ERROR_STORAGE, and nothing was changed
 */
gboolean
candor_setup_accept (const char *made, const char *folder, GError **error)
{
  g_return_val_if_fail (made != NULL && folder != NULL, FALSE);

  return give_name (made, folder, error);
}

/**
 * candor_setup_discard:
 * @made: a store that was never accepted; need not exist
 *
 * Takes it away: nobody has ever filed anything in it.
 */
void
candor_setup_discard (const char *made)
{
  g_return_if_fail (made != NULL);

  remove_all (made);
}
