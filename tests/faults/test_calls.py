# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Candor contributors
"""Every system call that filing a record makes, saving a draft and letting a record expire: the process
is killed at it, or it fails, once or from then on. What was acknowledged is there afterwards, nothing
half is visible, the log is whole or says what happened, and filing the visit again works.

Usage: test_calls.py STORE_CHILD CANDORCTL"""

import os
import shutil
import subprocess
import sys

from faults_help import NO_FILES, Place, acknowledged, audit, look, need_root, recover, run_all

ERRORS = {"EIO": None,
          "ENOSPC": {"openat", "write", "mkdir", "renameat2", "fsync", "fdatasync", "ftruncate"},
          "EMFILE": {"openat"}}


def prepare(place):
    """Returns a store with one record and a draft, and the arguments that file another one, the first
    of its month."""
    store = place.path / "whole"
    place.run("create", store, expect=0)
    _, output, _ = place.run("draft", store, "d", place.input("d"), expect=0)
    return store, acknowledged(output), ["commit", "STORE", "a", place.input("a")]


def calls_between_marks(trace):
    """Returns the calls between the two marks: (name, how many of that name before it and it)."""
    counts, found, marks = {}, [], 0
    for name, arguments, _ in trace:
        counts[name] = counts.get(name, 0) + 1
        if name == "access" and "\\x6d\\x61\\x72\\x6b" in arguments:
            marks += 1
        elif marks == 1:
            found.append((name, counts[name]))
    assert marks == 2, "the program was not traced from mark to mark"
    return found


def copy_and_run(place, whole, arguments, number, options=(), env=None):
    """Does it to a copy of the store. Returns the copy, the exit status and what was acknowledged."""
    store = place.path / f"store-{number}"
    shutil.copytree(whole, store)
    tracer = ["strace", "-f", "-qq", "-o", "/dev/null", *options] if options else []
    code, output, error = place.run(*[store if a == "STORE" else a for a in arguments],
                                    tracer=tracer, env=env)
    return store, code, acknowledged(output), error


def do_in_all(place, runs, arguments):
    """Does one thing in every store, in a single process. Returns what was acknowledged, one to a store."""
    stores = place.path / "stores"
    stores.write_text("\n".join(str(store) for _, store, _ in runs))
    code, output, text = place.run(*[f"@{stores}" if a == "STORE" else a for a in arguments])
    acks = acknowledged(output)
    assert code == 0 and len(acks) == len(runs), \
        f"{runs[min(len(acks), len(runs) - 1)][0]}, and again {arguments[0]}: {text}"
    return acks


def check_all(place, before, runs):
    """Looks at every store: (what was done, folder, acknowledged). Then files the visit again."""
    answers = recover([store for _, store, _ in runs])
    for (what, store, acks), answer in zip(runs, answers):
        wrong = look(store, place.contents, before + acks, answer)
        assert wrong is None, f"{what}: {wrong}"
        assert "error" not in answer, f"{what}: {answer}"
    filed = do_in_all(place, runs, ["commit", "STORE", "a", place.path / "input-a"])
    for (what, store, acks), again in zip(runs, filed):
        if acks and acks[0][:2] == again[:2]:
            assert again == acks[0], f"{what}: filing it again gives another line"
    answers = recover([store for _, store, _ in runs])
    for (what, store, acks), answer in zip(runs, answers):
        wrong = look(store, place.contents, before + acks, answer)
        assert wrong is None, f"{what}, and filed again: {wrong}"
    for what, store, _ in runs[::10]:
        assert audit(store) == 0, what


def kill_everywhere(place, whole, before, arguments, needed):
    """Kills the program at each call in turn. Returns how often, and how often it had acknowledged."""
    probe = place.path / "probe"
    shutil.copytree(whole, probe)
    _, trace = place.trace(*[probe if a == "STORE" else a for a in arguments], expect=0)
    calls = calls_between_marks(trace)
    for name in needed:
        assert name in {call for call, _ in calls}, f"{arguments[0]} makes no {name}"
    runs = []
    for number, (name, n) in enumerate(calls):
        what = f"{arguments[0]} killed at {name} {n}"
        store, code, acks, _ = copy_and_run(
            place, whole, arguments, number, ["-e", f"inject={name}:signal=KILL:when={n}"])
        assert code in (-9, 137), f"{what}: it was not killed, but ended with {code}"
        runs.append((what, store, acks))
    check_all(place, before, runs)
    return f"{len(runs)} kills, {sum(1 for run in runs if run[2])} of them after it was acknowledged"


def test_commit_killed_at_every_call():
    """Catches any moment at which a crash loses what was acknowledged or shows a half record."""
    with Place() as place:
        whole, before, arguments = prepare(place)
        return kill_everywhere(place, whole, before, arguments,
                               ("openat", "write", "fsync", "fdatasync", "renameat2", "mkdir",
                                "flock"))


def test_draft_killed_at_every_call():
    with Place() as place:
        whole, before, _ = prepare(place)
        return kill_everywhere(place, whole, before, ["draft", "STORE", "e", place.input("e")],
                               ("openat", "write", "fsync", "rename"))


def test_expiry_killed_at_every_call():
    """Catches a record that is gone without its line. Cut off, it is there or expires after all; the
    audit of what is left tells a file that is neither."""
    with Place() as place:
        whole, before, _ = prepare(place)
        place.run("commit", whole, "old", place.input("old"), expect=0)
        return kill_everywhere(place, whole, before, ["expire", "STORE", "old"],
                               ("openat", "write", "fdatasync", "unlink", "fsync"))


