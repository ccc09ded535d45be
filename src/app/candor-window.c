/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#include "candor-window.h"

#include "app/candor-work.h"
#include "app/session/candor-idle.h"
#include "app/session/candor-idle-bar.h"
#include "app/session/candor-sleep.h"
#include "app/session/candor-unsaved-question.h"
#include "app/session/candor-warm-up.h"
#include "app/staff/candor-lock-page.h"
#include "app/staff/candor-staff-area.h"
#include "app/visit/candor-cover-page.h"
#include "app/visit/candor-flow.h"
#include "app/widgets/candor-notice.h"
#include "app/widgets/candor-parts.h"
#include "core/candor-error.h"

/* What stands on the screen is one of these, a child of the stack; the others are not kept. Only a
 * visit stays behind its cover. */
struct _CandorWindow
{
  AdwApplicationWindow parent_instance;

  GtkOverlay *overlay;
  GtkLabel *unsaved; /* over everything, while something is in memory alone */
  GtkStack *stack;
  CandorIdleBar *bar; /* (unowned): over the stack */

  CandorProcedure *procedure; /* (owned) (nullable) */
  const CandorClinic *clinic; /* (unowned) (nullable) */
  CandorSession *session;     /* (owned) (nullable) */
  CandorVoice *voice;         /* (owned) (nullable): reads aloud; looked for with the first visit */
  CandorStationery stationery;
  CandorIdleTimes times;
  CandorIdle *idle;      /* (owned) (nullable) */
  CandorSleep *sleep;    /* (owned) (nullable) */
  GtkWidget *lock;       /* (unowned) (nullable) */
  CandorStaffArea *area; /* (unowned) (nullable): while it is unlocked */
  CandorFlow *flow;      /* (unowned) (nullable) */
  GtkWidget *cover;      /* (unowned) (nullable): over the flow */
  GObject *draft;        /* (owned) (nullable): the visit, or the check, that is under way */
  gboolean preparing;    /* room is being set aside for a visit */
  guint leaving;         /* source id */
};

G_DEFINE_FINAL_TYPE (CandorWindow, candor_window, ADW_TYPE_APPLICATION_WINDOW)

/* Two minutes for the staff's screens; five for reading, which is never hurried, and for the talk,
 * in which people look at each other and not at a tablet. */
static const CandorIdleTimes usual_times
    = { .staff = 120 * 1000, .visit = 300 * 1000, .warning = 30 * 1000, .stranger = 900 * 1000 };

static gboolean
is_unlocked (CandorWindow *self)
{
  return candor_session_get_register (self->session) != NULL;
}

/* Whether the visit that is under way is on the disk already. */
static gboolean
is_filed (CandorWindow *self)
{
  return candor_page_get_record (candor_flow_get_page (self->flow)) != NULL;
}

/* Whatever somebody copied may be a name, whichever program it was copied in: on a tablet that is
 * handed round it does not outlive the one who copied it. */
static void
clear_clipboards (CandorWindow *self)
{
  GdkDisplay *display = gtk_widget_get_display (GTK_WIDGET (self));

  gdk_clipboard_set_content (gdk_display_get_clipboard (display), NULL);
  gdk_clipboard_set_content (gdk_display_get_primary_clipboard (display), NULL);
}

static void
show_child (CandorWindow *self, GtkWidget *child)
{
  gtk_stack_add_child (self->stack, child);
  gtk_stack_set_visible_child (self->stack, child);
}

static void
remove_child (CandorWindow *self, gpointer place)
{
  GtkWidget **child = place;

  if (*child != NULL)
    gtk_stack_remove (self->stack, g_steal_pointer (child));
}

/* Watches for as long as what stands on the screen may. */
static void
watch (CandorWindow *self)
{
  guint end = self->flow != NULL ? self->times.visit : self->times.staff;

  candor_idle_bar_hide (self->bar);
  if (self->cover != NULL || self->lock != NULL)
    candor_idle_watch (self->idle, 0, 0);
  else
    candor_idle_watch (self->idle, end - MIN (self->times.warning, end), end);
}

static const CandorLanguage *
clinic_language (CandorWindow *self)
{
  const CandorLanguage *language = candor_language_find (self->clinic->language, NULL);

  return language != NULL ? language : candor_language_english ();
}

/* The language of whoever has the tablet. */
static const CandorLanguage *
language_now (CandorWindow *self)
{
  return self->flow != NULL ? candor_flow_get_language (self->flow) : clinic_language (self);
}

static void
show_lock (CandorWindow *self)
{
  if (self->lock != NULL)
    return;
  candor_parts_set_direction (clinic_language (self));
  self->lock = candor_lock_page_new (self->session, self->clinic);
  show_child (self, self->lock);
  remove_child (self, &self->cover);
  remove_child (self, &self->area);
  remove_child (self, &self->flow);
  clear_clipboards (self);
  gtk_widget_grab_focus (self->lock);
  watch (self);
}

