# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Candor contributors
"""candorctl care-sheet and blank-form from outside: what goes home, and what is filled in by hand."""

import json
import re
import stat
import subprocess
import sys

from ctl_help import CTL, INVENTED, REAL, ROOT, Folder, Run, example, text_of, run_all


def boxes_to_tick(pdf, folder):
    """The small squares that are drawn as lines, on all pages."""
    plain = folder / "plain.pdf"
    subprocess.run(["qpdf", "--qdf", "--object-streams=disable", str(pdf), str(plain)], check=True)
    drawn = re.findall(rb"([0-9.]+) (-?[0-9.]+) re S", plain.read_bytes())
    return sum(7 < float(width) < 16 and abs(float(width) - abs(float(height))) < 0.1
               for width, height in drawn)


def figures(pdf):
    """How many pictures, and rooms to write, a screen reader is told of."""
    return subprocess.run(["pdfinfo", "-struct", str(pdf)], check=True,
                          capture_output=True).stdout.decode().count("Figure")


def test_care_sheet():
    """Catches a sheet without a box for each step, that others can read, or of another size."""
    with Folder() as folder:
        for procedure in (REAL, INVENTED):
            steps = procedure.read_text(encoding="utf-8").count("<step ")
            path = folder.visit(json.loads(Run("example", "--procedure", procedure).expect(0).out))
            for paper, size in (("a4", "595.276 x 841.89"), ("letter", "612 x 792")):
                pdf = folder / "sheet.pdf"
                calendar = folder / "days.ics"
                Run("care-sheet", path, "--procedure", procedure, "--output", pdf, "--calendar",
                    calendar, "--paper", paper).expect(0)
                info = subprocess.run(["pdfinfo", str(pdf)], check=True,
                                      capture_output=True).stdout.decode()
                assert size in info and re.search(r"Pages: +2\n", info), info
                assert "Example" not in info, info
                subprocess.run(["qpdf", "--check", str(pdf)], check=True, capture_output=True)
                assert boxes_to_tick(pdf, folder) == steps
                assert "\u2610" not in text_of(pdf)
                assert calendar.read_bytes().startswith(b"BEGIN:VCALENDAR\r\n")
                for file in (pdf, calendar):
                    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_blank_form():
    """Catches a form on paper that leaves out what the tablet shows, that could be taken for a
    filled one, or that has nothing to tick or to sign."""
    procedure, clinic = REAL, ROOT / "data" / "examples" / "clinic.ini"
    with Folder() as folder:
        pdf = folder / "blank.pdf"
        Run("blank-form", procedure, "--clinic", clinic, "-o", pdf).expect(0)
        Run("blank-form", procedure, "--clinic", clinic, "-o", folder / "again.pdf").expect(0)
        assert pdf.read_bytes() == (folder / "again.pdf").read_bytes()
        assert subprocess.run(["qpdf", "--check", pdf], capture_output=True).returncode == 0
        pages = text_of(pdf).split("\f")[:-1]
        assert all("Blank form" in page for page in pages)
        text = " ".join(" ".join(pages).split())
        for words in ("Lakeside Skin Clinic", "Signature", "Agree", "Not now", "Date of birth"):
            assert words in text, words
        source = procedure.read_text(encoding="utf-8")
        for words in re.findall(r"<question [^>]*>\s*<text>(.*?)</text>", source, re.DOTALL):
            assert " ".join(words.replace("*", "").split()) in text, words
        for words in re.findall(r"<statement [^>]*>(.*?)</statement>", source, re.DOTALL):
            assert " ".join(words.replace("*", "").split()) in text, words
        assert boxes_to_tick(pdf, folder) > 40
        Run("blank-form", procedure, "-o", folder / "l.pdf", "--paper", "letter").expect(0)
        # Without a clinic there is a line for each number to call, and no logo.
        assert "—" not in text_of(folder / "l.pdf")
        assert figures(folder / "l.pdf") == figures(pdf) - 1 + 2
        Run("blank-form", procedure, "-o", folder / "no/a.pdf").expect(1)
        Run("blank-form", folder / "none.xml", "-o", folder / "a.pdf").expect(1)
        Run("blank-form", procedure).expect(2)
        Run("blank-form", procedure, "-o", procedure).expect(2, "Nothing was changed")


def test_blank_form_in_two_languages():
    """Catches a form on paper that staff cannot read, that puts their language first, or that has
    more to tick and to fill in than the one in the patient's alone."""
    with Folder() as folder:
        alone, both, same = folder / "alone.pdf", folder / "both.pdf", folder / "same.pdf"
        make = ("blank-form", REAL, "--language", "de", "-o")
        Run(*make, alone).expect(0)
        Run(*make, both, "--clinic-language", "en").expect(0)
        Run(*make, same, "--clinic-language", "de").expect(0)
        assert alone.read_bytes() == same.read_bytes()
        text = " ".join(text_of(both).split())
        assert text.index("Einwilligung") < text.index("Consent form"), text
        for words in ("Leeres Formular · Blank form", "Unterschrift", "Signature"):
            assert words in text, words
        assert boxes_to_tick(both, folder) == boxes_to_tick(alone, folder) > 40
        assert figures(both) == figures(alone)
        for option in ("--language", "--clinic-language"):
            Run("blank-form", REAL, option, "xx", "-o", folder / "a.pdf").expect(1, "“xx”")
        Run("blank-form", "--help").expect(0, "--clinic-language")
        assert not (folder / "a.pdf").exists()


