/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include <adwaita.h>

#include "core/candor-procedure.h"

G_BEGIN_DECLS

/* What a note means. The tone is never colour alone: each brings its icon. */
typedef enum
{
  CANDOR_TONE_KEY,  /* the main message, or a good answer */
  CANDOR_TONE_TALK, /* amber: we will talk about this */
  CANDOR_TONE_STOP, /* red: not today */
} CandorTone;

void candor_parts_set_direction (const CandorLanguage *language);
char *candor_parts_dup_directed (const char *text);
char *candor_parts_dup_number (const char *number);
void candor_parts_let_wrap (GtkLabel *label);
void candor_parts_set_tooltip (GtkWidget *widget, const char *words);
void candor_parts_set_words (GtkLabel *label, const char *words);
GtkWidget *candor_parts_label (const char *text, const char *css_class);
GtkWidget *candor_parts_heading (const char *text);
GtkWidget *candor_parts_card (void);
GtkWidget *candor_parts_note (CandorTone tone, const char *title, const char *text);
GtkWidget *candor_parts_error_note (CandorTone tone,
                                    const char *title,
                                    const GError *error,
                                    const CandorLanguage *language);
GtkWidget *candor_parts_progress (const char *words);
GtkWidget *candor_parts_beside (GtkWidget *first, GtkWidget *words, int space);
GtkWidget *candor_parts_bullet (const char *mark, GtkWidget *content);
GtkWidget *candor_parts_pill (const char *label);
void candor_parts_wrap_button (GtkButton *button);
void candor_parts_clear (GtkWidget *box);
void candor_parts_set_tone (GtkWidget *widget, CandorTone tone);
const char *candor_parts_tone_icon (CandorTone tone);

/* Words of the procedure carry light markup: *strong*, and terms that can be tapped. */
void candor_parts_set_procedure_words (GtkLabel *label,
                                       CandorProcedure *procedure,
                                       const CandorLanguage *language,
                                       const char *text);
GtkWidget *candor_parts_procedure_label (CandorProcedure *procedure,
                                         const CandorLanguage *language,
                                         const char *text,
                                         const char *css_class);

G_END_DECLS
