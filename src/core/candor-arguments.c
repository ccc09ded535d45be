/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * The arguments of a format, kept for a translation of it. printf () takes them only while the call
 * lasts, and the language of the reader may be known much later.
 */
#include <string.h>

#include "candor-format.h"

typedef struct
{
  union
  {
    gint64 number; /* (of d, i and c) */
    guint64 natural;
    double real;
    char *text; /* (owned) (nullable) */
  } value;
} Argument;

struct _CandorArguments
{
  CandorFormat format;
  Argument arguments[CANDOR_FORMAT_MAX_ARGUMENTS];
};

/* The type without its "h", "l", "ll" or "z". */
static char
kind_of (const char *type)
{
  return type[strlen (type) - 1];
}

static gboolean
is_text (const CandorArguments *self, guint i)
{
  return i < self->format.n && kind_of (self->format.types[i]) == 's';
}

static void
wipe (char *text)
{
  if (text != NULL)
    explicit_bzero (text, strlen (text));
  g_free (text);
}

/* Appends one argument as @directive wants it: in the width that it is kept in here. */
static void
append (const CandorArguments *self, const CandorFormatDirective *directive, GString *filled)
{
  const Argument *argument = &self->arguments[directive->place];
  char kind = kind_of (self->format.types[directive->place]);
  g_autofree char *shape = g_strndup (directive->shape, directive->shape_length);
  g_autofree char *one = NULL;

  switch (kind)
    {
    case 's':
      one = g_strconcat ("%", shape, "s", NULL);
      g_string_append_printf (filled, one,
                              argument->value.text != NULL ? argument->value.text : "(null)");
      break;
    case 'c':
      g_string_append_c (filled, (char)argument->value.number);
      break;
    case 'd':
    case 'i':
      one = g_strconcat ("%", shape, G_GINT64_FORMAT, NULL);
      g_string_append_printf (filled, one, argument->value.number);
      break;
    case 'u':
    case 'o':
    case 'x':
    case 'X':
      one = g_strdup_printf ("%%%s%s%c", shape, G_GINT64_MODIFIER, kind);
      g_string_append_printf (filled, one, argument->value.natural);
      break;
    default:
      one = g_strdup_printf ("%%%s%c", shape, kind);
      g_string_append_printf (filled, one, argument->value.real);
      break;
    }
}

static void
read_one (Argument *argument, const char *type, va_list *list)
{
  gboolean is_long = strncmp (type, "ll", 2) == 0;

  switch (kind_of (type))
    {
    case 's':
      argument->value.text = g_strdup (va_arg (*list, const char *));
      break;
    case 'c':
      argument->value.number = va_arg (*list, int);
      break;
    case 'd':
    case 'i':
      argument->value.number = is_long        ? va_arg (*list, long long)
                               : *type == 'l' ? va_arg (*list, long)
                               : *type == 'z' ? va_arg (*list, gssize)
                                              : va_arg (*list, int);
      break;
    case 'u':
    case 'o':
    case 'x':
    case 'X':
      argument->value.natural = is_long        ? va_arg (*list, unsigned long long)
                                : *type == 'l' ? va_arg (*list, unsigned long)
                                : *type == 'z' ? va_arg (*list, gsize)
                                               : va_arg (*list, unsigned int);
      break;
    default:
      argument->value.real = va_arg (*list, double);
      break;
    }
}

/**
 * candor_arguments_new:
 * @format: a format of ours
 * @list: what is given to it
 *
 * Returns: (transfer full): the arguments, those that are texts copied
 */
CandorArguments *
candor_arguments_new (const char *format, va_list list)
{
  g_autoptr (CandorArguments) self = g_new0 (CandorArguments, 1);
  va_list copy;

  if (!candor_format_read (format, &self->format))
    {
      g_critical ("“%s” is no format that Candor uses.", format);
      memset (&self->format, 0, sizeof self->format);
    }
  va_copy (copy, list);
  for (guint i = 0; i < self->format.n; i++)
    read_one (&self->arguments[i], self->format.types[i], &copy);
  va_end (copy);
  return g_steal_pointer (&self);
}

/**
 * candor_arguments_copy:
 * @self: arguments
 *
 * Returns: (transfer full): the same, with texts of their own
 */
CandorArguments *
candor_arguments_copy (const CandorArguments *self)
{
  CandorArguments *copy = g_memdup2 (self, sizeof *self);

  for (guint i = 0; i < self->format.n; i++)
    if (is_text (self, i))
      copy->arguments[i].value.text = g_strdup (self->arguments[i].value.text);
  return copy;
}

void
candor_arguments_free (CandorArguments *self)
{
  for (guint i = 0; i < self->format.n; i++)
    if (is_text (self, i))
      wipe (self->arguments[i].value.text);
  g_free (self);
}

/**
 * candor_arguments_size:
 * @self: arguments
 *
 * Returns: how many there are
 */
guint
candor_arguments_size (const CandorArguments *self)
{
  return self->format.n;
}

/**
 * candor_arguments_get_text:
 * @self: arguments
 * @i: which one
 *
 * Returns: (transfer none) (nullable): the text; %NULL for one that is a number
 */
const char *
candor_arguments_get_text (const CandorArguments *self, guint i)
{
  return is_text (self, i) ? self->arguments[i].value.text : NULL;
}

/**
 * candor_arguments_take_text:
 * @self: arguments
 * @i: one that is a text
 * @text: (transfer full): what stands in its place from now on
 */
void
candor_arguments_take_text (CandorArguments *self, guint i, char *text)
{
  g_return_if_fail (is_text (self, i));

  wipe (self->arguments[i].value.text);
  self->arguments[i].value.text = text;
}

/**
 * candor_arguments_fill:
 * @self: arguments
 * @format: the format that they were given to, or what candor_format_fits () finds to fit it
 *
 * Returns: (transfer full): @format with the arguments in their places
 */
char *
candor_arguments_fill (const CandorArguments *self, const char *format)
{
  GString *filled = g_string_new (NULL);
  guint n_met = 0, n_named = 0;

  while (*format != '\0')
    {
      gsize length = strcspn (format, "%");
      CandorFormatDirective next;

      g_string_append_len (filled, format, (gssize)length);
      format += length;
      if (*format == '\0')
        break;
      format++;
      if (*format == '%')
        {
          g_string_append_c (filled, '%');
          format++;
        }
      else if (candor_format_step (&format, &n_met, &n_named, &next) && next.place < self->format.n)
        append (self, &next, filled);
      else
        break;
    }
  return g_string_free (filled, FALSE);
}
