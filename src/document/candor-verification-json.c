/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * A verification as JSON: for scripts, and as the answer of the process that reads a file which
 * nobody trusts. That answer is not trusted either.
 */
#include "candor-verification-private.h"

#include <string.h>

#include "candor-cms.h"
#include "core/candor-json.h"

#define MAX_TEXT 1024
#define MAX_DEPTH 4
#define MAX_VALUES 20000

/* The strings of an unchanged document. */
static const struct
{
  const char *name;
  gsize offset;
} texts[] = {
  { "sealed_at", G_STRUCT_OFFSET (CandorVerification, sealed_at) },
  { "pdf_version", G_STRUCT_OFFSET (CandorVerification, pdf_version) },
  { "producer", G_STRUCT_OFFSET (CandorVerification, producer) },
  { "pdfa", G_STRUCT_OFFSET (CandorVerification, pdfa) },
  { "pdfua", G_STRUCT_OFFSET (CandorVerification, pdfua) },
  { "visit_format", G_STRUCT_OFFSET (CandorVerification, visit_format) },
  { "procedure", G_STRUCT_OFFSET (CandorVerification, procedure) },
  { "procedure_version", G_STRUCT_OFFSET (CandorVerification, procedure_version) },
};

static const char *
get_string (JsonObject *object, const char *member)
{
  JsonNode *node = json_object_get_member (object, member);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node)
                 && json_node_get_value_type (node) == G_TYPE_STRING
                 && strlen (json_node_get_string (node)) <= MAX_TEXT * 4
             ? json_node_get_string (node)
             : NULL;
}

/* Returns: (nullable): the certificate in DER, when it is one of the kind that Candor seals with. */
static GBytes *
read_certificate (JsonObject *object)
{
  const char *base64 = get_string (object, "certificate");
  g_autofree guchar *der = NULL;
  g_autoptr (gnutls_x509_crt_int) certificate = NULL;
  gnutls_datum_t datum;
  gsize length;

  if (base64 == NULL)
    return NULL;
  der = g_base64_decode (base64, &length);
  datum = (gnutls_datum_t){ der, length };
  certificate = candor_cms_read_certificate (&datum, GNUTLS_X509_FMT_DER);
  if (certificate == NULL || !candor_cms_is_p256 (certificate))
    return NULL;
  return g_bytes_new (der, length);
}

static gboolean
is_line (const char *text)
{
  if (!g_utf8_validate (text, -1, NULL) || strlen (text) > MAX_TEXT)
    return FALSE;
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    if (g_unichar_iscntrl (g_utf8_get_char (at)))
      return FALSE;
  return TRUE;
}

static gboolean
read_attachments (CandorVerification *self, JsonObject *object)
{
  JsonNode *node = json_object_get_member (object, "attachments");
  JsonArray *array;

  if (node == NULL || !JSON_NODE_HOLDS_ARRAY (node))
    return FALSE;
  array = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *item = json_array_get_element (array, i);
      JsonObject *attachment = JSON_NODE_HOLDS_OBJECT (item) ? json_node_get_object (item) : NULL;
      const char *name = attachment != NULL ? get_string (attachment, "name") : NULL;
      const char *sha256 = attachment != NULL ? get_string (attachment, "sha256") : NULL;
      JsonNode *size = attachment != NULL ? json_object_get_member (attachment, "size") : NULL;

      if (name == NULL || sha256 == NULL || size == NULL || !JSON_NODE_HOLDS_VALUE (size)
          || json_node_get_value_type (size) != G_TYPE_INT64 || !is_line (name)
          || strlen (sha256) != 64 || json_object_get_size (attachment) != 3)
        return FALSE;
      candor_verification_add_attachment (self, name, json_node_get_int (size), sha256);
    }
  return TRUE;
}

/* What only an unchanged document has: everything is optional but its certificate. */
static gboolean
read_unchanged (CandorVerification *self, JsonObject *object)
{
  GBytes *certificate = read_certificate (object);
  guint n_known = 6;

  if (certificate == NULL)
    return FALSE;
  candor_verification_take_certificate (self, certificate);
  /* The signer and the fingerprint follow from the certificate; they are not taken from anybody. */
  if (g_strcmp0 (get_string (object, "fingerprint"), self->fingerprint) != 0
      || g_strcmp0 (get_string (object, "signer"), self->signer) != 0)
    return FALSE;

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    if (json_object_has_member (object, texts[i].name))
      {
        const char *text = get_string (object, texts[i].name);

        if (text == NULL || !is_line (text))
          return FALSE;
        G_STRUCT_MEMBER (char *, self, texts[i].offset) = g_strdup (text);
        n_known++;
      }
  return json_object_get_size (object) == n_known && read_attachments (self, object);
}

/* Returns: whether the process that looks into a file can come to this. Whether a file can be
 * opened, whose seal it is and how the check itself ended is for the asking process to say. */
