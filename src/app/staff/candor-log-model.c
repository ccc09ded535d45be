/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#include "candor-log-model.h"

struct _CandorLogItem
{
  GObject parent_instance;

  CandorLogLine *line; /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (CandorLogItem, candor_log_item, G_TYPE_OBJECT)

struct _CandorLogModel
{
  GObject parent_instance;

  CandorLogList *list; /* (owned) (nullable) */
  GArray *found;       /* (owned) (element-type guint) */
  CandorLogTopic topic;
};

static void list_model_init (GListModelInterface *interface);

G_DEFINE_FINAL_TYPE_WITH_CODE (CandorLogModel,
                               candor_log_model,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static void
find (CandorLogModel *self)
{
  guint before = self->found->len;

  g_array_unref (self->found);
  self->found = self->list != NULL ? candor_log_list_find (self->list, self->topic)
                                   : g_array_new (FALSE, FALSE, sizeof (guint));
  g_list_model_items_changed (G_LIST_MODEL (self), 0, before, self->found->len);
}

static GType
get_item_type (GListModel *model)
{
  return CANDOR_TYPE_LOG_ITEM;
}

static guint
get_n_items (GListModel *model)
{
  return CANDOR_LOG_MODEL (model)->found->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  CandorLogModel *self = CANDOR_LOG_MODEL (model);
  CandorLogItem *item;

  if (position >= self->found->len)
    return NULL;
  item = g_object_new (CANDOR_TYPE_LOG_ITEM, NULL);
  item->line = candor_log_list_read (self->list, g_array_index (self->found, guint, position));
  return item;
}

static void
list_model_init (GListModelInterface *interface)
{
  interface->get_item_type = get_item_type;
  interface->get_n_items = get_n_items;
  interface->get_item = get_item;
}

static void
candor_log_item_finalize (GObject *object)
{
  g_clear_pointer (&CANDOR_LOG_ITEM (object)->line, candor_log_line_free);
  G_OBJECT_CLASS (candor_log_item_parent_class)->finalize (object);
}

static void
candor_log_item_class_init (CandorLogItemClass *class)
{
  G_OBJECT_CLASS (class)->finalize = candor_log_item_finalize;
}

static void
candor_log_item_init (CandorLogItem *self)
{
}

static void
candor_log_model_finalize (GObject *object)
{
  CandorLogModel *self = CANDOR_LOG_MODEL (object);

  g_array_unref (self->found);
  candor_log_list_free (self->list);
  G_OBJECT_CLASS (candor_log_model_parent_class)->finalize (object);
}

static void
candor_log_model_class_init (CandorLogModelClass *class)
{
  G_OBJECT_CLASS (class)->finalize = candor_log_model_finalize;
}

static void
candor_log_model_init (CandorLogModel *self)
{
  self->found = g_array_new (FALSE, FALSE, sizeof (guint));
}

/**
 * candor_log_item_get_line:
 * @self: an item
 *
 * Returns: (transfer none) (nullable): the line; %NULL if it cannot be read
 */
const CandorLogLine *
candor_log_item_get_line (CandorLogItem *self)
{
  g_return_val_if_fail (CANDOR_IS_LOG_ITEM (self), NULL);

  return self->line;
}

/**
 * candor_log_model_new:
 *
 * Returns: (transfer full): a model without lines
 */
CandorLogModel *
candor_log_model_new (void)
{
  return g_object_new (CANDOR_TYPE_LOG_MODEL, NULL);
}

/**
 * candor_log_model_take_list:
 * @self: a model
 * @list: (transfer full): the lines from now on
 */
void
candor_log_model_take_list (CandorLogModel *self, CandorLogList *list)
{
  g_return_if_fail (CANDOR_IS_LOG_MODEL (self));

  candor_log_list_free (self->list);
  self->list = list;
  find (self);
}

/**
 * candor_log_model_set_topic:
 * @self: a model
 * @topic: what somebody looks for
 */
void
candor_log_model_set_topic (CandorLogModel *self, CandorLogTopic topic)
{
  g_return_if_fail (CANDOR_IS_LOG_MODEL (self));

  self->topic = topic;
  find (self);
}
