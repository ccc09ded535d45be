/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * Files a record: the log is held, the form is made with the number that the log will give and with
 * the head of the log before it, and both go to the disk. The same visit is filed once.
 */
#include "candor-register-private.h"

#include <string.h>

#include "core/candor-date.h"
#include "core/candor-error.h"
#include "vault/candor-hash.h"

/* What a consent form is made from. */
typedef struct
{
  CandorProcedure *procedure;
  CandorVisit *visit;
  const CandorStationery *stationery;
} Consent;

static GBytes *
make_consent (const CandorSealing *sealing, gpointer data, GError **error)
{
  const Consent *consent = data;
  CandorStationery stationery = *consent->stationery;

  stationery.seal = sealing->seal;
  return candor_consent_form_render_on (consent->procedure, consent->visit, &stationery,
                                        CANDOR_FORM_FINAL, sealing, error);
}

/* The same time always gives the same folder: a visit that is filed again meets its record. */
char *
candor_register_record_path (const char *id, GDateTime *when)
{
  return g_strdup_printf ("records/%04d/%02d/%s.age", g_date_time_get_year (when),
                          g_date_time_get_month (when), id);
}

/* Whether two heads say the same of what was filed; when and as which bytes may differ. */
static gboolean
is_same_head (const CandorRecordHead *one, const CandorRecordHead *other)
{
  for (guint i = 0; i < CANDOR_HEAD_N_FIELDS; i++)
    if (i != CANDOR_HEAD_FILED_AT && i != CANDOR_HEAD_PDF_SHA256
        && g_strcmp0 (one->values[i], other->values[i]) != 0)
      return FALSE;
  return TRUE;
}

/* Whether the record that lies there already is of this very visit, or of this very paper. */
static gboolean
is_same (CandorRegister *self,
         const char *file,
         const CandorRecordHead *head,
         GBytes *visit,
         GError **error)
{
  g_autoptr (GBytes) packed = candor_register_decrypt (self, file, error);
  g_auto (CandorRecordParts) parts = { NULL };

  if (packed == NULL || !candor_record_unpack (packed, &parts, error))
    return FALSE;
  if (visit != NULL && parts.visit != NULL && g_bytes_equal (visit, parts.visit))
    return TRUE;
  if (visit == NULL && parts.visit == NULL && is_same_head (head, parts.head))
    return TRUE;
  candor_error_set_literal (
      error, CANDOR_ERROR, CANDOR_ERROR_STORAGE,
      "A record of this number is filed already, and it says something else. The "
      "filed one was left as it is, and nothing was added.");
  return FALSE;
}

static GBytes *
make_form (CandorRegister *self,
           CandorTransaction *transaction,
           CandorMakeForm make,
           gpointer data,
           GError **error)
{
  g_autofree char *number
      = g_strdup_printf ("%" G_GUINT64_FORMAT, candor_transaction_get_number (transaction));
  const CandorSealing sealing = { .seal = self->seal,
                                  .number = number,
                                  .previous_head = candor_transaction_get_head (transaction) };

  return make (&sealing, data, error);
}

static gboolean
put (CandorRegister *self,
     CandorTransaction *transaction,
     CandorRecordHead *head,
     GDateTime *when,
     GBytes *form,
     GBytes *visit,
     GError **error)
{
  g_autofree char *digest = candor_hash_bytes (form);
  const CandorRecordParts parts = { .head = head, .form = form, .visit = visit };
  g_autoptr (GBytes) packed = NULL;
  g_autoptr (GBytes) encrypted = NULL;
  g_autoptr (CandorLogLine) line = NULL;
  CandorRecordBytes bytes
      = { .id = candor_record_head_get (head, CANDOR_HEAD_ID),
          .when = when,
          .event = head->kind == CANDOR_RECORD_WITHDRAWAL ? CANDOR_LOG_WITHDRAW : CANDOR_LOG_RECORD,
          .pdf_sha256 = digest,
          .who = self->who };

  candor_record_head_set (head, CANDOR_HEAD_PDF_SHA256, digest);
  packed = candor_record_pack (&parts, g_date_time_to_unix (when), error);
  if (packed == NULL)
    return FALSE;
  encrypted = candor_age_encrypt (candor_desk_get_recipients (self->desk), packed, error);
  if (encrypted == NULL)
    return FALSE;
  bytes.encrypted = encrypted;
  line = candor_transaction_put_record (transaction, &bytes, NULL, error);
  return line != NULL;
}

