#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Candor contributors
"""Whether a sheet to sign on is found in a picture, and nothing else taken for one.

A sheet that is found a few pixels off would put every stroke off as much; what is not a sheet, and
drawn on, would press buttons. Needs no display.
"""

import sys

sys.dont_write_bytecode = True

import tap  # noqa: E402
from a11y import Rect  # noqa: E402
from focus import tells_places  # noqa: E402
from sheet import find_sheet, pour  # noqa: E402
from tap import expect  # noqa: E402

WIDTH, HEIGHT = 400, 300
PAGE, LINE, PAPER, INK = b"\xf0\xf4\xf2\xff", b"\xc8\xc4\xc0\xff", b"\xff" * 4, b"\x10\x20\x30\xff"
SHEET = Rect(90, 70, 240, 130)
# As an application would tell it: of the right size, too far to the left and too high.
TOLD = Rect(21, 21, 240, 130)


def picture(*rects):
    """Pixels with these (place, colour) on a page, one after another."""
    pixels = bytearray(PAGE * (WIDTH * HEIGHT))
    for rect, colour in rects:
        for y in range(rect.y, rect.y + rect.height):
            start = (y * WIDTH + rect.x) * 4
            pixels[start:start + rect.width * 4] = colour * rect.width
    return WIDTH, HEIGHT, pixels


def grown(rect, by):
    return Rect(rect.x - by, rect.y - by, rect.width + 2 * by, rect.height + 2 * by)


def signed_sheet(border):
    """A sheet within a border, as the paper of a page around it, with a name and a line on it."""
    x, y, width, height = SHEET
    return [(grown(SHEET, 30), PAPER), (SHEET, LINE), (grown(SHEET, -border), PAPER),
            (Rect(x + 20, y + height - 30, width - 40, 1), INK),
            (Rect(x + 30, y + height - 22, 90, 9), INK), (Rect(x + 40, y + 15, 6, 90), INK)]


def a_sheet_is_found():
    for border in (1, 2, 4):
        found = find_sheet(picture(*signed_sheet(border)), TOLD)
        expect(found == SHEET, f"with a border of {border}: {found}")


def a_sheet_without_a_border_is_found():
    found = find_sheet(picture((SHEET, PAPER)), TOLD)
    expect(found == SHEET, str(found))


def round_corners_are_part_of_it():
    x, y, width, height = SHEET
    corners = [(Rect(left, top, 5, 5), PAGE) for left in (x, x + width - 5)
               for top in (y, y + height - 5)]
    found = find_sheet(picture((SHEET, PAPER), *corners), TOLD)
    expect(found == SHEET, str(found))


def ink_in_the_middle_does_not_hide_it():
    x, y = (int(place) for place in TOLD.center)
    rects = signed_sheet(1) + [(Rect(x - 4, y - 4, 9, 9), INK)]
    expect(find_sheet(picture(*rects), TOLD) == SHEET, "begun on ink")


def another_size_is_no_sheet():
    for told in (TOLD._replace(height=TOLD.height + 12), TOLD._replace(width=TOLD.width - 3)):
        found = find_sheet(picture(*signed_sheet(1)), told)
        expect(found is None, f"told {told}, found {found}")


def a_page_without_a_sheet_is_refused():
    for rects in ([], [(Rect(0, 100, WIDTH, 40), PAPER)]):
        found = find_sheet(picture(*rects), TOLD)
        expect(found is None, str(found))


def a_sheet_that_is_not_seen_whole_is_refused():
    covered = signed_sheet(1) + [(Rect(0, SHEET.y + 90, WIDTH, 100), PAGE)]
    expect(find_sheet(picture(*covered), TOLD) is None, "its lower part is covered")
    away = TOLD._replace(y=-200)
    expect(find_sheet(picture(*signed_sheet(1)), away) is None, "its middle is off the screen")


def paint_flows_around_and_not_through():
    """A line across parts what it crosses; one with a gap does not."""
    whole = Rect(SHEET.x, SHEET.y + 60, SHEET.width, 2)
    box = pour(picture((SHEET, PAPER), (whole, INK)), SHEET.x + 9, SHEET.y + 9)
    expect(box == SHEET._replace(height=60), str(box))
    box = pour(picture((SHEET, PAPER), (whole._replace(width=200), INK)), SHEET.x + 9, SHEET.y + 9)
    expect(box == SHEET, str(box))


def versions_are_told_apart():
    for version, true in (("4.8.3", True), ("4.9.4", True), ("4.10.0", False),
                          ("4.18.6", False), ("5.0", False)):
        expect(tells_places(version) == true, version)


CASES = [a_sheet_is_found, a_sheet_without_a_border_is_found, round_corners_are_part_of_it,
         ink_in_the_middle_does_not_hide_it, another_size_is_no_sheet,
         a_page_without_a_sheet_is_refused, a_sheet_that_is_not_seen_whole_is_refused,
         paint_flows_around_and_not_through, versions_are_told_apart]


def main():
    plan = tap.Plan()
    for case in CASES:
        plan.case(case.__name__.replace("_", " "), case)
    return plan.end()


if __name__ == "__main__":
    sys.exit(main())
