/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#include "store-support.h"

#include "app/session/candor-unlock-box.h"
#include "records/candor-unlock.h"

/* A store with one member of staff, below a scratch folder. */
char *
store_make (const char *parent)
{
  const CandorSetup setup = { .clinic = "Lakeside Skin Clinic",
                              .administrator = STORE_STAFF,
                              .passphrase = STORE_PASSPHRASE,
                              .cost = { 8 * 1024, 1 } };
  char *folder = g_build_filename (parent, "store", NULL);
  g_autoptr (CandorAgeIdentity) recovery = NULL;
  g_autoptr (GError) error = NULL;

  candor_setup_create (folder, &setup, &recovery, &error);
  g_assert_no_error (error);
  return folder;
}

CandorRegister *
store_unlock (const char *folder)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) slots = candor_unlock_list_staff (folder, &error);
  CandorRegister *opened;

  g_assert_no_error (error);
  opened = candor_unlock (folder, slots->pdata[0], STORE_PASSPHRASE, NULL, NULL, &error);
  g_assert_no_error (error);
  candor_register_refresh (opened, &error);
  g_assert_no_error (error);
  return opened;
}

CandorSession *
store_session (const char *folder, gboolean unlocked)
{
  CandorSession *session = candor_session_new (folder);

  if (unlocked)
    candor_session_unlock (session, store_unlock (folder));
  return session;
}

gboolean
store_read (const char *folder, const char *file, CandorRecordParts *parts)
{
  g_autoptr (CandorRegister) opened = store_unlock (folder);
  g_autoptr (GError) error = NULL;
  gboolean good = candor_register_read (opened, file, parts, &error);

  g_assert_no_error (error);
  return good;
}

static guint
count (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  guint n = 0;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      n += g_file_test (path, G_FILE_TEST_IS_DIR) ? count (path)
                                                  : (guint)g_str_has_suffix (name, ".age");
    }
  return n;
}

/* How many encrypted files are below “records” or “drafts”. */
guint
store_count (const char *folder, const char *below)
{
  g_autofree char *path = g_build_filename (folder, below, NULL);

  return count (path);
}

/* The first widget of a type that a person can see, or NULL. */
GtkWidget *
store_find (GtkWidget *root, GType type)
{
  if (!gtk_widget_get_visible (root))
    return NULL;
  if (G_TYPE_CHECK_INSTANCE_TYPE (root, type))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = store_find (child, type);

      if (found != NULL)
        return found;
    }
  return NULL;
}

/* The box that a person sees, or NULL. */
GtkWidget *
store_find_box (GtkWidget *root)
{
  return store_find (root, CANDOR_TYPE_UNLOCK_BOX);
}

/* Types a passphrase and presses Enter. */
void
store_type (GtkWidget *root, const char *passphrase)
{
  GtkWidget *box = store_find_box (root);
  GtkWidget *entry;

  g_assert_nonnull (box);
  entry = store_find (box, GTK_TYPE_PASSWORD_ENTRY);
  gtk_editable_set_text (GTK_EDITABLE (entry), passphrase);
  g_signal_emit_by_name (entry, "activate");
}

/* Unlocks as staff do, and waits until it is done. */
void
store_open (GtkWidget *root, CandorSession *session)
{
  gint64 end = g_get_monotonic_time () + STORE_PATIENCE;

  store_type (root, STORE_PASSPHRASE);
  while (candor_session_get_register (session) == NULL)
    {
      /* Not waiting for an event: after a failure none may come any more. */
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      if (!g_main_context_iteration (NULL, FALSE))
        g_usleep (1000);
    }
}
