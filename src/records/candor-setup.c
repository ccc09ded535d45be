/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * Makes a store: its keys, its first staff member, its seal and the first lines of its log. It comes
 * to be under a name that nobody else has and gets its own when it is whole, so that no half store is
 * ever used. It is locked for as long: what a crash left is nobody's and goes the next time.
 */
#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "candor-unlock.h"
#include "core/candor-error.h"
#include "document/candor-seal.h"
#include "vault/candor-audit.h"
#include "vault/candor-disk.h"

#define KEYS "keys"

/* The clock of a tablet may be behind that of whoever checks the first form. */
#define DAYS_BEFORE 1

/* The name of a store that is being made: six characters behind this. */
#define PREFIX ".candor-new-"
#define N_RANDOM 6

/* Seconds. Between making a folder and locking it nobody needs so long. */
#define OLD_AGE (10 * 60)

struct _CandorNewStore
{
  char *folder;    /* (owned): where it is to be */
  char *made;      /* (owned) (nullable): where it is; %NULL when it has its name */
  int unconfirmed; /* the errno with which the disk did not confirm its name, or 0 */
  int lock;
};

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

/* Takes away what was left by somebody who was killed: old, of this user, and locked by nobody. */
static void
sweep (const char *parent)
{
  g_autoptr (GDir) dir = g_dir_open (parent, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (parent, name, NULL);
      GStatBuf status;
      int fd;

      if (!g_str_has_prefix (name, PREFIX) || strlen (name) != strlen (PREFIX) + N_RANDOM
          || g_lstat (path, &status) != 0 || !S_ISDIR (status.st_mode)
          || status.st_uid != geteuid () || status.st_mtime > time (NULL) - OLD_AGE)
        continue;
      fd = open (path, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW);
      if (fd >= 0 && flock (fd, LOCK_EX | LOCK_NB) == 0)
        remove_all (path);
      if (fd >= 0)
        close (fd);
    }
}

static gboolean
refuse_name (const char *folder, int code, GError **error)
{
  g_autofree char *name = g_filename_display_name (folder);

  if (code == EEXIST || code == ENOTEMPTY || code == ENOTDIR)
    candor_error_set (error, CANDOR_ERROR, CANDOR_ERROR_STORAGE,
                      "“%s” is there already, and not empty. It was left as it is; choose another "
                      "folder.",
                      name);
  else
    candor_error_set_because (
        error, CANDOR_ERROR, CANDOR_ERROR_STORAGE, candor_disk_describe (code),
        "The folder “%s” could not be made: %s. Nothing was changed; choose another "
        "folder.",
        name, candor_disk_describe (code));
  return FALSE;
}

/* It has its name, could not be given back, and may not be there after a power cut. */
static gboolean
refuse_unconfirmed (CandorNewStore *self, GError **error)
{
  g_autofree char *name = g_filename_display_name (self->folder);

  candor_error_set_because (
      error, CANDOR_ERROR, CANDOR_ERROR_STORAGE, candor_disk_describe (self->unconfirmed),
      "The store “%s” was made, but the disk did not confirm it: %s. Do not use it: delete "
      "it, look at the disk, and make it anew.",
      name, candor_disk_describe (self->unconfirmed));
  return FALSE;
}

/* The disk did not confirm the name: it is given back, so that nobody uses a store that a power cut
 * may take away, and so that the name can be given once more. */
static gboolean
take_back (CandorNewStore *self, int code, GError **error)
{
  g_autofree char *name = g_filename_display_name (self->folder);

  self->unconfirmed = code;
  if (rename (self->folder, self->made) == 0)
    {
      candor_error_set_because (
          error, CANDOR_ERROR, CANDOR_ERROR_STORAGE, candor_disk_describe (code),
          "The folder “%s” could not be made for sure: the disk did not confirm it (%s). It "
          "was taken back, and there is no store yet. Look at the disk, then try again.",
          name, candor_disk_describe (code));
      return FALSE;
    }
  g_clear_pointer (&self->made, g_free);
  return refuse_unconfirmed (self, error);
}

/**
 * candor_new_store_make:
 * @folder: where the store is to be; it must not exist, or be empty
 * @setup: what it is made with
 * @recovery: (out) (transfer full): the key that is kept on paper; it is nowhere else
 * @error: return location for an error
 *
 * Makes a store with one administrator beside @folder. Several may do so at the same time; the first
 * who accepts has the place.
 *
 * Returns: (transfer full) (nullable): a store that nobody uses yet; otherwise %CANDOR_ERROR_STORAGE,
 *   and nothing of it is left
 */
