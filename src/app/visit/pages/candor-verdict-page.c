/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#include "candor-verdict-page.h"

#include "app/visit/candor-page-words.h"
#include "app/widgets/candor-parts.h"
#include "core/candor-date.h"
#include "core/candor-verdict.h"

struct _CandorVerdictPage
{
  CandorPage parent_instance;

  GtkBox *box;
};

G_DEFINE_FINAL_TYPE (CandorVerdictPage, candor_verdict_page, CANDOR_TYPE_PAGE)

static CandorVerdict *
judge (CandorPage *page)
{
  GDate on;

  candor_verdict_day (candor_page_get_visit (page), &on);

  return candor_verdict_new (candor_page_get_procedure (page), candor_page_get_visit (page), &on);
}

static const char *
reply_words (CandorVerdictPage *self, const CandorItemVerdict *item)
{
  const CandorAnswer *answer
      = candor_visit_get_answer (candor_page_get_visit (CANDOR_PAGE (self)), item->id);

  switch (answer != NULL ? answer->reply : CANDOR_REPLY_NOT_SURE)
    {
    case CANDOR_REPLY_YES:
      return _ ("You answered: Yes");
    case CANDOR_REPLY_NO:
      return _ ("You answered: No");
    case CANDOR_REPLY_NOT_SURE:
    default:
      return _ ("You answered: Not sure");
    }
}

static void
add_item (CandorVerdictPage *self, const CandorItemVerdict *item)
{
  CandorPage *page = CANDOR_PAGE (self);
  GtkWidget *card = candor_parts_card ();
  gboolean stop = item->kind == CANDOR_VERDICT_STOP;
  g_autofree char *title = NULL;

  if (item->question != NULL)
    {
      gtk_box_append (
          GTK_BOX (card),
          candor_parts_label (candor_page_plain_text (page, item->question->text), "question"));
      gtk_box_append (GTK_BOX (card), candor_parts_label (reply_words (self, item), "quiet"));
    }
  else
    {
      gtk_box_append (GTK_BOX (card), candor_parts_label (_ ("Your age"), "question"));
    }

  if (item->kind == CANDOR_VERDICT_WAIT)
    {
      g_autofree char *until = candor_date_format (&item->until, candor_page_get_language (page));

      title = g_strdup_printf (_ ("Better to wait until %s"), until);
    }
  else
    {
      title = g_strdup (stop ? _ ("Not today") : _ ("We will talk about this"));
    }
  gtk_box_append (GTK_BOX (card),
                  candor_parts_note (stop ? CANDOR_TONE_STOP : CANDOR_TONE_TALK, title,
                                     candor_page_plain_text (page, item->say)));
  gtk_box_append (self->box, card);
}

static void
add_next (CandorVerdictPage *self, const char *const *sentences)
{
  GtkWidget *card = candor_parts_card ();

  gtk_box_append (GTK_BOX (card), candor_parts_heading (_ ("What happens next")));
  for (guint i = 0; sentences[i] != NULL; i++)
    {
      g_autofree char *number = g_strdup_printf ("%u.", i + 1);

      gtk_box_append (GTK_BOX (card),
                      candor_parts_bullet (number, candor_parts_label (sentences[i], NULL)));
    }
  gtk_box_append (self->box, card);
}

static const char *
lead_words (CandorVerdictPage *self, CandorVerdictKind kind)
{
  switch (kind)
    {
    case CANDOR_VERDICT_STOP:
      return _ (
          "What you told us means that this treatment is not for you today. You did nothing wrong. "
          "It is good that we know.");
    case CANDOR_VERDICT_WAIT:
      return _ ("One of your answers means that it is better to wait a little. Waiting keeps you "
                "safer.");
    case CANDOR_VERDICT_ASK:
      return _ ("Your practitioner wants to talk about some of your answers before you decide.");
    case CANDOR_VERDICT_CLEAR:
    default:
      return _ ("Nothing in your answers speaks against the treatment. Your practitioner still "
                "looks at all of them with you.");
    }
}

static void
candor_verdict_page_build (CandorPage *page)
{
  CandorVerdictPage *self = CANDOR_VERDICT_PAGE (page);
  g_autoptr (CandorVerdict) verdict = judge (page);
  const char *stop[]
      = { _ ("You can write down what you want to ask. Then your practitioner talks with you."),
          _ ("They explain why, and what you can do instead."),
          _ ("You get a record of today. You can come back and ask again."), NULL };
  const char *wait[] = { _ ("Please read on. You learn how to prepare."),
                         _ ("Your practitioner finds a day with you that is late enough."),
                         _ ("Only then do you decide. You can say no at any time."), NULL };
  const char *go[] = { _ ("You read how to prepare, and how to care for yourself afterwards."),
                       _ ("You talk with your practitioner."),
                       _ ("Only then do you decide. You can say no at any time."), NULL };

  const char *barred_check[] = { _ ("You give the tablet to your practitioner."),
                                 _ ("They explain why, and what you can do instead."),
                                 _ ("Your consent stays as it is. You can come back."), NULL };
  const char *check[] = { _ ("You say whether you still want the treatment today."),
                          _ ("Your practitioner looks at your answers with you, and decides with "
                             "you whether to treat you today."),
                          _ ("You can say no at any time."), NULL };
  gboolean is_barred = verdict->kind == CANDOR_VERDICT_STOP || verdict->kind == CANDOR_VERDICT_WAIT;

  gtk_box_append (self->box, candor_parts_label (lead_words (self, verdict->kind), "lead"));
  for (int kind = CANDOR_VERDICT_STOP; kind > CANDOR_VERDICT_CLEAR; kind--)
    for (guint i = 0; i < verdict->items->len; i++)
      {
        const CandorItemVerdict *item = g_ptr_array_index (verdict->items, i);

        if ((int)item->kind == kind)
          add_item (self, item);
      }
  if (candor_page_get_check (page) != NULL)
    add_next (self, is_barred ? barred_check : check);
  else
    add_next (self, verdict->kind == CANDOR_VERDICT_STOP   ? stop
                    : verdict->kind == CANDOR_VERDICT_WAIT ? wait
                                                           : go);
}

static char *
candor_verdict_page_title (CandorPage *page)
{
  CandorVerdictPage *self = CANDOR_VERDICT_PAGE (page);
  g_autoptr (CandorVerdict) verdict = judge (page);

  switch (verdict->kind)
    {
    case CANDOR_VERDICT_STOP:
      return g_strdup (_ ("Not today"));
    case CANDOR_VERDICT_WAIT:
      return g_strdup (_ ("It is better to wait"));
    case CANDOR_VERDICT_ASK:
      return g_strdup (_ ("We will talk about some answers"));
    case CANDOR_VERDICT_CLEAR:
    default:
      return g_strdup (_ ("Thank you for your answers"));
    }
}

static void
candor_verdict_page_class_init (CandorVerdictPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  CandorPageClass *page_class = CANDOR_PAGE_CLASS (klass);

  page_class->build = candor_verdict_page_build;
  page_class->title = candor_verdict_page_title;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/candor/Candor/candor-verdict-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CandorVerdictPage, box);
}

static void
candor_verdict_page_init (CandorVerdictPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
