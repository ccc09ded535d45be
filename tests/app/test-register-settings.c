/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * The settings of a store, on a real store. Catches: settings that somebody sees who may not change
 * them, a screen that stands still while another program changes who may unlock, and a record that
 * expired and is still on the list; a change that takes long, and nobody is told.
 */
#include "register-support.h"
#include "staff-support.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include "app/staff/candor-register-settings.h"
#include "picture-support.h"
#include "printer-support.h"
#include "records/candor-settings.h"

static GtkWidget *
present_settings (RegisterFixture *self, CandorRegister *records)
{
  GtkWidget *page = candor_register_settings_new (records, self->store.procedure, self->clinic,
                                                  HELP_COST, candor_language_english ());

  g_signal_connect_swapped (page, "changed", G_CALLBACK (register_changed_cb), self);
  return register_present (self, page);
}

/* An entry row by its title. */
static GtkEditable *
find_entry (GtkWidget *root, const char *title)
{
  GtkWidget *label = staff_find_label (root, title);

  g_assert_nonnull (label);
  return GTK_EDITABLE (gtk_widget_get_ancestor (label, ADW_TYPE_ENTRY_ROW));
}

static void
test_settings (RegisterFixture *self, gconstpointer data)
{
  g_autofree char *lock_path = g_build_filename (self->store.folder, "keys", "slots", "lock", NULL);
  int lock;
  GtkWidget *page = present_settings (self, self->store.records);
  g_auto (CandorSettings) settings = { 0 };
  g_autoptr (CandorRegister) staff = NULL;

  take_pictures (self->window, "register-settings");
  gtk_editable_set_text (find_entry (page, "Name"), "Mr Basil Fernway");
  gtk_editable_set_text (find_entry (page, "New passphrase"), "short");
  staff_click (page, "Add to the staff");
  g_assert_true (staff_shows (page, "Nothing was changed."));
  gtk_editable_set_text (find_entry (page, "New passphrase"), "nine made-up herons wade");
  gtk_editable_set_text (find_entry (page, "The same again"), "nine made-up herons");
  staff_click (page, "Add to the staff");
  g_assert_true (staff_shows (page, "The two passphrases are not the same."));
  gtk_editable_set_text (find_entry (page, "The same again"), "nine made-up herons wade");
  staff_click (page, "Add to the staff");
  g_assert_true (staff_shows (page, "The passphrase is being made hard to guess…"));
  staff_until (staff_shows (page, "Added."));
  g_assert_false (staff_shows (page, "The passphrase is being made hard to guess…"));
  g_assert_cmpstr (gtk_editable_get_text (find_entry (page, "New passphrase")), ==, "");

  gtk_spin_button_set_value (GTK_SPIN_BUTTON (staff_find_type (page, GTK_TYPE_SPIN_BUTTON)), 10);
  staff_click (page, "Save the years");
  g_assert_true (candor_settings_load (&settings, self->store.folder, NULL));
  g_assert_cmpuint (settings.retention, ==, 10);
  staff_click (page, "Find records that are older");
  g_assert_true (staff_shows (page, "No record is older than that."));
  staff_click (page, "Approve");
  g_assert_true (staff_shows (page, "Approved by " HELP_ADMINISTRATOR));

  staff = help_register_open_as (&self->store, "Mr Basil Fernway", "nine made-up herons wade");
  page = present_settings (self, staff);
  g_assert_null (staff_find_button (page, "Add to the staff"));
  g_assert_null (staff_find_button (page, "Save the years"));
  g_assert_null (staff_find_button (page, "Approve"));
  g_assert_nonnull (staff_find_button (page, "Change my passphrase"));

  page = present_settings (self, self->store.records);
  staff_click (page, "Make administrator");
  g_assert_true (staff_shows (page, "What they may do is being changed…"));
  staff_until (staff_find_button (page, "Make staff") != NULL);
  g_assert_true (staff_shows (page, "Changed. It counts from their next unlocking on."));
  g_clear_pointer (&staff, candor_register_unref);
  staff = help_register_open_as (&self->store, "Mr Basil Fernway", "nine made-up herons wade");
  g_assert_true (candor_register_is_administrator (staff));
  staff_click (page, "Make staff");
  staff_until (staff_find_button (page, "Make administrator") != NULL);
  g_clear_pointer (&staff, candor_register_unref);
  staff = help_register_open_as (&self->store, "Mr Basil Fernway", "nine made-up herons wade");
  g_assert_false (candor_register_is_administrator (staff));

  staff_click (page, "Remove");
  g_assert_nonnull (staff_find_button (page, "Really remove"));
  /* Another program is changing who may unlock: the screen does not stand still meanwhile. */
  lock = open (lock_path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  g_assert_cmpint (lock, >=, 0);
  g_assert_cmpint (flock (lock, LOCK_EX), ==, 0);
  staff_click (page, "Really remove");
  g_assert_true (staff_shows (page, "They are being removed…"));
  g_assert_true (staff_shows (page, "Mr Basil Fernway"));
  close (lock);
  staff_until (staff_shows (page, "Removed."));
  g_assert_false (staff_shows (page, "Mr Basil Fernway"));
}

/* The list says that it is old; its bytes are those of today. */
static void
make_old (CandorIndex *index, const char *file)
{
  g_autofree char *id = g_path_get_basename (file);
  g_autoptr (CandorRecordHead) head = NULL;
  guint entry;

  *strstr (id, ".age") = '\0';
  g_assert_true (candor_index_find (index, id, &entry));
  head = candor_index_get (index, entry, NULL);
  g_assert_true (candor_index_remove (index, file));
  candor_record_head_set (head, CANDOR_HEAD_FILED_AT, "2001-02-03T04:05:06+00:00");
  candor_record_head_set (head, CANDOR_HEAD_TREATMENT_DATE, "2001-02-03");
  candor_index_add (index, head, file);
}

static void
test_expire (RegisterFixture *self, gconstpointer data)
{
  g_autofree char *ana = help_register_file (&self->store, "Ana Example");
  g_autofree char *path = g_build_filename (self->store.folder, ana, NULL);
  g_autofree char *id = g_path_get_basename (ana);
  CandorIndex *index = candor_register_get_index (self->store.records);
  GtkWidget *page;
  guint entry;

  g_assert_true (candor_register_set_retention (self->store.records, 10, NULL));
  make_old (index, ana);
  page = present_settings (self, self->store.records);
  staff_click (page, "Find records that are older");
  staff_until (staff_shows (page, "Ana Example"));
  take_pictures (self->window, "register-expire");
  staff_click (page, "Let 1 record expire for good");
  g_assert_true (staff_shows (page, "The records are being taken away…"));
  staff_until (staff_shows (page, "1 record has expired."));
  g_assert_cmpuint (self->n_changed, ==, 1);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  *strstr (id, ".age") = '\0';
  g_assert_false (candor_index_find (index, id, &entry));
  register_present_list (self);
  g_assert_true (staff_shows (self->window, "No record has been filed yet."));
}

/* More than go at once, while the screen goes on. */
static void
test_expire_many (RegisterFixture *self, gconstpointer data)
{
  CandorIndex *index = candor_register_get_index (self->store.records);
  GtkWidget *page;

  g_assert_true (candor_register_set_retention (self->store.records, 10, NULL));
  for (guint i = 0; i < 10; i++)
    {
      g_autofree char *file = help_register_file (&self->store, "Ana Example");

      make_old (index, file);
    }
  page = present_settings (self, self->store.records);
  staff_click (page, "Find records that are older");
  staff_until (staff_shows (page, "Ana Example"));
  staff_click (page, "Let 10 records expire for good");
  g_assert_false (gtk_widget_is_sensitive (staff_find_button (page, "Save the years")));
  staff_until (staff_shows (page, "10 records have expired."));
  g_assert_true (gtk_widget_is_sensitive (staff_find_button (page, "Save the years")));
  g_assert_cmpuint (self->n_changed, ==, 1);
  g_assert_cmpuint (help_register_count (&self->store, CANDOR_LOG_EXPIRE), ==, 10);
}

/* Ten records that are old, and the page about them in what holds all pages. Returns: that */
static GtkWidget *
let_many_go (RegisterFixture *self)
{
  GtkWidget *overlay = adw_toast_overlay_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *page = present_settings (self, self->store.records);
  CandorIndex *index = candor_register_get_index (self->store.records);

  g_object_ref (page);
  register_present (self, overlay);
  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (overlay), box);
  gtk_box_append (GTK_BOX (box), page);
  g_object_unref (page);
  g_assert_true (candor_register_set_retention (self->store.records, 10, NULL));
  for (guint i = 0; i < 10; i++)
    {
      g_autofree char *file = help_register_file (&self->store, "Ana Example");

      make_old (index, file);
    }
  staff_click (page, "Find records that are older");
  staff_until (staff_shows (page, "Ana Example"));
  staff_click (page, "Let 10 records expire for good");
  gtk_box_remove (GTK_BOX (box), page);
  return overlay;
}

