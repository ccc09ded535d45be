/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * Reads the .mo files of gettext. The C library's own reader speaks one language a process, and only
 * where the system has a locale for it; a form needs two, on a tablet that may have none.
 *
 * The file stays mapped and nothing of it is copied. All of it is looked at once, when it is loaded:
 * what is not well made refuses the file, and a single translation that could do harm, by a wrong
 * placeholder or by signs that turn text around, or in which nothing can be read, is left out, so that
 * the English stands there.
 */
#include "candor-catalog.h"

#include <string.h>

#include "candor-error.h"
#include "candor-format.h"
#include "candor-plural.h"
#include "candor-signs.h"

#define MAGIC 0x950412deu
#define MAGIC_SWAPPED 0xde120495u
#define HEADER_SIZE 28

/* A catalogue of ours has 0.3 MB and 2,000 messages. */
#define MAX_BYTES (16u << 20)
#define MAX_MESSAGES 50000u

#define CONTEXT_END '\004'

/* Where the hash of a text begins */
#define HASH_SEED 5381u

/* How far from its place in the index a message may stand. */
#define MAX_PROBES 64

/* An entry has to fit into a slot of the index. */
G_STATIC_ASSERT (MAX_MESSAGES <= G_MAXUINT16);

struct _CandorCatalog
{
  gatomicrefcount ref_count;
  GBytes *bytes; /* (owned) */
  const char *data;
  gsize size;
  gboolean swapped;
  guint32 n;
  guint32 originals;    /* where the table of messages begins */
  guint32 translations; /* and that of what stands for them */
  guint8 *refused;      /* (owned): a bit for each message whose translation is not used */
  guint n_refused;
  guint16 *slots;    /* (owned) (nullable): entries by the hash of their key; 0 is a free place */
  guint32 mask;      /* one less than there are slots */
  char *plural_rule; /* (owned) */
  guint n_forms;
};

static guint32
read_number (const CandorCatalog *self, guint32 offset)
{
  guint32 value;

  memcpy (&value, self->data + offset, sizeof value);
  return self->swapped ? GUINT32_SWAP_LE_BE (value) : value;
}

/* Only after check_string () has seen it. */
static const char *
get_string (const CandorCatalog *self, guint32 table, guint32 entry, gsize *length)
{
  if (length != NULL)
    *length = read_number (self, table + entry * 8);
  return self->data + read_number (self, table + entry * 8 + 4);
}

static gboolean
refuse (GError **error, const char *why)
{
  candor_error_set_because (
      error, CANDOR_ERROR, CANDOR_ERROR_INVALID, why,
      "The file of translations cannot be used: %s. The language is not offered; ask for "
      "the file once more.",
      why);
  return FALSE;
}

/* Whether a table of @n entries of 8 bytes begins at @offset and ends in the file */
static gboolean
has_table (const CandorCatalog *self, guint32 offset)
{
  return offset >= HEADER_SIZE && (gsize)offset + (gsize)self->n * 8 <= self->size;
}

static gboolean
check_string (const CandorCatalog *self, guint32 table, guint32 entry)
{
  guint32 length = read_number (self, table + entry * 8);
  guint32 offset = read_number (self, table + entry * 8 + 4);

  return (gsize)offset + length < self->size && self->data[offset + length] == '\0';
}

/* Messages are sorted, so that one can be found by halving; the forms of a plural stand behind it,
 * each with a zero at its end. */
static gboolean
check_tables (const CandorCatalog *self, GError **error)
{
  const char *before = NULL;

  if (!has_table (self, self->originals) || !has_table (self, self->translations))
    return refuse (error, N_ ("it is cut off"));
  for (guint32 i = 0; i < self->n; i++)
    {
      const char *message;

      if (!check_string (self, self->originals, i) || !check_string (self, self->translations, i))
        return refuse (error, N_ ("a text in it does not end"));
      message = get_string (self, self->originals, i, NULL);
      if (before != NULL && strcmp (before, message) >= 0)
        return refuse (error, N_ ("its messages are not in order"));
      before = message;
    }
  if (self->n == 0 || *get_string (self, self->originals, 0, NULL) != '\0')
    return refuse (error, N_ ("it does not say what it is"));
  return TRUE;
}

