# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Candor contributors
#
# A display of our own, and a home that nobody lives in; both are gone when the shell ends. Read by
# tests/run, tests/bench/run and tests/on-own-display.sh.

# Sets $private, a folder that is taken away at the end.
start_private_display() {
  private=$(mktemp -d "${TMPDIR:-/tmp}/candor-tests.XXXXXX")
  trap stop_private_display EXIT

  mkdir -m 700 "$private/home" "$private/runtime"
  export HOME=$private/home XDG_RUNTIME_DIR=$private/runtime
  export XDG_DATA_HOME=$HOME/data XDG_CONFIG_HOME=$HOME/config XDG_CACHE_HOME=$HOME/cache
  export XDG_STATE_HOME=$HOME/state
  # Drivers for GL leave memory behind when they are unloaded, and no test draws with them. Newer GTKs
  # read it elsewhere, and complain of the old word.
  if dpkg --compare-versions "$(dpkg-query -W -f '${Version}' libgtk-4-1)" ge 4.16; then
    export GDK_DISABLE=gl,vulkan
  else
    export GDK_DEBUG=gl-disable
  fi
  export GDK_BACKEND=x11 GSK_RENDERER=cairo GSETTINGS_BACKEND=memory ADW_DISABLE_PORTAL=1
  export GTK_A11Y=none NO_AT_BRIDGE=1 LC_ALL=C.UTF-8 LANG=C.UTF-8
  # Nobody starts a speech service behind the back of a test.
  export SPEECHD_ADDRESS=nowhere
  unset WAYLAND_DISPLAY DISPLAY LANGUAGE

  mkfifo "$private/number"
  Xvfb -displayfd 3 -screen 0 1280x800x24 -dpi 96 -nolisten tcp -noreset \
    3>"$private/number" >"$private/display.log" 2>&1 &
  private_display=$!
  local number
  read -r number <"$private/number"
  export DISPLAY=:$number
}

stop_private_display() {
  [ -z "${private_display:-}" ] || kill "$private_display" 2>/dev/null || true
  rm -rf "$private"
}
