/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * Who may unlock and who may not: slots and passphrases, on real files.
 */
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#include "core/candor-error.h"
#include "help-keys.h"

/* Every file below the keys folder: its path, and its bytes as a checksum. */
static void
snapshot (const char *path, GHashTable *files)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  g_autofree char *text = NULL;
  const char *name;
  gsize length;

  if (dir == NULL && g_file_get_contents (path, &text, &length, NULL))
    g_hash_table_insert (files, g_strdup (path),
                         g_compute_checksum_for_data (G_CHECKSUM_SHA256, (guchar *)text, length));
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *below = g_build_filename (path, name, NULL);

      snapshot (below, files);
    }
}

static GHashTable *
take_snapshot (Keys *self)
{
  GHashTable *files = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  snapshot (self->keys, files);
  return files;
}

/* Catches a key that lies about in clear, files that others can read, and a second clinic that is
 * made over the first. */
static void
test_create (Keys *self, gconstpointer data)
{
  g_autoptr (CandorSecretText) clinic = candor_age_identity_dup_secret (self->clinic);
  g_autoptr (CandorSecretText) recovery = candor_age_identity_dup_secret (self->recovery);
  g_autofree char *one = candor_age_identity_dup_recipient (self->clinic);
  g_autofree char *other = candor_age_identity_dup_recipient (self->recovery);
  g_auto (GStrv) recipients = candor_keys_load_recipients (self->keys, NULL);
  g_autoptr (GHashTable) before = take_snapshot (self);
  g_autoptr (GError) error = NULL;
  CandorAgeIdentity *second = NULL, *third = NULL;
  GHashTableIter iter;
  gpointer path;

  g_assert_cmpuint (g_strv_length (recipients), ==, 2);
  g_assert_cmpstr (recipients[0], ==, one);
  g_assert_cmpstr (recipients[1], ==, other);
  g_assert_cmpuint (g_hash_table_size (before), ==, 6);
  g_hash_table_iter_init (&iter, before);
  while (g_hash_table_iter_next (&iter, &path, NULL))
    {
      g_autofree char *text = NULL;
      struct stat status;

      g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
      g_assert_null (strstr (text, clinic));
      g_assert_null (strstr (text, recovery));
      g_assert_null (strstr (text, KEYS_RIGHT));
      g_assert_cmpint (stat (path, &status), ==, 0);
      g_assert_cmpint (status.st_mode & 0777, ==, 0600);
    }
  g_assert_false (candor_keys_create (self->keys, &second, &third, &error));
  g_assert_error (error, CANDOR_ERROR, CANDOR_ERROR_STORAGE);
  g_assert_null (second);
  {
    g_autoptr (GHashTable) after = take_snapshot (self);

    g_hash_table_iter_init (&iter, before);
    while (g_hash_table_iter_next (&iter, &path, NULL))
      g_assert_cmpstr (g_hash_table_lookup (after, path), ==, g_hash_table_lookup (before, path));
  }
}

/* The right passphrase and no other one; accents count, not how a keyboard makes them. */
static void
test_passphrases (Keys *self, gconstpointer data)
{
  static const char *const others[]
      = { "", KEYS_WRONG, KEYS_RIGHT " ", "Four plain words here", "four plain words her" };
  const CandorKeyClock now = keys_at (BOOT_ONE, 5000);
  guint wait;

  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_assert_cmpint (keys_try_at (self, self->slot->id, others[i], now, &wait), ==,
                       CANDOR_KEY_ERROR_WRONG);
      g_assert_cmpint (keys_try_at (self, self->slot->id, KEYS_RIGHT, now, &wait), ==, -1);
      g_assert_cmpuint (wait, ==, 0);
    }
  g_assert_true (keys_set_passphrase (self, self->slot, "h\xc3\xa9t\xc3\xa9rodoxe"));
  g_assert_cmpint (keys_try_at (self, self->slot->id, "he\xcc\x81te\xcc\x81rodoxe", now, &wait), ==,
                   -1);
  g_assert_cmpint (keys_try_at (self, self->slot->id, "heterodoxe", now, &wait), ==,
                   CANDOR_KEY_ERROR_WRONG);
}

/* Catches a staff member who makes himself administrator with an editor: whatever is changed in a
 * slot, the right passphrase opens it no more; and a slot that asks for all memory is not tried. */
