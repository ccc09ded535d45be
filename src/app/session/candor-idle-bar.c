/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#include "candor-idle-bar.h"

struct _CandorIdleBar
{
  AdwBin parent_instance;

  GtkLabel *words;
  GtkButton *stay;
};

G_DEFINE_FINAL_TYPE (CandorIdleBar, candor_idle_bar, ADW_TYPE_BIN)

enum
{
  STAY,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
stay_cb (CandorIdleBar *self)
{
  g_signal_emit (self, signals[STAY], 0);
}

static void
candor_idle_bar_class_init (CandorIdleBarClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  /**
   * CandorIdleBar::stay:
   *
   * Somebody is there. Assistive tools press the button without any event.
   */
  signals[STAY] = g_signal_new ("stay", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/candor/Candor/candor-idle-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, CandorIdleBar, words);
  gtk_widget_class_bind_template_child (widget_class, CandorIdleBar, stay);
  gtk_widget_class_bind_template_callback (widget_class, stay_cb);
}

static void
candor_idle_bar_init (CandorIdleBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * candor_idle_bar_new:
 *
 * Returns: (transfer floating): a bar that is not to be seen
 */
GtkWidget *
candor_idle_bar_new (void)
{
  return g_object_new (CANDOR_TYPE_IDLE_BAR, NULL);
}

/**
 * candor_idle_bar_show:
 * @self: a bar
 * @language: of whoever has the tablet
 * @staff: whether staff have it, and it will be locked; otherwise a patient, and it will be covered
 */
void
candor_idle_bar_show (CandorIdleBar *self, const CandorLanguage *language, gboolean staff)
{
  gtk_label_set_label (self->words,
                       staff ? candor_language_text (language, N_ ("Nobody has touched this tablet "
                                                                   "for a while. It is about to "
                                                                   "be locked."))
                             : candor_language_text (language, N_ ("Are you still there? Take all "
                                                                   "the time you need. To keep "
                                                                   "your answers private, this "
                                                                   "page is about to be "
                                                                   "covered.")));
  gtk_button_set_label (self->stay, staff ? candor_language_text (language, N_ ("Stay unlocked"))
                                          : candor_language_text (language, N_ ("I am here")));
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
}

/**
 * candor_idle_bar_hide:
 * @self: a bar
 */
void
candor_idle_bar_hide (CandorIdleBar *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}
