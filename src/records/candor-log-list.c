/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * Where each line of the log begins and what it is about. Only that is kept of a hundred thousand
 * lines; a line that is looked at is read from the disk, and read as strictly as an audit does.
 */
#include "candor-log-list.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "core/candor-error.h"

#define LOG "log"
#define EVENT ",\"event\":\""
#define CHUNK (256 * 1024)

typedef struct
{
  gint64 start;
  guint32 length;
  guint8 event; /* CANDOR_LOG_N_EVENTS for a line that cannot be read */
} Place;

struct _CandorLogList
{
  int fd;
  GArray *places; /* (owned) (element-type Place) */
};

static const CandorLogTopic topics[CANDOR_LOG_N_EVENTS] = {
  [CANDOR_LOG_CREATED] = CANDOR_LOG_RULES,  [CANDOR_LOG_RECORD] = CANDOR_LOG_FILED,
  [CANDOR_LOG_WITHDRAW] = CANDOR_LOG_FILED, [CANDOR_LOG_VIEW] = CANDOR_LOG_USED,
  [CANDOR_LOG_PRINT] = CANDOR_LOG_USED,     [CANDOR_LOG_EXPORT] = CANDOR_LOG_USED,
  [CANDOR_LOG_EXPIRE] = CANDOR_LOG_FILED,   [CANDOR_LOG_UNLOCK] = CANDOR_LOG_STAFF,
  [CANDOR_LOG_LOCK] = CANDOR_LOG_STAFF,     [CANDOR_LOG_WRONG_PASSPHRASE] = CANDOR_LOG_STAFF,
  [CANDOR_LOG_KEY] = CANDOR_LOG_STAFF,      [CANDOR_LOG_SETTING] = CANDOR_LOG_RULES,
  [CANDOR_LOG_APPROVE] = CANDOR_LOG_RULES,  [CANDOR_LOG_RECOVERED] = CANDOR_LOG_FILED,
};

/* The event of a line, by its place in it; the rest is read later. */
static guint8
find_event (const char *line, gsize length)
{
  const char *start = memmem (line, length, EVENT, strlen (EVENT));
  const char *name = start != NULL ? start + strlen (EVENT) : NULL;
  const char *end = name != NULL ? memchr (name, '"', line + length - name) : NULL;
  g_autofree char *copy = end != NULL ? g_strndup (name, end - name) : NULL;
  CandorLogEvent event;

  return copy != NULL && candor_log_event_from_string (copy, &event) ? event : CANDOR_LOG_N_EVENTS;
}

/* Takes in the whole lines of @text, which stands at @start. Returns: how many bytes they are */
static gsize
take_lines (CandorLogList *self, const char *text, gsize length, gint64 start)
{
  gsize used = 0;

  while (used < length)
    {
      const char *line = text + used;
      const char *end = memchr (line, '\n', length - used);
      Place place = { .start = start + used };

      if (end == NULL)
        break;
      place.length = end + 1 - line;
      place.event = find_event (line, end - line);
      g_array_append_val (self->places, place);
      used += place.length;
    }
  return used;
}

static gboolean
load_places (CandorLogList *self)
{
  g_autofree char *text = g_malloc (CHUNK + CANDOR_LOG_MAX_LINE);
  gint64 start = 0;
  gsize held = 0;
  gssize n;

  while ((n = pread (self->fd, text + held, CHUNK + CANDOR_LOG_MAX_LINE - held, start + held)) != 0)
    {
      gsize used;

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        return FALSE;
      held += n;
      used = take_lines (self, text, held, start);
      /* No line of Candor is so long: what follows is not read. */
      if (used == 0 && held == CHUNK + CANDOR_LOG_MAX_LINE)
        return TRUE;
      memmove (text, text + used, held - used);
      start += used;
      held -= used;
    }
  return TRUE;
}

/**
 * candor_log_list_load:
 * @folder: of a store
 * @error: return location for an error
 *
 * Reads through the whole log: a tenth of a second for 100,000 lines. What is written later is not
 * in the list, nor is a last line without its end.
 *
 * Returns: (transfer full) (nullable): its lines, or %NULL with %CANDOR_ERROR_STORAGE
 */
CandorLogList *
candor_log_list_load (const char *folder, GError **error)
{
  g_autoptr (CandorLogList) self = g_new0 (CandorLogList, 1);
  g_autofree char *path = g_build_filename (folder, LOG, NULL);

  self->places = g_array_new (FALSE, FALSE, sizeof (Place));
  self->fd = open (path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
  if (self->fd >= 0 && load_places (self))
    return g_steal_pointer (&self);
  candor_error_set (error, CANDOR_ERROR, CANDOR_ERROR_STORAGE,
                    "The log could not be read: %s. Nothing was changed.", g_strerror (errno));
  return NULL;
}

/**
 * candor_log_list_free:
 * @self: (nullable): lines of a log
 */
void
candor_log_list_free (CandorLogList *self)
{
  if (self == NULL)
    return;
  if (self->fd >= 0)
    close (self->fd);
  g_array_unref (self->places);
  g_free (self);
}

/**
 * candor_log_list_size:
 * @self: lines of a log
 *
 * Returns: how many there are
 */
guint
candor_log_list_size (CandorLogList *self)
{
  return self->places->len;
}

/**
 * candor_log_list_find:
 * @self: lines of a log
 * @topic: what is looked for; a line that cannot be read belongs to every topic
 *
 * Returns: (transfer full) (element-type guint): their places, the newest first
 */
GArray *
candor_log_list_find (CandorLogList *self, CandorLogTopic topic)
{
  GArray *found = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = self->places->len; i > 0; i--)
    {
      guint place = i - 1;
      guint8 event = g_array_index (self->places, Place, place).event;

      if (topic == CANDOR_LOG_ALL || event == CANDOR_LOG_N_EVENTS || topics[event] == topic)
        g_array_append_val (found, place);
    }
  return found;
}

/**
 * candor_log_list_read:
 * @self: lines of a log
 * @place: one of them, from candor_log_list_find ()
 *
 * Returns: (transfer full) (nullable): the line; %NULL if it cannot be read
 */
CandorLogLine *
candor_log_list_read (CandorLogList *self, guint place)
{
  const Place *wanted;
  g_autofree char *text = NULL;

  g_return_val_if_fail (place < self->places->len, NULL);

  wanted = &g_array_index (self->places, Place, place);
  text = g_malloc (wanted->length);
  if (pread (self->fd, text, wanted->length, wanted->start) != (gssize)wanted->length)
    return NULL;
  return candor_log_line_parse (text, wanted->length - 1, NULL);
}
