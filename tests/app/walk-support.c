/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#include "walk-support.h"

#include <glib/gstdio.h>

#include "app/candor-application.h"
#include "app/widgets/candor-check-row.h"
#include "app/widgets/candor-choice-row.h"
#include "app/widgets/candor-signature-pad-private.h"
#include "app/widgets/candor-text-field.h"
#include "core/candor-markup.h"
#include "core/candor-example.h"
#include "store-support.h"

/* Drawing a form takes a while under the sanitizers; a page that needs longer is broken. */
#define PATIENCE_US (60 * G_USEC_PER_SEC)

void
walk_init (int *argc, char ***argv)
{
  CandorApplication *application;
  g_autoptr (GError) error = NULL;

  g_test_init (argc, argv, NULL);
  application = candor_application_new ();
  g_application_set_flags (G_APPLICATION (application), G_APPLICATION_NON_UNIQUE);
  g_application_register (G_APPLICATION (application), NULL, &error);
  g_assert_no_error (error);
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  if (g_getenv ("CANDOR_PICTURES_DARK") != NULL)
    adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                        ADW_COLOR_SCHEME_FORCE_DARK);
}

CandorProcedure *
walk_procedure (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *full = g_build_filename (SOURCE_ROOT, path, NULL);
  CandorProcedure *procedure = candor_procedure_load (full, &error);

  g_assert_no_error (error);
  return procedure;
}

static void
finished_cb (Walk *self)
{
  self->n_finished++;
}

static void
size_window (Walk *self)
{
  const char *size = g_getenv ("CANDOR_PICTURES_SIZE");
  const char *text = g_getenv ("CANDOR_PICTURES_TEXT");
  int width = 1280;
  int height = 800;

  if (size != NULL)
    g_assert_cmpint (sscanf (size, "%dx%d", &width, &height), ==, 2);
  gtk_window_set_default_size (GTK_WINDOW (self->window), width, height);
  if (text != NULL)
    candor_flow_set_text_size (self->flow, atoi (text));
  if (g_getenv ("CANDOR_PICTURES_CONTRAST") != NULL)
    candor_flow_set_high_contrast (self->flow, TRUE);
}

/* A visit as staff hand it over, in a window of its own. */
Walk *
walk_new (const char *procedure, const WalkPlan *plan)
{
  Walk *self = g_new0 (Walk, 1);
  CandorExample wish = { 0 };
  g_autoptr (GError) error = NULL;

  self->plan = *plan;
  self->path = g_string_new (NULL);
  self->procedure = walk_procedure (procedure);
  self->visit = candor_example_ready (self->procedure, &wish);
  self->scratch = g_dir_make_tmp ("candor-walk-XXXXXX", &error);
  g_assert_no_error (error);
  self->folder = store_make (self->scratch);
  self->session = store_session (self->folder, FALSE);
  if (plan->born != NULL)
    candor_visit_set (self->visit, CANDOR_FIELD_PATIENT_BORN, plan->born);
  if (plan->language != NULL)
    candor_visit_set (self->visit, CANDOR_FIELD_LANGUAGE, plan->language);
  if (plan->interpreter)
    candor_visit_set (self->visit, CANDOR_FIELD_INTERPRETER_NAME, "Ida Invented");

  /* Not the paper that stands for nothing said: it has to come all the way to the filed form. */
  self->flow = candor_flow_new (self->procedure, self->visit, self->session);
  candor_flow_set_stationery (self->flow, &(CandorStationery){ .paper = CANDOR_PAPER_LETTER });
  g_signal_connect_swapped (self->flow, "finished", G_CALLBACK (finished_cb), self);
  self->window = g_object_ref (gtk_window_new ());
  gtk_window_set_child (GTK_WINDOW (self->window), GTK_WIDGET (self->flow));
  gtk_window_set_decorated (GTK_WINDOW (self->window), FALSE);
  size_window (self);
  gtk_window_present (GTK_WINDOW (self->window));
  walk_settle ();

  return self;
}

void
walk_remove_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        walk_remove_folder (path);
      else
        g_unlink (path);
    }
  g_rmdir (folder);
}

void
walk_free (Walk *self)
{
  gtk_window_destroy (GTK_WINDOW (self->window));
  g_object_unref (self->window);
  walk_assert_gone (self->visit);
  candor_draft_keeper_settle (candor_session_get_drafts (self->session));
  g_object_unref (self->session);
  candor_procedure_unref (self->procedure);
  walk_remove_folder (self->scratch);
  g_free (self->scratch);
  g_free (self->folder);
  g_string_free (self->path, TRUE);
  g_free (self);
}

