/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#include "candor-day-decision-card.h"

#include "app/widgets/candor-choice-row.h"
#include "app/widgets/candor-text-field.h"
#include "candor-staff-words.h"
#include "candor-talk-card.h"
#include "core/candor-name.h"

struct _CandorDayDecisionCard
{
  AdwBin parent_instance;

  CandorTalkCard *card;        /* (unowned) */
  CandorChoiceRow *treat;      /* (unowned): hidden where it is not the practitioner's to decide */
  CandorTextField *reason;     /* (unowned): likewise */
  CandorTextField *note;       /* (unowned) */
  CandorTextField *not_signed; /* (unowned) (nullable): where the patient has not signed */

  CandorDayCheck *check;          /* (owned) */
  CandorProcedure *procedure;     /* (owned) */
  const CandorLanguage *language; /* (unowned): the clinic's */
  gboolean withdrawn;             /* the patient has taken the consent back */
};

G_DEFINE_FINAL_TYPE (CandorDayDecisionCard, candor_day_decision_card, ADW_TYPE_BIN)

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* In the order of the buttons. */
static const CandorChoice choices[] = { CANDOR_CHOICE_YES, CANDOR_CHOICE_NO };

static gboolean
is_blank (CandorTextField *field)
{
  g_autofree char *text = candor_text_field_get_text (field);

  return candor_name_is_blank (text);
}

