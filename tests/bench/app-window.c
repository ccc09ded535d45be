/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * Candor itself, with its own command line, watched from the same place as the bare window.
 */
#include "app/candor-application.h"
#include "first-frame.h"

int
main (int argc, char **argv)
{
  g_autoptr (CandorApplication) application = candor_application_new ();

  g_application_set_flags (G_APPLICATION (application), G_APPLICATION_NON_UNIQUE);
  first_frame_watch (GTK_APPLICATION (application));
  return g_application_run (G_APPLICATION (application), argc, argv);
}
