/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * What was found out about a file, in words.
 */
#include "candor-verification-private.h"

#include "candor-cms.h"
#include "core/candor-date.h"
#include "core/candor-name.h"

G_DEFINE_BOXED_TYPE (CandorVerification,
                     candor_verification,
                     candor_verification_ref,
                     candor_verification_unref)

static const char *const verdict_names[] = {
  [CANDOR_SEAL_VALID] = "valid",           [CANDOR_SEAL_UNKNOWN_SIGNER] = "unknown_signer",
  [CANDOR_SEAL_NOT_SEALED] = "not_sealed", [CANDOR_SEAL_ALTERED] = "altered",
  [CANDOR_SEAL_UNREADABLE] = "unreadable",
};

static const struct
{
  const char *name;
  CandorSealVerdict verdict;
  const char *sentence;
} reasons[CANDOR_SEAL_N_REASONS] = {
  [CANDOR_SEAL_REASON_CERTIFICATE]
  = { "certificate", CANDOR_SEAL_VALID,
      /* Translators: all these sentences tell somebody, who may be a patient or a judge, what
         checking the seal of a document came to. Plain and exact words, please. */
      N_ ("The seal is valid. This certificate sealed the document, and nothing in it has changed "
          "since then.") },
  [CANDOR_SEAL_REASON_NO_CERTIFICATE]
  = { "no_certificate", CANDOR_SEAL_UNKNOWN_SIGNER,
      /* Translators: %1$s is a name, %2$s a long row of digits and letters. */
      N_ ("Nothing in the document has changed since it was sealed. Who sealed it is not proved: "
          "the seal says “%1$s”, but anybody can write a name into a seal. Ask the clinic for the "
          "fingerprint of its seal and compare it with this one: %2$s") },
  [CANDOR_SEAL_REASON_OTHER_CERTIFICATE]
  = { "other_certificate", CANDOR_SEAL_UNKNOWN_SIGNER,
      /* Translators: %1$s is a name, %2$s a long row of digits and letters. */
      N_ ("Nothing in the document has changed since it was sealed, but this certificate did not "
          "seal it. The seal says “%1$s”, but anybody can write a name into a seal. Its "
          "fingerprint: %2$s") },
  [CANDOR_SEAL_REASON_TIME]
  = { "time", CANDOR_SEAL_UNKNOWN_SIGNER,
      N_ ("Nothing in the document has changed since this certificate sealed it. But the time in "
          "the seal is missing, or lies outside of the years in which the certificate may be used: "
          "a clock was wrong, or somebody used the key who should not have it. Ask the clinic "
          "before you rely on the document.") },
  [CANDOR_SEAL_REASON_NO_SEAL]
  = { "no_seal", CANDOR_SEAL_NOT_SEALED,
      N_ ("The document has no seal. Nobody can tell from it whether it was changed.") },
  [CANDOR_SEAL_REASON_CONTENT]
  = { "content", CANDOR_SEAL_ALTERED,
      N_ ("The document was changed after it was sealed. Do not rely on it; ask the clinic for the "
          "original.") },
  [CANDOR_SEAL_REASON_SEAL]
  = { "seal", CANDOR_SEAL_ALTERED,
      N_ ("The seal is not as Candor writes it. It was changed, or another program made it. Do not "
          "rely on the document; ask the clinic for the original.") },
  [CANDOR_SEAL_REASON_ADDED]
  = { "added", CANDOR_SEAL_ALTERED,
      N_ ("Something was added to the document after it was sealed. Do not rely on it; ask the "
          "clinic for the original.") },
  [CANDOR_SEAL_REASON_CUT]
  = { "cut", CANDOR_SEAL_ALTERED,
      N_ ("The end of the document is missing. Copy the file again, or ask the clinic for the "
          "original.") },
  [CANDOR_SEAL_REASON_SEVERAL]
  = { "several", CANDOR_SEAL_ALTERED,
      N_ ("The document has more than one signature. Candor makes exactly one, so it was changed. "
          "Do not rely on it; ask the clinic for the original.") },
  [CANDOR_SEAL_REASON_ATTACHMENT]
  = { "attachment", CANDOR_SEAL_ALTERED,
      N_ ("A file inside the document does not match its own checksum. Do not rely on it; ask the "
          "clinic for the original.") },
  [CANDOR_SEAL_REASON_DAMAGED]
  = { "damaged", CANDOR_SEAL_UNREADABLE,
      N_ ("The file could not be read. It is damaged, a password protects it, or it is not a "
          "PDF.") },
  [CANDOR_SEAL_REASON_CANNOT_OPEN] = { "cannot_open", CANDOR_SEAL_UNREADABLE,
                                       /* Translators: %1$s is what the operating system says. */
                                       N_ ("The file could not be opened: %1$s.") },
  [CANDOR_SEAL_REASON_NOT_A_FILE]
  = { "not_a_file", CANDOR_SEAL_UNREADABLE,
      N_ ("This is not a file but a folder, a pipe or a device. Nothing was read.") },
  [CANDOR_SEAL_REASON_TOO_LARGE]
  = { "too_large", CANDOR_SEAL_UNREADABLE,
      N_ ("The file is larger than any document that Candor makes. It was not read.") },
  [CANDOR_SEAL_REASON_CRASHED]
  = { "crashed", CANDOR_SEAL_UNREADABLE,
      N_ ("The check of the file broke off. The file may have been made to do harm: do not open it "
          "with other programs.") },
  [CANDOR_SEAL_REASON_TOO_LONG]
  = { "too_long", CANDOR_SEAL_UNREADABLE,
      N_ ("The check of the file took too long and was stopped. The file may have been made to do "
          "harm: do not open it with other programs.") },
};

