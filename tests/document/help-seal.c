/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * Small documents to seal, made with qpdf as the real ones are, and wrong in one way each when asked.
 */
#include "help-seal.h"

#include <glib/gstdio.h>
#include <qpdf/qpdf-c.h>
#include <string.h>

#define VISIT                                                                                      \
  "{\"format\":\"candor-visit-1\",\"procedure\":\"glimmer-brushing\",\"procedure_version\":\"7\"}"
#define READ_TEXT "What was read.\n"

static const char metadata[]
    = "<?xpacket begin=\"\xef\xbb\xbf\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>"
      "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">"
      "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">"
      "<rdf:Description rdf:about=\"\" xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\""
      " xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\">"
      "<pdfaid:part>3</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>"
      "<pdfuaid:part>1</pdfuaid:part>"
      "</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end=\"w\"?>";

/* Reads a dictionary; what refers to other objects is added with set (). */
static qpdf_oh
parse (qpdf_data pdf, const char *text)
{
  return qpdf_oh_parse (pdf, text);
}

static void
set (qpdf_data pdf, qpdf_oh dictionary, const char *key, qpdf_oh value)
{
  qpdf_oh_replace_key (pdf, dictionary, key, value);
}

static qpdf_oh
share (qpdf_data pdf, qpdf_oh object)
{
  return qpdf_make_indirect_object (pdf, object);
}

static qpdf_oh
add_stream (qpdf_data pdf, const char *text)
{
  qpdf_oh stream = qpdf_oh_new_stream (pdf);

  qpdf_oh_replace_stream_data (pdf, stream, (const unsigned char *)text, strlen (text),
                               qpdf_oh_new_null (pdf), qpdf_oh_new_null (pdf));
  return stream;
}

/* Returns: a file that is attached. */
static qpdf_oh
attach (qpdf_data pdf, const char *name, const char *text, const char *checksum_of, gsize size)
{
  g_autofree char *md5
      = g_compute_checksum_for_string (G_CHECKSUM_MD5, checksum_of, strlen (checksum_of));
  g_autofree char *params
      = g_strdup_printf ("<< /Size %" G_GSIZE_FORMAT " /CheckSum <%s> >>", size, md5);
  qpdf_oh stream = add_stream (pdf, text);
  qpdf_oh spec = parse (pdf, "<< /Type /Filespec /AFRelationship /Data /EF << >> >>");

  set (pdf, qpdf_oh_get_dict (pdf, stream), "/Type", qpdf_oh_new_name (pdf, "/EmbeddedFile"));
  set (pdf, qpdf_oh_get_dict (pdf, stream), "/Params", parse (pdf, params));
  set (pdf, spec, "/F", qpdf_oh_new_string (pdf, name));
  set (pdf, spec, "/UF", qpdf_oh_new_unicode_string (pdf, name));
  set (pdf, qpdf_oh_get_key (pdf, spec, "/EF"), "/F", stream);
  set (pdf, qpdf_oh_get_key (pdf, spec, "/EF"), "/UF", stream);
  return share (pdf, spec);
}

/* Returns: a field with a place for a signature. */
static qpdf_oh
add_signature (qpdf_data pdf, HelpPdf kind)
{
  g_autofree char *zeros = g_strnfill (2 * CANDOR_SEAL_ROOM, '0');
  g_autofree char *dictionary = g_strdup_printf (
      "<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /%s /M (D:20261122144500+01'00')"
      " /Name (" HELP_CLINIC ") /Reason (Sealed by the clinic)"
      " /ByteRange " CANDOR_SEAL_BYTE_RANGE " /Contents <%s> >>",
      kind == HELP_PDF_OTHER_FORMAT ? "adbe.pkcs7.detached" : "ETSI.CAdES.detached", zeros);
  qpdf_oh field = parse (pdf, "<< /Type /Annot /Subtype /Widget /FT /Sig /T (seal) /F 132"
                              " /Rect [ 0 0 0 0 ] >>");

  set (pdf, field, "/V", share (pdf, parse (pdf, dictionary)));
  return share (pdf, field);
}

static void
add_page (qpdf_data pdf, qpdf_oh fields)
{
  qpdf_oh page = parse (pdf, "<< /Type /Page /MediaBox [ 0 0 595 842 ] /Resources << >> >>");

  set (pdf, page, "/Contents", add_stream (pdf, "0 0 1 rg 100 100 200 200 re f\n"));
  set (pdf, page, "/Annots", fields);
  qpdf_add_page (pdf, pdf, share (pdf, page), QPDF_TRUE);
}

/* Returns: an array of the fields. */
static qpdf_oh
add_fields (qpdf_data pdf, HelpPdf kind)
{
  qpdf_oh fields = qpdf_oh_new_array (pdf);

  if (kind == HELP_PDF_NO_SEAL)
    return fields;
  qpdf_oh_append_item (pdf, fields, add_signature (pdf, kind));
  if (kind == HELP_PDF_TWO_SEALS)
    qpdf_oh_append_item (pdf, fields, add_signature (pdf, kind));
  else if (kind == HELP_PDF_SECOND_FIELD)
    qpdf_oh_append_item (pdf, fields,
                         share (pdf, parse (pdf, "<< /FT /Tx /T (note) /V (text) /Rect [ 0 0 0 0 ]"
                                                 " /Subtype /Widget >>")));
  return fields;
}

