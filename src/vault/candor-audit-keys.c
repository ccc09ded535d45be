/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * Looks at keys/ without a key. The log has the hash of each file there that Candor wrote in clear, from
 * the setting up of the store and from each change of who may unlock. Between "begun" and "done" the
 * power may have failed, so then the file before and the file after are both right.
 */
#include <string.h>

#include "candor-audit-private.h"
#include "candor-key-private.h"
#include "candor-store-private.h"

#define FOLDER CANDOR_STORE_KEYS "/"
#define SLOTS FOLDER "slots/"
#define SLOT_SUFFIX ".json"
#define GONE "gone"

/* In clear, and the same until the clinic gets another seal. */
static const char *const hashed[] = { CANDOR_KEY_RECIPIENTS_NAME, CANDOR_KEY_SEAL_NAME,
                                      CANDOR_KEY_CERTIFICATE_NAME, CANDOR_KEY_PROOF_NAME };

typedef struct
{
  char *sha256;     /* (owned) (nullable): by the last line that says that something was done */
  GString *pending; /* (owned): by all lines since, each of which says that something was begun */
  guint64 line;
} Entry;

struct _CandorAuditKeys
{
  GHashTable *files; /* (owned): name to Entry */
  gboolean was_set_up;
};

static void
entry_free (gpointer data)
{
  Entry *entry = data;

  g_free (entry->sha256);
  g_string_free (entry->pending, TRUE);
  g_free (entry);
}

static gboolean
is_slot (const char *file)
{
  g_autofree char *id = NULL;

  if (!g_str_has_prefix (file, SLOTS) || !g_str_has_suffix (file, SLOT_SUFFIX)
      || strlen (file) < strlen (SLOTS SLOT_SUFFIX))
    return FALSE;
  id = g_strndup (file + strlen (SLOTS), strlen (file) - strlen (SLOTS SLOT_SUFFIX));
  return candor_store_id_is_valid (id);
}

/* A name from an altered log must not lead out of the folder. */
static gboolean
is_known (const char *file)
{
  if (is_slot (file))
    return TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (hashed); i++)
    if (g_str_has_prefix (file, FOLDER) && g_str_equal (file + strlen (FOLDER), hashed[i]))
      return TRUE;
  return FALSE;
}

static void
find (GPtrArray *findings, CandorAuditKind kind, guint64 line, const char *file)
{
  CandorAuditFinding *finding = g_new0 (CandorAuditFinding, 1);

  finding->kind = kind;
  finding->line = finding->last = line;
  finding->file = g_strdup (file);
  g_ptr_array_add (findings, finding);
}

static gboolean
is_there (CandorStore *store, const char *file)
{
  g_autofree char *path = candor_store_get_path (store, file);

  return g_file_test (path, G_FILE_TEST_EXISTS) || g_file_test (path, G_FILE_TEST_IS_SYMLINK);
}

static gboolean
is_right (const Entry *entry, const char *sha256)
{
  return g_strcmp0 (sha256, entry->sha256) == 0 || strstr (entry->pending->str, sha256) != NULL;
}

static void
compare (CandorStore *store, const char *file, const Entry *entry, GPtrArray *findings)
{
  gboolean was_removed = g_strcmp0 (entry->sha256, GONE) == 0;
  g_autofree char *hash = NULL;

  if (!is_there (store, file))
    {
      if (!was_removed && strstr (entry->pending->str, GONE) == NULL && entry->sha256 != NULL)
        find (findings, CANDOR_AUDIT_MISSING_KEY, entry->line, file);
      return;
    }
  hash = candor_store_hash_file (store, file, NULL);
  if (hash == NULL)
    find (findings, CANDOR_AUDIT_UNREADABLE_FILE, entry->line, file);
  else if (!is_right (entry, hash))
    find (findings, was_removed ? CANDOR_AUDIT_RETURNED_SLOT : CANDOR_AUDIT_ALTERED_KEY,
          entry->line, file);
}

/* Whoever makes a slot of his own and no line. */
static void
look_for_foreign_slots (CandorAuditKeys *self, CandorStore *store, GPtrArray *findings)
{
  g_autofree char *folder = candor_store_get_path (store, SLOTS);
  g_autoptr (GPtrArray) names = candor_store_list_folder (folder, NULL);

  for (guint i = 0; names != NULL && i < names->len; i++)
    {
      g_autofree char *file = g_strconcat (SLOTS, names->pdata[i], NULL);

      if (is_slot (file) && !g_hash_table_contains (self->files, file))
        find (findings, CANDOR_AUDIT_FOREIGN_SLOT, 0, file);
    }
}

static gboolean
knows_slots (CandorAuditKeys *self)
{
  GHashTableIter iter;
  const char *file;

  g_hash_table_iter_init (&iter, self->files);
  while (g_hash_table_iter_next (&iter, (gpointer *)&file, NULL))
    if (is_slot (file))
      return TRUE;
  return FALSE;
}

