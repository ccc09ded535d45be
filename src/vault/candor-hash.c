/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * SHA-256 of records and lines. Nettle's uses what the processor has for it: GLib's takes longer for a
 * record than all else that is done to file it, and for an audit of a hundred thousand, minutes.
 */
#include "candor-hash.h"

/**
 * candor_hash_init:
 * @self: (out caller-allocates): a hash of nothing
 */
void
candor_hash_init (CandorHash *self)
{
  sha256_init (self);
}

/**
 * candor_hash_add:
 * @self: a hash
 * @data: more of what is hashed
 * @length: its length, in bytes
 */
void
candor_hash_add (CandorHash *self, gconstpointer data, gsize length)
{
  sha256_update (self, length, data);
}

/**
 * candor_hash_end:
 * @self: a hash, which is one of nothing afterwards
 *
 * Returns: (transfer full): the SHA-256 of all that was added, in hexadecimal digits
 */
char *
candor_hash_end (CandorHash *self)
{
  static const char digits[] = "0123456789abcdef";
  guint8 digest[SHA256_DIGEST_SIZE];
  char *text = g_malloc (2 * sizeof digest + 1);

  sha256_digest (self, sizeof digest, digest);
  for (gsize i = 0; i < sizeof digest; i++)
    {
      text[2 * i] = digits[digest[i] >> 4];
      text[2 * i + 1] = digits[digest[i] & 15];
    }
  text[2 * sizeof digest] = '\0';
  return text;
}

/**
 * candor_hash_bytes:
 * @bytes: what is hashed
 *
 * Returns: (transfer full): its SHA-256, in hexadecimal digits
 */
char *
candor_hash_bytes (GBytes *bytes)
{
  CandorHash hash;
  gsize length;
  gconstpointer data = g_bytes_get_data (bytes, &length);

  candor_hash_init (&hash);
  candor_hash_add (&hash, data, length);
  return candor_hash_end (&hash);
}
