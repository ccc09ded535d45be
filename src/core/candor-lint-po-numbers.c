/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * The numbers of a translation beside those of its English. A patient who reads 25 where 2.5 is meant was
 * told another thing, and nothing else that is looked at would find it.
 *
 * Languages write the same number in different ways: in their own digits, with a comma or a point, with
 * marks between thousands, or as a word where it is small. What still differs after that is told.
 */
#include "candor-lint-po-private.h"

#include <stdlib.h>
#include <string.h>

/* Up to here a number of the English may be a word in the translation. */
#define MAX_WORD 12

typedef struct
{
  char *digits;      /* (owned): such as "2.5" */
  gboolean is_named; /* part of a name, such as "SHA-256" */
} Number;

/* What English says as a word and another language as a number; Chinese, for one, numbers its months. */
static const struct
{
  const char *word;
  const char *digits;
} words[] = {
  { "one", "1" },       { "once", "1" },      { "first", "1" },       { "January", "1" },
  { "two", "2" },       { "twice", "2" },     { "second", "2" },      { "both", "2" },
  { "February", "2" },  { "three", "3" },     { "third", "3" },       { "March", "3" },
  { "four", "4" },      { "April", "4" },     { "five", "5" },        { "May", "5" },
  { "six", "6" },       { "June", "6" },      { "seven", "7" },       { "week", "7" },
  { "July", "7" },      { "eight", "8" },     { "August", "8" },      { "nine", "9" },
  { "September", "9" }, { "ten", "10" },      { "October", "10" },    { "eleven", "11" },
  { "November", "11" }, { "twelve", "12" },   { "December", "12" },   { "fortnight", "14" },
  { "day", "24" },      { "hundred", "100" }, { "thousand", "1000" },
};

static void
number_free (gpointer data)
{
  Number *self = data;

  g_free (self->digits);
  g_free (self);
}

/* In ASCII: digits of any script, a mark between them as “.” or, where it only parts thousands, “'”,
 * letters of Latin, and “_” for everything else. */
static char *
simplify (const char *text)
{
  g_autofree char *bare = candor_po_dup_without_placeholders (text);
  GString *plain = g_string_new (NULL);

  for (const char *at = bare; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if (g_unichar_isdigit (c))
        g_string_append_c (plain, '0' + (char)g_unichar_digit_value (c));
      else if (c == '.' || c == ',' || c == 0x066b /* of Arabic */)
        g_string_append_c (plain, '.');
      else if (c == '\'' || c == 0x2019 || c == 0x066c || g_unichar_isspace (c))
        g_string_append_c (plain, '\'');
      else if (c == '-' || c == 0x2011)
        g_string_append_c (plain, '-');
      else
        g_string_append_c (plain, c < 0x80 && g_ascii_isalpha (c) ? (char)c : '_');
    }
  return g_string_free (plain, FALSE);
}

/* Takes one number off @at; @joined: with what stands behind its marks. */
static Number *
take_number (const char **at, gboolean is_named, gboolean joined)
{
  Number *number = g_new0 (Number, 1);
  gsize length = strspn (*at, "0123456789");
  GString *digits = g_string_new_len (*at, length);
  gboolean is_part = FALSE;
  gsize n;

  *at += length;
  while (joined && !is_part && (**at == '.' || **at == '\'')
         && (n = strspn (*at + 1, "0123456789")) > 0)
    {
      gboolean is_thousands = n == 3 && length <= 3 && *digits->str != '0';

      if (!is_thousands && **at == '\'')
        break;
      is_part = !is_thousands;
      if (is_part)
        g_string_append_c (digits, '.');
      g_string_append_len (digits, *at + 1, n);
      *at += 1 + n;
    }
  while (!is_part && digits->len > 1 && *digits->str == '0')
    g_string_erase (digits, 0, 1);
  number->digits = g_string_free (digits, FALSE);
  number->is_named = is_named;
  return number;
}

static GPtrArray *
read_numbers (const char *text, gboolean joined)
{
  g_autofree char *plain = simplify (text);
  GPtrArray *numbers = g_ptr_array_new_with_free_func (number_free);

  for (const char *at = plain; *at != '\0';)
    {
      gboolean is_named = (at > plain && g_ascii_isalpha (at[-1]))
                          || (at > plain + 1 && at[-1] == '-' && g_ascii_isalpha (at[-2]));

      if (g_ascii_isdigit (*at))
        g_ptr_array_add (numbers, take_number (&at, is_named, joined));
      else
        at++;
    }
  return numbers;
}

static gboolean
is_same (gconstpointer a, gconstpointer b)
{
  return g_str_equal (((const Number *)a)->digits, ((const Number *)b)->digits);
}

static gboolean
has (GPtrArray *numbers, const Number *number)
{
  return g_ptr_array_find_with_equal_func (numbers, number, is_same, NULL);
}

