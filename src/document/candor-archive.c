/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * Makes an archive document of what Cairo drew: PDF/A-3a and PDF/UA-1, in one pass of qpdf.
 */
#include "candor-archive-private.h"

#include <string.h>

#include "candor-deflate.h"
#include "core/candor-date.h"
#include "core/candor-language.h"

void
candor_archive_fail (CandorArchive *self, const char *what)
{
  if (self->error == NULL)
    candor_update_set_error (&self->error, what);
}

/* Returns: a new dictionary that is an object of its own in the file. (qpdf_make_indirect_object ()
 * would count all objects for each new one.) */
qpdf_oh
candor_archive_object (CandorArchive *self)
{
  int number = self->next_object++;

  qpdf_replace_object (self->qpdf, number, 0, qpdf_oh_new_dictionary (self->qpdf));
  return qpdf_get_object_by_id (self->qpdf, number, 0);
}

void
candor_archive_set_name (CandorArchive *self, qpdf_oh object, const char *key, const char *value)
{
  qpdf_oh_replace_key (self->qpdf, object, key, qpdf_oh_new_name (self->qpdf, value));
}

/* Nothing is set for NULL. */
void
candor_archive_set_text (CandorArchive *self, qpdf_oh object, const char *key, const char *value)
{
  if (value != NULL)
    qpdf_oh_replace_key (self->qpdf, object, key, qpdf_oh_new_unicode_string (self->qpdf, value));
}

void
candor_archive_set_integer (CandorArchive *self, qpdf_oh object, const char *key, long long value)
{
  qpdf_oh_replace_key (self->qpdf, object, key, qpdf_oh_new_integer (self->qpdf, value));
}

/* The data of a stream, compressed. */
void
candor_archive_fill (CandorArchive *self, qpdf_oh stream, gconstpointer data, gsize size)
{
  g_autoptr (GByteArray) compressed = candor_deflate (data, size, NULL);
  qpdf_oh none = qpdf_oh_new_null (self->qpdf);

  if (compressed != NULL)
    qpdf_oh_replace_stream_data (self->qpdf, stream, compressed->data, compressed->len,
                                 qpdf_oh_new_name (self->qpdf, "/FlateDecode"), none);
  else
    candor_archive_fail (self, N_ ("a part of it cannot be compressed"));
}

qpdf_oh
candor_archive_stream (CandorArchive *self, gconstpointer data, gsize size)
{
  qpdf_oh stream = qpdf_oh_new_stream (self->qpdf);

  self->next_object = MAX (self->next_object, qpdf_oh_get_object_id (self->qpdf, stream) + 1);
  candor_archive_fill (self, stream, data, size);
  return stream;
}

/* ISO 8601 as a PDF writes it. Returns: (transfer full) (nullable) */
char *
candor_archive_pdf_date (const char *iso)
{
  g_autoptr (GDateTime) time = candor_time_parse (iso);
  g_autofree char *moment = NULL;
  int minutes;

  if (time == NULL)
    return NULL;
  moment = g_date_time_format (time, "%Y%m%d%H%M%S");
  minutes = (int)(g_date_time_get_utc_offset (time) / (60 * G_USEC_PER_SEC));
  return g_strdup_printf ("D:%s%c%02d'%02d'", moment, minutes < 0 ? '-' : '+', ABS (minutes) / 60,
                          ABS (minutes) % 60);
}

/* Takes the elements of Cairo's own tree off its list of objects (ISO 32000-1, 7.5.4). They are
 * replaced, and reading a thousand of them would take longer than all the rest. Where the list is
 * not as expected, nothing is taken off it, which only takes time. */
static void
forget_elements (char *data, gsize size)
{
  static const char forgotten[] = "0000000000 65535 f \n";
  gsize foot = MIN (size, 36);
  const char *tail = g_strrstr_len (data + size - foot, foot, "startxref");
  guint64 at = tail != NULL ? g_ascii_strtoull (tail + strlen ("startxref"), NULL, 10) : size;
  char *end = NULL;
  guint64 n;

  if (at + 8 > size || memcmp (data + at, "xref\n0 ", 7) != 0)
    return;
  n = g_ascii_strtoull (data + at + 7, &end, 10);
  at = end + 1 - data;
  for (guint64 i = 0; i < n && at + 20 <= size; i++, at += 20)
    {
      guint64 object = g_ascii_strtoull (data + at, NULL, 10);
      const char *content;

      if (data[at + 17] != 'n' || object + 64 > size)
        continue;
      content = g_strstr_len (data + object, 32, " obj\n");
      if (content != NULL && strncmp (content + 5, "<< /Type /StructElem", 20) == 0)
        memcpy (data + at, forgotten, 20);
    }
}

