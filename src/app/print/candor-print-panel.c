/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#include "candor-print-panel.h"

#include "app/candor-work.h"
#include "app/staff/candor-staff-words.h"
#include "app/widgets/candor-parts.h"
#include "candor-print-order.h"
#include "candor-printers.h"
#include "core/candor-error.h"

struct _CandorPrintPanel
{
  AdwBin parent_instance;

  GtkBox *search;
  AdwPreferencesGroup *group;
  AdwComboRow *printer;
  AdwActionRow *copies_row;
  GtkSpinButton *copies;
  AdwActionRow *sides_row;
  GtkSwitch *sides;
  GtkBox *buttons;
  GtkBox *status;

  const CandorLanguage *language; /* (unowned) */
  char *folder;                   /* (owned) */
  CandorPaper paper;
  CandorPrintSettings settings;
  CandorPrinters *printers; /* (owned) */
  CandorPrintOrder *order;  /* (owned) (nullable): the last one */
  GtkWidget *last;          /* (unowned) (nullable): the button that it came from */
  guint patience;           /* 0 for as long as is usual */
  gboolean looked;
  gboolean making;
};

G_DEFINE_FINAL_TYPE (CandorPrintPanel, candor_print_panel, ADW_TYPE_BIN)

static const char source_key[] = "candor-print-source";

/* What a button prints. */
typedef struct
{
  gatomicrefcount count;
  char *path;             /* (owned) (nullable) */
  CandorPrintMaker maker; /* (nullable) */
  gpointer data;          /* (owned) (nullable) */
  GDestroyNotify destroy; /* (nullable) */
} Source;

static void
source_unref (gpointer data)
{
  Source *self = data;

  if (!g_atomic_ref_count_dec (&self->count))
    return;
  if (self->destroy != NULL)
    self->destroy (self->data);
  g_free (self->path);
  g_free (self);
}

static Source *
source_ref (Source *self)
{
  g_atomic_ref_count_inc (&self->count);
  return self;
}

/* What is said about each state; without a tone it is under way. */
static const struct
{
  int tone;
  const char *title;
  const char *text;
} sayings[] = {
  [CANDOR_PRINT_SENDING] = { -1, N_ ("Sending it to the printer…"), NULL },
  [CANDOR_PRINT_WAITING] = { -1, N_ ("The printer has it and begins soon…"), NULL },
  [CANDOR_PRINT_PRINTING] = { -1, N_ ("Printing…"), NULL },
  [CANDOR_PRINT_DONE]
  = { CANDOR_TONE_KEY, N_ ("Printed"), N_ ("No copy is left in the print queue.") },
  [CANDOR_PRINT_DONE_KEPT] = { CANDOR_TONE_TALK, N_ ("Printed"),
                               N_ ("The print service of this computer may keep a copy for a "
                                   "while. Please tell whoever looks after this computer.") },
  [CANDOR_PRINT_STUCK]
  = { CANDOR_TONE_TALK, N_ ("The printer has not printed it yet."),
      N_ ("Please see whether the printer is switched on and has paper. It prints by itself when "
          "it is ready, or you take it back.") },
  [CANDOR_PRINT_MUTE]
  = { CANDOR_TONE_TALK, N_ ("The printer does not answer."),
      N_ ("Nothing is lost. Please see whether the printer is switched on and connected. Look in "
          "its tray before you try again: it may print late.") },
  [CANDOR_PRINT_REFUSED] = { CANDOR_TONE_TALK, N_ ("The printer did not take it."),
                             N_ ("Nothing was printed, and nothing is lost. Please try again, or "
                                 "choose another printer.") },
  [CANDOR_PRINT_FAILED] = { CANDOR_TONE_TALK, N_ ("The printer could not print it."),
                            N_ ("Nothing is lost. Please see what the printer says, then try "
                                "again or choose another one.") },
  [CANDOR_PRINT_TAKEN_BACK] = { CANDOR_TONE_KEY, N_ ("Taken back"),
                                N_ ("Nothing waits in the print queue any more. A sheet that the "
                                    "printer had begun may still come out.") },
  [CANDOR_PRINT_NOT_BACK] = { CANDOR_TONE_TALK, N_ ("It could not be taken back."),
                              N_ ("The printer does not answer, and may print it later. Please "
                                  "look in its tray.") },
};

static void print_again_cb (CandorPrintPanel *self);

static void
show_progress (CandorPrintPanel *self, GtkBox *box, const char *words)
{
  candor_parts_clear (GTK_WIDGET (box));
  gtk_box_append (box, candor_parts_progress (words));
}

