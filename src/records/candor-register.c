/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * Opens the store with the clinic's key, and keeps the list of its records up to date.
 */
#include "candor-register-private.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include "core/candor-error.h"
#include "vault/candor-atomic-file.h"
#include "vault/candor-key.h"

#define KEYS "keys"
#define CACHE "cache"
#define INDEX "index"
#define PURPOSE "list of records"

/* Bytes: room for half a million heads. */
#define MAX_INDEX ((gsize)512 << 20)

static CandorSeal *
load_seal (const char *folder, CandorAgeIdentity *clinic, GError **error)
{
  g_autofree char *keys = g_build_filename (folder, KEYS, NULL);
  g_autoptr (GBytes) key = candor_keys_load_seal_key (keys, clinic, error);
  g_autoptr (GBytes) certificate = key != NULL ? candor_keys_load_certificate (keys, error) : NULL;

  return certificate != NULL ? candor_seal_new_from_pem (key, certificate, error) : NULL;
}

static char *
index_path (CandorRegister *self)
{
  return g_build_filename (candor_store_get_folder (candor_desk_get_store (self->desk)), CACHE,
                           INDEX, NULL);
}

/* The list that was kept, or an empty one: it can always be made again from the records. */
static void
load_index (CandorRegister *self)
{
  g_autofree char *path = index_path (self);
  g_autoptr (GMappedFile) file = g_mapped_file_new (path, FALSE, NULL);
  g_autoptr (GBytes) encrypted = file != NULL ? g_mapped_file_get_bytes (file) : NULL;
  g_autoptr (GBytes) text = NULL;

  if (encrypted != NULL && g_bytes_get_size (encrypted) <= MAX_INDEX)
    text = candor_key_box_open (self->clinic, PURPOSE, encrypted);
  if (text != NULL)
    self->index = candor_index_read (text, &self->place, NULL);
  if (self->index == NULL)
    {
      self->index = candor_index_new ();
      self->place = (CandorLogPlace){ 0 };
    }
  self->saved = self->place.number;
}

static CandorRecordHead *
read_head (CandorRegister *self, const char *file)
{
  CandorStore *store = candor_desk_get_store (self->desk);
  gsize size;
  g_autoptr (GBytes) start
      = candor_store_read_start (store, file, CANDOR_AGE_START_SIZE, &size, NULL);
  g_autoptr (GBytes) plain
      = start != NULL ? candor_age_decrypt_start (self->clinic, start, size, NULL) : NULL;

  return plain != NULL ? candor_record_unpack_head (plain, NULL) : NULL;
}

static gboolean
add_record (CandorRegister *self, const char *file)
{
  g_autoptr (CandorRecordHead) head = read_head (self, file);

  if (head == NULL)
    return FALSE;
  candor_index_add (self->index, head, file);
  return TRUE;
}

/* Forgets a file that could not be read. Returns: whether it was one. */
static gboolean
forget_unread (CandorRegister *self, const char *file)
{
  guint at;

  if (!g_ptr_array_find_with_equal_func (self->unread, file, g_str_equal, &at))
    return FALSE;
  g_ptr_array_remove_index (self->unread, at);
  return TRUE;
}

static gboolean
add_line_cb (
    const CandorLogLine *line, const char *hash, guint64 place, gboolean whole, gpointer data)
{
  CandorRegister *self = data;

  if (line == NULL || line->file == NULL)
    return TRUE;
  if (line->event == CANDOR_LOG_EXPIRE)
    {
      if (!forget_unread (self, line->file))
        candor_index_remove (self->index, line->file);
    }
  /* A torn line that was set aside is recovered too, and is no record. */
  else if ((candor_log_event_files_a_record (line->event) || line->event == CANDOR_LOG_RECOVERED)
           && g_str_has_prefix (line->file, "records/") && !add_record (self, line->file))
    g_ptr_array_add (self->unread, g_strdup (line->file));
  return TRUE;
}

