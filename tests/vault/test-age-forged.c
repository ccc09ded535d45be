/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * Age files that somebody made who has the key, so that every MAC and every tag is right, but who
 * did not keep to the rules of the format. The published specification says what must be refused;
 * a reader that only leans on the MAC opens nearly all of these.
 */
#include <sodium.h>
#include <string.h>

#include "vault/candor-age-private.h"

#define CHUNK CANDOR_AGE_CHUNK_SIZE

static const guchar file_key[CANDOR_AGE_FILE_KEY_SIZE] = "a key of sixteen";

typedef struct
{
  CandorAgeIdentity *key;
  char *share; /* (owned): the second argument of a right stanza */
  char *body;  /* (owned): its body */
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autofree char *recipient = NULL;
  g_autoptr (CandorAgeStanza) stanza = NULL;

  self->key = candor_age_identity_new ();
  recipient = candor_age_identity_dup_recipient (self->key);
  stanza = candor_age_x25519_wrap (file_key, recipient, NULL);
  self->share = g_strdup (stanza->arguments[1]);
  self->body = candor_age_base64_encode (g_bytes_get_data (stanza->body, NULL),
                                         g_bytes_get_size (stanza->body));
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  candor_age_identity_unref (self->key);
  g_free (self->share);
  g_free (self->body);
}

/* Puts a right MAC and a right empty payload behind the lines of a header. %SHARE and %BODY stand
 * for those of a right stanza. */
static GByteArray *
forge (Fixture *self, const char *lines, const char *mac_format)
{
  GByteArray *file = g_byte_array_new ();
  g_autoptr (GString) header = g_string_new (lines);
  g_autofree char *letters = NULL;
  g_autofree char *end = NULL;
  guchar key[32], mac[32], sealed[16 + 16];

  g_string_replace (header, "%SHARE", self->share, 0);
  g_string_replace (header, "%BODY", self->body, 0);
  g_string_append (header, "---");
  candor_age_hkdf (NULL, 0, file_key, sizeof file_key, "header", key);
  crypto_auth_hmacsha256 (mac, (const guchar *)header->str, header->len, key);
  letters = candor_age_base64_encode (mac, sizeof mac);
  end = g_strdup_printf (mac_format, letters);
  g_string_append (header, end);
  g_byte_array_append (file, (const guchar *)header->str, header->len);
  candor_age_stream_seal (file_key, NULL, 0, sealed);
  return g_byte_array_append (file, sealed, sizeof sealed);
}

/* Returns: the code of the refusal, or -1 when the file was opened. */
static int
refusal_of (Fixture *self, GByteArray *file, const char *word)
{
  g_autoptr (GBytes) encrypted = g_bytes_new (file->data, file->len);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) opened = candor_age_decrypt (self->key, encrypted, &error);

  if (opened != NULL)
    return -1;
  g_assert_true (error->domain == CANDOR_AGE_ERROR);
  g_assert_true (g_str_has_suffix (error->message, "."));
  if (word != NULL)
    g_assert_nonnull (strstr (error->message, word));
  return error->code;
}

#define V "age-encryption.org/v1\n"
#define STANZA "-> X25519 %SHARE\n%BODY\n"
#define A48 "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
#define A64 A48 "AAAAAAAAAAAAAAAA"
#define OPENS -1
#define HEADER CANDOR_AGE_ERROR_HEADER
#define NO_MATCH CANDOR_AGE_ERROR_NO_MATCH

