/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#include "candor-layout-size.h"

/**
 * candor_layout_size_em:
 * @widget: what is laid out
 *
 * Widths that are said in this unit make larger text reach the layout for little room sooner.
 *
 * Returns: the size of its letters, in pixels
 */
double
candor_layout_size_em (GtkWidget *widget)
{
  PangoContext *context = gtk_widget_get_pango_context (widget);
  const PangoFontDescription *font = pango_context_get_font_description (context);
  double size = pango_font_description_get_size (font) / (double)PANGO_SCALE;

  return pango_font_description_get_size_is_absolute (font) ? size : size * 96 / 72;
}

/* What scrolls asks for the height that its content has in some other width. */
static int
height_of_content (GtkScrolledWindow *scroller, int width)
{
  GtkBorder border;
  int height;

  gtk_style_context_get_border (gtk_widget_get_style_context (GTK_WIDGET (scroller)), &border);
  gtk_widget_measure (gtk_scrolled_window_get_child (scroller), GTK_ORIENTATION_VERTICAL,
                      width - border.left - border.right, NULL, &height, NULL, NULL);
  return height + border.top + border.bottom;
}

/* Nothing is asked what it would do with less width than it must have: newer GTKs complain of that. */
static int
measure (GtkWidget *child, GtkOrientation orientation, int for_size, gboolean natural)
{
  int sizes[2] = { 0, 0 };
  int least = 0;

  if (child == NULL || !gtk_widget_should_layout (child))
    return 0;
  if (for_size >= 0)
    gtk_widget_measure (child, !orientation, -1, &least, NULL, NULL, NULL);
  gtk_widget_measure (child, orientation, for_size < 0 ? -1 : MAX (for_size, least), &sizes[0],
                      &sizes[1], NULL, NULL);
  return sizes[natural ? 1 : 0];
}

/**
 * candor_layout_size_minimum_width:
 * @child: (nullable): what is laid out; what is not visible takes no room
 *
 * Returns: the width that it must have, in pixels
 */
int
candor_layout_size_minimum_width (GtkWidget *child)
{
  return measure (child, GTK_ORIENTATION_HORIZONTAL, -1, FALSE);
}

/**
 * candor_layout_size_natural_width:
 * @child: (nullable): what is laid out
 *
 * Returns: the width that it likes to have, in pixels
 */
int
candor_layout_size_natural_width (GtkWidget *child)
{
  return measure (child, GTK_ORIENTATION_HORIZONTAL, -1, TRUE);
}

/**
 * candor_layout_size_minimum_height:
 * @child: (nullable): what is laid out
 * @width: the width that it gets, in pixels
 *
 * Returns: the height that it must have, in pixels
 */
int
candor_layout_size_minimum_height (GtkWidget *child, int width)
{
  return measure (child, GTK_ORIENTATION_VERTICAL, width, FALSE);
}

/**
 * candor_layout_size_natural_height:
 * @child: (nullable): what is laid out
 * @width: the width that it gets, in pixels
 *
 * Returns: the height that it likes to have, in pixels; of what scrolls, that of all of its content
 */
int
candor_layout_size_natural_height (GtkWidget *child, int width)
{
  int height = measure (child, GTK_ORIENTATION_VERTICAL, width, TRUE);

  if (GTK_IS_SCROLLED_WINDOW (child) && gtk_widget_should_layout (child))
    return MAX (height, height_of_content (GTK_SCROLLED_WINDOW (child), width));
  return height;
}

/**
 * candor_layout_size_next:
 * @child: (nullable): where to begin
 *
 * Returns: (transfer none) (nullable): @child, or the first one after it that takes room
 */
GtkWidget *
candor_layout_size_next (GtkWidget *child)
{
  while (child != NULL && !gtk_widget_should_layout (child))
    child = gtk_widget_get_next_sibling (child);
  return child;
}

/**
 * candor_layout_size_place:
 * @child: what is laid out
 * @whole: the width of what it is in, in pixels
 * @where: its place, counted from where lines of text start
 *
 * Puts @child there, or at the other side where text runs from right to left.
 */
void
candor_layout_size_place (GtkWidget *child, int whole, const GtkAllocation *where)
{
  GtkAllocation place = *where;

  if (!gtk_widget_should_layout (child))
    return;
  if (gtk_widget_get_direction (child) == GTK_TEXT_DIR_RTL)
    place.x = whole - place.x - place.width;
  gtk_widget_size_allocate (child, &place, -1);
}
