/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * Who may unlock, as administrators change it: refusals leave no trace, the log never says that
 * something was done before it was, and an audit without a key sees what somebody else did.
 */
#include "help-register.h"

#include <glib/gstdio.h>
#include <string.h>

#include "core/candor-error.h"
#include "records/candor-log-list.h"
#include "vault/candor-audit.h"

#define STAFF "Mr Basil Fernway"
#define STAFF_PASSPHRASE "nine made-up herons wade"

static void
set_up (HelpRegister *self, gconstpointer data)
{
  help_register_set_up (self);
}

static void
tear_down (HelpRegister *self, gconstpointer data)
{
  help_register_tear_down (self);
}

static CandorKeySlot *
add_staff (HelpRegister *self, CandorKeyRole role)
{
  g_autoptr (GError) error = NULL;
  CandorKeySlot *slot = candor_register_add_staff (self->records, STAFF, role, NULL,
                                                   STAFF_PASSPHRASE, HELP_COST, &error);

  g_assert_no_error (error);
  return slot;
}

static CandorKeySlot *
find_own (HelpRegister *self)
{
  g_autoptr (GPtrArray) staff = candor_unlock_list_staff (self->folder, NULL);

  for (guint i = 0; i < staff->len; i++)
    if (g_strcmp0 (((CandorKeySlot *)staff->pdata[i])->id, candor_register_get_slot (self->records))
        == 0)
      return candor_key_slot_copy (staff->pdata[i]);
  g_assert_not_reached ();
}

/* Returns: (transfer full): the kinds of what an audit finds, in their order */
static char *
audit (HelpRegister *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CandorStore) store = candor_store_open (self->folder, &error);
  g_autoptr (CandorAudit) found = candor_audit_run (store, NULL, 0, NULL, NULL, NULL, &error);
  GString *kinds = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < found->findings->len; i++)
    {
      const CandorAuditFinding *finding = found->findings->pdata[i];
      g_autofree char *sentence
          = candor_audit_finding_dup_sentence (finding, candor_language_english ());

      g_assert_nonnull (strstr (sentence, finding->file));
      g_string_append_printf (kinds, "%s%s %s", kinds->len > 0 ? ", " : "",
                              candor_audit_kind_to_string (finding->kind), finding->file);
    }
  return g_string_free (kinds, FALSE);
}

static void
assert_audit (HelpRegister *self, const char *expected)
{
  g_autofree char *found = audit (self);

  g_assert_cmpstr (found, ==, expected);
}

