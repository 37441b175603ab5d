"""A site served on a port of this machine, for a browser, and what a browser saw while it was there."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import uvicorn

from dragoman.web.site import site

_PATIENCE = 60.0


@contextmanager
def served(address: Path, **options: Any) -> Iterator[str]:
    """The ledger's site, made with some options, while the context lasts: its address without a slash at the end."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        server = uvicorn.Server(uvicorn.Config(site(str(address), **options), log_level="warning", lifespan="off"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        end = time.monotonic() + _PATIENCE
        while not server.started and time.monotonic() < end:
            time.sleep(0.05)
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        server.should_exit = True
        thread.join(_PATIENCE)


@dataclass
class Seen:
    """What must not happen on a page of ours.

    Attributes:
        dialogs: messages of dialogs that a script opened.
        outside: requests to anywhere but the site.
        refused: what the content security policy refused.
    """

    dialogs: list[str] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)

    def nothing(self) -> bool:
        return not (self.dialogs or self.outside or self.refused)


def watched(page: Any, base: str) -> Seen:
    """What is seen on a page from now on."""
    seen = Seen()

    def dialog(found: Any) -> None:
        seen.dialogs.append(found.message)
        found.dismiss()

    def request(found: Any) -> None:
        if not found.url.startswith((f"{base}/", "data:")):
            seen.outside.append(found.url)

    def console(found: Any) -> None:
        if "Content Security Policy" in found.text:
            seen.refused.append(found.text)

    page.on("dialog", dialog)
    page.on("request", request)
    page.on("console", console)
    return seen
