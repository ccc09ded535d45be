/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#include "candor-stationery.h"

/**
 * candor_stationery_load:
 * @self: all zeros, or what it was before
 * @clinic: a clinic
 * @error: return location for an error
 *
 * Reads what the clinic makes its papers with: a logo and a seal if its file names them.
 *
 * Returns: whether logo and seal can be used, if there are any; @self is unchanged otherwise
 */
gboolean
candor_stationery_load (CandorStationery *self, const CandorClinic *clinic, GError **error)
{
  g_auto (CandorStationery) loaded = { .paper = clinic->paper };

  if (clinic->logo != NULL && (loaded.logo = candor_logo_load (clinic->logo, error)) == NULL)
    return FALSE;
  if (clinic->seal_key != NULL
      && (loaded.seal = candor_seal_load (clinic->seal_key, clinic->certificate, error)) == NULL)
    return FALSE;
  candor_stationery_assign (self, &loaded);
  return TRUE;
}

/**
 * candor_stationery_assign:
 * @self: all zeros, or what it was before
 * @from: (nullable): what it becomes; all zeros if %NULL
 */
void
candor_stationery_assign (CandorStationery *self, const CandorStationery *from)
{
  CandorStationery copy = from != NULL ? *from : (CandorStationery){ .logo = NULL };

  if (copy.logo != NULL)
    candor_logo_ref (copy.logo);
  if (copy.seal != NULL)
    candor_seal_ref (copy.seal);
  candor_stationery_clear (self);
  *self = copy;
}

/**
 * candor_stationery_clear:
 * @self: what is no longer needed; all zeros afterwards
 */
void
candor_stationery_clear (CandorStationery *self)
{
  g_clear_pointer (&self->logo, candor_logo_unref);
  g_clear_pointer (&self->seal, candor_seal_unref);
  self->paper = CANDOR_PAPER_A4;
}
