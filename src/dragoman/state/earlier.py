"""Question 7: how did earlier rounds go, and is this really "the first since"?"""

from dataclasses import dataclass
from datetime import date

from dragoman.ledger.rows import Row
from dragoman.model import MeetingFormat, MeetingLevel, MeetingOutcome, MeetingStatus, TimeInterval
from dragoman.state.answer import Answer
from dragoman.state.case import Case
from dragoman.state.firsts import FirstSince, first_claims
from dragoman.state.meetings import Meeting
from dragoman.state.tellers import independent


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundLine:
    """One meeting of the process.

    Attributes:
        meeting: the meeting, with why its reports were put together.
        number: its number among the rounds of the sides, None for a meeting that is no round.
        time: when it was or is to be held.
        place: the city.
        parties: who meets.
        level: the rank of those who meet.
        format: how they meet.
        mediators: third parties that host, mediate or broker.
        status: where it stands.
        outcome: how it ended, None when that is not told.
        reports: in how many independent reports it stands.
        rows: the rows that tell of it.
    """

    meeting: Meeting
    number: int | None
    time: TimeInterval | None
    place: str | None
    parties: tuple[str, ...]
    level: MeetingLevel
    format: MeetingFormat
    mediators: tuple[str, ...]
    status: MeetingStatus
    outcome: MeetingOutcome | None
    reports: int
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rounds(Answer[RoundLine]):
    """The meetings of the process, oldest first.

    Attributes:
        firsts: claims of a first meeting since a time, checked against these meetings.
    """

    firsts: tuple[FirstSince, ...]


def rounds(case: Case) -> Rounds:
    """The meetings of the process in order of time, those without a day last, and its "first since" claims checked."""
    meetings = sorted(case.meetings, key=lambda m: ((m.time.start if m.time else None) or date.max, m.id))
    answer = Rounds(
        process=case.process,
        times=case.times,
        lines=tuple(_line(meeting) for meeting in meetings),
        firsts=first_claims(case),
    )
    return case.whole(answer)


def _line(meeting: Meeting) -> RoundLine:
    return RoundLine(
        meeting=meeting,
        number=meeting.number,
        time=meeting.time,
        place=meeting.place,
        parties=meeting.parties,
        level=meeting.level,
        format=meeting.format,
        mediators=meeting.mediators,
        status=meeting.status,
        outcome=meeting.outcome,
        reports=independent(meeting.rows),
        rows=meeting.rows,
    )
