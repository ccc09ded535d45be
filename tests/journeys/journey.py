# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Candor contributors
"""One run: display, application and walker together, and what came of them."""

import json
import os
import subprocess
import time

import a11y
import proof
from display import Display, DisplayError
from focus import FocusHands, hands_for
from hands import MAX_PICTURES, Stuck
from walker import Incomplete, Walker

CLINIC = """[clinic]
name={name}
address={address}
phone={phone}
emergency={emergency}
language={language}

[practitioner 1]
name={practitioner}
role={role}
registration={registration}
"""

# Nobody's: the store is made for one journey.
PASSPHRASE = "seven invented lake stones"

TROUBLE = ("-WARNING **", "-CRITICAL **", "-ERROR **", "ERROR: AddressSanitizer",
           "ERROR: LeakSanitizer", "runtime error:")


def escaped(text):
    """A value of a key file."""
    return (text.replace("\\", "\\\\").replace("\r", "").replace("\n", "\\n")
            .replace("\t", "\\t"))


def open_display(kind, size, tell=print):
    """A display with a pen where one can be had."""
    if kind in ("auto", "xorg"):
        try:
            display = Display("xorg", *size)
            return display.start()
        except (DisplayError, OSError, StopIteration) as error:
            if kind == "xorg":
                raise DisplayError(f"the display with a pen does not start: "
                                   f"{str(error).splitlines()[0]}") from None
            tell("There is no display with a pen here; signatures are drawn with the mouse, so "
                 "without pressure.")
    return Display("xvfb", *size).start()