static gboolean
read_head (CandorCatalog *self, GError **error)
{
  guint32 magic;

  if (self->size < HEADER_SIZE || self->size > MAX_BYTES)
    return refuse (error, self->size < HEADER_SIZE ? N_ ("it is cut off") : N_ ("it is too large"));
  memcpy (&magic, self->data, sizeof magic);
  if (magic != MAGIC && magic != MAGIC_SWAPPED)
    return refuse (error, N_ ("it is not one that msgfmt made"));
  self->swapped = magic == MAGIC_SWAPPED;
  if (read_number (self, 4) >> 16 > 1)
    return refuse (error, N_ ("it is of a newer kind"));
  self->n = read_number (self, 8);
  self->originals = read_number (self, 12);
  self->translations = read_number (self, 16);
  if (self->n > MAX_MESSAGES)
    return refuse (error, N_ ("it has too many messages"));
  return check_tables (self, error);
}

static gboolean
read_plural (CandorCatalog *self, GError **error)
{
  g_autofree char *charset = candor_catalog_dup_header (self, "Content-Type");
  g_autofree char *plural = candor_catalog_dup_header (self, "Plural-Forms");

  if (charset == NULL || strstr (charset, "charset=UTF-8") == NULL)
    return refuse (error, N_ ("it is not in UTF-8"));
  if (plural == NULL)
    {
      self->n_forms = 2;
      self->plural_rule = g_strdup ("n != 1");
      return TRUE;
    }
  return candor_plural_read (plural, &self->plural_rule, &self->n_forms, error);
}

static gboolean
is_fit_to_read (const char *text, gsize length)
{
  if (!g_utf8_validate_len (text, length, NULL))
    return FALSE;
  for (const char *at = text; at < text + length; at = g_utf8_next_char (at))
    if (candor_signs_is_harmful (g_utf8_get_char (at)))
      return FALSE;
  return TRUE;
}

/* A message stands behind its context. */
static const char *
skip_context (const char *key)
{
  const char *end = strchr (key, CONTEXT_END);

  return end != NULL ? end + 1 : key;
}

/* Whether each form fits; a plural has as many as the rule may ask for */
static gboolean
is_usable (const CandorCatalog *self, guint32 entry)
{
  gsize key_length, length;
  const char *key = get_string (self, self->originals, entry, &key_length);
  const char *text = get_string (self, self->translations, entry, &length);
  const char *message = skip_context (key);
  const char *plural = key + strlen (key) + 1;
  gboolean is_plural = plural <= key + key_length;
  const char *end = text + length;
  guint n = 0;

  for (const char *form = text; form <= end; form += strlen (form) + 1)
    {
      n++;
      if (candor_signs_is_too_long (message, strlen (form)) || !is_fit_to_read (form, strlen (form))
          || candor_signs_says_nothing (message, form)
          || !candor_format_fits (is_plural ? plural : message, form, is_plural))
        return FALSE;
    }
  return n == (is_plural ? self->n_forms : 1);
}

/* Its lines are read one by one, and each is used as it stands. */
static gboolean
check_head (const CandorCatalog *self, GError **error)
{
  gsize length;
  const char *text = get_string (self, self->translations, 0, &length);

  if (!g_utf8_validate_len (text, length, NULL))
    return refuse (error, N_ ("it is not in UTF-8"));
  for (const char *at = text; at < text + length; at = g_utf8_next_char (at))
    if (candor_signs_is_hidden (g_utf8_get_char (at)))
      return refuse (error, N_ ("its head holds signs that cannot be seen"));
  return TRUE;
}

static void
refuse_harmful (CandorCatalog *self)
{
  self->refused = g_malloc0 (self->n / 8 + 1);
  /* The first one is the head. */
  for (guint32 i = 1; i < self->n; i++)
    if (!is_usable (self, i))
      {
        self->refused[i / 8] |= 1u << i % 8;
        self->n_refused++;
      }
}

static gboolean
is_refused (const CandorCatalog *self, guint32 entry)
{
  return entry == 0 || (self->refused[entry / 8] & 1u << entry % 8) != 0;
}

