/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include "app/visit/candor-page.h"

G_BEGIN_DECLS

/**
 * CandorSignPage:
 *
 * One person signs: who, and what for, is said by the derived page.
 */
#define CANDOR_TYPE_SIGN_PAGE (candor_sign_page_get_type ())
G_DECLARE_DERIVABLE_TYPE (CandorSignPage, candor_sign_page, CANDOR, SIGN_PAGE, CandorPage)

/**
 * CandorSignPageClass:
 * @role: who signs
 * @describe: (transfer full) words above the pad, the printed name and the line under the pad
 * @optional: whether the visit may go on without this signature
 */
struct _CandorSignPageClass
{
  CandorPageClass parent_class;

  CandorRole role;
  void (*describe) (CandorSignPage *self, char **name, char **line, char **meaning);
  gboolean (*optional) (CandorSignPage *self);
};

void candor_sign_page_add_words (CandorSignPage *self, const char *words);

G_END_DECLS
