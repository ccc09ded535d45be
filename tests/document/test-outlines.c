/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * Outlines of letters that are written in fewer words. Catches: a point that moves, a line or a curve
 * that is lost at a turn or where an operator is full, a letter of another kind that is changed, a
 * letter that does not get shorter, and a read outside of a table that is cut off or damaged.
 */
#include <ft2build.h>
#include <string.h>

#include "document/candor-archive-private.h"

#include FT_FREETYPE_H

/* More would need names of their own. */
#define N_LETTERS 200

/* How long everything before the letters is. */
#define BEGINNING 25

static void
add_number (GByteArray *out, int number)
{
  guint8 bytes[] = { 28, number >> 8 & 0xff, number & 0xff };

  g_byte_array_append (out, bytes, sizeof bytes);
}

static void
add (GByteArray *out, guint8 what, const int *numbers, guint n)
{
  for (guint i = 0; i < n; i++)
    add_number (out, numbers[i]);
  g_byte_array_append (out, &what, 1);
}

static void
add_offset (GByteArray *out, guint32 offset)
{
  const guint8 bytes[] = { offset >> 24, offset >> 16 & 0xff, offset >> 8 & 0xff, offset & 0xff };

  g_byte_array_append (out, bytes, sizeof bytes);
}

/* A table that holds no more than its letters. */
static GByteArray *
make_table (GPtrArray *letters)
{
  static const guint8 beginning[BEGINNING] = {
    1, 0, 4, 4,                                 /* head */
    0, 1, 1, 1, 2, 'A',                         /* names */
    0, 1, 1, 1, 7, 29,  0, 0, 0, BEGINNING, 17, /* the dictionary */
    0, 0,                                       /* no strings */
    0, 0,                                       /* no shared pieces */
  };
  GByteArray *table = g_byte_array_new ();
  guint32 offset = 1;

  g_byte_array_append (table, beginning, sizeof beginning);
  g_byte_array_append (table, (const guint8[]){ letters->len >> 8, letters->len & 0xff, 4 }, 3);
  for (guint i = 0; i < letters->len; i++)
    {
      add_offset (table, offset);
      offset += ((GByteArray *)letters->pdata[i])->len;
    }
  add_offset (table, offset);
  for (guint i = 0; i < letters->len; i++)
    {
      const GByteArray *letter = letters->pdata[i];

      g_byte_array_append (table, letter->data, letter->len);
    }
  return table;
}

static int
random_step (void)
{
  switch (g_test_rand_int_range (0, 6))
    {
    case 0:
    case 1:
      return 0;
    case 2:
      return g_test_rand_int_range (-1200, 1200);
    case 3:
      return g_test_rand_int_range (-110, 110);
    case 4:
      return g_test_rand_bit () ? 107 : -108;
    default:
      return g_test_rand_bit () ? 1131 : -1132;
    }
}

/* As Cairo draws: one operator for each step. */
static GByteArray *
make_letter (void)
{
  GByteArray *letter = g_byte_array_new ();
  int steps[6];

  for (guint contour = 0; contour < 3; contour++)
    {
      guint n_steps = g_test_rand_int_range (0, 120);
      gboolean is_block = g_test_rand_bit ();

      steps[0] = 1000;
      steps[1] = random_step ();
      steps[2] = random_step ();
      add (letter, 21, contour == 0 ? steps : steps + 1, contour == 0 ? 3 : 2);
      for (guint step = 0; step < n_steps; step++)
        {
          gboolean is_curve = !is_block && g_test_rand_int_range (0, 3) == 0;

          for (guint i = 0; i < 6; i++)
            steps[i] = random_step ();
          if (is_block)
            steps[step % 2] = 0;
          add (letter, is_curve ? 8 : 5, steps, is_curve ? 6 : 2);
        }
    }
  add (letter, 21, (const int[]){ 0, 0 }, 2);
  add (letter, 14, NULL, 0);
  return letter;
}

static GPtrArray *
new_letters (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify)g_byte_array_unref);
}

static FT_Face
open_face (FT_Library library, const GByteArray *table)
{
  FT_Face face;

  g_assert_cmpint (FT_New_Memory_Face (library, table->data, table->len, 0, &face), ==, 0);
  return face;
}

