/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#include "candor-signature.h"

#include <math.h>

/* Far beyond any place on a pad or time of a signature. */
#define MAX_NUMBER 1e12

/* The words of the visit's JSON, in the order of the enums. They never change. */
static const char *const role_names[] = { "patient", "practitioner", "witness", "interpreter" };
static const char *const method_names[] = { "drawn", "typed", "mark" };
static const char *const device_names[] = { "mouse", "touch", "pen" };

G_STATIC_ASSERT (G_N_ELEMENTS (role_names) == CANDOR_N_ROLES);
G_STATIC_ASSERT (G_N_ELEMENTS (method_names) == CANDOR_METHOD_MARK + 1);
G_STATIC_ASSERT (G_N_ELEMENTS (device_names) == CANDOR_DEVICE_PEN + 1);

static gboolean
index_of (const char *const *names, guint n_names, const char *string, guint *index)
{
  for (guint i = 0; i < n_names; i++)
    if (g_strcmp0 (names[i], string) == 0)
      {
        *index = i;
        return TRUE;
      }

  return FALSE;
}

/**
 * candor_stroke_new:
 * @device: what draws it
 *
 * Returns: (transfer full): a stroke without points
 */
CandorStroke *
candor_stroke_new (CandorDevice device)
{
  CandorStroke *self = g_new0 (CandorStroke, 1);

  self->device = device;
  self->points = g_array_new (FALSE, FALSE, sizeof (CandorPoint));

  return self;
}

/**
 * candor_stroke_copy:
 * @self: a stroke
 *
 * Returns: (transfer full): a deep copy, point for point the same
 */
CandorStroke *
candor_stroke_copy (const CandorStroke *self)
{
  CandorStroke *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = g_new0 (CandorStroke, 1);
  copy->device = self->device;
  copy->points = g_array_copy (self->points);

  return copy;
}

/**
 * candor_stroke_free:
 * @self: (transfer full) (nullable): a stroke
 */
void
candor_stroke_free (CandorStroke *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->points, g_array_unref);
  g_free (self);
}

/**
 * candor_stroke_add:
 * @self: a stroke
 * @x: logical pixels from the left edge of the pad
 * @y: logical pixels from the top edge of the pad
 * @pressure: 0 to 1, or -1 when the device has none
 * @time: milliseconds since the first point of the signature
 *
 * Adds one raw point at the end. Nothing is rounded, merged or left out.
 */
void
candor_stroke_add (CandorStroke *self, double x, double y, double pressure, double time)
{
  CandorPoint point = { x, y, pressure, time };

  g_return_if_fail (self != NULL);

  g_array_append_val (self->points, point);
}

/**
 * candor_signature_new:
 * @role: who signs
 * @name: (nullable): the printed name
 * @meaning: (nullable): what is declared by it, in the words that stand above the pad
 *
 * Returns: (transfer full): a drawn signature that has no strokes yet
 */
CandorSignature *
candor_signature_new (CandorRole role, const char *name, const char *meaning)
{
  CandorSignature *self = g_new0 (CandorSignature, 1);

  self->role = role;
  self->method = CANDOR_METHOD_DRAWN;
  self->name = g_strdup (name);
  self->meaning = g_strdup (meaning);
  self->strokes = g_ptr_array_new_with_free_func ((GDestroyNotify)candor_stroke_free);

  return self;
}

/**
 * candor_signature_copy:
 * @self: a signature
 *
 * Returns: (transfer full): a deep copy
 */
CandorSignature *
candor_signature_copy (const CandorSignature *self)
{
  CandorSignature *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = candor_signature_new (self->role, self->name, self->meaning);
  copy->method = self->method;
  copy->signed_at = g_strdup (self->signed_at);
  copy->pad_width = self->pad_width;
  copy->pad_height = self->pad_height;
  for (guint i = 0; i < self->strokes->len; i++)
    g_ptr_array_add (copy->strokes, candor_stroke_copy (g_ptr_array_index (self->strokes, i)));

  return copy;
}

/**
 * candor_signature_free:
 * @self: (transfer full) (nullable): a signature
 */
void
candor_signature_free (CandorSignature *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->meaning, g_free);
  g_clear_pointer (&self->signed_at, g_free);
  g_clear_pointer (&self->strokes, g_ptr_array_unref);
  g_free (self);
}

/**
 * candor_number_append:
 * @text: where to write
 * @number: a coordinate, a pressure or a time
 *
 * Writes a number as a record has it: three decimals, a thousandth of a pixel or of a millisecond,
 * without zeros at its end. One that is infinite or no number is written as 0.
 */
