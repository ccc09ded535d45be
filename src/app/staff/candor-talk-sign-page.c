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

/* Who signs, in one line: the pad has to be on the screen without scrolling. */
static void
add_practitioner (CandorTalkSignPage *self)
{
  static const CandorField fields[]
      = { CANDOR_FIELD_PRACTITIONER_NAME, CANDOR_FIELD_PRACTITIONER_ROLE,
          CANDOR_FIELD_PRACTITIONER_REGISTRATION };
  CandorVisit *visit = candor_page_get_visit (CANDOR_PAGE (self));
  g_autoptr (GString) facts = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      const char *fact = candor_visit_get (visit, fields[i]);

      if (fact != NULL)
        g_string_append_printf (facts, "%s%s", facts->len > 0 ? " · " : "", fact);
    }
  candor_talk_page_add (CANDOR_TALK_PAGE (self), candor_parts_label (facts->str, "fact"));
}

static void
candor_talk_sign_page_build (CandorPage *page)
{
  CandorTalkSignPage *self = CANDOR_TALK_SIGN_PAGE (page);
  CandorVisit *visit = candor_page_get_visit (page);
  CandorProcedure *procedure = candor_page_get_procedure (page);
  const CandorLanguage *language = candor_talk_page_get_language (CANDOR_TALK_PAGE (self));
  gboolean is_check = candor_page_get_check (page) != NULL;
  GtkWidget *box;

  candor_talk_page_begin (
      CANDOR_TALK_PAGE (self),
      is_check ? _ ("You sign last. After this you read the finished form with the patient.")
               : _ ("The patient decides after this. If you change the talk later, you sign "
                    "again."));
  add_practitioner (self);
  box = candor_signature_box_new (
      procedure, candor_page_get_draft (page), CANDOR_ROLE_PRACTITIONER,
      candor_visit_get (visit, CANDOR_FIELD_PRACTITIONER_NAME),
      is_check
          ? _ (
              "I made this check with the patient myself, today. I looked at what has changed, and "
              "what I wrote here is true.")
          : _ ("I had this talk with the patient myself. I explained the treatment, its risks, the "
               "other choices and doing nothing. I answered the questions, and what I wrote here "
               "is true."),
      language);
  self->box = CANDOR_SIGNATURE_BOX (box);
  g_signal_connect_object (box, "changed", G_CALLBACK (candor_page_state_changed), self,
                           G_CONNECT_SWAPPED);
  candor_talk_page_add (CANDOR_TALK_PAGE (self), box);
}

static char *
candor_talk_sign_page_title (CandorPage *self)
{
  return g_strdup (candor_page_get_check (self) != NULL ? _ ("Sign for the check")
                                                        : _ ("Sign for the talk"));
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
  if (candor_page_get_check (self) != NULL)
    return g_strdup (_ ("Sign and read the form"));
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
