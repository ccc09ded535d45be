# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Candor contributors
"""Listens to every page as a screen reader would, on the way through a visit."""

import a11y
from walker import Walker, is_button, is_field

# What an unnamed widget is called in its stead: by its class.
CLASS_NAMES = ("Gtk", "Adw", "Candor")


def is_named(thing):
    return bool(thing.name) and not thing.name.startswith(CLASS_NAMES)


class ListeningWalker(Walker):
    """Notes in `faults` whatever nobody could find their way by."""

    def __init__(self, *arguments, **options):
        super().__init__(*arguments, **options)
        self.faults = []
        self.heard = 0
        self._passed = set()

    def arrive(self, page, title=None):
        super().arrive(page, title)
        self.listen(page)

    def leave(self):
        super().leave()
        self._passed.add(self.heading)

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
                                 and thing.description == "next")
        if len(ways_on) != 1:
            self.fault(page, f"{len(ways_on)} buttons lead on")
        focused = scene.find_all(match=lambda thing: thing.was(a11y.State.FOCUSED))
        if not any(thing.name == self.heading for thing in focused):
            self.fault(page, "the heading has not taken the focus, so nobody is told of the page")

    def fault(self, page, what):
        self.faults.append(f"{page}: {what}")
