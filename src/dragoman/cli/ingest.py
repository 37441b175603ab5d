"""``dragoman ingest``: articles read, coded and written to a ledger."""

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn

from dragoman.cli.options import AsJson, LedgerAddress, TableColumns
from dragoman.errors import SourceError, UsageError
from dragoman.read.columns import parse_columns

if TYPE_CHECKING:
    from dragoman.engine.ingest import Ingested, Recorded

SHOWN = 10
"""How many of the things skipped are told on the screen; the ledger holds all."""


def ingest(
    sources: Annotated[
        list[str], typer.Argument(metavar="SOURCE...", help="Files, folders, patterns, addresses; - is standard input.")
    ],
    ledger: LedgerAddress,
    workers: Annotated[int, typer.Option("--workers", min=1, max=256, help="Processes to share the work.")] = 1,
    recorded_at: Annotated[
        str | None,
        typer.Option(
            "--recorded-at",
            metavar="TIME",
            help="When the ledger is to have learned of them: a time (UTC), or 'published' for an archive "
            "read as if each article had been read on its day. By default now.",
        ),
    ] = None,
    columns: TableColumns = None,
    contact: Annotated[
        str, typer.Option("--contact", metavar="ADDRESS", help="Your address, told to the sites that are asked.")
    ] = "",
    as_json: AsJson = False,
) -> None:
    """Code articles into a ledger, made if it is not there; given again, it goes on where it stopped."""
    recorded, named = _recorded(recorded_at), parse_columns(columns or ())
    from dragoman.engine.finding import count_items
    from dragoman.engine.ingest import ingest as run_ingest
    from dragoman.ledger.opening import open_ledger

    console = Console(stderr=True)
    shown = ("reading", BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with (
        open_ledger(ledger, create=True) as opened,
        Progress(*shown, console=console, disable=not console.is_terminal) as progress,
    ):
        task = progress.add_task("reading", total=count_items(sources))
        done = run_ingest(
            sources,
            opened,
            recorded=recorded,
            workers=workers,
            progress=lambda count: progress.update(task, completed=count),
            columns=named,
            contact=contact,
        )
    _tell(done, ledger, as_json, console)
    if not done.articles and done.skipped:
        raise SourceError(done.skipped[0][0], done.skipped[0][1])


def _recorded(text: str | None) -> "Recorded | None":
    from dragoman.engine.ingest import at_given_time, when_published

    if text is None:
        return None
    if text == "published":
        return when_published()
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        raise UsageError(
            f"--recorded-at {text!r} is no time; write it as 2025-05-15T08:00:00Z, or 'published'"
        ) from None
    return at_given_time(at if at.tzinfo else at.replace(tzinfo=UTC))


def _tell(done: "Ingested", ledger: str, as_json: bool, console: Console) -> None:
    if as_json:
        skipped = [{"source": source, "problem": problem} for source, problem in done.skipped]
        counts = {"added": done.added, "held": done.held, "failed": done.failed}
        typer.echo(json.dumps(counts | {"run": done.run.id, "skipped": skipped}, ensure_ascii=False))
        return
    lines = [f"{done.added} articles added, {done.held} there already, {len(done.skipped)} skipped → {ledger}"]
    lines += [f"  {source}: {problem}" for source, problem in done.skipped[:SHOWN]]
    if len(done.skipped) > SHOWN:
        lines.append(f"  and {len(done.skipped) - SHOWN} more; `dragoman export` lists all")
    for line in lines:
        console.print(line, highlight=False, markup=False, soft_wrap=True)
