/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * Who may unlock and who may not: slots, passphrases, wrong tries and their waits, all on real files
 * and, where two programs meet, in real processes. Only the clock is handed in.
 */
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/candor-error.h"
#include "core/candor-file.h"
#include "vault/candor-key.h"

#define RIGHT "four plain words here"
#define WRONG "four other words here"

/* The least that libsodium allows: these tests are about the rules, not about the cost. */
#define CHEAP ((CandorKeyCost){ 8192, 1 })
#define BOOT_ONE "11111111-1111-1111-1111-111111111111"
#define BOOT_TWO "22222222-2222-2222-2222-222222222222"

#define LONGEST 900

typedef struct
{
  char *folder;
  char *keys;
  CandorAgeIdentity *clinic;
  CandorAgeIdentity *recovery;
  CandorKeySlot *slot;
} Fixture;

static CandorKeyClock
at (const char *boot, gint64 seconds)
{
  CandorKeyClock clock = { .seconds = seconds };

  g_strlcpy (clock.boot, boot, sizeof clock.boot);
  return clock;
}

static CandorKeySlot *
add_slot (Fixture *self, const char *name, CandorKeyRole role, CandorKeyCost cost)
{
  g_autoptr (GError) error = NULL;
  CandorKeySlot *slot
      = candor_key_slot_add (self->keys, self->clinic, name, role, "PHY-0001", RIGHT, cost, &error);

  g_assert_no_error (error);
  return slot;
}

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  self->folder = g_dir_make_tmp ("candor-keys-XXXXXX", NULL);
  self->keys = g_build_filename (self->folder, "keys", NULL);
  candor_keys_create (self->keys, &self->clinic, &self->recovery, &error);
  g_assert_no_error (error);
  self->slot = add_slot (self, "Ines Sample", CANDOR_KEY_ROLE_ADMINISTRATOR, CHEAP);
}

static void
remove_all (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *below = g_build_filename (path, name, NULL);

      remove_all (below);
    }
  g_assert_cmpint (g_remove (path), ==, 0);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  remove_all (self->folder);
  candor_key_slot_free (self->slot);
  candor_age_identity_unref (self->clinic);
  candor_age_identity_unref (self->recovery);
  g_free (self->keys);
  g_free (self->folder);
}

static char *
path_of (Fixture *self, const char *folder, const char *id)
{
  g_autofree char *name = g_strconcat (id, ".json", NULL);

  return g_build_filename (self->keys, folder, name, NULL);
}

/* Returns: -1 if the slot was opened, with the key of the clinic; otherwise the code. */
static int
try_at (Fixture *self, const char *id, const char *passphrase, CandorKeyClock now, guint *wait)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CandorAgeIdentity) key
      = candor_key_slot_open (self->keys, id, passphrase, &now, wait, NULL, &error);
  g_autofree char *recipient = NULL;
  g_autofree char *expected = candor_age_identity_dup_recipient (self->clinic);

  if (key == NULL)
    {
      g_assert_true (error->domain == CANDOR_KEY_ERROR);
      g_assert_true (g_str_has_suffix (error->message, "."));
      return error->code;
    }
  recipient = candor_age_identity_dup_recipient (key);
  g_assert_cmpstr (recipient, ==, expected);
  return -1;
}

static void
assert_try (Fixture *self, const char *passphrase, CandorKeyClock now, int code, guint wait)
{
  guint left;

  g_assert_cmpint (try_at (self, self->slot->id, passphrase, now, &left), ==, code);
  g_assert_cmpuint (left, ==, wait);
  g_assert_cmpuint (candor_key_get_wait (self->keys, self->slot->id, &now), ==, wait);
}

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
take_snapshot (Fixture *self)
{
  GHashTable *files = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  snapshot (self->keys, files);
  return files;
}

/* Catches a key that lies about in clear, files that others can read, and a second clinic that is
 * made over the first. */
