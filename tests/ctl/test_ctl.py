# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Candor contributors
"""candorctl from outside: exit codes, files, messages, and the libraries that it brings along.

Usage: test_ctl.py CANDORCTL SOURCE_ROOT"""

import copy
import json
import os
import re
import stat
import subprocess
import sys

from ctl_help import (CTL, INVENTED, LOGO, OUTCOMES, REAL, ROOT, Folder, Run, example, text_of,
                      run_all)


def test_help():
    text = Run("--help").expect(0).out
    for command in ("render", "blank-form", "care-sheet", "verify", "new-seal", "verdict", "example",
                    "lint"):
        assert command in text
        assert command in Run(command, "--help").expect(0).out


def test_version():
    lines = Run("--version").expect(0).out.splitlines()
    assert lines[0].startswith("candorctl ")
    for library in ("GLib", "JSON-GLib", "Cairo", "Pango", "qpdf", "GnuTLS"):
        line = next(line for line in lines if line.startswith(library + " "))
        assert "built against" in line and "running with" in line, line


def test_no_gtk():
    libraries = subprocess.run(["ldd", CTL], check=True, capture_output=True).stdout.decode()
    assert "libcairo" in libraries, libraries
    for name in ("libgtk", "libgdk-", "libadwaita", "libwayland"):
        assert name not in libraries, libraries


def test_usage():
    for arguments in ([], ["nonsense"], ["--nonsense"], ["render"], ["render", "a.json"],
                      ["render", "a.json", "b.json", "-o", "c.pdf"], ["render", "--nonsense"],
                      ["render", "a.json", "-o", "b.pdf", "--paper", "a5"],
                      ["care-sheet"], ["care-sheet", "a.json"], ["care-sheet", "--nonsense"],
                      ["care-sheet", "a.json", "b.json", "-o", "c.pdf"], ["care-sheet", "-o", "b"],
                      ["care-sheet", "a.json", "-o", "b.pdf", "--paper", "a5"], ["verdict"],
                      ["verdict", "a.json", "--on", "tomorrow"],
                      ["verdict", "a.json", "--on", "2026-02-30"],
                      ["example", "--outcome", "perhaps"], ["example", "--outcome", "open"],
                      ["example", "--name", ""], ["example", "extra"], ["lint"],
                      ["lint", "--nonsense", "a.xml"]):
        Run(*arguments).expect(2)


def test_example_outcomes():
    ids = set()
    for outcome in OUTCOMES:
        visit = example("--outcome", outcome)
        assert visit["procedure"] == "glimmer-brushing"
        assert visit.get("decision", "stop") == outcome
        for key in ("language", "clinic_language", "treatment", "answers", "signatures"):
            assert key in visit, key
        for signature in visit["signatures"]:
            for key in ("role", "name", "meaning", "signed_at", "strokes"):
                assert key in signature, key
        ids.add(visit["id"])
    assert len(ids) == len(OUTCOMES), "every example is a visit of its own"


def test_example_options():
    visit = example("--name", "Zoë Ñandú 李", "--language", "en", "--clinic-language", "en")
    assert visit["patient"]["name"] == "Zoë Ñandú 李"
    assert visit["language"] == visit["clinic_language"] == "en"
    Run("example", "--language", "xx").expect(1)
    Run("example", "--procedure", "/nowhere.xml").expect(1)


def test_example_of_the_real_procedure():
    visit = json.loads(Run("example").expect(0).out)
    assert visit["procedure"] == "microneedling"


def test_names_survive_a_plain_locale():
    run = Run("example", "--procedure", INVENTED, "--name", "Zoë 李",
              env={"LC_ALL": "C", "LANG": "C"}).expect(0)
    assert json.loads(run.out)["patient"]["name"] == "Zoë 李"


