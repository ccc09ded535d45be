/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * What a monkey does: one random thing at a time, with real events of the display wherever there are
 * any for it.
 */
#include "monkey.h"

#include "app/candor-window.h"
#include "app/widgets/candor-signature-pad.h"
#include "document/candor-paper-fonts.h"

/* At the very edge, and in the bar at the top while it is dragged, a window without a manager waits for
 * one to move it. */
#define EDGE 12

static const KeySym nothing[HANDS_HELD] = { 0 };

void
monkey_note (Monkey *self, const char *format, ...)
{
  char **place = &self->trail[self->n_inputs % MONKEY_TRAIL];
  va_list arguments;

  g_free (*place);
  va_start (arguments, format);
  *place = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  if (self->verbose)
    g_print ("%u: %s\n", self->n_inputs, *place);
  self->n_inputs++;
}

/* Tells what came last. */
void
monkey_tell (Monkey *self)
{
  guint first = self->n_inputs > MONKEY_TRAIL ? self->n_inputs - MONKEY_TRAIL : 0;

  g_print ("It can be played again with --seed=%u --verbose. The last inputs:\n", self->seed);
  for (guint i = first; i < self->n_inputs; i++)
    g_print ("  %u: %s\n", i, self->trail[i % MONKEY_TRAIL]);
}

static int
random_to (Monkey *self, int end)
{
  return g_rand_int_range (self->rand, 0, MAX (end, 1));
}

static gboolean
is_target (GtkWidget *widget)
{
  return GTK_IS_BUTTON (widget) || GTK_IS_CHECK_BUTTON (widget) || GTK_IS_TEXT (widget)
         || GTK_IS_TEXT_VIEW (widget) || CANDOR_IS_SIGNATURE_PAD (widget);
}

static void
collect_targets (GtkWidget *widget, GPtrArray *targets)
{
  if (!gtk_widget_get_mapped (widget))
    return;
  if (is_target (widget))
    g_ptr_array_add (targets, widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    collect_targets (child, targets);
}

static gboolean
is_on_screen (Monkey *self, double x, double y)
{
  return x >= EDGE && y >= EDGE
         && x < MIN (gtk_widget_get_width (self->window), MONKEY_SCREEN_WIDTH) - EDGE
         && y < MIN (gtk_widget_get_height (self->window), MONKEY_SCREEN_HEIGHT) - EDGE;
}

static const char *
describe (Monkey *self, int x, int y)
{
  GtkWidget *widget = gtk_widget_pick (self->window, x, y, GTK_PICK_DEFAULT);

  return widget != NULL ? G_OBJECT_TYPE_NAME (widget) : "nothing";
}

/* A point anywhere in the window, or more often one on something that answers. */
static void
choose_point (Monkey *self, int *x, int *y)
{
  g_autoptr (GPtrArray) targets = g_ptr_array_new ();
  graphene_point_t at;
  GtkWidget *target;

  *x = EDGE
       + random_to (self,
                    MIN (gtk_widget_get_width (self->window), MONKEY_SCREEN_WIDTH) - 2 * EDGE);
  *y = EDGE
       + random_to (self,
                    MIN (gtk_widget_get_height (self->window), MONKEY_SCREEN_HEIGHT) - 2 * EDGE);
  if (random_to (self, 10) < 3)
    return;

  collect_targets (self->window, targets);
  if (targets->len == 0)
    return;
  target = targets->pdata[random_to (self, targets->len)];
  at = GRAPHENE_POINT_INIT (random_to (self, gtk_widget_get_width (target)),
                            random_to (self, gtk_widget_get_height (target)));
  if (gtk_widget_compute_point (target, self->window, &at, &at) && is_on_screen (self, at.x, at.y))
    {
      *x = at.x;
      *y = at.y;
    }
}

static void
tap (Monkey *self)
{
  static const guint buttons[] = { 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 3, 8, 9 };
  guint button = buttons[random_to (self, G_N_ELEMENTS (buttons))];
  guint times = random_to (self, 8) == 0 ? 2 + random_to (self, 2) : 1;
  int x, y;

  choose_point (self, &x, &y);
  monkey_note (self, "button %u, %u times, at %d, %d: %s", button, times, x, y,
               describe (self, x, y));
  hands_move (self->window, x, y);
  hands_click (self->window, button, times);
}

static gboolean
moves_window (Monkey *self, int x, int y)
{
  GtkWidget *widget = gtk_widget_pick (self->window, x, y, GTK_PICK_DEFAULT);

  return widget == NULL || gtk_widget_get_ancestor (widget, GTK_TYPE_WINDOW_HANDLE) != NULL;
}

static void
drag (Monkey *self)
{
  int x0, y0, x1, y1;

  choose_point (self, &x0, &y0);
  choose_point (self, &x1, &y1);
  if (moves_window (self, x0, y0))
    {
      tap (self);
      return;
    }
  monkey_note (self, "a drag from %d, %d to %d, %d: %s", x0, y0, x1, y1, describe (self, x0, y0));
  hands_drag (self->window, x0, y0, x1, y1);
}

static void
scroll (Monkey *self)
{
  guint button = 4 + random_to (self, 4);
  int x, y;

  choose_point (self, &x, &y);
  monkey_note (self, "the wheel, button %u, at %d, %d", button, x, y);
  hands_move (self->window, x, y);
  hands_click (self->window, button, 1 + random_to (self, 6));
}

static KeySym
choose_key (Monkey *self)
{
  static const KeySym others[]
      = { XK_Escape, XK_Tab,   XK_Return, XK_space, XK_BackSpace, XK_Delete,  XK_Insert,    XK_Left,
          XK_Right,  XK_Up,    XK_Down,   XK_Home,  XK_End,       XK_Page_Up, XK_Page_Down, XK_Menu,
          XK_plus,   XK_minus, XK_period, XK_comma, XK_semicolon, XK_slash,   XK_question };

  switch (random_to (self, 4))
    {
    case 0:
      return XK_a + random_to (self, 26);
    case 1:
      return XK_F1 + random_to (self, 12);
    case 2:
      return random_to (self, 3) == 0 ? XK_0 + random_to (self, 10)
                                      : (random_to (self, 2) == 0 ? XK_Tab : XK_Return);
    default:
      return others[random_to (self, G_N_ELEMENTS (others))];
    }
}

static void
key (Monkey *self)
{
  static const KeySym modifiers[] = { XK_Shift_L, XK_Control_L, XK_Alt_L, XK_Super_L };
  KeySym held[HANDS_HELD] = { 0 };
  KeySym pressed = choose_key (self);
  int n = MAX (random_to (self, 5) - 1, 0);

  for (int i = 0; i < n; i++)
    held[i] = modifiers[random_to (self, G_N_ELEMENTS (modifiers))];
  monkey_note (self, "%s + %s + %s + %s", n > 0 ? XKeysymToString (held[0]) : "",
               n > 1 ? XKeysymToString (held[1]) : "", n > 2 ? XKeysymToString (held[2]) : "",
               XKeysymToString (pressed));
  hands_press (self->window, held, pressed);
}

static void
word (Monkey *self)
{
  g_autoptr (GString) letters = g_string_new (NULL);

  for (int n = 1 + random_to (self, 8); n > 0; n--)
    g_string_append_c (letters, random_to (self, 4) == 0 ? '0' + random_to (self, 10)
                                                         : 'a' + random_to (self, 26));
  monkey_note (self, "the word %s", letters->str);
  for (gsize i = 0; i < letters->len; i++)
    hands_press (self->window, nothing, letters->str[i]);
}

/* Nobody makes it smaller than it can be. */
static void
resize (Monkey *self)
{
  static const int sizes[][2] = { { 1280, 800 }, { 800, 1280 }, { 1024, 600 }, { 600, 1024 },
                                  { 360, 640 },  { 768, 1024 }, { 1280, 800 } };
  const int *size = sizes[random_to (self, G_N_ELEMENTS (sizes))];
  gboolean odd = random_to (self, 3) == 0;
  int width = odd ? 360 + random_to (self, MONKEY_SCREEN_WIDTH - 360) : size[0];
  int height = odd ? 480 + random_to (self, MONKEY_SCREEN_HEIGHT - 480) : size[1];
  int least;

  gtk_widget_measure (self->window, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
  width = MAX (width, least);
  gtk_widget_measure (self->window, GTK_ORIENTATION_VERTICAL, width, &least, NULL, NULL, NULL);
  height = MAX (height, least);
  monkey_note (self, "%d × %d", width, height);
  hands_resize (self->window, width, height);
}

static void
language (Monkey *self)
{
  g_autoptr (GPtrArray) offered = candor_paper_fonts_list_languages (self->procedure);
  const char *code = candor_language_code (offered->pdata[random_to (self, offered->len)]);

  monkey_note (self, "the language %s", code);
  gtk_widget_activate_action (GTK_WIDGET (self->flow), "flow.language", "s", code);
}

static void
theme (Monkey *self)
{
  static const AdwColorScheme schemes[]
      = { ADW_COLOR_SCHEME_DEFAULT, ADW_COLOR_SCHEME_FORCE_LIGHT, ADW_COLOR_SCHEME_FORCE_DARK };
  int index = random_to (self, G_N_ELEMENTS (schemes));

  monkey_note (self, "the theme %d", index);
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), schemes[index]);
}

