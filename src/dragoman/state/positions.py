"""Question 4: what has each side demanded, offered, rejected, accepted and conceded, and what became of it?"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from dragoman.ledger.rows import Row
from dragoman.model import Issue, Position, PositionKind
from dragoman.state.answer import Answer
from dragoman.state.case import Case
from dragoman.state.identity import side_of
from dragoman.state.tellers import independent, sets_state
from dragoman.state.threads import matter, position_of, same_matter, threads_of
from dragoman.state.times import order, told_on

BoardStatus = Literal["tabled", "accepted", "rejected", "withdrawn"]
_TABLED = frozenset({"demand", "proposal", "offer"})
_ANSWERS: dict[PositionKind, BoardStatus] = {"acceptance": "accepted", "rejection": "rejected"}


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardLine:
    """One position of one side.

    Attributes:
        side: the side that holds it.
        issue: what it is about.
        kind: demand, proposal, offer, precondition, concession, rejection, acceptance or threat.
        content: its words as printed where it was first told.
        towards: to whom it is addressed, None for several or none.
        status: of a demand, proposal or offer: tabled, accepted, rejected or withdrawn; None for other kinds.
        holders: who of the side says so.
        since: the first day on which it was told.
        background: it is told of an earlier episode only.
        reports: in how many independent reports it stands.
        rows: its rows, oldest first.
        answers: the rows that changed its status, oldest first.
    """

    side: str
    issue: Issue
    kind: PositionKind
    content: str
    towards: str | None
    status: BoardStatus | None
    holders: tuple[str, ...]
    since: date | None
    background: bool
    reports: int
    rows: tuple[Row, ...]
    answers: tuple[Row, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Positions(Answer[BoardLine]):
    """The board of positions, by side and issue."""


def positions(case: Case) -> Positions:
    """The board: each side's positions on each issue, told today before told as background.

    A demand, proposal or offer is accepted or rejected by another side's later row on the same issue and matter,
    and withdrawn by its own side's concession of it; else it stands as tabled.
    """
    sides = [*case.process.parties, *case.process.mediators]
    told = (row for row in case.typed("position") if side_of(row) in sides and row.report.voice != "observers")
    rows = _one_kind_each(told)
    answers = _answers_by_stem(rows)
    lines = [_line(thread, _candidates(thread, answers)) for thread in threads_of(rows)]
    lines.sort(key=lambda x: (sides.index(x.side), x.background, x.issue, x.since or date.max, x.rows[0].claim))
    return case.whole(Positions(process=case.process, times=case.times, lines=tuple(lines)))


def _one_kind_each(rows: Iterable[Row]) -> list[Row]:
    """The rows without those that read the same words of a side as another kind too, and less surely."""
    likeliest: dict[tuple[object, ...], Row] = {}
    for row in rows:
        told = position_of(row)
        same = row.document, side_of(row), told.content, told.evidence
        likeliest[same] = max(likeliest.get(same, row), row, key=_sureness)
    return list(likeliest.values())


def _sureness(row: Row) -> tuple[bool, float, bool]:
    """A decision by hand first, then how likely the reading is; a rule that gives no likelihood is sure."""
    probability = row.report.reason.probability
    return row.corrected is not None, 1.0 if probability is None else probability, row.report.reason.stable


def _answers_by_stem(rows: Iterable[Row]) -> Mapping[tuple[Issue, str], Sequence[Row]]:
    """Acceptances, rejections and concessions by issue and word of matter, so that each position meets only its own."""
    found: dict[tuple[Issue, str], list[Row]] = defaultdict(list)
    for row in rows:
        told = position_of(row)
        if (told.kind in _ANSWERS or told.kind == "concession") and sets_state(row):
            for stem in matter(told.content):
                found[told.issue, stem].append(row)
    return found


def _candidates(thread: tuple[Row, ...], answers: Mapping[tuple[Issue, str], Sequence[Row]]) -> list[Row]:
    first = position_of(thread[0])
    if not _is_tabled(first):
        return []
    found = {row.id: row for stem in matter(first.content) for row in answers.get((first.issue, stem), ())}
    return sorted(found.values(), key=order)


def _is_tabled(position: Position) -> bool:
    """Whether others may answer it: also a demand that must come first, which is no condition and has no state."""
    return position.kind in _TABLED or (position.kind == "precondition" and position.state is None)


def _line(thread: tuple[Row, ...], answers: Sequence[Row]) -> BoardLine:
    first = position_of(thread[0])
    told = tuple(row for row in answers if _answer(row, thread))
    background = not any(sets_state(row) for row in thread)
    tabled: BoardStatus | None = "tabled" if _is_tabled(first) and not background else None
    return BoardLine(
        side=side_of(thread[0]) or first.holder.name,
        issue=first.issue,
        kind=first.kind,
        content=first.content,
        towards=first.towards,
        status=_answer(told[-1], thread) if told and tabled else tabled,
        holders=tuple(dict.fromkeys(position_of(row).holder.name for row in thread)),
        since=told_on(thread[0]),
        background=background,
        reports=independent(thread),
        rows=thread,
        answers=told if tabled else (),
    )


def _answer(row: Row, thread: tuple[Row, ...]) -> BoardStatus | None:
    """What a row makes of a position, None when it is no answer to it."""
    told, asked = position_of(row), position_of(thread[0])
    own = side_of(row) == side_of(thread[0])
    since, day = told_on(thread[0]), told_on(row)
    if (since and day and day < since) or not same_matter(told.content, asked.content):
        return None
    if own:
        return "withdrawn" if told.kind == "concession" and asked.kind == "demand" else None
    meant = told.towards is None or told.towards == side_of(thread[0])
    return _ANSWERS.get(told.kind) if meant else None
