/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#include "speech-support.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>

#define PATIENCE (30 * G_USEC_PER_SEC)
#define WAV_HEADER 44

static char *
write_file (SpeechService *self, const char *name, const char *format, ...)
{
  g_autofree char *path = g_build_filename (self->folder, name, NULL);
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  va_list arguments;

  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
  return g_steal_pointer (&path);
}

/* The service has its own home, in which the sound device is a file. */
static char **
environment (SpeechService *self)
{
  char **env = g_get_environ ();

  env = g_environ_setenv (env, "HOME", self->folder, TRUE);
  env = g_environ_setenv (env, "XDG_RUNTIME_DIR", self->folder, TRUE);
  env = g_environ_unsetenv (env, "ASAN_OPTIONS");
  return env;
}

static void
wait_for (const char *path)
{
  gint64 end = g_get_monotonic_time () + PATIENCE;

  while (!g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      g_usleep (10 * 1000);
    }
}

/* Also again, after it was stopped: at the same address. */
void
speech_service_start (SpeechService *self)
{
  g_autofree char *conf = g_build_filename (self->folder, "conf", NULL);
  g_autofree char *pid = g_build_filename (self->folder, "pid", NULL);
  g_autofree char *socket = g_build_filename (self->folder, "socket", NULL);
  g_auto (GStrv) env = environment (self);
  g_autoptr (GError) error = NULL;
  const char *const argv[] = { "speech-dispatcher",
                               "--run-single",
                               "--config-dir",
                               conf,
                               "--log-dir",
                               self->folder,
                               "--pid-file",
                               pid,
                               "--communication-method",
                               "unix_socket",
                               "--socket-path",
                               socket,
                               NULL };

  g_unlink (pid);
  g_unlink (socket);
  g_spawn_async (NULL, (char **)argv, env,
                 G_SPAWN_SEARCH_PATH | G_SPAWN_DO_NOT_REAP_CHILD | G_SPAWN_STDOUT_TO_DEV_NULL
                     | G_SPAWN_STDERR_TO_DEV_NULL,
                 NULL, NULL, &self->pid, &error);
  g_assert_no_error (error);
  wait_for (socket);
}

SpeechService *
speech_service_new (const char *module)
{
  SpeechService *self = g_new0 (SpeechService, 1);
  g_autoptr (GError) error = NULL;
  g_autofree char *address = NULL;

  self->folder = g_dir_make_tmp ("candor-speech-XXXXXX", &error);
  g_assert_no_error (error);
  self->sound = g_build_filename (self->folder, "said.wav", NULL);
  g_free (write_file (self, ".asoundrc",
                      "pcm.!default { type file slave.pcm \"null\" file \"%s\" format \"wav\" }\n",
                      self->sound));
  g_free (write_file (self, "conf/modules/espeak-ng.conf",
                      "Debug 0\nEspeakMinRate 80\nEspeakNormalRate 170\nEspeakMaxRate 449\n"
                      "EspeakIndexing 1\n"));
  g_free (write_file (self, "conf/modules/generic.conf",
                      "GenericExecuteSynth \"true\"\nAddVoice \"de\" \"MALE1\" \"invented\"\n"));
  g_free (write_file (self, "conf/speechd.conf",
                      "LogLevel 1\nLogDir \"%s\"\nAddModule \"%s\" \"sd_%s\" \"%s.conf\"\n"
                      "DefaultModule %s\nAudioOutputMethod \"alsa\"\nAudioALSADevice \"default\"\n"
                      "Timeout 0\nDisableAutoSpawn\n",
                      self->folder, module, module, module, module));
  speech_service_start (self);
  address = g_strconcat ("unix_socket:", self->folder, "/socket", NULL);
  g_setenv ("SPEECHD_ADDRESS", address, TRUE);
  g_setenv ("SPEECHD_CMD", "/nonexistent", TRUE);
  return self;
}

/* As when it crashes: nothing is said goodbye to. */
void
speech_service_stop (SpeechService *self)
{
  if (self->pid == 0)
    return;
  kill (self->pid, SIGKILL);
  g_assert_cmpint (waitpid (self->pid, NULL, 0), ==, self->pid);
  g_spawn_close_pid (self->pid);
  self->pid = 0;
}

static void
remove_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        remove_folder (path);
      else
        g_unlink (path);
    }
  g_rmdir (folder);
}

void
speech_service_free (SpeechService *self)
{
  speech_service_stop (self);
  remove_folder (self->folder);
  g_free (self->folder);
  g_free (self->sound);
  g_free (self);
}

/* From now on there is no service, and nothing that could start one. (An address at which nobody
 * answers would do as well, but then libspeechd loses the memory of its own complaint.) */
void
speech_service_hide (void)
{
  g_setenv ("SPEECHD_ADDRESS", "nowhere", TRUE);
}

/* How many samples of all that was said are not silence. */
gsize
speech_service_count_samples (SpeechService *self)
{
  g_autofree char *bytes = NULL;
  gsize length = 0;
  gsize n = 0;

  if (!g_file_get_contents (self->sound, &bytes, &length, NULL))
    return 0;
  for (gsize i = WAV_HEADER; i + 1 < length; i += 2)
    if (bytes[i] != 0 || bytes[i + 1] != 0)
      n++;
  return n;
}
