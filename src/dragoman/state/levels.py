"""Ranks of offices, and the level that was sought of a meeting against the level that each side sends.

Ranks are those of negotiation practice: 1 head of state or government, 2 minister, 3 deputy minister, 4 senior
official or head of an agency, 5 envoy or aide, 6 expert.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from dragoman.actors.offices import office_class
from dragoman.ledger.rows import Row
from dragoman.model import Actor, Attendance, Delegation, MeetingLevel
from dragoman.state.case import Case
from dragoman.state.identity import actor_of, side_of
from dragoman.state.meetings import Meeting
from dragoman.state.tables import shipped_table
from dragoman.state.tellers import sets_state
from dragoman.state.times import order

_COMES = frozenset({"confirmed", "attended"})
_AWAY = frozenset({"declined", "withdrew", "absent", "delegated"})
_RANKS: dict[MeetingLevel, int] = {"leaders": 1, "ministers": 2, "officials": 3}


@dataclass(frozen=True, slots=True, kw_only=True)
class SideLevel:
    """The level of one side at a meeting.

    Attributes:
        side: the side.
        sought: the level that was wanted of it.
        sent: the level of the highest person who comes or is sent for it; unknown when none is named.
        fell: it sends a lower level than was sought.
        rows: who stays away, and who comes or is sent instead.
    """

    side: str
    sought: MeetingLevel
    sent: MeetingLevel
    fell: bool
    rows: tuple[Row, ...]


def rank_of(actor: Actor, office: str | None = None) -> int | None:
    """The level, 1 to 6, of the office printed, else of the office held on the article's date; None when unknown."""
    for words in (office, actor.office, actor.office_held):
        found = office_class(words) if words else None
        if found in _levels():
            return _levels()[found]
    return None


def level_of(rank: int | None) -> MeetingLevel:
    """The meeting level that a rank makes."""
    if rank is None:
        return "unknown"
    return "leaders" if rank == 1 else "ministers" if rank == 2 else "officials"


def side_levels(case: Case, meeting: Meeting) -> tuple[SideLevel, ...]:
    """What level was sought of each side and what it sends: a leader stays away, others come, the meeting stands."""
    came: dict[str, list[Row]] = defaultdict(list)
    away: dict[str, list[Row]] = defaultdict(list)
    for row in _latest(case, case.coming_to(meeting)):
        side = side_of(row)
        if side is not None and row.report.factuality not in ("CT-", "PR-"):
            _sorted_into(row, came[side], away[side])
    sides = [side for side in case.process.parties if came[side] or away[side]]
    return tuple(_side_level(side, meeting, came[side], away[side]) for side in sides)


def _side_level(side: str, meeting: Meeting, came: list[Row], away: list[Row]) -> SideLevel:
    rank = min((r for row in came if (r := _rank(row))), default=None)
    missed = min((r for row in away if (r := _rank(row))), default=None)
    wanted = meeting.level_sought or (meeting.level if meeting.level == "leaders" else level_of(missed))
    sent = level_of(rank)
    fell = wanted in _RANKS and sent in _RANKS and _RANKS[sent] > _RANKS[wanted]
    return SideLevel(side=side, sought=wanted, sent=sent, fell=fell, rows=(*away, *came))


def _sorted_into(row: Row, came: list[Row], away: list[Row]) -> None:
    status = row.report.status if isinstance(row.report, Attendance) else "confirmed"
    if status in _COMES:
        came.append(row)
    elif status in _AWAY:
        away.append(row)


def _latest(case: Case, rows: Iterable[Row]) -> list[Row]:
    """The last row that may set state of each person, whoever tells it."""
    last: dict[str, Row] = {}
    for row in sorted(rows, key=order):
        actor = actor_of(row)
        if actor and actor.kind == "person" and sets_state(row):
            last[case.identities.key(actor)] = row
    return list(last.values())


def _rank(row: Row) -> int | None:
    actor = actor_of(row)
    office = row.report.office if isinstance(row.report, Delegation) else None
    return rank_of(actor, office) if actor else None


@cache
def _levels() -> dict[str | None, int]:
    return {row["class"]: int(row["level"]) for row in shipped_table("office_levels.csv")}
