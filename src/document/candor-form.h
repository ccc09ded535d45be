/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include "candor-galley.h"
#include "candor-stationery.h"

#include "core/candor-day-check.h"
#include "core/candor-verdict.h"

G_BEGIN_DECLS

/* The form while it is being set: what the parts need to know. */
typedef struct
{
  CandorProcedure *procedure;
  CandorVisit *visit;
  CandorDayCheck *check;          /* (nullable): @visit is its visit of today */
  const CandorLanguage *language; /* the one that the form speaks now */
  const CandorLanguage *read;     /* the one the patient read, which comes first */
  const CandorLanguage *second;   /* (nullable): the clinic's, where it is another */
  CandorVerdict *verdict;         /* (owned) */
  CandorOutcome outcome;
  const CandorStationery *stationery;
  gboolean draft;
  gboolean by_hand;             /* it is filled in with a pen */
  const CandorSealing *sealing; /* (nullable): how it will be sealed */
  CandorGalley *galley;         /* (owned) */
  gboolean part_open;
} CandorForm;

/* What a machine reads of a form. */
typedef struct
{
  const char *name;
  const char *description;
  char *json; /* (owned): taken by candor_form_finish_with () */
  const char *text_description;
} CandorFormEvidence;

/* Words of the form itself, in the language of the form. */
const char *candor_form_say (const CandorForm *self, const char *message);
char *candor_form_print (const CandorForm *self, const char *format, ...) G_GNUC_PRINTF (2, 3);
char *candor_form_say_twice (const CandorForm *self, const char *message);
char *candor_form_quote (const CandorForm *self, const char *format, const char *typed);
char *candor_form_dup_code (const CandorForm *self, const char *code);
char *candor_form_number (const CandorForm *self, const char *format, const char *number);
char *candor_form_meaning (CandorForm *self, const char *meaning);
/* Words of the procedure. */
const char *candor_form_words (const CandorForm *self, const char *message);
/* The value of a field, or NULL when there is none. */
const char *candor_form_get (const CandorForm *self, CandorField field);

/* What all documents of a visit share. */
const CandorLanguage *candor_form_language (CandorVisit *visit, GError **error);
gboolean candor_form_set_languages (CandorForm *self, GError **error);
CandorGalley *candor_form_set_pages (CandorForm *self, void (*add_parts) (CandorForm *self));
const char *candor_form_last_moment (CandorVisit *visit);
void candor_form_add_letterhead (CandorForm *self, gboolean numbers);
GBytes *candor_form_finish (CandorForm *self, CandorFurniture *furniture, GError **error);
GBytes *candor_form_finish_with (CandorForm *self,
                                 CandorFurniture *furniture,
                                 const CandorFormEvidence *evidence,
                                 GError **error);

/* What all parts are made of. */
void candor_form_open_part (CandorForm *self, const char *title);
void candor_form_close_part (CandorForm *self);
void candor_form_paragraph (CandorForm *self, CandorTypeStyle style, const char *text);
void candor_form_said (CandorForm *self, CandorTypeStyle style, const char *said);
void candor_form_marked (CandorForm *self, CandorTypeStyle style, const char *text);
void candor_form_list (CandorForm *self, GPtrArray *items, gboolean numbered);
void candor_form_said_list (CandorForm *self, GPtrArray *items, gboolean numbered);
const char *candor_form_role (const CandorForm *self, CandorRole role);
void candor_form_group_head (CandorForm *self, const CandorHealthGroup *group);
void candor_form_open_table (CandorForm *self);
void candor_form_close_table (CandorForm *self);
void candor_form_open_cells (CandorForm *self, CandorTypeStyle style, const char *head);
void candor_form_open_cells_with (CandorForm *self,
                                  CandorTypeStyle style,
                                  const char *head,
                                  CandorTypeStyle second_style,
                                  const char *second);
void candor_form_close_cells (CandorForm *self);
void candor_form_row (CandorForm *self, const char *label, const char *value);
void candor_form_said_row (CandorForm *self, const char *label, const char *said);
void candor_form_hash_row (CandorForm *self, const char *label, const char *value);
void candor_form_sources (CandorForm *self, char **ids);
guint candor_form_count_statements (CandorForm *self, gboolean photograph);
void candor_form_lines (CandorForm *self, CandorColumn column, guint n, const char *what);
void candor_form_line_row (CandorForm *self, const char *label, guint n);
const char *candor_form_reply (const CandorForm *self, CandorReply reply);
void candor_form_add_summary (CandorForm *self);
void candor_form_add_question (CandorForm *self, const CandorHealthQuestion *question);
void candor_form_add_age (CandorForm *self);

/* The parts, in the order of candor-consent-form.c. */
void candor_form_add_front (CandorForm *self);
void candor_form_add_people (CandorForm *self);
void candor_form_add_reading (CandorForm *self, const char *title);
void candor_form_add_understanding (CandorForm *self);
void candor_form_add_health (CandorForm *self);
void candor_form_add_talk (CandorForm *self);
void candor_form_add_questions (CandorForm *self);
void candor_form_add_care (CandorForm *self);
void candor_form_add_warnings (CandorForm *self);
void candor_form_add_statements (CandorForm *self);
void candor_form_add_signatures (CandorForm *self);
void candor_form_add_about (CandorForm *self);
void candor_form_add_shown (CandorForm *self);
void candor_form_add_sources (CandorForm *self);
void candor_form_add_audit (CandorForm *self);
void candor_form_add_short_audit (CandorForm *self, const char *text_hash);

G_END_DECLS