/* Catches records that stay because somebody left the page, and nobody hears of it. */
static void
test_expire_left (RegisterFixture *self, gconstpointer data)
{
  GtkWidget *overlay = let_many_go (self);

  staff_until (staff_shows (overlay, "10 records have expired."));
  g_assert_cmpuint (help_register_count (&self->store, CANDOR_LOG_EXPIRE), ==, 10);
}

/* When the tablet is locked nothing goes on that only whoever unlocked it may do. */
static void
test_expire_locked (RegisterFixture *self, gconstpointer data)
{
  let_many_go (self);
  gtk_window_set_child (GTK_WINDOW (self->window), NULL);
  for (guint i = 0; i < 50; i++)
    staff_turn ();
  g_assert_cmpuint (help_register_count (&self->store, CANDOR_LOG_EXPIRE), ==, 0);
}

#define ADD(name, test)                                                                            \
  g_test_add ("/register-settings/" name, RegisterFixture, NULL, register_set_up, test,            \
              register_tear_down)

int
main (int argc, char **argv)
{
  int fd;

  print_expect_lone_computer ();
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  picture_load_style ();
  /* Nobody here looks for the printers of the computer that the tests run on. */
  print_choose_port (print_port_that_listens (&fd));

  ADD ("settings", test_settings);
  ADD ("expire", test_expire);
  ADD ("expire-many", test_expire_many);
  ADD ("expire-left", test_expire_left);
  ADD ("expire-locked", test_expire_locked);
  return g_test_run ();
}
