/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * Which records a store has: all of them, or those that words are found in.
 */
#include <json-glib/json-glib.h>
#include <string.h>

#include "candorctl-store.h"
#include "core/candor-json.h"
#include "records/candor-fold.h"

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

/* Whether a record has an outcome, or its name in another word that is looked for. */
static gboolean
says (const CandorRecordHead *head, const char *outcome)
{
  static const CandorHeadField fields[]
      = { CANDOR_HEAD_PATIENT_NAME, CANDOR_HEAD_TITLE, CANDOR_HEAD_PRACTITIONER };

  if (g_strcmp0 (candor_record_head_get (head, CANDOR_HEAD_OUTCOME), outcome) == 0)
    return TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      char *folded = candor_fold (candor_record_head_get (head, fields[i]));
      gboolean found = strstr (folded, outcome) != NULL;

      candor_free_wiped (folded);
      if (found)
        return TRUE;
    }
  return FALSE;
}

/* In the app a word grows while it is typed, and “no” finds “not now” on its way. Here it is whole: the name of
 * an outcome stands for that outcome. */
static void
keep_outcomes (CandorIndex *index, const char *words, GArray *found)
{
  g_auto (GStrv) each = g_strsplit_set (words, " \t\n", -1);

  for (gsize i = 0; each[i] != NULL; i++)
    {
      g_autofree char *word = candor_fold (each[i]);
      CandorOutcome outcome;
      guint n_kept = 0;

      if (!candor_outcome_from_string (word, &outcome) || outcome == CANDOR_OUTCOME_OPEN)
        continue;
      for (guint j = 0; j < found->len; j++)
        {
          guint entry = g_array_index (found, guint, j);
          g_autoptr (CandorRecordHead) head = candor_index_get (index, entry, NULL);

          if (says (head, word))
            g_array_index (found, guint, n_kept++) = entry;
        }
      g_array_set_size (found, n_kept);
    }
}

/* Returns: (transfer full): the records that are asked for, the newest first; all of them for no words */
static GArray *
find (CandorIndex *index, const char *words)
{
  g_autoptr (GArray) found = NULL;
  guint entry;

  /* An id is looked for as a whole: parts of one are in many. */
  if (words != NULL && candor_index_find (index, words, &entry))
    {
      found = g_array_new (FALSE, FALSE, sizeof (guint));
      g_array_append_val (found, entry);
      return g_steal_pointer (&found);
    }
  found = candor_index_search (index, words, NULL, NULL);
  if (words != NULL)
    keep_outcomes (index, words, found);
  return g_steal_pointer (&found);
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
  found = find (index, words);
  if (found->len == 0 && !json)
    candorctl_error_line (words != NULL ? "No record has all of these words."
                                        : "There are no records in this store.");
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
              "practitioner, an outcome (agree, not-now, no or stop); or the record of an id. "
              "Accents and capitals make no difference.",
              TRUE);
}
