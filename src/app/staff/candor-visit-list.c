/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#include "candor-visit-list.h"

#include "app/candor-work.h"
#include "candor-staff-words.h"
#include "candor-visit-row.h"
#include "core/candor-error.h"

struct _CandorVisitList
{
  AdwBin parent_instance;

  GtkLabel *trouble;
  GtkLabel *waiting_heading;
  GtkListBox *waiting;
  GtkLabel *ready_heading;
  GtkListBox *ready;

  CandorProcedure *procedure;     /* (owned) */
  CandorSession *session;         /* (owned) */
  const CandorLanguage *language; /* (unowned) */
  GCancellable *reading;          /* (owned) (nullable): stops a reading that is out of date */
  gboolean unsaved;               /* it was said that a visit is in memory alone */
};

G_DEFINE_FINAL_TYPE (CandorVisitList, candor_visit_list, ADW_TYPE_BIN)

enum
{
  HAND_OVER,
  DISCARD,
  LOADED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* What the thread finds; it must not touch a widget. */
typedef struct
{
  GPtrArray *drafts; /* (owned) (element-type GObject) */
  guint n_unreadable;
  guint n_missing;
} Found;

static void
found_free (gpointer data)
{
  Found *self = data;

  g_clear_pointer (&self->drafts, g_ptr_array_unref);
  g_free (self);
}

/* What a crash left is mended first; then the drafts are read, the newest of which may still be on
 * its way to the disk. */
static void
read_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  CandorSession *session = data;
  g_autoptr (CandorRegister) opened = candor_session_ref_register (session);
  g_autoptr (CandorReconciled) mended = NULL;
  Found *found;
  GError *error = NULL;

  if (opened == NULL)
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "Locked");
      return;
    }
  candor_draft_keeper_settle (candor_session_get_drafts (session));
  mended = candor_register_reconcile (opened, &error);
  if (mended == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  found = g_new0 (Found, 1);
  found->n_missing = mended->missing->len;
  found->drafts = candor_register_list_drafts (opened, &found->n_unreadable, &error);
  if (found->drafts != NULL)
    g_task_return_pointer (task, found, found_free);
  else
    {
      found_free (found);
      g_task_return_error (task, error);
    }
}

static void
clear_rows (GtkListBox *box)
{
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (box))) != NULL)
    gtk_list_box_remove (box, row);
}

static void
show_words (GtkLabel *label, const char *words)
{
  gtk_label_set_label (label, words != NULL ? words : "");
  gtk_widget_set_visible (GTK_WIDGET (label), words != NULL);
}

static gpointer
draft_of (GtkWidget *row)
{
  return g_object_get_data (G_OBJECT (row), "candor-draft");
}

static void
row_hand_over_cb (CandorVisitList *self, GtkWidget *row)
{
  g_autoptr (GObject) draft = g_object_ref (draft_of (row));

  g_signal_emit (self, signals[HAND_OVER], 0, draft);
}

static void
row_discard_cb (CandorVisitList *self, GtkWidget *row)
{
  g_autoptr (GObject) draft = g_object_ref (draft_of (row));

  g_signal_emit (self, signals[DISCARD], 0, draft);
}

