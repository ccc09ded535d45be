/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * What all parts of the consent form are made of: parts, rows of the grid, lists.
 */
#include "candor-form.h"

#include <string.h>

#include "core/candor-bidi.h"
#include "core/candor-date.h"

#define ROW_SPACE 3.0

const char *
candor_form_say (const CandorForm *self, const char *message)
{
  return candor_language_text (self->language, message);
}

char *
candor_form_print (const CandorForm *self, const char *format, ...)
{
  va_list arguments;
  char *text;

  va_start (arguments, format);
  text = g_strdup_vprintf (candor_language_text (self->language, format), arguments);
  va_end (arguments);
  return text;
}

/* As candor_form_print (), for one text that somebody wrote. It keeps its own direction inside of the
 * sentence, and stands once: the second language only shows where. */
char *
candor_form_quote (const CandorForm *self, const char *format, const char *typed)
{
  g_autofree char *clean = candor_galley_clean (typed);
  g_autofree char *apart = candor_bidi_dup_apart (clean);

  if (self->second != NULL && self->language == self->second)
    return g_strdup_printf (candor_language_text (self->language, format), "…");
  if (self->second == NULL && !candor_language_is_rtl (self->language))
    return g_strdup_printf (candor_language_text (self->language, format), typed);
  return g_strdup_printf (candor_language_text (self->language, format), apart);
}

/* Returns: (transfer full): a number or a code for the middle of a sentence. With all that belongs to it,
 *   as in "*112#", it keeps its order in a line that is read from the right */
char *
candor_form_dup_code (const CandorForm *self, const char *code)
{
  g_autofree char *clean = candor_galley_clean (code);

  return candor_language_is_rtl (self->language) ? candor_bidi_dup_apart (clean) : g_strdup (code);
}

/* As candor_form_print (), for one number or code. */
char *
candor_form_number (const CandorForm *self, const char *format, const char *number)
{
  g_autofree char *code = candor_form_dup_code (self, number);

  return g_strdup_printf (candor_language_text (self->language, format), code);
}

const char *
candor_form_words (const CandorForm *self, const char *message)
{
  return message == NULL ? NULL : candor_procedure_text (self->procedure, self->language, message);
}

const char *
candor_form_get (const CandorForm *self, CandorField field)
{
  return candor_visit_get (self->visit, field);
}

const char *
candor_form_role (const CandorForm *self, CandorRole role)
{
  static const char *const roles[CANDOR_N_ROLES] = {
    [CANDOR_ROLE_PATIENT] = N_ ("Patient"),
    [CANDOR_ROLE_PRACTITIONER] = N_ ("Practitioner"),
    [CANDOR_ROLE_WITNESS] = N_ ("Witness"),
    [CANDOR_ROLE_INTERPRETER] = N_ ("Interpreter"),
  };

  return candor_form_say (self, roles[role]);
}

/* The language that the patient read. */
const CandorLanguage *
candor_form_language (CandorVisit *visit, GError **error)
{
  const char *code = candor_visit_get (visit, CANDOR_FIELD_TEXT_LANGUAGE);

  if (code == NULL)
    code = candor_visit_get (visit, CANDOR_FIELD_LANGUAGE);
  return code == NULL ? candor_language_english () : candor_language_find (code, error);
}

/* Returns: whether the languages of the visit are known. */
gboolean
candor_form_set_languages (CandorForm *self, GError **error)
{
  const CandorLanguage *clinic;

  self->language = self->read = candor_form_language (self->visit, error);
  if (self->read == NULL)
    return FALSE;
  if (candor_form_get (self, CANDOR_FIELD_CLINIC_LANGUAGE) == NULL)
    return TRUE;
  clinic = candor_language_find (candor_form_get (self, CANDOR_FIELD_CLINIC_LANGUAGE), error);
  if (clinic != NULL && !candor_language_is_same (self->read, clinic))
    self->second = clinic;
  return clinic != NULL;
}

/* Sets the pages, in both languages where there are two: those who treat somebody can read what was
 * signed. Returns: (transfer full): the galley, which is that of the form too */
