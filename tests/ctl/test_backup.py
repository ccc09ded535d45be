# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Candor contributors
"""candorctl backup and restore from outside: what a clinic has after its tablet is lost. Catches a copy
that does not open, that needs a key to be made, that is called whole and is not, or that overwrites.

Usage: test_backup.py CANDORCTL SOURCE_ROOT"""

import os
import resource
import shutil
import signal
import subprocess
import sys
import time

from clinic_help import NAME, PASSPHRASE, Clinic
from ctl_help import CTL, INVENTED, Run, run_all

NEW = "nine pale otters under thin ice"


class Desk(Clinic):
    """A clinic with two records and a visit that is not filed."""

    def __enter__(self):
        super().__enter__()
        self.backup, self.new = self / "backup", self / "new"
        self.ids = [self.commit(self.new_visit()) for _ in range(2)]
        Run("draft", "--store", self.store, self.new_visit(file="draft.json")).expect(0)
        return self

    def back_up(self, code=0, *words, options=()):
        return code_of(code, words, "backup", "--store", self.store, "--output", self.backup, *options)

    def restore(self, code=0, *words, options=()):
        return code_of(code, words, "restore", self.backup, "--store", self.new, *options)

    def open(self, store, passphrase="pass"):
        return Run("list", "--store", store, "--passphrase-file", self / passphrase)


def code_of(code, words, *arguments):
    """As Run, for commands that have more exit codes. Returns what was printed."""
    run = subprocess.run([CTL, *map(str, arguments)], capture_output=True, text=True, timeout=120,
                         check=False)
    assert run.returncode == code, (run.returncode, run.stdout, run.stderr)
    assert "Sanitizer" not in run.stderr and (code != 0 or run.stderr == ""), run.stderr
    for line in run.stderr.splitlines():
        assert line.startswith("candorctl: "), line
    for word in words:
        assert word in run.stdout + run.stderr, (word, run.stdout, run.stderr)
    return run.stdout


def content(folder, *without):
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*")
            if path.is_file() and path.name not in ("lock", *without)}


def test_a_tablet_is_lost():
    """The whole of it: back up, lose the store, restore, open with the passphrase, go on filing."""
    with Desk() as desk:
        out = desk.back_up(0, "New records: 2. Records that were there already: 0. Visits that are not "
                           "filed: 1. Staff members who have keys: 1.", "The store is whole.")
        number, head = out.splitlines()[-1].replace(",", "").split()[2::2]
        desk.run("export", desk.ids[0], "--output", desk / "before.pdf").expect(0)
        shutil.rmtree(desk.store)
        desk.restore(0, "Records: 2. Visits that are not filed: 1.", "Not in it:", "What to do next:",
                     "The store is whole.", f"Last line: {number}, SHA-256 {head}")
        Run("audit", "--store", desk.new, "--number", number, "--head", head).expect(0)
        listed = desk.open(desk.new).expect(0).out
        assert all(identity in listed for identity in desk.ids) and NAME in listed, listed
        desk.store = desk.new
        desk.run("export", desk.ids[0], "--output", desk / "after.pdf").expect(0)
        assert (desk / "after.pdf").read_bytes() == (desk / "before.pdf").read_bytes()
        (desk / "paper").write_text(desk.key + "\n", encoding="ascii")
        Run("recover", next(desk.new.glob("records/*/*/*.age")), "--key-file", desk / "paper",
            "--output", desk / "record.tar").expect(0)
        assert len(desk.run("drafts").expect(0).out.splitlines()) == 1
        desk.commit(desk.new_visit())
        assert len(desk.records()) == 3
        Run("audit", "--store", desk.new).expect(0)


def test_no_key_is_read():
    """Catches a backup that changes the store, or in which a name stands in clear."""
    with Desk() as desk:
        desk.open(desk.store).expect(0)
        before = content(desk.store)
        assert "cache/index" in before, before.keys()
        assert "notice" not in desk.back_up()
        assert content(desk.store) == before
        assert content(desk.backup) == {file: data for file, data in before.items()
                                        if file not in ("cache/index", "reserve")}
        for file, data in content(desk.backup).items():
            assert NAME.encode() not in data and PASSPHRASE.encode() not in data, file
        for path in desk.backup.rglob("*"):
            assert path.stat().st_mode & 0o077 == 0, path


