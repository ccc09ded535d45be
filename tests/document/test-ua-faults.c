/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * The checker itself: a good form is made wrong in one way after the other, and each fault must be
 * found, by the clause that it breaks. A checker that finds nothing proves nothing.
 */
#include "check-ua.h"
#include "help-seal.h"
#include "help.h"

#include <qpdf/qpdf-c.h>
#include <stdlib.h>
#include <string.h>

/* Where a fault is planted: in an object of the file, or in the text of a stream. */
typedef enum
{
  IN_CATALOG,
  IN_TRAILER,
  IN_PAGE,
  IN_ELEMENT,    /* the first of a type */
  IN_TREE,       /* the root of the structure tree */
  IN_ANNOTATION, /* the first of a kind */
  IN_FONT,       /* the first of a kind */
  IN_STATE,      /* of graphics */
  IN_FILE,       /* the first attached one */
  IN_PARAMS,     /* what is said of it */
  IN_INTENT,
  IN_OUTLINE,
  CONTENT, /* of the first page */
  LOWER,   /* of the sheet below it */
  XMP,
  TO_UNICODE,
} Where;

typedef struct
{
  const char *clause;
  Where where;
  const char *type;  /* (nullable): of an element, annotation or font */
  const char *key;   /* for a stream: the text that is replaced */
  const char *value; /* (nullable): none takes the key away */
} Fault;