/* Nothing may keep a patient's visit; a thread that draws its form may finish first. */
void
walk_assert_gone (CandorVisit *visit)
{
  gint64 until = g_get_monotonic_time () + PATIENCE_US;
  gpointer left = visit;

  g_object_add_weak_pointer (G_OBJECT (visit), &left);
  g_object_unref (visit);
  while (left != NULL)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, until);
      walk_settle ();
    }
}

static gboolean
timeout_cb (gpointer data)
{
  *(gboolean *)data = TRUE;
  return G_SOURCE_REMOVE;
}

/* Lets layout, drawing and idle work be done. */
void
walk_settle (void)
{
  gboolean over = FALSE;

  g_timeout_add (20, timeout_cb, &over);
  while (!over)
    g_main_context_iteration (NULL, TRUE);
}

/* Runs the tests, and lets what GTK does in threads of its own come to its end: what a thread holds
 * when the program ends looks like memory that was lost. */
int
walk_run (void)
{
  int result = g_test_run ();

  for (guint i = 0; i < 100; i++)
    walk_settle ();
  return result;
}

/* The first widget of a type that a person can see. */
GtkWidget *
walk_find (GtkWidget *root, GType type)
{
  return store_find (root, type);
}

/* A loop and a line. */
void
walk_draw (GtkWidget *pad)
{
  CandorSignaturePad *self = CANDOR_SIGNATURE_PAD (pad);

  candor_signature_pad_begin_stroke (self, CANDOR_DEVICE_PEN);
  for (int i = 0; i < 90; i++)
    candor_signature_pad_add_point (self, 120 + 4 * i + 26 * sin (i * 0.35),
                                    130 - 46 * cos (i * 0.35), 0.5, 1000 + 8 * i);
  candor_signature_pad_end_stroke (self);
  candor_signature_pad_begin_stroke (self, CANDOR_DEVICE_PEN);
  for (int i = 0; i < 30; i++)
    candor_signature_pad_add_point (self, 140 + 12 * i, 190 - i, 0.4, 2000 + 8 * i);
  candor_signature_pad_end_stroke (self);
}

static const CandorHealthQuestion *
question_of (Walk *self, GtkWidget *row)
{
  GPtrArray *groups = candor_procedure_health_groups (self->procedure);
  const CandorLanguage *language
      = candor_language_find (candor_visit_get (self->visit, CANDOR_FIELD_LANGUAGE), NULL);
  GtkLabel *label = GTK_LABEL (walk_find (row, GTK_TYPE_LABEL));

  for (guint i = 0; i < groups->len; i++)
    {
      const CandorHealthGroup *group = groups->pdata[i];

      for (guint j = 0; j < group->questions->len; j++)
        {
          const CandorHealthQuestion *question = group->questions->pdata[j];

          g_autofree char *plain = candor_markup_to_plain (
              candor_procedure_text (self->procedure, language, question->text));

          if (g_strcmp0 (plain, gtk_label_get_text (label)) == 0)
            return question;
        }
    }
  g_assert_not_reached ();
}

/* The reply with the verdict that the plan asks for, once; otherwise the mildest. */
static int
choose_reply (Walk *self, const CandorHealthQuestion *question)
{
  int mildest = CANDOR_REPLY_NO;

  for (int reply = 0; reply < CANDOR_N_REPLIES; reply++)
    {
      CandorVerdictKind kind = question->rules[reply].verdict;

      if (!self->health_said && self->plan.health != CANDOR_VERDICT_CLEAR
          && kind == self->plan.health)
        {
          self->health_said = TRUE;
          return reply;
        }
      if (kind < question->rules[mildest].verdict)
        mildest = reply;
    }

  return mildest;
}

static int
choose (Walk *self, CandorPage *page, const char *id, GtkWidget *row)
{
  if (g_str_equal (id, "health"))
    return choose_reply (self, question_of (self, row));
  if (g_str_equal (id, "decision"))
    return self->plan.decision;
  if (g_str_equal (id, "talk-answers"))
    return self->plan.settle;
  if (g_str_equal (id, "check"))
    {
      const CandorCheckQuestion *question
          = candor_procedure_checks (self->procedure)->pdata[candor_page_get_index (page)];

      /* The first question is missed, so that there is something to talk about. */
      for (guint i = 0; i < question->options->len; i++)
        if (((CandorOption *)question->options->pdata[i])->correct
            == (candor_page_get_index (page) > 0))
          return i;
    }

  return 0;
}

