/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * The content of pages, operator by operator (ISO 32000-1, 7.8.2 and 14.6).
 */
#include <string.h>

#include "check-ua-private.h"

/* ISO 19005-3, 6.1.13. */
#define DEEPEST_STATE 28

typedef struct
{
  char kind; /* n number, / name, s string, o operator, or a bracket */
  const char *text;
  gsize length;
} Token;

typedef struct
{
  gboolean artifact;
  gboolean furniture; /* a running header or footer */
  int mcid;           /* -1 for none */
  gboolean in_text;   /* opened inside a text object */
  char *said;         /* (owned) (nullable): what is said in place of it */
} Mark;

typedef struct
{
  Check *check;
  int page;
  qpdf_oh resources;
  GArray *operands; /* (owned) (element-type Token) */
  GArray *marks;    /* (owned) (element-type Mark) */
  GArray *states;   /* (owned) (element-type CheckFont): fonts that q put aside */
  CheckFont *font;
  gboolean in_text;
  guint depth; /* of forms inside forms */
} Scan;

static gboolean
is_white (char c)
{
  return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == '\0';
}

static gboolean
is_end (char c)
{
  return is_white (c) || memchr ("()<>[]{}/%", c, 10) != NULL;
}

/* Returns: whether there was another token. */
static gboolean
next_token (const char **at, const char *end, Token *token)
{
  const char *from;
  int depth = 0;

  while (*at < end && is_white (**at))
    (*at)++;
  if (*at >= end)
    return FALSE;
  from = *at;
  if (*from == '(')
    {
      do
        {
          if (**at == '\\')
            (*at)++;
          else if (**at == '(')
            depth++;
          else if (**at == ')')
            depth--;
          (*at)++;
        }
      while (depth > 0 && *at < end);
      token->kind = 's';
    }
  else if (from + 1 < end && (memcmp (from, "<<", 2) == 0 || memcmp (from, ">>", 2) == 0))
    {
      token->kind = *from;
      *at += 2;
    }
  else if (*from == '<')
    {
      while (*at < end && **at != '>')
        (*at)++;
      (*at)++;
      token->kind = 's';
    }
  else if (*from == '[' || *from == ']')
    {
      token->kind = *from;
      (*at)++;
    }
  else
    {
      (*at)++;
      while (*at < end && !is_end (**at))
        (*at)++;
      token->kind = *from == '/'                                               ? '/'
                    : g_ascii_isalpha (*from) || *from == '\'' || *from == '"' ? 'o'
                                                                               : 'n';
    }
  token->text = from;
  token->length = MIN (*at, end) - from;
  return TRUE;
}

/* The bytes of a string, whichever way it is written. */
static GByteArray *
string_bytes (const Token *token)
{
  GByteArray *bytes = g_byte_array_new ();
  const char *at = token->text + 1;
  const char *end = token->text + token->length - 1;

  while (at < end)
    {
      guint8 byte = *at++;

      if (*token->text == '<')
        {
          if (!g_ascii_isxdigit (byte))
            continue;
          /* Cairo wraps its lines, between the two digits of a byte too. */
          while (at < end && !g_ascii_isxdigit (*at))
            at++;
          byte = g_ascii_xdigit_value (byte) << 4 | (at < end ? g_ascii_xdigit_value (*at) : 0);
          at++;
        }
      else if (byte == '\\' && at < end)
        {
          static const char escapes[] = "nrtbf";
          static const char values[] = "\n\r\t\b\f";
          const char *escape = strchr (escapes, *at);

          if (*at >= '0' && *at <= '7')
            {
              int n = 0;

              byte = 0;
              for (; n < 3 && at < end && *at >= '0' && *at <= '7'; n++)
                byte = byte * 8 + (*at++ - '0');
            }
          else
            byte = escape != NULL ? values[escape - escapes] : *at, at++;
        }
      g_byte_array_append (bytes, &byte, 1);
    }
  return bytes;
}

static gboolean
token_is (const Token *token, const char *text)
{
  return token != NULL && token->length == strlen (text)
         && memcmp (token->text, text, token->length) == 0;
}

/* The value that stands behind a key of the properties of marked content. */
static const Token *
property (Scan *scan, const char *key)
{
  for (guint i = 0; i + 1 < scan->operands->len; i++)
    if (token_is (&g_array_index (scan->operands, Token, i), key))
      return &g_array_index (scan->operands, Token, i + 1);
  return NULL;
}

