/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#include "candor-error-page.h"

#include "app/widgets/candor-parts.h"

#define _(message) candor_language_text (language, (message))

struct _CandorErrorPage
{
  AdwBin parent_instance;

  AdwStatusPage *status;
  GtkButton *again;
  GtkButton *close;
};

G_DEFINE_FINAL_TYPE (CandorErrorPage, candor_error_page, ADW_TYPE_BIN)

enum
{
  AGAIN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
again_cb (CandorErrorPage *self)
{
  g_signal_emit (self, signals[AGAIN], 0);
}

static void
close_cb (CandorErrorPage *self)
{
  gtk_window_close (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))));
}

static void
candor_error_page_class_init (CandorErrorPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  /**
   * CandorErrorPage::again:
   *
   * Somebody has done what the page asks for.
   */
  signals[AGAIN] = g_signal_new ("again", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/candor/Candor/candor-error-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CandorErrorPage, status);
  gtk_widget_class_bind_template_child (widget_class, CandorErrorPage, again);
  gtk_widget_class_bind_template_child (widget_class, CandorErrorPage, close);
  gtk_widget_class_bind_template_callback (widget_class, again_cb);
  gtk_widget_class_bind_template_callback (widget_class, close_cb);
}

static void
candor_error_page_init (CandorErrorPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static CandorErrorPage *
make_page (const CandorLanguage *language, const char *title, const char *sentence)
{
  CandorErrorPage *self;
  g_autofree char *escaped = g_markup_escape_text (sentence, -1);

  candor_parts_set_direction (language);
  self = g_object_new (CANDOR_TYPE_ERROR_PAGE, NULL);
  adw_status_page_set_title (self->status, title);
  adw_status_page_set_description (self->status, escaped);
  gtk_button_set_label (self->again, _ ("Try again"));
  gtk_button_set_label (self->close, _ ("Close"));
  return self;
}

/**
 * candor_error_page_new:
 * @language: what the page is read in
 * @sentence: what is wrong, with the file and the place
 *
 * Returns: (transfer floating): the page
 */
GtkWidget *
candor_error_page_new (const CandorLanguage *language, const char *sentence)
{
  return GTK_WIDGET (make_page (language, _ ("Candor cannot start"), sentence));
}

/**
 * candor_error_page_new_absent:
 * @language: what the page is read in
 * @sentence: where the records should be, and what to do
 *
 * Returns: (transfer floating): a page with a button to try again: #CandorErrorPage::again
 */
GtkWidget *
candor_error_page_new_absent (const CandorLanguage *language, const char *sentence)
{
  CandorErrorPage *self = make_page (language, _ ("The records are not there"), sentence);

  gtk_widget_set_visible (GTK_WIDGET (self->again), TRUE);
  return GTK_WIDGET (self);
}
