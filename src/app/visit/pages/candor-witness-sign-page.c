/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#include "candor-witness-sign-page.h"

#include "app/visit/candor-page-words.h"

struct _CandorWitnessSignPage
{
  CandorSignPage parent_instance;
};

G_DEFINE_FINAL_TYPE (CandorWitnessSignPage, candor_witness_sign_page, CANDOR_TYPE_SIGN_PAGE)

static void
candor_witness_sign_page_describe (CandorSignPage *self, char **name, char **line, char **meaning)
{
  CandorVisit *visit = candor_page_get_visit (CANDOR_PAGE (self));

  *name = g_strdup (candor_visit_get (visit, CANDOR_FIELD_WITNESS_NAME));
  *meaning = g_strdup (_ ("I saw the patient make this mark, of their own free will. I am not the "
                          "person who treats them."));
}

static char *
candor_witness_sign_page_title (CandorPage *self)
{
  return g_strdup (_ ("The witness signs"));
}

static void
candor_witness_sign_page_class_init (CandorWitnessSignPageClass *klass)
{
  CandorSignPageClass *sign_class = CANDOR_SIGN_PAGE_CLASS (klass);

  CANDOR_PAGE_CLASS (klass)->title = candor_witness_sign_page_title;
  sign_class->role = CANDOR_ROLE_WITNESS;
  sign_class->describe = candor_witness_sign_page_describe;
}

static void
candor_witness_sign_page_init (CandorWitnessSignPage *self)
{
}
