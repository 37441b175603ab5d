"""``dragoman correct``: decisions by hand, kept with who, when and why; the rows themselves never change."""

from collections.abc import Sequence
from datetime import UTC, datetime
from getpass import getuser
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from dragoman.cli.options import LedgerAddress
from dragoman.errors import UsageError

if TYPE_CHECKING:
    from dragoman.ledger.deciding import PairAction, RowAction

app = typer.Typer(no_args_is_help=True, help="Accept, edit, reject, merge or split by hand; undo takes it back.")

Claim = Annotated[str, typer.Argument(metavar="CLAIM", help="Id of a claim, or of a row.")]
One = Annotated[str, typer.Argument(metavar="ONE", help="A meeting's claim, or an actor's name.")]
Other = Annotated[str, typer.Argument(metavar="OTHER", help="The other one.")]
By = Annotated[str | None, typer.Option("--by", metavar="NAME", help="Who decides; by default your login name.")]
Why = Annotated[str, typer.Option("--why", metavar="WORDS", help="Why.")]
Actors = Annotated[bool, typer.Option("--actors", help="They are names of actors, not meetings.")]


@app.command()
def accept(claim: Claim, ledger: LedgerAddress, by: By = None, why: Why = "") -> None:
    """Say that a row is right, so that it stays when a newer Dragoman no longer finds it."""
    _decide_row("accept", claim, ledger, by, why)


@app.command()
def edit(
    claim: Claim,
    fields: Annotated[list[str], typer.Argument(metavar="FIELD=VALUE...", help="status=confirmed who.name='A B'")],
    ledger: LedgerAddress,
    by: By = None,
    why: Why = "",
) -> None:
    """Set fields of a row anew."""
    _decide_row("edit", claim, ledger, by, why, fields)


@app.command()
def reject(claim: Claim, ledger: LedgerAddress, by: By = None, why: Why = "") -> None:
    """Say that a row is wrong: it counts no more, in this run or any later one."""
    _decide_row("reject", claim, ledger, by, why)


@app.command()
def merge(one: One, other: Other, ledger: LedgerAddress, actors: Actors = False, by: By = None, why: Why = "") -> None:
    """Say that two meetings, or two names, are the same; of two names the first is used."""
    _decide_pair("merge", one, other, ledger, actors, by, why)


@app.command()
def split(one: One, other: Other, ledger: LedgerAddress, actors: Actors = False, by: By = None, why: Why = "") -> None:
    """Say that two meetings, or two names, are not the same."""
    _decide_pair("split", one, other, ledger, actors, by, why)


@app.command()
def undo(
    correction: Annotated[str, typer.Argument(metavar="CORRECTION", help="Id of the correction.")],
    ledger: LedgerAddress,
    by: By = None,
    why: Why = "",
) -> None:
    """Take a correction back."""
    from dragoman.ledger.deciding import undo as take_back
    from dragoman.ledger.opening import open_ledger

    with open_ledger(ledger) as opened:
        typer.echo(take_back(opened, correction, by=_who(by), at=datetime.now(UTC), why=why).id)


@app.command("list")
def list_(ledger: LedgerAddress) -> None:
    """All corrections, oldest first, those taken back included."""
    from dragoman.ledger.corrections import active
    from dragoman.ledger.opening import open_ledger

    with open_ledger(ledger) as opened:
        found = opened.corrections()
    counting = {correction.id for correction in active(found)}
    for c in found:
        state = "" if c.id in counting or c.action == "undo" else " (taken back)"
        named = " ".join(filter(None, (c.target, c.other, *(f"{k}={v}" for k, v in c.values.items()))))
        typer.echo(
            f"{c.id}  {c.at:%Y-%m-%d %H:%M}  {c.by}: {c.action} {named}{state}" + (f" · {c.why}" if c.why else "")
        )


def _decide_row(
    action: "RowAction", claim: str, ledger: str, by: str | None, why: str, fields: Sequence[str] = ()
) -> None:
    from dragoman.ledger.deciding import decide_row
    from dragoman.ledger.opening import open_ledger

    now = datetime.now(UTC)
    with open_ledger(ledger) as opened:
        typer.echo(decide_row(opened, action, claim, by=_who(by), at=now, why=why, assignments=fields).id)


def _decide_pair(
    action: "PairAction", one: str, other: str, ledger: str, actors: bool, by: str | None, why: str
) -> None:
    from dragoman.ledger.deciding import decide_pair
    from dragoman.ledger.opening import open_ledger

    subject: Literal["actor", "meeting"] = "actor" if actors else "meeting"
    now = datetime.now(UTC)
    with open_ledger(ledger) as opened:
        typer.echo(decide_pair(opened, action, one, other, subject=subject, by=_who(by), at=now, why=why).id)


def _who(by: str | None) -> str:
    try:
        return by or getuser()
    except (OSError, KeyError):
        raise UsageError("nobody is logged in; say --by NAME") from None
