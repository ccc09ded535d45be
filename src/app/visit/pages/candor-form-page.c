/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#include "candor-form-page.h"

#include "app/candor-work.h"
#include "app/widgets/candor-check-row.h"
#include "app/widgets/candor-parts.h"
#include "app/widgets/candor-sheet.h"
#include "core/candor-times.h"
#include "document/candor-consent-form.h"
#include "document/candor-day-check-form.h"
#include "document/candor-pdf-pages.h"

#define SHEET_MAX 860

struct _CandorFormPage
{
  CandorPage parent_instance;

  GtkBox *box;
  GtkBox *sheets;
  CandorCheckRow *confirm;
  gboolean ready; /* the document is on the screen */
};

G_DEFINE_FINAL_TYPE (CandorFormPage, candor_form_page, CANDOR_TYPE_PAGE)

/* Made in a thread from a copy, so that the screen stays alive and nobody else touches it. The task
 * keeps the page until then, so a page that was left meanwhile is filled in vain, and then goes. */
typedef struct
{
  CandorProcedure *procedure; /* (owned) */
  GObject *draft;             /* (owned): a visit, or a check */
  CandorStationery stationery;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  candor_procedure_unref (job->procedure);
  g_object_unref (job->draft);
  candor_stationery_clear (&job->stationery);
  g_free (job);
}

