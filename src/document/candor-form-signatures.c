/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * The signatures: ink as vectors, and beside it who signed, as what, when and how.
 */
#include "candor-form.h"

#include <math.h>

#include "candor-galley-private.h"
#include "core/candor-date.h"
#include "core/candor-ink.h"

#define INK_HEIGHT 66.0
#define INK_WIDTH 270.0
#define INK_MARGIN 4.0
#define INK_PEN 1.7       /* points: never thinner where it is thickest */
#define INK_FLAT 0.06     /* points: less than any printer shows */
#define LARGEST_SCALE 0.5 /* points for a pixel of the pad: a dot stays a dot */

/* Only the points that are somewhere: a number from a file may be no number. */
static gboolean
is_place (const CandorPoint *point)
{
  return isfinite (point->x) && isfinite (point->y) && fabs (point->x) < 1e6
         && fabs (point->y) < 1e6;
}

static gboolean
ink_bounds (const CandorSignature *signature, double bounds[4])
{
  gboolean any = FALSE;

  for (guint i = 0; i < signature->strokes->len; i++)
    {
      const CandorStroke *stroke = signature->strokes->pdata[i];

      for (guint j = 0; j < stroke->points->len; j++)
        {
          const CandorPoint *point = &g_array_index (stroke->points, CandorPoint, j);

          if (!is_place (point))
            continue;
          bounds[0] = any ? MIN (bounds[0], point->x) : point->x;
          bounds[1] = any ? MIN (bounds[1], point->y) : point->y;
          bounds[2] = any ? MAX (bounds[2], point->x) : point->x;
          bounds[3] = any ? MAX (bounds[3], point->y) : point->y;
          any = TRUE;
        }
    }
  return any;
}

/* Whether a curve of the outline is a straight line to any eye. */
static gboolean
is_flat (const CandorInkStep *step, double x, double y, double tolerance)
{
  double dx = step->x[2] - x;
  double dy = step->y[2] - y;
  double length = hypot (dx, dy);

  for (int i = 0; i < 2; i++)
    {
      double across = fabs ((step->x[i] - x) * dy - (step->y[i] - y) * dx);

      if (across > tolerance * length || length < tolerance)
        return FALSE;
    }
  return TRUE;
}

/* The same ink that the pad showed, as one filled outline; @tolerance keeps the file small. */
static void
trace_stroke (cairo_t *cr, const CandorStroke *stroke, double nominal_width, double tolerance)
{
  g_autoptr (CandorStroke) places = candor_stroke_new (stroke->device);
  g_autoptr (GArray) steps = NULL;
  double x = 0;
  double y = 0;

  for (guint i = 0; i < stroke->points->len; i++)
    {
      const CandorPoint *point = &g_array_index (stroke->points, CandorPoint, i);

      if (is_place (point))
        g_array_append_val (places->points, *point);
    }
  if (places->points->len == 0)
    return;

  steps = candor_ink_outline (places, nominal_width);
  for (guint i = 0; i < steps->len; i++)
    {
      const CandorInkStep *step = &g_array_index (steps, CandorInkStep, i);
      int last = step->verb == CANDOR_INK_CURVE ? 2 : 0;

      if (step->verb == CANDOR_INK_CLOSE)
        {
          cairo_close_path (cr);
          continue;
        }
      if (step->verb == CANDOR_INK_MOVE)
        cairo_move_to (cr, step->x[0], step->y[0]);
      else if (is_flat (step, x, y, tolerance))
        cairo_line_to (cr, step->x[2], step->y[2]);
      else
        cairo_curve_to (cr, step->x[0], step->y[0], step->x[1], step->y[1], step->x[2], step->y[2]);
      x = step->x[last];
      y = step->y[last];
    }
}

static void
draw_ink (cairo_t *cr, double width, double height, gpointer data)
{
  const CandorSignature *signature = data;
  double bounds[4] = { 0, 0, 0, 0 };
  double scale = LARGEST_SCALE;

  candor_colour_set (cr, &candor_colour_quiet);
  cairo_rectangle (cr, 0, height - 0.7, width, 0.7);
  cairo_fill (cr);
  if (!ink_bounds (signature, bounds))
    return;

  if (bounds[2] > bounds[0])
    scale = MIN (scale, (width - 2 * INK_MARGIN) / (bounds[2] - bounds[0]));
  if (bounds[3] > bounds[1])
    scale = MIN (scale, (height - 2 * INK_MARGIN) / (bounds[3] - bounds[1]));
  cairo_translate (cr, INK_MARGIN, height - INK_MARGIN - (bounds[3] - bounds[1]) * scale);
  cairo_scale (cr, scale, scale);
  cairo_translate (cr, -bounds[0], -bounds[1]);

  candor_colour_set (cr, &candor_colour_ink);
  cairo_set_fill_rule (cr, CAIRO_FILL_RULE_WINDING);
  for (guint i = 0; i < signature->strokes->len; i++)
    {
      trace_stroke (cr, signature->strokes->pdata[i],
                    MAX (CANDOR_INK_NOMINAL_WIDTH, INK_PEN / scale), INK_FLAT / scale);
      cairo_fill (cr);
    }
}