def test_two_languages_in_any_locale():
    """The languages of a visit are its own, whatever the shell speaks, or cannot speak."""
    visit = json.loads(Run("example", "--language", "ar", "--clinic-language",
                           "zh-CN", env={"LC_ALL": "xx_XX.UTF-8"}).expect(0).out)
    assert visit["language"] == "ar" and visit["clinic_language"] == "zh-CN"
    with Folder() as folder:
        path = folder.visit(visit)
        forms = []
        for locale in ("C", "C.UTF-8", "xx_XX.UTF-8"):
            pdf = folder / f"{locale}.pdf"
            Run("render", path, "--output", pdf,
                env={"LC_ALL": locale, "LANG": locale, "LANGUAGE": "de"}).expect(0)
            forms.append(pdf.read_bytes())
        assert forms[0] == forms[1] == forms[2]
        text = text_of(folder / "C.pdf")
        assert "治疗知情同意书" in text
        assert any("\u0600" <= letter <= "\u06ff" for letter in text)


def test_render_every_outcome():
    with Folder() as folder:
        for outcome in OUTCOMES:
            visit = example("--outcome", outcome, "--name", f"Ana {outcome} Example")
            path = folder.visit(visit)
            pdf = folder / f"{outcome}.pdf"
            Run("render", path, "--output", pdf).expect(0)
            assert pdf.read_bytes().startswith(b"%PDF-1.")
            assert stat.S_IMODE(pdf.stat().st_mode) == 0o600
            assert f"Ana {outcome} Example" in text_of(pdf)
            subprocess.run(["qpdf", "--check", str(pdf)], check=True, capture_output=True)


def test_render_letter():
    with Folder() as folder:
        path = folder.visit(example())
        Run("render", path, "--output", folder / "l.pdf", "--paper", "letter").expect(0)
        info = subprocess.run(["pdfinfo", str(folder / "l.pdf")], check=True,
                              capture_output=True).stdout.decode()
        assert "612 x 792" in info


