/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * Reads the signatures of a visit from JSON that anybody may have made.
 */
#include "candor-visit-json-private.h"

#include <math.h>

#include "candor-date.h"

/* Points are bounded by the number of values that a visit may have. */
#define MAX_STROKES 20000
#define MAX_COORDINATE 100000.0
#define MAX_TIME 86400000.0

static gboolean
number_of (JsonNode *node, double *number)
{
  GType type;

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node))
    return FALSE;
  type = json_node_get_value_type (node);
  if (type != G_TYPE_INT64 && type != G_TYPE_DOUBLE)
    return FALSE;
  *number = json_node_get_double (node);
  return isfinite (*number);
}

/* Whatever is not read would be lost, so it is refused; @names ends with NULL. */
static gboolean
has_only (CandorVisitReader *self, const char *place, JsonObject *object, const char *const *names)
{
  JsonObjectIter iter;
  const char *name;

  json_object_iter_init (&iter, object);
  while (json_object_iter_next (&iter, &name, NULL))
    if (!g_strv_contains (names, name))
      {
        g_autofree char *path = g_strconcat (place, ".", name, NULL);

        return candor_visit_reader_refuse (self, path, "a signature has nothing of this name");
      }
  return TRUE;
}

static gboolean
read_point (CandorVisitReader *self, const char *place, JsonNode *node, CandorStroke *stroke)
{
  double numbers[4] = { 0, 0, -1, 0 };
  JsonArray *array;

  if (!JSON_NODE_HOLDS_ARRAY (node))
    return candor_visit_reader_refuse (self, place,
                                       "expected a point, [x, y, pressure, milliseconds]");
  array = json_node_get_array (node);
  if (json_array_get_length (array) < 2 || json_array_get_length (array) > 4)
    return candor_visit_reader_refuse (self, place,
                                       "expected a point, [x, y, pressure, milliseconds]");
  for (guint i = 0; i < json_array_get_length (array); i++)
    if (!number_of (json_array_get_element (array, i), &numbers[i]))
      return candor_visit_reader_refuse (self, place,
                                         "expected a point, [x, y, pressure, milliseconds]");

  if (fabs (numbers[0]) > MAX_COORDINATE || fabs (numbers[1]) > MAX_COORDINATE || numbers[2] < -1
      || numbers[2] > 1 || numbers[3] < 0 || numbers[3] > MAX_TIME)
    return candor_visit_reader_refuse (self, place, "a number of this point is out of its range");
  candor_stroke_add (stroke, numbers[0], numbers[1], numbers[2], numbers[3]);
  return TRUE;
}

static gboolean
read_stroke (CandorVisitReader *self, const char *place, JsonNode *node, CandorSignature *signature)
{
  static const char *const names[] = { "device", "points", NULL };
  g_autoptr (CandorStroke) stroke = NULL;
  CandorDevice device = CANDOR_DEVICE_MOUSE;
  JsonNode *points = node;
  JsonArray *array;

  if (JSON_NODE_HOLDS_OBJECT (node))
    {
      JsonObject *object = json_node_get_object (node);
      JsonNode *named = json_object_get_member (object, "device");

      if (!has_only (self, place, object, names))
        return FALSE;
      points = json_object_get_member (object, "points");
      if (named != NULL && !candor_device_from_string (candor_visit_reader_string (named), &device))
        return candor_visit_reader_refuse (self, place,
                                           "device: expected one of mouse, touch, pen");
    }
  if (points == NULL || !JSON_NODE_HOLDS_ARRAY (points)
      || json_array_get_length (json_node_get_array (points)) == 0)
    return candor_visit_reader_refuse (self, place, "expected a stroke with its points");

  stroke = candor_stroke_new (device);
  array = json_node_get_array (points);
  for (guint i = 0; i < json_array_get_length (array); i++)
    if (!read_point (self, place, json_array_get_element (array, i), stroke))
      return FALSE;

  g_ptr_array_add (signature->strokes, g_steal_pointer (&stroke));
  return TRUE;
}

