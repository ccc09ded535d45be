/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * The header of an age file (C2SP age.md, "Header"): a version line, stanzas that each wrap the file
 * key for one recipient, and a MAC. One header has one way to be written, and any other is refused.
 */
#include "candor-age-private.h"

#include <sodium.h>
#include <string.h>

#include "core/candor-error.h"

#define VERSION_LINE "age-encryption.org/v1"
#define STANZA_MARK "-> "
#define MAC_MARK "---"

/* Letters of a full line of base64, and the bytes in it. */
#define N_COLUMNS 64
#define N_LINE_BYTES 48

#define N_MAC_LETTERS 43

typedef struct
{
  const guchar *at;
  const guchar *end;
  GError **error;
} Reader;

static gboolean
refuse (GError **error, const char *reason)
{
  candor_error_set_because (
      error, CANDOR_AGE_ERROR, CANDOR_AGE_ERROR_HEADER, reason,
      "This is not an encrypted record, or its first lines were damaged: %s. Nothing was "
      "taken from it; use another copy.",
      reason);
  return FALSE;
}

/* Takes the line at the cursor. Every line of a header ends with one line feed. */
static gboolean
take_line (Reader *self, const char **line, gsize *length)
{
  const guchar *feed = memchr (self->at, '\n', self->end - self->at);

  if (feed == NULL)
    return refuse (self->error, N_ ("a line of the header does not end"));
  *line = (const char *)self->at;
  *length = feed - self->at;
  self->at = feed + 1;
  return TRUE;
}

static gboolean
is_at (const Reader *self, const char *mark)
{
  gsize n = strlen (mark);

  return (gsize)(self->end - self->at) >= n && memcmp (self->at, mark, n) == 0;
}

/* Arguments are of visible ASCII letters with one space between two. */
static char **
split_arguments (const char *line, gsize length)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  gsize start = 0;

  for (gsize i = 0; i <= length; i++)
    {
      if (i == length || line[i] == ' ')
        {
          g_autofree char *argument = g_strndup (line + start, i - start);

          if (i == start)
            return NULL;
          g_strv_builder_add (builder, argument);
          start = i + 1;
        }
      else if (line[i] < '!' || line[i] > '~')
        return NULL;
    }
  return g_strv_builder_end (builder);
}

/* Full lines, then one that is shorter and may be empty. */
static GBytes *
read_body (Reader *self)
{
  g_autoptr (GByteArray) body = g_byte_array_new ();
  gsize length = N_COLUMNS;

  while (length == N_COLUMNS)
    {
      guchar bytes[N_LINE_BYTES];
      const char *line;
      gsize n;

      if (!take_line (self, &line, &length))
        return NULL;
      if (length > N_COLUMNS || !candor_age_base64_read (line, length, bytes, sizeof bytes, &n))
        {
          refuse (self->error, N_ ("a line behind a recipient is not written as age writes it"));
          return NULL;
        }
      g_byte_array_append (body, bytes, n);
    }
  return g_byte_array_free_to_bytes (g_steal_pointer (&body));
}

static CandorAgeStanza *
read_stanza (Reader *self)
{
  g_autoptr (CandorAgeStanza) stanza = g_new0 (CandorAgeStanza, 1);
  const char *line;
  gsize length;

  if (!take_line (self, &line, &length))
    return NULL;
  stanza->arguments = split_arguments (line + strlen (STANZA_MARK), length - strlen (STANZA_MARK));
  if (stanza->arguments == NULL)
    {
      refuse (self->error, N_ ("a recipient is not written as age writes it"));
      return NULL;
    }
  stanza->body = read_body (self);
  return stanza->body == NULL ? NULL : g_steal_pointer (&stanza);
}

static gboolean
read_mac (Reader *self, guchar *mac)
{
  const char *line;
  gsize length;

  if (!take_line (self, &line, &length))
    return FALSE;
  if (length != strlen (MAC_MARK) + 1 + N_MAC_LETTERS || line[strlen (MAC_MARK)] != ' '
      || !candor_age_base64_decode (line + strlen (MAC_MARK) + 1, N_MAC_LETTERS, mac,
                                    CANDOR_AGE_MAC_SIZE))
    return refuse (self->error,
                   N_ ("the line that ends the header is not written as age writes it"));
  return TRUE;
}

