"""All that a ledger holds as lines, in an order that depends on the content alone: two ledgers that hold the same give
the same lines, whatever the order, the batches, the workers or the database.
"""

import json
from collections.abc import Iterator, Sequence
from typing import Any

from dragoman.ledger.database import Database
from dragoman.ledger.statements import statements

Line = dict[str, Any]

_COLUMNS: dict[str, Sequence[str]] = {
    "run": ("id", "label", "started_at"),
    "document": ("id", "content", "recorded_at", "origin", "run", "title", "text"),
    "variant": ("document", "body"),
    "coding": ("document", "run", "recorded_at", "relevance", "error"),
    "report": ("id", "claim", "document", "run", "type", "meeting", "body"),
    "copy_link": ("one", "other", "method", "similarity"),
    "failure": ("source", "problem", "recorded_at"),
    "process": ("id", "body"),
    "correction": ("id", "body"),
}


def lines_of(database: Database) -> Iterator[Line]:
    """An object for each row of each table, with ``table`` naming it; a ``body`` is given as the object it is."""
    sql = statements("export.sql")
    with database.snapshot():
        for table, columns in _COLUMNS.items():
            for values in database.scan(sql[table]):
                line = {"table": table, **dict(zip(columns, values, strict=True))}
                if "body" in line:
                    line["body"] = json.loads(line["body"])
                yield line
