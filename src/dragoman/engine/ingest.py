"""Sources read and coded into a ledger: resumable, in any order, one bad article never stopping the rest."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta

from dragoman.config import Config, load_config
from dragoman.engine.coding import Failed, chunks, code_chunks
from dragoman.engine.finding import find_sources
from dragoman.engine.runs import current_run
from dragoman.errors import SourceError
from dragoman.ledger.identity import document_id
from dragoman.ledger.repository import Repository
from dragoman.ledger.rows import Coding, Failure, Run
from dragoman.model import Article, Record
from dragoman.read import Columns, iterate_sources

TOGETHER = 8
"""Articles written in one transaction: what a kill can cost at most for each worker, some seconds of reading."""

Clock = Callable[[], datetime]
Recorded = Callable[[Article], datetime]
_OWN_NAMES = Columns()


@dataclass(frozen=True, slots=True, kw_only=True)
class Ingested:
    """How an ingest ended.

    Attributes:
        added: documents coded and written now.
        held: articles that the ledger held already.
        failed: documents written with an error in place of rows.
        skipped: why something was not read as an article, or not coded: source and problem.
        run: the way of reading.
    """

    added: int
    held: int
    failed: int
    skipped: tuple[tuple[str, str], ...]
    run: Run

    @property
    def articles(self) -> int:
        """How many articles were there to read."""
        return self.added + self.held + self.failed


@dataclass(slots=True)
class _Intake:
    """What has come of the articles so far."""

    ledger: Repository
    run: Run
    recorded: Recorded
    progress: Callable[[int], None]
    counts: Counter[str] = field(default_factory=Counter)
    skipped: list[tuple[str, str]] = field(default_factory=list)
    begun: set[str] = field(default_factory=set)

    def to_code(self, items: Iterable[Article | SourceError]) -> Iterator[Article]:
        """The articles that the ledger does not hold; what else there is, is noted."""
        for item in items:
            problem = item if isinstance(item, SourceError) else _unstorable(item)
            if problem is not None:
                self._skip(problem)
            elif not isinstance(item, SourceError) and self._is_new(item):
                yield item

    def write(self, found: Iterable[Record | Failed]) -> None:
        """Write what was coded, in one transaction."""
        with self.ledger.transaction():
            for item in found:
                self._write_one(item)

    def _write_one(self, item: Record | Failed) -> None:
        at = self.recorded(item.article)
        if isinstance(item, Failed):
            coding = Coding(article=item.article, run=self.run, recorded_at=at, error=item.why)
        else:
            coding = Coding(article=item.article, run=self.run, recorded_at=at, record=item)
        if not self.ledger.add(coding):
            self._count("held")  # another process was faster
        elif coding.error is None:
            self._count("added")
        else:
            self.skipped.append((item.article.id, coding.error))
            self._count("failed")

    def _is_new(self, article: Article) -> bool:
        document = document_id(article)
        if document not in self.begun and not self.ledger.holds(document, self.run.id):
            self.begun.add(document)
            return True
        self.ledger.note(article, self.recorded(article))
        self._count("held")
        return False

    def _skip(self, problem: SourceError) -> None:
        at = self.recorded(Article(id="", title="", text=""))
        self.ledger.add_failure(Failure(source=problem.source, problem=problem.problem, recorded_at=at))
        self.skipped.append((problem.source, problem.problem))
        self._count("skipped")

    def _count(self, what: str) -> None:
        self.counts[what] += 1
        self.progress(self.counts.total())


def ingest(
    sources: Iterable[str],
    ledger: Repository,
    *,
    recorded: Recorded | None = None,
    workers: int = 1,
    config: Config | None = None,
    progress: Callable[[int], None] = lambda done: None,
    columns: Columns = _OWN_NAMES,
    contact: str = "",
) -> Ingested:
    """Read sources, code their articles and write them to a ledger, a chunk of articles at a time.

    What the ledger holds in the current run is not coded again, so that a stopped ingest goes on where
    it stopped.

    Args:
        sources: files, folders, patterns of file names, addresses, or ``-`` for standard input.
        ledger: where rows go.
        recorded: when the ledger is to have learned of an article; by default the time of writing.
        workers: processes that code.
        config: settings to read with; by default the user's.
        progress: told how many articles and unreadable sources are done.
        columns: the columns of tables and the fields of JSON lines.
        contact: an address or page of yours that sites may complain to, sent with each request.

    Raises:
        LedgerError: if the ledger cannot be written.
    """
    chosen = config or load_config()
    intake = _Intake(ledger, begun_run(ledger, chosen, recorded or _now), recorded or _now, progress)
    named = list(sources)
    with closing(iterate_sources(find_sources(named), follow=named, columns=columns, contact=contact)) as items:
        for found in code_chunks(chunks(intake.to_code(items), TOGETHER), whole, workers=workers, config=chosen):
            intake.write(found)
    counts = intake.counts
    return Ingested(
        added=counts["added"], held=counts["held"], failed=counts["failed"], skipped=tuple(intake.skipped),
        run=intake.run,
    )  # fmt: skip


def whole(record: Record) -> Record:
    """The record itself: what a worker sends back."""
    return record


def at_given_time(at: datetime) -> Recorded:
    """A ledger that learns of every article at one given time."""
    return lambda article: at


def when_published(clock: Clock = lambda: datetime.now(UTC)) -> Recorded:
    """A ledger that learns of an article as its day of publication begins (UTC), or now when that is not known."""
    return lambda article: (
        datetime.combine(article.date.best, time(), UTC) if article.date.best is not None else clock()
    )


def _now(article: Article) -> datetime:
    return datetime.now(UTC)


def begun_run(ledger: Repository, config: Config, recorded: Recorded = _now) -> Run:
    """The current run, begun after every other one that the ledger holds."""
    run = current_run(config, recorded(Article(id="", title="", text="")))
    known = ledger.runs()
    if any(one.id == run.id for one in known):
        return run
    latest = max((one.started_at for one in known), default=None)
    if latest is None or latest < run.started_at:
        return run
    return Run(id=run.id, label=run.label, started_at=latest + timedelta(microseconds=1))


def _unstorable(article: Article) -> SourceError | None:
    text = article.title + article.text
    if "\0" in text or any("\ud800" <= letter <= "\udfff" for letter in text):
        return SourceError(article.id, "holds characters that no database can (NUL or half of a surrogate pair)")
    return None