/* What stands around a page, as its buttons do it. */
static void
press_around (Monkey *self)
{
  static const char *const actions[]
      = { "flow.smaller", "flow.larger", "flow.larger",     "flow.contrast", "flow.next",
          "flow.back",    "flow.read",   "flow.call-staff", "flow.resume" };
  const char *action = actions[random_to (self, G_N_ELEMENTS (actions))];

  monkey_note (self, "%s", action);
  gtk_widget_activate_action (GTK_WIDGET (self->flow), action, NULL);
}

/* As the key of a window manager does. */
static void
close_window (Monkey *self)
{
  monkey_note (self, "closing the window");
  gtk_window_close (GTK_WINDOW (self->window));
}

/* As after some minutes in which nobody touched it. */
static void
leave_alone (Monkey *self)
{
  monkey_note (self, "nobody touches it");
  candor_window_lock (CANDOR_WINDOW (self->window));
}

/**
 * monkey_input:
 *
 * Does one thing, and lets it be answered.
 */
void
monkey_input (Monkey *self)
{
  static const struct
  {
    guint of_hundred;
    void (*play) (Monkey *self);
  } inputs[] = {
    { 44, tap },   { 23, key },     { 9, scroll }, { 6, drag },         { 4, word },
    { 6, resize }, { 2, language }, { 2, theme },  { 2, press_around }, { 1, close_window },
  };
  int chance = random_to (self, 100);
  guint i = 0;

  /* Half of the time something lies over the page otherwise. */
  if (random_to (self, 1000) == 0)
    leave_alone (self);
  else
    {
      for (i = 0; i + 1 < G_N_ELEMENTS (inputs) && chance >= (int)inputs[i].of_hundred; i++)
        chance -= inputs[i].of_hundred;
      inputs[i].play (self);
    }
  hands_settle (self->window);
}
