/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#include "candorctl-store.h"

#include <string.h>

static int
show (const CandorAudit *audit, gboolean json)
{
  g_autoptr (GString) text = g_string_new (NULL);

  if (json)
    {
      g_autofree char *object = candor_audit_to_json (audit, candor_language_english ());

      return candorctl_write (object, strlen (object));
    }
  candorctl_append_audit (text, audit);
  return candorctl_write (text->str, text->len);
}

static int
audit_store (const char *folder, const char *head, guint64 number, gboolean json)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CandorStore) store = candor_store_open (folder, &error);
  g_autoptr (CandorAudit) audit = NULL;

  if (store != NULL)
    audit = candor_audit_run (store, head, number, NULL, NULL, NULL, &error);
  if (audit == NULL)
    {
      candorctl_error_line (error->message);
      return CANDORCTL_UNREADABLE;
    }
  if (show (audit, json) != CANDORCTL_DONE)
    return CANDORCTL_FAILED;
  return candor_audit_is_whole (audit) ? CANDORCTL_DONE : CANDORCTL_ALTERED;
}

/* Takes the head as people copy it from paper: capital letters, spaces and colons between digits. */
static char *
read_head (const char *text)
{
  g_autoptr (GString) head = g_string_new (NULL);

  for (const char *at = text; *at != '\0'; at++)
    if (g_ascii_isxdigit (*at))
      g_string_append_c (head, g_ascii_tolower (*at));
    else if (*at != ' ' && *at != ':')
      return NULL;
  return head->len == CANDOR_LOG_N_DIGITS ? g_strdup (head->str) : NULL;
}

/**
 * candorctl_append_audit:
 * @text: what is to be printed
 * @audit: what an audit came to
 *
 * Appends a line for each finding, the sum, and the last line of the log.
 */
void
candorctl_append_audit (GString *text, const CandorAudit *audit)
{
  const CandorLanguage *language = candor_language_english ();
  g_autofree char *sum = candor_audit_dup_sentence (audit, language);

  for (guint i = 0; i < audit->findings->len; i++)
    {
      const CandorAuditFinding *finding = audit->findings->pdata[i];
      g_autofree char *sentence = candor_audit_finding_dup_sentence (finding, language);
      g_autofree char *line = candorctl_one_line (sentence);

      g_string_append_printf (text, "%s: %s: %s\n",
                              candor_audit_kind_is_fault (finding->kind) ? "fault" : "notice",
                              candor_audit_kind_to_string (finding->kind), line);
    }
  g_string_append_printf (text, "%s\n", sum);
  if (audit->head != NULL)
    g_string_append_printf (text, "Last line: %" G_GUINT64_FORMAT ", SHA-256 %s\n", audit->number,
                            audit->head);
}

int
candorctl_audit (GStrv *arguments)
{
  g_autofree char *folder = NULL;
  g_autofree char *head_text = NULL;
  g_autofree char *head = NULL;
  gint64 number = 0;
  gboolean json = FALSE;
  int status;
  const GOptionEntry entries[] = {
    { "store", 's', G_OPTION_FLAG_NONE, G_OPTION_ARG_FILENAME, &folder, "The folder of the records",
      "DIR" },
    { "head", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_STRING, &head_text,
      "The previous head that stands in a PDF beside its number, or the SHA-256 of that line",
      "SHA256" },
    { "number", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_INT64, &number,
      "The number in the log that stands beside it", "N" },
    { "json", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_NONE, &json,
      "Write one JSON object instead of words", NULL },
    G_OPTION_ENTRY_NULL,
  };

  if (!candorctl_parse (arguments, "audit", "",
                        "Checks every line of the log and every record, without any key. One line "
                        "for each finding, then the sum.\n\n"
                        "Records cut off together with the end of the log are seen only with a "
                        "head that somebody else has kept: each PDF has one.\n\n"
                        "Exit status:\n"
                        "  0  the store is whole; there may be notices of what a crash left\n"
                        "  1  the answer could not be written\n"
                        "  2  audit was called in a way that it does not know\n"
                        "  4  something is not as it was filed\n"
                        "  5  the folder is no store, or cannot be read",
                        entries, &status))
    return status;
  if (folder == NULL || g_strv_length (*arguments) > 1)
    return candorctl_usage ("audit takes the folder of the records with --store and nothing else. "
                            "See “candorctl audit --help”.");
  if ((head_text == NULL) != (number == 0) || number < 0)
    return candorctl_usage ("--head and --number go together: the number is that of the line in "
                            "the log, 1 or more. See “candorctl audit --help”.");
  if (head_text != NULL)
    {
      head = read_head (head_text);
      if (head == NULL)
        return candorctl_usage ("--head takes the %d digits and letters of a SHA-256. See "
                                "“candorctl audit --help”.",
                                CANDOR_LOG_N_DIGITS);
    }
  return audit_store (folder, head, number, json);
}