static void
test_create (Fixture *self, gconstpointer data)
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
  g_assert_cmpuint (g_hash_table_size (before), ==, 4);
  g_hash_table_iter_init (&iter, before);
  while (g_hash_table_iter_next (&iter, &path, NULL))
    {
      g_autofree char *text = NULL;
      struct stat status;

      g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
      g_assert_null (strstr (text, clinic));
      g_assert_null (strstr (text, recovery));
      g_assert_null (strstr (text, RIGHT));
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
test_passphrases (Fixture *self, gconstpointer data)
{
  static const char *const others[]
      = { "", WRONG, RIGHT " ", "Four plain words here", "four plain words her" };
  const CandorKeyClock now = at (BOOT_ONE, 5000);
  guint wait;

  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_assert_cmpint (try_at (self, self->slot->id, others[i], now, &wait), ==,
                       CANDOR_KEY_ERROR_WRONG);
      g_assert_cmpint (try_at (self, self->slot->id, RIGHT, now, &wait), ==, -1);
      g_assert_cmpuint (wait, ==, 0);
    }
  g_assert_true (candor_key_slot_set_passphrase (self->keys, self->slot->id, self->clinic,
                                                 "h\xc3\xa9t\xc3\xa9rodoxe", CHEAP, NULL));
  g_assert_cmpint (try_at (self, self->slot->id, "he\xcc\x81te\xcc\x81rodoxe", now, &wait), ==, -1);
  g_assert_cmpint (try_at (self, self->slot->id, "heterodoxe", now, &wait), ==,
                   CANDOR_KEY_ERROR_WRONG);
}

/* Catches a staff member who makes himself administrator with an editor: whatever is changed in a
 * slot, the right passphrase opens it no more; and a slot that asks for all memory is not tried. */
static void
test_changed_slot (Fixture *self, gconstpointer data)
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
    { "\"version\" : 1", "\"version\" : 2", CANDOR_KEY_ERROR_DAMAGED },
    { "\"version\" : 1", "\"version\" : 1, \"more\" : 1", CANDOR_KEY_ERROR_DAMAGED },
    { "\"version\" : 1", "\"version\" : 1, \"version\" : 1", CANDOR_KEY_ERROR_DAMAGED },
    { "\"argon2id13\"", "\"argon2i13\"", CANDOR_KEY_ERROR_DAMAGED },
    { "\"Ines Sample\"", "[]", CANDOR_KEY_ERROR_DAMAGED },
    { "{", "", CANDOR_KEY_ERROR_DAMAGED },
  };
  g_autofree char *path = path_of (self, "slots", self->slot->id);
  g_autofree char *right = NULL;
  const CandorKeyClock now = at (BOOT_ONE, 5000);
  guint wait;

  g_assert_true (g_file_get_contents (path, &right, NULL, NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_autoptr (GString) text = g_string_new (right);

      g_assert_cmpuint (g_string_replace (text, changes[i].from, changes[i].to, 1), ==, 1);
      g_assert_true (g_file_set_contents (path, text->str, -1, NULL));
      g_assert_cmpint (try_at (self, self->slot->id, RIGHT, now, &wait), ==, changes[i].code);
      g_assert_true (g_file_set_contents (path, right, -1, NULL));
      g_assert_cmpint (try_at (self, self->slot->id, RIGHT, now, &wait), ==, -1);
    }
}

/* A slot under another name, and on another device: neither opens. */
static void
test_moved_slot (Fixture *self, gconstpointer data)
{
  g_autofree char *path = path_of (self, "slots", self->slot->id);
  g_autofree char *other = path_of (self, "slots", "0123456789abcdef");
  g_autofree char *device = g_build_filename (self->keys, "device", NULL);
  g_autofree char *text = NULL;
  g_autofree char *secret = NULL;
  const CandorKeyClock now = at (BOOT_ONE, 5000);
  gsize length;
  guint wait;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_true (g_file_set_contents (other, text, -1, NULL));
  g_assert_cmpint (try_at (self, "0123456789abcdef", RIGHT, now, &wait), ==,
                   CANDOR_KEY_ERROR_DAMAGED);
  g_assert_true (g_file_get_contents (device, &secret, &length, NULL));
  secret[31] ^= 1;
  g_assert_true (g_file_set_contents (device, secret, length, NULL));
  g_assert_cmpint (try_at (self, self->slot->id, RIGHT, now, &wait), ==, CANDOR_KEY_ERROR_WRONG);
  g_assert_true (g_file_set_contents (device, secret, length - 1, NULL));
  g_assert_cmpint (try_at (self, self->slot->id, RIGHT, now, &wait), ==, CANDOR_KEY_ERROR_DAMAGED);
}

/* The waits rise, refused tries do not count, even the right passphrase must wait, and then opens
 * and clears the count. Nothing is ever wiped, after however many tries. */
