/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * The page that says that a patient has taken a consent back, in the patient's language and the clinic's.
 */
#include "candor-withdrawal.h"

#include <string.h>

#include "candor-form.h"
#include "core/candor-date.h"
#include "core/candor-error.h"
#include "core/candor-name.h"

/* The page while it is being set; its words are written down for machines meanwhile. */
typedef struct
{
  CandorForm form; /* must come first: the parts are given this alone */
  const CandorWithdrawal *withdrawal;
  GString *text;        /* (owned): in the patient's language */
  GString *second_text; /* (owned): in the clinic's, if that is another */
} Page;

static gboolean
check_fields (const CandorWithdrawal *withdrawal, const CandorLanguage *language, GError **error)
{
  const struct
  {
    const char *value;
    const char *sentence;
  } needed[] = {
    { withdrawal->clinic_name, N_ ("The name of the clinic is missing.") },
    { withdrawal->patient_name, N_ ("The name of the patient is missing.") },
    { withdrawal->patient_born, N_ ("The patient’s date of birth is missing.") },
    { withdrawal->procedure_title, N_ ("Which treatment the consent is about is missing.") },
    { withdrawal->consent_record, N_ ("Which record the consent is, is missing.") },
    { withdrawal->consent_pdf_sha256, N_ ("The fingerprint of the consent’s form is missing.") },
    { withdrawal->withdrawn_at, N_ ("When the consent was withdrawn is missing.") },
    { withdrawal->noted_by, N_ ("Who noted the withdrawal is missing.") },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (needed); i++)
    if (candor_name_is_blank (needed[i].value))
      {
        candor_error_set_because (error, CANDOR_ERROR, CANDOR_ERROR_MISSING, needed[i].sentence,
                                  "The withdrawal cannot be made yet: %s", needed[i].sentence);
        return FALSE;
      }
  return TRUE;
}

static gboolean
speaks_second (const Page *self)
{
  return self->form.second != NULL && self->form.language == self->form.second;
}

static const char *
treatment (const Page *self)
{
  const CandorWithdrawal *withdrawal = self->withdrawal;

  if (speaks_second (self) && !candor_name_is_blank (withdrawal->clinic_title))
    return withdrawal->clinic_title;
  return withdrawal->procedure_title;
}

/* Somebody's words stay on their line: no line for machines can be made with them. */
static void
note (Page *self, const char *label, const char *words)
{
  GString *text = speaks_second (self) ? self->second_text : self->text;
  g_autofree char *valid = g_utf8_make_valid (words, -1);

  for (char *at = valid; *at != '\0'; at++)
    if (g_ascii_iscntrl (*at))
      *at = ' ';
  if (label != NULL)
    g_string_append_printf (text, "%s: ", label);
  g_string_append_printf (text, "%s\n", valid);
}

static void
add_row (Page *self, const char *label, const char *value)
{
  const char *said = candor_form_say (&self->form, label);
  const char *shown = candor_name_is_blank (value) ? "—" : value;

  candor_form_row (&self->form, said, shown);
  note (self, said, shown);
}

static void
add_hash (Page *self, const char *label, const char *value)
{
  const char *said = candor_form_say (&self->form, label);

  candor_form_hash_row (&self->form, said, value);
  note (self, said, value);
}

static void
add_part (Page *self, const char *title)
{
  candor_form_open_part (&self->form, candor_form_say (&self->form, title));
  candor_form_open_table (&self->form);
}

static void
add_line (Page *self, const char *text, const CandorTextOptions *options)
{
  candor_galley_text (self->form.galley, text, options);
  note (self, NULL, text);
}

