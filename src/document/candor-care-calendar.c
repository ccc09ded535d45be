/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * The days of the care sheet, for the calendar of the patient's own phone. Whoever looks at that
 * phone, or over the patient's shoulder, learns nothing: no name, no clinic, no treatment.
 */
#include "candor-care-calendar.h"

#include <libical/ical.h>
#include <string.h>

#include "candor-form.h"
#include "candor-qr.h"
#include "core/candor-date.h"
#include "core/candor-error.h"
#include "core/candor-late.h"
#include "core/candor-schedule.h"
#include "core/candor-times.h"

#define FUNCTIONS(F)                                                                               \
  F (icalcomponent_add_component)                                                                  \
  F (icalcomponent_add_property)                                                                   \
  F (icalcomponent_as_ical_string_r)                                                               \
  F (icalcomponent_free)                                                                           \
  F (icalcomponent_new_vcalendar)                                                                  \
  F (icalcomponent_new_vevent)                                                                     \
  F (icalmemory_free_buffer)                                                                       \
  F (icalproperty_new_dtend)                                                                       \
  F (icalproperty_new_dtstamp)                                                                     \
  F (icalproperty_new_dtstart)                                                                     \
  F (icalproperty_new_prodid)                                                                      \
  F (icalproperty_new_summary)                                                                     \
  F (icalproperty_new_transp)                                                                      \
  F (icalproperty_new_uid)                                                                         \
  F (icalproperty_new_version)                                                                     \
  F (icaltime_null_date)                                                                           \
  F (icaltime_null_time)                                                                           \
  F (icaltimezone_get_utc_timezone)

CANDOR_DEFINE_LATE (Ical, load_ical, CANDOR_SONAME_ICAL, FUNCTIONS)

/* An entry: one day, or days in a row. */
typedef struct
{
  GDate first;
  GDate last;
} Entry;

static int
compare_entries (gconstpointer a, gconstpointer b)
{
  return g_date_compare (&((const Entry *)a)->first, &((const Entry *)b)->first);
}

/* The days on which there is something to begin or to end: the first and the last of each step. A
 * phone reminds nobody of what is over: what ends before @began is left out, and what is under way
 * then begins on that day. */
static GArray *
collect_days (CandorProcedure *procedure, const GDate *treatment, const GDate *began)
{
  GArray *days = g_array_new (FALSE, FALSE, sizeof (Entry));

  for (int phase = CANDOR_CARE_BEFORE; phase <= CANDOR_CARE_AFTER; phase++)
    {
      g_autoptr (GArray) steps = candor_schedule_new (procedure, phase, treatment);

      for (guint i = 0; i < steps->len; i++)
        {
          const CandorScheduledStep *step = &g_array_index (steps, CandorScheduledStep, i);
          Entry first = { step->from, step->from };
          Entry last = { step->to, step->to };

          if (began != NULL && g_date_compare (&last.last, began) < 0)
            continue;
          if (began != NULL && g_date_compare (&first.first, began) < 0)
            first = (Entry){ *began, *began };
          g_array_append_val (days, first);
          g_array_append_val (days, last);
        }
    }
  g_array_sort (days, compare_entries);
  return days;
}

/* Returns: the entries, with those that begin at most @gap days after the one before joined to it;
 * a gap of 0 joins what is the same day. */
static GArray *
join_days (GArray *days, int gap)
{
  GArray *joined = g_array_new (FALSE, FALSE, sizeof (Entry));

  for (guint i = 0; i < days->len; i++)
    {
      const Entry *day = &g_array_index (days, Entry, i);
      Entry *before = joined->len > 0 ? &g_array_index (joined, Entry, joined->len - 1) : NULL;

      if (before != NULL && g_date_days_between (&before->last, &day->first) <= gap)
        before->last = day->last;
      else
        g_array_append_val (joined, *day);
    }
  return joined;
}

static icaltimetype
ical_day (const Ical *ical, const GDate *date, int after)
{
  icaltimetype day = ical->icaltime_null_date ();
  GDate moved = *date;

  g_date_add_days (&moved, after);
  day.year = g_date_get_year (&moved);
  day.month = g_date_get_month (&moved);
  day.day = g_date_get_day (&moved);
  return day;
}

/* RFC 5545 asks for it. It is the last moment of the visit, so the same visit gives the same
 * calendar. */
static icaltimetype
ical_stamp (const Ical *ical, CandorVisit *visit)
{
  g_autoptr (GDateTime) moment = candor_time_parse (candor_form_last_moment (visit));
  g_autoptr (GDateTime) utc = g_date_time_to_utc (moment);
  icaltimetype stamp = ical->icaltime_null_time ();

  stamp.year = g_date_time_get_year (utc);
  stamp.month = g_date_time_get_month (utc);
  stamp.day = g_date_time_get_day_of_month (utc);
  stamp.hour = g_date_time_get_hour (utc);
  stamp.minute = g_date_time_get_minute (utc);
  stamp.second = g_date_time_get_second (utc);
  stamp.zone = ical->icaltimezone_get_utc_timezone ();
  return stamp;
}

/* The same for the same visit and day, so that scanning twice gives no second entry; from the
 * visit's random number there is no way back to the patient. Short, because the code is small: 72
 * bits of SHA-256 in twelve letters of the URL alphabet. */
static char *
make_uid (CandorVisit *visit, const GDate *day)
{
  const char *id = candor_visit_get (visit, CANDOR_FIELD_ID);
  g_autofree char *date = candor_date_to_iso (day);
  g_autofree char *seed = g_strdup_printf ("candor calendar %s %s", id != NULL ? id : "", date);
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  guint8 digest[32];
  gsize length = sizeof digest;
  char *uid;

  g_checksum_update (checksum, (const guchar *)seed, -1);
  g_checksum_get_digest (checksum, digest, &length);
  uid = g_base64_encode (digest, 9);
  g_strdelimit (uid, "+", '-');
  return g_strdelimit (uid, "/", '_');
}

