/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * A patient, or whoever sits beside them, who tries everything that a keyboard and a mouse can do to
 * get out of the patient's pages. The events are real ones, of the display's server. Catches: a key
 * that opens the staff's half, a second window of any kind (the inspector, a chooser of files, a
 * print dialog, a help or shortcuts window), a name in the title, a menu of GTK's own over a page,
 * a link, and a field whose words a keyboard on the screen may learn.
 */
#include "staff-support.h"

#include "app/candor-window.h"
#include "app/staff/candor-staff-area.h"
#include "app/visit/candor-flow-tools.h"
#include "app/visit/candor-flow.h"
#include "app/visit/candor-page-table.h"
#include "core/candor-example.h"
#include "hands-support.h"
#include "store-support.h"
#include "tablet-support.h"

#define NAME "Ana Example"

typedef struct
{
  Tablet tablet;
  CandorFlow *flow;
  const char *place; /* the page that is walked over */
} Fixture;

static const KeySym modifiers[][HANDS_HELD] = {
  { 0 },
  { XK_Shift_L },
  { XK_Control_L },
  { XK_Alt_L },
  { XK_Super_L },
  { XK_Control_L, XK_Shift_L },
  { XK_Control_L, XK_Alt_L },
};

static const KeySym keys[] = {
  XK_Escape, XK_Menu,  XK_Left,      XK_Right,  XK_Home,   XK_End,     XK_F1,    XK_F2,
  XK_F3,     XK_F4,    XK_F5,        XK_F6,     XK_F7,     XK_F8,      XK_F9,    XK_F10,
  XK_F11,    XK_F12,   XK_BackSpace, XK_Delete, XK_Insert, XK_period,  XK_comma, XK_semicolon,
  XK_slash,  XK_a,     XK_c,         XK_d,      XK_e,      XK_f,       XK_g,     XK_h,
  XK_i,      XK_k,     XK_l,         XK_m,      XK_n,      XK_o,       XK_p,     XK_q,
  XK_r,      XK_s,     XK_t,         XK_u,      XK_v,      XK_w,       XK_x,     XK_y,
  XK_z,      XK_space, XK_Tab,       XK_Up,     XK_Down,   XK_Page_Up, XK_1,     XK_question,
};

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (CandorVisit) visit = NULL;
  GtkWidget *flow = NULL;

  tablet_set_up_shown (&self->tablet, NULL);
  visit = candor_example_ready (self->tablet.procedure,
                                &(CandorExample){ .clinic = self->tablet.clinic, .name = NAME });
  candor_visit_set (visit, CANDOR_FIELD_PATIENT_BORN, "1984-05-03");
  candor_draft_keeper_keep (candor_session_get_drafts (self->tablet.session), visit);
  store_open (self->tablet.window, self->tablet.session);
  staff_until (staff_find_button (self->tablet.window, "Hand over this visit") != NULL);
  staff_click (self->tablet.window, "Hand over this visit");
  staff_until ((flow = staff_find_type (self->tablet.window, CANDOR_TYPE_FLOW)) != NULL);
  self->flow = CANDOR_FLOW (flow);

  hands_settle (self->tablet.window);
  hands_focus (self->tablet.window);
  staff_until (gtk_window_is_active (GTK_WINDOW (self->tablet.window)));
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  tablet_tear_down (&self->tablet, NULL);
}

/* Returns: (nullable): a menu of GTK's own, or its choice of emoji, that is on the screen */
static GtkWidget *
find_menu (GtkWidget *widget)
{
  if (!gtk_widget_get_mapped (widget) || CANDOR_IS_FLOW_TOOLS (widget))
    return NULL;
  if (GTK_IS_POPOVER (widget))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_menu (child);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static void
assert_inside (Fixture *self, const char *what)
{
  GtkWidget *menu = find_menu (self->tablet.window);

  g_test_message ("%s: %s", self->place, what);
  g_assert_null (candor_session_get_register (self->tablet.session));
  g_assert_null (staff_find_type (self->tablet.window, CANDOR_TYPE_STAFF_AREA));
  g_assert_cmpuint (g_list_model_get_n_items (gtk_window_get_toplevels ()), ==, 1);
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (self->tablet.window)), ==, "Candor");
  if (menu != NULL)
    g_error ("%s: %s opened a %s", self->place, what, G_OBJECT_TYPE_NAME (menu));
}

/* Brings back the page that is walked over, from wherever a key has led. */
static void
go_back (Fixture *self)
{
  if (staff_find_input (self->tablet.window, "Your date of birth") != NULL)
    {
      staff_write (self->tablet.window, "Your date of birth", "3 May 1984");
      staff_click (self->tablet.window, "Go on with my visit");
      hands_settle (self->tablet.window);
    }
  if (!g_str_equal (candor_flow_get_page_id (self->flow), self->place)
      || !gtk_widget_get_mapped (GTK_WIDGET (candor_flow_get_page (self->flow))))
    {
      g_assert_true (candor_flow_show_page (self->flow, self->place));
      hands_settle (self->tablet.window);
    }
}