static void
add_front (Page *self)
{
  CandorForm *form = &self->form;
  const char *title = candor_form_say (form, N_ ("Withdrawal of a consent"));
  g_autofree char *when = candor_time_format_iso (self->withdrawal->withdrawn_at, form->language);
  g_autofree char *line = candor_form_print (form, N_ ("Withdrawn on %s."), when);
  const CandorTextOptions plain = { .style = CANDOR_TYPE_BODY, .before = 3 };

  candor_form_add_letterhead (form, TRUE);
  candor_galley_space (form->galley, 12);
  candor_galley_heading (form->galley, 1, CANDOR_COLUMN_FULL, title);
  note (self, NULL, title);
  add_line (self, treatment (self),
            &(CandorTextOptions){
                .style = CANDOR_TYPE_SUBTITLE, .column = CANDOR_COLUMN_FULL, .before = 1 });
  candor_galley_space (form->galley, 6);
  candor_galley_open_whole (form->galley);
  candor_galley_open_box (form->galley, CANDOR_BOX_STRONG, CANDOR_COLUMN_FULL);
  add_line (self,
            candor_form_say (form, N_ ("The patient has withdrawn the consent to this treatment.")),
            &(CandorTextOptions){ .style = CANDOR_TYPE_STRONG });
  add_line (self, line, &plain);
  add_line (self,
            candor_form_say (form, N_ ("From then on nobody may give this treatment on the "
                                       "strength of that consent. What was done before stays in "
                                       "the records. The patient’s care does not depend on it.")),
            &plain);
  candor_galley_close_box (form->galley);
  candor_galley_close_whole (form->galley);
}

static void
add_parts (CandorForm *form)
{
  Page *self = (Page *)form;
  const CandorWithdrawal *withdrawal = self->withdrawal;
  g_autofree char *born = candor_date_format_iso (withdrawal->patient_born, form->language);
  g_autofree char *filed = candor_time_format_iso (withdrawal->consent_filed_at, form->language);

  add_front (self);
  add_part (self, N_ ("Whose consent, and which"));
  add_row (self, N_ ("Patient"), withdrawal->patient_name);
  add_row (self, N_ ("Date of birth"), born);
  add_row (self, N_ ("Treatment"), treatment (self));
  add_row (self, N_ ("Agreed with"), withdrawal->practitioner_name);
  add_hash (self, N_ ("Record"), withdrawal->consent_record);
  if (withdrawal->consent_number != NULL)
    add_row (self, N_ ("Number of the record"), withdrawal->consent_number);
  add_row (self, N_ ("Filed on"), filed);
  add_hash (self, N_ ("SHA-256 of its PDF"), withdrawal->consent_pdf_sha256);
  candor_form_close_table (form);

  candor_galley_open_whole (form->galley);
  add_part (self, N_ ("How it was withdrawn"));
  /* Translators: label; beside it stand the patient's words about why. */
  add_row (self, N_ ("Reason, in the patient’s words"),
           candor_name_is_blank (withdrawal->reason)
               ? candor_form_say (form, N_ ("No reason was given; none is needed."))
               : withdrawal->reason);
  /* Translators: label; the name of somebody of the staff stands beside it. */
  add_row (self, N_ ("Noted by"), withdrawal->noted_by);
  candor_form_close_table (form);
  candor_galley_close_whole (form->galley);

  candor_form_add_short_audit (form, NULL);
  candor_form_close_part (form);
}

static GBytes *
print_page (Page *self, GError **error)
{
  const CandorWithdrawal *withdrawal = self->withdrawal;
  CandorForm *form = &self->form;
  g_autofree char *born = candor_date_format_iso (withdrawal->patient_born, form->language);
  /* Translators: title of the file, for lists; %s is a treatment. */
  g_autofree char *name
      = candor_form_print (form, N_ ("Withdrawal of a consent: %s"), withdrawal->procedure_title);
  g_autofree char *header
      = candor_form_print (form, N_ ("Born %1$s · %2$s"), born, withdrawal->procedure_title);
  /* Translators: at the foot of the page; %s is the id of a record. */
  g_autofree char *footer = candor_form_number (form, N_ ("Withdraws the consent in record %s"),
                                                withdrawal->consent_record);
  g_autofree char *words = self->second_text->len > 0
                               ? g_strconcat (self->text->str, "\n", self->second_text->str, NULL)
                               : g_strdup (self->text->str);
  g_autoptr (GBytes) text = g_bytes_new (words, strlen (words));
  const CandorAttachment attachment = {
    .name = "text.txt",
    .type = "text/plain",
    /* Translators: what an attached file is. */
    .description = candor_form_say (form, N_ ("The words of this page")),
    .relationship = "Alternative",
    .content = text,
  };
  CandorFurniture furniture = {
    .title = name,
    .header_start = withdrawal->patient_name,
    .header_end = header,
    .footer = footer,
    .notice = withdrawal->not_approved
                  ? candor_form_say (form, N_ ("Not approved for clinical use"))
                  : NULL,
    .subject = withdrawal->procedure_title,
    .keywords = withdrawal->id,
    .created_at = withdrawal->withdrawn_at,
    .attachments = &attachment,
    .n_attachments = 1,
  };

  return candor_form_finish (form, &furniture, error);
}

