/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

void candor_work_start (GTask *task, GTaskThreadFunc function);
void candor_work_finish (void);

G_END_DECLS
