/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include <qpdf/qpdf-c.h>

#include "check-ua.h"

G_BEGIN_DECLS

/* A document while it is checked. */
typedef struct
{
  GBytes *bytes;
  qpdf_data pdf;
  qpdf_oh catalog;
  int n_pages;
  GPtrArray *faults;    /* (owned) (element-type utf8) */
  GPtrArray *lines;     /* (owned) (element-type utf8): what is read, element by element */
  GPtrArray *languages; /* (owned) (element-type utf8): of each of these, or "" if it is not said */
  GHashTable *content;  /* (owned): the words of each piece of marked content */
  GHashTable *owners;   /* (owned): the element of each piece of marked content, by its number */
  GHashTable *annotation; /* (owned): the element of each annotation, both by number */
  GHashTable *types;      /* (owned): the type of each element, by number */
  GHashTable *split;      /* (owned): how many elements of a type are on more than one page */
  GHashTable *fonts;      /* (owned): those that were looked at, by number */
} Check;

/* Marked content is known by its page and its number on it. */
#define CHECK_PIECE(page, id) GUINT_TO_POINTER ((guint)(page)*65536u + (guint)(id) + 1u)

typedef struct
{
  gboolean wide;       /* two bytes a code */
  GHashTable *unicode; /* (owned): code to UTF-8 */
  GHashTable *widths;  /* (owned): of a font with one byte a code, which codes have a width */
} CheckFont;

void check_fault (Check *self, const char *clause, const char *format, ...) G_GNUC_PRINTF (3, 4);

qpdf_oh check_get (Check *self, qpdf_oh object, const char *key);
gboolean check_is (Check *self, qpdf_oh object, const char *key, const char *name);
char *check_name (Check *self, qpdf_oh object, const char *key);
char *check_text (Check *self, qpdf_oh object, const char *key);
int check_number (Check *self, qpdf_oh object, const char *key, int otherwise);
gboolean check_true (Check *self, qpdf_oh object, const char *key);
GStrv check_keys (Check *self, qpdf_oh dictionary);
GBytes *check_stream (Check *self, qpdf_oh stream);
gboolean check_language (const char *code);

CheckFont *check_font (Check *self, qpdf_oh font);
void check_font_free (gpointer font);

void check_file (Check *self);
void check_catalog (Check *self);
void check_metadata (Check *self);
void check_content (Check *self);
void check_structure (Check *self);
void check_annotations (Check *self);
void check_outline (Check *self);
void check_attachments (Check *self);
void check_objects (Check *self);

G_END_DECLS
