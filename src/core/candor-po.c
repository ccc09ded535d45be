/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * Reads the text of a .po file: what a translator wrote, with the line of each part of it. It is
 * stricter than msgfmt is, and says in words what it does not take: a translator may have no other tool.
 * The form of the file is described in the manual of GNU gettext, "The Format of PO Files".
 */
#include "candor-po.h"

#include <string.h>

#include "candor-error.h"
#include "candor-file.h"
#include "candor-plural.h"
#include "candor-signs.h"

#define MAX_ENTRIES 50000u

static const char key_end[] = { CANDOR_PO_CONTEXT_END, 0 };

/* What the strings that follow belong to. */
typedef enum
{
  PART_NONE,
  PART_CONTEXT,
  PART_MESSAGE,
  PART_PLURAL,
  PART_TEXT,
} Part;

typedef struct
{
  CandorPo *po;
  GError **error;
  int line;
  Part part;
  CandorPoEntry *entry; /* (owned) (nullable): the one that is being read */
  GString *string;      /* of the part that is being read */
  GString *places;      /* of the entry that comes */
  gboolean fuzzy;       /* of the entry that comes */
} Reader;

static void
entry_free (gpointer data)
{
  CandorPoEntry *self = data;

  g_free (self->context);
  g_free (self->message);
  g_free (self->plural);
  g_free (self->places);
  g_ptr_array_unref (self->texts);
  g_array_unref (self->text_lines);
  g_free (self);
}

static gboolean
refuse (const Reader *self, const char *why)
{
  g_set_error (self->error, CANDOR_ERROR, CANDOR_ERROR_INVALID,
               "%s, line %d: %s. The rest of the file was not looked at.", self->po->name,
               self->line, why);
  return FALSE;
}

static char *
key_of (const char *context, const char *message)
{
  return context != NULL ? g_strconcat (context, key_end, message, NULL) : g_strdup (message);
}

/* Puts the string that was read where it belongs. */
static void
end_part (Reader *self)
{
  g_autofree char *text = g_strdup (self->string->str);

  switch (self->part)
    {
    case PART_CONTEXT:
      self->entry->context = g_steal_pointer (&text);
      break;
    case PART_MESSAGE:
      self->entry->message = g_steal_pointer (&text);
      break;
    case PART_PLURAL:
      self->entry->plural = g_steal_pointer (&text);
      break;
    case PART_TEXT:
      g_ptr_array_add (self->entry->texts, g_steal_pointer (&text));
      break;
    case PART_NONE:
      break;
    }
  self->part = PART_NONE;
  g_string_truncate (self->string, 0);
}

/* Everything of an entry has been read. */
static gboolean
end_entry (Reader *self)
{
  CandorPoEntry *entry = self->entry;
  g_autofree char *key = NULL;

  end_part (self);
  if (entry == NULL)
    return TRUE;
  if (entry->message == NULL)
    return refuse (self, "a “msgctxt” before this has no “msgid”");
  if (entry->texts->len == 0)
    return refuse (self, "a “msgid” before this has no “msgstr”");
  if (self->po->entries->len >= MAX_ENTRIES)
    return refuse (self, "there are more entries than any catalogue has");
  key = key_of (entry->context, entry->message);
  if (g_hash_table_contains (self->po->by_key, key))
    {
      g_autofree char *why = g_strdup_printf (
          "the message of line %d stands in the file for the second time", entry->line);

      return refuse (self, why);
    }
  if (entry->context == NULL && *entry->message == '\0')
    self->po->head = entry;
  g_hash_table_insert (self->po->by_key, g_steal_pointer (&key), entry);
  g_ptr_array_add (self->po->entries, entry);
  self->entry = NULL;
  return TRUE;
}

static gboolean
begin_entry (Reader *self)
{
  if (!end_entry (self))
    return FALSE;
  self->entry = g_new0 (CandorPoEntry, 1);
  self->entry->texts = g_ptr_array_new_with_free_func (g_free);
  self->entry->text_lines = g_array_new (FALSE, FALSE, sizeof (int));
  self->entry->line = self->line;
  self->entry->fuzzy = self->fuzzy;
  if (self->places->len > 0)
    self->entry->places = g_strdup (self->places->str);
  self->fuzzy = FALSE;
  g_string_truncate (self->places, 0);
  return TRUE;
}

/* The signs that a backslash stands before. */
static gboolean
read_escape (Reader *self, char sign)
{
  static const char signs[] = "nt\"\\r";
  static const char meant[] = "\n\t\"\\\r";
  const char *at = sign != '\0' ? strchr (signs, sign) : NULL;

  if (at == NULL)
    return refuse (self, "a backslash “\\” stands before a sign that it does not go with; two of "
                         "them make one");
  g_string_append_c (self->string, meant[at - signs]);
  return TRUE;
}

