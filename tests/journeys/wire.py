# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Candor contributors
"""Reads what an application shows from the accessibility bus, a whole window at a time.

Asking node by node costs a second for a page; here all questions about one level of the tree are
on their way at once. It only reads: there is nothing here that could do something.
"""

from gi.repository import Gio, GLib

ACCESSIBLE = "org.a11y.atspi.Accessible"
COMPONENT = "org.a11y.atspi.Component"
TEXT = "org.a11y.atspi.Text"
VALUE = "org.a11y.atspi.Value"
PROPERTIES = "org.freedesktop.DBus.Properties"
WINDOW_COORDINATES = 1
TIMEOUT = 10000  # milliseconds

LOOK = (
    (ACCESSIBLE, "GetRole", None),
    (ACCESSIBLE, "GetState", None),
    (ACCESSIBLE, "GetChildren", None),
    (COMPONENT, "GetExtents", GLib.Variant("(u)", (WINDOW_COORDINATES,))),
    (PROPERTIES, "Get", GLib.Variant("(ss)", (ACCESSIBLE, "Name"))),
)


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

    def look(self, paths):
        """For each path its (role, states, children, extents or None, name); None for what is gone."""
        answers = self.ask_all([(path, *question) for path in paths for question in LOOK])
        found = []
        for start in range(0, len(answers), len(LOOK)):
            role, states, children, extents, name = answers[start:start + len(LOOK)]
            if None in (role, states, children, name):
                found.append(None)
                continue
            bits = states[0]
            found.append((role[0], bits[0] | bits[1] << 32 if len(bits) > 1 else bits[0],
                          [path for _, path in children[0]],
                          extents[0] if extents is not None else None, name[0]))
        return found

    def state(self, path):
        """The states of a node as bits; 0 when it is gone."""
        answer = self.ask(path, ACCESSIBLE, "GetState")
        return answer[0][0] | answer[0][1] << 32 if answer is not None else 0

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

    def description(self, path):
        answer = self.ask(path, PROPERTIES, "Get",
                          GLib.Variant("(ss)", (ACCESSIBLE, "Description")))
        return answer[0] if answer is not None else ""


def connect(address):
    return Gio.DBusConnection.new_for_address_sync(
        address, Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT
        | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION, None, None)
