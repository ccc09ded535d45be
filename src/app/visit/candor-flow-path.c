/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#include "candor-flow-path.h"

/* The page on which each role signs: what is changed before it was not signed for. */
static const struct
{
  const char *page;
  CandorRole role;
} signing_pages[] = {
  { "talk-sign", CANDOR_ROLE_PRACTITIONER },
  { "sign", CANDOR_ROLE_PATIENT },
  { "sign-interpreter", CANDOR_ROLE_INTERPRETER },
  { "sign-witness", CANDOR_ROLE_WITNESS },
};

static guint
count (CandorProcedure *procedure, gpointer draft, guint entry)
{
  gsize n;
  const CandorPageEntry *table = candor_page_table_for (draft, &n);

  return table[entry].count (procedure, candor_draft_get_visit (draft));
}

static guint
find_entry (gpointer draft, const char *id)
{
  gsize n;
  const CandorPageEntry *table = candor_page_table_for (draft, &n);

  for (guint i = 0; i < n; i++)
    if (g_str_equal (table[i].id, id))
      return i;

  g_return_val_if_reached (0);
}

/**
 * candor_flow_path_language:
 *
 * Returns: (transfer none): the language of the visit, English when it is not known
 */
const CandorLanguage *
candor_flow_path_language (CandorVisit *visit)
{
  const CandorLanguage *language
      = candor_language_find (candor_visit_get (visit, CANDOR_FIELD_LANGUAGE), NULL);

  return language != NULL ? language : candor_language_english ();
}

/**
 * candor_flow_path_staff_language:
 *
 * What staff do in the middle of a visit they read in their own language, whatever the patient reads.
 *
 * Returns: (transfer none): the clinic's language, English when it is not known
 */
const CandorLanguage *
candor_flow_path_staff_language (CandorVisit *visit)
{
  const CandorLanguage *language
      = candor_language_find (candor_visit_get (visit, CANDOR_FIELD_CLINIC_LANGUAGE), NULL);

  return language != NULL ? language : candor_language_english ();
}

/**
 * candor_flow_path_next:
 * @place: (inout): where the patient is, and then where the next page is
 *
 * Returns: whether there is a next page; @place is untouched when there is none
 */
gboolean
candor_flow_path_next (CandorProcedure *procedure, gpointer draft, CandorPlaceInVisit *place)
{
  gsize n;

  candor_page_table_for (draft, &n);
  if (place->index + 1 < count (procedure, draft, place->entry))
    {
      place->index++;
      return TRUE;
    }
  for (guint entry = place->entry + 1; entry < n; entry++)
    if (count (procedure, draft, entry) > 0)
      {
        place->entry = entry;
        place->index = 0;
        return TRUE;
      }

  return FALSE;
}

/**
 * candor_flow_path_previous:
 * @place: (inout): where the patient is, and then where the page before is
 *
 * Once the practitioner has given the tablet back, what was settled in the talk is settled: no page
 * of the practitioner's is before one of the patient's.
 *
 * Returns: whether there is a page before; @place is untouched when there is none
 */
gboolean
candor_flow_path_previous (CandorProcedure *procedure, gpointer draft, CandorPlaceInVisit *place)
{
  gsize n;
  const CandorPageEntry *table = candor_page_table_for (draft, &n);

  if (place->index > 0)
    {
      place->index--;
      return TRUE;
    }
  for (guint entry = place->entry; entry-- > 0;)
    {
      guint pages = count (procedure, draft, entry);

      if (pages == 0)
        continue;
      if (table[entry].holder == CANDOR_HOLDER_PRACTITIONER
          && table[place->entry].holder != CANDOR_HOLDER_PRACTITIONER)
        return FALSE;
      place->entry = entry;
      place->index = pages - 1;
      return TRUE;
    }

  return FALSE;
}

/**
 * candor_flow_path_find:
 * @id: a page of the table
 * @place: (out): where its first page is
 *
 * Returns: whether this visit, or check, has that page now
 */
gboolean
candor_flow_path_find (CandorProcedure *procedure,
                       gpointer draft,
                       const char *id,
                       CandorPlaceInVisit *place)
{
  place->entry = find_entry (draft, id);
  place->index = 0;

  return count (procedure, draft, place->entry) > 0;
}

/**
 * candor_flow_path_holder:
 * @place: a page
 *
 * Returns: who has the tablet there
 */
