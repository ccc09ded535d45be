/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * The text that the patient was given to read, all of it, and where it comes from.
 */
#include "candor-form.h"

#include <string.h>

#include "core/candor-date.h"

/* How "X-Review" in the head of a catalogue begins once somebody has reviewed it; a day follows. */
#define REVIEWED "reviewed "

/* A picture in words: what it shows, and what its numbers stand for. The form is the evidence of
 * what was said, and has to be small and quick to make; the pictures themselves are on the tablet. */
static void
add_figure (CandorForm *self, const CandorFigure *figure)
{
  g_autoptr (GString) legend = g_string_new (NULL);
  g_autofree char *text = NULL;

  for (guint i = 0; i < figure->legend->len; i++)
    g_string_append_printf (legend, "%s%u %s", i > 0 ? " · " : "", i + 1,
                            candor_form_words (self, figure->legend->pdata[i]));

  if (figure->caption != NULL)
    /* Translators: stands for a picture; both %s are sentences: its caption, and what it shows. */
    text = candor_form_print (self, N_ ("Picture: %1$s %2$s"),
                              candor_form_words (self, figure->caption),
                              candor_form_words (self, figure->alt));
  else
    /* Translators: stands for a picture; %s says what it shows. */
    text = candor_form_print (self, N_ ("Picture: %s"), candor_form_words (self, figure->alt));
  candor_form_marked (self, CANDOR_TYPE_SMALL, text);
  if (figure->legend->len > 0)
    candor_galley_text (self->galley, legend->str,
                        &(CandorTextOptions){ .style = CANDOR_TYPE_SMALL,
                                              .column = CANDOR_COLUMN_MAIN,
                                              .fixed = TRUE,
                                              .marked = TRUE });
}

static void
add_effect (CandorForm *self, const CandorEffect *effect)
{
  /* Translators: both %s are sentences with a full stop, such as "Up to a week." */
  g_autofree char *often = candor_form_print (self, N_ ("How often: %s How long: %s"),
                                              candor_form_words (self, effect->how_often),
                                              candor_form_words (self, effect->how_long));

  candor_galley_text (self->galley, candor_form_words (self, effect->name),
                      &(CandorTextOptions){ .style = CANDOR_TYPE_STRONG,
                                            .column = CANDOR_COLUMN_MAIN,
                                            .before = 4,
                                            .fixed = TRUE,
                                            .marked = TRUE,
                                            .keep = TRUE });
  if (effect->rate >= 0)
    {
      g_autofree char *of_100 = candor_effect_chance (effect, self->language);

      candor_galley_icon_array (self->galley, effect->rate, of_100);
      candor_galley_text (self->galley, of_100,
                          &(CandorTextOptions){ .style = CANDOR_TYPE_SMALL,
                                                .column = CANDOR_COLUMN_MAIN,
                                                .before = 2,
                                                .keep = TRUE });
    }
  candor_galley_text (
      self->galley, often,
      &(CandorTextOptions){
          .style = CANDOR_TYPE_BODY, .column = CANDOR_COLUMN_MAIN, .fixed = TRUE, .marked = TRUE });
}

static void
add_box (CandorForm *self, const CandorBlock *block)
{
  candor_galley_open_whole (self->galley);
  candor_galley_open_box (self->galley, CANDOR_BOX_PLAIN, CANDOR_COLUMN_MAIN);
  candor_galley_text (self->galley, candor_form_words (self, block->text),
                      &(CandorTextOptions){ .style = CANDOR_TYPE_STRONG,
                                            .column = CANDOR_COLUMN_MAIN,
                                            .fixed = TRUE,
                                            .marked = TRUE });
  for (guint i = 0; i < block->items->len; i++)
    candor_form_marked (self, CANDOR_TYPE_BODY, block->items->pdata[i]);
  candor_galley_close_box (self->galley);
  candor_galley_close_whole (self->galley);
}

static void
add_block (CandorForm *self, const CandorBlock *block)
{
  switch (block->kind)
    {
    case CANDOR_BLOCK_PARAGRAPH:
      candor_form_marked (self, CANDOR_TYPE_BODY, block->text);
      break;
    case CANDOR_BLOCK_LIST:
      candor_form_list (self, block->items, FALSE);
      break;
    case CANDOR_BLOCK_STEPS:
      candor_form_list (self, block->items, TRUE);
      break;
    case CANDOR_BLOCK_BOX:
      add_box (self, block);
      break;
    case CANDOR_BLOCK_FIGURE:
      add_figure (self, block->figure);
      break;
    case CANDOR_BLOCK_EFFECT:
      add_effect (self, block->effect);
      break;
    default:
      g_assert_not_reached ();
    }
}

