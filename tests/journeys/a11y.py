# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Candor contributors
"""Eyes for a journey: what assistive technology sees of an application, through AT-SPI.

    with Display() as display:
        app = App(display, display.run(["build/src/candor"]))
        app.wait_heading("Welcome")
        app.wait(Role.PUSH_BUTTON, "Next").click()

One display to a process: the library reads the environment once and keeps it.
"""

import collections
import os
import time

Rect = collections.namedtuple("Rect", "x y width height")
Rect.center = property(lambda self: (self.x + self.width / 2, self.y + self.height / 2))

Atspi = None
Role = None
State = None


class NotFound(Exception):
    """What was looked for did not appear in time."""


def connect(display):
    """Points the library at a display's bus. Done once, before anything else."""
    global Atspi, Role, State
    if Atspi is not None:
        return
    os.environ.update({key: display.env[key] for key in
                       ("DISPLAY", "DBUS_SESSION_BUS_ADDRESS", "XDG_RUNTIME_DIR", "HOME")})
    os.environ.pop("AT_SPI_BUS_ADDRESS", None)
    import gi
    gi.require_version("Atspi", "2.0")
    from gi.repository import Atspi as module
    module.init()
    Atspi, Role, State = module, module.Role, module.StateType


class Node:
    """One thing that a person can perceive. Asks anew each time: nothing is remembered."""

    def __init__(self, app, accessible):
        self.app = app
        self.accessible = accessible

    def __repr__(self):
        return f"<{self.role_name} “{self.name}”>"

    def __eq__(self, other):
        return isinstance(other, Node) and self.accessible == other.accessible

    def __hash__(self):
        return hash(self.accessible)

    # What it is

    @property
    def role(self):
        return self.accessible.get_role()

    @property
    def role_name(self):
        return self.role.value_nick

    @property
    def name(self):
        return self.accessible.get_name() or ""

    @property
    def description(self):
        return self.accessible.get_description() or ""

    @property
    def states(self):
        return set(self.accessible.get_state_set().get_states())

    def has(self, *states):
        """Whether it is in all these states."""
        states_now = self.accessible.get_state_set()
        return all(states_now.contains(state) for state in states)

    @property
    def showing(self):
        """Whether it takes up room. (GTK 4.8 says of everything in the tree that it is visible.)"""
        if not self.has(State.VISIBLE):
            return False
        rect = self.extents
        return rect is None or (rect.width > 0 and rect.height > 0)

    @property
    def checked(self):
        """Chosen, whichever of the two words its role has for that."""
        return self.has(State.CHECKED) or self.has(State.PRESSED)

    @property
    def text(self):
        """What is written in it, for an entry or a text view."""
        text = self.accessible.get_text_iface()
        if text is None:
            return ""
        # GTK does not take -1 for the end.
        return Atspi.Text.get_text(text, 0, Atspi.Text.get_character_count(text))

    @property
    def value(self):
        value = self.accessible.get_value_iface()
        return value.get_current_value() if value is not None else None

    @property
    def extents(self):
        """Where it is on the screen, in pixels."""
        component = self.accessible.get_component_iface()
        if component is None:
            return None
        rect = component.get_extents(Atspi.CoordType.WINDOW)
        x, y = self.app.origin
        return Rect(rect.x + x, rect.y + y, rect.width, rect.height)

    # What is around it

    @property
    def children(self):
        nodes = []
        for index in range(self.accessible.get_child_count()):
            child = self.accessible.get_child_at_index(index)
            if child is not None:  # it went away while we counted
                nodes.append(Node(self.app, child))
        return nodes

    @property
    def parent(self):
        parent = self.accessible.get_parent()
        return Node(self.app, parent) if parent is not None else None

    def walk(self, showing=True):
        """This node and all below it, in reading order; by default what is hidden is left out."""
        yield self
        for child in self.children:
            try:
                if showing and not child.has(State.VISIBLE):
                    continue
                yield from child.walk(showing)
            except Gone:
                continue

    def find_all(self, role=None, name=None, description=None, showing=True, match=None):
        """Every node with this role (or one of a tuple) and name below this one.

        name: a text that it must be, or a function of it. match: a function of the node.
        """
        roles = role if isinstance(role, (tuple, set, list)) else (role,)
        found = []
        for node in self.walk(showing):
            try:
                if role is not None and node.role not in roles:
                    continue
                if name is not None and not (name(node.name) if callable(name)
                                             else node.name == name):
                    continue
                if description is not None and node.description != description:
                    continue
                if match is not None and not match(node):
                    continue
                if showing and not node.showing:
                    continue
            except Gone:
                continue
            found.append(node)
        return found

    def find(self, *args, **options):
        """The first such node, or None."""
        found = self.find_all(*args, **options)
        return found[0] if found else None

    def wait(self, role=None, name=None, timeout=10.0, **options):
        """The first such node, as soon as there is one."""
        what = f"{getattr(role, 'value_nick', role)} “{name}”"
        return self.app.until(lambda: self.find(role, name, **options), timeout, what)

    # What can be done with it

    def in_view(self):
        """Whether its middle lies in the window and not scrolled out of a page."""
        rect = self.extents
        return (rect is not None and rect.width > 0 and rect.height > 0
                and 0 <= rect.center[0] < self.app.display.width
                and 0 <= rect.center[1] < self.app.display.height)

    def click(self):
        """Clicks in its middle with the real pointer, once it has stopped moving."""
        x, y = self.app.steady(self).center
        self.app.display.pointer.click(x, y)

    def tap(self):
        """Touches its middle with a finger."""
        x, y = self.app.steady(self).center
        self.app.display.touch.tap(x, y)

    def actions(self):
        action = self.accessible.get_action_iface()
        if action is None:
            return []
        return [action.get_action_name(i) for i in range(action.get_n_actions())]

    def act(self, index=0):
        """Does its action, as a screen reader would."""
        action = self.accessible.get_action_iface()
        if action is None or not action.do_action(index):
            raise NotFound(f"{self!r} has no action")

    def dump(self, showing=True, depth=0):
        """The tree below it, as text, for a failing test to print."""
        rect = self.extents
        place = f" {rect.x},{rect.y} {rect.width}x{rect.height}" if rect else ""
        flags = "".join(letter for letter, state in
                        (("c", State.CHECKED), ("p", State.PRESSED), ("F", State.FOCUSED),
                         ("s", State.SELECTED)) if self.has(state))
        line = (f"{'  ' * depth}{self.role_name} “{self.name}”"
                + (f" ({self.description})" if self.description else "")
                + (f" [{flags}]" if flags else "") + place + "\n")
        for child in self.children:
            try:
                if not showing or child.showing:
                    line += child.dump(showing, depth + 1)
            except Gone:
                continue
        return line


