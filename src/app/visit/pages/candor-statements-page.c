/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#include "candor-statements-page.h"

#include "app/visit/candor-page-words.h"
#include "app/widgets/candor-check-row.h"
#include "app/widgets/candor-parts.h"

struct _CandorStatementsPage
{
  CandorPage parent_instance;

  GtkBox *box;
  GPtrArray *rows; /* (owned) (element-type CandorCheckRow) */
};

G_DEFINE_FINAL_TYPE (CandorStatementsPage, candor_statements_page, CANDOR_TYPE_PAGE)

static const char *
statement_of (GtkWidget *row)
{
  return g_object_get_data (G_OBJECT (row), "candor-statement");
}

static void
toggled_cb (CandorStatementsPage *self, GtkCheckButton *button)
{
  candor_visit_set_statement (
      candor_page_get_visit (CANDOR_PAGE (self)), statement_of (GTK_WIDGET (button)),
      gtk_check_button_get_active (button) ? CANDOR_CHOICE_YES : CANDOR_CHOICE_OPEN);
  candor_page_state_changed (CANDOR_PAGE (self));
}

static GtkWidget *
find_missing (CandorStatementsPage *self)
{
  CandorVisit *visit = candor_page_get_visit (CANDOR_PAGE (self));

  for (guint i = 0; i < self->rows->len; i++)
    {
      GtkWidget *row = g_ptr_array_index (self->rows, i);

      if (candor_visit_get_statement (visit, statement_of (row)) != CANDOR_CHOICE_YES)
        return row;
    }

  return NULL;
}

static void
candor_statements_page_build (CandorPage *page)
{
  CandorStatementsPage *self = CANDOR_STATEMENTS_PAGE (page);
  GPtrArray *statements = candor_procedure_statements (candor_page_get_procedure (page));

  self->rows = g_ptr_array_new ();
  gtk_box_append (self->box,
                  candor_parts_label (_ ("Tick each sentence that is true for you. If one is not, "
                                         "go back: “Not now” and “No” are good answers."),
                                      NULL));
  for (guint i = 0; i < statements->len; i++)
    {
      const CandorStatement *statement = g_ptr_array_index (statements, i);
      GtkWidget *row;

      if (statement->photograph)
        continue;
      row = candor_check_row_new (candor_page_plain_text (page, statement->text));
      g_object_set_data (G_OBJECT (row), "candor-statement", statement->id);
      gtk_check_button_set_active (
          GTK_CHECK_BUTTON (row),
          candor_visit_get_statement (candor_page_get_visit (page), statement->id)
              == CANDOR_CHOICE_YES);
      g_signal_connect_object (row, "toggled", G_CALLBACK (toggled_cb), self, G_CONNECT_SWAPPED);
      g_ptr_array_add (self->rows, row);
      gtk_box_append (self->box, row);
    }
}

static char *
candor_statements_page_title (CandorPage *page)
{
  CandorStatementsPage *self = CANDOR_STATEMENTS_PAGE (page);
  return g_strdup (_ ("What you agree to"));
}

static char *
candor_statements_page_missing (CandorPage *page)
{
  CandorStatementsPage *self = CANDOR_STATEMENTS_PAGE (page);
  if (find_missing (self) == NULL)
    return NULL;

  return g_strdup (
      _ ("To agree, please tick every sentence. Otherwise go back and choose “Not now” "
         "or “No”."));
}

static void
candor_statements_page_show_missing (CandorPage *page)
{
  CandorStatementsPage *self = CANDOR_STATEMENTS_PAGE (page);
  GtkWidget *row = find_missing (self);

  if (row == NULL)
    return;
  candor_check_row_set_missing (CANDOR_CHECK_ROW (row), _ ("This sentence is not ticked yet."));
  gtk_widget_grab_focus (row);
}

static char *
candor_statements_page_progress (CandorPage *page)
{
  CandorStatementsPage *self = CANDOR_STATEMENTS_PAGE (page);
  CandorVisit *visit = candor_page_get_visit (page);
  guint n = 0;

  for (guint i = 0; i < self->rows->len; i++)
    n += candor_visit_get_statement (visit, statement_of (g_ptr_array_index (self->rows, i)))
         == CANDOR_CHOICE_YES;

  /* Translators: how many sentences are ticked, for example "2 of 6 ticked". */
  return g_strdup_printf (_ ("%u of %u ticked"), n, self->rows->len);
}

static void
candor_statements_page_finalize (GObject *object)
{
  CandorStatementsPage *self = CANDOR_STATEMENTS_PAGE (object);

  g_clear_pointer (&self->rows, g_ptr_array_unref);

  G_OBJECT_CLASS (candor_statements_page_parent_class)->finalize (object);
}

static void
candor_statements_page_class_init (CandorStatementsPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  CandorPageClass *page_class = CANDOR_PAGE_CLASS (klass);

  object_class->finalize = candor_statements_page_finalize;
  page_class->build = candor_statements_page_build;
  page_class->title = candor_statements_page_title;
  page_class->missing = candor_statements_page_missing;
  page_class->show_missing = candor_statements_page_show_missing;
  page_class->progress = candor_statements_page_progress;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/candor/Candor/candor-statements-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CandorStatementsPage, box);
}

static void
candor_statements_page_init (CandorStatementsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
