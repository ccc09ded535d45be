/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include "candor-atomic-file.h"
#include "candor-log.h"

G_BEGIN_DECLS

/**
 * CandorLogTail:
 *
 * Where the log ends, and what the next line is chained to.
 */
typedef struct
{
  guint64 number;                     /* of the last line */
  char head[CANDOR_LOG_N_DIGITS + 1]; /* its SHA-256, with its end */
  CandorLogLine *last;                /* (owned) (nullable): %NULL if it cannot be read */
  gint64 end;                         /* bytes of whole lines */
  GBytes *torn; /* (owned) (nullable): what stands behind the last whole line */
} CandorLogTail;

/**
 * CandorLogFunc:
 * @line: (nullable): the line; %NULL if it cannot be read
 * @hash: its SHA-256, with its end
 * @place: 1 for the first line of the file
 * @whole: whether it has an end; only the last line may have none
 * @data: what was given along
 *
 * Returns: whether to go on
 */
typedef gboolean (*CandorLogFunc) (
    const CandorLogLine *line, const char *hash, guint64 place, gboolean whole, gpointer data);

gboolean candor_log_read_tail (int fd, CandorLogTail *tail, GError **error);
void candor_log_tail_clear (CandorLogTail *tail);
gboolean candor_log_append (int fd,
                            CandorLogTail *tail,
                            CandorLogLine *line,
                            CandorMakeRoom make_room,
                            gpointer data,
                            gboolean *doubtful,
                            GError **error);
gboolean candor_log_foreach (const char *path, CandorLogFunc func, gpointer data, GError **error);

char *candor_log_hash (gconstpointer data, gsize length);
char *candor_log_now (void);

G_END_DECLS