def test_it_is_what_other_tools_make():
    """Catches a restore that takes only Candor's own backups."""
    with Desk() as desk:
        subprocess.run(["cp", "-a", desk.store, desk.backup], check=True)
        desk.restore()
        desk.open(desk.new).expect(0, desk.ids[0])


def test_second_run():
    with Desk() as desk:
        desk.back_up()
        inodes = {path: path.stat().st_ino for path in desk.backup.glob("records/*/*/*.age")}
        third = desk.commit(desk.new_visit())
        desk.back_up(0, "New records: 1. Records that were there already: 2.")
        assert {path: path.stat().st_ino for path in inodes} == inodes
        desk.back_up(0, "New records: 0. Records that were there already: 3.")
        desk.restore()
        desk.open(desk.new).expect(0, third)


def test_passphrases():
    """Catches a copy that opens with an older passphrase, or that counts tries as many or none."""
    with Desk() as desk:
        desk.back_up()
        (desk / "next").write_text(NEW + "\n", encoding="utf-8")
        desk.run("passwd", "--new-passphrase-file", desk / "next").expect(0)
        for _ in range(3):
            desk.run("list", passphrase="wrong").expect(1)
        desk.back_up()
        desk.restore()
        desk.open(desk.new, "next").expect(1, "wait")
        tries = next(desk.new.glob("keys/tries/*.json"))
        assert tries.read_bytes() == (desk.store / tries.relative_to(desk.new)).read_bytes()
        shutil.rmtree(desk.new)
        tries = next(desk.store.glob("keys/tries/*.json"))
        tries.write_bytes(tries.read_bytes().replace(b'"failed":3', b'"failed":0'))
        desk.back_up()
        desk.restore()
        desk.open(desk.new, "pass").expect(1)
        desk.open(desk.new, "next").expect(0, desk.ids[0])


def test_tampered_backup():
    """Catches a restore of what was altered, and a backup that covers it up."""
    with Desk() as desk:
        desk.back_up()
        record = next(desk.backup.glob("records/*/*/*.age"))
        right = record.read_bytes()
        record.write_bytes(right[:-1] + bytes([right[-1] ^ 1]))
        name = str(record.relative_to(desk.backup))
        desk.restore(4, name, "altered-file", "Nothing was restored")
        assert not desk.new.exists()
        desk.back_up(4, f"“{name}” in the backup is not the file that was filed", "altered-file")
        assert record.read_bytes() != right
        desk.restore(4, name, "Restored into", options=["--anyway"])
        assert len(list(desk.new.glob("records/*/*/*.age"))) == 2
        (desk.backup / "log").write_bytes((desk.backup / "log").read_bytes().replace(b"202", b"203"))
        desk.back_up(1, "from line 1 on", "Nothing was copied")
        slot = next(desk.store.glob("keys/slots/*.json"))
        slot.write_bytes(slot.read_bytes().replace(b"Administrator", b"Administratos"))
        shutil.rmtree(desk.backup)
        desk.back_up(4, "not the file that the log tells of", "missing-key")


def test_empty_folders_are_lost():
    """Catches a copy that cannot be used because git, or rsync -m, left out a folder with nothing in it."""
    with Clinic() as clinic:
        identity = clinic.commit(clinic.new_visit())
        copy, new = clinic / "copy", clinic / "new"
        shutil.copytree(clinic.store, copy)
        (copy / "drafts").rmdir()
        Run("audit", "--store", copy).expect(0)
        code_of(0, ["The store is whole."], "restore", copy, "--store", new)
        assert (new / "drafts").is_dir()
        Run("drafts", "--store", copy, "--passphrase-file", clinic / "pass").expect(0)
        Run("draft", "--store", copy, clinic.new_visit(file="other.json")).expect(0)
        assert len(list((copy / "drafts").iterdir())) == 1
        Run("list", "--store", new, "--passphrase-file", clinic / "pass").expect(0, identity)


