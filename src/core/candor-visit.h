/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include <glib-object.h>

#include "candor-procedure.h"
#include "candor-signature.h"

G_BEGIN_DECLS

/* The single values of a visit. The table in candor-visit.c gives each its place in the JSON. */
typedef enum
{
  CANDOR_FIELD_ID,         /* a random UUID */
  CANDOR_FIELD_STARTED_AT, /* ISO 8601 with offset; the answers are dated by its day */
  CANDOR_FIELD_LANGUAGE,
  CANDOR_FIELD_CLINIC_LANGUAGE,

  CANDOR_FIELD_PROCEDURE, /* its id */
  CANDOR_FIELD_PROCEDURE_VERSION,
  CANDOR_FIELD_TEXT_SHA256, /* of the text that was read; set when the first signature is made */
  CANDOR_FIELD_TEXT_LANGUAGE,

  CANDOR_FIELD_CLINIC_NAME,
  CANDOR_FIELD_CLINIC_ADDRESS,
  CANDOR_FIELD_CLINIC_PHONE,
  CANDOR_FIELD_CLINIC_EMERGENCY,

  CANDOR_FIELD_PATIENT_NAME,
  CANDOR_FIELD_PATIENT_BORN,      /* YYYY-MM-DD */
  CANDOR_FIELD_PATIENT_CONFIRMED, /* when the patient said "this is me"; ISO 8601 with offset */
  CANDOR_FIELD_PATIENT_GOAL,      /* in the patient's own words */

  CANDOR_FIELD_TREATMENT_AREA,
  CANDOR_FIELD_TREATMENT_DEPTH,
  CANDOR_FIELD_TREATMENT_PRODUCT,
  CANDOR_FIELD_TREATMENT_DATE, /* YYYY-MM-DD */

  CANDOR_FIELD_PRACTITIONER_NAME,
  CANDOR_FIELD_PRACTITIONER_ROLE,
  CANDOR_FIELD_PRACTITIONER_REGISTRATION,
  CANDOR_FIELD_INTERPRETER_NAME,
  CANDOR_FIELD_WITNESS_NAME,

  CANDOR_FIELD_TALK_RISKS, /* risks particular to this patient, by the practitioner */
  CANDOR_FIELD_TALK_NOTE,
  CANDOR_FIELD_TALK_AT, /* when the practitioner finished the talk */

  CANDOR_FIELD_DECISION,        /* "agree", "not-now" or "no" */
  CANDOR_FIELD_DECISION_REASON, /* if the patient wants to give one */
  CANDOR_FIELD_DECISION_AT,
  CANDOR_FIELD_REVIEWED_AT, /* when the patient confirmed the finished document */
  CANDOR_N_FIELDS,
} CandorField;

/* One answer to a health question. */
typedef struct
{
  gboolean given;
  CandorReply reply; /* for a CHOICE question */
  char *detail;      /* (nullable) words: for a TEXT question, or which one, or where */
  char *date;        /* (nullable) YYYY-MM-DD, the last day it happened */
} CandorAnswer;

/* How a check question went. Options are named by id. */
typedef struct
{
  char *first;  /* (nullable) the first option chosen */
  char *latest; /* (nullable) the option chosen last */
  char *talked; /* (nullable) what the practitioner said about it in the talk */
} CandorCheckAnswer;

typedef enum
{
  CANDOR_SETTLED_OPEN,
  CANDOR_SETTLED_PROCEED,
  CANDOR_SETTLED_POSTPONE,
  CANDOR_SETTLED_DECLINE,
} CandorSettled;

/* What the practitioner decided about a flagged answer. Both parts are needed. */
typedef struct
{
  CandorSettled decision;
  char *reason; /* (nullable) */
} CandorSettlement;

typedef struct
{
  char *question; /* the patient's words */
  char *reply;    /* (nullable) the practitioner's */
} CandorPatientQuestion;

/* The four parts of capacity to decide (GMC 2020, paragraph 81; Mental Capacity Act 2005, s. 3). */
typedef enum
{
  CANDOR_CAPACITY_UNDERSTANDS,
  CANDOR_CAPACITY_REMEMBERS,
  CANDOR_CAPACITY_WEIGHS,
  CANDOR_CAPACITY_COMMUNICATES,
  CANDOR_N_CAPACITY,
} CandorCapacity;

/* Yes, no, or not asked yet. */
typedef enum
{
  CANDOR_CHOICE_OPEN,
  CANDOR_CHOICE_YES,
  CANDOR_CHOICE_NO,
} CandorChoice;

