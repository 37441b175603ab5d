"""A news site that lies, stalls and fails: ``python -m benchmarks.soak.server SEED`` prints its port.

``/published`` lists the addresses of all items that a feed has named so far; after ``/honest`` the site answers well.
"""

import gzip
import json
import random
import socket
import struct
import sys
import threading
import time
from collections import Counter, deque
from collections.abc import Callable
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

WINDOW = 40
NEW_SHARE = 0.1
_STALL_SECONDS = 0.4
_WORDS = (
    "minister", "envoy", "delegation", "summit", "border", "treaty", "ceasefire", "sanctions", "mediator",
    "capital", "palace", "agenda", "draft", "clause", "visit", "spokesman", "convoy", "prisoners", "exchange",
    "harbour", "island", "river", "parliament", "election", "budget", "pipeline", "grain", "fleet", "airport",
    "protocol", "banquet", "letter", "telephone", "photograph", "morning", "evening", "winter", "spring",
    "crisis", "proposal", "map", "village", "bridge",
)  # fmt: skip


class Site:
    """The feeds with their newest items, and how badly the site behaves."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.lock = threading.Lock()
        self.feeds: dict[str, deque[int]] = {}
        self.published: list[int] = []
        self.asked: Counter[str] = Counter()
        self.honest = False

    def poll(self, feed: str) -> tuple[list[int], float]:
        """The items of a feed, perhaps with a new one, and a number from 0 to 1 that decides the behaviour."""
        with self.lock:
            items = self.feeds.setdefault(feed, deque(maxlen=WINDOW))
            if not self.honest and self.chance.random() < NEW_SHARE:
                self.published.append(len(self.published))
                items.append(self.published[-1])
            return list(items), 1.0 if self.honest else self.chance.random()

    def visit(self, path: str) -> tuple[int, float]:
        """How often a page was asked for before, and a number that decides the behaviour."""
        with self.lock:
            self.asked[path] += 1
            return self.asked[path] - 1, 1.0 if self.honest else self.chance.random()


class Handler(BaseHTTPRequestHandler):
    """Answers as the site's mood is."""

    site: Site

    def do_GET(self) -> None:
        """One answer, or none."""
        with suppress(OSError):  # the asker may have gone
            self._answer()

    def _answer(self) -> None:
        if self.path == "/published":
            self._send(json.dumps([f"/item/{number}" for number in self.site.published]).encode())
        elif self.path == "/honest":
            self.site.honest = True
            self._send(b"yes")
        elif self.path == "/robots.txt":
            _, mood = self.site.visit(self.path)
            self.send_error(500 if mood < 0.1 else 404)
        elif self.path.startswith("/feed/"):
            self._feed()
        else:
            self._item()

    def _feed(self) -> None:
        items, mood = self.site.poll(self.path)
        tag = f'"{items[-1] if items else 0}"'
        body = _feed(items, self.headers.get("Host", ""))
        for share, misbehave in self._moods(body):
            if mood < share:
                misbehave()
                return
            mood -= share
        if self.headers.get("If-None-Match") == tag:
            self.send_response(304)
            self.end_headers()
        else:
            self._send(
                gzip.compress(body) if items and items[-1] % 2 else body, tag, packed=bool(items and items[-1] % 2)
            )

    def _moods(self, body: bytes) -> tuple[tuple[float, Callable[[], None]], ...]:
        """Ways to misbehave with the share of polls that meet them."""
        return (
            (0.04, lambda: self._status(500)),
            (0.02, lambda: self._status(429, "Retry-After", "120")),
            (0.02, lambda: self._status(503, "Retry-After", "Wed, 21 Oct 2065 07:28:00 GMT")),
            (0.04, lambda: self._status(304)),  # also where something is new
            (0.01, lambda: time.sleep(_STALL_SECONDS)),
            (0.01, lambda: self._drip(body)),
            (0.02, lambda: self._cut(body)),
            (0.02, lambda: self._send(random.Random(len(body)).randbytes(5_000))),
            (0.02, lambda: self._send(b"<html><body><p>Please log in.</p></body></html>")),
            (0.02, lambda: self._send(b"")),
            (0.02, lambda: self._status(302, "Location", self.path)),
            (0.02, lambda: self._status(302, "Location", "http://169.254.169.254/latest/meta-data/")),
            (0.01, lambda: self._send(gzip.compress(b"\0" * 30_000_000), packed=True)),
            (0.01, lambda: self._send(b"\x1f\x8b\x08 broken", packed=True)),
            (0.02, self._reset),
            (0.02, lambda: self._send(body[: len(body) // 2])),
            (0.01, lambda: self._send(body, "x" * 60_000)),
        )

    def _item(self) -> None:
        before, mood = self.site.visit(self.path)
        number = int(self.path.rpartition("/")[2])
        if number % 17 == 3:
            self.send_error(404)
        elif number % 5 == 1 and before == 0 and not self.site.honest:
            self._status(503, "Retry-After", "600")
        elif mood < 0.03:
            time.sleep(_STALL_SECONDS)
        elif mood < 0.05:
            self._reset()
        elif number % 23 == 7:
            self._send(b"<html>" + b"<div>" * 50_000)
        else:
            self._send(_page(number))

    def _send(self, body: bytes, tag: str | None = None, *, packed: bool = False) -> None:
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        if tag:
            self.send_header("ETag", tag)
        if packed:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        self.wfile.write(body)

    def _status(self, code: int, name: str = "X-Mood", value: str = "bad") -> None:
        self.send_response(code)
        self.send_header(name, value)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _drip(self, body: bytes) -> None:
        self.send_response(200)
        self.end_headers()
        for at in range(40):
            self.wfile.write(body[at : at + 1])
            self.wfile.flush()
            time.sleep(0.05)

    def _cut(self, body: bytes) -> None:
        self.send_response(200)
        self.send_header("Content-Length", str(len(body) + 1_000))
        self.end_headers()
        self.wfile.write(body)

    def _reset(self) -> None:
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.connection.close()

    def log_message(self, *_: Any) -> None:
        """Nothing: there are twenty thousand requests."""


def _feed(items: list[int], host: str) -> bytes:
    """A feed of items; every seventh one carries its whole text."""
    entries = "".join(
        f"<item><title>Talks {number} &amp;lt;script&amp;gt;</title><link>http://{host}/item/{number}</link>"
        f"<guid>{number}</guid><pubDate>Tue, 03 Jun 2025 10:00:00 GMT</pubDate>"
        f"<description>{_text(number) * 2 if number % 7 == 0 else f'Talks {number} went on.'}</description></item>"
        for number in reversed(items)
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>Wire</title>{entries}</channel></rss>'.encode()


def _page(number: int) -> bytes:
    return (
        f"<html lang=en><head><title>Talks {number}</title></head><body><article><h1>Talks {number}</h1>"
        f"<p>{_text(number)}</p></article></body></html>"
    ).encode()


def _text(number: int) -> str:
    """About sixty words that no other item has in this order, so that none is taken for a copy."""
    chance = random.Random(number)
    parts = (
        f"the {chance.choice(_WORDS)} of the {chance.choice(_WORDS)} was in the {chance.choice(_WORDS)}"
        for _ in range(7)
    )
    return f"Report {number}: " + ", and ".join(parts) + "."


def main() -> None:
    """Serve until the parent closes standard input."""
    Handler.site = Site(int(sys.argv[1]))
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    print(server.server_port, flush=True)
    sys.stdin.read()


if __name__ == "__main__":
    main()
