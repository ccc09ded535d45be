/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * Which records a store has: all of them, or those that words are found in.
 */
#include <json-glib/json-glib.h>
#include <string.h>

#include "candorctl-store.h"
#include "core/candor-json.h"

static void
append_json (JsonArray *array, const CandorRecordHead *head, const char *file, gboolean withdrawn)
{
  JsonObject *object = json_object_new ();

  for (guint i = 0; i < CANDOR_HEAD_N_FIELDS; i++)
    {
      const char *value = candor_record_head_get (head, i);

      if (value != NULL)
        json_object_set_string_member (object, candor_record_head_field_name (i), value);
      else
        json_object_set_null_member (object, candor_record_head_field_name (i));
    }
  json_object_set_boolean_member (object, "withdrawn", withdrawn);
  json_object_set_string_member (object, "file", file);
  json_array_add_object_element (array, object);
}

static int
write_json (CandorIndex *index, GArray *found)
{
  g_autoptr (JsonNode) root = json_node_init_array (json_node_alloc (), NULL);
  JsonArray *array = json_array_new ();
  g_autoptr (GString) text = NULL;
  g_autofree char *json = NULL;

  json_node_take_array (root, array);
  for (guint i = 0; i < found->len; i++)
    {
      guint entry = g_array_index (found, guint, i);
      g_autofree char *file = NULL;
      g_autoptr (CandorRecordHead) head = candor_index_get (index, entry, &file);

      append_json (array, head, file, candor_index_is_withdrawn (index, entry));
    }
  json = candor_json_write (root, 2, NULL);
  text = g_string_new (json);
  g_string_append_c (text, '\n');
  return candorctl_write (text->str, text->len);
}

/* One line a record, with tabs between its columns: for people, and for cut and grep. */
static int
write_lines (CandorIndex *index, GArray *found)
{
  static const CandorHeadField columns[]
      = { CANDOR_HEAD_ID,           CANDOR_HEAD_FILED_AT,    CANDOR_HEAD_PATIENT_NAME,
          CANDOR_HEAD_PATIENT_BORN, CANDOR_HEAD_TITLE,       CANDOR_HEAD_KIND,
          CANDOR_HEAD_OUTCOME,      CANDOR_HEAD_PRACTITIONER };
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < found->len; i++)
    {
      guint entry = g_array_index (found, guint, i);
      g_autoptr (CandorRecordHead) head = candor_index_get (index, entry, NULL);

      for (gsize j = 0; j < G_N_ELEMENTS (columns); j++)
        {
          const char *value = candor_record_head_get (head, columns[j]);
          g_autofree char *line = candorctl_one_line (value != NULL ? value : "-");

          g_string_append_printf (text, "%s%s", j > 0 ? "\t" : "", line);
        }
      g_string_append (text, candor_index_is_withdrawn (index, entry) ? "\twithdrawn\n" : "\n");
    }
  return candorctl_write (text->str, text->len);
}

static int
list (const CandorctlStore *store, const char *words, gboolean json)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CandorRegister) opened = candorctl_store_open_list (store, &error);
  g_autoptr (GArray) found = NULL;
  CandorIndex *index;

  if (opened == NULL)
    return candorctl_fail (error);
  index = candor_register_get_index (opened);
  found = candor_index_search (index, words, NULL, NULL);
  return json ? write_json (index, found) : write_lines (index, found);
}

static int
run (GStrv *arguments,
     const char *command,
     const char *parameters,
     const char *summary,
     gboolean search)
{
  g_auto (CandorctlStore) store = { NULL };
  g_auto (GStrv) words = NULL;
  g_autofree char *sought = NULL;
  gboolean json = FALSE;
  int status;
  const GOptionEntry entries[] = {
    CANDORCTL_UNLOCK_ENTRIES (&store),
    { "json", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_NONE, &json, "Write an array of records as JSON",
      NULL },
    /* As bytes, because GLib would refuse them where the shell has no UTF-8. */
    { G_OPTION_REMAINING, 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_FILENAME_ARRAY, &words, NULL, NULL },
    G_OPTION_ENTRY_NULL,
  };

  if (!candorctl_parse (arguments, command, parameters, summary, entries, &status)
      || !candorctl_store_check (&store, command, TRUE, &status))
    return status;
  if (search != (words != NULL))
    return candorctl_usage (search
                                ? "search needs words to look for. See “candorctl search --help”."
                                : "list takes no words; “candorctl search” does.");
  sought = words != NULL ? g_strjoinv (" ", words) : NULL;
  if (sought != NULL && !g_utf8_validate (sought, -1, NULL))
    return candorctl_usage ("the words to look for are not valid UTF-8.");
  return list (&store, sought, json);
}

int
candorctl_list (GStrv *arguments)
{
  return run (arguments, "list", NULL,
              "Lists the records of a store, the newest first. What a crash left without a line in "
              "the log gets one before.",
              FALSE);
}

int
candorctl_search (GStrv *arguments)
{
  return run (arguments, "search", "TEXT…",
              "Lists the records in which all words are found: a part of a name, a date, a "
              "practitioner, an outcome. Accents and capitals make no difference.",
              TRUE);
}
