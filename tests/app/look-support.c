/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * Sizes and words of the widgets of a page.
 */
#include "look-support.h"

#include "app/widgets/candor-figure-view.h"
#include "app/widgets/candor-heading.h"
#include "app/widgets/candor-signature-pad.h"

/* What a finger hits (pixels). */
#define TARGET 48

/* What is centred may begin between two pixels. */
#define ROUNDED 1.5

typedef struct
{
  GtkWidget *window;
  const char *name;
  GString *faults;
} Look;

static void
through (GtkWidget *root, GtkWidget *widget, LookFunc func, gpointer data)
{
  if (!gtk_widget_get_mapped (widget) || (widget != root && GTK_IS_NATIVE (widget)))
    return;
  func (widget, data);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    through (root, child, func, data);
}

void
look_through (GtkWidget *root, LookFunc func, gpointer data)
{
  through (root, root, func, data);
}

gboolean
look_bounds (GtkWidget *widget, GtkWidget *window, graphene_rect_t *bounds)
{
  return gtk_widget_compute_bounds (widget, window, bounds) && bounds->size.width > 0
         && bounds->size.height > 0;
}

static void
add_fault (const Look *look, GtkWidget *widget, const char *fault)
{
  const char *words = GTK_IS_LABEL (widget) ? gtk_label_get_text (GTK_LABEL (widget)) : "";
  g_auto (GStrv) list = gtk_widget_get_css_classes (widget);
  g_autofree char *classes = g_strjoinv (".", list);

  g_string_append_printf (look->faults, "%s: %s.%s “%.60s” %s\n", look->name,
                          G_OBJECT_TYPE_NAME (widget), classes, words, fault);
}

void
look_hide_shadows (gboolean hide)
{
  static GtkCssProvider *provider;
  GdkDisplay *display = gdk_display_get_default ();

  if (provider == NULL)
    {
      provider = gtk_css_provider_new ();
      gtk_css_provider_load_from_data (provider, "* { box-shadow: none; } .sheet { opacity: 0; }",
                                       -1);
    }
  if (hide)
    gtk_style_context_add_provider_for_display (display, GTK_STYLE_PROVIDER (provider),
                                                GTK_STYLE_PROVIDER_PRIORITY_USER);
  else
    gtk_style_context_remove_provider_for_display (display, GTK_STYLE_PROVIDER (provider));
}

/* What takes a press or the keys. Not: a place that scrolls and takes the focus for Page Down; the
 * text inside an entry, which is measured as the entry; a heading, which takes the focus so that a
 * screen reader begins there; lists, whose rows are measured; a word of the glossary inside a
 * sentence, for which a line as high as a target would tear the sentence apart (WCAG 2.5.8 leaves
 * out what stands in a sentence). */
static gboolean
is_target (GtkWidget *widget)
{
  if (GTK_IS_BUTTON (widget) || GTK_IS_CHECK_BUTTON (widget) || GTK_IS_ENTRY (widget)
      || GTK_IS_PASSWORD_ENTRY (widget) || GTK_IS_SEARCH_ENTRY (widget) || GTK_IS_SWITCH (widget)
      || CANDOR_IS_SIGNATURE_PAD (widget))
    return TRUE;
  if (GTK_IS_LIST_BOX_ROW (widget))
    return gtk_list_box_row_get_activatable (GTK_LIST_BOX_ROW (widget));
  if (GTK_IS_SCROLLED_WINDOW (widget) || GTK_IS_TEXT (widget) || GTK_IS_LABEL (widget)
      || CANDOR_IS_HEADING (widget) || GTK_IS_LIST_BOX (widget) || GTK_IS_LIST_BASE (widget)
      || GTK_IS_WINDOW (widget) || GTK_IS_VIEWPORT (widget))
    return FALSE;
  return gtk_widget_get_focusable (widget);
}

static void
target_cb (GtkWidget *widget, gpointer data)
{
  const Look *look = data;
  graphene_rect_t bounds;
  g_autofree char *fault = NULL;

  if (!is_target (widget) || !look_bounds (widget, look->window, &bounds)
      || (bounds.size.width >= TARGET && bounds.size.height >= TARGET))
    return;
  fault = g_strdup_printf ("is a target of %.0f×%.0f", bounds.size.width, bounds.size.height);
  add_fault (look, widget, fault);
}

void
look_at_targets (GtkWidget *window, const char *name, GString *faults)
{
  look_through (window, target_cb, &(Look){ window, name, faults });
}

/* Where words are written without spaces a line may end behind any of their letters. */
static gboolean
is_of_a_word (const char *at)
{
  gunichar c = g_utf8_get_char (at);

  return g_unichar_isalnum (c) && g_unichar_get_script (c) != G_UNICODE_SCRIPT_HAN;
}

