/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* One element of a document's structure tree. Strings belong to whoever draws. */
typedef struct
{
  const char *name;    /* as ISO 32000-1 has it: "P", "TH", "Figure" */
  const char *alt;     /* (nullable): what it shows, in words */
  const char *said;    /* (nullable): its words, where what is drawn gives them in no order */
  const char *lang;    /* (nullable): where it differs from the document's */
  const char *link;    /* (nullable): the address, of a "Link" */
  int parent;          /* index of the element around it; -1 for the root */
  int continues;       /* index of the element that began on an earlier page; -1 if none */
  int page;            /* from 0, where it was opened */
  gboolean leaf;       /* holds marked content, not elements */
  const char *labels;  /* (nullable): how a list labels its items: "Decimal", "Disc" */
  gboolean has_bounds; /* of a figure */
  double bounds[4];    /* left, bottom, right, top in points from the page's lower left corner */
} CandorTag;

/**
 * CandorTagLog:
 *
 * What was tagged while a document was drawn, in the order of drawing. Cairo marks the content;
 * the tree of elements, with all that Cairo does not know, is built from this log afterwards.
 */
typedef struct _CandorTagLog CandorTagLog;

CandorTagLog *candor_tag_log_new (void);
void candor_tag_log_free (CandorTagLog *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CandorTagLog, candor_tag_log_free)

CandorTag *candor_tag_log_open (CandorTagLog *self, const char *name, int page);
void candor_tag_log_close (CandorTagLog *self);
int candor_tag_log_current (const CandorTagLog *self);
void candor_tag_log_label_list (CandorTagLog *self, const char *labels);
guint candor_tag_log_length (const CandorTagLog *self);
const CandorTag *candor_tag_log_get (const CandorTagLog *self, guint index);
guint candor_tag_log_owner (const CandorTagLog *self, guint index);

G_END_DECLS
