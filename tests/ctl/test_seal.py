#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Candor contributors
"""candorctl new-seal and verify from outside: files, their rights, exit codes and verdicts.

Usage: test_seal.py CANDORCTL MAKE_SEALED"""

import datetime
import json
import os
import pathlib
import re
import stat
import subprocess
import sys
import tempfile
import traceback

CTL = os.path.abspath(sys.argv[1])
MAKE_SEALED = sys.argv[2]

# The kinds of documents in tests/document/help-seal.h.
GOOD, NO_SEAL, TWO_SEALS, WRONG_CHECKSUM = 0, 1, 2, 6
# The exit status of each verdict.
STATUS = {"valid": 0, "unknown_signer": 3, "altered": 4, "unreadable": 5, "not_sealed": 6}


def run(*arguments, **options):
    process = subprocess.run([CTL, *map(os.fsencode, map(str, arguments))], capture_output=True, timeout=120,
                             check=False, **options)
    err = process.stderr.decode()
    for word in ("CRITICAL", "WARNING", "Sanitizer", "runtime error"):
        assert word not in err, err
    for line in err.splitlines():
        assert line.startswith("candorctl: "), line
    return process.returncode, process.stdout.decode(), err


def expect(code, *arguments, words=(), **options):
    status, out, err = run(*arguments, **options)
    assert status == code, f"exit {status}, not {code}: {out}{err}"
    for word in words:
        assert word in out + err, f"no “{word}” in: {out}{err}"
    return out


class Folder:
    """A folder with the seal of a clinic and that of a forger of the same name."""

    def __enter__(self):
        self._temporary = tempfile.TemporaryDirectory(prefix="candor-seal-")
        self.path = pathlib.Path(self._temporary.name)
        for name in ("clinic", "forger"):
            (self / name).mkdir()
            expect(0, "new-seal", "--name", "Lakeside Skin Clinic", "--output", self / name)
        self.certificate = self / "clinic/certificate.pem"
        return self

    def __exit__(self, *_):
        self._temporary.cleanup()

    def __truediv__(self, name):
        return self.path / name

    def document(self, name, kind=GOOD, seal="clinic"):
        subprocess.run([MAKE_SEALED, str(kind), self / seal / "key.pem",
                        self / seal / "certificate.pem", self / name], check=True)
        return self / name


def sealed_at(path):
    """The time that stands in the bytes of the seal."""
    found = re.search(rb"/M \(D:(\d{14}[+-]\d\d)'(\d\d)'", path.read_bytes())
    return datetime.datetime.strptime((found[1] + found[2]).decode(), "%Y%m%d%H%M%S%z")


def test_new_seal():
    """Two files with the right rights, which openssl reads; the fingerprint is printed."""
    with Folder() as folder:
        (folder / "new").mkdir()
        out = expect(0, "new-seal", "--name", "Zürich Haut", "--output", folder / "new",
                     words=("key.pem", "certificate.pem", "Fingerprint"))
        key, certificate = folder / "new/key.pem", folder / "new/certificate.pem"
        assert stat.S_IMODE(key.stat().st_mode) == 0o600
        assert stat.S_IMODE(certificate.stat().st_mode) == 0o644
        assert sorted(p.name for p in (folder / "new").iterdir()) == ["certificate.pem", "key.pem"]
        told = subprocess.run(["openssl", "x509", "-in", certificate, "-noout", "-fingerprint",
                               "-sha256"], check=True, capture_output=True, text=True).stdout
        assert told.strip().split("=")[1] in out, (told, out)
        # A clock that is some hours slow can seal with it all the same.
        start = subprocess.run(["openssl", "x509", "-in", certificate, "-noout", "-startdate",
                                "-dateopt", "iso_8601"], check=True, capture_output=True,
                               text=True).stdout.strip().split("=")[1]
        age = datetime.datetime.now(datetime.timezone.utc) - datetime.datetime.strptime(
            start, "%Y-%m-%d %H:%M:%SZ").replace(tzinfo=datetime.timezone.utc)
        assert datetime.timedelta(hours=23) < age < datetime.timedelta(hours=25), start
        subprocess.run(["openssl", "pkey", "-in", key, "-noout", "-check"], check=True,
                       capture_output=True)


def test_new_seal_locale():
    """The name of a clinic is the same in every locale, and noise is no name."""
    with Folder() as folder:
        environment = {**os.environ, "LC_ALL": "C"}
        expect(0, "new-seal", "--name", "Clínica, 皮肤", "--output", folder / "new",
               env=environment)
        told = subprocess.run(["openssl", "x509", "-in", folder / "new/certificate.pem", "-noout",
                               "-subject", "-nameopt", "utf8,sname"], check=True,
                              capture_output=True).stdout.decode()
        assert "Clínica, 皮肤" in told, told
        expect(2, "new-seal", "--name", b"Cl\xednica".decode(errors="surrogateescape"), "--output",
               folder / "other", words=("UTF-8",))
        assert not (folder / "other").exists()