static gboolean
fill_choice (Walk *self, CandorPage *page, const char *id, GtkWidget *row)
{
  CandorChoiceRow *choice = CANDOR_CHOICE_ROW (row);
  GtkWidget *button;

  /* The language that the visit is in stays. */
  if (candor_choice_row_get_button (choice, 0) == NULL || g_str_equal (id, "welcome")
      || candor_choice_row_get_selected (choice) >= 0)
    return FALSE;
  button = candor_choice_row_get_button (choice, choose (self, page, id, row));
  g_assert_true (gtk_widget_is_sensitive (button));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), TRUE);

  return TRUE;
}

/* Whoever types a name to sign types their own. */
static const char *
line_of_text (Walk *self, const char *id)
{
  return g_str_equal (id, "sign") && self->plan.typed
             ? candor_visit_get (self->visit, CANDOR_FIELD_PATIENT_NAME)
             : "Wilma Witness";
}

static gboolean
fill_text (Walk *self, const char *id, GtkWidget *widget)
{
  GtkWidget *input = candor_text_field_get_input (CANDOR_TEXT_FIELD (widget));
  g_autofree char *text = candor_text_field_get_text (CANDOR_TEXT_FIELD (widget));

  /* Passphrases are for staff. */
  if (GTK_IS_PASSWORD_ENTRY (input))
    return FALSE;
  if (*text != '\0' || gtk_widget_get_ancestor (widget, g_type_from_name ("CandorDateField")))
    return FALSE;
  if (GTK_IS_ENTRY (input))
    gtk_editable_set_text (GTK_EDITABLE (input), line_of_text (self, id));
  else
    gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (input)),
                              "Some invented words.", -1);

  return TRUE;
}

/* Fills the first thing on the page that is still empty. */
static gboolean
fill_first (Walk *self, CandorPage *page, const char *id, GtkWidget *widget)
{
  if (!gtk_widget_get_visible (widget) || !gtk_widget_get_sensitive (widget))
    return FALSE;
  if (CANDOR_IS_CHOICE_ROW (widget) && fill_choice (self, page, id, widget))
    return TRUE;
  if (CANDOR_IS_TEXT_FIELD (widget))
    return fill_text (self, id, widget);
  if (CANDOR_IS_CHECK_ROW (widget))
    {
      gboolean ticked = gtk_check_button_get_active (GTK_CHECK_BUTTON (widget));

      gtk_check_button_set_active (GTK_CHECK_BUTTON (widget), TRUE);
      return !ticked;
    }
  if (CANDOR_IS_SIGNATURE_PAD (widget)
      && candor_signature_pad_is_empty (CANDOR_SIGNATURE_PAD (widget)))
    {
      walk_draw (widget);
      return TRUE;
    }

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (fill_first (self, page, id, child))
      return TRUE;

  return FALSE;
}

/* One thing, as a person does one thing at a time. Says whether there was one. */
gboolean
walk_fill_one (Walk *self, CandorPage *page, const char *id)
{
  return fill_first (self, page, id, GTK_WIDGET (page));
}

/* The last choice of the other ways to sign. */
static void
choose_way (GtkWidget *page, int index)
{
  GtkWidget *box = walk_find (page, g_type_from_name ("CandorSignatureBox"));
  GtkWidget *button;
  GtkWidget *ways;

  button = walk_find (box, GTK_TYPE_TOGGLE_BUTTON);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), TRUE);
  ways = walk_find (box, CANDOR_TYPE_CHOICE_ROW);
  gtk_toggle_button_set_active (
      GTK_TOGGLE_BUTTON (candor_choice_row_get_button (CANDOR_CHOICE_ROW (ways), index)), TRUE);
}

/* The thread that draws or files has to come back first. */
void
walk_wait_for (CandorPage *page, GType type)
{
  gint64 until = g_get_monotonic_time () + PATIENCE_US;

  while (walk_find (GTK_WIDGET (page), type) == NULL)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, until);
      walk_settle ();
    }
}

/* Staff unlock it, and then it files itself; a second try has a button of its own. */
static void
file_record (Walk *self, CandorPage *page)
{
  gint64 until = g_get_monotonic_time () + PATIENCE_US;

  if (store_find_box (GTK_WIDGET (page)) != NULL)
    store_open (GTK_WIDGET (page), self->session);
  else
    g_signal_emit_by_name (walk_find (GTK_WIDGET (page), GTK_TYPE_BUTTON), "clicked");
  while (candor_page_get_record (page) == NULL)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, until);
      walk_settle ();
    }
}

