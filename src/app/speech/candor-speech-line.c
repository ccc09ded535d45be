/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * libspeechd waits for the answer to each thing it asks, and a service that hangs would hang whoever
 * calls it: so one thread does all the asking. What the service tells by itself comes in a second
 * thread, which is libspeechd's own. Both only post events to the thread that opened the line.
 */
#include "candor-speech-line.h"

#include <libspeechd.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

typedef enum
{
  SAY,
  CANCEL,
  CLOSE,
} Order;

typedef struct
{
  Order order;
  guint serial;
  char *text;     /* (owned) (nullable) */
  char *language; /* (owned) (nullable) */
  int rate;
} Command;

struct _CandorSpeechLine
{
  gatomicrefcount references; /* of whoever opened it, its thread, and each event under way */
  GMainContext *context;      /* (owned) */
  GAsyncQueue *commands;      /* (owned) (element-type Command) */
  CandorSpeechFunc func;      /* (nullable): none once it is closed; read in @context alone */
  gpointer data;
};

/* What libspeechd tells names the client and nothing of ours, so the lines are found by its number. */
static GMutex lines_lock;
static GHashTable *lines; /* (owned) (nullable) (element-type int CandorSpeechLine) */

typedef struct
{
  CandorSpeechLine *line; /* (owned) */
  CandorSpeechEvent event;
} Post;

static CandorSpeechLine *
line_ref (CandorSpeechLine *self)
{
  g_atomic_ref_count_inc (&self->references);
  return self;
}

static void
line_unref (CandorSpeechLine *self)
{
  if (!g_atomic_ref_count_dec (&self->references))
    return;
  g_async_queue_unref (self->commands);
  g_main_context_unref (self->context);
  g_free (self);
}

static void
command_free (Command *command)
{
  g_free (command->text);
  g_free (command->language);
  g_free (command);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Command, command_free)

static gboolean
post_cb (gpointer data)
{
  Post *post = data;

  if (post->line->func != NULL)
    post->line->func (&post->event, post->line->data);
  return G_SOURCE_REMOVE;
}

static void
post_free (gpointer data)
{
  Post *post = data;

  g_clear_pointer (&post->event.languages, g_ptr_array_unref);
  line_unref (post->line);
  g_free (post);
}

/* Never straight away, also not in the thread that listens: whoever asked is not done asking. */
static void
post (CandorSpeechLine *self, const CandorSpeechEvent *event)
{
  g_autoptr (GSource) source = g_idle_source_new ();
  Post *letter = g_new0 (Post, 1);

  letter->line = line_ref (self);
  letter->event = *event;
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, post_cb, letter, post_free);
  g_source_attach (source, self->context);
}

static void
notified_cb (size_t message, size_t client, SPDNotificationType type)
{
  CandorSpeechLine *line = NULL;

  g_mutex_lock (&lines_lock);
  if (lines != NULL)
    line = g_hash_table_lookup (lines, GSIZE_TO_POINTER (client));
  if (line != NULL)
    post (line, &(CandorSpeechEvent){
                    .news = type == SPD_EVENT_END ? CANDOR_SPEECH_ENDED : CANDOR_SPEECH_CUT,
                    .message = (int)message,
                });
  g_mutex_unlock (&lines_lock);
}

/* As spd_get_client_id (), which takes it for granted that the service lives long enough to answer.
 * Returns: 0 when it does not. */
static int
get_client (SPDConnection *connection)
{
  char *reply = NULL;
  int client = 0;

  /* "245-12", then a line that says that this was all. */
  spd_execute_command_with_reply (connection, "HISTORY GET CLIENT_ID", &reply);
  if (reply != NULL && g_str_has_prefix (reply, "245-"))
    client = (int)g_ascii_strtoll (reply + 4, NULL, 10);
  free (reply);
  return client;
}

