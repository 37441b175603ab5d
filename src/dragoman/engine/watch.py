"""Feeds and pages followed for months: every poll and entry is a step that may fail, be repeated or be stopped."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Protocol

from dragoman.engine.coding import Failed
from dragoman.engine.watch_state import Due, Waiting, WatchState
from dragoman.errors import SourceError
from dragoman.ledger.identity import document_id
from dragoman.ledger.repository import Repository
from dragoman.ledger.rows import Coding, Failure, Run
from dragoman.model import Article, Record
from dragoman.read.clock import Clock
from dragoman.read.feeds import Feed, entry_article
from dragoman.read.fetch import Fetched, FetchError, Validators
from dragoman.read.page import Page

DAY = 24 * 3600.0
WHOLE_SECONDS = 6 * 3600.0
"""So often a source is asked for whole: some servers say "unchanged" of what has changed."""
RETRY_SECONDS = (600.0, 3600.0, 6 * 3600.0, DAY)
"""When an entry whose page failed is tried again; after the last it is given up."""
_LONGEST_SLEEP = 60.0
_FORGET_SECONDS = 3600.0


class PageFetcher(Protocol):
    """Fetches pages; see ``dragoman.read.fetch.Fetcher``."""

    def fetch(self, url: str, validators: Validators | None = None) -> Fetched:
        """The page at ``url``."""
        ...


class Parser(Protocol):
    """Parses what was fetched; see ``dragoman.read.workers.PageWorkers``."""

    def read_page(self, page: Page) -> Article | SourceError:
        """The article of a page, or why there is none."""
        ...

    def parse_feed(self, data: bytes, *, source: str, url: str | None = None) -> Feed:
        """The feed in ``data``."""
        ...


class Desk(Protocol):
    """Takes what a watch has found."""

    def take(self, article: Article) -> None:
        """Keep an article; the same one may come twice."""
        ...

    def fail(self, problem: SourceError) -> None:
        """Keep the word that something could not be read."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerDesk:
    """Codes articles into a ledger, each in one transaction; one that the ledger holds is not coded again.

    Attributes:
        ledger: where rows go.
        run: the way of reading.
        code: reads one article.
        clock: tells when the ledger learned of it.
    """

    ledger: Repository
    run: Run
    code: Callable[[Article], Record | Failed]
    clock: Clock

    def take(self, article: Article) -> None:
        """Code and write an article."""
        if self.ledger.holds(document_id(article), self.run.id):
            self.ledger.note(article, self._now())
            return
        found = self.code(article)
        record, error = (None, found.why) if isinstance(found, Failed) else (found, None)
        self.ledger.add(Coding(article=article, run=self.run, recorded_at=self._now(), record=record, error=error))

    def fail(self, problem: SourceError) -> None:
        """Write why something could not be read."""
        self.ledger.add_failure(Failure(source=problem.source, problem=problem.problem, recorded_at=self._now()))

    def _now(self) -> datetime:
        return datetime.fromtimestamp(self.clock.now(), UTC)


