/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * What is left of a patient in the widgets, the clipboards and the memory when the tablet has gone
 * on to somebody else. Memory that was given back is filled, by AddressSanitizer here as by the C
 * library in the release; so what is found here is held by somebody. Catches: a widget, an undo
 * history, a list or a cache that keeps a name after the lock or after the end of a visit.
 */
#include "staff-support.h"

#include <fcntl.h>
#include <malloc.h>
#include <string.h>
#include <unistd.h>

#include "app/candor-window.h"
#include "app/staff/candor-staff-area.h"
#include "app/visit/candor-flow.h"
#include "app/widgets/candor-text-field.h"
#include "core/candor-example.h"
#include "core/candor-process.h"
#include "store-support.h"
#include "tablet-support.h"

/* Every letter one further on, so that the search does not find itself. */
static const char hidden[] = "[fqizscsboeu";

static void
reveal (char *words)
{
  for (gsize i = 0; i < sizeof hidden; i++)
    words[i] = hidden[i] != '\0' ? hidden[i] - 1 : '\0';
}

static void
make_draft (Tablet *self, gboolean complete)
{
  char name[sizeof hidden];
  g_autoptr (CandorVisit) visit = NULL;
  CandorExample wish = { .clinic = self->clinic, .name = name };

  reveal (name);
  visit = complete ? candor_example_complete (self->procedure, &wish, NULL)
                   : candor_example_ready (self->procedure, &wish);
  candor_draft_keeper_keep (candor_session_get_drafts (self->session), visit);
  candor_draft_keeper_settle (candor_session_get_drafts (self->session));
  explicit_bzero (name, sizeof name);
}

/* How often the name stands in memory that may be written to. */
static guint
count_traces (gboolean tell)
{
  static char chunk[1 << 16];
  int memory = open ("/proc/self/mem", O_RDONLY | O_CLOEXEC);
  FILE *maps = fopen ("/proc/self/maps", "re");
  char line[512];
  guint n = 0;

  g_assert_cmpint (memory, >=, 0);
  while (fgets (line, sizeof line, maps) != NULL)
    {
      guint64 start, end;
      char rights[5];
      gssize got;

      if (sscanf (line, "%" G_GINT64_MODIFIER "x-%" G_GINT64_MODIFIER "x %4s", &start, &end, rights)
              != 3
          || rights[0] != 'r' || rights[1] != 'w' || end - start > 1 << 30)
        continue;
      for (guint64 at = start; at < end; at += sizeof chunk - sizeof hidden)
        {
          got = pread (memory, chunk, MIN (sizeof chunk, end - at), (off_t)at);
          for (gssize i = 0; got > 0 && i + (gssize)sizeof hidden - 1 <= got; i++)
            {
              gsize j = 0;

              while (j < sizeof hidden - 1 && chunk[i + j] == hidden[j] - 1)
                j++;
              if (j < sizeof hidden - 1 || at + i - (guint64)(gsize)chunk < sizeof chunk)
                continue;
              n++;
              if (tell)
                g_test_message ("%" G_GINT64_MODIFIER "x in %s", at + i, line);
            }
        }
      explicit_bzero (chunk, sizeof chunk);
    }
  fclose (maps);
  close (memory);
  return n;
}

static void
wait_a_little (Tablet *self)
{
  gint64 end = g_get_monotonic_time () + 2 * G_USEC_PER_SEC;

  staff_until (!candor_session_has_key (self->session));
  while (g_get_monotonic_time () < end)
    staff_turn ();
}

static void
assert_forgotten (Tablet *self, guint before)
{
  guint after;

  wait_a_little (self);
  after = count_traces (TRUE);
  g_test_message ("%u traces before, %u after", before, after);
  g_assert_cmpuint (before, >, 0);
  g_assert_cmpuint (after, ==, 0);
}

static void
test_list (Tablet *self, gconstpointer data)
{
  guint before;

  make_draft (self, FALSE);
  store_open (self->window, self->session);
  staff_until (staff_find_button (self->window, "Hand over this visit") != NULL);
  for (guint i = 0; i < 200; i++)
    staff_turn ();
  before = count_traces (FALSE);
  candor_window_lock (CANDOR_WINDOW (self->window));
  assert_forgotten (self, before);
}

