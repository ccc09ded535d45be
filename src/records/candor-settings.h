/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include "candor-register.h"
#include "core/candor-procedure.h"

G_BEGIN_DECLS

/* Years. Longer than any law asks for: what is more is a slip of a finger. */
#define CANDOR_RETENTION_MAX_YEARS 100

/**
 * CandorApproval:
 *
 * Somebody stands for the words that patients read in one language.
 */
typedef struct
{
  char *procedure; /* its id */
  char *version;
  char *language; /* its code */
  char *sha256;   /* of all the words, as candor_procedure_reading_hash () */
  char *who;
  char *when; /* YYYY-MM-DD */
} CandorApproval;

/**
 * CandorSettings:
 *
 * What a clinic has decided about its store. The log says who decided it and when.
 */
typedef struct
{
  guint retention;      /* years that records are kept, or 0 for as long as nobody says so */
  GPtrArray *approvals; /* (owned) (element-type CandorApproval) */
} CandorSettings;

gboolean candor_settings_load (CandorSettings *self, const char *folder, GError **error);
void candor_settings_clear (CandorSettings *self);
const CandorApproval *candor_settings_find_approval (const CandorSettings *self,
                                                     CandorProcedure *procedure,
                                                     const CandorLanguage *language);

gboolean candor_register_set_retention (CandorRegister *self, guint years, GError **error);
gboolean candor_register_approve (CandorRegister *self,
                                  CandorProcedure *procedure,
                                  const CandorLanguage *language,
                                  GError **error);
gboolean candor_register_text_is_approved (CandorRegister *self,
                                           CandorProcedure *procedure,
                                           const CandorLanguage *language,
                                           GError **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CandorSettings, candor_settings_clear)

G_END_DECLS
