"""The delegation board: who went for whom, round by round, with who was kept, new or dropped and whose rank moved."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Literal

from dragoman.ledger.rows import Row
from dragoman.model import Actor
from dragoman.state.delegations import Change, Delegate, Delegations, Move, Team, move_of
from dragoman.state.meetings import Meeting
from dragoman.views.sheet import Cell, Sheet, SheetLine

Mark = Change | Literal["named"]
_COLUMNS = ("side", "person", "office", "rank", "round", "role", "mark", "rank_moved")


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """One person at one round.

    Attributes:
        mark: kept, new or dropped against the round that it is compared with, or expected and not named; named where
            there is no round to compare with.
        role: head or member, None for one who was only expected.
        rank: 1 (head of state or government) to 6, None when no office is known.
        move: the rank against the person's last round on the board; unknown when it is the first.
        rows: the rows that show it.
    """

    mark: Mark
    role: str | None
    rank: int | None
    move: Move
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Delegated:
    """One person of a side, with a seat for each round, None for a round at which nobody tells of the person."""

    who: Actor
    rank: int | None
    seats: tuple[Seat | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SideBoard:
    """One side: its delegation at each round in short, then its people, the highest rank first."""

    side: str
    teams: tuple[Team | None, ...]
    people: tuple[Delegated, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DelegationBoard:
    """Rounds as columns, oldest first; sides and their people as lines.

    Attributes:
        rounds: the meetings.
        before: the meeting that each is compared with, None when there is none.
        sides: the sides of the process.
    """

    rounds: tuple[Meeting, ...]
    before: tuple[Meeting | None, ...]
    sides: tuple[SideBoard, ...]

    def sheet(self) -> Sheet:
        """The board as one table: a line for each person at each round."""
        lines = [
            SheetLine(cells=_cells(side.side, person, meeting, seat), rows=seat.rows)
            for side in self.sides
            for person in side.people
            for meeting, seat in zip(self.rounds, person.seats, strict=True)
            if seat is not None
        ]
        return Sheet(name="Delegations by round", columns=_COLUMNS, lines=tuple(lines))


def delegation_board(answers: Sequence[Delegations]) -> DelegationBoard:
    """The board of the delegations to several meetings, oldest first; an answer without a meeting is left out."""
    told = [(answer.meeting, answer) for answer in answers if answer.meeting is not None]
    if not told:
        return DelegationBoard(rounds=(), before=(), sides=())
    sides = told[0][1].process.parties
    return DelegationBoard(
        rounds=tuple(meeting for meeting, _ in told),
        before=tuple(answer.before for _, answer in told),
        sides=tuple(_side(side, [answer for _, answer in told]) for side in sides),
    )


def round_name(meeting: Meeting) -> str:
    """A round in short: number or place, and day."""
    where = meeting.place or meeting.country or meeting.label
    named = f"Round {meeting.number}, {where}" if meeting.number else where
    return f"{named}, {meeting.time.edtf()}" if meeting.time else f"{named}, day not told"


def _side(side: str, answers: Sequence[Delegations]) -> SideBoard:
    teams = tuple(next((team for team in answer.teams if team.side == side), None) for answer in answers)
    lines = [(place, line) for place, answer in enumerate(answers) for line in answer.lines if line.side == side]
    ids = {line.who.name.casefold(): line.who.id for _, line in lines if line.who.id}

    def key(told: tuple[int, Delegate]) -> str:
        who = told[1].who
        return who.id or ids.get(who.name.casefold()) or who.name.casefold()

    own = groupby(sorted(lines, key=key), key=key)
    first = [answer.before is None for answer in answers]
    people = [_person([*told], first) for _, told in own]
    return SideBoard(side=side, teams=teams, people=tuple(sorted(people, key=lambda p: (p.rank or 9, p.who.name))))


def _person(told: Sequence[tuple[int, Delegate]], first: Sequence[bool]) -> Delegated:
    at = dict(sorted(told, key=lambda one: one[0]))
    latest = [line.who for line in at.values()][-1]
    offices = [line.who for line in at.values() if line.who.office or line.who.office_held]
    known = offices[-1] if offices else latest
    ranks = [line.rank for line in at.values() if line.rank]
    return Delegated(
        who=replace(known, name=latest.name),
        rank=ranks[-1] if ranks else None,
        seats=tuple(_seats([(at.get(place), alone) for place, alone in enumerate(first)])),
    )


def _seats(lines: Iterable[tuple[Delegate | None, bool]]) -> Iterator[Seat | None]:
    """The seats of one person; a line comes with whether there is no round that it is compared with."""
    before: int | None = None
    for line, alone in lines:
        if line is None:
            yield None
            continue
        goes = line.change in ("kept", "new")
        move = move_of(line.rank, before) if goes else "unknown"
        mark: Mark = "named" if alone and line.change == "new" else line.change
        yield Seat(mark=mark, role=line.role, rank=line.rank, move=move, rows=line.rows)
        before = line.rank if goes and line.rank else before


def _cells(side: str, person: Delegated, meeting: Meeting, seat: Seat) -> tuple[Cell, ...]:
    office = person.who.office or person.who.office_held or ""
    return side, person.who.name, office, seat.rank, round_name(meeting), seat.role or "", seat.mark, seat.move
