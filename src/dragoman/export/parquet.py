"""Parquet: flat, a column for each value, for R, Stata's users, DuckDB and pandas."""

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any, Final

from dragoman.export.columns import Table
from dragoman.export.exporter import Export, Options, Resource
from dragoman.export.missing import library
from dragoman.export.nested import nested_rows, nested_schema, nested_tables
from dragoman.export.story import Selection, Stories
from dragoman.export.tables import flat_tables, lines

_AT_ONCE: Final = 20_000  # rows of a row group: what is held in memory at one time


def write(selection: Selection, folder: Path, options: Options) -> Export:
    """Write ``documents.parquet``, ``meeting.parquet`` and so on.

    Days are ``date32``, times ``timestamp[us, UTC]``. With ``nested``, each report type keeps its structure: actors
    are structures, evidence is a list of structures, intervals have ``start`` and ``end``.
    """
    stories = selection.stories
    if options.nested:
        found = [_write(folder, table, nested_schema(table), nested_rows(table, stories)) for table in nested_tables()]
    else:
        found = [_write(folder, table, flat_schema(table), _records(table, stories)) for table in flat_tables()]
    return Export(resources=tuple(found))


def flat_schema(table: Table) -> Any:
    """The Arrow schema of a flat table, with each column's meaning in its metadata."""
    pa = library("pyarrow", "data")
    arrow = {
        "string": pa.string(), "integer": pa.int64(), "number": pa.float64(), "boolean": pa.bool_(),
        "date": pa.date32(), "datetime": pa.timestamp("us", tz="UTC"),
    }  # fmt: skip
    return pa.schema(
        [pa.field(c.name, arrow[c.kind], metadata={"meaning": c.meaning, "source": c.source}) for c in table.columns]
    )


def _write(folder: Path, table: Table, schema: Any, records: Iterator[dict[str, Any]]) -> Resource:
    """A Parquet file of a schema, written in row groups."""
    pa, pq = library("pyarrow", "data"), library("pyarrow.parquet", "data")
    path, rows = folder / f"{table.name}.parquet", 0
    with pq.ParquetWriter(path, schema, compression="zstd") as out:
        for group in _groups(records):
            out.write_table(pa.Table.from_pylist(group, schema=schema))
            rows += len(group)
    return Resource(path=path.name, table=table, rows=rows, media_type="application/vnd.apache.parquet", encoding=None)


def _records(table: Table, stories: Stories) -> Iterator[dict[str, Any]]:
    return (dict(zip(table.header, line, strict=True)) for line in lines(table, stories))


def _groups(records: Iterable[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    rest = iter(records)
    while group := list(islice(rest, _AT_ONCE)):
        yield group
