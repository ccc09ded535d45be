/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * Whose record it is does not stay in memory that was given back. The program is linked so that what
 * its own code frees passes through here first.
 */
#include <malloc.h>
#include <string.h>

#include "records/candor-index.h"
#include "records/candor-record-pack.h"

#define CANARY "Quillfeather"
#define FOLDED "quillfeather"

void __real_g_free (gpointer memory);
void __wrap_g_free (gpointer memory);

/* (nullable): there only where the sanitizer is. Another allocator hands out more than was asked for, and in
 * what is over still lies what a library gave back before. */
extern void __asan_init (void) __attribute__ ((weak));

static gboolean is_watching;
static guint n_looked_at;

void
__wrap_g_free (gpointer memory)
{
  if (is_watching && memory != NULL)
    {
      gsize size = malloc_usable_size (memory);

      n_looked_at++;
      if (memmem (memory, size, CANARY, strlen (CANARY)) != NULL
          || memmem (memory, size, FOLDED, strlen (FOLDED)) != NULL)
        g_error ("a name is in memory that is given back");
    }
  __real_g_free (memory);
}

static CandorRecordHead *
make_head (void)
{
  CandorRecordHead *head = candor_record_head_new (CANDOR_RECORD_CONSENT, "one");
  g_autofree char *name = g_strdup ("Ana " CANARY);

  candor_record_head_set (head, CANDOR_HEAD_PATIENT_NAME, name);
  explicit_bzero (name, strlen (name));
  return head;
}

/* A record is packed and unpacked, and a head is set twice and cut. */
static void
test_pack (void)
{
  g_autoptr (GBytes) form = g_bytes_new_static ("%PDF", 4);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (CandorRecordHead) head = NULL;
  g_autoptr (CandorRecordHead) start = NULL;
  g_autoptr (GBytes) packed = NULL;
  g_auto (CandorRecordParts) parts = { NULL };
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 100; i++)
    g_string_append (text, CANARY " ");
  is_watching = TRUE;
  n_looked_at = 0;
  head = make_head ();
  candor_record_head_set (head, CANDOR_HEAD_PATIENT_NAME, text->str);
  candor_record_head_set (head, CANDOR_HEAD_PATIENT_NAME, "Ana " CANARY);
  packed = candor_record_pack (&(CandorRecordParts){ .head = head, .form = form }, 0, &error);
  g_assert_no_error (error);
  g_assert_true (candor_record_unpack (packed, &parts, &error));
  start = candor_record_unpack_head (packed, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (candor_record_head_get (start, CANDOR_HEAD_PATIENT_NAME), ==, "Ana " CANARY);
  g_clear_pointer (&head, candor_record_head_free);
  g_clear_pointer (&start, candor_record_head_free);
  g_clear_pointer (&packed, g_bytes_unref);
  candor_record_parts_clear (&parts);
  is_watching = FALSE;
  g_assert_cmpuint (n_looked_at, >, 10);
}

/* A head comes into the list, is looked for and shown, and the list goes. */
static void
test_index (void)
{
  g_autoptr (CandorRecordHead) head = NULL;
  g_autoptr (CandorRecordHead) shown = NULL;
  g_autoptr (CandorIndex) index = NULL;
  g_autoptr (GArray) found = NULL;

  is_watching = TRUE;
  n_looked_at = 0;
  head = make_head ();
  index = candor_index_new ();
  candor_index_add (index, head, "records/2026/11/one.age");
  found = candor_index_search (index, "ana " FOLDED, NULL, NULL);
  g_assert_cmpuint (found->len, ==, 1);
  /* Words that could be a date are looked at as one, and a name may stand before it. */
  g_clear_pointer (&found, g_array_unref);
  found = candor_index_search (index, FOLDED " 3 May 1984", NULL, NULL);
  g_assert_cmpuint (found->len, ==, 0);
  shown = candor_index_get (index, 0, NULL);
  g_assert_cmpstr (candor_record_head_get (shown, CANDOR_HEAD_PATIENT_NAME), ==, "Ana " CANARY);
  g_clear_pointer (&shown, candor_record_head_free);
  g_clear_pointer (&head, candor_record_head_free);
  g_clear_pointer (&index, candor_index_free);
  is_watching = FALSE;
  g_assert_cmpuint (n_looked_at, >, 10);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  if (__asan_init == NULL)
    {
      g_print ("1..0 # SKIP it takes AddressSanitizer to see how large memory was asked for\n");
      return 0;
    }
  g_test_add_func ("/wiped/pack", test_pack);
  g_test_add_func ("/wiped/index", test_index);
  return g_test_run ();
}
