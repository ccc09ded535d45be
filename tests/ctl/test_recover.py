#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Candor contributors
"""candorctl recover from outside: one record and a key, nothing else; exit codes, and that nothing
is written but what is whole.

Usage: test_recover.py CANDORCTL ROOT"""

import os
import stat
import subprocess
import sys

from ctl_help import CTL, ROOT, Folder, run_all

WORDS = b"Rowan Testperson, invented.\n"
DATA = ROOT / "tests/data/vault"


def recover(code, *arguments, words=(), cwd=None):
    """Runs it; what it says must be one line, and never a part of a key."""
    process = subprocess.run([os.path.abspath(CTL), "recover", *map(str, arguments)], capture_output=True,
                             timeout=120, cwd=cwd, check=False)
    err = process.stderr.decode()
    assert process.returncode == code, f"exit {process.returncode}, not {code}: {err}"
    assert len(err.splitlines()) == (code != 0), err
    for word in ("CRITICAL", "WARNING", "Sanitizer", "QH3VQMN"):
        assert word not in err, err
    for word in words:
        assert word in err, f"no “{word}” in: {err}"
    return process.stdout.decode()


def age(*arguments, data):
    return subprocess.run(["age", *map(str, arguments)], input=data, capture_output=True,
                          check=True).stdout


def public(name):
    return subprocess.run(["age-keygen", "-y", str(DATA / name)], capture_output=True, check=True,
                          text=True).stdout.strip()


def test_opens():
    """With either key, from a record alone; only its owner may read what came out."""
    with Folder() as folder:
        for name in ("one.key", "two.key"):
            out = folder / f"out-{name}"
            before = os.umask(0)
            said = recover(0, DATA / "two-recipients.age", "--key-file", DATA / name, "--output",
                           out)
            os.umask(before)
            assert said == "" and out.read_bytes() == WORDS
            assert stat.S_IMODE(out.stat().st_mode) == 0o600
        recover(0, DATA / "empty.age", "-k", DATA / "one.key", "-o", folder / "empty")
        assert (folder / "empty").read_bytes() == b""


def test_large():
    """A record of many chunks by Debian's age."""
    words = os.urandom(1000) * 5000
    with Folder() as folder:
        (folder / "large.age").write_bytes(age("-r", public("one.key"), data=words))
        recover(0, folder / "large.age", "-k", DATA / "one.key", "-o", folder / "large")
        assert (folder / "large").read_bytes() == words


def test_text():
    """A record that came by mail, as text by Debian's age; with a letter lost it is refused."""
    text = age("-a", "-r", public("one.key"), data=WORDS * 100)
    with Folder() as folder:
        for name, content in (("lf", text), ("crlf", b"\n " + text.replace(b"\n", b"\r\n"))):
            (folder / name).write_bytes(content)
            recover(0, folder / name, "-k", DATA / "one.key", "-o", folder / f"out-{name}")
            assert (folder / f"out-{name}").read_bytes() == WORDS * 100
    refused(5, text[:200] + text[201:], "as it was sent")


def test_several_keys():
    """The key that fits may stand anywhere in the file, behind comments."""
    with Folder() as folder:
        (folder / "keys").write_bytes(b"\n# spare\r\n" + (DATA / "two.key").read_bytes() + b"\n#\n"
                                      + (DATA / "one.key").read_bytes())
        recover(0, DATA / "empty.age", "-k", folder / "keys", "-o", folder / "out")


def test_a_key_typed_in_groups():
    """Catches a key that is refused because it was typed as it stands on the paper."""
    key = (DATA / "one.key").read_text(encoding="utf-8").split()[-1]
    start, rest = key[:16], key[16:]
    assert start == "AGE-SECRET-KEY-1" and len(rest) == 58, key
    groups = [rest[at:at + 6] for at in range(0, len(rest), 6)]
    with Folder() as folder:
        for number, typed in enumerate([" ".join([start, *groups]), "-".join([start, *groups]).lower()]):
            (folder / "key").write_text(typed + "\n", encoding="ascii")
            recover(0, DATA / "empty.age", "-k", folder / "key", "-o", folder / f"out-{number}")


def refused(code, content, *words, key="one.key"):
    """Refuses a record of such bytes, and leaves nothing behind."""
    with Folder() as folder:
        (folder / "r.age").write_bytes(content)
        before = folder.files()
        recover(code, folder / "r.age", "-k", DATA / key, "-o", folder / "out",
                words=("r.age", *words))
        assert folder.files() == before