class Journey:
    def __init__(self, candor, procedure_path, procedure, answers, output, size, kind,
                 dark=False, time_limit=900, tell=print, hands=hands_for, walker=Walker,
                 last_look=None, pictures_each=MAX_PICTURES):
        """last_look: called with the display while the application still stands on its last page,
        locked. The language of the procedure's words is that of the clinic and of the patient."""
        self.candor = candor
        self.procedure_path = procedure_path
        self.procedure = procedure
        self.answers = answers
        self.output = output
        self.size = size
        self.kind = kind
        self.dark = dark
        self.time_limit = time_limit
        self.tell = tell
        self.log = os.path.join(output, "candor.log")
        self.make_hands = hands
        self.make_walker = walker
        self.last_look = last_look
        self.pictures_each = pictures_each
        self.language = procedure.language.code
        self.walker = None
        self.hands = None
        self.checks = []
        self.notes = []
        self.problems = []
        self.outcome = None
        self.verdict = None
        self.display_kind = None

    @property
    def pages(self):
        return self.walker.pages if self.walker is not None else []

    def write_clinic(self):
        words = {name: escaped(value) for name, value in self.answers.words["clinic"].items()}
        people = {name: escaped(value)
                  for name, value in self.answers.words["practitioner"].items()}
        path = os.path.join(self.output, "clinic.ini")
        with open(path, "w", encoding="utf-8") as file:
            file.write(CLINIC.format(practitioner=people["name"], role=people["role"],
                                     registration=people["registration"], language=self.language,
                                     **words))
        return path

    def ctl(self, *arguments):
        """Runs the tool without a display; returns what it printed."""
        done = subprocess.run([self.tool, *arguments], stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE, check=False)
        if done.returncode != 0:
            raise Stuck(f"candorctl {arguments[0]}: "
                        f"{done.stderr.decode(errors='replace').strip()}")
        return done.stdout.decode()

    def make_store(self, folder):
        """A store as a clinic has it, in which the practitioner is the one member of staff."""
        self.store = os.path.join(folder, "store")
        self.secret = os.path.join(folder, "passphrase")
        with open(self.secret, "w", encoding="utf-8") as file:
            file.write(PASSPHRASE + "\n")
        self.ctl("init", "--store", self.store, "--passphrase-file", self.secret,
                 "--staff", self.answers.words["practitioner"]["name"],
                 "--clinic", self.answers.words["clinic"]["name"])

    # Words of warnings that are not the application's fault. Where there are any, no warning ends it,
    # and every other one is still found in what it printed.
    not_ours = ()

    def start(self, display):
        """Starts the application; every warning ends it."""
        self.display_kind = display.kind
        environment = {} if self.not_ours else {"G_DEBUG": "fatal-warnings"}
        if self.dark:
            environment["ADW_DEBUG_COLOR_SCHEME"] = "prefer-dark"
        with open(self.log, "wb") as log:
            process = display.run(
                [self.candor, "--procedure", self.procedure_path, "--clinic", self.write_clinic(),
                 "--store", self.store], env=environment, stdout=log, stderr=log)
        app = a11y.App(display, process)
        self.hands = self.make_hands(display, app, self.output)
        self.hands.deadline = time.monotonic() + self.time_limit
        self.hands.pictures_each = self.pictures_each
        if isinstance(self.hands, FocusHands):
            self.tell("This version of GTK tells wrongly where things are; they are pressed with "
                      "the keyboard.")
        self.walker = self.make_walker(self.hands, self.procedure, self.answers, self.tell)
        self.walker.passphrase = PASSPHRASE

    @property
    def tool(self):
        """The tool without a display, as it was built with the application."""
        return os.environ.get("CANDORCTL") or os.path.join(os.path.dirname(self.candor),
                                                           "candorctl")

    def check_store(self, form, found):
        """Whether the form carries the clinic's seal, and the store is whole, for anybody."""
        certificate = os.path.join(self.output, "certificate.pem")
        with open(certificate, "w", encoding="utf-8") as file:
            file.write(self.ctl("certificate", "--store", self.store))
        for what, arguments in (
                ("the filed form is sealed, and whole",
                 ("verify", form, "--certificate", certificate)),
                ("the store and its log are whole", ("audit", "--store", self.store))):
            done = subprocess.run([self.tool, *arguments], stdout=subprocess.PIPE,
                                  stderr=subprocess.STDOUT, check=False)
            found.check(what, done.returncode == 0,
                        f"It does not hold that {what}: {done.stdout.decode().strip()}")

    def refusal(self):
        """What the application said on its way out or on its error page, or None."""
        for line in self.log_lines():
            if line.startswith("candor: "):
                return line[len("candor: "):]
        return None

    def log_lines(self):
        try:
            with open(self.log, encoding="utf-8", errors="replace") as file:
                return [line.strip() for line in file if line.strip()]
        except OSError:
            return []

    def trouble(self):
        return next((line for line in self.log_lines()
                     if any(word in line for word in TROUBLE)
                     and not any(word in line for word in self.not_ours)), None)

    def collect(self):
        """Takes out what was filed, and holds it against what was given."""
        key = ("--store", self.store, "--passphrase-file", self.secret)
        records = json.loads(self.ctl("list", *key, "--json"))
        if len(records) != 1:
            raise Stuck(f"one record should be filed, but there are {len(records)}")
        if os.listdir(os.path.join(self.store, "drafts")):
            raise Stuck("a draft of the filed visit is still there")
        form = os.path.join(self.output, "consent.pdf")
        record = os.path.join(self.output, "visit.json")
        self.ctl("export", records[0]["id"], *key, "--output", form, "--visit", record)
        with open(record, encoding="utf-8") as file:
            content = json.load(file)
        self.outcome = "stop" if self.walker.stopped else content.get("decision")
        found = proof.Proof(content, proof.text_of(form), mirrored=self.language == "ar")
        for folder, _, names in os.walk(os.path.join(self.store, "records")):
            for name in names:
                mode = os.stat(os.path.join(folder, name)).st_mode & 0o777
                found.check(f"{name} is for its owner alone", mode == 0o600,
                            f"A filed file has the mode {mode:04o}, not 0600.")
        for name in ("language", "clinic_language"):
            found.check(f"{name} is in the record", content.get(name) == self.language,
                        f"{name} is {content.get(name)} in the record, not {self.language}.")
        found.staff(self.answers)
        found.words(self.walker)
        found.choices(self.walker)
        found.sections(self.walker)
        found.signatures(self.walker, self.hands.device_for)
        self.ask_candorctl(record, found)
        self.check_store(form, found)
        self.checks, self.notes = found.checks, found.notes
        self.problems += found.problems

    def ask_candorctl(self, record, found):
        """The verdict of the tool without a display."""
        done = subprocess.run([self.tool, "verdict", "--procedure", self.procedure_path, record],
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False)
        try:
            self.verdict = json.loads(done.stdout)
        except ValueError:
            return
        for item in self.walker.verdicts:
            said = self.verdict.get("answers", {}).get(item["id"], {}).get("verdict")
            if said is not None and self.answers.moved_to is None:
                found.check(f"candorctl and the screen agree about {item['id']}",
                            said.lower() == item["shown"],
                            f"candorctl says {said} about {item['id']}; the screen showed "
                            f"{item['shown']}.")

    def results(self):
        names = [path for page in self.pages for path in page["pictures"]]
        names += [os.path.join(self.output, name) for name in
                  ("consent.pdf", "visit.json", "report.json")]
        return [path for path in names if os.path.exists(path)]

    def report(self, status, sentence, seconds):
        walker = self.walker
        return {
            "result": "passed" if status == 0 else "failed",
            "problem": sentence,
            "problems": self.problems,
            "procedure": {"id": self.procedure.id, "version": self.procedure.version},
            "display": {"kind": self.display_kind, "size": list(self.size),
                        "pen": self.display_kind == "xorg"},
            "seconds": round(seconds, 1),
            "outcome": self.outcome,
            "pages": [{**page, "pictures": [os.path.basename(path) for path in page["pictures"]]}
                      for page in self.pages],
            "verdicts": walker.verdicts if walker is not None else [],
            "candorctl_verdict": self.verdict,
            "defaults": [{"place": place, "value": value} for place, value in
                         self.answers.defaults],
            "notes": self.answers.notes + self.notes,
            "signatures": {role: place.describe() for role, place in
                           (walker.signed if walker is not None else {}).items()},
            "checks": self.checks,
        }


