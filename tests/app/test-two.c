/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * Two Candors, and candorctl, on one store at the same time, each a process of its own. Catches: a
 * record or a draft that one of them loses for the other, a log whose chain they tear, a visit that
 * is filed twice, a visit that comes back or goes away because somebody else had it too, a list that
 * does not learn what the other filed.
 */
#include "staff-support.h"

#include <string.h>

#include "app/visit/candor-flow.h"
#include "core/candor-example.h"
#include "core/candor-language.h"
#include "store-support.h"
#include "tablet-support.h"

/* How many visits each of the three files. */
#define N_EACH 6

static const char *own_path;

typedef struct
{
  Tablet tablet;
  char *secret; /* the file with the passphrase */
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  tablet_set_up_shown (&self->tablet, NULL);
  self->secret = g_build_filename (self->tablet.scratch, "passphrase", NULL);
  g_file_set_contents (self->secret, STORE_PASSPHRASE, -1, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  tablet_tear_down (&self->tablet, NULL);
  g_free (self->secret);
}

static CandorVisit *
make_visit (CandorProcedure *procedure, const CandorClinic *clinic, const char *name)
{
  g_autoptr (GError) error = NULL;
  CandorVisit *visit = candor_example_complete (
      procedure, &(CandorExample){ .clinic = clinic, .name = name }, &error);

  g_assert_no_error (error);
  return visit;
}

/* Drafts and files visits, as the app does. */
static void
work (const char *folder, CandorProcedure *procedure, const CandorClinic *clinic, const char *name)
{
  const CandorStationery stationery = { .paper = CANDOR_PAPER_A4 };
  g_autoptr (CandorDraftKeeper) drafts = candor_draft_keeper_new (folder);
  g_autoptr (CandorRegister) opened = store_unlock (folder);

  for (guint i = 0; i < N_EACH; i++)
    {
      g_autoptr (CandorVisit) visit = make_visit (procedure, clinic, name);
      const char *id = candor_visit_get (visit, CANDOR_FIELD_ID);
      g_autofree char *trouble = NULL;
      g_autofree char *file = NULL;
      g_autoptr (GError) error = NULL;

      for (guint j = 0; j < 3; j++)
        candor_draft_keeper_keep (drafts, visit);
      candor_draft_keeper_settle (drafts);
      trouble = candor_draft_keeper_dup_trouble (drafts, candor_language_english ());
      g_assert_null (trouble);
      candor_draft_keeper_stop (drafts, id);
      file = candor_register_file_visit (opened, procedure, visit, &stationery, &error);
      g_assert_no_error (error);
    }
  g_main_context_iteration (NULL, FALSE);
}

/* The other Candor: a process that has nothing in common with the first but the store. */
static int
be_the_other (const char *what, const char *folder)
{
  g_autoptr (CandorClinic) clinic = staff_clinic ();
  g_autoptr (CandorProcedure) procedure = staff_procedure ();
  g_autoptr (CandorRegister) opened = NULL;
  g_autoptr (GPtrArray) drafts = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *file = NULL;

  if (g_str_equal (what, "--work"))
    {
      work (folder, procedure, clinic, "Otto Other");
      return 0;
    }
  opened = store_unlock (folder);
  drafts = candor_register_list_drafts (opened, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (drafts->len, ==, 1);
  if (g_str_equal (what, "--discard"))
    candor_register_remove_draft (opened, candor_visit_get (drafts->pdata[0], CANDOR_FIELD_ID),
                                  &error);
  else
    file = candor_register_file_visit (opened, procedure, drafts->pdata[0],
                                       &(CandorStationery){ .paper = CANDOR_PAPER_A4 }, &error);
  g_assert_no_error (error);
  return 0;
}

static GSubprocess *
start (const char *const *line)
{
  g_autoptr (GError) error = NULL;
  GSubprocess *process = g_subprocess_newv (line, G_SUBPROCESS_FLAGS_STDOUT_SILENCE, &error);

  g_assert_no_error (error);
  return process;
}

static void
end (GSubprocess *process)
{
  g_autoptr (GSubprocess) ended = process;
  g_autoptr (GError) error = NULL;

  g_subprocess_wait_check (process, NULL, &error);
  g_assert_no_error (error);
}

static void
other (Fixture *self, const char *what)
{
  end (start ((const char *const[]){ own_path, what, self->tablet.folder, NULL }));
}

static GSubprocess *
start_commit (Fixture *self, guint number)
{
  g_autoptr (CandorVisit) visit
      = make_visit (self->tablet.procedure, self->tablet.clinic, "Carl Tool");
  g_autofree char *name = g_strdup_printf ("visit-%u.json", number);
  g_autofree char *path = g_build_filename (self->tablet.scratch, name, NULL);
  gsize length;
  g_autofree char *json = candor_visit_to_json (visit, &length);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, json, length, &error);
  g_assert_no_error (error);
  return start ((const char *const[]){
      g_getenv ("CANDORCTL"), "commit", "--store", self->tablet.folder, "--passphrase-file",
      self->secret, "--procedure", TEST_DATA "/procedures/glimmer-brushing.xml", path, NULL });
}

static void
assert_whole (Fixture *self, guint n_records)
{
  g_autoptr (CandorRegister) opened = store_unlock (self->tablet.folder);
  g_autoptr (GError) error = NULL;
  g_autoptr (CandorReconciled) mended = candor_register_reconcile (opened, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (mended->missing->len, ==, 0);
  g_assert_cmpuint (store_count (self->tablet.folder, "records"), ==, n_records);
  g_assert_cmpuint (candor_index_size (candor_register_get_index (opened)), ==, n_records);
  end (start ((const char *const[]){ g_getenv ("CANDORCTL"), "audit", "--store",
                                     self->tablet.folder, NULL }));
}

/* This process, another Candor and candorctl file as fast as they can, and the log is one chain. */
static void
test_side_by_side (Fixture *self, gconstpointer data)
{
  GSubprocess *second
      = start ((const char *const[]){ own_path, "--work", self->tablet.folder, NULL });
  GSubprocess *tools[N_EACH];

  for (guint i = 0; i < N_EACH; i++)
    tools[i] = start_commit (self, i);
  work (self->tablet.folder, self->tablet.procedure, self->tablet.clinic, "Ana Example");
  end (second);
  for (guint i = 0; i < N_EACH; i++)
    end (tools[i]);
  g_assert_cmpuint (store_count (self->tablet.folder, "drafts"), ==, 0);
  assert_whole (self, 3 * N_EACH);

  /* The window was open all the time, and shows what all three did. */
  store_open (self->tablet.window, self->tablet.session);
  staff_until (staff_shows (self->tablet.window, "Otto Other")
               && staff_shows (self->tablet.window, "Carl Tool")
               && staff_shows (self->tablet.window, "Ana Example"));
}

static void
show_waiting (Fixture *self)
{
  g_autoptr (CandorVisit) visit
      = make_visit (self->tablet.procedure, self->tablet.clinic, "Ana Example");

  candor_draft_keeper_keep (candor_session_get_drafts (self->tablet.session), visit);
  store_open (self->tablet.window, self->tablet.session);
  staff_until (staff_shows (self->tablet.window, "Waiting to be filed"));
}

/* Both have the same visit on the screen, and both file it. */
static void
test_same_visit (Fixture *self, gconstpointer data)
{
  show_waiting (self);
  staff_click (self->tablet.window, "File this visit");
  staff_until (staff_find_button (self->tablet.window, "File the record") != NULL);
  candor_draft_keeper_settle (candor_session_get_drafts (self->tablet.session));
  other (self, "--file");
  g_assert_cmpuint (store_count (self->tablet.folder, "records"), ==, 1);
  staff_click (self->tablet.window, "File the record");
  staff_until (staff_shows (self->tablet.window, "Saved"));
  g_assert_cmpuint (store_count (self->tablet.folder, "drafts"), ==, 0);
  assert_whole (self, 1);
}

/* What one throws away while the other has it in a patient's hands is not lost for that patient. */
static void
test_thrown_away (Fixture *self, gconstpointer data)
{
  show_waiting (self);
  staff_click (self->tablet.window, "File this visit");
  staff_until (staff_find_button (self->tablet.window, "File the record") != NULL);
  candor_draft_keeper_settle (candor_session_get_drafts (self->tablet.session));
  other (self, "--discard");
  g_assert_cmpuint (store_count (self->tablet.folder, "drafts"), ==, 0);
  staff_click (self->tablet.window, "File the record");
  staff_until (staff_shows (self->tablet.window, "Saved"));
  assert_whole (self, 1);
}

#define ADD(name, test) g_test_add ("/two/" name, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_autofree char *path = g_file_read_link ("/proc/self/exe", NULL);

  own_path = path;
  if (argc == 3 && g_str_has_prefix (argv[1], "--") && *argv[2] == '/')
    return be_the_other (argv[1], argv[2]);
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  ADD ("side-by-side", test_side_by_side);
  ADD ("same-visit", test_same_visit);
  ADD ("thrown-away", test_thrown_away);
  return g_test_run ();
}
