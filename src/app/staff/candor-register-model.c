/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * The numbers of the entries that a search found are all that is kept. The index does not change
 * between two reloads; where somebody else has brought it up to date, the rows are empty until the
 * next one.
 */
#include "candor-register-model.h"

#include "core/candor-date.h"
#include "core/candor-draft.h"
#include "records/candor-fold.h"
#include "records/candor-register-papers.h"
#include "records/candor-sought.h"

struct _CandorRegisterItem
{
  GObject parent_instance;

  CandorRecordHead *head; /* (owned) */
  char *file;             /* (owned) (nullable): of a record */
  gboolean is_withdrawn;
};

G_DEFINE_FINAL_TYPE (CandorRegisterItem, candor_register_item, G_TYPE_OBJECT)

struct _CandorRegisterModel
{
  GObject parent_instance;

  CandorRegister *records;        /* (owned) */
  CandorProcedure *procedure;     /* (owned) */
  const CandorLanguage *language; /* (unowned) */
  CandorIndex *index;             /* (unowned) (nullable): the one that the numbers belong to */
  GArray *found;                  /* (owned) (element-type guint) */
  GArray *today;                  /* (owned) (element-type guint) */
  GPtrArray *drafts;              /* (owned) (element-type CandorRecordHead) */
  guint n_unreadable;
  CandorRegisterFilter filter;
  char *words; /* (owned) (nullable): what @found was found for */
};

static void list_model_init (GListModelInterface *interface);

