/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#include "candor-gate-page.h"

#include "app/session/candor-unlock-box.h"
#include "app/widgets/candor-parts.h"

struct _CandorGatePage
{
  AdwBin parent_instance;

  GtkBox *words;
  GtkBox *place;
  CandorUnlockBox *unlock;
};

G_DEFINE_FINAL_TYPE (CandorGatePage, candor_gate_page, ADW_TYPE_BIN)

enum
{
  UNLOCKED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
unlocked_cb (CandorGatePage *self)
{
  g_signal_emit (self, signals[UNLOCKED], 0);
}

static void
candor_gate_page_class_init (CandorGatePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  /**
   * CandorGatePage::unlocked:
   *
   * Staff have unlocked the session.
   */
  signals[UNLOCKED] = g_signal_new ("unlocked", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                    NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/candor/Candor/candor-gate-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CandorGatePage, words);
  gtk_widget_class_bind_template_child (widget_class, CandorGatePage, place);
}

static void
candor_gate_page_init (CandorGatePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * candor_gate_page_new:
 * @session: what is unlocked
 * @language: what staff read
 * @words: why it is asked
 * @expected: (nullable): the name of who is likely to unlock it
 *
 * Returns: (transfer floating): the page
 */
GtkWidget *
candor_gate_page_new (CandorSession *session,
                      const CandorLanguage *language,
                      const char *words,
                      const char *expected)
{
  CandorGatePage *self = g_object_new (CANDOR_TYPE_GATE_PAGE, NULL);

  gtk_box_append (self->words, candor_parts_label (words, NULL));
  self->unlock = CANDOR_UNLOCK_BOX (candor_unlock_box_new (
      session, language, candor_language_text (language, N_ ("Unlock")), expected));
  g_signal_connect_object (self->unlock, "unlocked", G_CALLBACK (unlocked_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (self->place, GTK_WIDGET (self->unlock));
  return GTK_WIDGET (self);
}

/**
 * candor_gate_page_focus:
 * @self: a page
 *
 * Puts the focus where the passphrase is typed.
 */
void
candor_gate_page_focus (CandorGatePage *self)
{
  candor_unlock_box_focus (self->unlock);
}
