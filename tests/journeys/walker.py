# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Candor contributors
"""Goes through a whole visit, page by page, as the answers say."""

import datetime
import time

import a11y
from hands import Stuck
from scene import words_of

# All words that stand here are those of the source. What the application makes of them in the language
# of the journey is for Language.say () to tell.
REPLIES = {"yes": "Yes", "no": "No", "not-sure": "Not sure"}
# In the context “decision”: there a No is no answer to a question.
DECISIONS = {"agree": "Agree", "not-now": "Not now", "no": "No"}
SETTLED = {"proceed": "Go ahead", "postpone": "Postpone", "decline": "Do not treat"}
CAPACITY = {
    "understands": "Does the patient understand what the treatment is and what can go wrong?",
    "remembers": "Does the patient remember it long enough to decide?",
    "weighs": "Does the patient weigh what speaks for it and against it?",
    "communicates": "Can the patient make a decision known, in any way?",
}
# The words that stand over what an answer means, in front of the procedure's own words.
NOTE_TITLES = {"stop": "Not today", "wait": "Better to wait until %s",
               "ask": "We will talk about this"}
VERDICT_TITLES = {"Not today": "stop", "It is better to wait": "wait",
                  "We will talk about some answers": "ask",
                  "Thank you for your answers": "clear"}
TITLES = {
    "welcome": "Welcome", "goal": "What do you hope for?", "check": "Did we explain it well?",
    "before": "Before your treatment", "after": "After your treatment",
    "warnings": "When to call for help", "questions": "Your questions",
    "handover": "Please give the tablet to your practitioner",
    "talk-answers": "The patient’s answers",
    "talk-understanding": "What was not clear at first",
    "talk-questions": "The patient’s questions", "talk-capacity": "This patient",
    "talk-sign": "Sign for the talk", "handback": "Please give the tablet back to the patient",
    "decision": "Your decision", "statements": "What you agree to", "photographs": "Photographs",
    "sign-interpreter": "The interpreter signs", "sign-witness": "The witness signs",
    "form": "Read your form", "file": "Give the tablet back", "take-home": "Thank you",
}
OBSTACLES = (
    "You cannot agree yet: your answers mean that it is better to wait until %s. Your practitioner "
    "can choose a later day with you.",
    "You cannot agree today: your practitioner found a reason not to go ahead today, and told you "
    "about it.",
    "You cannot agree today: your practitioner wants you to have more time, or more help, with this "
    "decision.",
)

# Seconds. Whoever goes on sooner after a page has come is taken for somebody who pressed twice on the
# page before; a quarter of a second is the application's own measure.
READING_TIME = 0.35


class Incomplete(Stuck):
    """The application does not let the visit go on, and says why."""


def typed_day(iso):
    """A day as somebody types it."""
    day = datetime.date.fromisoformat(iso)
    return f"{day.day:02d} {day.month:02d} {day.year}"


def is_button(thing):
    return thing.role in (a11y.Role.PUSH_BUTTON, a11y.Role.TOGGLE_BUTTON,
                          a11y.Role.RADIO_BUTTON, a11y.Role.CHECK_BOX)


def is_field(thing):
    return thing.role in (a11y.Role.TEXT, a11y.Role.ENTRY) and thing.was(a11y.State.EDITABLE)