/* Returns: whether the service told who we are to it */
static gboolean
enter (CandorSpeechLine *self, SPDConnection *connection)
{
  int client = get_client (connection);

  if (client <= 0)
    return FALSE;
  g_mutex_lock (&lines_lock);
  if (lines == NULL)
    lines = g_hash_table_new (NULL, NULL);
  g_hash_table_insert (lines, GINT_TO_POINTER (client), self);
  g_mutex_unlock (&lines_lock);
  return TRUE;
}

static void
leave (CandorSpeechLine *self)
{
  GHashTableIter iter;
  gpointer line;

  g_mutex_lock (&lines_lock);
  g_hash_table_iter_init (&iter, lines);
  while (g_hash_table_iter_next (&iter, NULL, &line))
    if (line == self)
      g_hash_table_iter_remove (&iter);
  if (g_hash_table_size (lines) == 0)
    g_clear_pointer (&lines, g_hash_table_unref);
  g_mutex_unlock (&lines_lock);
}

/* A line is "249-name\tlanguage\tvariant". espeak-ng has 13,000 of them, a hundred for each language,
 * over which spd_list_synthesis_voices () takes seconds. */
static GPtrArray *
list_languages (SPDConnection *connection)
{
  GPtrArray *languages = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GHashTable) known = g_hash_table_new (g_str_hash, g_str_equal);
  char *reply = NULL;

  spd_execute_command_with_reply (connection, "LIST SYNTHESIS_VOICES", &reply);
  for (const char *line = reply; line != NULL && *line != '\0'; line = strchr (line, '\n'))
    {
      const char *tab, *end;

      line += *line == '\n' ? 1 : 0;
      end = line + strcspn (line, "\r\n");
      tab = memchr (line, '\t', end - line);
      if (tab != NULL)
        {
          g_autofree char *code = g_strndup (tab + 1, strcspn (tab + 1, "\t\r\n"));

          if (!g_hash_table_contains (known, code))
            {
              g_hash_table_add (known, code);
              g_ptr_array_add (languages, g_steal_pointer (&code));
            }
        }
    }
  free (reply);
  return languages;
}

static SPDConnection *
connect_service (void)
{
  char *problem = NULL;
  SPDConnection *connection
      = spd_open2 ("candor", "read-aloud", NULL, SPD_MODE_THREADED, NULL, TRUE, &problem);

  if (connection == NULL)
    g_debug ("There is no speech service: %s", problem != NULL ? problem : "it does not answer");
  free (problem);
  return connection;
}

/* Returns: (nullable): the service, which tells from now on; the line's owner knows of it. */
static SPDConnection *
call_service (CandorSpeechLine *self)
{
  SPDConnection *connection = connect_service ();

  if (connection != NULL && !enter (self, connection))
    {
      spd_close (connection);
      connection = NULL;
    }
  if (connection == NULL)
    {
      post (self, &(CandorSpeechEvent){ .news = CANDOR_SPEECH_ABSENT });
      return NULL;
    }
  connection->callback_end = notified_cb;
  connection->callback_cancel = notified_cb;
  spd_set_notification_on (connection, SPD_END);
  spd_set_notification_on (connection, SPD_CANCEL);
  post (self, &(CandorSpeechEvent){
                  .news = CANDOR_SPEECH_READY,
                  .languages = list_languages (connection),
              });
  return connection;
}

/* Returns: whether the service took it. */
static gboolean
say (CandorSpeechLine *self, SPDConnection *connection, const Command *command)
{
  int message;

  spd_set_language (connection, command->language);
  spd_set_voice_rate (connection, command->rate);
  message = spd_say (connection, SPD_TEXT, command->text);
  if (message > 0)
    post (self, &(CandorSpeechEvent){
                    .news = CANDOR_SPEECH_BEGUN,
                    .serial = command->serial,
                    .message = message,
                });
  return message > 0;
}

static void
hang_up (CandorSpeechLine *self, SPDConnection *connection)
{
  leave (self);
  spd_close (connection);
}

