/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * Reads a procedure file. Two tables say which element may stand where, with which attributes;
 * all that is not in them is refused, and nothing is half-loaded.
 */
#include "candor-procedure-parser-private.h"

#include <string.h>

#include "candor-date.h"
#include "candor-error.h"
#include "candor-file.h"

static void
reference_free (gpointer data)
{
  CandorReference *self = data;

  g_free (self->id);
  g_free (self);
}

static gsize
here (CandorParser *self)
{
  return candor_procedure_tag_offset (&self->lines, self->context, self->xml, self->length);
}

static void
refuse_at (CandorParser *self, gsize offset, GError **error, const char *sentence)
{
  g_autofree char *place = candor_procedure_place (self->name, self->xml, offset);

  candor_error_set (error, CANDOR_ERROR, CANDOR_ERROR_INVALID, "%s: %s", place, sentence);
}

gboolean
candor_parser_refuse (CandorParser *self, GError **error, const char *format, ...)
{
  va_list arguments;
  g_autofree char *sentence = NULL;

  va_start (arguments, format);
  sentence = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  refuse_at (self, here (self), error, sentence);
  return FALSE;
}

const char *
candor_parser_attribute (CandorParser *self, const char *name)
{
  return g_hash_table_lookup (self->attributes, name);
}

gboolean
candor_parser_is_id (const char *text)
{
  if (!g_ascii_islower (text[0]) || strlen (text) > MAX_ID_CHARS)
    return FALSE;
  for (gsize i = 0; text[i] != '\0'; i++)
    if (!g_ascii_islower (text[i]) && !g_ascii_isdigit (text[i]) && text[i] != '-')
      return FALSE;
  return TRUE;
}

gboolean
candor_parser_take_id (CandorParser *self, char **id, GError **error)
{
  const char *text = candor_parser_attribute (self, "id");

  if (!candor_parser_is_id (text))
    return candor_parser_refuse (
        self, error,
        "id=\"%s\": an id begins with a small letter and has small letters, digits and "
        "hyphens, at most %d",
        text, MAX_ID_CHARS);
  if (!g_hash_table_add (self->ids, g_strdup (text)))
    return candor_parser_refuse (self, error,
                                 "id=\"%s\" is in this file already; each id stands once", text);

  *id = g_strdup (text);
  return TRUE;
}

gboolean
candor_parser_take_choice (CandorParser *self,
                           const char *name,
                           const char *const *choices,
                           int fallback,
                           int *chosen,
                           GError **error)
{
  const char *text = candor_parser_attribute (self, name);

  *chosen = fallback;
  if (text == NULL)
    return TRUE;
  for (int i = 0; choices[i] != NULL; i++)
    if (g_str_equal (choices[i], text))
      {
        *chosen = i;
        return TRUE;
      }

  g_autofree char *list = g_strjoinv (", ", (char **)choices);
  return candor_parser_refuse (self, error, "%s=\"%s\": expected one of %s", name, text, list);
}

gboolean
candor_parser_take_flag (CandorParser *self, const char *name, gboolean *value, GError **error)
{
  static const char *const choices[] = { "no", "yes", NULL };

  return candor_parser_take_choice (self, name, choices, FALSE, value, error);
}

gboolean
candor_parser_take_number (CandorParser *self,
                           const char *name,
                           int low,
                           int high,
                           int fallback,
                           int *value,
                           GError **error)
{
  const char *text = candor_parser_attribute (self, name);
  gint64 number;

  *value = fallback;
  if (text == NULL)
    return TRUE;
  if (!g_ascii_string_to_signed (text, 10, low, high, &number, NULL))
    return candor_parser_refuse (self, error, "%s=\"%s\": expected a whole number from %d to %d",
                                 name, text, low, high);
  *value = number;
  return TRUE;
}

