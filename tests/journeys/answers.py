# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Candor contributors
"""What is to be answered on the way: read from a visit that somebody wrote, and filled up.

A visit may leave out nearly everything. What is missing is invented here, in the mildest way that
the procedure has, and each invention is told.
"""

import datetime
import json
import unicodedata

from procedure import SEVERITY, BadInput, Health, judge, judge_age, read_bytes, years_before

MAX_BYTES = 32 * 1024 * 1024
ROLES = ("practitioner", "patient", "interpreter", "witness")
METHODS = ("drawn", "typed", "mark")
DEVICES = ("pen", "touch", "mouse")
DECISIONS = ("agree", "not-now", "no")
SETTLED = ("proceed", "postpone", "decline")
CAPACITY = ("understands", "remembers", "weighs", "communicates")

# The application itself writes these: the time, its own ids and the fingerprint of the text.
OWN_MEMBERS = ("format", "id", "started_at", "procedure_version", "text", "shown", "shown_seconds",
               "decision_at", "reviewed_at")

WORDS = {
    "clinic": ("name", "address", "phone", "emergency"),
    "patient": ("name", "date_of_birth", "goal"),
    "treatment": ("area", "depth", "product", "date"),
    "practitioner": ("name", "role", "registration"),
    "interpreter": ("name",),
    "witness": ("name",),
    "talk": ("risks", "note"),
}
OWN_WORDS = {"patient": ("confirmed_at",), "talk": ("at",)}
DATES = (("patient", "date_of_birth"), ("treatment", "date"))


def parse_date(text, place):
    try:
        if len(text) != 10:
            raise ValueError
        return datetime.date.fromisoformat(text)
    except (TypeError, ValueError):
        raise BadInput(f"{place}: “{text}” is not a date such as 1984-05-03") from None


def need(value, kind, place, expected):
    if not isinstance(value, kind) or (kind is not bool and isinstance(value, bool)):
        raise BadInput(f"{place}: expected {expected}")
    return value


def need_words(value, place):
    """Words as they will stand in the record: without white space around them."""
    if value is None:
        return ""
    return need(value, str, place, "words in quotation marks").strip()


