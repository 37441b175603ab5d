"""``dragoman process``: the negotiations that a ledger follows."""

import json
import re
from dataclasses import asdict
from typing import Annotated

import typer

from dragoman.cli.options import AsJson, LedgerAddress
from dragoman.errors import UsageError

app = typer.Typer(no_args_is_help=True, help="The negotiations that a ledger follows.")

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@app.command()
def add(
    id_: Annotated[str, typer.Argument(metavar="ID", help="A short name for commands: rus-ukr.")],
    ledger: LedgerAddress,
    party: Annotated[list[str], typer.Option("--party", metavar="NAME", help="A side (ISO alpha-3 for a state).")],
    name: Annotated[str | None, typer.Option("--name", metavar="WORDS", help="Its name in words.")] = None,
    mediator: Annotated[
        list[str] | None, typer.Option("--mediator", metavar="NAME", help="A third party that belongs to it.")
    ] = None,
) -> None:
    """Follow a negotiation between the given parties; given again, what is given now counts."""
    from dragoman.ledger.opening import open_ledger
    from dragoman.ledger.rows import Process

    parties = tuple(dict.fromkeys(party))
    if len(parties) < 2:
        raise UsageError("a negotiation has at least two parties; say --party twice")
    if not _ID.fullmatch(id_):
        raise UsageError(f"{id_!r} is no id; use small letters, digits and hyphens: rus-ukr")
    with open_ledger(ledger, create=True) as opened:
        made = Process(id=id_, name=name or " and ".join(parties), parties=parties, mediators=tuple(mediator or ()))
        opened.add_process(made)
    typer.echo(_line(made.id, made.name, made.parties, made.mediators))


@app.command("list")
def list_(ledger: LedgerAddress, as_json: AsJson = False) -> None:
    """The negotiations that were added."""
    from dragoman.ledger.opening import open_ledger

    with open_ledger(ledger) as opened:
        found = opened.processes()
    if as_json:
        typer.echo(json.dumps([asdict(process) for process in found], ensure_ascii=False))
        return
    for process in found:
        typer.echo(_line(process.id, process.name, process.parties, process.mediators))


def _line(id_: str, name: str, parties: tuple[str, ...], mediators: tuple[str, ...]) -> str:
    mediated = f", mediated by {', '.join(mediators)}" if mediators else ""
    return f"{id_}: {name} ({', '.join(parties)}{mediated})"
