/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include <gtk/gtk.h>

#include "core/candor-language.h"

G_BEGIN_DECLS

/**
 * CandorToolkitWord:
 *
 * A word that a window of GTK or libadwaita has of its own, and what stands there instead.
 */
typedef struct
{
  const char *context; /* (nullable): of both */
  const char *theirs;  /* in their catalogue */
  const char *ours;    /* in that of Candor */
} CandorToolkitWord;

void candor_toolkit_words_replace (GtkWidget *root,
                                   const char *domain,
                                   const CandorToolkitWord *words,
                                   gsize n_words,
                                   const CandorLanguage *language);

G_END_DECLS
