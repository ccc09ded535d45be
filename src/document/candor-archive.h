/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include <gio/gio.h>

#include "candor-tag-log.h"

G_BEGIN_DECLS

/* The tags around a running header and a running footer on the lower of two sheets. Cairo has to know
 * them; no element of the text has one of them. */
#define CANDOR_SHEET_HEADER "BlockQuote"
#define CANDOR_SHEET_FOOTER "Note"

/* A file inside a document, for machines. */
typedef struct
{
  const char *name;         /* file name, ASCII */
  const char *type;         /* MIME type */
  const char *description;  /* for people */
  const char *relationship; /* ISO 19005-3: "Data", "Alternative" … */
  GBytes *content;
} CandorAttachment;

/* What a document says about itself; nothing here is drawn. */
typedef struct
{
  const char *title;
  const char *author;     /* (nullable) */
  const char *subject;    /* (nullable) */
  const char *keywords;   /* (nullable) */
  const char *created_at; /* (nullable) ISO 8601 with offset */
  const char *language;   /* code */
  const CandorAttachment *attachments;
  gsize n_attachments;
  const char *sealed_by;  /* (nullable): whose seal there is to be room for */
  const char *seal_words; /* (nullable): the same for a screen reader: “Seal of …” */
} CandorArchiveInfo;

GBytes *candor_archive_complete (GByteArray *drawn,
                                 const CandorTagLog *log,
                                 const CandorArchiveInfo *info,
                                 GError **error);

G_END_DECLS
