/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * Procedure files that must not be loaded. Each case changes one place of a small file that can be
 * loaded; the message has to name the file, the place and what was expected there.
 */
#include "help.h"

#include <string.h>

typedef struct
{
  const char *title; /* what is wrong, and with it the name of the case */
  const char *old;   /* stands once in the small file */
  const char *new;
  const char *place; /* (nullable) where the message must say it is */
  const char *words; /* a part of the message */
} Refusal;

static const Refusal refusals[] = {
  /* The place is given exactly, so that an author can go there. */
  { "unknown-element", "<key>It", "<kee>It", "small.xml, line 16, column 5",
    "<kee> cannot stand here; expected <title>, <key>, <p>, <list>, <steps>, <box>, <figure>, "
    "<effect>" },
  { "element-of-another-place", "<word>thing</word>", "<item>thing</item>",
    "small.xml, line 12, column 24", "<item> cannot stand here; expected <word>, <meaning>" },
  { "element-in-words", "In the box.", "In <b>the</b> box.", "small.xml, line 23, column 13",
    "<b> cannot stand here; expected its end" },
  { "unknown-root", "<procedure id=\"small\"", "<recipe id=\"small\"",
    "small.xml, line 5, column 1", "<recipe> cannot stand here; expected <procedure>" },
  { "unknown-attribute", "<word>thing", "<word lang=\"en\">thing", "small.xml, line 12, column 24",
    "<word> has no attribute lang; expected none" },
  { "misspelled-attribute", "often=\"rare\"", "offen=\"rare\"", "small.xml, line 28, column 5",
    "<effect> has no attribute offen; expected id, often, rate, sources" },
  { "missing-id", "<section id=\"what\"", "<section", "small.xml, line 14, column 3",
    "<section> needs the attribute id" },
  { "missing-version", " version=\"1\"", "", "small.xml, line 5, column 1",
    "<procedure> needs the attribute version" },
  { "doubled-id", "id=\"t-thing\"", "id=\"book\"", "small.xml, line 12, column 5",
    "id=\"book\" is in this file already" },
  { "doubled-id-of-the-root", "id=\"st-know\"", "id=\"small\"", "small.xml, line 66",
    "id=\"small\" is in this file already" },
  { "doubled-option", "<option id=\"b\" correct", "<option id=\"a\" correct",
    "small.xml, line 38, column 7", "id=\"a\" is in this question already" },
  { "dangling-source", "<section id=\"what\" sources=\"book\">",
    "<section id=\"what\" sources=\"book film\">", "small.xml, line 14, column 3",
    "there is no <source id=\"film\">" },
  { "dangling-source-of-a-warning", "<warning id=\"w-red\" sources=\"book\"",
    "<warning id=\"w-red\" sources=\"bock\"", "small.xml, line 63, column 5",
    "there is no <source id=\"bock\">" },
  { "dangling-section", "section=\"what\"", "section=\"whom\"", "small.xml, line 35, column 5",
    "there is no <section id=\"whom\">" },
  { "source-named-as-a-section", "section=\"what\"", "section=\"book\"", "small.xml, line 35",
    "there is no <section id=\"book\">" },
  { "missing-end", "</glossary>", "", "small.xml, line 14, column 3",
    "<section> cannot stand here; expected <term>" },
  { "two-roots", "</procedure>",
    "</procedure>\n<procedure id=\"more\" version=\"1\" "
    "date=\"2026-01-02\" language=\"en\"/>",
    "small.xml, line 70, column 1", "a second <procedure>" },

  /* What a whole file has to have. */
  { "no-title", "<title>A small thing</title>", "", "small.xml", "has no <title>" },
  { "no-source", "<source id=\"book\">A made-up book.</source>", "", "small.xml",
    "there is no <source" },
  { "no-section-to-learn-from", "<section id=\"what\"", "<section id=\"what\" place=\"after\"",
    "small.xml", "no <section> to learn from" },
  { "no-statement", "<statement id=\"st-know\">", "<statement id=\"st-know\" photograph=\"yes\">",
    "small.xml", "no <statement> to agree to" },
  { "no-section-title", "<title>What it is</title>", "", "small.xml, line 33",
    "<section id=\"what\"> needs a <title> and a <key>" },
  { "no-key", "<key>It is a small thing.</key>", "", "small.xml, line 33", "needs a <title>" },
  { "no-meaning", "<meaning>What this is about.</meaning>", "", "small.xml, line 12",
    "<term id=\"t-thing\"> needs a <word> and a <meaning>" },
  { "no-alt", "<alt>A small picture.</alt>", "", "small.xml, line 27", "<figure> needs an <alt>" },
  { "no-box-title", "<title>A box</title>", "", "small.xml, line 24", "<box> needs a <title>" },
  { "no-effect-name", "<name>A tick</name>", "", "small.xml, line 32", "needs a <name>" },
  { "no-group-title", "<title>You</title>", "", "small.xml, line 54", "needs a <title>" },
  { "no-question-text", "<text>What else?</text>", "", "small.xml, line 53", "needs a <text>" },
  { "no-reason", "<reason>Clean is good.</reason>", "", "small.xml, line 60", "<reason>" },
  { "empty-list", "<item>One.</item>\n      <item>Two.</item>", "", "small.xml, line 19",
    "this element is empty" },
  { "empty-text", "<key>It is a small thing.</key>", "<key> \n </key>", "small.xml, line 17",
    "<key> is empty" },
  { "second-title", "<review", "<title>Again</title><review", "small.xml, line 7",
    "a second <title>" },
  { "second-health", "<care>", "<health/><care>", "small.xml, line 56", "a second <health>" },

  /* Values. */
  { "bad-id", "id=\"e-tick\"", "id=\"E tick\"", "small.xml, line 28", "an id begins with a small" },
  { "id-with-a-dot", "id=\"e-tick\"", "id=\"e.tick\"", "small.xml, line 28", "an id begins with" },
  { "empty-id", "id=\"e-tick\"", "id=\"\"", "small.xml, line 28", "an id begins with" },
  { "bad-date", "2026-01-02", "2026-02-30", "small.xml, line 5", "expected a date" },
  { "bad-often", "often=\"rare\"", "often=\"at times\"", "small.xml, line 28",
    "expected one of unknown, common, uncommon, rare" },
  { "rate-over-100", "often=\"rare\"", "often=\"rare\" rate=\"101\"", "small.xml, line 28",
    "expected a whole number from 0 to 100" },
  { "rate-of-words", "often=\"rare\"", "often=\"rare\" rate=\"some\"", "small.xml, line 28",
    "expected a whole number" },
  { "rate-with-a-fraction", "often=\"rare\"", "often=\"rare\" rate=\"0.5\"", "small.xml, line 28",
    "expected a whole number" },
  { "huge-rate", "often=\"rare\"", "often=\"rare\" rate=\"99999999999999999999\"",
    "small.xml, line 28", "expected a whole number" },
  { "bad-place", "<section id=\"what\"", "<section id=\"what\" place=\"later\"",
    "small.xml, line 14", "expected one of learn, before, after" },
  { "bad-about", "<section id=\"what\"", "<section id=\"what\" about=\"fun\"", "small.xml, line 14",
    "expected one of nature" },
  { "empty-sources", "<warning id=\"w-red\" sources=\"book\"",
    "<warning id=\"w-red\" sources=\" \"", "small.xml, line 63", "name at least one <source>" },
  { "figure-outside-its-folder", "small.svg", "../small.svg", "small.xml, line 25",
    "without a folder" },
  { "figure-of-another-kind", "small.svg", "small.png", "small.xml, line 25", "an SVG file" },
  { "domain-outside-its-folder", "language=\"en\"", "language=\"en\" domain=\"../../etc\"",
    "small.xml, line 5", "domain=\"../../etc\"" },
  { "bad-review", "status=\"not-reviewed\"", "status=\"fine\"", "small.xml, line 7",
    "expected one of not-reviewed, approved" },
  { "approved-by-nobody", "status=\"not-reviewed\"", "status=\"approved\"", "small.xml, line 7",
    "by whom, in which role and on which date" },
  { "step-that-ends-before-it-begins", "to=\"-1\"", "to=\"-3\"", "small.xml, line 57",
    "to=\"-3\" is before from=\"-2\"" },
  { "step-in-no-phase", "phase=\"before\"", "phase=\"during\"", "small.xml, line 57",
    "expected one of before, after" },
  { "step-in-another-age", "from=\"-2\"", "from=\"-99999\"", "small.xml, line 57",
    "expected a whole number from -730 to 730" },

  /* Questions and their rules. */
  { "two-correct-options", "<option id=\"a\"", "<option id=\"a\" correct=\"yes\"",
    "small.xml, line 39", "correct=\"yes\" on exactly one of them" },
  { "no-correct-option", " correct=\"yes\"", "", "small.xml, line 39", "on exactly one of them" },
  { "one-option", "<option id=\"a\">Big.</option>", "", "small.xml, line 39",
    "two or more <option>s" },
  { "unknown-verdict", "verdict=\"wait\" days=\"7\"", "verdict=\"maybe\"", "small.xml, line 49",
    "expected one of clear, ask, wait, stop" },
  { "wait-without-days", " days=\"7\"", "", "small.xml, line 49", "days=\"\" goes with" },
  { "days-without-wait", "verdict=\"wait\"", "verdict=\"ask\"", "small.xml, line 49",
    "days=\"\" goes with" },
  { "days-of-nothing", "days=\"7\"", "days=\"0\"", "small.xml, line 49", "from 1 to 730" },
  { "days-back", "days=\"7\"", "days=\"-7\"", "small.xml, line 49", "from 1 to 730" },
  { "days-without-end", "days=\"7\"", "days=\"100000\"", "small.xml, line 49", "from 1 to 730" },
  { "unknown-answer", "answer=\"yes\"", "answer=\"perhaps\"", "small.xml, line 49",
    "expected one of yes, no, not-sure" },
  { "two-rules-for-one-answer", "<when answer",
    "<when answer=\"yes\" verdict=\"ask\">Hm.</when><when answer", "small.xml, line 49",
    "answer=\"yes\" has a <when> already" },
  { "rule-that-says-nothing", "It has to dry.", "", "small.xml, line 49", "<when> is empty" },
  { "rule-of-a-text-question", "<text>What else?</text>",
    "<text>What else?</text><when answer=\"yes\" verdict=\"stop\">Hm.</when>", "small.xml, line 53",
    "cannot have a <when> or <date>" },
  { "age-that-waits", "<age below=\"18\" verdict=\"stop\"", "<age below=\"18\" verdict=\"wait\"",
    "small.xml, line 42", "expected one of ask, stop" },
  { "age-of-nobody", "below=\"18\"", "below=\"1000\"", "small.xml, line 42", "from 1 to 130" },
  { "question-named-age", "id=\"q-paint\"", "id=\"age\"", "small.xml, line 45",
    "stands for the age rules" },
  { "unknown-kind", "kind=\"text\"", "kind=\"essay\"", "small.xml, line 51",
    "expected one of choice, text" },

  /* What XML can do to a reader. */
  { "words-between-elements", "<sources>", "<sources>hello", "small.xml, line 8, column 12",
    "words stand here outside of a text element" },
  { "words-before-the-root", "<procedure", "hello <procedure", "small.xml, line 5", "" },
  { "document-type", "<procedure id",
    "<!DOCTYPE procedure [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>\n<procedure id",
    "small.xml, line 5", "document types and processing instructions are not read" },
  { "processing-instruction", "<procedure id", "<?xml-stylesheet href=\"x\"?>\n<procedure id",
    "small.xml, line 5", "document types and processing instructions are not read" },
  { "entity", "A tick", "A &tick;", "small.xml, line 29", "" },
  { "bare-ampersand", "A tick", "A & tick", "small.xml, line 29", "not well-formed XML" },
  { "character-of-number-zero", "A tick", "A &#0; tick", "small.xml, line 29", "" },
  { "half-a-character", "A tick", "A &#xD800; tick", "small.xml, line 29", "" },
  { "control-character", "A tick", "A \x01 tick", "small.xml, line 29",
    "a control character (code 1) stands in the text of <name>" },
  { "control-character-by-number", "A tick", "A &#27; tick", "small.xml, line 29",
    "a control character (code 27)" },
  { "form-feed", "A tick", "A \f tick", "small.xml, line 29", "a control character (code 12)" },
  { "control-character-of-unicode", "A tick", "A \xC2\x9B tick", "small.xml, line 29",
    "a control character (code 155)" },
  { "control-character-in-an-attribute", "version=\"1\"", "version=\"1&#8;\"", "small.xml, line 5",
    "a control character (code 8) stands in the attribute version" },
  { "doubled-attribute", "often=\"rare\"", "often=\"rare\" often=\"common\"", "small.xml, line 28",
    "" },
  { "bad-utf8", "A tick", "A \xC3\x28 tick", "small.xml, line 29", "UTF-8" },
  { "overlong-utf8", "A tick", "A \xC0\xAF tick", "small.xml, line 29", "UTF-8" },
  { "latin1", "A tick",
    "A \xFC"
    "ber tick",
    "small.xml, line 29", "UTF-8" },
};

