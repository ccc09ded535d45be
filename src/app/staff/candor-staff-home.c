/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#include "candor-staff-home.h"

#include "candor-paper-pages.h"
#include "candor-record-page.h"
#include "candor-staff-words.h"
#include "candor-visit-form.h"
#include "candor-visit-list.h"

struct _CandorStaffHome
{
  AdwBin parent_instance;

  AdwWindowTitle *title;
  GtkLabel *notice_title;
  GtkLabel *notice;
  CandorVisitList *list;
  GtkScrolledWindow *form_scroller;
  CandorVisitForm *form;

  GtkButton *blank;
  GtkButton *check;

  CandorProcedure *procedure; /* (owned) */
  const CandorClinic *clinic; /* (unowned) */
  CandorStationery stationery;
  char *data_folder;              /* (owned) */
  const CandorLanguage *language; /* (unowned) */
};

G_DEFINE_FINAL_TYPE (CandorStaffHome, candor_staff_home, ADW_TYPE_BIN)

enum
{
  HAND_OVER,
  SHOW_PAGE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
hand_over_cb (CandorStaffHome *self, CandorVisit *visit)
{
  g_signal_emit (self, signals[HAND_OVER], 0, visit);
}

static void
open_record_cb (CandorStaffHome *self, const CandorVisitSummary *summary)
{
  g_signal_emit (self, signals[SHOW_PAGE], 0,
                 candor_record_page_new (summary, self->procedure, &self->stationery,
                                         self->language, self->data_folder));
}

static void
blank_cb (CandorStaffHome *self)
{
  g_signal_emit (self, signals[SHOW_PAGE], 0,
                 candor_blank_form_page_new (self->procedure, self->clinic, &self->stationery,
                                             self->language, self->data_folder));
}

static void
check_cb (CandorStaffHome *self)
{
  g_signal_emit (self, signals[SHOW_PAGE], 0,
                 candor_check_file_page_new (&self->stationery, self->language));
}

static void
candor_staff_home_dispose (GObject *object)
{
  CandorStaffHome *self = CANDOR_STAFF_HOME (object);

  g_clear_pointer (&self->procedure, candor_procedure_unref);
  g_clear_pointer (&self->data_folder, g_free);
  candor_stationery_clear (&self->stationery);
  G_OBJECT_CLASS (candor_staff_home_parent_class)->dispose (object);
}

static void
candor_staff_home_class_init (CandorStaffHomeClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  /**
   * CandorStaffHome::hand-over:
   * @visit: the visit
   *
   * The patient gets the tablet.
   */
  signals[HAND_OVER] = g_signal_new ("hand-over", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 1, CANDOR_TYPE_VISIT);

  G_OBJECT_CLASS (class)->dispose = candor_staff_home_dispose;

  /**
   * CandorStaffHome::show-page:
   * @page: (transfer floating): a #CandorStaffPage
   *
   * Staff want to see something else.
   */
  signals[SHOW_PAGE] = g_signal_new ("show-page", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 1, GTK_TYPE_WIDGET);

  g_type_ensure (CANDOR_TYPE_VISIT_FORM);
  g_type_ensure (CANDOR_TYPE_VISIT_LIST);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/candor/Candor/candor-staff-home.ui");
  gtk_widget_class_bind_template_child (widget_class, CandorStaffHome, title);
  gtk_widget_class_bind_template_child (widget_class, CandorStaffHome, notice_title);
  gtk_widget_class_bind_template_child (widget_class, CandorStaffHome, notice);
  gtk_widget_class_bind_template_child (widget_class, CandorStaffHome, list);
  gtk_widget_class_bind_template_child (widget_class, CandorStaffHome, form_scroller);
  gtk_widget_class_bind_template_child (widget_class, CandorStaffHome, form);
  gtk_widget_class_bind_template_child (widget_class, CandorStaffHome, blank);
  gtk_widget_class_bind_template_child (widget_class, CandorStaffHome, check);
  gtk_widget_class_bind_template_callback (widget_class, hand_over_cb);
  gtk_widget_class_bind_template_callback (widget_class, open_record_cb);
  gtk_widget_class_bind_template_callback (widget_class, blank_cb);
  gtk_widget_class_bind_template_callback (widget_class, check_cb);
}

static void
candor_staff_home_init (CandorStaffHome *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * candor_staff_home_new:
 * @procedure: what the visits are about
 * @clinic: (transfer none): who the clinic is; must outlive the widget
 * @data_folder: the clinic's data folder, where visits are filed; need not exist yet
 *
 * Returns: (transfer floating): the staff's screen, in the clinic's language
 */
GtkWidget *
candor_staff_home_new (CandorProcedure *procedure,
                       const CandorClinic *clinic,
                       const char *data_folder)
{
  CandorStaffHome *self = g_object_new (CANDOR_TYPE_STAFF_HOME, NULL);
  const CandorLanguage *language = candor_language_find (clinic->language, NULL);

  self->language = language != NULL ? language : candor_language_english ();
  self->procedure = candor_procedure_ref (procedure);
  self->clinic = clinic;
  self->data_folder = g_strdup (data_folder);
  adw_window_title_set_title (self->title, clinic->name);
  gtk_button_set_label (self->blank, _ ("Blank form"));
  gtk_button_set_label (self->check, _ ("Check a form"));
  gtk_label_set_label (self->notice_title, _ ("The staff half is open: this version has no lock."));
  gtk_label_set_label (
      self->notice,
      candor_procedure_is_approved (procedure)
          ? _ ("Anyone who holds this tablet can see these screens, and filed visits are not "
               "encrypted yet. Use invented patients only.")
          : _ ("Anyone who holds this tablet can see these screens, and filed visits are not "
               "encrypted yet. Use invented patients only. The text for patients has not been "
               "approved for clinical use."));
  candor_visit_list_set_up (self->list, procedure, self->language, data_folder);
  candor_visit_form_set_up (self->form, procedure, clinic, self->language);
  return GTK_WIDGET (self);
}

/**
 * candor_staff_home_set_stationery:
 * @self: the staff's screen
 * @stationery: (nullable): what the clinic makes its papers with
 */
void
candor_staff_home_set_stationery (CandorStaffHome *self, const CandorStationery *stationery)
{
  g_return_if_fail (CANDOR_IS_STAFF_HOME (self));

  candor_stationery_assign (&self->stationery, stationery);
  candor_visit_list_set_sealed (self->list, self->stationery.seal != NULL);
}

/**
 * candor_staff_home_add_ready:
 * @self: the staff's screen
 * @visit: a visit that its patient can have
 */
void
candor_staff_home_add_ready (CandorStaffHome *self, CandorVisit *visit)
{
  g_return_if_fail (CANDOR_IS_STAFF_HOME (self));

  candor_visit_list_add_ready (self->list, visit);
}

/**
 * candor_staff_home_remove_ready:
 * @self: the staff's screen
 * @visit: a visit that is over
 */
void
candor_staff_home_remove_ready (CandorStaffHome *self, CandorVisit *visit)
{
  g_return_if_fail (CANDOR_IS_STAFF_HOME (self));

  candor_visit_list_remove_ready (self->list, visit);
}

/**
 * candor_staff_home_clear:
 * @self: the staff's screen
 *
 * Empties the form for the next patient.
 */
void
candor_staff_home_clear (CandorStaffHome *self)
{
  g_return_if_fail (CANDOR_IS_STAFF_HOME (self));

  candor_visit_form_clear (self->form);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->form_scroller), 0);
}