gboolean
candor_parser_take_date (CandorParser *self, const char *name, char **value, GError **error)
{
  const char *text = candor_parser_attribute (self, name);
  GDate date;

  if (text != NULL && !candor_date_parse (&date, text))
    return candor_parser_refuse (self, error, "%s=\"%s\": expected a date such as 2026-11-22", name,
                                 text);
  *value = g_strdup (text);
  return TRUE;
}

void
candor_parser_refer (CandorParser *self, const char *id, gboolean section)
{
  CandorReference *reference = g_new0 (CandorReference, 1);

  reference->id = g_strdup (id);
  reference->section = section;
  reference->offset = here (self);
  g_ptr_array_add (self->references, reference);
}

char **
candor_parser_take_words (CandorParser *self, const char *name)
{
  g_auto (GStrv) parts = g_strsplit_set (
      candor_parser_attribute (self, name) ? candor_parser_attribute (self, name) : "", " \t\n",
      -1);
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();

  for (gsize i = 0; parts[i] != NULL; i++)
    if (*parts[i] != '\0')
      g_strv_builder_add (words, parts[i]);
  return g_strv_builder_end (words);
}

gboolean
candor_parser_take_sources (CandorParser *self, char ***sources, GError **error)
{
  *sources = candor_parser_take_words (self, "sources");
  for (gsize i = 0; (*sources)[i] != NULL; i++)
    candor_parser_refer (self, (*sources)[i], FALSE);
  if (candor_parser_attribute (self, "sources") != NULL && (*sources)[0] == NULL)
    return candor_parser_refuse (self, error, "sources=\"\": name at least one <source> by its id");
  return TRUE;
}

gboolean
candor_parser_take_verdict (CandorParser *self, CandorVerdictKind *verdict, GError **error)
{
  static const char *const choices[] = { "clear", "ask", "wait", "stop", NULL };
  int chosen;

  if (!candor_parser_take_choice (self, "verdict", choices, CANDOR_VERDICT_CLEAR, &chosen, error))
    return FALSE;
  *verdict = chosen;
  return TRUE;
}

static const CandorParserElement *
find_element (CandorParser *self, const char *name)
{
  static const CandorParserElement *const tables[]
      = { candor_parser_text_elements, candor_parser_question_elements };
  const CandorParserElement *parent = self->depth > 0 ? self->stack[self->depth - 1] : NULL;

  for (gsize t = 0; t < G_N_ELEMENTS (tables); t++)
    for (const CandorParserElement *element = tables[t]; element->name != NULL; element++)
      {
        const char *wanted = element->parent;
        const char *slash = wanted != NULL ? strchr (wanted, '/') : NULL;

        if (!g_str_equal (element->name, name) || (wanted == NULL) != (parent == NULL))
          continue;
        if (wanted == NULL)
          return element;
        /* "check/question" tells the two kinds of <question> apart by the element around them. */
        if (slash == NULL ? g_str_equal (wanted, parent->name)
                          : g_str_equal (slash + 1, parent->name)
                                && strncmp (wanted, parent->parent, slash - wanted) == 0
                                && parent->parent[slash - wanted] == '\0')
          return element;
      }
  return NULL;
}

static char *
list_children (CandorParser *self)
{
  static const CandorParserElement *const tables[]
      = { candor_parser_text_elements, candor_parser_question_elements };
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  g_auto (GStrv) list = NULL;

  for (gsize t = 0; t < G_N_ELEMENTS (tables); t++)
    for (const CandorParserElement *element = tables[t]; element->name != NULL; element++)
      if (find_element (self, element->name) == element)
        {
          g_autofree char *name = g_strdup_printf ("<%s>", element->name);

          g_strv_builder_add (names, name);
        }
  list = g_strv_builder_end (names);
  return list[0] != NULL ? g_strjoinv (", ", list) : g_strdup ("its end");
}

/* Control characters break the text of the PDF and of the screen; line ends are space. */
static gboolean
has_control (const char *text, gunichar *found)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      *found = g_utf8_get_char (p);
      if (g_unichar_iscntrl (*found) && *found != '\t' && *found != '\n' && *found != '\r')
        return TRUE;
    }
  return FALSE;
}