/* @at: behind the keyword, and all of a line that only goes on */
static gboolean
read_string (Reader *self, const char *at)
{
  at += strspn (at, " \t");
  if (*at++ != '"')
    return refuse (self, "a text must stand between quotation marks, \"like this\"");
  for (; *at != '"'; at++)
    {
      if (*at == '\0')
        return refuse (self, "the quotation mark at the end of the text is missing");
      if (*at != '\\')
        g_string_append_c (self->string, *at);
      else if (!read_escape (self, *++at))
        return FALSE;
    }
  at++;
  if (at[strspn (at, " \t\r")] != '\0')
    return refuse (self, "something stands behind the text; a quotation mark inside of a text is "
                         "written \\\"");
  return TRUE;
}

/* @at: behind "msgstr"; "[0]" follows in a plural, then the text. */
static gboolean
begin_text (Reader *self, const char *at)
{
  CandorPoEntry *entry = self->entry;

  end_part (self);
  if (entry == NULL || entry->message == NULL)
    return refuse (self, "a “msgstr” stands before its “msgid”");
  if ((*at == '[') != (entry->plural != NULL))
    return refuse (self, "the forms of a plural are “msgstr[0]”, “msgstr[1]” and so on, and any "
                         "other translation is one “msgstr”");
  if (entry->plural == NULL ? entry->texts->len > 0 : entry->texts->len >= CANDOR_PLURAL_MAX_FORMS)
    return refuse (self, "this is one “msgstr” too many");
  if (*at == '[')
    {
      if (at[1] != '0' + (char)entry->texts->len || at[2] != ']')
        return refuse (self, "the forms of a plural are counted from 0, one after another");
      at += 3;
    }
  self->part = PART_TEXT;
  g_array_append_val (entry->text_lines, self->line);
  return read_string (self, at);
}

static gboolean
begin_message (Reader *self, const char *at)
{
  /* Behind a context, it goes on with the same entry. */
  if (self->part == PART_CONTEXT)
    end_part (self);
  else if (!begin_entry (self))
    return FALSE;
  self->entry->line = self->line;
  self->part = PART_MESSAGE;
  return read_string (self, at);
}

static gboolean
begin_plural (Reader *self, const char *at)
{
  if (self->part != PART_MESSAGE)
    return refuse (self, "a “msgid_plural” stands behind a “msgid” only");
  end_part (self);
  self->part = PART_PLURAL;
  return read_string (self, at);
}

static gboolean
begin_context (Reader *self, const char *at)
{
  if (!begin_entry (self))
    return FALSE;
  self->part = PART_CONTEXT;
  return read_string (self, at);
}

/* "#~" is an entry that the source has no more; "#|" is what the English was before. */
static gboolean
read_comment (Reader *self, const char *line)
{
  if (self->part != PART_NONE && !end_entry (self))
    return FALSE;
  if (line[1] == ':')
    g_string_append_printf (self->places, " %s", line + 2);
  else if (line[1] == ',' && strstr (line, "fuzzy") != NULL)
    self->fuzzy = TRUE;
  return TRUE;
}

static gboolean
read_line (Reader *self, const char *line)
{
  static const struct
  {
    const char *keyword;
    gboolean (*read) (Reader *, const char *);
  } parts[] = {
    { "msgctxt", begin_context },
    /* Before the one that it begins with. */
    { "msgid_plural", begin_plural },
    { "msgid", begin_message },
    { "msgstr", begin_text },
  };

  line += strspn (line, " \t");
  if (*line == '#')
    return read_comment (self, line);
  if (line[strspn (line, " \t\r")] == '\0')
    return self->part == PART_NONE || end_entry (self);
  if (*line == '"')
    return self->part != PART_NONE
               ? read_string (self, line)
               : refuse (self, "a text goes on here, and none was begun before it");
  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    if (g_str_has_prefix (line, parts[i].keyword))
      return parts[i].read (self, line + strlen (parts[i].keyword));
  return refuse (self, "a line begins with “msgid”, “msgstr”, “msgctxt”, “#” or a quotation mark");
}

static gboolean
read_lines (Reader *self, const char *text)
{
  while (*text != '\0')
    {
      gsize length = strcspn (text, "\n");
      g_autofree char *line = g_strndup (text, length);

      /* Some editors end a line with two signs. */
      if (length > 0 && line[length - 1] == '\r')
        line[length - 1] = '\0';
      self->line++;
      if (!read_line (self, line))
        return FALSE;
      text += length + (text[length] == '\n');
    }
  return end_entry (self);
}

