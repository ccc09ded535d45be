# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Candor contributors
"""One look at a window: what is on it, where it is, and what can be seen of it."""

import copy

import a11y
import wire as wire_module
from a11y import Rect

# A widget that reaches this many pixels beyond the part that is seen is scrolled.
SLACK = 2
# Lower than this, what is seen through is no page.
LEAST_VIEW = 40


def on_screen(place, corner):
    """Where a place in the window is on the screen."""
    return Rect(place[0] + corner[0], place[1] + corner[1], place[2], place[3])


def overlap(one, other):
    left, top = max(one.x, other.x), max(one.y, other.y)
    right = min(one.x + one.width, other.x + other.width)
    bottom = min(one.y + one.height, other.y + other.height)
    return Rect(left, top, max(0, right - left), max(0, bottom - top))


def scrolls(outer, inner):
    """Whether inner moves behind outer."""
    return (inner.rect.height > outer.rect.height + SLACK
            and inner.rect.width <= outer.rect.width + SLACK)


# The marks around words that are made to be read from the right.
TURNED = str.maketrans("", "", "\u202e\u202c\u2068\u2069")


def words_of(text):
    """A name as a person reads it: without the light markup of procedures, in one line."""
    return " ".join(text.translate(TURNED).replace("*", "").split())


class Thing:
    """What one node was when we looked; its states, text and value are asked for anew."""

    def __init__(self, wire, node, parent, rect, name):
        self._wire = wire
        self.path = node.path
        self.parent = parent
        self.role = a11y.Role(node.role)
        self.bits = node.states
        self.rect = rect
        self.name = words_of(name)
        self.description = node.description
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

    def moved(self, place, corner):
        """The same, where it is in the window now."""
        thing = copy.copy(self)
        thing.rect = on_screen(place, corner)
        return thing

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
        self._wire = wire
        self._nodes = wire.all_nodes()
        self._told = {}  # path: its children, as the application told them with all the others
        for node in self._nodes.values():
            self._told.setdefault(node.parent, []).append(node)
        windows = self._visible(wire.children([app.accessible.path])[0])
        self._below = self._read_below(windows)
        self._places = self._read_places()
        self._corner = app.origin
        self.things = []
        for window in windows:
            self._add(window, None)
        self.things = [thing for window in self.things for thing in window.walk()]

    def _visible(self, paths):
        """The nodes of these paths that are there and visible."""
        missing = [path for path in paths if path not in self._nodes]
        if missing:
            self._nodes.update(zip(missing, self._wire.nodes(missing)))
        nodes = [self._nodes[path] for path in paths]
        return [node for node in nodes
                if node is not None and node.states >> int(a11y.State.VISIBLE) & 1]

    def _children(self, nodes):
        """For each node the paths of its children, in reading order."""
        found = {}
        for node in nodes:
            told = self._told.get(node.path, ())
            places = {child.place for child in told}
            if len(places) == len(told) == node.count:
                found[node.path] = [child.path for child in
                                    sorted(told, key=lambda child: child.place)]
        # Of the others the application did not tell all.
        asked = [node.path for node in nodes if node.path not in found]
        found.update(zip(asked, self._wire.children(asked)))
        return [found[node.path] for node in nodes]

    def _read_below(self, windows):
        """{path: what is visible directly below it}, for the windows and all that is in them."""
        below = {node.path: [] for node in windows}
        level = windows
        while level:
            parents = {path: node for node, paths in zip(level, self._children(level))
                       for path in paths}
            level = self._visible(list(parents))
            for node in level:
                below[parents[node.path].path].append(node)
                below[node.path] = []
        return below

    def _read_places(self):
        """{path: where it is}, for everything that has a place."""
        paths = [path for path in self._below
                 if wire_module.COMPONENT in self._nodes[path].interfaces]
        return dict(zip(paths, self._wire.extents(paths)))

    def _add(self, node, parent):
        thing = parent
        if wire_module.COMPONENT in node.interfaces:  # a page of a stack has no place of its own
            place = self._places[node.path]
            if place is None or place[2] <= 0 or place[3] <= 0:
                return
            name = node.name
            # Newer versions of GTK give words no name of their own: their text is their name.
            if not name and not self._below[node.path] and wire_module.TEXT in node.interfaces:
                name = self._wire.text(node.path)
            thing = Thing(self._wire, node, parent, on_screen(place, self._corner), name)
            (parent.children if parent is not None else self.things).append(thing)
        for child in self._below[node.path]:
            self._add(child, thing)

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