static void hand_over_cb (CandorWindow *self, GObject *draft);

/* Always a new one: the last one may hold a store that was locked since. */
static void
show_area (CandorWindow *self)
{
  GtkWidget *area;

  candor_parts_set_direction (clinic_language (self));
  area = candor_staff_area_new (self->procedure, self->clinic, self->session, &self->stationery);
  remove_child (self, &self->area);
  self->area = CANDOR_STAFF_AREA (area);
  g_signal_connect_object (area, "hand-over", G_CALLBACK (hand_over_cb), self, G_CONNECT_SWAPPED);
  show_child (self, area);
  remove_child (self, &self->lock);
  remove_child (self, &self->flow);
  candor_staff_area_show_home (self->area);
  watch (self);
}

/* What is under way covers itself; everything else gives way. */
static void
session_changed_cb (CandorWindow *self)
{
  if (self->draft != NULL && !self->preparing)
    return;
  /* Somebody locked it while room was being made for the visit, which is a draft as before. */
  g_clear_object (&self->draft);
  if (is_unlocked (self))
    show_area (self);
  else
    show_lock (self);
}

/* The flow asks from inside one of its own buttons, so it is taken away a moment later. */
static gboolean
finish_cb (gpointer data)
{
  CandorWindow *self = data;

  self->leaving = 0;
  g_clear_object (&self->draft);
  candor_session_lock (self->session);
  show_lock (self);
  return G_SOURCE_REMOVE;
}

/* Nobody finished it, so it waits with everything in it. */
static gboolean
leave_cb (gpointer data)
{
  CandorWindow *self = data;

  self->leaving = 0;
  candor_draft_keeper_keep (candor_session_get_drafts (self->session), self->draft);
  g_clear_object (&self->draft);
  clear_clipboards (self);
  session_changed_cb (self);
  return G_SOURCE_REMOVE;
}

static void
finished_cb (CandorWindow *self)
{
  if (self->leaving == 0)
    self->leaving = g_idle_add (finish_cb, self);
}

static void
left_cb (CandorWindow *self)
{
  if (self->leaving == 0)
    self->leaving = g_idle_add (is_filed (self) ? finish_cb : leave_cb, self);
}

/* Room is set aside: now the visit begins, and the flow locks the tablet. */
static void
begin_visit (CandorWindow *self)
{
  self->flow = candor_flow_new (self->procedure, self->draft, self->session);
  candor_flow_set_stationery (self->flow, &self->stationery);
  if (self->voice == NULL)
    self->voice = candor_voice_new ();
  candor_flow_set_voice (self->flow, self->voice);
  g_signal_connect_object (self->flow, "finished", G_CALLBACK (finished_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->flow, "left", G_CALLBACK (left_cb), self, G_CONNECT_SWAPPED);
  show_child (self, GTK_WIDGET (self->flow));
  remove_child (self, &self->area);
  clear_clipboards (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->flow));
  watch (self);
}

static void
say (CandorWindow *self, const char *title, const char *words)
{
  candor_notice_show (GTK_WINDOW (self), clinic_language (self), title, words);
}

static void
prepared_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (CandorWindow) self = data;
  g_autoptr (GError) error = NULL;
  gboolean ready = candor_session_prepare_finish (result, &error);

  self->preparing = FALSE;
  /* It was locked or closed meanwhile. */
  if (self->draft == NULL || self->session == NULL)
    return;
  if (ready && is_unlocked (self))
    {
      begin_visit (self);
      return;
    }
  g_clear_object (&self->draft);
  if (!is_unlocked (self))
    show_lock (self);
  else
    {
      g_autofree char *sentence = candor_error_dup_sentence (error, clinic_language (self));

      say (self, candor_language_text (clinic_language (self), N_ ("The patient cannot start yet")),
           sentence);
    }
}

static void
hand_over_cb (CandorWindow *self, GObject *draft)
{
  if (self->flow != NULL || self->preparing)
    return;

  self->preparing = TRUE;
  g_set_object (&self->draft, draft);
  candor_session_prepare_async (self->session, prepared_cb, g_object_ref (self));
}

/* Nobody is there */

static void
uncovered_cb (CandorWindow *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->flow), TRUE);
  gtk_stack_set_visible_child (self->stack, GTK_WIDGET (self->flow));
  remove_child (self, &self->cover);
  candor_parts_set_direction (candor_flow_get_language (self->flow));
  candor_flow_uncovered (self->flow);
  gtk_widget_grab_focus (GTK_WIDGET (self->flow));
  watch (self);
}