class Answers:
    """A visit to play: every part is there. `defaults` and `notes` say what was made of it."""

    def __init__(self, procedure, given=None, today=None):
        self.procedure = procedure
        self.today = today or datetime.date.today()
        self.defaults = []  # (place, value): what was left out
        self.notes = []  # sentences about what was given and is not used
        given = {} if given is None else need(given, dict, "the whole file", "an object in braces")
        self._check_names(given)
        self._read_words(given)
        self._read_checks(given)
        self._read_health(given)
        self._read_talk(given)
        self._read_decision(given)
        self._read_signatures(given)
        self._fill_staff(given)
        self._fill_talk()
        self._fill_decision()
        self._fill_signatures()

    # Reading

    def _check_names(self, given):
        known = set(OWN_MEMBERS) | set(WORDS) | {
            "language", "clinic_language", "procedure", "check", "answers", "settled", "questions",
            "capacity", "statements", "decision", "decision_reason", "signatures"}
        for name in given:
            if name not in known:
                raise BadInput(f"{name}: a visit has nothing of this name")
        named = given.get("procedure")
        if named is not None and named != self.procedure.id:
            raise BadInput(f"procedure: the answers are for “{named}”, but the procedure file is "
                           f"“{self.procedure.id}”")
        read = self.procedure.language.code
        for name in ("language", "clinic_language"):
            if need_words(given.get(name), name) not in ("", read):
                raise BadInput(f"{name}: this walk reads the screens in one language only ({read})")
        version = given.get("procedure_version")
        if version and version != self.procedure.version:
            self.notes.append(f"The answers were written for version {version}; the procedure file "
                              f"is version {self.procedure.version}.")

    def _read_words(self, given):
        self.words = {}
        for group, names in WORDS.items():
            values = need(given.get(group) or {}, dict, group, "an object in braces")
            for name in values:
                if name not in names and name not in OWN_WORDS.get(group, ()):
                    raise BadInput(f"{group}.{name}: a visit has nothing of this name")
            self.words[group] = {name: need_words(values.get(name), f"{group}.{name}")
                                 for name in names}
        for group, name in DATES:
            if self.words[group][name]:
                parse_date(self.words[group][name], f"{group}.{name}")

    def _read_map(self, given, name, ids):
        values = need(given.get(name) or {}, dict, name, "an object in braces")
        for key in values:
            if key not in ids:
                raise BadInput(f"{name}.{key}: the procedure has nothing of this id")
        return values

    def _members(self, value, place, names):
        value = need(value, dict, place, "an object in braces")
        for name in value:
            if name not in names:
                raise BadInput(f"{place}.{name}: a visit has nothing of this name")
        return {name: need_words(value.get(name), f"{place}.{name}") for name in names}

    def _read_checks(self, given):
        self.checks = {}
        values = self._read_map(given, "check", {check.id for check in self.procedure.checks})
        for check in self.procedure.checks:
            place = f"check.{check.id}"
            value = self._members(values.get(check.id) or {}, place,
                                  ("first", "latest", "talked"))
            options = [option for option, _ in check.options]
            for name in ("first", "latest"):
                if value[name] and value[name] not in options:
                    raise BadInput(f"{place}.{name}: this question has no option {value[name]}")
            if not value["first"] and not value["latest"]:
                value["first"] = self._invent(f"{place}.first", check.correct)
            value["first"] = value["first"] or value["latest"]
            value["latest"] = value["latest"] or value["first"]
            value["missed"] = value["first"] != check.correct
            if value["missed"] and not value["talked"]:
                value["talked"] = self._invent(
                    f"{place}.talked", "Explained again; the patient said it in their own words.")
            elif value["talked"] and not value["missed"]:
                self._unasked(f"{place}.talked", "the first answer was right")
                value["talked"] = ""
            self.checks[check.id] = value

    def _read_health(self, given):
        self.replies = {}
        values = self._read_map(given, "answers", {item.id for item in self.procedure.health})
        for question in self.procedure.health:
            place = f"answers.{question.id}"
            value = values.get(question.id)
            if isinstance(value, str):
                value = {"reply": value} if question.kind != "text" else {"detail": value}
            value = self._members(value or {}, place, ("reply", "detail", "date"))
            self._complete_reply(question, value, place)
            self.replies[question.id] = value

    def _complete_reply(self, question: Health, value, place):
        if value["date"]:
            parse_date(value["date"], f"{place}.date")
        if question.kind == "text":
            if value["reply"]:
                raise BadInput(f"{place}: this question is answered with words, as detail")
            return
        if not value["reply"]:
            value["reply"] = self._invent(place, question.mildest)
        if value["reply"] not in question.rules:
            raise BadInput(f"{place}: expected one of yes, no, not-sure")
        if value["detail"] and (not question.detail or value["reply"] == "no"):
            self._unasked(f"{place}.detail", "the application asks for no words there")
            value["detail"] = ""
        if value["date"] and (not question.date or value["reply"] != "yes"):
            self._unasked(f"{place}.date", "the application asks for no day there")
            value["date"] = ""

    def _read_talk(self, given):
        ids = {question.id for question in self.procedure.health} | {"age"}
        values = self._read_map(given, "settled", ids)
        self.settled = {}
        for key, value in values.items():
            place = f"settled.{key}"
            value = self._members(value, place, ("decision", "reason"))
            if value["decision"] not in ("", "open") + SETTLED:
                raise BadInput(f"{place}.decision: expected one of proceed, postpone, decline")
            if value["decision"] == "open":
                value["decision"] = ""
            value["note"] = False
            self.settled[key] = value
        self.questions = []
        for index, value in enumerate(need(given.get("questions") or [], list, "questions",
                                           "a list in brackets")):
            place = f"questions[{index}]"
            if isinstance(value, str):
                value = {"question": value}
            value = self._members(value, place, ("question", "reply"))
            if not value["question"]:
                raise BadInput(f"{place}: expected the words of the question")
            self.questions.append(value)
        values = self._read_map(given, "capacity", CAPACITY)
        self.capacity = {name: need(values[name], bool, f"capacity.{name}", "true or false")
                         for name in values}

    def _read_decision(self, given):
        self.decision = need_words(given.get("decision"), "decision")
        if self.decision not in ("",) + DECISIONS:
            raise BadInput("decision: expected one of agree, not-now, no")
        self.reason = need_words(given.get("decision_reason"), "decision_reason")
        values = self._read_map(given, "statements",
                                {statement.id for statement in self.procedure.statements})
        self.statements = {key: need(value, bool, f"statements.{key}", "true or false")
                           for key, value in values.items()}

    def _read_signatures(self, given):
        self.signatures = {}
        for index, value in enumerate(need(given.get("signatures") or [], list, "signatures",
                                           "a list in brackets")):
            place = f"signatures[{index}]"
            value = need(value, dict, place, "an object in braces")
            role = value.get("role")
            if role not in ROLES:
                raise BadInput(f"{place}.role: expected one of {', '.join(ROLES)}")
            if role in self.signatures:
                raise BadInput(f"{place}: there is a signature of this role already")
            self.signatures[role] = read_signature(value, place)

    # Filling up

    def _invent(self, place, value):
        self.defaults.append((place, value))
        return value

    def _unasked(self, place, why):
        self.notes.append(f"{place} was given and is not used: {why}.")

    def _fill_staff(self, given):
        words = self.words
        born = years_before(self.today, self.procedure.adult)
        later = self.today + datetime.timedelta(days=12)
        for group, name, value in (
                ("patient", "name", "Ana Example"),
                ("patient", "date_of_birth", born.isoformat()),
                ("patient", "goal", "I hope that it does me good."),
                ("treatment", "area", "Both cheeks"),
                ("treatment", "date", later.isoformat()),
                ("practitioner", "name", "Dr Ada Sample"),
                ("practitioner", "role", "Dermatologist"),
                ("practitioner", "registration", "Medical register 0000001 (invented)"),
                ("clinic", "name", "Lakeside Skin Clinic"),
                ("clinic", "address", "1 Invented Lane, Exampleton EX1 1EX"),
                ("clinic", "phone", "01632 960147"),
                ("clinic", "emergency", "999 or 112")):
            if not words[group][name]:
                words[group][name] = self._invent(f"{group}.{name}", value)
        # Whoever signs as an interpreter or a witness is one, also when nobody wrote the name twice.
        for role in ("interpreter", "witness"):
            signature = self.signatures.get(role)
            if signature and not words[role]["name"]:
                words[role]["name"] = signature["name"] or self._invent(f"{role}.name",
                                                                        "Wim Example")
        patient = self.signatures.get("patient")
        if patient and patient["method"] == "mark" and not words["witness"]["name"]:
            words["witness"]["name"] = self._invent("witness.name", "Wim Example")

        self._move_past_day(later)

    def _move_past_day(self, later):
        """Nobody can consent to a day that has passed, and the application takes none: an old visit
        is played with a later day."""
        day = self.words["treatment"]["date"]
        if datetime.date.fromisoformat(day) < self.today:
            self.words["treatment"]["date"] = later.isoformat()
            self.notes.append(f"treatment.date: {day} has passed, so the visit is played for "
                              f"{later.isoformat()}.")

    @property
    def treatment_day(self):
        return datetime.date.fromisoformat(self.words["treatment"]["date"])

    def verdicts_at_start(self):
        """What the file says of each answer, on the day of treatment that stands in the visit when
        the patient begins: {id: (verdict, until)}."""
        day = self.treatment_day
        found = {}
        for question in self.procedure.health:
            if question.kind == "text":
                continue
            reply = self.replies[question.id]
            date = datetime.date.fromisoformat(reply["date"]) if reply["date"] else None
            found[question.id] = judge(question, reply["reply"], date, self.today, day)
        if self.procedure.ages:
            born = datetime.date.fromisoformat(self.words["patient"]["date_of_birth"])
            found["age"] = (judge_age(self.procedure, born, day).verdict, None)
        return found

    @property
    def verdict_at_start(self):
        """The gravest of them."""
        return max((verdict for verdict, _ in self.verdicts_at_start().values()),
                   key=SEVERITY.index, default="clear")

    def _fill_talk(self):
        verdicts = {key: verdict for key, (verdict, _) in self.verdicts_at_start().items()}
        for key in sorted(self.settled):
            if verdicts.get(key) == "stop" and self.settled[key]["reason"]:
                self.settled[key]["note"] = True  # nobody decides about a stop; words are welcome
                if self.settled[key]["decision"] not in ("", "decline"):
                    self._unasked(f"settled.{key}.decision",
                                  "the answer stops the visit, and the record says so")
            elif verdicts.get(key) != "ask":
                self._unasked(f"settled.{key}", "the file does not ask for a decision on it")
                del self.settled[key]
        for key in sorted(key for key, verdict in verdicts.items() if verdict == "ask"):
            value = self.settled.setdefault(key, {"decision": "", "reason": "", "note": False})
            if not value["decision"]:
                value["decision"] = self._invent(f"settled.{key}.decision", "proceed")
            if not value["reason"]:
                value["reason"] = self._invent(
                    f"settled.{key}.reason",
                    "Talked over together; no reason against it was found.")
        for index, question in enumerate(self.questions):
            if not question["reply"]:
                question["reply"] = self._invent(f"questions[{index}].reply",
                                                 "We talked about this.")
        if not self.words["talk"]["risks"]:
            self.words["talk"]["risks"] = self._invent("talk.risks",
                                                       "None beyond those in the text were found.")
        for name in CAPACITY:
            if name not in self.capacity:
                self.capacity[name] = self._invent(f"capacity.{name}", True)

    @property
    def may_agree(self):
        return (all(self.capacity.values())
                and all(value["decision"] == "proceed" for value in self.settled.values()))

    def _fill_decision(self):
        if self.verdict_at_start == "stop":
            if self.decision:
                self._unasked("decision", "the file says stop, so nobody is asked for one")
            self.decision = ""
            self.moved_to = None
            return
        waits = [until for verdict, until in self.verdicts_at_start().values() if verdict == "wait"]
        if not self.decision:
            self.decision = self._invent(
                "decision", "agree" if self.may_agree and not waits else "not-now")
        # Who agrees all the same comes on a later day: the practitioner moves it in the talk.
        self.moved_to = max(waits).isoformat() if waits and self.decision == "agree" else None
        if self.moved_to:
            self.notes.append(f"treatment.date: the file says to wait, so the practitioner moves "
                              f"the day to {self.moved_to} in the talk.")
        for statement in self.procedure.statements:
            if self.decision != "agree":
                if statement.id in self.statements:
                    self._unasked(f"statements.{statement.id}", "they are asked of those who agree")
            elif statement.id not in self.statements:
                self.statements[statement.id] = self._invent(f"statements.{statement.id}",
                                                             not statement.photograph)

    def _fill_signatures(self):
        names = {role: self.words[role]["name"] for role in ROLES}
        needed = ["practitioner"]
        if self.decision == "agree":
            needed.append("patient")
        if names["interpreter"]:
            needed.append("interpreter")
        patient = self.signatures.get("patient")
        if patient and patient["method"] == "mark":
            needed.append("witness")
        elif "witness" in self.signatures or names["witness"]:
            self._unasked("the witness", "a witness signs where the patient makes a mark")
            self.signatures.pop("witness", None)
            self.words["witness"]["name"] = ""
        for role in needed:
            if role not in self.signatures:
                self.signatures[role] = {"method": "drawn", "name": "", "meaning": "",
                                         "strokes": invented_strokes(names[role]), "pad": None}
                self._invent(f"signatures.{role}", "a drawn signature, invented")
        for role, signature in self.signatures.items():
            if signature["method"] == "typed" and same_name(signature["name"], names[role]):
                continue
            if signature["name"] != names[role]:
                if signature["name"]:
                    self.notes.append(f"signatures: the {role} signs under the name of the form, "
                                      f"{names[role]}, not {signature['name']}.")
                signature["name"] = names[role]


