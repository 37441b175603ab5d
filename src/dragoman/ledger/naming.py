"""Actor names that were merged by hand: rows bear the one name for the other."""

from collections.abc import Iterable, Mapping
from dataclasses import fields, replace
from typing import Any

from dragoman.ledger.corrections import active
from dragoman.ledger.rows import Correction, Row
from dragoman.model import Actor

Renamings = Mapping[str, tuple[str, str]]
"""A name (or id) to the name that is borne for it, with the id of the correction that says so."""


def renamings(corrections: Iterable[Correction]) -> Renamings:
    """The names that merges of actors replace; a later split of the same two takes a merge back.

    A split of two that no merge made one parts them from the id that the reading gave both: the second keeps its name
    and bears no id.
    """
    found: dict[str, tuple[str, str]] = {}
    for correction in active(corrections):
        if correction.subject != "actor" or correction.other is None:
            continue
        if correction.action == "merge" and correction.other != correction.target:
            found.pop(correction.target, None)  # the name kept last is kept
            found[correction.other] = correction.target, correction.id
        elif correction.action == "split":
            pair = {correction.target, correction.other}
            kept = {name: to for name, to in found.items() if {name, to[0]} != pair}
            alone = {correction.other: (correction.other, correction.id)} if kept == found else {}
            found = {**kept, **alone}
    return {name: (_last(name, found), correction) for name, (_, correction) in found.items()}


def _last(name: str, found: Renamings) -> str:
    """The name at the end of a chain of merges."""
    seen = {name}
    while name in found and found[name][0] not in seen:
        name = found[name][0]
        seen.add(name)
    return name


def renamed(row: Row, names: Renamings) -> Row:
    """The row with its actors under the names borne; their own ids are dropped, which belong to the other name."""
    changes: dict[str, Any] = {}
    why: set[str] = set()
    for field in fields(row.report) if names else ():
        value = getattr(row.report, field.name)
        actors = value if isinstance(value, tuple) else (value,)
        found = [names.get(a.name) or names.get(a.id or "") for a in actors if isinstance(a, Actor)]
        if any(found):
            changed = tuple(replace(a, name=to[0], id=None) if to else a for a, to in zip(actors, found, strict=True))
            changes[field.name] = changed if isinstance(value, tuple) else changed[0]
            why |= {to[1] for to in found if to}
    return replace(row, report=replace(row.report, **changes), corrected=min(why)) if changes else row
