/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * Puts a visit into a store: filed for good, or as a draft that only staff can read.
 */
#include <string.h>

#include "candorctl-store.h"
#include "core/candor-error.h"
#include "document/candor-paper-fonts.h"

static int
tell_id (CandorVisit *visit)
{
  g_autofree char *line = g_strconcat (candor_visit_get (visit, CANDOR_FIELD_ID), "\n", NULL);

  return candorctl_write (line, strlen (line));
}

static int
commit (const CandorctlStore *store, const char *path, const char *procedure_path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CandorVisit) visit = NULL;
  g_autoptr (CandorProcedure) procedure = NULL;
  g_autoptr (CandorRegister) opened = NULL;
  g_auto (CandorStationery) stationery = { .logo = NULL };
  g_autofree char *file = NULL;

  candor_paper_fonts_find_alone ();
  visit = candorctl_load_visit (path, &error);
  if (visit != NULL)
    procedure = candorctl_load_procedure (procedure_path, path, visit, &error);
  if (procedure == NULL)
    return candorctl_fail (error);
  if (candorctl_tell_missing (procedure, visit))
    return CANDORCTL_FAILED;
  if (!candorctl_store_load_stationery (store, &stationery, &error))
    return candorctl_fail (error);
  opened = candorctl_store_unlock (store, &error);
  if (opened != NULL)
    file = candor_register_file_visit (opened, procedure, visit, &stationery, &error);
  return file != NULL ? tell_id (visit) : candorctl_fail (error);
}

int
candorctl_commit (GStrv *arguments)
{
  g_auto (CandorctlStore) store = { NULL };
  g_autofree char *procedure = NULL;
  int status;
  const GOptionEntry entries[] = {
    CANDORCTL_UNLOCK_ENTRIES (&store),
    { "procedure", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_FILENAME, &procedure,
      "The procedure file, or its id, if it is not the one that the visit names", "FILE.xml" },
    G_OPTION_ENTRY_NULL,
  };

  if (!candorctl_parse (
          arguments, "commit", "VISIT.json",
          "Files a visit: its consent form is made and sealed, and both are encrypted "
          "and brought to the disk. Then, and only then, the id of the record is "
          "printed. Filing the same visit again gives the same record.",
          entries, &status)
      || !candorctl_store_check (&store, "commit", TRUE, &status))
    return status;
  if (g_strv_length (*arguments) != 2)
    return candorctl_usage ("commit takes one visit. See “candorctl commit --help”.");
  return commit (&store, (*arguments)[1], procedure);
}

/* A draft of what is filed would be shown as a visit that waits, and could not be filed. */
static gboolean
check_not_filed (CandorDesk *desk, const char *id, GError **error)
{
  g_autoptr (GError) reason = NULL;
  g_autofree char *file = candor_store_find_record (candor_desk_get_store (desk), id, &reason);

  if (reason != NULL)
    g_propagate_error (error, g_steal_pointer (&reason));
  else if (file != NULL)
    g_set_error (
        error, CANDOR_ERROR, CANDOR_ERROR_INVALID,
        "The visit “%s” is filed already, so no draft of it was saved. Nothing was changed.", id);
  else
    return TRUE;
  return FALSE;
}

static int
save_draft (const CandorctlStore *store, const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CandorVisit) visit = candorctl_load_visit (path, &error);
  g_autoptr (CandorDesk) desk = visit != NULL ? candor_desk_open (store->folder, &error) : NULL;
  const char *id = visit != NULL ? candor_visit_get (visit, CANDOR_FIELD_ID) : NULL;
  g_autoptr (GBytes) json = NULL;
  char *text;
  gsize length;

  if (desk == NULL)
    return candorctl_fail (error);
  if (id == NULL)
    {
      candorctl_error_line ("The visit has no number, so it cannot be saved. Nothing was changed.");
      return CANDORCTL_FAILED;
    }
  if (!check_not_filed (desk, id, &error))
    return candorctl_fail (error);
  text = candor_visit_to_json (visit, &length);
  json = candor_record_wiped_bytes (text, length);
  return candor_desk_save_draft (desk, id, json, &error) ? tell_id (visit) : candorctl_fail (error);
}

int
candorctl_draft (GStrv *arguments)
{
  g_auto (CandorctlStore) store = { NULL };
  int status;
  const GOptionEntry entries[] = {
    CANDORCTL_STORE_ENTRY (&store),
    G_OPTION_ENTRY_NULL,
  };

  if (!candorctl_parse (arguments, "draft", "VISIT.json",
                        "Saves a visit that is not finished, encrypted: no passphrase is needed, "
                        "and none would open it here. An older draft of it is replaced.",
                        entries, &status)
      || !candorctl_store_check (&store, "draft", FALSE, &status))
    return status;
  if (g_strv_length (*arguments) != 2)
    return candorctl_usage ("draft takes one visit. See “candorctl draft --help”.");
  return save_draft (&store, (*arguments)[1]);
}
