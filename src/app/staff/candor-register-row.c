/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#include "candor-register-row.h"

#include "app/widgets/candor-parts.h"
#include "candor-register-words.h"
#include "candor-staff-words.h"

struct _CandorRegisterRow
{
  AdwBin parent_instance;

  GtkLabel *name;
  GtkLabel *facts;
  GtkBox *outcome;
  GtkImage *outcome_icon;
  GtkLabel *outcome_word;
  GtkBox *withdrawn;
  GtkLabel *withdrawn_word;
  GtkButton *print;

  const CandorLanguage *language; /* (unowned) */
  CandorRegisterItem *item;       /* (owned) (nullable) */
  const char *icon;               /* (nullable): of the outcome that is shown, */
  const char *style;              /* (nullable): and its colour */
};

G_DEFINE_FINAL_TYPE (CandorRegisterRow, candor_register_row, ADW_TYPE_BIN)

enum
{
  PRINT,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* A jump through a long list gives new items to two hundred rows within a frame: what stays as it is must
 * not be styled and measured again. */
static void
set_outcome (CandorRegisterRow *self, const char *word, const char *icon, const char *style)
{
  gtk_label_set_label (self->outcome_word, word);
  if (g_strcmp0 (self->icon, icon) != 0)
    gtk_image_set_from_icon_name (self->outcome_icon, icon);
  self->icon = icon;
  if (g_strcmp0 (self->style, style) == 0)
    return;
  if (self->style != NULL)
    gtk_widget_remove_css_class (GTK_WIDGET (self->outcome), self->style);
  gtk_widget_add_css_class (GTK_WIDGET (self->outcome), style);
  self->style = style;
}

/* A screen reader stops at the place in the list, which has no words of its own. */
static void
name_place (CandorRegisterRow *self, const char *name, const char *facts)
{
  GtkWidget *place = gtk_widget_get_parent (GTK_WIDGET (self));
  const char *outcome = gtk_label_get_label (self->outcome_word);
  g_autofree char *all
      = gtk_widget_get_visible (GTK_WIDGET (self->withdrawn))
            ? g_strdup_printf ("%s, %s, %s, %s", name, outcome, _ ("Withdrawn"), facts)
            : g_strdup_printf ("%s, %s, %s", name, outcome, facts);

  if (place != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (place), GTK_ACCESSIBLE_PROPERTY_LABEL, all, -1);
}

static void
print_cb (CandorRegisterRow *self)
{
  if (self->item != NULL)
    g_signal_emit (self, signals[PRINT], 0, self->item);
}

static void
candor_register_row_dispose (GObject *object)
{
  CandorRegisterRow *self = CANDOR_REGISTER_ROW (object);

  g_clear_object (&self->item);
  G_OBJECT_CLASS (candor_register_row_parent_class)->dispose (object);
}

static void
candor_register_row_class_init (CandorRegisterRowClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = candor_register_row_dispose;

  /**
   * CandorRegisterRow::print:
   * @item: the record
   *
   * Somebody wants it on paper.
   */
  signals[PRINT] = g_signal_new ("print", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 1, CANDOR_TYPE_REGISTER_ITEM);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/candor/Candor/candor-register-row.ui");
  gtk_widget_class_bind_template_child (widget_class, CandorRegisterRow, name);
  gtk_widget_class_bind_template_child (widget_class, CandorRegisterRow, facts);
  gtk_widget_class_bind_template_child (widget_class, CandorRegisterRow, outcome);
  gtk_widget_class_bind_template_child (widget_class, CandorRegisterRow, outcome_icon);
  gtk_widget_class_bind_template_child (widget_class, CandorRegisterRow, outcome_word);
  gtk_widget_class_bind_template_child (widget_class, CandorRegisterRow, withdrawn);
  gtk_widget_class_bind_template_child (widget_class, CandorRegisterRow, withdrawn_word);
  gtk_widget_class_bind_template_child (widget_class, CandorRegisterRow, print);
  gtk_widget_class_bind_template_callback (widget_class, print_cb);
}

static void
candor_register_row_init (CandorRegisterRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * candor_register_row_new:
 * @language: the clinic's language
 *
 * Returns: (transfer floating): a row that shows nothing yet
 */
GtkWidget *
candor_register_row_new (const CandorLanguage *language)
{
  CandorRegisterRow *self = g_object_new (CANDOR_TYPE_REGISTER_ROW, NULL);

  self->language = language;
  gtk_label_set_label (self->withdrawn_word, _ ("Withdrawn"));
  return GTK_WIDGET (self);
}

/**
 * candor_register_row_set_item:
 * @self: a row
 * @item: (nullable): what it is to show
 */
void
candor_register_row_set_item (CandorRegisterRow *self, CandorRegisterItem *item)
{
  const CandorRecordHead *head;
  const CandorRegisterLook *look;
  g_autofree char *name = NULL;
  g_autofree char *facts = NULL;
  g_autofree char *print = NULL;

  g_return_if_fail (CANDOR_IS_REGISTER_ROW (self));

  g_set_object (&self->item, item);
  if (item == NULL)
    return;
  head = candor_register_item_get_head (item);
  look = candor_register_get_look (head);
  name = candor_register_dup_name (head, self->language);
  facts = candor_register_dup_facts (head, self->language);
  candor_parts_set_words (self->name, name);
  candor_parts_set_words (self->facts, facts);
  gtk_widget_set_visible (GTK_WIDGET (self->facts), *facts != '\0');
  if (candor_register_item_get_file (item) != NULL)
    /* What was withdrawn does not look good any more. */
    set_outcome (self, candor_register_look_word (look, self->language), look->icon,
                 candor_register_item_is_withdrawn (item) ? "outcome-other" : look->style);
  else
    /* Translators: a visit that somebody still has to file, in the list of records. */
    set_outcome (self, _ ("Not filed yet"), "document-open-recent-symbolic", "outcome-wait");
  gtk_widget_set_visible (GTK_WIDGET (self->withdrawn), candor_register_item_is_withdrawn (item));
  gtk_widget_set_visible (GTK_WIDGET (self->print), candor_register_item_get_file (item) != NULL);
  /* Translators: what the button of a record does; %s is the name of a patient. */
  print = g_strdup_printf (_ ("Print the form of %s"), name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->print), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  print, -1);
  name_place (self, name, facts);
}

/**
 * candor_register_row_is_blank:
 * @self: a row
 *
 * Returns: whether it has never shown anything, and so does not know yet how high a row is
 */
gboolean
candor_register_row_is_blank (CandorRegisterRow *self)
{
  g_return_val_if_fail (CANDOR_IS_REGISTER_ROW (self), TRUE);

  return self->style == NULL;
}

/**
 * candor_register_row_get_item:
 * @self: a row
 *
 * Returns: (transfer none) (nullable): what it shows
 */
CandorRegisterItem *
candor_register_row_get_item (CandorRegisterRow *self)
{
  g_return_val_if_fail (CANDOR_IS_REGISTER_ROW (self), NULL);

  return self->item;
}
