/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * A visit is filed once, encrypted, sealed and in the log; it is found, read as it was filed, and by
 * nobody who does not hold a key.
 */
#include "help-store.h"

#include <glib/gstdio.h>
#include <poppler.h>
#include <string.h>

#include "core/candor-error.h"
#include "document/candor-verify.h"
#include "vault/candor-audit.h"

/* These are GObjects, but the library gives no cleanup for them. */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PopplerDocument, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PopplerPage, g_object_unref)

/* Returns: (transfer full): all words of a form */
static char *
words_of (GBytes *form)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PopplerDocument) document = poppler_document_new_from_bytes (form, NULL, &error);
  g_autoptr (GString) words = g_string_new (NULL);

  g_assert_no_error (error);
  for (int i = 0; i < poppler_document_get_n_pages (document); i++)
    {
      g_autoptr (PopplerPage) page = poppler_document_get_page (document, i);
      g_autofree char *text = poppler_page_get_text (page);

      g_string_append (words, text);
    }
  g_string_replace (words, "\n", "", 0);
  return g_string_free (g_steal_pointer (&words), FALSE);
}

static guint
n_found (CandorRegister *opened, const char *words)
{
  g_autoptr (GArray) found
      = candor_index_search (candor_register_get_index (opened), words, NULL, NULL);

  return found->len;
}

static void
assert_whole (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CandorStore) store = candor_store_open (self->folder, &error);
  g_autoptr (CandorAudit) audit = NULL;

  g_assert_no_error (error);
  audit = candor_audit_run (store, NULL, 0, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (candor_audit_is_whole (audit));
}

/* Catches a record that is not what was signed, a seal that is not the clinic's, and a form that does
 * not say where in the log it stands. */
static void
test_file (Fixture *self, gconstpointer data)
{
  g_autoptr (CandorRegister) opened = unlock (self);
  g_autofree char *log = read_log (self);
  g_autofree char *end = g_strndup (log, strlen (log) - 1);
  const char *last = strrchr (end, '\n') + 1;
  g_autofree char *head = g_compute_checksum_for_string (G_CHECKSUM_SHA256, log + (last - end), -1);
  g_autofree char *file = file_visit (opened, self);
  g_auto (CandorRecordParts) parts = { NULL };
  g_autoptr (GBytes) certificate = NULL;
  g_autoptr (CandorVerification) verification = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;
  g_autofree char *json = NULL;
  g_autofree char *digest = NULL;
  g_autofree char *after = read_log (self);
  g_autofree char *number = g_strdup_printf ("%u", count (log, "\n") + 1);
  gsize length;

  g_assert_true (candor_register_read (opened, file, &parts, &error));
  g_assert_no_error (error);
  json = candor_visit_to_json (self->visit, &length);
  g_assert_cmpmem (g_bytes_get_data (parts.visit, NULL), g_bytes_get_size (parts.visit), json,
                   length);
  digest = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, parts.form);
  g_assert_nonnull (strstr (after, digest));

  words = words_of (parts.form);
  g_assert_nonnull (strstr (words, head));
  g_assert_nonnull (strstr (words, number));

  certificate = candor_seal_export_certificate_pem (candor_register_get_seal (opened), &error);
  g_assert_no_error (error);
  verification = candor_verify_bytes (parts.form, certificate, &error);
  g_assert_no_error (error);
  g_assert_cmpint (candor_verification_get_verdict (verification), ==, CANDOR_SEAL_VALID);
  assert_whole (self);
}

/* Catches a second record of one visit, and a second visit that takes the place of the first. */
static void
test_file_again (Fixture *self, gconstpointer data)
{
  static const CandorStationery plain = { .logo = NULL };
  g_autoptr (CandorRegister) opened = unlock (self);
  g_autofree char *first = file_visit (opened, self);
  g_autofree char *again = file_visit (opened, self);
  g_autofree char *log = read_log (self);
  g_autofree char *other = NULL;
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpstr (again, ==, first);
  g_assert_cmpuint (count (log, "\"event\":\"record\""), ==, 1);

  candor_visit_set (self->visit, CANDOR_FIELD_TALK_NOTE, "Something else was said.");
  other = candor_register_file_visit (opened, self->procedure, self->visit, &plain, &error);
  g_assert_null (other);
  g_assert_error (error, CANDOR_ERROR, CANDOR_ERROR_STORAGE);
  after = read_log (self);
  g_assert_cmpstr (after, ==, log);
}

/* Catches a list that lacks what another window filed, keeps what has expired, or is not found again
 * after locking. */
