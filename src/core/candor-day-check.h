/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include "candor-missing.h"
#include "candor-visit.h"

G_BEGIN_DECLS

/* Which record the consent is, as the clinic filed it. */
typedef enum
{
  CANDOR_CONSENT_RECORD,     /* its id */
  CANDOR_CONSENT_NUMBER,     /* its number in the log, if it has one */
  CANDOR_CONSENT_FILED_AT,   /* ISO 8601 with offset */
  CANDOR_CONSENT_PDF_SHA256, /* of its PDF, 64 hexadecimal digits */
  CANDOR_N_CONSENT_FIELDS,
} CandorConsentField;

/* How the check ends. Whoever is not treated, for whatever reason, has had a good check too. */
typedef enum
{
  CANDOR_DAY_OPEN,        /* nobody has decided yet */
  CANDOR_DAY_TREAT,       /* the patient still wants it, and nothing speaks against it */
  CANDOR_DAY_NOT_TODAY,   /* the patient: not today */
  CANDOR_DAY_NO,          /* the patient: no */
  CANDOR_DAY_NOT_TREATED, /* an answer, or the practitioner, speaks against it today */
} CandorDayOutcome;

/* Sessions of one course that can be counted. */
#define CANDOR_MAX_SESSION 999

/**
 * CandorDayCheck:
 *
 * What changed since the consent: the short check before each session of a course. It holds two
 * visits. The one of then is what the check needs of the consent: who, what, and the answers, as
 * they were given. The one of today is asked the health questions again and judged for today; its
 * decision is "agree" for “yes, today”, "not-now" for “not today” and "no". An answer that is the
 * same as then is copied into today's: it is an answer of today.
 *
 * The patient answers, says what they want and signs for both; then the practitioner settles what
 * was flagged, decides whether to treat today, and signs last. Both sign, however it ends. Only where
 * nobody is treated may the patient's signature be left out, and then the practitioner writes why:
 * a signature that had to be pressed out of somebody would be worth nothing.
 *
 * It emits #CandorDayCheck::changed after every change of it or of today's visit.
 */
#define CANDOR_TYPE_DAY_CHECK (candor_day_check_get_type ())
G_DECLARE_FINAL_TYPE (CandorDayCheck, candor_day_check, CANDOR, DAY_CHECK, GObject)

CandorDayCheck *candor_day_check_new (void);
CandorDayCheck *candor_day_check_start (CandorProcedure *procedure,
                                        CandorVisit *consent,
                                        guint session,
                                        GError **error);

const char *candor_day_check_get (CandorDayCheck *self, CandorConsentField field);
void candor_day_check_set (CandorDayCheck *self, CandorConsentField field, const char *value);
guint candor_day_check_get_session (CandorDayCheck *self);
void candor_day_check_set_session (CandorDayCheck *self, guint session);
CandorVisit *candor_day_check_get_then (CandorDayCheck *self);
CandorVisit *candor_day_check_get_today (CandorDayCheck *self);

gboolean candor_day_check_text_changed (CandorDayCheck *self, CandorProcedure *procedure);
gboolean candor_day_check_can_be_same (CandorDayCheck *self,
                                       CandorProcedure *procedure,
                                       const char *question);
gboolean candor_day_check_is_same (CandorDayCheck *self, const char *question);
void candor_day_check_set_same (CandorDayCheck *self, const char *question);
void candor_day_check_set_changed (CandorDayCheck *self, const char *question);

CandorChoice candor_day_check_get_treat (CandorDayCheck *self);
const char *candor_day_check_get_treat_reason (CandorDayCheck *self);
void candor_day_check_set_treat (CandorDayCheck *self, CandorChoice treat, const char *reason);
const char *candor_day_check_get_not_signed (CandorDayCheck *self);
void candor_day_check_set_not_signed (CandorDayCheck *self, const char *reason);

/* candor-day-check-outcome.c */
CandorVerdict *candor_day_check_verdict (CandorDayCheck *self, CandorProcedure *procedure);
gboolean candor_day_check_is_barred (CandorDayCheck *self, CandorProcedure *procedure);
gboolean candor_day_check_may_treat (CandorDayCheck *self, CandorProcedure *procedure);
CandorDayOutcome candor_day_check_outcome (CandorDayCheck *self, CandorProcedure *procedure);
const char *candor_day_outcome_to_string (CandorDayOutcome outcome);
gboolean
candor_day_check_bind_text (CandorDayCheck *self, CandorProcedure *procedure, GError **error);
gboolean
candor_day_check_check_text (CandorDayCheck *self, CandorProcedure *procedure, GError **error);

/* candor-day-check-missing.c */
GPtrArray *candor_day_check_missing (CandorDayCheck *self,
                                     CandorProcedure *procedure,
                                     CandorStage up_to,
                                     const CandorLanguage *language);

/* candor-day-check-json.c */
char *candor_day_check_to_json (CandorDayCheck *self, gsize *length);
char *candor_day_check_to_evidence (CandorDayCheck *self);
CandorDayCheck *
candor_day_check_from_json (const char *name, const char *json, gssize length, GError **error);

G_END_DECLS
