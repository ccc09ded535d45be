/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#include "candor-bottom-bar.h"

#include "app/widgets/candor-parts.h"

/* In text sizes: below what width the steps become a row of dots, and the words go under the
 * progress; and below what width the buttons get a row of their own. */
#define NARROW_EM 52
#define STACKED_EM 30

/* Pixels: any height there is. */
#define TALL (1 << 20)

/* Longer words for Next take two lines. */
#define NEXT_CHARS 26

#define _(message) candor_language_text (language, (message))

struct _CandorBottomBar
{
  AdwBin parent_instance;

  GtkRevealer *missing_revealer;
  GtkLabel *missing;
  GtkBox *rows;
  AdwBin *row;
  AdwBin *middle;
  GtkBox *line;
  GtkProgressBar *progress;
  GtkLabel *words;
  GtkLabel *footer;
  GtkButton *back;
  GtkButton *next;
};

G_DEFINE_FINAL_TYPE (CandorBottomBar, candor_bottom_bar, ADW_TYPE_BIN)

/* Words that wrap say one least width when no height is given, and a larger one for whatever height
 * (GTK 4.8). A box that has just the former complains, and lays one thing over another: the latter is
 * what the row asks for. */
static void
measure_wide (GtkWidget *content, int *minimum, int *natural)
{
  int nat;

  gtk_widget_measure (content, GTK_ORIENTATION_HORIZONTAL, TALL, minimum, NULL, NULL, NULL);
  gtk_widget_measure (content, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &nat, NULL, NULL);
  *natural = MAX (*minimum, nat);
}

/* A box would try its words in the height of one line each: they only have to be as wide as the longest
 * word. */
static void
measure_middle (GtkWidget *widget,
                GtkOrientation orientation,
                int for_size,
                int *minimum,
                int *natural,
                int *minimum_baseline,
                int *natural_baseline)
{
  gtk_widget_measure (adw_bin_get_child (ADW_BIN (widget)), orientation,
                      orientation == GTK_ORIENTATION_HORIZONTAL ? -1 : for_size, minimum, natural,
                      NULL, NULL);
}

static GtkSizeRequestMode
get_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
measure_row (GtkWidget *widget,
             GtkOrientation orientation,
             int for_size,
             int *minimum,
             int *natural,
             int *minimum_baseline,
             int *natural_baseline)
{
  GtkWidget *content = adw_bin_get_child (ADW_BIN (widget));

  measure_wide (content, minimum, natural);
  if (orientation == GTK_ORIENTATION_VERTICAL)
    gtk_widget_measure (content, orientation, for_size < 0 ? -1 : MAX (for_size, *minimum), minimum,
                        natural, NULL, NULL);
}

static void
allocate (GtkWidget *widget, int width, int height, int baseline)
{
  gtk_widget_allocate (adw_bin_get_child (ADW_BIN (widget)), width, height, baseline, NULL);
}

static void
candor_bottom_bar_class_init (CandorBottomBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/candor/Candor/candor-bottom-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, CandorBottomBar, missing_revealer);
  gtk_widget_class_bind_template_child (widget_class, CandorBottomBar, missing);
  gtk_widget_class_bind_template_child (widget_class, CandorBottomBar, rows);
  gtk_widget_class_bind_template_child (widget_class, CandorBottomBar, row);
  gtk_widget_class_bind_template_child (widget_class, CandorBottomBar, middle);
  gtk_widget_class_bind_template_child (widget_class, CandorBottomBar, line);
  gtk_widget_class_bind_template_child (widget_class, CandorBottomBar, progress);
  gtk_widget_class_bind_template_child (widget_class, CandorBottomBar, words);
  gtk_widget_class_bind_template_child (widget_class, CandorBottomBar, footer);
  gtk_widget_class_bind_template_child (widget_class, CandorBottomBar, back);
  gtk_widget_class_bind_template_child (widget_class, CandorBottomBar, next);
}

static void
candor_bottom_bar_init (CandorBottomBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_layout_manager (GTK_WIDGET (self->row),
                                 gtk_custom_layout_new (get_mode, measure_row, allocate));
  gtk_widget_set_layout_manager (GTK_WIDGET (self->middle),
                                 gtk_custom_layout_new (get_mode, measure_middle, allocate));
}

/**
 * candor_bottom_bar_set_words:
 * @footer: (nullable): what every page has to say at its foot
 * @language: the language of the visit
 */
void
candor_bottom_bar_set_words (CandorBottomBar *self,
                             const char *footer,
                             const CandorLanguage *language)
{
  gtk_button_set_label (self->back, _ ("Back"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->progress), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("How far you are"), -1);
  /* Two buttons that go on may stand on one screen; this tells which one moves the visit. */
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (self->next), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
      /* Translators: said aloud after the name of the button that leads to the next page. */
      candor_language_text_in_context (language, "way on", "next"), -1);
  candor_parts_set_words (self->footer, footer);
  gtk_widget_set_visible (GTK_WIDGET (self->footer), footer != NULL);
}

