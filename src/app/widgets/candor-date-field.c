/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#include "candor-date-field.h"

#define _(message) candor_language_text (self->language, (message))

struct _CandorDateField
{
  AdwBin parent_instance;

  GtkBox *box;
  GtkLabel *echo;

  CandorTextField *field;
  const CandorLanguage *language;
};

G_DEFINE_FINAL_TYPE (CandorDateField, candor_date_field, ADW_TYPE_BIN)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* Says back what was understood, so that day and month cannot be mixed up unseen. */
static void
update_echo (CandorDateField *self)
{
  g_autofree char *iso = candor_date_field_get_iso (self);
  g_autofree char *words = NULL;

  if (iso != NULL)
    words = candor_date_format_iso (iso, self->language);
  gtk_label_set_label (self->echo, words != NULL ? words : "");
  gtk_widget_set_visible (GTK_WIDGET (self->echo), words != NULL);
}

static void
changed_cb (CandorDateField *self)
{
  update_echo (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
candor_date_field_class_init (CandorDateFieldClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  /**
   * CandorDateField::changed:
   *
   * The person typed.
   */
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/candor/Candor/candor-date-field.ui");
  gtk_widget_class_bind_template_child (widget_class, CandorDateField, box);
  gtk_widget_class_bind_template_child (widget_class, CandorDateField, echo);
}

static void
candor_date_field_init (CandorDateField *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * candor_date_field_new:
 * @label: what day is asked for
 * @hint: (nullable): one sentence that helps; %NULL gives an example of how to write a day
 * @language: the language the day is said back in
 *
 * Returns: (transfer floating): an empty field
 */
GtkWidget *
candor_date_field_new (const char *label, const char *hint, const CandorLanguage *language)
{
  CandorDateField *self = g_object_new (CANDOR_TYPE_DATE_FIELD, NULL);
  GtkWidget *field;

  self->language = language;
  if (hint == NULL)
    hint = _ ("Day, month and year, for example 20 11 2026.");
  field = candor_text_field_new (label, hint, FALSE);
  self->field = CANDOR_TEXT_FIELD (field);
  candor_text_field_set_number (self->field);
  gtk_widget_set_halign (candor_text_field_get_input (self->field), GTK_ALIGN_START);
  g_signal_connect_object (field, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  gtk_box_prepend (self->box, field);

  return GTK_WIDGET (self);
}

/**
 * candor_date_field_get_iso:
 *
 * Returns: (transfer full) (nullable): the day as YYYY-MM-DD; %NULL when nothing or no day stands
 *   there
 */
char *
candor_date_field_get_iso (CandorDateField *self)
{
  g_autofree char *text = candor_text_field_get_text (self->field);
  GDate date;

  if (!candor_date_parse_typed (&date, text, self->language))
    return NULL;

  return candor_date_to_iso (&date);
}

/**
 * candor_date_field_set_iso:
 * @iso: (nullable): a day as YYYY-MM-DD
 */
void
candor_date_field_set_iso (CandorDateField *self, const char *iso)
{
  GDate date;
  g_autofree char *text = NULL;

  if (iso != NULL && candor_date_parse (&date, iso))
    text = g_strdup_printf ("%02d %02d %04d", g_date_get_day (&date), g_date_get_month (&date),
                            g_date_get_year (&date));
  candor_text_field_set_text (self->field, text);
  update_echo (self);
}

/**
 * candor_date_field_is_wrong:
 *
 * Returns: whether something stands there that is no day
 */
gboolean
candor_date_field_is_wrong (CandorDateField *self)
{
  g_autofree char *text = candor_text_field_get_text (self->field);
  g_autofree char *iso = candor_date_field_get_iso (self);

  return *text != '\0' && iso == NULL;
}

/**
 * candor_date_field_set_missing:
 * @words: (nullable): what is needed here; %NULL takes the mark away
 */
void
candor_date_field_set_missing (CandorDateField *self, const char *words)
{
  candor_text_field_set_missing (self->field, words);
}

/**
 * candor_date_field_focus:
 *
 * Puts the focus into the field.
 */
void
candor_date_field_focus (CandorDateField *self)
{
  candor_text_field_focus (self->field);
}
