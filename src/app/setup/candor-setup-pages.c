/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#include "candor-setup-pages.h"

#include "app/candor-work.h"
#include "app/widgets/candor-check-row.h"
#include "app/widgets/candor-choice-row.h"
#include "app/widgets/candor-parts.h"
#include "app/widgets/candor-text-field.h"
#include "candor-setup-key.h"
#include "candor-setup-language.h"
#include "candor-setup-store.h"
#include "core/candor-error.h"
#include "core/candor-language.h"

/* How many groups of the recovery key are typed back. */
#define N_ASKED 2

#define _(message) candor_language_text (self->reads, (message))

typedef enum
{
  STEP_CLINIC,
  STEP_PRACTITIONERS,
  STEP_STAFF,
  STEP_KEY,
  STEP_CHECK,
  N_STEPS,
} Step;

static const struct
{
  const char *id;
  const char *title;
} steps[N_STEPS] = {
  [STEP_CLINIC] = { "clinic", N_ ("Welcome to Candor. Who is your clinic?") },
  [STEP_PRACTITIONERS] = { "practitioners", N_ ("Who treats patients?") },
  [STEP_STAFF] = { "staff", N_ ("Who unlocks this tablet?") },
  [STEP_KEY] = { "key", N_ ("Put the recovery key on paper") },
  [STEP_CHECK] = { "check", N_ ("Type back what is on the paper") },
};

enum
{
  FIELD_NAME,
  FIELD_ADDRESS,
  FIELD_PHONE,
  FIELD_EMERGENCY,
  FIELD_LOGO,
  N_CLINIC_FIELDS,
};

static const struct
{
  const char *label;
  const char *hint;
} clinic_fields[N_CLINIC_FIELDS] = {
  [FIELD_NAME] = { N_ ("Name of the clinic"), NULL },
  [FIELD_ADDRESS] = { N_ ("Address"), NULL },
  [FIELD_PHONE] = { N_ ("Telephone"), N_ ("Patients call it when they have a question.") },
  [FIELD_EMERGENCY] = { N_ ("Emergency number"), N_ ("The one that is called where you are.") },
  [FIELD_LOGO] = { N_ ("Logo, if you have one"),
                   N_ ("Where the file is: a drawing (SVG) or a picture (PNG). It is copied.") },
};

static const char *const person_labels[3]
    = { N_ ("Practitioner’s name"), N_ ("Role"), N_ ("Registration number") };

struct _CandorSetupPages
{
  AdwBin parent_instance;

  AdwWindowTitle *where;
  GtkScrolledWindow *scroller;
  GtkLabel *title;
  GtkBox *content;
  GtkLabel *error;
  GtkButton *back;
  GtkButton *next;
  GtkBox *wait;

  Step step;
  CandorSetupStore *store;     /* (owned) */
  CandorSecretText *key;       /* (owned) (nullable): while it is on the screen, or asked back */
  GPtrArray *fields;           /* (element-type CandorTextField) (unowned): of this step */
  CandorCheckRow *pin;         /* (unowned) (nullable) */
  CandorChoiceRow *language;   /* (unowned) (nullable) */
  const CandorLanguage *reads; /* who sets it up: a guess, and then the clinic's language */
  guint again;                 /* source id: the first page is about to be built again */
  guint asked[N_ASKED];        /* which groups of the key, from 0 */
  gboolean busy;
};

G_DEFINE_FINAL_TYPE (CandorSetupPages, candor_setup_pages, ADW_TYPE_BIN)

