# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Candor contributors
"""The session of data/kiosk, on a screen that is only in memory. Catches: a configuration that sway
or systemd refuses; a window that does not fill the screen; a keyboard that does not come, or that
covers what is typed; a visit that is lost when the tablet is turned; a way out of Candor by keys.

Usage: test_kiosk.py CANDORCTL SOURCE_ROOT CANDOR"""

import json
import os
import pathlib
import pwd
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time

import gi
from gi.repository import GLib

from ctl_help import CTL, ROOT, run_all

KIOSK = ROOT / "data/kiosk"
CANDOR = pathlib.Path(sys.argv[3]).resolve()
PASSPHRASE = "seven quiet herons by the lake"
ID = "org.candor.Candor"
# The time that a person would wait; a machine under load takes its part of it.
PATIENCE = 60

# What systemd would do, for a machine that has not started with it: the units are read and run.
SYSTEMCTL = """#!/usr/bin/python3
import os, shlex, subprocess, sys
words = [word for word in sys.argv[1:] if not word.startswith("--")]
if words[0] == "restart":
    for unit in words[1:]:
        environment, before, command = dict(os.environ), [], None
        for line in open(os.path.join("@KIOSK@", unit), encoding="utf-8"):
            key, _, value = line.strip().partition("=")
            if key == "Environment":
                environment.update(word.split("=", 1) for word in shlex.split(value))
            elif key == "ExecStartPre":
                before = shlex.split(value)
            elif key == "ExecStart":
                command = shlex.split(value)
        if before:
            subprocess.run(before, env=environment, check=True)
        if command == ["/usr/bin/candor"]:
            command = shlex.split(os.environ["KIOSK_CANDOR"])
        subprocess.Popen(command, env=environment)
"""


