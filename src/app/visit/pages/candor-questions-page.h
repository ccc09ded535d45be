/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include "app/visit/candor-page.h"

G_BEGIN_DECLS

/**
 * CandorQuestionsPage:
 *
 * What the patient wants to ask, in writing.
 */
#define CANDOR_TYPE_QUESTIONS_PAGE (candor_questions_page_get_type ())
G_DECLARE_FINAL_TYPE (
    CandorQuestionsPage, candor_questions_page, CANDOR, QUESTIONS_PAGE, CandorPage)

G_END_DECLS
