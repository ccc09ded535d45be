/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#include "printer-support.h"

#include <arpa/inet.h>
#include <cups/cups.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "staff-support.h"

/* What stands behind a queue: cupsd starts it for each job. "keep" prints, "jam" gives up. */
static const char backend[] = "#!/bin/sh\n"
                              "[ $# -gt 0 ] || exit 0\n"
                              "case $DEVICE_URI in\n"
                              "paper:jam*) exit 1 ;;\n"
                              "esac\n"
                              "to=${DEVICE_URI#paper:keep}\n"
                              "printf '%s %s' \"$4\" \"$5\" >\"$to.options\"\n"
                              "cat ${6+\"$6\"} >\"$to.part\"\n"
                              "mv \"$to.part\" \"$to\"\n";

static const char service_words[] = "Listen 127.0.0.1:%d\n"
                                    "Browsing No\n"
                                    "DirtyCleanInterval 0\n"
                                    "WebInterface No\n"
                                    "DefaultAuthType None\n"
                                    "DefaultEncryption Never\n"
                                    "LogLevel debug\n"
                                    "<Location />\nOrder allow,deny\nAllow all\n</Location>\n"
                                    "<Policy default>\n<Limit All>\nOrder allow,deny\nAllow all\n"
                                    "</Limit>\n</Policy>\n";

static const char files_words[] = "ServerRoot %1$s/etc\n"
                                  "ServerBin %1$s/bin\n"
                                  "RequestRoot %1$s/spool\n"
                                  "TempDir %1$s/tmp\n"
                                  "CacheDir %1$s/cache\n"
                                  "StateDir %1$s/run\n"
                                  "ErrorLog %1$s/log\n"
                                  "AccessLog %1$s/access\n"
                                  "PageLog %1$s/pages\n"
                                  "SystemGroup %2$s\n";

static void
write_file (const char *folder, const char *name, const char *words, int mode)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  g_assert_true (g_file_set_contents (path, words, -1, NULL));
  g_assert_cmpint (g_chmod (path, mode), ==, 0);
}

static int
bind_somewhere (int *port)
{
  struct sockaddr_in place
      = { .sin_family = AF_INET, .sin_addr.s_addr = htonl (INADDR_LOOPBACK), .sin_port = 0 };
  socklen_t length = sizeof place;
  int fd = socket (AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

  g_assert_cmpint (bind (fd, (struct sockaddr *)&place, length), ==, 0);
  g_assert_cmpint (getsockname (fd, (struct sockaddr *)&place, &length), ==, 0);
  *port = ntohs (place.sin_port);
  return fd;
}

/* Returns: a port where somebody takes calls and says nothing, until @fd is closed. */
int
print_port_that_listens (int *fd)
{
  int port;

  *fd = bind_somewhere (&port);
  g_assert_cmpint (listen (*fd, 16), ==, 0);
  return port;
}

/* The programs of the app's print module ask at this port from now on. */
void
print_choose_port (int port)
{
  g_autofree char *server = g_strdup_printf ("127.0.0.1:%d", port);

  cupsSetServer (server);
}

PrintService *
print_service_new (void)
{
  static const char *const folders[]
      = { "etc", "bin", "bin/backend", "spool", "tmp", "cache", "run", "out" };
  PrintService *self = g_new0 (PrintService, 1);
  g_autofree char *service = NULL;
  g_autofree char *files = NULL;
  g_autofree char *daemon = NULL;

  self->folder = staff_scratch ();
  close (bind_somewhere (&self->port));
  for (guint i = 0; i < G_N_ELEMENTS (folders); i++)
    {
      g_autofree char *path = g_build_filename (self->folder, folders[i], NULL);

      g_assert_cmpint (g_mkdir (path, 0755), ==, 0);
    }
  service = g_strdup_printf (service_words, self->port);
  files = g_strdup_printf (files_words, self->folder, getuid () == 0 ? "root" : "nogroup");
  write_file (self->folder, "etc/cupsd.conf", service, 0644);
  write_file (self->folder, "etc/cups-files.conf", files, 0644);
  /* Closed to others, so that cupsd starts it as ourselves. */
  write_file (self->folder, "bin/backend/paper", backend, 0700);
  daemon = g_build_filename (self->folder, "bin/daemon", NULL);
  g_assert_cmpint (symlink ("/usr/lib/cups/daemon", daemon), ==, 0);
  print_service_start (self);
  return self;
}

static char *
find_tool (const char *name)
{
  char *path = g_find_program_in_path (name);

  if (path == NULL)
    path = g_build_filename ("/usr/sbin", name, NULL);
  if (!g_file_test (path, G_FILE_TEST_IS_EXECUTABLE))
    g_error ("there is no %s; it comes with cups-daemon and cups-client", name);
  return path;
}

static gboolean
answers (PrintService *self)
{
  http_t *http = httpConnect2 ("127.0.0.1", self->port, NULL, AF_UNSPEC,
                               HTTP_ENCRYPTION_IF_REQUESTED, 1, 1000, NULL);

  if (http != NULL)
    httpClose (http);
  return http != NULL;
}

void
print_service_start (PrintService *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *cupsd = find_tool ("cupsd");
  g_autofree char *service = g_build_filename (self->folder, "etc/cupsd.conf", NULL);
  g_autofree char *files = g_build_filename (self->folder, "etc/cups-files.conf", NULL);
  char *arguments[] = { cupsd, "-f", "-c", service, "-s", files, NULL };

  g_spawn_async (NULL, arguments, NULL,
                 G_SPAWN_DO_NOT_REAP_CHILD | G_SPAWN_STDOUT_TO_DEV_NULL
                     | G_SPAWN_STDERR_TO_DEV_NULL,
                 NULL, NULL, &self->pid, &error);
  g_assert_no_error (error);
  staff_until (answers (self));
}

void
print_service_stop (PrintService *self)
{
  if (self->pid == 0)
    return;
  kill (self->pid, SIGCONT);
  kill (self->pid, SIGTERM);
  while (waitpid (self->pid, NULL, 0) < 0)
    ;
  self->pid = 0;
}

void
print_service_free (PrintService *self)
{
  print_service_stop (self);
  staff_remove (self->folder);
  g_free (self->folder);
  g_free (self);
}

void
print_service_choose (PrintService *self)
{
  print_choose_port (self->port);
}

/* Runs one of the tools that administrators use: lpadmin, cupsdisable, cupsenable. */
void
print_service_run (PrintService *self, const char *tool, const char *first, const char *second)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = find_tool (tool);
  g_autofree char *server = g_strdup_printf ("127.0.0.1:%d", self->port);
  g_autoptr (GSubprocess) run = g_subprocess_new (G_SUBPROCESS_FLAGS_STDERR_SILENCE, &error, path,
                                                  "-h", server, first, second, NULL);

  g_assert_no_error (error);
  g_subprocess_wait_check (run, NULL, &error);
  g_assert_no_error (error);
}

