/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#include "candor-register-log.h"

#include "app/candor-work.h"
#include "app/widgets/candor-parts.h"
#include "candor-log-model.h"
#include "candor-register-words.h"
#include "candor-staff-words.h"
#include "core/candor-date.h"
#include "core/candor-error.h"
#include "vault/candor-audit.h"

/* Milliseconds between two looks at how far the check has come. */
#define TICK 100

/* Findings that are shown one by one; a store with more has one cause for them. */
#define MAX_FINDINGS 50

struct _CandorRegisterLog
{
  AdwBin parent_instance;

  AdwWindowTitle *title;
  GtkButton *back;
  GtkDropDown *topic;
  GtkButton *check;
  GtkBox *checked;
  GtkProgressBar *progress;
  GtkLabel *trouble;
  GtkListView *view;

  CandorRegister *records;        /* (owned) */
  CandorLogModel *model;          /* (owned) */
  const CandorLanguage *language; /* (unowned) */
  GCancellable *cancellable;      /* (owned) */
  guint ticking;                  /* source that shows the progress, or 0 */
};

G_DEFINE_FINAL_TYPE (CandorRegisterLog, candor_register_log, ADW_TYPE_BIN)

enum
{
  BACK,
  OPEN_RECORD,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* A check of the whole store, in a thread that has the store to itself. */
typedef struct
{
  char *folder;
  int done; /* of 1000; the one thing that both threads touch */
} Check;

static void
check_free (gpointer data)
{
  Check *check = data;

  g_free (check->folder);
  g_free (check);
}

static void
load_in_thread (GTask *task, gpointer source, gpointer folder, GCancellable *cancellable)
{
  GError *error = NULL;
  CandorLogList *list = candor_log_list_load (folder, &error);

  if (list != NULL)
    g_task_return_pointer (task, list, (GDestroyNotify)candor_log_list_free);
  else
    g_task_return_error (task, error);
}

static void
progress_cb (guint done, guint total, gpointer data)
{
  Check *check = data;

  g_atomic_int_set (&check->done, total > 0 ? (int)((guint64)done * 1000 / total) : 0);
}

static void
check_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Check *check = data;
  GError *error = NULL;
  g_autoptr (CandorStore) store = candor_store_open (check->folder, &error);
  CandorAudit *audit
      = store != NULL ? candor_audit_run (store, NULL, 0, progress_cb, check, cancellable, &error)
                      : NULL;

  if (audit != NULL)
    g_task_return_pointer (task, audit, (GDestroyNotify)candor_audit_free);
  else
    g_task_return_error (task, error);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  CandorRegisterLog *self = CANDOR_REGISTER_LOG (source);
  g_autoptr (GError) error = NULL;
  CandorLogList *list = g_task_propagate_pointer (G_TASK (result), &error);
  g_autofree char *trouble = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  trouble = candor_error_dup_sentence (error, self->language);
  candor_parts_set_words (self->trouble, trouble);
  gtk_widget_set_visible (GTK_WIDGET (self->trouble), error != NULL);
  if (list != NULL)
    candor_log_model_take_list (self->model, list);
}

static void
add_findings (CandorRegisterLog *self, const CandorAudit *audit)
{
  guint n = MIN (audit->findings->len, MAX_FINDINGS);

  for (guint i = 0; i < n; i++)
    {
      const CandorAuditFinding *finding = audit->findings->pdata[i];
      g_autofree char *sentence = candor_audit_finding_dup_sentence (finding, self->language);
      gboolean fault = candor_audit_kind_is_fault (finding->kind);

      gtk_box_append (self->checked,
                      candor_parts_note (fault ? CANDOR_TONE_STOP : CANDOR_TONE_TALK,
                                         /* Translators: how grave a finding is. */
                                         fault ? _ ("Fault") : _ ("Notice"), sentence));
    }
  if (n < audit->findings->len)
    {
      g_autofree char *more = g_strdup_printf (
          candor_language_plural (self->language, "%u more was found.", "%u more were found.",
                                  audit->findings->len - n),
          audit->findings->len - n);

      gtk_box_append (self->checked, candor_parts_label (more, NULL));
    }
}

static void
checked_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  CandorRegisterLog *self = CANDOR_REGISTER_LOG (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (CandorAudit) audit = g_task_propagate_pointer (G_TASK (result), &error);
  g_autofree char *sentence = NULL;

  g_clear_handle_id (&self->ticking, g_source_remove);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  gtk_widget_set_visible (GTK_WIDGET (self->progress), FALSE);
  gtk_widget_set_sensitive (GTK_WIDGET (self->check), TRUE);
  if (audit == NULL)
    {
      gtk_box_append (self->checked,
                      candor_parts_error_note (CANDOR_TONE_TALK, _ ("It could not be checked."),
                                               error, self->language));
      return;
    }
  sentence = candor_audit_dup_sentence (audit, self->language);
  gtk_box_append (
      self->checked,
      candor_parts_note (candor_audit_is_whole (audit) ? CANDOR_TONE_KEY : CANDOR_TONE_STOP,
                         candor_audit_is_whole (audit) ? _ ("The records and their log are whole.")
                                                       : _ ("Something was changed or is missing."),
                         sentence));
  add_findings (self, audit);
  candor_register_log_reload (self);
}

