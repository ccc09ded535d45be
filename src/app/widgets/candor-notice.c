/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#include "candor-notice.h"

#include <adwaita.h>

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
  GtkWidget *dialog = adw_message_dialog_new (window, title, words);

  gtk_widget_set_size_request (dialog, CANDOR_NOTICE_WIDTH, -1);
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close",
                                   candor_language_text (language, N_ ("Close")));
  gtk_window_present (GTK_WINDOW (dialog));
}
