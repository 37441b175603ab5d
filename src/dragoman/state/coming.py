"""Who comes to a meeting: each source's latest word on each person or party, with what it said before."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import cast

from dragoman.ledger.rows import Row
from dragoman.model import Actor, Attendance, AttendanceStatus, Delegation
from dragoman.state.case import Case
from dragoman.state.identity import actor_of, side_of
from dragoman.state.levels import rank_of
from dragoman.state.tellers import STANDINGS, Standing, independent, sets_state
from dragoman.state.times import order
from dragoman.state.words import Step, Word, overtaken, words_of

_STAGES: tuple[AttendanceStatus, ...] = (
    "not_named", "invited", "rumoured", "considering", "undetermined", "conditional", "confirmed", "delegated",
    "declined", "withdrew", "absent", "attended",
)  # fmt: skip
"""Of two words of a source on one day, the later in this list is the newer: an invitation precedes its answer."""
_OWN = 2
_FORMER = re.compile(r"\b(?:former|ex|onetime|retired)\b", re.IGNORECASE)
"""Such an official speaks for his side no more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Coming:
    """What one source says of one person's or party's coming.

    Attributes:
        who: the person or party.
        status: the source's latest word; ``not_named`` is never ``declined``.
        source: who says so: a voice as named, or the outlet in its own words.
        standing: official, named speaker, anonymous, rumour or author.
        since: the first day on which the source said this, None when no day is known.
        condition: the words of the condition, when it is conditional.
        reports: in how many independent reports it stands; reprints count once.
        rows: the rows of the latest word, oldest first.
        history: all that the source said, oldest first, the latest included.
        own: the source speaks for the person's own side, or officially.
        current: nobody of at least this source's weight has said otherwise since; a word that is not current was
            overtaken by events and contradicts nobody.
    """

    who: Actor
    status: AttendanceStatus
    source: str
    standing: Standing
    since: date | None
    condition: str | None = None
    reports: int
    rows: tuple[Row, ...]
    history: tuple[Step, ...]
    own: bool = False
    current: bool = True


def attendance_of(case: Case, rows: Iterable[Row]) -> tuple[Coming, ...]:
    """The latest word of each source on each person or party; contradictions stand side by side.

    Who is sent as a delegate is confirmed. Background and readings by observers say nothing of today and are left out.
    """
    told: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        if isinstance(row.report, Attendance | Delegation) and sets_state(row):
            told[case.identities.key(row.report.who)].append(row)
    found = [coming for own in told.values() for coming in _comings(own, told, case)]
    sides = {side: place for place, side in enumerate(case.process.parties)}
    return tuple(sorted(found, key=lambda c: (sides.get(c.who.party or c.who.name, len(sides)), *_place(c))))


def status_of(row: Row) -> AttendanceStatus:
    """The attendance status that a row tells; a delegate's is ``confirmed``."""
    return row.report.status if isinstance(row.report, Attendance) else "confirmed"


def _comings(rows: Sequence[Row], told: Mapping[str, Sequence[Row]], case: Case) -> list[Coming]:
    """The words on one person or party, each marked by whether events have overtaken it."""
    words = words_of(rows, status_of, case.tellers, _stage)
    old = overtaken([*words, *_for_their_side(rows, told, case)], lambda word: _weight(word, rows[0]))
    return [
        _coming(word, case, own=_weight(word, rows[0]) == _OWN, current=word.teller.key not in old) for word in words
    ]


def _for_their_side(rows: Sequence[Row], told: Mapping[str, Sequence[Row]], case: Case) -> tuple[Word, ...]:
    """The words on a side's people that show that the side itself comes: whoever is sent settles whether it does."""
    who = cast(Actor, actor_of(rows[0]))
    if who.kind == "person":
        return ()
    side = who.party or who.name
    people = [r for own in told.values() if own is not rows for r in own if side_of(r) == side]
    sent = [r for r in people if status_of(r) in ("confirmed", "attended")]
    return words_of(sent, status_of, case.tellers, _stage)


def _weight(word: Word, about: Row) -> int:
    """What a word weighs on someone's coming: his own side's or an official's most, a rumour least."""
    teller = word.teller
    own = teller.side is not None and teller.side == side_of(about) and not _FORMER.search(teller.name)
    if word.teller.standing == "rumour":
        return 0
    return _OWN if own or word.teller.standing == "official" else 1


def _coming(word: Word, case: Case, *, own: bool, current: bool) -> Coming:
    now, latest = word.now, word.now.rows[-1].report
    return Coming(
        who=_best_named(now.rows, case),
        status=status_of(now.rows[-1]),
        source=word.teller.name,
        standing=word.teller.standing,
        since=now.since,
        condition=latest.condition if isinstance(latest, Attendance) else None,
        reports=independent(now.rows),
        rows=now.rows,
        history=word.steps,
        own=own,
        current=current,
    )


def _best_named(rows: Iterable[Row], case: Case) -> Actor:
    """The mention that tells most of the person, the latest with an office if there is one, by the usual name."""
    actors = [cast(Actor, actor_of(row)) for row in sorted(rows, key=order, reverse=True)]
    best = max(actors, key=lambda actor: bool(actor.office_held or actor.office))
    return replace(best, name=case.identities.name(best))


def _stage(row: Row) -> int:
    return _STAGES.index(status_of(row))


def _place(coming: Coming) -> tuple[str, bool, int, str, bool, int, str]:
    """Where a line stands: sides first, then by rank and name, current words before overtaken ones."""
    who = coming.who
    side = who.party or who.name
    return (
        side,
        who.kind == "person",
        rank_of(who) or 9,
        who.name,
        not coming.current,
        STANDINGS.index(coming.standing),
        coming.source,
    )