static void
compute_mac (const guchar *bytes, gsize length, const guchar *file_key, guchar *mac)
{
  guchar key[crypto_auth_hmacsha256_KEYBYTES];

  G_STATIC_ASSERT (sizeof key == CANDOR_AGE_KEY_SIZE);
  candor_age_hkdf (NULL, 0, file_key, CANDOR_AGE_FILE_KEY_SIZE, "header", key);
  crypto_auth_hmacsha256 (mac, bytes, length, key);
  sodium_memzero (key, sizeof key);
}

static void
append_stanza (GString *text, const CandorAgeStanza *stanza)
{
  gsize length;
  const guchar *bytes = g_bytes_get_data (stanza->body, &length);
  g_autofree char *arguments = g_strjoinv (" ", stanza->arguments);
  g_autofree char *letters = candor_age_base64_encode (bytes, length);
  gsize n_letters = strlen (letters);

  g_string_append_printf (text, STANZA_MARK "%s\n", arguments);
  for (gsize i = 0; i <= n_letters; i += N_COLUMNS)
    {
      g_string_append_len (text, letters + i, MIN (N_COLUMNS, n_letters - i));
      g_string_append_c (text, '\n');
    }
}

/* Frees a stanza in an array. */
static void
stanza_free_cb (gpointer data)
{
  candor_age_stanza_free (data);
}

CandorAgeStanza *
candor_age_stanza_new (const char *const *arguments, GBytes *body)
{
  CandorAgeStanza *self = g_new0 (CandorAgeStanza, 1);

  self->arguments = g_strdupv ((char **)arguments);
  self->body = g_bytes_ref (body);
  return self;
}

void
candor_age_stanza_free (CandorAgeStanza *self)
{
  g_strfreev (self->arguments);
  g_clear_pointer (&self->body, g_bytes_unref);
  g_free (self);
}

/**
 * candor_age_header_parse:
 * @bytes: the start of a file that anybody may have made
 * @length: how many bytes; more than the header is allowed
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the header; %CANDOR_AGE_ERROR_HEADER where the format allows
 *   anything but what is there
 */
CandorAgeHeader *
candor_age_header_parse (const guchar *bytes, gsize length, GError **error)
{
  Reader reader = { bytes, bytes + length, error };
  g_autoptr (CandorAgeHeader) self = g_new0 (CandorAgeHeader, 1);

  self->stanzas = g_ptr_array_new_with_free_func (stanza_free_cb);
  if (!is_at (&reader, VERSION_LINE "\n"))
    {
      refuse (error, N_ ("it does not begin with the words “age-encryption.org/v1”"));
      return NULL;
    }
  reader.at += strlen (VERSION_LINE "\n");
  while (is_at (&reader, STANZA_MARK))
    {
      CandorAgeStanza *stanza = read_stanza (&reader);

      if (stanza == NULL)
        return NULL;
      g_ptr_array_add (self->stanzas, stanza);
    }
  if (self->stanzas->len == 0 || !is_at (&reader, MAC_MARK))
    {
      refuse (error, N_ ("a recipient or the end of the header is missing"));
      return NULL;
    }
  self->n_authenticated = reader.at + strlen (MAC_MARK) - bytes;
  if (!read_mac (&reader, self->mac))
    return NULL;
  self->length = reader.at - bytes;
  return g_steal_pointer (&self);
}

/**
 * candor_age_header_write:
 * @stanzas: (element-type CandorAgeStanza): the recipients
 * @file_key: the key that the MAC is made with
 *
 * Returns: (transfer full): the header, the line feed at its end included
 */
GString *
candor_age_header_write (GPtrArray *stanzas, const guchar *file_key)
{
  GString *text = g_string_new (VERSION_LINE "\n");
  guchar mac[CANDOR_AGE_MAC_SIZE];
  g_autofree char *letters = NULL;

  for (guint i = 0; i < stanzas->len; i++)
    append_stanza (text, g_ptr_array_index (stanzas, i));
  g_string_append (text, MAC_MARK);
  compute_mac ((const guchar *)text->str, text->len, file_key, mac);
  letters = candor_age_base64_encode (mac, sizeof mac);
  g_string_append_printf (text, " %s\n", letters);
  return text;
}

/* Returns: whether @bytes, which @self was read from, are the header that this key was put into. */
gboolean
candor_age_header_check_mac (const CandorAgeHeader *self,
                             const guchar *bytes,
                             const guchar *file_key)
{
  guchar mac[CANDOR_AGE_MAC_SIZE];

  compute_mac (bytes, self->n_authenticated, file_key, mac);
  return sodium_memcmp (mac, self->mac, sizeof mac) == 0;
}

void
candor_age_header_free (CandorAgeHeader *self)
{
  g_ptr_array_unref (self->stanzas);
  g_free (self);
}
