/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * Errors that can be told in any language: beside its English message each of ours keeps the message of
 * the source that it was made of, and what was filled into it.
 */
#include "candor-error.h"

#include <string.h>

#include "candor-format.h"

#define MAX_DOMAINS 8

/* What a GError of one of our domains keeps besides. Empty in one that GLib's functions made. */
typedef struct
{
  char *message; /* (owned) (nullable): of the source; the singular where there is a plural */
  char *plural;  /* (owned) (nullable) */
  gulong n;      /* that a plural speaks of */
  CandorArguments *arguments; /* (owned) (nullable): %NULL where @message is no format */
  char *reason;               /* (owned) (nullable): one of them, a message of the source itself */
  GError *cause;              /* (owned) (nullable): whose message is one of them */
} CandorErrorPrivate;

static GMutex domains_mutex;
static GQuark domains[MAX_DOMAINS];

static gboolean
is_ours (GQuark domain)
{
  gboolean found = domain == CANDOR_ERROR;

  g_mutex_lock (&domains_mutex);
  for (gsize i = 0; !found && i < MAX_DOMAINS; i++)
    found = domains[i] != 0 && domains[i] == domain;
  g_mutex_unlock (&domains_mutex);
  return found;
}

/* Lies before the error, as in G_DEFINE_EXTENDED_ERROR (), which would make it for one domain alone. */
static CandorErrorPrivate *
private_of (const GError *error)
{
  const gsize alignment = 2 * sizeof (gsize);
  const gsize size = (sizeof (CandorErrorPrivate) + (alignment - 1)) & -alignment;

  return (CandorErrorPrivate *)(gpointer)((guint8 *)error - size);
}

static gboolean
is_argument (const CandorArguments *arguments, guint i, const char *text)
{
  return text != NULL && g_strcmp0 (candor_arguments_get_text (arguments, i), text) == 0;
}

/* Returns: (transfer full): @self in @language, so far as it can be told there */
static char *
fill (const CandorErrorPrivate *self, const char *text, const CandorLanguage *language)
{
  g_autoptr (CandorArguments) arguments = candor_arguments_copy (self->arguments);

  for (guint i = 0; i < candor_arguments_size (arguments); i++)
    if (is_argument (arguments, i, self->reason))
      candor_arguments_take_text (arguments, i,
                                  g_strdup (candor_language_text (language, self->reason)));
    else if (self->cause != NULL && is_argument (arguments, i, self->cause->message))
      candor_arguments_take_text (arguments, i, candor_error_dup_sentence (self->cause, language));
  return candor_arguments_fill (arguments, text);
}

/* Returns: (transfer full): an error that keeps @message and the arguments in @list */
static GError *
new_valist (
    GQuark domain, int code, const char *message, const char *plural, gulong n, va_list list)
{
  g_autoptr (CandorArguments) arguments = NULL;
  g_autofree char *english = NULL;
  CandorErrorPrivate *private;
  GError *error;

  arguments = candor_arguments_new (n == 1 || plural == NULL ? message : plural, list);
  english = candor_arguments_fill (arguments, n == 1 || plural == NULL ? message : plural);
  error = g_error_new_literal (domain, code, english);
  explicit_bzero (english, strlen (english));
  g_return_val_if_fail (is_ours (domain), error);

  private = private_of (error);
  private->message = g_strdup (message);
  private->plural = g_strdup (plural);
  private->n = n;
  private->arguments = g_steal_pointer (&arguments);
  return error;
}

static void
init_cb (GError *error)
{
  memset (private_of (error), 0, sizeof (CandorErrorPrivate));
}

static void
copy_cb (const GError *from, GError *to)
{
  const CandorErrorPrivate *source = private_of (from);
  CandorErrorPrivate *copy = private_of (to);

  copy->message = g_strdup (source->message);
  copy->plural = g_strdup (source->plural);
  copy->n = source->n;
  if (source->arguments != NULL)
    copy->arguments = candor_arguments_copy (source->arguments);
  copy->reason = g_strdup (source->reason);
  if (source->cause != NULL)
    copy->cause = g_error_copy (source->cause);
}

/* There may be a name in the message, and GLib only frees it. */
static void
clear_cb (GError *error)
{
  CandorErrorPrivate *private = private_of (error);

  if (error->message != NULL)
    explicit_bzero (error->message, strlen (error->message));
  g_clear_pointer (&private->message, g_free);
  g_clear_pointer (&private->plural, g_free);
  g_clear_pointer (&private->arguments, candor_arguments_free);
  g_clear_pointer (&private->reason, g_free);
  g_clear_error (&private->cause);
}

GQuark
candor_error_quark (void)
{
  static gsize quark;

  if (g_once_init_enter (&quark))
    g_once_init_leave (&quark, candor_error_register_domain ("candor-error-quark"));
  return (GQuark)quark;
}

/**
 * candor_error_register_domain:
 * @name: (not nullable): a literal; each is registered once
 *
 * Makes a domain whose errors can be told in any language.
 *
 * Returns: the domain
 */
GQuark
candor_error_register_domain (const char *name)
{
  GQuark domain = g_error_domain_register_static (name, sizeof (CandorErrorPrivate), init_cb,
                                                  copy_cb, clear_cb);
  gsize i = 0;

  g_mutex_lock (&domains_mutex);
  while (i < MAX_DOMAINS && domains[i] != 0)
    i++;
  g_assert (i < MAX_DOMAINS);
  domains[i] = domain;
  g_mutex_unlock (&domains_mutex);
  return domain;
}

