/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * Libraries that are loaded when they are first needed. Catches: a call through a place that nobody
 * filled, a library that is not there or is another and ends the program instead of becoming a
 * sentence, and threads that ask at the same moment.
 */
#include <math.h>
#include <string.h>

#include "core/candor-error.h"
#include "core/candor-late.h"

/* In no library. */
double candor_test_nowhere (double number);

#define THERE(F) F (cos) F (hypot)
#define MISSING(F) F (cos) F (candor_test_nowhere)

CANDOR_DEFINE_LATE (There, load_there, "libm.so.6", THERE)
CANDOR_DEFINE_LATE (Missing, load_missing, "libm.so.6", MISSING)
CANDOR_DEFINE_LATE (Absent, load_absent, "libcandor-test-absent.so.9", THERE)

CANDOR_DECLARE_LATE (Shared, shared, load_shared, THERE)
CANDOR_DEFINE_LATE_TABLE (Shared, shared, load_shared, "libm.so.6", THERE)
CANDOR_DECLARE_LATE (Gone, gone, load_gone, MISSING)
CANDOR_DEFINE_LATE_TABLE (Gone, gone, load_gone, "libm.so.6", MISSING)

#define N_THREADS 8

static gpointer
call_in_thread (gpointer data)
{
  g_autoptr (GError) error = NULL;
  const There *there = load_there (&error);

  g_assert_no_error (error);
  g_assert_cmpfloat (there->cos (0), ==, 1);
  g_assert_cmpfloat (there->hypot (3, 4), ==, 5);
  return NULL;
}

static void
test_threads (void)
{
  GThread *threads[N_THREADS];

  for (guint i = 0; i < N_THREADS; i++)
    threads[i] = g_thread_new (NULL, call_in_thread, NULL);
  for (guint i = 0; i < N_THREADS; i++)
    g_thread_join (threads[i]);
  g_assert_true (load_there (NULL) == load_there (NULL));
}

static void
test_absent (void)
{
  /* Asked twice: what failed once must not pass for loaded the next time. */
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (load_absent (&error));
      g_assert_error (error, CANDOR_ERROR, CANDOR_ERROR_FAILED);
      g_assert_nonnull (strstr (error->message, "libcandor-test-absent.so.9"));
    }
}

static void
test_another (void)
{
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (load_missing (&error));
      g_assert_error (error, CANDOR_ERROR, CANDOR_ERROR_FAILED);
    }
}

/* What a header says in the place of each name, so that the calls read as they would without it. */
#define hypot (*shared.hypot)

static void
test_shared (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (load_shared (&error));
  g_assert_no_error (error);
  g_assert_cmpfloat (hypot (3, 4), ==, 5);
  g_assert_false (load_gone (&error));
  g_assert_error (error, CANDOR_ERROR, CANDOR_ERROR_FAILED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/late/threads", test_threads);
  g_test_add_func ("/late/absent", test_absent);
  g_test_add_func ("/late/another", test_another);
  g_test_add_func ("/late/shared", test_shared);
  return g_test_run ();
}
