/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * The clock that nobody can set, and that goes on while the computer sleeps. GLib's own stands still
 * then: a tablet that slept for a night would take itself for one that was touched a minute ago.
 */
#include "candor-boot-clock.h"

#include <sys/timerfd.h>
#include <time.h>
#include <unistd.h>

/**
 * candor_boot_clock_get:
 *
 * Returns: microseconds since the computer was started, its sleep among them
 */
gint64
candor_boot_clock_get (void)
{
  struct timespec now;

  clock_gettime (CLOCK_BOOTTIME, &now);
  return now.tv_sec * G_USEC_PER_SEC + now.tv_nsec / 1000;
}

/**
 * candor_boot_clock_new_timer:
 *
 * Returns: a descriptor that can be read when the time has come that
 *   candor_boot_clock_set_timer () names; -1 when the system has none left. It belongs to the caller.
 */
int
candor_boot_clock_new_timer (void)
{
  return timerfd_create (CLOCK_BOOTTIME, TFD_CLOEXEC | TFD_NONBLOCK);
}

/**
 * candor_boot_clock_set_timer:
 * @timer: of candor_boot_clock_new_timer ()
 * @due: microseconds of the boot clock; 0 for never
 */
void
candor_boot_clock_set_timer (int timer, gint64 due)
{
  const struct itimerspec when
      = { .it_value = { .tv_sec = due / G_USEC_PER_SEC, .tv_nsec = due % G_USEC_PER_SEC * 1000 } };

  timerfd_settime (timer, TFD_TIMER_ABSTIME, &when, NULL);
}
