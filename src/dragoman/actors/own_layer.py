"""A user's own actor layer: one CSV file, to keep under version control, that adds, renames and merges actors."""

import csv
import io
from collections.abc import Iterable
from pathlib import Path

from dragoman.actors.dates import first_day
from dragoman.actors.layers import PEOPLE_COLUMNS
from dragoman.actors.tables import Row, user_rows
from dragoman.errors import SourceError, UsageError

COLUMNS = (*PEOPLE_COLUMNS, "same_as")


def read_layer(path: Path) -> list[Row]:
    """The rows of a layer, none when the file does not exist yet.

    Raises:
        SourceError: if the file is no layer.
    """
    if not path.exists():
        return []
    rows = list(user_rows(path))
    if rows and "name" not in rows[0]:
        raise SourceError(str(path), f"is no actor layer; its columns are {','.join(COLUMNS)}")
    return rows


def append_row(path: Path, row: Row) -> None:
    """Add a row to a layer, writing the whole file anew so that a crash leaves the old one.

    Raises:
        SourceError: if the file cannot be read or written.
    """
    rows = [*read_layer(path), row]
    part = path.with_name(path.name + ".part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part.write_text(as_csv(rows), encoding="utf-8")
        part.replace(path)
    except OSError as error:
        raise SourceError(str(path), f"cannot be written: {error.strerror}") from error


def as_csv(rows: Iterable[Row], columns: Iterable[str] = COLUMNS) -> str:
    """Rows as a CSV text with line feeds; missing cells are empty."""
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, list(columns), restval="", extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return buffer.getvalue()


def checked_date(text: str, option: str) -> str:
    """A year, month or day in ISO form, as given.

    Raises:
        UsageError: if it is none.
    """
    if text and first_day(text) is None:
        raise UsageError(f"{option} {text!r} is no date; write 2025, 2025-05 or 2025-05-15")
    return text
