/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * Which libraries candorctl was built against, and which it runs with.
 */
#include "candorctl.h"

#include <cairo.h>
#include <dlfcn.h>
#include <json-glib/json-glib.h>
#include <pango/pango.h>
#include <stdlib.h>
#include <string.h>

#include "document/candor-gnutls.h"
#include "document/candor-qpdf.h"

#define MISSING "none: it is not installed"

static void
add_library (GString *text, const char *name, const char *built, const char *running)
{
  g_string_append_printf (text, "%-10s built against %-10s running with %s\n", name, built,
                          running);
}

/* JSON-GLib does not tell its version at run time, but the name of its file holds it. */
static char *
json_glib_file (void)
{
  Dl_info info;
  g_autofree char *path = NULL;

  if (dladdr ((gpointer)(gsize)json_parser_get_type, &info) == 0 || info.dli_fname == NULL)
    return g_strdup ("an unknown version");
  path = realpath (info.dli_fname, NULL);
  return g_path_get_basename (path != NULL ? path : info.dli_fname);
}

int
candorctl_version (void)
{
  g_autoptr (GString) text = g_string_new ("candorctl " CANDOR_VERSION "\n");
  g_autofree char *glib_built
      = g_strdup_printf ("%d.%d.%d", GLIB_MAJOR_VERSION, GLIB_MINOR_VERSION, GLIB_MICRO_VERSION);
  g_autofree char *glib_running
      = g_strdup_printf ("%u.%u.%u", glib_major_version, glib_minor_version, glib_micro_version);
  g_autofree char *json_running = json_glib_file ();

  add_library (text, "GLib", glib_built, glib_running);
  add_library (text, "JSON-GLib", JSON_VERSION_S, json_running);
  add_library (text, "Cairo", CAIRO_VERSION_STRING, cairo_version_string ());
  add_library (text, "Pango", PANGO_VERSION_STRING, pango_version_string ());
  add_library (text, "qpdf", QPDF_VERSION,
               candor_qpdf_load (NULL) ? qpdf_get_qpdf_version () : MISSING);
  add_library (text, "GnuTLS", GNUTLS_VERSION,
               candor_gnutls_load (NULL) ? gnutls_check_version (NULL) : MISSING);
  return candorctl_write (text->str, text->len);
}
