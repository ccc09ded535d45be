/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#include "candor-signature-box.h"

#include "candor-choice-row.h"
#include "candor-signature-pad.h"
#include "candor-text-field.h"
#include "core/candor-draft.h"
#include "core/candor-error.h"
#include "core/candor-times.h"
#include "core/candor-name.h"

#define _(message) candor_language_text (self->language, (message))

struct _CandorSignatureBox
{
  AdwBin parent_instance;

  GtkLabel *meaning_label;
  GtkBox *pad_place;
  GtkBox *typed_place;
  GtkBox *witness_place;
  GtkBox *ways_place;
  GtkLabel *missing;
  GtkButton *undo;
  GtkButton *clear;
  GtkToggleButton *other_ways;

  CandorSignaturePad *pad;
  CandorTextField *typed;
  CandorTextField *witness;
  CandorChoiceRow *ways;

  CandorProcedure *procedure; /* (owned) */
  GObject *draft;             /* (owned): a visit, or a check */
  CandorVisit *visit;         /* (owned): of the draft */
  const CandorLanguage *language;
  CandorRole role;
  CandorMethod method; /* the way that is on the screen */
  char *name;          /* (owned) */
  char *meaning;       /* (owned) */
  gboolean optional;
};

G_DEFINE_FINAL_TYPE (CandorSignatureBox, candor_signature_box, ADW_TYPE_BIN)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
set_missing (CandorSignatureBox *self, const char *words)
{
  candor_parts_set_words (self->missing, words);
  gtk_widget_set_visible (GTK_WIDGET (self->missing), words != NULL);
}

/* Writes what stands on the screen into the visit; the time is that of the last stroke or letter. */
static void
write_signature (CandorSignatureBox *self)
{
  g_autofree char *typed = candor_text_field_get_text (self->typed);
  gboolean by_name = self->method == CANDOR_METHOD_TYPED;
  CandorSignature *signature;

  set_missing (self, NULL);
  if (by_name ? *typed == '\0' : candor_signature_pad_is_empty (self->pad))
    {
      candor_visit_remove_signature (self->visit, self->role);
    }
  else
    {
      signature = candor_signature_new (self->role, by_name ? typed : self->name, self->meaning);
      signature->method = self->method;
      signature->signed_at = candor_times_now (self->visit);
      if (!by_name)
        {
          signature->pad_width = gtk_widget_get_width (GTK_WIDGET (self->pad));
          signature->pad_height = gtk_widget_get_height (GTK_WIDGET (self->pad));
          g_ptr_array_unref (signature->strokes);
          signature->strokes = candor_signature_pad_get_strokes (self->pad);
        }
      candor_visit_take_signature (self->visit, signature);
    }

  g_signal_emit (self, signals[CHANGED], 0);
}

/* Shows the parts that the chosen way needs. */
static void
show_method (CandorSignatureBox *self, CandorMethod method)
{
  gboolean drawn = method != CANDOR_METHOD_TYPED;

  self->method = method;
  gtk_widget_set_visible (GTK_WIDGET (self->pad_place), drawn);
  gtk_widget_set_visible (GTK_WIDGET (self->undo), drawn);
  gtk_widget_set_visible (GTK_WIDGET (self->clear), drawn);
  gtk_widget_set_visible (GTK_WIDGET (self->typed_place), !drawn);
  gtk_widget_set_visible (GTK_WIDGET (self->witness_place), method == CANDOR_METHOD_MARK);
}

static void
pad_changed_cb (CandorSignatureBox *self)
{
  write_signature (self);
}

static void
typed_changed_cb (CandorSignatureBox *self)
{
  write_signature (self);
}

static void
witness_changed_cb (CandorSignatureBox *self)
{
  g_autofree char *name = candor_text_field_get_text (self->witness);

  candor_visit_set (self->visit, CANDOR_FIELD_WITNESS_NAME, name);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
way_selected_cb (CandorSignatureBox *self, int index)
{
  show_method (self, index);
  if (index != CANDOR_METHOD_MARK && self->role == CANDOR_ROLE_PATIENT)
    {
      /* Without a mark nobody has to witness anything. */
      candor_visit_set (self->visit, CANDOR_FIELD_WITNESS_NAME, NULL);
      candor_visit_remove_signature (self->visit, CANDOR_ROLE_WITNESS);
      candor_text_field_set_text (self->witness, NULL);
    }
  write_signature (self);
  if (index == CANDOR_METHOD_TYPED)
    candor_text_field_focus (self->typed);
}

static void
undo_cb (CandorSignatureBox *self)
{
  candor_signature_pad_undo (self->pad);
}

static void
clear_cb (CandorSignatureBox *self)
{
  candor_signature_pad_clear (self->pad);
}

static void
other_ways_cb (CandorSignatureBox *self)
{
  gboolean open = gtk_toggle_button_get_active (self->other_ways);

  gtk_widget_set_visible (GTK_WIDGET (self->ways_place), open);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->other_ways), GTK_ACCESSIBLE_STATE_EXPANDED,
                               open, -1);
  if (open)
    candor_choice_row_focus (self->ways);
}

