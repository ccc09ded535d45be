/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * Reads a PDF that anybody may have made, with qpdf, which is asked to mend nothing.
 */
#include "candor-verify-reader.h"

#include <stdlib.h>

/* The most that is told about a document in one string, in characters. */
#define MAX_TEXT 200

/**
 * candor_verify_reader_open:
 * @pdf: a file
 *
 * Returns: (transfer full) (nullable): its objects, or %NULL when it is no PDF, is damaged or needs
 *   a password
 */
CandorVerifyReader *
candor_verify_reader_open (GBytes *pdf)
{
  g_autoptr (CandorVerifyReader) self = qpdf_init ();
  gsize size;
  const char *data = g_bytes_get_data (pdf, &size);

  qpdf_silence_errors (self);
  qpdf_set_suppress_warnings (self, QPDF_TRUE);
  qpdf_set_attempt_recovery (self, QPDF_FALSE);
  if ((qpdf_read_memory (self, "document", data, size, NULL) & (QPDF_ERRORS)) != 0
      || qpdf_is_encrypted (self))
    return NULL;
  return g_steal_pointer (&self);
}

/**
 * candor_verify_reader_close:
 * @self: (transfer full): a PDF
 */
void
candor_verify_reader_close (CandorVerifyReader *self)
{
  /* qpdf writes an error that nobody took to the standard error. */
  qpdf_get_error (self);
  qpdf_cleanup (&self);
}

/**
 * candor_verify_reader_has_name:
 * @self: a PDF
 * @dictionary: any object
 * @key: a key, with its slash
 * @name: a name, with its slash
 *
 * Returns: whether @dictionary is one and has that name under that key
 */
gboolean
candor_verify_reader_has_name (CandorVerifyReader *self,
                               qpdf_oh dictionary,
                               const char *key,
                               const char *name)
{
  return qpdf_oh_is_name_and_equals (self, qpdf_oh_get_key_if_dict (self, dictionary, key), name);
}

/**
 * candor_verify_reader_get_stream:
 * @self: a PDF
 * @stream: any object
 *
 * Returns: (transfer full) (nullable): what is in the stream, decoded; %NULL when it is none or
 *   cannot be decoded
 */
GBytes *
candor_verify_reader_get_stream (CandorVerifyReader *self, qpdf_oh stream)
{
  QPDF_BOOL filtered = QPDF_FALSE;
  unsigned char *data = NULL;
  size_t length = 0;
  GBytes *bytes = NULL;

  if (!qpdf_oh_is_stream (self, stream))
    return NULL;
  if ((qpdf_oh_get_stream_data (self, stream, qpdf_dl_generalized, &filtered, &data, &length)
       & (QPDF_ERRORS))
          == 0
      && filtered)
    bytes = g_bytes_new (data, length);
  free (data);
  return bytes;
}

/**
 * candor_verify_reader_dup_text:
 * @self: a PDF
 * @dictionary: any object
 * @key: a key, with its slash
 *
 * Returns: (transfer full) (nullable): the string of that key on one line, in valid UTF-8
 */
char *
candor_verify_reader_dup_text (CandorVerifyReader *self, qpdf_oh dictionary, const char *key)
{
  const char *text = NULL;
  size_t length = 0;

  if (!qpdf_oh_get_value_as_utf8 (self, qpdf_oh_get_key_if_dict (self, dictionary, key), &text,
                                  &length))
    return NULL;
  return candor_verify_tidy (text, length);
}

/**
 * candor_verify_tidy:
 * @text: anything
 * @length: its length in bytes, or -1 when it ends with a zero
 *
 * Returns: (transfer full): it on one line, in valid UTF-8, and not longer than a line or two
 */
char *
candor_verify_tidy (const char *text, gssize length)
{
  g_autofree char *valid = g_utf8_make_valid (text, length);
  GString *tidy = g_string_new (NULL);
  guint n = 0;

  for (const char *at = valid; *at != '\0' && n < MAX_TEXT; at = g_utf8_next_char (at), n++)
    {
      gunichar c = g_utf8_get_char (at);

      g_string_append_unichar (tidy, g_unichar_iscntrl (c) ? ' ' : c);
    }
  return g_string_free (tidy, FALSE);
}
