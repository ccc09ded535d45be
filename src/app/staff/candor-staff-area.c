/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#include "candor-staff-area.h"

#include "app/session/candor-day-consent.h"
#include "app/widgets/candor-notice.h"
#include "candor-day-start-page.h"
#include "candor-paper-pages.h"
#include "candor-register-log.h"
#include "candor-register-record.h"
#include "candor-register-scan.h"
#include "candor-register-settings.h"
#include "candor-staff-help.h"
#include "candor-staff-home.h"
#include "candor-staff-windows.h"
#include "candor-staff-words.h"
#include "core/candor-draft.h"

struct _CandorStaffArea
{
  AdwBin parent_instance;

  AdwToastOverlay *overlay; /* (unowned): says what was done on a page that has gone */
  GtkStack *stack;          /* (unowned) */
  CandorStaffHome *home;    /* (unowned): in the stack */
  GPtrArray *pages;         /* (owned) (element-type GtkWidget) (unowned elements): over the home */
  GtkWindow *window;        /* (unowned) (nullable): over all of it */

  CandorProcedure *procedure; /* (owned) */
  const CandorClinic *clinic; /* (unowned) */
  CandorRegister *records;    /* (owned) */
  CandorSession *session;     /* (owned) */
  CandorStationery stationery;
  const CandorLanguage *language; /* (unowned) */
  char *next;    /* (owned) (nullable): the record that takes the last page's place */
  guint leaving; /* source id */
};

G_DEFINE_FINAL_TYPE (CandorStaffArea, candor_staff_area, ADW_TYPE_BIN)