CandorGalley *
candor_form_set_pages (CandorForm *self, void (*add_parts) (CandorForm *self))
{
  CandorPaper paper = self->stationery->paper;
  g_autoptr (CandorGalley) heard = NULL;

  if (self->second != NULL)
    {
      self->language = self->second;
      self->galley = heard = candor_galley_new (paper, self->second);
      candor_galley_listen (heard);
      add_parts (self);
      self->language = self->read;
    }
  self->galley = candor_galley_new (paper, self->read);
  if (heard != NULL)
    candor_galley_set_second (self->galley, heard);
  add_parts (self);
  return self->galley;
}

/* The last moment that the visit itself knows of: the same visit gives the same bytes, whenever
 * and however often its form is made. */
const char *
candor_form_last_moment (CandorVisit *visit)
{
  static const CandorField times[] = { CANDOR_FIELD_REVIEWED_AT, CANDOR_FIELD_DECISION_AT,
                                       CANDOR_FIELD_TALK_AT, CANDOR_FIELD_STARTED_AT };

  for (guint i = 0; i < G_N_ELEMENTS (times); i++)
    {
      const char *value = candor_visit_get (visit, times[i]);
      g_autoptr (GDateTime) moment = candor_time_parse (value);

      if (moment != NULL)
        return value;
    }
  return "1970-01-01T00:00:00Z";
}

/* Opens a part of the form: a section of the structure tree, with a heading that is numbered by
 * nothing but its order. */
void
candor_form_open_part (CandorForm *self, const char *title)
{
  candor_form_close_part (self);
  candor_galley_open (self->galley, "Sect");
  candor_galley_rule (self->galley, 16, TRUE);
  candor_galley_heading (self->galley, 2, CANDOR_COLUMN_FULL, title);
  self->part_open = TRUE;
}

void
candor_form_close_part (CandorForm *self)
{
  if (self->part_open)
    candor_galley_close (self->galley, "Sect");
  self->part_open = FALSE;
}

void
candor_form_paragraph (CandorForm *self, CandorTypeStyle style, const char *text)
{
  candor_galley_text (
      self->galley, text,
      &(CandorTextOptions){ .style = style, .column = CANDOR_COLUMN_MAIN, .before = 3 });
}

/* As candor_form_paragraph (), for words that are the same for every patient. */
void
candor_form_said (CandorForm *self, CandorTypeStyle style, const char *said)
{
  candor_galley_text (
      self->galley, said,
      &(CandorTextOptions){
          .style = style, .column = CANDOR_COLUMN_MAIN, .before = 3, .fixed = TRUE });
}

/* As candor_form_paragraph (), for words of the procedure: *stars* make them strong. */
void
candor_form_marked (CandorForm *self, CandorTypeStyle style, const char *text)
{
  candor_galley_text (self->galley, candor_form_words (self, text),
                      &(CandorTextOptions){ .style = style,
                                            .column = CANDOR_COLUMN_MAIN,
                                            .before = 4,
                                            .fixed = TRUE,
                                            .marked = TRUE });
}

/* A list of words that are in the form's language already; *stars* make them strong. */
void
candor_form_said_list (CandorForm *self, GPtrArray *items, gboolean numbered)
{
  candor_galley_open (self->galley, "L");
  for (guint i = 0; i < items->len; i++)
    {
      g_autofree char *number = g_strdup_printf ("%u.", i + 1);

      candor_galley_open (self->galley, "LI");
      candor_galley_text (self->galley, items->pdata[i],
                          &(CandorTextOptions){ .tag = "LBody",
                                                .style = CANDOR_TYPE_BODY,
                                                .column = CANDOR_COLUMN_MAIN,
                                                .indent = numbered ? 18 : 12,
                                                .marker = numbered ? number : "•",
                                                .before = i == 0 ? 4 : 2,
                                                .fixed = TRUE,
                                                .marked = TRUE });
      candor_galley_close (self->galley, "LI");
    }
  candor_galley_close (self->galley, "L");
}

/* A list of the procedure's words. */
void
candor_form_list (CandorForm *self, GPtrArray *items, gboolean numbered)
{
  g_autoptr (GPtrArray) said = g_ptr_array_sized_new (items->len);

  for (guint i = 0; i < items->len; i++)
    g_ptr_array_add (said, (gpointer)candor_form_words (self, items->pdata[i]));
  candor_form_said_list (self, said, numbered);
}