static void
test_waits (Fixture *self, gconstpointer data)
{
  static const guint waits[] = { 0, 0, 30, 60, 120, 300, 600, 900, 900, 900 };
  gint64 now = 100000;

  for (gsize i = 0; i < G_N_ELEMENTS (waits); i++)
    {
      assert_try (self, WRONG, at (BOOT_ONE, now), CANDOR_KEY_ERROR_WRONG, waits[i]);
      if (waits[i] > 0)
        {
          assert_try (self, RIGHT, at (BOOT_ONE, now), CANDOR_KEY_ERROR_WAIT, waits[i]);
          assert_try (self, RIGHT, at (BOOT_ONE, now + waits[i] - 1), CANDOR_KEY_ERROR_WAIT, 1);
        }
      now += waits[i];
    }
  assert_try (self, RIGHT, at (BOOT_ONE, now), -1, 0);
  assert_try (self, WRONG, at (BOOT_ONE, now), CANDOR_KEY_ERROR_WRONG, 0);
}

static void
fail_times (Fixture *self, guint n, CandorKeyClock now)
{
  guint wait;

  for (guint i = 0; i < n; i++)
    g_assert_cmpint (try_at (self, self->slot->id, WRONG, now, &wait), ==, CANDOR_KEY_ERROR_WRONG);
}

/* A clock that stands before the last try gives the whole wait, once; it neither lets in nor locks
 * out for ever. */
static void
test_clock_set_back (Fixture *self, gconstpointer data)
{
  fail_times (self, 3, at (BOOT_ONE, 50000));
  assert_try (self, RIGHT, at (BOOT_ONE, 2000), CANDOR_KEY_ERROR_WAIT, 30);
  assert_try (self, RIGHT, at (BOOT_ONE, 2029), CANDOR_KEY_ERROR_WAIT, 1);
  assert_try (self, RIGHT, at (BOOT_ONE, 2030), -1, 0);
}

/* After another boot the whole wait counts from the boot, however long the tablet was off. */
static void
test_other_boot (Fixture *self, gconstpointer data)
{
  fail_times (self, 3, at (BOOT_ONE, 50000));
  assert_try (self, RIGHT, at (BOOT_TWO, 10), CANDOR_KEY_ERROR_WAIT, 20);
  assert_try (self, RIGHT, at (BOOT_TWO, 29), CANDOR_KEY_ERROR_WAIT, 1);
  assert_try (self, RIGHT, at (BOOT_TWO, 30), -1, 0);
}

/* Who deletes or damages the count before each try waits longest each time, and from then on. */
static void
test_lost_count (Fixture *self, gconstpointer data)
{
  static const char *const texts[]
      = { NULL,
          "",
          "{",
          "[]",
          "{\"version\":1,\"failed\":-1,\"boot\":\"\",\"seconds\":0}",
          "{\"version\":1,\"failed\":0,\"boot\":\"short\",\"seconds\":0}",
          "{\"version\":2,\"failed\":0,\"boot\":\"\",\"seconds\":0}",
          "{\"version\":1,\"failed\":0,\"boot\":\"\",\"seconds\":0,\"seconds\":0}" };
  g_autofree char *path = path_of (self, "tries", self->slot->id);
  gint64 now = 100000;

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      if (texts[i] == NULL)
        g_assert_cmpint (g_remove (path), ==, 0);
      else
        g_assert_true (g_file_set_contents (path, texts[i], -1, NULL));
      assert_try (self, RIGHT, at (BOOT_ONE, now), CANDOR_KEY_ERROR_WAIT, LONGEST);
      assert_try (self, RIGHT, at (BOOT_ONE, now + LONGEST - 1), CANDOR_KEY_ERROR_WAIT, 1);
      now += LONGEST;
      assert_try (self, WRONG, at (BOOT_ONE, now), CANDOR_KEY_ERROR_WRONG, LONGEST);
      now += LONGEST;
      assert_try (self, RIGHT, at (BOOT_ONE, now), -1, 0);
    }
}

/* A try that cannot be counted is not made. */
static void
test_not_counted (Fixture *self, gconstpointer data)
{
  g_autofree char *tries = g_build_filename (self->keys, "tries", NULL);
  g_autofree char *away = g_build_filename (self->keys, "away", NULL);
  guint wait;

  g_assert_cmpint (g_rename (tries, away), ==, 0);
  g_assert_cmpint (try_at (self, self->slot->id, RIGHT, at (BOOT_ONE, 5000), &wait), ==,
                   CANDOR_KEY_ERROR_DAMAGED);
  g_assert_cmpint (g_rename (away, tries), ==, 0);
  g_assert_cmpint (try_at (self, self->slot->id, RIGHT, at (BOOT_ONE, 5000), &wait), ==, -1);
}