/**
 * candor_staff_home_reload:
 * @self: the staff's screen
 *
 * Reads again what was filed.
 */
void
candor_staff_home_reload (CandorStaffHome *self)
{
  g_return_if_fail (CANDOR_IS_STAFF_HOME (self));

  candor_visit_list_reload (self->list);
}

/**
 * candor_staff_home_ask_to_close:
 * @self: the staff's screen, in a window
 *
 * Visits that wait are in the memory of this process alone: with the window they would be gone. The
 * question has the responses "stay" and "close".
 *
 * Returns: (transfer none) (nullable): the question, which is on the screen; %NULL when nothing
 *   would be lost
 */
GtkWindow *
candor_staff_home_ask_to_close (CandorStaffHome *self)
{
  GtkWidget *question;
  g_autofree char *body = NULL;
  guint n;

  g_return_val_if_fail (CANDOR_IS_STAFF_HOME (self), NULL);

  n = candor_visit_list_count_begun (self->list);
  if (n == 0)
    return NULL;

  body = g_strdup_printf (
      candor_language_plural (
          self->language,
          "%u visit has been begun and is not filed yet. If you close Candor now, everything in it "
          "is lost. To keep it, hand it over again and file it.",
          "%u visits have been begun and are not filed yet. If you close Candor now, everything in "
          "them is lost. To keep them, hand each over again and file it.",
          n),
      n);
  question = adw_message_dialog_new (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                                     _ ("Close and lose what is not filed?"), body);
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (question), "stay", _ ("Keep Candor open"));
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (question), "close", _ ("Close and lose it"));
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (question), "close",
                                              ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (question), "stay");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (question), "stay");
  gtk_window_present (GTK_WINDOW (question));
  return GTK_WINDOW (question);
}
