"""The ledger opened for one request, as one moment."""

from collections.abc import Iterator
from typing import Annotated

from fastapi import Depends, Request

from dragoman.api.ledger import Ledger


def _opened(request: Request) -> Iterator[Ledger]:
    with Ledger.open(request.app.state.ledger) as ledger, ledger.repository.snapshot():
        yield ledger


Opened = Annotated[Ledger, Depends(_opened)]
