# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Candor contributors
#
# Another Debian: made with debootstrap, kept for the next time, and entered. Read by tests/on-debian
# and tests/on-package, after src/packages.sh; both set $root.
#
# Only root can make one. Mirror, proxies and keys are those of the machine that it runs on. Whatever is
# mounted is mounted in a namespace, and is gone when the last of its processes is: however the run
# ends, nothing stays mounted, and a kept Debian can be taken away with rm -r.

# Takes RELEASE [--in FOLDER] and leaves the rest: sets $release, $folder, and $arguments.
read_debian() {
  release=${1-}
  [ $# -eq 0 ] || shift
  case $release in
    bookworm | trixie) ;;
    *)
      echo "$0 knows the releases bookworm and trixie, and not “$release”." >&2
      exit 2
      ;;
  esac
  folder=
  if [ "${1-}" = --in ]; then
    folder=${2-}
    shift 2 || { echo "--in is followed by the folder that the Debian is kept in." >&2 && exit 2; }
  fi
  [ -n "$folder" ] || folder=${XDG_CACHE_HOME:-${HOME-/root}/.cache}/candor/$release
  folder=$(realpath -m "$folder")
  if [[ $folder/ == "$root"/* || $root/ == "$folder"/* || $folder == / ]]; then
    echo "A Debian is kept outside of the source: name another folder than $folder." >&2
    exit 2
  fi

  if [ "$(id -u)" -ne 0 ]; then
    echo "needs root: a Debian of another release is made with debootstrap and entered with chroot."
    echo "0 passed, 0 failed, 1 skipped"
    exit 1
  fi
  arguments=("$@")
}

# Prints the machine's own sources of Debian as lines for another release.
sources() {
  local origin suite uri component here
  here=$(. /etc/os-release && echo "${VERSION_CODENAME-}")
  apt-get indextargets --format '$(ORIGIN) $(RELEASE) $(REPO_URI) $(COMPONENT)' 'Created-By: Packages' |
    sort -u | while read -r origin suite uri component; do
    [ "$origin" = Debian ] || continue
    case $suite in
      "$here" | "$here"-updates | "$here"-security)
        echo "deb $uri $release${suite#"$here"} $component" ;;
    esac
  done
}

# A Debian that was begun and not finished has another name, and is begun again.
make_debian() {
  local lines mirror
  lines=$(sources)
  if [ -z "$lines" ]; then
    apt-get update >/dev/null
    lines=$(sources)
  fi
  mirror=$(awk -v release="$release" '$3 == release && $4 == "main" { print $2; exit }' <<<"$lines")
  if [ -z "$mirror" ]; then
    echo "Nothing below /etc/apt names a mirror of Debian that $release could be taken from." >&2
    return 1
  fi

  if [ -d "$folder" ] && ! rmdir "$folder" 2>/dev/null; then
    echo "$folder holds something else than a Debian $release: it was left alone. Name another." >&2
    return 1
  fi
  echo "Making a Debian $release in $folder"
  rm -rf --one-file-system "$folder.new"
  mkdir -p "$folder.new"
  if ! debootstrap --variant=minbase --include=ca-certificates "$release" "$folder.new" "$mirror" \
    >"$folder.log" 2>&1; then
    tail -n 5 "$folder.log" >&2
    echo "debootstrap could not make it; all that it said is in $folder.log." >&2
    return 1
  fi

  rm -f "$folder.new"/etc/apt/sources.list.d/*
  echo "$lines" >"$folder.new/etc/apt/sources.list"
  find /etc/apt/trusted.gpg.d -type f -exec cp -t "$folder.new/etc/apt/trusted.gpg.d" {} +
  # No service is started by its installation: there is no init here.
  printf '#!/bin/sh\nexit 101\n' >"$folder.new/usr/sbin/policy-rc.d"
  chmod 755 "$folder.new/usr/sbin/policy-rc.d"
  # What is lost in a power cut is made again.
  echo force-unsafe-io >"$folder.new/etc/dpkg/dpkg.cfg.d/unsafe-io"
  mv "$folder.new" "$folder"
  rm -f "$folder.log"
}

# What may be another tomorrow: the proxy, the resolver.
refresh_debian() {
  apt-config dump Acquire | grep -E '^Acquire::(http|https|Check|Retries|ForceIPv)' \
    >"$folder/etc/apt/apt.conf.d/90machine" || true
  printf 'Acquire::Languages "none";\n' >>"$folder/etc/apt/apt.conf.d/90machine"
  cp -L /etc/resolv.conf /etc/hosts "$folder/etc/"
}

# A copy, in the same place as here, so that every message names the file that is meant. What was built
# there stays. A file has the time at which it came there: its own may be older than what was built from
# the one before it.
copy_source() {
  mkdir -p "$folder$root"
  rsync --recursive --links --perms --checksum --delete --exclude=/.git --exclude='/build*' \
    --exclude=__pycache__ "$root/" "$folder$root/"
}

mount_debian() {
  mount -t proc proc "$folder/proc"
  mount --rbind /sys "$folder/sys"
  mount --rbind /dev "$folder/dev"
  mount -t tmpfs -o mode=1777 tmpfs "$folder/dev/shm"
  mount -t tmpfs -o mode=755 tmpfs "$folder/run"
  mkdir -p "$folder/run/lock"
}

# Runs the script again in a namespace of its own and ends as it ends; returns in there. The first half
# runs on the machine itself and holds the lock.
hold_debian() {
  [ "${CANDOR_IN_NAMESPACE-}" != "$release" ] || return 0
  need_packages debootstrap rsync
  mkdir -p "$(dirname "$folder")"
  exec 9>"$folder.lock"
  if ! flock --nonblock 9; then
    echo "Another run uses $folder: wait for it, or name another folder with --in." >&2
    exit 1
  fi

  inside=
  # The end of the first process in a namespace is the end of all others in it.
  stop_inside() {
    [ -z "$inside" ] || kill -KILL "$inside" 2>/dev/null || true
  }
  trap stop_inside EXIT
  trap 'exit 129' HUP
  trap 'exit 130' INT
  trap 'exit 143' TERM
  CANDOR_IN_NAMESPACE=$release unshare --mount --propagation private --pid --fork --kill-child --mount-proc \
    "$0" "$release" --in "$folder" "${arguments[@]}" 9>&- &
  inside=$!
  result=0
  wait "$inside" || result=$?
  inside=
  exit "$result"
}

# What a compiler and apt-get find of the machine: sets $environment, and $packages that it needs.
reach_out() {
  environment=()
  local name
  for name in http_proxy https_proxy no_proxy CC CXX CFLAGS TERM; do
    [ -z "${!name-}" ] || environment+=("$name=${!name}")
  done
  packages=()
  # Whoever compiles through ccache does so here too, and finds again what was compiled before.
  if [[ ${CC-} == ccache\ * ]]; then
    packages+=(ccache)
    mkdir -p "$folder/var/cache/ccache"
    mount --bind "$(ccache -k cache_dir)" "$folder/var/cache/ccache"
    environment+=(CCACHE_DIR=/var/cache/ccache)
  fi
}

is_made() {
  grep -qx "VERSION_CODENAME=$release" "$folder/etc/os-release" 2>/dev/null
}

# Runs a command in there, as root and with little of the machine's own surroundings.
enter_debian() {
  chroot "$folder" /usr/bin/env -i PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin \
    HOME=/root LANG=C.UTF-8 "${environment[@]}" "$@"
}
