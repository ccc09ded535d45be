/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#include "candor-register-list.h"

#include "app/print/candor-document-makers.h"
#include "app/widgets/candor-parts.h"
#include "candor-register-row.h"
#include "candor-register-words.h"
#include "candor-row-filler.h"
#include "candor-staff-words.h"
#include "app/widgets/candor-wrap-layout.h"
#include "core/candor-error.h"

struct _CandorRegisterList
{
  AdwBin parent_instance;

  GtkStack *stack;
  GtkWidget *search;
  GtkToggleButton *filters[CANDOR_REGISTER_N_FILTERS];
  GtkLabel *count;
  GtkLabel *trouble;
  GtkStack *results;
  GtkListView *view;
  GtkLabel *empty_title;
  GtkLabel *empty_text;
  GtkButton *print_back;
  GtkLabel *print_title;
  AdwBin *print_place;

  CandorRegister *records;       /* (owned) */
  CandorRegisterModel *model;    /* (owned) */
  GtkSingleSelection *selection; /* (owned) */
  CandorRowFiller *filler;       /* (owned) */
  CandorPaper paper;
  const CandorLanguage *language; /* (unowned) */
};

G_DEFINE_FINAL_TYPE (CandorRegisterList, candor_register_list, ADW_TYPE_BIN)

