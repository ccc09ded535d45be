/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* More forms than any language has. */
#define CANDOR_PLURAL_MAX_FORMS 8

gboolean candor_plural_read (const char *header, char **rule, guint *n_forms, GError **error);
guint candor_plural_form (const char *rule, gulong n);

G_END_DECLS
