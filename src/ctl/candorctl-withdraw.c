/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#include "candorctl-store.h"

#include <stdio.h>
#include <string.h>

#include "core/candor-error.h"
#include "records/candor-register-papers.h"

/* The clinic and the treatment, as far as the store and this computer know them: a form that was
 * scanned does not say who the clinic is. */
static gboolean
load_clinic (const CandorctlStore *store, CandorClinic **clinic, GError **error)
{
  g_autofree char *path = g_build_filename (store->folder, "clinic.ini", NULL);

  if (g_file_test (path, G_FILE_TEST_EXISTS))
    *clinic = candor_clinic_load (path, error);
  return *clinic != NULL || !g_file_test (path, G_FILE_TEST_EXISTS);
}

/* Returns: (transfer full) (nullable): the treatment; without it, its name is as it was filed */
static CandorProcedure *
load_procedure (const CandorRecordHead *head)
{
  const char *id = candor_record_head_get (head, CANDOR_HEAD_PROCEDURE);
  g_autofree char *path = id != NULL ? candor_procedure_find_file (id, NULL, NULL) : NULL;

  return path != NULL ? candor_procedure_load (path, NULL) : NULL;
}

static gboolean
check_not_withdrawn (CandorRegister *opened, const char *id, GError **error)
{
  CandorIndex *index = candor_register_get_index (opened);
  guint entry;

  if (!candor_index_find (index, id, &entry) || !candor_index_is_withdrawn (index, entry))
    return TRUE;
  g_set_error (error, CANDOR_ERROR, CANDOR_ERROR_INVALID,
               "The record “%s” is withdrawn already. Nothing was filed.", id);
  return FALSE;
}

static int
withdraw (const CandorctlStore *store, const char *id, const char *reason)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CandorRegister) opened = candorctl_store_open_list (store, &error);
  g_autoptr (CandorRecordHead) head = NULL;
  g_autoptr (CandorProcedure) procedure = NULL;
  g_autoptr (CandorClinic) clinic = NULL;
  g_auto (CandorStationery) stationery = { 0 };
  g_autofree char *file = NULL;
  g_autofree char *filed = NULL;
  g_autofree char *name = NULL;

  if (opened == NULL || !candorctl_store_find (opened, id, &head, &file, &error)
      || !check_not_withdrawn (opened, id, &error)
      || !candorctl_store_load_stationery (store, &stationery, &error)
      || !load_clinic (store, &clinic, &error))
    return candorctl_fail (error);
  procedure = load_procedure (head);
  filed = candor_register_withdraw (opened, file, reason, procedure, clinic, &stationery, &error);
  if (filed == NULL)
    return candorctl_fail (error);
  name = g_path_get_basename (filed);
  *strrchr (name, '.') = '\0';
  printf ("%s\n", name);
  return CANDORCTL_DONE;
}

int
candorctl_withdraw (GStrv *arguments)
{
  g_auto (CandorctlStore) store = { NULL };
  g_autofree char *reason = NULL;
  int status;
  const GOptionEntry entries[] = {
    CANDORCTL_UNLOCK_ENTRIES (&store),
    { "reason", 'r', G_OPTION_FLAG_NONE, G_OPTION_ARG_FILENAME, &reason,
      "Why, in the patient's words; nobody has to give a reason", "TEXT" },
    G_OPTION_ENTRY_NULL,
  };

  if (!candorctl_parse (arguments, "withdraw", "ID",
                        "Files the paper of a withdrawal, and prints the id of its record. The "
                        "consent stays as it was filed.",
                        entries, &status)
      || !candorctl_store_check (&store, "withdraw", TRUE, &status))
    return status;
  if (g_strv_length (*arguments) != 2)
    return candorctl_usage (
        "withdraw takes the id of one record. See “candorctl withdraw --help”.");
  if (reason != NULL && !g_utf8_validate (reason, -1, NULL))
    return candorctl_usage ("the text after “--reason” is not valid UTF-8.");
  return withdraw (&store, (*arguments)[1], reason);
}
