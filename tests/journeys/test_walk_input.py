#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Candor contributors
"""How walk reads what it is given, and whether its proof would see a lie. Needs no display."""

import copy
import datetime
import json
import os
import sys
import tempfile

sys.dont_write_bytecode = True

import tap  # noqa: E402
from a11y import Rect  # noqa: E402
from answers import Answers, invented_strokes, read_answers  # noqa: E402
from hands import Placement, typeable  # noqa: E402
from journey import escaped  # noqa: E402
from procedure import BadInput, ask_candorctl, judge, judge_age, read_procedure  # noqa: E402
from proof import Proof, bare, stands_in  # noqa: E402
from tap import expect  # noqa: E402

HERE = os.path.dirname(os.path.abspath(__file__))
GLIMMER = os.path.join(HERE, "..", "data", "procedures", "glimmer-brushing.xml")
TODAY = datetime.date(2026, 11, 22)
PROCEDURE = read_procedure(GLIMMER)


def answers(**visit):
    return Answers(PROCEDURE, visit, TODAY)


def refused(visit, words):
    """The visit is refused, with these words in the sentence."""
    try:
        Answers(PROCEDURE, visit, TODAY)
    except BadInput as error:
        expect(words in str(error), f"refused with: {error}")
        expect("\n" not in str(error), f"more than a sentence: {error}")
        return
    raise AssertionError(f"not refused: {visit}")


def file_with(text):
    path = os.path.join(tempfile.mkdtemp(prefix="candor-input-"), "file")
    with open(path, "wb") as file:
        file.write(text)
    return path


def the_procedure_is_read():
    expect(len(PROCEDURE.at("learn")) == 10, f"{len(PROCEDURE.at('learn'))} sections to learn")
    expect([check.correct for check in PROCEDURE.checks] == ["b", "a", "b", "a", "b"], "the correct options")
    tickle = next(item for item in PROCEDURE.health if item.id == "gh-tickle")
    expect(tickle.text == "Do you have a tickle spot on your arm?", tickle.text)
    expect(tickle.rules["not-sure"].verdict == "ask", "not being sure is talked about")
    shines = next(item for item in PROCEDURE.health if item.id == "gh-shines")
    expect(shines.rules["not-sure"].verdict == "clear", "where nothing matters, all is clear")
    wants = next(item for item in PROCEDURE.health if item.id == "gh-wants")
    expect(wants.mildest == "yes", f"the mildest reply is {wants.mildest}")


def verdicts_follow_the_file():
    glue = next(item for item in PROCEDURE.health if item.id == "gh-glue")
    day = datetime.date(2026, 11, 20)
    later = datetime.date(2027, 1, 1)
    expect(judge(glue, "yes", day, TODAY, TODAY) == ("wait", datetime.date(2026, 11, 30)), "wait")
    expect(judge(glue, "yes", day, TODAY, later)[0] == "clear", "the wait is over")
    expect(judge(glue, "yes", later, TODAY, TODAY)[1] == datetime.date(2026, 12, 2),
           "a day still to come counts as today")
    expect(judge_age(PROCEDURE, datetime.date(2014, 11, 23), TODAY).verdict == "stop", "eleven")
    expect(judge_age(PROCEDURE, datetime.date(2014, 11, 22), TODAY).verdict == "ask", "twelve")
    expect(judge_age(PROCEDURE, datetime.date(2010, 11, 22), TODAY).verdict == "clear", "sixteen")


def nothing_given_is_filled_up():
    empty = answers()
    expect(empty.decision == "agree", empty.decision)
    expect(set(empty.signatures) == {"practitioner", "patient"}, str(set(empty.signatures)))
    expect(empty.verdict_at_start == "clear", empty.verdict_at_start)
    expect(empty.statements == {"gt-told": True, "gt-free": True, "gp-album": False,
                                "gp-wall": False}, str(empty.statements))
    places = [place for place, _ in empty.defaults]
    for place in ("patient.name", "patient.goal", "check.gc-what.first", "answers.gh-glue",
                  "talk.risks", "capacity.weighs", "decision", "signatures.patient"):
        expect(place in places, f"{place} was filled up in silence")


