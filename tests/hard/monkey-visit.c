/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * The visit that is played with: how it begins and ends, and what must hold at any moment of it.
 */
#include "monkey.h"

#include "app/candor-window.h"
#include "app/session/candor-unlock-box.h"
#include "app/staff/candor-staff-area.h"
#include "app/store-support.h"
#include "app/visit/candor-cover-page.h"
#include "app/visit/candor-flow-tools.h"
#include "app/visit/candor-page-table.h"
#include "app/walk-support.h"
#include "app/widgets/candor-date-field.h"
#include "core/candor-example.h"

static void
open_window (Monkey *self)
{
  static const char *const procedures[]
      = { "data/procedures/microneedling.xml", "tests/data/procedures/glimmer-brushing.xml" };

  self->clinic = staff_clinic ();
  self->procedure = walk_procedure (procedures[g_rand_boolean (self->rand)]);
  self->scratch = staff_scratch ();
  self->folder = store_make (self->scratch);
  self->session = store_session (self->folder, FALSE);
  self->window = candor_window_new (NULL, self->procedure, self->clinic, self->session);
  gtk_window_set_default_size (GTK_WINDOW (self->window), MONKEY_SCREEN_WIDTH,
                               MONKEY_SCREEN_HEIGHT);
  gtk_window_present (GTK_WINDOW (self->window));
}

static void
hand_over (Monkey *self, gboolean interpreter)
{
  g_autoptr (CandorVisit) visit = candor_example_ready (
      self->procedure, &(CandorExample){ .clinic = self->clinic, .name = "Ana Example" });
  CandorDraftKeeper *drafts = candor_session_get_drafts (self->session);
  GtkWidget *flow;

  if (interpreter)
    candor_visit_set (visit, CANDOR_FIELD_INTERPRETER_NAME, "Ida Invented");
  candor_draft_keeper_keep (drafts, visit);
  candor_draft_keeper_settle (drafts);
  store_open (self->window, self->session);
  staff_until (staff_find_button (self->window, "Hand over this visit") != NULL);
  staff_click (self->window, "Hand over this visit");
  staff_until ((flow = staff_find_type (self->window, CANDOR_TYPE_FLOW)) != NULL);
  g_set_weak_pointer (&self->flow, CANDOR_FLOW (flow));
  g_set_weak_pointer (&self->visit, candor_page_get_visit (candor_flow_get_page (self->flow)));
}

/* Through everything up to the patient's second half, which comes after the talk. */
static void
walk_past_talk (Monkey *self)
{
  Walk walk = { .procedure = self->procedure,
                .visit = self->visit,
                .window = self->window,
                .flow = self->flow,
                .session = self->session,
                .folder = self->folder,
                .path = g_string_new (NULL),
                .plan = { .name = "monkey", .mark = g_rand_boolean (self->rand) } };

  walk_to (&walk, g_rand_boolean (self->rand) ? "decision" : "sign");
  g_string_free (walk.path, TRUE);
}

/* A visit that has just been handed over, or one that has come back from the practitioner. */
void
monkey_begin (Monkey *self, guint32 seed)
{
  gboolean late;

  self->seed = seed;
  self->n_inputs = 0;
  self->rand = g_rand_new_with_seed (seed);
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", g_rand_boolean (self->rand),
                NULL);
  late = g_rand_boolean (self->rand);
  open_window (self);
  hand_over (self, g_rand_boolean (self->rand));
  if (late)
    walk_past_talk (self);
  hands_settle (self->window);
  hands_focus (self->window);
  staff_until (gtk_window_is_active (GTK_WINDOW (self->window)));
}

/* Whatever was done to it, the visit is on the disk, and nothing of it stays in memory. */
void
monkey_end (Monkey *self)
{
  CandorDraftKeeper *drafts = candor_session_get_drafts (self->session);

  gtk_window_destroy (GTK_WINDOW (self->window));
  candor_draft_keeper_settle (drafts);
  g_assert_cmpuint (store_count (self->folder, "drafts"), ==, 1);
  staff_until (self->flow == NULL && self->visit == NULL);
  g_object_unref (self->session);
  candor_procedure_unref (self->procedure);
  candor_clinic_free (self->clinic);
  staff_remove (self->scratch);
  g_free (self->scratch);
  g_free (self->folder);
  g_rand_free (self->rand);
  for (guint i = 0; i < MONKEY_TRAIL; i++)
    g_clear_pointer (&self->trail[i], g_free);
}

static gboolean
is_covered (Monkey *self)
{
  return !gtk_widget_get_mapped (GTK_WIDGET (self->flow));
}

/* Whether nothing lies over the page. */
gboolean
monkey_is_at_page (Monkey *self)
{
  return gtk_widget_get_mapped (GTK_WIDGET (candor_flow_get_page (self->flow)));
}

