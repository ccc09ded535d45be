/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * Age files as text: read as Debian's age writes them, and in no second way but blanks around them
 * and other line ends. test_recover.py has files by Debian's age.
 */
#include <string.h>

#include "vault/candor-age.h"

#define B "-----BEGIN AGE ENCRYPTED FILE-----"
#define E "-----END AGE ENCRYPTED FILE-----"
#define L16 "QUFBQUFBQUFBQUFB"
#define LINE L16 L16 L16 L16

/* Returns: how many bytes came out; -1 if it was refused, -2 if it was no text. */
static int
count_bytes (const char *text, gsize length)
{
  g_autoptr (GBytes) file = g_bytes_new (text, length);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) binary = candor_age_remove_armor (file, &error);

  if (binary == file)
    return -2;
  if (binary != NULL)
    return g_bytes_get_size (binary);
  g_assert_error (error, CANDOR_AGE_ERROR, CANDOR_AGE_ERROR_HEADER);
  return -1;
}

/* Catches a reader that forgives lines: what was changed on its way must be noticed. */
static void
test_lines (void)
{
  static const struct
  {
    const char *text;
    int n_bytes;
  } cases[] = {
    { B "\n" LINE "\nQUFB\n" E "\n", 51 },
    { B "\n" LINE "\n" LINE "\n" E, 96 },
    { B "\nQUE=\n" E "\n", 2 },
    { B "\nQQ==\n" E "\n", 1 },
    { B "\n" E "\n", 0 },
    { B "\r\n" LINE "\r\nQUFB\r\n" E "\r\n", 51 },
    { " \t\r\n" B "\nQUFB\n" E " \t\r\n\n", 3 },
    /* No text, which is for others to judge. */
    { "", -2 },
    { "age-encryption.org/v1\n", -2 },
    { "x" B "\nQUFB\n" E "\n", -2 },
    { "----- BEGIN AGE ENCRYPTED FILE-----\nQUFB\n" E "\n", -2 },
    { "-----BEGIN AGE MESSAGE-----\nQUFB\n" E "\n", -2 },
    /* The first and the last line. */
    { B, -1 },
    { B "\n", -1 },
    { B " \nQUFB\n" E "\n", -1 },
    { B "\nQUFB\n", -1 },
    { B "\nQUFB\n-----END AGE ENCRYPTED FILE----\n", -1 },
    { B "\nQUFB" E "\n", -1 },
    { B "\nQUFB\n " E "\n", -1 },
    { B "\nQUFB\n" E "x\n", -1 },
    { B "\nQUFB\n" E "\nx", -1 },
    { B "\nQUFB\n" E "\n" B "\nQUFB\n" E "\n", -1 },
    { B "\nVersion: 1\n\nQUFB\n" E "\n", -1 },
    /* Lines between them. */
    { B "\n\nQUFB\n" E "\n", -1 },
    { B "\nQUFB\n\n" E "\n", -1 },
    { B "\n" LINE "\n\n" E "\n", -1 },
    { B "\n" LINE "QUFB\n" E "\n", -1 },
    { B "\nQUFB\nQUFB\n" E "\n", -1 },
    { B "\nQUE=\nQUFB\n" E "\n", -1 },
    { B "\n QUFB\n" E "\n", -1 },
    { B "\nQUFB \n" E "\n", -1 },
    { B "\nQUFB\r\r\n" E "\n", -1 },
    { B "\nQUE\n" E "\n", -1 },
    { B "\nQUF=\n" E "\n", -1 },
    { B "\nQR==\n" E "\n", -1 },
    { B "\nQ===\n" E "\n", -1 },
    { B "\n====\n" E "\n", -1 },
    { B "\nQU=B\n" E "\n", -1 },
    { B "\nQU\n=\n=\n" E "\n", -1 },
    { B "\nQUF-\n" E "\n", -1 },
    { B "\nQUF\xaf\n" E "\n", -1 },
    { B "\nQUFB\n=abcd\n" E "\n", -1 },
  };
  static const char zero[] = B "\nQU\0B\n" E "\n";
  static const char behind[] = B "\nQUFB\n" E "\n\0";

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    if (count_bytes (cases[i].text, strlen (cases[i].text)) != cases[i].n_bytes)
      g_error ("case %" G_GSIZE_FORMAT ": %s", i, cases[i].text);
  g_assert_cmpint (count_bytes (zero, sizeof zero - 1), ==, -1);
  g_assert_cmpint (count_bytes (behind, sizeof behind - 1), ==, -1);
}

/* No bit of a text can be changed without being refused or coming out as other bytes. */
static void
test_every_bit (void)
{
  char text[] = B "\n" LINE "\nZm/+QQ==\n" E;
  gsize length = strlen (text);
  g_autoptr (GBytes) file = g_bytes_new (text, length);
  g_autoptr (GBytes) right = candor_age_remove_armor (file, NULL);

  g_assert_cmpuint (g_bytes_get_size (right), ==, 52);
  for (gsize i = 0; i < length * 8; i++)
    {
      g_autoptr (GBytes) changed = NULL;
      g_autoptr (GBytes) binary = NULL;

      text[i / 8] ^= 1 << i % 8;
      changed = g_bytes_new (text, length);
      binary = candor_age_remove_armor (changed, NULL);
      g_assert_true (binary == NULL || !g_bytes_equal (binary, right));
      text[i / 8] ^= 1 << i % 8;
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/age-armor/lines", test_lines);
  g_test_add_func ("/age-armor/every-bit", test_every_bit);
  return g_test_run ();
}
