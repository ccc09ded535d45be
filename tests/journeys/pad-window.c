/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */

/* A window with nothing but a signature pad and its two buttons, on a page that could scroll. After
 * each change it writes all strokes to the file that its only argument names. */

#include <adwaita.h>

#include "app/widgets/candor-signature-pad.h"

static char *output;

static void
append_number (GString *json, double number)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  g_string_append (json, g_ascii_dtostr (buffer, sizeof buffer, number));
}

static void
append_stroke (GString *json, const CandorStroke *stroke)
{
  g_string_append_printf (json, "{\"device\":\"%s\",\"points\":[",
                          candor_device_to_string (stroke->device));
  for (guint i = 0; i < stroke->points->len; i++)
    {
      const CandorPoint *point = &g_array_index (stroke->points, CandorPoint, i);
      const double numbers[] = { point->x, point->y, point->pressure, point->time };

      for (guint j = 0; j < G_N_ELEMENTS (numbers); j++)
        {
          g_string_append (json, j > 0 ? "," : i > 0 ? ",[" : "[");
          append_number (json, numbers[j]);
        }
      g_string_append_c (json, ']');
    }
  g_string_append (json, "]}");
}

static void
changed_cb (CandorSignaturePad *pad)
{
  g_autoptr (GPtrArray) strokes = candor_signature_pad_get_strokes (pad);
  g_autoptr (GString) json = g_string_new ("[");
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < strokes->len; i++)
    {
      if (i > 0)
        g_string_append_c (json, ',');
      append_stroke (json, g_ptr_array_index (strokes, i));
    }
  g_string_append (json, "]\n");

  /* A reader sees the file of before or of after, never half of one. */
  if (!g_file_set_contents_full (output, json->str, json->len, G_FILE_SET_CONTENTS_CONSISTENT, 0600,
                                 &error))
    g_error ("%s", error->message);
}

static GtkWidget *
make_button (const char *label, GCallback clicked, CandorSignaturePad *pad)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  g_signal_connect_swapped (button, "clicked", clicked, pad);

  return button;
}

static void
activate_cb (GtkApplication *app)
{
  GtkWidget *window = adw_application_window_new (app);
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 24);
  GtkWidget *pad = candor_signature_pad_new ();
  GtkWidget *far = gtk_label_new ("The end of a long page");

  gtk_accessible_update_property (GTK_ACCESSIBLE (pad), GTK_ACCESSIBLE_PROPERTY_LABEL, "Sign here",
                                  -1);
  candor_signature_pad_set_printed_name (CANDOR_SIGNATURE_PAD (pad), "Ana Example");
  g_signal_connect (pad, "changed", G_CALLBACK (changed_cb), NULL);
  gtk_widget_set_margin_top (far, 1200);
  gtk_widget_set_margin_top (box, 60);
  gtk_widget_set_margin_start (box, 60);
  gtk_widget_set_margin_end (box, 60);

  gtk_box_append (GTK_BOX (box), pad);
  gtk_box_append (GTK_BOX (box), make_button ("Undo", G_CALLBACK (candor_signature_pad_undo),
                                              CANDOR_SIGNATURE_PAD (pad)));
  gtk_box_append (GTK_BOX (box), make_button ("Clear", G_CALLBACK (candor_signature_pad_clear),
                                              CANDOR_SIGNATURE_PAD (pad)));
  gtk_box_append (GTK_BOX (box), far);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), box);
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (window), scroller);
  gtk_window_present (GTK_WINDOW (window));
}

int
main (int argc, char *argv[])
{
  g_autoptr (AdwApplication) app = NULL;

  if (argc != 2)
    {
      g_printerr ("usage: pad-window STROKES.json\n");
      return 2;
    }

  output = argv[1];
  app = adw_application_new ("org.candor.PadWindow", G_APPLICATION_NON_UNIQUE);
  g_signal_connect (app, "activate", G_CALLBACK (activate_cb), NULL);

  return g_application_run (G_APPLICATION (app), 1, argv);
}
