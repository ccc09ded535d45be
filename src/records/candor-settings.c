/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * What a clinic has decided about its store, in one file that is replaced as a whole. A change is in
 * the log before it is in the file, and nobody else changes the file meanwhile.
 */
#include "candor-settings.h"

#include "candor-register-private.h"
#include "core/candor-date.h"
#include "core/candor-error.h"
#include "core/candor-file.h"
#include "vault/candor-atomic-file.h"

#define FILE_NAME "settings.ini"
#define GROUP "store"
#define RETENTION "retention_years"
#define APPROVAL "approval "

/* Bytes: room for a thousand approvals. */
#define MAX_FILE (512 * 1024)

static void
approval_free (gpointer data)
{
  CandorApproval *self = data;

  g_free (self->procedure);
  g_free (self->version);
  g_free (self->language);
  g_free (self->sha256);
  g_free (self->who);
  g_free (self->when);
  g_free (self);
}

/* Returns: (transfer full) (nullable): what the file says; nothing where there is no file yet */
static GKeyFile *
load_file (const char *path, GError **error)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree char *text = NULL;
  gsize length;

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return g_steal_pointer (&file);
  if (candor_file_read (path, MAX_FILE, &text, &length, NULL)
      && g_key_file_load_from_data (file, text, length, G_KEY_FILE_NONE, NULL))
    return g_steal_pointer (&file);
  candor_error_set_literal (
      error, CANDOR_ERROR, CANDOR_ERROR_INVALID,
      "The settings of the store cannot be read. No record is concerned, and "
      "nothing was changed. Look for “settings.ini” in the backups, or take it "
      "away and make the settings again.");
  return NULL;
}

static CandorApproval *
read_approval (GKeyFile *file, const char *group)
{
  CandorApproval *self = g_new0 (CandorApproval, 1);

  self->procedure = g_key_file_get_string (file, group, "procedure", NULL);
  self->version = g_key_file_get_string (file, group, "version", NULL);
  self->language = g_key_file_get_string (file, group, "language", NULL);
  self->sha256 = g_key_file_get_string (file, group, "sha256", NULL);
  self->who = g_key_file_get_string (file, group, "who", NULL);
  self->when = g_key_file_get_string (file, group, "when", NULL);
  return self;
}

static gboolean
save_file (GKeyFile *file, const char *path, GError **error)
{
  gsize length;
  char *text = g_key_file_to_data (file, &length, NULL);
  g_autoptr (GBytes) bytes = g_bytes_new_take (text, length);

  return candor_atomic_file_replace (path, bytes, error);
}

static gboolean
check_role (CandorRegister *self, GError **error)
{
  if (candor_register_is_administrator (self))
    return TRUE;
  candor_error_set_literal (
      error, CANDOR_ERROR, CANDOR_ERROR_MISSING,
      "Only an administrator can change the settings of the store. Nothing was "
      "changed.");
  return FALSE;
}

/* Takes in hand what others must not change meanwhile. Returns: (transfer full) (nullable) */
static CandorTransaction *
begin (CandorRegister *self, char **path, GKeyFile **file, GError **error)
{
  CandorStore *store = candor_desk_get_store (self->desk);
  g_autoptr (CandorTransaction) transaction = candor_store_begin (store, error);

  if (transaction == NULL)
    return NULL;
  *path = candor_store_get_path (store, FILE_NAME);
  *file = load_file (*path, error);
  return *file != NULL ? g_steal_pointer (&transaction) : NULL;
}

/* What the log must say so that an approval counts. */
typedef struct
{
  const char *sha256;
  const char *language;
  gboolean is_found;
} Approved;

static gboolean
find_approval_cb (
    const CandorLogLine *line, const char *hash, guint64 place, gboolean whole, gpointer data)
{
  Approved *sought = data;

  if (line != NULL && line->event == CANDOR_LOG_APPROVE
      && g_strcmp0 (candor_log_line_get_detail (line, "sha256"), sought->sha256) == 0
      && g_strcmp0 (candor_log_line_get_detail (line, "language"), sought->language) == 0)
    sought->is_found = TRUE;
  return !sought->is_found;
}

