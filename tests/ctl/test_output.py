# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Candor contributors
"""“-” is standard output wherever a command is told which file to write: a file of that name, which nobody
finds and which a careless command takes for an option, is what this is meant to catch."""

import json
import sys

from clinic_help import Clinic
from ctl_help import INVENTED, Folder, Run, example, run_all


def run_in(folder, *arguments, stdout=None):
    """Runs it in a folder, in which nothing may be new afterwards."""
    before = folder.files()
    run = Run(*arguments, cwd=folder / ".", **({} if stdout is None else {"stdout": stdout}))
    assert folder.files() == before, folder.files()
    return run


def test_pages():
    with Folder() as folder:
        path = folder.visit(example())
        for command, source in (("render", path), ("care-sheet", path), ("blank-form", INVENTED)):
            Run(command, source, "--output", folder / "kept.pdf").expect(0)
            shown = run_in(folder, command, source, "--output", "-").expect(0).bytes
            assert shown.startswith(b"%PDF-") and shown.rstrip().endswith(b"%%EOF"), shown[:20]
            assert len(shown) == len((folder / "kept.pdf").read_bytes())
        days = run_in(folder, "care-sheet", path, "--output", folder / "kept.pdf", "--calendar", "-")
        assert days.expect(0).bytes.startswith(b"BEGIN:VCALENDAR\r\n")
        run_in(folder, "care-sheet", path, "--output", "-", "--calendar", "-").expect(2, "its own name")
        # What could not be written in full is no success, and a file of the name is still to be had.
        with open("/dev/full", "wb") as full:
            run_in(folder, "render", path, "--output", "-", stdout=full).expect(1, "standard output")
        Run("render", path, "--output", "./-", cwd=folder / ".").expect(0)
        assert (folder / "-").read_bytes().startswith(b"%PDF-")


def test_records():
    with Clinic() as clinic:
        identity = clinic.commit(clinic.new_visit())
        store = ["--store", clinic.store, "--passphrase-file", clinic / "pass"]
        clinic.run("export", identity, "--output", clinic / "form.pdf", "--visit",
                   clinic / "filed.json").expect(0)
        shown = run_in(clinic, "export", *store, identity, "--output", "-").expect(0).bytes
        assert shown == (clinic / "form.pdf").read_bytes()
        assert clinic.log()[-1]["event"] == "export"
        (clinic / "form.pdf").unlink()
        run = Run("export", *store, identity, "--output", clinic / "form.pdf", "--visit", "-",
                  cwd=clinic / ".").expect(0)
        assert json.loads(run.out) == json.loads((clinic / "filed.json").read_bytes())
        run_in(clinic, "export", *store, identity, "--output", "-", "--visit", "-").expect(2)
        (clinic / "paper.key").write_text(clinic.key + "\n", encoding="utf-8")
        record = next(clinic.store.glob("records/*/*/*"))
        run = run_in(clinic, "recover", record, "--key-file", clinic / "paper.key", "--output", "-")
        assert len(run.expect(0).bytes) > 1000


def test_folders():
    with Folder() as folder:
        run_in(folder, "new-seal", "--name", "Lakeside", "--output", "-").expect(2, "No seal was made")


if __name__ == "__main__":
    sys.exit(run_all(globals()))
