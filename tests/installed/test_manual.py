# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Candor contributors
"""The manual. Catches: a page that is no Mallard, that nothing leads to, or that leads nowhere; a
button that the app has not; a command that fails, prints something else than the page says, or stands
where no test runs it; a page that cannot be translated.

Usage: test_manual.py CANDORCTL SOURCE_ROOT FOLDER_OF_COMPILED_SCHEMAS"""

import os
import pathlib
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as tree

from ctl_help import CTL, ROOT, run_all

PAGES = ROOT / "data/help/C"
SCHEMA = "/usr/share/xml/mallard/1.0/mallard-1.0.rng"
NAME = "{http://projectmallard.org/1.0/}"

# The pages with commands, as an administrator meets them: each works on what the ones before left.
COURSE = ["admin-script", "admin-seal", "admin-audit", "admin-backup", "admin-move", "admin-restore",
          "admin-passphrase", "admin-setup", "translate-check", "author-start", "author-check"]
# The pages with commands for the administrator of a whole machine: tests/on-package types them on one.
ON_A_MACHINE = ["admin-install", "admin-kiosk"]
KEY = re.compile(r"AGE-SECRET-KEY-1[A-Z0-9]+")


def load():
    return {path.stem: tree.parse(path).getroot() for path in sorted(PAGES.glob("*.page"))}


def all_text(element):
    return " ".join("".join(element.itertext()).split())


def links_that_fail(pages):
    """Returns a sentence for each page or link that leads nowhere, or that nothing leads to."""
    wrong = []
    reached = {"index"}
    for name, page in pages.items():
        if page.get("id") != name:
            wrong.append(f"{name}.page calls itself {page.get('id')}")
        for link in page.iter(NAME + "link"):
            if link.get("xref") not in pages:
                wrong.append(f"{name} links to {link.get('xref')}")
    for _ in pages:
        for name, page in pages.items():
            if any(link.get("type") == "guide" and link.get("xref") in reached
                   for link in page.iter(NAME + "link")):
                reached.add(name)
    return wrong + [f"nothing leads to {name}" for name in pages.keys() - reached]


def screens_of(page):
    """Returns the commands of a page: each as its element and what it is said to print, or None."""
    found = []
    for screen in page.iter(NAME + "screen"):
        assert screen[0].tag == NAME + "input", "a screen begins with what is typed"
        assert not (screen.text or "").strip(), all_text(screen)
        for part in screen:
            assert not (part.tail or "").strip(), all_text(screen)
            if part.tag == NAME + "input":
                found.append([part, None])
            else:
                assert part.tag == NAME + "output", part.tag
                found[-1][1] = (found[-1][1] or "") + (part.text or "")
    return found


def commands_elsewhere(pages):
    """Returns what looks like a command and stands where it is not run."""
    wrong = []
    for name, page in pages.items():
        for element in page.iter():
            if element.tag in (NAME + "cmd", NAME + "code", NAME + "sys", NAME + "input"):
                text = all_text(element)
                if element.tag == NAME + "cmd" and text == "man candorctl":
                    continue
                if element.tag != NAME + "input" and re.match(r"[a-z][\w-]* \S", text):
                    wrong.append(f"{name}: {text}")
        if name not in COURSE + ON_A_MACHINE and list(page.iter(NAME + "input")):
            wrong.append(f"{name} has commands, and no place in the course")
    return wrong


class Desk:
    """A home folder, a disk, and somebody who types what the manual says."""

    def __enter__(self):
        self._temporary = tempfile.TemporaryDirectory(prefix="candor-manual-")
        self.folder = pathlib.Path(self._temporary.name).resolve()
        (self.folder / "bin").mkdir()
        (self.folder / "bin/candorctl").symlink_to(CTL)
        (self.folder / ".local/share").mkdir(parents=True)
        (self.folder / "disk").mkdir()
        (self.folder / "po").symlink_to(ROOT / "po")
        for name, text in (("secret.txt", "seven quiet herons by the lake"),
                           ("new.txt", "nine pale otters under thin ice")):
            (self.folder / name).write_text(text + "\n", encoding="utf-8")
        self.values = {"FOLDER": str(ROOT / "data"), "STORE": str(self.folder / "disk/candor")}
        return self

    def __exit__(self, *_):
        self._temporary.cleanup()

    def type(self, element):
        """Runs a command in which the words that stand for something are filled in."""
        line = element.text or ""
        for part in element:
            assert part.tag == NAME + "var", part.tag
            assert part.text in self.values, f"nobody knows yet what {part.text} is"
            line += self.values[part.text] + (part.tail or "")
        environment = {**os.environ, "HOME": str(self.folder), "GSETTINGS_BACKEND": "keyfile",
                       "XDG_CONFIG_HOME": str(self.folder / ".config"),
                       "GSETTINGS_SCHEMA_DIR": sys.argv[3],
                       "PATH": f"{self.folder / 'bin'}:{os.environ['PATH']}"}
        run = subprocess.run(["bash", "-e", "-u", "-o", "pipefail", "-c", line], cwd=self.folder,
                             env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                             stderr=subprocess.STDOUT, timeout=300, check=False)
        out = run.stdout.decode()
        assert run.returncode == 0, f"{line}\nexit {run.returncode}: {out}"
        self.remember(line, out)
        return out

    def remember(self, line, out):
        """What a person keeps on paper, or reads off the screen."""
        if KEY.search(out):
            (self.folder / "key.txt").write_text(KEY.search(out)[0] + "\n", encoding="utf-8")
        if "candorctl commit" in line:
            self.values["ID"] = out.strip()
        if "candorctl backup" in line:
            last = re.search(r"Last line: (\d+), SHA-256 ([0-9a-f]{64})", out)
            self.values["LAST-NUMBER"], self.values["LAST-SHA256"] = last.groups()
        if "candorctl export" in line:
            text = subprocess.run(["pdftotext", str(self.folder / "form.pdf"), "-"], check=True,
                                  capture_output=True).stdout.decode()
            self.values["NUMBER"] = re.search(r"Number of the record\s+(\d+)", text)[1]
            self.values["HEAD"] = re.search(r"Head of the log before it\s+([0-9a-f]{64})", text)[1]


