"""Reprints: set aside before the state is folded, put back beside the rows that they repeat.

A reprint tells nothing new on the day it is printed, neither that a source stands by its word nor, read against its own
date, another Thursday. What a copy adds in sentences of its own counts like any row.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields, is_dataclass, replace
from datetime import date
from typing import Any

from dragoman.ledger.rows import Row
from dragoman.state.identity import actor_of

Reprints = Mapping[str, tuple[Row, ...]]
_Place = tuple[date, str]


def set_aside(rows: Iterable[Row]) -> tuple[tuple[Row, ...], Reprints]:
    """The rows that tell something, in their order, and for each by id the rows of copies that repeat its sentence."""
    kept, copied = _by_copies(rows)
    told: dict[tuple[str, ...], list[Row]] = defaultdict(list)
    for row in copied:
        told[_sentence(row)].append(row)
    reprints: dict[str, list[Row]] = defaultdict(list)
    for same in told.values():
        first = min(_place(row) for row in same)
        own = [row for row in same if _place(row) == first]
        kept += own
        for row in same:
            if _place(row) != first:
                reprints[_nearest(row, own).id].append(row)
    kept.sort(key=lambda row: row.claim)
    return tuple(kept), {id_: tuple(sorted(copies, key=_place)) for id_, copies in reprints.items()}


def _by_copies(rows: Iterable[Row]) -> tuple[list[Row], list[Row]]:
    """The rows of documents that no other of the rows' documents copies, and the rest: they alone can be reprints."""
    by_origin: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        by_origin[row.origin].append(row)
    alone: list[Row] = []
    copied: list[Row] = []
    for own in by_origin.values():
        (alone if len({row.document for row in own}) == 1 else copied).extend(own)
    return alone, copied


def put_back(value: Any, reprints: Reprints) -> Any:
    """An answer, or a part of one, with the reprints behind the rows that they repeat."""
    return _put_back(value, reprints) if reprints else value


def _put_back(value: Any, reprints: Reprints) -> Any:
    if isinstance(value, tuple) and value and isinstance(value[0], Row):
        return (*value, *(copy for row in value for copy in reprints.get(row.id, ())))
    if isinstance(value, tuple):
        return tuple(_put_back(one, reprints) for one in value)
    if isinstance(value, Row) or not is_dataclass(value) or isinstance(value, type):
        return value
    changed = {f.name: _put_back(getattr(value, f.name), reprints) for f in fields(value) if _holds_rows(value, f.name)}
    return replace(value, **changed) if changed else value


def _holds_rows(value: Any, name: str) -> bool:
    held = getattr(value, name)
    return (isinstance(held, tuple) and bool(held) and is_dataclass(held[0])) or (
        is_dataclass(held) and any(field.name == "rows" for field in fields(held))
    )


def _sentence(row: Row) -> tuple[str, ...]:
    actor = actor_of(row)
    texts = (" ".join(evidence.text.split()) for evidence in row.report.evidence)
    return row.origin, row.type, actor.name if actor else "", *texts


def _place(row: Row) -> _Place:
    """Where a document stands among the copies of one origin: by the day it was printed."""
    return row.published.best or date.max, row.document


def _nearest(copy: Row, own: Sequence[Row]) -> Row:
    """The row that a copy repeats: one with the same code, else the first."""
    return min(own, key=lambda row: (_code(row) != _code(copy), row.claim))


def _code(row: Row) -> str | None:
    return next((getattr(row.report, name) for name in ("status", "kind", "role") if hasattr(row.report, name)), None)
