/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * A store that is not there: its disk is not connected, is pulled out in the middle of a visit, or
 * is full. Catches: a first start that is offered where records were, and a new store in the place
 * of the old one; a patient's answers that are lost in silence; a draft that stays in memory though
 * the disk is back, or that is written over a newer one; a locked tablet that does not notice it.
 */
#include "staff-support.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "app/candor-window.h"
#include "app/setup/candor-setup-pages.h"
#include "app/visit/candor-flow.h"
#include "core/candor-example.h"
#include "store-support.h"
#include "tablet-support.h"

typedef struct
{
  Tablet tablet;
  char *elsewhere; /* where the store goes when it is away */
} Fixture;

/* A disk that takes its time: the next sync begins, and comes to its end when the test says so. */
typedef enum
{
  DISK_QUICK,
  DISK_HOLDS_NEXT,
  DISK_HOLDS,
  DISK_REFUSES,
} Disk;

static GMutex disk_mutex;
static GCond disk_turned;
static Disk disk;

static void
turn_disk (Disk to)
{
  g_mutex_lock (&disk_mutex);
  disk = to;
  g_cond_broadcast (&disk_turned);
  g_mutex_unlock (&disk_mutex);
}

static void
wait_until_disk_holds (void)
{
  g_mutex_lock (&disk_mutex);
  while (disk != DISK_HOLDS)
    g_cond_wait (&disk_turned, &disk_mutex);
  g_mutex_unlock (&disk_mutex);
}

/* In the place of the C library's, for the whole program: it is the kernel's, at the time that the
 * test chose. */
int
fsync (int fd)
{
  gboolean refused;

  g_mutex_lock (&disk_mutex);
  if (disk == DISK_HOLDS_NEXT)
    {
      disk = DISK_HOLDS;
      g_cond_broadcast (&disk_turned);
      while (disk == DISK_HOLDS)
        g_cond_wait (&disk_turned, &disk_mutex);
    }
  refused = disk == DISK_REFUSES;
  if (refused)
    disk = DISK_QUICK;
  g_mutex_unlock (&disk_mutex);
  if (refused)
    {
      errno = EIO;
      return -1;
    }
  return (int)syscall (SYS_fsync, fd);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  tablet_set_up (&self->tablet, FALSE);
  self->elsewhere = g_build_filename (self->tablet.scratch, "elsewhere", NULL);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  tablet_tear_down (&self->tablet, NULL);
  g_free (self->elsewhere);
}

static void
take_away (Fixture *self)
{
  g_assert_cmpint (g_rename (self->tablet.folder, self->elsewhere), ==, 0);
}

static void
bring_back (Fixture *self)
{
  g_assert_cmpint (g_rename (self->elsewhere, self->tablet.folder), ==, 0);
}

/* Starts Candor with a store, as from a shell. Returns: its window. */
static GtkWidget *
start (CandorApplication *app, const char *store)
{
  g_autofree char *clinic = g_build_filename (SOURCE_ROOT, "data", "examples", "clinic.ini", NULL);
  const char *const words[] = { "candor", "--store", store, "--clinic", clinic, NULL };
  g_auto (GStrv) line = g_strdupv ((char **)words);
  int status = 0;

  g_assert_true (
      G_APPLICATION_GET_CLASS (app)->local_command_line (G_APPLICATION (app), &line, &status));
  g_assert_cmpint (status, ==, 0);
  return GTK_WIDGET (gtk_application_get_active_window (GTK_APPLICATION (app)));
}

static void
assert_absent (GtkWidget *window)
{
  g_assert_true (staff_shows (window, "The records are not there"));
  g_assert_null (staff_find_type (window, CANDOR_TYPE_SETUP_PAGES));
}

static void
start_and_end (const char *store, gboolean absent)
{
  g_autoptr (CandorApplication) app = candor_application_new ();
  GtkWidget *window = start (app, store);

  if (absent)
    assert_absent (window);
  else
    g_assert_false (staff_shows (window, "The records are not there"));
  g_assert_cmpint (candor_application_failed (app), ==, absent);
  gtk_window_destroy (GTK_WINDOW (window));
}

