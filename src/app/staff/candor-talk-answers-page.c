/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#include "candor-talk-answers-page.h"

#include "app/session/candor-day-consent.h"
#include "app/widgets/candor-date-field.h"
#include "candor-day-decision-card.h"
#include "candor-settle-card.h"
#include "candor-talk-words.h"
#include "core/candor-date.h"

struct _CandorTalkAnswersPage
{
  CandorTalkPage parent_instance;

  GtkBox *cards;
  GPtrArray *settle_cards;      /* (owned) (element-type CandorSettleCard): on the screen now */
  CandorDateField *date;        /* (nullable): only before a consent; a check is of one day */
  CandorDayDecisionCard *today; /* (nullable): only in a check */
};

G_DEFINE_FINAL_TYPE (CandorTalkAnswersPage, candor_talk_answers_page, CANDOR_TYPE_TALK_PAGE)

static CandorVerdict *
make_verdict (CandorTalkAnswersPage *self)
{
  CandorVisit *visit = candor_page_get_visit (CANDOR_PAGE (self));
  GDate on;

  candor_verdict_day (visit, &on);
  return candor_verdict_new (candor_page_get_procedure (CANDOR_PAGE (self)), visit, &on);
}

/* A wait that is over by the planned day is shown too: the practitioner may plan an earlier one. */
static gboolean
is_flagged (const CandorItemVerdict *item)
{
  return item->answered && (item->kind != CANDOR_VERDICT_CLEAR || g_date_valid (&item->until));
}

static void
card_changed_cb (CandorTalkAnswersPage *self)
{
  if (self->today != NULL)
    candor_day_decision_card_update (self->today);
  candor_talk_page_reopen (CANDOR_TALK_PAGE (self));
}

static void
add_settle_cards (CandorTalkAnswersPage *self, const CandorVerdict *verdict)
{
  for (guint i = 0; i < verdict->items->len; i++)
    {
      const CandorItemVerdict *item = g_ptr_array_index (verdict->items, i);
      GtkWidget *card;

      if (!is_flagged (item))
        continue;
      card = candor_settle_card_new (verdict, item, candor_page_get_draft (CANDOR_PAGE (self)),
                                     candor_talk_page_get_language (CANDOR_TALK_PAGE (self)));
      g_signal_connect_object (card, "changed", G_CALLBACK (card_changed_cb), self,
                               G_CONNECT_SWAPPED);
      g_ptr_array_add (self->settle_cards, card);
      gtk_box_append (self->cards, card);
    }
}

/* What the patient wrote where no rule asks for a decision: medicines, products, and the like. */
static void
add_words_card (CandorTalkAnswersPage *self,
                const CandorVerdict *verdict,
                const CandorHealthQuestion *question)
{
  CandorTalkPage *page = CANDOR_TALK_PAGE (self);
  const CandorAnswer *answer
      = candor_visit_get_answer (candor_page_get_visit (CANDOR_PAGE (self)), question->id);
  const CandorItemVerdict *item = candor_verdict_find (verdict, question->id);
  g_autofree char *title = NULL;
  g_autofree char *fact = NULL;
  GtkWidget *card;

  if (answer == NULL || answer->detail == NULL || (item != NULL && is_flagged (item)))
    return;
  title = candor_talk_page_procedure_text (page, question->text);
  card = candor_talk_card_new (title);
  fact = g_strdup_printf (_ ("In the patient’s words: %s"), answer->detail);
  candor_talk_card_add_fact (CANDOR_TALK_CARD (card), fact);
  gtk_box_append (self->cards, card);
}

/* In a check: what is not as it was when the patient agreed, and does not stand in the way. */
static void
add_changes (CandorTalkAnswersPage *self, const CandorVerdict *verdict, CandorDayCheck *check)
{
  static const char *const replies[CANDOR_N_REPLIES] = {
    [CANDOR_REPLY_YES] = N_ ("Yes"),
    [CANDOR_REPLY_NO] = N_ ("No"),
    [CANDOR_REPLY_NOT_SURE] = N_ ("Not sure"),
  };
  /* Translators: over answers that differ from those of an earlier day. */
  GtkWidget *card = candor_talk_card_new (_ ("Also changed since the patient agreed"));
  gboolean any = FALSE;

  g_object_ref_sink (card);
  for (guint i = 0; i < verdict->items->len; i++)
    {
      const CandorItemVerdict *item = g_ptr_array_index (verdict->items, i);
      const CandorAnswer *then
          = candor_visit_get_answer (candor_day_check_get_then (check), item->id);
      const CandorAnswer *today
          = candor_visit_get_answer (candor_day_check_get_today (check), item->id);
      g_autofree char *question = NULL;
      g_autofree char *fact = NULL;

      if (item->question == NULL || item->question->kind != CANDOR_QUESTION_CHOICE
          || is_flagged (item) || today == NULL || !today->given
          || (then != NULL && then->given && then->reply == today->reply))
        continue;
      question = candor_talk_page_procedure_text (CANDOR_TALK_PAGE (self), item->question->text);
      if (then != NULL && then->given)
        /* Translators: a question, the answer of an earlier day, and the one of today. */
        fact = g_strdup_printf (_ ("%1$s Then: %2$s. Today: %3$s."), question,
                                _ (replies[then->reply]), _ (replies[today->reply]));
      else
        /* Translators: a question, and the answer of today. */
        fact = g_strdup_printf (_ ("%1$s Today: %2$s."), question, _ (replies[today->reply]));
      candor_talk_card_add_fact (CANDOR_TALK_CARD (card), fact);
      any = TRUE;
    }
  if (any)
    gtk_box_append (self->cards, card);
  g_object_unref (card);
}

