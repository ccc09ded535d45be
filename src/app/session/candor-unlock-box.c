/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#include "candor-unlock-box.h"

#include "app/candor-work.h"
#include "app/widgets/candor-parts.h"
#include "app/widgets/candor-text-field.h"
#include "app/widgets/candor-wrap-layout.h"
#include "candor-boot-clock.h"
#include "core/candor-error.h"
#include "records/candor-unlock.h"
#include "vault/candor-secret.h"

/* Milliseconds. What is over sooner needs no sign that something is under way. */
#define SLOW_AFTER 300

/* Seconds after which a store that could not be read is looked at again. */
#define LIST_AGAIN 2

#define _(message) candor_language_text (self->language, (message))

struct _CandorUnlockBox
{
  AdwBin parent_instance;

  GtkBox *box;
  GtkLabel *who_label;
  GtkDropDown *who;
  GtkBox *place;
  CandorTextField *passphrase;
  GtkButton *unlock;
  GtkBox *wait; /* what is said while it takes long */

  CandorSession *session;         /* (owned) */
  const CandorLanguage *language; /* (unowned) */
  GPtrArray *slots;               /* (owned) (nullable) (element-type CandorKeySlot) */
  gboolean busy;
  guint slow_id;
  guint wait_id;
  gint64 wait_until; /* microseconds of the boot clock */
  guint list_id;     /* nobody could be listed, and it is tried again */
};

G_DEFINE_FINAL_TYPE (CandorUnlockBox, candor_unlock_box, ADW_TYPE_BIN)

enum
{
  UNLOCKED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* What the thread needs. */
typedef struct
{
  char *folder;                 /* (owned) */
  CandorKeySlot slot;           /* its members are owned */
  CandorSecretText *passphrase; /* (owned) */
  guint wait;                   /* seconds until the next try */
  CandorSession *session;       /* (owned) */
  guint n_locks;                /* of the session, when the try began */
} Try;

static void
try_free (gpointer data)
{
  Try *self = data;

  g_free (self->folder);
  g_free (self->slot.id);
  g_free (self->slot.name);
  g_free (self->slot.registration);
  g_free (self->slot.created);
  candor_secret_free (self->passphrase);
  candor_session_end_try (self->session);
  g_object_unref (self->session);
  g_free (self);
}

static void
unlock_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Try *try = data;
  GError *error = NULL;
  g_autoptr (GError) trouble = NULL;
  CandorRegister *opened
      = candor_unlock (try->folder, &try->slot, try->passphrase, &try->wait, cancellable, &error);

