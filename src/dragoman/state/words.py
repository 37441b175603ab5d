"""What each source says of one matter now, with all that it said before."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from dragoman.ledger.rows import Row
from dragoman.state.tellers import STANDINGS, Teller, Tellers
from dragoman.state.times import order, told_on

Moment = tuple[date, date]
"""The day something was said and the day it was printed; what is undated lies before all days."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One source's word on a matter while it stayed the same.

    Attributes:
        value: what it said.
        since: the first day it said so, None when no day is known.
        until: the last day it said so.
        rows: its rows, oldest first.
    """

    value: str
    since: date | None
    until: date | None
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """One source's latest word on a matter.

    Attributes:
        teller: who says so.
        steps: its words, oldest first; a later word of a source replaces its own earlier one.
    """

    teller: Teller
    steps: tuple[Step, ...]

    @property
    def now(self) -> Step:
        """The latest step."""
        return self.steps[-1]

    @property
    def first_said(self) -> Moment:
        """When the source first said what it says now."""
        return _moment(self.now.rows[0])

    @property
    def last_said(self) -> Moment:
        """When the source last said it."""
        return _moment(self.now.rows[-1])


def words_of(
    rows: Iterable[Row], value: Callable[[Row], str], known: Tellers,
    rank: Callable[[Row], int] = lambda row: 0,
) -> tuple[Word, ...]:  # fmt: skip
    """The words on one matter, one per source, the best standing first; ``rank`` orders words of one day."""
    told: dict[str, list[Row]] = defaultdict(list)
    tellers: dict[str, Teller] = {}
    for row in sorted(rows, key=lambda row: order(row, rank(row))):
        teller = known.of(row)
        tellers[teller.key] = teller  # the standing of its latest word
        told[teller.key].append(row)
    words = [Word(teller=tellers[key], steps=_steps(own, value)) for key, own in told.items()]
    return tuple(sorted(words, key=lambda word: (STANDINGS.index(word.teller.standing), word.teller.key)))


def _steps(rows: Sequence[Row], value: Callable[[Row], str]) -> tuple[Step, ...]:
    runs = ((said, tuple(run)) for said, run in groupby(rows, key=value))
    return tuple(Step(value=said, since=told_on(run[0]), until=told_on(run[-1]), rows=run) for said, run in runs)


def overtaken(words: Sequence[Word], weight: Callable[[Word], int]) -> frozenset[str]:
    """Keys of the tellers whose word events have overtaken: someone of at least their weight says otherwise since.

    What was last said before the other was first said is a change over time and no contradiction.
    """
    newest: dict[tuple[int, str], Moment] = {}
    for word in words:
        place = weight(word), word.now.value
        newest[place] = max(newest.get(place, word.first_said), word.first_said)
    return frozenset(
        word.teller.key
        for word in words
        if any(
            level >= weight(word) and value != word.now.value and since > word.last_said
            for (level, value), since in newest.items()
        )
    )


def _moment(row: Row) -> Moment:
    return told_on(row) or date.min, row.published.best or date.min
