/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * What an archive document says about itself, and what Cairo leaves out or writes in a way that the
 * standards do not allow.
 */
#include "candor-archive-private.h"

#include <lcms2.h>
#include <string.h>

#include "core/candor-date.h"

#define PRODUCER "Candor " CANDOR_VERSION

/* The two identifications, and the description of the one that PDF/A does not know of itself
 * (ISO 19005-3, 6.6.2.3). */
#define XMP_STANDARDS                                                                              \
  "<rdf:Description rdf:about=\"\" xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\">\n"            \
  "<pdfaid:part>3</pdfaid:part>\n<pdfaid:conformance>A</pdfaid:conformance>\n"                     \
  "</rdf:Description>\n"                                                                           \
  "<rdf:Description rdf:about=\"\" xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\">\n"          \
  "<pdfuaid:part>1</pdfuaid:part>\n"                                                               \
  "</rdf:Description>\n"                                                                           \
  "<rdf:Description rdf:about=\"\" xmlns:pdfaExtension=\"http://www.aiim.org/pdfa/ns/extension/\"" \
  " xmlns:pdfaSchema=\"http://www.aiim.org/pdfa/ns/schema#\""                                      \
  " xmlns:pdfaProperty=\"http://www.aiim.org/pdfa/ns/property#\">\n"                               \
  "<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType=\"Resource\">\n"                          \
  "<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>\n"                                 \
  "<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>\n"          \
  "<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>\n"                                               \
  "<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType=\"Resource\">\n"                            \
  "<pdfaProperty:name>part</pdfaProperty:name>\n"                                                  \
  "<pdfaProperty:valueType>Integer</pdfaProperty:valueType>\n"                                     \
  "<pdfaProperty:category>internal</pdfaProperty:category>\n"                                      \
  "<pdfaProperty:description>Part of ISO 14289</pdfaProperty:description>\n"                       \
  "</rdf:li></rdf:Seq></pdfaSchema:property>\n"                                                    \
  "</rdf:li></rdf:Bag></pdfaExtension:schemas>\n"                                                  \
  "</rdf:Description>\n"

static void
add_element (GString *xmp, const char *before, const char *text, const char *after)
{
  g_autofree char *escaped = NULL;

  if (text == NULL || *text == '\0')
    return;
  escaped = g_markup_escape_text (text, -1);
  g_string_append_printf (xmp, "%s%s%s\n", before, escaped, after);
}

/* To the second and with an offset, as the information dictionary has it. Returns: (transfer full)
 * (nullable) */
static char *
xmp_date (const char *iso)
{
  g_autoptr (GDateTime) time = candor_time_parse (iso);

  return time != NULL ? g_date_time_format (time, "%Y-%m-%dT%H:%M:%S%:z") : NULL;
}

/* Must say the same as the information dictionary, word for word. */
static GString *
new_xmp (const CandorArchiveInfo *info)
{
  g_autofree char *date = xmp_date (info->created_at);
  GString *xmp
      = g_string_new ("<?xpacket begin=\"\xef\xbb\xbf\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
                      "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n"
                      "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
                      "<rdf:Description rdf:about=\"\""
                      " xmlns:dc=\"http://purl.org/dc/elements/1.1/\""
                      " xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\""
                      " xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\">\n"
                      "<dc:format>application/pdf</dc:format>\n");

  add_element (xmp, "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">", info->title,
               "</rdf:li></rdf:Alt></dc:title>");
  add_element (xmp, "<dc:creator><rdf:Seq><rdf:li>", info->author,
               "</rdf:li></rdf:Seq></dc:creator>");
  add_element (xmp, "<dc:description><rdf:Alt><rdf:li xml:lang=\"x-default\">", info->subject,
               "</rdf:li></rdf:Alt></dc:description>");
  add_element (xmp, "<dc:language><rdf:Bag><rdf:li>", info->language,
               "</rdf:li></rdf:Bag></dc:language>");
  add_element (xmp, "<pdf:Keywords>", info->keywords, "</pdf:Keywords>");
  add_element (xmp, "<pdf:Producer>", PRODUCER, "</pdf:Producer>");
  add_element (xmp, "<xmp:CreatorTool>", PRODUCER, "</xmp:CreatorTool>");
  add_element (xmp, "<xmp:CreateDate>", date, "</xmp:CreateDate>");
  add_element (xmp, "<xmp:ModifyDate>", date, "</xmp:ModifyDate>");
  g_string_append (xmp, "</rdf:Description>\n" XMP_STANDARDS "</rdf:RDF>\n</x:xmpmeta>\n"
                        "<?xpacket end=\"r\"?>\n");
  return xmp;
}