def all_given_is_kept():
    visit = answers(patient={"name": "  Bo  ", "date_of_birth": "1990-02-28", "goal": "x"},
                    check={"gc-what": {"first": "a", "latest": "b"}},
                    answers={"gh-tickle": {"reply": "yes", "detail": "Knee"}, "gh-wishes": "Tea"},
                    questions=["Why?"], decision="no", decision_reason="Because.")
    expect(visit.words["patient"]["name"] == "Bo", "white space around a name")
    expect(visit.checks["gc-what"]["missed"], "a wrong first answer was missed")
    expect(visit.replies["gh-tickle"]["detail"] == "Knee", str(visit.replies["gh-tickle"]))
    expect(visit.replies["gh-wishes"]["detail"] == "Tea", "words as a short answer")
    expect(visit.questions[0]["question"] == "Why?" and visit.questions[0]["reply"], "questions")
    expect(set(visit.signatures) == {"practitioner"}, "who says no need not sign")


def what_is_asked_follows_the_verdict():
    stop = answers(answers={"gh-feathers": "yes"}, decision="agree")
    expect(stop.verdict_at_start == "stop" and stop.decision == "", "nobody decides after a stop")
    expect(any("decision" in note for note in stop.notes), "an unused decision is told")
    wait = answers(answers={"gh-still": "no"}, decision="agree")
    expect(wait.moved_to == "2026-12-22", f"the day is moved to {wait.moved_to}")
    open_wait = answers(answers={"gh-still": "no"})
    expect(open_wait.decision == "not-now" and open_wait.moved_to is None, open_wait.decision)
    ask = answers(answers={"gh-tickle": "yes"})
    expect(ask.settled["gh-tickle"]["decision"] == "proceed", "an open question is settled")
    mark = answers(signatures=[{"role": "patient", "method": "mark", "strokes": [[[1, 2]]]}])
    expect("witness" in mark.signatures and mark.words["witness"]["name"], "a mark has a witness")
    helped = answers(signatures=[{"role": "interpreter", "name": "Ivo", "strokes": [[[1, 2]]]}])
    expect(helped.words["interpreter"]["name"] == "Ivo", "who interprets has a name")


def what_candor_would_refuse_is_told():
    """An old day and another's name are not typed in: the application takes neither."""
    old = answers(treatment={"date": "2020-01-01"})
    expect(old.words["treatment"]["date"] == "2026-12-04", old.words["treatment"]["date"])
    expect(any("2020-01-01 has passed" in note for note in old.notes), f"{old.notes}")
    expect(answers(treatment={"date": "2026-11-22"}).words["treatment"]["date"] == "2026-11-22",
           "today is no old day")
    eve = answers(patient={"name": "Ana Example"},
                  signatures=[{"role": "patient", "method": "typed", "name": "Eve Example"}])
    expect(eve.signatures["patient"]["name"] == "Ana Example", "the patient's own name is typed")
    expect(any("Eve Example" in note for note in eve.notes), f"{eve.notes}")
    ana = answers(patient={"name": "Ana Example"},
                  signatures=[{"role": "patient", "method": "typed", "name": "ANA  example"}])
    expect(ana.signatures["patient"]["name"] == "ANA  example", "typed as it was given")


def a_damaged_procedure_is_named():
    """Not the answers: whatever they ask for is not there, because the procedure is damaged."""
    with open(GLIMMER, encoding="utf-8") as file:
        text = file.read()
    damaged = file_with(text.replace('<question id="gh-tickle"', '<question id="gh-glue"', 1)
                        .encode("utf-8"))
    tool = os.environ["CANDORCTL"]
    try:
        ask_candorctl(tool, damaged)
    except BadInput as error:
        expect(damaged in str(error) and "line" in str(error), str(error))
    else:
        raise AssertionError("a damaged procedure is taken")
    ask_candorctl(tool, GLIMMER)