def test_new_seal_keeps():
    """An older key or certificate is never touched, and half a seal is never left."""
    with Folder() as folder:
        before = (folder / "clinic/key.pem").read_bytes()
        expect(1, "new-seal", "--name", "A", "--output", folder / "clinic",
               words=("exists already",))
        assert (folder / "clinic/key.pem").read_bytes() == before
        (folder / "half").mkdir()
        (folder / "half/certificate.pem").symlink_to("nowhere")
        expect(1, "new-seal", "--name", "A", "--output", folder / "half",
               words=("exists already",))
        assert [p.name for p in (folder / "half").iterdir()] == ["certificate.pem"]


def test_new_seal_usage():
    with Folder() as folder:
        expect(2, "new-seal", words=("--name",))
        expect(2, "new-seal", "--name", "A", words=("--output",))
        expect(2, "new-seal", "--name", "A", "--output", folder.path, "more")
        expect(1, "new-seal", "--name", " \t", "--output", folder.path, words=("name",))
        expect(1, "new-seal", "--name", "A", "--output", folder / "missing" / "deep",
               words=("could not be made",))
        expect(0, "new-seal", "--name", "A", "--output", folder / "made")
        assert os.stat(folder / "made").st_mode & 0o777 == 0o700
        assert not (folder / "key.pem").exists()


def cases(folder):
    """Each verdict with a file that has it."""
    good = folder.document("good.pdf")
    changed = bytearray(good.read_bytes())
    changed[600] ^= 1
    (folder / "changed.pdf").write_bytes(changed)
    (folder / "longer.pdf").write_bytes(good.read_bytes() + b"\n")
    (folder / "noise.pdf").write_bytes(b"%PDF-1.7 and nothing else")
    os.mkfifo(folder / "fifo.pdf")
    return [
        (good, "valid", "certificate"),
        (folder.document("forged.pdf", seal="forger"), "unknown_signer", "other_certificate"),
        (folder / "changed.pdf", "altered", "content"),
        (folder / "longer.pdf", "altered", "added"),
        (folder.document("two.pdf", TWO_SEALS), "altered", "several"),
        (folder.document("checksum.pdf", WRONG_CHECKSUM), "altered", "attachment"),
        (folder / "noise.pdf", "unreadable", "damaged"),
        (folder / "fifo.pdf", "unreadable", "not_a_file"),
        (folder.path, "unreadable", "not_a_file"),
        (folder / "missing.pdf", "unreadable", "cannot_open"),
        (folder.document("plain.pdf", NO_SEAL), "not_sealed", "no_seal"),
    ]


def test_verdicts():
    """Each verdict has its exit status, its word and its sentence, on one line."""
    with Folder() as folder:
        for path, verdict, reason in cases(folder):
            out = expect(STATUS[verdict], "verify", path, "--certificate", folder.certificate)
            assert out.count("\n") == 1 and out.startswith(f"{path}: {verdict}: "), out
            out = expect(STATUS[verdict], "verify", "--json", path, "-c", folder.certificate)
            answer = json.loads(out)
            assert out.count("\n") == 1, out
            assert answer["verdict"] == verdict and answer["reason"] == reason, answer
            assert answer["file"] == str(path) and answer["sentence"].endswith((".", answer.get(
                "fingerprint", "."))), answer


def test_valid_tells():
    """Who has the right certificate learns whose seal it is and from when."""
    with Folder() as folder:
        good = folder.document("good.pdf")
        when = sealed_at(good)
        expect(0, "verify", good, "-c", folder.certificate,
               words=("seal of “Lakeside Skin Clinic”", f"{when.day} {when:%B %Y}, {when:%H:%M:%S} "))


def test_no_certificate():
    """Without a certificate an unchanged file is by an unknown signer, and says whose name it has
    and which fingerprint to compare."""
    with Folder() as folder:
        good = folder.document("good.pdf")
        out = expect(3, "verify", good, words=("Lakeside Skin Clinic",))
        told = re.search(r"(?:[0-9A-F]{2}:){31}[0-9A-F]{2}", out).group()
        der = subprocess.run(["openssl", "x509", "-in", folder.certificate, "-noout",
                              "-fingerprint", "-sha256"], check=True, capture_output=True,
                             text=True).stdout
        assert told in der, (told, der)


