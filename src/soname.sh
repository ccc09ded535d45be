#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Candor contributors
#
# Prints the name under which a program asks for a library, as the linker would write it down.
#
# Usage: soname.sh LIBRARY COMPILER…
set -eu

library=$1
shift
LC_ALL=C readelf -d "$("$@" -print-file-name="lib$library.so")" |
  sed -n 's/.*Library soname: \[\(.*\)\].*/\1/p' | grep .
