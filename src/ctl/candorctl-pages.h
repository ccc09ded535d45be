/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include "candorctl.h"
#include "document/candor-consent-form.h"

G_BEGIN_DECLS

/* The pages of a visit. */
typedef struct
{
  char *output;         /* (owned) */
  char *procedure_path; /* (owned) (nullable) */
  char *paper_name;     /* (owned) (nullable) */
  char *logo_path;      /* (owned) (nullable) */
  CandorPaper paper;

  CandorVisit *visit;         /* (owned) */
  CandorProcedure *procedure; /* (owned) */
  CandorLogo *logo;           /* (owned) (nullable) */
} CandorctlPages;

/* The options that fill it: entries of a table. */
#define CANDORCTL_PAGES_OPTIONS(pages)                                                             \
  { "output",           'o',                                                                       \
    G_OPTION_FLAG_NONE, G_OPTION_ARG_FILENAME,                                                     \
    &(pages)->output,   "The PDF to write; “-” for standard output",                               \
    "FILE.pdf" },                                                                                  \
      { "procedure",                                                                               \
        0,                                                                                         \
        G_OPTION_FLAG_NONE,                                                                        \
        G_OPTION_ARG_FILENAME,                                                                     \
        &(pages)->procedure_path,                                                                  \
        "The procedure file, if it is not the one that the visit names",                           \
        "FILE.xml" },                                                                              \
      { "paper",                                                                                   \
        0,                                                                                         \
        G_OPTION_FLAG_NONE,                                                                        \
        G_OPTION_ARG_STRING,                                                                       \
        &(pages)->paper_name,                                                                      \
        "The size of the pages: a4 (default) or letter",                                           \
        "SIZE" },                                                                                  \
  {                                                                                                \
    "logo", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_FILENAME, &(pages)->logo_path,                     \
        "The clinic's logo: an SVG or PNG file", "FILE"                                            \
  }

void candorctl_pages_clear (CandorctlPages *self);
int candorctl_pages_check (CandorctlPages *self, const char *command);
gboolean
candorctl_pages_is_source (const CandorctlPages *self, const char *visit_path, const char *output);
gboolean candorctl_pages_load (CandorctlPages *self, const char *visit_path, GError **error);

G_END_DECLS