def test_render_with_a_logo():
    """Catches a logo that is left out in silence, or a broken one that still gives a form."""
    with Folder() as folder:
        path = folder.visit(example())
        for command in ("render", "care-sheet"):
            pdf = folder / f"{command}.pdf"
            Run(command, path, "--output", pdf).expect(0)
            plain = pdf.read_bytes()
            Run(command, path, "--output", pdf, "--logo", LOGO).expect(0)
            assert len(pdf.read_bytes()) > len(plain) + 200
            pdf.unlink()
            (folder / "broken.svg").write_text("<svg")
            Run(command, path, "-o", pdf, "--logo", folder / "broken.svg").expect(
                1, "broken.svg", "cannot be used")
            (folder / "huge.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(2 << 20))
            Run(command, path, "-o", pdf, "--logo", folder / "huge.png").expect(1, "logo")
            Run(command, path, "-o", pdf, "--logo", folder / "none.png").expect(1, "none.png")
            assert not pdf.exists()


def test_render_replaces():
    with Folder() as folder:
        path = folder.visit(example())
        pdf = folder / "form.pdf"
        pdf.write_text("old")
        Run("render", path, "--output", pdf).expect(0)
        assert pdf.read_bytes().startswith(b"%PDF")
        assert folder.files() == ["form.pdf", INVENTED.name, "visit.json"]


def test_render_missing():
    with Folder() as folder:
        visit = example()
        visit["signatures"] = []
        del visit["patient"]["goal"]
        del visit["capacity"]
        path = folder.visit(visit)
        run = Run("render", path, "--output", folder / "form.pdf").expect(1)
        lines = run.err.splitlines()
        assert len(lines) >= 7, run.err
        assert sum("patient.goal" in line for line in lines) == 1
        assert sum("signatures.patient" in line for line in lines) == 1
        assert sum("signatures.practitioner" in line for line in lines) == 1
        assert sum("capacity." in line for line in lines) == 4
        assert "form.pdf" not in folder.files()

        Run("render", path, "--output", folder / "form.pdf", "--draft").expect(0)
        assert "Draft" in text_of(folder / "form.pdf")


def test_render_other_words():
    with Folder() as folder:
        path = folder.visit(example())
        procedure = folder / INVENTED.name
        words = procedure.read_text(encoding="utf-8")
        procedure.write_text(words.replace("A soft brush puts", "A hard brush puts"),
                             encoding="utf-8")
        assert procedure.read_text(encoding="utf-8") != words
        for draft in ([], ["--draft"]):
            Run("render", path, "--output", folder / "form.pdf", *draft).expect(1, "other words")
        assert "form.pdf" not in folder.files()
        Run("render", path, "--output", folder / "form.pdf", "--procedure", INVENTED).expect(0)


def test_render_cannot_write():
    with Folder() as folder:
        path = folder.visit(example())
        Run("render", path, "--output", folder / "no/such/form.pdf").expect(1, "folder")
        (folder / "taken.pdf").mkdir()
        Run("render", path, "--output", folder / "taken.pdf").expect(1)
        assert folder.files() == [INVENTED.name, "taken.pdf", "visit.json"]


def test_render_never_takes_the_place_of_its_sources():
    with Folder() as folder:
        path = folder.visit(example())
        procedure = folder / INVENTED.name
        before = path.read_bytes(), procedure.read_bytes()
        os.link(path, folder / "other-name.json")
        Run("render", path, "--output", path).expect(2, "another name")
        Run("render", path, "--output", folder / "other-name.json").expect(2, "another name")
        Run("render", path, "--procedure", procedure, "--output", procedure).expect(2)
        Run("render", path, "--output", "").expect(2)
        assert (path.read_bytes(), procedure.read_bytes()) == before
        os.mkfifo(folder / "pipe")
        Run("render", path, "--output", folder / "pipe").expect(1, "not a file")
        assert stat.S_ISFIFO((folder / "pipe").stat().st_mode)


def test_render_stopped_agreement():
    """An agreement that the answers do not bear is refused, whoever signed it."""
    with Folder() as folder:
        visit = example()
        visit["answers"] = example("--outcome", "stop")["answers"]
        path = folder.visit(visit)
        refused = Run("render", path, "--output", folder / "form.pdf").expect(1, "decision: ")
        assert "decision: The answer to “Do feathers grow on your arm?” means" in refused.err, \
            refused.err
        assert "form.pdf" not in folder.files()
        Run("render", path, "--output", folder / "form.pdf", "--draft").expect(0)
        text = " ".join(text_of(folder / "form.pdf").split())
        assert "It does not hold: no treatment was agreed." in text


def test_unknown_ids():
    """What the procedure does not know is refused with file and place, never passed over."""
    good = example()
    option = next(iter(good["check"]))
    faults = {
        "answers.nowhere": ("answers", "nowhere", "yes"),
        "settled.nowhere": ("settled", "nowhere", {"decision": "proceed", "reason": "So."}),
        "statements.nowhere": ("statements", "nowhere", True),
        "check.nowhere": ("check", "nowhere", {"first": "a"}),
        f"check.{option}": ("check", option, {"first": "nowhere", "talked": "So."}),
    }
    with Folder() as folder:
        cases = {place: {**good, group: {**good[group], name: value}}
                 for place, (group, name, value) in faults.items()}
        cases["shown.nowhere"] = {**good, "shown": [*good["shown"], "nowhere"]}
        cases["shown_seconds.nowhere"] = {**good, "shown_seconds": {"nowhere": 5}}
        cases["procedure_version"] = {**good, "procedure_version": "99"}
        for place, visit in cases.items():
            path = folder.visit(visit)
            for command in (["render", path, "--output", folder / "form.pdf"],
                            ["render", path, "--output", folder / "form.pdf", "--draft"],
                            ["verdict", path]):
                run = Run(*command).expect(1, "visit.json: ", place)
                assert len(run.err.splitlines()) == 1, run.err
        assert "form.pdf" not in folder.files()


def test_messages_hold_no_control_characters():
    with Folder() as folder:
        visit = example()
        visit["questions"] = [{"question": "a\u009b31m\u202eb\u2028c\nd\u0085e\x7ff"}]
        run = Run("render", folder.visit(visit), "--output", folder / "form.pdf").expect(1)
        assert len(run.err.splitlines()) == 1, run.err
        assert run.err.rstrip("\n").isprintable(), repr(run.err)


def test_render_full_disk():
    """A file that must not grow is what a full disk looks like from inside. The signal that comes
    with it ends nothing, whether or not the shell ignores it, and no half file stays."""
    with Folder() as folder:
        path = folder.visit(example())
        for script in ('ulimit -f 16; exec "$@"', 'ulimit -f 16; trap "" XFSZ; exec "$@"'):
            process = subprocess.run(
                ["/bin/sh", "-c", script, "sh", CTL, "render", str(path), "--output",
                 str(folder / "form.pdf")],
                capture_output=True, check=False, timeout=120)
            assert process.returncode == 1, process
            assert len(process.stderr.decode().splitlines()) == 1, process.stderr
            assert folder.files() == [INVENTED.name, "visit.json"]


def test_bad_visits():
    good = example()
    bad = {
        "empty": b"", "mark": b"\xef\xbb\xbf" + json.dumps(good).encode(), "no-json": b"hello", "half": json.dumps(good).encode()[:500],
        "array": b"[]", "null": b"null", "deep": b"[" * 200000,
        "wrong-type": json.dumps({**good, "patient": 7}).encode(),
        "bad-utf8": json.dumps(good).encode().replace(b"Ana", b"\xff\xfe\xfd"),
        "other-format": json.dumps({**good, "format": "candor-visit-99"}).encode(),
    }
    with Folder() as folder:
        for name, content in bad.items():
            path = folder / f"{name}.json"
            path.write_bytes(content)
            for command in (["render", path, "--output", folder / "form.pdf"],
                            ["render", path, "--output", folder / "form.pdf", "--draft"],
                            ["verdict", path]):
                run = Run(*command).expect(1, name)
                assert len(run.err.splitlines()) == 1, run.err
        Run("verdict", folder / "nowhere.json").expect(1, "nowhere.json")
        Run("verdict", folder.path).expect(1)
        assert "form.pdf" not in folder.files()


def test_no_visit_and_no_procedure_at_all():
    """Catches the raw words of a library, and a refusal that does not say what to do."""
    visit = json.dumps(example()).encode()
    with Folder() as folder:
        for content, place, words in (
                (b"", "line 1, column 1", "the file is empty"),
                (b" \n", "line 2, column 1", "the file is empty"),
                (b"\xef\xbb\xbf" + visit, "line 1, column 1", "byte order mark"),
                (b"hello", "line 1, column 1", "this is no visit"),
                (INVENTED.read_bytes(), "line 1, column 1", "this is no visit"),
                (b"\x7fELF\x02\x01\x01\x00\x80", "line 1, column 8", "not valid UTF-8 text")):
            path = folder / "given"
            path.write_bytes(content)
            for command in ("render", "verdict", "care-sheet"):
                out = [] if command == "verdict" else ["-o", folder / "a.pdf"]
                run = Run(command, path, *out).expect(1, f"given, {place}: ", words)
                assert "take a copy that is whole" in run.err or "save it again" in run.err, run.err
        procedure = INVENTED.read_bytes()
        for content, place, words in (
                (b"", "line 1, column 1", "the file is empty"),
                (b"\xef\xbb\xbf" + procedure, "line 1, column 1", "byte order mark"),
                (visit, "line 1, column 1", "this is no procedure file"),
                (b"\x7fELF\x02\x01\x01\x00\x80", "line 1, column 1", "this is no procedure file"),
                (procedure[:1000], "line ", "the file ends here, in the middle of it"),
                (procedure.replace(b"</title>", b"</tittle>", 1), "line ", "not well-formed XML"),
                (procedure.replace(b"<title>", b"<title>\xc3\x28", 1), "line ", "UTF-8 text")):
            path.write_bytes(content)
            for command in (["blank-form", path, "-o", folder / "a.pdf"], ["lint", path]):
                run = Run(*command).expect(1, f"given, {place}", words)
                assert "copy that is whole" in run.err or "save" in run.err or "Put it right" in run.err, run.err
                assert "Document" not in run.err and "<book>" not in run.err, run.err
        assert "a.pdf" not in folder.files()


def test_procedure_not_found():
    with Folder() as folder:
        for name in ("no-such-thing", "../../etc/passwd", "a/b", "", "."):
            visit = {**example(), "procedure": name}
            run = Run("verdict", folder.visit(visit)).expect(1)
            assert len(run.err.splitlines()) == 1, run.err


def test_verdict():
    with Folder() as folder:
        visit = example()
        ready = Run("verdict", folder.visit(visit)).expect(0)
        verdict = json.loads(ready.out)
        assert verdict["verdict"] in ("CLEAR", "ASK")
        questions = set(visit["answers"]) & set(verdict["answers"])
        assert len(questions) > 3
        for question in questions:
            assert verdict["answers"][question]["verdict"] in ("CLEAR", "ASK", "WAIT", "STOP")

        stop = json.loads(Run("verdict", folder.visit(example("--outcome", "stop"))).out)
        assert stop["verdict"] == "STOP"


def test_verdict_on_a_day():
    """The glue question of the invented procedure asks to wait ten days."""
    with Folder() as folder:
        visit = copy.deepcopy(example())
        visit["answers"] = {"gh-glue": {"reply": "yes", "date": "2026-11-20"}}
        path = folder.visit(visit)
        before = json.loads(Run("verdict", path, "--on", "2026-11-21").expect(0).out)
        after = json.loads(Run("verdict", path, "--on", "2027-01-01").expect(0).out)
        assert before["answers"]["gh-glue"]["verdict"] == "WAIT", before
        assert before["answers"]["gh-glue"]["until"] == "2026-11-30", before
        assert before["on"] == "2026-11-21"
        assert after["answers"]["gh-glue"]["verdict"] == "CLEAR", after


def test_lint():
    run = Run("lint", REAL).expect(0)
    sections = REAL.read_text(encoding="utf-8").count("<section id=")
    assert sections > 10
    for word in ("grade", "SMOG", "longest", "words"):
        assert word in run.out
    # What it is, the heads of the columns, a line for each section and one for all, the care sheet.
    assert len(run.out.splitlines()) == sections + 4, run.out
    assert "all sections" in run.out
    assert "care sheet: 16 points on 2 pages of A4, 16 points on 2 pages of Letter" in run.out
    Run("lint", "--strict", REAL).expect(0)
    both = Run("lint", REAL, INVENTED).expect(0)
    assert "glimmer-brushing.xml" in both.out and "microneedling.xml" in both.out


def test_lint_warns():
    """What may be meant so is told, and does not make a file fail."""
    source = INVENTED.read_text(encoding="utf-8").replace("glimmer-brush.svg", "skin-layers.svg")
    assert "warning" not in Run("lint", INVENTED).expect(0).out
    assert "English only" in Run("lint", "--help").expect(0).out
    warnings = {
        "glimmer-brushing.xml": (source.replace("A soft brush", "A soft* brush", 1),
                                 r"line [1-9][0-9]*, column [1-9][0-9]*: warning: One star"),
        "other-name.xml": (source, r"other-name\.xml: warning: The id is .glimmer-brushing."),
        "GLIMMER-BRUSHING.xml": (source, r"warning: The id is .glimmer-brushing."),
    }
    with Folder() as folder:
        for name, (text, words) in warnings.items():
            path = folder / name
            path.write_text(text, encoding="utf-8")
            run = Run("lint", path).expect(0)
            assert run.out.count("warning: ") == 1 and re.search(words, run.out), run.out
        path = folder / "glimmer-brushing.xml"
        path.write_text(source.replace('language="en"', 'language="fr"', 1), encoding="utf-8")
        run = Run("lint", path)
        assert "for English only; this file is in “fr”" in run.out, run.out + run.err


def test_lint_finds():
    source = INVENTED.read_text(encoding="utf-8")
    faults = {
        "mixed scripts": source.replace("A soft brush", "A s\u043eft brush", 1),
        "forbidden": source.replace("Most arms shine a little.", "It is painless.", 1),
        "unknown element": source.replace("<key>", "<clef>", 1).replace("</key>", "</clef>", 1),
        "too hard": source.replace("Most arms shine a little.",
                                   "Seven little rabbits seldom wander under yellow summer "
                                   "flowers, never eating bitter paper. " * 5, 1),
        "too long": source.replace("Most arms shine a little.", "It is so. " * 40, 1),
        "hard word": source.replace("Most arms shine a little.", "Some get milia.", 1),
        "dangling": source.replace('sources="', 'sources="no-such-source ', 1),
        "cut off": source[:2000],
    }
    with Folder() as folder:
        for name, text in faults.items():
            assert text != source, name
            path = folder / "fault.xml"
            path.write_text(text, encoding="utf-8")
            run = Run("lint", path).expect(1)
            assert re.search(r"fault\.xml, line [1-9][0-9]*, column [1-9]", run.err), run.err
            assert Run("lint", INVENTED, path).code == 1
            assert Run("lint", path, INVENTED).code == 1
        path.write_text(source.replace('section="g-harms"', 'section="g-what"', 1),
                        encoding="utf-8")
        Run("lint", path).expect(1, "its risks")
        Run("lint", folder / "nowhere.xml").expect(1, "nowhere.xml")


def test_lint_translation():
    """The file of a translator is told by its name; each fault has its line, and a remark fails nothing."""
    po = ROOT / "po" / "es.po"
    run = Run("lint", po).expect(0)
    assert "INFLESZ, at least 65.0" in run.out and "all sections" in run.out, run.out
    assert "to mend: 0" in run.out, run.out
    text = po.read_text(encoding="utf-8")
    with Folder() as folder:
        path = folder / "es.po"
        # Without its glossary and its neighbours it says what nobody looked at, and that is no fault.
        path.write_text(text, encoding="utf-8")
        run = Run("lint", path).expect(0)
        assert "remark: There is no glossary.md" in run.out, run.out
        path.write_text(text.replace('msgstr "Siguiente"', 'msgstr ""', 1), encoding="utf-8")
        run = Run("lint", path).expect(1, "not translated")
        assert re.search(r"es\.po, line [1-9][0-9]*: ", run.err), run.err
        assert Run("lint", po, path).code == 1 and Run("lint", path, po).code == 1
        template = folder / "candor.pot"
        template.write_text(text + '\nmsgid "Brand new"\nmsgstr ""\n', encoding="utf-8")
        Run("lint", "--template", template, po).expect(1, "The source has “Brand new”")
        path.write_text('msgid "a\n', encoding="utf-8")
        Run("lint", path).expect(1, "line 1: the quotation mark")
        path.write_bytes(b"\xff\xfe")
        Run("lint", path).expect(1, "UTF-8")
        with open(path, "wb") as file:
            file.truncate((20 << 20) + 1)
        Run("lint", path).expect(1, "larger")
        Run("lint", folder / "nowhere.po").expect(1, "nowhere.po")


def test_closed_output():
    with open("/dev/full", "wb") as full:
        Run("example", "--procedure", INVENTED, stdout=full).expect(1)
    process = subprocess.run(
        ["/bin/bash", "-o", "pipefail", "-c", '"$0" example --procedure "$1" | true', CTL,
         str(INVENTED)], capture_output=True, check=False, timeout=120)
    assert process.returncode in (0, 1), process


if __name__ == "__main__":
    sys.exit(run_all(globals()))
