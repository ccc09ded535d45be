/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#include "candor-lock-page.h"

#include "app/session/candor-unlock-box.h"

struct _CandorLockPage
{
  AdwBin parent_instance;

  GtkLabel *clinic;
  GtkLabel *title;
  GtkLabel *words;
  GtkBox *place;
  CandorUnlockBox *unlock;
};

G_DEFINE_FINAL_TYPE (CandorLockPage, candor_lock_page, ADW_TYPE_BIN)

static gboolean
candor_lock_page_grab_focus (GtkWidget *widget)
{
  candor_unlock_box_focus (CANDOR_LOCK_PAGE (widget)->unlock);
  return TRUE;
}

static void
candor_lock_page_class_init (CandorLockPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  widget_class->grab_focus = candor_lock_page_grab_focus;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/candor/Candor/candor-lock-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CandorLockPage, clinic);
  gtk_widget_class_bind_template_child (widget_class, CandorLockPage, title);
  gtk_widget_class_bind_template_child (widget_class, CandorLockPage, words);
  gtk_widget_class_bind_template_child (widget_class, CandorLockPage, place);
}

static void
candor_lock_page_init (CandorLockPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * candor_lock_page_new:
 * @session: what is unlocked here
 * @clinic: who the clinic is
 *
 * Returns: (transfer floating): the page
 */
GtkWidget *
candor_lock_page_new (CandorSession *session, const CandorClinic *clinic)
{
  CandorLockPage *self = g_object_new (CANDOR_TYPE_LOCK_PAGE, NULL);
  const CandorLanguage *language = candor_language_find (clinic->language, NULL);

  if (language == NULL)
    language = candor_language_english ();
  gtk_label_set_label (self->clinic, clinic->name);
  gtk_label_set_label (self->title, candor_language_text (language, N_ ("This tablet is locked")));
  gtk_label_set_label (self->words,
                       candor_language_text (language, N_ ("Records and visits are encrypted. "
                                                           "Staff unlock them with their "
                                                           "passphrase.")));
  self->unlock = CANDOR_UNLOCK_BOX (candor_unlock_box_new (
      session, language, candor_language_text (language, N_ ("Unlock")), NULL));
  gtk_box_append (self->place, GTK_WIDGET (self->unlock));
  return GTK_WIDGET (self);
}
