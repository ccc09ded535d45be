/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include "core/candor-example.h"
#include "records/candor-unlock.h"

#define PASSPHRASE "seven quiet herons by the lake"

/* A store of an invented clinic, with a passphrase that is cheap to guess, and a finished visit. */
typedef struct
{
  char *parent;
  char *folder;
  CandorAgeIdentity *recovery;
  CandorProcedure *procedure;
  CandorVisit *visit;
} Fixture;

void set_up (Fixture *self, gconstpointer data);
void tear_down (Fixture *self, gconstpointer data);
void remove_all (const char *path);
CandorRegister *unlock (Fixture *self);
char *file_visit (CandorRegister *opened, Fixture *self);
char *read_log (Fixture *self);
guint count (const char *text, const char *part);
