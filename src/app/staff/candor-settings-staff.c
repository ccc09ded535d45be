/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#include <string.h>

#include "app/candor-work.h"
#include "app/widgets/candor-parts.h"
#include "candor-settings-parts.h"
#include "candor-staff-place.h"
#include "candor-staff-words.h"
#include "records/candor-unlock.h"

/* A passphrase of one's own, or those of everybody; kept with its widget. */
typedef struct
{
  CandorRegister *records;        /* (owned) */
  const CandorLanguage *language; /* (unowned) */
  CandorKeyCost cost;
  GtkWidget *box;            /* (unowned) */
  GtkListBox *rows;          /* (unowned) (nullable): who may unlock */
  GtkEditable *name;         /* (unowned) (nullable) */
  GtkEditable *registration; /* (unowned) (nullable) */
  GtkSwitch *administrator;  /* (unowned) (nullable) */
  GtkEditable *passphrase;   /* (unowned) */
  GtkEditable *again;        /* (unowned) */
  GtkWidget *button;         /* (unowned) */
  GtkBox *status;            /* (unowned) */
  char *asked;               /* (owned) (nullable): the slot that a second press removes */
} Staff;

/* For the thread: a hash takes half a second, on purpose, and somebody else may be changing who may
 * unlock, for as long as they like. */
typedef struct
{
  CandorRegister *records;
  CandorKeyCost cost;
  char *name; /* (nullable): %NULL for a new passphrase of one's own */
  char *registration;
  CandorKeyRole role;
  char *passphrase;     /* (nullable): %NULL where none is changed */
  CandorKeySlot *whose; /* (nullable): who is removed, or is to have @role */
  gboolean removes;
} Job;

static void show_staff (Staff *self);

static void
staff_free (gpointer data)
{
  Staff *self = data;

  candor_register_unref (self->records);
  g_free (self->asked);
  g_free (self);
}

static void
job_free (gpointer data)
{
  Job *job = data;

  candor_register_unref (job->records);
  if (job->passphrase != NULL)
    explicit_bzero (job->passphrase, strlen (job->passphrase));
  g_free (job->passphrase);
  g_clear_pointer (&job->whose, candor_key_slot_free);
  g_free (job->registration);
  g_free (job->name);
  g_free (job);
}

/* Returns: the title over an error: @nothing is only said where it is so */
static const char *
error_title (Staff *self, const GError *error, const char *nothing)
{
  return g_error_matches (error, CANDOR_KEY_ERROR, CANDOR_KEY_ERROR_UNCONFIRMED)
             /* Translators: a change was made, and may be undone by a power cut. */
             ? _ ("The disk did not confirm it.")
             : nothing;
}

static void
hash_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Job *job = data;
  g_autoptr (CandorKeySlot) slot = NULL;
  GError *error = NULL;
  gboolean good;

  if (job->name != NULL)
    {
      slot = candor_register_add_staff (job->records, job->name, job->role, job->registration,
                                        job->passphrase, job->cost, &error);
      good = slot != NULL;
    }
  else
    good = candor_register_set_passphrase (job->records, job->passphrase, job->cost, &error);
  if (good)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
hashed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Staff *self = g_object_get_data (source, "candor-staff");
  const Job *job = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;

  gtk_widget_set_sensitive (self->button, TRUE);
  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      if (candor_staff_place_tell_if_left (GTK_WIDGET (source), self->language,
                                           error_title (self, error, _ ("Nothing was changed.")),
                                           error))
        return;
      candor_settings_say_error (self->status,
                                 error_title (self, error, _ ("Nothing was changed.")), error,
                                 self->language);
      return;
    }
  gtk_editable_set_text (self->passphrase, "");
  gtk_editable_set_text (self->again, "");
  if (job->name != NULL)
    {
      gtk_editable_set_text (self->name, "");
      gtk_editable_set_text (self->registration, "");
      gtk_switch_set_active (self->administrator, FALSE);
      show_staff (self);
    }
  candor_settings_say (self->status, TRUE,
                       job->name != NULL ? _ ("Added. They can unlock Candor now.")
                                         : _ ("Your passphrase is changed."),
                       NULL);
}

