"""One process at two times: the rows that count and the meetings they make, from which every question is answered."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeVar

from dragoman.ledger.corrections import known_by
from dragoman.ledger.rows import Correction, Process, Row, RowType
from dragoman.model import Attendance
from dragoman.state.identity import Identities, identities_of
from dragoman.state.meetings import Meeting, meetings_of
from dragoman.state.reprints import Reprints, put_back, set_aside
from dragoman.state.since import disproved
from dragoman.state.tellers import Tellers, sets_state, tellers_of
from dragoman.state.times import Times, in_time, last_day, told_on

A = TypeVar("A")

_STILL_AHEAD = frozenset({"proposed", "scheduled", "under_way", "postponed"})
_PAST = frozenset({"held", "collapsed", "under_way"})
_FRESH = timedelta(days=30)
"""A meeting without a day counts as ahead while it was spoken of this lately."""
_OVERDUE = timedelta(days=3)
"""A meeting whose day has passed counts as ahead this long, until somebody tells that it was held or called off."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """What is known of one process at two times.

    Attributes:
        process: the process.
        times: the two times.
        rows: the rows that count, in the ledger's order, without reprints.
        reprints: id of a row to the rows of copies that repeat it.
        meetings: the process's meetings that the rows tell of.
        identities: who is the same.
        tellers: who says what.
        home: id of a meeting row to the id of the meeting that it tells of.
        of_meeting: meeting id to the rows of other types that belong to it.
        today: the day as of which it is answered: as asked, else the last day told; None when nothing is dated.
    """

    process: Process
    times: Times
    rows: tuple[Row, ...]
    reprints: Reprints
    meetings: tuple[Meeting, ...]
    identities: Identities
    tellers: Tellers
    home: Mapping[str, str]
    of_meeting: Mapping[str, tuple[Row, ...]]
    today: date | None

    def whole(self, answer: A) -> A:
        """An answer with the reprints behind the rows that they repeat."""
        found: A = put_back(answer, self.reprints)
        return found

    def typed(self, *types: RowType) -> Iterator[Row]:
        """The rows of some types."""
        return (row for row in self.rows if row.type in types)

    def current(self, *types: RowType) -> Iterator[Row]:
        """The rows of some types that may set today's state."""
        return (row for row in self.typed(*types) if sets_state(row))

    def coming_to(self, meeting: Meeting) -> Iterator[Row]:
        """The attendance and delegation rows of a meeting, without those that tell of it before its day as past."""
        return (row for row in self.of_meeting.get(meeting.id, ()) if not told_too_early(row, meeting))

    def between_sides(self, meeting: Meeting) -> bool:
        """Whether at least two sides of the process meet there."""
        return _between_sides(meeting, self.process)


def case_of(
    process: Process, rows: Iterable[Row], times: Times, corrections: Iterable[Correction] = (),
    put_together: Callable[[Sequence[Row], Sequence[Correction]], tuple[Meeting, ...]] = meetings_of,
) -> Case:  # fmt: skip
    """The case that rows make at two times; rows and corrections from after them count for nothing.

    Args:
        process: the process.
        rows: its rows, in any order.
        times: the two times.
        corrections: what was decided by hand.
        put_together: `meetings_of`, or what remembers what that gave.
    """
    kept, reprints = set_aside(in_time(rows, times))
    decided = known_by([*corrections], times.known_by)
    meetings = put_together([row for row in kept if row.type == "meeting"], decided)
    meetings = tuple(m for m in meetings if _belongs(m, process) and not disproved(m, meetings))
    identities = identities_of(kept)
    home = {
        row.id: meeting.id for meeting in meetings for own in meeting.rows for row in (own, *reprints.get(own.id, ()))
    }
    return Case(
        process=process,
        times=times,
        rows=kept,
        reprints=reprints,
        meetings=meetings,
        identities=identities,
        tellers=tellers_of(kept, identities),
        home=home,
        of_meeting=_by_meeting(kept, home),
        today=times.as_of or last_day(kept),
    )


def told_too_early(row: Row, meeting: Meeting) -> bool:
    """Whether a row tells before a meeting's first day that someone attended, or was absent: it must mean another."""
    past = isinstance(row.report, Attendance) and row.report.status in ("attended", "absent")
    start, told = meeting.time.start if meeting.time else None, told_on(row)
    return past and start is not None and told is not None and told < start


def next_meeting(case: Case) -> Meeting | None:
    """The meeting that is next: between the sides before any other, the best attested first, then the soonest."""
    ahead = [m for m in case.meetings if m.status in _STILL_AHEAD and _not_over(m, case.today)]
    return min(ahead, key=lambda m: (not case.between_sides(m), -_attested(m), _start(m), m.id), default=None)


def last_meeting(case: Case, before: Meeting | None = None) -> Meeting | None:
    """The latest meeting of the sides that took place, before ``before`` when that is given."""
    if before is not None and before.previous is not None:
        return next((m for m in case.meetings if m.id == before.previous), None)
    limit = _start(before) if before else date.max
    past = [m for m in case.meetings if m.status in _PAST and case.between_sides(m) and m is not before]
    dated = [m for m in past if m.time and m.time.start and m.time.start < limit]
    return max(dated, key=lambda m: (_start(m), m.id), default=None)


def _belongs(meeting: Meeting, process: Process) -> bool:
    """Whether a meeting is one of the process: between its sides, or of a side with a mediator."""
    met = set(meeting.parties)
    return _between_sides(meeting, process) or bool(met & set(process.parties) and met & set(process.mediators))


def _between_sides(meeting: Meeting, process: Process) -> bool:
    return len(set(process.parties) & set(meeting.parties)) >= 2


def _by_meeting(rows: Iterable[Row], home: Mapping[str, str]) -> dict[str, tuple[Row, ...]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        key = home.get(row.meeting or "")
        if key is not None:
            found[key].append(row)
    return {key: tuple(own) for key, own in found.items()}


def _not_over(meeting: Meeting, today: date | None) -> bool:
    if today is None:
        return True
    end = meeting.time.end if meeting.time else None
    if end is not None:
        return today - end <= _OVERDUE
    told = last_day(meeting.rows)
    return told is None or today - told <= _FRESH


def _attested(meeting: Meeting) -> int:
    return len({row.origin for row in meeting.rows if sets_state(row)})


def _start(meeting: Meeting) -> date:
    return (meeting.time.start if meeting.time else None) or date.max
