/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#include "candor-call-page.h"

#include "app/widgets/candor-parts.h"

#define _(message) candor_language_text (language, (message))

struct _CandorCallPage
{
  AdwBin parent_instance;

  GtkBox *words;
  GtkButton *resume;
  GtkLabel *staff_words;
  GtkButton *leave;
};

G_DEFINE_FINAL_TYPE (CandorCallPage, candor_call_page, ADW_TYPE_BIN)

static void
candor_call_page_class_init (CandorCallPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/candor/Candor/candor-call-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CandorCallPage, words);
  gtk_widget_class_bind_template_child (widget_class, CandorCallPage, resume);
  gtk_widget_class_bind_template_child (widget_class, CandorCallPage, staff_words);
  gtk_widget_class_bind_template_child (widget_class, CandorCallPage, leave);
}

static void
candor_call_page_init (CandorCallPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * candor_call_page_new:
 * @phone: (nullable): the telephone number of the clinic
 * @language: what whoever has the tablet reads
 * @staff_language: what staff read
 *
 * Returns: (transfer floating): the page
 */
GtkWidget *
candor_call_page_new (const char *phone,
                      const CandorLanguage *language,
                      const CandorLanguage *staff_language)
{
  CandorCallPage *self = g_object_new (CANDOR_TYPE_CALL_PAGE, NULL);

  gtk_box_append (
      self->words,
      candor_parts_label (
          _ ("Hold up the tablet, or bring it to a member of staff. They will help."), "lead"));
  gtk_box_append (self->words,
                  candor_parts_label (_ ("Everything you have read and answered is kept."), NULL));
  if (phone != NULL)
    {
      g_autofree char *number = candor_parts_dup_number (phone);
      /* Translators: a telephone number. */
      g_autofree char *call = g_strdup_printf (_ ("The clinic’s phone number is %s."), number);

      gtk_box_append (self->words, candor_parts_label (call, NULL));
    }
  gtk_button_set_label (self->resume, _ ("Go on with my visit"));
  gtk_label_set_label (self->staff_words, candor_language_text (staff_language, N_ ("For staff")));
  gtk_button_set_label (self->leave,
                        candor_language_text (staff_language, N_ ("Leave this visit")));

  return GTK_WIDGET (self);
}
