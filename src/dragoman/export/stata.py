"""Stata: a .dta file (version 118, Unicode) for each report type, and the documents, with variable labels."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Final

from dragoman.export.columns import Column, Kind, Table, Value
from dragoman.export.exporter import Export, Options, Resource
from dragoman.export.story import Selection
from dragoman.export.tables import flat_tables, spread
from dragoman.extras import library

_LABEL: Final = 80  # characters of a variable's label
_SHORT: Final = 2045  # bytes of a plain string; longer ones become strL
_WRITTEN: Final = datetime(2000, 1, 1)  # the file's time stamp: fixed, so that the same ledger gives the same bytes


def write(selection: Selection, folder: Path, options: Options) -> Export:
    """Write ``documents.dta``, ``meeting.dta`` and so on; tables without rows are not written, Stata has none.

    Days are Stata days (``%td``), times are milliseconds (``%tc``, UTC), true and false are 1 and 0, unknown texts are
    empty and unknown numbers and days are ``.``. All tables are held in memory.
    """
    rows: dict[str, list[list[Value]]] = {table.name: [] for table in flat_tables()}
    for name, line in spread(selection.stories):
        rows[name].append(line)
    found = [_write(folder, table, rows[table.name]) for table in flat_tables()]
    return Export(resources=tuple(resource for resource in found if resource.rows))


def _write(folder: Path, table: Table, rows: Sequence[Sequence[Value]]) -> Resource:
    path = folder / f"{table.name}.dta"
    if rows:
        pd = library("pandas", "stata")
        columns = {c.name: _series(c, [row[at] for row in rows], pd) for at, c in enumerate(table.columns)}
        pd.DataFrame(columns).to_stata(
            path,
            write_index=False,
            version=118,
            time_stamp=_WRITTEN,
            data_label=f"Dragoman: {table.name}"[:_LABEL],
            variable_labels={c.name: c.meaning[:_LABEL] for c in table.columns},
            convert_dates={c.name: "tc" if c.kind == "datetime" else "td" for c in table.columns if _is_time(c.kind)},
            convert_strl=[c.name for c in table.columns if c.kind == "string" and _is_long(columns[c.name])],
        )
    return Resource(path=path.name, table=table, rows=len(rows), media_type="application/x-stata-dta", encoding=None)


def _is_time(kind: Kind) -> bool:
    return kind in ("date", "datetime")


def _is_long(texts: Any) -> bool:
    return any(len(text.encode("utf-8", "replace")) > _SHORT for text in texts)


def _series(column: Column, values: Sequence[Value], pd: Any) -> Any:
    """A column as Stata can hold it."""
    if column.kind == "string":
        return pd.Series(["" if value is None else _clean(str(value)) for value in values], dtype=object)
    if _is_time(column.kind):
        return pd.Series(pd.to_datetime([_naive(value) for value in values]), dtype="datetime64[ms]")
    return pd.Series([_number(value) for value in values], dtype="float64")


def _clean(text: str) -> str:
    """Text that a .dta file can hold: no zero byte, no lone surrogate."""
    return text.replace("\0", " ").encode("utf-8", "replace").decode("utf-8")


def _naive(value: Value) -> datetime | None:
    if isinstance(value, datetime):
        return value.astimezone(UTC).replace(tzinfo=None)
    return datetime(value.year, value.month, value.day) if isinstance(value, date) else None


def _number(value: Value) -> float | None:
    return float(value) if isinstance(value, int | float) else None
