"""Question 3: where do sources disagree?

Two words contradict each other when they are on the same matter, neither has been overtaken by events, and independent
sources hold them. What changed between the one and the other is no contradiction. The score of a disagreement is
1 - modal share (as in the event reports of Weidmann and others): 0.5 when two sources say two things.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Literal, cast

from dragoman.ledger.rows import Row
from dragoman.model import Delegation, MeetingReport
from dragoman.state.answer import Answer
from dragoman.state.case import Case
from dragoman.state.coming import Coming, attendance_of
from dragoman.state.meetings import Meeting
from dragoman.state.tellers import independent, sets_state
from dragoman.state.words import overtaken, words_of

Matter = Literal["attendance", "head", "status", "time", "place", "outcome"]
_CLASSES: Mapping[Matter, Mapping[str, str]] = {
    "attendance": {
        "confirmed": "comes", "attended": "comes", "declined": "stays away", "withdrew": "stays away",
        "absent": "stays away", "delegated": "stays away",
    },
    "status": {
        "proposed": "on", "scheduled": "on", "under_way": "on", "held": "on", "postponed": "off", "cancelled": "off",
        "collapsed": "off",
    },
    "outcome": {
        "agreement": "result", "partial": "result", "agreed_to_continue": "result", "inconclusive": "none",
        "walkout": "none",
    },
}  # fmt: skip
"""Values that go together; what stands in no class (considering, undetermined, not named) contradicts nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """One value that sources hold.

    Attributes:
        value: what they say.
        sources: who says so, each once.
        reports: in how many independent reports it stands.
        rows: the rows, oldest first.
    """

    value: str
    sources: tuple[str, ...]
    reports: int
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreement:
    """One matter on which independent sources differ.

    Attributes:
        subject: whom or what it is about.
        field: what they differ on.
        meeting: the meeting.
        score: 1 - modal share of the sources, 0 to 1.
        values: what is held, the most widely held first; never voted on.
        rows: all rows of the values.
    """

    subject: str
    field: Matter
    meeting: Meeting
    score: float
    values: tuple[Value, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreements(Answer[Disagreement]):
    """Where sources disagree, the most evenly split first."""


def disagreements(case: Case) -> Disagreements:
    """All contradictions between sources on who comes, who leads, and a meeting's state, day, place and outcome."""
    found = [d for meeting in case.meetings for d in _at(meeting, case)]
    found.sort(key=lambda d: (-d.score, d.meeting.id, d.field, d.subject))
    return case.whole(Disagreements(process=case.process, times=case.times, lines=tuple(found)))


def _at(meeting: Meeting, case: Case) -> Iterator[Disagreement]:
    rows = tuple(case.coming_to(meeting))
    by_person: dict[str, list[Coming]] = defaultdict(list)
    for coming in attendance_of(case, rows):
        if coming.current:
            by_person[case.identities.key(coming.who)].append(coming)
    for own in by_person.values():
        held = [_Held(value=c.status, source=c.source, rows=c.rows) for c in own]
        yield from _differing(case.identities.name(own[0].who), "attendance", meeting, held)
    for side, heads in _heads(rows).items():
        yield from _differing(side, "head", meeting, _held(heads, partial(_head, case), case))
    told = [row for row in meeting.rows if sets_state(row)]
    for field, value in _FIELDS.items():
        yield from _differing(meeting.label, field, meeting, _held([r for r in told if value(r)], value, case))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Held:
    """One source's value."""

    value: str
    source: str
    rows: tuple[Row, ...]


def _held(rows: Iterable[Row], value: Callable[[Row], str], case: Case) -> list[_Held]:
    """The value of each source that events have not overtaken."""
    words = words_of(rows, value, case.tellers)
    old = overtaken(words, lambda word: 0 if word.teller.standing == "rumour" else 1)
    current = [word for word in words if word.teller.key not in old]
    return [_Held(value=w.now.value, source=w.teller.name, rows=w.now.rows) for w in current]


def _differing(subject: str, field: Matter, meeting: Meeting, held: Iterable[_Held]) -> Iterator[Disagreement]:
    """The disagreement of sources on one matter, if there is one."""
    classes: dict[str, list[_Held]] = defaultdict(list)
    known = _CLASSES.get(field)
    for one in held:
        if known is None or one.value in known:
            classes[known[one.value] if known else one.value].append(one)
    if len(classes) < 2:
        return
    values = sorted((_value(own) for own in classes.values()), key=lambda v: (-len(v.sources), v.value))
    shares = [len(own) for own in classes.values()]
    yield Disagreement(
        subject=subject,
        field=field,
        meeting=meeting,
        score=round(1 - max(shares) / sum(shares), 3),
        values=tuple(values),
        rows=tuple(row for value in values for row in value.rows),
    )


def _value(held: Sequence[_Held]) -> Value:
    rows = tuple(row for one in held for row in one.rows)
    (most, _), *_ = Counter(one.value for one in held).most_common(1)
    sources = tuple(dict.fromkeys(one.source for one in held))
    return Value(value=most, sources=sources, reports=independent(rows), rows=rows)


def _heads(rows: Iterable[Row]) -> dict[str, list[Row]]:
    """The rows that name the head of each side's delegation."""
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        if isinstance(row.report, Delegation) and row.report.role == "head" and sets_state(row):
            found[row.report.party].append(row)
    return found


def _head(case: Case, row: Row) -> str:
    return case.identities.name(cast(Delegation, row.report).who)


def _status(row: Row) -> str:
    return cast(MeetingReport, row.report).status


def _outcome(row: Row) -> str:
    return cast(MeetingReport, row.report).outcome or ""


def _day(row: Row) -> str:
    """The day, where one day is told; a month or a span leaves room for several."""
    time = cast(MeetingReport, row.report).time
    return time.start.isoformat() if time and time.start and time.start == time.end else ""


def _city(row: Row) -> str:
    """The city, without the hall that it is in."""
    return (cast(MeetingReport, row.report).place or "").rpartition(" in ")[2]


_FIELDS: Mapping[Matter, Callable[[Row], str]] = {
    "status": _status, "outcome": _outcome, "time": _day, "place": _city,
}  # fmt: skip
