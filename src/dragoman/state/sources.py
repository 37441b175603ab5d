"""Question 9: what is official, what is anonymous, what is rumour, what is the author's view?"""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date

from dragoman.ledger.rows import Row, RowType
from dragoman.state.answer import Answer
from dragoman.state.case import Case
from dragoman.state.tellers import STANDINGS, Standing, Teller, independent, standing_of
from dragoman.state.times import last_day, order

TYPES: tuple[RowType, ...] = ("meeting", "attendance", "delegation", "position", "assessment")
"""The report types that are claims about the talks; utterances are shown by quotes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceLine:
    """What one source told.

    Attributes:
        standing: official, named speaker, anonymous, rumour, author or observers.
        source: who says so; an outlet's own words stand under its name.
        claims: how many rows of each report type, reprints included.
        reports: in how many independent reports it speaks.
        outlets: the outlets that print it.
        latest: the last day on which it spoke.
        rows: its rows, oldest first.
    """

    standing: Standing
    source: str
    claims: dict[str, int]
    reports: int
    outlets: tuple[str, ...]
    latest: date | None
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources(Answer[SourceLine]):
    """All sources, official word first, observers' and rumours apart."""


def sources(case: Case) -> Sources:
    """The claims of a process by what kind of word they are and by source."""
    told: dict[tuple[Standing, str], list[Row]] = defaultdict(list)
    tellers: dict[str, Teller] = {}
    for row in sorted(case.typed(*TYPES), key=order):
        teller = case.tellers.of(row)
        tellers[teller.key] = teller
        told[standing_of(row), teller.key].append(row)
    lines = [_line(standing, tellers[key], case.whole(tuple(rows))) for (standing, key), rows in told.items()]
    lines.sort(key=lambda x: (STANDINGS.index(x.standing), -x.reports, x.source, x.rows[0].claim))
    return Sources(process=case.process, times=case.times, lines=tuple(lines))


def _line(standing: Standing, teller: Teller, rows: tuple[Row, ...]) -> SourceLine:
    return SourceLine(
        standing=standing,
        source=teller.name,
        claims=dict(sorted(Counter(row.type for row in rows).items())),
        reports=independent(rows),
        outlets=tuple(sorted({row.publisher for row in rows if row.publisher})),
        latest=last_day(rows),
        rows=rows,
    )
