/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include <adwaita.h>

#include "candor-draft-keeper.h"
#include "core/candor-language.h"

G_BEGIN_DECLS

GtkWindow *candor_unsaved_question_ask (GtkWindow *window,
                                        CandorDraftKeeper *drafts,
                                        const CandorLanguage *language);

G_END_DECLS
