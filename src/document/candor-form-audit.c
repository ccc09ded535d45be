/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * The audit page: what was signed, by whom and when, and what shows that it is unchanged.
 */
#include "candor-form.h"

#include "core/candor-date.h"

static void
add_signed (CandorForm *self, const CandorSignature *signature)
{
  g_autofree char *time = candor_time_format_iso (signature->signed_at, self->language);
  g_autofree char *hash = candor_signature_strokes_hash (signature);
  /* Translators: on the audit page; a date and time. */
  g_autofree char *when = candor_form_print (self, N_ ("Signed on %s, by this tablet’s clock"),
                                             time != NULL ? time : "—");
  g_autofree char *meaning = candor_form_meaning (self, signature->meaning);
  g_autofree char *ink = candor_form_quote (self, N_ ("SHA-256 of the ink: %s"), hash);

  candor_form_open_cells (self, CANDOR_TYPE_LABEL, candor_form_role (self, signature->role));
  candor_form_paragraph (self, CANDOR_TYPE_STRONG, signature->name);
  candor_form_paragraph (self, CANDOR_TYPE_BODY, meaning);
  candor_form_paragraph (self, CANDOR_TYPE_BODY, when);
  if (signature->strokes->len > 0)
    candor_form_paragraph (self, CANDOR_TYPE_SMALL, ink);
  candor_form_close_cells (self);
}

/* A row with a number that machines made, which is long and has no words. */
void
candor_form_hash_row (CandorForm *self, const char *label, const char *value)
{
  candor_form_open_cells (self, CANDOR_TYPE_LABEL, label);
  candor_form_paragraph (self, CANDOR_TYPE_LABEL, value);
  candor_form_close_cells (self);
}

static void
add_what (CandorForm *self)
{
  /* Translators: what was signed; first a treatment, then the version of its text. */
  g_autofree char *what = candor_form_print (
      self, N_ ("The text about %1$s, version %2$s, and the answers and statements on these pages"),
      candor_form_words (self, candor_procedure_title (self->procedure)),
      candor_procedure_version (self->procedure));
  g_autofree char *hash = candor_procedure_reading_hash (self->procedure, self->read);
  gboolean any = FALSE;

  candor_form_open_table (self);
  candor_form_row (self, candor_form_say (self, N_ ("What was signed")), what);
  candor_form_hash_row (self, candor_form_say (self, N_ ("SHA-256 of the text")), hash);
  for (CandorRole role = 0; role < CANDOR_N_ROLES; role++)
    {
      const CandorSignature *signature = candor_visit_get_signature (self->visit, role);

      if (signature == NULL)
        continue;
      any = TRUE;
      add_signed (self, signature);
    }
  if (!any)
    candor_form_said_row (self, candor_form_say (self, N_ ("Signatures")),
                          candor_form_say (self, N_ ("Nobody has signed this document.")));
  candor_form_close_table (self);
}

/* The number of the record and the head of the log before it bind this document into the log. */
static void
add_record (CandorForm *self)
{
  const CandorSealing *sealing = self->sealing;
  gboolean filed = sealing != NULL && sealing->number != NULL;

  candor_form_row (self, candor_form_say (self, N_ ("Number of the record")),
                   filed ? sealing->number
                         /* Translators: a form that is not filed yet has no number. */
                         : candor_form_say (self, N_ ("It had none yet when this "
                                                      "document was made.")));
  if (filed && sealing->previous_head != NULL)
    candor_form_hash_row (self,
                          /* Translators: the SHA-256 of the last line of the clinic's log. */
                          candor_form_say (self, N_ ("Head of the log before it")),
                          sealing->previous_head);
}

/* Whoever listens does not hear the frame at the head of the page. */
static void
add_no_seal_rows (CandorForm *self)
{
  candor_form_said_row (
      self, candor_form_say (self, N_ ("Seal")),
      candor_form_say (self, N_ ("This copy is not sealed. By itself it proves nothing. If the "
                                 "clinic has sealed this document, the sealed one is in its "
                                 "records.")));
  add_record (self);
}

static void
add_seal (CandorForm *self)
{
  g_autofree char *fingerprint = candor_seal_dup_fingerprint (self->sealing->seal);

  candor_form_open_table (self);
  candor_form_row (self, candor_form_say (self, N_ ("Sealed by")),
                   candor_seal_get_clinic (self->sealing->seal));
  candor_form_hash_row (self, candor_form_say (self, N_ ("SHA-256 of the certificate")),
                        fingerprint);
  add_record (self);
  candor_form_said_row (
      self, candor_form_say (self, N_ ("What the seal proves")),
      candor_form_say (self, N_ ("If the check below succeeds, whoever has the "
                                 "clinic’s key sealed this file, and not one bit of it "
                                 "has changed since. The seal covers the pages, the "
                                 "ink and the attached files.")));
  candor_form_said_row (
      self, candor_form_say (self, N_ ("What it does not prove")),
      candor_form_say (self, N_ ("It is the clinic’s seal, not an advanced electronic signature of "
                                 "the patient. It does not show whose hand drew the ink. It does "
                                 "not show that the tablet’s clock was right.")));
  candor_form_close_table (self);
}

