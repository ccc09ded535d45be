/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#include "app/widgets/candor-parts.h"
#include "candor-register-words.h"
#include "candor-settings-parts.h"
#include "candor-staff-place.h"
#include "candor-staff-words.h"
#include "core/candor-date.h"
#include "records/candor-retention.h"
#include "records/candor-settings.h"

/* Names that are shown one by one before the rest is a number. */
#define MAX_SHOWN 200

/* Consents that go before the screen is drawn again: each is some writes that wait for the disk. */
#define AT_ONCE 8

#define TYPE_RETENTION (retention_get_type ())
G_DECLARE_FINAL_TYPE (Retention, retention, CANDOR, RETENTION, AdwBin)

struct _Retention
{
  AdwBin parent_instance;

  CandorRegister *records;        /* (owned) */
  const CandorLanguage *language; /* (unowned) */
  GtkSpinButton *years;           /* (unowned) */
  GtkBox *found;                  /* (unowned): what may go */
  GtkBox *status;                 /* (unowned) */
  GPtrArray *list;                /* (owned) (nullable): what is shown as that */
  guint list_years;
  GDate list_today;
  GPtrArray *going; /* (owned) (nullable): what somebody has let go, the first n_done of it done */
  guint n_done;
  guint n_gone;
  guint step; /* source id */
  GtkWidget *
      place; /* (unowned) (nullable): what holds this page and the one before, until it is locked */
};

G_DEFINE_FINAL_TYPE (Retention, retention, ADW_TYPE_BIN)

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
forget_list (Retention *self)
{
  g_clear_pointer (&self->list, g_ptr_array_unref);
  candor_parts_clear (GTK_WIDGET (self->found));
}

static void
save_cb (Retention *self)
{
  g_autoptr (GError) error = NULL;

  forget_list (self);
  if (candor_register_set_retention (self->records, gtk_spin_button_get_value_as_int (self->years),
                                     &error))
    candor_settings_say (self->status, TRUE, _ ("Saved. No record goes by this alone."), NULL);
  else
    candor_settings_say_error (self->status, _ ("Nothing was changed."), error, self->language);
}

static void
show_gone (Retention *self, const GError *error)
{
  g_autofree char *words
      = g_strdup_printf (candor_language_plural (self->language,
                                                 "%u record has expired. Its hash stays in the "
                                                 "log.",
                                                 "%u records have expired. Their hashes stay in "
                                                 "the log.",
                                                 self->n_gone),
                         self->n_gone);

  if (candor_staff_place_tell_if_left (GTK_WIDGET (self), self->language, words, error))
    return;
  if (error == NULL)
    candor_settings_say (self->status, TRUE, words, NULL);
  else
    candor_settings_say_error (self->status, words, error, self->language);
}

static void
stop (Retention *self)
{
  self->step = 0;
  g_clear_pointer (&self->going, g_ptr_array_unref);
}

/* A part of it at a time: many records take long, and the screen must not stand still meanwhile. It goes on
 * when somebody leaves the page, but not when the tablet is locked. */
static gboolean
expire_some_cb (gpointer data)
{
  Retention *self = data;
  g_autoptr (GPtrArray) part = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  guint n_gone;

  if (candor_staff_place_get (GTK_WIDGET (self)) == NULL)
    {
      stop (self);
      return G_SOURCE_REMOVE;
    }
  while (part->len < AT_ONCE && self->n_done < self->going->len)
    g_ptr_array_add (part, self->going->pdata[self->n_done++]);
  candor_retention_expire (self->records, part, self->list_years, &self->list_today, &n_gone,
                           &error);
  self->n_gone += n_gone;
  /* Where somebody is now no record is listed that is gone. */
  if (gtk_widget_get_root (GTK_WIDGET (self)) == NULL)
    gtk_widget_activate_action (candor_staff_place_get (GTK_WIDGET (self)), "staff.reload", NULL);
  if (error == NULL && self->n_done < self->going->len)
    return G_SOURCE_CONTINUE;

  stop (self);
  gtk_widget_set_sensitive (adw_bin_get_child (ADW_BIN (self)), TRUE);
  show_gone (self, error);
  g_signal_emit (self, signals[CHANGED], 0);
  return G_SOURCE_REMOVE;
}

static void
expire_cb (Retention *self)
{
  g_return_if_fail (self->list != NULL);

  candor_staff_place_remember (GTK_WIDGET (self));
  self->going = g_steal_pointer (&self->list);
  self->n_done = 0;
  self->n_gone = 0;
  forget_list (self);
  gtk_widget_set_sensitive (adw_bin_get_child (ADW_BIN (self)), FALSE);
  candor_settings_say_busy (self->status, _ ("The records are being taken away…"));
  /* Behind the frames that show it. */
  self->step
      = g_idle_add_full (G_PRIORITY_LOW, expire_some_cb, g_object_ref (self), g_object_unref);
}

static guint
count_files (GPtrArray *list)
{
  guint n = 0;

  for (guint i = 0; i < list->len; i++)
    n += ((CandorExpiring *)list->pdata[i])->files->len;
  return n;
}

