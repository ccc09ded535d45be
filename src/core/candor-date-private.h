/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include "candor-date.h"

G_BEGIN_DECLS

gboolean candor_date_set (GDate *date, int year, int month, int day);
const char *candor_date_month_name (int month);

G_END_DECLS
