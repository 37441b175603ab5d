"""``dragoman backup``: a copy of a ledger, also while others read and write it."""

from pathlib import Path
from typing import Annotated

import typer

from dragoman.cli.options import LedgerAddress


def backup(
    ledger: LedgerAddress,
    out: Annotated[Path, typer.Option("-o", "--out", metavar="OUT", help="The copy; it must not be there yet.")],
) -> None:
    """Copy a ledger to a new file: a SQLite file, or an archive of pg_dump for one on a server."""
    from dragoman.ledger.opening import open_ledger

    with open_ledger(ledger) as opened:
        opened.backup(out)
    typer.echo(f"{ledger} copied to {out}")
