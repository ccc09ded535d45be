/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include "candor-procedure.h"

G_BEGIN_DECLS

struct _CandorProcedure
{
  gatomicrefcount refs;

  char *id;
  char *version;
  char *date;
  char *language;
  char *domain; /* (nullable) */
  char *title;
  char *also_called;    /* (nullable) */
  char *not_about;      /* (nullable) */
  char *folder;         /* (nullable): where the file lies, for its pictures */
  GHashTable *catalogs; /* (nullable): code of a language to #CandorCatalog, of its own domain */

  GPtrArray *measured; /* (owned) (nullable): its figures with every word, once asked for */

  gboolean approved;
  char *reviewer;    /* (nullable) */
  char *review_date; /* (nullable) */

  GPtrArray *sources;
  GPtrArray *terms;
  GPtrArray *sections;
  GPtrArray *checks;
  GPtrArray *health_groups;
  GPtrArray *age_rules;
  GPtrArray *care_steps;
  GPtrArray *warnings;
  GPtrArray *statements;
};

/* An id that the file speaks of, and where: looked up when all of the file has been read. */
typedef struct
{
  char *id;
  gboolean section; /* names a section; a source otherwise */
  gsize offset;
} CandorReference;

/* The last line that was asked for: each search goes on from there. */
typedef struct
{
  int line; /* from 0 */
  gsize offset;
} CandorLineTracker;

CandorProcedure *candor_procedure_new (void);
gboolean candor_procedure_load_catalogs (CandorProcedure *self, GError **error);
CandorSection *candor_section_new (void);
CandorBlock *candor_block_new (CandorBlockKind kind);
CandorHealthGroup *candor_health_group_new (void);
CandorHealthQuestion *candor_health_question_new (void);
CandorCheckQuestion *candor_check_question_new (void);
CandorFigure *candor_figure_new (void);

void candor_procedure_position (const char *xml, gsize offset, int *line, int *column);
char *candor_procedure_place (const char *name, const char *xml, gsize offset);
gsize candor_procedure_tag_offset (CandorLineTracker *tracker,
                                   GMarkupParseContext *context,
                                   const char *xml,
                                   gsize length);
gboolean candor_procedure_check_whole (CandorProcedure *self,
                                       const char *name,
                                       const char *xml,
                                       GPtrArray *references,
                                       GError **error);

G_END_DECLS
