#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Candor contributors
"""Journeys through the built application, from outside. Prints TAP.

Each is named on the command line; without a name all are made. CANDOR and CANDORCTL are the built
programs.
"""

import json
import os
import subprocess
import sys
import tempfile
import traceback

sys.dont_write_bytecode = True

import answers as answers_module  # noqa: E402
from journey import Journey, run_journey  # noqa: E402
from keyboard import KeyHands  # noqa: E402
from language import ENGLISH, Language  # noqa: E402
from procedure import read_procedure  # noqa: E402
from screen_reader import ListeningWalker  # noqa: E402

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
MICRONEEDLING = os.path.join(ROOT, "data", "procedures", "microneedling.xml")
GLIMMER = os.path.join(ROOT, "tests", "data", "procedures", "glimmer-brushing.xml")
CANDOR = os.environ.get("CANDOR", os.path.join(ROOT, "build", "src", "candor"))
CANDORCTL = os.environ.get("CANDORCTL", os.path.join(ROOT, "build", "src", "candorctl"))
TIME_LIMIT = 1500

# Two journeys take pictures of every page to its end; the others are not looked at.
QUICK = ("--one-picture",)


class Failure(Exception):
    """A check that did not hold."""


def check(passed, sentence):
    if not passed:
        raise Failure(sentence)


def example(procedure, *options):
    """An invented visit, as candorctl makes them."""
    done = subprocess.run([CANDORCTL, "example", "--procedure", procedure, *options],
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False)
    check(done.returncode == 0, f"candorctl example: {done.stderr.decode(errors='replace')}")
    return json.loads(done.stdout)


def write(folder, visit):
    path = os.path.join(folder, "answers.json")
    with open(path, "w", encoding="utf-8") as file:
        json.dump(visit, file)
    return path


def walk(folder, procedure, visit, *options):
    """Runs the program walk as anybody would; returns (status, output, errors, report)."""
    output = os.path.join(folder, "output")
    done = subprocess.run(
        [os.path.join(HERE, "walk"), "--procedure", procedure, "--answers", write(folder, visit),
         "--output", output, "--candor", CANDOR, "--time-limit", str(TIME_LIMIT), *options],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False)
    report = None
    if os.path.exists(os.path.join(output, "report.json")):
        with open(os.path.join(output, "report.json"), encoding="utf-8") as file:
            report = json.load(file)
    return done.returncode, done.stdout.decode(), done.stderr.decode(), report


def walk_well(folder, procedure, visit, outcome, *options):
    status, told, errors, report = walk(folder, procedure, visit, *options)
    check(status == 0, f"walk ended with {status}: {errors.strip() or told[-500:]}")
    check(report["outcome"] == outcome, f"the visit ended with {report['outcome']}")
    for page in report["pages"]:
        for name in page["pictures"]:
            size = os.path.getsize(os.path.join(folder, "output", name))
            check(size > 5000, f"the picture {name} has only {size} bytes")
    pages = [page["id"] for page in report["pages"]]
    check(len(pages) == len(set(pages)), f"a page came twice: {pages}")
    return report, pages


def play(folder, procedure_path, visit, language=ENGLISH, **options):
    """Walks inside this process, with other hands or ears; nobody looks at it."""
    procedure = read_procedure(procedure_path, language)
    journey = Journey(candor=CANDOR, procedure_path=procedure_path, procedure=procedure,
                      answers=answers_module.Answers(procedure, visit), output=folder,
                      size=(1280, 800), kind="xvfb", time_limit=TIME_LIMIT, tell=lambda _: None,
                      pictures_each=0, **options)
    status, sentence = run_journey(journey)
    check(status == 0, f"the journey ended with {status}: {sentence}")
    return journey


# The journeys


