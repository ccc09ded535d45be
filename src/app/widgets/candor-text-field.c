/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#include "candor-text-field.h"

#include "candor-parts.h"

/* Longer than anybody writes on a tablet; keeps an accident with a key or a paste out. */
#define MAX_CHARS 4000

/* What is written here is about a person: no keyboard on the screen may learn from it. */
#define HINTS (GTK_INPUT_HINT_PRIVATE | GTK_INPUT_HINT_NO_EMOJI)

struct _CandorTextField
{
  AdwBin parent_instance;

  GtkLabel *label;
  GtkLabel *hint;
  GtkLabel *error;
  GtkBox *place;

  GtkWidget *input; /* a GtkEntry or a GtkTextView */
  gboolean by_code; /* the text is being set, not typed */
};

G_DEFINE_FINAL_TYPE (CandorTextField, candor_text_field, ADW_TYPE_BIN)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
changed_cb (CandorTextField *self)
{
  if (self->by_code)
    return;

  candor_text_field_set_missing (self, NULL);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
insert_text_cb (
    CandorTextField *self, GtkTextIter *where, const char *text, int length, GtkTextBuffer *buffer)
{
  int room = MAX_CHARS - gtk_text_buffer_get_char_count (buffer);

  if (g_utf8_strlen (text, length) > room)
    g_signal_stop_emission_by_name (buffer, "insert-text");
}

/* A #GtkPasswordEntry that goes with the focus in it looks at the keyboard once more. */
static void
candor_text_field_unroot (GtkWidget *widget)
{
  CandorTextField *self = CANDOR_TEXT_FIELD (widget);
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkWidget *focus = gtk_root_get_focus (root);

  if (GTK_IS_PASSWORD_ENTRY (self->input) && focus != NULL
      && gtk_widget_is_ancestor (focus, self->input))
    gtk_root_set_focus (root, NULL);
  GTK_WIDGET_CLASS (candor_text_field_parent_class)->unroot (widget);
}

static void
candor_text_field_class_init (CandorTextFieldClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  /**
   * CandorTextField::changed:
   *
   * The person typed.
   */
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);

  widget_class->unroot = candor_text_field_unroot;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/candor/Candor/candor-text-field.ui");
  gtk_widget_class_bind_template_child (widget_class, CandorTextField, label);
  gtk_widget_class_bind_template_child (widget_class, CandorTextField, hint);
  gtk_widget_class_bind_template_child (widget_class, CandorTextField, error);
  gtk_widget_class_bind_template_child (widget_class, CandorTextField, place);
}

/* Takes the input into its place, under the label that names it. */
static void
set_input (CandorTextField *self, GtkWidget *input)
{
  self->input = input;
  gtk_widget_add_css_class (input, "field-input");
  /* This names the field for screen readers as well; a label of its own would be read twice. */
  gtk_label_set_mnemonic_widget (self->label, input);
  gtk_box_append (self->place, input);
}

static void
set_words (CandorTextField *self, const char *label, const char *hint)
{
  gtk_label_set_label (self->label, label);
  candor_parts_set_words (self->hint, hint);
  gtk_widget_set_visible (GTK_WIDGET (self->hint), hint != NULL);
}

static void
candor_text_field_init (CandorTextField *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * candor_text_field_new:
 * @label: what is asked for
 * @hint: (nullable): one sentence that helps
 * @many_lines: whether there may be more than one line
 *
 * Returns: (transfer floating): an empty field
 */
GtkWidget *
candor_text_field_new (const char *label, const char *hint, gboolean many_lines)
{
  CandorTextField *self = g_object_new (CANDOR_TYPE_TEXT_FIELD, NULL);

  set_words (self, label, hint);
  if (many_lines)
    {
      GtkTextBuffer *buffer;

      set_input (self, gtk_text_view_new ());
      buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->input));
      gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (self->input), GTK_WRAP_WORD_CHAR);
      gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (self->input), FALSE);
      gtk_text_view_set_input_hints (GTK_TEXT_VIEW (self->input), HINTS);
      g_signal_connect_object (buffer, "insert-text", G_CALLBACK (insert_text_cb), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (buffer, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
    }
  else
    {
      set_input (self, gtk_entry_new ());
      gtk_entry_set_max_length (GTK_ENTRY (self->input), MAX_CHARS);
      gtk_entry_set_input_hints (GTK_ENTRY (self->input), HINTS);
      g_signal_connect_object (self->input, "changed", G_CALLBACK (changed_cb), self,
                               G_CONNECT_SWAPPED);
    }

  return GTK_WIDGET (self);
}