/* Each line of a header, written in ways that the format does not allow, beside those it does. */
static void
test_lines (Fixture *self, gconstpointer data)
{
  static const struct
  {
    const char *lines;
    int code;
    const char *word;
  } cases[] = {
    { V STANZA, OPENS, NULL },
    { V STANZA STANZA, OPENS, NULL },
    { V "-> stranger !~ %%\n\n" STANZA, OPENS, NULL },
    { V STANZA "-> x\nAAAA\n", OPENS, NULL },
    { V STANZA "-> x\n" A64 "\n\n", OPENS, NULL },
    { V STANZA "-> x\n" A64 "\n" A64 "\nAA\n", OPENS, NULL },
    /* The first line. */
    { "age-encryption.org/v2\n" STANZA, HEADER, "age-encryption.org/v1" },
    { "age-encryption.org/v1\r\n" STANZA, HEADER, NULL },
    { "age-encryption.org/v1 \n" STANZA, HEADER, NULL },
    { "\n" V STANZA, HEADER, NULL },
    { V "\n" STANZA, HEADER, NULL },
    { V, HEADER, NULL },
    /* Arguments. */
    { V STANZA "->\n\n", HEADER, NULL },
    { V STANZA "-> \n\n", HEADER, NULL },
    { V STANZA "->x\n\n", HEADER, NULL },
    { V STANZA "->  x\n\n", HEADER, NULL },
    { V STANZA "-> x  y\n\n", HEADER, NULL },
    { V STANZA "-> x \n\n", HEADER, NULL },
    { V STANZA "-> x\r\n\n", HEADER, NULL },
    { V STANZA "-> x\ty\n\n", HEADER, NULL },
    { V STANZA "-> \x7f\n\n", HEADER, NULL },
    { V STANZA "-> \xc3\xa4\n\n", HEADER, NULL },
    { V STANZA "--> x\n\n", HEADER, NULL },
    /* Bodies: padding, bits behind the end, letters, lengths of lines. */
    { V STANZA "-> x\nAA==\n", HEADER, NULL },
    { V STANZA "-> x\nAB\n", HEADER, NULL },
    { V STANZA "-> x\nAAB\n", HEADER, NULL },
    { V STANZA "-> x\nA\n", HEADER, NULL },
    { V STANZA "-> x\nAAAAA\n", HEADER, NULL },
    { V STANZA "-> x\nAA-_\n", HEADER, NULL },
    { V STANZA "-> x\nAA\xab\xaf\n", HEADER, NULL },
    { V STANZA "-> x\nAA AA\n", HEADER, NULL },
    { V STANZA "-> x\nAAAA\r\n", HEADER, NULL },
    { V STANZA "-> x\n" A64 "AAAA\n", HEADER, NULL },
    { V STANZA "-> x\n" A64 "\n", HEADER, NULL },
    { V STANZA "-> x\n", HEADER, NULL },
    { V STANZA "-> x\nAAAA\nAAAA\n", HEADER, NULL },
    { V STANZA "-> x\nAAAA\n\n", HEADER, NULL },
    /* X25519. */
    { V "-> x25519 %SHARE\n%BODY\n", NO_MATCH, "another key" },
    { V "-> X25519 %SHARE more\n%BODY\n", HEADER, "X25519" },
    { V "-> X25519\n%BODY\n", HEADER, "X25519" },
    { V "-> X25519 %SHAREAA\n%BODY\n", HEADER, "X25519" },
    { V "-> X25519 %SHARE=\n%BODY\n", HEADER, NULL },
    { V "-> X25519 %SHARE\n\n", HEADER, "X25519" },
    { V "-> X25519 %SHARE\n%BODYAA\n", HEADER, NULL },
    { V "-> X25519 %SHARE\n" A48 "\n", HEADER, "X25519" },
    { V STANZA "-> X25519 AAAA\n%BODY\n", HEADER, "X25519" },
    /* Passphrases. */
    { V "-> scrypt AAAAAAAAAAAAAAAAAAAAAA 18\n%BODY\n", NO_MATCH, "passphrase" },
    { V STANZA "-> scrypt AAAAAAAAAAAAAAAAAAAAAA 18\n%BODY\n", HEADER, "passphrase" },
    { V "-> scrypt AAAAAAAAAAAAAAAAAAAAAA 18\n%BODY\n" STANZA, HEADER, "passphrase" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GByteArray) file = forge (self, cases[i].lines, " %s\n");
      int code = refusal_of (self, file, cases[i].word);

      if (code != cases[i].code)
        g_test_message ("case %" G_GSIZE_FORMAT ": %s", i, cases[i].lines);
      g_assert_cmpint (code, ==, cases[i].code);
    }
}

/* The line of a right MAC, written in other ways. */
static void
test_mac_line (Fixture *self, gconstpointer data)
{
  static const char *const formats[]
      = { "%s\n",   "  %s\n", " %s \n", " %s=\n",   " %s\r\n", " %sA\n",
          "- %s\n", "\n%s\n", "\t%s\n", " %.42s\n", " %.0s\n", "" };

  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_autoptr (GByteArray) file = forge (self, V STANZA, formats[i]);

      g_assert_cmpint (refusal_of (self, file, NULL), ==, HEADER);
    }
}

