"""What was read of late, kept while nobody writes: the next question on a process need not read it again."""

from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import update_wrapper
from itertools import chain
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar

from dragoman.ledger.repository import Repository
from dragoman.ledger.rows import Correction, Row, RowType
from dragoman.state.case import Case
from dragoman.state.meetings import Meeting, meetings_of

MOST_ROWS = 100_000
"""Rows that are kept, some 400 megabytes: those of the busiest process among 100,000 documents, so that no question on
it drives out what the next one needs. Those asked for last are kept however many they are."""

MOST_ANSWERS = 64

A = TypeVar("A")
P = ParamSpec("P")
K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class Kind:
    """Rows that are read and let go together.

    Attributes:
        pairs: the pairs of parties that their documents tell of.
        type: their report type.
        known_by: by when they were known, None where later ones are left out only when a case is made.
    """

    pairs: tuple[tuple[str, str], ...]
    type: RowType
    known_by: datetime | None


Reading = Callable[[Sequence[Kind]], Mapping[Kind, Sequence[Row]]]


class Remembered:
    """Counts of documents, rows, meetings, cases and answers of one ledger, as long as nobody writes."""

    def __init__(self, repository: Repository) -> None:
        self._repository = repository
        self._version: Hashable = None
        self._documents: Mapping[tuple[str, str], int] | None = None
        self._rows: dict[Kind, Sequence[Row]] = {}
        self._cases: dict[tuple[Hashable, tuple[Kind, ...]], Case] = {}
        self._meetings: dict[tuple[tuple[str, ...], tuple[str, ...]], tuple[Meeting, ...]] = {}
        self._answers: dict[Hashable, Any] = {}

    def documents(self) -> Mapping[tuple[str, str], int]:
        """How many documents tell of dealings between each pair of parties."""
        self._look_up()
        if self._documents is None:
            self._documents = self._repository.party_pairs()
        return self._documents

    def rows(self, kinds: Sequence[Kind], read: Reading) -> Iterable[Row]:
        """The rows of those kinds, of which only the missing ones are read."""
        self._look_up()
        missing = [kind for kind in kinds if kind not in self._rows]
        if missing:
            self._rows |= read(missing)
        for kind in kinds:
            self._rows[kind] = self._rows.pop(kind)  # as the last, which is let go last
        for kind in _too_many(self._rows, kinds):
            del self._rows[kind]
            self._answers.clear()
            self._cases = {key: case for key, case in self._cases.items() if kind not in key[1]}
        return chain.from_iterable([self._rows[kind] for kind in kinds])  # taken now, while they are kept

    def case(self, name: Hashable, kinds: Sequence[Kind], read: Reading, make: Callable[[Iterable[Row]], Case]) -> Case:
        """The case of that name which the rows of those kinds make; made when it is asked for first."""
        rows, key = self.rows(kinds, read), (name, tuple(kinds))
        self._cases[key] = self._cases.pop(key) if key in self._cases else make(rows)
        for old in _too_many({key: case.rows for key, case in self._cases.items()}, [key]):
            del self._cases[old]
        return self._cases[key]

    def meetings(self, rows: Sequence[Row], corrections: Sequence[Correction]) -> tuple[Meeting, ...]:
        """The meetings that the rows tell of; most questions on a process put together the same ones."""
        key = tuple(row.id for row in rows), tuple(correction.id for correction in corrections)
        self._meetings[key] = self._meetings.pop(key) if key in self._meetings else meetings_of(rows, corrections)
        for old in _too_many({key: key[0] for key in self._meetings}, [key]):
            del self._meetings[old]
        return self._meetings[key]

    def answer(self, question: Hashable, make: Callable[[], A]) -> A:
        """The answer to a question; made when it is asked for first, or again when it was let go."""
        self._look_up()
        found: A = self._answers.pop(question) if question in self._answers else make()
        self._answers[question] = found
        if len(self._answers) > MOST_ANSWERS:
            del self._answers[next(iter(self._answers))]
        return found

    def _look_up(self) -> None:
        """Forget all when the ledger may read otherwise. Looked at before reading: a write in between is seen next."""
        version = self._repository.version()
        if version != self._version:
            self._version, self._documents = version, None
            self._rows.clear()
            self._cases.clear()
            self._meetings.clear()
            self._answers.clear()


class Remembering(Protocol):
    """What is asked and remembers its answers."""

    @property
    def remembered(self) -> Remembered:
        """What it remembers."""


L = TypeVar("L", bound=Remembering)


def remembering(question: Callable[Concatenate[L, P], A]) -> Callable[Concatenate[L, P], A]:
    """The question, answered from memory where it was put in the same words before and nobody has written since."""

    def answered(ledger: L, /, *args: P.args, **asked: P.kwargs) -> A:
        key = (question.__name__, args, tuple(sorted(asked.items())))
        return ledger.remembered.answer(key, lambda: question(ledger, *args, **asked))

    update_wrapper(answered, question)
    return answered


def _too_many(held: Mapping[K, Sequence[V]], wanted: Collection[K]) -> list[K]:
    """What is to be let go, the first held first, so that no more rows are kept than there is room for."""
    over, found = sum(map(len, held.values())) - MOST_ROWS, []
    for key, rows in held.items():
        if over > 0 and key not in wanted:
            found.append(key)
            over -= len(rows)
    return found
