/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * Changes of who may unlock that run beside one another, in threads and in processes: nobody comes
 * back who was removed, and an administrator is always left.
 */
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/candor-error.h"
#include "help-keys.h"

#define N_ROUNDS 20

typedef struct
{
  Keys *keys;
  const CandorKeySlot *slot;
} Job;

static gpointer
remove_in_thread (gpointer data)
{
  const Job *job = data;

  return GINT_TO_POINTER (keys_make (
      candor_key_change_remove (job->keys->keys, job->slot->id, job->keys->clinic, NULL)));
}

static gpointer
passphrase_in_thread (gpointer data)
{
  const Job *job = data;

  return GINT_TO_POINTER (keys_set_passphrase (job->keys, job->slot, KEYS_WRONG));
}

static guint
count_administrators (Keys *self)
{
  g_autoptr (GPtrArray) slots = candor_key_slots_list (self->keys, NULL);
  guint n = 0;

  for (guint i = 0; i < slots->len; i++)
    n += ((CandorKeySlot *)slots->pdata[i])->role == CANDOR_KEY_ROLE_ADMINISTRATOR;
  return n;
}

/* A change that was prepared holds all others off, so that what was looked at still holds when it is
 * made. Catches two last administrators who remove one another. */
static void
test_held (Keys *self, gconstpointer data)
{
  g_autoptr (CandorKeySlot) other
      = keys_add_slot (self, "Aino Sample", CANDOR_KEY_ROLE_ADMINISTRATOR);
  g_autoptr (CandorKeyChange) change = NULL;
  Job job = { self, self->slot };
  GThread *thread;

  change = candor_key_change_remove (self->keys, other->id, self->clinic, NULL);
  g_assert_nonnull (change);
  thread = g_thread_new ("remove", remove_in_thread, &job);
  /* Long enough for a removal that waits for nobody. */
  g_usleep (200 * G_TIME_SPAN_MILLISECOND);
  g_assert_cmpuint (count_administrators (self), ==, 2);
  g_assert_true (candor_key_change_make (change, NULL));
  g_clear_pointer (&change, candor_key_change_free);
  g_assert_false (GPOINTER_TO_INT (g_thread_join (thread)));
  g_assert_cmpuint (count_administrators (self), ==, 1);
}

/* The same between two processes, again and again. */
static void
test_processes (Keys *self, gconstpointer data)
{
  for (guint i = 0; i < N_ROUNDS; i++)
    {
      g_autoptr (GPtrArray) slots = NULL;
      pid_t children[2];
      guint n_done = 0;

      while (count_administrators (self) < 2)
        candor_key_slot_free (keys_add_slot (self, "Aino Sample", CANDOR_KEY_ROLE_ADMINISTRATOR));
      slots = candor_key_slots_list (self->keys, NULL);
      for (guint j = 0; j < 2; j++)
        {
          const CandorKeySlot *slot = slots->pdata[j];

          children[j] = fork ();
          g_assert_cmpint (children[j], >=, 0);
          if (children[j] == 0)
            _exit (keys_make (candor_key_change_remove (self->keys, slot->id, self->clinic, NULL))
                       ? 0
                       : 1);
        }
      for (guint j = 0; j < 2; j++)
        {
          int status;

          g_assert_cmpint (waitpid (children[j], &status, 0), ==, children[j]);
          g_assert_true (WIFEXITED (status));
          n_done += WEXITSTATUS (status) == 0;
        }
      g_assert_cmpuint (n_done, ==, 1);
      g_assert_cmpuint (count_administrators (self), ==, 1);
    }
}

