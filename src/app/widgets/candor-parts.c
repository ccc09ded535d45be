/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#include "candor-parts.h"

#include "candor-pair-layout.h"
#include "core/candor-bidi.h"
#include "core/candor-error.h"
#include "core/candor-markup.h"

/* Lines of 45 to 75 characters are the easiest to read. */
#define LINE_CHARS 64

/* Letters. Hardly a word of the catalogues has more, and so many have room in a line of any page. */
#define LONG_WORD 22

#define TOOLTIP_KEY "candor-tooltip"

static const char *const tone_classes[] = { "tone-key", "tone-talk", "tone-stop" };
static const char *const tone_icons[]
    = { "object-select-symbolic", "user-available-symbolic", "dialog-error-symbolic" };

/* The term that a marked @word stands for, in the language the patient reads. */
static const CandorTerm *
find_term (CandorProcedure *procedure, const CandorLanguage *language, const char *word)
{
  GPtrArray *terms = candor_procedure_terms (procedure);
  g_autofree char *folded = g_utf8_casefold (candor_markup_listed (word), -1);

  for (guint i = 0; i < terms->len; i++)
    {
      const CandorTerm *term = g_ptr_array_index (terms, i);
      const char *shown = candor_procedure_text (procedure, language, term->word);
      g_autofree char *candidate = g_utf8_casefold (shown, -1);

      if (g_str_equal (folded, candidate))
        return term;
    }

  return NULL;
}

/* Light markup to Pango's: *word* is strong, or a link to its meaning when it is a term. */
static char *
to_pango (CandorProcedure *procedure, const CandorLanguage *language, const char *text)
{
  GString *out = g_string_new (NULL);
  g_auto (GStrv) parts = g_strsplit (text, "*", -1);
  guint n_parts = g_strv_length (parts);

  for (guint i = 0; i < n_parts; i++)
    {
      gboolean marked = i % 2 == 1 && i + 1 < n_parts;
      g_autofree char *shown = marked ? candor_markup_dup_shown (parts[i]) : g_strdup (parts[i]);
      g_autofree char *escaped = g_markup_escape_text (shown, -1);
      const CandorTerm *term = marked ? find_term (procedure, language, parts[i]) : NULL;

      if (term != NULL)
        g_string_append_printf (out, "<a href=\"%s\">%s</a>", term->id, escaped);
      else if (marked)
        g_string_append_printf (out, "<b>%s</b>", escaped);
      else
        g_string_append (out, escaped);
    }

  return g_string_free (out, FALSE);
}

static void
popover_closed_cb (GtkPopover *popover)
{
  gtk_widget_unparent (GTK_WIDGET (popover));
}

/* The page goes, by a key, while the meaning is still open. */
static void
label_destroyed_cb (GtkPopover *popover)
{
  g_signal_handlers_disconnect_by_func (popover, popover_closed_cb, NULL);
  gtk_widget_unparent (GTK_WIDGET (popover));
}

static gboolean
activate_link_cb (GtkLabel *label, const char *id, CandorProcedure *procedure)
{
  const CandorLanguage *language = g_object_get_data (G_OBJECT (label), "candor-language");
  GPtrArray *terms = candor_procedure_terms (procedure);

  for (guint i = 0; i < terms->len; i++)
    {
      const CandorTerm *term = g_ptr_array_index (terms, i);

      if (g_str_equal (term->id, id))
        {
          g_autofree char *meaning
              = candor_markup_to_plain (candor_procedure_text (procedure, language, term->meaning));
          GtkWidget *popover = gtk_popover_new ();
          GtkWidget *words = candor_parts_label (meaning, "meaning");

          gtk_label_set_max_width_chars (GTK_LABEL (words), 36);
          gtk_popover_set_child (GTK_POPOVER (popover), words);
          gtk_widget_set_parent (popover, GTK_WIDGET (label));
          g_signal_connect (popover, "closed", G_CALLBACK (popover_closed_cb), NULL);
          g_signal_connect_object (label, "destroy", G_CALLBACK (label_destroyed_cb), popover,
                                   G_CONNECT_SWAPPED);
          gtk_popover_popup (GTK_POPOVER (popover));
        }
    }

  return TRUE;
}

