/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * What can be judged only when all of a procedure file has been read.
 */
#include "candor-procedure-private.h"

#include <string.h>

#include "candor-error.h"

/**
 * candor_procedure_position:
 * @xml: a procedure file
 * @offset: a byte of it
 * @line: (out): the line that an editor shows for it, from 1
 * @column: (out): the column, in characters from 1
 */
void
candor_procedure_position (const char *xml, gsize offset, int *line, int *column)
{
  *line = *column = 1;
  for (gsize i = 0; i < offset; i++)
    if (xml[i] == '\n')
      {
        ++*line;
        *column = 1;
      }
    else
      *column += ((guchar)xml[i] & 0xC0) != 0x80;
}

/**
 * candor_procedure_place:
 * @name: the file's name
 * @xml: what is in it
 * @offset: a byte of it
 *
 * Returns: (transfer full): the place as all messages about procedure files give it
 */
char *
candor_procedure_place (const char *name, const char *xml, gsize offset)
{
  int line, column;

  candor_procedure_position (xml, offset, &line, &column);
  return g_strdup_printf ("%s, line %d, column %d", name, line, column);
}

/**
 * candor_procedure_tag_offset:
 * @tracker: zeroes, and then the same for each call while a file is read
 * @context: a context that is calling back
 * @xml: the file's bytes
 * @length: how many
 *
 * GMarkup stands behind a tag when it tells of it, and that may be on the next line; it counts
 * columns in bytes, and the line end as the first byte of its line.
 *
 * Returns: where the tag begins, or where GMarkup stands when it is not behind a tag
 */
gsize
candor_procedure_tag_offset (CandorLineTracker *tracker,
                             GMarkupParseContext *context,
                             const char *xml,
                             gsize length)
{
  int line, column;
  gsize offset;

  g_markup_parse_context_get_position (context, &line, &column);
  for (; tracker->line + 1 < line; tracker->line++)
    {
      const char *newline = memchr (xml + tracker->offset, '\n', length - tracker->offset);

      if (newline == NULL)
        break;
      tracker->offset = newline + 1 - xml;
    }
  offset = MIN (tracker->offset + (line > 1 ? column - 2 : column - 1), length);

  /* Of an empty element it tells when it has come to the slash. */
  if (offset > 0 && (xml[offset - 1] == '>' || xml[offset - 1] == '/'))
    for (gsize tag = offset; tag > 0; tag--)
      if (xml[tag - 1] == '<')
        return tag - 1;
  return offset;
}

static gboolean
refuse (GError **error, const char *name, const char *sentence)
{
  candor_error_set (error, CANDOR_ERROR, CANDOR_ERROR_INVALID, "%s: %s", name, sentence);
  return FALSE;
}

/**
 * candor_procedure_check_whole:
 * @self: a procedure that was read to its end
 * @name: the file's name, for messages
 * @xml: the file's bytes
 * @references: (element-type CandorReference): the ids that the file speaks of
 * @error: return location for an error
 *
 * Checks that nothing needed is left out and that every id spoken of exists.
 *
 * Returns: whether the procedure is whole
 */
gboolean
candor_procedure_check_whole (
    CandorProcedure *self, const char *name, const char *xml, GPtrArray *references, GError **error)
{
  g_autoptr (GHashTable) sources = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) sections = g_hash_table_new (g_str_hash, g_str_equal);
  guint agreed = 0;

  for (guint i = 0; i < self->sources->len; i++)
    g_hash_table_add (sources, ((CandorSource *)self->sources->pdata[i])->id);
  for (guint i = 0; i < self->sections->len; i++)
    g_hash_table_add (sections, ((CandorSection *)self->sections->pdata[i])->id);

  for (guint i = 0; i < references->len; i++)
    {
      const CandorReference *reference = references->pdata[i];
      if (!g_hash_table_contains (reference->section ? sections : sources, reference->id))
        {
          g_autofree char *place = candor_procedure_place (name, xml, reference->offset);

          candor_error_set (error, CANDOR_ERROR, CANDOR_ERROR_INVALID,
                            reference->section
                                ? N_ ("%s: there is no <section id=\"%s\"> in this file")
                                : N_ ("%s: there is no <source id=\"%s\"> in this file"),
                            place, reference->id);
          return FALSE;
        }
    }

  if (self->title == NULL)
    return refuse (error, name, "the procedure has no <title>");
  if (self->sources->len == 0)
    return refuse (error, name, "the procedure names no <source>");
  if (candor_procedure_n_sections_at (self, CANDOR_PLACE_LEARN) == 0)
    return refuse (error, name, "the procedure has no <section> to learn from");
  if (self->health_groups->len == 0)
    return refuse (error, name, "the procedure has no <health> questions");

  for (guint i = 0; i < self->statements->len; i++)
    agreed += !((CandorStatement *)self->statements->pdata[i])->photograph;
  if (agreed == 0)
    return refuse (error, name, "the procedure has no <statement> to agree to");
  return TRUE;
}
