/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * Days and moments: what is taken for one, what is not, how it is written, and how old somebody is.
 */
#include "help.h"

#include "core/candor-date.h"

/* Catches a reader of dates that takes more than YYYY-MM-DD, or days that never were. */
static void
test_parse_iso (void)
{
  static const char *const days[] = { "1880-01-01", "1984-05-03", "2024-02-29", "2200-12-31" };
  static const char *const others[] = { "",           "1984-5-3",    "1984-05-3",   "84-05-03",
                                        "1984/05/03", "1984-05-03 ", " 1984-05-03", "1984-05-032",
                                        "1984-13-01", "1984-00-01",  "1984-01-00",  "1984-01-32",
                                        "2023-02-29", "1900-02-29",  "1879-12-31",  "2201-01-01",
                                        "0000-00-00", "-984-05-03",  "+984-05-03",  "1984-05-0x",
                                        "today",      "1984‑05‑03",  "1984-05-03T", "99999999999" };
  GDate date;

  for (gsize i = 0; i < G_N_ELEMENTS (days); i++)
    {
      g_autofree char *iso = NULL;

      g_assert_true (candor_date_parse (&date, days[i]));
      iso = candor_date_to_iso (&date);
      g_assert_cmpstr (iso, ==, days[i]);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    if (candor_date_parse (&date, others[i]))
      g_error ("“%s” was taken for a day.", others[i]);
  g_assert_false (candor_date_parse (&date, NULL));
}

/* Catches a typed birthday that is read as another day than the person meant. */
static void
test_parse_typed (void)
{
  static const struct
  {
    const char *typed;
    const char *iso; /* NULL: it is no day */
  } cases[] = {
    { "1984-05-03", "1984-05-03" },
    { "3 May 1984", "1984-05-03" },
    { "03.05.1984", "1984-05-03" },
    { "3/5/1984", "1984-05-03" },
    { "3-5-1984", "1984-05-03" },
    { "  3   may,1984 ", "1984-05-03" },
    { "3 MAY 1984", "1984-05-03" },
    { "12 sept 2001", "2001-09-12" },
    { "29 February 2024", "2024-02-29" },
    { "1 mar 2024", "2024-03-01" },
    { "29 February 2023", NULL },
    { "3 ma 1984", NULL },
    { "3 mayor 1984", NULL },
    { "31/31/1984", NULL },
    { "5/13/1984", NULL },
    { "3 May 84", NULL },
    { "3 May", NULL },
    { "1984", NULL },
    { "3 May 1984 at noon", NULL },
    { "-3 May 1984", "1984-05-03" },
    { "May 3, 1984", "1984-05-03" },
    { "the 3rd of May 1984", "1984-05-03" },
    { "1984 May 3", "1984-05-03" },
    { "٣/٥/١٩٨٤", "1984-05-03" },
    { "３　５　１９８４", "1984-05-03" },
    { "३ मे १९८४", NULL },
    { "3 ju 1984", NULL },
    { "3 May May 1984", NULL },
    { "3 5 May 1984", NULL },
    { "3 5 1984 7", NULL },
    { "\xff 3 5 1984", NULL },
    { "99999999999999999999 5 1984", NULL },
    { "", NULL },
  };
  GDate date;

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gboolean is_day = candor_date_parse_typed (&date, cases[i].typed, candor_language_english ());
      g_autofree char *iso = is_day ? candor_date_to_iso (&date) : NULL;

      if (g_strcmp0 (iso, cases[i].iso) != 0)
        g_error ("“%s” was read as %s, not as %s.", cases[i].typed, iso, cases[i].iso);
    }
  g_assert_false (candor_date_parse_typed (&date, NULL, candor_language_english ()));
}

/* Catches a language whose readers type a day as they write it, or as the hint shows it, and are told that it is
 * none; and one in which the name of another language's month counts. */