/**
 * candor_text_field_new_secret:
 * @label: what is asked for
 * @hint: (nullable): one sentence that helps
 *
 * A field for a passphrase: it shows dots, keeps no history, and no keyboard on the screen may learn
 * from it. It has no button that shows the words: other people stand beside this tablet.
 *
 * Returns: (transfer floating): an empty field, around a #GtkPasswordEntry
 */
GtkWidget *
candor_text_field_new_secret (const char *label, const char *hint)
{
  CandorTextField *self = g_object_new (CANDOR_TYPE_TEXT_FIELD, NULL);
  GtkWidget *input = gtk_password_entry_new ();
  GtkEditable *inner = gtk_editable_get_delegate (GTK_EDITABLE (input));

  set_words (self, label, hint);
  set_input (self, input);
  gtk_editable_set_enable_undo (GTK_EDITABLE (input), FALSE);
  gtk_text_set_input_hints (GTK_TEXT (inner), HINTS | GTK_INPUT_HINT_NO_SPELLCHECK);
  g_signal_connect_object (input, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

/**
 * candor_text_field_get_text:
 *
 * Returns: (transfer full): what stands in the field, without white space around it
 */
char *
candor_text_field_get_text (CandorTextField *self)
{
  char *text;

  if (GTK_IS_EDITABLE (self->input))
    text = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->input)));
  else
    g_object_get (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->input)), "text", &text, NULL);

  return g_strstrip (text);
}

/**
 * candor_text_field_set_text:
 * @text: (nullable): what should stand in the field
 */
void
candor_text_field_set_text (CandorTextField *self, const char *text)
{
  const char *words = text != NULL ? text : "";

  self->by_code = TRUE;
  if (GTK_IS_EDITABLE (self->input))
    gtk_editable_set_text (GTK_EDITABLE (self->input), words);
  else
    gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->input)), words, -1);
  self->by_code = FALSE;
}

/**
 * candor_text_field_set_missing:
 * @words: (nullable): what is needed here; %NULL takes the mark away
 */
void
candor_text_field_set_missing (CandorTextField *self, const char *words)
{
  candor_parts_set_words (self->error, words);
  gtk_widget_set_visible (GTK_WIDGET (self->error), words != NULL);
  if (words != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self), "incomplete");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "incomplete");
  gtk_accessible_update_state (
      GTK_ACCESSIBLE (self->input), GTK_ACCESSIBLE_STATE_INVALID,
      words != NULL ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
}

/**
 * candor_text_field_focus:
 *
 * Puts the focus into the field.
 */
void
candor_text_field_focus (CandorTextField *self)
{
  gtk_widget_grab_focus (self->input);
}

/**
 * candor_text_field_set_number:
 *
 * Shows what is written on this one line as a number with parts, like a day or a telephone number: they
 * keep their order where lines are read from the right.
 */
void
candor_text_field_set_number (CandorTextField *self)
{
  GtkEditable *text = gtk_editable_get_delegate (GTK_EDITABLE (self->input));

  if (gtk_widget_get_default_direction () != GTK_TEXT_DIR_RTL)
    return;
  gtk_widget_set_direction (GTK_WIDGET (text), GTK_TEXT_DIR_LTR);
  gtk_editable_set_alignment (text, 1.0);
}

/**
 * candor_text_field_get_input:
 *
 * Returns: (transfer none): the #GtkEntry, #GtkPasswordEntry or #GtkTextView inside
 */
GtkWidget *
candor_text_field_get_input (CandorTextField *self)
{
  return self->input;
}
