# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Candor contributors
"""A private display for one journey: server, session bus, home folder, all thrown away afterwards.

    with Display(kind="xorg", width=1280, height=800) as display:
        app = display.run(["build/src/candor"])
        ...
        display.screenshot("page.png")

Two kinds. "xvfb" is light and has mouse and keyboard. "xorg" is a real server with drivers that
take their events from us: mouse, keyboard, touch screen and pen with pressure. It needs no
hardware, no rights and no console.
"""

import atexit
import os
import shutil
import signal
import subprocess
import tempfile
import time

import Xlib.display

import devices
import manager
import picture
import stillness

XORG = "/usr/lib/xorg/Xorg"
BUS_CONFIG = "/usr/share/dbus-1/session.conf"

SETTINGS_INI = """[Settings]
gtk-enable-animations=0
gtk-cursor-blink=0
gtk-primary-button-warps-slider=0
"""

# A tablet's shell draws no frame around an application.
GTK_CSS = """window.solid-csd { padding: 0; box-shadow: none; }
"""

XORG_HEAD = """
Section "ServerFlags"
  Option "AutoAddDevices" "false"
  Option "AutoEnableDevices" "false"
  Option "AutoAddGPU" "false"
EndSection
Section "Device"
  Identifier "card"
  Driver "dummy"
  VideoRam 65536
EndSection
Section "Monitor"
  Identifier "monitor"
  HorizSync 1-200
  VertRefresh 1-200
  Modeline "mode" {clock:.2f} {w} {w1} {w2} {w3} {h} {h1} {h2} {h3}
EndSection
Section "Screen"
  Identifier "screen"
  Device "card"
  Monitor "monitor"
  DefaultDepth 24
  SubSection "Display"
    Depth 24
    Modes "mode"
    Virtual {w} {h}
  EndSubSection
EndSection
"""

XORG_DEVICE = """
Section "InputDevice"
  Identifier "{name}"
  Driver "inputtest"
  Option "SocketPath" "{socket}"
  Option "DeviceType" "{type}"
  Option "PointerHasPressure" "{pressure}"
EndSection
"""

XORG_LAYOUT = """
Section "ServerLayout"
  Identifier "layout"
  Screen "screen"
  InputDevice "mouse" "CorePointer"
  InputDevice "keyboard" "CoreKeyboard"
  InputDevice "pen" "SendCoreEvents"
  InputDevice "touch" "SendCoreEvents"
EndSection
"""

XORG_DEVICES = {
    "mouse": "PointerAbsolute",
    "keyboard": "Keyboard",
    "pen": "PointerAbsoluteProximity",
    "touch": "Touch",
}


class DisplayError(Exception):
    """The display could not be brought up, or something on it did not happen in time."""


def need_tool(*names):
    """Names a missing tool at once, rather than leaving a puzzling failure for later."""
    for name in names:
        if not (os.path.isabs(name) and os.access(name, os.X_OK)) and not shutil.which(name):
            raise DisplayError(f"the tool {name} is not installed")


def spawn(command, **options):
    """Starts a process in a session of its own that never outlives this one."""
    need_tool("setpriv", command[0])
    return subprocess.Popen(["setpriv", "--pdeathsig", "KILL", *command],
                            stdin=subprocess.DEVNULL, start_new_session=True, **options)


def wait_for(condition, timeout=10.0, what="a condition", interval=0.02):
    """Calls condition until it returns something true, and returns that."""
    end = time.monotonic() + timeout
    while True:
        result = condition()
        if result:
            return result
        if time.monotonic() > end:
            raise DisplayError(f"waited {timeout:g} s in vain for {what}")
        time.sleep(interval)