  if (opened == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  /* The list is read here, where nobody waits for a frame; whoever shows it asks again, and says
   * what is wrong with it. */
  candor_session_watch (try->session, opened);
  if (!candor_register_refresh (opened, &trouble))
    g_info ("%s", trouble->message);
  g_task_return_pointer (task, opened, (GDestroyNotify)candor_register_unref);
}

static const CandorKeySlot *
chosen_slot (CandorUnlockBox *self)
{
  guint index = gtk_drop_down_get_selected (self->who);

  return self->slots != NULL && index < self->slots->len ? self->slots->pdata[index] : NULL;
}

static void
update_sensitive (CandorUnlockBox *self)
{
  gboolean free = !self->busy && chosen_slot (self) != NULL;

  gtk_widget_set_sensitive (GTK_WIDGET (self->who), free);
  /* It keeps the focus, so that whoever was wrong can type again. */
  gtk_editable_set_editable (GTK_EDITABLE (candor_text_field_get_input (self->passphrase)), free);
  gtk_widget_set_sensitive (GTK_WIDGET (self->unlock), free && self->wait_id == 0);
}

static void
show_wait (CandorUnlockBox *self, guint seconds)
{
  g_autofree char *words = NULL;

  if (seconds > 60)
    words = g_strdup_printf (
        candor_language_plural (self->language,
                                "There were too many wrong tries. You can try again in %u minute. "
                                "Nothing is lost.",
                                "There were too many wrong tries. You can try again in %u minutes. "
                                "Nothing is lost.",
                                (seconds + 59) / 60),
        (seconds + 59) / 60);
  else
    words = g_strdup_printf (
        candor_language_plural (self->language,
                                "There were too many wrong tries. You can try again in %u second. "
                                "Nothing is lost.",
                                "There were too many wrong tries. You can try again in %u seconds. "
                                "Nothing is lost.",
                                seconds),
        seconds);
  candor_text_field_set_missing (self->passphrase, words);
}

static void
stop_waiting (CandorUnlockBox *self)
{
  g_clear_handle_id (&self->wait_id, g_source_remove);
  update_sensitive (self);
}

static gboolean
wait_cb (gpointer data)
{
  CandorUnlockBox *self = data;
  gint64 left = self->wait_until - candor_boot_clock_get ();

  if (left > 0)
    {
      show_wait (self, (left + G_USEC_PER_SEC - 1) / G_USEC_PER_SEC);
      return G_SOURCE_CONTINUE;
    }
  self->wait_id = 0;
  update_sensitive (self);
  candor_text_field_set_missing (self->passphrase, _ ("You can try again now."));
  return G_SOURCE_REMOVE;
}

static void
start_waiting (CandorUnlockBox *self, guint seconds)
{
  g_clear_handle_id (&self->wait_id, g_source_remove);
  self->wait_until = candor_boot_clock_get () + (gint64)seconds * G_USEC_PER_SEC;
  self->wait_id = g_timeout_add (500, wait_cb, self);
  show_wait (self, seconds);
  update_sensitive (self);
}

/* Whom it concerns was told before, or by another Candor: the wait is on the disk. */
static void
look_for_wait (CandorUnlockBox *self)
{
  g_autofree char *keys
      = g_build_filename (candor_session_get_folder (self->session), "keys", NULL);
  const CandorKeySlot *slot = chosen_slot (self);
  guint seconds;

  stop_waiting (self);
  candor_text_field_set_missing (self->passphrase, NULL);
  seconds = slot != NULL ? candor_key_get_wait (keys, slot->id, NULL) : 0;
  if (seconds > 0)
    start_waiting (self, seconds);
}

static void
who_cb (CandorUnlockBox *self)
{
  if (self->passphrase == NULL || self->busy)
    return;
  candor_unlock_box_clear (self);
  look_for_wait (self);
}

static gboolean
slow_cb (gpointer data)
{
  CandorUnlockBox *self = data;

  self->slow_id = 0;
  gtk_box_append (self->wait, candor_parts_progress (_ ("The passphrase is being tried…")));
  return G_SOURCE_REMOVE;
}

static void
set_busy (CandorUnlockBox *self, gboolean busy)
{
  self->busy = busy;
  g_clear_handle_id (&self->slow_id, g_source_remove);
  candor_parts_clear (GTK_WIDGET (self->wait));
  if (busy)
    self->slow_id = g_timeout_add (SLOW_AFTER, slow_cb, self);
  update_sensitive (self);
}

static void
show_failure (CandorUnlockBox *self, const GError *error, guint wait)
{
  if (wait > 0)
    start_waiting (self, wait);
  else if (g_error_matches (error, CANDOR_KEY_ERROR, CANDOR_KEY_ERROR_WRONG))
    candor_text_field_set_missing (self->passphrase,
                                   _ ("This is not the passphrase. Please try again."));
  else
    {
      g_autofree char *sentence = candor_error_dup_sentence (error, self->language);

      candor_text_field_set_missing (self->passphrase, sentence);
    }
  candor_text_field_focus (self->passphrase);
}

static void
unlocked_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  CandorUnlockBox *self = CANDOR_UNLOCK_BOX (source);
  const Try *try = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  CandorRegister *opened = g_task_propagate_pointer (G_TASK (result), &error);