/* An all-day entry of one day needs no end, and none of them says that the patient is busy. */
static icalcomponent *
make_event (const Ical *ical, CandorVisit *visit, const Entry *entry, const char *summary)
{
  g_autofree char *uid = make_uid (visit, &entry->first);
  icalcomponent *event = ical->icalcomponent_new_vevent ();

  ical->icalcomponent_add_property (event, ical->icalproperty_new_uid (uid));
  ical->icalcomponent_add_property (event,
                                    ical->icalproperty_new_dtstamp (ical_stamp (ical, visit)));
  ical->icalcomponent_add_property (
      event, ical->icalproperty_new_dtstart (ical_day (ical, &entry->first, 0)));
  if (g_date_compare (&entry->first, &entry->last) != 0)
    ical->icalcomponent_add_property (
        event, ical->icalproperty_new_dtend (ical_day (ical, &entry->last, 1)));
  ical->icalcomponent_add_property (event, ical->icalproperty_new_summary (summary));
  ical->icalcomponent_add_property (event, ical->icalproperty_new_transp (ICAL_TRANSP_TRANSPARENT));
  return event;
}

static char *
write_calendar (const Ical *ical, CandorVisit *visit, GArray *entries, const char *summary)
{
  icalcomponent *calendar = ical->icalcomponent_new_vcalendar ();
  char *text;
  char *copy;

  ical->icalcomponent_add_property (calendar, ical->icalproperty_new_version ("2.0"));
  ical->icalcomponent_add_property (calendar, ical->icalproperty_new_prodid ("-//Candor//EN"));
  for (guint i = 0; i < entries->len; i++)
    ical->icalcomponent_add_component (
        calendar, make_event (ical, visit, &g_array_index (entries, Entry, i), summary));
  text = ical->icalcomponent_as_ical_string_r (calendar);
  copy = g_strdup (text);
  ical->icalmemory_free_buffer (text);
  ical->icalcomponent_free (calendar);
  return copy;
}

/**
 * candor_care_calendar_entry:
 * @language: the language of the entries
 *
 * Returns: what each entry of the calendar says
 */
const char *
candor_care_calendar_entry (const CandorLanguage *language)
{
  /* Translators: an entry in the calendar of the patient's phone, where others may see it. It must
   * not hint at a treatment, a clinic or an illness. Keep it short. */
  return candor_language_text (language, N_ ("Skin care reminder"));
}

/**
 * candor_care_calendar_new:
 * @procedure: the procedure that the visit is about
 * @visit: a visit
 * @language: (nullable): the language of the entries; the one that the patient read if %NULL
 * @error: return location for an error
 *
 * Makes the calendar (RFC 5545) that goes into the QR code of the care sheet: an all-day entry for
 * each day on which a care step begins or ends. All entries have the same neutral words, because a
 * phone lies open on tables (criteria: take-home calendar entries are neutral).
 *
 * No entry is before the day on which the visit began, when the patient is given it. No clock is
 * asked, so that the same visit gives the same calendar.
 *
 * The text never has more than %CANDOR_QR_MAX_BYTES bytes. When an entry for each day is too much,
 * days that follow one another become one entry; when that is still too much, so do days with one
 * day between them, then two, and so on. Every day stays inside an entry.
 *
 * Errors: %CANDOR_ERROR_MISSING when the visit has no day of treatment that stands, or none of the
 * care steps ends on the day of the visit or later; %CANDOR_ERROR_NOT_FOUND for an unknown language;
 * %CANDOR_ERROR_FAILED when what writes calendars is not installed.
 *
 * Returns: (transfer full) (nullable): the calendar, with CRLF line ends
 */
char *
candor_care_calendar_new (CandorProcedure *procedure,
                          CandorVisit *visit,
                          const CandorLanguage *language,
                          GError **error)
{
  CandorOutcome outcome = candor_visit_outcome (visit, procedure);
  const Ical *ical;
  g_autoptr (GArray) days = NULL;
  GDate treatment, began;

  if ((outcome != CANDOR_OUTCOME_AGREE && outcome != CANDOR_OUTCOME_OPEN)
      || !candor_date_parse (&treatment, candor_visit_get (visit, CANDOR_FIELD_TREATMENT_DATE))
      || candor_times_check_treatment (visit) != NULL)
    {
      candor_error_set_literal (
          error, CANDOR_ERROR, CANDOR_ERROR_MISSING,
          "There are no dates for a calendar: this visit has no day of treatment "
          "that stands.");
      return NULL;
    }

  if (language == NULL)
    language = candor_form_language (visit, error);
  if (language == NULL)
    return NULL;

  days = collect_days (procedure, &treatment,
                       candor_times_started_on (visit, &began) ? &began : NULL);
  if (days->len == 0)
    {
      candor_error_set_literal (
          error, CANDOR_ERROR, CANDOR_ERROR_MISSING,
          "There are no dates for a calendar: the procedure has no care steps that "
          "end on the day of the visit or later.");
      return NULL;
    }
  ical = load_ical (error);
  if (ical == NULL)
    return NULL;
  for (int gap = 0;; gap++)
    {
      g_autoptr (GArray) entries = join_days (days, gap);
      g_autofree char *text
          = write_calendar (ical, visit, entries, candor_care_calendar_entry (language));

      if (strlen (text) <= CANDOR_QR_MAX_BYTES || entries->len == 1)
        return g_steal_pointer (&text);
    }
}