void
print_service_add_printer (PrintService *self, const char *name, const char *manner)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *lpadmin = find_tool ("lpadmin");
  g_autofree char *server = g_strdup_printf ("127.0.0.1:%d", self->port);
  g_autofree char *uri = g_strdup_printf ("paper:%s%s/out/%s", manner, self->folder, name);
  g_autoptr (GSubprocess) run = g_subprocess_new (
      G_SUBPROCESS_FLAGS_STDERR_SILENCE, &error, lpadmin, "-h", server, "-p", name, "-v", uri, "-m",
      "raw", "-o", "printer-error-policy=abort-job", "-E", NULL);

  g_assert_no_error (error);
  g_subprocess_wait_check (run, NULL, &error);
  g_assert_no_error (error);
}

static char *
read_output (PrintService *self, const char *name, const char *suffix, gsize *length)
{
  g_autofree char *file = g_strconcat (name, suffix, NULL);
  g_autofree char *path = g_build_filename (self->folder, "out", file, NULL);
  g_autoptr (GError) error = NULL;
  char *contents;

  g_file_get_contents (path, &contents, length, &error);
  g_assert_no_error (error);
  return contents;
}

GBytes *
print_service_printed (PrintService *self, const char *name)
{
  gsize length;
  char *contents = read_output (self, name, "", &length);

  return g_bytes_new_take (contents, length);
}

/* How many copies, and the options of the job. */
char *
print_service_options (PrintService *self, const char *name)
{
  return read_output (self, name, ".options", NULL);
}

/* Returns: (transfer full): the names of what lies in the spool folder and begins with @letter. */
static GPtrArray *
list_spool (PrintService *self, char letter)
{
  GPtrArray *paths = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *folder = g_build_filename (self->folder, "spool", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    if ((letter == 0 || name[0] == letter) && g_ascii_isdigit (name[1]))
      g_ptr_array_add (paths, g_build_filename (folder, name, NULL));
  return paths;
}

guint
print_service_count_spooled (PrintService *self)
{
  g_autoptr (GPtrArray) paths = list_spool (self, 0);

  return paths->len;
}

static char *
read_only_one (PrintService *self, char letter, gsize *length)
{
  g_autoptr (GPtrArray) paths = list_spool (self, letter);
  g_autoptr (GError) error = NULL;
  char *contents;

  g_assert_cmpuint (paths->len, ==, 1);
  g_file_get_contents (paths->pdata[0], &contents, length, &error);
  g_assert_no_error (error);
  return contents;
}

GBytes *
print_service_spooled (PrintService *self)
{
  gsize length;
  char *contents = read_only_one (self, 'd', &length);

  return g_bytes_new_take (contents, length);
}

/* What the service keeps about the one job in its queue, with every zero made a space. */
char *
print_service_control (PrintService *self)
{
  gsize length;
  char *contents = read_only_one (self, 'c', &length);

  for (gsize i = 0; i < length; i++)
    if (contents[i] == '\0')
      contents[i] = ' ';
  return contents;
}

static GLogWriterOutput
writer_cb (GLogLevelFlags level, const GLogField *fields, gsize n_fields, gpointer data)
{
  const char *words = "";

  for (gsize i = 0; i < n_fields; i++)
    if (g_strcmp0 (fields[i].key, "MESSAGE") == 0)
      words = fields[i].value;
  if ((level & (G_LOG_LEVEL_WARNING | G_LOG_LEVEL_CRITICAL | G_LOG_LEVEL_ERROR)) == 0)
    return G_LOG_WRITER_HANDLED;
  if (strstr (words, "colord") != NULL)
    return G_LOG_WRITER_HANDLED;
  g_log_writer_default (level, fields, n_fields, data);
  abort ();
}

/* GTK warns where no service manages colours, as on the private display of the tests. Every other
 * warning ends the program, as everywhere. */
void
print_expect_lone_computer (void)
{
  g_log_set_always_fatal (G_LOG_FATAL_MASK);
  g_log_set_writer_func (writer_cb, NULL, NULL);
}
