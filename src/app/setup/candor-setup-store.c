/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * Makes a store with the clinic's file in it, beside the place where it is to be: a start that is
 * broken off leaves nothing that looks like a clinic.
 */
#include "candor-setup-store.h"

#include <string.h>

#include "core/candor-clinic.h"
#include "core/candor-file.h"
#include "document/candor-stationery.h"
#include "vault/candor-atomic-file.h"

#define CLINIC "clinic"
#define MAX_LOGO (8 * 1024 * 1024)

/* Copies the logo into the store, under a name that tells its kind alone. */
static gboolean
copy_logo (const CandorSetupStore *self, const char *made, GKeyFile *file, GError **error)
{
  const char *dot = self->logo != NULL ? strrchr (self->logo, '.') : NULL;
  g_autofree char *kind = g_ascii_strdown (dot != NULL ? dot + 1 : "svg", -1);
  g_autofree char *name = g_strconcat ("logo.", kind, NULL);
  g_autofree char *path = g_build_filename (made, name, NULL);
  g_autoptr (GBytes) bytes = NULL;
  char *content;
  gsize length;

  if (self->logo == NULL)
    return TRUE;
  if (!candor_file_read (self->logo, MAX_LOGO, &content, &length, error))
    return FALSE;
  bytes = g_bytes_new_take (content, length);
  g_key_file_set_string (file, CLINIC, "logo", name);
  return candor_atomic_file_write (path, bytes, error);
}

/* Writes who the clinic is, and reads it back as every later start will. */
static gboolean
write_clinic (const CandorSetupStore *self, const char *made, GError **error)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree char *path = g_build_filename (made, "clinic.ini", NULL);
  g_autoptr (CandorClinic) clinic = NULL;
  g_auto (CandorStationery) stationery = { .logo = NULL };
  g_autoptr (GBytes) bytes = NULL;
  char *text;
  gsize length;

  g_key_file_set_string (file, CLINIC, "name", self->name);
  g_key_file_set_string (file, CLINIC, "address", self->address);
  g_key_file_set_string (file, CLINIC, "phone", self->phone);
  g_key_file_set_string (file, CLINIC, "emergency", self->emergency);
  g_key_file_set_string (file, CLINIC, "language", self->language);
  if (!copy_logo (self, made, file, error))
    return FALSE;
  for (guint i = 0; i < self->practitioners->len; i++)
    {
      char *const *words = self->practitioners->pdata[i];
      g_autofree char *group = g_strdup_printf ("practitioner %u", i + 1);

      g_key_file_set_string (file, group, "name", words[0]);
      g_key_file_set_string (file, group, "role", words[1]);
      g_key_file_set_string (file, group, "registration", words[2]);
    }
  text = g_key_file_to_data (file, &length, NULL);
  bytes = g_bytes_new_take (text, length);
  if (!candor_atomic_file_write (path, bytes, error))
    return FALSE;
  clinic = candor_clinic_load (path, error);
  return clinic != NULL && candor_stationery_load (&stationery, clinic, error);
}

/**
 * candor_setup_store_new:
 * @folder: where the store is to be
 *
 * Returns: (transfer full): nothing but that
 */
CandorSetupStore *
candor_setup_store_new (const char *folder)
{
  CandorSetupStore *self = g_new0 (CandorSetupStore, 1);

  self->folder = g_strdup (folder);
  self->practitioners = g_ptr_array_new_with_free_func ((GDestroyNotify)g_strfreev);
  return self;
}

/**
 * candor_setup_store_free:
 * @self: (transfer full): what was asked for
 */
void
candor_setup_store_free (gpointer self)
{
  CandorSetupStore *store = self;

  g_free (store->folder);
  g_free (store->name);
  g_free (store->address);
  g_free (store->phone);
  g_free (store->emergency);
  g_free (store->logo);
  g_free (store->language);
  g_ptr_array_unref (store->practitioners);
  g_free (store->staff);
  candor_new_store_free (store->made);
  candor_secret_free (store->passphrase);
  g_free (store);
}

/**
 * candor_setup_store_make:
 * @self: what was asked for
 * @error: return location for an error
 *
 * Takes half a second, on purpose: for a thread.
 *
 * Returns: (transfer full) (nullable): the recovery key, which is nowhere else; %NULL if the store
 *   could not be made, and then nothing of it is left
 */
CandorSecretText *
candor_setup_store_make (CandorSetupStore *self, GError **error)
{
  const CandorSetup setup = { .clinic = self->name,
                              .administrator = self->staff,
                              .passphrase = self->passphrase,
                              .cost = self->cost };
  g_autoptr (CandorAgeIdentity) recovery = NULL;
  g_autoptr (CandorNewStore) made = candor_new_store_make (self->folder, &setup, &recovery, error);

  if (made == NULL || !write_clinic (self, candor_new_store_get_folder (made), error))
    return NULL;
  candor_new_store_free (self->made);
  self->made = g_steal_pointer (&made);
  return candor_age_identity_dup_secret (recovery);
}
