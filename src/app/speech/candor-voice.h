/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include <glib-object.h>

#include "core/candor-language.h"

G_BEGIN_DECLS

/* In percent of the way to the slowest and the fastest that the speech service knows. */
#define CANDOR_VOICE_RATE_MIN (-60)
#define CANDOR_VOICE_RATE_MAX 60

/**
 * CandorVoiceState:
 * @CANDOR_VOICE_OPENING: nobody knows yet
 * @CANDOR_VOICE_READY: it can speak
 * @CANDOR_VOICE_ABSENT: there is no speech service here
 */
typedef enum
{
  CANDOR_VOICE_OPENING,
  CANDOR_VOICE_READY,
  CANDOR_VOICE_ABSENT,
} CandorVoiceState;

/**
 * CandorVoice:
 *
 * Says one sentence at a time, through the speech service of the system (speech-dispatcher). It
 * never keeps the main loop waiting: a thread of its own talks to the service.
 */
#define CANDOR_TYPE_VOICE (candor_voice_get_type ())
G_DECLARE_FINAL_TYPE (CandorVoice, candor_voice, CANDOR, VOICE, GObject)

CandorVoice *candor_voice_new (void);
CandorVoiceState candor_voice_get_state (CandorVoice *self);
gboolean candor_voice_speaks (CandorVoice *self, const CandorLanguage *language);
void
candor_voice_say (CandorVoice *self, const char *text, const CandorLanguage *language, int rate);
void candor_voice_hush (CandorVoice *self);

G_END_DECLS
