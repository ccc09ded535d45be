/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Bytes, with the end of the line: nothing that Candor logs comes near it. */
#define CANDOR_LOG_MAX_LINE (16 * 1024)

/* Hexadecimal digits of a SHA-256. */
#define CANDOR_LOG_N_DIGITS 64

typedef enum
{
  CANDOR_LOG_CREATED,
  CANDOR_LOG_RECORD,
  CANDOR_LOG_WITHDRAW,
  CANDOR_LOG_VIEW,
  CANDOR_LOG_PRINT,
  CANDOR_LOG_EXPORT,
  CANDOR_LOG_EXPIRE,
  CANDOR_LOG_UNLOCK,
  CANDOR_LOG_LOCK,
  CANDOR_LOG_WRONG_PASSPHRASE,
  CANDOR_LOG_KEY,
  CANDOR_LOG_SETTING,
  CANDOR_LOG_APPROVE,
  CANDOR_LOG_RECOVERED,
  CANDOR_LOG_N_EVENTS,
} CandorLogEvent;

/**
 * CandorLogLine:
 *
 * One line of the log. No patient's name ever stands in it.
 */
typedef struct
{
  guint64 number; /* 1 for the first line */
  char *time;     /* (owned): UTC, ISO 8601 */
  CandorLogEvent event;
  char *file;       /* (owned) (nullable): its path from the store's folder */
  char *sha256;     /* (owned) (nullable): of that file */
  char *pdf_sha256; /* (owned) (nullable): of the PDF that is encrypted in it */
  char *who;        /* (owned) (nullable) */
  char **detail;    /* (owned) (nullable): a name, its text, the next name, … */
  char *previous;   /* (owned): SHA-256 of the line before, with its end */
} CandorLogLine;

const char *candor_log_event_to_string (CandorLogEvent event);
gboolean candor_log_event_from_string (const char *name, CandorLogEvent *event);
gboolean candor_log_event_files_a_record (CandorLogEvent event);

CandorLogLine *candor_log_line_new (CandorLogEvent event,
                                    const char *file,
                                    const char *who,
                                    const char *const *detail);
CandorLogLine *candor_log_line_parse (const char *text, gsize length, GError **error);
char *candor_log_line_format (const CandorLogLine *self, GError **error);
const char *candor_log_line_get_detail (const CandorLogLine *self, const char *name);
CandorLogLine *candor_log_line_copy (const CandorLogLine *self);
void candor_log_line_free (CandorLogLine *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CandorLogLine, candor_log_line_free)

G_END_DECLS
