/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * The clinic's logo: what is let onto paper, how large, and in what shape an archive can keep it.
 */
#include "help.h"

#include <poppler.h>
#include <string.h>

#include "core/candor-error.h"
#include "document/candor-care-sheet.h"

#define SAMPLE SOURCE_ROOT "/data/examples/lakeside.svg"

static GBytes *
svg_of (const char *attributes, const char *inner)
{
  char *text = g_strdup_printf ("<svg xmlns=\"http://www.w3.org/2000/svg\" "
                                "xmlns:xlink=\"http://www.w3.org/1999/xlink\" %s>%s</svg>",
                                attributes, inner);

  return g_bytes_new_take (text, strlen (text));
}

static cairo_status_t
append_cb (gpointer closure, const guchar *data, guint length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

/* Returns: a PNG that is clear in one half and half clear in the other. */
static GBytes *
png_of (int width, int height)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width, height);
  cairo_t *cr = cairo_create (surface);
  GByteArray *bytes = g_byte_array_new ();

  cairo_set_source_rgba (cr, 0.8, 0, 0, 0.5);
  cairo_rectangle (cr, 0, 0, width / 2.0, height);
  cairo_fill (cr);
  cairo_surface_write_to_png_stream (surface, append_cb, bytes);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  return g_byte_array_free_to_bytes (bytes);
}

static GBytes *
print_with (CandorLogo *logo, gboolean sheet)
{
  g_autoptr (CandorProcedure) procedure = help_procedure (HELP_INVENTED);
  g_autoptr (CandorVisit) visit = help_example (procedure, CANDOR_OUTCOME_AGREE);
  g_autoptr (GError) error = NULL;
  const CandorStationery stationery = { .logo = logo };
  GBytes *pdf = sheet ? candor_care_sheet_render_on (procedure, visit, &stationery, NULL, &error)
                      : candor_consent_form_render_on (procedure, visit, &stationery,
                                                       CANDOR_FORM_FINAL, NULL, &error);

  g_assert_no_error (error);
  return pdf;
}

static char *
list_images (GBytes *pdf)
{
  static const char *const command[] = { "pdfimages", "-list", "-", NULL };

  return help_run (pdf, command);
}

/* Returns: how many figures say that they are the logo. */
static int
count_logos (PopplerStructureElementIter *iter)
{
  int n = 0;

  do
    {
      PopplerStructureElement *element = poppler_structure_element_iter_get_element (iter);
      PopplerStructureElementIter *children = poppler_structure_element_iter_get_child (iter);

      if (poppler_structure_element_get_kind (element) == POPPLER_STRUCTURE_ELEMENT_FIGURE)
        {
          g_autofree char *alt = poppler_structure_element_get_alt_text (element);

          g_assert_nonnull (alt);
          n += g_str_equal (alt, "Logo of Lakeside Skin Clinic") ? 1 : 0;
        }
      if (children != NULL)
        n += count_logos (children);
      poppler_structure_element_iter_free (children);
      g_object_unref (element);
    }
  while (poppler_structure_element_iter_next (iter));
  return n;
}

static int
logos_of (GBytes *pdf)
{
  PopplerDocument *document = poppler_document_new_from_bytes (pdf, NULL, NULL);
  PopplerStructureElementIter *root = poppler_structure_element_iter_new (document);
  int n = count_logos (root);

  poppler_structure_element_iter_free (root);
  g_object_unref (document);
  return n;
}

/* Catches a drawing that becomes dots on its way to paper, or does not get there. */
static void
test_svg (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CandorLogo) logo = candor_logo_load (SAMPLE, &error);

  g_assert_no_error (error);
  for (int sheet = 0; sheet <= 1; sheet++)
    {
      g_autoptr (GBytes) with = print_with (logo, sheet);
      g_autoptr (GBytes) without = print_with (NULL, sheet);
      g_autofree char *images = list_images (with);

      g_assert_cmpuint (help_count (images, "\n"), ==, 2);
      g_assert_cmpint (logos_of (with), ==, 1);
      g_assert_cmpint (logos_of (without), ==, 0);
    }
}

