/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * Reads records and drafts, and writes down who did so.
 */
#include "candor-register-private.h"

#include <string.h>

#include "core/candor-draft.h"
#include "core/candor-error.h"
#include "core/candor-language.h"

/* Returns: (transfer full) (nullable): the number of the record in the log */
char *
candor_register_find_number (CandorRegister *self, const char *file)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  g_autoptr (CandorLogLine) line
      = candor_store_find_line (candor_desk_get_store (self->desk), file, NULL);

  return line != NULL ? g_strdup_printf ("%" G_GUINT64_FORMAT, line->number) : NULL;
}

static gpointer
read_draft (CandorRegister *self, const char *id, GError **error)
{
  CandorStore *store = candor_desk_get_store (self->desk);
  g_autoptr (GBytes) encrypted = candor_store_read_draft (store, id, error);
  g_autoptr (GBytes) json
      = encrypted != NULL ? candor_age_decrypt (self->clinic, encrypted, error) : NULL;

  if (json == NULL)
    return NULL;
  return candor_draft_from_json (id, g_bytes_get_data (json, NULL), g_bytes_get_size (json), error);
}

static gboolean
check_draft (CandorRegister *self, const char *id, GError **error)
{
  g_autoptr (GPtrArray) ids = NULL;

  g_mutex_lock (&self->mutex);
  ids = candor_store_list_drafts (candor_desk_get_store (self->desk), error);
  g_mutex_unlock (&self->mutex);
  if (ids == NULL)
    return FALSE;
  if (!g_ptr_array_find_with_equal_func (ids, id, g_str_equal, NULL))
    {
      candor_error_set (error, CANDOR_ERROR, CANDOR_ERROR_NOT_FOUND,
                        "There is no draft “%s” in this store. Nothing was changed.", id);
      return FALSE;
    }
  return TRUE;
}

/**
 * candor_register_read:
 * @self: a register
 * @file: a record, from the store's folder
 * @parts: where to put what is in it
 * @error: return location for an error
 *
 * Nothing is given out that is not, byte for byte, what was filed. Whoever shows it to somebody
 * writes that down with candor_register_log ().
 *
 * Returns: whether it could be read
 */
gboolean
candor_register_read (CandorRegister *self,
                      const char *file,
                      CandorRecordParts *parts,
                      GError **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  g_autoptr (GBytes) packed = candor_register_decrypt (self, file, error);

  return packed != NULL && candor_record_unpack (packed, parts, error);
}

/**
 * candor_register_log:
 * @self: a register
 * @event: what is done: it is written down before it is done
 * @file: (nullable): the record that it is done to, from the store's folder
 * @detail: (nullable): a name, its text, the next name, …; ended by %NULL. Nothing of a patient
 * @error: return location for an error
 *
 * Returns: whether the log has it; otherwise %CANDOR_ERROR_STORAGE, and it must not be done
 */
gboolean
candor_register_log (CandorRegister *self,
                     CandorLogEvent event,
                     const char *file,
                     const char *const *detail,
                     GError **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  g_autoptr (CandorTransaction) transaction
      = candor_store_begin (candor_desk_get_store (self->desk), error);

  return transaction != NULL
         && candor_transaction_append (transaction, event, file, self->who, detail, error);
}

/**
 * candor_register_expire:
 * @self: a register
 * @file: a record whose legal retention time is over, from the store's folder
 * @error: return location for an error
 *
 * Takes the record away for good; its line and its hash stay in the log.
 *
 * Returns: whether it is gone; otherwise %CANDOR_ERROR_STORAGE
 */
gboolean
candor_register_expire (CandorRegister *self, const char *file, GError **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  g_autoptr (CandorTransaction) transaction
      = candor_store_begin (candor_desk_get_store (self->desk), error);

  return transaction != NULL
         && candor_transaction_expire (transaction, file, self->who, NULL, error);
}

/**
 * candor_register_reconcile:
 * @self: a register
 * @error: return location for an error
 *
 * Mends what a crash left, as candor_store_reconcile (). It reads the whole log: in the app that is
 * done beside other things.
 *
 * Returns: (transfer full) (nullable): what was found; otherwise %CANDOR_ERROR_STORAGE
 */
