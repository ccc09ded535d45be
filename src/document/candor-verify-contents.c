/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * What is inside a document: its signatures, its attachments, its versions.
 */
#include "candor-verify-private.h"

#include <stdio.h>
#include <string.h>

#include "core/candor-json.h"

/* More objects than a file of the largest size can hold in earnest. */
#define MAX_OBJECTS 1000000
#define MAX_ATTACHMENTS 1000
#define MAX_TREE_DEPTH 8
#define MAX_JSON_DEPTH 16
#define MAX_JSON_VALUES 1000000
#define MD5_LENGTH 16

static qpdf_oh
get (CandorVerifyReader *reader, qpdf_oh dictionary, const char *key)
{
  return qpdf_oh_get_key_if_dict (reader, dictionary, key);
}

static gboolean
is_signature (CandorVerifyReader *reader, qpdf_oh object)
{
  return qpdf_oh_is_dictionary (reader, object)
         && (candor_verify_reader_has_name (reader, object, "/Type", "/Sig")
             || candor_verify_reader_has_name (reader, object, "/Type", "/DocTimeStamp")
             || qpdf_oh_has_key (reader, object, "/ByteRange")
             || (candor_verify_reader_has_name (reader, object, "/FT", "/Sig")
                 && qpdf_oh_is_dictionary (reader, get (reader, object, "/V"))));
}

/* Returns: how many objects are signatures or fields with a signature, whether or not anything
 * leads to them; -1 when there is no end of objects. */
static int
count_signatures (CandorVerifyReader *reader)
{
  qpdf_oh trailer = qpdf_get_trailer (reader);
  long long n_objects = 0;
  int n = 0;

  if (!qpdf_oh_get_value_as_longlong (reader, get (reader, trailer, "/Size"), &n_objects)
      || n_objects > MAX_OBJECTS)
    return -1;
  for (int id = 1; id < n_objects; id++)
    {
      qpdf_oh object = qpdf_get_object_by_id (reader, id, 0);

      n += is_signature (reader, object) ? 1 : 0;
      qpdf_oh_release_all (reader);
    }
  return n;
}

/* Returns: whether the range is that of the hole. */
static gboolean
is_range (CandorVerifyReader *reader, qpdf_oh array, const CandorSealHole *hole)
{
  const gsize wish[] = { 0, hole->start, hole->end, hole->rest };

  if (!qpdf_oh_is_array (reader, array)
      || qpdf_oh_get_array_n_items (reader, array) != G_N_ELEMENTS (wish))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (wish); i++)
    {
      unsigned long long value;

      if (!qpdf_oh_get_value_as_ulonglong (reader, qpdf_oh_get_array_item (reader, array, i),
                                           &value)
          || value != wish[i])
        return FALSE;
    }
  return TRUE;
}

static gboolean
is_string (CandorVerifyReader *reader, qpdf_oh string, gconstpointer data, gsize size)
{
  const char *value;
  size_t length;

  return qpdf_oh_get_value_as_string (reader, string, &value, &length) && length == size
         && memcmp (value, data, size) == 0;
}

/* Returns: the dictionary of the only signature in the only field, when it is the one of the hole;
 * otherwise 0. */
static qpdf_oh
find_signature (CandorVerifyReader *reader, const CandorSealHole *hole, GBytes *bytes)
{
  qpdf_oh form = get (reader, qpdf_get_root (reader), "/AcroForm");
  qpdf_oh fields = get (reader, form, "/Fields");
  qpdf_oh field, signature;
  gsize size;
  gconstpointer data = g_bytes_get_data (bytes, &size);

  if (!qpdf_oh_is_array (reader, fields) || qpdf_oh_get_array_n_items (reader, fields) != 1)
    return 0;
  field = qpdf_oh_get_array_item (reader, fields, 0);
  signature = get (reader, field, "/V");
  if (!candor_verify_reader_has_name (reader, field, "/FT", "/Sig")
      || !candor_verify_reader_has_name (reader, signature, "/Type", "/Sig")
      || !candor_verify_reader_has_name (reader, signature, "/Filter", "/Adobe.PPKLite")
      || !candor_verify_reader_has_name (reader, signature, "/SubFilter", "/ETSI.CAdES.detached")
      || !is_range (reader, get (reader, signature, "/ByteRange"), hole)
      || !is_string (reader, get (reader, signature, "/Contents"), data, size))
    return 0;
  return signature;
}