/* Catches a log that says what was refused. */
static void
test_refused (HelpRegister *self, gconstpointer data)
{
  g_autoptr (CandorKeySlot) own = find_own (self);
  g_autoptr (CandorKeySlot) none = candor_key_slot_copy (own);
  guint before = help_register_count (self, CANDOR_LOG_KEY);
  g_autoptr (GError) error = NULL;

  g_assert_false (candor_register_remove_staff (self->records, own, &error));
  g_assert_error (error, CANDOR_KEY_ERROR, CANDOR_KEY_ERROR_LAST);
  g_clear_error (&error);
  g_assert_false (candor_register_set_role (self->records, own, CANDOR_KEY_ROLE_STAFF, &error));
  g_assert_error (error, CANDOR_KEY_ERROR, CANDOR_KEY_ERROR_LAST);
  g_clear_error (&error);
  none->id[0] = none->id[0] == 'a' ? 'b' : 'a';
  g_assert_false (candor_register_remove_staff (self->records, none, &error));
  g_assert_error (error, CANDOR_ERROR, CANDOR_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (candor_register_add_staff (self->records, " ", CANDOR_KEY_ROLE_STAFF, NULL,
                                            STAFF_PASSPHRASE, HELP_COST, &error));
  g_assert_error (error, CANDOR_ERROR, CANDOR_ERROR_INVALID);
  g_assert_cmpuint (help_register_count (self, CANDOR_LOG_KEY), ==, before);
}

/* Catches a change that the log has only once it is too late, or that it calls done too early: where
 * the slots cannot be written it stands there as begun, and then as not confirmed. */
static void
test_log_order (HelpRegister *self, gconstpointer data)
{
  g_autofree char *tries = g_build_filename (self->folder, "keys", "tries", NULL);
  g_autofree char *away = g_build_filename (self->folder, "keys", "away", NULL);
  g_autoptr (CandorKeySlot) slot = NULL;
  g_autoptr (CandorLogList) list = NULL;
  g_autoptr (CandorLogLine) done = NULL;
  g_autoptr (CandorLogLine) begun = NULL;
  g_autoptr (CandorLogLine) unconfirmed = NULL;
  g_autofree char *sentence = NULL;
  g_autofree char *begun_sentence = NULL;
  g_autofree char *unconfirmed_sentence = NULL;
  guint before, n;
  g_autoptr (GError) error = NULL;

  slot = add_staff (self, CANDOR_KEY_ROLE_STAFF);
  list = candor_log_list_load (self->folder, &error);
  n = candor_log_list_size (list);
  done = candor_log_list_read (list, n - 1);
  begun = candor_log_list_read (list, n - 2);
  g_assert_cmpstr (candor_log_line_get_detail (begun, "state"), ==, "begun");
  g_assert_cmpstr (candor_log_line_get_detail (done, "state"), ==, NULL);
  sentence = candor_log_line_dup_sentence (done, candor_language_english ());
  begun_sentence = candor_log_line_dup_sentence (begun, candor_language_english ());
  g_assert_cmpstr (sentence, ==, STAFF " was added to the staff.");
  g_assert_cmpstr (begun_sentence, ==, "Adding " STAFF " to the staff was begun.");

  /* The folder of the tries is gone: a new slot cannot be written. */
  before = help_register_count (self, CANDOR_LOG_KEY);
  g_assert_cmpint (g_rename (tries, away), ==, 0);
  g_assert_null (candor_register_add_staff (self->records, "Ms Clover Reed", CANDOR_KEY_ROLE_STAFF,
                                            NULL, STAFF_PASSPHRASE, HELP_COST, &error));
  g_assert_error (error, CANDOR_ERROR, CANDOR_ERROR_STORAGE);
  g_assert_cmpint (g_rename (away, tries), ==, 0);
  g_assert_cmpuint (help_register_count (self, CANDOR_LOG_KEY), ==, before + 2);
  unconfirmed = help_register_last_line (self);
  g_assert_cmpstr (candor_log_line_get_detail (unconfirmed, "state"), ==, "unconfirmed");
  unconfirmed_sentence = candor_log_line_dup_sentence (unconfirmed, candor_language_english ());
  g_assert_nonnull (strstr (unconfirmed_sentence, "did not confirm"));
  assert_audit (self, "");
}

/* Catches a role that is not in the log, that comes into force for who unlocks with an older list, or
 * that leaves nobody who could take it back. */
static void
test_role (HelpRegister *self, gconstpointer data)
{
  g_autoptr (CandorKeySlot) old = add_staff (self, CANDOR_KEY_ROLE_STAFF);
  g_autoptr (CandorKeySlot) own = find_own (self);
  g_autoptr (CandorRegister) other = NULL;
  g_autoptr (CandorRegister) later = NULL;
  g_autoptr (CandorLogLine) line = NULL;
  g_autofree char *sentence = NULL;
  g_autoptr (GError) error = NULL;

  other = candor_unlock (self->folder, old, STAFF_PASSPHRASE, NULL, NULL, &error);
  g_assert_false (candor_register_set_role (other, old, CANDOR_KEY_ROLE_ADMINISTRATOR, &error));
  g_assert_error (error, CANDOR_ERROR, CANDOR_ERROR_MISSING);
  g_clear_error (&error);
  g_clear_pointer (&other, candor_register_unref);

  g_assert_true (
      candor_register_set_role (self->records, old, CANDOR_KEY_ROLE_ADMINISTRATOR, &error));
  g_assert_no_error (error);
  line = help_register_last_line (self);
  sentence = candor_log_line_dup_sentence (line, candor_language_english ());
  g_assert_cmpstr (sentence, ==, STAFF " is an administrator now.");
  /* The list is the one from before, as on the screen of another tablet. */
  g_assert_cmpint (old->role, ==, CANDOR_KEY_ROLE_STAFF);
  other = candor_unlock (self->folder, old, STAFF_PASSPHRASE, NULL, NULL, &error);
  g_assert_true (candor_register_is_administrator (other));

  g_assert_true (candor_register_set_role (other, own, CANDOR_KEY_ROLE_STAFF, &error));
  g_assert_no_error (error);
  g_assert_false (candor_register_remove_staff (self->records, old, &error));
  g_assert_error (error, CANDOR_KEY_ERROR, CANDOR_KEY_ERROR_LAST);
  g_clear_error (&error);
  g_assert_null (candor_register_add_staff (self->records, "Ms Clover Reed",
                                            CANDOR_KEY_ROLE_ADMINISTRATOR, NULL, STAFF_PASSPHRASE,
                                            HELP_COST, &error));
  g_assert_error (error, CANDOR_ERROR, CANDOR_ERROR_MISSING);
  g_clear_error (&error);
  later = candor_unlock (self->folder, own, HELP_PASSPHRASE, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_false (candor_register_is_administrator (later));
  assert_audit (self, "");
}

/* Catches a removed administrator who changes something as long as the own tablet is unlocked. */
static void
test_removed_while_at_work (HelpRegister *self, gconstpointer data)
{
  g_autoptr (CandorKeySlot) slot = add_staff (self, CANDOR_KEY_ROLE_ADMINISTRATOR);
  g_autoptr (CandorKeySlot) own = find_own (self);
  g_autoptr (CandorKeySlot) third = NULL;
  g_autoptr (CandorRegister) other = NULL;
  g_autoptr (GError) error = NULL;

  other = candor_unlock (self->folder, slot, STAFF_PASSPHRASE, NULL, NULL, &error);
  third = candor_register_add_staff (self->records, "Ms Clover Reed", CANDOR_KEY_ROLE_ADMINISTRATOR,
                                     NULL, STAFF_PASSPHRASE, HELP_COST, &error);
  g_assert_no_error (error);
  g_assert_true (candor_register_remove_staff (self->records, slot, &error));
  g_assert_false (candor_register_remove_staff (other, own, &error));
  g_assert_error (error, CANDOR_ERROR, CANDOR_ERROR_MISSING);
  g_clear_error (&error);
  g_assert_false (
      candor_register_set_passphrase (other, "a new passphrase of one", HELP_COST, &error));
  g_assert_error (error, CANDOR_ERROR, CANDOR_ERROR_NOT_FOUND);
  assert_audit (self, "");
}

/* Catches an administrator at work whose role was taken away, and who writes it back into the file. */
static void
test_role_written_back (HelpRegister *self, gconstpointer data)
{
  g_autoptr (CandorKeySlot) slot = add_staff (self, CANDOR_KEY_ROLE_ADMINISTRATOR);
  g_autofree char *path = g_strdup_printf ("%s/keys/slots/%s.json", self->folder, slot->id);
  g_autofree char *text = NULL;
  g_autoptr (GString) edited = NULL;
  g_autoptr (CandorRegister) other = NULL;
  g_autoptr (GError) error = NULL;

  other = candor_unlock (self->folder, slot, STAFF_PASSPHRASE, NULL, NULL, &error);
  g_assert_true (candor_register_set_role (self->records, slot, CANDOR_KEY_ROLE_STAFF, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  edited = g_string_new (text);
  g_assert_cmpuint (g_string_replace (edited, "\"staff\"", "\"administrator\"", 0), ==, 1);
  g_assert_true (g_file_set_contents (path, edited->str, -1, NULL));
  g_assert_null (candor_register_add_staff (other, "Ms Clover Reed", CANDOR_KEY_ROLE_ADMINISTRATOR,
                                            NULL, STAFF_PASSPHRASE, HELP_COST, &error));
  g_assert_error (error, CANDOR_ERROR, CANDOR_ERROR_MISSING);
}

static void
change_byte (const char *path)
{
  g_autofree char *text = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (path, &text, &length, NULL));
  text[length / 2] ^= 1;
  g_assert_true (g_file_set_contents (path, text, length, NULL));
}

/* Each file in clear: altered, and gone. Catches a public key, a certificate or a slot that somebody
 * put in the place of the clinic's and that no audit names. */
static void
test_audit (HelpRegister *self, gconstpointer data)
{
  g_autoptr (CandorKeySlot) slot = add_staff (self, CANDOR_KEY_ROLE_STAFF);
  g_autofree char *slot_file = g_strdup_printf ("keys/slots/%s.json", slot->id);
  g_autofree char *slot_path = g_build_filename (self->folder, slot_file, NULL);
  g_autofree char *foreign = g_build_filename (self->folder, "keys/slots/0123.json", NULL);
  g_autofree char *device = g_build_filename (self->folder, "keys/device", NULL);
  g_autofree char *kept = NULL;
  g_autofree char *returned = g_strdup_printf ("returned-slot %s", slot_file);
  const char *const files[]
      = { "keys/recipients", "keys/seal-key.age", "keys/certificate.pem", "keys/proof", slot_file };
  gsize length;
  g_autoptr (GError) error = NULL;

  assert_audit (self, "");
  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *path = g_build_filename (self->folder, files[i], NULL);
      g_autofree char *altered = g_strdup_printf ("altered-key %s", files[i]);
      g_autofree char *missing = g_strdup_printf ("missing-key %s", files[i]);

      g_clear_pointer (&kept, g_free);
      g_assert_true (g_file_get_contents (path, &kept, &length, NULL));
      change_byte (path);
      assert_audit (self, altered);
      g_unlink (path);
      assert_audit (self, missing);
      g_assert_true (g_file_set_contents (path, kept, length, NULL));
      assert_audit (self, "");
    }
  g_assert_true (g_file_set_contents (foreign, "{}", -1, NULL));
  assert_audit (self, "foreign-slot keys/slots/0123.json");
  g_unlink (foreign);

  /* Who was removed comes back with a copy. */
  g_clear_pointer (&kept, g_free);
  g_assert_true (g_file_get_contents (slot_path, &kept, &length, NULL));
  g_assert_true (candor_register_remove_staff (self->records, slot, &error));
  assert_audit (self, "");
  g_assert_true (g_file_set_contents (slot_path, kept, length, NULL));
  assert_audit (self, returned);
  g_unlink (slot_path);

  g_unlink (device);
  assert_audit (self, "missing-key keys/device");
}

#define ADD(name, test)                                                                            \
  g_test_add ("/register-staff/" name, HelpRegister, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("refused", test_refused);
  ADD ("log-order", test_log_order);
  ADD ("role", test_role);
  ADD ("role-written-back", test_role_written_back);
  ADD ("removed-while-at-work", test_removed_while_at_work);
  ADD ("audit", test_audit);
  return g_test_run ();
}
