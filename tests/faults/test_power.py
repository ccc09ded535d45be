# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Candor contributors
"""The power is cut on a real ext4, on a disk in a file: EXT4_IOC_SHUTDOWN stops it without writing its
journal out, so that what was not synced is gone.

Usage: test_power.py STORE_CHILD CANDORCTL"""

import fcntl
import os
import random
import shutil
import struct
import subprocess
import sys
import time

from faults_help import CHILD, ENV, Place, acknowledged, audit, bytes_of, look, need_root, recover, \
    run_all

# From the kernel's ext4: _IOR ('X', 125, __u32).
EXT4_IOC_SHUTDOWN = 0x8004587D
# Stop at once; write the journal out first; or write nothing at all any more.
STOP_DEFAULT, STOP_LOGFLUSH, STOP_NOLOGFLUSH = 0, 1, 2
N_CUTS = 100
SIZES = (700, 20000, 150000)


class RealDisk:
    """An ext4 in a file that is mounted while the block runs."""

    def __init__(self, place, pristine):
        self.image = place.path / "image"
        self.mounted = place.path / "mounted"
        self.mounted.mkdir(exist_ok=True)
        shutil.copyfile(pristine, self.image)

    def __enter__(self):
        subprocess.run(["mount", "-o", "loop", str(self.image), str(self.mounted)], check=True)
        return self.mounted

    def __exit__(self, *_):
        for _ in range(50):
            # A process that was killed a moment ago may still hold a file.
            if subprocess.run(["umount", str(self.mounted)], check=False,
                              capture_output=True).returncode == 0:
                return
            time.sleep(0.02)
        raise AssertionError("the disk cannot be taken away")

    def cut(self, how):
        folder = os.open(self.mounted, os.O_RDONLY)
        try:
            fcntl.ioctl(folder, EXT4_IOC_SHUTDOWN, struct.pack("I", how))
        finally:
            os.close(folder)


def make_pristine(place):
    """Returns the image of a disk on which a store was made long ago."""
    pristine = place.path / "pristine"
    with open(pristine, "wb") as file:
        file.truncate(24 * 1024 * 1024)
    subprocess.run(["mkfs.ext4", "-q", "-F", str(pristine)], check=True)
    disk = RealDisk(place, pristine)
    with disk as mounted:
        place.run("create", mounted / "store", expect=0)
    shutil.copyfile(disk.image, pristine)
    return pristine


def cut_while_filing(place, disk, size, n_acks, wait, how, env=None):
    """Files and saves until the power goes: after so many acknowledgements and so many seconds more.
    Returns what was acknowledged before."""
    with disk as mounted:
        data = place.input("n", size)
        child = subprocess.Popen([CHILD, "many", str(mounted / "store"), "n", str(data)],
                                 stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                 env={**ENV, **(env or {})})
        said = b""
        while said.count(b"\n") < n_acks:
            piece = os.read(child.stdout.fileno(), 65536)
            assert piece, child.stderr.read()
            said += piece
        time.sleep(wait)
        # The process lives on without its disk, as it could not without power: what a sync that was
        # under way comes to then is nobody's promise. What it has said by now is one.
        os.set_blocking(child.stdout.fileno(), False)
        try:
            said += os.read(child.stdout.fileno(), 1 << 20)
        except BlockingIOError:
            pass
        disk.cut(how)
        os.set_blocking(child.stdout.fileno(), True)
        late = child.communicate(timeout=60)
        error = late[1].decode()
        assert child.returncode == 1 and error.rstrip().endswith("."), (child.returncode, error)
    return acknowledged(said)


def look_after(place, disk, acks, size):
    """Brings the power back. Returns what is wrong, or None."""
    data = bytes_of("n", size)
    with disk as mounted:
        store = mounted / "store"
        # All that it files is the same bytes; it may have filed more than it came to say.
        tried = {path.stem for path in store.glob("records/*/*/n*.age")}
        place.contents.update({name: data for name in tried}, d=data)
        place.contents.update({name.decode(): data for _, name, _ in acks})
        wrong = look(store, place.contents, acks, recover([store])[0])
        if wrong is None and audit(store) != 0:
            wrong = "candorctl audit finds fault"
        if wrong is None:
            _, output, _ = place.run("commit", store, "later", place.input("later", 1000), expect=0)
            assert len(acknowledged(output)) == 1
        return wrong


def test_power_cuts():
    """Catches anything acknowledged that a real file system loses, at moments that nobody chose."""
    need_root("it mounts a disk and cuts its power")
    chance = random.Random(20261122)
    n_acks = 0
    with Place() as place:
        pristine = make_pristine(place)
        for n in range(N_CUTS):
            size = SIZES[n % len(SIZES)]
            how = (STOP_NOLOGFLUSH, STOP_NOLOGFLUSH, STOP_LOGFLUSH, STOP_DEFAULT)[n % 4]
            disk = RealDisk(place, pristine)
            acks = cut_while_filing(place, disk, size, 1, chance.uniform(0, 0.08), how)
            n_acks += len(acks)
            wrong = look_after(place, disk, acks, size)
            assert wrong is None, f"cut {n}, after {len(acks)}: {wrong}"
    return f"{N_CUTS} cuts, {n_acks} acknowledgements, nothing lost"


def test_power_cuts_lose_what_is_not_synced():
    """That the cut is a real one: without the sync of the files, of the log, and of all, something that
    was acknowledged is lost on this ext4. (Without that of the folders alone ext4 loses nothing when
    the log's comes after it, for all share one journal; test_syncs.py has a disk that does.)"""
    need_root("it mounts a disk and cuts its power")
    words = []
    with Place() as place:
        pristine = make_pristine(place)
        for dropped in ("file", "log", "all"):
            for _ in range(5):
                disk = RealDisk(place, pristine)
                acks = cut_while_filing(place, disk, 700, 2, 0, STOP_NOLOGFLUSH,
                                        env={"CANDOR_DROP": dropped})
                wrong = look_after(place, disk, acks, 700)
                if wrong is not None:
                    words.append(f"without {dropped}: {wrong[:60]}")
                    break
            else:
                raise AssertionError(f"nothing was lost without the syncs of {dropped}")
    return "; ".join(words)


if __name__ == "__main__":
    sys.exit(run_all(globals()))
