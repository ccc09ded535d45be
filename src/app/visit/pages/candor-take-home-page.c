/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#include "candor-take-home-page.h"

#include "app/print/candor-document-makers.h"
#include "app/session/candor-day-consent.h"
#include "app/visit/candor-page-words.h"
#include "app/widgets/candor-care-list.h"
#include "app/widgets/candor-parts.h"

struct _CandorTakeHomePage
{
  CandorPage parent_instance;

  GtkBox *box;
  GtkLabel *lead;
  GtkBox *printing; /* what staff need to print */
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
      g_autofree char *number = candor_parts_dup_number (phone);
      g_autofree char *words
          = g_strdup_printf (_ ("If you have a question later, call %s."), number);

      gtk_box_append (GTK_BOX (card), candor_parts_bullet ("•", candor_parts_label (words, NULL)));
    }
  gtk_box_append (self->box, card);
}

/* After a check: whether the patient is treated now. */
static const char *
check_words (CandorTakeHomePage *self)
{
  CandorPage *page = CANDOR_PAGE (self);

  switch (candor_day_check_outcome (candor_page_get_check (page), candor_page_get_procedure (page)))
    {
    case CANDOR_DAY_TREAT:
      return _ ("The check is filed. The treatment can begin. You can stop it at any time.");
    case CANDOR_DAY_NOT_TODAY:
    case CANDOR_DAY_NO:
      return _ ("The check is filed. No treatment is given today. That is fine.");
    case CANDOR_DAY_NOT_TREATED:
    case CANDOR_DAY_OPEN:
    default:
      return _ ("The check is filed. No treatment is given today. Your practitioner told you why.");
    }
}

/* Whether a check says that the patient is treated, who has taken the consent back since. */
static gboolean
is_overtaken (CandorTakeHomePage *self)
{
  CandorPage *page = CANDOR_PAGE (self);
  CandorDayCheck *check = candor_page_get_check (page);

  return check != NULL
         && candor_day_check_outcome (check, candor_page_get_procedure (page)) == CANDOR_DAY_TREAT
         && candor_day_consent_is_withdrawn (candor_page_get_session (page), check);
}

/* Staff hold the tablet. What they see is of this visit alone; printers are looked for, and named on
 * the screen, only when somebody wants to print. */
static void
open_printing_cb (CandorTakeHomePage *self)
{
  CandorPage *page = CANDOR_PAGE (self);
  CandorSession *session = candor_page_get_session (page);
  CandorVisit *visit = candor_page_get_visit (page);
  CandorProcedure *procedure = candor_page_get_procedure (page);
  const CandorStationery *stationery = candor_page_get_stationery (page);
  const CandorLanguage *language = candor_page_get_staff_language (page);
  GtkWidget *panel;

  candor_parts_clear (GTK_WIDGET (self->printing));
  panel = candor_print_panel_new (language, candor_session_get_folder (session), stationery->paper);
  candor_print_panel_add_record (CANDOR_PRINT_PANEL (panel), for_staff (N_ ("Print the form")),
                                 session, candor_page_get_record (page));
  if (candor_page_get_check (page) == NULL
      && candor_visit_outcome (visit, procedure) == CANDOR_OUTCOME_AGREE)
    candor_print_panel_add_care_sheet (CANDOR_PRINT_PANEL (panel),
                                       for_staff (N_ ("Print the care sheet")), procedure, visit,
                                       stationery);
  gtk_box_append (self->printing, panel);
  gtk_widget_child_focus (panel, GTK_DIR_TAB_FORWARD);
}

static void
add_printing (CandorTakeHomePage *self)
{
  CandorPage *page = CANDOR_PAGE (self);
  GtkWidget *card;
  GtkWidget *button;

  if (candor_page_get_record (page) == NULL || candor_page_get_session (page) == NULL)
    return;
  card = candor_parts_card ();
  self->printing = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 12));
  gtk_box_append (GTK_BOX (card), candor_parts_heading (for_staff (N_ ("For staff"))));
  button = candor_parts_pill (for_staff (N_ ("Print copies for the patient")));
  g_signal_connect_object (button, "clicked", G_CALLBACK (open_printing_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (self->printing, button);
  gtk_box_append (GTK_BOX (card), GTK_WIDGET (self->printing));
  gtk_box_append (self->box, card);
}

static void
candor_take_home_page_shown (CandorPage *page)
{
  CandorTakeHomePage *self = CANDOR_TAKE_HOME_PAGE (page);

  /* Only now the page knows whose tablet it is, and where the visit was filed. */
  if (is_overtaken (self))
    candor_parts_set_words (self->lead,
                            _ ("The check is filed. The consent is withdrawn, so nobody is "
                               "treated on it any more."));
  if (self->printing == NULL)
    add_printing (self);
}

static void
candor_take_home_page_build (CandorPage *page)
{
  CandorTakeHomePage *self = CANDOR_TAKE_HOME_PAGE (page);
  gboolean is_check = candor_page_get_check (page) != NULL;

  self->lead
      = GTK_LABEL (candor_parts_label (is_check ? check_words (self) : lead_words (self), "lead"));
  gtk_box_append (self->box, GTK_WIDGET (self->lead));
  add_contact (self);
  if (!is_check)
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
  page_class->shown = candor_take_home_page_shown;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/candor/Candor/candor-take-home-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CandorTakeHomePage, box);
}

static void
candor_take_home_page_init (CandorTakeHomePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
