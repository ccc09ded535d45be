/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * Looks through JSON that anybody may have made before json-glib reads it. json-glib calls itself
 * for each bracket, takes the last of two members of one name, reads comments and several values in
 * a row, and ends a text at an escaped zero; none of that may happen to a record. And writes it.
 */
#include "candor-json.h"

#include <string.h>

#include "candor-error.h"

/* As many digits as a whole number of 64 bits holds for sure. */
#define MAX_DIGITS 18

#define BYTE_ORDER_MARK "\xEF\xBB\xBF"

typedef struct
{
  const char *name;
  const char *start;
  const char *at;
  const char *end;
  guint max_depth;
  guint max_values;
  guint n_values;
  GError **error;
} Scanner;

static gboolean
refuse_as (Scanner *self, CandorError code, const char *sentence)
{
  guint line = 1, column = 1;

  for (const char *p = self->start; p < self->at; p++)
    {
      column = *p == '\n' ? 1 : column + (((guchar)*p & 0xC0) != 0x80);
      line += *p == '\n';
    }
  candor_error_set (self->error, CANDOR_ERROR, code, "%s, line %u, column %u: %s", self->name, line,
                    column, sentence);
  return FALSE;
}

static gboolean
refuse (Scanner *self, const char *sentence)
{
  return self->at < self->end
             ? refuse_as (self, CANDOR_ERROR_INVALID, sentence)
             : refuse_as (self, CANDOR_ERROR_INVALID, "the file ends here, in the middle of it");
}

/* The next byte; zero at the end. The text is valid UTF-8, so that it has no zero in it. */
static char
peek (Scanner *self)
{
  return self->at < self->end ? *self->at : '\0';
}

static void
skip_space (Scanner *self)
{
  while (self->at < self->end && strchr (" \t\r\n", *self->at) != NULL)
    self->at++;
}

static gboolean
skip_hex (Scanner *self, guint *code)
{
  *code = 0;
  for (int i = 0; i < 4; i++)
    {
      if (!g_ascii_isxdigit (peek (self)))
        return refuse (self, "expected four digits of a character’s number");
      *code = *code * 16 + g_ascii_xdigit_value (*self->at++);
    }
  return TRUE;
}

/* From behind the backslash to behind the character. */
static gboolean
skip_escape (Scanner *self)
{
  guint code, low;

  if (peek (self) != 'u')
    {
      if (peek (self) == '\0' || strchr ("\"\\/bfnrt", *self->at) == NULL)
        return refuse (self, "this character cannot stand behind a backslash");
      self->at++;
      return TRUE;
    }

  self->at++;
  if (!skip_hex (self, &code))
    return FALSE;
  if (code == 0)
    return refuse (self, "a character of number zero stands in the text");
  if (code < 0xD800 || code > 0xDFFF)
    return TRUE;
  if (code >= 0xDC00 || self->end - self->at < 2 || self->at[0] != '\\' || self->at[1] != 'u')
    return refuse (self, "half of a character stands in the text");
  self->at += 2;
  if (!skip_hex (self, &low))
    return FALSE;
  return (low >= 0xDC00 && low <= 0xDFFF)
         || refuse (self, "half of a character stands in the text");
}

/* From the opening quotation mark to behind the closing one. */
static gboolean
skip_string (Scanner *self)
{
  self->at++;
  while (peek (self) != '"')
    {
      if ((guchar)peek (self) < ' ')
        return refuse (self, "a control character stands in the text");
      if (*self->at++ == '\\' && !skip_escape (self))
        return FALSE;
    }
  self->at++;
  return TRUE;
}

static gboolean
skip_digits (Scanner *self)
{
  if (!g_ascii_isdigit (peek (self)))
    return refuse (self, "expected a digit");
  while (g_ascii_isdigit (peek (self)))
    self->at++;
  return TRUE;
}

static gboolean
skip_number (Scanner *self)
{
  const char *digits;

  if (peek (self) == '-')
    self->at++;
  digits = self->at;
  if (!skip_digits (self))
    return FALSE;
  if (*digits == '0' && self->at - digits > 1)
    return refuse (self, "a number does not begin with a zero");
  if (self->at - digits > MAX_DIGITS)
    return refuse (self, "this number has more digits than any in a visit");
  if (peek (self) == '.')
    {
      self->at++;
      if (!skip_digits (self))
        return FALSE;
    }
  if (peek (self) == 'e' || peek (self) == 'E')
    {
      self->at++;
      if (peek (self) == '+' || peek (self) == '-')
        self->at++;
      return skip_digits (self);
    }
  return TRUE;
}

static gboolean scan_value (Scanner *self, guint depth);

static gboolean
scan_name (Scanner *self, GHashTable *names)
{
  const char *start = self->at;
  g_autofree char *member = NULL;

  if (peek (self) != '"')
    return refuse (self, "expected a name in quotation marks");
  if (!skip_string (self))
    return FALSE;

  /* A name that is written in two ways could stand twice without being seen. */
  member = g_strndup (start + 1, self->at - start - 2);
  self->at = start;
  if (strchr (member, '\\') != NULL)
    return refuse (self, "this name is written with a backslash");
  if (g_hash_table_contains (names, member))
    return refuse (self, "this name stands in its object already");
  self->at = start + strlen (member) + 2;
  g_hash_table_add (names, g_steal_pointer (&member));

  skip_space (self);
  if (peek (self) != ':')
    return refuse (self, "expected a colon behind the name");
  self->at++;
  return TRUE;
}

