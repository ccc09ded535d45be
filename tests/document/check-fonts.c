/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * Fonts: embedded, and each of their codes stands for a character (ISO 14289-1, 7.21; ISO 19005-3,
 * 6.2.11).
 */
#include <string.h>

#include "check-ua-private.h"

void
check_font_free (gpointer font)
{
  CheckFont *self = font;

  g_hash_table_unref (self->unicode);
  g_hash_table_unref (self->widths);
  g_free (self);
}

/* Returns: (nullable): the next string of hexadecimal digits before @end, without its brackets. */
static char *
next_hex (const char **at, const char *end)
{
  const char *open = memchr (*at, '<', end - *at);
  const char *close = open != NULL ? memchr (open, '>', end - open) : NULL;

  if (close == NULL)
    return NULL;
  *at = close + 1;
  return g_strndup (open + 1, close - open - 1);
}

/* Returns: (nullable): UTF-16 in hexadecimal digits as UTF-8 */
static char *
hex_text (const char *hex)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();

  for (; hex[0] != '\0' && hex[1] != '\0'; hex += 2)
    {
      guint8 byte = g_ascii_xdigit_value (hex[0]) << 4 | g_ascii_xdigit_value (hex[1]);

      g_byte_array_append (bytes, &byte, 1);
    }
  return g_convert ((const char *)bytes->data, bytes->len, "UTF-8", "UTF-16BE", NULL, NULL, NULL);
}

static void
map_code (Check *self, CheckFont *font, int id, guint code, const char *hex)
{
  g_autofree char *text = hex_text (hex);
  gunichar first = text != NULL && *text != '\0' ? g_utf8_get_char (text) : 0;

  if (first == 0 || first == 0xfeff || first == 0xfffe)
    check_fault (self, "UA 7.21.7", "font %d maps code %u to U+%04X", id, code, first);
  else
    g_hash_table_insert (font->unicode, GUINT_TO_POINTER (code + 1), g_steal_pointer (&text));
}

static void
read_chars (Check *self, CheckFont *font, int id, const char *at, const char *end)
{
  while (TRUE)
    {
      g_autofree char *code = next_hex (&at, end);
      g_autofree char *text = code != NULL ? next_hex (&at, end) : NULL;

      if (text == NULL)
        return;
      map_code (self, font, id, (guint)g_ascii_strtoull (code, NULL, 16), text);
    }
}

static void
read_ranges (Check *self, CheckFont *font, int id, const char *at, const char *end)
{
  while (TRUE)
    {
      g_autofree char *from = next_hex (&at, end);
      g_autofree char *to = from != NULL ? next_hex (&at, end) : NULL;
      g_autofree char *text = to != NULL ? next_hex (&at, end) : NULL;
      guint first;

      if (text == NULL)
        return;
      first = (guint)g_ascii_strtoull (from, NULL, 16);
      for (guint code = first; code <= g_ascii_strtoull (to, NULL, 16); code++)
        {
          guint unicode = (guint)g_ascii_strtoull (text, NULL, 16) + code - first;
          g_autofree char *hex = g_strdup_printf ("%04X", unicode);

          map_code (self, font, id, code, strlen (text) > 4 ? text : hex);
        }
    }
}

