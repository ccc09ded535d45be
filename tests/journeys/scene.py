# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Candor contributors
"""One look at a window: what is on it, where it is, and what can be seen of it."""

import a11y
from a11y import Rect

# A widget that reaches this many pixels beyond the part that is seen is scrolled.
SLACK = 2
# Lower than this, what is seen through is no page.
LEAST_VIEW = 40


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
    """What one node was when we looked; its states, text and value are asked for anew."""

    def __init__(self, wire, path, parent, role, states, rect, name):
        self._wire = wire
        self.path = path
        self.parent = parent
        self.role = a11y.Role(role)
        self.bits = states
        self.rect = rect
        self.name = words_of(name)
        self.children = []

    def __repr__(self):
        return f"{self.role.value_nick} “{self.name}”"

    def was(self, state):
        """Whether it was in a state when we looked."""
        return bool(self.bits >> int(state) & 1)

    def has(self, state):
        """Whether it is in a state now."""
        return bool(self._wire.state(self.path) >> int(state) & 1)

    @property
    def chosen(self):
        """Whether it is ticked or stays down, now."""
        bits = self._wire.state(self.path)
        return any(bits >> int(state) & 1 for state in (a11y.State.CHECKED, a11y.State.PRESSED))

    @property
    def text(self):
        return self._wire.text(self.path)

    @property
    def value(self):
        return self._wire.value(self.path)

    @property
    def description(self):
        return self._wire.description(self.path)

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
        rect, inner = None, self
        for outer in self.ancestors():
            if outer.parent is None or scrolls(outer, inner):
                rect = outer.rect if rect is None else overlap(rect, outer.rect)
            inner = outer
        return rect if rect is not None else self.rect

    @property
    def seen(self):
        return overlap(self.rect, self.clip)


class Scene:
    """All that the application shows at one moment."""

    def __init__(self, app, wire):
        self.things = []
        x, y = app.origin
        root = wire.look([app.accessible.path])[0]
        level = [(None, path) for path in root[2]] if root is not None else []
        while level:
            below = []
            found = wire.look([path for _, path in level])
            for (parent, path), what in zip(level, found):
                if what is None:
                    continue
                role, states, children, place, name = what
                if not states >> int(a11y.State.VISIBLE) & 1:
                    continue
                if place is None:  # a page of a stack has no place of its own
                    below += [(parent, child) for child in children]
                    continue
                if place[2] <= 0 or place[3] <= 0:
                    continue
                # Newer versions of GTK give words no name of their own: their text is their name.
                if not name and not children:
                    name = wire.text(path) or ""
                thing = Thing(wire, path, parent, role, states,
                              Rect(place[0] + x, place[1] + y, place[2], place[3]), name)
                (parent.children if parent is not None else self.things).append(thing)
                below += [(thing, child) for child in children]
            level = below
        self.things = [thing for window in self.things for thing in window.walk()]

    def find_all(self, name=None, role=None, under=None, match=None):
        """Everything of this name and role (or one of a tuple), in reading order."""
        roles = role if isinstance(role, tuple) else (role,)
        wanted = words_of(name) if name is not None else None
        return [thing for thing in (under.walk() if under is not None else self.things)
                if (role is None or thing.role in roles)
                and (wanted is None or thing.name == wanted)
                and (match is None or match(thing))]

    def find(self, *args, **options):
        found = self.find_all(*args, **options)
        return found[0] if found else None

    def scrollers(self):
        """Pairs of (what is seen through, what moves behind it), for everything that is scrolled."""
        return [(thing, child) for thing in self.things for child in thing.children
                if scrolls(thing, child) and thing.seen.height > LEAST_VIEW]

    def headings(self):
        return self.find_all(role=a11y.Role.HEADING)

    def alerts(self):
        """Sentences that are said aloud because something is wrong."""
        return [thing.name for thing in
                self.find_all(role=(a11y.Role.ALERT, a11y.Role.NOTIFICATION)) if thing.name]

    def texts(self, under=None):
        return [thing.name for thing in self.find_all(role=a11y.Role.LABEL, under=under)]

    def dump(self):
        lines = []
        for thing in self.things:
            depth = sum(1 for _ in thing.ancestors())
            rect = thing.rect
            lines.append(f"{'  ' * depth}{thing!r} {rect.x},{rect.y} {rect.width}x{rect.height}")
        return "\n".join(lines)
