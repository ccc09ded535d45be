/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#include "candorctl-pages.h"

#include "core/candor-missing.h"
#include "document/candor-paper-fonts.h"

/**
 * candorctl_tell_missing:
 * @procedure: a procedure
 * @visit: a visit that is about it
 *
 * Names each part that a form of it would lack, on a line of its own.
 *
 * Returns: whether there is any
 */
gboolean
candorctl_tell_missing (CandorProcedure *procedure, CandorVisit *visit)
{
  g_autoptr (GPtrArray) missing
      = candor_missing_list (procedure, visit, CANDOR_STAGE_COMPLETE, candor_language_english ());

  for (guint i = 0; i < missing->len; i++)
    {
      const CandorMissing *part = missing->pdata[i];
      g_autofree char *line = g_strdup_printf ("%s: %s", part->id, part->text);

      candorctl_error_line (line);
    }
  return missing->len > 0;
}

/* What a form is made of. */
typedef struct
{
  CandorctlPages pages;
  char *key;         /* (owned) (nullable) */
  char *certificate; /* (owned) (nullable) */
  gboolean draft;
} Wanted;

static void
wanted_clear (Wanted *self)
{
  candorctl_pages_clear (&self->pages);
  g_free (self->key);
  g_free (self->certificate);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Wanted, wanted_clear)

static GBytes *
make_form (const Wanted *wanted, GError **error)
{
  const CandorctlPages *pages = &wanted->pages;
  const CandorStationery stationery = { .paper = pages->paper, .logo = pages->logo };
  g_autoptr (CandorSeal) seal = NULL;
  CandorSealing sealing = { NULL };

  if (wanted->key != NULL
      && (seal = candor_seal_load (wanted->key, wanted->certificate, error)) == NULL)
    return NULL;

  sealing.seal = seal;
  return candor_consent_form_render_on (pages->procedure, pages->visit, &stationery,
                                        wanted->draft ? CANDOR_FORM_DRAFT : CANDOR_FORM_FINAL,
                                        seal != NULL ? &sealing : NULL, error);
}

static int
render (Wanted *wanted, const char *visit_path)
{
  CandorctlPages *pages = &wanted->pages;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;

  candor_paper_fonts_find_alone ();
  if (!candorctl_pages_load (pages, visit_path, &error))
    return candorctl_fail (error);
  if (!wanted->draft && candorctl_tell_missing (pages->procedure, pages->visit))
    return CANDORCTL_FAILED;

  bytes = make_form (wanted, &error);
  if (bytes == NULL || !candorctl_save (pages->output, bytes, TRUE, &error))
    return candorctl_fail (error);
  return CANDORCTL_DONE;
}

/* Returns: %CANDORCTL_DONE, or the status of a command that was called in a wrong way. */
static int
check (Wanted *wanted, const char *visit_path)
{
  const char *output = wanted->pages.output;
  int status = candorctl_pages_check (&wanted->pages, "render");

  if (status != CANDORCTL_DONE)
    return status;
  if ((wanted->key == NULL) != (wanted->certificate == NULL))
    return candorctl_usage ("a seal needs both “--seal-key KEY.pem” and “--certificate CERT.pem”.");
  if (wanted->key != NULL && wanted->draft)
    return candorctl_usage ("a draft is never sealed: leave out “--draft” or the key.");
  if (candorctl_pages_is_source (&wanted->pages, visit_path, output)
      || candorctl_is_same_file (wanted->key, output)
      || candorctl_is_same_file (wanted->certificate, output))
    return candorctl_usage ("the PDF would take the place of “%s”, which it is made from. "
                            "Nothing was changed; give it another name.",
                            output);
  return CANDORCTL_DONE;
}

int
candorctl_render (GStrv *arguments)
{
  g_auto (Wanted) wanted = { .draft = FALSE };
  int status;
  const GOptionEntry entries[] = {
    CANDORCTL_PAGES_OPTIONS (&wanted.pages),
    { "draft", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_NONE, &wanted.draft,
      "Allow missing parts, and say “Draft” on every page", NULL },
    { "seal-key", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_FILENAME, &wanted.key,
      "Seal the form with this key; without one every page says “Unsealed copy”", "KEY.pem" },
    { "certificate", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_FILENAME, &wanted.certificate,
      "The certificate of that key", "CERT.pem" },
    G_OPTION_ENTRY_NULL,
  };

  if (!candorctl_parse (arguments, "render", "VISIT.json",
                        "Makes the consent form of a visit. When a part is missing, each is named "
                        "on a line of its own and no file is written.",
                        entries, &status))
    return status;
  if (g_strv_length (*arguments) != 2)
    return candorctl_usage ("render takes one visit. See “candorctl render --help”.");
  status = check (&wanted, (*arguments)[1]);
  return status == CANDORCTL_DONE ? render (&wanted, (*arguments)[1]) : status;
}
