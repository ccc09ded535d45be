/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#include "candor-flow-tools.h"

#include "app/widgets/candor-parts.h"

#define _(message) candor_language_text (self->language, (message))

struct _CandorFlowTools
{
  AdwBin parent_instance;

  GtkLabel *clinic;
  GtkLabel *badge;
  GtkToggleButton *read;
  GtkLabel *read_words;
  GtkMenuButton *size;
  GtkLabel *size_title;
  GtkLabel *size_value;
  GtkButton *smaller;
  GtkButton *larger;
  GtkToggleButton *contrast;
  GtkMenuButton *language_menu;
  GtkLabel *language_name;
  GtkBox *language_list;
  GtkPopover *language_popover;
  GtkButton *call;
  GtkLabel *call_words;

  const CandorLanguage *language;
  gboolean narrow;
};

G_DEFINE_FINAL_TYPE (CandorFlowTools, candor_flow_tools, ADW_TYPE_BIN)

static void
name (gpointer widget, const char *words)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, words,
                                  -1);
  candor_parts_set_tooltip (GTK_WIDGET (widget), words);
}

/* Words that were hidden while the direction of the screen changed keep the letters of the size that
 * there was then (GTK 4.8): they are turned round and back for those of now. */
static void
show_words (GtkLabel *label, gboolean visible)
{
  GtkWidget *widget = GTK_WIDGET (label);

  if (visible && !gtk_widget_get_visible (widget))
    {
      gtk_widget_set_visible (widget, TRUE);
      gtk_widget_set_direction (widget, gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL
                                            ? GTK_TEXT_DIR_LTR
                                            : GTK_TEXT_DIR_RTL);
      gtk_widget_set_direction (widget, GTK_TEXT_DIR_NONE);
    }
  gtk_widget_set_visible (widget, visible);
}

static void
update_badge (CandorFlowTools *self)
{
  gboolean empty = *gtk_label_get_label (self->badge) == '\0';

  show_words (self->badge, !empty && !self->narrow);
}

static void
language_clicked_cb (GtkPopover *popover)
{
  gtk_popover_popdown (popover);
}

/* Every language by its own name: the one word of a menu that its reader can read. */
static void
fill_languages (CandorFlowTools *self, GPtrArray *offered)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->language_list))) != NULL)
    gtk_box_remove (self->language_list, child);

  for (guint i = 0; i < offered->len; i++)
    {
      const CandorLanguage *language = offered->pdata[i];
      GtkWidget *button = gtk_button_new_with_label (candor_language_name (language));

      gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "flow.language");
      gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s",
                                        candor_language_code (language));
      gtk_widget_add_css_class (button, "flat");
      g_signal_connect_object (button, "clicked", G_CALLBACK (language_clicked_cb),
                               self->language_popover, G_CONNECT_SWAPPED);
      gtk_box_append (self->language_list, button);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->language_menu), offered->len > 1);
}

static void
candor_flow_tools_class_init (CandorFlowToolsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/candor/Candor/candor-flow-tools.ui");
  gtk_widget_class_bind_template_child (widget_class, CandorFlowTools, clinic);
  gtk_widget_class_bind_template_child (widget_class, CandorFlowTools, badge);
  gtk_widget_class_bind_template_child (widget_class, CandorFlowTools, read);
  gtk_widget_class_bind_template_child (widget_class, CandorFlowTools, read_words);
  gtk_widget_class_bind_template_child (widget_class, CandorFlowTools, size);
  gtk_widget_class_bind_template_child (widget_class, CandorFlowTools, size_title);
  gtk_widget_class_bind_template_child (widget_class, CandorFlowTools, size_value);
  gtk_widget_class_bind_template_child (widget_class, CandorFlowTools, smaller);
  gtk_widget_class_bind_template_child (widget_class, CandorFlowTools, larger);
  gtk_widget_class_bind_template_child (widget_class, CandorFlowTools, contrast);
  gtk_widget_class_bind_template_child (widget_class, CandorFlowTools, language_menu);
  gtk_widget_class_bind_template_child (widget_class, CandorFlowTools, language_name);
  gtk_widget_class_bind_template_child (widget_class, CandorFlowTools, language_list);
  gtk_widget_class_bind_template_child (widget_class, CandorFlowTools, language_popover);
  gtk_widget_class_bind_template_child (widget_class, CandorFlowTools, call);
  gtk_widget_class_bind_template_child (widget_class, CandorFlowTools, call_words);
}

