"""Typed values as JSON values, and lines of answers as flat table rows."""

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any

from dragoman.ledger.rows import Row
from dragoman.model import Actor, TimeInterval
from dragoman.state.meetings import Meeting

_OF_ACTOR = ("name", "kind", "id", "party", "office", "office_held")


def plain(value: Any) -> Any:
    """A value as JSON can hold it."""
    match value:
        case Row():
            return shown(value)
        case TimeInterval():
            return value.edtf()
        case Actor():
            return {name: getattr(value, name) for name in _OF_ACTOR}
        case date():
            return value.isoformat()
        case Mapping():
            return {str(key): plain(one) for key, one in value.items()}
        case tuple() | list() | frozenset():
            return [plain(one) for one in value]
    if is_dataclass(value):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    return value


def shown(row: Row) -> dict[str, Any]:
    """A row as an answer shows it: who says so, with the sentences, outlet, date and address."""
    return {
        "row": row.id,
        "type": row.type,
        "source": row.report.source,
        "voice": row.report.voice,
        "factuality": row.report.factuality,
        "sentences": [e.text for e in row.report.evidence],
        "outlet": row.publisher,
        "date": row.published.best.isoformat() if row.published.best else None,
        "title": row.title,
        "url": row.url,
        "document": row.document,
    }


def flat(line: Any) -> dict[str, Any]:
    """A line as one table row; what is itself a list of values is joined or counted."""
    cells: dict[str, Any] = {}
    for field in fields(line):
        cells.update(_cells(field.name, getattr(line, field.name), names=field.type == tuple[str, ...]))
    support = shown(line.rows[0]) if line.rows else {}
    cells["sentence"] = support["sentences"][0] if support else None
    return cells | {name: support.get(name) for name in ("outlet", "date", "url", "row")}


def rows_of(value: Any) -> Iterator[Row]:
    """All rows within a line of an answer, in order."""
    if isinstance(value, Row):
        yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from rows_of(one)
    elif is_dataclass(value):
        for field in fields(value):
            yield from rows_of(getattr(value, field.name))


def _cells(name: str, value: Any, *, names: bool) -> dict[str, Any]:
    match value:
        case Actor():
            return {name: value.name, "party": value.party}
        case Meeting():
            return {name: value.label, f"{name}_id": value.id}
        case TimeInterval():
            return {name: value.edtf()}
        case Mapping():
            return {name: ", ".join(f"{key} {number}" for key, number in value.items())}
        case tuple():
            return {name: ", ".join(value) if names else len(value)}
    if is_dataclass(value):
        return {name: getattr(value, "name", None) or str(plain(value))}
    return {name: value}