/* Reads "D:20261122144500+01'00'". Returns: (nullable): the same in ISO 8601. */
static char *
read_time (const char *text)
{
  guint year, month, day, hour, minute, second, offset_hour, offset_minute;
  char sign;
  int end = 0;

  if (text == NULL
      || sscanf (text, "D:%4u%2u%2u%2u%2u%2u%c%2u'%2u%n", &year, &month, &day, &hour, &minute,
                 &second, &sign, &offset_hour, &offset_minute, &end)
             != 9
      || end != 22 || (sign != '+' && sign != '-'))
    return NULL;
  return g_strdup_printf ("%04u-%02u-%02uT%02u:%02u:%02u%c%02u:%02u", year, month, day, hour,
                          minute, second, sign, offset_hour, offset_minute);
}

/* Returns: whether the attachment is as long as it says and has the checksum that it says. */
static gboolean
check_parameters (CandorVerifyReader *reader, qpdf_oh stream, GBytes *data)
{
  qpdf_oh parameters = get (reader, qpdf_oh_get_dict (reader, stream), "/Params");
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_MD5);
  guint8 md5[MD5_LENGTH];
  gsize md5_length = sizeof md5;
  long long size;

  g_checksum_update (checksum, g_bytes_get_data (data, NULL), g_bytes_get_size (data));
  g_checksum_get_digest (checksum, md5, &md5_length);
  return qpdf_oh_get_value_as_longlong (reader, get (reader, parameters, "/Size"), &size)
         && size >= 0 && (gsize)size == g_bytes_get_size (data)
         && is_string (reader, get (reader, parameters, "/CheckSum"), md5, sizeof md5);
}

static char *
dup_member (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node)
                 && json_node_get_value_type (node) == G_TYPE_STRING
             ? candor_verify_tidy (json_node_get_string (node), -1)
             : NULL;
}

/* Keeps what the attached visit says about its versions. */
static void
read_visit (CandorVerification *self, const char *name, GBytes *data)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  gsize length;
  const char *text = g_bytes_get_data (data, &length);
  JsonNode *root;

  if (self->visit_format != NULL || !g_str_has_suffix (name, ".json") || length == 0
      || !candor_json_check (name, text, length, MAX_JSON_DEPTH, MAX_JSON_VALUES, NULL)
      || !json_parser_load_from_data (parser, text, length, NULL))
    return;
  root = json_parser_get_root (parser);
  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    return;
  self->visit_format = dup_member (json_node_get_object (root), "format");
  self->procedure = dup_member (json_node_get_object (root), "procedure");
  self->procedure_version = dup_member (json_node_get_object (root), "procedure_version");
}

/* Returns: whether an attachment is whole. */
static gboolean
check_attachment (CandorVerification *self, CandorVerifyReader *reader, qpdf_oh spec)
{
  g_autofree char *name = candor_verify_reader_dup_text (reader, spec, "/UF");
  g_autofree char *sha256 = NULL;
  g_autoptr (GBytes) data = NULL;
  qpdf_oh files = get (reader, spec, "/EF");
  qpdf_oh stream = get (reader, files, "/F");
  qpdf_oh other = get (reader, files, "/UF");

  data = candor_verify_reader_get_stream (reader, stream);
  if (name == NULL || data == NULL || !check_parameters (reader, stream, data)
      || self->attachments->len >= MAX_ATTACHMENTS)
    return FALSE;
  /* A second name for the same bytes is all that the second entry may be. */
  if (!qpdf_oh_is_null (reader, other)
      && qpdf_oh_get_object_id (reader, other) != qpdf_oh_get_object_id (reader, stream))
    return FALSE;

  sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, data);
  candor_verification_add_attachment (self, name, g_bytes_get_size (data), sha256);
  read_visit (self, name, data);
  return TRUE;
}

