# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Candor contributors
#
# The Debian packages that Candor is built from, runs with and is tested with, and how to get the
# ones that are missing. Read by src/run and tests/run.

build_packages=(
  gcc libc6-dev meson ninja-build pkg-config libglib2.0-dev-bin libxml2-utils
  gettext itstool
  libgtk-4-dev libgdk-pixbuf-2.0-dev libcups2-dev libadwaita-1-dev libjson-glib-dev librsvg2-dev
  libpoppler-glib-dev libical-dev libqrencode-dev libgnutls28-dev liblcms2-dev libqpdf-dev
  libsodium-dev libarchive-dev libspeechd-dev nettle-dev
)
run_packages=(
  adwaita-icon-theme fonts-noto-core fonts-noto-cjk librsvg2-common gsettings-desktop-schemas
)
# A private display, and what drives the app on it from outside.
display_packages=(
  libx11-dev libxtst-dev xvfb xserver-xorg-core xserver-xorg-video-dummy xinput dbus-daemon
  at-spi2-core gir1.2-atspi-2.0 python3 python3-gi python3-xlib poppler-utils procps x11-xkb-utils
)
test_packages=(
  age appstream clang-format cups-client cups-daemon desktop-file-utils e2fsprogs
  fonts-noto-color-emoji git jing grim libglib2.0-bin mallard-rng man-db openssl qpdf speech-dispatcher speech-dispatcher-espeak-ng squeekboard strace
  sway systemd zbar-tools
)

# What data/packaging/build-deb makes a Debian package with.
package_packages=(build-essential debhelper dpkg-dev fakeroot git)

# clang, and what its libFuzzer needs.
fuzz_packages=(clang libclang-rt-dev llvm)

# What tests/coverage and tests/memcheck need beyond that.
depth_packages=(gcovr valgrind)

# Installs those of the named packages that are not there; says which, and why if it cannot.
need_packages() {
  local missing=() package
  for package in "$@"; do
    [ "$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null)" = installed ] ||
      missing+=("$package")
  done
  [ ${#missing[@]} -gt 0 ] || return 0

  local root=()
  if [ "$(id -u)" -ne 0 ]; then
    if ! command -v sudo >/dev/null; then
      echo "Candor needs these Debian packages, and only root can install them:" >&2
      echo "  ${missing[*]}" >&2
      echo "Install them with apt-get as root, then run this again." >&2
      return 1
    fi
    root=(sudo)
  fi

  echo "Installing with apt-get: ${missing[*]}"
  if ! "${root[@]}" env DEBIAN_FRONTEND=noninteractive \
    apt-get install -y --no-install-recommends "${missing[@]}" >/dev/null 2>&1; then
    # The lists of a fresh machine are empty or old.
    "${root[@]}" apt-get update >/dev/null || true
    "${root[@]}" env DEBIAN_FRONTEND=noninteractive \
      apt-get install -y --no-install-recommends "${missing[@]}" >/dev/null || {
      echo "apt-get could not install them; its own words stand above." >&2
      return 1
    }
  fi
}
