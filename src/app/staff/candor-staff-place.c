/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * Staff may leave a page while it is at work. How that ended is told where all pages are, unless the tablet
 * was locked meanwhile: then there is nobody to tell.
 */
#include "candor-staff-place.h"

#include "app/widgets/candor-notice.h"
#include "core/candor-error.h"

#define KEY "candor-staff-place"

static void
place_free (gpointer data)
{
  g_weak_ref_clear (data);
  g_free (data);
}

/**
 * candor_staff_place_remember:
 * @page: a page of staff, on the screen, that is about to do something that takes time
 *
 * Notes where it is.
 */
void
candor_staff_place_remember (GtkWidget *page)
{
  GWeakRef *place = g_new0 (GWeakRef, 1);

  g_weak_ref_init (place, gtk_widget_get_ancestor (page, ADW_TYPE_TOAST_OVERLAY));
  g_object_set_data_full (G_OBJECT (page), KEY, place, place_free);
}

/**
 * candor_staff_place_get:
 * @page: a page that was remembered
 *
 * Returns: (transfer none) (nullable): what holds all pages of staff, while it is on the screen; what @page
 *   itself is in, where that is nothing of the kind
 */
GtkWidget *
candor_staff_place_get (GtkWidget *page)
{
  GWeakRef *remembered = g_object_get_data (G_OBJECT (page), KEY);
  g_autoptr (GtkWidget) place = remembered != NULL ? g_weak_ref_get (remembered) : NULL;

  if (place != NULL)
    return gtk_widget_get_root (place) != NULL ? place : NULL;
  return GTK_WIDGET (gtk_widget_get_root (page));
}

/**
 * candor_staff_place_tell:
 * @place: what holds all pages of staff
 * @language: the clinic's language
 * @title: what happened, in that language
 * @error: (nullable): why it did not go well
 *
 * Tells it there, and has the lists of the first page made anew.
 */
void
candor_staff_place_tell (GtkWidget *place,
                         const CandorLanguage *language,
                         const char *title,
                         const GError *error)
{
  g_autofree char *sentence = error != NULL ? candor_error_dup_sentence (error, language) : NULL;
  g_autofree char *markup = g_markup_escape_text (title, -1);

  gtk_widget_activate_action (place, "staff.reload", NULL);
  if (error != NULL)
    candor_notice_show (GTK_WINDOW (gtk_widget_get_root (place)), language, title, sentence);
  else if (ADW_IS_TOAST_OVERLAY (place))
    adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (place), adw_toast_new (markup));
}

/**
 * candor_staff_place_tell_if_left:
 * @page: a page that was remembered, and has done its work
 * @language: the clinic's language
 * @title: what happened, in that language
 * @error: (nullable): why it did not go well
 *
 * Returns: whether staff have left it meanwhile; then they were told where they are now, if they are anywhere
 */
gboolean
candor_staff_place_tell_if_left (GtkWidget *page,
                                 const CandorLanguage *language,
                                 const char *title,
                                 const GError *error)
{
  GtkWidget *place = candor_staff_place_get (page);

  if (gtk_widget_get_root (page) != NULL)
    return FALSE;
  if (place != NULL)
    candor_staff_place_tell (place, language, title, error);
  return TRUE;
}
