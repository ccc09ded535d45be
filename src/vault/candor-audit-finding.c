/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * What an audit found, in words.
 */
#include "candor-audit.h"

#include <json-glib/json-glib.h>

#include "core/candor-json.h"

/* A sentence about a file is given the file, its line and the other file; one about lines the first
 * and the last. */
static const struct
{
  const char *name;
  gboolean is_fault;
  const char *sentence;
} kinds[CANDOR_AUDIT_N_KINDS] = {
  [CANDOR_AUDIT_UNREADABLE_LINE]
  = { "unreadable-line", TRUE,
      /* Translators: all these sentences tell the administrator of a clinic, or an expert, what a
         check of the filed records found. Plain and exact words, please. Sentences about lines: %1$s and
         %2$s are numbers of lines in the log. Sentences about files: %1$s is the name of a file,
         %2$s the number of its line, %3$s the name of another file. */
      N_ ("Line %1$s of the log cannot be read. It was altered or damaged after it was written.") },
  [CANDOR_AUDIT_ALTERED_LINE]
  = { "altered-line", TRUE,
      N_ ("Line %1$s of the log is not the line that the next one was chained to. One of the two "
          "was altered after it was written.") },
  [CANDOR_AUDIT_MISSING_LINES]
  = { "missing-lines", TRUE,
      N_ ("Lines %1$s to %2$s of the log are missing. They were taken out after they were "
          "written.") },
  [CANDOR_AUDIT_WRONG_NUMBER]
  = { "wrong-number", TRUE,
      N_ ("Line %1$s of the log stands in a wrong place. It was moved or put in later.") },
  [CANDOR_AUDIT_DOUBLE_LINE]
  = { "double-line", TRUE,
      N_ ("Line %2$s of the log files “%1$s”, which was filed before. Candor never does that.") },
  [CANDOR_AUDIT_NO_LINES]
  = { "no-lines", TRUE, N_ ("The log has no lines. It was emptied after the store was set up.") },
  [CANDOR_AUDIT_CUT]
  = { "cut", TRUE,
      N_ ("The end of the log is missing: it ends before line %1$s, which is known to have been "
          "written.") },
  [CANDOR_AUDIT_OTHER_HISTORY]
  = { "other-history", TRUE,
      N_ ("Line %1$s of the log is not the one that is known from outside. The log was written "
          "anew after that.") },
  [CANDOR_AUDIT_MISSING_FILE]
  = { "missing-file", TRUE,
      N_ ("“%1$s” is missing. Line %2$s of the log says that it was filed, and no line that it "
          "expired.") },
  [CANDOR_AUDIT_ALTERED_FILE]
  = { "altered-file", TRUE,
      N_ ("“%1$s” is not the file of line %2$s of the log any more. It was altered or damaged "
          "after it was filed.") },
  [CANDOR_AUDIT_SWAPPED_FILE]
  = { "swapped-file", TRUE,
      N_ ("“%1$s” of line %2$s of the log has the content of “%3$s”. One was put in the place of "
          "the other.") },
  [CANDOR_AUDIT_UNREADABLE_FILE]
  = { "unreadable-file", TRUE, N_ ("“%1$s” cannot be read, or is no file.") },
  [CANDOR_AUDIT_EXPIRED_FILE_ALTERED]
  = { "expired-file-altered", TRUE,
      N_ ("“%1$s” expired with line %2$s of the log, and another file has its name now.") },
  [CANDOR_AUDIT_MISSING_KEY]
  = { "missing-key", TRUE,
      N_ ("“%1$s” is missing. Without it Candor cannot encrypt, seal or unlock as it should. Bring "
          "it back from a copy.") },
  [CANDOR_AUDIT_ALTERED_KEY]
  = { "altered-key", TRUE,
      N_ ("“%1$s” is not the file that line %2$s of the log tells of. Somebody changed the keys, "
          "or who may unlock, and not with Candor.") },
  [CANDOR_AUDIT_FOREIGN_SLOT]
  = { "foreign-slot", TRUE,
      N_ ("“%1$s” stands among those who may unlock, and no line of the log says that they were "
          "added.") },
  [CANDOR_AUDIT_RETURNED_SLOT]
  = { "returned-slot", TRUE,
      N_ ("“%1$s” is of a staff member who was removed with line %2$s of the log, and it is there "
          "again.") },
  [CANDOR_AUDIT_ALTERED_RENEWAL]
  = { "altered-renewal", TRUE,
      N_ ("This backup was cut off while it was brought up to date, and “%1$s”, which has what it "
          "was about to get, was altered after that. Take another backup if there is one.") },
  [CANDOR_AUDIT_TORN_LINE]
  = { "torn-line", FALSE,
      N_ ("The last line of the log has no end, as after a power cut. It will be set aside when "
          "the next line is written; nothing that was acknowledged is in it.") },
  [CANDOR_AUDIT_NOT_ADOPTED]
  = { "not-adopted", FALSE,
      N_ ("“%1$s” has no line in the log. Filing it was cut off, or it came from elsewhere. It is "
          "taken into the log when staff unlock.") },
  [CANDOR_AUDIT_FOREIGN_FILE]
  = { "foreign-file", FALSE,
      N_ ("“%1$s” stands among the records and is none. Candor did not put it there.") },
  [CANDOR_AUDIT_EXPIRED_FILE]
  = { "expired-file", FALSE,
      N_ ("“%1$s” expired with line %2$s of the log and is still there. It goes when staff "
          "unlock.") },
  [CANDOR_AUDIT_ADOPTED]
  = { "adopted", FALSE,
      N_ ("“%1$s” had no line in the log and was taken into it with line %2$s, as after a power "
          "cut.") },
  [CANDOR_AUDIT_SET_ASIDE]
  = { "set-aside", FALSE,
      N_ ("A torn line of the log was set aside as “%1$s” with line %2$s, as after a power cut.") },
  [CANDOR_AUDIT_HALF_RENEWED]
  = { "half-renewed", FALSE,
      N_ ("This backup was cut off while it was brought up to date; “%1$s” has what it was about "
          "to get. It can be restored as it is. Make the same backup once more.") },
};

