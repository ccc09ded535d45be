/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A print service of our own: a real cupsd, with its own folders, on a port of this computer. Its
 * printers write what they get into files. */
typedef struct
{
  char *folder; /* (owned) */
  int port;
  GPid pid; /* 0 while it does not run */
} PrintService;

PrintService *print_service_new (void);
void print_service_free (PrintService *self);
void print_service_start (PrintService *self);
void print_service_stop (PrintService *self);
void print_service_choose (PrintService *self);

/* What a printer does with what it gets. */
void print_service_add_printer (PrintService *self, const char *name, const char *manner);
void
print_service_run (PrintService *self, const char *tool, const char *first, const char *second);

GBytes *print_service_printed (PrintService *self, const char *name);
char *print_service_options (PrintService *self, const char *name);
guint print_service_count_spooled (PrintService *self);
GBytes *print_service_spooled (PrintService *self);
char *print_service_control (PrintService *self);

int print_port_that_listens (int *fd);
void print_choose_port (int port);
void print_expect_lone_computer (void);

G_END_DECLS
