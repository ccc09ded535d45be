/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * Hard words: each is explained where it first stands, and can be tapped on every page.
 */
#include "candor-lint-private.h"

#include <string.h>

struct _CandorTermWatch
{
  char **jargon;       /* (owned): hard words, in small letters */
  char **terms;        /* (owned): words of the glossary, in small letters */
  GHashTable *met;     /* (owned) (element-type utf8): jargon that has stood in the file */
  GHashTable *on_page; /* (owned) (element-type utf8): terms that have stood on this page */
};

/**
 * candor_term_watch_new:
 * @jargon: (array zero-terminated=1): hard words that must be explained
 * @terms: (element-type CandorTerm): the glossary
 *
 * Returns: (transfer full): a watch over a file that is read from its first word on
 */
CandorTermWatch *
candor_term_watch_new (const char *const *jargon, GPtrArray *terms)
{
  CandorTermWatch *self = g_new0 (CandorTermWatch, 1);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; i < terms->len; i++)
    {
      g_autofree char *word = g_utf8_strdown (((CandorTerm *)terms->pdata[i])->word, -1);

      g_strv_builder_add (builder, word);
    }
  self->terms = g_strv_builder_end (builder);
  self->jargon = g_strdupv ((char **)jargon);
  self->met = g_hash_table_new (g_str_hash, g_str_equal);
  self->on_page = g_hash_table_new (g_str_hash, g_str_equal);
  return self;
}

void
candor_term_watch_free (CandorTermWatch *self)
{
  g_strfreev (self->jargon);
  g_strfreev (self->terms);
  g_hash_table_unref (self->met);
  g_hash_table_unref (self->on_page);
  g_free (self);
}

/* Where @word first stands in @text as a whole word or its plural; @end is behind it. */
static const char *
find_word (const char *text, const char *word, const char **end)
{
  gsize length = strlen (word);

  for (const char *p = strstr (text, word); p != NULL; p = strstr (p + 1, word))
    {
      const char *behind = p + length + (p[length] == 's');

      if ((p > text && g_ascii_isalnum (p[-1])) || g_ascii_isalnum (*behind))
        continue;
      *end = behind;
      return p;
    }
  return NULL;
}

/* Between stars, or one of the two forms in "*shown|listed*" */
static gboolean
is_marked (const char *text, const char *start, const char *end)
{
  if (start == text)
    return FALSE;
  return start[-1] == '*' ? *end == '*' || *end == '|' : start[-1] == '|' && *end == '*';
}

static gboolean
is_in_brackets (const char *text, const char *start)
{
  int depth = 0;

  for (const char *p = text; p < start; p++)
    depth += (*p == '(') - (*p == ')');
  return depth > 0;
}

/* Brackets follow, with one word at most between: "a laser (strong light)", "laser care (…)". */
static gboolean
is_explained_behind (const char *end)
{
  const char *p = end + (*end == '|' ? strcspn (end, "*") : 0);
  guint n_words = 0;

  p += *p == '*';

  while (*p == ' ' && n_words <= 1)
    {
      p++;
      if (*p == '(')
        return TRUE;
      while (g_ascii_isalnum (*p) || *p == '-')
        p++;
      n_words++;
    }
  return FALSE;
}

static void
check_jargon (CandorTermWatch *self, const char *text, const char *word, GPtrArray *findings)
{
  const char *end;
  const char *start = find_word (text, word, &end);

  if (start == NULL || !g_hash_table_add (self->met, (gpointer)word))
    return;
  /* Behind plain words, in brackets, it is only named. */
  if (is_in_brackets (text, start))
    return;
  if (!g_strv_contains ((const char *const *)self->terms, word))
    g_ptr_array_add (findings,
                     g_strdup_printf ("“%s” is a hard word, and is not in the glossary.", word));
  if (!is_explained_behind (end))
    g_ptr_array_add (findings,
                     g_strdup_printf ("“%s” is a hard word. Say what it means where it first "
                                      "stands, in brackets behind it.",
                                      word));
}

static void
check_tap (CandorTermWatch *self, const char *text, const char *word, GPtrArray *findings)
{
  const char *end;
  const char *start = find_word (text, word, &end);

  if (start == NULL || !g_hash_table_add (self->on_page, (gpointer)word))
    return;
  if (!is_marked (text, start, end))
    g_ptr_array_add (findings, g_strdup_printf ("“%s” is in the glossary. Put it between stars "
                                                "here, so that it can be tapped on this page.",
                                                word));
}

/**
 * candor_term_watch_turn_page:
 *
 * What is read from now on stands on another page.
 */
void
candor_term_watch_turn_page (CandorTermWatch *self)
{
  g_hash_table_remove_all (self->on_page);
}

/**
 * candor_term_watch_read:
 * @text: the next words of the file, with their light markup
 * @can_tap: whether the app shows them so that a word can be tapped
 * @findings: (element-type utf8): sentences about what is wrong are added here
 */
void
candor_term_watch_read (CandorTermWatch *self,
                        const char *text,
                        gboolean can_tap,
                        GPtrArray *findings)
{
  g_autofree char *small = g_utf8_strdown (text, -1);

  for (gsize i = 0; self->jargon[i] != NULL; i++)
    check_jargon (self, small, self->jargon[i], findings);
  for (gsize i = 0; can_tap && self->terms[i] != NULL; i++)
    check_tap (self, small, self->terms[i], findings);
}