/**
 * candor_bottom_bar_set_progress:
 * @fraction: from 0 to 1
 * @words: the same in words
 */
void
candor_bottom_bar_set_progress (CandorBottomBar *self, double fraction, const char *words)
{
  gtk_progress_bar_set_fraction (self->progress, CLAMP (fraction, 0.0, 1.0));
  gtk_label_set_label (self->words, words);
}

/**
 * candor_bottom_bar_set_next:
 * @label: what comes next
 * @ready: whether the page is complete; the button can be pressed either way, and then says why
 */
void
candor_bottom_bar_set_next (CandorBottomBar *self, const char *label, gboolean ready)
{
  GtkWidget *words;

  if (g_strcmp0 (gtk_button_get_label (self->next), label) != 0)
    {
      gtk_button_set_label (self->next, label);
      words = gtk_button_get_child (self->next);
      gtk_label_set_wrap (GTK_LABEL (words), TRUE);
      gtk_label_set_natural_wrap_mode (GTK_LABEL (words), GTK_NATURAL_WRAP_NONE);
      gtk_label_set_max_width_chars (GTK_LABEL (words), NEXT_CHARS);
      gtk_label_set_justify (GTK_LABEL (words), GTK_JUSTIFY_CENTER);
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->next), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      label, -1);
    }
  if (ready)
    gtk_widget_remove_css_class (GTK_WIDGET (self->next), "not-ready");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self->next), "not-ready");
}

/**
 * candor_bottom_bar_set_next_visible:
 * @visible: whether there is a way forward here
 */
void
candor_bottom_bar_set_next_visible (CandorBottomBar *self, gboolean visible)
{
  gtk_widget_set_visible (GTK_WIDGET (self->next), visible);
}

/**
 * candor_bottom_bar_set_missing:
 * @words: (nullable): what is missing; %NULL takes the sentence away
 */
void
candor_bottom_bar_set_missing (CandorBottomBar *self, const char *words)
{
  candor_parts_set_words (self->missing, words);
  gtk_revealer_set_reveal_child (self->missing_revealer, words != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->missing_revealer), words != NULL);
}

/**
 * candor_bottom_bar_get_missing:
 *
 * Returns: (transfer none): the sentence that is on the screen, "" when there is none
 */
const char *
candor_bottom_bar_get_missing (CandorBottomBar *self)
{
  return gtk_label_get_label (self->missing);
}

/**
 * candor_bar_form_for_width:
 * @width: pixels
 * @em: the size of the text, pixels
 *
 * Returns: how much room there is
 */
CandorBarForm
candor_bar_form_for_width (int width, int em)
{
  if (width < STACKED_EM * em)
    return CANDOR_BAR_STACKED;
  return width < NARROW_EM * em ? CANDOR_BAR_COMPACT : CANDOR_BAR_WIDE;
}

/**
 * candor_bottom_bar_set_form:
 * @form: how much room there is
 */
void
candor_bottom_bar_set_form (CandorBottomBar *self, CandorBarForm form)
{
  GtkWidget *middle = GTK_WIDGET (self->middle);
  GtkWidget *parent = gtk_widget_get_parent (middle);
  GtkWidget *buttons = gtk_widget_get_parent (GTK_WIDGET (self->back));
  gboolean stacked = form == CANDOR_BAR_STACKED;

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->line), form == CANDOR_BAR_COMPACT
                                                                   ? GTK_ORIENTATION_VERTICAL
                                                                   : GTK_ORIENTATION_HORIZONTAL);
  gtk_box_set_spacing (self->line, form == CANDOR_BAR_COMPACT ? 3 : 18);
  /* Beside the progress a label that wraps would be tried in a dozen widths for each of its heights. */
  gtk_label_set_wrap (self->words, form != CANDOR_BAR_WIDE);
  if (stacked == (parent == GTK_WIDGET (self->rows)))
    return;

  g_object_ref (middle);
  gtk_box_remove (GTK_BOX (parent), middle);
  if (stacked)
    gtk_box_prepend (self->rows, middle);
  else
    gtk_box_insert_child_after (GTK_BOX (buttons), middle, GTK_WIDGET (self->back));
  gtk_widget_set_hexpand (GTK_WIDGET (self->back), stacked);
  gtk_widget_set_halign (GTK_WIDGET (self->back), stacked ? GTK_ALIGN_START : GTK_ALIGN_FILL);
  g_object_unref (middle);
}
