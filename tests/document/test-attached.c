/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * What is attached to a form says the same as its pages, and a form that is sealed twice differs in
 * the seal alone.
 */
#include "help-seal.h"
#include "help.h"

#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <string.h>

/* Returns: the content of an attached file, as the tool of poppler saves it. */
static char *
saved (GBytes *pdf, const char *name, gsize *length)
{
  g_autofree char *path = help_write_temporary (pdf, "form.pdf");
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *out = g_build_filename (folder, name, NULL);
  const char *const command[] = { "pdfdetach", "-savefile", name, "-o", out, path, NULL };
  g_autoptr (GBytes) nothing = g_bytes_new (NULL, 0);
  g_autofree char *words = help_run (nothing, command);
  g_autoptr (GError) error = NULL;
  char *content = NULL;

  g_file_get_contents (out, &content, length, &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_unlink (out), ==, 0);
  help_remove_temporary (path);
  return content;
}

/* The hash on the form is that of the attached text, and it is the text that was read. */
static void
test_text (void)
{
  g_autoptr (CandorProcedure) procedure = help_procedure (HELP_REAL);
  g_autoptr (CandorVisit) visit = help_example (procedure, CANDOR_OUTCOME_AGREE);
  g_autoptr (GBytes) pdf = help_render (procedure, visit, CANDOR_FORM_FINAL);
  g_autofree char *words = help_text (pdf);
  gsize length = 0;
  g_autofree char *text = saved (pdf, "text.txt", &length);
  g_autofree char *hash = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (guchar *)text, length);
  g_autofree char *reading = candor_procedure_reading (procedure, candor_language_english ());

  g_assert_cmpuint (help_count (words, hash), ==, 2);
  g_assert_cmpstr (hash, ==, candor_visit_get (visit, CANDOR_FIELD_TEXT_SHA256));
  g_assert_cmpstr (text, ==, reading);
}

/* Where the pages write a value in another way, or do not write it, and why. */
static gboolean
is_for_machines (const char *path)
{
  static const char *const parts[]
      = { "format",    /* of the file itself */ "language", /* a code; the pages have its name */
          "answers",   "/at",
          "_at",       "date",
          "born",      "confirmed", /* the pages write moments and days in words */
          "procedure", "shown",
          "decision",  "method",
          "capacity",  "health",
          "check",     "statements",
          "device" /* ids and choices; the pages have the sentences: see test-parts.c */ };

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    if (strstr (path, parts[i]) != NULL)
      return TRUE;
  return FALSE;
}

static guint
compare (JsonNode *node, const char *path, const char *words)
{
  guint n = 0;

  if (JSON_NODE_HOLDS_OBJECT (node))
    {
      JsonObjectIter iter;
      const char *name;
      JsonNode *value;

      json_object_iter_init (&iter, json_node_get_object (node));
      while (json_object_iter_next (&iter, &name, &value))
        {
          g_autofree char *inner = g_strconcat (path, "/", name, NULL);

          n += compare (value, inner, words);
        }
    }
  else if (JSON_NODE_HOLDS_ARRAY (node))
    for (guint i = 0; i < json_array_get_length (json_node_get_array (node)); i++)
      n += compare (json_array_get_element (json_node_get_array (node), i), path, words);
  else if (json_node_get_value_type (node) == G_TYPE_STRING && !is_for_machines (path))
    {
      g_test_message ("%s", path);
      help_assert_has (words, json_node_get_string (node));
      n++;
    }
  return n;
}

/* Names, words, numbers and the hashes of the ink: what the attached record holds stands on the
 * pages, field by field. */
static void
test_visit (void)
{
  g_autoptr (CandorProcedure) procedure = help_procedure (HELP_INVENTED);
  g_autoptr (CandorVisit) visit = help_example (procedure, CANDOR_OUTCOME_AGREE);
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) pdf = help_render (procedure, visit, CANDOR_FORM_FINAL);
  g_autofree char *words = help_text (pdf);
  g_autofree char *json = saved (pdf, "visit.json", NULL);

  json_parser_load_from_data (parser, json, -1, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (compare (json_parser_get_root (parser), "", words), >, 15);
  for (CandorRole role = 0; role < CANDOR_N_ROLES; role++)
    {
      const CandorSignature *signature = candor_visit_get_signature (visit, role);
      g_autofree char *hash = signature != NULL ? candor_signature_strokes_hash (signature) : NULL;

      if (signature == NULL)
        continue;
      help_assert_has (words, hash);
      help_assert_has (json, hash);
    }
  help_assert_lacks (json, "\"strokes\"");
}

/* Sets to zero what a seal may change: its own bytes, its moment, and the identifier of the file. */
static void
blank (char *data, gsize size, const char *from, const char *until)
{
  char *at = data;

  while ((at = memmem (at, data + size - at, from, strlen (from))) != NULL)
    {
      char *start = at + strlen (from);
      char *end = memmem (start, data + size - start, until, strlen (until));

      g_assert_nonnull (end);
      memset (start, '0', end - start);
      at = end;
    }
}

static void
test_twice (void)
{
  g_autoptr (CandorProcedure) procedure = help_procedure (HELP_INVENTED);
  g_autoptr (CandorVisit) visit = help_example (procedure, CANDOR_OUTCOME_AGREE);
  g_autoptr (CandorSeal) seal = help_seal (HELP_CLINIC);
  const CandorSealing sealing = { .seal = seal, .number = "7" };
  char *copies[2] = { NULL, NULL };
  gsize sizes[2] = { 0, 0 };

  for (int i = 0; i < 2; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) pdf = candor_consent_form_render_on (
          procedure, visit, &(CandorStationery){ .paper = CANDOR_PAPER_A4 }, CANDOR_FORM_FINAL,
          &sealing, &error);

      g_assert_no_error (error);
      copies[i] = g_memdup2 (g_bytes_get_data (pdf, NULL), g_bytes_get_size (pdf));
      sizes[i] = g_bytes_get_size (pdf);
      blank (copies[i], sizes[i], "/Contents <3082", ">");
      blank (copies[i], sizes[i], "/M (D:", ")");
      blank (copies[i], sizes[i], "/ID [", "]");
      g_usleep (1100 * 1000);
    }
  g_assert_cmpuint (sizes[0], ==, sizes[1]);
  for (gsize i = 0; i < sizes[0]; i++)
    if (copies[0][i] != copies[1][i])
      g_error ("Two sealed forms of one visit differ at byte %" G_GSIZE_FORMAT ".", i);
  g_free (copies[0]);
  g_free (copies[1]);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/attached/text", test_text);
  g_test_add_func ("/attached/visit", test_visit);
  g_test_add_func ("/attached/sealed-twice", test_twice);
  return g_test_run ();
}
