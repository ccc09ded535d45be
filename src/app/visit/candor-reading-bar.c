/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#include "candor-reading-bar.h"

#include "app/widgets/candor-parts.h"

struct _CandorReadingBar
{
  AdwBin parent_instance;

  GtkLabel *note;
  GtkButton *pause;
  GtkImage *pause_icon;
  GtkLabel *pause_words;
  GtkButton *slower;
  GtkLabel *slower_words;
  GtkButton *faster;
  GtkLabel *faster_words;
  GtkButton *stop;
  GtkLabel *stop_words;

  gboolean narrow;
};

G_DEFINE_FINAL_TYPE (CandorReadingBar, candor_reading_bar, ADW_TYPE_BIN)

#define _(message) candor_language_text (language, (message))

static void
set_words (GtkButton *button, GtkLabel *label, const char *words)
{
  gtk_label_set_label (label, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, words,
                                  -1);
  candor_parts_set_tooltip (GTK_WIDGET (button), words);
}

static void
set_note (CandorReadingBar *self, const char *words)
{
  candor_parts_set_words (self->note, words);
  gtk_widget_set_visible (GTK_WIDGET (self->note), words != NULL);
}

static void
candor_reading_bar_class_init (CandorReadingBarClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/candor/Candor/candor-reading-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, CandorReadingBar, note);
  gtk_widget_class_bind_template_child (widget_class, CandorReadingBar, pause);
  gtk_widget_class_bind_template_child (widget_class, CandorReadingBar, pause_icon);
  gtk_widget_class_bind_template_child (widget_class, CandorReadingBar, pause_words);
  gtk_widget_class_bind_template_child (widget_class, CandorReadingBar, slower);
  gtk_widget_class_bind_template_child (widget_class, CandorReadingBar, slower_words);
  gtk_widget_class_bind_template_child (widget_class, CandorReadingBar, faster);
  gtk_widget_class_bind_template_child (widget_class, CandorReadingBar, faster_words);
  gtk_widget_class_bind_template_child (widget_class, CandorReadingBar, stop);
  gtk_widget_class_bind_template_child (widget_class, CandorReadingBar, stop_words);
}

static void
candor_reading_bar_init (CandorReadingBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* Only where there is something to press do the buttons stand there. */
static void
show_buttons (CandorReadingBar *self, gboolean reading)
{
  gtk_widget_set_visible (GTK_WIDGET (self->pause), reading);
  gtk_widget_set_visible (GTK_WIDGET (self->slower), reading);
  gtk_widget_set_visible (GTK_WIDGET (self->faster), reading);
}

/**
 * candor_reading_bar_set_narrow:
 * @self: a bar
 * @narrow: whether words have to give way to icons
 */
void
candor_reading_bar_set_narrow (CandorReadingBar *self, gboolean narrow)
{
  self->narrow = narrow;
  gtk_widget_set_visible (GTK_WIDGET (self->slower_words), !narrow);
  gtk_widget_set_visible (GTK_WIDGET (self->faster_words), !narrow);
  gtk_widget_set_visible (GTK_WIDGET (self->stop_words), !narrow);
}

/**
 * candor_reading_bar_show:
 * @self: a bar
 * @reader: what reads; the bar is hidden while it is silent
 * @language: the language of the visit
 */
void
candor_reading_bar_show (CandorReadingBar *self,
                         CandorReader *reader,
                         const CandorLanguage *language)
{
  gboolean paused = candor_reader_get_state (reader) == CANDOR_READER_PAUSED;

  show_buttons (self, TRUE);
  /* Translators: a button, while a page is read aloud: go on after a pause. */
  set_words (self->pause, self->pause_words, paused ? _ ("Go on") : _ ("Pause"));
  gtk_image_set_from_icon_name (self->pause_icon, paused ? "media-playback-start-symbolic"
                                                         : "media-playback-pause-symbolic");
  /* Translators: a button, while a page is read aloud: speak more slowly. */
  set_words (self->slower, self->slower_words, _ ("Slower"));
  /* Translators: a button, while a page is read aloud: speak faster. */
  set_words (self->faster, self->faster_words, _ ("Faster"));
  /* Translators: a button, while a page is read aloud. */
  set_words (self->stop, self->stop_words, _ ("Stop"));
  set_note (self, candor_reader_has_failed (reader)
                      ? _ ("The voice broke off. Press “Go on” to hear the sentence again.")
                      : NULL);
  gtk_widget_set_visible (GTK_WIDGET (self),
                          candor_reader_get_state (reader) != CANDOR_READER_SILENT);
}

/**
 * candor_reading_bar_show_no_voice:
 * @self: a bar
 * @language: a language that no voice here speaks
 */
void
candor_reading_bar_show_no_voice (CandorReadingBar *self, const CandorLanguage *language)
{
  show_buttons (self, FALSE);
  /* Translators: a button that takes a message away. */
  set_words (self->stop, self->stop_words, _ ("Close"));
  set_note (self, _ ("This tablet has no voice for your language. You can read the page "
                     "yourself, or ask us to read it to you."));
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
}

/**
 * candor_reading_bar_get_note:
 * @self: a bar
 *
 * Returns: (transfer none): what it says in place of, or besides, its buttons; or ""
 */
const char *
candor_reading_bar_get_note (CandorReadingBar *self)
{
  return gtk_label_get_label (self->note);
}