enum
{
  OPEN_RECORD,
  OPEN_DRAFT,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static CandorRegisterFilter
get_filter (CandorRegisterList *self)
{
  for (guint i = 0; i < CANDOR_REGISTER_N_FILTERS; i++)
    if (gtk_toggle_button_get_active (self->filters[i]))
      return i;
  return CANDOR_REGISTER_ALL;
}

/* What is said where nothing is to be seen. */
static void
show_empty (CandorRegisterList *self, gboolean searched)
{
  static const struct
  {
    const char *title;
    const char *text;
  } words[] = {
    [CANDOR_REGISTER_ALL] = { N_ ("No record has been filed yet."),
                              N_ ("Visits appear here as soon as they are filed.") },
    [CANDOR_REGISTER_TODAY] = { N_ ("Nothing is filed or planned for today."),
                                N_ ("“All” shows the records of other days.") },
    [CANDOR_REGISTER_WAITING] = { N_ ("No visit waits to be filed."),
                                  N_ ("A visit that was begun and is not filed yet appears "
                                      "here.") },
  };
  CandorRegisterFilter filter = get_filter (self);

  gtk_label_set_label (self->empty_title,
                       searched ? _ ("Nothing was found.") : _ (words[filter].title));
  gtk_label_set_label (self->empty_text,
                       searched ? _ ("Try a part of the name, the date of birth or of treatment, "
                                     "the practitioner or the treatment.")
                                : _ (words[filter].text));
}

static void
show_count (CandorRegisterList *self, guint n)
{
  g_autofree char *words = NULL;

  if (get_filter (self) == CANDOR_REGISTER_WAITING)
    words
        = g_strdup_printf (candor_language_plural (self->language, "%u visit", "%u visits", n), n);
  else
    words = g_strdup_printf (candor_language_plural (self->language, "%u record", "%u records", n),
                             n);
  gtk_label_set_label (self->count, words);
}

static void
update (CandorRegisterList *self)
{
  const char *words = gtk_editable_get_text (GTK_EDITABLE (self->search));
  guint n;

  candor_register_model_search (self->model, get_filter (self), words);
  n = g_list_model_get_n_items (G_LIST_MODEL (self->model));
  show_count (self, n);
  if (n == 0)
    show_empty (self, *words != '\0');
  gtk_stack_set_visible_child_name (self->results, n > 0 ? "list" : "empty");
}

static void
show_trouble (CandorRegisterList *self, const char *words)
{
  candor_parts_set_words (self->trouble, words);
  gtk_widget_set_visible (GTK_WIDGET (self->trouble), words != NULL);
}

static CandorRegisterItem *
get_selected (CandorRegisterList *self)
{
  return gtk_single_selection_get_selected_item (self->selection);
}

static void
show_print (CandorRegisterList *self, CandorRegisterItem *item)
{
  GtkWidget *panel = candor_print_panel_new (
      self->language, candor_register_get_folder (self->records), self->paper);
  g_autofree char *name
      = candor_register_dup_name (candor_register_item_get_head (item), self->language);
  g_autofree char *title = g_strdup_printf (_ ("Print the form of %s"), name);

  gtk_label_set_label (self->print_title, title);
  candor_print_panel_add_form (CANDOR_PRINT_PANEL (panel), _ ("Print the form"), self->records,
                               candor_register_item_get_file (item));
  adw_bin_set_child (self->print_place, panel);
  gtk_stack_set_visible_child_name (self->stack, "print");
  gtk_widget_grab_focus (GTK_WIDGET (self->print_back));
}

static void
leave_print (CandorRegisterList *self)
{
  gtk_stack_set_visible_child_name (self->stack, "records");
  adw_bin_set_child (self->print_place, NULL);
  gtk_widget_grab_focus (get_selected (self) != NULL ? GTK_WIDGET (self->view) : self->search);
}

static void
open_at (CandorRegisterList *self, guint position)
{
  g_autoptr (CandorRegisterItem) item
      = g_list_model_get_item (G_LIST_MODEL (self->model), position);
  const char *file = item != NULL ? candor_register_item_get_file (item) : NULL;

  if (item == NULL)
    return;
  if (file != NULL)
    g_signal_emit (self, signals[OPEN_RECORD], 0, file);
  else
    g_signal_emit (self, signals[OPEN_DRAFT], 0,
                   candor_record_head_get (candor_register_item_get_head (item), CANDOR_HEAD_ID));
}

static void
enter_list (CandorRegisterList *self)
{
  if (g_list_model_get_n_items (G_LIST_MODEL (self->model)) == 0)
    return;
  gtk_single_selection_set_selected (self->selection, 0);
  gtk_widget_activate_action (GTK_WIDGET (self->view), "list.scroll-to-item", "u", 0);
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

static void
typed_cb (CandorRegisterList *self)
{
  if (self->model != NULL)
    update (self);
}

static void
filter_cb (CandorRegisterList *self, GtkToggleButton *button)
{
  if (self->model != NULL && gtk_toggle_button_get_active (button))
    update (self);
}

/* Enter in the search: the only one found is the one that was meant. */
static void
search_activate_cb (CandorRegisterList *self)
{
  if (g_list_model_get_n_items (G_LIST_MODEL (self->model)) == 1)
    open_at (self, 0);
  else
    enter_list (self);
}

static void
search_stop_cb (CandorRegisterList *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
}

static gboolean
search_key_cb (CandorRegisterList *self, guint key)
{
  if (key != GDK_KEY_Down && key != GDK_KEY_KP_Down)
    return GDK_EVENT_PROPAGATE;
  enter_list (self);
  return GDK_EVENT_STOP;
}

static gboolean
view_key_cb (CandorRegisterList *self, guint key)
{
  if ((key != GDK_KEY_Up && key != GDK_KEY_KP_Up)
      || gtk_single_selection_get_selected (self->selection) != 0)
    return GDK_EVENT_PROPAGATE;
  gtk_widget_grab_focus (self->search);
  return GDK_EVENT_STOP;
}

static void
activate_cb (CandorRegisterList *self, guint position)
{
  open_at (self, position);
}

static void
row_print_cb (CandorRegisterList *self, CandorRegisterItem *item)
{
  show_print (self, item);
}

static void
back_cb (CandorRegisterList *self)
{
  leave_print (self);
}

static void
set_up_cb (CandorRegisterList *self, GtkListItem *place)
{
  GtkWidget *row = candor_register_row_new (self->language);

  g_signal_connect_object (row, "print", G_CALLBACK (row_print_cb), self, G_CONNECT_SWAPPED);
  gtk_list_item_set_child (place, row);
}

static void
bind_cb (CandorRegisterList *self, GtkListItem *place)
{
  candor_row_filler_bind (self->filler, place);
}

static void
unbind_cb (CandorRegisterList *self, GtkListItem *place)
{
  candor_row_filler_unbind (self->filler, place);
}

static void
search_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CandorRegisterList *self = CANDOR_REGISTER_LIST (widget);

  if (g_str_equal (gtk_stack_get_visible_child_name (self->stack), "print"))
    leave_print (self);
  gtk_widget_grab_focus (self->search);
  gtk_editable_select_region (GTK_EDITABLE (self->search), 0, -1);
}

static void
print_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CandorRegisterList *self = CANDOR_REGISTER_LIST (widget);
  CandorRegisterItem *item = get_selected (self);

  if (item != NULL && candor_register_item_get_file (item) != NULL)
    show_print (self, item);
}

