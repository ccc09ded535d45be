/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#include "candor-sign-page.h"

#include "app/visit/candor-page-words.h"
#include "app/widgets/candor-parts.h"
#include "app/widgets/candor-signature-box.h"

typedef struct
{
  GtkBox *box;
  CandorSignatureBox *signature;
} CandorSignPagePrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (CandorSignPage, candor_sign_page, CANDOR_TYPE_PAGE)

static CandorSignatureBox *
box_of (CandorPage *page)
{
  CandorSignPagePrivate *priv = candor_sign_page_get_instance_private (CANDOR_SIGN_PAGE (page));

  return priv->signature;
}

static void
candor_sign_page_build (CandorPage *page)
{
  CandorSignPage *self = CANDOR_SIGN_PAGE (page);
  CandorSignPagePrivate *priv = candor_sign_page_get_instance_private (self);
  CandorSignPageClass *klass = CANDOR_SIGN_PAGE_GET_CLASS (self);
  g_autofree char *name = NULL;
  g_autofree char *line = NULL;
  g_autofree char *meaning = NULL;
  GtkWidget *signature;

  klass->describe (self, &name, &line, &meaning);
  signature
      = candor_signature_box_new (candor_page_get_procedure (page), candor_page_get_draft (page),
                                  klass->role, name, meaning, candor_page_get_language (page));
  priv->signature = CANDOR_SIGNATURE_BOX (signature);
  if (line != NULL)
    candor_signature_box_set_line (priv->signature, line);
  if (klass->optional != NULL)
    candor_signature_box_set_optional (priv->signature, klass->optional (self));
  g_signal_connect_object (signature, "changed", G_CALLBACK (candor_page_state_changed), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (priv->box, signature);
}

static char *
candor_sign_page_missing (CandorPage *page)
{
  return candor_signature_box_missing (box_of (page));
}

static void
candor_sign_page_show_missing (CandorPage *page)
{
  candor_signature_box_show_missing (box_of (page));
}

static void
candor_sign_page_apply (CandorPage *page)
{
  candor_signature_box_apply (box_of (page));
}

/* The last to sign is told what comes then. */
static char *
candor_sign_page_next_label (CandorPage *self)
{
  CandorVisit *visit = candor_page_get_visit (self);
  CandorRole role = CANDOR_SIGN_PAGE_GET_CLASS (self)->role;
  const CandorSignature *patient = candor_visit_get_signature (visit, CANDOR_ROLE_PATIENT);
  gboolean interpreted = candor_visit_get (visit, CANDOR_FIELD_INTERPRETER_NAME) != NULL;
  gboolean witnessed = patient != NULL && patient->method == CANDOR_METHOD_MARK;

  /* In a check the practitioner signs after everybody else, and the form comes then. */
  if (candor_page_get_check (self) != NULL
      || (role == CANDOR_ROLE_PATIENT && (interpreted || witnessed))
      || (role == CANDOR_ROLE_INTERPRETER && witnessed))
    return g_strdup (_ ("Sign"));

  return g_strdup (_ ("Sign and read the form"));
}

static void
candor_sign_page_class_init (CandorSignPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  CandorPageClass *page_class = CANDOR_PAGE_CLASS (klass);

  page_class->build = candor_sign_page_build;
  page_class->missing = candor_sign_page_missing;
  page_class->show_missing = candor_sign_page_show_missing;
  page_class->apply = candor_sign_page_apply;
  page_class->next_label = candor_sign_page_next_label;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/candor/Candor/candor-sign-page.ui");
  gtk_widget_class_bind_template_child_private (widget_class, CandorSignPage, box);
}

static void
candor_sign_page_init (CandorSignPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * candor_sign_page_add_words:
 * @words: what has to be said above the words that are signed for
 */
void
candor_sign_page_add_words (CandorSignPage *self, const char *words)
{
  CandorSignPagePrivate *priv = candor_sign_page_get_instance_private (self);

  gtk_box_append (priv->box, candor_parts_label (words, "quiet"));
}
