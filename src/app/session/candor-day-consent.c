/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#include "candor-day-consent.h"

/**
 * candor_day_consent_is_withdrawn:
 * @session: (nullable): whose tablet it is
 * @check: (nullable): a check on a day of treatment
 *
 * Asks the list as it was read when the tablet was unlocked. For the main thread.
 *
 * Returns: whether the patient has taken back the consent that the check stands on, as far as that
 *   can be known: %FALSE while the tablet is locked
 */
gboolean
candor_day_consent_is_withdrawn (CandorSession *session, CandorDayCheck *check)
{
  CandorRegister *opened = session != NULL ? candor_session_get_register (session) : NULL;
  CandorIndex *index = opened != NULL ? candor_register_get_index (opened) : NULL;
  guint entry;

  return check != NULL && index != NULL
         && candor_index_find (index, candor_day_check_get (check, CANDOR_CONSENT_RECORD), &entry)
         && candor_index_is_withdrawn (index, entry);
}
