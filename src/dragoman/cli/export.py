"""``dragoman export``: a ledger in the formats of others."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from dragoman.api.times import known_time
from dragoman.cli.options import LedgerAddress
from dragoman.cli.questions import KnownBy
from dragoman.errors import SourceError

if TYPE_CHECKING:
    from dragoman.api.ledger import Ledger
    from dragoman.export import Export

WHOLE = "jsonl"
"""The ledger itself, every table's rows one JSON object a line; not one of the formats of others."""


def export(
    ledger: LedgerAddress,
    out: Annotated[
        Path, typer.Option("-o", "--out", metavar="FOLDER", help="Folder for the files; with jsonl the file itself.")
    ],
    name: Annotated[
        str,
        typer.Option(
            "--format",
            metavar="NAME",
            help="plover-jsonl, polecat, icews, gdelt, csv, parquet, stata, geojson, ical, jsonld, webannotation, ftm, "
            "timelinejs, datasette; jsonl is the whole ledger.",
        ),
    ],
    process: Annotated[
        str | None,
        typer.Option("--process", metavar="ID", help="Only this process, its meetings put together from all reports."),
    ] = None,
    known_by: KnownBy = None,
    raw: Annotated[bool, typer.Option("--raw", help="csv: for code, without the guards for spreadsheets.")] = False,
    nested: Annotated[bool, typer.Option("--nested", help="parquet: keep structures and lists.")] = False,
) -> None:
    """Write a ledger in a format of others, with its codebook and datapackage.json."""
    from dragoman.api.ledger import Ledger
    from dragoman.export import Options, exported
    from dragoman.export.selecting import selected

    with Ledger.open(ledger) as held:
        if name == WHOLE:
            _write_whole(held, out)
            return
        chosen = selected(held, process, known_by=known_time(known_by, "--known-by") if known_by else None)
        _tell(exported(name, chosen, out, Options(raw=raw, nested=nested)), out)


def _write_whole(held: "Ledger", out: Path) -> None:
    from dragoman.export.jsontext import json_text

    try:
        with out.open("w", encoding="utf-8", newline="\n") as file:
            file.writelines(json_text(line) + "\n" for line in held.repository.everything())
    except OSError as error:
        raise SourceError(str(out), f"cannot be written: {error.strerror}") from error


def _tell(done: "Export", out: Path) -> None:
    console = Console(stderr=True, highlight=False, markup=False, soft_wrap=True)
    for resource in done.resources:
        console.print(f"{out / resource.path}: {resource.rows} {resource.table.name}")
    for why, count in sorted(done.left_out.items()):
        console.print(f"left out: {count} ({why})")