static void
candor_flow_tools_init (CandorFlowTools *self)
{
  self->language = candor_language_english ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * candor_flow_tools_set_words:
 * @clinic: (nullable): the name of the clinic
 * @language: the language of the visit
 * @offered: (element-type CandorLanguage): the languages that the patient may choose
 */
void
candor_flow_tools_set_words (CandorFlowTools *self,
                             const char *clinic,
                             const CandorLanguage *language,
                             GPtrArray *offered)
{
  self->language = language;

  gtk_label_set_label (self->clinic, clinic != NULL ? clinic : "Candor");
  /* Translators: a button: a voice reads the page to the patient. */
  name (self->read, _ ("Read aloud"));
  gtk_label_set_label (self->read_words, _ ("Read aloud"));
  name (self->size, _ ("Text size"));
  gtk_label_set_label (self->size_title, _ ("Text size"));
  name (self->smaller, _ ("Smaller text"));
  name (self->larger, _ ("Larger text"));
  name (self->contrast, _ ("High contrast"));
  name (self->language_menu, _ ("Language"));
  gtk_label_set_label (self->language_name, candor_language_name (language));
  name (self->call, _ ("Call staff"));
  gtk_label_set_label (self->call_words, _ ("Call staff"));
  fill_languages (self, offered);
}

/**
 * candor_flow_tools_set_badge:
 * @words: (nullable): who should hold the tablet now, when it is not the patient
 */
void
candor_flow_tools_set_badge (CandorFlowTools *self, const char *words)
{
  gtk_label_set_label (self->badge, words != NULL ? words : "");
  update_badge (self);
}

/**
 * candor_flow_tools_set_text_size:
 * @percent: the size of the text now
 */
void
candor_flow_tools_set_text_size (CandorFlowTools *self, int percent)
{
  /* Translators: the size of the text, as in "125 %". */
  g_autofree char *value = g_strdup_printf (_ ("%d %%"), percent);

  gtk_label_set_label (self->size_value, value);
}

/**
 * candor_flow_tools_set_contrast:
 * @high: whether contrast is high now
 */
void
candor_flow_tools_set_contrast (CandorFlowTools *self, gboolean high)
{
  gtk_toggle_button_set_active (self->contrast, high);
}

/**
 * candor_flow_tools_set_reading:
 * @offered: whether the page can be read aloud
 * @reading: whether it is being read
 */
void
candor_flow_tools_set_reading (CandorFlowTools *self, gboolean offered, gboolean reading)
{
  gtk_widget_set_visible (GTK_WIDGET (self->read), offered);
  gtk_toggle_button_set_active (self->read, reading);
}

/**
 * candor_flow_tools_set_form:
 * @form: how much room there is: words give way to icons, and the name of the clinic to the tools
 */
void
candor_flow_tools_set_form (CandorFlowTools *self, CandorBarForm form)
{
  gboolean narrow = form != CANDOR_BAR_WIDE;

  self->narrow = narrow;
  show_words (self->clinic, form != CANDOR_BAR_STACKED);
  show_words (self->call_words, !narrow);
  show_words (self->read_words, !narrow);
  update_badge (self);
}

/**
 * candor_flow_tools_set_language_fixed:
 * @fixed: whether somebody has signed for the words of one language already
 */
void
candor_flow_tools_set_language_fixed (CandorFlowTools *self, gboolean fixed)
{
  gtk_widget_set_sensitive (GTK_WIDGET (self->language_menu), !fixed);
}