/* Returns: the window that comes in the place of @window */
static GtkWidget *
try_again (CandorApplication *app, GtkWidget *window)
{
  GtkWindow *now = NULL;

  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *)&window);
  staff_click (window, "Try again");
  staff_until (window == NULL
               && (now = gtk_application_get_active_window (GTK_APPLICATION (app))) != NULL);
  return GTK_WIDGET (now);
}

static void
test_first_start (Fixture *self, gconstpointer data)
{
  g_autofree char *fresh = g_build_filename (self->tablet.scratch, "fresh", NULL);
  g_autoptr (CandorApplication) app = candor_application_new ();
  GtkWidget *window = start (app, fresh);

  g_assert_nonnull (staff_find_type (window, CANDOR_TYPE_SETUP_PAGES));
  gtk_window_destroy (GTK_WINDOW (window));
}

/* The place of a disk that was never seen before is not a place for a clinic that begins. */
static void
test_no_mount (Fixture *self, gconstpointer data)
{
  g_autofree char *store = g_build_filename (self->tablet.scratch, "no-disk", "store", NULL);

  start_and_end (store, TRUE);
}

static void
test_not_connected (Fixture *self, gconstpointer data)
{
  g_autoptr (CandorApplication) app = NULL;
  g_autofree char *slash = g_strconcat (self->tablet.folder, "/", NULL);
  GtkWidget *window;

  start_and_end (self->tablet.folder, FALSE);
  take_away (self);
  start_and_end (self->tablet.folder, TRUE);
  start_and_end (slash, TRUE);

  /* What is left of a disk that is not mounted is an empty folder. */
  g_assert_cmpint (g_mkdir (self->tablet.folder, 0700), ==, 0);
  app = candor_application_new ();
  window = start (app, self->tablet.folder);
  assert_absent (window);
  window = try_again (app, window);
  assert_absent (window);
  g_assert_cmpint (g_rmdir (self->tablet.folder), ==, 0);
  bring_back (self);
  window = try_again (app, window);
  g_assert_true (staff_shows (window, "This tablet is locked"));
  g_assert_false (candor_application_failed (app));
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
open_window (Fixture *self)
{
  self->tablet.window
      = candor_window_new (NULL, self->tablet.procedure, self->tablet.clinic, self->tablet.session);
  gtk_window_present (GTK_WINDOW (self->tablet.window));
}

/* A visit in the patient's hands. */
static CandorVisit *
start_visit (Fixture *self)
{
  g_autoptr (CandorVisit) visit = candor_example_ready (
      self->tablet.procedure,
      &(CandorExample){ .clinic = self->tablet.clinic, .name = "Ana Example" });
  GtkWidget *flow = NULL;

  candor_draft_keeper_keep (candor_session_get_drafts (self->tablet.session), visit);
  open_window (self);
  store_open (self->tablet.window, self->tablet.session);
  staff_until (staff_find_button (self->tablet.window, "Hand over this visit") != NULL);
  staff_click (self->tablet.window, "Hand over this visit");
  staff_until ((flow = staff_find_type (self->tablet.window, CANDOR_TYPE_FLOW)) != NULL);
  candor_draft_keeper_settle (candor_session_get_drafts (self->tablet.session));
  return candor_page_get_visit (candor_flow_get_page (CANDOR_FLOW (flow)));
}

static gboolean
says_unsaved (Fixture *self)
{
  return staff_shows (self->tablet.window, "This tablet cannot save at the moment.");
}

/* What stands in the one draft on the disk. */
static char *
read_goal (Fixture *self)
{
  g_autoptr (CandorRegister) opened = store_unlock (self->tablet.folder);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) drafts = candor_register_list_drafts (opened, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (drafts->len, ==, 1);
  return g_strdup (candor_visit_get (drafts->pdata[0], CANDOR_FIELD_PATIENT_GOAL));
}

/* Nobody does anything after the disk is back: it is tried again by itself. */
static void
test_pulled_out (Fixture *self, gconstpointer data)
{
  CandorVisit *visit = start_visit (self);
  g_autofree char *goal = NULL;

  g_assert_false (says_unsaved (self));
  take_away (self);
  candor_visit_set (visit, CANDOR_FIELD_PATIENT_GOAL, "Shine in the dark");
  staff_until (says_unsaved (self));
  g_assert_nonnull (staff_find_type (self->tablet.window, CANDOR_TYPE_FLOW));
  g_assert_cmpstr (candor_visit_get (visit, CANDOR_FIELD_PATIENT_GOAL), ==, "Shine in the dark");

  bring_back (self);
  staff_until (!says_unsaved (self));
  goal = read_goal (self);
  g_assert_cmpstr (goal, ==, "Shine in the dark");
}

/* An empty folder where the disk was mounted must not be taken for the store either. */
static void
test_unmounted (Fixture *self, gconstpointer data)
{
  CandorVisit *visit = start_visit (self);
  g_autofree char *goal = NULL;
  g_autoptr (GDir) dir = NULL;

  take_away (self);
  g_assert_cmpint (g_mkdir (self->tablet.folder, 0700), ==, 0);
  candor_visit_set (visit, CANDOR_FIELD_PATIENT_GOAL, "Shine in the dark");
  staff_until (says_unsaved (self));
  dir = g_dir_open (self->tablet.folder, 0, NULL);
  g_assert_null (g_dir_read_name (dir));
  g_assert_cmpint (g_rmdir (self->tablet.folder), ==, 0);

  /* The next change takes with it what failed before. */
  bring_back (self);
  candor_visit_set (visit, CANDOR_FIELD_PATIENT_GOAL, "Shine at noon");
  staff_until (!says_unsaved (self));
  goal = read_goal (self);
  g_assert_cmpstr (goal, ==, "Shine at noon");
}

static GBytes *
read_draft_file (Fixture *self, CandorVisit *visit)
{
  g_autofree char *name = g_strconcat (candor_visit_get (visit, CANDOR_FIELD_ID), ".age", NULL);
  g_autofree char *path = g_build_filename (self->tablet.folder, "drafts", name, NULL);
  g_autoptr (GError) error = NULL;
  char *text;
  gsize length;

  g_file_get_contents (path, &text, &length, &error);
  g_assert_no_error (error);
  return g_bytes_new_take (text, length);
}

/* The kernel refuses every byte, as on a disk without room. */
static void
test_full (Fixture *self, gconstpointer data)
{
  CandorVisit *visit = start_visit (self);
  g_autoptr (GBytes) before = read_draft_file (self, visit);
  g_autoptr (GBytes) meanwhile = NULL;
  g_autofree char *after = NULL;
  struct rlimit limit, none;

  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  none = limit;
  none.rlim_cur = 0;
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &none), ==, 0);
  candor_visit_set (visit, CANDOR_FIELD_PATIENT_GOAL, "Shine in the dark");
  staff_until (says_unsaved (self));
  meanwhile = read_draft_file (self, visit);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  g_assert_true (g_bytes_equal (before, meanwhile));

  staff_until (!says_unsaved (self));
  after = read_goal (self);
  g_assert_cmpstr (after, ==, "Shine in the dark");
}

