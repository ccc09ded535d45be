/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * What lies inside a document besides its pages: files for machines, and the place of the seal.
 */
#include "candor-archive-private.h"

#include <string.h>

#include "candor-seal.h"

/* A signature is made over all bytes but its own, so its place has to be there before it. The field
 * is on the last page, without a size, printed and locked: nothing of it is to be filled in. */
#define SEAL_FLAGS (4 + 128)

static qpdf_oh
new_digest (CandorArchive *self, GBytes *content)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_MD5);
  guint8 digest[16];
  gsize length = sizeof digest;

  /* ISO 32000-1 has no other; it tells a damaged file, and the seal covers it. */
  g_checksum_update (checksum, g_bytes_get_data (content, NULL), g_bytes_get_size (content));
  g_checksum_get_digest (checksum, digest, &length);
  return qpdf_oh_new_binary_string (self->qpdf, (const char *)digest, length);
}

/* MIME types hold a slash, which a name writes as its number. */
static char *
type_name (const char *type)
{
  g_autoptr (GString) name = g_string_new (type);

  g_string_replace (name, "/", "#2f", 0);
  g_string_prepend_c (name, '/');
  return g_string_free (g_steal_pointer (&name), FALSE);
}

static qpdf_oh
new_embedded (CandorArchive *self, const CandorAttachment *attachment)
{
  qpdf_oh stream = candor_archive_stream (self, g_bytes_get_data (attachment->content, NULL),
                                          g_bytes_get_size (attachment->content));
  qpdf_oh dictionary = qpdf_oh_get_dict (self->qpdf, stream);
  qpdf_oh params = qpdf_oh_new_dictionary (self->qpdf);
  g_autofree char *type = type_name (attachment->type);
  g_autofree char *date = candor_archive_pdf_date (self->info->created_at);

  candor_archive_set_name (self, dictionary, "/Type", "/EmbeddedFile");
  qpdf_oh_replace_key (self->qpdf, dictionary, "/Subtype", qpdf_oh_parse (self->qpdf, type));
  candor_archive_set_integer (self, params, "/Size", g_bytes_get_size (attachment->content));
  candor_archive_set_text (self, params, "/ModDate", date);
  qpdf_oh_replace_key (self->qpdf, params, "/CheckSum", new_digest (self, attachment->content));
  qpdf_oh_replace_key (self->qpdf, dictionary, "/Params", params);
  return stream;
}

static qpdf_oh
new_file (CandorArchive *self, const CandorAttachment *attachment)
{
  qpdf_oh file = candor_archive_object (self);
  qpdf_oh embedded = qpdf_oh_new_dictionary (self->qpdf);
  qpdf_oh stream = new_embedded (self, attachment);
  g_autofree char *relationship = g_strconcat ("/", attachment->relationship, NULL);

  candor_archive_set_name (self, file, "/Type", "/Filespec");
  candor_archive_set_text (self, file, "/F", attachment->name);
  candor_archive_set_text (self, file, "/UF", attachment->name);
  candor_archive_set_text (self, file, "/Desc", attachment->description);
  candor_archive_set_name (self, file, "/AFRelationship", relationship);
  qpdf_oh_replace_key (self->qpdf, embedded, "/F", stream);
  qpdf_oh_replace_key (self->qpdf, embedded, "/UF", stream);
  qpdf_oh_replace_key (self->qpdf, file, "/EF", embedded);
  return file;
}

