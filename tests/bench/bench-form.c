/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * One consent form, warm, from the visit to the sealed archive document, against the replay of its
 * own glyphs without any layout: the floor that no typesetter can get below. Both write a PDF into
 * memory, in turns, in one run. The same form in two languages, against the one in English. And whether
 * memory stays flat over a thousand documents.
 */
#include <cairo-pdf.h>
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "core/candor-example.h"
#include "document/candor-consent-form.h"
#include "document/candor-seal.h"

#define ROUNDS 25
#define LIMIT 4.0
#define BILINGUAL_LIMIT 2.5
#define DOCUMENTS 1000
#define SETTLED 100 /* documents, after which nothing should grow */

typedef struct
{
  cairo_scaled_font_t *font;
  char *text;
  int text_length;
  cairo_glyph_t *glyphs;
  int n_glyphs;
  cairo_text_cluster_t *clusters;
  int n_clusters;
  cairo_text_cluster_flags_t flags;
  gboolean page_ends; /* no glyphs: the page is full */
} Run;

typedef void (*ShowTextGlyphs) (cairo_t *,
                                const char *,
                                int,
                                const cairo_glyph_t *,
                                int,
                                const cairo_text_cluster_t *,
                                int,
                                cairo_text_cluster_flags_t);

static GArray *recorded = NULL; /* (nullable): while a form is being recorded */

/* Returns: (transfer full): the font as large as it stands on the page, for a page without a scale */
static cairo_scaled_font_t *
font_on_page (cairo_t *cr)
{
  cairo_scaled_font_t *font = cairo_get_scaled_font (cr);
  cairo_font_options_t *options = cairo_font_options_create ();
  cairo_scaled_font_t *placed;
  cairo_matrix_t size, place, none;

  cairo_scaled_font_get_font_matrix (font, &size);
  cairo_get_matrix (cr, &place);
  place.x0 = place.y0 = 0;
  cairo_matrix_multiply (&size, &size, &place);
  cairo_matrix_init_identity (&none);
  cairo_scaled_font_get_font_options (font, options);
  placed = cairo_scaled_font_create (cairo_scaled_font_get_font_face (font), &size, &none, options);
  cairo_font_options_destroy (options);
  return placed;
}

/* These two stand before Cairo's own of the same name, so that Pango and Candor call them. */
void
cairo_show_text_glyphs (cairo_t *cr,
                        const char *text,
                        int text_length,
                        const cairo_glyph_t *glyphs,
                        int n_glyphs,
                        const cairo_text_cluster_t *clusters,
                        int n_clusters,
                        cairo_text_cluster_flags_t flags)
{
  ShowTextGlyphs real = (ShowTextGlyphs)dlsym (RTLD_NEXT, "cairo_show_text_glyphs");

  if (recorded != NULL)
    {
      cairo_matrix_t place;
      Run run = {
        .font = font_on_page (cr),
        .text = g_strndup (text, text_length < 0 ? (int)strlen (text) : text_length),
        .text_length = text_length,
        .glyphs = g_memdup2 (glyphs, sizeof *glyphs * n_glyphs),
        .n_glyphs = n_glyphs,
        .clusters = g_memdup2 (clusters, sizeof *clusters * n_clusters),
        .n_clusters = n_clusters,
        .flags = flags,
      };

      cairo_get_matrix (cr, &place);
      for (int i = 0; i < n_glyphs; i++)
        cairo_matrix_transform_point (&place, &run.glyphs[i].x, &run.glyphs[i].y);
      g_array_append_val (recorded, run);
    }
  real (cr, text, text_length, glyphs, n_glyphs, clusters, n_clusters, flags);
}

void
cairo_show_page (cairo_t *cr)
{
  void (*real) (cairo_t *) = (void (*) (cairo_t *))dlsym (RTLD_NEXT, "cairo_show_page");
  const Run end = { .page_ends = TRUE };

  if (recorded != NULL)
    g_array_append_val (recorded, end);
  real (cr);
}

