"""Question 2: what changed? The folded state at two times of knowing, and the new rows that changed nothing."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from dragoman.ledger.rows import Row, RowType
from dragoman.state.answer import Answer
from dragoman.state.case import Case
from dragoman.state.coming import Coming, attendance_of
from dragoman.state.conditions import Condition, conditions
from dragoman.state.delegations import members_at
from dragoman.state.identity import actor_of, side_of
from dragoman.state.meetings import Meeting
from dragoman.state.plain import rows_of
from dragoman.state.positions import BoardLine, positions
from dragoman.state.tellers import sets_state
from dragoman.state.times import Times, order

Matter = Literal["attendance", "delegation", "condition", "position", "status", "time", "place", "level", "outcome"]
TYPES: tuple[RowType, ...] = ("meeting", "attendance", "delegation", "position")
"""The report types that may set state."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One thing that stands otherwise than before.

    Attributes:
        subject: whom or what it is about.
        field: what changed.
        meeting: the meeting's label, empty when none is concerned.
        before: what was held before, each value once with who says so; empty for what is new.
        after: what is held now; empty when nobody holds it any more.
        rows: the rows that are new in what is held now, else all that hold it.
    """

    subject: str
    field: Matter
    meeting: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes(Answer[Change]):
    """What changed between two times of knowing.

    Attributes:
        since: the times that it is compared with.
        unchanged: new rows that changed nothing, oldest first.
    """

    since: Times
    unchanged: tuple[Row, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One thing that stands.

    Attributes:
        subject: whom or what it is about.
        field: on which matter.
        meeting: the meeting's label, empty when none is concerned.
        values: what is held, each value once.
        rows: the rows that hold it.
    """

    subject: str
    field: Matter
    meeting: str
    values: tuple[str, ...]
    rows: tuple[Row, ...]


Key = tuple[str, str, str]
"""Meeting's id, matter and subject; of a condition and a position the id of its first row instead of both names."""


def standing(case: Case) -> Iterator[tuple[Key, Fact]]:
    """All that stands in a case: what two times are compared by."""
    folded = _Folded.of(case)
    return _facts(folded, folded)


def changes(before: Case, after: Case) -> Changes:
    """The difference of the folded state of one process at two times.

    A fact is who comes, who is sent, a meeting's state, day, place, level and outcome, a condition's state, and what
    became of a position.
    """
    latest = _Folded.of(after)
    old, new = dict(_facts(_Folded.of(before), latest)), dict(_facts(latest, latest))
    known = {row.id for row in before.whole(before.rows)}
    found = [
        after.whole(_change(old.get(key), new.get(key), known))
        for key in {**old, **new}
        if _values(old.get(key)) != _values(new.get(key))
    ]
    told = known | {row.id for change in found for row in change.rows}
    added = [row for row in after.whole(after.rows) if row.id not in told]
    return Changes(
        process=after.process,
        times=after.times,
        since=before.times,
        lines=tuple(sorted(found, key=lambda c: (c.meeting, c.field, c.subject, c.rows[0].claim))),
        unchanged=tuple(sorted((row for row in added if row.type in TYPES), key=order)),
    )


def _change(old: Fact | None, new: Fact | None, known: set[str]) -> Change:
    fact = new or old
    assert fact is not None
    fresh = tuple(row for row in new.rows if row.id not in known) if new else ()
    return Change(
        subject=fact.subject,
        field=fact.field,
        meeting=fact.meeting,
        before=_values(old),
        after=_values(new),
        rows=fresh or fact.rows,
    )


def _values(fact: Fact | None) -> tuple[str, ...]:
    return fact.values if fact else ()


@dataclass(frozen=True, slots=True)
class _Folded:
    """A case with what its rows come to.

    Attributes:
        case: the case.
        meetings: its meetings by id.
        conditions: its conditions.
        positions: its positions.
        first: id of a condition's or position's row to that of its first row, by which it is known again.
    """

    case: Case
    meetings: Mapping[str, Meeting]
    conditions: Sequence[Condition]
    positions: Sequence[BoardLine]
    first: Mapping[str, str]

    @classmethod
    def of(cls, case: Case) -> "_Folded":
        told, board = conditions(case).lines, positions(case).lines
        first = {row.id: line.rows[0].id for lines in (told, board) for line in lines for row in line.rows}
        return cls(case, {meeting.id: meeting for meeting in case.meetings}, told, board, first)


