/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#include "candor-talk-sign-page.h"

#include "app/widgets/candor-signature-box.h"
#include "candor-talk-words.h"

struct _CandorTalkSignPage
{
  CandorTalkPage parent_instance;

  CandorSignatureBox *box;
};

G_DEFINE_FINAL_TYPE (CandorTalkSignPage, candor_talk_sign_page, CANDOR_TYPE_TALK_PAGE)

/* Three facts that the practitioner checks before they sign, on one line each. */
static void
add_facts (CandorTalkSignPage *self)
{
  CandorPage *page = CANDOR_PAGE (self);
  CandorVisit *visit = candor_page_get_visit (page);
  const char *role = candor_visit_get (visit, CANDOR_FIELD_PRACTITIONER_ROLE);
  const char *registration = candor_visit_get (visit, CANDOR_FIELD_PRACTITIONER_REGISTRATION);
  const char *name = candor_visit_get (visit, CANDOR_FIELD_PRACTITIONER_NAME);
  GtkWidget *card = candor_talk_card_new (name != NULL ? name : _ ("The practitioner"));

  if (role != NULL)
    candor_talk_card_add_fact (CANDOR_TALK_CARD (card), role);
  if (registration != NULL)
    candor_talk_card_add_source (CANDOR_TALK_CARD (card), registration);
  candor_talk_page_add (CANDOR_TALK_PAGE (self), card);
}

static void
candor_talk_sign_page_build (CandorPage *page)
{
  CandorTalkSignPage *self = CANDOR_TALK_SIGN_PAGE (page);
  CandorVisit *visit = candor_page_get_visit (page);
  CandorProcedure *procedure = candor_page_get_procedure (page);
  const CandorLanguage *language = candor_talk_page_get_language (CANDOR_TALK_PAGE (self));
  GtkWidget *box;

  candor_talk_page_begin (CANDOR_TALK_PAGE (self),
                          _ ("Only after this can the patient decide. Change something in the talk "
                             "later, and you are asked to sign again."));
  add_facts (self);
  box = candor_signature_box_new (
      procedure, visit, CANDOR_ROLE_PRACTITIONER,
      candor_visit_get (visit, CANDOR_FIELD_PRACTITIONER_NAME),
      _ ("I had this talk with the patient myself. I explained the treatment, its risks, the other "
         "choices and doing nothing. I answered the questions, and what I wrote here is true."),
      language);
  self->box = CANDOR_SIGNATURE_BOX (box);
  g_signal_connect_object (box, "changed", G_CALLBACK (candor_page_state_changed), self,
                           G_CONNECT_SWAPPED);
  candor_talk_page_add (CANDOR_TALK_PAGE (self), box);
}

static char *
candor_talk_sign_page_title (CandorPage *self)
{
  return g_strdup (_ ("Sign for the talk"));
}

static char *
candor_talk_sign_page_missing (CandorPage *page)
{
  return candor_signature_box_missing (CANDOR_TALK_SIGN_PAGE (page)->box);
}

static void
candor_talk_sign_page_show_missing (CandorPage *page)
{
  candor_signature_box_show_missing (CANDOR_TALK_SIGN_PAGE (page)->box);
}

static void
candor_talk_sign_page_apply (CandorPage *page)
{
  CandorVisit *visit = candor_page_get_visit (page);
  const CandorSignature *signature;

  candor_signature_box_apply (CANDOR_TALK_SIGN_PAGE (page)->box);
  signature = candor_visit_get_signature (visit, CANDOR_ROLE_PRACTITIONER);
  if (signature != NULL)
    {
      g_autofree char *signed_at = g_strdup (signature->signed_at);

      candor_visit_set (visit, CANDOR_FIELD_TALK_AT, signed_at);
    }
}

static char *
candor_talk_sign_page_next_label (CandorPage *self)
{
  /* Translators: the button that leads on after the practitioner has signed. */
  return g_strdup (_ ("The talk is done"));
}

static void
candor_talk_sign_page_class_init (CandorTalkSignPageClass *class)
{
  CandorPageClass *page_class = CANDOR_PAGE_CLASS (class);

  page_class->build = candor_talk_sign_page_build;
  page_class->title = candor_talk_sign_page_title;
  page_class->missing = candor_talk_sign_page_missing;
  page_class->show_missing = candor_talk_sign_page_show_missing;
  page_class->apply = candor_talk_sign_page_apply;
  page_class->next_label = candor_talk_sign_page_next_label;
}

static void
candor_talk_sign_page_init (CandorTalkSignPage *self)
{
}
