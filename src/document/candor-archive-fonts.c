/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * Makes the fonts of a document smaller. Cairo leaves them their hints for screens, and in those of
 * Chinese an empty place for each of the thirty thousand pieces that the letters might share. Paper
 * needs neither, and together they are two fifths of such a font.
 */
#include "candor-archive-private.h"

#include <hb-subset.h>
#include <stdlib.h>
#include <string.h>

/* A table of a font file that says no more than how many letters there are (OpenType, "maxp"). */
static hb_blob_t *
count_table (guint n_glyphs)
{
  const guint8 table[] = { 0, 0, 0x50, 0, n_glyphs >> 8, n_glyphs & 0xff };

  return hb_blob_create ((const char *)table, sizeof table, HB_MEMORY_MODE_DUPLICATE, NULL, NULL);
}

static void
take_table (hb_face_t *face, hb_tag_t tag, hb_blob_t *blob)
{
  hb_face_builder_add_table (face, tag, blob);
  hb_blob_destroy (blob);
}

/* Returns: (transfer full) (nullable): the same letters under the same numbers, without hints */
static hb_face_t *
without_hints (hb_face_t *whole)
{
  hb_subset_input_t *input = hb_subset_input_create_or_fail ();
  hb_face_t *tight;

  if (input == NULL)
    return NULL;
  hb_set_add_range (hb_subset_input_glyph_set (input), 0, hb_face_get_glyph_count (whole) - 1);
  /* Which code stands for which letter is for Cairo to say. */
  hb_set_add (hb_subset_input_set (input, HB_SUBSET_SETS_NO_SUBSET_TABLE_TAG),
              HB_TAG ('c', 'm', 'a', 'p'));
  hb_subset_input_set_flags (input, HB_SUBSET_FLAGS_NO_HINTING | HB_SUBSET_FLAGS_DESUBROUTINIZE
                                        | HB_SUBSET_FLAGS_RETAIN_GIDS
                                        | HB_SUBSET_FLAGS_NOTDEF_OUTLINE);
  tight = hb_subset_or_fail (whole, input);
  hb_subset_input_destroy (input);
  return tight;
}

/* A bare table of outlines (FontFile3). */
static hb_blob_t *
tighten_outlines (hb_blob_t *data, guint n_glyphs)
{
  const hb_tag_t tag = HB_TAG ('C', 'F', 'F', ' ');
  unsigned int size;
  const char *outlines = hb_blob_get_data (data, &size);
  g_autoptr (GByteArray) shorter = candor_archive_shorten_outlines ((const guint8 *)outlines, size);
  hb_face_t *whole = hb_face_builder_create ();
  hb_face_t *tight;
  hb_blob_t *table;

  if (shorter != NULL)
    take_table (whole, tag,
                hb_blob_create ((const char *)shorter->data, shorter->len, HB_MEMORY_MODE_READONLY,
                                NULL, NULL));
  else
    hb_face_builder_add_table (whole, tag, data);
  take_table (whole, HB_TAG ('m', 'a', 'x', 'p'), count_table (n_glyphs));
  hb_face_set_glyph_count (whole, n_glyphs);
  tight = without_hints (whole);
  table = tight != NULL ? hb_face_reference_table (tight, tag) : NULL;
  hb_face_destroy (tight);
  hb_face_destroy (whole);
  return table;
}

/* A whole font file of the TrueType kind (FontFile2). */
static hb_blob_t *
tighten_file (hb_blob_t *data)
{
  hb_face_t *whole = hb_face_create (data, 0);
  hb_face_t *tight = hb_face_get_glyph_count (whole) > 0 ? without_hints (whole) : NULL;
  hb_blob_t *file = tight != NULL ? hb_face_reference_blob (tight) : NULL;

  hb_face_destroy (tight);
  hb_face_destroy (whole);
  return file;
}

/* Cairo writes one list of widths, from the first letter to the last. */
static guint
count_glyphs (CandorArchive *self, qpdf_oh font)
{
  qpdf_oh widths = qpdf_oh_get_key (self->qpdf, font, "/W");
  qpdf_oh list;
  int n = 0;

  if (!qpdf_oh_is_array (self->qpdf, widths) || qpdf_oh_get_array_n_items (self->qpdf, widths) != 2)
    return 0;
  list = qpdf_oh_get_array_item (self->qpdf, widths, 1);
  if (qpdf_oh_is_array (self->qpdf, list))
    n = qpdf_oh_get_array_n_items (self->qpdf, list);
  return n <= G_MAXUINT16 ? n : 0;
}

static void
tighten_stream (CandorArchive *self, qpdf_oh stream, gboolean is_file, guint n_glyphs)
{
  hb_blob_t *tight = NULL;
  hb_blob_t *whole;
  unsigned char *data = NULL;
  size_t size = 0;

  qpdf_oh_get_stream_data (self->qpdf, stream, qpdf_dl_generalized, NULL, &data, &size);
  whole = hb_blob_create ((const char *)data, size, HB_MEMORY_MODE_READONLY, NULL, NULL);
  if (is_file)
    tight = tighten_file (whole);
  else if (n_glyphs > 0)
    tight = tighten_outlines (whole, n_glyphs);
  if (tight != NULL && hb_blob_get_length (tight) > 0 && hb_blob_get_length (tight) < size)
    {
      candor_archive_fill (self, stream, hb_blob_get_data (tight, NULL),
                           hb_blob_get_length (tight));
      if (is_file)
        candor_archive_set_integer (self, qpdf_oh_get_dict (self->qpdf, stream), "/Length1",
                                    hb_blob_get_length (tight));
    }
  hb_blob_destroy (tight);
  hb_blob_destroy (whole);
  free (data);
}

/**
 * candor_archive_tighten_font:
 * @self: a pass over a document
 * @font: a font, or the descendant of one that is addressed by glyph
 *
 * Makes @font smaller. One that cannot be made smaller stays as it is.
 */
void
candor_archive_tighten_font (CandorArchive *self, qpdf_oh font)
{
  static const char *const kinds[] = { "/FontFile2", "/FontFile3" };
  qpdf_oh descriptor = qpdf_oh_get_key (self->qpdf, font, "/FontDescriptor");

  for (guint i = 0; qpdf_oh_is_dictionary (self->qpdf, descriptor) && i < G_N_ELEMENTS (kinds); i++)
    {
      qpdf_oh stream = qpdf_oh_get_key (self->qpdf, descriptor, kinds[i]);

      /* The same font stands on many pages. */
      if (qpdf_oh_is_stream (self->qpdf, stream)
          && g_hash_table_add (self->fonts,
                               GINT_TO_POINTER (qpdf_oh_get_object_id (self->qpdf, stream))))
        tighten_stream (self, stream, i == 0, count_glyphs (self, font));
    }
}
