/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#include "candorctl.h"

#include "core/candor-missing.h"
#include "document/candor-consent-form.h"
#include "document/candor-paper-fonts.h"
#include "vault/candor-atomic-file.h"

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
  char *visit;       /* (owned) */
  char *procedure;   /* (owned) (nullable) */
  char *output;      /* (owned) */
  char *key;         /* (owned) (nullable) */
  char *certificate; /* (owned) (nullable) */
  char *paper_name;  /* (owned) (nullable) */
  char *logo;        /* (owned) (nullable) */
  CandorPaper paper;
  gboolean draft;
} Wanted;

static void
wanted_clear (Wanted *self)
{
  g_free (self->visit);
  g_free (self->procedure);
  g_free (self->output);
  g_free (self->key);
  g_free (self->certificate);
  g_free (self->paper_name);
  g_free (self->logo);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Wanted, wanted_clear)

static GBytes *
make_form (const Wanted *wanted, CandorProcedure *procedure, CandorVisit *visit, GError **error)
{
  g_autoptr (CandorSeal) seal = NULL;
  g_autoptr (CandorLogo) logo = NULL;
  CandorStationery stationery = { .paper = wanted->paper };
  CandorSealing sealing = { NULL };

  if (wanted->logo != NULL && (logo = candor_logo_load (wanted->logo, error)) == NULL)
    return NULL;
  if (wanted->key != NULL
      && (seal = candor_seal_load (wanted->key, wanted->certificate, error)) == NULL)
    return NULL;

  stationery.logo = logo;
  sealing.seal = seal;
  return candor_consent_form_render_on (procedure, visit, &stationery,
                                        wanted->draft ? CANDOR_FORM_DRAFT : CANDOR_FORM_FINAL,
                                        seal != NULL ? &sealing : NULL, error);
}

static int
render (const Wanted *wanted)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CandorVisit) visit = NULL;
  g_autoptr (CandorProcedure) procedure = NULL;
  g_autoptr (GBytes) bytes = NULL;

  candor_paper_fonts_find_alone ();
  visit = candorctl_load_visit (wanted->visit, &error);
  if (visit != NULL)
    procedure = candorctl_load_procedure (wanted->procedure, wanted->visit, visit, &error);
  if (procedure == NULL)
    return candorctl_fail (error);
  if (!wanted->draft && candorctl_tell_missing (procedure, visit))
    return CANDORCTL_FAILED;

  bytes = make_form (wanted, procedure, visit, &error);
  if (bytes == NULL || !candor_atomic_file_replace (wanted->output, bytes, &error))
    return candorctl_fail (error);
  return CANDORCTL_DONE;
}

/* Returns: %CANDORCTL_DONE, or the status of a command that was called in a wrong way. */
static int
check (Wanted *wanted)
{
  const char *const sources[]
      = { wanted->visit, wanted->procedure, wanted->key, wanted->certificate, wanted->logo };

  if (wanted->output == NULL || *wanted->output == '\0')
    return candorctl_usage ("render needs “--output FILE.pdf”.");
  if (!candor_paper_from_string (wanted->paper_name, &wanted->paper))
    return candorctl_usage ("“%s” is no size of paper: use a4 or letter.", wanted->paper_name);
  if ((wanted->key == NULL) != (wanted->certificate == NULL))
    return candorctl_usage ("a seal needs both “--seal-key KEY.pem” and “--certificate CERT.pem”.");
  if (wanted->key != NULL && wanted->draft)
    return candorctl_usage ("a draft is never sealed: leave out “--draft” or the key.");
  for (gsize i = 0; i < G_N_ELEMENTS (sources); i++)
    if (candorctl_is_same_file (sources[i], wanted->output))
      return candorctl_usage ("the PDF would take the place of “%s”, which it is made from. "
                              "Nothing was changed; give it another name.",
                              wanted->output);
  return CANDORCTL_DONE;
}

int
candorctl_render (GStrv *arguments)
{
  g_auto (Wanted) wanted = { .paper = CANDOR_PAPER_A4 };
  int status;
  const GOptionEntry entries[] = {
    { "output", 'o', G_OPTION_FLAG_NONE, G_OPTION_ARG_FILENAME, &wanted.output, "The PDF to write",
      "FILE.pdf" },
    { "draft", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_NONE, &wanted.draft,
      "Allow missing parts, and say “Draft” on every page", NULL },
    { "procedure", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_FILENAME, &wanted.procedure,
      "The procedure file, if it is not the one that the visit names", "FILE.xml" },
    { "paper", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_STRING, &wanted.paper_name,
      "The size of the pages: a4 (default) or letter", "SIZE" },
    { "logo", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_FILENAME, &wanted.logo,
      "The clinic's logo: an SVG or PNG file", "FILE" },
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
  wanted.visit = g_strdup ((*arguments)[1]);
  status = check (&wanted);
  return status == CANDORCTL_DONE ? render (&wanted) : status;
}
