"""A watch loses nothing, repeats nothing, asks no oftener than it must, and may be stopped or killed at any moment."""

import http.server
import os
import signal
import subprocess
import sys
import threading
import time
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from benchmarks.soak.__main__ import lying_server, soak

from dragoman.engine.watch import RETRY_SECONDS, LedgerDesk, Watch
from dragoman.engine.watch_config import Watched, load_watch
from dragoman.engine.watch_state import LEASE_SECONDS, WatchState
from dragoman.errors import LedgerError, SourceError, UsageError
from dragoman.ledger.opening import open_ledger
from dragoman.ledger.rows import Run
from dragoman.model import Article, Record
from dragoman.read.feeds import Feed, FeedEntry
from dragoman.read.fetch import Fetched, FetchError, Validators
from dragoman.read.page import Page

ROOT = Path(__file__).resolve().parents[2]
FEED = Watched(url="https://wire.example/feed", kind="feed", seconds=900.0)
ENTRIES = tuple(
    FeedEntry(key=f"n{n}", link=f"https://wire.example/{n}", title=f"Talks {n}", text="In short.") for n in range(3)
)


@dataclass
class Now:
    time: float = 1_750_000_000.0

    def now(self):
        return self.time

    def wait(self, seconds):
        self.time += max(1.0, seconds)


@dataclass
class Net:
    """A network in memory: address to page, or to the error that it gives."""

    pages: dict = field(default_factory=dict)
    asked: list = field(default_factory=list)

    def fetch(self, url, validators=None):
        self.asked.append((url, validators))
        page = self.pages.get(url, b"page")
        if isinstance(page, Exception):
            raise page
        if validators and validators.etag == '"same"':
            return Fetched(url=url, unchanged=True)
        return Fetched(url=url, body=page, validators=Validators(etag='"same"' if page == b"same" else '"new"'))


class Parser:
    """Takes every page for an article of its own address, and every feed for the entries it was given."""

    entries = ENTRIES

    def read_page(self, page: Page):
        if page.data == b"bad":
            return SourceError(page.source, "the page holds no article")
        return Article(id=page.source, title=page.source, text=f"Text of {page.source}.", url=page.url)

    def parse_feed(self, data, *, source, url=None):
        return Feed(title="Wire", entries=self.entries)


@dataclass
class Desk:
    taken: list = field(default_factory=list)
    failed: list = field(default_factory=list)
    dies_at: int = -1

    def take(self, article):
        if len(self.taken) == self.dies_at:
            self.dies_at = -1
            raise KeyboardInterrupt
        self.taken.append(article.url or article.id)

    def fail(self, problem):
        self.failed.append(str(problem))


@pytest.fixture
def state(tmp_path):
    with WatchState(tmp_path / "watch.db") as opened:
        opened.follow([FEED])
        yield opened


def watch(state, **parts):
    given = {"fetcher": Net(), "parser": Parser(), "desk": Desk(), "clock": Now(), "holder": "one"} | parts
    return Watch(state=state, **given)


def test_new_entries_are_fetched_and_taken_once(state):
    one = watch(state)
    one.run(once=True)
    assert one.desk.taken == [entry.link for entry in ENTRIES]
    one.clock.wait(900)
    one.run(once=True)
    assert len(one.desk.taken) == 3
    assert state.counts() == {"done": 3}


def test_nothing_is_asked_before_it_is_due(state):
    one = watch(state)
    one.run(once=True)
    asked = len(one.fetcher.asked)
    one.clock.wait(899)
    one.run(once=True)
    assert len(one.fetcher.asked) == asked


def test_validators_are_sent_and_every_six_hours_left_out(state):
    one = watch(state, fetcher=Net({FEED.url: b"same"}))
    sent = []
    for _ in range(26):
        one.run(once=True)
        one.clock.wait(900)
    sent = [validators.etag if validators else None for url, validators in one.fetcher.asked if url == FEED.url]
    assert sent[0] is None
    assert set(sent[1:24]) == {'"same"'}
    assert None in sent[24:]


def test_a_failing_feed_is_asked_ever_less_often(state):
    one = watch(state, fetcher=Net({FEED.url: FetchError("x", "the server answered 500")}))
    began = one.clock.now()
    while one.clock.now() < began + 7 * 86_400:
        one.run(once=True)
        one.clock.wait(state.next_due() - one.clock.now())
    assert 8 <= len(one.fetcher.asked) <= 16


def test_a_server_that_asks_for_patience_gets_it(state):
    now = Now()
    one = watch(state, clock=now, fetcher=Net({FEED.url: FetchError("x", "429", retry_at=now.time + 50_000)}))
    one.run(once=True)
    assert state.next_due() == now.time + 50_000


def test_an_entry_whose_page_fails_is_tried_again_and_then_given_up(state):
    broken = FetchError(ENTRIES[1].link, "the server answered 503")
    one = watch(state, fetcher=Net({ENTRIES[1].link: broken}))
    for _ in range(200):
        one.run(once=True)
        one.clock.wait(3600)
    tried = [url for url, _ in one.fetcher.asked if url == ENTRIES[1].link]
    assert len(tried) == len(RETRY_SECONDS) + 1
    assert one.desk.failed == ["https://wire.example/1: the server answered 503"]
    assert one.desk.taken.count(ENTRIES[1].link) == 1  # what the feed itself says of it
    assert state.counts() == {"done": 2, "given_up": 1}


