"""Question 6: how does each delegation compare with last round's, and with what was expected?"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal, cast

from dragoman.ledger.rows import Row
from dragoman.model import Actor, Delegation, MeetingLevel
from dragoman.state.answer import Answer
from dragoman.state.case import Case, last_meeting, next_meeting
from dragoman.state.coming import Coming, attendance_of, status_of
from dragoman.state.identity import actor_of, side_of
from dragoman.state.levels import SideLevel, rank_of, side_levels
from dragoman.state.meetings import Meeting
from dragoman.state.tellers import sets_state
from dragoman.state.times import order

Change = Literal["kept", "new", "dropped", "expected"]
Move = Literal["up", "down", "same", "unknown"]
_GOES = frozenset({"confirmed", "attended"})
_EXPECTED = frozenset({"invited", "confirmed", "considering", "rumoured", "conditional", "not_named"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Delegate:
    """One person of a side's delegation, now or last time.

    Attributes:
        side: the side that sends.
        who: the person.
        role: head or member, now or else last time; None for one who was only expected.
        change: kept or new against last round, dropped since, or expected and not named.
        rank: 1 (head of state or government) to 6, None when no office is known.
        rows: the rows that name the person, this round's first.
    """

    side: str
    who: Actor
    role: Literal["head", "member"] | None
    change: Change
    rank: int | None
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Team:
    """One side's delegation in short.

    Attributes:
        side: the side.
        head: who leads it, None when nobody is named as head.
        head_rank: up, down or same against last round's head; unknown when an office is not known.
        highest: the same for the highest member, where more than the heads are known.
        level_sought: the level wanted of the side.
        level_sent: the level that it sends.
        open_list: its list is told as open ("including"), so that one who is not named may still come.
        head_rows: the rows that name the head.
    """

    side: str
    head: str | None
    head_rank: Move
    highest: Move
    level_sought: MeetingLevel
    level_sent: MeetingLevel
    open_list: bool
    head_rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Delegations(Answer[Delegate]):
    """Who goes for whom.

    Attributes:
        meeting: the meeting asked for, else the next, else the last.
        before: the meeting that it is compared with, None when there is none.
        teams: each side's delegation in short.
    """

    meeting: Meeting | None
    before: Meeting | None
    teams: tuple[Team, ...]


def delegations(case: Case, meeting: Meeting | None = None) -> Delegations:
    """Each side's delegation against last round's: kept, new, dropped, rank up or down, named against expected."""
    chosen = meeting or next_meeting(case) or last_meeting(case)
    before = last_meeting(case, chosen) if chosen else None
    now, then = _teams(case, chosen), _teams(case, before)
    levels = {level.side: level for level in side_levels(case, chosen)} if chosen else {}
    lines = [line for side in case.process.parties for line in _compared(side, now[side], then[side], case, chosen)]
    answer = Delegations(
        process=case.process,
        times=case.times,
        meeting=chosen,
        before=before,
        lines=tuple(lines),
        teams=tuple(_team(s, now[s], then[s], levels.get(s)) for s in case.process.parties if now[s]),
    )
    return case.whole(answer)


def members_at(case: Case, meeting: Meeting, told: Iterable[Coming]) -> Iterator[tuple[str, str, tuple[Row, ...]]]:
    """Name, role and rows of everyone named as a delegate to a meeting, of whose attendance ``told`` tells."""
    for team in _team_rows(case, _going(case, meeting, told)).values():
        for rows in team.values():
            named = [row for row in rows if isinstance(row.report, Delegation)]
            if named:
                head = any(cast(Delegation, row.report).role == "head" for row in named)
                name = case.identities.name(cast(Actor, actor_of(named[0])))
                yield name, "head" if head else "member", tuple(named)


Members = dict[str, list[Row]]


def _teams(case: Case, meeting: Meeting | None) -> defaultdict[str, Members]:
    """Side to person to the rows by which he goes or went; one who was named and then stays away goes no more."""
    told = attendance_of(case, case.coming_to(meeting)) if meeting else ()
    return _team_rows(case, _going(case, meeting, told) if meeting else ())


def _team_rows(case: Case, going: Iterable[Row]) -> defaultdict[str, Members]:
    teams: defaultdict[str, Members] = defaultdict(dict)
    for row in going:
        actor, side = actor_of(row), side_of(row)
        if actor is not None and side is not None and actor.kind == "person":
            teams[side].setdefault(case.identities.key(actor), []).append(row)
    return teams


def _going(case: Case, meeting: Meeting, told: Iterable[Coming]) -> Iterator[Row]:
    """The rows by which people go, by words that events have not overtaken; background tells who went to a past one."""
    for coming in told:
        if coming.current and coming.status in _GOES:
            yield from coming.rows
    if meeting.status == "held":
        past = (row for row in case.coming_to(meeting) if row.report.historical and row.report.voice != "observers")
        yield from (row for row in past if status_of(row) in _GOES)


def _compared(side: str, now: Members, then: Members, case: Case, meeting: Meeting | None) -> list[Delegate]:
    """The side's people: those who go now, those of last time who do not, and those who were expected."""
    found = [_delegate(side, rows, "kept" if key in then else "new", then.get(key, ())) for key, rows in now.items()]
    missing = dict(_expected(side, now, case, meeting))
    dropped = {key for key in then if key not in now and (_list_known(now) or key in missing)}
    found += [_delegate(side, then[key], "dropped", missing.pop(key, ())) for key in dropped]
    found += [_delegate(side, rows, "expected", ()) for rows in missing.values()]
    ranks = ("kept", "new", "dropped", "expected")
    return sorted(found, key=lambda d: (ranks.index(d.change), d.role != "head", d.rank or 9, d.who.name))