/* Does what it is told until the line is closed. A service that has died and is there again, as one
 * that the system starts when it is asked for, goes on with the sentence.
 *
 * Returns: whether the line was closed; otherwise there is no service any more */
static gboolean
serve (CandorSpeechLine *self, SPDConnection *connection)
{
  for (;;)
    {
      g_autoptr (Command) command = g_async_queue_pop (self->commands);

      if (command->order != SAY)
        spd_cancel (connection);
      else if (!say (self, connection, command))
        {
          hang_up (self, connection);
          connection = call_service (self);
          if (connection == NULL || !say (self, connection, command))
            post (self, &(CandorSpeechEvent){
                            .news = CANDOR_SPEECH_FAILED,
                            .serial = command->serial,
                        });
          if (connection == NULL)
            return FALSE;
        }
      if (command->order == CLOSE)
        {
          hang_up (self, connection);
          return TRUE;
        }
    }
}

/* Nobody is there: every sentence fails, until the line is closed. */
static void
refuse (CandorSpeechLine *self)
{
  for (;;)
    {
      g_autoptr (Command) command = g_async_queue_pop (self->commands);

      if (command->order == SAY)
        post (self, &(CandorSpeechEvent){
                        .news = CANDOR_SPEECH_FAILED,
                        .serial = command->serial,
                    });
      if (command->order == CLOSE)
        return;
    }
}

static gpointer
thread_cb (gpointer data)
{
  CandorSpeechLine *self = data;
  SPDConnection *connection;
  sigset_t signals;

  /* A service that goes away while it is written to must not take the app with it. */
  sigemptyset (&signals);
  sigaddset (&signals, SIGPIPE);
  pthread_sigmask (SIG_BLOCK, &signals, NULL);

  connection = call_service (self);
  if (connection == NULL || !serve (self, connection))
    refuse (self);
  line_unref (self);
  return NULL;
}

static void
order (CandorSpeechLine *self, Order what)
{
  Command *command = g_new0 (Command, 1);

  command->order = what;
  g_async_queue_push (self->commands, command);
}

/**
 * candor_speech_line_open:
 * @func: called for each event, in the default main context of this thread
 * @data: for @func
 *
 * Starts to look for the speech service, and lets the system start it where it can.
 *
 * Returns: (transfer full): the line; give it back with candor_speech_line_close ()
 */
CandorSpeechLine *
candor_speech_line_open (CandorSpeechFunc func, gpointer data)
{
  CandorSpeechLine *self = g_new0 (CandorSpeechLine, 1);

  g_atomic_ref_count_init (&self->references);
  self->context = g_main_context_ref_thread_default ();
  self->commands = g_async_queue_new_full ((GDestroyNotify)command_free);
  self->func = func;
  self->data = data;
  g_thread_unref (g_thread_new ("speech", thread_cb, line_ref (self)));
  return self;
}

/**
 * candor_speech_line_close:
 * @self: (transfer full): a line
 *
 * Hushes the service and forgets it. Nobody waits for that, as the service may be hanging.
 */
void
candor_speech_line_close (CandorSpeechLine *self)
{
  self->func = NULL;
  order (self, CLOSE);
  line_unref (self);
}

/**
 * candor_speech_line_say:
 * @self: a line
 * @serial: comes back with what the service tells of it
 * @text: one sentence
 * @language: a code that the service knows
 * @rate: from -100 to 100; 0 is the usual one
 */
void
candor_speech_line_say (
    CandorSpeechLine *self, guint serial, const char *text, const char *language, int rate)
{
  Command *command = g_new0 (Command, 1);

  command->order = SAY;
  command->serial = serial;
  command->text = g_strdup (text);
  command->language = g_strdup (language);
  command->rate = rate;
  g_async_queue_push (self->commands, command);
}

/**
 * candor_speech_line_cancel:
 * @self: a line
 *
 * Cuts short what is being said.
 */
void
candor_speech_line_cancel (CandorSpeechLine *self)
{
  order (self, CANCEL);
}
