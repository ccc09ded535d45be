/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include <qpdf/qpdf-c.h>

#include "candor-archive.h"

G_BEGIN_DECLS

/* One pass over a document. Handles of qpdf live as long as @qpdf does. */
typedef struct
{
  qpdf_data qpdf;
  qpdf_oh catalog;
  qpdf_oh *pages; /* (owned) (array length=n_pages) */
  int n_pages;
  int next_object; /* the next free number of an object */
  const CandorTagLog *log;
  const CandorArchiveInfo *info;
  GArray **marked;    /* (owned): for each page, the log's index of each piece of marked content */
  int next_parent;    /* the next free key of the parent tree */
  qpdf_oh parents;    /* its array of keys and values */
  qpdf_oh seal_field; /* 0 if there is none */
  GError *error;      /* (owned) (nullable): the first thing that went wrong */
} CandorArchive;

void candor_archive_fail (CandorArchive *self, const char *what);
qpdf_oh candor_archive_object (CandorArchive *self);
void candor_archive_set_name (CandorArchive *self, qpdf_oh object, const char *key, const char *v);
void candor_archive_set_text (CandorArchive *self, qpdf_oh object, const char *key, const char *v);
void
candor_archive_set_integer (CandorArchive *self, qpdf_oh object, const char *key, long long value);
qpdf_oh candor_archive_stream (CandorArchive *self, gconstpointer data, gsize size);
char *candor_archive_pdf_date (const char *iso);

void candor_archive_open_pages (CandorArchive *self);
void candor_archive_number_content (CandorArchive *self);
void candor_archive_structure (CandorArchive *self);
void candor_archive_metadata (CandorArchive *self);
void candor_archive_attach (CandorArchive *self);
void candor_archive_make_room_for_seal (CandorArchive *self);

G_END_DECLS
