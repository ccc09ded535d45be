/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#include <glib/gi18n.h>

#include "app/candor-application.h"
#include "core/candor-process.h"

int
main (int argc, char **argv)
{
  g_autoptr (CandorApplication) application = NULL;
  int status;

  candor_process_take_errors ();
  candor_process_leave_no_core ();
  candor_process_fill_freed ();
  candor_process_give_back ();

  /* GLib decides at its first text whether it ever translates; ask before a locale can say no. */
  g_dgettext ("glib20", "");

  application = candor_application_new ();
  status = g_application_run (G_APPLICATION (application), argc, argv);
  return candor_application_failed (application) ? 1 : status;
}
