/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * A file is there whole or not at all, belongs to its owner alone, and nothing is left lying about.
 */
#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/file.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>
#include <utime.h>

#include "core/candor-error.h"
#include "vault/candor-atomic-file.h"

typedef struct
{
  char *folder;
  char *path;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  self->folder = g_dir_make_tmp ("candor-vault-XXXXXX", NULL);
  self->path = g_build_filename (self->folder, "file", NULL);
}

static guint
count_files (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_remove (self->path);
  g_assert_cmpint (g_rmdir (self->folder), ==, 0);
  g_free (self->path);
  g_free (self->folder);
}

static void
assert_holds (const char *path, GBytes *bytes)
{
  g_autofree char *there = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (path, &there, &length, NULL));
  g_assert_cmpmem (there, length, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

static void
assert_refused (GError *error)
{
  g_assert_error (error, CANDOR_ERROR, CANDOR_ERROR_STORAGE);
  g_assert_true (g_str_has_suffix (error->message, "."));
  g_assert_null (strchr (error->message, '\n'));
}

static void
test_write (Fixture *self, gconstpointer data)
{
  g_autofree char *large = g_malloc (3 * 1024 * 1024);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  GStatBuf status;
  mode_t umask_before = umask (0);

  memset (large, 'x', 3 * 1024 * 1024);
  bytes = g_bytes_new (large, 3 * 1024 * 1024);
  g_assert_true (candor_atomic_file_write (self->path, bytes, &error));
  umask (umask_before);
  g_assert_no_error (error);
  assert_holds (self->path, bytes);
  g_assert_cmpint (g_stat (self->path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 07777, ==, 0600);
  g_assert_cmpuint (count_files (self->folder), ==, 1);
}

static void
test_write_nothing (Fixture *self, gconstpointer data)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static ("", 0);

  g_assert_true (candor_atomic_file_write (self->path, bytes, NULL));
  assert_holds (self->path, bytes);
}

static void
test_write_never_replaces (Fixture *self, gconstpointer data)
{
  g_autoptr (GBytes) old = g_bytes_new_static ("old", 3);
  g_autoptr (GBytes) new = g_bytes_new_static ("new", 3);
  g_autoptr (GError) error = NULL;

  g_assert_true (candor_atomic_file_write (self->path, old, NULL));
  g_assert_false (candor_atomic_file_write (self->path, new, &error));
  assert_refused (error);
  assert_holds (self->path, old);
  g_assert_cmpuint (count_files (self->folder), ==, 1);
}

static void
test_replace (Fixture *self, gconstpointer data)
{
  g_autoptr (GBytes) old = g_bytes_new_static ("old", 3);
  g_autoptr (GBytes) new = g_bytes_new_static ("newer", 5);
  GStatBuf status;

  g_assert_true (candor_atomic_file_replace (self->path, old, NULL));
  g_assert_cmpint (g_chmod (self->path, 0644), ==, 0);
  g_assert_true (candor_atomic_file_replace (self->path, new, NULL));
  assert_holds (self->path, new);
  g_assert_cmpint (g_stat (self->path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 07777, ==, 0600);
  g_assert_cmpuint (count_files (self->folder), ==, 1);
}

static void
test_no_folder (Fixture *self, gconstpointer data)
{
  g_autofree char *path = g_build_filename (self->folder, "nowhere", "file", NULL);
  g_autoptr (GBytes) bytes = g_bytes_new_static ("bytes", 5);
  g_autoptr (GError) error = NULL;

  g_assert_false (candor_atomic_file_write (path, bytes, &error));
  assert_refused (error);
  g_clear_error (&error);
  g_assert_false (candor_atomic_file_replace (path, bytes, &error));
  assert_refused (error);
}

/* A folder stands where the file should be: the name cannot be given. */
static void
test_name_is_a_folder (Fixture *self, gconstpointer data)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static ("bytes", 5);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir (self->path, 0700), ==, 0);
  g_assert_false (candor_atomic_file_replace (self->path, bytes, &error));
  assert_refused (error);
  g_assert_cmpuint (count_files (self->folder), ==, 1);
}

/* A pipe or a device that a name leads to keeps its place: it is not turned into a file. */
static void
test_name_is_no_file (Fixture *self, gconstpointer data)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static ("bytes", 5);
  g_autoptr (GError) error = NULL;
  GStatBuf status;

  g_assert_cmpint (mkfifo (self->path, 0600), ==, 0);
  g_assert_false (candor_atomic_file_replace (self->path, bytes, &error));
  assert_refused (error);
  g_assert_cmpint (g_lstat (self->path, &status), ==, 0);
  g_assert_true (S_ISFIFO (status.st_mode));

  g_clear_error (&error);
  g_assert_cmpint (g_remove (self->path), ==, 0);
  g_assert_cmpint (symlink ("/dev/null", self->path), ==, 0);
  g_assert_false (candor_atomic_file_replace (self->path, bytes, &error));
  assert_refused (error);
  g_assert_cmpint (g_lstat (self->path, &status), ==, 0);
  g_assert_true (S_ISLNK (status.st_mode));
  g_assert_cmpuint (count_files (self->folder), ==, 1);
}

