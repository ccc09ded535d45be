/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#include "candor-application.h"

#include <errno.h>
#include <glib/gstdio.h>

#include "app/session/candor-known-stores.h"
#include "app/session/candor-store-place.h"
#include "app/setup/candor-setup-pages.h"
#include "candor-error-page.h"
#include "candor-preview-watch.h"
#include "candor-window.h"
#include "core/candor-error.h"
#include "core/candor-example.h"
#include "core/candor-process.h"
#include "records/candor-unlock.h"

/* What is shown when no other procedure is asked for. */
#define DEFAULT_PROCEDURE "microneedling"

struct _CandorApplication
{
  AdwApplication parent_instance;

  char *store;          /* (owned) (nullable): its folder */
  char *clinic_path;    /* (owned) (nullable) */
  char *procedure_path; /* (owned) (nullable): a path or an id */
  char **rest;          /* (owned) (nullable): what belongs to no option */
  gboolean sample;
  gboolean named; /* somebody chose where the store is */

  CandorProcedure *procedure; /* (owned) (nullable) */
  CandorClinic *clinic;       /* (owned) (nullable) */
  gboolean failed;
  guint again; /* source id: it is about to start again */
};

/* What a start finds. */
typedef enum
{
  START_WORK,   /* a store, or what should be one */
  START_FIRST,  /* nothing, and nothing was there before */
  START_ABSENT, /* nothing, where a store was */
} Start;

G_DEFINE_FINAL_TYPE (CandorApplication, candor_application, ADW_TYPE_APPLICATION)

static gboolean
load_procedure (CandorApplication *self, GError **error)
{
  g_autofree char *path = NULL;

  if (self->procedure_path != NULL && strchr (self->procedure_path, G_DIR_SEPARATOR) == NULL
      && !g_file_test (self->procedure_path, G_FILE_TEST_EXISTS))
    path = candor_procedure_find_file (self->procedure_path, NULL, error);
  else if (self->procedure_path != NULL)
    path = g_strdup (self->procedure_path);
  else if (self->clinic != NULL && self->clinic->procedure != NULL)
    path = candor_procedure_find_file (self->clinic->procedure, NULL, error);
  else
    path = candor_procedure_find_file (DEFAULT_PROCEDURE, NULL, error);

  if (path != NULL)
    self->procedure = candor_procedure_load (path, error);
  return self->procedure != NULL;
}

/* The invented clinic that comes with Candor, for trying it out. */
static char *
find_sample_clinic (GError **error)
{
  g_autofree char *procedure = candor_procedure_find_file (DEFAULT_PROCEDURE, NULL, error);
  g_autofree char *folder = NULL;
  g_autofree char *data = NULL;

  if (procedure == NULL)
    return NULL;
  folder = g_path_get_dirname (procedure);
  data = g_path_get_dirname (folder);
  return g_build_filename (data, "examples", "clinic.ini", NULL);
}

static gboolean
load_clinic (CandorApplication *self, GError **error)
{
  g_autofree char *own = g_build_filename (self->store, "clinic.ini", NULL);
  g_autofree char *path = NULL;

  if (self->clinic_path != NULL)
    path = g_strdup (self->clinic_path);
  else if (self->sample && !g_file_test (own, G_FILE_TEST_EXISTS))
    path = find_sample_clinic (error);
  else
    path = g_steal_pointer (&own);

  if (path == NULL)
    return FALSE;
  if (self->clinic_path == NULL && !self->sample && !g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_autofree char *shown = g_filename_display_name (path);

      candor_error_set (error, CANDOR_ERROR, CANDOR_ERROR_NOT_FOUND,
                        "Candor does not know your clinic yet. Please write %s, or name another "
                        "file with --clinic.",
                        shown);
      return FALSE;
    }
  g_clear_pointer (&self->clinic, candor_clinic_free);
  self->clinic = candor_clinic_load (path, error);
  if (self->clinic == NULL)
    return FALSE;
  /* The seal of what is filed is the store's, and there is no key to it before somebody unlocks. */
  g_clear_pointer (&self->clinic->seal_key, g_free);
  g_clear_pointer (&self->clinic->certificate, g_free);
  return TRUE;
}

