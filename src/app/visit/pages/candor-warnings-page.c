/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#include "candor-warnings-page.h"

#include "app/visit/candor-page-words.h"
#include "app/widgets/candor-parts.h"

struct _CandorWarningsPage
{
  CandorPage parent_instance;

  GtkBox *box;
};

G_DEFINE_FINAL_TYPE (CandorWarningsPage, candor_warnings_page, CANDOR_TYPE_PAGE)

static void
add_group (CandorWarningsPage *self, gboolean emergency, const char *title, const char *number)
{
  CandorPage *page = CANDOR_PAGE (self);
  CandorProcedure *procedure = candor_page_get_procedure (page);
  GPtrArray *warnings = candor_procedure_warnings (procedure);
  GtkWidget *card = candor_parts_card ();
  GtkWidget *top = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *icon = gtk_image_new_from_icon_name (emergency ? "dialog-warning-symbolic"
                                                            : "call-start-symbolic");
  const char *ink = emergency ? "stop-ink" : "talk-ink";
  guint n = 0;

  gtk_widget_add_css_class (card, "warning-card");
  candor_parts_set_tone (card, emergency ? CANDOR_TONE_STOP : CANDOR_TONE_TALK);
  gtk_widget_set_valign (icon, GTK_ALIGN_START);
  gtk_widget_add_css_class (icon, "note-icon");
  gtk_widget_add_css_class (icon, ink);
  gtk_box_append (GTK_BOX (top), icon);
  gtk_box_append (GTK_BOX (top), candor_parts_heading (title));
  gtk_box_append (GTK_BOX (card), top);
  if (number != NULL)
    {
      g_autofree char *words = candor_parts_dup_number (number);
      GtkWidget *label = candor_parts_label (words, "phone-number");

      gtk_widget_add_css_class (label, ink);
      gtk_box_append (GTK_BOX (card), label);
    }

  for (guint i = 0; i < warnings->len; i++)
    {
      const CandorWarning *warning = g_ptr_array_index (warnings, i);

      if (warning->emergency != emergency)
        continue;
      gtk_box_append (GTK_BOX (card),
                      candor_parts_bullet ("•", candor_parts_procedure_label (
                                                    procedure, candor_page_get_language (page),
                                                    warning->text, NULL)));
      n++;
    }

  gtk_widget_set_visible (card, n > 0);
  gtk_box_append (self->box, card);
}

static void
candor_warnings_page_build (CandorPage *page)
{
  CandorWarningsPage *self = CANDOR_WARNINGS_PAGE (page);
  CandorVisit *visit = candor_page_get_visit (page);

  gtk_box_append (self->box,
                  candor_parts_label (_ ("If one of these happens, do not wait, and do not be shy "
                                         "to call."),
                                      NULL));
  add_group (self, TRUE, _ ("Call the emergency number at once"),
             candor_visit_get (visit, CANDOR_FIELD_CLINIC_EMERGENCY));
  add_group (self, FALSE, _ ("Call us the same day"),
             candor_visit_get (visit, CANDOR_FIELD_CLINIC_PHONE));
}

static char *
candor_warnings_page_title (CandorPage *page)
{
  CandorWarningsPage *self = CANDOR_WARNINGS_PAGE (page);
  return g_strdup (_ ("When to call for help"));
}

static void
candor_warnings_page_class_init (CandorWarningsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  CandorPageClass *page_class = CANDOR_PAGE_CLASS (klass);

  page_class->build = candor_warnings_page_build;
  page_class->title = candor_warnings_page_title;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/candor/Candor/candor-warnings-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CandorWarningsPage, box);
}

static void
candor_warnings_page_init (CandorWarningsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
