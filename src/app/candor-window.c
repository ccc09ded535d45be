/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#include "candor-window.h"

#include "app/staff/candor-staff-home.h"
#include "app/visit/candor-flow.h"
#include "candor-error-page.h"
#include "document/candor-consent-form.h"
#include "records/candor-records.h"

struct _CandorWindow
{
  AdwApplicationWindow parent_instance;

  GtkStack *stack;

  CandorProcedure *procedure; /* (owned) (nullable) */
  char *data_folder;          /* (owned) (nullable) */
  CandorStaffHome *home;      /* (unowned) (nullable): a child of the stack */
  GtkWidget *page;            /* (unowned) (nullable): a child of the stack */
  CandorFlow *flow;           /* (unowned) (nullable): a child of the stack */
  CandorStationery stationery;
  CandorVisit *visit; /* (owned) (nullable): the one in the patient's hands */
  guint leaving;      /* source id */
};

G_DEFINE_FINAL_TYPE (CandorWindow, candor_window, ADW_TYPE_APPLICATION_WINDOW)

static void
warm_up (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  candor_records_sweep (data);
  candor_document_warm_up ();
  g_task_return_boolean (task, TRUE);
}

/*
 * The first frame is on the screen: now there is time for what nobody waits for. The first document
 * of a process takes several times as long as the next, so one is made before a patient needs it.
 */
static void
after_paint_cb (CandorWindow *self, GdkFrameClock *clock)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, NULL, NULL);

  g_signal_handlers_disconnect_by_func (clock, after_paint_cb, self);
  candor_staff_home_reload (self->home);
  g_task_set_task_data (task, g_strdup (self->data_folder), g_free);
  g_task_run_in_thread (task, warm_up);
}

static void
realize_cb (CandorWindow *self)
{
  g_signal_connect_object (gtk_widget_get_frame_clock (GTK_WIDGET (self)), "after-paint",
                           G_CALLBACK (after_paint_cb), self, G_CONNECT_SWAPPED);
}

static void
remove_flow (CandorWindow *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->home), TRUE);
  gtk_stack_set_visible_child (self->stack, GTK_WIDGET (self->home));
  gtk_stack_remove (self->stack, GTK_WIDGET (self->flow));
  self->flow = NULL;
  g_clear_object (&self->visit);
}

/* The flow asks from inside one of its own buttons, so it is taken away a moment later. */
static gboolean
finish_cb (gpointer data)
{
  CandorWindow *self = data;

  self->leaving = 0;
  candor_staff_home_remove_ready (self->home, self->visit);
  remove_flow (self);
  candor_staff_home_clear (self->home);
  candor_staff_home_reload (self->home);
  return G_SOURCE_REMOVE;
}

/* Nobody finished it, so it waits with everything in it. */
static gboolean
leave_cb (gpointer data)
{
  CandorWindow *self = data;

  self->leaving = 0;
  candor_staff_home_add_ready (self->home, self->visit);
  remove_flow (self);
  candor_staff_home_clear (self->home);
  return G_SOURCE_REMOVE;
}