/* Whether a line ends inside a word. */
static gboolean
breaks_a_word (PangoLayout *layout)
{
  const char *text = pango_layout_get_text (layout);

  for (int i = 1; i < pango_layout_get_line_count (layout); i++)
    {
      int start = pango_layout_line_get_start_index (pango_layout_get_line_readonly (layout, i));
      const char *before = g_utf8_find_prev_char (text, text + start);

      if (before != NULL && is_of_a_word (before) && is_of_a_word (text + start))
        return TRUE;
    }
  return FALSE;
}

static void
fit_label (const Look *look, GtkWidget *widget)
{
  PangoLayout *layout = gtk_label_get_layout (GTK_LABEL (widget));
  int width;
  int height;
  g_autofree char *fault = NULL;

  if (*gtk_label_get_text (GTK_LABEL (widget)) == '\0')
    return;
  pango_layout_get_pixel_size (layout, &width, &height);
  if (pango_layout_is_ellipsized (layout))
    add_fault (look, widget, "ends in an ellipsis");
  if (breaks_a_word (layout))
    add_fault (look, widget, "is broken inside a word");
  if (width <= gtk_widget_get_width (widget) + 1 && height <= gtk_widget_get_height (widget) + 1)
    return;
  fault = g_strdup_printf ("needs %d×%d and has %d×%d", width, height,
                           gtk_widget_get_width (widget), gtk_widget_get_height (widget));
  add_fault (look, widget, fault);
}

static void
fit_scroller (const Look *look, GtkWidget *widget)
{
  GtkAdjustment *sideways = gtk_scrolled_window_get_hadjustment (GTK_SCROLLED_WINDOW (widget));
  g_autofree char *fault = NULL;

  if (gtk_adjustment_get_upper (sideways) <= gtk_adjustment_get_page_size (sideways) + 0.5)
    return;
  fault = g_strdup_printf ("scrolls sideways: %.0f in %.0f", gtk_adjustment_get_upper (sideways),
                           gtk_adjustment_get_page_size (sideways));
  add_fault (look, widget, fault);
}

static void
fit_cb (GtkWidget *widget, gpointer data)
{
  const Look *look = data;
  GtkWidget *scroller = gtk_widget_get_ancestor (widget, GTK_TYPE_SCROLLED_WINDOW);
  GtkWidget *frame = scroller != NULL && scroller != widget ? scroller : look->window;
  graphene_rect_t bounds;
  g_autofree char *fault = NULL;

  if (GTK_IS_LABEL (widget))
    fit_label (look, widget);
  if (GTK_IS_SCROLLED_WINDOW (widget))
    fit_scroller (look, widget);
  /* Scroll bars come in over the edge. */
  if (gtk_widget_get_ancestor (widget, GTK_TYPE_SCROLLBAR) != NULL
      || !look_bounds (widget, frame, &bounds))
    return;
  if (bounds.origin.x >= -ROUNDED
      && bounds.origin.x + bounds.size.width <= gtk_widget_get_width (frame) + ROUNDED
      && (frame == scroller
          || (bounds.origin.y >= -ROUNDED
              && bounds.origin.y + bounds.size.height <= gtk_widget_get_height (frame) + ROUNDED)))
    return;
  fault = g_strdup_printf ("stands at %.0f,%.0f with %.0f×%.0f in %d×%d", bounds.origin.x,
                           bounds.origin.y, bounds.size.width, bounds.size.height,
                           gtk_widget_get_width (frame), gtk_widget_get_height (frame));
  add_fault (look, widget, fault);
}

/* The window was asked to be @width by @height. */
void
look_at_fit (GtkWidget *window, const char *name, int width, int height, GString *faults)
{
  if (gtk_widget_get_width (window) > width || gtk_widget_get_height (window) > height)
    g_string_append_printf (faults, "%s asks for %d×%d where there are %d×%d\n", name,
                            gtk_widget_get_width (window), gtk_widget_get_height (window), width,
                            height);
  look_through (window, fit_cb, &(Look){ window, name, faults });
}

static void
caption_cb (GtkWidget *widget, gpointer data)
{
  if (gtk_widget_has_css_class (widget, "caption-words")
      && *gtk_label_get_text (GTK_LABEL (widget)) != '\0')
    *(gboolean *)data = TRUE;
}

static void
figure_cb (GtkWidget *widget, gpointer data)
{
  const Look *look = data;

  if (GTK_IS_PICTURE (widget)
      && gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (widget))
             != GTK_ACCESSIBLE_ROLE_PRESENTATION)
    {
      const char *words = gtk_picture_get_alternative_text (GTK_PICTURE (widget));

      if (words == NULL || *words == '\0')
        add_fault (look, widget, "is a picture without alternative text");
    }
  if (CANDOR_IS_FIGURE_VIEW (widget))
    {
      gboolean has_caption = FALSE;

      look_through (widget, caption_cb, &has_caption);
      if (!has_caption)
        add_fault (look, widget, "is a figure without a caption");
    }
}

void
look_at_figures (GtkWidget *window, const char *name, GString *faults)
{
  look_through (window, figure_cb, &(Look){ window, name, faults });
}
