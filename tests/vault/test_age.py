#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Candor contributors
"""Debian's age opens what Candor encrypted, and Candor what Debian's age encrypted, at every length
at which a chunk begins or ends.

Usage: test_age.py AGE_FILTER, a program that encrypts or decrypts with Candor's library"""

import pathlib
import subprocess
import sys
import tempfile

FILTER = sys.argv[1]
CHUNK = 65536
SIZES = [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 2 * CHUNK + 1, 20 * CHUNK + 77]


def run(*command, data=b"", code=0):
    process = subprocess.run(list(map(str, command)), input=data, capture_output=True, timeout=120,
                             check=False)
    assert process.returncode == code, (command, process.returncode, process.stderr)
    assert b"Sanitizer" not in process.stderr, process.stderr
    return process.stdout


def plain(size):
    return bytes((i * 7 + i // CHUNK) % 256 for i in range(size))


class Keys:
    """Two keys by Debian's age-keygen and one by Candor, each in a file of its own."""

    def __enter__(self):
        self._temporary = tempfile.TemporaryDirectory(prefix="candor-age-")
        folder = pathlib.Path(self._temporary.name)
        self.files = [folder / name for name in ("one", "two", "ours")]
        for path in self.files[:2]:
            run("age-keygen", "-o", path)
        self.files[2].write_bytes(run(FILTER, "key"))
        self.public = [run("age-keygen", "-y", path).decode().strip() for path in self.files]
        self.recipients = folder / "recipients"
        self.recipients.write_text("# clinic\n{}\n# recovery\n{}\n".format(*self.public[1:]),
                                   encoding="ascii")
        return self

    def __exit__(self, *_):
        self._temporary.cleanup()


def test_age_opens_ours():
    """For each recipient, and for nobody else."""
    with Keys() as keys:
        for size in SIZES:
            encrypted = run(FILTER, "encrypt", *keys.public[1:], data=plain(size))
            for path in keys.files[1:]:
                assert run("age", "-d", "-i", path, data=encrypted) == plain(size), size
            run("age", "-d", "-i", keys.files[0], data=encrypted, code=1)


def test_we_open_age():
    """For each recipient of a list with comments, and for nobody else."""
    with Keys() as keys:
        for size in SIZES:
            encrypted = run("age", "-R", keys.recipients, data=plain(size))
            for path in keys.files[1:]:
                assert run(FILTER, "decrypt", path, data=encrypted) == plain(size), size
            run(FILTER, "decrypt", keys.files[0], data=encrypted, code=1)


def test_both_refuse():
    """What age calls damaged, Candor does: a bit in each part of a file of two chunks."""
    with Keys() as keys:
        encrypted = bytearray(run(FILTER, "encrypt", keys.public[0], data=plain(CHUNK + 50)))
        for place in (3, 30, 100, 170, 190, 215, 300, CHUNK, len(encrypted) - 40, len(encrypted) - 1):
            encrypted[place] ^= 4
            run("age", "-d", "-i", keys.files[0], data=bytes(encrypted), code=1)
            run(FILTER, "decrypt", keys.files[0], data=bytes(encrypted), code=1)
            encrypted[place] ^= 4
        assert run("age", "-d", "-i", keys.files[0], data=bytes(encrypted)) == plain(CHUNK + 50)


def main():
    tests = [(name, test) for name, test in globals().items() if name.startswith("test_")]
    failed = 0
    print(f"1..{len(tests)}")
    for number, (name, test) in enumerate(tests, 1):
        try:
            test()
            print(f"ok {number} - {name}", flush=True)
        except Exception as fault:  # whatever it is, the other cases still run
            failed += 1
            print(f"not ok {number} - {name}\n# {str(fault)[:500]!r}", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
