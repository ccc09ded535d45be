/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include "candor-glossary.h"
#include "candor-lint.h"
#include "candor-po.h"
#include "candor-reading.h"

G_BEGIN_DECLS

/* What a .po file is looked through with. What is not there is not looked at, and the lint says so. */
typedef struct
{
  CandorWording *wording;   /* (nullable): of the file's language */
  CandorGlossary *glossary; /* (nullable): the words that are the same everywhere */
  CandorPo *template;       /* (nullable): the strings of the source */
  GPtrArray *needed;        /* (nullable) (element-type utf8): without a template, the keys that are
                               known to be wanted: context, U+0004 and message */
  const CandorPo *beside;   /* (nullable): without a template, a file of another language */
  GPtrArray *procedures;    /* (nullable) (element-type CandorProcedure): that it translates */
} CandorLintMeans;

/* What candor_lint_po () has to say about a file. */
typedef struct
{
  char *language;      /* as its head says, such as "es"; "" if it does not */
  GPtrArray *findings; /* (element-type CandorFinding): empty when nothing is wrong */
  GPtrArray *remarks;  /* (element-type CandorFinding): may be meant so, and seldom is */
  GPtrArray *reading;  /* (element-type CandorReading): the sections that it translates */
} CandorPoLint;

CandorPoLint *candor_lint_po (const CandorPo *po, const CandorLintMeans *means);
CandorPoLint *candor_lint_po_file (const char *path, const char *template_path, GError **error);
void candor_po_lint_free (CandorPoLint *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CandorPoLint, candor_po_lint_free)

G_END_DECLS
