# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Candor contributors
"""candorctl and the rules of a store, from outside: who may come in and with what, drafts, records that
expire, and what an audit says of the keys.

Usage: test_rules.py CANDORCTL SOURCE_ROOT"""

import io
import json
import os
import shutil
import signal
import subprocess
import sys
import tarfile
import time

from clinic_help import NAME, PASSPHRASE, Clinic
from ctl_help import CTL, Run, run_all


def audit(clinic, code):
    """Returns what an audit finds, as kind and file."""
    run = subprocess.run([CTL, "audit", "--store", str(clinic.store), "--json"], capture_output=True,
                         timeout=120, check=False)
    assert run.returncode == code, run
    return [(one["kind"], one["file"]) for one in json.loads(run.stdout)["findings"]]


def test_audit_names_the_keys():
    """Catches a public key, a certificate, a proof or a slot that somebody changed or took away, and
    that an audit says nothing of."""
    with Clinic() as clinic:
        assert audit(clinic, 0) == []
        slot = next(clinic.store.glob("keys/slots/*.json"))
        for path in (*(clinic.store / "keys" / name for name in
                       ("recipients", "certificate.pem", "seal-key.age", "proof")), slot):
            file = str(path.relative_to(clinic.store))
            data = path.read_bytes()
            path.write_bytes(data[:40] + bytes([data[40] ^ 1]) + data[41:])
            assert audit(clinic, 4) == [("altered-key", file)]
            path.unlink()
            assert audit(clinic, 4) == [("missing-key", file)]
            path.write_bytes(data)
        (slot.parent / "0123.json").write_bytes(slot.read_bytes())
        assert audit(clinic, 4) == [("foreign-slot", "keys/slots/0123.json")]
        (slot.parent / "0123.json").unlink()
        shutil.move(clinic.store / "keys", clinic / "away")
        assert len(audit(clinic, 4)) == 7
        shutil.move(clinic / "away", clinic.store / "keys")
        (clinic / "new").write_text("nine loud geese on the roof\n", encoding="utf-8")
        clinic.run("passwd", "--new-passphrase-file", clinic / "new").expect(0)
        assert audit(clinic, 0) == []


def test_passphrase_files():
    """Catches a passphrase that an editor or a shell makes another one of: byte order marks, ends of
    lines, pipes."""
    with Clinic() as clinic:
        for number, data in enumerate((b"\xef\xbb\xbf%s\n", b"%s\r\n", b"%s\r", b"%s", b"%s\r\r\n",
                                       b"\xef\xbb\xbf%s\r\nmore\r\n")):
            path = clinic / f"form-{number}"
            path.write_bytes(data % PASSPHRASE.encode())
            clinic.run("list", "--json", passphrase=path.name).expect(0)
        for data in (b"\xef\xbb\xbf\n", b"\r\n", b"", b"\xff\xfe\n", b"a\0b\n"):
            (clinic / "bad").write_bytes(data)
            clinic.run("list", passphrase="bad").expect(1)
        # None of these was a try: nothing has to be waited for.
        assert "wrong-passphrase" not in [line["event"] for line in clinic.log()]

        command = [CTL, "list", "--store", str(clinic.store), "--passphrase-file"]
        piped = subprocess.run([*command, "/dev/stdin"], input=PASSPHRASE.encode() + b"\n",
                               capture_output=True, timeout=120, check=False)
        assert piped.returncode == 0, piped
        shell = " ".join(command) + f" <(echo '{PASSPHRASE}')"
        substituted = subprocess.run(["bash", "-c", shell], capture_output=True, timeout=120,
                                     check=False)
        assert substituted.returncode == 0, substituted
        endless = subprocess.run(["bash", "-c", " ".join(command) + " <(yes)"], capture_output=True,
                                 timeout=120, check=False)
        assert endless.returncode == 1 and b"candorctl: " in endless.stderr, endless
        clinic.run("list", passphrase="store").expect(1, "not a file")


