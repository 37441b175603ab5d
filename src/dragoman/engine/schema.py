"""The columns of coded articles in Parquet: one row an article, its records as lists of structures."""

import io
from collections.abc import Mapping, Sequence
from typing import Any, Final

from dragoman.extras import library

Row = Mapping[str, Any]

LISTS: Final[Mapping[str, Sequence[str]]] = {
    "meetings": (
        "label", "place", "country", "date", "parties*", "level", "format", "mediators*", "status", "outcome",
        "evidence",
    ),
    "attendance": ("who", "party", "meeting", "status", "source", "evidence"),
    "delegations": ("party", "who", "role", "office", "meeting", "evidence"),
    "positions": ("holder", "party", "towards", "kind", "issue", "content", "evidence"),
    "statements": ("speaker", "kind", "evidence"),
    "events": ("actor*", "recipient*", "plover", "mode", "cameo", "aux", "evidence"),
}  # fmt: skip
"""Fields of each list of records; one with a star is itself a list of strings."""

WORDS: Final = ("id", "relevance", "gated", "error")
"""Columns of one string each: ``gated`` says why the gate held an article back, ``error`` why it could not be coded."""


def arrow_schema() -> Any:
    """The Arrow schema of coded articles.

    Raises:
        UsageError: if pyarrow is not installed.
    """
    pa = library("pyarrow", "data")
    evidence = pa.list_(pa.struct([("field", pa.string()), ("start", pa.int32()), ("end", pa.int32())]))

    def typed(field: str) -> tuple[str, Any]:
        if field == "evidence":
            return field, evidence
        return (field.rstrip("*"), pa.list_(pa.string()) if field.endswith("*") else pa.string())

    lists = [(name, pa.list_(pa.struct([typed(field) for field in fields]))) for name, fields in LISTS.items()]
    return pa.schema([*((name, pa.string()) for name in WORDS), *lists])


def parquet_bytes(rows: Sequence[Row]) -> bytes:
    """The rows as a Parquet file; the same rows give the same bytes.

    Raises:
        UsageError: if pyarrow is not installed.
    """
    pa, parquet = library("pyarrow", "data"), library("pyarrow.parquet", "data")
    sink = io.BytesIO()
    parquet.write_table(pa.Table.from_pylist(list(rows), schema=arrow_schema()), sink, compression="zstd")
    return sink.getvalue()
