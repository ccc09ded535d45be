/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#include "candor-draft-keeper.h"

#include "records/candor-desk.h"
#include "records/candor-record-pack.h"
#include "core/candor-error.h"

/* Seconds after which what could not be saved is tried again. */
#define RETRY 3

struct _CandorDraftKeeper
{
  GObject parent_instance;

  char *folder; /* (owned) */

  GMutex mutex; /* for all that follows, but the desk */
  GCond settled;
  GHashTable *waiting; /* (owned) (element-type utf8 GBytes): the newest state of each visit */
  GHashTable *failed;  /* (owned) (element-type utf8 GBytes): states that are in memory alone */
  GHashTable
      *stopped;     /* (owned) (element-type utf8): visits of which nothing is written any more */
  char *writing;    /* (owned) (nullable): the visit that is being written */
  GError *trouble;  /* (owned) (nullable): why the last one could not be saved */
  gboolean working; /* there is a thread */

  guint retry_id; /* source id, of the main thread */

  CandorDesk *desk; /* (owned) (nullable): only the thread uses it */
};

G_DEFINE_FINAL_TYPE (CandorDraftKeeper, candor_draft_keeper, G_TYPE_OBJECT)

enum
{
  SAVED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* After a failure the store is opened anew: what comes back may be another disk with other keys. */
static gboolean
write_draft (CandorDraftKeeper *self, const char *id, GBytes *visit, GError **error)
{
  if (self->desk == NULL)
    self->desk = candor_desk_open (self->folder, error);
  if (self->desk != NULL && candor_desk_save_draft (self->desk, id, visit, error))
    return TRUE;
  g_clear_pointer (&self->desk, candor_desk_free);
  return FALSE;
}

/* Takes one visit out of those that wait, whose draft nobody has asked to leave alone. */
static gboolean
take_next (CandorDraftKeeper *self, char **id, GBytes **visit)
{
  GHashTableIter iter;
  gpointer key, value;

  g_hash_table_iter_init (&iter, self->waiting);
  if (!g_hash_table_iter_next (&iter, &key, &value))
    return FALSE;
  g_hash_table_iter_steal (&iter);
  *id = key;
  *visit = value;
  return TRUE;
}

/* What could not be saved stays in memory, so that it can still be filed. */
static void
note_result (CandorDraftKeeper *self, const char *id, GBytes *visit, const GError *trouble)
{
  if (trouble == NULL || g_hash_table_contains (self->stopped, id))
    g_hash_table_remove (self->failed, id);
  else
    g_hash_table_replace (self->failed, g_strdup (id), g_bytes_ref (visit));
  /* As long as one visit is only in memory, somebody has to know. */
  if (trouble == NULL && g_hash_table_size (self->failed) > 0)
    return;
  g_clear_error (&self->trouble);
  self->trouble = trouble != NULL ? g_error_copy (trouble) : NULL;
}

static void
write_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  CandorDraftKeeper *self = source;
  char *id;
  GBytes *visit;

  g_mutex_lock (&self->mutex);
  while (take_next (self, &id, &visit))
    {
      g_autoptr (GError) error = NULL;
      gboolean saved;

      self->writing = id;
      g_mutex_unlock (&self->mutex);
      saved = write_draft (self, id, visit, &error);
      g_mutex_lock (&self->mutex);

      note_result (self, id, visit, saved ? NULL : error);
      g_bytes_unref (visit);
      g_clear_pointer (&self->writing, g_free);
      g_cond_broadcast (&self->settled);
    }
  self->working = FALSE;
  g_cond_broadcast (&self->settled);
  g_mutex_unlock (&self->mutex);
  g_task_return_boolean (task, TRUE);
}

static void written_cb (GObject *source, GAsyncResult *result, gpointer data);

/* What failed before is tried once more, unless a newer state of it waits, or is on its way to the
 * disk: the older one would be written over it. With the mutex held. */
