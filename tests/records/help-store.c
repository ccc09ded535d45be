/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#include "help-store.h"

#include <glib/gstdio.h>
#include <string.h>

void
remove_all (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      remove_all (child);
    }
  g_remove (path);
}

void
set_up (Fixture *self, gconstpointer data)
{
  g_autofree char *path = g_build_filename (TEST_DATA, "procedures", "glimmer-brushing.xml", NULL);
  g_autoptr (GError) error = NULL;
  const CandorSetup setup = { .clinic = "Lakeside Skin Clinic",
                              .administrator = "Ada Sample",
                              .passphrase = PASSPHRASE,
                              .cost = { 64 * 1024, 1 } };

  self->parent = g_dir_make_tmp ("candor-register-XXXXXX", NULL);
  self->folder = g_build_filename (self->parent, "store", NULL);
  g_assert_true (candor_setup_create (self->folder, &setup, &self->recovery, &error));
  g_assert_no_error (error);
  self->procedure = candor_procedure_load (path, &error);
  g_assert_no_error (error);
  self->visit = candor_example_complete (self->procedure, &(CandorExample){ 0 }, &error);
  g_assert_no_error (error);
}

void
tear_down (Fixture *self, gconstpointer data)
{
  remove_all (self->parent);
  g_free (self->parent);
  g_free (self->folder);
  candor_age_identity_unref (self->recovery);
  candor_procedure_unref (self->procedure);
  g_object_unref (self->visit);
}

/* Returns: (transfer full): the store, unlocked, with its list up to date */
CandorRegister *
unlock (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) staff = candor_unlock_list_staff (self->folder, &error);
  CandorRegister *opened;

  g_assert_no_error (error);
  g_assert_cmpuint (staff->len, >=, 1);
  opened = candor_unlock (self->folder, staff->pdata[0], PASSPHRASE, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (candor_register_refresh (opened, &error));
  g_assert_no_error (error);
  return opened;
}

char *
file_visit (CandorRegister *opened, Fixture *self)
{
  static const CandorStationery plain = { .logo = NULL };
  g_autoptr (GError) error = NULL;
  char *file = candor_register_file_visit (opened, self->procedure, self->visit, &plain, &error);

  g_assert_no_error (error);
  return file;
}

char *
read_log (Fixture *self)
{
  g_autofree char *path = g_build_filename (self->folder, "log", NULL);
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  return text;
}

/* Returns: how often @part stands in @text. */
guint
count (const char *text, const char *part)
{
  guint n = 0;

  for (const char *at = text; (at = strstr (at, part)) != NULL; at += strlen (part))
    n++;
  return n;
}