static void
unref_procedure (gpointer data, GClosure *closure)
{
  candor_procedure_unref (data);
}

/**
 * candor_parts_set_direction:
 * @language: what is read from now on
 *
 * Turns all that is on the screen the way that language is read.
 */
void
candor_parts_set_direction (const CandorLanguage *language)
{
  gtk_widget_set_default_direction (candor_language_is_rtl (language) ? GTK_TEXT_DIR_RTL
                                                                      : GTK_TEXT_DIR_LTR);
}

/**
 * candor_parts_dup_directed:
 * @text: (nullable): words for a label
 *
 * Returns: (transfer full) (nullable): the words, with what keeps a number with spaces in it in its
 *   order where lines are read from the right
 */
char *
candor_parts_dup_directed (const char *text)
{
  GString *words;

  if (text == NULL || gtk_widget_get_default_direction () != GTK_TEXT_DIR_RTL)
    return g_strdup (text);
  words = g_string_new (text);
  candor_bidi_isolate_numbers (words);
  return g_string_free (words, FALSE);
}

/* How many letters stand together at most. Between two that are wide, as in Chinese, a line may break. */
static guint
longest_word (const char *text)
{
  guint longest = 0;
  guint n = 0;

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      n = g_unichar_isspace (c) || g_unichar_iswide (c) ? 0 : n + 1;
      longest = MAX (longest, n);
    }
  return longest;
}

/**
 * candor_parts_dup_number:
 * @number: a number that is called, with all that belongs to it
 *
 * Returns: (transfer full): the number for a label or a sentence, in its own order
 */
char *
candor_parts_dup_number (const char *number)
{
  return gtk_widget_get_default_direction () == GTK_TEXT_DIR_RTL ? candor_bidi_dup_apart (number)
                                                                 : g_strdup (number);
}

static gboolean
tooltip_cb (GtkWidget *widget, int x, int y, gboolean keyboard, GtkTooltip *tooltip)
{
  gtk_tooltip_set_text (tooltip, g_object_get_data (G_OBJECT (widget), TOOLTIP_KEY));
  return TRUE;
}

/**
 * candor_parts_set_tooltip:
 * @words: what @widget is for, to whoever holds a mouse over it
 *
 * As gtk_widget_set_tooltip_text (), which asks the display where the mouse is and waits for the answer,
 * each time: with two dozen of them that is a fifth of what a change of the language takes.
 */
void
candor_parts_set_tooltip (GtkWidget *widget, const char *words)
{
  if (!gtk_widget_get_has_tooltip (widget))
    g_signal_connect (widget, "query-tooltip", G_CALLBACK (tooltip_cb), NULL);
  g_object_set_data_full (G_OBJECT (widget), TOOLTIP_KEY, g_strdup (words), g_free);
  gtk_widget_set_has_tooltip (widget, TRUE);
}

/**
 * candor_parts_let_wrap:
 * @label: a label that wraps, with its words
 *
 * Lets its lines break inside of a word only where somebody wrote one that is too long for a line. To
 * find the least width of a label that may break anywhere GTK sets each of its letters in a line of its
 * own, which takes five times as long.
 */
void
candor_parts_let_wrap (GtkLabel *label)
{
  gtk_label_set_wrap_mode (label, longest_word (gtk_label_get_text (label)) > LONG_WORD
                                      ? PANGO_WRAP_WORD_CHAR
                                      : PANGO_WRAP_WORD);
}

/**
 * candor_parts_set_words:
 * @words: (nullable): what it shall say; %NULL for nothing
 *
 * Lets a label say something, its numbers kept in order and its lines broken as candor_parts_label ()
 * does.
 */
void
candor_parts_set_words (GtkLabel *label, const char *words)
{
  g_autofree char *directed = candor_parts_dup_directed (words);

  gtk_label_set_label (label, directed != NULL ? directed : "");
  candor_parts_let_wrap (label);
}

