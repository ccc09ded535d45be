# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Candor contributors
"""Finds a sheet of paper in a picture of the screen, where nobody tells truly where it lies."""

from a11y import Rect

# A line may run around a sheet; it belongs to it, and has another colour.
MAX_BORDER = 4
COLOUR = 0xffffff


def pour(pixels, x, y):
    """The box around all that has the colour of a place and hangs together with it.

    As paint that is poured out there: it flows around words and lines on the sheet, and stops at
    the sheet's edge.
    """
    width, height, data = pixels
    words = memoryview(bytes(data)).cast("I")
    colour = words[y * width + x] & COLOUR
    dry = bytearray(word & COLOUR == colour for word in words)
    left, top, right, bottom = x, y, x + 1, y + 1
    drops = [(x, y)]
    while drops:
        x, y = drops.pop()
        row = y * width
        if not dry[row + x]:
            continue
        start = dry.rfind(b"\0", row, row + x) + 1 or row
        end = dry.find(b"\0", row + x, row + width)
        end = end if end >= 0 else row + width
        dry[start:end] = bytes(end - start)
        left, right = min(left, start - row), max(right, end - row)
        top, bottom = min(top, y), max(bottom, y + 1)
        for beside in (y - 1, y + 1):
            if not 0 <= beside < height:
                continue
            low, high = start + (beside - y) * width, end + (beside - y) * width
            at = dry.find(b"\1", low, high)
            while at >= 0:
                drops.append((at - beside * width, beside))
                gap = dry.find(b"\0", at, high)
                at = dry.find(b"\1", gap, high) if gap >= 0 else -1
    return Rect(left, top, right - left, bottom - top)


def find_sheet(pixels, told):
    """Where a sheet lies in a picture, or None where there is none of the size that was told.

    told: its size, and a place whose middle lies on the sheet, though not in its middle.
    """
    width, height, _ = pixels
    x, y = told.center
    # One of these places may lie on a word or a line.
    for down in (0, -1, 1, -2, 2):
        at = int(x), int(y + down * told.height / 12)
        if not (0 <= at[0] < width and 0 <= at[1] < height):
            continue
        box = pour(pixels, *at)
        across, along = told.width - box.width, told.height - box.height
        if 0 <= across <= 2 * MAX_BORDER and 0 <= along <= 2 * MAX_BORDER:
            return Rect(box.x - across / 2, box.y - along / 2, told.width, told.height)
    return None