static gboolean
read_attributes (CandorParser *self,
                 const CandorParserElement *element,
                 const char **names,
                 const char **values,
                 GError **error)
{
  g_auto (GStrv) known = g_strsplit (element->attributes, " ", -1);
  gunichar control;

  g_hash_table_remove_all (self->attributes);
  for (gsize i = 0; names[i] != NULL; i++)
    {
      g_autofree char *needed = g_strconcat (names[i], "!", NULL);

      if (!g_strv_contains ((const char *const *)known, names[i])
          && !g_strv_contains ((const char *const *)known, needed))
        {
          g_autoptr (GString) list = g_string_new (element->attributes);

          g_string_replace (list, "!", "", 0);
          g_string_replace (list, " ", ", ", 0);
          return candor_parser_refuse (self, error, "<%s> has no attribute %s; expected %s",
                                       element->name, names[i], list->len > 0 ? list->str : "none");
        }
      if (has_control (values[i], &control))
        return candor_parser_refuse (self, error,
                                     "a control character (code %u) stands in the attribute %s",
                                     control, names[i]);
      if (strlen (values[i]) > MAX_TEXT_CHARS)
        return candor_parser_refuse (self, error, "the attribute %s is too long", names[i]);
      if (!g_hash_table_insert (self->attributes, g_strdup (names[i]), g_strdup (values[i])))
        return candor_parser_refuse (self, error, "the attribute %s stands twice", names[i]);
    }

  for (gsize i = 0; known[i] != NULL; i++)
    if (g_str_has_suffix (known[i], "!"))
      {
        known[i][strlen (known[i]) - 1] = '\0';
        if (!g_hash_table_contains (self->attributes, known[i]))
          return candor_parser_refuse (self, error, "<%s> needs the attribute %s", element->name,
                                       known[i]);
      }
  return TRUE;
}

/* Words as gettext's extraction sees them: runs of white space are one space. */
static char *
fold_space (const char *text)
{
  g_auto (GStrv) words = g_strsplit_set (text, " \t\r\n", -1);
  GString *folded = g_string_new (NULL);

  for (gsize i = 0; words[i] != NULL; i++)
    if (*words[i] != '\0')
      {
        if (folded->len > 0)
          g_string_append_c (folded, ' ');
        g_string_append (folded, words[i]);
      }
  return g_string_free (folded, FALSE);
}

static void
start_element_cb (GMarkupParseContext *context,
                  const char *name,
                  const char **attribute_names,
                  const char **attribute_values,
                  gpointer data,
                  GError **error)
{
  CandorParser *self = data;
  const CandorParserElement *element = find_element (self, name);

  if (element == NULL || self->depth == MAX_DEPTH)
    {
      g_autofree char *expected = list_children (self);

      candor_parser_refuse (self, error, "<%.40s> cannot stand here; expected %s", name, expected);
      return;
    }
  if (self->depth == 0 && self->n_elements > 0)
    {
      candor_parser_refuse (self, error, "a second <%s>; expected only one here", name);
      return;
    }
  if (++self->n_elements > MAX_ELEMENTS)
    {
      candor_parser_refuse (self, error, "this file has more than %d elements", MAX_ELEMENTS);
      return;
    }
  if (element->once && self->depth > 0)
    {
      GPtrArray *seen = self->seen[self->depth - 1];

      if (g_ptr_array_find (seen, element, NULL))
        {
          candor_parser_refuse (self, error, "a second <%s>; expected only one here", name);
          return;
        }
      g_ptr_array_add (seen, (gpointer)element);
    }

  self->stack[self->depth] = element;
  g_ptr_array_set_size (self->seen[self->depth], 0);
  self->depth++;
  g_string_truncate (self->text, 0);

  if (!read_attributes (self, element, attribute_names, attribute_values, error))
    return;
  if (element->start != NULL)
    element->start (self, element, error);
}

