# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Candor contributors
"""The least that a tablet's shell does with windows: each one fills the screen and gets the keyboard."""

import select
import os
import threading

import Xlib.display
import Xlib.error
from Xlib import X, Xatom


class Manager(threading.Thread):
    """A window manager on a connection of its own. The newest window has the keyboard."""

    def __init__(self, name, fit):
        super().__init__(name="window-manager", daemon=True)
        self._fit = fit
        self._windows = []
        self._x = Xlib.display.Display(name)
        self._x.set_error_handler(lambda *_: None)  # windows vanish between two requests
        self._root = self._x.screen().root
        self._wake_read, self._wake_write = os.pipe()
        self._announce()
        self._root.change_attributes(event_mask=X.SubstructureRedirectMask
                                     | X.SubstructureNotifyMask)
        self._x.sync()

    def _announce(self):
        """Applications look for these to know that a manager is there and what it can do."""
        atom = self._x.intern_atom
        check = self._root.create_window(-1, -1, 1, 1, 0, X.CopyFromParent)
        for window in (check, self._root):
            window.change_property(atom("_NET_SUPPORTING_WM_CHECK"), Xatom.WINDOW, 32, [check.id])
        check.change_property(atom("_NET_WM_NAME"), atom("UTF8_STRING"), 8, b"candor-journey")
        self._root.change_property(
            atom("_NET_SUPPORTED"), Xatom.ATOM, 32,
            [atom(name) for name in ("_NET_SUPPORTED", "_NET_SUPPORTING_WM_CHECK",
                                     "_NET_ACTIVE_WINDOW", "_NET_WM_STATE",
                                     "_NET_WM_STATE_MAXIMIZED_HORZ",
                                     "_NET_WM_STATE_MAXIMIZED_VERT")])

    @property
    def active(self):
        """The window that has the keyboard, as its number, or None."""
        windows = self._windows
        return windows[-1].id if windows else None

    def run(self):
        sources = [self._x.fileno(), self._wake_read]
        while True:
            while self._x.pending_events():
                self._dispatch(self._x.next_event())
            ready, _, _ = select.select(sources, [], [])
            if self._wake_read in ready:
                return

    def stop(self):
        os.write(self._wake_write, b"x")
        if self.is_alive():
            self.join(timeout=5)
        try:
            self._x.close()
        except Exception:  # the server may have gone first
            pass
        os.close(self._wake_read)
        os.close(self._wake_write)

    def _dispatch(self, event):
        if event.type == X.MapRequest:
            self._map(event.window)
        elif event.type == X.ConfigureRequest:
            self._configure(event)
        elif event.type == X.MapNotify:
            if self._fit and event.window in self._windows \
                    and event.window.get_wm_transient_for() is None:
                self._mark_filled(event.window)
        elif event.type in (X.UnmapNotify, X.DestroyNotify):
            if event.window in self._windows:
                self._windows.remove(event.window)
                self._focus()
        elif event.type == X.ClientMessage:
            if event.client_type == self._x.intern_atom("_NET_ACTIVE_WINDOW") \
                    and event.window in self._windows:
                self._windows.remove(event.window)
                self._windows.append(event.window)
                self._focus()

    def _map(self, window):
        if self._fit and window.get_wm_transient_for() is None:
            self._fill(window)
        window.map()
        if window not in self._windows:
            self._windows.append(window)
        self._focus()

    def _fill(self, window):
        geometry = self._root.get_geometry()
        window.configure(x=0, y=0, width=geometry.width, height=geometry.height, border_width=0)

    def _mark_filled(self, window):
        """Tells the application, once it is mapped, that it needs no frame of its own."""
        atom = self._x.intern_atom
        window.change_property(atom("_NET_WM_STATE"), Xatom.ATOM, 32,
                               [atom("_NET_WM_STATE_MAXIMIZED_HORZ"),
                                atom("_NET_WM_STATE_MAXIMIZED_VERT")])
        self._x.flush()

    def _configure(self, event):
        if self._fit and event.window in self._windows \
                and event.window.get_wm_transient_for() is None:
            self._fill(event.window)
            return
        names = {X.CWX: "x", X.CWY: "y", X.CWWidth: "width", X.CWHeight: "height",
                 X.CWBorderWidth: "border_width", X.CWSibling: "sibling",
                 X.CWStackMode: "stack_mode"}
        event.window.configure(**{
            name: event.sibling if name == "sibling" else getattr(event, name)
            for bit, name in names.items() if event.value_mask & bit})
        self._x.flush()

    def _focus(self):
        atom = self._x.intern_atom
        top = self._windows[-1] if self._windows else None
        if top is not None:
            top.configure(stack_mode=X.Above)
            top.set_input_focus(X.RevertToPointerRoot, X.CurrentTime)
        self._root.change_property(atom("_NET_ACTIVE_WINDOW"), Xatom.WINDOW, 32,
                                   [top.id if top is not None else X.NONE])
        self._x.flush()
