# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Candor contributors
"""A clinic's own procedure, from an empty folder to a filed record, by the commands of
data/procedures/README.md. Catches a skeleton that does not pass its own checks, that could be taken for an
approved text, or that lacks an element; a step of the guide that does not work; a file that takes the
place of another.

Usage: test_new_procedure.py CANDORCTL SOURCE_ROOT"""

import json
import os
import re
import subprocess
import sys
import time
import xml.etree.ElementTree as tree

from clinic_help import Clinic
from ctl_help import CTL, INVENTED, ROOT, Folder, Run, run_all, text_of

GUIDE = ROOT / "data/procedures/README.md"
SCHEMA = ROOT / "data/procedures/procedure.rng"
ID = "moon-bath"


def shape(path):
    """Every element with those around it, and every attribute with its element."""
    found = set()

    def walk(element, above):
        place = f"{above}/{element.tag}"
        found.add(place)
        found.update(f"{place}@{name}" for name in element.attrib)
        for inner in element:
            walk(inner, place)

    walk(tree.parse(path).getroot(), "")
    return found


def test_it_passes_every_check():
    with Folder() as folder:
        Run("new-procedure", ID, "--output", folder / ".").expect(0, "moon-bath.xml", "candorctl lint")
        path = folder / "moon-bath.xml"
        root = tree.parse(path).getroot()
        assert (root.get("id"), root.get("domain")) == (ID, ID), root.attrib
        assert root.get("date") in (time.strftime("%Y-%m-%d"), time.strftime(
            "%Y-%m-%d", time.localtime(time.time() - 600))), root.attrib
        assert root.find("review").attrib == {"status": "not-reviewed"}
        assert "skeleton" not in path.read_text(encoding="utf-8")
        assert path.stat().st_mode & 0o777 == 0o644
        run = Run("lint", "--strict", path).expect(0, "still samples", "all sections")
        texts = [text for element in root.iter() for text in [element.text or ""]
                 if text.strip() and element.tag != "word" and not text.startswith("Sample")]
        assert texts == ["Sample: what this word means."] or texts == [], texts
        assert "to mend" not in run.out
        subprocess.run(["jing", "-i", SCHEMA, path], check=True, capture_output=True)


def test_every_part_is_explained():
    """Each element that authors write has a comment near it or above it, and the limits stand in one."""
    text = (ROOT / "data/examples/skeleton.xml").read_text(encoding="utf-8")
    comments = " ".join(" ".join(re.findall(r"<!--(.*?)-->", text, re.S)).split())
    for word in ("20 words", "120 words", "6.0", "8.0", "sources=", "verdict=\"clear\"", "verdict=\"ask\"",
                 "verdict=\"wait\"", "verdict=\"stop\"", "glossary", "rate", "caption", "photograph",
                 "emergency", "day 0", "Never tell", "not-reviewed", "domain"):
        assert word in comments, word
    before = ""
    for line in text[text.index("<procedure"):].splitlines():
        match = re.match(r"  <([\w-]+)", line)
        if match and match[1] not in ("section", "title"):
            assert before.endswith("-->") or match[1] == "procedure", line
        if line.strip():
            before = line


def test_the_made_up_procedure_has_its_shape():
    """What the tests walk through is made of the same parts, and of nothing that the skeleton hides."""
    skeleton, invented = shape(ROOT / "data/examples/skeleton.xml"), shape(INVENTED)
    assert skeleton - invented == set(), skeleton - invented
    told = {place.rsplit("/", 1)[-1] for place in invented - skeleton}
    assert told == {"legend", "item", "effect@rate", "section@topics", "review@by", "review@role",
                    "review@date"}, told
    root = tree.parse(ROOT / "data/examples/skeleton.xml").getroot()
    assert {when.get("verdict") for when in root.iter("when")} == {"clear", "ask", "wait", "stop"}


def test_it_is_never_taken_for_an_approved_text():
    with Folder() as folder:
        Run("new-procedure", ID, "--output", folder / ".").expect(0)
        path = folder / "moon-bath.xml"
        visit = folder.visit(json.loads(Run("example", "--procedure", path).expect(0).out))
        Run("render", "--procedure", path, visit, "--output", folder / "form.pdf").expect(0)
        Run("care-sheet", "--procedure", path, visit, "--output", folder / "sheet.pdf").expect(0)
        for name in ("form.pdf", "sheet.pdf"):
            words = " ".join(text_of(folder / name).split())
            assert "Not approved for clinical use" in words and "Sample:" in words, words
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace('  <review status="not-reviewed"/>',
                                     '  <review status="approved" by="Ana Example" role="Nurse" '
                                     'date="2026-11-23"/>'), encoding="utf-8")
        Run("lint", path).expect(1, "still samples")


def test_its_commands_can_be_copied():
    """Catches a printed command that a shell takes apart at a blank, or at a quotation mark."""
    with Folder() as folder:
        place = folder / "Ana's own texts"
        place.mkdir()
        out = Run("new-procedure", ID, "--output", place).expect(0).out
        line = [line for line in out.splitlines() if line.startswith("Check it:")][0]
        words = subprocess.run(["sh", "-c", "printf '%s\\n' " + line.split("lint ")[1]], check=True,
                               capture_output=True, text=True).stdout
        assert words == f"{place / 'moon-bath.xml'}\n", words
        assert "'" not in Run("new-procedure", ID, "--output", folder / ".").expect(0).out


