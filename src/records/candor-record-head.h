/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include "core/candor-visit.h"

G_BEGIN_DECLS

typedef enum
{
  CANDOR_RECORD_CONSENT,    /* a visit, however the patient decided */
  CANDOR_RECORD_WITHDRAWAL, /* of an older consent */
  CANDOR_RECORD_DAY_CHECK,  /* what changed since the consent, on a day of treatment */
  CANDOR_RECORD_SCAN,       /* of a form that was signed on paper */
  CANDOR_RECORD_N_KINDS,
} CandorRecordKind;

/* What a list of records shows and a search looks through. All of it is text, and the order is that
 * of the columns of the index. */
typedef enum
{
  CANDOR_HEAD_ID,
  CANDOR_HEAD_KIND,
  CANDOR_HEAD_OF,       /* the id of the older record that this one is about */
  CANDOR_HEAD_FILED_AT, /* ISO 8601 with offset */
  CANDOR_HEAD_PATIENT_NAME,
  CANDOR_HEAD_PATIENT_BORN, /* YYYY-MM-DD */
  CANDOR_HEAD_PROCEDURE,    /* its id */
  CANDOR_HEAD_TITLE,        /* the procedure's name, in the clinic's language */
  CANDOR_HEAD_PRACTITIONER,
  CANDOR_HEAD_TREATMENT_DATE, /* YYYY-MM-DD */
  CANDOR_HEAD_OUTCOME,    /* as candor_outcome_to_string (), or candor_day_outcome_to_string () */
  CANDOR_HEAD_LANGUAGE,   /* the patient's, its code */
  CANDOR_HEAD_REASON,     /* of a withdrawal */
  CANDOR_HEAD_PDF_SHA256, /* of the form inside */
  CANDOR_HEAD_SESSION,    /* of a day-of check: which session of the course, from 1 */
  CANDOR_HEAD_N_FIELDS,
} CandorHeadField;

/**
 * CandorRecordHead:
 *
 * What a record says of itself.
 */
typedef struct
{
  CandorRecordKind kind;
  char *values[CANDOR_HEAD_N_FIELDS]; /* (owned) (nullable): each */
} CandorRecordHead;

const char *candor_record_kind_to_string (CandorRecordKind kind);

CandorRecordHead *candor_record_head_new (CandorRecordKind kind, const char *id);
CandorRecordHead *
candor_record_head_of_visit (CandorProcedure *procedure, CandorVisit *visit, GDateTime *filed);
const char *candor_record_head_get (const CandorRecordHead *self, CandorHeadField field);
void candor_record_head_set (CandorRecordHead *self, CandorHeadField field, const char *value);
const char *candor_record_head_field_name (CandorHeadField field);

char *candor_record_head_to_json (const CandorRecordHead *self);
CandorRecordHead *candor_record_head_from_json (const char *json, gsize length, GError **error);
char *candor_record_head_to_line (const CandorRecordHead *self, const char *file);
CandorRecordHead *candor_record_head_from_line (const char *line, gsize length, char **file);
gboolean candor_record_head_is_line (const char *line, gsize length);
char *candor_record_head_dup_own (const CandorRecordHead *self);
char *candor_record_head_dup_common (const CandorRecordHead *self);
char *candor_record_head_dup_sought (const CandorRecordHead *self);

void candor_record_head_free (CandorRecordHead *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CandorRecordHead, candor_record_head_free)

G_END_DECLS
