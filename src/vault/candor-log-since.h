/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include "candor-log-file.h"
#include "candor-store.h"

G_BEGIN_DECLS

/**
 * CandorLogPlace:
 *
 * How far somebody has read the log. All zero: nothing of it yet.
 */
typedef struct
{
  guint64 number;                     /* of the last line that was read */
  char head[CANDOR_LOG_N_DIGITS + 1]; /* its SHA-256, with its end */
  gint64 end;                         /* bytes up to there */
} CandorLogPlace;

gboolean candor_store_read_since (
    CandorStore *self, CandorLogPlace *place, CandorLogFunc func, gpointer data, GError **error);

G_END_DECLS
