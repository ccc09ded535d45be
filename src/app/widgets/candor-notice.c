/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#include "candor-notice.h"

/* Wide enough for a sentence to be read, and narrow enough for a tablet that stands upright. */
#define WIDTH_IN_LETTERS 44

static GtkWidget *
add_label (GtkBox *box, const char *words, const char *style)
{
  GtkWidget *label = gtk_label_new (words);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_CENTER);
  gtk_label_set_max_width_chars (GTK_LABEL (label), WIDTH_IN_LETTERS);
  gtk_widget_add_css_class (label, style);
  gtk_box_append (box, label);
  return label;
}

/**
 * candor_notice_new:
 * @window: over which it stands
 * @title: what happened, or what is asked, in the reader's language
 * @words: what that means and what to do, likewise
 *
 * The labels are ours: those of newer dialogs measure a heading in less room than its words take, which
 * GTK warns of.
 *
 * Returns: (transfer none): a dialog that has no buttons yet, and is not on the screen
 */
AdwMessageDialog *
candor_notice_new (GtkWindow *window, const char *title, const char *words)
{
  GtkWidget *dialog = adw_message_dialog_new (window, NULL, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  GtkWidget *heading = add_label (GTK_BOX (box), title, "title-2");
  GtkWidget *body = add_label (GTK_BOX (box), words, "body");

  gtk_window_set_title (GTK_WINDOW (dialog), title);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (dialog), GTK_ACCESSIBLE_RELATION_LABELLED_BY,
                                  heading, NULL, GTK_ACCESSIBLE_RELATION_DESCRIBED_BY, body, NULL,
                                  -1);
  adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (dialog), box);
  return ADW_MESSAGE_DIALOG (dialog);
}

/**
 * candor_notice_show:
 * @window: over which it stands
 * @language: of who reads it
 * @title: what happened, in that language
 * @words: what that means and what to do, likewise
 *
 * Tells something that there is nothing to choose about. Nothing else in @window can be used until it is
 * closed.
 */
void
candor_notice_show (GtkWindow *window,
                    const CandorLanguage *language,
                    const char *title,
                    const char *words)
{
  AdwMessageDialog *dialog = candor_notice_new (window, title, words);

  adw_message_dialog_add_response (dialog, "close", candor_language_text (language, N_ ("Close")));
  gtk_window_present (GTK_WINDOW (dialog));
}
