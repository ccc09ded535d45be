/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * Writes the outlines of a font in fewer words. Cairo draws a letter that it takes for made up (see
 * candor-galley-outlines.c) with an operator for each line and each curve, and gives a level line its
 * height of zero. The same line and curve after curve may share one operator, and level and upright
 * lines that take turns may be told by their lengths alone (Adobe Technical Note 5177, 4.1). Letters
 * of Chinese are made of such lines: their font is a tenth smaller after it is compressed.
 */
#include "candor-archive-private.h"

#include <string.h>

/* Of a letter. */
#define LINES 5
#define LEVEL_LINES 6
#define UPRIGHT_LINES 7
#define CURVES 8
#define END 14
#define MOVE 21

/* Of a font's dictionary: where its letters are. */
#define LETTERS 17
#define LONG_NUMBER 29
#define REAL_NUMBER 30

/* No operator has more. */
#define MAX_ARGUMENTS 48

/* A list of pieces of different lengths (Adobe Technical Note 5176, 5). */
typedef struct
{
  const guint8 *offsets;
  const guint8 *pieces; /* the byte before the first one: their offsets begin with 1 */
  gsize room;           /* from there to the end of the table */
  guint n;
  guint offset_size;
} List;

/* What is drawn, and not written yet because more of the kind may follow. */
typedef struct
{
  GByteArray *out;
  int arguments[MAX_ARGUMENTS];
  guint n;
  guint8 what; /* 0 for nothing */
} Pen;

static gsize
read_offset (const guint8 *at, guint size)
{
  gsize offset = 0;

  while (size-- > 0)
    offset = offset << 8 | *at++;
  return offset;
}

/* Returns: whether there is one, with the place behind it in @end. */
static gboolean
list_read (List *self, const guint8 *data, gsize size, gsize at, gsize *end)
{
  gsize head;

  if (at + 3 > size)
    return FALSE;
  self->n = data[at] << 8 | data[at + 1];
  self->offset_size = data[at + 2];
  head = 3 + (self->n + 1) * (gsize)self->offset_size;
  if (self->n == 0 || self->offset_size < 1 || self->offset_size > 4 || at + head > size)
    return FALSE;
  self->offsets = data + at + 3;
  self->pieces = data + at + head - 1;
  self->room = size - (at + head - 1);
  *end = at + head - 1
         + read_offset (self->offsets + self->n * self->offset_size, self->offset_size);
  return TRUE;
}

/* Returns: (nullable): a piece, with its length */
static const guint8 *
list_get (const List *self, guint index, gsize *length)
{
  const guint8 *at = self->offsets + index * self->offset_size;
  gsize start = read_offset (at, self->offset_size);
  gsize end = read_offset (at + self->offset_size, self->offset_size);

  if (start < 1 || start > end || end > self->room)
    return NULL;
  *length = end - start;
  return self->pieces + start;
}

/* Returns: how many bytes of @at it took, at most three */
static guint
write_number (guint8 *at, int number)
{
  int rest = ABS (number) - 108;

  if (rest < 0)
    {
      at[0] = number + 139;
      return 1;
    }
  if (rest < 1024)
    {
      at[0] = (number > 0 ? 247 : 251) + (rest >> 8);
      at[1] = rest & 0xff;
      return 2;
    }
  at[0] = 28;
  at[1] = number >> 8 & 0xff;
  at[2] = number & 0xff;
  return 3;
}

/* Returns: the length of a number; 0 if it is cut off or of a kind that no outline of Cairo has. */
static guint
read_number (const guint8 *at, gsize length, int *number)
{
  guint first = at[0];
  guint n = first == 28 ? 3 : first < 247 ? 1 : first < 255 ? 2 : 0;

  if (n > length)
    return 0;
  if (n == 3)
    *number = (gint16)(at[1] << 8 | at[2]);
  else if (n == 1)
    *number = (int)first - 139;
  else if (n == 2)
    *number = first < 251 ? (int)(first - 247) * 256 + at[1] + 108
                          : -(int)(first - 251) * 256 - at[1] - 108;
  return n;
}

static void
pen_write (Pen *self)
{
  guint8 bytes[3 * MAX_ARGUMENTS + 1];
  guint length = 0;

  for (guint i = 0; i < self->n; i++)
    length += write_number (bytes + length, self->arguments[i]);
  if (self->what != 0)
    bytes[length++] = self->what;
  g_byte_array_append (self->out, bytes, length);
  self->n = 0;
  self->what = 0;
}

static void
pen_add (Pen *self, guint8 what, gboolean joins, const int *arguments, guint n)
{
  if (!joins || self->n + n > MAX_ARGUMENTS)
    pen_write (self);
  if (self->n == 0)
    self->what = what;
  memcpy (self->arguments + self->n, arguments, n * sizeof *arguments);
  self->n += n;
}

static void
pen_line (Pen *self, const int *by)
{
  guint8 what = by[1] == 0 ? LEVEL_LINES : by[0] == 0 ? UPRIGHT_LINES : LINES;
  gboolean turns = self->what == LEVEL_LINES || self->what == UPRIGHT_LINES;

  if (what == LINES)
    pen_add (self, what, self->what == LINES, by, 2);
  else
    /* After an odd number of turns it goes on in the other direction. */
    pen_add (self, what, turns && (self->what == what) == (self->n % 2 == 0),
             by[1] == 0 ? by : by + 1, 1);
}

