/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include "candor-logo.h"

G_BEGIN_DECLS

CandorLogo *candor_grey_picture_load (const char *path, GError **error);

G_END_DECLS
