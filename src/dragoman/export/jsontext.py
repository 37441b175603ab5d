"""JSON files whose bytes depend on the ledger alone."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from dragoman.export.columns import Table
from dragoman.export.exporter import Resource


def json_text(value: Any, *, indent: int | None = None) -> str:
    """The value as JSON in plain characters; NaN is refused, lone surrogates are escaped."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, indent=indent)
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def write_json_lines(path: Path, table: Table, objects: Iterable[Any]) -> Resource:
    """A file with one JSON object a line."""
    rows = 0
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for rows, one in enumerate(objects, start=1):  # noqa: B007
            file.write(json_text(one) + "\n")
    return Resource(path=path.name, table=table, rows=rows, media_type="application/jsonl")


def write_json(path: Path, table: Table, value: Any, *, rows: int, media_type: str = "application/json") -> Resource:
    """A file with one indented JSON value."""
    path.write_text(json_text(value, indent=1) + "\n", encoding="utf-8", newline="\n")
    return Resource(path=path.name, table=table, rows=rows, media_type=media_type)
