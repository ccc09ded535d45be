/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include "core/candor-visit.h"

G_BEGIN_DECLS

/* What a command gives back to the shell. */
#define CANDORCTL_DONE 0
#define CANDORCTL_FAILED 1
#define CANDORCTL_USAGE 2
#define CANDORCTL_UNKNOWN_SIGNER 3
#define CANDORCTL_OTHER_KEY 3
#define CANDORCTL_ALTERED 4
#define CANDORCTL_UNREADABLE 5
#define CANDORCTL_NOT_SEALED 6

/* The commands. @arguments are those after the command's own name, in the encoding of the shell. */
int candorctl_render (GStrv *arguments);
int candorctl_blank_form (GStrv *arguments);
int candorctl_care_sheet (GStrv *arguments);
int candorctl_verdict (GStrv *arguments);
int candorctl_example (GStrv *arguments);
int candorctl_lint (GStrv *arguments);
int candorctl_new_procedure (GStrv *arguments);
int candorctl_new_seal (GStrv *arguments);
int candorctl_verify (GStrv *arguments);
int candorctl_recover (GStrv *arguments);
int candorctl_audit (GStrv *arguments);
int candorctl_backup (GStrv *arguments);
int candorctl_restore (GStrv *arguments);
int candorctl_init (GStrv *arguments);
int candorctl_commit (GStrv *arguments);
int candorctl_draft (GStrv *arguments);
int candorctl_drafts (GStrv *arguments);
int candorctl_expire (GStrv *arguments);
int candorctl_list (GStrv *arguments);
int candorctl_search (GStrv *arguments);
int candorctl_export (GStrv *arguments);
int candorctl_withdraw (GStrv *arguments);
int candorctl_certificate (GStrv *arguments);
int candorctl_passwd (GStrv *arguments);
int candorctl_version (void);

/* What they share. */
gboolean candorctl_parse (GStrv *arguments,
                          const char *command,
                          const char *parameters,
                          const char *summary,
                          const GOptionEntry *entries,
                          int *status);
int candorctl_usage (const char *format, ...) G_GNUC_PRINTF (1, 2);
int candorctl_fail (const GError *error);
char *candorctl_one_line (const char *text);
void candorctl_error_line (const char *text);
int candorctl_write (const char *text, gsize length);
gboolean candorctl_save (const char *path, GBytes *bytes, gboolean replace, GError **error);

int candorctl_lint_po (const char *path, const char *template_path);
gboolean candorctl_is_same_file (const char *one, const char *other);
gboolean candorctl_is_same_place (const char *one, const char *other);
CandorVisit *candorctl_load_visit (const char *path, GError **error);
char *candorctl_find_procedure (const char *named, GError **error);
CandorProcedure *candorctl_load_procedure (const char *procedure_path,
                                           const char *visit_path,
                                           CandorVisit *visit,
                                           GError **error);
gboolean candorctl_tell_missing (CandorProcedure *procedure, CandorVisit *visit);

G_END_DECLS