def test_a_part_is_missing():
    """Catches a sentence that does not say which part, and --anyway that does not help."""
    with Desk() as desk:
        desk.back_up()
        (desk.backup / "log").rename(desk / "log")
        desk.restore(1, "“log” is missing", "Nothing was restored", "--anyway")
        assert not desk.new.exists()
        desk.restore(4, "“log” is missing", "Restored into", "has no log", "not-adopted",
                     options=["--anyway"])
        listed = subprocess.run([CTL, "list", "--store", desk.new, "--passphrase-file", desk / "pass"],
                                capture_output=True, text=True, timeout=120, check=True)
        assert all(identity in listed.stdout for identity in desk.ids), listed
        assert listed.stderr.count("had no line in the log") == 2, listed
        Run("audit", "--store", desk.new).expect(0)
        shutil.rmtree(desk.new)
        (desk / "log").rename(desk.backup / "log")
        shutil.rmtree(desk.backup / "records")
        desk.restore(1, "“records” is missing")
        desk.restore(4, "Restored into", "missing-file", options=["--anyway"])


def test_refusals():
    with Desk() as desk:
        for output in (desk.store, desk.store / "backup", desk.store / "records/backup", desk.path):
            code_of(1, ["apart"], "backup", "--store", desk.store, "--output", output)
        code_of(1, ["does not exist"], "backup", "--store", desk.store, "--output",
                desk / "no-disk/backup")
        code_of(1, ["is not a store"], "backup", "--store", desk / "nothing", "--output", desk.backup)
        (desk / "pictures").mkdir()
        (desk / "pictures/lake.jpg").write_bytes(b"lake")
        code_of(1, ["lake.jpg"], "backup", "--store", desk.store, "--output", desk / "pictures")
        assert os.listdir(desk / "pictures") == ["lake.jpg"]
        desk.back_up()
        before = content(desk.store)
        code_of(1, ["There is a store"], "restore", desk.backup, "--store", desk.store)
        for name in ("new", "new/deep/store"):
            code_of(1, ["apart"], "restore", desk.backup, "--store", desk.backup / name)
            assert not (desk.backup / "new").exists(), name
        code_of(1, ["is not a store"], "restore", desk / "nothing", "--store", desk.new)
        assert content(desk.store) == before and not desk.new.exists()
        for arguments in (["backup"], ["backup", "--store", desk.store], ["backup", "x"],
                          ["backup", "--store", desk.store, "--output", "-"], ["restore"],
                          ["restore", desk.backup], ["restore", "--store", desk.new],
                          ["restore", "a", "b", "--store", desk.new]):
            Run(*arguments).expect(2, "--help")


def test_a_disk_that_takes_no_more():
    """Catches a half-written file, and a backup that has to be begun again from nothing."""
    def limit():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (20000, 20000))

    with Desk() as desk:
        run = subprocess.run([CTL, "backup", "--store", desk.store, "--output", desk.backup],
                             preexec_fn=limit, capture_output=True, text=True, timeout=120,
                             check=False)
        assert run.returncode == 1 and "goes on from there" in run.stderr, run
        assert list(desk.backup.rglob("*.tmp")) == [] and not (desk.backup / "log").exists()
        desk.back_up(0, "New records: 2.")
        desk.restore()


