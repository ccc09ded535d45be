# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Candor contributors
"""Pictures of a private display, put together from its windows.

No compositor runs there, so on the screen itself the shadow of a popover is black. Each window
keeps its own pixels, transparency among them; laid over each other they give what a person sees.
"""

import struct
import zlib

import Xlib.error
from Xlib import X
from Xlib.ext import composite


def keep_windows(x):
    """From now on every window keeps all its pixels, also where another one lies over it."""
    x.composite_query_version()
    x.screen().root.composite_redirect_subwindows(composite.RedirectAutomatic)
    x.sync()


def read(drawable, x, y, width, height):
    """A part of a window as rows of blue, green, red and alpha."""
    data = drawable.get_image(x, y, width, height, X.ZPixmap, 0xffffffff).data
    return data if isinstance(data, bytes) else data.encode("latin-1")


def blend_row(under, over):
    """Lays a row of pixels with alpha, already multiplied by it, over another."""
    row = bytearray(over)
    for at in range(0, len(over), 4):
        alpha = over[at + 3]
        if alpha == 255:
            continue
        rest = 255 - alpha
        for channel in (at, at + 1, at + 2):
            row[channel] = min(255, over[channel] + under[channel] * rest // 255)
        row[at + 3] = 255
    return row


def only_window(windows, width, height):
    """The pixels of the one window that can be seen, when it hides all of the screen, or None."""
    try:
        viewable = [window for window in windows
                    if window.get_attributes().map_state == X.IsViewable]
        if len(viewable) != 1:
            return None
        place = viewable[0].get_geometry()
        if (place.x, place.y, place.width, place.height) != (0, 0, width, height):
            return None
        data = read(viewable[0], 0, 0, width, height)
    except Xlib.error.XError:  # it closed while we looked
        return None
    return data if place.depth == 24 or is_opaque(data) else None


def is_opaque(data):
    return data[3::4].count(255) == len(data) // 4


def screen_pixels(x):
    """The whole screen as (width, height, rows of blue, green, red and alpha)."""
    root = x.screen().root
    geometry = root.get_geometry()
    width, height = geometry.width, geometry.height
    windows = root.query_tree().children  # the lowest comes first
    screen = only_window(windows, width, height)
    if screen is not None:
        return width, height, screen
    screen = bytearray(read(root, 0, 0, width, height))
    for window in windows:
        try:
            if window.get_attributes().map_state != X.IsViewable:
                continue
            place = window.get_geometry()
            # What hangs over the edge of the screen is left out.
            left, top = max(0, -place.x), max(0, -place.y)
            w = min(place.width, width - place.x) - left
            h = min(place.height, height - place.y) - top
            if w <= 0 or h <= 0 or place.depth not in (24, 32):
                continue
            data = read(window, left, top, w, h)
        except Xlib.error.XError:  # it closed while we looked
            continue
        opaque = place.depth == 24 or is_opaque(data)
        for row in range(h):
            start = ((place.y + top + row) * width + place.x + left) * 4
            over = data[row * w * 4:(row + 1) * w * 4]
            if not opaque:
                over = blend_row(screen[start:start + w * 4], over)
            screen[start:start + w * 4] = over
    return width, height, screen


def to_png(width, height, pixels):
    """The bytes of a PNG file, without alpha."""

    def chunk(kind, data):
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    rgb = bytearray(width * height * 3)
    rgb[0::3], rgb[1::3], rgb[2::3] = pixels[2::4], pixels[1::4], pixels[0::4]
    stride = width * 3
    rows = b"".join(b"\0" + rgb[y * stride:(y + 1) * stride] for y in range(height))
    return (b"\x89PNG\r\n\x1a\n"
            + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
            + chunk(b"IDAT", zlib.compress(rows, 3))
            + chunk(b"IEND", b""))