static void
test_list (Fixture *self, gconstpointer data)
{
  g_autoptr (CandorRegister) opened = unlock (self);
  g_autoptr (CandorRegister) other = unlock (self);
  g_autoptr (GError) error = NULL;
  g_autofree char *file = NULL;
  g_autofree char *path = NULL;
  g_autofree char *aside = NULL;
  g_autofree char *name = g_strdup (candor_visit_get (self->visit, CANDOR_FIELD_PATIENT_NAME));

  g_assert_cmpuint (n_found (opened, NULL), ==, 0);
  file = file_visit (other, self);
  g_assert_cmpuint (n_found (opened, NULL), ==, 0);
  g_assert_true (candor_register_refresh (opened, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (n_found (opened, name), ==, 1);
  g_assert_true (candor_register_save_index (opened, &error));
  g_assert_no_error (error);

  /* The list that was kept is used: the record itself cannot be read for a while. */
  path = g_build_filename (self->folder, file, NULL);
  aside = g_strconcat (path, "-aside", NULL);
  g_assert_no_errno (g_rename (path, aside));
  g_clear_pointer (&opened, candor_register_unref);
  opened = unlock (self);
  g_assert_cmpuint (n_found (opened, name), ==, 1);
  g_assert_no_errno (g_rename (aside, path));

  g_assert_true (candor_register_expire (opened, file, &error));
  g_assert_no_error (error);
  g_assert_true (candor_register_refresh (opened, &error));
  g_assert_cmpuint (n_found (opened, NULL), ==, 0);
  g_assert_true (candor_register_refresh (other, &error));
  g_assert_cmpuint (n_found (other, NULL), ==, 0);
  assert_whole (self);
}

/* Catches a kept list that is trusted although its bytes, or the log that it follows, are others. */
static void
test_list_damaged (Fixture *self, gconstpointer data)
{
  g_autoptr (CandorRegister) opened = unlock (self);
  g_autofree char *file = file_visit (opened, self);
  g_autofree char *path = g_build_filename (self->folder, "cache", "index", NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *kept = NULL;
  gsize length;

  g_assert_true (candor_register_refresh (opened, &error));
  g_assert_true (candor_register_save_index (opened, &error));
  g_clear_pointer (&opened, candor_register_unref);
  g_assert_true (g_file_get_contents (path, &kept, &length, &error));
  for (gsize i = 0; i < length; i += 41)
    {
      g_autofree char *flipped = g_memdup2 (kept, length);

      flipped[i] ^= 4;
      g_assert_true (g_file_set_contents (path, flipped, length, &error));
      opened = unlock (self);
      g_assert_cmpuint (n_found (opened, NULL), ==, 1);
      g_clear_pointer (&opened, candor_register_unref);
    }
}

/* Catches a record that is hidden for good because the disk failed once when it was read. */
static void
test_unread (Fixture *self, gconstpointer data)
{
  g_autoptr (CandorRegister) opened = unlock (self);
  g_autofree char *file = file_visit (opened, self);
  g_autofree char *path = g_build_filename (self->folder, file, NULL);
  g_autofree char *aside = g_strconcat (path, "-aside", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_no_errno (g_rename (path, aside));
  g_assert_true (candor_register_refresh (opened, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (n_found (opened, NULL), ==, 0);
  g_assert_cmpuint (candor_register_get_n_unread (opened), ==, 1);
  g_assert_true (candor_register_save_index (opened, &error));
  g_clear_pointer (&opened, candor_register_unref);

  opened = unlock (self);
  g_assert_cmpuint (candor_register_get_n_unread (opened), ==, 1);
  g_assert_no_errno (g_rename (aside, path));
  g_assert_true (candor_register_refresh (opened, &error));
  g_assert_cmpuint (n_found (opened, NULL), ==, 1);
  g_assert_cmpuint (candor_register_get_n_unread (opened), ==, 0);
}

/* Catches a list that somebody without the clinic's key made, to hide a record or a withdrawal. */
static void
test_list_forged (Fixture *self, gconstpointer data)
{
  g_autoptr (CandorRegister) opened = unlock (self);
  g_autofree char *file = file_visit (opened, self);
  g_autofree char *path = g_build_filename (self->folder, "cache", "index", NULL);
  g_autofree char *keys = g_build_filename (self->folder, "keys", NULL);
  g_auto (GStrv) recipients = candor_keys_load_recipients (keys, NULL);
  g_autoptr (CandorAgeIdentity) stranger = candor_age_identity_new ();
  g_autoptr (CandorIndex) empty = candor_index_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *log = read_log (self);
  CandorLogPlace place = { .number = count (log, "\n"), .end = strlen (log) };
  g_autofree char *end = g_strndup (log, strlen (log) - 1);
  g_autofree char *head = g_compute_checksum_for_string (G_CHECKSUM_SHA256,
                                                         log + (strrchr (end, '\n') + 1 - end), -1);
  g_autoptr (GBytes) text = NULL;

  memcpy (place.head, head, sizeof place.head);
  text = candor_index_write (empty, &place);
  g_assert_true (candor_register_refresh (opened, &error));
  g_assert_true (candor_register_save_index (opened, &error));
  g_clear_pointer (&opened, candor_register_unref);
  for (int kind = 0; kind < 3; kind++)
    {
      g_autoptr (GBytes) forged
          = kind == 0   ? candor_key_box_close (stranger, "list of records", text)
            : kind == 1 ? candor_age_encrypt ((const char *const *)recipients, text, &error)
                        : g_bytes_ref (text);

      g_assert_true (g_file_set_contents (path, g_bytes_get_data (forged, NULL),
                                          g_bytes_get_size (forged), &error));
      opened = unlock (self);
      g_assert_cmpuint (n_found (opened, NULL), ==, 1);
      g_clear_pointer (&opened, candor_register_unref);
    }
}

/* Catches a wrong passphrase that opens, or of which the log knows nothing. */
static void
test_wrong_passphrase (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) staff = candor_unlock_list_staff (self->folder, &error);
  g_autoptr (CandorRegister) opened
      = candor_unlock (self->folder, staff->pdata[0], PASSPHRASE " ", NULL, NULL, &error);
  g_autofree char *log = read_log (self);

  g_assert_null (opened);
  g_assert_error (error, CANDOR_KEY_ERROR, CANDOR_KEY_ERROR_WRONG);
  g_assert_cmpuint (count (log, "\"event\":\"wrong-passphrase\""), ==, 1);
  g_assert_cmpuint (count (log, "\"event\":\"unlock\""), ==, 0);
}

/* Catches a draft that is in clear, is lost, or stays when its visit is filed. */
static void
test_draft (Fixture *self, gconstpointer data)
{
  const char *id = candor_visit_get (self->visit, CANDOR_FIELD_ID);
  const char *name = candor_visit_get (self->visit, CANDOR_FIELD_PATIENT_NAME);
  g_autoptr (GError) error = NULL;
  g_autoptr (CandorDesk) desk = candor_desk_open (self->folder, &error);
  g_autofree char *path = g_strdup_printf ("%s/drafts/%s.age", self->folder, id);
  g_autoptr (CandorRegister) opened = NULL;
  g_autoptr (GPtrArray) drafts = NULL;
  g_autoptr (GBytes) json = NULL;
  g_autofree char *text = NULL;
  g_autofree char *raw = NULL;
  g_autofree char *file = NULL;
  gsize length;
  guint n_unreadable;

  g_assert_no_error (error);
  text = candor_visit_to_json (self->visit, &length);
  json = g_bytes_new (text, length);
  g_assert_true (candor_desk_make_ready (desk, &error));
  g_assert_true (candor_desk_save_draft (desk, id, json, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (path, &raw, &length, &error));
  g_assert_null (memmem (raw, length, name, strlen (name)));

  opened = unlock (self);
  drafts = candor_register_list_drafts (opened, &n_unreadable, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (drafts->len, ==, 1);
  g_assert_cmpuint (n_unreadable, ==, 0);
  g_assert_cmpstr (candor_visit_get (drafts->pdata[0], CANDOR_FIELD_PATIENT_NAME), ==, name);

  file = file_visit (opened, self);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

/* Catches a record that the key on paper does not open, or that lies in clear anywhere. */
static void
test_recovery (Fixture *self, gconstpointer data)
{
  g_autoptr (CandorRegister) opened = unlock (self);
  g_autofree char *file = file_visit (opened, self);
  g_autofree char *path = g_build_filename (self->folder, file, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) encrypted = NULL;
  g_autoptr (GBytes) packed = NULL;
  g_auto (CandorRecordParts) parts = { NULL };
  char *raw;
  gsize length;

  g_assert_true (g_file_get_contents (path, &raw, &length, &error));
  encrypted = g_bytes_new_take (raw, length);
  packed = candor_age_decrypt (self->recovery, encrypted, &error);
  g_assert_no_error (error);
  g_assert_true (candor_record_unpack (packed, &parts, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (candor_record_head_get (parts.head, CANDOR_HEAD_ID), ==,
                   candor_visit_get (self->visit, CANDOR_FIELD_ID));
}

/* Catches a record that a crash left without a line and that nobody ever finds. */
static void
test_adopted (Fixture *self, gconstpointer data)
{
  g_autoptr (CandorRegister) opened = unlock (self);
  g_autofree char *before = read_log (self);
  g_autofree char *file = file_visit (opened, self);
  g_autofree char *path = g_build_filename (self->folder, "log", NULL);
  g_autofree char *log = NULL;
  g_autoptr (CandorReconciled) found = NULL;
  g_autoptr (GError) error = NULL;

  /* As if the power had failed before the line was on the disk. */
  g_clear_pointer (&opened, candor_register_unref);
  g_assert_true (g_file_set_contents (path, before, -1, &error));
  opened = unlock (self);
  g_assert_cmpuint (n_found (opened, NULL), ==, 0);
  found = candor_register_reconcile (opened, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (found->adopted->len, ==, 1);
  g_assert_true (candor_register_refresh (opened, &error));
  g_assert_cmpuint (n_found (opened, NULL), ==, 1);
  log = read_log (self);
  g_assert_cmpuint (count (log, "\"event\":\"recovered\""), ==, 1);
  assert_whole (self);
}

/* Catches a set-up that writes over something, or leaves half a store behind. */
static void
test_setup_refused (Fixture *self, gconstpointer data)
{
  const CandorSetup again = { .clinic = "Other Clinic",
                              .administrator = "Ben Specimen",
                              .passphrase = PASSPHRASE,
                              .cost = { 64 * 1024, 1 } };
  g_autoptr (CandorAgeIdentity) recovery = NULL;
  g_autofree char *before = read_log (self);
  g_autofree char *after = NULL;
  g_autoptr (GDir) dir = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_false (candor_setup_create (self->folder, &again, &recovery, &error));
  g_assert_error (error, CANDOR_ERROR, CANDOR_ERROR_STORAGE);
  g_assert_null (recovery);
  after = read_log (self);
  g_assert_cmpstr (after, ==, before);
  dir = g_dir_open (self->parent, 0, NULL);
  g_assert_cmpstr (g_dir_read_name (dir), ==, "store");
  g_assert_null (g_dir_read_name (dir));
}

/* Catches a staff member who takes rights that only an administrator has. */
static void
test_roles (Fixture *self, gconstpointer data)
{
  const CandorKeyCost cost = { 64 * 1024, 1 };
  g_autoptr (CandorRegister) opened = unlock (self);
  g_autoptr (GError) error = NULL;
  g_autoptr (CandorKeySlot) added = candor_register_add_staff (
      opened, "Ben Specimen", CANDOR_KEY_ROLE_STAFF, "00A0002X", PASSPHRASE " too", cost, &error);
  g_autoptr (CandorRegister) staff = NULL;
  g_autoptr (CandorKeySlot) third = NULL;
  g_autofree char *log = NULL;

  g_assert_no_error (error);
  staff = candor_unlock (self->folder, added, PASSPHRASE " too", NULL, NULL, &error);
  g_assert_no_error (error);
  third = candor_register_add_staff (staff, "Cleo Third", CANDOR_KEY_ROLE_STAFF, NULL,
                                     PASSPHRASE " three", cost, &error);
  g_assert_null (third);
  g_assert_error (error, CANDOR_ERROR, CANDOR_ERROR_MISSING);
  g_clear_error (&error);
  g_assert_true (candor_register_set_passphrase (staff, PASSPHRASE " anew", cost, &error));
  g_assert_no_error (error);
  g_clear_pointer (&staff, candor_register_unref);
  staff = candor_unlock (self->folder, added, PASSPHRASE " anew", NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_false (candor_register_remove_staff (staff, added, &error));
  g_clear_error (&error);
  g_assert_true (candor_register_remove_staff (opened, added, &error));
  g_assert_no_error (error);
  log = read_log (self);
  g_assert_null (strstr (log, "Cleo Third"));
  assert_whole (self);
}

static void
add (const char *name, void (*test) (Fixture *, gconstpointer))
{
  g_autofree char *path = g_strconcat ("/register/", name, NULL);

  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("file", test_file);
  add ("file-again", test_file_again);
  add ("list", test_list);
  add ("list-damaged", test_list_damaged);
  add ("unread", test_unread);
  add ("list-forged", test_list_forged);
  add ("wrong-passphrase", test_wrong_passphrase);
  add ("draft", test_draft);
  add ("recovery", test_recovery);
  add ("adopted", test_adopted);
  add ("setup-refused", test_setup_refused);
  add ("roles", test_roles);
  return g_test_run ();
}
