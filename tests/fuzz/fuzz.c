/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#include "fuzz.h"

#include <sodium.h>
#include <stdlib.h>
#include <string.h>

/* The same input must do the same each time, whatever is random otherwise. */
static uint32_t state = 1;

static uint32_t
next_random (void)
{
  state = state * 1664525 + 1013904223;
  return state;
}

static void
fill_random (void *const bytes, const size_t size)
{
  for (size_t i = 0; i < size; i++)
    ((guchar *)bytes)[i] = next_random () >> 24;
}

static const char *
name_random (void)
{
  return "the same each time";
}

static randombytes_implementation same_each_time = {
  .implementation_name = name_random,
  .random = next_random,
  .buf = fill_random,
};

/* libFuzzer keeps the input of what aborts, but not of the trap that GLib steps into. */
static GLogWriterOutput
write_log (GLogLevelFlags level, const GLogField *fields, gsize n_fields, gpointer data)
{
  g_log_writer_standard_streams (level, fields, n_fields, NULL);
  if (level & (G_LOG_LEVEL_CRITICAL | G_LOG_LEVEL_WARNING))
    abort ();
  return G_LOG_WRITER_HANDLED;
}

/* Catches a warning, too: who gives bad bytes to a parser must get an error and nothing else. */
int
LLVMFuzzerInitialize (int *argc, char ***argv)
{
  g_log_set_writer_func (write_log, NULL, NULL);
  randombytes_set_implementation (&same_each_time);
  return sodium_init () < 0;
}

/* Catches a refusal without a sentence, one that no window could show, and an error that was set
 * although all went well. */
void
fuzz_check_refusal (gboolean accepted, const GError *error)
{
  g_assert_true (accepted == (error == NULL));
  if (error != NULL)
    {
      g_assert_cmpuint (strlen (error->message), >, 0);
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
    }
}
