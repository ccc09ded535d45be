/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include "candor-paper.h"
#include "candor-visit.h"

G_BEGIN_DECLS

typedef struct
{
  char *name;
  char *role;
  char *registration;
} CandorPractitioner;

/* Who the clinic is: read from one key file, clinic.ini. */
typedef struct
{
  char *name;
  char *address;
  char *phone;
  char *emergency;          /* the number for emergencies where the clinic is */
  char *language;           /* code */
  CandorPaper paper;        /* what lies in the clinic's printer */
  char *procedure;          /* (nullable): the id of the one that it offers */
  char *logo;               /* (nullable): the path of an SVG or PNG file */
  char *seal_key;           /* (nullable): the path of the key of the clinic's seal */
  char *certificate;        /* (nullable): the path of the certificate of that key */
  GPtrArray *practitioners; /* (element-type CandorPractitioner), at least one */
} CandorClinic;

CandorClinic *
candor_clinic_parse (const char *path, const char *text, gsize length, GError **error);
CandorClinic *candor_clinic_load (const char *path, GError **error);
void candor_clinic_free (CandorClinic *self);
void candor_clinic_apply (const CandorClinic *self, CandorVisit *visit);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CandorClinic, candor_clinic_free)

G_END_DECLS
