/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * Which passphrases pass, and which disks count as encrypted.
 */
#include <glib/gstdio.h>
#include <string.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#include "vault/candor-key-private.h"

/* Catches a PIN that nobody was warned of, and passphrases that only look long. */
static void
test_passphrase_rules (void)
{
  static const struct
  {
    const char *text;
    gboolean good, good_with_pin;
  } cases[] = {
    { "hkzrmvqtpbwn", TRUE, TRUE },
    { "hkzrmvqtpbw", FALSE, FALSE },
    { "abcdefghijkl", FALSE, FALSE },
    { "zyxwvutsrqponm", FALSE, FALSE },
    { "qwertyuiopas", FALSE, FALSE },
    { "poiuztrewq987654", FALSE, FALSE },
    { "password1234", FALSE, FALSE },
    { "P@ssw0rd!2345", FALSE, FALSE },
    { "passwordpassword", FALSE, FALSE },
    { "Candor Clinic 2026", FALSE, FALSE },
    { "zebraszebras", FALSE, FALSE },
    { "my password is long", TRUE, TRUE },
    { "one two six ten", TRUE, TRUE },
    { "ab cd ef gh", FALSE, FALSE },
    { "at be us no", TRUE, TRUE },
    { "a b c d", FALSE, FALSE },
    { "correct horse", TRUE, TRUE },
    { "皮肤 针刺 同意 记录", TRUE, TRUE },
    { "皮肤针刺同意", FALSE, FALSE },
    { "aaaaaaaaaaaa", FALSE, FALSE },
    { "abababababab", FALSE, FALSE },
    { "", FALSE, FALSE },
    { "            ", FALSE, FALSE },
    { "740281", FALSE, TRUE },
    { "74028155109", FALSE, TRUE },
    { "740281551093", TRUE, TRUE },
    { "74028", FALSE, FALSE },
    { "74028a", FALSE, FALSE },
    { "123456", FALSE, FALSE },
    { "987654", FALSE, FALSE },
    { "111111", FALSE, FALSE },
    { "121212", FALSE, FALSE },
    { "\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff", FALSE, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    for (int pin = 0; pin < 2; pin++)
      {
        g_autoptr (GError) error = NULL;
        gboolean expected = pin ? cases[i].good_with_pin : cases[i].good;

        if (candor_key_check_passphrase (cases[i].text, pin, &error) != expected)
          g_error ("“%s”, PIN %d", cases[i].text, pin);
        if (!expected)
          g_assert_error (error, CANDOR_KEY_ERROR, CANDOR_KEY_ERROR_WEAK);
      }
}

/* Catches a passphrase that everybody in the clinic would try. */
static void
test_passphrase_names (void)
{
  static const char *const names[] = { "Lakeside Skin Clinic", "Nurse Amber Quill", NULL };
  static const char *const bad[] = { "Lakeside Skin!", "amber quill 12", "AmberAmberAmber1",
                                     "lakeside1234", "skin clinic 99!" };

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      if (candor_key_check_passphrase_for (bad[i], FALSE, names, &error))
        g_error ("“%s”", bad[i]);
      g_assert_error (error, CANDOR_KEY_ERROR, CANDOR_KEY_ERROR_WEAK);
      g_assert_null (strstr (error->message, bad[i]));
    }
  g_assert_true (candor_key_check_passphrase_for ("amber otters sing loudly", FALSE, names, NULL));
}

static char *
put_device (const char *root, const char *name, const char *uuid)
{
  char *folder = g_build_filename (root, name, NULL);
  g_autofree char *dm = g_build_filename (folder, "dm", NULL);
  g_autofree char *slaves = g_build_filename (folder, "slaves", NULL);
  g_autofree char *path = g_build_filename (dm, "uuid", NULL);

  g_assert_cmpint (g_mkdir_with_parents (slaves, 0700), ==, 0);
  if (uuid != NULL)
    {
      g_assert_cmpint (g_mkdir (dm, 0700), ==, 0);
      g_assert_true (g_file_set_contents (path, uuid, -1, NULL));
    }
  return folder;
}

static void
put_slave (const char *folder, const char *below, const char *name)
{
  g_autofree char *link = g_build_filename (folder, "slaves", name, NULL);

  g_assert_cmpint (symlink (below, link), ==, 0);
}

/* A tree as the kernel shows it: plain disk 8:1; LUKS 253:0 on it; a volume 253:1 on that; a volume
 * 253:2 on a plain and an encrypted disk; 253:3 a circle; no such device. Catches a clinic that is
 * told its disk is safe. */
static void
test_disks (void)
{
  g_autofree char *root = g_dir_make_tmp ("candor-disk-XXXXXX", NULL);
  g_autofree char *plain = put_device (root, "8:1", NULL);
  g_autofree char *luks = put_device (root, "253:0", "CRYPT-LUKS2-00ff-root\n");
  g_autofree char *volume = put_device (root, "253:1", "LVM-abc\n");
  g_autofree char *mixed = put_device (root, "253:2", "LVM-def\n");
  g_autofree char *circle = put_device (root, "253:3", "LVM-ghi\n");
  g_autofree char *remove = g_strconcat ("rm -r ", root, NULL);

  put_slave (luks, plain, "sda1");
  put_slave (volume, luks, "dm-0");
  put_slave (mixed, luks, "dm-0");
  put_slave (mixed, plain, "sda1");
  put_slave (circle, circle, "dm-3");
  g_assert_false (candor_disk_is_encrypted_below (root, makedev (8, 1)));
  g_assert_true (candor_disk_is_encrypted_below (root, makedev (253, 0)));
  g_assert_true (candor_disk_is_encrypted_below (root, makedev (253, 1)));
  g_assert_false (candor_disk_is_encrypted_below (root, makedev (253, 2)));
  g_assert_false (candor_disk_is_encrypted_below (root, makedev (253, 3)));
  g_assert_false (candor_disk_is_encrypted_below (root, makedev (7, 7)));
  g_assert_false (candor_disk_is_encrypted ("/nowhere/at/all"));
  g_assert_false (candor_disk_is_encrypted ("/proc"));
  g_assert_true (g_spawn_command_line_sync (remove, NULL, NULL, NULL, NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/key-rules/passphrases", test_passphrase_rules);
  g_test_add_func ("/key-rules/passphrase-names", test_passphrase_names);
  g_test_add_func ("/key-rules/disks", test_disks);
  return g_test_run ();
}