static cairo_status_t
write_cb (gpointer closure, const guchar *data, guint length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

static gsize
replay (GArray *runs)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream (write_cb, bytes, 595.276, 841.89);
  cairo_t *cr = cairo_create (surface);

  for (guint i = 0; i < runs->len; i++)
    {
      const Run *run = &g_array_index (runs, Run, i);

      if (run->page_ends)
        {
          cairo_show_page (cr);
          continue;
        }
      cairo_set_scaled_font (cr, run->font);
      cairo_show_text_glyphs (cr, run->text, run->text_length, run->glyphs, run->n_glyphs,
                              run->clusters, run->n_clusters, run->flags);
    }
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  g_assert_cmpint (cairo_surface_status (surface), ==, CAIRO_STATUS_SUCCESS);
  cairo_surface_destroy (surface);
  return bytes->len;
}

static GBytes *
render (CandorProcedure *procedure, CandorVisit *visit, CandorSeal *seal)
{
  g_autoptr (GError) error = NULL;
  GBytes *bytes = candor_consent_form_render_on (
      procedure, visit, &(CandorStationery){ .paper = CANDOR_PAPER_A4 }, CANDOR_FORM_FINAL,
      &(CandorSealing){ .seal = seal }, &error);

  if (bytes == NULL)
    g_error ("The form was refused: %s", error->message);
  return bytes;
}

/* Time of this process on the processor, in microseconds: others may be at work on the machine. */
static gint64
cpu_time (void)
{
  struct timespec now;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &now);
  return now.tv_sec * G_USEC_PER_SEC + now.tv_nsec / 1000;
}

/* Pages of memory that this process has, in KiB. */
static long
resident (void)
{
  g_autofree char *text = NULL;
  long pages = 0;

  if (g_file_get_contents ("/proc/self/statm", &text, NULL, NULL))
    sscanf (text, "%*d %ld", &pages);
  return pages * 4;
}

static CandorVisit *
make_visit (CandorProcedure *procedure, const char *language, const char *clinic_language)
{
  g_autoptr (GError) error = NULL;
  const CandorExample wish = { .language = candor_language_find (language, NULL),
                               .clinic_language = candor_language_find (clinic_language, NULL) };
  CandorVisit *visit = NULL;

  if (wish.language == NULL || wish.clinic_language == NULL)
    g_error ("There is no catalogue for %s or %s.", language, clinic_language);
  visit = candor_example_complete (procedure, &wish, &error);
  if (visit == NULL)
    g_error ("There is no visit: %s", error->message);
  return visit;
}

static int
compare_times (gconstpointer a, gconstpointer b)
{
  gint64 one = *(const gint64 *)a;
  gint64 other = *(const gint64 *)b;

  return one < other ? -1 : one > other;
}

/* The form of a patient and a clinic that speak two languages, in turns with one in English. */
static void
measure_bilingual (CandorProcedure *procedure,
                   CandorVisit *english,
                   CandorSeal *seal,
                   const char *language,
                   const char *clinic_language)
{
  g_autoptr (CandorVisit) visit = make_visit (procedure, language, clinic_language);
  gint64 ones[ROUNDS];
  gint64 twos[ROUNDS];
  gsize size = 0;

  g_bytes_unref (render (procedure, visit, seal));
  for (int i = 0; i < ROUNDS; i++)
    {
      gint64 start = cpu_time ();
      g_autoptr (GBytes) one = render (procedure, english, seal);
      gint64 middle = cpu_time ();
      g_autoptr (GBytes) two = render (procedure, visit, seal);

      ones[i] = middle - start;
      twos[i] = cpu_time () - middle;
      size = g_bytes_get_size (two);
    }
  qsort (ones, ROUNDS, sizeof *ones, compare_times);
  qsort (twos, ROUNDS, sizeof *twos, compare_times);
  printf ("form in %s and %s, warm / in English\t%.2f\t%.1f\t%.1f ms / %.1f ms of the processor\n",
          language, clinic_language, (double)twos[ROUNDS / 2] / ones[ROUNDS / 2], BILINGUAL_LIMIT,
          twos[ROUNDS / 2] / 1000.0, ones[ROUNDS / 2] / 1000.0);
  printf ("sealed form in %s and %s / 300 KB\t%.2f\t1.00\t%" G_GSIZE_FORMAT " bytes\n", language,
          clinic_language, size / 300000.0, size);
}

