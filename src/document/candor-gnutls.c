/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#include "candor-gnutls.h"

CANDOR_DEFINE_LATE_TABLE (
    CandorGnutls, candor_gnutls, candor_gnutls_load, CANDOR_SONAME_GNUTLS, CANDOR_GNUTLS_FUNCTIONS)
