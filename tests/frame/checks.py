# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Candor contributors
"""The rules of the house. Each check takes a folder and returns how many files it looked at and
what it found wrong, a sentence each."""

import os
import re
import subprocess
import unicodedata

TOP_LEVEL = {"src", "ui", "po", "data", "tests", "meson.build", "meson_options.txt", "README.md",
             "COPYING"}

# Which layers each layer may include from. Imports run one way.
LAYERS = {
    "core": {"core"},
    "document": {"core", "document"},
    "vault": {"core", "vault"},
    "records": {"core", "document", "vault", "records"},
    "app": {"core", "document", "vault", "records", "app"},
    "ctl": {"core", "document", "vault", "records", "ctl"},
}
# Headers of libraries that a layer must not see.
FORBIDDEN_HEADERS = {
    "core": r"<(cairo|pango|gtk|gdk|adwaita|librsvg|qpdf|gnutls|poppler|sodium)",
    "document": r"<(gtk|gdk/|adwaita|sodium)",
    "vault": r"<(cairo|pango|gtk|gdk|adwaita|librsvg|qpdf|gnutls|poppler)",
    "records": r"<(gtk|gdk|adwaita)",
    "ctl": r"<(gtk|gdk|adwaita)",
    "app": None,
}
NEEDS_HEADER = (".c", ".h", ".py", ".sh", ".ui", ".css", ".build", ".rng", ".its", ".loc", ".svg",
                ".desktop.in", ".metainfo.xml.in", ".gresource.xml", ".txt", ".ini")
SCRIPTS = (".c", ".h", ".ui", ".xml", ".in", ".ini", ".py", ".md", ".css", ".po", ".pot", ".json",
           ".svg", ".sh", ".build", ".txt")
# Another one breaks lines elsewhere, and what one of them leaves alone the other changes.
FORMATTER = 14
LOOK_ALIKES = ("LATIN", "CYRILLIC", "GREEK")


def walk(root, folders=None):
    """Every file below the root that belongs to the project, as a path from the root."""
    for folder, names, files in os.walk(root):
        inside = os.path.relpath(folder, root)
        names[:] = sorted(n for n in names
                          if n not in ("__pycache__", ".git")
                          and not (inside == "." and n.startswith("build")))
        for name in sorted(files):
            path = os.path.normpath(os.path.join(inside, name))
            if folders is None or path.split(os.sep)[0] in folders:
                yield path


def read(root, path):
    with open(os.path.join(root, path), encoding="utf-8", errors="replace") as file:
        return file.read()


def top_level(root):
    """Nothing visible stands at the top level that is not on the list."""
    entries = [name for name in os.listdir(root)
               if not name.startswith(".") and not name.startswith("build")]
    return len(entries), [f"{name} stands at the top level, and is not on the list"
                          for name in entries if name not in TOP_LEVEL]


def layers(root):
    """An include runs down the layers, never up or across."""
    looked, wrong = 0, []
    for path in walk(root, {"src"}):
        parts = path.split(os.sep)
        if not path.endswith((".c", ".h")) or len(parts) < 3:
            continue
        looked += 1
        layer = parts[1]
        if layer not in LAYERS:
            wrong.append(f"{path}: there is no layer {layer}")
            continue
        text = read(root, path)
        for line, include in enumerate(text.splitlines(), 1):
            local = re.match(r'\s*#\s*include\s+"(?:\.\./)*([a-z]+)/', include)
            if local and local.group(1) in LAYERS and local.group(1) not in LAYERS[layer]:
                wrong.append(f"{path}:{line}: {layer} includes from {local.group(1)}")
            if '"../' in include:
                wrong.append(f"{path}:{line}: an include climbs out of its folder")
            system = FORBIDDEN_HEADERS[layer]
            if system and re.match(r"\s*#\s*include\s+" + system, include):
                wrong.append(f"{path}:{line}: {layer} must not see {include.strip()}")
    return looked, wrong


def drawn_layers(root):
    """The picture of the layers as the includes draw it: a line each, the lowest last."""
    used = {layer: set() for layer in LAYERS}
    for path in walk(root, {"src"}):
        layer = path.split(os.sep)[1]
        if path.endswith((".c", ".h")) and layer in LAYERS:
            used[layer].update(re.findall(r'^\s*#\s*include\s+"([a-z]+)/', read(root, path), re.M))
    below = {layer: [other for other in reversed(LAYERS) if other in used[layer] - {layer}]
             for layer in LAYERS}
    order = sorted(LAYERS, key=lambda layer: -len(below[layer]))
    return [f"    {layer:9} {'→ ' + ', '.join(below[layer]) if below[layer] else ''}".rstrip()
            for layer in order]


def layer_map(root):
    """The picture of the layers in the map is the one that the includes draw."""
    path = os.path.join("src", "README.md")
    lines, wanted = read(root, path).splitlines(), drawn_layers(root)
    drawn = [line for line in lines if re.match(rf"    ({'|'.join(LAYERS)})( +→|$)", line)]
    wrong = [] if drawn == wanted else [f"{path}: the includes draw it so:", *wanted]
    return len(lines), wrong


