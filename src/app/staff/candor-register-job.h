/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include "records/candor-register.h"

G_BEGIN_DECLS

/* What a thread does with a record, and what it needs for that. */
typedef struct
{
  CandorRegister *records;
  char *file;
  char *text; /* (nullable): a reason or a folder */
  CandorProcedure *procedure;
  const CandorClinic *clinic;
  CandorStationery stationery;
} CandorRegisterJob;

void candor_register_job_free (gpointer job);

/* Each is the function of a task with such a job. The first returns #CandorRecordParts, the others the
 * path of a file. */
void
candor_register_job_open (GTask *task, gpointer source, gpointer data, GCancellable *cancellable);
void
candor_register_job_export (GTask *task, gpointer source, gpointer data, GCancellable *cancellable);
void candor_register_job_withdraw (GTask *task,
                                   gpointer source,
                                   gpointer data,
                                   GCancellable *cancellable);

G_END_DECLS
