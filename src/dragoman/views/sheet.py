"""A view as one plain table: the twin of a board, a chart or a map, and what its CSV and JSON hold."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from dragoman.export.summary import summary
from dragoman.ledger.rows import Row
from dragoman.state.plain import shown
from dragoman.state.tellers import told_by
from dragoman.state.times import order, told_on

Cell = str | int | float | date | None
"""A value of a table: a number or day of ours, or words; None for what is not known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetLine:
    """One line of a table.

    Attributes:
        cells: a value for each column.
        rows: the rows that show it; none for what nobody tells.
    """

    cells: tuple[Cell, ...]
    rows: Sequence[Row] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A table.

    Attributes:
        name: what it is called, in a word or two.
        columns: what the cells are; the first names the line.
        lines: the lines.
    """

    name: str
    columns: tuple[str, ...]
    lines: tuple[SheetLine, ...]

    def records(self) -> list[dict[str, Any]]:
        """One flat mapping a line: its cells, then sentence, outlet, date, address and id of its first row."""
        return [self._record(line) for line in self.lines]

    def _record(self, line: SheetLine) -> dict[str, Any]:
        support = shown(line.rows[0]) if line.rows else {}
        cells: dict[str, Any] = dict(zip(self.columns, line.cells, strict=True))
        cells["sentence"] = support["sentences"][0] if support else None
        return cells | {name: support.get(name) for name in ("outlet", "date", "url", "row")}


_TOLD = ("told", "type", "what", "by", "holds")


def told_sheet(name: str, rows: Iterable[Row]) -> Sheet:
    """Rows as a table, the latest first: from when it holds, its type, what it says, who says so, how certainly."""
    latest = sorted(rows, key=order, reverse=True)
    return Sheet(name=name, columns=_TOLD, lines=tuple(SheetLine(cells=_told(row), rows=(row,)) for row in latest))


def _told(row: Row) -> tuple[Cell, ...]:
    report = row.report
    return (
        told_on(row),
        row.type,
        summary(report),
        told_by(row),
        "background" if report.historical else report.factuality,
    )
