# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Candor contributors
"""The man pages. Catches: a page that man complains of; a command, an option, its letter or its
argument that a program has and its page has not, or the other way round.

Usage: test_man.py CANDORCTL SOURCE_ROOT CANDOR"""

import os
import pathlib
import re
import subprocess
import sys
import tempfile

from ctl_help import ROOT, Run, run_all

CANDOR = os.path.abspath(sys.argv[3])
PAGES = ROOT / "data/man"
OPTION = re.compile(r"^ +(?:-(\w), )?--([a-z-]+)(?:=(\S+))?(?:  .*)?$", re.M)


def in_help(text):
    """Returns the options that a --help names, each as its letter, its name and its argument."""
    return {match.groups("") for match in OPTION.finditer(text)}


def in_page(text):
    """Returns the options that a part of a man page explains, in the same way."""
    found = set()
    for line in re.findall(r"^\.TP\n\.BR? (\\-.*)$", text, re.M):
        plain = line.replace("\\-", "-").replace('", "', ",").replace(" ", "")
        plain = plain.replace("\\fI", "").replace("\\fR", "")
        match = re.fullmatch(r"(?:-(\w),)?--([a-z-]+)(?:=(.+))?", plain)
        assert match, f"an option that cannot be read: {line}"
        found.add(match.groups(""))
    return found


def candorctl_page():
    return (PAGES / "candorctl.1").read_text(encoding="utf-8")


def command_parts(page):
    """Returns what the page says about each command, by its name."""
    commands = page[page.index("\n.SH COMMANDS"):]
    commands = commands[:commands.index("\n.SH ", 1)]
    return dict(zip(*[iter(re.split(r"^\.SS (.*)\n", commands, flags=re.M)[1:])] * 2))


def help_of_commands():
    text = Run("--help").expect(0).out
    names = re.findall(r"^  ([a-z-]+) +\S", text[text.index("Commands:"):text.index("Options:")], re.M)
    assert len(names) > 15, names
    return {name: in_help(Run(name, "--help").expect(0).out) for name in names}


def differences(page, helps):
    """Returns a sentence for each thing that only one of the page and the program knows."""
    parts = command_parts(page)
    wrong = [f"{name}: in the page alone" for name in parts.keys() - helps.keys()]
    wrong += [f"{name}: not in the page" for name in helps.keys() - parts.keys()]
    for name in parts.keys() & helps.keys():
        # How every command is asked for its help stands once, before the commands.
        known = helps[name] - {("h", "help", "")}
        for option in known ^ in_page(parts[name]):
            wrong.append(f"{name}: {option} is only in the {'help' if option in known else 'page'}")
    return wrong


def test_man_takes_the_pages():
    for name in ("candor.1", "candorctl.1"):
        run = subprocess.run(["man", "--warnings", "-E", "UTF-8", "-l", str(PAGES / name)],
                             env={**os.environ, "LC_ALL": "C.UTF-8", "MANROFFSEQ": ""},
                             capture_output=True, text=True, check=True)
        assert run.stderr == "", run.stderr
        assert "SEE ALSO" in run.stdout and len(run.stdout) > 2000


def test_man_would_complain():
    with tempfile.TemporaryDirectory() as folder:
        page = pathlib.Path(folder) / "x.1"
        page.write_text(".TH X 1\n.SH NAME\n.TQX\nx \\- y\n")
        run = subprocess.run(["man", "--warnings", "-E", "UTF-8", "-l", str(page)], text=True,
                             capture_output=True, check=False,
                             env={**os.environ, "LC_ALL": "C.UTF-8"})
    assert "TQX" in run.stderr, run.stderr


def test_every_command_and_option():
    assert differences(candorctl_page(), help_of_commands()) == []


def test_a_difference_is_seen():
    helps = help_of_commands()
    page = candorctl_page()
    for before, after in (("\n.BR \\-\\-number =\\fIN\\fR\n", "\n"), (".SS audit\n", ".SS check\n"),
                          ("\n.BR \\-k ", "\n.BR \\-z "), ("=\\fIKEY.pem\\fR", "=\\fIKEY\\fR"),
                          ("\n.B \\-\\-strict\n", "\n.B \\-\\-stern\n")):
        assert before in page, before
        assert differences(page.replace(before, after, 1), helps), before


def test_options_before_the_commands():
    page = candorctl_page()
    text = Run("--help").expect(0).out
    named = set(re.findall(r"^  --([a-z-]+)", text, re.M))
    assert named == {name for _, name, _ in in_page(page[:page.index("\n.SH COMMANDS")])}
    assert named


def test_options_of_the_app():
    run = subprocess.run([CANDOR, "--help-all"], env={**os.environ, "LC_ALL": "C.UTF-8"},
                         capture_output=True, text=True, check=True)
    page = (PAGES / "candor.1").read_text(encoding="utf-8")
    assert in_help(run.stdout) == in_page(page), in_help(run.stdout) ^ in_page(page)
    assert ("", "store", "FOLDER") in in_page(page)


if __name__ == "__main__":
    sys.exit(run_all(globals()))
