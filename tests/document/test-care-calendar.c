/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * The calendar of the care sheet, read back with libical as a phone would: its days are right, and
 * nobody who sees them learns anything.
 */
#include "help.h"

#include <libical/ical.h>
#include <string.h>

#include "core/candor-date.h"
#include "core/candor-error.h"
#include "core/candor-schedule.h"
#include "document/candor-care-calendar.h"
#include "document/candor-qr.h"

static char *
make (CandorProcedure *procedure, CandorVisit *visit)
{
  g_autoptr (GError) error = NULL;
  char *text = candor_care_calendar_new (procedure, visit, candor_language_english (), &error);

  g_assert_no_error (error);
  return text;
}

static CandorVisit *
visit_on (CandorProcedure *procedure, const char *treatment)
{
  CandorVisit *visit = help_example (procedure, CANDOR_OUTCOME_AGREE);

  /* All steps are still to come. */
  candor_visit_set (visit, CANDOR_FIELD_STARTED_AT, "2026-03-10T10:00:00+01:00");
  candor_visit_set (visit, CANDOR_FIELD_TREATMENT_DATE, treatment);
  return visit;
}

static icalcomponent *
parse (const char *text)
{
  icalcomponent *calendar = icalparser_parse_string (text);

  g_assert_nonnull (calendar);
  g_assert_cmpint (icalcomponent_isa (calendar), ==, ICAL_VCALENDAR_COMPONENT);
  g_assert_cmpint (icalcomponent_count_errors (calendar), ==, 0);
  g_assert_true (icalrestriction_check (calendar));
  return calendar;
}

static int
number_of (icaltimetype day)
{
  GDate date;

  g_assert_true (day.is_date);
  g_date_clear (&date, 1);
  g_date_set_dmy (&date, day.day, day.month, day.year);
  return g_date_get_julian (&date);
}

/* Returns: (element-type int): the days inside an entry, as Julian numbers, from all entries. */
static GArray *
days_of (icalcomponent *calendar)
{
  GArray *days = g_array_new (FALSE, FALSE, sizeof (int));

  for (icalcomponent *event = icalcomponent_get_first_component (calendar, ICAL_VEVENT_COMPONENT);
       event != NULL; event = icalcomponent_get_next_component (calendar, ICAL_VEVENT_COMPONENT))
    {
      int first = number_of (icalcomponent_get_dtstart (event));
      int end = first + 1;

      if (icalcomponent_get_first_property (event, ICAL_DTEND_PROPERTY) != NULL)
        end = number_of (icalcomponent_get_dtend (event));
      g_assert_cmpint (end, >, first);
      for (int day = first; day < end; day++)
        g_array_append_val (days, day);
    }
  return days;
}

static gboolean
has_day (GArray *days, const GDate *date)
{
  int number = g_date_get_julian (date);

  for (guint i = 0; i < days->len; i++)
    if (g_array_index (days, int, i) == number)
      return TRUE;
  return FALSE;
}

/* Catches a day on which something begins or ends and the phone says nothing, and one that is in
 * two entries. */
static void
assert_covers_from (CandorProcedure *procedure,
                    const GDate *treatment,
                    const GDate *began,
                    GArray *days)
{
  for (int phase = CANDOR_CARE_BEFORE; phase <= CANDOR_CARE_AFTER; phase++)
    {
      g_autoptr (GArray) steps = candor_schedule_new (procedure, phase, treatment);

      for (guint i = 0; i < steps->len; i++)
        {
          const CandorScheduledStep *step = &g_array_index (steps, CandorScheduledStep, i);

          if (g_date_compare (&step->to, began) < 0)
            continue;
          g_assert_true (
              has_day (days, g_date_compare (&step->from, began) < 0 ? began : &step->from));
          g_assert_true (has_day (days, &step->to));
        }
    }
  for (guint i = 1; i < days->len; i++)
    g_assert_cmpint (g_array_index (days, int, i), >, g_array_index (days, int, i - 1));
}

static void
assert_covers (CandorProcedure *procedure, const char *treatment, GArray *days)
{
  GDate day, first;

  g_assert_true (candor_date_parse (&day, treatment));
  g_date_set_dmy (&first, 1, G_DATE_JANUARY, 1);
  assert_covers_from (procedure, &day, &first, days);
}

static void
test_days (void)
{
  static const char *const treatments[]
      = { "2026-12-04", "2026-12-31", "2027-03-01", "2028-02-29", "2028-03-01", "2200-12-31" };
  static const char *const ids[] = { HELP_REAL, HELP_INVENTED };

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    for (guint j = 0; j < G_N_ELEMENTS (treatments); j++)
      {
        g_autoptr (CandorProcedure) procedure = help_procedure (ids[i]);
        g_autoptr (CandorVisit) visit = visit_on (procedure, treatments[j]);
        g_autofree char *text = make (procedure, visit);
        icalcomponent *calendar = parse (text);
        g_autoptr (GArray) days = days_of (calendar);

        assert_covers (procedure, treatments[j], days);
        icalcomponent_free (calendar);
      }
}

