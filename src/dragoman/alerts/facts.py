"""What stands in a process now, in a form that can be remembered until the next look."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from dragoman.api.ledger import Ledger
from dragoman.ledger.rows import Process, Row
from dragoman.model import Actor
from dragoman.state.case import Case, case_of
from dragoman.state.changes import TYPES, standing
from dragoman.state.changes import Fact as Standing
from dragoman.state.disagreements import disagreements
from dragoman.state.identity import actor_of, side_of
from dragoman.state.times import Times, order


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One thing that stands.

    Attributes:
        meeting: id of its meeting, empty when none is concerned.
        matter: on which matter, ``disagreement`` among them.
        about: by what its subject is known again: a person's id or name, the matter of a disagreement, a position's
            first claim.
        subject: whom or what it is about, in words.
        label: the meeting's label.
        values: what is held.
        claims: the claims that hold it; of a remembered fact some of them.
        rows: the rows that hold it, the latest first; they are not remembered.
    """

    meeting: str
    matter: str
    about: str
    subject: str
    label: str
    values: tuple[str, ...]
    claims: tuple[str, ...]
    rows: tuple[Row, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """All that stands in a process at one moment.

    Attributes:
        meetings: id of a meeting to the claims that tell of it, in a remembered snapshot to some of them.
        facts: what stands.
    """

    meetings: dict[str, tuple[str, ...]]
    facts: tuple[Fact, ...]


def snapshot_of(ledger: Ledger, process: Process) -> Snapshot:
    """What stands in a process, by all that the ledger knows."""
    with ledger.repository.snapshot():
        rows, decided = ledger.rows(process.id, TYPES), ledger.repository.corrections()
        case = case_of(process, rows, Times(), decided)
    meetings = {meeting.id: _claims(meeting.rows) for meeting in case.meetings}
    return Snapshot(meetings=meetings, facts=(*_standing(case), *_disputed(case)))


def _standing(case: Case) -> Iterator[Fact]:
    for (meeting, matter, first), fact in standing(case):
        if not meeting:
            yield _of_no_meeting(fact, first)
            continue
        who = actor_of(fact.rows[0]) if matter in ("attendance", "delegation") else None
        yield Fact(
            meeting=meeting, matter=matter, about=_key(case, who, fact.subject) if who else "", subject=fact.subject,
            label=fact.meeting, values=fact.values, claims=_claims(fact.rows), rows=_latest_first(fact.rows),
        )  # fmt: skip


def _of_no_meeting(fact: Standing, first: str) -> Fact:
    """A condition or a position, known again by its own rows: what settles it may settle others, too."""
    one = next((row for row in fact.rows if row.id == first), fact.rows[0])
    own = [row for row in fact.rows if _kind(row) == _kind(one)]
    return Fact(
        meeting="", matter=fact.field, about=one.claim, subject=_subject(fact, one), label=fact.meeting,
        values=fact.values, claims=_claims(own), rows=_latest_first(fact.rows),
    )  # fmt: skip


def _kind(row: Row) -> tuple[object, ...]:
    return row.type, side_of(row), getattr(row.report, "kind", None)


def _disputed(case: Case) -> Iterator[Fact]:
    for line in disagreements(case).lines:
        who = next((actor for row in line.rows if (actor := actor_of(row))), None)
        about = _key(case, who, line.subject)
        yield Fact(
            meeting=line.meeting.id, matter="disagreement", about=f"{line.field} {about}", label=line.meeting.label,
            subject=f"{line.subject}, {line.field}", values=tuple(sorted(value.value for value in line.values)),
            claims=_claims(line.rows), rows=_latest_first(line.rows),
        )  # fmt: skip


def _subject(fact: Standing, first: Row) -> str:
    """Whose condition it is and which one; a position's subject tells that already."""
    told = getattr(first.report, "condition", None) or getattr(first.report, "content", None)
    return f"{fact.subject}: {told}" if told and fact.field == "condition" else fact.subject


def _key(case: Case, who: Actor | None, name: str) -> str:
    """By what a subject is known again: the key of the actor who bears the name, else the name."""
    return case.identities.key(who) if who and case.identities.name(who) == name else name.casefold()


def _claims(rows: Iterable[Row]) -> tuple[str, ...]:
    return tuple(sorted(row.claim for row in rows))


def _latest_first(rows: Sequence[Row]) -> tuple[Row, ...]:
    return tuple(sorted(rows, key=order, reverse=True))