/* Catches drawings that Cairo cannot tag: with groups that one can see through, and gradients. */
static void
test_groups (void)
{
  static const char *const inner[] = {
    "<g opacity=\"0.5\"><rect width=\"6\" height=\"6\"/><circle r=\"5\"/></g>",
    "<linearGradient id=\"g\"><stop offset=\"0\"/><stop offset=\"1\" stop-color=\"red\"/>"
    "</linearGradient><rect width=\"9\" height=\"9\" fill=\"url(#g)\"/>",
    "<clipPath id=\"c\"><circle r=\"5\"/></clipPath><rect clip-path=\"url(#c)\" width=\"9\" "
    "height=\"9\"/>",
  };

  for (guint i = 0; i < G_N_ELEMENTS (inner); i++)
    {
      g_autoptr (GBytes) bytes = svg_of ("width=\"10\" height=\"10\"", inner[i]);
      g_autoptr (GError) error = NULL;
      g_autoptr (CandorLogo) logo = candor_logo_new ("a.svg", bytes, &error);
      g_autoptr (GBytes) pdf = NULL;

      g_assert_no_error (error);
      pdf = print_with (logo, FALSE);
      g_assert_cmpint (logos_of (pdf), ==, 1);
    }
}

/* Catches a picture that archives do not take: see-through, or one that asks to be smoothed. */
static void
test_png (void)
{
  g_autoptr (GBytes) bytes = png_of (300, 100);
  g_autoptr (GError) error = NULL;
  g_autoptr (CandorLogo) logo = candor_logo_new ("a.png", bytes, &error);
  g_autoptr (GBytes) pdf = NULL;
  g_autofree char *images = NULL;

  g_assert_no_error (error);
  pdf = print_with (logo, FALSE);
  images = list_images (pdf);
  g_assert_cmpuint (help_count (images, "\n"), ==, 3);
  g_assert_nonnull (strstr (images, "300   100"));
  /* pdfimages says "smask" for what makes a picture see-through, and "yes" for smoothing. */
  g_assert_null (strstr (images, "smask"));
  g_assert_null (strstr (images, "yes"));
  g_assert_cmpint (logos_of (pdf), ==, 1);
}

/* Catches a logo that is stretched, or larger than its place. */
static void
test_size (void)
{
  static const struct
  {
    int width;
    int height;
    double mm_width;
    double mm_height;
  } cases[] = { { 100, 100, 18, 18 }, { 1000, 100, 45, 4.5 }, { 10, 40, 4.5, 18 } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *size
          = g_strdup_printf ("viewBox=\"0 0 %d %d\"", cases[i].width, cases[i].height);
      g_autoptr (GBytes) svg = svg_of (size, "<rect width=\"9\" height=\"9\"/>");
      g_autoptr (GBytes) png = png_of (cases[i].width, cases[i].height);
      g_autoptr (CandorLogo) drawing = candor_logo_new ("a.svg", svg, NULL);
      g_autoptr (CandorLogo) picture = candor_logo_new ("a.png", png, NULL);
      const CandorLogo *const both[] = { drawing, picture };

      for (guint j = 0; j < G_N_ELEMENTS (both); j++)
        {
          double width;
          double height;

          g_assert_nonnull (both[j]);
          candor_logo_get_size (both[j], &width, &height);
          g_assert_cmpfloat_with_epsilon (width * 25.4 / 72, cases[i].mm_width, 0.01);
          g_assert_cmpfloat_with_epsilon (height * 25.4 / 72, cases[i].mm_height, 0.01);
        }
    }
}

