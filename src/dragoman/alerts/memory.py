"""A snapshot as the text that is kept between two looks."""

import json
from collections.abc import Sequence
from dataclasses import fields
from typing import Final

from dragoman.alerts.facts import Fact, Snapshot

_CLAIMS: Final = 20
"""Claims by which a meeting or a fact is known again: more would only make the memory larger."""
_KEPT: Final = tuple(field.name for field in fields(Fact) if field.name not in ("rows", "claims"))


def written(snapshot: Snapshot) -> str:
    """The snapshot as JSON, without rows and with some of the claims."""
    meetings = {id_: claims[:_CLAIMS] for id_, claims in snapshot.meetings.items()}
    facts = [[getattr(fact, name) for name in _KEPT] + [fact.claims[:_CLAIMS]] for fact in snapshot.facts]
    return json.dumps({"meetings": meetings, "facts": facts}, ensure_ascii=False, separators=(",", ":"))


def read(text: str) -> Snapshot:
    """The snapshot that `written` made a text of."""
    found = json.loads(text)
    meetings = {id_: tuple(claims) for id_, claims in found["meetings"].items()}
    return Snapshot(meetings=meetings, facts=tuple(_fact(values) for values in found["facts"]))


def _fact(values: Sequence[object]) -> Fact:
    *kept, claims = (tuple(value) if isinstance(value, list) else value for value in values)
    return Fact(**dict(zip(_KEPT, kept, strict=True)), claims=claims)  # type: ignore[arg-type]
