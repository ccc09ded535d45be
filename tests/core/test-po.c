/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * The reader of .po files: what it takes and with which lines, and what it refuses in words.
 */
#include "help.h"

#include <string.h>

#include "core/candor-po.h"

#define HEAD "msgid \"\"\nmsgstr \"\"\n\"Language: xx\\n\"\n\"X-Language-Name: Xx\\n\"\n\n"

static CandorPo *
parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  CandorPo *po = candor_po_parse ("xx.po", text, strlen (text), &error);

  g_assert_no_error (error);
  return po;
}

/* Catches a part that is lost or lands in another place, and lines that lead elsewhere. */
static void
test_parts (void)
{
  g_autoptr (CandorPo) po = parse (
      "\xef\xbb\xbf# By somebody invented.\n" HEAD /* lines 1 to 6 */
      "#. A comment.\n#: src/one.c:1 src/two.c\n#: ui/three.ui\n#, fuzzy, c-format\n"
      "#| msgid \"older\"\nmsgctxt \"verdict\"\nmsgid \"Clear\"\nmsgstr \"A \\\"b\\\"\\n\"\n"
      "\"c\\\\d\\te\"\n" /* to line 15 */
      "msgid \"%u day\"\r\nmsgid_plural \"%u days\"\r\nmsgstr[0] \"uno\"\r\nmsgstr[1] \"\"\r\n\r\n"
      "#~ msgid \"gone\"\n#~ msgstr \"weg\"\n\nmsgid \"Clear\"\nmsgstr \"\"\n\"split \"\n\"up\"");
  const CandorPoEntry *verdict = candor_po_find (po, "verdict", "Clear");
  const CandorPoEntry *days = candor_po_find (po, NULL, "%u day");
  const CandorPoEntry *button = candor_po_find (po, NULL, "Clear");
  g_autofree char *name = candor_po_dup_header (po, "X-Language-Name");

  g_assert_cmpuint (po->entries->len, ==, 4);
  g_assert_cmpint (candor_po_header_line (po), ==, 2);
  g_assert_cmpstr (name, ==, "Xx");
  g_assert_null (candor_po_dup_header (po, "X-Review"));

  g_assert_cmpstr (verdict->texts->pdata[0], ==, "A \"b\"\nc\\d\te");
  g_assert_cmpint (verdict->line, ==, 13);
  g_assert_cmpint (g_array_index (verdict->text_lines, int, 0), ==, 14);
  g_assert_nonnull (strstr (verdict->places, "src/two.c"));
  g_assert_nonnull (strstr (verdict->places, "ui/three.ui"));
  g_assert_true (verdict->fuzzy);
  g_assert_false (candor_po_is_translated (verdict));

  g_assert_cmpstr (days->plural, ==, "%u days");
  g_assert_cmpuint (days->texts->len, ==, 2);
  g_assert_cmpint (g_array_index (days->text_lines, int, 1), ==, 19);
  g_assert_false (days->fuzzy);
  g_assert_null (days->places);
  g_assert_false (candor_po_is_translated (days));

  g_assert_cmpstr (button->texts->pdata[0], ==, "split up");
  g_assert_true (candor_po_is_translated (button));
  g_assert_null (candor_po_find (po, NULL, "gone"));
}

typedef struct
{
  const char *text;
  const char *place;
  const char *words;
} Refusal;

