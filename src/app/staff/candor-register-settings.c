/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#include "candor-register-settings.h"

#include "app/widgets/candor-parts.h"
#include "candor-settings-parts.h"
#include "candor-staff-words.h"

struct _CandorRegisterSettings
{
  AdwBin parent_instance;

  AdwWindowTitle *title;
  GtkButton *back;
  GtkBox *parts;

  const CandorLanguage *language; /* (unowned) */
};

G_DEFINE_FINAL_TYPE (CandorRegisterSettings, candor_register_settings, ADW_TYPE_BIN)

enum
{
  BACK,
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
back_cb (CandorRegisterSettings *self)
{
  g_signal_emit (self, signals[BACK], 0);
}

static void
changed_cb (CandorRegisterSettings *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
add_fact (AdwPreferencesGroup *group, const char *caption, const char *value)
{
  if (value != NULL && *value != '\0')
    adw_preferences_group_add (group, candor_settings_row_new (caption, value));
}

static void
add_clinic (CandorRegisterSettings *self, const CandorClinic *clinic)
{
  AdwPreferencesGroup *group = candor_settings_group_new (
      _ ("Clinic"), _ ("As it was set up. These words stand on every form."));

  /* Translators: what follows are the captions of facts about a clinic. */
  add_fact (group, candor_language_text_in_context (self->language, "clinic", "Name"),
            clinic->name);
  add_fact (group, _ ("Address"), clinic->address);
  add_fact (group, _ ("Telephone"), clinic->phone);
  add_fact (group, _ ("In an emergency"), clinic->emergency);
  gtk_box_append (self->parts, GTK_WIDGET (group));
}

static void
candor_register_settings_class_init (CandorRegisterSettingsClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  /**
   * CandorRegisterSettings::back:
   *
   * Staff are done with it.
   */
  signals[BACK] = g_signal_new ("back", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 0);

  /**
   * CandorRegisterSettings::changed:
   *
   * Records have expired: lists are to be brought up to date.
   */
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/candor/Candor/candor-register-settings.ui");
  gtk_widget_class_bind_template_child (widget_class, CandorRegisterSettings, title);
  gtk_widget_class_bind_template_child (widget_class, CandorRegisterSettings, back);
  gtk_widget_class_bind_template_child (widget_class, CandorRegisterSettings, parts);
  gtk_widget_class_bind_template_callback (widget_class, back_cb);
}

static void
candor_register_settings_init (CandorRegisterSettings *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * candor_register_settings_new:
 * @records: an unlocked store
 * @procedure: what the clinic's visits are about
 * @clinic: (nullable): who the clinic is
 * @cost: what a guess of a new passphrase is to cost; %CANDOR_KEY_COST_DEFAULT in a clinic
 * @language: the clinic's language
 *
 * Returns: (transfer floating): a page with what the one who is at work may change
 */
GtkWidget *
candor_register_settings_new (CandorRegister *records,
                              CandorProcedure *procedure,
                              const CandorClinic *clinic,
                              CandorKeyCost cost,
                              const CandorLanguage *language)
{
  CandorRegisterSettings *self = g_object_new (CANDOR_TYPE_REGISTER_SETTINGS, NULL);
  GtkWidget *retention;

  self->language = language;
  adw_window_title_set_title (self->title, _ ("Settings"));
  gtk_button_set_label (self->back, _ ("Back"));
  if (candor_register_is_administrator (records))
    {
      retention = candor_settings_retention_new (records, language);
      g_signal_connect_object (retention, "changed", G_CALLBACK (changed_cb), self,
                               G_CONNECT_SWAPPED);
      gtk_box_append (self->parts, candor_settings_staff_new (records, cost, language));
      gtk_box_append (self->parts, retention);
      gtk_box_append (self->parts, candor_settings_texts_new (records, procedure, language));
    }
  gtk_box_append (self->parts, candor_settings_passphrase_new (records, cost, language));
  if (clinic != NULL)
    add_clinic (self, clinic);
  return GTK_WIDGET (self);
}
