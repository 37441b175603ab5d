"""``dragoman check``: whether a ledger is whole."""

import typer

from dragoman.cli.options import LedgerAddress
from dragoman.errors import LedgerError


def check(ledger: LedgerAddress) -> None:
    """Check a ledger: the file itself, every id against what it names, every evidence against its text."""
    from dragoman.ledger.opening import open_ledger

    with open_ledger(ledger) as opened:
        found = opened.check()
        counts = opened.counts()
    for fault in found:
        typer.echo(fault)
    if found:
        raise LedgerError(f"{ledger} is not whole: {len(found)} faults; restore a backup")
    typer.echo(f"{ledger} is whole: " + ", ".join(f"{count} {name}" for name, count in counts.items()))
