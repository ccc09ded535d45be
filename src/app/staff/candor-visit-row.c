/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#include "candor-visit-row.h"

#include "candor-staff-words.h"
#include "core/candor-date.h"

struct _CandorVisitRow
{
  GtkListBoxRow parent_instance;

  GtkLabel *name;
  GtkBox *outcome;
  GtkImage *outcome_icon;
  GtkLabel *outcome_word;
  GtkLabel *facts;
  GtkButton *hand_over;

  const CandorLanguage *language; /* (unowned) */
};

G_DEFINE_FINAL_TYPE (CandorVisitRow, candor_visit_row, GTK_TYPE_LIST_BOX_ROW)

enum
{
  HAND_OVER,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* How a visit ended: never colour alone, always a word and an icon with it. */
typedef struct
{
  const char *word;
  const char *icon;
  const char *style;
} OutcomeLook;

static const OutcomeLook looks[] = {
  /* Translators: how visits ended, one word or two, in the staff's list. */
  [CANDOR_OUTCOME_OPEN] = { N_ ("Not decided"), "content-loading-symbolic", "outcome-other" },
  [CANDOR_OUTCOME_AGREE] = { N_ ("Agreed"), "object-select-symbolic", "outcome-agree" },
  [CANDOR_OUTCOME_NOT_NOW] = { N_ ("Not now"), "document-open-recent-symbolic", "outcome-wait" },
  [CANDOR_OUTCOME_NO] = { N_ ("Said no"), "action-unavailable-symbolic", "outcome-other" },
  [CANDOR_OUTCOME_STOP] = { N_ ("Stopped"), "process-stop-symbolic", "outcome-stop" },
};

static void
add_fact (GString *facts, const char *fact)
{
  if (fact == NULL || *fact == '\0')
    return;
  if (facts->len > 0)
    g_string_append (facts, " · ");
  g_string_append (facts, fact);
}

static void
set_outcome (CandorVisitRow *self, const char *word, const char *icon, const char *style)
{
  gtk_label_set_label (self->outcome_word, word);
  gtk_image_set_from_icon_name (self->outcome_icon, icon);
  gtk_widget_add_css_class (GTK_WIDGET (self->outcome), style);
}

static void
hand_over_cb (CandorVisitRow *self)
{
  g_signal_emit (self, signals[HAND_OVER], 0);
}

static void
candor_visit_row_class_init (CandorVisitRowClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  /**
   * CandorVisitRow::hand-over:
   *
   * The patient may have the tablet with this visit.
   */
  signals[HAND_OVER] = g_signal_new ("hand-over", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/candor/Candor/candor-visit-row.ui");
  gtk_widget_class_bind_template_child (widget_class, CandorVisitRow, name);
  gtk_widget_class_bind_template_child (widget_class, CandorVisitRow, outcome);
  gtk_widget_class_bind_template_child (widget_class, CandorVisitRow, outcome_icon);
  gtk_widget_class_bind_template_child (widget_class, CandorVisitRow, outcome_word);
  gtk_widget_class_bind_template_child (widget_class, CandorVisitRow, facts);
  gtk_widget_class_bind_template_child (widget_class, CandorVisitRow, hand_over);
  gtk_widget_class_bind_template_callback (widget_class, hand_over_cb);
}

static void
candor_visit_row_init (CandorVisitRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * candor_visit_row_new:
 * @summary: the visit
 * @ready: whether the patient can have the tablet with it
 * @language: the clinic's language
 *
 * Returns: (transfer floating): a row of a list
 */
GtkWidget *
candor_visit_row_new (const CandorVisitSummary *summary,
                      gboolean ready,
                      const CandorLanguage *language)
{
  CandorVisitRow *self = g_object_new (CANDOR_TYPE_VISIT_ROW, NULL);
  g_autofree char *facts = candor_visit_summary_dup_facts (summary, language);
  const OutcomeLook *look = &looks[summary->outcome];

  self->language = language;
  gtk_label_set_label (self->name,
                       summary->name != NULL ? summary->name : _ ("A record without a name"));
  gtk_label_set_label (self->facts, facts);

  if (summary->fault != NULL)
    set_outcome (self, _ ("Cannot be read"), "dialog-warning-symbolic", "outcome-stop");
  else if (ready)
    /* Translators: a visit that can be handed to the patient. */
    set_outcome (self, _ ("Ready"), "media-playback-start-symbolic", "outcome-agree");
  else
    set_outcome (self, _ (look->word), look->icon, look->style);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), summary->form_path != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->hand_over), ready);
  gtk_button_set_label (self->hand_over, _ ("Hand over this visit"));
  return GTK_WIDGET (self);
}