/* Catches an entry on a day of its own choice: all of them, looked up in a calendar by hand. */
static void
test_entries (void)
{
  static const char *const expected[][2] = {
    { "20280215", NULL }, { "20280222", NULL }, { "20280227", "20280302" },
    { "20280303", NULL }, { "20280307", NULL }, { "20280328", NULL },
  };
  g_autoptr (CandorProcedure) procedure = help_procedure (HELP_REAL);
  g_autoptr (CandorVisit) visit = visit_on (procedure, "2028-02-29");
  g_autofree char *text = make (procedure, visit);
  icalcomponent *calendar = parse (text);
  icalcomponent *event = icalcomponent_get_first_component (calendar, ICAL_VEVENT_COMPONENT);

  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      g_assert_nonnull (event);
      g_assert_cmpstr (icaltime_as_ical_string (icalcomponent_get_dtstart (event)), ==,
                       expected[i][0]);
      if (expected[i][1] != NULL)
        g_assert_cmpstr (icaltime_as_ical_string (icalcomponent_get_dtend (event)), ==,
                         expected[i][1]);
      else
        g_assert_null (icalcomponent_get_first_property (event, ICAL_DTEND_PROPERTY));
      event = icalcomponent_get_next_component (calendar, ICAL_VEVENT_COMPONENT);
    }
  g_assert_null (event);
  icalcomponent_free (calendar);
}

/* Catches what RFC 5545 does not allow: other line ends, long lines, properties that are missing
 * or there twice, two entries with one UID. */
static void
test_format (void)
{
  g_autoptr (CandorProcedure) procedure = help_procedure (HELP_REAL);
  g_autoptr (CandorVisit) visit = visit_on (procedure, "2026-12-04");
  g_autofree char *text = make (procedure, visit);
  g_auto (GStrv) lines = g_strsplit (text, "\r\n", -1);
  g_autoptr (GHashTable) uids = g_hash_table_new (g_str_hash, g_str_equal);
  icalcomponent *calendar = parse (text);

  g_assert_true (g_str_has_suffix (text, "END:VCALENDAR\r\n"));
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_assert_null (strpbrk (lines[i], "\r\n"));
      g_assert_cmpuint (strlen (lines[i]), <=, 75);
    }
  for (icalcomponent *event = icalcomponent_get_first_component (calendar, ICAL_VEVENT_COMPONENT);
       event != NULL; event = icalcomponent_get_next_component (calendar, ICAL_VEVENT_COMPONENT))
    {
      g_assert_cmpint (icalcomponent_count_properties (event, ICAL_UID_PROPERTY), ==, 1);
      g_assert_cmpint (icalcomponent_count_properties (event, ICAL_DTSTAMP_PROPERTY), ==, 1);
      g_assert_true (icaltime_is_utc (icalcomponent_get_dtstamp (event)));
      g_assert_true (g_hash_table_add (uids, (gpointer)icalcomponent_get_uid (event)));
      g_assert_cmpstr (icalcomponent_get_summary (event), ==, "Skin care reminder");
    }
  icalcomponent_free (calendar);
}

static void
collect_words (GHashTable *words, const char *text)
{
  g_autofree char *folded = g_utf8_casefold (text != NULL ? text : "", -1);
  g_auto (GStrv) parts = g_regex_split_simple ("[^\\p{L}]+", folded, 0, 0);

  for (guint i = 0; parts[i] != NULL; i++)
    if (g_utf8_strlen (parts[i], -1) > 3)
      g_hash_table_add (words, g_strdup (parts[i]));
}

/* Returns: what the lines say, without the words that RFC 5545 itself puts there. */
static char *
values_of (const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\r\n", -1);
  GString *values = g_string_new (NULL);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      static const char *const fixed[] = { "BEGIN:VCALENDAR",
                                           "END:VCALENDAR",
                                           "BEGIN:VEVENT",
                                           "END:VEVENT",
                                           "VERSION:2.0",
                                           "TRANSP:TRANSPARENT",
                                           NULL };
      const char *value = strchr (lines[i], ':');

      if (value != NULL && !g_strv_contains (fixed, lines[i]))
        g_string_append_printf (values, "%s\n", value + 1);
    }
  return g_string_free (values, FALSE);
}

/* Catches a calendar that says more than that there is something to do: no word of the procedure,
 * the clinic or the patient is in it, but for those of the neutral entry itself. */
