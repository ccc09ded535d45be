# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Candor contributors
"""Reads what an application shows from the accessibility bus, a whole window at a time.

Asking node by node costs a second for a page. Here an application tells in one answer all that it has
on the bus; only where things are has to be asked of each, and these questions are on their way at
once. It only reads: there is nothing here that could do something.
"""

import ast
import collections

from gi.repository import Gio, GLib

ACCESSIBLE = "org.a11y.atspi.Accessible"
COMPONENT = "org.a11y.atspi.Component"
TEXT = "org.a11y.atspi.Text"
VALUE = "org.a11y.atspi.Value"
CACHE = "org.a11y.atspi.Cache"
CACHE_PATH = "/org/a11y/atspi/cache"
PROPERTIES = "org.freedesktop.DBus.Properties"
WINDOW_COORDINATES = GLib.Variant("(u)", (1,))
TIMEOUT = 10000  # milliseconds

# What an application says of one node. parent and place: its path there and the place among its
# siblings, or None where it was not found among all; count: of its children; interfaces: what it can
# be asked for.
Node = collections.namedtuple(
    "Node", "path parent place count interfaces name role description states")

ABOUT_ONE = (
    (ACCESSIBLE, "GetRole", None),
    (ACCESSIBLE, "GetState", None),
    (ACCESSIBLE, "GetInterfaces", None),
    (PROPERTIES, "Get", GLib.Variant("(ss)", (ACCESSIBLE, "Name"))),
    (PROPERTIES, "Get", GLib.Variant("(ss)", (ACCESSIBLE, "Description"))),
    (PROPERTIES, "Get", GLib.Variant("(ss)", (ACCESSIBLE, "ChildCount"))),
)


def bits_of(states):
    return states[0] | states[1] << 32 if len(states) > 1 else states[0]


class Wire:
    def __init__(self, session_address, name):
        """name: of the application on the accessibility bus."""
        session = connect(session_address)
        address = session.call_sync("org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus", "GetAddress",
                                    None, None, Gio.DBusCallFlags.NONE, TIMEOUT, None).unpack()[0]
        session.close_sync(None)
        self._bus = connect(address)
        self._name = name

    def close(self):
        self._bus.close_sync(None)

    def ask(self, path, interface, method, arguments=None):
        """One answer, or None when what was asked is gone or knows no such question."""
        return self.ask_all([(path, interface, method, arguments)])[0]

    def ask_all(self, questions):
        """The answers to many questions, in their order."""
        answers = [None] * len(questions)
        open_questions = len(questions)

        def answered(bus, result, index):
            nonlocal open_questions
            open_questions -= 1
            try:
                answers[index] = bus.call_finish(result).unpack()
            except GLib.Error:  # it went away while we looked
                pass

        for index, (path, interface, method, arguments) in enumerate(questions):
            self._bus.call(self._name, path, interface, method, arguments, None,
                           Gio.DBusCallFlags.NONE, TIMEOUT, None, answered, index)
        context = GLib.MainContext.default()
        while open_questions > 0:
            context.iteration(True)
        return answers

    def all_nodes(self):
        """Everything that the application has on the bus: {path: Node}."""
        try:
            answer = self._bus.call_sync(self._name, CACHE_PATH, CACHE, "GetItems", None, None,
                                         Gio.DBusCallFlags.NONE, TIMEOUT, None)
        except GLib.Error:  # the application is gone
            return {}
        # Printed without types it is Python; read so, it costs less than taken apart piece by piece.
        items, = ast.literal_eval(answer.print_(False))
        return {own[1]: Node(own[1], parent[1], place, count, interfaces, name, role, description,
                             bits_of(states))
                for own, _, parent, place, count, interfaces, name, role, description, states
                in items}

    def nodes(self, paths):
        """For each path its Node, or None when it is gone."""
        answers = self.ask_all([(path, *question) for path in paths for question in ABOUT_ONE])
        found = []
        for path, start in zip(paths, range(0, len(answers), len(ABOUT_ONE))):
            about = answers[start:start + len(ABOUT_ONE)]
            if None in about:
                found.append(None)
                continue
            role, states, interfaces, name, description, count = (answer[0] for answer in about)
            found.append(Node(path, None, None, count, interfaces, name, role, description,
                              bits_of(states)))
        return found

    def children(self, paths):
        """For each path the paths of its children."""
        answers = self.ask_all([(path, ACCESSIBLE, "GetChildren", None) for path in paths])
        return [[child for _, child in answer[0]] if answer is not None else []
                for answer in answers]

    def extents(self, paths):
        """For each path its (x, y, width, height) in the window, or None when it is gone."""
        answers = self.ask_all([(path, COMPONENT, "GetExtents", WINDOW_COORDINATES)
                                for path in paths])
        return [answer[0] if answer is not None else None for answer in answers]

    def state(self, path):
        """The states of a node as bits; 0 when it is gone."""
        answer = self.ask(path, ACCESSIBLE, "GetState")
        return bits_of(answer[0]) if answer is not None else 0

    def text(self, path):
        """What is written in a field."""
        count = self.ask(path, PROPERTIES, "Get", GLib.Variant("(ss)", (TEXT, "CharacterCount")))
        if count is None or count[0] == 0:
            return ""
        answer = self.ask(path, TEXT, "GetText", GLib.Variant("(ii)", (0, count[0])))
        return answer[0] if answer is not None else ""

    def value(self, path):
        answer = self.ask(path, PROPERTIES, "Get", GLib.Variant("(ss)", (VALUE, "CurrentValue")))
        return answer[0] if answer is not None else None


def connect(address):
    return Gio.DBusConnection.new_for_address_sync(
        address, Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT
        | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION, None, None)
