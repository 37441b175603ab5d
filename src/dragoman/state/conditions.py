"""Question 5: which conditions are in force, which were met, have failed or were waived, and by which rows?

The state of a condition is derived, never stored: a condition on somebody's presence is settled by what is told of his
coming, one on a side's consent by that side's later acceptance, rejection or concession on the same matter.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Literal, cast

from dragoman.ledger.rows import Row
from dragoman.model import Actor, Attendance, Position, PositionState
from dragoman.state.answer import Answer
from dragoman.state.case import Case
from dragoman.state.identity import actor_of, side_of
from dragoman.state.names import asks_for, condition_in, mentions, names_of_side
from dragoman.state.tellers import independent, standing_of, told_by
from dragoman.state.threads import position_of, same_matter, threads_of
from dragoman.state.times import order, told_on

_FAILED = frozenset({"declined", "withdrew", "absent", "delegated"})
_ANSWERS: Mapping[str, PositionState] = {"acceptance": "met", "concession": "met", "rejection": "failed"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """One condition of one side.

    Attributes:
        kind: ``attendance`` when someone comes only if, ``position`` for every other precondition.
        holder: who sets it.
        side: the holder's side.
        content: its words as printed where it was first told.
        state: open, met, failed or waived.
        why: what settled it, in words; empty while it is open.
        since: the first day on which it was told.
        reports: in how many independent reports it stands.
        rows: the rows that tell it, oldest first.
        because: the rows that settle it, oldest first.
    """

    kind: Literal["attendance", "position"]
    holder: Actor
    side: str
    content: str
    state: PositionState
    why: str
    since: date | None
    reports: int
    rows: tuple[Row, ...]
    because: tuple[Row, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Conditions(Answer[Condition]):
    """The conditions of all sides, those in force first."""


def conditions(case: Case) -> Conditions:
    """The conditions of today; those told as background only are history and left out."""
    evidence = _Evidence.of(case)
    sides = {*case.process.parties, *case.process.mediators}
    told = [own for own in _conditions(case) if (side_of(own[0]) or "") in sides]
    lines = [_condition(own, evidence, case) for own in told]
    ranks: Sequence[PositionState] = ("open", "failed", "met", "waived")
    lines.sort(key=lambda x: (ranks.index(x.state), x.side, x.since or date.max, x.rows[0].claim))
    return case.whole(Conditions(process=case.process, times=case.times, lines=tuple(lines)))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Evidence:
    """What may settle conditions: the comings of persons by surname, and answers by side."""

    coming: Mapping[str, Sequence[Row]]
    answers: Mapping[str, Sequence[Row]]

    @classmethod
    def of(cls, case: Case) -> "_Evidence":
        coming: dict[str, list[Row]] = defaultdict(list)
        answers: dict[str, list[Row]] = defaultdict(list)
        for row in sorted(case.current("attendance", "position"), key=order):
            match row.report:
                case Attendance(who=who) if standing_of(row) != "rumour":
                    coming[who.surname].append(row)
                case Position(kind=kind) if kind in _ANSWERS:
                    answers[side_of(row) or ""].append(row)
        return cls(coming=coming, answers=answers)


def _conditions(case: Case) -> Iterable[tuple[Row, ...]]:
    """Rows of one condition together: per person and meeting for attendance, by content for positions.

    "He would go only if Putin came" is coded as both; here it is one condition, that of his coming. A demand that must
    come first ("Kyiv wants a truce before any talks") stays among the demands: nothing is promised for it.
    """
    rows = [row for row in case.current("attendance") if cast(Attendance, row.report).status == "conditional"]
    comings = {place for row in rows for place in _places(row)}
    asked = (row for row in case.current("position") if position_of(row).state is not None)
    yield from threads_of(row for row in asked if not comings & set(_places(row)))
    rows.sort(key=lambda row: (_holder_and_meeting(row, case), order(row)))
    for _, own in groupby(rows, key=lambda row: _holder_and_meeting(row, case)):
        yield tuple(own)


def _places(row: Row) -> list[tuple[str | None, str, str, int]]:
    """Whose condition stands in which sentences."""
    return [(side_of(row), row.document, e.field, e.start) for e in row.report.evidence]


def _holder_and_meeting(row: Row, case: Case) -> tuple[str, str]:
    return case.identities.key(cast(Actor, actor_of(row))), case.home.get(row.meeting or "", "")


def _condition(rows: tuple[Row, ...], evidence: _Evidence, case: Case) -> Condition:
    holder = cast(Actor, actor_of(rows[0]))
    state, because, why = _settled(rows, evidence, case)
    return Condition(
        kind="attendance" if rows[0].type == "attendance" else "position",
        holder=holder,
        side=side_of(rows[0]) or holder.name,
        content=_words(rows[0]),
        state=state,
        why=why,
        since=told_on(rows[0]),
        reports=independent(rows),
        rows=rows,
        because=because,
    )


def _settled(rows: tuple[Row, ...], evidence: _Evidence, case: Case) -> tuple[PositionState, tuple[Row, ...], str]:
    """State, the rows that make it, and why: by a person's coming, by a side's answer, by the holder himself."""
    for find in (_by_presence, _by_answer, _by_holder):
        because = find(rows, evidence, case)
        if because:
            state = _state(because[-1], waived=find is _by_holder)
            return state, tuple(because), _why(because[-1])
    return "open", (), ""


def _by_presence(rows: tuple[Row, ...], evidence: _Evidence, case: Case) -> list[Row]:
    """The last word, official before others, on the coming of a person whom the condition names."""
    clauses = _clauses(rows)
    people = set(re.findall(r"\w+", clauses)) & evidence.coming.keys()
    holder = case.identities.key(cast(Actor, actor_of(rows[0])))
    named = sorted((row for name in people if asks_for(name, clauses) for row in evidence.coming[name]), key=order)
    told = [
        row
        for row in named
        if case.identities.key(cast(Actor, actor_of(row))) != holder and _settles(row) and _after(row, rows[0])
        and _same_meeting(row, rows[0], case)
    ]  # fmt: skip
    return [row for row in told if _state(row) == _state(told[-1])] if told else []


def _by_answer(rows: tuple[Row, ...], evidence: _Evidence, case: Case) -> list[Row]:
    """The last answer, on the same matter, of another side that the condition names or is addressed to."""
    text, own = _clauses(rows), side_of(rows[0])
    asked = {position_of(row).towards for row in rows if row.type == "position"}
    sides = [s for s in evidence.answers if s != own and (s in asked or mentions(text, names_of_side(s)))]
    told = [
        row for side in sides for row in evidence.answers[side]
        if _after(row, rows[0]) and _answers(row, rows[0])
    ]  # fmt: skip
    return [row for row in told if _state(row) == _state(told[-1])] if told else []


def _by_holder(rows: tuple[Row, ...], evidence: _Evidence, case: Case) -> list[Row]:
    """The holder came, or gave way, although nothing met his condition."""
    if rows[0].type == "position":
        return []
    holder = cast(Actor, actor_of(rows[0]))
    own = evidence.coming.get(holder.surname, ())
    return [
        row for row in own
        if case.identities.key(cast(Actor, actor_of(row))) == case.identities.key(holder)
        and cast(Attendance, row.report).status in ("attended", "confirmed") and _after(row, rows[-1], strictly=True)
        and _same_meeting(row, rows[0], case)
    ]  # fmt: skip


def _answers(row: Row, first: Row) -> bool:
    """Whether an answer is one on the matter of a condition; a condition on coming has no issue of its own."""
    told = position_of(row)
    same_issue = first.type != "position" or told.issue == position_of(first).issue
    return same_issue and same_matter(told.content, _words(first))


def _settles(row: Row) -> bool:
    status = cast(Attendance, row.report).status
    return status in _FAILED or status == "attended"


def _state(row: Row, *, waived: bool = False) -> PositionState:
    if waived:
        return "waived"
    match row.report:
        case Attendance(status=status):
            return "failed" if status in _FAILED else "met"
        case Position(kind=kind):
            return _ANSWERS[kind]
    return "open"


def _why(row: Row) -> str:
    actor, day = cast(Actor, actor_of(row)), told_on(row)
    code = row.report.status if isinstance(row.report, Attendance) else position_of(row).kind
    return f"{actor.name} {code}, by {told_by(row)}" + (f", {day}" if day else "")


def _after(row: Row, first: Row, *, strictly: bool = False) -> bool:
    """Whether a row is not older than the condition; what is undated cannot be told to be."""
    since, day = told_on(first), told_on(row)
    return since is None or day is None or (day > since if strictly else day >= since)


def _same_meeting(row: Row, first: Row, case: Case) -> bool:
    """Whether both speak of one meeting, as far as both say."""
    one, other = case.home.get(row.meeting or ""), case.home.get(first.meeting or "")
    return one is None or other is None or one == other


def _words(row: Row) -> str:
    report = row.report
    if isinstance(report, Attendance):
        return report.condition or report.evidence[0].text
    return position_of(row).content


def _clauses(rows: Iterable[Row]) -> str:
    """What the condition is, by the sentences that tell it, else by its own words, in lower case."""
    return " ".join(condition_in(row.report.evidence[0].text) or _words(row) for row in rows).lower()
