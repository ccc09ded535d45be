/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A speech service of our own: a real speech-dispatcher with espeak-ng, whose sound goes into a file
 * in place of a loudspeaker. */
typedef struct
{
  char *folder; /* (owned) */
  char *sound;  /* (owned): all that was said, as a WAV file */
  GPid pid;     /* 0 while it does not run */
} SpeechService;

/* With @module "espeak-ng", or "generic" for a service that speaks German alone. */
SpeechService *speech_service_new (const char *module);
void speech_service_start (SpeechService *self);
void speech_service_stop (SpeechService *self);
void speech_service_free (SpeechService *self);
void speech_service_hide (void);
gsize speech_service_count_samples (SpeechService *self);

G_END_DECLS
