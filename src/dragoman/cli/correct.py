"""``dragoman correct``: decisions by hand, kept with who, when and why; the rows themselves never change."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli.options import LedgerAddress

if TYPE_CHECKING:
    from dragoman.ledger.rows import Action, Subject

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
    _decide("accept", claim, ledger, by, why)


@app.command()
def edit(
    claim: Claim,
    fields: Annotated[list[str], typer.Argument(metavar="FIELD=VALUE...", help="status=confirmed who.name='A B'")],
    ledger: LedgerAddress,
    by: By = None,
    why: Why = "",
) -> None:
    """Set fields of a row anew."""
    _decide("edit", claim, ledger, by, why, assignments=fields)


@app.command()
def reject(claim: Claim, ledger: LedgerAddress, by: By = None, why: Why = "") -> None:
    """Say that a row is wrong: it counts no more, in this run or any later one."""
    _decide("reject", claim, ledger, by, why)


@app.command()
def merge(one: One, other: Other, ledger: LedgerAddress, actors: Actors = False, by: By = None, why: Why = "") -> None:
    """Say that two meetings, or two names, are the same; of two names the first is used."""
    subject: Subject = "actor" if actors else "meeting"
    _decide("merge", one, ledger, by, why, other=other, subject=subject)


@app.command()
def split(one: One, other: Other, ledger: LedgerAddress, actors: Actors = False, by: By = None, why: Why = "") -> None:
    """Say that two meetings, or two names, are not the same."""
    subject: Subject = "actor" if actors else "meeting"
    _decide("split", one, ledger, by, why, other=other, subject=subject)


@app.command()
def undo(
    correction: Annotated[str, typer.Argument(metavar="CORRECTION", help="Id of the correction.")],
    ledger: LedgerAddress,
    by: By = None,
    why: Why = "",
) -> None:
    """Take a correction back."""
    _decide("undo", correction, ledger, by, why, subject="correction")


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


def _decide(
    action: "Action", target: str, ledger: str, by: str | None, why: str, *,
    other: str = "", subject: "Subject" = "row", assignments: Sequence[str] = (),
) -> None:  # fmt: skip
    from dragoman.api.correcting import Decision, correct, login_name
    from dragoman.ledger.opening import open_ledger

    decision = Decision(action=action, target=target, other=other, subject=subject, assignments=assignments)
    with open_ledger(ledger) as opened:
        typer.echo(correct(opened, decision, by=by or login_name(), why=why).id)
