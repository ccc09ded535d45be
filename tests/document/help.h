/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include <gio/gio.h>

#include "core/candor-example.h"
#include "document/candor-consent-form.h"

G_BEGIN_DECLS

/* The procedures that forms are made of: the real one and an invented one, which is approved. */
#define HELP_REAL "microneedling"
#define HELP_INVENTED "glimmer-brushing"

CandorProcedure *help_procedure (const char *id);
CandorVisit *help_example (CandorProcedure *procedure, CandorOutcome outcome);
CandorVisit *help_example_in (CandorProcedure *procedure,
                              CandorOutcome outcome,
                              const char *language,
                              const char *clinic_language);
void help_begin_at (CandorVisit *visit, const char *started);
GBytes *help_render (CandorProcedure *procedure, CandorVisit *visit, CandorFormFlags flags);
GBytes *help_render_sealed (CandorProcedure *procedure, CandorVisit *visit, CandorSeal *seal);
CandorSignature *help_ink (CandorRole role, guint n_strokes, guint n_points);

char *help_run (GBytes *input, const char *const *command);
char *help_text (GBytes *pdf);
GPtrArray *help_pages (GBytes *pdf);
guint help_count (const char *text, const char *part);
void help_name_signatures (CandorVisit *visit);
char *help_squeeze (const char *text);

void help_assert_has (const char *text, const char *part);
void help_assert_lacks (const char *text, const char *part);

G_END_DECLS