static void
candor_signature_box_finalize (GObject *object)
{
  CandorSignatureBox *self = CANDOR_SIGNATURE_BOX (object);

  g_clear_pointer (&self->procedure, candor_procedure_unref);
  g_clear_object (&self->draft);
  g_clear_object (&self->visit);
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->meaning, g_free);

  G_OBJECT_CLASS (candor_signature_box_parent_class)->finalize (object);
}

static void
candor_signature_box_class_init (CandorSignatureBoxClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->finalize = candor_signature_box_finalize;

  /**
   * CandorSignatureBox::changed:
   *
   * The signature in the visit changed.
   */
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/candor/Candor/candor-signature-box.ui");
  gtk_widget_class_bind_template_child (widget_class, CandorSignatureBox, meaning_label);
  gtk_widget_class_bind_template_child (widget_class, CandorSignatureBox, pad_place);
  gtk_widget_class_bind_template_child (widget_class, CandorSignatureBox, typed_place);
  gtk_widget_class_bind_template_child (widget_class, CandorSignatureBox, witness_place);
  gtk_widget_class_bind_template_child (widget_class, CandorSignatureBox, ways_place);
  gtk_widget_class_bind_template_child (widget_class, CandorSignatureBox, missing);
  gtk_widget_class_bind_template_child (widget_class, CandorSignatureBox, undo);
  gtk_widget_class_bind_template_child (widget_class, CandorSignatureBox, clear);
  gtk_widget_class_bind_template_child (widget_class, CandorSignatureBox, other_ways);
  gtk_widget_class_bind_template_callback (widget_class, undo_cb);
  gtk_widget_class_bind_template_callback (widget_class, clear_cb);
  gtk_widget_class_bind_template_callback (widget_class, other_ways_cb);
}

