"""What was decided by hand, as pages show it: beside a record, beside an article, and all of it."""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dragoman.api.correcting import history, last_decision
from dragoman.api.ledger import Ledger
from dragoman.export.delimited import iso_utc
from dragoman.export.summary import named, summary
from dragoman.ledger.corrections import KeptRow, kept_row, taken_back, verdicts
from dragoman.ledger.repository import RowQuery
from dragoman.ledger.rows import Correction, Row, RowType, StoredDocument
from dragoman.model import Report
from dragoman.web.problems import NotFound

_DONE: Mapping[str, str] = {
    "accept": "accepted", "edit": "edited", "reject": "rejected", "merge": "merged", "split": "split",
    "undo": "took back",
}  # fmt: skip
_TWO: Mapping[str, str] = {"meeting": "Two mentions of meetings", "actor": "Two names"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """One decision as a page shows it.

    Attributes:
        correction: the decision.
        words: what was decided, in words.
        counts: it was not taken back.
        claim: the record it is on, or None.
        about: what that record says, or of what kind the two are.
        two: the two mentions or names that it is on, empty when it is on a record.
    """

    correction: Correction
    words: str
    counts: bool
    claim: str | None
    about: str
    two: tuple[str, ...] = ()

    @property
    def of_meetings(self) -> bool:
        """Whether the two are mentions of meetings, each named by its claim."""
        return bool(self.two) and self.about == _TWO["meeting"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """One record with what was decided on it.

    Attributes:
        claim: its claim, by which it is decided on.
        row: id of its row.
        type: which report type it is.
        report: what it says, as it counts; as it was read when it was rejected.
        document: the document that it stands in.
        rejected: it does not count.
        decided: what was decided on it, oldest first.
        seen: id of the last decision, empty when there is none.
        meeting: id of the row of the meeting that it belongs to, its own when it is one, or None.
    """

    claim: str
    row: str
    type: RowType
    report: Report
    document: StoredDocument
    rejected: bool
    decided: tuple[Decided, ...]
    seen: str
    meeting: str | None = None

    @property
    def names(self) -> list[str]:
        """The names of those whom it names."""
        return list(dict.fromkeys(actor.name for actor in named(self.report)))


def recorded(ledger: Ledger, id_: str) -> Recorded:
    """The record of a row or a claim, rejected ones too.

    Raises:
        NotFound: if the ledger has none.
    """
    corrections = ledger.repository.corrections()
    row = next(ledger.repository.rows(RowQuery(claims=[id_])), None) if id_.isalnum() else None
    found = _as_it_counts(row) if row else _as_it_was(corrections, id_)
    if found is None:
        raise NotFound(f"no record {id_!r} in the ledger")
    document = next(ledger.repository.documents(ids=[found["document"]]))
    claim = found["claim"]
    decided = decisions(corrections, history(corrections, claim))
    told = found | {"document": document, "decided": decided, "seen": last_decision(corrections, claim)}
    return Recorded(**told)


def _as_it_counts(row: Row) -> dict[str, Any]:
    return {
        "claim": row.claim, "row": row.id, "type": row.type, "report": row.report, "document": row.document,
        "rejected": False, "meeting": row.id if row.type == "meeting" else row.meeting,
    }  # fmt: skip


def _as_it_was(corrections: Sequence[Correction], id_: str) -> dict[str, Any] | None:
    kept = next(((claim, row) for claim, row in rejected_rows(corrections) if id_ in (claim, row.id)), None)
    if kept is None:
        return None
    claim, row = kept
    return {
        "claim": claim, "row": row.id, "type": row.type, "report": row.report, "document": row.document,
        "rejected": True,
    }  # fmt: skip


def rejected_rows(corrections: Sequence[Correction]) -> list[tuple[str, KeptRow]]:
    """The rows that do not count because they were rejected, each with its claim."""
    return [(claim, verdict.kept) for claim, verdict in verdicts(corrections).items() if verdict.rejected]


def decisions(corrections: Sequence[Correction], shown: Collection[Correction]) -> tuple[Decided, ...]:
    """Some of the decisions in words, in the order given."""
    undone, known = taken_back(corrections), {one.id: one for one in corrections}
    return tuple(_decided(one, one.id not in undone, known) for one in shown)


def _decided(one: Correction, counts: bool, known: Mapping[str, Correction]) -> Decided:
    of = known.get(one.target, one) if one.action == "undo" else one
    claim = of.target if of.subject == "row" else None
    two = (of.target, of.other) if of.other else ()
    return Decided(correction=one, words=_in_words(one, of), counts=counts, claim=claim, about=_about(of), two=two)


def _in_words(one: Correction, of: Correction) -> str:
    """What was done; of an ``undo`` also to what."""
    if one.action == "undo":
        return f"took back that {of.by} {_DONE[of.action]}{'' if of.other else ' it'}"
    if one.action == "edit":
        return "set " + ", ".join(f"{name.replace('_', ' ')} to {_told(value)}" for name, value in one.values.items())
    return _DONE[one.action]


def _told(value: Any) -> str:
    """A value of an edit in a few words."""
    match value:
        case {"name": str(name)}:
            return name
        case {"start": _} | {"end": _}:
            ends = dict.fromkeys(value.get(end, "..") for end in ("start", "end"))
            return "/".join(ends)
        case list():
            return " and ".join(map(_told, value)) or "nobody"
        case None | "":
            return "nothing"
        case bool():
            return "yes" if value else "no"
    return str(value)


def _about(of: Correction) -> str:
    if of.body:
        return summary(kept_row(of.body).report)
    return _TWO.get(of.subject, of.target)


def records(decided: Iterable[Decided]) -> list[dict[str, Any]]:
    """Decisions as flat lines of a table; times in UTC."""
    return [_record(one.correction, one) for one in decided]


def _record(made: Correction, shown: Decided) -> dict[str, Any]:
    values = json.dumps(made.values, ensure_ascii=False, sort_keys=True) if made.values else None
    return {
        "id": made.id, "at": iso_utc(made.at), "by": made.by, "action": made.action, "subject": made.subject,
        "target": made.target, "other": made.other, "values": values, "why": made.why, "counts": shown.counts,
        "about": shown.about,
    }  # fmt: skip


def by_claim(corrections: Sequence[Correction], claims: Collection[str]) -> dict[str, tuple[Decided, ...]]:
    """What was decided on some claims; those that nobody decided on are left out."""
    named = {name for one in corrections for name in (one.target, one.other)}
    return {claim: decisions(corrections, history(corrections, claim)) for claim in claims if claim in named}