/* Compares the key of an entry with a context and a message, without putting them together. */
static int
compare (const char *key, const char *context, const char *message)
{
  if (context != NULL)
    {
      gsize length = strlen (context);
      int order = strncmp (key, context, length);

      if (order != 0)
        return order;
      if (key[length] != CONTEXT_END)
        return (guint8)key[length] < CONTEXT_END ? -1 : 1;
      key += length + 1;
    }
  return strcmp (key, message);
}

static guint32
add_to_hash (guint32 hash, const char *text)
{
  for (; *text != '\0'; text++)
    hash = hash * 33 + (guint8)*text;
  return hash;
}

/* The upper bits, too, choose a slot. */
static guint32
first_slot (const CandorCatalog *self, guint32 hash)
{
  return (hash ^ hash >> 16) & self->mask;
}

/* Puts each message near the slot of its hash, so that a look-up need not halve. A file that was made so
 * that its messages meet in one place has no index: to fill and to search it could take for ever. */
static void
make_index (CandorCatalog *self)
{
  guint32 size = 2;

  while (size < 2 * self->n)
    size *= 2;
  self->mask = size - 1;
  self->slots = g_new0 (guint16, size);
  for (guint32 i = 1; i < self->n; i++)
    {
      const char *key = get_string (self, self->originals, i, NULL);
      guint32 at = first_slot (self, add_to_hash (HASH_SEED, key));
      guint n_probes = 0;

      for (; self->slots[at] != 0 && n_probes < MAX_PROBES; n_probes++)
        at = (at + 1) & self->mask;
      if (n_probes == MAX_PROBES)
        {
          g_clear_pointer (&self->slots, g_free);
          return;
        }
      self->slots[at] = (guint16)i;
    }
}

/* Returns: whether it is there, with its place in @entry */
static gboolean
find_in_index (const CandorCatalog *self, const char *context, const char *message, guint32 *entry)
{
  guint32 hash = HASH_SEED;
  guint32 at;

  if (context != NULL)
    hash = add_to_hash (hash, context) * 33 + CONTEXT_END;
  at = first_slot (self, add_to_hash (hash, message));
  for (; self->slots[at] != 0; at = (at + 1) & self->mask)
    if (compare (get_string (self, self->originals, self->slots[at], NULL), context, message) == 0)
      {
        *entry = self->slots[at];
        return TRUE;
      }
  return FALSE;
}

/* Returns: whether it is there, with its place in @entry */
static gboolean
find_by_halving (const CandorCatalog *self,
                 const char *context,
                 const char *message,
                 guint32 *entry)
{
  guint32 first = 1, last = self->n;

  while (first < last)
    {
      guint32 middle = first + (last - first) / 2;
      int order = compare (get_string (self, self->originals, middle, NULL), context, message);

      if (order == 0)
        {
          *entry = middle;
          return TRUE;
        }
      if (order < 0)
        first = middle + 1;
      else
        last = middle;
    }
  return FALSE;
}

/* Returns: whether it is there and may be used, with its place in @entry */
static gboolean
find (const CandorCatalog *self, const char *context, const char *message, guint32 *entry)
{
  gboolean found = self->slots != NULL ? find_in_index (self, context, message, entry)
                                       : find_by_halving (self, context, message, entry);

  return found && !is_refused (self, *entry);
}

/**
 * candor_catalog_new:
 * @bytes: a .mo file
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): its translations; otherwise %CANDOR_ERROR_INVALID
 */
