# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Candor contributors
"""Every system call that saving a draft, throwing one away, withdrawing a consent and letting records
expire make, refused by the disk: once or from then on, and with short writes. What was acknowledged
opens, nothing half is visible, the log is whole, and doing it again works.

Usage: test_refused.py STORE_CHILD CANDORCTL"""

import sys

from faults_help import MONTH, Place, run_all
from test_calls import (check_all, copy_and_run, do_in_all, fail_everywhere, kill_everywhere,
                        prepare)


def check_again(place, runs, arguments, contents):
    """Does it once more in each store, after everything was looked at: a refusal must not stay."""
    do_in_all(place, runs, arguments)
    for what, store, _ in runs:
        contents(store, what)


def refuse_everywhere(arguments, prepare_more=None, before=None, contents=None):
    """Lets every call of one act fail. Returns a sentence with figures."""
    with Place() as place:
        whole, acks, _ = prepare(place)
        known = list(acks)
        if prepare_more is not None:
            prepare_more(place, whole)
        given = [place.input(a[1:]) if a.startswith("@") else a for a in arguments]
        runs, refused = fail_everywhere(place, whole, given)
        for n in range(1, 5):
            for ever in ("", "+"):
                store, code, told, text = copy_and_run(
                    place, whole, given, f"short-{n}{ever}",
                    env={"CANDOR_SHORT_WRITE": f"{n}{ever}"})
                assert code == 0, f"write {n}{ever} is short: {text}"
                runs.append((f"{arguments[0]}: write {n}{ever} is short", store, told))
        assert refused > len(runs) / 4, (refused, len(runs))
        if before is not None:
            known = [ack for ack in known if ack[1] != before]
        check_all(place, known, runs)
        if contents is not None:
            check_again(place, runs, given, contents)
        return f"{len(runs)} failures, {refused} of them told"


def test_draft():
    """The draft that is there is the old one or the new one, whole; acknowledged, it is the new one."""
    return refuse_everywhere(["draft", "STORE", "e", "@e"], contents=lambda store, what: None)


def test_draft_thrown_away():
    """Catches a draft that is gone in words and there in fact."""
    def is_gone(store, what):
        assert not (store / "drafts/d.age").exists(), what
    return refuse_everywhere(["remove-draft", "STORE", "d"], before=b"d", contents=is_gone)


def test_withdrawal():
    """Catches a withdrawal that is refused in words and filed twice, or filed in words and not there."""
    def is_filed_once(store, what):
        assert len(list((store / MONTH).glob("w*.age"))) == 1, what
        assert (store / "log").read_bytes().count(b"/w.age") == 1, what
    return refuse_everywhere(["withdraw", "STORE", "w", "@w"], contents=is_filed_once)


def put_group(place, whole):
    place.run("commit", whole, "old", place.input("old"), expect=0)
    place.run("withdraw", whole, "w", place.input("w"), expect=0)


def assert_in_order(store, what):
    """A withdrawal that is gone before its consent would leave a consent that looks good."""
    old, paper = (store / MONTH / f"{name}.age" for name in ("old", "w"))
    assert paper.exists() or not old.exists(), what


def test_expiry():
    """Catches a record that goes without its line, and one that goes in words only."""
    with Place() as place:
        whole, before, _ = prepare(place)
        put_group(place, whole)
        arguments = ["expire", "STORE", "old", place.path / "input-w", "w"]
        runs, refused = fail_everywhere(place, whole, arguments)
        for _, store, _ in runs:
            assert_in_order(store, "at once")
        check_all(place, before, runs)
        for what, store, _ in runs:
            assert_in_order(store, what)
        return f"{len(runs)} failures, {refused} of them told"


def test_expiry_killed():
    """A consent and its withdrawal go one after the other: killed at any call, the consent never stays
    alone, and what is left is whole."""
    with Place() as place:
        whole, before, _ = prepare(place)
        put_group(place, whole)
        figures = kill_everywhere(place, whole, before,
                                  ["expire", "STORE", "old", place.path / "input-w", "w"],
                                  ("openat", "write", "fdatasync", "unlink", "fsync"))
        for store in place.path.glob("store-*"):
            assert_in_order(store, store.name)
        return figures


if __name__ == "__main__":
    sys.exit(run_all(globals()))