/* Whether the visit in the patient's hands is on the disk already. */
static gboolean
is_filed (CandorWindow *self)
{
  return candor_page_get_record (candor_flow_get_page (self->flow)) != NULL;
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

static void
hand_over_cb (CandorWindow *self, CandorVisit *visit)
{
  if (self->flow != NULL)
    return;

  self->visit = g_object_ref (visit);
  self->flow = candor_flow_new (self->procedure, visit, self->data_folder);
  candor_flow_set_stationery (self->flow, &self->stationery);
  g_signal_connect_object (self->flow, "finished", G_CALLBACK (finished_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->flow, "left", G_CALLBACK (left_cb), self, G_CONNECT_SWAPPED);
  gtk_stack_add_child (self->stack, GTK_WIDGET (self->flow));
  gtk_stack_set_visible_child (self->stack, GTK_WIDGET (self->flow));
  /* A stack keeps what it does not show in the tree of screen readers: patients must not meet it. */
  gtk_widget_set_visible (GTK_WIDGET (self->home), FALSE);
  gtk_widget_grab_focus (GTK_WIDGET (self->flow));
}

/* Back from a page of the staff. */
static gboolean
back_idle_cb (gpointer data)
{
  CandorWindow *self = data;

  self->leaving = 0;
  gtk_widget_set_visible (GTK_WIDGET (self->home), TRUE);
  gtk_stack_set_visible_child (self->stack, GTK_WIDGET (self->home));
  gtk_stack_remove (self->stack, self->page);
  self->page = NULL;
  return G_SOURCE_REMOVE;
}

static void
back_cb (CandorWindow *self)
{
  if (self->leaving == 0)
    self->leaving = g_idle_add (back_idle_cb, self);
}

static void
show_page_cb (CandorWindow *self, GtkWidget *page)
{
  if (self->flow != NULL || self->page != NULL)
    {
      g_object_ref_sink (page);
      g_object_unref (page);
      return;
    }
  self->page = page;
  gtk_stack_add_child (self->stack, page);
  gtk_stack_set_visible_child (self->stack, page);
  gtk_widget_set_visible (GTK_WIDGET (self->home), FALSE);
  gtk_widget_child_focus (page, GTK_DIR_TAB_FORWARD);
  g_signal_connect_object (page, "back", G_CALLBACK (back_cb), self, G_CONNECT_SWAPPED);
}

static gboolean
close_cb (gpointer data)
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
    self->leaving = g_idle_add (close_cb, self);
}

/*
 * A patient who closes the window by accident must not lose the visit, nor see the staff's list: it
 * takes the way to staff instead, who can leave the visit from there. Staff are asked before a visit
 * that waits is lost.
 */
static gboolean
candor_window_close_request (GtkWindow *window)
{
  CandorWindow *self = CANDOR_WINDOW (window);
  GtkWindow *question = NULL;

  if (self->flow == NULL && self->home != NULL)
    question = candor_staff_home_ask_to_close (self->home);
  if (question != NULL)
    {
      g_signal_connect_object (question, "response", G_CALLBACK (answered_cb), self,
                               G_CONNECT_SWAPPED);
      return TRUE;
    }
  if (self->flow != NULL)
    {
      gtk_widget_activate_action (GTK_WIDGET (self->flow), "flow.call-staff", NULL);
      return TRUE;
    }
  return GTK_WINDOW_CLASS (candor_window_parent_class)->close_request (window);
}

static void
candor_window_dispose (GObject *object)
{
  CandorWindow *self = CANDOR_WINDOW (object);

  g_clear_handle_id (&self->leaving, g_source_remove);
  g_clear_object (&self->visit);
  g_clear_pointer (&self->procedure, candor_procedure_unref);
  g_clear_pointer (&self->data_folder, g_free);
  candor_stationery_clear (&self->stationery);
  G_OBJECT_CLASS (candor_window_parent_class)->dispose (object);
}

static void
candor_window_class_init (CandorWindowClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = candor_window_dispose;
  GTK_WINDOW_CLASS (class)->close_request = candor_window_close_request;

  gtk_widget_class_set_template_from_resource (widget_class, "/org/candor/Candor/candor-window.ui");
  gtk_widget_class_bind_template_child (widget_class, CandorWindow, stack);
}

static void
candor_window_init (CandorWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * candor_window_new:
 * @application: (nullable): the application
 * @procedure: what visits are about
 * @clinic: (transfer none): who the clinic is; must outlive the window
 * @data_folder: the clinic's data folder, where visits are filed; need not exist yet
 *
 * Returns: (transfer none): a window with the staff's screen
 */
GtkWidget *
candor_window_new (GtkApplication *application,
                   CandorProcedure *procedure,
                   const CandorClinic *clinic,
                   const char *data_folder)
{
  CandorWindow *self = g_object_new (CANDOR_TYPE_WINDOW, "application", application, NULL);
  GtkWidget *home = candor_staff_home_new (procedure, clinic, data_folder);

  self->procedure = candor_procedure_ref (procedure);
  self->data_folder = g_strdup (data_folder);
  self->home = CANDOR_STAFF_HOME (home);
  g_signal_connect_object (home, "hand-over", G_CALLBACK (hand_over_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (home, "show-page", G_CALLBACK (show_page_cb), self, G_CONNECT_SWAPPED);
  gtk_stack_add_child (self->stack, home);
  g_signal_connect (self, "realize", G_CALLBACK (realize_cb), NULL);
  return GTK_WIDGET (self);
}

/**
 * candor_window_set_stationery:
 * @self: a window with the staff's screen
 * @stationery: (nullable): what the clinic makes its papers with
 */
void
candor_window_set_stationery (CandorWindow *self, const CandorStationery *stationery)
{
  g_return_if_fail (CANDOR_IS_WINDOW (self));

  candor_stationery_assign (&self->stationery, stationery);
  candor_staff_home_set_stationery (self->home, stationery);
}

/**
 * candor_window_new_error:
 * @application: (nullable): the application
 * @sentence: what is wrong, with the file and the place
 *
 * Returns: (transfer none): a window that says why Candor cannot start
 */
GtkWidget *
candor_window_new_error (GtkApplication *application, const char *sentence)
{
  CandorWindow *self = g_object_new (CANDOR_TYPE_WINDOW, "application", application, NULL);

  gtk_stack_add_child (self->stack, candor_error_page_new (sentence));
  return GTK_WIDGET (self);
}

/**
 * candor_window_add_ready:
 * @self: a window with the staff's screen
 * @visit: a visit that its patient can have
 */
void
candor_window_add_ready (CandorWindow *self, CandorVisit *visit)
{
  g_return_if_fail (CANDOR_IS_WINDOW (self));
  g_return_if_fail (self->home != NULL);

  candor_staff_home_add_ready (self->home, visit);
}
