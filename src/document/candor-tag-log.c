/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * Remembers what was tagged while a document was drawn.
 */
#include "candor-tag-log.h"

struct _CandorTagLog
{
  GArray *tags; /* (owned) (element-type CandorTag) */
  GArray *open; /* (owned) (element-type int): indices, the innermost last */
};

/**
 * candor_tag_log_new:
 *
 * Returns: (transfer full): an empty log
 */
CandorTagLog *
candor_tag_log_new (void)
{
  CandorTagLog *self = g_new0 (CandorTagLog, 1);

  self->tags = g_array_new (FALSE, TRUE, sizeof (CandorTag));
  self->open = g_array_new (FALSE, FALSE, sizeof (int));
  return self;
}

/**
 * candor_tag_log_free:
 * @self: (nullable): a log
 */
void
candor_tag_log_free (CandorTagLog *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->tags);
  g_array_unref (self->open);
  g_free (self);
}

/**
 * candor_tag_log_current:
 * @self: a log
 *
 * Returns: the index of the innermost open element, or -1
 */
int
candor_tag_log_current (const CandorTagLog *self)
{
  return self->open->len > 0 ? g_array_index (self->open, int, self->open->len - 1) : -1;
}

/**
 * candor_tag_log_open:
 * @self: a log
 * @name: a structure type, which outlives the log
 * @page: from 0
 *
 * Opens an element inside the innermost open one.
 *
 * Returns: (transfer none): the element, for more to be said of it until the next is opened
 */
CandorTag *
candor_tag_log_open (CandorTagLog *self, const char *name, int page)
{
  CandorTag tag
      = { .name = name, .parent = candor_tag_log_current (self), .continues = -1, .page = page };
  int index = self->tags->len;

  g_array_append_val (self->tags, tag);
  g_array_append_val (self->open, index);
  return &g_array_index (self->tags, CandorTag, index);
}

/**
 * candor_tag_log_close:
 * @self: a log with an open element
 */
void
candor_tag_log_close (CandorTagLog *self)
{
  g_return_if_fail (self->open->len > 0);

  g_array_set_size (self->open, self->open->len - 1);
}

/**
 * candor_tag_log_label_list:
 * @self: a log
 * @labels: as ISO 32000-1, table 347 has it: "Decimal", "Disc"
 *
 * Says of the innermost open list how its items are labelled.
 */
void
candor_tag_log_label_list (CandorTagLog *self, const char *labels)
{
  for (guint i = self->open->len; i > 0; i--)
    {
      CandorTag *tag
          = &g_array_index (self->tags, CandorTag, g_array_index (self->open, int, i - 1));

      if (g_str_equal (tag->name, "L"))
        {
          tag->labels = labels;
          return;
        }
    }
}

/**
 * candor_tag_log_length:
 * @self: a log
 *
 * Returns: the number of entries
 */
guint
candor_tag_log_length (const CandorTagLog *self)
{
  return self->tags->len;
}

/**
 * candor_tag_log_get:
 * @self: a log
 * @index: less than its length
 *
 * Returns: (transfer none): the entry, good until another element is opened
 */
const CandorTag *
candor_tag_log_get (const CandorTagLog *self, guint index)
{
  return &g_array_index (self->tags, CandorTag, index);
}

/**
 * candor_tag_log_owner:
 * @self: a log
 * @index: of an entry
 *
 * Returns: the index of the element that the entry is a part of: an element that goes on over a
 *   page break has an entry for each page
 */
guint
candor_tag_log_owner (const CandorTagLog *self, guint index)
{
  const CandorTag *tag = candor_tag_log_get (self, index);

  while (tag->continues >= 0)
    {
      index = tag->continues;
      tag = candor_tag_log_get (self, index);
    }
  return index;
}
