"""Arguments that several commands share, each read and checked in one place."""

from datetime import date
from typing import Annotated

import typer

from dragoman.errors import UsageError

Sources = Annotated[
    list[str], typer.Argument(metavar="SOURCE...", help="Files to read: text, HTML or JSONL; - is standard input.")
]
GivenDate = Annotated[
    str | None, typer.Option("--date", metavar="YYYY-MM-DD", help="The publication date, if you know it.")
]
LedgerAddress = Annotated[
    str, typer.Option("--ledger", metavar="FILE", help="The ledger: a file, or a postgresql:// address.")
]
TableColumns = Annotated[
    list[str] | None,
    typer.Option("--columns", metavar="PART=COLUMN", help="Which column of a table holds what: text=body. Repeat."),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON instead of a table.")]


def parsed_date(text: str | None, option: str = "--date") -> date | None:
    """The day that an option names.

    Raises:
        UsageError: if it is no day in ISO form.
    """
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UsageError(f"{option} {text!r} is no day; write it as 2025-05-15") from None
