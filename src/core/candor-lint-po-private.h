/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include "candor-lint-po.h"

G_BEGIN_DECLS

/* A .po file while it is looked through. */
typedef struct
{
  const CandorPo *po;
  const CandorLintMeans *means;
  CandorPoLint *lint;
} CandorPoCheck;

void candor_po_check_fault (CandorPoCheck *self, int line, const char *format, ...)
    G_GNUC_PRINTF (3, 4);
void candor_po_check_remark (CandorPoCheck *self, int line, const char *format, ...)
    G_GNUC_PRINTF (3, 4);

void candor_po_check_head (CandorPoCheck *self, guint *n_forms);
void candor_po_check_dates (CandorPoCheck *self);
void candor_po_check_text (CandorPoCheck *self, const CandorPoEntry *entry, guint form);
void candor_po_check_room (CandorPoCheck *self, const CandorPoEntry *entry, guint form);
void candor_po_check_marks (CandorPoCheck *self, const CandorPoEntry *entry, guint form);
void candor_po_check_glossary (CandorPoCheck *self, const CandorPoEntry *entry, guint form);
void candor_po_check_numbers (CandorPoCheck *self, const CandorPoEntry *entry, guint form);
void candor_po_check_reading (CandorPoCheck *self);
void candor_po_check_template (CandorPoCheck *self);
void candor_po_check_length (CandorPoCheck *self);
gboolean candor_po_is_of_app (const CandorPo *po);
gboolean candor_po_is_of_one_procedure (const CandorPo *po);

char *candor_po_dup_without_placeholders (const char *text);

G_END_DECLS