enum
{
  DONE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static CandorTextField *
field_at (CandorSetupPages *self, guint index)
{
  return self->fields->pdata[index];
}

static void
add_field (CandorSetupPages *self, GtkWidget *field, const char *text)
{
  candor_text_field_set_text (CANDOR_TEXT_FIELD (field), text);
  g_ptr_array_add (self->fields, field);
  gtk_box_append (self->content, field);
}

static void show_step (CandorSetupPages *self, Step step);

static void
add_words (CandorSetupPages *self, const char *words)
{
  gtk_box_append (self->content, candor_parts_label (words, NULL));
}

static char **
clinic_value (CandorSetupPages *self, guint index)
{
  char **const values[N_CLINIC_FIELDS]
      = { &self->store->name, &self->store->address, &self->store->phone, &self->store->emergency,
          &self->store->logo };

  return values[index];
}

static gboolean
again_cb (gpointer data)
{
  CandorSetupPages *self = data;

  self->again = 0;
  show_step (self, STEP_CLINIC);
  gtk_widget_grab_focus (candor_choice_row_get_button (
      self->language, candor_choice_row_get_selected (self->language)));
  return G_SOURCE_REMOVE;
}

/* From here on the pages speak it. What is typed already stays; the button that was pressed goes with
 * the page, a moment later. */
static void
language_cb (CandorSetupPages *self, int index)
{
  gsize n;

  self->reads = candor_language_list (&n)[index];
  g_free (self->store->language);
  self->store->language = g_strdup (candor_language_code (self->reads));
  for (guint i = 0; i < N_CLINIC_FIELDS; i++)
    {
      g_free (*clinic_value (self, i));
      *clinic_value (self, i) = candor_text_field_get_text (field_at (self, i));
    }
  if (self->again == 0)
    self->again = g_idle_add (again_cb, self);
}

/* The language comes first: whoever does not read this page finds it by its name. */
static void
build_clinic (CandorSetupPages *self)
{
  self->language
      = CANDOR_CHOICE_ROW (candor_setup_language_new (self->reads, self->store->language));
  g_signal_connect_object (self->language, "selected", G_CALLBACK (language_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (self->content, GTK_WIDGET (self->language));
  add_words (self, _ ("This stands on every form, and patients see whom to call."));
  for (guint i = 0; i < N_CLINIC_FIELDS; i++)
    add_field (self,
               candor_text_field_new (
                   _ (clinic_fields[i].label),
                   clinic_fields[i].hint != NULL ? _ (clinic_fields[i].hint) : NULL, FALSE),
               *clinic_value (self, i));
  candor_text_field_set_number (field_at (self, FIELD_PHONE));
  candor_text_field_set_number (field_at (self, FIELD_EMERGENCY));
}

static void
add_person (CandorSetupPages *self, char *const *words)
{
  for (guint i = 0; i < G_N_ELEMENTS (person_labels); i++)
    add_field (self, candor_text_field_new (_ (person_labels[i]), NULL, FALSE),
               words != NULL ? words[i] : NULL);
}

static void
another_cb (CandorSetupPages *self, GtkWidget *button)
{
  add_person (self, NULL);
  gtk_box_reorder_child_after (self->content, button,
                               gtk_widget_get_last_child (GTK_WIDGET (self->content)));
  candor_text_field_focus (field_at (self, self->fields->len - G_N_ELEMENTS (person_labels)));
}

static void
build_practitioners (CandorSetupPages *self)
{
  GtkWidget *another = candor_parts_pill (_ ("Add another practitioner"));

  add_words (self, _ ("Patients see who treats them, and can look the number up in a public "
                      "register."));
  for (guint i = 0; i < MAX (self->store->practitioners->len, 1); i++)
    add_person (self,
                i < self->store->practitioners->len ? self->store->practitioners->pdata[i] : NULL);
  g_signal_connect_object (another, "clicked", G_CALLBACK (another_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (self->content, another);
}

/* A PIN keeps curious people out and no thief, unless the whole disk is encrypted. */
static void
add_pin (CandorSetupPages *self)
{
  g_autofree char *parent = g_path_get_dirname (self->store->folder);

  self->pin = CANDOR_CHECK_ROW (
      candor_check_row_new (_ ("I want to use a PIN of 6 to 11 digits instead")));
  gtk_box_append (self->content, GTK_WIDGET (self->pin));
  if (!candor_disk_is_encrypted (parent))
    gtk_box_append (self->content,
                    candor_parts_note (CANDOR_TONE_TALK, _ ("A PIN does not stop a thief."),
                                       _ ("The disk of this tablet is not encrypted. Whoever "
                                          "steals it can try all PINs within hours, and then read "
                                          "every record. A passphrase stops them.")));
}

static void
build_staff (CandorSetupPages *self)
{
  add_words (self, _ ("The first member of staff is also the administrator: they can add others "
                      "later, and change settings."));
  add_field (self, candor_text_field_new (_ ("Your name"), NULL, FALSE),
             self->store->staff != NULL ? self->store->staff
                                        : *(char **)self->store->practitioners->pdata[0]);
  add_field (self,
             candor_text_field_new_secret (_ ("Passphrase"),
                                           _ ("Four words that nobody would guess together, or at "
                                              "least twelve characters.")),
             NULL);
  add_field (self, candor_text_field_new_secret (_ ("The same passphrase again"), NULL), NULL);
  add_pin (self);
}

static void
build_key (CandorSetupPages *self)
{
  candor_setup_key_show (self->content, self->key, self->store->name,
                         candor_new_store_get_folder (self->store->made), self->reads);
}

static void
build_check (CandorSetupPages *self)
{
  int n = (int)candor_setup_key_n_groups (self->key);

  add_words (self, _ ("Two groups, from your paper, show that the key can be read again."));
  self->asked[0] = g_random_int_range (0, n / 2);
  self->asked[1] = g_random_int_range (n / 2, n);
  for (guint i = 0; i < N_ASKED; i++)
    {
      /* Translators: the number of a group of letters of the recovery key. */
      g_autofree char *label = g_strdup_printf (_ ("Group %u"), self->asked[i] + 1);

      add_field (self, candor_text_field_new (label, NULL, FALSE), NULL);
    }
}

static void
show_error (CandorSetupPages *self, const GError *error)
{
  g_autofree char *words = candor_error_dup_sentence (error, self->reads);

  candor_parts_set_words (self->error, words);
  gtk_widget_set_visible (GTK_WIDGET (self->error), words != NULL);
}

static void
show_step (CandorSetupPages *self, Step step)
{
  static void (*const build[N_STEPS]) (CandorSetupPages *)
      = { build_clinic, build_practitioners, build_staff, build_key, build_check };
  /* Translators: where somebody is in the setting up of a tablet. */
  g_autofree char *where = g_strdup_printf (_ ("Step %u of %u"), step + 1, (guint)N_STEPS);

  g_clear_handle_id (&self->again, g_source_remove);
  candor_parts_set_direction (self->reads);
  self->step = step;
  self->pin = NULL;
  self->language = NULL;
  g_ptr_array_set_size (self->fields, 0);
  candor_parts_clear (GTK_WIDGET (self->content));
  show_error (self, NULL);
  adw_window_title_set_title (self->where, _ ("Set up this tablet"));
  adw_window_title_set_subtitle (self->where, where);
  gtk_label_set_label (self->title, _ (steps[step].title));
  gtk_button_set_label (self->back, _ ("Back"));
  /* The store is made: what it was made from can no longer be changed here. */
  gtk_widget_set_visible (GTK_WIDGET (self->back), step != STEP_CLINIC && step != STEP_KEY);
  gtk_button_set_label (self->next, step == STEP_KEY     ? _ ("I have it on paper")
                                    : step == STEP_CHECK ? _ ("Finish")
                                                         : _ ("Next"));
  build[step](self);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
  if (self->fields->len > 0)
    candor_text_field_focus (field_at (self, 0));
}

/* Returns: whether a field has words, which go to @value; otherwise it says so. */
static gboolean
take (CandorSetupPages *self, guint index, char **value)
{
  CandorTextField *field = field_at (self, index);

  g_free (*value);
  *value = candor_text_field_get_text (field);
  if (**value != '\0')
    return TRUE;
  candor_text_field_set_missing (field, _ ("Please fill this in."));
  candor_text_field_focus (field);
  return FALSE;
}

static gboolean
take_language (CandorSetupPages *self)
{
  if (self->store->language != NULL)
    return TRUE;
  candor_choice_row_set_missing (self->language, _ ("Please choose a language."));
  return FALSE;
}

static gboolean
take_clinic (CandorSetupPages *self)
{
  gboolean good = take_language (self);

  for (int i = FIELD_EMERGENCY; i >= FIELD_NAME; i--)
    good = take (self, i, clinic_value (self, i)) && good;
  g_free (self->store->logo);
  self->store->logo = candor_text_field_get_text (field_at (self, FIELD_LOGO));
  if (*self->store->logo == '\0')
    g_clear_pointer (&self->store->logo, g_free);
  else if (!g_file_test (self->store->logo, G_FILE_TEST_IS_REGULAR))
    {
      candor_text_field_set_missing (field_at (self, FIELD_LOGO), _ ("There is no such file."));
      candor_text_field_focus (field_at (self, FIELD_LOGO));
      return FALSE;
    }
  return good;
}

static gboolean
take_practitioners (CandorSetupPages *self)
{
  gboolean good = TRUE;

  g_ptr_array_set_size (self->store->practitioners, 0);
  for (guint i = 0; i < self->fields->len; i += G_N_ELEMENTS (person_labels))
    {
      char **words = g_new0 (char *, G_N_ELEMENTS (person_labels) + 1);

      for (int j = G_N_ELEMENTS (person_labels) - 1; j >= 0; j--)
        good = take (self, i + j, &words[j]) && good;
      g_ptr_array_add (self->store->practitioners, words);
    }
  return good;
}

static gboolean
take_staff (CandorSetupPages *self)
{
  const char *one
      = gtk_editable_get_text (GTK_EDITABLE (candor_text_field_get_input (field_at (self, 1))));
  const char *other
      = gtk_editable_get_text (GTK_EDITABLE (candor_text_field_get_input (field_at (self, 2))));
  gboolean pin = gtk_check_button_get_active (GTK_CHECK_BUTTON (self->pin));
  const char *names[] = { self->store->name, NULL, NULL };
  g_autoptr (GError) error = NULL;

  if (!take (self, 0, &self->store->staff))
    return FALSE;
  names[1] = self->store->staff;
  if (!candor_key_check_passphrase_for (one, pin, names, &error))
    {
      g_autofree char *sentence = candor_error_dup_sentence (error, self->reads);

      candor_text_field_set_missing (field_at (self, 1), sentence);
      candor_text_field_focus (field_at (self, 1));
      return FALSE;
    }
  if (!g_str_equal (one, other))
    {
      candor_text_field_set_missing (field_at (self, 2), _ ("These two are not the same."));
      candor_text_field_focus (field_at (self, 2));
      return FALSE;
    }
  candor_secret_free (self->store->passphrase);
  self->store->passphrase = candor_secret_dup_text (one, -1);
  return TRUE;
}

static gboolean
take_check (CandorSetupPages *self)
{
  for (guint i = 0; i < N_ASKED; i++)
    {
      g_autoptr (CandorSecretText) group = candor_setup_key_dup_group (self->key, self->asked[i]);
      g_autofree char *typed = candor_text_field_get_text (field_at (self, i));

      if (g_ascii_strcasecmp (group, typed) != 0)
        {
          candor_text_field_set_missing (field_at (self, i),
                                         _ ("This is not what was shown. Please look at your "
                                            "paper, or go back to see the key again."));
          candor_text_field_focus (field_at (self, i));
          return FALSE;
        }
    }
  return TRUE;
}

static void
make_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  CandorSecretText *key = candor_setup_store_make (data, &error);

  if (key != NULL)
    g_task_return_pointer (task, key, candor_secret_free);
  else
    g_task_return_error (task, error);
}

static void
set_busy (CandorSetupPages *self, gboolean busy)
{
  self->busy = busy;
  gtk_widget_set_sensitive (GTK_WIDGET (self->next), !busy);
  gtk_widget_set_sensitive (GTK_WIDGET (self->back), !busy);
  candor_parts_clear (GTK_WIDGET (self->wait));
  if (busy)
    gtk_box_append (self->wait, candor_parts_progress (_ ("The store is being made…")));
}

static void
made_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  CandorSetupPages *self = CANDOR_SETUP_PAGES (source);
  g_autoptr (GError) error = NULL;

  set_busy (self, FALSE);
  self->key = g_task_propagate_pointer (G_TASK (result), &error);
  if (self->key != NULL)
    show_step (self, STEP_KEY);
  else
    show_error (self, error);
}

/* What the thread works from does not change under it: nothing can be pressed meanwhile. */
static void
make (CandorSetupPages *self)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, made_cb, NULL);

  set_busy (self, TRUE);
  g_task_set_task_data (task, self->store, NULL);
  candor_work_start (task, make_in_thread);
}

static void
finish (CandorSetupPages *self)
{
  g_autoptr (GError) error = NULL;

  if (!candor_new_store_accept (self->store->made, &error))
    {
      show_error (self, error);
      return;
    }
  g_clear_pointer (&self->key, candor_secret_free);
  g_signal_emit (self, signals[DONE], 0);
}

static void
back_cb (CandorSetupPages *self)
{
  if (self->busy || self->step == STEP_CLINIC || self->step == STEP_KEY)
    return;
  show_step (self, self->step - 1);
}

static void
next_cb (CandorSetupPages *self)
{
  if (self->busy)
    return;
  show_error (self, NULL);
  if (self->step == STEP_CLINIC && take_clinic (self))
    show_step (self, STEP_PRACTITIONERS);
  else if (self->step == STEP_PRACTITIONERS && take_practitioners (self))
    show_step (self, STEP_STAFF);
  else if (self->step == STEP_STAFF && take_staff (self))
    make (self);
  else if (self->step == STEP_KEY)
    show_step (self, STEP_CHECK);
  else if (self->step == STEP_CHECK && take_check (self))
    finish (self);
}

/* A key that was not typed back is a key that nobody has: the store that it would open goes with it. */
static void
candor_setup_pages_dispose (GObject *object)
{
  CandorSetupPages *self = CANDOR_SETUP_PAGES (object);

  g_clear_handle_id (&self->again, g_source_remove);
  g_clear_pointer (&self->key, candor_secret_free);
  g_clear_pointer (&self->fields, g_ptr_array_unref);
  g_clear_pointer (&self->store, candor_setup_store_free);
  G_OBJECT_CLASS (candor_setup_pages_parent_class)->dispose (object);
}

static void
candor_setup_pages_class_init (CandorSetupPagesClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = candor_setup_pages_dispose;

  /**
   * CandorSetupPages::done:
   *
   * The store is in its place.
   */
  signals[DONE] = g_signal_new ("done", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/candor/Candor/candor-setup-pages.ui");
  gtk_widget_class_bind_template_child (widget_class, CandorSetupPages, where);
  gtk_widget_class_bind_template_child (widget_class, CandorSetupPages, scroller);
  gtk_widget_class_bind_template_child (widget_class, CandorSetupPages, title);
  gtk_widget_class_bind_template_child (widget_class, CandorSetupPages, content);
  gtk_widget_class_bind_template_child (widget_class, CandorSetupPages, error);
  gtk_widget_class_bind_template_child (widget_class, CandorSetupPages, back);
  gtk_widget_class_bind_template_child (widget_class, CandorSetupPages, next);
  gtk_widget_class_bind_template_child (widget_class, CandorSetupPages, wait);
  gtk_widget_class_bind_template_callback (widget_class, back_cb);
  gtk_widget_class_bind_template_callback (widget_class, next_cb);
}

static void
candor_setup_pages_init (CandorSetupPages *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->fields = g_ptr_array_new ();
}

/**
 * candor_setup_pages_new:
 * @folder: where the store is to be
 * @cost: what a guess of a passphrase costs
 *
 * Returns: (transfer floating): the first of the pages
 */
GtkWidget *
candor_setup_pages_new (const char *folder, CandorKeyCost cost)
{
  const CandorLanguage *reads = candor_language_guess ();
  CandorSetupPages *self;

  candor_parts_set_direction (reads);
  self = g_object_new (CANDOR_TYPE_SETUP_PAGES, NULL);
  self->store = candor_setup_store_new (folder);
  self->store->cost = cost;
  self->reads = reads;
  show_step (self, STEP_CLINIC);
  return GTK_WIDGET (self);
}

/**
 * candor_setup_pages_get_step:
 * @self: the pages
 *
 * Returns: the name of the one that is on the screen
 */
const char *
candor_setup_pages_get_step (CandorSetupPages *self)
{
  return steps[self->step].id;
}
