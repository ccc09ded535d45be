# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Candor contributors
"""What candorctl makes of a visit and of a .po file in more than one language: a paper in words that nobody
read, and a translation that looks whole and is not, are what this is meant to catch."""

import json
import re
import subprocess
import sys

from ctl_help import INVENTED, REAL, ROOT, Folder, Run, example, run_all, text_of

PO = ROOT / "po" / "es.po"


def test_language_that_was_not_read():
    """A visit that was signed in one language is never made into a paper of another."""
    good = example()
    with Folder() as folder:
        for language in ("es", "ar"):
            path = folder.visit({**good, "language": language})
            for command in (["render", path, "--output", folder / "form.pdf"],
                            ["render", path, "--output", folder / "form.pdf", "--draft"],
                            ["care-sheet", path, "--output", folder / "sheet.pdf"],
                            ["verdict", path]):
                run = Run(*command).expect(1, "visit.json: text.language: ", "“en”",
                                           f"“{language}”", "other words than those")
                assert len(run.err.splitlines()) == 1, run.err
        # A hash alone is that of English words.
        text = {"sha256": good["text"]["sha256"]}
        path = folder.visit({**good, "text": text, "language": "ar"})
        Run("render", path, "--output", folder / "form.pdf").expect(1, "text.language: ")
        assert folder.files() == [INVENTED.name, "visit.json"]


def words_about(folder, changed, review, reviewer):
    """What the form says of a translation whose head says so."""
    text = PO.read_text(encoding="utf-8")
    text = re.sub(r'"PO-Revision-Date: [^"]*"', f'"PO-Revision-Date: {changed}\\\\n"', text)
    text = re.sub(r'"X-Review: [^"]*"',
                  f'"X-Review: {review}\\\\n"\n"X-Reviewer: {reviewer}\\\\n"', text)
    place = folder / "es" / "LC_MESSAGES"
    place.mkdir(parents=True, exist_ok=True)
    subprocess.run(["msgfmt", "-o", str(place / "candor.mo"), "-"], input=text, text=True,
                   check=True, timeout=60)
    where = {"CANDOR_LOCALE_DIR": str(folder / ".")}
    visit = json.loads(Run("example", "--procedure", REAL, "--language", "es", env=where)
                       .expect(0).out)
    visit["clinic_language"] = "en"
    path = folder.visit(visit)
    Run("render", path, "--procedure", REAL, "--output", folder / "form.pdf", env=where).expect(0)
    words = " ".join(text_of(folder / "form.pdf").split())
    return words[words.index("Idioma del paciente"):][:600]


def test_review_is_older_than_the_text():
    """Days are written as in each language, and a text that is newer than its review says so."""
    with Folder() as folder:
        words = words_about(folder, "2026-11-23 06:00+0000", "reviewed 2026-11-21", "Ana I., nurse")
        assert "traducción del 23 de noviembre de 2026 · revisada el 21 de noviembre de 2026 por " \
               "Ana I., nurse y modificada después" in words, words
        assert "translation of 23 November 2026 · reviewed on 21 November 2026 by Ana I., nurse, " \
               "and changed since then" in words, words
        assert "2026-11-2" not in words, words
        words = words_about(folder, "2026-11-21 23:00+0000", "reviewed 2026-11-21", "Ana I., nurse")
        assert "revisada el 21 de noviembre de 2026 por Ana I., nurse" in words, words
        assert "modificada" not in words and "changed since" not in words, words
        words = words_about(folder, "2026-11-20 06:00+0000", "reviewed 31.12.2025", "Ana I., nurse")
        assert "not yet reviewed by a clinician" in words and "2025" not in words, words


def lint_changed(folder, old, new):
    """Looks through the Spanish file with one change in it."""
    text = PO.read_text(encoding="utf-8")
    assert old in text, old
    path = folder / "es.po"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return Run("lint", path)


def test_lint_plural_rule():
    with Folder() as folder:
        for rule in ("n/0", "n%0", "n==150 ? 1/0 : n!=1", "n>=1000000 ? 2 : n!=1"):
            run = lint_changed(folder, "plural=(n != 1);", f"plural={rule};").expect(1)
            assert re.search(r"es\.po, line [1-9][0-9]*: The line “Plural-Forms”", run.err), run.err


def test_lint_numbers():
    """Another number than the English has is told with its line."""
    text = PO.read_text(encoding="utf-8")
    line = next(line for line in text.splitlines()
                if line.startswith("msgstr") and re.search(r"\b72\b", line))
    with Folder() as folder:
        run = lint_changed(folder, line, line.replace("72", "46")).expect(1)
        assert re.search(r"line [1-9][0-9]*: The number “46” stands here, and the English has “72”",
                         run.err), run.err


def test_lint_cut_off():
    """Without a template too, a file that was cut off between two entries is no whole one."""
    text = PO.read_text(encoding="utf-8")
    entries = text.split("\n\n")
    with Folder() as folder:
        (folder / "POTFILES.in").write_text("", encoding="utf-8")
        (folder / "de.po").write_bytes((ROOT / "po" / "de.po").read_bytes())
        path = folder / "es.po"
        for share, words in ((2, "The source has “"), (10, "The source has “"),
                             (55, "The source has “"), (92, "strings, and “")):
            path.write_text("\n\n".join(entries[:len(entries) * share // 100]) + "\n",
                            encoding="utf-8")
            Run("lint", path).expect(1, words)
        # What only staff read is not known without a template, and the lint says so.
        path.write_text(text, encoding="utf-8")
        assert "remark: No template was given" in Run("lint", path).expect(0).out


def test_lint_hidden_signs():
    """Signs that nobody sees: in the head, and where a translation should be."""
    with Folder() as folder:
        for sign in "\u202e\u2067\u200f\u061c\u200b":
            run = lint_changed(folder, "X-Language-Name: ", "X-Language-Name: " + sign)
            run.expect(1, f"U+{ord(sign):04X} stands in the head")
            assert "UTF-8" not in run.err, run.err
        for blank in ("\u00a0", "\u200b\u200b", "\u200e \u200f", "\u2003\\n", "\u3164"):
            run = lint_changed(folder, 'msgstr "Siguiente"', f'msgstr "{blank}"').expect(1)
            assert re.search(r"line [1-9][0-9]*: This is not translated yet", run.err), run.err


if __name__ == "__main__":
    sys.exit(run_all(globals()))