/* Replaces the file after the log has the change. Where that fails the log says so as well. */
static gboolean
save_logged (CandorRegister *self,
             CandorTransaction *transaction,
             GKeyFile *file,
             const char *path,
             GError **error)
{
  static const char *const detail[] = { "what", "not saved", NULL };

  if (save_file (file, path, error))
    return TRUE;
  candor_transaction_append (transaction, CANDOR_LOG_SETTING, NULL, self->who, detail, NULL);
  return FALSE;
}

/**
 * candor_settings_load:
 * @self: (out caller-allocates): the settings
 * @folder: of a store
 * @error: return location for an error
 *
 * Returns: whether they could be read; without a file they are as at the first time
 */
gboolean
candor_settings_load (CandorSettings *self, const char *folder, GError **error)
{
  g_autofree char *path = g_build_filename (folder, FILE_NAME, NULL);
  g_autoptr (GKeyFile) file = load_file (path, error);
  g_auto (GStrv) groups = NULL;
  int years;

  *self = (CandorSettings){ 0 };
  if (file == NULL)
    return FALSE;
  years = g_key_file_get_integer (file, GROUP, RETENTION, NULL);
  self->retention = CLAMP (years, 0, CANDOR_RETENTION_MAX_YEARS);
  self->approvals = g_ptr_array_new_with_free_func (approval_free);
  groups = g_key_file_get_groups (file, NULL);
  for (gsize i = 0; groups[i] != NULL; i++)
    if (g_str_has_prefix (groups[i], APPROVAL))
      g_ptr_array_add (self->approvals, read_approval (file, groups[i]));
  return TRUE;
}

/**
 * candor_settings_clear:
 * @self: settings, or zeros
 */
void
candor_settings_clear (CandorSettings *self)
{
  g_clear_pointer (&self->approvals, g_ptr_array_unref);
}

/**
 * candor_settings_find_approval:
 * @self: settings
 * @procedure: what patients read about
 * @language: in which language
 *
 * Returns: (transfer none) (nullable): who stands for just these words; %NULL when one of them was
 *   changed since
 */
const CandorApproval *
candor_settings_find_approval (const CandorSettings *self,
                               CandorProcedure *procedure,
                               const CandorLanguage *language)
{
  g_autofree char *hash = candor_procedure_reading_hash (procedure, language);

  for (guint i = 0; self->approvals != NULL && i < self->approvals->len; i++)
    {
      const CandorApproval *approval = self->approvals->pdata[i];

      if (g_strcmp0 (approval->sha256, hash) == 0
          && g_strcmp0 (approval->procedure, candor_procedure_id (procedure)) == 0
          && g_strcmp0 (approval->language, candor_language_code (language)) == 0)
        return approval;
    }
  return NULL;
}

/**
 * candor_register_set_retention:
 * @self: a register that an administrator has unlocked
 * @years: how long records are to be kept, up to %CANDOR_RETENTION_MAX_YEARS; 0 to keep them for as
 *   long as nobody says so
 * @error: return location for an error
 *
 * No record goes by this: see candor_retention_expire ().
 *
 * Returns: whether it is on the disk; otherwise %CANDOR_ERROR_MISSING for want of the right to do so
 *   or %CANDOR_ERROR_STORAGE
 */
