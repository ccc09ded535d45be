/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#include "candor-cover-page.h"

#include "app/session/candor-unlock-box.h"
#include "app/widgets/candor-date-field.h"
#include "app/widgets/candor-parts.h"
#include "candor-flow-path.h"
#include "candor-manners.h"

/* A day of birth is no secret, but it is not guessed in three tries. */
#define TRIES 3

#define _(message) candor_language_text (self->language, (message))

struct _CandorCoverPage
{
  AdwBin parent_instance;

  GtkLabel *clinic;
  GtkLabel *title;
  GtkLabel *words;
  GtkBox *place;

  CandorSession *session;         /* (owned) */
  const CandorLanguage *language; /* (unowned): of the visit */
  const CandorLanguage *staff_language;
  char *born;              /* (owned) (nullable): YYYY-MM-DD */
  CandorDateField *date;   /* (unowned) (nullable): in the place */
  CandorUnlockBox *unlock; /* (unowned) (nullable): in the place */
  guint n_wrong;
  guint stranger_id;
};

G_DEFINE_FINAL_TYPE (CandorCoverPage, candor_cover_page, ADW_TYPE_BIN)

enum
{
  UNCOVERED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
uncover (CandorCoverPage *self)
{
  g_signal_emit (self, signals[UNCOVERED], 0);
}

/* Whoever is here now may be somebody else. */
static void
ask_staff (CandorCoverPage *self)
{
  g_clear_handle_id (&self->stranger_id, g_source_remove);
  candor_parts_clear (GTK_WIDGET (self->place));
  self->date = NULL;
  gtk_label_set_label (self->words, _ ("Your visit is kept. Please give the tablet to a member of "
                                       "staff, who will open it again for you."));
  self->unlock = CANDOR_UNLOCK_BOX (
      candor_unlock_box_new (self->session, self->staff_language,
                             candor_language_text (self->staff_language, N_ ("Unlock")), NULL));
  g_signal_connect_object (self->unlock, "unlocked", G_CALLBACK (uncover), self, G_CONNECT_SWAPPED);
  gtk_box_append (self->place, candor_parts_heading (
                                   candor_language_text (self->staff_language, N_ ("For staff"))));
  gtk_box_append (self->place, GTK_WIDGET (self->unlock));
}

static gboolean
stranger_cb (gpointer data)
{
  CandorCoverPage *self = data;

  self->stranger_id = 0;
  ask_staff (self);
  return G_SOURCE_REMOVE;
}

static void
open_cb (CandorCoverPage *self)
{
  g_autofree char *iso = candor_date_field_get_iso (self->date);

  if (iso != NULL && g_strcmp0 (iso, self->born) == 0)
    uncover (self);
  else if (iso == NULL)
    {
      candor_date_field_set_missing (
          self->date, _ ("Please write a day, a month and a year, such as 3 May 1984."));
      candor_date_field_focus (self->date);
    }
  else if (++self->n_wrong >= TRIES)
    ask_staff (self);
  else
    {
      candor_date_field_set_missing (self->date,
                                     _ ("This is not the date of birth of this visit’s patient."));
      candor_date_field_focus (self->date);
    }
}

static void
ask_patient (CandorCoverPage *self)
{
  GtkWidget *open = candor_parts_pill (_ ("Go on with my visit"));
  GtkWidget *staff = gtk_button_new_with_label (_ ("I am a member of staff"));

  self->date
      = CANDOR_DATE_FIELD (candor_date_field_new (_ ("Your date of birth"), NULL, self->language));
  gtk_box_append (self->place, GTK_WIDGET (self->date));
  gtk_widget_add_css_class (open, "forward");
  g_signal_connect_object (open, "clicked", G_CALLBACK (open_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (self->place, open);
  gtk_widget_set_halign (staff, GTK_ALIGN_START);
  gtk_widget_add_css_class (staff, "flat");
  gtk_widget_add_css_class (staff, "staff-quiet");
  g_signal_connect_object (staff, "clicked", G_CALLBACK (ask_staff), self, G_CONNECT_SWAPPED);
  gtk_box_append (self->place, staff);
}

static gboolean
candor_cover_page_grab_focus (GtkWidget *widget)
{
  CandorCoverPage *self = CANDOR_COVER_PAGE (widget);

  if (self->date != NULL)
    candor_date_field_focus (self->date);
  else
    candor_unlock_box_focus (self->unlock);
  return TRUE;
}

static void
candor_cover_page_dispose (GObject *object)
{
  CandorCoverPage *self = CANDOR_COVER_PAGE (object);

  g_clear_handle_id (&self->stranger_id, g_source_remove);
  g_clear_object (&self->session);
  g_clear_pointer (&self->born, g_free);
  G_OBJECT_CLASS (candor_cover_page_parent_class)->dispose (object);
}

static void
candor_cover_page_class_init (CandorCoverPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = candor_cover_page_dispose;
  widget_class->grab_focus = candor_cover_page_grab_focus;

  /**
   * CandorCoverPage::uncovered:
   *
   * The patient is back, or staff opened it.
   */
  signals[UNCOVERED] = g_signal_new ("uncovered", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/candor/Candor/candor-cover-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CandorCoverPage, clinic);
  gtk_widget_class_bind_template_child (widget_class, CandorCoverPage, title);
  gtk_widget_class_bind_template_child (widget_class, CandorCoverPage, words);
  gtk_widget_class_bind_template_child (widget_class, CandorCoverPage, place);
}

static void
candor_cover_page_init (CandorCoverPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  candor_manners_keep (GTK_WIDGET (self));
}

/**
 * candor_cover_page_new:
 * @session: what staff unlock
 * @visit: what is covered
 * @clinic: (nullable): the name of the clinic
 * @stranger_msec: milliseconds after which only staff can take the cover away
 *
 * Returns: (transfer floating): the page
 */
GtkWidget *
candor_cover_page_new (CandorSession *session,
                       CandorVisit *visit,
                       const char *clinic,
                       guint stranger_msec)
{
  CandorCoverPage *self;

  candor_parts_set_direction (candor_flow_path_language (visit));
  self = g_object_new (CANDOR_TYPE_COVER_PAGE, NULL);
  self->session = g_object_ref (session);
  self->language = candor_flow_path_language (visit);
  self->staff_language = candor_flow_path_staff_language (visit);
  self->born = g_strdup (candor_visit_get (visit, CANDOR_FIELD_PATIENT_BORN));
  gtk_label_set_label (self->clinic, clinic != NULL ? clinic : "Candor");
  gtk_label_set_label (self->title, _ ("Your page is covered"));
  gtk_label_set_label (self->words, _ ("Nobody touched the tablet for a while, so your answers "
                                       "were hidden. Everything is kept."));
  ask_patient (self);
  self->stranger_id = g_timeout_add (stranger_msec, stranger_cb, self);
  return GTK_WIDGET (self);
}