void
candor_number_append (GString *text, double number)
{
  /* No file holds a number that is none; what is in memory may. */
  double whole = isfinite (number) ? CLAMP (number, -MAX_NUMBER, MAX_NUMBER) : 0;
  gint64 thousandths = llrint (whole * 1000);
  guint64 rest = ABS (thousandths);
  guint n_decimals = 3;
  char digits[24];
  gsize at = sizeof digits;

  /* By hand, and not by printf: a signature has thousands of numbers, in several places. */
  for (; n_decimals > 0 && rest % 10 == 0; n_decimals--)
    rest /= 10;
  for (guint i = 0; i < n_decimals; i++, rest /= 10)
    digits[--at] = '0' + rest % 10;
  if (n_decimals > 0)
    digits[--at] = '.';
  do
    {
      digits[--at] = '0' + rest % 10;
      rest /= 10;
    }
  while (rest > 0);
  if (thousandths < 0)
    digits[--at] = '-';
  g_string_append_len (text, digits + at, sizeof digits - at);
}

/**
 * candor_signature_strokes_hash:
 * @self: a signature
 *
 * Stands for the raw ink where the ink itself does not lie. The text that is hashed has a line for
 * each stroke with its device, and after it a line for each point with its four numbers as the
 * record has them, with a space between two.
 *
 * Returns: (transfer full): a SHA-256 in hexadecimal digits
 */
char *
candor_signature_strokes_hash (const CandorSignature *self)
{
  g_autoptr (GString) text = g_string_new (NULL);

  g_return_val_if_fail (self != NULL, NULL);

  for (guint i = 0; i < self->strokes->len; i++)
    {
      const CandorStroke *stroke = g_ptr_array_index (self->strokes, i);

      g_string_append_printf (text, "%s\n", candor_device_to_string (stroke->device));
      for (guint j = 0; j < stroke->points->len; j++)
        {
          const CandorPoint *point = &g_array_index (stroke->points, CandorPoint, j);
          const double numbers[4] = { point->x, point->y, point->pressure, point->time };

          for (int k = 0; k < 4; k++)
            {
              candor_number_append (text, numbers[k]);
              g_string_append_c (text, k < 3 ? ' ' : '\n');
            }
        }
    }
  return g_compute_checksum_for_string (G_CHECKSUM_SHA256, text->str, text->len);
}

/**
 * candor_signature_n_points:
 * @self: a signature
 *
 * Returns: how many raw points all its strokes have together
 */
gsize
candor_signature_n_points (const CandorSignature *self)
{
  gsize n_points = 0;

  g_return_val_if_fail (self != NULL, 0);

  for (guint i = 0; i < self->strokes->len; i++)
    {
      const CandorStroke *stroke = g_ptr_array_index (self->strokes, i);

      n_points += stroke->points->len;
    }

  return n_points;
}

/**
 * candor_role_to_string:
 * @role: a role
 *
 * Returns: (nullable): its word in the visit's JSON; never shown to people
 */
const char *
candor_role_to_string (CandorRole role)
{
  g_return_val_if_fail ((guint)role < G_N_ELEMENTS (role_names), NULL);

  return role_names[role];
}

/**
 * candor_role_from_string:
 * @string: (nullable): a word of the visit's JSON
 * @role: (out): the role; untouched when the word is unknown
 *
 * Returns: whether the word is a role
 */
gboolean
candor_role_from_string (const char *string, CandorRole *role)
{
  guint index;

  if (!index_of (role_names, G_N_ELEMENTS (role_names), string, &index))
    return FALSE;
  *role = index;

  return TRUE;
}

/**
 * candor_method_to_string:
 * @method: a way to sign
 *
 * Returns: (nullable): its word in the visit's JSON; never shown to people
 */
const char *
candor_method_to_string (CandorMethod method)
{
  g_return_val_if_fail ((guint)method < G_N_ELEMENTS (method_names), NULL);

  return method_names[method];
}

/**
 * candor_method_from_string:
 * @string: (nullable): a word of the visit's JSON
 * @method: (out): the way to sign; untouched when the word is unknown
 *
 * Returns: whether the word is a way to sign
 */
gboolean
candor_method_from_string (const char *string, CandorMethod *method)
{
  guint index;

  if (!index_of (method_names, G_N_ELEMENTS (method_names), string, &index))
    return FALSE;
  *method = index;

  return TRUE;
}

/**
 * candor_device_to_string:
 * @device: what a stroke is drawn with
 *
 * Returns: (nullable): its word in the visit's JSON; never shown to people
 */
const char *
candor_device_to_string (CandorDevice device)
{
  g_return_val_if_fail ((guint)device < G_N_ELEMENTS (device_names), NULL);

  return device_names[device];
}

/**
 * candor_device_from_string:
 * @string: (nullable): a word of the visit's JSON
 * @device: (out): the device; untouched when the word is unknown
 *
 * Returns: whether the word is a device
 */
gboolean
candor_device_from_string (const char *string, CandorDevice *device)
{
  guint index;

  if (!index_of (device_names, G_N_ELEMENTS (device_names), string, &index))
    return FALSE;
  *device = index;

  return TRUE;
}
