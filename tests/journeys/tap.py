# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Candor contributors
"""Single test cases as lines of the Test Anything Protocol."""

import sys
import traceback


class Plan:
    """Runs functions as test cases, in order, and says of each whether it passed."""

    def __init__(self):
        self._count = 0
        self._failed = 0

    def case(self, name, function, *args):
        """A case passes when its function returns; what it returns is printed as a remark."""
        self._count += 1
        try:
            remark = function(*args)
        except Exception:
            self._failed += 1
            print(f"not ok {self._count} {name}")
            for line in traceback.format_exc().splitlines():
                print("# " + line)
        else:
            print(f"ok {self._count} {name}")
            if remark:
                print(f"# {remark}")
        sys.stdout.flush()

    def end(self):
        """Prints the plan; to be passed to sys.exit."""
        print(f"1..{self._count}")
        return 1 if self._failed or self._count == 0 else 0


def expect(condition, message):
    """Fails the case with a message that says what was found."""
    if not condition:
        raise AssertionError(message)
