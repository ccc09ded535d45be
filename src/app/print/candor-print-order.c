/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#include "candor-print-order.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include "candor-print-spool.h"
#include "core/candor-error.h"

/* How long nothing may happen before staff are told so. */
#define PATIENCE_MSEC 30000

/* Asked of the print service as it is: GTK knows only the names of drivers for it. */
#define SIDES "cups-sides"

struct _CandorPrintOrder
{
  GObject parent_instance;

  int fd;           /* the document; it has no other name in any folder of ours */
  char *title;      /* (owned): in the queue, where others read it: no word about anybody */
  GtkPrintJob *job; /* (owned) (nullable) */
  CandorPrintState state;
  char *reason; /* (owned) (nullable): the print service's own words */
  guint patience;
  guint timeout;    /* source id */
  gboolean queued;  /* the print service gave it a number */
  gboolean closing; /* the queue is being asked to forget it */
};

G_DEFINE_FINAL_TYPE (CandorPrintOrder, candor_print_order, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
set_state (CandorPrintOrder *self, CandorPrintState state)
{
  if (self->state == state)
    return;
  self->state = state;
  g_signal_emit (self, signals[CHANGED], 0);
  /* Whoever sent it may have left: until here it kept itself. */
  if (candor_print_order_is_over (self))
    g_object_unref (self);
}

static gboolean
too_late_cb (gpointer data)
{
  CandorPrintOrder *self = data;

  self->timeout = 0;
  set_state (self, self->state == CANDOR_PRINT_SENDING ? CANDOR_PRINT_MUTE : CANDOR_PRINT_STUCK);
  return G_SOURCE_REMOVE;
}

static void
wait_anew (CandorPrintOrder *self)
{
  g_clear_handle_id (&self->timeout, g_source_remove);
  self->timeout = g_timeout_add (self->patience, too_late_cb, self);
}

/* Nothing that comes from GTK counts any more. */
static void
let_go (CandorPrintOrder *self)
{
  g_clear_handle_id (&self->timeout, g_source_remove);
  if (self->job != NULL)
    g_signal_handlers_disconnect_by_data (self->job, self);
  g_clear_object (&self->job);
}

static void
finished_purged_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (CandorPrintOrder) self = data;

  set_state (self, candor_print_spool_purge_finish (result, NULL) ? CANDOR_PRINT_DONE
                                                                  : CANDOR_PRINT_DONE_KEPT);
}

static void
failed_purged_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (CandorPrintOrder) self = data;

  candor_print_spool_purge_finish (result, NULL);
  set_state (self, CANDOR_PRINT_FAILED);
}

static void
taken_back_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (CandorPrintOrder) self = data;

  set_state (self, candor_print_spool_purge_finish (result, NULL) ? CANDOR_PRINT_TAKEN_BACK
                                                                  : CANDOR_PRINT_NOT_BACK);
}

static void
close_with (CandorPrintOrder *self, GAsyncReadyCallback callback)
{
  if (self->closing)
    return;
  self->closing = TRUE;
  let_go (self);
  candor_print_spool_purge_async (self->title, callback, g_object_ref (self));
}

static void
refuse (CandorPrintOrder *self)
{
  let_go (self);
  set_state (self, CANDOR_PRINT_REFUSED);
}

static void
status_cb (CandorPrintOrder *self)
{
  switch (gtk_print_job_get_status (self->job))
    {
    case GTK_PRINT_STATUS_PENDING:
    case GTK_PRINT_STATUS_PENDING_ISSUE:
      self->queued = TRUE;
      wait_anew (self);
      set_state (self, CANDOR_PRINT_WAITING);
      break;
    case GTK_PRINT_STATUS_PRINTING:
      wait_anew (self);
      set_state (self, CANDOR_PRINT_PRINTING);
      break;
    case GTK_PRINT_STATUS_FINISHED:
      /* GTK takes a refusal for a job that was over at once; a real one waits in the queue first. */
      if (self->queued)
        close_with (self, finished_purged_cb);
      else
        refuse (self);
      break;
    case GTK_PRINT_STATUS_FINISHED_ABORTED:
      close_with (self, failed_purged_cb);
      break;
    case GTK_PRINT_STATUS_INITIAL:
    case GTK_PRINT_STATUS_PREPARING:
    case GTK_PRINT_STATUS_GENERATING_DATA:
    case GTK_PRINT_STATUS_SENDING_DATA:
    default:
      break;
    }
}

