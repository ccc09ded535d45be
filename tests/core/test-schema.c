/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * data/visit.schema.json and data/day-check.schema.json against what Candor really writes: every
 * member that is written is in the schema, and every member of the schema is written. And the
 * example in data/examples.
 */
#include "help.h"

#include <string.h>

#include "core/candor-missing.h"

typedef struct
{
  JsonObject *schema;  /* of the whole file */
  GHashTable *visited; /* (element-type JsonObject): the parts of the schema that were met */
  GHashTable *words;   /* (element-type utf8): the words of enumerations that were met */
} Walk;

static JsonObject *
follow (Walk *self, JsonObject *part)
{
  const char *reference;

  if (!json_object_has_member (part, "$ref"))
    return part;
  reference = json_object_get_string_member (part, "$ref");
  g_assert_true (g_str_has_prefix (reference, "#/$defs/"));
  part = json_object_get_object_member (json_object_get_object_member (self->schema, "$defs"),
                                        reference + strlen ("#/$defs/"));
  g_assert_nonnull (part);
  return part;
}

static gboolean
has_string (JsonArray *array, const char *string)
{
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);

      if (!JSON_NODE_HOLDS_NULL (node) && g_strcmp0 (json_node_get_string (node), string) == 0)
        return TRUE;
    }
  return FALSE;
}

static gboolean
names_type (JsonObject *part, const char *type)
{
  JsonNode *node = json_object_get_member (part, "type");

  if (node == NULL)
    return g_str_equal (type, "string")
           && (json_object_has_member (part, "enum") || json_object_has_member (part, "const"));
  return JSON_NODE_HOLDS_ARRAY (node) ? has_string (json_node_get_array (node), type)
                                      : g_str_equal (json_node_get_string (node), type);
}

static const char *
type_of (JsonNode *node)
{
  if (JSON_NODE_HOLDS_OBJECT (node))
    return "object";
  if (JSON_NODE_HOLDS_ARRAY (node))
    return "array";
  if (json_node_get_value_type (node) == G_TYPE_BOOLEAN)
    return "boolean";
  return json_node_get_value_type (node) == G_TYPE_STRING ? "string" : "number";
}

/* A whole number is a number too, and not the other way round. */
static gboolean
is_whole (JsonNode *node)
{
  return JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_INT64;
}

/* The alternative that is for this kind of value. */
static JsonObject *
choose (Walk *self, JsonObject *part, JsonNode *node, const char *path)
{
  JsonArray *choices;

  g_hash_table_add (self->visited, part);
  part = follow (self, part);
  g_hash_table_add (self->visited, part);
  if (!json_object_has_member (part, "oneOf"))
    return part;
  choices = json_object_get_array_member (part, "oneOf");
  for (guint i = 0; i < json_array_get_length (choices); i++)
    {
      JsonObject *choice = follow (self, json_array_get_object_element (choices, i));

      if (names_type (choice, type_of (node)))
        return choose (self, choice, node, path);
    }
  g_error ("The schema has no alternative for what is written at %s.", path);
}

static void check (Walk *self, JsonObject *part, JsonNode *node, const char *path);

static void
check_object (Walk *self, JsonObject *part, JsonObject *object, const char *path)
{
  JsonObject *properties = json_object_has_member (part, "properties")
                               ? json_object_get_object_member (part, "properties")
                               : NULL;
  JsonNode *others = json_object_get_member (part, "additionalProperties");
  JsonObjectIter iter;
  const char *name;
  JsonNode *member;

  /* Nothing that is not described: either all names are known, or all of them are ids. */
  g_assert_nonnull (others);
  g_assert_true (JSON_NODE_HOLDS_OBJECT (others) != (properties != NULL));
  json_object_iter_init (&iter, object);
  while (json_object_iter_next (&iter, &name, &member))
    {
      g_autofree char *inner = g_strconcat (path, "/", name, NULL);
      JsonObject *described = properties == NULL ? json_node_get_object (others)
                              : json_object_has_member (properties, name)
                                  ? json_object_get_object_member (properties, name)
                                  : NULL;

      if (described == NULL)
        g_error ("The schema does not know %s, which is written.", inner);
      check (self, described, member, inner);
    }
  if (json_object_has_member (part, "required"))
    {
      JsonArray *required = json_object_get_array_member (part, "required");

      for (guint i = 0; i < json_array_get_length (required); i++)
        g_assert_true (
            json_object_has_member (object, json_array_get_string_element (required, i)));
    }
}