gboolean
candor_register_set_retention (CandorRegister *self, guint years, GError **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  g_autoptr (CandorTransaction) transaction = NULL;
  g_autoptr (GKeyFile) file = NULL;
  g_autofree char *path = NULL;
  g_autofree char *from = NULL;
  g_autofree char *to = g_strdup_printf ("%u", years);
  const char *detail[] = { "what", "years that records are kept", "from", NULL, "to", to, NULL };

  g_return_val_if_fail (years <= CANDOR_RETENTION_MAX_YEARS, FALSE);

  if (!check_role (self, error))
    return FALSE;
  transaction = begin (self, &path, &file, error);
  if (transaction == NULL)
    return FALSE;
  from = g_strdup_printf ("%d", g_key_file_get_integer (file, GROUP, RETENTION, NULL));
  detail[3] = from;
  g_key_file_set_integer (file, GROUP, RETENTION, years);
  return candor_transaction_append (transaction, CANDOR_LOG_SETTING, NULL, self->who, detail, error)
         && save_logged (self, transaction, file, path, error);
}

/**
 * candor_register_approve:
 * @self: a register that an administrator has unlocked
 * @procedure: what patients read about
 * @language: the language whose words are approved
 * @error: return location for an error
 *
 * The one who is at work stands for the words as they are now; a word that is changed later is not
 * approved.
 *
 * Returns: whether it is on the disk; otherwise %CANDOR_ERROR_MISSING for want of the right to do so
 *   or %CANDOR_ERROR_STORAGE
 */
gboolean
candor_register_approve (CandorRegister *self,
                         CandorProcedure *procedure,
                         const CandorLanguage *language,
                         GError **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  g_autofree char *hash = candor_procedure_reading_hash (procedure, language);
  g_autofree char *group
      = g_strdup_printf (APPROVAL "%s %s", candor_language_code (language), hash);
  const char *const detail[] = { "procedure", candor_procedure_id (procedure),
                                 "version",   candor_procedure_version (procedure),
                                 "language",  candor_language_code (language),
                                 "sha256",    hash,
                                 NULL };
  g_autoptr (CandorTransaction) transaction = NULL;
  g_autoptr (GKeyFile) file = NULL;
  g_autofree char *path = NULL;
  g_autofree char *today = NULL;
  GDate date;

  if (!check_role (self, error))
    return FALSE;
  transaction = begin (self, &path, &file, error);
  if (transaction == NULL)
    return FALSE;
  candor_date_today (&date);
  today = candor_date_to_iso (&date);
  for (gsize i = 0; detail[i] != NULL; i += 2)
    g_key_file_set_string (file, group, detail[i], detail[i + 1]);
  g_key_file_set_string (file, group, "who", self->who);
  g_key_file_set_string (file, group, "when", today);
  return candor_transaction_append (transaction, CANDOR_LOG_APPROVE, NULL, self->who, detail, error)
         && save_logged (self, transaction, file, path, error);
}

/**
 * candor_register_text_is_approved:
 * @self: a register
 * @procedure: what patients are going to read about
 * @language: in which language
 * @error: return location for an error
 *
 * Whether an administrator of this clinic stands for just these words. The settings alone are not
 * believed, for they lie there in clear: the log must have it too. It is read for that, which takes a
 * tenth of a second for 100,000 lines.
 *
 * Where this is %FALSE, whoever starts a visit is to be told so plainly; nothing is forbidden by it.
 *
 * Returns: %TRUE if they are approved; %FALSE without an error if nobody has approved them, or a word
 *   was changed since; %FALSE with an error where that cannot be known
 */
gboolean
candor_register_text_is_approved (CandorRegister *self,
                                  CandorProcedure *procedure,
                                  const CandorLanguage *language,
                                  GError **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  CandorStore *store = candor_desk_get_store (self->desk);
  g_auto (CandorSettings) settings = { 0 };
  const CandorApproval *approval;
  Approved sought = { 0 };

  if (!candor_settings_load (&settings, candor_store_get_folder (store), error))
    return FALSE;
  approval = candor_settings_find_approval (&settings, procedure, language);
  if (approval == NULL)
    return FALSE;
  sought = (Approved){ approval->sha256, approval->language, FALSE };
  return candor_store_foreach_line (store, find_approval_cb, &sought, error) && sought.is_found;
}