class App(Node):
    """A running application, by its process."""

    def __init__(self, display, process, timeout=30.0):
        connect(display)
        global Gone
        from gi.repository import GLib
        Gone = GLib.Error
        self.display = display
        self.process = process
        super().__init__(self, None)
        # Asked before its first window stands, an application may not yet answer as a whole.
        self.until(lambda: display.manager.active, timeout, "a window on the screen")
        time.sleep(0.3)
        self.accessible = self.until(self._look_up, timeout, "the application on the bus")
        self.accessible.set_cache_mask(Atspi.Cache.NONE)

    def _look_up(self):
        desktop = Atspi.get_desktop(0)
        for index in range(desktop.get_child_count()):
            child = desktop.get_child_at_index(index)
            if child is not None and child.get_process_id() == self.process.pid:
                return child
        return None

    def __repr__(self):
        return f"<application {self.process.pid}>"

    @property
    def origin(self):
        """Where the active window's own pixels begin on the screen."""
        window = self.display.manager.active
        if window is None:
            return (0, 0)
        place = self.display.x.create_resource_object("window", window).translate_coords(
            self.display.x.screen().root, 0, 0)
        return (-place.x, -place.y)

    def until(self, condition, timeout=10.0, what="a condition", interval=0.03):
        """Calls condition until it returns something true; ends early when the application dies."""
        end = time.monotonic() + timeout
        while True:
            try:
                result = condition()
            except Gone:
                result = None
            if result:
                return result
            if self.process.poll() is not None:
                raise NotFound(f"the application ended with {self.process.returncode} "
                               f"before there was {what}")
            if time.monotonic() > end:
                raise NotFound(f"waited {timeout:g} s in vain for {what}")
            time.sleep(interval)

    def steady(self, node, timeout=5.0):
        """A node's extents, once two looks in a row agree."""
        last = None

        def same():
            nonlocal last
            now, before = node.extents, last
            last = now
            return now if now == before and now.width > 0 and now.height > 0 else None

        return self.until(same, timeout, f"{node!r} to stand still")

    def headings(self):
        """The headings on the screen, in reading order."""
        return self.find_all(Role.HEADING)

    def wait_heading(self, name, timeout=10.0):
        """Waits until the current page has this heading; name may be a function of it."""
        return self.wait(Role.HEADING, name, timeout)

    def focused(self):
        """What has the keyboard, or None."""
        return self.find(match=lambda node: node.has(State.FOCUSED))


class Gone(Exception):
    """Stands for the bus's error until the library is loaded."""
