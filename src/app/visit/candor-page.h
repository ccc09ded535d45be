/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include <adwaita.h>

#include "app/session/candor-session.h"
#include "core/candor-draft.h"
#include "document/candor-stationery.h"

G_BEGIN_DECLS

/**
 * CandorPage:
 *
 * One page of the visit. A page binds to the visit, writes every change into it at once and keeps
 * nothing of its own: the engine may destroy it and build it again at any moment. It never decides
 * what comes next; the engine alone owns Back, Next, progress and direction.
 */
#define CANDOR_TYPE_PAGE (candor_page_get_type ())
G_DECLARE_DERIVABLE_TYPE (CandorPage, candor_page, CANDOR, PAGE, AdwBin)

/**
 * CandorPageClass:
 * @build: the visit, procedure and index are set: fill the page. Called once.
 * @title: (transfer full): the heading, in the language of the visit
 * @missing: (transfer full) (nullable): one sentence that says what is still needed here, or %NULL
 *   when the page is complete
 * @show_missing: take the eye and the focus to the first thing that is missing
 * @apply: Next was pressed on a complete page: write what only leaving decides (a time, a mark)
 * @shown: the page is on the screen now
 * @shown_for: the page leaves the screen after so many seconds, for now or for good
 * @next_label: (transfer full) (nullable): words for the Next button where they matter
 * @progress: (transfer full) (nullable): words beside the progress bar, "2 of 5 answered"
 * @busy: whether something is under way that the visit must not be changed under
 */
struct _CandorPageClass
{
  AdwBinClass parent_class;

  void (*build) (CandorPage *self);
  char *(*title) (CandorPage *self);
  char *(*missing) (CandorPage *self);
  void (*show_missing) (CandorPage *self);
  void (*apply) (CandorPage *self);
  void (*shown) (CandorPage *self);
  void (*shown_for) (CandorPage *self, guint seconds);
  char *(*next_label) (CandorPage *self);
  char *(*progress) (CandorPage *self);
  gboolean (*busy) (CandorPage *self);
};

CandorPage *candor_page_new (GType type, CandorProcedure *procedure, gpointer draft, guint index);
CandorProcedure *candor_page_get_procedure (CandorPage *self);
CandorVisit *candor_page_get_visit (CandorPage *self);
gpointer candor_page_get_draft (CandorPage *self);
CandorDayCheck *candor_page_get_check (CandorPage *self);
const CandorLanguage *candor_page_get_language (CandorPage *self);
const CandorLanguage *candor_page_get_staff_language (CandorPage *self);
guint candor_page_get_index (CandorPage *self);

/* Emits ::state-changed: the engine asks again for missing, next_label and progress. */
void candor_page_state_changed (CandorPage *self);

/* The words of the interface and of the procedure, in the language of the visit. */
const char *candor_page_text (CandorPage *self, const char *message);
const char *candor_page_staff_text (CandorPage *self, const char *message);
const char *candor_page_procedure_text (CandorPage *self, const char *message);

/* The same without the light markup, for a place that cannot show it. */
const char *candor_page_plain_text (CandorPage *self, const char *message);

char *candor_page_title (CandorPage *self);
char *candor_page_missing (CandorPage *self);
void candor_page_show_missing (CandorPage *self);
void candor_page_apply (CandorPage *self);
void candor_page_shown (CandorPage *self);
void candor_page_shown_for (CandorPage *self, guint seconds);
char *candor_page_next_label (CandorPage *self);
char *candor_page_progress (CandorPage *self);
gboolean candor_page_is_busy (CandorPage *self);

/* Where the finished visit is filed, and where it was; the second is NULL until it is on disk. */
void candor_page_set_session (CandorPage *self, CandorSession *session);
CandorSession *candor_page_get_session (CandorPage *self);
void candor_page_set_stationery (CandorPage *self, const CandorStationery *stationery);
const CandorStationery *candor_page_get_stationery (CandorPage *self);
void candor_page_set_record (CandorPage *self, const char *path);
const char *candor_page_get_record (CandorPage *self);

G_END_DECLS
