/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * The file as a whole, its catalog, and every object in it.
 */
#include <string.h>

#include "check-ua-private.h"

/* ISO 19005-3, 6.1.13. */
#define LONGEST_STRING 32767
#define LONGEST_NAME 127

void
check_file (Check *self)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (self->bytes, &size);

  if (size < 20 || memcmp (data, "%PDF-1.7\n%", 10) != 0)
    check_fault (self, "A 6.1.2", "the file does not begin as PDF 1.7");
  else
    for (int i = 10; i < 14; i++)
      if (data[i] < 128)
        check_fault (self, "A 6.1.2", "the second line is not binary");
  if (size < 6 || memcmp (data + size - 6, "%%EOF\n", 6) != 0)
    check_fault (self, "A 6.1.3", "something follows the end of the file");
  if (qpdf_check_pdf (self->pdf) != QPDF_SUCCESS)
    check_fault (self, "A 6.1", "qpdf finds errors or warnings");
  while (qpdf_more_warnings (self->pdf))
    check_fault (self, "A 6.1", "%s",
                 qpdf_get_error_full_text (self->pdf, qpdf_next_warning (self->pdf)));
}

static void
check_trailer (Check *self)
{
  qpdf_oh trailer = qpdf_get_trailer (self->pdf);
  qpdf_oh ids = check_get (self, trailer, "/ID");

  if (!qpdf_oh_is_array (self->pdf, ids) || qpdf_oh_get_array_n_items (self->pdf, ids) != 2)
    check_fault (self, "A 6.1.3", "the trailer has no ID");
  if (!qpdf_oh_is_null (self->pdf, check_get (self, trailer, "/Encrypt")))
    check_fault (self, "A 6.1.3", "the file is encrypted");
}

static void
check_intent (Check *self)
{
  qpdf_oh intents = check_get (self, self->catalog, "/OutputIntents");
  qpdf_oh intent = qpdf_oh_is_array (self->pdf, intents)
                       ? qpdf_oh_get_array_item (self->pdf, intents, 0)
                       : qpdf_oh_new_null (self->pdf);
  qpdf_oh stream = check_get (self, intent, "/DestOutputProfile");
  g_autoptr (GBytes) bytes = check_stream (self, stream);
  g_autofree char *identifier = check_text (self, intent, "/OutputConditionIdentifier");
  gsize size;
  const guint8 *profile = g_bytes_get_data (bytes, &size);

  if (!check_is (self, intent, "/S", "GTS_PDFA1") || identifier == NULL)
    check_fault (self, "A 6.2.3", "there is no output intent");
  if (check_number (self, stream, "/N", 0) != 3)
    check_fault (self, "A 6.2.4.2", "the profile has not three colours");
  /* ICC.1:2010, 7.2: size, version, class, colour space and signature of the header. */
  if (size < 128 || memcmp (profile + 36, "acsp", 4) != 0 || memcmp (profile + 16, "RGB ", 4) != 0
      || memcmp (profile + 12, "mntr", 4) != 0 || profile[8] < 2 || profile[8] > 4
      || (gsize)((guint)profile[0] << 24 | profile[1] << 16 | profile[2] << 8 | profile[3]) != size)
    check_fault (self, "A 6.2.4.2", "the profile is no ICC profile of a screen");
}

static void
check_pages (Check *self)
{
  for (int i = 0; i < self->n_pages; i++)
    {
      qpdf_oh page = qpdf_get_page_n (self->pdf, i);
      qpdf_oh box = check_get (self, page, "/MediaBox");

      if (!check_is (self, page, "/Tabs", "S"))
        check_fault (self, "UA 7.18.3", "page %d does not say that tabs follow the structure",
                     i + 1);
      for (int j = 0; qpdf_oh_is_array (self->pdf, box) && j < 4; j += 3)
        {
          double side = qpdf_oh_get_numeric_value (
              self->pdf, qpdf_oh_get_array_item (self->pdf, box, j == 0 ? 2 : 3));

          if (side < 3 || side > 14400)
            check_fault (self, "A 6.1.13", "page %d is too small or too large", i + 1);
        }
    }
}

void
check_catalog (Check *self)
{
  static const char *const forbidden[]
      = { "/OpenAction", "/AA", "/Requirements", "/OCProperties", "/Perms", "/NeedsRendering" };
  qpdf_oh marks = check_get (self, self->catalog, "/MarkInfo");
  qpdf_oh viewer = check_get (self, self->catalog, "/ViewerPreferences");
  g_autofree char *language = check_text (self, self->catalog, "/Lang");

  check_trailer (self);
  if (!check_true (self, marks, "/Marked"))
    check_fault (self, "UA 7.1", "the document is not said to be tagged");
  if (check_true (self, marks, "/Suspects"))
    check_fault (self, "UA 7.1", "the tags are said to be suspect");
  if (!check_language (language))
    check_fault (self, "UA 7.2", "the document has no language");
  if (!check_true (self, viewer, "/DisplayDocTitle"))
    check_fault (self, "UA 7.1", "a reader is not told to show the title");
  for (gsize i = 0; i < G_N_ELEMENTS (forbidden); i++)
    if (!qpdf_oh_is_null (self->pdf, check_get (self, self->catalog, forbidden[i])))
      check_fault (self, "A 6.5.2", "the catalog has %s", forbidden[i]);
  check_intent (self);
  check_pages (self);
}

