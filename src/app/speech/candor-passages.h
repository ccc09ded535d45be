/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include <gtk/gtk.h>

#include "core/candor-language.h"

G_BEGIN_DECLS

/**
 * CandorPassage:
 * @label: (nullable): where it stands, or %NULL once that has gone
 * @start: its first byte in the words of @label
 * @end: the byte behind it
 * @text: (owned): what is said
 *
 * A sentence on the screen, or a piece of words that stands alone.
 */
typedef struct
{
  GtkLabel *label;
  guint start;
  guint end;
  char *text;
} CandorPassage;

GPtrArray *candor_passages_new (void);
void candor_passages_add (GPtrArray *passages, GtkWidget *root, const CandorLanguage *language);

G_END_DECLS
