/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#include "candor-unsaved-question.h"

#include "app/widgets/candor-notice.h"

#define _(message) candor_language_text (language, (message))

/**
 * candor_unsaved_question_ask:
 * @window: a window that is to be closed
 * @drafts: who saves the visits
 * @language: the clinic's language
 *
 * What could not be saved is in the memory of this process alone: with the window it would be gone.
 * The question has the responses "stay" and "close".
 *
 * Returns: (transfer none) (nullable): the question, which is on the screen; %NULL when nothing
 *   would be lost
 */
GtkWindow *
candor_unsaved_question_ask (GtkWindow *window,
                             CandorDraftKeeper *drafts,
                             const CandorLanguage *language)
{
  g_autoptr (GPtrArray) unsaved = NULL;
  AdwMessageDialog *question;

  candor_draft_keeper_settle (drafts);
  unsaved = candor_draft_keeper_list_failed (drafts);
  if (unsaved->len == 0)
    return NULL;
  question = candor_notice_new (
      window, _ ("Close and lose a visit?"),
      _ ("A visit could not be saved. If you close Candor now, everything in it is lost. To keep "
         "it, unlock the tablet and file it."));
  adw_message_dialog_add_response (question, "stay", _ ("Keep Candor open"));
  adw_message_dialog_add_response (question, "close", _ ("Close and lose it"));
  adw_message_dialog_set_response_appearance (question, "close", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (question, "stay");
  adw_message_dialog_set_close_response (question, "stay");
  gtk_window_present (GTK_WINDOW (question));
  return GTK_WINDOW (question);
}
