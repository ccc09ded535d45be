# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Candor contributors
"""What the application says in a language: its catalogue, read without the application's own reader.

The catalogue is the source that translators write (po/ar.po), not what the build makes of it: a
translation that is lost on the way is missed on the screen.
"""

import ast
import datetime
import os
import re
from dataclasses import dataclass, field

HERE = os.path.dirname(os.path.abspath(__file__))
CATALOGUES = os.path.join(os.path.dirname(os.path.dirname(HERE)), "po")

MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September",
          "October", "November", "December")

# What is filled in later: %s, %u, %2$d.
PLACE = re.compile(r"%(?:\d+\$)?[sdu]")

KEYWORD = re.compile(r'(msgctxt|msgid_plural|msgid|msgstr(?:\[\d+\])?)\s+(".*")$')

# What of a procedure is quoted as it was published, in every language.
QUOTED = ("sources", "review")


@dataclass
class Entry:
    context: str = None
    text: str = ""
    plural: str = None
    forms: list = field(default_factory=list)  # one for each number of things, or only one


def read_entry(lines):
    """One paragraph of a catalogue; None for one that says nothing: remarks, or not sure yet."""
    if any(line.startswith("#,") and "fuzzy" in line for line in lines):
        return None
    parts = []  # of [keyword, words]
    for line in lines:
        found = KEYWORD.match(line)
        if found:
            parts.append([found.group(1), ast.literal_eval(found.group(2))])
        elif line.startswith('"') and parts:
            parts[-1][1] += ast.literal_eval(line)
    words = dict(parts)
    forms = [text for keyword, text in parts if keyword.startswith("msgstr")]
    if not words.get("msgid") or not all(forms):
        return None
    return Entry(words.get("msgctxt"), words["msgid"], words.get("msgid_plural"), forms)


def read_entries(path):
    """The entries of a catalogue in the order of the file, without its head."""
    with open(path, encoding="utf-8") as file:
        paragraphs = file.read().split("\n\n")
    return [entry for entry in map(read_entry, (part.splitlines() for part in paragraphs))
            if entry is not None]


def fill(pattern, values):
    """Puts values where printf would put them."""
    following = iter(values)

    def value(found):
        number = found.group()[1:-2]
        return str(values[int(number) - 1] if number else next(following))

    return PLACE.sub(value, pattern)


def own_names():
    """What each language is called by those who speak it."""
    found = {"English"}
    for name in sorted(os.listdir(CATALOGUES)):
        if name.endswith(".po"):
            with open(os.path.join(CATALOGUES, name), encoding="utf-8") as file:
                found.update(re.findall(r"X-Language-Name: (.*)\\n", file.read(4096)))
    return found


class Language:
    """English where there is no catalogue."""

    def __init__(self, code="en"):
        self.code = code.replace("_", "-")  # as a visit names it
        self.entries = ([] if code == "en"
                        else read_entries(os.path.join(CATALOGUES, f"{code}.po")))
        self._words = {(entry.context, entry.text): entry.forms[0] for entry in self.entries}

    def say(self, text, *values, context=None):
        """What the application says for an English text of its source, whole as it stands there."""
        if self.entries:
            text = self._words[context, text]
        return fill(text, values) if values else text

    def pattern(self, text):
        """What a sentence looks like in which something is filled in."""
        return re.compile(".+".join(map(re.escape, PLACE.split(self.say(text)))))

    def day(self, iso):
        """A day as the application writes it."""
        day = datetime.date.fromisoformat(iso)
        return self.say("%1$d %2$s %3$d", day.day, self.say(MONTHS[day.month - 1]), day.year)

    def translate(self, element):
        """Puts the translations into what was read from a procedure file."""
        if not self.entries or element.tag in QUOTED:
            return
        text = " ".join((element.text or "").split())
        if text:
            element.text = self.say(text)
        for child in element:
            self.translate(child)


ENGLISH = Language()
