/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * A record before it is encrypted: a tar archive, so that “age -d” and “tar” open it where there is
 * no Candor. The head stands first: it is read alone, from the first chunk of the encrypted file.
 */
#include "candor-record-pack.h"

#include <archive.h>
#include <archive_entry.h>
#include <string.h>

#include "core/candor-error.h"

#define HEAD "record.json"
#define FORM "form.pdf"
#define VISIT "visit.json"

/* Bytes: more than the largest scan, and far more than any form. */
#define MAX_PART (128 * 1024 * 1024)

/* Tar writes in blocks, and closes with two empty ones, in records of twenty. */
#define BLOCK 512
#define ROOM_FOR_ENDS (20 * BLOCK)

typedef struct archive Archive;
typedef struct archive_entry ArchiveEntry;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Archive, archive_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArchiveEntry, archive_entry_free)

typedef struct
{
  guchar *data;
  gsize size;
} Wiped;

static void
free_wiped (gpointer data)
{
  Wiped *self = data;

  explicit_bzero (self->data, self->size);
  g_free (self->data);
  g_free (self);
}

static gboolean
refuse (GError **error)
{
  candor_error_set_literal (error, CANDOR_ERROR, CANDOR_ERROR_INVALID,
                            "What is in this record cannot be read. The record was left as it is.");
  return FALSE;
}

static gboolean
write_part (Archive *archive, const char *name, gconstpointer data, gsize size, gint64 when)
{
  g_autoptr (ArchiveEntry) entry = archive_entry_new ();

  archive_entry_set_pathname (entry, name);
  archive_entry_set_size (entry, size);
  archive_entry_set_filetype (entry, AE_IFREG);
  archive_entry_set_perm (entry, 0600);
  archive_entry_set_mtime (entry, when, 0);
  return archive_write_header (archive, entry) == ARCHIVE_OK
         && archive_write_data (archive, data, size) == (la_ssize_t)size;
}

static gboolean
write_bytes (Archive *archive, const char *name, GBytes *bytes, gint64 when)
{
  return bytes == NULL
         || write_part (archive, name, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes),
                        when);
}

static gsize
room_for (gsize size)
{
  return BLOCK + (size + BLOCK - 1) / BLOCK * BLOCK;
}

static Archive *
open_reader (GBytes *packed)
{
  g_autoptr (Archive) archive = archive_read_new ();

  archive_read_support_format_tar (archive);
  if (archive_read_open_memory (archive, g_bytes_get_data (packed, NULL), g_bytes_get_size (packed))
      != ARCHIVE_OK)
    return NULL;
  return g_steal_pointer (&archive);
}

/* Returns: (transfer full) (nullable): all of the part whose header was read last */
static GBytes *
read_part (Archive *archive, ArchiveEntry *entry)
{
  gint64 size = archive_entry_size (entry);
  g_autofree guchar *data = NULL;
  gsize done = 0;

  if (archive_entry_filetype (entry) != AE_IFREG || size < 0 || size > MAX_PART)
    return NULL;
  data = g_malloc (size + 1);
  while (done < (gsize)size)
    {
      la_ssize_t n = archive_read_data (archive, data + done, size - done);

      if (n <= 0)
        {
          explicit_bzero (data, done);
          return NULL;
        }
      done += n;
    }
  return candor_record_wiped_bytes (g_steal_pointer (&data), size);
}

static CandorRecordHead *
read_head (GBytes *bytes, GError **error)
{
  return candor_record_head_from_json (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes),
                                       error);
}

/**
 * candor_record_wiped_bytes:
 * @data: (transfer full): from g_malloc ()
 * @size: its length, in bytes
 *
 * Returns: (transfer full): the same; it is wiped when the last reference goes
 */
GBytes *
candor_record_wiped_bytes (gpointer data, gsize size)
{
  Wiped *wiped = g_new (Wiped, 1);

  wiped->data = data;
  wiped->size = size;
  return g_bytes_new_with_free_func (data, size, free_wiped, wiped);
}

/**
 * candor_record_pack:
 * @parts: what is in the record
 * @when: the time that its files bear, seconds since 1970
 * @error: return location for an error
 *
 * The same parts give the same bytes.
 *
 * Returns: (transfer full) (nullable): a tar archive, wiped when it is freed, or %NULL with
 *   %CANDOR_ERROR_FAILED
 */