def test_weak_passphrases():
    """Catches a passphrase that everybody tries first, or that is a name of the clinic or its staff."""
    with Clinic() as clinic:
        for text in ("password1234", "passwordpassword", "abcdefghijklmn", "qwertyuiop1234",
                     "administrator1", "Administrator 2026"):
            (clinic / "weak").write_text(text + "\n", encoding="utf-8")
            clinic.run("passwd", "--new-passphrase-file", clinic / "weak").expect(1, "first that anybody")
        clinic.run("list", "--json").expect(0)
        (clinic / "weak").write_text("Harbour Rooms 9 Ines\n", encoding="utf-8")
        Run("init", "--store", clinic / "other", "--clinic", "Harbour Rooms", "--staff", "Ines Sample",
            "--passphrase-file", clinic / "weak").expect(1, "name of the clinic")
        assert not (clinic / "other").exists()


def test_tries_that_were_not_finished():
    """Catches a tablet that calls somebody's killed tries wrong."""
    with Clinic() as clinic:
        command = [CTL, "list", "--store", str(clinic.store), "--passphrase-file",
                   str(clinic / "pass")]
        count = next(clinic.store.glob("keys/tries/*.json"))
        for number in range(1, 4):
            process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            while f'"failed":{number},'.encode() not in count.read_bytes():
                assert process.poll() is None, "it ended before it was killed"
                time.sleep(0.002)
            process.send_signal(signal.SIGKILL)
            process.wait()
        clinic.run("list").expect(1, "wrong or not finished", "seconds")


def test_read_only():
    """Catches a copy that cannot be written to and that is opened without counting, or that is refused
    without a word of what to do."""
    with Clinic() as clinic:
        clinic.commit(clinic.new_visit())
        folders = [clinic.store, *(path for path in clinic.store.rglob("*") if path.is_dir())]
        if os.geteuid() == 0:
            subprocess.run(["mount", "--bind", str(clinic.store), str(clinic.store)], check=True)
            subprocess.run(["mount", "-o", "remount,ro,bind", str(clinic.store)], check=True)
        else:
            for path in clinic.store.rglob("*"):
                if path.is_file():
                    path.chmod(0o400)
            for path in folders:
                path.chmod(0o500)
        try:
            clinic.run("list").expect(1, "cannot be written to", "candorctl recover")
            assert audit(clinic, 0) == []
            Run("certificate", "--store", clinic.store).expect(0)
            record = next(clinic.store.glob("records/*/*/*.age"))
            (clinic / "key").write_text(clinic.key + "\n", encoding="utf-8")
            Run("recover", record, "--key-file", clinic / "key", "--output",
                clinic / "record.tar").expect(0)
        finally:
            if os.geteuid() == 0:
                subprocess.run(["umount", str(clinic.store)], check=True)
            else:
                for path in folders:
                    path.chmod(0o700)


def test_no_store():
    """Catches a folder that is no store and is called something else."""
    with Clinic() as clinic:
        for command in (["list"], ["search", "x"], ["drafts"], ["expire"], ["withdraw", "x"]):
            Run(*command, "--store", clinic / "nope", "--passphrase-file", clinic / "pass").expect(
                1, "is not a store of records")


def test_drafts():
    """Catches a draft that cannot be seen or thrown away, that goes without a line in the log, and one
    of a visit that is filed already."""
    with Clinic() as clinic:
        visit = clinic.new_visit()
        identity = Run("draft", "--store", clinic.store, visit).expect(0).out.strip()
        line = clinic.run("drafts").expect(0).out
        assert line.startswith(identity + "\t") and NAME in line, line
        for arguments in (["--remove", identity], ["--reason", "trial"],
                          ["--remove", identity, "--reason", "Zoe would not"]):
            clinic.run("drafts", *arguments).expect(2, "--reason")
        clinic.run("drafts", "--remove", "none", "--reason", "trial").expect(1, "no draft")
        assert [one["detail"] for one in clinic.log() if one["event"] == "setting"] == []
        clinic.run("drafts", "--remove", identity, "--reason", "trial").expect(0)
        assert clinic.run("drafts").expect(0).out == ""
        assert [one["detail"] for one in clinic.log() if one["event"] == "setting"] == [
            {"what": "draft thrown away", "visit": identity, "reason": "trial"}]
        clinic.commit(visit)
        Run("draft", "--store", clinic.store, visit).expect(1, "filed already")
        assert not list(clinic.store.glob("drafts/*.age"))