def test_microneedling(folder):
    """The whole visit, signed with a pen, on a tablet that lies flat."""
    report, pages = walk_well(folder, MICRONEEDLING, example(MICRONEEDLING), "agree",
                              "--size", "1280x800")
    procedure = read_procedure(MICRONEEDLING)
    learn = [page for page in pages if page.startswith("learn-")]
    check(len(learn) == len(procedure.at("learn")), f"{len(learn)} learn pages were walked")
    check(report["defaults"] == [], f"something was invented: {report['defaults']}")


def test_new_procedure(folder):
    """What a clinic begins to write, before anybody has changed a word of it."""
    done = subprocess.run([CANDORCTL, "new-procedure", "moon-bath", "--output", folder],
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False)
    check(done.returncode == 0, f"candorctl new-procedure: {done.stderr.decode()}")
    path = os.path.join(folder, "moon-bath.xml")
    report, pages = walk_well(folder, path, example(path), "agree", *QUICK)
    check(len([page for page in pages if page.startswith("learn-")]) == 7, f"it was {pages}")
    check(report["defaults"] == [], f"something was invented: {report['defaults']}")


def test_other_procedure(folder):
    """A procedure that nobody wrote code for, on a tablet that stands upright."""
    report, pages = walk_well(folder, GLIMMER, example(GLIMMER), "agree", "--size", "800x1280")
    check("check-1-first" in pages, "the first, wrong answer has no picture")
    check("the filed form is sealed, and whole" in str(report["checks"]),
          "nobody asked whether the filed form is sealed")


HARD_STROKES = {
    "pen": [[20 + i * 1.3, 130 + i % 40 + i / 30, 0.2 + 0.01 * (i % 60), i] for i in range(600)],
    "touch": [[20 + i * 5, 220 - i % 7, -1, 2000 + i * 9] for i in range(60)],
    "mouse": [[700 - i * 3, 30 + i, -1, 4000 + i * 8] for i in range(80)],
}

HARD = {
    "procedure": "glimmer-brushing",
    "patient": {"name": "Zoë Ångström-Ñúñez Δοκιμή Пример 例子", "date_of_birth": "1990-02-28",
                "goal": "“Mehr Glanz” – für 50 %, naïve façade…\n"
                        "Δεύτερη γραμμή. Ещё строка."},
    "treatment": {"area": "Левая рука & right arm", "product": "Glänz™ №7"},
    "clinic": {"name": "Clinique Été № 5", "address": "Calle Ñandú 12\n28001 Prueba",
               "phone": "+34 000 000 000", "emergency": "112"},
    "practitioner": {"name": "Dra. Inés Prueba", "role": "Keeper", "registration": "REG\\7 #x"},
    "interpreter": {"name": "Łukasz Żółć"},
    "witness": {"name": "Wilma Zeugin"},
    "answers": {"gh-feathers": {"reply": "not-sure", "detail": "Blau oder grün?"},
                "gh-glue": {"reply": "yes", "detail": "Sekundenkleber", "date": "2026-01-20"},
                "gh-tickle": {"reply": "yes", "detail": "Ellbogen"},
                "gh-wishes": "Ich hätte gern Musik: café"},
    "settled": {"gh-feathers": {"decision": "proceed", "reason": "Keine Federn gefunden."}},
    "questions": ["Tut es weh?", {"question": "Wie lange?", "reply": "Zehn Minuten."}],
    "talk": {"note": "Sehr freundlich."},
    "check": {"gc-what": {"first": "a", "latest": "c"}},
    "statements": {"gp-album": True},
    "signatures": [
        {"role": "patient", "method": "mark",
         "strokes": [[[40, 40], [90, 90]], [[90, 40, -1, 300], [40, 90, -1, 400]]]},
        {"role": "interpreter", "method": "typed", "name": "Łukasz Żółć"},
        {"role": "practitioner",
         "strokes": [{"device": device, "points": points}
                     for device, points in HARD_STROKES.items()]},
        {"role": "witness", "pad": {"width": 1700, "height": 420},
         "strokes": [{"device": "pen", "points": [[i * 4, i, 0.5, i * 5] for i in range(400)]}]}],
}


