/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#include "candor-answers.h"

#include "candor-layout-size.h"

#define SPACE 12

struct _CandorAnswers
{
  GtkWidget parent_instance;

  gboolean vertical; /* always one under another, whatever room there is */
};

G_DEFINE_FINAL_TYPE (CandorAnswers, candor_answers, GTK_TYPE_WIDGET)

static int
count (GtkWidget *widget)
{
  int n = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n++;

  return n;
}

/* The largest of the buttons in one direction: all are made as large. */
static void
measure_largest (GtkWidget *widget, GtkOrientation orientation, int for_size, int *min, int *nat)
{
  *min = *nat = 0;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      int child_min;
      int child_nat;

      gtk_widget_measure (child, orientation, for_size, &child_min, &child_nat, NULL, NULL);
      *min = MAX (*min, child_min);
      *nat = MAX (*nat, child_nat);
    }
}

static int
all_beside (int n, int each)
{
  return n * each + MAX (n - 1, 0) * SPACE;
}

/* How wide each button is in @width, and whether they stand under one another. */
static int
divide (CandorAnswers *self, int width, gboolean *stacked)
{
  int n = count (GTK_WIDGET (self));
  int min;
  int nat;

  measure_largest (GTK_WIDGET (self), GTK_ORIENTATION_HORIZONTAL, -1, &min, &nat);
  *stacked = self->vertical || n == 0 || width < all_beside (n, min);

  return *stacked ? width : (width - (n - 1) * SPACE) / n;
}

static GtkSizeRequestMode
candor_answers_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
candor_answers_measure (GtkWidget *widget,
                        GtkOrientation orientation,
                        int for_size,
                        int *minimum,
                        int *natural,
                        int *minimum_baseline,
                        int *natural_baseline)
{
  CandorAnswers *self = CANDOR_ANSWERS (widget);
  int n = count (widget);
  int min;
  int nat;
  gboolean stacked;

  measure_largest (widget, GTK_ORIENTATION_HORIZONTAL, -1, &min, &nat);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = min;
      *natural = self->vertical ? nat : all_beside (n, nat);
    }
  else
    {
      int each = divide (self, for_size < 0 ? all_beside (n, nat) : for_size, &stacked);

      measure_largest (widget, GTK_ORIENTATION_VERTICAL, each, &min, &nat);
      *minimum = stacked ? all_beside (n, min) : min;
      *natural = stacked ? all_beside (n, nat) : nat;
      if (for_size >= 0)
        return;
      each = divide (self, CANDOR_LAYOUT_SIZE_WIDEST, &stacked);
      measure_largest (widget, GTK_ORIENTATION_VERTICAL, each, &min, &nat);
      *minimum = stacked ? all_beside (n, min) : min;
    }
}

static void
candor_answers_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  CandorAnswers *self = CANDOR_ANSWERS (widget);
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  gboolean stacked;
  int n = count (widget);
  int each = divide (self, width, &stacked);
  int tall = stacked && n > 0 ? (height - (n - 1) * SPACE) / n : height;
  int i = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child), i++)
    {
      GtkAllocation place
          = { stacked ? 0 : i * (each + SPACE), stacked ? i * (tall + SPACE) : 0, each, tall };

      if (rtl)
        place.x = width - place.x - each;
      gtk_widget_size_allocate (child, &place, -1);
    }
}

static void
candor_answers_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (candor_answers_parent_class)->dispose (object);
}

static void
candor_answers_class_init (CandorAnswersClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = candor_answers_dispose;
  widget_class->get_request_mode = candor_answers_get_request_mode;
  widget_class->measure = candor_answers_measure;
  widget_class->size_allocate = candor_answers_size_allocate;
}

static void
candor_answers_init (CandorAnswers *self)
{
}

/**
 * candor_answers_append:
 * @button: (transfer floating): one more answer
 */
void
candor_answers_append (CandorAnswers *self, GtkWidget *button)
{
  gtk_widget_set_parent (button, GTK_WIDGET (self));
}

/**
 * candor_answers_set_vertical:
 * @vertical: whether the answers are long, and always stand one under another
 */
void
candor_answers_set_vertical (CandorAnswers *self, gboolean vertical)
{
  self->vertical = vertical;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

/**
 * candor_answers_get_vertical:
 *
 * Returns: whether the answers always stand one under another
 */
gboolean
candor_answers_get_vertical (CandorAnswers *self)
{
  return self->vertical;
}
