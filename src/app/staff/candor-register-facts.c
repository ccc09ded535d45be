/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#include "candor-register-facts.h"

#include "app/widgets/candor-parts.h"
#include "candor-register-words.h"
#include "candor-staff-words.h"
#include "core/candor-date.h"
#include "core/candor-markup.h"

/* Letters and digits of a hash that people can compare. */
#define N_SHORT 16

static void
add_state (GtkBox *box, const char *icon, const char *word, const char *style)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *image = g_object_new (GTK_TYPE_IMAGE, "icon-name", icon, "accessible-role",
                                   GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);

  gtk_widget_add_css_class (line, "outcome");
  gtk_widget_add_css_class (line, style);
  gtk_box_append (GTK_BOX (line), image);
  gtk_box_append (GTK_BOX (line), candor_parts_label (word, NULL));
  gtk_box_append (box, line);
}

static void
add_fact (GtkBox *card, const char *caption, const char *value)
{
  GtkWidget *fact;
  GtkWidget *label;

  if (value == NULL || *value == '\0')
    return;
  fact = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  label = candor_parts_label (value, NULL);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_box_append (GTK_BOX (fact), candor_parts_label (caption, "quiet"));
  gtk_box_append (GTK_BOX (fact), label);
  gtk_box_append (card, fact);
}

/**
 * candor_register_states_new:
 * @head: of a record
 * @withdrawn: whether a later record withdraws it
 * @language: the clinic's language
 *
 * Returns: (transfer floating): how it ended or what it is, each in a word with its icon
 */
GtkWidget *
candor_register_states_new (const CandorRecordHead *head,
                            gboolean withdrawn,
                            const CandorLanguage *language)
{
  const CandorRegisterLook *look = candor_register_get_look (head);
  GtkWidget *states = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);

  add_state (GTK_BOX (states), look->icon, candor_register_look_word (look, language),
             withdrawn ? "outcome-other" : look->style);
  if (withdrawn)
    add_state (GTK_BOX (states), "edit-undo-symbolic",
               candor_language_text (language, N_ ("Withdrawn")), "outcome-stop");
  return states;
}

/**
 * candor_register_facts_new:
 * @parts: a record
 * @language: the clinic's language
 *
 * Returns: (transfer floating): who, what, when and which record it is
 */
GtkWidget *
candor_register_facts_new (const CandorRecordParts *parts, const CandorLanguage *language)
{
  const struct
  {
    const CandorLanguage *language;
  } own = { language }, *self = &own;
  const CandorRecordHead *head = parts->head;
  const char *title = candor_record_head_get (head, CANDOR_HEAD_TITLE);
  const char *code = candor_record_head_get (head, CANDOR_HEAD_LANGUAGE);
  const CandorLanguage *spoken = candor_language_find (code, NULL);
  g_autofree char *plain = candor_markup_to_plain (title != NULL ? title : "");
  g_autofree char *born = candor_date_format_iso (
      candor_record_head_get (head, CANDOR_HEAD_PATIENT_BORN), self->language);
  g_autofree char *date = candor_date_format_iso (
      candor_record_head_get (head, CANDOR_HEAD_TREATMENT_DATE), self->language);
  g_autofree char *filed = candor_register_dup_when (head, self->language);
  g_autofree char *digest = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, parts->form);
  GtkWidget *card = candor_parts_card ();

  digest[N_SHORT] = '\0';
  /* Translators: what follows are the captions of facts about a record. */
  add_fact (GTK_BOX (card), _ ("Date of birth"), born);
  add_fact (GTK_BOX (card), _ ("Treatment"), plain);
  add_fact (GTK_BOX (card), _ ("Date of treatment"), date);
  add_fact (GTK_BOX (card), _ ("Practitioner"),
            candor_record_head_get (head, CANDOR_HEAD_PRACTITIONER));
  add_fact (GTK_BOX (card), _ ("Language"), spoken != NULL ? candor_language_name (spoken) : code);
  add_fact (GTK_BOX (card), _ ("Reason"), candor_record_head_get (head, CANDOR_HEAD_REASON));
  add_fact (GTK_BOX (card), _ ("Filed"), filed);
  add_fact (GTK_BOX (card), _ ("Number of the record"),
            candor_record_head_get (head, CANDOR_HEAD_ID));
  add_fact (GTK_BOX (card), _ ("Start of the form’s SHA-256"), digest);
  return card;
}