/* The title and the first words of a group of health questions. */
void
candor_form_group_head (CandorForm *self, const CandorHealthGroup *group)
{
  candor_galley_space (self->galley, 8);
  candor_galley_heading (self->galley, 3, CANDOR_COLUMN_FULL,
                         candor_form_words (self, group->title));
  candor_galley_text (self->galley, candor_form_words (self, group->intro),
                      &(CandorTextOptions){ .style = CANDOR_TYPE_SMALL,
                                            .column = CANDOR_COLUMN_FULL,
                                            .fixed = TRUE,
                                            .marked = TRUE,
                                            .keep = TRUE });
}

void
candor_form_open_table (CandorForm *self)
{
  candor_galley_open (self->galley, "Table");
}

void
candor_form_close_table (CandorForm *self)
{
  candor_galley_close (self->galley, "Table");
}

static void
add_head (CandorForm *self, const char *tag, CandorTypeStyle style, const char *head)
{
  candor_galley_text (self->galley, head,
                      &(CandorTextOptions){ .tag = tag,
                                            .style = style,
                                            .column = CANDOR_COLUMN_SIDE,
                                            .fixed = TRUE,
                                            .marked = style == CANDOR_TYPE_LABEL });
}

/* Opens a row of a table, with its head in the side column; what follows stands in the main one.
 * A head is never in the words of a patient. */
void
candor_form_open_cells (CandorForm *self, CandorTypeStyle style, const char *head)
{
  candor_galley_open_row (self->galley, TRUE, ROW_SPACE);
  candor_galley_open (self->galley, "TR");
  add_head (self, "TH", style, head);
  candor_galley_open (self->galley, "TD");
}

/* As candor_form_open_cells (), with a second line in another style. Where nobody knows yet what
 * stands there, a form that is filled in by hand leaves room for it. */
void
candor_form_open_cells_with (CandorForm *self,
                             CandorTypeStyle style,
                             const char *head,
                             CandorTypeStyle second_style,
                             const char *second)
{
  candor_galley_open_row (self->galley, TRUE, ROW_SPACE);
  candor_galley_open (self->galley, "TR");
  candor_galley_open (self->galley, "TH");
  add_head (self, "P", style, head);
  if (second == NULL && self->by_hand)
    {
      /* A figure may not stand in the head of a row by itself. */
      candor_galley_open (self->galley, "P");
      candor_form_lines (self, CANDOR_COLUMN_SIDE, 1,
                         /* Translators: stands for a line on paper, below "Call the clinic the
                            same day" and the like. */
                         candor_form_say (self, N_ ("Room to write: number to call")));
      candor_galley_close (self->galley, "P");
    }
  else
    add_head (self, "P", second_style, second != NULL ? second : "—");
  candor_galley_close (self->galley, "TH");
  candor_galley_open (self->galley, "TD");
}

void
candor_form_close_cells (CandorForm *self)
{
  candor_galley_close (self->galley, "TD");
  candor_galley_close (self->galley, "TR");
  candor_galley_close_row (self->galley);
}

static void
add_row (CandorForm *self, const char *label, const char *value, gboolean fixed)
{
  candor_form_open_cells (self, CANDOR_TYPE_LABEL, label);
  candor_galley_text (self->galley, value,
                      &(CandorTextOptions){ .style = CANDOR_TYPE_BODY,
                                            .column = CANDOR_COLUMN_MAIN,
                                            .fixed = fixed });
  candor_form_close_cells (self);
}

/* A row with one value. A part that is empty is said to be so: a gap could be filled in later. */
void
candor_form_row (CandorForm *self, const char *label, const char *value)
{
  gboolean empty = value == NULL || *value == '\0';

  add_row (self, label, empty ? "—" : value, empty);
}

/* As candor_form_row (), for words that are the same for every patient. */
void
candor_form_said_row (CandorForm *self, const char *label, const char *said)
{
  add_row (self, label, said, TRUE);
}

/* The numbers of sources in the list at the end of the form. A check on the day of treatment has no
 * such list: the sources stand in the consent. */