def same_name(one, other):
    """As the application compares a typed name: capitals and spaces do not matter."""
    def fold(name):
        return " ".join(unicodedata.normalize("NFKC", name).casefold().split())
    return fold(one) == fold(other)


def read_point(value, place):
    value = need(value, list, place, "a point, [x, y, pressure, milliseconds]")
    if not 2 <= len(value) <= 4 or not all(
            isinstance(number, (int, float)) and not isinstance(number, bool) for number in value):
        raise BadInput(f"{place}: expected a point, [x, y, pressure, milliseconds]")
    x, y, pressure, at = [float(number) for number in value] + [-1.0, -1.0][len(value) - 2:]
    if not all(abs(number) < 1e6 for number in (x, y)) or not -1 <= pressure <= 1 or at > 86400000:
        raise BadInput(f"{place}: a number of this point is out of its range")
    return x, y, pressure, at


def read_stroke(value, place):
    device = "mouse"
    if isinstance(value, dict):
        device = value.get("device", "mouse")
        if device not in DEVICES:
            raise BadInput(f"{place}.device: expected one of {', '.join(DEVICES)}")
        value = value.get("points")
    points = [read_point(point, f"{place}[{index}]") for index, point in
              enumerate(need(value, list, place, "a stroke with its points"))]
    if not points:
        raise BadInput(f"{place}: expected a stroke with its points")
    return {"device": device, "points": points}


