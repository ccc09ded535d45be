/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * The consent form: what has to be there before it may be made, and the order of its parts.
 */
#include "candor-consent-form.h"

#include <string.h>

#include "candor-form.h"
#include "core/candor-date.h"
#include "core/candor-error.h"
#include "core/candor-missing.h"

/* A signed form must hold the words that were read, and all that a consent must contain. */
static gboolean
check_visit (CandorForm *form, GError **error)
{
  g_autoptr (GPtrArray) missing = NULL;

  if (!candor_visit_check_text (form->visit, form->procedure, error))
    return FALSE;
  if (form->draft)
    return TRUE;

  missing
      = candor_missing_list (form->procedure, form->visit, CANDOR_STAGE_COMPLETE, form->language);
  if (missing->len > 0)
    {
      const CandorMissing *first = missing->pdata[0];

      candor_error_set (
          error, CANDOR_ERROR, CANDOR_ERROR_MISSING,
          "The form cannot be made yet, because parts are missing (%u). The first: %s",
          missing->len, first->text);
      return FALSE;
    }
  return TRUE;
}

static void
add_parts (CandorForm *form)
{
  candor_form_add_front (form);
  candor_form_add_people (form);
  candor_form_add_reading (form, candor_form_say (form, N_ ("The text that the patient read")));
  candor_form_add_understanding (form);
  candor_form_add_health (form);
  candor_form_add_talk (form);
  candor_form_add_questions (form);
  if (form->outcome != CANDOR_OUTCOME_STOP)
    candor_form_add_care (form);
  candor_form_add_warnings (form);
  candor_form_add_statements (form);
  candor_form_add_signatures (form);
  candor_form_add_about (form);
  candor_form_add_audit (form);
  candor_form_close_part (form);
}

static GBytes *
print_form (CandorForm *form, GError **error)
{
  const char *title = candor_form_words (form, candor_procedure_title (form->procedure));
  const char *patient = candor_form_get (form, CANDOR_FIELD_PATIENT_NAME);
  const char *id = candor_form_get (form, CANDOR_FIELD_ID);
  g_autofree char *born
      = candor_date_format_iso (candor_form_get (form, CANDOR_FIELD_PATIENT_BORN), form->language);
  g_autofree char *visit = candor_form_dup_code (form, id != NULL ? id : "—");
  g_autofree char *footer = NULL;
  g_autofree char *header = NULL;
  g_autofree char *name = candor_form_print (
      form,
      candor_visit_outcome (form->visit, form->procedure) == CANDOR_OUTCOME_AGREE
          /* Translators: title of the file, for lists; %s is a treatment. */
          ? N_ ("Consent form: %s")
          /* Translators: the same, where nobody agreed to a treatment. */
          : N_ ("Record of a visit: %s"),
      title);
  CandorFurniture furniture = { .title = name };
  CandorFormEvidence evidence = {
    .name = "visit.json",
    /* Translators: what an attached file is. */
    .description = candor_form_say (form, N_ ("The visit, for machines")),
    .json = candor_visit_to_evidence (form->visit),
    /* Translators: what an attached file is. */
    .text_description = candor_form_say (form, N_ ("The text that the patient read")),
  };

  /* Translators: at the head of each page, beside the patient's name: a date, and a treatment. */
  header = candor_form_print (form, N_ ("Born %1$s · %2$s"), born != NULL ? born : "—", title);
  /* Translators: at the foot of each page; the version of the text, and the number of the visit. */
  footer = candor_form_print (form, N_ ("Text version %s · Visit %s"),
                              candor_procedure_version (form->procedure), visit);
  furniture.header_start = patient;
  furniture.header_end = header;
  furniture.footer = footer;
  if (!candor_procedure_is_approved (form->procedure))
    furniture.notice = candor_form_say (form, N_ ("Not approved for clinical use"));
  furniture.subject = title;
  furniture.keywords = id;
  furniture.created_at = candor_form_last_moment (form->visit);
  return candor_form_finish_with (form, &furniture, &evidence, error);
}

