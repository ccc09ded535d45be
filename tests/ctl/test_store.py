# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Candor contributors
"""candorctl and a store, from outside: what is filed is found, opened with other people's tools and
proved; what is wrong is refused in words and changes nothing; nobody's name lies there in clear.

Usage: test_store.py CANDORCTL SOURCE_ROOT"""

import concurrent.futures
import hashlib
import json
import os
import subprocess
import sys
import tarfile

from clinic_help import NAME, PASSPHRASE, Clinic
from ctl_help import CTL, INVENTED, REAL, ROOT, Run, example, run_all, text_of


def test_a_record_is_found_and_proved():
    """Catches a record that cannot be found, exported or proved by its clinic's certificate."""
    with Clinic() as clinic:
        identity = clinic.commit(clinic.new_visit())
        assert clinic.commit(clinic.new_visit()) != identity, "another visit is another record"
        found = clinic.records("lukasiewicz", "zoe")
        assert [record["patient_name"] for record in found] == [NAME, NAME], found
        assert clinic.records("nobody") == []
        mine = [record for record in clinic.records() if record["id"] == identity][0]
        assert mine["outcome"] == "agree" and not mine["withdrawn"], mine

        clinic.run("export", identity, "--output", clinic / "form.pdf").expect(0)
        form = (clinic / "form.pdf").read_bytes()
        assert hashlib.sha256(form).hexdigest() == mine["pdf_sha256"]
        line = [line for line in clinic.log() if line["file"] == mine["file"]][0]
        words = text_of(clinic / "form.pdf").replace("\n", "")
        assert line["previous"] in words, "the head of the log stands on the form"
        assert NAME in text_of(clinic / "form.pdf")
        pem = Run("certificate", "--store", clinic.store).expect(0, "BEGIN CERTIFICATE").bytes
        (clinic / "clinic.pem").write_bytes(pem)
        Run("verify", clinic / "form.pdf", "--certificate", clinic / "clinic.pem").expect(0)
        assert [line["event"] for line in clinic.log()][-1] == "export"
        Run("audit", "--store", clinic.store, "--number", str(line["number"]), "--head",
            line["previous"]).expect(0)


def test_a_consent_is_withdrawn():
    """Catches a withdrawal that changes the consent, comes twice, or is of what is no consent."""
    with Clinic() as clinic:
        identity = clinic.commit(clinic.new_visit())
        refused = clinic.commit(clinic.new_visit(options=["--outcome", "no"]))
        consent = [one for one in clinic.records() if one["id"] == identity][0]
        before = (clinic.store / consent["file"]).read_bytes()
        reason = "Ich möchte noch warten"
        paper = clinic.run("withdraw", identity, "--reason", reason).expect(0).out.strip()
        assert (clinic.store / consent["file"]).read_bytes() == before
        records = {one["id"]: one for one in clinic.records()}
        assert records[identity]["withdrawn"] and records[paper]["kind"] == "withdrawal", records
        assert records[paper]["reason"] == reason and records[paper]["of"] == identity, records
        assert clinic.log()[-1]["event"] in ("withdraw", "unlock")
        assert reason not in (clinic.store / "log").read_text(encoding="utf-8")
        clinic.run("export", paper, "--output", clinic / "paper.pdf").expect(0)
        words = text_of(clinic / "paper.pdf")
        assert reason in words and identity in words.replace("\n", ""), words

        clinic.run("withdraw", identity).expect(1, "withdrawn already")
        clinic.run("withdraw", refused).expect(1, "no consent")
        clinic.run("withdraw", "nothing-of-the-kind").expect(1, "no record")
        clinic.run("withdraw").expect(2, "id of one record")
        assert len(clinic.records()) == 3


