/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#include "candor-flow-private.h"

#include "candor-manners.h"

/* How wide a page may grow, in text sizes. */
#define PAGE_EM 54

G_DEFINE_FINAL_TYPE (CandorFlow, candor_flow, GTK_TYPE_WIDGET)

enum
{
  FINISHED,
  LEFT,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

#define _(message) candor_language_text (candor_flow_get_language (self), (message))

/* Returns: the line of the table that the patient is at. */
const CandorPageEntry *
candor_flow_get_entry (CandorFlow *self)
{
  gsize n;

  return &candor_page_table_for (self->draft, &n)[self->place.entry];
}

static gboolean
is_filed (CandorFlow *self)
{
  return self->page != NULL && candor_page_get_record (self->page) != NULL;
}

static gboolean
can_go_back (CandorFlow *self)
{
  CandorPlaceInVisit place = self->place;

  return !is_filed (self) && !candor_page_is_busy (self->page)
         && candor_flow_path_previous (self->procedure, self->draft, &place);
}

/* Only one of the two lists can be seen. Returns: (transfer none): that one */
static CandorStepList *
get_steps (CandorFlow *self)
{
  return self->form == CANDOR_BAR_WIDE ? self->sidebar : self->dots;
}

static void
update_steps (CandorFlow *self)
{
  candor_step_list_show (get_steps (self), self->procedure, self->draft,
                         candor_flow_get_entry (self)->step, candor_flow_get_language (self));
}

/* Asks the page again for all that the engine shows of it. */
static void
update (CandorFlow *self)
{
  g_autofree char *missing = candor_page_missing (self->page);
  g_autofree char *next = candor_page_next_label (self->page);
  g_autofree char *words = NULL;
  CandorDistance distance;

  candor_flow_path_measure (self->procedure, self->draft, &self->place, &distance);
  words = candor_page_progress (self->page);
  if (words == NULL)
    words = candor_flow_path_words (candor_flow_get_language (self),
                                    candor_flow_get_entry (self)->step, &distance);
  update_steps (self);
  candor_bottom_bar_set_progress (self->bar, (distance.before + 1.0) / distance.total, words);
  candor_bottom_bar_set_next (self->bar, next != NULL ? next : _ ("Next"), missing == NULL);
  if (missing == NULL)
    candor_bottom_bar_set_missing (self->bar, NULL);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "flow.back",
                                 self->held != NULL || can_go_back (self));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "flow.leave",
                                 !candor_page_is_busy (self->page));
  candor_flow_tools_set_language_fixed (
      self->tools, candor_flow_get_entry (self)->holder == CANDOR_HOLDER_PRACTITIONER
                       || candor_visit_get (self->visit, CANDOR_FIELD_TEXT_SHA256) != NULL);
}

static void
state_changed_cb (CandorFlow *self)
{
  if (self->page != NULL && !self->settling)
    update (self);
}

static void
visit_changed_cb (CandorFlow *self)
{
  if (self->page == NULL || self->settling)
    return;

  self->settling = TRUE;
  candor_flow_path_drop_overtaken (self->draft, &self->place);
  self->settling = FALSE;
  candor_flow_keep_soon (self);
  update (self);
}

/* Puts self->page on the screen. */
void
candor_flow_present (CandorFlow *self)
{
  g_autofree char *title = candor_page_title (self->page);

  candor_heading_set_words (self->title, title);
  adw_bin_set_child (self->slot, GTK_WIDGET (self->page));
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0.0);
  candor_flow_tools_set_badge (self->tools,
                               candor_flow_get_entry (self)->holder == CANDOR_HOLDER_PRACTITIONER
                                   ? _ ("For the practitioner")
                                   : NULL);
  candor_bottom_bar_set_missing (self->bar, NULL);
  candor_bottom_bar_set_next_visible (self->bar, TRUE);

  candor_page_shown (self->page);
  update (self);
  candor_flow_offer_reading (self);
  /* The heading takes the focus, so that a screen reader says where we are. */
  gtk_widget_grab_focus (GTK_WIDGET (self->title));
  self->presented = g_get_monotonic_time ();
}

/* Builds the page of self->place and shows it; nothing of the one before is kept. While the patient
 * has the tablet there is no key in it. */