def fail_everywhere(place, whole, arguments):
    """Lets each call fail in turn, once and from then on. Returns the stores, as check_all () wants them,
    and how often the failure was told."""
    probe = place.path / "probe"
    shutil.copytree(whole, probe)
    _, trace = place.trace(*[probe if a == "STORE" else a for a in arguments], expect=0)
    runs, refused = [], 0
    for name, n in calls_between_marks(trace):
        if name in NO_FILES:
            continue
        for error, names in ERRORS.items():
            if names is not None and name not in names:
                continue
            for ever in ("", "+"):
                what = f"{arguments[0]}: {name} {n}{ever} fails with {error}"
                store, code, acks, text = copy_and_run(
                    place, whole, arguments, len(runs),
                    ["-e", f"inject={name}:error={error}:when={n}{ever}"])
                assert code in (0, 1), f"{what}: it ended with {code}: {text}"
                # Where nothing can be written, that cannot be said either.
                assert code == 0 or text.rstrip().endswith(".") or name == "write", \
                    f"{what}: {text}"
                refused += code
                runs.append((what, store, acks))
    return runs, refused


def test_every_call_fails():
    """Catches a failure that is taken for success, or after which the store does not go on."""
    with Place() as place:
        whole, before, arguments = prepare(place)
        runs, refused = fail_everywhere(place, whole, arguments)
        assert refused > len(runs) / 2
        check_all(place, before, runs)
        return f"{len(runs)} failures, {refused} of them refused the record"


def test_short_writes():
    """Catches a write that is taken for whole when it was not."""
    with Place() as place:
        whole, before, arguments = prepare(place)
        runs = []
        for n in range(1, 6):
            for ever in ("", "+"):
                what = f"write {n}{ever} is short"
                store, code, acks, text = copy_and_run(place, whole, arguments, len(runs),
                                                       env={"CANDOR_SHORT_WRITE": f"{n}{ever}"})
                assert code == 0 and len(acks) == 1, f"{what}: {text}"
                runs.append((what, store, acks))
        check_all(place, before, runs)
        return f"{len(runs)} runs"


def test_sync_of_the_log_fails():
    """The disk refuses the line; then, in the same process, the visit is filed again and another one
    too. Catches a second fdatasync on the same pages, which would say yes to bytes that are gone."""
    with Place() as place:
        whole, before, arguments = prepare(place)
        place.contents["again"] = place.contents["a"]
        for number, faults in enumerate((["fdatasync"], ["fdatasync", "ftruncate"])):
            options = []
            for name in faults:
                options += ["-e", f"inject={name}:error=EIO:when=1"]
            store, code, acks, text = copy_and_run(place, whole, arguments, number, options,
                                                   env={"CANDOR_TRY_AGAIN": "1"})
            assert code == 0 and [ack[1] for ack in acks] == [b"a", b"again"], text
            answer = recover([store])[0]
            wrong = look(store, place.contents, before + acks, answer)
            assert wrong is None, f"{faults}: {wrong}"
            assert audit(store) == 0


def test_folder_cannot_be_written():
    """Catches a store that changes, crashes or acknowledges where nothing can be written."""
    with Place() as place:
        whole, before, arguments = prepare(place)
        disk = place.path / "disk"
        disk.mkdir()
        if os.geteuid() == 0:
            subprocess.run(["mount", "-t", "tmpfs", "tmpfs", str(disk)], check=True)
        try:
            store = disk / "store"
            shutil.copytree(whole, store)
            log = (store / "log").read_bytes()
            if os.geteuid() == 0:
                subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
            else:
                for path in (store, store / "records", store / "drafts", store / "log"):
                    path.chmod(0o500)
            for act in (["commit", store, "a", place.path / "input-a"],
                        ["draft", store, "d", place.path / "input-d"], ["reserve", store]):
                code, output, text = place.run(*act)
                assert code == 1 and output == b"" and text.rstrip().endswith("."), (act, text)
            assert (store / "log").read_bytes() == log
            assert (store / "drafts/d.age").read_bytes() == place.contents["d"]
            assert audit(store) == 0
        finally:
            if os.geteuid() == 0:
                subprocess.run(["umount", str(disk)], check=True)
            else:
                for path in (store, store / "records", store / "drafts"):
                    path.chmod(0o700)


def test_full_disk():
    """A disk of 4 MB is filed full, with drafts in between. Catches a record that is acknowledged
    without room, a half one that stays, and a store that the full disk damages."""
    need_root("it mounts a disk of 4 MB")
    with Place() as place:
        disk = place.path / "disk"
        disk.mkdir()
        subprocess.run(["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", str(disk)], check=True)
        try:
            store = disk / "store"
            data = place.input("n", 150000)
            place.run("create", store, expect=0)
            place.run("reserve", store, expect=0)
            code, output, text = place.run("many", store, "n", data)
            acks = acknowledged(output)
            assert code == 1 and "disk is full" in text, text
            names = [name.decode() for what, name, _ in acks if what == b"saved"]
            assert len(names) > 15, names
            for n in range(len(names) + 1):
                place.contents[f"n{n}"] = place.contents["n"]
            place.contents["d"] = place.contents["n"]
            # Where there is no room for one more line, a record may stay without one until there is.
            assert audit(store) == 0
            (store / "reserve").unlink()
            (store / "drafts/d.age").unlink()
            answer = recover([store])[0]
            wrong = look(store, place.contents, [a for a in acks if a[0] == b"saved"], answer)
            assert wrong is None, wrong
            place.run("commit", store, "later", place.input("later", 1000), expect=0)
            assert audit(store) == 0
            return f"{len(names)} records were saved before it was full"
        finally:
            subprocess.run(["umount", str(disk)], check=True)


if __name__ == "__main__":
    sys.exit(run_all(globals()))
