"""Question 1: who has confirmed, declined or set conditions for the next round, by whose word, since when?"""

from dataclasses import dataclass

from dragoman.state.answer import Answer
from dragoman.state.case import Case, next_meeting
from dragoman.state.coming import Coming, attendance_of
from dragoman.state.levels import SideLevel, side_levels
from dragoman.state.meetings import Meeting


@dataclass(frozen=True, slots=True, kw_only=True)
class Who(Answer[Coming]):
    """Who comes to one meeting.

    Attributes:
        meeting: the meeting asked for, else the next one; None when none is ahead.
        levels: of each side, the level sought and the level sent.
        unplaced: what is told of the sides' coming without saying to which meeting.
    """

    meeting: Meeting | None
    levels: tuple[SideLevel, ...] = ()
    unplaced: tuple[Coming, ...] = ()


def who(case: Case, meeting: Meeting | None = None) -> Who:
    """Each source's latest word on everyone's coming to a meeting, official word beside rumour, with its history."""
    chosen = meeting or next_meeting(case)
    rows = case.coming_to(chosen) if chosen else ()
    sides = {*case.process.parties, *case.process.mediators}
    unplaced = attendance_of(case, (row for row in case.typed("attendance") if row.meeting is None))
    answer = Who(
        process=case.process,
        times=case.times,
        meeting=chosen,
        lines=attendance_of(case, rows),
        levels=side_levels(case, chosen) if chosen else (),
        unplaced=tuple(c for c in unplaced if (c.who.party or c.who.name) in sides),
    )
    return case.whole(answer)
