/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * The contract of a page, by recipe, for every page of the table. Catches: a page without a
 * heading; a page that lets somebody pass who has not answered; one that says that something is
 * missing but not where; one that keeps something of its own and loses it when it is built again; one
 * that writes into the visit by merely being shown; a control that a screen reader has no name for.
 */
#include "walk-support.h"

#include "app/visit/candor-page-table.h"
#include "app/widgets/candor-check-row.h"
#include "app/widgets/candor-choice-row.h"
#include "app/widgets/candor-parts.h"
#include "app/widgets/candor-signature-pad.h"
#include "core/candor-verdict.h"
#include "store-support.h"

/* Every page comes in this visit: there is something to ask, a mark, a witness, an interpreter. */
static const WalkPlan plan = {
  .name = "pages",
  .health = CANDOR_VERDICT_ASK,
  .mark = TRUE,
  .interpreter = TRUE,
};

/* The pages that ask for something; all others can be left as they are. */
static const char *const asking[] = { "welcome",        "goal",
                                      "check",          "health",
                                      "talk-answers",   "talk-understanding",
                                      "talk-questions", "talk-capacity",
                                      "talk-sign",      "decision",
                                      "statements",     "photographs",
                                      "sign",           "sign-interpreter",
                                      "sign-witness",   "form",
                                      "file",           NULL };

/* What the visit was when the patient came to each page. */
static GHashTable *visits; /* (element-type utf8 utf8) */

static void
remember_visits (void)
{
  Walk *walk = walk_new ("tests/data/procedures/glimmer-brushing.xml", &plan);
  const char *id = candor_flow_get_page_id (walk->flow);

  do
    {
      id = candor_flow_get_page_id (walk->flow);
      if (!g_hash_table_contains (visits, id))
        g_hash_table_insert (visits, g_strdup (id), candor_visit_to_json (walk->visit, NULL));
    }
  while (walk_next (walk));
  walk_free (walk);
}

typedef struct
{
  const CandorPageEntry *entry;
  Walk walk; /* only what filling a page needs */
  CandorPage *page;
} Bench;

static void
bench_build (Bench *self)
{
  self->page
      = candor_page_new (self->entry->get_type (), self->walk.procedure, self->walk.visit, 0);
  candor_page_set_session (self->page, self->walk.session);
  candor_page_shown (self->page);
  gtk_window_set_child (GTK_WINDOW (self->walk.window), GTK_WIDGET (self->page));
  walk_wait_for_frame (self->walk.window);
}

static void
bench_init (Bench *self, const CandorPageEntry *entry)
{
  const char *json = g_hash_table_lookup (visits, entry->id);
  g_autoptr (GError) error = NULL;

  if (json == NULL)
    g_error ("the visit never came to the page “%s”", entry->id);
  self->entry = entry;
  self->walk.plan = plan;
  self->walk.procedure = walk_procedure ("tests/data/procedures/glimmer-brushing.xml");
  self->walk.visit = candor_visit_from_json (entry->id, json, -1, &error);
  g_assert_no_error (error);
  self->walk.scratch = g_dir_make_tmp ("candor-pages-XXXXXX", &error);
  g_assert_no_error (error);
  self->walk.folder = store_make (self->walk.scratch);
  self->walk.session = store_session (self->walk.folder, FALSE);
  self->walk.window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (self->walk.window), 900, 700);
  gtk_window_present (GTK_WINDOW (self->walk.window));
  bench_build (self);
}

static void
bench_clear (Bench *self)
{
  gtk_window_destroy (GTK_WINDOW (self->walk.window));
  walk_assert_gone (self->walk.visit);
  candor_procedure_unref (self->walk.procedure);
  g_object_unref (self->walk.session);
  walk_remove_folder (self->walk.scratch);
  g_free (self->walk.scratch);
  g_free (self->walk.folder);
}

static gboolean
asks (const char *id)
{
  return g_strv_contains (asking, id);
}

static gboolean
is_control (GtkWidget *widget)
{
  return GTK_IS_BUTTON (widget) || GTK_IS_CHECK_BUTTON (widget) || GTK_IS_ENTRY (widget)
         || GTK_IS_TEXT_VIEW (widget) || CANDOR_IS_CHOICE_ROW (widget)
         || CANDOR_IS_SIGNATURE_PAD (widget);
}