/* From behind the opening bracket to behind the closing one; @names is %NULL in a list. */
static gboolean
scan_members (Scanner *self, char closing, GHashTable *names, guint depth)
{
  skip_space (self);
  if (peek (self) == closing)
    {
      self->at++;
      return TRUE;
    }

  while (TRUE)
    {
      skip_space (self);
      if ((names != NULL && !scan_name (self, names)) || !scan_value (self, depth))
        return FALSE;
      skip_space (self);
      if (peek (self) == closing)
        {
          self->at++;
          return TRUE;
        }
      if (peek (self) != ',')
        return refuse (self, "expected a comma or the closing bracket");
      self->at++;
    }
}

static gboolean
scan_word (Scanner *self)
{
  static const char *const words[] = { "true", "false", "null" };

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if ((gsize)(self->end - self->at) >= strlen (words[i])
        && strncmp (self->at, words[i], strlen (words[i])) == 0)
      {
        self->at += strlen (words[i]);
        return TRUE;
      }
  return refuse (self, "expected text, a number, true, false, null, [ or {");
}

static gboolean
scan_value (Scanner *self, guint depth)
{
  char c;

  skip_space (self);
  if (++self->n_values > self->max_values)
    return refuse_as (self, CANDOR_ERROR_TOO_LARGE,
                      "there are more values than in any visit; it was not read");

  c = peek (self);
  if (c == '"')
    return skip_string (self);
  if (c == '-' || g_ascii_isdigit (c))
    return skip_number (self);
  if (c != '[' && c != '{')
    return scan_word (self);
  if (depth == self->max_depth)
    return refuse_as (self, CANDOR_ERROR_TOO_LARGE,
                      "the brackets nest deeper than in any visit; it was not read");

  self->at++;
  if (c == '[')
    return scan_members (self, ']', NULL, depth + 1);

  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return scan_members (self, '}', names, depth + 1);
}

static gboolean
may_begin_value (char c)
{
  return g_ascii_isdigit (c) || strchr ("{[\"-tfn", c) != NULL;
}

/**
 * candor_json_check:
 * @name: what to call the file in messages
 * @json: the file's bytes
 * @length: how many
 * @max_depth: how deep the brackets may nest
 * @max_values: how many values there may be in all
 * @error: return location for an error
 *
 * Checks that a file is one JSON value by RFC 8259, in which no object has two members of one name.
 * Errors name file, line and column.
 *
 * Returns: whether it may be given to a parser
 */
gboolean
candor_json_check (const char *name,
                   const char *json,
                   gsize length,
                   guint max_depth,
                   guint max_values,
                   GError **error)
{
  Scanner self = { name, json, json, json + length, max_depth, max_values, 0, error };
  const char *fault;

  g_return_val_if_fail (name != NULL && json != NULL, FALSE);

  if (!g_utf8_validate (json, length, &fault))
    {
      self.at = fault;
      return refuse (&self, "a byte here is not valid UTF-8 text; choose the file of the visit, or "
                            "take a copy that is whole");
    }
  if (length >= strlen (BYTE_ORDER_MARK)
      && strncmp (json, BYTE_ORDER_MARK, strlen (BYTE_ORDER_MARK)) == 0)
    return refuse (&self, "the file begins with a byte order mark, which some editors put before "
                          "the first letter; save it again as UTF-8 without that mark");
  skip_space (&self);
  if (self.at == self.end)
    return refuse_as (&self, CANDOR_ERROR_INVALID,
                      "the file is empty; a visit should stand in it: take a copy that is whole, "
                      "or save the visit again");
  if (!may_begin_value (*self.at))
    return refuse (&self, "this is no visit, which is a file in JSON and begins with {. Choose the "
                          "file of the visit, or take a copy that is whole");
  if (!scan_value (&self, 0))
    return FALSE;
  skip_space (&self);
  return self.at == self.end || refuse (&self, "expected nothing behind the end of the visit");
}

/**
 * candor_json_write:
 * @root: what to write
 * @indent: spaces in front of what is within a bracket; 0 for all on one line
 * @length: (out) (optional): how many bytes, without the zero behind them
 *
 * json-glib (1.6) leaves one control character, U+001F, as it is, and candor_json_check () would
 * rightly refuse that: what was typed would be lost.
 *
 * Returns: (transfer full): UTF-8 JSON
 */
char *
candor_json_write (JsonNode *root, guint indent, gsize *length)
{
  g_autoptr (JsonGenerator) generator = json_generator_new ();
  char *json;
  GString *text;

  json_generator_set_pretty (generator, indent > 0);
  json_generator_set_indent (generator, indent);
  json_generator_set_root (generator, root);
  json = json_generator_to_data (generator, NULL);
  text = g_string_new (json);
  /* It may be a visit. */
  explicit_bzero (json, strlen (json));
  g_free (json);
  g_string_replace (text, "\037", "\\u001f", 0);
  if (length != NULL)
    *length = text->len;
  return g_string_free (text, FALSE);
}
