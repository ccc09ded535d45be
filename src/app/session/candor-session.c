/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#include "candor-session.h"

#include "app/candor-work.h"

struct _CandorSession
{
  GObject parent_instance;

  char *folder;              /* (owned) */
  CandorDraftKeeper *drafts; /* (owned) */
  GMutex mutex;              /* for the register, the keys, and the tries */
  CandorRegister *opened;    /* (owned) (nullable): while staff are at work */
  GPtrArray *keys;           /* (owned) (element-type CandorRegister) (unowned elements) */
  guint n_tries;             /* passphrases that are being tried */
  guint n_locks;             /* how often it was to be locked */
  char *last;                /* (owned) (nullable): the name of who unlocked it last */
};

G_DEFINE_FINAL_TYPE (CandorSession, candor_session, G_TYPE_OBJECT)

enum
{
  CHANGED,
  WIPED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* The list is kept for the next time, and then the key goes. What cannot be kept is made again. */
static void
close_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;

  if (!candor_register_save_index (data, &error))
    g_info ("%s", error->message);
  g_task_return_boolean (task, TRUE);
}

static void
close_register (CandorRegister *opened)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, NULL, NULL);

  g_task_set_task_data (task, opened, (GDestroyNotify)candor_register_unref);
  candor_work_start (task, close_in_thread);
}

/* Returns: (transfer full) (nullable): the register that was there before */
static CandorRegister *
exchange (CandorSession *self, CandorRegister *opened)
{
  CandorRegister *before;

  g_mutex_lock (&self->mutex);
  before = self->opened;
  self->opened = opened;
  g_mutex_unlock (&self->mutex);
  return before;
}

static gboolean
wiped_idle_cb (gpointer data)
{
  if (!candor_session_has_key (data))
    g_signal_emit (data, signals[WIPED], 0);
  return G_SOURCE_REMOVE;
}

/* In whichever thread had it last. */
static void
closed_cb (gpointer opened, gpointer data)
{
  CandorSession *self = g_weak_ref_get (data);

  g_weak_ref_clear (data);
  g_free (data);
  if (self == NULL)
    return;
  g_mutex_lock (&self->mutex);
  g_ptr_array_remove_fast (self->keys, opened);
  g_mutex_unlock (&self->mutex);
  g_idle_add_full (G_PRIORITY_HIGH, wiped_idle_cb, self, g_object_unref);
}

