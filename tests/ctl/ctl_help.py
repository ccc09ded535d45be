# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Candor contributors
"""What the tests of candorctl share: running it, a folder to work in, and the report as TAP."""

import json
import os
import pathlib
import subprocess
import sys
import tempfile
import traceback

CTL = os.path.abspath(sys.argv[1])
ROOT = pathlib.Path(sys.argv[2])
INVENTED = ROOT / "tests/data/procedures/glimmer-brushing.xml"
LOGO = ROOT / "data/examples/lakeside.svg"
REAL = ROOT / "data/procedures/microneedling.xml"
OUTCOMES = ["agree", "not-now", "no", "stop"]


class Run:
    """One call of candorctl, which must never crash nor let a library complain."""

    def __init__(self, *arguments, env=None, stdout=subprocess.PIPE, cwd=None):
        process = subprocess.run([CTL, *map(str, arguments)], stdout=stdout,
                                 stderr=subprocess.PIPE, env={**os.environ, **(env or {})},
                                 timeout=120, check=False, cwd=cwd)
        self.code = process.returncode
        self.bytes = process.stdout or b""
        self.out = self.bytes.decode(errors="replace")
        self.err = process.stderr.decode()
        for word in ("CRITICAL", "WARNING", "Sanitizer", "runtime error"):
            assert word not in self.err, self.err
        assert self.code in (0, 1, 2), f"exit {self.code}: {self.err}"
        if self.code == 0:
            assert self.err == "", self.err
        for line in self.err.splitlines():
            assert line.startswith("candorctl: "), line

    def expect(self, code, *words):
        assert self.code == code, f"exit {self.code}: {self.err}"
        for word in words:
            assert word in self.out + self.err, f"no “{word}” in: {self.out}{self.err}"
        if code == 2:
            assert len(self.err.splitlines()) == 1, self.err
        return self


class Folder:
    """A folder for one case, in which the invented procedure lies beside its visits."""

    def __enter__(self):
        self._temporary = tempfile.TemporaryDirectory(prefix="candor-ctl-")
        self.path = pathlib.Path(self._temporary.name)
        (self.path / INVENTED.name).write_bytes(INVENTED.read_bytes())
        return self

    def __exit__(self, *_):
        self._temporary.cleanup()

    def __truediv__(self, name):
        return self.path / name

    def visit(self, value, name="visit.json"):
        path = self.path / name
        path.write_text(json.dumps(value), encoding="utf-8")
        return path

    def files(self):
        return sorted(entry.name for entry in self.path.iterdir())


def example(*arguments):
    run = Run("example", "--procedure", INVENTED, *arguments).expect(0)
    return json.loads(run.out)


def text_of(pdf):
    return subprocess.run(["pdftotext", "-enc", "UTF-8", str(pdf), "-"], check=True,
                          capture_output=True).stdout.decode()


def run_all(tests):
    """Runs all functions of a module whose name begins with test_, as TAP; returns the status."""
    cases = [(name[5:].replace("_", "-"), function) for name, function in tests.items()
             if name.startswith("test_")]
    failed = 0
    for number, (name, function) in enumerate(cases, 1):
        try:
            function()
        except Exception:
            failed += 1
            print(f"not ok {number} {name}")
            for line in traceback.format_exc().splitlines():
                print("# " + line)
        else:
            print(f"ok {number} {name}")
        sys.stdout.flush()
    print(f"1..{len(cases)}")
    return 1 if failed or not cases else 0
