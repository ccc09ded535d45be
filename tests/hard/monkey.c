/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * Somebody who does anything at all with the tablet while it is a patient's: random taps, drags, keys,
 * sizes, languages and themes, in one visit after another. Catches: a warning, a crash, an input that is
 * never answered; a way into the staff's half, to a page of the practitioner, to a second window or a
 * menu; a visit that ends, or is not on the disk, or stays in memory.
 */
#include "monkey.h"

#include <unistd.h>

#include "app/store-support.h"

/* Inputs to one visit, at most; where only a passphrase leads on; about as many to one page, and to what
 * lies over it. */
#define VISIT 2000
#define SHUT_OUT 60
#define PAGE 120
#define OVER_PAGE 15

/* Seconds. What takes so long is never answered. */
#define PATIENCE 120

/* At every so many presses, where a warning is planted. */
#define PLANTED_PRESS 20

static int n_inputs = 200000;
static int seed = -1;
static gboolean verbose;
static char *plant;
static Monkey *playing; /* (nullable) */
static guint n_lost_counts;

static const GOptionEntry options[]
    = { { "inputs", 0, 0, G_OPTION_ARG_INT, &n_inputs, "How many inputs there are", "N" },
        { "seed", 0, 0, G_OPTION_ARG_INT, &seed, "What chance begins with", "N" },
        { "verbose", 0, 0, G_OPTION_ARG_NONE, &verbose, "Tell each input", NULL },
        { "plant", 0, 0, G_OPTION_ARG_STRING, &plant, "A fault: door or warning", "FAULT" },
        { NULL } };

/* Every other warning is the end. */
static GLogWriterOutput
write_log (GLogLevelFlags level, const GLogField *fields, gsize n_fields, gpointer data)
{
  if (!(level & (G_LOG_LEVEL_ERROR | G_LOG_LEVEL_CRITICAL | G_LOG_LEVEL_WARNING)))
    return g_log_writer_default (level, fields, n_fields, data);
  if (hands_is_lost_count (fields, n_fields))
    {
      n_lost_counts++;
      return G_LOG_WRITER_HANDLED;
    }
  if (playing != NULL)
    monkey_tell (playing);
  g_log_writer_default (level, fields, n_fields, data);
  abort ();
}

static void
never_answered (int signal)
{
  static const char words[] = "An input was not answered.\n";

  if (write (STDERR_FILENO, words, sizeof words - 1) >= 0)
    abort ();
}

static gboolean
planted_door_cb (Monkey *self, guint pressed)
{
  if (pressed != GDK_KEY_F9)
    return FALSE;
  candor_session_unlock (self->session, store_unlock (self->folder));
  g_signal_emit_by_name (self->flow, "left");
  return TRUE;
}

static void
planted_warning_cb (void)
{
  static guint n_presses;

  if (++n_presses % PLANTED_PRESS == 0)
    g_warning ("a planted warning");
}

static void
plant_fault (Monkey *self)
{
  GtkEventController *controller;

  if (g_strcmp0 (plant, "door") == 0)
    {
      controller = gtk_event_controller_key_new ();
      g_signal_connect_swapped (controller, "key-pressed", G_CALLBACK (planted_door_cb), self);
    }
  else if (g_strcmp0 (plant, "warning") == 0)
    {
      controller = GTK_EVENT_CONTROLLER (gtk_gesture_click_new ());
      g_signal_connect (controller, "pressed", G_CALLBACK (planted_warning_cb), NULL);
    }
  else
    return;
  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  gtk_widget_add_controller (self->window, controller);
}

static void
count_place (Monkey *self, GHashTable *places)
{
  char *place = g_strdup (monkey_place (self));
  guint n = GPOINTER_TO_UINT (g_hash_table_lookup (places, place));

  g_hash_table_replace (places, place, GUINT_TO_POINTER (n + 1));
}

/* Returns: how many inputs there were */
static guint
play_visit (Monkey *self, GHashTable *places, guint most)
{
  guint shut_out = 0;
  guint n;

  plant_fault (self);
  for (n = 0; n < most && (shut_out < SHUT_OUT || monkey_go_on (self)); n++)
    {
      g_autofree char *fault = NULL;

      alarm (PATIENCE);
      monkey_input (self);
      fault = monkey_find_fault (self);
      if (fault != NULL)
        {
          g_print ("Not so: %s.\n", fault);
          monkey_tell (self);
          exit (1);
        }
      count_place (self, places);
      if (n % 20 == 0)
        hands_focus (self->window);
      shut_out = monkey_is_shut_out (self) ? shut_out % SHUT_OUT + 1 : 0;
      if (shut_out == 0
          && g_rand_int_range (self->rand, 0, monkey_is_at_page (self) ? PAGE : OVER_PAGE) == 0)
        monkey_go_on (self);
    }
  return n;
}

static void
print_places (GHashTable *places)
{
  g_autoptr (GList) names = g_list_sort (g_hash_table_get_keys (places), (GCompareFunc)strcmp);

  for (GList *name = names; name != NULL; name = name->next)
    g_print ("  %-18s %7u\n", (char *)name->data,
             GPOINTER_TO_UINT (g_hash_table_lookup (places, name->data)));
}

int
main (int argc, char **argv)
{
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GHashTable) places = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GError) error = NULL;
  Monkey monkey = { 0 };
  guint n_visits = 0;
  int n = 0;

  g_option_context_add_main_entries (context, options, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error))
    {
      g_printerr ("%s\n", error->message);
      return 2;
    }
  if (seed < 0)
    seed = g_random_int_range (0, 1000000);
  signal (SIGALRM, never_answered);
  /* The writer decides. */
  g_log_set_always_fatal (G_LOG_FATAL_MASK);
  g_log_set_writer_func (write_log, NULL, NULL);
  adw_init ();
  monkey.verbose = verbose;

  while (n < n_inputs)
    {
      g_print ("visit %u, seed %u, after %d inputs\n", n_visits + 1, seed + n_visits, n);
      alarm (PATIENCE);
      monkey_begin (&monkey, seed + n_visits);
      playing = &monkey;
      n += play_visit (&monkey, places, MIN (VISIT, n_inputs - n));
      playing = NULL;
      monkey_end (&monkey);
      n_visits++;
    }
  g_print ("%d inputs to %u visits from seed %d:\n", n, n_visits, seed);
  print_places (places);
  g_print ("GTK lost count of what is pressed %u times.\n", n_lost_counts);
  g_free (plant);
  return 0;
}
