/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * Compresses what goes into a document (ISO 32000-1, 7.4.4).
 */
#include "candor-deflate.h"

/* A form is 3 KB larger with the lowest level and 1 KB smaller with the sixth, which takes longer. */
#define LEVEL 4

/**
 * candor_deflate:
 * @data: what is to be compressed
 * @size: its length, in bytes
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the same in the format of zlib, or %NULL with a %G_IO_ERROR
 */
GByteArray *
candor_deflate (gconstpointer data, gsize size, GError **error)
{
  g_autoptr (GConverter) converter
      = G_CONVERTER (g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_ZLIB, LEVEL));
  /* zlib's own bound, with room to spare. */
  g_autoptr (GByteArray) compressed = g_byte_array_sized_new (size + size / 1000 + 256);
  gsize read = 0;
  gsize written = 0;

  g_byte_array_set_size (compressed, size + size / 1000 + 256);
  if (g_converter_convert (converter, data, size, compressed->data, compressed->len,
                           G_CONVERTER_INPUT_AT_END, &read, &written, error)
      != G_CONVERTER_FINISHED)
    return NULL;
  g_byte_array_set_size (compressed, written);
  return g_steal_pointer (&compressed);
}