/* Comes before the status of the job changes. */
static void
sent_cb (GtkPrintJob *job, gpointer data, const GError *error)
{
  CandorPrintOrder *self = data;

  if (error == NULL || self->job == NULL)
    return;
  self->reason = g_strdup (error->message);
  refuse (self);
}

static void
candor_print_order_dispose (GObject *object)
{
  let_go (CANDOR_PRINT_ORDER (object));
  G_OBJECT_CLASS (candor_print_order_parent_class)->dispose (object);
}

static void
candor_print_order_finalize (GObject *object)
{
  CandorPrintOrder *self = CANDOR_PRINT_ORDER (object);

  if (self->fd >= 0)
    close (self->fd);
  g_free (self->title);
  g_free (self->reason);
  G_OBJECT_CLASS (candor_print_order_parent_class)->finalize (object);
}

static void
candor_print_order_class_init (CandorPrintOrderClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);

  object_class->dispose = candor_print_order_dispose;
  object_class->finalize = candor_print_order_finalize;

  /**
   * CandorPrintOrder::changed:
   *
   * The document has come further, or has not.
   */
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
candor_print_order_init (CandorPrintOrder *self)
{
  self->fd = -1;
  self->patience = PATIENCE_MSEC;
  self->title = g_strdup_printf ("Candor %08x%08x", g_random_int (), g_random_int ());
}

static gboolean
fail (GError **error, int code)
{
  candor_error_set (error, CANDOR_ERROR, CANDOR_ERROR_FAILED,
                    "The document could not be opened for printing: %s. Nothing was printed.",
                    g_strerror (code));
  return FALSE;
}

/* Puts @document into memory that looks like a file and is gone with this process. */
static gboolean
take_bytes (CandorPrintOrder *self, GBytes *document, GError **error)
{
  gsize length;
  const char *next = g_bytes_get_data (document, &length);

  self->fd = memfd_create ("document", MFD_CLOEXEC);
  if (self->fd < 0)
    return fail (error, errno);
  while (length > 0)
    {
      gssize n = write (self->fd, next, length);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        return fail (error, errno);
      next += n;
      length -= n;
    }
  return lseek (self->fd, 0, SEEK_SET) == 0 || fail (error, errno);
}

/**
 * candor_print_order_new_for_bytes:
 * @document: a PDF
 * @error: return location for an error
 *
 * The document is never written into any folder.
 *
 * Returns: (transfer full) (nullable): the order, not sent yet, or %NULL with %CANDOR_ERROR_FAILED
 */
CandorPrintOrder *
candor_print_order_new_for_bytes (GBytes *document, GError **error)
{
  g_autoptr (CandorPrintOrder) self = g_object_new (CANDOR_TYPE_PRINT_ORDER, NULL);

  g_return_val_if_fail (document != NULL, NULL);

  return take_bytes (self, document, error) ? g_steal_pointer (&self) : NULL;
}

/**
 * candor_print_order_new_for_path:
 * @path: a PDF, which is read where it lies
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the order, not sent yet, or %NULL with %CANDOR_ERROR_FAILED
 */