@pytest.mark.parametrize("page", [b"bad", FetchError("gone", "the server answered 410", lasting=True)])
def test_what_will_not_get_better_is_given_up_at_once(state, page):
    one = watch(state, fetcher=Net({ENTRIES[0].link: page}))
    one.run(once=True)
    assert len(one.desk.failed) == 1
    assert state.counts() == {"done": 2, "given_up": 1}


def test_an_entry_with_its_whole_text_is_not_fetched(state):
    parser = Parser()
    parser.entries = (replace(ENTRIES[0], text="The envoys met in Muscat and agreed on much. " * 30),)
    one = watch(state, parser=parser)
    one.run(once=True)
    assert [url for url, _ in one.fetcher.asked] == [FEED.url]
    assert one.desk.taken == [ENTRIES[0].link]


@pytest.mark.parametrize("dies_at", range(3))
def test_after_a_crash_the_rest_is_taken_and_nothing_twice(state, dies_at):
    desk = Desk(dies_at=dies_at)
    one = watch(state, desk=desk)
    with pytest.raises(KeyboardInterrupt):
        one.run(once=True)
    one.run(once=True)
    assert sorted(desk.taken) == [entry.link for entry in ENTRIES]


def test_two_watches_share_the_sources(tmp_path):
    clock, desk = Now(), Desk()
    feeds = [Watched(url=f"https://wire{n}.example/feed", kind="feed", seconds=900.0) for n in range(6)]
    with WatchState(tmp_path / "w.db") as first, WatchState(tmp_path / "w.db") as second:
        first.follow(feeds)
        held = first.lease("other", clock.now())
        watch(second, clock=clock, desk=desk, holder="mine").run(once=True)
        assert second.lease("mine", clock.now()) is None
        assert len(desk.taken) == 15
        assert first.renew(held.url, "mine", clock.now()) is False
        clock.wait(LEASE_SECONDS + 1)
        assert second.lease("mine", clock.now()).url == held.url
        assert first.renew(held.url, "other", clock.now()) is False


def test_a_page_is_taken_when_it_changes(tmp_path):
    page = Watched(url="https://ministry.example/news", kind="page", seconds=3600.0)
    with WatchState(tmp_path / "w.db") as state:
        state.follow([page])
        one = watch(state, fetcher=Net({page.url: b"same"}))
        one.run(once=True)
        one.clock.wait(3600)
        one.run(once=True)
        assert one.desk.taken == [page.url]
        assert len(one.fetcher.asked) == 2


def test_sources_left_out_of_the_settings_are_left_alone_but_known(state):
    one = watch(state)
    one.run(once=True)
    state.follow([])
    one.clock.wait(10_000)
    one.run(once=True)
    assert state.next_due() is None
    state.follow([FEED])
    one.run(once=True)
    assert len(one.desk.taken) == 3


def test_old_entries_are_forgotten(state):
    one = watch(state)
    one.run(once=True)
    assert state.forget(one.clock.now() + 59 * 86_400) == 0
    assert state.forget(one.clock.now() + 61 * 86_400) == 3


def test_a_stopped_watch_ends_after_the_step_at_hand(state):
    one = watch(state)
    one.stopped = lambda: len(one.desk.taken) >= 1
    one.run()
    assert len(one.desk.taken) == 1
    assert state.counts() == {"done": 1, "waiting": 2}


def test_the_ledger_holds_what_was_taken_and_what_failed(tmp_path):
    clock = Now()
    run = Run(id="r", label="r", started_at=datetime(2025, 1, 1, tzinfo=UTC))
    with open_ledger(tmp_path / "ledger.db", create=True) as ledger, WatchState(tmp_path / "w.db") as state:
        state.follow([FEED])
        desk = LedgerDesk(ledger=ledger, run=run, code=lambda article: Record(article=article), clock=clock)
        watch(state, desk=desk, clock=clock, fetcher=Net({ENTRIES[2].link: b"bad"})).run(once=True)
        desk.take(Article(id="x", title=ENTRIES[0].link, text=f"Text of {ENTRIES[0].link}.", url=ENTRIES[0].link))
        assert len(list(ledger.documents())) == 3
        assert [failure.source for failure in ledger.failures()] == [ENTRIES[2].link]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "follows nothing"),
        ("feeds = 1", "unknown setting 'feeds'"),
        ("[[feed]]\nurl = 5", "needs url"),
        ('[[feed]]\nurl = "ftp://x/"', "is no http or https address"),
        ('[[feed]]\nurl = "https://a.example/"\nevery = 5', "unknown setting 'every'"),
        ('[[feed]]\nurl = "https://a.example/"\nevery_minutes = 0.1', "1 or more"),
        ('allow = ["x"]\n[[feed]]\nurl = "https://a.example/"', "allow"),
        ('seconds_per_host = true\n[[feed]]\nurl = "https://a.example/"', "wrong kind"),
        ("not toml", "not a readable TOML file"),
    ],
)
def test_settings_that_make_no_sense(tmp_path, text, problem):
    path = tmp_path / "watch.toml"
    path.write_text(text)
    with pytest.raises(UsageError, match=problem):
        load_watch(path)


