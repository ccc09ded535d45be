/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#include "candor-discard-page.h"

#include "app/candor-work.h"
#include "app/widgets/candor-choice-row.h"
#include "app/widgets/candor-parts.h"
#include "candor-staff-place.h"
#include "candor-visit-row.h"
#include "core/candor-error.h"

/* What the page is about, kept with it. */
typedef struct
{
  const CandorLanguage *language; /* (unowned) */
  CandorSession *session;         /* (owned) */
  GObject *draft;                 /* (owned): the visit, or the check */
  char *id;                       /* (owned): of the visit */
  CandorChoiceRow *choice;        /* (unowned): in the page */
  GtkWidget *button;              /* (unowned): in the page */
  GtkBox *status;                 /* (unowned): in the page */
  int reason;
} Discard;

/* What a message about it needs to take it back, for as long as it stands there. */
typedef struct
{
  const CandorLanguage *language; /* (unowned) */
  CandorSession *session;         /* (owned) */
  CandorRegister *records;        /* (owned) (nullable): while it is taken back */
  GObject *draft;                 /* (owned) */
  GtkWidget *place;               /* (unowned) (nullable): where the message is */
  gboolean is_pressed;
} Undo;

/* Seconds. */
#define UNDO_FOR 10

#define _(message) candor_language_text (self->language, (message))

static void
undo_free (gpointer data)
{
  Undo *self = data;

  g_object_unref (self->session);
  g_clear_pointer (&self->records, candor_register_unref);
  g_object_unref (self->draft);
  g_clear_weak_pointer (&self->place);
  g_free (self);
}

static void
discard_free (gpointer data)
{
  Discard *self = data;

  g_clear_object (&self->session);
  g_clear_object (&self->draft);
  g_free (self->id);
  g_free (self);
}

static Discard *
get_discard (gpointer page)
{
  return g_object_get_data (G_OBJECT (page), "candor-discard");
}

/* Nobody may save it once more while it goes. */
static void
discard_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Discard *self = data;
  GError *error = NULL;
  g_autoptr (CandorRegister) opened = candor_session_ref_register (self->session);
  CandorDraftKeeper *drafts = candor_session_get_drafts (self->session);

  if (opened == NULL)
    {
      g_task_return_error (task, candor_error_new_literal (
                                     CANDOR_ERROR, CANDOR_ERROR_FAILED,
                                     "The tablet was locked meanwhile. Nothing was thrown away."));
      return;
    }
  candor_draft_keeper_stop (drafts, self->id);
  if (candor_register_throw_away (opened, self->id, &candor_discard_reasons[self->reason], &error))
    g_task_return_boolean (task, TRUE);
  else
    {
      candor_draft_keeper_go_on (drafts, self->id);
      g_task_return_error (task, error);
    }
}