static void
add_section (CandorForm *self, const CandorSection *section)
{
  candor_galley_open_row (self->galley, TRUE, 8);
  candor_galley_open_columns (self->galley);
  candor_galley_open (self->galley, "Sect");
  candor_galley_heading (self->galley, 3, CANDOR_COLUMN_SIDE,
                         candor_form_words (self, section->title));
  candor_galley_text (self->galley, candor_form_words (self, section->key),
                      &(CandorTextOptions){ .style = CANDOR_TYPE_STRONG,
                                            .column = CANDOR_COLUMN_MAIN,
                                            .fixed = TRUE,
                                            .marked = TRUE,
                                            .keep = TRUE });
  for (guint i = 0; i < section->blocks->len; i++)
    add_block (self, section->blocks->pdata[i]);
  candor_form_sources (self, section->sources);
  candor_galley_close (self->galley, "Sect");
  candor_galley_close_columns (self->galley);
  candor_galley_close_row (self->galley);
}

static void
add_sections_at (CandorForm *self, CandorPlace place)
{
  for (guint i = 0; i < candor_procedure_n_sections_at (self->procedure, place); i++)
    add_section (self, candor_procedure_section_at (self->procedure, place, i));
}

static void
add_terms (CandorForm *self)
{
  GPtrArray *terms = candor_procedure_terms (self->procedure);

  if (terms->len == 0)
    return;

  candor_form_open_part (self, candor_form_say (self, N_ ("Words explained")));
  candor_form_open_table (self);
  for (guint i = 0; i < terms->len; i++)
    {
      const CandorTerm *term = terms->pdata[i];

      candor_form_open_cells (self, CANDOR_TYPE_STRONG, candor_form_words (self, term->word));
      candor_form_marked (self, CANDOR_TYPE_BODY, term->meaning);
      candor_form_close_cells (self);
    }
  candor_form_close_table (self);
}

/* The language by its own name, then the version and the hash that bind these words. */
static void
add_text_rows (CandorForm *self)
{
  const char *hash = candor_form_get (self, CANDOR_FIELD_TEXT_SHA256);
  g_autofree char *computed = NULL;
  g_autofree char *date
      = candor_date_format_iso (candor_procedure_date (self->procedure), self->language);
  /* Translators: of the text that was read: "Version 1.0 of 3 May 2026". */
  g_autofree char *version = candor_form_print (self, N_ ("Version %s of %s"),
                                                candor_procedure_version (self->procedure), date);

  if (hash == NULL)
    hash = computed = candor_procedure_reading_hash (self->procedure, self->read);
  candor_form_row (self, candor_form_say (self, N_ ("Text")), version);
  candor_form_row (self, candor_form_say (self, N_ ("Language read")),
                   candor_language_name (self->read));
  candor_form_open_cells (self, CANDOR_TYPE_LABEL,
                          candor_form_say (self, N_ ("SHA-256 of the text")));
  candor_form_paragraph (self, CANDOR_TYPE_LABEL, hash);
  candor_form_close_cells (self);
}

void
candor_form_add_reading (CandorForm *self, const char *title)
{
  const char *also = candor_form_words (self, candor_procedure_also_called (self->procedure));
  const char *not_about = candor_form_words (self, candor_procedure_not_about (self->procedure));

  candor_form_open_part (self, title);
  candor_form_open_table (self);
  add_text_rows (self);
  if (also != NULL)
    candor_form_said_row (self, candor_form_say (self, N_ ("Also called")), also);
  if (not_about != NULL)
    candor_form_said_row (self, candor_form_say (self, N_ ("Please note")), not_about);
  candor_form_close_table (self);

  add_sections_at (self, CANDOR_PLACE_LEARN);

  /* Who cannot be treated today is not asked to prepare for it. */
  if (self->outcome != CANDOR_OUTCOME_STOP)
    {
      add_sections_at (self, CANDOR_PLACE_BEFORE);
      add_sections_at (self, CANDOR_PLACE_AFTER);
    }
  add_terms (self);
}

static void
add_review (CandorForm *self)
{
  g_autofree char *date = NULL;
  g_autofree char *text = NULL;

  if (!candor_procedure_is_approved (self->procedure))
    {
      candor_form_said_row (
          self, candor_form_say (self, N_ ("Review")),
          candor_form_say (self, N_ ("No clinician has reviewed this text yet. It is "
                                     "not approved for clinical use.")));
      return;
    }

  date = candor_date_format_iso (candor_procedure_review_date (self->procedure), self->language);
  /* Translators: the first %s is a clinician with a role, the second a date. */
  text = candor_form_print (self, N_ ("Approved by %s on %s"),
                            candor_procedure_reviewer (self->procedure), date);
  candor_form_row (self, candor_form_say (self, N_ ("Review")), text);
}

