/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What the speech service tells. */
typedef enum
{
  CANDOR_SPEECH_READY,  /* it is there; see languages */
  CANDOR_SPEECH_ABSENT, /* it is not there */
  CANDOR_SPEECH_BEGUN,  /* what was asked for with serial has the number message */
  CANDOR_SPEECH_ENDED,  /* message has been said to its end */
  CANDOR_SPEECH_CUT,    /* message was cut short, by us or by another program */
  CANDOR_SPEECH_FAILED, /* what was asked for with serial cannot be said */
} CandorSpeechNews;

typedef struct
{
  CandorSpeechNews news;
  guint serial;
  int message;
  GPtrArray
      *languages; /* (owned) (nullable) (element-type utf8): codes, as the service writes them */
} CandorSpeechEvent;

/* Called in the thread that opened the line. */
typedef void (*CandorSpeechFunc) (const CandorSpeechEvent *event, gpointer data);

/* The line to the service, and the thread that waits for its answers. */
typedef struct _CandorSpeechLine CandorSpeechLine;

CandorSpeechLine *candor_speech_line_open (CandorSpeechFunc func, gpointer data);
void candor_speech_line_close (CandorSpeechLine *self);
void candor_speech_line_say (
    CandorSpeechLine *self, guint serial, const char *text, const char *language, int rate);
void candor_speech_line_cancel (CandorSpeechLine *self);

G_END_DECLS
