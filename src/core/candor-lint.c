/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * What is wrong in a procedure file that can be loaded: wording, scripts, and how hard it is to
 * read.
 */
#include "candor-lint-private.h"

#include <string.h>

#include "candor-error.h"
#include "candor-file.h"
#include "candor-procedure-private.h"

typedef struct
{
  CandorLint *lint;
  CandorWording *wording;
  const char *name;
  const char *xml;
  gsize length;
  GMarkupParseContext *context;
  GString *text;
  CandorLineTracker lines;
  gssize offset;        /* where the element begins; -1 when the whole file is meant */
  GHashTable *sections; /* (element-type utf8 gsize): where each section begins */
  CandorTermWatch *watch;
  gboolean in_check;
  guint n_samples;
  gssize no_caption; /* where the picture begins that has had no caption so far, or -1 */
} Reader;

#define SAMPLE "Sample:"

/* Words that are not the text's own, or that only name what the text is about. */
static const char *const unread_elements[]
    = { "title", "also-called", "source", "word", "meaning", "alt", NULL };
/* What the app shows with words that can be tapped. */
static const char *const tapped_elements[]
    = { "key", "p", "item", "caption", "name", "intro", "text", "help", "reason", "warning", NULL };
/* Each begins a page, or stands apart on one. */
static const char *const page_elements[]
    = { "section", "group", "question", "step", "warning", NULL };

static void
finding_free (gpointer data)
{
  CandorFinding *self = data;

  g_free (self->file);
  g_free (self->text);
  g_free (self);
}

static void
add_to (Reader *self, GPtrArray *list, char *text)
{
  CandorFinding *finding = g_new0 (CandorFinding, 1);

  finding->file = g_strdup (self->name);
  if (self->offset >= 0)
    candor_procedure_position (self->xml, self->offset, &finding->line, &finding->column);
  finding->text = text;
  g_ptr_array_add (list, finding);
}

static void
add_finding (Reader *self, char *text)
{
  add_to (self, self->lint->findings, text);
}

/* A star opens or closes a word that is marked: one that is left over stays on the screen. */
static void
check_stars (Reader *self, const char *text)
{
  guint n_stars = 0;

  for (const char *at = text; *at != '\0'; at++)
    n_stars += *at == '*';
  if (n_stars % 2 == 1)
    add_to (self, self->lint->warnings,
            g_strdup ("One star “*” is left over: it marks no word, and is shown as it stands."));
}

/* What “candorctl new-procedure” wrote says nothing yet, and must not be approved. */
static void
check_samples (Reader *self, CandorProcedure *procedure)
{
  char *text;

  if (self->n_samples == 0)
    return;
  self->offset = -1;
  text = g_strdup_printf ("Texts that are still samples, and begin with “" SAMPLE "”: %u.",
                          self->n_samples);
  if (candor_procedure_is_approved (procedure))
    add_finding (self, text);
  else
    add_to (self, self->lint->warnings, text);
}

/* A visit names its procedure by the id, and the file is looked for under that name. */
static void
check_file_name (Reader *self, CandorProcedure *procedure, const char *path)
{
  const char *id = candor_procedure_id (procedure);
  g_autofree char *file = g_path_get_basename (path);
  g_autofree char *wanted = g_strconcat (id, ".xml", NULL);

  self->offset = -1;
  if (!g_str_equal (file, wanted))
    add_to (self, self->lint->warnings,
            g_strdup_printf ("The id is “%s”, but the file is not called “%s”: a visit would not "
                             "find it under its id.",
                             id, wanted));
}

static void
check_scripts (Reader *self, const char *text)
{
  g_autofree char *word = candor_script_find_mixed (text, NULL);

  if (word != NULL)
    add_finding (self, g_strdup_printf (
                           "The word “%s” mixes letters of two scripts that look alike.", word));
}

static void
check_terms (Reader *self, const char *name)
{
  gboolean can_tap = g_strv_contains (tapped_elements, name) && !self->in_check;
  g_autoptr (GPtrArray) findings = g_ptr_array_new ();

  if (g_strv_contains (unread_elements, name))
    return;
  candor_term_watch_read (self->watch, self->text->str, can_tap, findings);
  for (guint i = 0; i < findings->len; i++)
    add_finding (self, findings->pdata[i]);
}

/* Who sees a picture needs to be told what to look at; who does not is given the <alt>, which the
 * parser asks for. */