static void
clear_mark (gpointer mark)
{
  g_free (((Mark *)mark)->said);
}

static Mark *
mark_with_id (Scan *scan)
{
  for (guint i = scan->marks->len; i > 0; i--)
    if (g_array_index (scan->marks, Mark, i - 1).mcid >= 0)
      return &g_array_index (scan->marks, Mark, i - 1);
  return NULL;
}

static gboolean
in_artifact (Scan *scan, gboolean furniture)
{
  for (guint i = 0; i < scan->marks->len; i++)
    {
      const Mark *mark = &g_array_index (scan->marks, Mark, i);

      if (mark->artifact && (!furniture || mark->furniture))
        return TRUE;
    }
  return FALSE;
}

static char *
utf16_text (const Token *token)
{
  g_autoptr (GByteArray) bytes = string_bytes (token);

  if (bytes->len < 2 || bytes->data[0] != 0xfe || bytes->data[1] != 0xff)
    return g_strndup ((const char *)bytes->data, bytes->len);
  return g_convert ((const char *)bytes->data + 2, bytes->len - 2, "UTF-8", "UTF-16BE", NULL, NULL,
                    NULL);
}

static void
begin_mark (Scan *scan, gboolean properties)
{
  const Token *tag = scan->operands->len > 0 ? &g_array_index (scan->operands, Token, 0) : NULL;
  const Token *id = properties ? property (scan, "/MCID") : NULL;
  const Token *said = properties ? property (scan, "/ActualText") : NULL;
  const Token *kind = properties ? property (scan, "/Subtype") : NULL;
  Mark mark = { .mcid = -1, .in_text = scan->in_text };

  mark.artifact = token_is (tag, "/Artifact");
  mark.furniture = mark.artifact
                   && token_is (properties ? property (scan, "/Type") : NULL, "/Pagination")
                   && (token_is (kind, "/Header") || token_is (kind, "/Footer"));
  if (said != NULL)
    mark.said = utf16_text (said);
  if (id != NULL)
    {
      gpointer piece;

      mark.mcid = (int)g_ascii_strtoll (id->text, NULL, 10);
      piece = CHECK_PIECE (scan->page, mark.mcid);
      if (mark.artifact)
        check_fault (scan->check, "UA 7.1", "an artifact of page %d belongs to an element",
                     scan->page + 1);
      if (in_artifact (scan, FALSE))
        check_fault (scan->check, "UA 7.1", "content %d of page %d stands in an artifact",
                     mark.mcid, scan->page + 1);
      if (g_hash_table_contains (scan->check->content, piece))
        check_fault (scan->check, "UA 7.1", "page %d has two pieces of content %d", scan->page + 1,
                     mark.mcid);
      else
        g_hash_table_insert (scan->check->content, piece, g_strdup (""));
    }
  if (mark.artifact && mark_with_id (scan) != NULL)
    check_fault (scan->check, "UA 7.1", "an artifact of page %d stands in content", scan->page + 1);
  g_array_append_val (scan->marks, mark);
}

static void
say (Scan *scan, const char *words)
{
  const Mark *mark = mark_with_id (scan);
  gpointer piece;

  if (mark == NULL)
    return;
  piece = CHECK_PIECE (scan->page, mark->mcid);
  g_hash_table_insert (
      scan->check->content, piece,
      g_strconcat (g_hash_table_lookup (scan->check->content, piece), words, NULL));
}

static void
end_mark (Scan *scan)
{
  Mark *mark;

  if (scan->marks->len == 0)
    {
      check_fault (scan->check, "UA 7.1", "EMC without a beginning on page %d", scan->page + 1);
      return;
    }
  mark = &g_array_index (scan->marks, Mark, scan->marks->len - 1);
  if (mark->in_text != scan->in_text)
    check_fault (scan->check, "UA 7.1", "marked content and text overlap on page %d",
                 scan->page + 1);
  if (mark->said != NULL)
    say (scan, mark->said);
  g_array_set_size (scan->marks, scan->marks->len - 1);
}

static gboolean
is_replaced (Scan *scan)
{
  for (guint i = 0; i < scan->marks->len; i++)
    if (g_array_index (scan->marks, Mark, i).said != NULL)
      return TRUE;
  return FALSE;
}

