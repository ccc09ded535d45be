#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Candor contributors
"""How a journey reads a catalogue, and whether it hears English that is left. Needs no display."""

import os
import sys
import tempfile

sys.dont_write_bytecode = True

import tap  # noqa: E402
from answers import Answers  # noqa: E402
from language import ENGLISH, Language, fill, own_names, read_entries  # noqa: E402
from left_english import LeftEnglish  # noqa: E402
from procedure import plain, read_procedure  # noqa: E402
from tap import expect  # noqa: E402

HERE = os.path.dirname(os.path.abspath(__file__))
MICRONEEDLING = os.path.join(HERE, "..", "..", "data", "procedures", "microneedling.xml")

CATALOGUE = """msgid ""
msgstr "Language: xx\\n"

#. A remark.
#: a.c
msgctxt "decision"
msgid "No"
msgstr "N\\"o\\"n"

msgid ""
"One "
"line"
msgstr ""
"Une "
"ligne"

#, c-format
msgid "%u day"
msgid_plural "%u days"
msgstr[0] "%u jour"
msgstr[1] "%u jours"

#, fuzzy
msgid "Unsure"
msgstr "Certain"

msgid "Nothing"
msgstr ""

#~ msgid "Gone"
#~ msgstr "Parti"
"""


def a_catalogue_is_read():
    with tempfile.NamedTemporaryFile("w", suffix=".po", encoding="utf-8") as file:
        file.write(CATALOGUE)
        file.flush()
        found = [(entry.context, entry.text, entry.plural, entry.forms)
                 for entry in read_entries(file.name)]
    expect(found == [("decision", "No", None, ['N"o"n']), (None, "One line", None, ["Une ligne"]),
                     (None, "%u day", "%u days", ["%u jour", "%u jours"])], str(found))


def values_are_filled_in():
    expect(fill("%2$s of %1$d: %3$s", (1, "two", "three")) == "two of 1: three", "by number")
    expect(fill("%s and %u", ("one", 2)) == "one and 2", "in their order")


def a_language_says_what_it_is_asked():
    chinese = Language("zh_CN")
    expect(chinese.code == "zh-CN", chinese.code)
    expect(chinese.day("2026-05-03") == "2026年5月3日", chinese.day("2026-05-03"))
    expect(ENGLISH.day("2026-05-03") == "3 May 2026", ENGLISH.day("2026-05-03"))
    expect(chinese.say("No") != chinese.say("No", context="decision"), "two jobs of one word")
    expect(chinese.pattern("Better to wait until %s").match(
        chinese.say("Better to wait until %s", "2026")), "a sentence with a day in it")
    expect({"English", "Deutsch", "العربية"} <= own_names(), str(own_names()))


def a_procedure_is_translated():
    english = read_procedure(MICRONEEDLING)
    arabic = read_procedure(MICRONEEDLING, Language("ar"))
    expect([section.id for section in english.sections]
           == [section.id for section in arabic.sections], "the same sections")
    for one, other in zip(english.health, arabic.health):
        expect(one.text != other.text and "*" not in other.text and "|" not in other.text, other.text)
    expect(english.sources == arabic.sources and english.sources, "sources stay as they are")
    expect(plain("thick scars (*keloids|keloid*)") == "thick scars (keloids)", "a word that is bent")


def english_that_is_left_is_heard():
    language = Language("ar")
    procedure = read_procedure(MICRONEEDLING, language)
    left = LeftEnglish(language, Answers(procedure, {"patient": {"name": "Ana Example"}}))
    for name in ("Welcome", "Page 3 of 4", "Yes, this is me", "Nobody translated this",
                 "Ana Example agrees"):
        expect(left.find(name) is not None, f"“{name}” was not heard")
    expect(language.say("Welcome") in left.find("Welcome"), "what the catalogue has is told")
    for name in (language.say("Welcome"), "Ana Example", "Candor", "English", "3", "PDF",
                 procedure.health[0].text, procedure.sources[0]):
        expect(left.find(name) is None, left.find(name) or "")


CASES = [a_catalogue_is_read, values_are_filled_in, a_language_says_what_it_is_asked,
         a_procedure_is_translated, english_that_is_left_is_heard]


def main():
    plan = tap.Plan()
    for case in CASES:
        plan.case(case.__name__.replace("_", " "), case)
    return plan.end()


if __name__ == "__main__":
    sys.exit(main())