def test_a_withdrawal_speaks_the_languages_of_the_visit():
    """Catches a paper that the patient or the staff cannot read, and a second language for those who
    share one."""
    titles = {"de": "Widerruf einer Einwilligung", "en": "Withdrawal of a consent"}
    with Clinic() as clinic:
        for language, other in (("de", "en"), ("en", "de"), ("de", "de")):
            visit = json.loads(Run("example", "--procedure", REAL, "--language", language,
                                   "--clinic-language", other).expect(0).out)
            identity = clinic.run("commit", "--procedure", REAL,
                                  clinic.visit(visit)).expect(0).out.strip()
            paper = clinic.run("withdraw", identity).expect(0).out.strip()
            pdf = clinic / f"{language}-{other}.pdf"
            clinic.run("export", paper, "--output", pdf).expect(0)
            words = " ".join(text_of(pdf).split())
            assert titles[language] in words, words
            if other == language:
                assert titles["en"] not in words, words
            else:
                assert words.index(titles[language]) < words.index(titles[other]), words


def test_the_same_visit_is_one_record():
    """Catches a visit that is filed twice, and one that takes the place of another."""
    with Clinic() as clinic:
        visit = clinic.new_visit()
        identity = clinic.commit(visit)
        assert clinic.commit(visit) == identity
        assert len(clinic.records()) == 1
        value = json.loads(visit.read_text(encoding="utf-8"))
        value["patient"]["goal"] = "Something else."
        before = clinic.snapshot()
        clinic.run("commit", "--procedure", INVENTED, clinic.visit(value)).expect(1, "already")
        after = clinic.snapshot()
        assert [path for path in after if path.parts[0] == "records"] \
            == [path for path in before if path.parts[0] == "records"]


def test_other_tools_open_a_record():
    """Catches a record that only Candor can open: the key on paper, age and tar must be enough."""
    with Clinic() as clinic:
        identity = clinic.commit(clinic.new_visit())
        record = next(clinic.store.glob("records/*/*/*.age"))
        (clinic / "paper").write_text(clinic.key + "\n", encoding="ascii")
        opened = subprocess.run(["age", "-d", "-i", clinic / "paper", record], check=True,
                                capture_output=True).stdout
        Run("recover", record, "--key-file", clinic / "paper", "--output", clinic / "r.tar").expect(0)
        assert (clinic / "r.tar").read_bytes() == opened
        with tarfile.open(clinic / "r.tar") as archive:
            assert archive.getnames() == ["record.json", "form.pdf", "visit.json"]
            assert json.load(archive.extractfile("record.json"))["id"] == identity
            visit = json.load(archive.extractfile("visit.json"))
            assert visit["signatures"][0]["strokes"], "the raw ink is kept"
            assert archive.extractfile("form.pdf").read(5) == b"%PDF-"


