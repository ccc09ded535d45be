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
  GtkListView *view;         /* (unowned) */
  GPtrArray *waiting;        /* (owned) (element-type GtkListItem): bound, and not filled yet */
  GtkAdjustment *adjustment; /* (owned) (nullable): where @view stands */
  guint tick;
};

static void
fill (GtkListItem *place)
{
  GtkWidget *row = gtk_list_item_get_child (place);

  candor_register_row_set_item (CANDOR_REGISTER_ROW (row), gtk_list_item_get_item (place));
  gtk_widget_set_opacity (row, 1.0);
}

/* The first and the last position that may be seen. All rows are about as high as each other, and a list
 * that has not been laid out yet begins at its first. */
static void
find_near (CandorRowFiller *self, double *first, double *last)
{
  double upper = self->adjustment != NULL ? gtk_adjustment_get_upper (self->adjustment) : 0;
  double page = self->adjustment != NULL ? gtk_adjustment_get_page_size (self->adjustment) : 0;
  GtkSelectionModel *model = gtk_list_view_get_model (self->view);
  guint n = model != NULL ? g_list_model_get_n_items (G_LIST_MODEL (model)) : 0;

  *first = *last = 0;
  if (page > 0 && upper > page)
    {
      *first = gtk_adjustment_get_value (self->adjustment) / upper * n;
      *last = *first + page / upper * n;
    }
  *first -= NEIGHBOURS;
  *last += NEIGHBOURS;
}

/* Those that may be seen, and of the others as many as @more. */
static void
fill_waiting (CandorRowFiller *self, guint more)
{
  double first, last;

  find_near (self, &first, &last);
  for (guint i = self->waiting->len; i > 0; i--)
    {
      GtkListItem *place = self->waiting->pdata[i - 1];
      guint position = gtk_list_item_get_position (place);

      if (position < first || position > last)
        {
          if (more == 0)
            continue;
          more--;
        }
      g_ptr_array_remove_index_fast (self->waiting, i - 1);
      fill (place);
    }
}

static gboolean
tick_cb (GtkWidget *view, GdkFrameClock *clock, gpointer data)
{
  CandorRowFiller *self = data;

  fill_waiting (self, A_FRAME);
  if (self->waiting->len > 0)
    return G_SOURCE_CONTINUE;
  self->tick = 0;
  return G_SOURCE_REMOVE;
}

static void
moved_cb (CandorRowFiller *self)
{
  fill_waiting (self, 0);
}

static void
follow (CandorRowFiller *self)
{
  if (self->adjustment != NULL)
    g_signal_handlers_disconnect_by_data (self->adjustment, self);
  g_set_object (&self->adjustment, gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->view)));
  if (self->adjustment == NULL)
    return;
  g_signal_connect_swapped (self->adjustment, "value-changed", G_CALLBACK (moved_cb), self);
  g_signal_connect_swapped (self->adjustment, "changed", G_CALLBACK (moved_cb), self);
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
  g_signal_connect_swapped (view, "notify::vadjustment", G_CALLBACK (follow), self);
  follow (self);
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
  g_signal_handlers_disconnect_by_data (self->view, self);
  if (self->adjustment != NULL)
    g_signal_handlers_disconnect_by_data (self->adjustment, self);
  g_clear_object (&self->adjustment);
  if (self->tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self->view), self->tick);
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
      || candor_register_row_is_blank (CANDOR_REGISTER_ROW (row)))
    {
      fill (place);
      return;
    }
  gtk_widget_set_opacity (row, 0.0);
  g_ptr_array_add (self->waiting, place);
  if (self->tick == 0)
    self->tick = gtk_widget_add_tick_callback (GTK_WIDGET (self->view), tick_cb, self, NULL);
}

/**
 * candor_row_filler_unbind:
 * @place: a place in the list that loses its item
 *
 * What nobody sees is not kept: a head has a name in it.
 */
void
candor_row_filler_unbind (CandorRowFiller *self, GtkListItem *place)
{
  g_ptr_array_remove_fast (self->waiting, place);
  candor_register_row_set_item (CANDOR_REGISTER_ROW (gtk_list_item_get_child (place)), NULL);
}
