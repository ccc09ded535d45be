/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * What staff do with papers: take one in that was signed by hand, and give one out.
 */
#pragma once

#include "candor-register.h"
#include "core/candor-day-check.h"

G_BEGIN_DECLS

/**
 * CandorScanFacts:
 *
 * What somebody typed about a form that was signed on paper. The first four must be there.
 */
typedef struct
{
  const char *patient;
  const char *born;         /* YYYY-MM-DD */
  const char *title;        /* of the procedure */
  const char *date;         /* YYYY-MM-DD: the day of treatment, or that of the signature */
  const char *procedure;    /* (nullable): its id, if it is one that Candor knows */
  const char *practitioner; /* (nullable) */
  const char *language;     /* (nullable): a code */
} CandorScanFacts;

char *candor_register_file_scan (CandorRegister *self,
                                 const CandorScanFacts *facts,
                                 GBytes *pdf,
                                 GError **error);
GBytes *candor_register_read_to_print (CandorRegister *self, const char *file, GError **error);
char *candor_register_withdraw (CandorRegister *self,
                                const char *file,
                                const char *reason,
                                CandorProcedure *procedure,
                                const CandorClinic *clinic,
                                const CandorStationery *stationery,
                                GError **error);
CandorDayCheck *candor_register_start_day_check (CandorRegister *self,
                                                 const char *file,
                                                 CandorProcedure *procedure,
                                                 guint session,
                                                 GError **error);
char *candor_register_file_day_check (CandorRegister *self,
                                      CandorProcedure *procedure,
                                      CandorDayCheck *check,
                                      const CandorStationery *stationery,
                                      GError **error);
CandorRecordHead *candor_record_head_of_day_check (CandorProcedure *procedure,
                                                   CandorDayCheck *check,
                                                   GDateTime *filed);
char *
candor_register_export (CandorRegister *self, const char *file, const char *folder, GError **error);

G_END_DECLS
