/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * Wrong tries and their waits, on real files and, where two programs meet, in real processes. Only
 * the clock is handed in.
 */
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "help-keys.h"

#define LONGEST 900

/* The waits rise, refused tries do not count, even the right passphrase must wait, and then opens
 * and clears the count. Nothing is ever wiped, after however many tries. */
static void
test_waits (Keys *self, gconstpointer data)
{
  static const guint waits[] = { 0, 0, 30, 60, 120, 300, 600, 900, 900, 900 };
  gint64 now = 100000;

  for (gsize i = 0; i < G_N_ELEMENTS (waits); i++)
    {
      keys_assert_try (self, KEYS_WRONG, keys_at (BOOT_ONE, now), CANDOR_KEY_ERROR_WRONG, waits[i]);
      if (waits[i] > 0)
        {
          keys_assert_try (self, KEYS_RIGHT, keys_at (BOOT_ONE, now), CANDOR_KEY_ERROR_WAIT,
                           waits[i]);
          keys_assert_try (self, KEYS_RIGHT, keys_at (BOOT_ONE, now + waits[i] - 1),
                           CANDOR_KEY_ERROR_WAIT, 1);
        }
      now += waits[i];
    }
  keys_assert_try (self, KEYS_RIGHT, keys_at (BOOT_ONE, now), -1, 0);
  keys_assert_try (self, KEYS_WRONG, keys_at (BOOT_ONE, now), CANDOR_KEY_ERROR_WRONG, 0);
}

static void
fail_times (Keys *self, guint n, CandorKeyClock now)
{
  guint wait;

  for (guint i = 0; i < n; i++)
    g_assert_cmpint (keys_try_at (self, self->slot->id, KEYS_WRONG, now, &wait), ==,
                     CANDOR_KEY_ERROR_WRONG);
}

/* A clock that stands before the last try gives the whole wait, once; it neither lets in nor locks
 * out for ever. */
static void
test_clock_set_back (Keys *self, gconstpointer data)
{
  fail_times (self, 3, keys_at (BOOT_ONE, 50000));
  keys_assert_try (self, KEYS_RIGHT, keys_at (BOOT_ONE, 2000), CANDOR_KEY_ERROR_WAIT, 30);
  keys_assert_try (self, KEYS_RIGHT, keys_at (BOOT_ONE, 2029), CANDOR_KEY_ERROR_WAIT, 1);
  keys_assert_try (self, KEYS_RIGHT, keys_at (BOOT_ONE, 2030), -1, 0);
}

/* After another boot the whole wait counts from the boot, however long the tablet was off. */
static void
test_other_boot (Keys *self, gconstpointer data)
{
  fail_times (self, 3, keys_at (BOOT_ONE, 50000));
  keys_assert_try (self, KEYS_RIGHT, keys_at (BOOT_TWO, 10), CANDOR_KEY_ERROR_WAIT, 20);
  keys_assert_try (self, KEYS_RIGHT, keys_at (BOOT_TWO, 29), CANDOR_KEY_ERROR_WAIT, 1);
  keys_assert_try (self, KEYS_RIGHT, keys_at (BOOT_TWO, 30), -1, 0);
}

/* Who deletes or damages the count before each try waits longest each time, and from then on. */
static void
test_lost_count (Keys *self, gconstpointer data)
{
  static const char *const texts[]
      = { NULL,
          "",
          "{",
          "[]",
          "{\"version\":1,\"failed\":-1,\"boot\":\"\",\"seconds\":0}\n",
          "{\"version\":1,\"failed\":0,\"boot\":\"short\",\"seconds\":0}\n",
          "{\"version\":1,\"failed\":\"none\",\"boot\":\"\",\"seconds\":0}\n",
          "{\"version\":1,\"failed\":{},\"boot\":\"\",\"seconds\":0}\n",
          "{\"version\":1,\"failed\":false,\"boot\":\"\",\"seconds\":0}\n",
          "{\"version\":2,\"failed\":0,\"boot\":\"\",\"seconds\":0}\n",
          "{\"version\":1,\"failed\":0,\"boot\":\"\",\"seconds\":0,\"seconds\":0}\n" };
  g_autofree char *path = keys_path_of (self, "tries", self->slot->id);
  gint64 now = 100000;

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      if (texts[i] == NULL)
        g_assert_cmpint (g_remove (path), ==, 0);
      else
        g_assert_true (g_file_set_contents (path, texts[i], -1, NULL));
      keys_assert_try (self, KEYS_RIGHT, keys_at (BOOT_ONE, now), CANDOR_KEY_ERROR_WAIT, LONGEST);
      keys_assert_try (self, KEYS_RIGHT, keys_at (BOOT_ONE, now + LONGEST - 1),
                       CANDOR_KEY_ERROR_WAIT, 1);
      now += LONGEST;
      keys_assert_try (self, KEYS_WRONG, keys_at (BOOT_ONE, now), CANDOR_KEY_ERROR_WRONG, LONGEST);
      now += LONGEST;
      keys_assert_try (self, KEYS_RIGHT, keys_at (BOOT_ONE, now), -1, 0);
    }
}

