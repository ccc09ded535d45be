/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#include "candor-paper.h"

/**
 * candor_paper_from_string:
 * @string: (nullable): "a4" or "letter"; nothing stands for A4
 * @paper: (out): the size
 *
 * Returns: whether @string names a size of paper
 */
gboolean
candor_paper_from_string (const char *string, CandorPaper *paper)
{
  if (string == NULL || g_str_equal (string, "a4"))
    *paper = CANDOR_PAPER_A4;
  else if (g_str_equal (string, "letter"))
    *paper = CANDOR_PAPER_LETTER;
  else
    return FALSE;
  return TRUE;
}
