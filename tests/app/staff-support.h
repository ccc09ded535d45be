/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include <adwaita.h>

#include "app/candor-application.h"
#include "app/visit/candor-page.h"
#include "core/candor-clinic.h"

G_BEGIN_DECLS

/* Longer than anything takes on a busy machine; who waits so long has failed. */
#define STAFF_PATIENCE (30 * G_USEC_PER_SEC)

/* Turns the main loop until something holds. */
#define staff_until(condition)                                                                     \
  G_STMT_START                                                                                     \
  {                                                                                                \
    gint64 staff_end = g_get_monotonic_time () + STAFF_PATIENCE;                                   \
                                                                                                   \
    while (!(condition) && g_get_monotonic_time () < staff_end)                                    \
      staff_turn ();                                                                               \
    g_assert_true (condition);                                                                     \
  }                                                                                                \
  G_STMT_END

/* What the tests of the staff half share: an invented clinic, the made-up procedure, and hands. */
CandorClinic *staff_clinic (void);
CandorProcedure *staff_procedure (void);
CandorVisit *staff_visit (CandorProcedure *procedure, const CandorClinic *clinic);
char *staff_scratch (void);
void staff_remove (const char *folder);

GtkWidget *staff_find_button (GtkWidget *root, const char *label);
GtkWidget *staff_find_input (GtkWidget *root, const char *label);
GtkWidget *staff_find_group (GtkWidget *root, const char *title);
GtkWidget *staff_find_label (GtkWidget *root, const char *words);
GtkWidget *staff_find_label_starting (GtkWidget *root, const char *words);
GtkWidget *staff_find_type (GtkWidget *root, GType type);
gboolean staff_shows (GtkWidget *root, const char *words);
guint staff_count (GtkWidget *root, GType type);
void staff_click (GtkWidget *root, const char *label);
void staff_write (GtkWidget *root, const char *label, const char *text);
void staff_turn (void);

G_END_DECLS