class Display:
    """One private display with everything a program on it may touch."""

    def __init__(self, kind="xvfb", width=1280, height=800, a11y=True, fit=True):
        """fit: every window of an application fills the screen, as on a tablet."""
        if kind not in ("xvfb", "xorg"):
            raise ValueError(kind)
        self.kind = kind
        self.width = width
        self.height = height
        self.a11y = a11y
        self.fit = fit
        self.folder = None
        self.name = None
        self.env = None
        self.x = None
        self.manager = None
        self.pointer = self.keyboard = self.pen = self.touch = None
        self._server = None
        self._bus = None
        self._programs = []
        self._stillness = None

    # Life

    def __enter__(self):
        return self.start()

    def __exit__(self, *_):
        self.stop()

    def start(self):
        atexit.register(self.stop)
        self.folder = tempfile.mkdtemp(prefix="candor-display-")
        try:
            self._start_server()
            self._make_environment()
            self._start_bus()
            self.x = Xlib.display.Display(self.name)
            picture.keep_windows(self.x)
            self._stillness = stillness.Stillness(self.name)
            self.manager = manager.Manager(self.name, self.fit)
            self.manager.start()
            self._connect_devices()
        except BaseException:
            self.stop()
            raise
        return self

    def stop(self):
        """Ends what was started here, in reverse order, and removes the folder."""
        atexit.unregister(self.stop)
        for program in reversed(self._programs):
            self._end(program)
        self._programs = []
        for device in (self.pen, self.touch, self.keyboard, self.pointer):
            if device is not None:
                device.close()
        self.pointer = self.keyboard = self.pen = self.touch = None
        if self.manager is not None:
            self.manager.stop()
            self.manager = None
        if self._stillness is not None:
            self._stillness.close()
            self._stillness = None
        if self.x is not None:
            try:
                self.x.close()
            except Exception:  # the server may have gone first
                pass
            self.x = None
        self._end(self._bus)
        self._end(self._server)
        self._bus = self._server = None
        if self.folder is not None:
            shutil.rmtree(self.folder, ignore_errors=True)
            self.folder = None

    @staticmethod
    def _end(process):
        """Ends a process and all that it started in its own session."""
        if process is None:
            return
        for number in (signal.SIGTERM, signal.SIGKILL):
            try:
                os.killpg(process.pid, number)
            except ProcessLookupError:
                pass
            try:
                process.wait(timeout=5)
                break
            except subprocess.TimeoutExpired:
                continue
        try:  # children that outlived their parent
            os.killpg(process.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass

    # Parts

    def _start_server(self):
        log = open(os.path.join(self.folder, "server.log"), "wb")
        read_end, write_end = os.pipe()
        common = ["-displayfd", str(write_end), "-dpi", "96", "-nolisten", "tcp", "-noreset"]
        if self.kind == "xvfb":
            command = ["Xvfb", "-screen", "0", f"{self.width}x{self.height}x24"] + common
        else:
            config = os.path.join(self.folder, "xorg.conf")
            with open(config, "w", encoding="utf-8") as file:
                file.write(self._xorg_config())
            # A seat of its own keeps the server away from the console, so it needs no rights.
            command = [XORG, "-config", config, "-configdir", self.folder, "-seat", "seat-candor",
                       "-logfile", os.path.join(self.folder, "xorg.log")] + common
        self._server = spawn(command, stdout=log, stderr=log, pass_fds=[write_end])
        os.close(write_end)
        log.close()
        with os.fdopen(read_end, "rb") as file:
            number = file.readline().strip()
        if not number:
            with open(os.path.join(self.folder, "server.log"), errors="replace") as file:
                raise DisplayError("the display server did not start:\n" + file.read()[-2000:])
        self.name = ":" + number.decode()

    def _xorg_config(self):
        w, h = self.width, self.height
        text = XORG_HEAD.format(w=w, w1=w + 40, w2=w + 80, w3=w + 160, h=h, h1=h + 3, h2=h + 9,
                                h3=h + 30, clock=(w + 160) * (h + 30) * 60 / 1e6)
        for name, kind in XORG_DEVICES.items():
            text += XORG_DEVICE.format(name=name, type=kind, socket=self._socket(name),
                                       pressure="true" if name == "pen" else "false")
        return text + XORG_LAYOUT

    def _socket(self, name):
        return os.path.join(self.folder, name + ".socket")

    def _make_environment(self):
        env = {key: value for key, value in os.environ.items()
               if key in ("PATH", "LANG", "LC_ALL", "LANGUAGE", "TZ", "LD_LIBRARY_PATH")
               or key.startswith(("ASAN_", "UBSAN_", "LSAN_", "CANDOR_", "G_DEBUG",
                                  "FONTCONFIG_", "G_MESSAGES_"))}
        for name in ("home", "run", "tmp", "home/.config/gtk-4.0", "home/.cache",
                     "home/.local/share"):
            os.makedirs(os.path.join(self.folder, name), mode=0o700, exist_ok=True)
        for name, text in (("settings.ini", SETTINGS_INI), ("gtk.css", GTK_CSS)):
            with open(os.path.join(self.folder, "home/.config/gtk-4.0", name), "w",
                      encoding="utf-8") as file:
                file.write(text)
        env.update({
            "DISPLAY": self.name,
            # Nobody starts a speech service behind the back of a journey.
            "SPEECHD_ADDRESS": "nowhere",
            "HOME": os.path.join(self.folder, "home"),
            "XDG_RUNTIME_DIR": os.path.join(self.folder, "run"),
            "TMPDIR": os.path.join(self.folder, "tmp"),
            "GDK_BACKEND": "x11",
            "GSK_RENDERER": "cairo",
            "GSETTINGS_BACKEND": "memory",
            "ADW_DISABLE_PORTAL": "1",
            "GTK_A11Y": "atspi" if self.a11y else "none",
            "GTK_IM_MODULE": "gtk-im-context-simple",
            "EGL_LOG_LEVEL": "fatal",
            "NO_AT_BRIDGE": "1",  # the helpers of the bus are not themselves to be read
        })
        self.env = env

    def _start_bus(self):
        read_end, write_end = os.pipe()
        self._bus = spawn(
            ["dbus-daemon", "--config-file=" + BUS_CONFIG, "--nofork", "--nopidfile",
             "--address=unix:dir=" + os.path.join(self.folder, "run"),
             f"--print-address={write_end}"],
            env=self.env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            pass_fds=[write_end])
        os.close(write_end)
        with os.fdopen(read_end, "rb") as file:
            address = file.readline().strip().decode()
        if not address:
            raise DisplayError("the session bus did not start")
        self.env["DBUS_SESSION_BUS_ADDRESS"] = address

    def _connect_devices(self):
        if self.kind == "xvfb":
            self.pointer = devices.TestPointer(self.x)
            self.keyboard = devices.TestKeyboard(self.x)
            return
        size = (self.width, self.height)
        self.pointer = devices.Mouse(self._socket("mouse"), size)
        self.pen = devices.Pen(self._socket("pen"), size, self.x)
        self.touch = devices.Touch(self._socket("touch"), size)
        self.keyboard = devices.Keyboard(self._socket("keyboard"), self.x)

    # Use

    def run(self, command, env=None, **options):
        """Starts a program on this display and returns its Popen; stop() ends it."""
        process = spawn(command, env={**self.env, **(env or {})}, **options)
        self._programs.append(process)
        return process

    def wait_window(self, timeout=20.0):
        """Waits until a window of an application is on the screen and has the keyboard."""
        return wait_for(lambda: self.manager.active, timeout, "a window on the screen")

    def pixels(self):
        """The whole screen as (width, height, rows of blue, green, red and alpha)."""
        return picture.screen_pixels(self.x)

    def screenshot(self, path):
        """Writes what is on the screen to a PNG file."""
        data = picture.to_png(*self.pixels())
        with open(path, "wb") as file:
            file.write(data)

    def settle(self, quiet=0.15, timeout=5.0):
        """Waits until nothing was drawn for a while; False if the screen never came to rest."""
        return self._stillness.wait(quiet, timeout)
