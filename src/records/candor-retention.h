/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include "candor-register.h"

G_BEGIN_DECLS

/**
 * CandorExpiring:
 *
 * A consent and all records about it, which go together or stay together: a withdrawal that went
 * alone would leave a consent that looks good.
 */
typedef struct
{
  CandorRecordHead *head; /* (owned): of the consent, or of what is left of one that has gone */
  GPtrArray *files;       /* (owned) (element-type utf8): the consent, then what is about it */
  char *last;             /* (owned): YYYY-MM-DD, the last day that any of them is about */
} CandorExpiring;

GPtrArray *
candor_retention_list (CandorRegister *records, guint years, const GDate *today, GError **error);
gboolean candor_retention_expire (CandorRegister *records,
                                  GPtrArray *list,
                                  guint years,
                                  const GDate *today,
                                  guint *n_gone,
                                  GError **error);

G_END_DECLS
