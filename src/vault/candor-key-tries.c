/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * How often somebody tried a passphrase that was wrong, or did not finish a try, and how long they wait. The count is on the
 * disk before a passphrase is tried, and is taken back when it was the right one: who pulls the plug
 * in between has used up a try. Waits are counted on a clock that nobody can set; no number of wrong
 * tries destroys anything.
 */
#include "candor-key-private.h"

#include <errno.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "candor-atomic-file.h"
#include "candor-disk.h"
#include "core/candor-error.h"
#include "core/candor-file.h"

/* Bytes; ours have a hundred. */
#define MAX_FILE 4096

/* Seconds to wait after so many wrong tries; after more, the last. */
static const guint waits[] = { 0, 0, 0, 30, 60, 120, 300, 600, 900 };

#define WORST (G_N_ELEMENTS (waits) - 1)

struct _CandorKeyTry
{
  char *folder; /* (owned) */
  char *id;     /* (owned) */
  int lock;
};

static char *
build_path (const char *folder, const char *id)
{
  g_autofree char *name = g_strconcat (id, ".json", NULL);

  return g_build_filename (folder, "tries", name, NULL);
}

static gboolean
save_count (const char *folder, const char *id, const CandorKeyCount *count, GError **error)
{
  g_autofree char *path = build_path (folder, id);
  g_autoptr (GBytes) bytes = candor_key_count_write (count);

  return candor_atomic_file_replace (path, bytes, error);
}

/* Returns: whether the count is there and whole. */
static gboolean
load_count (const char *folder, const char *id, CandorKeyCount *count)
{
  g_autofree char *path = build_path (folder, id);
  g_autofree char *text = NULL;
  gsize length;

  return candor_file_read (path, MAX_FILE, &text, &length, NULL)
         && candor_key_count_parse (text, length, count);
}

static gboolean
is_same_boot (const CandorKeyCount *count, const CandorKeyClock *now)
{
  return g_str_equal (count->last.boot, now->boot);
}

/* After another boot the wait counts from that boot: how long the tablet was off is not known. */
static guint
compute_wait (const CandorKeyCount *count, const CandorKeyClock *now)
{
  gint64 wait = waits[MIN (count->n_failed, WORST)];
  gint64 from = is_same_boot (count, now) ? MIN (count->last.seconds, now->seconds) : 0;

  return CLAMP (wait - (now->seconds - from), 0, wait);
}

/* Whether the next thing is @word; then it is behind us. */
static gboolean
take (char **at, const char *word)
{
  if (!g_str_has_prefix (*at, word))
    return FALSE;
  *at += strlen (word);
  return TRUE;
}

static void
set_wait_error (GError **error, guint wait)
{
  candor_error_set_plural (
      error, CANDOR_KEY_ERROR, CANDOR_KEY_ERROR_WAIT,
      "There were too many tries that were wrong or not finished. Nothing was tried now, "
      "and nothing is lost; please wait %u second.",
      "There were too many tries that were wrong or not finished. Nothing was tried now, "
      "and nothing is lost; please wait %u seconds.",
      wait, wait);
}

/* A copy on a medium that cannot be written to is not opened: with any number of copies somebody could
 * try any number of passphrases. */
static void
set_lock_error (GError **error, int code)
{
  if (code == EROFS || code == EACCES || code == EPERM)
    candor_error_set_literal (
        error, CANDOR_KEY_ERROR, CANDOR_KEY_ERROR_DAMAGED,
        "This store cannot be written to, so a try could not be counted, and nothing was tried. "
        "Copy the whole folder to a disk that can be written to and open it there; or open single "
        "records with the key on paper and “candorctl recover”.");
  else
    candor_error_set (
        error, CANDOR_KEY_ERROR, CANDOR_KEY_ERROR_DAMAGED,
        "The try could not be counted: %s. Nothing was tried; look whether the disk of "
        "the clinic’s folder is there and may be written to.",
        g_strerror (code));
}

/**
 * candor_key_clock_read:
 * @clock: (out caller-allocates): now
 *
 * Reads the clock that waits are counted on. Where the kernel does not name its boots, each looks
 * like the same one, which makes no wait shorter than that since the boot.
 */
void
candor_key_clock_read (CandorKeyClock *clock)
{
  g_autofree char *boot = NULL;
  struct timespec now = { 0 };

  memset (clock, 0, sizeof *clock);
  clock_gettime (CLOCK_BOOTTIME, &now);
  clock->seconds = now.tv_sec;
  if (g_file_get_contents ("/proc/sys/kernel/random/boot_id", &boot, NULL, NULL)
      && strlen (g_strstrip (boot)) == CANDOR_KEY_BOOT_LENGTH)
    g_strlcpy (clock->boot, boot, sizeof clock->boot);
}

/**
 * candor_key_count_parse:
 * @text: what is in a file of the tries folder, which anybody may have made
 * @length: its length in bytes
 * @count: (out caller-allocates): what it says; undefined if it is damaged
 *
 * What the one writer would not have written is damaged.
 *
 * Returns: whether it is whole
 */