  /* The page was left meanwhile. */
  if (self->session == NULL || gtk_widget_get_root (GTK_WIDGET (self)) == NULL)
    {
      candor_register_unref (opened);
      return;
    }
  set_busy (self, FALSE);
  if (opened != NULL && try->n_locks != candor_session_get_n_locks (self->session))
    {
      candor_register_unref (opened);
      return;
    }
  if (opened == NULL)
    {
      show_failure (self, error, try->wait);
      return;
    }
  /* What has the focus is about to go: a cursor must not go on blinking in it. */
  gtk_root_set_focus (gtk_widget_get_root (GTK_WIDGET (self)), NULL);
  candor_session_unlock (self->session, opened);
  g_signal_emit (self, signals[UNLOCKED], 0);
}

static void
unlock_cb (CandorUnlockBox *self)
{
  GtkEditable *input = GTK_EDITABLE (candor_text_field_get_input (self->passphrase));
  const CandorKeySlot *slot = chosen_slot (self);
  g_autoptr (GTask) task = NULL;
  Try *try;

  if (self->busy || self->wait_id != 0 || slot == NULL)
    return;
  if (*gtk_editable_get_text (input) == '\0')
    {
      candor_text_field_set_missing (self->passphrase, _ ("Please type the passphrase."));
      candor_text_field_focus (self->passphrase);
      return;
    }

  try = g_new0 (Try, 1);
  try->folder = g_strdup (candor_session_get_folder (self->session));
  try->session = g_object_ref (self->session);
  try->n_locks = candor_session_get_n_locks (self->session);
  try->slot = (CandorKeySlot){ .id = g_strdup (slot->id),
                               .name = g_strdup (slot->name),
                               .role = slot->role,
                               .registration = g_strdup (slot->registration),
                               .created = g_strdup (slot->created) };
  candor_session_begin_try (self->session);
  try->passphrase = candor_secret_dup_text (gtk_editable_get_text (input), -1);
  candor_unlock_box_clear (self);
  candor_text_field_set_missing (self->passphrase, NULL);
  set_busy (self, TRUE);
  task = g_task_new (self, NULL, unlocked_cb, NULL);
  g_task_set_task_data (task, try, try_free);
  candor_work_start (task, unlock_in_thread);
}

static void
candor_unlock_box_dispose (GObject *object)
{
  CandorUnlockBox *self = CANDOR_UNLOCK_BOX (object);

  g_clear_handle_id (&self->slow_id, g_source_remove);
  g_clear_handle_id (&self->wait_id, g_source_remove);
  g_clear_handle_id (&self->list_id, g_source_remove);
  g_clear_object (&self->session);
  g_clear_pointer (&self->slots, g_ptr_array_unref);
  G_OBJECT_CLASS (candor_unlock_box_parent_class)->dispose (object);
}