void
candor_flow_show_place (CandorFlow *self)
{
  CandorHolder holder = candor_flow_get_entry (self)->holder;

  candor_flow_stop_reading (self);
  /* A covered page goes here and now; what builds the next one may change the visit. */
  if (self->held != NULL)
    self->page = NULL;
  g_clear_object (&self->held);
  self->gate = CANDOR_GATE_NONE;
  if (holder == CANDOR_HOLDER_PATIENT)
    candor_session_lock (self->session);
  if (candor_flow_get_language (self) != self->language)
    candor_flow_update_words (self);
  self->page = candor_page_new (candor_flow_get_entry (self)->get_type (), self->procedure,
                                self->draft, self->place.index);
  candor_page_set_session (self->page, self->session);
  candor_page_set_stationery (self->page, &self->stationery);
  g_signal_connect_object (self->page, "state-changed", G_CALLBACK (state_changed_cb), self,
                           G_CONNECT_SWAPPED);
  candor_flow_keep (self);
  if (holder == CANDOR_HOLDER_PRACTITIONER && candor_flow_is_locked (self))
    {
      self->held = g_object_ref_sink (self->page);
      candor_flow_ask_staff (self, CANDOR_GATE_AGAIN);
    }
  else
    candor_flow_present (self);
}

static void
apply_form (CandorFlow *self, CandorBarForm form)
{
  gboolean narrow = form != CANDOR_BAR_WIDE;
  gboolean turned = narrow == gtk_widget_get_visible (self->sidebar_place);

  self->form = form;
  gtk_widget_set_visible (self->sidebar_place, !narrow);
  gtk_widget_set_visible (GTK_WIDGET (self->dots), narrow);
  candor_flow_tools_set_form (self->tools, form);
  candor_reading_bar_set_narrow (self->reading, narrow);
  candor_bottom_bar_set_form (self->bar, form);
  if (self->page != NULL && turned)
    {
      candor_step_list_forget (get_steps (self));
      update_steps (self);
    }
  if (narrow)
    gtk_widget_add_css_class (GTK_WIDGET (self), "narrow");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "narrow");
}

static void
apply_text_size (CandorFlow *self)
{
  int percent = candor_text_size_get_percent (self->size);
  int page = PAGE_EM * candor_text_size_get_pixels (self->size);

  adw_clamp_set_maximum_size (self->clamp, page);
  adw_clamp_set_tightening_threshold (self->clamp, page);
  candor_flow_tools_set_text_size (self->tools, percent);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "flow.smaller", percent > CANDOR_TEXT_SIZE_MIN);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "flow.larger", percent < CANDOR_TEXT_SIZE_MAX);
  /* Before the layout: parts that larger text has no room for would make the window wider. */
  if (self->width > 0)
    apply_form (self,
                candor_bar_form_for_width (self->width, candor_text_size_get_pixels (self->size)));
}

static gboolean
form_cb (gpointer user_data)
{
  CandorFlow *self = user_data;

  self->form_id = 0;
  apply_form (self,
              candor_bar_form_for_width (self->width, candor_text_size_get_pixels (self->size)));

  return G_SOURCE_REMOVE;
}

static void
candor_flow_map (GtkWidget *widget)
{
  /* A visit that has just come into a window is met at its heading. */
  GTK_WIDGET_CLASS (candor_flow_parent_class)->map (widget);
  gtk_widget_grab_focus (widget);
}

/* Nobody listens to a page that is covered, or gone. */
static void
candor_flow_unmap (GtkWidget *widget)
{
  candor_flow_stop_reading (CANDOR_FLOW (widget));
  GTK_WIDGET_CLASS (candor_flow_parent_class)->unmap (widget);
}

static void
candor_flow_measure (GtkWidget *widget,
                     GtkOrientation orientation,
                     int for_size,
                     int *minimum,
                     int *natural,
                     int *minimum_baseline,
                     int *natural_baseline)
{
  gtk_widget_measure (CANDOR_FLOW (widget)->frame, orientation, for_size, minimum, natural, NULL,
                      NULL);
}

static void
candor_flow_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  CandorFlow *self = CANDOR_FLOW (widget);
  int em = candor_text_size_get_pixels (self->size);

  gtk_widget_allocate (self->frame, width, height, baseline, NULL);
  self->width = width;
  /* Parts cannot be shown or hidden in the middle of a layout: do it right after. */
  if (candor_bar_form_for_width (width, em) != self->form && self->form_id == 0)
    self->form_id = g_idle_add_full (GDK_PRIORITY_REDRAW - 1, form_cb, self, NULL);
}

static gboolean
candor_flow_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (CANDOR_FLOW (widget)->title));
}