static void
add_button (CandorPrintPanel *self, GtkBox *box, const char *label, GCallback callback)
{
  GtkWidget *button = candor_parts_pill (label);

  g_signal_connect_object (button, "clicked", callback, self, G_CONNECT_SWAPPED);
  gtk_box_append (box, button);
}

static void
show_result (CandorPrintPanel *self, CandorTone tone, const char *title, const char *text)
{
  candor_parts_clear (GTK_WIDGET (self->status));
  gtk_box_append (self->status, candor_parts_note (tone, title, text));
}

static void
take_back_cb (CandorPrintPanel *self)
{
  if (self->order != NULL)
    candor_print_order_take_back (self->order);
  show_progress (self, self->status, _ ("Taking it back…"));
}

/* Only one document at a time: nobody could tell which of two came out. */
static gboolean
is_busy (CandorPrintPanel *self)
{
  if (self->making)
    return TRUE;
  if (self->order == NULL || candor_print_order_is_over (self->order))
    return FALSE;
  return sayings[candor_print_order_get_state (self->order)].tone < 0;
}

static void
update_buttons (CandorPrintPanel *self)
{
  gboolean ready = candor_printers_get_state (self->printers) == CANDOR_PRINTERS_THERE;

  gtk_widget_set_sensitive (GTK_WIDGET (self->buttons), ready && !is_busy (self));
}

static void
order_changed_cb (CandorPrintPanel *self, CandorPrintOrder *order)
{
  CandorPrintState state = candor_print_order_get_state (order);

  if (order != self->order)
    return;
  if (sayings[state].tone < 0)
    show_progress (self, self->status, _ (sayings[state].title));
  else
    show_result (self, sayings[state].tone, _ (sayings[state].title), _ (sayings[state].text));
  if (state == CANDOR_PRINT_REFUSED && candor_print_order_get_reason (order) != NULL)
    gtk_box_append (self->status,
                    candor_parts_label (candor_print_order_get_reason (order), "quiet"));
  if (state == CANDOR_PRINT_STUCK)
    add_button (self, self->status, _ ("Take it back"), G_CALLBACK (take_back_cb));
  else if (sayings[state].tone == CANDOR_TONE_TALK && state != CANDOR_PRINT_DONE_KEPT)
    add_button (self, self->status, _ ("Try again"), G_CALLBACK (print_again_cb));
  update_buttons (self);
}

static void
remember (CandorPrintPanel *self, GtkPrinter *printer)
{
  g_autoptr (GError) error = NULL;

  g_free (self->settings.printer);
  self->settings.printer = g_strdup (gtk_printer_get_name (printer));
  self->settings.copies = gtk_spin_button_get_value_as_int (self->copies);
  self->settings.two_sided = gtk_switch_get_active (self->sides);
  /* The form still gets printed; next time the choice is to be made again. */
  if (!candor_print_settings_save (&self->settings, self->folder, &error))
    g_info ("%s", error->message);
}

static void
show_failure (CandorPrintPanel *self, const char *words)
{
  show_result (self, CANDOR_TONE_TALK, _ ("Nothing was printed."), words);
  add_button (self, self->status, _ ("Try again"), G_CALLBACK (print_again_cb));
  update_buttons (self);
}

/* Takes the order over and sends it. */
static void
send_order (CandorPrintPanel *self, CandorPrintOrder *order, GError *failure)
{
  GPtrArray *list = candor_printers_get_list (self->printers);
  g_autofree char *trouble = NULL;
  guint index = adw_combo_row_get_selected (self->printer);
  g_autoptr (GError) error = failure;

  g_clear_object (&self->order);
  self->order = order;
  if (order != NULL && index < list->len)
    {
      GtkPrinter *printer = list->pdata[index];

      remember (self, printer);
      if (self->patience > 0)
        candor_print_order_set_patience (order, self->patience);
      g_signal_connect_object (order, "changed", G_CALLBACK (order_changed_cb), self,
                               G_CONNECT_SWAPPED);
      show_progress (self, self->status, _ (sayings[CANDOR_PRINT_SENDING].title));
      if (candor_print_order_send (order, printer, self->paper, &self->settings, &error))
        {
          update_buttons (self);
          return;
        }
    }
  g_clear_object (&self->order);
  trouble = candor_error_dup_sentence (error, self->language);
  show_failure (self,
                trouble != NULL ? trouble : _ ("The printer is gone. Please choose another one."));
}

static void
make_in_thread (GTask *task, gpointer object, gpointer data, GCancellable *cancellable)
{
  Source *source = data;
  GError *error = NULL;
  GBytes *bytes = source->maker (source->data, &error);

  if (bytes != NULL)
    g_task_return_pointer (task, bytes, (GDestroyNotify)g_bytes_unref);
  else
    g_task_return_error (task, error);
}

