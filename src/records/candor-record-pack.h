/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include <gio/gio.h>

#include "candor-record-head.h"

G_BEGIN_DECLS

/**
 * CandorRecordParts:
 *
 * What is in a record.
 */
typedef struct
{
  CandorRecordHead *head; /* (owned) */
  GBytes *form;           /* (owned): a PDF */
  GBytes *visit;          /* (owned) (nullable): JSON, with the raw strokes */
} CandorRecordParts;

GBytes *candor_record_pack (const CandorRecordParts *parts, gint64 when, GError **error);
gboolean candor_record_unpack (GBytes *packed, CandorRecordParts *parts, GError **error);
CandorRecordHead *candor_record_unpack_head (GBytes *start, GError **error);
void candor_record_parts_clear (CandorRecordParts *self);
GBytes *candor_record_wiped_bytes (gpointer data, gsize size);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CandorRecordParts, candor_record_parts_clear)

G_END_DECLS