/* Whether there is a store whose keys can be used. */
static gboolean
check_store (CandorApplication *self, GError **error)
{
  g_autoptr (CandorDesk) desk = candor_desk_open (self->store, error);
  g_autoptr (GPtrArray) staff = desk != NULL ? candor_unlock_list_staff (self->store, error) : NULL;

  return staff != NULL;
}

/* An invented visit waits for its patient, like any other: encrypted. */
static void
add_sample (CandorApplication *self, CandorSession *session)
{
  const CandorLanguage *language = candor_language_find (self->clinic->language, NULL);
  const CandorExample wish
      = { .clinic = self->clinic, .language = language, .clinic_language = language };
  g_autoptr (CandorVisit) visit = candor_example_ready (self->procedure, &wish);

  candor_draft_keeper_keep (candor_session_get_drafts (session), visit);
}

/* Whether nothing at all is in the store's place. What cannot be looked at may be anything. */
static gboolean
is_vacant (const char *folder)
{
  g_autoptr (GDir) dir = NULL;
  GStatBuf status;

  if (g_stat (folder, &status) != 0)
    return errno == ENOENT || errno == ENOTDIR;
  dir = g_dir_open (folder, 0, NULL);
  return dir != NULL && g_dir_read_name (dir) == NULL;
}

/*
 * A clinic that begins has nothing in the store's place. So has one whose disk is not connected:
 * there was a store, or not even the folder around it is there, where somebody said it should be.
 */
static Start
find_start (CandorApplication *self)
{
  g_autofree char *parent = g_path_get_dirname (self->store);

  if (!is_vacant (self->store))
    return START_WORK;
  if (candor_known_stores_has (self->store)
      || (self->named && !g_file_test (parent, G_FILE_TEST_IS_DIR)))
    return START_ABSENT;
  return START_FIRST;
}

/* Without it an empty folder would be taken for a first start one day: not a reason to stop now. */
static void
remember_store (CandorApplication *self)
{
  g_autoptr (GError) error = NULL;

  if (!candor_known_stores_remember (self->store, &error))
    g_printerr ("candor: %s\n", error->message);
}

static gboolean
again_idle_cb (gpointer data)
{
  CandorApplication *self = data;
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (self));

  self->again = 0;
  g_application_hold (G_APPLICATION (self));
  if (window != NULL)
    gtk_window_destroy (window);
  g_application_activate (G_APPLICATION (self));
  g_application_release (G_APPLICATION (self));
  return G_SOURCE_REMOVE;
}

/* Starts again from the beginning. The pages ask from inside one of their own buttons, so they go a
 * moment later. */
static void
again_cb (CandorApplication *self)
{
  if (self->again == 0)
    self->again = g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, again_idle_cb, g_object_ref (self),
                                   g_object_unref);
}

static GtkWidget *
make_setup (CandorApplication *self)
{
  GtkWidget *pages = candor_setup_pages_new (self->store, CANDOR_KEY_COST_DEFAULT);

  g_signal_connect_object (pages, "done", G_CALLBACK (again_cb), self, G_CONNECT_SWAPPED);
  return candor_window_new_setup (GTK_APPLICATION (self), pages);
}

/* What is read before anybody has unlocked the tablet: the clinic's language where it is known. */
static const CandorLanguage *
find_language (CandorApplication *self)
{
  const CandorLanguage *language
      = self->clinic != NULL ? candor_language_find (self->clinic->language, NULL) : NULL;

  return language != NULL ? language : candor_language_guess ();
}

/* Never the pages of a first start: a new store in the place of one that is only away would take
 * its name, and its patients for lost. */