CandorHolder
candor_flow_path_holder (gpointer draft, const CandorPlaceInVisit *place)
{
  gsize n;

  return candor_page_table_for (draft, &n)[place->entry].holder;
}

/**
 * candor_flow_path_measure:
 * @distance: (out): how far @place is
 */
void
candor_flow_path_measure (CandorProcedure *procedure,
                          gpointer draft,
                          const CandorPlaceInVisit *place,
                          CandorDistance *distance)
{
  gsize n;
  const CandorPageEntry *table = candor_page_table_for (draft, &n);

  *distance = (CandorDistance){ 0 };
  for (guint entry = 0; entry < n; entry++)
    {
      guint pages = count (procedure, draft, entry);
      guint passed = entry < place->entry ? pages : entry == place->entry ? place->index : 0;

      distance->total += pages;
      distance->before += passed;
      if (table[entry].step == table[place->entry].step)
        {
          distance->total_in_step += pages;
          distance->before_in_step += passed;
        }
    }
  distance->total = MAX (distance->total, 1);
}

/**
 * candor_flow_path_words:
 * @language: the language of the visit
 * @step: the step the patient is at
 * @distance: how far
 *
 * Returns: (transfer full): the same in words
 */
char *
candor_flow_path_words (const CandorLanguage *language,
                        CandorStep step,
                        const CandorDistance *distance)
{
  const char *title = candor_step_title (step, language);

  if (distance->total_in_step < 2)
    return g_strdup (title);

  /* Translators: where the patient is, for example "Learn, 2 of 9". */
  return g_strdup_printf (candor_language_text (language, N_ ("%s, %u of %u")), title,
                          distance->before_in_step + 1, distance->total_in_step);
}

/**
 * candor_flow_path_steps:
 * @steps: (out) (array fixed-size=%CANDOR_N_STEPS): the steps this visit has
 *
 * Returns: how many there are
 */
guint
candor_flow_path_steps (CandorProcedure *procedure, gpointer draft, CandorStep *steps)
{
  gsize n;
  const CandorPageEntry *table = candor_page_table_for (draft, &n);
  guint n_steps = 0;

  for (guint entry = 0; entry < n; entry++)
    if ((n_steps == 0 || steps[n_steps - 1] != table[entry].step)
        && count (procedure, draft, entry) > 0)
      steps[n_steps++] = table[entry].step;

  return n_steps;
}

/**
 * candor_flow_path_drop_overtaken:
 * @place: where something was changed
 *
 * Takes back the signatures that stand for something else than the visit says now: all that are
 * made on a later page than @place. A decision goes with what it was made after: the talk, and all
 * that was said before it; in a check, so does what the practitioner decided.
 *
 * Returns: whether there was one
 */
gboolean
candor_flow_path_drop_overtaken (gpointer draft, const CandorPlaceInVisit *place)
{
  CandorVisit *visit = candor_draft_get_visit (draft);
  CandorDayCheck *check = candor_draft_get_check (draft);
  gboolean dropped = FALSE;
  gboolean signed_still = FALSE;
  gboolean talk_reopened = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (signing_pages); i++)
    {
      if (candor_visit_get_signature (visit, signing_pages[i].role) == NULL)
        continue;
      if (place->entry < find_entry (draft, signing_pages[i].page))
        {
          candor_visit_remove_signature (visit, signing_pages[i].role);
          dropped = TRUE;
          talk_reopened = talk_reopened || signing_pages[i].role == CANDOR_ROLE_PRACTITIONER;
        }
      else
        {
          signed_still = TRUE;
        }
    }

  if (talk_reopened)
    candor_visit_set (visit, CANDOR_FIELD_TALK_AT, NULL);
  if (place->entry < find_entry (draft, "decision"))
    {
      candor_visit_set (visit, CANDOR_FIELD_DECISION, NULL);
      candor_visit_set (visit, CANDOR_FIELD_DECISION_AT, NULL);
    }
  if (check != NULL && place->entry < find_entry (draft, "talk-answers"))
    candor_day_check_set_treat (check, CANDOR_CHOICE_OPEN, NULL);
  if (place->entry < find_entry (draft, "form"))
    candor_visit_set (visit, CANDOR_FIELD_REVIEWED_AT, NULL);
  if (dropped && !signed_still)
    {
      candor_visit_set (visit, CANDOR_FIELD_TEXT_SHA256, NULL);
      candor_visit_set (visit, CANDOR_FIELD_TEXT_LANGUAGE, NULL);
    }

  return dropped;
}