static void
test_parse_languages (void)
{
  static const struct
  {
    const char *language, *typed;
    const char *iso; /* NULL: it is no day */
  } cases[] = {
    { "es", "3 de mayo de 1984", "1984-05-03" },
    { "es", "3 mayo 1984", "1984-05-03" },
    { "es", "1 de SEPTIEMBRE del 2001", "2001-09-01" },
    { "es", "3 May 1984", "1984-05-03" },
    { "es", "3 травня 1984", NULL },
    { "fr", "3 mai 1984", "1984-05-03" },
    { "fr", "1er mai 1984", "1984-05-01" },
    { "fr", "le 14 août 1984", "1984-08-14" },
    { "fr", "14 AOU\xcc\x82T 1984", "1984-08-14" },
    { "fr", "3 jui 1984", NULL },
    { "fr", "3 juil. 1984", "1984-07-03" },
    { "de", "3. Mai 1984", "1984-05-03" },
    { "de", "3.5.1984", "1984-05-03" },
    { "de", "3. März 1984", "1984-03-03" },
    { "de", "3. M\xc3\x84RZ 1984", "1984-03-03" },
    { "uk", "3 травня 1984", "1984-05-03" },
    { "uk", "3 травня 1984 року", "1984-05-03" },
    { "uk", "3 травня 1984 р.", "1984-05-03" },
    { "zh-CN", "1984年5月3日", "1984-05-03" },
    { "zh-CN", "1984 年 5 月 3 日", "1984-05-03" },
    { "zh-CN", "１９８４年５月３日", "1984-05-03" },
    { "zh-CN", "1984-5-3", "1984-05-03" },
    { "zh-CN", "1984年13月3日", NULL },
    { "ar", "3 مايو 1984", "1984-05-03" },
    { "ar", "٣ مايو ١٩٨٤", "1984-05-03" },
    { "ar", "3 من مايو 1984", "1984-05-03" },
    { "ar", "۳ ۵ ۱۹۸۴", "1984-05-03" },
    { "ar",
      "\xe2\x80\x8f"
      "3/5/1984",
      "1984-05-03" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      const CandorLanguage *language = candor_language_find (cases[i].language, &error);
      GDate date;
      gboolean is_day;
      g_autofree char *iso = NULL;

      g_assert_no_error (error);
      is_day = candor_date_parse_typed (&date, cases[i].typed, language);
      iso = is_day ? candor_date_to_iso (&date) : NULL;
      if (g_strcmp0 (iso, cases[i].iso) != 0)
        g_test_fail_printf ("“%s” was read as %s in “%s”, not as %s.", cases[i].typed, iso,
                            cases[i].language, cases[i].iso);
    }
}

/* Catches a day that is written in a language and cannot be typed as it is written. */
static void
test_parse_written (void)
{
  const CandorLanguage *const *languages;
  gsize n_languages;

  languages = candor_language_list (&n_languages);
  g_assert_cmpuint (n_languages, >=, 7);
  for (gsize i = 0; i < n_languages; i++)
    for (guint month = 1; month <= 12; month++)
      {
        GDate day, read;
        g_autofree char *written = NULL;

        g_date_clear (&day, 1);
        g_date_set_dmy (&day, month, month, 1983);
        written = candor_date_format (&day, languages[i]);
        if (!candor_date_parse_typed (&read, written, languages[i])
            || g_date_compare (&day, &read) != 0)
          g_test_fail_printf ("“%s” was not read back.", written);
      }
}

/* Catches an age that is a year off on or beside a birthday, 29 February among them. */
static void
test_age (void)
{
  static const struct
  {
    const char *born;
    const char *on;
    int age;
  } cases[] = {
    { "2004-11-22", "2022-11-21", 17 },  { "2004-11-22", "2022-11-22", 18 },
    { "2004-11-22", "2022-11-23", 18 },  { "2004-11-22", "2004-11-22", 0 },
    { "2004-11-22", "2004-11-21", -1 },  { "2004-02-29", "2022-02-28", 17 },
    { "2004-02-29", "2022-03-01", 18 },  { "2004-02-29", "2024-02-29", 20 },
    { "2000-12-31", "2022-01-01", 21 },  { "2000-01-01", "2021-12-31", 21 },
    { "1900-06-15", "2026-06-15", 126 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      GDate born = help_date (cases[i].born);
      GDate on = help_date (cases[i].on);

      if (candor_date_age (&born, &on) != cases[i].age)
        g_error ("Born on %s, on %s: %d, not %d.", cases[i].born, cases[i].on,
                 candor_date_age (&born, &on), cases[i].age);
    }
}

/* Catches a moment without an offset that is taken as evidence, and moments that never were. */
static void
test_moments (void)
{
  static const char *const moments[]
      = { "2026-11-22T14:05:00+01:00", "2026-11-22T14:05:00Z", "2026-11-22T14:05:00-05:30",
          "2026-11-22T14:05:00.250+01:00" };
  static const char *const others[] = { "",
                                        "2026-11-22",
                                        "2026-11-22T14:05:00",
                                        "2026-11-22 14:05:00+01:00",
                                        "2026-11-22T14:05+01:00",
                                        "2026-02-30T14:05:00+01:00",
                                        "2026-11-22T25:05:00+01:00",
                                        "2026-11-22T14:61:00+01:00",
                                        "2026-11-22T14:05:00+01:00 or so",
                                        "yesterday at ten past two+01:00" };

  for (gsize i = 0; i < G_N_ELEMENTS (moments); i++)
    {
      g_autoptr (GDateTime) moment = candor_time_parse (moments[i]);

      if (moment == NULL)
        g_error ("“%s” was not taken for a moment.", moments[i]);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_autoptr (GDateTime) moment = candor_time_parse (others[i]);

      if (moment != NULL)
        g_error ("“%s” was taken for a moment.", others[i]);
    }
  g_assert_null (candor_time_parse (NULL));
}

/* Catches a clock whose own moments cannot be read back. */
static void
test_now (void)
{
  g_autofree char *now = candor_time_now_iso ();
  g_autoptr (GDateTime) moment = candor_time_parse (now);
  g_autofree char *day = g_strndup (now, 10);
  GDate today;

  g_assert_nonnull (moment);
  candor_date_today (&today);
  g_assert_true (g_date_valid (&today));
  g_assert_true (candor_date_parse (&today, day));
}

/* Catches dates on the form that people cannot read, and words lost where there is no date. */
static void
test_words (void)
{
  const CandorLanguage *english = candor_language_english ();
  g_autofree char *day = candor_date_format_iso ("1984-05-03", english);
  g_autofree char *none = candor_date_format_iso ("soon", english);
  g_autofree char *moment = candor_time_format_iso ("2026-11-22T04:05:09+01:00", english);
  g_autofree char *no_moment = candor_time_format_iso ("later", english);

  g_assert_cmpstr (day, ==, "3 May 1984");
  g_assert_cmpstr (none, ==, "soon");
  g_assert_null (candor_date_format_iso (NULL, english));
  /* The offset stands on the form: a moment must mean the same to a reader elsewhere. */
  g_assert_cmpstr (moment, ==, "22 November 2026, 04:05:09 +01:00");
  g_assert_cmpstr (no_moment, ==, "later");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/date/parse-iso", test_parse_iso);
  g_test_add_func ("/date/parse-typed", test_parse_typed);
  g_test_add_func ("/date/age", test_age);
  g_test_add_func ("/date/moments", test_moments);
  g_test_add_func ("/date/now", test_now);
  g_test_add_func ("/date/words", test_words);
  g_test_add_func ("/date/typed/languages", test_parse_languages);
  g_test_add_func ("/date/typed/as-written", test_parse_written);
  return g_test_run ();
}