def test_hard_values(folder):
    """Every script and device, a mark with a witness, an interpreter; larger than the pad."""
    report, pages = walk_well(folder, GLIMMER, HARD, "agree", *QUICK)
    for page in ("sign", "sign-interpreter", "sign-witness", "talk-understanding",
                 "talk-questions"):
        check(page in pages, f"the page {page} was not walked")
    check(report["signatures"]["witness"]["scale"] < 1, "large strokes were not made smaller")
    check(report["signatures"]["practitioner"]["scale"] == 1, "strokes that fit were made smaller")


def test_not_now(folder):
    """A visit that ends without a decision for it."""
    _, pages = walk_well(folder, GLIMMER, example(GLIMMER, "--outcome", "not-now"), "not-now",
                         "--display", "xvfb", *QUICK)
    check("statements" not in pages, "statements were asked of somebody who said not now")


def test_no(folder):
    """A no, with its reason, after a practitioner's doubt; signed all the same."""
    visit = {"answers": {"gh-tickle": "yes"}, "decision": "no",
             "decision_reason": "I would rather not.",
             "settled": {"gh-tickle": {"decision": "postpone", "reason": "Too ticklish today."}},
             "signatures": [{"role": "patient", "method": "typed", "name": "Ana Example"}],
             "patient": {"name": "Ana Example"}}
    walk_well(folder, GLIMMER, visit, "no", "--display", "xvfb", *QUICK)


def test_stop(folder):
    """An answer that ends the visit: nothing is decided, and it is filed."""
    _, pages = walk_well(folder, GLIMMER, example(GLIMMER, "--outcome", "stop"), "stop",
                         "--display", "xvfb", *QUICK)
    for page in ("before", "after", "warnings", "decision", "statements"):
        check(page not in pages, f"the page {page} was walked after a stop")


def test_wait(folder):
    """An answer that asks to wait: the practitioner moves the day, and then it may be signed."""
    visit = {"answers": {"gh-still": "no"}, "decision": "agree"}
    report, _ = walk_well(folder, GLIMMER, visit, "agree", "--display", "xvfb", *QUICK)
    shown = {item["id"]: item["shown"] for item in report["verdicts"]}
    check(shown["gh-still"] == "wait" and shown["visit"] == "wait", f"the verdicts are {shown}")


def test_declined(folder):
    """What the practitioner declined cannot be agreed to: walk says so in the app's words."""
    visit = {"answers": {"gh-tickle": "yes"}, "decision": "agree",
             "settled": {"gh-tickle": {"decision": "decline", "reason": "No."}}}
    status, _, errors, report = walk(folder, GLIMMER, visit, "--display", "xvfb", *QUICK)
    check(status == 1, f"walk ended with {status}")
    check("You cannot agree today" in errors, f"walk said: {errors}")
    check(errors.count("\n") == 1, f"walk said more than a sentence: {errors}")
    check(report["result"] == "failed", "the report calls this passed")


def test_bad_input(folder):
    """What cannot be used: one sentence, and status 2."""
    broken = os.path.join(folder, "broken.xml")
    with open(broken, "w", encoding="utf-8") as file:
        file.write('<procedure id="broken" version="1" date="2026-01-01" language="en">\n'
                   "<title>Broken</title>\n<surprise/>\n</procedure>\n")
    for what, arguments, expected in (
            ("a missing file", ("/no/such.xml", {}), "No such file"),
            ("an unknown question", (GLIMMER, {"answers": {"gh-unknown": "yes"}}), "gh-unknown"),
            ("another procedure's answers", (GLIMMER, {"procedure": "other"}), "glimmer-brushing"),
            ("a file that the application refuses", (broken, {}), "surprise")):
        status, _, errors, _ = walk(folder, *arguments, "--display", "xvfb", *QUICK)
        check(status == 2, f"{what}: walk ended with {status}: {errors}")
        check(expected in errors and errors.count("\n") == 1 and errors.startswith("walk: "),
              f"{what}: walk said: {errors}")


