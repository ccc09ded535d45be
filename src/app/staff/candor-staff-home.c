/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#include "candor-staff-home.h"

#include "app/candor-work.h"
#include "app/widgets/candor-pair-layout.h"
#include "candor-discard-page.h"
#include "candor-home-layout.h"
#include "candor-register-list.h"
#include "candor-staff-words.h"
#include "candor-visit-form.h"
#include "candor-visit-list.h"
#include "records/candor-settings.h"
#include "core/candor-error.h"

struct _CandorStaffHome
{
  AdwBin parent_instance;

  AdwWindowTitle *title;
  GtkWidget *notice_place;
  GtkLabel *notice;
  CandorHomeLayout *layout;
  GtkToggleButton *switches[CANDOR_HOME_N_PANES];
  GtkWidget *visits_place;
  CandorVisitList *visits;
  AdwBin *records_place;
  CandorRegisterList *records; /* (unowned) */
  CandorVisitForm *form;

  AdwSqueezer *ways;
  GtkButton *blank;
  GtkButton *check;
  GtkButton *lock;
  GtkMenuButton *more;

  CandorProcedure *procedure;     /* (owned) */
  CandorSession *session;         /* (owned) */
  const CandorLanguage *language; /* (unowned) */
};

G_DEFINE_FINAL_TYPE (CandorStaffHome, candor_staff_home, ADW_TYPE_BIN)

