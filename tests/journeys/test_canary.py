#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Candor contributors
"""A whole journey with words that stand nowhere else, which are then looked for everywhere.

Catches a draft, a cache, a list of recent files, a log line, a temporary file or a core dump in
which something of a patient stands in clear. That the search would see it is shown with files that
are planted, and with the memory of the application before it is locked.
"""

import contextlib
import json
import os
import resource
import signal
import subprocess
import sys
import tempfile
import time

sys.dont_write_bytecode = True

import canary  # noqa: E402
import tap  # noqa: E402
from answers import Answers  # noqa: E402
from journey import Journey, run_journey  # noqa: E402
from printer import Printer  # noqa: E402
from procedure import read_procedure  # noqa: E402
from tap import expect  # noqa: E402
from walker import Walker  # noqa: E402

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
GLIMMER = os.path.join(ROOT, "tests", "data", "procedures", "glimmer-brushing.xml")
CANDOR = os.environ.get("CANDOR", os.path.join(ROOT, "build", "src", "candor"))

NAME = "Quillonia Zephyrbrandt"
WORDS = {"the name": NAME, "a part of the name": "Zephyrbrandt", "the goal": "marzipan lighthouse",
         "a detail": "thistledown varnish", "a question": "Do badgers waltz",
         "a reply": "Only on Wednesdays", "the practitioner's note": "ochre xylophone"}
VISIT = {
    "patient": {"name": NAME, "date_of_birth": "1987-06-05",
                "goal": "I want to shine like a marzipan lighthouse."},
    "answers": {"gh-glue": {"reply": "yes", "detail": "thistledown varnish", "date": "2026-01-20"}},
    "questions": [{"question": "Do badgers waltz?", "reply": "Only on Wednesdays."}],
    "talk": {"note": "We spoke of an ochre xylophone."},
}

# Where the person who runs this lives: read before the journey's own home takes its place.
OWN_FOLDERS = [os.path.realpath(folder) for folder in
               (os.environ.get("HOME"), "/tmp", tempfile.gettempdir(), "/dev/shm",
                "/var/spool/cups", os.environ.get("XDG_RUNTIME_DIR"),
                os.environ.get("XDG_CACHE_HOME"),
                os.environ.get("XDG_CONFIG_HOME"), os.environ.get("XDG_DATA_HOME"))
               if folder and os.path.isdir(folder)]


def needles_of_words():
    return {what: needle for words in WORDS.values()
            for what, needle in canary.ways_to_write(words).items()}


class WatchedWalker(Walker):
    """Looks into the application's memory on the last page before the tablet is locked."""

    def arrive(self, page, title=None):
        super().arrive(page, title)
        if page == "take-home":
            self.open_memory = canary.in_memory(self.hands.app.process.pid, needles_of_words())
            self.print_form()

    def print_form(self):
        """The patient's copy: its bytes go through the print service."""
        self.press("Print copies for the patient")
        self.press("Print the form")
        self.hands.wait(lambda scene: scene.find(name="Printed"), "the word “Printed”", 60)


class PrintingJourney(Journey):
    """One whose application finds a printer. GTK warns where no service manages its colours."""

    printer = None
    not_ours = ("colord",)

    def start(self, display):
        display.env["CUPS_SERVER"] = self.printer.server
        display.env.pop("G_DEBUG", None)
        super().start(display)


