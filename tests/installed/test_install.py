# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Candor contributors
"""What "meson install" leaves. Catches: a file that is missing, or that nobody expects; a desktop
file, metainfo, service, schema or procedure that its validator refuses; a language that one of them lacks;
programs that do not find their data, or still look for it in the source; a start over D-Bus that
shows no window, or one for another store than the tablet is set to.

Usage: test_install.py CANDORCTL SOURCE_ROOT MESON BUILD_FOLDER PREFIX, on a display"""

import configparser
import contextlib
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree as tree

from Xlib import X, display

from ctl_help import ROOT, run_all

MESON = sys.argv[3]
BUILD = pathlib.Path(sys.argv[4]).resolve()
# Programs look for their data below the folder that they were built for.
HOME = pathlib.Path(sys.argv[5]).resolve()
ID = "org.candor.Candor"
# The id is what D-Bus calls the app, and is written as those names are. Debian 12 does not know the
# tag that Debian 13 would rather have for the developers.
HARMLESS = {"cid-contains-uppercase-letter", "developer-info-missing",
            "developer-name-tag-deprecated"}
LANGUAGES = [line for line in (ROOT / "po/LINGUAS").read_text().split("\n")
             if line and not line.startswith("#")]


def install():
    """Installs twice: where it is to run, and into a folder that a package is made from."""
    folder = tempfile.TemporaryDirectory(prefix="candor-install-")
    assert BUILD in HOME.parents, f"{HOME} is not below {BUILD}: tests/run sets the build up"
    shutil.rmtree(HOME, ignore_errors=True)
    for where in ([], ["--destdir", folder.name]):
        run = subprocess.run([MESON, "install", "-C", BUILD, "--no-rebuild", *where], check=False,
                             stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        assert run.returncode == 0, run.stdout[-4000:]
    return folder


SCRATCH = install()
PACKAGE = pathlib.Path(SCRATCH.name)
TREE = PACKAGE / HOME.relative_to("/")


def environment():
    """What an installed program finds around it; nothing tells it where its data is."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith("CANDOR")}
    clean.pop("GSETTINGS_SCHEMA_DIR", None)
    return {**clean, "PATH": f"{HOME / 'bin'}:{os.environ['PATH']}",
            "XDG_DATA_DIRS": f"{HOME / 'share'}:/usr/share"}


def expected():
    """Returns the path of every file that has to be there."""
    paths = {"bin/candor", "bin/candorctl", f"share/applications/{ID}.desktop",
             f"share/metainfo/{ID}.metainfo.xml", f"share/dbus-1/services/{ID}.service",
             f"share/icons/hicolor/scalable/apps/{ID}.svg",
             f"share/icons/hicolor/symbolic/apps/{ID}-symbolic.svg",
             f"share/glib-2.0/schemas/{ID}.gschema.xml",
             "share/man/man1/candor.1", "share/man/man1/candorctl.1",
             "share/candor/consent.mo", "share/candor/visit.schema.json",
             "share/candor/day-check.schema.json"}
    for folder in ("procedures", "illustrations", "wording", "examples", "its"):
        paths |= {f"share/candor/{folder}/{path.name}" for path in (ROOT / "data" / folder).iterdir()
                  if path.name != "README.md" or folder == "procedures"}
    paths |= {f"share/help/C/candor/{path.name}" for path in (ROOT / "data/help/C").glob("*.page")}
    paths |= {f"share/locale/{code}/LC_MESSAGES/candor.mo" for code in LANGUAGES}
    return paths


def test_every_file_is_in_its_place():
    found = {str(path.relative_to(PACKAGE)) for path in PACKAGE.rglob("*") if path.is_file()}
    below = TREE.relative_to(PACKAGE)
    wrong = found ^ {str(below / path) for path in expected()}
    assert not wrong, sorted(wrong)
    for path in found:
        mode = (PACKAGE / path).stat().st_mode & 0o777
        assert mode == (0o755 if "/bin/" in path else 0o644), f"{path}: {mode:o}"


def validate_desktop(text):
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / f"{ID}.desktop"
        path.write_text(text, encoding="utf-8")
        run = subprocess.run(["desktop-file-validate", path], capture_output=True, text=True,
                             check=False)
        return run.stdout + run.stderr


def test_desktop_file():
    text = (TREE / "share" / f"applications/{ID}.desktop").read_text(encoding="utf-8")
    assert validate_desktop(text) == ""
    assert validate_desktop(text.replace("Type=Application", "Type=App"))
    entry = configparser.RawConfigParser(strict=True)
    entry.optionxform = str
    entry.read_string(text)
    entry = entry["Desktop Entry"]
    assert (TREE / "bin" / entry["Exec"].split()[0]).exists()
    assert (TREE / "share" / f"icons/hicolor/scalable/apps/{entry['Icon']}.svg").exists()
    for key in ("GenericName", "Comment", "Keywords"):
        for code in LANGUAGES:
            assert entry[f"{key}[{code}]"] != entry[key], f"{key}[{code}]"
    for code in LANGUAGES:
        assert entry[f"Keywords[{code}]"].endswith(";"), code


def complaints(text):
    """Returns what appstreamcli has against a metainfo file."""
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / f"{ID}.metainfo.xml"
        path.write_text(text, encoding="utf-8")
        run = subprocess.run(["appstreamcli", "validate", "--no-net", "--pedantic", path],
                             capture_output=True, text=True, check=False,
                             env={**os.environ, "LC_ALL": "C.UTF-8"})
        return {(level, tag) for level, tag in re.findall(r"^([EWIP]): \S+ ([a-z-]+)", run.stdout, re.M)
                if tag not in HARMLESS}


def test_metainfo():
    text = (TREE / "share" / f"metainfo/{ID}.metainfo.xml").read_text(encoding="utf-8")
    assert complaints(text) == set()
    for before, after in (('<content_rating type="oars-1.1"/>', ""), ("<summary>", "<sumary>"),
                          ("https://", "ftp://")):
        broken = text.replace(before, after).replace("<sumary>Patient", "<sumary>x</sumary><summary>P")
        assert before in text and complaints(broken), before
    page = tree.fromstring(text)
    language = "{http://www.w3.org/XML/1998/namespace}lang"
    for path in ("summary", "description/p", "screenshots/screenshot/caption",
                 "releases/release/description/p"):
        assert {part.get(language) for part in page.findall(path)} == {None, *LANGUAGES}, path
    version = re.search(r"version: '([^']+)'", (ROOT / "meson.build").read_text())[1]
    assert page.find("releases/release").get("version") == version
    for image in page.iter("image"):
        assert image.text.startswith("https://candor.example/screenshots/")
        assert (ROOT / "data/screenshots" / image.text.rsplit("/", 1)[1]).exists()


def compiles(text):
    """Whether glib-compile-schemas takes a schema of settings as it should be."""
    with tempfile.TemporaryDirectory() as folder:
        pathlib.Path(folder, f"{ID}.gschema.xml").write_text(text, encoding="utf-8")
        run = subprocess.run(["glib-compile-schemas", "--strict", "--dry-run", folder], check=False,
                             capture_output=True)
        return run.returncode == 0


def test_settings_schema():
    text = (TREE / f"share/glib-2.0/schemas/{ID}.gschema.xml").read_text(encoding="utf-8")
    assert compiles(text)
    for before, after in (('type="s"', 'type="q"'), ("<default>''", "<default>"), ("</key>", "")):
        assert before in text and not compiles(text.replace(before, after)), before


def test_procedures_fit_their_schema():
    folder = TREE / "share" / "candor/procedures"
    schema = folder / "procedure.rng"
    for path in folder.glob("*.xml"):
        subprocess.run(["xmllint", "--noout", "--nonet", "--relaxng", schema, path], check=True,
                       capture_output=True)
        broken = path.read_text(encoding="utf-8").replace("<title>", "<titel>", 1)
        run = subprocess.run(["xmllint", "--noout", "--nonet", "--relaxng", schema, "-"], check=False,
                             input=broken.encode(), capture_output=True)
        assert run.returncode != 0


def test_catalogues():
    for code in LANGUAGES:
        subprocess.run(["msgfmt", "--check", "--output-file=/dev/null", ROOT / f"po/{code}.po"],
                       check=True, capture_output=True)


def test_candorctl_finds_its_data():
    with tempfile.TemporaryDirectory() as folder:
        for code in ("en", "ar", "zh-CN"):
            visit = subprocess.run(["candorctl", "example", "--language", code], env=environment(),
                                   check=True, capture_output=True).stdout
            path = pathlib.Path(folder) / f"{code}.json"
            path.write_bytes(visit)
            subprocess.run(["candorctl", "render", path, "--output", path.with_suffix(".pdf")],
                           env=environment(), check=True)
    data = HOME / "share/candor/procedures"
    away = data.with_name("away")
    data.rename(away)
    try:
        assert subprocess.run(["candorctl", "example"], env=environment(), check=False,
                              capture_output=True).returncode != 0
    finally:
        away.rename(data)
    about = subprocess.run(["candor", "--version"], env=environment(), check=True, capture_output=True)
    assert about.stdout.startswith(b"Candor ")


def test_an_author_needs_nothing_else():
    """From an empty folder to a form and a template for translators, with what was installed."""
    share = HOME / "share/candor"
    with tempfile.TemporaryDirectory() as folder:
        values = {**environment(), "XDG_DATA_HOME": f"{folder}/own", "GETTEXTDATADIRS": str(share)}
        for line in ("candorctl new-procedure moon-bath", "candorctl lint moon-bath.xml",
                     "candorctl example --procedure moon-bath.xml >trial.json",
                     "candorctl render --procedure moon-bath.xml trial.json --output trial.pdf",
                     "xgettext --from-code=UTF-8 --output=moon-bath.pot moon-bath.xml",
                     "mkdir --parents own/candor/procedures && mv moon-bath.* own/candor/procedures",
                     "candorctl care-sheet trial.json --output sheet.pdf"):
            run = subprocess.run(["bash", "-e", "-c", line], cwd=folder, env=values, check=False,
                                 capture_output=True, text=True)
            assert run.returncode == 0, f"{line}\n{run.stderr}"
        template = pathlib.Path(folder, "own/candor/procedures/moon-bath.pot").read_text(encoding="utf-8")
        assert "Sample: what it is" in template and "made up; who says it" not in template
        assert (share / "procedures/README.md").exists()


def windows_of(pid):
    """Returns the names of the windows that a process shows."""
    found = []
    connection = display.Display()

    def look(window):
        for child in window.query_tree().children:
            owner = child.get_full_property(connection.intern_atom("_NET_WM_PID"), X.AnyPropertyType)
            if (owner is not None and owner.value[0] == pid
                    and child.get_attributes().map_state == X.IsViewable):
                found.append(child.get_wm_name())
            look(child)

    look(connection.screen().root)
    connection.close()
    return found


@contextlib.contextmanager
def started_over_dbus(folder):
    """Candor, started by its service with everything of its own below a folder, until its window is
    there; its process."""
    script = (f"gdbus call --session --dest {ID} --object-path /org/candor/Candor "
              "--method org.freedesktop.Application.Activate '{}' >/dev/null && "
              "gdbus call --session --dest org.freedesktop.DBus --object-path / "
              f"--method org.freedesktop.DBus.GetConnectionUnixProcessID {ID} && read end")
    bus = subprocess.Popen(["dbus-run-session", "--", "bash", "-c", script], env=of_folder(folder),
                           stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                           text=True)
    try:
        pid = int(re.search(r"uint32 (\d+)", bus.stdout.readline())[1])
        for _ in range(600):
            if "Candor" in windows_of(pid):
                break
            time.sleep(0.1)
        assert "Candor" in windows_of(pid), windows_of(pid)
        yield pid
    finally:
        bus.communicate("end\n", timeout=60)


def of_folder(folder):
    """An environment in which whatever is kept is kept below a folder."""
    return {**environment(), "HOME": folder, "XDG_DATA_HOME": f"{folder}/data",
            "XDG_STATE_HOME": f"{folder}/state", "XDG_CONFIG_HOME": f"{folder}/config",
            "GSETTINGS_BACKEND": "keyfile"}


def test_start_over_dbus():
    service = (TREE / "share" / f"dbus-1/services/{ID}.service").read_text()
    assert f"Exec={HOME}/bin/candor --gapplication-service\n" in service
    assert f"Name={ID}\n" in service
    with tempfile.TemporaryDirectory() as name, started_over_dbus(name):
        pass


def make_store(folder, store):
    secret = pathlib.Path(folder, "secret.txt")
    secret.write_text("seven quiet herons by the lake\n", encoding="utf-8")
    subprocess.run(["candorctl", "init", "--store", store, "--passphrase-file", secret, "--staff",
                    "Dr Ada Sample", "--clinic", "Lakeside Skin Clinic"], check=True,
                   env=of_folder(folder), capture_output=True)
    for path in ("clinic.ini", "lakeside.svg"):
        shutil.copy(HOME / "share/candor/examples" / path, store)


def test_the_tablet_says_where_its_store_is():
    """A setting of the tablet names the folder: as a whole path, or from the home folder on."""
    for setting, place in (("{}/disk/clinic", "disk/clinic"), ("other/clinic", "other/clinic")):
        with tempfile.TemporaryDirectory() as name:
            store = pathlib.Path(name, place)
            store.parent.mkdir()
            make_store(name, store)
            subprocess.run(["gsettings", "set", ID, "store-folder", setting.format(name)], check=True,
                           env=of_folder(name))
            with started_over_dbus(name):
                known = pathlib.Path(name, "state/candor/stores").read_text(encoding="utf-8")
            assert known.split() == [store.as_uri()], known
            assert not pathlib.Path(name, "data/candor").exists()


def test_a_store_that_the_tablet_names_is_not_made_in_the_place_of_a_disk():
    with tempfile.TemporaryDirectory() as name:
        subprocess.run(["gsettings", "set", ID, "store-folder", f"{name}/disk/clinic"], check=True,
                       env=of_folder(name))
        with started_over_dbus(name):
            assert not pathlib.Path(name, "disk").exists()
            assert not pathlib.Path(name, "data/candor").exists()


if __name__ == "__main__":
    sys.exit(run_all(globals()))