static GtkWidget *
make_absent (CandorApplication *self)
{
  const CandorLanguage *language = find_language (self);
  g_autofree char *shown = g_filename_display_name (self->store);
  g_autoptr (GError) error = NULL;
  g_autofree char *sentence = NULL;
  GtkWidget *page;

  candor_error_set (&error, CANDOR_ERROR, CANDOR_ERROR_NOT_FOUND,
                    /* Translators: %s is a folder. */
                    "Candor keeps the records in “%s”, and nothing is there now. Please connect "
                    "the disk that they are on, and try again. Nothing was changed.",
                    shown);
  sentence = candor_error_dup_sentence (error, language);
  page = candor_error_page_new_absent (language, sentence);
  self->failed = TRUE;
  g_printerr ("candor: %s\n", error->message);
  g_signal_connect_object (page, "again", G_CALLBACK (again_cb), self, G_CONNECT_SWAPPED);
  return candor_window_new_setup (GTK_APPLICATION (self), page);
}

static GtkWidget *
make_failed (CandorApplication *self, const GError *error)
{
  const CandorLanguage *language = find_language (self);
  g_autofree char *sentence = candor_error_dup_sentence (error, language);

  self->failed = TRUE;
  g_printerr ("candor: %s\n", error->message);
  return candor_window_new_setup (GTK_APPLICATION (self),
                                  candor_error_page_new (language, sentence));
}

/* To see whether a logo can be printed it is drawn once, which takes longer than all that a locked
 * tablet shows: it is done while staff type a passphrase. One that cannot is told instead of the pages. */
static gboolean
load_stationery_cb (gpointer data)
{
  GtkWindow *window = data;
  GtkApplication *application = gtk_window_get_application (window);
  g_auto (CandorStationery) stationery = { .logo = NULL };
  g_autoptr (GError) error = NULL;

  if (application == NULL)
    return G_SOURCE_REMOVE;
  if (candor_stationery_load (&stationery, CANDOR_APPLICATION (application)->clinic, &error))
    {
      candor_window_set_stationery (CANDOR_WINDOW (window), &stationery);
      return G_SOURCE_REMOVE;
    }
  gtk_window_present (GTK_WINDOW (make_failed (CANDOR_APPLICATION (application), error)));
  gtk_window_destroy (window);
  return G_SOURCE_REMOVE;
}

static void
after_paint_cb (GtkWidget *window, GdkFrameClock *clock)
{
  g_signal_handlers_disconnect_by_func (clock, after_paint_cb, window);
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, load_stationery_cb, g_object_ref (window),
                   g_object_unref);
}

static void
realize_cb (GtkWidget *window)
{
  g_signal_handlers_disconnect_by_func (window, realize_cb, NULL);
  g_signal_connect_object (gtk_widget_get_frame_clock (window), "after-paint",
                           G_CALLBACK (after_paint_cb), window, G_CONNECT_SWAPPED);
}

static GtkWidget *
make_window (CandorApplication *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CandorSession) session = NULL;
  Start start = find_start (self);
  GtkWidget *window;

  self->failed = FALSE;
  if (start == START_ABSENT)
    return make_absent (self);
  if (start == START_FIRST && load_procedure (self, &error))
    return make_setup (self);
  if (error != NULL || !load_clinic (self, &error)
      || (self->procedure == NULL && !load_procedure (self, &error)) || !check_store (self, &error))
    return make_failed (self, error);

  remember_store (self);
  session = candor_session_new (self->store);
  if (self->sample)
    add_sample (self, session);
  window = candor_window_new (GTK_APPLICATION (self), self->procedure, self->clinic, session);
  g_signal_connect (window, "realize", G_CALLBACK (realize_cb), NULL);
  candor_preview_watch (CANDOR_WINDOW (window));
  return window;
}