void
candor_form_sources (CandorForm *self, char **ids)
{
  GPtrArray *sources = candor_procedure_sources (self->procedure);
  g_autoptr (GString) numbers = g_string_new (NULL);
  g_autofree char *text = NULL;

  for (guint i = 0; self->check == NULL && ids != NULL && ids[i] != NULL; i++)
    for (guint j = 0; j < sources->len; j++)
      {
        const CandorSource *source = sources->pdata[j];

        if (g_str_equal (source->id, ids[i]))
          g_string_append_printf (numbers, "%s%u", numbers->len > 0 ? ", " : "", j + 1);
      }
  if (numbers->len == 0)
    return;

  /* Translators: %s are numbers in the list of sources at the end of the form, such as "2, 5". */
  text = candor_form_print (self, N_ ("Sources: %s"), numbers->str);
  candor_galley_keep_last (self->galley);
  candor_galley_text (
      self->galley, text,
      &(CandorTextOptions){
          .style = CANDOR_TYPE_SMALL, .column = CANDOR_COLUMN_MAIN, .before = 2, .fixed = TRUE });
}

/* Returns: (transfer full): a few words in each language of the form, which stand in one line. */
char *
candor_form_say_twice (const CandorForm *self, const char *message)
{
  const char *first = candor_language_text (self->read, message);
  const char *second = self->second != NULL ? candor_language_text (self->second, message) : first;

  if (g_str_equal (first, second))
    return g_strdup (first);
  return g_strconcat (CANDOR_ISOLATE, first, CANDOR_ISOLATE_END, " · ", CANDOR_ISOLATE, second,
                      CANDOR_ISOLATE_END, NULL);
}

/* What stands in the frame at the head of every page; NULL for the one that counts. */
static char *
flag_words (CandorForm *self)
{
  if (self->draft)
    /* Translators: in a frame on each page of a form that is not final. */
    return candor_form_say_twice (self, N_ ("Draft · Unsealed copy"));
  if (self->sealing == NULL)
    /* Translators: in a frame on each page of a form that the clinic has not sealed. */
    return candor_form_say_twice (self, N_ ("Unsealed copy"));
  return NULL;
}

/* Prints what was set, and seals it where the form is to be sealed. */
GBytes *
candor_form_finish (CandorForm *self, CandorFurniture *furniture, GError **error)
{
  g_autoptr (GBytes) prepared = NULL;
  g_autofree char *seal_words = NULL;
  g_autofree char *flag = NULL;

  furniture->flag = flag = flag_words (self);
  furniture->author = candor_form_get (self, CANDOR_FIELD_CLINIC_NAME);
  /* Translators: at the foot of each page; keep {page} and {pages} as they are. */
  furniture->page_of = candor_form_say (self, N_ ("Page {page} of {pages}"));
  if (self->sealing == NULL)
    return candor_galley_print (self->galley, furniture, error);

  furniture->sealed_by = candor_seal_get_clinic (self->sealing->seal);
  /* Translators: what a screen reader says of the seal; %s is the name of a clinic. */
  furniture->seal_words = seal_words
      = candor_form_print (self, N_ ("Seal of %s"), furniture->sealed_by);
  prepared = candor_galley_print (self->galley, furniture, error);
  return prepared != NULL ? candor_seal_apply (self->sealing->seal, prepared, error) : NULL;
}

/* The same with two files for machines: @evidence, taken, and the words that were read, from which
 * the hash on the form comes. A reader looks files up by name, so they stand in its order. */
GBytes *
candor_form_finish_with (CandorForm *self,
                         CandorFurniture *furniture,
                         const CandorFormEvidence *evidence,
                         GError **error)
{
  char *reading = candor_procedure_reading (self->procedure, self->language);
  g_autoptr (GBytes) text = g_bytes_new_take (reading, strlen (reading));
  g_autoptr (GBytes) json = g_bytes_new_take (evidence->json, strlen (evidence->json));
  const gboolean json_first = strcmp (evidence->name, "text.txt") < 0;
  CandorAttachment attachments[2];

  attachments[json_first ? 0 : 1] = (CandorAttachment){
    .name = evidence->name,
    .type = "application/json",
    .description = evidence->description,
    .relationship = "Data",
    .content = json,
  };
  attachments[json_first ? 1 : 0] = (CandorAttachment){
    .name = "text.txt",
    .type = "text/plain",
    .description = evidence->text_description,
    .relationship = "Alternative",
    .content = text,
  };
  furniture->attachments = attachments;
  furniture->n_attachments = G_N_ELEMENTS (attachments);
  return candor_form_finish (self, furniture, error);
}