static void
measure_memory (CandorProcedure *procedure, CandorVisit *visit, CandorSeal *seal)
{
  long settled = 0;
  long end;

  for (int i = 0; i < DOCUMENTS; i++)
    {
      if (i == SETTLED)
        settled = resident ();
      g_bytes_unref (render (procedure, visit, seal));
    }
  end = resident ();
  printf ("memory after %d documents / after %d\t%.2f\t1.05\t%.1f MiB / %.1f MiB\n", DOCUMENTS,
          SETTLED, (double)end / settled, end / 1024.0, settled / 1024.0);
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path
      = argc > 1 ? g_strdup (argv[1]) : candor_procedure_find_file ("microneedling", NULL, &error);
  g_autoptr (CandorProcedure) procedure
      = path != NULL ? candor_procedure_load (path, &error) : NULL;
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (CandorSeal) seal = candor_seal_new_self_signed ("Lakeside Skin Clinic", now, &error);
  g_autoptr (CandorVisit) visit = NULL;
  g_autoptr (GArray) runs = g_array_new (FALSE, FALSE, sizeof (Run));
  gint64 forms[ROUNDS];
  gint64 replays[ROUNDS];
  gint64 walls[ROUNDS];
  guint n_glyphs = 0;
  gsize size = 0;

  if (procedure != NULL && seal != NULL)
    visit = candor_example_complete (procedure, &(CandorExample){ 0 }, &error);
  if (visit == NULL)
    {
      fprintf (stderr, "bench-form: %s\n", error->message);
      return 1;
    }

  candor_document_warm_up ();
  recorded = runs;
  g_bytes_unref (render (procedure, visit, seal));
  recorded = NULL;
  replay (runs);
  for (guint i = 0; i < runs->len; i++)
    n_glyphs += g_array_index (runs, Run, i).n_glyphs;
  g_assert_cmpuint (n_glyphs, >, 1000);

  for (int i = 0; i < ROUNDS; i++)
    {
      gint64 wall = g_get_monotonic_time ();
      gint64 start = cpu_time ();
      g_autoptr (GBytes) bytes = render (procedure, visit, seal);
      gint64 middle = cpu_time ();

      walls[i] = g_get_monotonic_time () - wall;
      replay (runs);
      forms[i] = middle - start;
      replays[i] = cpu_time () - middle;
      size = g_bytes_get_size (bytes);
    }
  qsort (forms, ROUNDS, sizeof *forms, compare_times);
  qsort (replays, ROUNDS, sizeof *replays, compare_times);
  qsort (walls, ROUNDS, sizeof *walls, compare_times);
  printf ("whole chain, sealed, warm / replay of its glyphs\t%.2f\t%.1f\t%.1f ms / %.1f ms of the "
          "processor, %.1f ms on the clock; %u glyphs\n",
          (double)forms[ROUNDS / 2] / replays[ROUNDS / 2], LIMIT, forms[ROUNDS / 2] / 1000.0,
          replays[ROUNDS / 2] / 1000.0, walls[ROUNDS / 2] / 1000.0, n_glyphs);
  printf ("sealed form of the sample visit / 130 KB\t%.2f\t1.00\t%" G_GSIZE_FORMAT " bytes\n",
          size / 130000.0, size);
  measure_bilingual (procedure, visit, seal, "ar", "en");
  measure_bilingual (procedure, visit, seal, "zh-CN", "en");
  measure_bilingual (procedure, visit, seal, "en", "ar");
  measure_bilingual (procedure, visit, seal, "en", "zh-CN");
  measure_memory (procedure, visit, seal);
  return 0;
}