static const char *
method_words (CandorForm *self, const CandorSignature *signature)
{
  CandorDevice device = CANDOR_DEVICE_PEN;

  if (signature->method == CANDOR_METHOD_TYPED)
    return candor_form_say (self, N_ ("Typed name, in place of a drawn signature"));
  if (signature->method == CANDOR_METHOD_MARK)
    return candor_form_say (self, N_ ("A mark, made before a witness"));

  if (signature->strokes->len > 0)
    device = ((const CandorStroke *)signature->strokes->pdata[0])->device;
  switch (device)
    {
    case CANDOR_DEVICE_PEN:
      return candor_form_say (self, N_ ("Drawn on the tablet with a pen"));
    case CANDOR_DEVICE_TOUCH:
      return candor_form_say (self, N_ ("Drawn on the tablet with a finger"));
    case CANDOR_DEVICE_MOUSE:
      return candor_form_say (self, N_ ("Drawn on the screen with a mouse"));
    default:
      g_return_val_if_reached ("");
    }
}

static void
add_ink (CandorForm *self, const CandorSignature *signature, const char *role)
{
  g_autofree char *time = candor_time_format_iso (signature->signed_at, self->language);
  /* Translators: what a picture of a signature shows: a name, a role, date and time. */
  g_autofree char *alt = candor_form_print (self, N_ ("Signature of %s (%s), drawn on %s"),
                                            signature->name != NULL ? signature->name : "", role,
                                            time != NULL ? time : "");

  candor_galley_drawing (self->galley, CANDOR_COLUMN_MAIN, INK_WIDTH, INK_HEIGHT, alt, draw_ink,
                         candor_signature_copy (signature), (GDestroyNotify)candor_signature_free);
}

static void
add_signature (CandorForm *self, CandorRole role)
{
  const CandorSignature *signature = candor_visit_get_signature (self->visit, role);
  const char *role_words = candor_form_role (self, role);
  g_autofree char *time = NULL;
  g_autofree char *line = NULL;
  g_autofree char *meaning = NULL;

  candor_galley_open_whole (self->galley);
  candor_form_open_cells_with (self, CANDOR_TYPE_STRONG, role_words, CANDOR_TYPE_SMALL,
                               signature != NULL ? method_words (self, signature) : NULL);
  if (signature == NULL)
    candor_form_said (self, CANDOR_TYPE_BODY, candor_form_say (self, N_ ("Not signed.")));
  else
    {
      if (signature->method == CANDOR_METHOD_TYPED)
        candor_galley_text (self->galley, signature->name,
                            &(CandorTextOptions){ .style = CANDOR_TYPE_SUBTITLE,
                                                  .column = CANDOR_COLUMN_MAIN,
                                                  .before = 6 });
      /* Ink beside a typed name was put there by a hand: it is not left out. */
      if (signature->method != CANDOR_METHOD_TYPED || signature->strokes->len > 0)
        add_ink (self, signature, role_words);

      time = candor_time_format_iso (signature->signed_at, self->language);
      line = candor_form_print (self, N_ ("Signed on %s"), time != NULL ? time : "—");
      meaning = candor_form_meaning (self, signature->meaning);
      candor_form_paragraph (self, CANDOR_TYPE_STRONG, signature->name);
      candor_form_paragraph (self, CANDOR_TYPE_BODY, meaning);
      candor_form_paragraph (self, CANDOR_TYPE_SMALL, line);
    }
  candor_form_close_cells (self);
  candor_galley_close_whole (self->galley);
}

/* Who has to sign, in this visit. */
static gboolean
is_needed (CandorForm *self, CandorRole role)
{
  const CandorSignature *patient = candor_visit_get_signature (self->visit, CANDOR_ROLE_PATIENT);

  if (candor_visit_get_signature (self->visit, role) != NULL)
    return TRUE;
  switch (role)
    {
    case CANDOR_ROLE_PATIENT:
    case CANDOR_ROLE_PRACTITIONER:
      return TRUE;
    case CANDOR_ROLE_INTERPRETER:
      return candor_form_get (self, CANDOR_FIELD_INTERPRETER_NAME) != NULL;
    case CANDOR_ROLE_WITNESS:
      return patient != NULL && patient->method == CANDOR_METHOD_MARK;
    case CANDOR_N_ROLES:
    default:
      g_return_val_if_reached (FALSE);
    }
}

void
candor_form_add_signatures (CandorForm *self)
{
  static const CandorRole order[] = { CANDOR_ROLE_PATIENT, CANDOR_ROLE_WITNESS,
                                      CANDOR_ROLE_INTERPRETER, CANDOR_ROLE_PRACTITIONER };

  candor_form_open_part (self, candor_form_say (self, N_ ("Signatures")));
  candor_form_open_table (self);
  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    if (is_needed (self, order[i]))
      add_signature (self, order[i]);
  candor_form_close_table (self);
}
