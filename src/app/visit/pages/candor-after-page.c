/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#include "candor-after-page.h"

#include "app/visit/candor-page-words.h"

struct _CandorAfterPage
{
  CandorCarePage parent_instance;
};

G_DEFINE_FINAL_TYPE (CandorAfterPage, candor_after_page, CANDOR_TYPE_CARE_PAGE)

static char *
candor_after_page_title (CandorPage *self)
{
  return g_strdup (_ ("After your treatment"));
}

static void
candor_after_page_class_init (CandorAfterPageClass *klass)
{
  CANDOR_PAGE_CLASS (klass)->title = candor_after_page_title;
  CANDOR_CARE_PAGE_CLASS (klass)->place = CANDOR_PLACE_AFTER;
  CANDOR_CARE_PAGE_CLASS (klass)->phase = CANDOR_CARE_AFTER;
}

static void
candor_after_page_init (CandorAfterPage *self)
{
}
