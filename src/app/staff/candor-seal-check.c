/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#include "candor-seal-check.h"

#include <string.h>
#include <unistd.h>

#include "app/candor-work.h"
#include "app/widgets/candor-parts.h"
#include "candor-staff-words.h"
#include "core/candor-date.h"
#include "core/candor-error.h"
#include "document/candor-verify.h"

struct _CandorSealCheck
{
  AdwBin parent_instance;

  GtkBox *box; /* (unowned) */

  const CandorLanguage *language; /* (unowned) */
  CandorSeal *seal;               /* (owned) (nullable): the clinic's own */
  char *path;                     /* (owned) (nullable): of the file that counts */
  GBytes *bytes;                  /* (owned) (nullable): what counts where there is no file */
  CandorVerification *verdict;    /* (owned) (nullable): of that file */
};

G_DEFINE_FINAL_TYPE (CandorSealCheck, candor_seal_check, ADW_TYPE_BIN)

enum
{
  CHECKED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* For the thread. */
typedef struct
{
  char *path;       /* (nullable) */
  GBytes *bytes;    /* (nullable) */
  CandorSeal *seal; /* (nullable) */
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_free (job->path);
  g_clear_pointer (&job->bytes, g_bytes_unref);
  g_clear_pointer (&job->seal, candor_seal_unref);
  g_free (job);
}

/* Each verdict in a few words; the sentence under it says the rest. */
static const struct
{
  CandorTone tone;
  const char *title;
} looks[] = {
  /* Translators: what checking the seal of a form came to, a few words. */
  [CANDOR_SEAL_VALID] = { CANDOR_TONE_KEY, N_ ("Unchanged since it was sealed") },
  [CANDOR_SEAL_UNKNOWN_SIGNER]
  = { CANDOR_TONE_TALK, N_ ("Unchanged, but not with a valid seal of this clinic") },
  [CANDOR_SEAL_NOT_SEALED] = { CANDOR_TONE_TALK, N_ ("Not sealed") },
  [CANDOR_SEAL_ALTERED] = { CANDOR_TONE_STOP, N_ ("Altered") },
  [CANDOR_SEAL_UNREADABLE] = { CANDOR_TONE_STOP, N_ ("Cannot be read") },
};

static gboolean
take_if_program (char **found, char *path)
{
  if (path != NULL && access (path, X_OK) == 0)
    {
      *found = path;
      return TRUE;
    }
  g_free (path);
  return FALSE;
}

/* Returns: (transfer full) (nullable): candorctl: the one that was asked for, the one that was built
 * or installed with this program, or any. */
static char *
find_candorctl (void)
{
  g_autofree char *own = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *folder = own != NULL ? g_path_get_dirname (own) : NULL;
  char *found = NULL;

  if (take_if_program (&found, g_strdup (g_getenv ("CANDORCTL")))
      || (folder != NULL && take_if_program (&found, g_build_filename (folder, "candorctl", NULL)))
      || take_if_program (&found, g_find_program_in_path ("candorctl")))
    return found;
  return NULL;
}

static void
check_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Job *job = data;
  g_autofree char *program = find_candorctl ();
  const char *const helper[] = { program, "verify", "--in-child", NULL };
  g_autoptr (GBytes) certificate = NULL;
  CandorVerification *verdict = NULL;
  GError *error = NULL;

  if (program == NULL)
    {
      g_task_return_error (task,
                           candor_error_new_literal (
                               CANDOR_ERROR, CANDOR_ERROR_NOT_FOUND,
                               "The program candorctl, which looks into the file, is not installed "
                               "beside Candor. Nothing was checked."));
      return;
    }
  if (job->seal != NULL)
    certificate = candor_seal_export_certificate_pem (job->seal, &error);
  if (error == NULL && job->bytes != NULL)
    verdict = candor_verify_apart (job->bytes, certificate, helper, 0, &error);
  else if (error == NULL)
    verdict = candor_verify_file (job->path, certificate, helper, 0, &error);
  if (verdict != NULL)
    g_task_return_pointer (task, verdict, (GDestroyNotify)candor_verification_unref);
  else
    g_task_return_error (task, error);
}

/* Nothing is said twice: what stands in the sentence needs no line of its own. */
static void
add_detail (CandorSealCheck *self, const char *sentence, const char *format, const char *value)
{
  g_autofree char *words = NULL;
  GtkWidget *label;

  if (value == NULL || strstr (sentence, value) != NULL)
    return;
  words = g_strdup_printf (format, value);
  label = candor_parts_label (words, "quiet");
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_box_append (self->box, label);
}

static void
show_verdict (CandorSealCheck *self)
{
  CandorSealVerdict verdict = candor_verification_get_verdict (self->verdict);
  g_autofree char *sentence = candor_verification_dup_sentence (self->verdict, self->language);
  g_autofree char *sealed_at
      = candor_time_format_iso (candor_verification_get_sealed_at (self->verdict), self->language);

  gtk_box_append (self->box,
                  candor_parts_note (looks[verdict].tone, _ (looks[verdict].title), sentence));
  /* Translators: %s is the name of a clinic. */
  add_detail (self, sentence, _ ("Seal of %s"), candor_verification_get_signer (self->verdict));
  /* Translators: %s is a date and a time. */
  add_detail (self, sentence, _ ("Sealed on %s, by the tablet’s clock"), sealed_at);
  /* Translators: %s are letters and digits that tell one certificate from another. */
  add_detail (self, sentence, _ ("Fingerprint of the certificate (SHA-256): %s"),
              candor_verification_get_fingerprint (self->verdict));
}

