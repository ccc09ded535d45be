# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Candor contributors
"""Hands for a journey: mouse, keyboard, touch screen and pen, as events that a server delivers.

Places are pixels of the screen. On Xvfb mouse and keyboard go through the XTEST extension. On Xorg
every device is a driver that reads its events from a socket (see inputtest(4)).
"""

import socket
import struct
import time

import Xlib.XK
from Xlib import X, Xatom
from Xlib.ext import xinput, xtest

LEFT, MIDDLE, RIGHT, WHEEL_UP, WHEEL_DOWN = 1, 2, 3, 4, 5
AXIS_RANGE = 65536
PEN_SERIAL = 0x1234

# The drivers' protocol, version 1.0: a length and a type before every message.
(CLIENT_VERSION, WAIT_FOR_SYNC, MOTION, PROXIMITY, BUTTON, KEY, TOUCH) = range(7)
TOUCH_BEGIN, TOUCH_UPDATE, TOUCH_END = 18, 19, 20
N_VALUATORS = 64


def paced(items, rate):
    """Yields the items at a steady rate a second; never gives up one to keep the pace."""
    start = time.perf_counter()
    for number, item in enumerate(items):
        delay = start + number / rate - time.perf_counter()
        if delay > 0:
            time.sleep(delay)
        yield item


def line(x0, y0, x1, y1, count):
    """Points of a straight line, both ends among them."""
    last = max(count - 1, 1)
    return [(x0 + (x1 - x0) * i / last, y0 + (y1 - y0) * i / last) for i in range(count)]


class Driver:
    """The connection to one device of the Xorg server."""

    def __init__(self, path, timeout=10.0):
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self._socket.settimeout(timeout)
        self._socket.connect(path)
        self._send(CLIENT_VERSION, struct.pack("=HH", 1, 0))
        self._receive(12)

    def close(self):
        self._socket.close()

    def sync(self):
        """Returns when the server has handed on everything sent so far."""
        self._send(WAIT_FOR_SYNC)
        self._receive(8)

    def _send(self, kind, body=b""):
        self._socket.sendall(struct.pack("=II", 8 + len(body), kind) + body)

    def _receive(self, length):
        data = b""
        while len(data) < length:
            part = self._socket.recv(length - len(data))
            if not part:
                raise ConnectionError("the device's driver closed the connection")
            data += part

    @staticmethod
    def _valuators(values):
        """The axes that an event changes, as a mask and an array; {number: value}."""
        mask = 0
        array = [0.0] * N_VALUATORS
        for number, value in values.items():
            mask |= 1 << number
            array[number] = value
        return struct.pack("=IQ4x64d512x", 0, mask, *array)


class Surface(Driver):
    """A device whose axes span the whole screen."""

    def __init__(self, path, size):
        super().__init__(path)
        self._size = size

    def _place(self, x, y):
        return {0: x * AXIS_RANGE / self._size[0], 1: y * AXIS_RANGE / self._size[1]}

    def _motion(self, values):
        self._send(MOTION, struct.pack("=I4x", 1) + self._valuators(values))

    def _button(self, button, down, values=None):
        self._send(BUTTON, struct.pack("=iiI4x", 1, button, down) + self._valuators(values or {}))


class PointerMoves:
    """What a mouse does, on top of move, press and release."""

    def click(self, x, y, button=LEFT):
        self.move(x, y)
        self.press(button)
        self.release(button)

    def drag(self, points, rate=250):
        """Presses at the first point, passes the others, and lets go at the last."""
        self.move(*points[0])
        self.press()
        for x, y in paced(points[1:], rate):
            self.move(x, y)
        self.release()

    def scroll(self, x, y, clicks):
        """Turns the wheel over a place; down is positive."""
        self.move(x, y)
        for _ in range(abs(clicks)):
            self.press(WHEEL_DOWN if clicks > 0 else WHEEL_UP)
            self.release(WHEEL_DOWN if clicks > 0 else WHEEL_UP)


class Mouse(Surface, PointerMoves):
    """A mouse on Xorg."""

    def move(self, x, y):
        self._motion(self._place(x, y))
        self.sync()

    def press(self, button=LEFT):
        self._button(button, 1)
        self.sync()

    def release(self, button=LEFT):
        self._button(button, 0)
        self.sync()


