#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Candor contributors
"""Candor's first frame and memory against a bare window, as ratios of medians.

Usage: first_frame.py BARE_WINDOW APP_WINDOW SOURCE_ROOT
Needs a display. Prints one line a measure: its name, the ratio, the bound, the figures. The two
programs take turns, so that a busy moment of the machine falls on both.
"""

import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

RUNS = 31
TIME_BOUND = 1.30
MEMORY_BOUND = 1.15


def run_once(command):
    """Milliseconds from the start of the process to its first frame, and its PSS in kB."""
    start = time.monotonic_ns() // 1000
    result = subprocess.run(command, stdout=subprocess.PIPE, check=True, timeout=60)
    painted, pss = result.stdout.split()[-2:]
    return (int(painted) - start) / 1000, int(pss)


def main():
    bare_window, app_window, root = sys.argv[1:]
    clinic = pathlib.Path(root, "data", "examples", "clinic.ini")
    with tempfile.TemporaryDirectory() as folder:
        store, secret = os.path.join(folder, "store"), os.path.join(folder, "passphrase")
        with open(secret, "w", encoding="utf-8") as file:
            file.write("seven invented lake stones\n")
        subprocess.run([pathlib.Path(app_window).parents[2] / "src" / "candorctl", "init", "--store",
                        store, "--passphrase-file", secret], stdout=subprocess.DEVNULL, check=True)
        bare = [bare_window]
        app = [app_window, "--sample", "--store", store, "--clinic", str(clinic)]
        # The first run of each brings the files into memory and is not counted.
        run_once(bare)
        run_once(app)
        runs = [(run_once(bare), run_once(app)) for _ in range(RUNS)]

    bare_ms, app_ms = (statistics.median(pair[i][0] for pair in runs) for i in (0, 1))
    bare_kb, app_kb = (statistics.median(pair[i][1] for pair in runs) for i in (0, 1))
    # Each run is compared with its neighbour, so that a machine that gets busier does not count.
    time_ratio = statistics.median(app[0] / bare[0] for bare, app in runs)
    memory_ratio = statistics.median(app[1] / bare[1] for bare, app in runs)
    print(f"first frame against a bare window\t{time_ratio:.2f}\t{TIME_BOUND:.2f}\t"
          f"{app_ms:.0f} ms against {bare_ms:.0f} ms, medians of {RUNS}")
    print(f"memory (PSS) against a bare window\t{memory_ratio:.2f}\t{MEMORY_BOUND:.2f}\t"
          f"{app_kb / 1024:.1f} MB against {bare_kb / 1024:.1f} MB")


if __name__ == "__main__":
    main()
