/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#include "candor-talk-understanding-page.h"

#include "app/widgets/candor-text-field.h"
#include "candor-talk-words.h"

struct _CandorTalkUnderstandingPage
{
  CandorTalkPage parent_instance;

  GPtrArray *fields; /* (owned) (element-type CandorTextField): each knows its question */
};

G_DEFINE_FINAL_TYPE (CandorTalkUnderstandingPage,
                     candor_talk_understanding_page,
                     CANDOR_TYPE_TALK_PAGE)

static const char question_key[] = "candor-question";

static const CandorOption *
find_option (const CandorCheckQuestion *question, const char *id)
{
  for (guint i = 0; i < question->options->len; i++)
    {
      const CandorOption *option = g_ptr_array_index (question->options, i);

      if (g_strcmp0 (option->id, id) == 0)
        return option;
    }
  return NULL;
}

static const CandorOption *
find_right_option (const CandorCheckQuestion *question)
{
  for (guint i = 0; i < question->options->len; i++)
    {
      const CandorOption *option = g_ptr_array_index (question->options, i);

      if (option->correct)
        return option;
    }
  return NULL;
}

static void
changed_cb (CandorTalkUnderstandingPage *self, CandorTextField *field)
{
  g_autofree char *text = candor_text_field_get_text (field);

  candor_visit_set_check_talked (candor_page_get_visit (CANDOR_PAGE (self)),
                                 g_object_get_data (G_OBJECT (field), question_key), text);
  candor_talk_page_reopen (CANDOR_TALK_PAGE (self));
}

static void
add_fact (CandorTalkUnderstandingPage *self,
          GtkWidget *card,
          const char *sentence,
          const CandorOption *option)
{
  g_autofree char *words = candor_talk_page_procedure_text (CANDOR_TALK_PAGE (self), option->text);
  g_autofree char *fact = g_strdup_printf (sentence, words);

  candor_talk_card_add_fact (CANDOR_TALK_CARD (card), fact);
}

static void
add_question (CandorTalkUnderstandingPage *self,
              const CandorCheckQuestion *question,
              const CandorCheckAnswer *answer)
{
  CandorTalkPage *page = CANDOR_TALK_PAGE (self);
  g_autofree char *title = candor_talk_page_procedure_text (page, question->text);
  GtkWidget *card = candor_talk_card_new (title);
  GtkWidget *field = candor_text_field_new (_ ("What you talked about"), NULL, TRUE);
  const CandorOption *first = find_option (question, answer->first);
  const CandorOption *latest = find_option (question, answer->latest);
  const CandorOption *right = find_right_option (question);

  /* Translators: a word or two on a card: the patient's first answer to this was wrong. */
  candor_talk_card_set_state (CANDOR_TALK_CARD (card), CANDOR_TONE_TALK, _ ("Missed at first"));
  add_fact (self, card, _ ("The patient chose first: %s"), first);
  if (latest != NULL && latest != first && latest != right)
    add_fact (self, card, _ ("The patient chose last: %s"), latest);
  if (right != NULL)
    add_fact (self, card, _ ("The right answer: %s"), right);

  candor_text_field_set_text (CANDOR_TEXT_FIELD (field), answer->talked);
  g_object_set_data (G_OBJECT (field), question_key, question->id);
  g_signal_connect_object (field, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_ptr_array_add (self->fields, field);
  candor_talk_card_add (CANDOR_TALK_CARD (card), field);
  candor_talk_page_add (page, card);
}

static CandorTextField *
find_empty (CandorTalkUnderstandingPage *self)
{
  for (guint i = 0; i < self->fields->len; i++)
    {
      CandorTextField *field = g_ptr_array_index (self->fields, i);
      g_autofree char *text = candor_text_field_get_text (field);

      if (*text == '\0')
        return field;
    }
  return NULL;
}

static void
candor_talk_understanding_page_build (CandorPage *page)
{
  CandorTalkUnderstandingPage *self = CANDOR_TALK_UNDERSTANDING_PAGE (page);
  CandorVisit *visit = candor_page_get_visit (page);
  GPtrArray *checks = candor_procedure_checks (candor_page_get_procedure (page));

  candor_talk_page_begin (CANDOR_TALK_PAGE (self),
                          _ ("Talk over what was not clear at first. Write down in a few words "
                             "what you said."));
  for (guint i = 0; i < checks->len; i++)
    {
      const CandorCheckQuestion *question = g_ptr_array_index (checks, i);
      const CandorCheckAnswer *answer = candor_visit_get_check (visit, question->id);
      const CandorOption *first = answer != NULL ? find_option (question, answer->first) : NULL;

      if (first != NULL && !first->correct)
        add_question (self, question, answer);
    }
}

static char *
candor_talk_understanding_page_title (CandorPage *self)
{
  return g_strdup (_ ("What was not clear at first"));
}

static char *
candor_talk_understanding_page_missing (CandorPage *page)
{
  CandorTalkUnderstandingPage *self = CANDOR_TALK_UNDERSTANDING_PAGE (page);

  return find_empty (self) != NULL ? g_strdup (_ ("Please write what you talked about.")) : NULL;
}

static void
candor_talk_understanding_page_show_missing (CandorPage *page)
{
  CandorTalkUnderstandingPage *self = CANDOR_TALK_UNDERSTANDING_PAGE (page);
  CandorTextField *field = find_empty (self);

  if (field == NULL)
    return;
  candor_text_field_set_missing (field, _ ("Please write what you talked about."));
  candor_text_field_focus (field);
}

static void
candor_talk_understanding_page_finalize (GObject *object)
{
  g_ptr_array_unref (CANDOR_TALK_UNDERSTANDING_PAGE (object)->fields);
  G_OBJECT_CLASS (candor_talk_understanding_page_parent_class)->finalize (object);
}

static void
candor_talk_understanding_page_class_init (CandorTalkUnderstandingPageClass *class)
{
  CandorPageClass *page_class = CANDOR_PAGE_CLASS (class);

  G_OBJECT_CLASS (class)->finalize = candor_talk_understanding_page_finalize;
  page_class->build = candor_talk_understanding_page_build;
  page_class->title = candor_talk_understanding_page_title;
  page_class->missing = candor_talk_understanding_page_missing;
  page_class->show_missing = candor_talk_understanding_page_show_missing;
}

static void
candor_talk_understanding_page_init (CandorTalkUnderstandingPage *self)
{
  self->fields = g_ptr_array_new ();
}
