/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * The text that the patient was given to read, all of it, and where it comes from.
 */
#include "candor-form.h"

#include "core/candor-date.h"

/* The number of each entry of the legend stands in the picture too. */
static void
add_legend (CandorForm *self, GPtrArray *legend, CandorColumn column)
{
  candor_galley_open (self->galley, "L");
  for (guint i = 0; i < legend->len; i++)
    {
      g_autofree char *number = g_strdup_printf ("%u", i + 1);

      candor_galley_open (self->galley, "LI");
      candor_galley_text (self->galley, candor_form_words (self, legend->pdata[i]),
                          &(CandorTextOptions){ .tag = "LBody",
                                                .style = CANDOR_TYPE_SMALL,
                                                .column = column,
                                                .indent = 12,
                                                .marker = number,
                                                .marked = TRUE,
                                                .keep = TRUE });
      candor_galley_close (self->galley, "LI");
    }
  candor_galley_close (self->galley, "L");
}

/* The picture with what its numbers mean. Returns: whether it could be drawn. */
static gboolean
add_picture (CandorForm *self, const CandorFigure *figure, CandorColumn column)
{
  g_autofree char *path = candor_procedure_figure_path (self->procedure, figure);
  gboolean drawn;

  drawn = path != NULL
          && candor_galley_picture (self->galley, path, candor_form_words (self, figure->alt),
                                    &column);
  candor_galley_text (self->galley, candor_form_words (self, figure->caption),
                      &(CandorTextOptions){ .tag = "Caption",
                                            .style = CANDOR_TYPE_SMALL,
                                            .column = column,
                                            .before = 3,
                                            .marked = TRUE,
                                            .keep = TRUE });
  if (figure->legend->len > 0)
    add_legend (self, figure->legend, column);
  return drawn;
}

/* Small and grey on paper, a picture may not speak for itself: what it shows is said in words. */
static void
add_picture_words (CandorForm *self, const CandorFigure *figure, gboolean drawn)
{
  const char *alt = candor_form_words (self, figure->alt);
  g_autofree char *text = NULL;

  if (drawn)
    /* Translators: %s is a description of the picture beside it. */
    text = candor_form_print (self, N_ ("In the picture: %s"), alt);
  else
    /* Translators: stands where a picture cannot be printed; %s is its description. */
    text = candor_form_print (self, N_ ("Here was a picture: %s"), alt);
  candor_galley_text (
      self->galley, text,
      &(CandorTextOptions){
          .style = CANDOR_TYPE_SMALL, .column = CANDOR_COLUMN_MAIN, .before = 3, .marked = TRUE });
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
                                            .marked = TRUE,
                                            .keep = TRUE });
  if (effect->rate >= 0)
    {
      g_autofree char *of_100
          = g_strdup_printf (candor_language_plural (self->language, N_ ("%d of 100 people"),
                                                     N_ ("%d of 100 people"), effect->rate),
                             effect->rate);

      candor_galley_icon_array (self->galley, effect->rate, of_100);
      candor_galley_text (self->galley, of_100,
                          &(CandorTextOptions){ .style = CANDOR_TYPE_SMALL,
                                                .column = CANDOR_COLUMN_MAIN,
                                                .before = 2,
                                                .keep = TRUE });
    }
  candor_galley_text (self->galley, often,
                      &(CandorTextOptions){ .style = CANDOR_TYPE_BODY,
                                            .column = CANDOR_COLUMN_MAIN,
                                            .marked = TRUE });
}