/* A disk that failed once, or a backup that comes back, must not hide a record for good. */
static void
read_again (CandorRegister *self)
{
  for (guint i = self->unread->len; i > 0; i--)
    if (add_record (self, self->unread->pdata[i - 1]))
      g_ptr_array_remove_index (self->unread, i - 1);
}

static gboolean
read_lines (CandorRegister *self, GError **error)
{
  if (!candor_store_read_since (candor_desk_get_store (self->desk), &self->place, add_line_cb, self,
                                error))
    return FALSE;
  read_again (self);
  return TRUE;
}

/* Returns: the bytes of a record, decrypted. The mutex must be held. */
GBytes *
candor_register_decrypt (CandorRegister *self, const char *file, GError **error)
{
  g_autoptr (GBytes) encrypted
      = candor_store_read (candor_desk_get_store (self->desk), file, error);

  return encrypted != NULL ? candor_age_decrypt (self->clinic, encrypted, error) : NULL;
}

/**
 * candor_register_open:
 * @folder: of the store
 * @clinic: the clinic's key, from a slot
 * @slot: of the staff member who is at work, as the passphrase has proved it
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the store, unlocked; otherwise %CANDOR_ERROR_STORAGE, or what is wrong with its keys
 */
CandorRegister *
candor_register_open (const char *folder,
                      CandorAgeIdentity *clinic,
                      const CandorKeySlot *slot,
                      GError **error)
{
  g_autoptr (CandorRegister) self = NULL;

  g_return_val_if_fail (folder != NULL, NULL);
  g_return_val_if_fail (clinic != NULL && slot != NULL, NULL);

  self = g_new0 (CandorRegister, 1);
  g_atomic_ref_count_init (&self->references);
  g_mutex_init (&self->mutex);
  self->unread = g_ptr_array_new_with_free_func (g_free);
  self->clinic = candor_age_identity_ref (clinic);
  self->slot = candor_key_slot_copy (slot);
  self->who = self->slot->name;
  self->desk = candor_desk_open (folder, error);
  if (self->desk == NULL)
    return NULL;
  self->seal = load_seal (folder, clinic, error);
  if (self->seal == NULL)
    return NULL;
  return g_steal_pointer (&self);
}

/**
 * candor_register_ref:
 * @self: a register
 *
 * Returns: (transfer full): @self
 */
CandorRegister *
candor_register_ref (CandorRegister *self)
{
  g_atomic_ref_count_inc (&self->references);
  return self;
}

/**
 * candor_register_unref:
 * @self: (nullable): a register
 *
 * With the last reference the key and all names in memory are wiped.
 */
void
candor_register_unref (CandorRegister *self)
{
  if (self == NULL || !g_atomic_ref_count_dec (&self->references))
    return;
  g_clear_pointer (&self->index, candor_index_free);
  g_ptr_array_unref (self->unread);
  g_clear_pointer (&self->seal, candor_seal_unref);
  g_clear_pointer (&self->clinic, candor_age_identity_unref);
  g_clear_pointer (&self->desk, candor_desk_free);
  g_mutex_clear (&self->mutex);
  candor_key_slot_free (self->slot);
  if (self->closed != NULL)
    self->closed (self, self->closed_data);
  g_free (self);
}

/**
 * candor_register_on_close:
 * @self: a register
 * @closed: called once, with @self as a mere name, in the thread that gives it back last
 * @data: for @closed
 *
 * Whoever has to know when the key is no longer in memory is told so after it was wiped.
 */
void
candor_register_on_close (CandorRegister *self,
                          void (*closed) (gpointer self, gpointer data),
                          gpointer data)
{
  g_return_if_fail (self != NULL && self->closed == NULL);

  self->closed = closed;
  self->closed_data = data;
}

/**
 * candor_register_get_who:
 * @self: a register
 *
 * Returns: (transfer none): the name of the staff member who is at work
 */
const char *
candor_register_get_who (CandorRegister *self)
{
  return self->who;
}