CandorNewStore *
candor_new_store_make (const char *folder,
                       const CandorSetup *setup,
                       CandorAgeIdentity **recovery,
                       GError **error)
{
  g_autofree char *parent = g_path_get_dirname (folder);
  g_autoptr (CandorNewStore) self = g_new0 (CandorNewStore, 1);
  g_autoptr (CandorAgeIdentity) paper = NULL;
  g_autofree char *made = g_build_filename (parent, PREFIX "XXXXXX", NULL);

  g_return_val_if_fail (folder != NULL && setup != NULL && recovery != NULL, NULL);

  self->lock = -1;
  self->folder = g_strdup (folder);
  if (g_mkdir_with_parents (parent, 0700) == 0)
    {
      sweep (parent);
      if (g_mkdtemp_full (made, 0700) != NULL)
        self->made = g_steal_pointer (&made);
    }
  if (self->made != NULL)
    self->lock = open (self->made, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (self->lock < 0)
    {
      g_autofree char *name = g_filename_display_name (parent);

      candor_error_set (
          error, CANDOR_ERROR, CANDOR_ERROR_STORAGE,
          "Nothing can be made in “%s”: %s. Nothing was changed; choose another folder.", name,
          g_strerror (errno));
      return NULL;
    }
  /* Where there are no locks, its age protects it. */
  flock (self->lock, LOCK_EX | LOCK_NB);
  if (!fill (self->made, setup, &paper, error))
    return NULL;
  *recovery = g_steal_pointer (&paper);
  return g_steal_pointer (&self);
}

/**
 * candor_new_store_get_folder:
 * @self: a new store
 *
 * Returns: (transfer none) (type filename): where it is, until it is accepted
 */
const char *
candor_new_store_get_folder (CandorNewStore *self)
{
  return self->made != NULL ? self->made : self->folder;
}

/**
 * candor_new_store_accept:
 * @self: a new store
 * @error: return location for an error
 *
 * Gives it its place: from now on it is used.
 *
 * Returns: whether it is there, also after a power cut; otherwise %CANDOR_ERROR_STORAGE, and it can be
 *   tried again. Where the disk neither confirmed it nor let it be taken back, each further try says
 *   the same
 */
gboolean
candor_new_store_accept (CandorNewStore *self, GError **error)
{
  g_autofree char *parent = g_path_get_dirname (self->folder);
  int code;

  g_return_val_if_fail (self->made != NULL || self->unconfirmed != 0, FALSE);

  if (self->made == NULL)
    return refuse_unconfirmed (self, error);
  if (rename (self->made, self->folder) != 0)
    return refuse_name (self->folder, errno, error);
  code = candor_disk_sync_folder (parent);
  if (code != 0)
    return take_back (self, code, error);
  g_clear_pointer (&self->made, g_free);
  return TRUE;
}

/**
 * candor_new_store_free:
 * @self: (nullable) (transfer full): a new store; one that was not accepted goes with it
 */
void
candor_new_store_free (CandorNewStore *self)
{
  if (self == NULL)
    return;
  if (self->made != NULL)
    remove_all (self->made);
  if (self->lock >= 0)
    close (self->lock);
  g_free (self->made);
  g_free (self->folder);
  g_free (self);
}

/**
 * candor_setup_create:
 * @folder: where the store is to be; it must not exist, or be empty
 * @setup: what it is made with
 * @recovery: (out) (transfer full): the key that is kept on paper; it is nowhere else
 * @error: return location for an error
 *
 * Makes a store with one administrator, in its place at once.
 *
 * Returns: whether it is there, whole; otherwise %CANDOR_ERROR_STORAGE, and what is there is told
 */
gboolean
candor_setup_create (const char *folder,
                     const CandorSetup *setup,
                     CandorAgeIdentity **recovery,
                     GError **error)
{
  g_autoptr (CandorAgeIdentity) paper = NULL;
  g_autoptr (CandorNewStore) made = candor_new_store_make (folder, setup, &paper, error);

  if (made == NULL || !candor_new_store_accept (made, error))
    return FALSE;
  *recovery = g_steal_pointer (&paper);
  return TRUE;
}
