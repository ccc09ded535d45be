/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#include "candor-error-page.h"

#include "core/candor-language.h"

struct _CandorErrorPage
{
  AdwBin parent_instance;

  AdwStatusPage *status;
  GtkButton *close;
};

G_DEFINE_FINAL_TYPE (CandorErrorPage, candor_error_page, ADW_TYPE_BIN)

static void
close_cb (CandorErrorPage *self)
{
  gtk_window_close (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))));
}

static void
candor_error_page_class_init (CandorErrorPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/candor/Candor/candor-error-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CandorErrorPage, status);
  gtk_widget_class_bind_template_child (widget_class, CandorErrorPage, close);
  gtk_widget_class_bind_template_callback (widget_class, close_cb);
}

static void
candor_error_page_init (CandorErrorPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * candor_error_page_new:
 * @sentence: what is wrong, with the file and the place
 *
 * Which language the clinic speaks is not known when its file cannot be read: this page is in
 * English.
 *
 * Returns: (transfer floating): the page
 */
GtkWidget *
candor_error_page_new (const char *sentence)
{
  CandorErrorPage *self = g_object_new (CANDOR_TYPE_ERROR_PAGE, NULL);
  const CandorLanguage *english = candor_language_english ();
  g_autofree char *escaped = g_markup_escape_text (sentence, -1);

  adw_status_page_set_title (self->status,
                             candor_language_text (english, N_ ("Candor cannot start")));
  adw_status_page_set_description (self->status, escaped);
  gtk_button_set_label (self->close, candor_language_text (english, N_ ("Close")));
  return GTK_WIDGET (self);
}