static gboolean
has_as_word (const char *english, const char *digits)
{
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_equal (words[i].digits, digits))
      {
        g_autofree char *pattern = g_strdup_printf ("\\b%s(s|th|ths)?\\b", words[i].word);

        if (g_regex_match_simple (pattern, english, G_REGEX_CASELESS, 0))
          return TRUE;
      }
  return FALSE;
}

/* A form of a plural that goes with one number may say it: "1 día" for "%u day". */
static gboolean
is_of_form (const CandorPoEntry *entry, const char *digits)
{
  return entry->plural != NULL && strlen (digits) == 1 && *digits <= '2';
}

/* Returns: (nullable): the first number of @numbers that is not in @others as often */
static const Number *
find_other (GPtrArray *numbers, GPtrArray *others)
{
  g_autoptr (GPtrArray) left = g_ptr_array_new ();

  for (guint i = 0; i < others->len; i++)
    g_ptr_array_add (left, others->pdata[i]);
  for (guint i = 0; i < numbers->len; i++)
    {
      const Number *number = numbers->pdata[i];
      guint at;

      if (g_ptr_array_find_with_equal_func (left, number, is_same, &at))
        g_ptr_array_remove_index (left, at);
      else if (!number->is_named)
        return number;
    }
  return NULL;
}

typedef struct
{
  GPtrArray *english; /* (owned) (element-type Number) */
  GPtrArray *text;    /* (owned) (element-type Number): without what the English has as a word */
  const Number *new;  /* (nullable): only the translation has it */
  const Number *lost; /* (nullable): only the English has it */
} Difference;

static void
difference_clear (Difference *self)
{
  g_clear_pointer (&self->english, g_ptr_array_unref);
  g_clear_pointer (&self->text, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Difference, difference_clear)

static void
find_difference (Difference *self, const CandorPoEntry *entry, const char *text, gboolean joined)
{
  const char *english = entry->plural != NULL ? entry->plural : entry->message;
  g_autoptr (GPtrArray) singular = read_numbers (entry->message, joined);

  self->english = read_numbers (english, joined);
  self->text = read_numbers (text, joined);
  for (guint i = self->text->len; i > 0; i--)
    {
      const Number *number = self->text->pdata[i - 1];

      if (!has (self->english, number)
          && (has (singular, number) || is_of_form (entry, number->digits)
              || has_as_word (entry->message, number->digits)))
        g_ptr_array_remove_index (self->text, i - 1);
    }
  self->new = find_other (self->text, self->english);
  self->lost = find_other (self->english, self->text);
  /* By itself, a number that is only said more or less often is the same text. */
  if (self->lost == NULL && self->new != NULL &&has (self->english, self->new))
    self->new = NULL;
  if (self->new == NULL && self->lost != NULL
      && (atoi (self->lost->digits) <= MAX_WORD || has (self->text, self->lost)))
    self->lost = NULL;
}

/* Times of the clock have other numbers in most languages, and Chinese counts in ten thousands. */
static gboolean
is_counted_otherwise (const char *english, const char *text)
{
  return g_regex_match_simple ("[0-9] ?[ap]\\.?m\\b", english, G_REGEX_CASELESS, 0)
         || g_regex_match_simple ("\\d\\s?[十百千万萬亿億]", text, 0, 0);
}

static gboolean
is_different (const Difference *self)
{
  return self->new != NULL || self->lost != NULL;
}

/* “20.11.2026” for “20 11 2026”, and “14.30” for “14:30”, have the same numbers between the marks; "5.2" for
 * "2.5" has them, too, and is another number. */
static gboolean
has_other_marks (const Difference *joined, const CandorPoEntry *entry, const char *text)
{
  g_auto (Difference) apart = { NULL };

  if (joined->new != NULL
      && joined->lost != NULL &&strchr (joined->new->digits, '.')
             != NULL &&strchr (joined->lost->digits, '.') != NULL)
    return FALSE;
  find_difference (&apart, entry, text, FALSE);
  return !is_different (&apart);
}

/**
 * candor_po_check_numbers:
 * @entry: an entry
 * @form: which of its translations
 */
void
candor_po_check_numbers (CandorPoCheck *self, const CandorPoEntry *entry, guint form)
{
  const char *text = entry->texts->pdata[form];
  int line = g_array_index (entry->text_lines, int, form);
  g_auto (Difference) joined = { NULL };

  if (is_counted_otherwise (entry->message, text))
    return;
  find_difference (&joined, entry, text, TRUE);
  if (!is_different (&joined) || has_other_marks (&joined, entry, text))
    return;
  if (joined.new != NULL && joined.lost != NULL)
    candor_po_check_fault (self, line,
                           "The number “%s” stands here, and the English has “%s”: they must be "
                           "the same.",
                           joined.new->digits, joined.lost->digits);
  else if (joined.new != NULL)
    candor_po_check_remark (self, line,
                            "The number “%s” stands here, and the English does not have it.",
                            joined.new->digits);
  else
    candor_po_check_remark (self, line,
                            "The English has the number “%s”, and it does not stand here.",
                            joined.lost->digits);
}
