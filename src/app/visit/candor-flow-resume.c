/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * Where a visit goes on that was left or cut off. The visit does not say which page was open: that
 * is nothing of a record. It says what was read, answered, settled and signed.
 */
#include "candor-flow-path.h"

static const char *
id_of (gpointer draft, const CandorPlaceInVisit *place)
{
  gsize n;

  return candor_page_table_for (draft, &n)[place->entry].id;
}

/* Pages on which nothing has to be done, and of which the visit keeps no trace. */
static gboolean
leaves_no_trace (gpointer draft, const CandorPlaceInVisit *place)
{
  static const char *const ids[] = { "verdict", "questions", "handover", "handback", NULL };

  return g_strv_contains (ids, id_of (draft, place));
}

static gboolean
is_reading (gpointer draft, const CandorPlaceInVisit *place, CandorPlace *where)
{
  static const struct
  {
    const char *id;
    CandorPlace place;
  } pages[] = { { "learn", CANDOR_PLACE_LEARN },
                { "before", CANDOR_PLACE_BEFORE },
                { "after", CANDOR_PLACE_AFTER } };

  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    if (g_str_equal (id_of (draft, place), pages[i].id))
      {
        *where = pages[i].place;
        return TRUE;
      }
  return FALSE;
}

static gboolean
was_read (CandorProcedure *procedure,
          CandorVisit *visit,
          const CandorPlaceInVisit *place,
          CandorPlace where)
{
  guint n = candor_procedure_n_sections_at (procedure, where);

  /* The pages of what is to learn have one section each. */
  if (where == CANDOR_PLACE_LEARN)
    return candor_visit_was_shown (
        visit, candor_procedure_section_at (procedure, where, place->index)->id);
  for (guint i = 0; i < n; i++)
    if (!candor_visit_was_shown (visit, candor_procedure_section_at (procedure, where, i)->id))
      return FALSE;
  return TRUE;
}

static gboolean
misses_nothing (CandorProcedure *procedure, gpointer draft, const CandorPlaceInVisit *place)
{
  gsize n;
  g_autoptr (CandorPage) page = g_object_ref_sink (candor_page_new (
      candor_page_table_for (draft, &n)[place->entry].get_type (), procedure, draft, place->index));
  g_autofree char *missing = candor_page_missing (page);

  return missing == NULL;
}

/* Whether the practitioner has begun to write the talk down. */
static gboolean
talk_is_begun (CandorProcedure *procedure, gpointer draft)
{
  CandorVisit *visit = candor_draft_get_visit (draft);
  CandorDayCheck *check = candor_draft_get_check (draft);
  GPtrArray *groups = candor_procedure_health_groups (procedure);

  if (candor_visit_get_signature (visit, CANDOR_ROLE_PRACTITIONER) != NULL
      || candor_visit_get (visit, CANDOR_FIELD_TALK_RISKS) != NULL
      || candor_visit_get (visit, CANDOR_FIELD_TALK_NOTE) != NULL
      || (check != NULL && candor_day_check_get_treat (check) != CANDOR_CHOICE_OPEN))
    return TRUE;
  for (int part = 0; part < CANDOR_N_CAPACITY; part++)
    if (candor_visit_get_capacity (visit, part) != CANDOR_CHOICE_OPEN)
      return TRUE;
  for (guint i = 0; i < candor_visit_n_questions (visit); i++)
    if (candor_visit_get_question (visit, i)->reply != NULL)
      return TRUE;
  for (guint i = 0; i < groups->len; i++)
    {
      const CandorHealthGroup *group = groups->pdata[i];

      for (guint j = 0; j < group->questions->len; j++)
        {
          const CandorHealthQuestion *question = group->questions->pdata[j];

          if (candor_visit_get_settlement (visit, question->id) != NULL)
            return TRUE;
        }
    }
  return FALSE;
}

/* Whether nothing is left to do at @place. */
static gboolean
is_done (CandorProcedure *procedure, gpointer draft, const CandorPlaceInVisit *place)
{
  CandorVisit *visit = candor_draft_get_visit (draft);
  CandorPlace where;

  if (leaves_no_trace (draft, place))
    return TRUE;
  if (is_reading (draft, place, &where))
    return was_read (procedure, visit, place, where);
  if (candor_flow_path_holder (draft, place) == CANDOR_HOLDER_STAFF)
    return FALSE;
  /* Asking this page would draw the form. */
  if (g_str_equal (id_of (draft, place), "form"))
    return candor_visit_get (visit, CANDOR_FIELD_REVIEWED_AT) != NULL;
  if (candor_flow_path_holder (draft, place) == CANDOR_HOLDER_PRACTITIONER
      && !talk_is_begun (procedure, draft))
    return FALSE;
  return misses_nothing (procedure, draft, place);
}

/**
 * candor_flow_path_resume:
 * @procedure: what the visit is about
 * @draft: a visit or a check, new or left or cut off
 * @place: (out): where it goes on
 *
 * As near as the visit can tell: at the first page with something left to do, or just before it,
 * where somebody may have been reading.
 */
void
candor_flow_path_resume (CandorProcedure *procedure, gpointer draft, CandorPlaceInVisit *place)
{
  CandorPlaceInVisit before = { 0 };
  CandorPlace where;
  gboolean went_back = FALSE;

  *place = (CandorPlaceInVisit){ 0 };
  while (is_done (procedure, draft, place))
    {
      before = *place;
      if (!candor_flow_path_next (procedure, draft, place))
        return;
    }
  before = *place;
  while (candor_flow_path_previous (procedure, draft, &before) && leaves_no_trace (draft, &before))
    {
      *place = before;
      went_back = TRUE;
    }
  if (!went_back && is_reading (draft, &before, &where)
      && candor_flow_path_is_begun (candor_draft_get_visit (draft)))
    *place = before;
}

/**
 * candor_flow_path_is_begun:
 * @visit: a visit that staff have started
 *
 * Returns: whether its patient has done something in it
 */
gboolean
candor_flow_path_is_begun (CandorVisit *visit)
{
  return candor_visit_get (visit, CANDOR_FIELD_PATIENT_CONFIRMED) != NULL;
}
