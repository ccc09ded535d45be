# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Candor contributors
"""A disk that keeps nothing that it was not told to keep.

POSIX promises less than any one file system does: the bytes of a file are safe after its fsync, a name
after the fsync of its folder, nothing else is ever safe, and what is not safe may or may not be there
after a power cut, each alone. ext4 is kinder (its one journal often brings a name along with another
file's sync), so an order that is wrong can pass on it for years. Here the system calls of a real run are
replayed, and the power is cut after each."""

import pathlib


def text_of(quoted):
    """The bytes of a string as strace -xx writes it."""
    return bytes.fromhex(quoted.strip().strip('"').replace("\\x", ""))


class Node:
    """A file or a folder: what a process sees of it now, and what is safe."""

    def __init__(self, is_folder):
        self.is_folder = is_folder
        self.now = {} if is_folder else b""
        self.safe = {} if is_folder else b""

    def sync(self):
        self.safe = dict(self.now) if self.is_folder else self.now


# What may be there after a power cut: for names and for bytes, "safe" or "now"; "half" of the bytes
# that came last; and the log alone ahead of or behind everything else.
CUTS = {
    "nothing that was not synced": ("safe", lambda name: "safe"),
    "names without their bytes": ("now", lambda name: "safe"),
    "bytes without their names": ("safe", lambda name: "now"),
    "everything": ("now", lambda name: "now"),
    "half of the bytes": ("now", lambda name: "half"),
    "the log alone": ("safe", lambda name: "now" if name == "log" else "safe"),
    "everything but the log": ("now", lambda name: "safe" if name == "log" else "now"),
}


class Disk:
    """All that is in one folder, which itself is safe."""

    def __init__(self, base):
        self.base = str(base)
        self.root = Node(True)

    def find(self, path):
        """Returns the folder and the name in it, or None for a path from elsewhere."""
        if not path.startswith(self.base + "/"):
            return None
        parts = path[len(self.base) + 1:].split("/")
        node = self.root
        for part in parts[:-1]:
            node = node.now.get(part)
            if node is None:
                return None
        return node, parts[-1]

    def node(self, path):
        if path == self.base:
            return self.root
        place = self.find(path)
        return place[0].now.get(place[1]) if place else None

    def load(self, path):
        """Takes what is on the real disk as safe, as after a quiet night."""
        path = pathlib.Path(path)
        folder, name = self.find(str(path))
        node = Node(path.is_dir())
        folder.now[name] = folder.safe[name] = node
        if node.is_folder:
            for inner in sorted(path.iterdir()):
                self.load(inner)
        else:
            node.now = path.read_bytes()
        node.sync()

    def write_to(self, target, cut):
        """Makes on the real disk what a power cut leaves; returns nothing."""
        names, bytes_of = CUTS[cut]

        def put(node, path):
            path.mkdir()
            for name, inner in (node.safe if names == "safe" else node.now).items():
                if inner.is_folder:
                    put(inner, path / name)
                    continue
                kind = bytes_of(name)
                data = inner.safe if kind == "safe" else inner.now
                if kind == "half":
                    data = data[:(len(inner.safe) + len(data) + 1) // 2]
                (path / name).write_bytes(data)

        put(self.root, pathlib.Path(target))

    def state(self, cut):
        """What a power cut leaves, to be compared with other moments."""
        names, bytes_of = CUTS[cut]

        def tell(node):
            out = []
            for name, inner in sorted((node.safe if names == "safe" else node.now).items()):
                kind = bytes_of(name)
                if inner.is_folder:
                    out.append((name, tell(inner)))
                else:
                    data = inner.safe if kind == "safe" else inner.now
                    if kind == "half":
                        data = data[:(len(inner.safe) + len(data) + 1) // 2]
                    out.append((name, data))
            return tuple(out)

        return tell(self.root)


class Process:
    """One traced process: its open files. Replays its calls one by one."""

    def __init__(self, disk):
        self.disk = disk
        self.open = {}

    def replay(self, name, arguments, result, drop=False):
        """Does one call. Returns "change", "sync", an acknowledgement as bytes, or None."""
        if not result.lstrip("-").isdigit() or int(result) < 0:
            return None
        result = int(result)
        handler = getattr(self, "_" + name, None)
        return handler(arguments.split(", "), result, drop) if handler else None

    def _openat(self, arguments, result, _):
        path = text_of(arguments[1]).decode()
        flags = arguments[2]
        node = self.disk.node(path)
        place = self.disk.find(path)
        changed = None
        if node is None and place and "O_CREAT" in flags:
            node = place[0].now[place[1]] = Node(False)
            changed = "change"
        if node is not None and "O_TRUNC" in flags:
            node.now = b""
            changed = "change"
        self.open[result] = [node, 0]
        return changed

    def _close(self, arguments, _result, _):
        self.open.pop(int(arguments[0]), None)

    def _lseek(self, arguments, result, _):
        if int(arguments[0]) in self.open:
            self.open[int(arguments[0])][1] = result

    def _write(self, arguments, result, _):
        fd = int(arguments[0])
        data = text_of(arguments[1])[:result]
        if fd == 1:
            return data
        entry = self.open.get(fd)
        if entry is None or entry[0] is None:
            return None
        node, offset = entry
        node.now = node.now[:offset].ljust(offset, b"\0") + data + node.now[offset + result:]
        entry[1] = offset + result
        return "change"

    def _ftruncate(self, arguments, _result, _):
        entry = self.open.get(int(arguments[0]))
        if entry is None or entry[0] is None:
            return None
        length = int(arguments[1])
        entry[0].now = entry[0].now[:length].ljust(length, b"\0")
        return "change"

    def _fsync(self, arguments, _result, drop):
        entry = self.open.get(int(arguments[0]))
        if entry is None or entry[0] is None:
            return None
        if not drop:
            entry[0].sync()
        return "sync"

    _fdatasync = _fsync

    def _mkdir(self, arguments, _result, _):
        place = self.disk.find(text_of(arguments[0]).decode())
        if not place:
            return None
        place[0].now[place[1]] = Node(True)
        return "change"

    def _move(self, old, new):
        source, target = self.disk.find(old), self.disk.find(new)
        target[0].now[target[1]] = source[0].now.pop(source[1])
        return "change"

    def _rename(self, arguments, _result, _):
        return self._move(text_of(arguments[0]).decode(), text_of(arguments[1]).decode())

    def _renameat2(self, arguments, _result, _):
        return self._move(text_of(arguments[1]).decode(), text_of(arguments[3]).decode())

    def _unlink(self, arguments, _result, _):
        place = self.disk.find(text_of(arguments[0]).decode())
        if not place:
            return None
        place[0].now.pop(place[1])
        return "change"


CALLS = sorted(name[1:] for name in vars(Process) if name[0] == "_" and name[1] != "_"
               and name != "_move")