enum
{
  HAND_OVER,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void back_cb (CandorStaffArea *self, GtkWidget *page);
static void open_record_cb (CandorStaffArea *self, const char *file);
static void hand_over_cb (CandorStaffArea *self, GObject *draft);

/* What is over the home, or the home itself. */
static GtkWidget *
get_top (CandorStaffArea *self)
{
  return self->pages->len > 0 ? self->pages->pdata[self->pages->len - 1] : GTK_WIDGET (self->home);
}

/* Only the one that is seen is visible: what is behind it takes no keys, and is not read out. */
static void
show_top (CandorStaffArea *self)
{
  GtkWidget *top = get_top (self);

  gtk_widget_set_visible (top, TRUE);
  gtk_stack_set_visible_child (self->stack, top);
  gtk_widget_child_focus (top, GTK_DIR_TAB_FORWARD);
}

static void
push (CandorStaffArea *self, GtkWidget *page)
{
  GtkWidget *below = get_top (self);

  g_signal_connect_object (page, "back", G_CALLBACK (back_cb), self, G_CONNECT_SWAPPED);
  gtk_stack_add_child (self->stack, page);
  g_ptr_array_add (self->pages, page);
  show_top (self);
  gtk_widget_set_visible (below, FALSE);
}

/* Whatever was done on a page may have changed what the home lists. */
static void
pop (CandorStaffArea *self)
{
  GtkWidget *page = get_top (self);

  g_ptr_array_set_size (self->pages, (int)self->pages->len - 1);
  show_top (self);
  gtk_stack_remove (self->stack, page);
  candor_staff_home_reload (self->home);
}

/* A page asks from inside one of its own buttons, so it is taken away a moment later. */
static gboolean
leave_cb (gpointer data)
{
  CandorStaffArea *self = data;
  g_autofree char *next = g_steal_pointer (&self->next);

  self->leaving = 0;
  pop (self);
  if (next != NULL)
    open_record_cb (self, next);
  return G_SOURCE_REMOVE;
}

/* A page that somebody has left while it was at work must not take another one away. */
static void
back_cb (CandorStaffArea *self, GtkWidget *page)
{
  if (self->leaving == 0 && self->pages->len > 0 && get_top (self) == page)
    self->leaving = g_idle_add (leave_cb, self);
}

static void
show_page_cb (CandorStaffArea *self, GtkWidget *page)
{
  push (self, page);
}

static void
day_check_cb (CandorStaffArea *self, const char *file)
{
  GtkWidget *page = candor_day_start_page_new (self->records, file, self->procedure, self->clinic,
                                               self->language);

  g_signal_connect_object (page, "hand-over", G_CALLBACK (hand_over_cb), self, G_CONNECT_SWAPPED);
  push (self, page);
}

static void
open_record_cb (CandorStaffArea *self, const char *file)
{
  GtkWidget *page = candor_register_record_new (self->records, file, self->procedure, self->clinic,
                                                &self->stationery, self->language);

  g_signal_connect_object (page, "open-record", G_CALLBACK (open_record_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (page, "day-check", G_CALLBACK (day_check_cb), self, G_CONNECT_SWAPPED);
  push (self, page);
}

/* Staff see what they have filed, and cannot file it again by another touch. */
static void
filed_cb (CandorStaffArea *self, const char *file, GtkWidget *page)
{
  adw_toast_overlay_add_toast (self->overlay, adw_toast_new (_ ("The form is filed.")));
  if (get_top (self) != page)
    {
      candor_staff_home_reload (self->home);
      return;
    }
  g_free (self->next);
  self->next = g_strdup (file);
  back_cb (self, page);
}

/* Whether everybody has signed it. What it tells may have taken place before the consent was taken
 * back, and is filed like anything else. */
static gboolean
is_complete (CandorStaffArea *self, GObject *draft)
{
  g_autoptr (GPtrArray) missing
      = candor_draft_missing (draft, self->procedure, CANDOR_STAGE_COMPLETE, self->language);

  return missing->len == 0;
}

static void
hand_over_cb (CandorStaffArea *self, GObject *draft)
{
  if (candor_day_consent_is_withdrawn (self->session, candor_draft_get_check (draft))
      && !is_complete (self, draft))
    {
      candor_notice_show (
          GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), self->language,
          _ ("The consent was withdrawn"),
          _ ("Nobody is treated on it any more, so this check does not go on. It stays "
             "where it is until you throw it away."));
      return;
    }
  g_signal_emit (self, signals[HAND_OVER], 0, draft);
}

static void
blank_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CandorStaffArea *self = CANDOR_STAFF_AREA (widget);

  push (self,
        candor_blank_form_page_new (self->procedure, self->clinic, &self->stationery,
                                    self->language, candor_session_get_folder (self->session)));
}

static void
check_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CandorStaffArea *self = CANDOR_STAFF_AREA (widget);

  push (self, candor_check_file_page_new (&self->stationery, self->language));
}

static void
scan_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CandorStaffArea *self = CANDOR_STAFF_AREA (widget);
  GtkWidget *page = candor_register_scan_new (self->records, self->procedure, self->clinic,
                                              &self->stationery, self->language);

  g_signal_connect_object (page, "filed", G_CALLBACK (filed_cb), self, G_CONNECT_SWAPPED);
  push (self, page);
}

static void
log_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CandorStaffArea *self = CANDOR_STAFF_AREA (widget);
  GtkWidget *page = candor_register_log_new (self->records, self->language);

  g_signal_connect_object (page, "open-record", G_CALLBACK (open_record_cb), self,
                           G_CONNECT_SWAPPED);
  push (self, page);
}

static void
settings_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CandorStaffArea *self = CANDOR_STAFF_AREA (widget);

  /* Its key is there on every page. What is begun on another one is brought to its end first. */
  if (self->leaving != 0 || self->pages->len > 0)
    return;
  push (self, candor_register_settings_new (self->records, self->procedure, self->clinic,
                                            CANDOR_KEY_COST_DEFAULT, self->language));
}

static void
help_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  candor_staff_help_open (widget, CANDOR_STAFF_AREA (widget)->language);
}

static void
close_window (CandorStaffArea *self)
{
  GtkWindow *window = self->window;

  g_clear_weak_pointer (&self->window);
  if (window != NULL)
    gtk_window_destroy (window);
}