class Session:
    """A session as the tablet has it, with a sample visit; one for all tests."""

    def __init__(self):
        self._temporary = tempfile.TemporaryDirectory(prefix="candor-kiosk-")
        self.folder = pathlib.Path(self._temporary.name)
        self._started = []
        for name in ("home", "runtime", "bin"):
            (self.folder / name).mkdir(mode=0o700)
        shutil.copytree(KIOSK, self.folder / "kiosk")
        shutil.copytree(ROOT / "data", self.folder / "data")
        shutil.copy(CANDOR, self.folder / "bin/candor")
        (self.folder / "bin/systemctl").write_text(
            SYSTEMCTL.replace("@KIOSK@", str(self.folder / "kiosk")))
        (self.folder / "bin/systemctl").chmod(0o755)
        secret = self.folder / "secret"
        secret.write_text(PASSPHRASE + "\n")
        secret.chmod(0o600)
        store = self.folder / "store"
        subprocess.run([CTL, "init", "--store", store, "--passphrase-file", secret, "--staff",
                        "Dr Ada Sample", "--clinic", "Lakeside Skin Clinic"], check=True,
                       stdout=subprocess.DEVNULL)
        kept = {name: value for name, value in os.environ.items()
                if name in ("ASAN_OPTIONS", "UBSAN_OPTIONS")}
        self.environment = {
            **kept, "HOME": str(self.folder / "home"), "LANG": "C.UTF-8",
            "PATH": f"{self.folder / 'bin'}:/usr/bin:/bin", "GSK_RENDERER": "cairo",
            "XDG_RUNTIME_DIR": str(self.folder / "runtime"), "XDG_CURRENT_DESKTOP": "sway",
            "WLR_BACKENDS": "headless", "WLR_RENDERER": "pixman", "WLR_LIBINPUT_NO_DEVICES": "1",
            "CANDOR_DATA_DIR": str(self.folder / "data"), "SPEECHD_ADDRESS": "nowhere", "GTK_A11Y": "atspi",
            "KIOSK_CANDOR": f"candor --sample --store {store}"}
        # sway does not run as root, and whom it runs as may not read this source.
        if os.getuid() == 0:
            for path in (self.folder, *self.folder.rglob("*")):
                shutil.chown(path, "nobody", "nogroup")
            nobody = pwd.getpwnam("nobody")
            os.setgroups([])
            os.setgid(nobody.pw_gid)
            os.setuid(nobody.pw_uid)
        self.log = self.folder / "log"
        with self.log.open("wb") as log:
            bus = self.start("dbus-daemon", "--session", "--nofork", "--print-address",
                             stdout=subprocess.PIPE, stderr=log)
            self.environment["DBUS_SESSION_BUS_ADDRESS"] = bus.stdout.readline().decode().strip()
            self.start("sway", "--config", self.folder / "kiosk/sway.conf", stdout=log, stderr=log)
        socket = self.until(lambda: next((self.folder / "runtime").glob("sway-ipc.*"), None),
                            "sway")
        self.environment["SWAYSOCK"] = str(socket)
        screen = next(path for path in (self.folder / "runtime").glob("wayland-*")
                      if not path.name.endswith(".lock"))
        self.environment["WAYLAND_DISPLAY"] = screen.name
        self.ask("output HEADLESS-1 mode 1280x800")
        self._look()

    def start(self, *command, **options):
        process = subprocess.Popen(command, env=self.environment, start_new_session=True,
                                   stdin=subprocess.DEVNULL, **options)
        self._started.append(process)
        return process

    def close(self):
        # The end of sway is the end of its windows, and the end of the bus, of all that it started.
        for process in reversed(self._started):
            process.terminate()
            process.wait(timeout=PATIENCE)
        self._temporary.cleanup()

    def until(self, condition, what):
        end = time.monotonic() + PATIENCE
        while True:
            found = condition()
            if found:
                return found
            if time.monotonic() > end:
                log = self.log.read_text(errors="replace") if hasattr(self, "log") else ""
                raise AssertionError(f"waited in vain for {what}\n{log[-3000:]}")
            time.sleep(0.1)

    def _look(self):
        """Begins to see what a screen reader sees."""
        os.environ.update({key: self.environment[key] for key in
                           ("DBUS_SESSION_BUS_ADDRESS", "XDG_RUNTIME_DIR", "HOME")})
        for key in ("AT_SPI_BUS_ADDRESS", "DISPLAY", "G_DEBUG"):
            os.environ.pop(key, None)
        self.window()
        gi.require_version("Atspi", "2.0")
        from gi.repository import Atspi
        Atspi.init()
        self.atspi = Atspi

    def _nodes(self):
        """Yields everything that Candor shows, in reading order."""
        desktop = self.atspi.get_desktop(0)
        left = [desktop.get_child_at_index(i) for i in range(desktop.get_child_count())]
        left = [node for node in left if node and node.get_name() == "candor"]
        for node in left:
            node.set_cache_mask(self.atspi.Cache.NONE)
        while left:
            node = left.pop()
            if node.get_state_set().contains(self.atspi.StateType.VISIBLE) or not node.get_parent():
                yield node
            below = [node.get_child_at_index(i) for i in range(node.get_child_count())]
            left += [child for child in reversed(below) if child]

    def find(self, role, name=None):
        """Returns the first thing of a role, such as "push button", or None."""
        try:
            for node in self._nodes():
                if node.get_role_name() == role and name in (None, node.get_name()):
                    return node
        except GLib.Error:
            # A page went away while it was read.
            pass
        return None

    def press(self, name, role="push button"):
        button = self.until(lambda: self.find(role, name), f"the {role} “{name}”")
        assert self.atspi.Action.do_action(button, 0), name

    def write(self, field, words):
        assert self.atspi.EditableText.set_text_contents(field, words)

    def read(self, field):
        return self.atspi.Text.get_text(field, 0, self.atspi.Text.get_character_count(field))

    def window(self):
        return self.until(lambda: next((window for window in self.windows()
                                        if window["app_id"] == ID), None), "the window")

    def ask(self, *words):
        run = subprocess.run(["swaymsg", "--raw", *words], env=self.environment, check=True,
                             capture_output=True)
        return json.loads(run.stdout)

    def windows(self):
        """Returns every window that sway knows."""
        found, nodes = [], [self.ask("-t", "get_tree")]
        while nodes:
            node = nodes.pop()
            nodes += node["nodes"] + node["floating_nodes"]
            if node.get("pid"):
                found.append(node)
        return found

    def picture(self, name):
        path = self.folder / name
        subprocess.run(["grim", "-t", "ppm", path], env=self.environment, check=True)
        return path.read_bytes()


SESSION = Session()


def refused_by_sway(text):
    path = SESSION.folder / "changed.conf"
    path.write_text(text)
    run = subprocess.run(["sway", "--validate", "--config", path], env=SESSION.environment,
                         capture_output=True, check=False)
    return run.returncode != 0