def test_no_key_fits():
    refused(3, (DATA / "empty.age").read_bytes(), "another key", key="two.key")


def test_passphrase_file():
    """A file for a passphrase is told in words: it is none of ours."""
    refused(3, b"age-encryption.org/v1\n-> scrypt AAAAAAAAAAAAAAAAAAAAAA 18\n" + b"A" * 43
            + b"\n--- " + b"A" * 43 + b"\n" + bytes(32), "passphrase")


def test_altered():
    """The line of the MAC, the nonce, the bytes, the end; and a last chunk of many."""
    good = (DATA / "two-recipients.age").read_bytes()
    mac = good.index(b"\n--- ") + 5
    flip = good[:mac] + (b"B" if good[mac:mac + 1] == b"A" else b"A") + good[mac + 1:]
    refused(4, flip, "first lines")
    for content in (good[:-1], good + b"\n", good[:-1] + bytes([good[-1] ^ 1]),
                    good[:mac + 50] + bytes([good[mac + 50] ^ 1]) + good[mac + 51:]):
        refused(4, content, "not as it was filed")
    long = age("-r", public("one.key"), data=bytes(5 * 65536))
    refused(4, long[:-1] + bytes([long[-1] ^ 1]), "not as it was filed")
    refused(4, long[:-65552], "not as it was filed")


def test_no_record():
    for content in (b"", b"%PDF-1.7\n", (DATA / "empty.age").read_bytes()[:100],
                    (DATA / "empty.age").read_bytes().replace(b"\n", b"\r\n", 1)):
        refused(5, content, "not an encrypted record")


def test_output_is_kept():
    """A file that exists is never touched, nor is the record itself or the key."""
    with Folder() as folder:
        record, key = folder / "r.age", folder / "one.key"
        record.write_bytes((DATA / "empty.age").read_bytes())
        key.write_bytes((DATA / "one.key").read_bytes())
        (folder / "out").write_bytes(b"older")
        (folder / "link").symlink_to("nowhere")
        for out in (folder / "out", folder / "link", record, key):
            recover(1, record, "-k", key, "-o", out, words=("exists already",))
        assert (folder / "out").read_bytes() == b"older"
        assert record.read_bytes() == (DATA / "empty.age").read_bytes()
        recover(1, record, "-k", key, "-o", folder / "no/where", words=("does not exist",))


def test_bad_keys():
    with Folder() as folder:
        cases = [(b"", "no key"), (b"# only words\n", "no key"), (b"AGE-SECRET-KEY-1QQQ\n", "line 1"),
                 (public("one.key").encode(), "public half"), (b"\xff\xfe\0", "not a key")]
        for text, word in cases:
            (folder / "key").write_bytes(text)
            recover(1, DATA / "empty.age", "-k", folder / "key", "-o", folder / "out",
                    words=(word,))
        mistyped = (DATA / "one.key").read_bytes().replace(b"LDS9", b"LDS8")
        (folder / "key").write_bytes(mistyped)
        recover(1, DATA / "empty.age", "-k", folder / "key", "-o", folder / "out",
                words=("letter by letter",))
        recover(1, DATA / "empty.age", "-k", folder / "none", "-o", folder / "out")
        recover(1, folder.path, "-k", DATA / "one.key", "-o", folder / "out")
        recover(1, folder / "none.age", "-k", DATA / "one.key", "-o", folder / "out")
        assert not (folder / "out").exists()


def test_usage():
    with Folder() as folder:
        key, out = DATA / "one.key", folder / "out"
        recover(2, words=("one file",))
        recover(2, DATA / "empty.age", DATA / "empty.age", "-k", key, "-o", out)
        recover(2, DATA / "empty.age", "-o", out, words=("--key-file",))
        recover(2, DATA / "empty.age", "-k", key, words=("--output",))
        recover(2, "--nonsense")
        (folder / "--help.age").write_bytes((DATA / "empty.age").read_bytes())
        recover(0, "-k", key, "-o", out, "--", "--help.age", cwd=folder.path)
        help_text = recover(0, "--help")
        for status in range(6):
            assert f"\n  {status}  " in help_text, help_text


if __name__ == "__main__":
    sys.exit(run_all(globals()))
