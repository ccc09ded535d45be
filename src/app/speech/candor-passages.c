/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * What there is to read on a page, in the order in which it stands there. It is taken from the
 * screen itself, so that nothing is said that is not shown, and no page has to list its words twice.
 */
#include "candor-passages.h"

#include <string.h>

static void
passage_free (gpointer data)
{
  CandorPassage *self = data;

  g_clear_weak_pointer (&self->label);
  g_free (self->text);
  g_free (self);
}

/* A bullet, a dash or a tick is not read. */
static gboolean
has_words (const char *text)
{
  for (const char *c = text; *c != '\0'; c = g_utf8_next_char (c))
    if (g_unichar_isalnum (g_utf8_get_char (c)))
      return TRUE;
  return FALSE;
}

static void
add_passage (GPtrArray *passages, GtkLabel *label, const char *words, guint start, guint end)
{
  g_autofree char *text = g_strstrip (g_strndup (words + start, end - start));
  CandorPassage *passage;

  if (!has_words (text))
    return;
  passage = g_new0 (CandorPassage, 1);
  g_set_weak_pointer (&passage->label, label);
  passage->start = start;
  passage->end = end;
  passage->text = g_steal_pointer (&text);
  g_ptr_array_add (passages, passage);
}

static void
add_label (GPtrArray *passages, GtkLabel *label, const CandorLanguage *language)
{
  const char *words = gtk_label_get_text (label);
  glong n = g_utf8_strlen (words, -1);
  g_autofree PangoLogAttr *bounds = g_new0 (PangoLogAttr, n + 1);
  const char *start = words;
  const char *here = words;

  pango_get_log_attrs (words, -1, -1, pango_language_from_string (candor_language_code (language)),
                       bounds, n + 1);
  for (glong i = 1; i <= n; i++)
    {
      here = g_utf8_next_char (here);
      if (bounds[i].is_sentence_end || i == n)
        {
          add_passage (passages, label, words, start - words, here - words);
          start = here;
        }
    }
}

/* What a person types is theirs, and a passphrase is nobody's to hear. */
static gboolean
is_input (GtkWidget *widget)
{
  return GTK_IS_EDITABLE (widget) || GTK_IS_TEXT_VIEW (widget);
}

/**
 * candor_passages_new:
 *
 * Returns: (transfer full) (element-type CandorPassage): nothing to read
 */
GPtrArray *
candor_passages_new (void)
{
  return g_ptr_array_new_with_free_func (passage_free);
}

/**
 * candor_passages_add:
 * @passages: (element-type CandorPassage): what there is to read so far
 * @root: a part of the screen
 * @language: the language of the words there
 *
 * Adds each sentence that stands in @root, whether or not it has to be scrolled to.
 */
void
candor_passages_add (GPtrArray *passages, GtkWidget *root, const CandorLanguage *language)
{
  if (!gtk_widget_get_visible (root) || !gtk_widget_get_child_visible (root) || is_input (root)
      || GTK_IS_NATIVE (root))
    return;
  if (GTK_IS_LABEL (root))
    add_label (passages, GTK_LABEL (root), language);
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    candor_passages_add (passages, child, language);
}
