# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Candor contributors
"""Finds what is still said in English on a page of another language.

What the catalogue has is compared with the words in which the source asks for it; whatever else has
English words in it was never given to a translator.
"""

import re

from language import own_names
from procedure import plain
from scene import words_of

LATIN = re.compile(r"[A-Za-z]{2,}")

# The program's own name; abbreviations that are kept in a language are found in its translations.
NAME = "Candor"


def strings_in(value):
    """Every text in what was given, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, (dict, list, tuple)):
        for part in value.values() if isinstance(value, dict) else value:
            yield from strings_in(part)


class LeftEnglish:
    def __init__(self, language, answers):
        """answers: what somebody typed stays as it was typed, as sources and names of languages do."""
        self._english = {}  # as it is heard: what the catalogue has in its stead
        self._said = own_names()
        self._kept = {NAME}
        for entry in language.entries:
            said = [words_of(plain(form)) for form in entry.forms]
            self._said.update(said)
            for text in (entry.text, entry.plural):
                if text is not None:
                    self._english.setdefault(words_of(plain(text)), said[0])
            self._kept.update(word for form in entry.forms for word in LATIN.findall(form)
                              if word.isupper())
        given = {words_of(text) for part in (answers.words, answers.replies, answers.checks,
                                             answers.settled, answers.questions,
                                             answers.signatures, answers.procedure.sources)
                 for text in strings_in(part)}
        self._given = sorted((text for text in given if LATIN.search(text)), key=len, reverse=True)

    def find(self, name):
        """What is wrong with a name that is heard: a sentence, or None."""
        if name in self._said or not LATIN.search(name):
            return None
        if name in self._english:
            return f"“{name}” is said in English; the catalogue has “{self._english[name]}”"
        rest = name
        for text in self._given:
            rest = rest.replace(text, " ")
        words = [word for word in LATIN.findall(rest) if word not in self._kept]
        return f"“{name}” has English words in it: {' '.join(words)}" if words else None
