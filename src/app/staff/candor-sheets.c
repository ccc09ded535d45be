/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#include "candor-sheets.h"

#include "app/candor-work.h"
#include "app/widgets/candor-parts.h"
#include "app/widgets/candor-sheet.h"
#include "document/candor-pdf-pages.h"

/* What is to be drawn, for the thread. */
typedef struct
{
  const CandorLanguage *language; /* (unowned) */
  CandorPrintMaker maker;
  gpointer data;          /* (owned) (nullable) */
  GDestroyNotify destroy; /* (nullable) */
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  if (job->destroy != NULL)
    job->destroy (job->data);
  g_free (job);
}

static void
draw_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  GError *error = NULL;
  g_autoptr (GBytes) pdf = job->maker (job->data, &error);
  GPtrArray *pages = pdf != NULL ? candor_pdf_pages_render (pdf, CANDOR_SHEET_WIDTH, &error) : NULL;

  if (pages != NULL)
    g_task_return_pointer (task, pages, (GDestroyNotify)g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

static void
drawn_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  const Job *job = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) pages = g_task_propagate_pointer (G_TASK (result), &error);

  candor_parts_clear (GTK_WIDGET (source));
  if (pages == NULL)
    gtk_box_append (GTK_BOX (source),
                    candor_parts_error_note (
                        CANDOR_TONE_TALK,
                        candor_language_text (job->language, N_ ("The form could not be shown.")),
                        error, job->language));
  for (guint i = 0; pages != NULL && i < pages->len; i++)
    gtk_box_append (GTK_BOX (source), candor_sheet_new (pages, i, job->language));
}

/**
 * candor_sheets_show:
 * @box: what is in it goes
 * @language: for the numbers of the pages
 * @maker: makes or reads the document, in a thread
 * @data: (transfer full) (nullable): for @maker
 * @destroy: (nullable): frees @data
 *
 * Shows the pages of a document as pictures, one under the other.
 */
void
candor_sheets_show (GtkBox *box,
                    const CandorLanguage *language,
                    CandorPrintMaker maker,
                    gpointer data,
                    GDestroyNotify destroy)
{
  g_autoptr (GTask) task = g_task_new (box, NULL, drawn_cb, NULL);
  Job *job = g_new0 (Job, 1);

  job->language = language;
  job->maker = maker;
  job->data = data;
  job->destroy = destroy;
  candor_parts_clear (GTK_WIDGET (box));
  gtk_box_append (box, candor_parts_progress (
                           candor_language_text (language, N_ ("The pages are being drawn…"))));
  g_task_set_task_data (task, job, job_free);
  candor_work_start (task, draw_in_thread);
}