static gboolean
tick_cb (gpointer data)
{
  GTask *task = data;
  CandorRegisterLog *self = CANDOR_REGISTER_LOG (g_task_get_source_object (task));
  Check *check = g_task_get_task_data (task);

  gtk_progress_bar_set_fraction (self->progress, g_atomic_int_get (&check->done) / 1000.0);
  return G_SOURCE_CONTINUE;
}

static void
check_cb (CandorRegisterLog *self)
{
  g_autoptr (GTask) task = g_task_new (self, self->cancellable, checked_cb, NULL);
  Check *check = g_new0 (Check, 1);

  check->folder = g_strdup (candor_register_get_folder (self->records));
  candor_parts_clear (GTK_WIDGET (self->checked));
  gtk_progress_bar_set_fraction (self->progress, 0);
  gtk_widget_set_visible (GTK_WIDGET (self->progress), TRUE);
  gtk_widget_set_sensitive (GTK_WIDGET (self->check), FALSE);
  g_task_set_task_data (task, check, check_free);
  self->ticking
      = g_timeout_add_full (G_PRIORITY_DEFAULT, TICK, tick_cb, g_object_ref (task), g_object_unref);
  candor_work_start (task, check_in_thread);
}

static void
back_cb (CandorRegisterLog *self)
{
  g_signal_emit (self, signals[BACK], 0);
}

static void
topic_cb (CandorRegisterLog *self)
{
  if (self->model != NULL)
    candor_log_model_set_topic (self->model, gtk_drop_down_get_selected (self->topic));
}

/* Whose record a line is about, as long as the record is there. The log itself has no names. */
static char *
dup_whose (CandorRegisterLog *self, const CandorLogLine *line)
{
  CandorIndex *index = candor_register_get_index (self->records);
  g_autofree char *name = line->file != NULL ? g_path_get_basename (line->file) : NULL;
  g_autoptr (CandorRecordHead) head = NULL;
  guint entry;

  if (name == NULL || index == NULL || !g_str_has_suffix (name, ".age"))
    return NULL;
  name[strlen (name) - strlen (".age")] = '\0';
  if (candor_index_find (index, name, &entry))
    head = candor_index_get (index, entry, NULL);
  return head != NULL ? candor_register_dup_name (head, self->language) : NULL;
}

static void
set_up_cb (CandorRegisterLog *self, GtkListItem *place)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);

  gtk_box_append (GTK_BOX (row), candor_parts_label (NULL, "staff-name"));
  gtk_box_append (GTK_BOX (row), candor_parts_label (NULL, "quiet"));
  gtk_list_item_set_child (place, row);
}

static void
bind_cb (CandorRegisterLog *self, GtkListItem *place)
{
  const CandorLogLine *line = candor_log_item_get_line (gtk_list_item_get_item (place));
  GtkWidget *row = gtk_list_item_get_child (place);
  g_autofree char *sentence = candor_log_line_dup_sentence (line, self->language);
  g_autofree char *time = line != NULL ? candor_time_format_iso (line->time, self->language) : NULL;
  g_autofree char *whose = line != NULL ? dup_whose (self, line) : NULL;
  g_autofree char *number
      = line != NULL ? g_strdup_printf ("%" G_GUINT64_FORMAT, line->number) : NULL;
  const char *const parts[] = { number, time, line != NULL ? line->who : NULL, whose };
  g_autoptr (GString) facts = g_string_new (NULL);
  g_autofree char *all = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    if (parts[i] != NULL)
      g_string_append_printf (facts, "%s%s", facts->len > 0 ? " · " : "", parts[i]);
  candor_parts_set_words (GTK_LABEL (gtk_widget_get_first_child (row)), sentence);
  candor_parts_set_words (GTK_LABEL (gtk_widget_get_last_child (row)), facts->str);
  all = g_strdup_printf ("%s %s", sentence, facts->str);
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_parent (row)),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, all, -1);
}

static void
activate_cb (CandorRegisterLog *self, guint position)
{
  g_autoptr (CandorLogItem) item = g_list_model_get_item (G_LIST_MODEL (self->model), position);
  const CandorLogLine *line = candor_log_item_get_line (item);
  g_autofree char *whose = line != NULL ? dup_whose (self, line) : NULL;

  if (whose != NULL)
    g_signal_emit (self, signals[OPEN_RECORD], 0, line->file);
}