/* What stands between stars is typed as it is, in every language. */
static void
add_checks (CandorForm *self)
{
  const char *const steps[] = {
    N_ ("Ask the clinic for its certificate, a small file. *openssl x509 -in CERTIFICATE.pem "
        "-noout -fingerprint -sha256* must show the SHA-256 that stands above."),
    N_ ("*candorctl verify FORM.pdf --certificate CERTIFICATE.pem* tells whether the seal is "
        "whole and the clinic’s own."),
    N_ ("*pdfsig FORM.pdf*, of the poppler tools, must say that the signature is valid and that "
        "the total document is signed. That it does not know who issued the certificate is to be "
        "expected: the clinic made it itself."),
    N_ ("*pdfdetach -saveall FORM.pdf* saves the attached files. *sha256sum text.txt* must give "
        "the SHA-256 of the text that stands above."),
  };
  g_autoptr (GPtrArray) items = g_ptr_array_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++)
    g_ptr_array_add (items, (gpointer)candor_form_say (self, steps[i]));
  candor_galley_open_row (self->galley, TRUE, 8);
  candor_galley_heading (self->galley, 3, CANDOR_COLUMN_SIDE,
                         candor_form_say (self, N_ ("How to check it, with free tools")));
  candor_form_said_list (self, items, TRUE);
  candor_galley_close_row (self->galley);
}

void
candor_form_add_audit (CandorForm *self)
{
  candor_form_close_part (self);
  candor_galley_break (self->galley);
  candor_form_open_part (
      self,
      /* Translators: heading of the page that tells how a form can be checked. */
      candor_form_say (self, N_ ("Is this document genuine?")));
  add_what (self);
  if (self->sealing == NULL)
    {
      candor_form_open_table (self);
      add_no_seal_rows (self);
      candor_form_close_table (self);
      return;
    }
  add_seal (self);
  add_checks (self);
}

/* As candor_form_add_audit (), for a paper of a page or two: on no page of its own, and without what
 * the consent form explains at length. @text_hash is of the attached text, where it is signed for. */
void
candor_form_add_short_audit (CandorForm *self, const char *text_hash)
{
  g_autofree char *fingerprint = NULL;

  candor_form_open_part (self, candor_form_say (self, N_ ("Is this document genuine?")));
  candor_form_open_table (self);
  if (text_hash != NULL)
    candor_form_hash_row (self, candor_form_say (self, N_ ("SHA-256 of the text")), text_hash);
  for (CandorRole role = 0; role < CANDOR_N_ROLES; role++)
    {
      const CandorSignature *signature = candor_visit_get_signature (self->visit, role);
      g_autofree char *hash = NULL;
      g_autofree char *label = NULL;

      if (signature == NULL || signature->strokes->len == 0)
        continue;
      hash = candor_signature_strokes_hash (signature);
      /* Translators: on the audit page; %s is a role such as “Patient”. */
      label
          = candor_form_print (self, N_ ("SHA-256 of the ink, %s"), candor_form_role (self, role));
      candor_form_hash_row (self, label, hash);
    }
  if (self->sealing == NULL)
    {
      add_no_seal_rows (self);
      candor_form_close_table (self);
      return;
    }

  fingerprint = candor_seal_dup_fingerprint (self->sealing->seal);
  candor_form_row (self, candor_form_say (self, N_ ("Sealed by")),
                   candor_seal_get_clinic (self->sealing->seal));
  candor_form_hash_row (self, candor_form_say (self, N_ ("SHA-256 of the certificate")),
                        fingerprint);
  add_record (self);
  candor_form_open_cells (self, CANDOR_TYPE_LABEL, candor_form_say (self, N_ ("How to check it")));
  candor_galley_text (
      self->galley,
      /* Translators: what stands between stars is typed as it is, in every language. */
      candor_form_say (self, N_ ("*candorctl verify FORM.pdf --certificate CERTIFICATE.pem* tells "
                                 "whether the seal is whole and the clinic’s own. So does *pdfsig "
                                 "FORM.pdf*, of the poppler tools. The seal shows that the pages "
                                 "and the attached files are unchanged. It does not show whose "
                                 "hand drew the ink, nor that the clock was right.")),
      &(CandorTextOptions){ .style = CANDOR_TYPE_SMALL,
                            .column = CANDOR_COLUMN_MAIN,
                            .before = 3,
                            .fixed = TRUE,
                            .marked = TRUE });
  candor_form_close_cells (self);
  candor_form_close_table (self);
}
