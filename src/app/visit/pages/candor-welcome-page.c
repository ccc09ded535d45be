/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#include "candor-welcome-page.h"

#include "app/visit/candor-page-words.h"
#include "app/widgets/candor-check-row.h"
#include "app/widgets/candor-choice-row.h"
#include "core/candor-date.h"
#include "core/candor-times.h"
#include "document/candor-paper-fonts.h"

struct _CandorWelcomePage
{
  CandorPage parent_instance;

  GtkBox *box;
  CandorCheckRow *confirm;
};

G_DEFINE_FINAL_TYPE (CandorWelcomePage, candor_welcome_page, CANDOR_TYPE_PAGE)

static void
add_fact (GtkBox *card, const char *name, const char *value)
{
  GtkWidget *row;
  GtkWidget *label;

  if (value == NULL)
    return;
  row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  label = gtk_label_new (name);
  gtk_label_set_xalign (GTK_LABEL (label), 0.0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_width_chars (GTK_LABEL (label), 14);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 14);
  gtk_widget_set_valign (label, GTK_ALIGN_START);
  gtk_widget_add_css_class (label, "quiet");
  gtk_box_append (GTK_BOX (row), label);
  gtk_box_append (GTK_BOX (row), candor_parts_label (value, "fact"));
  gtk_box_append (card, row);
}

static void
confirm_cb (CandorWelcomePage *self)
{
  CandorVisit *visit = candor_page_get_visit (CANDOR_PAGE (self));
  g_autofree char *now = candor_times_now (visit);
  gboolean active = gtk_check_button_get_active (GTK_CHECK_BUTTON (self->confirm));

  candor_visit_set (visit, CANDOR_FIELD_PATIENT_CONFIRMED, active ? now : NULL);
  candor_page_state_changed (CANDOR_PAGE (self));
}

static void
language_cb (CandorWelcomePage *self, int index)
{
  CandorProcedure *procedure = candor_page_get_procedure (CANDOR_PAGE (self));
  g_autoptr (GPtrArray) languages = candor_paper_fonts_list_languages (procedure);

  gtk_widget_activate_action (GTK_WIDGET (self), "flow.language", "s",
                              candor_language_code (languages->pdata[index]));
}

