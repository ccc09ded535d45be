/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * Takes a job out of the print service's queue, its bytes with it. A print service keeps what it has
 * printed for a day unless it is told otherwise, and a form is not for everybody who can read its
 * folder. GTK does not tell the number of a job, so that it is found by its name.
 */
#include "candor-print-spool.h"

#include <cups/cups.h>

#include "app/candor-work.h"
#include "core/candor-error.h"
#include "core/candor-late.h"

#define FUNCTIONS(F)                                                                               \
  F (cupsDoRequest)                                                                                \
  F (cupsEncryption)                                                                               \
  F (cupsFreeJobs)                                                                                 \
  F (cupsGetJobs2)                                                                                 \
  F (cupsLastError)                                                                                \
  F (cupsServer)                                                                                   \
  F (cupsSetPasswordCB2)                                                                           \
  F (cupsSetUser)                                                                                  \
  F (cupsUser)                                                                                     \
  F (httpClose)                                                                                    \
  F (httpConnect2)                                                                                 \
  F (httpSetTimeout)                                                                               \
  F (ippAddBoolean)                                                                                \
  F (ippAddString)                                                                                 \
  F (ippDelete)                                                                                    \
  F (ippNewRequest)                                                                                \
  F (ippPort)

CANDOR_DEFINE_LATE (Cups, load_cups, CANDOR_SONAME_CUPS, FUNCTIONS)

/* For a service that accepts a call and says nothing. */
#define CONNECT_MSEC 5000
#define ANSWER_SECONDS 5.0

/* Whom to ask. CUPS keeps that for each thread, and this thread is a new one. */
typedef struct
{
  const Cups *cups;
  char *server;
  int port;
  http_encryption_t encryption;
  char *user;
  char *title;
} Request;

static void
request_free (gpointer data)
{
  Request *self = data;

  g_free (self->server);
  g_free (self->user);
  g_free (self->title);
  g_free (self);
}

/* Returns: whether to go on waiting. */
static int
late_cb (http_t *http, void *data)
{
  return 0;
}

/* A question on the terminal would wait for ever. */
static const char *
no_password_cb (
    const char *prompt, http_t *http, const char *method, const char *resource, void *data)
{
  return NULL;
}

static gboolean
purge (http_t *http, const Request *request, int id)
{
  const Cups *cups = request->cups;
  g_autofree char *uri = g_strdup_printf ("ipp://localhost/jobs/%d", id);
  ipp_t *question = cups->ippNewRequest (IPP_OP_CANCEL_JOB);

  cups->ippAddString (question, IPP_TAG_OPERATION, IPP_TAG_URI, "job-uri", NULL, uri);
  cups->ippAddString (question, IPP_TAG_OPERATION, IPP_TAG_NAME, "requesting-user-name", NULL,
                      request->user);
  cups->ippAddBoolean (question, IPP_TAG_OPERATION, "purge-job", 1);
  cups->ippDelete (cups->cupsDoRequest (http, question, "/jobs/"));
  return cups->cupsLastError () <= IPP_STATUS_OK_CONFLICTING
         || cups->cupsLastError () == IPP_STATUS_ERROR_NOT_FOUND;
}

static void
purge_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Request *request = data;
  const Cups *cups = request->cups;
  http_t *http;
  cups_job_t *jobs = NULL;
  gboolean good;
  int n_jobs = -1;

  cups->cupsSetUser (request->user);
  cups->cupsSetPasswordCB2 (no_password_cb, NULL);
  http = cups->httpConnect2 (request->server, request->port, NULL, AF_UNSPEC, request->encryption,
                             1, CONNECT_MSEC, NULL);
  if (http != NULL)
    {
      cups->httpSetTimeout (http, ANSWER_SECONDS, late_cb, NULL);
      n_jobs = cups->cupsGetJobs2 (http, &jobs, NULL, 1, CUPS_WHICHJOBS_ALL);
    }
  good = n_jobs >= 0;
  for (int i = 0; i < n_jobs; i++)
    if (g_strcmp0 (jobs[i].title, request->title) == 0)
      good = purge (http, request, jobs[i].id) && good;
  cups->cupsFreeJobs (MAX (n_jobs, 0), jobs);
  if (http != NULL)
    cups->httpClose (http);

  if (good)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, candor_error_new_literal (
                                   CANDOR_ERROR, CANDOR_ERROR_FAILED,
                                   "The print service did not take the job out of its queue."));
}

/**
 * candor_print_spool_purge_async:
 * @title: the name of a job, which no other has
 * @callback: called when it is gone, or is not
 * @data: for @callback
 *
 * Takes a job of this user out of the queue, printed or not, and has its files removed. A job that
 * the service does not know is gone already. Takes some seconds at most.
 */
void
candor_print_spool_purge_async (const char *title, GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, callback, data);
  GError *error = NULL;
  const Cups *cups = load_cups (&error);
  Request *request;

  g_return_if_fail (title != NULL);

  if (cups == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  request = g_new0 (Request, 1);
  request->cups = cups;
  request->server = g_strdup (cups->cupsServer ());
  request->port = cups->ippPort ();
  request->encryption = cups->cupsEncryption ();
  request->user = g_strdup (cups->cupsUser ());
  request->title = g_strdup (title);
  g_task_set_task_data (task, request, request_free);
  candor_work_start (task, purge_in_thread);
}

/**
 * candor_print_spool_purge_finish:
 * @result: of candor_print_spool_purge_async ()
 * @error: return location for an error
 *
 * Returns: whether nothing of the job is in the queue any more
 */
gboolean
candor_print_spool_purge_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