G_DEFINE_FINAL_TYPE_WITH_CODE (CandorRegisterModel,
                               candor_register_model,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static GArray *
new_numbers (void)
{
  return g_array_new (FALSE, FALSE, sizeof (guint));
}

/* Returns: whether a record was filed on a day, or is about it */
static gboolean
is_of_day (const CandorRecordHead *head, const char *day, gboolean filed)
{
  const char *value
      = candor_record_head_get (head, filed ? CANDOR_HEAD_FILED_AT : CANDOR_HEAD_TREATMENT_DATE);

  return value != NULL && g_str_has_prefix (value, day);
}

static gint
compare_newest_first (gconstpointer a, gconstpointer b)
{
  guint one = *(const guint *)a;
  guint other = *(const guint *)b;

  return (one < other) - (one > other);
}

/* What was filed today stands at the end of the log; for a treatment of today anything may. */
static GArray *
find_today (CandorIndex *index)
{
  g_autoptr (GArray) all = candor_index_search (index, NULL, NULL, NULL);
  g_autoptr (GArray) dated = NULL;
  g_autofree char *day = NULL;
  GArray *today = new_numbers ();
  GDate date;
  guint n;

  candor_date_today (&date);
  day = candor_date_to_iso (&date);
  for (n = 0; n < all->len; n++)
    {
      guint number = g_array_index (all, guint, n);
      g_autoptr (CandorRecordHead) head = candor_index_get (index, number, NULL);

      if (!is_of_day (head, day, TRUE))
        break;
      g_array_append_val (today, number);
    }
  dated = candor_index_search (index, day, NULL, NULL);
  for (guint i = 0; i < dated->len; i++)
    {
      guint number = g_array_index (dated, guint, i);
      g_autoptr (CandorRecordHead) head = candor_index_get (index, number, NULL);

      if (is_of_day (head, day, FALSE) && !is_of_day (head, day, TRUE))
        g_array_append_val (today, number);
    }
  g_array_sort (today, compare_newest_first);
  return today;
}

static gboolean
is_found (const CandorRecordHead *head, const CandorSought *sought)
{
  char *text = candor_record_head_dup_sought (head);
  gboolean found = candor_sought_is_in (sought, text);

  candor_free_wiped (text);
  return found;
}

static gboolean
has_digit (const char *words)
{
  for (; *words != '\0'; words = g_utf8_next_char (words))
    if (g_unichar_isdigit (g_utf8_get_char (words)))
      return TRUE;
  return FALSE;
}

/* Whether the new result is a part of the old one. A word with a digit may be becoming a date, which
 * is found in other places than its beginning. */
static gboolean
goes_on (CandorRegisterModel *self, CandorRegisterFilter filter, const char *words)
{
  return self->words != NULL && filter == self->filter && g_str_has_prefix (words, self->words)
         && !has_digit (words);
}

static GArray *
find (CandorRegisterModel *self, CandorRegisterFilter filter, const char *words)
{
  GArray *among = filter == CANDOR_REGISTER_TODAY ? self->today : NULL;
  g_autoptr (CandorSought) sought = NULL;
  GArray *found;

  if (self->index == NULL)
    return new_numbers ();
  if (filter != CANDOR_REGISTER_WAITING)
    return candor_index_search (self->index, words, self->language,
                                goes_on (self, filter, words) ? self->found : among);
  found = new_numbers ();
  sought = candor_sought_new (words, self->language);
  for (guint i = 0; i < self->drafts->len; i++)
    if (is_found (self->drafts->pdata[i], sought))
      g_array_append_val (found, i);
  return found;
}

static CandorRecordHead *
copy_head (const CandorRecordHead *head)
{
  CandorRecordHead *copy
      = candor_record_head_new (head->kind, candor_record_head_get (head, CANDOR_HEAD_ID));

  for (guint i = 0; i < CANDOR_HEAD_N_FIELDS; i++)
    if (i != CANDOR_HEAD_KIND)
      candor_record_head_set (copy, i, candor_record_head_get (head, i));
  return copy;
}

static void
load_drafts (CandorRegisterModel *self)
{
  g_autoptr (GPtrArray) drafts
      = candor_register_list_drafts (self->records, &self->n_unreadable, NULL);
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();

  g_ptr_array_set_size (self->drafts, 0);
  for (guint i = 0; drafts != NULL && i < drafts->len; i++)
    {
      CandorDayCheck *check = candor_draft_get_check (drafts->pdata[i]);
      CandorRecordHead *head
          = check != NULL ? candor_record_head_of_day_check (self->procedure, check, now)
                          : candor_record_head_of_visit (self->procedure, drafts->pdata[i], now);

      candor_record_head_set (head, CANDOR_HEAD_FILED_AT, NULL);
      g_ptr_array_add (self->drafts, head);
    }
}

static GType
get_item_type (GListModel *model)
{
  return CANDOR_TYPE_REGISTER_ITEM;
}

static guint
get_n_items (GListModel *model)
{
  return CANDOR_REGISTER_MODEL (model)->found->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  CandorRegisterModel *self = CANDOR_REGISTER_MODEL (model);
  CandorRegisterItem *item;
  guint number;

  if (position >= self->found->len)
    return NULL;
  number = g_array_index (self->found, guint, position);
  item = g_object_new (CANDOR_TYPE_REGISTER_ITEM, NULL);
  if (self->filter == CANDOR_REGISTER_WAITING)
    item->head = copy_head (self->drafts->pdata[number]);
  else if (self->index == candor_register_get_index (self->records))
    {
      item->head = candor_index_get (self->index, number, &item->file);
      item->is_withdrawn = candor_index_is_withdrawn (self->index, number);
    }
  if (item->head == NULL)
    item->head = candor_record_head_new (CANDOR_RECORD_CONSENT, "");
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
candor_register_item_finalize (GObject *object)
{
  CandorRegisterItem *self = CANDOR_REGISTER_ITEM (object);

  candor_record_head_free (self->head);
  g_free (self->file);
  G_OBJECT_CLASS (candor_register_item_parent_class)->finalize (object);
}

static void
candor_register_item_class_init (CandorRegisterItemClass *class)
{
  G_OBJECT_CLASS (class)->finalize = candor_register_item_finalize;
}

static void
candor_register_item_init (CandorRegisterItem *self)
{
}

static void
candor_register_model_finalize (GObject *object)
{
  CandorRegisterModel *self = CANDOR_REGISTER_MODEL (object);

  candor_register_unref (self->records);
  candor_procedure_unref (self->procedure);
  g_array_unref (self->found);
  g_array_unref (self->today);
  g_ptr_array_unref (self->drafts);
  g_free (self->words);
  G_OBJECT_CLASS (candor_register_model_parent_class)->finalize (object);
}

static void
candor_register_model_class_init (CandorRegisterModelClass *class)
{
  G_OBJECT_CLASS (class)->finalize = candor_register_model_finalize;
}

static void
candor_register_model_init (CandorRegisterModel *self)
{
  self->found = new_numbers ();
  self->today = new_numbers ();
  self->drafts = g_ptr_array_new_with_free_func ((GDestroyNotify)candor_record_head_free);
}

/**
 * candor_register_item_get_head:
 * @self: an item
 *
 * Returns: (transfer none): what it says of itself; without an id once it has gone
 */
const CandorRecordHead *
candor_register_item_get_head (CandorRegisterItem *self)
{
  g_return_val_if_fail (CANDOR_IS_REGISTER_ITEM (self), NULL);

  return self->head;
}

/**
 * candor_register_item_get_file:
 * @self: an item
 *
 * Returns: (transfer none) (nullable): where the record is, from the store's folder; %NULL for a
 *   visit that is not filed yet
 */
const char *
candor_register_item_get_file (CandorRegisterItem *self)
{
  g_return_val_if_fail (CANDOR_IS_REGISTER_ITEM (self), NULL);

  return self->file;
}

/**
 * candor_register_item_is_withdrawn:
 * @self: an item
 *
 * Returns: whether a later record withdraws it
 */
gboolean
candor_register_item_is_withdrawn (CandorRegisterItem *self)
{
  g_return_val_if_fail (CANDOR_IS_REGISTER_ITEM (self), FALSE);

  return self->is_withdrawn;
}

/**
 * candor_register_model_new:
 * @records: an unlocked store
 * @procedure: what the clinic's visits are about
 * @language: the clinic's language, in which dates are looked for
 *
 * Returns: (transfer full): nothing yet; see candor_register_model_reload ()
 */
CandorRegisterModel *
candor_register_model_new (CandorRegister *records,
                           CandorProcedure *procedure,
                           const CandorLanguage *language)
{
  CandorRegisterModel *self = g_object_new (CANDOR_TYPE_REGISTER_MODEL, NULL);

  self->records = candor_register_ref (records);
  self->procedure = candor_procedure_ref (procedure);
  self->language = language;
  return self;
}

/**
 * candor_register_model_reload:
 * @self: a model
 * @error: return location for an error
 *
 * Brings the list of records and of drafts up to date, and searches again.
 *
 * Returns: whether it is up to date; otherwise %CANDOR_ERROR_STORAGE, and what was known is kept
 */
gboolean
candor_register_model_reload (CandorRegisterModel *self, GError **error)
{
  g_autofree char *words = NULL;
  gboolean good;

  g_return_val_if_fail (CANDOR_IS_REGISTER_MODEL (self), FALSE);

  good = candor_register_refresh (self->records, error);
  self->index = candor_register_get_index (self->records);
  g_clear_pointer (&self->today, g_array_unref);
  self->today = self->index != NULL ? find_today (self->index) : new_numbers ();
  load_drafts (self);
  words = g_steal_pointer (&self->words);
  candor_register_model_search (self, self->filter, words);
  return good;
}

/**
 * candor_register_model_search:
 * @self: a model
 * @filter: which records to look through
 * @words: (nullable): what was typed
 */
void
candor_register_model_search (CandorRegisterModel *self,
                              CandorRegisterFilter filter,
                              const char *words)
{
  g_autoptr (GArray) before = NULL;
  GArray *found;

  g_return_if_fail (CANDOR_IS_REGISTER_MODEL (self));

  words = words != NULL ? words : "";
  found = find (self, filter, words);
  before = self->found;
  self->found = found;
  self->filter = filter;
  g_free (self->words);
  self->words = g_strdup (words);
  g_list_model_items_changed (G_LIST_MODEL (self), 0, before->len, found->len);
}

/**
 * candor_register_model_count:
 * @self: a model
 * @filter: which records
 *
 * Returns: how many there are, whatever is searched for
 */
guint
candor_register_model_count (CandorRegisterModel *self, CandorRegisterFilter filter)
{
  g_return_val_if_fail (CANDOR_IS_REGISTER_MODEL (self), 0);

  if (filter == CANDOR_REGISTER_TODAY)
    return self->today->len;
  if (filter == CANDOR_REGISTER_WAITING)
    return self->drafts->len;
  return self->index != NULL ? candor_index_size (self->index) : 0;
}

/**
 * candor_register_model_count_unreadable:
 * @self: a model
 *
 * Returns: how many drafts there are that cannot be read; they stay where they are
 */
guint
candor_register_model_count_unreadable (CandorRegisterModel *self)
{
  g_return_val_if_fail (CANDOR_IS_REGISTER_MODEL (self), 0);

  return self->n_unreadable;
}
