# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Candor contributors
"""A person at the screen: looks, scrolls what is out of view, points, types and signs.

Everything goes through the devices of the display. The tree of the accessibility bus is only looked
at, to learn where things are and what they say.
"""

import math
import os
import time
import unicodedata

import a11y
from scene import SLACK, Scene
from wire import Wire

# The longest pause that is kept between two points or strokes, in seconds.
LONGEST_PAUSE = 1.5
MAX_PICTURES = 40
MARGIN = 6
# How often nothing may happen on a turn of the wheel before it is taken for the end.
STILL = 4


class Stuck(Exception):
    """Something on the screen was not as expected: one sentence."""


def typeable(text, many_lines):
    """Text as a keyboard can give it: no control characters, one line where there is only one."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    if not many_lines:
        text = text.replace("\n", " ")
    return "".join(letter for letter in text
                   if letter == "\n" or unicodedata.category(letter) != "Cc")


class Hands:
    # How many of each page at most: one is taken of it as it comes, without scrolling to its end.
    pictures_each = MAX_PICTURES

    def __init__(self, display, app, output):
        self.display = display
        self.app = app
        self.output = output
        self.pictures = []
        self.deadline = None
        self._wire = Wire(display.env["DBUS_SESSION_BUS_ADDRESS"], app.accessible.app.bus_name)
        self._step = 40.0  # pixels that one notch of the wheel moves; learnt on the way

    # Looking

    def look(self):
        if self.deadline is not None and time.monotonic() > self.deadline:
            raise Stuck("the time for this journey is over")
        scene = Scene(self.app, self._wire)
        if self.app.process.poll() is not None:
            raise Stuck("the application ended by itself with status "
                        f"{self.app.process.returncode}")
        return scene

    def settle(self, quiet=0.1):
        self.display.settle(quiet=quiet, timeout=5)

    def wait(self, find, what, timeout=15.0, scene=None):
        """Looks until find (scene) gives something, and returns that.

        scene: a look that has just been taken, after which nothing was done.
        """
        end = time.monotonic() + timeout
        while True:
            found = find(scene or self.look())
            if found:
                return found
            scene = None
            if time.monotonic() > end:
                raise Stuck(f"waited {timeout:g} seconds in vain for {what}")
            time.sleep(0.05)

    def picture(self, name):
        """Takes pictures of the whole page: from its top, and scrolled until its end."""
        if self.pictures_each <= 1:
            self._take(name)
            return
        scrollers = sorted(self.look().scrollers(), key=lambda pair: -pair[1].rect.height)
        for outer, inner in scrollers:
            self._to_top(outer, inner)
        self._park()
        self._take(name)
        number = 1
        for pair in scrollers:
            last = None
            while pair is not None and pair[1].rect != last and number < self.pictures_each:
                outer, inner = pair
                last = inner.rect
                rest = last.y + last.height - (outer.rect.y + outer.rect.height)
                if rest <= MARGIN:
                    break
                self._turn(outer, self._notches(min(rest + self._step, 0.85 * outer.rect.height)))
                number += 1
                self._park()
                self._take(f"{name}_{number}")  # after the first, also by name
                pair = self._followed(pair)
            if len(scrollers) > 1 and pair is not None:
                self._to_top(*pair)

    def _to_top(self, outer, inner):
        above = outer.rect.y - inner.rect.y
        if above > SLACK:
            self._turn(outer, -self._notches(above) - 2)

    def _again(self, outer):
        return next((pair for pair in self.look().scrollers()
                     if pair[0].path == outer.path), None)

    def _followed(self, pair):
        """The same two where they are now, or None when one of them is gone."""
        places = self._wire.extents([thing.path for thing in pair])
        corner = self.app.origin
        return (tuple(thing.moved(place, corner) for thing, place in zip(pair, places))
                if None not in places else None)

    def _take(self, name):
        if self.pictures_each == 0:
            return
        path = os.path.join(self.output, name + ".png")
        self.settle(0.15)
        self.display.screenshot(path)
        self.pictures.append(path)

    def _park(self):
        """Takes the pointer where it touches nothing."""
        self.display.pointer.move(self.display.width - 2, self.display.height - 2)

    # Scrolling and pointing

    def _notches(self, pixels):
        return max(1, math.ceil(pixels / self._step))

    def _turn(self, outer, notches):
        x, y = outer.seen.center
        self.display.pointer.scroll(x, y, notches)
        self.settle(0.06)

    def reveal(self, find, what, scene=None):
        """Scrolls until something can be seen whole, or from its top where it is too tall."""
        last, still = None, 0
        thing = self.wait(find, what, scene=scene)
        for _ in range(60):
            rect, clip = thing.rect, thing.clip
            above = clip.y - rect.y
            below = rect.y + rect.height - (clip.y + clip.height)
            if rect.height > clip.height:
                below = -1 if rect.y <= clip.y + clip.height / 3 else rect.y - clip.y
                above = above - (rect.height - clip.height)
            if above <= 0 and below <= 0:
                return thing
            if rect == last:
                still += 1
                if still == STILL:
                    break  # it cannot be scrolled further
                self.settle(0.3)  # a busy machine answers later
            else:
                still = 0
            pixels = below + MARGIN if below > 0 else -(above + MARGIN)
            notches = self._notches(abs(pixels))
            x, y = clip.center
            self.display.pointer.scroll(x, y, notches if pixels > 0 else -notches)
            self.settle(0.06)
            last = rect
            thing = self.wait(find, what)
            if abs(thing.rect.y - rect.y) > 5:  # less where the end was reached
                self._step = max(self._step, abs(thing.rect.y - rect.y) / notches)
        if thing.seen.height < min(8, rect.height):
            raise Stuck(f"{what} cannot be scrolled into view")
        return thing

    def click(self, find, what, scene=None):
        """Scrolls to something and clicks in the middle of what can be seen of it."""
        thing = self.reveal(find, what, scene)
        self.point_at(thing)
        return thing

    def point_at(self, thing):
        """Presses what has been revealed."""
        self.display.pointer.click(*thing.seen.center)
        self.settle(0.06)

    def choose(self, find, what):
        """Clicks on a button that stays down, or a box to tick, unless it is chosen already."""
        thing = self.reveal(find, what)
        if thing.chosen:
            return
        self.point_at(thing)
        end = time.monotonic() + 5
        while not thing.chosen:
            if time.monotonic() > end:
                sensitive = thing.has(a11y.State.SENSITIVE)
                raise Stuck(f"{what} was clicked and is not chosen"
                            + ("" if sensitive else ": the application does not allow it now"))
            time.sleep(0.05)

    # Typing

    def write(self, find, text, what):
        """Clicks into a field and types, in place of what stands there; returns what it holds."""
        thing = self.click(find, what)
        many_lines = thing.has(a11y.State.MULTI_LINE)
        text = typeable(text, many_lines)
        for _ in range(2):
            if thing.text:
                self.display.keyboard.press("Control_L", "a")
                self.display.keyboard.press("BackSpace")
            self.display.keyboard.type(text)
            if self.holds(thing, text):
                self.settle(0.06)
                return text
        raise Stuck(f"{what} holds “{thing.text}” after “{text}” was typed")

    def type_secret(self, find, text, what):
        """Types into a field that tells nobody what it holds, and presses Enter."""
        self.click(find, what)
        self.enter(text)

    def enter(self, text):
        self.display.keyboard.type(text)
        self.display.keyboard.press("Return")
        self.settle()

    @staticmethod
    def holds(thing, text):
        """Whether a field comes to hold a text."""
        end = time.monotonic() + 3
        while thing.text != text:
            if time.monotonic() > end:
                return False
            time.sleep(0.03)
        return True

    # Signing

    def sheet(self, find, what):
        """Scrolls to a pad; returns where the whole of it lies on the screen."""
        pad = self.reveal(find, what)
        if pad.seen.height < pad.rect.height - 1:
            raise Stuck(f"{what} does not fit on the screen")
        return pad.rect

    def draw(self, find, signature, what):
        """Draws strokes on a pad, at their own pace; returns how they were placed."""
        place = Placement(self.sheet(find, what), signature["strokes"])
        clock = time.perf_counter()
        last = None
        for stroke in signature["strokes"]:
            points = stroke["points"]
            first = points[0][3]
            gap = 0.12 if last is None or first <= last else (first - last) / 1000
            clock = max(clock, time.perf_counter()) + min(max(gap, 0.04), LONGEST_PAUSE)
            last = points[-1][3]
            clock = self._stroke(stroke, place, clock)
        if self.display.pen is not None:
            self.display.pen.away()
        self._park()
        self.settle()
        return place

    def device_for(self, wanted):
        """The device that a stroke is drawn with here: where there is only a mouse, the mouse."""
        return wanted if self.display.kind == "xorg" else "mouse"

    def _stroke(self, stroke, place, clock):
        device = self.device_for(stroke["device"])
        hand = {"pen": PenHand, "touch": TouchHand, "mouse": MouseHand}[device](self.display)
        points = stroke["points"]
        x, y = place.at(points[0])
        hand.near(x, y)
        sleep_until(clock)
        hand.down(x, y, points[0][2])
        before = points[0][3]
        for point in points[1:]:
            gap = 0.008 if point[3] < 0 else (point[3] - before) / 1000
            before = point[3]
            clock += min(max(gap, 0.0), LONGEST_PAUSE)
            sleep_until(clock)
            hand.move(*place.at(point), point[2])
        hand.up()
        return time.perf_counter()


def sleep_until(moment):
    delay = moment - time.perf_counter()
    if delay > 0:
        time.sleep(delay)


class Placement:
    """Where strokes go on a pad: as they are where they fit, else moved, else made smaller."""

    EDGE = 1
    # A pad has round corners, and what begins outside of them does not begin on the pad.
    CORNER = 14

    def __init__(self, rect, strokes):
        xs = [point[0] for stroke in strokes for point in stroke["points"]]
        ys = [point[1] for stroke in strokes for point in stroke["points"]]
        self.rect = rect
        self.scale, self.dx, self.dy = 1.0, 0.0, 0.0
        inside = (min(xs) >= self.EDGE and max(xs) <= rect.width - self.EDGE
                  and min(ys) >= self.EDGE and max(ys) <= rect.height - self.EDGE)
        if inside and not any(self._in_corner(stroke["points"][0]) for stroke in strokes):
            return
        self.scale = min(1.0, (rect.width - 2 * self.CORNER) / max(max(xs) - min(xs), 1e-6),
                         (rect.height - 2 * self.CORNER) / max(max(ys) - min(ys), 1e-6))
        self.dx = self._shift(min(xs) * self.scale, max(xs) * self.scale, rect.width)
        self.dy = self._shift(min(ys) * self.scale, max(ys) * self.scale, rect.height)

    def _in_corner(self, point):
        return (min(point[0], self.rect.width - point[0]) < self.CORNER
                and min(point[1], self.rect.height - point[1]) < self.CORNER)

    def _shift(self, low, high, room):
        if low < self.CORNER:
            return self.CORNER - low
        if high > room - self.CORNER:
            return room - self.CORNER - high
        return 0.0

    def on_pad(self, point):
        return point[0] * self.scale + self.dx, point[1] * self.scale + self.dy

    def at(self, point):
        x, y = self.on_pad(point)
        return self.rect.x + x, self.rect.y + y

    def describe(self):
        return {"scale": round(self.scale, 4), "dx": round(self.dx, 2), "dy": round(self.dy, 2)}


class PenHand:
    def __init__(self, display):
        self._pen = display.pen

    def near(self, x, y):
        self._pen.near(x, y)

    def down(self, x, y, pressure):
        self._pen.down(x, y, 0.5 if pressure < 0 else pressure)

    def move(self, x, y, pressure):
        self._pen.move(x, y, 0.5 if pressure < 0 else pressure)

    def up(self):
        self._pen.sync()
        self._pen.up()


class TouchHand:
    def __init__(self, display):
        self._touch = display.touch
        self._pen = display.pen

    def near(self, x, y):
        self._pen.away()
        time.sleep(0.4)  # a hand that lies down right after the pen is not meant

    def down(self, x, y, pressure):
        self._touch.down(x, y)

    def move(self, x, y, pressure):
        self._touch.move(x, y)

    def up(self):
        self._touch.sync()
        self._touch.up()


class MouseHand:
    def __init__(self, display):
        self._pointer = display.pointer

    def near(self, x, y):
        self._pointer.move(x, y)

    def down(self, x, y, pressure):
        self._pointer.press()

    def move(self, x, y, pressure):
        self._pointer.move(x, y)

    def up(self):
        self._pointer.release()
