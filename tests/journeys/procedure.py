# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Candor contributors
"""What a journey has to know of a procedure file, read by means of its own.

Only as much as it takes to answer its questions and to say what the application should make of the
answers. Whether the file is a good one is for the application to say.
"""

import datetime
import os
import re
import subprocess
import xml.etree.ElementTree as ElementTree
from dataclasses import dataclass, field

from language import ENGLISH, Language

MAX_BYTES = 8 * 1024 * 1024
REPLIES = ("yes", "no", "not-sure")
SEVERITY = ("clear", "ask", "wait", "stop")


class BadInput(Exception):
    """Something that was given cannot be used: one sentence for the person who gave it."""


@dataclass
class Section:
    id: str
    place: str
    title: str


@dataclass
class Check:
    id: str
    text: str
    options: list  # of (id, text)
    correct: str


@dataclass
class Rule:
    verdict: str = "clear"
    days: int = 0
    say: str = ""


@dataclass
class Health:
    id: str
    text: str
    kind: str
    detail: str
    date: str
    rules: dict  # reply: Rule

    @property
    def mildest(self):
        """The reply that stands in the way the least; "no" where several are as mild."""
        return min(("no", "yes", "not-sure"),
                   key=lambda reply: SEVERITY.index(self.rules[reply].verdict))


@dataclass
class Group:
    id: str
    title: str
    questions: list


@dataclass
class Statement:
    id: str
    text: str
    photograph: bool


@dataclass
class Procedure:
    id: str
    version: str
    title: str
    language: Language = ENGLISH  # that its words are in
    sources: list = field(default_factory=list)  # quoted in the language of their own
    sections: list = field(default_factory=list)
    checks: list = field(default_factory=list)
    ages: list = field(default_factory=list)  # of (below, verdict, say)
    groups: list = field(default_factory=list)
    care: dict = field(default_factory=dict)  # phase: [text]
    warnings: list = field(default_factory=list)
    statements: list = field(default_factory=list)

    def at(self, place):
        return [section for section in self.sections if section.place == place]

    @property
    def health(self):
        return [question for group in self.groups for question in group.questions]

    @property
    def adult(self):
        """An age that no rule speaks of."""
        return max([40] + [below + 5 for below, _, _ in self.ages])


# A word that can be tapped, in the form that its sentence needs, and as it stands in the glossary.
BENT = re.compile(r"\*([^*|]*)\|[^*|]*\*")


def plain(text):
    """Words without the light markup, in one line."""
    return " ".join(BENT.sub(r"\1", text or "").replace("*", "").split())


def words(element, name):
    return plain(element.findtext(name))


def read_rules(element):
    rules = {reply: Rule() for reply in REPLIES}
    given = set()
    for when in element.findall("when"):
        reply = when.get("answer")
        if reply not in REPLIES or when.get("verdict") not in SEVERITY:
            continue  # the application will say so
        given.add(reply)
        days = when.get("days", "0")
        rules[reply] = Rule(when.get("verdict"), int(days) if days.isdigit() else 0,
                            plain(when.text))
    # Nobody has to know: where another reply matters, not being sure is talked about.
    if "not-sure" not in given and any(rule.verdict != "clear" for rule in rules.values()):
        rules["not-sure"] = Rule("ask")
    return rules


def read_health(element):
    return Health(element.get("id", ""), words(element, "text"), element.get("kind", "choice"),
                  words(element, "detail"), words(element, "date"), read_rules(element))


def read_check(element):
    options = [(option.get("id", ""), plain(option.text)) for option in element.findall("option")]
    correct = next((option.get("id", "") for option in element.findall("option")
                    if option.get("correct") == "yes"), None)
    if not options or correct is None:
        raise BadInput(f"the check question {element.get('id')} has no correct option")
    return Check(element.get("id", ""), words(element, "text"), options, correct)


def read_bytes(path, limit):
    try:
        with open(path, "rb") as file:
            data = file.read(limit + 1)
    except OSError as error:
        raise BadInput(f"{path}: {error.strerror or error}") from None
    if len(data) > limit:
        raise BadInput(f"{path}: this file is too large")
    return data


def read_procedure(path, language=ENGLISH):
    """Reads a procedure file as it is read in a language; BadInput when it is not even one."""
    try:
        root = ElementTree.fromstring(read_bytes(path, MAX_BYTES))
    except ElementTree.ParseError as error:
        raise BadInput(f"{path}: this is not XML: {error}") from None
    if root.tag != "procedure" or not root.get("id"):
        raise BadInput(f"{path}: this is not a procedure file: it has to begin with "
                       "<procedure id=\"…\">")
    language.translate(root)
    self = Procedure(root.get("id"), root.get("version", ""), words(root, "title"), language)
    self.sources = [plain(element.text) for element in root.findall("sources/source")]
    for element in root.findall("section"):
        self.sections.append(Section(element.get("id", ""), element.get("place", "learn"),
                                     words(element, "title")))
    self.checks = [read_check(element) for element in root.findall("check/question")]
    for element in root.findall("health/age"):
        if element.get("below", "").isdigit():
            self.ages.append((int(element.get("below")), element.get("verdict"),
                              plain(element.text)))
    for element in root.findall("health/group"):
        self.groups.append(Group(element.get("id", ""), words(element, "title"),
                                 [read_health(child) for child in element.findall("question")]))
    for element in root.findall("care/step"):
        self.care.setdefault(element.get("phase"), []).append(words(element, "text"))
    self.warnings = [plain(element.text) for element in root.findall("warnings/warning")]
    for element in root.findall("statements/statement"):
        self.statements.append(Statement(element.get("id", ""), plain(element.text),
                                         element.get("photograph") == "yes"))
    return self


def ask_candorctl(tool, path):
    """BadInput when Candor itself cannot load the file: then whatever the answers say about it is
    not at fault. Where the tool was not built, the application says so later."""
    if not os.access(tool, os.X_OK):
        return
    done = subprocess.run([tool, "lint", path], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                          check=False)
    words = done.stderr.decode("utf-8", "replace").strip().removeprefix("candorctl: ")
    # A file that is only badly worded is measured all the same.
    if done.returncode != 0 and not done.stdout and os.path.basename(path) in words:
        raise BadInput(f"the procedure file cannot be used: {words}")


def years_before(day, years):
    """The same day so many years earlier; the first of March for a 29th of February."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return datetime.date(day.year - years, 3, 1)


def age_on(born, day):
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def judge_age(procedure, born, on):
    """The strictest rule that holds for somebody's age on a day, as a Rule."""
    age = age_on(born, on)
    found = Rule()
    for below, verdict, say in procedure.ages:
        if age < below and SEVERITY.index(verdict) > SEVERITY.index(found.verdict):
            found = Rule(verdict, 0, say)
    return found


def judge(question, reply, given, started, on):
    """(verdict, first day or None) of a reply, from nothing but the file: the journey's own sum.

    given: the day that the answer names, if any. A day still to come is a slip of the finger.
    """
    rule = question.rules[reply]
    if rule.verdict != "wait":
        return rule.verdict, None
    until = (given if given and given < started else started) + datetime.timedelta(rule.days)
    return ("wait" if on < until else "clear"), until
