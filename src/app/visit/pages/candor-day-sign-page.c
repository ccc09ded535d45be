/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#include "candor-day-sign-page.h"

#include "app/visit/candor-page-words.h"
#include "core/candor-date.h"

struct _CandorDaySignPage
{
  CandorSignPage parent_instance;
};

G_DEFINE_FINAL_TYPE (CandorDaySignPage, candor_day_sign_page, CANDOR_TYPE_SIGN_PAGE)

/* The practitioner has not decided yet, so nothing that is signed here says that they did. */
static const char *
meaning_of (CandorDaySignPage *self)
{
  CandorPage *page = CANDOR_PAGE (self);
  CandorDayCheck *check = candor_page_get_check (page);
  const char *decision = candor_visit_get (candor_page_get_visit (page), CANDOR_FIELD_DECISION);

  if (candor_day_check_is_barred (check, candor_page_get_procedure (page)))
    return _ ("What I said about my health today is right. I know that I am not treated today.");
  if (g_strcmp0 (decision, "not-now") == 0)
    return _ ("What I said about my health today is right. I do not want this treatment today.");
  if (g_strcmp0 (decision, "no") == 0)
    return _ ("What I said about my health today is right. I do not want this treatment.");
  return _ ("What I said about my health today is right. I still want this treatment today, if my "
            "practitioner finds nothing against it. I can change my mind at any time.");
}

static gboolean
candor_day_sign_page_optional (CandorSignPage *self)
{
  CandorPage *page = CANDOR_PAGE (self);
  const char *decision = candor_visit_get (candor_page_get_visit (page), CANDOR_FIELD_DECISION);

  return candor_day_check_is_barred (candor_page_get_check (page), candor_page_get_procedure (page))
         || g_strcmp0 (decision, "not-now") == 0 || g_strcmp0 (decision, "no") == 0;
}

static void
candor_day_sign_page_describe (CandorSignPage *page, char **name, char **line, char **meaning)
{
  CandorDaySignPage *self = CANDOR_DAY_SIGN_PAGE (page);
  CandorVisit *visit = candor_page_get_visit (CANDOR_PAGE (self));
  const char *patient = candor_visit_get (visit, CANDOR_FIELD_PATIENT_NAME);
  g_autofree char *born
      = candor_date_format_iso (candor_visit_get (visit, CANDOR_FIELD_PATIENT_BORN),
                                candor_page_get_language (CANDOR_PAGE (self)));

  if (candor_day_sign_page_optional (page))
    candor_sign_page_add_words (page, _ ("Please sign that your answers are right. If you cannot, "
                                         "or do not want to, tell your practitioner: they write it "
                                         "down."));
  *name = g_strdup (patient);
  if (patient != NULL && born != NULL)
    /* Translators: under the line to sign on: a name, and a date of birth. */
    *line = g_strdup_printf (_ ("%s, born %s"), patient, born);
  *meaning = g_strdup (meaning_of (self));
}

static char *
candor_day_sign_page_title (CandorPage *self)
{
  return g_strdup (_ ("Please sign"));
}

static char *
candor_day_sign_page_next_label (CandorPage *self)
{
  if (candor_visit_get_signature (candor_page_get_visit (self), CANDOR_ROLE_PATIENT) == NULL
      && candor_day_sign_page_optional (CANDOR_SIGN_PAGE (self)))
    return g_strdup (_ ("Go on without signing"));

  return CANDOR_PAGE_CLASS (candor_day_sign_page_parent_class)->next_label (self);
}

static void
candor_day_sign_page_class_init (CandorDaySignPageClass *klass)
{
  CandorPageClass *page_class = CANDOR_PAGE_CLASS (klass);
  CandorSignPageClass *sign_class = CANDOR_SIGN_PAGE_CLASS (klass);

  page_class->title = candor_day_sign_page_title;
  page_class->next_label = candor_day_sign_page_next_label;
  sign_class->role = CANDOR_ROLE_PATIENT;
  sign_class->describe = candor_day_sign_page_describe;
  sign_class->optional = candor_day_sign_page_optional;
}

static void
candor_day_sign_page_init (CandorDaySignPage *self)
{
}