/* Shows how the answers stand on the day that is planned now. */
static void
fill (CandorTalkAnswersPage *self)
{
  g_autoptr (CandorVerdict) verdict = make_verdict (self);
  GPtrArray *groups = candor_procedure_health_groups (verdict->procedure);
  CandorDayCheck *check = candor_page_get_check (CANDOR_PAGE (self));

  g_ptr_array_set_size (self->settle_cards, 0);
  candor_parts_clear (GTK_WIDGET (self->cards));
  add_settle_cards (self, verdict);
  if (self->settle_cards->len == 0)
    gtk_box_append (self->cards,
                    candor_parts_note (CANDOR_TONE_KEY, _ ("No answer stands in the way."),
                                       _ ("Nothing has to be settled here.")));
  if (check != NULL)
    add_changes (self, verdict, check);
  for (guint i = 0; i < groups->len; i++)
    {
      const CandorHealthGroup *group = g_ptr_array_index (groups, i);

      for (guint j = 0; j < group->questions->len; j++)
        add_words_card (self, verdict, g_ptr_array_index (group->questions, j));
    }
}

/* What is wrong with the day that stands in the field; NULL when it can be the planned one. */
static const char *
find_slip (CandorTalkAnswersPage *self)
{
  const char *started
      = candor_visit_get (candor_page_get_visit (CANDOR_PAGE (self)), CANDOR_FIELD_STARTED_AT);
  g_autofree char *began = started != NULL ? g_strndup (started, strlen ("YYYY-MM-DD")) : NULL;
  g_autofree char *iso = NULL;
  GDate day, first;

  if (self->date == NULL)
    return NULL;
  iso = candor_date_field_get_iso (self->date);

  if (iso == NULL)
    return _ ("Please write a day, a month and a year, for example 3 May 1984.");
  if (candor_date_parse (&day, iso) && candor_date_parse (&first, began)
      && g_date_compare (&day, &first) < 0)
    return _ ("This day is before the day of the visit. Please check the date of treatment.");
  return NULL;
}

static void
date_cb (CandorTalkAnswersPage *self)
{
  const char *slip = find_slip (self);
  g_autofree char *iso = candor_date_field_get_iso (self->date);

  /* Half a date is no plan, and neither is a day that has passed: the day stays as it was until
   * another one stands there. What is written whole and is wrong is told at once. */
  if (slip != NULL)
    {
      if (iso != NULL)
        candor_date_field_set_missing (self->date, slip);
      candor_page_state_changed (CANDOR_PAGE (self));
      return;
    }
  candor_visit_set (candor_page_get_visit (CANDOR_PAGE (self)), CANDOR_FIELD_TREATMENT_DATE, iso);
  fill (self);
  candor_talk_page_reopen (CANDOR_TALK_PAGE (self));
}

static void
add_today (CandorTalkAnswersPage *self)
{
  CandorPage *page = CANDOR_PAGE (self);
  GtkWidget *card = candor_day_decision_card_new (
      candor_page_get_check (page), candor_page_get_procedure (page),
      candor_talk_page_get_language (CANDOR_TALK_PAGE (self)));

  self->today = CANDOR_DAY_DECISION_CARD (card);
  g_signal_connect_object (card, "changed", G_CALLBACK (candor_talk_page_reopen), self,
                           G_CONNECT_SWAPPED);
  candor_talk_page_add (CANDOR_TALK_PAGE (self), card);
}