def strokes_are_read():
    visit = answers(signatures=[{"role": "patient", "strokes": [
        [[1, 2], [3, 4, 0.5], [5, 6, -1, 70]],
        {"device": "touch", "points": [[7, 8, 0.25, 90]]}]}])
    strokes = visit.signatures["patient"]["strokes"]
    expect(strokes[0]["points"] == [(1, 2, -1, -1), (3, 4, 0.5, -1), (5, 6, -1, 70)],
           str(strokes[0]["points"]))
    expect([stroke["device"] for stroke in strokes] == ["mouse", "touch"], "devices")


def bad_visits_are_refused():
    refused([], "braces")
    refused({"surprise": 1}, "surprise")
    refused({"procedure": "other"}, "glimmer-brushing")
    refused({"language": "xx"}, "language")
    refused({"patient": {"name": 7}}, "patient.name")
    refused({"patient": {"date_of_birth": "3 May"}}, "1984-05-03")
    refused({"treatment": {"date": "2026-02-30"}}, "treatment.date")
    refused({"answers": {"unknown": "yes"}}, "answers.unknown")
    refused({"answers": {"gh-glue": "maybe"}}, "yes, no, not-sure")
    refused({"answers": {"gh-wishes": {"reply": "yes"}}}, "gh-wishes")
    refused({"check": {"gc-what": {"first": "z"}}}, "no option z")
    refused({"settled": {"gh-tickle": {"decision": "perhaps"}}}, "proceed")
    refused({"capacity": {"weighs": 1}}, "true or false")
    refused({"decision": "later"}, "agree")
    refused({"questions": [{}]}, "questions[0]")
    refused({"signatures": [{"role": "owl"}]}, "role")
    refused({"signatures": [{"role": "patient"}]}, "strokes")
    refused({"signatures": [{"role": "patient", "strokes": [[]]}]}, "strokes[0]")
    refused({"signatures": [{"role": "patient", "strokes": [[[1]]]}]}, "point")
    refused({"signatures": [{"role": "patient", "strokes": [[["1", 2]]]}]}, "point")
    refused({"signatures": [{"role": "patient", "strokes": [[[1, 2, 7]]]}]}, "range")
    refused({"signatures": [{"role": "patient", "method": "typed", "name": "A"}] * 2}, "already")


def bad_files_are_refused():
    for text, words in ((b"{", "line 1"), (b"\xff{}", "UTF-8"), (b"[" * 100000, "nest"),
                        (b'{"decision": "x"}', "decision")):
        path = file_with(text)
        try:
            read_answers(path, PROCEDURE)
        except BadInput as error:
            expect(path in str(error) and words in str(error), f"refused with: {error}")
        else:
            raise AssertionError(f"not refused: {text[:20]!r}")
    for text, words in ((b"<procedure", "XML"), (b"<other/>", "procedure")):
        try:
            read_procedure(file_with(text))
        except BadInput as error:
            expect(words in str(error), f"refused with: {error}")
        else:
            raise AssertionError(f"not refused: {text!r}")


def strokes_are_placed():
    pad = Rect(100, 50, 800, 260)
    fitting = [{"points": [(20, 30, -1, 0), (700, 200, -1, 9)]}]
    place = Placement(pad, fitting)
    expect((place.scale, place.dx, place.dy) == (1, 0, 0), str(place.describe()))
    expect(place.at((20, 30)) == (120, 80), str(place.at((20, 30))))
    low = Placement(pad, [{"points": [(20, 300, -1, 0), (60, 400, -1, 9)]}])
    expect(low.scale == 1 and low.dy < 0, "what lies below is moved, not made smaller")
    wide = Placement(pad, [{"points": [(0, 0, -1, 0), (1600, 100, -1, 9)]}])
    expect(wide.scale < 0.5, "what is too wide is made smaller")
    for point in ((0, 0), (1600, 100)):
        x, y = wide.on_pad(point)
        expect(0 < x < 800 and 0 < y < 260, f"a point lies at {x}, {y}")
    corner = Placement(pad, [{"points": [(2, 2, -1, 0), (60, 60, -1, 9)]}])
    expect(corner.dx > 0 and corner.dy > 0, "nothing begins outside of a round corner")


