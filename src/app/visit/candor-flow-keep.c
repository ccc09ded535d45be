/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * Saves the visit on its way: after each page and each stroke at once, and a moment after a word was
 * typed. A pulled plug costs at most that moment.
 */
#include "candor-flow-private.h"

/* Milliseconds that typing may go on before it is saved. */
#define TYPING 1000

static gboolean
keep_cb (gpointer data)
{
  CandorFlow *self = data;

  self->keep_id = 0;
  candor_flow_keep (self);
  return G_SOURCE_REMOVE;
}

/* A visit that is on the disk as a record has no draft any more. */
void
candor_flow_keep (CandorFlow *self)
{
  g_clear_handle_id (&self->keep_id, g_source_remove);
  if (self->page != NULL && candor_page_get_record (self->page) == NULL)
    candor_draft_keeper_keep (candor_session_get_drafts (self->session), self->draft);
}

/* Something was changed on the page. What is changed where people sign is a stroke. */
void
candor_flow_keep_soon (CandorFlow *self)
{
  const CandorPageEntry *entry = candor_flow_get_entry (self);

  if (entry->step == CANDOR_STEP_SIGN || g_str_equal (entry->id, "talk-sign"))
    candor_flow_keep (self);
  else if (self->keep_id == 0)
    self->keep_id = g_timeout_add (TYPING, keep_cb, self);
}

/* The flow goes away. */
void
candor_flow_keep_pending (CandorFlow *self)
{
  if (self->keep_id != 0)
    candor_flow_keep (self);
}