/* An older state of one visit could not be saved, and the newer one is on its way to the disk when
 * another visit is saved: that is when what failed before is tried again. */
static CandorVisit *
save_slowly (Fixture *self)
{
  CandorDraftKeeper *keeper = candor_session_get_drafts (self->tablet.session);
  CandorVisit *visit = candor_example_ready (
      self->tablet.procedure,
      &(CandorExample){ .clinic = self->tablet.clinic, .name = "Ana Example" });
  g_autoptr (CandorVisit) other = candor_example_ready (
      self->tablet.procedure,
      &(CandorExample){ .clinic = self->tablet.clinic, .name = "Ben Example" });
  g_autofree char *trouble = NULL;

  take_away (self);
  candor_visit_set (visit, CANDOR_FIELD_PATIENT_GOAL, "Shine in the dark");
  candor_draft_keeper_keep (keeper, visit);
  candor_draft_keeper_settle (keeper);
  trouble = candor_draft_keeper_dup_trouble (keeper, candor_language_english ());
  g_assert_nonnull (trouble);

  bring_back (self);
  turn_disk (DISK_HOLDS_NEXT);
  candor_visit_set (visit, CANDOR_FIELD_PATIENT_GOAL, "Shine at noon");
  candor_draft_keeper_keep (keeper, visit);
  wait_until_disk_holds ();
  candor_draft_keeper_keep (keeper, other);
  return visit;
}

