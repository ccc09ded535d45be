/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#include "candor-voice.h"

#include "candor-speech-line.h"

/* A service that hangs tells nothing: a sentence that takes this long will not come to its end.
 * Seconds, and characters a second at the slowest rate. */
#define PATIENCE 30
#define SLOWEST 4

struct _CandorVoice
{
  GObject parent_instance;

  CandorSpeechLine *line; /* (owned) */
  CandorVoiceState state;
  GPtrArray *languages; /* (owned) (nullable) (element-type utf8) */
  guint serial;         /* of the sentence that is being said; 0 for none */
  guint last_serial;
  int message;    /* of that sentence, or 0 as long as nobody knows */
  int last_ended; /* of the last that came to its end: messages are numbered upwards */
  int last_cut;   /* of the last that was cut short */
  guint patience_id;
};

G_DEFINE_FINAL_TYPE (CandorVoice, candor_voice, G_TYPE_OBJECT)

enum
{
  CHANGED,
  SAID,
  FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* Languages that the service has under another code than the one of ISO 639-1. */
static const struct
{
  const char *ours;
  const char *theirs;
} other_names[] = {
  { "zh", "cmn" },
};

static gboolean
begins_with_language (const char *code, const char *language)
{
  gsize length = strlen (language);

  return g_ascii_strncasecmp (code, language, length) == 0
         && (code[length] == '\0' || code[length] == '-' || code[length] == '_');
}

/* Returns: (nullable): what the service calls a language that it can speak. */
static const char *
find_language (CandorVoice *self, const CandorLanguage *language)
{
  g_auto (GStrv) parts = g_strsplit_set (candor_language_code (language), "-_@", 2);
  const char *sought = parts[0];

  for (guint i = 0; self->languages != NULL && i < self->languages->len; i++)
    if (begins_with_language (self->languages->pdata[i], sought))
      return candor_language_code (language);
  for (gsize n = 0; n < G_N_ELEMENTS (other_names); n++)
    for (guint i = 0; self->languages != NULL && i < self->languages->len; i++)
      if (g_str_equal (sought, other_names[n].ours)
          && begins_with_language (self->languages->pdata[i], other_names[n].theirs))
        return other_names[n].theirs;
  return NULL;
}

static void
forget (CandorVoice *self)
{
  g_clear_handle_id (&self->patience_id, g_source_remove);
  self->serial = 0;
  self->message = 0;
}

static void
finish (CandorVoice *self, guint signal)
{
  forget (self);
  g_signal_emit (self, signals[signal], 0);
}

static gboolean
patience_cb (gpointer data)
{
  CandorVoice *self = data;

  self->patience_id = 0;
  candor_speech_line_cancel (self->line);
  finish (self, FAILED);
  return G_SOURCE_REMOVE;
}

static void
event_cb (const CandorSpeechEvent *event, gpointer data)
{
  CandorVoice *self = data;

  switch (event->news)
    {
    case CANDOR_SPEECH_READY:
      self->state = CANDOR_VOICE_READY;
      g_clear_pointer (&self->languages, g_ptr_array_unref);
      self->languages = g_ptr_array_ref (event->languages);
      /* A service that was started again counts from one again. */
      self->last_ended = 0;
      self->last_cut = 0;
      g_signal_emit (self, signals[CHANGED], 0);
      break;
    case CANDOR_SPEECH_ABSENT:
      self->state = CANDOR_VOICE_ABSENT;
      g_signal_emit (self, signals[CHANGED], 0);
      break;
    case CANDOR_SPEECH_BEGUN:
      /* A short sentence may come to its end before its number comes. */
      if (event->serial == self->serial && event->message <= self->last_ended)
        finish (self, SAID);
      else if (event->serial == self->serial && event->message <= self->last_cut)
        finish (self, FAILED);
      else if (event->serial == self->serial)
        self->message = event->message;
      break;
    case CANDOR_SPEECH_ENDED:
      self->last_ended = MAX (self->last_ended, event->message);
      if (self->serial != 0 && event->message == self->message)
        finish (self, SAID);
      break;
    case CANDOR_SPEECH_CUT:
      self->last_cut = MAX (self->last_cut, event->message);
      if (self->serial != 0 && event->message == self->message)
        finish (self, FAILED);
      break;
    case CANDOR_SPEECH_FAILED:
      if (event->serial == self->serial)
        finish (self, FAILED);
      break;
    default:
      g_assert_not_reached ();
    }
}

static void
candor_voice_dispose (GObject *object)
{
  CandorVoice *self = CANDOR_VOICE (object);

  forget (self);
  g_clear_pointer (&self->line, candor_speech_line_close);
  g_clear_pointer (&self->languages, g_ptr_array_unref);
  G_OBJECT_CLASS (candor_voice_parent_class)->dispose (object);
}

static void
candor_voice_class_init (CandorVoiceClass *class)
{
  G_OBJECT_CLASS (class)->dispose = candor_voice_dispose;

  /**
   * CandorVoice::changed:
   *
   * The state is another one.
   */
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  /**
   * CandorVoice::said:
   *
   * The sentence has come to its end.
   */
  signals[SAID] = g_signal_new ("said", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 0);
  /**
   * CandorVoice::failed:
   *
   * The sentence was not said to its end: the service is gone, or another program speaks.
   */
  signals[FAILED] = g_signal_new ("failed", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);
}

static void
candor_voice_init (CandorVoice *self)
{
  self->line = candor_speech_line_open (event_cb, self);
}

/**
 * candor_voice_new:
 *
 * Looks for the speech service; ::changed says what came of it.
 *
 * Returns: (transfer full): a voice
 */
CandorVoice *
candor_voice_new (void)
{
  return g_object_new (CANDOR_TYPE_VOICE, NULL);
}

/**
 * candor_voice_get_state:
 * @self: a voice
 *
 * Returns: whether it can speak
 */
CandorVoiceState
candor_voice_get_state (CandorVoice *self)
{
  g_return_val_if_fail (CANDOR_IS_VOICE (self), CANDOR_VOICE_ABSENT);

  return self->state;
}

/**
 * candor_voice_speaks:
 * @self: a voice
 * @language: a language
 *
 * Returns: whether the service has a voice for @language
 */
gboolean
candor_voice_speaks (CandorVoice *self, const CandorLanguage *language)
{
  g_return_val_if_fail (CANDOR_IS_VOICE (self), FALSE);

  return self->state == CANDOR_VOICE_READY && find_language (self, language) != NULL;
}

/**
 * candor_voice_say:
 * @self: a voice
 * @text: one sentence, without markup
 * @language: its language, which the voice speaks
 * @rate: from %CANDOR_VOICE_RATE_MIN to %CANDOR_VOICE_RATE_MAX; 0 is the usual one
 *
 * Says a sentence in place of whatever is being said. One of ::said and ::failed follows, unless it
 * is hushed or replaced before.
 */
void
candor_voice_say (CandorVoice *self, const char *text, const CandorLanguage *language, int rate)
{
  const char *code;

  g_return_if_fail (CANDOR_IS_VOICE (self));
  g_return_if_fail (text != NULL);

  candor_voice_hush (self);
  code = find_language (self, language);
  g_return_if_fail (code != NULL);

  self->serial = ++self->last_serial;
  self->patience_id
      = g_timeout_add_seconds (PATIENCE + g_utf8_strlen (text, -1) / SLOWEST, patience_cb, self);
  candor_speech_line_say (self->line, self->serial, text, code,
                          CLAMP (rate, CANDOR_VOICE_RATE_MIN, CANDOR_VOICE_RATE_MAX));
}

/**
 * candor_voice_hush:
 * @self: a voice
 *
 * Stops speaking at once. No signal follows.
 */
void
candor_voice_hush (CandorVoice *self)
{
  g_return_if_fail (CANDOR_IS_VOICE (self));

  if (self->serial == 0)
    return;
  forget (self);
  candor_speech_line_cancel (self->line);
}