CandorReconciled *
candor_register_reconcile (CandorRegister *self, GError **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  return candor_store_reconcile (candor_desk_get_store (self->desk), self->who, error);
}

/**
 * candor_register_list_drafts:
 * @self: a register
 * @n_unreadable: (out) (optional): how many drafts there are that cannot be read; they stay where
 *   they are
 * @error: return location for an error
 *
 * Returns: (transfer full) (element-type GObject) (nullable): the visits that are not filed yet, and
 *   the checks of a day of treatment; see candor-draft.h
 */
GPtrArray *
candor_register_list_drafts (CandorRegister *self, guint *n_unreadable, GError **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  g_autoptr (GPtrArray) ids = candor_store_list_drafts (candor_desk_get_store (self->desk), error);
  g_autoptr (GPtrArray) drafts = g_ptr_array_new_with_free_func (g_object_unref);

  if (ids == NULL)
    return NULL;
  for (guint i = 0; i < ids->len; i++)
    {
      gpointer draft = read_draft (self, ids->pdata[i], NULL);

      if (draft != NULL)
        g_ptr_array_add (drafts, draft);
    }
  if (n_unreadable != NULL)
    *n_unreadable = ids->len - drafts->len;
  return g_steal_pointer (&drafts);
}

/**
 * candor_register_remove_draft:
 * @self: a register
 * @id: of a visit that is filed, or that somebody decided to throw away
 * @error: return location for an error
 *
 * Returns: whether there is no draft of it any more; otherwise %CANDOR_ERROR_STORAGE
 */
gboolean
candor_register_remove_draft (CandorRegister *self, const char *id, GError **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  return candor_store_remove_draft (candor_desk_get_store (self->desk), id, error);
}

/**
 * candor_discard_reasons:
 *
 * Why a visit that is not filed may be thrown away. It is chosen and never written: the reason goes into
 * the log, and no name of a patient ever does.
 */
const CandorDiscardReason candor_discard_reasons[CANDOR_N_DISCARD_REASONS] = {
  { "mistake", "started by mistake", N_ ("It was started by mistake") },
  { "left", "patient does not go on", N_ ("The patient went away and will not go on") },
  { "again", "made again or on paper", N_ ("The visit was made again, or on paper") },
  { "trial", "trial", N_ ("It was only a trial") },
};

/**
 * candor_register_throw_away:
 * @self: a register
 * @id: of a visit that is not filed, and that nobody saves any more
 * @reason: why
 * @error: return location for an error
 *
 * Takes a draft away for good, after the log has it: what is gone without a line would look like a
 * loss. Where it could not be taken away, a second line says so.
 *
 * Returns: whether it is gone; otherwise %CANDOR_ERROR_NOT_FOUND if there is none, or
 *   %CANDOR_ERROR_STORAGE
 */
gboolean
candor_register_throw_away (CandorRegister *self,
                            const char *id,
                            const CandorDiscardReason *reason,
                            GError **error)
{
  const char *const detail[]
      = { "what", "draft thrown away", "visit", id, "reason", reason->logged, NULL };
  const char *const undone[] = { "what", "draft not thrown away", "visit", id, NULL };

  if (!check_draft (self, id, error)
      || !candor_register_log (self, CANDOR_LOG_SETTING, NULL, detail, error))
    return FALSE;
  if (candor_register_remove_draft (self, id, error))
    return TRUE;
  /* The error of the removal is what the person needs to know, whether this line is there or not. */
  candor_register_log (self, CANDOR_LOG_SETTING, NULL, undone, NULL);
  return FALSE;
}

/**
 * candor_register_take_back:
 * @self: a register
 * @id: of a visit that was thrown away, and that was saved again since
 * @error: return location for an error
 *
 * Writes into the log that it is there after all: whoever reads the line that it was thrown away, and
 * a backup, would take it for gone.
 *
 * Returns: whether the log has it; otherwise %CANDOR_ERROR_NOT_FOUND if there is no such draft, or
 *   %CANDOR_ERROR_STORAGE
 */
gboolean
candor_register_take_back (CandorRegister *self, const char *id, GError **error)
{
  const char *const detail[] = { "what", "draft taken back", "visit", id, NULL };

  return check_draft (self, id, error)
         && candor_register_log (self, CANDOR_LOG_SETTING, NULL, detail, error);
}
