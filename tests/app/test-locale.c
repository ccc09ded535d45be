/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * Runs under one locale after another, of which the C library need not have any. Catches a visit that
 * stops, warns, or falls back to another language or direction, because the system does not know the
 * language of the patient or the locale that it was told to use.
 */
#include "staff-support.h"
#include "walk-support.h"

#define PROCEDURE "data/procedures/microneedling.xml"

static const char *const made[] = { "en-XA", "ar-XB" };

static void
locale_look (Walk *walk, const char *name)
{
  gboolean is_staff = g_str_has_prefix (name, "talk-") || g_str_equal (name, "handback");
  CandorPage *page = candor_flow_get_page (walk->flow);
  const CandorLanguage *language
      = is_staff ? candor_language_english () : candor_page_get_language (page);
  guint *n_looked = walk->look_data;

  g_assert_cmpint (gtk_widget_get_direction (GTK_WIDGET (page)), ==,
                   candor_language_is_rtl (language) ? GTK_TEXT_DIR_RTL : GTK_TEXT_DIR_LTR);
  if (!is_staff)
    g_assert_cmpstr (candor_language_code (language), ==, walk->plan.language);
  if (staff_find_button (GTK_WIDGET (walk->flow), candor_language_text (language, "Back")) != NULL)
    ++*n_looked;
}

static void
test_walk (gconstpointer language)
{
  const WalkPlan plan = { .name = language,
                          .language = language,
                          .health = CANDOR_VERDICT_ASK,
                          .mark = TRUE,
                          .interpreter = TRUE };
  guint n_looked = 0;
  Walk *walk = walk_new (PROCEDURE, &plan);

  walk->look = locale_look;
  walk->look_data = &n_looked;
  walk_to_end (walk);
  g_assert_cmpuint (n_looked, >, 20);
  walk_free (walk);
}

int
main (int argc, char **argv)
{
  gsize n;
  const CandorLanguage *const *languages;

  walk_init (&argc, &argv);
  languages = candor_language_list (&n);
  g_assert_cmpuint (n, >, 1);
  for (gsize i = 0; i < n + G_N_ELEMENTS (made); i++)
    {
      const char *code = i < n ? candor_language_code (languages[i]) : made[i - n];
      g_autofree char *path = g_strconcat ("/app/locale/", code, NULL);

      g_test_add_data_func (path, code, test_walk);
    }
  return walk_run ();
}