static void
candor_register_log_dispose (GObject *object)
{
  CandorRegisterLog *self = CANDOR_REGISTER_LOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->ticking, g_source_remove);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->model);
  g_clear_pointer (&self->records, candor_register_unref);
  G_OBJECT_CLASS (candor_register_log_parent_class)->dispose (object);
}

static void
candor_register_log_class_init (CandorRegisterLogClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = candor_register_log_dispose;

  /**
   * CandorRegisterLog::back:
   *
   * Staff are done with it.
   */
  signals[BACK] = g_signal_new ("back", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 0);

  /**
   * CandorRegisterLog::open-record:
   * @file: a record, from the store's folder
   *
   * Somebody wants to see what a line is about.
   */
  signals[OPEN_RECORD] = g_signal_new ("open-record", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST,
                                       0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/candor/Candor/candor-register-log.ui");
  gtk_widget_class_bind_template_child (widget_class, CandorRegisterLog, title);
  gtk_widget_class_bind_template_child (widget_class, CandorRegisterLog, back);
  gtk_widget_class_bind_template_child (widget_class, CandorRegisterLog, topic);
  gtk_widget_class_bind_template_child (widget_class, CandorRegisterLog, check);
  gtk_widget_class_bind_template_child (widget_class, CandorRegisterLog, checked);
  gtk_widget_class_bind_template_child (widget_class, CandorRegisterLog, progress);
  gtk_widget_class_bind_template_child (widget_class, CandorRegisterLog, trouble);
  gtk_widget_class_bind_template_child (widget_class, CandorRegisterLog, view);
  gtk_widget_class_bind_template_callback (widget_class, back_cb);
  gtk_widget_class_bind_template_callback (widget_class, topic_cb);
  gtk_widget_class_bind_template_callback (widget_class, check_cb);
  gtk_widget_class_bind_template_callback (widget_class, set_up_cb);
  gtk_widget_class_bind_template_callback (widget_class, bind_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
}

static void
candor_register_log_init (CandorRegisterLog *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
set_topics (CandorRegisterLog *self)
{
  static const char *const topics[] = {
    /* Translators: what of the log is shown: all of it, */
    [CANDOR_LOG_ALL] = N_ ("Everything"),
    /* Translators: or records that came, were withdrawn or went, */
    [CANDOR_LOG_FILED] = N_ ("Filed and expired"),
    /* Translators: or were looked at or given out, */
    [CANDOR_LOG_USED] = N_ ("Opened, printed, exported"),
    /* Translators: or who came in or may come in, */
    [CANDOR_LOG_STAFF] = N_ ("Staff and passphrases"),
    /* Translators: or what was decided about the store. */
    [CANDOR_LOG_RULES] = N_ ("Settings and approvals"),
  };
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  for (guint i = 0; i < CANDOR_LOG_N_TOPICS; i++)
    gtk_string_list_append (names, _ (topics[i]));
  gtk_drop_down_set_model (self->topic, G_LIST_MODEL (names));
  /* It is the button inside of the list that takes the focus. */
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (gtk_widget_get_first_child (GTK_WIDGET (self->topic))),
      GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("What of the log to show"), -1);
}

/**
 * candor_register_log_new:
 * @records: an unlocked store
 * @language: the clinic's language
 *
 * Returns: (transfer floating): the page of its log
 */
GtkWidget *
candor_register_log_new (CandorRegister *records, const CandorLanguage *language)
{
  CandorRegisterLog *self = g_object_new (CANDOR_TYPE_REGISTER_LOG, NULL);

  self->language = language;
  self->records = candor_register_ref (records);
  self->model = candor_log_model_new ();
  adw_window_title_set_title (self->title, _ ("Log"));
  gtk_button_set_label (self->back, _ ("Back"));
  gtk_button_set_label (self->check, _ ("Check now"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Log"), -1);
  set_topics (self);
  gtk_list_view_set_model (self->view, GTK_SELECTION_MODEL (gtk_no_selection_new (
                                           G_LIST_MODEL (g_object_ref (self->model)))));
  candor_register_log_reload (self);
  return GTK_WIDGET (self);
}

/**
 * candor_register_log_reload:
 * @self: the page
 *
 * Reads the log again.
 */
void
candor_register_log_reload (CandorRegisterLog *self)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (CANDOR_IS_REGISTER_LOG (self));

  task = g_task_new (self, self->cancellable, loaded_cb, NULL);
  g_task_set_task_data (task, g_strdup (candor_register_get_folder (self->records)), g_free);
  candor_work_start (task, load_in_thread);
}
