/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * A tablet that is never switched off: one visit after another in one window, each from the locked
 * screen through staff, patient, practitioner and patient to the record that is sealed, encrypted and
 * filed, and back to the locked screen. The languages and the three decisions take turns. Catches: a
 * visit, a page or a key that outlives its visit; memory and descriptors that grow with the number of
 * visits, also where something still holds them, and no search for leaks would find them.
 */
#include "app/staff-support.h"

#include <fcntl.h>

#include "app/candor-window.h"
#include "app/store-support.h"
#include "app/walk-support.h"
#include "core/candor-example.h"
#include "core/candor-process.h"
#include "document/candor-paper-fonts.h"
#include "measure.h"

/* As many lines in the table. */
#define LINES 20

/* Far more than what a visit may leave behind. */
#define PLANTED_BYTES (16 * 1024 * 1024)

typedef struct
{
  CandorClinic *clinic;
  CandorProcedure *procedure;
  GPtrArray *languages; /* that a patient may choose */
  char *scratch;
  char *folder;
  CandorSession *session;
  GtkWidget *window;
  GPtrArray *planted; /* what a planted fault holds on to */
} Soak;

static int n_visits = 2000;
static int n_warm_up = 500;
static int n_languages = G_MAXINT;
static int growth = 2;
static char *subject;
static char *plant;

static const GOptionEntry options[]
    = { { "visits", 0, 0, G_OPTION_ARG_INT, &n_visits, "How many visits there are", "N" },
        { "warm-up", 0, 0, G_OPTION_ARG_INT, &n_warm_up, "How many of them may still grow", "N" },
        { "languages", 0, 0, G_OPTION_ARG_INT, &n_languages, "Only the first N languages", "N" },
        { "growth", 0, 0, G_OPTION_ARG_INT, &growth, "What is grown, in percent", "N" },
        { "procedure", 0, 0, G_OPTION_ARG_STRING, &subject, "What they are about", "FILE" },
        { "plant", 0, 0, G_OPTION_ARG_STRING, &plant, "A fault in each visit: memory or descriptor",
          "FAULT" },
        { NULL } };

static void
set_up (Soak *self)
{
  self->clinic = staff_clinic ();
  self->procedure
      = walk_procedure (subject != NULL ? subject : "data/procedures/microneedling.xml");
  self->languages = candor_paper_fonts_list_languages (self->procedure);
  self->scratch = staff_scratch ();
  self->folder = store_make (self->scratch);
  self->session = store_session (self->folder, FALSE);
  self->window = candor_window_new (NULL, self->procedure, self->clinic, self->session);
  self->planted = g_ptr_array_new_with_free_func (g_free);
  gtk_window_present (GTK_WINDOW (self->window));
}

static void
tear_down (Soak *self)
{
  gtk_window_destroy (GTK_WINDOW (self->window));
  candor_draft_keeper_settle (candor_session_get_drafts (self->session));
  g_object_unref (self->session);
  candor_procedure_unref (self->procedure);
  candor_clinic_free (self->clinic);
  staff_remove (self->scratch);
  g_free (self->scratch);
  g_free (self->folder);
  g_ptr_array_unref (self->languages);
  g_ptr_array_unref (self->planted);
}

/* Staff prepare a visit, unlock the tablet and hand it over. */
static CandorFlow *
hand_over (Soak *self)
{
  g_autoptr (CandorVisit) visit = candor_example_ready (
      self->procedure, &(CandorExample){ .clinic = self->clinic, .name = "Ana Example" });
  GtkWidget *flow;

  candor_draft_keeper_keep (candor_session_get_drafts (self->session), visit);
  candor_draft_keeper_settle (candor_session_get_drafts (self->session));
  store_open (self->window, self->session);
  staff_until (staff_find_button (self->window, "Hand over this visit") != NULL);
  staff_click (self->window, "Hand over this visit");
  staff_until ((flow = staff_find_type (self->window, CANDOR_TYPE_FLOW)) != NULL);
  return CANDOR_FLOW (flow);
}

/* Lets a page be drawn when it is time for it. */
static void
look (Walk *walk, const char *name)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static const char *
language_of (Soak *self, guint number)
{
  guint n = MIN (self->languages->len, (guint)n_languages);

  return candor_language_code (self->languages->pdata[number / 3 % n]);
}

