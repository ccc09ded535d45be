/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How hard a text in another language than English is to read. */
typedef struct
{
  char *section;       /* (nullable): id; NULL for all sections together */
  const char *measure; /* the name of its formula */
  double score;
  double bound; /* what it may be; see @is_gate */
  gboolean is_gate;
  gboolean is_ease; /* a larger score is easier to read */
  guint sentences;
  guint words;
  guint syllables;
  guint one_syllable;    /* words of one */
  guint three_syllables; /* words of three or more */
  guint long_words;      /* of more than six letters */
  guint longest;         /* words in the longest sentence */
} CandorReading;

gboolean candor_reading_measure (const char *language, const char *text, CandorReading *result);
gboolean candor_reading_is_hard (const CandorReading *self);
void candor_reading_free (CandorReading *self);

G_END_DECLS