static int
candor_application_handle_local_options (GApplication *application, GVariantDict *options)
{
  CandorApplication *self = CANDOR_APPLICATION (application);
  g_autoptr (GError) error = NULL;

  if (g_variant_dict_contains (options, "version"))
    {
      g_print ("Candor %s\n", CANDOR_VERSION);
      return 0;
    }
  if (self->rest != NULL)
    {
      g_printerr ("candor: “%s” is not understood; candor --help lists what is.\n", self->rest[0]);
      return 1;
    }
  if (!gtk_init_check ())
    {
      g_printerr ("candor: There is no display to open a window on.\n");
      return 1;
    }
  if (!g_application_register (application, NULL, &error))
    {
      g_printerr ("candor: %s\n", error->message);
      return 1;
    }
  if (g_application_get_is_remote (application)
      && (self->store != NULL || self->clinic_path != NULL || self->procedure_path != NULL
          || self->sample))
    {
      g_printerr ("candor: Candor is open already. Close it before you start it in another way.\n");
      return 1;
    }
  return -1;
}

static void
candor_application_startup (GApplication *application)
{
  CandorApplication *self = CANDOR_APPLICATION (application);
  g_autofree char *said = g_steal_pointer (&self->store);
  g_autoptr (GtkCssProvider) provider = gtk_css_provider_new ();

  G_APPLICATION_CLASS (candor_application_parent_class)->startup (application);
  self->store = candor_store_place_find (said, &self->named);

  gtk_css_provider_load_from_resource (provider, "/org/candor/Candor/staff.css");
  gtk_style_context_add_provider_for_display (gdk_display_get_default (),
                                              GTK_STYLE_PROVIDER (provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
}

static void
candor_application_activate (GApplication *application)
{
  CandorApplication *self = CANDOR_APPLICATION (application);
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (application));

  if (window == NULL)
    window = GTK_WINDOW (make_window (self));
  gtk_window_present (window);
}

static void
candor_application_finalize (GObject *object)
{
  CandorApplication *self = CANDOR_APPLICATION (object);

  g_free (self->store);
  g_free (self->clinic_path);
  g_free (self->procedure_path);
  g_strfreev (self->rest);
  g_clear_pointer (&self->procedure, candor_procedure_unref);
  g_clear_pointer (&self->clinic, candor_clinic_free);
  G_OBJECT_CLASS (candor_application_parent_class)->finalize (object);
}

static void
candor_application_class_init (CandorApplicationClass *class)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (class);

  G_OBJECT_CLASS (class)->finalize = candor_application_finalize;
  application_class->handle_local_options = candor_application_handle_local_options;
  application_class->startup = candor_application_startup;
  application_class->activate = candor_application_activate;
}

static void
candor_application_init (CandorApplication *self)
{
  const GOptionEntry entries[] = {
    { "store", 0, 0, G_OPTION_ARG_FILENAME, &self->store,
      N_ ("Keep visits in this folder, encrypted"), N_ ("FOLDER") },
    { "clinic", 0, 0, G_OPTION_ARG_FILENAME, &self->clinic_path,
      N_ ("Read who the clinic is from this file"), N_ ("FILE") },
    { "procedure", 0, 0, G_OPTION_ARG_FILENAME, &self->procedure_path,
      N_ ("Explain this procedure: a file, or the id of one that comes with Candor"), N_ ("FILE") },
    { "sample", 0, 0, G_OPTION_ARG_NONE, &self->sample,
      N_ ("Start with an invented visit, ready to hand to the patient"), NULL },
    { "version", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Print the version and end"), NULL },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &self->rest, NULL, NULL },
    { NULL },
  };

  /* Left to itself, GTK warns of a locale that the system does not have, and falls back to plain C. */
  if (!gtk_is_initialized ())
    {
      candor_process_take_locale ();
      gtk_disable_setlocale ();
    }
  g_application_add_main_option_entries (G_APPLICATION (self), entries);
}

/**
 * candor_application_new:
 *
 * Returns: (transfer full): the application
 */
CandorApplication *
candor_application_new (void)
{
  return g_object_new (CANDOR_TYPE_APPLICATION, "application-id", "org.candor.Candor",
                       "resource-base-path", "/org/candor/Candor", NULL);
}

/**
 * candor_application_failed:
 * @self: an application that has run
 *
 * Returns: whether it could show nothing but what is wrong
 */
gboolean
candor_application_failed (CandorApplication *self)
{
  g_return_val_if_fail (CANDOR_IS_APPLICATION (self), FALSE);

  return self->failed;
}
