/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#include "candor-before-page.h"

#include "app/visit/candor-page-words.h"

struct _CandorBeforePage
{
  CandorCarePage parent_instance;
};

G_DEFINE_FINAL_TYPE (CandorBeforePage, candor_before_page, CANDOR_TYPE_CARE_PAGE)

static char *
candor_before_page_title (CandorPage *self)
{
  return g_strdup (_ ("Before your treatment"));
}

static void
candor_before_page_class_init (CandorBeforePageClass *klass)
{
  CANDOR_PAGE_CLASS (klass)->title = candor_before_page_title;
  CANDOR_CARE_PAGE_CLASS (klass)->place = CANDOR_PLACE_BEFORE;
  CANDOR_CARE_PAGE_CLASS (klass)->phase = CANDOR_CARE_BEFORE;
}

static void
candor_before_page_init (CandorBeforePage *self)
{
}