static void
cover (CandorWindow *self)
{
  if (self->cover != NULL)
    return;
  self->cover = candor_cover_page_new (self->session, candor_draft_get_visit (self->draft),
                                       self->clinic->name, self->times.stranger);
  g_signal_connect_object (self->cover, "uncovered", G_CALLBACK (uncovered_cb), self,
                           G_CONNECT_SWAPPED);
  show_child (self, self->cover);
  gtk_widget_set_visible (GTK_WIDGET (self->flow), FALSE);
  gtk_widget_grab_focus (self->cover);
  watch (self);
}

static void
warn_cb (CandorWindow *self)
{
  candor_idle_bar_show (self->bar, language_now (self), is_unlocked (self));
}

/* Whoever has the tablet is told, and it goes on: nothing is asked of a patient but to tell staff. */
static void
saved_cb (CandorWindow *self)
{
  g_autofree char *trouble = candor_draft_keeper_dup_trouble (
      candor_session_get_drafts (self->session), clinic_language (self));
  const char *words = candor_language_text (
      language_now (self), N_ ("This tablet cannot save at the moment. It tries again by itself. "
                               "Nothing is lost as long as it stays switched on. Please tell a "
                               "member of staff."));

  if (trouble != NULL && g_strcmp0 (gtk_label_get_label (self->unsaved), words) != 0)
    gtk_label_set_label (self->unsaved, words);
  gtk_widget_set_visible (GTK_WIDGET (self->unsaved), trouble != NULL);
}

/* The computer may sleep as soon as no key is in its memory, and not before. */
static void
wiped_cb (CandorWindow *self)
{
  if (!candor_session_has_key (self->session))
    candor_sleep_allow (self->sleep);
}

static void
falls_asleep_cb (CandorWindow *self)
{
  candor_window_lock (self);
  wiped_cb (self);
}

static void
lock_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  if (CANDOR_WINDOW (widget)->session != NULL)
    candor_window_lock (CANDOR_WINDOW (widget));
}

static gboolean
close_idle_cb (gpointer data)
{
  CandorWindow *self = data;

  self->leaving = 0;
  gtk_window_destroy (GTK_WINDOW (self));
  return G_SOURCE_REMOVE;
}

/* The question is still busy with its own end, and would go with the window. */
static void
answered_cb (CandorWindow *self, const char *response)
{
  if (self->leaving == 0 && g_str_equal (response, "close"))
    self->leaving = g_idle_add (close_idle_cb, self);
}

/*
 * A patient who closes the window by accident must not lose the visit, nor see the staff's list: it
 * takes the way to staff instead, who can leave the visit from there.
 */
static gboolean
candor_window_close_request (GtkWindow *window)
{
  CandorWindow *self = CANDOR_WINDOW (window);
  GtkWindow *question = NULL;

  if (self->flow != NULL)
    {
      if (self->cover == NULL)
        gtk_widget_activate_action (GTK_WIDGET (self->flow), "flow.call-staff", NULL);
      return TRUE;
    }
  if (self->session != NULL)
    question = candor_unsaved_question_ask (window, candor_session_get_drafts (self->session),
                                            clinic_language (self));
  if (question != NULL)
    {
      g_signal_connect_object (question, "response", G_CALLBACK (answered_cb), self,
                               G_CONNECT_SWAPPED);
      return TRUE;
    }
  return GTK_WINDOW_CLASS (candor_window_parent_class)->close_request (window);
}

/* The inspector would show what stands in every widget. */
static gboolean
candor_window_enable_debugging (GtkWindow *window, gboolean toggle)
{
  return FALSE;
}

static void
candor_window_dispose (GObject *object)
{
  CandorWindow *self = CANDOR_WINDOW (object);

  g_clear_handle_id (&self->leaving, g_source_remove);
  g_clear_object (&self->idle);
  g_clear_object (&self->sleep);
  g_clear_object (&self->draft);
  if (self->session != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->session, self);
      candor_session_lock (self->session);
    }
  g_clear_object (&self->voice);
  g_clear_object (&self->session);
  g_clear_pointer (&self->procedure, candor_procedure_unref);
  candor_stationery_clear (&self->stationery);
  G_OBJECT_CLASS (candor_window_parent_class)->dispose (object);
  candor_work_finish ();
}

static void
candor_window_class_init (CandorWindowClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = candor_window_dispose;
  GTK_WINDOW_CLASS (class)->close_request = candor_window_close_request;
  GTK_WINDOW_CLASS (class)->enable_debugging = candor_window_enable_debugging;

  gtk_widget_class_install_action (widget_class, "win.lock", NULL, lock_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_l, GDK_CONTROL_MASK, "win.lock", NULL);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/candor/Candor/candor-window.ui");
  gtk_widget_class_bind_template_child (widget_class, CandorWindow, overlay);
  gtk_widget_class_bind_template_child (widget_class, CandorWindow, unsaved);
  gtk_widget_class_bind_template_child (widget_class, CandorWindow, stack);
}