static GBytes *
render (CandorForm *form, GError **error)
{
  g_autoptr (CandorVerdict) verdict = NULL;
  g_autoptr (CandorGalley) galley = NULL;
  GDate on;

  if (!candor_form_set_languages (form, error) || !check_visit (form, error))
    return NULL;

  candor_verdict_day (form->visit, &on);
  form->verdict = verdict = candor_verdict_new (form->procedure, form->visit, &on);
  form->outcome = candor_visit_outcome (form->visit, form->procedure);
  galley = candor_form_set_pages (form, add_parts);
  return print_form (form, error);
}

/**
 * candor_consent_form_render:
 * @procedure: the procedure that the visit is about
 * @visit: a visit
 * @paper: the size of the pages
 * @flags: %CANDOR_FORM_DRAFT for a form that may be incomplete
 * @error: return location for an error
 *
 * Makes the consent form of a visit, in the language that the patient read, without a seal: every
 * page says so. It keeps no state,
 * needs no display, and may run in any thread as long as nobody else uses @visit meanwhile. The
 * same visit gives the same bytes.
 *
 * Errors: %CANDOR_ERROR_MISSING when a part is missing and @flags do not allow it (see
 * candor_missing_list ()); %CANDOR_ERROR_OTHER_TEXT when the visit was signed for other words than
 * those of @procedure, also for a draft; %CANDOR_ERROR_NOT_FOUND for an unknown language;
 * %CANDOR_ERROR_FAILED when drawing fails.
 *
 * Returns: (transfer full) (nullable): the bytes of one PDF
 */
GBytes *
candor_consent_form_render (CandorProcedure *procedure,
                            CandorVisit *visit,
                            CandorPaper paper,
                            CandorFormFlags flags,
                            GError **error)
{
  return candor_consent_form_render_on (procedure, visit, &(CandorStationery){ .paper = paper },
                                        flags, NULL, error);
}

/**
 * candor_consent_form_render_on:
 * @procedure: the procedure that the visit is about
 * @visit: a visit
 * @stationery: what the clinic prints on
 * @flags: %CANDOR_FORM_DRAFT for a form that may be incomplete
 * @sealing: (nullable): whose seal it gets; a draft gets none
 * @error: return location for an error
 *
 * As candor_consent_form_render (), on the clinic's own paper, and sealed (PAdES B-B) where @sealing
 * says by whom. Only the seal and its time differ between two forms of one visit.
 *
 * Returns: (transfer full) (nullable): the bytes of one PDF
 */
GBytes *
candor_consent_form_render_on (CandorProcedure *procedure,
                               CandorVisit *visit,
                               const CandorStationery *stationery,
                               CandorFormFlags flags,
                               const CandorSealing *sealing,
                               GError **error)
{
  CandorForm form = { .procedure = procedure,
                      .visit = visit,
                      .stationery = stationery,
                      .draft = (flags & CANDOR_FORM_DRAFT) != 0,
                      .sealing = sealing };

  g_return_val_if_fail (procedure != NULL, NULL);
  g_return_val_if_fail (CANDOR_IS_VISIT (visit), NULL);
  g_return_val_if_fail (stationery != NULL, NULL);
  g_return_val_if_fail (sealing == NULL || (sealing->seal != NULL && !form.draft), NULL);

  return render (&form, error);
}

/**
 * candor_document_warm_up:
 *
 * Draws one line to nowhere, so that fonts are found and read before somebody waits for a form. May
 * be called from any thread; what it warms serves all of them.
 */
void
candor_document_warm_up (void)
{
  g_autoptr (CandorGalley) galley = candor_galley_new (CANDOR_PAPER_A4, candor_language_english ());
  g_autoptr (GBytes) bytes = NULL;

  candor_galley_heading (galley, 1, CANDOR_COLUMN_FULL, "Candor");
  candor_galley_text (galley, "Candor", &(CandorTextOptions){ .style = CANDOR_TYPE_BODY });
  bytes = candor_galley_print (galley, &(CandorFurniture){ .title = "Candor", .page_of = "{page}" },
                               NULL);
}
