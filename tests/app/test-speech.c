/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * Pages read aloud by a real speech service. Catches: a sentence that is passed over, said twice or
 * marked in the wrong place; a voice that goes on when the page is left, or does not hold when it is
 * asked to; a button without a service, and silence without a word where there is no voice; an app
 * that goes down with the service.
 */
#include "speech-support.h"
#include "store-support.h"
#include "walk-support.h"

#include "app/visit/candor-reading-bar.h"

static const char procedure[] = "tests/data/procedures/glimmer-brushing.xml";

typedef struct
{
  SpeechService *service; /* (nullable) */
  Walk *walk;
  CandorVoice *voice;
  GPtrArray *said; /* (element-type utf8): each time a passage is marked */
} Fixture;

#define wait_until(condition)                                                                      \
  G_STMT_START                                                                                     \
  {                                                                                                \
    gint64 wait_end = g_get_monotonic_time () + STORE_PATIENCE;                                    \
                                                                                                   \
    while (!(condition) && g_get_monotonic_time () < wait_end)                                     \
      walk_settle ();                                                                              \
    g_assert_true (condition);                                                                     \
  }                                                                                                \
  G_STMT_END

static CandorReader *
reader_of (Fixture *self)
{
  return candor_flow_get_reader (self->walk->flow);
}

static CandorReaderState
state_of (Fixture *self)
{
  return candor_reader_get_state (reader_of (self));
}

static void
act (Fixture *self, const char *action)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (self->walk->flow), action, NULL));
}

/* The words that stand in the colours of what is being said. */
static char *
marked_words (GtkLabel *label)
{
  PangoAttrList *attributes = gtk_label_get_attributes (label);
  g_autoptr (PangoAttrIterator) iter
      = attributes != NULL ? pango_attr_list_get_iterator (attributes) : NULL;

  for (gboolean more = iter != NULL; more; more = pango_attr_iterator_next (iter))
    {
      PangoAttribute *colour = pango_attr_iterator_get (iter, PANGO_ATTR_BACKGROUND);

      if (colour != NULL && pango_attr_iterator_get (iter, PANGO_ATTR_FOREGROUND) != NULL)
        return g_strndup (gtk_label_get_text (label) + colour->start_index,
                          colour->end_index - colour->start_index);
    }
  return NULL;
}

static void
changed_cb (Fixture *self)
{
  const CandorPassage *passage = candor_reader_get_passage (reader_of (self));
  g_autofree char *marked = NULL;

  if (state_of (self) != CANDOR_READER_READING)
    return;
  marked = marked_words (passage->label);
  g_assert_nonnull (marked);
  g_assert_cmpstr (g_strstrip (marked), ==, passage->text);
  g_ptr_array_add (self->said, g_strdup (passage->text));
}

