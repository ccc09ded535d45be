# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Candor contributors
"""A person without a pointer: the keyboard alone, and every step with a focus that can be seen."""

import a11y
from hands import Hands, Stuck, typeable

MAX_STEPS = 120
RING = 36  # pixels around the place of its words in which a widget may draw its focus


class KeyHands(Hands):
    """Does what Hands does, with Tab, arrows, Space and letters."""

    def __init__(self, display, app, output):
        super().__init__(display, app, output)
        self.unseen = []  # what had the focus without showing it
        self.rings = 0  # how often a focus was seen to appear
        self._last = (None, None)  # a look and the picture that was taken after it
        # Out of the way, and never moved again: without a pointer nothing is under it.
        display.pointer.move(display.width - 1, display.height - 1)

    def _park(self):
        """The pointer stays where it is."""

    def _turn(self, outer, notches):
        """Pictures are not scrolled: there is no wheel."""

    def picture(self, name):
        self._take(name)

    @staticmethod
    def focused(scene):
        """What has the keyboard: the innermost thing that says so."""
        found = scene.find_all(match=lambda thing: thing.was(a11y.State.FOCUSED))
        return found[-1] if found else None

    def _is_at(self, scene, target):
        """Whether the focus is on a target, or inside of it, as in a field."""
        thing = self.focused(scene)
        return thing is not None and (thing.path == target.path or any(
            other.path == target.path for other in thing.ancestors()))

    def _beside(self, scene, target):
        """Whether the focus is on another answer of the same row."""
        thing = self.focused(scene)
        return (thing is not None and thing.parent is not None and target.parent is not None
                and thing.parent.path == target.parent.path
                and thing.role == a11y.Role.TOGGLE_BUTTON == target.role)

    def _go(self, scene, *keys):
        """Presses what moves the focus, and looks whether the eye can follow."""
        # What was seen last is still there when nothing was done since.
        before = self._last[1] if self._last[0] is scene else self.display.pixels()
        self.display.keyboard.press(*keys)
        self.settle(0.05)
        after = self.look()
        thing = self.focused(after)
        if thing is None:
            return after
        if thing.seen.height <= 0:
            self.unseen.append(f"{thing!r} is out of view{self._where(after)}")
            return after
        old = next((other for other in scene.things if other.path == thing.path), None)
        was = self.focused(scene)
        if (old is None or old.rect != thing.rect or was is None or was.path == thing.path
                or thing.role == a11y.Role.HEADING):
            return after  # it moved, so that a picture of it says nothing
        pixels = self.display.pixels()
        self._last = (after, pixels)
        if self._region(before, thing.seen) == self._region(pixels, thing.seen):
            self.unseen.append(f"{thing!r} does not show the focus{self._where(after)}")
        else:
            self.rings += 1
        return after

    @staticmethod
    def _where(scene):
        heading = next((thing.name for thing in scene.headings() if thing.name), None)
        return f" on the page “{heading}”" if heading is not None else ""

    @staticmethod
    def _region(pixels, rect):
        width, height, data = pixels
        left, right = max(0, int(rect.x) - RING), min(width, int(rect.x + rect.width) + RING)
        return b"".join(bytes(data[(y * width + left) * 4:(y * width + right) * 4])
                        for y in range(max(0, int(rect.y) - RING),
                                       min(height, int(rect.y + rect.height) + RING)))

    def _onward(self, scene, target):
        """What is pressed until the focus is on a target."""
        return ("Tab",)

    def reveal(self, find, what, scene=None):
        """Moves the focus there; the page follows it."""
        scene = self.wait(lambda scene: find(scene) and scene, what, scene=scene)
        onward = self._onward(scene, find(scene))
        for _ in range(MAX_STEPS):
            target = find(scene)
            if target is None:
                scene = self.look()
                continue
            if self._is_at(scene, target):
                return target
            if self._beside(scene, target):
                current = self.focused(scene)
                across = abs(current.rect.y - target.rect.y) < current.rect.height / 2
                forward = (current.rect.x < target.rect.x if across
                           else current.rect.y < target.rect.y)
                keys = (("Right" if forward else "Left") if across
                        else ("Down" if forward else "Up"),)
            else:
                keys = onward
            scene = self._go(scene, *keys)
        raise Stuck(f"{what} cannot be reached with the keyboard")

    def point_at(self, thing):
        self.display.keyboard.press("space")
        self.settle(0.06)

    def write(self, find, text, what):
        thing = self.reveal(find, what)
        text = typeable(text, thing.has(a11y.State.MULTI_LINE))
        if thing.text:
            self.display.keyboard.press("Control_L", "a")
            self.display.keyboard.press("BackSpace")
        self.display.keyboard.type(text)
        if not self.holds(thing, text):
            raise Stuck(f"{what} does not hold what was typed: “{text}”")
        return text

    def type_secret(self, find, text, what):
        self.reveal(find, what)
        self.enter(text)

    def draw(self, find, signature, what):
        raise Stuck("nobody draws with a keyboard")
