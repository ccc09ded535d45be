/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * What may cover a page for a while: the call for staff, and the question for their passphrase. The
 * page below is kept as it is, as something may be under way on it.
 */
#include "candor-flow-private.h"

#include "candor-call-page.h"
#include "candor-gate-page.h"

/* Milliseconds. Whoever presses sooner meant the page before. */
#define SEEN_TIME 250

#define _(message) candor_language_text (candor_flow_get_language (self), (message))

/* Whoever is asked for a passphrase. */
#define for_staff(message)                                                                         \
  candor_language_text (candor_flow_path_staff_language (self->visit), (message))

static void
cover (CandorFlow *self, GtkWidget *widget, const char *title, gboolean back)
{
  candor_flow_stop_reading (self);
  if (self->held == NULL)
    self->held = g_object_ref (self->page);
  adw_bin_set_child (self->slot, widget);
  candor_heading_set_words (self->title, title);
  candor_bottom_bar_set_missing (self->bar, NULL);
  candor_bottom_bar_set_next_visible (self->bar, FALSE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "flow.back", back);
  candor_flow_offer_reading (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->title));
}

static void
unlocked_cb (CandorFlow *self)
{
  CandorGate gate = self->gate;

  self->gate = CANDOR_GATE_NONE;
  switch (gate)
    {
    case CANDOR_GATE_NEXT:
      if (candor_flow_path_next (self->procedure, self->draft, &self->place))
        candor_flow_show_place (self);
      break;
    case CANDOR_GATE_LEAVE:
      candor_flow_emit_left (self);
      break;
    case CANDOR_GATE_AGAIN:
      candor_flow_resume (self);
      break;
    case CANDOR_GATE_NONE:
    default:
      break;
    }
}

static const char *
gate_title (CandorFlow *self, CandorGate gate)
{
  switch (gate)
    {
    case CANDOR_GATE_NEXT:
      return for_staff (N_ ("The practitioner unlocks the tablet"));
    case CANDOR_GATE_LEAVE:
      return for_staff (N_ ("Staff unlock the tablet"));
    case CANDOR_GATE_AGAIN:
    case CANDOR_GATE_NONE:
    default:
      return for_staff (N_ ("The practitioner’s part is locked"));
    }
}

static const char *
gate_words (CandorFlow *self, CandorGate gate)
{
  switch (gate)
    {
    case CANDOR_GATE_NEXT:
      return for_staff (
          N_ ("The next pages are for the practitioner. The patient sits beside them."));
    case CANDOR_GATE_LEAVE:
      return for_staff (
          N_ ("Leaving this visit takes a member of staff. Everything in it is kept."));
    case CANDOR_GATE_AGAIN:
    case CANDOR_GATE_NONE:
    default:
      return for_staff (N_ ("Everything is kept. It goes on where it was."));
    }
}

/* Whether nobody has unlocked the tablet. */
gboolean
candor_flow_is_locked (CandorFlow *self)
{
  return candor_session_get_register (self->session) == NULL;
}

/* Covers the page with the question for a passphrase. */
void
candor_flow_ask_staff (CandorFlow *self, CandorGate gate)
{
  const char *practitioner = candor_visit_get (self->visit, CANDOR_FIELD_PRACTITIONER_NAME);
  GtkWidget *page = candor_gate_page_new (
      self->session, candor_flow_path_staff_language (self->visit), gate_words (self, gate),
      gate == CANDOR_GATE_LEAVE ? NULL : practitioner);

  self->gate = gate;
  g_signal_connect_object (page, "unlocked", G_CALLBACK (unlocked_cb), self, G_CONNECT_SWAPPED);
  cover (self, page, gate_title (self, gate), gate != CANDOR_GATE_AGAIN);
  candor_gate_page_focus (CANDOR_GATE_PAGE (page));
}

/* What was open for the practitioner is covered as soon as it is locked. */
void
candor_flow_session_changed (CandorFlow *self)
{
  if (self->page != NULL && candor_flow_is_locked (self) && self->gate == CANDOR_GATE_NONE
      && candor_flow_get_entry (self)->holder == CANDOR_HOLDER_PRACTITIONER)
    candor_flow_ask_staff (self, CANDOR_GATE_AGAIN);
}

/* Covers the page with what the patient holds up when they want help. */
void
candor_flow_call_staff (CandorFlow *self)
{
  const char *phone = candor_visit_get (self->visit, CANDOR_FIELD_CLINIC_PHONE);

  if (self->held != NULL)
    return;
  cover (self,
         candor_call_page_new (phone, candor_flow_get_language (self),
                               candor_flow_path_staff_language (self->visit)),
         _ ("Someone from the clinic will help you"), TRUE);
}

/* Gives the page back that was covered. What was locked meanwhile stays covered. */
void
candor_flow_resume (CandorFlow *self)
{
  g_autoptr (CandorPage) page = NULL;

  if (self->held == NULL)
    return;
  if (candor_flow_is_locked (self)
      && candor_flow_get_entry (self)->holder == CANDOR_HOLDER_PRACTITIONER)
    {
      if (self->gate != CANDOR_GATE_AGAIN)
        candor_flow_ask_staff (self, CANDOR_GATE_AGAIN);
      return;
    }
  self->gate = CANDOR_GATE_NONE;
  page = g_steal_pointer (&self->held);
  candor_flow_present (self);
}

/**
 * candor_flow_uncovered:
 * @self: a visit that was covered because nobody was there
 *
 * It comes back on the screen. Where staff unlocked the tablet for that, a patient's page locks it
 * again.
 */
void
candor_flow_uncovered (CandorFlow *self)
{
  if (candor_flow_get_entry (self)->holder == CANDOR_HOLDER_PATIENT)
    candor_session_lock (self->session);
  else if (self->gate == CANDOR_GATE_AGAIN)
    candor_flow_resume (self);
}

/* Staff go on with something else: they have unlocked the tablet, or do so now. */
void
candor_flow_leave (CandorFlow *self)
{
  if (candor_page_is_busy (self->page))
    return;
  if (candor_flow_is_locked (self))
    candor_flow_ask_staff (self, CANDOR_GATE_LEAVE);
  else
    candor_flow_emit_left (self);
}

/* Whether the page has been on the screen long enough for somebody to have seen it. */
gboolean
candor_flow_was_seen (CandorFlow *self)
{
  return g_get_monotonic_time () - self->presented >= SEEN_TIME * 1000;
}
