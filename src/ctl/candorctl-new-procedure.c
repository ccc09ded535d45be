/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * A procedure begins as a file in which everything stands in its place, with samples for words. It is
 * among Candor's data, so that it is checked like any other procedure.
 */
#include "candorctl.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

#include "core/candor-error.h"
#include "core/candor-file.h"
#include "vault/candor-atomic-file.h"

#define SKELETON "skeleton"
#define SKELETON_FILE "examples/" SKELETON ".xml"
#define DATE " date=\""
#define DATE_LENGTH 10

/* As the format has it. */
#define MAX_ID 64
#define ID_CHARACTERS "abcdefghijklmnopqrstuvwxyz0123456789-"

/* What no shell takes for anything else. */
#define SAFE_CHARACTERS "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_./,:+@%="

/* Others will read it: it is no secret. */
#define FILE_MODE 0644

static gboolean
is_id (const char *id)
{
  gsize length = strlen (id);

  return length > 0 && length <= MAX_ID && g_ascii_islower (*id)
         && strspn (id, ID_CHARACTERS) == length;
}

/* Of two procedures of one name only one would ever be found. */
static gboolean
is_free (const char *id, GError **error)
{
  g_autofree char *found = candor_procedure_find_file (id, NULL, NULL);
  g_autofree char *name = NULL;

  if (found == NULL)
    return TRUE;
  name = g_filename_display_name (found);
  g_set_error (
      error, CANDOR_ERROR, CANDOR_ERROR_STORAGE,
      "There is a procedure “%s” already, in “%s”. Nothing was written; choose another id.", id,
      name);
  return FALSE;
}

/* Returns: (transfer full) (nullable): the skeleton under another name, of today */
static GBytes *
fill_in (const char *id, GError **error)
{
  g_autofree char *path = candor_data_find (SKELETON_FILE);
  g_autofree char *text = NULL;
  g_autoptr (GString) filled = NULL;
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *today = g_date_time_format (now, "%Y-%m-%d");
  gsize length;
  char *date;

  if (path == NULL)
    {
      g_set_error (error, CANDOR_ERROR, CANDOR_ERROR_NOT_FOUND,
                   "“" SKELETON_FILE "” is not in Candor’s data folder. Install Candor anew.");
      return NULL;
    }
  if (!candor_file_read (path, CANDOR_PROCEDURE_MAX_BYTES, &text, &length, error))
    return NULL;
  date = strstr (text, DATE);
  if (date != NULL && strlen (date) > strlen (DATE) + DATE_LENGTH)
    memcpy (date + strlen (DATE), today, DATE_LENGTH);
  filled = g_string_new (text);
  g_string_replace (filled, SKELETON, id, 0);
  return g_bytes_new (filled->str, filled->len);
}

/* Returns: (transfer full): @path as a shell takes it for one word */
static char *
dup_word (const char *path)
{
  g_autofree char *name = g_filename_display_name (path);
  g_autofree char *shown = candorctl_one_line (name);

  return shown[strspn (shown, SAFE_CHARACTERS)] == '\0' ? g_steal_pointer (&shown)
                                                        : g_shell_quote (shown);
}

static int
tell (const char *path)
{
  g_autofree char *name = g_filename_display_name (path);
  g_autofree char *shown = candorctl_one_line (name);
  g_autofree char *word = dup_word (path);
  g_autofree char *text = g_strdup_printf (
      "%s is a procedure to be written. Open it with a text editor: it says itself what to write "
      "where.\n"
      "Check it:      candorctl lint %s\n"
      "Walk through:  candor --procedure %s\n"
      "Nobody can mistake it for a text that was approved: each page says that it is not.\n",
      shown, word, word);

  return candorctl_write (text, strlen (text));
}

static int
write_skeleton (const char *id, const char *folder)
{
  g_autofree char *file = g_strconcat (id, ".xml", NULL);
  g_autofree char *path = folder != NULL ? g_build_filename (folder, file, NULL) : g_strdup (file);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = is_free (id, &error) ? fill_in (id, &error) : NULL;

  if (bytes == NULL || !candor_atomic_file_write (path, bytes, &error))
    return candorctl_fail (error);
  if (g_chmod (path, FILE_MODE) != 0)
    {
      int code = errno;
      g_autofree char *name = g_filename_display_name (path);
      g_autofree char *line
          = g_strdup_printf ("“%s” was written, but could not be made readable for others: %s.",
                             name, g_strerror (code));

      candorctl_error_line (line);
      return CANDORCTL_FAILED;
    }
  return tell (path);
}

int
candorctl_new_procedure (GStrv *arguments)
{
  g_autofree char *folder = NULL;
  int status;
  const GOptionEntry entries[] = {
    { "output", 'o', G_OPTION_FLAG_NONE, G_OPTION_ARG_FILENAME, &folder,
      "The folder for the file; this one if none is given", "DIR" },
    G_OPTION_ENTRY_NULL,
  };

  if (!candorctl_parse (
          arguments, "new-procedure", "ID",
          "Writes ID.xml, a procedure file to be filled in: each element is there, with a "
          "sample for its words and a comment that says what to write. It passes “candorctl "
          "lint”, can be walked through as it is, and says on each page that it is not "
          "approved. A file that exists is left as it is.",
          entries, &status))
    return status;
  if (g_strv_length (*arguments) != 2)
    return candorctl_usage (
        "new-procedure takes the id of one procedure. See “candorctl new-procedure --help”.");
  if (!is_id ((*arguments)[1]))
    return candorctl_usage ("an id begins with a small letter and has small letters, digits and "
                            "hyphens, %d at most, such as “moon-bath”. Nothing was written.",
                            MAX_ID);
  return write_skeleton ((*arguments)[1], folder);
}
