/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * Takes a visit in which every value is set, and puts a value of another kind in the place of each
 * of them in turn. What is not as the schema says must be refused, with its place.
 */
#include "help.h"

#include <string.h>

typedef struct
{
  const char *json;
  const char *kind;
} Mutant;

static const Mutant mutants[] = {
  { "7", "number" },     { "-0.5e3", "number" }, { "\"zzz\"", "string" },
  { "true", "boolean" }, { "null", "null" },     { "[]", "array" },
  { "[[]]", "array" },   { "{}", "object" },     { "{\"zzz\": 1}", "object" },
};

typedef struct
{
  JsonNode *root;
  guint tried;
  guint refused;
} Walk;

static const char *
kind_of (JsonNode *node)
{
  if (JSON_NODE_HOLDS_OBJECT (node))
    return "object";
  if (JSON_NODE_HOLDS_ARRAY (node))
    return "array";
  if (JSON_NODE_HOLDS_NULL (node))
    return "null";
  if (json_node_get_value_type (node) == G_TYPE_STRING)
    return "string";
  return json_node_get_value_type (node) == G_TYPE_BOOLEAN ? "boolean" : "number";
}

static gboolean
starts (const char *path, const char *start)
{
  return g_str_has_prefix (path, start);
}

/* What the schema allows in the place of another kind of value. */
static gboolean
is_allowed (const char *path, const char *was, const Mutant *mutant)
{
  g_auto (GStrv) steps = g_strsplit (path, "/", -1);
  gboolean is_entry = g_strv_length (steps) == 3;

  /* Nothing stands for words that are not set; but a reply, a role, a device and an entry of a list
   * have to be there. */
  if (g_str_equal (mutant->kind, "null"))
    return g_str_equal (was, "string")
           && !(starts (path, "/signatures/") && g_str_has_suffix (path, "/role"))
           && !g_str_has_suffix (path, "/device") && !g_str_equal (path, "/format")
           && !(starts (path, "/shown/"))
           && !(starts (path, "/questions/") && g_str_has_suffix (path, "/question"))
           && !(starts (path, "/answers/") && is_entry);
  /* A bare reply may be an object, and an answer that says nothing is none. */
  if (starts (path, "/answers/") && is_entry)
    return g_str_equal (mutant->json, "{}");
  /* A question may be bare words. */
  if (starts (path, "/questions/") && is_entry)
    return g_str_equal (mutant->kind, "string");
  return FALSE;
}

static void
try_mutant (Walk *self, const char *json, const char *path, const char *was, const Mutant *mutant)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CandorVisit) visit = candor_visit_from_json ("visit.json", json, -1, &error);

  self->tried++;
  if (visit != NULL)
    {
      if (!is_allowed (path, was, mutant))
        g_test_fail_printf ("%s was read as %s.", mutant->json, path);
      return;
    }
  self->refused++;
  if (is_allowed (path, was, mutant))
    g_test_fail_printf ("%s was not read as %s: %s", mutant->json, path, error->message);
  help_assert_refused (error, "visit.json: ", "");

  /* The message names the member, or what is around it. */
  g_auto (GStrv) steps = g_strsplit (path, "/", -1);
  if (*path != '\0' && !g_str_has_prefix (error->message + strlen ("visit.json: "), steps[1]))
    g_test_fail_printf ("The fault at %s is told as: %s", path, error->message);
}

/* Writes the tree, with @mutant in the place of the node at @target. */
static void
write_node (GString *json, JsonNode *node, const char *path, const char *target, const char *mutant)
{
  if (g_str_equal (path, target))
    g_string_append (json, mutant);
  else if (JSON_NODE_HOLDS_OBJECT (node))
    {
      JsonObject *object = json_node_get_object (node);
      g_autoptr (GList) names = json_object_get_members (object);

      g_string_append_c (json, '{');
      for (GList *l = names; l != NULL; l = l->next)
        {
          g_autofree char *inner = g_strconcat (path, "/", l->data, NULL);

          g_string_append_printf (json, "%s\"%s\": ", l == names ? "" : ", ", (char *)l->data);
          write_node (json, json_object_get_member (object, l->data), inner, target, mutant);
        }
      g_string_append_c (json, '}');
    }
  else if (JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *array = json_node_get_array (node);

      g_string_append_c (json, '[');
      for (guint i = 0; i < json_array_get_length (array); i++)
        {
          g_autofree char *inner = g_strdup_printf ("%s/%u", path, i);

          g_string_append (json, i == 0 ? "" : ", ");
          write_node (json, json_array_get_element (array, i), inner, target, mutant);
        }
      g_string_append_c (json, ']');
    }
  else
    {
      g_autofree char *leaf = help_json_text (node);

      g_string_append (json, leaf);
    }
}

