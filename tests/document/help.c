/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * What the tests of the document share: procedures and visits, and what a reader finds in a PDF.
 */
#include "help.h"

#include <math.h>
#include <string.h>

#include "core/candor-date.h"

CandorProcedure *
help_procedure (const char *id)
{
  g_autofree char *file = g_strconcat (id, ".xml", NULL);
  g_autofree char *path = g_str_equal (id, HELP_REAL)
                              ? g_build_filename (SOURCE_ROOT, "data", "procedures", file, NULL)
                              : g_build_filename (TEST_DATA, "procedures", file, NULL);
  g_autoptr (GError) error = NULL;
  CandorProcedure *procedure = candor_procedure_load (path, &error);

  g_assert_no_error (error);
  return procedure;
}

static char *
move_time (const char *iso, GTimeSpan span)
{
  g_autoptr (GDateTime) moment = candor_time_parse (iso);
  g_autoptr (GTimeZone) zone = g_time_zone_new_offset (3600);
  g_autoptr (GDateTime) moved = g_date_time_add (moment, span);
  g_autoptr (GDateTime) there = g_date_time_to_timezone (moved, zone);

  return g_date_time_format (there, "%Y-%m-%dT%H:%M:%S%:z");
}

/**
 * help_begin_at:
 * @visit: a visit with all its times
 * @started: when it begins instead
 *
 * Moves all its times by as much.
 */
void
help_begin_at (CandorVisit *visit, const char *started)
{
  static const CandorField fields[]
      = { CANDOR_FIELD_STARTED_AT, CANDOR_FIELD_PATIENT_CONFIRMED, CANDOR_FIELD_TALK_AT,
          CANDOR_FIELD_DECISION_AT, CANDOR_FIELD_REVIEWED_AT };
  g_autoptr (GDateTime) from
      = candor_time_parse (candor_visit_get (visit, CANDOR_FIELD_STARTED_AT));
  g_autoptr (GDateTime) to = candor_time_parse (started);
  GTimeSpan span = g_date_time_difference (to, from);

  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      const char *time = candor_visit_get (visit, fields[i]);
      g_autofree char *moved = time != NULL ? move_time (time, span) : NULL;

      candor_visit_set (visit, fields[i], moved);
    }
  for (CandorRole role = 0; role < CANDOR_N_ROLES; role++)
    {
      const CandorSignature *signature = candor_visit_get_signature (visit, role);
      CandorSignature *moved;

      if (signature == NULL)
        continue;
      moved = candor_signature_copy (signature);
      g_free (moved->signed_at);
      moved->signed_at = move_time (signature->signed_at, span);
      candor_visit_take_signature (visit, moved);
    }
}

/* Returns: an invented visit of a day that is always the same. */
CandorVisit *
help_example (CandorProcedure *procedure, CandorOutcome outcome)
{
  return help_example_in (procedure, outcome, "en", "en");
}

/* As help_example (), of a patient and a clinic that speak these languages. */
CandorVisit *
help_example_in (CandorProcedure *procedure,
                 CandorOutcome outcome,
                 const char *language,
                 const char *clinic_language)
{
  CandorExample wish = { .outcome = outcome };
  g_autoptr (GError) error = NULL;
  CandorVisit *visit;

  wish.language = candor_language_find (language, &error);
  g_assert_no_error (error);
  wish.clinic_language = candor_language_find (clinic_language, &error);
  g_assert_no_error (error);
  visit = candor_example_complete (procedure, &wish, &error);
  g_assert_no_error (error);
  help_begin_at (visit, "2026-11-22T14:00:00+01:00");
  return visit;
}

GBytes *
help_render (CandorProcedure *procedure, CandorVisit *visit, CandorFormFlags flags)
{
  g_autoptr (GError) error = NULL;
  GBytes *pdf = candor_consent_form_render (procedure, visit, CANDOR_PAPER_A4, flags, &error);

  g_assert_no_error (error);
  g_assert_nonnull (pdf);
  return pdf;
}

/* Returns: the final form as a clinic files it. */
GBytes *
help_render_sealed (CandorProcedure *procedure, CandorVisit *visit, CandorSeal *seal)
{
  g_autoptr (GError) error = NULL;
  GBytes *pdf = candor_consent_form_render_on (
      procedure, visit, &(CandorStationery){ .paper = CANDOR_PAPER_A4 }, CANDOR_FORM_FINAL,
      &(CandorSealing){ .seal = seal }, &error);

  g_assert_no_error (error);
  return pdf;
}

