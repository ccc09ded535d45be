/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * What a store costs: filing against a bare program that writes the same bytes with the same syncs,
 * filing and unlocking among a hundred thousand records against among a hundred, and a key typed into
 * a search. There the form is drawn once beforehand, because drawing has a measure of its own; at the end
 * is all of it together.
 *
 *     bench-store FOLDER-ON-A-DISK FOLDER-IN-MEMORY
 */
#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "core/candor-example.h"
#include "document/candor-consent-form.h"
#include "records/candor-unlock.h"

#define PASSPHRASE "seven quiet herons by the lake"
#define FEW 100
#define MANY 100000
#define ROUNDS 400 /* fewer, and a disk that is busy for a moment moves the median */

static const char *const first_names[]
    = { "Ana",   "Ben",    "Chloé", "Đorđe", "Eve",  "Fatima", "Gül",    "Hana",
        "Iñaki", "Jürgen", "Kaja",  "Łucja", "小明", "نور",    "Оксана", "Zoë" };
static const char *const last_names[]
    = { "Example", "Specimen",   "Sample",   "Testperson", "Invented", "Placeholder", "Nobody",
        "Fiction", "Mustermann", "Przykład", "王",         "نموذج",    "Вигадана",    "Ficticia" };

typedef struct
{
  GBytes *form;
  GBytes *visit;
  guint n;           /* records so far */
  gboolean is_today; /* rather than over years */
} Clinic;

static void
check (gboolean done, GError *error)
{
  if (!done)
    g_error ("bench-store: %s", error->message);
}

static GBytes *
give_form (const CandorSealing *sealing, gpointer data, GError **error)
{
  return g_bytes_ref (data);
}

static CandorRecordHead *
new_head (guint n)
{
  g_autofree char *id = g_uuid_string_random ();
  g_autofree char *name = g_strdup_printf ("%s %s", first_names[n * 7 % G_N_ELEMENTS (first_names)],
                                           last_names[n * 11 % G_N_ELEMENTS (last_names)]);
  g_autofree char *born = g_strdup_printf ("%u-%02u-%02u", 1930 + n % 75, 1 + n % 12, 1 + n % 28);
  CandorRecordHead *head = candor_record_head_new (CANDOR_RECORD_CONSENT, id);

  candor_record_head_set (head, CANDOR_HEAD_FILED_AT, "2026-03-10T10:00:00+00:00");
  candor_record_head_set (head, CANDOR_HEAD_PATIENT_NAME, name);
  candor_record_head_set (head, CANDOR_HEAD_PATIENT_BORN, born);
  candor_record_head_set (head, CANDOR_HEAD_TITLE, "Microneedling");
  candor_record_head_set (head, CANDOR_HEAD_PRACTITIONER,
                          n % 2 == 0 ? "Dr Ada Sample" : "Ben Specimen");
  candor_record_head_set (head, CANDOR_HEAD_TREATMENT_DATE, "2026-03-20");
  candor_record_head_set (head, CANDOR_HEAD_OUTCOME, n % 9 == 0 ? "no" : "agree");
  return head;
}

/* Returns: microseconds that filing one record took. */
static gint64
file_one (CandorRegister *opened, Clinic *clinic, GBytes *form, GBytes *visit)
{
  g_autoptr (CandorRecordHead) head = new_head (clinic->n);
  g_autoptr (GDateTime) when
      = clinic->is_today
            ? g_date_time_new_utc (2026, 3, 10, 10, 0, 0)
            : g_date_time_new_utc (2020 + clinic->n % 6, 1 + clinic->n % 12, 10, 10, 0, 0);
  g_autoptr (GError) error = NULL;
  gint64 start = g_get_monotonic_time ();
  g_autofree char *file
      = candor_register_file_about (opened, head, when, give_form, visit, form, &error);

  check (file != NULL, error);
  clinic->n++;
  return g_get_monotonic_time () - start;
}

static CandorRegister *
unlock (const char *folder)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) staff = candor_unlock_list_staff (folder, &error);
  CandorRegister *opened;

  check (staff != NULL, error);
  opened = candor_unlock (folder, staff->pdata[0], PASSPHRASE, NULL, NULL, &error);
  check (opened != NULL, error);
  return opened;
}

static void
create (const char *folder)
{
  const CandorSetup setup = { .clinic = "Lakeside Skin Clinic",
                              .administrator = "Ada Sample",
                              .passphrase = PASSPHRASE,
                              .cost = { 8192, 1 } };
  g_autoptr (CandorAgeIdentity) recovery = NULL;
  g_autoptr (GError) error = NULL;

  check (candor_setup_create (folder, &setup, &recovery, &error), error);
}

static void
write_all (int fd, const char *data, gsize length)
{
  while (length > 0)
    {
      ssize_t n = write (fd, data, length);

      if (n < 0)
        g_error ("bench-store: %s", g_strerror (errno));
      data += n;
      length -= n;
    }
}

