/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#include "candorctl.h"

#include <string.h>

#include "document/candor-care-calendar.h"
#include "document/candor-care-sheet.h"
#include "vault/candor-atomic-file.h"

/* What the command line says. */
typedef struct
{
  char *output;         /* (owned) */
  char *calendar;       /* (owned) (nullable) */
  char *procedure_path; /* (owned) (nullable) */
  char *paper_name;     /* (owned) (nullable) */
  char *logo;           /* (owned) (nullable) */
} Wish;

static void
wish_clear (Wish *self)
{
  g_free (self->output);
  g_free (self->calendar);
  g_free (self->procedure_path);
  g_free (self->paper_name);
  g_free (self->logo);
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

  if (calendar != NULL && !candor_atomic_file_replace (wish->calendar, calendar, error))
    return FALSE;
  if (candor_atomic_file_replace (wish->output, sheet, error))
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
make (const char *visit_path, const Wish *wish, CandorPaper paper)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CandorVisit) visit = candorctl_load_visit (visit_path, &error);
  g_autoptr (CandorProcedure) procedure = NULL;
  g_autoptr (CandorLogo) logo = NULL;
  g_autoptr (GBytes) sheet = NULL;
  g_autoptr (GBytes) calendar = NULL;
  CandorCareSheetFit fit;

  if (visit != NULL)
    procedure = candorctl_load_procedure (wish->procedure_path, visit_path, visit, &error);
  if (procedure == NULL
      || (wish->logo != NULL && (logo = candor_logo_load (wish->logo, &error)) == NULL))
    return candorctl_fail (error);

  sheet = candor_care_sheet_render_on (
      procedure, visit, &(CandorStationery){ .paper = paper, .logo = logo }, &fit, &error);
  if (sheet == NULL)
    return candorctl_fail (error);
  if (wish->calendar != NULL)
    {
      char *text = candor_care_calendar_new (procedure, visit, NULL, &error);

      if (text == NULL)
        return candorctl_fail (error);
      calendar = g_bytes_new_take (text, strlen (text));
    }
  if (!write_both (wish, sheet, calendar, &error))
    return candorctl_fail (error);
  tell_fit (&fit);
  return CANDORCTL_DONE;
}

static gboolean
would_replace_source (const char *visit_path, const Wish *wish, const char *output)
{
  return output != NULL
         && (candorctl_is_same_file (visit_path, output)
             || candorctl_is_same_file (wish->procedure_path, output)
             || candorctl_is_same_file (wish->logo, output));
}

int
candorctl_care_sheet (GStrv *arguments)
{
  g_auto (Wish) wish = { NULL };
  CandorPaper paper;
  int status;
  const GOptionEntry entries[] = {
    { "output", 'o', G_OPTION_FLAG_NONE, G_OPTION_ARG_FILENAME, &wish.output, "The PDF to write",
      "FILE.pdf" },
    { "calendar", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_FILENAME, &wish.calendar,
      "Also write the calendar that is in its code", "FILE.ics" },
    { "procedure", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_FILENAME, &wish.procedure_path,
      "The procedure file, if it is not the one that the visit names", "FILE.xml" },
    { "paper", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_STRING, &wish.paper_name,
      "The size of the pages: a4 (default) or letter", "SIZE" },
    { "logo", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_FILENAME, &wish.logo,
      "The clinic's logo: an SVG or PNG file", "FILE" },
    G_OPTION_ENTRY_NULL,
  };

  if (!candorctl_parse (arguments, "care-sheet", "VISIT.json",
                        "Makes the sheet that a patient takes home: what to do on which day, when "
                        "to call, and a code that puts the days into a phone.",
                        entries, &status))
    return status;
  if (g_strv_length (*arguments) != 2)
    return candorctl_usage ("care-sheet takes one visit. See “candorctl care-sheet --help”.");
  if (wish.output == NULL || *wish.output == '\0')
    return candorctl_usage ("care-sheet needs “--output FILE.pdf”.");
  if (wish.calendar != NULL && *wish.calendar == '\0')
    return candorctl_usage ("“--calendar” needs the name of a file.");
  if (!candor_paper_from_string (wish.paper_name, &paper))
    return candorctl_usage ("“%s” is no size of paper: use a4 or letter.", wish.paper_name);
  if (would_replace_source ((*arguments)[1], &wish, wish.output)
      || would_replace_source ((*arguments)[1], &wish, wish.calendar)
      || (wish.calendar != NULL && candorctl_is_same_place (wish.output, wish.calendar)))
    return candorctl_usage (
        "one file would take the place of another that is still needed. Nothing "
        "was changed; give each its own name.");
  return make ((*arguments)[1], &wish, paper);
}