static gboolean
escape_cb (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  CandorRegisterList *self = CANDOR_REGISTER_LIST (widget);

  if (!g_str_equal (gtk_stack_get_visible_child_name (self->stack), "print"))
    return GDK_EVENT_PROPAGATE;
  leave_print (self);
  return GDK_EVENT_STOP;
}

static void
candor_register_list_dispose (GObject *object)
{
  CandorRegisterList *self = CANDOR_REGISTER_LIST (object);

  /* The rows go while there is somebody to empty them. */
  if (self->filler != NULL)
    gtk_list_view_set_model (self->view, NULL);
  g_clear_pointer (&self->filler, candor_row_filler_free);
  g_clear_object (&self->selection);
  g_clear_object (&self->model);
  g_clear_pointer (&self->records, candor_register_unref);
  G_OBJECT_CLASS (candor_register_list_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, CandorRegisterList, stack);
  gtk_widget_class_bind_template_child (widget_class, CandorRegisterList, search);
  gtk_widget_class_bind_template_child_full (widget_class, "all", FALSE,
                                             G_STRUCT_OFFSET (CandorRegisterList, filters[0]));
  gtk_widget_class_bind_template_child_full (widget_class, "today", FALSE,
                                             G_STRUCT_OFFSET (CandorRegisterList, filters[1]));
  gtk_widget_class_bind_template_child_full (widget_class, "waiting", FALSE,
                                             G_STRUCT_OFFSET (CandorRegisterList, filters[2]));
  gtk_widget_class_bind_template_child (widget_class, CandorRegisterList, count);
  gtk_widget_class_bind_template_child (widget_class, CandorRegisterList, trouble);
  gtk_widget_class_bind_template_child (widget_class, CandorRegisterList, results);
  gtk_widget_class_bind_template_child (widget_class, CandorRegisterList, view);
  gtk_widget_class_bind_template_child (widget_class, CandorRegisterList, empty_title);
  gtk_widget_class_bind_template_child (widget_class, CandorRegisterList, empty_text);
  gtk_widget_class_bind_template_child (widget_class, CandorRegisterList, print_back);
  gtk_widget_class_bind_template_child (widget_class, CandorRegisterList, print_title);
  gtk_widget_class_bind_template_child (widget_class, CandorRegisterList, print_place);
}

static void
candor_register_list_class_init (CandorRegisterListClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = candor_register_list_dispose;

  /**
   * CandorRegisterList::open-record:
   * @file: a record, from the store's folder
   *
   * Somebody wants to see it.
   */
  signals[OPEN_RECORD] = g_signal_new ("open-record", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST,
                                       0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  /**
   * CandorRegisterList::open-draft:
   * @id: of a visit that is not filed yet
   *
   * Somebody wants to go on with it.
   */
  signals[OPEN_DRAFT] = g_signal_new ("open-draft", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0,
                                      NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  g_type_ensure (CANDOR_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/candor/Candor/candor-register-list.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, typed_cb);
  gtk_widget_class_bind_template_callback (widget_class, filter_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_stop_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_key_cb);
  gtk_widget_class_bind_template_callback (widget_class, view_key_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, back_cb);
  gtk_widget_class_bind_template_callback (widget_class, set_up_cb);
  gtk_widget_class_bind_template_callback (widget_class, bind_cb);
  gtk_widget_class_bind_template_callback (widget_class, unbind_cb);
  gtk_widget_class_install_action (widget_class, "register.search", NULL, search_action);
  gtk_widget_class_install_action (widget_class, "register.print", NULL, print_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_f, GDK_CONTROL_MASK, "register.search",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_p, GDK_CONTROL_MASK, "register.print",
                                       NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, escape_cb, NULL);
}

static void
candor_register_list_init (CandorRegisterList *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->filler = candor_row_filler_new (self->view);
  /* What is typed is a name: no keyboard is to learn it. The entry itself takes no hints. */
  g_object_set (gtk_editable_get_delegate (GTK_EDITABLE (self->search)), "input-hints",
                GTK_INPUT_HINT_PRIVATE | GTK_INPUT_HINT_NO_SPELLCHECK | GTK_INPUT_HINT_NO_EMOJI,
                NULL);
}

/**
 * candor_register_list_new:
 * @records: an unlocked store
 * @procedure: what the clinic's visits are about
 * @paper: what lies in the clinic's printer
 * @language: the clinic's language
 *
 * Returns: (transfer floating): the list, with all that is filed
 */
GtkWidget *
candor_register_list_new (CandorRegister *records,
                          CandorProcedure *procedure,
                          CandorPaper paper,
                          const CandorLanguage *language)
{
  CandorRegisterList *self = g_object_new (CANDOR_TYPE_REGISTER_LIST, NULL);

  self->language = language;
  self->paper = paper;
  self->records = candor_register_ref (records);
  self->model = candor_register_model_new (records, procedure, language);
  gtk_button_set_label (GTK_BUTTON (self->filters[CANDOR_REGISTER_ALL]),
                        /* Translators: which records are shown: all of them, */
                        _ ("All"));
  gtk_button_set_label (GTK_BUTTON (self->filters[CANDOR_REGISTER_TODAY]),
                        /* Translators: or those of today. */
                        _ ("Today"));
  g_object_set (self->search, "placeholder-text", _ ("Name, date of birth, date, practitioner…"),
                NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->search), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Find a record"), -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Records"), -1);
  gtk_button_set_label (self->print_back, _ ("Back to the records"));

  self->selection = gtk_single_selection_new (G_LIST_MODEL (g_object_ref (self->model)));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  candor_register_list_reload (self);
  gtk_list_view_set_model (self->view, GTK_SELECTION_MODEL (self->selection));
  gtk_search_entry_set_key_capture_widget (GTK_SEARCH_ENTRY (self->search),
                                           GTK_WIDGET (self->view));
  return GTK_WIDGET (self);
}

