/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * The service gets one sentence at a time. So the mark is always where the voice is, whatever the
 * service tells of its progress, and a pause holds at a place from which one can go on listening.
 */
#include "candor-reader.h"

struct _CandorReader
{
  GObject parent_instance;

  CandorVoice *voice;             /* (owned) */
  GPtrArray *passages;            /* (owned) (nullable) (element-type CandorPassage) */
  const CandorLanguage *language; /* (nullable) */
  CandorReaderState state;
  guint position;
  int rate;
  gboolean failed;       /* the voice broke off in the middle */
  GtkLabel *marked;      /* (weak) (nullable) */
  PangoAttrList *before; /* (owned) (nullable): what @marked looked like */
};

G_DEFINE_FINAL_TYPE (CandorReader, candor_reader, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
unmark (CandorReader *self)
{
  if (self->marked != NULL)
    gtk_label_set_attributes (self->marked, self->before);
  g_clear_weak_pointer (&self->marked);
  g_clear_pointer (&self->before, pango_attr_list_unref);
}

static void
add_colour (PangoAttrList *attributes,
            const CandorPassage *passage,
            const char *name,
            PangoAttribute *(*make) (guint16, guint16, guint16))
{
  GtkStyleContext *style = gtk_widget_get_style_context (GTK_WIDGET (passage->label));
  PangoAttribute *attribute;
  GdkRGBA colour;

  if (!gtk_style_context_lookup_color (style, name, &colour))
    return;
  attribute = make ((guint16)(colour.red * G_MAXUINT16), (guint16)(colour.green * G_MAXUINT16),
                    (guint16)(colour.blue * G_MAXUINT16));
  attribute->start_index = passage->start;
  attribute->end_index = passage->end;
  pango_attr_list_insert (attributes, attribute);
}

/* Both colours, as the words may stand on any. */
static void
mark (CandorReader *self, const CandorPassage *passage)
{
  PangoAttrList *before;
  g_autoptr (PangoAttrList) attributes = NULL;

  unmark (self);
  before = gtk_label_get_attributes (passage->label);
  if (before != NULL)
    self->before = pango_attr_list_ref (before);
  attributes = before != NULL ? pango_attr_list_copy (before) : pango_attr_list_new ();
  add_colour (attributes, passage, "spoken_bg_color", pango_attr_background_new);
  add_colour (attributes, passage, "spoken_fg_color", pango_attr_foreground_new);
  gtk_label_set_attributes (passage->label, attributes);
  g_set_weak_pointer (&self->marked, passage->label);
}

/* Returns: (nullable): the passage at the position, or the next that is still on the screen. */
static const CandorPassage *
find_passage (CandorReader *self)
{
  for (; self->passages != NULL && self->position < self->passages->len; self->position++)
    {
      const CandorPassage *passage = self->passages->pdata[self->position];

      if (passage->label != NULL && gtk_widget_get_mapped (GTK_WIDGET (passage->label)))
        return passage;
    }
  return NULL;
}

static void
set_state (CandorReader *self, CandorReaderState state)
{
  self->state = state;
  if (state == CANDOR_READER_SILENT)
    {
      unmark (self);
      g_clear_pointer (&self->passages, g_ptr_array_unref);
      self->position = 0;
    }
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
say (CandorReader *self)
{
  const CandorPassage *passage = find_passage (self);

  if (passage == NULL)
    {
      set_state (self, CANDOR_READER_SILENT);
      return;
    }
  mark (self, passage);
  candor_voice_say (self->voice, passage->text, self->language, self->rate);
  set_state (self, CANDOR_READER_READING);
}

static void
said_cb (CandorReader *self)
{
  if (self->state != CANDOR_READER_READING)
    return;
  self->position++;
  say (self);
}

/* The sentence stays marked: a person may want to hear it again, or go on reading there. */
static void
failed_cb (CandorReader *self)
{
  if (self->state != CANDOR_READER_READING)
    return;
  self->failed = TRUE;
  set_state (self, CANDOR_READER_PAUSED);
}

static void
candor_reader_dispose (GObject *object)
{
  CandorReader *self = CANDOR_READER (object);

  if (self->voice != NULL)
    {
      candor_voice_hush (self->voice);
      g_signal_handlers_disconnect_by_data (self->voice, self);
    }
  unmark (self);
  g_clear_pointer (&self->passages, g_ptr_array_unref);
  g_clear_object (&self->voice);
  G_OBJECT_CLASS (candor_reader_parent_class)->dispose (object);
}

static void
candor_reader_class_init (CandorReaderClass *class)
{
  G_OBJECT_CLASS (class)->dispose = candor_reader_dispose;

  /**
   * CandorReader::changed:
   *
   * It reads another passage, or its state is another one.
   */
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
candor_reader_init (CandorReader *self)
{
}

/**
 * candor_reader_new:
 * @voice: what it reads with
 *
 * Returns: (transfer full): a reader that is silent
 */
CandorReader *
candor_reader_new (CandorVoice *voice)
{
  CandorReader *self = g_object_new (CANDOR_TYPE_READER, NULL);

  self->voice = g_object_ref (voice);
  g_signal_connect_swapped (voice, "said", G_CALLBACK (said_cb), self);
  g_signal_connect_swapped (voice, "failed", G_CALLBACK (failed_cb), self);
  return self;
}

/**
 * candor_reader_get_voice:
 * @self: a reader
 *
 * Returns: (transfer none): what it reads with
 */
CandorVoice *
candor_reader_get_voice (CandorReader *self)
{
  g_return_val_if_fail (CANDOR_IS_READER (self), NULL);

  return self->voice;
}

/**
 * candor_reader_get_state:
 * @self: a reader
 *
 * Returns: what it does now
 */
CandorReaderState
candor_reader_get_state (CandorReader *self)
{
  g_return_val_if_fail (CANDOR_IS_READER (self), CANDOR_READER_SILENT);

  return self->state;
}

/**
 * candor_reader_has_failed:
 * @self: a reader
 *
 * Returns: whether it is paused because the voice broke off
 */
gboolean
candor_reader_has_failed (CandorReader *self)
{
  g_return_val_if_fail (CANDOR_IS_READER (self), FALSE);

  return self->failed;
}

/**
 * candor_reader_get_passage:
 * @self: a reader
 *
 * Returns: (transfer none) (nullable): what it reads now, or goes on with
 */
const CandorPassage *
candor_reader_get_passage (CandorReader *self)
{
  g_return_val_if_fail (CANDOR_IS_READER (self), NULL);

  return self->state != CANDOR_READER_SILENT ? find_passage (self) : NULL;
}

/**
 * candor_reader_get_rate:
 * @self: a reader
 *
 * Returns: how fast it reads, see candor_voice_say ()
 */
int
candor_reader_get_rate (CandorReader *self)
{
  g_return_val_if_fail (CANDOR_IS_READER (self), 0);

  return self->rate;
}

/**
 * candor_reader_set_rate:
 * @self: a reader
 * @rate: how fast it reads, see candor_voice_say ()
 *
 * A sentence that is being said begins again at the new rate.
 */
void
candor_reader_set_rate (CandorReader *self, int rate)
{
  g_return_if_fail (CANDOR_IS_READER (self));

  self->rate = CLAMP (rate, CANDOR_VOICE_RATE_MIN, CANDOR_VOICE_RATE_MAX);
  if (self->state == CANDOR_READER_READING)
    say (self);
  else
    g_signal_emit (self, signals[CHANGED], 0);
}

/**
 * candor_reader_read:
 * @self: a reader
 * @passages: (element-type CandorPassage): what it reads
 * @language: the language of @passages, which the voice speaks
 *
 * Reads from the beginning, in place of what it read before.
 */
void
candor_reader_read (CandorReader *self, GPtrArray *passages, const CandorLanguage *language)
{
  g_return_if_fail (CANDOR_IS_READER (self));

  candor_voice_hush (self->voice);
  unmark (self);
  g_clear_pointer (&self->passages, g_ptr_array_unref);
  self->passages = g_ptr_array_ref (passages);
  self->language = language;
  self->position = 0;
  self->failed = FALSE;
  say (self);
}

/**
 * candor_reader_pause:
 * @self: a reader
 *
 * Stops speaking and keeps the place.
 */
void
candor_reader_pause (CandorReader *self)
{
  g_return_if_fail (CANDOR_IS_READER (self));

  if (self->state != CANDOR_READER_READING)
    return;
  candor_voice_hush (self->voice);
  set_state (self, CANDOR_READER_PAUSED);
}

/**
 * candor_reader_resume:
 * @self: a reader
 *
 * Goes on with the sentence that is marked, from its beginning.
 */
void
candor_reader_resume (CandorReader *self)
{
  g_return_if_fail (CANDOR_IS_READER (self));

  if (self->state != CANDOR_READER_PAUSED)
    return;
  self->failed = FALSE;
  say (self);
}

/**
 * candor_reader_stop:
 * @self: a reader
 *
 * Stops speaking and forgets what it read.
 */
void
candor_reader_stop (CandorReader *self)
{
  g_return_if_fail (CANDOR_IS_READER (self));

  candor_voice_hush (self->voice);
  self->failed = FALSE;
  if (self->state != CANDOR_READER_SILENT)
    set_state (self, CANDOR_READER_SILENT);
}