/**
 * candor_parts_label:
 * @text: (nullable): plain words
 * @css_class: (nullable): a style class
 *
 * Returns: (transfer floating): a label that wraps at a line length that is easy to read
 */
GtkWidget *
candor_parts_label (const char *text, const char *css_class)
{
  g_autofree char *words = candor_parts_dup_directed (text);
  GtkWidget *label = gtk_label_new (words);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  candor_parts_let_wrap (GTK_LABEL (label));
  gtk_label_set_natural_wrap_mode (GTK_LABEL (label), GTK_NATURAL_WRAP_NONE);
  gtk_label_set_xalign (GTK_LABEL (label), 0.0);
  gtk_label_set_max_width_chars (GTK_LABEL (label), LINE_CHARS);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);

  return label;
}

/**
 * candor_parts_set_procedure_words:
 * @label: a label that shows nothing yet
 * @text: words of the procedure, in the language of its file, with their light markup
 *
 * Shows words of the procedure in the language of the visit. A word of the glossary can be tapped,
 * and then says what it means.
 */
void
candor_parts_set_procedure_words (GtkLabel *label,
                                  CandorProcedure *procedure,
                                  const CandorLanguage *language,
                                  const char *text)
{
  const char *words = candor_procedure_text (procedure, language, text);
  g_autofree char *directed = candor_parts_dup_directed (words);
  g_autofree char *markup = to_pango (procedure, language, directed);

  gtk_label_set_markup (label, markup);
  candor_parts_let_wrap (label);
  if (strstr (markup, "<a ") != NULL)
    {
      g_object_set_data (G_OBJECT (label), "candor-language", (gpointer)language);
      g_signal_connect_data (label, "activate-link", G_CALLBACK (activate_link_cb),
                             candor_procedure_ref (procedure), unref_procedure, 0);
    }
}

/**
 * candor_parts_procedure_label:
 * @text: words of the procedure, in the language of its file, with their light markup
 *
 * Returns: (transfer floating): a label with these words in the language of the visit
 */
GtkWidget *
candor_parts_procedure_label (CandorProcedure *procedure,
                              const CandorLanguage *language,
                              const char *text,
                              const char *css_class)
{
  GtkWidget *label = candor_parts_label (NULL, css_class);

  candor_parts_set_procedure_words (GTK_LABEL (label), procedure, language, text);

  return label;
}

/**
 * candor_parts_heading:
 *
 * Returns: (transfer floating): a heading inside a page, below its title
 */
GtkWidget *
candor_parts_heading (const char *text)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "accessible-role", GTK_ACCESSIBLE_ROLE_HEADING,
                                   "label", text, "wrap", TRUE, "xalign", 0.0, NULL);

  gtk_accessible_update_property (GTK_ACCESSIBLE (label), GTK_ACCESSIBLE_PROPERTY_LEVEL, 2, -1);
  gtk_widget_add_css_class (label, "heading-2");

  return label;
}

/**
 * candor_parts_card:
 *
 * Returns: (transfer floating): an empty card, a vertical #GtkBox
 */
GtkWidget *
candor_parts_card (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  gtk_widget_add_css_class (box, "panel");

  return box;
}

/**
 * candor_parts_tone_icon:
 *
 * Returns: the name of the icon that goes with a tone
 */
const char *
candor_parts_tone_icon (CandorTone tone)
{
  return tone_icons[tone];
}

/**
 * candor_parts_set_tone:
 *
 * Gives @widget the colours of one tone and takes the others away.
 */
void
candor_parts_set_tone (GtkWidget *widget, CandorTone tone)
{
  for (guint i = 0; i < G_N_ELEMENTS (tone_classes); i++)
    gtk_widget_remove_css_class (widget, tone_classes[i]);
  gtk_widget_add_css_class (widget, tone_classes[tone]);
}

/**
 * candor_parts_note:
 * @title: (nullable): a few strong words
 * @text: (nullable): what it means
 *
 * Returns: (transfer floating): a tinted box
 */