/* The letterhead is set from a visit. */
static CandorVisit *
clinic_of (const CandorWithdrawal *withdrawal)
{
  CandorVisit *visit = candor_visit_new ();

  candor_visit_set (visit, CANDOR_FIELD_CLINIC_NAME, withdrawal->clinic_name);
  candor_visit_set (visit, CANDOR_FIELD_CLINIC_ADDRESS, withdrawal->clinic_address);
  candor_visit_set (visit, CANDOR_FIELD_CLINIC_PHONE, withdrawal->clinic_phone);
  candor_visit_set (visit, CANDOR_FIELD_CLINIC_EMERGENCY, withdrawal->clinic_emergency);
  return visit;
}

static gboolean
set_languages (CandorForm *form, const CandorWithdrawal *withdrawal, GError **error)
{
  const CandorLanguage *clinic;

  form->read = withdrawal->language != NULL ? candor_language_find (withdrawal->language, error)
                                            : candor_language_english ();
  form->language = form->read;
  if (form->read == NULL || withdrawal->clinic_language == NULL)
    return form->read != NULL;
  clinic = candor_language_find (withdrawal->clinic_language, error);
  if (clinic != NULL && !candor_language_is_same (form->read, clinic))
    form->second = clinic;
  return clinic != NULL;
}

/**
 * candor_withdrawal_render:
 * @withdrawal: what was withdrawn, by whom and when
 * @stationery: what the clinic prints on
 * @sealing: (nullable): whose seal it gets; without, the page says that it has none
 * @error: return location for an error
 *
 * Makes the page that is filed when a patient withdraws a consent. Where the clinic speaks another
 * language than the patient, each passage stands in both, the patient's first, and so do the words in
 * the attached file, one language after the other. It keeps no state, needs no display, and may run in
 * any thread. The same withdrawal gives the same bytes, but for the seal and its time.
 *
 * Errors: %CANDOR_ERROR_MISSING when something that must be there is not;
 * %CANDOR_ERROR_INVALID when the moment of the withdrawal is none; %CANDOR_ERROR_NOT_FOUND for an
 * unknown language; %CANDOR_ERROR_FAILED when drawing fails.
 *
 * Returns: (transfer full) (nullable): the bytes of one PDF
 */
GBytes *
candor_withdrawal_render (const CandorWithdrawal *withdrawal,
                          const CandorStationery *stationery,
                          const CandorSealing *sealing,
                          GError **error)
{
  g_autoptr (CandorVisit) visit = NULL;
  g_autoptr (CandorGalley) galley = NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GString) second_text = g_string_new (NULL);
  g_autoptr (GDateTime) moment = NULL;
  Page self = { .withdrawal = withdrawal, .text = text, .second_text = second_text };

  g_return_val_if_fail (withdrawal != NULL && stationery != NULL, NULL);
  g_return_val_if_fail (sealing == NULL || sealing->seal != NULL, NULL);

  if (!set_languages (&self.form, withdrawal, error)
      || !check_fields (withdrawal, self.form.language, error))
    return NULL;
  moment = candor_time_parse (withdrawal->withdrawn_at);
  if (moment == NULL)
    {
      candor_error_set (
          error, CANDOR_ERROR, CANDOR_ERROR_INVALID,
          "“%s” is no moment at which a consent can have been withdrawn. Nothing was made.",
          withdrawal->withdrawn_at);
      return NULL;
    }

  self.form.visit = visit = clinic_of (withdrawal);
  self.form.stationery = stationery;
  self.form.sealing = sealing;
  galley = candor_form_set_pages (&self.form, add_parts);
  return print_page (&self, error);
}