def test_settings(tmp_path):
    path = tmp_path / "watch.toml"
    path.write_text(
        'contact = "desk@example.org"\nseconds_per_host = 0.2\nallow = ["10.1.0.0/16"]\n'
        '[[feed]]\nurl = "https://a.example/rss"\nevery_minutes = 5\n[[page]]\nurl = "https://b.example/"\n'
    )
    config = load_watch(path)
    assert [(one.kind, one.seconds) for one in config.watched] == [("feed", 300.0), ("page", 3600.0)]
    assert (config.contact, config.seconds_per_host, config.allow) == ("desk@example.org", 1.0, ("10.1.0.0/16",))


def test_a_foreign_file_is_no_state(tmp_path):
    (tmp_path / "notes.txt").write_text("dear diary " * 100)
    with pytest.raises(LedgerError, match="state of the watch cannot be used"):
        WatchState(tmp_path / "notes.txt")
    with open_ledger(tmp_path / "ledger.db", create=True):
        pass
    with pytest.raises(LedgerError, match="is no file of a watch"):
        WatchState(tmp_path / "ledger.db")


KILLED = """
import sys, time
from dragoman.engine.watch import Watch
from dragoman.engine.watch_state import WatchState
from dragoman.read.clock import SystemClock
from tests.engine.test_watch import Net, Parser, FEED
from dragoman.read.feeds import FeedEntry

class Desk:
    def take(self, article):
        with open(sys.argv[2], "a") as kept:
            kept.write(article.id + chr(10))
    def fail(self, problem):
        raise AssertionError(problem)

parser = Parser()
parser.entries = tuple(FeedEntry(key=str(n), link=f"https://wire.example/{n}", title="x") for n in range(400))
with WatchState(sys.argv[1]) as state:
    state.follow([FEED])
    Watch(state=state, fetcher=Net(), parser=parser, desk=Desk(), clock=SystemClock(), holder=sys.argv[3]).run(once=True)
"""


def test_a_watch_that_is_killed_again_and_again_loses_nothing(tmp_path):
    kept = tmp_path / "kept.txt"
    for number in range(60):
        command = [sys.executable, "-c", KILLED, tmp_path / "w.db", kept, str(number)]
        with subprocess.Popen(command, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}) as process:
            while process.poll() is None and (not kept.exists() or kept.read_text().count("\n") < 50 * (number + 1)):
                time.sleep(0.02)
            if process.poll() is None:
                process.send_signal(signal.SIGKILL)
        if process.returncode == 0:
            break
        with WatchState(tmp_path / "w.db") as state:  # the lease of the dead runs out
            state._run("UPDATE source SET held_until = 0")
    names = kept.read_text().split()
    assert number >= 3
    assert set(names) == {f"https://wire.example/{n}" for n in range(400)}
    assert len(names) - len(set(names)) <= number  # at most one entry is repeated for each kill


class News(http.server.BaseHTTPRequestHandler):
    """A feed with one entry that carries its whole text."""

    def do_GET(self):
        text = "The envoys met in Muscat, officials said, and they agreed to meet there again. " * 12
        item = f"<item><title>Talks</title><guid>1</guid><description>{text}</description></item>"
        body = f"<rss version='2.0'><channel><title>Wire</title>{item}</channel></rss>".encode()
        self.send_response(404 if self.path == "/robots.txt" else 200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


def test_the_command_ends_well_when_it_is_terminated(tmp_path):
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), News)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    settings, ledger = tmp_path / "watch.toml", tmp_path / "desk.db"
    settings.write_text(f'allow = ["127.0.0.1"]\n[[feed]]\nurl = "http://127.0.0.1:{server.server_port}/feed"\n')
    command = [sys.executable, "-m", "dragoman.cli.app", "watch", settings, "--ledger", ledger]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        line = process.stderr.readline()
        time.sleep(0.5)
        process.terminate()
        rest = process.stderr.read()
    server.shutdown()
    server.server_close()
    assert "1 entries, 1 new" in line
    assert process.returncode == 0
    assert f"→ {ledger}" in rest
    with open_ledger(ledger) as opened, WatchState(Path(f"{ledger}.watch")) as state:
        assert len(list(opened.documents())) == state.counts().get("done", 0)
        assert state.counts().get("done", 0) + state.counts().get("waiting", 0) == 1
        assert state.next_due() is not None


def test_no_item_of_a_lying_site_is_lost(tmp_path):
    with lying_server(seed=5) as server:
        figures = soak(tmp_path, server, polls=150, feeds=5)
    assert figures["items_published"] >= 5
    assert figures["items_lost"] == 0
    assert figures["entries"].get("waiting", 0) == 0
