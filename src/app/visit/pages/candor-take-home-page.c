/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#include "candor-take-home-page.h"

#include "app/visit/candor-page-words.h"
#include "app/widgets/candor-care-list.h"
#include "app/widgets/candor-parts.h"

struct _CandorTakeHomePage
{
  CandorPage parent_instance;

  GtkBox *box;
};

G_DEFINE_FINAL_TYPE (CandorTakeHomePage, candor_take_home_page, CANDOR_TYPE_PAGE)

static const char *
lead_words (CandorTakeHomePage *self)
{
  CandorPage *page = CANDOR_PAGE (self);

  switch (candor_visit_outcome (candor_page_get_visit (page), candor_page_get_procedure (page)))
    {
    case CANDOR_OUTCOME_AGREE:
      return _ (
          "Your decision is recorded. You can change your mind at any time, also on the day.");
    case CANDOR_OUTCOME_NOT_NOW:
      return _ ("Your decision is recorded: not now. Come back whenever you want to talk about it "
                "again.");
    case CANDOR_OUTCOME_NO:
      return _ (
          "Your decision is recorded: no. If you ever want to talk about it again, come back.");
    case CANDOR_OUTCOME_STOP:
      return _ ("Today’s visit is recorded. Your practitioner told you what you can do next.");
    case CANDOR_OUTCOME_OPEN:
    default:
      return _ ("Today’s visit is recorded.");
    }
}

static void
add_dates (CandorTakeHomePage *self)
{
  CandorPage *page = CANDOR_PAGE (self);
  CandorVisit *visit = candor_page_get_visit (page);
  CandorProcedure *procedure = candor_page_get_procedure (page);
  const char *date = candor_visit_get (visit, CANDOR_FIELD_TREATMENT_DATE);
  GtkWidget *card;

  if (candor_visit_outcome (visit, procedure) != CANDOR_OUTCOME_AGREE || date == NULL
      || candor_procedure_care_steps (procedure)->len == 0)
    return;

  card = candor_parts_card ();
  gtk_box_set_spacing (GTK_BOX (card), 18);
  gtk_box_append (GTK_BOX (card), candor_parts_heading (_ ("Your dates")));
  for (int phase = CANDOR_CARE_BEFORE; phase <= CANDOR_CARE_AFTER; phase++)
    gtk_box_append (GTK_BOX (card), candor_care_list_new (procedure, phase, date,
                                                          candor_page_get_language (page), FALSE));
  gtk_box_append (self->box, card);
}

static void
add_contact (CandorTakeHomePage *self)
{
  CandorVisit *visit = candor_page_get_visit (CANDOR_PAGE (self));
  const char *phone = candor_visit_get (visit, CANDOR_FIELD_CLINIC_PHONE);
  GtkWidget *card = candor_parts_card ();

  gtk_box_append (GTK_BOX (card), candor_parts_heading (_ ("To take home")));
  gtk_box_append (GTK_BOX (card),
                  candor_parts_bullet ("•", candor_parts_label (_ ("Ask us for a printed copy of "
                                                                   "your form. It is yours."),
                                                                NULL)));
  if (phone != NULL)
    {
      /* Translators: a telephone number. */
      g_autofree char *words
          = g_strdup_printf (_ ("If you have a question later, call %s."), phone);

      gtk_box_append (GTK_BOX (card), candor_parts_bullet ("•", candor_parts_label (words, NULL)));
    }
  gtk_box_append (self->box, card);
}

static void
candor_take_home_page_build (CandorPage *page)
{
  CandorTakeHomePage *self = CANDOR_TAKE_HOME_PAGE (page);
  gtk_box_append (self->box, candor_parts_label (lead_words (self), "lead"));
  add_contact (self);
  add_dates (self);
  gtk_box_append (self->box,
                  candor_parts_label (_ ("When you press “Finish”, the screen is cleared for the "
                                         "next person."),
                                      "quiet"));
}

static char *
candor_take_home_page_title (CandorPage *page)
{
  CandorTakeHomePage *self = CANDOR_TAKE_HOME_PAGE (page);
  return g_strdup (_ ("Thank you"));
}

static char *
candor_take_home_page_next_label (CandorPage *page)
{
  CandorTakeHomePage *self = CANDOR_TAKE_HOME_PAGE (page);
  return g_strdup (_ ("Finish"));
}

static void
candor_take_home_page_class_init (CandorTakeHomePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  CandorPageClass *page_class = CANDOR_PAGE_CLASS (klass);

  page_class->build = candor_take_home_page_build;
  page_class->title = candor_take_home_page_title;
  page_class->next_label = candor_take_home_page_next_label;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/candor/Candor/candor-take-home-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CandorTakeHomePage, box);
}

static void
candor_take_home_page_init (CandorTakeHomePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
