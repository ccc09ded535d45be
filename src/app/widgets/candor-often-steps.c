/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#include "candor-often-steps.h"

#include <math.h>

#define N_STEPS 3

/* In units of the letters' height, so that they grow with the text. */
#define STEP_WIDTH 0.36
#define STEP_GAP 0.14
#define STEP_LINE 0.09

struct _CandorOftenSteps
{
  GtkWidget parent_instance;

  CandorOften often;
};

G_DEFINE_FINAL_TYPE (CandorOftenSteps, candor_often_steps, GTK_TYPE_WIDGET)

#define _(message) candor_language_text (language, (message))

/* The height of the letters beside it (pixels). */
static double
em_of (GtkWidget *widget)
{
  PangoContext *context = gtk_widget_get_pango_context (widget);
  const PangoFontDescription *font = pango_context_get_font_description (context);
  double size = pango_font_description_get_size (font) / (double)PANGO_SCALE;

  if (!pango_font_description_get_size_is_absolute (font))
    size *= pango_cairo_context_get_resolution (context) / 72;
  return size;
}

static void
trace_step (cairo_t *cr, double x, double height, double em, guint i)
{
  double rise = height * (i + 1) / N_STEPS;
  double inset = STEP_LINE * em / 2;

  cairo_rectangle (cr, x + inset, height - rise + inset, STEP_WIDTH * em - 2 * inset,
                   rise - 2 * inset);
}

static void
draw_steps (CandorOftenSteps *self, cairo_t *cr, double em)
{
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int width = gtk_widget_get_width (widget);
  int height = gtk_widget_get_height (widget);

  cairo_set_line_width (cr, STEP_LINE * em);
  for (guint i = 0; i < N_STEPS; i++)
    {
      double x = i * (STEP_WIDTH + STEP_GAP) * em;

      if (rtl)
        x = width - x - STEP_WIDTH * em;
      trace_step (cr, x, height, em, i);
      if (i < candor_often_steps_filled (self->often))
        cairo_fill_preserve (cr);
      cairo_stroke (cr);
    }
}

static void
draw_question_mark (CandorOftenSteps *self, cairo_t *cr)
{
  GtkWidget *widget = GTK_WIDGET (self);
  PangoLayout *layout = gtk_widget_create_pango_layout (widget, "?");
  int width;
  int height;

  pango_layout_get_pixel_size (layout, &width, &height);
  cairo_move_to (cr, (gtk_widget_get_width (widget) - width) / 2.0,
                 (gtk_widget_get_height (widget) - height) / 2.0);
  pango_cairo_show_layout (cr, layout);
  g_object_unref (layout);
}

static void
candor_often_steps_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  CandorOftenSteps *self = CANDOR_OFTEN_STEPS (widget);
  GdkRGBA ink;
  cairo_t *cr = gtk_snapshot_append_cairo (
      snapshot,
      &GRAPHENE_RECT_INIT (0, 0, gtk_widget_get_width (widget), gtk_widget_get_height (widget)));

  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &ink);
  gdk_cairo_set_source_rgba (cr, &ink);
  if (self->often == CANDOR_OFTEN_UNKNOWN)
    draw_question_mark (self, cr);
  else
    draw_steps (self, cr, em_of (widget));
  cairo_destroy (cr);
}

static void
candor_often_steps_measure (GtkWidget *widget,
                            GtkOrientation orientation,
                            int for_size,
                            int *minimum,
                            int *natural,
                            int *minimum_baseline,
                            int *natural_baseline)
{
  double em = em_of (widget);
  double size = orientation == GTK_ORIENTATION_HORIZONTAL
                    ? (N_STEPS * STEP_WIDTH + (N_STEPS - 1) * STEP_GAP) * em
                    : em;

  *minimum = *natural = (int)ceil (size);
}

static void
candor_often_steps_class_init (CandorOftenStepsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->snapshot = candor_often_steps_snapshot;
  widget_class->measure = candor_often_steps_measure;

  gtk_widget_class_set_css_name (widget_class, "often-steps");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
candor_often_steps_init (CandorOftenSteps *self)
{
}

static const char *
describe (CandorOften often, const CandorLanguage *language)
{
  switch (often)
    {
    case CANDOR_OFTEN_COMMON:
      /* Translators: a picture of three steps that rise, told to those who cannot see it. The same
         word stands beside it. */
      return _ ("Common: three of three steps");
    case CANDOR_OFTEN_UNCOMMON:
      return _ ("Less common: two of three steps");
    case CANDOR_OFTEN_RARE:
      return _ ("Rare: one of three steps");
    case CANDOR_OFTEN_UNKNOWN:
    default:
      /* Translators: in place of the picture of steps stands a question mark. */
      return _ ("Nobody knows how often: a question mark");
    }
}

/**
 * candor_often_steps_new:
 * @often: how common it is
 * @language: the language of the accessible name
 *
 * Returns: (transfer floating): the picture, which stands beside candor_often_steps_words ()
 */
GtkWidget *
candor_often_steps_new (CandorOften often, const CandorLanguage *language)
{
  CandorOftenSteps *self = g_object_new (CANDOR_TYPE_OFTEN_STEPS, NULL);

  self->often = often;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  describe (often, language), -1);

  return GTK_WIDGET (self);
}

/**
 * candor_often_steps_words:
 *
 * Returns: (transfer none): how common it is, in a word or a few
 */
const char *
candor_often_steps_words (CandorOften often, const CandorLanguage *language)
{
  switch (often)
    {
    case CANDOR_OFTEN_COMMON:
      return _ ("Common");
    case CANDOR_OFTEN_UNCOMMON:
      return _ ("Less common");
    case CANDOR_OFTEN_RARE:
      return _ ("Rare");
    case CANDOR_OFTEN_UNKNOWN:
    default:
      return _ ("Nobody knows how often");
    }
}

/**
 * candor_often_steps_filled:
 *
 * Returns: how many of the three steps are filled: 3 for common, 2 for less common, 1 for rare, and
 *     0 where nobody knows
 */
guint
candor_often_steps_filled (CandorOften often)
{
  switch (often)
    {
    case CANDOR_OFTEN_COMMON:
      return 3;
    case CANDOR_OFTEN_UNCOMMON:
      return 2;
    case CANDOR_OFTEN_RARE:
      return 1;
    case CANDOR_OFTEN_UNKNOWN:
    default:
      return 0;
    }
}
