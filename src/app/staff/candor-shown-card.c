/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#include "candor-shown-card.h"

#include "candor-talk-card.h"
#include "core/candor-markup.h"
#include "core/candor-shown.h"

/* Nobody takes in a part of the text in less (seconds). */
#define BRIEFLY 5

#define _(message) candor_language_text (language, (message))

typedef struct
{
  guint n_shown;
  guint seconds;
  GString *briefly;   /* (owned): titles, one a line */
  GString *not_shown; /* (owned): titles, one a line */
} Shown;

static void
add_title (GString *titles, const char *title)
{
  g_string_append_printf (titles, "%s• %s", titles->len > 0 ? "\n" : "", title);
}

static void
count (Shown *shown, CandorProcedure *procedure, CandorVisit *visit, const CandorLanguage *language)
{
  GPtrArray *sections = candor_procedure_sections (procedure);

  for (guint i = 0; i < sections->len; i++)
    {
      const CandorSection *section = g_ptr_array_index (sections, i);
      guint seconds = candor_visit_get_shown_seconds (visit, section->id);
      g_autofree char *title
          = candor_markup_to_plain (candor_procedure_text (procedure, language, section->title));

      if (!candor_visit_was_shown (visit, section->id))
        {
          add_title (shown->not_shown, title);
          continue;
        }
      shown->n_shown++;
      shown->seconds += seconds;
      if (seconds < BRIEFLY)
        add_title (shown->briefly, title);
    }
}

static void
add_titles (GtkWidget *card, const char *sentence, const GString *titles)
{
  if (titles->len == 0)
    return;
  candor_talk_card_add_fact (CANDOR_TALK_CARD (card), sentence);
  candor_talk_card_add_source (CANDOR_TALK_CARD (card), titles->str);
}

/**
 * candor_shown_card_new:
 * @language: the clinic's language
 *
 * Says how much of the text was shown and for how long together, names the parts that were passed
 * in a few seconds and those that were not shown at all, and says that this is no understanding.
 * Nothing is asked for: it is for the talk.
 *
 * Returns: (transfer floating): a card
 */
GtkWidget *
candor_shown_card_new (CandorProcedure *procedure,
                       CandorVisit *visit,
                       const CandorLanguage *language)
{
  /* Translators: heading of a card for the practitioner: what of the text was on the screen. */
  GtkWidget *card = candor_talk_card_new (_ ("The text on the tablet"));
  Shown shown = { .briefly = g_string_new (NULL), .not_shown = g_string_new (NULL) };
  g_autofree char *parts = NULL;

  count (&shown, procedure, visit, language);
  /* Translators: how much of the text was on the tablet’s screen. Never “read”. */
  parts = g_strdup_printf (_ ("Parts of the text that were shown: %1$u of %2$u"), shown.n_shown,
                           candor_procedure_sections (procedure)->len);
  candor_talk_card_add_fact (CANDOR_TALK_CARD (card), parts);
  /* Where nobody measured there is no time to tell, and none that was short. */
  if (shown.seconds > 0)
    {
      g_autofree char *time = candor_shown_time (shown.seconds, language);

      candor_talk_card_add_fact (CANDOR_TALK_CARD (card), time);
      /* Translators: a list of parts of the text follows, which the patient passed quickly. */
      add_titles (card, _ ("Shown for less than five seconds:"), shown.briefly);
    }
  /* Translators: a list of parts of the text follows, which were not on the screen. */
  add_titles (card, _ ("Not shown:"), shown.not_shown);
  candor_talk_card_add_source (CANDOR_TALK_CARD (card),
                               _ ("“Shown” says that a section stood on the tablet, and for how "
                                  "long. It does not say that anybody read or understood it."));
  g_string_free (shown.briefly, TRUE);
  g_string_free (shown.not_shown, TRUE);

  return card;
}