static void
mutate (Walk *self, JsonNode *node, const char *path)
{
  const char *was = kind_of (node);

  for (gsize i = 0; i < G_N_ELEMENTS (mutants); i++)
    if (!g_str_equal (mutants[i].kind, was))
      {
        g_autoptr (GString) json = g_string_new (NULL);

        write_node (json, self->root, "", path, mutants[i].json);
        try_mutant (self, json->str, path, was, &mutants[i]);
      }
}

static void
walk (Walk *self, JsonNode *node, const char *path)
{
  mutate (self, node, path);
  if (JSON_NODE_HOLDS_OBJECT (node))
    {
      g_autoptr (GList) names = json_object_get_members (json_node_get_object (node));

      for (GList *l = names; l != NULL; l = l->next)
        {
          g_autofree char *inner = g_strconcat (path, "/", l->data, NULL);

          walk (self, json_object_get_member (json_node_get_object (node), l->data), inner);
        }
    }
  else if (JSON_NODE_HOLDS_ARRAY (node))
    {
      /* Hundreds of points are all alike: the first three entries stand for the rest. */
      guint n = MIN (3, json_array_get_length (json_node_get_array (node)));

      for (guint i = 0; i < n; i++)
        {
          g_autofree char *inner = g_strdup_printf ("%s/%u", path, i);

          walk (self, json_array_get_element (json_node_get_array (node), i), inner);
        }
    }
}

/* Most of the example's ink is cut away, so that each of the many tries is short. */
static JsonNode *
full_json (void)
{
  g_autoptr (CandorProcedure) procedure = help_procedure (HELP_INVENTED);
  g_autoptr (CandorVisit) visit = help_full_visit (procedure);
  g_autofree char *json = candor_visit_to_json (visit, NULL);
  JsonNode *root = help_json (json);
  JsonArray *signatures = json_object_get_array_member (json_node_get_object (root), "signatures");

  for (guint i = 0; i < json_array_get_length (signatures); i++)
    {
      JsonArray *strokes
          = json_object_get_array_member (json_array_get_object_element (signatures, i), "strokes");

      for (guint j = 0; j < json_array_get_length (strokes); j++)
        {
          JsonArray *points
              = json_object_get_array_member (json_array_get_object_element (strokes, j), "points");

          while (json_array_get_length (points) > 2)
            json_array_remove_element (points, 2);
        }
    }
  return root;
}

/* Catches a member whose kind is not looked at: each member of a full visit, nine other values. */
static void
test_wrong_kinds (void)
{
  g_autoptr (JsonNode) root = full_json ();
  g_autofree char *json = help_json_text (root);
  g_autoptr (CandorVisit) visit = candor_visit_from_json ("visit.json", json, -1, NULL);
  Walk self = { root };

  g_assert_nonnull (visit);
  walk (&self, root, "");
  g_test_message ("%u values tried, %u refused", self.tried, self.refused);
  g_assert_cmpuint (self.tried, >, 1000);
  g_assert_cmpuint (self.refused, >, self.tried / 2);
}

/* Tries one more member in each object. */
static void
add_members (JsonNode *node, JsonNode *root, guint *n)
{
  if (JSON_NODE_HOLDS_ARRAY (node))
    for (guint i = 0; i < MIN (3, json_array_get_length (json_node_get_array (node))); i++)
      add_members (json_array_get_element (json_node_get_array (node), i), root, n);
  if (!JSON_NODE_HOLDS_OBJECT (node))
    return;

  g_autoptr (GList) names = json_object_get_members (json_node_get_object (node));
  g_autoptr (GError) error = NULL;
  g_autofree char *json = NULL;

  json_object_set_string_member (json_node_get_object (node), "zzz", "no value of any entry");
  json = help_json_text (root);
  g_assert_null (candor_visit_from_json ("visit.json", json, -1, &error));
  help_assert_refused (error, "visit.json: ", "zzz");
  json_object_remove_member (json_node_get_object (node), "zzz");
  ++*n;
  for (GList *l = names; l != NULL; l = l->next)
    add_members (json_object_get_member (json_node_get_object (node), l->data), root, n);
}

/* Catches a member that nobody knows and that is dropped in silence: one more in each object. Where
 * ids are names, the new one is another entry, and refused for its value. */
static void
test_unknown_members (void)
{
  g_autoptr (JsonNode) root = full_json ();
  guint n = 0;

  add_members (root, root, &n);
  g_test_message ("%u objects", n);
  g_assert_cmpuint (n, >, 30);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/json-mutations/wrong-kinds", test_wrong_kinds);
  g_test_add_func ("/json-mutations/unknown-members", test_unknown_members);
  return g_test_run ();
}