def example_in(code):
    """An invented visit of somebody who reads and writes a language that comes with Candor."""
    return example(MICRONEEDLING, "--language", code, "--clinic-language", code)


def walk_by_keys(folder, procedure, visit, language=ENGLISH):
    names = {"patient": visit["patient"]["name"], "practitioner": visit["practitioner"]["name"]}
    visit["signatures"] = [{"role": role, "method": "typed", "name": name}
                           for role, name in names.items()]
    journey = play(folder, procedure, visit, language, hands=KeyHands)
    check(journey.outcome == "agree", f"the visit ended with {journey.outcome}")
    check(journey.hands.unseen == [], "; ".join(journey.hands.unseen[:5]))
    check(journey.hands.rings > 30, f"only {journey.hands.rings} times was the focus compared")


def test_keyboard(folder):
    """The whole visit without a pointer, with a focus that can be seen at every step."""
    walk_by_keys(folder, GLIMMER, example(GLIMMER))


def test_keyboard_ar(folder):
    """The same in Arabic, where everything is read from the right."""
    walk_by_keys(folder, MICRONEEDLING, example_in("ar"), Language("ar"))


def test_keyboard_zh(folder):
    """The same in Chinese."""
    walk_by_keys(folder, MICRONEEDLING, example_in("zh_CN"), Language("zh_CN"))


def listen(folder, procedure, visit, language=ENGLISH):
    visit["interpreter"] = {"name": "Ivo Example"}
    journey = play(folder, procedure, visit, language, walker=ListeningWalker)
    check(journey.walker.heard >= 30, f"only {journey.walker.heard} pages were listened to")
    if language is not ENGLISH:
        check(len(journey.walker.words) > 300, f"only {len(journey.walker.words)} were understood")
    check(journey.walker.faults == [],
          f"{len(journey.walker.faults)} faults: " + "; ".join(journey.walker.faults[:8]))


def test_screen_reader(folder):
    """Every page has its heading, names for all that can be used, and nothing of other pages."""
    listen(folder, GLIMMER, {})


def test_screen_reader_ar(folder):
    """The same in Arabic, and no word of it in English."""
    listen(folder, MICRONEEDLING, example_in("ar"), Language("ar"))


def test_screen_reader_zh(folder):
    """The same in Chinese."""
    listen(folder, MICRONEEDLING, example_in("zh_CN"), Language("zh_CN"))


TESTS = {name[len("test_"):].replace("_", "-"): function
         for name, function in list(globals().items()) if name.startswith("test_")}


def run(name):
    """Makes one journey; returns None, or what went wrong."""
    with tempfile.TemporaryDirectory(prefix="candor-journey-") as folder:
        try:
            TESTS[name](folder)
        except Failure as failure:
            return str(failure)
        except Exception:  # one journey's end is not the end of the others
            return traceback.format_exc()
    return None


def run_apart(name):
    """The same in a process of its own: the accessibility bus is met once in a process."""
    done = subprocess.run([sys.executable, os.path.abspath(__file__), name],
                          stdout=subprocess.PIPE, check=False)
    if done.returncode == 0:
        return None
    return "\n".join(line[2:] for line in done.stdout.decode().splitlines()
                     if line.startswith("# "))


def main():
    names = sys.argv[1:] or list(TESTS)
    for name in names:
        if name not in TESTS:
            print(f"Bail out! There is no journey {name}; there are: {', '.join(TESTS)}")
            return 2
    print(f"1..{len(names)}", flush=True)
    failed = 0
    for number, name in enumerate(names, 1):
        trouble = run(name) if len(names) == 1 else run_apart(name)
        failed += trouble is not None
        print(f"{'ok' if trouble is None else 'not ok'} {number} {name}: {TESTS[name].__doc__}")
        for line in (trouble or "").splitlines():
            print(f"# {line}")
        sys.stdout.flush()
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
