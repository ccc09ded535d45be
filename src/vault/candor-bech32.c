/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * Bech32 (BIP 173) without its limit of 90 characters, as age writes its keys: letters that are hard
 * to mistake for one another, and a checksum that finds up to four wrong ones.
 */
#include "candor-bech32.h"

#include <sodium.h>
#include <string.h>

#define N_CHECK 6

static const char letters[] = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";

/* One step of the checksum: a division of polynomials over 32 elements. */
static guint32
step (guint32 sum, guint value)
{
  static const guint32 generator[] = { 0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3 };
  guint32 top = sum >> 25;

  sum = ((sum & 0x1ffffff) << 5) ^ value;
  for (guint i = 0; i < G_N_ELEMENTS (generator); i++)
    if ((top >> i & 1) != 0)
      sum ^= generator[i];
  return sum;
}

static guint32
start_sum (const char *prefix)
{
  guint32 sum = 1;

  for (const char *p = prefix; *p != '\0'; p++)
    sum = step (sum, (guchar)*p >> 5);
  sum = step (sum, 0);
  for (const char *p = prefix; *p != '\0'; p++)
    sum = step (sum, *p & 31);
  return sum;
}

/* Returns: the five bits of a letter, or -1. */
static int
value_of (char letter)
{
  const char *at = letter == '\0' ? NULL : strchr (letters, letter);

  return at == NULL ? -1 : (int)(at - letters);
}

/**
 * candor_bech32_encode:
 * @prefix: the part that a person reads, in lower case
 * @bytes: what to write
 * @length: how many bytes
 *
 * Returns: (transfer full): the text, in lower case
 */
CandorSecretText *
candor_bech32_encode (const char *prefix, const guchar *bytes, gsize length)
{
  gsize n_values = (length * 8 + 4) / 5;
  CandorSecretText *text = candor_secret_new (strlen (prefix) + 1 + n_values + N_CHECK + 1);
  char *at = g_stpcpy (text, prefix);
  guint32 sum = start_sum (prefix);

  *at++ = '1';
  for (gsize i = 0; i < n_values; i++)
    {
      gsize bit = i * 5;
      guint pair = bytes[bit / 8] << 8;
      guint value;

      if (bit / 8 + 1 < length)
        pair |= bytes[bit / 8 + 1];
      value = pair >> (11 - bit % 8) & 31;
      sum = step (sum, value);
      *at++ = letters[value];
    }
  for (int i = 0; i < N_CHECK; i++)
    sum = step (sum, 0);
  sum ^= 1;
  for (int i = 0; i < N_CHECK; i++)
    *at++ = letters[sum >> (5 * (N_CHECK - 1 - i)) & 31];
  *at = '\0';
  return text;
}

/**
 * candor_bech32_decode:
 * @text: what somebody may have typed
 * @prefix: the part that a person reads, in lower case
 * @bytes: (out caller-allocates): where to write the bytes
 * @length: how many there must be
 *
 * Reads text in lower or in upper case, never in a mixture.
 *
 * Returns: whether it is the one text for these bytes; if not, @bytes is all zero
 */
gboolean
candor_bech32_decode (const char *text, const char *prefix, guchar *bytes, gsize length)
{
  gsize n_values = (length * 8 + 4) / 5;
  gsize n_prefix = strlen (prefix);
  g_autoptr (CandorSecretText) lower = NULL;
  gboolean has_lower = FALSE, has_upper = FALSE;
  guint32 sum = start_sum (prefix);
  guint pending = 0, n_pending = 0;
  gsize n = 0;

  memset (bytes, 0, length);
  if (strlen (text) != n_prefix + 1 + n_values + N_CHECK)
    return FALSE;
  lower = candor_secret_dup_text (text, -1);
  for (char *p = lower; *p != '\0'; p++)
    {
      has_lower = has_lower || g_ascii_islower (*p);
      has_upper = has_upper || g_ascii_isupper (*p);
      *p = g_ascii_tolower (*p);
    }
  if ((has_lower && has_upper) || !g_str_has_prefix (lower, prefix) || lower[n_prefix] != '1')
    return FALSE;

  for (gsize i = 0; i < n_values + N_CHECK; i++)
    {
      int value = value_of (lower[n_prefix + 1 + i]);

      if (value < 0)
        {
          sodium_memzero (bytes, length);
          return FALSE;
        }
      sum = step (sum, value);
      if (i >= n_values)
        continue;
      pending = (pending << 5 | value) & 0xfff;
      n_pending += 5;
      if (n_pending >= 8)
        {
          n_pending -= 8;
          bytes[n++] = pending >> n_pending & 0xff;
        }
    }
  /* The bits that fill the last letter are zero, or two texts would mean one key. */
  if (sum == 1 && (pending & ((1u << n_pending) - 1)) == 0)
    return TRUE;
  sodium_memzero (bytes, length);
  return FALSE;
}
