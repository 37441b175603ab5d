"""Delimited text: CSV that a spreadsheet may open without harm, CSV for code, and the field's tab-separated files."""

import csv
import re
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Final, Self

from dragoman.export.columns import Table, Value
from dragoman.export.exporter import Resource

_FORMULA: Final = re.compile(r"[\s\u200b\ufeff\u2060]*[=+\-@\u2212＝＋－＠]|[\t\r\n]")
_FORMULA_WITHIN: Final = re.compile(r"([;|\t\r\n][\s\u200b\ufeff\u2060]*)(?=[=+\-@\u2212＝＋－＠])")
_NUMBER_OR_DATE: Final = re.compile(r"\s*\d[\d\s.,:/eE+-]*")
_UNQUOTED: Final = str.maketrans({"\t": " ", "\n": " ", "\r": " ", '"': "'", "\0": " "})


class CsvFile:
    """A CSV file in UTF-8 with a header, written line by line.

    Unless ``raw``, it is safe to open in a spreadsheet: a byte-order mark tells the encoding, and an apostrophe stands
    before every text that would run as a formula, or be turned into a number or a date ("036", "2025-05"). Columns of
    numbers, days and times are untouched.
    """

    def __init__(self, path: Path, table: Table, *, raw: bool) -> None:
        self._texts = [column.kind == "string" and not raw for column in table.columns]
        self._path, self._table, self._rows = path, table, 0
        self._file = path.open("w", encoding="utf-8" if raw else "utf-8-sig", newline="", errors="replace")
        self._out = csv.writer(self._file)
        self._out.writerow(table.header)

    def add(self, line: Sequence[Value]) -> None:
        """Write the values of a row in the order of the columns."""
        cells = (cell(value) for value in line)
        self._out.writerow([guarded(c) if is_text else c for c, is_text in zip(cells, self._texts, strict=True)])
        self._rows += 1

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    @property
    def resource(self) -> Resource:
        """What was written so far."""
        return Resource(path=self._path.name, table=self._table, rows=self._rows, media_type="text/csv", delimiter=",")


def write_tsv(
    path: Path, table: Table, lines: Iterable[Sequence[Value]], *, header: bool = True, missing: str = ""
) -> Resource:
    """A tab-separated file as the field's event data come: nothing is quoted, so tabs and line ends become spaces and
    double quotation marks single ones.

    Args:
        path: where it goes.
        table: its columns.
        lines: its rows, values in the order of the columns.
        header: whether the first line names the columns.
        missing: what stands for "unknown".
    """
    rows = 0
    with path.open("w", encoding="utf-8", newline="\n", errors="replace") as file:
        if header:
            file.write("\t".join(table.header) + "\n")
        for rows, line in enumerate(lines, start=1):  # noqa: B007
            file.write("\t".join(cell(value).translate(_UNQUOTED) or missing for value in line) + "\n")
    return Resource(
        path=path.name, table=table, rows=rows, media_type="text/tab-separated-values", delimiter="\t",
        header=header, missing=missing,
    )  # fmt: skip


def cell(value: Value) -> str:
    """A value as text: empty when unknown, days and times in ISO form (UTC), ``true`` and ``false``."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, datetime):
        return iso_utc(value)
    if isinstance(value, date):
        return value.isoformat()
    return str(value)


def iso_utc(at: datetime) -> str:
    """A time in UTC to the second, ``2025-05-15T09:30:00Z``."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def guarded(text: str) -> str:
    """The text with an apostrophe before it where a spreadsheet would run or change it.

    Within the text one stands after a semicolon, bar, tab or line end that a formula follows: a spreadsheet that takes
    these for the end of a cell, as those of many countries do with semicolons, would run it.
    """
    text = _FORMULA_WITHIN.sub(r"\1'", text)
    risky = _FORMULA.match(text) or _NUMBER_OR_DATE.fullmatch(text)
    return f"'{text}" if risky else text
