"""Parquet: flat, a column for each value, for R, DuckDB and pandas; or nested, with structures and lists kept."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any, Final, Self

from dragoman.export.columns import Table
from dragoman.export.exporter import Export, Options, Resource
from dragoman.export.nested import nested_rows, nested_schema, nested_tables
from dragoman.export.story import Selection, Stories
from dragoman.export.tables import flat_tables, spread
from dragoman.extras import library

_AT_ONCE: Final = 20_000  # rows of a row group: what each file holds in memory at one time


def write(selection: Selection, folder: Path, options: Options) -> Export:
    """Write ``documents.parquet``, ``meeting.parquet`` and so on.

    Days are ``date32``, times ``timestamp[us, UTC]``. With ``nested``, each report type keeps its structure: actors
    are structures, evidence is a list of structures, intervals have ``start`` and ``end``.
    """
    tables, schema = (nested_tables(), nested_schema) if options.nested else (flat_tables(), flat_schema)
    records = nested_rows(selection.stories) if options.nested else _flat_rows(selection.stories)
    with ExitStack() as open_files:
        files = {
            table.name: open_files.enter_context(ParquetFile(folder / f"{table.name}.parquet", table, schema(table)))
            for table in tables
        }
        for name, record in records:
            files[name].add(record)
    return Export(resources=tuple(file.resource for file in files.values()))


def _flat_rows(stories: Stories) -> Iterator[tuple[str, dict[str, Any]]]:
    headers = {table.name: table.header for table in flat_tables()}
    return ((name, dict(zip(headers[name], line, strict=True))) for name, line in spread(stories))


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


class ParquetFile:
    """A Parquet file of a schema, written in row groups."""

    def __init__(self, path: Path, table: Table, schema: Any) -> None:
        self._path, self._table, self._schema, self._rows = path, table, schema, 0
        self._waiting: list[dict[str, Any]] = []
        self._out = library("pyarrow.parquet", "data").ParquetWriter(path, schema, compression="zstd")

    def add(self, record: dict[str, Any]) -> None:
        """Take a row; it is written when its group is full, or at the end."""
        self._waiting.append(record)
        self._rows += 1
        if len(self._waiting) == _AT_ONCE:
            self._write_group()

    def _write_group(self) -> None:
        self._out.write_table(library("pyarrow", "data").Table.from_pylist(self._waiting, schema=self._schema))
        self._waiting = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        if self._waiting and kind is None:
            self._write_group()
        self._out.close()

    @property
    def resource(self) -> Resource:
        """What was taken so far."""
        return Resource(
            path=self._path.name, table=self._table, rows=self._rows, encoding=None,
            media_type="application/vnd.apache.parquet",
        )  # fmt: skip
