/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include <gio/gio.h>

#include "candor-language.h"

G_BEGIN_DECLS

/*
 * The parts of a procedure, as the file has them. All of them belong to the procedure, are never
 * changed after loading, and live as long as it does. Strings for people are in the file's own
 * language: show them through candor_procedure_text ().
 */

/* How bad an answer is for going on; ordered, so that the worst of several is the greatest. */
typedef enum
{
  CANDOR_VERDICT_CLEAR,
  CANDOR_VERDICT_ASK,
  CANDOR_VERDICT_WAIT,
  CANDOR_VERDICT_STOP,
} CandorVerdictKind;

typedef struct
{
  char *id;
  char *text; /* who says it, title, year: a reference a person can look up */
  char *url;  /* (nullable) */
} CandorSource;

typedef struct
{
  char *id;
  char *word;
  char *meaning;
} CandorTerm;

typedef struct
{
  char *file; /* a name in data/illustrations, or beside the procedure file */
  char *alt;
  char *caption;     /* (nullable) */
  GPtrArray *legend; /* (element-type utf8): entry i explains the number i + 1 in the picture */
} CandorFigure;

typedef enum
{
  CANDOR_OFTEN_UNKNOWN,
  CANDOR_OFTEN_COMMON,
  CANDOR_OFTEN_UNCOMMON,
  CANDOR_OFTEN_RARE,
} CandorOften;

typedef struct
{
  char *id;
  CandorOften often;
  int rate;        /* of 100 people; -1 when no reliable rate is known */
  char *name;      /* what happens */
  char *how_often; /* in words */
  char *how_long;  /* in words */
  char **sources;  /* ids */
} CandorEffect;

typedef enum
{
  CANDOR_BLOCK_PARAGRAPH, /* text */
  CANDOR_BLOCK_LIST,      /* items */
  CANDOR_BLOCK_STEPS,     /* items, numbered */
  CANDOR_BLOCK_BOX,       /* text is its heading, items its paragraphs */
  CANDOR_BLOCK_FIGURE,    /* figure */
  CANDOR_BLOCK_EFFECT,    /* effect */
} CandorBlockKind;

typedef struct
{
  CandorBlockKind kind;
  char *text;           /* (nullable) */
  GPtrArray *items;     /* (nullable) (element-type utf8) */
  CandorFigure *figure; /* (nullable) */
  CandorEffect *effect; /* (nullable) */
} CandorBlock;

typedef enum
{
  CANDOR_PLACE_LEARN,
  CANDOR_PLACE_BEFORE,
  CANDOR_PLACE_AFTER,
} CandorPlace;

typedef struct
{
  char *id;
  CandorPlace place;
  char *about; /* (nullable): nature, benefits, course, effects, harms, home, practitioner,
                        waiting, medicines, alternatives, summary, care */
  char *title;
  char *key;         /* the main message */
  GPtrArray *blocks; /* (element-type CandorBlock) */
  char **sources;    /* ids */
  char **topics;     /* free labels by which an author keeps track */
} CandorSection;

typedef struct
{
  char *id;
  char *text;
  gboolean correct;
} CandorOption;

typedef struct
{
  char *id;
  char *section; /* id of the section that answers it */
  char *text;
  GPtrArray *options; /* (element-type CandorOption) */
} CandorCheckQuestion;

typedef enum
{
  CANDOR_REPLY_YES,
  CANDOR_REPLY_NO,
  CANDOR_REPLY_NOT_SURE,
  CANDOR_N_REPLIES,
} CandorReply;

typedef struct
{
  CandorVerdictKind verdict;
  int days;  /* for WAIT: days to let pass from the date given, or from the answer */
  char *say; /* (nullable) what it means, to the patient; never NULL unless CLEAR */
} CandorRule;

typedef enum
{
  CANDOR_QUESTION_CHOICE, /* yes, no, not sure */
  CANDOR_QUESTION_TEXT,   /* free text for the practitioner; may stay empty */
} CandorQuestionKind;

typedef struct
{
  char *id;
  CandorQuestionKind kind;
  char *text;
  char *help;          /* (nullable) */
  char *detail_prompt; /* (nullable) asks for words when the reply is yes or not sure */
  char *date_prompt;   /* (nullable) asks for the last day when the reply is yes */
  CandorRule rules[CANDOR_N_REPLIES];
  char **sources;
} CandorHealthQuestion;

typedef struct
{
  char *id;
  char *title;
  char *intro;          /* (nullable) */
  GPtrArray *questions; /* (element-type CandorHealthQuestion) */
} CandorHealthGroup;

