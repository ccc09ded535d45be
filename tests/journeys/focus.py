# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Candor contributors
"""A person at the screen where the toolkit tells wrongly where things are.

From version 4.10 on, GTK adds up the places of a widget's ancestors and forgets their padding and
borders, so that a click there may miss. Here the keyboard reaches what is to be pressed or filled
in; a sheet to sign on is looked for in the picture of the screen, and drawn on with the real pen or
pointer.
"""

import time

import a11y
from hands import Hands, Stuck
from keyboard import KeyHands
from sheet import find_sheet

# The first version that adds up.
FIRST_WRONG = (4, 10)
PATIENCE = 5.0  # seconds until the application allows what is to be done


def tells_places(version):
    """Whether a version of GTK, such as “4.8.3”, tells truly where things are."""
    return tuple(int(part) for part in version.split(".")[:2]) < FIRST_WRONG


def hands_for(display, app, output):
    """The hands that reach everything in an application, whichever GTK it runs on."""
    wanted = Hands if tells_places(app.accessible.get_toolkit_version()) else FocusHands
    return wanted(display, app, output)


class FocusHands(KeyHands):
    """Does what Hands does: presses and types as KeyHands, scrolls and draws as Hands."""

    picture, draw, _park = Hands.picture, Hands.draw, Hands._park

    def _turn(self, outer, notches):
        """Turns the wheel; learns from the first notch how far the others go.

        Keys tell nothing of that, and nothing on a page may be passed over.
        """
        pixels = notches * self._step
        before = self._again(outer)
        way = 1 if notches > 0 else -1
        Hands._turn(self, outer, way)
        after = self._again(outer)
        if before is None or after is None:
            return
        moved = abs(after[1].rect.y - before[1].rect.y)
        self._step = max(self._step, moved)
        if abs(pixels) > moved:
            Hands._turn(self, outer, way * self._notches(abs(pixels) - moved))

    def _go(self, scene, *keys):
        """Presses what moves the focus; whether it can be seen is for others to test."""
        self.display.keyboard.press(*keys)
        self.settle(0.05)
        return self.look()

    def _onward(self, scene, target):
        """The shorter way: backwards to what stands before the focus."""
        paths = [thing.path for thing in scene.things]
        focus = self.focused(scene)
        if focus is None or target is None:
            return ("Tab",)
        return (("Tab",) if paths.index(focus.path) <= paths.index(target.path)
                else ("Shift_L", "Tab"))

    def reveal(self, find, what, scene=None):
        thing = self.wait(find, what, scene=scene)
        end = time.monotonic() + PATIENCE
        while not thing.has(a11y.State.SENSITIVE):  # else no key would ever reach it
            if time.monotonic() > end:
                raise Stuck(f"{what} cannot be used: the application does not allow it now")
            time.sleep(0.05)
        return super().reveal(find, what)

    def sheet(self, find, what):
        """Moves the focus to a pad; returns where the whole of it lies on the screen."""
        thing = self.reveal(find, what)
        place = self._look_for(thing)
        if place is None:  # the focus had been there, and the page was scrolled since
            thing = Hands.reveal(self, find, what)
            place = self._look_for(thing)
        if place is None:
            raise Stuck(f"{what}, {thing.rect.width} by {thing.rect.height} pixels large, cannot "
                        "be found on the screen")
        return place

    def _look_for(self, thing):
        self.settle()
        return find_sheet(self.display.pixels(), thing.rect)