def run_journey(journey):
    """Walks; returns (status, one sentence or None)."""
    display = open_display(journey.kind, journey.size, journey.tell)
    try:
        data = os.path.join(display.folder, "data")
        os.mkdir(data, 0o700)
        try:
            journey.make_store(data)
            journey.start(display)
            journey.walker.walk()
            journey.collect()
            if journey.last_look is not None:
                journey.last_look(display)
        except (Stuck, a11y.NotFound, a11y.Gone, ValueError) as error:
            return failure(journey, error)
    finally:
        display.stop()
    trouble = journey.trouble()
    if trouble:
        return 1, f"the application printed: {trouble}"
    journey.problems = journey.walker.problems + journey.problems
    if journey.problems:
        more = len(journey.problems) - 1
        return 1, journey.problems[0] + (f" (and {more} more, see report.json)" if more else "")
    return 0, None


def failure(journey, error):
    """What went wrong, as near to its cause as can be told."""
    trouble = journey.trouble()
    if journey.hands is not None:
        try:
            page = journey.walker.page
            journey.hands.picture(f"{len(journey.pages) + 1:02d}-{page}-stuck")
            journey.pages.append({"id": page, "title": "", "pictures":
                                  [path for path in journey.hands.pictures if "-stuck" in path]})
        except Exception:  # the window may be gone; the first error is the one to tell
            pass
    if trouble:
        return 1, f"the application printed: {trouble}"
    refused = journey.refusal()
    if refused is not None and not journey.pages[1:]:
        return 2, f"the application refuses: {refused}"
    if isinstance(error, Incomplete):
        return 1, str(error)
    where = f"on the page “{journey.walker.page}”: " if journey.walker is not None else ""
    return 1, where + str(error)