static char *
small_file (void)
{
  return help_read (TEST_DATA "/core/smallest.xml");
}

/* Catches a small file that is itself at fault: then no refusal would mean anything. */
static void
test_small_file_loads (void)
{
  g_autofree char *xml = small_file ();
  g_autoptr (GError) error = NULL;
  g_autoptr (CandorProcedure) procedure = candor_procedure_parse ("small.xml", xml, -1, &error);

  g_assert_no_error (error);
  g_assert_nonnull (procedure);
}

/* Catches a fault that is let through, or that is refused for another reason or at another place. */
static void
test_refusal (gconstpointer data)
{
  const Refusal *refusal = data;
  g_autofree char *small = small_file ();
  g_autofree char *xml = help_replace (small, refusal->old, refusal->new);
  g_autoptr (GError) error = NULL;
  g_autoptr (CandorProcedure) procedure = candor_procedure_parse ("small.xml", xml, -1, &error);

  if (procedure != NULL)
    g_error ("The file with the fault “%s” was loaded.", refusal->title);
  help_assert_refused (error, refusal->place, refusal->words);
  g_assert_error (error, CANDOR_ERROR, CANDOR_ERROR_INVALID);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/parser-refusals/the-small-file-loads", test_small_file_loads);
  for (gsize i = 0; i < G_N_ELEMENTS (refusals); i++)
    {
      g_autofree char *path = g_strconcat ("/parser-refusals/", refusals[i].title, NULL);

      g_test_add_data_func (path, &refusals[i], test_refusal);
    }
  return g_test_run ();
}
