/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * age, version 1 (C2SP age.md), with X25519 keys, whole files in memory. Any age tool opens what
 * this writes, and this opens what any age tool writes for such keys. Nothing that was not
 * authenticated is ever given out.
 */
#include "candor-age-private.h"

#include <sodium.h>
#include <string.h>

#include "core/candor-error.h"

GQuark
candor_age_error_quark (void)
{
  static gsize quark;

  if (g_once_init_enter (&quark))
    g_once_init_leave (&quark, candor_error_register_domain ("candor-age-error-quark"));
  return (GQuark)quark;
}

#define PASSPHRASE_KIND "scrypt"

static void
stanza_free_cb (gpointer data)
{
  candor_age_stanza_free (data);
}

static gboolean
is_for_passphrase (const CandorAgeStanza *stanza)
{
  return g_str_equal (stanza->arguments[0], PASSPHRASE_KIND);
}

/* A file for a passphrase is for it alone: who opens it knows that somebody who has the passphrase
 * made it. */
static gboolean
check_stanzas (GPtrArray *stanzas, GError **error)
{
  for (guint i = 0; i < stanzas->len; i++)
    {
      const CandorAgeStanza *stanza = g_ptr_array_index (stanzas, i);

      if (stanzas->len > 1 && is_for_passphrase (stanza))
        {
          candor_error_set (
              error, CANDOR_AGE_ERROR, CANDOR_AGE_ERROR_HEADER,
              "This is not an encrypted record, or its first lines were damaged: a "
              "passphrase stands beside another recipient. Nothing was taken from it; use "
              "another copy.");
          return FALSE;
        }
      if (!candor_age_x25519_check (stanza, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
refuse_no_match (GPtrArray *stanzas, GError **error)
{
  if (is_for_passphrase (g_ptr_array_index (stanzas, 0)))
    candor_error_set (
        error, CANDOR_AGE_ERROR, CANDOR_AGE_ERROR_NO_MATCH,
        "This file was encrypted with a passphrase, which Candor never does. It is no "
        "record of a clinic; open it with the program that made it.");
  else
    candor_error_set (
        error, CANDOR_AGE_ERROR, CANDOR_AGE_ERROR_NO_MATCH,
        "This record was encrypted to another key. Nothing was taken from it; look for "
        "the key of the clinic that filed it.");
  return FALSE;
}

static gboolean
find_file_key (GPtrArray *stanzas, GPtrArray *identities, guchar *file_key, GError **error)
{
  for (guint i = 0; i < identities->len; i++)
    for (guint j = 0; j < stanzas->len; j++)
      {
        gboolean fits;

        if (!candor_age_x25519_unwrap (g_ptr_array_index (identities, i),
                                       g_ptr_array_index (stanzas, j), file_key, &fits, error))
          return FALSE;
        if (fits)
          return TRUE;
      }
  return refuse_no_match (stanzas, error);
}

/* Returns: the header, when one of the keys fits and the header is as it was made. */
static CandorAgeHeader *
open_header (
    GPtrArray *identities, const guchar *bytes, gsize length, guchar *file_key, GError **error)
{
  g_autoptr (CandorAgeHeader) header = candor_age_header_parse (bytes, length, error);

  if (header == NULL || !check_stanzas (header->stanzas, error)
      || !find_file_key (header->stanzas, identities, file_key, error))
    return NULL;
  if (candor_age_header_check_mac (header, bytes, file_key))
    return g_steal_pointer (&header);
  sodium_memzero (file_key, CANDOR_AGE_FILE_KEY_SIZE);
  candor_error_set (
      error, CANDOR_AGE_ERROR, CANDOR_AGE_ERROR_ALTERED,
      "The record is not as it was filed: its first lines were changed. Nothing was taken "
      "from it; use another copy.");
  return NULL;
}

static GBytes *
decrypt (GPtrArray *identities, GBytes *start, gsize file_size, GError **error)
{
  gsize length;
  const guchar *bytes = g_bytes_get_data (start, &length);
  guchar file_key[CANDOR_AGE_FILE_KEY_SIZE];
  g_autoptr (CandorAgeHeader) header = NULL;
  GBytes *plain;

  /* No bytes have no place in memory, and a parser should not have to think of that. */
  header
      = open_header (identities, length == 0 ? (const guchar *)"" : bytes, length, file_key, error);
  if (header == NULL)
    return NULL;
  plain = candor_age_stream_open_start (file_key, bytes + header->length, length - header->length,
                                        file_size - header->length, error);
  sodium_memzero (file_key, sizeof file_key);
  return plain;
}

/**
 * candor_age_encrypt:
 * @recipients: (array zero-terminated=1): who can open it, "age1…", one at least
 * @plain: what to encrypt
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): a binary age file; %CANDOR_AGE_ERROR_KEY if a recipient is
 *   none
 */
GBytes *
candor_age_encrypt (const char *const *recipients, GBytes *plain, GError **error)
{
  g_autoptr (GPtrArray) stanzas = g_ptr_array_new_with_free_func (stanza_free_cb);
  guchar file_key[CANDOR_AGE_FILE_KEY_SIZE];
  gsize length;
  const guchar *bytes = g_bytes_get_data (plain, &length);
  GString *text;
  gsize header_length;

  g_return_val_if_fail (recipients != NULL && recipients[0] != NULL, NULL);
  if (sodium_init () < 0)
    g_error ("libsodium cannot find a source of random numbers");

  randombytes_buf (file_key, sizeof file_key);
  for (gsize i = 0; recipients[i] != NULL; i++)
    {
      CandorAgeStanza *stanza = candor_age_x25519_wrap (file_key, recipients[i], error);

      if (stanza == NULL)
        {
          sodium_memzero (file_key, sizeof file_key);
          return NULL;
        }
      g_ptr_array_add (stanzas, stanza);
    }
  text = candor_age_header_write (stanzas, file_key);
  header_length = text->len;
  g_string_set_size (text, header_length + candor_age_stream_sealed_size (length));
  candor_age_stream_seal (file_key, bytes, length, (guchar *)text->str + header_length);
  sodium_memzero (file_key, sizeof file_key);
  return g_string_free_to_bytes (text);
}

/**
 * candor_age_decrypt:
 * @identity: a key
 * @encrypted: a binary age file that anybody may have made
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): all that is in it, when all of it is authentic, in memory
 *   that is wiped; otherwise an error of %CANDOR_AGE_ERROR
 */
GBytes *
candor_age_decrypt (CandorAgeIdentity *identity, GBytes *encrypted, GError **error)
{
  return candor_age_decrypt_start (identity, encrypted, g_bytes_get_size (encrypted), error);
}

/**
 * candor_age_decrypt_any:
 * @identities: (element-type CandorAgeIdentity): keys, one at least
 * @encrypted: a binary age file that anybody may have made
 * @error: return location for an error
 *
 * As candor_age_decrypt (), with whichever key fits.
 *
 * Returns: (transfer full) (nullable): all that is in it
 */
GBytes *
candor_age_decrypt_any (GPtrArray *identities, GBytes *encrypted, GError **error)
{
  return decrypt (identities, encrypted, g_bytes_get_size (encrypted), error);
}

/**
 * candor_age_decrypt_start:
 * @identity: a key
 * @start: the first bytes of a binary age file that anybody may have made: %CANDOR_AGE_START_SIZE of
 *   them, or all where it has fewer
 * @file_size: how many bytes the whole file has
 * @error: return location for an error
 *
 * Opens the first 64 KiB without reading the rest of a file. They are authentic by themselves, and
 * say nothing about what follows.
 *
 * Returns: (transfer full) (nullable): the first 64 KiB, or all where there are fewer, in memory that
 *   is wiped; otherwise an error of %CANDOR_AGE_ERROR
 */
GBytes *
candor_age_decrypt_start (CandorAgeIdentity *identity,
                          GBytes *start,
                          gsize file_size,
                          GError **error)
{
  g_autoptr (GPtrArray) identities = g_ptr_array_new ();

  g_return_val_if_fail (identity != NULL, NULL);
  g_return_val_if_fail (file_size >= g_bytes_get_size (start), NULL);

  g_ptr_array_add (identities, identity);
  return decrypt (identities, start, file_size, error);
}