static GtkWidget *
find_named (GtkWidget *root, const char *name)
{
  if (g_strcmp0 (gtk_buildable_get_buildable_id (GTK_BUILDABLE (root)), name) == 0)
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_named (child, name);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static gboolean
shows (Fixture *self, const char *name)
{
  GtkWidget *widget = find_named (GTK_WIDGET (self->walk->flow), name);

  g_assert_nonnull (widget);
  return gtk_widget_get_mapped (widget);
}

static void
set_up (Fixture *self, gconstpointer module)
{
  const WalkPlan plan = { .name = "speech" };

  if (module != NULL)
    self->service = speech_service_new (module);
  else
    speech_service_hide ();
  self->said = g_ptr_array_new_with_free_func (g_free);
  self->walk = walk_new (procedure, &plan);
  self->voice = candor_voice_new ();
  candor_flow_set_voice (self->walk->flow, self->voice);
  g_signal_connect_swapped (reader_of (self), "changed", G_CALLBACK (changed_cb), self);
  wait_until (candor_voice_get_state (self->voice) != CANDOR_VOICE_OPENING);
}

static void
tear_down (Fixture *self, gconstpointer module)
{
  g_signal_handlers_disconnect_by_data (reader_of (self), self);
  walk_free (self->walk);
  g_object_unref (self->voice);
  g_ptr_array_unref (self->said);
  g_clear_pointer (&self->service, speech_service_free);
}

/* What a person would hear who has the page read from its heading to its end. */
static GPtrArray *
expected (Fixture *self)
{
  GPtrArray *passages = candor_passages_new ();
  const CandorLanguage *english = candor_language_english ();

  candor_passages_add (passages, find_named (GTK_WIDGET (self->walk->flow), "title"), english);
  candor_passages_add (passages, GTK_WIDGET (candor_flow_get_page (self->walk->flow)), english);
  return passages;
}

static void
test_page (Fixture *self, gconstpointer module)
{
  g_autoptr (GPtrArray) passages = NULL;
  g_autofree char *title = NULL;

  walk_to (self->walk, "learn");
  passages = expected (self);
  title = candor_page_title (candor_flow_get_page (self->walk->flow));
  g_assert_true (shows (self, "read"));
  g_assert_false (shows (self, "reading"));

  act (self, "flow.read");
  wait_until (shows (self, "reading"));
  wait_until (state_of (self) == CANDOR_READER_SILENT);
  walk_settle ();
  g_assert_false (shows (self, "reading"));
  g_assert_cmpuint (self->said->len, ==, passages->len);
  g_assert_cmpuint (self->said->len, >, 5);
  g_assert_cmpstr (self->said->pdata[0], ==, title);
  for (guint i = 0; i < passages->len; i++)
    {
      const CandorPassage *passage = passages->pdata[i];
      g_autofree char *marked = marked_words (passage->label);

      g_assert_cmpstr (self->said->pdata[i], ==, passage->text);
      g_assert_null (marked);
    }
  g_assert_cmpuint (speech_service_count_samples (self->service), >, 1000);
}

static void
test_pause (Fixture *self, gconstpointer module)
{
  guint n;

  walk_to (self->walk, "learn");
  act (self, "flow.read");
  wait_until (self->said->len == 2);
  act (self, "flow.read-pause");
  g_assert_cmpint (state_of (self), ==, CANDOR_READER_PAUSED);
  n = self->said->len;
  for (guint i = 0; i < 40; i++)
    walk_settle ();
  g_assert_cmpuint (self->said->len, ==, n);
  g_assert_true (shows (self, "reading"));
  walk_picture (self->walk, "read-aloud");

  act (self, "flow.read-pause");
  g_assert_cmpint (state_of (self), ==, CANDOR_READER_READING);
  g_assert_cmpstr (self->said->pdata[n], ==, self->said->pdata[n - 1]);
  wait_until (self->said->len > n + 1);
  act (self, "flow.read-stop");
  g_assert_cmpint (state_of (self), ==, CANDOR_READER_SILENT);
  g_assert_false (shows (self, "reading"));
}

static void
assert_silent (Fixture *self)
{
  guint n = self->said->len;

  g_assert_cmpint (state_of (self), ==, CANDOR_READER_SILENT);
  for (guint i = 0; i < 20; i++)
    walk_settle ();
  g_assert_cmpuint (self->said->len, ==, n);
  g_assert_false (shows (self, "reading"));
}

static void
read_a_little (Fixture *self)
{
  guint n = self->said->len;

  act (self, "flow.read");
  wait_until (self->said->len > n);
}

static void
test_leaving (Fixture *self, gconstpointer module)
{
  walk_to (self->walk, "learn");
  read_a_little (self);
  candor_flow_next (self->walk->flow);
  assert_silent (self);

  read_a_little (self);
  act (self, "flow.call-staff");
  assert_silent (self);
  g_assert_false (shows (self, "read"));
  candor_flow_back (self->walk->flow);
  g_assert_true (shows (self, "read"));

  read_a_little (self);
  gtk_widget_set_visible (GTK_WIDGET (self->walk->flow), FALSE);
  assert_silent (self);
  gtk_widget_set_visible (GTK_WIDGET (self->walk->flow), TRUE);

  /* What the practitioner writes is not read to the room. */
  walk_to (self->walk, "talk-questions");
  g_assert_false (shows (self, "read"));
}

static gsize
say_at (Fixture *self, int rate)
{
  g_autoptr (GPtrArray) passages = expected (self);
  gsize start = speech_service_count_samples (self->service);
  gsize before, n;

  g_ptr_array_set_size (passages, 1);
  candor_reader_set_rate (reader_of (self), rate);
  candor_reader_read (reader_of (self), passages, candor_language_english ());
  wait_until (state_of (self) == CANDOR_READER_SILENT);
  /* The service closes its file a little later. */
  for (before = 0, n = 1; n != before; n = speech_service_count_samples (self->service))
    {
      before = n;
      for (guint i = 0; i < 25; i++)
        walk_settle ();
    }
  return n - start;
}

static void
test_rate (Fixture *self, gconstpointer module)
{
  gsize slow, fast;

  walk_to (self->walk, "learn");
  for (guint i = 0; i < 9; i++)
    act (self, "flow.read-slower");
  g_assert_cmpint (candor_reader_get_rate (reader_of (self)), ==, CANDOR_VOICE_RATE_MIN);
  for (guint i = 0; i < 9; i++)
    act (self, "flow.read-faster");
  g_assert_cmpint (candor_reader_get_rate (reader_of (self)), ==, CANDOR_VOICE_RATE_MAX);
  slow = say_at (self, CANDOR_VOICE_RATE_MIN);
  fast = say_at (self, CANDOR_VOICE_RATE_MAX);
  g_assert_cmpuint (fast, >, 1000);
  g_assert_cmpuint (slow, >, fast + fast / 2);
}

static void
test_service_dies (Fixture *self, gconstpointer module)
{
  guint n;

  walk_to (self->walk, "learn");
  read_a_little (self);
  speech_service_stop (self->service);
  wait_until (state_of (self) == CANDOR_READER_PAUSED);
  g_assert_true (candor_reader_has_failed (reader_of (self)));
  g_assert_true (shows (self, "reading"));
  g_assert_nonnull (strstr (candor_reading_bar_get_note (CANDOR_READING_BAR (
                                find_named (GTK_WIDGET (self->walk->flow), "reading"))),
                            "The voice broke off."));

  /* It is there again, and so is the voice, in the middle of the page. */
  speech_service_start (self->service);
  n = self->said->len;
  act (self, "flow.read-pause");
  /* It may take a while until it speaks again: somebody who wants to listen presses once more. */
  for (guint tries = 0; self->said->len <= n + 1 && tries < 4; tries++)
    {
      gint64 end = g_get_monotonic_time () + STORE_PATIENCE;

      if (candor_reader_has_failed (reader_of (self)))
        act (self, "flow.read-pause");
      while (self->said->len <= n + 1 && !candor_reader_has_failed (reader_of (self))
             && g_get_monotonic_time () < end)
        walk_settle ();
    }
  g_assert_cmpuint (self->said->len, >, n + 1);
  g_assert_cmpstr (self->said->pdata[n], ==, self->said->pdata[n - 1]);
  g_assert_false (candor_reader_has_failed (reader_of (self)));
  act (self, "flow.read-stop");
  assert_silent (self);
  g_assert_true (walk_next (self->walk));
}

static void
test_no_service (Fixture *self, gconstpointer module)
{
  g_assert_cmpint (candor_voice_get_state (self->voice), ==, CANDOR_VOICE_ABSENT);
  walk_to (self->walk, "learn");
  g_assert_false (shows (self, "read"));
  gtk_widget_activate_action (GTK_WIDGET (self->walk->flow), "flow.read", NULL);
  assert_silent (self);
}

static void
test_no_voice (Fixture *self, gconstpointer module)
{
  walk_to (self->walk, "learn");
  g_assert_true (shows (self, "read"));
  act (self, "flow.read");
  g_assert_true (shows (self, "reading"));
  g_assert_false (shows (self, "pause"));
  g_assert_nonnull (strstr (candor_reading_bar_get_note (CANDOR_READING_BAR (
                                find_named (GTK_WIDGET (self->walk->flow), "reading"))),
                            "has no voice for your language"));
  act (self, "flow.read-stop");
  g_assert_false (shows (self, "reading"));
}

static void
assert_passages (GtkWidget *root, const char *const *texts)
{
  g_autoptr (GPtrArray) passages = candor_passages_new ();

  g_object_ref_sink (root);
  candor_passages_add (passages, root, candor_language_english ());
  g_assert_cmpuint (passages->len, ==, g_strv_length ((char **)texts));
  for (guint i = 0; i < passages->len; i++)
    {
      const CandorPassage *passage = passages->pdata[i];
      const char *words = gtk_label_get_text (passage->label);
      g_autofree char *piece = g_strndup (words + passage->start, passage->end - passage->start);

      g_assert_cmpstr (passage->text, ==, texts[i]);
      g_assert_cmpstr (g_strstrip (piece), ==, texts[i]);
    }
  g_object_unref (root);
}

/* Catches words that are read though nobody sees them, or that a person typed. */
static void
test_passages (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *marked = gtk_label_new (NULL);
  GtkWidget *hidden = gtk_label_new ("Nobody sees this.");
  GtkWidget *entry = gtk_password_entry_new ();
  GtkWidget *text = gtk_text_view_new ();

  gtk_label_set_markup (GTK_LABEL (marked),
                        "Your skin makes <a href=\"c\">collagen</a>. It &lt;heals&gt;.");
  gtk_widget_set_visible (hidden, FALSE);
  gtk_editable_set_text (GTK_EDITABLE (entry), "seven invented lake stones");
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (text)), "Typed words.", -1);
  gtk_box_append (GTK_BOX (box), gtk_label_new ("•"));
  gtk_box_append (GTK_BOX (box), marked);
  gtk_box_append (GTK_BOX (box), hidden);
  gtk_box_append (GTK_BOX (box), gtk_label_new (""));
  gtk_box_append (GTK_BOX (box), entry);
  gtk_box_append (GTK_BOX (box), text);
  gtk_box_append (GTK_BOX (box), gtk_button_new_with_label ("Not sure"));
  gtk_box_append (GTK_BOX (box), gtk_label_new ("它刺入皮肤。皮肤会愈合。"));
  assert_passages (box, (const char *const[]){ "Your skin makes collagen.", "It <heals>.",
                                               "Not sure", "它刺入皮肤。", "皮肤会愈合。", NULL });
}

#define ADD(name, module, test)                                                                    \
  g_test_add ("/speech/" name, Fixture, module, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  walk_init (&argc, &argv);
  g_test_add_func ("/speech/passages", test_passages);
  ADD ("page", "espeak-ng", test_page);
  ADD ("pause", "espeak-ng", test_pause);
  ADD ("leaving", "espeak-ng", test_leaving);
  ADD ("rate", "espeak-ng", test_rate);
  ADD ("service-dies", "espeak-ng", test_service_dies);
  ADD ("no-service", NULL, test_no_service);
  ADD ("no-voice", "generic", test_no_voice);
  return walk_run ();
}
