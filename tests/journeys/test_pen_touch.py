#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Candor contributors
"""Pen, finger, palm and mouse on the signature pad, through a real X server's input devices.

    test_pen_touch.py PAD-WINDOW
"""

import json
import math
import os
import sys
import time

import a11y
import devices
import tap
from display import Display, wait_for

PEN_POINTS = 1000
PEN_RATE = 1000
# Longer than a pen that left still counts as near.
NEAR_TIME = 0.9


class Pad:
    """The pad's window, and what it wrote down."""

    def __init__(self, display, program):
        self.display = display
        self.path = os.path.join(display.folder, "strokes.json")
        self.log = os.path.join(display.folder, "pad.log")
        with open(self.log, "wb") as log:
            self.process = display.run([program, self.path], stderr=log,
                                       env={"G_DEBUG": "fatal-warnings"})
        self.app = a11y.App(display, self.process)
        self.node = self.app.wait((a11y.Role.IMAGE, a11y.Role.ICON), "Sign here")
        display.settle()
        self.rect = self.app.steady(self.node)

    def strokes(self):
        if not os.path.exists(self.path):
            return []
        with open(self.path, encoding="utf-8") as file:
            return json.load(file)

    def wait_strokes(self, count):
        """The strokes, once there are so many; and still so many a little later."""
        wait_for(lambda: len(self.strokes()) == count, 10,
                 f"{count} strokes (there are {len(self.strokes())})")
        time.sleep(0.15)
        strokes = self.strokes()
        tap.expect(len(strokes) == count, f"{len(strokes)} strokes instead of {count}")
        return strokes

    def expect_still(self, count, seconds=0.4):
        time.sleep(seconds)
        tap.expect(len(self.strokes()) == count,
                   f"{len(self.strokes())} strokes instead of {count}")

    def at(self, fraction_x, fraction_y):
        """A place on the screen, given as parts of the pad's width and height."""
        return (self.rect.x + self.rect.width * fraction_x,
                self.rect.y + self.rect.height * fraction_y)

    def local(self, x, y):
        return (x - self.rect.x, y - self.rect.y)

    def line(self, y, count, start=0.1, end=0.9):
        return devices.line(*self.at(start, y), *self.at(end, y), count)

    def clear(self):
        if self.strokes():
            self.app.wait(a11y.Role.PUSH_BUTTON, "Clear").click()
            self.wait_strokes(0)


def signature_points(pad, count):
    """A scrawl of loops with a pressure that swells and fades."""
    points = []
    for i in range(count):
        t = i / (count - 1)
        x, y = pad.at(0.1 + 0.75 * t + 0.03 * math.cos(40 * t), 0.4 + 0.25 * math.sin(40 * t))
        points.append((x, y, 0.2 + 0.6 * math.sin(math.pi * t)))
    return points


def pen_keeps_every_point(pad):
    pad.clear()
    points = signature_points(pad, PEN_POINTS)
    pad.display.pen.near(*points[0][:2])
    start = time.perf_counter()
    pad.display.pen.stroke(points, PEN_RATE)
    elapsed = time.perf_counter() - start
    stroke, = pad.wait_strokes(1)
    tap.expect(stroke["device"] == "pen", f"the device is {stroke['device']}")
    got = stroke["points"]
    tap.expect(len(got) == PEN_POINTS, f"{len(got)} of {PEN_POINTS} points arrived")
    for sent, point in zip(points, got):
        x, y = pad.local(*sent[:2])
        tap.expect(abs(point[0] - x) < 0.6 and abs(point[1] - y) < 0.6,
                   f"sent {x:.2f},{y:.2f} and got {point[0]:.2f},{point[1]:.2f}")
    return f"{PEN_POINTS} points in {elapsed:.2f} s, {PEN_POINTS / elapsed:.0f} a second"


def pen_places_are_fine(pad):
    fractions = sum(1 for point in pad.strokes()[0]["points"] if point[0] != round(point[0]))
    tap.expect(fractions > PEN_POINTS / 2, f"only {fractions} places lie between two pixels")


def pen_times_are_real(pad):
    times = [point[3] for point in pad.strokes()[0]["points"]]
    tap.expect(times[0] == 0, f"the first point is at {times[0]} ms")
    tap.expect(times == sorted(times), "time runs backwards")
    tap.expect(len(set(times)) > PEN_POINTS / 4, f"only {len(set(times))} different times")
    return f"the stroke took {times[-1]:.0f} ms, {len(set(times))} different times"


