/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * Whether a folder lies on an encrypted disk, as far as the kernel tells: a device mapper target of
 * the kind CRYPT at or below its block device. What cannot be known counts as not encrypted, so that
 * one warning too many is shown rather than one too few.
 */
#include <sys/stat.h>
#include <sys/sysmacros.h>

#include "candor-key-private.h"

/* Devices that stack on one another; more than this is a circle. */
#define MAX_DEPTH 16

static gboolean
is_encrypted (const char *device_folder, guint depth)
{
  g_autofree char *uuid_path = g_build_filename (device_folder, "dm", "uuid", NULL);
  g_autofree char *slaves_path = g_build_filename (device_folder, "slaves", NULL);
  g_autofree char *uuid = NULL;
  g_autoptr (GDir) slaves = NULL;
  const char *name;
  guint n_slaves = 0;

  if (g_file_get_contents (uuid_path, &uuid, NULL, NULL) && g_str_has_prefix (uuid, "CRYPT-"))
    return TRUE;
  slaves = depth < MAX_DEPTH ? g_dir_open (slaves_path, 0, NULL) : NULL;
  while (slaves != NULL && (name = g_dir_read_name (slaves)) != NULL)
    {
      g_autofree char *below = g_build_filename (slaves_path, name, NULL);

      /* A volume that lies on two disks is as safe as the worse one. */
      if (!is_encrypted (below, depth + 1))
        return FALSE;
      n_slaves++;
    }
  return n_slaves > 0;
}

/* As candor_disk_is_encrypted () for the device, of which @block_folder tells as
 * /sys/dev/block does. */
gboolean
candor_disk_is_encrypted_below (const char *block_folder, dev_t device)
{
  g_autofree char *numbers = g_strdup_printf ("%u:%u", major (device), minor (device));
  g_autofree char *device_folder = g_build_filename (block_folder, numbers, NULL);

  return is_encrypted (device_folder, 0);
}

/**
 * candor_disk_is_encrypted:
 * @path: a folder that exists
 *
 * Returns: whether the disk below it is known to be encrypted
 */
gboolean
candor_disk_is_encrypted (const char *path)
{
  struct stat status;

  return stat (path, &status) == 0
         && candor_disk_is_encrypted_below ("/sys/dev/block", status.st_dev);
}