static void
check_string (Walk *self, JsonObject *part, const char *string, const char *path)
{
  if (json_object_has_member (part, "const"))
    g_assert_cmpstr (json_object_get_string_member (part, "const"), ==, string);
  if (json_object_has_member (part, "enum"))
    {
      if (!has_string (json_object_get_array_member (part, "enum"), string))
        g_error ("The schema does not know the word “%s” at %s.", string, path);
      g_hash_table_add (self->words, g_strdup (string));
    }
  if (json_object_has_member (part, "pattern"))
    g_assert_true (
        g_regex_match_simple (json_object_get_string_member (part, "pattern"), string, 0, 0));
}

static void
check (Walk *self, JsonObject *part, JsonNode *node, const char *path)
{
  part = choose (self, part, node, path);
  if (!names_type (part, type_of (node)) && !(is_whole (node) && names_type (part, "integer")))
    g_error ("What is written at %s is %s, which the schema does not allow.", path, type_of (node));

  if (JSON_NODE_HOLDS_OBJECT (node))
    check_object (self, part, json_node_get_object (node), path);
  else if (JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *array = json_node_get_array (node);

      for (guint i = 0; i < json_array_get_length (array); i++)
        {
          g_autofree char *inner = g_strdup_printf ("%s/%u", path, i);
          JsonObject *described = json_object_has_member (part, "prefixItems")
                                      ? json_array_get_object_element (
                                          json_object_get_array_member (part, "prefixItems"), i)
                                      : json_object_get_object_member (part, "items");

          check (self, described, json_array_get_element (array, i), inner);
        }
    }
  else if (g_str_equal (type_of (node), "string"))
    check_string (self, part, json_node_get_string (node), path);
  else if (json_object_has_member (part, "minimum"))
    {
      g_assert_cmpfloat (json_node_get_double (node), >=,
                         json_object_get_double_member (part, "minimum"));
      g_assert_cmpfloat (json_node_get_double (node), <=,
                         json_object_get_double_member (part, "maximum"));
    }
}

/* Looks for members of the schema that were never written, and that say nothing about themselves. */
static guint
look_for_unwritten (Walk *self, JsonNode *node, const char *path)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *member;
  guint n = 0;

  if (JSON_NODE_HOLDS_ARRAY (node))
    for (guint i = 0; i < json_array_get_length (json_node_get_array (node)); i++)
      n += look_for_unwritten (self, json_array_get_element (json_node_get_array (node), i), path);
  if (!JSON_NODE_HOLDS_OBJECT (node))
    return n;

  json_object_iter_init (&iter, json_node_get_object (node));
  while (json_object_iter_next (&iter, &name, &member))
    {
      g_autofree char *inner = g_strconcat (path, "/", name, NULL);

      if (g_str_has_suffix (path, "/properties"))
        {
          JsonObject *property = json_node_get_object (member);

          n++;
          if (!g_hash_table_contains (self->visited, property))
            g_test_fail_printf ("The schema has %s, which is never written.", inner);
          if (!json_object_has_member (property, "description"))
            g_test_fail_printf ("The schema does not say what %s is.", inner);
        }
      n += look_for_unwritten (self, member, inner);
    }
  return n;
}

static void
walk_clear (Walk *self)
{
  g_hash_table_unref (self->visited);
  g_hash_table_unref (self->words);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Walk, walk_clear)

static void
check_visit (Walk *self, CandorVisit *visit)
{
  g_autofree char *json = candor_visit_to_json (visit, NULL);
  g_autoptr (JsonNode) node = help_json (json);

  check (self, self->schema, node, "");
}

static void
check_evidence (Walk *self, CandorVisit *visit)
{
  g_autofree char *json = candor_visit_to_evidence (visit);
  g_autoptr (JsonNode) node = help_json (json);

  check (self, self->schema, node, "");
}

static JsonNode *
load_schema (const char *name)
{
  g_autofree char *path = g_build_filename (SOURCE_ROOT, "data", name, NULL);
  g_autofree char *text = help_read (path);

  return help_json (text);
}

static Walk
start_walk (JsonNode *schema)
{
  return (Walk){ json_node_get_object (schema), g_hash_table_new (NULL, NULL),
                 g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL) };
}

/* Catches a schema that is not what Candor writes, in either direction: names, kinds and the words
 * of enumerations. */