static void
test_changed_slot (Keys *self, gconstpointer data)
{
  static const struct
  {
    const char *from, *to;
    int code;
  } changes[] = {
    { "\"administrator\"", "\"staff\"", CANDOR_KEY_ERROR_WRONG },
    { "Ines Sample", "Ines Simple", CANDOR_KEY_ERROR_WRONG },
    { "\"PHY-0001\"", "\"PHY-0002\"", CANDOR_KEY_ERROR_WRONG },
    { "\"PHY-0001\"", "null", CANDOR_KEY_ERROR_WRONG },
    { "\"created\" : \"2", "\"created\" : \"3", CANDOR_KEY_ERROR_WRONG },
    { "\"opslimit\" : 1", "\"opslimit\" : 2", CANDOR_KEY_ERROR_WRONG },
    { "\"memory\" : 8192", "\"memory\" : 16384", CANDOR_KEY_ERROR_WRONG },
    { "\"memory\" : 8192", "\"memory\" : 8191", CANDOR_KEY_ERROR_DAMAGED },
    { "\"memory\" : 8192", "\"memory\" : 1073741825", CANDOR_KEY_ERROR_DAMAGED },
    { "\"opslimit\" : 1", "\"opslimit\" : 0", CANDOR_KEY_ERROR_DAMAGED },
    { "\"opslimit\" : 1", "\"opslimit\" : 65", CANDOR_KEY_ERROR_DAMAGED },
    { "\"opslimit\" : 1", "\"opslimit\" : \"1\"", CANDOR_KEY_ERROR_DAMAGED },
    { "\"administrator\"", "\"owner\"", CANDOR_KEY_ERROR_DAMAGED },
    { "\"version\" : 2", "\"version\" : 1", CANDOR_KEY_ERROR_DAMAGED },
    { "\"version\" : 2", "\"version\" : 3", CANDOR_KEY_ERROR_DAMAGED },
    { "\"version\" : 2", "\"version\" : 2, \"more\" : 1", CANDOR_KEY_ERROR_DAMAGED },
    { "\"version\" : 2", "\"version\" : 2, \"version\" : 2", CANDOR_KEY_ERROR_DAMAGED },
    { "\"role_proof\"", "\"role_prooF\"", CANDOR_KEY_ERROR_DAMAGED },
    { "\"argon2id13\"", "\"argon2i13\"", CANDOR_KEY_ERROR_DAMAGED },
    { "\"Ines Sample\"", "[]", CANDOR_KEY_ERROR_DAMAGED },
    { "{", "", CANDOR_KEY_ERROR_DAMAGED },
  };
  g_autofree char *path = keys_path_of (self, "slots", self->slot->id);
  g_autofree char *right = NULL;
  const CandorKeyClock now = keys_at (BOOT_ONE, 5000);
  guint wait;

  g_assert_true (g_file_get_contents (path, &right, NULL, NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_autoptr (GString) text = g_string_new (right);

      g_assert_cmpuint (g_string_replace (text, changes[i].from, changes[i].to, 1), ==, 1);
      g_assert_true (g_file_set_contents (path, text->str, -1, NULL));
      g_assert_cmpint (keys_try_at (self, self->slot->id, KEYS_RIGHT, now, &wait), ==,
                       changes[i].code);
      g_assert_true (g_file_set_contents (path, right, -1, NULL));
      g_assert_cmpint (keys_try_at (self, self->slot->id, KEYS_RIGHT, now, &wait), ==, -1);
    }
}

/* A slot under another name, and on another device: neither opens. */
static void
test_moved_slot (Keys *self, gconstpointer data)
{
  g_autofree char *path = keys_path_of (self, "slots", self->slot->id);
  g_autofree char *other = keys_path_of (self, "slots", "0123456789abcdef");
  g_autofree char *device = g_build_filename (self->keys, "device", NULL);
  g_autofree char *text = NULL;
  g_autofree char *secret = NULL;
  const CandorKeyClock now = keys_at (BOOT_ONE, 5000);
  gsize length;
  guint wait;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_true (g_file_set_contents (other, text, -1, NULL));
  g_assert_cmpint (keys_try_at (self, "0123456789abcdef", KEYS_RIGHT, now, &wait), ==,
                   CANDOR_KEY_ERROR_DAMAGED);
  g_assert_true (g_file_get_contents (device, &secret, &length, NULL));
  secret[31] ^= 1;
  g_assert_true (g_file_set_contents (device, secret, length, NULL));
  g_assert_cmpint (keys_try_at (self, self->slot->id, KEYS_RIGHT, now, &wait), ==,
                   CANDOR_KEY_ERROR_WRONG);
  g_assert_true (g_file_set_contents (device, secret, length - 1, NULL));
  g_assert_cmpint (keys_try_at (self, self->slot->id, KEYS_RIGHT, now, &wait), ==,
                   CANDOR_KEY_ERROR_DAMAGED);
}

/* A new passphrase rewrites one file; the old one opens no more, the others are not concerned. */
static void
test_new_passphrase (Keys *self, gconstpointer data)
{
  g_autoptr (CandorKeySlot) other = keys_add_slot (self, "Tove Sample", CANDOR_KEY_ROLE_STAFF);
  g_autoptr (GHashTable) before = take_snapshot (self);
  g_autoptr (GHashTable) after = NULL;
  g_autofree char *path = keys_path_of (self, "slots", self->slot->id);
  const CandorKeyClock now = keys_at (BOOT_ONE, 5000);
  GHashTableIter iter;
  gpointer name;
  guint wait;

  g_assert_true (keys_set_passphrase (self, self->slot, KEYS_WRONG));
  after = take_snapshot (self);
  g_assert_cmpuint (g_hash_table_size (after), ==, g_hash_table_size (before));
  g_hash_table_iter_init (&iter, before);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    if (g_str_equal (name, path))
      g_assert_cmpstr (g_hash_table_lookup (after, name), !=, g_hash_table_lookup (before, name));
    else
      g_assert_cmpstr (g_hash_table_lookup (after, name), ==, g_hash_table_lookup (before, name));
  g_assert_cmpint (keys_try_at (self, self->slot->id, KEYS_RIGHT, now, &wait), ==,
                   CANDOR_KEY_ERROR_WRONG);
  g_assert_cmpint (keys_try_at (self, self->slot->id, KEYS_WRONG, now, &wait), ==, -1);
  g_assert_cmpint (keys_try_at (self, other->id, KEYS_RIGHT, now, &wait), ==, -1);
}

/* Staff come and go; the last administrator stays; a damaged slot does not hide the others; names of
 * slots lead nowhere else. */
static void
test_list_and_remove (Keys *self, gconstpointer data)
{
  static const char *const strange[] = { "", "..", "../device", "a/b", "0123456789abcdef" };
  g_autoptr (CandorKeySlot) other = keys_add_slot (self, "Aino Sample", CANDOR_KEY_ROLE_STAFF);
  g_autofree char *damaged = keys_path_of (self, "slots", "feed");
  g_autofree char *tries = keys_path_of (self, "tries", other->id);
  g_autoptr (GPtrArray) slots = NULL;
  g_autoptr (GError) error = NULL;
  const CandorKeySlot *first, *second;
  guint wait;

  g_assert_true (g_file_set_contents (damaged, "{}", -1, NULL));
  slots = candor_key_slots_list (self->keys, NULL);
  g_assert_cmpuint (slots->len, ==, 2);
  first = g_ptr_array_index (slots, 0);
  second = g_ptr_array_index (slots, 1);
  g_assert_cmpstr (first->name, ==, "Aino Sample");
  g_assert_cmpint (first->role, ==, CANDOR_KEY_ROLE_STAFF);
  g_assert_cmpstr (second->registration, ==, "PHY-0001");
  g_assert_cmpint (second->role, ==, CANDOR_KEY_ROLE_ADMINISTRATOR);

  g_assert_null (candor_key_change_remove (self->keys, self->slot->id, self->clinic, &error));
  g_assert_error (error, CANDOR_KEY_ERROR, CANDOR_KEY_ERROR_LAST);
  g_assert_true (keys_make (candor_key_change_remove (self->keys, other->id, self->clinic, NULL)));
  g_assert_false (g_file_test (tries, G_FILE_TEST_EXISTS));
  for (gsize i = 0; i < G_N_ELEMENTS (strange); i++)
    {
      g_clear_error (&error);
      g_assert_null (candor_key_change_remove (self->keys, strange[i], self->clinic, NULL));
      g_assert_null (candor_key_slot_open (self->keys, strange[i], KEYS_RIGHT, NULL, &wait, NULL,
                                           NULL, &error));
      g_assert_error (error, CANDOR_ERROR, CANDOR_ERROR_NOT_FOUND);
    }
  g_assert_null (candor_key_change_add (self->keys, self->clinic, " \t", CANDOR_KEY_ROLE_STAFF,
                                        NULL, KEYS_RIGHT, KEYS_CHEAP, NULL));
}

/* The key of the seal is for who unlocked, its certificate for all; a list of recipients that names
 * a stranger is noticed at the next unlock. */
static void
test_seal_and_recipients (Keys *self, gconstpointer data)
{
  g_autoptr (GBytes) key = g_bytes_new_static ("-----BEGIN invented", 19);
  g_autoptr (GBytes) certificate = g_bytes_new_static ("certificate", 11);
  g_autoptr (GBytes) opened = NULL;
  g_autoptr (GBytes) shown = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (CandorAgeIdentity) stranger = candor_age_identity_new ();
  g_autofree char *name = candor_age_identity_dup_recipient (stranger);
  g_autofree char *own = candor_age_identity_dup_recipient (self->clinic);
  g_autofree char *path = g_build_filename (self->keys, "recipients", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GString) changed = NULL;
  guint wait;

  g_assert_true (candor_keys_save_seal (self->keys, self->clinic, key, certificate, NULL));
  opened = candor_keys_load_seal_key (self->keys, self->clinic, NULL);
  g_assert_true (g_bytes_equal (opened, key));
  shown = candor_keys_load_certificate (self->keys, NULL);
  g_assert_true (g_bytes_equal (shown, certificate));
  g_assert_null (candor_keys_load_seal_key (self->keys, self->recovery, &error));
  g_assert_error (error, CANDOR_AGE_ERROR, CANDOR_AGE_ERROR_NO_MATCH);

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  changed = g_string_new (text);
  g_string_replace (changed, own, name, 1);
  g_assert_true (g_file_set_contents (path, changed->str, -1, NULL));
  g_assert_cmpint (keys_try_at (self, self->slot->id, KEYS_RIGHT, keys_at (BOOT_ONE, 5000), &wait),
                   ==, CANDOR_KEY_ERROR_DAMAGED);
  g_string_append_printf (changed, "%s\n", own);
  g_assert_true (g_file_set_contents (path, changed->str, -1, NULL));
  g_assert_null (candor_keys_load_recipients (self->keys, NULL));
}

/* Catches somebody who reads every later record, or seals in the clinic's name, because he could write
 * into the folder: by a key on paper of his own, a seal of his own, or a proof that he took away. */
static void
test_proof (Keys *self, gconstpointer data)
{
  g_autoptr (GBytes) key = g_bytes_new_static ("-----BEGIN invented", 19);
  g_autoptr (GBytes) certificate = g_bytes_new_static ("certificate", 11);
  g_autoptr (CandorAgeIdentity) stranger = candor_age_identity_new ();
  g_autofree char *name = candor_age_identity_dup_recipient (stranger);
  g_autofree char *paper = candor_age_identity_dup_recipient (self->recovery);
  static const char *const files[] = { "recipients", "seal-key.age", "certificate.pem", "proof" };

  g_assert_true (candor_keys_save_seal (self->keys, self->clinic, key, certificate, NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    for (int gone = 0; gone < 2; gone++)
      {
        g_autofree char *path = g_build_filename (self->keys, files[i], NULL);
        g_autofree char *text = NULL;
        g_autoptr (GString) changed = NULL;
        g_autoptr (CandorAgeIdentity) opened = NULL;
        g_autoptr (GError) error = NULL;
        gsize length;
        guint wait;

        g_assert_true (g_file_get_contents (path, &text, &length, NULL));
        changed = g_string_new_len (text, length);
        if (i == 0)
          g_string_replace (changed, paper, name, 1);
        else
          changed->str[length / 2] ^= 1;
        if (gone)
          g_unlink (path);
        else
          g_assert_true (g_file_set_contents (path, changed->str, changed->len, NULL));
        opened = candor_key_slot_open (self->keys, self->slot->id, KEYS_RIGHT, NULL, &wait, NULL,
                                       NULL, &error);
        g_assert_null (opened);
        g_assert_nonnull (error);
        g_assert_true (g_file_set_contents (path, text, length, NULL));
        g_clear_error (&error);
        opened = candor_key_slot_open (self->keys, self->slot->id, KEYS_RIGHT, NULL, &wait, NULL,
                                       NULL, &error);
        g_assert_no_error (error);
      }
}

static void
add (const char *name, void (*test) (Keys *, gconstpointer))
{
  g_autofree char *path = g_strconcat ("/keys/", name, NULL);

  g_test_add (path, Keys, NULL, keys_set_up, test, keys_tear_down);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("create", test_create);
  add ("passphrases", test_passphrases);
  add ("changed-slot", test_changed_slot);
  add ("moved-slot", test_moved_slot);
  add ("new-passphrase", test_new_passphrase);
  add ("list-and-remove", test_list_and_remove);
  add ("seal-and-recipients", test_seal_and_recipients);
  add ("proof", test_proof);
  return g_test_run ();
}