static void
candor_flow_dispose (GObject *object)
{
  CandorFlow *self = CANDOR_FLOW (object);

  g_clear_handle_id (&self->form_id, g_source_remove);
  candor_flow_forget_language (self);
  candor_flow_keep_pending (self);
  g_clear_object (&self->reader);
  self->page = NULL;
  g_clear_object (&self->held);
  g_clear_pointer (&self->frame, gtk_widget_unparent);
  if (self->size != NULL)
    gtk_widget_set_default_direction (self->direction_before);
  g_clear_pointer (&self->size, candor_text_size_free);

  G_OBJECT_CLASS (candor_flow_parent_class)->dispose (object);
}

static void
candor_flow_finalize (GObject *object)
{
  CandorFlow *self = CANDOR_FLOW (object);

  g_clear_pointer (&self->procedure, candor_procedure_unref);
  g_clear_pointer (&self->offered, g_ptr_array_unref);
  g_clear_object (&self->draft);
  g_clear_object (&self->visit);
  g_clear_object (&self->session);
  candor_stationery_clear (&self->stationery);

  G_OBJECT_CLASS (candor_flow_parent_class)->finalize (object);
}

static void
candor_flow_class_init (CandorFlowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = candor_flow_dispose;
  object_class->finalize = candor_flow_finalize;
  widget_class->map = candor_flow_map;
  widget_class->unmap = candor_flow_unmap;
  widget_class->measure = candor_flow_measure;
  widget_class->size_allocate = candor_flow_size_allocate;
  widget_class->grab_focus = candor_flow_grab_focus;

  /**
   * CandorFlow::finished:
   *
   * The last page was left: the visit is filed and the tablet is with staff.
   */
  signals[FINISHED] = g_signal_new ("finished", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                    NULL, NULL, NULL, G_TYPE_NONE, 0);
  /**
   * CandorFlow::left:
   *
   * Staff leave the visit before its end. Nothing of it is lost: it is all in the visit.
   */
  signals[LEFT] = g_signal_new ("left", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 0);

  candor_flow_install_actions (widget_class);

  g_type_ensure (CANDOR_TYPE_BOTTOM_BAR);
  g_type_ensure (CANDOR_TYPE_FLOW_TOOLS);
  g_type_ensure (CANDOR_TYPE_HEADING);
  g_type_ensure (CANDOR_TYPE_READING_BAR);
  g_type_ensure (CANDOR_TYPE_STEP_LIST);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/candor/Candor/candor-flow.ui");
  gtk_widget_class_bind_template_child (widget_class, CandorFlow, frame);
  gtk_widget_class_bind_template_child (widget_class, CandorFlow, tools);
  gtk_widget_class_bind_template_child (widget_class, CandorFlow, sidebar);
  gtk_widget_class_bind_template_child (widget_class, CandorFlow, sidebar_place);
  gtk_widget_class_bind_template_child (widget_class, CandorFlow, dots);
  gtk_widget_class_bind_template_child (widget_class, CandorFlow, scroller);
  gtk_widget_class_bind_template_child (widget_class, CandorFlow, title);
  gtk_widget_class_bind_template_child (widget_class, CandorFlow, slot);
  gtk_widget_class_bind_template_child (widget_class, CandorFlow, clamp);
  gtk_widget_class_bind_template_child (widget_class, CandorFlow, reading);
  gtk_widget_class_bind_template_child (widget_class, CandorFlow, bar);
}

static void
candor_flow_init (CandorFlow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  candor_manners_keep (GTK_WIDGET (self));

  candor_step_list_set_dots (self->dots, TRUE);
  apply_form (self, CANDOR_BAR_STACKED);
  self->size = candor_text_size_new (gtk_widget_get_display (GTK_WIDGET (self)));
  self->direction_before = gtk_widget_get_default_direction ();
}

/**
 * candor_flow_new:
 * @procedure: what the visit is about
 * @draft: a visit, or a check on the day of treatment, started by staff
 * @session: whom the tablet is with, and where the visit is saved and filed
 *
 * Returns: (transfer floating): the visit at its first page, or where it was left
 */
