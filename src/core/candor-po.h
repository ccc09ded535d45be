/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A catalogue of ours has 0.4 MB. */
#define CANDOR_PO_MAX_BYTES (20u << 20)

/* Stands between a context and its message in a key. */
#define CANDOR_PO_CONTEXT_END '\004'

/* One message of a .po file, with what stands for it. */
typedef struct
{
  char *context;      /* (nullable) */
  char *message;      /* "" for the head */
  char *plural;       /* (nullable): the message for other numbers than one */
  GPtrArray *texts;   /* (element-type utf8): the translation; of a plural, each form */
  GArray *text_lines; /* (element-type int): where each of them begins */
  char *places;       /* (nullable): where it stands in the source, as "#:" has it */
  int line;           /* of its msgid, from 1 */
  gboolean fuzzy;
} CandorPoEntry;

/**
 * CandorPo:
 *
 * A .po file, or the template of one, as translators write it.
 */
typedef struct
{
  char *name;          /* of the file, for messages */
  GPtrArray *entries;  /* (element-type CandorPoEntry): in the order of the file */
  GHashTable *by_key;  /* (element-type utf8 CandorPoEntry): by context, U+0004 and message */
  CandorPoEntry *head; /* (unowned) (nullable) */
} CandorPo;

CandorPo *candor_po_load (const char *path, GError **error);
CandorPo *candor_po_parse (const char *name, const char *text, gsize length, GError **error);
void candor_po_free (CandorPo *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CandorPo, candor_po_free)

const CandorPoEntry *
candor_po_find (const CandorPo *self, const char *context, const char *message);
gboolean candor_po_says_something (const CandorPoEntry *entry, guint form);
gboolean candor_po_is_translated (const CandorPoEntry *entry);
char *candor_po_dup_header (const CandorPo *self, const char *field);
int candor_po_header_line (const CandorPo *self);

G_END_DECLS
