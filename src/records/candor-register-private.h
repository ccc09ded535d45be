/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include "candor-register.h"

G_BEGIN_DECLS

struct _CandorRegister
{
  gatomicrefcount references;
  void (*closed) (gpointer self, gpointer data); /* (nullable) */
  gpointer closed_data;
  GMutex mutex;              /* for the desk, and so for the store */
  CandorDesk *desk;          /* (owned) */
  CandorAgeIdentity *clinic; /* (owned) */
  CandorSeal *seal;          /* (owned) */
  CandorKeySlot *slot;       /* (owned): as its passphrase has proved it */
  const char *who;           /* the name in it */
  CandorIndex *index;        /* (owned) */
  GPtrArray *unread;         /* (owned) (element-type filename): in the log, and not in the index */
  CandorLogPlace place;      /* what the index knows of the log */
  guint64 saved;             /* the number of the line that the index on the disk knows of */
};

char *candor_register_record_path (const char *id, GDateTime *when);
char *candor_register_find_number (CandorRegister *self, const char *file);
GBytes *candor_register_decrypt (CandorRegister *self, const char *file, GError **error);

G_END_DECLS
