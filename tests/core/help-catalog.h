/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include "core/candor-catalog.h"
#include "help.h"

G_BEGIN_DECLS

/* The head of a catalogue, with a line for the plural. */
#define HELP_HEAD(plural)                                                                          \
  "msgid \"\"\nmsgstr \"\"\n\"Language: xx\\n\"\n\"X-Language-Name: Xx\\n\"\n"                     \
  "\"Content-Type: text/plain; charset=UTF-8\\n\"\n\"Plural-Forms: " plural "\\n\"\n\n"

#define HELP_ARABIC                                                                                \
  "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? "  \
  "4 "                                                                                             \
  ": 5);"
#define HELP_UKRAINIAN                                                                             \
  "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) "  \
  "? 1 : 2);"

GBytes *help_msgfmt (const char *po, const char *option);
CandorCatalog *help_catalog (const char *po);
void help_save_preview (const char *entries);
char **help_po_languages (void);
char *help_po_text (const char *language);

G_END_DECLS