static void
start_writing (CandorDraftKeeper *self)
{
  g_autoptr (GTask) task = NULL;
  GHashTableIter iter;
  gpointer id, bytes;

  g_hash_table_iter_init (&iter, self->failed);
  while (g_hash_table_iter_next (&iter, &id, &bytes))
    if (!g_hash_table_contains (self->waiting, id) && g_strcmp0 (self->writing, id) != 0)
      g_hash_table_insert (self->waiting, g_strdup (id), g_bytes_ref (bytes));
  if (self->working || g_hash_table_size (self->waiting) == 0)
    return;
  self->working = TRUE;
  task = g_task_new (self, NULL, written_cb, NULL);
  g_task_run_in_thread (task, write_in_thread);
}

static gboolean
retry_cb (gpointer data)
{
  CandorDraftKeeper *self = data;

  self->retry_id = 0;
  g_mutex_lock (&self->mutex);
  start_writing (self);
  g_mutex_unlock (&self->mutex);
  return G_SOURCE_REMOVE;
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  CandorDraftKeeper *self = CANDOR_DRAFT_KEEPER (source);
  gboolean again;

  g_mutex_lock (&self->mutex);
  again = g_hash_table_size (self->failed) > 0;
  g_mutex_unlock (&self->mutex);
  if (again && self->retry_id == 0)
    self->retry_id = g_timeout_add_seconds (RETRY, retry_cb, self);
  g_signal_emit (self, signals[SAVED], 0);
}

static void
candor_draft_keeper_dispose (GObject *object)
{
  g_clear_handle_id (&CANDOR_DRAFT_KEEPER (object)->retry_id, g_source_remove);
  G_OBJECT_CLASS (candor_draft_keeper_parent_class)->dispose (object);
}

static void
candor_draft_keeper_finalize (GObject *object)
{
  CandorDraftKeeper *self = CANDOR_DRAFT_KEEPER (object);

  g_clear_pointer (&self->desk, candor_desk_free);
  g_hash_table_unref (self->waiting);
  g_hash_table_unref (self->failed);
  g_hash_table_unref (self->stopped);
  g_clear_error (&self->trouble);
  g_free (self->folder);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->settled);
  G_OBJECT_CLASS (candor_draft_keeper_parent_class)->finalize (object);
}

static void
candor_draft_keeper_class_init (CandorDraftKeeperClass *class)
{
  G_OBJECT_CLASS (class)->dispose = candor_draft_keeper_dispose;
  G_OBJECT_CLASS (class)->finalize = candor_draft_keeper_finalize;

  /**
   * CandorDraftKeeper::saved:
   *
   * Nothing waits any more. candor_draft_keeper_dup_trouble () tells whether it is on the disk.
   */
  signals[SAVED] = g_signal_new ("saved", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
}

static void
candor_draft_keeper_init (CandorDraftKeeper *self)
{
  g_mutex_init (&self->mutex);
  g_cond_init (&self->settled);
  self->waiting
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_bytes_unref);
  self->failed
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_bytes_unref);
  self->stopped = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

/**
 * candor_draft_keeper_new:
 * @folder: of the store
 *
 * Returns: (transfer full): who saves drafts there
 */
CandorDraftKeeper *
candor_draft_keeper_new (const char *folder)
{
  CandorDraftKeeper *self = g_object_new (CANDOR_TYPE_DRAFT_KEEPER, NULL);

  self->folder = g_strdup (folder);
  return self;
}

/**
 * candor_draft_keeper_keep:
 * @self: a keeper
 * @draft: a visit, or a check, of which the present state is saved
 *
 * Returns at once. A state that waits to be written gives way to a newer one. What cannot be
 * written stays in memory, and is tried again every few seconds and with whatever is given next.
 */
