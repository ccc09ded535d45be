/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * The patient's half of the store: drafts go in, encrypted, and nothing comes out.
 */
#include "candor-desk.h"

#include "vault/candor-age.h"
#include "vault/candor-key.h"

#define KEYS "keys"

/* Bytes that are set aside before a patient begins: a form, its visit with the ink of four people,
 * and a draft of it, several times over. */
#define ROOM (8 * 1024 * 1024)

struct _CandorDesk
{
  CandorStore *store; /* (owned) */
  GStrv recipients;   /* (owned) */
};

/**
 * candor_desk_open:
 * @folder: of the store
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the desk, or %NULL: %CANDOR_ERROR_NOT_FOUND where there is no
 *   store, %CANDOR_ERROR_STORAGE or %CANDOR_ERROR_INVALID where it cannot be used
 */
CandorDesk *
candor_desk_open (const char *folder, GError **error)
{
  g_autoptr (CandorDesk) self = g_new0 (CandorDesk, 1);
  g_autofree char *keys = NULL;

  g_return_val_if_fail (folder != NULL, NULL);

  self->store = candor_store_open (folder, error);
  if (self->store == NULL)
    return NULL;
  keys = g_build_filename (folder, KEYS, NULL);
  self->recipients = candor_keys_load_recipients (keys, error);
  return self->recipients != NULL ? g_steal_pointer (&self) : NULL;
}

/**
 * candor_desk_free:
 * @self: (nullable): a desk
 */
void
candor_desk_free (CandorDesk *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->store, candor_store_free);
  g_strfreev (self->recipients);
  g_free (self);
}

/**
 * candor_desk_get_store:
 * @self: a desk
 *
 * Returns: (transfer none): its store
 */
CandorStore *
candor_desk_get_store (CandorDesk *self)
{
  return self->store;
}

/**
 * candor_desk_get_recipients:
 * @self: a desk
 *
 * Returns: (transfer none): the public keys that everything is encrypted to
 */
const char *const *
candor_desk_get_recipients (CandorDesk *self)
{
  return (const char *const *)self->recipients;
}

/**
 * candor_desk_make_ready:
 * @self: a desk
 * @error: return location for an error
 *
 * Sets room aside on the disk for one visit, so that it cannot be full when the patient signs.
 *
 * Returns: whether a patient may begin; otherwise %CANDOR_ERROR_STORAGE
 */
gboolean
candor_desk_make_ready (CandorDesk *self, GError **error)
{
  return candor_store_reserve (self->store, ROOM, error);
}

/**
 * candor_desk_save_draft:
 * @self: a desk
 * @id: the visit's number
 * @visit: the visit as candor_visit_to_json () writes it
 * @error: return location for an error
 *
 * Saves a visit that is not filed yet, encrypted, in the place of its older draft, and returns when
 * it is on the disk.
 *
 * Returns: whether it was saved; otherwise %CANDOR_ERROR_STORAGE
 */
gboolean
candor_desk_save_draft (CandorDesk *self, const char *id, GBytes *visit, GError **error)
{
  g_autoptr (GBytes) encrypted = NULL;

  g_return_val_if_fail (id != NULL && visit != NULL, FALSE);

  encrypted = candor_age_encrypt (candor_desk_get_recipients (self), visit, error);
  return encrypted != NULL && candor_store_save_draft (self->store, id, encrypted, error);
}

/**
 * candor_desk_log:
 * @self: a desk
 * @event: what happened
 * @who: (nullable): whose doing it was
 * @detail: (nullable): a name, its text, the next name, …; ended by %NULL. Nothing of a patient
 * @error: return location for an error
 *
 * Returns: whether the log has it; otherwise %CANDOR_ERROR_STORAGE
 */
gboolean
candor_desk_log (CandorDesk *self,
                 CandorLogEvent event,
                 const char *who,
                 const char *const *detail,
                 GError **error)
{
  g_autoptr (CandorTransaction) transaction = candor_store_begin (self->store, error);

  return transaction != NULL
         && candor_transaction_append (transaction, event, NULL, who, detail, error);
}
