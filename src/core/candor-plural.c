/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * Which form of a word goes with a number: the rule in the head of a catalogue, an expression of C with
 * "n" for the number. A catalogue may come from anywhere, so nothing in a rule can crash, hang or
 * reach a form that is not there.
 */
#include "candor-plural.h"

#include <string.h>

#include "candor-error.h"

/* The longest rule in use has 120 characters and a depth of 12. */
#define MAX_RULE 512
#define MAX_DEPTH 64

/* Numbers that a rule is tried with before it is taken: rules look at the last two digits. */
#define N_TRIED 1000

typedef struct
{
  const char *at;
  gulong n;
  guint depth;
  gboolean failed;
} Reader;

static gulong read_choice (Reader *self);

/* Whether @sign is next; then it is behind us. */
static gboolean
take (Reader *self, const char *sign)
{
  while (*self->at == ' ')
    self->at++;
  if (!g_str_has_prefix (self->at, sign))
    return FALSE;
  self->at += strlen (sign);
  return TRUE;
}

static gulong
fail (Reader *self)
{
  self->failed = TRUE;
  self->at = "";
  return 0;
}

static gulong
read_value (Reader *self)
{
  gulong value = 0;

  if (++self->depth > MAX_DEPTH)
    return fail (self);
  if (take (self, "!"))
    value = !read_value (self);
  else if (take (self, "("))
    {
      value = read_choice (self);
      if (!take (self, ")"))
        fail (self);
    }
  else if (take (self, "n"))
    value = self->n;
  else if (g_ascii_isdigit (*self->at))
    for (guint i = 0; g_ascii_isdigit (*self->at); i++)
      {
        if (i > 8)
          return fail (self);
        value = value * 10 + (gulong)(*self->at++ - '0');
      }
  else
    fail (self);
  self->depth--;
  return value;
}

/* What cannot be divided is 0 in a rule, as in the part of it that is not asked for. */
static gulong
read_product (Reader *self)
{
  gulong value = read_value (self);

  while (!self->failed)
    {
      if (take (self, "*"))
        value *= read_value (self);
      else if (take (self, "/"))
        {
          gulong by = read_value (self);

          value = by == 0 ? 0 : value / by;
        }
      else if (take (self, "%"))
        {
          gulong by = read_value (self);

          value = by == 0 ? 0 : value % by;
        }
      else
        break;
    }
  return value;
}

static gulong
read_sum (Reader *self)
{
  gulong value = read_product (self);

  while (!self->failed)
    {
      if (take (self, "+"))
        value += read_product (self);
      else if (take (self, "-"))
        value -= read_product (self);
      else
        break;
    }
  return value;
}

static gulong
read_order (Reader *self)
{
  gulong value = read_sum (self);

  while (!self->failed)
    {
      if (take (self, "<="))
        value = value <= read_sum (self);
      else if (take (self, ">="))
        value = value >= read_sum (self);
      else if (take (self, "<"))
        value = value < read_sum (self);
      else if (take (self, ">"))
        value = value > read_sum (self);
      else
        break;
    }
  return value;
}

static gulong
read_same (Reader *self)
{
  gulong value = read_order (self);

  while (!self->failed)
    {
      if (take (self, "=="))
        value = value == read_order (self);
      else if (take (self, "!="))
        value = value != read_order (self);
      else
        break;
    }
  return value;
}

static gulong
read_both (Reader *self)
{
  gulong value = read_same (self);

  while (!self->failed && take (self, "&&"))
    {
      gulong other = read_same (self);

      value = value && other;
    }
  return value;
}

static gulong
read_either (Reader *self)
{
  gulong value = read_both (self);

  while (!self->failed && take (self, "||"))
    {
      gulong other = read_both (self);

      value = value || other;
    }
  return value;
}

static gulong
read_choice (Reader *self)
{
  gulong value;

  if (++self->depth > MAX_DEPTH)
    return fail (self);
  value = read_either (self);
  if (!self->failed && take (self, "?"))
    {
      gulong yes = read_choice (self);
      gulong no = take (self, ":") ? read_choice (self) : fail (self);

      value = value ? yes : no;
    }
  self->depth--;
  return value;
}

/* Returns: whether @rule is one, with @form for @n */
static gboolean
evaluate (const char *rule, gulong n, guint *form)
{
  Reader reader = { rule, n, 0, FALSE };
  gulong value = read_choice (&reader);

  take (&reader, "");
  *form = (guint)MIN (value, G_MAXUINT);
  return !reader.failed && *reader.at == '\0';
}

static gboolean
refuse (GError **error, const char *why)
{
  candor_error_set_because (
      error, CANDOR_ERROR, CANDOR_ERROR_INVALID, why,
      "The line “Plural-Forms” of the translation cannot be used: %s. See po/README.md for "
      "the line of each language.",
      why);
  return FALSE;
}

static gboolean
check (const char *rule, guint n_forms, GError **error)
{
  for (gulong n = 0; n <= N_TRIED; n++)
    {
      guint form;

      if (!evaluate (rule, n, &form))
        return refuse (error, N_ ("its rule is not one"));
      if (form >= n_forms)
        return refuse (error, N_ ("its rule asks for a form that there is not"));
    }
  return TRUE;
}

/**
 * candor_plural_read:
 * @header: what stands behind "Plural-Forms:" in the head of a catalogue
 * @rule: (out) (transfer full): the rule, for candor_plural_form ()
 * @n_forms: (out): how many forms there are, 1 to %CANDOR_PLURAL_MAX_FORMS
 * @error: return location for an error
 *
 * Reads, for example, "nplurals=2; plural=(n != 1);". The rule is tried with many numbers.
 *
 * Returns: whether it is one; otherwise %CANDOR_ERROR_INVALID
 */
gboolean
candor_plural_read (const char *header, char **rule, guint *n_forms, GError **error)
{
  const char *count = strstr (header, "nplurals=");
  const char *start = strstr (header, "plural=");
  g_autofree char *text = NULL;
  gsize length;

  if (count == NULL || start == NULL)
    return refuse (error, N_ ("it does not say “nplurals=…; plural=…;”"));
  count += strlen ("nplurals=");
  start += strlen ("plural=");
  if (*count < '1' || *count > '0' + CANDOR_PLURAL_MAX_FORMS || g_ascii_isdigit (count[1]))
    return refuse (error, N_ ("it has no number of forms from 1 to 8"));
  length = strcspn (start, ";\n");
  if (length > MAX_RULE)
    return refuse (error, N_ ("its rule is too long"));
  text = g_strstrip (g_strndup (start, length));
  if (!check (text, (guint)(*count - '0'), error))
    return FALSE;
  *n_forms = (guint)(*count - '0');
  *rule = g_steal_pointer (&text);
  return TRUE;
}

/**
 * candor_plural_form:
 * @rule: a rule that candor_plural_read () took
 * @n: a number
 *
 * Returns: which form goes with @n, counted from 0; the caller looks whether it is there
 */
guint
candor_plural_form (const char *rule, gulong n)
{
  guint form;

  return evaluate (rule, n, &form) ? form : 0;
}