static void
assert_same_letters (FT_Face one, FT_Face other)
{
  g_assert_cmpint (one->num_glyphs, ==, other->num_glyphs);
  for (FT_Long i = 0; i < one->num_glyphs; i++)
    {
      const FT_Outline *a = &one->glyph->outline;
      const FT_Outline *b = &other->glyph->outline;

      g_assert_cmpint (FT_Load_Glyph (one, i, FT_LOAD_NO_SCALE), ==, 0);
      g_assert_cmpint (FT_Load_Glyph (other, i, FT_LOAD_NO_SCALE), ==, 0);
      g_assert_cmpmem (a->points, a->n_points * sizeof *a->points, b->points,
                       b->n_points * sizeof *b->points);
      g_assert_cmpmem (a->tags, a->n_points, b->tags, b->n_points);
      g_assert_cmpmem (a->contours, a->n_contours * sizeof *a->contours, b->contours,
                       b->n_contours * sizeof *b->contours);
      g_assert_cmpint (one->glyph->advance.x, ==, other->glyph->advance.x);
    }
}

static void
test_same (void)
{
  g_autoptr (GPtrArray) letters = new_letters ();
  g_autoptr (GByteArray) table = NULL;
  g_autoptr (GByteArray) shorter = NULL;
  FT_Library library;
  FT_Face one, other;
  guint n_points = 0;

  for (guint i = 0; i < N_LETTERS; i++)
    g_ptr_array_add (letters, make_letter ());
  table = make_table (letters);
  shorter = candor_archive_shorten_outlines (table->data, table->len);
  g_assert_nonnull (shorter);
  g_assert_cmpuint (shorter->len - table->len, <, (table->len - BEGINNING) * 3 / 5);

  g_assert_cmpint (FT_Init_FreeType (&library), ==, 0);
  one = open_face (library, table);
  other = open_face (library, shorter);
  assert_same_letters (one, other);
  for (FT_Long i = 0; i < one->num_glyphs; i++)
    {
      g_assert_cmpint (FT_Load_Glyph (one, i, FT_LOAD_NO_SCALE), ==, 0);
      n_points += one->glyph->outline.n_points;
    }
  g_assert_cmpuint (n_points, >, 50 * N_LETTERS);
  FT_Done_Face (one);
  FT_Done_Face (other);
  FT_Done_FreeType (library);
}

/* Hints, a number with a fraction, an operator without its numbers, nothing at the end. */
static void
test_other_kinds (void)
{
  static const guint8 kinds[][8] = {
    { 139, 140, 1, 139, 139, 21, 14 }, { 255, 0, 1, 128, 0, 139, 21, 14 },
    { 139, 139, 21, 139, 5, 14 },      { 139, 139, 21, 140, 140, 5 },
    { 139, 139, 21, 140, 28 },
  };
  static const guint lengths[] = { 7, 8, 6, 6, 5 };
  g_autoptr (GPtrArray) letters = new_letters ();
  g_autoptr (GByteArray) table = NULL;
  g_autoptr (GByteArray) shorter = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    g_ptr_array_add (letters, g_byte_array_append (g_byte_array_new (), kinds[i], lengths[i]));
  table = make_table (letters);
  shorter = candor_archive_shorten_outlines (table->data, table->len);
  g_assert_nonnull (shorter);
  g_assert_cmpmem (shorter->data + table->len, shorter->len - table->len, table->data + BEGINNING,
                   table->len - BEGINNING);
}

static void
test_damaged (void)
{
  g_autoptr (GPtrArray) letters = new_letters ();
  g_autoptr (GByteArray) table = NULL;

  g_ptr_array_add (letters, make_letter ());
  g_ptr_array_add (letters, make_letter ());
  table = make_table (letters);
  for (guint length = 0; length < table->len; length++)
    {
      g_autofree guint8 *cut = g_memdup2 (table->data, length);

      g_assert_null (candor_archive_shorten_outlines (cut, length));
    }
  for (guint i = 0; i < BEGINNING + 20; i++)
    for (guint value = 0; value < 256; value += 5)
      {
        g_autofree guint8 *damaged = g_memdup2 (table->data, table->len);
        g_autoptr (GByteArray) shorter = NULL;

        damaged[i] = value;
        shorter = candor_archive_shorten_outlines (damaged, table->len);
        if (shorter != NULL)
          g_assert_cmpuint (shorter->len, >, table->len);
      }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/document/outlines/same", test_same);
  g_test_add_func ("/document/outlines/other-kinds", test_other_kinds);
  g_test_add_func ("/document/outlines/damaged", test_damaged);
  return g_test_run ();
}
