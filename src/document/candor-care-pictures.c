/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#include "candor-care-pictures.h"

#include "candor-grey-picture.h"

/* On paper (points): small, and still clear in print. */
#define SIDE 76.0

typedef struct
{
  CandorCarePart part;
  const CandorFigure *figure;
  CandorLogo *picture; /* (owned) */
} CarePicture;

struct _CandorCarePictures
{
  GPtrArray *pictures; /* (owned) (element-type CarePicture): the most helpful first */
};

static void
free_picture (gpointer data)
{
  CarePicture *self = data;

  candor_logo_unref (self->picture);
  g_free (self);
}

/* A picture that cannot be printed is left out: the sheet says all in words as well. */
static void
load (CandorCarePictures *self,
      CandorProcedure *procedure,
      CandorCarePart part,
      const CandorFigure *figure)
{
  g_autofree char *path = candor_procedure_figure_path (procedure, figure);
  CandorLogo *picture = path != NULL ? candor_grey_picture_load (path, NULL) : NULL;
  CarePicture *entry;

  if (picture == NULL)
    return;
  entry = g_new0 (CarePicture, 1);
  entry->part = part;
  entry->figure = figure;
  entry->picture = picture;
  g_ptr_array_add (self->pictures, entry);
}

static CandorCarePart
part_of (const CandorSection *section)
{
  if (g_strcmp0 (section->about, "harms") == 0)
    return CANDOR_CARE_PART_WARNINGS;
  return section->place == CANDOR_PLACE_BEFORE ? CANDOR_CARE_PART_BEFORE : CANDOR_CARE_PART_AFTER;
}

static void
load_place (CandorCarePictures *self, CandorProcedure *procedure, CandorPlace place)
{
  GPtrArray *sections = candor_procedure_sections (procedure);

  for (guint i = 0; i < sections->len; i++)
    {
      const CandorSection *section = sections->pdata[i];

      for (guint j = 0; section->place == place && j < section->blocks->len; j++)
        {
          const CandorBlock *block = section->blocks->pdata[j];

          if (block->kind == CANDOR_BLOCK_FIGURE)
            load (self, procedure, part_of (section), block->figure);
        }
    }
}

/**
 * candor_care_pictures_new:
 *
 * Returns: (transfer full): the pictures of the sections about the time after the treatment, and then
 *   those about the time before it, in grey
 */
CandorCarePictures *
candor_care_pictures_new (CandorProcedure *procedure)
{
  CandorCarePictures *self = g_new0 (CandorCarePictures, 1);

  self->pictures = g_ptr_array_new_with_free_func (free_picture);
  load_place (self, procedure, CANDOR_PLACE_AFTER);
  load_place (self, procedure, CANDOR_PLACE_BEFORE);
  return self;
}

/**
 * candor_care_pictures_free:
 */
void
candor_care_pictures_free (CandorCarePictures *self)
{
  g_ptr_array_unref (self->pictures);
  g_free (self);
}

/**
 * candor_care_pictures_count:
 *
 * Returns: how many there are
 */
guint
candor_care_pictures_count (const CandorCarePictures *self)
{
  return self->pictures->len;
}

/* The picture of a part with that index, if it is among the first @n of all. */
static const CarePicture *
find (const CandorCarePictures *self, CandorCarePart part, guint index, guint n)
{
  for (guint i = 0; i < MIN (n, self->pictures->len); i++)
    {
      const CarePicture *entry = self->pictures->pdata[i];

      if (entry->part == part && index-- == 0)
        return entry;
    }
  return NULL;
}

/**
 * candor_care_pictures_add:
 * @form: a sheet with an open row
 * @part: what the part of the sheet is about
 * @index: which of its pictures
 * @n: of the pictures of all parts, only the first so many
 *
 * Adds a picture at the end edge, beside what follows in the row. The words beside it say the same.
 *
 * Returns: whether there is such a picture
 */
gboolean
candor_care_pictures_add (
    const CandorCarePictures *self, CandorForm *form, CandorCarePart part, guint index, guint n)
{
  const CarePicture *entry = find (self, part, index, n);
  double width;
  double height;
  g_autofree char *alt = NULL;

  if (entry == NULL)
    return FALSE;
  alt = candor_galley_clean (candor_form_words (form, entry->figure->alt));
  candor_logo_get_size (entry->picture, &width, &height);
  candor_galley_drawing (form->galley, CANDOR_COLUMN_END, SIDE, SIDE * height / width, alt,
                         candor_logo_draw, candor_logo_ref (entry->picture),
                         (GDestroyNotify)candor_logo_unref);
  return TRUE;
}