/**
 * candor_audit_kind_to_string:
 * @kind: what was found
 *
 * Returns: its name in JSON and on the command line
 */
const char *
candor_audit_kind_to_string (CandorAuditKind kind)
{
  g_return_val_if_fail (kind < CANDOR_AUDIT_N_KINDS, NULL);

  return kinds[kind].name;
}

/**
 * candor_audit_kind_is_fault:
 * @kind: what was found
 *
 * Returns: whether something is not as it was acknowledged; otherwise it is a notice of what a crash
 *   leaves
 */
gboolean
candor_audit_kind_is_fault (CandorAuditKind kind)
{
  g_return_val_if_fail (kind < CANDOR_AUDIT_N_KINDS, TRUE);

  return kinds[kind].is_fault;
}

static char *
show (const char *file)
{
  return g_filename_display_name (file != NULL ? file : "");
}

/**
 * candor_audit_finding_dup_sentence:
 * @self: what was found
 * @language: the language to say it in
 *
 * Returns: (transfer full): it in a whole sentence, for a person
 */
char *
candor_audit_finding_dup_sentence (const CandorAuditFinding *self, const CandorLanguage *language)
{
  g_autofree char *line = g_strdup_printf ("%" G_GUINT64_FORMAT, self->line);
  g_autofree char *last = g_strdup_printf ("%" G_GUINT64_FORMAT, self->last);
  g_autofree char *file = show (self->file);
  g_autofree char *other = show (self->other_file);
  const char *sentence = kinds[self->kind].sentence;

  if (self->kind == CANDOR_AUDIT_MISSING_LINES && self->line == self->last)
    sentence = N_ ("Line %1$s of the log is missing. It was taken out after it was written.");
  sentence = candor_language_text (language, sentence);
  return self->file != NULL ? g_strdup_printf (sentence, file, line, other)
                            : g_strdup_printf (sentence, line, last);
}

/**
 * candor_audit_finding_free:
 * @self: (nullable) (transfer full): what was found
 */
