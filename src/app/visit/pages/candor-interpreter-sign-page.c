/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#include "candor-interpreter-sign-page.h"

#include "app/visit/candor-page-words.h"

struct _CandorInterpreterSignPage
{
  CandorSignPage parent_instance;
};

G_DEFINE_FINAL_TYPE (CandorInterpreterSignPage, candor_interpreter_sign_page, CANDOR_TYPE_SIGN_PAGE)

static void
candor_interpreter_sign_page_describe (CandorSignPage *self,
                                       char **name,
                                       char **line,
                                       char **meaning)
{
  CandorVisit *visit = candor_page_get_visit (CANDOR_PAGE (self));

  *name = g_strdup (candor_visit_get (visit, CANDOR_FIELD_INTERPRETER_NAME));
  *meaning
      = g_strdup (_ ("I have interpreted what was read and said in this visit, all of it and as "
                     "well as I can."));
}

static char *
candor_interpreter_sign_page_title (CandorPage *self)
{
  return g_strdup (_ ("The interpreter signs"));
}

static void
candor_interpreter_sign_page_class_init (CandorInterpreterSignPageClass *klass)
{
  CandorSignPageClass *sign_class = CANDOR_SIGN_PAGE_CLASS (klass);

  CANDOR_PAGE_CLASS (klass)->title = candor_interpreter_sign_page_title;
  sign_class->role = CANDOR_ROLE_INTERPRETER;
  sign_class->describe = candor_interpreter_sign_page_describe;
}

static void
candor_interpreter_sign_page_init (CandorInterpreterSignPage *self)
{
}
