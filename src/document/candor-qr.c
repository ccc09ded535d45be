/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#include "candor-qr.h"

#include <qrencode.h>
#include <string.h>

#include "core/candor-error.h"

/* Modules of white on each side, without which a camera does not find the code. */
#define QUIET 4

struct _CandorQr
{
  QRcode *code; /* (owned) */
};

/**
 * candor_qr_new:
 * @text: what a camera shall read, at most %CANDOR_QR_MAX_BYTES bytes
 * @error: return location for an error
 *
 * Encodes bytes as they are, with error correction M: a seventh of the code may be covered by a
 * stain or a magnet.
 *
 * Returns: (transfer full) (nullable): the code, or %NULL with %CANDOR_ERROR_TOO_LARGE
 */
CandorQr *
candor_qr_new (const char *text, GError **error)
{
  CandorQr *self;
  gsize length = strlen (text);
  QRcode *code = NULL;

  if (length > 0 && length <= CANDOR_QR_MAX_BYTES)
    code = QRcode_encodeData (length, (const guchar *)text, 0, QR_ECLEVEL_M);
  if (code == NULL)
    {
      candor_error_set_literal (error, CANDOR_ERROR, CANDOR_ERROR_TOO_LARGE,
                                "There is more in this code than a camera can read from paper.");
      return NULL;
    }
  self = g_new0 (CandorQr, 1);
  self->code = code;
  return self;
}

/**
 * candor_qr_free:
 * @self: (nullable): a code
 */
void
candor_qr_free (CandorQr *self)
{
  if (self == NULL)
    return;
  QRcode_free (self->code);
  g_free (self);
}

/**
 * candor_qr_get_size:
 * @self: a code
 *
 * Returns: modules on each side, with the quiet zone
 */
int
candor_qr_get_size (const CandorQr *self)
{
  return self->code->width + 2 * QUIET;
}

/**
 * candor_qr_draw:
 * @cr: where to draw
 * @width: points
 * @height: points, the same
 * @qr: a #CandorQr
 *
 * Draws it in black; the function has the shape that a galley asks for. All modules are one path,
 * so that no hairlines of white appear between them.
 */
void
candor_qr_draw (cairo_t *cr, double width, double height, gpointer qr)
{
  const CandorQr *self = qr;
  int n = self->code->width;
  double module = width / candor_qr_get_size (self);

  for (int row = 0; row < n; row++)
    for (int from = 0; from < n; from++)
      {
        int to = from;

        while (to < n && (self->code->data[row * n + to] & 1) != 0)
          to++;
        if (to > from)
          cairo_rectangle (cr, (from + QUIET) * module, (row + QUIET) * module,
                           (to - from) * module, module);
        from = to;
      }
  cairo_set_source_rgb (cr, 0, 0, 0);
  cairo_fill (cr);
}
