#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Candor contributors
#
# Runs a program on a display that no other has: one that sends the events of a keyboard and a mouse
# through the server hits whatever window lies on top, and two tests run side by side.
#
# Usage: tests/on-own-display.sh PROGRAM [ARGUMENT…]
set -euo pipefail

. "$(dirname "$0")/private-display.sh"
start_private_display
"$@"