/* Collects what can be typed in or selected. */
static void
list_inputs (GtkWidget *widget, GPtrArray *inputs)
{
  if (!gtk_widget_get_mapped (widget))
    return;
  if (GTK_IS_TEXT (widget) || GTK_IS_TEXT_VIEW (widget)
      || (GTK_IS_LABEL (widget) && gtk_label_get_selectable (GTK_LABEL (widget))))
    g_ptr_array_add (inputs, widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    list_inputs (child, inputs);
}

static void
press_all (Fixture *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (modifiers); i++)
    for (guint j = 0; j < G_N_ELEMENTS (keys); j++)
      {
        g_autofree char *what = g_strdup_printf (
            "%s + %s + %s", modifiers[i][0] != 0 ? XKeysymToString (modifiers[i][0]) : "",
            modifiers[i][1] != 0 ? XKeysymToString (modifiers[i][1]) : "",
            XKeysymToString (keys[j]));

        hands_press (self->tablet.window, modifiers[i], keys[j]);
        assert_inside (self, what);
        go_back (self);
      }
}

/* Every button of the mouse, in every place where words can be selected, and swipes. */
static void
point_at_all (Fixture *self)
{
  g_autoptr (GPtrArray) inputs = g_ptr_array_new ();

  list_inputs (self->tablet.window, inputs);
  for (guint i = 0; i < inputs->len; i++)
    {
      GtkWidget *input = inputs->pdata[i];
      graphene_point_t at = GRAPHENE_POINT_INIT_ZERO;

      if (!gtk_widget_compute_point (input, self->tablet.window,
                                     &GRAPHENE_POINT_INIT (gtk_widget_get_width (input) / 4.0f,
                                                           gtk_widget_get_height (input) / 2.0f),
                                     &at)
          || at.y < 60 || at.y > 700)
        continue;
      for (guint button = 1; button <= 3; button++)
        for (guint times = 1; times <= 3; times++)
          {
            hands_move (self->tablet.window, (int)at.x, (int)at.y);
            hands_click (self->tablet.window, button, times);
            assert_inside (self, "a click");
          }
      hands_drag (self->tablet.window, (int)at.x, (int)at.y, (int)at.x + 200, (int)at.y + 120);
      assert_inside (self, "dragging words away");
      hands_press (self->tablet.window, modifiers[0], XK_Menu);
      assert_inside (self, "the menu key in a field");
      hands_press (self->tablet.window, modifiers[1], XK_F10);
      assert_inside (self, "Shift+F10 in a field");
      hands_press (self->tablet.window, modifiers[2], XK_period);
      assert_inside (self, "the key for emoji");
    }
  go_back (self);
  /* Not from the very edge: there, and in the bar at the top, a window without a manager waits for
   * one to move it. */
  hands_drag (self->tablet.window, 40, 400, 900, 400);
  hands_drag (self->tablet.window, 1240, 400, 300, 400);
  hands_drag (self->tablet.window, 1000, 150, 1000, 650);
  hands_drag (self->tablet.window, 1000, 650, 1000, 150);
  assert_inside (self, "a swipe from an edge");
  hands_move (self->tablet.window, 640, 400);
  for (guint button = 8; button <= 9; button++)
    hands_click (self->tablet.window, button, 1);
  assert_inside (self, "the buttons for back and forward");
  go_back (self);
}

/* A keyboard on the screen learns no patient's words, and offers no pictures for a name. */
static void
assert_private (Fixture *self)
{
  g_autoptr (GPtrArray) inputs = g_ptr_array_new ();

  list_inputs (self->tablet.window, inputs);
  for (guint i = 0; i < inputs->len; i++)
    {
      GtkInputHints hints = 0;

      if (GTK_IS_LABEL (inputs->pdata[i]))
        continue;
      g_object_get (inputs->pdata[i], "input-hints", &hints, NULL);
      g_assert_cmpint (hints & GTK_INPUT_HINT_PRIVATE, !=, 0);
      g_assert_cmpint (hints & GTK_INPUT_HINT_NO_EMOJI, !=, 0);
    }
}

static void
test_walk (Fixture *self, gconstpointer data)
{
  gsize n_entries;
  const CandorPageEntry *table = candor_page_table (&n_entries);
  guint n_pages = 0;

  for (gsize i = 0; i < n_entries; i++)
    {
      self->place = table[i].id;
      if (table[i].holder == CANDOR_HOLDER_PRACTITIONER
          || !candor_flow_show_page (self->flow, self->place))
        continue;
      hands_settle (self->tablet.window);
      assert_inside (self, "the page");
      assert_private (self);
      press_all (self);
      point_at_all (self);
      n_pages++;
    }
  g_assert_cmpuint (n_pages, >=, 12);
}

/* The same, while nobody is there, and where staff are asked for. */
static void
test_covers (Fixture *self, gconstpointer data)
{
  candor_window_lock (CANDOR_WINDOW (self->tablet.window));
  hands_settle (self->tablet.window);
  self->place = "the cover";
  assert_private (self);
  for (guint i = 0; i < G_N_ELEMENTS (modifiers); i++)
    for (guint j = 0; j < G_N_ELEMENTS (keys); j++)
      {
        hands_press (self->tablet.window, modifiers[i], keys[j]);
        assert_inside (self, "a key");
        g_assert_null (staff_find_type (self->tablet.window, CANDOR_TYPE_FLOW));
        g_assert_false (staff_shows (self->tablet.window, NAME));
      }
}

#define ADD(name, test) g_test_add ("/kiosk/" name, Fixture, NULL, set_up, test, tear_down)

/* Every other warning is the end. */
static GLogWriterOutput
write_log (GLogLevelFlags level, const GLogField *fields, gsize n_fields, gpointer data)
{
  if (hands_is_lost_count (fields, n_fields))
    return G_LOG_WRITER_HANDLED;
  return g_log_writer_default (level, fields, n_fields, data);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_log_set_writer_func (write_log, NULL, NULL);
  adw_init ();
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);

  ADD ("walk", test_walk);
  ADD ("covers", test_covers);
  return g_test_run ();
}
