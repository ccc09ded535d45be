/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * The elements of a procedure file that teach: title, sources, glossary and sections.
 */
#include "candor-procedure-parser-private.h"

#include <string.h>

/* Attributes that must be there have been checked when a start handler is called. */

static gboolean
procedure_start (CandorParser *self, const CandorParserElement *element, GError **error)
{
  const char *language = candor_parser_attribute (self, "language");
  const char *domain = candor_parser_attribute (self, "domain");

  if (!candor_parser_take_id (self, &self->procedure->id, error)
      || !candor_parser_take_date (self, "date", &self->procedure->date, error))
    return FALSE;
  if (strlen (candor_parser_attribute (self, "version")) > 32
      || *candor_parser_attribute (self, "version") == '\0')
    return candor_parser_refuse (self, error, "version: expected 1 to 32 characters");
  if (!candor_parser_is_id (language))
    return candor_parser_refuse (self, error, "language=\"%s\": expected a code such as en",
                                 language);

  if (domain != NULL && !candor_parser_is_id (domain))
    return candor_parser_refuse (self, error, "domain=\"%s\": expected a name such as candor",
                                 domain);

  self->procedure->version = g_strdup (candor_parser_attribute (self, "version"));
  self->procedure->language = g_strdup (language);
  /* "candor" is the catalogue that is looked into anyway. */
  self->procedure->domain = g_strcmp0 (domain, "candor") != 0 ? g_strdup (domain) : NULL;
  return TRUE;
}

static gboolean
title_end (CandorParser *self, const char *text, GError **error)
{
  self->procedure->title = g_strdup (text);
  return TRUE;
}

static gboolean
also_called_end (CandorParser *self, const char *text, GError **error)
{
  self->procedure->also_called = g_strdup (text);
  return TRUE;
}

static gboolean
not_about_end (CandorParser *self, const char *text, GError **error)
{
  self->procedure->not_about = g_strdup (text);
  return TRUE;
}

static gboolean
review_start (CandorParser *self, const CandorParserElement *element, GError **error)
{
  static const char *const choices[] = { "not-reviewed", "approved", NULL };
  int status;

  if (!candor_parser_take_choice (self, "status", choices, 0, &status, error)
      || !candor_parser_take_date (self, "date", &self->procedure->review_date, error))
    return FALSE;
  if (status == 0)
    return TRUE;
  if (candor_parser_attribute (self, "by") == NULL || candor_parser_attribute (self, "role") == NULL
      || self->procedure->review_date == NULL)
    return candor_parser_refuse (self, error,
                                 "an approved <review> says by whom, in which role and on which "
                                 "date: by=\"\" role=\"\" date=\"\"");

  self->procedure->approved = TRUE;
  self->procedure->reviewer = g_strdup_printf ("%s, %s", candor_parser_attribute (self, "by"),
                                               candor_parser_attribute (self, "role"));
  return TRUE;
}

static gboolean
source_start (CandorParser *self, const CandorParserElement *element, GError **error)
{
  self->source = g_new0 (CandorSource, 1);
  g_ptr_array_add (self->procedure->sources, self->source);
  self->source->url = g_strdup (candor_parser_attribute (self, "url"));
  return candor_parser_take_id (self, &self->source->id, error);
}

static gboolean
source_end (CandorParser *self, const char *text, GError **error)
{
  self->source->text = g_strdup (text);
  return TRUE;
}

static gboolean
term_start (CandorParser *self, const CandorParserElement *element, GError **error)
{
  self->term = g_new0 (CandorTerm, 1);
  g_ptr_array_add (self->procedure->terms, self->term);
  return candor_parser_take_id (self, &self->term->id, error);
}

static gboolean
word_end (CandorParser *self, const char *text, GError **error)
{
  self->term->word = g_strdup (text);
  return TRUE;
}

static gboolean
meaning_end (CandorParser *self, const char *text, GError **error)
{
  self->term->meaning = g_strdup (text);
  return TRUE;
}

static gboolean
term_end (CandorParser *self, const char *text, GError **error)
{
  if (self->term->word == NULL || self->term->meaning == NULL)
    return candor_parser_refuse (self, error, "<term id=\"%s\"> needs a <word> and a <meaning>",
                                 self->term->id);
  return TRUE;
}