static void
candor_unlock_box_class_init (CandorUnlockBoxClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = candor_unlock_box_dispose;

  /**
   * CandorUnlockBox::unlocked:
   *
   * The session is unlocked.
   */
  signals[UNLOCKED] = g_signal_new ("unlocked", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0,
                                    NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (CANDOR_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/candor/Candor/candor-unlock-box.ui");
  gtk_widget_class_bind_template_child (widget_class, CandorUnlockBox, box);
  gtk_widget_class_bind_template_child (widget_class, CandorUnlockBox, who_label);
  gtk_widget_class_bind_template_child (widget_class, CandorUnlockBox, who);
  gtk_widget_class_bind_template_child (widget_class, CandorUnlockBox, place);
  gtk_widget_class_bind_template_child (widget_class, CandorUnlockBox, unlock);
  gtk_widget_class_bind_template_child (widget_class, CandorUnlockBox, wait);
  gtk_widget_class_bind_template_callback (widget_class, who_cb);
  gtk_widget_class_bind_template_callback (widget_class, unlock_cb);
}

static void
candor_unlock_box_init (CandorUnlockBox *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void list_staff (CandorUnlockBox *self, const char *expected);

static gboolean
list_again_cb (gpointer data)
{
  CandorUnlockBox *self = data;

  self->list_id = 0;
  list_staff (self, candor_session_get_last (self->session));
  return G_SOURCE_REMOVE;
}

/* Who may unlock; chosen is the one who is expected. A store that is away may come back. */
static void
list_staff (CandorUnlockBox *self, const char *expected)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *sentence = NULL;
  guint chosen = 0;

  self->slots = candor_unlock_list_staff (candor_session_get_folder (self->session), &error);
  for (guint i = 0; self->slots != NULL && i < self->slots->len; i++)
    {
      const CandorKeySlot *slot = self->slots->pdata[i];

      gtk_string_list_append (names, slot->name);
      if (g_strcmp0 (slot->name, expected) == 0)
        chosen = i;
    }
  gtk_drop_down_set_model (self->who, G_LIST_MODEL (names));
  gtk_drop_down_set_selected (self->who, chosen);
  look_for_wait (self);
  if (self->slots != NULL)
    return;
  sentence = candor_error_dup_sentence (error, self->language);
  candor_text_field_set_missing (
      self->passphrase,
      g_error_matches (error, CANDOR_ERROR, CANDOR_ERROR_NOT_FOUND)
          ? _ ("The records are not there. Please connect the disk that they are on. This page "
               "notices it by itself.")
          : sentence);
  self->list_id = g_timeout_add_seconds (LIST_AGAIN, list_again_cb, self);
}

/**
 * candor_unlock_box_new:
 * @session: what is unlocked
 * @language: for its words
 * @action: what the button says
 * @expected: (nullable): the name of who is likely to unlock it, to be chosen already
 *
 * Returns: (transfer floating): the box
 */
GtkWidget *
candor_unlock_box_new (CandorSession *session,
                       const CandorLanguage *language,
                       const char *action,
                       const char *expected)
{
  CandorUnlockBox *self = g_object_new (CANDOR_TYPE_UNLOCK_BOX, NULL);

  self->session = g_object_ref (session);
  self->language = language;
  /* Translators: the label over the names of the staff, on the locked tablet. */
  gtk_label_set_label (self->who_label, _ ("Who are you?"));
  /* It is the button inside of the list that takes the focus. */
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (gtk_widget_get_first_child (GTK_WIDGET (self->who))),
      GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Who are you?"), -1);
  self->passphrase = CANDOR_TEXT_FIELD (candor_text_field_new_secret (_ ("Passphrase"), NULL));
  gtk_box_append (self->place, GTK_WIDGET (self->passphrase));
  g_signal_connect_object (candor_text_field_get_input (self->passphrase), "activate",
                           G_CALLBACK (unlock_cb), self, G_CONNECT_SWAPPED);
  gtk_button_set_label (self->unlock, action);
  candor_parts_wrap_button (self->unlock);
  list_staff (self, expected != NULL ? expected : candor_session_get_last (session));
  return GTK_WIDGET (self);
}

/**
 * candor_unlock_box_focus:
 * @self: a box
 *
 * Puts the focus where the passphrase is typed.
 */
void
candor_unlock_box_focus (CandorUnlockBox *self)
{
  candor_text_field_focus (self->passphrase);
}

/**
 * candor_unlock_box_clear:
 * @self: a box
 *
 * Takes away what was typed.
 */
void
candor_unlock_box_clear (CandorUnlockBox *self)
{
  candor_text_field_set_text (self->passphrase, NULL);
}

/**
 * candor_unlock_box_is_busy:
 * @self: a box
 *
 * Returns: whether a passphrase is being tried
 */
gboolean
candor_unlock_box_is_busy (CandorUnlockBox *self)
{
  return self->busy;
}