gboolean
candor_key_count_parse (const char *text, gsize length, CandorKeyCount *count)
{
  g_autofree char *copy = g_strndup (text, length);
  g_autoptr (GBytes) written = NULL;
  char *at = copy;
  char *boot;
  guint64 n_failed;

  memset (count, 0, sizeof *count);
  if (!take (&at, "{\"version\":1,\"failed\":"))
    return FALSE;
  n_failed = g_ascii_strtoull (at, &at, 10);
  count->n_failed = MIN (n_failed, G_MAXINT);
  if (!take (&at, ",\"boot\":\""))
    return FALSE;
  boot = at;
  at += strcspn (at, "\"");
  if (at - boot != 0 && at - boot != CANDOR_KEY_BOOT_LENGTH)
    return FALSE;
  memcpy (count->last.boot, boot, at - boot);
  if (!take (&at, "\",\"seconds\":"))
    return FALSE;
  count->last.seconds = g_ascii_strtoll (at, NULL, 10);
  written = candor_key_count_write (count);
  return count->last.seconds >= 0 && g_bytes_get_size (written) == length
         && memcmp (g_bytes_get_data (written, NULL), text, length) == 0;
}

/* Returns: (transfer full): the file of a count. */
GBytes *
candor_key_count_write (const CandorKeyCount *self)
{
  char *text = g_strdup_printf (
      "{\"version\":1,\"failed\":%u,\"boot\":\"%s\",\"seconds\":%" G_GINT64_FORMAT "}\n",
      self->n_failed, self->last.boot, self->last.seconds);

  return g_bytes_new_take (text, strlen (text));
}

/**
 * candor_key_get_wait:
 * @folder: the keys folder
 * @id: a slot
 * @clock: (nullable): now; %NULL for the clock itself
 *
 * Returns: how many seconds the next try must wait. Where the count is missing or damaged the next
 *   try begins the longest wait, which is told already.
 */
guint
candor_key_get_wait (const char *folder, const char *id, const CandorKeyClock *clock)
{
  CandorKeyClock now;
  CandorKeyCount count;

  if (clock == NULL)
    candor_key_clock_read (&now);
  else
    now = *clock;
  return load_count (folder, id, &count) ? compute_wait (&count, &now) : waits[WORST];
}

/* Writes that nobody failed yet. The file of a slot that was opened has no trace of when. */
gboolean
candor_key_tries_reset (const char *folder, const char *id, GError **error)
{
  const CandorKeyCount none = { 0 };

  return save_count (folder, id, &none, error);
}

/**
 * candor_key_try_begin:
 * @folder: the keys folder
 * @id: a slot
 * @clock: (nullable): now; %NULL for the clock itself
 * @wait: (out): seconds until the next try, if this one fails or is refused
 * @error: return location for an error
 *
 * Waits until no other program tries, then counts a wrong try. A count that is missing or damaged is
 * made again as the worst, from now on: who deletes it before each try waits longest each time.
 *
 * Returns: (transfer full) (nullable): the right to try once; otherwise %CANDOR_KEY_ERROR_WAIT, or
 *   %CANDOR_ERROR_STORAGE if the try could not be counted
 */
CandorKeyTry *
candor_key_try_begin (
    const char *folder, const char *id, const CandorKeyClock *clock, guint *wait, GError **error)
{
  g_autoptr (CandorKeyTry) self = g_new0 (CandorKeyTry, 1);
  g_autofree char *path = g_build_filename (folder, "tries", "lock", NULL);
  CandorKeyClock now;
  CandorKeyCount count;

  self->lock = candor_disk_lock (path);
  if (self->lock < 0)
    {
      set_lock_error (error, errno);
      return NULL;
    }
  /* Read behind the lock: who waited for it must not come with an old time. */
  if (clock == NULL)
    candor_key_clock_read (&now);
  else
    now = *clock;
  if (!load_count (folder, id, &count))
    {
      count = (CandorKeyCount){ WORST, now };
      if (!save_count (folder, id, &count, error))
        return NULL;
    }
  /* A time to come was never written by this clock: the wait begins now, or it would never end. */
  if (is_same_boot (&count, &now) && count.last.seconds > now.seconds)
    {
      count.last = now;
      if (!save_count (folder, id, &count, error))
        return NULL;
    }
  *wait = compute_wait (&count, &now);
  if (*wait > 0)
    {
      set_wait_error (error, *wait);
      return NULL;
    }
  count.n_failed++;
  count.last = now;
  if (!save_count (folder, id, &count, error))
    return NULL;
  *wait = compute_wait (&count, &now);
  self->folder = g_strdup (folder);
  self->id = g_strdup (id);
  return g_steal_pointer (&self);
}

/**
 * candor_key_try_take_back:
 * @self: a try that had the right passphrase
 *
 * Forgets this try and those before it. If the disk refuses, the next one only waits longer.
 */
void
candor_key_try_take_back (CandorKeyTry *self)
{
  g_autoptr (GError) error = NULL;

  if (!candor_key_tries_reset (self->folder, self->id, &error))
    g_info ("%s", error->message);
}

/* Lets the next one try. */
void
candor_key_try_end (CandorKeyTry *self)
{
  if (self->lock >= 0)
    close (self->lock);
  g_free (self->folder);
  g_free (self->id);
  g_free (self);
}