def test_draft_of_a_check():
    """Catches a list that ends, or leaves out, where a check on a day of treatment is not filed: one was
    made with age, as the app saves it."""
    identity = "00000000-0000-4000-8000-000000000001"
    with Clinic() as clinic:
        path = clinic.new_visit()
        with open(path, encoding="utf-8") as file:
            then = json.load(file)
        check = {"format": "candor-day-check-1", "consent": {}, "session": 2, "same": [],
                 "then": then, "today": dict(then, id=identity)}
        Run("draft", "--store", clinic.store, path).expect(0)
        subprocess.run(["age", "-R", str(clinic.store / "keys/recipients"), "-o",
                        str(clinic.store / "drafts" / f"{identity}.age")],
                       input=json.dumps(check).encode(), check=True)
        run = clinic.run("drafts").expect(0)
        assert sorted(line.split("\t")[0] for line in run.out.splitlines()) == sorted(
            [then["id"], identity]), run.out
        assert run.out.count(NAME) == 2, run.out
        clinic.run("drafts", "--remove", identity, "--reason", "trial").expect(0)
        assert clinic.run("drafts").expect(0).out.count("\n") == 1


def test_words_as_they_are_shown():
    """Catches a list that shows “Agreed” and a search that does not find it."""
    with Clinic() as clinic:
        made = {word: clinic.commit(clinic.new_visit(options=["--outcome", outcome]))
                for word, outcome in (("agreed", "agree"), ("said no", "no"), ("stopped", "stop"))}
        for word, identity in made.items():
            assert [one["id"] for one in clinic.records(*word.split())] == [identity], word


def put_old_record(clinic, identity, filed):
    """Puts a record of long ago into the store, as one that comes back from a copy: made with age and tar
    from what the README of src/vault says."""
    head = {"version": 1, "id": identity, "kind": "scan", "filed_at": filed,
            "patient_name": "Ana Example", "patient_born": "1970-01-02", "title": "Brushing"}
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w", format=tarfile.USTAR_FORMAT) as tar:
        for name, data in (("record.json", json.dumps(head).encode()), ("form.pdf", b"%PDF-1.4 old")):
            info = tarfile.TarInfo(name)
            info.size = len(data)
            tar.addfile(info, io.BytesIO(data))
    folder = clinic.store / "records" / filed[:4] / filed[5:7]
    folder.mkdir(parents=True)
    subprocess.run(["age", "-R", str(clinic.store / "keys/recipients"), "-o",
                    str(folder / f"{identity}.age")], input=packed.getvalue(), check=True)
    return folder / f"{identity}.age"


def test_expiry():
    """Catches a record that goes before its time, without being asked for, or without its line."""
    with Clinic() as clinic:
        kept = clinic.commit(clinic.new_visit())
        old = put_old_record(clinic, "old-one", "2009-05-06T10:00:00+00:00")
        clinic.run("expire", "--yes").expect(1, "has not decided")
        (clinic.store / "settings.ini").write_text("[store]\nretention_years=10\n", encoding="utf-8")
        listed = clinic.run("expire").expect(0).out
        assert listed.split("\t") == ["old-one", "2009-05-06", "1", "Ana Example\n"], listed
        assert old.exists()
        clinic.run("expire", "--yes").expect(0)
        assert not old.exists()
        assert [record["id"] for record in clinic.records()] == [kept]
        assert clinic.run("expire", "--yes").expect(0).out == ""
        assert [one["file"] for one in clinic.log() if one["event"] == "expire"] == [
            "records/2009/05/old-one.age"]
        Run("audit", "--store", clinic.store).expect(0)


if __name__ == "__main__":
    sys.exit(run_all(globals()))
