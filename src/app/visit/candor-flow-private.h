/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include "candor-bottom-bar.h"
#include "candor-flow-path.h"
#include "candor-flow-tools.h"
#include "candor-flow.h"
#include "candor-reading-bar.h"
#include "candor-step-list.h"
#include "candor-text-size.h"

#include "app/widgets/candor-heading.h"

G_BEGIN_DECLS

/* What staff are asked to unlock for. */
typedef enum
{
  CANDOR_GATE_NONE,
  CANDOR_GATE_NEXT,  /* the next page is the practitioner's */
  CANDOR_GATE_LEAVE, /* staff want to leave the visit */
  CANDOR_GATE_AGAIN, /* the practitioner's page was locked in the middle */
} CandorGate;

struct _CandorFlow
{
  GtkWidget parent_instance;

  GtkWidget *frame;
  CandorFlowTools *tools;
  CandorStepList *sidebar;
  CandorStepList *dots;
  GtkWidget *sidebar_place;
  GtkScrolledWindow *scroller;
  CandorHeading *title;
  AdwClamp *clamp;
  AdwBin *slot;
  CandorReadingBar *reading;
  CandorBottomBar *bar;

  CandorProcedure *procedure; /* (owned) */
  GObject *draft;             /* (owned): a visit, or a check */
  CandorVisit *visit;         /* (owned): of the draft */
  CandorSession *session;     /* (owned) */
  CandorStationery stationery;
  CandorTextSize *size; /* (owned) */
  CandorReader *reader; /* (owned) (nullable) */

  CandorPlaceInVisit place;
  CandorPage *page; /* (nullable): in the slot, or covered and kept by held */
  CandorPage *held; /* (owned) (nullable) */
  CandorGate gate;  /* what staff are asked to unlock for, over the page */
  int width;        /* logical pixels, of the last layout */
  gint64 presented; /* monotonic time at which the page came on the screen */
  guint form_id;
  guint language_id;   /* another language was asked for */
  char *next_language; /* (owned) (nullable): that one */
  guint keep_id;       /* the visit will be saved */
  CandorBarForm form;
  GPtrArray *offered;                /* (owned) (nullable): the languages that may be chosen */
  const CandorLanguage *language;    /* that the words around the page are in */
  GtkTextDirection direction_before; /* of the staff's screens, which come back after the visit */
  gboolean settling;                 /* the engine itself is changing the visit */
};

/* candor-flow.c */
void candor_flow_show_place (CandorFlow *self);
void candor_flow_present (CandorFlow *self);
const CandorPageEntry *candor_flow_get_entry (CandorFlow *self);
void candor_flow_emit_left (CandorFlow *self);

/* candor-flow-language.c */
void candor_flow_update_words (CandorFlow *self);
void candor_flow_ask_language (CandorFlow *self, const char *code);
void candor_flow_forget_language (CandorFlow *self);

/* candor-flow-actions.c */
void candor_flow_install_actions (GtkWidgetClass *klass);

/* candor-flow-cover.c */
void candor_flow_call_staff (CandorFlow *self);
void candor_flow_resume (CandorFlow *self);
void candor_flow_leave (CandorFlow *self);
void candor_flow_ask_staff (CandorFlow *self, CandorGate gate);
void candor_flow_session_changed (CandorFlow *self);
gboolean candor_flow_is_locked (CandorFlow *self);
gboolean candor_flow_was_seen (CandorFlow *self);

/* candor-flow-reading.c */
void candor_flow_read (CandorFlow *self);
void candor_flow_pause_reading (CandorFlow *self);
void candor_flow_change_rate (CandorFlow *self, int step);
void candor_flow_stop_reading (CandorFlow *self);
void candor_flow_offer_reading (CandorFlow *self);

/* candor-flow-keep.c */
void candor_flow_keep (CandorFlow *self);
void candor_flow_keep_soon (CandorFlow *self);
void candor_flow_keep_pending (CandorFlow *self);

G_END_DECLS
