# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Candor contributors
"""candorctl audit from outside, on a store whose log is written here by hand from what the README of
src/vault says: a store that only Candor's own code could make would prove nothing.

Usage: test_audit.py CANDORCTL SOURCE_ROOT"""

import hashlib
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

from ctl_help import CTL, ROOT, run_all

FILES = [f"records/2026/1{month}/visit-{n}.age" for month in (0, 1) for n in range(3)]


def sha256(data):
    return hashlib.sha256(data).hexdigest()


class Store:
    """Six invented records, two months, seven lines."""

    def __enter__(self):
        self._temporary = tempfile.TemporaryDirectory(prefix="candor-audit-")
        self.path = pathlib.Path(self._temporary.name)
        for folder in ("drafts", "keys"):
            (self.path / folder).mkdir()
        self.lines, self.previous = [], "0" * 64
        self.add("created")
        for n, file in enumerate(FILES):
            data = f"encrypted {n}".encode() * 50
            (self.path / file).parent.mkdir(parents=True, exist_ok=True)
            (self.path / file).write_bytes(data)
            self.add("record", file, sha256(data))
        self.write()
        return self

    def __exit__(self, *_):
        self._temporary.cleanup()

    def add(self, event, file=None, digest=None):
        line = {"number": len(self.lines) + 1, "time": "2026-11-22T10:00:00Z", "event": event,
                "file": file, "sha256": digest, "pdf_sha256": None, "who": "Zoë Example",
                "detail": None, "previous": self.previous}
        text = json.dumps(line, separators=(",", ":"), ensure_ascii=False).encode() + b"\n"
        self.lines.append(text)
        self.previous = sha256(text)

    def write(self):
        (self.path / "log").write_bytes(b"".join(self.lines))

    def head(self, number):
        """The number and the head as the PDF of that line says them."""
        return ["--number", number, "--head", sha256(self.lines[number - 2])]


def audit(store, code, *arguments):
    """Runs it in words and as JSON; both must come to the same. Returns the findings by kind."""
    command = [CTL, "audit", "--store", str(store.path), *map(str, arguments)]
    words = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    run = subprocess.run([*command, "--json"], capture_output=True, text=True, timeout=120,
                         check=False)
    assert words.returncode == run.returncode == code, (words, run)
    assert words.stderr == run.stderr == "", (words.stderr, run.stderr)
    answer = json.loads(run.stdout)
    assert answer["whole"] == (code == 0), answer
    findings = {}
    for finding in answer["findings"]:
        findings[finding["kind"]] = finding
        line = f"{finding['severity']}: {finding['kind']}: {finding['sentence']}"
        assert line in words.stdout.splitlines(), (line, words.stdout)
    return findings


def test_whole():
    with Store() as store:
        assert audit(store, 0) == {}
        assert audit(store, 0, *store.head(7)) == {}
        assert audit(store, 0, "--number", 7, "--head", store.previous.upper()) == {}


def test_nothing_is_written():
    """Catches an audit that makes, mends or needs anything in the folder."""
    with Store() as store:
        with open(store.path / "log", "ab") as log:
            log.write(b'{"number":8,')
        (store.path / FILES[0]).rename(store.path / "records/2026/11/new.age")
        before = {p: p.stat() for p in store.path.rglob("*")}
        found = audit(store, 4)
        assert set(found) == {"torn-line", "not-adopted", "missing-file"}, found
        after = {p: p.stat() for p in store.path.rglob("*")}
        assert {p: (s.st_mtime_ns, s.st_size, s.st_ino) for p, s in before.items()} == \
            {p: (s.st_mtime_ns, s.st_size, s.st_ino) for p, s in after.items()}


def test_unadopted_is_a_notice():
    with Store() as store:
        (store.path / "records/2026/11/new.age").write_bytes(b"new")
        found = audit(store, 0)
        assert found["not-adopted"]["severity"] == "notice"
        assert found["not-adopted"]["file"] == "records/2026/11/new.age"


