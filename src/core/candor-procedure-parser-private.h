/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include "candor-procedure-private.h"

G_BEGIN_DECLS

#define MAX_TEXT_CHARS 4000
#define MAX_ID_CHARS 64
#define MAX_ELEMENTS 20000
#define MAX_LIST_ITEMS 7 /* criteria for plain language: lists of at most seven */
#define MAX_DAY 730
#define MAX_DEPTH 8

typedef struct _CandorParser CandorParser;
typedef struct _CandorParserElement CandorParserElement;

struct _CandorParserElement
{
  const char *parent; /* NULL for the root */
  const char *name;
  const char *attributes; /* names; "!" behind one that must be there */
  gboolean text;          /* holds words and nothing else */
  gboolean once;          /* at most one in its parent */
  gboolean (*start) (CandorParser *self, const CandorParserElement *element, GError **error);
  gboolean (*end) (CandorParser *self, const char *text, GError **error);
};

struct _CandorParser
{
  const char *name;
  const char *xml;
  gsize length;
  CandorLineTracker lines;
  GMarkupParseContext *context;
  CandorProcedure *procedure; /* (owned) */
  GHashTable *ids;            /* (owned) */
  GPtrArray *references;      /* (owned) (element-type CandorReference) */
  GHashTable *attributes;     /* (owned): of the element that starts now */
  GPtrArray *seen[MAX_DEPTH]; /* (owned): single children met so far, by depth */
  const CandorParserElement *stack[MAX_DEPTH];
  guint depth;
  guint n_elements;
  GString *text; /* (owned) */
  GError *fault; /* (owned) (nullable): the first one */

  /* What is being filled; belongs to the procedure. */
  CandorSource *source;
  CandorTerm *term;
  CandorSection *section;
  CandorBlock *block;
  CandorCheckQuestion *check;
  CandorOption *option;
  CandorHealthGroup *group;
  CandorHealthQuestion *question;
  gboolean ruled[CANDOR_N_REPLIES];
  CandorReply reply;
  CandorAgeRule *age_rule;
  CandorCareStep *step;
  CandorWarning *warning;
  CandorStatement *statement;
};

extern const CandorParserElement candor_parser_text_elements[];
extern const CandorParserElement candor_parser_question_elements[];

gboolean candor_parser_refuse (CandorParser *self, GError **error, const char *format, ...)
    G_GNUC_PRINTF (3, 4);
const char *candor_parser_attribute (CandorParser *self, const char *name);
gboolean candor_parser_is_id (const char *text);
gboolean candor_parser_take_id (CandorParser *self, char **id, GError **error);
gboolean candor_parser_take_choice (CandorParser *self,
                                    const char *name,
                                    const char *const *choices,
                                    int fallback,
                                    int *chosen,
                                    GError **error);
gboolean
candor_parser_take_flag (CandorParser *self, const char *name, gboolean *value, GError **error);
gboolean candor_parser_take_number (CandorParser *self,
                                    const char *name,
                                    int low,
                                    int high,
                                    int fallback,
                                    int *value,
                                    GError **error);
gboolean
candor_parser_take_date (CandorParser *self, const char *name, char **value, GError **error);
void candor_parser_refer (CandorParser *self, const char *id, gboolean section);
char **candor_parser_take_words (CandorParser *self, const char *name);
gboolean candor_parser_take_sources (CandorParser *self, char ***sources, GError **error);
gboolean
candor_parser_take_verdict (CandorParser *self, CandorVerdictKind *verdict, GError **error);

G_END_DECLS
