/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * CandorUpdate:
 *
 * A second section of a PDF, with objects that are added to the first or stand in for some of it
 * (ISO 32000-1, 7.5.6). They are compressed together, in one object stream.
 */
typedef struct _CandorUpdate CandorUpdate;

/* What the second section says of the first. */
typedef struct
{
  int n_objects;  /* one more than the highest number */
  int root;       /* the number of the catalogue */
  int info;       /* the number of the information dictionary */
  const char *id; /* the two identifiers, as they are written */
} CandorUpdateTrailer;

CandorUpdate *candor_update_new (void);
void candor_update_free (CandorUpdate *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CandorUpdate, candor_update_free)

GString *candor_update_begin (CandorUpdate *self, int number);
void candor_update_append_number (GString *text, guint number);
void candor_update_append_reference (GString *text, int number);
GBytes *candor_update_append (CandorUpdate *self,
                              gconstpointer first,
                              gsize size,
                              const CandorUpdateTrailer *trailer,
                              GError **error);

void candor_update_set_error (GError **error, const char *what);

G_END_DECLS