enum
{
  HAND_OVER,
  OPEN_RECORD,
  SHOW_PAGE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
show_pane (CandorStaffHome *self, CandorHomePane pane)
{
  gtk_toggle_button_set_active (self->switches[pane], TRUE);
}

/* Says in the switcher how many visits wait. Those that are new to a screen with room for one pane are
 * what staff came back for; without any, their pane is none. */
static void
show_visits (CandorStaffHome *self)
{
  gboolean shown = !candor_visit_list_is_empty (self->visits);
  GtkWidget *button = GTK_WIDGET (self->switches[CANDOR_HOME_VISITS]);
  /* Translators: on a button that shows visits and checks; %u is how many they are. */
  g_autofree char *words
      = g_strdup_printf (_ ("Not filed: %u"), candor_visit_list_count (self->visits));

  gtk_button_set_label (GTK_BUTTON (button), words);
  if (shown == gtk_widget_get_visible (button))
    return;
  gtk_widget_set_visible (button, shown);
  gtk_widget_set_visible (self->visits_place, shown);
  if (shown)
    show_pane (self, CANDOR_HOME_VISITS);
  else if (gtk_toggle_button_get_active (self->switches[CANDOR_HOME_VISITS]))
    show_pane (self, CANDOR_HOME_FORM);
}

static void
switched_cb (CandorStaffHome *self, GtkToggleButton *button)
{
  for (guint i = 0; i < CANDOR_HOME_N_PANES; i++)
    if (self->switches[i] == button && gtk_toggle_button_get_active (button))
      candor_home_layout_show (self->layout, i);
}

static void
hand_over_cb (CandorStaffHome *self, GObject *draft)
{
  g_signal_emit (self, signals[HAND_OVER], 0, draft);
}

static void
open_record_cb (CandorStaffHome *self, const char *file)
{
  g_signal_emit (self, signals[OPEN_RECORD], 0, file);
}

static void
open_draft_cb (CandorStaffHome *self, const char *id)
{
  show_pane (self, CANDOR_HOME_VISITS);
  candor_visit_list_open (self->visits, id);
}

/* The store is mended and its drafts are read: now the records are those that the log knows. */
static void
loaded_cb (CandorStaffHome *self)
{
  show_visits (self);
  candor_register_list_reload (self->records);
}

static void
discard_cb (CandorStaffHome *self, GObject *draft)
{
  g_signal_emit (self, signals[SHOW_PAGE], 0,
                 candor_discard_page_new (draft, self->session, self->language));
}

/* From anywhere on the screen, though it is the list that searches. */
static gboolean
find_cb (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  CandorStaffHome *self = CANDOR_STAFF_HOME (widget);

  show_pane (self, CANDOR_HOME_RECORDS);
  return gtk_widget_activate_action (GTK_WIDGET (self->records), "register.search", NULL);
}

static void
candor_staff_home_dispose (GObject *object)
{
  CandorStaffHome *self = CANDOR_STAFF_HOME (object);

  g_clear_pointer (&self->procedure, candor_procedure_unref);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (candor_staff_home_parent_class)->dispose (object);
}

static void
bind_switch (GtkWidgetClass *widget_class, const char *name, CandorHomePane pane)
{
  gtk_widget_class_bind_template_child_full (widget_class, name, FALSE,
                                             G_STRUCT_OFFSET (CandorStaffHome, switches)
                                                 + (gssize)(pane * sizeof (GtkToggleButton *)));
}

static void
candor_staff_home_class_init (CandorStaffHomeClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  /**
   * CandorStaffHome::hand-over:
   * @draft: the visit, or the check
   *
   * The patient gets the tablet.
   */
  signals[HAND_OVER] = g_signal_new ("hand-over", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_OBJECT);

  G_OBJECT_CLASS (class)->dispose = candor_staff_home_dispose;

  /**
   * CandorStaffHome::open-record:
   * @file: a record, from the store's folder
   *
   * Staff want to see it.
   */
  signals[OPEN_RECORD] = g_signal_new ("open-record", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST,
                                       0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  /**
   * CandorStaffHome::show-page:
   * @page: (transfer floating): a #CandorStaffPage
   *
   * Staff want to see something else.
   */
  signals[SHOW_PAGE] = g_signal_new ("show-page", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 1, GTK_TYPE_WIDGET);

  gtk_widget_class_add_binding (widget_class, GDK_KEY_f, GDK_CONTROL_MASK, find_cb, NULL);

  g_type_ensure (CANDOR_TYPE_HOME_LAYOUT);
  g_type_ensure (CANDOR_TYPE_VISIT_FORM);
  g_type_ensure (CANDOR_TYPE_VISIT_LIST);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/candor/Candor/candor-staff-home.ui");
  gtk_widget_class_bind_template_child (widget_class, CandorStaffHome, title);
  gtk_widget_class_bind_template_child (widget_class, CandorStaffHome, notice_place);
  gtk_widget_class_bind_template_child (widget_class, CandorStaffHome, notice);
  gtk_widget_class_bind_template_child (widget_class, CandorStaffHome, layout);
  bind_switch (widget_class, "show_visits", CANDOR_HOME_VISITS);
  bind_switch (widget_class, "show_records", CANDOR_HOME_RECORDS);
  bind_switch (widget_class, "show_form", CANDOR_HOME_FORM);
  gtk_widget_class_bind_template_child (widget_class, CandorStaffHome, visits_place);
  gtk_widget_class_bind_template_child (widget_class, CandorStaffHome, visits);
  gtk_widget_class_bind_template_child (widget_class, CandorStaffHome, records_place);
  gtk_widget_class_bind_template_child (widget_class, CandorStaffHome, form);
  gtk_widget_class_bind_template_child (widget_class, CandorStaffHome, ways);
  gtk_widget_class_bind_template_child (widget_class, CandorStaffHome, blank);
  gtk_widget_class_bind_template_child (widget_class, CandorStaffHome, check);
  gtk_widget_class_bind_template_child (widget_class, CandorStaffHome, lock);
  gtk_widget_class_bind_template_child (widget_class, CandorStaffHome, more);
  gtk_widget_class_bind_template_callback (widget_class, switched_cb);
  gtk_widget_class_bind_template_callback (widget_class, hand_over_cb);
  gtk_widget_class_bind_template_callback (widget_class, loaded_cb);
  gtk_widget_class_bind_template_callback (widget_class, discard_cb);
}

static void
candor_staff_home_init (CandorStaffHome *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_layout_manager (self->notice_place, candor_pair_layout_new (12));
}

/* The menu is made when it is wanted: what the header has no room for is in it. */
static void
make_menu_cb (GtkMenuButton *button, gpointer data)
{
  CandorStaffHome *self = data;
  g_autoptr (GMenu) menu = g_menu_new ();

  if (adw_squeezer_get_visible_child (self->ways) == NULL)
    {
      g_menu_append (menu, _ ("Blank form"), "staff.blank");
      g_menu_append (menu, _ ("Check a form"), "staff.check");
    }
  /* Translators: entries of a menu. */
  g_menu_append (menu, _ ("File a scanned form"), "staff.scan");
  g_menu_append (menu, _ ("Log"), "staff.log");
  g_menu_append (menu, _ ("Settings"), "staff.settings");
  g_menu_append (menu, _ ("Keyboard shortcuts"), "staff.shortcuts");
  g_menu_append (menu, _ ("Help"), "staff.help");
  g_menu_append (menu, _ ("About Candor"), "staff.about");
  gtk_menu_button_set_menu_model (button, G_MENU_MODEL (menu));
}

static void
set_up_more (CandorStaffHome *self)
{
  gtk_menu_button_set_create_popup_func (self->more, make_menu_cb, self, NULL);
  /* Translators: on a button that opens a menu with more things to do. */
  gtk_menu_button_set_label (self->more, _ ("More"));
  /* The button inside has the label; a screen reader meets the one around it first. */
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->more), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("More"), -1);
}

/* What a thread finds out about the text that patients are going to read. */
typedef struct
{
  CandorRegister *records;        /* (owned) */
  CandorProcedure *procedure;     /* (owned) */
  const CandorLanguage *language; /* (unowned) */
} Question;

