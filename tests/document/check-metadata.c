/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * What a document says about itself: in XMP, and word for word the same in its information
 * dictionary (ISO 19005-3, 6.6; ISO 14289-1, clause 5).
 */
#include <string.h>

#include "check-ua-private.h"

typedef struct
{
  GString *path;      /* the elements that are open, each after a slash */
  GHashTable *values; /* path to text; a path that comes twice has its texts joined */
} Xmp;

static void
start_cb (GMarkupParseContext *context,
          const char *name,
          const char **attributes,
          const char **values,
          gpointer data,
          GError **error)
{
  Xmp *xmp = data;

  (void)context;
  (void)error;
  g_string_append_printf (xmp->path, "/%s", name);
  for (guint i = 0; attributes[i] != NULL; i++)
    {
      char *key = g_strdup_printf ("%s@%s", xmp->path->str, attributes[i]);

      g_hash_table_replace (xmp->values, key, g_strdup (values[i]));
    }
}

static void
end_cb (GMarkupParseContext *context, const char *name, gpointer data, GError **error)
{
  Xmp *xmp = data;

  (void)context;
  (void)error;
  g_string_truncate (xmp->path, xmp->path->len - strlen (name) - 1);
}

static void
text_cb (
    GMarkupParseContext *context, const char *text, gsize length, gpointer data, GError **error)
{
  Xmp *xmp = data;
  const char *before = g_hash_table_lookup (xmp->values, xmp->path->str);
  g_autofree char *more = g_strndup (text, length);

  (void)context;
  (void)error;
  /* White space between elements. */
  if (before == NULL && strspn (more, " \n") == length && strchr (more, '\n') != NULL)
    return;
  g_hash_table_replace (xmp->values, g_strdup (xmp->path->str),
                        g_strconcat (before != NULL ? before : "", more, NULL));
}

#define RDF "/x:xmpmeta/rdf:RDF/rdf:Description"
#define SCHEMA RDF "/pdfaExtension:schemas/rdf:Bag/rdf:li"
#define PROPERTY SCHEMA "/pdfaSchema:property/rdf:Seq/rdf:li"

static const struct
{
  const char *clause;
  const char *path;
  const char *value; /* (nullable): any, but not none */
} demands[] = {
  { "A 6.6.4", RDF "/pdfaid:part", "3" },
  { "A 6.6.4", RDF "/pdfaid:conformance", "A" },
  { "A 6.6.4", RDF "@xmlns:pdfaid", "http://www.aiim.org/pdfa/ns/id/" },
  { "UA 5", RDF "/pdfuaid:part", "1" },
  { "UA 5", RDF "@xmlns:pdfuaid", "http://www.aiim.org/pdfua/ns/id/" },
  { "UA 7.1", RDF "/dc:title/rdf:Alt/rdf:li", NULL },
  { "UA 7.1", RDF "/dc:title/rdf:Alt/rdf:li@xml:lang", "x-default" },
  { "A 6.6.2.3", SCHEMA "/pdfaSchema:namespaceURI", "http://www.aiim.org/pdfua/ns/id/" },
  { "A 6.6.2.3", SCHEMA "/pdfaSchema:prefix", "pdfuaid" },
  { "A 6.6.2.3", SCHEMA "/pdfaSchema:schema", NULL },
  { "A 6.6.2.3", PROPERTY "/pdfaProperty:name", "part" },
  { "A 6.6.2.3", PROPERTY "/pdfaProperty:valueType", "Integer" },
  { "A 6.6.2.3", PROPERTY "/pdfaProperty:category", "internal" },
  { "A 6.6.2.3", PROPERTY "/pdfaProperty:description", NULL },
};

static const struct
{
  const char *key;
  const char *path;
} twins[] = {
  { "/Title", RDF "/dc:title/rdf:Alt/rdf:li" },
  { "/Author", RDF "/dc:creator/rdf:Seq/rdf:li" },
  { "/Subject", RDF "/dc:description/rdf:Alt/rdf:li" },
  { "/Keywords", RDF "/pdf:Keywords" },
  { "/Creator", RDF "/xmp:CreatorTool" },
  { "/Producer", RDF "/pdf:Producer" },
  { "/CreationDate", RDF "/xmp:CreateDate" },
  { "/ModDate", RDF "/xmp:ModifyDate" },
};