def says(out, said):
    """Whether an output is what a page says of it: line by line, with “…” for anything."""
    if said == "":
        return out == ""
    return all(re.search(".*".join(re.escape(part) for part in line.split("…")), out)
               for line in said.strip("\n").split("\n"))


def test_pages_are_mallard():
    paths = [str(path) for path in sorted(PAGES.glob("*.page"))]
    assert len(paths) > 20
    subprocess.run(["xmllint", "--noout", *paths], check=True)
    run = subprocess.run(["jing", "-i", SCHEMA, *paths], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout
    with tempfile.TemporaryDirectory() as folder:
        bad = pathlib.Path(folder) / "bad.page"
        bad.write_text((PAGES / "desk-find.page").read_text().replace("steps>", "stairs>"))
        assert subprocess.run(["jing", "-i", SCHEMA, bad], capture_output=True, check=False).returncode


def test_every_page_is_listed_and_installed():
    listed = set(re.findall(r"'([\w-]+\.page)'", (PAGES.parent / "meson.build").read_text()))
    assert listed == {path.name for path in PAGES.glob("*.page")}


def test_links():
    assert links_that_fail(load()) == []
    for page, before, after in (("desk-find", 'xref="desk"', 'xref="desks"'),
                                ("index", 'id="index"', 'id="first"')):
        pages = load()
        pages[page] = tree.fromstring((PAGES / f"{page}.page").read_text().replace(before, after))
        assert links_that_fail(pages), page
    pages = load()
    pages["stray"] = tree.fromstring(f'<page xmlns="{NAME[1:-1]}" id="stray"><info/></page>')
    assert links_that_fail(pages) == ["nothing leads to stray"]


def test_buttons_are_those_of_the_app():
    options = (ROOT / "po/xgettext.options").read_text().split()
    pot = subprocess.run(["xgettext", "--files-from=po/POTFILES.in", *options, "--no-wrap",
                          "--output=-"], cwd=ROOT, check=True, capture_output=True,
                         env={**os.environ, "GETTEXTDATADIRS": str(ROOT / "data")}).stdout.decode()
    words = set(re.findall(r'^msgid "(.*)"$', pot, re.M))
    assert "Hand to the patient" in words
    shown = {(name, all_text(gui)) for name, page in load().items() for gui in page.iter(NAME + "gui")}
    wrong = sorted(f"{name}: {text}" for name, text in shown
                   if text not in words and not any(word.startswith(text + " %") for word in words))
    assert len(shown) > 40 and wrong == [], wrong


def test_no_command_stands_elsewhere():
    assert commands_elsewhere(load()) == []
    for tag, text in (("cmd", "candorctl audit --store x"), ("code", "rm -r x")):
        pages = load()
        tree.SubElement(pages["desk"], NAME + tag).text = text
        assert commands_elsewhere(pages) == [f"desk: {text}"]
    pages = load()
    tree.SubElement(pages["desk"], NAME + "input").text = "true"
    assert commands_elsewhere(pages)


def test_every_command_works():
    pages = load()
    with Desk() as desk:
        count = 0
        for name in COURSE:
            screens = screens_of(pages[name])
            assert screens, f"{name} has no commands any more"
            for element, said in screens:
                out = desk.type(element)
                count += 1
                assert said is None or says(out, said), f"{name}: {all_text(element)}\n{out}"
        print(f"# ran {count} commands of {len(COURSE)} pages")


def test_a_command_that_fails_is_seen():
    good = tree.fromstring(f'<input xmlns="{NAME[1:-1]}">echo whole</input>')
    for line in ("false | cat", "candorctl audit --store nowhere", "echo <var>NOBODY</var>"):
        with Desk() as desk:
            assert says(desk.type(good), "who…e") and not says(desk.type(good), "broken")
            assert not says(desk.type(good), "")
            try:
                desk.type(tree.fromstring(f'<input xmlns="{NAME[1:-1]}">{line}</input>'))
            except AssertionError:
                continue
        raise AssertionError(line)


def test_pages_can_be_translated():
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        paths = [str(path) for path in sorted(PAGES.glob("*.page"))]
        subprocess.run(["itstool", "-o", folder / "help.pot", *paths], check=True)
        text = (folder / "help.pot").read_text(encoding="utf-8")
        assert text.count("\nmsgid ") > 200
        text = text.replace("charset=CHARSET", "charset=UTF-8")
        text = re.sub(r'(?m)^msgid "Take the tablet back(.*)\nmsgstr ""',
                      r'msgid "Take the tablet back\1\nmsgstr "Das Tablet zurücknehmen"', text)
        (folder / "de.po").write_text(text, encoding="utf-8")
        subprocess.run(["msgfmt", "--check-format", "-o", folder / "de.mo", folder / "de.po"],
                       check=True)
        subprocess.run(["itstool", "-m", folder / "de.mo", "-l", "de", "-o", folder, *paths],
                       check=True, capture_output=True)
        made = folder / "desk-return.page"
        assert "<title>Das Tablet zurücknehmen</title>" in made.read_text(encoding="utf-8")
        subprocess.run(["jing", "-i", SCHEMA, made], check=True)


if __name__ == "__main__":
    sys.exit(run_all(globals()))