static void
show_code (Scan *scan, guint code)
{
  const char *words = g_hash_table_lookup (scan->font->unicode, GUINT_TO_POINTER (code + 1));

  if (words == NULL)
    check_fault (scan->check, "UA 7.21.7", "code %u of page %d stands for no character", code,
                 scan->page + 1);
  if ((scan->font->wide && code == 0)
      || (!scan->font->wide
          && !g_hash_table_contains (scan->font->widths, GUINT_TO_POINTER (code + 1))))
    check_fault (scan->check, "UA 7.21.8", "page %d shows .notdef (code %u)", scan->page + 1, code);
  if (words == NULL || is_replaced (scan))
    return;
  if (g_unichar_type (g_utf8_get_char (words)) == G_UNICODE_PRIVATE_USE)
    check_fault (scan->check, "A 6.2.11.7.3", "page %d shows a character of private use",
                 scan->page + 1);
  say (scan, words);
}

static void
show_text (Scan *scan)
{
  if (scan->font == NULL)
    {
      check_fault (scan->check, "UA 7.21", "text without a font on page %d", scan->page + 1);
      return;
    }
  if (in_artifact (scan, FALSE) && !in_artifact (scan, TRUE))
    check_fault (scan->check, "UA 7.8", "words on page %d stand in no running header or footer",
                 scan->page + 1);
  for (guint i = 0; i < scan->operands->len; i++)
    {
      const Token *token = &g_array_index (scan->operands, Token, i);
      g_autoptr (GByteArray) bytes = NULL;

      if (token->kind != 's')
        continue;
      bytes = string_bytes (token);
      if (scan->font->wide)
        for (guint j = 0; j + 1 < bytes->len; j += 2)
          show_code (scan, bytes->data[j] << 8 | bytes->data[j + 1]);
      else
        for (guint j = 0; j < bytes->len; j++)
          show_code (scan, bytes->data[j]);
    }
}

static void
set_font (Scan *scan)
{
  const Token *name = &g_array_index (scan->operands, Token, 0);
  g_autofree char *key = g_strndup (name->text, name->length);
  qpdf_oh font = check_get (scan->check, check_get (scan->check, scan->resources, "/Font"), key);

  scan->font = check_font (scan->check, font);
}

static void scan_content (Scan *scan, GBytes *content);

/* A form shows a content stream of its own, with its own resources, where it is called. */
static void
show_object (Scan *scan)
{
  Check *check = scan->check;
  const Token *name = &g_array_index (scan->operands, Token, 0);
  g_autofree char *key = g_strndup (name->text, name->length);
  qpdf_oh object = check_get (check, check_get (check, scan->resources, "/XObject"), key);
  g_autoptr (GBytes) content = NULL;
  Scan inner = *scan;

  if (!check_is (check, object, "/Subtype", "Form") || scan->depth > 4)
    return;
  content = check_stream (check, object);
  inner.depth++;
  inner.font = NULL;
  inner.resources = check_get (check, object, "/Resources");
  inner.operands = g_array_new (FALSE, FALSE, sizeof (Token));
  inner.states = g_array_new (FALSE, FALSE, sizeof (CheckFont *));
  if (!qpdf_oh_is_dictionary (check->pdf, inner.resources))
    check_fault (check, "A 6.2.2", "a form of page %d has no resources of its own", scan->page + 1);
  if (!qpdf_oh_is_null (check->pdf, check_get (check, object, "/Ref"))
      || !qpdf_oh_is_null (check->pdf, check_get (check, object, "/PS")))
    check_fault (check, "A 6.2.9", "a form of page %d is not in this file", scan->page + 1);
  scan_content (&inner, content);
  if (inner.states->len > 0)
    check_fault (check, "A 6.2.2", "a form of page %d does not take back all states",
                 scan->page + 1);
  g_array_unref (inner.operands);
  g_array_unref (inner.states);
}

/* Operators that put something on the page, and all others of ISO 32000-1, annex A. */
static const char painters[] = " f F f* S s B B* b b* Tj TJ ' \" Do sh EI ";
static const char others[]
    = " BDC BMC BT BX c cm CS cs d d0 d1 DP EMC ET EX g G gs h i ID j J K k l m M MP n q Q re RG rg"
      " ri SC sc SCN scn Tc Td TD Tf TL Tm Tr Ts Tw Tz T* v w W W* y ";