static void
attachment_free (gpointer data)
{
  CandorVerifiedFile *self = data;

  g_free (self->name);
  g_free (self->sha256);
  g_free (self);
}

/**
 * candor_verification_new:
 * @reason: what it comes to
 *
 * Returns: (transfer full): a verification that is still being filled
 */
CandorVerification *
candor_verification_new (CandorSealReason reason)
{
  CandorVerification *self = g_new0 (CandorVerification, 1);

  g_atomic_ref_count_init (&self->count);
  self->reason = reason;
  self->attachments = g_ptr_array_new_with_free_func (attachment_free);
  return self;
}

/**
 * candor_verification_ref:
 * @self: a verification
 *
 * Returns: (transfer full): @self
 */
CandorVerification *
candor_verification_ref (CandorVerification *self)
{
  g_atomic_ref_count_inc (&self->count);
  return self;
}

/**
 * candor_verification_unref:
 * @self: (transfer full): a verification
 */
void
candor_verification_unref (CandorVerification *self)
{
  if (!g_atomic_ref_count_dec (&self->count))
    return;
  g_free (self->detail);
  g_clear_pointer (&self->certificate, g_bytes_unref);
  g_free (self->signer);
  g_free (self->fingerprint);
  g_free (self->sealed_at);
  g_free (self->pdf_version);
  g_free (self->producer);
  g_free (self->pdfa);
  g_free (self->pdfua);
  g_free (self->visit_format);
  g_free (self->procedure);
  g_free (self->procedure_version);
  g_ptr_array_unref (self->attachments);
  g_free (self);
}

/**
 * candor_verification_take_certificate:
 * @self: a verification that is still being filled
 * @certificate: (transfer full): the certificate of the seal, in DER
 *
 * Keeps it, and what it says about the signer: a name that anybody may have written, so without
 * characters that turn the words around it or that nobody sees.
 */
void
candor_verification_take_certificate (CandorVerification *self, GBytes *certificate)
{
  gsize size;
  gconstpointer data = g_bytes_get_data (certificate, &size);
  const gnutls_datum_t datum = { (void *)data, size };
  g_autoptr (gnutls_x509_crt_int) read = candor_cms_read_certificate (&datum, GNUTLS_X509_FMT_DER);
  g_autofree char *name = NULL;

  self->certificate = certificate;
  self->fingerprint = candor_cms_dup_fingerprint (certificate);
  name = read != NULL ? candor_cms_dup_name (read) : g_strdup ("");
  self->signer = candor_name_tidy (name);
}

/**
 * candor_verification_add_attachment:
 * @self: a verification that is still being filled
 * @name: the name of the attachment
 * @size: its length, in bytes
 * @sha256: its checksum, in hexadecimal digits
 */
void
candor_verification_add_attachment (CandorVerification *self,
                                    const char *name,
                                    gint64 size,
                                    const char *sha256)
{
  CandorVerifiedFile *attachment = g_new0 (CandorVerifiedFile, 1);

  attachment->name = g_strdup (name);
  attachment->size = size;
  attachment->sha256 = g_strdup (sha256);
  g_ptr_array_add (self->attachments, attachment);
}

/* Without a timestamp the time in a seal is no more than what its maker says (ETSI EN 319 142-1,
 * 5.3, /M). Even so it must be one at which the certificate may be used: Candor seals at no other. */