static void
set_information (CandorArchive *self)
{
  const CandorArchiveInfo *info = self->info;
  qpdf_oh object = candor_archive_object (self);
  g_autofree char *date = candor_archive_pdf_date (info->created_at);
  const struct
  {
    const char *key;
    const char *value;
  } all[] = {
    { "/Title", info->title },       { "/Author", info->author }, { "/Subject", info->subject },
    { "/Keywords", info->keywords }, { "/Creator", PRODUCER },    { "/Producer", PRODUCER },
    { "/CreationDate", date },       { "/ModDate", date },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (all); i++)
    if (all[i].value != NULL && *all[i].value != '\0')
      candor_archive_set_text (self, object, all[i].key, all[i].value);
  qpdf_oh_replace_key (self->qpdf, qpdf_get_trailer (self->qpdf), "/Info", object);
}

static void
set_metadata (CandorArchive *self)
{
  g_autoptr (GString) xmp = new_xmp (self->info);
  qpdf_oh stream = candor_archive_stream (self, xmp->str, xmp->len);
  qpdf_oh dictionary = qpdf_oh_get_dict (self->qpdf, stream);

  candor_archive_set_name (self, dictionary, "/Type", "/Metadata");
  candor_archive_set_name (self, dictionary, "/Subtype", "/XML");
  qpdf_oh_replace_key (self->qpdf, self->catalog, "/Metadata", stream);
}

/* The colours of a screen, as a profile: made once, the same on every day. */
static GBytes *
srgb_profile (void)
{
  static GBytes *bytes = NULL;
  static const guint8 day[12] = { 0x07, 0xea, 0, 1, 0, 1 };
  cmsHPROFILE profile;
  cmsUInt32Number size = 0;
  guint8 *data;

  if (!g_once_init_enter (&bytes))
    return bytes;
  profile = cmsCreate_sRGBProfile ();
  cmsSetProfileVersion (profile, 4.2);
  cmsSaveProfileToMem (profile, NULL, &size);
  data = g_malloc0 (size);
  cmsSaveProfileToMem (profile, data, &size);
  cmsCloseProfile (profile);
  /* The header holds the moment of writing (ICC.1, 7.2): 1 January 2026 will do. */
  if (size > 36)
    memcpy (data + 24, day, sizeof day);
  g_once_init_leave (&bytes, g_bytes_new_take (data, size));
  return bytes;
}

static void
set_colours (CandorArchive *self)
{
  GBytes *profile = srgb_profile ();
  qpdf_oh stream
      = candor_archive_stream (self, g_bytes_get_data (profile, NULL), g_bytes_get_size (profile));
  qpdf_oh intent = qpdf_oh_new_dictionary (self->qpdf);
  qpdf_oh intents = qpdf_oh_new_array (self->qpdf);

  candor_archive_set_integer (self, qpdf_oh_get_dict (self->qpdf, stream), "/N", 3);
  candor_archive_set_name (self, intent, "/Type", "/OutputIntent");
  candor_archive_set_name (self, intent, "/S", "/GTS_PDFA1");
  candor_archive_set_text (self, intent, "/OutputConditionIdentifier", "sRGB");
  candor_archive_set_text (self, intent, "/Info", "sRGB IEC61966-2.1");
  qpdf_oh_replace_key (self->qpdf, intent, "/DestOutputProfile", stream);
  qpdf_oh_append_item (self->qpdf, intents, intent);
  qpdf_oh_replace_key (self->qpdf, self->catalog, "/OutputIntents", intents);
}

