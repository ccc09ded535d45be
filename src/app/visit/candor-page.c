/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#include "candor-page.h"

#include "app/widgets/candor-parts.h"
#include "candor-flow-path.h"
#include "core/candor-markup.h"

typedef struct
{
  CandorProcedure *procedure; /* (owned) */
  GObject *draft;             /* (owned): a visit, or a check */
  CandorVisit *visit;         /* (owned): of the draft */
  CandorSession *session;     /* (owned) (nullable) */
  CandorStationery stationery;
  guint index;
  gint64 mapped; /* monotonic time at which the page came on the screen */
} CandorPagePrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (CandorPage, candor_page, ADW_TYPE_BIN)

enum
{
  STATE_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* Where a visit was filed is known only after it can no longer change, so it is kept beside it. */
static GQuark
record_quark (void)
{
  return g_quark_from_static_string ("candor-record-path");
}

static void
candor_page_map (GtkWidget *widget)
{
  CandorPagePrivate *priv = candor_page_get_instance_private (CANDOR_PAGE (widget));

  GTK_WIDGET_CLASS (candor_page_parent_class)->map (widget);
  priv->mapped = g_get_monotonic_time ();
}

/* Also what covers a page takes it from the screen. */
static void
candor_page_unmap (GtkWidget *widget)
{
  CandorPagePrivate *priv = candor_page_get_instance_private (CANDOR_PAGE (widget));
  gint64 seconds = (g_get_monotonic_time () - priv->mapped) / G_USEC_PER_SEC;

  GTK_WIDGET_CLASS (candor_page_parent_class)->unmap (widget);
  candor_page_shown_for (CANDOR_PAGE (widget), MIN (seconds, CANDOR_MAX_SHOWN_SECONDS));
}

static void
candor_page_finalize (GObject *object)
{
  CandorPagePrivate *priv = candor_page_get_instance_private (CANDOR_PAGE (object));

  g_clear_pointer (&priv->procedure, candor_procedure_unref);
  g_clear_object (&priv->draft);
  g_clear_object (&priv->visit);
  g_clear_object (&priv->session);
  candor_stationery_clear (&priv->stationery);

  G_OBJECT_CLASS (candor_page_parent_class)->finalize (object);
}

static void
candor_page_class_init (CandorPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->finalize = candor_page_finalize;
  widget_class->map = candor_page_map;
  widget_class->unmap = candor_page_unmap;

  /**
   * CandorPage::state-changed:
   *
   * What is missing, the progress or the words for Next may have changed.
   */
  signals[STATE_CHANGED] = g_signal_new ("state-changed", G_TYPE_FROM_CLASS (klass),
                                         G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
candor_page_init (CandorPage *self)
{
  gtk_widget_add_css_class (GTK_WIDGET (self), "page");
}

/**
 * candor_page_new:
 * @type: a type derived from #CandorPage
 * @procedure: what the visit is about
 * @draft: the model that the page shows and writes: a visit, or a check on the day of treatment
 * @index: which of the pages of this type, from 0
 *
 * Makes a page and builds it.
 *
 * Returns: (transfer floating): the page
 */
CandorPage *
candor_page_new (GType type, CandorProcedure *procedure, gpointer draft, guint index)
{
  CandorPage *self;
  CandorPagePrivate *priv;
  CandorPageClass *klass;

  g_return_val_if_fail (g_type_is_a (type, CANDOR_TYPE_PAGE), NULL);
  g_return_val_if_fail (procedure != NULL, NULL);
  g_return_val_if_fail (G_IS_OBJECT (draft), NULL);

  self = g_object_new (type, NULL);
  priv = candor_page_get_instance_private (self);
  klass = CANDOR_PAGE_GET_CLASS (self);

  priv->procedure = candor_procedure_ref (procedure);
  priv->draft = g_object_ref (draft);
  priv->visit = g_object_ref (candor_draft_get_visit (draft));
  priv->index = index;

  if (klass->build != NULL)
    klass->build (self);

  return self;
}

/**
 * candor_page_get_procedure:
 *
 * Returns: (transfer none): what the visit is about
 */
CandorProcedure *
candor_page_get_procedure (CandorPage *self)
{
  CandorPagePrivate *priv = candor_page_get_instance_private (self);

  return priv->procedure;
}

/**
 * candor_page_get_visit:
 *
 * Returns: (transfer none): the one model that all pages write to
 */
CandorVisit *
candor_page_get_visit (CandorPage *self)
{
  CandorPagePrivate *priv = candor_page_get_instance_private (self);

  return priv->visit;
}

/**
 * candor_page_get_draft:
 *
 * Returns: (transfer none): what is saved and filed: the visit, or the check that it is part of
 */
gpointer
candor_page_get_draft (CandorPage *self)
{
  CandorPagePrivate *priv = candor_page_get_instance_private (self);

  return priv->draft;
}

/**
 * candor_page_get_check:
 *
 * Returns: (transfer none) (nullable): the check on the day of treatment, if it is one
 */
CandorDayCheck *
candor_page_get_check (CandorPage *self)
{
  CandorPagePrivate *priv = candor_page_get_instance_private (self);

  return candor_draft_get_check (priv->draft);
}

/**
 * candor_page_get_language:
 *
 * Returns: (transfer none): the language of the visit, English when it is not known
 */
const CandorLanguage *
candor_page_get_language (CandorPage *self)
{
  CandorPagePrivate *priv = candor_page_get_instance_private (self);

  return candor_flow_path_language (priv->visit);
}

/**
 * candor_page_get_index:
 *
 * Returns: which of the pages of its type this is, from 0
 */
guint
candor_page_get_index (CandorPage *self)
{
  CandorPagePrivate *priv = candor_page_get_instance_private (self);

  return priv->index;
}

/**
 * candor_page_state_changed:
 *
 * Tells the engine to ask again for what the page is missing, its progress and its Next label.
 */
void
candor_page_state_changed (CandorPage *self)
{
  g_return_if_fail (CANDOR_IS_PAGE (self));

  g_signal_emit (self, signals[STATE_CHANGED], 0);
}

/**
 * candor_page_text:
 * @message: words of the interface, in English
 *
 * Returns: (transfer none): @message in the language of the visit
 */
const char *
candor_page_text (CandorPage *self, const char *message)
{
  return candor_language_text (candor_page_get_language (self), message);
}

/**
 * candor_page_get_staff_language:
 *
 * Returns: (transfer none): what staff read on a page of a patient
 */
const CandorLanguage *
candor_page_get_staff_language (CandorPage *self)
{
  CandorPagePrivate *priv = candor_page_get_instance_private (self);

  return candor_flow_path_staff_language (priv->visit);
}

/**
 * candor_page_staff_text:
 * @message: words of the interface, in English
 *
 * Returns: (transfer none): @message in the language that staff read
 */
const char *
candor_page_staff_text (CandorPage *self, const char *message)
{
  return candor_language_text (candor_page_get_staff_language (self), message);
}

/**
 * candor_page_procedure_text:
 * @message: (nullable): words of the procedure, in the language of its file
 *
 * Returns: (transfer none) (nullable): @message in the language of the visit
 */
const char *
candor_page_procedure_text (CandorPage *self, const char *message)
{
  CandorPagePrivate *priv = candor_page_get_instance_private (self);

  if (message == NULL)
    return NULL;

  return candor_procedure_text (priv->procedure, candor_page_get_language (self), message);
}

/**
 * candor_page_plain_text:
 * @message: (nullable): words of the procedure, in the language of its file
 *
 * The words of the procedures that are open are few and are shown again and again, so each is kept
 * once for good.
 *
 * Returns: (transfer none) (nullable): @message in the language of the visit, without light markup
 */
const char *
candor_page_plain_text (CandorPage *self, const char *message)
{
  static GStringChunk *kept = NULL;
  g_autofree char *plain = NULL;

  if (message == NULL)
    return NULL;
  plain = candor_markup_to_plain (candor_page_procedure_text (self, message));
  if (kept == NULL)
    kept = g_string_chunk_new (4096);

  return g_string_chunk_insert_const (kept, plain);
}

/**
 * candor_page_title:
 *
 * Returns: (transfer full): the heading of the page
 */
char *
candor_page_title (CandorPage *self)
{
  CandorPageClass *klass = CANDOR_PAGE_GET_CLASS (self);

  return klass->title != NULL ? klass->title (self) : g_strdup ("");
}

/**
 * candor_page_missing:
 *
 * Returns: (transfer full) (nullable): one sentence that says what is still needed, or %NULL
 */
char *
candor_page_missing (CandorPage *self)
{
  CandorPageClass *klass = CANDOR_PAGE_GET_CLASS (self);

  return klass->missing != NULL ? klass->missing (self) : NULL;
}

/**
 * candor_page_show_missing:
 *
 * Takes the eye and the focus to the first thing that is missing.
 */
void
candor_page_show_missing (CandorPage *self)
{
  CandorPageClass *klass = CANDOR_PAGE_GET_CLASS (self);

  if (klass->show_missing != NULL)
    klass->show_missing (self);
}

/**
 * candor_page_apply:
 *
 * The patient goes on from a complete page.
 */
void
candor_page_apply (CandorPage *self)
{
  CandorPageClass *klass = CANDOR_PAGE_GET_CLASS (self);

  if (klass->apply != NULL)
    klass->apply (self);
}

/**
 * candor_page_shown:
 *
 * The page is on the screen now.
 */
void
candor_page_shown (CandorPage *self)
{
  CandorPageClass *klass = CANDOR_PAGE_GET_CLASS (self);

  if (klass->shown != NULL)
    klass->shown (self);
}

/**
 * candor_page_shown_for:
 * @seconds: for how long
 *
 * The page was on the screen for so long, and leaves it.
 */
void
candor_page_shown_for (CandorPage *self, guint seconds)
{
  CandorPageClass *klass = CANDOR_PAGE_GET_CLASS (self);

  if (klass->shown_for != NULL && seconds > 0)
    klass->shown_for (self, seconds);
}

/**
 * candor_page_next_label:
 *
 * Returns: (transfer full) (nullable): words for the Next button, or %NULL for the usual ones
 */
char *
candor_page_next_label (CandorPage *self)
{
  CandorPageClass *klass = CANDOR_PAGE_GET_CLASS (self);

  return klass->next_label != NULL ? klass->next_label (self) : NULL;
}

/**
 * candor_page_progress:
 *
 * Returns: (transfer full) (nullable): words beside the progress bar, or %NULL for the usual ones
 */
char *
candor_page_progress (CandorPage *self)
{
  CandorPageClass *klass = CANDOR_PAGE_GET_CLASS (self);

  return klass->progress != NULL ? klass->progress (self) : NULL;
}

/**
 * candor_page_is_busy:
 *
 * Returns: whether something is under way that the visit must not be changed under
 */
gboolean
candor_page_is_busy (CandorPage *self)
{
  CandorPageClass *klass = CANDOR_PAGE_GET_CLASS (self);

  return klass->busy != NULL && klass->busy (self);
}

/**
 * candor_page_set_session:
 * @session: (nullable): whom the tablet is with, and where the visit is filed
 */
void
candor_page_set_session (CandorPage *self, CandorSession *session)
{
  CandorPagePrivate *priv = candor_page_get_instance_private (self);

  g_set_object (&priv->session, session);
}

/**
 * candor_page_get_session:
 *
 * Returns: (transfer none) (nullable): whom the tablet is with, and where the visit is filed
 */
CandorSession *
candor_page_get_session (CandorPage *self)
{
  CandorPagePrivate *priv = candor_page_get_instance_private (self);

  return priv->session;
}

/**
 * candor_page_set_stationery:
 * @stationery: (nullable): what the clinic makes its papers with
 */
void
candor_page_set_stationery (CandorPage *self, const CandorStationery *stationery)
{
  CandorPagePrivate *priv = candor_page_get_instance_private (self);

  candor_stationery_assign (&priv->stationery, stationery);
}

/**
 * candor_page_get_stationery:
 *
 * Returns: (transfer none): what the clinic makes its papers with
 */
const CandorStationery *
candor_page_get_stationery (CandorPage *self)
{
  CandorPagePrivate *priv = candor_page_get_instance_private (self);

  return &priv->stationery;
}

/**
 * candor_page_set_record:
 * @path: where the record of this visit is, from the store's folder, once it is on disk
 */
void
candor_page_set_record (CandorPage *self, const char *path)
{
  CandorPagePrivate *priv = candor_page_get_instance_private (self);

  g_object_set_qdata_full (G_OBJECT (priv->visit), record_quark (), g_strdup (path), g_free);
}

/**
 * candor_page_get_record:
 *
 * Returns: (transfer none) (nullable): where the record of this visit is, from the
 *   store's folder; %NULL before it is filed
 */
const char *
candor_page_get_record (CandorPage *self)
{
  CandorPagePrivate *priv = candor_page_get_instance_private (self);

  return g_object_get_qdata (G_OBJECT (priv->visit), record_quark ());
}
