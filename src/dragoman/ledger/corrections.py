"""Decisions by hand, applied to rows when they are read: a pure function of rows and corrections."""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from typing import Any

from pydantic import ValidationError

from dragoman.errors import UsageError
from dragoman.ledger.identity import digest
from dragoman.ledger.rows import Action, Correction, Row, RowType, Subject
from dragoman.ledger.times import parsed, written
from dragoman.model import Report
from dragoman.serial import report_from_json, report_to_json


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What all corrections of one claim come to.

    Attributes:
        claim: the claim decided on.
        correction: id of the last correction that counts.
        rejected: the claim does not count.
        values: the fields that edits set, the last edit of a field winning.
        kept: the row as it was when it was first decided on.
    """

    claim: str
    correction: str
    rejected: bool = False
    values: Mapping[str, Any] = field(default_factory=dict)
    kept: "KeptRow"


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptRow:
    """A row as a correction carries it; ``meeting`` is the claim of the meeting it belongs to."""

    id: str
    type: RowType
    document: str
    run: str
    meeting: str | None
    report: Report


def correction_of(
    action: Action, target: str, *, by: str, at: datetime, why: str = "", other: str | None = None,
    subject: Subject = "row", values: Mapping[str, Any] | None = None, body: str | None = None,
) -> Correction:  # fmt: skip
    """A correction with its id, which is the hash of all else in it.

    Args:
        action: what is decided.
        target: the claim, actor name or correction decided on.
        by: who decides.
        at: when.
        why: why.
        other: the second claim or name of ``merge`` and ``split``.
        subject: what kind of thing the target is.
        values: the fields that ``edit`` sets.
        body: the row decided on, as `body_of` gives it.
    """
    fields: dict[str, Any] = {
        "action": action, "target": target, "other": other, "subject": subject, "values": dict(values or {}),
        "body": body, "by": by, "why": why,
    }  # fmt: skip
    known = json.dumps({**fields, "at": written(at)}, sort_keys=True, ensure_ascii=False)
    return Correction(id=digest("correction", known), **fields, at=parsed(written(at)))


def body_of(row: Row, meeting: str | None) -> str:
    """A row as a correction carries it, with the claim of the meeting that it belongs to."""
    fields = {
        "id": row.id, "type": row.type, "document": row.document, "run": row.run, "meeting": meeting,
        "report": json.loads(report_to_json(row.type, row.report)),
    }  # fmt: skip
    return json.dumps(fields, sort_keys=True, ensure_ascii=False)


def to_json(correction: Correction) -> str:
    """The correction as JSON with sorted keys."""
    fields = {**asdict(correction), "at": written(correction.at)}
    return json.dumps(fields, sort_keys=True, ensure_ascii=False)


def from_json(text: str) -> Correction:
    """The correction in a JSON text that `to_json` made."""
    fields = json.loads(text)
    return Correction(**{**fields, "at": parsed(fields["at"])})


def known_by(corrections: Sequence[Correction], time: datetime | None) -> Sequence[Correction]:
    """The corrections that were made by a time (UTC), None for all: a decision is known from when it was made."""
    return corrections if time is None else [one for one in corrections if written(one.at) <= written(time)]


def active(corrections: Iterable[Correction]) -> list[Correction]:
    """The corrections that count, oldest first: without those undone and without the ``undo`` themselves."""
    found = sorted(corrections, key=lambda c: (c.at, c.id))
    undone = taken_back(found)
    return [c for c in found if c.action != "undo" and c.id not in undone]


def taken_back(corrections: Iterable[Correction]) -> set[str]:
    """The ids of the corrections that are undone; an ``undo`` can be undone in turn."""
    undone: set[str] = set()
    for correction in sorted(corrections, key=lambda c: (c.at, c.id), reverse=True):  # an undo is the younger one
        if correction.action == "undo" and correction.id not in undone:
            undone.add(correction.target)
    return undone


def verdicts(corrections: Iterable[Correction]) -> dict[str, Verdict]:
    """What the corrections come to for each claim that is accepted, edited or rejected; the last one wins."""
    found: dict[str, Verdict] = {}
    for correction in active(corrections):
        if correction.action in ("accept", "edit", "reject") and correction.body:
            found[correction.target] = _decided(found.get(correction.target), correction)
    return found


def _decided(before: Verdict | None, correction: Correction) -> Verdict:
    return Verdict(
        claim=correction.target,
        correction=correction.id,
        rejected=correction.action == "reject",
        values={**(before.values if before else {}), **correction.values},
        kept=before.kept if before else kept_row(correction.body or ""),
    )


def corrected(row: Row, verdict: Verdict) -> Row | None:
    """The row as it counts, or None when it was rejected."""
    if verdict.rejected:
        return None
    return replace(row, report=edited(row.type, row.report, verdict.values), corrected=verdict.correction)


def edited(type_: RowType, report: Report, values: Mapping[str, Any]) -> Report:
    """The report with some fields set anew.

    Raises:
        UsageError: if a field is not one of the report's, or the value is none that it can take.
    """
    if not values:
        return report
    fields = json.loads(report_to_json(type_, report))
    unknown = sorted(set(values) - {*type(report).__dataclass_fields__})
    if unknown:
        known = ", ".join(sorted(type(report).__dataclass_fields__))
        raise UsageError(f"a row of type {type_} has no field {unknown[0]!r}; it has {known}")
    try:
        return report_from_json(type_, json.dumps({**fields, **values}))
    except ValidationError as problem:
        first = problem.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise UsageError(f"{where} cannot be {first['input']!r}: {first['msg']}") from None


def missing(found: Mapping[str, Verdict], present: Collection[str]) -> Sequence[Verdict]:
    """The verdicts that keep a row of which extraction no longer finds the claim."""
    return [v for claim, v in sorted(found.items()) if not v.rejected and claim not in present]


def kept_row(body: str) -> KeptRow:
    """The row that a correction carries."""
    fields = json.loads(body)
    return KeptRow(**{**fields, "report": report_from_json(fields["type"], json.dumps(fields["report"]))})
