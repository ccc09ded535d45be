/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#include "candor-patient-sign-page.h"

#include "app/visit/candor-page-words.h"
#include "core/candor-date.h"

struct _CandorPatientSignPage
{
  CandorSignPage parent_instance;
};

G_DEFINE_FINAL_TYPE (CandorPatientSignPage, candor_patient_sign_page, CANDOR_TYPE_SIGN_PAGE)

static CandorOutcome
outcome_of (CandorPage *page)
{
  return candor_visit_outcome (candor_page_get_visit (page), candor_page_get_procedure (page));
}

/* The words of an agreement name the treatment, the area and the day as far as they are known. */
static char *
agreement (CandorSignPage *self)
{
  CandorPage *page = CANDOR_PAGE (self);
  CandorVisit *visit = candor_page_get_visit (page);
  const char *treatment
      = candor_page_plain_text (page, candor_procedure_title (candor_page_get_procedure (page)));
  const char *area = candor_visit_get (visit, CANDOR_FIELD_TREATMENT_AREA);
  const char *date = candor_visit_get (visit, CANDOR_FIELD_TREATMENT_DATE);
  g_autofree char *day
      = date != NULL ? candor_date_format_iso (date, candor_page_get_language (page)) : NULL;

  if (area != NULL && day != NULL)
    /* Translators: what the patient signs: the treatment, the area, the day. */
    return g_strdup_printf (_ ("I have read the pages, and my questions were answered. I agree to "
                               "this treatment: %1$s. The area: %2$s. The day: %3$s. I can change "
                               "my mind at any time."),
                            treatment, area, day);

  /* Translators: what the patient signs: the treatment. */
  return g_strdup_printf (_ ("I have read the pages, and my questions were answered. I agree to "
                             "this treatment: %s. I can change my mind at any time."),
                          treatment);
}

static char *
meaning_of (CandorSignPage *self)
{
  switch (outcome_of (CANDOR_PAGE (self)))
    {
    case CANDOR_OUTCOME_NOT_NOW:
      return g_strdup (_ ("I have decided: not now. I can come back when I am ready."));
    case CANDOR_OUTCOME_NO:
      return g_strdup (_ ("I have decided: no. I can change my mind at any time."));
    case CANDOR_OUTCOME_STOP:
      return g_strdup (_ ("I was told why this treatment is not for me today."));
    case CANDOR_OUTCOME_AGREE:
    case CANDOR_OUTCOME_OPEN:
    default:
      return agreement (self);
    }
}

static gboolean
candor_patient_sign_page_optional (CandorSignPage *self)
{
  CandorOutcome outcome = outcome_of (CANDOR_PAGE (self));

  return outcome != CANDOR_OUTCOME_AGREE && outcome != CANDOR_OUTCOME_OPEN;
}

static void
candor_patient_sign_page_describe (CandorSignPage *self, char **name, char **line, char **meaning)
{
  CandorPage *page = CANDOR_PAGE (self);
  CandorVisit *visit = candor_page_get_visit (page);
  const char *patient = candor_visit_get (visit, CANDOR_FIELD_PATIENT_NAME);
  const char *born = candor_visit_get (visit, CANDOR_FIELD_PATIENT_BORN);
  g_autofree char *day
      = born != NULL ? candor_date_format_iso (born, candor_page_get_language (page)) : NULL;

  if (candor_patient_sign_page_optional (self))
    candor_sign_page_add_words (self,
                                _ ("You do not have to sign. If you do, it only says that you "
                                   "were here and what you decided."));
  *name = g_strdup (patient);
  if (patient != NULL && day != NULL)
    /* Translators: under the line to sign on: a name, and a date of birth. */
    *line = g_strdup_printf (_ ("%s, born %s"), patient, day);
  *meaning = meaning_of (self);
}

static char *
candor_patient_sign_page_title (CandorPage *self)
{
  return g_strdup (candor_patient_sign_page_optional (CANDOR_SIGN_PAGE (self))
                       ? _ ("Sign, if you like")
                       : _ ("Please sign"));
}

static char *
candor_patient_sign_page_next_label (CandorPage *self)
{
  if (candor_visit_get_signature (candor_page_get_visit (self), CANDOR_ROLE_PATIENT) == NULL
      && candor_patient_sign_page_optional (CANDOR_SIGN_PAGE (self)))
    return g_strdup (_ ("Go on without signing"));

  return CANDOR_PAGE_CLASS (candor_patient_sign_page_parent_class)->next_label (self);
}

static void
candor_patient_sign_page_class_init (CandorPatientSignPageClass *klass)
{
  CandorPageClass *page_class = CANDOR_PAGE_CLASS (klass);
  CandorSignPageClass *sign_class = CANDOR_SIGN_PAGE_CLASS (klass);

  page_class->title = candor_patient_sign_page_title;
  page_class->next_label = candor_patient_sign_page_next_label;
  sign_class->role = CANDOR_ROLE_PATIENT;
  sign_class->describe = candor_patient_sign_page_describe;
  sign_class->optional = candor_patient_sign_page_optional;
}

static void
candor_patient_sign_page_init (CandorPatientSignPage *self)
{
}