/* Whoever leaves the tablet does not close a window first. */
static gboolean
lock_cb (GtkWidget *window, GVariant *arguments, gpointer area)
{
  return gtk_widget_activate_action (area, "win.lock", NULL);
}

static void
open_window (CandorStaffArea *self, GtkWindow *window)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();

  close_window (self);
  g_set_weak_pointer (&self->window, window);
  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (keys),
      gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_l, GDK_CONTROL_MASK),
                        gtk_callback_action_new (lock_cb, self, NULL)));
  gtk_widget_add_controller (GTK_WIDGET (window), keys);
  gtk_window_set_transient_for (window, GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))));
  gtk_window_present (window);
}

static void
shortcuts_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CandorStaffArea *self = CANDOR_STAFF_AREA (widget);

  open_window (self, candor_staff_shortcuts_new (self->language));
}

static void
about_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CandorStaffArea *self = CANDOR_STAFF_AREA (widget);

  open_window (self, candor_staff_about_new (self->language));
}

static void
reload_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  candor_staff_home_reload (CANDOR_STAFF_AREA (widget)->home);
}

static gboolean
escape_cb (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  CandorStaffArea *self = CANDOR_STAFF_AREA (widget);

  if (self->pages->len == 0)
    return GDK_EVENT_PROPAGATE;
  back_cb (self, get_top (self));
  return GDK_EVENT_STOP;
}

/* A key goes to the window alone when what had the focus has gone from a page, so those of every page
 * are listened for there. */
static void
listen_for_keys (CandorStaffArea *self)
{
  static const struct
  {
    guint key;
    GdkModifierType held;
    const char *action;
  } keys[] = {
    { GDK_KEY_F1, 0, "staff.help" },
    { GDK_KEY_comma, GDK_CONTROL_MASK, "staff.settings" },
    { GDK_KEY_question, GDK_CONTROL_MASK, "staff.shortcuts" },
  };
  GtkEventController *controller = gtk_shortcut_controller_new ();
  GtkShortcutController *list = GTK_SHORTCUT_CONTROLLER (controller);

  gtk_shortcut_controller_set_scope (list, GTK_SHORTCUT_SCOPE_GLOBAL);
  gtk_shortcut_controller_add_shortcut (
      list, gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0),
                              gtk_callback_action_new (escape_cb, NULL, NULL)));
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_shortcut_controller_add_shortcut (
        list, gtk_shortcut_new (gtk_keyval_trigger_new (keys[i].key, keys[i].held),
                                gtk_named_action_new (keys[i].action)));
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
}

/* Something may hold the area for a moment longer than it is on the screen. */
static void
candor_staff_area_unroot (GtkWidget *widget)
{
  close_window (CANDOR_STAFF_AREA (widget));
  GTK_WIDGET_CLASS (candor_staff_area_parent_class)->unroot (widget);
}

static void
candor_staff_area_dispose (GObject *object)
{
  CandorStaffArea *self = CANDOR_STAFF_AREA (object);

  g_clear_handle_id (&self->leaving, g_source_remove);
  g_clear_pointer (&self->pages, g_ptr_array_unref);
  g_clear_pointer (&self->next, g_free);
  g_clear_pointer (&self->procedure, candor_procedure_unref);
  g_clear_pointer (&self->records, candor_register_unref);
  g_clear_object (&self->session);
  candor_stationery_clear (&self->stationery);
  G_OBJECT_CLASS (candor_staff_area_parent_class)->dispose (object);
}

