"""Question 2: what changed? The folded state at two times of knowing, and the new rows that changed nothing."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from dragoman.ledger.rows import Row, RowType
from dragoman.state.answer import Answer
from dragoman.state.case import Case
from dragoman.state.coming import attendance_of
from dragoman.state.conditions import Condition, conditions
from dragoman.state.delegations import members_at
from dragoman.state.identity import actor_of
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
class _Fact:
    """One thing that stands: its values, and the rows that hold them."""

    subject: str
    field: Matter
    meeting: str
    values: tuple[str, ...]
    rows: tuple[Row, ...]


_Key = tuple[str, str, str]


def changes(before: Case, after: Case) -> Changes:
    """The difference of the folded state of one process at two times.

    A fact is who comes, who is sent, a meeting's state, day, place, level and outcome, a condition's state, and what
    became of a position.
    """
    old, new = dict(_facts(before, after)), dict(_facts(after, after))
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
        lines=tuple(sorted(found, key=lambda c: (c.meeting, c.field, c.subject, c.rows[0].id))),
        unchanged=tuple(sorted((row for row in added if row.type in TYPES), key=order)),
    )


def _change(old: _Fact | None, new: _Fact | None, known: set[str]) -> Change:
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


def _values(fact: _Fact | None) -> tuple[str, ...]:
    return fact.values if fact else ()


def _facts(case: Case, latest: Case) -> Iterator[tuple[_Key, _Fact]]:
    """All that stands in a case; meetings and people are called as in the latest case, which knows most of them."""
    for meeting in case.meetings:
        if not any(map(sets_state, meeting.rows)):
            continue  # a meeting told as background only is history
        named = _in_latest(meeting, latest)
        yield from _of_meeting(meeting, named)
        sent = {fact.subject: fact for fact in _delegates(case, meeting, named, latest)}
        came = [fact for fact in _attendance(case, meeting, named, latest) if fact.subject not in sent or _adds(fact)]
        for fact in (*came, *sent.values()):
            yield (named.id, fact.field, fact.subject), fact
    known = _first_rows(conditions(latest).lines)
    for condition in conditions(case).lines:
        subject = latest.identities.name(condition.holder)
        yield (
            ("", "condition", known[condition.rows[0].id]),
            _standing("condition", subject, condition.state, condition),
        )
    known = _first_rows(positions(latest).lines)
    for line in positions(case).lines:
        if not line.background:
            subject = f"{line.side} {line.kind}: {line.content}"
            fact = _standing("position", subject, line.status or "told", line)
            yield ("", "position", known[line.rows[0].id]), fact


def _first_rows(lines: Iterable[Condition | BoardLine]) -> Mapping[str, str]:
    """Each row's first row in the latest case: by it a condition or position is known again."""
    return {row.id: line.rows[0].id for line in lines for row in line.rows}


def _standing(field: Matter, subject: str, value: str, line: Condition | BoardLine) -> _Fact:
    return _Fact(subject=subject, field=field, meeting="", values=(value,), rows=tuple(rows_of(line)))


def _in_latest(meeting: Meeting, latest: Case) -> Meeting:
    """The meeting as the latest case knows it: the one that holds most of its rows."""
    counts: dict[str, int] = {}
    for row in meeting.rows:
        home = latest.home.get(row.id)
        if home:
            counts[home] = counts.get(home, 0) + 1
    best = max(sorted(counts), key=counts.__getitem__, default=None)
    return next((m for m in latest.meetings if m.id == best), meeting)


def _of_meeting(meeting: Meeting, named: Meeting) -> Iterator[tuple[_Key, _Fact]]:
    values: Mapping[Matter, str | None] = {
        "status": meeting.status,
        "time": meeting.time.edtf() if meeting.time else None,
        "place": meeting.place,
        "level": None if meeting.level == "unknown" else meeting.level,
        "outcome": meeting.outcome,
    }
    for field, value in values.items():
        if value:
            fact = _Fact(subject=named.label, field=field, meeting=named.label, values=(value,), rows=meeting.rows)
            yield (named.id, field, ""), fact


def _attendance(case: Case, meeting: Meeting, named: Meeting, latest: Case) -> Iterator[_Fact]:
    """What is held of each one's coming, by words that events have not overtaken."""
    told: dict[str, list[tuple[str, tuple[Row, ...]]]] = {}
    for coming in attendance_of(case, case.coming_to(meeting)):
        if coming.current:
            told.setdefault(latest.identities.name(coming.who), []).append((coming.status, coming.rows))
    for name, words in told.items():
        values = tuple(sorted({status for status, _ in words}))
        rows = tuple(row for _, own in words for row in own)
        yield _Fact(subject=name, field="attendance", meeting=named.label, values=values, rows=rows)


def _adds(coming: _Fact) -> bool:
    """Whether it tells more of a delegate than that he comes."""
    return not set(coming.values) <= {"confirmed", "attended"}


def _delegates(case: Case, meeting: Meeting, named: Meeting, latest: Case) -> Iterator[_Fact]:
    for name, role, rows in members_at(case, meeting):
        who = actor_of(rows[0])
        subject = latest.identities.name(who) if who else name
        yield _Fact(subject=subject, field="delegation", meeting=named.label, values=(role,), rows=rows)
