/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * Section by section: whether it stood on the tablet and for how long, and how hard it is to read.
 */
#include "candor-form.h"

#include "core/candor-readability.h"
#include "core/candor-shown.h"

static char *
decimal (double number)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  return g_strdup (g_ascii_formatd (text, sizeof text, "%.1f", number));
}

/* "Shown" is all that a tablet can know: nobody can tell from it that a section was read. */
static char *
shown_words (CandorForm *self, const char *section)
{
  guint seconds = candor_visit_get_shown_seconds (self->visit, section);

  if (!candor_visit_was_shown (self->visit, section))
    /* Translators: of a section of the text: it was not on the tablet’s screen. */
    return g_strdup (candor_form_say (self, N_ ("Not shown")));
  if (seconds == 0)
    /* Translators: of a section of the text: it was on the tablet’s screen; nobody measured how
       long. Never “read”. */
    return g_strdup (candor_form_say (self, N_ ("Shown")));
  return candor_shown_time (seconds, self->language);
}

static char *
figure_words (CandorForm *self, const CandorReadability *figures)
{
  g_autofree char *grade = decimal (figures->flesch_kincaid);
  g_autofree char *smog = decimal (figures->smog);
  g_autofree char *estimate
      = g_strdup_printf ("%s%s", candor_readability_is_short (figures) ? "~" : "", smog);

  /* Translators: how hard a section is to read: its Flesch-Kincaid and SMOG grades, the words of its
     longest sentence, and all words on its page. */
  return candor_form_print (self,
                            N_ ("grade %1$s · SMOG %2$s · longest sentence %3$u · words %4$u"),
                            grade, estimate, figures->longest, figures->on_page);
}

static void
add_row (CandorForm *self, const char *head, const char *shown, const CandorReadability *figures)
{
  g_autofree char *measured = figures != NULL ? figure_words (self, figures) : NULL;
  g_autofree char *both = shown != NULL && measured != NULL
                              ? g_strdup_printf ("%s · %s", shown, measured)
                              : g_strdup (shown != NULL ? shown : measured);

  candor_form_open_cells (self, CANDOR_TYPE_LABEL, head);
  candor_form_paragraph (self, CANDOR_TYPE_SMALL, both);
  candor_form_close_cells (self);
}

/* The formulas are for English, and measure the words of the file: they say nothing about a
 * translation of it. */
static gboolean
can_measure (CandorForm *self)
{
  return g_str_equal (candor_procedure_language (self->procedure), "en")
         && g_str_equal (candor_language_code (self->read), "en");
}

static void
add_explanation (CandorForm *self, gboolean measured)
{
  candor_form_said (
      self, CANDOR_TYPE_SMALL,
      candor_form_say (self, N_ ("“Shown” says that a section stood on the tablet, and for how "
                                 "long. It does not say that anybody read or understood it.")));
  candor_form_said (
      self, CANDOR_TYPE_SMALL,
      measured
          ? candor_form_say (self, N_ ("How hard it is to read, with every word counted: the "
                                       "Flesch-Kincaid grade, 6.0 at most; the SMOG grade, 8.0 at "
                                       "most, an estimate (~) from fewer than ten sentences; the "
                                       "words in the longest sentence, 20 at most; the words on "
                                       "the page, 120 at most."))
          : candor_form_say (self, N_ ("How hard a text is to read is measured for English "
                                       "only.")));
}

void
candor_form_add_shown (CandorForm *self)
{
  GPtrArray *sections = candor_procedure_sections (self->procedure);
  g_autoptr (GPtrArray) figures
      = can_measure (self) ? candor_procedure_measure (self->procedure, TRUE) : NULL;

  candor_form_open_part (self,
                         /* Translators: heading of a list of all sections of the text. */
                         candor_form_say (self, N_ ("The text, section by section")));
  add_explanation (self, figures != NULL);
  candor_form_open_table (self);
  for (guint i = 0; i < sections->len; i++)
    {
      const CandorSection *section = sections->pdata[i];
      g_autofree char *shown = shown_words (self, section->id);

      add_row (self, candor_form_words (self, section->title), shown,
               figures != NULL ? figures->pdata[i] : NULL);
    }
  if (figures != NULL)
    add_row (self,
             /* Translators: the last row of the list of sections. */
             candor_form_say (self, N_ ("All sections together")), NULL,
             figures->pdata[sections->len]);
  candor_form_close_table (self);
}