static void
start_cb (Staff *self)
{
  const char *passphrase = gtk_editable_get_text (self->passphrase);
  const char *name = self->name != NULL ? gtk_editable_get_text (self->name) : NULL;
  const char *registration
      = self->registration != NULL ? gtk_editable_get_text (self->registration) : "";
  const char *const names[]
      = { name != NULL ? name : candor_register_get_who (self->records), NULL };
  g_autoptr (GTask) task = NULL;
  g_autoptr (GError) error = NULL;
  Job *job;

  if (name != NULL && *name == '\0')
    candor_settings_say (self->status, FALSE, _ ("Please write a name."), NULL);
  else if (!candor_key_check_passphrase_for (passphrase, FALSE, names, &error))
    candor_settings_say_error (self->status, _ ("Nothing was changed."), error, self->language);
  else if (!g_str_equal (passphrase, gtk_editable_get_text (self->again)))
    candor_settings_say (self->status, FALSE, _ ("The two passphrases are not the same."),
                         _ ("Please type both again."));
  else
    {
      job = g_new0 (Job, 1);
      job->records = candor_register_ref (self->records);
      job->cost = self->cost;
      job->name = g_strdup (name);
      job->registration = *registration != '\0' ? g_strdup (registration) : NULL;
      job->role = self->administrator != NULL && gtk_switch_get_active (self->administrator)
                      ? CANDOR_KEY_ROLE_ADMINISTRATOR
                      : CANDOR_KEY_ROLE_STAFF;
      job->passphrase = g_strdup (passphrase);
      gtk_widget_set_sensitive (self->button, FALSE);
      candor_settings_say_busy (self->status, _ ("The passphrase is being made hard to guess…"));
      candor_staff_place_remember (GTK_WIDGET (self->box));
      task = g_task_new (self->box, NULL, hashed_cb, NULL);
      g_task_set_task_data (task, job, job_free);
      candor_work_start (task, hash_in_thread);
    }
}

static void
change_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Job *job = data;
  GError *error = NULL;

  if (job->removes ? candor_register_remove_staff (job->records, job->whose, &error)
                   : candor_register_set_role (job->records, job->whose, job->role, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
changed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Staff *self = g_object_get_data (source, "candor-staff");
  const Job *job = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;

  gtk_widget_set_sensitive (GTK_WIDGET (self->rows), TRUE);
  if (g_task_propagate_boolean (G_TASK (result), &error))
    candor_settings_say (self->status, TRUE,
                         job->removes ? _ ("Removed.")
                                      : _ ("Changed. It counts from their next unlocking on."),
                         NULL);
  else
    {
      const char *title = error_title (
          self, error, job->removes ? _ ("Nobody was removed.") : _ ("Nothing was changed."));

      if (!candor_staff_place_tell_if_left (GTK_WIDGET (source), self->language, title, error))
        candor_settings_say_error (self->status, title, error, self->language);
    }
  show_staff (self);
}

/* Returns: (transfer full): a change of @slot, which waits for whoever else is changing one */
static Job *
change_new (Staff *self, const CandorKeySlot *slot)
{
  Job *job = g_new0 (Job, 1);

  job->records = candor_register_ref (self->records);
  job->whose = candor_key_slot_copy (slot);
  return job;
}

static void
start_change (Staff *self, Job *job)
{
  g_autoptr (GTask) task = g_task_new (self->box, NULL, changed_cb, NULL);

  candor_staff_place_remember (GTK_WIDGET (self->box));
  g_clear_pointer (&self->asked, g_free);
  gtk_widget_set_sensitive (GTK_WIDGET (self->rows), FALSE);
  candor_settings_say_busy (self->status, job->removes ? _ ("They are being removed…")
                                                       : _ ("What they may do is being changed…"));
  g_task_set_task_data (task, job, job_free);
  candor_work_start (task, change_in_thread);
}

static CandorKeySlot *
find_slot (GPtrArray *slots, const char *id)
{
  for (guint i = 0; slots != NULL && i < slots->len; i++)
    if (g_strcmp0 (((CandorKeySlot *)slots->pdata[i])->id, id) == 0)
      return slots->pdata[i];
  return NULL;
}

/* Returns: (transfer full) (nullable): the slot whose button this is, as it is now */
static CandorKeySlot *
load_slot (Staff *self, GtkButton *button)
{
  const char *id = g_object_get_data (G_OBJECT (button), "candor-slot");
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) slots
      = candor_unlock_list_staff (candor_register_get_folder (self->records), &error);
  CandorKeySlot *slot = find_slot (slots, id);

  if (slot != NULL)
    return candor_key_slot_copy (slot);
  candor_settings_say_error (self->status, _ ("Nothing was changed."), error, self->language);
  show_staff (self);
  return NULL;
}

