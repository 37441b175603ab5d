"""The folder in which a page's commands are run: the files that the pages speak of, all written by us."""

import gzip
import io
import json
import os
import shutil
import stat
import sys
import zipfile
from collections.abc import Mapping
from pathlib import Path

from tests.docs.place import ROOT

STORY = ROOT / "examples" / "story" / "articles.jsonl"
REPORT = (
    "Envoys to Meet in Geneva\n\nGENEVA, May 14, 2025 - The foreign ministers of Iran and France will meet in Geneva on "
    "Friday, the Swiss foreign ministry said on Wednesday. Iran rejected a French proposal on enrichment.\n"
)
PAGE = (
    '<!doctype html><html lang="en"><head><title>Cairo Talks Resume - The Gazette</title>'
    '<meta property="article:published_time" content="2025-05-14T08:00:00Z"></head><body><article>'
    "<h1>Cairo Talks Resume</h1><p>Negotiators of Israel and Hamas resumed indirect talks in Cairo on Wednesday, two "
    "Egyptian officials said. Qatar and Egypt mediate between the two sides.</p><p>Hamas demanded a lasting ceasefire "
    "before it would release more hostages. Israel rejected the demand, the prime minister's office said.</p>"
    "</article></body></html>"
)
TABLE = (
    "headline,body,day\n"
    "Doha round ends,Envoys of Qatar met Taliban negotiators in Doha on Monday. They agreed to meet again.,2021-08-10\n"
)
NAMES = "mention,date,country\nDeputy Foreign Minister Mikhail Galuzin,2025-05-15,\nDonald Trump,2023-05-15,\n"
LAYER = "our-actors.csv"


def lay(folder: Path) -> None:
    """Put the files in a folder."""
    story = STORY.read_text(encoding="utf-8").splitlines(keepends=True)
    texts: Mapping[str, str] = {
        "report.txt": REPORT, "page.html": PAGE, "articles.jsonl": "".join(story[:3]), "names.csv": NAMES,
        "archive/2025-05.jsonl": "".join(story[3:5]), "archive/2025-06.jsonl": story[5], "more/cairo.html": PAGE,
        "reports/geneva.txt": REPORT, "reports.csv": TABLE,
    }  # fmt: skip
    for name, text in texts.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    for name in ("archive.warc.gz", "CC-NEWS-20250603.warc.gz"):
        (folder / name).write_bytes(_web_archive(PAGE.encode()))
    with zipfile.ZipFile(folder / "exports.zip", "w") as packed:
        packed.writestr("geneva.txt", REPORT)
    (folder / "examples").symlink_to(ROOT / "examples")


def _web_archive(page: bytes) -> bytes:
    """A web archive of one page, as a crawler writes it."""
    reply = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://gazette.example/cairo\r\n"
        "WARC-Date: 2025-06-03T09:00:00Z\r\nWARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-000000000001>\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(reply)}\r\n\r\n"
    )
    packed = io.BytesIO()
    with gzip.GzipFile(fileobj=packed, mode="wb", mtime=0) as member:
        member.write(head.encode() + reply + b"\r\n\r\n")
    return packed.getvalue()


def tools(folder: Path, address: str) -> None:
    """Put ``dragoman`` and ``python`` in a folder for PATH, as clients of the warm process; and ``pip`` and ``make``.

    What installs is looked up, not installed: ``pip`` ends with an error when the extra that it is given is none of
    ours, ``make`` when it is given a target that is not in the Makefile.
    """
    client = (
        "import sys; sys.path.insert(0, {root!r})\nfrom tests.docs.{module} import {name}\nsys.exit({name}({words}))\n"
    )
    for command in ("dragoman", "python"):
        words = f"{address!r}, [{command!r}, *sys.argv[1:]]"
        _tool(folder / command, client.format(root=str(ROOT), module="warm", name="call", words=words))
    _tool(folder / "pip", client.format(root=str(ROOT), module="looked_up", name="pip", words="sys.argv[1:]"))
    looked_up = f'#!/bin/sh\nexec {shutil.which("make")} -n -C {ROOT} "$@" > /dev/null\n'
    _write_tool(folder / "make", looked_up)


def surroundings(tools_at: Path) -> dict[str, str]:
    """The environment of a command: our tools first, no colour, one width, nothing of the user's own settings."""
    path = os.pathsep.join([str(tools_at), str(Path(sys.executable).parent), os.environ["PATH"]])
    kept = {name: value for name, value in os.environ.items() if not name.startswith("DRAGOMAN")}
    return {**kept, "PATH": path, "COLUMNS": "110", "NO_COLOR": "1", "OMP_NUM_THREADS": "1"}


def as_input(blocks: list[str]) -> str:
    """Blocks of Python as the warm process takes them."""
    return json.dumps(blocks)


def _tool(path: Path, code: str) -> None:
    _write_tool(path, f"#!{sys.executable} -SE\n{code}")


def _write_tool(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
