/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include "candor-language.h"

G_BEGIN_DECLS

#define CANDOR_ERROR (candor_error_quark ())

/**
 * CandorError:
 * @CANDOR_ERROR_INVALID: a file does not say what its format asks for
 * @CANDOR_ERROR_TOO_LARGE: a file is larger or deeper than anything Candor makes
 * @CANDOR_ERROR_MISSING: something that a step needs is not there yet
 * @CANDOR_ERROR_OTHER_TEXT: the visit was signed for other words than these
 * @CANDOR_ERROR_NOT_FOUND: a procedure, a language or a file does not exist
 * @CANDOR_ERROR_STORAGE: the bytes could not be brought to the disk
 * @CANDOR_ERROR_FAILED: drawing or another library refused
 *
 * Every message is a whole sentence for a person: what happened, what was kept, what to do. It is in
 * English, for scripts and journals; candor_error_dup_sentence () says it in the language of a reader.
 */
typedef enum
{
  CANDOR_ERROR_INVALID,
  CANDOR_ERROR_TOO_LARGE,
  CANDOR_ERROR_MISSING,
  CANDOR_ERROR_OTHER_TEXT,
  CANDOR_ERROR_NOT_FOUND,
  CANDOR_ERROR_STORAGE,
  CANDOR_ERROR_FAILED,
} CandorError;

GQuark candor_error_quark (void);

GQuark candor_error_register_domain (const char *name);

GError *candor_error_new_literal (GQuark domain, int code, const char *message);
void candor_error_set_literal (GError **error, GQuark domain, int code, const char *message);
void candor_error_set (GError **error, GQuark domain, int code, const char *format, ...)
    G_GNUC_PRINTF (4, 5);
void candor_error_set_plural (GError **error,
                              GQuark domain,
                              int code,
                              const char *singular,
                              const char *plural,
                              gulong n,
                              ...) G_GNUC_PRINTF (4, 7) G_GNUC_PRINTF (5, 7);
void candor_error_set_because (
    GError **error, GQuark domain, int code, const char *reason, const char *format, ...)
    G_GNUC_PRINTF (5, 6);
void candor_error_set_around (
    GError **error, GQuark domain, int code, const GError *cause, const char *format, ...)
    G_GNUC_PRINTF (5, 6);
void candor_error_turn (GError *error, GQuark domain, int code);
void candor_error_wrap (GError **error, const char *format);

char *candor_error_dup_sentence (const GError *error, const CandorLanguage *language);

G_END_DECLS
