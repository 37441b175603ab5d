"""Fetching: polite, conditional, bounded, patient when asked, and never longer than the limits."""

import gzip
import os
import socket
import threading
import time
from pathlib import Path

import pytest
from benchmarks.hostile.bombs import packed_bodies
from benchmarks.hostile.inward import NoWaiting

from dragoman.errors import SourceError
from dragoman.read.addresses import open_guard
from dragoman.read.fetch import Fetcher, FetchError, FetchLimits, Validators
from dragoman.read.inflate import decoded
from dragoman.read.politeness import Politeness, retry_at

PAGE = b"<html><p>Envoys met.</p></html>"


class Watched(NoWaiting):
    """A clock that notes how long was waited."""

    def __init__(self):
        super().__init__()
        self.waits = []

    def wait(self, seconds):
        self.waits.append(round(max(0.0, seconds), 3))
        super().wait(seconds)


def fetcher(clock=None, **limits):
    politeness = Politeness(clock=clock or NoWaiting(), agent="Dragoman")
    return Fetcher(
        guard=open_guard(["127.0.0.1"]), politeness=politeness, contact="desk@example.org", limits=FetchLimits(**limits)
    )


def test_a_page_is_fetched_with_our_name_and_nothing_else(server):
    server["/a"] = (200, {"Content-Type": "text/html; charset=utf-8"}, PAGE)
    got = fetcher().fetch(f"{server.url}/a#part")
    assert (got.body, got.content_type, got.url) == (PAGE, "text/html", f"{server.url}/a")
    (_, robots), (path, page) = server.requests
    assert path == "/a"
    assert "desk@example.org" in page["User-Agent"]
    assert page["User-Agent"] == robots["User-Agent"]
    assert not {"Cookie", "Authorization", "Referer"} & set(page)


def test_unchanged_pages_are_not_sent_again(server):
    def conditional(headers):
        return (304, {}, b"") if headers.get("If-None-Match") == '"v1"' else (200, {"ETag": '"v1"'}, PAGE)

    server["/a"] = (0, {}, conditional)
    one = fetcher()
    first = one.fetch(f"{server.url}/a")
    assert one.fetch(f"{server.url}/a", first.validators).unchanged
    assert one.fetch(f"{server.url}/a", Validators(etag='"v0"')).body == PAGE


def test_a_host_is_asked_at_most_once_a_second_and_as_slowly_as_it_wishes(server):
    clock = Watched()
    one = fetcher(clock)
    for _ in range(3):
        with pytest.raises(FetchError):
            one.fetch(f"{server.url}/a")
    assert clock.waits == [0.0, 1.0, 1.0, 1.0]
    server["/robots.txt"] = (200, {}, b"User-agent: *\nCrawl-delay: 7\nAllow: /\n")
    slow = Watched()
    two = fetcher(slow)
    for _ in range(2):
        with pytest.raises(FetchError):
            two.fetch(f"{server.url}/a")
    assert slow.waits[-1] == 7.0


@pytest.mark.parametrize(
    ("robots", "problem"),
    [
        ((200, {}, b"User-agent: *\nDisallow: /private\n"), "asks not to read it"),
        (
            (200, {}, b"\xef\xbb\xbfUser-agent: dragoman\nDisallow: /\n\nUser-agent: *\nAllow: /\n"),
            "asks not to read it",
        ),
        ((500, {}, b""), "cannot be read"),
        ((503, {}, b""), "cannot be read"),
    ],
)
def test_robots_are_obeyed(server, robots, problem):
    server["/robots.txt"] = robots
    server["/private/a"] = (200, {}, PAGE)
    with pytest.raises(FetchError, match=problem) as caught:
        fetcher().fetch(f"{server.url}/private/a")
    assert caught.value.lasting == (problem == "asks not to read it")
    assert [path for path, _ in server.requests] == ["/robots.txt"]


@pytest.mark.parametrize(
    "robots",
    [
        (404, {}, b""),
        (403, {}, b""),
        (200, {}, b""),
        (200, {}, b"\xff\xfe\x00garbage" * 50),
        (200, {}, b"User-agent: *\nDisallow: /other\n" + b"#" * 600_000),
    ],
)
def test_robots_that_forbid_nothing(server, robots):
    server["/robots.txt"] = robots
    server["/a"] = (200, {}, PAGE)
    assert fetcher().fetch(f"{server.url}/a").body == PAGE


