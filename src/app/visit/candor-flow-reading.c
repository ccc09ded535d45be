/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * The page that stands there, read aloud to the patient.
 */
#include "candor-flow-private.h"

/* One press on slower or faster. */
#define RATE_STEP 20

static const CandorLanguage *
language_of (CandorFlow *self)
{
  return candor_flow_path_language (self->visit);
}

/* What the practitioner writes about a patient is not for the room. */
static gboolean
can_be_read (CandorFlow *self)
{
  return self->reader != NULL && self->page != NULL && self->held == NULL
         && candor_flow_get_entry (self)->holder == CANDOR_HOLDER_PATIENT
         && candor_voice_get_state (candor_reader_get_voice (self->reader)) == CANDOR_VOICE_READY;
}

static gboolean
is_reading (CandorFlow *self)
{
  return self->reader != NULL && candor_reader_get_state (self->reader) != CANDOR_READER_SILENT;
}

/* Shows the button where it can do something. */
void
candor_flow_offer_reading (CandorFlow *self)
{
  candor_flow_tools_set_reading (self->tools, can_be_read (self), is_reading (self));
}

/* Brings the line that is being said into sight, with some room around it. */
static void
scroll_to (CandorFlow *self, const CandorPassage *passage)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scroller);
  PangoLayout *layout = gtk_label_get_layout (passage->label);
  double top = gtk_adjustment_get_value (adjustment);
  double height = gtk_adjustment_get_page_size (adjustment);
  PangoRectangle first, last;
  double x, y, start, end;
  int layout_y;

  pango_layout_index_to_pos (layout, passage->start, &first);
  pango_layout_index_to_pos (layout, passage->end, &last);
  gtk_label_get_layout_offsets (passage->label, NULL, &layout_y);
  if (!gtk_widget_translate_coordinates (GTK_WIDGET (passage->label), GTK_WIDGET (self->clamp), 0,
                                         layout_y, &x, &y))
    return;
  start = y + (double)first.y / PANGO_SCALE;
  end = y + (double)(last.y + last.height) / PANGO_SCALE;
  if (start < top || end > top + height)
    gtk_adjustment_set_value (adjustment, MAX (start - height / 4, 0.0));
}

static void
changed_cb (CandorFlow *self)
{
  const CandorPassage *passage = candor_reader_get_passage (self->reader);

  candor_reading_bar_show (self->reading, self->reader, language_of (self));
  candor_flow_offer_reading (self);
  if (passage != NULL)
    scroll_to (self, passage);
}

/* Reads the page from its heading on, or stops. */
void
candor_flow_read (CandorFlow *self)
{
  g_autoptr (GPtrArray) passages = NULL;

  if (!can_be_read (self))
    return;
  if (is_reading (self) || gtk_widget_get_visible (GTK_WIDGET (self->reading)))
    {
      candor_flow_stop_reading (self);
      return;
    }
  if (!candor_voice_speaks (candor_reader_get_voice (self->reader), language_of (self)))
    {
      candor_reading_bar_show_no_voice (self->reading, language_of (self));
      candor_flow_offer_reading (self);
      return;
    }
  passages = candor_passages_new ();
  candor_passages_add (passages, GTK_WIDGET (self->title), language_of (self));
  candor_passages_add (passages, GTK_WIDGET (self->page), language_of (self));
  candor_reader_read (self->reader, passages, language_of (self));
}

void
candor_flow_pause_reading (CandorFlow *self)
{
  if (self->reader == NULL)
    return;
  if (candor_reader_get_state (self->reader) == CANDOR_READER_PAUSED)
    candor_reader_resume (self->reader);
  else
    candor_reader_pause (self->reader);
}

void
candor_flow_change_rate (CandorFlow *self, int step)
{
  if (self->reader != NULL)
    candor_reader_set_rate (self->reader, candor_reader_get_rate (self->reader) + step * RATE_STEP);
}

/* A page that is left falls silent. */
void
candor_flow_stop_reading (CandorFlow *self)
{
  if (self->reader == NULL)
    return;
  candor_reader_stop (self->reader);
  gtk_widget_set_visible (GTK_WIDGET (self->reading), FALSE);
  candor_flow_offer_reading (self);
}

/**
 * candor_flow_set_voice:
 * @voice: what can read pages aloud
 *
 * Without a voice nothing is offered.
 */
void
candor_flow_set_voice (CandorFlow *self, CandorVoice *voice)
{
  g_clear_object (&self->reader);
  self->reader = candor_reader_new (voice);
  g_signal_connect_object (self->reader, "changed", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (voice, "changed", G_CALLBACK (candor_flow_offer_reading), self,
                           G_CONNECT_SWAPPED);
  candor_flow_offer_reading (self);
}

/**
 * candor_flow_get_reader:
 *
 * Returns: (transfer none) (nullable): what reads pages aloud
 */
CandorReader *
candor_flow_get_reader (CandorFlow *self)
{
  return self->reader;
}
