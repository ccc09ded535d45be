/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * What the commands that make the pages of a visit share: where they go, and what they are made of.
 */
#include "candorctl-pages.h"

void
candorctl_pages_clear (CandorctlPages *self)
{
  g_free (self->output);
  g_free (self->procedure_path);
  g_free (self->paper_name);
  g_free (self->logo_path);
  g_clear_object (&self->visit);
  g_clear_pointer (&self->procedure, candor_procedure_unref);
  g_clear_pointer (&self->logo, candor_logo_unref);
}

/**
 * candorctl_pages_check:
 * @self: what the command line says
 * @command: the name of the command
 *
 * Returns: %CANDORCTL_DONE, or the status of a command that was called in a wrong way
 */
int
candorctl_pages_check (CandorctlPages *self, const char *command)
{
  if (self->output == NULL || *self->output == '\0')
    return candorctl_usage ("%s needs “--output FILE.pdf”.", command);
  if (!candor_paper_from_string (self->paper_name, &self->paper))
    return candorctl_usage ("“%s” is no size of paper: use a4 or letter.", self->paper_name);
  return CANDORCTL_DONE;
}

/**
 * candorctl_pages_is_source:
 * @self: what the command line says
 * @visit_path: the visit
 * @output: (nullable): a file that will be written
 *
 * Returns: whether it would take the place of one that the pages are made from
 */
gboolean
candorctl_pages_is_source (const CandorctlPages *self, const char *visit_path, const char *output)
{
  return output != NULL
         && (candorctl_is_same_file (visit_path, output)
             || candorctl_is_same_file (self->procedure_path, output)
             || candorctl_is_same_file (self->logo_path, output));
}

/**
 * candorctl_pages_load:
 * @self: what the command line says
 * @visit_path: the visit
 * @error: return location for an error
 *
 * Reads the visit, its procedure and the logo.
 *
 * Returns: whether all of them could be read
 */
gboolean
candorctl_pages_load (CandorctlPages *self, const char *visit_path, GError **error)
{
  self->visit = candorctl_load_visit (visit_path, error);
  if (self->visit == NULL)
    return FALSE;
  self->procedure = candorctl_load_procedure (self->procedure_path, visit_path, self->visit, error);
  if (self->procedure == NULL)
    return FALSE;
  if (self->logo_path != NULL)
    self->logo = candor_logo_load (self->logo_path, error);
  return self->logo_path == NULL || self->logo != NULL;
}
