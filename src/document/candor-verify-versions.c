/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * Which versions and standards a document names.
 */
#include "candor-verify-private.h"

#include <string.h>

/* The properties that say which standards a document keeps. */
typedef struct
{
  char *part;        /* of PDF/A */
  char *conformance; /* to PDF/A */
  char *ua_part;     /* of PDF/UA */
} Claims;

static char **
find_claim (Claims *claims, const char *name)
{
  if (strcmp (name, "pdfaid:part") == 0)
    return &claims->part;
  if (strcmp (name, "pdfaid:conformance") == 0)
    return &claims->conformance;
  if (strcmp (name, "pdfuaid:part") == 0)
    return &claims->ua_part;
  return NULL;
}

static void
keep_claim (Claims *claims, const char *name, const char *value, gssize length)
{
  char **claim = name != NULL ? find_claim (claims, name) : NULL;

  if (claim != NULL && *claim == NULL)
    *claim = candor_verify_tidy (value, length);
}

/* XMP allows a property as an attribute too. */
static void
start_element_cb (GMarkupParseContext *context,
                  const char *name,
                  const char **attributes,
                  const char **values,
                  gpointer data,
                  GError **error)
{
  for (guint i = 0; attributes[i] != NULL; i++)
    keep_claim (data, attributes[i], values[i], -1);
}

static void
text_cb (
    GMarkupParseContext *context, const char *text, gsize length, gpointer data, GError **error)
{
  keep_claim (data, g_markup_parse_context_get_element (context), text, length);
}

static void
read_metadata (CandorVerification *self, GBytes *xmp)
{
  static const GMarkupParser parser = { .start_element = start_element_cb, .text = text_cb };
  Claims claims = { NULL };
  g_autoptr (GMarkupParseContext) context = g_markup_parse_context_new (&parser, 0, &claims, NULL);
  gsize length;
  const char *text = g_bytes_get_data (xmp, &length);

  /* What cannot be read claims nothing. */
  if (length > 0 && g_markup_parse_context_parse (context, text, length, NULL)
      && g_markup_parse_context_end_parse (context, NULL))
    {
      if (claims.part != NULL)
        self->pdfa
            = g_strconcat (claims.part, claims.conformance != NULL ? claims.conformance : "", NULL);
      self->pdfua = g_steal_pointer (&claims.ua_part);
    }
  g_free (claims.part);
  g_free (claims.conformance);
  g_free (claims.ua_part);
}

/**
 * candor_verify_versions:
 * @self: the verification of a document
 * @reader: the document
 *
 * Keeps which version of PDF it is written in, which program wrote it, and which standards it says
 * that it keeps. Nothing of this is checked.
 */
void
candor_verify_versions (CandorVerification *self, CandorVerifyReader *reader)
{
  qpdf_oh info = qpdf_oh_get_key_if_dict (reader, qpdf_get_trailer (reader), "/Info");
  g_autoptr (GBytes) xmp = candor_verify_reader_get_stream (
      reader, qpdf_oh_get_key_if_dict (reader, qpdf_get_root (reader), "/Metadata"));

  self->pdf_version = candor_verify_tidy (qpdf_get_pdf_version (reader), -1);
  self->producer = candor_verify_reader_dup_text (reader, info, "/Producer");
  if (xmp != NULL)
    read_metadata (self, xmp);
}
