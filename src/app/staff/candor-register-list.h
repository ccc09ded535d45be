/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include <adwaita.h>

#include "candor-register-model.h"
#include "document/candor-stationery.h"

G_BEGIN_DECLS

/**
 * CandorRegisterList:
 *
 * All records of an unlocked store, found as somebody types, and printed straight from their rows.
 * Emits #CandorRegisterList::open-record with the file of a record, and
 * #CandorRegisterList::open-draft with the id of a visit that is not filed yet.
 */
#define CANDOR_TYPE_REGISTER_LIST (candor_register_list_get_type ())
G_DECLARE_FINAL_TYPE (CandorRegisterList, candor_register_list, CANDOR, REGISTER_LIST, AdwBin)

GtkWidget *candor_register_list_new (CandorRegister *records,
                                     CandorProcedure *procedure,
                                     CandorPaper paper,
                                     const CandorLanguage *language);
void candor_register_list_reload (CandorRegisterList *self);
void candor_register_list_set_paper (CandorRegisterList *self, CandorPaper paper);
void candor_register_list_show (CandorRegisterList *self, CandorRegisterFilter filter);
void candor_register_list_clear (CandorRegisterList *self);

G_END_DECLS