typedef enum
{
  CANDOR_OUTCOME_OPEN,
  CANDOR_OUTCOME_AGREE,
  CANDOR_OUTCOME_NOT_NOW,
  CANDOR_OUTCOME_NO,
  CANDOR_OUTCOME_STOP,
} CandorOutcome;

/**
 * CandorVisit:
 *
 * One patient's visit: the one mutable model. It emits #CandorVisit::changed after every change.
 * Empty strings are stored as unset.
 */
#define CANDOR_TYPE_VISIT (candor_visit_get_type ())
G_DECLARE_FINAL_TYPE (CandorVisit, candor_visit, CANDOR, VISIT, GObject)

/* The largest visit file that is read, in bytes, and how deep its JSON may nest. */
#define CANDOR_VISIT_MAX_BYTES (32 * 1024 * 1024)
#define CANDOR_VISIT_MAX_DEPTH 16

CandorVisit *candor_visit_new (void);
CandorVisit *candor_visit_start (CandorProcedure *procedure, const CandorLanguage *language);

const char *candor_visit_get (CandorVisit *self, CandorField field);
void candor_visit_set (CandorVisit *self, CandorField field, const char *value);
const char *candor_visit_field_path (CandorField field);

const CandorAnswer *candor_visit_get_answer (CandorVisit *self, const char *question);
void candor_visit_set_reply (CandorVisit *self, const char *question, CandorReply reply);
void candor_visit_set_answer_detail (CandorVisit *self, const char *question, const char *detail);
void candor_visit_set_answer_date (CandorVisit *self, const char *question, const char *iso);
void candor_visit_forget_answer (CandorVisit *self, const char *question);

const CandorCheckAnswer *candor_visit_get_check (CandorVisit *self, const char *question);
void candor_visit_choose_option (CandorVisit *self, const char *question, const char *option);
void candor_visit_set_check_talked (CandorVisit *self, const char *question, const char *talked);

const CandorSettlement *candor_visit_get_settlement (CandorVisit *self, const char *question);
void candor_visit_settle (CandorVisit *self,
                          const char *question,
                          CandorSettled decision,
                          const char *reason);

guint candor_visit_n_questions (CandorVisit *self);
const CandorPatientQuestion *candor_visit_get_question (CandorVisit *self, guint index);
void candor_visit_set_question (CandorVisit *self, guint index, const char *question);
void candor_visit_set_question_reply (CandorVisit *self, guint index, const char *reply);

CandorChoice candor_visit_get_capacity (CandorVisit *self, CandorCapacity part);
void candor_visit_set_capacity (CandorVisit *self, CandorCapacity part, CandorChoice choice);
const char *candor_capacity_to_string (CandorCapacity part);

CandorChoice candor_visit_get_statement (CandorVisit *self, const char *statement);
void candor_visit_set_statement (CandorVisit *self, const char *statement, CandorChoice choice);

gboolean candor_visit_was_shown (CandorVisit *self, const char *section);
void candor_visit_mark_shown (CandorVisit *self, const char *section);
guint candor_visit_get_shown_seconds (CandorVisit *self, const char *section);
void candor_visit_add_shown_seconds (CandorVisit *self, const char *section, guint seconds);

/* A day: nothing stands on a screen for longer in one visit. */
#define CANDOR_MAX_SHOWN_SECONDS 86400

const CandorSignature *candor_visit_get_signature (CandorVisit *self, CandorRole role);
void candor_visit_take_signature (CandorVisit *self, CandorSignature *signature);
void candor_visit_remove_signature (CandorVisit *self, CandorRole role);

CandorOutcome candor_visit_outcome (CandorVisit *self, CandorProcedure *procedure);
const char *candor_outcome_to_string (CandorOutcome outcome);
gboolean candor_outcome_from_string (const char *string, CandorOutcome *outcome);

gboolean candor_visit_bind_text (CandorVisit *self, CandorProcedure *procedure, GError **error);
gboolean candor_visit_check_text (CandorVisit *self, CandorProcedure *procedure, GError **error);

/* candor-visit-json.c */
char *candor_visit_to_json (CandorVisit *self, gsize *length);
char *candor_visit_to_evidence (CandorVisit *self);
CandorVisit *
candor_visit_from_json (const char *name, const char *json, gssize length, GError **error);
CandorVisit *candor_visit_load (const char *path, GError **error);

const char *candor_reply_to_string (CandorReply reply);
gboolean candor_reply_from_string (const char *string, CandorReply *reply);
const char *candor_settled_to_string (CandorSettled settled);
gboolean candor_settled_from_string (const char *string, CandorSettled *settled);

G_END_DECLS