static void
read_map (Check *self, CheckFont *font, int id, qpdf_oh stream)
{
  static const struct
  {
    const char *begin;
    const char *end;
    void (*read) (Check *, CheckFont *, int, const char *, const char *);
  } parts[] = { { "beginbfchar", "endbfchar", read_chars },
                { "beginbfrange", "endbfrange", read_ranges } };
  g_autoptr (GBytes) bytes = check_stream (self, stream);
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  if (size == 0)
    {
      check_fault (self, "UA 7.21.7", "font %d has no ToUnicode", id);
      return;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    for (const char *at = g_strstr_len (data, size, parts[i].begin); at != NULL;
         at = g_strstr_len (at + 1, data + size - at - 1, parts[i].begin))
      {
        const char *end = g_strstr_len (at, data + size - at, parts[i].end);

        if (end != NULL)
          parts[i].read (self, font, id, at, end);
      }
}

static void
check_descriptor (Check *self, qpdf_oh font, int id)
{
  qpdf_oh descriptor = check_get (self, font, "/FontDescriptor");
  qpdf_oh set = check_get (self, descriptor, "/CIDSet");

  if (!qpdf_oh_is_stream (self->pdf, check_get (self, descriptor, "/FontFile"))
      && !qpdf_oh_is_stream (self->pdf, check_get (self, descriptor, "/FontFile2"))
      && !qpdf_oh_is_stream (self->pdf, check_get (self, descriptor, "/FontFile3")))
    check_fault (self, "UA 7.21.4.1", "font %d is not embedded", id);
  if (!qpdf_oh_is_null (self->pdf, set))
    check_fault (self, "UA 7.21.4.2", "font %d has a CIDSet, which is not checked here", id);
}

static void
check_simple (Check *self, CheckFont *font, qpdf_oh object, int id)
{
  qpdf_oh widths = check_get (self, object, "/Widths");
  int first = check_number (self, object, "/FirstChar", -1);
  int last = check_number (self, object, "/LastChar", -1);
  int flags = check_number (self, check_get (self, object, "/FontDescriptor"), "/Flags", 0);
  g_autofree char *encoding = check_name (self, object, "/Encoding");

  if (!qpdf_oh_is_array (self->pdf, widths) || first < 0
      || qpdf_oh_get_array_n_items (self->pdf, widths) != last - first + 1)
    {
      check_fault (self, "UA 7.21.5", "font %d has not a width for each code", id);
      return;
    }
  for (int i = 0; i <= last - first; i++)
    if (qpdf_oh_get_numeric_value (self->pdf, qpdf_oh_get_array_item (self->pdf, widths, i)) != 0)
      g_hash_table_add (font->widths, GINT_TO_POINTER (first + i + 1));
  if (!check_is (self, object, "/Subtype", "TrueType"))
    return;
  if ((flags & 4) == 0 && g_strcmp0 (encoding, "WinAnsiEncoding") != 0
      && g_strcmp0 (encoding, "MacRomanEncoding") != 0)
    check_fault (self, "UA 7.21.6", "font %d is not symbolic and has the encoding “%s”", id,
                 encoding != NULL ? encoding : "");
  if ((flags & 36) != 4 && (flags & 36) != 32)
    check_fault (self, "UA 7.21.6", "font %d is symbolic and not", id);
}

static void
check_composite (Check *self, qpdf_oh object, int id)
{
  qpdf_oh all = check_get (self, object, "/DescendantFonts");
  qpdf_oh descendant;

  if (!check_is (self, object, "/Encoding", "Identity-H"))
    check_fault (self, "UA 7.21.3.3", "font %d is not addressed by glyph", id);
  if (!qpdf_oh_is_array (self->pdf, all) || qpdf_oh_get_array_n_items (self->pdf, all) != 1)
    {
      check_fault (self, "UA 7.21", "font %d has no descendant", id);
      return;
    }
  descendant = qpdf_oh_get_array_item (self->pdf, all, 0);
  check_descriptor (self, descendant, id);
  if (check_is (self, descendant, "/Subtype", "CIDFontType2")
      && !check_is (self, descendant, "/CIDToGIDMap", "Identity"))
    check_fault (self, "UA 7.21.3.2", "font %d has no CIDToGIDMap", id);
  if (!qpdf_oh_is_array (self->pdf, check_get (self, descendant, "/W")))
    check_fault (self, "UA 7.21.5", "font %d has no widths", id);
}

/* Returns: (transfer none) (nullable): what is known of a font; its faults are told once. */
CheckFont *
check_font (Check *self, qpdf_oh object)
{
  int id = qpdf_oh_get_object_id (self->pdf, object);
  CheckFont *font = g_hash_table_lookup (self->fonts, GINT_TO_POINTER (id));

  if (font != NULL || !check_is (self, object, "/Type", "Font"))
    return font;
  font = g_new0 (CheckFont, 1);
  font->unicode = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  font->widths = g_hash_table_new (NULL, NULL);
  font->wide = check_is (self, object, "/Subtype", "Type0");
  g_hash_table_insert (self->fonts, GINT_TO_POINTER (id), font);

  read_map (self, font, id, check_get (self, object, "/ToUnicode"));
  if (font->wide)
    check_composite (self, object, id);
  else
    {
      check_simple (self, font, object, id);
      if (check_is (self, object, "/Subtype", "Type3"))
        check_fault (self, "UA 7.21.4.1", "font %d is drawn (Type3), not embedded", id);
      else
        check_descriptor (self, object, id);
    }
  return font;
}
