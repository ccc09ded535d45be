/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include "candor-passages.h"
#include "candor-voice.h"

G_BEGIN_DECLS

/**
 * CandorReaderState:
 * @CANDOR_READER_SILENT: it reads nothing
 * @CANDOR_READER_READING: it says one sentence after the other
 * @CANDOR_READER_PAUSED: it goes on at the marked sentence
 */
typedef enum
{
  CANDOR_READER_SILENT,
  CANDOR_READER_READING,
  CANDOR_READER_PAUSED,
} CandorReaderState;

/**
 * CandorReader:
 *
 * Reads passages aloud, one after the other, and marks the one that is being said.
 */
#define CANDOR_TYPE_READER (candor_reader_get_type ())
G_DECLARE_FINAL_TYPE (CandorReader, candor_reader, CANDOR, READER, GObject)

CandorReader *candor_reader_new (CandorVoice *voice);
CandorVoice *candor_reader_get_voice (CandorReader *self);
CandorReaderState candor_reader_get_state (CandorReader *self);
gboolean candor_reader_has_failed (CandorReader *self);
const CandorPassage *candor_reader_get_passage (CandorReader *self);
int candor_reader_get_rate (CandorReader *self);
void candor_reader_set_rate (CandorReader *self, int rate);
void candor_reader_read (CandorReader *self, GPtrArray *passages, const CandorLanguage *language);
void candor_reader_pause (CandorReader *self);
void candor_reader_resume (CandorReader *self);
void candor_reader_stop (CandorReader *self);

G_END_DECLS
