/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * The illustrations in grey: any printer prints them, and they stay lines.
 */
#include "candor-grey-picture.h"

#include "core/candor-file.h"

#define MAX_BYTES (1024 * 1024)

/* The badges with the numbers, each a group that begins with its white rim: on the sheet no legend
 * explains them. */
#define RIM "circle[r=\"21\"][fill=\"#ffffff\"]"
#define HIDE_BADGES "<style>" RIM ", " RIM " ~ * { display: none }</style>"

/* How light a colour is to the eye (ITU-R BT.601). */
static gboolean
grey_cb (const GMatchInfo *match, GString *out, gpointer data)
{
  g_autofree char *digits = g_match_info_fetch (match, 1);
  guint64 colour = g_ascii_strtoull (digits, NULL, 16);
  guint red = colour >> 16 & 0xff;
  guint green = colour >> 8 & 0xff;
  guint blue = colour & 0xff;
  guint grey = (299 * red + 587 * green + 114 * blue + 500) / 1000;

  g_string_append_printf (out, "#%02x%02x%02x", grey, grey, grey);
  return FALSE;
}

/**
 * candor_grey_picture_load:
 * @path: an illustration, see data/illustrations/README.md: its colours are all written with six
 *   hexadecimal digits
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the picture without colours and numbers, drawn with candor_logo_draw ()
 */
CandorLogo *
candor_grey_picture_load (const char *path, GError **error)
{
  g_autoptr (GRegex) colours = g_regex_new ("#([0-9a-fA-F]{6})\\b", 0, 0, NULL);
  g_autoptr (GRegex) root = g_regex_new ("<svg[^>]*>", 0, 0, NULL);
  g_autofree char *name = g_filename_display_basename (path);
  g_autofree char *data = NULL;
  g_autoptr (GBytes) bytes = NULL;
  gsize length;
  g_autofree char *grey = NULL;
  char *bare;

  if (!candor_file_read (path, MAX_BYTES, &data, &length, error))
    return NULL;
  grey = g_regex_replace_eval (colours, data, length, 0, 0, grey_cb, NULL, error);
  if (grey == NULL)
    return NULL;
  bare = g_regex_replace (root, grey, -1, 0, "\\0" HIDE_BADGES, 0, error);
  if (bare == NULL)
    return NULL;
  bytes = g_bytes_new_take (bare, strlen (bare));
  return candor_logo_new (name, bytes, error);
}