static gboolean
section_start (CandorParser *self, const CandorParserElement *element, GError **error)
{
  static const char *const places[] = { "learn", "before", "after", NULL };
  static const char *const abouts[]
      = { "nature",  "benefits",  "course",       "effects", "harms", "home", "practitioner",
          "waiting", "medicines", "alternatives", "summary", "care",  NULL };
  int place, about;

  self->section = candor_section_new ();
  g_ptr_array_add (self->procedure->sections, self->section);
  if (!candor_parser_take_id (self, &self->section->id, error)
      || !candor_parser_take_choice (self, "place", places, CANDOR_PLACE_LEARN, &place, error)
      || !candor_parser_take_choice (self, "about", abouts, 0, &about, error)
      || !candor_parser_take_sources (self, &self->section->sources, error))
    return FALSE;

  self->section->place = place;
  self->section->about = g_strdup (candor_parser_attribute (self, "about"));
  self->section->topics = candor_parser_take_words (self, "topics");
  return TRUE;
}

static gboolean
section_title_end (CandorParser *self, const char *text, GError **error)
{
  self->section->title = g_strdup (text);
  return TRUE;
}

static gboolean
section_key_end (CandorParser *self, const char *text, GError **error)
{
  self->section->key = g_strdup (text);
  return TRUE;
}

static gboolean
section_end (CandorParser *self, const char *text, GError **error)
{
  if (self->section->title == NULL || self->section->key == NULL)
    return candor_parser_refuse (self, error, "<section id=\"%s\"> needs a <title> and a <key>",
                                 self->section->id);
  return TRUE;
}

static gboolean
paragraph_end (CandorParser *self, const char *text, GError **error)
{
  CandorBlock *block = candor_block_new (CANDOR_BLOCK_PARAGRAPH);

  block->text = g_strdup (text);
  g_ptr_array_add (self->section->blocks, block);
  return TRUE;
}

static gboolean
block_start (CandorParser *self, const CandorParserElement *element, GError **error)
{
  static const struct
  {
    const char *name;
    CandorBlockKind kind;
  } kinds[] = {
    { "list", CANDOR_BLOCK_LIST },     { "steps", CANDOR_BLOCK_STEPS },
    { "box", CANDOR_BLOCK_BOX },       { "figure", CANDOR_BLOCK_FIGURE },
    { "effect", CANDOR_BLOCK_EFFECT },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (kinds[i].name, element->name))
      self->block = candor_block_new (kinds[i].kind);
  g_ptr_array_add (self->section->blocks, self->block);
  return TRUE;
}

static gboolean
item_end (CandorParser *self, const char *text, GError **error)
{
  if (self->block->items->len == MAX_LIST_ITEMS)
    return candor_parser_refuse (self, error, "a list has at most %d items; make two of it",
                                 MAX_LIST_ITEMS);

  g_ptr_array_add (self->block->items, g_strdup (text));
  return TRUE;
}

static gboolean
list_end (CandorParser *self, const char *text, GError **error)
{
  if (self->block->items->len == 0)
    return candor_parser_refuse (self, error,
                                 "this element is empty; expected an <item> or <p> in it");
  return TRUE;
}

static gboolean
box_title_end (CandorParser *self, const char *text, GError **error)
{
  self->block->text = g_strdup (text);
  return TRUE;
}

static gboolean
box_end (CandorParser *self, const char *text, GError **error)
{
  if (self->block->text == NULL)
    return candor_parser_refuse (self, error, "<box> needs a <title>");
  return list_end (self, text, error);
}

static gboolean
figure_start (CandorParser *self, const CandorParserElement *element, GError **error)
{
  const char *file = candor_parser_attribute (self, "file");

  block_start (self, element, error);
  self->block->figure = candor_figure_new ();
  if (strchr (file, '/') != NULL || *file == '.' || !g_str_has_suffix (file, ".svg"))
    return candor_parser_refuse (
        self, error, "file=\"%s\": expected the name of an SVG file, without a folder", file);
  self->block->figure->file = g_strdup (file);
  return TRUE;
}

static gboolean
alt_end (CandorParser *self, const char *text, GError **error)
{
  self->block->figure->alt = g_strdup (text);
  return TRUE;
}

static gboolean
caption_end (CandorParser *self, const char *text, GError **error)
{
  self->block->figure->caption = g_strdup (text);
  return TRUE;
}

static gboolean
legend_item_end (CandorParser *self, const char *text, GError **error)
{
  g_ptr_array_add (self->block->figure->legend, g_strdup (text));
  return TRUE;
}

static gboolean
figure_end (CandorParser *self, const char *text, GError **error)
{
  if (self->block->figure->alt == NULL)
    return candor_parser_refuse (self, error,
                                 "<figure> needs an <alt> for those who cannot see it");
  return TRUE;
}