def spdx(root):
    """Every source file says under which licence it stands, and whose it is."""
    looked, wrong = 0, []
    for path in walk(root, {"src", "ui", "data", "tests", "meson.build", ".ci"}):
        full = os.path.join(root, path)
        script = "." not in os.path.basename(path) and os.access(full, os.X_OK)
        if not path.endswith(NEEDS_HEADER) and not script:
            continue
        looked += 1
        head = read(root, path)[:600]
        if ("SPDX-License-Identifier: GPL-3.0-or-later" not in head
                or "SPDX-FileCopyrightText: The Candor contributors" not in head):
            wrong.append(f"{path}: the SPDX header is missing")
    return looked, wrong


def other_formatter():
    """Why this machine cannot tell whether a file is formatted, or nothing if it can."""
    version = subprocess.run(["clang-format", "--version"], text=True, capture_output=True,
                             check=True).stdout
    found = re.search(r"version (\d+)", version)
    if found and int(found.group(1)) == FORMATTER:
        return ""
    return f"needs clang-format {FORMATTER}: this is {version.strip()}"


def formatted(root):
    """C files stand as clang-format leaves them."""
    paths = [p for p in walk(root, {"src", "tests"}) if p.endswith((".c", ".h"))]
    if not paths:
        return 0, []
    run = subprocess.run(["clang-format", "--dry-run", *paths], cwd=root, text=True,
                         capture_output=True, check=False)
    if run.returncode != 0:
        return len(paths), [f"clang-format failed: {run.stderr.strip()[:200]}"]
    wrong = sorted({line.split(":")[0] for line in run.stderr.splitlines() if "warning:" in line})
    return len(paths), [f"{path}: is not clang-formatted" for path in wrong]


def script_of(char):
    name = unicodedata.name(char, "")
    if char == "\u00b5":
        return None
    return next((script for script in LOOK_ALIKES if name.startswith(script)), None)


def mixed_scripts(root):
    """No word mixes Latin letters with Cyrillic or Greek ones that look like them."""
    looked, wrong = 0, []
    for path in walk(root):
        full = os.path.join(root, path)
        script = "." not in os.path.basename(path) and os.access(full, os.X_OK)
        if not path.endswith(SCRIPTS) and not script:
            continue
        looked += 1
        for line, text in enumerate(read(root, path).splitlines(), 1):
            if text.isascii():
                continue
            for word in re.findall(r"[^\W\d_]+", text):
                found = {script_of(char) for char in word} - {None}
                if len(found) > 1:
                    wrong.append(f"{path}:{line}: the word “{word}” mixes scripts")
    return looked, wrong


def lengths(root):
    """No file is longer than one idea; main.c only starts the app."""
    looked, wrong = 0, []
    for path in walk(root, {"src", "tests", "ui"}):
        if not path.endswith((".c", ".h", ".py", ".css")):
            continue
        looked += 1
        lines = read(root, path).count("\n")
        most = 49 if path == os.path.join("src", "main.c") else 600
        if lines > most:
            wrong.append(f"{path}: {lines} lines, at most {most}")
    return looked, wrong


def todos(root):
    """No task is left in the code without an issue's number, and no code is switched off."""
    looked, wrong = 0, []
    for path in walk(root, {"src", "tests", "ui"}):
        if not path.endswith((".c", ".h", ".ui", ".css")):
            continue
        looked += 1
        for line, text in enumerate(read(root, path).splitlines(), 1):
            if re.search(r"\b(TODO|FIXME|XXX)\b", text) or re.match(r"\s*#\s*if\s+0\b", text):
                wrong.append(f"{path}:{line}: {text.strip()[:80]}")
    return looked, wrong


def no_conditionals(root):
    """One source for every Debian: no #if on the version of a library."""
    looked, wrong = 0, []
    for path in walk(root, {"src"}):
        if not path.endswith((".c", ".h")):
            continue
        looked += 1
        for line, text in enumerate(read(root, path).splitlines(), 1):
            if re.match(r"\s*#\s*(el)?if\b.*CHECK_VERSION", text):
                wrong.append(f"{path}:{line}: {text.strip()}")
    return looked, wrong


def asserts_on(root):
    """Checks and asserts stay on in every build, the release too."""
    looked, wrong = 0, []
    for path in walk(root, {"src", "tests", "meson.build", "meson_options.txt"}):
        if not path.endswith((".build", ".txt", ".c", ".h", ".sh")) and "run" not in path:
            continue
        looked += 1
        for line, text in enumerate(read(root, path).splitlines(), 1):
            if re.search(r"G_DISABLE_(ASSERT|CHECKS|CAST_CHECKS)|\bNDEBUG\b|b_ndebug", text):
                wrong.append(f"{path}:{line}: {text.strip()}")
    return looked, wrong


def borders(root):
    """A border on one side names its colour for all four: GTK paints a mesh where they differ."""
    looked, wrong = 0, []
    for path in walk(root, {"ui"}):
        if not path.endswith(".css"):
            continue
        looked += 1
        for line, text in enumerate(read(root, path).splitlines(), 1):
            if re.search(r"border-(top|right|bottom|left)(-color)?:(?!\s*none)", text):
                wrong.append(f"{path}:{line}: {text.strip()}")
    return looked, wrong