static void
check_state (Check *self, qpdf_oh state, int id)
{
  static const char *const alphas[] = { "/CA", "/ca" };
  static const char *const forbidden[] = { "/TR", "/HTP", "/HTO" };
  qpdf_oh mask = check_get (self, state, "/SMask");
  g_autofree char *blend = check_name (self, state, "/BM");

  for (gsize i = 0; i < G_N_ELEMENTS (alphas); i++)
    {
      qpdf_oh alpha = check_get (self, state, alphas[i]);

      if (qpdf_oh_is_number (self->pdf, alpha) && qpdf_oh_get_numeric_value (self->pdf, alpha) != 1)
        check_fault (self, "A 6.2.10", "object %d lets the ground show through", id);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (forbidden); i++)
    if (!qpdf_oh_is_null (self->pdf, check_get (self, state, forbidden[i])))
      check_fault (self, "A 6.2.5", "object %d has %s", id, forbidden[i]);
  if (blend != NULL && !g_str_equal (blend, "Normal"))
    check_fault (self, "A 6.2.10", "object %d blends (%s)", id, blend);
  if (!qpdf_oh_is_null (self->pdf, mask) && !check_is (self, state, "/SMask", "None"))
    check_fault (self, "A 6.2.10", "object %d has a soft mask", id);
}

static void
check_dictionary (Check *self, qpdf_oh object, int id)
{
  static const char *const actions[]
      = { "Launch", "Sound",       "Movie",     "ResetForm", "ImportData", "JavaScript",
          "Hide",   "SetOCGState", "Rendition", "Trans",     "GoTo3DView" };

  if (!qpdf_oh_is_null (self->pdf, check_get (self, object, "/JS"))
      || !qpdf_oh_is_null (self->pdf, check_get (self, object, "/AA")))
    check_fault (self, "A 6.5.1", "object %d holds a program", id);
  for (gsize i = 0; i < G_N_ELEMENTS (actions); i++)
    if (check_is (self, object, "/S", actions[i]))
      check_fault (self, "A 6.5.1", "object %d does “%s”", id, actions[i]);
  if (check_true (self, object, "/Interpolate"))
    check_fault (self, "A 6.2.8", "image %d may be smoothed", id);
  if (check_is (self, object, "/Subtype", "Image")
      && !qpdf_oh_is_null (self->pdf, check_get (self, object, "/SMask")))
    check_fault (self, "A 6.2.10", "image %d has a soft mask", id);
  /* Cairo does not say what type they are. */
  if (!qpdf_oh_is_null (self->pdf, check_get (self, object, "/ca"))
      || !qpdf_oh_is_null (self->pdf, check_get (self, object, "/CA"))
      || check_is (self, object, "/Type", "ExtGState"))
    check_state (self, object, id);
  if (check_is (self, object, "/Type", "Font")
      && !check_is (self, object, "/Subtype", "CIDFontType2")
      && !check_is (self, object, "/Subtype", "CIDFontType0"))
    check_font (self, object);
}

/* An object and what is directly in it. */
static void
check_value (Check *self, qpdf_oh object, int id)
{
  if (qpdf_oh_is_stream (self->pdf, object))
    {
      qpdf_oh filter = check_get (self, object, "/Filter");

      if (qpdf_oh_is_name (self->pdf, filter)
          && g_str_equal (qpdf_oh_get_name (self->pdf, filter), "/LZWDecode"))
        check_fault (self, "A 6.1.7.2", "stream %d is packed with LZW", id);
      object = qpdf_oh_get_dict (self->pdf, object);
    }
  if (qpdf_oh_is_dictionary (self->pdf, object))
    {
      g_auto (GStrv) keys = check_keys (self, object);

      check_dictionary (self, object, id);
      for (guint i = 0; keys[i] != NULL; i++)
        {
          qpdf_oh value = qpdf_oh_get_key (self->pdf, object, keys[i]);

          if (strlen (keys[i]) > LONGEST_NAME + 1)
            check_fault (self, "A 6.1.13", "object %d has a name that is too long", id);
          if (!qpdf_oh_is_indirect (self->pdf, value))
            check_value (self, value, id);
          else if (qpdf_oh_is_null (self->pdf, value))
            check_fault (self, "A 6.1", "%s of object %d leads nowhere", keys[i], id);
        }
    }
  else if (qpdf_oh_is_array (self->pdf, object))
    for (int i = 0; i < qpdf_oh_get_array_n_items (self->pdf, object); i++)
      {
        qpdf_oh value = qpdf_oh_get_array_item (self->pdf, object, i);

        if (!qpdf_oh_is_indirect (self->pdf, value))
          check_value (self, value, id);
        else if (qpdf_oh_is_null (self->pdf, value))
          check_fault (self, "A 6.1", "item %d of object %d leads nowhere", i, id);
      }
  else if (qpdf_oh_is_name (self->pdf, object))
    {
      if (strlen (qpdf_oh_get_name (self->pdf, object)) > LONGEST_NAME + 1)
        check_fault (self, "A 6.1.13", "object %d has a name that is too long", id);
    }
  else if (qpdf_oh_is_string (self->pdf, object))
    {
      size_t length = 0;

      qpdf_oh_get_binary_string_value (self->pdf, object, &length);
      if (length > LONGEST_STRING)
        check_fault (self, "A 6.1.13", "object %d has a string that is too long", id);
    }
}

void
check_objects (Check *self)
{
  int n = check_number (self, qpdf_get_trailer (self->pdf), "/Size", 0);

  for (int id = 1; id < n; id++)
    check_value (self, qpdf_get_object_by_id (self->pdf, id, 0), id);
}
