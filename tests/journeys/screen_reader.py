# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Candor contributors
"""Listens to every page as a screen reader would, on the way through a visit."""

import re

import a11y
from left_english import LeftEnglish
from proof import bare, stands_in
from scene import words_of
from walker import Walker, is_button, is_field

# What an unnamed widget is called in its stead: by its class.
CLASS_NAME = re.compile(r"(Gtk|Adw|Candor)[A-Z]")


def is_named(thing):
    return bool(thing.name) and not CLASS_NAME.match(thing.name)


def is_of_toolkit(thing):
    """Whether it is a button of the window: GTK says those in the language of the system alone."""
    return is_button(thing) and thing.description == f"{thing.name} the window"


def is_inside_button(thing):
    """Whether it only shows what a button is called: it is not read for itself."""
    return any(is_button(other) and is_named(other) for other in thing.ancestors())


def heard(thing):
    """What is said of a thing: its name, and what is said after it."""
    if is_named(thing):
        yield thing.name
    # A sheet of the form carries all that is printed on it, also what somebody wrote: see read_sheets ().
    if thing.role != a11y.Role.IMAGE and thing.description:
        yield words_of(thing.description)


class ListeningWalker(Walker):
    """Notes in `faults` whatever nobody could find their way by."""

    def __init__(self, *arguments, **options):
        super().__init__(*arguments, **options)
        self.faults = []
        self.heard = 0
        self.words = set()  # each sentence once
        self._passed = set()
        self._english = (LeftEnglish(self.language, self.answers) if self.language.entries
                         else None)

    def arrive(self, page, title=None):
        super().arrive(page, title)
        self.listen(page)

    def leave(self):
        super().leave()
        self._passed.add(self.heading)

    def take_picture(self, page):
        """Whatever has been answered: all that is said on the page is heard once more."""
        if page == "form":
            self.read_sheets()
        self.understand(page)
        super().take_picture(page)

    def read_sheets(self):
        """Reads the finished form: what was explained and agreed to is in it, in an order to follow."""
        sheets = self.hands.look().find_all(role=a11y.Role.IMAGE)
        text = bare(" ".join(sheet.description for sheet in sheets))
        procedure = self.procedure
        for words in ([section.title for section in procedure.sections]
                      + [question.text for question in procedure.health]
                      + [statement.text for statement in procedure.statements]):
            if not stands_in(bare(words), text):
                self.fault("form", f"nobody hears “{words}” on its {len(sheets)} sheets")

    def understand(self, page):
        """Listens for what is said in English to somebody who reads another language."""
        if self._english is None:
            return
        for thing in self.hands.look().things:
            if is_of_toolkit(thing) or is_inside_button(thing):
                continue
            for words in heard(thing):
                if words in self.words:
                    continue
                self.words.add(words)
                left = self._english.find(words)
                if left is not None:
                    self.fault(page, f"a {thing.role.value_nick}: {left}")

    def listen(self, page):
        scene = self.hands.look()
        headings = [thing.name for thing in scene.headings()]
        self.heard += 1
        if headings.count(self.heading) != 1:
            self.fault(page, f"the heading “{self.heading}” is there {headings.count(self.heading)} "
                             "times")
        if page not in ("staff", "staff-again") and headings and headings[0] != self.heading:
            self.fault(page, f"the first heading is “{headings[0]}”, not “{self.heading}”")
        for other in sorted(self._passed - {self.heading}):
            if other in headings:
                self.fault(page, f"the heading “{other}” of another page is still there")
        for thing in scene.things:
            if (is_button(thing) or is_field(thing)
                    or thing.role in (a11y.Role.PROGRESS_BAR, a11y.Role.COMBO_BOX)):
                if not is_named(thing):
                    self.fault(page, f"a {thing.role.value_nick} has no name")
        if page.startswith(("staff", "take-home")):
            return
        ways_on = scene.find_all(match=lambda thing: is_button(thing)
                                 and thing.description == self.way_on)
        if len(ways_on) != 1:
            self.fault(page, f"{len(ways_on)} buttons lead on")
        focused = scene.find_all(match=lambda thing: thing.was(a11y.State.FOCUSED))
        if not any(thing.name == self.heading for thing in focused):
            self.fault(page, "the heading has not taken the focus, so nobody is told of the page")

    def fault(self, page, what):
        self.faults.append(f"{page}: {what}")
