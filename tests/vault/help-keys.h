/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * What the tests of the keys share: a clinic with one administrator in a folder of its own.
 */
#pragma once

#include "vault/candor-key.h"

#define KEYS_RIGHT "four plain words here"
#define KEYS_WRONG "four other words here"

/* The least that libsodium allows: these tests are about the rules, not about the cost. */
#define KEYS_CHEAP ((CandorKeyCost){ 8192, 1 })

#define BOOT_ONE "11111111-1111-1111-1111-111111111111"
#define BOOT_TWO "22222222-2222-2222-2222-222222222222"

typedef struct
{
  char *folder;
  char *keys;
  CandorAgeIdentity *clinic;
  CandorAgeIdentity *recovery;
  CandorKeySlot *slot;
} Keys;

CandorKeyClock keys_at (const char *boot, gint64 seconds);
CandorKeySlot *keys_add_slot (Keys *self, const char *name, CandorKeyRole role);
gboolean keys_make (CandorKeyChange *change);
gboolean keys_set_passphrase (Keys *self, const CandorKeySlot *proved, const char *passphrase);
void keys_set_up (Keys *self, gconstpointer data);
void keys_tear_down (Keys *self, gconstpointer data);
char *keys_path_of (Keys *self, const char *folder, const char *id);
int
keys_try_at (Keys *self, const char *id, const char *passphrase, CandorKeyClock now, guint *wait);
void keys_assert_try (Keys *self, const char *passphrase, CandorKeyClock now, int code, guint wait);
