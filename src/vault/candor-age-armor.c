/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * Age files as text, for mail (C2SP age.md, "ASCII armor"; RFC 7468, figure 3). Candor never writes
 * them; somebody who brings a record back may have got one. Blanks around it and line ends of other
 * systems are allowed, everything else has one way to be written.
 */
#include "candor-age-private.h"

#include <string.h>

#include "core/candor-error.h"

#define BEGIN_LINE "-----BEGIN AGE ENCRYPTED FILE-----"
#define END_LINE "-----END AGE ENCRYPTED FILE-----"
#define BLANKS " \t\r\n"

#define N_COLUMNS 64
#define N_LINE_BYTES 48
#define MAX_PADDING 2

typedef struct
{
  const char *at;
  const char *end;
} Reader;

static GBytes *
refuse (GError **error)
{
  candor_error_set (
      error, CANDOR_AGE_ERROR, CANDOR_AGE_ERROR_HEADER,
      "This text is not an encrypted record as it was sent: a line is missing, or was "
      "changed on its way. Nothing was taken from it; ask for it again, as a file.");
  return NULL;
}

static gboolean
is_blank (char letter)
{
  return letter != '\0' && strchr (BLANKS, letter) != NULL;
}

/* Returns: the length of the line at the cursor, without its end, which is behind it already. */
static gsize
take_line (Reader *self, const char **line)
{
  const char *feed = memchr (self->at, '\n', self->end - self->at);
  const char *stop = feed == NULL ? self->end : feed;

  *line = self->at;
  self->at = feed == NULL ? self->end : feed + 1;
  if (feed != NULL && stop > *line && stop[-1] == '\r')
    stop--;
  return stop - *line;
}

static gboolean
is_line (const char *line, gsize length, const char *expected)
{
  return length == strlen (expected) && memcmp (line, expected, length) == 0;
}

/* Decodes a line. A short one, or one with padding, is the @last. */
static gboolean
append_line (GByteArray *bytes, const char *line, gsize length, gboolean *last)
{
  guchar decoded[N_LINE_BYTES];
  gsize n_letters = length;
  gsize n;

  if (length == 0 || length > N_COLUMNS || length % 4 != 0)
    return FALSE;
  while (n_letters > length - MAX_PADDING && line[n_letters - 1] == '=')
    n_letters--;
  *last = n_letters < N_COLUMNS;
  if (!candor_age_base64_read (line, n_letters, decoded, sizeof decoded, &n))
    return FALSE;
  g_byte_array_append (bytes, decoded, n);
  return TRUE;
}

/**
 * candor_age_remove_armor:
 * @file: an age file, binary or as text, that anybody may have made
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the binary file; @file itself where it is no text, whatever
 *   else it is; otherwise %CANDOR_AGE_ERROR_HEADER
 */
GBytes *
candor_age_remove_armor (GBytes *file, GError **error)
{
  gsize size;
  const char *data = g_bytes_get_data (file, &size);
  /* No bytes have no place in memory. */
  const char *text = size > 0 ? data : "";
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  Reader reader = { text, text + size };
  gboolean last = FALSE;
  const char *line;
  gsize length;

  while (reader.at < reader.end && is_blank (*reader.at))
    reader.at++;
  if ((gsize)(reader.end - reader.at) < strlen (BEGIN_LINE)
      || memcmp (reader.at, BEGIN_LINE, strlen (BEGIN_LINE)) != 0)
    return g_bytes_ref (file);

  length = take_line (&reader, &line);
  if (!is_line (line, length, BEGIN_LINE))
    return refuse (error);
  while (reader.at < reader.end)
    {
      length = take_line (&reader, &line);
      if (length >= strlen (END_LINE) && memcmp (line, END_LINE, strlen (END_LINE)) == 0)
        {
          for (const char *p = line + strlen (END_LINE); p < reader.end; p++)
            if (!is_blank (*p))
              return refuse (error);
          return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
        }
      if (last || !append_line (bytes, line, length, &last))
        return refuse (error);
    }
  return refuse (error);
}