static void
add_box (CandorForm *self, const CandorBlock *block)
{
  candor_galley_open_whole (self->galley);
  candor_galley_open_box (self->galley, CANDOR_BOX_PLAIN, CANDOR_COLUMN_MAIN);
  candor_galley_text (self->galley, candor_form_words (self, block->text),
                      &(CandorTextOptions){ .style = CANDOR_TYPE_STRONG,
                                            .column = CANDOR_COLUMN_MAIN,
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
      add_picture_words (self, block->figure,
                         add_picture (self, block->figure, CANDOR_COLUMN_MAIN));
      break;
    case CANDOR_BLOCK_EFFECT:
      add_effect (self, block->effect);
      break;
    default:
      g_assert_not_reached ();
    }
}

/* The first picture stands beside the text, under the heading; the others where the text has
 * them. */
static void
add_section (CandorForm *self, const CandorSection *section)
{
  const CandorBlock *beside = NULL;
  gboolean drawn = FALSE;

  candor_galley_open_row (self->galley, TRUE, 8);
  candor_galley_open (self->galley, "Sect");
  candor_galley_heading (self->galley, 3, CANDOR_COLUMN_SIDE,
                         candor_form_words (self, section->title));
  for (guint i = 0; beside == NULL && i < section->blocks->len; i++)
    if (((const CandorBlock *)section->blocks->pdata[i])->kind == CANDOR_BLOCK_FIGURE)
      beside = section->blocks->pdata[i];
  if (beside != NULL)
    drawn = add_picture (self, beside->figure, CANDOR_COLUMN_SIDE);

  candor_galley_text (self->galley, candor_form_words (self, section->key),
                      &(CandorTextOptions){ .style = CANDOR_TYPE_STRONG,
                                            .column = CANDOR_COLUMN_MAIN,
                                            .marked = TRUE,
                                            .keep = TRUE });
  for (guint i = 0; i < section->blocks->len; i++)
    if (section->blocks->pdata[i] != beside)
      add_block (self, section->blocks->pdata[i]);
  if (beside != NULL)
    add_picture_words (self, beside->figure, drawn);
  candor_form_sources (self, section->sources);
  candor_galley_close (self->galley, "Sect");
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
      candor_form_begin_cell (self);
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
  g_autofree char *version = candor_form_print (self, N_ ("Version %s of %s"),
                                                candor_procedure_version (self->procedure), date);

  if (hash == NULL)
    hash = computed = candor_procedure_reading_hash (self->procedure, self->language);
  candor_form_row (self, candor_form_say (self, N_ ("Text")), version);
  candor_form_row (self, candor_form_say (self, N_ ("Language read")),
                   candor_language_name (self->language));
  candor_form_open_cells (self, CANDOR_TYPE_LABEL,
                          candor_form_say (self, N_ ("SHA-256 of the text")));
  candor_form_begin_cell (self);
  candor_form_paragraph (self, CANDOR_TYPE_LABEL, hash);
  candor_form_close_cells (self);
}

void
candor_form_add_reading (CandorForm *self)
{
  const char *also = candor_form_words (self, candor_procedure_also_called (self->procedure));
  const char *not_about = candor_form_words (self, candor_procedure_not_about (self->procedure));

  candor_form_open_part (self, candor_form_say (self, N_ ("The text that the patient read")));
  candor_form_open_table (self);
  add_text_rows (self);
  if (also != NULL)
    candor_form_row (self, candor_form_say (self, N_ ("Also called")), also);
  if (not_about != NULL)
    candor_form_row (self, candor_form_say (self, N_ ("Please note")), not_about);
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

/* Which sections were on the screen: the headings of those that were, and of those that were not. */
static void
add_shown (CandorForm *self)
{
  GPtrArray *sections = candor_procedure_sections (self->procedure);
  g_autoptr (GString) shown = g_string_new (NULL);
  g_autoptr (GString) not_shown = g_string_new (NULL);

  for (guint i = 0; i < sections->len; i++)
    {
      const CandorSection *section = sections->pdata[i];
      GString *list = candor_visit_was_shown (self->visit, section->id) ? shown : not_shown;

      g_string_append_printf (list, "%s%s", list->len > 0 ? " · " : "",
                              candor_form_words (self, section->title));
    }

  candor_form_open_cells (self, CANDOR_TYPE_LABEL,
                          candor_form_say (self, N_ ("Sections shown on the tablet")));
  candor_form_begin_cell (self);
  candor_form_paragraph (self, CANDOR_TYPE_SMALL, shown->len > 0 ? shown->str : "—");
  candor_form_close_cells (self);
  if (not_shown->len == 0)
    return;

  candor_form_open_cells (self, CANDOR_TYPE_LABEL,
                          candor_form_say (self, N_ ("Sections not shown")));
  candor_form_begin_cell (self);
  candor_form_paragraph (self, CANDOR_TYPE_SMALL, not_shown->str);
  candor_form_close_cells (self);
}

static void
add_review (CandorForm *self)
{
  g_autofree char *date = NULL;
  g_autofree char *text = NULL;

  if (!candor_procedure_is_approved (self->procedure))
    {
      candor_form_row (self, candor_form_say (self, N_ ("Review")),
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

static void
add_sources (CandorForm *self)
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
                                                .name = i == 0 ? "sources" : NULL,
                                                .before = 2,
                                                .keep = source->url != NULL });
      candor_galley_text (self->galley, source->url,
                          &(CandorTextOptions){ .style = CANDOR_TYPE_SMALL,
                                                .column = CANDOR_COLUMN_FULL,
                                                .indent = 20,
                                                .uri = source->url });
      candor_galley_close (self->galley, "LI");
    }
  candor_galley_close (self->galley, "L");
}

void
candor_form_add_about (CandorForm *self)
{
  candor_form_open_part (self, candor_form_say (self, N_ ("About this document")));
  candor_form_open_table (self);
  candor_form_row (self, candor_form_say (self, N_ ("Visit")),
                   candor_form_get (self, CANDOR_FIELD_ID));
  add_review (self);
  add_shown (self);
  candor_form_row (
      self, candor_form_say (self, N_ ("What a signature here is")),
      candor_form_say (self, N_ ("Each drawn signature is the ink itself, as it was put on the "
                                 "tablet. It is not an advanced electronic signature. A form on "
                                 "paper is offered instead to anyone who wishes it.")));
  candor_form_close_table (self);
  add_sources (self);
}