static gboolean
effect_start (CandorParser *self, const CandorParserElement *element, GError **error)
{
  static const char *const choices[] = { "unknown", "common", "uncommon", "rare", NULL };
  CandorEffect *effect = g_new0 (CandorEffect, 1);
  int often;

  block_start (self, element, error);
  self->block->effect = effect;
  if (!candor_parser_take_id (self, &effect->id, error)
      || !candor_parser_take_choice (self, "often", choices, 0, &often, error)
      || !candor_parser_take_number (self, "rate", 0, 100, -1, &effect->rate, error)
      || !candor_parser_take_sources (self, &effect->sources, error))
    return FALSE;

  effect->often = often;
  return TRUE;
}

static gboolean
effect_name_end (CandorParser *self, const char *text, GError **error)
{
  self->block->effect->name = g_strdup (text);
  return TRUE;
}

static gboolean
how_often_end (CandorParser *self, const char *text, GError **error)
{
  self->block->effect->how_often = g_strdup (text);
  return TRUE;
}

static gboolean
how_long_end (CandorParser *self, const char *text, GError **error)
{
  self->block->effect->how_long = g_strdup (text);
  return TRUE;
}

static gboolean
effect_end (CandorParser *self, const char *text, GError **error)
{
  const CandorEffect *effect = self->block->effect;

  if (effect->name == NULL || effect->how_often == NULL || effect->how_long == NULL)
    return candor_parser_refuse (
        self, error, "<effect id=\"%s\"> needs a <name>, a <how-often> and a <how-long>",
        effect->id);
  return TRUE;
}

/* Who may stand in whom. An element that is not here does not exist. */
const CandorParserElement candor_parser_text_elements[] = {
  { NULL, "procedure", "id! version! date! language! domain", FALSE, TRUE, procedure_start, NULL },
  { "procedure", "title", "", TRUE, TRUE, NULL, title_end },
  { "procedure", "also-called", "", TRUE, TRUE, NULL, also_called_end },
  { "procedure", "not-about", "", TRUE, TRUE, NULL, not_about_end },
  { "procedure", "review", "status! by role date", FALSE, TRUE, review_start, NULL },
  { "procedure", "sources", "", FALSE, TRUE, NULL, NULL },
  { "sources", "source", "id! url", TRUE, FALSE, source_start, source_end },
  { "procedure", "glossary", "", FALSE, TRUE, NULL, NULL },
  { "glossary", "term", "id!", FALSE, FALSE, term_start, term_end },
  { "term", "word", "", TRUE, TRUE, NULL, word_end },
  { "term", "meaning", "", TRUE, TRUE, NULL, meaning_end },
  { "procedure", "section", "id! place about sources! topics", FALSE, FALSE, section_start,
    section_end },
  { "section", "title", "", TRUE, TRUE, NULL, section_title_end },
  { "section", "key", "", TRUE, TRUE, NULL, section_key_end },
  { "section", "p", "", TRUE, FALSE, NULL, paragraph_end },
  { "section", "list", "", FALSE, FALSE, block_start, list_end },
  { "list", "item", "", TRUE, FALSE, NULL, item_end },
  { "section", "steps", "", FALSE, FALSE, block_start, list_end },
  { "steps", "item", "", TRUE, FALSE, NULL, item_end },
  { "section", "box", "", FALSE, FALSE, block_start, box_end },
  { "box", "title", "", TRUE, TRUE, NULL, box_title_end },
  { "box", "p", "", TRUE, FALSE, NULL, item_end },
  { "section", "figure", "file!", FALSE, FALSE, figure_start, figure_end },
  { "figure", "alt", "", TRUE, TRUE, NULL, alt_end },
  { "figure", "caption", "", TRUE, TRUE, NULL, caption_end },
  { "figure", "legend", "", FALSE, TRUE, NULL, NULL },
  { "legend", "item", "", TRUE, FALSE, NULL, legend_item_end },
  { "section", "effect", "id! often! rate sources!", FALSE, FALSE, effect_start, effect_end },
  { "effect", "name", "", TRUE, TRUE, NULL, effect_name_end },
  { "effect", "how-often", "", TRUE, TRUE, NULL, how_often_end },
  { "effect", "how-long", "", TRUE, TRUE, NULL, how_long_end },
  { NULL, NULL, NULL, FALSE, FALSE, NULL, NULL },
};