static int
read_failed (Fixture *self, const char *id)
{
  g_autofree char *path = path_of (self, "tries", id);
  g_autofree char *text = NULL;
  const char *found;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  found = strstr (text, "\"failed\":");
  g_assert_nonnull (found);
  return atoi (found + strlen ("\"failed\":"));
}

/* Who kills the program while it computes has used up a try, also with the right passphrase; and
 * nobody else is kept waiting for the dead. */
static void
test_killed (Fixture *self, gconstpointer data)
{
  const char *id = self->slot->id;
  g_autofree char *path = path_of (self, "slots", id);
  g_autofree char *text = NULL;
  g_autoptr (GString) slow = NULL;
  guint wait;

  /* So much work that the program is surely still at it when it is killed. */
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  slow = g_string_new (text);
  g_string_replace (slow, "\"memory\" : 8192", "\"memory\" : 268435456", 1);
  g_string_replace (slow, "\"opslimit\" : 1", "\"opslimit\" : 64", 1);
  g_assert_true (g_file_set_contents (path, slow->str, -1, NULL));

  for (int n = 1; n <= 3; n++)
    {
      pid_t child = fork ();
      int status;

      if (child == 0)
        _exit (try_at (self, id, RIGHT, at (BOOT_ONE, 5000), &wait) == -1 ? 0 : 1);
      while (read_failed (self, id) < n)
        {
          g_assert_cmpint (waitpid (child, &status, WNOHANG), ==, 0);
          g_usleep (1000);
        }
      g_assert_cmpint (kill (child, SIGKILL), ==, 0);
      g_assert_cmpint (waitpid (child, &status, 0), ==, child);
      g_assert_true (WIFSIGNALED (status));
      g_assert_cmpint (read_failed (self, id), ==, n);
    }
  /* The slot as it was, which the right passphrase would open. */
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  assert_try (self, RIGHT, at (BOOT_ONE, 5000), CANDOR_KEY_ERROR_WAIT, 30);
  assert_try (self, RIGHT, at (BOOT_ONE, 5030), -1, 0);
}

/* Eight programs that try at once have three tries together, as one would have. */
static void
test_processes (Fixture *self, gconstpointer data)
{
  pid_t children[8];
  int n_wrong = 0, n_wait = 0;
  guint wait;

  for (gsize i = 0; i < G_N_ELEMENTS (children); i++)
    {
      children[i] = fork ();
      if (children[i] == 0)
        _exit (10 + try_at (self, self->slot->id, WRONG, at (BOOT_ONE, 5000), &wait));
    }
  for (gsize i = 0; i < G_N_ELEMENTS (children); i++)
    {
      int status;

      g_assert_cmpint (waitpid (children[i], &status, 0), ==, children[i]);
      g_assert_true (WIFEXITED (status));
      n_wrong += WEXITSTATUS (status) == 10 + CANDOR_KEY_ERROR_WRONG;
      n_wait += WEXITSTATUS (status) == 10 + CANDOR_KEY_ERROR_WAIT;
    }
  g_assert_cmpint (n_wrong, ==, 3);
  g_assert_cmpint (n_wait, ==, 5);
  g_assert_cmpint (read_failed (self, self->slot->id), ==, 3);
}

/* A new passphrase rewrites one file; the old one opens no more, the others are not concerned. */
static void
test_new_passphrase (Fixture *self, gconstpointer data)
{
  g_autoptr (CandorKeySlot) other = add_slot (self, "Tove Sample", CANDOR_KEY_ROLE_STAFF, CHEAP);
  g_autoptr (GHashTable) before = take_snapshot (self);
  g_autoptr (GHashTable) after = NULL;
  g_autofree char *path = path_of (self, "slots", self->slot->id);
  const CandorKeyClock now = at (BOOT_ONE, 5000);
  GHashTableIter iter;
  gpointer name;
  guint wait;

  g_assert_true (candor_key_slot_set_passphrase (self->keys, self->slot->id, self->clinic, WRONG,
                                                 CHEAP, NULL));
  after = take_snapshot (self);
  g_assert_cmpuint (g_hash_table_size (after), ==, g_hash_table_size (before));
  g_hash_table_iter_init (&iter, before);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    if (g_str_equal (name, path))
      g_assert_cmpstr (g_hash_table_lookup (after, name), !=, g_hash_table_lookup (before, name));
    else
      g_assert_cmpstr (g_hash_table_lookup (after, name), ==, g_hash_table_lookup (before, name));
  g_assert_cmpint (try_at (self, self->slot->id, RIGHT, now, &wait), ==, CANDOR_KEY_ERROR_WRONG);
  g_assert_cmpint (try_at (self, self->slot->id, WRONG, now, &wait), ==, -1);
  g_assert_cmpint (try_at (self, other->id, RIGHT, now, &wait), ==, -1);
}