static void
check_caption (Reader *self, const char *name)
{
  if (!g_str_equal (name, "figure") || self->no_caption < 0)
    return;
  self->offset = self->no_caption;
  add_finding (self, g_strdup ("This picture has no caption. Say in a short <caption> what it is "
                               "to show."));
}

static void
start_element_cb (GMarkupParseContext *context,
                  const char *name,
                  const char **attribute_names,
                  const char **attribute_values,
                  gpointer data,
                  GError **error)
{
  Reader *self = data;

  self->offset = candor_procedure_tag_offset (&self->lines, context, self->xml, self->length);
  g_string_truncate (self->text, 0);
  for (gsize i = 0; attribute_values[i] != NULL; i++)
    check_scripts (self, attribute_values[i]);
  if (g_str_equal (name, "check"))
    self->in_check = TRUE;
  if (g_str_equal (name, "figure"))
    self->no_caption = self->offset;
  if (g_str_equal (name, "caption"))
    self->no_caption = -1;
  if (g_strv_contains (page_elements, name))
    candor_term_watch_turn_page (self->watch);
  for (gsize i = 0; g_str_equal (name, "section") && attribute_names[i] != NULL; i++)
    if (g_str_equal (attribute_names[i], "id"))
      g_hash_table_insert (self->sections, g_strdup (attribute_values[i]),
                           GSIZE_TO_POINTER (self->offset));
}

static void
end_element_cb (GMarkupParseContext *context, const char *name, gpointer data, GError **error)
{
  Reader *self = data;

  check_scripts (self, self->text->str);
  self->n_samples += g_str_has_prefix (self->text->str, SAMPLE);
  /* The title of a source is somebody else's wording. */
  if (!g_str_equal (name, "source"))
    {
      char *finding = candor_wording_check (self->wording, self->text->str);

      if (finding != NULL)
        add_finding (self, finding);
      check_stars (self, self->text->str);
    }
  check_terms (self, name);
  check_caption (self, name);
  if (g_str_equal (name, "check"))
    self->in_check = FALSE;
  g_string_truncate (self->text, 0);
}

static void
text_cb (
    GMarkupParseContext *context, const char *text, gsize length, gpointer data, GError **error)
{
  Reader *self = data;

  g_string_append_len (self->text, text, length);
}

static void
add_gate (Reader *self, const CandorReadability *part, const char *what, double is, double most)
{
  if (is > most)
    add_finding (self, g_strdup_printf ("The section “%s” is too hard to read: %s is %.1f, and may "
                                        "be %.1f at most.",
                                        part->section, what, is, most));
}

static void
add_count_gate (Reader *self, const CandorReadability *part, const char *what, guint is, guint most)
{
  if (is > most)
    add_finding (self, g_strdup_printf ("The section “%s” is too long: %s has %u words, and may "
                                        "have %u at most.",
                                        part->section, what, is, most));
}

/* The formulas are for English, so no other file is judged by them. */
static void
measure (Reader *self, CandorProcedure *procedure)
{
  self->lint->all_words = candor_procedure_measure (procedure, TRUE);
  self->lint->readability = candor_procedure_measure (procedure, FALSE);
  if (!candor_lint_is_english (self->lint))
    return;
  for (guint i = 0; i < self->lint->all_words->len; i++)
    {
      const CandorReadability *part = self->lint->all_words->pdata[i];

      if (part->section == NULL)
        continue;
      self->offset = GPOINTER_TO_SIZE (g_hash_table_lookup (self->sections, part->section));
      add_gate (self, part, "its Flesch-Kincaid grade", part->flesch_kincaid,
                CANDOR_MAX_FLESCH_KINCAID);
      add_gate (self, part, "its SMOG grade", part->smog, CANDOR_MAX_SMOG);
      add_count_gate (self, part, "its longest sentence", part->longest, CANDOR_MAX_SENTENCE);
      add_count_gate (self, part, "its page", part->on_page, CANDOR_MAX_ON_PAGE);
    }
}