/* Everything that can be used has a name, and everything to touch is large enough. */
static guint
assert_named (GtkWidget *widget)
{
  guint n = 0;

  if (!gtk_widget_get_visible (widget))
    return 0;
  if (GTK_IS_SPINNER (widget)
      && !gtk_test_accessible_has_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL))
    g_error ("something is waited for, and nobody hears for what");
  if (is_control (widget))
    {
      GtkAccessible *accessible = GTK_ACCESSIBLE (widget);

      if (!gtk_test_accessible_has_property (accessible, GTK_ACCESSIBLE_PROPERTY_LABEL)
          && !gtk_test_accessible_has_relation (accessible, GTK_ACCESSIBLE_RELATION_LABELLED_BY))
        g_error ("a %s has no name", G_OBJECT_TYPE_NAME (widget));
      if (CANDOR_IS_CHOICE_ROW (widget))
        g_assert_true (gtk_test_accessible_has_role (accessible, GTK_ACCESSIBLE_ROLE_GROUP));
      else
        g_assert_cmpint (gtk_widget_get_height (widget), >=, 48);
      n++;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n += assert_named (child);

  return n;
}

/* What is missing is said in words, and the focus goes to where it is. */
static void
assert_missing_is_shown (Bench *self)
{
  g_autofree char *missing = candor_page_missing (self->page);
  GtkWidget *focus;

  if (!asks (self->entry->id))
    {
      g_assert_cmpstr (missing, ==, NULL);
      return;
    }
  g_assert_nonnull (missing);
  if (g_str_equal (self->entry->id, "form"))
    walk_wait_for (self->page, CANDOR_TYPE_CHECK_ROW);
  candor_page_show_missing (self->page);
  focus = gtk_window_get_focus (GTK_WINDOW (self->walk.window));
  g_assert_nonnull (focus);
  g_assert_true (gtk_widget_is_ancestor (focus, GTK_WIDGET (self->page)));
}

/* As the patient comes to it. To be built is not to be read: only ::shown and a person write into
 * the visit. */
static void
test_first_look (gconstpointer data)
{
  const CandorPageEntry *entry = data;
  Bench bench = { 0 };
  g_autofree char *title = NULL;
  g_autofree char *label = NULL;
  g_autofree char *progress = NULL;
  g_autofree char *json = NULL;

  bench_init (&bench, entry);
  title = candor_page_title (bench.page);
  g_assert_cmpstr (title, !=, "");
  g_assert_null (strchr (title, '*'));
  label = candor_page_next_label (bench.page);
  g_assert_cmpstr (label, !=, "");
  progress = candor_page_progress (bench.page);
  g_assert_cmpstr (progress, !=, "");
  assert_named (GTK_WIDGET (bench.page));
  assert_missing_is_shown (&bench);
  json = candor_visit_to_json (bench.walk.visit, NULL);
  g_assert_cmpstr (json, ==, g_hash_table_lookup (visits, entry->id));
  bench_clear (&bench);
}

/* A language change, a crash, a lock: the page is gone, and what was done on it is not. */
static void
test_built_again (gconstpointer data)
{
  const CandorPageEntry *entry = data;
  Bench bench = { 0 };
  g_autofree char *title = NULL;
  g_autofree char *title_again = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *missing = NULL;
  g_autofree char *missing_again = NULL;

  bench_init (&bench, entry);
  candor_page_shown (bench.page);
  walk_fill (&bench.walk, bench.page, entry->id);
  missing = candor_page_missing (bench.page);
  g_assert_cmpstr (missing, ==, NULL);
  candor_page_apply (bench.page);
  title = candor_page_title (bench.page);

  /* A page that goes tells how long it was there. */
  gtk_window_set_child (GTK_WINDOW (bench.walk.window), NULL);
  before = candor_visit_to_json (bench.walk.visit, NULL);
  bench_build (&bench);
  missing_again = candor_page_missing (bench.page);
  title_again = candor_page_title (bench.page);
  after = candor_visit_to_json (bench.walk.visit, NULL);
  g_assert_cmpstr (missing_again, ==, NULL);
  g_assert_cmpstr (title_again, ==, title);
  g_assert_cmpstr (after, ==, before);
  g_assert_false (walk_fill_one (&bench.walk, bench.page, entry->id)
                  && !g_str_equal (entry->id, "form"));
  bench_clear (&bench);
}

/* Catches a page to read whose time on the screen is not counted, is counted for another section, or
 * goes on while something covers it. */