/* What a store needs, also one whose log is older than the hashes in it. */
static void
look_for_missing (CandorAuditKeys *self, CandorStore *store, GPtrArray *findings)
{
  static const char *const needed[]
      = { FOLDER CANDOR_KEY_RECIPIENTS_NAME, FOLDER CANDOR_KEY_DEVICE_NAME,
          FOLDER CANDOR_KEY_SEAL_NAME,       FOLDER CANDOR_KEY_CERTIFICATE_NAME,
          FOLDER CANDOR_KEY_PROOF_NAME,      SLOTS };

  for (gsize i = 0; i < G_N_ELEMENTS (needed); i++)
    if (!g_hash_table_contains (self->files, needed[i]) && !is_there (store, needed[i]))
      find (findings, CANDOR_AUDIT_MISSING_KEY, 0, needed[i]);
}

/* Returns: (transfer full): nothing yet */
CandorAuditKeys *
candor_audit_keys_new (void)
{
  CandorAuditKeys *self = g_new0 (CandorAuditKeys, 1);

  self->files = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, entry_free);
  return self;
}

void
candor_audit_keys_free (CandorAuditKeys *self)
{
  g_hash_table_unref (self->files);
  g_free (self);
}

/* Takes in what a line says of files in keys/, as begun or as done. */
static void
add_line (CandorAuditKeys *self, const CandorLogLine *line, gboolean is_done)
{
  for (gsize i = 0; line->detail != NULL && line->detail[i] != NULL; i += 2)
    {
      Entry *entry;

      if (!is_known (line->detail[i]))
        continue;
      entry = g_hash_table_lookup (self->files, line->detail[i]);
      if (entry == NULL)
        {
          entry = g_new0 (Entry, 1);
          entry->pending = g_string_new (NULL);
          g_hash_table_insert (self->files, g_strdup (line->detail[i]), entry);
        }
      if (is_done)
        {
          g_free (entry->sha256);
          entry->sha256 = g_strdup (line->detail[i + 1]);
          g_string_truncate (entry->pending, 0);
        }
      else
        g_string_append_printf (entry->pending, "%s ", line->detail[i + 1]);
      entry->line = line->number;
    }
}

/* Takes in what a line says of files in keys/. */
void
candor_audit_keys_add_line (CandorAuditKeys *self, const CandorLogLine *line)
{
  if (line->event != CANDOR_LOG_KEY)
    return;
  self->was_set_up = TRUE;
  add_line (self, line, candor_log_line_get_detail (line, "state") == NULL);
}

/* Takes in what a line says of files in keys/ that are about to change, so that what was before is right as
 * well. */
void
candor_audit_keys_add_begun (CandorAuditKeys *self, const CandorLogLine *line)
{
  if (line->event == CANDOR_LOG_KEY)
    add_line (self, line, FALSE);
}

/* Takes in all lines of a log. */
void
candor_audit_keys_add_log (CandorAuditKeys *self, GBytes *log)
{
  gsize length;
  const char *at = g_bytes_get_data (log, &length);
  const char *end = at + length;
  const char *feed;

  for (; at < end && (feed = memchr (at, '\n', end - at)) != NULL; at = feed + 1)
    {
      g_autoptr (CandorLogLine) line = candor_log_line_parse (at, feed - at, NULL);

      if (line != NULL)
        candor_audit_keys_add_line (self, line);
    }
}

/* Returns: whether the log tells of @file, and with this SHA-256 */
gboolean
candor_audit_keys_tells_of (CandorAuditKeys *self, const char *file, const char *sha256)
{
  const Entry *entry = g_hash_table_lookup (self->files, file);

  return entry != NULL && is_right (entry, sha256);
}

/* Returns: whether the log tells of @file with this SHA-256, or does not tell of it at all */
gboolean
candor_audit_keys_is_right (CandorAuditKeys *self, const char *file, const char *sha256)
{
  const Entry *entry = g_hash_table_lookup (self->files, file);

  return entry == NULL || is_right (entry, sha256);
}

/* To be asked of a file that is not there. Returns: whether the log says that it was taken away, or was
 * about to be */
gboolean
candor_audit_keys_is_gone (CandorAuditKeys *self, const char *file)
{
  const Entry *entry = g_hash_table_lookup (self->files, file);

  return entry != NULL
         && (g_strcmp0 (entry->sha256, GONE) == 0 || strstr (entry->pending->str, GONE) != NULL);
}

/* Adds what is wrong with the files to @findings. A store that was never set up has no keys. */
void
candor_audit_keys_look (CandorAuditKeys *self, CandorStore *store, GPtrArray *findings)
{
  GHashTableIter iter;
  const char *file;
  const Entry *entry;

  if (!self->was_set_up)
    return;
  look_for_missing (self, store, findings);
  g_hash_table_iter_init (&iter, self->files);
  while (g_hash_table_iter_next (&iter, (gpointer *)&file, (gpointer *)&entry))
    compare (store, file, entry, findings);
  if (knows_slots (self))
    look_for_foreign_slots (self, store, findings);
}

/**
 * candor_audit_hash_keys:
 * @store: a store that has its keys and its seal
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): a file of the folder keys/ and its SHA-256, the next file and
 *   its, …, as a line of the log has them for later audits
 */
GStrv
candor_audit_hash_keys (CandorStore *store, GError **error)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (hashed); i++)
    {
      g_autofree char *file = g_strconcat (FOLDER, hashed[i], NULL);
      g_autofree char *hash = candor_store_hash_file (store, file, error);

      if (hash == NULL)
        return NULL;
      g_strv_builder_add (builder, file);
      g_strv_builder_add (builder, hash);
    }
  return g_strv_builder_end (builder);
}
