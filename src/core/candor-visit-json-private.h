/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include <json-glib/json-glib.h>

#include "candor-visit-private.h"

G_BEGIN_DECLS

/* Reading a visit: the file's name for messages, what is being filled, and where an error goes. */
typedef struct
{
  const char *name;
  CandorVisit *visit;
  GError **error;
} CandorVisitReader;

gboolean
candor_visit_reader_refuse (CandorVisitReader *self, const char *place, const char *format, ...)
    G_GNUC_PRINTF (3, 4);
const char *candor_visit_reader_string (JsonNode *node);
gboolean candor_visit_reader_words (CandorVisitReader *self,
                                    JsonNode *node,
                                    const char *place,
                                    const char **text);
gboolean candor_visit_reader_signature (CandorVisitReader *self,
                                        guint index,
                                        const char *place,
                                        JsonNode *node);
JsonParser *
candor_visit_reader_parse (const char *name, const char *json, gssize length, GError **error);
gboolean candor_visit_reader_visit (CandorVisitReader *self, JsonNode *root);

/* Writing: for what holds a visit among other things. */
JsonObject *candor_visit_to_object (CandorVisit *self, gboolean with_strokes);
char *candor_visit_print_json (JsonObject *root, gboolean with_strokes, gsize *length);

G_END_DECLS
