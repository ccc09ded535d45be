/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#include "candor-settle-card.h"

#include "app/widgets/candor-choice-row.h"
#include "app/widgets/candor-text-field.h"
#include "candor-staff-words.h"
#include "core/candor-markup.h"
#include "core/candor-date.h"
#include "core/candor-draft.h"

struct _CandorSettleCard
{
  AdwBin parent_instance;

  CandorTalkCard *card;
  CandorChoiceRow *decision; /* (nullable): only an answer to ask about has one */
  CandorTextField *words;    /* (nullable): the reason, or a note about a stop */

  CandorVisit *visit;             /* (owned) */
  char *id;                       /* (owned): of the question, or "age" */
  const CandorLanguage *language; /* (unowned) */
  gboolean is_check;
};

G_DEFINE_FINAL_TYPE (CandorSettleCard, candor_settle_card, ADW_TYPE_BIN)

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* The order of the buttons; all three have the same size, and none is chosen beforehand. */
static const struct
{
  CandorSettled settled;
  const char *label;
} decisions[] = {
  { CANDOR_SETTLED_PROCEED, N_ ("Go ahead") },
  { CANDOR_SETTLED_POSTPONE, N_ ("Postpone") },
  { CANDOR_SETTLED_DECLINE, N_ ("Do not treat") },
};

static CandorSettled
get_settled (CandorSettleCard *self)
{
  const CandorSettlement *settlement = candor_visit_get_settlement (self->visit, self->id);

  return settlement != NULL ? settlement->decision : CANDOR_SETTLED_OPEN;
}

