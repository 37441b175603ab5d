"""Pages of the busiest processes, made before somebody asks for them by a process of its own that gives way to others.

Its memory is its own and goes with it; what stays is the pages. It works when the site begins, and again when the
ledger was written to and has been quiet since.
"""

import asyncio
import gc
import os
import re
import signal
from collections.abc import Hashable, Iterable, Iterator
from contextlib import contextmanager, suppress
from html import unescape
from multiprocessing import get_context, parent_process
from multiprocessing.connection import Connection
from threading import Event, Thread
from typing import Final

from httpx import ASGITransport, AsyncClient

from dragoman.api.ledger import Ledger
from dragoman.errors import LedgerError
from dragoman.web.access import LocalUser
from dragoman.web.kept import Kept, Key
from dragoman.web.rendering import link
from dragoman.web.site import site

BUSIEST: Final = 50
"""Processes of which pages are made, those first of which most is reported."""
_MOST: Final = 100
"""Pages of one process: those that its overview leads to."""
_QUIET: Final = 10.0
_LOOK: Final = 0.5
"""Seconds after which it is seen that somebody writes, or that the site ends."""
_PAGE: Final = re.compile(r'href="((?:/p/|/person/)[^"#]*)(?<!\.atom)"')


class Warmer:
    """Keeps the pages of the busiest processes warm."""

    def __init__(
        self, kept: Kept, ledger: str, *, may_correct: bool, busiest: int = BUSIEST, quiet: float = _QUIET
    ) -> None:
        """Warm nothing as yet.

        Args:
            kept: where the pages are kept.
            ledger: the ledger's address.
            may_correct: whether they are the pages of those who may correct.
            busiest: of how many processes.
            quiet: seconds without a write after which they are made anew.
        """
        self._kept, self._quiet = kept, quiet
        self._asked = ledger, may_correct, busiest
        self._ended = Event()

    @contextmanager
    def at_work(self) -> Iterator[None]:
        """Warm them now, and again after each write, as long as the context lasts."""
        thread = Thread(target=self._work, daemon=True)
        thread.start()
        try:
            yield
        finally:
            self._ended.set()
            thread.join()

    def _work(self) -> None:
        made = seen = None
        while not self._ended.is_set():
            with suppress(LedgerError):  # visitors are told
                moment = self._kept.moment()
                if moment != made and (made is None or moment == seen):
                    made = moment
                    self.warm(moment)
                seen = moment
            self._ended.wait(self._quiet)

    def warm(self, moment: Hashable) -> None:
        """Keep what a new process makes, until it has made all, somebody writes after that moment or the site ends."""
        start = get_context("spawn")
        here, there = start.Pipe(duplex=False)
        maker = start.Process(target=_make_pages, args=(there, *self._asked), daemon=True)
        maker.start()
        there.close()
        try:
            with here, suppress(EOFError):  # it has made all
                while not self._ended.is_set() and self._kept.moment() == moment:
                    if here.poll(_LOOK):
                        key, page = here.recv()
                        self._kept.keep(key, page, moment)
        finally:
            maker.kill()
            maker.join()


class _Sent(Kept):
    """Pages sent on to where they are kept."""

    def __init__(self, address: str, to: Connection) -> None:
        super().__init__(address)
        self._to = to

    def keep(self, key: Key, page: bytes, moment: Hashable) -> None:
        """Send a page on."""
        self._to.send((key, page))


def _make_pages(to: Connection, ledger: str, may_correct: bool, busiest: int) -> None:
    """Ask a site of this process's own, which nobody else reaches, for the pages; they are sent on as they are made."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # a terminal sends it here as well; the site ends this process
    Thread(target=_end_with_site, daemon=True).start()
    os.nice(10)
    gc.disable()  # rows, of which there are many, have no cycles
    with suppress(LedgerError), Ledger.open(ledger) as opened:
        processes = [process.id for process in opened.processes()[:busiest]]
        made = site(ledger, access=LocalUser("-") if may_correct else None, kept=_Sent(ledger, to))
        asyncio.run(_ask(ASGITransport(made, raise_app_exceptions=False), processes))


def _end_with_site() -> None:
    """End with the process that has the site, however it ends."""
    parent = parent_process()
    if parent:
        parent.join()
        os._exit(0)


async def _ask(transport: ASGITransport, processes: Iterable[str]) -> None:
    """Ask for the overview of each process and for the pages that it leads to."""
    async with AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
        for process in processes:
            overview = await client.get(link("p", process))
            led_to = dict.fromkeys(map(unescape, _PAGE.findall(overview.text)))
            for address in list(led_to)[:_MOST]:
                await client.get(address)
            gc.collect()  # what the templates leave behind