/* Returns: (transfer full) (nullable): what is not in the list though it should be; records first */
static char *
dup_unread_words (CandorRegisterList *self)
{
  guint n_records = candor_register_get_n_unread (self->records);
  guint n_visits = candor_register_model_count_unreadable (self->model);

  if (n_records > 0)
    return g_strdup_printf (
        candor_language_plural (
            self->language,
            "%u record cannot be read, and is not in this list. It was left where it is; please "
            "check the disk, and look for it in the backups.",
            "%u records cannot be read, and are not in this list. They were left where they are; "
            "please check the disk, and look for them in the backups.",
            n_records),
        n_records);
  if (n_visits > 0)
    return g_strdup_printf (
        candor_language_plural (
            self->language,
            "%u visit that waits cannot be read. It was left where it is; please look for it in "
            "the backups.",
            "%u visits that wait cannot be read. They were left where they are; please look for "
            "them in the backups.",
            n_visits),
        n_visits);
  return NULL;
}

/**
 * candor_register_list_reload:
 * @self: the list
 *
 * Takes in what was filed or has expired since.
 */
void
candor_register_list_reload (CandorRegisterList *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *waiting = NULL;
  g_autofree char *trouble = NULL;
  g_autofree char *unreadable = NULL;
  guint n;

  g_return_if_fail (CANDOR_IS_REGISTER_LIST (self));

  candor_register_model_reload (self->model, &error);
  n = candor_register_model_count (self->model, CANDOR_REGISTER_WAITING);
  unreadable = dup_unread_words (self);
  trouble = candor_error_dup_sentence (error, self->language);
  show_trouble (self, trouble != NULL ? trouble : unreadable);
  /* Translators: visits that are not filed yet; how many there are. */
  waiting = g_strdup_printf (_ ("Waiting (%u)"), n);
  gtk_button_set_label (GTK_BUTTON (self->filters[CANDOR_REGISTER_WAITING]), waiting);
  update (self);
}

/**
 * candor_register_list_set_paper:
 * @self: the list
 * @paper: what lies in the clinic's printer now
 */
void
candor_register_list_set_paper (CandorRegisterList *self, CandorPaper paper)
{
  g_return_if_fail (CANDOR_IS_REGISTER_LIST (self));

  self->paper = paper;
}

/**
 * candor_register_list_show:
 * @self: the list
 * @filter: which records are to be shown
 */
void
candor_register_list_show (CandorRegisterList *self, CandorRegisterFilter filter)
{
  g_return_if_fail (CANDOR_IS_REGISTER_LIST (self));

  gtk_toggle_button_set_active (self->filters[filter], TRUE);
}

/**
 * candor_register_list_clear:
 * @self: the list
 *
 * Forgets what was searched for and what was to be printed: for when somebody else gets the tablet.
 */
void
candor_register_list_clear (CandorRegisterList *self)
{
  g_return_if_fail (CANDOR_IS_REGISTER_LIST (self));

  gtk_stack_set_visible_child_name (self->stack, "records");
  adw_bin_set_child (self->print_place, NULL);
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
}
