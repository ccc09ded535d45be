/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include "candor-archive-update.h"
#include "candor-archive.h"
#include "candor-qpdf.h"

G_BEGIN_DECLS

/* A pass over a document. Handles of qpdf live as long as @qpdf does. */
typedef struct
{
  qpdf_data qpdf;
  qpdf_oh catalog;
  qpdf_oh *pages; /* (owned) (array length=n_pages) */
  int n_pages;
  int next_object; /* the next free number of an object */
  int next_parent; /* the next free key of the parent tree */
  const CandorTagLog *log;
  const CandorArchiveInfo *info;
  GArray **marked;   /* (owned): for each page, the log's index of each piece of marked content */
  GHashTable *fonts; /* (owned): the numbers of those that are done */
  GError *error;     /* (owned) (nullable): the first thing that went wrong */
} CandorArchive;

/* The numbers, in the finished file, of what the structure tree speaks of. */
typedef struct
{
  int n_objects;  /* one more than the highest number */
  int root;       /* the catalogue */
  int info;       /* the information dictionary */
  char *id;       /* (owned): the two identifiers of the file, as they are written */
  int tree;       /* the root of the tree */
  int *pages;     /* (owned) (array length=n_pages) */
  GArray **links; /* (owned) (array length=n_pages) (element-type int): in the order of drawing */
  int n_pages;
  int seal_field; /* 0 if there is none */
} CandorTreePlaces;

void candor_archive_fail (CandorArchive *self, const char *what);
qpdf_oh candor_archive_object (CandorArchive *self);
void candor_archive_set_name (CandorArchive *self, qpdf_oh object, const char *key, const char *v);
void candor_archive_set_text (CandorArchive *self, qpdf_oh object, const char *key, const char *v);
void
candor_archive_set_integer (CandorArchive *self, qpdf_oh object, const char *key, long long value);
void candor_archive_fill (CandorArchive *self, qpdf_oh stream, gconstpointer data, gsize size);
qpdf_oh candor_archive_stream (CandorArchive *self, gconstpointer data, gsize size);
char *candor_archive_pdf_date (const char *iso);

void candor_archive_open_pages (CandorArchive *self);
void candor_archive_number_content (CandorArchive *self);
void candor_archive_number_links (CandorArchive *self);
void candor_archive_metadata (CandorArchive *self);
void candor_archive_tighten_font (CandorArchive *self, qpdf_oh font);
GByteArray *candor_archive_shorten_outlines (const guint8 *table, gsize size);
void candor_archive_attach (CandorArchive *self);
void candor_archive_make_room_for_seal (CandorArchive *self);

gboolean
candor_tree_places_find (CandorTreePlaces *self, gconstpointer file, gsize size, GError **error);
void candor_tree_places_clear (CandorTreePlaces *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CandorTreePlaces, candor_tree_places_clear)

void candor_archive_write_tree (CandorUpdate *update,
                                const CandorTagLog *log,
                                GArray *const *marked,
                                const CandorTreePlaces *places,
                                const char *seal_words);

G_END_DECLS