def complaints_of_systemd(name, change=lambda text: text):
    """Returns what systemd has against a unit, where all programs of it are there."""
    folder = SESSION.folder / "units"
    folder.mkdir(exist_ok=True)
    path = folder / name
    text = (SESSION.folder / "kiosk" / name).read_text()
    path.write_text(change(text.replace("/usr/bin/candor", str(SESSION.folder / "bin/candor"))))
    user = [] if name == "candor-kiosk.service" else ["--user"]
    run = subprocess.run(["systemd-analyze", *user, "verify", "--man=no", path],
                         env=SESSION.environment, capture_output=True, text=True, check=False)
    return run.stdout + run.stderr


def test_sway_takes_its_configuration():
    text = (SESSION.folder / "kiosk/sway.conf").read_text()
    assert not refused_by_sway(text)
    assert refused_by_sway(text + "border_of_nothing none\n")


def test_no_key_leads_out():
    text = SESSION.ask("-t", "get_config")["config"]
    assert "xkb_options srvrkeys:none" in text
    assert not re.search(r"(?m)^\s*(bindsym|bindcode|bindswitch|bindgesture|bar|floating_modifier)", text)


def test_systemd_takes_the_units():
    names = sorted(path.name for path in (SESSION.folder / "kiosk").glob("*.service"))
    assert len(names) == 3
    for name in names:
        assert complaints_of_systemd(name) == "", name
        assert complaints_of_systemd(name, lambda text: text.replace("Restart=", "Restarts="))
        text = (SESSION.folder / "kiosk" / name).read_text()
        for line in ("Restart=always", "StartLimitIntervalSec=0", "LimitCORE=0"):
            assert line in text.split("\n"), f"{name}: {line}"


def test_the_keyboard_comes_and_covers_nothing():
    window = SESSION.window()
    assert window["border"] == "none" and window["rect"]["width"] == 1280
    field = SESSION.until(lambda: SESSION.find("password text"), "the passphrase")
    height = SESSION.until(lambda: next((height for height in [SESSION.window()["rect"]["height"]]
                                         if height < 800), 0), "the keyboard")
    assert height >= 350, height

    def in_sight():
        place = SESSION.atspi.Component.get_extents(field, SESSION.atspi.CoordType.WINDOW)
        return place.y > 0 and place.y + place.height <= height

    SESSION.until(in_sight, "the passphrase, above the keyboard")
    picture = SESSION.picture("locked.ppm")
    assert picture.startswith(b"P6\n1280 800\n255\n") and len(set(picture)) > 100
    assert SESSION.find("push button", "Close") is None


def test_a_turned_tablet_keeps_the_visit():
    words = "To have smaller scars"
    field = SESSION.until(lambda: SESSION.find("password text"), "the passphrase")
    SESSION.write(field, PASSPHRASE)
    SESSION.press("Unlock")
    SESSION.press("Hand over this visit")
    SESSION.press("Yes, this is me", "check box")
    SESSION.press("Next")
    SESSION.write(SESSION.until(lambda: SESSION.find("text"), "the field for the goal"), words)
    heading = SESSION.find("heading").get_name()
    upright, flat = SESSION.window(), None
    for turn, width in (("90", 800), ("180", 1280), ("270", 800), ("normal", 1280)):
        SESSION.ask(f"output HEADLESS-1 transform {turn}")
        flat = SESSION.until(lambda: next((window for window in [SESSION.window()]
                                           if window["rect"]["width"] == width), None), turn)
        assert flat["pid"] == upright["pid"]
        SESSION.until(lambda: SESSION.find("heading", heading), heading)
        assert SESSION.read(SESSION.find("text")) == words, turn
        size = f"{width} {2080 - width}".encode()
        assert SESSION.picture("turned.ppm").startswith(b"P6\n" + size), turn


def test_candor_ran_without_a_warning():
    warned = re.findall(r"(?m)^.*(?:candor:\d+\): \S*(?:WARNING|CRITICAL)|Sanitizer).*$",
                        SESSION.log.read_text(errors="replace"))
    assert warned == [], warned


if __name__ == "__main__":
    try:
        failed = run_all(globals())
    finally:
        SESSION.close()
    sys.exit(failed)