/* The attachments, in the order of their names, as a name tree has to be. */
void
candor_archive_attach (CandorArchive *self)
{
  qpdf_oh files = qpdf_oh_new_array (self->qpdf);
  qpdf_oh sorted = qpdf_oh_new_array (self->qpdf);
  qpdf_oh tree = qpdf_oh_new_dictionary (self->qpdf);
  qpdf_oh names = qpdf_oh_new_dictionary (self->qpdf);

  if (self->info->n_attachments == 0)
    return;
  for (gsize i = 0; i < self->info->n_attachments; i++)
    {
      const CandorAttachment *attachment = &self->info->attachments[i];
      qpdf_oh file = new_file (self, attachment);

      g_return_if_fail (i == 0 || strcmp (attachment[-1].name, attachment->name) < 0);

      qpdf_oh_append_item (self->qpdf, files, file);
      qpdf_oh_append_item (self->qpdf, sorted, qpdf_oh_new_string (self->qpdf, attachment->name));
      qpdf_oh_append_item (self->qpdf, sorted, file);
    }
  qpdf_oh_replace_key (self->qpdf, tree, "/Names", sorted);
  qpdf_oh_replace_key (self->qpdf, names, "/EmbeddedFiles", tree);
  qpdf_oh_replace_key (self->qpdf, self->catalog, "/Names", names);
  qpdf_oh_replace_key (self->qpdf, self->catalog, "/AF", files);
}

static qpdf_oh
new_signature (CandorArchive *self)
{
  g_autofree char *room = g_malloc0 (CANDOR_SEAL_ROOM);
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *iso = g_date_time_format (now, "%Y-%m-%dT%H:%M:%S%:z");
  g_autofree char *date = candor_archive_pdf_date (iso);
  qpdf_oh signature = candor_archive_object (self);

  candor_archive_set_name (self, signature, "/Type", "/Sig");
  candor_archive_set_name (self, signature, "/Filter", "/Adobe.PPKLite");
  candor_archive_set_name (self, signature, "/SubFilter", "/ETSI.CAdES.detached");
  candor_archive_set_text (self, signature, "/Name", self->info->sealed_by);
  candor_archive_set_text (self, signature, "/M", date);
  qpdf_oh_replace_key (self->qpdf, signature, "/ByteRange",
                       qpdf_oh_parse (self->qpdf, CANDOR_SEAL_BYTE_RANGE));
  qpdf_oh_replace_key (self->qpdf, signature, "/Contents",
                       qpdf_oh_new_binary_string (self->qpdf, room, CANDOR_SEAL_ROOM));
  return signature;
}

void
candor_archive_make_room_for_seal (CandorArchive *self)
{
  qpdf_oh page = self->pages[self->n_pages - 1];
  qpdf_oh field;
  qpdf_oh form;
  qpdf_oh fields;
  qpdf_oh annotations;

  if (self->info->sealed_by == NULL)
    return;
  field = candor_archive_object (self);
  candor_archive_set_name (self, field, "/Type", "/Annot");
  candor_archive_set_name (self, field, "/Subtype", "/Widget");
  candor_archive_set_name (self, field, "/FT", "/Sig");
  candor_archive_set_text (self, field, "/T", "Seal");
  candor_archive_set_text (self, field, "/TU", self->info->seal_words);
  candor_archive_set_integer (self, field, "/F", SEAL_FLAGS);
  candor_archive_set_integer (self, field, "/StructParent", self->next_parent++);
  qpdf_oh_replace_key (self->qpdf, field, "/Rect", qpdf_oh_parse (self->qpdf, "[ 0 0 0 0 ]"));
  qpdf_oh_replace_key (self->qpdf, field, "/P", page);
  qpdf_oh_replace_key (self->qpdf, field, "/V", new_signature (self));

  form = qpdf_oh_new_dictionary (self->qpdf);
  fields = qpdf_oh_new_array (self->qpdf);
  qpdf_oh_append_item (self->qpdf, fields, field);
  qpdf_oh_replace_key (self->qpdf, form, "/Fields", fields);
  candor_archive_set_integer (self, form, "/SigFlags", 3);
  qpdf_oh_replace_key (self->qpdf, self->catalog, "/AcroForm", form);

  annotations = qpdf_oh_get_key (self->qpdf, page, "/Annots");
  if (!qpdf_oh_is_array (self->qpdf, annotations))
    annotations = qpdf_oh_new_array (self->qpdf);
  qpdf_oh_append_item (self->qpdf, annotations, field);
  qpdf_oh_replace_key (self->qpdf, page, "/Annots", annotations);
}
