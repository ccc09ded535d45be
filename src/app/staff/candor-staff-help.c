/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * Opens the manual in whatever shows help on this computer. It is a window of another program, so it is
 * for staff alone: a patient's pages have no way to it.
 */
#include "candor-staff-help.h"

#include "app/widgets/candor-notice.h"

typedef struct
{
  GtkWidget *widget;              /* (owned) */
  const CandorLanguage *language; /* (unowned) */
} Wish;

static void
wish_free (Wish *wish)
{
  g_object_unref (wish->widget);
  g_free (wish);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Wish, wish_free)

/* Returns: (transfer full) (nullable): the folder of its pages */
static char *
find_pages (void)
{
  const char *const *folders = g_get_system_data_dirs ();

  for (gsize i = 0; folders[i] != NULL; i++)
    {
      g_autofree char *pages = g_build_filename (folders[i], "help", "C", "candor", NULL);

      if (g_file_test (pages, G_FILE_TEST_IS_DIR))
        return g_steal_pointer (&pages);
    }
  return NULL;
}

static char *
dup_advice (const CandorLanguage *language)
{
  g_autofree char *pages = find_pages ();
  g_autofree char *shown = pages != NULL ? g_filename_display_name (pages) : NULL;

  if (shown == NULL)
    return g_strdup (candor_language_text (
        language, N_ ("The manual is not installed on this computer. Whoever installed Candor can "
                      "add it.")));
  return g_strdup_printf (
      /* Translators: Yelp is the name of a program; %s is a folder. */
      candor_language_text (language, N_ ("There is no program here that shows manuals. Please "
                                          "install Yelp. Until then the pages can be read in “%s”, "
                                          "with any program for text.")),
      shown);
}

static void
tell (GtkWindow *window, const CandorLanguage *language)
{
  g_autofree char *advice = dup_advice (language);

  candor_notice_show (window, language,
                      candor_language_text (language, N_ ("The manual cannot be opened")), advice);
}

static void
shown_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Wish) wish = data;
  g_autoptr (GError) error = NULL;
  gboolean shown = gtk_show_uri_full_finish (GTK_WINDOW (source), result, &error);

  /* The tablet may have been locked, or handed over, meanwhile: nobody there has asked for it. */
  if (!shown && gtk_widget_get_root (wish->widget) == GTK_ROOT (source))
    tell (GTK_WINDOW (source), wish->language);
}

/**
 * candor_staff_help_open:
 * @widget: a part of the staff's half, in a window
 * @language: the clinic's language
 *
 * Opens the manual. Where nothing shows it, a message says why, and where its pages are.
 */
void
candor_staff_help_open (GtkWidget *widget, const CandorLanguage *language)
{
  Wish *wish;

  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (GTK_IS_WINDOW (gtk_widget_get_root (widget)));

  wish = g_new0 (Wish, 1);
  wish->widget = g_object_ref (widget);
  wish->language = language;
  gtk_show_uri_full (GTK_WINDOW (gtk_widget_get_root (widget)), CANDOR_STAFF_HELP_URI,
                     GDK_CURRENT_TIME, NULL, shown_cb, wish);
}