GBytes *
candor_record_pack (const CandorRecordParts *parts, gint64 when, GError **error)
{
  g_autoptr (Archive) archive = archive_write_new ();
  char *head = candor_record_head_to_json (parts->head);
  gsize head_length = strlen (head);
  gsize room = room_for (head_length) + room_for (g_bytes_get_size (parts->form))
               + (parts->visit != NULL ? room_for (g_bytes_get_size (parts->visit)) : 0)
               + ROOM_FOR_ENDS;
  guchar *packed = g_malloc (room);
  size_t used = 0;
  gboolean done;

  archive_write_set_format_ustar (archive);
  done = archive_write_open_memory (archive, packed, room, &used) == ARCHIVE_OK
         && write_part (archive, HEAD, head, head_length, when)
         && write_bytes (archive, FORM, parts->form, when)
         && write_bytes (archive, VISIT, parts->visit, when)
         && archive_write_close (archive) == ARCHIVE_OK;
  explicit_bzero (head, head_length);
  g_free (head);
  if (done)
    return candor_record_wiped_bytes (packed, used);

  explicit_bzero (packed, room);
  g_free (packed);
  candor_error_set (
      error, CANDOR_ERROR, CANDOR_ERROR_FAILED,
      "The record could not be put together (%s). Nothing was filed, and the visit is "
      "kept; please try again.",
      archive_error_string (archive));
  return NULL;
}

/**
 * candor_record_unpack:
 * @packed: a decrypted record
 * @parts: where to put what is in it
 * @error: return location for an error
 *
 * Returns: whether its head and its form are there and can be read; otherwise %CANDOR_ERROR_INVALID
 */
gboolean
candor_record_unpack (GBytes *packed, CandorRecordParts *parts, GError **error)
{
  g_autoptr (Archive) archive = open_reader (packed);
  g_auto (CandorRecordParts) found = { NULL };
  ArchiveEntry *entry; /* belongs to the archive */
  int status = ARCHIVE_FATAL;

  while (archive != NULL && (status = archive_read_next_header (archive, &entry)) == ARCHIVE_OK)
    {
      const char *name = archive_entry_pathname (entry);
      g_autoptr (GBytes) bytes = read_part (archive, entry);

      if (bytes == NULL)
        return refuse (error);
      if (g_strcmp0 (name, HEAD) == 0 && found.head == NULL)
        found.head = read_head (bytes, NULL);
      else if (g_strcmp0 (name, FORM) == 0 && found.form == NULL)
        found.form = g_steal_pointer (&bytes);
      else if (g_strcmp0 (name, VISIT) == 0 && found.visit == NULL)
        found.visit = g_steal_pointer (&bytes);
      else
        return refuse (error);
    }
  if (status != ARCHIVE_EOF || found.head == NULL || found.form == NULL)
    return refuse (error);

  *parts = found;
  found = (CandorRecordParts){ NULL };
  return TRUE;
}

/**
 * candor_record_unpack_head:
 * @start: the start of a decrypted record
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): its head, or %NULL with %CANDOR_ERROR_INVALID
 */
CandorRecordHead *
candor_record_unpack_head (GBytes *start, GError **error)
{
  g_autoptr (Archive) archive = open_reader (start);
  g_autoptr (GBytes) bytes = NULL;
  ArchiveEntry *entry; /* belongs to the archive */

  if (archive != NULL && archive_read_next_header (archive, &entry) == ARCHIVE_OK
      && g_strcmp0 (archive_entry_pathname (entry), HEAD) == 0)
    bytes = read_part (archive, entry);
  if (bytes == NULL)
    {
      refuse (error);
      return NULL;
    }
  return read_head (bytes, error);
}

/**
 * candor_record_parts_clear:
 * @self: the parts of a record; all of them are let go
 */
void
candor_record_parts_clear (CandorRecordParts *self)
{
  g_clear_pointer (&self->head, candor_record_head_free);
  g_clear_pointer (&self->form, g_bytes_unref);
  g_clear_pointer (&self->visit, g_bytes_unref);
}