static void
test_nothing_about_health (void)
{
  static const CandorField private_fields[] = { CANDOR_FIELD_ID,
                                                CANDOR_FIELD_CLINIC_NAME,
                                                CANDOR_FIELD_CLINIC_ADDRESS,
                                                CANDOR_FIELD_CLINIC_PHONE,
                                                CANDOR_FIELD_PATIENT_NAME,
                                                CANDOR_FIELD_PATIENT_GOAL,
                                                CANDOR_FIELD_PROCEDURE,
                                                CANDOR_FIELD_TREATMENT_AREA,
                                                CANDOR_FIELD_PRACTITIONER_NAME,
                                                CANDOR_FIELD_PRACTITIONER_ROLE };
  static const char *const ids[] = { HELP_REAL, HELP_INVENTED };

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      g_autoptr (CandorProcedure) procedure = help_procedure (ids[i]);
      g_autoptr (CandorVisit) visit = visit_on (procedure, "2026-12-04");
      g_autofree char *text = make (procedure, visit);
      g_autofree char *values = values_of (text);
      g_autofree char *folded = g_utf8_casefold (values, -1);
      g_autoptr (GHashTable) words = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      g_autofree char *reading = candor_procedure_reading (procedure, candor_language_english ());
      GHashTableIter iter;
      gpointer word;

      collect_words (words, reading);
      collect_words (words, "health treatment clinic doctor consent medical patient surgery needle "
                            "hospital therapy illness disease aftercare");
      for (guint j = 0; j < G_N_ELEMENTS (private_fields); j++)
        collect_words (words, candor_visit_get (visit, private_fields[j]));
      g_assert_cmpuint (g_hash_table_size (words), >, 50);

      g_hash_table_iter_init (&iter, words);
      while (g_hash_table_iter_next (&iter, &word, NULL))
        {
          g_autofree char *pattern = g_strdup_printf ("\\b%s\\b", (const char *)word);

          if (strstr ("skin care reminder", word) == NULL
              && g_regex_match_simple (pattern, folded, 0, 0))
            g_error ("The calendar says “%s”.", (const char *)word);
        }
      help_assert_lacks (text, candor_visit_get (visit, CANDOR_FIELD_ID));
    }
}

/* Catches entries that a second scan adds again, and ones that two patients share. */
static void
test_same_again (void)
{
  g_autoptr (CandorProcedure) procedure = help_procedure (HELP_REAL);
  g_autoptr (CandorVisit) visit = visit_on (procedure, "2026-12-04");
  g_autoptr (CandorVisit) other = visit_on (procedure, "2026-12-04");
  g_autofree char *one = make (procedure, visit);
  g_autofree char *again = make (procedure, visit);
  g_autofree char *another = make (procedure, other);
  icalcomponent *first = parse (one);
  icalcomponent *second = parse (another);

  g_assert_cmpstr (one, ==, again);
  g_assert_cmpstr (
      icalcomponent_get_uid (icalcomponent_get_first_component (first, ICAL_VEVENT_COMPONENT)), !=,
      icalcomponent_get_uid (icalcomponent_get_first_component (second, ICAL_VEVENT_COMPONENT)));
  icalcomponent_free (first);
  icalcomponent_free (second);
}

/* Catches a code too dense to scan, and a day that is lost when days are joined. */
static void
test_many_days (void)
{
  g_autofree char *path = g_build_filename (TEST_DATA, "procedures", HELP_INVENTED ".xml", NULL);
  g_autofree char *xml = NULL;
  g_auto (GStrv) parts = NULL;

  g_assert_true (g_file_get_contents (path, &xml, NULL, NULL));
  parts = g_strsplit (xml, "</care>", 2);
  for (guint n = 1; n <= 40; n += 13)
    {
      g_autoptr (GString) more = g_string_new (NULL);
      g_autofree char *longer = NULL;
      g_autoptr (GError) error = NULL;
      g_autoptr (CandorProcedure) procedure = NULL;
      g_autoptr (CandorVisit) visit = NULL;
      g_autofree char *text = NULL;
      g_autoptr (GArray) days = NULL;
      icalcomponent *calendar;

      for (guint i = 0; i < n; i++)
        g_string_append_printf (more,
                                "<step id=\"m-%u\" phase=\"after\" from=\"%u\" "
                                "sources=\"guild-book\"><text>Wave.</text><reason>It asks.</reason>"
                                "</step>",
                                i, 15 + i * i % 97);
      g_string_append (more, "</care>");
      longer = g_strjoinv (more->str, parts);
      procedure = candor_procedure_parse ("longer", longer, -1, &error);
      g_assert_no_error (error);
      visit = visit_on (procedure, "2026-12-04");
      text = make (procedure, visit);
      g_assert_cmpuint (strlen (text), <=, CANDOR_QR_MAX_BYTES);
      calendar = parse (text);
      days = days_of (calendar);
      assert_covers (procedure, "2026-12-04", days);
      icalcomponent_free (calendar);
    }
}