/* Only where there is a choice. Each language is called by its own name. */
static void
add_languages (CandorWelcomePage *self)
{
  CandorPage *page = CANDOR_PAGE (self);
  CandorProcedure *procedure = candor_page_get_procedure (page);
  const CandorLanguage *chosen = candor_page_get_language (page);
  g_autoptr (GPtrArray) languages = candor_paper_fonts_list_languages (procedure);
  GtkWidget *row;

  if (languages->len < 2)
    return;
  row = candor_choice_row_new (_ ("Which language do you read best?"), NULL);
  for (guint i = 0; i < languages->len; i++)
    {
      candor_choice_row_add (CANDOR_CHOICE_ROW (row), candor_language_name (languages->pdata[i]));
      if (candor_language_is_same (languages->pdata[i], chosen))
        candor_choice_row_set_selected (CANDOR_CHOICE_ROW (row), (int)i);
    }
  g_signal_connect_object (row, "selected", G_CALLBACK (language_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (self->box, row);
  if (candor_language_get_use (chosen, procedure) != CANDOR_LANGUAGE_TO_SIGN)
    gtk_box_append (
        self->box,
        candor_parts_note (CANDOR_TONE_TALK, _ ("You can read in this language, but not sign."),
                           _ ("Some words of it are missing still. Before you decide, choose "
                              "another language, or ask us for an interpreter.")));
}

static void
add_identity (CandorWelcomePage *self)
{
  CandorPage *page = CANDOR_PAGE (self);
  CandorVisit *visit = candor_page_get_visit (page);
  const CandorLanguage *language = candor_page_get_language (page);
  const char *born = candor_visit_get (visit, CANDOR_FIELD_PATIENT_BORN);
  const char *date = candor_visit_get (visit, CANDOR_FIELD_TREATMENT_DATE);
  g_autofree char *born_words = born != NULL ? candor_date_format_iso (born, language) : NULL;
  g_autofree char *date_words = date != NULL ? candor_date_format_iso (date, language) : NULL;
  GtkWidget *card = candor_parts_card ();
  GtkWidget *confirm = candor_check_row_new (_ ("Yes, this is me"));

  gtk_box_set_spacing (GTK_BOX (card), 3);
  add_fact (GTK_BOX (card), _ ("Your name"), candor_visit_get (visit, CANDOR_FIELD_PATIENT_NAME));
  add_fact (GTK_BOX (card), _ ("Born"), born_words);
  add_fact (
      GTK_BOX (card), _ ("Treatment"),
      candor_page_plain_text (page, candor_procedure_title (candor_page_get_procedure (page))));
  add_fact (GTK_BOX (card), _ ("Where"), candor_visit_get (visit, CANDOR_FIELD_TREATMENT_AREA));
  add_fact (GTK_BOX (card), candor_page_get_check (page) != NULL ? _ ("Today") : _ ("Planned for"),
            date_words);
  add_fact (GTK_BOX (card), _ ("Who treats you"),
            candor_visit_get (visit, CANDOR_FIELD_PRACTITIONER_NAME));
  gtk_box_append (self->box, card);

  self->confirm = CANDOR_CHECK_ROW (confirm);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (confirm),
                               candor_visit_get (visit, CANDOR_FIELD_PATIENT_CONFIRMED) != NULL);
  g_signal_connect_object (confirm, "toggled", G_CALLBACK (confirm_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (self->box, confirm);
  gtk_box_append (self->box,
                  candor_parts_label (_ ("Is this not you, or is something wrong? Please give the "
                                         "tablet back to us."),
                                      "quiet"));
}

static void
add_names (CandorWelcomePage *self)
{
  CandorPage *page = CANDOR_PAGE (self);
  CandorProcedure *procedure = candor_page_get_procedure (page);
  const char *also = candor_page_plain_text (page, candor_procedure_also_called (procedure));
  const char *not_about = candor_page_plain_text (page, candor_procedure_not_about (procedure));

  if (also != NULL)
    {
      /* Translators: other names of the treatment. */
      g_autofree char *words = g_strdup_printf (_ ("It is also called: %s."), also);

      gtk_box_append (self->box, candor_parts_label (words, "quiet"));
    }
  if (not_about != NULL)
    gtk_box_append (self->box, candor_parts_label (not_about, "quiet"));
}

static void
candor_welcome_page_build (CandorPage *page)
{
  CandorWelcomePage *self = CANDOR_WELCOME_PAGE (page);
  gboolean is_check = candor_page_get_check (page) != NULL;

  gtk_box_append (
      self->box,
      candor_parts_label (
          is_check ? _ ("Before your treatment today we ask what has changed since last time. It "
                        "is short. Take all the time you need.")
                   : _ ("This tablet explains your treatment, asks about your health, and lets you "
                        "decide in peace. Take all the time you need."),
          "lead"));
  add_languages (self);
  add_identity (self);
  if (!is_check)
    add_names (self);
}

static char *
candor_welcome_page_title (CandorPage *page)
{
  CandorWelcomePage *self = CANDOR_WELCOME_PAGE (page);
  return g_strdup (_ ("Welcome"));
}

static char *
candor_welcome_page_missing (CandorPage *page)
{
  CandorWelcomePage *self = CANDOR_WELCOME_PAGE (page);
  if (candor_visit_get (candor_page_get_visit (page), CANDOR_FIELD_PATIENT_CONFIRMED) != NULL)
    return NULL;

  return g_strdup (_ ("Please tick “Yes, this is me”, if it is you."));
}

static void
candor_welcome_page_show_missing (CandorPage *page)
{
  CandorWelcomePage *self = CANDOR_WELCOME_PAGE (page);
  g_autofree char *words = candor_page_missing (page);

  candor_check_row_set_missing (self->confirm, words);
  gtk_widget_grab_focus (GTK_WIDGET (self->confirm));
}

static void
candor_welcome_page_class_init (CandorWelcomePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  CandorPageClass *page_class = CANDOR_PAGE_CLASS (klass);

  page_class->build = candor_welcome_page_build;
  page_class->title = candor_welcome_page_title;
  page_class->missing = candor_welcome_page_missing;
  page_class->show_missing = candor_welcome_page_show_missing;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/candor/Candor/candor-welcome-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CandorWelcomePage, box);
}

static void
candor_welcome_page_init (CandorWelcomePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