/* D:20261122143000+01'00' as 2026-11-22T14:30:00+01:00. Returns: (nullable) */
static char *
iso_date (const char *date)
{
  g_autoptr (GRegex) regex = g_regex_new (
      "^D:(\\d{4})(\\d\\d)(\\d\\d)(\\d\\d)(\\d\\d)(\\d\\d)([-+])(\\d\\d)'(\\d\\d)'?$", 0, 0, NULL);

  if (!g_regex_match (regex, date, 0, NULL))
    return NULL;
  return g_regex_replace (regex, date, -1, 0, "\\1-\\2-\\3T\\4:\\5:\\6\\7\\8:\\9", 0, NULL);
}

static void
check_twins (Check *self, GHashTable *values)
{
  qpdf_oh info = check_get (self, qpdf_get_trailer (self->pdf), "/Info");

  for (gsize i = 0; i < G_N_ELEMENTS (twins); i++)
    {
      g_autofree char *said = check_text (self, info, twins[i].key);
      const char *also = g_hash_table_lookup (values, twins[i].path);

      if (said != NULL && g_str_has_suffix (twins[i].key, "Date"))
        {
          g_autofree char *date = g_steal_pointer (&said);

          said = iso_date (date);
          if (said == NULL)
            check_fault (self, "A 6.6.3", "%s is no date: %s", twins[i].key, date);
        }
      if (g_strcmp0 (said, also) != 0)
        check_fault (self, "A 6.6.3", "%s is “%s”, and “%s” in the metadata", twins[i].key,
                     said != NULL ? said : "", also != NULL ? also : "");
    }
}

void
check_metadata (Check *self)
{
  static const GMarkupParser parser
      = { .start_element = start_cb, .end_element = end_cb, .text = text_cb };
  qpdf_oh stream = check_get (self, self->catalog, "/Metadata");
  g_autoptr (GBytes) bytes = check_stream (self, stream);
  g_autoptr (GHashTable) values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GError) error = NULL;
  Xmp xmp = { .path = g_string_new (NULL), .values = values };
  GMarkupParseContext *context = g_markup_parse_context_new (&parser, 0, &xmp, NULL);
  gsize size = g_bytes_get_size (bytes);
  /* With an end, which the bytes have not. */
  g_autofree char *data = g_strndup (g_bytes_get_data (bytes, NULL), size);

  if (!check_is (self, stream, "/Type", "Metadata") || !check_is (self, stream, "/Subtype", "XML"))
    check_fault (self, "A 6.6.2.1", "the catalog has no metadata");
  if (!qpdf_oh_is_null (self->pdf, check_get (self, stream, "/Filter")))
    check_fault (self, "A 6.6.2.1", "the metadata is packed");
  if (size == 0 || !g_str_has_prefix (data, "<?xpacket begin=\"\xef\xbb\xbf\" id=\"W5M0MpCehi")
      || g_strstr_len (data, size, "<?xpacket end=") == NULL)
    check_fault (self, "A 6.6.2.1", "the metadata is no packet");
  if (size == 0 || !g_markup_parse_context_parse (context, data, size, &error)
      || !g_markup_parse_context_end_parse (context, &error))
    check_fault (self, "A 6.6.2.1", "the metadata is no XML: %s",
                 error != NULL ? error->message : "empty");
  for (gsize i = 0; i < G_N_ELEMENTS (demands); i++)
    {
      const char *value = g_hash_table_lookup (values, demands[i].path);

      if (value == NULL || *value == '\0'
          || (demands[i].value != NULL && !g_str_equal (value, demands[i].value)))
        check_fault (self, demands[i].clause, "%s is “%s”", strrchr (demands[i].path, '/') + 1,
                     value != NULL ? value : "");
    }
  check_twins (self, values);
  g_markup_parse_context_free (context);
  g_string_free (xmp.path, TRUE);
}
