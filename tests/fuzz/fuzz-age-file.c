/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * Whole age files, by a maker who has the key. The first letter says how the rest is meant:
 *
 *   r  the file itself
 *   h  the lines of a header, in which %S and %B stand for the share and the body of a right
 *      stanza; a right MAC and a right empty payload are put behind them
 *   p  a payload: it is encrypted, must come out again, and must not when any byte was changed
 */
#include <sodium.h>
#include <string.h>

#include "fuzz.h"
#include "vault/candor-age-private.h"

#define SECRET "AGE-SECRET-KEY-1LDS9T3TQ3DP4DRN9YWWGER2F07DXHAVVDNK6A6DW7RYLVJ87Y26QH3VQMN"

static const guchar file_key[CANDOR_AGE_FILE_KEY_SIZE] = "sixteen letters";

static CandorAgeIdentity *
get_key (void)
{
  static CandorAgeIdentity *key;

  if (key == NULL)
    key = candor_age_identity_parse (SECRET, NULL);
  return key;
}

static GBytes *
open_file (GBytes *file)
{
  g_autoptr (GError) error = NULL;
  GBytes *plain = candor_age_decrypt (get_key (), file, &error);
  gsize size = g_bytes_get_size (file);

  fuzz_check_refusal (plain != NULL, error);
  for (gsize more = 0; more <= 2 * CANDOR_AGE_CHUNK_SIZE; more += CANDOR_AGE_CHUNK_SIZE)
    {
      g_autoptr (GError) start_error = NULL;
      g_autoptr (GBytes) start
          = candor_age_decrypt_start (get_key (), file, size + more, &start_error);

      fuzz_check_refusal (start != NULL, start_error);
      if (more == 0)
        g_assert_true ((start != NULL) == (plain != NULL));
    }
  return plain;
}

/* Replaces the two letters of a token. */
static void
append_token (GString *header, char token)
{
  static char *share, *body;

  if (share == NULL)
    {
      g_autofree char *recipient = candor_age_identity_dup_recipient (get_key ());
      g_autoptr (CandorAgeStanza) stanza = candor_age_x25519_wrap (file_key, recipient, NULL);

      share = g_strdup (stanza->arguments[1]);
      body = candor_age_base64_encode (g_bytes_get_data (stanza->body, NULL),
                                       g_bytes_get_size (stanza->body));
    }
  if (token == 'S')
    g_string_append (header, share);
  else if (token == 'B')
    g_string_append (header, body);
}

static void
open_forged (const char *lines, gsize length)
{
  g_autoptr (GString) file = g_string_new (NULL);
  guchar key[CANDOR_AGE_KEY_SIZE], mac[CANDOR_AGE_MAC_SIZE], sealed[32];
  g_autofree char *letters = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GBytes) plain = NULL;
  g_autoptr (CandorAgeHeader) header = NULL;

  for (gsize i = 0; i < length; i++)
    if (lines[i] == '%' && i + 1 < length)
      append_token (file, lines[++i]);
    else
      g_string_append_c (file, lines[i]);
  g_string_append (file, "---");
  candor_age_hkdf (NULL, 0, file_key, sizeof file_key, "header", key);
  crypto_auth_hmacsha256 (mac, (const guchar *)file->str, file->len, key);
  letters = candor_age_base64_encode (mac, sizeof mac);
  g_string_append_printf (file, " %s\n", letters);
  candor_age_stream_seal (file_key, NULL, 0, sealed);
  g_string_append_len (file, (const char *)sealed, sizeof sealed);

  bytes = g_bytes_new (file->str, file->len);
  plain = open_file (bytes);
  if (plain == NULL)
    return;
  header = candor_age_header_parse ((const guchar *)file->str, file->len, NULL);
  g_assert_nonnull (header);
  for (guint i = 0; i < header->stanzas->len; i++)
    {
      const CandorAgeStanza *stanza = g_ptr_array_index (header->stanzas, i);

      g_assert_cmpstr (stanza->arguments[0], !=, "scrypt");
      if (g_str_equal (stanza->arguments[0], "X25519"))
        g_assert_cmpuint (g_bytes_get_size (stanza->body), ==, 32);
    }
  FUZZ_PLANT (strlen (((CandorAgeStanza *)header->stanzas->pdata[0])->arguments[0]) == 2);
}

static void
check_payload (const uint8_t *data, size_t size)
{
  g_autofree char *recipient = candor_age_identity_dup_recipient (get_key ());
  const char *const recipients[] = { recipient, NULL };
  g_autoptr (GBytes) plain = g_bytes_new (data, size);
  g_autoptr (GBytes) file = candor_age_encrypt (recipients, plain, NULL);
  g_autoptr (GBytes) opened = open_file (file);
  g_autofree guchar *changed = NULL;
  gsize file_size = g_bytes_get_size (file);
  g_autoptr (GBytes) altered = NULL;
  g_autoptr (GBytes) nothing = NULL;

  g_assert_true (g_bytes_equal (opened, plain));
  if (size < 3 || data[2] == 0)
    return;
  changed = g_memdup2 (g_bytes_get_data (file, NULL), file_size);
  changed[(data[0] << 8 | data[1]) % file_size] ^= data[2];
  altered = g_bytes_new (changed, file_size);
  nothing = open_file (altered);
  g_assert_null (nothing);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  if (size == 0)
    return 0;
  if (data[0] == 'h')
    open_forged ((const char *)data + 1, size - 1);
  else if (data[0] == 'p')
    check_payload (data + 1, size - 1);
  else
    {
      g_autoptr (GBytes) file = g_bytes_new (data + 1, size - 1);
      g_autoptr (GBytes) plain = open_file (file);
    }
  return 0;
}