class TestPointer(PointerMoves):
    """A mouse on Xvfb."""

    def __init__(self, x):
        self._x = x

    def close(self):
        """Nothing to close: the connection belongs to the display."""

    def move(self, x, y):
        xtest.fake_input(self._x, X.MotionNotify, x=round(x), y=round(y))
        self._x.sync()

    def press(self, button=LEFT):
        xtest.fake_input(self._x, X.ButtonPress, button)
        self._x.sync()

    def release(self, button=LEFT):
        xtest.fake_input(self._x, X.ButtonRelease, button)
        self._x.sync()


class Pen(Surface):
    """A pen with pressure on Xorg, as a tablet's driver announces it."""

    PRESSURE = 4
    PRESSURE_RANGE = 1000

    def __init__(self, path, size, x, name="pen"):
        super().__init__(path, size)
        self._x = x
        self._id = next(device.deviceid for device in x.xinput_query_device(xinput.AllDevices).devices
                        if device.name == name)

    def near(self, x, y):
        """Holds the pen over a place without touching it."""
        self._announce(PEN_SERIAL)
        self._send(PROXIMITY, struct.pack("=I4x", 1) + self._valuators(self._values(x, y, 0)))
        self.sync()
        self.hover(x, y)

    def hover(self, x, y):
        self.move(x, y, 0)

    def away(self):
        """Takes the pen out of the tablet's reach."""
        self._send(PROXIMITY, struct.pack("=I4x", 0) + self._valuators({}))
        self.sync()
        self._announce(0)

    def down(self, x, y, pressure=0.5):
        self._motion(self._values(x, y, pressure))
        self._button(LEFT, 1, self._values(x, y, pressure))
        self.sync()

    def move(self, x, y, pressure=0.5):
        self._motion(self._values(x, y, pressure))

    def up(self):
        self._button(LEFT, 0, {self.PRESSURE: 0.0})
        self.sync()

    def stroke(self, points, rate=1000):
        """Draws points of (x, y) or (x, y, pressure) at a steady rate a second.

        The pen must be near. The first point is where it comes down.
        """
        self.down(*points[0])
        for point in paced(points[1:], rate):
            self.move(*point)
        self.sync()
        self.up()

    def _values(self, x, y, pressure):
        return {**self._place(x, y), self.PRESSURE: pressure * self.PRESSURE_RANGE}

    def _announce(self, serial):
        """Applications learn from these properties which tool is over the tablet."""
        atom = self._x.intern_atom
        self._x.xinput_change_device_property(
            self._id, atom("Wacom Tool Type"), Xatom.ATOM, X.PropModeReplace,
            (32, [atom("STYLUS")]))
        self._x.xinput_change_device_property(
            self._id, atom("Wacom Serial IDs"), Xatom.INTEGER, X.PropModeReplace,
            (32, [1, serial, serial, serial, serial]))
        self._x.sync()


class Touch(Surface):
    """A touch screen on Xorg. Fingers have numbers from 0."""

    def down(self, x, y, finger=0):
        self._touch(TOUCH_BEGIN, finger, self._place(x, y))
        self.sync()

    def move(self, x, y, finger=0):
        self._touch(TOUCH_UPDATE, finger, self._place(x, y))

    def up(self, finger=0):
        self._touch(TOUCH_END, finger, {})
        self.sync()

    def tap(self, x, y):
        self.down(x, y)
        time.sleep(0.05)
        self.up()

    def stroke(self, points, rate=120, finger=0):
        """Draws points of (x, y) at a steady rate a second."""
        self.down(*points[0], finger=finger)
        for x, y in paced(points[1:], rate):
            self.move(x, y, finger)
        self.sync()
        self.up(finger)

    def _touch(self, kind, finger, values):
        self._send(TOUCH, struct.pack("=II", finger, kind) + self._valuators(values))


