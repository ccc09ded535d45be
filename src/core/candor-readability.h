/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include "candor-procedure.h"

G_BEGIN_DECLS

/* What a section may have at most, with every word counted. */
#define CANDOR_MAX_FLESCH_KINCAID 6.0
#define CANDOR_MAX_SMOG 8.0
#define CANDOR_MAX_SENTENCE 20
#define CANDOR_MAX_ON_PAGE 120

/* How hard a text is to read. */
typedef struct
{
  char *section; /* (nullable) id; NULL for all sections together */
  guint sentences;
  guint words;
  guint syllables;
  guint long_words;      /* of three syllables or more */
  guint longest;         /* words in the longest sentence */
  guint on_page;         /* words that stand on the page, with headings and pictures' words */
  double flesch_kincaid; /* grade */
  double smog;           /* grade */
} CandorReadability;

guint candor_readability_syllables (const char *word);
void candor_readability_measure (const char *text,
                                 const char *const *left_out,
                                 CandorReadability *result);
gboolean candor_readability_is_short (const CandorReadability *self);
gboolean candor_readability_is_hard (const CandorReadability *self);
void candor_readability_free (CandorReadability *self);

/**
 * CandorTextFunc:
 *
 * Returns: (transfer none): the text that stands for @message
 */
typedef const char *(*CandorTextFunc) (const char *message, gpointer data);

char *
candor_section_dup_sentences (const CandorSection *section, CandorTextFunc text_of, gpointer data);
GPtrArray *candor_procedure_measure (CandorProcedure *self, gboolean every_word);

G_END_DECLS
