/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include <gio/gio.h>

#include "core/candor-paper.h"

G_BEGIN_DECLS

/* Bytes: a thick form at 300 dots an inch, in colour. */
#define CANDOR_SCAN_MAX_BYTES (48 * 1024 * 1024)

GBytes *candor_scan_to_pdf (GBytes *file, CandorPaper paper, GError **error);

G_END_DECLS
