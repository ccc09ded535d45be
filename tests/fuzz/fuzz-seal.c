/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * The bytes of a sealed document. The first letter says how the rest is meant:
 *
 *   r  the document itself
 *   e  changes of a document that was sealed right: three bytes each, what to do and where
 *   s  bytes that stand over those of the right signature, behind two that say from where on
 *
 * Whatever was changed, only the document that was sealed may pass.
 */
#include <string.h>

#include "../document/help-seal.h"
#include "document/candor-verify-private.h"
#include "fuzz.h"

static GBytes *
get_sealed (void)
{
  static GBytes *sealed;

  if (sealed == NULL)
    {
      g_autoptr (CandorSeal) seal = help_seal (HELP_CLINIC);

      sealed = help_sealed (seal, HELP_PDF_GOOD);
    }
  return sealed;
}

static CandorSealReason
judge (GByteArray *bytes)
{
  g_autofree guchar *exact = g_memdup2 (bytes->data, bytes->len);
  g_autoptr (GBytes) pdf = g_bytes_new_static (exact, bytes->len);
  g_auto (CandorVerifyPlace) place = { 0 };
  g_autoptr (CandorVerification) verification = NULL;

  g_assert_true (candor_verify_load (NULL));
  verification = candor_verify_seal (pdf, &place);
  return candor_verification_get_reason (verification);
}

/* Around the places that matter, and everywhere else. */
static gsize
find_place (GBytes *sealed, guint8 kind, guint8 offset)
{
  gsize start, end;
  gsize size = g_bytes_get_size (sealed);

  help_find_hole (sealed, &start, &end);
  switch (kind & 3)
    {
    case 0:
      return (start + size - 64 + offset) % size;
    case 1:
      return start + offset;
    case 2:
      return (end + size - 128 + offset) % size;
    default:
      return offset * size / 256;
    }
}

static void
edit (GByteArray *pdf, GBytes *sealed, const uint8_t *data, size_t size)
{
  for (gsize i = 0; i + 3 <= size; i += 3)
    {
      gsize at = find_place (sealed, data[i], data[i + 1]);

      if (at >= pdf->len)
        continue;
      switch (data[i] >> 2 & 3)
        {
        case 0:
          pdf->data[at] = data[i + 2];
          break;
        case 1:
          g_byte_array_remove_range (pdf, at, MIN (data[i + 2], pdf->len - at));
          break;
        case 2:
          g_byte_array_append (pdf, data + i + 2, 1);
          break;
        default:
          pdf->data[at] ^= 1 << (data[i + 2] & 7);
        }
    }
}

static void
write_over (GByteArray *pdf, GBytes *sealed, const uint8_t *data, size_t size)
{
  static const char digits[] = "0123456789abcdef";
  gsize start, end, at;

  if (size < 2)
    return;
  help_find_hole (sealed, &start, &end);
  at = start + 2 * ((data[0] << 8 | data[1]) % ((end - start) / 2));
  for (gsize i = 2; i < size && at + 1 < end; i++, at += 2)
    {
      pdf->data[at] = digits[data[i] >> 4];
      pdf->data[at + 1] = digits[data[i] & 15];
    }
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  GBytes *sealed = get_sealed ();
  gsize length = g_bytes_get_size (sealed);
  const guchar *right = g_bytes_get_data (sealed, NULL);
  g_autoptr (GByteArray) pdf = g_byte_array_new ();
  CandorSealReason reason;
  gboolean same;

  if (size == 0)
    return 0;
  if (data[0] == 'e' || data[0] == 's')
    g_byte_array_append (pdf, right, length);
  else
    g_byte_array_append (pdf, data + 1, size - 1);
  if (data[0] == 'e')
    edit (pdf, sealed, data + 1, size - 1);
  else if (data[0] == 's')
    write_over (pdf, sealed, data + 1, size - 1);

  same = pdf->len == length && memcmp (pdf->data, right, length) == 0;
  reason = judge (pdf);
  g_assert_true (same == (reason == CANDOR_SEAL_REASON_NO_CERTIFICATE));
  FUZZ_PLANT (reason == CANDOR_SEAL_REASON_CUT);
  return 0;
}
