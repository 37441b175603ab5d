"""A SQLite file ready for Datasette: the flat tables with keys and full text, and ``metadata.json`` that tells them."""

import json
import sqlite3
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from dragoman.export.columns import Kind, Table, Value
from dragoman.export.delimited import cell
from dragoman.export.exporter import Export, Options, Resource
from dragoman.export.story import Selection, Stories
from dragoman.export.tables import DOCUMENTS, flat_tables, spread

_SQL: Final[dict[Kind, str]] = {"integer": "INTEGER", "number": "REAL", "boolean": "INTEGER"}
_SEARCHED: Final = ("title", "evidence")
_FACETS: Final = ("publisher", "status", "kind", "issue", "plover", "aux", "voice")
_FILE: Final = "ledger.db"


def write(selection: Selection, folder: Path, options: Options) -> Export:
    """Write ``ledger.db`` and ``metadata.json``.

    Each table has its id as primary key, a foreign key to its document, an index on it, and a full-text table over
    headline and evidence that Datasette finds by itself. Days and times are ISO texts.
    """
    (folder / _FILE).unlink(missing_ok=True)
    database = sqlite3.connect(folder / _FILE, isolation_level=None)
    try:
        counts = _fill(database, selection.stories)
        database.execute("VACUUM")
    finally:
        database.close()
    metadata = json.dumps(datasette_metadata(), ensure_ascii=False, indent=1)
    (folder / "metadata.json").write_text(metadata + "\n", encoding="utf-8")
    return Export(resources=tuple(_resource(table, counts[table.name]) for table in flat_tables()))


def _fill(database: sqlite3.Connection, stories: Stories) -> Counter[str]:
    """Make the tables and write all rows in one transaction; how many each table has."""
    counts: Counter[str] = Counter()
    database.execute("BEGIN")
    for table in flat_tables():
        for statement in _schema(table):
            database.execute(statement)
    inserts = {table.name: _insert(table) for table in flat_tables()}
    for name, line in spread(stories):
        database.execute(inserts[name], [_sql(value) for value in line])
        counts[name] += 1
    for table in flat_tables():
        database.execute(f'INSERT INTO "{table.name}_fts" ("{table.name}_fts") VALUES (\'rebuild\')')
    database.execute("COMMIT")
    return counts


def _insert(table: Table) -> str:
    return f'INSERT INTO "{table.name}" VALUES ({", ".join("?" for _ in table.columns)})'


def _resource(table: Table, rows: int) -> Resource:
    return Resource(path=_FILE, table=table, rows=rows, media_type="application/vnd.sqlite3", encoding=None)


def _schema(table: Table) -> Iterator[str]:
    """The statements that make a table, its index and its full-text table."""
    columns = [f'"{c.name}" {_SQL.get(c.kind, "TEXT")}' for c in table.columns]
    columns[0] += " PRIMARY KEY"
    if table.name != DOCUMENTS:
        columns.append(f'FOREIGN KEY ("document") REFERENCES "{DOCUMENTS}" ("id")')
    yield f'CREATE TABLE "{table.name}" ({", ".join(columns)})'
    if table.name != DOCUMENTS:
        yield f'CREATE INDEX "{table.name}_document" ON "{table.name}" ("document")'
    searched = ", ".join(f'"{name}"' for name in _SEARCHED if name in table.header)
    yield f'CREATE VIRTUAL TABLE "{table.name}_fts" USING FTS5 ({searched}, content="{table.name}")'


def _sql(value: Value) -> str | int | float | None:
    if value is None or isinstance(value, bool | int | float):
        return value
    return cell(value).encode("utf-8", "replace").decode("utf-8")


def datasette_metadata() -> dict[str, Any]:
    """What Datasette shows of the database: each column's meaning, and the columns worth a facet."""
    described = {table.name: _described(table) for table in flat_tables()}
    return {
        "title": "A Dragoman ledger",
        "description": "What reports say about a negotiation; each row stands on a sentence of an article.",
        "databases": {"ledger": {"tables": described}},
    }


def _described(table: Table) -> dict[str, Any]:
    return {
        "columns": {column.name: column.meaning for column in table.columns},
        "facets": [name for name in _FACETS if name in table.header],
        "label_column": "title" if table.name == DOCUMENTS else "evidence",
    }
