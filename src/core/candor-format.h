/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* More than any string of ours has. */
#define CANDOR_FORMAT_MAX_ARGUMENTS 9

/* The longest is "llu". */
#define CANDOR_FORMAT_TYPE_LENGTH 4

/**
 * CandorFormat:
 * @types: for each argument its type as printf () writes it, such as "s" or "lu"
 * @n: how many arguments there are
 *
 * What a format asks printf () for.
 */
typedef struct
{
  char types[CANDOR_FORMAT_MAX_ARGUMENTS][CANDOR_FORMAT_TYPE_LENGTH];
  guint n;
} CandorFormat;

/**
 * CandorFormatDirective:
 * @place: which argument is meant, from 0
 * @shape: flags, width and precision, such as ".12"
 * @shape_length: how long @shape is
 * @type: its type, such as "lu"
 * @type_length: how long @type is
 *
 * One "%…" of a format.
 */
typedef struct
{
  guint place;
  const char *shape;
  gsize shape_length;
  const char *type;
  gsize type_length;
} CandorFormatDirective;

gboolean candor_format_step (const char **at,
                             guint *n_met,
                             guint *n_named,
                             CandorFormatDirective *directive);
gboolean candor_format_read (const char *text, CandorFormat *format);
gboolean candor_format_fits (const char *original, const char *translation, gboolean is_plural);

/**
 * CandorArguments:
 *
 * What was given to a format, kept so that a translation of it can be filled later. What is in it is wiped
 * when it goes: there may be a name in it.
 */
typedef struct _CandorArguments CandorArguments;

CandorArguments *candor_arguments_new (const char *format, va_list list);
CandorArguments *candor_arguments_copy (const CandorArguments *self);
void candor_arguments_free (CandorArguments *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CandorArguments, candor_arguments_free)

guint candor_arguments_size (const CandorArguments *self);
const char *candor_arguments_get_text (const CandorArguments *self, guint i);
void candor_arguments_take_text (CandorArguments *self, guint i, char *text);
char *candor_arguments_fill (const CandorArguments *self, const char *format);

G_END_DECLS
