/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include <adwaita.h>

#include "app/visit/candor-flow.h"
#include "core/candor-procedure.h"

G_BEGIN_DECLS

/* What the tests of the visit share: an application without a main loop, hands that fill a page
 * through its widgets as a person would, and a camera. */

/* How a visit should go. Zero everywhere is a visit that agrees, with nothing to talk about. */
typedef struct
{
  const char *name;         /* of the folder for pictures */
  CandorVerdictKind health; /* one answer with this verdict, if the procedure has one */
  int settle;               /* which button the practitioner presses for an ASK, from 0 */
  int decision;             /* which button the patient presses, from 0 */
  gboolean mark;            /* the patient makes a mark, with a witness */
  gboolean typed;           /* the patient types the name */
  gboolean interpreter;
  const char *born;     /* (nullable): YYYY-MM-DD */
  const char *language; /* (nullable): the patient's, where it is not English */
} WalkPlan;

typedef struct _Walk Walk;

struct _Walk
{
  CandorProcedure *procedure; /* (owned) */
  CandorVisit *visit;         /* (owned) */
  GtkWidget *window;          /* (owned) */
  CandorFlow *flow;
  CandorSession *session; /* (owned) */
  char *scratch;          /* (owned) */
  char *folder;           /* (owned): of the store, in the scratch folder */
  GString *path;          /* the ids of the pages, each with a space after it */
  WalkPlan plan;
  guint n_pictures;
  guint n_finished;
  gboolean health_said; /* the answer that the plan asks for was given */
  /* (nullable): called for each page, as it comes and again when it is filled */
  void (*look) (Walk *self, const char *name);
  gpointer look_data;
};

void walk_init (int *argc, char ***argv);
CandorProcedure *walk_procedure (const char *path);
Walk *walk_new (const char *procedure, const WalkPlan *plan);
void walk_free (Walk *self);

int walk_run (void);
void walk_settle (void);
void walk_fill (Walk *self, CandorPage *page, const char *id);
gboolean walk_fill_one (Walk *self, CandorPage *page, const char *id);
gboolean walk_next (Walk *self);
void walk_to_end (Walk *self);
void walk_to (Walk *self, const char *id);
void walk_picture (Walk *self, const char *name);
gboolean walk_visited (Walk *self, const char *id);

void walk_assert_gone (CandorVisit *visit);
void walk_wait_for_frame (GtkWidget *window);
void walk_wait_for (CandorPage *page, GType type);
void walk_remove_folder (const char *folder);
GtkWidget *walk_find (GtkWidget *root, GType type);
void walk_draw (GtkWidget *pad);

G_END_DECLS