/**
 * candor_visit_summary_new:
 * @visit: a visit
 * @procedure: (nullable): what it may be about
 *
 * Returns: (transfer full): its facts
 */
CandorVisitSummary *
candor_visit_summary_new (CandorVisit *visit, CandorProcedure *procedure)
{
  CandorVisitSummary *self = g_new0 (CandorVisitSummary, 1);
  const char *started = candor_visit_get (visit, CANDOR_FIELD_STARTED_AT);
  const char *code = candor_visit_get (visit, CANDOR_FIELD_LANGUAGE);
  const CandorLanguage *language = candor_language_find (code, NULL);
  g_autoptr (GDateTime) moment = candor_time_parse (started);

  self->name = g_strdup (candor_visit_get (visit, CANDOR_FIELD_PATIENT_NAME));
  self->born = g_strdup (candor_visit_get (visit, CANDOR_FIELD_PATIENT_BORN));
  self->area = g_strdup (candor_visit_get (visit, CANDOR_FIELD_TREATMENT_AREA));
  self->language = g_strdup (language != NULL ? candor_language_name (language) : code);
  if (moment != NULL)
    {
      self->started = g_strndup (started, strlen ("YYYY-MM-DD"));
      self->moment = g_date_time_to_unix (moment) * G_USEC_PER_SEC;
    }

  /* The rules of another procedure, or of another version of it, say nothing about this visit. */
  if (procedure != NULL
      && g_strcmp0 (candor_procedure_id (procedure),
                    candor_visit_get (visit, CANDOR_FIELD_PROCEDURE))
             == 0
      && g_strcmp0 (candor_procedure_version (procedure),
                    candor_visit_get (visit, CANDOR_FIELD_PROCEDURE_VERSION))
             == 0)
    self->outcome = candor_visit_outcome (visit, procedure);
  else if (!candor_outcome_from_string (candor_visit_get (visit, CANDOR_FIELD_DECISION),
                                        &self->outcome))
    self->outcome = CANDOR_OUTCOME_OPEN;
  return self;
}

/**
 * candor_visit_summary_new_fault:
 * @fault: why a record could not be read
 *
 * Returns: (transfer full): what stands in the list in its place
 */
CandorVisitSummary *
candor_visit_summary_new_fault (const char *fault)
{
  CandorVisitSummary *self = g_new0 (CandorVisitSummary, 1);

  self->fault = g_strdup (fault);
  return self;
}

/**
 * candor_visit_summary_dup_facts:
 * @self: facts of a visit
 * @language: the clinic's language
 *
 * Returns: (transfer full): those that are known, in one line
 */
char *
candor_visit_summary_dup_facts (const CandorVisitSummary *self, const CandorLanguage *language)
{
  g_autoptr (GString) facts = g_string_new (NULL);
  g_autofree char *born = candor_date_format_iso (self->born, language);
  g_autofree char *started = candor_date_format_iso (self->started, language);

  if (born != NULL)
    {
      g_autofree char *fact = g_strdup_printf (
          /* Translators: in a list of facts about a patient; %s is a date. */
          candor_language_text (language, N_ ("born %s")), born);

      add_fact (facts, fact);
    }
  add_fact (facts, self->area);
  add_fact (facts, started);
  add_fact (facts, self->language);
  add_fact (facts, self->fault);
  return g_string_free (g_steal_pointer (&facts), FALSE);
}

/**
 * candor_visit_summary_free:
 * @self: (transfer full): facts of a visit
 */
void
candor_visit_summary_free (CandorVisitSummary *self)
{
  g_free (self->name);
  g_free (self->born);
  g_free (self->area);
  g_free (self->started);
  g_free (self->language);
  g_free (self->fault);
  g_free (self->form_path);
  g_free (self->visit_path);
  g_free (self);
}
