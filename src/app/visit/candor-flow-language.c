/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * The language of the patient, which may be changed on each of their pages, and of the practitioner in
 * between.
 */
#include "candor-flow-private.h"

#include "app/widgets/candor-parts.h"
#include "core/candor-preview.h"
#include "document/candor-paper-fonts.h"

#define PLACE_KEY "candor-place-in-page"

#define _(message) candor_language_text (self->language, (message))

/* The page has its height in the other language. */
static void
measured_cb (GtkAdjustment *adjustment)
{
  const double *place = g_object_get_data (G_OBJECT (adjustment), PLACE_KEY);

  gtk_adjustment_set_value (adjustment, *place * gtk_adjustment_get_upper (adjustment));
  g_signal_handlers_disconnect_by_func (adjustment, measured_cb, NULL);
  g_object_set_data (G_OBJECT (adjustment), PLACE_KEY, NULL);
}

/* A text has another length in another language, and its parts have the same order: the same share of
 * it is behind the reader. */
static void
keep_place (CandorFlow *self)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scroller);
  double upper = gtk_adjustment_get_upper (adjustment);
  double *place;

  if (gtk_adjustment_get_value (adjustment) <= 0.0 || upper <= 0.0)
    return;
  place = g_new (double, 1);
  *place = gtk_adjustment_get_value (adjustment) / upper;
  g_object_set_data_full (G_OBJECT (adjustment), PLACE_KEY, place, g_free);
  g_signal_handlers_disconnect_by_func (adjustment, measured_cb, NULL);
  g_signal_connect (adjustment, "changed", G_CALLBACK (measured_cb), NULL);
}

/**
 * candor_flow_get_language:
 *
 * Returns: (transfer none): what whoever has the tablet now reads: on the practitioner's pages that is
 *   the clinic's language, and the patient's everywhere else
 */
const CandorLanguage *
candor_flow_get_language (CandorFlow *self)
{
  return candor_flow_get_entry (self)->holder == CANDOR_HOLDER_PRACTITIONER
             ? candor_flow_path_staff_language (self->visit)
             : candor_flow_path_language (self->visit);
}

/* To find them takes longer than to build a page. They stay the same but for a catalogue that somebody
 * is writing. */
static GPtrArray *
offered_languages (CandorFlow *self)
{
  if (candor_preview_get () != NULL)
    g_clear_pointer (&self->offered, g_ptr_array_unref);
  if (self->offered == NULL)
    self->offered = candor_paper_fonts_list_languages (self->procedure);
  return self->offered;
}

/* What stands around the page, and which way it is read. */
void
candor_flow_update_words (CandorFlow *self)
{
  const char *clinic = candor_visit_get (self->visit, CANDOR_FIELD_CLINIC_NAME);

  self->language = candor_flow_get_language (self);
  candor_parts_set_direction (self->language);
  candor_flow_tools_set_words (self->tools, clinic, self->language, offered_languages (self));
  candor_bottom_bar_set_words (
      self->bar,
      candor_procedure_is_approved (self->procedure) ? NULL : _ ("Not approved for clinical use"),
      self->language);
}

/**
 * candor_flow_set_language:
 * @code: the language to read in
 *
 * Builds everything again in another language, and turns the page round where it is read from the
 * right. The reader stays at the same part of the page. Does nothing once somebody has signed for the
 * words of one language.
 */
void
candor_flow_set_language (CandorFlow *self, const char *code)
{
  CandorGate gate = self->gate;
  gboolean is_called = self->held != NULL && gate == CANDOR_GATE_NONE;

  if (candor_visit_get (self->visit, CANDOR_FIELD_TEXT_SHA256) != NULL
      || candor_language_find (code, NULL) == NULL)
    return;

  keep_place (self);
  /* The page goes before the rest turns round: it would be turned, and asked what it is missing, only
   * to go after that. */
  self->settling = TRUE;
  if (self->held == NULL)
    {
      self->page = NULL;
      adw_bin_set_child (self->slot, NULL);
    }
  candor_visit_set (self->visit, CANDOR_FIELD_LANGUAGE, code);
  /* What was wished for in other words is asked again. */
  candor_flow_path_drop_overtaken (self->draft, &self->place);
  self->settling = FALSE;
  candor_flow_update_words (self);
  candor_flow_show_place (self);
  /* What covered the page covers it again. */
  if (gate != CANDOR_GATE_NONE && self->gate == CANDOR_GATE_NONE)
    candor_flow_ask_staff (self, gate);
  else if (is_called && self->held == NULL)
    candor_flow_call_staff (self);
}

static gboolean
language_idle_cb (gpointer data)
{
  CandorFlow *self = data;
  g_autofree char *code = g_steal_pointer (&self->next_language);

  self->language_id = 0;
  candor_flow_set_language (self, code);
  return G_SOURCE_REMOVE;
}

/* The button that is pressed goes with the page that is built again, so it is let go first. */
void
candor_flow_ask_language (CandorFlow *self, const char *code)
{
  candor_flow_forget_language (self);
  self->next_language = g_strdup (code);
  self->language_id = g_idle_add_full (GDK_PRIORITY_EVENTS, language_idle_cb, self, NULL);
}

void
candor_flow_forget_language (CandorFlow *self)
{
  g_clear_handle_id (&self->language_id, g_source_remove);
  g_clear_pointer (&self->next_language, g_free);
}
