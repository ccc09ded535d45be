/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#include "candorctl-store.h"

#include <glib/gstdio.h>

/* Both, or neither: what is said of a full disk is that nothing was changed, and half of a record in
 * clear on somebody's stick is more than was asked for. */
static gboolean
write_parts (const CandorRecordParts *parts, const char *output, const char *visit, GError **error)
{
  gboolean with_visit = visit != NULL && parts->visit != NULL;

  if (visit != NULL && !with_visit)
    candorctl_error_line ("This record holds no visit. Only its form was written.");
  if (with_visit && !candorctl_save (visit, parts->visit, FALSE, error))
    return FALSE;
  if (candorctl_save (output, parts->form, FALSE, error))
    return TRUE;
  if (with_visit && !g_str_equal (visit, "-"))
    g_unlink (visit);
  return FALSE;
}

static int export(const CandorctlStore *store,
                  const char *id,
                  const char *output,
                  const char *visit)
{
  static const char *const detail[] = { "what", "written to a file", NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (CandorRegister) opened = candorctl_store_open_list (store, &error);
  g_auto (CandorRecordParts) parts = { NULL };
  g_autofree char *file = NULL;

  /* The log has it before anybody has the file. */
  if (opened == NULL || !candorctl_store_find (opened, id, NULL, &file, &error)
      || !candor_register_read (opened, file, &parts, &error)
      || !candor_register_log (opened, CANDOR_LOG_EXPORT, file, detail, &error)
      || !write_parts (&parts, output, visit, &error))
    return candorctl_fail (error);
  return CANDORCTL_DONE;
}

int
candorctl_export (GStrv *arguments)
{
  g_auto (CandorctlStore) store = { NULL };
  g_autofree char *output = NULL;
  g_autofree char *visit = NULL;
  int status;
  const GOptionEntry entries[] = {
    CANDORCTL_UNLOCK_ENTRIES (&store),
    { "output", 'o', G_OPTION_FLAG_NONE, G_OPTION_ARG_FILENAME, &output,
      "Where to write the form, “-” for standard output; no file of that name may exist",
      "FILE.pdf" },
    { "visit", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_FILENAME, &visit,
      "Also write the visit, with its raw ink", "FILE.json" },
    G_OPTION_ENTRY_NULL,
  };

  if (!candorctl_parse (arguments, "export", "ID",
                        "Writes the form of a record as it was filed, byte for byte, readable by "
                        "you alone. The log says that you did so.",
                        entries, &status)
      || !candorctl_store_check (&store, "export", TRUE, &status))
    return status;
  if (g_strv_length (*arguments) != 2)
    return candorctl_usage ("export takes the id of one record. See “candorctl export --help”.");
  if (output == NULL || *output == '\0' || (visit != NULL && *visit == '\0'))
    return candorctl_usage ("export needs “--output FILE.pdf”.");
  if (visit != NULL && candorctl_is_same_place (output, visit))
    return candorctl_usage ("the form and the visit need a name each.");
  return export(&store, (*arguments)[1], output, visit);
}
