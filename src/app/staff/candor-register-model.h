/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include "core/candor-procedure.h"
#include "records/candor-register.h"

G_BEGIN_DECLS

/* Which records are looked through. */
typedef enum
{
  CANDOR_REGISTER_ALL,
  CANDOR_REGISTER_TODAY,   /* filed today, or for a treatment of today */
  CANDOR_REGISTER_WAITING, /* visits that are not filed yet */
  CANDOR_REGISTER_N_FILTERS,
} CandorRegisterFilter;

/**
 * CandorRegisterItem:
 *
 * One record, or one visit that waits to be filed, while somebody looks at it.
 */
#define CANDOR_TYPE_REGISTER_ITEM (candor_register_item_get_type ())
G_DECLARE_FINAL_TYPE (CandorRegisterItem, candor_register_item, CANDOR, REGISTER_ITEM, GObject)

const CandorRecordHead *candor_register_item_get_head (CandorRegisterItem *self);
const char *candor_register_item_get_file (CandorRegisterItem *self);
gboolean candor_register_item_is_withdrawn (CandorRegisterItem *self);

/**
 * CandorRegisterModel:
 *
 * What a search found. An item is made when somebody looks at its row, and goes with it.
 */
#define CANDOR_TYPE_REGISTER_MODEL (candor_register_model_get_type ())
G_DECLARE_FINAL_TYPE (CandorRegisterModel, candor_register_model, CANDOR, REGISTER_MODEL, GObject)

CandorRegisterModel *candor_register_model_new (CandorRegister *records,
                                                CandorProcedure *procedure,
                                                const CandorLanguage *language);
gboolean candor_register_model_reload (CandorRegisterModel *self, GError **error);
void candor_register_model_search (CandorRegisterModel *self,
                                   CandorRegisterFilter filter,
                                   const char *words);
guint candor_register_model_count (CandorRegisterModel *self, CandorRegisterFilter filter);
guint candor_register_model_count_unreadable (CandorRegisterModel *self);

G_END_DECLS