void
candor_audit_finding_free (CandorAuditFinding *self)
{
  if (self == NULL)
    return;
  g_free (self->file);
  g_free (self->other_file);
  g_free (self);
}

/**
 * candor_audit_is_whole:
 * @self: what an audit came to
 *
 * Returns: whether it found no fault; there may be notices
 */
gboolean
candor_audit_is_whole (const CandorAudit *self)
{
  for (guint i = 0; i < self->findings->len; i++)
    {
      const CandorAuditFinding *finding = self->findings->pdata[i];

      if (candor_audit_kind_is_fault (finding->kind))
        return FALSE;
    }
  return TRUE;
}

/**
 * candor_audit_dup_sentence:
 * @self: what an audit came to
 * @language: the language to say it in
 *
 * Returns: (transfer full): the sum of it in a whole sentence
 */
char *
candor_audit_dup_sentence (const CandorAudit *self, const CandorLanguage *language)
{
  g_autofree char *lines = g_strdup_printf ("%" G_GUINT64_FORMAT, self->n_lines);
  g_autofree char *records = g_strdup_printf ("%" G_GUINT64_FORMAT, self->n_records);
  const char *sentence;

  if (candor_audit_is_whole (self))
    /* Translators: %1$s is the number of lines in the log, %2$s the number of records. */
    sentence = N_ ("The store is whole. Lines in the log: %1$s. Records compared with them: %2$s.");
  else
    /* Translators: %1$s is the number of lines in the log, %2$s the number of records. */
    sentence = N_ ("The store is not as it was written. Lines in the log: %1$s. Records in it: "
                   "%2$s. Change nothing, and keep a copy of the folder.");
  return g_strdup_printf (candor_language_text (language, sentence), lines, records);
}

static void
set_string (JsonBuilder *builder, const char *name, const char *value)
{
  json_builder_set_member_name (builder, name);
  if (value != NULL)
    json_builder_add_string_value (builder, value);
  else
    json_builder_add_null_value (builder);
}

static void
set_number (JsonBuilder *builder, const char *name, guint64 value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_int_value (builder, value);
}

static void
add_finding (JsonBuilder *builder,
             const CandorAuditFinding *finding,
             const CandorLanguage *language)
{
  g_autofree char *sentence = candor_audit_finding_dup_sentence (finding, language);
  g_autofree char *file = finding->file != NULL ? show (finding->file) : NULL;

  json_builder_begin_object (builder);
  set_string (builder, "kind", candor_audit_kind_to_string (finding->kind));
  set_string (builder, "severity", candor_audit_kind_is_fault (finding->kind) ? "fault" : "notice");
  if (finding->line > 0)
    set_number (builder, "line", finding->line);
  set_string (builder, "file", file);
  set_string (builder, "sentence", sentence);
  json_builder_end_object (builder);
}

/**
 * candor_audit_to_json:
 * @self: what an audit came to
 * @language: the language of its sentences
 *
 * Returns: (transfer full): all of it as one line of JSON
 */
char *
candor_audit_to_json (const CandorAudit *self, const CandorLanguage *language)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *text = NULL;

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "whole");
  json_builder_add_boolean_value (builder, candor_audit_is_whole (self));
  set_number (builder, "lines", self->n_lines);
  set_number (builder, "records", self->n_records);
  set_number (builder, "expired", self->n_expired);
  set_number (builder, "number", self->number);
  set_string (builder, "head", self->head);
  json_builder_set_member_name (builder, "findings");
  json_builder_begin_array (builder);
  for (guint i = 0; i < self->findings->len; i++)
    add_finding (builder, self->findings->pdata[i], language);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  text = candor_json_write (root, 0, NULL);
  return g_strconcat (text, "\n", NULL);
}

/**
 * candor_audit_free:
 * @self: (nullable) (transfer full): what an audit came to
 */
void
candor_audit_free (CandorAudit *self)
{
  if (self == NULL)
    return;
  g_free (self->head);
  g_ptr_array_unref (self->findings);
  g_free (self);
}
