/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include "candor-form.h"

G_BEGIN_DECLS

/* The pictures that a care sheet has room for. */
typedef struct _CandorCarePictures CandorCarePictures;

/* Where on the sheet a picture helps. */
typedef enum
{
  CANDOR_CARE_PART_BEFORE,
  CANDOR_CARE_PART_AFTER,
  CANDOR_CARE_PART_WARNINGS,
} CandorCarePart;

CandorCarePictures *candor_care_pictures_new (CandorProcedure *procedure);
void candor_care_pictures_free (CandorCarePictures *self);
guint candor_care_pictures_count (const CandorCarePictures *self);
gboolean candor_care_pictures_add (
    const CandorCarePictures *self, CandorForm *form, CandorCarePart part, guint index, guint n);

G_END_DECLS