def test_a_procedure_is_named_by_its_id():
    """Catches a command that knows the clinic's own procedure by its path alone."""
    with Folder() as folder:
        own = folder / "candor/procedures"
        own.mkdir(parents=True)
        Run("new-procedure", ID, "--output", own).expect(0)
        environment = {"XDG_DATA_HOME": str(folder.path)}
        visit = json.loads(Run("example", "--procedure", ID, env=environment).expect(0).out)
        assert visit["procedure"] == ID, visit["procedure"]
        Run("verdict", "--procedure", ID, folder.visit(visit), env=environment).expect(0, "verdict")
        Run("example", "--procedure", "sun-bath", env=environment).expect(1, "sun-bath.xml")
        Run("example", "--procedure", "sun-bath.xml", env=environment).expect(1, "sun-bath.xml")


def test_nothing_is_overwritten():
    with Folder() as folder:
        here = folder / "moon-bath.xml"
        here.write_text("mine", encoding="ascii")
        Run("new-procedure", ID, "--output", folder / ".").expect(1, "exists already")
        assert here.read_text(encoding="ascii") == "mine"
        Run("new-procedure", "microneedling", "--output", folder / ".").expect(1, "choose another id")
        Run("new-procedure", ID, "--output", folder / "nowhere").expect(1, "does not exist")
        for wrong in ("Moon", "1moon", "../moon", "moon bath", "moon_bath", "möön", "", "m" * 65, "a.b"):
            Run("new-procedure", wrong, "--output", folder / ".").expect(2, "an id begins with")
        Run("new-procedure").expect(2, "--help")
        Run("new-procedure", "a", "b").expect(2, "--help")
        assert folder.files() == [INVENTED.name, "moon-bath.xml"]


def commands_of_the_guide():
    """The indented lines, by the heading that they stand under."""
    found, heading = {}, None
    for line in GUIDE.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            heading = line.lstrip("# ")
        elif line.startswith("    "):
            found.setdefault(heading, []).append(line.strip())
    return found


def test_the_guide_works():
    """Every command of it, in an empty folder; what opens a window is walked through by the journeys."""
    steps = commands_of_the_guide()
    with Clinic() as clinic:
        desk = clinic / "desk"
        (clinic / "bin").mkdir()
        (clinic / "bin/candorctl").symlink_to(CTL)
        desk.mkdir()
        env = {**os.environ, "PATH": f"{clinic / 'bin'}:{os.environ['PATH']}",
               "HOME": str(clinic / "home"), "XDG_DATA_HOME": str(clinic / "home/.local/share")}

        def do(line):
            line = line.replace("/usr/share/candor", str(ROOT / "data"))
            return subprocess.run(["bash", "-e", "-c", line], cwd=desk, env=env, check=True,
                                  capture_output=True, text=True, timeout=120).stdout

        for heading in ("Write", "Look at it", "Translate", "Put it to use"):
            assert steps[heading], heading
            for line in steps[heading]:
                if line.startswith(("candor ", '"')) or line == f"procedure={ID}":
                    continue
                if line.startswith("candorctl init"):
                    (desk / "secret.txt").write_bytes((clinic / "pass").read_bytes())
                if line.startswith("candorctl lint moon-bath.de.po"):
                    translate(desk / "moon-bath.de.po")
                out = do(line)
                if line.startswith("candorctl lint moon-bath.de.po"):
                    assert "is not called" not in out and "glossary" not in out, out
        words = text_of(desk / "trial.pdf")
        assert "Probe:" in words and "Sample: say here" not in words, words
        # From now on its id is enough: nothing lies beside the visit.
        visit = clinic.visit(json.loads((desk / "trial.json").read_text(encoding="utf-8")), "v.json")
        arguments = ["--store", clinic.store, "--passphrase-file", clinic / "pass"]
        identity = Run("commit", *arguments, visit, env=env).expect(0).out.strip()
        assert identity in Run("list", *arguments, env=env).expect(0).out
        Run("new-procedure", ID, "--output", clinic / ".", env=env).expect(1, "already")


def translate(path):
    """As a translator would, but with one word before each text."""
    text = path.read_text(encoding="utf-8")
    text = text.replace("charset=ASCII", "charset=UTF-8")
    head, entries = text.split("\n\n", 1)
    entries = re.sub(r'msgid ((?:".*"\n)+)msgstr ""\n', swap, entries)
    more = [line for line in commands_of_the_guide()["Translate"] if line.startswith('"X-')]
    assert len(more) == 2, more
    head = head.replace('"Language: de\\n"', "\n".join(['"Language: de\\n"', *more]))
    path.write_text(head + "\n\n" + entries, encoding="utf-8")


def swap(match):
    english = "".join(re.findall(r'"(.*)"', match[1]))
    german = english.replace("Sample:", "Probe:").replace("sample word", "Probewort")
    if "Probe" not in german:
        german = "Probe: " + german
    return f'msgid {match[1]}msgstr "{german}"\n'


if __name__ == "__main__":
    sys.exit(run_all(globals()))