def pen_pressure(pad):
    """Pressure is a bonus under X11. Where there is any, it follows the hand."""
    points = pad.strokes()[0]["points"]
    pressures = [point[2] for point in points]
    tap.expect(all(value == -1 or 0 <= value <= 1 for value in pressures),
               "a pressure is out of bounds")
    known = [value for value in pressures if value >= 0]
    if not known:
        return "the server told no pressure"
    middle = pressures[len(pressures) // 2]
    tap.expect(middle > pressures[0] and middle > pressures[-1],
               f"pressure goes {pressures[0]}, {middle}, {pressures[-1]}")
    return f"{len(known)} points with pressure, {min(known):.2f} to {max(known):.2f}"


def quick_pen_strokes(pad):
    pad.display.pen.away()
    pad.clear()
    for number in range(12):
        line = pad.line(0.1 + 0.06 * number, 40)
        pad.display.pen.near(*line[0])
        pad.display.pen.stroke(line, 1000)
    strokes = pad.wait_strokes(12)
    counts = [len(stroke["points"]) for stroke in strokes]
    tap.expect(counts == [40] * 12, f"the strokes have {counts} points")
    starts = [stroke["points"][0][3] for stroke in strokes]
    tap.expect(starts == sorted(starts) and starts[0] == 0, f"they start at {starts}")
    pad.display.pen.away()


def hovering_leaves_no_ink(pad):
    pad.clear()
    pad.display.pen.near(*pad.at(0.3, 0.3))
    for x, y in pad.line(0.3, 50):
        pad.display.pen.hover(x, y)
    pad.display.pen.sync()
    pad.expect_still(0)
    pad.display.pen.away()


def finger_draws(pad):
    pad.clear()
    time.sleep(NEAR_TIME)
    line = devices.line(*pad.at(0.2, 0.1), *pad.at(0.4, 0.9), 80)
    before = pad.node.extents
    pad.display.touch.stroke(line)
    stroke, = pad.wait_strokes(1)
    tap.expect(stroke["device"] == "touch", f"the device is {stroke['device']}")
    tap.expect(len(stroke["points"]) == 80, f"{len(stroke['points'])} of 80 points arrived")
    tap.expect(pad.node.extents == before, "the page scrolled under the finger")


def dot_with_finger(pad):
    pad.clear()
    pad.display.touch.tap(*pad.at(0.5, 0.5))
    stroke, = pad.wait_strokes(1)
    tap.expect(len(stroke["points"]) == 1, f"a dot has {len(stroke['points'])} points")


def second_finger_changes_nothing(pad):
    pad.clear()
    touch = pad.display.touch
    touch.down(*pad.at(0.2, 0.4), finger=0)
    for x, y in pad.line(0.4, 20, 0.2, 0.5)[1:]:
        touch.move(x, y, finger=0)
    touch.down(*pad.at(0.8, 0.8), finger=1)
    for x, y in pad.line(0.8, 20, 0.8, 0.9)[1:]:
        touch.move(x, y, finger=1)
    for x, y in pad.line(0.4, 20, 0.5, 0.7)[1:]:
        touch.move(x, y, finger=0)
    touch.up(1)
    touch.up(0)
    stroke, = pad.wait_strokes(1)
    lowest = max(point[1] for point in stroke["points"])
    tap.expect(lowest < pad.rect.height * 0.5, "the second finger's places are in the stroke")


def palm_beside_pen(pad):
    pad.clear()
    pen, touch = pad.display.pen, pad.display.touch
    line = pad.line(0.3, 300)
    pen.near(*line[0])
    touch.down(*pad.at(0.7, 0.8))
    pen.down(*line[0])
    for number, (x, y) in enumerate(devices.paced(line[1:], 600)):
        pen.move(x, y)
        if number % 20 == 0:
            touch.move(*pad.at(0.7 + number / 3000, 0.8))
    pen.up()
    touch.up()
    stroke, = pad.wait_strokes(1)
    tap.expect(stroke["device"] == "pen", f"the device is {stroke['device']}")
    tap.expect(len(stroke["points"]) == 300, f"{len(stroke['points'])} of 300 points arrived")


def palm_on_the_buttons(pad):
    """The palm lies below the line, where the buttons are."""
    clear = pad.app.wait(a11y.Role.PUSH_BUTTON, "Clear").extents
    pad.display.pen.hover(*pad.at(0.5, 0.5))
    pad.display.touch.tap(*clear.center)
    pad.expect_still(1)


def palm_before_pen(pad):
    pad.display.pen.away()
    pad.clear()
    time.sleep(NEAR_TIME)
    touch, pen = pad.display.touch, pad.display.pen
    touch.down(*pad.at(0.6, 0.8))
    for x, y in pad.line(0.8, 10, 0.6, 0.62)[1:]:
        touch.move(x, y)
    line = pad.line(0.3, 30)
    pen.near(*line[0])
    pen.stroke(line, 300)
    touch.move(*pad.at(0.65, 0.8))
    touch.up()
    stroke, = pad.wait_strokes(1)
    tap.expect(stroke["device"] == "pen", f"the device is {stroke['device']}")
    tap.expect(stroke["points"][0][3] == 0, "the palm's time counts in the signature")


def finger_again_after_pen(pad):
    pad.display.pen.away()
    time.sleep(NEAR_TIME)
    pad.display.touch.stroke(pad.line(0.6, 20))
    strokes = pad.wait_strokes(2)
    tap.expect(strokes[1]["device"] == "touch", f"the device is {strokes[1]['device']}")


def mouse_draws(pad):
    pad.clear()
    line = pad.line(0.5, 60)
    pad.display.pointer.drag(line)
    stroke, = pad.wait_strokes(1)
    tap.expect(stroke["device"] == "mouse", f"the device is {stroke['device']}")
    tap.expect(len(stroke["points"]) == 60, f"{len(stroke['points'])} of 60 points arrived")
    tap.expect(all(point[2] == -1 for point in stroke["points"]), "a mouse has no pressure")


def other_buttons_draw_nothing(pad):
    pad.clear()
    pad.display.pointer.move(*pad.at(0.3, 0.3))
    pad.display.pointer.press(devices.RIGHT)
    pad.display.pointer.move(*pad.at(0.6, 0.3))
    pad.display.pointer.release(devices.RIGHT)
    pad.expect_still(0)


def drawing_over_the_edge(pad):
    """A flourish may leave the sheet and come back; it is one stroke."""
    pad.clear()
    out = devices.line(*pad.at(0.8, 0.5), *pad.at(1.04, 0.5), 20)
    pad.display.pointer.drag(out + out[::-1])
    stroke, = pad.wait_strokes(1)
    tap.expect(max(point[0] for point in stroke["points"]) > pad.rect.width,
               "the part beyond the edge is missing")


def undo_and_keyboard(pad):
    pad.clear()
    for y in (0.2, 0.4, 0.6):
        pad.display.pointer.drag(pad.line(y, 10))
    pad.wait_strokes(3)
    pad.display.keyboard.press("Control_L", "z")
    pad.wait_strokes(2)
    pad.app.wait(a11y.Role.PUSH_BUTTON, "Undo").click()
    strokes = pad.wait_strokes(1)
    middle = strokes[0]["points"][5][1]
    tap.expect(abs(middle - pad.rect.height * 0.2) < 2, "it was not the last stroke that went")


def ink_is_seen(pad):
    pad.clear()
    pad.display.settle()
    pad.display.pointer.drag(pad.line(0.3, 100), 100)
    pad.wait_strokes(1)
    pad.display.settle()
    width, _, pixels = pad.display.pixels()
    x, y = (round(value) for value in pad.at(0.5, 0.3))
    darkest = min(sum(pixels[((y + dy) * width + x) * 4:][:3]) for dy in (-1, 0, 1))
    tap.expect(darkest < 200, f"the darkest pixel on the line is {darkest} of 765")


def nothing_was_said(pad):
    pad.process.terminate()
    pad.process.wait(timeout=10)
    with open(pad.log, encoding="utf-8", errors="replace") as file:
        said = file.read()
    tap.expect(said == "", said)


CASES = [pen_keeps_every_point, pen_places_are_fine, pen_times_are_real, pen_pressure,
         quick_pen_strokes, hovering_leaves_no_ink, finger_draws, dot_with_finger,
         second_finger_changes_nothing, palm_beside_pen, palm_on_the_buttons, palm_before_pen,
         finger_again_after_pen, mouse_draws, other_buttons_draw_nothing, drawing_over_the_edge,
         undo_and_keyboard, ink_is_seen, nothing_was_said]


def main():
    plan = tap.Plan()
    with Display("xorg") as display:
        pad = Pad(display, sys.argv[1])
        for case in CASES:
            plan.case(case.__name__.replace("_", " "), case, pad)
            if os.environ.get("CANDOR_TEST_PICTURES"):
                display.screenshot(os.path.join(os.environ["CANDOR_TEST_PICTURES"],
                                                case.__name__ + ".png"))
    return plan.end()


if __name__ == "__main__":
    sys.exit(main())