static void
test_time_on_screen (void)
{
  static const char *const ids[] = { "learn", "before", "after" };
  static const CandorPlace places[]
      = { CANDOR_PLACE_LEARN, CANDOR_PLACE_BEFORE, CANDOR_PLACE_AFTER };

  for (gsize i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      const CandorPageEntry *entry = NULL;
      Bench bench = { 0 };
      const char *section;
      guint counted;
      gsize n_entries;
      const CandorPageEntry *table = candor_page_table (&n_entries);

      for (gsize j = 0; j < n_entries; j++)
        if (g_str_equal (table[j].id, ids[i]))
          entry = &table[j];
      bench_init (&bench, entry);
      section = candor_procedure_section_at (bench.walk.procedure, places[i], 0)->id;
      g_assert_cmpuint (candor_visit_get_shown_seconds (bench.walk.visit, section), ==, 0);
      g_usleep (1100 * 1000);
      gtk_widget_set_visible (GTK_WIDGET (bench.page), FALSE);
      counted = candor_visit_get_shown_seconds (bench.walk.visit, section);
      g_assert_cmpuint (counted, >=, 1);
      g_usleep (1100 * 1000);
      candor_page_shown_for (bench.page, 40);
      g_assert_cmpuint (candor_visit_get_shown_seconds (bench.walk.visit, section), ==,
                        counted + 40);
      bench_clear (&bench);
    }
}

/* Catches a sentence that has to be ticked, and that only eyes can tell so. */
static void
test_check_row_tells (void)
{
  GtkWidget *row = g_object_ref_sink (candor_check_row_new ("I am told."));
  GtkAccessible *accessible = GTK_ACCESSIBLE (row);
  GtkWidget *words;

  candor_check_row_set_missing (CANDOR_CHECK_ROW (row), "Please tick it.");
  words = gtk_widget_get_last_child (gtk_check_button_get_child (GTK_CHECK_BUTTON (row)));
  g_assert_cmpstr (gtk_label_get_label (GTK_LABEL (words)), ==, "Please tick it.");
  g_assert_true (gtk_test_accessible_has_role (GTK_ACCESSIBLE (words), GTK_ACCESSIBLE_ROLE_ALERT));
  gtk_test_accessible_assert_state (accessible, GTK_ACCESSIBLE_STATE_INVALID,
                                    GTK_ACCESSIBLE_INVALID_TRUE);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (row), TRUE);
  g_assert_false (gtk_widget_get_visible (words));
  gtk_test_accessible_assert_state (accessible, GTK_ACCESSIBLE_STATE_INVALID,
                                    GTK_ACCESSIBLE_INVALID_FALSE);
  g_object_unref (row);
}

/* Catches a page that goes while the meaning of one of its words is open over it. */
static void
test_meaning_goes_with_its_page (void)
{
  g_autoptr (CandorProcedure) procedure
      = walk_procedure ("tests/data/procedures/glimmer-brushing.xml");
  const CandorTerm *term = candor_procedure_terms (procedure)->pdata[0];
  g_autofree char *text = g_strdup_printf ("What is a *%s*?", term->word);
  GtkWidget *label
      = candor_parts_procedure_label (procedure, candor_language_english (), text, NULL);
  GtkWidget *window = gtk_window_new ();
  gpointer left = label;
  gboolean handled = FALSE;

  g_object_add_weak_pointer (G_OBJECT (label), &left);
  gtk_window_set_child (GTK_WINDOW (window), label);
  gtk_window_present (GTK_WINDOW (window));
  walk_wait_for_frame (window);
  g_signal_emit_by_name (label, "activate-link", term->id, &handled);
  g_assert_true (handled);
  walk_settle ();
  g_assert_nonnull (walk_find (label, GTK_TYPE_POPOVER));

  /* GTK warns of children that are left over, and a warning ends the test. */
  gtk_window_set_child (GTK_WINDOW (window), NULL);
  for (guint i = 0; i < 100 && left != NULL; i++)
    walk_settle ();
  g_assert_null (left);
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int argc, char *argv[])
{
  const CandorPageEntry *table;
  gsize n;
  int result;

  g_setenv ("GTK_A11Y", "test", TRUE);
  walk_init (&argc, &argv);
  visits = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  remember_visits ();

  table = candor_page_table (&n);
  for (gsize i = 0; i < n; i++)
    {
      const struct
      {
        const char *name;
        GTestDataFunc function;
      } recipe[] = {
        { "first-look", test_first_look },
        { "built-again", test_built_again },
      };

      for (guint j = 0; j < G_N_ELEMENTS (recipe); j++)
        {
          g_autofree char *path = g_strdup_printf ("/app/pages/%s/%s", table[i].id, recipe[j].name);

          g_test_add_data_func (path, &table[i], recipe[j].function);
        }
    }
  g_test_add_func ("/app/pages/time-on-screen", test_time_on_screen);
  g_test_add_func ("/app/pages/check-row-tells", test_check_row_tells);
  g_test_add_func ("/app/pages/meaning-goes-with-its-page", test_meaning_goes_with_its_page);
  result = walk_run ();
  g_hash_table_unref (visits);

  return result;
}