static void
store (CandorDayDecisionCard *self)
{
  int index = candor_choice_row_get_selected (self->treat);
  g_autofree char *reason = candor_text_field_get_text (self->reason);

  candor_day_check_set_treat (self->check, index < 0 ? CANDOR_CHOICE_OPEN : choices[index], reason);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
treat_cb (CandorDayDecisionCard *self, int index)
{
  store (self);
}

static void
note_cb (CandorDayDecisionCard *self)
{
  g_autofree char *text = candor_text_field_get_text (self->note);

  candor_visit_set (candor_day_check_get_today (self->check), CANDOR_FIELD_TALK_NOTE, text);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
not_signed_cb (CandorDayDecisionCard *self)
{
  g_autofree char *text = candor_text_field_get_text (self->not_signed);

  candor_day_check_set_not_signed (self->check, text);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
candor_day_decision_card_dispose (GObject *object)
{
  CandorDayDecisionCard *self = CANDOR_DAY_DECISION_CARD (object);

  g_clear_object (&self->check);
  g_clear_pointer (&self->procedure, candor_procedure_unref);
  G_OBJECT_CLASS (candor_day_decision_card_parent_class)->dispose (object);
}

static void
candor_day_decision_card_class_init (CandorDayDecisionCardClass *class)
{
  G_OBJECT_CLASS (class)->dispose = candor_day_decision_card_dispose;

  /**
   * CandorDayDecisionCard::changed:
   *
   * What the practitioner decided or wrote is another thing now.
   */
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
candor_day_decision_card_init (CandorDayDecisionCard *self)
{
}

static const char *
wish_words (CandorDayDecisionCard *self)
{
  CandorVisit *today = candor_day_check_get_today (self->check);
  const char *decision = candor_visit_get (today, CANDOR_FIELD_DECISION);

  if (candor_day_check_is_barred (self->check, self->procedure))
    return _ ("An answer asks to stop or to wait. The patient is not treated today.");
  if (g_strcmp0 (decision, "agree") == 0)
    return _ ("The patient wants to be treated today.");
  if (g_strcmp0 (decision, "not-now") == 0)
    return _ ("The patient decided: not today.");
  if (g_strcmp0 (decision, "no") == 0)
    return _ ("The patient decided: no.");
  return _ ("The patient has not said yet whether they want to be treated today.");
}

static CandorTextField *
add_field (CandorTalkCard *card, const char *label, const char *hint, const char *text)
{
  GtkWidget *field = candor_text_field_new (label, hint, TRUE);

  candor_text_field_set_text (CANDOR_TEXT_FIELD (field), text);
  candor_talk_card_add (card, field);
  return CANDOR_TEXT_FIELD (field);
}

static void
add_treat (CandorDayDecisionCard *self, CandorTalkCard *card)
{
  GtkWidget *row = candor_choice_row_new (_ ("Do you treat the patient today?"), NULL);

  /* It stands on this card, so it is none of its own. */
  gtk_widget_remove_css_class (row, "panel");
  self->treat = CANDOR_CHOICE_ROW (row);
  /* Translators: the two answers of the practitioner. */
  candor_choice_row_add (self->treat, _ ("Treat today"));
  candor_choice_row_add (self->treat, _ ("Do not treat today"));
  for (guint i = 0; i < G_N_ELEMENTS (choices); i++)
    if (candor_day_check_get_treat (self->check) == choices[i])
      candor_choice_row_set_selected (self->treat, (int)i);
  g_signal_connect_object (row, "selected", G_CALLBACK (treat_cb), self, G_CONNECT_SWAPPED);
  candor_talk_card_add (card, row);
  self->reason = add_field (card, _ ("Your reason"), _ ("Needed if you do not treat."),
                            candor_day_check_get_treat_reason (self->check));
  g_signal_connect_object (self->reason, "changed", G_CALLBACK (store), self, G_CONNECT_SWAPPED);
}

static void
add_note (CandorDayDecisionCard *self, CandorTalkCard *card)
{
  CandorVisit *today = candor_day_check_get_today (self->check);
  gboolean is_new = candor_day_check_text_changed (self->check, self->procedure);

  self->note = add_field (
      card, _ ("Your notes"),
      is_new ? _ ("The text has changed since the patient agreed. Talk about what is new, and "
                  "write down what you said.")
             : _ ("What you saw and what you talked about, if it matters."),
      candor_visit_get (today, CANDOR_FIELD_TALK_NOTE));
  g_signal_connect_object (self->note, "changed", G_CALLBACK (note_cb), self, G_CONNECT_SWAPPED);
}

static void
add_not_signed (CandorDayDecisionCard *self, CandorTalkCard *card)
{
  CandorVisit *today = candor_day_check_get_today (self->check);

  if (candor_visit_get_signature (today, CANDOR_ROLE_PATIENT) != NULL)
    {
      candor_day_check_set_not_signed (self->check, NULL);
      return;
    }
  self->not_signed = add_field (card, _ ("Why the patient did not sign"),
                                _ ("Nobody has to sign who is not treated. Write down how it was."),
                                candor_day_check_get_not_signed (self->check));
  g_signal_connect_object (self->not_signed, "changed", G_CALLBACK (not_signed_cb), self,
                           G_CONNECT_SWAPPED);
}

/**
 * candor_day_decision_card_new:
 * @check: a check in which the patient's part is done
 * @procedure: its procedure
 * @language: the clinic's language
 *
 * Returns: (transfer floating): a card that shows how it stands
 */
GtkWidget *
candor_day_decision_card_new (CandorDayCheck *check,
                              CandorProcedure *procedure,
                              const CandorLanguage *language)
{
  CandorDayDecisionCard *self = g_object_new (CANDOR_TYPE_DAY_DECISION_CARD, NULL);
  const char *why
      = candor_visit_get (candor_day_check_get_today (check), CANDOR_FIELD_DECISION_REASON);
  GtkWidget *card;

  self->check = g_object_ref (check);
  self->procedure = candor_procedure_ref (procedure);
  self->language = language;
  card = candor_talk_card_new (_ ("Treatment today"));
  self->card = CANDOR_TALK_CARD (card);
  adw_bin_set_child (ADW_BIN (self), card);
  candor_talk_card_add_fact (CANDOR_TALK_CARD (card), wish_words (self));
  if (why != NULL)
    {
      /* Translators: %s is what the patient wrote. */
      g_autofree char *fact = g_strdup_printf (_ ("In the patient’s words: %s"), why);

      candor_talk_card_add_fact (CANDOR_TALK_CARD (card), fact);
    }
  add_treat (self, CANDOR_TALK_CARD (card));
  add_note (self, CANDOR_TALK_CARD (card));
  add_not_signed (self, CANDOR_TALK_CARD (card));
  candor_day_decision_card_update (self);
  return GTK_WIDGET (self);
}

/**
 * candor_day_decision_card_set_withdrawn:
 * @self: a card
 *
 * The patient has taken the consent back: says so, and does not take “Treat today” for an answer.
 */
void
candor_day_decision_card_set_withdrawn (CandorDayDecisionCard *self)
{
  if (self->withdrawn)
    return;
  self->withdrawn = TRUE;
  candor_talk_card_set_state (self->card, CANDOR_TONE_STOP, _ ("Withdrawn"));
  candor_talk_card_add_fact (self->card,
                             _ ("The consent was withdrawn after this check began. Nobody is "
                                "treated on it any more. You can still finish and file this "
                                "check."));
}

/**
 * candor_day_decision_card_update:
 * @self: a card
 *
 * Something else was decided about an answer: the question about today goes where it is settled by
 * that, and with it the answer.
 */
void
candor_day_decision_card_update (CandorDayDecisionCard *self)
{
  gboolean may = candor_day_check_may_treat (self->check, self->procedure);

  gtk_widget_set_visible (GTK_WIDGET (self->treat), may);
  gtk_widget_set_visible (GTK_WIDGET (self->reason), may);
  if (may || candor_day_check_get_treat (self->check) == CANDOR_CHOICE_OPEN)
    return;
  candor_choice_row_set_selected (self->treat, -1);
  candor_day_check_set_treat (self->check, CANDOR_CHOICE_OPEN, NULL);
  candor_text_field_set_text (self->reason, NULL);
}

static gboolean
misses_note (CandorDayDecisionCard *self)
{
  return candor_day_check_text_changed (self->check, self->procedure) && is_blank (self->note);
}

static gboolean
misses_reason (CandorDayDecisionCard *self)
{
  return candor_day_check_get_treat (self->check) == CANDOR_CHOICE_NO && is_blank (self->reason);
}

static gboolean
treats_withdrawn (CandorDayDecisionCard *self)
{
  return self->withdrawn && candor_day_check_get_treat (self->check) == CANDOR_CHOICE_YES;
}

static gboolean
misses_choice (CandorDayDecisionCard *self)
{
  return candor_day_check_may_treat (self->check, self->procedure)
         && candor_day_check_get_treat (self->check) == CANDOR_CHOICE_OPEN;
}

/**
 * candor_day_decision_card_find_missing:
 * @self: a card
 *
 * Returns: (transfer none) (nullable): a sentence that says what is needed here
 */
const char *
candor_day_decision_card_find_missing (CandorDayDecisionCard *self)
{
  if (treats_withdrawn (self))
    /* Translators: “Do not treat today” is a button on this card. */
    return _ ("The consent was withdrawn. Please choose “Do not treat today” and write why.");
  if (misses_choice (self))
    return _ ("Please decide whether you treat the patient today.");
  if (misses_reason (self))
    return _ ("Please write why you do not treat today.");
  if (misses_note (self))
    return _ ("Please write down what you said about the text that has changed.");
  if (self->not_signed != NULL && is_blank (self->not_signed))
    return _ ("Please write why the patient did not sign.");
  return NULL;
}

/**
 * candor_day_decision_card_show_missing:
 * @self: a card
 * @focus: whether the focus goes to the first thing that is needed
 *
 * Says beside it what is needed.
 */
void
candor_day_decision_card_show_missing (CandorDayDecisionCard *self, gboolean focus)
{
  const char *words = candor_day_decision_card_find_missing (self);
  CandorTextField *field = misses_reason (self) ? self->reason
                           : misses_note (self) ? self->note
                                                : self->not_signed;

  if (words == NULL)
    return;
  if (treats_withdrawn (self) || misses_choice (self))
    {
      candor_choice_row_set_missing (self->treat, words);
      if (focus)
        candor_choice_row_focus (self->treat);
      return;
    }
  candor_text_field_set_missing (field, words);
  if (focus)
    candor_text_field_focus (field);
}
