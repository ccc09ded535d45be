/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * What can be told from one translation beside its English, without any other file but the list of
 * wording.
 */
#include "candor-lint-po-private.h"

#include <string.h>

#include "candor-format.h"
#include "candor-signs.h"

/* Letters of Latin that look like Cyrillic ones. A word of one letter cannot mix scripts, so the Latin
 * "i" for the Ukrainian "і" is a fault that nothing else would find. */
#define LOOK_ALIKES "aceiopxyABCEHIKMOPTX"

static int
line_of (const CandorPoEntry *entry, guint form)
{
  return g_array_index (entry->text_lines, int, form);
}

/* The English that a form stands for. */
static const char *
english_of (const CandorPoEntry *entry)
{
  return entry->plural != NULL ? entry->plural : entry->message;
}

/**
 * candor_po_dup_without_placeholders:
 * @text: a message or a translation
 *
 * A number may come right before a letter: the letter of the placeholder is none of the word.
 *
 * Returns: (transfer full): @text with a space for each placeholder
 */
char *
candor_po_dup_without_placeholders (const char *text)
{
  g_autoptr (GRegex) regex
      = g_regex_new ("%([1-9]\\$)?[-+#0']*[0-9]*(\\.[0-9]+)?[hlz]{0,2}[a-zA-Z]", 0, 0, NULL);

  return g_regex_replace_literal (regex, text, -1, 0, " ", 0, NULL);
}

static void
check_signs (CandorPoCheck *self, int line, const char *text)
{
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    if (candor_signs_is_harmful (g_utf8_get_char (at)))
      {
        candor_po_check_fault (self, line,
                               "The sign U+%04X stands here: it cannot be seen, and can turn the "
                               "text around or end it. Take it away.",
                               g_utf8_get_char (at));
        return;
      }
}

/* The first letter of @letters that stands alone, or %NULL */
static char *
find_lone_letter (const char *text, const char *letters)
{
  g_autofree char *pattern
      = g_strdup_printf ("(?<![\\p{L}\\p{N}\\p{M}.’'-])[%s](?![\\p{L}\\p{N}\\p{M}.’'-])", letters);
  g_autoptr (GRegex) regex = g_regex_new (pattern, 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;

  return g_regex_match (regex, text, 0, &match) ? g_match_info_fetch (match, 0) : NULL;
}

/* The English has "I" and "a" as words of its own; any other letter, as in "vitamin C", is meant. */
static char *
find_lone_look_alike (const char *text, const char *english)
{
  char *letter = find_lone_letter (text, LOOK_ALIKES);
  g_autofree char *meant = letter != NULL ? find_lone_letter (english, letter) : NULL;

  if (meant != NULL && strchr ("aiI", *letter) == NULL)
    g_clear_pointer (&letter, g_free);
  return letter;
}

static gboolean
is_cyrillic (const char *text)
{
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    if (g_unichar_get_script (g_utf8_get_char (at)) == G_UNICODE_SCRIPT_CYRILLIC)
      return TRUE;
  return FALSE;
}

static void
check_scripts (CandorPoCheck *self, int line, const char *text, const char *english)
{
  g_autofree char *bare = candor_po_dup_without_placeholders (text);
  g_autofree char *word = candor_script_find_mixed (bare, NULL);
  g_autofree char *letter = is_cyrillic (bare) ? find_lone_look_alike (bare, english) : NULL;

  if (word != NULL)
    candor_po_check_fault (self, line,
                           "The word “%s” mixes letters of two scripts that look alike.", word);
  if (letter != NULL)
    candor_po_check_fault (self, line,
                           "“%s” is a Latin letter here, and looks like a Cyrillic one.", letter);
}

/* Tags and entities, sorted, so that two texts can be compared. */
static GPtrArray *
markup_of (const char *text)
{
  g_autoptr (GRegex) regex
      = g_regex_new ("</?[A-Za-z][^<>]*>|&(#[0-9a-fA-FxX]+|[A-Za-z]+);", 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  GPtrArray *found = g_ptr_array_new_with_free_func (g_free);

  for (g_regex_match (regex, text, 0, &match); g_match_info_matches (match);
       g_match_info_next (match, NULL))
    g_ptr_array_add (found, g_match_info_fetch (match, 0));
  return found;
}

static void
check_markup (CandorPoCheck *self, int line, const char *text, const char *english)
{
  g_autoptr (GPtrArray) wanted = markup_of (english);
  g_autoptr (GPtrArray) found = markup_of (text);

  for (guint i = 0; i < found->len; i++)
    if (!g_ptr_array_find_with_equal_func (wanted, found->pdata[i], g_str_equal, NULL))
      {
        candor_po_check_fault (self, line,
                               "“%s” is markup that the English has not. It would be shown as it "
                               "stands, or change how the page looks.",
                               (char *)found->pdata[i]);
        return;
      }
}

static gsize
n_blanks_before (const char *text)
{
  return strspn (text, " \n\t");
}

static gsize
n_blanks_behind (const char *text)
{
  gsize n = 0;

  for (gsize length = strlen (text); n < length && strchr (" \n\t", text[length - 1 - n]) != NULL;)
    n++;
  return n;
}

static void
check_blanks (CandorPoCheck *self, int line, const char *text, const char *english)
{
  gsize before = n_blanks_before (text), behind = n_blanks_behind (text);

  if (before != n_blanks_before (english) || strncmp (text, english, before) != 0)
    candor_po_check_fault (self, line,
                           "It must begin with the same spaces and line ends as the English.");
  else if (behind != n_blanks_behind (english)
           || !g_str_has_suffix (english, text + strlen (text) - behind))
    candor_po_check_fault (self, line,
                           "It must end with the same spaces and line ends as the English.");
}

/**
 * candor_po_check_text:
 * @entry: an entry
 * @form: which of its translations, none of them empty
 */
void
candor_po_check_text (CandorPoCheck *self, const CandorPoEntry *entry, guint form)
{
  const char *text = entry->texts->pdata[form];
  const char *english = english_of (entry);
  int line = line_of (entry, form);
  char *wording = NULL;

  if (!candor_format_fits (english, text, entry->plural != NULL))
    candor_po_check_fault (
        self, line,
        "The placeholders, such as %%s or %%1$d, must be the ones of the English, "
        "each as it stands there.");
  check_signs (self, line, text);
  if (candor_signs_is_too_long (entry->message, strlen (text)))
    {
      candor_po_check_fault (self, line,
                             "This is so much longer than the English that it would not "
                             "be shown.");
      return;
    }
  check_scripts (self, line, text, english);
  check_markup (self, line, text, english);
  check_blanks (self, line, text, english);
  if (self->means->wording != NULL)
    wording = candor_wording_check (self->means->wording, text);
  if (wording != NULL)
    candor_po_check_fault (self, line, "%s", wording);
  g_free (wording);
}