/* The last letter of a MAC or of a share has two bits that mean nothing, and must be zero. */
static void
test_idle_bits (Fixture *self, gconstpointer data)
{
  static const char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  g_autoptr (GByteArray) file = forge (self, V STANZA, " %s\n");
  const char *text = (const char *)file->data;
  gsize ends[] = { strlen (V "-> X25519 ") + 42, file->len - 32 - 2 };

  for (gsize i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      guint value = strchr (alphabet, text[ends[i]]) - alphabet;

      g_assert_cmpuint (value % 4, ==, 0);
      for (guint bits = 1; bits < 4; bits++)
        {
          file->data[ends[i]] = alphabet[value + bits];
          g_assert_cmpint (refusal_of (self, file, NULL), ==, HEADER);
        }
      file->data[ends[i]] = alphabet[value];
    }
  g_assert_cmpint (refusal_of (self, file, NULL), ==, OPENS);
}

/* Letters with the high bit set are no letters, though libsodium takes some for "+" and "/": a share,
 * a body and a MAC, of enough files that every letter stands in one. */
static void
test_high_bits (Fixture *self, gconstpointer data)
{
  static const gsize n_files = 20;

  for (gsize n = 0; n < n_files; n++)
    {
      g_autofree char *grease = g_strnfill (n + 1, 'x');
      g_autofree char *lines = g_strconcat (V STANZA "-> ", grease, "\n\n", NULL);
      g_autoptr (GByteArray) file = forge (self, lines, " %s\n");

      for (gsize i = strlen (V); i < file->len - 32; i++)
        {
          file->data[i] ^= 0x80;
          g_assert_cmpint (refusal_of (self, file, NULL), ==, HEADER);
          file->data[i] ^= 0x80;
        }
    }
}

/* A stanza that a stranger adds or takes away breaks the MAC, which he cannot make. */
static void
test_mac (Fixture *self, gconstpointer data)
{
  g_autoptr (GByteArray) file = forge (self, V STANZA "-> x\nAAAA\n", " %s\n");
  char *argument = g_strstr_len ((char *)file->data, file->len, "-> x\n");

  g_assert_cmpint (refusal_of (self, file, NULL), ==, OPENS);
  argument[3] = 'y';
  g_assert_cmpint (refusal_of (self, file, "first lines"), ==, CANDOR_AGE_ERROR_ALTERED);
}

/* With a share of low order the wrap key would be one that everybody can compute: points 0 and 1,
 * the two of order 8, -1, and 0 and 1 written above the prime. */
