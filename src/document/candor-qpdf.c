/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#include "candor-qpdf.h"

CANDOR_DEFINE_LATE_TABLE (
    CandorQpdf, candor_qpdf, candor_qpdf_load, CANDOR_SONAME_QPDF, CANDOR_QPDF_FUNCTIONS)