/* Returns: (transfer none): the id of the page, or what lies over it */
const char *
monkey_place (Monkey *self)
{
  if (is_covered (self))
    return "cover";
  if (store_find_box (GTK_WIDGET (self->flow)) != NULL)
    return "passphrase";
  if (!monkey_is_at_page (self))
    return "call";
  return candor_flow_get_page_id (self->flow);
}

/* Whether only a passphrase, or the way back from it, leads on. */
gboolean
monkey_is_shut_out (Monkey *self)
{
  return store_find_box (self->window) != NULL;
}

static void
come_back (Monkey *self)
{
  GtkWidget *field = store_find (self->window, CANDOR_TYPE_DATE_FIELD);
  GtkWidget *button
      = store_find (field != NULL ? gtk_widget_get_parent (field) : self->window, GTK_TYPE_BUTTON);

  if (field == NULL || button == NULL)
    return;
  monkey_note (self, "the date of birth of the visit’s patient");
  candor_date_field_set_iso (CANDOR_DATE_FIELD (field), "1984-05-03");
  g_signal_emit_by_name (button, "clicked");
}

static void
turn_pages (Monkey *self)
{
  gsize n;
  const CandorPageEntry *table = candor_page_table (&n);
  const CandorPageEntry *entry = &table[g_rand_int_range (self->rand, 0, n)];

  if (entry->holder != CANDOR_HOLDER_PATIENT
      || candor_page_is_busy (candor_flow_get_page (self->flow)))
    return;
  monkey_note (self, "to the page “%s”", entry->id);
  candor_flow_show_page (self->flow, entry->id);
}

/* Chance alone would sit before the first question for ever. Returns: whether there is a way on */
gboolean
monkey_go_on (Monkey *self)
{
  if (is_covered (self) && monkey_is_shut_out (self))
    return FALSE;
  if (is_covered (self))
    come_back (self);
  else
    turn_pages (self);
  hands_settle (self->window);
  return TRUE;
}

/* What a label shows itself is a plain popover with one label; a menu of GTK's own is neither. */
static gboolean
is_meaning (GtkWidget *popover)
{
  return G_OBJECT_TYPE (popover) == GTK_TYPE_POPOVER
         && GTK_IS_LABEL (gtk_widget_get_parent (popover))
         && GTK_IS_LABEL (gtk_popover_get_child (GTK_POPOVER (popover)));
}

/* Returns: (transfer full) (nullable): what is in the window and must not be, seen or not */
static char *
find_stranger (GtkWidget *widget)
{
  if (CANDOR_IS_STAFF_AREA (widget))
    return g_strdup ("the staff area is open");
  /* Theirs are meant: the languages, and the names of staff. So is what a hard word means. */
  if (CANDOR_IS_FLOW_TOOLS (widget) || CANDOR_IS_UNLOCK_BOX (widget))
    return NULL;
  if (GTK_IS_POPOVER (widget) && gtk_widget_get_mapped (widget) && !is_meaning (widget))
    return g_strdup_printf ("a %s of a %s is over the page", G_OBJECT_TYPE_NAME (widget),
                            G_OBJECT_TYPE_NAME (gtk_widget_get_parent (widget)));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      char *found = find_stranger (child);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static gboolean
shows_practitioner (Monkey *self)
{
  gsize n;
  const CandorPageEntry *table = candor_page_table (&n);
  const char *id = candor_flow_get_page_id (self->flow);

  for (gsize i = 0; i < n; i++)
    if (g_str_equal (table[i].id, id) && table[i].holder == CANDOR_HOLDER_PRACTITIONER)
      return gtk_widget_get_mapped (GTK_WIDGET (candor_flow_get_page (self->flow)));
  return FALSE;
}

/* Returns: (transfer full) (nullable): what must not be while nobody has typed the passphrase */
char *
monkey_find_fault (Monkey *self)
{
  char *stranger = find_stranger (self->window);

  if (stranger != NULL)
    return stranger;
  if (self->flow == NULL || self->visit == NULL)
    return g_strdup ("the visit has ended");
  if (candor_session_get_register (self->session) != NULL)
    return g_strdup ("the tablet is unlocked");
  if (shows_practitioner (self))
    return g_strdup ("a page of the practitioner is shown");
  if (g_list_model_get_n_items (gtk_window_get_toplevels ()) != 1)
    return g_strdup ("there is a second window");
  if (!gtk_widget_get_mapped (self->window))
    return g_strdup ("the window is gone");
  if (g_strcmp0 (gtk_window_get_title (GTK_WINDOW (self->window)), "Candor") != 0)
    return g_strdup ("the window has another title");
  return NULL;
}
