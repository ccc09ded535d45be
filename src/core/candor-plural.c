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

/* Some look at millions. */
static const gulong large_numbers[]
    = { 10000, 1000000, 1000001, 1000011, 2000000, 999999999, 2147483647ul, 4294967295ul };

typedef struct
{
  const char *at;
  gulong n;
  guint depth;
  guint passed_over; /* how many parts we are in that are not asked for, as behind “0 &&” */
  gboolean failed;
  gboolean divides_by_zero;
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

/* What is divided by nothing ends a rule, but not in a part of it that is not asked for. */
static gulong
read_divisor (Reader *self)
{
  gulong by = read_value (self);

  if (by == 0 && self->passed_over == 0 && !self->failed)
    {
      self->divides_by_zero = TRUE;
      fail (self);
    }
  return MAX (by, 1);
}

static gulong
read_product (Reader *self)
{
  gulong value = read_value (self);

  while (!self->failed)
    {
      if (take (self, "*"))
        value *= read_value (self);
      else if (take (self, "/"))
        value /= read_divisor (self);
      else if (take (self, "%"))
        value %= read_divisor (self);
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

/* Reads the part of a rule that @read knows; it is @asked for or passed over. */
static gulong
read_part (Reader *self, gulong (*read) (Reader *), gboolean asked)
{
  gulong value;

  self->passed_over += !asked;
  value = read (self);
  self->passed_over -= !asked;
  return value;
}

static gulong
read_both (Reader *self)
{
  gulong value = read_same (self);

  while (!self->failed && take (self, "&&"))
    {
      gulong other = read_part (self, read_same, value != 0);

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
      gulong other = read_part (self, read_both, value == 0);

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
      gulong yes = read_part (self, read_choice, value != 0);
      gulong no = take (self, ":") ? read_part (self, read_choice, value == 0) : fail (self);

      value = value ? yes : no;
    }
  self->depth--;
  return value;
}

/* Returns: %NULL if @rule is one, with @form for @n; otherwise why it is none */
static const char *
evaluate (const char *rule, gulong n, guint *form)
{
  Reader reader = { .at = rule, .n = n };
  gulong value = read_choice (&reader);

  take (&reader, "");
  *form = (guint)MIN (value, G_MAXUINT);
  if (reader.divides_by_zero)
    return N_ ("its rule divides by zero");
  return reader.failed || *reader.at != '\0' ? N_ ("its rule is not one") : NULL;
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
check_number (const char *rule, guint n_forms, gulong n, GError **error)
{
  guint form;
  const char *why = evaluate (rule, n, &form);

  if (why == NULL && form >= n_forms)
    why = N_ ("its rule asks for a form that there is not");
  return why == NULL || refuse (error, why);
}

static gboolean
check (const char *rule, guint n_forms, GError **error)
{
  for (gulong n = 0; n <= N_TRIED; n++)
    if (!check_number (rule, n_forms, n, error))
      return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (large_numbers); i++)
    if (!check_number (rule, n_forms, large_numbers[i], error))
      return FALSE;
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

  return evaluate (rule, n, &form) == NULL ? form : 0;
}