CandorFlow *
candor_flow_new (CandorProcedure *procedure, gpointer draft, CandorSession *session)
{
  CandorFlow *self;

  g_return_val_if_fail (procedure != NULL, NULL);
  g_return_val_if_fail (G_IS_OBJECT (draft), NULL);

  self = g_object_new (CANDOR_TYPE_FLOW, NULL);
  self->procedure = candor_procedure_ref (procedure);
  self->draft = g_object_ref (draft);
  self->visit = g_object_ref (candor_draft_get_visit (draft));
  self->session = g_object_ref (session);

  g_signal_connect_object (draft, "changed", G_CALLBACK (visit_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "changed", G_CALLBACK (candor_flow_session_changed), self,
                           G_CONNECT_SWAPPED);
  apply_text_size (self);
  candor_flow_path_resume (procedure, draft, &self->place);
  candor_flow_show_place (self);

  return self;
}

/**
 * candor_flow_set_stationery:
 * @stationery: (nullable): what the clinic makes its papers with; A4 without a logo until it is set
 */
void
candor_flow_set_stationery (CandorFlow *self, const CandorStationery *stationery)
{
  candor_stationery_assign (&self->stationery, stationery);
  candor_page_set_stationery (self->page, stationery);
}

/**
 * candor_flow_get_page:
 *
 * Returns: (transfer none): the page the patient is at
 */
CandorPage *
candor_flow_get_page (CandorFlow *self)
{
  return self->page;
}

/**
 * candor_flow_get_page_id:
 *
 * Returns: the id of that page in the table
 */
const char *
candor_flow_get_page_id (CandorFlow *self)
{
  return candor_flow_get_entry (self)->id;
}

/**
 * candor_flow_get_missing:
 *
 * Returns: (transfer none): the sentence above the bottom bar that says what is missing, or ""
 */
const char *
candor_flow_get_missing (CandorFlow *self)
{
  return candor_bottom_bar_get_missing (self->bar);
}

/**
 * candor_flow_show_page:
 * @id: a page of the table
 *
 * Goes straight to a page, as staff do who take up a visit again.
 *
 * Returns: whether the visit has that page
 */
gboolean
candor_flow_show_page (CandorFlow *self, const char *id)
{
  CandorPlaceInVisit place;

  if (!candor_flow_path_find (self->procedure, self->draft, id, &place))
    return FALSE;
  self->place = place;
  candor_flow_show_place (self);

  return TRUE;
}

/**
 * candor_flow_next:
 *
 * Goes on when the page is complete; otherwise shows what is missing, in words and with the focus.
 */
void
candor_flow_next (CandorFlow *self)
{
  CandorPlaceInVisit place = self->place;
  g_autofree char *missing = NULL;

  if (self->held != NULL)
    return;
  missing = candor_page_missing (self->page);
  if (missing != NULL)
    {
      candor_bottom_bar_set_missing (self->bar, missing);
      candor_page_show_missing (self->page);
      return;
    }

  candor_page_apply (self->page);
  if (!candor_flow_path_next (self->procedure, self->draft, &place))
    g_signal_emit (self, signals[FINISHED], 0);
  else if (candor_flow_path_holder (self->draft, &place) == CANDOR_HOLDER_PRACTITIONER
           && candor_flow_is_locked (self))
    candor_flow_ask_staff (self, CANDOR_GATE_NEXT);
  else
    {
      self->place = place;
      candor_flow_show_place (self);
    }
}

/**
 * candor_flow_back:
 *
 * Goes back one page, or from the call for staff to the page it covered.
 */
void
candor_flow_back (CandorFlow *self)
{
  if (self->held != NULL)
    candor_flow_resume (self);
  else if (can_go_back (self)
           && candor_flow_path_previous (self->procedure, self->draft, &self->place))
    candor_flow_show_place (self);
}

/**
 * candor_flow_set_text_size:
 * @percent: from %CANDOR_TEXT_SIZE_MIN to %CANDOR_TEXT_SIZE_MAX
 */
void
candor_flow_set_text_size (CandorFlow *self, int percent)
{
  candor_text_size_set_percent (self->size,
                                CLAMP (percent, CANDOR_TEXT_SIZE_MIN, CANDOR_TEXT_SIZE_MAX));
  apply_text_size (self);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

/**
 * candor_flow_get_text_size:
 *
 * Returns: the size of the text, in percent
 */
int
candor_flow_get_text_size (CandorFlow *self)
{
  return candor_text_size_get_percent (self->size);
}

/**
 * candor_flow_set_high_contrast:
 * @high: whether contrast is high
 */
void
candor_flow_set_high_contrast (CandorFlow *self, gboolean high)
{
  if (high)
    gtk_widget_add_css_class (GTK_WIDGET (self), "high-contrast");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "high-contrast");
  candor_flow_tools_set_contrast (self->tools, high);
}

/* Staff go on with something else. */
void
candor_flow_emit_left (CandorFlow *self)
{
  g_signal_emit (self, signals[LEFT], 0);
}
