/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * What a signature declares, in the other language of the form. The visit keeps the words that stood
 * above the pad, in the language of whoever signed; here they are known again.
 */
#include "candor-form.h"

#include "core/candor-date.h"

/* All that anybody is asked to sign, as the pages of the app have it. */
static const char *const meanings[] = {
  N_ ("I have decided: not now. I can come back when I am ready."),
  N_ ("I have decided: no. I can change my mind at any time."),
  N_ ("I was told why this treatment is not for me today."),
  N_ ("I saw the patient make this mark, of their own free will. I am not the person who treats "
      "them."),
  N_ ("I have interpreted what was read and said in this visit, all of it and as well as I can."),
  N_ ("I had this talk with the patient myself. I explained the treatment, its risks, the other "
      "choices and doing nothing. I answered the questions, and what I wrote here is true."),
  N_ ("I made this check with the patient myself, today. I looked at what has changed, and what I "
      "wrote here is true."),
  N_ ("What I said about my health today is right. I still want this treatment today, if my "
      "practitioner finds nothing against it. I can change my mind at any time."),
  N_ ("What I said about my health today is right. I do not want this treatment today."),
  N_ ("What I said about my health today is right. I do not want this treatment."),
  N_ ("What I said about my health today is right. I know that I am not treated today."),
  N_ ("I had this talk with the patient myself."),
  N_ ("I agree to this treatment. I can change my mind at any time."),
};

/* These name the treatment, and the area and the day where they are known. */
static const char agreement[]
    = N_ ("I have read the pages, and my questions were answered. I agree to this treatment: %s. I "
          "can change my mind at any time.");
static const char full_agreement[]
    = N_ ("I have read the pages, and my questions were answered. I agree to this treatment: %1$s. "
          "The area: %2$s. The day: %3$s. I can change my mind at any time.");

#define N_MEANINGS (G_N_ELEMENTS (meanings) + 2)

/* Returns: (transfer full) (nullable): the meaning of that number in @language, if it can be said of
 *   this visit */
static char *
say_meaning (CandorForm *self, gsize number, const CandorLanguage *language)
{
  const char *title
      = candor_procedure_text (self->procedure, language, candor_procedure_title (self->procedure));
  const char *area = candor_form_get (self, CANDOR_FIELD_TREATMENT_AREA);
  g_autofree char *day
      = candor_date_format_iso (candor_form_get (self, CANDOR_FIELD_TREATMENT_DATE), language);

  if (number < G_N_ELEMENTS (meanings))
    return g_strdup (candor_language_text (language, meanings[number]));
  if (number == G_N_ELEMENTS (meanings))
    return g_strdup_printf (candor_language_text (language, agreement), title);
  if (area == NULL || day == NULL)
    return NULL;
  return g_strdup_printf (candor_language_text (language, full_agreement), title, area, day);
}

/* Returns: (transfer full): @meaning in the language that the form speaks now; as it is, where it was
 *   not Candor that asked for it */
char *
candor_form_meaning (CandorForm *self, const char *meaning)
{
  const CandorLanguage *const signed_in[] = { self->read, self->second };

  for (gsize i = 0; self->second != NULL && i < N_MEANINGS; i++)
    for (gsize j = 0; j < G_N_ELEMENTS (signed_in); j++)
      {
        g_autofree char *said = say_meaning (self, i, signed_in[j]);

        if (g_strcmp0 (said, meaning) == 0)
          return say_meaning (self, i, self->language);
      }
  return g_strdup (meaning);
}