/* Catches a file that would be read other than it is meant. */
static void
test_refused (void)
{
  static const Refusal refusals[] = {
    { "msgid \"a\nmsgstr \"b\"\n", "line 1", "quotation mark at the end" },
    { "msgid \"a\"\nmsgstr \"b\" c\n", "line 2", "something stands behind" },
    { "msgid \"a\"\nmsgstr \"b \"c\" d\"\n", "line 2", "something stands behind" },
    { "msgid \"a\"\nmsgstr b\n", "line 2", "between quotation marks" },
    { "msgid \"a\"\nmsgstr \"\\q\"\n", "line 2", "backslash" },
    { "msgid \"a\"\nmsgstr \"\\\n", "line 2", "backslash" },
    { "msgid \"a\"\n\nmsgstr \"b\"\n", "line 2", "no “msgstr”" },
    { "msgid \"a\"\n", "line 1", "no “msgstr”" },
    { "msgstr \"b\"\n", "line 1", "before its “msgid”" },
    { "\"b\"\n", "line 1", "none was begun" },
    { "msgctxt \"a\"\n\n", "line 2", "no “msgid”" },
    { "msgctxt \"a\"\nmsgstr \"b\"\n", "line 2", "before its “msgid”" },
    { "msgid \"a\"\nmsgstr \"b\"\nmsgstr \"c\"\n", "line 3", "too many" },
    { "msgid \"a\"\nmsgstr[0] \"b\"\n", "line 2", "forms of a plural" },
    { "msgid \"a\"\nmsgid_plural \"b\"\nmsgstr \"b\"\n", "line 3", "forms of a plural" },
    { "msgid \"a\"\nmsgid_plural \"b\"\nmsgstr[1] \"b\"\n", "line 3", "counted from 0" },
    { "msgid \"a\"\nmsgid_plural \"b\"\nmsgstr[0 \"b\"\n", "line 3", "counted from 0" },
    { "msgid \"a\"\nmsgstr \"b\"\nmsgid_plural \"c\"\n", "line 3", "behind a “msgid”" },
    { "msgid \"a\"\nmsgstr \"b\"\n\nmsgid \"a\"\nmsgstr \"c\"\n", "line 5", "second time" },
    { "msgid \"a\"\nmsgstr \"b\xff\"\n", "line 2", "UTF-8" },
    { "hello\n", "line 1", "a line begins with" },
    { "msgid \"a\"\nmsgid_plural \"b\"\nmsgstr[0] \"\"\nmsgstr[1] \"\"\nmsgstr[2] \"\"\n"
      "msgstr[3] \"\"\nmsgstr[4] \"\"\nmsgstr[5] \"\"\nmsgstr[6] \"\"\nmsgstr[7] \"\"\n"
      "msgstr[8] \"\"\n",
      "line 11", "too many" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (refusals); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (CandorPo) po = candor_po_parse ("/invented/xx.po", refusals[i].text,
                                                 strlen (refusals[i].text), &error);
      g_autofree char *place = g_strconcat ("/invented/xx.po, ", refusals[i].place, ": ", NULL);

      if (po != NULL)
        g_test_fail_printf ("This is taken: %s", refusals[i].text);
      else
        help_assert_refused (error, place, refusals[i].words);
    }
}

/* Catches a file that takes all memory or all day: a million lines, one line of a megabyte, too many
 * entries, and one that is larger than any. */
static void
test_large (void)
{
  g_autoptr (GString) text = g_string_new (HEAD "msgid \"a\"\nmsgstr \"\"\n");
  g_autoptr (GError) error = NULL;
  g_autoptr (CandorPo) po = NULL;

  for (guint i = 0; i < 200000; i++)
    g_string_append (text, "\"more\"\n");
  po = parse (text->str);
  g_assert_cmpuint (strlen (candor_po_find (po, NULL, "a")->texts->pdata[0]), ==, 800000);

  g_string_assign (text, "");
  for (guint i = 0; i < 50001; i++)
    g_string_append_printf (text, "msgid \"%u\"\nmsgstr \"\"\n", i);
  g_assert_null (candor_po_parse ("xx.po", text->str, text->len, &error));
  help_assert_refused (error, "xx.po, line", "more entries");

  g_string_set_size (text, CANDOR_PO_MAX_BYTES + 1);
  g_clear_error (&error);
  g_assert_null (candor_po_parse ("xx.po", text->str, text->len, &error));
  help_assert_refused (error, "xx.po", "larger");
}

/* Catches files that are not there, and those of the project that cannot be read. */
static void
test_files (void)
{
  g_autofree char *lingua = help_read (SOURCE_ROOT "/po/LINGUAS");
  g_auto (GStrv) lines = g_strsplit (lingua, "\n", -1);
  g_autoptr (GError) error = NULL;
  guint n = 0;

  for (gsize i = 0; lines[i] != NULL; i++)
    {
      g_autofree char *file = g_strdup_printf (SOURCE_ROOT "/po/%s.po", lines[i]);
      g_autoptr (CandorPo) po = NULL;

      if (*lines[i] == '\0' || *lines[i] == '#')
        continue;
      po = candor_po_load (file, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (po->entries->len, >, 1000);
      n++;
    }
  g_assert_cmpuint (n, >=, 6);
  g_assert_null (candor_po_load ("/invented/nowhere.po", &error));
  g_assert_nonnull (error);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/po/parts", test_parts);
  g_test_add_func ("/po/refused", test_refused);
  g_test_add_func ("/po/large", test_large);
  g_test_add_func ("/po/files", test_files);
  return g_test_run ();
}