/* Does all that a page asks for. */
void
walk_fill (Walk *self, CandorPage *page, const char *id)
{
  if (g_str_equal (id, "form"))
    walk_wait_for (page, CANDOR_TYPE_CHECK_ROW);
  if (g_str_equal (id, "sign") && self->plan.typed)
    choose_way (GTK_WIDGET (page), CANDOR_METHOD_TYPED);
  if (g_str_equal (id, "sign") && self->plan.mark)
    choose_way (GTK_WIDGET (page), CANDOR_METHOD_MARK);
  while (walk_fill_one (self, page, id))
    {
    }
  if (g_str_equal (id, "file"))
    file_record (self, page);
}

/* Fills the page and goes on. Says whether there was a page to go on to. */
gboolean
walk_next (Walk *self)
{
  CandorPage *page = candor_flow_get_page (self->flow);
  const char *id = candor_flow_get_page_id (self->flow);
  g_autofree char *missing = NULL;

  g_string_append_printf (self->path, "%s ", id);
  if (self->look != NULL)
    self->look (self, id);
  /* Whoever looks may change the language, and the page is built again. */
  page = candor_flow_get_page (self->flow);
  walk_fill (self, page, id);
  missing = candor_page_missing (page);
  g_assert_cmpstr (missing, ==, NULL);
  walk_picture (self, id);
  page = candor_flow_get_page (self->flow);
  candor_flow_next (self->flow);
  if (g_str_equal (id, "handover"))
    {
      walk_picture (self, "gate");
      store_open (GTK_WIDGET (self->flow), self->session);
    }

  return candor_flow_get_page (self->flow) != page;
}

void
walk_to_end (Walk *self)
{
  while (walk_next (self))
    {
    }
  g_assert_cmpuint (self->n_finished, ==, 1);
}

void
walk_to (Walk *self, const char *id)
{
  while (!g_str_equal (candor_flow_get_page_id (self->flow), id))
    g_assert_true (walk_next (self));
}

gboolean
walk_visited (Walk *self, const char *id)
{
  g_autofree char *word = g_strdup_printf ("%s ", id);

  return strstr (self->path->str, word) != NULL;
}

static void
painted_cb (gboolean *painted)
{
  *painted = TRUE;
}

/* A widget that waits for its next layout has nothing to show: wait for a whole frame. */
void
walk_wait_for_frame (GtkWidget *window)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (window);
  gboolean painted = FALSE;
  gulong id = g_signal_connect_swapped (clock, "after-paint", G_CALLBACK (painted_cb), &painted);

  gtk_widget_queue_draw (window);
  while (!painted)
    g_main_context_iteration (NULL, TRUE);
  g_signal_handler_disconnect (clock, id);
}

/* Keeps what is on the screen, where a folder for pictures is set. */
void
walk_picture (Walk *self, const char *name)
{
  const char *pictures = g_getenv ("CANDOR_PICTURES");
  g_autofree char *folder = NULL;
  g_autofree char *file = NULL;
  g_autofree char *path = NULL;
  GdkPaintable *paintable;
  GtkSnapshot *snapshot;
  GskRenderNode *node;
  GdkTexture *texture;

  if (self->look != NULL)
    self->look (self, name);
  /* The pages to read are the same in every visit: one set of them is enough. */
  if (pictures == NULL || (g_str_equal (name, "learn") && !g_str_equal (self->plan.name, "agree")))
    return;
  walk_settle ();
  folder
      = g_build_filename (pictures, candor_procedure_id (self->procedure), self->plan.name, NULL);
  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  file = g_strdup_printf ("%02u-%s.png", ++self->n_pictures, name);
  path = g_build_filename (folder, file, NULL);

  walk_wait_for_frame (self->window);
  paintable = gtk_widget_paintable_new (self->window);
  snapshot = gtk_snapshot_new ();
  gdk_paintable_snapshot (paintable, snapshot, gtk_widget_get_width (self->window),
                          gtk_widget_get_height (self->window));
  node = gtk_snapshot_free_to_node (snapshot);
  g_assert_nonnull (node);
  texture = gsk_renderer_render_texture (gtk_native_get_renderer (GTK_NATIVE (self->window)), node,
                                         NULL);
  g_assert_true (gdk_texture_save_to_png (texture, path));
  g_object_unref (texture);
  gsk_render_node_unref (node);
  g_object_unref (paintable);
}
