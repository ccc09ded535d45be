/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#include "help-keys.h"

#include <glib/gstdio.h>
#include <string.h>

CandorKeyClock
keys_at (const char *boot, gint64 seconds)
{
  CandorKeyClock clock = { .seconds = seconds };

  g_strlcpy (clock.boot, boot, sizeof clock.boot);
  return clock;
}

CandorKeySlot *
keys_add_slot (Keys *self, const char *name, CandorKeyRole role)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CandorKeyChange) change = candor_key_change_add (
      self->keys, self->clinic, name, role, "PHY-0001", KEYS_RIGHT, KEYS_CHEAP, &error);

  g_assert_no_error (error);
  g_assert_true (candor_key_change_make (change, &error));
  g_assert_no_error (error);
  return candor_key_slot_copy (candor_key_change_get_slot (change));
}

/* Returns: whether the change could be prepared and made. */
gboolean
keys_make (CandorKeyChange *change)
{
  g_autoptr (CandorKeyChange) owned = change;

  return owned != NULL && candor_key_change_make (owned, NULL);
}

gboolean
keys_set_passphrase (Keys *self, const CandorKeySlot *proved, const char *passphrase)
{
  return keys_make (candor_key_change_passphrase (self->keys, proved, self->clinic, passphrase,
                                                  KEYS_CHEAP, NULL));
}

void
keys_set_up (Keys *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  self->folder = g_dir_make_tmp ("candor-keys-XXXXXX", NULL);
  self->keys = g_build_filename (self->folder, "keys", NULL);
  candor_keys_create (self->keys, &self->clinic, &self->recovery, &error);
  g_assert_no_error (error);
  self->slot = keys_add_slot (self, "Ines Sample", CANDOR_KEY_ROLE_ADMINISTRATOR);
}

static void
remove_all (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *below = g_build_filename (path, name, NULL);

      remove_all (below);
    }
  g_assert_cmpint (g_remove (path), ==, 0);
}

void
keys_tear_down (Keys *self, gconstpointer data)
{
  remove_all (self->folder);
  candor_key_slot_free (self->slot);
  candor_age_identity_unref (self->clinic);
  candor_age_identity_unref (self->recovery);
  g_free (self->keys);
  g_free (self->folder);
}

char *
keys_path_of (Keys *self, const char *folder, const char *id)
{
  g_autofree char *name = g_strconcat (id, ".json", NULL);

  return g_build_filename (self->keys, folder, name, NULL);
}

/* Returns: -1 if the slot was opened, with the key of the clinic; otherwise the code. */
int
keys_try_at (Keys *self, const char *id, const char *passphrase, CandorKeyClock now, guint *wait)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CandorAgeIdentity) key
      = candor_key_slot_open (self->keys, id, passphrase, &now, wait, NULL, NULL, &error);
  g_autofree char *recipient = NULL;
  g_autofree char *expected = candor_age_identity_dup_recipient (self->clinic);

  if (key == NULL)
    {
      g_assert_true (error->domain == CANDOR_KEY_ERROR);
      g_assert_true (g_str_has_suffix (error->message, "."));
      return error->code;
    }
  recipient = candor_age_identity_dup_recipient (key);
  g_assert_cmpstr (recipient, ==, expected);
  return -1;
}

void
keys_assert_try (Keys *self, const char *passphrase, CandorKeyClock now, int code, guint wait)
{
  guint left;

  g_assert_cmpint (keys_try_at (self, self->slot->id, passphrase, now, &left), ==, code);
  g_assert_cmpuint (left, ==, wait);
  g_assert_cmpuint (candor_key_get_wait (self->keys, self->slot->id, &now), ==, wait);
}