/* A signature of separate strokes, each a wave of its own. */
CandorSignature *
help_ink (CandorRole role, guint n_strokes, guint n_points)
{
  CandorSignature *signature = candor_signature_new (role, "Ana Example", "I mean it.");

  signature->signed_at = g_strdup ("2026-11-22T14:40:00+01:00");
  signature->pad_width = 800;
  signature->pad_height = 260;
  for (guint i = 0; i < n_strokes; i++)
    {
      CandorStroke *stroke = candor_stroke_new (CANDOR_DEVICE_PEN);

      for (guint j = 0; j < n_points; j++)
        candor_stroke_add (stroke, 20 + 740.0 * j / n_points,
                           30 + 200.0 * i / n_strokes + 12 * sin (j / 7.0), 0.5, j);
      g_ptr_array_add (signature->strokes, stroke);
    }
  return signature;
}

/* Returns: what @command writes when it is given @input. */
char *
help_run (GBytes *input, const char *const *command)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GBytes) output = NULL;

  process = g_subprocess_newv (
      command, G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error);
  g_assert_no_error (error);
  g_subprocess_communicate (process, input, NULL, &output, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_successful (process));
  return g_strndup (g_bytes_get_data (output, NULL), g_bytes_get_size (output));
}

/* Puts the name of each person under the signature that is theirs. */
void
help_name_signatures (CandorVisit *visit)
{
  static const CandorField names[CANDOR_N_ROLES] = {
    [CANDOR_ROLE_PATIENT] = CANDOR_FIELD_PATIENT_NAME,
    [CANDOR_ROLE_PRACTITIONER] = CANDOR_FIELD_PRACTITIONER_NAME,
    [CANDOR_ROLE_WITNESS] = CANDOR_FIELD_WITNESS_NAME,
    [CANDOR_ROLE_INTERPRETER] = CANDOR_FIELD_INTERPRETER_NAME,
  };

  for (CandorRole role = CANDOR_ROLE_PATIENT; role < CANDOR_N_ROLES; role++)
    {
      const CandorSignature *signature = candor_visit_get_signature (visit, role);
      CandorSignature *named;

      if (signature == NULL)
        continue;
      named = candor_signature_copy (signature);
      g_free (named->name);
      named->name = g_strdup (candor_visit_get (visit, names[role]));
      candor_visit_take_signature (visit, named);
    }
}

/* Returns: @text with a single space for every run of white space. */
char *
help_squeeze (const char *text)
{
  GString *squeezed = g_string_new (NULL);
  gboolean space = FALSE;

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if (g_unichar_isspace (c))
        space = squeezed->len > 0;
      else
        {
          if (space)
            g_string_append_c (squeezed, ' ');
          g_string_append_unichar (squeezed, c);
          space = FALSE;
        }
    }
  return g_string_free (squeezed, FALSE);
}

/* What stands on every page would cut sentences that go on over a page break. */
static gboolean
is_furniture (const char *line)
{
  return g_str_has_prefix (line, "Born ") || strstr (line, "Text version ") != NULL
         || (g_str_has_prefix (line, "Page ") && strstr (line, " of ") != NULL)
         || g_str_equal (line, "Not approved for clinical use") || g_str_equal (line, "Draft");
}

/* Returns: what a person reads from the first page to the last, on one line. */
char *
help_text (GBytes *pdf)
{
  static const char *const command[]
      = { "pdftotext", "-raw", "-enc", "UTF-8", "-nopgbrk", "-", "-", NULL };
  g_autofree char *raw = help_run (pdf, command);
  g_auto (GStrv) lines = g_strsplit (raw, "\n", -1);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; lines[i] != NULL; i++)
    if (!is_furniture (g_strstrip (lines[i])))
      g_string_append_printf (text, "%s\n", lines[i]);
  return help_squeeze (text->str);
}

/* Returns: (element-type utf8): the text of each page, with what stands on every page. */
GPtrArray *
help_pages (GBytes *pdf)
{
  static const char *const command[] = { "pdftotext", "-raw", "-enc", "UTF-8", "-", "-", NULL };
  g_autofree char *raw = help_run (pdf, command);
  g_auto (GStrv) parts = g_strsplit (raw, "\f", -1);
  GPtrArray *pages = g_ptr_array_new_with_free_func (g_free);

  /* A form feed ends each page. */
  for (guint i = 0; parts[i] != NULL && parts[i + 1] != NULL; i++)
    g_ptr_array_add (pages, help_squeeze (parts[i]));
  g_assert_cmpuint (pages->len, >, 0);
  return pages;
}

guint
help_count (const char *text, const char *part)
{
  guint n = 0;

  for (const char *at = strstr (text, part); at != NULL; at = strstr (at + strlen (part), part))
    n++;
  return n;
}

void
help_assert_has (const char *text, const char *part)
{
  g_autofree char *squeezed = help_squeeze (part);

  if (strstr (text, squeezed) == NULL)
    g_error ("The form does not say “%s”.", squeezed);
}

void
help_assert_lacks (const char *text, const char *part)
{
  if (strstr (text, part) != NULL)
    g_error ("The form says “%s”, and should not.", part);
}
