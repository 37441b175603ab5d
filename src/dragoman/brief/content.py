"""What a brief says: the answers of a ledger in short lines, each with the rows that show it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from dragoman.api.ledger import Known, Ledger
from dragoman.brief.line import Line
from dragoman.brief.watching import to_watch
from dragoman.brief.words import (
    change_line,
    coming_line,
    condition_line,
    disagreement_line,
    doubt_line,
    level_line,
    meeting_line,
    position_line,
    round_line,
    team_line,
)
from dragoman.ledger.rows import Process
from dragoman.state.delegations import Delegations
from dragoman.state.earlier import Rounds
from dragoman.state.meetings import Meeting
from dragoman.state.who import Who

_OVER: Final = ("held", "collapsed", "cancelled")


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """The content of a brief; every list is complete, the template decides how much of it is shown.

    Attributes:
        process: the process.
        since: from when on "what changed" is told.
        as_of: the day as of which it is written, None for the last report.
        meeting: the next meeting, None when none is ahead.
        standing: where things stand: the next meeting, the last one, the levels.
        changes: what changed, of meetings first.
        coming: who comes to the next meeting, and who leads the delegations.
        positions: what each side wants and gives, side -> lines.
        conditions: the conditions that are open.
        disagreements: where independent sources contradict each other.
        doubts: what not to trust.
        watch: what to watch.
    """

    process: Process
    since: date | datetime
    as_of: date | None
    meeting: Meeting | None
    standing: tuple[Line, ...]
    changes: tuple[Line, ...]
    coming: tuple[Line, ...]
    positions: dict[str, tuple[Line, ...]]
    conditions: tuple[Line, ...]
    disagreements: tuple[Line, ...]
    doubts: tuple[Line, ...]
    watch: tuple[Line, ...]


def brief_of(
    ledger: Ledger,
    process: str | None = None,
    *,
    since: date | datetime,
    as_of: date | None = None,
    known_by: Known = None,
) -> Brief:
    """The content of a brief on a process.

    Args:
        ledger: the ledger.
        process: its id; None when the ledger holds one or one outweighs all others.
        since: from when on "what changed" is told.
        as_of: the day as of which it is written; None for the last report.
        known_by: by when it had been read (UTC); None for now.

    Raises:
        UsageError: if there is no such process, or several and none is named.
    """
    name = ledger.process(process).id
    at: dict[str, Any] = {"as_of": as_of, "known_by": known_by}
    who, positions, doubts = ledger.who(name, **at), ledger.positions(name, **at), ledger.doubts(name, **at)
    conditions, disagreements = ledger.conditions(name, **at), ledger.disagreements(name, **at)
    changes = sorted(ledger.changes(name, since=since, **at).lines, key=lambda change: not change.meeting)
    return Brief(
        process=who.process,
        since=since,
        as_of=as_of,
        meeting=who.meeting,
        standing=tuple(_standing(who, ledger.rounds(name, **at))),
        changes=tuple(map(change_line, changes)),
        coming=tuple(_coming(who, ledger.delegations(name, **at))),
        positions=_by_side((line.side, position_line(line)) for line in positions.lines if not line.background),
        conditions=tuple(condition_line(line) for line in conditions.lines if line.state == "open"),
        disagreements=tuple(map(disagreement_line, disagreements.lines)),
        doubts=tuple(map(doubt_line, doubts.lines)),
        watch=tuple(_distinct(to_watch(who, conditions.lines, disagreements.lines, positions.lines, doubts.lines))),
    )


def _standing(who: Who, rounds: Rounds) -> Iterator[Line]:
    yield meeting_line(who.meeting)
    yield from map(level_line, who.levels)
    past = [line for line in rounds.lines if line.status in _OVER]
    yield from map(round_line, past[-1:])


def _coming(who: Who, sent: Delegations) -> Iterator[Line]:
    """The delegations when they are those of the next meeting, then everyone's coming as it stands now."""
    if who.meeting and sent.meeting and sent.meeting.id == who.meeting.id:
        yield from map(team_line, sent.teams)
    yield from (coming_line(coming) for coming in who.lines if coming.current)


def _by_side(lines: Iterable[tuple[str, Line]]) -> dict[str, tuple[Line, ...]]:
    found: dict[str, tuple[Line, ...]] = {}
    for side, line in lines:
        found[side] = (*found.get(side, ()), line)
    return found


def _distinct(lines: Iterable[Line]) -> Iterator[Line]:
    """The lines without those that say the same words again."""
    return iter({line.words: line for line in lines}.values())
