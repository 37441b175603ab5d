"""Reports with their structure kept: Arrow schemas made from the model's own types, columns told by its docstrings."""

import inspect
import re
from collections.abc import Iterator, Sequence
from dataclasses import asdict, fields, is_dataclass
from datetime import date, datetime
from types import UnionType
from typing import Any, Final, Literal, Union, get_args, get_origin, get_type_hints

from dragoman.export.columns import Column, Kind, Table
from dragoman.export.story import Stories
from dragoman.extras import library
from dragoman.ledger.rows import Row
from dragoman.model import Report
from dragoman.serial import REPORT_TYPES

_OF_ROW: Final = tuple(f.name for f in fields(Row) if f.name not in ("report", "type", "meeting"))
_ATTRIBUTE: Final = re.compile(r"^ {4}(\w+): (.+(?:\n {8}.+)*)", re.MULTILINE)


def nested_tables() -> Sequence[Table]:
    """A table for each report type: the row's own columns, then the report's fields.

    The report's ``meeting`` names a meeting of the same document by its key; the row's names it by row id.
    """
    return tuple(Table(name=name, columns=tuple(_columns(kind))) for name, kind in REPORT_TYPES.items())


def nested_schema(table: Table) -> Any:
    """The Arrow schema of a nested table."""
    pa = library("pyarrow", "data")
    hints = _hints(REPORT_TYPES[table.name])
    return pa.schema(
        [pa.field(c.name, arrow_type(hints[c.name], pa), metadata={"meaning": c.meaning}) for c in table.columns]
    )


def nested_rows(stories: Stories) -> Iterator[tuple[str, dict[str, Any]]]:
    """The rows of all nested tables in one pass, each with its table's name; by document and id."""
    for story in stories():
        for row in story.rows:
            of_row = {name: _plain(getattr(row, name)) for name in _OF_ROW}
            yield row.type, of_row | {"meeting_row": row.meeting} | asdict(row.report)


def _plain(value: Any) -> Any:
    return asdict(value) if is_dataclass(value) and not isinstance(value, type) else value


def _hints(kind: type[Report]) -> dict[str, Any]:
    own = get_type_hints(Row)
    return {name: own[name] for name in _OF_ROW} | {"meeting_row": str | None} | get_type_hints(kind)


def _columns(kind: type[Report]) -> Iterator[Column]:
    meanings = _meanings(Row) | {"meeting_row": _meanings(Row)["meeting"]} | _meanings(Report) | _meanings(kind)
    of_report = {f.name for f in fields(kind)}
    for name, hint in _hints(kind).items():
        source = f"report.{name}" if name in of_report else f"row.{name.removesuffix('_row')}"
        yield Column(name=name, kind=_kind(hint), meaning=meanings.get(name, ""), source=source)


def _meanings(kind: type) -> dict[str, str]:
    """What a class says of its attributes in its docstring."""
    text = inspect.getdoc(kind) or ""
    return {name: " ".join(words.split()).rstrip(".") for name, words in _ATTRIBUTE.findall(text)}


def arrow_type(hint: Any, pa: Any) -> Any:
    """The Arrow type that holds a Python type of the model.

    Raises:
        TypeError: for a type that the model does not use.
    """
    plain = _without_none(hint)
    simple = {str: pa.string(), int: pa.int64(), float: pa.float64(), bool: pa.bool_(), date: pa.date32()}
    if plain in simple:
        return simple[plain]
    if plain is datetime:
        return pa.timestamp("us", tz="UTC")
    if get_origin(plain) is Literal:
        return pa.string()
    if get_origin(plain) is tuple:
        return pa.list_(arrow_type(get_args(plain)[0], pa))
    if is_dataclass(plain):
        return pa.struct([(name, arrow_type(own, pa)) for name, own in get_type_hints(plain).items()])
    raise TypeError(f"no Arrow type for {hint}")


def _kind(hint: Any) -> Kind:
    plain = _without_none(hint)
    simple: dict[Any, Kind] = {int: "integer", float: "number", bool: "boolean", date: "date", datetime: "datetime"}
    if get_origin(plain) is tuple:
        return "array"
    return "object" if is_dataclass(plain) else simple.get(plain, "string")


def _without_none(hint: Any) -> Any:
    known = [one for one in get_args(hint) if one is not type(None)] if get_origin(hint) in (Union, UnionType) else []
    return known[0] if known else hint
