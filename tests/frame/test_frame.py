#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Candor contributors
"""The rules of the house hold, and each check would notice if one did not.

Each check is run twice: on the project, where it must have looked at files and found nothing, and
on a copy with one planted fault, which it must find."""

import os
import shutil
import sys
import tempfile

import checks

LICENCE = ("/* SPDX-License-Identifier: GPL-3.0-or-later\n"
           " * SPDX-FileCopyrightText: The Candor contributors\n */\n")
CYRILLIC_IE = "\u0435"

# For each check: a file to write into a copy of the project, and its text.
FAULTS = [
    (checks.top_level, "notes.txt", "A stray file.\n"),
    (checks.layers, "src/core/candor-stray.c", LICENCE + '#include "document/candor-form.h"\n'),
    (checks.layers, "src/vault/candor-stray.c", LICENCE + "#include <cairo.h>\n"),
    (checks.layer_map, "src/README.md", "# The map\n\n    core\n    vault     → document\n"),
    (checks.spdx, "src/core/candor-stray.c", "int stray;\n"),
    (checks.formatted, "src/core/candor-stray.c", LICENCE + "int   stray( void ){return 1;}\n"),
    (checks.mixed_scripts, "src/core/candor-stray.c",
     LICENCE + f'const char *stray = "n{CYRILLIC_IE}edle";\n'),
    (checks.mixed_scripts, "data/procedures/stray.xml", f"<key>sk{CYRILLIC_IE}in</key>\n"),
    (checks.lengths, "src/core/candor-stray.c", LICENCE + "\n" * 700),
    (checks.lengths, "src/main.c", LICENCE + "\n" * 60),
    (checks.todos, "src/core/candor-stray.c", LICENCE + "/* TO" "DO: later */\n"),
    (checks.no_conditionals, "src/app/candor-stray.c",
     LICENCE + "#if GTK_CHECK_VERSION (4, 10, 0)\n#endif\n"),
    (checks.asserts_on, "src/core/meson.build", "c_args: '-DG_DISABLE_" "ASSERT'\n"),
    (checks.borders, "ui/stray.css", "box {\n  border-left: 6px solid red;\n}\n"),
]


class Tap:
    def __init__(self):
        self.count = 0
        self.failed = 0

    def skip(self, name, reason):
        self.count += 1
        print(f"ok {self.count} - {name} # SKIP {reason}")

    def case(self, good, name, details=()):
        self.count += 1
        self.failed += not good
        print(f"{'ok' if good else 'not ok'} {self.count} - {name}")
        for detail in details:
            print(f"#   {detail}")


def copy_of(root, target):
    for path in checks.walk(root):
        full = os.path.join(target, path)
        os.makedirs(os.path.dirname(full), exist_ok=True)
        shutil.copy(os.path.join(root, path), full)


def main():
    root = sys.argv[1]
    tap = Tap()
    unable = {checks.formatted: checks.other_formatter()}
    for check in dict.fromkeys(check for check, _, _ in FAULTS):
        if unable.get(check):
            tap.skip(f"{check.__name__}: {check.__doc__}", unable[check])
            continue
        looked, wrong = check(root)
        tap.case(looked > 0 and not wrong, f"{check.__name__}: {check.__doc__}",
                 [f"looked at {looked} files", *wrong[:40]])

    with tempfile.TemporaryDirectory() as folder:
        copy = os.path.join(folder, "copy")
        copy_of(root, copy)
        for check, path, text in FAULTS:
            if unable.get(check):
                tap.skip(f"{check.__name__} finds the fault planted in {path}", unable[check])
                continue
            target = os.path.join(copy, path)
            before = None
            if os.path.exists(target):
                with open(target, "rb") as file:
                    before = file.read()
            with open(target, "w", encoding="utf-8") as file:
                file.write(text)
            _, wrong = check(copy)
            tap.case(any(path in sentence for sentence in wrong),
                     f"{check.__name__} finds the fault planted in {path}", wrong[:5])
            if before is None:
                os.remove(target)
            else:
                with open(target, "wb") as file:
                    file.write(before)

    print(f"1..{tap.count}")
    return 1 if tap.failed else 0


if __name__ == "__main__":
    sys.exit(main())