/* The record is there: only its line in the log may have been lost in a crash. */
static gboolean
confirm (CandorRegister *self,
         CandorTransaction *transaction,
         const char *id,
         GDateTime *when,
         GBytes *encrypted,
         GError **error)
{
  const CandorRecordBytes bytes = {
    .id = id, .when = when, .event = CANDOR_LOG_RECORD, .encrypted = encrypted, .who = self->who
  };
  g_autoptr (CandorLogLine) line = candor_transaction_put_record (transaction, &bytes, NULL, error);

  return line != NULL;
}

/**
 * candor_register_file_about:
 * @self: a register
 * @head: what the record says of itself; its hash of the form is set
 * @when: the time that its folder is named after, always the same for one record
 * @make: makes the form
 * @visit: (nullable): what is kept beside the form; a record that is there already must have the same,
 *   or without it the same head
 * @data: for @make
 * @error: return location for an error
 *
 * Files a record, and returns only when it is on the disk and in the log. Filing the same one again
 * gives the record that is there.
 *
 * Returns: (transfer full) (nullable): where it is, from the store's folder; otherwise why the form
 *   could not be made, or %CANDOR_ERROR_STORAGE
 */
char *
candor_register_file_about (CandorRegister *self,
                            CandorRecordHead *head,
                            GDateTime *when,
                            CandorMakeForm make,
                            GBytes *visit,
                            gpointer data,
                            GError **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  CandorStore *store = candor_desk_get_store (self->desk);
  const char *id = candor_record_head_get (head, CANDOR_HEAD_ID);
  g_autoptr (CandorTransaction) transaction = NULL;
  g_autofree char *file = NULL;
  g_autofree char *path = NULL;
  g_autoptr (GBytes) form = NULL;

  if (id == NULL || !candor_store_id_is_valid (id))
    {
      candor_error_set_literal (
          error, CANDOR_ERROR, CANDOR_ERROR_INVALID,
          "The number of this record is not one that Candor gives, so it cannot "
          "be filed.");
      return NULL;
    }
  transaction = candor_store_begin (store, error);
  if (transaction == NULL)
    return NULL;

  file = candor_register_record_path (id, when);
  path = candor_store_get_path (store, file);
  if (g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_autoptr (GBytes) there = NULL;

      if (!is_same (self, file, head, visit, error))
        return NULL;
      there = candor_store_read (store, file, error);
      if (there == NULL || !confirm (self, transaction, id, when, there, error))
        return NULL;
      return g_steal_pointer (&file);
    }

  form = make_form (self, transaction, make, data, error);
  if (form == NULL || !put (self, transaction, head, when, form, visit, error))
    return NULL;
  return g_steal_pointer (&file);
}

/**
 * candor_register_file_visit:
 * @self: a register
 * @procedure: what the visit is about
 * @visit: a visit in which nothing is missing
 * @stationery: what the clinic makes its papers with; the register's seal goes on the form
 * @error: return location for an error
 *
 * Files a visit, and returns only when it is on the disk and in the log. Filing the same visit again
 * gives the record that is there. Its draft, if there is one, goes when that is done.
 *
 * Returns: (transfer full) (nullable): where it is, from the store's folder; otherwise
 *   %CANDOR_ERROR_MISSING, %CANDOR_ERROR_OTHER_TEXT or %CANDOR_ERROR_FAILED when its form cannot be
 *   made, %CANDOR_ERROR_STORAGE when it cannot be saved, or when another visit has its number
 */
char *
candor_register_file_visit (CandorRegister *self,
                            CandorProcedure *procedure,
                            CandorVisit *visit,
                            const CandorStationery *stationery,
                            GError **error)
{
  g_autoptr (GDateTime) started
      = candor_time_parse (candor_visit_get (visit, CANDOR_FIELD_STARTED_AT));
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autoptr (CandorRecordHead) head = NULL;
  g_autoptr (GBytes) json = NULL;
  g_autofree char *file = NULL;
  Consent consent = { procedure, visit, stationery };
  gsize length;
  char *text;

  if (started == NULL)
    {
      candor_error_set_literal (error, CANDOR_ERROR, CANDOR_ERROR_MISSING,
                                "The visit does not say when it began, so it cannot be filed.");
      return NULL;
    }
  head = candor_record_head_of_visit (procedure, visit, now);
  text = candor_visit_to_json (visit, &length);
  json = candor_record_wiped_bytes (text, length);
  file = candor_register_file_about (self, head, started, make_consent, json, &consent, error);
  if (file != NULL)
    candor_register_remove_draft (self, candor_visit_get (visit, CANDOR_FIELD_ID), NULL);
  return g_steal_pointer (&file);
}