/* The floor: the same bytes and the same syncs, and nothing else. */
static gint64
write_bare (const char *folder, guint n, const char *record, gsize size, gsize line)
{
  g_autofree char *temporary = g_strdup_printf ("%s/t%u", folder, n);
  g_autofree char *path = g_strdup_printf ("%s/r%u", folder, n);
  g_autofree char *log = g_build_filename (folder, "log", NULL);
  gint64 start = g_get_monotonic_time ();
  int fd = open (temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  int dir = open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  int log_fd = open (log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);

  write_all (fd, record, size);
  if (fsync (fd) != 0 || close (fd) != 0 || rename (temporary, path) != 0 || fsync (dir) != 0)
    g_error ("bench-store: %s", g_strerror (errno));
  write_all (log_fd, record, line);
  if (fdatasync (log_fd) != 0)
    g_error ("bench-store: %s", g_strerror (errno));
  close (log_fd);
  close (dir);
  return g_get_monotonic_time () - start;
}

static int
compare_times (gconstpointer a, gconstpointer b)
{
  gint64 one = *(const gint64 *)a;
  gint64 other = *(const gint64 *)b;

  return one < other ? -1 : one > other;
}

static double
median (gint64 *times, guint n)
{
  qsort (times, n, sizeof *times, compare_times);
  return times[n / 2] / 1000.0;
}

/* Time of this process on the processor, in microseconds: others may be at work on the machine. */
static gint64
processor_time (void)
{
  struct timespec now;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &now);
  return (gint64)now.tv_sec * G_USEC_PER_SEC + now.tv_nsec / 1000;
}

/* Milliseconds for one key: the worst of all that were typed. */
typedef struct
{
  double clock;
  double processor;
} Worst;

/* Each key is the median of several, because the machine has other things to do.
 * Returns: (transfer full): what it finds */
static GArray *
measure_key (CandorIndex *index, const char *words, GArray *among, Worst *worst)
{
  GArray *found = NULL;
  gint64 times[9];
  gint64 processor[9];

  for (gsize i = 0; i < G_N_ELEMENTS (times); i++)
    {
      gint64 start = g_get_monotonic_time ();
      gint64 start_processor = processor_time ();

      g_clear_pointer (&found, g_array_unref);
      found = candor_index_search (index, words, NULL, among);
      processor[i] = processor_time () - start_processor;
      times[i] = g_get_monotonic_time () - start;
    }
  worst->clock = MAX (worst->clock, median (times, G_N_ELEMENTS (times)));
  worst->processor = MAX (worst->processor, median (processor, G_N_ELEMENTS (processor)));
  return found;
}

/* Each letter is typed behind the ones before, and then taken away again, which begins anew. */
static Worst
measure_search (CandorIndex *index)
{
  static const char *const typed[]
      = { "anna specimen", "1985-", "mustermann agree", "小明", "lucja przyklad",
          "sample",        "q",     "a e i o u",        "zzz",  "19 20 -0 1",
          "3 may 1971",    "王 小", "ana 12.03.1985" };
  Worst worst = { 0 };

  for (gsize i = 0; i < G_N_ELEMENTS (typed); i++)
    {
      g_autoptr (GArray) among = NULL;

      for (const char *at = typed[i]; *at != '\0'; at = g_utf8_next_char (at))
        {
          g_autofree char *words = g_strndup (typed[i], g_utf8_next_char (at) - typed[i]);
          g_autoptr (GArray) before = g_steal_pointer (&among);
          g_autoptr (GArray) anew = measure_key (index, words, NULL, &worst);

          among = measure_key (index, words, before, &worst);
        }
    }
  return worst;
}

static void
measure_unlock (const char *folder)
{
  gint64 times[15];
  gint64 processor[15];

  for (gsize i = 0; i < G_N_ELEMENTS (times); i++)
    {
      gint64 start = g_get_monotonic_time ();
      gint64 start_processor = processor_time ();
      g_autoptr (CandorRegister) opened = unlock (folder);
      g_autoptr (GError) error = NULL;

      check (candor_register_refresh (opened, &error), error);
      processor[i] = processor_time () - start_processor;
      times[i] = g_get_monotonic_time () - start;
    }
  printf (
      "unlocking %d records, without the passphrase, / 100 ms\t%.2f\t1.00\t%.1f ms, %.1f ms of the "
      "processor\n",
      MANY, median (times, G_N_ELEMENTS (times)) / 100, median (times, G_N_ELEMENTS (times)),
      median (processor, G_N_ELEMENTS (processor)));
}

/* What somebody waits for who has signed: the form drawn, completed and sealed, the record encrypted, and
 * all of it on the disk. */