def test_worst_counts():
    """Of several files the worst decides, in whatever order they come; each has its line."""
    order = ["altered", "unreadable", "not_sealed", "unknown_signer", "valid"]
    with Folder() as folder:
        first = {}
        for path, verdict, _ in cases(folder):
            first.setdefault(verdict, path)
        for i, worst in enumerate(order):
            paths = [first[verdict] for verdict in order[i:]]
            for files in (paths, paths[::-1]):
                out = expect(STATUS[worst], "verify", *files, "-c", folder.certificate)
                assert len(out.splitlines()) == len(files)


def test_json_tells():
    with Folder() as folder:
        good = folder.document("good.pdf")
        answer = json.loads(expect(0, "verify", good, "-c", folder.certificate, "--json"))
        assert answer["signer"] == "Lakeside Skin Clinic"
        assert answer["pdfa"] == "3A" and answer["pdfua"] == "1"
        assert datetime.datetime.fromisoformat(answer["sealed_at"]) == sealed_at(good)
        assert answer["visit_format"] == "candor-visit-1"
        assert {a["name"] for a in answer["attachments"]} == {"visit.json", "text.txt"}
        assert all(re.fullmatch("[0-9a-f]{64}", a["sha256"]) for a in answer["attachments"])


def test_usage():
    with Folder() as folder:
        good = folder.document("good.pdf")
        expect(2, "verify")
        expect(2, "verify", "--nonsense")
        expect(1, "verify", good, "-c", folder / "missing.pem", words=("could not be read",))
        expect(1, "verify", good, "-c", folder / "clinic/key.pem",
               words=("this file is a private key and no certificate", "certificate.pem"))
        help_text = expect(0, "verify", "--help")
        for status in range(7):
            assert re.search(rf"^  {status}  ", help_text, re.MULTILINE), help_text
        assert "in-child" not in help_text


def test_strange_names():
    """The name of a file cannot break the line, nor pass for an option or a verdict."""
    with Folder() as folder:
        good = folder.document("good.pdf").read_bytes()
        for name in ("a\nb: valid: .pdf", "\x1b[31mred.pdf", "-", "--json.pdf"):
            (folder / name).write_bytes(good)
            out = expect(0, "verify", "-c", folder.certificate, "--", name, cwd=folder.path)
            assert out.count("\n") == 1 and "\x1b" not in out, out


def shell(script, *arguments):
    """Runs candorctl from a script of the shell, in which it is "$@"."""
    process = subprocess.run(["/bin/sh", "-c", script, "sh", CTL, *map(str, arguments)],
                             capture_output=True, timeout=120, check=False)
    return process.returncode, process.stdout.decode(), process.stderr.decode()


def test_poor_surroundings():
    """A genuine file is never accused because of how the shell that asks was set up."""
    with Folder() as folder:
        good = folder.document("good.pdf")
        for script in ('exec "$@" <&-', 'exec "$@" 2>&-', 'exec "$@" <&- 2>&-',
                       'ulimit -n 12; exec "$@"', 'ulimit -t 10; exec "$@"',
                       'ulimit -c 0; exec "$@"', 'ulimit -f 0; exec "$@"'):
            status, out, err = shell(script, "verify", good, "-c", folder.certificate)
            assert status == 0 and ": valid: " in out, (script, status, out, err)
        # Too little even to begin: that is no verdict.
        status, out, err = shell('ulimit -n 4; exec "$@"', "verify", good, "-c", folder.certificate)
        assert status == 1 and out == "" and "harm" not in err, (status, out, err)


def test_new_seal_closed_output():
    """A seal that was made without anybody being told where is told on standard error."""
    with Folder() as folder:
        for script in ('exec "$@" >&-', 'exec "$@" >/dev/full'):
            made = folder / f"made{len(script)}"
            status, out, err = shell(script, "new-seal", "--name", "A", "--output", made)
            assert status == 1 and out == "", (status, out, err)
            assert f"{made}/key.pem" in err and f"{made}/certificate.pem" in err, err
            assert (made / "key.pem").exists() and (made / "certificate.pem").exists()


def test_closed_output():
    """A verdict that nobody could read is a failure, not a success."""
    with Folder() as folder:
        good = folder.document("good.pdf")
        with open("/dev/full", "w", encoding="utf-8") as full:
            process = subprocess.run([CTL, "verify", good, "-c", folder.certificate],
                                     stdout=full, stderr=subprocess.PIPE, check=False)
        assert process.returncode == 1, process.stderr


def main():
    tests = [(name, test) for name, test in globals().items() if name.startswith("test_")]
    failed = 0
    print(f"1..{len(tests)}")
    for number, (name, test) in enumerate(tests, 1):
        try:
            test()
            print(f"ok {number} - {name}", flush=True)
        except Exception:  # whatever it is, the other cases still run
            failed += 1
            print(f"not ok {number} - {name}")
            for line in traceback.format_exc().splitlines():
                print(f"# {line}", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