CandorPrintOrder *
candor_print_order_new_for_path (const char *path, GError **error)
{
  g_autoptr (CandorPrintOrder) self = g_object_new (CANDOR_TYPE_PRINT_ORDER, NULL);

  g_return_val_if_fail (path != NULL, NULL);

  self->fd = open (path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
  if (self->fd < 0)
    {
      fail (error, errno);
      return NULL;
    }
  return g_steal_pointer (&self);
}

/**
 * candor_print_order_set_patience:
 * @self: an order that was not sent yet
 * @msec: how long nothing may happen, in milliseconds
 */
void
candor_print_order_set_patience (CandorPrintOrder *self, guint msec)
{
  g_return_if_fail (CANDOR_IS_PRINT_ORDER (self));

  self->patience = msec;
}

static GtkPageSetup *
make_page_setup (CandorPaper paper)
{
  GtkPageSetup *setup = gtk_page_setup_new ();
  GtkPaperSize *size = gtk_paper_size_new (paper == CANDOR_PAPER_LETTER ? GTK_PAPER_NAME_LETTER
                                                                        : GTK_PAPER_NAME_A4);

  gtk_page_setup_set_paper_size (setup, size);
  gtk_paper_size_free (size);
  return setup;
}

/**
 * candor_print_order_send:
 * @self: an order that was not sent yet
 * @printer: where to
 * @paper: the size of the pages
 * @settings: how
 * @error: return location for an error
 *
 * Sends the document as it is. What becomes of it is told by the states.
 *
 * Returns: whether it is on its way; %CANDOR_ERROR_FAILED otherwise
 */
gboolean
candor_print_order_send (CandorPrintOrder *self,
                         GtkPrinter *printer,
                         CandorPaper paper,
                         const CandorPrintSettings *settings,
                         GError **error)
{
  g_autoptr (GtkPrintSettings) wish = gtk_print_settings_new ();
  g_autoptr (GtkPageSetup) setup = make_page_setup (paper);
  g_autoptr (GError) reason = NULL;

  g_return_val_if_fail (CANDOR_IS_PRINT_ORDER (self), FALSE);
  g_return_val_if_fail (GTK_IS_PRINTER (printer), FALSE);
  g_return_val_if_fail (self->job == NULL, FALSE);

  gtk_print_settings_set_n_copies (wish, settings->copies);
  gtk_print_settings_set (wish, SIDES, settings->two_sided ? "two-sided-long-edge" : "one-sided");
  self->job = gtk_print_job_new (self->title, printer, wish, setup);
  gtk_print_job_set_track_print_status (self->job, TRUE);
  if (!gtk_print_job_set_source_fd (self->job, self->fd, &reason))
    {
      g_clear_object (&self->job);
      candor_error_set (error, CANDOR_ERROR, CANDOR_ERROR_FAILED,
                        "The document could not be given to the printer: %s. Nothing was printed.",
                        reason->message);
      return FALSE;
    }
  g_signal_connect_swapped (self->job, "status-changed", G_CALLBACK (status_cb), self);
  wait_anew (self);
  g_object_ref (self);
  gtk_print_job_send (self->job, sent_cb, g_object_ref (self), g_object_unref);
  return TRUE;
}

/**
 * candor_print_order_take_back:
 * @self: an order that was sent
 *
 * Takes the document out of the queue. A sheet that is in the printer already may still come out.
 */
void
candor_print_order_take_back (CandorPrintOrder *self)
{
  g_return_if_fail (CANDOR_IS_PRINT_ORDER (self));

  if (!candor_print_order_is_over (self))
    close_with (self, taken_back_cb);
}

/**
 * candor_print_order_get_state:
 * @self: an order
 *
 * Returns: how far it is
 */
CandorPrintState
candor_print_order_get_state (CandorPrintOrder *self)
{
  g_return_val_if_fail (CANDOR_IS_PRINT_ORDER (self), CANDOR_PRINT_FAILED);

  return self->state;
}

/**
 * candor_print_order_get_reason:
 * @self: an order
 *
 * Returns: (nullable): why it was refused, in the words of the print service
 */
const char *
candor_print_order_get_reason (CandorPrintOrder *self)
{
  g_return_val_if_fail (CANDOR_IS_PRINT_ORDER (self), NULL);

  return self->reason;
}

/**
 * candor_print_order_is_over:
 * @self: an order
 *
 * Returns: whether nothing more will become of it
 */
gboolean
candor_print_order_is_over (CandorPrintOrder *self)
{
  g_return_val_if_fail (CANDOR_IS_PRINT_ORDER (self), TRUE);

  switch (self->state)
    {
    case CANDOR_PRINT_DONE:
    case CANDOR_PRINT_DONE_KEPT:
    case CANDOR_PRINT_REFUSED:
    case CANDOR_PRINT_FAILED:
    case CANDOR_PRINT_TAKEN_BACK:
    case CANDOR_PRINT_NOT_BACK:
      return TRUE;
    case CANDOR_PRINT_SENDING:
    case CANDOR_PRINT_WAITING:
    case CANDOR_PRINT_PRINTING:
    case CANDOR_PRINT_STUCK:
    case CANDOR_PRINT_MUTE:
    default:
      return FALSE;
    }
}