static void
candor_window_init (CandorWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->times = usual_times;
}

/**
 * candor_window_new:
 * @application: (nullable): the application
 * @procedure: what visits are about
 * @clinic: (transfer none): who the clinic is; must outlive the window
 * @session: whose tablet it is
 *
 * Returns: (transfer none): a window, locked unless the session is not
 */
GtkWidget *
candor_window_new (GtkApplication *application,
                   CandorProcedure *procedure,
                   const CandorClinic *clinic,
                   CandorSession *session)
{
  CandorWindow *self = g_object_new (CANDOR_TYPE_WINDOW, "application", application, NULL);

  self->procedure = candor_procedure_ref (procedure);
  self->clinic = clinic;
  self->session = g_object_ref (session);
  self->bar = CANDOR_IDLE_BAR (candor_idle_bar_new ());
  gtk_overlay_add_overlay (self->overlay, GTK_WIDGET (self->bar));
  self->idle = candor_idle_new (GTK_WIDGET (self));
  g_signal_connect_object (self->idle, "warn", G_CALLBACK (warn_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->idle, "awake", G_CALLBACK (candor_idle_bar_hide), self->bar,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->bar, "stay", G_CALLBACK (candor_idle_touch), self->idle,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->idle, "end", G_CALLBACK (candor_window_lock), self,
                           G_CONNECT_SWAPPED);
  self->sleep = candor_sleep_new ();
  g_signal_connect_object (self->sleep, "falls-asleep", G_CALLBACK (falls_asleep_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "wiped", G_CALLBACK (wiped_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "changed", G_CALLBACK (session_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (candor_session_get_drafts (session), "saved", G_CALLBACK (saved_cb),
                           self, G_CONNECT_SWAPPED);
  session_changed_cb (self);
  candor_warm_up_after_first_frame (GTK_WIDGET (self));
  return GTK_WIDGET (self);
}

/**
 * candor_window_set_stationery:
 * @self: a window with a session
 * @stationery: (nullable): what the clinic makes its papers with; the seal is the store's
 */
void
candor_window_set_stationery (CandorWindow *self, const CandorStationery *stationery)
{
  g_return_if_fail (CANDOR_IS_WINDOW (self));

  candor_stationery_assign (&self->stationery, stationery);
  g_clear_pointer (&self->stationery.seal, candor_seal_unref);
  if (self->area != NULL)
    candor_staff_area_set_stationery (self->area, &self->stationery);
  if (self->flow != NULL)
    candor_flow_set_stationery (self->flow, &self->stationery);
}

/**
 * candor_window_set_idle_times:
 * @self: a window with a session
 * @times: after how long without a touch what happens
 */
void
candor_window_set_idle_times (CandorWindow *self, const CandorIdleTimes *times)
{
  g_return_if_fail (CANDOR_IS_WINDOW (self));

  self->times = *times;
  watch (self);
}

/**
 * candor_window_lock:
 * @self: a window with a session
 *
 * Nobody holds the tablet any more: what a visit shows is covered, and the staff's screens give way
 * to the locked one.
 */
void
candor_window_lock (CandorWindow *self)
{
  gboolean was_unlocked = is_unlocked (self);

  if (self->flow != NULL && is_filed (self))
    finished_cb (self);
  else if (self->flow != NULL && !was_unlocked)
    cover (self);
  candor_session_lock (self->session);
  clear_clipboards (self);
  watch (self);
}

/**
 * candor_window_reread:
 * @self: a window with a session
 *
 * Shows the words that its language has now. A visit stays at its page, with all that is in it; the
 * staff's screens begin again.
 */
void
candor_window_reread (CandorWindow *self)
{
  if (self->flow != NULL)
    candor_flow_set_language (
        self->flow, candor_visit_get (candor_draft_get_visit (self->draft), CANDOR_FIELD_LANGUAGE));
  else
    {
      remove_child (self, &self->lock);
      session_changed_cb (self);
    }
}

/**
 * candor_window_new_setup:
 * @application: (nullable): the application
 * @setup: (transfer floating): the pages of the first start, or one that says why there is none
 *
 * Returns: (transfer none): a window for a tablet that has no store, or none that can be used
 */
GtkWidget *
candor_window_new_setup (GtkApplication *application, GtkWidget *setup)
{
  CandorWindow *self = g_object_new (CANDOR_TYPE_WINDOW, "application", application, NULL);

  gtk_stack_add_child (self->stack, setup);
  return GTK_WIDGET (self);
}
