/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#include "candorctl.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

#include "core/candor-error.h"
#include "document/candor-seal.h"
#include "vault/candor-atomic-file.h"

/* The clock of the tablet that seals may be slow, and be set right later. */
#define DAYS_BEFORE 1

/* The certificate is for everybody; the key is for nobody but its owner. */
#define CERTIFICATE_MODE 0644

/* A seal that is lost cannot be made again, so an older one is never touched. */
static gboolean
is_free (const char *path, GError **error)
{
  g_autofree char *name = NULL;
  GStatBuf status;

  if (g_lstat (path, &status) != 0)
    return TRUE;
  name = g_filename_display_name (path);
  g_set_error (error, CANDOR_ERROR, CANDOR_ERROR_STORAGE,
               "“%s” exists already. It was left as it is, and no seal was made; choose another "
               "folder.",
               name);
  return FALSE;
}

static gboolean
open_to_all (const char *path, GError **error)
{
  g_autofree char *name = NULL;

  if (g_chmod (path, CERTIFICATE_MODE) == 0)
    return TRUE;
  name = g_filename_display_name (path);
  g_set_error (error, CANDOR_ERROR, CANDOR_ERROR_STORAGE,
               "“%s” could not be made readable for others: %s. No seal was made.", name,
               g_strerror (errno));
  return FALSE;
}

/* A folder that does not exist yet is made, for its owner alone: it will hold a key. */
static gboolean
make_folder (const char *path, GError **error)
{
  g_autofree char *name = NULL;
  int code;

  if (g_mkdir (path, 0700) == 0)
    return TRUE;
  code = errno;
  if (code == EEXIST && g_file_test (path, G_FILE_TEST_IS_DIR))
    return TRUE;
  name = g_filename_display_name (path);
  g_set_error (error, CANDOR_ERROR, CANDOR_ERROR_STORAGE,
               "The folder “%s” could not be made: %s. No seal was made; choose another folder.",
               name, g_strerror (code));
  return FALSE;
}

/* Writes both files, or none. */
static gboolean
write_seal (CandorSeal *seal, const char *key_path, const char *certificate_path, GError **error)
{
  g_autoptr (GBytes) key = candor_seal_export_key_pem (seal, error);
  g_autoptr (GBytes) certificate = NULL;

  if (key != NULL)
    certificate = candor_seal_export_certificate_pem (seal, error);
  if (certificate == NULL || !candor_atomic_file_write (key_path, key, error))
    return FALSE;
  if (!candor_atomic_file_write (certificate_path, certificate, error))
    {
      g_unlink (key_path);
      return FALSE;
    }
  if (open_to_all (certificate_path, error))
    return TRUE;
  g_unlink (certificate_path);
  g_unlink (key_path);
  return FALSE;
}

static int
tell (CandorSeal *seal, const char *key_path, const char *certificate_path)
{
  g_autofree char *fingerprint = candor_seal_dup_fingerprint (seal);
  g_autofree char *key = candorctl_one_line (key_path);
  g_autofree char *certificate = candorctl_one_line (certificate_path);
  g_autofree char *text
      = g_strdup_printf ("Key, to be kept secret: %s\nCertificate, to be given out: %s\n"
                         "Fingerprint of the certificate (SHA-256): %s\n",
                         key, certificate, fingerprint);
  g_autofree char *made = g_strdup_printf (
      "The seal was made all the same: the key, to be kept secret, is “%s”, and the certificate is "
      "“%s”.",
      key, certificate);
  int status = candorctl_write (text, strlen (text));

  /* Who is told of a failure would look for nothing, and leave a key lying about. */
  if (status != CANDORCTL_DONE)
    candorctl_error_line (made);
  return status;
}

static int
make_seal (const char *clinic, const char *folder)
{
  g_autofree char *key_path = g_build_filename (folder, "key.pem", NULL);
  g_autofree char *certificate_path = g_build_filename (folder, "certificate.pem", NULL);
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (GDateTime) from = g_date_time_add_days (now, -DAYS_BEFORE);
  g_autoptr (GError) error = NULL;
  g_autoptr (CandorSeal) seal = NULL;

  if (is_free (key_path, &error) && is_free (certificate_path, &error))
    seal = candor_seal_new_self_signed (clinic, from, &error);
  if (seal == NULL || !make_folder (folder, &error)
      || !write_seal (seal, key_path, certificate_path, &error))
    return candorctl_fail (error);
  return tell (seal, key_path, certificate_path);
}

int
candorctl_new_seal (GStrv *arguments)
{
  g_autofree char *clinic = NULL;
  g_autofree char *folder = NULL;
  int status;
  const GOptionEntry entries[] = {
    /* As bytes, because GLib would refuse it where the shell has no UTF-8. */
    { "name", 'n', G_OPTION_FLAG_NONE, G_OPTION_ARG_FILENAME, &clinic,
      "The name of the clinic; it stands in every seal, cut to 64 characters", "CLINIC" },
    { "output", 'o', G_OPTION_FLAG_NONE, G_OPTION_ARG_FILENAME, &folder,
      "The folder for the two files; it is made if it does not exist", "DIR" },
    G_OPTION_ENTRY_NULL,
  };

  if (!candorctl_parse (arguments, "new-seal", NULL,
                        "Makes a key and a certificate for the seal of a clinic, for ten years: "
                        "key.pem, which must stay secret, and certificate.pem, which is given to "
                        "everybody who checks documents. Files that exist are left as they are.",
                        entries, &status))
    return status;
  if (g_strv_length (*arguments) != 1)
    return candorctl_usage ("new-seal takes no files. See “candorctl new-seal --help”.");
  if (clinic == NULL)
    return candorctl_usage ("new-seal needs “--name CLINIC”.");
  if (!g_utf8_validate (clinic, -1, NULL))
    return candorctl_usage ("the name of the clinic is not valid UTF-8. No seal was made.");
  if (folder == NULL || *folder == '\0')
    return candorctl_usage ("new-seal needs “--output DIR”.");
  if (g_str_equal (folder, "-"))
    return candorctl_usage (
        "new-seal writes two files into a folder, and “-” is none: it stands for "
        "standard output. No seal was made.");
  return make_seal (clinic, folder);
}
