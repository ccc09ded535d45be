/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * The file of a staff member's key. What was read is written and read again; then the key of a clinic
 * is wrapped for it anew, which must open with its passphrase, and not when a member was changed.
 */
#include <string.h>

#include "fuzz.h"
#include "vault/candor-key-private.h"

/* The least that may be asked for: this is not about the cost. */
#define CHEAP ((CandorKeyCost){ 8192, 1 })

static const guchar device[CANDOR_KEY_DEVICE_SIZE];

static CandorKeySlotFile *
write_and_parse (const CandorKeySlotFile *slot)
{
  g_autoptr (GBytes) bytes = candor_key_slot_file_write (slot);
  g_autoptr (GError) error = NULL;
  gsize length;
  const char *text = g_bytes_get_data (bytes, &length);
  CandorKeySlotFile *again = candor_key_slot_file_parse (text, length, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (slot->open->id, ==, again->open->id);
  g_assert_cmpstr (slot->open->name, ==, again->open->name);
  g_assert_cmpstr (slot->open->created, ==, again->open->created);
  g_assert_cmpstr (slot->open->registration, ==, again->open->registration);
  g_assert_cmpint (slot->open->role, ==, again->open->role);
  g_assert_cmpuint (slot->cost.memory, ==, again->cost.memory);
  g_assert_cmpuint (slot->cost.passes, ==, again->cost.passes);
  g_assert_cmpmem (slot->salt, sizeof slot->salt, again->salt, sizeof again->salt);
  g_assert_cmpmem (slot->nonce, sizeof slot->nonce, again->nonce, sizeof again->nonce);
  g_assert_true (g_bytes_equal (slot->wrapped, again->wrapped));
  g_assert_cmpint (slot->version, ==, again->version);
  g_assert_cmpmem (slot->role_proof, sizeof slot->role_proof, again->role_proof,
                   sizeof again->role_proof);
  return again;
}

static void
check_wrapping (CandorKeySlotFile *slot)
{
  g_autoptr (CandorAgeIdentity) clinic = candor_age_identity_new ();
  g_autoptr (CandorAgeIdentity) opened = NULL;
  g_autoptr (CandorAgeIdentity) changed = NULL;
  g_autoptr (CandorKeySlotFile) again = NULL;

  slot->cost = CHEAP;
  g_assert_true (candor_key_slot_file_wrap (slot, device, "four plain words here", clinic, NULL));
  again = write_and_parse (slot);
  opened = candor_key_slot_file_unwrap (again, device, "four plain words here", NULL);
  g_assert_nonnull (opened);
  again->open->role = again->open->role == CANDOR_KEY_ROLE_STAFF ? CANDOR_KEY_ROLE_ADMINISTRATOR
                                                                 : CANDOR_KEY_ROLE_STAFF;
  changed = candor_key_slot_file_unwrap (again, device, "four plain words here", NULL);
  g_assert_null (changed);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CandorKeySlotFile) slot
      = candor_key_slot_file_parse ((const char *)data, size, &error);
  g_autoptr (CandorKeySlotFile) again = NULL;

  fuzz_check_refusal (slot != NULL, error);
  if (slot == NULL)
    return 0;
  FUZZ_PLANT (slot->cost.passes > 1);
  again = write_and_parse (slot);
  check_wrapping (again);
  return 0;
}