def test_what_was_copied_is_told_without_an_audit():
    """Catches a command that says nothing of what it has copied when the copy cannot be audited: its log
    is taken away as soon as it is there."""
    with Desk() as desk:
        for n in range(60):
            copy = desk / f"copy-{n}"
            log, away = os.fspath(copy / "log"), os.fspath(copy / "log-taken")
            process = subprocess.Popen([CTL, "backup", "--store", desk.store, "--output", copy],
                                       stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
            while process.poll() is None:
                try:
                    os.rename(log, away)
                    break
                except FileNotFoundError:
                    pass
            out, err = process.communicate(timeout=120)
            if process.returncode == 1 and "goes on from there" not in err:
                assert "Backed up into" in out and "Audit of the copy" not in out, (out, err)
                assert len(err.splitlines()) == 1 and "log" in err, err
                return
        raise AssertionError("the log was never taken away in time")


def test_what_is_no_part_of_a_store_is_told():
    with Desk() as desk:
        (desk.store / "holiday").mkdir()
        (desk.store / "records/notes.txt").write_text("x", encoding="ascii")
        (desk.store / "procedures/old").mkdir(parents=True)
        (desk.store / "procedures/own.xml").symlink_to(INVENTED)
        (desk.store / "drafts/notes.txt").write_text("x", encoding="ascii")
        names = ["holiday", "records/notes.txt", "procedures/old", "procedures/own.xml",
                 "drafts/notes.txt"]
        desk.back_up(0, *(f"“{name}” is no part of a store and was not copied" for name in names))
        for name in names:
            assert not os.path.lexists(desk.backup / name), name


def test_own_procedures_elsewhere_are_told():
    """Catches a clinic that believes its own procedures to be in the backup, and they lie elsewhere."""
    with Desk() as desk:
        own = desk / "home/candor/procedures"
        own.mkdir(parents=True)
        (own / "own.xml").write_bytes(INVENTED.read_bytes())
        command = [CTL, "backup", "--store", desk.store, "--output", desk.backup]
        environment = {**os.environ, "XDG_DATA_HOME": os.fspath(desk / "home")}
        told = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
        assert f"own procedures in “{own}” are no part" in told.stdout, told
        shutil.copytree(desk.store, desk / "home/candor", dirs_exist_ok=True)
        command = [CTL, "backup", "--store", desk / "home/candor", "--output", desk / "other"]
        told = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
        assert "own procedures" not in told.stdout and (desk / "other/procedures/own.xml").exists()


def test_killed_while_visits_are_filed():
    """Both are killed again and again. Catches a backup that does not go on, and one that is not whole
    at any moment at which it has a log."""
    with Desk() as desk:
        visits = [desk.new_visit(file=f"visit-{n}.json") for n in range(4)]
        arguments = ["--store", desk.store, "--passphrase-file", desk / "pass", "--procedure", INVENTED]
        for n, visit in enumerate(visits):
            filing = subprocess.Popen([CTL, "commit", *arguments, visit], stdout=subprocess.DEVNULL)
            while filing.poll() is None:
                backup = subprocess.Popen([CTL, "backup", "--store", desk.store, "--output",
                                           desk.backup], stdout=subprocess.DEVNULL)
                time.sleep(0.03 * (n + 1))
                backup.kill()
                backup.wait()
                if (desk.backup / "log").exists():
                    code_of(0, [], "audit", "--store", desk.backup)
                if n == 3:
                    filing.kill()
        desk.back_up()
        assert len(desk.records()) >= 5
        desk.back_up()
        desk.restore(0, "The store is whole.")
        desk.open(desk.new).expect(0, *desk.ids)


def test_cut_off_at_every_step_while_keys_change():
    """A backup that is there is renewed after the passphrase was changed twice, and killed at each of its
    syncs in turn. Catches a moment at which keys and log are of two days: the copy must be whole, and open
    when it is restored."""
    environment = {**os.environ, "ASAN_OPTIONS": "detect_leaks=0"}
    n_marked = n_cut = 0
    with Desk() as desk:
        desk.back_up()
        shutil.copytree(desk.backup, desk / "first")
        for old, new, words in (("pass", "next", NEW), ("next", "third", NEW + " again")):
            (desk / new).write_text(words + "\n", encoding="utf-8")
            desk.run("passwd", "--new-passphrase-file", desk / new, passphrase=old).expect(0)
        while True:
            shutil.rmtree(desk.backup)
            shutil.copytree(desk / "first", desk.backup)
            cut = subprocess.run(["strace", "-f", "-qq", "-o", "/dev/null", "-e", "trace=fsync", "-e",
                                  f"inject=fsync:signal=KILL:when={n_cut + 1}", CTL, "backup", "--store",
                                  desk.store, "--output", desk.backup], env=environment, timeout=120,
                                 capture_output=True, text=True, check=False)
            audit = Run("audit", "--store", desk.backup).expect(0)
            if cut.returncode == 0:
                break
            n_cut += 1
            desk.restore(0, "The store is whole.")
            if "half-renewed" in audit.out:
                n_marked += 1
                desk.open(desk.new, "third").expect(0, desk.ids[0])
                desk.back_up()
                assert not (desk.backup / "renewal").exists()
                assert (desk.backup / "log").read_bytes() == (desk.store / "log").read_bytes()
            shutil.rmtree(desk.new)
        assert n_marked > 3 and "half-renewed" not in audit.out, (n_cut, n_marked, audit.out)
        assert not (desk.backup / "renewal").exists()


if __name__ == "__main__":
    sys.exit(run_all(globals()))
