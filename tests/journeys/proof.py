# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Candor contributors
"""Holds what was filed against what was given: the record, its strokes, and the text of the form."""

import math
import subprocess
import unicodedata

# A pen's place is known to a fraction of a pixel; a mouse's to one.
NEAR_PEN = 1.0
NEAR_MOUSE = 1.5


def bare(text):
    """Text without what a layout adds or takes away: white space, soft hyphens, ligatures."""
    text = unicodedata.normalize("NFKC", text).replace("\u00ad", "")
    return "".join(letter for letter in text
                   if not letter.isspace() and unicodedata.category(letter) not in ("Cc", "Cf"))


def is_backward(text):
    """Whether it has letters that are written from the right, which no reader extracts reliably."""
    return any(unicodedata.bidirectional(letter) in ("R", "AL") for letter in text)


def stands_in(value, text, breaks=2):
    """Whether a value stands in a text, in one piece or broken by the end of a page."""
    if not value or value in text:
        return True
    if breaks == 0:
        return False
    low, high = 0, len(value)
    while low < high:  # the longest beginning that is there
        middle = (low + high + 1) // 2
        if value[:middle] in text:
            low = middle
        else:
            high = middle - 1
    return low >= 4 and stands_in(value[low:], text, breaks - 1)


def text_of(pdf):
    """The text of a PDF, in the order in which it is read."""
    done = subprocess.run(["pdftotext", "-enc", "UTF-8", pdf, "-"], stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, check=False)
    if done.returncode != 0:
        raise ValueError(f"{pdf}: {done.stderr.decode(errors='replace').strip()}")
    return done.stdout.decode("utf-8", errors="replace")


def at(record, place):
    """What stands in a record at a place such as patient.name or questions[0].reply."""
    value = record
    for part in place.replace("[", ".").replace("]", "").split("."):
        if isinstance(value, list):
            value = value[int(part)] if int(part) < len(value) else None
        elif isinstance(value, dict):
            value = value.get(part)
        else:
            return None
    return value


