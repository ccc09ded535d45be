/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#include "candor-section-view.h"

#include <string.h>

#include "candor-beside-layout.h"
#include "candor-figure-view.h"
#include "candor-icon-array.h"
#include "candor-often-steps.h"
#include "candor-parts.h"
#include "candor-wrap-layout.h"

#include "core/candor-markup.h"

struct _CandorSectionView
{
  AdwBin parent_instance;

  GtkBox *lead;
  GtkBox *text;
  GtkBox *pictures;

  CandorProcedure *procedure; /* (owned) */
  const CandorLanguage *language;
};

G_DEFINE_FINAL_TYPE (CandorSectionView, candor_section_view, ADW_TYPE_BIN)

static GtkWidget *
words (CandorSectionView *self, const char *text, const char *css_class)
{
  return candor_parts_procedure_label (self->procedure, self->language, text, css_class);
}

static GtkWidget *
make_list (CandorSectionView *self, GPtrArray *items, gboolean numbered)
{
  GtkWidget *list = g_object_new (GTK_TYPE_BOX, "accessible-role", GTK_ACCESSIBLE_ROLE_LIST,
                                  "orientation", GTK_ORIENTATION_VERTICAL, "spacing", 12, NULL);

  for (guint i = 0; i < items->len; i++)
    {
      g_autofree char *mark = numbered ? g_strdup_printf ("%u.", i + 1) : g_strdup ("•");

      gtk_box_append (GTK_BOX (list),
                      candor_parts_bullet (mark, words (self, g_ptr_array_index (items, i), NULL)));
    }

  return list;
}

static GtkWidget *
make_box (CandorSectionView *self, const CandorBlock *block)
{
  GtkWidget *card = candor_parts_card ();

  if (block->text != NULL)
    gtk_box_append (GTK_BOX (card), words (self, block->text, "heading-3"));
  for (guint i = 0; block->items != NULL && i < block->items->len; i++)
    gtk_box_append (GTK_BOX (card), words (self, g_ptr_array_index (block->items, i), NULL));

  return card;
}

/* How common it is: a picture of steps, and the same in words. */
static GtkWidget *
make_often (CandorSectionView *self, CandorOften often)
{
  GtkWidget *steps = candor_often_steps_new (often, self->language);
  GtkWidget *label = gtk_label_new (candor_often_steps_words (often, self->language));
  GtkWidget *badge = candor_parts_beside (steps, label, 9);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0.0);
  gtk_label_set_natural_wrap_mode (GTK_LABEL (label), GTK_NATURAL_WRAP_NONE);
  gtk_widget_set_valign (steps, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (badge, GTK_ALIGN_START);
  gtk_widget_add_css_class (badge, "badge");

  return badge;
}

/* Whether the sentence, its full stop left out, says no more than the words above it begin with. */
static gboolean
repeats (CandorSectionView *self, const char *sentence, const char *above)
{
  const char *shown = candor_procedure_text (self->procedure, self->language, sentence);
  gsize length = strlen (shown);

  if (g_str_has_suffix (shown, "."))
    length--;
  else if (g_str_has_suffix (shown, "。"))
    length -= strlen ("。");
  return above != NULL && strncmp (above, shown, length) == 0;
}

static GtkWidget *
make_effect (CandorSectionView *self, const CandorEffect *effect)
{
  GtkWidget *card = candor_parts_card ();
  /* The badge goes under the name where there is no room beside it, as with large text. */
  GtkWidget *top = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *name = words (self, effect->name, "heading-3");
  const char *often = candor_often_steps_words (effect->often, self->language);
  g_autofree char *chance = candor_effect_chance (effect, self->language);

  gtk_widget_set_layout_manager (top, g_object_new (CANDOR_TYPE_WRAP_LAYOUT, NULL));
  gtk_widget_add_css_class (card, "effect");
  gtk_box_set_spacing (GTK_BOX (card), 3);
  gtk_widget_set_hexpand (name, TRUE);
  gtk_box_append (GTK_BOX (top), name);
  gtk_box_append (GTK_BOX (top), make_often (self, effect->often));
  gtk_box_append (GTK_BOX (card), top);

  if (chance != NULL)
    {
      gtk_box_append (GTK_BOX (card), candor_parts_label (chance, "rate"));
      gtk_box_append (GTK_BOX (card), candor_icon_array_new (effect->rate, chance));
    }
  if (!repeats (self, effect->how_often, often) && !repeats (self, effect->how_often, chance))
    gtk_box_append (GTK_BOX (card), words (self, effect->how_often, NULL));
  gtk_box_append (GTK_BOX (card), words (self, effect->how_long, NULL));

  return card;
}

static void
append_block (CandorSectionView *self, const CandorBlock *block)
{
  switch (block->kind)
    {
    case CANDOR_BLOCK_PARAGRAPH:
      gtk_box_append (self->text, words (self, block->text, NULL));
      break;
    case CANDOR_BLOCK_LIST:
      gtk_box_append (self->text, make_list (self, block->items, FALSE));
      break;
    case CANDOR_BLOCK_STEPS:
      gtk_box_append (self->text, make_list (self, block->items, TRUE));
      break;
    case CANDOR_BLOCK_BOX:
      gtk_box_append (self->text, make_box (self, block));
      break;
    case CANDOR_BLOCK_EFFECT:
      gtk_box_append (self->text, make_effect (self, block->effect));
      break;
    case CANDOR_BLOCK_FIGURE:
      gtk_box_append (self->pictures,
                      candor_figure_view_new (self->procedure, block->figure, self->language));
      gtk_widget_set_visible (GTK_WIDGET (self->pictures), TRUE);
      break;
    default:
      g_assert_not_reached ();
    }
}

static void
candor_section_view_finalize (GObject *object)
{
  CandorSectionView *self = CANDOR_SECTION_VIEW (object);

  g_clear_pointer (&self->procedure, candor_procedure_unref);

  G_OBJECT_CLASS (candor_section_view_parent_class)->finalize (object);
}

static void
candor_section_view_class_init (CandorSectionViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->finalize = candor_section_view_finalize;

  g_type_ensure (CANDOR_TYPE_BESIDE_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/candor/Candor/candor-section-view.ui");
  gtk_widget_class_bind_template_child (widget_class, CandorSectionView, lead);
  gtk_widget_class_bind_template_child (widget_class, CandorSectionView, text);
  gtk_widget_class_bind_template_child (widget_class, CandorSectionView, pictures);
}

static void
candor_section_view_init (CandorSectionView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * candor_section_view_new:
 * @section: what to show
 * @language: the language to show it in
 * @with_title: whether its title stands above it; a page that has the title already leaves it out
 *
 * Returns: (transfer floating): the section
 */
GtkWidget *
candor_section_view_new (CandorProcedure *procedure,
                         const CandorSection *section,
                         const CandorLanguage *language,
                         gboolean with_title)
{
  CandorSectionView *self = g_object_new (CANDOR_TYPE_SECTION_VIEW, NULL);
  g_autofree char *title
      = candor_markup_to_plain (candor_procedure_text (procedure, language, section->title));

  self->procedure = candor_procedure_ref (procedure);
  self->language = language;

  if (with_title)
    gtk_box_append (self->lead, candor_parts_heading (title));
  if (section->key != NULL)
    gtk_box_append (self->lead, words (self, section->key, "key-message"));
  gtk_widget_set_visible (GTK_WIDGET (self->lead), with_title || section->key != NULL);
  for (guint i = 0; i < section->blocks->len; i++)
    append_block (self, g_ptr_array_index (section->blocks, i));

  return GTK_WIDGET (self);
}