/* Catches somebody who is removed while their new passphrase is worked out, and is there again. */
static void
test_resurrection (Keys *self, gconstpointer data)
{
  g_autoptr (GPtrArray) slots = NULL;

  for (guint i = 0; i < N_ROUNDS; i++)
    {
      g_autoptr (CandorKeySlot) other = keys_add_slot (self, "Tove Sample", CANDOR_KEY_ROLE_STAFF);
      Job job = { self, other };
      GThread *change = g_thread_new ("passphrase", passphrase_in_thread, &job);
      GThread *removal = g_thread_new ("remove", remove_in_thread, &job);

      g_thread_join (change);
      g_assert_true (GPOINTER_TO_INT (g_thread_join (removal)));
    }
  slots = candor_key_slots_list (self->keys, NULL);
  g_assert_cmpuint (slots->len, ==, 1);
}

/* Catches a new passphrase for somebody who was removed before. */
static void
test_removed_before (Keys *self, gconstpointer data)
{
  g_autoptr (CandorKeySlot) other = keys_add_slot (self, "Tove Sample", CANDOR_KEY_ROLE_STAFF);
  g_autoptr (GError) error = NULL;

  g_assert_true (keys_make (candor_key_change_remove (self->keys, other->id, self->clinic, NULL)));
  g_assert_null (candor_key_change_passphrase (self->keys, other, self->clinic, KEYS_WRONG,
                                               KEYS_CHEAP, &error));
  g_assert_error (error, CANDOR_ERROR, CANDOR_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (candor_key_change_role (self->keys, other->id, self->clinic,
                                         CANDOR_KEY_ROLE_ADMINISTRATOR, &error));
  g_assert_error (error, CANDOR_ERROR, CANDOR_ERROR_NOT_FOUND);
}

/* Catches a role that takes the passphrase with it, that anybody could write who has not unlocked, or
 * that leaves no administrator. */
static void
test_role (Keys *self, gconstpointer data)
{
  g_autoptr (CandorKeySlot) other = keys_add_slot (self, "Tove Sample", CANDOR_KEY_ROLE_STAFF);
  g_autoptr (CandorAgeIdentity) stranger = candor_age_identity_new ();
  g_autoptr (CandorAgeIdentity) opened = NULL;
  g_autoptr (CandorKeySlot) proved = NULL;
  const CandorKeyClock now = keys_at (BOOT_ONE, 5000);
  g_autoptr (GError) error = NULL;
  guint wait;

  g_assert_null (candor_key_change_role (self->keys, self->slot->id, self->clinic,
                                         CANDOR_KEY_ROLE_STAFF, &error));
  g_assert_error (error, CANDOR_KEY_ERROR, CANDOR_KEY_ERROR_LAST);
  g_clear_error (&error);
  g_assert_null (
      candor_key_change_role (self->keys, other->id, self->clinic, CANDOR_KEY_ROLE_STAFF, &error));
  g_assert_error (error, CANDOR_ERROR, CANDOR_ERROR_INVALID);
  g_clear_error (&error);

  g_assert_true (keys_make (candor_key_change_role (self->keys, other->id, self->clinic,
                                                    CANDOR_KEY_ROLE_ADMINISTRATOR, NULL)));
  opened = candor_key_slot_open (self->keys, other->id, KEYS_RIGHT, &now, &wait, &proved, NULL,
                                 &error);
  g_assert_no_error (error);
  g_assert_cmpint (proved->role, ==, CANDOR_KEY_ROLE_ADMINISTRATOR);
  g_assert_cmpstr (proved->name, ==, "Tove Sample");
  g_assert_true (keys_make (candor_key_change_role (self->keys, self->slot->id, self->clinic,
                                                    CANDOR_KEY_ROLE_STAFF, NULL)));
  g_assert_cmpuint (count_administrators (self), ==, 1);

  /* Whoever has another key has not unlocked this clinic. */
  g_assert_null (candor_key_change_role (self->keys, self->slot->id, stranger,
                                         CANDOR_KEY_ROLE_ADMINISTRATOR, &error));
  g_assert_error (error, CANDOR_KEY_ERROR, CANDOR_KEY_ERROR_DAMAGED);
}

static void
edit_slot (Keys *self, const char *id, const char *from, const char *to)
{
  g_autofree char *path = keys_path_of (self, "slots", id);
  g_autofree char *text = NULL;
  g_autoptr (GString) changed = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  changed = g_string_new (text);
  g_assert_cmpuint (g_string_replace (changed, from, to, 0), ==, 1);
  g_assert_true (g_file_set_contents (path, changed->str, -1, NULL));
}

/* Catches a staff member who writes another role, or a number of registration, into the own slot while
 * at work, and has both proved by the own new passphrase; or who lets the file pass for one of the first
 * version, which has no proof to check. */
static void
test_edited_role (Keys *self, gconstpointer data)
{
  static const char *const edits[][2] = {
    { "\"staff\"", "\"administrator\"" },
    { "PHY-0001", "PHY-0002" },
    { "Tove Sample", "Tove Simple" },
  };
  g_autoptr (CandorKeySlot) other = keys_add_slot (self, "Tove Sample", CANDOR_KEY_ROLE_STAFF);
  const CandorKeyClock now = keys_at (BOOT_ONE, 5000);
  g_autofree char *path = keys_path_of (self, "slots", other->id);
  g_autofree char *text = NULL;
  g_autoptr (CandorAgeIdentity) opened = NULL;
  g_autoptr (CandorKeySlot) proved = NULL;
  g_autoptr (GRegex) proof = g_regex_new (",\\s*\"role_proof\"\\s*:\\s*\"[^\"]*\"", 0, 0, NULL);
  g_autofree char *older = NULL;
  g_autofree char *older_text = NULL;
  g_autoptr (GError) error = NULL;
  guint wait;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (edits); i++)
    {
      edit_slot (self, other->id, edits[i][0], edits[i][1]);
      g_assert_null (candor_key_change_passphrase (self->keys, other, self->clinic, KEYS_WRONG,
                                                   KEYS_CHEAP, &error));
      g_assert_error (error, CANDOR_KEY_ERROR, CANDOR_KEY_ERROR_DAMAGED);
      g_clear_error (&error);
      g_assert_true (g_file_set_contents (path, text, -1, NULL));
    }

  edit_slot (self, other->id, "\"staff\"", "\"administrator\"");
  edit_slot (self, other->id, "\"version\" : 2", "\"version\" : 1");
  g_assert_true (g_file_get_contents (path, &older_text, NULL, NULL));
  older = g_regex_replace_literal (proof, older_text, -1, 0, "", 0, NULL);
  g_assert_cmpstr (older, !=, older_text);
  g_assert_true (g_file_set_contents (path, older, -1, NULL));
  g_assert_true (keys_set_passphrase (self, other, KEYS_WRONG));
  opened = candor_key_slot_open (self->keys, other->id, KEYS_WRONG, &now, &wait, &proved, NULL,
                                 &error);
  g_assert_no_error (error);
  g_assert_cmpint (proved->role, ==, CANDOR_KEY_ROLE_STAFF);
}

