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
#include "store-support.h"

static const char head[] = "msgid \"\"\n"
                           "msgstr \"\"\n"
                           "\"Content-Type: text/plain; charset=UTF-8\\n\"\n"
                           "\"Plural-Forms: nplurals=2; plural=(n != 1);\\n\"\n"
                           "\"X-Language-Name: Invented\\n\"\n\n";

/* As a translator's editor and src/run do: the catalogue is made beside the old one and takes its place. */
static void
save (const char *message, const char *text)
{
  const char *path = candor_preview_path ();
  g_autofree char *made = g_strconcat (path, ".new", NULL);
  g_autofree char *po = g_strdup_printf ("%smsgid \"%s\"\nmsgstr \"%s\"\n", head, message, text);
  const char *const command[] = { "msgfmt", "-o", made, "-", NULL };
  g_autoptr (GError) error = NULL;
  GSubprocess *msgfmt = g_subprocess_newv (command, G_SUBPROCESS_FLAGS_STDIN_PIPE, &error);

  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (msgfmt, po, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_successful (msgfmt));
  g_object_unref (msgfmt);
  g_assert_cmpint (g_rename (made, path), ==, 0);
}

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
  save ("Unlock", "Lofer");
  staff_until (staff_find_button (window, "Lofer") != NULL);

  visit = candor_example_ready (procedure,
                                &(CandorExample){ .clinic = clinic,
                                                  .language = candor_preview_get (),
                                                  .clinic_language = candor_preview_get () });
  candor_draft_keeper_keep (candor_session_get_drafts (session), visit);
  store_open (window, session);
  staff_until (staff_find_button (window, "[EN: Hand over this visit]") != NULL);
  save ("Hand over this visit", "Gif");
  staff_until (staff_find_button (window, "Gif") != NULL);
  staff_click (window, "Gif");
  staff_until (staff_find_type (window, CANDOR_TYPE_FLOW) != NULL);

  page = candor_flow_get_page (CANDOR_FLOW (staff_find_type (window, CANDOR_TYPE_FLOW)));
  staff_until (staff_shows (window, "[EN: Welcome]"));
  save ("Welcome", "Wilkum");
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
  save ("Unlock", "Lof");
  g_test_add_func ("/app/preview", test_follow);
  status = g_test_run ();
  g_unlink (path);
  g_rmdir (folder);
  return status;
}
