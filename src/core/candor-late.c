/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * A locked tablet draws no form, no picture and prints nothing. The libraries for that, and those
 * that they bring with them, would be moved into place at every start all the same: a tenth of the
 * memory of the first window, and of the time to it.
 */
#include "candor-late.h"

#include <dlfcn.h>

#include "candor-error.h"

static gboolean
find_all (CandorLate *self, GError **error)
{
  void *handle = dlopen (self->library, RTLD_NOW | RTLD_LOCAL);
  gboolean found = handle != NULL;

  for (guint i = 0; found && self->names[i] != NULL; i++)
    {
      self->functions[i] = dlsym (handle, self->names[i]);
      found = self->functions[i] != NULL;
    }
  if (found)
    return TRUE;
  g_info ("%s", dlerror ());
  candor_error_set (error, CANDOR_ERROR, CANDOR_ERROR_FAILED,
                    "A part of this computer’s software is missing or damaged: %s. Nothing was "
                    "lost. Please have Candor installed again.",
                    self->library);
  return FALSE;
}

/**
 * candor_late_load:
 * @self: a library
 * @error: return location for an error
 *
 * Loads @self if it is not there yet, for the rest of the process. Any thread may ask; what could
 * not be loaded is tried again the next time.
 *
 * Errors: %CANDOR_ERROR_FAILED, when it is not installed, or is another than Candor was built with.
 *
 * Returns: whether its functions can be called
 */
gboolean
candor_late_load (CandorLate *self, GError **error)
{
  static GMutex mutex;
  g_autoptr (GMutexLocker) locker = NULL;

  if (g_atomic_pointer_get (&self->loaded) != 0)
    return TRUE;
  locker = g_mutex_locker_new (&mutex);
  if (self->loaded == 0 && !find_all (self, error))
    return FALSE;
  g_atomic_pointer_set (&self->loaded, 1);
  return TRUE;
}