@dataclass(slots=True, kw_only=True)
class Watch:
    """Follows sources.

    Whatever happens between two lines of it, nothing is lost: entries are written down in one transaction with the poll
    that found them, and settled only after the ledger holds them; what is done twice changes nothing.

    Attributes:
        state: what is remembered between polls.
        fetcher: asks the network.
        parser: parses pages and feeds, in processes that can be killed.
        desk: takes articles.
        clock: tells the time and waits.
        holder: a name of this watch among those that share the state.
        stopped: whether to end before the next step.
        told: is told in a line what came of each poll.
    """

    state: WatchState
    fetcher: PageFetcher
    parser: Parser
    desk: Desk
    clock: Clock
    holder: str
    stopped: Callable[[], bool] = lambda: False
    told: Callable[[str], None] = lambda line: None
    _forget_at: float = field(default=0.0)

    def run(self, *, once: bool = False) -> None:
        """Poll what is due until stopped, or ``once``: until nothing more is due.

        Raises:
            LedgerError: if the ledger or the state cannot be written; nothing is lost.
        """
        while not self.stopped():
            now = self.clock.now()
            self._forget(now)
            due = self.state.lease(self.holder, now)
            if due is not None:
                self._serve(due)
            elif once:
                return
            else:
                following = self.state.next_due()
                self.clock.wait(min((following or now + DAY) - now, _LONGEST_SLEEP))

    def _serve(self, due: Due) -> None:
        """Poll a source that is due and work off its entries, as long as it is held."""
        try:
            if due.next_poll <= self.clock.now():
                self.told(f"{due.url}: {self._poll(due)}")
            while not self.stopped() and self.state.renew(due.url, self.holder, self.clock.now()):
                waiting = self.state.waiting(due.url, self.clock.now())
                if waiting is None:
                    return
                self._work_off(due, waiting)
        finally:
            self.state.release(due.url, self.holder)

    def _poll(self, due: Due) -> str:
        """Ask a source what is new; what came of it, in words."""
        now = self.clock.now()
        whole = now - due.last_whole >= WHOLE_SECONDS
        try:
            answer = self.fetcher.fetch(due.url, None if whole else due.validators)
            if not answer.unchanged:
                return self._new(due, answer)
        except SourceError as problem:
            return self._failed(due, problem)
        self.state.polled(due.url, now, next_poll=now + due.seconds, result="unchanged")
        return "unchanged"

    def _new(self, due: Due, answer: Fetched) -> str:
        """Write down what a source has sent."""
        now, title = self.clock.now(), due.title
        if due.kind == "page":
            result = self._page(due, answer)
            found: Feed = Feed()
        else:
            found = self.parser.parse_feed(answer.body, source=due.url, url=answer.url)
            title, result = found.title, f"{len(found.entries)} entries"
        new = self.state.polled(
            due.url, now, next_poll=now + due.seconds, result=result, validators=answer.validators, title=title,
            entries=found.entries,
        )  # fmt: skip
        left = f", {found.left_out} not read" if found.left_out else ""
        return result if due.kind == "page" else f"{result}, {new} new{left}"

    def _page(self, due: Due, answer: Fetched) -> str:
        """Take the article of a page that has changed, before its validators are kept."""
        found = self.parser.read_page(Page(data=answer.body, source=due.url, url=answer.url))
        if isinstance(found, SourceError):
            self.desk.fail(found)
            return found.problem
        self.desk.take(found)
        return "read"

    def _failed(self, due: Due, problem: SourceError) -> str:
        """Put a source off: twice as long after each failure, at most a day, and as long as its server asks."""
        now = self.clock.now()
        later = now + min(due.seconds * 2.0 ** min(due.failures, 20), max(DAY, due.seconds))
        if isinstance(problem, FetchError) and problem.retry_at is not None:
            later = max(later, problem.retry_at)
        self.state.polled(due.url, now, next_poll=later, result=problem.problem, failed=True)
        return problem.problem

    def _work_off(self, due: Due, waiting: Waiting) -> None:
        """Bring one entry into the ledger, put it off, or give it up with the reason."""
        entry = waiting.entry
        found = self._article(due, waiting)
        if isinstance(found, Article):
            self.desk.take(found)
            self.state.settle(due.url, entry.key)
        elif (later := self._retry(found, waiting.attempts)) is not None:
            self.state.put_off(due.url, entry.key, later)
        else:
            self.desk.fail(found)
            if entry.text and entry.link:
                self._take_summary(due, waiting)
            self.state.settle(due.url, entry.key, given_up=True)

    def _article(self, due: Due, waiting: Waiting) -> Article | SourceError:
        """The article of an entry: its full text in the feed, or its page."""
        entry = waiting.entry
        try:
            if entry.is_full or entry.link is None:
                return entry_article(entry, source=f"{due.url} {entry.key[:200]}", publisher=due.title)
            answer = self.fetcher.fetch(entry.link)
        except SourceError as problem:
            return problem
        page = Page(data=answer.body, source=entry.link, url=answer.url, listed_date=entry.published)
        return self.parser.read_page(page)

    def _take_summary(self, due: Due, waiting: Waiting) -> None:
        """Take what the feed itself says of a page that could not be read."""
        article = self._article(due, replace(waiting, entry=replace(waiting.entry, link=None)))
        if isinstance(article, Article):
            self.desk.take(replace(article, url=waiting.entry.link))

    def _retry(self, problem: SourceError, attempts: int) -> float | None:
        """When to try again what failed; None when it would not help or was tried often enough."""
        if not isinstance(problem, FetchError) or problem.lasting or attempts >= len(RETRY_SECONDS):
            return None
        return max(self.clock.now() + RETRY_SECONDS[attempts], problem.retry_at or 0.0)

    def _forget(self, now: float) -> None:
        if now >= self._forget_at:
            self.state.forget(now)
            self._forget_at = now + _FORGET_SECONDS
