/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include <gtk/gtk.h>
#include <gtk/gtkunixprint.h>

#include "candor-print-settings.h"
#include "core/candor-paper.h"

G_BEGIN_DECLS

typedef enum
{
  CANDOR_PRINT_SENDING,    /* on its way to the print service */
  CANDOR_PRINT_WAITING,    /* in the queue of the printer */
  CANDOR_PRINT_PRINTING,   /* the printer is at it */
  CANDOR_PRINT_DONE,       /* printed, and nothing of it is in the queue */
  CANDOR_PRINT_DONE_KEPT,  /* printed, but the print service may keep a copy for a while */
  CANDOR_PRINT_STUCK,      /* in the queue, but nothing happens; may still go on by itself */
  CANDOR_PRINT_MUTE,       /* the print service does not answer */
  CANDOR_PRINT_REFUSED,    /* the print service did not take it */
  CANDOR_PRINT_FAILED,     /* the printer gave up */
  CANDOR_PRINT_TAKEN_BACK, /* staff took it out of the queue */
  CANDOR_PRINT_NOT_BACK,   /* staff wanted to, but the print service does not answer */
} CandorPrintState;

/**
 * CandorPrintOrder:
 *
 * One document on its way to a printer, byte for byte. Emits #CandorPrintOrder::changed with each
 * new state. Never blocks, and never stays in a state that nothing will follow without saying so.
 */
#define CANDOR_TYPE_PRINT_ORDER (candor_print_order_get_type ())
G_DECLARE_FINAL_TYPE (CandorPrintOrder, candor_print_order, CANDOR, PRINT_ORDER, GObject)

CandorPrintOrder *candor_print_order_new_for_bytes (GBytes *document, GError **error);
CandorPrintOrder *candor_print_order_new_for_path (const char *path, GError **error);
void candor_print_order_set_patience (CandorPrintOrder *self, guint msec);
gboolean candor_print_order_send (CandorPrintOrder *self,
                                  GtkPrinter *printer,
                                  CandorPaper paper,
                                  const CandorPrintSettings *settings,
                                  GError **error);
void candor_print_order_take_back (CandorPrintOrder *self);
CandorPrintState candor_print_order_get_state (CandorPrintOrder *self);
const char *candor_print_order_get_reason (CandorPrintOrder *self);
gboolean candor_print_order_is_over (CandorPrintOrder *self);

G_END_DECLS
