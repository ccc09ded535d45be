/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#include "candor-talk-capacity-page.h"

#include "app/widgets/candor-choice-row.h"
#include "app/widgets/candor-text-field.h"
#include "candor-shown-card.h"
#include "candor-talk-words.h"

/* The order of the buttons of a row. */
enum
{
  ANSWER_YES,
  ANSWER_NO,
};

struct _CandorTalkCapacityPage
{
  CandorTalkPage parent_instance;

  CandorTextField *risks;
  CandorChoiceRow *rows[CANDOR_N_CAPACITY];
};

G_DEFINE_FINAL_TYPE (CandorTalkCapacityPage, candor_talk_capacity_page, CANDOR_TYPE_TALK_PAGE)

/* GMC "Decision making and consent" (2020), paragraph 81; Mental Capacity Act 2005, section 3. */
static const char *const questions[CANDOR_N_CAPACITY] = {
  [CANDOR_CAPACITY_UNDERSTANDS]
  = N_ ("Does the patient understand what the treatment is and what can go wrong?"),
  [CANDOR_CAPACITY_REMEMBERS] = N_ ("Does the patient remember it long enough to decide?"),
  [CANDOR_CAPACITY_WEIGHS] = N_ ("Does the patient weigh what speaks for it and against it?"),
  [CANDOR_CAPACITY_COMMUNICATES] = N_ ("Can the patient make a decision known, in any way?"),
};

static CandorVisit *
get_visit (CandorTalkCapacityPage *self)
{
  return candor_page_get_visit (CANDOR_PAGE (self));
}

static void
show_meaning (CandorTalkCapacityPage *self, CandorCapacity part)
{
  gboolean refused = candor_visit_get_capacity (get_visit (self), part) == CANDOR_CHOICE_NO;

  candor_choice_row_set_note (
      self->rows[part], CANDOR_TONE_STOP, NULL,
      refused ? _ ("Then the patient cannot agree today. Offer help, time or another day.") : NULL);
}

static void
selected_cb (CandorTalkCapacityPage *self, int answer, CandorChoiceRow *row)
{
  for (guint i = 0; i < CANDOR_N_CAPACITY; i++)
    if (self->rows[i] == row)
      {
        candor_visit_set_capacity (get_visit (self), i,
                                   answer == ANSWER_YES ? CANDOR_CHOICE_YES : CANDOR_CHOICE_NO);
        show_meaning (self, i);
      }
  candor_talk_page_reopen (CANDOR_TALK_PAGE (self));
}

static void
risks_cb (CandorTalkCapacityPage *self)
{
  g_autofree char *text = candor_text_field_get_text (self->risks);

  candor_visit_set (get_visit (self), CANDOR_FIELD_TALK_RISKS, text);
  candor_talk_page_reopen (CANDOR_TALK_PAGE (self));
}

static void
none_cb (CandorTalkCapacityPage *self)
{
  candor_text_field_set_text (self->risks, _ ("None beyond those in the text."));
  candor_text_field_set_missing (self->risks, NULL);
  risks_cb (self);
}

static void
note_cb (CandorTalkCapacityPage *self, CandorTextField *field)
{
  g_autofree char *text = candor_text_field_get_text (field);

  candor_visit_set (get_visit (self), CANDOR_FIELD_TALK_NOTE, text);
  candor_talk_page_reopen (CANDOR_TALK_PAGE (self));
}

static GtkWidget *
make_field (CandorTalkCapacityPage *self,
            const char *label,
            const char *hint,
            CandorField field,
            GCallback callback)
{
  GtkWidget *widget = candor_text_field_new (label, hint, TRUE);

  candor_text_field_set_text (CANDOR_TEXT_FIELD (widget),
                              candor_visit_get (get_visit (self), field));
  g_signal_connect_object (widget, "changed", callback, self, G_CONNECT_SWAPPED);
  return widget;
}

