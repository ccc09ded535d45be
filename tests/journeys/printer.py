# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Candor contributors
"""A print service of our own for a journey: a real cupsd, on a port of this computer, with one
printer whose paper is a file.

    with Printer(folder) as printer:
        environment["CUPS_SERVER"] = printer.server
"""

import os
import pwd
import shutil
import socket
import subprocess

from display import spawn, wait_for

# What stands behind the queue: cupsd starts it for each job.
BACKEND = """#!/bin/sh
[ $# -gt 0 ] || exit 0
cat ${6+"$6"} >"${DEVICE_URI#paper:}.part"
mv "${DEVICE_URI#paper:}.part" "${DEVICE_URI#paper:}"
"""

SERVICE = """Listen 127.0.0.1:{port}
Browsing No
WebInterface No
DefaultAuthType None
DefaultEncryption Never
<Location />
Order allow,deny
Allow all
</Location>
<Policy default>
<Limit All>
Order allow,deny
Allow all
</Limit>
</Policy>
"""

FILES = """ServerRoot {folder}/etc
ServerBin {folder}/bin
RequestRoot {folder}/spool
TempDir {folder}/tmp
CacheDir {folder}/cache
StateDir {folder}/run
ErrorLog {folder}/log/error
AccessLog {folder}/log/access
PageLog {folder}/log/pages
SystemGroup {group}
"""


def tool(name):
    return shutil.which(name) or os.path.join("/usr/sbin", name)


class Printer:
    """What it prints is at `paper`; everything else that the service keeps is below `kept`."""

    def __init__(self, folder):
        self.kept = os.path.join(folder, "service")
        self.paper = os.path.join(folder, "paper")
        for name in ("etc", "bin/backend", "spool", "tmp", "cache", "run", "log"):
            os.makedirs(os.path.join(self.kept, name), mode=0o755)
        with socket.socket() as place:
            place.bind(("127.0.0.1", 0))
            self.port = place.getsockname()[1]
        self.server = f"127.0.0.1:{self.port}"
        group = "root" if os.geteuid() == 0 else "nogroup"
        self._write("etc/cupsd.conf", SERVICE.format(port=self.port))
        self._write("etc/cups-files.conf", FILES.format(folder=self.kept, group=group))
        # Closed to others, so that cupsd starts it as ourselves.
        os.chmod(self._write("bin/backend/paper", BACKEND), 0o700)
        os.symlink("/usr/lib/cups/daemon", os.path.join(self.kept, "bin/daemon"))

    def _write(self, name, text):
        path = os.path.join(self.kept, name)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        return path

    def __enter__(self):
        self.process = spawn([tool("cupsd"), "-f", "-c", os.path.join(self.kept, "etc/cupsd.conf"),
                              "-s", os.path.join(self.kept, "etc/cups-files.conf")],
                             stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                             env={"PATH": os.environ["PATH"], "LANG": "C.UTF-8",
                                  "USER": pwd.getpwuid(os.geteuid()).pw_name})
        wait_for(self._answers, timeout=20, what="cupsd")
        subprocess.run([tool("lpadmin"), "-h", self.server, "-p", "Paper", "-v",
                        f"paper:{self.paper}", "-m", "raw", "-E"],
                       stderr=subprocess.DEVNULL, check=True)
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()

    def _answers(self):
        try:
            socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
            return True
        except OSError:
            return False