def test_tampering():
    """Each act is named by its kind, its line and its file, and nothing else is named."""
    def flip(store):
        data = bytearray((store.path / FILES[2]).read_bytes())
        data[100] ^= 1
        (store.path / FILES[2]).write_bytes(data)

    def delete_file(store):
        (store.path / FILES[2]).unlink()

    def delete_both(store):
        (store.path / FILES[2]).unlink()
        del store.lines[3]

    def edit(store):
        store.lines[3] = store.lines[3].replace("Zoë".encode(), b"Kim")

    def swap(store):
        one, other = store.path / FILES[2], store.path / FILES[4]
        a, b = one.read_bytes(), other.read_bytes()
        one.write_bytes(b)
        other.write_bytes(a)

    for act, kind, line, file in ((flip, "altered-file", 4, FILES[2]),
                                  (delete_file, "missing-file", 4, FILES[2]),
                                  (delete_both, "missing-lines", 4, None),
                                  (edit, "altered-line", 4, None),
                                  (swap, "swapped-file", 6, FILES[4])):
        with Store() as store:
            act(store)
            store.write()
            found = audit(store, 4)
            assert list(found) == [kind], (act.__name__, found)
            assert found[kind]["line"] == line, (act.__name__, found)
            assert found[kind]["file"] == file, (act.__name__, found)


def test_cut_tail():
    with Store() as store:
        known = store.head(7)
        store.lines.pop()
        store.write()
        (store.path / FILES[5]).unlink()
        assert audit(store, 0) == {}
        assert set(audit(store, 4, *known)) == {"cut"}


def test_written_anew():
    """All lines after a changed one are chained anew: only a patient's copy tells."""
    with Store() as store:
        known = store.head(7)
        lines = [json.loads(line) for line in store.lines]
        lines[3]["who"] = "Kim Example"
        store.lines = []
        previous = "0" * 64
        for line in lines:
            line["previous"] = previous
            text = json.dumps(line, separators=(",", ":"), ensure_ascii=False).encode() + b"\n"
            store.lines.append(text)
            previous = sha256(text)
        store.write()
        assert audit(store, 0) == {}
        assert set(audit(store, 4, *known)) == {"other-history"}


def by_hand(store):
    """Runs the lines that the README of src/vault shows, as they stand there. Returns what each block
    says."""
    readme = (ROOT / "src/vault/README.md").read_text(encoding="utf-8").split("## The log by hand\n")[1]
    readme = readme.split("\n## ")[0]
    blocks, block = [], []
    for line in [*readme.splitlines(), "end"]:
        if line.startswith("    "):
            block.append(line[4:])
        elif line and block:
            blocks.append("\n".join(block))
            block = []
    run = [subprocess.run(["bash", "-c", text], cwd=store.path, capture_output=True, text=True,
                          timeout=120, check=False) for text in blocks]
    return [one.stdout + one.stderr for one in run]


def test_by_hand():
    """Catches a README that shows what does not work, or what finds nothing."""
    with Store() as store:
        chain, files, one = by_hand(store)
        assert (chain, files) == ("", ""), (chain, files)
        assert one.split()[0] == store.head(3)[3], one

        (store.path / FILES[2]).write_bytes(b"other")
        store.lines[4] = store.lines[4].replace("Zoë".encode(), b"Kim")
        store.write()
        chain, files, _ = by_hand(store)
        assert chain.startswith('broken before: {"number":6,') and chain.count("\n") == 1, chain
        assert f"{FILES[2]}: FAILED" in files and FILES[1] not in files, files


def refused(code, *arguments):
    run = subprocess.run([CTL, "audit", *map(str, arguments)], capture_output=True, text=True,
                         timeout=120, check=False)
    assert run.returncode == code, run
    assert run.stdout == "" and len(run.stderr.splitlines()) == 1, run
    assert run.stderr.startswith("candorctl: "), run


def test_refusals():
    with Store() as store:
        for arguments in ([], ["--store", store.path, "extra"], ["--nonsense"],
                          ["--store", store.path, "--head", "0" * 64],
                          ["--store", store.path, "--number", "3"],
                          ["--store", store.path, "--number", "-3", "--head", "0" * 64],
                          ["--store", store.path, "--number", "3", "--head", "0" * 63],
                          ["--store", store.path, "--number", "3", "--head", "x" * 64]):
            refused(2, *arguments)
        refused(5, "--store", store.path / "nowhere")
        refused(5, "--store", store.path / "keys")
        shutil.rmtree(store.path / "records/2026/10")
        os.symlink("/dev/zero", store.path / "records/2026/10")
        (store.path / "log").unlink()
        os.symlink("/dev/zero", store.path / "log")
        refused(5, "--store", store.path)


if __name__ == "__main__":
    sys.exit(run_all(globals()))
