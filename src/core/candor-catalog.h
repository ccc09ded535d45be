/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * CandorCatalog:
 *
 * The translations of one language, as msgfmt makes them of a .po file. Immutable, and may be used from
 * any thread.
 */
typedef struct _CandorCatalog CandorCatalog;

CandorCatalog *candor_catalog_load (const char *path, GError **error);
CandorCatalog *candor_catalog_new (GBytes *bytes, GError **error);
CandorCatalog *candor_catalog_ref (CandorCatalog *self);
void candor_catalog_unref (CandorCatalog *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CandorCatalog, candor_catalog_unref)

guint candor_catalog_size (const CandorCatalog *self);
const char *candor_catalog_get (const CandorCatalog *self, guint entry, const char **translation);
guint candor_catalog_get_n_refused (const CandorCatalog *self);
char *candor_catalog_dup_header (const CandorCatalog *self, const char *field);
const char *
candor_catalog_find (const CandorCatalog *self, const char *context, const char *message);
const char *candor_catalog_find_plural (const CandorCatalog *self, const char *singular, gulong n);

G_END_DECLS
