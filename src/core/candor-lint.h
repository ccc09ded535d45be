/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include "candor-readability.h"

G_BEGIN_DECLS

/* One thing that is wrong in a file, with its place. */
typedef struct
{
  char *file;
  int line;   /* from 1; 0 when the whole file is meant */
  int column; /* from 1; 0 when the whole line is meant */
  char *text; /* a sentence */
} CandorFinding;

/**
 * CandorWording:
 *
 * The wording that is not let through, read from data/wording.
 */
typedef struct _CandorWording CandorWording;

/* What candor_lint_procedure () has to say about a file. */
typedef struct
{
  char *language;         /* of the file, such as "en" */
  GPtrArray *findings;    /* (element-type CandorFinding): empty when nothing is wrong */
  GPtrArray *warnings;    /* (element-type CandorFinding): may be meant so, and seldom is */
  GPtrArray *readability; /* (element-type CandorReadability): with defined words left out */
  GPtrArray *all_words; /* (element-type CandorReadability): with every word counted, and judged */
} CandorLint;

CandorLint *candor_lint_procedure (const char *path, CandorWording *wording, GError **error);
gboolean candor_lint_is_english (const CandorLint *self);
void candor_lint_free (CandorLint *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CandorLint, candor_lint_free)

CandorWording *candor_wording_load (const char *path, GError **error);
void candor_wording_free (CandorWording *self);
char *candor_wording_check (CandorWording *self, const char *text);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CandorWording, candor_wording_free)

char *candor_script_find_mixed (const char *text, gsize *offset);

G_END_DECLS