static void
candor_staff_area_class_init (CandorStaffAreaClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = candor_staff_area_dispose;
  widget_class->unroot = candor_staff_area_unroot;

  /**
   * CandorStaffArea::hand-over:
   * @draft: the visit, or the check
   *
   * The patient gets the tablet.
   */
  signals[HAND_OVER] = g_signal_new ("hand-over", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_OBJECT);

  gtk_widget_class_install_action (widget_class, "staff.blank", NULL, blank_action);
  gtk_widget_class_install_action (widget_class, "staff.check", NULL, check_action);
  gtk_widget_class_install_action (widget_class, "staff.scan", NULL, scan_action);
  gtk_widget_class_install_action (widget_class, "staff.log", NULL, log_action);
  gtk_widget_class_install_action (widget_class, "staff.settings", NULL, settings_action);
  gtk_widget_class_install_action (widget_class, "staff.help", NULL, help_action);
  gtk_widget_class_install_action (widget_class, "staff.shortcuts", NULL, shortcuts_action);
  gtk_widget_class_install_action (widget_class, "staff.about", NULL, about_action);
  gtk_widget_class_install_action (widget_class, "staff.reload", NULL, reload_action);
}

static void
candor_staff_area_init (CandorStaffArea *self)
{
  self->pages = g_ptr_array_new ();
  self->stack = GTK_STACK (gtk_stack_new ());
  self->overlay = ADW_TOAST_OVERLAY (adw_toast_overlay_new ());
  adw_toast_overlay_set_child (self->overlay, GTK_WIDGET (self->stack));
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->overlay));
  gtk_widget_add_css_class (GTK_WIDGET (self), "staff");
  listen_for_keys (self);
}

/**
 * candor_staff_area_new:
 * @procedure: what the visits are about
 * @clinic: (transfer none): who the clinic is; must outlive the widget
 * @session: whose tablet it is, unlocked
 * @stationery: (nullable): what the clinic makes its papers with
 *
 * Returns: (transfer floating): the staff's half, in the clinic's language, with its home to be shown
 */
GtkWidget *
candor_staff_area_new (CandorProcedure *procedure,
                       const CandorClinic *clinic,
                       CandorSession *session,
                       const CandorStationery *stationery)
{
  CandorStaffArea *self = g_object_new (CANDOR_TYPE_STAFF_AREA, NULL);
  const CandorLanguage *language = candor_language_find (clinic->language, NULL);

  self->language = language != NULL ? language : candor_language_english ();
  self->procedure = candor_procedure_ref (procedure);
  self->clinic = clinic;
  self->session = g_object_ref (session);
  self->records = candor_register_ref (candor_session_get_register (session));
  self->home = CANDOR_STAFF_HOME (candor_staff_home_new (procedure, clinic, session));
  candor_staff_area_set_stationery (self, stationery);
  g_signal_connect_object (self->home, "hand-over", G_CALLBACK (hand_over_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->home, "open-record", G_CALLBACK (open_record_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->home, "show-page", G_CALLBACK (show_page_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_stack_add_child (self->stack, GTK_WIDGET (self->home));
  return GTK_WIDGET (self);
}

/**
 * candor_staff_area_set_stationery:
 * @self: the staff's half
 * @stationery: (nullable): what the clinic makes its papers with; the seal is the store's
 *
 * Pages that are open keep what they had.
 */
void
candor_staff_area_set_stationery (CandorStaffArea *self, const CandorStationery *stationery)
{
  CandorStationery sealed = { .logo = NULL };

  g_return_if_fail (CANDOR_IS_STAFF_AREA (self));

  if (stationery != NULL)
    sealed = *stationery;
  sealed.seal = candor_register_get_seal (self->records);
  candor_stationery_assign (&self->stationery, &sealed);
  candor_staff_home_set_paper (self->home, sealed.paper);
}

/**
 * candor_staff_area_show_home:
 * @self: the staff's half
 *
 * Leaves every page, and lists again what waits and what was filed.
 */
void
candor_staff_area_show_home (CandorStaffArea *self)
{
  g_return_if_fail (CANDOR_IS_STAFF_AREA (self));

  g_clear_handle_id (&self->leaving, g_source_remove);
  while (self->pages->len > 0)
    pop (self);
  show_top (self);
  candor_staff_home_reload (self->home);
}
