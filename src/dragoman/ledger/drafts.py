"""What a coding puts into the ledger: a draft of each row, and the pairs of parties that the document tells of."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, product

from dragoman.ledger.identity import claim_id, row_id
from dragoman.ledger.rows import RowType
from dragoman.model import (
    Actor,
    Assessment,
    Attendance,
    Delegation,
    Event,
    Flag,
    MeetingReport,
    Position,
    Record,
    Report,
    Statement,
)
from dragoman.serial import report_to_json

Pair = tuple[str, str]

_FIELDS: dict[RowType, str] = {
    "meeting": "meetings", "attendance": "attendance", "delegation": "delegations", "position": "positions",
    "statement": "statements", "event": "events", "assessment": "assessments", "flag": "flags",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A row as it is to be written.

    Attributes:
        id: id of the row.
        claim: id of the claim, the same in every run.
        type: the report type.
        body: the report as JSON.
        meeting: id of the meeting row that it belongs to, or None.
        names: names and ids of its subject, by which it is looked up.
    """

    id: str
    claim: str
    type: RowType
    body: str
    meeting: str | None
    names: frozenset[str]


def drafts(record: Record, document: str, run: str) -> list[Draft]:
    """A draft of each report of a record; two reports alike in every field make one row."""
    bodies = [(t, r, report_to_json(t, r)) for t, r in _reports(record)]
    ids = {(t, body): row_id(document, run, t, body) for t, _, body in bodies}
    meetings = {r.key: ids[t, body] for t, r, body in bodies if isinstance(r, MeetingReport)}
    claims = _claims(document, bodies)
    found = {
        ids[t, body]: Draft(
            id=ids[t, body],
            claim=claims[t, body],
            type=t,
            body=body,
            meeting=meetings.get(meeting_key(report) or ""),
            names=names_of(report),
        )
        for t, report, body in bodies
    }
    return [found[id_] for id_ in sorted(found)]


def _reports(record: Record) -> Iterator[tuple[RowType, Report]]:
    for type_, field in _FIELDS.items():
        yield from ((type_, report) for report in getattr(record, field))


def _claims(document: str, bodies: Iterable[tuple[RowType, Report, str]]) -> dict[tuple[RowType, str], str]:
    twins: dict[str, set[tuple[RowType, str]]] = defaultdict(set)
    first = {}
    for type_, report, body in bodies:
        claim = claim_id(document, type_, subject_of(report), report.evidence)
        twins[claim].add((type_, body))
        first[claim] = type_, subject_of(report), report.evidence
    return {
        named: claim_id(document, *first[claim], twin=number)
        for claim, alike in twins.items()
        for number, named in enumerate(sorted(alike))
    }


def actors_of(report: Report) -> Sequence[Actor]:
    """Whom a report is about: who comes or is sent, the holder, the speaker, the actors of an event."""
    match report:
        case Attendance(who=actor) | Delegation(who=actor) | Position(holder=actor) | Statement(speaker=actor):
            return (actor,)
        case Event(actor=actors):
            return actors
    return ()


def names_of(report: Report) -> frozenset[str]:
    """Names and ids of whom a report is about."""
    return frozenset(name for actor in actors_of(report) for name in (actor.name, actor.id) if name)


def subject_of(report: Report) -> str:
    """What a report is about, in words that outlive a change of rules: names, a meeting's label, a flag's kind."""
    match report:
        case MeetingReport(label=words) | Assessment(about=words) | Flag(kind=words):
            return words
    return "+".join(actor.name for actor in actors_of(report))


def meeting_key(report: Report) -> str | None:
    """The key of the meeting that a report belongs to, within its article; None when it belongs to none."""
    return report.meeting if isinstance(report, Attendance | Delegation) else None


def pairs_of(report: Report) -> frozenset[Pair]:
    """Pairs of parties (sorted) that a meeting, position or event tells of dealings between."""
    match report:
        case MeetingReport(parties=parties):
            return _among(parties)
        case Position(holder=holder, party=party, towards=str(other)):
            return _between([party or side_of(holder)], [other])
        case Event(actor=actors, recipient=()):
            return _among(map(side_of, actors))
        case Event(actor=actors, recipient=recipients):
            return _between(map(side_of, actors), map(side_of, recipients))
    return frozenset()


def side_of(actor: Actor) -> str:
    """The side that an actor belongs to: its party, else its country, else its own name."""
    return actor.party or actor.country or actor.name


def _among(parties: Iterable[str]) -> frozenset[Pair]:
    return frozenset(combinations(sorted(set(parties)), 2))


def _between(some: Iterable[str], others: Iterable[str]) -> frozenset[Pair]:
    return frozenset((min(a, b), max(a, b)) for a, b in product(some, others) if a != b)


def party_pairs(record: Record) -> list[Pair]:
    """All pairs of parties that a record tells of dealings between, sorted."""
    return sorted({pair for _, report in _reports(record) for pair in pairs_of(report)})