typedef struct
{
  int below; /* years: the rule holds for people younger than this */
  CandorVerdictKind verdict;
  char *say;
  char **sources;
} CandorAgeRule;

typedef enum
{
  CANDOR_CARE_BEFORE,
  CANDOR_CARE_AFTER,
} CandorCarePhase;

typedef struct
{
  char *id;
  CandorCarePhase phase;
  int from_day; /* day 0 is the day of treatment */
  int to_day;   /* >= from_day */
  char *text;
  char *reason;
  char **sources;
} CandorCareStep;

typedef struct
{
  char *id;
  gboolean emergency; /* call the emergency number, not the clinic */
  char *text;
  char **sources;
} CandorWarning;

typedef struct
{
  char *id;
  gboolean photograph; /* asked apart, may be refused */
  char *text;
} CandorStatement;

/**
 * CandorProcedure:
 *
 * A procedure that a patient can be taught about and asked to consent to: its words, its questions
 * and its rules. Immutable; may be shared between threads.
 */
typedef struct _CandorProcedure CandorProcedure;

/* The largest procedure file that is read, in bytes. A full one has about 80 kB. */
#define CANDOR_PROCEDURE_MAX_BYTES (2 * 1024 * 1024)

CandorProcedure *candor_procedure_load (const char *path, GError **error);
CandorProcedure *
candor_procedure_parse (const char *name, const char *xml, gssize length, GError **error);
CandorProcedure *candor_procedure_ref (CandorProcedure *self);
void candor_procedure_unref (CandorProcedure *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CandorProcedure, candor_procedure_unref)

const char *candor_procedure_id (const CandorProcedure *self);
const char *candor_procedure_version (const CandorProcedure *self);
const char *candor_procedure_date (const CandorProcedure *self);
const char *candor_procedure_language (const CandorProcedure *self);
const char *candor_procedure_title (const CandorProcedure *self);
const char *candor_procedure_also_called (const CandorProcedure *self);
const char *candor_procedure_not_about (const CandorProcedure *self);
const char *candor_procedure_folder (const CandorProcedure *self);
gboolean candor_procedure_is_approved (const CandorProcedure *self);
const char *candor_procedure_reviewer (const CandorProcedure *self);
const char *candor_procedure_review_date (const CandorProcedure *self);

GPtrArray *candor_procedure_sources (const CandorProcedure *self);
GPtrArray *candor_procedure_terms (const CandorProcedure *self);
GPtrArray *candor_procedure_sections (const CandorProcedure *self);
GPtrArray *candor_procedure_checks (const CandorProcedure *self);
GPtrArray *candor_procedure_health_groups (const CandorProcedure *self);
GPtrArray *candor_procedure_age_rules (const CandorProcedure *self);
GPtrArray *candor_procedure_care_steps (const CandorProcedure *self);
GPtrArray *candor_procedure_warnings (const CandorProcedure *self);
GPtrArray *candor_procedure_statements (const CandorProcedure *self);

guint candor_procedure_n_sections_at (const CandorProcedure *self, CandorPlace place);
const CandorSection *
candor_procedure_section_at (const CandorProcedure *self, CandorPlace place, guint index);
const CandorSource *candor_procedure_find_source (const CandorProcedure *self, const char *id);
const CandorTerm *candor_procedure_find_term (const CandorProcedure *self, const char *word);
const CandorSection *candor_procedure_find_section (const CandorProcedure *self, const char *id);
const CandorCheckQuestion *candor_procedure_find_check (const CandorProcedure *self,
                                                        const char *id);
const CandorHealthQuestion *candor_procedure_find_question (const CandorProcedure *self,
                                                            const char *id);
const CandorStatement *candor_procedure_find_statement (const CandorProcedure *self,
                                                        const char *id);
char *candor_procedure_figure_path (const CandorProcedure *self, const CandorFigure *figure);

const char *candor_procedure_text (const CandorProcedure *self,
                                   const CandorLanguage *language,
                                   const char *message);
gboolean candor_procedure_has_text (const CandorProcedure *self,
                                    const CandorLanguage *language,
                                    const char *message);
GPtrArray *candor_procedure_list_messages (const CandorProcedure *self);
char *candor_procedure_section_reading (const CandorProcedure *self,
                                        const CandorSection *section,
                                        const CandorLanguage *language);
char *candor_procedure_reading (const CandorProcedure *self, const CandorLanguage *language);
char *candor_procedure_reading_hash (const CandorProcedure *self, const CandorLanguage *language);

char *candor_effect_chance (const CandorEffect *effect, const CandorLanguage *language);

char *candor_procedure_find_file (const char *id, const char *near, GError **error);
char *candor_data_find (const char *name);

G_END_DECLS
