# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Candor contributors
"""Power cuts between any two system calls, on a disk that keeps nothing that it was not told to keep
(disk_model.py): with every sync nothing is lost; without any single one of them something is. The calls
are those of the real program; the states that a cut leaves are given to the real recovery and audit.

Usage: test_syncs.py STORE_CHILD CANDORCTL"""

import copy
import itertools
import shutil
import sys

from disk_model import CALLS, CUTS, Disk, Process
from faults_help import Place, acknowledged, half, look, recover, run_all


class Story:
    """What several processes did to one store, call by call."""

    def __init__(self, place):
        self.place = place
        self.base = place.path / "disk"
        self.base.mkdir()
        self.store = self.base / "store"
        self.steps = []
        self.numbers = itertools.count()

    def run(self, *arguments, killed_at=None, measured=True):
        """Runs the program, whole or up to a call, and remembers its calls."""
        options = ["-e", f"inject={killed_at}"] if killed_at else []
        (code, _, error), calls = self.place.trace(
            arguments[0], self.store, *arguments[1:], calls=[*CALLS, "access"], options=options)
        assert code == (0 if not killed_at else code), error
        assert not killed_at or code in (-9, 137), f"not killed: {code}"
        if killed_at:
            # It died in the last call, which did not happen.
            calls = [call for call in calls if call[2] != "?"]
        self.steps.append((calls, measured))

    def syncs(self):
        """The places of all syncs in measured steps: (step, call)."""
        found = []
        disk = self.new_disk()
        for number, (calls, measured) in enumerate(self.steps):
            process = Process(disk)
            for at, call in enumerate(calls):
                if process.replay(*call) == "sync" and measured:
                    found.append((number, at))
        return found

    def start_from(self):
        """Takes what is there now as the safe beginning of the story."""
        self.first = Disk(self.base)
        if self.store.exists():
            self.first.load(self.store)

    def new_disk(self):
        return copy.deepcopy(self.first)

    def cuts(self, dropped=None):
        """Every state that a cut after any change can leave: (words, acknowledged, disk, cut)."""
        disk, said = self.new_disk(), b""
        for number, (calls, _) in enumerate(self.steps):
            process = Process(disk)
            for at, call in enumerate(calls):
                done = process.replay(*call, drop=(number, at) == dropped)
                if isinstance(done, bytes):
                    said += done
                if done is None:
                    continue
                for cut in CUTS:
                    yield (f"step {number + 1}, call {at} ({call[0]}), kept: {cut}", said, disk, cut)

    def find_losses(self, dropped=None, known=(), stop=False):
        """Cuts the power everywhere. Returns the states that were tried, and what was lost."""
        tried, batch, lost = set(known), [], []

        def look_at_batch():
            answers = recover([folder / "store" for _, _, folder in batch])
            for (words, acks, folder), answer in zip(batch, answers):
                wrong = look(folder / "store", self.place.contents, acks, answer)
                if wrong:
                    lost.append(f"{words}: {wrong}")
                shutil.rmtree(folder)
            batch.clear()

        for words, said, disk, cut in self.cuts(dropped):
            state = hash((said, disk.state(cut)))
            if state in tried:
                continue
            tried.add(state)
            folder = self.place.path / f"cut-{next(self.numbers)}"
            disk.write_to(folder, cut)
            acks = acknowledged(said)
            wrong = self.before_recovery(folder / "store", acks)
            if wrong:
                lost.append(f"{words}: {wrong}")
                shutil.rmtree(folder)
            else:
                batch.append((words, acks, folder))
            if len(batch) == 40:
                look_at_batch()
            if stop and lost:
                break
        if batch and not (stop and lost):
            look_at_batch()
        return tried, lost

    def before_recovery(self, store, acks):
        """What must hold before anybody unlocks: what was to go is gone, nothing half is visible."""
        for what, name, _ in acks:
            if what == b"expired" and list(store.glob(f"records/*/*/{name.decode()}.age")):
                return f"the expired record {name} is there again"
        return half(store, self.place.contents) if any(a[0] == b"saved" for a in acks) else None

    def prove(self, least):
        """With all syncs nothing is lost; each sync of the measured steps is needed."""
        good, lost = self.find_losses()
        assert not lost, "\n".join(lost[:5])
        syncs = self.syncs()
        assert len(syncs) >= least, f"only {len(syncs)} syncs, {least} were expected"
        for number, at in syncs:
            _, lost = self.find_losses((number, at), good, stop=True)
            assert lost, f"nothing is lost without sync {at} of step {number + 1}"
        return f"{len(good)} states after a cut, {len(syncs)} syncs, each of them needed"