static gboolean
is_answer (CandorSealReason reason)
{
  switch (reason)
    {
    case CANDOR_SEAL_REASON_NO_CERTIFICATE:
    case CANDOR_SEAL_REASON_NO_SEAL:
    case CANDOR_SEAL_REASON_CONTENT:
    case CANDOR_SEAL_REASON_SEAL:
    case CANDOR_SEAL_REASON_ADDED:
    case CANDOR_SEAL_REASON_CUT:
    case CANDOR_SEAL_REASON_SEVERAL:
    case CANDOR_SEAL_REASON_ATTACHMENT:
    case CANDOR_SEAL_REASON_DAMAGED:
    case CANDOR_SEAL_REASON_TOO_LARGE:
      return TRUE;
    default:
      return FALSE;
    }
}

static CandorVerification *
read_object (JsonObject *object)
{
  const char *verdict = get_string (object, "verdict");
  const char *name = get_string (object, "reason");
  g_autoptr (CandorVerification) self = NULL;
  CandorSealReason reason = 0;

  while (reason < CANDOR_SEAL_N_REASONS
         && g_strcmp0 (candor_seal_reason_to_string (reason), name) != 0)
    reason++;
  if (reason == CANDOR_SEAL_N_REASONS || !is_answer (reason))
    return NULL;

  self = candor_verification_new (reason);
  if (g_strcmp0 (candor_seal_verdict_to_string (candor_verification_get_verdict (self)), verdict)
      != 0)
    return NULL;
  if (reason == CANDOR_SEAL_REASON_NO_CERTIFICATE ? !read_unchanged (self, object)
                                                  : json_object_get_size (object) != 2)
    return NULL;
  return g_steal_pointer (&self);
}

static void
add_attachments (const CandorVerification *self, JsonObject *object)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < self->attachments->len; i++)
    {
      const CandorVerifiedFile *attachment = self->attachments->pdata[i];
      JsonObject *item = json_object_new ();

      json_object_set_string_member (item, "name", attachment->name);
      json_object_set_int_member (item, "size", attachment->size);
      json_object_set_string_member (item, "sha256", attachment->sha256);
      json_array_add_object_element (array, item);
    }
  json_object_set_array_member (object, "attachments", array);
}

/**
 * candor_verification_to_object:
 * @self: a verification
 *
 * Returns: (transfer full): it as JSON, without words for people
 */
JsonObject *
candor_verification_to_object (const CandorVerification *self)
{
  JsonObject *object = json_object_new ();
  g_autofree char *base64 = NULL;
  gsize length;
  const guchar *der;

  json_object_set_string_member (
      object, "verdict", candor_seal_verdict_to_string (candor_verification_get_verdict (self)));
  json_object_set_string_member (object, "reason", candor_seal_reason_to_string (self->reason));
  if (self->certificate == NULL)
    return object;

  der = g_bytes_get_data (self->certificate, &length);
  base64 = g_base64_encode (der, length);
  json_object_set_string_member (object, "signer", self->signer);
  json_object_set_string_member (object, "fingerprint", self->fingerprint);
  json_object_set_string_member (object, "certificate", base64);
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      const char *text = G_STRUCT_MEMBER (char *, self, texts[i].offset);

      if (text != NULL)
        json_object_set_string_member (object, texts[i].name, text);
    }
  add_attachments (self, object);
  return object;
}

/**
 * candor_verification_to_json:
 * @self: a verification
 * @file: (nullable): the name of the file, in UTF-8
 * @language: (nullable): the language of the sentence, or %NULL for none
 *
 * Returns: (transfer full): it as one line of JSON, with a new line at its end
 */
char *
candor_verification_to_json (const CandorVerification *self,
                             const char *file,
                             const CandorLanguage *language)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  g_autoptr (JsonObject) object = candor_verification_to_object (self);
  g_autofree char *json = NULL;

  if (file != NULL)
    json_object_set_string_member (object, "file", file);
  if (language != NULL)
    {
      g_autofree char *sentence = candor_verification_dup_sentence (self, language);

      json_object_set_string_member (object, "sentence", sentence);
    }
  json_node_set_object (node, object);
  json = candor_json_write (node, 0, NULL);
  return g_strconcat (json, "\n", NULL);
}

/**
 * candor_verification_from_answer:
 * @json: what the process that looks into a file answered
 * @length: its length
 *
 * Reads exactly what candor_verification_to_json () writes in that process, and nothing else.
 *
 * Returns: (transfer full) (nullable): the verification, or %NULL when this is no such answer
 */
CandorVerification *
candor_verification_from_answer (const char *json, gsize length)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  JsonNode *root;

  if (!candor_json_check ("answer", json, length, MAX_DEPTH, MAX_VALUES, NULL)
      || !json_parser_load_from_data (parser, json, length, NULL))
    return NULL;
  root = json_parser_get_root (parser);
  return root != NULL && JSON_NODE_HOLDS_OBJECT (root) ? read_object (json_node_get_object (root))
                                                       : NULL;
}