def _list_known(team: Members) -> bool:
    """Whether more of a side's people are named than its head: only then does a missing name tell anything."""
    return any(isinstance(r.report, Delegation) and r.report.role == "member" for rows in team.values() for r in rows)


def _expected(side: str, now: Members, case: Case, meeting: Meeting | None) -> Iterator[tuple[str, list[Row]]]:
    """People of the side who were to come, or are told to be missing from the list, and are not sent: key and rows."""
    found: Members = {}
    for row in case.coming_to(meeting) if meeting else ():
        actor = actor_of(row)
        if row.type == "attendance" and actor and actor.kind == "person" and side_of(row) == side and sets_state(row):
            found.setdefault(case.identities.key(actor), []).append(row)
    for key, rows in found.items():
        if key not in now and {status_of(row) for row in rows} & _EXPECTED:
            yield key, sorted(rows, key=order)


def _delegate(side: str, rows: list[Row], change: Change, before: Iterable[Row]) -> Delegate:
    actors = [cast(Actor, actor_of(row)) for row in rows]
    roles = {row.report.role for row in rows if isinstance(row.report, Delegation)}
    return Delegate(
        side=side,
        who=max(reversed(actors), key=lambda actor: bool(actor.office or actor.office_held)),
        role="head" if "head" in roles else "member" if roles or change != "expected" else None,
        change=change,
        rank=_rank(rows),
        rows=(*rows, *before),
    )


def _rank(rows: Iterable[Row]) -> int | None:
    """The highest rank that the rows give a person, by office printed or held."""
    offices = ((row, row.report.office if isinstance(row.report, Delegation) else None) for row in rows)
    ranks = [rank_of(cast(Actor, actor_of(row)), office) for row, office in offices]
    return min((rank for rank in ranks if rank), default=None)


def _team(side: str, now: Members, then: Members, level: SideLevel | None) -> Team:
    head, head_before = _head(now), _head(then)
    known = _list_known(now) and _list_known(then)
    return Team(
        side=side,
        head=cast(Actor, actor_of(head[0])).name if head else None,
        head_rank=move_of(_rank(head), _rank(head_before)),
        highest=move_of(_highest(now), _highest(then)) if known else "unknown",
        level_sought=level.sought if level else "unknown",
        level_sent=level.sent if level else "unknown",
        open_list=any(isinstance(r.report, Delegation) and r.report.open_list for rows in now.values() for r in rows),
        head_rows=tuple(head),
    )


def _highest(team: Members) -> int | None:
    """The highest rank in a team."""
    return min((rank for rows in team.values() if (rank := _rank(rows))), default=None)


def _head(team: Members) -> list[Row]:
    """The rows of him who is last named as head."""
    heads = [
        rows
        for rows in team.values()
        if any(isinstance(r.report, Delegation) and r.report.role == "head" for r in rows)
    ]
    return max(heads, key=lambda rows: order(rows[-1]), default=[])


def move_of(now: int | None, before: int | None) -> Move:
    """The change of a rank; 1 is the highest."""
    if now is None or before is None:
        return "unknown"
    return "same" if now == before else "up" if now < before else "down"