def text_is_typeable():
    expect(typeable("a\tb\r\nc\x07", True) == "a b\nc", repr(typeable("a\tb\r\nc\x07", True)))
    expect(typeable("a\nb", False) == "a b", "one line where there is only one")
    expect(escaped("A\\B\nC") == "A\\\\B\\nC", escaped("A\\B\nC"))


def the_proof_sees_text():
    text = bare("The ﬁrst line\nof a name: Zoë\u00ad Ång-\nström. Page 1 of 2 And it goes on.")
    expect(stands_in(bare("The first line of a name"), text), "a ligature and a line's end")
    expect(not stands_in(bare("The second line"), text), "words that are not there")
    expect(stands_in(bare("Zoë Ång-ström. And it goes on."), text), "broken by a page's end")
    expect(not stands_in(bare("Zoë Ång-ström. And it comes on."), text), "another end")


def the_proof_sees_a_lie():
    """A stroke, a point, a place, a value that is not there: each is a problem of its own."""
    signature = {"method": "drawn", "name": "Bo", "strokes": invented_strokes("Bo")}
    place = Placement(Rect(0, 0, 800, 260), signature["strokes"])
    honest = {"patient": {"name": "Bo"}, "signatures": [{
        "role": "patient", "method": "drawn", "strokes": [
            {"device": "pen", "points": [[*place.on_pad(point), 0.5, 0]
                                         for point in stroke["points"]]}
            for stroke in signature["strokes"]]}]}

    class Walked:
        answers = type("Given", (), {"signatures": {"patient": signature}})
        signed = {"patient": place}

    def problems(change):
        record = copy.deepcopy(honest)
        change(record)
        proof = Proof(json.loads(json.dumps(record)), "Bo")
        proof.value("patient.name", "Bo")
        proof.signatures(Walked, lambda device: device)
        return proof.problems

    def far(record):
        record["signatures"][0]["strokes"][0]["points"][3][0] += 9

    strokes = lambda record: record["signatures"][0]["strokes"]
    expect(problems(lambda record: None) == [], str(problems(lambda record: None)))
    for change, words in ((lambda record: strokes(record).pop(), "2 strokes"),
                          (lambda record: strokes(record)[0]["points"].pop(), "80 points"),
                          (far, "pixels away"),
                          (lambda record: strokes(record)[1].update(device="mouse"), "pen"),
                          (lambda record: record["signatures"].clear(), "is not in the record"),
                          (lambda record: record["patient"].update(name="Al"), "patient.name")):
        found = problems(change)
        expect(len(found) == 1 and words in found[0], f"expected {words}: {found}")
    proof = Proof(honest, "another text")
    proof.value("patient.name", "Bo")
    expect(len(proof.problems) == 1 and "text of the form" in proof.problems[0],
           str(proof.problems))


CASES = [the_procedure_is_read, verdicts_follow_the_file, nothing_given_is_filled_up,
         all_given_is_kept, what_is_asked_follows_the_verdict, what_candor_would_refuse_is_told,
         a_damaged_procedure_is_named, strokes_are_read,
         bad_visits_are_refused, bad_files_are_refused, strokes_are_placed, text_is_typeable,
         the_proof_sees_text, the_proof_sees_a_lie]


def main():
    plan = tap.Plan()
    for case in CASES:
        plan.case(case.__name__.replace("_", " "), case)
    return plan.end()


if __name__ == "__main__":
    sys.exit(main())