/* What a person would find of @visit after a pulled plug. */
static char *
read_goal_of (Fixture *self, CandorVisit *visit)
{
  g_autoptr (CandorRegister) opened = store_unlock (self->tablet.folder);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) drafts = candor_register_list_drafts (opened, NULL, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < drafts->len; i++)
    if (g_str_equal (candor_visit_get (drafts->pdata[i], CANDOR_FIELD_ID),
                     candor_visit_get (visit, CANDOR_FIELD_ID)))
      return g_strdup (candor_visit_get (drafts->pdata[i], CANDOR_FIELD_PATIENT_GOAL));
  return NULL;
}

static void
test_slow (Fixture *self, gconstpointer data)
{
  CandorDraftKeeper *keeper = candor_session_get_drafts (self->tablet.session);
  g_autoptr (CandorVisit) visit = save_slowly (self);
  g_autoptr (GPtrArray) failed = NULL;
  g_autofree char *goal = NULL;

  turn_disk (DISK_QUICK);
  candor_draft_keeper_settle (keeper);
  goal = read_goal_of (self, visit);
  g_assert_cmpstr (goal, ==, "Shine at noon");
  failed = candor_draft_keeper_list_failed (keeper);
  g_assert_cmpuint (failed->len, ==, 0);
}

static gboolean
is_saved (CandorDraftKeeper *keeper)
{
  g_autofree char *trouble = candor_draft_keeper_dup_trouble (keeper, candor_language_english ());

  return trouble == NULL;
}

/* The newer one could not be saved either: it must not be taken for saved because an older one was. */
static void
test_slow_and_refused (Fixture *self, gconstpointer data)
{
  CandorDraftKeeper *keeper = candor_session_get_drafts (self->tablet.session);
  g_autoptr (CandorVisit) visit = save_slowly (self);
  g_autoptr (GPtrArray) failed = NULL;
  g_autofree char *trouble = NULL;
  g_autofree char *goal = NULL;

  turn_disk (DISK_REFUSES);
  candor_draft_keeper_settle (keeper);
  trouble = candor_draft_keeper_dup_trouble (keeper, candor_language_english ());
  g_assert_nonnull (trouble);
  failed = candor_draft_keeper_list_failed (keeper);
  g_assert_cmpuint (failed->len, ==, 1);
  g_assert_cmpstr (candor_visit_get (failed->pdata[0], CANDOR_FIELD_PATIENT_GOAL), ==,
                   "Shine at noon");

  staff_until (is_saved (keeper));
  goal = read_goal_of (self, visit);
  g_assert_cmpstr (goal, ==, "Shine at noon");
}

static void
test_locked (Fixture *self, gconstpointer data)
{
  take_away (self);
  open_window (self);
  g_assert_true (staff_shows (self->tablet.window, "The records are not there."));
  bring_back (self);
  staff_until (staff_shows (self->tablet.window, STORE_STAFF));
  g_assert_false (staff_shows (self->tablet.window, "The records are not there."));
  store_open (self->tablet.window, self->tablet.session);
}

#define ADD(name, test) g_test_add ("/away/" name, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_autofree char *state = staff_scratch ();
  int status;

  /* Without a bus no other Candor that runs is taken for ours. */
  g_setenv ("XDG_STATE_HOME", state, TRUE);
  g_setenv ("DBUS_SESSION_BUS_ADDRESS", "disabled:", TRUE);
  /* As the program itself does: a refused byte is an error, and not the end. */
  signal (SIGXFSZ, SIG_IGN);
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  ADD ("first-start", test_first_start);
  ADD ("no-mount", test_no_mount);
  ADD ("not-connected", test_not_connected);
  ADD ("pulled-out", test_pulled_out);
  ADD ("unmounted", test_unmounted);
  ADD ("full", test_full);
  ADD ("slow", test_slow);
  ADD ("slow-and-refused", test_slow_and_refused);
  ADD ("locked", test_locked);
  status = g_test_run ();
  staff_remove (state);
  return status;
}