static void start (CandorSealCheck *self);

static void
again_cb (CandorSealCheck *self)
{
  start (self);
}

static void
checked_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  CandorSealCheck *self = CANDOR_SEAL_CHECK (source);
  const Job *job = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  g_autoptr (CandorVerification) verdict = g_task_propagate_pointer (G_TASK (result), &error);

  /* Another file was asked about since. */
  if (g_strcmp0 (job->path, self->path) != 0 || job->bytes != self->bytes)
    return;
  candor_parts_clear (GTK_WIDGET (self->box));
  self->verdict = g_steal_pointer (&verdict);
  if (self->verdict != NULL)
    show_verdict (self);
  else
    {
      GtkWidget *again = candor_parts_pill (_ ("Try again"));

      gtk_box_append (self->box,
                      candor_parts_error_note (CANDOR_TONE_TALK, _ ("It could not be checked."),
                                               error, self->language));
      g_signal_connect_object (again, "clicked", G_CALLBACK (again_cb), self, G_CONNECT_SWAPPED);
      gtk_box_append (self->box, again);
    }
  g_signal_emit (self, signals[CHECKED], 0);
}

static void
start (CandorSealCheck *self)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, checked_cb, NULL);
  Job *job = g_new0 (Job, 1);

  g_clear_pointer (&self->verdict, candor_verification_unref);
  candor_parts_clear (GTK_WIDGET (self->box));
  gtk_box_append (self->box, candor_parts_progress (_ ("The seal is being checked…")));

  job->path = g_strdup (self->path);
  job->bytes = self->bytes != NULL ? g_bytes_ref (self->bytes) : NULL;
  job->seal = self->seal != NULL ? candor_seal_ref (self->seal) : NULL;
  g_task_set_task_data (task, job, job_free);
  candor_work_start (task, check_in_thread);
}

static void
candor_seal_check_dispose (GObject *object)
{
  CandorSealCheck *self = CANDOR_SEAL_CHECK (object);

  g_clear_pointer (&self->seal, candor_seal_unref);
  g_clear_pointer (&self->path, g_free);
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_clear_pointer (&self->verdict, candor_verification_unref);
  G_OBJECT_CLASS (candor_seal_check_parent_class)->dispose (object);
}

static void
candor_seal_check_class_init (CandorSealCheckClass *class)
{
  G_OBJECT_CLASS (class)->dispose = candor_seal_check_dispose;

  /**
   * CandorSealCheck::checked:
   *
   * The check is over, whatever came of it.
   */
  signals[CHECKED] = g_signal_new ("checked", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
candor_seal_check_init (CandorSealCheck *self)
{
  self->box = g_object_new (GTK_TYPE_BOX, "orientation", GTK_ORIENTATION_VERTICAL, "spacing", 6,
                            "accessible-role", GTK_ACCESSIBLE_ROLE_STATUS, NULL);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->box));
}

/**
 * candor_seal_check_new:
 * @language: the clinic's language
 * @stationery: (nullable): with the seal that files are compared with
 *
 * Returns: (transfer floating): a check that has not begun
 */
GtkWidget *
candor_seal_check_new (const CandorLanguage *language, const CandorStationery *stationery)
{
  CandorSealCheck *self = g_object_new (CANDOR_TYPE_SEAL_CHECK, NULL);

  self->language = language;
  if (stationery != NULL && stationery->seal != NULL)
    self->seal = candor_seal_ref (stationery->seal);
  return GTK_WIDGET (self);
}

/**
 * candor_seal_check_start:
 * @self: a check
 * @path: a file that anybody may have made
 *
 * Checks a file. What is known about another one goes.
 */
void
candor_seal_check_start (CandorSealCheck *self, const char *path)
{
  g_return_if_fail (CANDOR_IS_SEAL_CHECK (self));
  g_return_if_fail (path != NULL);

  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_free (self->path);
  self->path = g_strdup (path);
  start (self);
}

/**
 * candor_seal_check_start_bytes:
 * @self: a check
 * @pdf: a document that is in memory only, such as one out of an encrypted record
 *
 * Checks a document. What is known about another one goes.
 */
void
candor_seal_check_start_bytes (CandorSealCheck *self, GBytes *pdf)
{
  g_return_if_fail (CANDOR_IS_SEAL_CHECK (self));
  g_return_if_fail (pdf != NULL);

  g_clear_pointer (&self->path, g_free);
  g_bytes_ref (pdf);
  g_clear_pointer (&self->bytes, g_bytes_unref);
  self->bytes = pdf;
  start (self);
}

/**
 * candor_seal_check_is_readable:
 * @self: a check
 *
 * Returns: whether the file is one whose pages may be shown: a document that is whole
 */
gboolean
candor_seal_check_is_readable (CandorSealCheck *self)
{
  g_return_val_if_fail (CANDOR_IS_SEAL_CHECK (self), FALSE);

  return self->verdict != NULL
         && candor_verification_get_verdict (self->verdict) <= CANDOR_SEAL_NOT_SEALED;
}
