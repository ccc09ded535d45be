# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Candor contributors
"""A clinic with a store, for the tests of candorctl."""

import json

from ctl_help import INVENTED, Folder, Run, example

PASSPHRASE = "seven quiet herons by the lake"
NAME = "Zöe Canary-Łukasiewicz"


class Clinic(Folder):
    """A folder with a store in it, and the key that was printed."""

    def __enter__(self):
        super().__enter__()
        self.store = self / "store"
        (self / "pass").write_text(PASSPHRASE + "\nanother line\n", encoding="utf-8")
        (self / "wrong").write_text("seven quiet herons by the sea\n", encoding="utf-8")
        run = Run("init", "--store", self.store, "--passphrase-file", self / "pass").expect(0)
        self.key = run.out.splitlines()[-1]
        return self

    def run(self, command, *arguments, passphrase="pass"):
        return Run(command, "--store", self.store, "--passphrase-file", self / passphrase, *arguments)

    def new_visit(self, name=NAME, file="visit.json", **changes):
        value = example(*changes.pop("options", []))
        value["patient"]["name"] = name
        for signature in value["signatures"]:
            if signature["role"] == "patient":
                signature["name"] = name
        value.update(changes)
        return self.visit(value, file)

    def commit(self, visit):
        return self.run("commit", "--procedure", INVENTED, visit).expect(0).out.strip()

    def records(self, *words):
        command = ["search", "--json", *words] if words else ["list", "--json"]
        return json.loads(self.run(*command).expect(0).out)

    def log(self):
        return [json.loads(line) for line in (self.store / "log").read_bytes().splitlines()]

    def snapshot(self):
        return {path.relative_to(self.store): path.read_bytes()
                for path in self.store.rglob("*") if path.is_file()}