static void
check_pictures (Reader *self, CandorProcedure *procedure)
{
  GPtrArray *sections = candor_procedure_sections (procedure);

  self->offset = -1;
  for (guint i = 0; i < sections->len; i++)
    {
      const CandorSection *section = sections->pdata[i];

      for (guint j = 0; j < section->blocks->len; j++)
        {
          const CandorBlock *block = section->blocks->pdata[j];
          g_autofree char *path = NULL;

          if (block->figure == NULL)
            continue;
          path = candor_procedure_figure_path (procedure, block->figure);
          if (path == NULL)
            add_finding (self, g_strdup_printf ("The picture “%s” of the section “%s” does not "
                                                "exist.",
                                                block->figure->file, section->id));
        }
    }
}

/* A chance in figures needs somebody who counted. */
static void
check_rates (Reader *self, CandorProcedure *procedure)
{
  GPtrArray *sections = candor_procedure_sections (procedure);

  for (guint i = 0; i < sections->len; i++)
    {
      const CandorSection *section = sections->pdata[i];

      for (guint j = 0; j < section->blocks->len; j++)
        {
          const CandorEffect *effect = ((CandorBlock *)section->blocks->pdata[j])->effect;

          if (effect != NULL && effect->rate >= 0 && effect->often == CANDOR_OFTEN_UNKNOWN)
            add_finding (self, g_strdup_printf ("The effect “%s” has a rate, but says that nobody "
                                                "knows how often it happens.",
                                                effect->id));
        }
    }
}

static void
check_questions (Reader *self, CandorProcedure *procedure)
{
  g_autoptr (GPtrArray) sentences = candor_lint_find_unasked (procedure);

  self->offset = -1;
  for (guint i = 0; i < sentences->len; i++)
    add_finding (self, g_strdup (sentences->pdata[i]));
}

/**
 * candor_lint_is_english:
 *
 * Returns: whether wording and readability were judged: both are for English only
 */
gboolean
candor_lint_is_english (const CandorLint *self)
{
  return g_str_equal (self->language, "en") || g_str_has_prefix (self->language, "en-");
}

/**
 * candor_lint_procedure:
 * @path: a procedure file
 * @wording: the wording to look for
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): what is wrong in the file and how hard it is to read, or
 *   %NULL with an error when it cannot be loaded at all
 */
CandorLint *
candor_lint_procedure (const char *path, CandorWording *wording, GError **error)
{
  static const GMarkupParser callbacks = { start_element_cb, end_element_cb, text_cb, NULL, NULL };
  g_autoptr (CandorProcedure) procedure = candor_procedure_load (path, error);
  g_autofree char *name = g_filename_display_name (path);
  g_autofree char *bytes = NULL;
  g_autoptr (GHashTable) sections = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  static const char *const no_jargon[] = { NULL };
  CandorLint *lint;
  Reader self = { NULL, wording, name };
  gsize length;

  if (procedure == NULL
      || !candor_file_read (path, CANDOR_PROCEDURE_MAX_BYTES, &bytes, &length, error))
    return NULL;

  lint = g_new0 (CandorLint, 1);
  lint->findings = g_ptr_array_new_with_free_func (finding_free);
  lint->warnings = g_ptr_array_new_with_free_func (finding_free);
  lint->language = g_strdup (candor_procedure_language (procedure));

  self.lint = lint;
  self.xml = bytes;
  self.length = length;
  self.text = g_string_new (NULL);
  self.sections = sections;
  self.watch = candor_term_watch_new (
      candor_lint_is_english (lint) ? candor_wording_jargon (wording) : no_jargon,
      candor_procedure_terms (procedure));
  self.context = g_markup_parse_context_new (&callbacks, G_MARKUP_TREAT_CDATA_AS_TEXT, &self, NULL);
  if (!g_markup_parse_context_parse (self.context, bytes, length, error))
    g_clear_pointer (&lint, candor_lint_free);
  g_markup_parse_context_free (self.context);
  g_string_free (self.text, TRUE);
  candor_term_watch_free (self.watch);
  if (lint == NULL)
    return NULL;

  measure (&self, procedure);
  check_file_name (&self, procedure, path);
  check_samples (&self, procedure);
  check_pictures (&self, procedure);
  check_rates (&self, procedure);
  check_questions (&self, procedure);
  return lint;
}

void
candor_lint_free (CandorLint *self)
{
  g_free (self->language);
  g_ptr_array_unref (self->findings);
  g_ptr_array_unref (self->warnings);
  g_clear_pointer (&self->readability, g_ptr_array_unref);
  g_clear_pointer (&self->all_words, g_ptr_array_unref);
  g_free (self);
}
