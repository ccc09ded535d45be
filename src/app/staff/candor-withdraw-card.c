/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#include "candor-withdraw-card.h"

#include "app/widgets/candor-parts.h"
#include "app/widgets/candor-text-field.h"
#include "candor-staff-words.h"

struct _CandorWithdrawCard
{
  AdwBin parent_instance;

  CandorTextField *reason;        /* (unowned) */
  const CandorLanguage *language; /* (unowned) */
};

G_DEFINE_FINAL_TYPE (CandorWithdrawCard, candor_withdraw_card, ADW_TYPE_BIN)

enum
{
  KEEP,
  WITHDRAW,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
keep_cb (CandorWithdrawCard *self)
{
  candor_text_field_set_text (self->reason, NULL);
  g_signal_emit (self, signals[KEEP], 0);
}

static void
withdraw_cb (CandorWithdrawCard *self)
{
  g_autofree char *reason = candor_text_field_get_text (self->reason);

  g_signal_emit (self, signals[WITHDRAW], 0, reason);
}

static GtkWidget *
add_button (CandorWithdrawCard *self, GtkWidget *box, const char *label, GCallback callback)
{
  GtkWidget *button = candor_parts_pill (label);

  g_signal_connect_object (button, "clicked", callback, self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), button);
  return button;
}

static void
candor_withdraw_card_class_init (CandorWithdrawCardClass *class)
{
  /**
   * CandorWithdrawCard::keep:
   *
   * The consent stays as it is.
   */
  signals[KEEP] = g_signal_new ("keep", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 0);

  /**
   * CandorWithdrawCard::withdraw:
   * @reason: why; may be empty
   *
   * The consent is to be withdrawn.
   */
  signals[WITHDRAW] = g_signal_new ("withdraw", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0,
                                    NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
candor_withdraw_card_init (CandorWithdrawCard *self)
{
}

/**
 * candor_withdraw_card_new:
 * @language: the clinic's language
 * @who: the name of the staff member who notes it
 *
 * Returns: (transfer floating): the question
 */
GtkWidget *
candor_withdraw_card_new (const CandorLanguage *language, const char *who)
{
  CandorWithdrawCard *self = g_object_new (CANDOR_TYPE_WITHDRAW_CARD, NULL);
  GtkWidget *card = candor_parts_card ();
  /* Translators: %s is the name of a staff member. */
  g_autofree char *noted
      = g_strdup_printf (candor_language_text (language, N_ ("Noted by %s")), who);

  self->language = language;
  gtk_box_append (GTK_BOX (card), candor_parts_heading (_ ("Withdraw this consent?")));
  gtk_box_append (
      GTK_BOX (card),
      candor_parts_label (_ ("The consent stays as it was filed. A paper that says that "
                             "it is withdrawn is filed with it. This cannot be "
                             "undone."),
                          NULL));
  self->reason = CANDOR_TEXT_FIELD (
      candor_text_field_new (_ ("Reason, if one was given"),
                             _ ("In the patient’s own words. Nobody has to give one."), TRUE));
  gtk_box_append (GTK_BOX (card), GTK_WIDGET (self->reason));
  gtk_box_append (GTK_BOX (card), candor_parts_label (noted, "quiet"));
  add_button (self, card, _ ("Keep the consent"), G_CALLBACK (keep_cb));
  gtk_widget_add_css_class (
      add_button (self, card, _ ("Withdraw the consent"), G_CALLBACK (withdraw_cb)), "stop-ink");
  adw_bin_set_child (ADW_BIN (self), card);
  return GTK_WIDGET (self);
}

/**
 * candor_withdraw_card_focus:
 * @self: the question, on the screen
 *
 * Takes the focus to its first answer.
 */
void
candor_withdraw_card_focus (CandorWithdrawCard *self)
{
  g_return_if_fail (CANDOR_IS_WITHDRAW_CARD (self));

  candor_text_field_focus (self->reason);
}