static void
prepare_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  CandorSession *self = source;
  GError *error = NULL;
  g_autoptr (CandorDesk) desk = candor_desk_open (self->folder, &error);

  if (desk != NULL && candor_desk_make_ready (desk, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
candor_session_finalize (GObject *object)
{
  CandorSession *self = CANDOR_SESSION (object);

  g_clear_pointer (&self->opened, close_register);
  g_clear_object (&self->drafts);
  g_free (self->last);
  g_free (self->folder);
  g_ptr_array_unref (self->keys);
  g_mutex_clear (&self->mutex);
  G_OBJECT_CLASS (candor_session_parent_class)->finalize (object);
}

static void
candor_session_class_init (CandorSessionClass *class)
{
  G_OBJECT_CLASS (class)->finalize = candor_session_finalize;

  /**
   * CandorSession::changed:
   *
   * Staff have unlocked it, or it was locked.
   */
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  /**
   * CandorSession::wiped:
   *
   * There is no key in the process any more, and no passphrase that is being tried.
   */
  signals[WIPED] = g_signal_new ("wiped", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
}

static void
candor_session_init (CandorSession *self)
{
  g_mutex_init (&self->mutex);
  self->keys = g_ptr_array_new ();
}

/**
 * candor_session_new:
 * @folder: of a store
 *
 * Returns: (transfer full): a session, locked
 */
CandorSession *
candor_session_new (const char *folder)
{
  CandorSession *self = g_object_new (CANDOR_TYPE_SESSION, NULL);

  self->folder = g_strdup (folder);
  self->drafts = candor_draft_keeper_new (folder);
  return self;
}

/**
 * candor_session_get_folder:
 * @self: a session
 *
 * Returns: (transfer none): the folder of the store
 */
const char *
candor_session_get_folder (CandorSession *self)
{
  return self->folder;
}

/**
 * candor_session_get_drafts:
 * @self: a session
 *
 * Returns: (transfer none): who saves the visits that are not filed yet
 */
CandorDraftKeeper *
candor_session_get_drafts (CandorSession *self)
{
  return self->drafts;
}

/**
 * candor_session_get_register:
 * @self: a session
 *
 * For the main thread.
 *
 * Returns: (transfer none) (nullable): the unlocked store, or %NULL while it is locked
 */
CandorRegister *
candor_session_get_register (CandorSession *self)
{
  return self->opened;
}

/**
 * candor_session_ref_register:
 * @self: a session
 *
 * For any thread. As long as somebody holds what it returns, the key stays in memory: ask for it
 * when it is needed, and give it back at once.
 *
 * Returns: (transfer full) (nullable): the unlocked store, or %NULL while it is locked
 */
CandorRegister *
candor_session_ref_register (CandorSession *self)
{
  CandorRegister *opened;

  g_mutex_lock (&self->mutex);
  opened = self->opened != NULL ? candor_register_ref (self->opened) : NULL;
  g_mutex_unlock (&self->mutex);
  return opened;
}

/**
 * candor_session_get_last:
 * @self: a session
 *
 * Returns: (transfer none) (nullable): the name of the staff member who unlocked it last
 */
const char *
candor_session_get_last (CandorSession *self)
{
  return self->last;
}

/**
 * candor_session_watch:
 * @self: a session
 * @opened: an unlocked store, with a key of its own in memory
 *
 * For any thread. Whoever has just unlocked a store says so before anybody else has it: from then on
 * it is known until the key is wiped.
 */
void
candor_session_watch (CandorSession *self, CandorRegister *opened)
{
  GWeakRef *watcher;
  gboolean known;

  g_return_if_fail (CANDOR_IS_SESSION (self));

  g_mutex_lock (&self->mutex);
  known = g_ptr_array_find (self->keys, opened, NULL);
  if (!known)
    g_ptr_array_add (self->keys, opened);
  g_mutex_unlock (&self->mutex);
  if (known)
    return;
  watcher = g_new0 (GWeakRef, 1);
  g_weak_ref_init (watcher, self);
  candor_register_on_close (opened, closed_cb, watcher);
}

/**
 * candor_session_begin_try:
 * @self: a session
 *
 * For any thread. A passphrase is in memory, and is being tried: what it opens becomes a key before
 * anybody can watch it. Each is ended with candor_session_end_try ().
 */
void
candor_session_begin_try (CandorSession *self)
{
  g_return_if_fail (CANDOR_IS_SESSION (self));

  g_mutex_lock (&self->mutex);
  self->n_tries++;
  g_mutex_unlock (&self->mutex);
}

/**
 * candor_session_end_try:
 * @self: a session
 *
 * For any thread. The passphrase is wiped, and what it opened is watched: see
 * candor_session_watch ().
 */
void
candor_session_end_try (CandorSession *self)
{
  g_return_if_fail (CANDOR_IS_SESSION (self));

  g_mutex_lock (&self->mutex);
  g_warn_if_fail (self->n_tries > 0);
  self->n_tries--;
  g_mutex_unlock (&self->mutex);
  g_idle_add_full (G_PRIORITY_HIGH, wiped_idle_cb, g_object_ref (self), g_object_unref);
}

/**
 * candor_session_has_key:
 * @self: a session
 *
 * For any thread. After a lock a task that files or reads may need the key for a moment more, and a
 * passphrase that is being tried is about to be one.
 *
 * Returns: whether a key, or what opens one, is in memory
 */
gboolean
candor_session_has_key (CandorSession *self)
{
  gboolean has;

  g_mutex_lock (&self->mutex);
  has = self->keys->len > 0 || self->n_tries > 0;
  g_mutex_unlock (&self->mutex);
  return has;
}

/**
 * candor_session_unlock:
 * @self: a session
 * @opened: (transfer full): the unlocked store
 */
void
candor_session_unlock (CandorSession *self, CandorRegister *opened)
{
  CandorRegister *before;

  g_return_if_fail (CANDOR_IS_SESSION (self));
  g_return_if_fail (opened != NULL);

  candor_session_watch (self, opened);
  before = exchange (self, opened);
  if (before != NULL)
    close_register (before);
  g_free (self->last);
  self->last = g_strdup (candor_register_get_who (opened));
  g_signal_emit (self, signals[CHANGED], 0);
}

/**
 * candor_session_lock:
 * @self: a session
 *
 * Does nothing when it is locked already. The key is wiped when the last task that files or reads
 * has come to its end.
 */
void
candor_session_lock (CandorSession *self)
{
  g_return_if_fail (CANDOR_IS_SESSION (self));

  self->n_locks++;
  if (self->opened == NULL)
    return;
  close_register (exchange (self, NULL));
  g_signal_emit (self, signals[CHANGED], 0);
}

/**
 * candor_session_get_n_locks:
 * @self: a session
 *
 * Whoever began to unlock before it was locked once more must not open it afterwards: the lid was
 * closed, or the staff member walked away, while the passphrase was being tried.
 *
 * Returns: how often it was to be locked so far
 */
guint
candor_session_get_n_locks (CandorSession *self)
{
  return self->n_locks;
}

/**
 * candor_session_prepare_async:
 * @self: a session
 * @callback: called when it is known whether a patient may begin
 * @data: for @callback
 *
 * Sets room aside for one visit, so that the disk cannot be full when the patient signs.
 */
void
candor_session_prepare_async (CandorSession *self, GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, data);

  candor_work_start (task, prepare_in_thread);
}

/**
 * candor_session_prepare_finish:
 * @result: of candor_session_prepare_async ()
 * @error: return location for an error
 *
 * Returns: whether a patient may begin; otherwise %CANDOR_ERROR_STORAGE
 */
gboolean
candor_session_prepare_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