static void
plant_fault (Soak *self)
{
  if (g_strcmp0 (plant, "memory") == 0)
    g_ptr_array_add (self->planted, memset (g_malloc (PLANTED_BYTES), 1, PLANTED_BYTES));
  else if (g_strcmp0 (plant, "descriptor") == 0)
    g_assert_cmpint (open ("/dev/null", O_RDONLY | O_CLOEXEC), >=, 0);
}

static void
play_visit (Soak *self, guint number)
{
  CandorFlow *flow = hand_over (self);
  gpointer visit = candor_page_get_visit (candor_flow_get_page (flow));
  gpointer left = flow;
  Walk walk = { .procedure = self->procedure,
                .window = self->window,
                .flow = flow,
                .session = self->session,
                .folder = self->folder,
                .path = g_string_new (NULL),
                .plan = { .name = "soak", .decision = number % 3 },
                .look = look };

  g_object_add_weak_pointer (visit, &visit);
  g_object_add_weak_pointer (left, &left);
  gtk_widget_activate_action (GTK_WIDGET (flow), "flow.language", "s", language_of (self, number));
  look (&walk, NULL);
  walk.visit = visit;
  while (walk_next (&walk))
    {
    }
  g_string_free (walk.path, TRUE);

  /* Nothing of it is left, and the tablet is locked. */
  staff_until (left == NULL && visit == NULL);
  staff_until (!candor_session_has_key (self->session));
  g_assert_null (candor_session_get_register (self->session));
  plant_fault (self);
}

static void
print_line (Soak *self, int visits)
{
  Measure now = { 0 };

  /* What threads still hold is given back first. */
  candor_draft_keeper_settle (candor_session_get_drafts (self->session));
  for (guint i = 0; i < 10; i++)
    walk_settle ();
  measure_add (&now);
  g_print ("%6d %8.2f %8.2f %9.2f %11u\n", visits, now.pss / 1e6, now.resident / 1e6,
           now.allocated / 1e6, now.descriptors);
}

static double
percent_between (double before, double after)
{
  return 100 * (after - before) / before;
}

/* The caches of libraries come and go by megabytes: what is compared is not two moments, but the mean of
 * some visits after the warm-up and of as many at the end. Returns: whether nothing has grown */
static gboolean
soak (Soak *self)
{
  int compared = MAX ((n_visits - n_warm_up) / 10, 1);
  int step = MAX (n_visits / LINES, 1);
  Measure before = { 0 };
  Measure after = { 0 };

  g_print ("%6s %8s %8s %9s %11s\n", "visits", "PSS MB", "RSS MB", "allocated", "descriptors");
  for (int i = 1; i <= n_visits; i++)
    {
      play_visit (self, i);
      if (i % step == 0 || i == n_visits)
        print_line (self, i);
      if (i > n_warm_up && i <= n_warm_up + compared)
        measure_add (&before);
      if (i > n_visits - compared)
        measure_add (&after);
    }
  g_assert_cmpuint (store_count (self->folder, "records"), ==, n_visits);
  g_assert_cmpuint (store_count (self->folder, "drafts"), ==, 0);
  measure_mean (&before);
  measure_mean (&after);
  g_print ("PSS: %+.2f %%, RSS: %+.2f %%, allocated: %+.2f %%\n",
           percent_between (before.pss, after.pss),
           percent_between (before.resident, after.resident),
           percent_between (before.allocated, after.allocated));
  return measure_is_flat (&before, &after, growth);
}

int
main (int argc, char **argv)
{
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GError) error = NULL;
  Soak self = { 0 };
  gboolean flat;

  g_option_context_add_main_entries (context, options, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error) || n_warm_up < 1
      || n_warm_up >= n_visits || n_languages < 1)
    {
      g_printerr ("%s\n", error != NULL ? error->message : "There is nothing to compare.");
      return 2;
    }
  /* As the app does. */
  candor_process_fill_freed ();
  candor_process_give_back ();
  adw_init ();
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  set_up (&self);
  flat = soak (&self);
  tear_down (&self);
  g_free (subject);
  g_free (plant);
  g_print ("%s\n", flat ? "flat" : "NOT FLAT");
  return flat ? 0 : 1;
}
