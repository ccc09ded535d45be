/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#include "candorctl-pages.h"

#include <string.h>

#include "document/candor-care-calendar.h"
#include "document/candor-care-sheet.h"

/* What the command line says. */
typedef struct
{
  CandorctlPages pages;
  char *calendar; /* (owned) (nullable) */
} Wish;

static void
wish_clear (Wish *self)
{
  candorctl_pages_clear (&self->pages);
  g_free (self->calendar);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Wish, wish_clear)

/* A sheet in small type is better than none, but whoever wrote the procedure should know. */
static void
tell_fit (const CandorCareSheetFit *fit)
{
  g_autofree char *line = NULL;

  if (fit->n_pages > 2)
    line
        = g_strdup_printf ("the care steps and warnings are too many for one sheet: the care sheet "
                           "has %u pages, in type of %.0f points. It was written all the same.",
                           fit->n_pages, fit->body);
  else if (fit->body < CANDOR_CARE_SHEET_BODY)
    line = g_strdup_printf ("the care steps and warnings are many: the care sheet is in type of "
                            "%.0f points instead of %.0f. It was written all the same.",
                            fit->body, CANDOR_CARE_SHEET_BODY);
  if (line != NULL)
    candorctl_error_line (line);
}

/* The calendar first: should the sheet fail, what is there says nothing about anybody's health. */
static gboolean
write_both (const Wish *wish, GBytes *sheet, GBytes *calendar, GError **error)
{
  g_autofree char *name = NULL;

  if (calendar != NULL && !candorctl_save (wish->calendar, calendar, TRUE, error))
    return FALSE;
  if (candorctl_save (wish->pages.output, sheet, TRUE, error))
    return TRUE;
  if (calendar != NULL)
    {
      name = g_filename_display_name (wish->calendar);
      g_prefix_error (
          error,
          "the calendar “%s” was written, the care sheet was not. For the care sheet: ", name);
    }
  return FALSE;
}

/* Both are made before either is written. */
static int
make (const char *visit_path, Wish *wish)
{
  CandorctlPages *pages = &wish->pages;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) sheet = NULL;
  g_autoptr (GBytes) calendar = NULL;
  CandorCareSheetFit fit;

  if (!candorctl_pages_load (pages, visit_path, &error))
    return candorctl_fail (error);

  sheet = candor_care_sheet_render_on (
      pages->procedure, pages->visit,
      &(CandorStationery){ .paper = pages->paper, .logo = pages->logo }, &fit, &error);
  if (sheet == NULL)
    return candorctl_fail (error);
  if (wish->calendar != NULL)
    {
      char *text = candor_care_calendar_new (pages->procedure, pages->visit, NULL, &error);

      if (text == NULL)
        return candorctl_fail (error);
      calendar = g_bytes_new_take (text, strlen (text));
    }
  if (!write_both (wish, sheet, calendar, &error))
    return candorctl_fail (error);
  tell_fit (&fit);
  return CANDORCTL_DONE;
}

int
candorctl_care_sheet (GStrv *arguments)
{
  g_auto (Wish) wish = { .calendar = NULL };
  const char *visit_path;
  int status;
  const GOptionEntry entries[] = {
    CANDORCTL_PAGES_OPTIONS (&wish.pages),
    { "calendar", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_FILENAME, &wish.calendar,
      "Also write the calendar that is in its code", "FILE.ics" },
    G_OPTION_ENTRY_NULL,
  };

  if (!candorctl_parse (arguments, "care-sheet", "VISIT.json",
                        "Makes the sheet that a patient takes home: what to do on which day, when "
                        "to call, and a code that puts the days into a phone.",
                        entries, &status))
    return status;
  if (g_strv_length (*arguments) != 2)
    return candorctl_usage ("care-sheet takes one visit. See “candorctl care-sheet --help”.");
  visit_path = (*arguments)[1];
  status = candorctl_pages_check (&wish.pages, "care-sheet");
  if (status != CANDORCTL_DONE)
    return status;
  if (wish.calendar != NULL && *wish.calendar == '\0')
    return candorctl_usage ("“--calendar” needs the name of a file.");
  if (candorctl_pages_is_source (&wish.pages, visit_path, wish.pages.output)
      || candorctl_pages_is_source (&wish.pages, visit_path, wish.calendar)
      || (wish.calendar != NULL && candorctl_is_same_place (wish.pages.output, wish.calendar)))
    return candorctl_usage (
        "one file would take the place of another that is still needed. Nothing "
        "was changed; give each its own name.");
  return make (visit_path, &wish);
}
