"""Finished pages, kept while nobody writes: whoever asks next has them at once. They hold nothing of who asked."""

import zlib
from collections.abc import Callable, Hashable
from functools import wraps
from threading import Lock
from typing import Any, Final

from fastapi import Request, Response

from dragoman.errors import LedgerError
from dragoman.ledger.opening import open_ledger
from dragoman.ledger.repository import Repository
from dragoman.web.rendering import named
from dragoman.web.replies import tagged

MOST_BYTES: Final = 64 * 1024 * 1024
"""Bytes of pages that are kept, packed: some 4,000 of the heaviest pages. Those asked for last are kept."""

Key = tuple[str, bytes, bool]
"""Path and filters of a page as they were sent, and whether who asks may correct: it then holds links to forms."""


class Unnamed(Response):
    """A page as `dragoman.web.rendering.unnamed` gives it."""

    media_type = "text/html"


class Kept:
    """The pages of the ledger at one address, of one moment; any number of threads may ask."""

    def __init__(self, address: str, *, most: int = MOST_BYTES) -> None:
        self._address, self._most = address, most
        self._lock = Lock()
        self._watched: Repository | None = None
        self._moment: Hashable = None
        self._pages: dict[Key, bytes] = {}
        self._bytes = 0

    def moment(self) -> Hashable:
        """A value that stays the same while nobody writes; taken before a page is read, so that none is of before it.

        Raises:
            LedgerError: if there is no ledger at the address, or it cannot be read.
        """
        with self._lock:
            moment = self._version()
            if moment != self._moment:
                self._moment, self._bytes = moment, 0
                self._pages.clear()
            return moment

    def page(self, key: Key, moment: Hashable) -> bytes | None:
        """The page, when it is kept and the ledger has stayed as it was at that moment."""
        with self._lock:
            packed = self._pages.pop(key, None) if moment == self._moment else None
            if packed is None:
                return None
            self._pages[key] = packed  # as the last, which is let go last
        return zlib.decompress(packed)

    def keep(self, key: Key, page: bytes, moment: Hashable) -> None:
        """Keep a page that was read after that moment, unless somebody is known to have written since."""
        packed = zlib.compress(page, 1)
        with self._lock:
            if moment != self._moment:
                return
            self._let_go(key)
            self._pages[key] = packed
            self._bytes += _weight(key, packed)
            while self._bytes > self._most:
                self._let_go(next(iter(self._pages)))

    def _let_go(self, key: Key) -> None:
        if key in self._pages:
            self._bytes -= _weight(key, self._pages.pop(key))

    def _version(self) -> Hashable:
        """The ledger's version as one connection sees it, for only so can it be compared."""
        try:
            self._watched = self._watched or open_ledger(self._address)
            return self._watched.version()
        except LedgerError:
            self._watched = None
            raise


def _weight(key: Key, packed: bytes) -> int:
    return len(key[0]) + len(key[1]) + len(packed)


def keeping(page: Callable[..., Response]) -> Callable[..., Response]:
    """A page that is made only when it is not kept, and bears the name of who asks; what is no page is left as it is.

    It needs a ledger of this request (`dragoman.web.opening.Opened`), which tells the moment.
    """

    @wraps(page)
    def answered(*, request: Request, **asked: Any) -> Response:
        kept: Kept = request.app.state.kept
        key = request.scope["path"], request.scope["query_string"], request.state.may_correct
        found = kept.page(key, request.state.moment)
        if found is None:
            made = page(request=request, **asked)
            if not isinstance(made, Unnamed):
                return made
            found = bytes(made.body)
            kept.keep(key, found, request.state.moment)
        return tagged(request, named(request, found), "text/html")

    return answered