/* The first press asks, the second removes. */
static void
remove_cb (Staff *self, GtkButton *button)
{
  const char *id = g_object_get_data (G_OBJECT (button), "candor-slot");
  g_autoptr (CandorKeySlot) slot = NULL;
  Job *job;

  if (g_strcmp0 (self->asked, id) != 0)
    {
      g_free (self->asked);
      self->asked = g_strdup (id);
      gtk_button_set_label (button, _ ("Really remove"));
      candor_settings_say (self->status, FALSE, _ ("They will not be able to unlock any more."),
                           _ ("Press “Really remove” to do it. What they filed stays."));
      return;
    }
  g_clear_pointer (&self->asked, g_free);
  slot = load_slot (self, button);
  if (slot == NULL)
    return;
  job = change_new (self, slot);
  job->removes = TRUE;
  start_change (self, job);
}

/* Not asked twice: the same button takes it back. */
static void
role_cb (Staff *self, GtkButton *button)
{
  g_autoptr (CandorKeySlot) slot = load_slot (self, button);
  Job *job;

  if (slot == NULL)
    return;
  job = change_new (self, slot);
  job->role = slot->role == CANDOR_KEY_ROLE_ADMINISTRATOR ? CANDOR_KEY_ROLE_STAFF
                                                          : CANDOR_KEY_ROLE_ADMINISTRATOR;
  start_change (self, job);
}

static void
add_button (Staff *self,
            GtkWidget *row,
            const CandorKeySlot *slot,
            const char *label,
            const char *name,
            void (*pressed) (Staff *self, GtkButton *button))
{
  GtkWidget *button = gtk_button_new_with_label (label);
  g_autofree char *whole = g_strdup_printf (name, slot->name);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_object_set_data_full (G_OBJECT (button), "candor-slot", g_strdup (slot->id), g_free);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, whole,
                                  -1);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (pressed), self);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
}

static GtkWidget *
row_new (Staff *self, const CandorKeySlot *slot)
{
  gboolean administers = slot->role == CANDOR_KEY_ROLE_ADMINISTRATOR;
  /* Translators: what one person is: a member of staff who is no administrator. */
  const char *staff = candor_language_text_in_context (self->language, "role", "Staff");
  const char *role = administers ? _ ("Administrator") : staff;
  g_autofree char *facts = slot->registration != NULL
                               ? g_strdup_printf ("%s · %s", role, slot->registration)
                               : g_strdup (role);
  GtkWidget *row = candor_settings_row_new (slot->name, facts);

  if (g_str_equal (slot->id, candor_register_get_slot (self->records)))
    {
      /* Translators: beside the name of the staff member who is at work. */
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), candor_parts_label (_ ("You"), "quiet"));
      return row;
    }
  if (administers)
    /* Translators: a button, and its name for a screen reader; %s is the name of a staff member. An
       administrator may change the settings and who may unlock. */
    add_button (self, row, slot, _ ("Make staff"), _ ("Make %s staff, not administrator"), role_cb);
  else
    /* Translators: a button, and its name for a screen reader; %s is the name of a staff member. */
    add_button (self, row, slot, _ ("Make administrator"), _ ("Make %s an administrator"), role_cb);
  /* Translators: %s is the name of a staff member. */
  add_button (self, row, slot, _ ("Remove"), _ ("Remove %s"), remove_cb);
  return row;
}