static void
test_schema_is_what_is_written (void)
{
  static const char *const words[]
      = { "agree",   "not-now", "no",      "yes",          "not-sure",    "proceed", "postpone",
          "decline", "open",    "patient", "witness",      "interpreter", "drawn",   "typed",
          "mark",    "mouse",   "touch",   "practitioner", "pen" };
  g_autoptr (JsonNode) schema = load_schema ("visit.schema.json");
  g_autoptr (CandorProcedure) procedure = help_procedure (HELP_INVENTED);
  g_autoptr (CandorVisit) full = help_full_visit (procedure);
  g_autoptr (CandorVisit) empty = candor_visit_new ();
  g_auto (Walk) self = start_walk (schema);

  check_visit (&self, full);
  check_evidence (&self, full);
  check_visit (&self, empty);
  for (CandorOutcome outcome = CANDOR_OUTCOME_AGREE; outcome <= CANDOR_OUTCOME_STOP; outcome++)
    {
      g_autoptr (CandorVisit) visit = help_example (procedure, outcome);

      check_visit (&self, visit);
    }

  g_assert_cmpuint (look_for_unwritten (&self, schema, ""), >, 50);
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (!g_hash_table_contains (self.words, words[i]))
      g_test_fail_printf ("The word “%s” is in no enumeration that was met.", words[i]);
  g_assert_cmpuint (g_hash_table_size (self.words), ==, G_N_ELEMENTS (words));
}

/* A check holds two visits, for which it names the schema of visits. */
static void
check_inner_visit (Walk *outer, Walk *inner, JsonObject *root, const char *name)
{
  JsonObject *described = json_object_get_object_member (
      json_object_get_object_member (outer->schema, "properties"), name);

  g_assert_cmpstr (json_object_get_string_member (described, "$ref"), ==, "visit.schema.json");
  g_hash_table_add (outer->visited, described);
  check (inner, inner->schema, json_object_get_member (root, name), name);
  json_object_remove_member (root, name);
}

/* The same for a check on the day of treatment. */
static void
test_day_check (void)
{
  g_autoptr (JsonNode) schema = load_schema ("day-check.schema.json");
  g_autoptr (JsonNode) visit_schema = load_schema ("visit.schema.json");
  g_autoptr (CandorProcedure) procedure = help_procedure (HELP_INVENTED);
  g_autoptr (CandorVisit) consent = help_example (procedure, CANDOR_OUTCOME_AGREE);
  g_auto (Walk) self = start_walk (schema);
  g_auto (Walk) inner = start_walk (visit_schema);

  for (CandorDayOutcome outcome = CANDOR_DAY_TREAT; outcome <= CANDOR_DAY_NOT_TREATED; outcome++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (CandorDayCheck) written
          = candor_example_day_check (procedure, consent, outcome, &error);
      g_autofree char *json = candor_day_check_to_json (written, NULL);
      g_autoptr (JsonNode) node = help_json (json);

      g_assert_no_error (error);
      check_inner_visit (&self, &inner, json_node_get_object (node), "then");
      check_inner_visit (&self, &inner, json_node_get_object (node), "today");
      check (&self, self.schema, node, "");
    }
  g_assert_cmpuint (look_for_unwritten (&self, schema, ""), ==, 13);
}

/* Catches an example that does not load, is not complete, stands for other words than those of the
 * procedure now, or is not as the schema says. */
static void
test_example_visit (void)
{
  const char *path = SOURCE_ROOT "/data/examples/visit.json";
  g_autoptr (GError) error = NULL;
  g_autoptr (CandorVisit) visit = candor_visit_load (path, &error);
  g_autoptr (CandorProcedure) procedure = help_procedure (HELP_REAL);
  g_autoptr (JsonNode) schema = load_schema ("visit.schema.json");
  g_autoptr (GPtrArray) missing = NULL;
  g_autofree char *written = NULL;
  g_autofree char *file = help_read (path);
  g_auto (Walk) self = start_walk (schema);

  g_assert_no_error (error);
  check_visit (&self, visit);
  missing
      = candor_missing_list (procedure, visit, CANDOR_STAGE_COMPLETE, candor_language_english ());
  for (guint i = 0; i < missing->len; i++)
    g_test_fail_printf ("data/examples/visit.json: %s", ((CandorMissing *)missing->pdata[i])->text);
  g_assert_cmpint (candor_visit_outcome (visit, procedure), ==, CANDOR_OUTCOME_AGREE);

  /* It is written as Candor writes: candorctl example > data/examples/visit.json makes it anew. */
  written = candor_visit_to_json (visit, NULL);
  g_assert_cmpstr (file, ==, written);
  if (!candor_visit_check_text (visit, procedure, &error))
    g_test_fail_printf ("%s Make data/examples/visit.json anew with candorctl example.",
                        error->message);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/schema/is-what-is-written", test_schema_is_what_is_written);
  g_test_add_func ("/schema/day-check", test_day_check);
  g_test_add_func ("/schema/example-visit", test_example_visit);
  return g_test_run ();
}