static const Fault faults[] = {
  { "UA 7.1", IN_CATALOG, NULL, "/MarkInfo", NULL },
  { "UA 7.1", IN_CATALOG, NULL, "/StructTreeRoot", NULL },
  { "UA 7.1", IN_CATALOG, NULL, "/ViewerPreferences", "<< /DisplayDocTitle false >>" },
  { "UA 7.2", IN_CATALOG, NULL, "/Lang", NULL },
  { "UA 7.2", IN_CATALOG, NULL, "/Lang", "(plain English)" },
  { "UA 7.17", IN_CATALOG, NULL, "/Outlines", NULL },
  { "A 6.2.3", IN_CATALOG, NULL, "/OutputIntents", NULL },
  { "A 6.5.2", IN_CATALOG, NULL, "/OpenAction", "<< /S /GoTo /D [] >>" },
  { "A 6.5.1", IN_CATALOG, NULL, "/Extra", "<< /S /JavaScript /JS (app.alert\\(1\\)) >>" },
  { "A 6.6.2.1", IN_CATALOG, NULL, "/Metadata", NULL },
  { "A 6.8", IN_CATALOG, NULL, "/AF", NULL },
  { "A 6.6.3", IN_TRAILER, NULL, "/Info", "<< /Title (Another) >>" },
  { "UA 7.18.3", IN_PAGE, NULL, "/Tabs", NULL },
  { "A 6.2.2", IN_PAGE, NULL, "/Resources", NULL },
  { "UA 7.1", IN_PAGE, NULL, "/StructParents", "77" },
  { "UA 7.1", IN_TREE, NULL, "/ParentTree", NULL },
  { "UA 7.1", IN_TREE, NULL, "/ParentTreeNextKey", "2" },
  { "UA 7.5", IN_ELEMENT, "TH", "/A", NULL },
  { "UA 7.3", IN_ELEMENT, "Figure", "/Alt", NULL },
  { "UA 7.3", IN_ELEMENT, "Figure", "/Alt", "()" },
  { "UA 7.3", IN_ELEMENT, "Figure", "/A", NULL },
  { "UA 7.6", IN_ELEMENT, "L", "/A", NULL },
  { "UA 7.2", IN_ELEMENT, "P", "/Lang", "(?)" },
  { "UA 7.1", IN_ELEMENT, "P", "/K", "7000" },
  { "UA 7.1", IN_ELEMENT, "P", "/K", "[ ]" },
  { "UA 7.1", IN_ELEMENT, "P", "/P", NULL },
  { "UA 7.1", IN_ELEMENT, "P", "/S", "/Paragraph" },
  { "UA 7.1", IN_ELEMENT, "LBody", "/S", "/TD" },
  { "UA 7.1", IN_ELEMENT, "TD", "/S", "/Sect" },
  { "UA 7.4.2", IN_ELEMENT, "H1", "/S", "/H2" },
  { "UA 7.4.2", IN_ELEMENT, "H2", "/S", "/H4" },
  { "UA 7.5", IN_ELEMENT, "TR", "/K", "[ ]" },
  { "UA 7.18.5", IN_ANNOTATION, "Link", "/Contents", NULL },
  { "A 6.3.2", IN_ANNOTATION, "Link", "/F", NULL },
  { "A 6.3.2", IN_ANNOTATION, "Link", "/F", "6" },
  { "UA 7.18", IN_ANNOTATION, "Link", "/StructParent", NULL },
  { "A 6.5.1", IN_ANNOTATION, "Link", "/AA", "<< >>" },
  { "A 6.3.1", IN_ANNOTATION, "Link", "/Subtype", "/Movie" },
  { "UA 7.18.1", IN_ANNOTATION, "Widget", "/TU", NULL },
  { "A 6.3.3", IN_ANNOTATION, "Widget", "/Rect", "[ 0 0 9 9 ]" },
  { "A 6.4.1", IN_ANNOTATION, "Widget", "/FT", "/Tx" },
  { "UA 7.21.7", IN_FONT, "TrueType", "/ToUnicode", NULL },
  { "UA 7.21.6", IN_FONT, "TrueType", "/Encoding", NULL },
  { "UA 7.21.4.1", IN_FONT, "TrueType", "/FontDescriptor", "<< /Flags 32 >>" },
  { "UA 7.21.5", IN_FONT, "TrueType", "/Widths", "[ 1 2 3 ]" },
  { "UA 7.21.3.2", IN_FONT, "CIDFontType2", "/CIDToGIDMap", NULL },
  { "UA 7.21.3.3", IN_FONT, "Type0", "/Encoding", "/Identity-V" },
  { "A 6.2.10", IN_STATE, NULL, "/ca", "0.5" },
  { "A 6.2.10", IN_STATE, NULL, "/BM", "/Multiply" },
  { "A 6.8", IN_FILE, NULL, "/AFRelationship", NULL },
  { "A 6.8", IN_FILE, NULL, "/UF", NULL },
  { "A 6.8", IN_PARAMS, NULL, "/Size", "1" },
  { "A 6.8", IN_PARAMS, NULL, "/CheckSum", "<00>" },
  { "A 6.8", IN_PARAMS, NULL, "/ModDate", "(yesterday)" },
  { "A 6.2.3", IN_INTENT, NULL, "/S", "/GTS_PDFX" },
  { "UA 7.17", IN_OUTLINE, NULL, "/Count", "-3" },
  { "UA 7.1", CONTENT, NULL, "/MCID 4 ", "/MCID 5 " },
  { "UA 7.1", CONTENT, NULL, "/P << /MCID 1 >> BDC", "/P BMC" },
  { "UA 7.1", CONTENT, NULL, "/P << /MCID 1 >> BDC", "/Artifact << /MCID 1 >> BDC" },
  { "UA 7.1", CONTENT, NULL, "EMC", "" },
  { "UA 7.1", CONTENT, NULL, "EMC", "EMC 0 0 9 9 re f" },
  { "UA 7.1", CONTENT, NULL, "BT", "EMC BT /P BMC" },
  { "A 6.2.2", CONTENT, NULL, "EMC", "EMC Q Q Q Q Q" },
  { "A 6.2.2", CONTENT, NULL, "EMC", "EMC 1 unknown" },
  { "A 6.1.13", CONTENT, NULL, "EMC",
    "EMC q q q q q q q q q q q q q q q q q q q q q q q q q q q q q q" },
  { "UA 7.21.8", CONTENT, NULL, "ET", "(\\001) Tj ET" },
  { "UA 7.8", LOWER, NULL, "/Subtype /Footer", "/Subtype /Ground" },
  { "A 6.6.4", XMP, NULL, "<pdfaid:part>3", "<pdfaid:part>2" },
  { "A 6.6.4", XMP, NULL, "<pdfaid:conformance>A", "<pdfaid:conformance>U" },
  { "UA 5", XMP, NULL, "<pdfuaid:part>1</pdfuaid:part>", "" },
  { "UA 7.1", XMP, NULL, "dc:title", "dc:subject" },
  { "A 6.6.2.3", XMP, NULL, "pdfaSchema:prefix>pdfuaid", "pdfaSchema:prefix>ua" },
  { "A 6.6.2.1", XMP, NULL, "</rdf:RDF>", "<rdf:RDF>" },
  { "A 6.6.3", XMP, NULL, "<xmp:CreateDate>20", "<xmp:CreateDate>19" },
  { "UA 7.21.7", TO_UNICODE, NULL, "<0020>", "<feff>" },
  { "UA 7.21.7", TO_UNICODE, NULL, "<0020>", "<0000>" },
};

