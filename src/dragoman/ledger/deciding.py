"""Decisions by hand made on a ledger: looked up, checked, and added to it as corrections."""

import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, Literal

from dragoman.errors import UsageError
from dragoman.ledger.corrections import KeptRow, body_of, correction_of, edited, kept_row
from dragoman.ledger.repository import Repository, RowQuery
from dragoman.ledger.rows import Correction, Row
from dragoman.serial import report_to_json

RowAction = Literal["accept", "edit", "reject"]
PairAction = Literal["merge", "split"]
_OF_NAME = frozenset({"id", "office_held", "office_status"})
"""What is known of an actor by his name, and goes with the old one when he gets another."""


def decide_row(
    ledger: Repository, action: RowAction, claim: str, *, by: str, at: datetime,
    why: str = "", assignments: Iterable[str] = (),
) -> Correction:  # fmt: skip
    """Accept, edit or reject a claim, named by its id or that of its row.

    Args:
        ledger: where the claim is.
        action: what is decided.
        claim: the claim.
        by: who decides.
        at: when.
        why: why.
        assignments: for ``edit``, ``field=value``; ``who.name=value`` reaches into a field.

    Raises:
        UsageError: if there is no such claim, or no such field or value.
    """
    row = _row(ledger, claim)
    target = row.claim if row else claim
    before = [c.body for c in ledger.corrections() if c.target == target and c.body]
    if row is None and not before:
        raise UsageError(f"the ledger has no row or claim {claim}; any question with `--json` names its rows")
    now = row or kept_row(before[0])
    values = _assigned(now, assignments)
    edited(now.type, now.report, values)
    # every correction of a claim carries the row as it first was, so that any of them can be taken back
    body = before[0] if before else _body(ledger, row)
    return _add(ledger, correction_of(action, target, by=by, at=at, why=why, values=values, body=body))


def decide_pair(
    ledger: Repository, action: PairAction, one: str, other: str, *,
    subject: Literal["meeting", "actor"], by: str, at: datetime, why: str = "",
) -> Correction:  # fmt: skip
    """Say that two meeting claims, or two actor names, are the same or are not; of merged names the first is borne.

    Raises:
        UsageError: if they are one, or are no meetings of the ledger.
    """
    if subject == "meeting":
        one, other = _meeting(ledger, one), _meeting(ledger, other)
    if one == other:
        raise UsageError(f"{one} and {other} are the same already; name two")
    return _add(ledger, correction_of(action, one, other=other, subject=subject, by=by, at=at, why=why))


def undo(ledger: Repository, correction: str, *, by: str, at: datetime, why: str = "") -> Correction:
    """Take a correction back; an ``undo`` can be taken back in turn.

    Raises:
        UsageError: if the ledger has no such correction.
    """
    if all(known.id != correction for known in ledger.corrections()):
        raise UsageError(f"the ledger has no correction {correction}; `dragoman correct list` shows them")
    return _add(ledger, correction_of("undo", correction, subject="correction", by=by, at=at, why=why))


def _add(ledger: Repository, correction: Correction) -> Correction:
    ledger.add_correction(correction)
    return correction


def _row(ledger: Repository, claim: str) -> Row | None:
    return next(iter(ledger.rows(RowQuery(claims=[claim]))), None)


def _body(ledger: Repository, row: Row | None) -> str | None:
    if row is None:
        return None
    meeting = _row(ledger, row.meeting) if row.meeting else None
    return body_of(row, meeting.claim if meeting else None)


def _meeting(ledger: Repository, claim: str) -> str:
    row = _row(ledger, claim)
    if row is None or row.type != "meeting":
        raise UsageError(f"the ledger has no meeting row or claim {claim}; `dragoman rounds --json` names them")
    return row.claim


def _assigned(row: Row | KeptRow, assignments: Iterable[str]) -> dict[str, Any]:
    """The fields that assignments set, with their new values: JSON, or else the words as they are."""
    fields: dict[str, Any] = json.loads(report_to_json(row.type, row.report))
    names_first = sorted(map(_parted, assignments), key=lambda part: not part[0].endswith(".name"))
    values: dict[str, Any] = {}
    for path, words in names_first:
        name, _, inner = path.partition(".")
        values[name] = _with(values.get(name, fields.get(name)), inner, _value(words)) if inner else _value(words)
    return values


def _parted(text: str) -> tuple[str, str]:
    path, equals, words = text.partition("=")
    if not equals:
        raise UsageError(f"{text!r} sets nothing; write field=value")
    return path, words


def _with(fields: Any, path: str, value: Any) -> dict[str, Any]:
    """The fields of a value with one set anew."""
    if not isinstance(fields, Mapping | None):
        raise UsageError(f"{path!r} is no field of {fields!r}; write field=value")
    name, _, inner = path.partition(".")
    known = dict(fields or {})
    if name == "name" and known.get("name") != value:
        known = {key: told for key, told in known.items() if key not in _OF_NAME}
    return {**known, name: _with(known.get(name), inner, value) if inner else value}


def _value(words: str) -> Any:
    try:
        return json.loads(words)
    except ValueError:
        return words
