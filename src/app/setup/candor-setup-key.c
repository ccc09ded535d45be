/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * The recovery key on the screen and on paper: in groups that can be written, and read aloud.
 */
#include "candor-setup-key.h"

#include <string.h>

#include "app/print/candor-print-panel.h"
#include "app/widgets/candor-parts.h"
#include "document/candor-key-sheet.h"

#define KEY_START "AGE-SECRET-KEY-1"
#define GROUP 6

#define _(message) candor_language_text (language, (message))

/* What the sheet is made of. */
typedef struct
{
  CandorSecretText *key; /* (owned) */
  char *clinic;          /* (owned) */
  const CandorLanguage *language;
} Sheet;

static void
sheet_free (gpointer data)
{
  Sheet *self = data;

  candor_secret_free (self->key);
  g_free (self->clinic);
  g_free (self);
}

static GBytes *
make_sheet (gpointer data, GError **error)
{
  const Sheet *self = data;
  g_autoptr (GPtrArray) groups = g_ptr_array_new_with_free_func (candor_secret_free);

  for (guint i = 0; i < candor_setup_key_n_groups (self->key); i++)
    g_ptr_array_add (groups, candor_setup_key_dup_group (self->key, i));
  g_ptr_array_add (groups, NULL);
  return candor_key_sheet_render (self->clinic, KEY_START, (const char *const *)groups->pdata,
                                  CANDOR_PAPER_A4, self->language, error);
}

static GtkWidget *
make_grid (const CandorSecretText *key)
{
  GtkWidget *grid = gtk_grid_new ();
  GtkWidget *start = gtk_label_new (KEY_START);

  gtk_widget_add_css_class (grid, "setup-key");
  gtk_grid_set_column_spacing (GTK_GRID (grid), 24);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 12);
  gtk_label_set_xalign (GTK_LABEL (start), 0);
  gtk_grid_attach (GTK_GRID (grid), start, 0, 0, 2, 1);
  for (guint i = 0; i < candor_setup_key_n_groups (key); i++)
    {
      g_autoptr (CandorSecretText) group = candor_setup_key_dup_group (key, i);
      g_autofree char *words = g_strdup_printf ("%u  %s", i + 1, group);
      GtkWidget *label = gtk_label_new (words);

      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_grid_attach (GTK_GRID (grid), label, (int)i % 2, 1 + (int)i / 2, 1, 1);
    }
  return grid;
}

static void
add_words (GtkBox *content, const char *words)
{
  gtk_box_append (content, candor_parts_label (words, NULL));
}

/**
 * candor_setup_key_n_groups:
 * @key: a recovery key
 *
 * Returns: in how many groups of letters it is shown
 */
guint
candor_setup_key_n_groups (const CandorSecretText *key)
{
  return (strlen (key) - strlen (KEY_START) + GROUP - 1) / GROUP;
}

/**
 * candor_setup_key_dup_group:
 * @key: a recovery key
 * @index: which group, from 0
 *
 * Returns: (transfer full): its letters
 */
CandorSecretText *
candor_setup_key_dup_group (const CandorSecretText *key, guint index)
{
  const char *rest = key + strlen (KEY_START) + index * GROUP;

  return candor_secret_dup_text (rest, MIN (GROUP, (gssize)strlen (rest)));
}

/**
 * candor_setup_key_show:
 * @content: where it goes
 * @key: a recovery key
 * @clinic: the name of the clinic, for the sheet
 * @made: the folder of the store that it opens, which remembers the printer
 * @language: what whoever sets the tablet up reads
 *
 * Shows the key, and a way to print it that leaves no file.
 */
void
candor_setup_key_show (GtkBox *content,
                       const CandorSecretText *key,
                       const char *clinic,
                       const char *made,
                       const CandorLanguage *language)
{
  Sheet *sheet = g_new0 (Sheet, 1);
  GtkWidget *panel = candor_print_panel_new (language, made, CANDOR_PAPER_A4);

  add_words (content,
             _ ("If all passphrases are forgotten, this key alone opens the records. It is "
                "shown this once, and is kept nowhere on this tablet. Print it or write it "
                "down, and keep the paper where nobody takes it: in a safe, not beside the "
                "tablet."));
  gtk_box_append (content, make_grid (key));
  add_words (content, _ ("The small numbers in front only count the groups. The whole key is all "
                         "groups one after another, behind the first line."));
  sheet->key = candor_secret_dup_text (key, -1);
  sheet->clinic = g_strdup (clinic);
  sheet->language = language;
  candor_print_panel_add_maker (CANDOR_PRINT_PANEL (panel), _ ("Print the recovery key"),
                                make_sheet, sheet, sheet_free);
  gtk_box_append (content, panel);
  add_words (content,
             _ ("Candor writes the key into no file. While it is printed, it lies readable "
                "in the print queue of this computer, and in the printer. Whoever does not "
                "want that writes it down by hand."));
}