static void
operate (Scan *scan, const Token *token)
{
  Check *check = scan->check;
  g_autofree char *name = g_strndup (token->text, token->length);
  g_autofree char *word = g_strdup_printf (" %s ", name);
  gboolean paints = strstr (painters, word) != NULL;

  if (!paints && strstr (others, word) == NULL)
    check_fault (check, "A 6.2.2", "page %d has an operator “%s”", scan->page + 1, name);
  if (paints && mark_with_id (scan) == NULL && !in_artifact (scan, FALSE))
    check_fault (check, "UA 7.1", "“%s” on page %d is neither content nor artifact", name,
                 scan->page + 1);

  if (g_str_equal (name, "BDC") || g_str_equal (name, "BMC"))
    begin_mark (scan, g_str_equal (name, "BDC"));
  else if (g_str_equal (name, "EMC"))
    end_mark (scan);
  else if (g_str_equal (name, "BT") || g_str_equal (name, "ET"))
    scan->in_text = g_str_equal (name, "BT");
  else if (g_str_equal (name, "Tf") && scan->operands->len > 0)
    set_font (scan);
  else if (g_str_equal (name, "Tj") || g_str_equal (name, "TJ"))
    show_text (scan);
  else if (g_str_equal (name, "Do") && scan->operands->len > 0)
    show_object (scan);
  else if (g_str_equal (name, "q"))
    {
      g_array_append_val (scan->states, scan->font);
      if (scan->states->len > DEEPEST_STATE)
        check_fault (check, "A 6.1.13", "page %d puts %u states aside", scan->page + 1,
                     scan->states->len);
    }
  else if (g_str_equal (name, "Q"))
    {
      if (scan->states->len == 0)
        {
          check_fault (check, "A 6.2.2", "page %d takes back a state too many", scan->page + 1);
          return;
        }
      scan->font = g_array_index (scan->states, CheckFont *, scan->states->len - 1);
      g_array_set_size (scan->states, scan->states->len - 1);
    }
}

static void
scan_content (Scan *scan, GBytes *content)
{
  const char *at = g_bytes_get_data (content, NULL);
  const char *end = at + g_bytes_get_size (content);
  Token token;

  while (next_token (&at, end, &token))
    if (token.kind == 'o')
      {
        operate (scan, &token);
        g_array_set_size (scan->operands, 0);
      }
    else
      g_array_append_val (scan->operands, token);
}

/* All streams of a page are one (ISO 32000-1, 7.8.2). */
static GBytes *
page_content (Check *self, qpdf_oh page)
{
  qpdf_oh streams = check_get (self, page, "/Contents");
  GByteArray *all = g_byte_array_new ();
  gboolean many = qpdf_oh_is_array (self->pdf, streams);
  int n = many ? qpdf_oh_get_array_n_items (self->pdf, streams) : 1;

  for (int i = 0; i < n; i++)
    {
      g_autoptr (GBytes) part
          = check_stream (self, many ? qpdf_oh_get_array_item (self->pdf, streams, i) : streams);

      g_byte_array_append (all, g_bytes_get_data (part, NULL), g_bytes_get_size (part));
      g_byte_array_append (all, (const guint8 *)"\n", 1);
    }
  return g_byte_array_free_to_bytes (all);
}

static void
check_page (Check *self, int number)
{
  qpdf_oh page = qpdf_get_page_n (self->pdf, number);
  Scan scan = { .check = self, .page = number, .resources = check_get (self, page, "/Resources") };
  g_autoptr (GBytes) content = page_content (self, page);

  scan.operands = g_array_new (FALSE, FALSE, sizeof (Token));
  scan.marks = g_array_new (FALSE, FALSE, sizeof (Mark));
  scan.states = g_array_new (FALSE, FALSE, sizeof (CheckFont *));
  g_array_set_clear_func (scan.marks, clear_mark);

  if (!qpdf_oh_is_dictionary (self->pdf, scan.resources))
    check_fault (self, "A 6.2.2", "page %d has no resources of its own", number + 1);
  scan_content (&scan, content);
  if (scan.marks->len > 0)
    check_fault (self, "UA 7.1", "page %d ends in marked content", number + 1);
  if (scan.states->len > 0)
    check_fault (self, "A 6.2.2", "page %d does not take back all states", number + 1);
  g_array_unref (scan.operands);
  g_array_unref (scan.marks);
  g_array_unref (scan.states);
}

void
check_content (Check *self)
{
  for (int i = 0; i < self->n_pages; i++)
    check_page (self, i);
}