void
candor_draft_keeper_keep (CandorDraftKeeper *self, gpointer draft)
{
  const char *id = candor_draft_get_id (draft);
  gsize length;
  char *json;

  g_return_if_fail (CANDOR_IS_DRAFT_KEEPER (self));
  g_return_if_fail (id != NULL);

  json = candor_draft_to_json (draft, &length);
  g_mutex_lock (&self->mutex);
  if (g_hash_table_contains (self->stopped, id))
    {
      g_mutex_unlock (&self->mutex);
      g_bytes_unref (candor_record_wiped_bytes (json, length));
      return;
    }
  g_hash_table_replace (self->waiting, g_strdup (id), candor_record_wiped_bytes (json, length));
  start_writing (self);
  g_mutex_unlock (&self->mutex);
}

/**
 * candor_draft_keeper_dup_trouble:
 * @self: a keeper
 * @language: the language of whoever reads it
 *
 * Returns: (transfer full) (nullable): why the last draft could not be saved, or %NULL when it was
 */
char *
candor_draft_keeper_dup_trouble (CandorDraftKeeper *self, const CandorLanguage *language)
{
  char *trouble;

  g_mutex_lock (&self->mutex);
  trouble = candor_error_dup_sentence (self->trouble, language);
  g_mutex_unlock (&self->mutex);
  return trouble;
}

/**
 * candor_draft_keeper_dup_error:
 * @self: a keeper
 * @id: a visit
 *
 * Returns: (transfer full) (nullable): why the last draft could not be saved, if that of @id is in memory
 *   alone
 */
GError *
candor_draft_keeper_dup_error (CandorDraftKeeper *self, const char *id)
{
  GError *error = NULL;

  g_mutex_lock (&self->mutex);
  if (self->trouble != NULL && g_hash_table_contains (self->failed, id))
    error = g_error_copy (self->trouble);
  g_mutex_unlock (&self->mutex);
  return error;
}

/**
 * candor_draft_keeper_list_failed:
 * @self: a keeper
 *
 * Returns: (transfer full) (element-type GObject): visits, and checks, whose newest state could not be saved
 */
GPtrArray *
candor_draft_keeper_list_failed (CandorDraftKeeper *self)
{
  GPtrArray *drafts = g_ptr_array_new_with_free_func (g_object_unref);
  GHashTableIter iter;
  gpointer id, bytes;

  g_mutex_lock (&self->mutex);
  g_hash_table_iter_init (&iter, self->failed);
  while (g_hash_table_iter_next (&iter, &id, &bytes))
    {
      gpointer draft = candor_draft_from_json (id, g_bytes_get_data (bytes, NULL),
                                               g_bytes_get_size (bytes), NULL);

      if (draft != NULL)
        g_ptr_array_add (drafts, draft);
    }
  g_mutex_unlock (&self->mutex);
  return drafts;
}

/**
 * candor_draft_keeper_settle:
 * @self: a keeper
 *
 * Waits until everything that was given to it has been written, or could not be.
 */
void
candor_draft_keeper_settle (CandorDraftKeeper *self)
{
  g_mutex_lock (&self->mutex);
  while (self->working)
    g_cond_wait (&self->settled, &self->mutex);
  g_mutex_unlock (&self->mutex);
}

/**
 * candor_draft_keeper_stop:
 * @self: a keeper
 * @id: a visit that is about to be filed, or thrown away
 *
 * When this returns nothing of the visit is being written, and nothing will be: a draft that came
 * after the filing would bring the visit back.
 */
void
candor_draft_keeper_stop (CandorDraftKeeper *self, const char *id)
{
  g_mutex_lock (&self->mutex);
  g_hash_table_add (self->stopped, g_strdup (id));
  g_hash_table_remove (self->waiting, id);
  g_hash_table_remove (self->failed, id);
  while (g_strcmp0 (self->writing, id) == 0)
    g_cond_wait (&self->settled, &self->mutex);
  g_mutex_unlock (&self->mutex);
}

/**
 * candor_draft_keeper_go_on:
 * @self: a keeper
 * @id: a visit that could not be filed after all
 *
 * Its drafts are written again, from the next that is given.
 */
void
candor_draft_keeper_go_on (CandorDraftKeeper *self, const char *id)
{
  g_mutex_lock (&self->mutex);
  g_hash_table_remove (self->stopped, id);
  g_mutex_unlock (&self->mutex);
}
