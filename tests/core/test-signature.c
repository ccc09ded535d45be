/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#include "core/candor-signature.h"

static void
test_stroke_keeps_points (void)
{
  g_autoptr (CandorStroke) stroke = candor_stroke_new (CANDOR_DEVICE_PEN);
  const CandorPoint *point;

  g_assert_cmpint (stroke->device, ==, CANDOR_DEVICE_PEN);
  g_assert_cmpuint (stroke->points->len, ==, 0);

  /* The same place twice, a place outside and a time that stands still are evidence too. */
  candor_stroke_add (stroke, 1.25, 2.5, 0.125, 0);
  candor_stroke_add (stroke, 1.25, 2.5, 0.125, 0);
  candor_stroke_add (stroke, -7.0625, 1e4, -1, 0);

  g_assert_cmpuint (stroke->points->len, ==, 3);
  point = &g_array_index (stroke->points, CandorPoint, 2);
  g_assert_true (point->x == -7.0625 && point->y == 1e4);
  g_assert_true (point->pressure == -1 && point->time == 0);
}

static void
test_stroke_copy_is_deep (void)
{
  g_autoptr (CandorStroke) stroke = candor_stroke_new (CANDOR_DEVICE_TOUCH);
  g_autoptr (CandorStroke) copy = NULL;

  candor_stroke_add (stroke, 1, 2, -1, 3);
  copy = candor_stroke_copy (stroke);
  candor_stroke_add (stroke, 4, 5, -1, 6);
  g_array_index (stroke->points, CandorPoint, 0).x = 100;

  g_assert_cmpint (copy->device, ==, CANDOR_DEVICE_TOUCH);
  g_assert_cmpuint (copy->points->len, ==, 1);
  g_assert_true (g_array_index (copy->points, CandorPoint, 0).x == 1);
}

static void
test_free_of_nothing (void)
{
  candor_stroke_free (NULL);
  candor_signature_free (NULL);
}

static CandorSignature *
make_signature (void)
{
  CandorSignature *signature
      = candor_signature_new (CANDOR_ROLE_WITNESS, "Ben Example", "I saw the mark being made.");

  signature->method = CANDOR_METHOD_MARK;
  signature->signed_at = g_strdup ("2026-11-22T14:05:00+01:00");
  signature->pad_width = 800;
  signature->pad_height = 260;
  for (int i = 0; i < 3; i++)
    {
      CandorStroke *stroke = candor_stroke_new (CANDOR_DEVICE_MOUSE);

      for (int j = 0; j <= i; j++)
        candor_stroke_add (stroke, i, j, -1, 10 * i + j);
      g_ptr_array_add (signature->strokes, stroke);
    }

  return signature;
}

static void
test_signature_new (void)
{
  g_autoptr (CandorSignature) signature = candor_signature_new (CANDOR_ROLE_PATIENT, NULL, NULL);

  g_assert_cmpint (signature->method, ==, CANDOR_METHOD_DRAWN);
  g_assert_null (signature->name);
  g_assert_null (signature->meaning);
  g_assert_cmpuint (candor_signature_n_points (signature), ==, 0);
}

static void
test_signature_copy_is_deep (void)
{
  g_autoptr (CandorSignature) signature = make_signature ();
  g_autoptr (CandorSignature) copy = candor_signature_copy (signature);

  g_assert_cmpuint (candor_signature_n_points (signature), ==, 6);
  g_ptr_array_set_size (signature->strokes, 0);
  g_clear_pointer (&signature->name, g_free);

  g_assert_cmpint (copy->role, ==, CANDOR_ROLE_WITNESS);
  g_assert_cmpint (copy->method, ==, CANDOR_METHOD_MARK);
  g_assert_cmpstr (copy->name, ==, "Ben Example");
  g_assert_cmpstr (copy->meaning, ==, "I saw the mark being made.");
  g_assert_cmpstr (copy->signed_at, ==, "2026-11-22T14:05:00+01:00");
  g_assert_true (copy->pad_width == 800 && copy->pad_height == 260);
  g_assert_cmpuint (copy->strokes->len, ==, 3);
  g_assert_cmpuint (candor_signature_n_points (copy), ==, 6);
}

