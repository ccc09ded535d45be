/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include <gtk/gtk.h>
#include <gtk/gtkunixprint.h>

G_BEGIN_DECLS

typedef enum
{
  CANDOR_PRINTERS_LOOKING,
  CANDOR_PRINTERS_THERE,
  CANDOR_PRINTERS_NONE, /* the service has none */
  CANDOR_PRINTERS_MUTE, /* the service did not say */
} CandorPrintersState;

/**
 * CandorPrinters:
 *
 * The printers that this computer knows, those that print into a file left out. Emits
 * #CandorPrinters::changed when one was found, and when there is no more to come. Never blocks.
 */
#define CANDOR_TYPE_PRINTERS (candor_printers_get_type ())
G_DECLARE_FINAL_TYPE (CandorPrinters, candor_printers, CANDOR, PRINTERS, GObject)

CandorPrinters *candor_printers_new (void);
void candor_printers_set_patience (CandorPrinters *self, guint msec);
void candor_printers_look (CandorPrinters *self);
CandorPrintersState candor_printers_get_state (CandorPrinters *self);
GPtrArray *candor_printers_get_list (CandorPrinters *self);

G_END_DECLS