static void
made_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  CandorPrintPanel *self = CANDOR_PRINT_PANEL (object);
  GError *error = NULL;
  g_autoptr (GBytes) bytes = g_task_propagate_pointer (G_TASK (result), &error);

  self->making = FALSE;
  send_order (self, bytes != NULL ? candor_print_order_new_for_bytes (bytes, &error) : NULL, error);
}

static void
print_cb (CandorPrintPanel *self, GtkWidget *button)
{
  Source *source = g_object_get_data (G_OBJECT (button), source_key);

  if (is_busy (self))
    return;
  /* What may still come out is taken back, so that nothing comes out twice. */
  if (self->order != NULL)
    {
      g_signal_handlers_disconnect_by_func (self->order, order_changed_cb, self);
      candor_print_order_take_back (self->order);
      g_clear_object (&self->order);
    }
  self->last = button;
  if (source->path != NULL)
    {
      GError *error = NULL;
      CandorPrintOrder *order = candor_print_order_new_for_path (source->path, &error);

      send_order (self, order, error);
    }
  else
    {
      g_autoptr (GTask) task = g_task_new (self, NULL, made_cb, NULL);

      self->making = TRUE;
      show_progress (self, self->status, _ ("The document is being made…"));
      g_task_set_task_data (task, source_ref (source), source_unref);
      candor_work_start (task, make_in_thread);
    }
  update_buttons (self);
}

static void
print_again_cb (CandorPrintPanel *self)
{
  print_cb (self, self->last);
}

static void
look_cb (CandorPrintPanel *self)
{
  candor_printers_look (self->printers);
}

/* The printer of the last time, else the one that the system prefers, else the first. */
static guint
choose_printer (CandorPrintPanel *self, GPtrArray *list)
{
  guint chosen = 0;

  for (guint i = 0; i < list->len; i++)
    {
      if (g_strcmp0 (gtk_printer_get_name (list->pdata[i]), self->settings.printer) == 0)
        return i;
      if (gtk_printer_is_default (list->pdata[i]))
        chosen = i;
    }
  return chosen;
}

static void
show_printers (CandorPrintPanel *self)
{
  GPtrArray *list = candor_printers_get_list (self->printers);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  for (guint i = 0; i < list->len; i++)
    gtk_string_list_append (names, gtk_printer_get_name (list->pdata[i]));
  adw_combo_row_set_model (self->printer, G_LIST_MODEL (names));
  adw_combo_row_set_selected (self->printer, choose_printer (self, list));
}

static void
printers_changed_cb (CandorPrintPanel *self)
{
  CandorPrintersState state = candor_printers_get_state (self->printers);

  candor_parts_clear (GTK_WIDGET (self->search));
  switch (state)
    {
    case CANDOR_PRINTERS_LOOKING:
      show_progress (self, self->search, _ ("Looking for printers…"));
      break;
    case CANDOR_PRINTERS_THERE:
      show_printers (self);
      break;
    case CANDOR_PRINTERS_NONE:
      gtk_box_append (self->search,
                      candor_parts_note (CANDOR_TONE_TALK, _ ("There is no printer."),
                                         _ ("Please see whether printing is set up and running on "
                                            "this computer, then look again.")));
      add_button (self, self->search, _ ("Look again"), G_CALLBACK (look_cb));
      break;
    case CANDOR_PRINTERS_MUTE:
    default:
      gtk_box_append (self->search,
                      candor_parts_note (CANDOR_TONE_TALK, _ ("No printer answers."),
                                         _ ("Please see whether the printer is switched on, and "
                                            "whether this computer can print at all. Then look "
                                            "again.")));
      add_button (self, self->search, _ ("Look again"), G_CALLBACK (look_cb));
      break;
    }
  gtk_widget_set_visible (GTK_WIDGET (self->search), state != CANDOR_PRINTERS_THERE);
  gtk_widget_set_visible (GTK_WIDGET (self->group), state == CANDOR_PRINTERS_THERE);
  update_buttons (self);
}

static void
map_cb (CandorPrintPanel *self)
{
  if (self->looked)
    return;
  self->looked = TRUE;
  candor_printers_look (self->printers);
}

static void
candor_print_panel_dispose (GObject *object)
{
  CandorPrintPanel *self = CANDOR_PRINT_PANEL (object);

  /* The order goes on without us, and cleans up behind itself. */
  g_clear_object (&self->order);
  g_clear_object (&self->printers);
  g_clear_pointer (&self->folder, g_free);
  candor_print_settings_clear (&self->settings);
  G_OBJECT_CLASS (candor_print_panel_parent_class)->dispose (object);
}

