/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * Catches a translation that is saved and not seen in the window: while it is locked, on the staff's
 * screens, and on a patient's page, which has to stay where it is.
 */
#include "staff-support.h"

#include <glib/gstdio.h>

#include "app/candor-preview-watch.h"
#include "app/visit/candor-flow.h"
#include "core/candor-example.h"
#include "core/candor-preview.h"
#include "../core/help-catalog.h"
#include "store-support.h"

static void
test_follow (void)
{
  CandorClinic *clinic = staff_clinic ();
  CandorProcedure *procedure = staff_procedure ();
  g_autofree char *scratch = staff_scratch ();
  g_autofree char *folder = store_make (scratch);
  CandorSession *session = store_session (folder, FALSE);
  g_autoptr (CandorVisit) visit = NULL;
  CandorPage *page;
  GtkWidget *window;

  g_free (clinic->language);
  clinic->language = g_strdup ("qq-QQ");
  window = candor_window_new (NULL, procedure, clinic, session);
  candor_preview_watch (CANDOR_WINDOW (window));
  gtk_window_present (GTK_WINDOW (window));
  g_assert_nonnull (staff_find_button (window, "Lof"));
  g_assert_nonnull (staff_find_label_starting (window, "[EN: "));
  help_save_preview ("msgid \"Unlock\"\nmsgstr \"Lofer\"\n");
  staff_until (staff_find_button (window, "Lofer") != NULL);

  visit = candor_example_ready (procedure,
                                &(CandorExample){ .clinic = clinic,
                                                  .language = candor_preview_get (),
                                                  .clinic_language = candor_preview_get () });
  candor_draft_keeper_keep (candor_session_get_drafts (session), visit);
  store_open (window, session);
  staff_until (staff_find_button (window, "[EN: Hand over this visit]") != NULL);
  help_save_preview ("msgid \"Hand over this visit\"\nmsgstr \"Gif\"\n");
  staff_until (staff_find_button (window, "Gif") != NULL);
  staff_click (window, "Gif");
  staff_until (staff_find_type (window, CANDOR_TYPE_FLOW) != NULL);

  page = candor_flow_get_page (CANDOR_FLOW (staff_find_type (window, CANDOR_TYPE_FLOW)));
  staff_until (staff_shows (window, "[EN: Welcome]"));
  help_save_preview ("msgid \"Welcome\"\nmsgstr \"Wilkum\"\n");
  staff_until (staff_shows (window, "Wilkum"));
  g_assert_true (candor_flow_get_page (CANDOR_FLOW (staff_find_type (window, CANDOR_TYPE_FLOW)))
                 != page);

  gtk_window_destroy (GTK_WINDOW (window));
  candor_draft_keeper_settle (candor_session_get_drafts (session));
  g_object_unref (session);
  candor_procedure_unref (procedure);
  candor_clinic_free (clinic);
  staff_remove (scratch);
}

int
main (int argc, char **argv)
{
  g_autofree char *folder = g_dir_make_tmp ("candor-preview-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "qq_QQ.mo", NULL);
  int status;

  g_setenv ("CANDOR_PREVIEW", path, TRUE);
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  /* Languages are looked for once, with the first clinic. */
  help_save_preview ("msgid \"Unlock\"\nmsgstr \"Lof\"\n");
  g_test_add_func ("/app/preview", test_follow);
  status = g_test_run ();
  g_unlink (path);
  g_rmdir (folder);
  return status;
}