/* A try that cannot be counted is not made. */
static void
test_not_counted (Keys *self, gconstpointer data)
{
  g_autofree char *tries = g_build_filename (self->keys, "tries", NULL);
  g_autofree char *away = g_build_filename (self->keys, "away", NULL);
  guint wait;

  g_assert_cmpint (g_rename (tries, away), ==, 0);
  g_assert_cmpint (keys_try_at (self, self->slot->id, KEYS_RIGHT, keys_at (BOOT_ONE, 5000), &wait),
                   ==, CANDOR_KEY_ERROR_DAMAGED);
  g_assert_cmpint (g_rename (away, tries), ==, 0);
  g_assert_cmpint (keys_try_at (self, self->slot->id, KEYS_RIGHT, keys_at (BOOT_ONE, 5000), &wait),
                   ==, -1);
}

static int
read_failed (Keys *self, const char *id)
{
  g_autofree char *path = keys_path_of (self, "tries", id);
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
test_killed (Keys *self, gconstpointer data)
{
  const char *id = self->slot->id;
  g_autofree char *path = keys_path_of (self, "slots", id);
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
        _exit (keys_try_at (self, id, KEYS_RIGHT, keys_at (BOOT_ONE, 5000), &wait) == -1 ? 0 : 1);
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
  keys_assert_try (self, KEYS_RIGHT, keys_at (BOOT_ONE, 5000), CANDOR_KEY_ERROR_WAIT, 30);
  keys_assert_try (self, KEYS_RIGHT, keys_at (BOOT_ONE, 5030), -1, 0);
}

/* Eight programs that try at once have three tries together, as one would have. */
static void
test_processes (Keys *self, gconstpointer data)
{
  pid_t children[8];
  int n_wrong = 0, n_wait = 0;
  guint wait;

  for (gsize i = 0; i < G_N_ELEMENTS (children); i++)
    {
      children[i] = fork ();
      if (children[i] == 0)
        _exit (10
               + keys_try_at (self, self->slot->id, KEYS_WRONG, keys_at (BOOT_ONE, 5000), &wait));
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

/* The clock itself, which must tell which boot it is, or waits would not outlast one. */
static void
test_clock (Keys *self, gconstpointer data)
{
  CandorKeyClock clock;
  g_autoptr (CandorAgeIdentity) key = NULL;
  guint wait;

  candor_key_clock_read (&clock);
  g_assert_cmpuint (strlen (clock.boot), ==, CANDOR_KEY_BOOT_LENGTH);
  g_assert_cmpint (clock.seconds, >, 0);
  key = candor_key_slot_open (self->keys, self->slot->id, KEYS_RIGHT, NULL, &wait, NULL, NULL,
                              NULL);
  g_assert_nonnull (key);
}

static void
add (const char *name, void (*test) (Keys *, gconstpointer))
{
  g_autofree char *path = g_strconcat ("/key-tries/", name, NULL);

  g_test_add (path, Keys, NULL, keys_set_up, test, keys_tear_down);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("waits", test_waits);
  add ("clock-set-back", test_clock_set_back);
  add ("other-boot", test_other_boot);
  add ("lost-count", test_lost_count);
  add ("not-counted", test_not_counted);
  add ("killed", test_killed);
  add ("processes", test_processes);
  add ("clock", test_clock);
  return g_test_run ();
}