GtkWidget *
candor_parts_note (CandorTone tone, const char *title, const char *text)
{
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *icon = gtk_image_new_from_icon_name (candor_parts_tone_icon (tone));
  GtkWidget *box = candor_parts_beside (icon, words, 12);

  gtk_widget_add_css_class (box, "note");
  candor_parts_set_tone (box, tone);
  gtk_widget_set_valign (icon, GTK_ALIGN_START);
  gtk_widget_add_css_class (icon, "note-icon");
  gtk_widget_set_hexpand (words, TRUE);
  if (title != NULL)
    gtk_box_append (GTK_BOX (words), candor_parts_label (title, "note-title"));
  if (text != NULL)
    gtk_box_append (GTK_BOX (words), candor_parts_label (text, NULL));

  return box;
}

/**
 * candor_parts_error_note:
 * @title: what was not done, in a few strong words
 * @error: why
 * @language: the language of whoever reads it
 *
 * Returns: (transfer floating): a tinted box
 */
GtkWidget *
candor_parts_error_note (CandorTone tone,
                         const char *title,
                         const GError *error,
                         const CandorLanguage *language)
{
  g_autofree char *sentence = candor_error_dup_sentence (error, language);

  return candor_parts_note (tone, title, sentence);
}

/**
 * candor_parts_progress:
 * @words: what is being done
 *
 * Returns: (transfer floating): a line for as long as it takes
 */
GtkWidget *
candor_parts_progress (const char *words)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *spinner = gtk_spinner_new ();

  /* A spinner without a name is read out as one, and nobody hears what it is that takes so long. */
  gtk_accessible_update_property (GTK_ACCESSIBLE (spinner), GTK_ACCESSIBLE_PROPERTY_LABEL, words,
                                  -1);
  gtk_spinner_start (GTK_SPINNER (spinner));
  gtk_box_append (GTK_BOX (line), spinner);
  gtk_box_append (GTK_BOX (line), candor_parts_label (words, NULL));
  return line;
}

/**
 * candor_parts_beside:
 * @first: (transfer floating): something small
 * @words: (transfer floating): words that wrap
 * @space: pixels between the two
 *
 * Returns: (transfer floating): the two side by side
 */
GtkWidget *
candor_parts_beside (GtkWidget *first, GtkWidget *words, int space)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_widget_set_layout_manager (box, candor_pair_layout_new (space));
  gtk_box_append (GTK_BOX (box), first);
  gtk_box_append (GTK_BOX (box), words);
  return box;
}

/**
 * candor_parts_bullet:
 * @mark: what stands before the words: a dot, a number
 * @content: (transfer floating): the words
 *
 * Returns: (transfer floating): one line of a list
 */
GtkWidget *
candor_parts_bullet (const char *mark, GtkWidget *content)
{
  GtkWidget *label = gtk_label_new (mark);

  gtk_widget_set_valign (label, GTK_ALIGN_START);
  gtk_widget_add_css_class (label, "bullet");

  return candor_parts_beside (label, content, 12);
}

/**
 * candor_parts_wrap_button:
 * @button: a button with a text label
 *
 * Lets the words of a button take two lines where there is no room for one, as with large text on
 * an upright tablet.
 */
void
candor_parts_wrap_button (GtkButton *button)
{
  GtkWidget *label = gtk_button_get_child (button);

  g_return_if_fail (GTK_IS_LABEL (label));

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_natural_wrap_mode (GTK_LABEL (label), GTK_NATURAL_WRAP_NONE);
  gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_CENTER);
}

/**
 * candor_parts_pill:
 * @label: what the button does
 *
 * Returns: (transfer floating): a round button at the start of its line
 */
GtkWidget *
candor_parts_pill (const char *label)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  candor_parts_wrap_button (GTK_BUTTON (button));
  gtk_widget_add_css_class (button, "pill-button");
  gtk_widget_set_halign (button, GTK_ALIGN_START);

  return button;
}

/**
 * candor_parts_clear:
 *
 * Removes every child of a #GtkBox.
 */
void
candor_parts_clear (GtkWidget *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (box)) != NULL)
    gtk_box_remove (GTK_BOX (box), child);
}