/* Returns: whether all attachments in a tree of names are whole. */
static gboolean
check_names (CandorVerification *self, CandorVerifyReader *reader, qpdf_oh tree, guint depth)
{
  qpdf_oh names = get (reader, tree, "/Names");
  qpdf_oh kids = get (reader, tree, "/Kids");
  gboolean good = depth < MAX_TREE_DEPTH;
  int n_names = qpdf_oh_is_array (reader, names) ? qpdf_oh_get_array_n_items (reader, names) : 0;
  int n_kids = qpdf_oh_is_array (reader, kids) ? qpdf_oh_get_array_n_items (reader, kids) : 0;

  for (int i = 1; good && i < n_names; i += 2)
    good = check_attachment (self, reader, qpdf_oh_get_array_item (reader, names, i));
  for (int i = 0; good && i < n_kids; i++)
    good = check_names (self, reader, qpdf_oh_get_array_item (reader, kids, i), depth + 1);
  return good;
}

/**
 * candor_verify_contents:
 * @self: the verification of a document whose bytes are unchanged
 * @pdf: the document
 * @hole: its hole
 * @signature: all bytes of the hole
 *
 * Finds that the signature is the only one and the one that hangs on the document, that every
 * attachment matches its checksum, and which versions the document names. What is wrong becomes the
 * reason of @self.
 */
void
candor_verify_contents (CandorVerification *self,
                        GBytes *pdf,
                        const CandorSealHole *hole,
                        GBytes *signature)
{
  g_autoptr (CandorVerifyReader) reader = candor_verify_reader_open (pdf);
  g_autofree char *time = NULL;
  qpdf_oh found, names;
  int n;

  if (reader == NULL)
    {
      self->reason = CANDOR_SEAL_REASON_DAMAGED;
      return;
    }
  /* The signature and its field. */
  n = count_signatures (reader);
  found = n == 2 ? find_signature (reader, hole, signature) : 0;
  names = get (reader, get (reader, qpdf_get_root (reader), "/Names"), "/EmbeddedFiles");
  if (n < 0)
    self->reason = CANDOR_SEAL_REASON_DAMAGED;
  else if (n > 2)
    self->reason = CANDOR_SEAL_REASON_SEVERAL;
  else if (found == 0)
    self->reason = CANDOR_SEAL_REASON_SEAL;
  else if (!check_names (self, reader, names, 0))
    self->reason = CANDOR_SEAL_REASON_ATTACHMENT;
  else
    {
      time = candor_verify_reader_dup_text (reader, found, "/M");
      self->sealed_at = read_time (time);
      candor_verify_versions (self, reader);
    }
  if (qpdf_has_error (reader))
    self->reason = CANDOR_SEAL_REASON_DAMAGED;
}

/**
 * candor_verify_unsealed:
 * @pdf: a file
 *
 * Returns: what it comes to when its bytes hold no seal of Candor: it has none at all, or one that
 *   was changed or that another program made, or it is no PDF
 */
CandorSealReason
candor_verify_unsealed (GBytes *pdf)
{
  g_autoptr (CandorVerifyReader) reader = candor_verify_reader_open (pdf);
  int n;

  if (reader == NULL)
    return CANDOR_SEAL_REASON_DAMAGED;
  n = count_signatures (reader);
  if (n < 0 || qpdf_has_error (reader))
    return CANDOR_SEAL_REASON_DAMAGED;
  return n > 0 ? CANDOR_SEAL_REASON_SEAL : CANDOR_SEAL_REASON_NO_SEAL;
}
