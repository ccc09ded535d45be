# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Candor contributors
"""Looks for words that stand nowhere else: in files, and in the memory of a process."""

import os
import struct

# What is larger in a process was set aside and is empty: AddressSanitizer's map of the memory.
LARGEST_REGION = 1 << 30
CHUNK = 1 << 24

# What a name is drawn or packed into, so that nobody finds it by its letters.
WRAPPINGS = {b"%PDF-": "a PDF", b"\x89PNG": "a picture", b"PK\x03\x04": "an archive"}


def ways_to_write(words):
    """The bytes of some words: {how they are written: bytes}."""
    return {f"“{words}” in {name}": words.encode(name)
            for name in ("utf-8", "utf-16-le", "utf-16-be")}


def ways_to_note(point):
    """The bytes of a pen's place and pressure, as the application has them and as JSON has. The
    numbers of the point are words, as they stand in the record."""
    words = point[:3]
    found = {f"the point {words} in memory": struct.pack("=3d", *map(float, words))}
    for gap in (",", ", "):
        found.update(ways_to_write(gap.join(words)))
    return found


def in_bytes(data, needles):
    return [what for what, needle in needles.items() if needle in data]


def files_under(folder, since, apart):
    """Files that were changed since then, but for those in the folder `apart`."""
    for place, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if os.path.join(place, name) not in apart]
        for name in names:
            path = os.path.join(place, name)
            try:
                status = os.lstat(path)
            except FileNotFoundError:
                continue  # somebody else's, and gone by now
            # No program can set this time back.
            if os.path.stat.S_ISREG(status.st_mode) and status.st_ctime >= since:
                yield path


def in_file(path, needles):
    """What stands in a file, or in its name."""
    found = in_bytes(os.fsencode(path), needles)
    overlap = max(len(needle) for needle in needles.values())
    try:
        with open(path, "rb") as file:
            rest = b""
            while data := file.read(CHUNK):
                found += in_bytes(rest + data, needles)
                rest = data[-overlap:]
    except FileNotFoundError:
        pass
    return sorted(set(found))


def in_folders(folders, since, needles, apart=()):
    """(sentences that say what was found where, how many files were read)."""
    found, seen = [], set()
    for folder in folders:
        for path in files_under(folder, since, apart):
            if path not in seen:
                seen.add(path)
                found += [f"{path} has {what}" for what in in_file(path, needles)]
    return found, len(seen)


def wrapped(folder, since):
    """Files in which something may stand that cannot be found by its letters."""
    found = []
    for path in files_under(folder, since, ()):
        with open(path, "rb") as file:
            start = file.read(8)
        found += [f"{path} is {what}" for magic, what in WRAPPINGS.items()
                  if start.startswith(magic)]
    return found


def in_memory(process, needles):
    """How often each of them stands in what a process may write to: {how written: times}. Needs the
    rights of a debugger."""
    counts = dict.fromkeys(needles, 0)
    with open(f"/proc/{process}/maps", encoding="utf-8") as file:
        regions = [line.split(None, 5) for line in file]
    with open(f"/proc/{process}/mem", "rb", buffering=0) as memory:
        for region in regions:
            start, end = (int(number, 16) for number in region[0].split("-"))
            if not region[1].startswith("rw") or end - start > LARGEST_REGION:
                continue
            try:
                memory.seek(start)
                data = memory.read(end - start)
            except OSError:
                continue  # a device, or gone meanwhile
            for what, needle in needles.items():
                counts[what] += data.count(needle)
    return counts