static void
end_element_cb (GMarkupParseContext *context, const char *name, gpointer data, GError **error)
{
  CandorParser *self = data;
  const CandorParserElement *element = self->stack[--self->depth];
  g_autofree char *text = NULL;

  if (element->text)
    {
      gunichar control;

      text = fold_space (self->text->str);
      if (has_control (text, &control))
        {
          candor_parser_refuse (self, error,
                                "a control character (code %u) stands in the text of <%s>", control,
                                name);
          return;
        }
      if (*text == '\0')
        {
          candor_parser_refuse (self, error, "<%s> is empty; expected words in it", name);
          return;
        }
      if (g_utf8_strlen (text, -1) > MAX_TEXT_CHARS)
        {
          candor_parser_refuse (self, error, "<%s> has more than %d characters", name,
                                MAX_TEXT_CHARS);
          return;
        }
    }
  g_string_truncate (self->text, 0);

  if (element->end != NULL)
    element->end (self, text, error);
}

static void
text_cb (
    GMarkupParseContext *context, const char *text, gsize length, gpointer data, GError **error)
{
  CandorParser *self = data;
  const CandorParserElement *element = self->depth > 0 ? self->stack[self->depth - 1] : NULL;

  if (element != NULL && element->text)
    {
      g_string_append_len (self->text, text, length);
      return;
    }
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isspace (text[i]))
      {
        /* GMarkup stands behind the text. */
        gsize end = here (self);

        refuse_at (self, end - MIN (end, length - i), error,
                   "words stand here outside of a text element");
        return;
      }
}

static void
passthrough_cb (
    GMarkupParseContext *context, const char *text, gsize length, gpointer data, GError **error)
{
  if (!g_str_has_prefix (text, "<!--") && !g_str_has_prefix (text, "<?xml "))
    candor_parser_refuse (data, error,
                          "document types and processing instructions are not read; "
                          "expected elements and comments");
}

/* GMarkup finds two faults in some names and warns then, and goes on behind others as if there were
 * none; so it is given no place for an error, and the first one is taken here. */
static void
error_cb (GMarkupParseContext *context, GError *error, gpointer data)
{
  CandorParser *self = data;

  if (self->fault == NULL)
    self->fault = g_error_copy (error);
}

/* Faults of XML itself, in our own words and with our form of place. What is no XML at all is told
 * apart from a slip in it. */
static void
name_the_place (CandorParser *self, gboolean at_end, GError **error)
{
  g_autoptr (GError) cause = g_steal_pointer (error);
  gsize first = 0;
  const char *sentence
      = "this is not well-formed XML: a bracket, a quotation mark or the name of an element is "
        "missing or wrong. Put it right, or take a copy that is whole";

  while (first < self->length && g_ascii_isspace (self->xml[first]))
    first++;
  if (first == self->length)
    sentence = "the file is empty; a procedure should stand in it: take a copy that is whole";
  else if (self->length >= 3 && memcmp (self->xml, "\xEF\xBB\xBF", 3) == 0)
    sentence = "the file begins with a byte order mark, which some editors put before the first "
               "letter; save it again as UTF-8 without that mark";
  else if (self->xml[first] != '<')
    sentence = "this is no procedure file, which is XML and begins with <. Choose the file of the "
               "procedure, or take a copy that is whole";
  else if (g_error_matches (cause, G_MARKUP_ERROR, G_MARKUP_ERROR_BAD_UTF8))
    sentence = "a byte here is not valid UTF-8 text; save the file again as UTF-8, or take a copy "
               "that is whole";
  else if (at_end)
    sentence = "the file ends here, in the middle of it; take a copy that is whole";
  candor_parser_refuse (self, error, "%s", sentence);
}