/* It is on the disk again first: a line about a visit that is not there would look like a loss. */
static void
undo_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Undo *self = data;
  GError *error = NULL;

  candor_draft_keeper_settle (candor_session_get_drafts (self->session));
  if (candor_register_take_back (self->records, candor_draft_get_id (self->draft), &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* Returns: (transfer full): why the visit is on no disk, which says more than that it is not there; otherwise a copy
 * of @error */
static GError *
dup_reason (Undo *self, const GError *error)
{
  CandorDraftKeeper *drafts = candor_session_get_drafts (self->session);
  GError *trouble = candor_draft_keeper_dup_error (drafts, candor_draft_get_id (self->draft));

  return trouble != NULL ? trouble : g_error_copy (error);
}

static void
undone_cb (GObject *toast, GAsyncResult *result, gpointer data)
{
  Undo *self = g_object_get_data (toast, "candor-undo");
  g_autoptr (GError) error = NULL, reason = NULL;

  g_clear_pointer (&self->records, candor_register_unref);
  if (!g_task_propagate_boolean (G_TASK (result), &error))
    reason = dup_reason (self, error);
  /* Locked meanwhile: there is nobody to tell. */
  if (self->place == NULL || gtk_widget_get_root (self->place) == NULL)
    return;
  if (reason != NULL)
    candor_staff_place_tell (self->place, self->language,
                             _ ("It was not taken back as it should be."), reason);
  else
    gtk_widget_activate_action (self->place, "staff.reload", NULL);
}

static void
undo_cb (AdwToast *toast)
{
  Undo *self = g_object_get_data (G_OBJECT (toast), "candor-undo");
  CandorDraftKeeper *drafts = candor_session_get_drafts (self->session);
  g_autoptr (GTask) task = NULL;

  /* A second touch may come before the message goes. */
  if (self->is_pressed)
    return;
  self->is_pressed = TRUE;
  /* Kept until its line is in the log: locking the tablet meanwhile must not leave it without one. */
  self->records = candor_session_ref_register (self->session);
  if (self->records == NULL)
    return;
  task = g_task_new (toast, NULL, undone_cb, NULL);
  candor_draft_keeper_go_on (drafts, candor_draft_get_id (self->draft));
  candor_draft_keeper_keep (drafts, self->draft);
  g_task_set_task_data (task, self, NULL);
  candor_work_start (task, undo_in_thread);
}

/* As the title of a message, which takes markup. */
static char *
describe (Undo *self)
{
  g_autoptr (CandorVisitSummary) summary = candor_visit_summary_new (self->draft);
  g_autofree char *words = NULL;

  if (summary->name == NULL)
    return g_strdup (_ ("A visit without a name was thrown away."));
  /* Translators: a short message that stands on the screen for ten seconds, with a button "Undo". %s is the
     name of the patient. */
  words = g_strdup_printf (_ ("The visit of %s was thrown away."), summary->name);
  return g_markup_escape_text (words, -1);
}

static void
last_free (gpointer data)
{
  g_weak_ref_clear (data);
  g_free (data);
}

/* Messages wait for each other, but whoever presses Undo means what was done last. */
static void
show_alone (GtkWidget *place, AdwToast *toast)
{
  GWeakRef *last = g_object_get_data (G_OBJECT (place), "candor-last-undo");
  g_autoptr (AdwToast) before = NULL;

  if (last == NULL)
    {
      last = g_new0 (GWeakRef, 1);
      g_weak_ref_init (last, NULL);
      g_object_set_data_full (G_OBJECT (place), "candor-last-undo", last, last_free);
    }
  before = g_weak_ref_get (last);
  if (before != NULL)
    adw_toast_dismiss (before);
  g_weak_ref_set (last, toast);
  adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (place), toast);
}

/* The visit is still in memory, as the list showed it: whoever took the wrong one gets it back. */
static void
offer_undo (Discard *discard, GtkWidget *place)
{
  g_autofree char *title = NULL;
  AdwToast *toast;
  Undo *self;

  self = g_new0 (Undo, 1);
  self->language = discard->language;
  self->session = g_object_ref (discard->session);
  self->draft = g_object_ref (discard->draft);
  g_set_weak_pointer (&self->place, place);
  title = describe (self);
  toast = adw_toast_new (title);
  adw_toast_set_button_label (toast, _ ("Undo"));
  adw_toast_set_timeout (toast, UNDO_FOR);
  g_object_set_data_full (G_OBJECT (toast), "candor-undo", self, undo_free);
  g_signal_connect (toast, "button-clicked", G_CALLBACK (undo_cb), NULL);
  show_alone (place, toast);
}

static void
discarded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Discard *self = get_discard (source);
  GtkWidget *place = candor_staff_place_get (GTK_WIDGET (source));
  g_autoptr (GError) error = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    {
      if (ADW_IS_TOAST_OVERLAY (place))
        {
          offer_undo (self, place);
          gtk_widget_activate_action (place, "staff.reload", NULL);
        }
      g_signal_emit_by_name (source, "back");
      return;
    }
  if (candor_staff_place_tell_if_left (GTK_WIDGET (source), self->language,
                                       _ ("It could not be thrown away."), error))
    return;
  gtk_widget_set_sensitive (self->button, TRUE);
  candor_parts_clear (GTK_WIDGET (self->status));
  gtk_box_append (self->status,
                  candor_parts_error_note (CANDOR_TONE_TALK, _ ("It could not be thrown away."),
                                           error, self->language));
}