static void
show_staff (Staff *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) slots
      = candor_unlock_list_staff (candor_register_get_folder (self->records), &error);
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->rows))) != NULL)
    gtk_list_box_remove (self->rows, row);
  for (guint i = 0; slots != NULL && i < slots->len; i++)
    gtk_list_box_append (self->rows, row_new (self, slots->pdata[i]));
  if (slots == NULL)
    candor_settings_say_error (self->status, _ ("The list of staff cannot be read."), error,
                               self->language);
}

static GtkEditable *
add_entry (AdwPreferencesGroup *group, GType type, const char *title)
{
  GtkWidget *row = g_object_new (type, "title", title, NULL);

  adw_preferences_group_add (group, row);
  return GTK_EDITABLE (row);
}

static Staff *
staff_new (CandorRegister *records, CandorKeyCost cost, const CandorLanguage *language)
{
  Staff *self = g_new0 (Staff, 1);

  self->records = candor_register_ref (records);
  self->language = language;
  self->cost = cost;
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  self->status = candor_settings_status_new ();
  g_object_set_data_full (G_OBJECT (self->box), "candor-staff", self, staff_free);
  return self;
}

static void
add_passphrase (Staff *self, AdwPreferencesGroup *group, const char *label)
{
  self->passphrase = add_entry (group, ADW_TYPE_PASSWORD_ENTRY_ROW, _ ("New passphrase"));
  self->again = add_entry (group, ADW_TYPE_PASSWORD_ENTRY_ROW, _ ("The same again"));
  self->button = candor_parts_pill (label);
  g_signal_connect_swapped (self->button, "clicked", G_CALLBACK (start_cb), self);
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (group));
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->status));
  gtk_box_append (GTK_BOX (self->box), self->button);
}

/**
 * candor_settings_passphrase_new:
 * @records: an unlocked store
 * @cost: what a guess of the new passphrase is to cost
 * @language: the clinic's language
 *
 * Returns: (transfer floating): changes the passphrase of whoever is at work
 */
GtkWidget *
candor_settings_passphrase_new (CandorRegister *records,
                                CandorKeyCost cost,
                                const CandorLanguage *language)
{
  Staff *self = staff_new (records, cost, language);

  add_passphrase (self,
                  candor_settings_group_new (_ ("Your passphrase"),
                                             _ ("Twelve letters or more, or four words. No record "
                                                "is touched when you change it.")),
                  _ ("Change my passphrase"));
  return self->box;
}

/**
 * candor_settings_staff_new:
 * @records: a store that an administrator has unlocked
 * @cost: what a guess of a passphrase is to cost
 * @language: the clinic's language
 *
 * Returns: (transfer floating): who may unlock it; adds and removes staff
 */
GtkWidget *
candor_settings_staff_new (CandorRegister *records,
                           CandorKeyCost cost,
                           const CandorLanguage *language)
{
  Staff *self = staff_new (records, cost, language);
  AdwPreferencesGroup *staff = candor_settings_group_new (_ ("Staff"), NULL);
  AdwPreferencesGroup *add = candor_settings_group_new (
      _ ("Add somebody"), _ ("Let them type their own passphrase. A number of registration makes "
                             "them a practitioner."));
  GtkWidget *role = candor_settings_row_new (
      _ ("Administrator"), _ ("May change staff and settings, and let records expire."));

  self->rows = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->rows, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->rows), "boxed-list");
  adw_preferences_group_add (staff, GTK_WIDGET (self->rows));
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (staff));
  self->name = add_entry (add, ADW_TYPE_ENTRY_ROW, _ ("Name"));
  self->registration = add_entry (add, ADW_TYPE_ENTRY_ROW, _ ("Registration, if they treat"));
  self->administrator = GTK_SWITCH (gtk_switch_new ());
  gtk_widget_set_valign (GTK_WIDGET (self->administrator), GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (role), GTK_WIDGET (self->administrator));
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (role), GTK_WIDGET (self->administrator));
  adw_preferences_group_add (add, role);
  add_passphrase (self, add, _ ("Add to the staff"));
  show_staff (self);
  return self->box;
}
