# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Candor contributors
"""Whether the screen stands still, as the server tells: no picture of it has to be compared."""

import select
import time

import Xlib.display
from Xlib.ext import damage


class Stillness:
    """Hears of everything that is drawn, on a connection of its own."""

    def __init__(self, name):
        self._x = Xlib.display.Display(name)
        self._x.damage_query_version()
        # Told once, and again after each time that it was forgotten.
        self._damage = self._x.screen().root.damage_create(damage.DamageReportNonEmpty)
        self._x.sync()

    def close(self):
        try:
            self._x.close()
        except Exception:  # the server may have gone first
            pass

    def _drawn(self):
        """Whether anything was drawn since the last question."""
        self._x.sync()
        drawn = False
        while self._x.pending_events():
            self._x.next_event()
            self._x.damage_subtract(self._damage)
            drawn = True
        if drawn:
            self._x.flush()
        return drawn

    def wait(self, quiet, timeout):
        """Waits until nothing was drawn for so many seconds, from now on; False if that never came."""
        self._drawn()
        since = time.monotonic()
        end = since + timeout
        while True:
            select.select([self._x.fileno()], [], [],
                          max(0.0, min(since + quiet, end) - time.monotonic()))
            if self._drawn():
                since = time.monotonic()
            elif time.monotonic() >= since + quiet:
                return True
            if time.monotonic() >= end:
                return False