static qpdf_oh
key (qpdf_data pdf, qpdf_oh object, const char *name)
{
  if (qpdf_oh_is_stream (pdf, object))
    object = qpdf_oh_get_dict (pdf, object);
  return qpdf_oh_is_dictionary (pdf, object) ? qpdf_oh_get_key (pdf, object, name)
                                             : qpdf_oh_new_null (pdf);
}

static gboolean
is_named (qpdf_data pdf, qpdf_oh object, const char *name, const char *value)
{
  qpdf_oh found = key (pdf, object, name);

  return qpdf_oh_is_name (pdf, found) && g_str_equal (qpdf_oh_get_name (pdf, found) + 1, value);
}

/* Returns: the first object of a type, by its number. */
static qpdf_oh
find (qpdf_data pdf, const char *name, const char *type, const char *must_have)
{
  int n = qpdf_oh_get_int_value_as_int (pdf, key (pdf, qpdf_get_trailer (pdf), "/Size"));

  for (int id = 1; id < n; id++)
    {
      qpdf_oh object = qpdf_get_object_by_id (pdf, id, 0);

      if (is_named (pdf, object, name, type)
          && !qpdf_oh_is_null (pdf, key (pdf, object, must_have)))
        return object;
    }
  g_error ("There is no %s %s.", name, type);
}

static qpdf_oh
place_of (qpdf_data pdf, const Fault *fault)
{
  qpdf_oh catalog = qpdf_get_root (pdf);
  qpdf_oh resources = key (pdf, qpdf_get_page_n (pdf, 0), "/Resources");

  switch (fault->where)
    {
    case IN_CATALOG:
      return catalog;
    case IN_TRAILER:
      return qpdf_get_trailer (pdf);
    case IN_PAGE:
      return qpdf_get_page_n (pdf, 0);
    case IN_ELEMENT:
      return find (pdf, "/S", fault->type, "/P");
    case IN_TREE:
      return key (pdf, catalog, "/StructTreeRoot");
    case IN_ANNOTATION:
    case IN_FONT:
      return find (pdf, "/Subtype", fault->type, "/Type");
    case IN_STATE:
      return key (pdf, key (pdf, resources, "/ExtGState"), "/a0");
    case IN_FILE:
      return find (pdf, "/Type", "Filespec", "/EF");
    case IN_PARAMS:
      return key (pdf, find (pdf, "/Type", "EmbeddedFile", "/Params"), "/Params");
    case IN_INTENT:
      return qpdf_oh_get_array_item (pdf, key (pdf, catalog, "/OutputIntents"), 0);
    case IN_OUTLINE:
      return key (pdf, catalog, "/Outlines");
    case CONTENT:
      return qpdf_oh_get_array_item (pdf, key (pdf, qpdf_get_page_n (pdf, 0), "/Contents"), 1);
    case LOWER:
      return key (pdf, key (pdf, resources, "/XObject"), "/Lower");
    case XMP:
      return key (pdf, catalog, "/Metadata");
    case TO_UNICODE:
      return key (pdf, find (pdf, "/Subtype", "TrueType", "/ToUnicode"), "/ToUnicode");
    default:
      g_assert_not_reached ();
    }
}

/* Replaces the first @from, and @from in a closing tag of XML with it. */
static void
change_stream (qpdf_data pdf, qpdf_oh stream, const char *from, const char *to)
{
  unsigned char *data = NULL;
  size_t size = 0;
  g_autoptr (GString) text = NULL;

  qpdf_oh_get_stream_data (pdf, stream, qpdf_dl_all, NULL, &data, &size);
  text = g_string_new_len ((const char *)data, size);
  free (data);
  g_assert_cmpuint (g_string_replace (text, from, to, g_str_has_prefix (from, "dc:") ? 2 : 1), >,
                    0);
  qpdf_oh_replace_stream_data (pdf, stream, (const unsigned char *)text->str, text->len,
                               qpdf_oh_new_null (pdf), qpdf_oh_new_null (pdf));
}