static void
open_file (CandorArchive *self)
{
  qpdf_oh tree;

  self->catalog = qpdf_get_root (self->qpdf);
  self->next_object = qpdf_oh_get_int_value_as_int (
      self->qpdf, qpdf_oh_get_key (self->qpdf, qpdf_get_trailer (self->qpdf), "/Size"));

  /* Only a root, for its number: the second section has the real one. */
  tree = candor_archive_object (self);
  candor_archive_set_name (self, tree, "/Type", "/StructTreeRoot");
  qpdf_oh_replace_key (self->qpdf, self->catalog, "/StructTreeRoot", tree);
}

/* Whether qpdf met a fault since it was last asked. */
static void
check (CandorArchive *self)
{
  if (qpdf_has_error (self->qpdf))
    candor_archive_fail (self, qpdf_get_error_full_text (self->qpdf, qpdf_get_error (self->qpdf)));
}

static void
write_out (CandorArchive *self)
{
  qpdf_init_write_memory (self->qpdf);
  qpdf_set_object_stream_mode (self->qpdf, qpdf_o_generate);
  qpdf_set_deterministic_ID (self->qpdf, QPDF_TRUE);
  qpdf_set_minimum_pdf_version (self->qpdf, "1.7");
  qpdf_write (self->qpdf);
  check (self);
}

/* qpdf gives all objects new numbers, so the tree is written when those are known. */
static GBytes *
add_tree (CandorArchive *self, GError **error)
{
  const unsigned char *first = qpdf_get_buffer (self->qpdf);
  gsize size = qpdf_get_buffer_length (self->qpdf);
  g_autoptr (CandorUpdate) update = candor_update_new ();
  g_auto (CandorTreePlaces) places = { 0 };
  CandorUpdateTrailer trailer = { 0 };

  if (!candor_tree_places_find (&places, first, size, error))
    return NULL;
  candor_archive_write_tree (update, self->log, self->marked, &places, self->info->seal_words);
  trailer.n_objects = places.n_objects;
  trailer.root = places.root;
  trailer.info = places.info;
  trailer.id = places.id;
  return candor_update_append (update, first, size, &trailer, error);
}

static void
clear (CandorArchive *self)
{
  for (int i = 0; self->marked != NULL && i < self->n_pages; i++)
    g_array_unref (self->marked[i]);
  g_free (self->marked);
  g_free (self->pages);
  g_hash_table_unref (self->fonts);
  g_clear_error (&self->error);
  qpdf_cleanup (&self->qpdf);
}

/**
 * candor_archive_complete:
 * @drawn: a PDF, as Cairo wrote it, with two sheets for each page; nobody else may use it
 * @log: what was tagged while it was drawn
 * @info: what it says about itself
 * @error: return location for an error
 *
 * Lays the sheets over each other, the lower one as an artifact, builds the structure tree, and adds
 * metadata, colours, attachments and, where a seal is to follow, the place for it. The same input
 * gives the same bytes. May run in any thread.
 *
 * Rules: ISO 14289-1 (PDF/UA-1), ISO 19005-3 level A, ISO 32000-1 section 14.
 *
 * Returns: (transfer full) (nullable): the document, or %NULL with %CANDOR_ERROR_FAILED
 */
GBytes *
candor_archive_complete (GByteArray *drawn,
                         const CandorTagLog *log,
                         const CandorArchiveInfo *info,
                         GError **error)
{
  static void (*const steps[]) (CandorArchive *) = {
    open_file,
    candor_archive_open_pages,
    candor_archive_number_content,
    candor_archive_number_links,
    candor_archive_make_room_for_seal,
    candor_archive_metadata,
    candor_archive_attach,
    write_out,
  };
  CandorArchive self = { .log = log, .info = info };
  g_autoptr (GBytes) bytes = NULL;

  if (!candor_qpdf_load (error))
    return NULL;
  self.qpdf = qpdf_init ();
  self.fonts = g_hash_table_new (NULL, NULL);
  forget_elements ((char *)drawn->data, drawn->len);
  qpdf_set_suppress_warnings (self.qpdf, QPDF_TRUE);
  qpdf_silence_errors (self.qpdf);
  qpdf_read_memory (self.qpdf, "document", (const char *)drawn->data, drawn->len, NULL);
  check (&self);
  for (gsize i = 0; i < G_N_ELEMENTS (steps) && self.error == NULL; i++)
    {
      steps[i](&self);
      check (&self);
    }
  if (self.error == NULL)
    bytes = add_tree (&self, error);
  else
    g_propagate_error (error, g_steal_pointer (&self.error));
  clear (&self);
  return g_steal_pointer (&bytes);
}
