/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include <glib.h>

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
 * Every message is a whole sentence for a person: what happened, what was kept, what to do.
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

G_END_DECLS
