/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * The folder keys/ of a store: to whom records are encrypted, who may unlock, the seal.
 *
 * The key of the clinic is in no file but wrapped in the slots; the recovery key is on paper alone.
 */
#include <errno.h>
#include <glib/gstdio.h>
#include <sodium.h>
#include <string.h>

#include "candor-atomic-file.h"
#include "candor-key-private.h"
#include "core/candor-error.h"
#include "core/candor-file.h"

#define N_RECIPIENTS 2

/* Returns: %FALSE, with an error about the file of this name. */
gboolean
candor_keys_refuse (GError **error, const char *name)
{
  candor_error_set (
      error, CANDOR_KEY_ERROR, CANDOR_KEY_ERROR_DAMAGED,
      "The file “keys/%s” of the clinic is damaged. No record is lost; bring the file back "
      "from a copy of the clinic’s folder.",
      name);
  return FALSE;
}

static gboolean
make_folder (const char *path, GError **error)
{
  g_autofree char *name = NULL;

  if (g_mkdir (path, 0700) == 0 || errno == EEXIST)
    return TRUE;
  name = g_filename_display_name (path);
  candor_error_set (error, CANDOR_ERROR, CANDOR_ERROR_STORAGE,
                    "The folder “%s” could not be made: %s. No key was made.", name,
                    g_strerror (errno));
  return FALSE;
}

static gboolean
write_recipients (const char *folder,
                  CandorAgeIdentity *clinic,
                  CandorAgeIdentity *recovery,
                  GError **error)
{
  g_autofree char *path = g_build_filename (folder, CANDOR_KEY_RECIPIENTS_NAME, NULL);
  g_autofree char *first = candor_age_identity_dup_recipient (clinic);
  g_autofree char *second = candor_age_identity_dup_recipient (recovery);
  g_autofree char *text
      = g_strdup_printf ("# The clinic\n%s\n# The key on paper, for recovery\n%s\n", first, second);
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  return candor_atomic_file_write (path, bytes, error);
}

/**
 * candor_keys_create:
 * @folder: the keys folder; made if it does not exist
 * @clinic: (out) (transfer full): the key that slots will be made for
 * @recovery: (out) (transfer full): the key for paper; it is written to no file
 * @error: return location for an error
 *
 * Makes the keys of a new clinic. Where there are keys already nothing is touched.
 *
 * Returns: whether they were made
 */
gboolean
candor_keys_create (const char *folder,
                    CandorAgeIdentity **clinic,
                    CandorAgeIdentity **recovery,
                    GError **error)
{
  g_autofree char *slots = g_build_filename (folder, "slots", NULL);
  g_autofree char *tries = g_build_filename (folder, "tries", NULL);
  g_autofree char *device_path = g_build_filename (folder, CANDOR_KEY_DEVICE_NAME, NULL);
  g_autoptr (CandorAgeIdentity) one = candor_age_identity_new ();
  g_autoptr (CandorAgeIdentity) other = candor_age_identity_new ();
  g_autoptr (GBytes) device = NULL;
  guchar *bytes;

  device = candor_secret_bytes_new (CANDOR_KEY_DEVICE_SIZE, &bytes);
  randombytes_buf (bytes, CANDOR_KEY_DEVICE_SIZE);
  if (!make_folder (folder, error) || !make_folder (slots, error) || !make_folder (tries, error)
      || !candor_atomic_file_write (device_path, device, error))
    return FALSE;
  if (!write_recipients (folder, one, other, error) || !candor_key_proof_write (folder, one, error))
    {
      g_unlink (device_path);
      return FALSE;
    }
  *clinic = g_steal_pointer (&one);
  *recovery = g_steal_pointer (&other);
  return TRUE;
}

/**
 * candor_keys_load_recipients:
 * @folder: the keys folder
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the recipient of the clinic, then that of the key on paper
 */
GStrv
candor_keys_load_recipients (const char *folder, GError **error)
{
  g_autofree char *path = g_build_filename (folder, CANDOR_KEY_RECIPIENTS_NAME, NULL);
  g_autofree char *text = NULL;
  g_autoptr (GStrvBuilder) recipients = g_strv_builder_new ();
  g_auto (GStrv) lines = NULL;
  gsize length;
  guint n = 0;

  if (!candor_file_read (path, CANDOR_KEY_MAX_FILE, &text, &length, error))
    return NULL;
  lines = g_strsplit (text, "\n", -1);
  for (char **line = lines; *line != NULL; line++)
    {
      g_strstrip (*line);
      if (**line == '\0' || **line == '#')
        continue;
      if (!candor_age_check_recipient (*line, NULL))
        {
          candor_keys_refuse (error, CANDOR_KEY_RECIPIENTS_NAME);
          return NULL;
        }
      g_strv_builder_add (recipients, *line);
      n++;
    }
  if (n == N_RECIPIENTS && strlen (text) == length)
    return g_strv_builder_end (recipients);
  candor_keys_refuse (error, CANDOR_KEY_RECIPIENTS_NAME);
  return NULL;
}

/**
 * candor_keys_save_seal:
 * @folder: the keys folder
 * @clinic: the key of the clinic
 * @key_pem: the key of the clinic's seal
 * @certificate_pem: its certificate
 * @error: return location for an error
 *
 * Saves the certificate in clear and the key encrypted to the clinic: nothing can be sealed while
 * the tablet is locked. An older seal is replaced.
 *
 * Returns: whether both were saved
 */
gboolean
candor_keys_save_seal (const char *folder,
                       CandorAgeIdentity *clinic,
                       GBytes *key_pem,
                       GBytes *certificate_pem,
                       GError **error)
{
  g_autofree char *key_path = g_build_filename (folder, CANDOR_KEY_SEAL_NAME, NULL);
  g_autofree char *certificate_path = g_build_filename (folder, CANDOR_KEY_CERTIFICATE_NAME, NULL);
  g_autofree char *own = candor_age_identity_dup_recipient (clinic);
  const char *const recipients[] = { own, NULL };
  g_autoptr (GBytes) encrypted = candor_age_encrypt (recipients, key_pem, error);

  return encrypted != NULL && candor_atomic_file_replace (key_path, encrypted, error)
         && candor_atomic_file_replace (certificate_path, certificate_pem, error)
         && candor_key_proof_write (folder, clinic, error);
}

/**
 * candor_keys_load_seal_key:
 * @folder: the keys folder
 * @clinic: the key of the clinic
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the key of the clinic's seal, as PEM, in memory that is wiped
 */
GBytes *
candor_keys_load_seal_key (const char *folder, CandorAgeIdentity *clinic, GError **error)
{
  g_autofree char *path = g_build_filename (folder, CANDOR_KEY_SEAL_NAME, NULL);
  g_autoptr (GBytes) encrypted = NULL;
  char *bytes;
  gsize length;

  if (!candor_file_read (path, CANDOR_KEY_MAX_FILE, &bytes, &length, error))
    return NULL;
  encrypted = g_bytes_new_take (bytes, length);
  return candor_age_decrypt (clinic, encrypted, error);
}

/**
 * candor_keys_load_certificate:
 * @folder: the keys folder
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the certificate of the clinic's seal, as PEM
 */
GBytes *
candor_keys_load_certificate (const char *folder, GError **error)
{
  g_autofree char *path = g_build_filename (folder, CANDOR_KEY_CERTIFICATE_NAME, NULL);
  char *bytes;
  gsize length;

  if (!candor_file_read (path, CANDOR_KEY_MAX_FILE, &bytes, &length, error))
    return NULL;
  return g_bytes_new_take (bytes, length);
}