CandorCatalog *
candor_catalog_new (GBytes *bytes, GError **error)
{
  g_autoptr (CandorCatalog) self = g_new0 (CandorCatalog, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->bytes = g_bytes_ref (bytes);
  self->data = g_bytes_get_data (bytes, &self->size);
  if (!read_head (self, error) || !check_head (self, error) || !read_plural (self, error))
    return NULL;
  refuse_harmful (self);
  make_index (self);
  return g_steal_pointer (&self);
}

/**
 * candor_catalog_load:
 * @path: a .mo file
 * @error: return location for an error
 *
 * The file is mapped: whoever replaces it while it is in use renames a new one into its place, as every
 * packager and msgfmt do.
 *
 * Returns: (transfer full) (nullable): its translations; otherwise %CANDOR_ERROR_NOT_FOUND or
 *   %CANDOR_ERROR_INVALID
 */
CandorCatalog *
candor_catalog_load (const char *path, GError **error)
{
  g_autoptr (GError) fault = NULL;
  g_autoptr (GMappedFile) file = g_mapped_file_new (path, FALSE, &fault);
  g_autoptr (GBytes) bytes = NULL;

  if (file == NULL)
    {
      g_autofree char *name = g_filename_display_name (path);

      candor_error_set (error, CANDOR_ERROR, CANDOR_ERROR_NOT_FOUND, "%s could not be read: %s",
                        name, fault->message);
      return NULL;
    }
  bytes = g_mapped_file_get_bytes (file);
  return candor_catalog_new (bytes, error);
}

CandorCatalog *
candor_catalog_ref (CandorCatalog *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
candor_catalog_unref (CandorCatalog *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_bytes_unref (self->bytes);
  g_free (self->refused);
  g_free (self->slots);
  g_free (self->plural_rule);
  g_free (self);
}

/**
 * candor_catalog_size:
 * @self: a catalogue
 *
 * Returns: how many messages it has, its head among them
 */
guint
candor_catalog_size (const CandorCatalog *self)
{
  return self->n;
}

/**
 * candor_catalog_get:
 * @self: a catalogue
 * @entry: which one, from 1; 0 is the head
 * @translation: (out) (optional) (nullable): what stands for it; %NULL if it is not used
 *
 * Returns: (transfer none): the message, behind its context and U+0004 where it has one
 */
const char *
candor_catalog_get (const CandorCatalog *self, guint entry, const char **translation)
{
  g_return_val_if_fail (entry < self->n, NULL);

  if (translation != NULL)
    *translation
        = is_refused (self, entry) ? NULL : get_string (self, self->translations, entry, NULL);
  return get_string (self, self->originals, entry, NULL);
}

/**
 * candor_catalog_get_n_refused:
 * @self: a catalogue
 *
 * Returns: how many translations are not used, because they could do harm
 */
guint
candor_catalog_get_n_refused (const CandorCatalog *self)
{
  return self->n_refused;
}

/**
 * candor_catalog_dup_header:
 * @self: a catalogue
 * @field: such as "Language"
 *
 * Returns: (transfer full) (nullable): what stands behind it in the head of the catalogue
 */
char *
candor_catalog_dup_header (const CandorCatalog *self, const char *field)
{
  g_auto (GStrv) lines = g_strsplit (get_string (self, self->translations, 0, NULL), "\n", -1);

  for (char **line = lines; *line != NULL; line++)
    if (g_str_has_prefix (*line, field) && (*line)[strlen (field)] == ':')
      return g_strstrip (g_strdup (*line + strlen (field) + 1));
  return NULL;
}

/**
 * candor_catalog_find:
 * @self: a catalogue
 * @context: (nullable): tells apart two uses of one English word
 * @message: a message of the source
 *
 * Returns: (transfer none) (nullable): what stands for it, as long as @self lives
 */
const char *
candor_catalog_find (const CandorCatalog *self, const char *context, const char *message)
{
  guint32 entry;

  if (*message == '\0' || !find (self, context, message, &entry))
    return NULL;
  return get_string (self, self->translations, entry, NULL);
}

/**
 * candor_catalog_find_plural:
 * @self: a catalogue
 * @singular: the message for one
 * @n: the number that is spoken of
 *
 * Returns: (transfer none) (nullable): the form that goes with @n, as long as @self lives
 */
const char *
candor_catalog_find_plural (const CandorCatalog *self, const char *singular, gulong n)
{
  guint form = candor_plural_form (self->plural_rule, n);
  const char *text;
  gsize length, key_length;
  const char *key;
  guint32 entry;

  if (!find (self, NULL, singular, &entry))
    return NULL;
  key = get_string (self, self->originals, entry, &key_length);
  text = get_string (self, self->translations, entry, &length);
  /* A message that is no plural in this catalogue has one form. */
  if (strlen (key) == key_length)
    return text;
  for (guint i = 0; i < MIN (form, self->n_forms - 1); i++)
    text += strlen (text) + 1;
  return text;
}