def test_care_sheet_without_dates():
    with Folder() as folder:
        visit = example("--outcome", "not-now")
        path = folder.visit(visit)
        Run("care-sheet", path, "-o", folder / "a.pdf").expect(0)
        assert "No day is fixed yet." in text_of(folder / "a.pdf")
        Run("care-sheet", path, "-o", folder / "b.pdf", "--calendar", folder / "b.ics").expect(
            1, "no dates for a calendar")
        for outcome in ("no", "stop"):
            path = folder.visit(example("--outcome", outcome))
            Run("care-sheet", path, "-o", folder / "b.pdf").expect(1, "no care sheet")
        assert folder.files() == ["a.pdf", INVENTED.name, "visit.json"]


def test_nothing_leaves_without_a_number_to_call():
    """Catches a form or a sheet that tells the patient to call, and not whom."""
    with Folder() as folder:
        for key, words in (("phone", "telephone number"), ("emergency", "in an emergency")):
            visit = example()
            del visit["clinic"][key]
            path = folder.visit(visit)
            Run("render", path, "-o", folder / "a.pdf").expect(1, words)
            Run("care-sheet", path, "-o", folder / "a.pdf").expect(1, words, "unchanged")
        assert folder.files() == [INVENTED.name, "visit.json"]


def test_nothing_leaves_for_a_day_that_is_over():
    """Catches a sheet for a treatment before the visit, of which there is no form either."""
    with Folder() as folder:
        visit = example()
        visit["treatment"]["date"] = "2001-02-03"
        path = folder.visit(visit)
        words = ("treatment.date: The date of the treatment is before the day on which the visit "
                 "began.")
        Run("render", path, "-o", folder / "a.pdf").expect(1, words)
        Run("care-sheet", path, "-o", folder / "a.pdf", "--calendar", folder / "a.ics").expect(
            1, words, "no care sheet", "unchanged")
        assert folder.files() == [INVENTED.name, "visit.json"]


def test_times_that_contradict_one_another():
    """Catches a form of a visit that was decided after it was signed, or read before it began."""
    with Folder() as folder:
        for key, time, words in (
                ("decision_at", "2090-01-01T00:00:00Z", "signatures.patient: By its time, the "
                 "patient signed before deciding."),
                ("reviewed_at", "1999-01-01T00:00:00Z", "reviewed_at: By its time, the patient "
                 "confirmed the finished form before the visit began.")):
            path = folder.visit({**example(), key: time})
            Run("render", path, "-o", folder / "a.pdf").expect(1, words)
            Run("render", path, "--draft", "-o", folder / "draft.pdf").expect(0)
        assert "a.pdf" not in folder.files()


def test_care_sheet_in_smaller_type():
    """Catches a patient who gets no sheet because there is much to do, and staff who are not told."""
    with Folder() as folder:
        procedure = folder / INVENTED.name
        picture = INVENTED.with_name("glimmer-brush.svg")
        (folder / picture.name).write_bytes(picture.read_bytes())
        text = procedure.read_text(encoding="utf-8")
        step = ('<step id="m-{0}" phase="after" from="{0}" sources="guild-book"><text>Wave to the '
                'moon.</text><reason>It asks.</reason></step>')
        for number, words in ((22, "instead of 16"), (90, "too many for one sheet")):
            more = "".join(step.format(20 + 2 * at) for at in range(number))
            procedure.write_text(text.replace("</care>", more + "</care>"), encoding="utf-8")
            path = folder.visit(json.loads(Run("example", "--procedure", procedure).expect(0).out))
            process = subprocess.run([CTL, "care-sheet", path, "-o", folder / "a.pdf"], check=True,
                                     capture_output=True, timeout=120)
            assert words in process.stderr.decode(), process.stderr
            assert len(process.stderr.splitlines()) == 1, process.stderr
            assert "Wave to the moon." in text_of(folder / "a.pdf")
            assert Run("lint", procedure).code == 0
            assert "one sheet" in Run("lint", "--strict", procedure).expect(1).err


def test_care_sheet_never_takes_the_place_of_its_sources():
    with Folder() as folder:
        path = folder.visit(example())
        before = path.read_bytes()
        Run("care-sheet", path, "-o", path).expect(2, "own name")
        Run("care-sheet", path, "-o", folder / "a.pdf", "--calendar", path).expect(2, "own name")
        (folder / "inner").mkdir()
        (folder / "link").symlink_to("inner")
        for pdf, calendar in (("a", "a"), ("a", "./a"), ("a", "inner/../a"),
                              ("inner/a", "link/a")):
            Run("care-sheet", path, "-o", f"{folder.path}/{pdf}", "--calendar",
                f"{folder.path}/{calendar}").expect(2, "own name", "Nothing was changed")
        Run("care-sheet", path, "-o", folder / "a.pdf", "--calendar", "").expect(2, "--calendar")
        assert path.read_bytes() == before
        assert not list((folder / "inner").iterdir())


def test_care_sheet_says_what_it_wrote():
    """Catches a failure that is said to have changed nothing beside a file that it wrote."""
    with Folder() as folder:
        path = folder.visit(example())
        Run("care-sheet", path, "-o", folder / "a.pdf", "--calendar",
            folder / "no/a.ics").expect(1, "Nothing was changed")
        assert folder.files() == [INVENTED.name, "visit.json"]
        run = Run("care-sheet", path, "-o", folder / "no/a.pdf", "--calendar", folder / "a.ics")
        run.expect(1, "a.ics” was written, the care sheet was not", "no/a.pdf” could not be saved")
        assert folder.files() == ["a.ics", INVENTED.name, "visit.json"]
        Run("care-sheet", path, "-o", folder / "same.x", "--calendar", folder / "other.x").expect(0)
        assert (folder / "same.x").read_bytes().startswith(b"%PDF")
        assert (folder / "other.x").read_bytes().startswith(b"BEGIN:VCALENDAR")


if __name__ == "__main__":
    sys.exit(run_all(globals()))