static void
measure_signed (CandorRegister *opened, CandorProcedure *procedure)
{
  gint64 times[15];

  for (gsize i = 0; i < G_N_ELEMENTS (times); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (CandorVisit) visit
          = candor_example_complete (procedure, &(CandorExample){ 0 }, &error);
      g_auto (CandorStationery) stationery = { 0 };
      g_autofree char *file = NULL;
      gint64 start;

      check (visit != NULL, error);
      start = g_get_monotonic_time ();
      file = candor_register_file_visit (opened, procedure, visit, &stationery, &error);
      check (file != NULL, error);
      times[i] = g_get_monotonic_time () - start;
    }
  printf ("signed to sealed, encrypted and stored / 100 ms\t%.2f\t1.00\t%.1f ms\n",
          median (times, G_N_ELEMENTS (times)) / 100, median (times, G_N_ELEMENTS (times)));
}

static void
copy (const char *from, const char *to)
{
  g_autoptr (GError) error = NULL;
  const char *const command[] = { "cp", "-a", from, to, NULL };
  int status;

  check (g_spawn_sync (NULL, (char **)command, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL,
                       &status, &error)
             && g_spawn_check_wait_status (status, &error),
         error);
  sync ();
}

static gsize
record_size (CandorRegister *opened, Clinic *clinic)
{
  g_autoptr (CandorRecordHead) head = new_head (0);
  const CandorRecordParts parts = { .head = head, .form = clinic->form, .visit = clinic->visit };
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) packed = candor_record_pack (&parts, 0, &error);

  check (packed != NULL, error);
  return g_bytes_get_size (packed);
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = candor_procedure_find_file ("microneedling", NULL, &error);
  g_autoptr (CandorProcedure) procedure
      = path != NULL ? candor_procedure_load (path, &error) : NULL;
  g_autoptr (CandorVisit) visit = NULL;
  g_autofree char *few = g_build_filename (argv[1], "few", NULL);
  g_autofree char *many = g_build_filename (argv[1], "many", NULL);
  g_autofree char *bare = g_build_filename (argv[1], "bare", NULL);
  g_autofree char *memory = g_build_filename (argv[2], "many", NULL);
  g_autoptr (CandorRegister) one = NULL;
  g_autoptr (CandorRegister) other = NULL;
  g_autoptr (GBytes) small = g_bytes_new_static ("%PDF-1.7 small", 14);
  g_autofree char *text = NULL;
  gint64 in_few[ROUNDS];
  gint64 in_many[ROUNDS];
  gint64 floors[ROUNDS];
  Clinic clinic = { NULL };
  gsize length;
  gsize size;
  Worst key;

  check (procedure != NULL, error);
  visit = candor_example_complete (procedure, &(CandorExample){ 0 }, &error);
  check (visit != NULL, error);
  clinic.form
      = candor_consent_form_render (procedure, visit, CANDOR_PAPER_A4, CANDOR_FORM_FINAL, &error);
  check (clinic.form != NULL, error);
  text = candor_visit_to_json (visit, &length);
  clinic.visit = g_bytes_new (text, length);

  create (memory);
  one = unlock (memory);
  for (guint i = 0; i < MANY; i++)
    file_one (one, &clinic, small, NULL);
  check (candor_register_refresh (one, &error) && candor_register_save_index (one, &error), error);
  key = measure_search (candor_register_get_index (one));
  printf ("a key typed into a search of %d / 5 ms\t%.2f\t1.00\tthe worst %.2f ms, %.2f ms of the "
          "processor\n",
          MANY, key.clock / 5, key.clock, key.processor);
  g_clear_pointer (&one, candor_register_unref);
  measure_unlock (memory);

  create (few);
  copy (memory, many);
  g_mkdir (bare, 0700);
  one = unlock (few);
  other = unlock (many);
  for (guint i = 0; i < FEW; i++)
    file_one (one, &clinic, small, NULL);
  size = record_size (one, &clinic);
  text = g_realloc (text, size);
  /* As a clinic files: all in the folder of one month, which needs no more syncs than the floor makes. */
  clinic.is_today = TRUE;
  for (guint i = 0; i < ROUNDS; i++)
    {
      in_few[i] = file_one (one, &clinic, clinic.form, clinic.visit);
      in_many[i] = file_one (other, &clinic, clinic.form, clinic.visit);
      floors[i] = write_bare (bare, i, text, size, 450);
    }
  printf ("filing, drawn already / the same bytes and syncs\t%.2f\t2.00\t%.1f ms / %.1f ms\n",
          median (in_few, ROUNDS) / median (floors, ROUNDS), median (in_few, ROUNDS),
          median (floors, ROUNDS));
  printf ("filing among %d / among %d\t%.2f\t1.20\t%.1f ms / %.1f ms\n", MANY, FEW,
          median (in_many, ROUNDS) / median (in_few, ROUNDS), median (in_many, ROUNDS),
          median (in_few, ROUNDS));
  measure_signed (other, procedure);
  g_bytes_unref (clinic.form);
  g_bytes_unref (clinic.visit);
  return 0;
}