static void
candor_print_panel_class_init (CandorPrintPanelClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = candor_print_panel_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/candor/Candor/candor-print-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, CandorPrintPanel, search);
  gtk_widget_class_bind_template_child (widget_class, CandorPrintPanel, group);
  gtk_widget_class_bind_template_child (widget_class, CandorPrintPanel, printer);
  gtk_widget_class_bind_template_child (widget_class, CandorPrintPanel, copies_row);
  gtk_widget_class_bind_template_child (widget_class, CandorPrintPanel, copies);
  gtk_widget_class_bind_template_child (widget_class, CandorPrintPanel, sides_row);
  gtk_widget_class_bind_template_child (widget_class, CandorPrintPanel, sides);
  gtk_widget_class_bind_template_child (widget_class, CandorPrintPanel, buttons);
  gtk_widget_class_bind_template_child (widget_class, CandorPrintPanel, status);
  gtk_widget_class_bind_template_callback (widget_class, map_cb);
}

static void
candor_print_panel_init (CandorPrintPanel *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->printers = candor_printers_new ();
  g_signal_connect_object (self->printers, "changed", G_CALLBACK (printers_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

/**
 * candor_print_panel_new:
 * @language: the clinic's language
 * @data_folder: the clinic's data folder, where its choice is kept
 * @paper: what lies in the clinic's printer
 *
 * Returns: (transfer floating): a panel that prints nothing yet
 */
GtkWidget *
candor_print_panel_new (const CandorLanguage *language, const char *data_folder, CandorPaper paper)
{
  CandorPrintPanel *self = g_object_new (CANDOR_TYPE_PRINT_PANEL, NULL);

  self->language = language;
  self->folder = g_strdup (data_folder);
  self->paper = paper;
  candor_print_settings_load (&self->settings, data_folder);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->printer), _ ("Printer"));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->copies_row), _ ("Copies"));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->sides_row),
                                 _ ("On both sides of the paper"));
  gtk_spin_button_set_range (self->copies, 1, CANDOR_PRINT_MAX_COPIES);
  gtk_spin_button_set_value (self->copies, self->settings.copies);
  gtk_switch_set_active (self->sides, self->settings.two_sided);
  update_buttons (self);
  return GTK_WIDGET (self);
}

/**
 * candor_print_panel_set_patience:
 * @self: a panel that was not on the screen yet
 * @msec: how long nothing may happen before staff are told so, in milliseconds
 */
void
candor_print_panel_set_patience (CandorPrintPanel *self, guint msec)
{
  g_return_if_fail (CANDOR_IS_PRINT_PANEL (self));

  self->patience = msec;
  candor_printers_set_patience (self->printers, msec);
}

static void
add_source (CandorPrintPanel *self, const char *label, Source *source)
{
  GtkWidget *button = candor_parts_pill (label);

  g_atomic_ref_count_init (&source->count);
  g_object_set_data_full (G_OBJECT (button), source_key, source, source_unref);
  if (gtk_widget_get_first_child (GTK_WIDGET (self->buttons)) == NULL)
    gtk_widget_add_css_class (button, "forward");
  g_signal_connect_object (button, "clicked", G_CALLBACK (print_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (self->buttons, button);
}

/**
 * candor_print_panel_add_path:
 * @self: a panel
 * @label: what its button says
 * @path: a PDF, which is sent as it is
 *
 * Adds a button. The first one is the strong one.
 */
void
candor_print_panel_add_path (CandorPrintPanel *self, const char *label, const char *path)
{
  Source *source = g_new0 (Source, 1);

  g_return_if_fail (CANDOR_IS_PRINT_PANEL (self));

  source->path = g_strdup (path);
  add_source (self, label, source);
}

/**
 * candor_print_panel_add_maker:
 * @self: a panel
 * @label: what its button says
 * @maker: makes the document when the button is pressed, in a thread
 * @data: (transfer full) (nullable): for @maker
 * @destroy: (nullable): frees @data
 *
 * Adds a button. The first one is the strong one.
 */
void
candor_print_panel_add_maker (CandorPrintPanel *self,
                              const char *label,
                              CandorPrintMaker maker,
                              gpointer data,
                              GDestroyNotify destroy)
{
  Source *source = g_new0 (Source, 1);

  g_return_if_fail (CANDOR_IS_PRINT_PANEL (self));
  g_return_if_fail (maker != NULL);

  source->maker = maker;
  source->data = data;
  source->destroy = destroy;
  add_source (self, label, source);
}