/* Catches a phone that reminds somebody of days that are over, a step under way that is lost, and a
 * calendar that depends on the day on which it is printed. */
static void
test_days_that_are_over (void)
{
  static const struct
  {
    const char *started;
    const char *treatment;
    int first; /* the first day in the calendar, counted from the visit */
  } cases[] = {
    { "2026-11-22T14:00:00+01:00", "2026-11-22", 0 },
    { "2026-11-22T23:50:00-05:00", "2026-11-24", 0 },
    { "2026-11-22T14:00:00+01:00", "2027-03-01", -1 },
    { "2026-12-31T14:00:00+01:00", "2027-01-02", 0 },
  };
  static const char *const ids[] = { HELP_REAL, HELP_INVENTED };

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    for (guint j = 0; j < G_N_ELEMENTS (cases); j++)
      {
        g_autoptr (CandorProcedure) procedure = help_procedure (ids[i]);
        g_autoptr (CandorVisit) visit = visit_on (procedure, cases[j].treatment);
        g_autofree char *began = g_strndup (cases[j].started, 10);
        g_autofree char *text = NULL;
        g_autoptr (GArray) days = NULL;
        icalcomponent *calendar;
        GDate visit_day, treatment;

        candor_visit_set (visit, CANDOR_FIELD_STARTED_AT, cases[j].started);
        g_assert_true (candor_date_parse (&visit_day, began));
        g_assert_true (candor_date_parse (&treatment, cases[j].treatment));
        text = make (procedure, visit);
        calendar = parse (text);
        days = days_of (calendar);
        g_assert_cmpint (g_array_index (days, int, 0), >=, g_date_get_julian (&visit_day));
        assert_covers_from (procedure, &treatment, &visit_day, days);
        if (cases[j].first >= 0)
          g_assert_cmpint (g_array_index (days, int, 0), ==,
                           g_date_get_julian (&visit_day) + cases[j].first);
        icalcomponent_free (calendar);
      }
}

/* Catches a calendar for a day that is over before the visit begins, and an empty one. */
static void
test_nothing_left (void)
{
  g_autofree char *path = g_build_filename (TEST_DATA, "procedures", HELP_INVENTED ".xml", NULL);
  g_autofree char *xml = NULL;
  g_autoptr (GRegex) others
      = g_regex_new ("<step (?![^>]*from=\"-3\").*?</step>", G_REGEX_DOTALL, 0, NULL);
  g_autofree char *shorter = NULL;
  g_autoptr (CandorProcedure) procedure = NULL;
  g_autoptr (CandorVisit) visit = NULL;
  g_autofree char *some = NULL;
  GError *error = NULL;

  g_assert_true (g_file_get_contents (path, &xml, NULL, NULL));
  shorter = g_regex_replace_literal (others, xml, -1, 0, "", 0, NULL);
  procedure = candor_procedure_parse ("shorter", shorter, -1, &error);
  g_assert_no_error (error);
  visit = visit_on (procedure, "2026-12-04");
  candor_visit_set (visit, CANDOR_FIELD_STARTED_AT, "2026-11-01T14:00:00+01:00");
  some = make (procedure, visit);
  g_assert_nonnull (strstr (some, "VEVENT"));

  candor_visit_set (visit, CANDOR_FIELD_STARTED_AT, "2026-12-05T14:00:00+01:00");
  g_assert_null (candor_care_calendar_new (procedure, visit, NULL, &error));
  g_assert_error (error, CANDOR_ERROR, CANDOR_ERROR_MISSING);
  g_assert_nonnull (strstr (error->message, "day of treatment"));
  g_clear_error (&error);
  candor_visit_set (visit, CANDOR_FIELD_STARTED_AT, "2026-12-04T14:00:00+01:00");
  g_assert_null (candor_care_calendar_new (procedure, visit, NULL, &error));
  g_assert_error (error, CANDOR_ERROR, CANDOR_ERROR_MISSING);
  g_assert_nonnull (strstr (error->message, "on the day of the visit or later"));
  g_clear_error (&error);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/care-calendar/days", test_days);
  g_test_add_func ("/care-calendar/entries", test_entries);
  g_test_add_func ("/care-calendar/format", test_format);
  g_test_add_func ("/care-calendar/nothing-about-health", test_nothing_about_health);
  g_test_add_func ("/care-calendar/same-again", test_same_again);
  g_test_add_func ("/care-calendar/many-days", test_many_days);
  g_test_add_func ("/care-calendar/days-that-are-over", test_days_that_are_over);
  g_test_add_func ("/care-calendar/nothing-left", test_nothing_left);
  return g_test_run ();
}
