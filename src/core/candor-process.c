/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * What every program of Candor does first of all with its own process.
 */
#include "candor-process.h"

#include <locale.h>
#include <malloc.h>
#include <signal.h>
#include <sys/resource.h>

/* Any byte but zero, which stands for leaving it alone. */
#define FILLING 0xa5

/* Bytes. A larger piece of memory is the system's again as soon as nobody holds it. */
#define LARGE_PIECE (512 * 1024)

/* Bytes. How much may lie free at the end of what the C library has. */
#define FREE_END (1024 * 1024)

/* For all threads together. */
#define ARENAS 2

/**
 * candor_process_take_errors:
 *
 * A pipe that is closed and a file that may not grow any more are errors to report: the program does
 * not vanish from them, and does not leave half a file behind.
 */
void
candor_process_take_errors (void)
{
  signal (SIGPIPE, SIG_IGN);
  signal (SIGXFSZ, SIG_IGN);
}

/**
 * candor_process_leave_no_core:
 *
 * Should the program crash, what it knew about patients and keys is not written to the disk.
 */
void
candor_process_leave_no_core (void)
{
  struct rlimit value;

  if (getrlimit (RLIMIT_CORE, &value) != 0)
    return;
  /* Too little for any file, and unlike zero also kept to where the system hands a crash to another
   * program (core(5), and the kernel's do_coredump ()). */
  value.rlim_max = MIN (value.rlim_max, 1);
  value.rlim_cur = value.rlim_max;
  setrlimit (RLIMIT_CORE, &value);
}

/**
 * candor_process_fill_freed:
 *
 * For a program that runs all day and shows one person after another: memory that is given back is
 * written over, so that names, answers and drawn letters which nobody holds any more do not lie in it
 * until chance takes their place. The C library keeps a handful of the pieces of each size as they
 * are, for the next who asks.
 */
void
candor_process_fill_freed (void)
{
  mallopt (M_PERTURB, FILLING);
}

/**
 * candor_process_give_back:
 *
 * For a program that runs all day: what one visit took for a moment, the system has again before the
 * next. By itself the C library takes the largest piece that was ever freed, a Chinese font of 20 MB, for
 * what is usual, and keeps several as large for each thread that ever made a form: half a gigabyte after
 * ten visits. Call it before there is any thread.
 */
void
candor_process_give_back (void)
{
  mallopt (M_ARENA_MAX, ARENAS);
  mallopt (M_MMAP_THRESHOLD, LARGE_PIECE);
  mallopt (M_TRIM_THRESHOLD, FREE_END);
}

/**
 * candor_process_take_locale:
 *
 * Takes the locale that the environment names. Where the system does not have it, the one is taken that
 * every system has and that knows all letters: plain C would print question marks for most of them.
 */
void
candor_process_take_locale (void)
{
  if (setlocale (LC_ALL, "") == NULL)
    setlocale (LC_ALL, "C.UTF-8");
}
