/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#include "candor-record-page.h"

#include <errno.h>
#include <sys/mman.h>
#include <unistd.h>

#include "app/print/candor-document-makers.h"
#include "app/widgets/candor-parts.h"
#include "candor-seal-check.h"
#include "candor-sheets.h"
#include "core/candor-error.h"

/* What a record page is about, kept with the page. */
typedef struct
{
  const CandorLanguage *language; /* (unowned) */
  CandorSession *session;         /* (owned) */
  char *file;                     /* (owned): the record, from the store's folder */
  GBytes *form;                   /* (owned) (nullable): when it was read */
  int fd;                         /* the same for the check: it is nowhere on the disk */
  CandorSealCheck *check;         /* (unowned): in the page */
  GtkBox *sheets;                 /* (unowned): in the page */
  gboolean shown;                 /* the pages are drawn, or are being drawn */
} Record;

#define _(message) candor_language_text (self->language, (message))

static void
record_free (gpointer data)
{
  Record *self = data;

  g_clear_object (&self->session);
  g_clear_pointer (&self->form, g_bytes_unref);
  if (self->fd >= 0)
    close (self->fd);
  g_free (self->file);
  g_free (self);
}

static Record *
get_record (gpointer page)
{
  return g_object_get_data (G_OBJECT (page), "candor-record");
}

static GBytes *
take_form (gpointer form, GError **error)
{
  return g_bytes_ref (form);
}

/* Only what the check found whole is drawn: drawing reads far more of a file than the check does. */
static void
checked_cb (CandorStaffPage *page, CandorSealCheck *check)
{
  Record *self = get_record (page);

  if (self->shown)
    return;
  if (!candor_seal_check_is_readable (check))
    {
      gtk_box_append (self->sheets,
                      candor_parts_label (_ ("The pages are shown when the file has been found "
                                             "whole."),
                                          "quiet"));
      return;
    }
  self->shown = TRUE;
  candor_sheets_show (self->sheets, self->language, take_form, g_bytes_ref (self->form),
                      (GDestroyNotify)g_bytes_unref);
}

/* Who looks at a record stands in the log before it is read. */
static void
read_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Record *self = data;
  GError *error = NULL;
  g_auto (CandorRecordParts) parts = { NULL };
  g_autoptr (CandorRegister) opened = candor_session_ref_register (self->session);

  if (opened == NULL)
    g_task_return_new_error (task, CANDOR_ERROR, CANDOR_ERROR_FAILED,
                             "The tablet was locked meanwhile. Unlock it, and open the record "
                             "again.");
  else if (candor_register_log (opened, CANDOR_LOG_VIEW, self->file, NULL, &error)
           && candor_register_read (opened, self->file, &parts, &error))
    g_task_return_pointer (task, g_bytes_ref (parts.form), (GDestroyNotify)g_bytes_unref);
  else
    g_task_return_error (task, error);
}

/* Returns: a file in memory with the form, or -1 */
static int
make_file (GBytes *form)
{
  gsize size, done = 0;
  const guchar *bytes = g_bytes_get_data (form, &size);
  int fd = memfd_create ("form", MFD_CLOEXEC);

  while (fd >= 0 && done < size)
    {
      gssize n = write (fd, bytes + done, size - done);

      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        {
          close (fd);
          return -1;
        }
      done += n;
    }
  return fd;
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Record *self = get_record (source);
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;

  self->form = g_task_propagate_pointer (G_TASK (result), &error);
  if (self->form == NULL)
    {
      gtk_box_append (self->sheets,
                      candor_parts_note (CANDOR_TONE_STOP, _ ("The record could not be read."),
                                         error->message));
      return;
    }
  self->fd = make_file (self->form);
  path = g_strdup_printf ("/proc/self/fd/%d", self->fd);
  candor_seal_check_start (self->check, path);
}

/**
 * candor_record_page_new:
 * @summary: a filed visit
 * @session: whose store it is in, unlocked
 * @procedure: what the clinic's visits are about
 * @stationery: what the clinic makes its papers with
 * @language: the clinic's language
 *
 * Shows a filed form, whether its seal is whole, and prints it.
 *
 * Returns: (transfer floating): a #CandorStaffPage
 */
GtkWidget *
candor_record_page_new (const CandorVisitSummary *summary,
                        CandorSession *session,
                        CandorProcedure *procedure,
                        const CandorStationery *stationery,
                        const CandorLanguage *language)
{
  Record *self = g_new0 (Record, 1);
  GtkWidget *page;
  GtkBox *side;
  GtkWidget *panel;
  g_autoptr (GTask) task = NULL;
  g_autofree char *facts = candor_visit_summary_dup_facts (summary, language);

  self->language = language;
  self->session = g_object_ref (session);
  self->file = g_strdup (summary->file);
  self->fd = -1;
  page = candor_staff_page_new (language, _ ("Filed visit"));
  g_object_set_data_full (G_OBJECT (page), "candor-record", self, record_free);
  side = candor_staff_page_get_side (CANDOR_STAFF_PAGE (page));
  self->sheets = candor_staff_page_get_main (CANDOR_STAFF_PAGE (page));
  gtk_widget_add_css_class (GTK_WIDGET (self->sheets), "sheets");

  gtk_box_append (side, candor_parts_label (summary->name != NULL ? summary->name
                                                                  : _ ("A record without a name"),
                                            "staff-title"));
  gtk_box_append (side, candor_parts_label (facts, "quiet"));

  panel = candor_print_panel_new (language, candor_session_get_folder (session), stationery->paper);
  candor_print_panel_add_record (CANDOR_PRINT_PANEL (panel), _ ("Print the form"), session,
                                 self->file);
  if (summary->outcome == CANDOR_OUTCOME_AGREE)
    candor_print_panel_add_care_sheet_of_record (CANDOR_PRINT_PANEL (panel),
                                                 _ ("Print the care sheet"), procedure, session,
                                                 self->file, stationery);
  gtk_box_append (side, panel);

  gtk_box_append (side, candor_parts_heading (_ ("Seal")));
  self->check = CANDOR_SEAL_CHECK (candor_seal_check_new (language, stationery));
  g_signal_connect_object (self->check, "checked", G_CALLBACK (checked_cb), page,
                           G_CONNECT_SWAPPED);
  gtk_box_append (side, GTK_WIDGET (self->check));

  task = g_task_new (page, NULL, read_cb, NULL);
  g_task_set_task_data (task, self, NULL);
  g_task_run_in_thread (task, read_in_thread);
  return page;
}