static void
candor_signature_box_init (CandorSignatureBox *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
add_ways (CandorSignatureBox *self)
{
  GtkWidget *row = candor_choice_row_new (
      _ ("How would you like to sign?"),
      _ ("You may also sign on paper. Ask us, and we print the form for you."));

  self->ways = CANDOR_CHOICE_ROW (row);
  candor_choice_row_set_vertical (self->ways, TRUE);
  candor_choice_row_add (self->ways, _ ("Draw it with a finger, a pen or the mouse"));
  candor_choice_row_add (self->ways, _ ("Type my name"));
  /* Only the patient's own consent may be a mark: everyone else here can write. */
  if (self->role == CANDOR_ROLE_PATIENT)
    candor_choice_row_add (self->ways, _ ("Make a mark, with a witness beside me"));
  g_signal_connect_object (row, "selected", G_CALLBACK (way_selected_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (self->ways_place, row);
}

static void
add_fields (CandorSignatureBox *self)
{
  GtkWidget *typed = candor_text_field_new (
      _ ("Type your full name"), _ ("Your typed name stands for your signature."), FALSE);
  GtkWidget *witness = candor_text_field_new (
      _ ("Name of your witness"),
      _ ("Someone who is not the practitioner. They watch you make the mark, and sign after you."),
      FALSE);

  self->typed = CANDOR_TEXT_FIELD (typed);
  self->witness = CANDOR_TEXT_FIELD (witness);
  g_signal_connect_object (typed, "changed", G_CALLBACK (typed_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (witness, "changed", G_CALLBACK (witness_changed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (self->typed_place, typed);
  gtk_box_append (self->witness_place, witness);
}

static void
add_pad (CandorSignatureBox *self)
{
  GtkWidget *pad = candor_signature_pad_new ();

  self->pad = CANDOR_SIGNATURE_PAD (pad);
  gtk_widget_set_hexpand (pad, TRUE);
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (pad), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Sign here"),
      GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
      _ ("A sheet to draw on. To sign with the keyboard, choose “Other ways to sign”."), -1);
  candor_signature_pad_set_printed_name (self->pad, self->name);
  gtk_box_append (self->pad_place, pad);
}

/* What the visit has already, for a page that is built again. */
static void
read_signature (CandorSignatureBox *self)
{
  const CandorSignature *signature = candor_visit_get_signature (self->visit, self->role);
  CandorMethod method = signature != NULL ? signature->method : CANDOR_METHOD_DRAWN;

  show_method (self, method);
  candor_choice_row_set_selected (self->ways, method);
  candor_text_field_set_text (self->witness,
                              candor_visit_get (self->visit, CANDOR_FIELD_WITNESS_NAME));
  if (method != CANDOR_METHOD_DRAWN)
    gtk_toggle_button_set_active (self->other_ways, TRUE);
  if (signature == NULL)
    return;

  if (method == CANDOR_METHOD_TYPED)
    candor_text_field_set_text (self->typed, signature->name);
  else
    candor_signature_pad_set_strokes (self->pad, signature->strokes);
}

/**
 * candor_signature_box_new:
 * @draft: the visit, or the check, that is signed
 * @role: whose signature it is
 * @name: the printed name
 * @meaning: what is declared by signing; it stands above the pad and in the form
 * @language: the language of the words around it
 *
 * Returns: (transfer floating): a box that shows what the visit has for @role
 */
GtkWidget *
candor_signature_box_new (CandorProcedure *procedure,
                          gpointer draft,
                          CandorRole role,
                          const char *name,
                          const char *meaning,
                          const CandorLanguage *language)
{
  CandorSignatureBox *self = g_object_new (CANDOR_TYPE_SIGNATURE_BOX, NULL);

  self->procedure = candor_procedure_ref (procedure);
  self->draft = g_object_ref (draft);
  self->visit = g_object_ref (candor_draft_get_visit (draft));
  self->role = role;
  self->name = g_strdup (name != NULL ? name : "");
  self->meaning = g_strdup (meaning);
  self->language = language;

  gtk_label_set_label (self->meaning_label, meaning);
  gtk_button_set_label (self->undo, _ ("Undo"));
  /* Translators: a button: it empties the box for a signature. */
  gtk_button_set_label (self->clear, candor_language_text_in_context (language, "button", "Clear"));
  gtk_button_set_label (GTK_BUTTON (self->other_ways), _ ("Other ways to sign"));
  candor_parts_wrap_button (GTK_BUTTON (self->other_ways));
  add_pad (self);
  add_fields (self);
  add_ways (self);
  read_signature (self);
  g_signal_connect_object (self->pad, "changed", G_CALLBACK (pad_changed_cb), self,
                           G_CONNECT_SWAPPED);

  return GTK_WIDGET (self);
}

/**
 * candor_signature_box_set_line:
 * @line: what stands under the line to sign on, where it is more than the name
 */
void
candor_signature_box_set_line (CandorSignatureBox *self, const char *line)
{
  candor_signature_pad_set_printed_name (self->pad, line);
}

/**
 * candor_signature_box_set_optional:
 * @optional: whether the visit may go on without this signature
 */
void
candor_signature_box_set_optional (CandorSignatureBox *self, gboolean optional)
{
  self->optional = optional;
}

/**
 * candor_signature_box_missing:
 *
 * Returns: (transfer full) (nullable): one sentence that says what is needed, or %NULL
 */
char *
candor_signature_box_missing (CandorSignatureBox *self)
{
  const CandorSignature *signature = candor_visit_get_signature (self->visit, self->role);
  g_autoptr (GError) error = NULL;

  if (!candor_visit_check_text (self->visit, self->procedure, &error))
    return candor_error_dup_sentence (error, self->language);

  if (signature == NULL)
    {
      if (self->optional)
        return NULL;
      switch (self->method)
        {
        case CANDOR_METHOD_TYPED:
          return g_strdup (_ ("Please type your full name."));
        case CANDOR_METHOD_MARK:
          return g_strdup (_ ("Please make a mark in the box."));
        case CANDOR_METHOD_DRAWN:
        default:
          return g_strdup (_ ("Please sign in the box, or choose another way to sign."));
        }
    }
  /* Who has no name in the visit yet cannot be held to it here. */
  if (signature->method == CANDOR_METHOD_TYPED && *self->name != '\0'
      && !candor_name_is_same (signature->name, self->name))
    /* Translators: said kindly beside the field in which a name is typed to sign; the name that the
     * clinic has for this person. */
    return g_strdup_printf (_ ("Please type your name as we have it: %s. If that is not your name, "
                               "please tell us."),
                            self->name);
  if (signature->method == CANDOR_METHOD_MARK
      && candor_visit_get (self->visit, CANDOR_FIELD_WITNESS_NAME) == NULL)
    return g_strdup (_ ("Please write the name of your witness."));

  return NULL;
}

/**
 * candor_signature_box_show_missing:
 *
 * Says what is needed next to its place and puts the focus there.
 */
void
candor_signature_box_show_missing (CandorSignatureBox *self)
{
  g_autofree char *words = candor_signature_box_missing (self);

  if (words == NULL)
    return;
  if (self->method == CANDOR_METHOD_TYPED)
    {
      candor_text_field_set_missing (self->typed, words);
      candor_text_field_focus (self->typed);
    }
  else if (self->method == CANDOR_METHOD_MARK
           && candor_visit_get_signature (self->visit, self->role) != NULL)
    {
      candor_text_field_set_missing (self->witness, words);
      candor_text_field_focus (self->witness);
    }
  else
    {
      set_missing (self, words);
      gtk_widget_grab_focus (GTK_WIDGET (self->other_ways));
    }
}

/**
 * candor_signature_box_apply:
 *
 * Binds the visit to the words that were read, once there is a signature.
 */
void
candor_signature_box_apply (CandorSignatureBox *self)
{
  g_autoptr (GError) error = NULL;

  if (candor_visit_get_signature (self->visit, self->role) == NULL)
    return;
  if (!candor_draft_bind_text (self->draft, self->procedure, &error))
    g_warning ("A signature could not be bound to its text: %s", error->message);
}
