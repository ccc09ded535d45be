/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * What is done with a record in a thread: it is read, exported, withdrawn. None of it touches a widget.
 */
#include "candor-register-job.h"

#include "records/candor-register-papers.h"

void
candor_register_job_free (gpointer data)
{
  CandorRegisterJob *job = data;

  candor_register_unref (job->records);
  candor_procedure_unref (job->procedure);
  candor_stationery_clear (&job->stationery);
  g_free (job->file);
  g_free (job->text);
  g_free (job);
}

static void
parts_free (gpointer data)
{
  candor_record_parts_clear (data);
  g_free (data);
}

void
candor_register_job_open (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const CandorRegisterJob *job = data;
  CandorRecordParts *parts = g_new0 (CandorRecordParts, 1);
  GError *error = NULL;

  if (candor_register_log (job->records, CANDOR_LOG_VIEW, job->file, NULL, &error)
      && candor_register_read (job->records, job->file, parts, &error))
    {
      g_task_return_pointer (task, parts, parts_free);
      return;
    }
  parts_free (parts);
  g_task_return_error (task, error);
}

void
candor_register_job_export (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const CandorRegisterJob *job = data;
  GError *error = NULL;
  char *path = candor_register_export (job->records, job->file, job->text, &error);

  if (path != NULL)
    g_task_return_pointer (task, path, g_free);
  else
    g_task_return_error (task, error);
}

void
candor_register_job_withdraw (GTask *task,
                              gpointer source,
                              gpointer data,
                              GCancellable *cancellable)
{
  const CandorRegisterJob *job = data;
  GError *error = NULL;
  char *file = candor_register_withdraw (job->records, job->file, job->text, job->procedure,
                                         job->clinic, &job->stationery, &error);

  if (file != NULL)
    g_task_return_pointer (task, file, g_free);
  else
    g_task_return_error (task, error);
}