static void
discard_cb (CandorStaffPage *page)
{
  Discard *self = get_discard (page);
  g_autoptr (GTask) task = NULL;

  self->reason = candor_choice_row_get_selected (self->choice);
  if (self->reason < 0)
    {
      candor_choice_row_set_missing (self->choice, _ ("Please choose a reason."));
      candor_choice_row_focus (self->choice);
      return;
    }
  candor_staff_place_remember (GTK_WIDGET (page));
  gtk_widget_set_sensitive (self->button, FALSE);
  candor_parts_clear (GTK_WIDGET (self->status));
  gtk_box_append (self->status, candor_parts_progress (_ ("The visit is being thrown away…")));
  task = g_task_new (page, NULL, discarded_cb, NULL);
  g_task_set_task_data (task, self, NULL);
  candor_work_start (task, discard_in_thread);
}

/**
 * candor_discard_page_new:
 * @draft: a visit, or a check, that is not filed
 * @session: whose visit it is, unlocked
 * @language: the clinic's language
 *
 * Asks why a visit is thrown away, and does so. Emits ::back when it is done.
 *
 * Returns: (transfer floating): a #CandorStaffPage
 */
GtkWidget *
candor_discard_page_new (gpointer draft, CandorSession *session, const CandorLanguage *language)
{
  Discard *self = g_new0 (Discard, 1);
  GtkWidget *page = candor_staff_page_new (
      language, candor_language_text (language, N_ ("Throw a visit away")));
  GtkBox *side = candor_staff_page_get_side (CANDOR_STAFF_PAGE (page));
  GtkBox *main = candor_staff_page_get_main (CANDOR_STAFF_PAGE (page));
  g_autoptr (CandorVisitSummary) summary = candor_visit_summary_new (draft);
  g_autofree char *facts = candor_visit_summary_dup_facts (summary, language);

  self->language = language;
  self->session = g_object_ref (session);
  self->draft = g_object_ref (draft);
  self->id = g_strdup (candor_draft_get_id (draft));
  g_object_set_data_full (G_OBJECT (page), "candor-discard", self, discard_free);

  gtk_box_append (side, candor_parts_label (summary->name != NULL ? summary->name
                                                                  : _ ("A record without a name"),
                                            "staff-title"));
  gtk_box_append (side, candor_parts_label (facts, "quiet"));
  gtk_box_append (side, candor_parts_label (_ ("This visit is not filed. When it is thrown away, "
                                               "nothing of it is left but a line in the log, "
                                               "without a name."),
                                            NULL));

  self->choice = CANDOR_CHOICE_ROW (candor_choice_row_new (_ ("Why is it thrown away?"), NULL));
  candor_choice_row_set_vertical (self->choice, TRUE);
  for (guint i = 0; i < CANDOR_N_DISCARD_REASONS; i++)
    candor_choice_row_add (self->choice, _ (candor_discard_reasons[i].shown));
  gtk_box_append (main, GTK_WIDGET (self->choice));
  self->status
      = GTK_BOX (g_object_new (GTK_TYPE_BOX, "orientation", GTK_ORIENTATION_VERTICAL, "spacing", 12,
                               "accessible-role", GTK_ACCESSIBLE_ROLE_STATUS, NULL));
  gtk_box_append (main, GTK_WIDGET (self->status));
  self->button = candor_parts_pill (_ ("Throw it away for good"));
  gtk_widget_add_css_class (self->button, "destructive-action");
  g_signal_connect_object (self->button, "clicked", G_CALLBACK (discard_cb), page,
                           G_CONNECT_SWAPPED);
  gtk_box_append (main, self->button);
  return page;
}