static void
add_risks (CandorTalkCapacityPage *self)
{
  GtkWidget *card = candor_parts_card ();
  GtkWidget *none = candor_parts_pill (_ ("None beyond those in the text"));
  GtkWidget *field = make_field (self, _ ("Risks particular to this patient"),
                                 _ ("From their history, work or plans."), CANDOR_FIELD_TALK_RISKS,
                                 G_CALLBACK (risks_cb));

  self->risks = CANDOR_TEXT_FIELD (field);
  g_signal_connect_object (none, "clicked", G_CALLBACK (none_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (card), field);
  gtk_box_append (GTK_BOX (card), none);
  candor_talk_page_add (CANDOR_TALK_PAGE (self), card);
}

static void
add_capacity (CandorTalkCapacityPage *self, CandorCapacity part)
{
  GtkWidget *row = candor_choice_row_new (_ (questions[part]), NULL);
  CandorChoice choice = candor_visit_get_capacity (get_visit (self), part);

  self->rows[part] = CANDOR_CHOICE_ROW (row);
  candor_choice_row_add (self->rows[part], _ ("Yes"));
  candor_choice_row_add (self->rows[part], _ ("No"));
  if (choice != CANDOR_CHOICE_OPEN)
    candor_choice_row_set_selected (self->rows[part],
                                    choice == CANDOR_CHOICE_YES ? ANSWER_YES : ANSWER_NO);
  show_meaning (self, part);
  g_signal_connect_object (row, "selected", G_CALLBACK (selected_cb), self, G_CONNECT_SWAPPED);
  candor_talk_page_add (CANDOR_TALK_PAGE (self), row);
}

static gboolean
risks_are_open (CandorTalkCapacityPage *self)
{
  return candor_visit_get (get_visit (self), CANDOR_FIELD_TALK_RISKS) == NULL;
}

/* The first part of capacity that nobody answered; CANDOR_N_CAPACITY when all are answered. */
static guint
find_open (CandorTalkCapacityPage *self)
{
  guint part = 0;

  while (part < CANDOR_N_CAPACITY
         && candor_visit_get_capacity (get_visit (self), part) != CANDOR_CHOICE_OPEN)
    part++;
  return part;
}

static void
candor_talk_capacity_page_build (CandorPage *page)
{
  CandorTalkCapacityPage *self = CANDOR_TALK_CAPACITY_PAGE (page);
  GtkWidget *card;
  GtkWidget *note;

  candor_talk_page_begin (CANDOR_TALK_PAGE (self),
                          _ ("Say what is different for this patient, and make sure that they can "
                             "decide for themselves."));
  add_risks (self);
  candor_talk_page_add (
      CANDOR_TALK_PAGE (self),
      candor_shown_card_new (candor_page_get_procedure (page), get_visit (self),
                             candor_talk_page_get_language (CANDOR_TALK_PAGE (self))));
  candor_talk_page_add (CANDOR_TALK_PAGE (self),
                        candor_parts_heading (_ ("Can the patient decide today?")));
  for (guint part = 0; part < CANDOR_N_CAPACITY; part++)
    add_capacity (self, part);

  card = candor_parts_card ();
  note = make_field (self, _ ("Your note about the talk, if you wish"), NULL,
                     CANDOR_FIELD_TALK_NOTE, G_CALLBACK (note_cb));
  gtk_box_append (GTK_BOX (card), note);
  candor_talk_page_add (CANDOR_TALK_PAGE (self), card);
}

static char *
candor_talk_capacity_page_title (CandorPage *self)
{
  return g_strdup (_ ("This patient"));
}

static char *
candor_talk_capacity_page_missing (CandorPage *page)
{
  CandorTalkCapacityPage *self = CANDOR_TALK_CAPACITY_PAGE (page);

  if (risks_are_open (self))
    return g_strdup (_ ("Please write the risks particular to this patient, or that there are "
                        "none."));
  if (find_open (self) < CANDOR_N_CAPACITY)
    return g_strdup (_ ("Please answer whether the patient can decide today."));
  return NULL;
}

static void
candor_talk_capacity_page_show_missing (CandorPage *page)
{
  CandorTalkCapacityPage *self = CANDOR_TALK_CAPACITY_PAGE (page);
  guint open = find_open (self);

  for (guint part = open; part < CANDOR_N_CAPACITY; part++)
    if (candor_visit_get_capacity (get_visit (self), part) == CANDOR_CHOICE_OPEN)
      candor_choice_row_set_missing (self->rows[part], _ ("Please choose yes or no."));
  if (risks_are_open (self))
    {
      candor_text_field_set_missing (self->risks,
                                     _ ("Please write the risks, or press the button if there are "
                                        "none."));
      candor_text_field_focus (self->risks);
    }
  else if (open < CANDOR_N_CAPACITY)
    {
      candor_choice_row_focus (self->rows[open]);
    }
}

static void
candor_talk_capacity_page_class_init (CandorTalkCapacityPageClass *class)
{
  CandorPageClass *page_class = CANDOR_PAGE_CLASS (class);

  page_class->build = candor_talk_capacity_page_build;
  page_class->title = candor_talk_capacity_page_title;
  page_class->missing = candor_talk_capacity_page_missing;
  page_class->show_missing = candor_talk_capacity_page_show_missing;
}

static void
candor_talk_capacity_page_init (CandorTalkCapacityPage *self)
{
}
