/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#include "measure.h"

#include <malloc.h>

/* Only where the program was built with AddressSanitizer. */
extern gsize __sanitizer_get_current_allocated_bytes (void) __attribute__ ((weak));

static guint64
read_size (const char *text, const char *field)
{
  const char *line = strstr (text, field);

  g_assert_nonnull (line);
  return 1024 * g_ascii_strtoull (line + strlen (field), NULL, 10);
}

static guint
count_descriptors (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) folder = g_dir_open ("/proc/self/fd", 0, &error);
  guint n = 0;

  g_assert_no_error (error);
  while (g_dir_read_name (folder) != NULL)
    n++;
  /* One of them is the folder. */
  return n - 1;
}

/* A sanitizer keeps what was freed for a while, to catch a late use. */
static gboolean
is_sanitized (void)
{
  return __sanitizer_get_current_allocated_bytes != NULL;
}

static gboolean
is_grown (const char *what, guint64 of, guint64 before, guint64 after, int percent)
{
  if (after <= before || 100 * (after - before) < percent * of)
    return FALSE;
  g_print ("%s grew by %.2f MB, which is %.1f %%\n", what, (after - before) / 1e6,
           100.0 * (after - before) / of);
  return TRUE;
}

/* One more moment, which is now. */
void
measure_add (Measure *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *rollup = NULL;
  struct mallinfo2 info = mallinfo2 ();
  guint descriptors = count_descriptors ();

  g_file_get_contents ("/proc/self/smaps_rollup", &rollup, NULL, &error);
  g_assert_no_error (error);
  self->pss += read_size (rollup, "\nPss:");
  self->resident += read_size (rollup, "\nRss:");
  self->allocated
      += is_sanitized () ? __sanitizer_get_current_allocated_bytes () : info.uordblks + info.hblkhd;
  self->descriptors = self->n > 0 ? MIN (self->descriptors, descriptors) : descriptors;
  self->n++;
}

/* From what was added up to what it was on average. */
void
measure_mean (Measure *self)
{
  g_assert_cmpuint (self->n, >, 0);
  self->pss /= self->n;
  self->resident /= self->n;
  self->allocated /= self->n;
  self->n = 1;
}

/* Says what has grown by so many percent. */
gboolean
measure_is_flat (const Measure *before, const Measure *after, int percent)
{
  gboolean grown = is_grown ("What is allocated", before->allocated, before->allocated,
                             after->allocated, percent);

  if (!is_sanitized ())
    grown |= is_grown ("Memory", before->pss, before->resident, after->resident, percent);
  if (after->descriptors > before->descriptors)
    {
      g_print ("Descriptors grew by %u\n", after->descriptors - before->descriptors);
      grown = TRUE;
    }
  return !grown;
}