/* Which line of @text a fault of its bytes stands in */
static int
line_of (const char *text, const char *at)
{
  int line = 1;

  for (; text < at; text++)
    line += *text == '\n';
  return line;
}

/**
 * candor_po_parse:
 * @name: the name of the file, for messages
 * @text: what is in it
 * @length: how many bytes
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): its entries; otherwise %CANDOR_ERROR_INVALID, or
 *   %CANDOR_ERROR_TOO_LARGE, with the line
 */
CandorPo *
candor_po_parse (const char *name, const char *text, gsize length, GError **error)
{
  g_autoptr (CandorPo) self = g_new0 (CandorPo, 1);
  g_autofree char *whole = NULL;
  Reader reader = { .po = self, .error = error };
  const char *fault;
  gboolean done;

  self->name = g_strdup (name);
  self->entries = g_ptr_array_new_with_free_func (entry_free);
  self->by_key = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (length > CANDOR_PO_MAX_BYTES)
    {
      g_set_error (error, CANDOR_ERROR, CANDOR_ERROR_TOO_LARGE,
                   "%s is larger than any file of translations (at most %u bytes).", name,
                   CANDOR_PO_MAX_BYTES);
      return NULL;
    }
  if (!g_utf8_validate_len (text, length, &fault))
    {
      reader.line = line_of (text, fault);
      refuse (&reader, "this is not text in UTF-8; save the file as UTF-8");
      return NULL;
    }
  whole = g_strndup (text, length);
  reader.string = g_string_new (NULL);
  reader.places = g_string_new (NULL);
  /* Some editors put a mark before the first sign. */
  done = read_lines (&reader, whole + (g_str_has_prefix (whole, "\xef\xbb\xbf") ? 3 : 0));
  g_clear_pointer (&reader.entry, entry_free);
  g_string_free (reader.string, TRUE);
  g_string_free (reader.places, TRUE);
  return done ? g_steal_pointer (&self) : NULL;
}

/**
 * candor_po_load:
 * @path: a .po file, or a .pot file
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): its entries, or %NULL with an error
 */
CandorPo *
candor_po_load (const char *path, GError **error)
{
  g_autofree char *name = g_filename_display_name (path);
  g_autofree char *bytes = NULL;
  gsize length;

  if (!candor_file_read (path, CANDOR_PO_MAX_BYTES, &bytes, &length, error))
    return NULL;
  return candor_po_parse (name, bytes, length, error);
}

void
candor_po_free (CandorPo *self)
{
  g_free (self->name);
  g_hash_table_unref (self->by_key);
  g_ptr_array_unref (self->entries);
  g_free (self);
}

/**
 * candor_po_find:
 * @self: a .po file
 * @context: (nullable): tells apart two uses of one English word
 * @message: a message of the source
 *
 * Returns: (transfer none) (nullable): the entry for it
 */
const CandorPoEntry *
candor_po_find (const CandorPo *self, const char *context, const char *message)
{
  g_autofree char *key = key_of (context, message);

  return g_hash_table_lookup (self->by_key, key);
}

/**
 * candor_po_says_something:
 * @entry: an entry
 * @form: which of its translations
 *
 * Returns: whether there is anything in it that a person can read
 */
gboolean
candor_po_says_something (const CandorPoEntry *entry, guint form)
{
  return !candor_signs_says_nothing (entry->message, entry->texts->pdata[form]);
}

/**
 * candor_po_is_translated:
 * @entry: an entry
 *
 * Returns: whether it is whole and fresh: each form is there, and none is a guess that nobody looked at
 */
gboolean
candor_po_is_translated (const CandorPoEntry *entry)
{
  for (guint i = 0; i < entry->texts->len; i++)
    if (!candor_po_says_something (entry, i))
      return FALSE;
  return !entry->fuzzy;
}

/**
 * candor_po_dup_header:
 * @self: a .po file
 * @field: such as "Language"
 *
 * Returns: (transfer full) (nullable): what stands behind it in the head of the file
 */
char *
candor_po_dup_header (const CandorPo *self, const char *field)
{
  g_auto (GStrv) lines = NULL;

  if (self->head == NULL)
    return NULL;
  lines = g_strsplit (self->head->texts->pdata[0], "\n", -1);
  for (char **line = lines; *line != NULL; line++)
    if (g_str_has_prefix (*line, field) && (*line)[strlen (field)] == ':')
      return g_strstrip (g_strdup (*line + strlen (field) + 1));
  return NULL;
}

/**
 * candor_po_header_line:
 * @self: a .po file
 *
 * Returns: where its head begins; 0 if it has none
 */
int
candor_po_header_line (const CandorPo *self)
{
  return self->head != NULL ? self->head->line : 0;
}