static void
test_low_order (Fixture *self, gconstpointer data)
{
  static const char *const points[] = {
    "0000000000000000000000000000000000000000000000000000000000000000",
    "0100000000000000000000000000000000000000000000000000000000000000",
    "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800",
    "5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157",
    "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "0000000000000000000000000000000000000000000000000000000000000080",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (points); i++)
    {
      guchar share[32], salt[64], key[32], body[32];
      static const guchar zero[32];
      g_autofree char *letters = NULL;
      g_autofree char *wrapped = NULL;
      g_autofree char *lines = NULL;
      g_autoptr (GByteArray) file = NULL;

      g_assert_cmpint (sodium_hex2bin (share, 32, points[i], 64, NULL, NULL, NULL), ==, 0);
      memcpy (salt, share, 32);
      memcpy (salt + 32, candor_age_identity_get_public (self->key), 32);
      candor_age_hkdf (salt, 64, zero, 32, "age-encryption.org/v1/X25519", key);
      crypto_aead_chacha20poly1305_ietf_encrypt (body, NULL, file_key, 16, NULL, 0, NULL, zero,
                                                 key);
      letters = candor_age_base64_encode (share, 32);
      wrapped = candor_age_base64_encode (body, 32);
      lines = g_strdup_printf (V "-> X25519 %s\n%s\n", letters, wrapped);
      file = forge (self, lines, " %s\n");
      g_assert_cmpint (refusal_of (self, file, "X25519"), ==, HEADER);
    }
}

typedef struct
{
  guint64 number;
  gsize length;
  gboolean last;
} Chunk;

/* Seals chunks with any counter and mark, each with a right tag. */
static GByteArray *
forge_stream (Fixture *self, const Chunk *chunks, gsize n_chunks)
{
  GByteArray *file = forge (self, V STANZA, " %s\n");
  const guchar *stream_nonce = file->data + file->len - 32;
  g_autofree guchar *plain = g_malloc0 (2 * CHUNK);
  g_autofree guchar *sealed = g_malloc (2 * CHUNK + 16);
  guchar key[32];

  candor_age_hkdf (stream_nonce, 16, file_key, sizeof file_key, "payload", key);
  g_byte_array_set_size (file, file->len - 16);
  for (gsize i = 0; i < n_chunks; i++)
    {
      guchar nonce[12] = { 0 };
      unsigned long long n;

      nonce[10] = chunks[i].number;
      nonce[11] = chunks[i].last;
      crypto_aead_chacha20poly1305_ietf_encrypt (sealed, &n, plain, chunks[i].length, NULL, 0, NULL,
                                                 nonce, key);
      g_byte_array_append (file, sealed, n);
    }
  return file;
}

/* Chunks with right tags in ways that no writer makes them. */
static void
test_chunks (Fixture *self, gconstpointer data)
{
  static const struct
  {
    Chunk chunks[3];
    gsize n_chunks;
    gboolean opens;
  } cases[] = {
    { { { 0, 5, TRUE } }, 1, TRUE },
    { { { 0, 0, TRUE } }, 1, TRUE },
    { { { 0, CHUNK, TRUE } }, 1, TRUE },
    { { { 0, CHUNK, FALSE }, { 1, 1, TRUE } }, 2, TRUE },
    { { { 0, CHUNK, FALSE }, { 1, CHUNK, FALSE }, { 2, 9, TRUE } }, 3, TRUE },
    /* None is the last, or one that is not, or two are. */
    { { { 0, 5, FALSE } }, 1, FALSE },
    { { { 0, CHUNK, FALSE } }, 1, FALSE },
    { { { 0, CHUNK, FALSE }, { 1, 5, FALSE } }, 2, FALSE },
    { { { 0, CHUNK, TRUE }, { 1, 5, FALSE } }, 2, FALSE },
    { { { 0, CHUNK, TRUE }, { 1, 5, TRUE } }, 2, FALSE },
    { { { 0, CHUNK, TRUE }, { 0, CHUNK, TRUE } }, 2, FALSE },
    { { { 0, 5, TRUE }, { 1, 5, TRUE } }, 2, FALSE },
    /* An empty one behind others; a short one before another; one that is too long. */
    { { { 0, CHUNK, FALSE }, { 1, 0, TRUE } }, 2, FALSE },
    { { { 0, CHUNK, FALSE }, { 1, CHUNK, FALSE }, { 2, 0, TRUE } }, 3, FALSE },
    { { { 0, CHUNK - 1, FALSE }, { 1, 5, TRUE } }, 2, FALSE },
    { { { 0, CHUNK + 1, TRUE } }, 1, FALSE },
    /* Counters that start late, stand still or leap. */
    { { { 1, 5, TRUE } }, 1, FALSE },
    { { { 0, CHUNK, FALSE }, { 0, 5, TRUE } }, 2, FALSE },
    { { { 0, CHUNK, FALSE }, { 2, 5, TRUE } }, 2, FALSE },
    /* No chunk at all. */
    { { { 0 } }, 0, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GByteArray) file = forge_stream (self, cases[i].chunks, cases[i].n_chunks);

      g_assert_cmpint (refusal_of (self, file, NULL), ==,
                       cases[i].opens ? OPENS : CANDOR_AGE_ERROR_ALTERED);
    }
}

/* What is read is written again as it was: there is one way to write a header. */
static void
test_written_again (Fixture *self, gconstpointer data)
{
  g_autoptr (GByteArray) file
      = forge (self, V STANZA "-> x y !\n" A64 "\n\n-> z\n\n-> q\n" A64 "\nAA\n", " %s\n");
  g_autoptr (CandorAgeHeader) header = candor_age_header_parse (file->data, file->len, NULL);
  g_autoptr (GString) again = candor_age_header_write (header->stanzas, file_key);

  g_assert_cmpmem (again->str, again->len, file->data, header->length);
  g_assert_cmpuint (header->length, ==, file->len - 32);
}

static void
add (const char *name, void (*test) (Fixture *, gconstpointer))
{
  g_autofree char *path = g_strconcat ("/age-forged/", name, NULL);

  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("lines", test_lines);
  add ("mac-line", test_mac_line);
  add ("idle-bits", test_idle_bits);
  add ("high-bits", test_high_bits);
  add ("mac", test_mac);
  add ("low-order", test_low_order);
  add ("chunks", test_chunks);
  add ("written-again", test_written_again);
  return g_test_run ();
}