/* Every word goes back to its value, no other word does, and a failed look-up changes nothing. */
#define TEST_WORDS(Type, name, last)                                                               \
  static void test_##name##_words (void)                                                           \
  {                                                                                                \
    Type value;                                                                                    \
                                                                                                   \
    for (int i = 0; i <= last; i++)                                                                \
      {                                                                                            \
        value = last + 1;                                                                          \
        g_assert_true (candor_##name##_from_string (candor_##name##_to_string (i), &value));       \
        g_assert_cmpint (value, ==, i);                                                            \
      }                                                                                            \
    value = last;                                                                                  \
    g_assert_false (candor_##name##_from_string ("", &value));                                     \
    g_assert_false (candor_##name##_from_string (NULL, &value));                                   \
    g_assert_false (candor_##name##_from_string ("PEN", &value));                                  \
    g_assert_cmpint (value, ==, last);                                                             \
  }

TEST_WORDS (CandorRole, role, CANDOR_ROLE_INTERPRETER)
TEST_WORDS (CandorMethod, method, CANDOR_METHOD_MARK)
TEST_WORDS (CandorDevice, device, CANDOR_DEVICE_PEN)

/* The words stand in files that were signed: they can never change. */
static void
test_words_are_fixed (void)
{
  g_assert_cmpstr (candor_role_to_string (CANDOR_ROLE_PATIENT), ==, "patient");
  g_assert_cmpstr (candor_role_to_string (CANDOR_ROLE_PRACTITIONER), ==, "practitioner");
  g_assert_cmpstr (candor_role_to_string (CANDOR_ROLE_WITNESS), ==, "witness");
  g_assert_cmpstr (candor_role_to_string (CANDOR_ROLE_INTERPRETER), ==, "interpreter");
  g_assert_cmpstr (candor_method_to_string (CANDOR_METHOD_DRAWN), ==, "drawn");
  g_assert_cmpstr (candor_method_to_string (CANDOR_METHOD_TYPED), ==, "typed");
  g_assert_cmpstr (candor_method_to_string (CANDOR_METHOD_MARK), ==, "mark");
  g_assert_cmpstr (candor_device_to_string (CANDOR_DEVICE_MOUSE), ==, "mouse");
  g_assert_cmpstr (candor_device_to_string (CANDOR_DEVICE_TOUCH), ==, "touch");
  g_assert_cmpstr (candor_device_to_string (CANDOR_DEVICE_PEN), ==, "pen");
}

/* Catches a hash of ink that nobody else can compute: the text behind it is described in
 * data/visit.schema.json, and this is its SHA-256 by sha256sum. And one that a changed, moved or
 * missing point does not change. */
static void
test_strokes_hash (void)
{
  g_autoptr (CandorSignature) signature = candor_signature_new (CANDOR_ROLE_PATIENT, "", "");
  g_autofree char *none = candor_signature_strokes_hash (signature);
  g_autofree char *hash = NULL;
  g_autofree char *changed = NULL;
  CandorStroke *pen = candor_stroke_new (CANDOR_DEVICE_PEN);
  CandorStroke *mouse = candor_stroke_new (CANDOR_DEVICE_MOUSE);

  candor_stroke_add (pen, 1.25, 2.5, 0.125, 0);
  candor_stroke_add (pen, 1.25, 2.5, 0.125, 8);
  candor_stroke_add (pen, -7.0625, 1e4, -1, 16.5);
  candor_stroke_add (mouse, 3, 4, -1, -0.0001);
  g_ptr_array_add (signature->strokes, pen);
  g_ptr_array_add (signature->strokes, mouse);
  hash = candor_signature_strokes_hash (signature);
  g_assert_cmpstr (hash, ==,
                   "93e515921c44de533da44e58dd894a56"
                   "c842ecfc9e4967c245aef07ef67623da");
  g_assert_cmpstr (none, !=, hash);

  g_array_index (mouse->points, CandorPoint, 0).x = 3.001;
  changed = candor_signature_strokes_hash (signature);
  g_assert_cmpstr (changed, !=, hash);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/signature/stroke/keeps-points", test_stroke_keeps_points);
  g_test_add_func ("/signature/stroke/copy-is-deep", test_stroke_copy_is_deep);
  g_test_add_func ("/signature/free-of-nothing", test_free_of_nothing);
  g_test_add_func ("/signature/new", test_signature_new);
  g_test_add_func ("/signature/copy-is-deep", test_signature_copy_is_deep);
  g_test_add_func ("/signature/strokes-hash", test_strokes_hash);
  g_test_add_func ("/signature/words/role", test_role_words);
  g_test_add_func ("/signature/words/method", test_method_words);
  g_test_add_func ("/signature/words/device", test_device_words);
  g_test_add_func ("/signature/words/fixed", test_words_are_fixed);

  return g_test_run ();
}
