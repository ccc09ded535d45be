/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * CandorGlossary:
 *
 * The terms that are called the same wherever they stand, in each language: po/glossary.md.
 */
typedef struct _CandorGlossary CandorGlossary;

/* A term that a translation calls by another name. */
typedef struct
{
  const char *term;   /* (unowned): the English */
  const char *wanted; /* (unowned): the forms that it may have */
} CandorGlossaryMiss;

CandorGlossary *candor_glossary_load (const char *path, GError **error);
CandorGlossary *candor_glossary_parse (const char *name, const char *text, GError **error);
void candor_glossary_free (CandorGlossary *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CandorGlossary, candor_glossary_free)

guint candor_glossary_size (const CandorGlossary *self);
gboolean candor_glossary_has_language (const CandorGlossary *self, const char *language);
GArray *candor_glossary_check (const CandorGlossary *self,
                               const char *language,
                               const char *english,
                               const char *text);

G_END_DECLS