class KeyMoves:
    """What a keyboard does, on top of _key (keycode, down)."""

    # Time for an application to learn a new keymap before its first key arrives.
    KEYMAP_PAUSE = 0.3
    # Gap after each key: a person's, only faster.
    KEY_PAUSE = 0.004

    def _prepare(self, x):
        self._x = x
        self._keys = {}
        self._read_keymap()

    def _read_keymap(self):
        """Learns for each keysym which key gives it, alone or with Shift."""
        low = self._x.display.info.min_keycode
        high = self._x.display.info.max_keycode
        self._keys = {}
        self._spare = []
        rows = self._x.get_keyboard_mapping(low, high - low + 1)
        for keycode, row in zip(range(low, high + 1), rows):
            if not any(row):
                self._spare.append(keycode)
            for shift in (0, 1):
                if shift < len(row) and row[shift]:
                    self._keys.setdefault(row[shift], (keycode, bool(shift)))

    @staticmethod
    def _keysym(character):
        """The keysym of a character, or of a key's name such as Tab or Page_Down."""
        if len(character) > 1:
            keysym = Xlib.XK.string_to_keysym(character)
            if keysym == 0:
                raise ValueError(f"no key is called {character}")
            return keysym
        if character == "\n":
            return Xlib.XK.XK_Return
        if character == "\t":
            return Xlib.XK.XK_Tab
        code = ord(character)
        return code if 0x20 <= code <= 0x7e or 0xa0 <= code <= 0xff else 0x01000000 | code

    def _add_to_keymap(self, keysyms):
        """Gives spare keys to characters that this keyboard does not have."""
        missing = [keysym for keysym in dict.fromkeys(keysyms) if keysym not in self._keys]
        if not missing:
            return
        if len(missing) > len(self._spare):
            raise ValueError("too many characters that this keyboard does not have")
        for keysym in missing:
            keycode = self._spare.pop(0)
            self._x.change_keyboard_mapping(keycode, [(keysym, keysym)])
            self._keys[keysym] = (keycode, False)
        self._x.sync()
        time.sleep(self.KEYMAP_PAUSE)

    def press(self, *names):
        """Presses keys together, such as press ("Tab") or press ("Control_L", "a")."""
        keysyms = [self._keysym(name) for name in names]
        self._add_to_keymap(keysyms)
        keycodes = [self._keys[keysym][0] for keysym in keysyms]
        for keycode in keycodes:
            self._key(keycode, True)
        for keycode in reversed(keycodes):
            self._key(keycode, False)

    def type(self, text):
        """Types a text, with characters of any script."""
        keysyms = [self._keysym(character) for character in text]
        shift = self._keys[Xlib.XK.XK_Shift_L][0]
        start = 0
        while start < len(keysyms):
            # As many characters at once as there are spare keys for.
            end, missing = start, set()
            while end < len(keysyms):
                if keysyms[end] not in self._keys:
                    missing.add(keysyms[end])
                    if len(missing) > len(self._spare):
                        break
                end += 1
            if end == start:
                self._free_keymap()
                continue
            self._add_to_keymap(keysyms[start:end])
            for keysym in keysyms[start:end]:
                keycode, shifted = self._keys[keysym]
                if shifted:
                    self._key(shift, True)
                self._key(keycode, True)
                self._key(keycode, False)
                if shifted:
                    self._key(shift, False)
                time.sleep(self.KEY_PAUSE)
            start = end

    def _free_keymap(self):
        """Takes back the keys that were lent, once the application has read them all."""
        time.sleep(self.KEYMAP_PAUSE)
        lent = [entry for keysym, entry in self._keys.items() if keysym >= 0x01000000]
        if not lent:
            raise ValueError("this keyboard has no spare key")
        for keycode, _ in lent:
            self._x.change_keyboard_mapping(keycode, [(0, 0)])
        self._x.sync()
        self._read_keymap()


class Keyboard(Driver, KeyMoves):
    """A keyboard on Xorg."""

    def __init__(self, path, x):
        super().__init__(path)
        self._prepare(x)

    def _key(self, keycode, down):
        self._send(KEY, struct.pack("=iI", keycode, down))
        self.sync()


class TestKeyboard(KeyMoves):
    """A keyboard on Xvfb."""

    def __init__(self, x):
        self._prepare(x)

    def close(self):
        """Nothing to close: the connection belongs to the display."""

    def _key(self, keycode, down):
        xtest.fake_input(self._x, X.KeyPress if down else X.KeyRelease, keycode)
        self._x.sync()
