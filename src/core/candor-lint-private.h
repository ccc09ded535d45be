/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include "candor-lint.h"

G_BEGIN_DECLS

/**
 * CandorTermWatch:
 *
 * Watches how a file uses hard words, from its first word to its last.
 */
typedef struct _CandorTermWatch CandorTermWatch;

CandorTermWatch *candor_term_watch_new (const char *const *jargon, GPtrArray *terms);
void candor_term_watch_free (CandorTermWatch *self);
void candor_term_watch_turn_page (CandorTermWatch *self);
void candor_term_watch_read (CandorTermWatch *self,
                             const char *text,
                             gboolean can_tap,
                             GPtrArray *findings);

GPtrArray *candor_lint_find_unasked (CandorProcedure *procedure);
const char *const *candor_wording_jargon (CandorWording *self);

G_END_DECLS