static gboolean
read_pad (CandorVisitReader *self, const char *place, JsonNode *node, CandorSignature *signature)
{
  static const char *const names[] = { "width", "height", NULL };
  g_autofree char *path = g_strconcat (place, ".pad", NULL);
  JsonObject *pad = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;

  if (pad == NULL || !number_of (json_object_get_member (pad, "width"), &signature->pad_width)
      || !number_of (json_object_get_member (pad, "height"), &signature->pad_height)
      || signature->pad_width < 0 || signature->pad_width > MAX_COORDINATE
      || signature->pad_height < 0 || signature->pad_height > MAX_COORDINATE)
    return candor_visit_reader_refuse (self, path, "expected its width and height in pixels");
  return has_only (self, path, pad, names);
}

static gboolean
read_strokes (CandorVisitReader *self,
              const char *place,
              JsonNode *node,
              CandorSignature *signature)
{
  JsonArray *strokes;

  if (!JSON_NODE_HOLDS_ARRAY (node))
    return candor_visit_reader_refuse (self, place, "strokes: expected a list in brackets");
  strokes = json_node_get_array (node);
  if (json_array_get_length (strokes) > MAX_STROKES)
    return candor_visit_reader_refuse (self, place, "strokes: there are more than any hand draws");
  for (guint i = 0; i < json_array_get_length (strokes); i++)
    {
      g_autofree char *stroke = g_strdup_printf ("%s.strokes[%u]", place, i);

      if (!read_stroke (self, stroke, json_array_get_element (strokes, i), signature))
        return FALSE;
    }
  return TRUE;
}

gboolean
candor_visit_reader_signature (CandorVisitReader *self,
                               guint index,
                               const char *place,
                               JsonNode *node)
{
  static const char *const known[]
      = { "role", "method", "name", "meaning", "signed_at", "pad", "strokes", NULL };
  g_autoptr (CandorSignature) signature = NULL;
  g_autoptr (GDateTime) moment = NULL;
  const char *texts[5] = { NULL };
  JsonObjectIter iter;
  const char *name;
  JsonNode *member;
  CandorRole role;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    return candor_visit_reader_refuse (self, place, "expected an object in braces");
  signature = candor_signature_new (CANDOR_ROLE_PATIENT, NULL, NULL);

  json_object_iter_init (&iter, json_node_get_object (node));
  while (json_object_iter_next (&iter, &name, &member))
    {
      g_autofree char *path = g_strconcat (place, ".", name, NULL);
      gsize i = 0;

      if (g_str_equal (name, "strokes_sha256"))
        return candor_visit_reader_refuse (
            self, path,
            "this is the copy of a visit that a form carries inside, without the ink; the visit "
            "itself is in the record");
      while (known[i] != NULL && !g_str_equal (known[i], name))
        i++;
      if (known[i] == NULL)
        return candor_visit_reader_refuse (self, path, "a signature has nothing of this name");
      if (i < G_N_ELEMENTS (texts) && !candor_visit_reader_words (self, member, path, &texts[i]))
        return FALSE;
      if (i == 5 && !read_pad (self, place, member, signature))
        return FALSE;
      if (i == 6 && !read_strokes (self, place, member, signature))
        return FALSE;
    }

  if (!candor_role_from_string (texts[0], &role))
    return candor_visit_reader_refuse (
        self, place, "role: expected one of patient, practitioner, witness, interpreter");
  if (self->visit->signatures[role] != NULL)
    return candor_visit_reader_refuse (self, place, "there is a signature of this role already");
  if (texts[1] != NULL && !candor_method_from_string (texts[1], &signature->method))
    return candor_visit_reader_refuse (self, place, "method: expected one of drawn, typed, mark");
  if (texts[4] != NULL && (moment = candor_time_parse (texts[4])) == NULL)
    return candor_visit_reader_refuse (
        self, place,
        "signed_at: expected a time with its offset such as 2026-11-22T14:05:00+01:00");

  signature->role = role;
  signature->name = g_strdup (texts[2]);
  signature->meaning = g_strdup (texts[3]);
  signature->signed_at = g_strdup (texts[4]);
  candor_visit_take_signature (self->visit, g_steal_pointer (&signature));
  return TRUE;
}