/* A limit on the size of files stops a write half-way, as a full disk does. */
static void
test_write_stops_half_way (Fixture *self, gconstpointer data)
{
  g_autofree char *large = g_malloc0 (1024 * 1024);
  g_autoptr (GBytes) old = g_bytes_new_static ("old", 3);
  g_autoptr (GBytes) bytes = g_bytes_new (large, 1024 * 1024);
  g_autoptr (GError) error = NULL;
  struct rlimit before;
  struct rlimit small;

  g_assert_true (candor_atomic_file_write (self->path, old, NULL));
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &before), ==, 0);
  small = before;
  small.rlim_cur = 64 * 1024;
  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &small), ==, 0);
  g_assert_false (candor_atomic_file_replace (self->path, bytes, &error));
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &before), ==, 0);
  assert_refused (error);
  assert_holds (self->path, old);
  g_assert_cmpuint (count_files (self->folder), ==, 1);

  /* And when there is room again, the same bytes go through. */
  g_assert_true (candor_atomic_file_replace (self->path, bytes, NULL));
  assert_holds (self->path, bytes);
}

typedef struct
{
  const char *path;
  int number;
} Writer;

static gpointer
write_cb (gpointer data)
{
  const Writer *writer = data;
  g_autofree char *text = g_strdup_printf ("%d", writer->number);
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  return GINT_TO_POINTER (candor_atomic_file_write (writer->path, bytes, NULL));
}

/* Of many who write the same new file at once, one succeeds. */
static void
test_one_wins (Fixture *self, gconstpointer data)
{
  Writer writers[8];
  GThread *threads[8];
  int won = 0;

  for (int i = 0; i < 8; i++)
    {
      writers[i] = (Writer){ self->path, i };
      threads[i] = g_thread_new ("write", write_cb, &writers[i]);
    }
  for (int i = 0; i < 8; i++)
    won += GPOINTER_TO_INT (g_thread_join (threads[i]));
  g_assert_cmpint (won, ==, 1);
  g_assert_cmpuint (count_files (self->folder), ==, 1);
}

static char *
put (Fixture *self, const char *name, int age)
{
  char *path = g_build_filename (self->folder, name, NULL);
  struct utimbuf times = { .actime = time (NULL) - age, .modtime = time (NULL) - age };

  g_assert_true (g_file_set_contents (path, "half of it", -1, NULL));
  g_assert_cmpint (g_utime (path, &times), ==, 0);
  return path;
}

/* Catches what a power cut left lying about for ever; and a sweep that takes a file which somebody
 * is writing just now, or which is none of its own. */
static void
test_sweep (Fixture *self, gconstpointer data)
{
  static const char *const others[] = { "notes.tmp",
                                        ".candor-1234567.tmp",
                                        ".candor-123456789.tmp",
                                        ".candor-1234567g.tmp",
                                        ".candor-12345678",
                                        "candor-12345678.tmp",
                                        ".candor-1234567A.tmp",
                                        "visit.json",
                                        ".candor-12345678.tmp.json" };
  const int day = 24 * 60 * 60;
  g_autofree char *left = put (self, ".candor-00c0ffee.tmp", day);
  g_autofree char *young = put (self, ".candor-0000beef.tmp", 30);
  g_autofree char *used = put (self, ".candor-deadbeef.tmp", day);
  g_autofree char *folder = g_build_filename (self->folder, ".candor-aaaaaaaa.tmp", NULL);
  g_autofree char *link = g_build_filename (self->folder, ".candor-bbbbbbbb.tmp", NULL);
  int fd = g_open (used, O_WRONLY | O_CLOEXEC, 0);

  g_assert_cmpint (flock (fd, LOCK_EX | LOCK_NB), ==, 0);
  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  g_assert_cmpint (symlink (left, link), ==, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    g_free (put (self, others[i], day));

  g_assert_cmpuint (candor_atomic_file_sweep (self->folder), ==, 1);
  g_assert_false (g_file_test (left, G_FILE_TEST_EXISTS));
  g_assert_cmpuint (count_files (self->folder), ==, G_N_ELEMENTS (others) + 4);

  /* The writer is gone, as after a crash. */
  close (fd);
  g_assert_cmpuint (candor_atomic_file_sweep (self->folder), ==, 1);
  g_assert_false (g_file_test (used, G_FILE_TEST_EXISTS));
  g_assert_cmpuint (candor_atomic_file_sweep (young), ==, 0);

  g_remove (young);
  g_remove (link);
  g_rmdir (folder);
  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_autofree char *path = g_build_filename (self->folder, others[i], NULL);

      g_assert_cmpint (g_remove (path), ==, 0);
    }
  g_assert_cmpuint (candor_atomic_file_sweep (self->path), ==, 0);
}

static void
add (const char *name, void (*test) (Fixture *, gconstpointer))
{
  g_autofree char *path = g_strconcat ("/atomic-file/", name, NULL);

  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("write", test_write);
  add ("write-nothing", test_write_nothing);
  add ("write-never-replaces", test_write_never_replaces);
  add ("replace", test_replace);
  add ("no-folder", test_no_folder);
  add ("name-is-a-folder", test_name_is_a_folder);
  add ("name-is-no-file", test_name_is_no_file);
  add ("write-stops-half-way", test_write_stops_half_way);
  add ("one-wins", test_one_wins);
  add ("sweep", test_sweep);
  return g_test_run ();
}
