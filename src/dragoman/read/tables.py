"""Articles from CSV and Parquet tables, a column map saying which column holds what."""

import csv
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any, BinaryIO

from dragoman.errors import SourceError, UsageError
from dragoman.model import Article
from dragoman.read.columns import Columns
from dragoman.read.jsonl import article_of
from dragoman.read.limits import MAX_TEXT_CHARACTERS
from dragoman.read.lines import bounded_lines

_MAX_LINE_BYTES = 4 * MAX_TEXT_CHARACTERS
_BATCH_ROWS = 256
Row = Mapping[str, Any]


def read_csv(
    stream: BinaryIO, *, source: str, columns: Columns, given_date: date | None = None, today: date | None = None
) -> Iterator[Article | SourceError]:
    """An article for each row of a table with a head line, or the error that the row holds.

    Comma, semicolon and tab are told apart by the head line.

    Raises:
        SourceError: if the head line lacks the column of the text.
    """
    csv.field_size_limit(_MAX_LINE_BYTES)  # the module's own limit, 128 KB, is less than some reports have
    lines = _texts(stream, source)
    head = next(lines, "")
    reader = csv.reader(lines, delimiter=_delimiter(head), strict=False)
    names = next(csv.reader([head], delimiter=_delimiter(head)), [])
    _require(columns, names, source)
    for number, row in enumerate(_rows(reader, source), 2):
        name = f"{source}:row {number}"
        if isinstance(row, SourceError):
            yield row
        elif any(cell.strip() for cell in row):
            fields = dict(zip(names, row, strict=False))
            yield _article_or_error(fields, name, columns, given_date=given_date, today=today)


def read_parquet(
    stream: BinaryIO, *, source: str, columns: Columns, given_date: date | None = None, today: date | None = None
) -> Iterator[Article | SourceError]:
    """An article for each row of a Parquet file, or the error that the row holds; only the named columns are read.

    Raises:
        UsageError: if pyarrow is not installed (``pip install dragoman[data]``).
        SourceError: if the file is damaged or lacks the column of the text.
    """
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError:
        raise UsageError("Parquet needs pyarrow; install it with `pip install dragoman[data]`") from None
    try:
        table = parquet.ParquetFile(stream)
        names = table.schema_arrow.names
        _require(columns, names, source)
        wanted = [name for name in names if name in set(columns.part_of({name: name for name in names}).values())]
        number = 0
        for batch in table.iter_batches(batch_size=_BATCH_ROWS, columns=wanted):
            for fields in batch.to_pylist():
                number += 1
                yield _article_or_error(fields, f"{source}:row {number}", columns, given_date=given_date, today=today)
    except (pyarrow.ArrowException, OSError) as problem:
        raise SourceError(source, f"is no whole Parquet file ({str(problem).splitlines()[0][:100]})") from None


def _article_or_error(
    fields: Row, name: str, columns: Columns, *, given_date: date | None, today: date | None
) -> Article | SourceError:
    try:
        return article_of(_plain(columns.part_of(fields)), source=name, given_date=given_date, today=today)
    except SourceError as problem:
        return problem


def _plain(fields: Row) -> dict[str, Any]:
    """Values of a table as JSON would have them: days as text, numbers that are not there as nothing."""
    return {
        name: value.isoformat()[:10] if isinstance(value, date | datetime) else value
        for name, value in fields.items()
        if value == value  # not a number, which tables put where they have nothing
    }


def _require(columns: Columns, names: list[str], source: str) -> None:
    if columns.text not in names:
        known = ", ".join(names[:12])[:200] or "none"
        raise SourceError(source, f"has no column {columns.text!r}; it has {known}; name it with --columns text=...")


def _texts(stream: BinaryIO, source: str) -> Iterator[str]:
    """The lines of a table as text; a line that is no UTF-8 is Windows-1252, as spreadsheets write it."""
    for number, line in bounded_lines(stream, limit=_MAX_LINE_BYTES):
        if line is None:
            raise SourceError(f"{source}:line {number}", "is longer than an article can be; the rest is not read")
        try:
            yield line.decode("utf-8-sig" if number == 1 else "utf-8")
        except UnicodeDecodeError:
            yield line.decode("cp1252", "replace")


def _rows(reader: Iterator[list[str]], source: str) -> Iterator[list[str] | SourceError]:
    """The rows, and one error in place of all that follows a row that cannot be read."""
    while True:
        try:
            yield next(reader)
        except StopIteration:
            return
        except SourceError as problem:
            yield problem
            return
        except csv.Error as problem:
            yield SourceError(source, f"a row cannot be read ({problem}); the rows after it are not read")
            return


def _delimiter(head: str) -> str:
    return max(",;\t", key=head.count)