static void
add_attachments (qpdf_data pdf, HelpPdf kind)
{
  qpdf_oh tree = parse (pdf, "<< /EmbeddedFiles << >> >>");
  qpdf_oh names = qpdf_oh_new_array (pdf);
  gsize size = strlen (READ_TEXT) + (kind == HELP_PDF_WRONG_SIZE ? 1 : 0);

  qpdf_oh_append_item (pdf, names, qpdf_oh_new_string (pdf, "text.txt"));
  qpdf_oh_append_item (pdf, names,
                       attach (pdf, "text.txt", READ_TEXT,
                               kind == HELP_PDF_WRONG_CHECKSUM ? "Other." : READ_TEXT, size));
  qpdf_oh_append_item (pdf, names, qpdf_oh_new_string (pdf, "visit.json"));
  qpdf_oh_append_item (pdf, names, attach (pdf, "visit.json", VISIT, VISIT, strlen (VISIT)));
  set (pdf, qpdf_oh_get_key (pdf, tree, "/EmbeddedFiles"), "/Names", names);
  set (pdf, qpdf_get_root (pdf), "/Names", tree);
}

static void
add_metadata (qpdf_data pdf)
{
  qpdf_oh stream = add_stream (pdf, metadata);

  set (pdf, qpdf_oh_get_dict (pdf, stream), "/Type", qpdf_oh_new_name (pdf, "/Metadata"));
  set (pdf, qpdf_oh_get_dict (pdf, stream), "/Subtype", qpdf_oh_new_name (pdf, "/XML"));
  set (pdf, qpdf_get_root (pdf), "/Metadata", stream);
  qpdf_set_info_key (pdf, "/Producer", "Candor");
}

/* Returns: a seal of a new key that can be used now and at the time of the small documents. */
CandorSeal *
help_seal (const char *clinic)
{
  g_autoptr (GDateTime) from = g_date_time_new_utc (2026, 1, 1, 0, 0, 0);
  g_autoptr (GError) error = NULL;
  CandorSeal *seal = candor_seal_new_self_signed (clinic, from, &error);

  g_assert_no_error (error);
  return seal;
}

GBytes *
help_certificate (CandorSeal *seal)
{
  g_autoptr (GError) error = NULL;
  GBytes *pem = candor_seal_export_certificate_pem (seal, &error);

  g_assert_no_error (error);
  return pem;
}

/* Returns: a document of one page with two attachments, ready to be sealed. */
GBytes *
help_prepared (HelpPdf kind)
{
  qpdf_data pdf = qpdf_init ();
  qpdf_oh fields;
  GBytes *bytes;

  g_assert_cmpint (qpdf_empty_pdf (pdf), ==, QPDF_SUCCESS);
  fields = add_fields (pdf, kind);
  add_page (pdf, fields);
  add_attachments (pdf, kind);
  if (kind != HELP_PDF_NO_SEAL)
    {
      qpdf_oh form = parse (pdf, "<< /SigFlags 3 /Fields [ ] >>");

      if (kind != HELP_PDF_NO_FIELD)
        set (pdf, form, "/Fields", fields);
      set (pdf, qpdf_get_root (pdf), "/AcroForm", form);
    }
  add_metadata (pdf);

  qpdf_init_write_memory (pdf);
  qpdf_set_minimum_pdf_version (pdf, "1.7");
  qpdf_set_object_stream_mode (pdf, kind == HELP_PDF_PLAIN ? qpdf_o_disable : qpdf_o_generate);
  qpdf_set_compress_streams (pdf, kind != HELP_PDF_PLAIN);
  qpdf_set_deterministic_ID (pdf, QPDF_TRUE);
  g_assert_cmpint (qpdf_write (pdf), ==, QPDF_SUCCESS);
  g_assert_false (qpdf_has_error (pdf));
  g_assert_false (qpdf_more_warnings (pdf));
  bytes = g_bytes_new (qpdf_get_buffer (pdf), qpdf_get_buffer_length (pdf));
  qpdf_cleanup (&pdf);
  return bytes;
}

GBytes *
help_sealed (CandorSeal *seal, HelpPdf kind)
{
  g_autoptr (GBytes) prepared = help_prepared (kind);
  g_autoptr (GError) error = NULL;
  GBytes *sealed = candor_seal_apply (seal, prepared, &error);

  g_assert_no_error (error);
  return sealed;
}

/* Finds the digits of the signature, without the brackets around them. */
void
help_find_hole (GBytes *pdf, gsize *start, gsize *end)
{
  gsize length;
  const char *data = g_bytes_get_data (pdf, &length);
  const char *found = memmem (data, length, "/Contents <3082", strlen ("/Contents <3082"));

  g_assert_nonnull (found);
  *start = found - data + strlen ("/Contents <");
  found = memchr (found, '>', length - (found - data));
  g_assert_nonnull (found);
  *end = found - data;
}

/* Returns: the path of a new file in a new folder. */
char *
help_write_temporary (GBytes *bytes, const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("candor-seal-XXXXXX", &error);
  char *path;

  g_assert_no_error (error);
  path = g_build_filename (folder, name, NULL);
  g_file_set_contents (path, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), &error);
  g_assert_no_error (error);
  return path;
}

void
help_remove_temporary (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);

  g_assert_cmpint (g_unlink (path), ==, 0);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}
