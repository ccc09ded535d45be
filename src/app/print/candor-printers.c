/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#include "candor-printers.h"

/* How long staff look at a page that looks for printers. One that is found later still comes. */
#define PATIENCE_MSEC 8000

struct _CandorPrinters
{
  GObject parent_instance;

  GPtrArray *list; /* (owned) (element-type GtkPrinter) */
  CandorPrintersState state;
  guint patience;
  guint timeout; /* source id */
  guint round;   /* which search counts */
};

G_DEFINE_FINAL_TYPE (CandorPrinters, candor_printers, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* GTK may never be done with a search, and cannot be told to stop: what it finds then is nobody's. */
typedef struct
{
  GWeakRef printers;
  guint round;
} Search;

/* Returns: (transfer full) (nullable): who looks, if this search still counts */
static CandorPrinters *
search_get_owner (Search *search)
{
  CandorPrinters *self = g_weak_ref_get (&search->printers);

  if (self != NULL && self->round != search->round)
    g_clear_object (&self);
  return self;
}

static void
set_state (CandorPrinters *self, CandorPrintersState state)
{
  if (state != CANDOR_PRINTERS_LOOKING)
    g_clear_handle_id (&self->timeout, g_source_remove);
  self->state = state;
  g_signal_emit (self, signals[CHANGED], 0);
}

static gboolean
found_cb (GtkPrinter *printer, gpointer data)
{
  g_autoptr (CandorPrinters) self = search_get_owner (data);

  if (self == NULL)
    return TRUE;
  if (gtk_printer_is_virtual (printer))
    return FALSE;
  g_ptr_array_add (self->list, g_object_ref (printer));
  set_state (self, CANDOR_PRINTERS_THERE);
  return FALSE;
}

static void
search_free (gpointer data)
{
  Search *search = data;
  g_autoptr (CandorPrinters) self = search_get_owner (search);

  if (self != NULL && self->list->len == 0)
    set_state (self, CANDOR_PRINTERS_NONE);
  g_weak_ref_clear (&search->printers);
  g_free (search);
}

static gboolean
too_late_cb (gpointer data)
{
  CandorPrinters *self = data;

  self->timeout = 0;
  set_state (self, CANDOR_PRINTERS_MUTE);
  return G_SOURCE_REMOVE;
}

static void
candor_printers_dispose (GObject *object)
{
  CandorPrinters *self = CANDOR_PRINTERS (object);

  g_clear_handle_id (&self->timeout, g_source_remove);
  G_OBJECT_CLASS (candor_printers_parent_class)->dispose (object);
}

static void
candor_printers_finalize (GObject *object)
{
  CandorPrinters *self = CANDOR_PRINTERS (object);

  g_ptr_array_unref (self->list);
  G_OBJECT_CLASS (candor_printers_parent_class)->finalize (object);
}

static void
candor_printers_class_init (CandorPrintersClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);

  object_class->dispose = candor_printers_dispose;
  object_class->finalize = candor_printers_finalize;

  /**
   * CandorPrinters::changed:
   *
   * The state or the list is another than before.
   */
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
candor_printers_init (CandorPrinters *self)
{
  self->list = g_ptr_array_new_with_free_func (g_object_unref);
  self->patience = PATIENCE_MSEC;
}

/**
 * candor_printers_new:
 *
 * Returns: (transfer full): an empty list; candor_printers_look () fills it
 */
CandorPrinters *
candor_printers_new (void)
{
  return g_object_new (CANDOR_TYPE_PRINTERS, NULL);
}

/**
 * candor_printers_set_patience:
 * @self: the printers
 * @msec: how long a search may say nothing, in milliseconds
 */
void
candor_printers_set_patience (CandorPrinters *self, guint msec)
{
  g_return_if_fail (CANDOR_IS_PRINTERS (self));

  self->patience = msec;
}

/**
 * candor_printers_look:
 * @self: the printers
 *
 * Looks for printers from the start. Returns at once.
 */
void
candor_printers_look (CandorPrinters *self)
{
  Search *search;

  g_return_if_fail (CANDOR_IS_PRINTERS (self));

  self->round++;
  g_ptr_array_set_size (self->list, 0);
  g_clear_handle_id (&self->timeout, g_source_remove);
  self->timeout = g_timeout_add (self->patience, too_late_cb, self);
  set_state (self, CANDOR_PRINTERS_LOOKING);

  search = g_new0 (Search, 1);
  g_weak_ref_init (&search->printers, self);
  search->round = self->round;
  gtk_enumerate_printers (found_cb, search, search_free, FALSE);
}

/**
 * candor_printers_get_state:
 * @self: the printers
 *
 * Returns: how far the search is
 */
CandorPrintersState
candor_printers_get_state (CandorPrinters *self)
{
  g_return_val_if_fail (CANDOR_IS_PRINTERS (self), CANDOR_PRINTERS_NONE);

  return self->state;
}

/**
 * candor_printers_get_list:
 * @self: the printers
 *
 * Returns: (transfer none) (element-type GtkPrinter): those that were found, as they came
 */
GPtrArray *
candor_printers_get_list (CandorPrinters *self)
{
  g_return_val_if_fail (CANDOR_IS_PRINTERS (self), NULL);

  return self->list;
}