static void
render_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  GError *error = NULL;
  CandorDayCheck *check = candor_draft_get_check (job->draft);
  g_autoptr (GBytes) pdf
      = check != NULL
            ? candor_day_check_render (job->procedure, check, &job->stationery, NULL, &error)
            : candor_consent_form_render_on (job->procedure, candor_draft_get_visit (job->draft),
                                             &job->stationery, CANDOR_FORM_FINAL, NULL, &error);
  GPtrArray *pages = pdf != NULL ? candor_pdf_pages_render (pdf, CANDOR_SHEET_WIDTH, &error) : NULL;

  if (pages != NULL)
    g_task_return_pointer (task, pages, (GDestroyNotify)g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

/* A patient reads the form of a visit; a check the practitioner goes through with them. */
static const CandorLanguage *
reader_language (CandorFormPage *self)
{
  CandorPage *page = CANDOR_PAGE (self);

  return candor_page_get_check (page) != NULL ? candor_page_get_staff_language (page)
                                              : candor_page_get_language (page);
}

static const char *
say (CandorFormPage *self, const char *message)
{
  return candor_language_text (reader_language (self), message);
}

static void render (CandorFormPage *self);

static void
again_cb (CandorFormPage *self)
{
  render (self);
}

static void
show_failure (CandorFormPage *self, const GError *error)
{
  GtkWidget *again = candor_parts_pill (say (self, N_ ("Try again")));

  gtk_box_append (self->sheets,
                  candor_parts_error_note (CANDOR_TONE_TALK,
                                           say (self, N_ ("The form could not be made.")), error,
                                           reader_language (self)));
  gtk_box_append (self->sheets,
                  candor_parts_label (
                      say (self, N_ ("Nothing is lost. Please call a member of staff.")), NULL));
  g_signal_connect_object (again, "clicked", G_CALLBACK (again_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (self->sheets, again);
}

static void
rendered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  CandorFormPage *self = CANDOR_FORM_PAGE (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) pages = g_task_propagate_pointer (G_TASK (result), &error);

  candor_parts_clear (GTK_WIDGET (self->sheets));
  if (pages == NULL)
    show_failure (self, error);
  for (guint i = 0; pages != NULL && i < pages->len; i++)
    gtk_box_append (self->sheets, candor_sheet_new (pages, i, reader_language (self)));
  self->ready = pages != NULL;
  gtk_widget_set_visible (GTK_WIDGET (self->confirm), self->ready);
  candor_page_state_changed (CANDOR_PAGE (self));
}

static void
render (CandorFormPage *self)
{
  CandorPage *page = CANDOR_PAGE (self);
  g_autoptr (GTask) task = g_task_new (self, NULL, rendered_cb, NULL);
  g_autoptr (GError) error = NULL;
  GObject *copy = candor_draft_copy (candor_page_get_draft (page), &error);
  Job *job;

  candor_parts_clear (GTK_WIDGET (self->sheets));
  if (copy == NULL)
    {
      show_failure (self, error);
      return;
    }

  gtk_box_append (self->sheets,
                  candor_parts_progress (say (self, N_ ("Your form is being made."))));

  job = g_new0 (Job, 1);
  job->procedure = candor_procedure_ref (candor_page_get_procedure (page));
  job->draft = copy;
  candor_stationery_assign (&job->stationery, candor_page_get_stationery (page));
  g_task_set_task_data (task, job, job_free);
  candor_work_start (task, render_in_thread);
}

static void
confirm_cb (CandorFormPage *self)
{
  g_autofree char *now = candor_times_now (candor_page_get_visit (CANDOR_PAGE (self)));
  gboolean active = gtk_check_button_get_active (GTK_CHECK_BUTTON (self->confirm));

  candor_visit_set (candor_page_get_visit (CANDOR_PAGE (self)), CANDOR_FIELD_REVIEWED_AT,
                    active ? now : NULL);
  candor_page_state_changed (CANDOR_PAGE (self));
}

static void
candor_form_page_build (CandorPage *page)
{
  CandorFormPage *self = CANDOR_FORM_PAGE (page);
  GtkWidget *sheets = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *clamp = adw_clamp_new ();
  gboolean is_check = candor_page_get_check (page) != NULL;
  GtkWidget *confirm = candor_check_row_new (
      is_check ? say (self, N_ ("We have looked through the form together, and it is right."))
               : say (self, N_ ("I have read the form, and it says what I want.")));

  self->sheets = GTK_BOX (sheets);
  self->confirm = CANDOR_CHECK_ROW (confirm);
  gtk_box_append (
      self->box,
      candor_parts_label (
          is_check ? say (self, N_ ("This is the finished form. Please look through it together "
                                    "with the patient. If something is wrong, go back and change "
                                    "it."))
                   : say (self, N_ ("This is the finished form. Please look through it. If "
                                    "something is wrong, go back and change it.")),
          NULL));
  gtk_widget_add_css_class (clamp, "sheets");
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), SHEET_MAX);
  adw_clamp_set_tightening_threshold (ADW_CLAMP (clamp), SHEET_MAX);
  adw_clamp_set_child (ADW_CLAMP (clamp), sheets);
  gtk_box_append (self->box, clamp);
  gtk_widget_set_visible (confirm, FALSE);
  gtk_check_button_set_active (
      GTK_CHECK_BUTTON (confirm),
      candor_visit_get (candor_page_get_visit (page), CANDOR_FIELD_REVIEWED_AT) != NULL);
  g_signal_connect_object (confirm, "toggled", G_CALLBACK (confirm_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (self->box, confirm);
  render (self);
}

static char *
candor_form_page_title (CandorPage *page)
{
  CandorFormPage *self = CANDOR_FORM_PAGE (page);
  return g_strdup (candor_page_get_check (page) != NULL ? say (self, N_ ("Read the form together"))
                                                        : say (self, N_ ("Read your form")));
}

static char *
candor_form_page_missing (CandorPage *page)
{
  CandorFormPage *self = CANDOR_FORM_PAGE (page);
  if (candor_visit_get (candor_page_get_visit (page), CANDOR_FIELD_REVIEWED_AT) != NULL)
    return NULL;
  if (!self->ready)
    return g_strdup (say (self, N_ ("Your form is not on the screen yet. Please wait a moment.")));

  return g_strdup (
      say (self, N_ ("Please read the form to its end, and tick the sentence under it.")));
}

static void
candor_form_page_show_missing (CandorPage *page)
{
  CandorFormPage *self = CANDOR_FORM_PAGE (page);
  g_autofree char *words = candor_page_missing (page);

  if (!self->ready)
    return;
  candor_check_row_set_missing (self->confirm, words);
  gtk_widget_grab_focus (GTK_WIDGET (self->confirm));
}

static char *
candor_form_page_next_label (CandorPage *page)
{
  CandorFormPage *self = CANDOR_FORM_PAGE (page);
  return g_strdup (say (self, N_ ("This is right")));
}

static void
candor_form_page_class_init (CandorFormPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  CandorPageClass *page_class = CANDOR_PAGE_CLASS (klass);

  page_class->build = candor_form_page_build;
  page_class->title = candor_form_page_title;
  page_class->missing = candor_form_page_missing;
  page_class->show_missing = candor_form_page_show_missing;
  page_class->next_label = candor_form_page_next_label;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/candor/Candor/candor-form-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CandorFormPage, box);
}

static void
candor_form_page_init (CandorFormPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
