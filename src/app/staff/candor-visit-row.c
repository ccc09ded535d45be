/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#include "candor-visit-row.h"

#include <string.h>

#include "candor-register-words.h"
#include "candor-staff-words.h"
#include "app/widgets/candor-parts.h"
#include "app/widgets/candor-wrap-layout.h"
#include "core/candor-date.h"
#include "core/candor-draft.h"

struct _CandorVisitRow
{
  GtkListBoxRow parent_instance;

  GtkLabel *name;
  GtkBox *outcome;
  GtkImage *outcome_icon;
  GtkLabel *outcome_word;
  GtkLabel *facts;
  GtkButton *hand_over;
  GtkButton *discard;

  const CandorLanguage *language; /* (unowned) */
};

G_DEFINE_FINAL_TYPE (CandorVisitRow, candor_visit_row, GTK_TYPE_LIST_BOX_ROW)

enum
{
  HAND_OVER,
  DISCARD,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

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
discard_cb (CandorVisitRow *self)
{
  g_signal_emit (self, signals[DISCARD], 0);
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

  /**
   * CandorVisitRow::discard:
   *
   * Staff want to throw this visit away.
   */
  signals[DISCARD] = g_signal_new ("discard", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (CANDOR_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/candor/Candor/candor-visit-row.ui");
  gtk_widget_class_bind_template_child (widget_class, CandorVisitRow, name);
  gtk_widget_class_bind_template_child (widget_class, CandorVisitRow, outcome);
  gtk_widget_class_bind_template_child (widget_class, CandorVisitRow, outcome_icon);
  gtk_widget_class_bind_template_child (widget_class, CandorVisitRow, outcome_word);
  gtk_widget_class_bind_template_child (widget_class, CandorVisitRow, facts);
  gtk_widget_class_bind_template_child (widget_class, CandorVisitRow, hand_over);
  gtk_widget_class_bind_template_child (widget_class, CandorVisitRow, discard);
  gtk_widget_class_bind_template_callback (widget_class, hand_over_cb);
  gtk_widget_class_bind_template_callback (widget_class, discard_cb);
}

static void
candor_visit_row_init (CandorVisitRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* What a visit is called, and what its button says. */
static void
set_stage (CandorVisitRow *self, CandorVisitStage stage, gboolean is_check)
{
  static const struct
  {
    const char *word;
    const char *check_word; /* the same of a check */
    const char *icon;
    const char *style;
    const char *action;
    const char *check_action; /* the same of a check */
  } drafts[] = {
    /* Translators: visits that are not filed, one word or two, and what can be done with them. */
    [CANDOR_VISIT_READY]
    = { N_ ("Ready"), NC_ ("check", "Ready"), "media-playback-start-symbolic", "outcome-agree",
        N_ ("Hand over this visit"), N_ ("Hand over this check") },
    [CANDOR_VISIT_BEGUN]
    = { N_ ("Begun"), NC_ ("check", "Begun"), "media-playback-pause-symbolic", "outcome-wait",
        N_ ("Go on with this visit"), N_ ("Go on with this check") },
    [CANDOR_VISIT_WAITING] = { N_ ("Signed"), NC_ ("check", "Signed"), "document-save-symbolic",
                               "outcome-wait", N_ ("File this visit"), N_ ("File this check") },
    [CANDOR_VISIT_ELSEWHERE] = { N_ ("Other text"), NC_ ("check", "Other text"),
                                 "dialog-warning-symbolic", "outcome-stop", NULL, NULL },
    /* Translators: a check that was begun on another day and not finished. */
    [CANDOR_VISIT_PAST] = { N_ ("Of another day"), NC_ ("check", "Of another day"),
                            "dialog-warning-symbolic", "outcome-stop", NULL, NULL },
  };
  const char *action = is_check ? drafts[stage].check_action : drafts[stage].action;
  const char *word = is_check ? candor_language_text_in_context (self->language, "check",
                                                                 drafts[stage].check_word)
                              : _ (drafts[stage].word);

  set_outcome (self, word, drafts[stage].icon, drafts[stage].style);
  gtk_widget_set_visible (GTK_WIDGET (self->hand_over), action != NULL);
  if (action != NULL)
    gtk_button_set_label (self->hand_over, _ (action));
  gtk_button_set_label (self->discard, _ ("Throw away…"));
}

/**
 * candor_visit_row_new:
 * @summary: the visit
 * @stage: what can be done with it
 * @language: the clinic's language
 *
 * Returns: (transfer floating): a row of a list
 */
GtkWidget *
candor_visit_row_new (const CandorVisitSummary *summary,
                      CandorVisitStage stage,
                      const CandorLanguage *language)
{
  CandorVisitRow *self = g_object_new (CANDOR_TYPE_VISIT_ROW, NULL);
  g_autofree char *facts = candor_visit_summary_dup_facts (summary, language);

  self->language = language;
  candor_parts_set_words (self->name,
                          summary->name != NULL ? summary->name : _ ("A record without a name"));
  candor_parts_set_words (self->facts, facts);

  set_stage (self, stage, summary->session > 0);
  return GTK_WIDGET (self);
}

/**
 * candor_visit_row_focus:
 * @self: a row
 *
 * Goes to what can be done with it.
 */
void
candor_visit_row_focus (CandorVisitRow *self)
{
  g_return_if_fail (CANDOR_IS_VISIT_ROW (self));

  gtk_widget_grab_focus (gtk_widget_get_visible (GTK_WIDGET (self->hand_over))
                             ? GTK_WIDGET (self->hand_over)
                             : GTK_WIDGET (self->discard));
}

/* The rules of another procedure, or of another version of it, say nothing about this visit. */
static gboolean
is_about (CandorVisit *visit, CandorProcedure *procedure)
{
  return g_strcmp0 (candor_procedure_id (procedure),
                    candor_visit_get (visit, CANDOR_FIELD_PROCEDURE))
             == 0
         && g_strcmp0 (candor_procedure_version (procedure),
                       candor_visit_get (visit, CANDOR_FIELD_PROCEDURE_VERSION))
                == 0;
}

/* What somebody answered on another day says nothing about today. */
static gboolean
is_of_today (CandorVisit *visit)
{
  GDate day, today;

  candor_date_today (&today);
  return candor_date_parse (&day, candor_visit_get (visit, CANDOR_FIELD_TREATMENT_DATE))
         && g_date_compare (&day, &today) == 0;
}

/**
 * candor_visit_stage_of_draft:
 * @draft: a visit, or a check, that is not filed
 * @procedure: what the clinic's visits are about
 *
 * Returns: what staff can do with it
 */
CandorVisitStage
candor_visit_stage_of_draft (gpointer draft, CandorProcedure *procedure)
{
  CandorVisit *visit = candor_draft_get_visit (draft);
  g_autoptr (GPtrArray) missing = NULL;

  if (!is_about (visit, procedure))
    return CANDOR_VISIT_ELSEWHERE;
  missing
      = candor_draft_missing (draft, procedure, CANDOR_STAGE_COMPLETE, candor_language_english ());
  if (missing->len == 0)
    return CANDOR_VISIT_WAITING;
  if (candor_draft_get_check (draft) != NULL && !is_of_today (visit))
    return CANDOR_VISIT_PAST;
  return candor_visit_get (visit, CANDOR_FIELD_PATIENT_CONFIRMED) != NULL ? CANDOR_VISIT_BEGUN
                                                                          : CANDOR_VISIT_READY;
}

/**
 * candor_visit_summary_new:
 * @draft: a visit, or a check
 *
 * Returns: (transfer full): its facts
 */
CandorVisitSummary *
candor_visit_summary_new (gpointer draft)
{
  CandorVisit *visit = candor_draft_get_visit (draft);
  CandorDayCheck *check = candor_draft_get_check (draft);
  CandorVisitSummary *self = g_new0 (CandorVisitSummary, 1);
  const char *started = candor_visit_get (visit, CANDOR_FIELD_STARTED_AT);
  const char *code = candor_visit_get (visit, CANDOR_FIELD_LANGUAGE);
  const CandorLanguage *language = candor_language_find (code, NULL);
  g_autoptr (GDateTime) moment = candor_time_parse (started);

  self->name = g_strdup (candor_visit_get (visit, CANDOR_FIELD_PATIENT_NAME));
  self->born = g_strdup (candor_visit_get (visit, CANDOR_FIELD_PATIENT_BORN));
  self->area = g_strdup (candor_visit_get (visit, CANDOR_FIELD_TREATMENT_AREA));
  self->language = g_strdup (language != NULL ? candor_language_name (language) : code);
  self->session = check != NULL ? candor_day_check_get_session (check) : 0;
  if (moment != NULL)
    self->started = g_strndup (started, strlen ("YYYY-MM-DD"));
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

  if (self->session > 0)
    {
      g_autofree char *fact = g_strdup_printf (
          /* Translators: in a list of facts; the check on a day of treatment, and the number of the
             session. */
          candor_language_text (language, N_ ("day-of check, session %u")), self->session);

      candor_register_add_fact (facts, fact);
    }
  if (born != NULL)
    {
      g_autofree char *fact = g_strdup_printf (
          /* Translators: in a list of facts about a patient; %s is a date. */
          candor_language_text (language, N_ ("born %s")), born);

      candor_register_add_fact (facts, fact);
    }
  /* A check is of today, and of what its consent is of. */
  if (self->session == 0)
    {
      candor_register_add_fact (facts, self->area);
      candor_register_add_fact (facts, started);
      candor_register_add_fact (facts, self->language);
    }
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
  g_free (self);
}
