/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include "core/candor-language.h"
#include "records/candor-record-head.h"

G_BEGIN_DECLS

/* What a record is, or how it ended: never colour alone, always a word and an icon with it. */
typedef struct
{
  const char *context; /* (nullable): of @word */
  const char *word;    /* to be translated */
  const char *icon;
  const char *style;
} CandorRegisterLook;

const CandorRegisterLook *candor_register_get_look (const CandorRecordHead *head);
const char *candor_register_look_word (const CandorRegisterLook *look,
                                       const CandorLanguage *language);
void candor_register_add_fact (GString *facts, const char *fact);
char *candor_register_dup_name (const CandorRecordHead *head, const CandorLanguage *language);
char *candor_register_dup_facts (const CandorRecordHead *head, const CandorLanguage *language);
char *candor_register_dup_when (const CandorRecordHead *head, const CandorLanguage *language);

G_END_DECLS