static void
parser_clear (CandorParser *self)
{
  g_clear_pointer (&self->context, g_markup_parse_context_free);
  g_clear_pointer (&self->procedure, candor_procedure_unref);
  g_clear_pointer (&self->ids, g_hash_table_unref);
  g_clear_pointer (&self->references, g_ptr_array_unref);
  g_clear_pointer (&self->attributes, g_hash_table_unref);
  for (gsize i = 0; i < MAX_DEPTH; i++)
    g_clear_pointer (&self->seen[i], g_ptr_array_unref);
  g_string_free (self->text, TRUE);
}

/**
 * candor_procedure_parse:
 * @name: what to call the file in messages
 * @xml: the file's bytes
 * @length: how many, or -1 when they end with a zero
 * @error: return location for an error
 *
 * Reads a procedure. Errors name file, line and column and what was expected there.
 *
 * Returns: (transfer full) (nullable): the whole procedure, or %NULL with %CANDOR_ERROR_INVALID or
 *   %CANDOR_ERROR_TOO_LARGE
 */
CandorProcedure *
candor_procedure_parse (const char *name, const char *xml, gssize length, GError **error)
{
  static const GMarkupParser callbacks
      = { start_element_cb, end_element_cb, text_cb, passthrough_cb, error_cb };
  CandorParser self = { .name = name, .xml = xml };
  CandorProcedure *procedure = NULL;
  gboolean whole;

  g_return_val_if_fail (name != NULL && xml != NULL, NULL);

  if (length < 0)
    length = strlen (xml);
  if (length > CANDOR_PROCEDURE_MAX_BYTES)
    {
      candor_error_set_plural (
          error, CANDOR_ERROR, CANDOR_ERROR_TOO_LARGE,
          "%s: the file is larger than any procedure file (%d byte); it was not read",
          "%s: the file is larger than any procedure file (%d bytes); it was not read",
          CANDOR_PROCEDURE_MAX_BYTES, name, CANDOR_PROCEDURE_MAX_BYTES);
      return NULL;
    }

  self.length = length;
  self.context = g_markup_parse_context_new (&callbacks, G_MARKUP_TREAT_CDATA_AS_TEXT, &self, NULL);
  self.procedure = candor_procedure_new ();
  self.ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self.references = g_ptr_array_new_with_free_func (reference_free);
  self.attributes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self.text = g_string_new (NULL);
  for (gsize i = 0; i < MAX_DEPTH; i++)
    self.seen[i] = g_ptr_array_new ();

  whole = g_markup_parse_context_parse (self.context, xml, length, NULL) && self.fault == NULL;
  if (!whole || !g_markup_parse_context_end_parse (self.context, NULL) || self.fault != NULL)
    {
      if (self.fault->domain == G_MARKUP_ERROR)
        name_the_place (&self, whole, &self.fault);
      g_propagate_error (error, g_steal_pointer (&self.fault));
    }
  else if (candor_procedure_check_whole (self.procedure, name, xml, self.references, error))
    procedure = g_steal_pointer (&self.procedure);

  parser_clear (&self);
  return procedure;
}

/**
 * candor_procedure_load:
 * @path: a procedure file
 * @error: return location for an error
 *
 * Reads a procedure from its file.
 *
 * Returns: (transfer full) (nullable): the whole procedure, or %NULL with an error
 */
CandorProcedure *
candor_procedure_load (const char *path, GError **error)
{
  g_autofree char *bytes = NULL;
  g_autofree char *name = NULL;
  CandorProcedure *procedure;
  gsize length;

  g_return_val_if_fail (path != NULL, NULL);

  name = g_filename_display_name (path);
  if (!candor_file_read (path, CANDOR_PROCEDURE_MAX_BYTES, &bytes, &length, error))
    return NULL;

  procedure = candor_procedure_parse (name, bytes, length, error);
  if (procedure == NULL)
    return NULL;
  procedure->folder = g_path_get_dirname (path);
  if (!candor_procedure_load_catalogs (procedure, error))
    g_clear_pointer (&procedure, candor_procedure_unref);
  return procedure;
}
