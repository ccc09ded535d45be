/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#include "staff-support.h"

#include <ftw.h>
#include <glib/gstdio.h>

#include "app/widgets/candor-choice-row.h"
#include "app/staff/candor-talk-card.h"

CandorClinic *
staff_clinic (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_build_filename (SOURCE_ROOT, "data", "examples", "clinic.ini", NULL);
  CandorClinic *clinic = candor_clinic_load (path, &error);

  g_assert_no_error (error);
  return clinic;
}

CandorProcedure *
staff_procedure (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_build_filename (TEST_DATA, "procedures", "glimmer-brushing.xml", NULL);
  CandorProcedure *procedure = candor_procedure_load (path, &error);

  g_assert_no_error (error);
  return procedure;
}

/* A visit that has come as far as the talk, with nothing in the way: every answer is clear. */
CandorVisit *
staff_visit (CandorProcedure *procedure, const CandorClinic *clinic)
{
  CandorVisit *visit = candor_visit_start (procedure, candor_language_english ());
  static const char *const no[] = { "gh-feathers", "gh-glue", "gh-tickle", "gh-paint" };
  static const char *const yes[] = { "gh-washed", "gh-still", "gh-wants", "gh-shines" };

  candor_clinic_apply (clinic, visit);
  candor_visit_set (visit, CANDOR_FIELD_STARTED_AT, "2026-03-10T09:30:00+01:00");
  candor_visit_set (visit, CANDOR_FIELD_PATIENT_NAME, "Ana Example");
  candor_visit_set (visit, CANDOR_FIELD_PATIENT_BORN, "1984-05-03");
  candor_visit_set (visit, CANDOR_FIELD_TREATMENT_AREA, "Left arm");
  candor_visit_set (visit, CANDOR_FIELD_TREATMENT_DATE, "2026-03-12");
  for (guint i = 0; i < G_N_ELEMENTS (no); i++)
    candor_visit_set_reply (visit, no[i], CANDOR_REPLY_NO);
  for (guint i = 0; i < G_N_ELEMENTS (yes); i++)
    candor_visit_set_reply (visit, yes[i], CANDOR_REPLY_YES);
  return visit;
}

char *
staff_scratch (void)
{
  g_autoptr (GError) error = NULL;
  char *folder = g_dir_make_tmp ("candor-staff-XXXXXX", &error);

  g_assert_no_error (error);
  return folder;
}

static int
remove_one (const char *path, const struct stat *status, int kind, struct FTW *place)
{
  return g_remove (path);
}

void
staff_remove (const char *folder)
{
  nftw (folder, remove_one, 8, FTW_DEPTH | FTW_PHYS);
}

typedef gboolean (*Matcher) (GtkWidget *widget, const char *words);

/* What a person cannot see is not found. */
static GtkWidget *
find (GtkWidget *widget, Matcher matches, const char *words)
{
  if (!gtk_widget_get_visible (widget))
    return NULL;
  if (matches (widget, words))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find (child, matches, words);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static gboolean
is_label (GtkWidget *widget, const char *words)
{
  return GTK_IS_LABEL (widget) && g_strcmp0 (gtk_label_get_text (GTK_LABEL (widget)), words) == 0;
}

static gboolean
is_label_with (GtkWidget *widget, const char *words)
{
  return GTK_IS_LABEL (widget) && strstr (gtk_label_get_text (GTK_LABEL (widget)), words) != NULL;
}

static gboolean
is_button (GtkWidget *widget, const char *words)
{
  return GTK_IS_BUTTON (widget) && find (widget, is_label, words) != NULL;
}

static gboolean
is_label_of_input (GtkWidget *widget, const char *words)
{
  return is_label (widget, words) && gtk_label_get_mnemonic_widget (GTK_LABEL (widget)) != NULL;
}

static gboolean
is_group (GtkWidget *widget, const char *words)
{
  return (CANDOR_IS_TALK_CARD (widget) || CANDOR_IS_CHOICE_ROW (widget))
         && find (widget, is_label, words) != NULL;
}

GtkWidget *
staff_find_button (GtkWidget *root, const char *label)
{
  return find (root, is_button, label);
}

GtkWidget *
staff_find_input (GtkWidget *root, const char *label)
{
  GtkWidget *found = find (root, is_label_of_input, label);

  return found != NULL ? gtk_label_get_mnemonic_widget (GTK_LABEL (found)) : NULL;
}

GtkWidget *
staff_find_group (GtkWidget *root, const char *title)
{
  return find (root, is_group, title);
}

GtkWidget *
staff_find_label (GtkWidget *root, const char *words)
{
  return find (root, is_label, words);
}

static gboolean
is_label_starting (GtkWidget *widget, const char *words)
{
  return GTK_IS_LABEL (widget) && g_str_has_prefix (gtk_label_get_text (GTK_LABEL (widget)), words);
}

GtkWidget *
staff_find_label_starting (GtkWidget *root, const char *words)
{
  return find (root, is_label_starting, words);
}

static gboolean
is_type (GtkWidget *widget, const char *name)
{
  return g_type_is_a (G_OBJECT_TYPE (widget), g_type_from_name (name));
}

GtkWidget *
staff_find_type (GtkWidget *root, GType type)
{
  return find (root, is_type, g_type_name (type));
}

gboolean
staff_shows (GtkWidget *root, const char *words)
{
  return find (root, is_label_with, words) != NULL;
}

guint
staff_count (GtkWidget *root, GType type)
{
  guint n = G_TYPE_CHECK_INSTANCE_TYPE (root, type) ? 1 : 0;

  if (!gtk_widget_get_visible (root))
    return 0;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n += staff_count (child, type);
  return n;
}

void
staff_click (GtkWidget *root, const char *label)
{
  GtkWidget *button = staff_find_button (root, label);

  if (button == NULL)
    g_error ("there is no button “%s”", label);
  if (GTK_IS_TOGGLE_BUTTON (button))
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), TRUE);
  else
    g_signal_emit_by_name (button, "clicked");
}

void
staff_write (GtkWidget *root, const char *label, const char *text)
{
  GtkWidget *input = staff_find_input (root, label);

  if (input == NULL)
    g_error ("there is no entry “%s”", label);
  if (GTK_IS_TEXT_VIEW (input))
    gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (input)), text, -1);
  else
    gtk_editable_set_text (GTK_EDITABLE (input), text);
}

/* Lets threads report and idle work be done, one thing at a time. */
void
staff_turn (void)
{
  if (!g_main_context_iteration (NULL, FALSE))
    g_usleep (1000);
}