/* Staff come and go; the last administrator stays; a damaged slot does not hide the others; names of
 * slots lead nowhere else. */
static void
test_list_and_remove (Fixture *self, gconstpointer data)
{
  static const char *const strange[] = { "", "..", "../device", "a/b", "0123456789abcdef" };
  g_autoptr (CandorKeySlot) other = add_slot (self, "Aino Sample", CANDOR_KEY_ROLE_STAFF, CHEAP);
  g_autofree char *damaged = path_of (self, "slots", "feed");
  g_autofree char *tries = path_of (self, "tries", other->id);
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

  g_assert_false (candor_key_slot_remove (self->keys, self->slot->id, &error));
  g_assert_error (error, CANDOR_KEY_ERROR, CANDOR_KEY_ERROR_LAST);
  g_assert_true (candor_key_slot_remove (self->keys, other->id, NULL));
  g_assert_false (g_file_test (tries, G_FILE_TEST_EXISTS));
  for (gsize i = 0; i < G_N_ELEMENTS (strange); i++)
    {
      g_clear_error (&error);
      g_assert_false (candor_key_slot_remove (self->keys, strange[i], NULL));
      g_assert_null (
          candor_key_slot_open (self->keys, strange[i], RIGHT, NULL, &wait, NULL, &error));
      g_assert_error (error, CANDOR_ERROR, CANDOR_ERROR_NOT_FOUND);
    }
  g_assert_null (candor_key_slot_add (self->keys, self->clinic, " \t", CANDOR_KEY_ROLE_STAFF, NULL,
                                      RIGHT, CHEAP, NULL));
}

/* The key of the seal is for who unlocked, its certificate for all; a list of recipients that names
 * a stranger is noticed at the next unlock. */
static void
test_seal_and_recipients (Fixture *self, gconstpointer data)
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

  g_assert_true (candor_keys_save_seal (self->keys, key, certificate, NULL));
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
  g_assert_cmpint (try_at (self, self->slot->id, RIGHT, at (BOOT_ONE, 5000), &wait), ==,
                   CANDOR_KEY_ERROR_DAMAGED);
  g_string_append_printf (changed, "%s\n", own);
  g_assert_true (g_file_set_contents (path, changed->str, -1, NULL));
  g_assert_null (candor_keys_load_recipients (self->keys, NULL));
}

/* The clock itself, which must tell which boot it is, or waits would not outlast one. */
static void
test_clock (Fixture *self, gconstpointer data)
{
  CandorKeyClock clock;
  g_autoptr (CandorAgeIdentity) key = NULL;
  guint wait;

  candor_key_clock_read (&clock);
  g_assert_cmpuint (strlen (clock.boot), ==, CANDOR_KEY_BOOT_LENGTH);
  g_assert_cmpint (clock.seconds, >, 0);
  key = candor_key_slot_open (self->keys, self->slot->id, RIGHT, NULL, &wait, NULL, NULL);
  g_assert_nonnull (key);
}

static void
add (const char *name, void (*test) (Fixture *, gconstpointer))
{
  g_autofree char *path = g_strconcat ("/keys/", name, NULL);

  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("create", test_create);
  add ("passphrases", test_passphrases);
  add ("changed-slot", test_changed_slot);
  add ("moved-slot", test_moved_slot);
  add ("waits", test_waits);
  add ("clock-set-back", test_clock_set_back);
  add ("other-boot", test_other_boot);
  add ("lost-count", test_lost_count);
  add ("not-counted", test_not_counted);
  add ("killed", test_killed);
  add ("processes", test_processes);
  add ("new-passphrase", test_new_passphrase);
  add ("list-and-remove", test_list_and_remove);
  add ("seal-and-recipients", test_seal_and_recipients);
  add ("clock", test_clock);
  return g_test_run ();
}
