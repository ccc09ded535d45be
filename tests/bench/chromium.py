#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Candor contributors
"""Candor's whole chain against Chromium printing the same words, warm and cold.

Chromium neither seals nor archives; it only lays out the same text in the same type and size and
writes a tagged PDF: once with the headings, lists and tables that the form has, as a web form has them
too, and once in bare paragraphs, which is less than anybody would hand out. Prints a line for the
table of tests/bench/run for each page, warm and cold.

    chromium.py CANDORCTL VISIT.json WARM_MILLISECONDS
"""

import base64
import html
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time

WARM_ROUNDS = 15
COLD_ROUNDS = 5
CHROMIUM = ["chromium", "--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run",
            "--disable-extensions", "--disable-background-networking"]
PAGE = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Consent form</title>
<style>@page {{ size: A4; margin: 18mm }} body {{ font: 11pt/15pt "Noto Sans" }}
td, th {{ border-bottom: 0.5pt solid #ccc; text-align: start; vertical-align: top }}
table {{ border-collapse: collapse; width: 100% }} table p {{ margin: 0 }}
ul {{ list-style: none }}</style>
<body>{}</body></html>"""


class Pipe:
    """A running Chromium, spoken to over two pipes."""

    def __init__(self, folder):
        to_browser, self._out = os.pipe()
        self._in, from_browser = os.pipe()

        def connect():
            # Above 9 first: either end may be 3 or 4 already.
            os.dup2(to_browser, 10)
            os.dup2(from_browser, 11)
            os.dup2(10, 3)
            os.dup2(11, 4)

        self._process = subprocess.Popen(
            [*CHROMIUM, f"--user-data-dir={folder}", "--remote-debugging-pipe", "about:blank"],
            close_fds=False, preexec_fn=connect, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL)
        os.close(to_browser)
        os.close(from_browser)
        self._left = b""
        self._number = 0
        self._session = None

    def call(self, method, **params):
        self._number += 1
        message = {"id": self._number, "method": method, "params": params}
        if self._session is not None:
            message["sessionId"] = self._session
        os.write(self._out, json.dumps(message).encode() + b"\0")
        while True:
            while b"\0" not in self._left:
                data = os.read(self._in, 1 << 20)
                if not data:
                    sys.exit("chromium.py: Chromium ended by itself")
                self._left += data
            answer, _, self._left = self._left.partition(b"\0")
            answer = json.loads(answer)
            if answer.get("id") == self._number:
                if "error" in answer:
                    sys.exit(f"chromium.py: {method}: {answer['error']}")
                return answer["result"]

    def open(self, url):
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        self._session = self.call("Target.attachToTarget", targetId=target,
                                  flatten=True)["sessionId"]
        self.call("Page.enable")
        self.call("Page.navigate", url=url)
        while self.call("Runtime.evaluate",
                        expression="document.readyState")["result"]["value"] != "complete":
            time.sleep(0.05)

    def close(self):
        self._process.terminate()
        self._process.wait()


def milliseconds(work):
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


# What a tag of the form is in a page for a browser; a tag that is not here adds nothing of its own.
ELEMENTS = {"H1": "h1", "H2": "h2", "H3": "h3", "P": "p", "Sect": "section", "Table": "table", "TR": "tr",
            "TH": "th", "TD": "td", "L": "ul", "LI": "li", "Lbl": "b", "LBody": "span",
            "Link": "u"}


def page_of_tags(tags):
    """The outline that pdfinfo prints of a tagged file, as the body of a page."""
    body, still_open = [], []
    for line in tags.splitlines():
        depth = len(line) - len(line.lstrip())
        while still_open and still_open[-1][0] >= depth:
            body.append(f"</{still_open.pop()[1]}>\n")
        text = line.strip()
        if text.startswith('"'):
            body.append(html.escape(text[1:-1]))
            continue
        element = ELEMENTS.get(text.split(" ")[0].rstrip(":"))
        if element is not None:
            body.append(f"<{element}>")
            still_open.append((depth, element))
    body += [f"</{element}>" for _, element in reversed(still_open)]
    return "".join(body)


def page_of_paragraphs(text):
    """The words as pdftotext finds them, as the body of a page."""
    paragraphs = text.replace("\f", "\n\n").split("\n\n")
    return "".join(f"<p>{html.escape(' '.join(part.split()))}</p>\n"
                   for part in paragraphs if part.strip())


def text_pages(candorctl, visit, folder):
    """The form as pages for a browser: what a page is called, and its path."""
    pdf = os.path.join(folder, "form.pdf")
    subprocess.run([candorctl, "render", visit, "--output", pdf], check=True)
    for name, command, make in [("the form", ["pdfinfo", "-struct-text", pdf], page_of_tags),
                                ("bare paragraphs", ["pdftotext", pdf, "-"], page_of_paragraphs)]:
        text = subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout.decode()
        path = os.path.join(folder, name.replace(" ", "-") + ".html")
        with open(path, "w", encoding="utf-8") as file:
            file.write(PAGE.format(make(text)))
        yield name, path


def warm(page, folder):
    browser = Pipe(os.path.join(folder, "warm"))
    browser.open("file://" + page)

    def work():
        data = browser.call("Page.printToPDF", preferCSSPageSize=True)["data"]
        if not base64.b64decode(data).startswith(b"%PDF"):
            sys.exit("chromium.py: Chromium printed no PDF")

    work()
    times = [milliseconds(work) for _ in range(WARM_ROUNDS)]
    browser.close()
    return statistics.median(times)


def cold(page, folder):
    pdf = os.path.join(folder, "cold.pdf")

    def work():
        subprocess.run([*CHROMIUM, f"--user-data-dir={folder}/cold", f"--print-to-pdf={pdf}",
                        "file://" + page], check=True, stderr=subprocess.DEVNULL)

    work()
    times = [milliseconds(work) for _ in range(COLD_ROUNDS)]
    if not os.path.exists(pdf):
        sys.exit("chromium.py: Chromium printed no PDF")
    return statistics.median(times)


def own_cold(candorctl, visit, folder):
    subprocess.run([candorctl, "new-seal", "--name", "Lakeside Skin Clinic", "--output", folder],
                   check=True, stdout=subprocess.DEVNULL)

    def work():
        subprocess.run([candorctl, "render", visit, "--output", os.path.join(folder, "own.pdf"),
                        "--seal-key", os.path.join(folder, "key.pem"),
                        "--certificate", os.path.join(folder, "certificate.pem")], check=True)

    work()
    return statistics.median(milliseconds(work) for _ in range(COLD_ROUNDS))


def main():
    candorctl, visit, own_warm = sys.argv[1], sys.argv[2], float(sys.argv[3])
    with tempfile.TemporaryDirectory() as folder:
        pages = list(text_pages(candorctl, visit, folder))
        for name, page in pages:
            peer = warm(page, folder)
            print(f"whole chain, warm / Chromium, {name}\t{own_warm / peer:.3f}\t0.333\t"
                  f"{own_warm:.1f} ms / {peer:.1f} ms, {peer / own_warm:.1f} times faster")
        own = own_cold(candorctl, visit, folder)
        for name, page in pages:
            peer = cold(page, folder)
            print(f"whole chain, cold / Chromium, {name}\t{own / peer:.3f}\t0.067\t"
                  f"{own:.0f} ms / {peer:.0f} ms, {peer / own:.1f} times faster")


if __name__ == "__main__":
    main()