static GBytes *
plant (GBytes *good, const Fault *fault)
{
  qpdf_data pdf = qpdf_init ();
  qpdf_oh place;
  GBytes *bytes;

  qpdf_set_suppress_warnings (pdf, QPDF_TRUE);
  qpdf_silence_errors (pdf);
  g_assert_cmpint (
      qpdf_read_memory (pdf, "good", g_bytes_get_data (good, NULL), g_bytes_get_size (good), NULL),
      ==, QPDF_SUCCESS);
  if (fault != NULL)
    {
      place = place_of (pdf, fault);
      if (fault->where >= CONTENT)
        change_stream (pdf, place, fault->key, fault->value);
      else
        {
          g_assert_true (qpdf_oh_is_dictionary (pdf, place));
          if (fault->value == NULL)
            qpdf_oh_remove_key (pdf, place, fault->key);
          else
            qpdf_oh_replace_key (pdf, place, fault->key, qpdf_oh_parse (pdf, fault->value));
        }
    }
  qpdf_init_write_memory (pdf);
  qpdf_set_object_stream_mode (pdf, qpdf_o_generate);
  qpdf_set_deterministic_ID (pdf, QPDF_TRUE);
  qpdf_set_minimum_pdf_version (pdf, "1.7");
  qpdf_write (pdf);
  g_assert_false (qpdf_has_error (pdf));
  bytes = g_bytes_new (qpdf_get_buffer (pdf), qpdf_get_buffer_length (pdf));
  qpdf_cleanup (&pdf);
  return bytes;
}

static GBytes *
make_good (void)
{
  g_autoptr (CandorProcedure) procedure = help_procedure (HELP_INVENTED);
  g_autoptr (CandorVisit) visit = help_example (procedure, CANDOR_OUTCOME_AGREE);
  g_autoptr (CandorSeal) seal = help_seal (HELP_CLINIC);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) sealed = NULL;

  /* Letters beyond Latin bring a font that is addressed by glyph. */
  candor_visit_set (visit, CANDOR_FIELD_PATIENT_GOAL, "\u0395\u03bb\u03c0\u03af\u03b4\u03b1");
  sealed = candor_consent_form_render_on (
      procedure, visit, &(CandorStationery){ .paper = CANDOR_PAPER_A4 }, CANDOR_FORM_FINAL,
      &(CandorSealing){ .seal = seal }, &error);
  g_assert_no_error (error);
  return plant (sealed, NULL);
}

static gboolean
is_found (GPtrArray *found, const char *clause)
{
  g_autofree char *start = g_strconcat (clause, ":", NULL);

  for (guint i = 0; i < found->len; i++)
    if (g_str_has_prefix (found->pdata[i], start))
      return TRUE;
  return FALSE;
}

/* Nothing is found where nothing was planted; else the faults would prove nothing either. */
static void
test_none (void)
{
  g_autoptr (GBytes) good = make_good ();

  check_ua_assert (good, "written again");
}

static void
test_faults (void)
{
  g_autoptr (GBytes) good = make_good ();

  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      const Fault *fault = &faults[i];
      g_autoptr (GBytes) bad = plant (good, fault);
      g_autoptr (GPtrArray) found = check_ua (bad);

      if (!is_found (found, fault->clause))
        g_error ("%s %s %s → %s was not found by %s; the first of %u: %s",
                 fault->type != NULL ? fault->type : "", fault->where >= CONTENT ? "text" : "key",
                 fault->key, fault->value != NULL ? fault->value : "none", fault->clause,
                 found->len, found->len > 0 ? (const char *)found->pdata[0] : "none");
    }
}

/* What is wrong with the file itself, not with anything in it. */
static void
test_files (void)
{
  g_autoptr (GBytes) good = make_good ();
  gsize size = g_bytes_get_size (good);
  g_autofree char *copy = g_memdup2 (g_bytes_get_data (good, NULL), size);
  g_autofree char *longer = g_malloc (size + 1);
  g_autoptr (GBytes) old = NULL;
  g_autoptr (GBytes) appended = NULL;
  g_autoptr (GPtrArray) found = NULL;

  memcpy (longer, copy, size);
  longer[size] = ' ';
  appended = g_bytes_new (longer, size + 1);
  found = check_ua (appended);
  g_assert_true (is_found (found, "A 6.1.3"));
  g_clear_pointer (&found, g_ptr_array_unref);

  copy[7] = '4';
  old = g_bytes_new (copy, size);
  found = check_ua (old);
  g_assert_true (is_found (found, "A 6.1.2"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ua-faults/none", test_none);
  g_test_add_func ("/ua-faults/each-is-found", test_faults);
  g_test_add_func ("/ua-faults/of-the-file", test_files);
  return g_test_run ();
}
