/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include "candor-visit.h"

G_BEGIN_DECLS

struct _CandorVisit
{
  GObject parent_instance;

  char *fields[CANDOR_N_FIELDS]; /* (owned) (nullable) */
  GHashTable *answers;           /* (owned) (element-type utf8 CandorAnswer) */
  GHashTable *checks;            /* (owned) (element-type utf8 CandorCheckAnswer) */
  GHashTable *settled;           /* (owned) (element-type utf8 CandorSettlement) */
  GHashTable *statements;        /* (owned) (element-type utf8 CandorChoice) */
  GPtrArray *questions;          /* (owned) (element-type CandorPatientQuestion) */
  GPtrArray *shown;              /* (owned) (element-type utf8) */
  GHashTable *shown_seconds;     /* (owned) (element-type utf8 guint) */
  CandorChoice capacity[CANDOR_N_CAPACITY];
  CandorSignature *signatures[CANDOR_N_ROLES]; /* (owned) (nullable) */
};

#define CANDOR_VISIT_FORMAT "candor-visit-1"

/* A word of the JSON and the value it stands for. */
typedef struct
{
  const char *word;
  int value;
} CandorWord;

const char *candor_word_find (const CandorWord *words, int value);
gboolean candor_word_read (const CandorWord *words, const char *word, int *value);

void candor_visit_drop_decision (CandorVisit *self);
gboolean candor_visit_bind_words (CandorVisit *self, CandorProcedure *procedure, GError **error);

G_END_DECLS
