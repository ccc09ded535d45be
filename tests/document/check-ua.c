/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * The checker as a whole, and what its parts share.
 */
#include "check-ua-private.h"

#include <stdlib.h>
#include <string.h>

void
check_fault (Check *self, const char *clause, const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list arguments;

  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_ptr_array_add (self->faults, g_strdup_printf ("%s: %s", clause, text));
}

/* Null for anything that is no dictionary. */
qpdf_oh
check_get (Check *self, qpdf_oh object, const char *key)
{
  if (qpdf_oh_is_stream (self->pdf, object))
    object = qpdf_oh_get_dict (self->pdf, object);
  if (!qpdf_oh_is_dictionary (self->pdf, object))
    return qpdf_oh_new_null (self->pdf);
  return qpdf_oh_get_key (self->pdf, object, key);
}

gboolean
check_is (Check *self, qpdf_oh object, const char *key, const char *name)
{
  g_autofree char *found = check_name (self, object, key);

  return g_strcmp0 (found, name) == 0;
}

/* Returns: (nullable): a name without its slash */
char *
check_name (Check *self, qpdf_oh object, const char *key)
{
  qpdf_oh value = check_get (self, object, key);

  return qpdf_oh_is_name (self->pdf, value) ? g_strdup (qpdf_oh_get_name (self->pdf, value) + 1)
                                            : NULL;
}

/* Returns: (nullable) */
char *
check_text (Check *self, qpdf_oh object, const char *key)
{
  qpdf_oh value = check_get (self, object, key);

  return qpdf_oh_is_string (self->pdf, value) ? g_strdup (qpdf_oh_get_utf8_value (self->pdf, value))
                                              : NULL;
}

int
check_number (Check *self, qpdf_oh object, const char *key, int otherwise)
{
  qpdf_oh value = check_get (self, object, key);

  return qpdf_oh_is_integer (self->pdf, value) ? qpdf_oh_get_int_value_as_int (self->pdf, value)
                                               : otherwise;
}

/* Whether there is such a value, and it is true. */
gboolean
check_true (Check *self, qpdf_oh object, const char *key)
{
  qpdf_oh value = check_get (self, object, key);

  return qpdf_oh_is_bool (self->pdf, value) && qpdf_oh_get_bool_value (self->pdf, value);
}

/* qpdf goes through one dictionary at a time, so the keys are taken first. */
GStrv
check_keys (Check *self, qpdf_oh dictionary)
{
  g_autoptr (GStrvBuilder) keys = g_strv_builder_new ();

  if (qpdf_oh_is_dictionary (self->pdf, dictionary))
    {
      qpdf_oh_begin_dict_key_iter (self->pdf, dictionary);
      while (qpdf_oh_dict_more_keys (self->pdf))
        g_strv_builder_add (keys, qpdf_oh_dict_next_key (self->pdf));
    }
  return g_strv_builder_end (keys);
}

GBytes *
check_stream (Check *self, qpdf_oh stream)
{
  unsigned char *data = NULL;
  size_t size = 0;
  GBytes *bytes;

  if (qpdf_oh_is_stream (self->pdf, stream))
    qpdf_oh_get_stream_data (self->pdf, stream, qpdf_dl_all, NULL, &data, &size);
  bytes = g_bytes_new (data, size);
  free (data);
  return bytes;
}

/* RFC 3066, as ISO 32000-1, 14.9.2 has it. */
gboolean
check_language (const char *code)
{
  return code != NULL && g_regex_match_simple ("^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$", code, 0, 0);
}

static Check *
check_new (GBytes *pdf)
{
  Check *self = g_new0 (Check, 1);

  self->bytes = pdf;
  self->faults = g_ptr_array_new_with_free_func (g_free);
  self->lines = g_ptr_array_new_with_free_func (g_free);
  self->languages = g_ptr_array_new_with_free_func (g_free);
  self->content = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  self->owners = g_hash_table_new (NULL, NULL);
  self->annotation = g_hash_table_new (NULL, NULL);
  self->types = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  self->split = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->fonts = g_hash_table_new_full (NULL, NULL, NULL, check_font_free);
  self->pdf = qpdf_init ();
  qpdf_set_suppress_warnings (self->pdf, QPDF_TRUE);
  qpdf_silence_errors (self->pdf);
  return self;
}

static void
check_free (Check *self)
{
  g_ptr_array_unref (self->faults);
  g_ptr_array_unref (self->lines);
  g_ptr_array_unref (self->languages);
  g_hash_table_unref (self->content);
  g_hash_table_unref (self->owners);
  g_hash_table_unref (self->annotation);
  g_hash_table_unref (self->types);
  g_hash_table_unref (self->split);
  g_hash_table_unref (self->fonts);
  qpdf_cleanup (&self->pdf);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Check, check_free)

static Check *
run (GBytes *pdf)
{
  static void (*const parts[]) (Check *) = {
    check_catalog,     check_metadata, check_content,     check_structure,
    check_annotations, check_outline,  check_attachments, check_objects,
  };
  Check *self = check_new (pdf);

  qpdf_read_memory (self->pdf, "document", g_bytes_get_data (pdf, NULL), g_bytes_get_size (pdf),
                    NULL);
  check_file (self);
  if (qpdf_has_error (self->pdf))
    return self;
  self->catalog = qpdf_get_root (self->pdf);
  self->n_pages = qpdf_get_num_pages (self->pdf);
  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    parts[i](self);
  return self;
}

GPtrArray *
check_ua (GBytes *pdf)
{
  g_autoptr (Check) self = run (pdf);

  return g_ptr_array_ref (self->faults);
}

void
check_ua_assert (GBytes *pdf, const char *what)
{
  g_autoptr (GPtrArray) faults = check_ua (pdf);

  for (guint i = 0; i < faults->len; i++)
    g_test_message ("%s: %s", what, (const char *)faults->pdata[i]);
  if (faults->len > 0)
    g_error ("%s: %u faults, the first: %s", what, faults->len, (const char *)faults->pdata[0]);
}

GPtrArray *
check_ua_read (GBytes *pdf)
{
  g_autoptr (Check) self = run (pdf);

  return g_ptr_array_ref (self->lines);
}

GPtrArray *
check_ua_read_in (GBytes *pdf, const char *language)
{
  g_autoptr (Check) self = run (pdf);
  GPtrArray *words = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < self->lines->len; i++)
    if (g_str_equal (self->languages->pdata[i], language))
      g_ptr_array_add (words, g_strdup (strchr (self->lines->pdata[i], ' ') + 1));
  return words;
}

guint
check_ua_count_split (GBytes *pdf, const char *type)
{
  g_autoptr (Check) self = run (pdf);

  return GPOINTER_TO_UINT (g_hash_table_lookup (self->split, type));
}