def read_signature(value, place):
    method = value.get("method") or "drawn"
    if method not in METHODS:
        raise BadInput(f"{place}.method: expected one of {', '.join(METHODS)}")
    strokes = [read_stroke(stroke, f"{place}.strokes[{index}]") for index, stroke in
               enumerate(need(value.get("strokes") or [], list, f"{place}.strokes",
                              "a list in brackets"))]
    if method != "typed" and not strokes:
        raise BadInput(f"{place}: a signature that is not typed needs its strokes")
    if method == "typed" and strokes:
        raise BadInput(f"{place}: a typed signature has no strokes")
    pad = value.get("pad")
    if pad is not None:
        pad = need(pad, dict, f"{place}.pad", "its width and height")
        pad = tuple(need(pad.get(name), (int, float), f"{place}.pad.{name}", "a number of pixels")
                    for name in ("width", "height"))
    return {"method": method, "name": need_words(value.get("name"), f"{place}.name"),
            "meaning": need_words(value.get("meaning"), f"{place}.meaning"), "strokes": strokes,
            "pad": pad}


def invented_strokes(name):
    """Two strokes that could be somebody's; another name gives another hand."""
    seed = sum(ord(letter) * (index + 1) for index, letter in enumerate(name))
    wave = [(40 + 3 * i, 120 - (30 + seed % 25) * ((i * 7 + seed) % 13 - 6) / 6 * (1 - i / 120),
             0.3 + 0.4 * (i % 10) / 10, 8.0 * i) for i in range(80)]
    line = [(60 + 5 * i, 170 - 0.4 * i, 0.5, 900 + 8.0 * i) for i in range(40)]
    return [{"device": "pen", "points": wave}, {"device": "pen", "points": line}]


def read_answers(path, procedure, today=None):
    """Reads the visit in a file and fills it up; BadInput names the place that cannot be used."""
    try:
        given = json.loads(read_bytes(path, MAX_BYTES).decode("utf-8"))
    except UnicodeDecodeError as error:
        raise BadInput(f"{path}: byte {error.start + 1} is not valid UTF-8 text") from None
    except json.JSONDecodeError as error:
        raise BadInput(f"{path}: line {error.lineno}, column {error.colno}: {error.msg}") from None
    except RecursionError:
        raise BadInput(f"{path}: the brackets nest deeper than in any visit") from None
    try:
        return Answers(procedure, given, today)
    except BadInput as error:
        raise BadInput(f"{path}: {error}") from None
