"""A watch put together: ledger, state, network, parsers and models, all closed at its end."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from dragoman.api import Reader, load_reader
from dragoman.config import load_config
from dragoman.engine.coding import Failed, code_chunk
from dragoman.engine.ingest import begun_run, whole
from dragoman.engine.watch import LedgerDesk, Watch
from dragoman.engine.watch_config import WatchConfig
from dragoman.engine.watch_state import WatchState
from dragoman.ledger.opening import open_ledger
from dragoman.model import Article, Record
from dragoman.read.addresses import open_guard
from dragoman.read.clock import SystemClock
from dragoman.read.fetch import Fetcher
from dragoman.read.politeness import Politeness
from dragoman.read.workers import PageWorkers

AGENT = "Dragoman"


@contextmanager
def open_watch(
    config: WatchConfig,
    ledger: str,
    state: Path,
    *,
    holder: str,
    clock: SystemClock,
    told: Callable[[str], None] = lambda line: None,
) -> Iterator[Watch]:
    """A watch that follows what ``config`` names.

    Args:
        config: what to follow, and how.
        ledger: the ledger's address; a new ledger is made where there is none.
        state: the file of what the watch remembers.
        holder: a name of this process among all that share the state.
        clock: tells the time and waits; its ``stop`` ends the watch.
        told: is told in a line what came of each poll.

    Raises:
        LedgerError: if the ledger or the state cannot be opened.
        ModelError: if a model or data file is missing or altered.
    """
    settings = load_config()
    politeness = Politeness(clock=clock, agent=AGENT, seconds=config.seconds_per_host)
    fetcher = Fetcher(guard=open_guard(config.allow), politeness=politeness, contact=config.contact)
    with (
        open_ledger(ledger, create=True) as opened,
        WatchState(state) as remembered,
        PageWorkers() as parsers,
    ):
        remembered.follow(config.watched)
        run = begun_run(opened, settings)
        desk = LedgerDesk(ledger=opened, run=run, code=_coder(load_reader(settings)), clock=clock)
        yield Watch(
            state=remembered, fetcher=fetcher, parser=parsers, desk=desk, clock=clock, holder=holder,
            stopped=lambda: clock.stopped, told=told,
        )  # fmt: skip


def _coder(reader: Reader) -> Callable[[Article], Record | Failed]:
    def code(article: Article) -> Record | Failed:
        (found,) = code_chunk([article], whole, reader)
        assert isinstance(found, Record | Failed)
        return found

    return code
