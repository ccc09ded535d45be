/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#include "candor-clinic.h"

#include <string.h>

#include "candor-error.h"
#include "candor-file.h"
#include "candor-name.h"

#define MAX_CLINIC_BYTES (256 * 1024)
#define CLINIC_GROUP "clinic"
#define PRACTITIONER_GROUP "practitioner "

static void
practitioner_free (gpointer data)
{
  CandorPractitioner *self = data;

  g_free (self->name);
  g_free (self->role);
  g_free (self->registration);
  g_free (self);
}

/* Returns: (transfer full) (nullable): a value; %NULL for none, and for one that ends with half an
 * escape: GKeyFile would warn where it has found another fault before that. */
static char *
dup_value (GKeyFile *file, const char *group, const char *key)
{
  g_autofree char *raw = g_key_file_get_value (file, group, key, NULL);
  gsize n_backslashes = 0;

  if (raw == NULL)
    return NULL;
  for (gsize i = strlen (raw); i > 0 && raw[i - 1] == '\\'; i--)
    n_backslashes++;
  return n_backslashes % 2 == 0 ? g_key_file_get_string (file, group, key, NULL) : NULL;
}

/* Reads a value that must be there, and says in words when it is not. */
static gboolean
take (GKeyFile *file,
      const char *name,
      const char *group,
      const char *key,
      char **value,
      GError **error)
{
  g_autofree char *text = dup_value (file, group, key);

  if (text == NULL || candor_name_is_blank (g_strstrip (text)))
    {
      candor_error_set (error, CANDOR_ERROR, CANDOR_ERROR_INVALID,
                        "%s: the group [%s] needs a line %s=…", name, group, key);
      return FALSE;
    }
  *value = g_steal_pointer (&text);
  return TRUE;
}

/* Returns: (transfer full) (nullable): a path that is meant from the clinic's file on */
static char *
take_path (GKeyFile *file, const char *clinic_path, const char *key)
{
  g_autofree char *value = dup_value (file, CLINIC_GROUP, key);
  g_autofree char *folder = g_path_get_dirname (clinic_path);

  if (value == NULL || *g_strstrip (value) == '\0')
    return NULL;
  return g_path_is_absolute (value) ? g_steal_pointer (&value)
                                    : g_build_filename (folder, value, NULL);
}

/* What the clinic's paper looks like: its size, and a logo that lies beside the clinic's file. */
static gboolean
take_stationery (
    CandorClinic *self, GKeyFile *file, const char *name, const char *path, GError **error)
{
  g_autofree char *paper = dup_value (file, CLINIC_GROUP, "paper");

  if (paper != NULL)
    g_strstrip (paper);
  if (!candor_paper_from_string (paper, &self->paper))
    {
      candor_error_set (error, CANDOR_ERROR, CANDOR_ERROR_INVALID,
                        "%s: the line paper=%s in the group [%s] has to say a4 or letter", name,
                        paper, CLINIC_GROUP);
      return FALSE;
    }
  self->logo = take_path (file, path, "logo");
  return TRUE;
}

/* What the clinic seals with: both files, or none. */
static gboolean
take_seal (CandorClinic *self, GKeyFile *file, const char *name, const char *path, GError **error)
{
  self->seal_key = take_path (file, path, "seal_key");
  self->certificate = take_path (file, path, "certificate");
  if ((self->seal_key == NULL) == (self->certificate == NULL))
    return TRUE;
  candor_error_set (error, CANDOR_ERROR, CANDOR_ERROR_INVALID,
                    "%s: a seal needs both lines seal_key=… and certificate=… in the group [%s]",
                    name, CLINIC_GROUP);
  return FALSE;
}

static gboolean
take_practitioners (CandorClinic *self, GKeyFile *file, const char *name, GError **error)
{
  g_auto (GStrv) groups = g_key_file_get_groups (file, NULL);

  for (gsize i = 0; groups[i] != NULL; i++)
    {
      CandorPractitioner *practitioner;

      if (!g_str_has_prefix (groups[i], PRACTITIONER_GROUP))
        continue;
      practitioner = g_new0 (CandorPractitioner, 1);
      g_ptr_array_add (self->practitioners, practitioner);
      if (!take (file, name, groups[i], "name", &practitioner->name, error)
          || !take (file, name, groups[i], "role", &practitioner->role, error)
          || !take (file, name, groups[i], "registration", &practitioner->registration, error))
        return FALSE;
    }

  if (self->practitioners->len == 0)
    {
      candor_error_set (error, CANDOR_ERROR, CANDOR_ERROR_INVALID,
                        "%s: a clinic needs at least one group [%s1]", name, PRACTITIONER_GROUP);
      return FALSE;
    }
  return TRUE;
}