class Walker:
    def __init__(self, hands, procedure, answers, tell=print):
        self.hands = hands
        self.procedure = procedure
        self.language = procedure.language
        self.say = self.language.say
        self.way_on = self.say("next", context="way on")  # said after the name of that button
        self.answers = answers
        self.tell = tell
        self.pages = []  # of {id, title, pictures}
        self.verdicts = []  # of {id, reply, expected, shown}
        self.problems = []
        self.signed = {}  # role: how the strokes were placed
        self.typed = {}  # place in the visit: what stood in the field in the end
        self.stopped = False
        self.page = "staff"
        self.heading = None  # of the page that is on the screen
        self._scene = None  # the look that saw the last page go
        self._seen = 0.0  # when the page was there, by the clock that only goes on
        self.passphrase = ""

    # Finding

    def card(self, scene, name, nth=0):
        """The group of this name that holds the answers to it."""
        found = [thing for thing in scene.find_all(name=name)
                 if thing.role != a11y.Role.LABEL and thing.children]
        return found[nth] if nth < len(found) else None

    def button_in(self, name, label, nth=0):
        """Finds a button with a label on the card of a name."""
        def find(scene):
            card = self.card(scene, name, nth)
            return card and scene.find(name=label, under=card, match=is_button)
        return find

    def field_in(self, name, label, nth=0):
        def find(scene):
            card = self.card(scene, name, nth)
            return card and scene.find(name=label, under=card, match=is_field)
        return find

    @staticmethod
    def named(label, match):
        return lambda scene: scene.find(name=label, match=match)

    def field(self, label):
        return self.named(label, is_field)

    # Doing

    def press(self, label):
        self.hands.click(self.named(label, is_button), f"the button “{label}”")

    def choose(self, question, label, nth=0):
        self.hands.choose(self.button_in(question, label, nth),
                          f"the answer “{label}” to “{words_of(question)}”")

    def tick(self, label):
        self.hands.choose(self.named(label, is_button), f"the box “{words_of(label)}”")

    def write(self, place, find, label, text):
        self.typed[place] = self.hands.write(find, text, f"the field “{words_of(label)}”")

    def fill(self, place, label, text):
        """Writes into the field that the source calls so."""
        label = self.say(label)
        self.write(place, self.field(label), label, text)

    def yes_or_no(self, held):
        return self.say("Yes" if held else "No")

    def unlock(self, page, title):
        """Types the passphrase where the tablet asks for it, and goes on with the Enter key."""
        self.page = page
        title = words_of(title)
        self.hands.wait(lambda scene: any(thing.name == title for thing in scene.headings()),
                        f"the page “{title}”", scene=self._last_look())
        self.hands.settle()
        self.heading = title
        self.take_picture(page)
        self.hands.type_secret(
            lambda scene: scene.find(match=lambda thing: thing.role == a11y.Role.PASSWORD_TEXT),
            self.passphrase, "the field for the passphrase")

    # Pages

    def title(self, scene):
        heading = next((thing for thing in scene.headings() if thing.name), None)
        return heading.name if heading is not None else ""

    def arrive(self, page, title=None):
        """Waits until a page is there, with the heading that belongs to it."""
        self.page = page
        title = words_of(title if title is not None
                         else self.say(TITLES[page.rstrip("-0123456789")]))
        self.heading = title

        def find(scene):
            return any(thing.name == title for thing in scene.headings())

        try:
            self.hands.wait(find, f"the page “{title}”", scene=self._last_look())
        except Stuck:
            raise Stuck(f"the page “{title}” was expected, but the application shows "
                        f"“{self.title(self.hands.look())}”") from None
        self._seen = time.monotonic()
        self.hands.settle()

    def _last_look(self):
        """The look that saw the last page go, once: whoever comes later looks anew."""
        scene, self._scene = self._scene, None
        return scene

    def take_picture(self, page):
        first = len(self.hands.pictures)
        name = f"{len(self.pages) + 1:02d}-{page}"
        self.hands.picture(name)
        title = self.heading or self.title(self.hands.look())
        self.pages.append({"id": page, "title": title,
                           "pictures": self.hands.pictures[first:]})
        self.tell(f"{name}: {title}")

    def state(self, scene):
        """What tells one page from the next."""
        bar = next((thing for thing in scene.find_all(role=a11y.Role.PROGRESS_BAR)), None)
        return (self.title(scene), round(bar.value or 0, 6) if bar else None)

    def leave(self):
        """Takes the page's pictures and presses the button that leads on."""
        self.take_picture(self.page)
        scene = self.hands.look()
        before = self.state(scene)
        find = lambda scene: scene.find(match=lambda thing: is_button(thing)
                                        and thing.description == self.way_on)
        time.sleep(max(0.0, self._seen + READING_TIME - time.monotonic()))
        self.hands.click(find, "the button that leads on", scene)
        end = time.monotonic() + 15
        while True:
            scene = self.hands.look()
            if self.state(scene) != before and scene.headings():
                self._scene = scene
                return
            alerts = scene.alerts()
            if alerts:
                raise Incomplete(f"the application does not go on from the page “{before[0]}” and "
                                 f"says: {alerts[-1]}")
            if time.monotonic() > end:
                raise Stuck(f"nothing happened after the page “{before[0]}”")
            time.sleep(0.05)

    # The visit

    def walk(self):
        self.staff()
        self.arrive("welcome")
        self.tick(self.say("Yes, this is me"))
        self.leave()
        self.arrive("goal")
        self.fill("patient.goal", "In your own words", self.answers.words["patient"]["goal"])
        self.leave()
        for index, section in enumerate(self.procedure.at("learn")):
            self.arrive(f"learn-{index + 1}", section.title)
            self.leave()
        for index, check in enumerate(self.procedure.checks):
            self.arrive(f"check-{index + 1}")
            self.check(check)
            self.leave()
        for index, group in enumerate(self.procedure.groups):
            self.arrive(f"health-{index + 1}", group.title)
            for question in group.questions:
                self.health(question)
            self.leave()
        self.verdict()
        if not self.stopped:
            self.care()
        self.ask()
        self.talk()
        if not self.stopped:
            self.decide()
        self.sign()
        self.finish()

    def staff(self):
        words = self.answers.words
        self.unlock("locked", self.say("This tablet is locked"))
        self.arrive("staff", self.say("Start a visit"))
        for group, name, label in (
                ("patient", "name", "Patient’s full name"),
                ("patient", "date_of_birth", "Date of birth"),
                ("treatment", "area", "Area to be treated"),
                ("treatment", "date", "Date of treatment"),
                ("treatment", "depth", "Depth, if known"),
                ("treatment", "product", "Product or device, if known"),
                ("interpreter", "name", "Interpreter’s name, if one helps")):
            value = words[group][name]
            if value and name in ("date_of_birth", "date"):
                label = self.say(label)
                self.write_day(f"{group}.{name}", self.field(label), label, value)
            elif value:
                self.fill(f"{group}.{name}", label, value)
        self.take_picture("staff")
        self.press(self.say("Hand to the patient"))
        time.sleep(0.3)
        scene = self.hands.look()
        alerts = scene.alerts()
        if alerts and self.title(scene) != self.say(TITLES["welcome"]):
            raise Incomplete("the application does not start the visit and says: "
                             + " ".join(alerts))

    def write_day(self, place, find, label, iso):
        self.write(place, find, label, typed_day(iso))
        self.typed[place] = iso
        day = self.language.day(iso)
        self.hands.wait(lambda scene: scene.find(name=day), f"“{day}” under the field “{label}”", 5)

    def check(self, check):
        given = self.answers.checks[check.id]
        texts = dict(check.options)
        self.choose(check.text, texts[given["first"]])
        if given["latest"] != given["first"]:
            self.take_picture(f"{self.page}-first")
            self.choose(check.text, texts[given["latest"]])

    def health(self, question):
        given = self.answers.replies[question.id]
        if question.kind == "text":
            if given["detail"]:
                label = question.detail or question.text
                self.write(f"answers.{question.id}.detail", self.field_in(question.text, label),
                           label, given["detail"])
            return
        self.choose(question.text, self.say(REPLIES[given["reply"]]))
        if given["detail"]:
            self.write(f"answers.{question.id}.detail",
                       self.field_in(question.text, question.detail), question.detail,
                       given["detail"])
        if given["date"]:
            self.write_day(f"answers.{question.id}.date",
                           self.field_in(question.text, question.date), question.date,
                           given["date"])
        self.note_verdict(question, given)

    def note_verdict(self, question, given):
        """Compares what the application says under an answer with what the file says."""
        verdict, until = self.answers.verdicts_at_start()[question.id]
        rule = question.rules[given["reply"]]
        card = self.hands.wait(lambda scene: self.card(scene, question.text),
                               f"the question “{question.text}”")
        texts = [thing.name for thing in card.walk() if thing.role == a11y.Role.LABEL]
        shown = next((kind for kind, title in NOTE_TITLES.items()
                      if any(self.language.pattern(title).match(text) for text in texts)), "clear")
        self.verdicts.append({"id": question.id, "reply": given["reply"], "expected": verdict,
                              "shown": shown, "until": until.isoformat() if until else None,
                              "says": rule.say})
        if shown != verdict:
            self.problems.append(f"The answer to “{question.text}” is shown as {shown}; the file "
                                 f"says {verdict}.")
        if rule.say and rule.say not in texts:
            self.problems.append(f"The answer to “{question.text}” does not show the words of the "
                                 f"file: “{rule.say}”.")
        day = self.language.day(until.isoformat()) if verdict == "wait" else ""
        if not any(day in text for text in texts):
            self.problems.append(f"The answer to “{question.text}” does not name the day {day}.")

    def verdict(self):
        self.page = "verdict"
        titles = {self.say(title): kind for title, kind in VERDICT_TITLES.items()}
        self.heading = title = self.hands.wait(
            lambda scene: next((thing.name for thing in scene.headings()
                                if thing.name in titles), None), "the page of the verdict",
            scene=self._last_look())
        self._seen = time.monotonic()
        self.hands.settle()
        shown = titles[title]
        expected = self.answers.verdict_at_start
        if shown != expected:
            self.problems.append(f"The application's verdict is {shown}; the file says {expected}.")
        self.verdicts.append({"id": "visit", "expected": expected, "shown": shown})
        self.stopped = shown == "stop"
        texts = self.hands.look().texts()
        for question in self.procedure.health:
            found = self.answers.verdicts_at_start().get(question.id, ("clear", None))[0]
            if found != "clear" and question.text not in texts:
                self.problems.append(f"The page of the verdict does not name “{question.text}”.")
        self.leave()

    def care(self):
        if self.procedure.at("before") or self.procedure.care.get("before"):
            self.arrive("before")
            self.leave()
        if self.procedure.at("after") or self.procedure.care.get("after"):
            self.arrive("after")
            self.leave()
        if self.procedure.warnings:
            self.arrive("warnings")
            self.leave()

    def ask(self):
        self.arrive("questions")
        for index, question in enumerate(self.answers.questions):
            label = self.say("Question %u", index + 1)
            if index > 0:
                self.press(self.say("Add another question"))
            self.write(f"questions[{index}].question", self.field(label), label,
                       question["question"])
        self.leave()
        self.arrive("handover")
        self.leave()

    # The talk

    def talk(self):
        self.unlock("gate", self.say("The practitioner unlocks the tablet"))
        self.arrive("talk-answers")
        if self.answers.moved_to:
            label = self.say("Date of treatment")
            self.write_day("treatment.date", self.field(label), label, self.answers.moved_to)
        for key, value in self.answers.settled.items():
            self.settle(key, value)
        self.leave()
        missed = [check for check in self.procedure.checks
                  if self.answers.checks[check.id]["missed"]]
        if missed:
            self.arrive("talk-understanding")
            label = self.say("What you talked about")
            for check in missed:
                self.write(f"check.{check.id}.talked", self.field_in(check.text, label), label,
                           self.answers.checks[check.id]["talked"])
            self.leave()
        if self.answers.questions:
            self.arrive("talk-questions")
            label = self.say("Your reply")
            for index, question in enumerate(self.answers.questions):
                same = [other["question"] for other in self.answers.questions[:index]].count(
                    question["question"])
                self.write(f"questions[{index}].reply",
                           self.field_in(question["question"], label, same), label,
                           question["reply"])
            self.leave()
        self.capacity()
        self.arrive("talk-sign")
        self.sign_as("practitioner")
        self.leave()
        self.arrive("handback")
        self.leave()

    def settle(self, key, value):
        question = next((item for item in self.procedure.health if item.id == key), None)
        name = question.text if question is not None else self.say("The patient’s age")
        label = self.say("Your note, if you wish" if value["note"] else "Your reason")

        if not value["note"]:
            decision = self.say(SETTLED[value["decision"]])

            def find(scene):
                card = self.card(scene, name)
                return card and scene.find(name=decision, under=card, match=is_button)
            self.hands.choose(find, f"“{decision}” about “{name}”")
        self.write(f"settled.{key}.reason", self.field_in(name, label), label, value["reason"])

    def capacity(self):
        self.arrive("talk-capacity")
        talk = self.answers.words["talk"]
        self.fill("talk.risks", "Risks particular to this patient", talk["risks"])
        for name, question in CAPACITY.items():
            self.choose(self.say(question), self.yes_or_no(self.answers.capacity[name]))
        if talk["note"]:
            self.fill("talk.note", "Your note about the talk, if you wish", talk["note"])
        self.leave()

    # The decision and the end

    def decide(self):
        answers = self.answers
        self.arrive("decision")
        question = self.say("Do you want this treatment: %s?", self.procedure.title)
        label = self.say(DECISIONS[answers.decision], context="decision")
        try:
            self.choose(question, label)
        except Stuck as error:
            notes = [text for text in self.hands.look().texts()
                     if any(self.language.pattern(note).match(text) for note in OBSTACLES)]
            if not notes:
                raise
            raise Incomplete(f"the decision “{label}” cannot be taken; the application says: "
                             f"{notes[0]}") from error
        if answers.reason:
            self.fill("decision_reason", "Why? You do not have to say.", answers.reason)
        self.leave()
        if answers.decision != "agree":
            return
        sentences = [item for item in self.procedure.statements if not item.photograph]
        if sentences:
            self.arrive("statements")
            for statement in sentences:
                if answers.statements[statement.id]:
                    self.tick(statement.text)
            self.leave()
        photographs = [item for item in self.procedure.statements if item.photograph]
        if photographs:
            self.arrive("photographs")
            for statement in photographs:
                self.choose(statement.text, self.yes_or_no(answers.statements[statement.id]))
            self.leave()

    def sign(self):
        agreed = self.answers.decision == "agree"
        self.arrive("sign", self.say("Please sign" if agreed else "Sign, if you like"))
        if "patient" in self.answers.signatures:
            self.sign_as("patient")
        self.leave()
        for role in ("interpreter", "witness"):
            if role in self.answers.signatures:
                self.arrive(f"sign-{role}")
                self.sign_as(role)
                self.leave()

    def sign_as(self, role):
        signature = self.answers.signatures[role]
        method = signature["method"]
        if method != "drawn":
            self.press(self.say("Other ways to sign"))
            self.choose(self.say("How would you like to sign?"),
                        self.say("Type my name" if method == "typed"
                                 else "Make a mark, with a witness beside me"))
        if method == "typed":
            self.fill(f"signatures.{role}.name", "Type your full name", signature["name"])
            return
        if method == "mark":
            self.fill("witness.name", "Name of your witness",
                      self.answers.words["witness"]["name"])
        here = self.say("Sign here")
        place = self.hands.draw(lambda scene: scene.find(name=here), signature,
                                "the sheet to sign on")
        self.signed[role] = place
        if place.scale < 1:
            self.tell(f"The strokes of the {role} are larger than the sheet "
                      f"({place.rect.width} x {place.rect.height}); they are drawn at "
                      f"{place.scale:.0%}.")

    def finish(self):
        self.arrive("form")
        sentence = self.say("I have read the form, and it says what I want.")
        try:
            self.hands.wait(self.named(sentence, is_button), "the finished form", 60)
        except Stuck:
            texts = self.hands.look().texts()
            raise Incomplete("the form was not made; the application says: "
                             + " ".join(texts[-6:])) from None
        self.tick(sentence)
        self.leave()
        self.arrive("file")
        self.unlock("file-before", self.say(TITLES["file"]))
        self.page = "file"
        saved = self.say("Saved")
        self.hands.wait(lambda scene: scene.find(name=saved), f"the word “{saved}”", 60)
        self.leave()
        self.arrive("take-home")
        self.leave()
        self.arrive("staff-again", self.say("This tablet is locked"))
        self.take_picture("staff-again")