/* What would go, by name, and the one button that lets it go. */
static void
show_list (Retention *self)
{
  GtkWidget *rows = gtk_list_box_new ();
  guint n = count_files (self->list);
  g_autofree char *title
      = g_strdup_printf (candor_language_plural (self->language, "Let %u record expire for good",
                                                 "Let %u records expire for good", n),
                         n);
  GtkWidget *button = candor_parts_pill (title);

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (rows), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (rows, "boxed-list");
  for (guint i = 0; i < MIN (self->list->len, MAX_SHOWN); i++)
    {
      const CandorExpiring *expiring = self->list->pdata[i];
      g_autofree char *name = candor_register_dup_name (expiring->head, self->language);
      g_autofree char *facts = candor_register_dup_facts (expiring->head, self->language);

      gtk_list_box_append (GTK_LIST_BOX (rows), candor_settings_row_new (name, facts));
    }
  gtk_box_append (self->found, rows);
  if (self->list->len > MAX_SHOWN)
    {
      g_autofree char *more = g_strdup_printf (
          candor_language_plural (self->language, "%u more patient.", "%u more patients.",
                                  self->list->len - MAX_SHOWN),
          self->list->len - MAX_SHOWN);

      gtk_box_append (self->found, candor_parts_label (more, "quiet"));
    }
  gtk_box_append (self->found, candor_parts_label (
                                   _ ("A consent goes together with all that was filed about it. "
                                      "The bytes go and cannot be brought back; that they were "
                                      "there, and their hashes, stay in the log. Copies that "
                                      "patients have stay good."),
                                   NULL));
  gtk_widget_add_css_class (button, "stop-ink");
  g_signal_connect_object (button, "clicked", G_CALLBACK (expire_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (self->found, button);
}

static void
find_cb (Retention *self)
{
  g_auto (CandorSettings) settings = { 0 };
  g_autoptr (GError) error = NULL;

  forget_list (self);
  candor_settings_say (self->status, TRUE, NULL, NULL);
  /* What is saved counts, not what somebody is typing. */
  if (candor_settings_load (&settings, candor_register_get_folder (self->records), &error)
      && candor_register_refresh (self->records, &error))
    {
      self->list_years = settings.retention;
      candor_date_today (&self->list_today);
      self->list
          = candor_retention_list (self->records, self->list_years, &self->list_today, &error);
    }
  if (self->list == NULL)
    candor_settings_say_error (self->status, _ ("The records could not be looked through."), error,
                               self->language);
  else if (self->list->len == 0)
    candor_settings_say (self->status, TRUE,
                         self->list_years == 0 ? _ ("No time is set, so every record is kept.")
                                               : _ ("No record is older than that."),
                         NULL);
  else
    show_list (self);
}

static void
retention_dispose (GObject *object)
{
  Retention *self = CANDOR_RETENTION (object);

  g_clear_handle_id (&self->step, g_source_remove);
  g_clear_pointer (&self->going, g_ptr_array_unref);
  g_clear_pointer (&self->list, g_ptr_array_unref);
  g_clear_pointer (&self->records, candor_register_unref);
  G_OBJECT_CLASS (retention_parent_class)->dispose (object);
}

static void
retention_class_init (RetentionClass *class)
{
  G_OBJECT_CLASS (class)->dispose = retention_dispose;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
retention_init (Retention *self)
{
}

static void
add_button (Retention *self, GtkWidget *box, const char *label, GCallback callback)
{
  GtkWidget *button = candor_parts_pill (label);

  g_signal_connect_object (button, "clicked", callback, self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), button);
}

/**
 * candor_settings_retention_new:
 * @records: a store that an administrator has unlocked
 * @language: the clinic's language
 *
 * Returns: (transfer floating): how long records are kept, and what may go. Emits ::changed when
 *   something went.
 */
GtkWidget *
candor_settings_retention_new (CandorRegister *records, const CandorLanguage *language)
{
  Retention *self = g_object_new (TYPE_RETENTION, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *row;
  AdwPreferencesGroup *group;
  g_auto (CandorSettings) settings = { 0 };
  g_autoptr (GError) error = NULL;

  self->language = language;
  self->records = candor_register_ref (records);
  self->status = candor_settings_status_new ();
  self->found = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 12));
  group = candor_settings_group_new (
      _ ("How long records are kept"),
      _ ("The law where you are says how many years that must be. They count from the last "
         "treatment, or from the last record about it. 0 keeps everything."));
  row = candor_settings_row_new (_ ("Years"), NULL);
  self->years = GTK_SPIN_BUTTON (gtk_spin_button_new_with_range (0, CANDOR_RETENTION_MAX_YEARS, 1));
  gtk_widget_set_valign (GTK_WIDGET (self->years), GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->years), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Years"), -1);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), GTK_WIDGET (self->years));
  adw_preferences_group_add (group, row);
  gtk_widget_add_css_class (GTK_WIDGET (group), "print-rows");
  if (candor_settings_load (&settings, candor_register_get_folder (records), &error))
    gtk_spin_button_set_value (self->years, settings.retention);
  else
    candor_settings_say_error (self->status, _ ("The settings cannot be read."), error,
                               self->language);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (group));
  add_button (self, box, _ ("Save the years"), G_CALLBACK (save_cb));
  add_button (self, box, _ ("Find records that are older"), G_CALLBACK (find_cb));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->status));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->found));
  adw_bin_set_child (ADW_BIN (self), box);
  return GTK_WIDGET (self);
}
