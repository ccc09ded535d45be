# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Candor contributors
"""One look at a window: what is on it, where it is, and what can be seen of it."""

import a11y
from a11y import Rect

# A widget that reaches this many pixels beyond the part that is seen is scrolled.
SLACK = 2


def overlap(one, other):
    left, top = max(one.x, other.x), max(one.y, other.y)
    right = min(one.x + one.width, other.x + other.width)
    bottom = min(one.y + one.height, other.y + other.height)
    return Rect(left, top, max(0, right - left), max(0, bottom - top))


def scrolls(outer, inner):
    """Whether inner moves behind outer."""
    return (inner.rect.height > outer.rect.height + SLACK
            and inner.rect.width <= outer.rect.width + SLACK)


def words_of(text):
    """A name as a person reads it: without the light markup of procedures, in one line."""
    return " ".join(text.replace("*", "").split())


class Thing:
    """What one node was when we looked."""

    def __init__(self, node, parent, rect):
        self.node = node
        self.parent = parent
        self.rect = rect
        self.role = node.role
        self.name = words_of(node.name)
        self.children = []

    def __repr__(self):
        return f"{self.role.value_nick} “{self.name}”"

    def ancestors(self):
        thing = self.parent
        while thing is not None:
            yield thing
            thing = thing.parent

    def walk(self):
        yield self
        for child in self.children:
            yield from child.walk()

    @property
    def clip(self):
        """The part of the screen in which this could be seen at all, were it scrolled there."""
        rect, inner = self.rect, self
        for outer in self.ancestors():
            if outer.parent is None:
                rect = overlap(rect, outer.rect) if rect is not self.rect else outer.rect
            elif scrolls(outer, inner):
                rect = overlap(rect, outer.rect) if rect is not self.rect else outer.rect
            inner = outer
        return rect

    @property
    def seen(self):
        return overlap(self.rect, self.clip)

    def words(self):
        """Everything that can be read in it, in one line."""
        return " ".join(thing.name for thing in self.walk()
                        if thing.name and thing.role == a11y.Role.LABEL)


class Scene:
    """All that the application shows at one moment."""

    def __init__(self, app):
        self.app = app
        self.things = []
        for window in app.children:
            self._look(window, None)

    def _look(self, node, parent):
        try:
            rect = node.extents
            if rect is None or not node.has(a11y.State.VISIBLE):
                return
            if rect.width <= 0 or rect.height <= 0:
                return
            thing = Thing(node, parent, rect)
            children = node.children
        except a11y.Gone:
            return
        self.things.append(thing)
        if parent is not None:
            parent.children.append(thing)
        for child in children:
            self._look(child, thing)

    def find_all(self, name=None, role=None, under=None, match=None):
        roles = role if isinstance(role, tuple) else (role,)
        found = []
        for thing in under.walk() if under is not None else self.things:
            if role is not None and thing.role not in roles:
                continue
            if name is not None and thing.name != words_of(name):
                continue
            if match is not None and not match(thing):
                continue
            found.append(thing)
        return found

    def find(self, *args, **options):
        found = self.find_all(*args, **options)
        return found[0] if found else None

    def scrollers(self):
        """Pairs of (what is seen through, what moves behind it), for everything that is scrolled."""
        pairs = []
        for thing in self.things:
            for child in thing.children:
                if scrolls(thing, child) and thing.seen.height > 40:
                    pairs.append((thing, child))
        return pairs

    def headings(self):
        return self.find_all(role=a11y.Role.HEADING)

    def dump(self):
        depth = {}
        lines = []
        for thing in self.things:
            depth[thing] = depth[thing.parent] + 1 if thing.parent is not None else 0
            rect = thing.rect
            lines.append(f"{'  ' * depth[thing]}{thing!r} {rect.x},{rect.y} "
                         f"{rect.width}x{rect.height}")
        return "\n".join(lines)