/* Returns: whether this is how Cairo draws. */
static gboolean
pen_draw (Pen *self, guint8 what, const int *arguments, guint n)
{
  switch (what)
    {
    case MOVE:
      /* The first one may say how wide the letter is. */
      pen_add (self, MOVE, FALSE, arguments, n);
      return n == 2 || n == 3;
    case LINES:
      for (guint i = 0; i + 2 <= n; i += 2)
        pen_line (self, arguments + i);
      return n > 0 && n % 2 == 0;
    case CURVES:
      for (guint i = 0; i + 6 <= n; i += 6)
        pen_add (self, CURVES, self->what == CURVES, arguments + i, 6);
      return n > 0 && n % 6 == 0;
    case END:
      /* Where nothing follows, nobody has to go. */
      if (self->what == MOVE && self->n == 2)
        self->what = self->n = 0;
      pen_add (self, END, FALSE, arguments, n);
      pen_write (self);
      return n == 0;
    default:
      return FALSE;
    }
}

static gboolean
redraw (Pen *pen, const guint8 *letter, gsize length)
{
  int arguments[MAX_ARGUMENTS];
  gboolean ended = FALSE;
  guint n = 0;
  gsize i = 0;

  while (i < length && !ended)
    if (letter[i] < 32 && letter[i] != 28)
      {
        ended = letter[i] == END;
        if (!pen_draw (pen, letter[i++], arguments, n))
          return FALSE;
        n = 0;
      }
    else
      {
        guint size = n < MAX_ARGUMENTS ? read_number (letter + i, length - i, arguments + n++) : 0;

        if (size == 0)
          return FALSE;
        i += size;
      }
  return ended && i == length;
}

/* A letter that is not as expected stays as it is. */
static void
append_letter (GByteArray *out, const guint8 *letter, gsize length)
{
  Pen pen = { .out = out };
  guint start = out->len;

  if (redraw (&pen, letter, length))
    return;
  g_byte_array_set_size (out, start);
  g_byte_array_append (out, letter, length);
}

static void
append_offset (GByteArray *out, guint32 offset)
{
  const guint8 bytes[] = { offset >> 24, offset >> 16 & 0xff, offset >> 8 & 0xff, offset & 0xff };

  g_byte_array_append (out, bytes, sizeof bytes);
}

static gsize
entry_length (const guint8 *dictionary, gsize length)
{
  gsize n = 1;

  switch (dictionary[0])
    {
    case 12:
      return 2;
    case 28:
      return 3;
    case LONG_NUMBER:
      return 5;
    case REAL_NUMBER:
      while (n < length && (dictionary[n] & 0x0f) != 0x0f)
        n++;
      return n + 1;
    default:
      return dictionary[0] >= 247 ? 2 : 1;
    }
}

/* Returns: (nullable): in the dictionary of a font, the number of four bytes that says where its
 * letters are */
static const guint8 *
find_place (const guint8 *dictionary, gsize length)
{
  gsize last = 0;

  for (gsize i = 0; i < length; i += entry_length (dictionary + i, length - i))
    {
      if (dictionary[i] == LETTERS)
        return dictionary[last] == LONG_NUMBER && last + 5 == i ? dictionary + last + 1 : NULL;
      last = i;
    }
  return NULL;
}

/**
 * candor_archive_shorten_outlines:
 * @table: the outlines of a font of the CFF kind, as Cairo wrote them
 * @size: their length, in bytes
 *
 * The letters stand behind what @table holds, which is full of those that they replace: it is for a
 * subsetter to leave them out.
 *
 * Returns: (transfer full) (nullable): the same outlines, or %NULL when they are not as expected
 */
GByteArray *
candor_archive_shorten_outlines (const guint8 *table, gsize size)
{
  g_autoptr (GByteArray) letters = g_byte_array_new ();
  g_autoptr (GByteArray) out = NULL;
  const guint8 *dictionary;
  const guint8 *place;
  List list;
  gsize at, length;

  if (size < 4 || size > G_MAXINT32 / 2 || !list_read (&list, table, size, table[2], &at)
      || !list_read (&list, table, size, at, &at)
      || (dictionary = list_get (&list, 0, &length)) == NULL
      || (place = find_place (dictionary, length)) == NULL
      || !list_read (&list, table, size, read_offset (place, 4), &at))
    return NULL;

  out = g_byte_array_sized_new (2 * size);
  g_byte_array_append (out, table, size);
  g_byte_array_append (out, (const guint8[]){ list.n >> 8, list.n & 0xff, 4 }, 3);
  for (guint i = 0; i < list.n; i++)
    {
      const guint8 *letter = list_get (&list, i, &length);

      if (letter == NULL)
        return NULL;
      append_offset (out, letters->len + 1);
      append_letter (letters, letter, length);
    }
  append_offset (out, letters->len + 1);
  g_byte_array_append (out, letters->data, letters->len);
  for (guint i = 0; i < 4; i++)
    out->data[place - table + i] = size >> (24 - 8 * i) & 0xff;
  return g_steal_pointer (&out);
}
