/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * Catches: a bar below a page that asks for less room than it needs. GTK complains of one, and lays
 * words over words, where a window is just as narrow as it can be, or is about to grow.
 */
#include "walk-support.h"

#include "app/visit/candor-bottom-bar.h"

/* In pixels: how far from the least width it is tried. */
#define AROUND 100

static void
measure_around (GtkWidget *bar)
{
  int least;

  gtk_widget_measure (bar, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
  /* Newer GTKs never measure what is narrower, and complain of whoever does. */
  for (int width = gtk_check_version (4, 16, 0) == NULL ? least : least / 2; width < least + AROUND;
       width++)
    {
      int height;

      gtk_widget_measure (bar, GTK_ORIENTATION_VERTICAL, width, &height, NULL, NULL, NULL);
      g_assert_cmpint (height, >, 0);
    }
}

/* A warning of GTK is the end of the test. */
static void
test_bottom_bar (void)
{
  const WalkPlan plan = { .name = "bars" };
  Walk *walk = walk_new ("data/procedures/microneedling.xml", &plan);
  gsize n;
  const CandorLanguage *const *languages = candor_language_list (&n);

  for (gsize i = 0; i < n; i++)
    for (int size = CANDOR_TEXT_SIZE_MIN; size <= CANDOR_TEXT_SIZE_MAX; size += 25)
      {
        GtkWidget *bar;

        candor_flow_set_language (walk->flow, candor_language_code (languages[i]));
        candor_flow_set_text_size (walk->flow, size);
        walk_settle ();
        bar = walk_find (GTK_WIDGET (walk->flow), CANDOR_TYPE_BOTTOM_BAR);
        for (CandorBarForm form = CANDOR_BAR_WIDE; form <= CANDOR_BAR_STACKED; form++)
          {
            candor_bottom_bar_set_form (CANDOR_BOTTOM_BAR (bar), form);
            measure_around (bar);
          }
      }
  walk_free (walk);
}

int
main (int argc, char *argv[])
{
  walk_init (&argc, &argv);

  g_test_add_func ("/app/bars/bottom", test_bottom_bar);

  return walk_run ();
}