def test_by_hand():
    """Catches a README that shows what does not work, or what finds nothing."""
    readme = (ROOT / "src/vault/README.md").read_text(encoding="utf-8")
    section = readme.split("## A record by hand\n")[1].split("\n## ")[0]
    lines = [line[4:] for line in section.splitlines() if line.startswith("    ")]
    assert len(lines) == 3, lines
    with Clinic() as clinic:
        identity = clinic.commit(clinic.new_visit())
        (clinic / "paper").write_text(clinic.key + "\n", encoding="ascii")
        folder = clinic / "empty"
        folder.mkdir()
        record = next(clinic.store.glob("records/*/*/*.age"))
        environment = {**os.environ, "KEY": str(clinic / "paper"), "RECORD": str(record),
                       "STORE": str(clinic.store)}

        def by_hand(line):
            return subprocess.run(["bash", "-c", line], cwd=folder, env=environment, timeout=60,
                                  capture_output=True, text=True, check=False)

        assert by_hand(lines[0]).returncode == 0
        assert json.loads((folder / "record.json").read_text(encoding="utf-8"))["id"] == identity
        assert (folder / "visit.json").exists()
        number = [line["number"] for line in clinic.log() if line["event"] == "record"][0]
        assert by_hand(lines[1]).stdout == f"{number}\n"
        assert by_hand(lines[2]).returncode == 0
        form = bytearray((folder / "form.pdf").read_bytes())
        form[len(form) // 3] ^= 1
        (folder / "form.pdf").write_bytes(form)
        assert by_hand(lines[1]).stdout == ""
        assert by_hand(lines[2]).returncode != 0


def test_a_draft_needs_no_passphrase_and_lies_in_no_clear():
    """Catches a name, an answer or a key in clear anywhere in the store."""
    with Clinic() as clinic:
        visit = clinic.new_visit()
        Run("draft", "--store", clinic.store, visit).expect(0)
        Run("draft", "--store", clinic.store, visit).expect(0)
        assert len(list(clinic.store.glob("drafts/*.age"))) == 1
        clinic.commit(visit)
        assert not list(clinic.store.glob("drafts/*.age")), "a filed visit has no draft"
        clinic.records("canary")
        value = json.loads(visit.read_text(encoding="utf-8"))
        points = value["signatures"][0]["strokes"][0]["points"]
        secrets = [NAME, "Canary", value["patient"]["goal"], value["patient"]["date_of_birth"], clinic.key,
                   PASSPHRASE, json.dumps(points[0])]
        for path, data in clinic.snapshot().items():
            for secret in secrets:
                for encoding in ("utf-8", "utf-16-le", "utf-16-be"):
                    assert secret.encode(encoding) not in data, f"“{secret}” stands in {path}"


def test_wrong_passphrases():
    """Catches a way in without the passphrase, and a try that nobody hears of."""
    with Clinic() as clinic:
        visit = clinic.new_visit()
        clinic.run("commit", "--procedure", INVENTED, visit, passphrase="wrong").expect(1)
        clinic.run("list", passphrase="wrong").expect(1)
        assert [line["event"] for line in clinic.log()].count("wrong-passphrase") == 2
        assert not list(clinic.store.glob("records/*/*/*"))
        clinic.run("list", passphrase="wrong").expect(1)
        # The fourth must wait, also with the right one.
        clinic.run("list").expect(1, "wait")


def test_passphrase_changes():
    """Catches a change that leaves the old one good, touches a record or locks everybody out."""
    with Clinic() as clinic:
        identity = clinic.commit(clinic.new_visit())
        records = {path: data for path, data in clinic.snapshot().items()
                   if path.parts[0] == "records"}
        (clinic / "new").write_text("nine loud geese on the roof\n", encoding="utf-8")
        (clinic / "weak").write_text("1234\n", encoding="utf-8")
        clinic.run("passwd", "--new-passphrase-file", clinic / "weak").expect(1)
        clinic.run("passwd", "--new-passphrase-file", clinic / "new").expect(0)
        clinic.run("list").expect(1)
        out = clinic.run("list", passphrase="new").expect(0).out
        assert out.startswith(identity)
        assert records == {path: data for path, data in clinic.snapshot().items()
                           if path.parts[0] == "records"}


def test_several_at_once():
    """Catches two processes that hurt each other's records or the log between them."""
    with Clinic() as clinic:
        visits = [clinic.new_visit(f"Person {n} Testperson", f"visit-{n}.json") for n in range(5)]
        visits.append(visits[0])
        with concurrent.futures.ThreadPoolExecutor(len(visits)) as pool:
            ids = list(pool.map(clinic.commit, visits))
        assert len(set(ids)) == 5 and ids[5] == ids[0], ids
        assert {record["id"] for record in clinic.records()} == set(ids)
        Run("audit", "--store", clinic.store).expect(0)
        numbers = [line["number"] for line in clinic.log()]
        assert numbers == list(range(1, len(numbers) + 1)), numbers


def test_every_outcome_is_filed():
    """Catches a visit that ended in “no”, “not now” or STOP and cannot be filed or found."""
    with Clinic() as clinic:
        for outcome in ("agree", "not-now", "no", "stop"):
            clinic.commit(clinic.new_visit(options=["--outcome", outcome]))
        assert {record["outcome"] for record in clinic.records()} \
            == {"agree", "not-now", "no", "stop"}
        assert len(clinic.records("not-now")) == 1


def test_what_is_typed_is_found_and_nothing_else():
    """Catches a “no” that finds “not now”, an id that is not found, and silence where nothing is."""
    with Clinic() as clinic:
        ids = {}
        for outcome in ("agree", "not-now", "no", "stop"):
            ids[outcome] = clinic.commit(clinic.new_visit(options=["--outcome", outcome]))
        ids["name"] = clinic.commit(clinic.new_visit("Nora Testperson", "nora.json"))

        def found(*words):
            return {record["id"] for record in clinic.records(*words)}

        assert found("no") == found("NO") == {ids["no"], ids["name"]}
        assert found("no", "canary") == found("said", "no") == {ids["no"]}
        assert found("not-now") == found("not", "now") == {ids["not-now"]}
        assert found("agree") == {ids["agree"], ids["name"]}
        for identity in ids.values():
            assert found(identity) == {identity}
        assert found(ids["no"][:-1]) == set()
        command = [CTL, "search", "--store", clinic.store, "--passphrase-file", clinic / "pass"]
        told = subprocess.run([*command, "zebra"], capture_output=True, text=True, check=True)
        assert told.stdout == "" and told.stderr == "candorctl: No record has all of these words.\n", told
        told = subprocess.run([*command, "--json", "zebra"], capture_output=True, text=True, check=True)
        assert json.loads(told.stdout) == [] and told.stderr == "", told


def test_an_empty_store_is_told():
    with Clinic() as clinic:
        told = subprocess.run([CTL, "list", "--store", clinic.store, "--passphrase-file", clinic / "pass"],
                              capture_output=True, text=True, check=True)
        assert told.stdout == "" and "There are no records" in told.stderr, told


def test_an_apostrophe_is_found_as_any_other():
    """Catches an O’Brien who is not found, because a keyboard has another apostrophe."""
    with Clinic() as clinic:
        clinic.commit(clinic.new_visit("Ana O’Brien", "one.json"))
        clinic.commit(clinic.new_visit("Cleo O'Brien", "two.json"))
        for word in ("O'Brien", "O’Brien", "oʼbrien"):
            assert len(clinic.records(word)) == 2, word


def test_refusals():
    """Catches a wrong call that changes something, or that is refused without a sentence."""
    with Clinic() as clinic:
        visit = clinic.new_visit()
        before = clinic.snapshot()
        Run("init", "--store", clinic.store, "--passphrase-file", clinic / "pass").expect(1, "already")
        Run("init", "--store", clinic / "other", "--passphrase-file", clinic / "none").expect(1)
        assert not (clinic / "other").exists()
        Run("draft", "--store", clinic / "none", visit).expect(1)
        Run("list", "--store", clinic / "none", "--passphrase-file", clinic / "pass").expect(1)
        Run("certificate", "--store", clinic / "none").expect(1)
        for command in ("init", "commit", "draft", "list", "search", "export", "certificate",
                        "passwd"):
            Run(command).expect(2, "--store")
            Run(command, "--help").expect(0, "Usage")
        assert clinic.snapshot() == before, "nothing was changed"
        clinic.run("export", "no-such-id", "--output", clinic / "x.pdf").expect(1, "no record")
        assert not (clinic / "x.pdf").exists()
        unfinished = json.loads(visit.read_text(encoding="utf-8"))
        unfinished["signatures"] = []
        clinic.run("commit", "--procedure", INVENTED, clinic.visit(unfinished)).expect(1)
        assert not list(clinic.store.glob("records/*/*/*"))
        identity = clinic.commit(clinic.new_visit())
        (clinic / "form.pdf").write_bytes(b"mine")
        clinic.run("export", identity, "--output", clinic / "form.pdf").expect(1, "already")
        assert (clinic / "form.pdf").read_bytes() == b"mine"
        clinic.run("export", identity, "--output", clinic / "form.pdf", "--visit",
                   clinic / "ink.json").expect(1, "already")
        assert not (clinic / "ink.json").exists(), "half of a record was left in clear"


def test_torn_line():
    """Catches a line that a power cut tore and that is told as a record nobody can read."""
    with Clinic() as clinic:
        clinic.commit(clinic.new_visit())
        with open(clinic.store / "log", "ab") as log:
            log.write(b'{"torn')
        for _ in range(2):
            clinic.run("list").expect(0)
        assert [line["event"] for line in clinic.log()][-1] != "record", "it was set aside"


def test_readable_by_the_owner_alone():
    """Catches a file or folder of the store that others on the machine can read."""
    with Clinic() as clinic:
        clinic.commit(clinic.new_visit())
        clinic.records()
        for path in [clinic.store, *clinic.store.rglob("*")]:
            mode = path.stat().st_mode & 0o777
            if path.name != "certificate.pem":
                assert mode & 0o077 == 0, f"{path}: {mode:o}"


sys.exit(run_all(globals()))
