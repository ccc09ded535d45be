/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * Fills the rows of the list of records. GTK keeps two hundred of them around the dozen that can be
 * seen, and a jump through the list gives new items to all at once, which takes longer than a frame.
 * So those that can be seen, and their neighbours, are filled at once, and the others a few a frame. A
 * row that waits shows nothing: what it said before was another patient's.
 */
#include "candor-row-filler.h"

#include "candor-register-row.h"

/* Rows before and behind those that can be seen. A finger that flicks goes no farther in a frame. */
#define NEIGHBOURS 12

/* Rows that are filled while nobody sees them, in a frame. */
#define A_FRAME 6

struct _CandorRowFiller
{
  GtkListView *view;    /* (unowned) */
  GPtrArray *waiting;   /* (owned) (element-type GtkListItem): bound, and not filled yet */
  GdkFrameClock *clock; /* (owned) (nullable): of the frames in which they are filled */
};

/* To the eye and to a screen reader: the place that the row is in says nothing either. */
static void
show (GtkWidget *row, gboolean shown)
{
  GtkWidget *place = gtk_widget_get_parent (row);

  gtk_widget_set_opacity (row, shown ? 1.0 : 0.0);
  gtk_accessible_update_state (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_STATE_HIDDEN, !shown, -1);
  if (!shown && place != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (place), GTK_ACCESSIBLE_PROPERTY_LABEL, "", -1);
}

static void
fill (GtkListItem *place)
{
  GtkWidget *row = gtk_list_item_get_child (place);

  candor_register_row_set_item (CANDOR_REGISTER_ROW (row), gtk_list_item_get_item (place));
  show (row, TRUE);
}

/* The first and the last position that may be seen, to a few rows: all are about as high as each other,
 * and a list that has not been laid out yet begins at its first. */
static void
find_near (CandorRowFiller *self, double *first, double *last)
{
  GtkAdjustment *place = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->view));
  double upper = place != NULL ? gtk_adjustment_get_upper (place) : 0;
  double page = place != NULL ? gtk_adjustment_get_page_size (place) : 0;
  GtkSelectionModel *model = gtk_list_view_get_model (self->view);
  guint n = model != NULL ? g_list_model_get_n_items (G_LIST_MODEL (model)) : 0;

  *first = *last = 0;
  if (page > 0 && upper > page)
    {
      *first = gtk_adjustment_get_value (place) / upper * n;
      *last = *first + page / upper * n;
    }
  *first -= NEIGHBOURS;
  *last += NEIGHBOURS;
}

/* The list hides the rows that it has no room for when it lays them out. */
static gboolean
is_on_screen (GtkListItem *place)
{
  return gtk_widget_get_child_visible (gtk_widget_get_parent (gtk_list_item_get_child (place)));
}

static void
stop (CandorRowFiller *self)
{
  if (self->clock == NULL)
    return;
  g_signal_handlers_disconnect_by_data (self->clock, self);
  gdk_frame_clock_end_updating (self->clock);
  g_clear_object (&self->clock);
}

/* Fills those that wait and that @wanted picks; at most as many as @most. */
static void
fill_waiting (CandorRowFiller *self, gboolean (*wanted) (GtkListItem *place), guint most)
{
  for (guint i = self->waiting->len; i > 0 && most > 0; i--)
    {
      GtkListItem *place = self->waiting->pdata[i - 1];

      if (wanted != NULL && !wanted (place))
        continue;
      g_ptr_array_remove_index_fast (self->waiting, i - 1);
      fill (place);
      most--;
    }
  if (self->waiting->len == 0)
    stop (self);
}

static void
update_cb (CandorRowFiller *self)
{
  fill_waiting (self, NULL, A_FRAME);
}

/* Only the layout tells for sure what can be seen. What changes here is laid out again before the frame
 * is painted. */
static void
layout_cb (CandorRowFiller *self)
{
  fill_waiting (self, is_on_screen, G_MAXUINT);
}

static void
start (CandorRowFiller *self)
{
  if (self->clock != NULL)
    return;
  self->clock = g_object_ref (gtk_widget_get_frame_clock (GTK_WIDGET (self->view)));
  g_signal_connect_swapped (self->clock, "update", G_CALLBACK (update_cb), self);
  g_signal_connect_data (self->clock, "layout", G_CALLBACK (layout_cb), self, NULL,
                         G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  gdk_frame_clock_begin_updating (self->clock);
}

/**
 * candor_row_filler_new:
 * @view: a list whose rows are each a #CandorRegisterRow; it must outlive the filler
 *
 * Returns: (transfer full): what fills them
 */
CandorRowFiller *
candor_row_filler_new (GtkListView *view)
{
  CandorRowFiller *self = g_new0 (CandorRowFiller, 1);

  self->view = view;
  self->waiting = g_ptr_array_new ();
  return self;
}

/**
 * candor_row_filler_free:
 * @self: (nullable): a filler
 */
void
candor_row_filler_free (CandorRowFiller *self)
{
  if (self == NULL)
    return;
  stop (self);
  g_ptr_array_unref (self->waiting);
  g_free (self);
}

/**
 * candor_row_filler_bind:
 * @place: a place in the list that has a new item
 *
 * Fills its row now, or soon if nobody sees it. One that was never filled is filled now: from its
 * height the list tells where the others stand.
 */
void
candor_row_filler_bind (CandorRowFiller *self, GtkListItem *place)
{
  GtkWidget *row = gtk_list_item_get_child (place);
  guint position = gtk_list_item_get_position (place);
  double first, last;

  find_near (self, &first, &last);
  if ((position >= first && position <= last)
      || candor_register_row_is_blank (CANDOR_REGISTER_ROW (row))
      || gtk_widget_get_frame_clock (GTK_WIDGET (self->view)) == NULL)
    {
      fill (place);
      return;
    }
  show (row, FALSE);
  g_ptr_array_add (self->waiting, place);
  start (self);
}

/**
 * candor_row_filler_unbind:
 * @place: a place in the list that loses its item
 *
 * What nobody sees is not kept: an item has a patient's name in it. The words of the row stay in it until
 * it is filled again, hidden.
 */
void
candor_row_filler_unbind (CandorRowFiller *self, GtkListItem *place)
{
  g_ptr_array_remove_fast (self->waiting, place);
  candor_register_row_set_item (CANDOR_REGISTER_ROW (gtk_list_item_get_child (place)), NULL);
}