/* Catches the last real administrator who goes because of one that only an editor made, and a staff
 * member made one who cannot be taken away any more. */
static void
test_edited_count (Keys *self, gconstpointer data)
{
  g_autoptr (CandorKeySlot) other = keys_add_slot (self, "Tove Sample", CANDOR_KEY_ROLE_STAFF);
  g_autoptr (CandorKeySlot) third
      = keys_add_slot (self, "Aino Sample", CANDOR_KEY_ROLE_ADMINISTRATOR);
  g_autoptr (GError) error = NULL;

  g_assert_true (keys_make (candor_key_change_remove (self->keys, third->id, self->clinic, NULL)));
  edit_slot (self, other->id, "\"staff\"", "\"administrator\"");
  g_assert_cmpuint (count_administrators (self), ==, 2);
  g_assert_null (candor_key_change_remove (self->keys, self->slot->id, self->clinic, &error));
  g_assert_error (error, CANDOR_KEY_ERROR, CANDOR_KEY_ERROR_LAST);
  g_clear_error (&error);
  g_assert_null (candor_key_change_role (self->keys, self->slot->id, self->clinic,
                                         CANDOR_KEY_ROLE_STAFF, &error));
  g_assert_error (error, CANDOR_KEY_ERROR, CANDOR_KEY_ERROR_LAST);
  g_clear_error (&error);
  g_assert_null (
      candor_key_change_role (self->keys, other->id, self->clinic, CANDOR_KEY_ROLE_STAFF, &error));
  g_assert_error (error, CANDOR_KEY_ERROR, CANDOR_KEY_ERROR_DAMAGED);
  g_assert_true (keys_make (candor_key_change_remove (self->keys, other->id, self->clinic, NULL)));
}

