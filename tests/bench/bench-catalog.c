/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * Looking up words: every message of a real catalogue, against a GHashTable with the same keys and
 * texts, turn by turn in one process; and what six loaded catalogues take of the memory.
 *
 *   bench-catalog FOLDER LANGUAGE…    as gettext has them: FOLDER/LANGUAGE/LC_MESSAGES/candor.mo
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/candor-catalog.h"

#define N_ROUNDS 60
#define N_PASSES 20

static int
compare_times (gconstpointer a, gconstpointer b)
{
  double left = *(const double *)a, right = *(const double *)b;

  return (left > right) - (left < right);
}

static double
middle (double *times)
{
  qsort (times, N_ROUNDS, sizeof *times, compare_times);
  return times[N_ROUNDS / 2];
}

/* Messages in an order of no meaning: neither reader may go from one to the next. */
static GPtrArray *
shuffled_messages (const CandorCatalog *catalog)
{
  GPtrArray *messages = g_ptr_array_new ();
  g_autoptr (GRand) dice = g_rand_new_with_seed (1);

  for (guint i = 1; i < candor_catalog_size (catalog); i++)
    {
      const char *text;
      const char *message = candor_catalog_get (catalog, i, &text);

      if (text != NULL && strchr (message, '\004') == NULL)
        g_ptr_array_add (messages, (gpointer)message);
    }
  for (guint i = messages->len - 1; i > 0; i--)
    {
      guint j = (guint)g_rand_int_range (dice, 0, (gint32)i + 1);
      gpointer other = messages->pdata[i];

      messages->pdata[i] = messages->pdata[j];
      messages->pdata[j] = other;
    }
  return messages;
}

static double
time_catalog (const CandorCatalog *catalog, GPtrArray *messages, gsize *sum)
{
  gint64 start = g_get_monotonic_time ();

  for (guint pass = 0; pass < N_PASSES; pass++)
    for (guint i = 0; i < messages->len; i++)
      *sum += (gsize)candor_catalog_find (catalog, NULL, messages->pdata[i]);
  return (double)(g_get_monotonic_time () - start) * 1000.0 / N_PASSES / messages->len;
}

static double
time_hash (GHashTable *table, GPtrArray *messages, gsize *sum)
{
  gint64 start = g_get_monotonic_time ();

  for (guint pass = 0; pass < N_PASSES; pass++)
    for (guint i = 0; i < messages->len; i++)
      *sum += (gsize)g_hash_table_lookup (table, messages->pdata[i]);
  return (double)(g_get_monotonic_time () - start) * 1000.0 / N_PASSES / messages->len;
}

static void
bench_look_up (const CandorCatalog *catalog)
{
  g_autoptr (GPtrArray) messages = shuffled_messages (catalog);
  g_autoptr (GHashTable) table = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  /* The messages of the program stand elsewhere than the keys of the catalogue. */
  g_autoptr (GPtrArray) asked = g_ptr_array_new_with_free_func (g_free);
  double catalog_times[N_ROUNDS], hash_times[N_ROUNDS];
  gsize by_catalog = 0, by_hash = 0;
  double ours, plain;

  for (guint i = 0; i < messages->len; i++)
    {
      const char *text = candor_catalog_find (catalog, NULL, messages->pdata[i]);

      g_hash_table_insert (table, g_strdup (messages->pdata[i]), g_strdup (text));
      g_ptr_array_add (asked, g_strdup (messages->pdata[i]));
    }
  for (guint round = 0; round < N_ROUNDS; round++)
    {
      catalog_times[round] = time_catalog (catalog, asked, &by_catalog);
      hash_times[round] = time_hash (table, asked, &by_hash);
    }
  /* Both found all of it, or one of them was quick for nothing. */
  g_assert_cmpuint (by_catalog, !=, 0);
  g_assert_cmpuint (by_hash, !=, 0);
  ours = middle (catalog_times);
  plain = middle (hash_times);
  printf ("a look-up, to one in a hash table\t%.2f\t2.00\t%.0f ns to %.0f ns, %u messages\n",
          ours / plain, ours, plain, messages->len);
}

/* Memory of this process in KiB: what is its own, and what it shares with the file behind it */
static guint
resident (void)
{
  g_autofree char *text = NULL;
  const char *line;

  if (!g_file_get_contents ("/proc/self/smaps_rollup", &text, NULL, NULL))
    return 0;
  line = strstr (text, "\nRss:");
  return line != NULL ? (guint)strtoul (line + strlen ("\nRss:"), NULL, 10) : 0;
}

int
main (int argc, char **argv)
{
  g_autoptr (GPtrArray) catalogs
      = g_ptr_array_new_with_free_func ((GDestroyNotify)candor_catalog_unref);
  gsize bytes = 0;
  guint before;

  if (argc < 3)
    {
      fprintf (stderr, "Usage: bench-catalog FOLDER LANGUAGE…\n");
      return 2;
    }
  /* The reader's own code, which is there once, counts for no catalogue. */
  {
    g_autofree char *path = g_build_filename (argv[1], argv[2], "LC_MESSAGES", "candor.mo", NULL);
    g_autoptr (CandorCatalog) read_before = candor_catalog_load (path, NULL);
  }
  before = resident ();
  for (int i = 2; i < argc; i++)
    {
      g_autofree char *path = g_build_filename (argv[1], argv[i], "LC_MESSAGES", "candor.mo", NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (GMappedFile) file = g_mapped_file_new (path, FALSE, NULL);
      CandorCatalog *catalog = candor_catalog_load (path, &error);

      if (catalog == NULL || file == NULL)
        {
          fprintf (stderr, "%s: %s\n", path, error != NULL ? error->message : "is not there");
          return 1;
        }
      bytes += g_mapped_file_get_length (file);
      g_ptr_array_add (catalogs, catalog);
    }
  {
    guint taken = resident () - before;

    printf (
        "memory of %u catalogues, to 2 MB\t%.2f\t1.00\t%u KiB in memory, files of %" G_GSIZE_FORMAT
        " KiB\n",
        catalogs->len, taken / 2048.0, taken, bytes / 1024);
  }
  bench_look_up (catalogs->pdata[0]);
  return 0;
}
