/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include <gio/gio.h>

#include "core/candor-visit.h"
#include "document/candor-stationery.h"

G_BEGIN_DECLS

/* Where one visit was filed. */
typedef struct
{
  char *form_path;  /* the consent form, PDF */
  char *visit_path; /* the visit with its raw strokes, JSON */
} CandorRecord;

CandorRecord *candor_records_file (const char *folder,
                                   CandorProcedure *procedure,
                                   CandorVisit *visit,
                                   const CandorStationery *stationery,
                                   GError **error);
GPtrArray *candor_records_list (const char *folder, GError **error);
guint candor_records_sweep (const char *folder);
void candor_record_free (CandorRecord *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CandorRecord, candor_record_free)

G_END_DECLS
