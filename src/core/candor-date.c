/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#include "candor-date-private.h"

#include <string.h>

/* Years that can stand in a visit. A year outside of them is a slip of the finger. */
#define FIRST_YEAR 1880
#define LAST_YEAR 2200

/* Month names of our own: the C library's need a locale that the tablet may not have. */
static const char *const months[] = {
  N_ ("January"),   N_ ("February"), N_ ("March"),    N_ ("April"),
  N_ ("May"),       N_ ("June"),     N_ ("July"),     N_ ("August"),
  N_ ("September"), N_ ("October"),  N_ ("November"), N_ ("December"),
};

static const char *const weekdays[] = {
  N_ ("Monday"), N_ ("Tuesday"),  N_ ("Wednesday"), N_ ("Thursday"),
  N_ ("Friday"), N_ ("Saturday"), N_ ("Sunday"),
};

/* Returns: whether it is a day that can stand in a visit */
gboolean
candor_date_set (GDate *date, int year, int month, int day)
{
  if (year < FIRST_YEAR || year > LAST_YEAR || month < 1 || month > 12 || day < 1 || day > 31)
    return FALSE;
  if (!g_date_valid_dmy (day, month, year))
    return FALSE;

  g_date_clear (date, 1);
  g_date_set_dmy (date, day, month, year);
  return TRUE;
}

/* Returns: (transfer none): the message for a month from 1 to 12 */
const char *
candor_date_month_name (int month)
{
  return months[month - 1];
}

/**
 * candor_date_parse:
 * @date: (out caller-allocates): the date, when it is one
 * @iso: (nullable): text of the form YYYY-MM-DD, and nothing else
 *
 * Returns: whether @iso is a day between 1880 and 2200
 */
gboolean
candor_date_parse (GDate *date, const char *iso)
{
  if (iso == NULL || strlen (iso) != 10 || iso[4] != '-' || iso[7] != '-')
    return FALSE;
  for (gsize i = 0; i < 10; i++)
    if (i != 4 && i != 7 && !g_ascii_isdigit (iso[i]))
      return FALSE;

  return candor_date_set (date, atoi (iso), atoi (iso + 5), atoi (iso + 8));
}

/**
 * candor_date_to_iso:
 * @date: a valid date
 *
 * Returns: (transfer full): YYYY-MM-DD
 */
char *
candor_date_to_iso (const GDate *date)
{
  return g_strdup_printf ("%04u-%02u-%02u", g_date_get_year (date), g_date_get_month (date),
                          g_date_get_day (date));
}

/**
 * candor_date_name:
 * @n: which one, from 0
 *
 * Returns: (transfer none) (nullable): the English name of a month, January first, and then of a
 *   weekday, Monday first; %NULL behind the last of them
 */
const char *
candor_date_name (guint n)
{
  if (n < G_N_ELEMENTS (months))
    return months[n];
  n -= G_N_ELEMENTS (months);
  return n < G_N_ELEMENTS (weekdays) ? weekdays[n] : NULL;
}

/**
 * candor_date_format:
 * @date: a valid date
 * @language: the language to write it in
 *
 * Returns: (transfer full): the date as people write it, with the month in words
 */
char *
candor_date_format (const GDate *date, const CandorLanguage *language)
{
  const char *month = candor_language_text (language, months[g_date_get_month (date) - 1]);
  /* Translators: a date such as "3 May 1984"; %1$d is the day, %2$s the month, %3$d the year. */
  const char *pattern = candor_language_text (language, N_ ("%1$d %2$s %3$d"));

  return g_strdup_printf (pattern, (int)g_date_get_day (date), month, (int)g_date_get_year (date));
}

/**
 * candor_date_format_weekday:
 * @date: a valid date
 * @language: the language to write it in
 * @year: whether to write the year too
 *
 * Returns: (transfer full): the date as it stands on a calendar on the wall, with its weekday
 */