/* A slot as the first version of Candor wrote it, for "four plain words here": it opens, and its role
 * cannot be changed by an editor nor by an administrator. */
static void
test_first_version (Keys *self, gconstpointer data)
{
  g_autofree char *from = g_build_filename (TEST_DATA, "vault", "first-keys", NULL);
  g_autofree char *kept = g_build_filename (self->folder, "first", NULL);
  g_autofree char *copy = g_strdup_printf ("cp -r '%s' '%s'", from, kept);
  g_autofree char *path = g_build_filename (kept, "slots", "c3164e6ee97daea6.json", NULL);
  g_autoptr (CandorAgeIdentity) clinic = NULL;
  g_autoptr (CandorKeySlot) proved = NULL;
  g_autoptr (CandorKeyChange) change = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GString) changed = NULL;
  g_autoptr (GError) error = NULL;
  guint wait;

  g_assert_true (g_spawn_command_line_sync (copy, NULL, NULL, NULL, NULL));
  clinic = candor_key_slot_open (kept, "c3164e6ee97daea6", KEYS_RIGHT, NULL, &wait, &proved, NULL,
                                 &error);
  g_assert_no_error (error);
  g_assert_null (candor_key_change_role (kept, "c3164e6ee97daea6", clinic,
                                         CANDOR_KEY_ROLE_ADMINISTRATOR, &error));
  g_assert_nonnull (strstr (error->message, "new passphrase"));
  g_clear_error (&error);

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  changed = g_string_new (text);
  g_assert_cmpuint (g_string_replace (changed, "\"staff\"", "\"administrator\"", 0), ==, 1);
  g_assert_true (g_file_set_contents (path, changed->str, -1, NULL));
  g_assert_null (
      candor_key_slot_open (kept, "c3164e6ee97daea6", KEYS_RIGHT, NULL, &wait, NULL, NULL, &error));
  g_assert_error (error, CANDOR_KEY_ERROR, CANDOR_KEY_ERROR_WRONG);
  g_assert_true (g_file_set_contents (path, text, -1, NULL));

  change = candor_key_change_passphrase (kept, proved, clinic, KEYS_WRONG, KEYS_CHEAP, NULL);
  g_assert_true (candor_key_change_make (change, NULL));
  g_clear_pointer (&change, candor_key_change_free);
  g_assert_true (keys_make (candor_key_change_role (kept, "c3164e6ee97daea6", clinic,
                                                    CANDOR_KEY_ROLE_ADMINISTRATOR, NULL)));
}

static void
add (const char *name, void (*test) (Keys *, gconstpointer))
{
  g_autofree char *path = g_strconcat ("/key-change/", name, NULL);

  g_test_add (path, Keys, NULL, keys_set_up, test, keys_tear_down);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("held", test_held);
  add ("processes", test_processes);
  add ("resurrection", test_resurrection);
  add ("removed-before", test_removed_before);
  add ("role", test_role);
  add ("edited-role", test_edited_role);
  add ("edited-count", test_edited_count);
  add ("first-version", test_first_version);
  return g_test_run ();
}
