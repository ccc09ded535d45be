/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include "candor-sign-page.h"

G_BEGIN_DECLS

/**
 * CandorInterpreterSignPage:
 *
 * The interpreter signs to having interpreted.
 */
#define CANDOR_TYPE_INTERPRETER_SIGN_PAGE (candor_interpreter_sign_page_get_type ())
G_DECLARE_FINAL_TYPE (CandorInterpreterSignPage,
                      candor_interpreter_sign_page,
                      CANDOR,
                      INTERPRETER_SIGN_PAGE,
                      CandorSignPage)

G_END_DECLS
