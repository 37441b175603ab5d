"""Ledgers lent to requests, each as one moment."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated, Final

from fastapi import Depends, Request

from dragoman.api.ledger import Ledger
from dragoman.errors import LedgerError

_KEPT: Final = 4
"""Ledgers kept open between requests."""


class Lending:
    """Ledgers at one address, which stay open between requests; never two requests at one ledger.

    The one given back last is lent first, for it may remember what it has read.
    """

    def __init__(self, address: str) -> None:
        self._address = address
        self._free: list[Ledger] = []

    @contextmanager
    def lent(self) -> Iterator[Ledger]:
        """A ledger for one request: all that is read of it is of one moment, whatever others write.

        Raises:
            LedgerError: if there is no ledger at the address, or it cannot be read.
        """
        ledger, sound = self._taken(), True
        try:
            with ledger.repository.snapshot():
                yield ledger
        except LedgerError:
            sound = False
            raise
        finally:
            self._given_back(ledger, sound)

    @contextmanager
    def lent_to_write(self) -> Iterator[Ledger]:
        """A ledger for one request that writes: all that it reads and writes is of one transaction.

        Raises:
            LedgerError: if there is no ledger at the address, or another writer does not end.
        """
        ledger = Ledger.open(self._address)
        try:
            with ledger.repository.transaction():
                yield ledger
        finally:
            ledger.close()

    def _taken(self) -> Ledger:
        try:
            return self._free.pop()
        except IndexError:
            return Ledger.open(self._address)

    def _given_back(self, ledger: Ledger, sound: bool) -> None:
        if sound and len(self._free) < _KEPT:
            self._free.append(ledger)
        else:
            ledger.close()


def _opened(request: Request) -> Iterator[Ledger]:
    request.state.moment = request.app.state.kept.moment()
    with request.app.state.ledgers.lent() as ledger:
        yield ledger


Opened = Annotated[Ledger, Depends(_opened)]
