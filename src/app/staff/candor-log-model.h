/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include <gio/gio.h>

#include "records/candor-log-list.h"

G_BEGIN_DECLS

/**
 * CandorLogItem:
 *
 * One line of the log, while somebody looks at it.
 */
#define CANDOR_TYPE_LOG_ITEM (candor_log_item_get_type ())
G_DECLARE_FINAL_TYPE (CandorLogItem, candor_log_item, CANDOR, LOG_ITEM, GObject)

const CandorLogLine *candor_log_item_get_line (CandorLogItem *self);

/**
 * CandorLogModel:
 *
 * The lines of a log that are about something, the newest first. A line is read when somebody looks
 * at its row.
 */
#define CANDOR_TYPE_LOG_MODEL (candor_log_model_get_type ())
G_DECLARE_FINAL_TYPE (CandorLogModel, candor_log_model, CANDOR, LOG_MODEL, GObject)

CandorLogModel *candor_log_model_new (void);
void candor_log_model_take_list (CandorLogModel *self, CandorLogList *list);
void candor_log_model_set_topic (CandorLogModel *self, CandorLogTopic topic);

G_END_DECLS
