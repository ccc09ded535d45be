# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Candor contributors
"""What the fault tests share: running the store's program whole, traced or hurt, and looking at
what is left."""

import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import traceback

CHILD = sys.argv[1]
CTL = sys.argv[2]
MONTH = "records/2026/11"
# LeakSanitizer cannot work in a traced process.
ENV = {**os.environ, "ASAN_OPTIONS": "detect_leaks=0:allocator_may_return_null=1"}
# Memory and threads belong to the sanitizer and to GLib, not to the store: their failure ends the
# process, as a kill does, and kills are tried there.
NO_FILES = {"mmap", "munmap", "mprotect", "brk", "madvise", "futex", "access", "getpid", "gettid",
            "rt_sigprocmask", "rt_sigaction", "getrandom", "sched_yield", "clock_nanosleep",
            "sigaltstack", "prctl", "geteuid", "exit_group", "mremap"}


class Skip(Exception):
    """The reason why a case cannot run for this user."""


def need_root(why):
    if os.geteuid() != 0:
        raise Skip(f"needs root: {why}")


def bytes_of(name, size=20000):
    """Bytes that no other name has, and in which no part looks like another."""
    out, n = [], 0
    while n < size:
        out.append(f"{name} {len(out)}\n".encode())
        n += len(out[-1])
    return b"".join(out)[:size]


class Place:
    """A folder for one case, with a file of bytes for each record or draft that may be put."""

    def __init__(self):
        # In memory where there is room: only the mounted disks need to be real.
        base = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
        self.path = pathlib.Path(tempfile.mkdtemp(prefix="candor-faults-", dir=base))
        self.contents = {}

    def __enter__(self):
        return self

    def __exit__(self, *_):
        shutil.rmtree(self.path, ignore_errors=True)

    def input(self, name, size=20000):
        path = self.path / f"input-{name}"
        self.contents[name] = bytes_of(name, size)
        path.write_bytes(self.contents[name])
        return path

    def run(self, *arguments, env=None, tracer=(), expect=None):
        run = subprocess.run([*tracer, CHILD, *map(str, arguments)], env={**ENV, **(env or {})},
                             capture_output=True, timeout=120, check=False)
        error = run.stderr.decode(errors="replace")
        for word in ("CRITICAL", "WARNING", "Sanitizer", "runtime error", "assertion"):
            assert word not in error, error
        if expect is not None:
            assert run.returncode == expect, (arguments, run.returncode, error)
        return run.returncode, run.stdout, error

    def trace(self, *arguments, calls=None, options=(), expect=None, env=None):
        """Returns what it returned and its system calls, each as (name, arguments, result)."""
        log = self.path / "trace"
        wanted = ["-e", "trace=" + ",".join(calls)] if calls else []
        tracer = ["strace", "-f", "-qq", "-xx", "-s", "1000000", "-o", str(log), *wanted, *options]
        result = self.run(*arguments, tracer=tracer, expect=expect, env=env)
        found = []
        for line in log.read_text(errors="replace").splitlines():
            call = re.match(r"^\d+ +(\w+)\((.*)\) += (-?\w+)", line)
            if call:
                found.append(call.groups())
        return result, found


def acknowledged(output):
    """Reads what the program said: (what, name, line of the log) each; a cut-off one is none."""
    return [tuple(line.split(b" ", 2)) for line in output.splitlines(keepends=True)
            if line.endswith(b"\n")]


def look(folder, contents, acks, answer):
    """Returns what is wrong with a store after it was recovered, or None.

    @contents has the whole bytes of everything that anybody tried to save; @acks what was
    acknowledged; @answer what recovery and audit said."""
    folder = pathlib.Path(folder)
    if "error" in answer:
        return None if not acks else f"it cannot be recovered: {answer['error']}"
    if not answer["whole"]:
        return f"the audit finds fault: {answer['findings']}"
    log = (folder / "log").read_bytes()
    gone = {name for what, name, _ in acks if what == b"expired"}
    for what, name, line in acks:
        path = folder / MONTH / f"{name.decode()}.age"
        if what == b"saved" and name not in gone:
            if not path.exists() or path.read_bytes() != contents[name.decode()]:
                return f"the record {name} is not there byte for byte"
        if what == b"saved" and line not in log.splitlines(keepends=True):
            return f"the line of {name} is not in the log"
        if what == b"expired" and path.exists():
            return f"the expired record {name} is there"
    drafts = {}
    for what, name, _ in acks:
        if what in (b"draft", b"removed"):
            drafts[name.decode()] = what
    for name, what in drafts.items():
        path = folder / "drafts" / f"{name}.age"
        if what == b"removed" and path.exists():
            return f"the draft {name} was taken away and is there"
        if what == b"draft" and (not path.exists() or path.read_bytes() != contents[name]):
            return f"the draft {name} is not there byte for byte"
    return half(folder, contents)


def half(folder, contents):
    """Returns which visible record or draft is not whole, or None."""
    for path in [*(folder / "records").rglob("*.age"), *(folder / "drafts").glob("*.age")]:
        whole = [data for name, data in contents.items() if name.split("@")[0] == path.stem]
        if path.read_bytes() not in whole:
            return f"{path.name} is visible and not whole"
    return None


def recover(folders):
    """Lets staff unlock each store, and returns what recovery and audit say of each."""
    answers = []
    for start in range(0, len(folders), 200):
        run = subprocess.run([CHILD, "recover", *map(str, folders[start:start + 200])], env=ENV,
                             capture_output=True, timeout=300, check=False)
        assert run.returncode == 0 and not run.stderr, run.stderr.decode()[-2000:]
        answers += [json.loads(line) for line in run.stdout.splitlines()]
    assert len(answers) == len(folders)
    return answers


def audit(folder):
    """Runs the audit that everybody has; returns its exit status."""
    return subprocess.run([CTL, "audit", "--store", str(folder)], env=ENV, capture_output=True,
                          timeout=120, check=False).returncode


def run_all(tests):
    """Runs all functions of a module whose name begins with test_, as TAP; returns the status. A
    function may return a sentence with figures."""
    cases = [(name[5:].replace("_", "-"), function) for name, function in tests.items()
             if name.startswith("test_")]
    failed = 0
    for number, (name, function) in enumerate(cases, 1):
        try:
            figures = function()
        except Skip as reason:
            print(f"ok {number} {name} # SKIP {reason}")
        except Exception:
            failed += 1
            print(f"not ok {number} {name}")
            for line in traceback.format_exc().splitlines():
                print("# " + line[:1000])
        else:
            print(f"ok {number} {name}")
            if figures:
                print(f"# {name}: {figures}")
        sys.stdout.flush()
    print(f"1..{len(cases)}")
    return 1 if failed or not cases else 0