/* Cairo 1.16 counts the bookmarks that show below zero, which says that none does. */
static void
mend_outline (CandorArchive *self)
{
  qpdf_oh outline = qpdf_oh_get_key (self->qpdf, self->catalog, "/Outlines");

  if (qpdf_oh_is_dictionary (self->qpdf, outline))
    candor_archive_set_integer (
        self, outline, "/Count",
        ABS (qpdf_oh_get_int_value (self->qpdf, qpdf_oh_get_key (self->qpdf, outline, "/Count"))));
}

/* A TrueType font that is addressed by glyph must say so (ISO 19005-3, 6.2.11.3.2). */
static void
mend_font (CandorArchive *self, qpdf_oh font)
{
  qpdf_oh descendants = qpdf_oh_get_key (self->qpdf, font, "/DescendantFonts");
  qpdf_oh descendant;
  qpdf_oh subtype;

  if (!qpdf_oh_is_array (self->qpdf, descendants))
    {
      candor_archive_tighten_font (self, font);
      return;
    }
  descendant = qpdf_oh_get_array_item (self->qpdf, descendants, 0);
  subtype = qpdf_oh_get_key (self->qpdf, descendant, "/Subtype");
  if (qpdf_oh_is_name (self->qpdf, subtype)
      && g_str_equal (qpdf_oh_get_name (self->qpdf, subtype), "/CIDFontType2"))
    candor_archive_set_name (self, descendant, "/CIDToGIDMap", "/Identity");
  candor_archive_tighten_font (self, descendant);
}

/* A reader may not smooth what was not smooth (ISO 19005-3, 6.2.8). */
static void
mend_image (CandorArchive *self, qpdf_oh object)
{
  if (qpdf_oh_is_stream (self->qpdf, object))
    qpdf_oh_remove_key (self->qpdf, qpdf_oh_get_dict (self->qpdf, object), "/Interpolate");
}

static void
mend_each (CandorArchive *self,
           qpdf_oh resources,
           const char *kind,
           void (*mend) (CandorArchive *, qpdf_oh))
{
  qpdf_oh all = qpdf_oh_get_key (self->qpdf, resources, kind);

  if (!qpdf_oh_is_dictionary (self->qpdf, all))
    return;
  qpdf_oh_begin_dict_key_iter (self->qpdf, all);
  while (qpdf_oh_dict_more_keys (self->qpdf))
    mend (self, qpdf_oh_get_key (self->qpdf, all, qpdf_oh_dict_next_key (self->qpdf)));
}

/* The lower sheet has fonts and pictures of its own. */
static qpdf_oh
lower_resources (CandorArchive *self, qpdf_oh resources)
{
  qpdf_oh objects = qpdf_oh_get_key (self->qpdf, resources, "/XObject");
  qpdf_oh lower = qpdf_oh_get_key (self->qpdf, objects, "/Lower");

  return qpdf_oh_get_key (self->qpdf, qpdf_oh_get_dict (self->qpdf, lower), "/Resources");
}

void
candor_archive_metadata (CandorArchive *self)
{
  set_information (self);
  set_metadata (self);
  set_colours (self);
  mend_outline (self);
  for (int i = 0; i < self->n_pages; i++)
    {
      qpdf_oh resources = qpdf_oh_get_key (self->qpdf, self->pages[i], "/Resources");

      qpdf_oh lower = lower_resources (self, resources);

      mend_each (self, resources, "/Font", mend_font);
      mend_each (self, resources, "/XObject", mend_image);
      mend_each (self, lower, "/Font", mend_font);
      mend_each (self, lower, "/XObject", mend_image);
      candor_archive_set_name (self, self->pages[i], "/Tabs", "/S");
    }
  candor_archive_set_text (self, self->catalog, "/Lang", self->info->language);
  qpdf_oh_replace_key (self->qpdf, self->catalog, "/ViewerPreferences",
                       qpdf_oh_parse (self->qpdf, "<< /DisplayDocTitle true >>"));
  qpdf_oh_replace_key (self->qpdf, self->catalog, "/MarkInfo",
                       qpdf_oh_parse (self->qpdf, "<< /Marked true >>"));
}