char *
candor_date_format_weekday (const GDate *date, const CandorLanguage *language, gboolean year)
{
  const char *weekday = candor_language_text (language, weekdays[g_date_get_weekday (date) - 1]);
  const char *month = candor_language_text (language, months[g_date_get_month (date) - 1]);
  int day = g_date_get_day (date);

  if (year)
    return g_strdup_printf (
        /* Translators: "Friday 4 December 2026": weekday, day, month, year. */
        candor_language_text (language, N_ ("%1$s %2$d %3$s %4$d")), weekday, day, month,
        (int)g_date_get_year (date));
  return g_strdup_printf (
      /* Translators: "Friday 4 December": weekday, day, month. */
      candor_language_text (language, N_ ("%1$s %2$d %3$s")), weekday, day, month);
}

/**
 * candor_date_format_iso:
 * @iso: (nullable): YYYY-MM-DD
 * @language: the language to write it in
 *
 * Returns: (transfer full) (nullable): the date in words, @iso itself when it is no date, or %NULL
 */
char *
candor_date_format_iso (const char *iso, const CandorLanguage *language)
{
  GDate date;

  return candor_date_parse (&date, iso) ? candor_date_format (&date, language) : g_strdup (iso);
}

/**
 * candor_date_today:
 * @date: (out caller-allocates): today, by this computer's clock and time zone
 */
void
candor_date_today (GDate *date)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();

  g_date_clear (date, 1);
  g_date_set_dmy (date, g_date_time_get_day_of_month (now), g_date_time_get_month (now),
                  g_date_time_get_year (now));
}

/**
 * candor_date_age:
 * @born: day of birth
 * @on: the day asked about
 *
 * A person born on 29 February is a year older on 1 March of a common year.
 *
 * Returns: age in whole years; -1 when @on is before @born
 */
int
candor_date_age (const GDate *born, const GDate *on)
{
  int age = (int)g_date_get_year (on) - (int)g_date_get_year (born);

  if (g_date_compare (on, born) < 0)
    return -1;
  if (g_date_get_month (on) < g_date_get_month (born)
      || (g_date_get_month (on) == g_date_get_month (born)
          && g_date_get_day (on) < g_date_get_day (born)))
    age--;
  return age;
}

/**
 * candor_time_parse:
 * @iso: (nullable): date and time with seconds and an offset from UTC
 *
 * Returns: (transfer full) (nullable): the moment, or %NULL when @iso is none
 */
GDateTime *
candor_time_parse (const char *iso)
{
  GDate day;
  g_autofree char *date = NULL;

  if (iso == NULL || strlen (iso) < 20 || iso[10] != 'T')
    return NULL;
  date = g_strndup (iso, 10);
  if (!candor_date_parse (&day, date))
    return NULL;

  /* Without an offset a moment is not evidence of anything. */
  if (iso[strlen (iso) - 1] != 'Z' && strpbrk (iso + 11, "+-") == NULL)
    return NULL;
  return g_date_time_new_from_iso8601 (iso, NULL);
}

/**
 * candor_time_now_iso:
 *
 * Returns: (transfer full): now, by this computer's clock, with the offset from UTC
 */
char *
candor_time_now_iso (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();

  return g_date_time_format (now, "%Y-%m-%dT%H:%M:%S%:z");
}

/**
 * candor_time_format_iso:
 * @iso: (nullable): date and time with an offset
 * @language: the language to write it in
 *
 * Returns: (transfer full) (nullable): day in words, time and offset; @iso itself when it is no
 *   moment, or %NULL
 */
char *
candor_time_format_iso (const char *iso, const CandorLanguage *language)
{
  g_autoptr (GDateTime) moment = candor_time_parse (iso);
  g_autofree char *day = NULL;
  g_autofree char *day_iso = NULL;
  g_autofree char *clock = NULL;

  if (moment == NULL)
    return g_strdup (iso);

  day_iso = g_date_time_format (moment, "%Y-%m-%d");
  day = candor_date_format_iso (day_iso, language);
  clock = g_date_time_format (moment, "%H:%M:%S %:z");
  /* Translators: a day and a time with its offset, "3 May 2026, 14:20:00 +02:00". */
  return g_strdup_printf (candor_language_text (language, N_ ("%1$s, %2$s")), day, clock);
}