/**
 * candor_error_new_literal:
 * @domain: one of our domains
 * @code: its code
 * @message: a message of the source, which is no format
 *
 * Returns: (transfer full): the error
 */
GError *
candor_error_new_literal (GQuark domain, int code, const char *message)
{
  GError *error = g_error_new_literal (domain, code, message);

  g_return_val_if_fail (is_ours (domain), error);

  private_of (error)->message = g_strdup (message);
  return error;
}

/**
 * candor_error_set_literal:
 * @error: (nullable): return location for the error
 * @domain: one of our domains
 * @code: its code
 * @message: a message of the source, which is no format
 */
void
candor_error_set_literal (GError **error, GQuark domain, int code, const char *message)
{
  if (error != NULL)
    g_propagate_error (error, candor_error_new_literal (domain, code, message));
}

/**
 * candor_error_set:
 * @error: (nullable): return location for the error
 * @domain: one of our domains
 * @code: its code
 * @format: a message of the source
 * @...: what is filled into it; texts that are no messages, such as names and what the system says
 */
void
candor_error_set (GError **error, GQuark domain, int code, const char *format, ...)
{
  va_list list;

  if (error == NULL)
    return;
  va_start (list, format);
  g_propagate_error (error, new_valist (domain, code, format, NULL, 0, list));
  va_end (list);
}

/**
 * candor_error_set_plural:
 * @error: (nullable): return location for the error
 * @domain: one of our domains
 * @code: its code
 * @singular: the message of the source for one
 * @plural: the message for any other number; it takes the same arguments
 * @n: the number that is spoken of
 * @...: what is filled in, @n among it
 */
void
candor_error_set_plural (GError **error,
                         GQuark domain,
                         int code,
                         const char *singular,
                         const char *plural,
                         gulong n,
                         ...)
{
  va_list list;

  if (error == NULL)
    return;
  va_start (list, n);
  g_propagate_error (error, new_valist (domain, code, singular, plural, n, list));
  va_end (list);
}

/**
 * candor_error_set_because:
 * @error: (nullable): return location for the error
 * @domain: one of our domains
 * @code: its code
 * @reason: a message of the source, which is one of the arguments too
 * @format: a message of the source
 * @...: what is filled into it
 *
 * Sets an error whose reason is told in the reader's language too.
 */
void
candor_error_set_because (
    GError **error, GQuark domain, int code, const char *reason, const char *format, ...)
{
  GError *made;
  va_list list;

  if (error == NULL)
    return;
  va_start (list, format);
  made = new_valist (domain, code, format, NULL, 0, list);
  va_end (list);
  if (is_ours (domain))
    private_of (made)->reason = g_strdup (reason);
  g_propagate_error (error, made);
}

/**
 * candor_error_set_around:
 * @error: (nullable): return location for the error
 * @domain: one of our domains
 * @code: its code
 * @cause: an error, whose message is one of the arguments
 * @format: a message of the source
 * @...: what is filled into it
 *
 * Sets an error that tells another one, in the reader's language where that can be.
 */
void
candor_error_set_around (
    GError **error, GQuark domain, int code, const GError *cause, const char *format, ...)
{
  GError *made;
  va_list list;

  if (error == NULL)
    return;
  va_start (list, format);
  made = new_valist (domain, code, format, NULL, 0, list);
  va_end (list);
  if (is_ours (domain))
    private_of (made)->cause = g_error_copy (cause);
  g_propagate_error (error, made);
}

/**
 * candor_error_turn:
 * @error: an error of ours
 * @domain: another of our domains
 * @code: a code of it
 *
 * Lets @error say the same for another reason: whoever asks for its code learns what the caller knows.
 */
void
candor_error_turn (GError *error, GQuark domain, int code)
{
  g_return_if_fail (is_ours (error->domain) && is_ours (domain));

  /* What is kept beside the message has one shape in all our domains. */
  error->domain = domain;
  error->code = code;
}

/**
 * candor_error_wrap:
 * @error: (nullable): an error that was set
 * @format: a message of the source with one "%s", for the sentence of @error
 *
 * Says more around an error. Its domain and code stay, if the domain is one of ours.
 */
void
candor_error_wrap (GError **error, const char *format)
{
  g_autoptr (GError) cause = NULL;
  GQuark domain;

  if (error == NULL || *error == NULL)
    return;
  cause = g_steal_pointer (error);
  domain = is_ours (cause->domain) ? cause->domain : CANDOR_ERROR;
  candor_error_set_around (error, domain,
                           domain == cause->domain ? cause->code : CANDOR_ERROR_FAILED, cause,
                           format, cause->message);
}

/**
 * candor_error_dup_sentence:
 * @error: (nullable): an error
 * @language: the language of whoever reads it
 *
 * What an error of ours says, in @language. What the system or another library says stands in it as they say
 * it; so does the whole message of an error that is not ours.
 *
 * Returns: (transfer full) (nullable): the sentence; %NULL for no error
 */
char *
candor_error_dup_sentence (const GError *error, const CandorLanguage *language)
{
  const CandorErrorPrivate *self;
  const char *original, *text;

  if (error == NULL)
    return NULL;
  self = is_ours (error->domain) ? private_of (error) : NULL;
  if (self == NULL || self->message == NULL)
    return g_strdup (error->message);
  original = self->plural != NULL && self->n != 1 ? self->plural : self->message;
  text = self->plural != NULL
             ? candor_language_plural (language, self->message, self->plural, self->n)
             : candor_language_text (language, self->message);
  if (self->arguments == NULL)
    return g_strdup (text);
  if (!candor_format_fits (original, text, self->plural != NULL))
    text = original;
  return fill (self, text, language);
}