/**
 * candor_clinic_parse:
 * @path: where the file lies: what it names lies beside it, and errors begin with it
 * @text: a key file with a group [clinic] and one [practitioner N] for each practitioner
 * @length: its length in bytes
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the clinic, or %NULL with an error that names file and place
 */
CandorClinic *
candor_clinic_parse (const char *path, const char *text, gsize length, GError **error)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autoptr (CandorClinic) self = NULL;
  g_autoptr (GError) cause = NULL;
  g_autoptr (GError) unknown = NULL;
  g_autofree char *name = g_filename_display_name (path);

  if (!g_utf8_validate (text, length, NULL)
      || !g_key_file_load_from_data (file, text, length, G_KEY_FILE_NONE, &cause))
    {
      candor_error_set (error, CANDOR_ERROR, CANDOR_ERROR_INVALID, "%s: %s", name,
                        cause != NULL ? cause->message : "this is not UTF-8 text");
      return NULL;
    }

  self = g_new0 (CandorClinic, 1);
  self->practitioners = g_ptr_array_new_with_free_func (practitioner_free);
  if (!take (file, name, CLINIC_GROUP, "name", &self->name, error)
      || !take (file, name, CLINIC_GROUP, "address", &self->address, error)
      || !take (file, name, CLINIC_GROUP, "phone", &self->phone, error)
      || !take (file, name, CLINIC_GROUP, "emergency", &self->emergency, error)
      || !take (file, name, CLINIC_GROUP, "language", &self->language, error)
      || !take_stationery (self, file, name, path, error)
      || !take_seal (self, file, name, path, error)
      || !take_practitioners (self, file, name, error))
    return NULL;
  self->procedure = dup_value (file, CLINIC_GROUP, "procedure");
  if (self->procedure != NULL && *g_strstrip (self->procedure) == '\0')
    g_clear_pointer (&self->procedure, g_free);
  if (candor_language_find (self->language, &unknown) == NULL)
    {
      candor_error_set_around (error, CANDOR_ERROR, CANDOR_ERROR_NOT_FOUND, unknown,
                               "%s, [%s] language: %s", name, CLINIC_GROUP, unknown->message);
      return NULL;
    }
  return g_steal_pointer (&self);
}

/**
 * candor_clinic_load:
 * @path: the clinic's file
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the clinic, or %NULL with an error that names file and place
 */
CandorClinic *
candor_clinic_load (const char *path, GError **error)
{
  g_autofree char *text = NULL;
  gsize length;

  if (!candor_file_read (path, MAX_CLINIC_BYTES, &text, &length, error))
    return NULL;
  return candor_clinic_parse (path, text, length, error);
}

void
candor_clinic_free (CandorClinic *self)
{
  g_free (self->name);
  g_free (self->address);
  g_free (self->phone);
  g_free (self->emergency);
  g_free (self->language);
  g_free (self->procedure);
  g_free (self->logo);
  g_free (self->seal_key);
  g_free (self->certificate);
  g_clear_pointer (&self->practitioners, g_ptr_array_unref);
  g_free (self);
}

/**
 * candor_clinic_apply:
 * @self: a clinic
 * @visit: a visit in that clinic
 *
 * Writes the clinic and its first practitioner into the visit; another practitioner may be chosen.
 */
void
candor_clinic_apply (const CandorClinic *self, CandorVisit *visit)
{
  const CandorPractitioner *practitioner = self->practitioners->pdata[0];

  candor_visit_set (visit, CANDOR_FIELD_CLINIC_NAME, self->name);
  candor_visit_set (visit, CANDOR_FIELD_CLINIC_ADDRESS, self->address);
  candor_visit_set (visit, CANDOR_FIELD_CLINIC_PHONE, self->phone);
  candor_visit_set (visit, CANDOR_FIELD_CLINIC_EMERGENCY, self->emergency);
  candor_visit_set (visit, CANDOR_FIELD_CLINIC_LANGUAGE, self->language);
  candor_visit_set (visit, CANDOR_FIELD_PRACTITIONER_NAME, practitioner->name);
  candor_visit_set (visit, CANDOR_FIELD_PRACTITIONER_ROLE, practitioner->role);
  candor_visit_set (visit, CANDOR_FIELD_PRACTITIONER_REGISTRATION, practitioner->registration);
}