static void
question_free (gpointer data)
{
  Question *question = data;

  candor_register_unref (question->records);
  candor_procedure_unref (question->procedure);
  g_free (question);
}

/* Reads the whole log. */
static void
ask_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Question *question = task_data;
  GError *error = NULL;
  gboolean approved = candor_register_text_is_approved (question->records, question->procedure,
                                                        question->language, &error);

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, approved);
}

static void
asked_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  CandorStaffHome *self = CANDOR_STAFF_HOME (source);
  g_autoptr (GError) error = NULL;
  gboolean approved = g_task_propagate_boolean (G_TASK (result), &error);

  if (error != NULL)
    {
      g_autofree char *sentence = candor_error_dup_sentence (error, self->language);

      gtk_label_set_label (self->notice, sentence);
    }
  gtk_widget_set_visible (self->notice_place, !approved);
}

/* Staff are told before a patient reads what nobody here stands for; nothing is forbidden. */
static void
check_text (CandorStaffHome *self)
{
  g_autoptr (GTask) task = NULL;
  Question *question;

  if (candor_session_get_register (self->session) == NULL)
    return;
  if (!candor_procedure_is_approved (self->procedure))
    {
      gtk_label_set_label (self->notice,
                           _ ("The text for patients has not been approved for clinical "
                              "use. Use invented patients only."));
      gtk_widget_set_visible (self->notice_place, TRUE);
      return;
    }
  gtk_label_set_label (
      self->notice, _ ("Nobody of this clinic has approved the text for patients as it is now. An "
                       "administrator can read it and approve it in the settings."));
  question = g_new0 (Question, 1);
  question->records = candor_register_ref (candor_session_get_register (self->session));
  question->procedure = candor_procedure_ref (self->procedure);
  question->language = self->language;
  task = g_task_new (self, NULL, asked_cb, NULL);
  g_task_set_task_data (task, question, question_free);
  candor_work_start (task, ask_in_thread);
}

static void
set_up_switcher (CandorStaffHome *self)
{
  gtk_button_set_label (GTK_BUTTON (self->switches[CANDOR_HOME_RECORDS]), _ ("Records"));
  gtk_button_set_label (GTK_BUTTON (self->switches[CANDOR_HOME_FORM]), _ ("Start a visit"));
}

static void
add_records (CandorStaffHome *self)
{
  GtkWidget *records = candor_register_list_new (candor_session_get_register (self->session),
                                                 self->procedure, CANDOR_PAPER_A4, self->language);

  self->records = CANDOR_REGISTER_LIST (records);
  g_signal_connect_object (records, "open-record", G_CALLBACK (open_record_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (records, "open-draft", G_CALLBACK (open_draft_cb), self,
                           G_CONNECT_SWAPPED);
  adw_bin_set_child (self->records_place, records);
}

/**
 * candor_staff_home_new:
 * @procedure: what the visits are about
 * @clinic: (transfer none): who the clinic is; must outlive the widget
 * @session: whose visits they are, unlocked
 *
 * Returns: (transfer floating): the staff's screen, in the clinic's language
 */
GtkWidget *
candor_staff_home_new (CandorProcedure *procedure,
                       const CandorClinic *clinic,
                       CandorSession *session)
{
  CandorStaffHome *self = g_object_new (CANDOR_TYPE_STAFF_HOME, NULL);
  const CandorLanguage *language = candor_language_find (clinic->language, NULL);

  self->language = language != NULL ? language : candor_language_english ();
  self->procedure = candor_procedure_ref (procedure);
  self->session = g_object_ref (session);
  adw_window_title_set_title (self->title, clinic->name);
  gtk_button_set_label (self->blank, _ ("Blank form"));
  gtk_button_set_label (self->check, _ ("Check a form"));
  gtk_button_set_label (self->lock, _ ("Lock"));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->lock), _ ("Lock the tablet (Ctrl+L)"));
  gtk_widget_set_visible (self->notice_place, FALSE);
  check_text (self);
  set_up_more (self);
  set_up_switcher (self);
  add_records (self);
  candor_visit_list_set_up (self->visits, procedure, self->language, session);
  candor_visit_form_set_up (self->form, procedure, clinic, self->language);
  return GTK_WIDGET (self);
}

/**
 * candor_staff_home_set_paper:
 * @self: the staff's screen
 * @paper: what lies in the clinic's printer
 */
void
candor_staff_home_set_paper (CandorStaffHome *self, CandorPaper paper)
{
  g_return_if_fail (CANDOR_IS_STAFF_HOME (self));

  candor_register_list_set_paper (self->records, paper);
}

/**
 * candor_staff_home_reload:
 * @self: the staff's screen
 *
 * Reads again what waits and what was filed.
 */
void
candor_staff_home_reload (CandorStaffHome *self)
{
  g_return_if_fail (CANDOR_IS_STAFF_HOME (self));

  candor_visit_list_reload (self->visits);
  check_text (self);
}
