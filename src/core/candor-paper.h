/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The sizes of paper that a document can be made for. */
typedef enum
{
  CANDOR_PAPER_A4,
  CANDOR_PAPER_LETTER,
} CandorPaper;

gboolean candor_paper_from_string (const char *string, CandorPaper *paper);

G_END_DECLS