/* Typed by staff, and copied, and taken back once. */
static void
test_typed (Tablet *self, gconstpointer data)
{
  char name[sizeof hidden];
  GdkClipboard *clipboard = gtk_widget_get_clipboard (self->window);
  GtkWidget *input;
  guint before;

  store_open (self->window, self->session);
  staff_until ((input = staff_find_input (self->window, "Patient’s full name")) != NULL);
  reveal (name);
  gtk_editable_set_text (GTK_EDITABLE (input), name);
  gtk_editable_insert_text (GTK_EDITABLE (input), name, -1, &(int){ 0 });
  gtk_widget_activate_action (GTK_WIDGET (gtk_editable_get_delegate (GTK_EDITABLE (input))),
                              "text.undo", NULL);
  gdk_clipboard_set_text (clipboard, name);
  gdk_clipboard_set_text (gtk_widget_get_primary_clipboard (self->window), name);
  explicit_bzero (name, sizeof name);
  before = count_traces (FALSE);
  candor_window_lock (CANDOR_WINDOW (self->window));
  g_assert_null (gdk_clipboard_get_content (clipboard));
  g_assert_null (gdk_clipboard_get_content (gtk_widget_get_primary_clipboard (self->window)));
  assert_forgotten (self, before);
}

/* From the list over the patient's pages and the filing to the locked tablet. */
static void
test_visit (Tablet *self, gconstpointer data)
{
  static const char *const pages[] = { "welcome", "goal", "sign", "form", "take-home" };
  GtkWidget *flow = NULL;
  guint before;

  make_draft (self, TRUE);
  store_open (self->window, self->session);
  staff_until (staff_shows (self->window, "Waiting to be filed"));
  staff_click (self->window, "File this visit");
  staff_until ((flow = staff_find_type (self->window, CANDOR_TYPE_FLOW)) != NULL);
  staff_click (self->window, "File the record");
  staff_until (staff_shows (self->window, "Saved"));
  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      candor_flow_show_page (CANDOR_FLOW (flow), pages[i]);
      for (guint j = 0; j < 500; j++)
        staff_turn ();
    }
  before = count_traces (FALSE);
  g_signal_emit_by_name (flow, "finished");
  staff_until (staff_shows (self->window, "This tablet is locked"));
  assert_forgotten (self, before);
}

/* The patient has the tablet: what staff had in the list before is not there any more, but for the
 * visit itself. */
static void
test_next_patient (Tablet *self, gconstpointer data)
{
  g_autoptr (CandorVisit) other = candor_example_ready (
      self->procedure, &(CandorExample){ .clinic = self->clinic, .name = "Ben Other" });
  GtkWidget *row = NULL;
  guint before;

  make_draft (self, FALSE);
  candor_draft_keeper_keep (candor_session_get_drafts (self->session), other);
  store_open (self->window, self->session);
  staff_until (staff_shows (self->window, "Ben Other"));
  before = count_traces (FALSE);
  for (row = staff_find_label (self->window, "Ben Other");
       row != NULL && staff_find_button (row, "Hand over this visit") == NULL;)
    row = gtk_widget_get_parent (row);
  staff_click (row, "Hand over this visit");
  staff_until (staff_find_type (self->window, CANDOR_TYPE_FLOW) != NULL);
  assert_forgotten (self, before);
}

const char *__asan_default_options (void);

const char *
__asan_default_options (void)
{
  return "max_free_fill_size=1073741824";
}

#define ADD(name, test)                                                                            \
  g_test_add ("/forget/" name, Tablet, NULL, tablet_set_up_shown, test, tablet_tear_down)

int
main (int argc, char **argv)
{
  candor_process_fill_freed ();
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  ADD ("list", test_list);
  ADD ("typed", test_typed);
  ADD ("visit", test_visit);
  ADD ("next-patient", test_next_patient);
  return g_test_run ();
}