static void
add_date (CandorTalkAnswersPage *self)
{
  GtkWidget *card = candor_talk_card_new (_ ("The planned day"));
  GtkWidget *field = candor_date_field_new (
      _ ("Date of treatment"), NULL, candor_talk_page_get_language (CANDOR_TALK_PAGE (self)));

  self->date = CANDOR_DATE_FIELD (field);
  candor_date_field_set_iso (
      self->date,
      candor_visit_get (candor_page_get_visit (CANDOR_PAGE (self)), CANDOR_FIELD_TREATMENT_DATE));
  g_signal_connect_object (field, "changed", G_CALLBACK (date_cb), self, G_CONNECT_SWAPPED);
  candor_talk_card_add_fact (CANDOR_TALK_CARD (card),
                             _ ("If you agree on another day with the patient, change it here. The "
                                "dates of the care plan follow."));
  candor_talk_card_add (CANDOR_TALK_CARD (card), field);
  candor_talk_page_add (CANDOR_TALK_PAGE (self), card);
}

/* The first card that still needs the practitioner, or NULL. */
static CandorSettleCard *
find_open (CandorTalkAnswersPage *self)
{
  for (guint i = 0; i < self->settle_cards->len; i++)
    {
      CandorSettleCard *card = g_ptr_array_index (self->settle_cards, i);

      if (candor_settle_card_is_open (card))
        return card;
    }
  return NULL;
}

static void
candor_talk_answers_page_build (CandorPage *page)
{
  CandorTalkAnswersPage *self = CANDOR_TALK_ANSWERS_PAGE (page);
  GtkWidget *cards = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);

  candor_talk_page_begin (CANDOR_TALK_PAGE (self),
                          _ ("These answers need you. Ask the patient, decide, and write down "
                             "why."));
  self->cards = GTK_BOX (cards);
  candor_talk_page_add (CANDOR_TALK_PAGE (self), cards);
  fill (self);
  if (candor_page_get_check (page) != NULL)
    add_today (self);
  else
    add_date (self);
}

static char *
candor_talk_answers_page_title (CandorPage *self)
{
  return g_strdup (_ ("The patient’s answers"));
}

static char *
candor_talk_answers_page_missing (CandorPage *page)
{
  CandorTalkAnswersPage *self = CANDOR_TALK_ANSWERS_PAGE (page);

  if (find_open (self) != NULL)
    return g_strdup (_ ("Please decide about each answer and write your reason."));
  if (self->today != NULL)
    return g_strdup (candor_day_decision_card_find_missing (self->today));
  return g_strdup (find_slip (self));
}

static void
candor_talk_answers_page_show_missing (CandorPage *page)
{
  CandorTalkAnswersPage *self = CANDOR_TALK_ANSWERS_PAGE (page);
  CandorSettleCard *open = find_open (self);
  const char *slip = find_slip (self);

  for (guint i = 0; i < self->settle_cards->len; i++)
    {
      CandorSettleCard *card = g_ptr_array_index (self->settle_cards, i);

      if (candor_settle_card_is_open (card))
        candor_settle_card_show_missing (card);
    }
  if (slip != NULL)
    candor_date_field_set_missing (self->date, slip);
  if (self->today != NULL)
    candor_day_decision_card_show_missing (self->today, open == NULL);
  if (open != NULL)
    candor_settle_card_focus (open);
  else if (slip != NULL)
    candor_date_field_focus (self->date);
}

/* The tablet was unlocked for this page a moment ago, and the list was read then. Before anybody
 * decides or signs is the time to know of a withdrawal at another tablet. */
static void
candor_talk_answers_page_shown (CandorPage *page)
{
  CandorTalkAnswersPage *self = CANDOR_TALK_ANSWERS_PAGE (page);

  if (self->today != NULL
      && candor_day_consent_is_withdrawn (candor_page_get_session (page),
                                          candor_page_get_check (page)))
    candor_day_decision_card_set_withdrawn (self->today);
}

static void
candor_talk_answers_page_finalize (GObject *object)
{
  g_ptr_array_unref (CANDOR_TALK_ANSWERS_PAGE (object)->settle_cards);
  G_OBJECT_CLASS (candor_talk_answers_page_parent_class)->finalize (object);
}

static void
candor_talk_answers_page_class_init (CandorTalkAnswersPageClass *class)
{
  CandorPageClass *page_class = CANDOR_PAGE_CLASS (class);

  G_OBJECT_CLASS (class)->finalize = candor_talk_answers_page_finalize;
  page_class->build = candor_talk_answers_page_build;
  page_class->title = candor_talk_answers_page_title;
  page_class->missing = candor_talk_answers_page_missing;
  page_class->show_missing = candor_talk_answers_page_show_missing;
  page_class->shown = candor_talk_answers_page_shown;
}

static void
candor_talk_answers_page_init (CandorTalkAnswersPage *self)
{
  self->settle_cards = g_ptr_array_new ();
}
