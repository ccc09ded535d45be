/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include <json-glib/json-glib.h>

#include "core/candor-error.h"
#include "core/candor-example.h"

G_BEGIN_DECLS

/* The procedures that the rules are tested with: the real one and an invented one. */
#define HELP_REAL "microneedling"
#define HELP_INVENTED "glimmer-brushing"

char *help_procedure_path (const char *id);
CandorProcedure *help_procedure (const char *id);
CandorVisit *help_example (CandorProcedure *procedure, CandorOutcome outcome);
CandorDayCheck *help_day_check (CandorProcedure *procedure, CandorDayOutcome outcome);
CandorVisit *help_full_visit (CandorProcedure *procedure);
GDate help_date (const char *iso);

char *help_read (const char *path);
char *help_replace (const char *text, const char *old, const char *new);
JsonNode *help_json (const char *json);
char *help_json_text (JsonNode *node);

/* A file that is refused, with the place that the message begins with and words of it. */
typedef struct
{
  const char *title;
  const char *json;
  const char *place;
  const char *words;
} HelpRefusal;

void help_add_refusals (const char *path,
                        const HelpRefusal *refusals,
                        gsize n_refusals,
                        GTestDataFunc test);
void help_assert_refused (GError *error, const char *start, const char *part);

GHashTable *help_extract_strings (const char *const *arguments);

G_END_DECLS