class Proof:
    """checks: [{what, passed}]; problems: sentences; notes: what could only be checked in part."""

    def __init__(self, record, text, mirrored=False):
        self.record = record
        self.mirrored = mirrored
        self.text = bare(text)
        self.checks = []
        self.problems = []
        self.notes = []

    def check(self, what, passed, problem):
        self.checks.append({"what": what, "passed": bool(passed)})
        if not passed:
            self.problems.append(problem)

    def value(self, place, value):
        """A value has to stand in the record at its place, and in the text of the form."""
        held = at(self.record, place)
        if place.startswith("answers.") and place.endswith(".detail") and isinstance(held, str):
            held = value
        self.check(f"{place} is in the record", held == value,
                   f"{place} is “{held}” in the record, where “{value}” was given.")
        self.in_text(place, [value])

    def in_text(self, what, ways):
        passed = any(stands_in(bare(way), self.text) for way in ways)
        if not passed and (self.mirrored or any(is_backward(way) for way in ways)):
            self.notes.append(f"{what}: text that is written from the right cannot be read back "
                              "from a PDF reliably; it was compared in the record only.")
            return
        self.check(f"{what} is in the form", passed,
                   f"{what} was given as “{ways[0]}” and is not in the text of the form.")

    def day(self, place, iso, words):
        held = at(self.record, place)
        self.check(f"{place} is in the record", held == iso,
                   f"{place} is “{held}” in the record, where “{iso}” was given.")
        self.in_text(place, [words, iso])

    # The parts of a visit

    def words(self, walker):
        for place, value in walker.typed.items():
            if place.endswith((".date", ".date_of_birth")):
                self.day(place, value, walker.language.day(value))
            elif place.startswith("signatures."):
                self.in_text(place, [value])
            else:
                self.value(place, value)

    def staff(self, answers):
        for name, value in answers.words["clinic"].items():
            self.in_text(f"clinic.{name}", [value])
        for name, value in answers.words["practitioner"].items():
            self.value(f"practitioner.{name}", value)

    def choices(self, walker):
        answers, record = walker.answers, self.record
        for question in walker.procedure.health:
            if question.kind == "text":
                continue
            reply = answers.replies[question.id]["reply"]
            held = at(record, "answers").get(question.id)
            held = held.get("reply") if isinstance(held, dict) else held
            self.check(f"answers.{question.id} is in the record", held == reply,
                       f"answers.{question.id} is {held} in the record, where {reply} was given.")
            self.in_text(f"the question {question.id}", [question.text])
        for check in walker.procedure.checks:
            for name in ("first", "latest"):
                held = at(record, f"check.{check.id}.{name}")
                given = answers.checks[check.id][name]
                self.check(f"check.{check.id}.{name} is in the record", held == given,
                           f"check.{check.id}.{name} is {held} in the record, where {given} was "
                           "given.")
        for key, value in answers.settled.items():
            if not value["note"]:
                held = at(record, f"settled.{key}.decision")
                self.check(f"settled.{key} is in the record", held == value["decision"],
                           f"settled.{key} is {held} in the record, where {value['decision']} was "
                           "given.")
        for name, given in answers.capacity.items():
            held = at(record, f"capacity.{name}")
            self.check(f"capacity.{name} is in the record", held is given,
                       f"capacity.{name} is {held} in the record, where {given} was given.")
        if walker.stopped:
            return
        held = record.get("decision")
        self.check("the decision is in the record", held == answers.decision,
                   f"The decision is {held} in the record, where {answers.decision} was given.")
        for statement in walker.procedure.statements if answers.decision == "agree" else ():
            held = at(record, f"statements.{statement.id}")
            given = answers.statements[statement.id]
            self.check(f"statements.{statement.id} is in the record", held is given,
                       f"statements.{statement.id} is {held} in the record, where {given} was "
                       "given.")
            self.in_text(f"the statement {statement.id}", [statement.text])

    def sections(self, walker):
        shown = self.record.get("shown", [])
        for section in walker.procedure.sections:
            if walker.stopped and section.place != "learn":
                continue
            self.check(f"the section {section.id} was shown", section.id in shown,
                       f"The section {section.id} is not among those that were shown.")
            self.in_text(f"the title of the section {section.id}", [section.title])

    def signatures(self, walker, device_for):
        held = {signature["role"]: signature for signature in self.record.get("signatures", [])}
        for role, signature in walker.answers.signatures.items():
            found = held.get(role)
            self.check(f"the {role} signed", found is not None,
                       f"The signature of the {role} is not in the record.")
            if found is None:
                continue
            self.check(f"the {role} signed with {signature['method']}",
                       found.get("method", "drawn") == signature["method"],
                       f"The {role} signed with {found.get('method')}, not with "
                       f"{signature['method']}.")
            self.in_text(f"the name of the {role}", [signature["name"]])
            if signature["method"] != "typed":
                self.strokes(role, signature, found, walker.signed[role], device_for)

    def strokes(self, role, signature, found, place, device_for):
        given, kept = signature["strokes"], found.get("strokes", [])
        self.check(f"every stroke of the {role} is in the record", len(kept) == len(given),
                   f"{len(given)} strokes of the {role} were drawn; the record has {len(kept)}.")
        for index, (one, other) in enumerate(zip(given, kept)):
            what = f"stroke {index + 1} of the {role}"
            points = other["points"]
            self.check(f"every point of {what} is in the record",
                       len(points) == len(one["points"]),
                       f"{what} was drawn with {len(one['points'])} points; the record has "
                       f"{len(points)}.")
            device = device_for(one["device"])
            self.check(f"{what} was drawn with the {device}", other.get("device") == device,
                       f"{what} was drawn with the {device}; the record says "
                       f"{other.get('device')}.")
            far = max((math.dist(place.on_pad(a), b[:2])
                       for a, b in zip(one["points"], points)), default=0.0)
            limit = NEAR_PEN if device != "mouse" else NEAR_MOUSE
            self.check(f"{what} lies where it was drawn", far <= limit,
                       f"A point of {what} lies {far:.1f} pixels away from where it was drawn.")