def story(place, *before):
    """A story on a store that was made, with what @before did to it, long ago."""
    told = Story(place)
    place.run("create", told.store, expect=0)
    for arguments in before:
        place.run(arguments[0], told.store, *arguments[1:], expect=0)
    told.start_from()
    return told


def test_create():
    with Place() as place:
        told = Story(place)
        told.start_from()
        told.run("create")
        return told.prove(3)


def test_commit():
    """The first record of a month, and another one in the same process."""
    with Place() as place:
        told = story(place)
        data = place.input("a", 3000)
        place.contents["b"] = place.contents["a"]
        told.run("commit", "a", data, "b")
        return told.prove(8)


def test_commit_after_a_kill_between_folders():
    """Somebody was killed after making the folder of the year, and of the month, before it was safe."""
    figures = []
    for n in (1, 2):
        with Place() as place:
            told = story(place)
            data = place.input("a", 3000)
            told.run("commit", "a", data, killed_at=f"fsync:signal=KILL:when={n}", measured=False)
            told.run("commit", "a", data)
            good, lost = told.find_losses()
            assert not lost, lost[0]
            # The folder that the killed one had made safe needs it no more.
            needed = told.syncs()[n - 1:]
            for sync in needed:
                _, lost = told.find_losses(sync, good, stop=True)
                assert lost, f"killed at {n}: nothing is lost without {sync}"
            figures.append(f"{len(good)} states, {len(needed)} syncs needed")
    return "; ".join(figures)


def test_draft():
    """Two drafts, one in the place of the other, and taking it away."""
    with Place() as place:
        told = story(place)
        one, two = place.input("d", 3000), place.input("d@2", 2000)
        # Either of them is whole; what was acknowledged last must be there.
        told.run("draft", "d", one)
        first = told.prove(2)
        told.start_from()
        told.steps.clear()
        place.contents = {"d": place.contents["d@2"], "d@1": place.contents["d"]}
        told.run("draft", "d", two)
        second = told.prove(2)
        told.start_from()
        told.steps.clear()
        told.run("remove-draft", "d")
        return f"{first}; {second}; {told.prove(1)}"


def test_expire():
    with Place() as place:
        told = story(place, ("commit", "a", place.input("a", 3000)))
        told.run("expire", "a")
        return told.prove(2)


def test_expire_after_a_kill():
    """Killed between the line and its sync: whoever takes the file away makes the line safe first."""
    with Place() as place:
        told = story(place, ("commit", "a", place.input("a", 3000)))
        told.run("expire", "a", killed_at="fdatasync:signal=KILL:when=1", measured=False)
        told.run("commit", "b", place.input("b", 1000))
        good, lost = told.find_losses()
        assert not lost, lost[0]
        _, lost = told.find_losses(told.syncs()[0], good, stop=True)
        assert lost, "nothing is lost when the line is not made safe"
        return f"{len(good)} states after a cut"


def test_same_record_after_a_kill():
    """Killed between the line and its sync, and between the record and its line. Whoever files it again
    is told that it is saved: it must be."""
    figures = []
    # The last syncs of both: the line's own; the month's folder and the line that adopts.
    for call, n_needed in (("fdatasync:signal=KILL:when=1", 1), ("fsync:signal=KILL:when=4", 2)):
        with Place() as place:
            told = story(place)
            data = place.input("a", 3000)
            told.run("commit", "a", data, killed_at=call, measured=False)
            told.run("commit", "a", data)
            good, lost = told.find_losses()
            assert not lost, lost[0]
            for sync in told.syncs()[-n_needed:]:
                _, lost = told.find_losses(sync, good, stop=True)
                assert lost, f"{call}: nothing is lost without {sync}"
            figures.append(f"{len(good)} states, {n_needed} syncs needed")
    return "; ".join(figures)


def test_torn_line():
    """A torn line is set aside, and the next record filed."""
    with Place() as place:
        told = story(place, ("commit", "a", place.input("a", 3000)))
        with open(told.store / "log", "ab") as log:
            log.write(b'{"number":3,"time":"2026-11-22T10:')
        told.start_from()
        told.run("commit", "b", place.input("b", 1000))
        good, lost = told.find_losses()
        assert not lost, lost[0]
        for sync in told.syncs()[:2]:
            _, lost = told.find_losses(sync, good, stop=True)
            assert lost, f"nothing is lost without {sync}"
        return f"{len(good)} states after a cut"


if __name__ == "__main__":
    sys.exit(run_all(globals()))