static gboolean
is_in_its_years (const CandorVerification *self)
{
  gsize size;
  gconstpointer data = g_bytes_get_data (self->certificate, &size);
  const gnutls_datum_t datum = { (void *)data, size };
  g_autoptr (gnutls_x509_crt_int) read = candor_cms_read_certificate (&datum, GNUTLS_X509_FMT_DER);
  g_autoptr (GDateTime) moment = candor_time_parse (self->sealed_at);
  gint64 at;

  if (read == NULL || moment == NULL)
    return FALSE;
  at = g_date_time_to_unix (moment);
  return at >= gnutls_x509_crt_get_activation_time (read)
         && at <= gnutls_x509_crt_get_expiration_time (read);
}

/**
 * candor_verification_compare:
 * @self: a verification of an unchanged document
 * @certificate: the certificate that should have sealed it, in DER
 *
 * A seal is valid when every byte of its certificate is the same, and its time one at which that may
 * be used; a name proves nothing.
 */
void
candor_verification_compare (CandorVerification *self, GBytes *certificate)
{
  if (self->reason != CANDOR_SEAL_REASON_NO_CERTIFICATE)
    return;
  if (!g_bytes_equal (self->certificate, certificate))
    self->reason = CANDOR_SEAL_REASON_OTHER_CERTIFICATE;
  else if (!is_in_its_years (self))
    self->reason = CANDOR_SEAL_REASON_TIME;
  else
    self->reason = CANDOR_SEAL_REASON_CERTIFICATE;
}

/**
 * candor_verification_get_verdict:
 * @self: a verification
 *
 * Returns: what it comes to
 */
CandorSealVerdict
candor_verification_get_verdict (const CandorVerification *self)
{
  return reasons[self->reason].verdict;
}

/**
 * candor_verification_get_reason:
 * @self: a verification
 *
 * Returns: why
 */
CandorSealReason
candor_verification_get_reason (const CandorVerification *self)
{
  return self->reason;
}

/**
 * candor_verification_get_signer:
 * @self: a verification
 *
 * Returns: (nullable): the name in the seal of an unchanged document. Unless the verdict is valid,
 *   this is what anybody may have written.
 */
const char *
candor_verification_get_signer (const CandorVerification *self)
{
  return self->signer;
}

/**
 * candor_verification_get_fingerprint:
 * @self: a verification
 *
 * Returns: (nullable): the SHA-256 of the certificate that sealed an unchanged document
 */
const char *
candor_verification_get_fingerprint (const CandorVerification *self)
{
  return self->fingerprint;
}

/**
 * candor_verification_get_sealed_at:
 * @self: a verification
 *
 * Returns: (nullable): when an unchanged document was sealed by the clock of the tablet, in ISO
 *   8601
 */
const char *
candor_verification_get_sealed_at (const CandorVerification *self)
{
  return self->sealed_at;
}

/**
 * candor_seal_verdict_to_string:
 * @verdict: a verdict
 *
 * Returns: its name in JSON and on the command line
 */
const char *
candor_seal_verdict_to_string (CandorSealVerdict verdict)
{
  return verdict_names[verdict];
}

/**
 * candor_seal_reason_to_string:
 * @reason: a reason
 *
 * Returns: its name in JSON
 */
const char *
candor_seal_reason_to_string (CandorSealReason reason)
{
  return reasons[reason].name;
}

/**
 * candor_verification_dup_sentence:
 * @self: a verification
 * @language: the language to say it in
 *
 * Returns: (transfer full): the verdict in whole sentences, for a person
 */
char *
candor_verification_dup_sentence (const CandorVerification *self, const CandorLanguage *language)
{
  const char *sentence = candor_language_text (language, reasons[self->reason].sentence);
  g_autofree char *when = NULL;

  switch (self->reason)
    {
    case CANDOR_SEAL_REASON_CERTIFICATE:
      if (self->sealed_at == NULL || *self->signer == '\0')
        return g_strdup (sentence);
      when = candor_time_format_iso (self->sealed_at, language);
      /* Translators: %1$s is the name of a clinic, %2$s a day and a time. The time is what the device
         that made the seal took it for; nobody else vouches for it. */
      sentence = N_ ("This is the seal of “%1$s”, made on %2$s by its own clock. This certificate "
                     "sealed the document, and nothing in it has changed since then.");
      return g_strdup_printf (candor_language_text (language, sentence), self->signer, when);
    case CANDOR_SEAL_REASON_NO_CERTIFICATE:
    case CANDOR_SEAL_REASON_OTHER_CERTIFICATE:
      return g_strdup_printf (sentence, self->signer, self->fingerprint);
    case CANDOR_SEAL_REASON_CANNOT_OPEN:
      return g_strdup_printf (sentence, self->detail);
    default:
      return g_strdup (sentence);
    }
}
