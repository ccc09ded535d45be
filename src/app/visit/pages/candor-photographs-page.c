/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#include "candor-photographs-page.h"

#include "app/visit/candor-page-words.h"
#include "app/widgets/candor-choice-row.h"

struct _CandorPhotographsPage
{
  CandorPage parent_instance;

  GtkBox *box;
  GPtrArray *rows; /* (owned) (element-type CandorChoiceRow) */
};

G_DEFINE_FINAL_TYPE (CandorPhotographsPage, candor_photographs_page, CANDOR_TYPE_PAGE)

static const char *
statement_of (gpointer row)
{
  return g_object_get_data (G_OBJECT (row), "candor-statement");
}

static void
selected_cb (CandorPhotographsPage *self, int index, CandorChoiceRow *row)
{
  candor_visit_set_statement (candor_page_get_visit (CANDOR_PAGE (self)), statement_of (row),
                              index == 0 ? CANDOR_CHOICE_YES : CANDOR_CHOICE_NO);
  candor_page_state_changed (CANDOR_PAGE (self));
}

static CandorChoiceRow *
find_missing (CandorPhotographsPage *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    if (candor_visit_get_statement (candor_page_get_visit (CANDOR_PAGE (self)),
                                    statement_of (g_ptr_array_index (self->rows, i)))
        == CANDOR_CHOICE_OPEN)
      return g_ptr_array_index (self->rows, i);

  return NULL;
}

static void
candor_photographs_page_build (CandorPage *page)
{
  CandorPhotographsPage *self = CANDOR_PHOTOGRAPHS_PAGE (page);
  GPtrArray *statements = candor_procedure_statements (candor_page_get_procedure (page));

  self->rows = g_ptr_array_new ();
  gtk_box_append (self->box,
                  candor_parts_label (_ ("This is apart from your treatment. You can say no here, "
                                         "and still be treated in the same way."),
                                      NULL));
  for (guint i = 0; i < statements->len; i++)
    {
      const CandorStatement *statement = g_ptr_array_index (statements, i);
      CandorChoice choice
          = candor_visit_get_statement (candor_page_get_visit (page), statement->id);
      GtkWidget *row;

      if (!statement->photograph)
        continue;
      row = candor_choice_row_new_for_procedure (
          candor_page_get_procedure (page), candor_page_get_language (page), statement->text, NULL);
      g_object_set_data (G_OBJECT (row), "candor-statement", statement->id);
      candor_choice_row_add (CANDOR_CHOICE_ROW (row), _ ("Yes"));
      candor_choice_row_add (CANDOR_CHOICE_ROW (row), _ ("No"));
      candor_choice_row_set_selected (CANDOR_CHOICE_ROW (row), choice == CANDOR_CHOICE_YES  ? 0
                                                               : choice == CANDOR_CHOICE_NO ? 1
                                                                                            : -1);
      g_signal_connect_object (row, "selected", G_CALLBACK (selected_cb), self, G_CONNECT_SWAPPED);
      g_ptr_array_add (self->rows, row);
      gtk_box_append (self->box, row);
    }
}

static char *
candor_photographs_page_title (CandorPage *page)
{
  CandorPhotographsPage *self = CANDOR_PHOTOGRAPHS_PAGE (page);
  return g_strdup (_ ("Photographs"));
}

static char *
candor_photographs_page_missing (CandorPage *page)
{
  CandorPhotographsPage *self = CANDOR_PHOTOGRAPHS_PAGE (page);
  return find_missing (self) == NULL ? NULL : g_strdup (_ ("Please choose yes or no."));
}

static void
candor_photographs_page_show_missing (CandorPage *page)
{
  CandorPhotographsPage *self = CANDOR_PHOTOGRAPHS_PAGE (page);
  g_autofree char *words = candor_page_missing (page);
  CandorChoiceRow *row = find_missing (self);

  if (row == NULL)
    return;
  candor_choice_row_set_missing (row, words);
  candor_choice_row_focus (row);
}

static void
candor_photographs_page_finalize (GObject *object)
{
  CandorPhotographsPage *self = CANDOR_PHOTOGRAPHS_PAGE (object);

  g_clear_pointer (&self->rows, g_ptr_array_unref);

  G_OBJECT_CLASS (candor_photographs_page_parent_class)->finalize (object);
}

static void
candor_photographs_page_class_init (CandorPhotographsPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  CandorPageClass *page_class = CANDOR_PAGE_CLASS (klass);

  object_class->finalize = candor_photographs_page_finalize;
  page_class->build = candor_photographs_page_build;
  page_class->title = candor_photographs_page_title;
  page_class->missing = candor_photographs_page_missing;
  page_class->show_missing = candor_photographs_page_show_missing;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/candor/Candor/candor-photographs-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CandorPhotographsPage, box);
}

static void
candor_photographs_page_init (CandorPhotographsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