static void
assert_refused (GBytes *bytes, const char *words)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (candor_logo_new ("logo.file", bytes, &error));
  g_assert_error (error, CANDOR_ERROR, CANDOR_ERROR_INVALID);
  help_assert_has (error->message, "The logo “logo.file” cannot be used");
  help_assert_has (error->message, words);
}

/* Catches a file that crashes, fills the memory, or is let onto every form of a clinic although
 * nobody could print it. */
static void
test_refused (void)
{
  static const char inner_png[]
      = "<image width=\"9\" height=\"9\" xlink:href=\"data:image/png;base64,"
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5E"
        "rkJggg==\"/>";
  static const char blurred[] = "<filter id=\"f\"><feGaussianBlur stdDeviation=\"2\"/></filter>"
                                "<rect width=\"5\" height=\"5\" filter=\"url(#f)\"/>";
  static const char square[] = "width=\"10\" height=\"10\"";
  g_autoptr (GBytes) nothing = g_bytes_new_static ("", 0);
  g_autoptr (GBytes) words = g_bytes_new_static ("hello", 5);
  g_autoptr (GBytes) cut = svg_of (square, "<rect");
  g_autoptr (GBytes) photograph = svg_of (square, inner_png);
  g_autoptr (GBytes) blur = svg_of (square, blurred);
  g_autoptr (GBytes) flat = svg_of ("viewBox=\"0 0 10 0\"", "");
  g_autoptr (GBytes) endless = svg_of ("width=\"1e30\" height=\"1\"", "");
  g_autoptr (GBytes) png = png_of (50, 50);
  g_autoptr (GBytes) half = g_bytes_new_from_bytes (png, 0, g_bytes_get_size (png) / 2);
  g_autoptr (GBytes) magic = g_bytes_new_from_bytes (png, 0, 8);
  g_autofree guchar *huge_data = g_memdup2 (g_bytes_get_data (png, NULL), g_bytes_get_size (png));
  g_autoptr (GBytes) huge = NULL;

  assert_refused (nothing, "neither a whole SVG drawing nor a PNG picture");
  assert_refused (words, "neither a whole SVG drawing nor a PNG picture");
  assert_refused (cut, "neither a whole SVG drawing nor a PNG picture");
  assert_refused (photograph, "holds pictures, filters or masks");
  assert_refused (blur, "holds pictures, filters or masks");
  assert_refused (flat, "does not say how large it is");
  assert_refused (endless, "does not say how large it is");
  assert_refused (half, "not a whole PNG picture");
  assert_refused (magic, "broken, or has more than 4000 dots");

  huge_data[16] = 0x7f;
  huge = g_bytes_new (huge_data, g_bytes_get_size (png));
  assert_refused (huge, "broken, or has more than 4000 dots");
}

/* Catches a logo that is not where the clinic's file says, and one that reads other files. */
static void
test_files (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) reaching
      = svg_of ("width=\"10\" height=\"10\"",
                "<image width=\"9\" height=\"9\" xlink:href=\"file://" SOURCE_ROOT
                "/data/screenshots/learn.png\"/>");
  g_autoptr (CandorLogo) logo = NULL;
  g_autoptr (GBytes) pdf = NULL;
  g_autofree char *images = NULL;

  g_assert_null (candor_logo_load ("/no/such/logo.svg", &error));
  help_assert_has (error->message, "The logo cannot be used");
  help_assert_has (error->message, "/no/such/logo.svg");

  logo = candor_logo_new ("reaching.svg", reaching, NULL);
  g_assert_nonnull (logo);
  pdf = print_with (logo, FALSE);
  images = list_images (pdf);
  g_assert_cmpuint (help_count (images, "\n"), ==, 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/logo/svg", test_svg);
  g_test_add_func ("/logo/groups", test_groups);
  g_test_add_func ("/logo/png", test_png);
  g_test_add_func ("/logo/size", test_size);
  g_test_add_func ("/logo/refused", test_refused);
  g_test_add_func ("/logo/files", test_files);
  return g_test_run ();
}
