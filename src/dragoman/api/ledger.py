"""A ledger to put questions to: `Ledger.open`, then one method a question, each giving a typed answer."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path
from typing import Self

from dragoman.api.collector import collector_at_rest
from dragoman.api.remembered import Kind, Remembered, remembering
from dragoman.ledger.opening import open_ledger
from dragoman.ledger.repository import Repository, RowQuery
from dragoman.ledger.rows import Process, Row, RowType
from dragoman.state import changes as changed
from dragoman.state import sources as told
from dragoman.state.case import Case, case_of
from dragoman.state.changes import Changes
from dragoman.state.choosing import chosen_meeting, chosen_process, known_processes, pairs_of
from dragoman.state.conditions import Conditions, conditions
from dragoman.state.delegations import Delegations, delegations
from dragoman.state.disagreements import Disagreements, disagreements
from dragoman.state.doubts import Doubts, doubts
from dragoman.state.earlier import Rounds, rounds
from dragoman.state.meetings import Meeting
from dragoman.state.positions import Positions, positions
from dragoman.state.quotes import Quotes, quotes
from dragoman.state.sources import Sources, sources
from dragoman.state.times import Times, end_of, in_time, known_until
from dragoman.state.who import Who, who

_COMING: tuple[RowType, ...] = ("meeting", "attendance", "delegation")
_DOUBTED: tuple[RowType, ...] = (*changed.TYPES, "flag", "statement")

Known = date | datetime | None
"""A time of knowing (UTC); a day means its end."""


@dataclass(frozen=True, slots=True)
class Ledger:
    """The ten questions to one ledger.

    Each question takes the id of a process, or None when the ledger holds one process or one outweighs all others, and
    two times: ``as_of``, the day on which it held, and ``known_by``, by when it had been read; None for now.
    What was read and answered of a process is kept until somebody writes, so that the next question on it is quick.
    """

    repository: Repository
    remembered: Remembered = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "remembered", Remembered(self.repository))

    @classmethod
    def open(cls, address: str | Path, *, read_only: bool = False) -> Self:
        """The ledger at an address: a file, or ``postgresql://``; ``read_only`` changes nothing in it.

        Raises:
            LedgerError: if there is no ledger, or it is none of ours.
        """
        return cls(open_ledger(address, read_only=read_only))

    def processes(self) -> Sequence[Process]:
        """The processes: those added by hand, then those found from pairs of parties, the most reported first."""
        return known_processes(self.repository.processes(), self.remembered.documents())

    def process(self, name: str | None = None) -> Process:
        """The process of an id, or the only or dominant one.

        Raises:
            UsageError: if there is none of that id, or several and none is named.
        """
        return chosen_process(self.processes(), self.remembered.documents(), name)

    @remembering
    def who(
        self,
        process: str | None = None,
        *,
        meeting: str | None = None,
        as_of: date | None = None,
        known_by: Known = None,
    ) -> Who:
        """Who has confirmed, declined or set conditions for ``meeting``, else the next one, by whose word."""
        with self._case(process, _COMING, as_of, known_by) as case:
            return who(case, _named(case, meeting))

    @remembering
    def changes(
        self, process: str | None = None, *, since: date | datetime, as_of: date | None = None, known_by: Known = None
    ) -> Changes:
        """What stands otherwise than by what was known at ``since``, and the new rows that changed nothing."""
        before = min(end_of(since), end_of(known_by or since))  # nothing that is not known even now was known then
        with (
            self._case(process, changed.TYPES, as_of, before) as old,
            self._case(process, changed.TYPES, as_of, known_by) as case,
        ):
            return changed.changes(replace(old, times=_times(as_of, since)), case)

    @remembering
    def disagreements(
        self, process: str | None = None, *, as_of: date | None = None, known_by: Known = None
    ) -> Disagreements:
        """Where independent sources contradict each other, side by side, with scores."""
        with self._case(process, _COMING, as_of, known_by) as case:
            return disagreements(case)

    @remembering
    def positions(self, process: str | None = None, *, as_of: date | None = None, known_by: Known = None) -> Positions:
        """What each side has demanded, offered, rejected, accepted and conceded, and what became of it."""
        with self._case(process, ("position",), as_of, known_by) as case:
            return positions(case)

    @remembering
    def conditions(
        self, process: str | None = None, *, as_of: date | None = None, known_by: Known = None
    ) -> Conditions:
        """The conditions that are open, met, failed or waived, and the rows that make them so."""
        with self._case(process, changed.TYPES, as_of, known_by) as case:
            return conditions(case)

    @remembering
    def delegations(
        self,
        process: str | None = None,
        *,
        meeting: str | None = None,
        as_of: date | None = None,
        known_by: Known = None,
    ) -> Delegations:
        """How each delegation compares with last round's, and with what was expected."""
        with self._case(process, _COMING, as_of, known_by) as case:
            return delegations(case, _named(case, meeting))

    @remembering
    def rounds(self, process: str | None = None, *, as_of: date | None = None, known_by: Known = None) -> Rounds:
        """The meetings of the process with their outcome, and its "first since" claims checked."""
        with self._case(process, _COMING, as_of, known_by) as case:
            return rounds(case)

    @remembering
    def quotes(
        self,
        process: str | None = None,
        *,
        speaker: str | None = None,
        as_of: date | None = None,
        known_by: Known = None,
    ) -> Quotes:
        """Who said exactly what, with the wordings of one saying side by side."""
        with self._case(process, ("statement",), as_of, known_by) as case:
            return quotes(case, speaker)

    @remembering
    def sources(self, process: str | None = None, *, as_of: date | None = None, known_by: Known = None) -> Sources:
        """What is official, anonymous, rumour or the author's, by source, with the number of independent reports."""
        with self._case(process, told.TYPES, as_of, known_by) as case:
            return sources(case)

    @remembering
    def doubts(self, process: str | None = None, *, as_of: date | None = None, known_by: Known = None) -> Doubts:
        """What not to trust, why, and what would settle it."""
        with self._case(process, _DOUBTED, as_of, known_by) as case:
            return doubts(case)

    def rows(
        self, process: str | None, types: Sequence[RowType], *, as_of: date | None = None, known_by: Known = None
    ) -> Iterator[Row]:
        """The rows of some types from which the questions on a process are answered, reprints among them; unordered."""
        times = _times(as_of, known_by)
        with collector_at_rest():
            kinds = self._kinds(self.process(process), types, times)
            return in_time(self.remembered.rows(kinds, self._read), times)

    @contextmanager
    def _case(self, name: str | None, types: Sequence[RowType], as_of: date | None, known_by: Known) -> Iterator[Case]:
        """The case, while no search for cycles holds up the reading and folding of its rows: they have none."""
        process, times = self.process(name), _times(as_of, known_by)

        def make(rows: Iterable[Row]) -> Case:
            return case_of(process, rows, times, self.repository.corrections(), self.remembered.meetings)

        with collector_at_rest():
            kinds = self._kinds(process, types, times)
            yield self.remembered.case((process, times), kinds, self._read, make)

    def _kinds(self, process: Process, types: Sequence[RowType], times: Times) -> list[Kind]:
        """What is to be read; where no correction is younger than ``known_by``, rows of all times serve every time."""
        known_by, pairs = times.known_by, tuple(pairs_of(process))
        if known_by and all(correction.at <= known_by for correction in self.repository.corrections()):
            known_by = None
        return [Kind(pairs, type_, known_by) for type_ in types]

    def _read(self, kinds: Sequence[Kind]) -> dict[Kind, list[Row]]:
        """The rows of kinds that differ in their types alone."""
        found: dict[Kind, list[Row]] = {kind: [] for kind in kinds}
        by_type = {kind.type: rows for kind, rows in found.items()}
        query = RowQuery(types=tuple(by_type), party_pairs=kinds[0].pairs, known_by=kinds[0].known_by)
        with self.repository.snapshot():
            for row in self.repository.rows(query):
                by_type[row.type].append(row)
        return found

    def close(self) -> None:
        """Let go of the ledger."""
        self.repository.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _times(as_of: date | None, known_by: Known) -> Times:
    return Times(as_of=as_of, known_by=known_until(known_by))


def _named(case: Case, meeting: str | None) -> Meeting | None:
    return chosen_meeting(case, meeting) if meeting else None