def test_robots_are_asked_for_once_a_day(server):
    server["/a"] = (200, {}, PAGE)
    clock = NoWaiting()
    one = fetcher(clock)
    for _ in range(3):
        one.fetch(f"{server.url}/a")
    clock.wait(25 * 3600)
    one.fetch(f"{server.url}/a")
    assert [path for path, _ in server.requests].count("/robots.txt") == 2


def test_a_server_that_asks_for_patience_is_left_alone(server):
    server["/a"] = (429, {"Retry-After": "3600"}, b"")
    clock = NoWaiting()
    one = fetcher(clock)
    with pytest.raises(FetchError) as first:
        one.fetch(f"{server.url}/a")
    assert first.value.retry_at == pytest.approx(clock.now() + 3600)
    asked = len(server.requests)
    with pytest.raises(FetchError, match="not to come back so soon"):
        one.fetch(f"{server.url}/b")
    assert len(server.requests) == asked


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("120", 120.0), ("0", 0.0), ("99999999", 86_400.0), ("Wed, 21 Oct 2065 07:28:00 GMT", 86_400.0),
        ("Wed, 21 Oct 2015 07:28:00 GMT", 0.0), ("soon", None), ("", None), (None, None), ("-5", None), ("٣", 3.0),
        ("9" * 400, None),
    ],
)  # fmt: skip
def test_retry_after(header, seconds):
    now = 1_700_000_000.0
    assert retry_at(header, now) == (None if seconds is None else now + seconds)


def test_five_redirects_are_followed_and_no_sixth(server):
    for number in range(6):
        server[f"/{number}"] = (302, {"Location": f"/{number + 1}"}, b"")
    server["/6"] = (200, {}, PAGE)
    assert fetcher().fetch(f"{server.url}/1").body == PAGE
    with pytest.raises(FetchError, match="more than 5 times"):
        fetcher().fetch(f"{server.url}/0")


@pytest.mark.parametrize(("name", "body"), packed_bodies(30).items())
def test_packed_bombs_end_early(server, name, body):
    server["/a"] = (200, {"Content-Encoding": body[0]}, body[1])
    with pytest.raises(FetchError, match=r"bomb|more than twice"):
        fetcher().fetch(f"{server.url}/a")


def test_packed_pages_are_unpacked(server):
    server["/a"] = (200, {"Content-Encoding": "gzip"}, gzip.compress(PAGE))
    server["/b"] = (200, {"Content-Encoding": "gzip"}, gzip.compress(PAGE)[:-9])
    assert fetcher().fetch(f"{server.url}/a").body == PAGE
    with pytest.raises(FetchError, match="ends in the middle"):
        fetcher().fetch(f"{server.url}/b")
    with pytest.raises(SourceError, match="is packed as 'zstd'"):
        decoded([b"x"], encoding="zstd", limit=9, source="x")


def test_large_pages_are_refused(server):
    server["/a"] = (200, {}, os.urandom(3_000_000))
    with pytest.raises(FetchError, match="is larger than 2 MB"):
        fetcher(page_bytes=2_000_000).fetch(f"{server.url}/a")


@pytest.fixture
def dripping():
    """A server that sends a byte now and then and never ends."""
    listener = socket.create_server(("127.0.0.1", 0))
    done = threading.Event()

    def serve():
        while not done.is_set():
            asker, _ = listener.accept()
            threading.Thread(target=drip, args=(asker,), daemon=True).start()

    def drip(asker):
        for letter in b"HTTP/1.1 200 OK\r\nX-Long: " + b"x" * 10_000:
            if done.is_set():
                break
            try:
                asker.send(bytes([letter]))
            except OSError:
                break
            time.sleep(0.02)
        asker.close()

    threading.Thread(target=serve, daemon=True).start()
    yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    done.set()
    listener.close()


def test_a_server_that_drips_is_given_up(dripping):
    began = time.monotonic()
    with pytest.raises(FetchError, match="does not answer in time"):
        fetcher(wait_seconds=0.5, total_seconds=1.0).fetch(f"{dripping}/a")
    assert time.monotonic() - began < 4


def test_nobody_listens():
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    with pytest.raises(FetchError, match="the connection failed") as caught:
        fetcher().fetch(f"http://127.0.0.1:{port}/")
    assert not caught.value.lasting


def test_no_descriptor_is_left(server):
    server["/a"] = (200, {}, PAGE)
    one = fetcher()
    one.fetch(f"{server.url}/a")
    before = len(list(Path("/proc/self/fd").iterdir()))
    for _ in range(20):
        one.fetch(f"{server.url}/a")
    assert len(list(Path("/proc/self/fd").iterdir())) <= before + 2