void
candor_form_add_sources (CandorForm *self)
{
  GPtrArray *sources = candor_procedure_sources (self->procedure);

  candor_form_open_part (self, candor_form_say (self, N_ ("Sources")));
  candor_galley_open (self->galley, "L");
  for (guint i = 0; i < sources->len; i++)
    {
      const CandorSource *source = sources->pdata[i];
      g_autofree char *number = g_strdup_printf ("%u.", i + 1);

      candor_galley_open (self->galley, "LI");
      candor_galley_text (self->galley, candor_form_words (self, source->text),
                          &(CandorTextOptions){ .tag = "LBody",
                                                .style = CANDOR_TYPE_SMALL,
                                                .column = CANDOR_COLUMN_FULL,
                                                .indent = 20,
                                                .marker = number,
                                                .fixed = TRUE,
                                                .before = 2,
                                                .keep = source->url != NULL });
      candor_galley_text (self->galley, source->url,
                          &(CandorTextOptions){ .tag = "LBody",
                                                .style = CANDOR_TYPE_SMALL,
                                                .column = CANDOR_COLUMN_FULL,
                                                .indent = 20,
                                                .fixed = TRUE,
                                                .uri = source->url });
      candor_galley_close (self->galley, "LI");
    }
  candor_galley_close (self->galley, "L");
}

/* When @language was last changed: only the day of it. */
static char *
dup_version (const CandorLanguage *language)
{
  g_autofree char *version = candor_language_dup_header (language, "PO-Revision-Date");

  if (version != NULL)
    version[strcspn (version, " ")] = '\0';
  return g_steal_pointer (&version);
}

/* What a translator writes for no and for yes is in po/README.md; what is neither, or tells no day, is a
 * no. Returns: (transfer full) (nullable): the day of the review */
static char *
dup_reviewed (const CandorLanguage *language, const char *reviewer)
{
  g_autofree char *review = candor_language_dup_header (language, "X-Review");
  GDate day;

  if (review == NULL || !g_str_has_prefix (review, REVIEWED)
      || !candor_date_parse (&day, review + strlen (REVIEWED)) || reviewer == NULL
      || *reviewer == '\0')
    return NULL;
  return g_strdup (review + strlen (REVIEWED));
}

/* Which words these are, and who answers for them. English is the source, and nobody's translation. */
static void
add_language (CandorForm *self, const char *label, const CandorLanguage *language)
{
  const char *name = candor_language_name (language);
  g_autofree char *version = dup_version (language);
  g_autofree char *reviewer = candor_language_dup_header (language, "X-Reviewer");
  g_autofree char *reviewed = dup_reviewed (language, reviewer);
  g_autofree char *changed_on = candor_date_format_iso (version, self->language);
  g_autofree char *reviewed_on = candor_date_format_iso (reviewed, self->language);
  g_autofree char *text = NULL;
  GDate day;

  if (version == NULL)
    /* Translators: %s is English; all other languages are translated from it. */
    text = candor_form_print (self, N_ ("%s: the language of the source"), name);
  /* A version that tells no day may be younger, too. */
  else if (reviewed != NULL
           && (!candor_date_parse (&day, version) || strcmp (version, reviewed) > 0))
    text = candor_form_print (
        self,
        /* Translators: first the name of a language, then the days on which its translation was last
         * changed and, before that, was reviewed, and by whom. */
        N_ ("%1$s: translation of %2$s · reviewed on %3$s by %4$s, and changed "
            "since then: nobody has reviewed the changes yet"),
        name, changed_on, reviewed_on, reviewer);
  else if (reviewed != NULL)
    /* Translators: first the name of a language, then when its translation was last changed, when it
     * was reviewed, and by whom. */
    text = candor_form_print (self, N_ ("%1$s: translation of %2$s · reviewed on %3$s by %4$s"),
                              name, changed_on, reviewed_on, reviewer);
  else
    text = candor_form_print (
        self,
        /* Translators: first the name of a language, then when its translation was last changed. */
        N_ ("%1$s: translation of %2$s · not yet reviewed by a clinician"), name, changed_on);
  candor_form_row (self, candor_form_say (self, label), text);
}

static void
add_languages (CandorForm *self)
{
  if (self->second == NULL && candor_language_is_same (self->read, candor_language_english ()))
    return;
  add_language (self, N_ ("Language of the patient"), self->read);
  if (self->second != NULL)
    add_language (self, N_ ("Language of the clinic"), self->second);
}

void
candor_form_add_about (CandorForm *self)
{
  candor_form_open_part (self, candor_form_say (self, N_ ("About this document")));
  candor_form_open_table (self);
  candor_form_row (self, candor_form_say (self, N_ ("Visit")),
                   candor_form_get (self, CANDOR_FIELD_ID));
  add_review (self);
  add_languages (self);
  candor_form_said_row (
      self, candor_form_say (self, N_ ("What a signature here is")),
      candor_form_say (self, N_ ("Each drawn signature is the ink itself, as it was put on the "
                                 "tablet. It is not an advanced electronic signature. A form on "
                                 "paper is offered instead to anyone who wishes it.")));
  candor_form_close_table (self);
  candor_form_add_shown (self);
  candor_form_add_sources (self);
}