/**
 * candor_register_get_slot:
 * @self: a register
 *
 * Returns: (transfer none): the id of the slot of the staff member who is at work
 */
const char *
candor_register_get_slot (CandorRegister *self)
{
  return self->slot->id;
}

/**
 * candor_register_get_folder:
 * @self: a register
 *
 * Returns: (transfer none): the folder of its store
 */
const char *
candor_register_get_folder (CandorRegister *self)
{
  return candor_store_get_folder (candor_desk_get_store (self->desk));
}

/**
 * candor_register_is_administrator:
 * @self: a register
 *
 * Returns: whether the staff member who is at work may change settings, staff and records' retention
 */
gboolean
candor_register_is_administrator (CandorRegister *self)
{
  return self->slot->role == CANDOR_KEY_ROLE_ADMINISTRATOR;
}

/**
 * candor_register_get_seal:
 * @self: a register
 *
 * Returns: (transfer none): the clinic's seal
 */
CandorSeal *
candor_register_get_seal (CandorRegister *self)
{
  return self->seal;
}

/**
 * candor_register_get_index:
 * @self: a register
 *
 * Returns: (transfer none) (nullable): the list of its records, as it was when it was last brought
 *   up to date; %NULL before that was done for the first time
 */
CandorIndex *
candor_register_get_index (CandorRegister *self)
{
  return self->index;
}

/**
 * candor_register_refresh:
 * @self: a register
 * @error: return location for an error
 *
 * Takes into the list what was filed or has expired since it was last brought up to date, by this
 * process or by another. Where the log is not the one that was read before, the list is made anew.
 *
 * Returns: whether the list is up to date; otherwise %CANDOR_ERROR_STORAGE
 */
gboolean
candor_register_refresh (CandorRegister *self, GError **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  g_autoptr (GError) reason = NULL;

  if (self->index == NULL)
    load_index (self);
  if (read_lines (self, &reason))
    return TRUE;
  if (!g_error_matches (reason, CANDOR_ERROR, CANDOR_ERROR_INVALID))
    {
      g_propagate_error (error, g_steal_pointer (&reason));
      return FALSE;
    }
  candor_index_free (self->index);
  self->index = candor_index_new ();
  g_ptr_array_set_size (self->unread, 0);
  self->place = (CandorLogPlace){ 0 };
  return read_lines (self, error);
}

/**
 * candor_register_get_n_unread:
 * @self: a register
 *
 * Returns: how many records are in the log and cannot be read now: they are not in the list, and each
 *   candor_register_refresh () tries them again
 */
guint
candor_register_get_n_unread (CandorRegister *self)
{
  return self->unread->len;
}

/**
 * candor_register_save_index:
 * @self: a register
 * @error: return location for an error
 *
 * Keeps the list, in a box that only the clinic's key makes and opens, so that the next unlocking finds it. Worth doing when
 * the store is locked; it is never needed.
 *
 * Returns: whether it is kept; otherwise %CANDOR_ERROR_STORAGE
 */
gboolean
candor_register_save_index (CandorRegister *self, GError **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  g_autofree char *path = index_path (self);
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (GBytes) text = NULL;
  g_autoptr (GBytes) encrypted = NULL;

  /* A list that lacks a record is not one to go on from. */
  if (self->index == NULL || self->saved == self->place.number || self->unread->len > 0)
    return TRUE;
  if (mkdir (folder, 0700) != 0 && errno != EEXIST)
    {
      candor_error_set (
          error, CANDOR_ERROR, CANDOR_ERROR_STORAGE,
          "The list of records could not be kept: %s. Nothing is lost: it is made again "
          "when it is needed.",
          g_strerror (errno));
      return FALSE;
    }
  text = candor_index_write (self->index, &self->place);
  encrypted = candor_key_box_close (self->clinic, PURPOSE, text);
  if (!candor_atomic_file_replace (path, encrypted, error))
    return FALSE;
  self->saved = self->place.number;
  return TRUE;
}