def _facts(folded: _Folded, latest: _Folded) -> Iterator[tuple[Key, Fact]]:
    """All that stands in a case; meetings and people are called as in the latest case, which knows most of them."""
    for meeting in folded.case.meetings:
        if any(map(sets_state, meeting.rows)):  # a meeting told as background only is history
            named = _in_latest(meeting, latest)
            yield from _of_meeting(meeting, named)
            for fact in _coming(folded.case, meeting, named, latest.case):
                yield (named.id, fact.field, fact.subject), fact
    for condition in folded.conditions:
        subject = latest.case.identities.name(condition.holder)
        fact = _standing("condition", subject, condition.state, condition)
        yield ("", "condition", latest.first[condition.rows[0].id]), fact
    for line in folded.positions:
        if not line.background:
            fact = _standing("position", f"{line.side} {line.kind}: {line.content}", line.status or "told", line)
            yield ("", "position", latest.first[line.rows[0].id]), fact


def _standing(field: Matter, subject: str, value: str, line: Condition | BoardLine) -> Fact:
    return Fact(subject=subject, field=field, meeting="", values=(value,), rows=tuple(rows_of(line)))


def _in_latest(meeting: Meeting, latest: _Folded) -> Meeting:
    """The meeting as the latest case knows it: the one that holds most of its rows."""
    counts: dict[str, int] = {}
    for row in meeting.rows:
        home = latest.case.home.get(row.id)
        if home:
            counts[home] = counts.get(home, 0) + 1
    best = max(sorted(counts), key=counts.__getitem__, default="")
    return latest.meetings.get(best, meeting)


def _of_meeting(meeting: Meeting, named: Meeting) -> Iterator[tuple[Key, Fact]]:
    values: Mapping[Matter, str | None] = {
        "status": meeting.status,
        "time": meeting.time.edtf() if meeting.time else None,
        "place": meeting.place,
        "level": None if meeting.level == "unknown" else meeting.level,
        "outcome": meeting.outcome,
    }
    for field, value in values.items():
        if value:
            fact = Fact(subject=named.label, field=field, meeting=named.label, values=(value,), rows=meeting.rows)
            yield (named.id, field, ""), fact


def _coming(case: Case, meeting: Meeting, named: Meeting, latest: Case) -> Iterator[Fact]:
    """Who comes and who is sent; of one who is sent his coming only where it tells more than that he comes."""
    every = attendance_of(case, case.coming_to(meeting))
    told = [coming for coming in every if coming.current]
    sent = {fact.subject: fact for fact in _delegates(case, meeting, told, named, latest)}
    came = [*_attendance(told, named, latest), *_settled_by_people(every, named, latest)]
    yield from (fact for fact in came if fact.subject not in sent or _adds(fact))
    yield from sent.values()


def _attendance(told: Iterable[Coming], named: Meeting, latest: Case) -> Iterator[Fact]:
    """What is held of each one's coming, by words that events have not overtaken."""
    words: dict[str, list[Coming]] = {}
    for coming in told:
        words.setdefault(latest.identities.name(coming.who), []).append(coming)
    for name, own in words.items():
        values = tuple(sorted({coming.status for coming in own}))
        rows = tuple(row for coming in own for row in coming.rows)
        yield Fact(subject=name, field="attendance", meeting=named.label, values=values, rows=rows)


def _settled_by_people(every: Sequence[Coming], named: Meeting, latest: Case) -> Iterator[Fact]:
    """Sides of which all that was said is overtaken because their people come: so they come."""
    told = [(latest.identities.name(coming.who), coming) for coming in every if coming.who.kind != "person"]
    still_said = {name for name, coming in told if coming.current}
    people = [c for c in every if c.current and c.who.kind == "person" and c.status in ("confirmed", "attended")]
    for name, side in {name: side_of(coming.rows[-1]) for name, coming in told if name not in still_said}.items():
        rows = tuple(row for coming in people for row in coming.rows if side_of(row) == side)
        if rows:
            yield Fact(subject=name, field="attendance", meeting=named.label, values=("confirmed",), rows=rows)


def _adds(coming: Fact) -> bool:
    """Whether it tells more of a delegate than that he comes."""
    return not set(coming.values) <= {"confirmed", "attended"}


def _delegates(case: Case, meeting: Meeting, told: Iterable[Coming], named: Meeting, latest: Case) -> Iterator[Fact]:
    for name, role, rows in members_at(case, meeting, told):
        who = actor_of(rows[0])
        subject = latest.identities.name(who) if who else name
        yield Fact(subject=subject, field="delegation", meeting=named.label, values=(role,), rows=rows)
