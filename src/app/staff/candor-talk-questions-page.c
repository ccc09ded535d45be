/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#include "candor-talk-questions-page.h"

#include "app/widgets/candor-text-field.h"
#include "candor-talk-words.h"

struct _CandorTalkQuestionsPage
{
  CandorTalkPage parent_instance;

  GPtrArray *fields; /* (owned) (element-type CandorTextField): field i replies to question i */
};

G_DEFINE_FINAL_TYPE (CandorTalkQuestionsPage, candor_talk_questions_page, CANDOR_TYPE_TALK_PAGE)

static void
changed_cb (CandorTalkQuestionsPage *self, CandorTextField *field)
{
  g_autofree char *text = candor_text_field_get_text (field);
  guint index;

  if (!g_ptr_array_find (self->fields, field, &index))
    return;
  candor_visit_set_question_reply (candor_page_get_visit (CANDOR_PAGE (self)), index, text);
  candor_talk_page_reopen (CANDOR_TALK_PAGE (self));
}

static CandorTextField *
find_empty (CandorTalkQuestionsPage *self)
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
candor_talk_questions_page_build (CandorPage *page)
{
  CandorTalkQuestionsPage *self = CANDOR_TALK_QUESTIONS_PAGE (page);
  CandorVisit *visit = candor_page_get_visit (page);

  candor_talk_page_begin (CANDOR_TALK_PAGE (self),
                          _ ("Answer each question in the talk, and write your reply so that the "
                             "patient can read it again at home."));
  for (guint i = 0; i < candor_visit_n_questions (visit); i++)
    {
      const CandorPatientQuestion *question = candor_visit_get_question (visit, i);
      GtkWidget *card = candor_talk_card_new (question->question);
      GtkWidget *field = candor_text_field_new (_ ("Your reply"), NULL, TRUE);

      candor_text_field_set_text (CANDOR_TEXT_FIELD (field), question->reply);
      g_signal_connect_object (field, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
      g_ptr_array_add (self->fields, field);
      candor_talk_card_add (CANDOR_TALK_CARD (card), field);
      candor_talk_page_add (CANDOR_TALK_PAGE (self), card);
    }
}

static char *
candor_talk_questions_page_title (CandorPage *self)
{
  return g_strdup (_ ("The patient’s questions"));
}

static char *
candor_talk_questions_page_missing (CandorPage *page)
{
  CandorTalkQuestionsPage *self = CANDOR_TALK_QUESTIONS_PAGE (page);

  return find_empty (self) != NULL ? g_strdup (_ ("Please write your reply.")) : NULL;
}

static void
candor_talk_questions_page_show_missing (CandorPage *page)
{
  CandorTalkQuestionsPage *self = CANDOR_TALK_QUESTIONS_PAGE (page);
  CandorTextField *field = find_empty (self);

  if (field == NULL)
    return;
  candor_text_field_set_missing (field, _ ("Please write your reply."));
  candor_text_field_focus (field);
}

static void
candor_talk_questions_page_finalize (GObject *object)
{
  g_ptr_array_unref (CANDOR_TALK_QUESTIONS_PAGE (object)->fields);
  G_OBJECT_CLASS (candor_talk_questions_page_parent_class)->finalize (object);
}

static void
candor_talk_questions_page_class_init (CandorTalkQuestionsPageClass *class)
{
  CandorPageClass *page_class = CANDOR_PAGE_CLASS (class);

  G_OBJECT_CLASS (class)->finalize = candor_talk_questions_page_finalize;
  page_class->build = candor_talk_questions_page_build;
  page_class->title = candor_talk_questions_page_title;
  page_class->missing = candor_talk_questions_page_missing;
  page_class->show_missing = candor_talk_questions_page_show_missing;
}

static void
candor_talk_questions_page_init (CandorTalkQuestionsPage *self)
{
  self->fields = g_ptr_array_new ();
}
