/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#include "candor-print-settings.h"

#include <errno.h>
#include <glib/gstdio.h>

#include "core/candor-error.h"
#include "vault/candor-atomic-file.h"

#define FILE_NAME "printing.ini"
#define GROUP "printing"

/**
 * candor_print_settings_load:
 * @self: (out caller-allocates): the settings
 * @folder: the clinic's data folder
 *
 * Reads how the clinic printed last. What cannot be read is as at the first time: one copy, on both
 * sides, on whichever printer is there.
 */
void
candor_print_settings_load (CandorPrintSettings *self, const char *folder)
{
  g_autofree char *path = g_build_filename (folder, FILE_NAME, NULL);
  g_autoptr (GKeyFile) file = g_key_file_new ();
  int copies;

  *self = (CandorPrintSettings){ .copies = 1, .two_sided = TRUE };
  if (!g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, NULL))
    return;
  self->printer = g_key_file_get_string (file, GROUP, "printer", NULL);
  copies = g_key_file_get_integer (file, GROUP, "copies", NULL);
  self->copies = CLAMP (copies, 1, CANDOR_PRINT_MAX_COPIES);
  if (g_key_file_has_key (file, GROUP, "two_sided", NULL))
    self->two_sided = g_key_file_get_boolean (file, GROUP, "two_sided", NULL);
}

/**
 * candor_print_settings_save:
 * @self: the settings
 * @folder: the clinic's data folder; need not exist yet
 * @error: return location for an error
 *
 * Returns: whether they are on the disk; %CANDOR_ERROR_STORAGE otherwise
 */
gboolean
candor_print_settings_save (const CandorPrintSettings *self, const char *folder, GError **error)
{
  g_autofree char *path = g_build_filename (folder, FILE_NAME, NULL);
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autoptr (GBytes) bytes = NULL;
  char *text;
  gsize length;

  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      candor_error_set (error, CANDOR_ERROR, CANDOR_ERROR_STORAGE,
                        "The folder of the clinic could not be made: %s.", g_strerror (errno));
      return FALSE;
    }
  if (self->printer != NULL)
    g_key_file_set_string (file, GROUP, "printer", self->printer);
  g_key_file_set_integer (file, GROUP, "copies", self->copies);
  g_key_file_set_boolean (file, GROUP, "two_sided", self->two_sided);
  text = g_key_file_to_data (file, &length, NULL);
  bytes = g_bytes_new_take (text, length);
  return candor_atomic_file_replace (path, bytes, error);
}

/**
 * candor_print_settings_clear:
 * @self: the settings
 */
void
candor_print_settings_clear (CandorPrintSettings *self)
{
  g_clear_pointer (&self->printer, g_free);
}