class Canary:
    """One journey, and what was found after it."""

    def __init__(self, folder):
        self.folder = folder
        self.output = os.path.join(folder, "output")
        # Where the application works, and would leave a core.
        self.crash = os.path.join(folder, "crash")
        # A printer, its service's queue, and its paper.
        self.paper_folder = os.path.join(folder, "printing")
        os.mkdir(self.output)
        os.mkdir(self.crash)
        os.mkdir(self.paper_folder)
        self.since = time.time() - 1
        self.problem = "the journey never came to its end"

    def play(self):
        allow_cores()
        os.chdir(self.crash)
        procedure = read_procedure(GLIMMER)
        self.journey = PrintingJourney(
            candor=CANDOR, procedure_path=GLIMMER, procedure=procedure,
            answers=Answers(procedure, VISIT), output=self.output, size=(1280, 800), kind="auto",
            time_limit=1500, tell=lambda _: None, walker=WatchedWalker, last_look=self.look,
            pictures_each=1)
        with Printer(self.paper_folder) as self.journey.printer:
            status, sentence = run_journey(self.journey)
        expect(status == 0, f"the journey ended with {status}: {sentence}")

    def look(self, display):
        """The tablet is locked; the record is filed, and was taken out into the output folder."""
        self.needles = needles_of_words()
        with open(os.path.join(self.output, "visit.json"), encoding="utf-8") as file:
            record = json.load(file, parse_float=str, parse_int=str)
        for signature in record["signatures"]:
            points = signature["strokes"][0]["points"]
            self.needles.update(canary.ways_to_note(points[len(points) // 2]))
        time.sleep(2)  # what is done in a thread after the lock comes to its end

        process = self.journey.hands.app.process
        self.memory = canary.in_memory(process.pid, self.needles)
        os.kill(process.pid, signal.SIGABRT)
        _, self.ending = os.waitpid(process.pid, 0)

        self.places = [display.folder, *OWN_FOLDERS, self.crash, self.journey.printer.kept]
        self.found, self.files = self.search()
        self.wrapped = (canary.wrapped(display.folder, self.since)
                        + canary.wrapped(self.journey.printer.kept, self.since))
        self.plant(display)

    def search(self):
        return canary.in_folders(self.places, self.since, self.needles,
                                 apart=(self.output, self.journey.printer.paper))

    def plant(self, display):
        """Puts each trace into a file in each kind of place, and searches once more."""
        self.missed, self.planted = [], 0
        with contextlib.ExitStack() as stack:
            files = []
            for folder in (os.path.join(display.env["HOME"], ".local", "share"),
                           display.env["XDG_RUNTIME_DIR"], display.env["TMPDIR"], "/tmp",
                           self.crash, os.path.join(self.journey.store, "drafts"),
                           os.path.join(self.journey.printer.kept, "spool")):
                for what, data in self.needles.items():
                    file = stack.enter_context(
                        tempfile.NamedTemporaryFile(prefix="planted-", dir=folder))
                    file.write(b"\0" * 4097 + data + b"\xff" * 11)
                    file.flush()
                    files.append(f"{file.name} has {what}")
            pdf = stack.enter_context(tempfile.NamedTemporaryFile(dir=display.env["TMPDIR"]))
            pdf.write(b"%PDF-1.7\n")
            pdf.flush()
            found = set(self.search()[0])
            self.planted = len(files)
            self.missed = [line for line in files if line not in found]
            if canary.wrapped(display.folder, self.since) != [f"{pdf.name} is a PDF"]:
                self.missed.append(f"{pdf.name} is a PDF")


def allow_cores():
    """As large a core dump as this machine allows; the application has to forbid it by itself."""
    _, hard = resource.getrlimit(resource.RLIMIT_CORE)
    if os.geteuid() == 0:
        hard = resource.RLIM_INFINITY
    resource.setrlimit(resource.RLIMIT_CORE, (hard, hard))


def the_journey_ends_well(found):
    found.play()
    found.problem = None


def need_journey(found):
    expect(found.problem is None, found.problem)


def no_file_tells(found):
    need_journey(found)
    expect(not found.found, "; ".join(found.found[:10]))
    expect(found.files > 5, f"only {found.files} files were read")
    return f"{found.files} files were read for {len(found.needles)} traces"


def the_form_was_printed(found):
    """Byte for byte: or the queue was empty because nothing ever was in it."""
    need_journey(found)
    with open(found.journey.printer.paper, "rb") as paper, \
            open(os.path.join(found.output, "consent.pdf"), "rb") as form:
        expect(paper.read() == form.read(), "the paper is not the form that was filed")


def nothing_is_left_wrapped(found):
    need_journey(found)
    expect(not found.wrapped, "; ".join(found.wrapped))


def planted_files_are_found(found):
    need_journey(found)
    expect(found.planted > 0 and not found.missed, f"not found: {found.missed[:10]}")
    return f"{found.planted} planted traces were found"


def no_core_is_written(found):
    need_journey(found)
    expect(os.WIFSIGNALED(found.ending) and os.WTERMSIG(found.ending) == signal.SIGABRT,
           f"the application ended with {found.ending:#x}, not by SIGABRT")
    expect(not os.WCOREDUMP(found.ending), "the kernel wrote a core")
    expect(os.listdir(found.crash) == [], f"there is {os.listdir(found.crash)}")
    # The same for a program that forbids nothing: there has to be a core, or this proves little.
    with tempfile.TemporaryDirectory(dir=found.folder) as folder:
        other = subprocess.Popen(["sleep", "60"], cwd=folder)
        time.sleep(0.2)
        other.send_signal(signal.SIGABRT)
        _, ending = os.waitpid(other.pid, 0)
    if os.geteuid() == 0:
        expect(os.WCOREDUMP(ending), "not even another program leaves a core here")
    elif not os.WCOREDUMP(ending):
        return "no program of this user leaves a core here, so that this case says little"
    return None


def memory_is_told(found):
    """Counted and told, and no more: the words are still in the memory of the process after the lock,
    and why is not known yet. That no core is written of it, another case asserts."""
    need_journey(found)
    before = sum(found.journey.walker.open_memory.values())
    expect(before > 0, "the words were not in the memory of the application during the visit")
    left = {what: count for what, count in found.memory.items() if count}
    return f"{before} traces before, {sum(left.values())} after the lock: {left}"


def main():
    plan = tap.Plan()
    with tempfile.TemporaryDirectory(prefix="candor-canary-") as folder:
        found = Canary(os.path.realpath(folder))
        for case in (the_journey_ends_well, the_form_was_printed, no_file_tells,
                     nothing_is_left_wrapped, planted_files_are_found, no_core_is_written,
                     memory_is_told):
            plan.case(case.__name__.replace("_", " "), case, found)
        os.chdir("/")
    return plan.end()


if __name__ == "__main__":
    sys.exit(main())