static void
settle (CandorSettleCard *self, CandorSettled settled)
{
  g_autofree char *text = candor_text_field_get_text (self->words);

  candor_visit_settle (self->visit, self->id, settled, text);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
selected_cb (CandorSettleCard *self, int index)
{
  settle (self, decisions[index].settled);
}

static void
reason_cb (CandorSettleCard *self)
{
  settle (self, get_settled (self));
}

/* A stop is no decision of the practitioner's; a note about it goes where its reason would be. */
static void
stop_note_cb (CandorSettleCard *self)
{
  g_autofree char *text = candor_text_field_get_text (self->words);

  settle (self, *text != '\0' ? CANDOR_SETTLED_DECLINE : CANDOR_SETTLED_OPEN);
}

static void
add_words (CandorSettleCard *self, const char *label, GCallback callback)
{
  const CandorSettlement *settlement = candor_visit_get_settlement (self->visit, self->id);
  GtkWidget *words = candor_text_field_new (label, NULL, TRUE);

  self->words = CANDOR_TEXT_FIELD (words);
  candor_text_field_set_text (self->words, settlement != NULL ? settlement->reason : NULL);
  g_signal_connect_object (words, "changed", callback, self, G_CONNECT_SWAPPED);
  candor_talk_card_add (self->card, words);
}

static void
add_decision (CandorSettleCard *self)
{
  GtkWidget *row = candor_choice_row_new (_ ("What do you decide?"), NULL);
  CandorSettled settled = get_settled (self);

  /* It stands on this card, so it is none of its own. */
  gtk_widget_remove_css_class (row, "panel");
  self->decision = CANDOR_CHOICE_ROW (row);
  for (guint i = 0; i < G_N_ELEMENTS (decisions); i++)
    {
      candor_choice_row_add (self->decision, _ (decisions[i].label));
      if (decisions[i].settled == settled)
        candor_choice_row_set_selected (self->decision, i);
    }
  g_signal_connect_object (row, "selected", G_CALLBACK (selected_cb), self, G_CONNECT_SWAPPED);
  candor_talk_card_add (self->card, row);
  add_words (self, _ ("Your reason"), G_CALLBACK (reason_cb));
}

static void
add_fact (CandorSettleCard *self, const char *sentence, const char *about)
{
  g_autofree char *fact = g_strdup_printf (sentence, about);

  candor_talk_card_add_fact (self->card, fact);
}

static void
add_answer (CandorSettleCard *self, CandorProcedure *procedure, const CandorItemVerdict *item)
{
  static const char *const sentences[CANDOR_N_REPLIES] = {
    [CANDOR_REPLY_YES] = N_ ("The patient answered: Yes"),
    [CANDOR_REPLY_NO] = N_ ("The patient answered: No"),
    [CANDOR_REPLY_NOT_SURE] = N_ ("The patient answered: Not sure"),
  };
  const CandorAnswer *answer = candor_visit_get_answer (self->visit, item->id);

  if (answer == NULL)
    return;
  candor_talk_card_add_fact (self->card, _ (sentences[answer->reply]));
  if (answer->detail != NULL)
    /* Translators: %s is what the patient wrote. */
    add_fact (self, _ ("In the patient’s words: %s"), answer->detail);
  if (answer->date != NULL)
    {
      g_autofree char *day = candor_date_format_iso (answer->date, self->language);

      /* Translators: %s is a date. */
      add_fact (self, _ ("The day the patient gave: %s"), day);
    }
}

static void
add_age (CandorSettleCard *self, const GDate *on)
{
  GDate born;

  if (candor_date_parse (&born, candor_visit_get (self->visit, CANDOR_FIELD_PATIENT_BORN)))
    {
      g_autofree char *day = candor_date_format (&born, self->language);
      /* Translators: on a card about the patient's age, read by the practitioner. */
      g_autofree char *age = g_strdup_printf (
          candor_language_plural (self->language, "The patient is %d year old on that day.",
                                  "The patient is %d years old on that day.",
                                  candor_date_age (&born, on)),
          candor_date_age (&born, on));

      /* Translators: on a card about the patient's age; %s is a date. */
      add_fact (self, _ ("Born on %s"), day);
      candor_talk_card_add_fact (self->card, age);
    }
}

static void
add_sources (CandorSettleCard *self, CandorProcedure *procedure, char *const *ids)
{
  for (guint i = 0; ids != NULL && ids[i] != NULL; i++)
    {
      const CandorSource *source = candor_procedure_find_source (procedure, ids[i]);

      if (source != NULL)
        {
          /* Translators: %s is a reference: who says it, title, year. */
          g_autofree char *sentence = g_strdup_printf (_ ("Source: %s"), source->text);

          candor_talk_card_add_source (self->card, sentence);
        }
    }
}

static void
add_state (CandorSettleCard *self, const CandorItemVerdict *item)
{
  switch (item->kind)
    {
    case CANDOR_VERDICT_STOP:
      candor_talk_card_set_state (self->card, CANDOR_TONE_STOP, _ ("Stop today"));
      candor_talk_card_add (self->card,
                            candor_parts_note (CANDOR_TONE_STOP,
                                               _ ("The treatment must not be done today."),
                                               _ ("Nobody can set this aside here. The visit ends "
                                                  "well without the treatment, and is filed.")));
      add_words (self, _ ("Your note, if you wish"), G_CALLBACK (stop_note_cb));
      break;
    case CANDOR_VERDICT_WAIT:
      {
        g_autofree char *day = candor_date_format (&item->until, self->language);
        /* Translators: a few words on a card; %s is a date. */
        g_autofree char *word = g_strdup_printf (_ ("Wait until %s"), day);

        candor_talk_card_set_state (self->card, CANDOR_TONE_TALK, word);
        candor_talk_card_add (
            self->card,
            self->is_check
                ? candor_parts_note (CANDOR_TONE_TALK, _ ("Today is too early."),
                                     _ ("The treatment must not be done today. Find a later day "
                                        "with the patient; there is a new check then."))
                : candor_parts_note (CANDOR_TONE_TALK, _ ("The planned day is too early."),
                                     _ ("Choose a later day below, or the patient cannot agree "
                                        "today.")));
      }
      break;
    case CANDOR_VERDICT_ASK:
      candor_talk_card_set_state (self->card, CANDOR_TONE_TALK, _ ("To talk about"));
      add_decision (self);
      break;
    case CANDOR_VERDICT_CLEAR:
    default:
      candor_talk_card_set_state (self->card, CANDOR_TONE_KEY,
                                  /* Translators: a few words on a card: nothing stands in the
                                     way on the planned day of treatment. */
                                  _ ("Clear on the planned day"));
      break;
    }
}

static void
candor_settle_card_dispose (GObject *object)
{
  CandorSettleCard *self = CANDOR_SETTLE_CARD (object);

  g_clear_object (&self->visit);
  g_clear_pointer (&self->id, g_free);
  G_OBJECT_CLASS (candor_settle_card_parent_class)->dispose (object);
}

static void
candor_settle_card_class_init (CandorSettleCardClass *class)
{
  G_OBJECT_CLASS (class)->dispose = candor_settle_card_dispose;

  /**
   * CandorSettleCard::changed:
   *
   * What the practitioner decided or wrote is another thing now.
   */
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
candor_settle_card_init (CandorSettleCard *self)
{
}

/**
 * candor_settle_card_new:
 * @verdict: the verdict that @item is from
 * @item: the answer or the age
 * @draft: the visit, or the check
 * @language: the clinic's language
 *
 * Returns: (transfer floating): a card that shows how the answer stands
 */
GtkWidget *
candor_settle_card_new (const CandorVerdict *verdict,
                        const CandorItemVerdict *item,
                        gpointer draft,
                        const CandorLanguage *language)
{
  CandorSettleCard *self = g_object_new (CANDOR_TYPE_SETTLE_CARD, NULL);
  CandorProcedure *procedure = verdict->procedure;
  g_autofree char *title = NULL;
  GtkWidget *card;

  self->visit = g_object_ref (candor_draft_get_visit (draft));
  self->is_check = candor_draft_get_check (draft) != NULL;
  self->id = g_strdup (item->id);
  self->language = language;
  title = item->question != NULL ? candor_markup_to_plain (
              candor_procedure_text (procedure, language, item->question->text))
                                 : g_strdup (_ ("The patient’s age"));
  card = candor_talk_card_new (title);
  self->card = CANDOR_TALK_CARD (card);
  adw_bin_set_child (ADW_BIN (self), card);

  if (item->question != NULL)
    add_answer (self, procedure, item);
  else
    add_age (self, &verdict->on);
  if (item->say != NULL)
    {
      g_autofree char *say
          = candor_markup_to_plain (candor_procedure_text (procedure, language, item->say));

      add_fact (self, _ ("What the patient was told: %s"), say);
    }
  if (item->question != NULL)
    add_sources (self, procedure, item->question->sources);
  else if (item->age_rule != NULL)
    add_sources (self, procedure, item->age_rule->sources);
  add_state (self, item);
  return GTK_WIDGET (self);
}

/**
 * candor_settle_card_is_open:
 * @self: a card
 *
 * Returns: whether a decision or its reason is still needed
 */
gboolean
candor_settle_card_is_open (CandorSettleCard *self)
{
  const CandorSettlement *settlement;

  g_return_val_if_fail (CANDOR_IS_SETTLE_CARD (self), FALSE);

  settlement = candor_visit_get_settlement (self->visit, self->id);
  return self->decision != NULL
         && (settlement == NULL || settlement->decision == CANDOR_SETTLED_OPEN
             || settlement->reason == NULL);
}

/**
 * candor_settle_card_show_missing:
 * @self: a card that is open
 *
 * Says on the card what is needed.
 */
void
candor_settle_card_show_missing (CandorSettleCard *self)
{
  g_autofree char *reason = NULL;

  g_return_if_fail (CANDOR_IS_SETTLE_CARD (self));
  g_return_if_fail (self->decision != NULL);

  reason = candor_text_field_get_text (self->words);
  if (get_settled (self) == CANDOR_SETTLED_OPEN)
    candor_choice_row_set_missing (self->decision, _ ("Please choose one."));
  if (*reason == '\0')
    candor_text_field_set_missing (self->words, _ ("Please write your reason."));
}

/**
 * candor_settle_card_focus:
 * @self: a card that is open
 *
 * Puts the focus on the first thing that is needed.
 */
void
candor_settle_card_focus (CandorSettleCard *self)
{
  g_return_if_fail (CANDOR_IS_SETTLE_CARD (self));
  g_return_if_fail (self->decision != NULL);

  if (get_settled (self) == CANDOR_SETTLED_OPEN)
    candor_choice_row_focus (self->decision);
  else
    candor_text_field_focus (self->words);
}