static void
add_draft (CandorVisitList *self, gpointer draft)
{
  CandorVisitStage stage = candor_visit_stage_of_draft (draft, self->procedure);
  g_autoptr (CandorVisitSummary) summary = candor_visit_summary_new (draft);
  GtkWidget *row = candor_visit_row_new (summary, stage, self->language);

  g_object_set_data_full (G_OBJECT (row), "candor-draft", g_object_ref (draft), g_object_unref);
  g_signal_connect_object (row, "hand-over", G_CALLBACK (row_hand_over_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "discard", G_CALLBACK (row_discard_cb), self, G_CONNECT_SWAPPED);
  gtk_list_box_append (stage == CANDOR_VISIT_WAITING ? self->waiting : self->ready, row);
}

static gboolean
has_draft (GPtrArray *drafts, gpointer draft)
{
  for (guint i = 0; i < drafts->len; i++)
    if (g_strcmp0 (candor_draft_get_id (drafts->pdata[i]), candor_draft_get_id (draft)) == 0)
      return TRUE;
  return FALSE;
}

/* What could not be saved is newer than its draft on the disk. */
static void
show_drafts (CandorVisitList *self, GPtrArray *drafts)
{
  g_autoptr (GPtrArray) unsaved
      = candor_draft_keeper_list_failed (candor_session_get_drafts (self->session));

  clear_rows (self->ready);
  clear_rows (self->waiting);
  for (guint i = 0; i < unsaved->len; i++)
    add_draft (self, unsaved->pdata[i]);
  for (guint i = 0; drafts != NULL && i < drafts->len; i++)
    if (!has_draft (unsaved, drafts->pdata[i]))
      add_draft (self, drafts->pdata[i]);
  for (guint i = 0; i < 2; i++)
    {
      GtkWidget *rows = GTK_WIDGET (i == 0 ? self->ready : self->waiting);
      GtkWidget *heading = GTK_WIDGET (i == 0 ? self->ready_heading : self->waiting_heading);
      gboolean any = gtk_widget_get_first_child (rows) != NULL;

      gtk_widget_set_visible (rows, any);
      gtk_widget_set_visible (heading, any);
    }
}

static void
show_trouble (CandorVisitList *self, const Found *found)
{
  g_autofree char *unsaved
      = candor_draft_keeper_dup_trouble (candor_session_get_drafts (self->session), self->language);
  g_autofree char *words = NULL;

  self->unsaved = unsaved != NULL;
  if (found->n_missing > 0)
    words = g_strdup_printf (
        candor_language_plural (self->language,
                                "%u record that the log knows is missing from the disk. Please "
                                "tell whoever looks after this tablet, and change nothing.",
                                "%u records that the log knows are missing from the disk. Please "
                                "tell whoever looks after this tablet, and change nothing.",
                                found->n_missing),
        found->n_missing);
  else if (unsaved != NULL)
    words = g_strdup_printf (
        /* Translators: %s is a sentence that says why. */
        _ ("A visit could not be saved and is in this tablet’s memory alone. Leave the tablet "
           "switched on until it is filed. %s"),
        unsaved);
  else if (found->n_unreadable > 0)
    words = g_strdup_printf (
        candor_language_plural (self->language,
                                "%u visit that is not filed yet cannot be read. It was left where "
                                "it is.",
                                "%u visits that are not filed yet cannot be read. They were left "
                                "where they are.",
                                found->n_unreadable),
        found->n_unreadable);
  show_words (self->trouble, words);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  CandorVisitList *self = CANDOR_VISIT_LIST (source);
  g_autoptr (GError) error = NULL;
  Found *found = g_task_propagate_pointer (G_TASK (result), &error);
  g_autofree char *sentence = NULL;

  if (found == NULL && g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (found != NULL)
    {
      show_drafts (self, found->drafts);
      show_trouble (self, found);
      found_free (found);
    }
  else
    {
      /* What is in memory alone is there all the same. */
      show_drafts (self, NULL);
      sentence = candor_error_dup_sentence (error, self->language);
      show_words (self->trouble, sentence);
    }
  g_signal_emit (self, signals[LOADED], 0);
}

/* What could not be saved is on the disk after all, or the other way round. */
static void
saved_cb (CandorVisitList *self)
{
  g_autofree char *unsaved
      = candor_draft_keeper_dup_trouble (candor_session_get_drafts (self->session), self->language);

  if (self->unsaved != (unsaved != NULL))
    candor_visit_list_reload (self);
}

static void
candor_visit_list_dispose (GObject *object)
{
  CandorVisitList *self = CANDOR_VISIT_LIST (object);

  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  g_clear_object (&self->session);
  g_clear_pointer (&self->procedure, candor_procedure_unref);
  G_OBJECT_CLASS (candor_visit_list_parent_class)->dispose (object);
}

static void
candor_visit_list_class_init (CandorVisitListClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = candor_visit_list_dispose;

  /**
   * CandorVisitList::hand-over:
   * @draft: a visit, or a check, that is not filed
   *
   * It begins, or goes on.
   */
  signals[HAND_OVER] = g_signal_new ("hand-over", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_OBJECT);

  /**
   * CandorVisitList::discard:
   * @draft: a visit, or a check, that is not filed
   *
   * Staff want to throw it away.
   */
  signals[DISCARD] = g_signal_new ("discard", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 1, G_TYPE_OBJECT);

  /**
   * CandorVisitList::loaded:
   *
   * What a crash left is mended, and the list shows what is not filed yet.
   */
  signals[LOADED] = g_signal_new ("loaded", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/candor/Candor/candor-visit-list.ui");
  gtk_widget_class_bind_template_child (widget_class, CandorVisitList, trouble);
  gtk_widget_class_bind_template_child (widget_class, CandorVisitList, waiting_heading);
  gtk_widget_class_bind_template_child (widget_class, CandorVisitList, waiting);
  gtk_widget_class_bind_template_child (widget_class, CandorVisitList, ready_heading);
  gtk_widget_class_bind_template_child (widget_class, CandorVisitList, ready);
}

static void
candor_visit_list_init (CandorVisitList *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * candor_visit_list_set_up:
 * @self: a list that was not set up yet
 * @procedure: what the visits are about
 * @language: the clinic's language
 * @session: whose visits they are
 *
 * Gives the list its words. It stays empty until candor_visit_list_reload ().
 */
void
candor_visit_list_set_up (CandorVisitList *self,
                          CandorProcedure *procedure,
                          const CandorLanguage *language,
                          CandorSession *session)
{
  g_return_if_fail (CANDOR_IS_VISIT_LIST (self));
  g_return_if_fail (self->procedure == NULL);

  self->procedure = candor_procedure_ref (procedure);
  self->session = g_object_ref (session);
  self->language = language;

  /* Translators: over visits that everybody has signed. */
  gtk_label_set_label (self->waiting_heading, _ ("Waiting to be filed"));
  /* Translators: over visits that are not finished. */
  gtk_label_set_label (self->ready_heading, _ ("Under way"));
  g_signal_connect_object (candor_session_get_drafts (session), "saved", G_CALLBACK (saved_cb),
                           self, G_CONNECT_SWAPPED);
  show_words (self->trouble, NULL);
  show_drafts (self, NULL);
}

static GtkWidget *
find_row (GtkListBox *box, const char *id)
{
  GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (box));

  while (row != NULL && g_strcmp0 (candor_draft_get_id (draft_of (row)), id) != 0)
    row = gtk_widget_get_next_sibling (row);
  return row;
}

/**
 * candor_visit_list_open:
 * @self: a list
 * @id: of a visit that is not filed
 *
 * Goes to its row, whose buttons say what can be done with it.
 */
void
candor_visit_list_open (CandorVisitList *self, const char *id)
{
  GtkWidget *row;

  g_return_if_fail (CANDOR_IS_VISIT_LIST (self));

  row = find_row (self->waiting, id);
  if (row == NULL)
    row = find_row (self->ready, id);
  if (row != NULL)
    candor_visit_row_focus (CANDOR_VISIT_ROW (row));
}

/**
 * candor_visit_list_is_empty:
 * @self: a list
 *
 * Returns: whether there is nothing to see in it
 */
gboolean
candor_visit_list_is_empty (CandorVisitList *self)
{
  g_return_val_if_fail (CANDOR_IS_VISIT_LIST (self), TRUE);

  return !gtk_widget_get_visible (GTK_WIDGET (self->trouble))
         && !gtk_widget_get_visible (GTK_WIDGET (self->waiting))
         && !gtk_widget_get_visible (GTK_WIDGET (self->ready));
}

/**
 * candor_visit_list_count:
 * @self: a list
 *
 * Returns: how many visits and checks are in it
 */
guint
candor_visit_list_count (CandorVisitList *self)
{
  guint n = 0;

  g_return_val_if_fail (CANDOR_IS_VISIT_LIST (self), 0);

  while (gtk_list_box_get_row_at_index (self->waiting, (int)n) != NULL)
    n++;
  for (int i = 0; gtk_list_box_get_row_at_index (self->ready, i) != NULL; i++)
    n++;
  return n;
}

/**
 * candor_visit_list_reload:
 * @self: a list
 *
 * Reads in a thread what is not filed yet, shows it when it is read, and says so.
 */
void
candor_visit_list_reload (CandorVisitList *self)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (CANDOR_IS_VISIT_LIST (self));

  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  self->reading = g_cancellable_new ();

  task = g_task_new (self, self->reading, read_cb, NULL);
  g_task_set_task_data (task, g_object_ref (self->session), g_object_unref);
  candor_work_start (task, read_in_thread);
}
